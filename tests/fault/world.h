/* SPDX-License-Identifier: MIT */
#ifndef FAULT_WORLD_H
#define FAULT_WORLD_H
#include "model/store.h"
#include "tests/fault/layer.h"

/*
 * A folder with files that are to be saved, in every shape that a save can have, together with
 * somebody who changes them at the worst moment: just before our text is put in place.
 */
enum meddling { NOBODY, RENAMES_OVER, REMOVES, CREATES, WRITES_INTO };
struct shape {
	const char *name;
	int count;
	struct {
		const char *name;
		int old_lines, new_lines; /* 0: there is, or will be, no file */
	} files[3];
	bool link;               /* the first is reached by a symbolic link */
	bool hard_link;          /* the first has a second name */
	bool same;               /* the new texts are the old ones */
	bool no_new_files;       /* the folder may not be written to */
	bool no_exchange;        /* the file system cannot */
	bool left_over;          /* a dead process has displaced somebody's version */
	enum meddling meddling;
	int meddled;             /* which file */
};
extern const struct shape shapes[];
extern const int shape_count;
const struct shape *shape_named(const char *name);

/* What the test must know of a process that was killed. */
struct witness {
	bool ready;              /* store_args.ready was called */
	bool meddled;
	bool returned;
	enum store_result result;
};

struct recorder;
struct world {
	struct arena *a;
	const struct shape *shape;
	const char *folder;
	struct store_file files[3];
	const char *paths[3];    /* where the files really are */
	struct str foreign;      /* what the other one writes */
	struct witness *witness;
	struct recorder *recorder; /* told of what the other one does; or NULL */
};

/* The disk behind all: the real one, as far as the shape lets it, and the meddler in it. */
struct surroundings {
	struct layer layer;
	struct world *world;
};
void surroundings_begin(struct surroundings *s, struct world *w);

/* Made anew in a folder of its own. */
void world_begin(struct world *w, const struct shape *shape);
void world_end(struct world *w);

enum store_result world_save(struct world *w, const struct disk *d, struct str *error);
struct str world_text(struct world *w, const char *path); /* at is NULL: no file */
bool world_holds_foreign(struct world *w);                /* under any name */
bool world_may_be_torn(const struct world *w, int i);     /* written in place, after `ready` */
bool world_has_left_overs(struct world *w);
/* Is every file whole, and nobody's version lost? NULL, or what is wrong. */
const char *world_wrong(struct world *w);
/* What the next session does: read, and save again. NULL when all ends well, or what is wrong. */
const char *world_recover(struct world *w);
/* Only old and new bytes, each in its place. */
bool world_is_mixture(struct str text, struct str before, struct str after);
#endif
