/* SPDX-License-Identifier: MIT */
/*
 * Drafts as text. The style that is asked for is a wish: where it cannot hold the text, the nearest
 * one that can is taken, so that what is written is always read back as the same value.
 */
#include "model/emit.h"

#include "model/quote.h"

/* libyaml and others look no further than 1,024 characters for the colon of a key. */
enum { LONGEST_KEY = 1000 };

/* ---- scalars ---- */

/* Readers of YAML 1.1 end a plain text in brackets at a question mark, too. */
static bool
has_flow_indicator(struct str text)
{
	for (ptrdiff_t i = 0; i < text.len; i++) {
		if (str_find(S(",[]{}?"), text.at[i]) >= 0)
			return true;
	}
	return false;
}

/* In brackets a dash is plain only where it begins a number. */
static bool
has_flow_start(struct str text)
{
	char next = text.len > 1 ? text.at[1] : '\0';
	bool number = text.at[0] == '-' && (is_digit(next) || next == '.');
	return number || str_find(S("-?:"), text.at[0]) < 0;
}

bool
emit_is_plain(struct str text, struct emit_place place, bool typed)
{
	if (typed ? !quote_reads_plain(text) : !quote_is_plain(text))
		return false;
	return !place.flow || (!has_flow_indicator(text) && has_flow_start(text));
}

static void
add_single(struct buf *b, struct str text)
{
	buf_char(b, '\'');
	for (ptrdiff_t i = 0; i < text.len; i++) {
		if (text.at[i] == '\'')
			buf_char(b, '\'');
		buf_char(b, text.at[i]);
	}
	buf_char(b, '\'');
}

static bool
is_json_null(struct str text)
{
	return text.len == 0 || str_eq(text, S("~"));
}

/* False: it does not stand for itself there, and is a text like any other. */
static bool
add_typed(struct buf *b, const struct looks *looks, struct emit_place place, struct str text)
{
	if (looks->json && is_json_null(text)) {
		buf_add(b, S("null"));
		return true;
	}
	if (text.len == 0)
		return true;
	if (looks->json ? !emit_is_json(text) : !emit_is_plain(text, place, true))
		return false;
	buf_add(b, text);
	return true;
}

static enum node_style
nearest_style(
    const struct looks *looks, struct emit_place place, struct str text, enum node_style wanted)
{
	if (looks->json || wanted == STYLE_DOUBLE)
		return STYLE_DOUBLE;
	if (wanted != STYLE_SINGLE && emit_is_plain(text, place, false))
		return STYLE_PLAIN;
	bool single = wanted == STYLE_SINGLE || looks->quotes == STYLE_SINGLE;
	return single && quote_is_harmless(text) ? STYLE_SINGLE : STYLE_DOUBLE;
}

void
emit_scalar(struct buf *b, const struct looks *looks, struct emit_place place,
    const struct draft *d, enum node_style wanted)
{
	if (d->kind == NODE_ALIAS) {
		buf_char(b, '*');
		buf_add(b, d->text);
		return;
	}
	if (d->typed && !(looks->json && place.key) && add_typed(b, looks, place, d->text))
		return;
	enum node_style style = nearest_style(looks, place, d->text, wanted);
	if (style == STYLE_PLAIN)
		buf_add(b, d->text);
	else if (style == STYLE_SINGLE)
		add_single(b, d->text);
	else
		quote_double(b, d->text);
}

static bool
is_single(const struct draft *d)
{
	return d->kind == NODE_SCALAR || d->kind == NODE_ALIAS;
}

/* ---- in brackets ---- */

struct str
emit_comma(const struct looks *looks)
{
	struct str colon = looks->colon;
	bool dense = colon.len > 0 && !is_blank(colon.at[colon.len - 1]);
	return dense ? S(",") : S(", ");
}

static void
add_flow_key(struct buf *b, const struct looks *looks, const struct draft *key)
{
	struct emit_place place = {.flow = true, .key = true, .column = -1};
	struct buf written = {.arena = b->arena};
	emit_flow(&written, looks, key, place);
	struct str text = buf_str(&written);
	bool marked = text.len == 0 || text.len > LONGEST_KEY || key->kind != NODE_SCALAR;
	if (marked)
		buf_add(b, S("? "));
	buf_add(b, text);
	bool quoted = str_ends(text, S("\"")) || str_ends(text, S("'"));
	bool blank = looks->colon.len > 0 && is_blank(looks->colon.at[looks->colon.len - 1]);
	if (marked)
		buf_add(b, S(" : "));
	else
		buf_add(b, quoted || blank ? looks->colon : S(": "));
}

static void
add_flow_items(struct buf *b, const struct looks *looks, const struct draft *d)
{
	struct emit_place place = {.flow = true, .column = -1};
	for (const struct draft *item = d->first; item != NULL; item = item->next) {
		if (item != d->first)
			buf_add(b, emit_comma(looks));
		ptrdiff_t before = b->len;
		emit_flow(b, looks, item, place);
		if (b->len == before)
			buf_add(b, S("null"));
	}
}

static void
add_flow_pairs(struct buf *b, const struct looks *looks, const struct draft *d)
{
	for (const struct draft *key = d->first; key != NULL; key = key->next->next) {
		if (key != d->first)
			buf_add(b, emit_comma(looks));
		emit_flow_pair(b, looks, key, key->next);
	}
}

void
emit_flow_pair(
    struct buf *b, const struct looks *looks, const struct draft *key, const struct draft *value)
{
	add_flow_key(b, looks, key);
	emit_flow(b, looks, value, (struct emit_place){.flow = true, .column = -1});
}

void
emit_flow(struct buf *b, const struct looks *looks, const struct draft *d, struct emit_place place)
{
	if (is_single(d)) {
		emit_scalar(b, looks, place, d, STYLE_PLAIN);
		return;
	}
	buf_char(b, d->kind == NODE_SEQUENCE ? '[' : '{');
	if (d->kind == NODE_SEQUENCE)
		add_flow_items(b, looks, d);
	else
		add_flow_pairs(b, looks, d);
	buf_char(b, d->kind == NODE_SEQUENCE ? ']' : '}');
}

/* ---- on lines of their own ---- */

static void
add_line_start(struct buf *b, const struct looks *looks, int column)
{
	buf_add(b, looks->line_break);
	buf_fill(b, ' ', column);
}

static bool
has_blank_line(struct str text)
{
	struct str line;
	while (str_cut(&text, '\n', &line)) {
		if (line.len > 0 && str_trim(line).len == 0)
			return true;
	}
	return false;
}

int
emit_block_column(const struct looks *looks, int column, bool item)
{
	int step = looks->step > 0 ? looks->step : 1;
	if (item && looks->dash_gap + 1 > step)
		step = looks->dash_gap + 1;
	return (column > 0 ? column : 0) + step;
}

bool
emit_literal(struct buf *b, const struct looks *looks, struct str text, int column, bool item,
    struct str comment)
{
	if (looks->no_blocks || looks->json || has_blank_line(text))
		return false;
	struct emit_block how = {.column = emit_block_column(looks, column, item),
	    .parent = column,
	    .comment = comment,
	    .line_break = looks->line_break};
	return emit_block(b, text, &how);
}

static void
add_scalar_behind(
    struct buf *b, const struct looks *looks, const struct draft *d, int column, bool item)
{
	bool lines = d->kind == NODE_SCALAR && !d->typed && str_find(d->text, '\n') >= 0;
	if (!lines || !emit_literal(b, looks, d->text, column, item, S("")))
		emit_scalar(b, looks, (struct emit_place){.column = column}, d, STYLE_PLAIN);
}

static void
add_lines_below(struct buf *b, const struct looks *looks, const struct draft *d, int column)
{
	int deeper = d->kind == NODE_SEQUENCE ? looks->dash : emit_block_column(looks, 0, false);
	int below = (column > 0 ? column : 0) + deeper;
	add_line_start(b, looks, below);
	emit_entries(b, looks, d, below);
}

void
emit_behind(struct buf *b, const struct looks *looks, const struct draft *d, int column, bool item)
{
	bool scalar = is_single(d);
	bool brackets = !scalar && (d->first == NULL || looks->json);
	int gap = item && looks->dash_gap > 0 ? looks->dash_gap : 1;
	if (scalar && d->typed && d->text.len == 0 && !looks->json)
		return;
	if (!scalar && !brackets && !item) {
		add_lines_below(b, looks, d, column);
		return;
	}
	buf_fill(b, ' ', gap);
	if (scalar)
		add_scalar_behind(b, looks, d, column, item);
	else if (brackets)
		emit_flow(b, looks, d, (struct emit_place){.column = column});
	else
		emit_entries(b, looks, d, column + 1 + gap);
}

static void
add_key(struct buf *b, const struct looks *looks, const struct draft *key, int column)
{
	struct emit_place place = {.key = true, .column = column};
	struct buf written = {.arena = b->arena};
	emit_flow(&written, looks, key, place);
	struct str text = buf_str(&written);
	if (text.len > 0 && text.len <= LONGEST_KEY && key->kind == NODE_SCALAR) {
		buf_add(b, text);
	} else {
		buf_char(b, '?');
		if (text.len > 0)
			buf_char(b, ' ');
		buf_add(b, text);
		add_line_start(b, looks, column);
	}
	buf_char(b, ':');
}

void
emit_entry(struct buf *b, const struct looks *looks, const struct draft *key,
    const struct draft *value, int column)
{
	if (key != NULL)
		add_key(b, looks, key, column);
	else
		buf_char(b, '-');
	emit_behind(b, looks, value, column, key == NULL);
}

void
emit_entries(struct buf *b, const struct looks *looks, const struct draft *d, int column)
{
	bool pairs = d->kind == NODE_MAPPING;
	for (const struct draft *n = d->first; n != NULL; n = pairs ? n->next->next : n->next) {
		if (n != d->first)
			add_line_start(b, looks, column);
		emit_entry(b, looks, pairs ? n : NULL, pairs ? n->next : n, column);
	}
}
