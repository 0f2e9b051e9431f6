/* SPDX-License-Identifier: MIT */
#ifndef MODEL_EDIT_H
#define MODEL_EDIT_H
#include "model/draft.h"
#include "model/splice.h"
#include "model/yaml.h"

/*
 * One change of a YAML text, made so that everything else stays as it is: comments, order, quotes,
 * blank lines, line endings. Several splices are tried, the one closest to what a careful person
 * would type first; each is parsed again, and only one that gives exactly the intended tree and
 * loses no comment but those of what was deleted is taken. Where none does, nothing is changed:
 * the change is refused with a reason, never guessed.
 */
enum edit_verb {
	EDIT_SET,                /* a scalar gets another value; tag, anchor and style stay */
	EDIT_REPLACE,            /* any node becomes another; an anchor stays */
	EDIT_ADD,                /* a pair `key: value` into a mapping (or an empty value) */
	EDIT_INSERT,             /* an item `value` into a sequence (or an empty value) */
	EDIT_DELETE,             /* an entry, with the comments that belong to it */
	EDIT_MOVE,               /* an entry to another place in its own collection */
	EDIT_RENAME              /* a key gets another name */
};
enum { EDIT_LAST = -1 };

struct edit {
	enum edit_verb verb;
	/*
	 * SET, REPLACE: the value. ADD, INSERT: the collection (or the null that becomes one). DELETE,
	 * MOVE, RENAME: the entry: the item of a sequence, or the key of a pair.
	 */
	const struct node *at;
	/*
	 * ADD, INSERT: the new entry becomes number `position` (0 is the first); EDIT_LAST puts it last.
	 * MOVE: the number it has afterwards.
	 */
	ptrdiff_t position;
	const struct draft *key; /* ADD, RENAME */
	const struct draft *value; /* SET, REPLACE, ADD, INSERT */
	/*
	 * ADD, INSERT: text that is put in as it stands, whole lines of another place of the same text
	 * or of another one (an entry that moves across collections takes its comments, quotes and
	 * style along): its lines, re-indented. `value` (and `key`) say what they mean. Empty: none.
	 */
	struct str lines;
	ptrdiff_t lines_column;  /* the column at which the entry stands in `lines` */
};

struct edit_result {
	bool done;
	struct str why;          /* when not done: why, lower case, no full stop */
	struct str text;         /* when done: all of the new text, */
	struct tree tree;        /* its tree, */
	struct splice splice;    /* and what was changed */
	int candidate;           /* which of the tried splices it was; 0 is the best */
};

/*
 * `tree` is that of `text` and is not changed. The result lives in `a` and may share pieces of
 * `text`. The same input gives the same bytes.
 */
void edit_apply(struct arena *a, struct str text, const struct tree *tree, const struct edit *edit,
    struct edit_result *result);

/*
 * The whole lines of an entry with the comments that belong to it, as EDIT_DELETE would take them
 * away and `lines` above takes them; empty when the entry does not stand on lines of its own (flow
 * style, or behind another indicator).
 */
struct str edit_lines(struct str text, const struct tree *tree, const struct node *entry,
    ptrdiff_t *column);
#endif
