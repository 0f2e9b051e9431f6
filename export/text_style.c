/* SPDX-License-Identifier: MIT */
/*
 * The pieces of text outputs. Width is always utf8_width's; breaking is always between clusters, so
 * a combining mark or an emoji never loses its half. Nothing here knows what a gap or a map is.
 */
#include "export/text_style.h"

#include "base/utf8.h"

#include <ctype.h>
#include <string.h>

enum { WIDTH_LEAST = 40 };

static const struct str role_sgr[] = {
#define TEXT_ROLE(id, sgr, meaning) S_INIT(sgr),
#include "export/text_role.def"
#undef TEXT_ROLE
};

/* Punctuation that our own sentences use, and what ASCII has for it. */
static const struct {
	int32_t character;
	struct str ascii;
} twins[] = {
    {0xb7, S_INIT("-")},
    {0x2212, S_INIT("-")},
    {0x2013, S_INIT("-")},
    {0x2014, S_INIT("-")},
    {0x2018, S_INIT("'")},
    {0x2019, S_INIT("'")},
    {0x201c, S_INIT("\"")},
    {0x201d, S_INIT("\"")},
    {0x2026, S_INIT("..")},
    {0x2192, S_INIT(">")},
};

int
style_width(const struct text_style *style)
{
	return style->width < WIDTH_LEAST ? WIDTH_LEAST : style->width;
}

static void
add_ascii(struct buf *b, struct str cluster)
{
	struct str rest = cluster;
	int32_t c = utf8_next(&rest);
	if (cluster.len == 1 && c < 0x80) {
		buf_add(b, cluster);
		return;
	}
	for (ptrdiff_t i = 0; i < COUNT_OF(twins); i++) {
		if (twins[i].character == c && rest.len == 0) {
			buf_add(b, twins[i].ascii);
			return;
		}
	}
	buf_fill(b, '?', utf8_cluster_width(cluster) > 1 ? 2 : 1);
}

static struct str
one_line(struct arena *a, struct str text)
{
	struct buf b = {.arena = a};
	bool blank = false;
	for (ptrdiff_t i = 0; i < text.len; i++) {
		char c = text.at[i];
		if (c == '\n' || c == '\r' || c == '\t' || c == ' ') {
			blank = b.len > 0;
			continue;
		}
		if (blank)
			buf_char(&b, ' ');
		blank = false;
		buf_char(&b, c);
	}
	return buf_str(&b);
}

struct str
style_safe(struct arena *a, const struct text_style *style, struct str text)
{
	struct str seen = utf8_visible(a, one_line(a, text));
	if (style->unicode)
		return seen;
	struct buf b = {.arena = a};
	struct str cluster;
	while (utf8_cluster(&seen, &cluster))
		add_ascii(&b, cluster);
	return buf_str(&b);
}

struct str
style_either(const struct text_style *style, struct str unicode, struct str ascii)
{
	return style->unicode ? unicode : ascii;
}

struct str
style_cut(struct arena *a, const struct text_style *style, struct str text, ptrdiff_t columns)
{
	if (utf8_width(text) <= columns)
		return text;
	struct str dots = style_either(style, S("…"), S(".."));
	ptrdiff_t room = columns - utf8_width(dots);
	if (room < 1)
		return utf8_fit(text, columns);
	struct str start = str_trim(utf8_fit(text, room));
	return str_format(a, "%.*s%.*s", STR(start), STR(dots));
}

void
style_add(struct buf *out, const struct text_style *style, enum text_role role, struct str text)
{
	bool coloured = style->colour && role_sgr[role].len > 0 && text.len > 0;
	if (coloured)
		buf_format(out, "\033[%sm", role_sgr[role].at);
	buf_add(out, text);
	if (coloured)
		buf_add(out, S("\033[0m"));
}

void
style_left(struct buf *out, const struct text_style *style, enum text_role role, struct str text,
    ptrdiff_t columns)
{
	struct str cut = style_cut(out->arena, style, text, columns);
	style_add(out, style, role, cut);
	buf_fill(out, ' ', columns - utf8_width(cut));
}

void
style_right(struct buf *out, const struct text_style *style, enum text_role role, struct str text,
    ptrdiff_t columns)
{
	struct str cut = style_cut(out->arena, style, text, columns);
	buf_fill(out, ' ', columns - utf8_width(cut));
	style_add(out, style, role, cut);
}

void
style_repeat(struct buf *out, struct str piece, ptrdiff_t count)
{
	for (ptrdiff_t i = 0; i < count; i++)
		buf_add(out, piece);
}

void
style_title(struct buf *out, const struct text_style *style, struct str text)
{
	style_paragraph(out, style, TEXT_title, S(""), text);
}

void
style_end_line(struct buf *out)
{
	while (out->len > 0 && out->at[out->len - 1] == ' ')
		out->len--;
	buf_char(out, '\n');
}

void
style_rule(struct buf *out, const struct text_style *style, ptrdiff_t columns)
{
	style_repeat(out, style_either(style, S("─"), S("-")), columns);
	buf_char(out, '\n');
}

/*
 * The longest start of `text` that fits and ends before a blank, or between two wide clusters as
 * scripts without blanks do; a word that is too long is cut where the columns end.
 */
static struct str
line_of(struct str text, ptrdiff_t columns)
{
	struct str whole = utf8_fit(text, columns);
	if (whole.len == text.len || text.at[whole.len] == ' ')
		return whole;
	ptrdiff_t end = 0;
	bool wide_before = false;
	struct str rest = text, cluster;
	while (utf8_cluster(&rest, &cluster) && cluster.at - text.at <= whole.len) {
		bool wide = utf8_cluster_width(cluster) == 2;
		if (cluster.at[0] == ' ' || (wide && wide_before))
			end = cluster.at - text.at;
		wide_before = wide;
	}
	if (end > 0)
		return str_upto(text, end);
	if (whole.len > 0)
		return whole;
	rest = text;
	utf8_cluster(&rest, &cluster);
	return cluster;
}

void
style_wrap(struct arena *a, struct str text, ptrdiff_t columns, struct style_lines *lines)
{
	text = str_trim(text);
	while (text.len > 0) {
		struct str line = line_of(text, columns < 1 ? 1 : columns);
		text = str_trim(str_from(text, line.len));
		VEC_PUSH(a, &lines->list, str_trim(line));
	}
}

void
style_paragraph(struct buf *out, const struct text_style *style, enum text_role role,
    struct str first, struct str text)
{
	struct style_lines lines = {0};
	ptrdiff_t indent = utf8_width(first);
	if (style->plain)
		VEC_PUSH(out->arena, &lines.list, text);
	else
		style_wrap(out->arena, text, style_width(style) - indent, &lines);
	for (ptrdiff_t i = 0; i < lines.list.count; i++) {
		if (i == 0)
			buf_add(out, first);
		else
			buf_fill(out, ' ', indent);
		style_add(out, style, role, lines.list.at[i]);
		buf_char(out, '\n');
	}
}

void
style_flow_add(struct style_flow *flow, enum text_role role, struct str piece)
{
	int width = (int)utf8_width(piece);
	int gap = flow->empty ? 0 : flow->gap;
	int limit = style_width(flow->style);
	if (flow->column + gap + width > limit && flow->column > flow->indent &&
	    !flow->style->plain) {
		buf_char(flow->out, '\n');
		buf_fill(flow->out, ' ', flow->indent);
		flow->column = flow->indent;
		gap = 0;
	}
	if (flow->style->plain && gap > 0)
		buf_add(flow->out, S(", "));
	else
		buf_fill(flow->out, ' ', gap);
	flow->column += gap;
	flow->empty = false;
	if (flow->column + width <= limit || flow->style->plain) {
		style_add(flow->out, flow->style, role, piece);
		flow->column += width;
		return;
	}
	/* Longer than a line: over as many as it needs. */
	struct style_lines lines = {0};
	style_wrap(flow->out->arena, piece, limit - flow->indent, &lines);
	for (ptrdiff_t i = 0; i < lines.list.count; i++) {
		if (i > 0) {
			buf_char(flow->out, '\n');
			buf_fill(flow->out, ' ', flow->indent);
		}
		style_add(flow->out, flow->style, role, lines.list.at[i]);
		flow->column = flow->indent + (int)utf8_width(lines.list.at[i]);
	}
}

/* Whatever the locale writes between the digits becomes one point. */
static struct str
with_point(struct arena *a, struct str text)
{
	struct buf b = {.arena = a};
	bool inside = false;
	for (ptrdiff_t i = 0; i < text.len; i++) {
		char c = text.at[i];
		bool own = is_digit(c) || c == '-' || c == '+' || c == 'e';
		if (own)
			buf_char(&b, c);
		else if (!inside)
			buf_char(&b, '.');
		inside = !own;
	}
	return buf_str(&b);
}

struct str
style_number(struct arena *a, double value, int decimals, bool trim)
{
	if (value != value)
		return S("?");
	struct str s = with_point(a, str_format(a, "%.*f", decimals, value));
	if (trim && str_find(s, '.') >= 0) {
		while (str_ends(s, S("0")))
			s = str_upto(s, s.len - 1);
		if (str_ends(s, S(".")))
			s = str_upto(s, s.len - 1);
	}
	bool zero = true;
	for (ptrdiff_t i = 0; i < s.len; i++)
		zero = zero && (s.at[i] == '-' || s.at[i] == '0' || s.at[i] == '.');
	return zero && str_starts(s, S("-")) ? str_from(s, 1) : s;
}

struct str
style_count(struct arena *a, ptrdiff_t count, const char *one, const char *many)
{
	return str_format(a, "%td %s", count, count == 1 ? one : many);
}

struct str
style_joined(struct arena *a, const struct str *texts, ptrdiff_t count)
{
	struct buf b = {.arena = a};
	for (ptrdiff_t i = 0; i < count; i++) {
		if (i > 0)
			buf_add(&b, S(", "));
		buf_add(&b, texts[i]);
	}
	return buf_str(&b);
}
