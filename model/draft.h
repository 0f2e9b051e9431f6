/* SPDX-License-Identifier: MIT */
#ifndef MODEL_DRAFT_H
#define MODEL_DRAFT_H
#include "model/yaml.h"

/* A value that is to be written: what it means, not yet how it looks. */
struct draft {
	enum node_kind kind;     /* NODE_ALIAS only out of draft_of */
	bool typed;              /* a scalar that stands for itself (12, true, ~, 6 min), not a string */
	struct str text;         /* of a scalar; the name of an alias */
	struct draft *first, *last, *next; /* of a mapping: key, value, key, value */
	int32_t count;
};

struct draft *draft_text(struct arena *a, struct str text);
/*
 * A scalar without quotes whatever type others take it for, as people write numbers, times and
 * words that the schema gives a type; it is quoted after all where YAML cannot read it plain.
 */
struct draft *draft_typed(struct arena *a, struct str text);
struct draft *draft_sequence(struct arena *a);
struct draft *draft_mapping(struct arena *a);
void draft_add(struct draft *collection, struct draft *item); /* of a mapping: key, then value */
/*
 * What stands in a tree, to write it again elsewhere, aliases written out; comments, anchors and
 * tags are not taken along. An alias that refers to nothing, or makes all of it too large, stays one
 * in it (NODE_ALIAS, `text` is its name): no edit takes such a draft.
 */
struct draft *draft_of(struct arena *a, const struct node *n);

/*
 * Read one value in the notation of scripts, JSON with bare words: "a string", typed-word, [a, b],
 * {"k": v}. *rest is cut behind it. False: *error says why.
 */
bool draft_read(struct arena *a, struct str *rest, struct draft **d, struct str *error);
#endif
