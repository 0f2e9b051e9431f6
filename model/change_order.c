/* SPDX-License-Identifier: MIT */
/*
 * Where a new key stands among the others: as the same two keys stand elsewhere in the file, the
 * nearest list first, and where nothing tells, in the order of schema.def. And how its value looks:
 * names, ids and values by persona in brackets on one line.
 */
#include "model/change_priv.h"

#include "model/emit.h"
#include "model/path.h"

/* What the file says about the order of one key and each of those that are there. */
struct order {
	const struct node *mapping;
	struct str key;
	int count;       /* pairs of the mapping */
	int *near, *far; /* by pair: above 0 when the key stands behind it elsewhere */
};

static bool
is_item(const struct node *mapping)
{
	return mapping->parent != NULL && mapping->parent->kind == NODE_SEQUENCE;
}

static int
number_of_key(const struct node *mapping, struct str key)
{
	int number = 0;
	for (const struct node *k = mapping->first; k != NULL; k = k->next->next, number++) {
		if (k->kind == NODE_SCALAR && str_eq(k->value, key))
			return number;
	}
	return -1;
}

static int
depth_of(const struct node *n)
{
	int depth = 0;
	while ((n = n->parent) != NULL)
		depth++;
	return depth;
}

/* Both are items of lists, or both stand at the same depth below keys. */
static bool
is_alike(const struct node *x, const struct node *y)
{
	if (is_item(x) || is_item(y))
		return is_item(x) && is_item(y);
	return depth_of(x) == depth_of(y);
}

static void
ask_mapping(struct order *o, const struct node *other)
{
	int at = number_of_key(other, o->key), number = 0;
	/* The first pair of an item is its id and text, whatever the id. */
	if (at < 0 || other == o->mapping || !is_alike(o->mapping, other) ||
	    (at == 0 && is_item(other)))
		return;
	int *votes = other->parent == o->mapping->parent ? o->near : o->far;
	for (const struct node *k = o->mapping->first; k != NULL; k = k->next->next, number++) {
		int there = k->kind == NODE_SCALAR ? number_of_key(other, k->value) : -1;
		if (there >= 0)
			votes[number] += at > there ? 1 : -1;
	}
}

static void
ask_below(struct order *o, const struct node *n)
{
	if (n->kind == NODE_MAPPING)
		ask_mapping(o, n);
	for (const struct node *c = n->first; c != NULL; c = c->next)
		ask_below(o, c);
}

/* The owners that all keys of the mapping can have in common. */
static uint32_t
owners_of(const struct node *mapping)
{
	uint32_t owners = UINT32_MAX;
	const struct node *k = mapping->first;
	if (k != NULL && is_item(mapping))
		k = k->next->next;
	for (; k != NULL; k = k->next->next) {
		uint32_t all = 0;
		for (int f = 0; f < FIELD_COUNT; f++) {
			const struct schema_row *row = schema_row((enum field)f);
			if (k->kind == NODE_SCALAR && str_eq(row->name, k->value))
				all |= row->owners;
		}
		owners = (owners & all) != 0 ? owners & all : owners;
	}
	return owners;
}

static int
rank_of(uint32_t owners, struct str key)
{
	for (int f = 0; f < FIELD_COUNT; f++) {
		const struct schema_row *row = schema_row((enum field)f);
		if ((row->owners & owners) != 0 && str_eq(row->name, key))
			return f;
	}
	return -1;
}

/* Behind the nearest key that comes before it, else before the first that comes behind. */
static int
place_by_schema(const struct order *o, int first)
{
	uint32_t owners = owners_of(o->mapping);
	int rank = rank_of(owners, o->key), number = 0;
	int below = -1, behind = -1, before = o->count;
	for (const struct node *k = o->mapping->first; k != NULL; k = k->next->next, number++) {
		int r = k->kind == NODE_SCALAR && number >= first ? rank_of(owners, k->value) : -1;
		if (r >= 0 && r < rank && r > below) {
			below = r;
			behind = number + 1;
		} else if (r > rank && number < before) {
			before = number;
		}
	}
	return rank < 0 ? o->count : behind >= 0 ? behind : before;
}

bool
change_comes_first(struct str key, struct str other)
{
	for (int f = 0; f < FIELD_COUNT; f++) {
		const struct schema_row *row = schema_row((enum field)f);
		bool is_key = str_eq(row->name, key);
		if (is_key || str_eq(row->name, other))
			return is_key;
	}
	return false;
}

static int
objections(const struct order *o, int place)
{
	int count = 0;
	for (int i = 0; i < o->count; i++) {
		int vote = o->near[i] != 0 ? o->near[i] : o->far[i];
		count += i < place ? vote < 0 : vote > 0;
	}
	return count;
}

/* Dates and years in order stay in order; -1 where the keys are anything else. */
static int
place_by_number(const struct order *o)
{
	struct str before = {0};
	int place = 0;
	if (o->key.len == 0 || !is_digit(o->key.at[0]))
		return -1;
	for (const struct node *k = o->mapping->first; k != NULL; k = k->next->next) {
		if (k->kind != NODE_SCALAR || k->value.len == 0 || !is_digit(k->value.at[0]) ||
		    str_cmp(before, k->value) > 0)
			return -1;
		place += str_cmp(k->value, o->key) < 0;
		before = k->value;
	}
	return place;
}

ptrdiff_t
change_position(struct desk *d, struct located at, struct str key)
{
	const struct node *m = at.node;
	if (m->kind != NODE_MAPPING)
		return EDIT_LAST;
	int first = is_item(m) ? 1 : 0, count = (int)m->count / 2;
	struct order o = {.mapping = m, .key = key, .count = count};
	int numbered = is_item(m) ? -1 : place_by_number(&o);
	if (numbered >= 0)
		return numbered >= count ? EDIT_LAST : numbered;
	o.near = NEW_N(d->arena, int, count + 1);
	o.far = NEW_N(d->arena, int, count + 1);
	const struct tree *tree = &d->files.at[at.file]->tree;
	for (ptrdiff_t i = 0; i < tree->document_count; i++)
		ask_below(&o, tree->documents[i].root);
	int best = place_by_schema(&o, first), least = objections(&o, best);
	for (int away = 1; away <= count; away++) {
		for (int side = 1; side >= -1; side -= 2) {
			int place = place_by_schema(&o, first) + side * away;
			bool legal = place >= first && place <= count;
			if (legal && objections(&o, place) < least) {
				best = place;
				least = objections(&o, place);
			}
		}
	}
	return best >= count ? EDIT_LAST : best;
}

bool
change_add_key(struct desk *d, struct located at, struct str key, const struct draft *value)
{
	struct edit edit = {.verb = EDIT_ADD,
	    .at = at.node,
	    .position = change_position(d, at, key),
	    .key = draft_text(d->arena, key),
	    .value = value};
	return desk_edit(d, at.file, &edit);
}

/* ---- in brackets ---- */

static struct str
on_one_line(struct desk *d, int file, const struct draft *value)
{
	const struct desk_file *f = d->files.at[file];
	struct looks looks = looks_of(f->text, &f->tree);
	struct buf b = {.arena = d->arena};
	emit_flow(&b, &looks, value, (struct emit_place){.column = 0});
	return buf_str(&b);
}

bool
change_add_pair(struct desk *d, struct located at, ptrdiff_t position, struct str key,
    const struct draft *value)
{
	struct edit plain = {.verb = EDIT_ADD,
	    .at = at.node,
	    .position = position,
	    .key = draft_typed(d->arena, key),
	    .value = value};
	if (value->kind == NODE_SCALAR || at.node->style == STYLE_FLOW)
		return desk_edit(d, at.file, &plain);
	const struct desk_file *f = d->files.at[at.file];
	struct looks looks = looks_of(f->text, &f->tree);
	struct buf line = {.arena = d->arena};
	emit_scalar(&line, &looks, (struct emit_place){.key = true}, plain.key, STYLE_PLAIN);
	buf_add(&line, S(": "));
	buf_add(&line, on_one_line(d, at.file, value));
	buf_add(&line, looks.line_break);
	plain.lines = buf_str(&line);
	return desk_edit(d, at.file, &plain);
}

bool
change_add_flow(struct desk *d, struct located at, struct str key, const struct draft *value)
{
	return change_add_pair(d, at, change_position(d, at, key), key, value);
}

bool
change_put_flow(struct desk *d, struct located value, const struct draft *draft)
{
	const struct node *n = value.node;
	bool lines = n->kind == NODE_SEQUENCE || n->kind == NODE_MAPPING
	    ? n->style == STYLE_BLOCK
	    : n->style == STYLE_LITERAL || n->style == STYLE_FOLDED;
	if (draft->kind == NODE_SCALAR || lines || n->kind == NODE_ALIAS ||
	    n->properties_end > n->start)
		return change_put(d, value, draft);
	struct str text = on_one_line(d, value.file, draft);
	if (n->is_null)
		text = str_format(d->arena, " %.*s", STR(text));
	return change_text(d, value.file, (struct span){n->content, n->end}, text, n, draft);
}
