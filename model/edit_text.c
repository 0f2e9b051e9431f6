/* SPDX-License-Identifier: MIT */
/*
 * The text of a new entry: written anew in the looks of its neighbours, or taken from elsewhere as
 * it stands and moved to its new column.
 */
#include "model/edit_priv.h"

/* ---- looks ---- */

enum { LOOKED_AT = 100, WIDEST = 16 };

static void
look_at_pairs(const struct node *mapping, struct looks *l, bool *has_step, bool *has_dash)
{
	int seen = 0;
	for (const struct node *k = mapping->first; k != NULL && seen < LOOKED_AT; seen++) {
		const struct node *v = k->next;
		int deeper = (int)v->column - (int)mapping->column;
		bool fits = v->style == STYLE_BLOCK && deeper >= 0 && deeper <= WIDEST;
		if (fits && v->kind == NODE_MAPPING && deeper > 0 && !*has_step) {
			l->step = deeper;
			*has_step = true;
		} else if (fits && v->kind == NODE_SEQUENCE && !*has_dash) {
			l->dash = deeper;
			*has_dash = true;
		}
		k = v->next;
	}
}

static void
look_at_items(struct str text, const struct node *sequence, struct looks *l, bool *has_gap)
{
	int seen = 0;
	for (const struct node *n = sequence->first; n != NULL && seen < LOOKED_AT; seen++) {
		bool fits = n->indicator != NO_OFFSET && !n->is_null && n->start > n->indicator &&
		    line_start(text, n->start) == line_start(text, n->indicator);
		uint32_t gap = fits ? n->start - n->indicator - 1 : 0;
		if (gap >= 1 && gap <= WIDEST && !*has_gap) {
			l->dash_gap = (int)gap;
			*has_gap = true;
		}
		n = n->next;
	}
}

/* The entries beside the new one, then those further up, then the whole file. */
struct looks
looks_near(const struct edit_job *job, const struct node *collection, uint32_t at)
{
	struct looks l = job->looks;
	l.line_break = looks_break(job->text, at, &job->looks);
	bool has_step = false, has_dash = false, has_gap = false;
	for (const struct node *c = collection; c != NULL; c = c->parent) {
		if (c->style != STYLE_BLOCK)
			continue;
		if (c->kind == NODE_MAPPING)
			look_at_pairs(c, &l, &has_step, &has_dash);
		else
			look_at_items(job->text, c, &l, &has_gap);
		int seen = 0;
		for (const struct node *n = c->kind == NODE_SEQUENCE ? c->first : NULL;
		     n != NULL && seen++ < LOOKED_AT; n = n->next) {
			if (n->kind == NODE_MAPPING && n->style == STYLE_BLOCK)
				look_at_pairs(n, &l, &has_step, &has_dash);
		}
	}
	return l;
}

/* ---- lines of elsewhere ---- */

static struct str
without_last_break(struct str s)
{
	if (str_ends(s, S("\r\n")))
		return str_upto(s, s.len - 2);
	return str_ends(s, S("\n")) || str_ends(s, S("\r")) ? str_upto(s, s.len - 1) : s;
}

/* Moved left by `column`; what stands less deep goes to the edge. Breaks become LF. */
static struct str
outdented(struct arena *a, struct str text, ptrdiff_t column)
{
	struct buf b = {.arena = a};
	struct str line;
	bool ends_blank = str_ends(text, S("\n")) || str_ends(text, S("\r"));
	for (bool first = true; str_line(&text, &line); first = false) {
		if (!first)
			buf_char(&b, '\n');
		ptrdiff_t blanks = 0;
		while (blanks < column && blanks < line.len && line.at[blanks] == ' ')
			blanks++;
		buf_add(&b, str_from(line, blanks));
	}
	if (ends_blank)
		buf_char(&b, '\n');
	return buf_str(&b);
}

void
add_indented(struct buf *b, struct str text, int column, struct str line_break)
{
	for (ptrdiff_t at = 0;;) {
		struct str rest = str_from(text, at);
		ptrdiff_t len = str_find(rest, '\n');
		struct str line = str_upto(rest, len < 0 ? rest.len : len);
		if (line.len > 0)
			buf_fill(b, ' ', column);
		buf_add(b, line);
		if (len < 0)
			return;
		buf_add(b, line_break);
		at += len + 1;
	}
}

/* Lines that ended with their file: a block text at their end gets what it has there. */
static bool
parse_carried(struct edit_job *job, struct carried *c, bool is_open)
{
	struct yaml_error error;
	struct str whole = c->text;
	if (!is_open)
		whole = str_format(job->arena, "%.*s\n", STR(c->text));
	if (!yaml_parse(job->arena, whole, &c->tree, &error) || c->tree.document_count != 1)
		return false;
	const struct node *root = c->tree.documents[0].root;
	struct buf b = {.arena = job->arena};
	add_closed(&b, whole, last_leaf(root), 0, (uint32_t)whole.len);
	if (str_eq(buf_str(&b), whole))
		return true;
	c->text = buf_str(&b);
	return parse_carried(job, c, false);
}

bool
edit_carry(struct edit_job *job)
{
	const struct edit *e = job->edit;
	if (e->lines.len == 0)
		return true;
	struct carried c = {0};
	struct str text = without_last_break(e->lines);
	bool is_open = text.len == e->lines.len;
	c.text = outdented(job->arena, text, e->lines_column);
	bool fine = parse_carried(job, &c, is_open);
	const struct node *root = fine ? c.tree.documents[0].root : NULL;
	enum node_kind kind = e->verb == EDIT_ADD ? NODE_MAPPING : NODE_SEQUENCE;
	if (!fine || root->kind != kind || root->style != STYLE_BLOCK || node_entries(root) != 1) {
		edit_refuse(job, "the lines do not hold one whole entry");
		return false;
	}
	c.has_lead = str_starts(c.text, S("#"));
	job->carried = c;
	return true;
}

/* ---- new lines ---- */

static bool
is_quoted(enum node_style style)
{
	return style == STYLE_SINGLE || style == STYLE_DOUBLE;
}

struct str
entry_lines(const struct edit_job *job, const struct looks *looks, bool sequence, int column,
    enum node_style key_style, bool flow)
{
	struct buf b = {.arena = job->arena};
	const struct plan *p = &job->plan;
	if (job->carried.text.len > 0) {
		add_indented(&b, job->carried.text, column, looks->line_break);
		return buf_str(&b);
	}
	buf_fill(&b, ' ', column);
	struct emit_place key = {.key = true, .column = column}, value = {.column = column};
	if (sequence)
		buf_char(&b, '-');
	else
		emit_scalar(&b, looks, key, p->key, is_quoted(key_style) ? key_style : STYLE_PLAIN);
	if (!sequence)
		buf_char(&b, ':');
	if (!flow) {
		emit_behind(&b, looks, p->value, column, sequence);
		return buf_str(&b);
	}
	buf_char(&b, ' ');
	emit_flow(&b, looks, p->value, value);
	return buf_str(&b);
}

struct str
collection_lines(
    const struct edit_job *job, const struct looks *looks, const struct draft *value, int column)
{
	struct buf b = {.arena = job->arena};
	if (job->carried.text.len > 0) {
		add_indented(&b, job->carried.text, column, looks->line_break);
		return buf_str(&b);
	}
	buf_fill(&b, ' ', column);
	emit_entries(&b, looks, value, column);
	return buf_str(&b);
}
