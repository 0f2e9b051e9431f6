/* SPDX-License-Identifier: MIT */
/*
 * How a file looks, counted on the first nodes of its trees: this is asked at every change and must
 * cost nothing beside the parse that follows. The most frequent habit wins, the smaller in a draw.
 */
#include "model/emit.h"

#include <string.h>

enum { LOOKED_AT = 3000, WIDEST = 9 };

struct tally {
	struct str text;
	int32_t steps[WIDEST], dashes[WIDEST], gaps[WIDEST];
	int32_t single, doubled;
	bool other_key, other_value; /* not as JSON would have it */
	struct str colon;
};

/* ---- one node ---- */

static bool
is_word_of_json(struct str s)
{
	return str_eq(s, S("true")) || str_eq(s, S("false")) || str_eq(s, S("null"));
}

static ptrdiff_t
digits(struct str s, ptrdiff_t i)
{
	while (i < s.len && is_digit(s.at[i]))
		i++;
	return i;
}

bool
emit_is_json(struct str s)
{
	if (is_word_of_json(s))
		return true;
	ptrdiff_t first = str_starts(s, S("-")) ? 1 : 0, i = digits(s, first);
	if (i == first || (i > first + 1 && s.at[first] == '0'))
		return false;
	if (i < s.len && s.at[i] == '.') {
		ptrdiff_t end = digits(s, i + 1);
		if (end == i + 1)
			return false;
		i = end;
	}
	if (i < s.len && (s.at[i] == 'e' || s.at[i] == 'E')) {
		i++;
		i += i < s.len && (s.at[i] == '+' || s.at[i] == '-');
		ptrdiff_t end = digits(s, i);
		if (end == i)
			return false;
		i = end;
	}
	return i == s.len;
}

static void
count(int32_t *counts, uint32_t from, uint32_t to)
{
	if (to >= from && to - from < WIDEST)
		counts[to - from]++;
}

static void
look_at_scalar(struct tally *t, const struct node *n)
{
	t->single += n->style == STYLE_SINGLE;
	t->doubled += n->style == STYLE_DOUBLE;
	bool json = n->style == STYLE_DOUBLE || (n->style == STYLE_PLAIN && emit_is_json(n->value));
	if (n->is_key)
		t->other_key |= n->style != STYLE_DOUBLE;
	else
		t->other_value |= !json;
}

static bool
is_colon(struct str s)
{
	return str_eq(str_trim(s), S(":")) && str_find(s, '\n') < 0 && str_find(s, '\r') < 0;
}

struct str
emit_colon(struct str text, const struct node *key)
{
	const struct node *value = key->next;
	if (value == NULL || value->is_null || value->start <= key->end)
		return (struct str){0};
	struct str between = str_from(str_upto(text, value->start), key->end);
	bool dense = key->kind == NODE_SCALAR && key->style != STYLE_PLAIN;
	if (!is_colon(between) || between.len > (ptrdiff_t)sizeof " : " - 1 ||
	    (!dense && !is_blank(between.at[between.len - 1])))
		return (struct str){0};
	return between;
}

static void
look_at_pair(struct tally *t, const struct node *value)
{
	const struct node *map = value->parent;
	if (map->style == STYLE_FLOW && t->colon.len == 0)
		t->colon = emit_colon(t->text, value->previous);
	if (map->style != STYLE_BLOCK || value->style != STYLE_BLOCK ||
	    value->properties_end > value->start)
		return;
	if (value->kind == NODE_MAPPING && value->column > map->column)
		count(t->steps, map->column, value->column);
	else if (value->kind == NODE_SEQUENCE)
		count(t->dashes, map->column, value->column);
}

static void
look_at_item(struct tally *t, const struct node *item)
{
	if (item->indicator == NO_OFFSET || item->is_null || item->start <= item->indicator)
		return;
	struct str gap = str_from(str_upto(t->text, item->start), item->indicator + 1);
	ptrdiff_t blanks = 0;
	while (blanks < gap.len && gap.at[blanks] == ' ')
		blanks++;
	if (blanks == gap.len && blanks > 0)
		count(t->gaps, 0, (uint32_t)blanks);
}

static void
look_at(struct tally *t, const struct node *n)
{
	if (n->kind == NODE_SCALAR)
		look_at_scalar(t, n);
	else if (n->kind == NODE_ALIAS)
		t->other_value = true;
	if (n->parent != NULL && n->parent->kind == NODE_MAPPING && !n->is_key)
		look_at_pair(t, n);
	else if (n->parent != NULL && n->parent->kind == NODE_SEQUENCE)
		look_at_item(t, n);
}

/* -1: nothing shows it. */
static int
is_json_collection(const struct node *n)
{
	bool quoted = false;
	int left = LOOKED_AT;
	for (const struct node *c = n->first; c != NULL && left-- > 0; c = c->next) {
		bool text = c->kind == NODE_SCALAR && c->style == STYLE_DOUBLE;
		bool scalar = c->kind == NODE_SCALAR && !text;
		if (c->is_key ? !text : scalar && !emit_is_json(c->value))
			return 0;
		quoted = quoted || text;
	}
	return quoted ? 1 : -1;
}

bool
looks_json_around(const struct node *collection)
{
	int json = -1;
	for (const struct node *n = collection; n != NULL && json < 0; n = n->parent)
		json = n->style == STYLE_FLOW ? is_json_collection(n) : 0;
	return json > 0;
}

static const struct node *
after(const struct node *n)
{
	if (n->first != NULL)
		return n->first;
	while (n != NULL && n->next == NULL)
		n = n->parent;
	return n != NULL ? n->next : NULL;
}

/* ---- the file ---- */

static int
most_frequent(const int32_t *counts, int otherwise)
{
	int best = -1;
	for (int i = 0; i < WIDEST; i++) {
		if (counts[i] > 0 && (best < 0 || counts[i] > counts[best]))
			best = i;
	}
	return best >= 0 ? best : otherwise;
}

/* The line break that begins at or behind `from`; empty when there is none. */
static struct str
next_break(struct str text, ptrdiff_t from)
{
	struct str rest = str_from(text, from);
	for (ptrdiff_t i = 0; i < rest.len; i++) {
		if (rest.at[i] == '\n')
			return S("\n");
		if (rest.at[i] == '\r')
			return str_starts(str_from(rest, i), S("\r\n")) ? S("\r\n") : S("\r");
	}
	return (struct str){0};
}

static struct str
break_before(struct str text, ptrdiff_t to)
{
	for (ptrdiff_t i = to < text.len ? to : text.len; i > 0; i--) {
		if (text.at[i - 1] == '\n')
			return i > 1 && text.at[i - 2] == '\r' ? S("\r\n") : S("\n");
		if (text.at[i - 1] == '\r')
			return S("\r");
	}
	return (struct str){0};
}

struct looks
looks_of(struct str text, const struct tree *tree)
{
	enum { STEP = 2 };
	struct tally t = {.text = text};
	int left = LOOKED_AT;
	bool brackets = true;
	for (ptrdiff_t i = 0; i < tree->document_count && left > 0; i++) {
		const struct node *n = tree->documents[i].root;
		brackets = brackets && n->style == STYLE_FLOW;
		for (; n != NULL && left > 0; n = after(n), left--)
			look_at(&t, n);
	}
	int step = most_frequent(t.steps, STEP);
	struct str line_break = next_break(text, 0);
	return (struct looks){
	    .line_break = line_break.len > 0 ? line_break : S("\n"),
	    .step = step,
	    .dash = most_frequent(t.dashes, step),
	    .dash_gap = most_frequent(t.gaps, 1),
	    .quotes = t.single > t.doubled ? STYLE_SINGLE : STYLE_DOUBLE,
	    .json = brackets && t.doubled > 0 && !t.other_key && !t.other_value,
	    .colon = t.colon.len > 0 ? t.colon : S(": "),
	};
}

struct str
looks_break(struct str text, uint32_t offset, const struct looks *looks)
{
	struct str found = next_break(text, offset);
	if (found.len == 0)
		found = break_before(text, offset);
	return found.len > 0 ? found : looks->line_break;
}
