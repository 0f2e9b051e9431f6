/* SPDX-License-Identifier: MIT */
/*
 * Our changes are made in theirs one after the other, each by an edit that is verified like any
 * other. The ways of those to come are kept up to date by counting.
 */
#include "base/map.h"
#include "model/emit.h"
#include "model/merge_priv.h"
#include "model/path.h"

/* ---- ways ---- */

static const struct node *
node_at(const struct tree *tree, const struct way *w)
{
	const struct node *n = tree->documents[w->document].root;
	for (int depth = 0; depth < w->count && n != NULL; depth++) {
		n = n->first;
		for (int i = w->at[depth]; i > 0 && n != NULL; i--)
			n = n->is_key ? n->next->next : n->next;
		n = n != NULL && n->is_key ? n->next : n;
	}
	return n;
}

static struct way
copy_way(struct arena *a, const struct way *w)
{
	struct way copy = *w;
	copy.at = NEW_N(a, int, w->count + 1);
	for (int i = 0; i < w->count; i++)
		copy.at[i] = w->at[i];
	return copy;
}

/* Entry `from` of a collection became entry `to`: -1 for one that was not, or is not, there. */
struct shift {
	struct way collection;
	int from, to;
};

static void
shift_way(struct way *w, const struct shift *s)
{
	int depth = s->collection.count;
	if (w->gone || w->document != s->collection.document || w->count <= depth)
		return;
	for (int i = 0; i < depth; i++) {
		if (w->at[i] != s->collection.at[i])
			return;
	}
	int *number = &w->at[depth];
	if (s->from >= 0 && *number == s->from) {
		w->gone = s->to < 0;
		*number = s->to;
		return;
	}
	*number -= s->from >= 0 && *number > s->from;
	*number += s->to >= 0 && *number >= s->to;
}

struct applier {
	struct merger *merger;
	struct desk *desk; /* with one file, theirs */
	ptrdiff_t next;    /* the first operation that is still to come */
};

static void
shift_all(struct applier *p, struct way collection, int from, int to)
{
	struct merger *m = p->merger;
	/* The collection's own way may be among those that change. */
	struct shift s = {copy_way(m->arena, &collection), from, to};
	for (ptrdiff_t i = p->next; i < m->ops.count; i++) {
		shift_way(&m->ops.at[i].to, &s);
		shift_way(&m->ops.at[i].from, &s);
		shift_way(&m->ops.at[i].behind, &s);
	}
	for (ptrdiff_t i = 0; i < m->conflicts.count; i++)
		shift_way(&m->conflicts.at[i].way, &s);
}

static struct way
collection_of(const struct way *entry)
{
	struct way w = *entry;
	w.count--;
	return w;
}

static int
last_number(const struct way *w)
{
	return w->at[w->count - 1];
}

/* ---- operations ---- */

static const struct tree *
present(const struct applier *p)
{
	return desk_tree(p->desk->files.at[MERGED]);
}

static bool
put_value(struct applier *p, const struct merge_op *op)
{
	struct arena *a = p->merger->arena;
	const struct node *at = node_at(present(p), &op->to);
	bool scalars = at->kind == NODE_SCALAR && op->ours->kind == NODE_SCALAR;
	struct edit edit = {
	    .verb = scalars ? EDIT_SET : EDIT_REPLACE, .at = at, .value = draft_of(a, op->ours)};
	return desk_edit(p->desk, MERGED, &edit);
}

/* The entry `entry` of a text into the collection of `op`. */
static bool
insert_entry(struct applier *p, const struct merge_op *op, struct str text, const struct tree *tree,
    const struct node *entry)
{
	struct arena *a = p->merger->arena;
	const struct node *collection = node_at(present(p), &op->to);
	int position = op->behind.count > 0 && !op->behind.gone ? last_number(&op->behind) + 1 : 0;
	bool pair = entry->is_key;
	ptrdiff_t column = 0;
	struct edit edit = {
	    .verb = pair ? EDIT_ADD : EDIT_INSERT,
	    .at = collection,
	    .position = position,
	    .key = pair ? draft_of(a, entry) : NULL,
	    .value = draft_of(a, pair ? entry->next : entry),
	    .lines = edit_lines(text, tree, entry, &column),
	};
	edit.lines_column = column;
	bool done = desk_edit(p->desk, MERGED, &edit);
	if (!done && edit.lines.len > 0) {
		edit.lines = (struct str){0};
		done = desk_edit(p->desk, MERGED, &edit);
	}
	if (done)
		shift_all(p, op->to, -1, position);
	return done;
}

static bool
delete_entry(struct applier *p, const struct way *from)
{
	struct edit edit = {.verb = EDIT_DELETE, .at = path_entry(node_at(present(p), from))};
	struct way entry = copy_way(p->merger->arena, from);
	if (!desk_edit(p->desk, MERGED, &edit))
		return false;
	shift_all(p, collection_of(&entry), last_number(&entry), -1);
	return true;
}

static bool
carry_entry(struct applier *p, struct merge_op *op)
{
	const struct desk_file *f = p->desk->files.at[MERGED];
	const struct node *entry = node_at(desk_tree(f), &op->from);
	int position = op->behind.count > 0 && !op->behind.gone ? last_number(&op->behind) + 1 : 0;
	struct way to = copy_way(p->merger->arena, &op->to);
	if (!insert_entry(p, op, f->text, desk_tree(f), path_entry(entry)))
		return false;
	struct shift s = {to, -1, position};
	shift_way(&op->from, &s);
	return delete_entry(p, &op->from);
}

static bool
move_entry(struct applier *p, const struct merge_op *op)
{
	int from = last_number(&op->from);
	int behind = op->behind.count > 0 && !op->behind.gone ? last_number(&op->behind) : -1;
	int to = from <= behind ? behind : behind + 1;
	if (to == from)
		return true;
	struct edit edit = {
	    .verb = EDIT_MOVE, .at = path_entry(node_at(present(p), &op->from)), .position = to};
	struct way entry = copy_way(p->merger->arena, &op->from);
	if (!desk_edit(p->desk, MERGED, &edit))
		return false;
	shift_all(p, collection_of(&entry), from, to);
	return true;
}

static bool
rename_entry(struct applier *p, const struct merge_op *op)
{
	struct edit edit = {.verb = EDIT_RENAME,
	    .at = path_entry(node_at(present(p), &op->from)),
	    .key = draft_of(p->merger->arena, op->ours)};
	return desk_edit(p->desk, MERGED, &edit);
}

static bool
is_lost(const struct merge_op *op)
{
	return op->to.gone || op->from.gone;
}

static bool
apply(struct applier *p, struct merge_op *op)
{
	struct merger *m = p->merger;
	switch (op->verb) {
	case MERGE_PUT: return put_value(p, op);
	case MERGE_INSERT: return insert_entry(p, op, m->ours_text, &m->ours, op->ours);
	case MERGE_CARRY: return carry_entry(p, op);
	case MERGE_MOVE: return move_entry(p, op);
	case MERGE_RENAME: return rename_entry(p, op);
	case MERGE_DELETE: return delete_entry(p, &op->from);
	}
	return false;
}

/* What could not be made is kept beside what stands. */
static void
keep_aside(struct applier *p, const struct merge_op *op)
{
	struct merger *m = p->merger;
	struct conflict_found c = {
	    .ours = op->ours,
	    .what = str_format(m->arena, "our change could not be made: %.*s", STR(p->desk->why)),
	    .way = op->verb == MERGE_PUT || op->verb == MERGE_INSERT ? op->to : op->from,
	};
	if (c.ours != NULL && c.ours->is_key && op->verb == MERGE_INSERT)
		c.ours = c.ours->next;
	VEC_PUSH(m->arena, &m->conflicts, c);
}

/* ---- the section ---- */

static void
add_value(struct arena *a, struct draft *item, struct str key, const struct node *value)
{
	if (value == NULL)
		return;
	draft_add(item, draft_text(a, key));
	draft_add(item, draft_of(a, value));
}

static struct draft *
conflict_item(struct arena *a, const struct merge_conflict *c, const struct conflict_found *found)
{
	struct draft *item = draft_mapping(a);
	draft_add(item, draft_text(a, S("where")));
	draft_add(item, draft_text(a, c->path));
	draft_add(item, draft_text(a, S("what")));
	draft_add(item, draft_text(a, c->what));
	add_value(a, item, S("base"), found->base);
	add_value(a, item, S("ours"), found->ours);
	if (found->comment.len > 0) {
		draft_add(item, draft_text(a, S("ours")));
		draft_add(item, draft_text(a, found->comment));
	}
	add_value(a, item, S("theirs"), found->theirs);
	return item;
}

static bool
write_down(struct applier *p, const struct merge_conflict *c, const struct conflict_found *found)
{
	struct arena *a = p->merger->arena;
	const struct node *root = present(p)->documents[0].root;
	const struct node *section = path_value(root, S("conflicts"));
	struct draft *item = conflict_item(a, c, found);
	struct edit edit = {
	    .position = EDIT_LAST, .verb = EDIT_INSERT, .at = section, .value = item};
	if (section == NULL) {
		struct draft *list = draft_sequence(a);
		draft_add(list, item);
		edit.verb = EDIT_ADD;
		edit.at = root;
		edit.key = draft_text(a, S("conflicts"));
		edit.value = list;
	}
	return desk_edit(p->desk, MERGED, &edit);
}

static struct str
value_text(struct arena *a, const struct node *value)
{
	if (value == NULL)
		return (struct str){0};
	struct buf b = {.arena = a};
	struct looks looks = {
	    .line_break = S("\n"), .step = 2, .quotes = STYLE_DOUBLE, .colon = S(": ")};
	emit_flow(&b, &looks, draft_of(a, value), (struct emit_place){.flow = true, .column = -1});
	return buf_str(&b);
}

static void
report(struct applier *p, const struct conflict_found *found)
{
	struct arena *a = p->merger->arena;
	const struct node *stays = found->way.gone ? NULL : node_at(present(p), &found->way);
	struct merge_conflict c = {
	    .path = stays != NULL ? path_of(a, present(p), stays) : found->path,
	    .base = value_text(a, found->base),
	    .ours = found->comment.len > 0 ? found->comment : value_text(a, found->ours),
	    .theirs = value_text(a, found->theirs),
	    .what = found->what,
	};
	c.path = str_copy(a, c.path);
	VEC_PUSH(a, &p->merger->merge->conflicts, c);
}

/* The value that a comment of ours stands behind, or in. */
static struct str
comment_place(struct merger *m, uint32_t at)
{
	const struct node *n = m->ours.documents[0].root, *last = n;
	while (n != NULL) {
		const struct node *next = NULL;
		for (const struct node *c = n->first; c != NULL && c->start < at; c = c->next)
			next = c;
		last = n;
		n = next;
	}
	struct str path = path_of(m->arena, &m->ours, last->is_key ? last->next : last);
	return path.len > 0 ? path : S("/");
}

/* A comment that is ours alone, and has no place in the merged text. */
static void
find_lost_comments(struct merger *m, const struct applier *p)
{
	struct str_map known = {.arena = m->arena};
	const struct desk_file *f = p->desk->files.at[MERGED];
	const struct tree *trees[] = {&m->base, desk_tree(f)};
	const struct str texts[] = {m->base_text, f->text};
	for (int i = 0; i < COUNT_OF(trees); i++) {
		for (ptrdiff_t j = 0; j < trees[i]->comment_count; j++) {
			struct span s = trees[i]->comments[j];
			*str_map_at(&known,
			    str_trim((struct str){texts[i].at + s.start, s.end - s.start})) = 1;
		}
	}
	for (ptrdiff_t j = 0; j < m->ours.comment_count; j++) {
		struct span s = m->ours.comments[j];
		struct str comment =
		    str_trim((struct str){m->ours_text.at + s.start, s.end - s.start});
		if (str_map_get(&known, comment) >= 0)
			continue;
		VEC_PUSH(m->arena, &m->conflicts,
		    (struct conflict_found){.comment = comment,
			.path = comment_place(m, s.start),
			.way.gone = true,
			.what = S("this comment of ours has no place any more")});
	}
}

void
merge_apply(struct merger *m)
{
	struct applier p = {.merger = m, .desk = m->desk};
	while (p.next < m->ops.count) {
		/* A copy: the list may move while it is carried out. */
		struct merge_op op = m->ops.at[p.next++];
		if (is_lost(&op))
			p.desk->why = S("its place is gone");
		if (is_lost(&op) || !apply(&p, &op))
			keep_aside(&p, &op);
	}
	find_lost_comments(m, &p);
	for (ptrdiff_t i = 0; i < m->conflicts.count; i++)
		report(&p, &m->conflicts.at[i]);
}

bool
merge_write_down(struct merger *m)
{
	struct applier p = {.merger = m, .desk = m->desk};
	bool done = true;
	for (ptrdiff_t i = 0; done && i < m->conflicts.count; i++)
		done = m->conflicts.at[i].order ||
		    write_down(&p, &m->merge->conflicts.at[i], &m->conflicts.at[i]);
	return done;
}
