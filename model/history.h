/* SPDX-License-Identifier: MIT */
#ifndef MODEL_HISTORY_H
#define MODEL_HISTORY_H
#include "base/buf.h"
#include "base/map.h"
#include "model/splice.h"

/*
 * What was done to the files of a workspace, command by command, so that each can be undone to the
 * byte and done again. A history knows the files' texts: those at its beginning, and those now.
 *
 * Each call does all or nothing, also when memory runs out in it and the arena's hook jumps away.
 */
struct history_file {
	struct str path;         /* real path */
	struct str first, now;   /* at is NULL: the file was, or is, not there */
	struct arena *room, *spare; /* of `now`; they change places at each change */
	struct str before;       /* what `now` was before the last step that changed it */
	char *next;              /* while a step is made ready: the text it leads to, */
	ptrdiff_t next_len, next_room; /* its bytes, and those there is room for, */
	bool next_there, changing; /* whether the file is there then, and whether it changes at all */
};

struct file_splice {
	int file;
	struct splice splice;
	bool creates, removes;   /* the file itself: inserted, or removed, is all of its text */
};

struct command {
	struct str name;         /* "set payslip.find.feel"; shown by undo */
	long long time;          /* seconds since 1970 */
	bool foreign;            /* a change by others that was taken in; not undone by itself */
	VEC(struct file_splice) splices; /* of one file: each fits the text after the one before */
};

struct history {
	struct arena *arena;     /* lives as long as the history; grows, never shrinks */
	VEC(struct history_file) files;
	VEC(struct command) commands;
	ptrdiff_t done;          /* commands before this are done, those from it on are undone */
	struct str_map numbers;  /* of the files, by path */
	struct arena_mark whole; /* what lies behind it in the arena was given up half-way */
	ptrdiff_t raised;        /* since the last undo, commands from this number on changed places */
	ptrdiff_t undone_from;   /* the same of the last undo itself */
	struct history_step {    /* what history_take_back needs; made when the step is */
		bool made, replaces;
		ptrdiff_t done, count;
		struct command replaced;
	} step;
};

/* It ends with `a`, if not before by history_free; of NULL it stands alone. */
struct history *history_new(struct arena *a);
void history_free(struct history *h);

/* The number of a file; it is added with this text when it is not known. */
int history_file(struct history *h, struct str path, struct str text);

/*
 * Add one command (its texts are copied) and carry it out on `now`. What was undone is forgotten.
 * False when a splice does not fit the text: then nothing is added.
 */
bool history_do(struct history *h, const struct command *c);

/*
 * Undo takes back the newest command of our own. Others' changes made after it stay: they are put
 * before it, as if they had come first. False when nothing is left to undo, or (then
 * history_next_undo is not NULL) when others changed the very same place since.
 */
bool history_undo(struct history *h);
bool history_redo(struct history *h);

/*
 * As if the last call of the three above, which returned true, had not been; before any other call.
 * Needs no memory: for whoever could not do what belongs to it, such as write the journal.
 */
void history_take_back(struct history *h);

/* The command that undo (redo) would take, or NULL. */
const struct command *history_next_undo(const struct history *h);
const struct command *history_next_redo(const struct history *h);
#endif
