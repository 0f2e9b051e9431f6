/* SPDX-License-Identifier: MIT */
#ifndef MODEL_JOURNAL_PRIV_H
#define MODEL_JOURNAL_PRIV_H
#include "model/journal.h"
#include "model/journal_record.h"
#include "model/journal_text.h"

#include <pthread.h>

enum {
	JOURNAL_LARGEST = 64 << 20, /* nothing larger is read, so nothing larger is written */
	JOURNAL_COMPACT = 1 << 20,  /* from here on a journal is looked at whether writing it anew pays */
	JOURNAL_SHORTEN = 32 << 20, /* from here on the oldest commands are let go */
	JOURNAL_FILES = 5000
};

/* Where on the line of commands one stands, and where one stood when all was saved. */
struct journal_line {
	ptrdiff_t done, count;
	ptrdiff_t saved;         /* `done` at that time */
	bool saved_lost;         /* commands before `saved` were forgotten or changed places: */
	ptrdiff_t common;        /* up to here both lines are the same */
};
void line_command(struct journal_line *l);
void line_undo(struct journal_line *l, ptrdiff_t from); /* commands from `from` on changed places */
void line_redo(struct journal_line *l);
void line_saved(struct journal_line *l);
ptrdiff_t line_unsaved(const struct journal_line *l);

/* What is needed to go on with a journal that was read. */
struct journal_state {
	struct record_chain chain;
	struct journal_line line;
	struct str *saved;       /* the files' texts when they were saved, or at the beginning */
	long long size;          /* of the file, with what is torn */
	unsigned long long device, number; /* of the file */
};

/* A long text of a history under splices. */
struct journal_file_text {
	struct blocks blocks;
	bool open, there;
};
struct journal_texts {
	struct arena *arena;
	const struct history *history;
	VEC(struct journal_file_text) list;
	long long patience;      /* what may still be done: bytes moved, splices made */
};
/* Carry a command out, or back. False when it does not fit: then nothing has changed. */
bool texts_step(struct journal_texts *t, const struct command *c, bool back);
struct str texts_of(const struct journal_texts *t, ptrdiff_t file, struct arena *a);

/* Whether a file belongs to a workspace by its path; others are neither written nor read. */
bool journal_covers(struct str workspace, struct str path);

/* A journal from its bytes. What it says is a view of them. */
void journal_read(struct arena *a, struct str bytes, struct journal_found *found);

/* One file that grows. `error` is that of the first write that failed; nothing is written after. */
struct journal_stream {
	int fd;
	struct record_chain chain;
	int error;
};

struct journal {
	struct arena *arena, *room, *draft_room, *draft_spare, *tables;
	const struct disk *disk;
	struct str workspace, path;
	const char *path_z, *new_z, *folder_z;
	struct who who;
	long long began;         /* the time of the first record */
	long long clock, clock_ms; /* the time that the caller gave, and when; the rest is what passed since */
	const struct history *history;
	struct journal_stream out;
	struct journal_next {    /* the file that is written to take the place of this one */
		struct journal_stream stream;
		struct arena *tables;
		VEC(int) numbers;
		int file_count;
		ptrdiff_t from, to;
		struct journal_line line;
	} next;
	struct journal_line line;
	ptrdiff_t from, to;      /* the commands of the history that are in the journal */
	VEC(int) numbers;        /* of the history's files here; -1: not yet */
	int file_count;
	struct str draft_place, draft;
	long long look_at;       /* the size at which to see again whether writing it anew pays */
	struct arena_end *end;

	/* From here on shared with the thread that syncs, under the mutex. */
	pthread_mutex_t mutex;
	pthread_cond_t changed;
	pthread_t thread;
	bool running, quit, close_old;
	int most_ms;
	int syncing;             /* the file that is being synced, or -1 */
	long long syncing_since;
	int sync_error;
	bool folder_synced;
	unsigned long long written, synced; /* bytes, of all files together */
	long long first_unsynced; /* in ms */
};

long long journal_time(const struct journal *j);
/* Write one record. False: the stream has an error, and ends behind the record before. */
bool journal_put(struct journal *j, struct journal_stream *s, struct buf *record, long long time);
/*
 * The history's commands between two numbers, written to new_z; the files are numbered anew. 0 or
 * -errno. Then it is dropped, or takes the place of what was: that needs no memory.
 */
int journal_dump(struct journal *j, const struct journal_line *line, ptrdiff_t from, ptrdiff_t to);
void journal_drop_next(struct journal *j);
void journal_drop_file(struct journal *j);      /* only the file: at the end, when rooms are gone */
void journal_take_next(struct journal *j);
/*
 * Write the journal anew where that pays, as it stands at `line`. True: it was, it is synced, and
 * `line` is where it stands now. To be called before a record is written: it may run out of memory.
 */
bool journal_compact(struct journal *j, const struct journal_line *line, long long slack);
/* The same so that commands around it that were let go are in it again. */
bool journal_reach(struct journal *j, const struct journal_line *line);
/* A file made new, ours alone, and locked; its number or -errno. */
int journal_make(const struct journal *j, const char *path);
/* A journal without a file yet, known to its arena. */
struct journal *journal_begin(struct arena *a, const struct journal_args *args,
    const struct history *h);
/* The names of journals in a folder: those of a workspace begin alike. */
struct str journal_prefix(struct arena *a, struct str workspace);
#define JOURNAL_SUFFIX ".journal"

void journal_open_sync(struct journal *j);
void journal_close_sync(struct journal *j);
void journal_note_written(struct journal *j, long long bytes);
/* Go over to another file; the old one is closed when nobody syncs it any more. */
void journal_change_file(struct journal *j, const struct journal_stream *s);
#endif
