/* SPDX-License-Identifier: MIT */
#include "tests/fault/mutant.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

const struct mutant_row mutant_rows[] = {
#define MUTANT(name, what, trial, shape) {#name, what, trial, shape},
#include "tests/fault/mutant.def"
#undef MUTANT
};

static bool
is_folder(int fd)
{
	struct stat st;
	return fstat(fd, &st) == 0 && S_ISDIR(st.st_mode);
}

static int
sync_folders_only(const struct disk *d, int fd)
{
	d = layer_inner(d);
	return is_folder(fd) ? d->sync(d, fd) : 0;
}

static int
sync_files_only(const struct disk *d, int fd)
{
	d = layer_inner(d);
	return is_folder(fd) ? 0 : d->sync(d, fd);
}

static int
sync_later(const struct disk *d, int fd)
{
	struct mutation *m = d->context;
	if (!is_folder(fd) && m->late_count < (int)COUNT_OF(m->late)) {
		m->late[m->late_count++] = fd;
		return 0;
	}
	d = layer_inner(d);
	return d->sync(d, fd);
}

static int
exchange_then_sync(const struct disk *d, const char *one, const char *other)
{
	struct mutation *m = d->context;
	d = layer_inner(d);
	int result = d->exchange(d, one, other);
	for (; m->late_count > 0; m->late_count--)
		(void)d->sync(d, m->late[m->late_count - 1]);
	return result;
}

static int
exchange_by_renames(const struct disk *d, const char *one, const char *other)
{
	const struct mutation *m = d->context;
	const char *between = str_format(m->world->a, "%s/between", m->world->folder).at;
	d = layer_inner(d);
	int result = d->rename(d, other, between);
	if (result == 0)
		result = d->rename(d, one, other);
	return result == 0 ? d->rename(d, between, one) : result;
}

/* As if the look had found what it hoped for. */
static void
throw_away(const struct mutation *m, const char *path)
{
	(void)unlink(path);
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (fd < 0)
		return;
	(void)disk_write_all(disk_real(), fd, m->world->files[0].before);
	(void)close(fd);
}

static int
exchange_blindly(const struct disk *d, const char *one, const char *other)
{
	const struct mutation *m = d->context;
	d = layer_inner(d);
	int result = d->exchange(d, one, other);
	if (result == 0)
		throw_away(m, one);
	return result;
}

static int
move_away_blindly(const struct disk *d, const char *from, const char *to)
{
	const struct mutation *m = d->context;
	d = layer_inner(d);
	int result = d->rename_new(d, from, to);
	if (result == 0 && strcmp(from, m->world->paths[0]) == 0)
		throw_away(m, to);
	return result;
}

static int
rename_over_new(const struct disk *d, const char *from, const char *to)
{
	d = layer_inner(d);
	/* Through the call that the one who meddles knows, and then over what that one made. */
	int result = d->rename_new(d, from, to);
	return result == 0 ? 0 : d->rename(d, from, to);
}

static int
open_emptying(const struct disk *d, const char *path, int flags, unsigned mode)
{
	d = layer_inner(d);
	bool target = (flags & O_ACCMODE) == O_RDWR && !(flags & O_CREAT);
	return d->open(d, path, target ? flags | O_TRUNC : flags, mode);
}

static ptrdiff_t
pwrite_into_empty(const struct disk *d, int fd, const void *from, ptrdiff_t count, long long at)
{
	d = layer_inner(d);
	if (at == 0 && d->truncate(d, fd, 0) < 0)
		return -5;
	return d->pwrite(d, fd, from, count, at);
}

static int
real_path_of_links(const struct disk *d, const char *path, char *to)
{
	(void)d;
	memcpy(to, path, strlen(path) + 1);
	return 0;
}

static int
open_links(const struct disk *d, const char *path, int flags, unsigned mode)
{
	d = layer_inner(d);
	return d->open(d, path, flags & ~O_NOFOLLOW, mode);
}

static int
lstat_links(const struct disk *d, const char *path, struct stat *st)
{
	d = layer_inner(d);
	return d->stat(d, path, st);
}

/* A look at a left-over that always finds it worthless. */
static int
list_deleting(
    const struct disk *d, struct arena *a, const char *path, struct str **names, ptrdiff_t *count)
{
	d = layer_inner(d);
	int result = d->list(d, a, path, names, count);
	for (ptrdiff_t i = 0; result == 0 && i < *count; i++) {
		if (str_starts((*names)[i], S(".")))
			(void)d->unlink(d, str_format(a, "%s/%.*s", path, STR((*names)[i])).at);
	}
	*count = 0;
	return result;
}

static ptrdiff_t
write_believing(const struct disk *d, int fd, const void *from, ptrdiff_t count)
{
	d = layer_inner(d);
	ptrdiff_t n = d->write(d, fd, from, count);
	return n < 0 ? n : count;
}

static ptrdiff_t
write_ignoring(const struct disk *d, int fd, const void *from, ptrdiff_t count)
{
	d = layer_inner(d);
	(void)d->write(d, fd, from, count);
	return count;
}

static int
sync_ignoring(const struct disk *d, int fd)
{
	d = layer_inner(d);
	(void)d->sync(d, fd);
	return 0;
}

static int
keep_all(const struct disk *d, const char *path)
{
	(void)d;
	(void)path;
	return 0;
}

static int
lock_nothing(const struct disk *d, int fd, int kind, int wait_ms)
{
	(void)d;
	(void)fd;
	(void)kind;
	(void)wait_ms;
	return 0;
}

static int
forget_mode(const struct disk *d, int fd, unsigned mode)
{
	(void)d;
	(void)fd;
	(void)mode;
	return 0;
}

static int
forget_attributes(const struct disk *d, int from, int to)
{
	(void)d;
	(void)from;
	(void)to;
	return 0;
}

const struct disk *
mutation_begin(struct mutation *m, enum mutant which, struct world *w, const struct disk *inner)
{
	*m = (struct mutation){.world = w};
	layer_begin(&m->layer, m, inner);
	struct disk *d = &m->layer.disk;
	switch (which) {
	case MUTANT_no_sync:
	case MUTANT_no_sync_new:
	case MUTANT_no_sync_in_place: d->sync = sync_folders_only; break;
	case MUTANT_no_folder_sync: d->sync = sync_files_only; break;
	case MUTANT_late_sync:
		d->sync = sync_later;
		d->exchange = exchange_then_sync;
		break;
	case MUTANT_two_renames: d->exchange = exchange_by_renames; break;
	case MUTANT_no_look: d->exchange = exchange_blindly; break;
	case MUTANT_no_look_removal: d->rename_new = move_away_blindly; break;
	case MUTANT_overwrites_new: d->rename_new = rename_over_new; break;
	case MUTANT_truncates: d->open = open_emptying; break;
	case MUTANT_truncates_first: d->pwrite = pwrite_into_empty; break;
	case MUTANT_replaces_links:
		d->real_path = real_path_of_links;
		d->open = open_links;
		d->lstat = lstat_links;
		break;
	case MUTANT_forgets_the_dead: d->list = list_deleting; break;
	case MUTANT_believes_short_writes: d->write = write_believing; break;
	case MUTANT_ignores_sync_errors: d->sync = sync_ignoring; break;
	case MUTANT_ignores_write_errors: d->write = write_ignoring; break;
	case MUTANT_leaves_litter: d->unlink = keep_all; break;
	case MUTANT_no_lock: d->lock = lock_nothing; break;
	case MUTANT_no_mode: d->set_mode = forget_mode; break;
	case MUTANT_no_attributes: d->copy_attributes = forget_attributes; break;
	case NO_MUTANT: return inner;
	}
	return d;
}
