/* SPDX-License-Identifier: MIT */
/*
 * A save: take every file (lock it, see that it holds what was expected), write all texts beside
 * their files, let the caller keep what a recovery needs, put one after the other in place, looking
 * each time at what came out, and make it last. Until the first exchange nothing has happened; from
 * then on every step can be taken back, and is, when one fails. Nothing that was not seen before is
 * ever deleted: what came out unexpectedly goes back, or is kept under a name of its own.
 *
 * The lock only saves work: where there are none, or somebody does not ask for them, the look at
 * what came out still finds every change.
 */
#include "model/store_priv.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>

bool
not_supported(int result)
{
	return result == -EINVAL || result == -ENOSYS || result == -EOPNOTSUPP;
}

bool
refuse_for(struct save *s, const struct item *item, struct str why)
{
	s->result = STORE_REFUSED;
	if (s->error->len == 0)
		*s->error = str_format(
		    s->arena, "'%.*s' is not saved: %.*s", STR(item->file->path), STR(why));
	return false;
}

bool
refuse(struct save *s, const struct item *item, int result)
{
	return refuse_for(s, item, disk_words(result));
}

/* Never waits, and never follows a link that somebody put there. */
static int
open_plain(struct save *s, const char *path)
{
	const struct disk *d = s->disk;
	int fd = d->open(d, path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0);
	if (fd < 0)
		return fd;
	struct stat st;
	int result = d->fstat(d, fd, &st);
	if (result == 0 && S_ISREG(st.st_mode))
		return fd;
	(void)d->close(d, fd);
	return result < 0 ? result : -EINVAL;
}

int
text_at(struct save *s, const char *path, struct str *text)
{
	*text = (struct str){0};
	int fd = open_plain(s, path);
	if (fd < 0)
		return fd;
	int result = disk_read_all(s->disk, s->arena, fd, STORE_LARGEST, text);
	(void)s->disk->close(s->disk, fd);
	return result;
}

int
holds_at(struct save *s, const char *path, struct str text)
{
	int fd = open_plain(s, path);
	if (fd < 0)
		return fd;
	int result = disk_holds(s->disk, s->arena, fd, text);
	(void)s->disk->close(s->disk, fd);
	return result;
}

bool
changed(struct save *s, struct item *item)
{
	s->result = STORE_CHANGED;
	item->file->changed = true;
	item->file->found = (struct str){0};
	if (item->real != NULL)
		(void)text_at(s, item->real, &item->file->found);
	return false;
}

int
rename_to_new(const struct disk *d, const char *from, const char *to)
{
	int result = d->rename_new(d, from, to);
	if (!not_supported(result))
		return result;
	struct stat st;
	int there = d->lstat(d, to, &st);
	if (there != -ENOENT)
		return there == 0 ? -EEXIST : there;
	return d->rename(d, from, to);
}

bool
is_file_at(struct save *s, const char *path, const struct stat *st)
{
	struct stat now;
	int result = s->disk->lstat(s->disk, path, &now);
	/* Once more: "no" would be a mistake that people hear of. */
	if (result < 0)
		result = s->disk->lstat(s->disk, path, &now);
	return result == 0 && disk_same_file(&now, st);
}

static bool
has_work(const struct save *s)
{
	for (ptrdiff_t i = 0; i < s->count; i++) {
		if (s->items[i].shape != SHAPE_SAME)
			return true;
	}
	return false;
}

static bool
is_ready(struct save *s)
{
	const struct store_args *args = s->args;
	if (args->ready == NULL || !has_work(s) || args->ready(args->context))
		return true;
	s->result = STORE_REFUSED;
	*s->error = S("nothing is saved: what a recovery would need could not be kept first");
	return false;
}

static void
give_back(struct save *s)
{
	for (ptrdiff_t i = 0; i < s->count; i++) {
		struct item *item = &s->items[i];
		beside_drop(s->disk, &item->beside);
		if (item->fd >= 0)
			(void)s->disk->close(s->disk, item->fd);
	}
}

enum store_result
store_save(struct arena *a, const struct store_args *args, struct str root,
    struct store_file *files, ptrdiff_t count, struct str *error)
{
	*error = (struct str){0};
	struct save s = {
	    .arena = a,
	    .args = args,
	    .disk = args->disk,
	    .root = root,
	    .items = NEW_N(a, struct item, count + 1),
	    .count = count,
	    .until = args->disk->now_ms(args->disk) + args->wait_ms,
	    .result = STORE_SAVED,
	    .error = error,
	};
	for (ptrdiff_t i = 0; i < count; i++) {
		files[i].changed = false;
		files[i].found = (struct str){0};
		s.items[i] = (struct item){.file = &files[i], .fd = -1, .beside.fd = -1};
	}
	bool done =
	    take_all(&s) && write_all_beside(&s) && is_ready(&s) && put_all(&s) && make_last(&s);
	if (!done)
		put_all_back(&s);
	clear_all_away(&s);
	give_back(&s);
	if (s.note.len > 0)
		*error = error->len == 0 ? s.note
					 : str_format(a, "%.*s; %.*s", STR(*error), STR(s.note));
	return s.result;
}

/* Read until nothing happened in between: somebody may be writing it in place. */
static int
read_still(struct arena *a, const struct disk *d, int fd, ptrdiff_t limit, struct str *text)
{
	enum { TRIES = 5 };
	struct stat before, after;
	int result = d->fstat(d, fd, &before);
	for (int i = 0; i < TRIES && result == 0; i++) {
		result = disk_read_all(d, a, fd, limit, text);
		if (result == 0)
			result = d->fstat(d, fd, &after);
		if (result < 0)
			return result;
		if (before.st_size == after.st_size && text->len == after.st_size &&
		    before.st_mtim.tv_sec == after.st_mtim.tv_sec &&
		    before.st_mtim.tv_nsec == after.st_mtim.tv_nsec)
			return 0;
		before = after;
	}
	return result;
}

static int
read_open(struct arena *a, const struct disk *d, int fd, ptrdiff_t limit, struct str *text)
{
	enum { PATIENCE_MS = 200 };
	struct stat st;
	int result = d->fstat(d, fd, &st);
	if (result < 0)
		return result;
	if (!S_ISREG(st.st_mode))
		return S_ISDIR(st.st_mode) ? -EISDIR : -EINVAL;
	/* Only a file with several names is written in place by us, and then under a lock. */
	bool locked = st.st_nlink > 1 && d->lock(d, fd, DISK_READ_LOCK, PATIENCE_MS) == 0;
	result = read_still(a, d, fd, limit, text);
	if (locked)
		(void)d->unlock(d, fd);
	return result;
}

bool
store_read(struct arena *a, const struct disk *d, struct str path, ptrdiff_t limit,
    struct str *text, struct str *error)
{
	*text = (struct str){0};
	int fd = d->open(d, str_z(a, path), O_RDONLY | O_CLOEXEC | O_NONBLOCK, 0);
	if (fd == -ENOENT)
		return true;
	int result = fd;
	if (fd >= 0) {
		result = read_open(a, d, fd, limit, text);
		(void)d->close(d, fd);
	}
	if (result == 0)
		return true;
	*text = (struct str){0};
	if (result == -EFBIG)
		*error = str_format(a, "larger than %td MB", limit >> 20);
	else
		*error = result == -EINVAL ? S("not a plain file") : disk_words(result);
	return false;
}
