/* SPDX-License-Identifier: MIT */
/*
 * What we changed is found by walking base and ours together; each change is noted with its place
 * in theirs, where theirs left the same value alone. Nothing is written here.
 */
#include "base/map.h"
#include "model/merge_priv.h"

#include "model/path.h"

static void merge_values(
    struct merger *m, const struct node *b, const struct node *o, const struct node *t);

static int
entry_count(const struct node *n)
{
	return n == NULL ? 0 : n->kind == NODE_MAPPING ? n->count / 2 : n->count;
}

static const struct node *
value_of(const struct node *entry)
{
	return entry->is_key ? entry->next : entry;
}

struct way
merge_way(struct arena *a, const struct tree *tree, const struct node *value)
{
	struct way w = {0};
	const struct node *n = value;
	for (; n->parent != NULL; n = n->parent)
		w.count++;
	for (ptrdiff_t i = 0; i < tree->document_count; i++) {
		if (tree->documents[i].root == n)
			w.document = (int)i;
	}
	w.at = NEW_N(a, int, w.count + 1);
	n = value;
	for (int depth = w.count; depth-- > 0; n = n->parent) {
		int number = 0;
		for (const struct node *p = n->previous; p != NULL; p = p->previous)
			number++;
		w.at[depth] = n->parent->kind == NODE_MAPPING ? number / 2 : number;
	}
	return w;
}

/* ---- conflicts ---- */

static struct str
place_words(struct merger *m, const struct tree *tree, const struct node *n)
{
	struct str path = path_of(m->arena, tree, n);
	return path.len > 0 ? str_copy(m->arena, path) : S("the whole");
}

static struct conflict_found *
add_conflict(struct merger *m, const struct node *b, const struct node *o, const struct node *t,
    const char *what)
{
	const struct tree *tree = t != NULL ? &m->theirs : b != NULL ? &m->base : &m->ours;
	const struct node *n = t != NULL ? t : b != NULL ? b : o;
	struct conflict_found c = {.path = place_words(m, tree, n),
	    .base = b,
	    .ours = o,
	    .theirs = t,
	    .what = str_of(what)};
	c.way.gone = t == NULL;
	if (t != NULL)
		c.way = merge_way(m->arena, &m->theirs, t);
	VEC_PUSH(m->arena, &m->conflicts, c);
	return &m->conflicts.at[m->conflicts.count - 1];
}

static void
put(struct merger *m, const struct node *t, const struct node *o)
{
	struct merge_op op = {
	    .verb = MERGE_PUT, .to = merge_way(m->arena, &m->theirs, t), .ours = o};
	VEC_PUSH(m->arena, &m->ops, op);
}

/* ---- collections ---- */

/* Three lists of entries and who is who. */
struct triple {
	const struct node *b, *o, *t;
	const struct node **bs, **os, **ts;
	int b_count, o_count, t_count;
	int *b_o, *b_t; /* for each entry of base: its number in ours, in theirs */
	int *o_b, *o_t; /* for each of ours: in base, in theirs */
	int *t_b;       /* for each of theirs: in base */
	bool *t_ours;   /* and whether ours has it */
};

static struct str
entry_name(const struct node *entry)
{
	return entry->is_key ? entry->value : merge_item_name(entry);
}

/* Renamed on one side, so not known on the other, which calls it by the new name, too. */
static void
match_renamed(struct merger *m, const int *from, const struct node **here, int *to,
    const struct node **there, int there_count, int count)
{
	struct str_map unknown = {.arena = m->arena};
	bool *known = NEW_N(m->arena, bool, there_count + 1);
	for (int j = 0; j < count; j++) {
		if (to[j] >= 0)
			known[to[j]] = true;
	}
	for (int k = 0; k < there_count; k++) {
		if (!known[k])
			*str_map_at(&unknown, entry_name(there[k])) = k;
	}
	for (int j = 0; j < count; j++) {
		ptrdiff_t k = from[j] >= 0 && to[j] < 0
		    ? str_map_get(&unknown, entry_name(here[from[j]]))
		    : -1;
		if (k < 0)
			continue;
		to[j] = (int)k;
		*str_map_at(&unknown, entry_name(there[k])) = -1;
	}
}

/*
 * What both put in anew is one thing only when it bears one name. One of theirs that seemed to be
 * another entry under a new name, which we took away, is new after all.
 */
static void
match_new(struct merger *m, struct triple *x)
{
	int *direct = NEW_N(m->arena, int, x->o_count + 1);
	merge_match(m->arena, x->o, x->t, direct);
	for (int i = 0; i < x->o_count; i++) {
		int k = direct[i], j = k >= 0 ? x->t_b[k] : -1;
		if (x->o_b[i] >= 0 || k < 0 || (j >= 0 && x->b_o[j] >= 0) ||
		    !str_eq(entry_name(x->os[i]), entry_name(x->ts[k])))
			continue;
		x->o_t[i] = k;
		x->t_b[k] = -1;
		if (j >= 0)
			x->b_t[j] = -1;
	}
}

static struct triple
match_three(struct merger *m, const struct node *b, const struct node *o, const struct node *t)
{
	struct triple x = {.b = b, .o = o, .t = t};
	struct arena *a = m->arena;
	x.b_count = entry_count(b);
	x.o_count = entry_count(o);
	x.t_count = entry_count(t);
	x.b_o = NEW_N(a, int, x.b_count + 1);
	x.b_t = NEW_N(a, int, x.b_count + 1);
	x.o_b = NEW_N(a, int, x.o_count + 1);
	x.o_t = NEW_N(a, int, x.o_count + 1);
	x.t_b = NEW_N(a, int, x.t_count + 1);
	x.t_ours = NEW_N(a, bool, x.t_count + 1);
	x.bs = b != NULL ? merge_entries(a, b) : NULL;
	x.os = merge_entries(a, o);
	x.ts = merge_entries(a, t);
	for (int i = 0; i < x.o_count; i++)
		x.o_b[i] = x.o_t[i] = -1;
	for (int k = 0; k < x.t_count; k++)
		x.t_b[k] = -1;
	if (b != NULL) {
		merge_match(a, b, o, x.b_o);
		merge_match(a, b, t, x.b_t);
		match_renamed(m, x.b_o, x.os, x.b_t, x.ts, x.t_count, x.b_count);
		match_renamed(m, x.b_t, x.ts, x.b_o, x.os, x.o_count, x.b_count);
	}
	for (int j = 0; j < x.b_count; j++) {
		if (x.b_t[j] >= 0)
			x.t_b[x.b_t[j]] = j;
		if (x.b_o[j] < 0)
			continue;
		x.o_b[x.b_o[j]] = j;
		x.o_t[x.b_o[j]] = x.b_t[j];
	}
	match_new(m, &x);
	for (int i = 0; i < x.o_count; i++) {
		if (x.o_t[i] >= 0)
			x.t_ours[x.o_t[i]] = true;
	}
	return x;
}

/*
 * moved[j] for entries of base that do not keep their order in the other list: all but a longest
 * run of them whose places still rise.
 */
static void
find_moved(struct arena *a, const int *to, const int *also, int count, bool *moved)
{
	int *before = NEW_N(a, int, count + 1), *tails = NEW_N(a, int, count + 1), longest = 0;
	for (int j = 0; j < count; j++) {
		moved[j] = to[j] >= 0 && also[j] >= 0;
		if (!moved[j])
			continue;
		int low = 0, high = longest;
		while (low < high) {
			int middle = (low + high) / 2;
			if (to[tails[middle]] < to[j])
				low = middle + 1;
			else
				high = middle;
		}
		before[j] = low > 0 ? tails[low - 1] : -1;
		tails[low] = j;
		longest = low == longest ? longest + 1 : longest;
	}
	for (int j = longest > 0 ? tails[longest - 1] : -1; j >= 0; j = before[j])
		moved[j] = false;
}

static struct way
way_of(struct merger *m, const struct triple *x, int k)
{
	return k < 0 ? (struct way){0} : merge_way(m->arena, &m->theirs, value_of(x->ts[k]));
}

/* The entry of theirs behind which entry i of ours belongs, or -1 for the first place. */
static int
behind(const struct triple *x, int i)
{
	while (--i >= 0 && x->o_t[i] < 0)
		continue;
	return i < 0 ? -1 : x->o_t[i];
}

static void
merge_order(struct merger *m, const struct triple *x)
{
	bool *ours = NEW_N(m->arena, bool, x->b_count + 1);
	bool *theirs = NEW_N(m->arena, bool, x->b_count + 1);
	find_moved(m->arena, x->b_o, x->b_t, x->b_count, ours);
	find_moved(m->arena, x->b_t, x->b_o, x->b_count, theirs);
	for (int i = 0; i < x->o_count; i++) {
		int j = x->o_b[i];
		if (j < 0 || !ours[j])
			continue;
		const struct node *t = value_of(x->ts[x->o_t[i]]);
		if (theirs[j]) {
			add_conflict(m, value_of(x->bs[j]), value_of(x->os[i]), t,
			    "both moved it; it stays where the other change put it")
			    ->order = true;
			continue;
		}
		struct merge_op op = {
		    .verb = MERGE_MOVE,
		    .from = merge_way(m->arena, &m->theirs, t),
		    .to = merge_way(m->arena, &m->theirs, x->t),
		    .behind = way_of(m, x, behind(x, i)),
		};
		VEC_PUSH(m->arena, &m->ops, op);
	}
}

/*
 * Where both put something in one place, names decide which comes first: so it does not depend on
 * who merges. What one side put in stays together.
 */
static int
behind_theirs(const struct triple *x, int i)
{
	int k = behind(x, i), first = i, last = k;
	while (first > 0 && x->o_t[first - 1] < 0)
		first--;
	while (last + 1 < x->t_count && x->t_b[last + 1] < 0 && !x->t_ours[last + 1])
		last++;
	bool later = last > k && str_cmp(entry_name(x->ts[k + 1]), entry_name(x->os[first])) < 0;
	return later ? last : k;
}

static struct merge_op
insertion(struct merger *m, const struct triple *x, int i)
{
	return (struct merge_op){
	    .verb = MERGE_INSERT,
	    .to = merge_way(m->arena, &m->theirs, x->t),
	    .behind = way_of(m, x, behind_theirs(x, i)),
	    .ours = x->os[i],
	};
}

/* ---- steps that went to another stage ---- */

/*
 * Where steps go from stage to stage: `actual`, `to-be`, and in `desired` what one persona wishes.
 * NULL for lists anywhere else, and for those within a step: the same word in two of them is two.
 */
static const struct node *
scope_of(const struct node *list)
{
	const struct node *below = NULL;
	for (const struct node *n = list; n->parent != NULL; below = n, n = n->parent) {
		const struct node *key = path_key(n);
		if (n != list && n->kind == NODE_SEQUENCE)
			return NULL;
		if (key == NULL)
			continue;
		if (str_eq(key->value, S("desired")))
			return below;
		if (str_eq(key->value, S("actual")) || str_eq(key->value, S("to-be")))
			return n;
	}
	return NULL;
}

/* Items of that name in the lists of a scope, how many there are, and the first not in `but`. */
struct named {
	struct str name;
	const struct node *but, *found;
	int count;
};

static void
find_named(struct named *f, const struct node *scope)
{
	for (const struct node *n = scope->first; n != NULL; n = n->next) {
		if (scope->kind == NODE_MAPPING) {
			if (!n->is_key)
				find_named(f, n);
		} else if (str_eq(merge_item_name(n), f->name)) {
			f->count++;
			if (f->found == NULL && scope != f->but)
				f->found = n;
		}
	}
}

/* The same node of another tree, by its keys. */
static const struct node *
counterpart(
    struct merger *m, const struct tree *tree, const struct tree *from, const struct node *n)
{
	struct str ignored;
	return path_find(m->arena, tree, path_of(m->arena, from, n), &ignored);
}

/*
 * An item of a stage by the same name in another stage, in another text. Where a name stands twice
 * (the steps of a redesign that differs by persona), nothing is known to have moved.
 */
static const struct node *
elsewhere(
    struct merger *m, const struct tree *tree, const struct tree *from, const struct node *item)
{
	const struct node *list = item->parent;
	struct named here = {.name = merge_item_name(item)};
	if (list == NULL || list->kind != NODE_SEQUENCE || here.name.len == 0)
		return NULL;
	const struct node *scope = scope_of(list);
	const struct node *there = scope != NULL ? counterpart(m, tree, from, scope) : NULL;
	if (there == NULL)
		return NULL;
	struct named other = {.name = here.name, .but = counterpart(m, tree, from, list)};
	find_named(&here, scope);
	find_named(&other, there);
	return here.count == 1 && other.count == 1 ? other.found : NULL;
}

static void
carry(struct merger *m, const struct triple *x, int i, const struct node *b, const struct node *t)
{
	merge_values(m, b, x->os[i], t);
	struct merge_op op = insertion(m, x, i);
	op.verb = MERGE_CARRY;
	op.from = merge_way(m->arena, &m->theirs, t);
	VEC_PUSH(m->arena, &m->ops, op);
}

/* ---- entry by entry ---- */

/* What became of an item of base in theirs, which gave it another id in the list where it was. */
static const struct node *
renamed(struct merger *m, const struct node *b)
{
	const struct node *list = counterpart(m, &m->theirs, &m->base, b->parent);
	if (list == NULL || list->kind != NODE_SEQUENCE)
		return NULL;
	int *to = NEW_N(m->arena, int, b->parent->count + 1), number = 0;
	merge_match(m->arena, b->parent, list, to);
	for (const struct node *n = b->previous; n != NULL; n = n->previous)
		number++;
	return to[number] >= 0 ? merge_entries(m->arena, list)[to[number]] : NULL;
}

static void
merge_new(struct merger *m, const struct triple *x, int i)
{
	const struct node *b = elsewhere(m, &m->base, &m->ours, x->os[i]);
	if (b != NULL && elsewhere(m, &m->ours, &m->base, b) == x->os[i]) {
		const struct node *t = elsewhere(m, &m->theirs, &m->ours, x->os[i]);
		if (t == NULL)
			t = renamed(m, b);
		if (t != NULL) {
			carry(m, x, i, b, t);
			return;
		}
		bool same = merge_same(b, x->os[i]);
		add_conflict(m, b, x->os[i], NULL,
		    same ? "we moved what the other change took away; it is back"
			 : "we changed what the other change took away; it is back")
		    ->order = same;
	}
	struct merge_op op = insertion(m, x, i);
	VEC_PUSH(m->arena, &m->ops, op);
}

/* In both base and ours, gone in theirs. */
static void
merge_taken(struct merger *m, const struct triple *x, int i, int j)
{
	const struct node *b = value_of(x->bs[j]), *o = value_of(x->os[i]);
	if (merge_same(x->bs[j], x->os[i]) && merge_same(b, o))
		return;
	const struct node *t = elsewhere(m, &m->theirs, &m->base, x->bs[j]);
	if (t != NULL) {
		merge_values(m, b, o, t);
		return;
	}
	add_conflict(m, b, o, NULL, "we changed what the other change took away; it is back");
	struct merge_op op = insertion(m, x, i);
	VEC_PUSH(m->arena, &m->ops, op);
}

static void
merge_key(struct merger *m, const struct triple *x, int i, int j)
{
	const struct node *o = x->os[i], *t = x->ts[x->o_t[i]];
	if (!o->is_key || j < 0 || merge_same(o, t) || merge_same(o, x->bs[j]))
		return;
	if (!merge_same(t, x->bs[j])) {
		add_conflict(m, x->bs[j], o, t, "both gave it another name");
		return;
	}
	struct merge_op op = {
	    .verb = MERGE_RENAME, .from = merge_way(m->arena, &m->theirs, value_of(t)), .ours = o};
	VEC_PUSH(m->arena, &m->ops, op);
}

/* In base, gone in ours. */
static void
merge_deleted(struct merger *m, const struct triple *x, int j)
{
	const struct node *b = value_of(x->bs[j]), *t = NULL;
	if (elsewhere(m, &m->ours, &m->base, x->bs[j]) != NULL)
		return;
	if (x->b_t[j] < 0) {
		t = elsewhere(m, &m->theirs, &m->base, x->bs[j]);
		if (t != NULL)
			add_conflict(
			    m, b, NULL, t, "the other change moved what we took away; it stays")
			    ->order = merge_same(b, t);
		return;
	}
	t = value_of(x->ts[x->b_t[j]]);
	if (!merge_same(b, t)) {
		add_conflict(m, b, NULL, t, "the other change changed what we took away; it stays");
		return;
	}
	struct merge_op op = {.verb = MERGE_DELETE, .from = merge_way(m->arena, &m->theirs, t)};
	VEC_PUSH(m->arena, &m->ops, op);
}

static void
merge_collections(
    struct merger *m, const struct node *b, const struct node *o, const struct node *t)
{
	struct triple x = match_three(m, b, o, t);
	for (int i = 0; i < x.o_count; i++) {
		int j = x.o_b[i];
		if (x.o_t[i] >= 0) {
			merge_key(m, &x, i, j);
			const struct node *was =
			    j >= 0 ? value_of(x.bs[j]) : elsewhere(m, &m->base, &m->ours, x.os[i]);
			merge_values(m, was, value_of(x.os[i]), value_of(x.ts[x.o_t[i]]));
		} else if (j >= 0) {
			merge_taken(m, &x, i, j);
		}
	}
	merge_order(m, &x);
	/* Backwards, so that what follows the same entry stays in order. */
	for (int i = x.o_count - 1; i >= 0; i--) {
		if (x.o_t[i] < 0 && x.o_b[i] < 0)
			merge_new(m, &x, i);
	}
	for (int j = 0; j < x.b_count; j++) {
		if (x.b_o[j] < 0)
			merge_deleted(m, &x, j);
	}
}

/* ---- values ---- */

/* `- text` became `- id: text` on one side, while the other changed the text. */
static bool
merge_grown(struct merger *m, const struct node *b, const struct node *o, const struct node *t)
{
	if (b == NULL || b->kind != NODE_SCALAR || t->kind == o->kind)
		return false;
	const struct node *grown = o->kind == NODE_MAPPING ? o : t, *text = grown == o ? t : o;
	if (grown->kind != NODE_MAPPING || grown->first == NULL || text->kind != NODE_SCALAR ||
	    !merge_same(grown->first->next, b))
		return false;
	if (grown == t) {
		put(m, grown->first->next, text);
		return true;
	}
	put(m, t, o);
	struct merge_op words = {
	    .verb = MERGE_PUT, .to = merge_way(m->arena, &m->theirs, t), .ours = t};
	words.to.at[words.to.count++] = 0;
	VEC_PUSH(m->arena, &m->ops, words);
	return true;
}

/* A step that both took out of a list may have gone to another one on one side only. */
static bool
may_have_lost(const struct node *b, const struct node *o)
{
	return b != NULL && b->kind == NODE_SEQUENCE && o->kind == NODE_SEQUENCE &&
	    b->count > o->count && scope_of(o) != NULL;
}

static void
merge_values(struct merger *m, const struct node *b, const struct node *o, const struct node *t)
{
	if ((b != NULL && merge_same(b, o)) || (merge_same(o, t) && !may_have_lost(b, o)))
		return;
	bool alike = o->kind == t->kind && o->kind != NODE_SCALAR && o->kind != NODE_ALIAS;
	if (alike && (b == NULL || b->kind == o->kind || b->kind == NODE_SCALAR)) {
		merge_collections(m, b != NULL && b->kind == o->kind ? b : NULL, o, t);
		return;
	}
	if (b != NULL && merge_same(b, t)) {
		put(m, t, o);
		return;
	}
	if (merge_grown(m, b, o, t))
		return;
	add_conflict(m, b, o, t, "both changed it");
}

/* ---- the whole ---- */

static bool
parse(struct merger *m, struct str text, struct tree *tree, const char *whose)
{
	struct yaml_error error;
	if (yaml_parse(m->arena, text, tree, &error))
		return true;
	m->merge->why =
	    str_format(m->arena, "%s cannot be read as YAML: %.*s", whose, STR(error.problem));
	return false;
}

/* Exact answers, where one of the texts is another. */
static bool
is_plain_case(struct merge *m, struct str base, struct str ours, struct str theirs)
{
	bool done = true;
	if (str_eq(base, theirs) || str_eq(ours, theirs))
		m->text = ours;
	else if (str_eq(base, ours))
		m->text = theirs;
	else
		done = false;
	m->done = done;
	return done;
}

static bool
same_trees(const struct tree *x, const struct tree *y)
{
	if (x->document_count != y->document_count)
		return false;
	for (ptrdiff_t i = 0; i < x->document_count; i++) {
		if (!merge_same(x->documents[i].root, y->documents[i].root))
			return false;
	}
	return true;
}

/*
 * Where the two changes touch different lines, the lines of both are kept, with comments and looks:
 * if they mean what the merge by meaning says.
 */
static bool
merge_by_lines(struct merger *m, struct str base, struct str ours, struct str theirs)
{
	const struct desk_file *by_meaning = m->desk->files.at[MERGED];
	struct str lines;
	struct tree by_lines;
	struct yaml_error ignored;
	if (!merge_lines(m->arena, base, ours, theirs, &lines))
		return false;
	if (!str_eq(lines, by_meaning->text) &&
	    (!yaml_parse(m->arena, lines, &by_lines, &ignored) ||
		!same_trees(&by_lines, desk_tree(by_meaning))))
		return false;
	m->merge->text = lines;
	return true;
}

/* Conflicts about anything but comments, which the lines have all. */
static bool
only_comments(const struct merger *m)
{
	for (ptrdiff_t i = 0; i < m->conflicts.count; i++) {
		if (m->conflicts.at[i].comment.len == 0)
			return false;
	}
	return true;
}

void
merge_texts(
    struct arena *a, struct str base, struct str ours, struct str theirs, struct merge *merge)
{
	*merge = (struct merge){0};
	if (is_plain_case(merge, base, ours, theirs))
		return;
	struct merger m = {.arena = a, .base_text = base, .ours_text = ours, .merge = merge};
	if (!parse(&m, base, &m.base, "the text before both changes") ||
	    !parse(&m, ours, &m.ours, "our text") ||
	    !parse(&m, theirs, &m.theirs, "the other text"))
		return;
	if (m.base.document_count != m.ours.document_count ||
	    m.base.document_count != m.theirs.document_count) {
		merge->why = S("documents were added or taken away (---)");
		return;
	}
	for (ptrdiff_t i = 0; i < m.base.document_count; i++)
		merge_values(&m, m.base.documents[i].root, m.ours.documents[i].root,
		    m.theirs.documents[i].root);
	merge->taken = m.ops.count;
	m.desk = desk_open(a, 0);
	desk_put_tree(m.desk, S("merge"), theirs, &m.theirs);
	merge_apply(&m);
	merge->done = true;
	if (only_comments(&m) && merge_by_lines(&m, base, ours, theirs)) {
		merge->conflicts.count = 0;
	} else {
		merge->done = merge_write_down(&m);
		merge->text = str_copy(a, m.desk->files.at[MERGED]->text);
		merge->why = m.desk->why;
	}
	desk_close(m.desk);
}
