/* SPDX-License-Identifier: MIT */
#ifndef MODEL_JOURNAL_H
#define MODEL_JOURNAL_H
#include "base/disk.h"
#include "model/history.h"
#include "model/store.h"

/*
 * The history of a session as a file that only grows: written before a change is shown or saved,
 * synced within 150 ms, so that killing the process loses nothing and pulling the plug at most that
 * much. It begins with the files' texts, so recovery never needs the originals. After a session
 * ended well the same file is what the next session undoes from.
 *
 * It lies in the state folder, never in a workspace: a repository cannot bring one along. Its name is
 * made of the real path of the workspace, the process and the boot; the owner holds a lock on it.
 */
struct journal;
struct journal_state;

struct journal_args {
	const struct disk *disk;
	struct str folder;       /* .../desirepath/journal; made when missing, 0700 */
	struct str workspace;    /* real path of the file or folder */
	struct who who;
	long long now;           /* seconds since 1970 */
};

/*
 * A new journal that begins with the files of `h` as they were first and the commands that h holds;
 * `h` must live as long. What is on disk is taken to be the files as they were first, until
 * journal_saved. NULL: *error says why; one can work without, but must say so.
 */
struct journal *journal_new(struct arena *a, const struct journal_args *args,
    const struct history *h, struct str *error);

/*
 * Records; each is with the system when the call returns. They are made after the history has done
 * its part, and before anybody is told: `history_do(h, &c)`, `journal_command(j, h, &c)`, show. False:
 * *error says why; the journal ends before this record and takes no more, so a new one is needed to
 * be safe again. Whoever cannot have a record takes the step back: history_take_back.
 */
bool journal_command(struct journal *j, const struct history *h, const struct command *c,
    struct str *error);
bool journal_undo(struct journal *j, struct str *error);
bool journal_redo(struct journal *j, struct str *error);
/* The text being typed at some place of the screen; replaces the draft before; empty: none. */
bool journal_draft(struct journal *j, struct str place, struct str text, struct str *error);
/* The files of `h` are on disk as they are now. Synced before it returns, or false. */
bool journal_saved(struct journal *j, const struct history *h, struct str *error);

bool journal_sync(struct journal *j, struct str *error); /* now */
/*
 * A thread that syncs at most `most_ms` after the first record that is not synced (150). What it
 * meets is told by journal_trouble: an empty text, or why the disk does not keep what is written.
 */
bool journal_start_syncing(struct journal *j, int most_ms);
struct str journal_trouble(struct journal *j, struct arena *a);

struct str journal_path(const struct journal *j);

/* Ends the work. The file stays: the next session undoes from it. */
void journal_close(struct journal *j);
/* Ends the work and removes the file: nothing was done. */
void journal_discard(struct journal *j);

/* One journal that was found. */
struct journal_found {
	struct str path;         /* of the journal */
	struct str workspace;
	struct who who;
	long long began, last;   /* seconds since 1970, of the first and the last record */
	bool alive;              /* its owner holds the lock */
	bool readable;           /* false: `trouble` says why (not ours, damaged, newer) */
	struct str trouble;
	ptrdiff_t torn;          /* bytes at the end that are not a whole record */
	struct history *history; /* what it says; freed with history_free */
	struct str draft_place, draft;
	bool saved;              /* after the last change "saved" is noted */
	ptrdiff_t unsaved;       /* commands since what is on disk now; 0: disk equals history */
	const struct str *texts_saved; /* of the files of `history`, when they were last saved */
	bool disk_moved_on;      /* the disk holds neither the journal's last saved nor its present texts */
	struct journal_state *state; /* for journal_adopt */
};

/*
 * All journals in the folder, of `workspace` or (at NULL) of all; the newest first. Only plain files
 * of our own, mode 0600, one link, at most 64 MB are read.
 */
bool journal_find(struct arena *a, const struct disk *disk, struct str folder,
    struct str workspace, struct journal_found **found, ptrdiff_t *count, struct str *error);

/*
 * Go on with a journal whose owner is gone: lock it and append. NULL when it is taken, or changed in
 * between; then begin a new one.
 */
struct journal *journal_adopt(struct arena *a, const struct journal_args *args,
    const struct journal_found *found, struct str *error);
/* False also when somebody is at work with it, or has been since. */
bool journal_remove(const struct disk *disk, const struct journal_found *found, struct str *error);

/*
 * Once per start, in the folder of `args`: journals of its workspace in which nothing was done are
 * removed. All that nobody touched for 90 days go into the folder `trash`, and from there after 30
 * more; until then they can be undone from, even where others have changed the files since. What
 * belongs to somebody at work is left alone.
 */
void journal_clean(struct arena *a, const struct journal_args *args);
#endif
