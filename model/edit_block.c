/* SPDX-License-Identifier: MIT */
/*
 * Entries put into a block collection, and taken out of it. An entry stands on lines of its own,
 * but for the first of a collection that begins behind another indicator (`- a: 1`, `- - x`).
 */
#include "model/edit_priv.h"

struct insertion {
	struct edit_job *job;
	const struct node *collection;
	struct looks looks;
	int column, blanks; /* blank lines between the new entry and its neighbour */
	enum node_style key_style;
	bool flow; /* the value in brackets */
	bool ends; /* the last line gets a break, though the file had none */
};

static struct extent
extent_at(const struct edit_job *job, const struct node *collection, ptrdiff_t number)
{
	return extent_of(job->text, job->tree, node_entry(collection, number));
}

static void
add_breaks(struct buf *b, const struct looks *looks, int count)
{
	while (count-- > 0)
		buf_add(b, looks->line_break);
}

static int
blanks_between(const struct edit_job *job, const struct extent *a, const struct extent *b)
{
	int count;
	blank_run(job->text, a->tail, b->lead > a->tail ? b->lead : a->tail, &count);
	return count;
}

static struct str
new_lines(const struct insertion *in)
{
	return entry_lines(in->job, &in->looks, in->collection->kind == NODE_SEQUENCE, in->column,
	    in->key_style, in->flow);
}

static void
insert_behind(const struct insertion *in, const struct extent *before)
{
	struct edit_job *job = in->job;
	struct buf b = {.arena = job->arena};
	uint32_t at = before->tail;
	bool open = is_open_end(job->text, at);
	if (open) {
		const struct node *leaf = last_leaf(before->value);
		at = leaf->content < before->start ? before->start : leaf->content;
		add_closed(&b, job->text, leaf, at, before->tail);
		buf_add(&b, in->looks.line_break);
	}
	add_breaks(&b, &in->looks, in->blanks);
	buf_add(&b, new_lines(in));
	if (!open || in->ends)
		buf_add(&b, in->looks.line_break);
	edit_try(job, (struct candidate){at, before->tail, buf_str(&b), {{0}}});
}

/* Behind the indicator that the old first entry stood behind; that one goes to a line of its own.
 */
static void
insert_inline(const struct insertion *in, const struct extent *first)
{
	struct edit_job *job = in->job;
	struct buf b = {.arena = job->arena};
	struct str lines = new_lines(in);
	uint32_t at = first->start;
	if (job->carried.has_lead) {
		while (at > 0 && is_blank(job->text.at[at - 1]))
			at--;
		buf_add(&b, in->looks.line_break);
		buf_add(&b, lines);
	} else {
		buf_add(&b, str_from(lines, in->column));
	}
	add_breaks(&b, &in->looks, in->blanks + 1);
	buf_fill(&b, ' ', in->column);
	edit_try(job, (struct candidate){at, first->start, buf_str(&b), {{0}}});
}

static void
insert_first(const struct insertion *in, const struct extent *first)
{
	if (first->is_inline) {
		insert_inline(in, first);
		return;
	}
	struct buf b = {.arena = in->job->arena};
	buf_add(&b, new_lines(in));
	add_breaks(&b, &in->looks, in->blanks + 1);
	edit_try(in->job, (struct candidate){first->lead, first->lead, buf_str(&b), {{0}}});
}

static void
insert(const struct insertion *in, const struct extent *first, const struct extent *before)
{
	if (before->entry != NULL)
		insert_behind(in, before);
	else
		insert_first(in, first);
}

/* As many blank lines as its neighbours have between them. */
static int
habit(const struct edit_job *job, const struct node *c, ptrdiff_t to)
{
	ptrdiff_t count = node_entries(c);
	if (count < 2)
		return 0;
	ptrdiff_t second = to < 1 ? 1 : to >= count ? count - 1 : to;
	struct extent a = extent_at(job, c, second - 1), b = extent_at(job, c, second);
	return blanks_between(job, &a, &b);
}

static enum node_style
key_style_near(const struct node *c, ptrdiff_t to)
{
	const struct node *k = node_entry(c, to > 0 ? to - 1 : 0);
	return c->kind == NODE_MAPPING && k->kind == NODE_SCALAR ? k->style : STYLE_PLAIN;
}

void
edit_block_insert(struct edit_job *job)
{
	const struct node *c = job->plan.at;
	ptrdiff_t to = job->plan.to;
	struct extent first = extent_at(job, c, 0), before = {0};
	if (to > 0)
		before = extent_at(job, c, to - 1);
	uint32_t near = to > 0 ? before.start : first.start;
	struct insertion in = {.job = job,
	    .collection = c,
	    .looks = looks_near(job, c, near),
	    .column = (int)c->column,
	    .blanks = habit(job, c, to),
	    .key_style = key_style_near(c, to)};
	insert(&in, &first, &before);
	in.ends = true;
	insert(&in, &first, &before);
	if (in.blanks > 0) {
		in.blanks = 0;
		insert(&in, &first, &before);
	}
	/* A text that keeps its blank lines wants none below. */
	if (to > 0) {
		int count;
		before.tail = blank_run(job->text, before.tail, (uint32_t)job->text.len, &count);
		insert(&in, &first, &before);
	}
	if (to > 0 && to < node_entries(c)) {
		struct extent next = extent_at(job, c, to);
		insert_first(&in, &next);
	}
	if (job->carried.text.len == 0) {
		in.flow = true;
		insert(&in, &first, &before);
	}
}

/* ---- delete ---- */

static const char *
empty_brackets(const struct node *collection)
{
	return collection->kind == NODE_SEQUENCE ? "[]" : "{}";
}

static void
delete_only(struct edit_job *job, const struct extent *x)
{
	const struct node *c = job->plan.at;
	struct buf b = {.arena = job->arena};
	bool has_place = c->parent != NULL || c->properties_end > c->start;
	struct candidate t = {.at = x->start, .end = x->end, .owned = {{x->lead, x->tail}}};
	if (x->is_inline) {
		buf_add(&b, str_of(empty_brackets(c)));
	} else if (!has_place) {
		buf_add(&b, str_of(empty_brackets(c)));
		t.end = x->tail;
		uint32_t end = line_end(job->text, x->end);
		buf_add(&b, str_from(str_upto(job->text, line_next(job->text, end)), end));
	} else {
		t.at = behind_indicator(c);
		t.end = x->tail;
		buf_char(&b, ' ');
		buf_add(&b, str_of(empty_brackets(c)));
		buf_add(&b, str_from(str_upto(job->text, x->lead), t.at));
	}
	t.text = buf_str(&b);
	edit_try(job, t);
}

/* The first of `- a: 1`: the next takes its place, or a line of its own when comments lead it. */
static void
delete_inline(struct edit_job *job, const struct extent *x)
{
	struct span owned = {x->start, x->tail};
	struct extent next = extent_at(job, job->plan.at, 1);
	if (comment_in(job->tree, x->tail, next.start) == NULL)
		edit_try(job, (struct candidate){x->start, next.start, S(""), {owned}});
	uint32_t at = x->start;
	while (at > 0 && is_blank(job->text.at[at - 1]))
		at--;
	struct looks looks = looks_near(job, job->plan.at, at);
	edit_try(job, (struct candidate){at, x->tail, looks.line_break, {owned}});
}

static void
delete_lines(struct edit_job *job, const struct extent *x)
{
	struct str text = job->text;
	ptrdiff_t number = job->plan.from, count = node_entries(job->plan.at);
	struct span owned = {x->lead, x->tail};
	uint32_t floor = number > 0 ? extent_at(job, job->plan.at, number - 1).tail : x->lead;
	uint32_t above = blank_run_above(text, x->lead, floor < x->lead ? floor : x->lead);
	int below = 0;
	uint32_t behind = blank_run(text, x->tail, (uint32_t)text.len, &below);
	uint32_t at = x->lead, end = x->tail;
	if (number == count - 1)
		at = above;
	else if (above < x->lead || number == 0)
		end = behind;
	if (is_open_end(text, x->tail))
		edit_try(job, (struct candidate){before_break(text, at), end, S(""), {owned}});
	edit_try(job, (struct candidate){at, end, S(""), {owned}});
	if (at != x->lead || end != x->tail)
		edit_try(job, (struct candidate){x->lead, x->tail, S(""), {owned}});
	if (behind > x->tail) /* which a keep-chomped text above would take for its own */
		edit_try(job, (struct candidate){x->lead, behind, S(""), {owned}});
}

void
edit_block_delete(struct edit_job *job)
{
	const struct node *c = job->plan.at;
	struct extent x = extent_at(job, c, job->plan.from);
	if (node_entries(c) == 1)
		delete_only(job, &x);
	else if (!x.is_inline)
		delete_lines(job, &x);
	else if (job->plan.from == 0)
		delete_inline(job, &x);
}
