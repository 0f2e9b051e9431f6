/* SPDX-License-Identifier: MIT */
/*
 * Values as scripts write them: JSON, and bare words beside it. A string in double quotes is a
 * string whatever it looks like; a bare word stands for itself. Outside brackets a bare word ends
 * at a blank, within them at , ] } or a colon with a blank behind it. After a refusal *rest stands
 * at the mistake, so that callers can name the column.
 */
#include "model/draft.h"

#include "base/buf.h"
#include "base/map.h"
#include "base/utf8.h"

enum { DEEPEST = 64 };

struct value_reader {
	struct arena *arena;
	struct str rest;
	struct str error;
	int depth;
};

static char
peek(const struct value_reader *r)
{
	return r->rest.len > 0 ? r->rest.at[0] : '\0';
}

static void
pass(struct value_reader *r, ptrdiff_t count)
{
	r->rest = str_from(r->rest, count);
}

static void
pass_blanks(struct value_reader *r)
{
	while (r->rest.len > 0 && is_blank(r->rest.at[0]))
		pass(r, 1);
}

static bool
wrong(struct value_reader *r, struct str why)
{
	r->error = why;
	return false;
}

static bool
is_break(char c)
{
	return c == '\n' || c == '\r';
}

/* ---- strings ---- */

static int
hexadecimal(char c)
{
	if (is_digit(c))
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* The four digits behind \u; -1 when they are not four. */
static int32_t
read_unit(struct value_reader *r)
{
	enum { DIGITS = 4 };
	int32_t unit = 0;
	for (ptrdiff_t i = 0; i < DIGITS; i++) {
		int digit = i < r->rest.len ? hexadecimal(r->rest.at[i]) : -1;
		if (digit < 0)
			return -1;
		unit = unit * 16 + digit;
	}
	pass(r, DIGITS);
	return unit;
}

/* Characters beyond U+FFFF are two units, as in all JSON. */
static bool
read_character(struct value_reader *r, struct buf *b)
{
	int32_t c = read_unit(r);
	if (c < 0)
		return wrong(r, S("behind \\u stand four hexadecimal digits"));
	bool high = c >= 0xd800 && c < 0xdc00;
	if (high && str_starts(r->rest, S("\\u"))) {
		pass(r, 2);
		int32_t low = read_unit(r);
		high = low < 0xdc00 || low > 0xdfff;
		c = 0x10000 + ((c - 0xd800) << 10) + (low - 0xdc00);
	}
	if (high || (c >= 0xd800 && c < 0xe000))
		return wrong(r, S("half of a pair of \\u is no character"));
	char bytes[4];
	buf_add(b, (struct str){bytes, utf8_put(c, bytes)});
	return true;
}

static bool
read_escape(struct value_reader *r, struct buf *b)
{
	static const char names[] = "\"\\/bfnrt", meant[] = "\"\\/\b\f\n\r\t";
	char c = peek(r);
	if (c == 'u') {
		pass(r, 1);
		return read_character(r, b);
	}
	for (ptrdiff_t i = 0; i < COUNT_OF(names) - 1 && c != '\0'; i++) {
		if (names[i] != c)
			continue;
		buf_char(b, meant[i]);
		pass(r, 1);
		return true;
	}
	return wrong(r, S("behind \\ stands one of \" \\ / b f n r t u"));
}

static bool
read_string(struct value_reader *r, struct str *text)
{
	struct buf b = {.arena = r->arena};
	struct str opening = r->rest;
	pass(r, 1);
	while (r->rest.len > 0 && peek(r) != '"') {
		char c = peek(r);
		if (is_break(c))
			break;
		if ((unsigned char)c < ' ' && c != '\t')
			return wrong(r, S("a control character is written as \\u00.. in a string"));
		pass(r, 1);
		if (c != '\\')
			buf_char(&b, c);
		else if (!read_escape(r, &b))
			return false;
	}
	if (peek(r) != '"') {
		r->rest = opening;
		return wrong(r, S("the string has no closing quote"));
	}
	pass(r, 1);
	*text = b.len > 0 ? buf_str(&b) : S("");
	return true;
}

/* ---- words ---- */

static bool
ends_word(const struct value_reader *r, ptrdiff_t i)
{
	char c = r->rest.at[i];
	if (is_break(c) || (r->depth == 0 && is_blank(c)))
		return true;
	if (r->depth == 0)
		return false;
	char next = i + 1 < r->rest.len ? r->rest.at[i + 1] : ' ';
	return c == ',' || c == ']' || c == '}' || (c == ':' && (is_blank(next) || is_break(next)));
}

static bool
read_word(struct value_reader *r, struct str *word)
{
	ptrdiff_t end = 0;
	if (peek(r) == '\'')
		return wrong(r, S("a string stands in double quotes"));
	while (end < r->rest.len && !ends_word(r, end))
		end++;
	*word = str_trim(str_upto(r->rest, end));
	if (word->len == 0)
		return wrong(r, S("a value is missing"));
	pass(r, end);
	return true;
}

static bool
read_scalar(struct value_reader *r, struct draft **d)
{
	struct str text;
	bool string = peek(r) == '"';
	if (!(string ? read_string(r, &text) : read_word(r, &text)))
		return false;
	*d = string ? draft_text(r->arena, text) : draft_typed(r->arena, text);
	return true;
}

/* ---- collections ---- */

static bool read_value(struct value_reader *r, struct draft **d);

static bool
read_pair(struct value_reader *r, struct draft *mapping, struct str_map *keys)
{
	struct draft *key, *value;
	struct str start = r->rest;
	if (peek(r) == '[' || peek(r) == '{')
		return wrong(r, S("a key is a text, not a list or a mapping"));
	if (!read_scalar(r, &key))
		return false;
	ptrdiff_t *seen = str_map_at(keys, key->text);
	if (*seen >= 0) {
		r->rest = start;
		return wrong(
		    r, str_format(r->arena, "the key '%.*s' stands twice", STR(key->text)));
	}
	*seen = 0;
	pass_blanks(r);
	if (peek(r) != ':')
		return wrong(r, S("behind a key stands ':'"));
	pass(r, 1);
	pass_blanks(r);
	if (!read_value(r, &value))
		return false;
	draft_add(mapping, key);
	draft_add(mapping, value);
	return true;
}

static bool
read_item(struct value_reader *r, struct draft *sequence, struct str_map *unused)
{
	struct draft *item;
	(void)unused;
	if (!read_value(r, &item))
		return false;
	draft_add(sequence, item);
	return true;
}

static bool
read_collection(struct value_reader *r, struct draft *d)
{
	char closing = d->kind == NODE_MAPPING ? '}' : ']';
	bool (*read_entry)(struct value_reader *, struct draft *, struct str_map *) =
	    d->kind == NODE_MAPPING ? read_pair : read_item;
	struct str opening = r->rest;
	struct str_map keys = {.arena = r->arena};
	pass(r, 1);
	pass_blanks(r);
	bool more = peek(r) != closing;
	while (more) {
		if (!read_entry(r, d, &keys))
			return false;
		pass_blanks(r);
		more = peek(r) == ',';
		pass(r, more);
		pass_blanks(r);
	}
	if (peek(r) == closing) {
		pass(r, 1);
		return true;
	}
	if (r->rest.len == 0 || is_break(peek(r)))
		r->rest = opening;
	return wrong(r, str_format(r->arena, "'%c' is missing", closing));
}

static bool
read_value(struct value_reader *r, struct draft **d)
{
	char c = peek(r);
	if (c != '[' && c != '{')
		return read_scalar(r, d);
	if (r->depth == DEEPEST)
		return wrong(r, S("the value has more than 64 levels"));
	*d = c == '{' ? draft_mapping(r->arena) : draft_sequence(r->arena);
	r->depth++;
	bool fine = read_collection(r, *d);
	r->depth--;
	return fine;
}

bool
draft_read(struct arena *a, struct str *rest, struct draft **d, struct str *error)
{
	struct value_reader r = {.arena = a, .rest = *rest};
	pass_blanks(&r);
	bool fine = read_value(&r, d);
	*rest = r.rest;
	*error = r.error;
	return fine;
}
