/* SPDX-License-Identifier: MIT */
/*
 * A journal written anew: without drafts that were replaced, branches that were forgotten, and,
 * when it gets very large, without the oldest commands. All of it stands beside the old one,
 * synced, before it takes its name; until then the old one is good.
 */
#include "model/journal_priv.h"

#include <errno.h>
#include <limits.h>

struct dump {
	struct journal *journal;
	struct journal_next *next;
	struct arena *room;
	struct journal_texts texts;
};

static bool
put(struct dump *d, struct buf record, long long time)
{
	bool fine = journal_put(d->journal, &d->next->stream, &record, time);
	arena_release(d->room, (struct arena_mark){0});
	return fine;
}

static bool
put_empty(struct dump *d, enum record_kind kind)
{
	return put(d, record_begin(d->room, kind, 0), journal_time(d->journal));
}

/* Files that a command touches, be it one that is let go. */
static void
number_files(struct dump *d)
{
	const struct history *h = d->journal->history;
	for (ptrdiff_t i = 0; i < h->files.count; i++)
		VEC_PUSH(d->next->tables, &d->next->numbers, -1);
	for (ptrdiff_t i = 0; i < d->next->line.count; i++) {
		const struct command *c = &h->commands.at[i];
		for (ptrdiff_t k = 0; k < c->splices.count; k++)
			d->next->numbers.at[c->splices.at[k].file] = 0;
	}
	for (ptrdiff_t i = 0; i < h->files.count; i++) {
		if (d->next->numbers.at[i] == 0)
			d->next->numbers.at[i] = d->next->file_count++;
	}
}

static bool
find_base(struct dump *d)
{
	const struct history *h = d->journal->history;
	for (ptrdiff_t i = 0; i < d->next->from; i++) {
		if (!texts_step(&d->texts, &h->commands.at[i], false))
			return false;
	}
	return true;
}

static bool
put_files(struct dump *d)
{
	struct journal *j = d->journal;
	for (ptrdiff_t i = 0; i < d->next->numbers.count; i++) {
		struct str path = j->history->files.at[i].path;
		if (d->next->numbers.at[i] < 0)
			continue;
		if (!journal_covers(j->workspace, path))
			return false;
		struct str text = texts_of(&d->texts, i, d->room);
		if (!put(d, record_file(d->room, path, text), j->began))
			return false;
	}
	return true;
}

static bool
put_commands(struct dump *d)
{
	const struct history *h = d->journal->history;
	const struct journal_line *line = &d->next->line;
	ptrdiff_t saved = line->saved_lost || line->saved <= d->next->from ? -1 : line->saved;
	for (ptrdiff_t i = d->next->from; i < d->next->to; i++) {
		const struct command *c = &h->commands.at[i];
		if (i == saved && !put_empty(d, RECORD_SAVED))
			return false;
		if (!put(d, record_command(d->room, c, d->next->numbers.at), c->time))
			return false;
	}
	if (saved == d->next->to && !put_empty(d, RECORD_SAVED))
		return false;
	for (ptrdiff_t i = line->done; i < d->next->to; i++) {
		if (!put_empty(d, RECORD_UNDO))
			return false;
	}
	return true;
}

static bool
put_all(struct dump *d)
{
	struct journal *j = d->journal;
	struct str magic = S(JOURNAL_MAGIC);
	struct journal_stream *s = &d->next->stream;
	s->error = disk_write_all(j->disk, s->fd, magic);
	s->chain.size = magic.len;
	if (s->error != 0 || !put(d, record_owner(d->room, j->workspace, &j->who), j->began))
		return false;
	if (!find_base(d) || !put_files(d) || !put_commands(d))
		return false;
	return j->draft.len == 0 ||
	    put(d, record_draft(d->room, j->draft_place, j->draft), journal_time(j));
}

void
journal_drop_file(struct journal *j)
{
	if (j->next.stream.fd < 0)
		return;
	(void)j->disk->unlink(j->disk, j->new_z);
	(void)j->disk->close(j->disk, j->next.stream.fd);
	j->next.stream.fd = -1;
}

void
journal_drop_next(struct journal *j)
{
	journal_drop_file(j);
	arena_free(j->next.tables);
	j->next = (struct journal_next){.stream = {.fd = -1}};
}

void
journal_take_next(struct journal *j)
{
	arena_free(j->tables);
	j->tables = j->next.tables;
	j->numbers.at = j->next.numbers.at;
	j->numbers.count = j->next.numbers.count;
	j->numbers.capacity = j->next.numbers.capacity;
	j->file_count = j->next.file_count;
	j->from = j->next.from;
	j->to = j->next.to;
	j->line = j->next.line;
	j->next = (struct journal_next){.stream = {.fd = -1}};
}

int
journal_dump(struct journal *j, const struct journal_line *line, ptrdiff_t from, ptrdiff_t to)
{
	journal_drop_next(j);
	j->next.tables = arena_new_in(j->arena);
	j->next.from = from;
	j->next.to = to;
	j->next.line = *line;
	j->next.stream.fd = journal_make(j, j->new_z);
	if (j->next.stream.fd < 0)
		return j->next.stream.fd;
	struct arena *room = arena_new_in(j->next.tables), *base = arena_new_in(j->next.tables);
	struct dump d = {
	    .journal = j,
	    .next = &j->next,
	    .room = room,
	    .texts = {.arena = base, .history = j->history, .patience = LLONG_MAX},
	};
	number_files(&d);
	bool fine = put_all(&d);
	arena_free(room);
	arena_free(base);
	if (!fine)
		return j->next.stream.error != 0 ? j->next.stream.error : -EINVAL;
	return 0;
}

/* What a journal written anew would have. */
static long long
size_anew(const struct journal *j, ptrdiff_t to)
{
	const struct history *h = j->history;
	long long size = RECORD_OVERHEAD + j->draft.len;
	for (ptrdiff_t i = 0; i < j->numbers.count; i++) {
		const struct history_file *f = &h->files.at[i];
		if (j->numbers.at[i] >= 0)
			size += record_size_file(f->path, f->now);
	}
	for (ptrdiff_t i = j->from; i < to; i++)
		size += record_size_command(&h->commands.at[i]);
	return size;
}

/* The first command to keep: the newest half of what may be there, and all that is not saved. */
static ptrdiff_t
shorten(const struct journal *j, const struct journal_line *line, long long size)
{
	ptrdiff_t from = j->from, last = line->saved < line->done ? line->saved : line->done;
	while (from < last && size > JOURNAL_SHORTEN / 2)
		size -= record_size_command(&j->history->commands.at[from++]);
	return from;
}

static bool
write_anew(struct journal *j, const struct journal_line *line, ptrdiff_t from, ptrdiff_t to)
{
	const struct disk *disk = j->disk;
	int result = journal_dump(j, line, from, to);
	if (result >= 0)
		result = disk->sync(disk, j->next.stream.fd);
	if (result >= 0)
		result = disk->rename(disk, j->new_z, j->path_z);
	if (result < 0) {
		journal_drop_next(j);
		return false;
	}
	journal_change_file(j, &j->next.stream);
	journal_take_next(j);
	return true;
}

bool
journal_compact(struct journal *j, const struct journal_line *line, long long slack)
{
	long long size = j->out.chain.size;
	if (size < j->look_at + slack || j->out.error != 0 || line->saved_lost)
		return false;
	ptrdiff_t to = line->count < j->to ? line->count : j->to;
	long long anew = size_anew(j, to);
	ptrdiff_t from = anew > JOURNAL_SHORTEN ? shorten(j, line, anew) : j->from;
	bool done = (anew <= size / 2 || from > j->from) && write_anew(j, line, from, to);
	size = j->out.chain.size;
	long long next = size * 2 < JOURNAL_SHORTEN ? size * 2 : JOURNAL_SHORTEN;
	next = next < size + JOURNAL_COMPACT ? size + JOURNAL_COMPACT : next;
	j->look_at = size < JOURNAL_COMPACT / 2 ? JOURNAL_COMPACT : next;
	return done;
}

bool
journal_reach(struct journal *j, const struct journal_line *line)
{
	const struct command *all = j->history->commands.at;
	ptrdiff_t from = line->done, to = from;
	for (long long size = 0; from > 0 && size < JOURNAL_SHORTEN / 4;)
		size += record_size_command(&all[--from]);
	for (long long size = 0; to < line->count && size < JOURNAL_SHORTEN / 4;)
		size += record_size_command(&all[to++]);
	return write_anew(j, line, from, to);
}
