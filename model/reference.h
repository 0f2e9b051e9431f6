/* SPDX-License-Identifier: MIT */
#ifndef MODEL_REFERENCE_H
#define MODEL_REFERENCE_H
#include "model/workspace.h"

/*
 * What an id or `map.step` refers to, in a finished workspace. Steps are found by `map.step`, by
 * explicit or derived id, in actual, then to-be, then desired; everything else by its own id.
 */
enum referent {
	REF_PERSONA,
	REF_MAP,
	REF_STEP,                /* of a process: actual or to-be */
	REF_WISH,                /* a step that only `desired` has */
	REF_INDICATOR,
	REF_ACTION,
	REF_QUESTION,            /* how-might-we, ask */
	REF_ITEM                 /* a pain, idea, goal, note, ... that has an id */
};

struct reference {
	enum referent kind;
	int map;                 /* of a map, step, wish, or an item in one; else -1 */
	int field;               /* of a question or item: its key; FIELD_notes for a note */
	const struct entry *entry;
};

struct references;

/* Finds things on demand; `ws` must not change while it is used. */
struct references *references_new(struct arena *a, const struct workspace *ws);

/*
 * What `text` fits, one thing per kind and at most two: 0 is a reference to nothing, 2 one that
 * could mean either. Of several things of one kind it is the first: framing, then the maps in order.
 */
int reference_find(struct references *refs, struct str text, struct reference found[2]);

/* A step of one map, by id; false when neither actual, to-be nor desired has it. */
bool reference_step(struct references *refs, int map, struct str id, struct reference *found);

/* "persona", "map", "step", ...; for an item the key it stands under. */
struct str reference_kind(const struct workspace *ws, const struct reference *ref);
#endif
