/* SPDX-License-Identifier: MIT */
/*
 * Journals that lie in the folder: whose they are, whether their owner lives, what they hold that
 * the disk does not. Nothing is followed, waited for, or believed; a journal that somebody else
 * could have put there is not read.
 */
#include "model/journal_priv.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

enum { OPEN_FLAGS = O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC };
enum { ALL_TOGETHER = 256 << 20 };

/* ---- may it be read, and is its owner alive ---- */

static struct str
why_not(const struct stat *st)
{
	if (!S_ISREG(st->st_mode))
		return S("it is not a plain file");
	if (st->st_uid != geteuid())
		return S("it belongs to somebody else");
	if ((st->st_mode & 07777) != 0600)
		return S("others may read or write it");
	if (st->st_nlink != 1)
		return S("it has another name");
	if (st->st_size > JOURNAL_LARGEST)
		return S("it is larger than 64 MB");
	return S("");
}

/* The small files of the system that say something about a process. */
static struct str
read_small(struct arena *a, const struct disk *disk, struct str path)
{
	enum { MOST = 4096 };
	struct disk_file *f = disk_open(a, disk, path, O_RDONLY | OPEN_FLAGS, 0);
	char *at = NEW_N(a, char, MOST);
	ptrdiff_t len = f->fd < 0 ? -1 : disk->read(disk, f->fd, at, MOST);
	(void)disk_close(f);
	return (struct str){at, len > 0 ? len : 0};
}

/* When a process began, in ticks since boot: field 22, counted behind its name in brackets. */
static long long
process_start(struct arena *a, const struct disk *disk, long process)
{
	struct str path = str_format(a, "/proc/%ld/stat", process);
	struct str line = read_small(a, disk, path), part = {0};
	for (ptrdiff_t at; (at = str_find(line, ')')) >= 0;)
		line = str_from(line, at + 1);
	line = str_trim(line);
	for (int field = 3; field <= 22; field++) {
		if (!str_cut(&line, ' ', &part))
			return -1;
	}
	return strtoll(str_z(a, part), NULL, 10);
}

/* Only where there are no locks. A process that cannot be looked at counts as alive. */
static bool
is_process_alive(struct arena *a, const struct disk *disk, const struct who *who)
{
	struct str boot = str_trim(read_small(a, disk, S("/proc/sys/kernel/random/boot_id")));
	if (boot.len == 0)
		return true;
	if (who->boot.len > 0 && !str_eq(boot, who->boot))
		return false;
	long long start = process_start(a, disk, who->process);
	return start >= 0 && (who->process_started == 0 || start == who->process_started);
}

enum life { GONE, ALIVE, NOT_TOLD };
static enum life
ask_lock(const struct disk *disk, int fd)
{
	int result = disk->lock(disk, fd, DISK_READ_LOCK, 0);
	if (result >= 0)
		(void)disk->unlock(disk, fd);
	if (result >= 0)
		return GONE;
	return result == -EAGAIN || result == -EACCES ? ALIVE : NOT_TOLD;
}

/* ---- what the disk holds ---- */

static bool
holds(struct arena *room, const struct disk *disk, struct str path, struct str text)
{
	struct disk_file *f =
	    disk_open(room, disk, path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC, 0);
	if (f->fd < 0)
		return text.at == NULL && f->fd == -ENOENT;
	struct stat st;
	struct str found = {0};
	bool same = text.at != NULL && disk->fstat(disk, f->fd, &st) >= 0 && S_ISREG(st.st_mode) &&
	    st.st_size == text.len && disk_read_all(disk, room, f->fd, text.len, &found) >= 0 &&
	    str_eq(found, text);
	(void)disk_close(f);
	return same;
}

static void
compare(struct arena *a, const struct disk *disk, struct journal_found *found)
{
	const struct history *h = found->history;
	struct arena *room = arena_new_in(a);
	bool all_now = true;
	found->disk_moved_on = false;
	for (ptrdiff_t i = 0; i < h->files.count; i++) {
		const struct history_file *f = &h->files.at[i];
		bool now = holds(room, disk, f->path, f->now);
		bool known = now || holds(room, disk, f->path, found->state->saved[i]);
		all_now = all_now && now;
		found->disk_moved_on = found->disk_moved_on || !known;
		arena_release(room, (struct arena_mark){0});
	}
	arena_free(room);
	if (all_now)
		found->unsaved = 0;
}

/* ---- one journal ---- */

static void
read_open(struct arena *a, const struct disk *disk, int fd, long long *budget,
    struct journal_found *found)
{
	struct stat st;
	struct str bytes;
	int result = disk->fstat(disk, fd, &st);
	if (result >= 0)
		found->trouble = why_not(&st);
	if (result < 0 || found->trouble.len > 0) {
		found->trouble = result < 0 ? disk_words(result) : found->trouble;
		return;
	}
	found->last = (long long)st.st_mtime;
	enum life life = ask_lock(disk, fd);
	found->alive = life != GONE;
	*budget -= st.st_size;
	result = *budget < 0 ? -EFBIG : disk_read_all(disk, a, fd, JOURNAL_LARGEST, &bytes);
	if (result < 0) {
		found->trouble =
		    result == -EFBIG ? S("there are too many of them") : disk_words(result);
		return;
	}
	struct journal_found read = *found;
	journal_read(a, bytes, &read);
	*found = read;
	if (!found->readable)
		return;
	found->state->size = bytes.len;
	found->state->device = (unsigned long long)st.st_dev;
	found->state->number = (unsigned long long)st.st_ino;
	found->alive =
	    life == ALIVE || (life == NOT_TOLD && is_process_alive(a, disk, &found->who));
	compare(a, disk, found);
}

static void
look(struct arena *a, const struct disk *disk, long long *budget, struct journal_found *found)
{
	struct disk_file *f = disk_open(a, disk, found->path, O_RDONLY | OPEN_FLAGS, 0);
	if (f->fd < 0)
		found->trouble = f->fd == -ELOOP ? S("it is not a plain file") : disk_words(f->fd);
	else
		read_open(a, disk, f->fd, budget, found);
	(void)disk_close(f);
}

static int
by_age(const void *x, const void *y)
{
	const struct journal_found *a = x, *b = y;
	if (a->last != b->last)
		return a->last < b->last ? 1 : -1;
	return str_cmp(b->path, a->path);
}

bool
journal_find(struct arena *a, const struct disk *disk, struct str folder, struct str workspace,
    struct journal_found **found, ptrdiff_t *count, struct str *error)
{
	*found = NULL;
	*count = 0;
	struct str *names = NULL;
	ptrdiff_t all = 0;
	int result = disk->list(disk, a, str_z(a, folder), &names, &all);
	if (result < 0 && result != -ENOENT) {
		*error = str_format(a, "%.*s: %.*s", STR(folder), STR(disk_words(result)));
		return false;
	}
	struct str prefix = workspace.at == NULL ? S("") : journal_prefix(a, workspace);
	struct journal_found *list = NEW_N(a, struct journal_found, all + 1);
	long long budget = ALL_TOGETHER;
	for (ptrdiff_t i = 0; i < all; i++) {
		struct journal_found *f = &list[*count];
		if (!str_starts(names[i], prefix) || !str_ends(names[i], S(JOURNAL_SUFFIX)))
			continue;
		*f = (struct journal_found){
		    .path = str_format(a, "%.*s/%.*s", STR(folder), STR(names[i]))};
		look(a, disk, &budget, f);
		bool ours = workspace.at == NULL || !f->readable || str_eq(f->workspace, workspace);
		if (ours)
			++*count;
		else
			history_free(f->history);
	}
	if (*count > 1)
		qsort(list, (size_t)*count, sizeof *list, by_age);
	*found = list;
	return true;
}

/* ---- taking one over ---- */

/* The very file that was read, unchanged, and locked for us. 0 or -errno. */
static int
take(const struct disk *disk, const struct journal_found *found, int *file)
{
	enum { PATIENCE_MS = 200 };
	const struct journal_state *s = found->state;
	struct stat st, named;
	int fd = disk->open(disk, found->path.at, O_RDWR | O_APPEND | OPEN_FLAGS, 0);
	if (fd < 0)
		return fd;
	int result = disk->lock(disk, fd, DISK_WRITE_LOCK, PATIENCE_MS);
	bool told = result >= 0 || result == -EAGAIN || result == -EACCES;
	result = told || found->alive ? result : 0;
	if (result >= 0)
		result = disk->fstat(disk, fd, &st);
	if (result >= 0)
		result = disk->lstat(disk, found->path.at, &named);
	bool same = result >= 0 && disk_same_file(&st, &named) && why_not(&st).len == 0 &&
	    s != NULL && st.st_size == s->size && (unsigned long long)st.st_ino == s->number &&
	    (unsigned long long)st.st_dev == s->device;
	if (result >= 0 && !same && s != NULL)
		result = -ESTALE;
	if (result < 0)
		(void)disk->close(disk, fd);
	else
		*file = fd;
	return result < 0 ? result : 0;
}

static bool
ends_as_read(const struct disk *disk, int fd, const struct journal_state *s)
{
	char at[RECORD_TAIL];
	ptrdiff_t n = disk->pread(disk, fd, at, RECORD_TAIL, s->chain.size - RECORD_TAIL);
	struct record_fields f = {.rest = {at, RECORD_TAIL}};
	return n == RECORD_TAIL && record_get(&f, 4) == s->chain.checksum;
}

static bool
refuse(struct arena *a, struct str *error, int why)
{
	bool taken = why == -EAGAIN || why == -EACCES;
	struct str words = taken ? S("another session is at work with it")
	    : why == -ESTALE     ? S("another session has been at work with it")
				 : disk_words(why);
	*error = str_format(a, "cannot go on with the journal: %.*s", STR(words));
	return false;
}

struct journal *
journal_adopt(struct arena *a, const struct journal_args *args, const struct journal_found *found,
    struct str *error)
{
	const struct journal_state *s = found->state;
	const struct history *h = found->history;
	if (!found->readable || found->alive || s == NULL || h == NULL || h->done != s->line.done ||
	    h->commands.count != s->line.count || !str_eq(args->workspace, found->workspace)) {
		refuse(a, error, found->alive ? -EAGAIN : -EINVAL);
		return NULL;
	}
	struct journal *j = journal_begin(a, args, h);
	j->path = str_copy(a, found->path);
	j->path_z = j->path.at;
	j->new_z = str_format(a, "%s.new", j->path_z).at;
	for (ptrdiff_t i = 0; i < h->files.count; i++)
		VEC_PUSH(j->tables, &j->numbers, (int)i);
	j->file_count = (int)h->files.count;
	j->began = found->began;
	j->line = s->line;
	j->to = s->line.count;
	j->draft = str_copy(j->draft_room, found->draft);
	j->draft_place = str_copy(j->draft_room, found->draft_place);
	struct buf owner = record_owner(j->room, j->workspace, &j->who);
	int result = take(args->disk, found, &j->out.fd);
	if (result >= 0 && !ends_as_read(args->disk, j->out.fd, s))
		result = -ESTALE;
	if (result >= 0 && found->torn > 0)
		result = args->disk->truncate(args->disk, j->out.fd, s->chain.size);
	j->out.chain = s->chain;
	if (result >= 0 && !journal_put(j, &j->out, &owner, journal_time(j)))
		result = j->out.error;
	if (result < 0) {
		journal_close(j);
		refuse(a, error, result);
		return NULL;
	}
	journal_note_written(j, j->out.chain.size - s->chain.size);
	return j;
}

/* ---- taking one away ---- */

/* `to` NULL: for good. A file that could not be read is known by its name alone. */
static int
take_away(const struct disk *disk, const struct journal_found *found, const char *to)
{
	int fd;
	int result = take(disk, found, &fd);
	if (result < 0)
		return result;
	result = to == NULL ? disk->unlink(disk, found->path.at)
			    : disk->rename(disk, found->path.at, to);
	(void)disk->close(disk, fd);
	return result;
}

bool
journal_remove(const struct disk *disk, const struct journal_found *found, struct str *error)
{
	int result = found->alive ? -EAGAIN : take_away(disk, found, NULL);
	if (result >= 0)
		return true;
	*error = result == -EAGAIN || result == -EACCES ? S("another session is at work with it")
	    : result == -ESTALE ? S("another session has been at work with it")
				: disk_words(result);
	return false;
}

enum { DAY = 24 * 60 * 60, KEPT_DAYS = 90, TRASH_DAYS = 30 };

struct cleaning {
	struct arena *room;
	const struct journal_args *args;
	struct str trash;
};

static bool
is_older(long long when, long long now, int days)
{
	return now > when && now - when > (long long)days * DAY;
}

static struct str
below(const struct cleaning *c, struct str folder, struct str name)
{
	return str_format(c->room, "%.*s/%.*s", STR(folder), STR(name));
}

static void
put_into_trash(const struct cleaning *c, const struct journal_found *found)
{
	const struct disk *disk = c->args->disk;
	ptrdiff_t slash = found->path.len;
	while (slash > 0 && found->path.at[slash - 1] != '/')
		slash--;
	(void)disk->make_folder(disk, str_z(c->room, c->trash), 0700);
	(void)take_away(disk, found, below(c, c->trash, str_from(found->path, slash)).at);
}

static void
clean_own(const struct cleaning *c)
{
	const struct journal_args *args = c->args;
	struct journal_found *found;
	ptrdiff_t count;
	struct str ignored;
	if (!journal_find(
		c->room, args->disk, args->folder, args->workspace, &found, &count, &ignored))
		return;
	for (ptrdiff_t i = 0; i < count; i++) {
		struct journal_found *f = &found[i];
		bool work = f->unsaved > 0 || f->draft.len > 0;
		if (f->alive || !f->readable || work)
			continue;
		if (f->history->commands.count == 0)
			(void)take_away(args->disk, f, NULL);
	}
}

/* By its age and name alone, so that a start does not read what other workspaces left. */
static void
clean_old(const struct cleaning *c, struct str folder, struct str name, bool in_trash)
{
	const struct disk *disk = c->args->disk;
	struct journal_found found = {.path = below(c, folder, name)};
	bool whole = str_ends(name, S(JOURNAL_SUFFIX));
	bool half = str_ends(name, S(JOURNAL_SUFFIX ".new"));
	struct stat st;
	if ((!whole && !half) || disk->lstat(disk, found.path.at, &st) < 0)
		return;
	/* What is in the trash was last touched when it was put there. */
	if (in_trash ? is_older((long long)st.st_ctime, c->args->now, TRASH_DAYS)
		     : half && is_older((long long)st.st_mtime, c->args->now, 1))
		(void)take_away(disk, &found, NULL);
	else if (!in_trash && whole && is_older((long long)st.st_mtime, c->args->now, KEPT_DAYS))
		put_into_trash(c, &found);
}

static void
clean_folder(const struct cleaning *c, struct str folder, bool in_trash)
{
	struct str *names;
	ptrdiff_t count = 0;
	const struct disk *disk = c->args->disk;
	if (disk->list(disk, c->room, str_z(c->room, folder), &names, &count) < 0)
		return;
	for (ptrdiff_t i = 0; i < count; i++)
		clean_old(c, folder, names[i], in_trash);
}

void
journal_clean(struct arena *a, const struct journal_args *args)
{
	struct cleaning c = {.room = arena_new_in(a), .args = args};
	c.trash = below(&c, args->folder, S("trash"));
	clean_own(&c);
	clean_folder(&c, args->folder, false);
	clean_folder(&c, c.trash, true);
	arena_free(c.room);
}
