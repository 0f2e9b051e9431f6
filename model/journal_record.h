/* SPDX-License-Identifier: MIT */
#ifndef MODEL_JOURNAL_RECORD_H
#define MODEL_JOURNAL_RECORD_H
#include "base/buf.h"
#include "model/history.h"
#include "model/store.h"

/*
 * A journal is the line JOURNAL_MAGIC and then records, whole numbers with the lowest byte first:
 *
 *     length of the payload 4 | kind 1 | sequence 8 | time 8 | payload | checksum 4
 *
 * The checksum goes over the record and the checksum before it, so a record is good only behind the
 * very records it was written behind. A text is its length, 4, and its bytes.
 */
#define JOURNAL_MAGIC "desirepath journal 1\n"
enum { RECORD_HEAD = 21, RECORD_TAIL = 4, RECORD_OVERHEAD = RECORD_HEAD + RECORD_TAIL };

enum record_kind {
	RECORD_OWNER = 1,        /* workspace, user, host, boot, process 8, its start 8; is the first */
	RECORD_FILE,             /* 1 when it is there, path, text: as it was before the commands */
	RECORD_COMMAND,          /* name, time 8, 1 when foreign, count 4, splices: file 4,
	                            1 creates + 2 removes, at 4, removed, inserted */
	RECORD_UNDO,
	RECORD_REDO,
	RECORD_DRAFT,            /* place, text */
	RECORD_SAVED
};

/* Where the next record goes. */
struct record_chain {
	uint32_t checksum;
	uint64_t sequence;       /* of the last record */
	long long size;          /* bytes up to here */
};

/* Making one: begin, then any number of puts, then end, which moves the chain on. */
struct buf record_begin(struct arena *a, enum record_kind kind, ptrdiff_t payload);
void record_put(struct buf *b, uint64_t number, int bytes);
void record_put_text(struct buf *b, struct str text);
struct str record_end(struct buf *b, struct record_chain *chain, long long time);

ptrdiff_t record_size_command(const struct command *c);
ptrdiff_t record_size_file(struct str path, struct str text);
struct buf record_owner(struct arena *a, struct str workspace, const struct who *who);
struct buf record_file(struct arena *a, struct str path, struct str text);
/* `numbers` are those that the journal has given to the files of the history. */
struct buf record_command(struct arena *a, const struct command *c, const int *numbers);
struct buf record_draft(struct arena *a, struct str place, struct str text);

/* Reading. */
struct record {
	enum record_kind kind;
	long long time;
	struct str payload;
};
/* The record at the beginning of `rest`, which is cut behind it. False: there is no whole one. */
bool record_next(struct str *rest, struct record_chain *chain, struct record *r);

/* A payload as it is taken apart. After anything that was not there it is `bad`. */
struct record_fields {
	struct str rest;
	bool bad;
};
uint64_t record_get(struct record_fields *f, int bytes);
bool record_get_flag(struct record_fields *f);
struct str record_get_text(struct record_fields *f); /* never NULL; a view */
bool record_is_used_up(const struct record_fields *f); /* and nothing was bad */
#endif
