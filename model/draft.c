/* SPDX-License-Identifier: MIT */
/*
 * A draft is what a value means: made piece by piece, or taken from a tree. Only what is written
 * plain in a tree stands for itself; quotes there say that it is a text.
 */
#include "model/draft.h"

static struct draft *
new_draft(struct arena *a, enum node_kind kind)
{
	struct draft *d = NEW(a, struct draft);
	d->kind = kind;
	return d;
}

struct draft *
draft_text(struct arena *a, struct str text)
{
	struct draft *d = new_draft(a, NODE_SCALAR);
	d->text = text;
	return d;
}

struct draft *
draft_typed(struct arena *a, struct str text)
{
	struct draft *d = draft_text(a, text);
	d->typed = true;
	return d;
}

struct draft *
draft_sequence(struct arena *a)
{
	return new_draft(a, NODE_SEQUENCE);
}

struct draft *
draft_mapping(struct arena *a)
{
	return new_draft(a, NODE_MAPPING);
}

void
draft_add(struct draft *collection, struct draft *item)
{
	if (collection->last != NULL)
		collection->last->next = item;
	else
		collection->first = item;
	collection->last = item;
	collection->count++;
}

/* ---- from a tree ---- */

/* Aliases are written out, so what they repeat is counted: ten of ten of ten is a thousand. */
enum { MOST_NODES = 100000, MOST_LEVELS = 64 };

static struct draft *
scalar_of(struct arena *a, const struct node *n)
{
	struct draft *d = draft_text(a, n->value);
	bool text = str_eq(n->tag, S("!")) || str_eq(n->tag, S("!!str"));
	d->typed = n->style == STYLE_PLAIN && !text;
	return d;
}

static struct draft *
copy(struct arena *a, const struct node *n, int levels, ptrdiff_t *nodes)
{
	n = node_real(n);
	if (n->kind == NODE_ALIAS || levels == 0 || --*nodes < 0)
		return NULL;
	if (n->kind == NODE_SCALAR)
		return scalar_of(a, n);
	struct draft *d = new_draft(a, n->kind);
	for (const struct node *below = n->first; below != NULL; below = below->next) {
		struct draft *item = copy(a, below, levels - 1, nodes);
		if (item == NULL)
			return NULL;
		draft_add(d, item);
	}
	return d;
}

struct draft *
draft_of(struct arena *a, const struct node *n)
{
	ptrdiff_t nodes = MOST_NODES;
	return copy(a, n, MOST_LEVELS, &nodes);
}
