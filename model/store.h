/* SPDX-License-Identifier: MIT */
#ifndef MODEL_STORE_H
#define MODEL_STORE_H
#include "base/disk.h"

/*
 * Files on disk, replaced so that at every instant, whatever fails, each file is whole: as it was or
 * as it is to be. Somebody else's change is never overwritten unseen: what stood there is compared
 * with what was expected before, and again after the exchange.
 */

/* Who works here: for messages about locks, and for journals. */
struct who {
	struct str user, host, boot;
	long process;
	long long process_started; /* clock ticks since boot; tells a process from a later one */
};

struct store_file {
	struct str path;
	struct str before;       /* what is expected there; at is NULL: no file */
	struct str after;        /* what is to stand there; at is NULL: the file goes */
	/* set by store_save when it returns STORE_CHANGED: what stands there now */
	bool changed;
	struct str found;        /* at is NULL: no file, or none that can be read */
};

enum store_result {
	STORE_SAVED,             /* all files hold `after`, on the disk itself */
	STORE_CHANGED,           /* somebody changed one: nothing of ours was put there */
	STORE_REFUSED            /* the system refused: all files hold what they held; *error says why */
};

struct store_args {
	const struct disk *disk;
	struct who who;
	int wait_ms;             /* for a lock that another process holds; 2000 */
	/*
	 * Called once every text is written and synced beside its file, before the first file is
	 * exchanged, and for files that must be written in place before the first byte: what must be
	 * kept to finish the work after a crash. False: nothing is exchanged. May be NULL.
	 */
	bool (*ready)(void *context);
	void *context;
};

/* What stands in a file; at is NULL when there is none. False: *error says why. */
bool store_read(struct arena *a, const struct disk *disk, struct str path, ptrdiff_t limit,
    struct str *text, struct str *error);

/*
 * Save all files or none. Owner, mode, access list, attributes, symbolic and hard links are kept. A
 * link that leads out of `root` (the workspace's folder) is refused; at NULL: anywhere is fine.
 * Where *error is not empty although the result is STORE_SAVED or STORE_CHANGED, it is a note for
 * people: a version by somebody else was met that has no place any more, and is kept in a file.
 */
enum store_result store_save(struct arena *a, const struct store_args *args, struct str root,
    struct store_file *files, ptrdiff_t count, struct str *error);
#endif
