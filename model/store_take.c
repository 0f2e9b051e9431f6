/* SPDX-License-Identifier: MIT */
/*
 * Before anything is written: where does the path lead, is it free, and does it hold what the
 * caller thinks it holds? Files are taken in the order of their real paths, so that two saves of
 * the same files wait for each other and never both for the other.
 */
#include "model/store_priv.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

static int
real_path(struct save *s, const char *path, const char **real)
{
	char *to = NEW_N(s->arena, char, PATH_MAX);
	int result = s->disk->real_path(s->disk, path, to);
	*real = result < 0 ? NULL : to;
	return result;
}

/* Where a file that is not there would be. */
static bool
place_of_new(struct save *s, struct item *item, const char *path)
{
	struct stat st;
	if (s->disk->lstat(s->disk, path, &st) == 0)
		return refuse_for(s, item, S("it is a link to a file that is not there"));
	const char *folder;
	int result = real_path(s, beside_folder(s->arena, path), &folder);
	if (result == -ENOENT && item->file->after.at == NULL)
		return true;
	if (result == -ENOENT && item->file->before.at != NULL)
		return changed(s, item);
	if (result < 0)
		return refuse(s, item, result);
	const char *slash = strrchr(path, '/');
	struct str name = str_of(slash ? slash + 1 : path);
	if (name.len == 0 || str_eq(name, S(".")) || str_eq(name, S("..")))
		return refuse_for(s, item, S("it is a folder"));
	item->real =
	    str_format(s->arena, "%s/%.*s", strcmp(folder, "/") == 0 ? "" : folder, STR(name)).at;
	return true;
}

static bool
is_inside(const struct save *s, const char *real)
{
	struct str path = str_of(real), root = s->root;
	if (root.len == 0 || str_eq(path, root) || str_eq(root, S("/")))
		return true;
	return str_starts(path, root) && path.at[root.len] == '/';
}

static bool
place(struct save *s, struct item *item)
{
	const char *path = str_z(s->arena, item->file->path);
	if (strlen(path) != (size_t)item->file->path.len || path[0] == '\0')
		return refuse(s, item, -ENOENT);
	struct stat st;
	int result = s->disk->stat(s->disk, path, &st);
	if (result == -ENOENT)
		return place_of_new(s, item, path);
	if (result == 0 && !S_ISREG(st.st_mode))
		return refuse_for(s, item,
		    S_ISDIR(st.st_mode) ? S("it is a folder") : S("it is not a plain file"));
	if (result == 0)
		result = real_path(s, path, &item->real);
	return result == 0 || refuse(s, item, result);
}

static bool
place_root(struct save *s)
{
	if (s->root.at == NULL)
		return true;
	const char *real;
	int result = real_path(s, str_z(s->arena, s->root), &real);
	if (result == 0) {
		s->root = str_of(real);
		return true;
	}
	s->result = STORE_REFUSED;
	*s->error = str_format(
	    s->arena, "nothing is saved: '%.*s': %.*s", STR(s->root), STR(disk_words(result)));
	return false;
}

static int
by_real_path(const void *x, const void *y)
{
	const struct item *one = x, *other = y;
	if (one->real == NULL || other->real == NULL)
		return (one->real != NULL) - (other->real != NULL);
	return strcmp(one->real, other->real);
}

static bool
place_all(struct save *s)
{
	if (!place_root(s))
		return false;
	for (ptrdiff_t i = 0; i < s->count; i++) {
		struct item *item = &s->items[i];
		if (!place(s, item))
			return false;
		if (item->real != NULL && !is_inside(s, item->real))
			return refuse_for(s, item, S("it leads out of the workspace"));
	}
	if (s->count > 1)
		qsort(s->items, (size_t)s->count, sizeof *s->items, by_real_path);
	return true;
}

/* For writing, or, where that is not allowed, for comparing: it may hold already what it shall. */
static int
open_item(struct save *s, struct item *item)
{
	const struct disk *d = s->disk;
	int flags = O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK;
	int fd = d->open(d, item->real, O_RDWR | flags, 0);
	item->read_only = 0;
	if (fd != -EACCES && fd != -EPERM && fd != -EROFS && fd != -ETXTBSY)
		return fd;
	item->read_only = fd;
	int again = d->open(d, item->real, O_RDONLY | flags, 0);
	return again >= 0 ? again : fd;
}

static bool
refuse_locked(struct save *s, struct item *item)
{
	long holder = s->disk->lock_holder(s->disk, item->fd);
	if (holder <= 0)
		return refuse_for(s, item, S("another process is at work on it"));
	return refuse_for(s, item,
	    str_format(s->arena, "another process is at work on it (process %ld)", holder));
}

static bool
lock_item(struct save *s, struct item *item)
{
	const struct disk *d = s->disk;
	long long left = s->until - d->now_ms(d);
	if (left > s->args->wait_ms)
		left = s->args->wait_ms;
	int kind = item->read_only ? DISK_READ_LOCK : DISK_WRITE_LOCK;
	int result = d->lock(d, item->fd, kind, left > 0 ? (int)left : 0);
	if (result == -EAGAIN)
		return refuse_locked(s, item);
	item->locked = result == 0;
	return true;
}

static void
let_go(struct save *s, struct item *item)
{
	if (item->fd >= 0)
		(void)s->disk->close(s->disk, item->fd);
	item->fd = -1;
	item->locked = false;
}

/* The same file under two names of ours: the second would wait for the first for ever. */
static struct item *
twin(const struct save *s, const struct item *item)
{
	for (struct item *other = s->items; other < item; other++) {
		if (other->fd >= 0 && disk_same_file(&other->st, &item->st))
			return other;
	}
	return NULL;
}

static bool
same_wish(const struct item *one, const struct item *other)
{
	struct str x = one->file->after, y = other->file->after;
	return (x.at == NULL) == (y.at == NULL) && str_eq(x, y);
}

enum taken { TAKEN, TAKEN_ELSEWHERE, TAKE_AGAIN, NOT_TAKEN };

/* One inode, several names of it: written once; removed name by name, under the one lock. */
static enum taken
take_twin(struct save *s, struct item *item, const struct item *other)
{
	bool one_name = strcmp(item->real, other->real) == 0;
	if (same_wish(item, other) && (one_name || item->file->after.at != NULL))
		return TAKEN_ELSEWHERE;
	if (same_wish(item, other))
		return TAKEN;
	refuse_for(
	    s, item, str_format(s->arena, "it is the same file as '%.*s'", STR(other->file->path)));
	return NOT_TAKEN;
}

static enum taken
take_existing(struct save *s, struct item *item)
{
	int result = s->disk->fstat(s->disk, item->fd, &item->st);
	if (result < 0) {
		refuse(s, item, result);
		return NOT_TAKEN;
	}
	if (!S_ISREG(item->st.st_mode)) {
		refuse_for(s, item, S("it is not a plain file"));
		return NOT_TAKEN;
	}
	const struct item *other = twin(s, item);
	if (other != NULL)
		return take_twin(s, item, other);
	if (!lock_item(s, item))
		return NOT_TAKEN;
	/* While we waited, its owner put another file in its place, and that is the one to lock. */
	struct stat now;
	result = s->disk->lstat(s->disk, item->real, &now);
	if (result == 0 && !disk_same_file(&now, &item->st))
		return TAKE_AGAIN;
	if (result < 0 && result != -ENOENT) {
		refuse(s, item, result);
		return NOT_TAKEN;
	}
	if (result < 0)
		return TAKE_AGAIN;
	item->st = now;
	return TAKEN;
}

static enum taken
take_once(struct save *s, struct item *item)
{
	item->fd = open_item(s, item);
	if (item->fd < 0 && item->fd != -ENOENT) {
		refuse(s, item, item->fd);
		item->fd = -1;
		return NOT_TAKEN;
	}
	if (item->fd < 0) {
		item->fd = -1;
		/* "Not there" of a file that is there: it came just now, or a server was mistaken.
		 */
		struct stat st;
		if (s->disk->lstat(s->disk, item->real, &st) == 0)
			return TAKE_AGAIN;
	}
	enum taken taken = item->fd >= 0 ? take_existing(s, item) : TAKEN;
	if (taken == TAKEN && tend_left_overs(s, item))
		return TAKE_AGAIN;
	return taken;
}

/* What it holds against what it is thought to hold. */
static bool
compare(struct save *s, struct item *item)
{
	struct store_file *f = item->file;
	if (item->fd < 0) {
		item->shape = f->after.at == NULL ? SHAPE_SAME : SHAPE_NEW;
		return item->shape == SHAPE_SAME || f->before.at == NULL || changed(s, item);
	}
	int same = f->after.at != NULL ? disk_holds(s->disk, s->arena, item->fd, f->after) : 0;
	int expected = 0;
	if (same == 0 && f->before.at != NULL)
		expected = disk_holds(s->disk, s->arena, item->fd, f->before);
	if (same < 0 || expected < 0)
		return refuse(s, item, same < 0 ? same : expected);
	if (!same && !expected) {
		s->result = STORE_CHANGED;
		f->changed = true;
		(void)disk_read_all(s->disk, s->arena, item->fd, STORE_LARGEST, &f->found);
		return false;
	}
	if (same)
		item->shape = SHAPE_SAME;
	else if (f->after.at == NULL)
		item->shape = SHAPE_REMOVE;
	else
		item->shape = item->st.st_nlink > 1 ? SHAPE_IN_PLACE : SHAPE_REPLACE;
	return true;
}

static bool
may_be_written(struct save *s, const struct item *item)
{
	if (item->fd < 0 || item->shape == SHAPE_SAME)
		return true;
	if (item->read_only == -EACCES || (item->st.st_mode & 0222) == 0)
		return refuse_for(s, item, S("it is read-only"));
	return item->read_only == 0 || refuse(s, item, item->read_only);
}

static bool
take(struct save *s, struct item *item)
{
	/* Each round but the last means that another save came to its end. */
	enum { ROUNDS = 10000 };
	const struct item *before = item > s->items ? item - 1 : NULL;
	if (item->real != NULL && before != NULL && before->real != NULL && before->fd < 0 &&
	    strcmp(item->real, before->real) == 0) {
		if (!same_wish(item, before))
			return refuse_for(s, item, S("it is given twice"));
		item->real = NULL;
	}
	if (item->real == NULL)
		return true;
	for (int round = 0; round < ROUNDS; round++) {
		switch (take_once(s, item)) {
		case TAKEN: return true;
		case TAKEN_ELSEWHERE:
			let_go(s, item);
			item->real = NULL;
			return true;
		case NOT_TAKEN: return false;
		case TAKE_AGAIN: break;
		}
		let_go(s, item);
		if (round > 0 && s->disk->now_ms(s->disk) > s->until)
			break;
	}
	return refuse_for(s, item, S("others keep changing it"));
}

/* All of them, also after one that was changed: the caller is told of every change at once. */
static bool
compare_all(struct save *s)
{
	for (ptrdiff_t i = 0; i < s->count; i++) {
		struct item *item = &s->items[i];
		if (item->real == NULL)
			continue;
		(void)compare(s, item);
		if (s->result == STORE_REFUSED)
			return false;
	}
	for (ptrdiff_t i = 0; i < s->count && s->result == STORE_SAVED; i++)
		(void)may_be_written(s, &s->items[i]);
	return s->result == STORE_SAVED;
}

bool
take_all(struct save *s)
{
	if (!place_all(s))
		return false;
	for (ptrdiff_t i = 0; i < s->count; i++) {
		if (!take(s, &s->items[i]))
			return false;
	}
	return compare_all(s);
}
