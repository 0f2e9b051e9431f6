/* SPDX-License-Identifier: MIT */
/*
 * What belongs to an entry of a block collection: the comments directly above it in its own column,
 * and the deeper ones below it. The first comment above the first entry of a document is about the
 * file.
 * Blank lines stand between entries and belong to none.
 */
#include "model/edit_priv.h"

/* Behind the deeper comments that follow, with the blank lines before each. */
static uint32_t
tail_of(struct str text, const struct tree *tree, uint32_t end, int column)
{
	uint32_t tail = line_next(text, end), line = tail;
	while (line < text.len) {
		bool blank = line_is_blank(text, line);
		if (!blank && line_comment(text, tree, line) <= column)
			break;
		line = line_next(text, line);
		if (!blank)
			tail = line;
	}
	return tail;
}

/* The start of the lines of comments above. */
static uint32_t
lead_of(struct str text, const struct tree *tree, uint32_t line, int column)
{
	while (line > 0) {
		uint32_t above = line_start(text, line - 1);
		if (above >= line || line_comment(text, tree, above) != column)
			break;
		line = above;
	}
	return line;
}

/* Whether another comment stands above the blank lines above: then that one is about the file. */
static bool
has_header_above(struct str text, const struct tree *tree, uint32_t lead)
{
	uint32_t above = blank_run_above(text, lead, 0);
	return above < lead && above > 0 &&
	    line_comment(text, tree, line_start(text, above - 1)) >= 0;
}

struct extent
extent_of(struct str text, const struct tree *tree, const struct node *entry)
{
	const struct node *collection = entry->parent;
	bool pair = collection->kind == NODE_MAPPING;
	struct extent x = {.entry = entry, .value = pair ? entry->next : entry};
	bool has_indicator = entry->indicator != NO_OFFSET;
	x.start = has_indicator ? entry->indicator : entry->start;
	x.end = x.value->end > entry->end ? x.value->end : entry->end;
	if (!pair && x.end < x.start + 1)
		x.end = x.start + 1;
	int column = (int)collection->column;
	uint32_t line = line_start(text, x.start), first = line;
	while (first < x.start && is_blank(text.at[first]))
		first++;
	x.is_inline = first != x.start;
	x.tail = tail_of(text, tree, x.end, column);
	x.lead = x.is_inline ? x.start : line;
	bool is_first_of_all = entry->previous == NULL && collection->parent == NULL;
	uint32_t lead = x.is_inline ? x.start : lead_of(text, tree, line, column);
	if (!is_first_of_all || has_header_above(text, tree, lead))
		x.lead = lead;
	x.has_lead = x.lead < line;
	return x;
}

uint32_t
blank_run(struct str text, uint32_t start, uint32_t limit, int *count)
{
	*count = 0;
	while (start < limit && line_is_blank(text, start)) {
		start = line_next(text, start);
		++*count;
	}
	return start < limit ? start : limit;
}

uint32_t
blank_run_above(struct str text, uint32_t start, uint32_t limit)
{
	while (start > limit) {
		uint32_t above = line_start(text, start - 1);
		if (above < limit || above >= start || !line_is_blank(text, above))
			break;
		start = above;
	}
	return start;
}

bool
is_open_end(struct str text, uint32_t at)
{
	return at >= text.len && line_start(text, at) < at;
}

uint32_t
behind_indicator(const struct node *n)
{
	if (n->properties_end > n->start)
		return n->properties_end;
	return n->indicator != NO_OFFSET ? n->indicator + 1 : n->content;
}

uint32_t
before_break(struct str text, uint32_t start)
{
	if (start > 0 && text.at[start - 1] == '\n')
		start--;
	if (start > 0 && text.at[start - 1] == '\r')
		start--;
	return start;
}

const struct node *
last_leaf(const struct node *n)
{
	while (n->last != NULL)
		n = n->last;
	return n;
}

static bool
needs_closing(struct str text, const struct node *leaf)
{
	bool block = leaf->style == STYLE_LITERAL || leaf->style == STYLE_FOLDED;
	return leaf->kind == NODE_SCALAR && block && is_open_end(text, (uint32_t)text.len) &&
	    line_start(text, (uint32_t)text.len) <= leaf->end && !str_ends(leaf->value, S("\n"));
}

void
add_closed(struct buf *b, struct str text, const struct node *leaf, uint32_t from, uint32_t to)
{
	struct str piece = str_from(str_upto(text, to), from);
	uint32_t header = leaf->content + 1;
	if (!needs_closing(text, leaf) || header < from || header >= to) {
		buf_add(b, piece);
		return;
	}
	buf_add(b, str_upto(piece, header - from));
	bool said = false;
	uint32_t at = header;
	for (; at < to && str_find(S("+-0123456789"), text.at[at]) >= 0; at++) {
		bool digit = is_digit(text.at[at]);
		buf_char(b, digit ? text.at[at] : '-');
		said = said || !digit;
	}
	if (!said)
		buf_char(b, '-');
	buf_add(b, str_from(piece, at - from));
}
