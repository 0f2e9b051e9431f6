/* SPDX-License-Identifier: MIT */
/*
 * Every text that leaves through here may be a stranger's: it must neither become a formula, a
 * link, a tag nor a new row.
 */
#include "export/markup.h"

#include "base/utf8.h"
#include "export/text_style.h"

#include <math.h>
#include <string.h>

static void
csv_begin(struct csv *c)
{
	if (c->filled)
		buf_char(c->out, ',');
	c->filled = true;
}

/* Line breaks stay, as the format allows; all else that cannot be seen is made visible. */
static struct str
csv_visible(struct arena *a, struct str text)
{
	struct buf b = {.arena = a};
	struct str line;
	bool first = true;
	while (str_line(&text, &line)) {
		if (!first)
			buf_char(&b, '\n');
		first = false;
		buf_add(&b, utf8_visible(a, line));
	}
	return buf_str(&b);
}

static bool
looks_like_formula(struct str text)
{
	return text.len > 0 && memchr("=+-@\t\r", text.at[0], 6) != NULL;
}

static bool
needs_quotes(struct str text)
{
	if (text.len == 0)
		return false;
	bool edges = text.at[0] == ' ' || text.at[text.len - 1] == ' ';
	return edges || str_find(text, ',') >= 0 || str_find(text, '"') >= 0 ||
	    str_find(text, '\n') >= 0;
}

static struct arena *
room_of(const struct csv *c)
{
	return c->room ? c->room : c->out->arena;
}

void
csv_text(struct csv *c, struct str text)
{
	csv_begin(c);
	bool formula = looks_like_formula(text);
	text = csv_visible(room_of(c), text);
	bool quotes = needs_quotes(text);
	if (quotes)
		buf_char(c->out, '"');
	if (formula)
		buf_char(c->out, '\'');
	for (ptrdiff_t i = 0; i < text.len; i++) {
		if (text.at[i] == '"')
			buf_char(c->out, '"');
		buf_char(c->out, text.at[i]);
	}
	if (quotes)
		buf_char(c->out, '"');
}

void
csv_number(struct csv *c, double number)
{
	csv_begin(c);
	if (isfinite(number))
		buf_add(c->out, style_number(room_of(c), number, 9, true));
}

void
csv_int(struct csv *c, ptrdiff_t number)
{
	csv_begin(c);
	buf_format(c->out, "%td", number);
}

void
csv_empty(struct csv *c)
{
	csv_begin(c);
}

void
csv_end(struct csv *c)
{
	buf_add(c->out, S("\r\n"));
	c->filled = false;
}

/* Whether a character of ASCII could begin or end some formatting wherever it stands. */
static bool
is_markup(char c)
{
	return c != 0 && strchr("\\`*_[]|~$", c) != NULL;
}

/* What only at the start of a text makes it a list, a heading or a rule. */
static bool
is_markup_at_start(char c)
{
	return c != 0 && strchr("#+-=>", c) != NULL;
}

/* The digits of "1." or "1)" at the start, which would make a numbered list. */
static ptrdiff_t
list_number(struct str text)
{
	ptrdiff_t i = 0;
	while (i < text.len && is_digit(text.at[i]))
		i++;
	bool numbered = i > 0 && i < text.len && (text.at[i] == '.' || text.at[i] == ')');
	bool ends = i + 1 >= text.len || text.at[i + 1] == ' ';
	return numbered && ends ? i : -1;
}

void
markdown_text(struct buf *out, struct str text)
{
	static const struct text_style style = {.unicode = true};
	text = style_safe(out->arena, &style, text);
	ptrdiff_t number = list_number(text);
	for (ptrdiff_t i = 0; i < text.len; i++) {
		char c = text.at[i];
		if (c == '<')
			buf_add(out, S("&lt;"));
		else if (c == '>')
			buf_add(out, S("&gt;"));
		else if (c == '&')
			buf_add(out, S("&amp;"));
		else if (c == '@' || (c == ':' && str_starts(str_from(text, i), S("://"))))
			buf_format(out, "&#%d;", c); /* no mention, no link of its own */
		else {
			if (is_markup(c) || (i == 0 && is_markup_at_start(c)) || i == number)
				buf_char(out, '\\');
			buf_char(out, c);
		}
	}
}

void
markdown_cell(struct buf *out, struct str text)
{
	buf_add(out, S("| "));
	markdown_text(out, text);
	buf_char(out, ' ');
}

void
markdown_end(struct buf *out)
{
	buf_add(out, S("|\n"));
}
