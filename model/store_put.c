/* SPDX-License-Identifier: MIT */
/*
 * Putting texts in place, and taking them back. A call that failed may have been carried out all
 * the same (a server's answer can get lost), so after each failure the place itself is looked at.
 * What is taken back is looked at again, too: others do not stop working while we do.
 */
#include "model/store_priv.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>

/* A folder may let us write into its files and yet not let us put others there. */
static bool
only_in_place(const struct item *item, int result)
{
	return item->fd >= 0 && (result == -EACCES || result == -EPERM || result == -ENAMETOOLONG);
}

bool
write_all_beside(struct save *s)
{
	for (ptrdiff_t i = 0; i < s->count; i++) {
		struct item *item = &s->items[i];
		if (item->shape != SHAPE_REPLACE && item->shape != SHAPE_NEW)
			continue;
		struct beside_args args = {
		    .disk = s->disk,
		    .target = item->real,
		    .text = item->file->after,
		    .like = item->fd,
		    .seed = (unsigned)s->args->who.process,
		};
		int result = beside_write(s->arena, &args, &item->beside);
		if (result < 0 && !only_in_place(item, result))
			return refuse(s, item, result);
		if (result < 0)
			item->shape = SHAPE_IN_PLACE;
	}
	return true;
}

static bool
was_changed(struct save *s, struct item *item)
{
	s->result = STORE_CHANGED;
	item->file->changed = true;
	return false;
}

/* Is what came out what was to be replaced? */
static bool
look(struct save *s, struct item *item)
{
	int result = holds_at(s, item->aside, item->file->before);
	item->seen = result == 1;
	if (item->seen)
		return true;
	bool theirs = result == 0 || result == -ENOENT || result == -ELOOP || result == -EINVAL;
	if (!theirs)
		return refuse(s, item, result);
	return was_changed(s, item);
}

/* The lock cannot help against those who do not ask for it; so compare as late as can be. */
static bool
still_as_expected(struct save *s, struct item *item)
{
	int result = holds_at(s, item->real, item->file->before);
	if (result == 1)
		return true;
	if (result < 0 && result != -ENOENT)
		return refuse(s, item, result);
	return changed(s, item);
}

/* Where the system cannot exchange. */
static bool
rename_over(struct save *s, struct item *item)
{
	if (!still_as_expected(s, item))
		return false;
	int result = s->disk->rename(s->disk, item->aside, item->real);
	if (result < 0 && !is_file_at(s, item->real, &item->beside.st))
		return refuse(s, item, result);
	item->progress = RENAMED_OVER;
	item->aside = NULL;
	return true;
}

static bool
put_in_place(struct save *s, struct item *item)
{
	const struct disk *d = s->disk;
	struct str after = item->file->after;
	if (!is_file_at(s, item->real, &item->st))
		return changed(s, item);
	if (!still_as_expected(s, item))
		return false;
	int result = d->reserve(d, item->fd, after.len);
	if (result == -ENOSPC || result == -EDQUOT || result == -EFBIG)
		return refuse(s, item, result);
	item->progress = WRITTEN_IN_PLACE;
	result = disk_write_over(d, item->fd, after);
	/* Last, so that at no time bytes are missing that neither text is without. */
	if (result == 0 && after.len < item->file->before.len)
		result = d->truncate(d, item->fd, after.len);
	if (result == 0)
		result = d->sync(d, item->fd);
	return result == 0 || refuse(s, item, result);
}

static bool
exchange(struct save *s, struct item *item)
{
	const struct disk *d = s->disk;
	int result = d->exchange(d, item->aside, item->real);
	if (result < 0 && is_file_at(s, item->real, &item->beside.st))
		result = 0;
	if (result == 0) {
		item->progress = EXCHANGED;
		return look(s, item);
	}
	struct stat st;
	if (not_supported(result))
		return rename_over(s, item);
	if (result == -ENOENT && d->lstat(d, item->real, &st) == -ENOENT)
		return changed(s, item);
	if (!only_in_place(item, result))
		return refuse(s, item, result);
	clear_away(s, item, item->aside);
	item->aside = NULL;
	item->shape = SHAPE_IN_PLACE;
	return put_in_place(s, item);
}

static bool
put_replace(struct save *s, struct item *item)
{
	const char *aside = aside_name(s, item);
	int result = rename_to_new(s->disk, item->beside.path, aside);
	if (result < 0 && !is_file_at(s, aside, &item->beside.st))
		return refuse(s, item, result);
	item->beside.path = NULL;
	item->aside = aside;
	return exchange(s, item);
}

static bool
put_new(struct save *s, struct item *item)
{
	int result = rename_to_new(s->disk, item->beside.path, item->real);
	if (result < 0 && !is_file_at(s, item->real, &item->beside.st))
		return result == -EEXIST ? changed(s, item) : refuse(s, item, result);
	item->beside.path = NULL;
	item->progress = MADE;
	return true;
}

/* Moved to a name that nothing bore, whatever the answer was. */
static int
move_aside(struct save *s, const char *from, const char *aside)
{
	int result = rename_to_new(s->disk, from, aside);
	struct stat st;
	if (result < 0 && result != -EEXIST && s->disk->lstat(s->disk, aside, &st) == 0)
		return 0;
	return result;
}

static bool
put_away(struct save *s, struct item *item)
{
	const char *aside = aside_name(s, item);
	int result = move_aside(s, item->real, aside);
	struct stat st;
	if (result == -ENOENT && s->disk->lstat(s->disk, item->real, &st) == -ENOENT)
		return true;
	if (result < 0)
		return refuse(s, item, result);
	item->aside = aside;
	item->progress = MOVED_AWAY;
	return look(s, item);
}

static bool
put(struct save *s, struct item *item)
{
	switch (item->shape) {
	case SHAPE_SAME: return true;
	case SHAPE_REPLACE: return put_replace(s, item);
	case SHAPE_NEW: return put_new(s, item);
	case SHAPE_REMOVE: return put_away(s, item);
	case SHAPE_IN_PLACE: return put_in_place(s, item);
	}
	return false;
}

/* What must be written in place comes last: it is the least easy to take back. */
bool
put_all(struct save *s)
{
	for (int in_place = 0; in_place < 2; in_place++) {
		for (ptrdiff_t i = 0; i < s->count; i++) {
			struct item *item = &s->items[i];
			bool now = (item->shape == SHAPE_IN_PLACE) == (in_place == 1);
			if (now && item->progress == NOT_PUT && !put(s, item))
				return false;
		}
	}
	return true;
}

/* A folder that one may not read cannot be synced; the file's own sync is the next best. */
static int
sync_folder_of(struct save *s, const struct item *item)
{
	int result = disk_sync_folder(s->disk, beside_folder(s->arena, item->real));
	if (result == -EACCES && item->beside.fd >= 0)
		return s->disk->sync(s->disk, item->beside.fd);
	bool nothing_new = item->shape == SHAPE_SAME && result == -EROFS;
	return result == -EACCES || nothing_new ? 0 : result;
}

static int
sync_item(struct save *s, const struct item *item)
{
	/* It may be there since a moment before somebody pulled the plug of whoever put it there.
	 */
	if (item->shape == SHAPE_SAME && item->fd >= 0) {
		int result = s->disk->sync(s->disk, item->fd);
		if (result < 0 && result != -EROFS && result != -EINVAL)
			return result;
	}
	return sync_folder_of(s, item);
}

static bool
same_folder(struct save *s, const struct item *item, const struct item *other)
{
	return other->real != NULL && other->shape == item->shape &&
	    strcmp(beside_folder(s->arena, item->real), beside_folder(s->arena, other->real)) == 0;
}

bool
make_last(struct save *s)
{
	for (ptrdiff_t i = 0; i < s->count; i++) {
		struct item *item = &s->items[i];
		if (item->real == NULL || item->progress == WRITTEN_IN_PLACE)
			continue;
		bool done = i > 0 && item->shape != SHAPE_SAME && same_folder(s, item, item - 1);
		int result = done ? 0 : sync_item(s, item);
		if (result < 0)
			return refuse(s, item, result);
	}
	/* Again, because somebody may have had the old file open for writing. */
	for (ptrdiff_t i = 0; i < s->count; i++) {
		if (s->items[i].aside != NULL && !look(s, &s->items[i]))
			return false;
	}
	return true;
}

static void
stuck(struct save *s, struct item *item, int result)
{
	s->result = STORE_REFUSED;
	s->note = str_format(s->arena, "'%.*s' could not be put back: %.*s", STR(item->file->path),
	    STR(disk_words(result)));
}

static bool
is_gone(struct save *s, const char *path)
{
	struct stat st;
	return s->disk->lstat(s->disk, path, &st) == -ENOENT;
}

/* Once more: nothing is gained by giving up here. */
static int
exchange_again(struct save *s, const struct item *item, const struct stat *going)
{
	enum { TRIES = 3 };
	const struct disk *d = s->disk;
	int result = -EIO;
	for (int i = 0; i < TRIES && result < 0; i++) {
		result = d->exchange(d, item->aside, item->real);
		if (result < 0 && is_file_at(s, item->real, going))
			result = 0;
		if (result == -ENOENT && (is_gone(s, item->real) || is_gone(s, item->aside)))
			break;
	}
	return result;
}

/* Exchange once more; false: nothing more can, or need, be done. */
static bool
exchange_round(struct save *s, struct item *item, struct stat *expected, int *held)
{
	const struct disk *d = s->disk;
	struct stat going = {0}, out;
	int hold = d->open(d, item->aside, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, 0);
	bool known = d->lstat(d, item->aside, &going) == 0;
	int result = exchange_again(s, item, &going);
	bool emptied = result == -ENOENT;
	if (emptied)
		result = rename_to_new(d, item->aside, item->real);
	if (*held >= 0)
		(void)d->close(d, *held);
	*held = hold;
	/* Gone, and not from its place: another save took it for a left-over, and looked after it.
	 */
	bool taken = result == -ENOENT && !is_file_at(s, item->real, &item->beside.st);
	if (result < 0 && result != -EEXIST && !taken) {
		stuck(s, item, result);
		return false;
	}
	if (!known || emptied || d->lstat(d, item->aside, &out) < 0)
		return false;
	bool settled = disk_same_file(&out, expected);
	*expected = going;
	return !settled;
}

/*
 * What goes back to its place is what came out of it. If what now comes out is not ours, somebody
 * put a newer version there in the meantime, and that one belongs there.
 */
static void
exchange_back(struct save *s, struct item *item)
{
	enum { ROUNDS = 16 };
	struct stat expected = item->beside.st;
	int held = -1; /* keeps the number of a file from being given to another */
	for (int i = 0; i < ROUNDS && exchange_round(s, item, &expected, &held); i++)
		;
	if (held >= 0)
		(void)s->disk->close(s->disk, held);
	item->seen = false;
}

static void
unmake(struct save *s, struct item *item)
{
	const struct disk *d = s->disk;
	const char *aside = aside_name(s, item);
	int result = move_aside(s, item->real, aside);
	if (result < 0)
		result = move_aside(s, item->real, aside);
	if (result == -ENOENT)
		return;
	if (result < 0) {
		stuck(s, item, result);
		return;
	}
	item->aside = aside;
	if (!is_file_at(s, aside, &item->beside.st) && rename_to_new(d, aside, item->real) == 0)
		item->aside = NULL;
}

static void
write_old_again(struct save *s, struct item *item)
{
	if (!is_file_at(s, item->real, &item->beside.st))
		return;
	struct beside old;
	struct beside_args args = {
	    .disk = s->disk,
	    .target = item->real,
	    .text = item->file->before,
	    .like = item->fd,
	    .seed = (unsigned)s->args->who.process,
	};
	int result = beside_write(s->arena, &args, &old);
	if (result == 0)
		result = s->disk->rename(s->disk, old.path, item->real);
	if (result == 0)
		old.path = NULL;
	beside_drop(s->disk, &old);
	if (result < 0)
		stuck(s, item, result);
}

static void
write_back(struct save *s, struct item *item)
{
	const struct disk *d = s->disk;
	struct str before = item->file->before;
	int result = disk_write_over(d, item->fd, before);
	if (result == 0)
		result = d->truncate(d, item->fd, before.len);
	if (result == 0)
		result = d->sync(d, item->fd);
	if (result < 0)
		stuck(s, item, result);
}

static void
move_back(struct save *s, struct item *item)
{
	enum { TRIES = 3 };
	int result = -EIO;
	for (int i = 0; i < TRIES && result < 0; i++) {
		result = rename_to_new(s->disk, item->aside, item->real);
		if (result < 0 && is_gone(s, item->aside))
			result = 0;
		if (result == -EEXIST && !is_gone(s, item->real))
			break;
	}
	item->seen = false;
	if (result == 0)
		item->aside = NULL;
	else if (result != -EEXIST)
		stuck(s, item, result);
}

static void
put_back(struct save *s, struct item *item)
{
	switch (item->progress) {
	case NOT_PUT: return;
	case EXCHANGED: exchange_back(s, item); break;
	case RENAMED_OVER: write_old_again(s, item); break;
	case MADE: unmake(s, item); break;
	case MOVED_AWAY: move_back(s, item); break;
	case WRITTEN_IN_PLACE: write_back(s, item); break;
	}
	/* Before anything is deleted: else the plug might be pulled between the two. */
	if (item->progress != WRITTEN_IN_PLACE)
		(void)sync_folder_of(s, item);
	if (item->file->changed)
		(void)changed(s, item);
	item->progress = NOT_PUT;
}

void
put_all_back(struct save *s)
{
	enum store_result result = s->result;
	for (ptrdiff_t i = s->count - 1; i >= 0; i--)
		put_back(s, &s->items[i]);
	s->result = s->stuck ? STORE_REFUSED : result;
}

void
clear_all_away(struct save *s)
{
	for (ptrdiff_t i = 0; i < s->count; i++) {
		struct item *item = &s->items[i];
		if (item->aside == NULL)
			continue;
		if (item->seen)
			(void)s->disk->unlink(s->disk, item->aside);
		else
			clear_away(s, item, item->aside);
	}
}
