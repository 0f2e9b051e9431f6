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

struct copying {
	struct arena *arena;
	ptrdiff_t nodes; /* that may still be taken */
	struct str name; /* of the last alias that was followed */
};

static struct draft *
alias(const struct copying *c)
{
	struct draft *d = draft_text(c->arena, c->name);
	d->kind = NODE_ALIAS;
	return d;
}

static struct draft *
copy(struct copying *c, const struct node *n, int levels)
{
	if (n->kind == NODE_ALIAS)
		c->name = n->value;
	n = node_real(n);
	if (n->kind == NODE_ALIAS || levels == 0 || --c->nodes < 0)
		return alias(c);
	if (n->kind == NODE_SCALAR)
		return scalar_of(c->arena, n);
	struct draft *d = new_draft(c->arena, n->kind);
	for (const struct node *below = n->first; below != NULL && c->nodes >= 0;
	     below = below->next)
		draft_add(d, copy(c, below, levels - 1));
	/* What is cut off must still be pairs. */
	if (d->kind == NODE_MAPPING && d->count % 2 == 1)
		draft_add(d, alias(c));
	return d;
}

struct draft *
draft_of(struct arena *a, const struct node *n)
{
	struct copying c = {.arena = a, .nodes = MOST_NODES};
	return copy(&c, n, MOST_LEVELS);
}
