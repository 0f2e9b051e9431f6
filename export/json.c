/* SPDX-License-Identifier: MIT */
/*
 * The writer keeps one bit per open object or array in each of three words, so it needs no memory
 * of its own and a document can be written straight into the output.
 */
#include "export/json.h"

#include "base/utf8.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static bool
bit(uint64_t bits, int depth)
{
	return bits >> depth & 1;
}

static void
set_bit(uint64_t *bits, int depth, bool on)
{
	uint64_t one = (uint64_t)1 << depth;
	*bits = on ? *bits | one : *bits & ~one;
}

static void
break_line(struct json *j)
{
	if (bit(j->on_line, j->depth))
		return;
	buf_char(j->out, '\n');
	buf_fill(j->out, ' ', 2 * j->depth);
}

/* What stands before a value or a key: the comma and the line break. */
static void
begin_item(struct json *j)
{
	if (j->after_key || j->depth == 0) {
		j->after_key = false;
		return;
	}
	bool filled = bit(j->filled, j->depth);
	if (filled)
		buf_char(j->out, ',');
	if (filled && bit(j->on_line, j->depth))
		buf_char(j->out, ' ');
	break_line(j);
	set_bit(&j->filled, j->depth, true);
}

static void
begin(struct json *j, bool array, bool on_line)
{
	begin_item(j);
	buf_char(j->out, array ? '[' : '{');
	bool outer = bit(j->on_line, j->depth);
	j->depth++;
	assert(j->depth < JSON_DEPTH);
	set_bit(&j->array, j->depth, array);
	set_bit(&j->filled, j->depth, false);
	set_bit(&j->on_line, j->depth, on_line || outer);
}

void
json_object(struct json *j)
{
	begin(j, false, false);
}

void
json_object_line(struct json *j)
{
	begin(j, false, true);
}

void
json_array(struct json *j)
{
	begin(j, true, false);
}

void
json_array_line(struct json *j)
{
	begin(j, true, true);
}

void
json_end(struct json *j)
{
	assert(j->depth > 0 && !j->after_key);
	bool filled = bit(j->filled, j->depth), on_line = bit(j->on_line, j->depth);
	char close = bit(j->array, j->depth) ? ']' : '}';
	j->depth--;
	if (filled && !on_line) {
		buf_char(j->out, '\n');
		buf_fill(j->out, ' ', 2 * j->depth);
	}
	buf_char(j->out, close);
	if (j->depth == 0)
		buf_char(j->out, '\n');
}

static void
add_unit(struct buf *out, unsigned unit)
{
	buf_format(out, "\\u%04x", unit);
}

static void
add_escaped(struct buf *out, int32_t c)
{
	if (c < 0x10000) {
		add_unit(out, (unsigned)c);
		return;
	}
	add_unit(out, 0xd800u + ((unsigned)(c - 0x10000) >> 10));
	add_unit(out, 0xdc00u + ((unsigned)(c - 0x10000) & 0x3ff));
}

static void
add_character(struct buf *out, int32_t c, struct str raw)
{
	static const char names[] = {
	    '\b', 'b', '\f', 'f', '\n', 'n', '\r', 'r', '\t', 't', '"', '"', '\\', '\\'};
	for (size_t i = 0; i < sizeof names; i += 2) {
		if (c == names[i]) {
			buf_char(out, '\\');
			buf_char(out, names[i + 1]);
			return;
		}
	}
	bool broken = c == 0xfffd && raw.len == 1;
	if (utf8_is_control(c) || utf8_is_invisible(c) || broken)
		add_escaped(out, c);
	else
		buf_add(out, raw);
}

static void
add_quoted(struct buf *out, struct str text)
{
	buf_char(out, '"');
	for (struct str rest = text; rest.len > 0;) {
		const char *at = rest.at;
		int32_t c = utf8_next(&rest);
		add_character(out, c, (struct str){at, rest.at - at});
	}
	buf_char(out, '"');
}

void
json_key(struct json *j, struct str key)
{
	assert(j->depth > 0 && !j->after_key && !bit(j->array, j->depth));
	begin_item(j);
	add_quoted(j->out, key);
	buf_add(j->out, S(": "));
	j->after_key = true;
}

void
json_text(struct json *j, struct str text)
{
	begin_item(j);
	add_quoted(j->out, text);
}

void
json_null(struct json *j)
{
	begin_item(j);
	buf_add(j->out, S("null"));
}

/* A locale may have its own decimal point; JSON has one. */
static void
add_number(struct buf *out, struct str digits)
{
	bool inside = false;
	for (ptrdiff_t i = 0; i < digits.len; i++) {
		char c = digits.at[i];
		bool own = is_digit(c) || c == '-' || c == '+' || c == 'e';
		if (own)
			buf_char(out, c);
		else if (!inside)
			buf_char(out, '.');
		inside = !own;
	}
}

void
json_number(struct json *j, double number)
{
	if (!isfinite(number)) {
		json_null(j);
		return;
	}
	begin_item(j);
	if (number == 0)
		number = 0; /* no minus before it */
	for (int precision = 15; precision <= 17; precision++) {
		struct str digits = str_format(j->out->arena, "%.*g", precision, number);
		if (precision < 17 && strtod(digits.at, NULL) != number)
			continue;
		add_number(j->out, digits);
		return;
	}
}

void
json_int(struct json *j, ptrdiff_t number)
{
	begin_item(j);
	buf_format(j->out, "%td", number);
}

void
json_bool(struct json *j, bool truth)
{
	begin_item(j);
	buf_add(j->out, truth ? S("true") : S("false"));
}

void
json_key_text(struct json *j, struct str key, struct str text)
{
	json_key(j, key);
	json_text(j, text);
}

void
json_key_text_or_null(struct json *j, struct str key, struct str text)
{
	json_key(j, key);
	if (text.len > 0)
		json_text(j, text);
	else
		json_null(j);
}

void
json_key_number(struct json *j, struct str key, double number)
{
	json_key(j, key);
	json_number(j, number);
}

void
json_key_int(struct json *j, struct str key, ptrdiff_t number)
{
	json_key(j, key);
	json_int(j, number);
}
