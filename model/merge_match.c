/* SPDX-License-Identifier: MIT */
/*
 * Which entry is which. A wrong match would bring two people's words into one step, so names
 * decide; only what stands alone between two sure neighbours is taken for a changed text.
 */
#include "base/map.h"
#include "model/merge_priv.h"

/* Whether both stand at the same place of their trees, as what an anchor names does. */
static bool
same_place(const struct node *x, const struct node *y)
{
	for (; x != NULL && y != NULL; x = x->parent, y = y->parent) {
		const struct node *i = x->previous, *j = y->previous;
		while (i != NULL && j != NULL) {
			i = i->previous;
			j = j->previous;
		}
		if (i != j)
			return false;
	}
	return x == y;
}

/* An anchor that got another name only is no change: what is repeated is the same. */
static bool
same_alias(const struct node *x, const struct node *y)
{
	if (str_eq(x->value, y->value))
		return true;
	return x->target != NULL && y->target != NULL && same_place(x->target, y->target);
}

bool
merge_same(const struct node *x, const struct node *y)
{
	if (x == NULL || y == NULL)
		return x == y;
	if (x->kind != y->kind || x->count != y->count)
		return false;
	if (x->kind == NODE_ALIAS)
		return same_alias(x, y);
	if (x->kind == NODE_SCALAR)
		return str_eq(x->value, y->value) && str_eq(x->tag, y->tag);
	const struct node *i = x->first, *j = y->first;
	for (; i != NULL && j != NULL; i = i->next, j = j->next) {
		if (!merge_same(i, j))
			return false;
	}
	return i == j;
}

const struct node **
merge_entries(struct arena *a, const struct node *collection)
{
	ptrdiff_t step = collection->kind == NODE_MAPPING ? 2 : 1, count = collection->count / step;
	const struct node **list = NEW_N(a, const struct node *, count + 1), *n = collection->first;
	for (ptrdiff_t i = 0; i < count; i++) {
		list[i] = n;
		n = step == 2 ? n->next->next : n->next;
	}
	return list;
}

struct str
merge_item_name(const struct node *item)
{
	item = node_real(item);
	if (item == NULL)
		return (struct str){0};
	if (item->kind == NODE_MAPPING && item->first != NULL)
		return item->first->value;
	return item->kind == NODE_SCALAR ? item->value : (struct str){0};
}

/* The words of an item: those behind its id, or all of a sentence. */
static struct str
item_words(const struct node *item)
{
	item = node_real(item);
	if (item != NULL && item->kind == NODE_MAPPING && item->first != NULL)
		item = node_real(item->first->next);
	return item != NULL && item->kind == NODE_SCALAR ? item->value : (struct str){0};
}

struct matching {
	struct arena *arena;
	const struct node **x, **y;
	int x_count, y_count;
	int *to, *back;
	bool pairs;
};

static void
join(struct matching *m, int i, int j)
{
	m->to[i] = j;
	m->back[j] = i;
}

typedef struct str name_of(const struct node *entry);

/* k-th with k-th of those with equal names. */
static void
match_names(struct matching *m, name_of *name_x, name_of *name_y)
{
	struct str_map first = {.arena = m->arena};
	int *next = NEW_N(m->arena, int, m->y_count + 1);
	for (int j = m->y_count - 1; j >= 0; j--) {
		struct str name = name_y(m->y[j]);
		if (m->back[j] >= 0 || name.len == 0)
			continue;
		ptrdiff_t *at = str_map_at(&first, name);
		next[j] = (int)*at;
		*at = j;
	}
	for (int i = 0; i < m->x_count; i++) {
		struct str name = name_x(m->x[i]);
		ptrdiff_t j = m->to[i] >= 0 || name.len == 0 ? -1 : str_map_get(&first, name);
		if (j < 0)
			continue;
		join(m, i, (int)j);
		*str_map_at(&first, name) = next[j];
	}
}

static struct str
key_name(const struct node *key)
{
	return key->kind == NODE_SCALAR ? key->value : (struct str){0};
}

static int
entry_count(const struct node *collection)
{
	return collection->kind == NODE_MAPPING ? collection->count / 2 : collection->count;
}

/* Keys with keys; ids with ids, then words with words. */
static struct matching
match_by_name(struct arena *a, const struct node *x, const struct node *y, int *to)
{
	struct matching m = {
	    .arena = a,
	    .x = merge_entries(a, x),
	    .y = merge_entries(a, y),
	    .x_count = entry_count(x),
	    .y_count = entry_count(y),
	    .to = to,
	    .pairs = x->kind == NODE_MAPPING,
	};
	m.back = NEW_N(a, int, m.y_count + 1);
	for (int i = 0; i < m.x_count; i++)
		to[i] = -1;
	for (int j = 0; j < m.y_count; j++)
		m.back[j] = -1;
	if (m.pairs) {
		match_names(&m, key_name, key_name);
	} else {
		match_names(&m, merge_item_name, merge_item_name);
		match_names(&m, item_words, item_words);
	}
	return m;
}

/* Most of the items by their names, or of the pairs with their values, are there on both sides. */
static bool
is_alike(struct arena *a, const struct node *x, const struct node *y)
{
	if (merge_same(x, y))
		return true;
	if (x->kind != y->kind || (x->kind != NODE_SEQUENCE && x->kind != NODE_MAPPING))
		return false;
	int *to = NEW_N(a, int, entry_count(x) + 1), both = 0;
	const struct node **xs = merge_entries(a, x), **ys = merge_entries(a, y);
	int least = entry_count(x) < entry_count(y) ? entry_count(x) : entry_count(y);
	match_by_name(a, x, y, to);
	for (int i = 0; i < entry_count(x); i++)
		both += to[i] >= 0 && (!xs[i]->is_key || merge_same(xs[i]->next, ys[to[i]]->next));
	return both > 0 && both * 2 >= least;
}

/*
 * A key that was renamed still has its value, or most of it. Items with two ids are two things.
 */
static bool
is_renamed(const struct matching *m, int i, int j)
{
	if (!m->pairs)
		return m->x[i]->kind != NODE_MAPPING || m->y[j]->kind != NODE_MAPPING;
	return !m->x[i]->next->is_null && is_alike(m->arena, m->x[i]->next, m->y[j]->next);
}

/* What is left over in [i, i_end) and [j, j_end). */
static void
match_rest(struct matching *m, int i, int i_end, int j, int j_end)
{
	if (i_end - i != j_end - j)
		return;
	for (; i < i_end; i++, j++) {
		if (is_renamed(m, i, j))
			join(m, i, j);
	}
}

static void
match_gaps(struct matching *m)
{
	int i = 0, j = 0;
	while (i < m->x_count) {
		int i_end = i;
		while (i_end < m->x_count && m->to[i_end] < 0)
			i_end++;
		int sure = i_end < m->x_count ? m->to[i_end] : m->y_count, j_end = j;
		while (j_end < m->y_count && m->back[j_end] < 0)
			j_end++;
		if (j_end == sure)
			match_rest(m, i, i_end, j, j_end);
		i = i_end + 1;
		j = sure + 1;
	}
}

static bool
is_item(const struct node *n)
{
	return n->parent != NULL && n->parent->kind == NODE_SEQUENCE;
}

void
merge_match(struct arena *a, const struct node *x, const struct node *y, int *to)
{
	struct matching m = match_by_name(a, x, y, to);
	/* The id of an item stands first, whatever became of it and of the others. */
	bool items = m.pairs && is_item(x) && is_item(y) && m.x_count > 0 && m.y_count > 0;
	if (items && m.to[0] < 0 && m.back[0] < 0)
		join(&m, 0, 0);
	match_gaps(&m);
}
