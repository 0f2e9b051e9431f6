/* SPDX-License-Identifier: MIT */
/*
 * Lines of a text and the nodes on them. A line begins behind the byte-order mark; a break is LF,
 * CRLF or CR. Comments are looked up in the tree, never by their #: block texts and quoted ones
 * hold others.
 */
#include "model/edit_priv.h"

static bool
is_break(char c)
{
	return c == '\n' || c == '\r';
}

static uint32_t
first_byte(struct str text)
{
	return str_starts(text, S("\xef\xbb\xbf")) ? 3 : 0;
}

/* `at` is not the first byte. */
static bool
is_behind_break(struct str text, uint32_t at)
{
	char before = text.at[at - 1];
	bool in_break = before == '\r' && at < text.len && text.at[at] == '\n';
	return is_break(before) && !in_break;
}

uint32_t
line_start(struct str text, uint32_t at)
{
	uint32_t first = first_byte(text);
	while (at > first && !is_behind_break(text, at))
		at--;
	return at < first ? first : at;
}

uint32_t
line_before(struct str text, uint32_t at)
{
	uint32_t first = first_byte(text);
	while (at > first && is_blank(text.at[at - 1]))
		at--;
	return at <= first || is_behind_break(text, at) ? at : NO_OFFSET;
}

uint32_t
line_end(struct str text, uint32_t at)
{
	while (at < text.len && !is_break(text.at[at]))
		at++;
	return at;
}

uint32_t
line_next(struct str text, uint32_t at)
{
	at = line_end(text, at);
	if (at >= text.len)
		return at;
	bool both = text.at[at] == '\r' && at + 1 < text.len && text.at[at + 1] == '\n';
	return at + (both ? 2 : 1);
}

bool
line_is_blank(struct str text, uint32_t start)
{
	while (start < text.len && is_blank(text.at[start]))
		start++;
	return start >= text.len || is_break(text.at[start]);
}

/* The number of the first comment that begins at `from` or later. */
static ptrdiff_t
first_comment(const struct tree *tree, uint32_t from)
{
	ptrdiff_t low = 0, high = tree->comment_count;
	while (low < high) {
		ptrdiff_t middle = low + (high - low) / 2;
		if (tree->comments[middle].start < from)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

const struct span *
comment_in(const struct tree *tree, uint32_t from, uint32_t to)
{
	ptrdiff_t i = first_comment(tree, from);
	bool found = i < tree->comment_count && tree->comments[i].start < to;
	return found ? &tree->comments[i] : NULL;
}

int
line_comment(struct str text, const struct tree *tree, uint32_t start)
{
	uint32_t at = start;
	while (at < text.len && is_blank(text.at[at]))
		at++;
	bool is_comment = at < text.len && text.at[at] == '#' && comment_in(tree, at, at + 1);
	return is_comment ? (int)(at - start) : -1;
}

bool
node_in_flow(const struct node *n)
{
	for (const struct node *p = n->parent; p != NULL; p = p->parent) {
		if (p->style == STYLE_FLOW)
			return true;
	}
	return false;
}

ptrdiff_t
node_number(const struct node *entry)
{
	ptrdiff_t before = 0;
	for (const struct node *n = entry->previous; n != NULL; n = n->previous)
		before++;
	bool pairs = entry->parent != NULL && entry->parent->kind == NODE_MAPPING;
	return pairs ? before / 2 : before;
}

const struct node *
node_entry(const struct node *collection, ptrdiff_t number)
{
	if (number < 0 || number >= node_entries(collection))
		return NULL;
	bool pairs = collection->kind == NODE_MAPPING;
	const struct node *n = collection->first;
	while (number-- > 0)
		n = pairs ? n->next->next : n->next;
	return n;
}

ptrdiff_t
node_entries(const struct node *collection)
{
	return collection->kind == NODE_MAPPING ? collection->count / 2 : collection->count;
}
