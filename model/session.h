/* SPDX-License-Identifier: MIT */
#ifndef MODEL_SESSION_H
#define MODEL_SESSION_H
#include "model/desk.h"
#include "model/journal.h"
#include "model/merge.h"

/*
 * A workspace that is worked on: its texts, what was done to them, the journal of it, and the disk.
 * A change is made on a desk and handed in as one step; it is in the journal before the call
 * returns, and on disk unless the answer says otherwise. Nothing else writes.
 *
 * The history reaches back beyond the session: the journal of the last one is gone on with. What
 * others did to the files in between stands in it as steps of theirs, which are never undone.
 */
struct session;

struct session_args {
	const char *path;        /* a file or a folder */
	int today;
	const struct disk *disk;
	struct str state_folder; /* $XDG_STATE_HOME/desirepath; empty: no journal */
	struct who who;
	long long (*now)(void);  /* seconds since 1970 */
	bool dry;                /* work it all out, and change neither files nor journals */
	bool may_be_missing;     /* a file that is not there is a workspace without files */
	void (*skipped)(void *context, struct str path);
	void *context;
};

enum session_state {
	SESSION_SAVED,
	SESSION_MERGED,          /* saved, together with changes that others had made */
	SESSION_CONFLICT,        /* saved; some values were changed by both: see conflicts */
	SESSION_UNSAVED,         /* kept in memory and journal; `why` says what the disk refused */
	SESSION_REFUSED,         /* nothing has happened; `why` says why */
	SESSION_NOTHING          /* nothing to do: no difference, nothing to undo */
};
/* All it points to is good until the next call of the session. */
struct session_report {
	enum session_state state;
	struct str why;
	struct str note;         /* for people: a version by others that has no place is kept beside */
	struct str command;      /* name of what was done, undone, done again */
	struct str *changed;     /* paths of files that changed on disk */
	ptrdiff_t changed_count;
	const struct merge_conflict *conflicts;
	ptrdiff_t conflict_count;
	bool unprotected;        /* there is no journal; `why_unprotected` says why */
	struct str why_unprotected;
};

/* False: *error says what could not be opened. */
bool session_open(struct arena *a, const struct session_args *args, struct session **s,
    struct str *error);
void session_close(struct session *s);

/* What can be undone and redone. */
const struct history *session_history(const struct session *s);
/* Whoever else is at work on it; NULL: nobody is. */
const struct who *session_other(const struct session *s);
/* What a dry session has come to. */
struct session_change {
	struct str path, before, after; /* at is NULL: the file is not there */
};
const struct session_change *session_changes(struct session *s, ptrdiff_t *count);
/* The real path of what was opened. */
struct str session_root(const struct session *s);
/* As messages show a file of the history. */
struct str session_shown(struct session *s, struct str real_path);

/* The workspace as it is now; good until the next change. Findings are in ws->diags. */
const struct workspace *session_workspace(struct session *s);

/* A desk with the present texts. It must be handed in, or dropped, before the next one. */
struct desk *session_desk(struct session *s);
void session_drop(struct session *s, struct desk *d);
/* Hand the desk in as one step of this name. */
struct session_report session_commit(struct session *s, struct desk *d, struct str name);

struct session_report session_undo(struct session *s);
struct session_report session_redo(struct session *s);

/*
 * Try again to save what is SESSION_UNSAVED; or take it back: the texts are what is on disk again,
 * and a step that was handed in counts as undone.
 */
struct session_report session_save(struct session *s);
struct session_report session_take_back(struct session *s);

/* The text being typed, kept against a crash. */
void session_draft(struct session *s, struct str place, struct str text);

/* Look whether others changed files; takes their changes in. SESSION_NOTHING: none did. */
struct session_report session_look(struct session *s);

/* Journals of ended sessions of this workspace that hold what the disk does not. */
const struct journal_found *session_recoverable(struct session *s, ptrdiff_t *count);
/* Bring one back as a step like any other (merged, where the disk moved on). */
struct session_report session_recover(struct session *s, const struct journal_found *found);
/* Forget one, whatever it holds. */
bool session_discard(struct session *s, const struct journal_found *found, struct str *why);
#endif
