/* SPDX-License-Identifier: MIT */
/*
 * The new text is parsed, and its tree walked beside the old one: outside the place of the edit the
 * two must agree in kind, style, tag, anchor and every byte of a value; at that place the new one
 * must be what the plan says. Then what libyaml does not look at: aliases that mean another node,
 * comments that are gone, forms that other readers refuse.
 */
#include "model/edit_priv.h"

#include <stdlib.h>

struct pair {
	const struct node *old, *new;
};
struct comparison {
	const struct edit_job *job;
	VEC(struct pair) anchored, aliases;
};

/* What is wanted at one place: an old node as it is, or something new. */
struct wanted {
	const struct node *old;
	const struct draft *draft;
	const struct node *carried; /* the very form of `draft` */
};

/* ---- nodes ---- */

static void
note(struct comparison *c, const struct node *old, const struct node *new)
{
	struct arena *a = c->job->arena;
	if (old->anchor.len > 0)
		VEC_PUSH(a, &c->anchored, (struct pair){old, new});
	if (old->kind == NODE_ALIAS)
		VEC_PUSH(a, &c->aliases, (struct pair){old, new});
}

static bool
is_same_head(const struct node *a, const struct node *b)
{
	return a->kind == b->kind && a->is_null == b->is_null && a->is_key == b->is_key &&
	    str_eq(a->value, b->value) && str_eq(a->anchor, b->anchor) && str_eq(a->tag, b->tag);
}

static bool
is_null_word(struct str text)
{
	return text.len == 0 || str_eq(text, S("~")) || str_eq(text, S("null"));
}

static bool
is_new_scalar(const struct draft *d, const struct node *n)
{
	bool plain = n->style == STYLE_PLAIN;
	if (d->typed && is_null_word(d->text))
		return plain && (n->is_null || is_null_word(n->value));
	if (n->is_null || !str_eq(n->value, d->text))
		return false;
	/* Readers differ about block texts of nothing but blanks. */
	bool block = n->style == STYLE_LITERAL || n->style == STYLE_FOLDED;
	if (block && str_trim(n->value).len == 0)
		return false;
	struct emit_place place = {.flow = node_in_flow(n),
	    .key = n->is_key,
	    .colons = !node_in_flow(n),
	    .column = n->parent != NULL ? (int)n->parent->column : -1};
	bool says_type = n->tag.len > (ptrdiff_t)sizeof "!" - 1;
	if (says_type)
		return true;
	if (d->typed)
		return plain || !emit_is_plain(d->text, place, true) ||
		    (place.flow && looks_json_around(n->parent));
	return !plain || str_find(d->text, '\n') >= 0 || emit_is_plain(d->text, place, false);
}

static bool
is_new(const struct draft *d, const struct node *n, bool has_properties)
{
	if (d->kind != n->kind || d->count != n->count)
		return false;
	if (!has_properties && (n->anchor.len > 0 || n->tag.len > 0))
		return false;
	if (d->kind == NODE_SCALAR)
		return is_new_scalar(d, n);
	const struct node *below = n->first;
	for (const struct draft *k = d->first; k != NULL; k = k->next, below = below->next) {
		if (!is_new(k, below, false))
			return false;
	}
	return true;
}

/* What is carried says the same as its draft; an alias in it by what it stands for. */
static bool
is_meant(const struct draft *d, const struct node *n)
{
	n = node_real(n);
	if (d->kind != n->kind || d->count != n->count)
		return false;
	if (d->kind == NODE_SCALAR)
		return str_eq(d->text, n->value);
	const struct node *below = n->first;
	for (const struct draft *k = d->first; k != NULL; k = k->next, below = below->next) {
		if (!is_meant(k, below))
			return false;
	}
	return true;
}

/* `n` has the form of the carried node, all the way down. */
static bool
is_same_form(const struct node *carried, const struct node *n)
{
	if (!is_same_head(carried, n) || carried->style != n->style || carried->count != n->count)
		return false;
	if (n->kind == NODE_ALIAS && n->target == NULL)
		return false;
	const struct node *below = n->first;
	for (const struct node *k = carried->first; k != NULL; k = k->next, below = below->next) {
		if (!is_same_form(k, below))
			return false;
	}
	return true;
}

static bool is_same(struct comparison *c, const struct node *old, const struct node *new);

static bool
is_wanted(struct comparison *c, const struct wanted *w, const struct node *n)
{
	if (w->old != NULL)
		return is_same(c, w->old, n);
	if (w->carried != NULL)
		return is_same_form(w->carried, n) && is_meant(w->draft, n);
	return is_new(w->draft, n, false);
}

static const struct node *
carried_root(const struct edit_job *job)
{
	return job->carried.text.len > 0 ? job->carried.tree.documents[0].root : NULL;
}

/* The children of the new collection, taken one after the other. */
struct taking {
	struct comparison *c;
	const struct node *next;
};

static bool
take(struct taking *t, struct wanted w)
{
	const struct node *n = t->next;
	if (n == NULL || !is_wanted(t->c, &w, n))
		return false;
	t->next = n->next;
	return true;
}

static bool
take_old(struct taking *t, const struct node *entry)
{
	bool pair = entry->parent->kind == NODE_MAPPING;
	return take(t, (struct wanted){.old = entry}) &&
	    (!pair || take(t, (struct wanted){.old = entry->next}));
}

static bool
take_new(struct taking *t)
{
	const struct plan *p = &t->c->job->plan;
	const struct node *root = carried_root(t->c->job);
	const struct node *carried = root != NULL ? root->first : NULL;
	if (p->key != NULL && !take(t, (struct wanted){.draft = p->key, .carried = carried}))
		return false;
	carried = root != NULL ? root->last : NULL;
	return take(t, (struct wanted){.draft = p->value, .carried = carried});
}

/* The old entries but one. */
struct old_entries {
	const struct node *next;
	ptrdiff_t number, left_out;
};

static const struct node *
next_old(struct old_entries *e)
{
	const struct node *entry = e->next;
	while (entry != NULL) {
		e->next = entry->parent->kind == NODE_MAPPING ? entry->next->next : entry->next;
		if (e->number++ != e->left_out)
			break;
		entry = e->next;
	}
	return entry;
}

/* Whether the children are the old ones, but for the entry that comes, goes or moves. */
static bool
are_entries_meant(struct comparison *c, const struct node *old, const struct node *new)
{
	const struct plan *p = &c->job->plan;
	const struct node *moved = p->kind == PLAN_SHIFT ? node_entry(old, p->from) : NULL;
	ptrdiff_t to = p->kind == PLAN_DROP ? -1 : p->to;
	struct taking t = {.c = c, .next = new->first};
	struct old_entries olds = {
	    .next = old->first, .left_out = p->kind == PLAN_ADD ? -1 : p->from};
	const struct node *o = next_old(&olds);
	for (ptrdiff_t taken = 0; o != NULL || taken == to; taken++) {
		bool fine;
		if (taken == to) {
			fine = moved != NULL ? take_old(&t, moved) : take_new(&t);
		} else {
			fine = take_old(&t, o);
			o = next_old(&olds);
		}
		if (!fine)
			return false;
	}
	return t.next == NULL;
}

/* The node that gets a new value; its anchor and tag stay. */
static bool
is_put(struct comparison *c, const struct node *old, const struct node *new)
{
	const struct plan *p = &c->job->plan;
	bool same_key = old->is_key == new->is_key;
	if (!same_key || !str_eq(old->anchor, new->anchor) || !str_eq(old->tag, new->tag))
		return false;
	if (old->anchor.len > 0)
		VEC_PUSH(c->job->arena, &c->anchored, (struct pair){old, new});
	const struct node *carried = carried_root(c->job);
	if (carried == NULL)
		return is_new(p->value, new, true);
	return new->kind == carried->kind &&new->count ==
	    carried->count &&is_same_form(carried->first, new->first) &&
	    (new->first->next == NULL || is_same_form(carried->last, new->last)) &&
	    is_meant(p->value, new);
}

static bool
is_changed(struct comparison *c, const struct node *old, const struct node *new)
{
	const struct plan *p = &c->job->plan;
	if (p->kind == PLAN_PUT)
		return is_put(c, old, new);
	bool emptied = p->kind == PLAN_DROP && node_entries(old) == 1;
	if (!is_same_head(old, new) || (!emptied && old->style != new->style))
		return false;
	note(c, old, new);
	return are_entries_meant(c, old, new);
}

static bool
is_same(struct comparison *c, const struct node *old, const struct node *new)
{
	if (old == c->job->plan.at)
		return is_changed(c, old, new);
	if (!is_same_head(old, new) || old->style != new->style || old->count != new->count)
		return false;
	note(c, old, new);
	const struct node *n = new->first;
	for (const struct node *o = old->first; o != NULL; o = o->next, n = n->next) {
		if (!is_same(c, o, n))
			return false;
	}
	return true;
}

static bool
is_same_stream(struct comparison *c, const struct tree *new)
{
	const struct tree *old = c->job->tree;
	if (old->document_count != new->document_count)
		return false;
	for (ptrdiff_t i = 0; i < old->document_count; i++) {
		const struct document *a = &old->documents[i], *b = &new->documents[i];
		if (a->explicit_start != b->explicit_start || !is_same(c, a->root, b->root))
			return false;
	}
	return true;
}

/* ---- aliases ---- */

static int
by_old_place(const void *a, const void *b)
{
	uint32_t x = ((const struct pair *)a)->old->start, y = ((const struct pair *)b)->old->start;
	return (x > y) - (x < y);
}

/* What became of an anchored node, or NULL when it is gone. */
static const struct node *
successor(const struct comparison *c, const struct node *old)
{
	ptrdiff_t low = 0, high = c->anchored.count;
	while (low < high) {
		ptrdiff_t middle = low + (high - low) / 2;
		if (c->anchored.at[middle].old->start < old->start)
			low = middle + 1;
		else
			high = middle;
	}
	bool found = low < c->anchored.count && c->anchored.at[low].old == old;
	return found ? c->anchored.at[low].new : NULL;
}

/* The name of an alias that means something else than before; empty when there is none. */
static struct str
broken_alias(struct comparison *c)
{
	if (c->anchored.count > 0)
		qsort(c->anchored.at, (size_t)c->anchored.count, sizeof *c->anchored.at,
		    by_old_place);
	for (ptrdiff_t i = 0; i < c->aliases.count; i++) {
		const struct pair *p = &c->aliases.at[i];
		const struct node *target = p->old->target;
		const struct node *now = target != NULL ? successor(c, target) : NULL;
		if (p->new->target != now || (target != NULL && now == NULL))
			return p->old->value;
	}
	return (struct str){0};
}

/* ---- comments ---- */

/* How a comment counts: it must be there afterwards, may be, or is. */
enum count_as { MUST_BE, MAY_BE, IS };
struct counted {
	struct str text;
	enum count_as as;
};
struct counting {
	struct arena *arena;
	VEC(struct counted) list;
};

static int
by_text(const void *a, const void *b)
{
	return str_cmp(((const struct counted *)a)->text, ((const struct counted *)b)->text);
}

static void
count_comment(struct counting *c, struct str text, struct span s, enum count_as as)
{
	struct str comment = str_trim(str_from(str_upto(text, s.end), s.start));
	VEC_PUSH(c->arena, &c->list, (struct counted){comment, as});
}

static bool
is_balanced(struct counting *c)
{
	if (c->list.count > 0)
		qsort(c->list.at, (size_t)c->list.count, sizeof *c->list.at, by_text);
	for (ptrdiff_t i = 0; i < c->list.count;) {
		ptrdiff_t counts[3] = {0}, first = i;
		for (; i < c->list.count && str_eq(c->list.at[i].text, c->list.at[first].text); i++)
			counts[c->list.at[i].as]++;
		if (counts[IS] < counts[MUST_BE] || counts[IS] > counts[MUST_BE] + counts[MAY_BE])
			return false;
	}
	return true;
}

static bool
is_owned(const struct candidate *c, struct span s)
{
	return s.start >= c->owned.start && s.end <= c->owned.end;
}

static ptrdiff_t
comments_before(const struct tree *tree, uint32_t end)
{
	ptrdiff_t n = 0;
	while (n < tree->comment_count && tree->comments[n].end <= end)
		n++;
	return n;
}

/* Outside the splice all comments stay where they are; within it only owned ones may go. */
static bool
keeps_comments(
    const struct edit_job *job, const struct candidate *c, struct str text, const struct tree *new)
{
	const struct tree *old = job->tree;
	uint32_t new_end = c->at + (uint32_t)c->text.len;
	ptrdiff_t first = comments_before(old, c->at), last = 0;
	if (first != comments_before(new, c->at))
		return false;
	for (ptrdiff_t i = 0; i < first; i++) {
		if (old->comments[i].start != new->comments[i].start ||
		    old->comments[i].end != new->comments[i].end)
			return false;
	}
	ptrdiff_t old_count = old->comment_count, new_count = new->comment_count;
	for (; last < old_count - first && last < new_count - first; last++) {
		struct span a = old->comments[old_count - 1 - last];
		struct span b = new->comments[new_count - 1 - last];
		if (a.start < c->end || b.start < new_end)
			break;
		if (a.start - c->end != b.start - new_end || a.end - c->end != b.end - new_end)
			return false;
	}
	struct counting counting = {.arena = job->arena};
	for (ptrdiff_t i = first; i < old_count - last; i++)
		count_comment(&counting, job->text, old->comments[i],
		    is_owned(c, old->comments[i]) ? MAY_BE : MUST_BE);
	for (ptrdiff_t i = first; i < new_count - last; i++)
		count_comment(&counting, text, new->comments[i], IS);
	for (ptrdiff_t i = 0; i < job->carried.tree.comment_count; i++)
		count_comment(&counting, job->carried.text, job->carried.tree.comments[i], MUST_BE);
	return is_balanced(&counting);
}

/* ---- what libyaml lets pass ---- */

struct inspection {
	struct str text, before;
	struct splice splice;
	uint32_t from, to; /* what is new */
	bool is_written;   /* by us, not moved */
};

static bool
is_separated(struct str text, uint32_t at)
{
	return at >= text.len || is_blank(text.at[at]) || text.at[at] == '\n' ||
	    text.at[at] == '\r';
}

static uint32_t
depth_of(struct str text, uint32_t line)
{
	uint32_t first = line;
	while (first < text.len && is_blank(text.at[first]))
		first++;
	return first - line;
}

/* The splice begins with this line, and the old one did not stand deeper: it was so before. */
static bool
was_as_shallow(const struct inspection *s, uint32_t line)
{
	return line == s->from && !line_is_blank(s->before, line) &&
	    depth_of(s->before, line) <= depth_of(s->text, line);
}

/* Every line of a node but its first stands deeper than what is around it. */
static bool
is_deep(const struct inspection *s, const struct node *n, int column)
{
	for (uint32_t l = line_next(s->text, n->content); l < n->end && l > n->content;
	     l = line_next(s->text, l)) {
		uint32_t first = l;
		while (first < n->end && is_blank(s->text.at[first]))
			first++;
		bool matters = !line_is_blank(s->text, l) && s->text.at[first] != '#';
		bool is_ours = l >= s->from && l < s->to && !was_as_shallow(s, l);
		if (matters && is_ours && (int)(first - l) <= column)
			return false;
	}
	return true;
}

/* `column`: of the nearest block collection around, -1 when there is none. */
static bool
is_strict_node(const struct inspection *s, const struct node *n, bool in_flow, int column)
{
	if (n->end < s->from || n->start > s->to)
		return true;
	if (in_flow && n->explicit_key && !is_separated(s->text, n->indicator + 1))
		return false;
	bool plain = n->kind == NODE_SCALAR && n->style == STYLE_PLAIN;
	if (in_flow && plain && n->value.len == 1 && str_find(S("-?:"), n->value.at[0]) >= 0)
		return false;
	bool block = n->style == STYLE_BLOCK;
	bool lines = block || n->style == STYLE_LITERAL || n->style == STYLE_FOLDED;
	if (s->is_written && !in_flow && !lines && n->end > n->content && !is_deep(s, n, column))
		return false;
	in_flow = in_flow || n->style == STYLE_FLOW;
	for (const struct node *k = n->first; k != NULL; k = k->next) {
		if (!is_strict_node(s, k, in_flow, block ? (int)n->column : column))
			return false;
	}
	return true;
}

/* A # right behind something: what is moved or stays may have it, but none is written so. */
static bool
is_loose_comment(const struct inspection *s, uint32_t at)
{
	if (at == line_start(s->text, at) || is_separated(s->text, at - 1))
		return true;
	uint32_t was = at - s->to + s->splice.at + (uint32_t)s->splice.removed.len;
	bool was_close = at < s->to || (was > 0 && !is_separated(s->before, was - 1));
	return !s->is_written && was_close;
}

static bool
is_strict(const struct edit_job *job, const struct edit_result *r)
{
	enum edit_verb verb = job->edit->verb;
	struct inspection s = {.text = r->text,
	    .before = job->text,
	    .splice = r->splice,
	    .from = r->splice.at,
	    .to = r->splice.at + (uint32_t)r->splice.inserted.len,
	    .is_written = verb != EDIT_MOVE && verb != EDIT_DELETE && job->carried.text.len == 0};
	for (ptrdiff_t i = 0; i < r->tree.document_count; i++) {
		if (!is_strict_node(&s, r->tree.documents[i].root, false, -1))
			return false;
	}
	for (uint32_t from = s.from;;) {
		const struct span *comment = comment_in(&r->tree, from, s.to + 1);
		if (comment == NULL)
			return true;
		if (!is_loose_comment(&s, comment->start))
			return false;
		from = comment->start + 1;
	}
}

/* ---- all of it ---- */

static struct str
text_with(struct arena *a, struct str text, const struct candidate *c)
{
	struct buf b = {.arena = a};
	ptrdiff_t len = text.len - (ptrdiff_t)(c->end - c->at) + c->text.len;
	b.at = arena_alloc(a, len > 0 ? len : 1, 1, 1);
	b.capacity = len;
	buf_add(&b, str_upto(text, c->at));
	buf_add(&b, c->text);
	buf_add(&b, str_from(text, c->end));
	return (struct str){b.at, len};
}

enum fault
edit_verify(struct edit_job *job, const struct candidate *c, struct edit_result *result)
{
	struct yaml_error error;
	*result = (struct edit_result){.text = text_with(job->arena, job->text, c)};
	if (!yaml_parse(job->arena, result->text, &result->tree, &error)) {
		result->why = error.problem;
		return error.trouble == YAML_LIMIT ? FAULT_LIMIT : FAULT_UNREADABLE;
	}
	struct comparison comparison = {.job = job};
	if (!is_same_stream(&comparison, &result->tree))
		return FAULT_DIFFERENT;
	result->why = broken_alias(&comparison);
	if (result->why.len > 0)
		return FAULT_ALIAS;
	if (!keeps_comments(job, c, result->text, &result->tree))
		return FAULT_COMMENT;
	result->splice = splice_between(job->text, result->text);
	return is_strict(job, result) ? FAULT_NONE : FAULT_LAX;
}
