/* SPDX-License-Identifier: MIT */
#ifndef MODEL_SESSION_PRIV_H
#define MODEL_SESSION_PRIV_H
#include "model/session.h"

/*
 * What the parts of a session share. Three texts of a file are told apart: `disk` is what stands
 * there as far as we know, the history's `now` is what is to stand there, and what really stands
 * there is found out by looking, or by saving. Between calls the first two are the same, unless
 * something is unsaved.
 */

/* Enough to see that somebody changed a file. */
struct signature {
	long long device, inode, size, modified, changed;
	bool settled;            /* old enough that a later change has another time */
};

struct session_file {
	struct str shown, real;
	struct str disk;         /* at is NULL: no file */
	struct str opened;       /* what stood there when a dry session was opened */
	struct arena *room;      /* of `disk`, when it is not the text that was loaded */
	struct signature signature;
	int number;              /* in the history, or -1 */
	bool ours;               /* one of the workspace; others are only known to the history */
};

struct skipped_file {
	struct str shown;
	struct signature signature;
};

enum session_step { STEP_DO, STEP_UNDO, STEP_REDO };

struct session {
	struct arena *arena;
	struct session_args args;
	bool folder;
	struct str root;         /* real path of what was opened */
	struct str journals;     /* their folder; empty: none */

	VEC(struct session_file *) files; /* in the order of their paths */
	VEC(struct skipped_file) skipped;
	VEC(struct str) refused; /* too large to be read */
	struct arena *loaded;    /* of the texts as they were loaded */

	const struct workspace *ws;
	struct arena *ws_room;   /* NULL: `ws` lives in `loaded` */

	struct desk *desk;       /* the one that is out */
	struct arena *desk_room;
	VEC(struct session_file *) desk_files;

	struct history *history;
	struct journal *journal; /* NULL: not begun yet, or not possible */
	bool began;              /* the history knows what stands on disk */
	struct str why_unprotected;
	struct str journal_path; /* when it is one of an ended session */
	VEC(struct str) used;    /* those that were tried for the present undo */
	struct journal_found *found;
	ptrdiff_t found_count;
	struct journal_found *recoverable;
	ptrdiff_t recoverable_count;

	VEC(enum session_step) unsaved; /* since texts and disk were last the same */
	bool mixed;              /* some of them were done after others had been undone */
	bool strict;             /* refuse what would be a conflict, as undo does */
	struct str command, note;
	struct arena *room;      /* of the present call: its report and its work */
	VEC(struct merge_conflict) conflicts;
	VEC(struct str) changed;
	bool merged;
};

/* Begin and end of every call. */
struct arena *session_start(struct session *s);
struct session_report session_say(struct session *s, enum session_state state, struct str why);

/* Everything the journal knows is on disk, so all there is to it is undo. */
bool session_can_go_on(const struct journal_found *f);
/* False: its owner is there again, or another session was faster. */
bool session_adopt(struct session *s, struct journal_found *f);

/* session_files.c */
bool session_load(struct session *s, struct str *error);
struct session_file *session_file(struct session *s, struct str shown);
struct session_file *session_file_real(struct session *s, struct str real);
/* Also of a file that is not there, and then through the links of its folder. */
struct str session_real(struct session *s, struct str shown);
struct str session_text(const struct session *s, const struct session_file *f);
void session_set_disk(struct session *s, struct session_file *f, struct str text);
bool text_same(struct str a, struct str b); /* and both there, or both not */
void session_forget_workspace(struct session *s);

struct found_text {
	struct session_file *file;
	struct str text;         /* at is NULL: no file */
};
struct found_texts {
	VEC(struct found_text) list;
};
/* What stands on disk and is not what we believe; *found is in the session's room. */
bool session_compare(struct session *s, struct found_texts *found, struct str *error);

/* session_steps.c: the history, together with its journal */
void session_begin(struct session *s);
struct journal_args session_journal_args(const struct session *s);
bool session_has_journal(struct session *s); /* it is begun when it is not there yet */
/* Of a real path, also when only the history, or the one of another session, knows it. */
struct session_file *session_file_known(struct session *s, struct str real);
void session_number(struct session *s, struct session_file *f);
bool session_do(struct session *s, const struct command *c);
void session_undo_one(struct session *s);
void session_redo_one(struct session *s);
void session_lose_journal(struct session *s, struct str why);
struct command_list {
	VEC(struct command) list;
};
/* Undo `back` commands, do those of the list, undo the last `then_back` of them. */
void session_rewrite(
    struct session *s, ptrdiff_t back, const struct command_list *list, ptrdiff_t then_back);

/* session_texts.c: texts of all files of the history, before and after commands */
struct str *texts_now(struct arena *a, const struct history *h);
struct str *texts_copy(struct arena *a, const struct history *h, const struct str *texts);
void texts_back(struct arena *a, struct str *texts, const struct command *c);
void texts_forward(struct arena *a, struct str *texts, const struct command *c);
/* The command that makes `after` of `before`; without splices when they are the same. */
struct command texts_command(struct arena *a, const struct history *h, const struct str *before,
    const struct str *after);
/* One file brought together. False: *why says why it cannot be. */
bool texts_merge(struct session *s, struct str shown, struct str base, struct str ours,
    struct str theirs, struct str *merged, struct str *why);

/* Commands after the first `keep` become others; the last `undone` of them are undone. */
void session_replace_history(
    struct session *s, ptrdiff_t keep, const struct command_list *list, ptrdiff_t undone);
void session_step(struct session *s, enum session_step step);
void session_take_back_step(struct session *s); /* the last of `unsaved` */

/* session_save.c */
struct session_report session_save_all(struct session *s);
/* Changes of others enter the history; what is unsaved is made again on top of them. */
bool session_take_in(
    struct session *s, const struct found_texts *found, struct str *why);
#endif
