/* SPDX-License-Identifier: MIT */
/*
 * One node in the place of another. What stands on the line of the key or the dash stays there: a
 * comment, an anchor, the blanks before the value. A collection that gets lines of its own stands
 * below that line; a value that needs one line takes the place of all the old lines.
 */
#include "model/edit_priv.h"

struct replacement {
	struct edit_job *job;
	const struct node *old;
	const struct draft *value;
	struct looks looks;
	uint32_t place; /* behind the indicator, anchor and tag */
	bool in_lines;  /* the old collection stands on lines below its key */
	bool is_item, is_root;
	int column;          /* of the collection around it, -1 for a root */
	struct span comment; /* of the old value's last line, or header, with blanks before it */
};

static struct str
piece(const struct edit_job *job, uint32_t from, uint32_t to)
{
	return str_from(str_upto(job->text, to), from);
}

static bool
is_block_collection(const struct node *n)
{
	return n->style == STYLE_BLOCK && n->first != NULL;
}

static bool
is_block_text(const struct node *n)
{
	return n->kind == NODE_SCALAR && (n->style == STYLE_LITERAL || n->style == STYLE_FOLDED);
}

static const struct document *
document_of(const struct edit_job *job, const struct node *root)
{
	const struct document *d = job->tree->documents;
	while (d->root != root)
		d++;
	return d;
}

/* The comment on the line that the old value ends on (a block text and a collection: begins on). */
static struct span
comment_beside(const struct edit_job *job, const struct node *old)
{
	struct str text = job->text;
	bool begins = is_block_text(old) || is_block_collection(old);
	uint32_t from = begins ? old->content : old->end, end = line_end(text, from);
	const struct span *c = comment_in(job->tree, from, end);
	if (c == NULL)
		return (struct span){end, end};
	struct span s = *c;
	while (s.start > from && is_blank(text.at[s.start - 1]))
		s.start--;
	return s;
}

static void
add_comment(struct buf *b, const struct replacement *r)
{
	struct str comment = piece(r->job, r->comment.start, r->comment.end);
	if (str_starts(comment, S("#")))
		buf_char(b, ' ');
	buf_add(b, comment);
}

/* ---- on the line of the indicator ---- */

/* The line that a value is to stand on, when it is not written at all. */
static void
put_below_key(const struct replacement *r, struct str written)
{
	struct edit_job *job = r->job;
	const struct node *key = r->old->previous;
	uint32_t at = line_next(job->text, key->end);
	bool open = is_open_end(job->text, at);
	struct buf b = {.arena = job->arena};
	if (open)
		buf_add(&b, r->looks.line_break);
	buf_fill(&b, ' ', r->column);
	buf_char(&b, ':');
	buf_add(&b, written);
	if (!open)
		buf_add(&b, r->looks.line_break);
	edit_try(job, (struct candidate){at, at, buf_str(&b), {{0}}});
}

static ptrdiff_t
first_break(struct str s)
{
	for (ptrdiff_t i = 0; i < s.len; i++) {
		if (s.at[i] == '\n' || s.at[i] == '\r')
			return i;
	}
	return s.len;
}

/* What is to be written, begun with the blank behind the indicator: its line, and those below. */
struct written {
	struct str head, rest;
};

/* The lines of a collection below its key go; the value stands beside the key. */
static void
put_for_lines(const struct replacement *r, struct written w)
{
	struct str text = r->job->text;
	struct buf b = {.arena = r->job->arena};
	uint32_t line = line_end(text, r->place), body = line_next(text, r->place);
	uint32_t end = line_next(text, r->old->end);
	buf_add(&b, w.head);
	buf_add(&b, piece(r->job, r->place, line));
	buf_add(&b, w.rest);
	if (!is_open_end(text, end))
		buf_add(&b, piece(r->job, line, body));
	edit_try(r->job, (struct candidate){r->place, end, buf_str(&b), {{body, end}}});
}

static void
put_for_nothing(const struct replacement *r, struct written w)
{
	struct str text = r->job->text;
	struct buf b = {.arena = r->job->arena};
	bool at_start = line_start(text, r->place) == r->place;
	uint32_t end = w.rest.len > 0 ? line_end(text, r->place) : r->place;
	buf_add(&b, at_start ? str_from(w.head, 1) : w.head);
	buf_add(&b, piece(r->job, r->place, end));
	buf_add(&b, w.rest);
	edit_try(r->job, (struct candidate){r->place, end, buf_str(&b), {{0}}});
}

static void
put_for_value(const struct replacement *r, struct written w)
{
	const struct node *old = r->old;
	struct buf b = {.arena = r->job->arena};
	bool keeps_line = w.rest.len == 0 && !is_block_text(old) && !is_block_collection(old);
	uint32_t end = keeps_line ? old->end : line_end(r->job->text, old->end);
	buf_add(&b, str_from(w.head, 1));
	if (!keeps_line)
		add_comment(&b, r);
	buf_add(&b, w.rest);
	edit_try(r->job, (struct candidate){old->content, end, buf_str(&b), {{old->content, end}}});
}

static void
put_beside(const struct replacement *r, struct str written)
{
	ptrdiff_t head_end = first_break(written);
	struct written w = {str_upto(written, head_end), str_from(written, head_end)};
	if (r->in_lines)
		put_for_lines(r, w);
	else if (r->old->is_null)
		put_for_nothing(r, w);
	else
		put_for_value(r, w);
}

static void
put_text(const struct replacement *r, struct str written)
{
	const struct node *old = r->old;
	bool unwritten = old->is_null && old->indicator == NO_OFFSET && old->previous != NULL &&
	    old->parent->kind == NODE_MAPPING && old->properties_end == old->start;
	if (unwritten)
		put_below_key(r, written);
	else
		put_beside(r, written);
}

static struct str
blank_and(const struct replacement *r, const struct draft *value, bool in_brackets)
{
	struct buf b = {.arena = r->job->arena};
	if (!in_brackets) {
		emit_behind(&b, &r->looks, value, r->column, r->is_item);
		return buf_str(&b);
	}
	buf_char(&b, ' ');
	emit_flow(&b, &r->looks, value, (struct emit_place){.column = r->column});
	return buf_str(&b);
}

/* ---- on lines of its own ---- */

static int
lines_column(const struct replacement *r)
{
	bool same = r->in_lines && r->old->kind == r->value->kind;
	if (same)
		return (int)r->old->column;
	if (r->is_root)
		return 0;
	if (r->is_item)
		return r->column + 1 + r->looks.dash_gap;
	return r->column + (r->value->kind == NODE_SEQUENCE ? r->looks.dash : r->looks.step);
}

/* `- a: 1`: on the line of the dash. */
static void
put_behind_dash(const struct replacement *r)
{
	struct edit_job *job = r->job;
	struct buf b = {.arena = job->arena};
	int gap = r->looks.dash_gap;
	bool at_dash = !r->old->is_null &&
	    line_start(job->text, r->old->content) == line_start(job->text, r->old->indicator);
	if (at_dash)
		gap = (int)(r->old->content - r->old->indicator) - 1;
	int column = r->column + 1 + gap;
	buf_fill(&b, ' ', gap);
	buf_add(&b, str_from(collection_lines(job, &r->looks, r->value, column), column));
	uint32_t end = r->old->is_null ? r->place : r->old->end;
	struct span owned = {r->place, end};
	edit_try(job, (struct candidate){r->place, end, buf_str(&b), {owned}});
}

/* Below the line of the indicator, whose comment stays. */
static void
put_below(const struct replacement *r)
{
	struct edit_job *job = r->job;
	struct str text = job->text;
	struct buf b = {.arena = job->arena};
	struct str lines = collection_lines(job, &r->looks, r->value, lines_column(r));
	struct candidate c = {.at = r->place, .end = line_end(text, r->old->end)};
	if (r->in_lines) {
		c.at = line_next(text, r->place);
		c.end = line_next(text, r->old->end);
		buf_add(&b, lines);
		if (!is_open_end(text, c.end))
			buf_add(&b, r->looks.line_break);
	} else {
		if (r->old->is_null)
			c.end = line_end(text, r->place);
		add_comment(&b, r);
		buf_add(&b, r->looks.line_break);
		buf_add(&b, lines);
	}
	c.owned[0] = (struct span){c.at, c.end};
	c.text = buf_str(&b);
	edit_try(job, c);
}

/* ---- a whole document ---- */

/* An empty document: behind its comments, which are about what will come. */
static void
put_into_nothing(const struct replacement *r)
{
	struct edit_job *job = r->job;
	struct str text = job->text;
	const struct document *d = document_of(job, r->old);
	uint32_t at = d->content, line = at;
	if (d->explicit_start || r->old->properties_end > r->old->start) {
		at = r->place > at ? r->place : at;
		line = at = line_next(text, at);
	}
	for (; line < text.len; line = line_next(text, line)) {
		bool comment = line_comment(text, job->tree, line) >= 0;
		if (!comment && !line_is_blank(text, line))
			break;
		at = comment ? line_next(text, line) : at;
	}
	struct buf b = {.arena = job->arena};
	bool open = is_open_end(text, at);
	if (open)
		buf_add(&b, r->looks.line_break);
	buf_add(&b, collection_lines(job, &r->looks, r->value, 0));
	if (!open)
		buf_add(&b, r->looks.line_break);
	edit_try(job, (struct candidate){at, at, buf_str(&b), {{0}}});
}

static void
put_root(const struct replacement *r)
{
	struct edit_job *job = r->job;
	struct str text = job->text;
	const struct node *old = r->old;
	if (old->is_null) {
		put_into_nothing(r);
		return;
	}
	struct buf b = {.arena = job->arena};
	uint32_t at = old->content, end = old->end;
	struct span owned = {old->content, old->end};
	if (line_start(text, at) == at) {
		struct str comment = piece(job, r->comment.start, r->comment.end);
		if (!is_block_collection(old) && comment.len > 0) {
			buf_add(&b, str_trim(comment));
			buf_add(&b, r->looks.line_break);
			end = line_end(text, end);
		}
	} else {
		at = r->place;
		add_comment(&b, r);
		buf_add(&b, r->looks.line_break);
		end = line_end(text, end);
	}
	buf_add(&b, collection_lines(job, &r->looks, r->value, 0));
	edit_try(job, (struct candidate){at, end, buf_str(&b), {owned}});
}

/* ---- in brackets ---- */

/* What a value that is not written needs before it. */
static struct str
flow_lead(const struct node *old)
{
	bool unwritten = old->indicator == NO_OFFSET && old->parent->kind == NODE_MAPPING &&
	    old->previous != NULL && old->properties_end == old->start;
	if (!unwritten)
		return S(" ");
	const struct node *key = old->previous;
	return key->kind == NODE_ALIAS || key->is_null ? S(" : ") : S(": ");
}

static void
put_in_brackets(const struct replacement *r)
{
	struct edit_job *job = r->job;
	const struct node *old = r->old;
	struct buf b = {.arena = job->arena};
	uint32_t at = old->is_null ? old->end : old->content, end = old->end;
	if (old->is_null)
		buf_add(&b, flow_lead(old));
	emit_flow(&b, &r->looks, r->value, (struct emit_place){.flow = true, .column = -1});
	if (old->is_null && end < job->text.len && str_find(S(",]} \t\r\n"), job->text.at[end]) < 0)
		buf_char(&b, ' ');
	edit_try(job, (struct candidate){at, end, buf_str(&b), {{at, end}}});
}

/* ---- which of them ---- */

static void
put_collection(const struct replacement *r)
{
	struct edit_job *job = r->job;
	const struct node *old = r->old;
	bool has_properties = old->properties_end > old->start;
	bool has_comment = r->comment.end > r->comment.start && !is_block_collection(old);
	bool unwritten = old->is_null && old->indicator == NO_OFFSET && !r->is_root &&
	    !r->is_item && !has_properties;
	if (unwritten) {
		if (job->carried.text.len == 0)
			put_below_key(r, blank_and(r, r->value, true));
		return;
	}
	if (r->looks.json && job->carried.text.len == 0)
		put_text(r, blank_and(r, r->value, true));
	if (r->is_root && !has_properties)
		put_root(r);
	else if (r->is_item && !has_properties && !r->in_lines && !has_comment &&
	    !job->carried.has_lead)
		put_behind_dash(r);
	else
		put_below(r);
	if (job->carried.text.len == 0)
		put_text(r, blank_and(r, r->value, true));
}

void
edit_replace(struct edit_job *job, const struct node *old, const struct draft *value)
{
	const struct node *parent = old->parent;
	struct replacement r = {.job = job,
	    .old = old,
	    .value = value,
	    .looks = looks_near(job, parent, old->start),
	    .place = behind_indicator(old),
	    .is_item = parent != NULL && parent->kind == NODE_SEQUENCE,
	    .is_root = parent == NULL,
	    .column = parent != NULL ? (int)parent->column : -1,
	    .comment = comment_beside(job, old)};
	if (node_in_flow(old)) {
		put_in_brackets(&r);
		return;
	}
	if (r.is_root && old->properties_end == old->start)
		r.place = document_of(job, old)->content;
	r.in_lines = is_block_collection(old) &&
	    (parent != NULL || old->properties_end > old->start) &&
	    line_start(job->text, old->content) > r.place;
	if (value->first != NULL) {
		put_collection(&r);
		return;
	}
	put_text(&r, blank_and(&r, value, false));
	put_text(&r, blank_and(&r, value, true));
}
