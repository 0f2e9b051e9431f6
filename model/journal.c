/* SPDX-License-Identifier: MIT */
/*
 * The records of a session at work. A record is made whole in memory, then written with one call;
 * only then does the journal know of it. What fails once has failed: the file ends behind the last
 * good record, and every later call says so again.
 */
#include "model/journal.h"

#include "base/checksum.h"
#include "model/journal_priv.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <unistd.h>

static bool
fail(const struct journal *j, int why, struct str *error)
{
	*error = S("cannot write the journal"); /* stands, should memory be what is missing */
	struct str words = why == -EFBIG ? S("it would be larger than 64 MB") : disk_words(why);
	*error = str_format(j->arena, "cannot write the journal: %.*s", STR(words));
	return false;
}

long long
journal_time(const struct journal *j)
{
	long long passed = j->disk->now_ms(j->disk) - j->clock_ms;
	return j->clock + (passed > 0 ? passed / 1000 : 0);
}

/* ---- writing ---- */

bool
journal_put(struct journal *j, struct journal_stream *s, struct buf *record, long long time)
{
	struct record_chain next = s->chain;
	struct str bytes = record_end(record, &next, time);
	if (s->error == 0 && next.size > JOURNAL_LARGEST)
		s->error = -EFBIG;
	if (s->error != 0)
		return false;
	s->error = disk_write_all(j->disk, s->fd, bytes);
	if (s->error == 0)
		s->chain = next;
	else
		(void)j->disk->truncate(j->disk, s->fd, s->chain.size);
	return s->error == 0;
}

static bool
append(struct journal *j, struct buf *record, struct str *error)
{
	long long before = j->out.chain.size;
	if (!journal_put(j, &j->out, record, journal_time(j)))
		return fail(j, j->out.error, error);
	journal_note_written(j, j->out.chain.size - before);
	return true;
}

static struct arena *
empty_room(struct journal *j)
{
	arena_release(j->room, (struct arena_mark){0});
	return j->room;
}

static bool
append_empty(struct journal *j, enum record_kind kind, struct str *error)
{
	struct buf record = record_begin(empty_room(j), kind, 0);
	return append(j, &record, error);
}

/* ---- a new one ---- */

static bool
refuse(struct arena *a, struct str *error, struct str folder, struct str why)
{
	*error = str_format(a, "%.*s: %.*s", STR(folder), STR(why));
	return false;
}

/* Ours alone: what is typed may be private, and nobody else may put a journal there. */
static bool
make_private(struct arena *a, const struct disk *disk, struct str folder, struct str *error)
{
	struct disk_file *f = disk_open(a, disk, folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);
	struct stat st;
	int result = f->fd < 0 ? f->fd : disk->fstat(disk, f->fd, &st);
	bool foreign = result >= 0 && st.st_uid != geteuid();
	if (result >= 0 && !foreign && (st.st_mode & 077) != 0)
		result = disk->set_mode(disk, f->fd, 0700);
	(void)disk_close(f);
	if (foreign)
		return refuse(a, error, folder, S("the folder belongs to somebody else"));
	return result >= 0 || refuse(a, error, folder, disk_words(result));
}

static bool
make_folder(struct arena *a, const struct disk *disk, struct str folder, struct str *error)
{
	for (ptrdiff_t i = 1; i <= folder.len; i++) {
		if (i < folder.len && folder.at[i] != '/')
			continue;
		int result = disk->make_folder(disk, str_z(a, str_upto(folder, i)), 0700);
		if (result < 0 && result != -EEXIST && i == folder.len)
			return refuse(a, error, folder, disk_words(result));
	}
	return make_private(a, disk, folder, error);
}

int
journal_make(const struct journal *j, const char *path)
{
	enum { PATIENCE_MS = 1000 };
	const struct disk *disk = j->disk;
	int flags = O_RDWR | O_APPEND | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC;
	int fd = disk->open(disk, path, flags, 0600);
	if (fd < 0)
		return fd;
	/* Where there are no locks the process and its start tell whether a journal is at work. */
	(void)disk->lock(disk, fd, DISK_WRITE_LOCK, PATIENCE_MS);
	int result = disk->set_mode(disk, fd, 0600);
	if (result >= 0)
		return fd;
	(void)disk->close(disk, fd);
	(void)disk->unlink(disk, path);
	return result;
}

struct str
journal_prefix(struct arena *a, struct str workspace)
{
	return str_format(a, "%016" PRIx64 "-", checksum_name(0, workspace));
}

static void
end_journal(void *context)
{
	journal_close(context);
}

struct journal *
journal_begin(struct arena *a, const struct journal_args *args, const struct history *h)
{
	struct journal *j = NEW(a, struct journal);
	*j = (struct journal){
	    .arena = a,
	    .room = arena_new_in(a),
	    .draft_room = arena_new_in(a),
	    .draft_spare = arena_new_in(a),
	    .tables = arena_new_in(a),
	    .disk = args->disk,
	    .workspace = str_copy(a, args->workspace),
	    .folder_z = str_z(a, args->folder),
	    .who = args->who,
	    .began = args->now,
	    .clock = args->now,
	    .clock_ms = args->disk->now_ms(args->disk),
	    .history = h,
	    .out = {.fd = -1},
	    .next = {.stream = {.fd = -1}},
	    .look_at = JOURNAL_COMPACT,
	    .syncing = -1,
	};
	j->who.user = str_copy(a, args->who.user);
	j->who.host = str_copy(a, args->who.host);
	j->who.boot = str_copy(a, args->who.boot);
	j->end = arena_on_end(a, end_journal, j);
	journal_open_sync(j);
	return j;
}

static void
name_it(struct journal *j, const struct journal_args *args, int attempt)
{
	struct arena *a = j->arena;
	struct str who = str_format(empty_room(j), "%ld %lld %.*s", args->who.process,
	    args->who.process_started, STR(args->who.boot));
	struct str prefix = journal_prefix(j->room, args->workspace);
	j->path = str_format(a, "%s/%.*s%016" PRIx64 "-%d" JOURNAL_SUFFIX, j->folder_z, STR(prefix),
	    checksum_name(0, who), attempt);
	j->path_z = j->path.at;
	j->new_z = str_format(a, "%s.new", j->path_z).at;
}

/* Nobody sees it before its first records are in it. 0 or -errno; -EEXIST: the name is taken. */
static int
make_file(struct journal *j)
{
	const struct disk *disk = j->disk;
	struct stat st;
	if (disk->lstat(disk, j->path_z, &st) >= 0)
		return -EEXIST;
	int result = journal_dump(j, &j->line, 0, j->line.count);
	if (result >= 0)
		result = disk->rename_new(disk, j->new_z, j->path_z);
	if (result == -EINVAL || result == -ENOSYS)
		result = disk->rename(disk, j->new_z, j->path_z);
	if (result < 0) {
		journal_drop_next(j);
		return result;
	}
	j->out = j->next.stream;
	journal_take_next(j);
	journal_note_written(j, j->out.chain.size);
	return 0;
}

struct journal *
journal_new(
    struct arena *a, const struct journal_args *args, const struct history *h, struct str *error)
{
	enum { ATTEMPTS = 100 };
	if (!make_folder(a, args->disk, args->folder, error))
		return NULL;
	struct journal *j = journal_begin(a, args, h);
	j->line = (struct journal_line){.done = h->done, .count = h->commands.count};
	int result = -EEXIST;
	for (int i = 0; result == -EEXIST && i < ATTEMPTS; i++) {
		name_it(j, args, i);
		result = make_file(j);
	}
	if (result >= 0)
		return j;
	fail(j, result, error);
	journal_close(j);
	return NULL;
}

/* ---- records ---- */

/* A file is written down when a command first touches it: until then it is as it was at first. */
static bool
write_files(struct journal *j, const struct command *c, struct str *error)
{
	const struct history *h = j->history;
	while (j->numbers.count < h->files.count)
		VEC_PUSH(j->tables, &j->numbers, -1);
	for (ptrdiff_t i = 0; i < c->splices.count; i++) {
		int file = c->splices.at[i].file;
		if (j->numbers.at[file] >= 0)
			continue;
		const struct history_file *f = &h->files.at[file];
		if (!journal_covers(j->workspace, f->path) || j->file_count >= JOURNAL_FILES) {
			*error = str_format(j->arena,
			    "the journal cannot hold '%.*s': not a file of the workspace, or too "
			    "many",
			    STR(f->path));
			return false;
		}
		struct buf record = record_file(empty_room(j), f->path, f->first);
		if (!append(j, &record, error))
			return false;
		j->numbers.at[file] = j->file_count++;
	}
	return true;
}

/* Syncing is not for whoever types; while nothing is saved, more is let come together. */
enum { SLACK = 8 << 20 };

bool
journal_command(
    struct journal *j, const struct history *h, const struct command *c, struct str *error)
{
	j->history = h;
	struct journal_line line = j->line;
	line.count = line.done; /* what was undone is forgotten by this command */
	journal_compact(j, &line, SLACK);
	if (!write_files(j, c, error))
		return false;
	struct buf record = record_command(empty_room(j), c, j->numbers.at);
	if (!append(j, &record, error))
		return false;
	line_command(&j->line);
	j->to = j->line.count;
	return true;
}

/* Undo and redo go back and forth in memory without limit; the journal follows. */
static bool
reach(struct journal *j, const struct journal_line *line, struct str *error)
{
	if (j->out.error == 0 && !journal_reach(j, line))
		j->out.error = -EIO;
	return j->out.error == 0 || fail(j, j->out.error, error);
}

bool
journal_undo(struct journal *j, struct str *error)
{
	struct journal_line line = j->line;
	line_undo(&line, j->history->undone_from);
	if (line.done < j->from)
		return reach(j, &line, error);
	if (!append_empty(j, RECORD_UNDO, error))
		return false;
	j->line = line;
	return true;
}

bool
journal_redo(struct journal *j, struct str *error)
{
	struct journal_line line = j->line;
	line_redo(&line);
	if (line.done > j->to)
		return reach(j, &line, error);
	if (!append_empty(j, RECORD_REDO, error))
		return false;
	j->line = line;
	return true;
}

bool
journal_draft(struct journal *j, struct str place, struct str text, struct str *error)
{
	if (text.len == 0 && j->draft.len == 0)
		return true;
	journal_compact(j, &j->line, SLACK);
	struct arena *room = j->draft_spare;
	arena_release(room, (struct arena_mark){0});
	struct str copy = str_copy(room, text), where = str_copy(room, place);
	struct buf record = record_draft(empty_room(j), place, text);
	if (!append(j, &record, error))
		return false;
	j->draft_spare = j->draft_room;
	j->draft_room = room;
	j->draft = copy;
	j->draft_place = where;
	return true;
}

bool
journal_saved(struct journal *j, const struct history *h, struct str *error)
{
	j->history = h;
	struct journal_line line = j->line;
	line_saved(&line);
	if (journal_compact(j, &line, 0))
		return journal_sync(j, error);
	if (!append_empty(j, RECORD_SAVED, error))
		return false;
	j->line = line;
	return journal_sync(j, error);
}

struct str
journal_path(const struct journal *j)
{
	return j->path;
}

void
journal_close(struct journal *j)
{
	if (j == NULL || j->end == NULL)
		return;
	journal_close_sync(j);
	journal_drop_file(j);
	if (j->out.fd >= 0)
		(void)j->disk->close(j->disk, j->out.fd);
	j->out.fd = -1;
	j->out.error = -EBADF;
	arena_forget(j->end);
	j->end = NULL;
}

void
journal_discard(struct journal *j)
{
	if (j == NULL || j->end == NULL)
		return;
	pthread_mutex_lock(&j->mutex);
	j->synced = j->written; /* not worth a disk's time any more */
	pthread_mutex_unlock(&j->mutex);
	(void)j->disk->unlink(j->disk, j->path_z);
	journal_close(j);
}
