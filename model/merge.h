/* SPDX-License-Identifier: MIT */
#ifndef MODEL_MERGE_H
#define MODEL_MERGE_H
#include "base/buf.h"
#include "model/yaml.h"

/*
 * Two changes of one text brought together by meaning: values of mappings go by their keys, items of
 * lists by their ids, then by equal words. The result is `theirs` with our changes made in it, so
 * comments and looks of both stay. Where both changed the same value differently, theirs stays in
 * its place and ours is kept in the section `conflicts`, and is reported.
 */
struct merge_conflict {
	struct str path;         /* as in path.h, of the merged text */
	struct str base, ours, theirs; /* the values as YAML; at is NULL: not there */
	struct str what;         /* in words: "both changed payslip.find.feel" */
};

struct merge {
	bool done;
	struct str why;          /* when not done: one of the texts is not YAML, ... */
	struct str text;
	VEC(struct merge_conflict) conflicts;
	ptrdiff_t taken;         /* changes of ours that were made in theirs */
};

/*
 * Where base, ours or theirs is the same as another, the answer is exact to the byte: merge(b, o, b)
 * is o, merge(b, b, t) is t, merge(b, o, o) is o.
 */
void merge_texts(struct arena *a, struct str base, struct str ours, struct str theirs,
    struct merge *m);
#endif
