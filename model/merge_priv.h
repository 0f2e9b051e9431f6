/* SPDX-License-Identifier: MIT */
#ifndef MODEL_MERGE_PRIV_H
#define MODEL_MERGE_PRIV_H
#include "model/desk.h"
#include "model/merge.h"

/* What the parts of a merge share. */

/* Numbers of entries from the root of a document: a way that can be kept up to date by counting. */
struct way {
	int document, count;
	int *at;
	bool gone;               /* what it led to was taken away */
};

enum merge_verb {
	MERGE_PUT,               /* another value at `to` */
	MERGE_INSERT,            /* our entry into the collection `to`, behind number `behind` */
	MERGE_CARRY,             /* their entry `from` into the collection `to` */
	MERGE_MOVE,              /* their entry `from` behind another one of its collection */
	MERGE_RENAME,            /* the key of the entry `from` */
	MERGE_DELETE             /* the entry `from` */
};

/* One change of ours that is to be made in theirs. */
struct merge_op {
	enum merge_verb verb;
	struct way to, from, behind; /* behind: an entry; count 0: the first place */
	const struct node *ours;     /* what we have there: a value, or an entry (of a pair: its key) */
};

struct conflict_found {
	struct way way;          /* of what stays; `gone` when nothing does */
	struct str path;         /* when gone: where it was */
	const struct node *base, *ours, *theirs; /* values; NULL: not there */
	struct str comment;      /* ours, when it is about one */
	struct str what;
	bool order;              /* about the order only: nothing has to be kept */
};

enum { MERGED = 0 };
struct merger {
	struct arena *arena;
	struct str base_text, ours_text;
	struct tree base, ours, theirs;
	struct merge *merge;
	struct desk *desk;       /* file MERGED: theirs, and ours is brought into it */
	VEC(struct merge_op) ops;
	VEC(struct conflict_found) conflicts;
};

/* Whether two values mean the same; looks and comments do not count. NULL is like nothing. */
bool merge_same(const struct node *x, const struct node *y);

/*
 * Match the entries of two collections of one kind: to[i] is the number of the entry of y that entry
 * i of x is, or -1. Keys, ids, and words first; then what is left over between two matched ones, in
 * order, when it is as many on both sides.
 */
void merge_match(struct arena *a, const struct node *x, const struct node *y, int *to);
/* The entries as an array: items, or keys of pairs. */
const struct node **merge_entries(struct arena *a, const struct node *collection);
/* What an item is called: its id, or its words. */
struct str merge_item_name(const struct node *item);

struct way merge_way(struct arena *a, const struct tree *tree, const struct node *value);
/* Makes the changes on the desk, and reports the conflicts found on the way. */
void merge_apply(struct merger *m);
/* Writes the conflicts down in the text. False: desk->why says why. */
bool merge_write_down(struct merger *m);

/* Both changes line by line, where they do not touch; false when they do. */
bool merge_lines(
    struct arena *a, struct str base, struct str ours, struct str theirs, struct str *merged);
#endif
