/* SPDX-License-Identifier: MIT */
/*
 * Setting text in lines. A line is broken after a blank, after a hyphen between letters, beside a
 * CJK character (but never before a mark that closes or stops), and inside a word only when the
 * word alone is wider than the line. A cluster is never cut. All widths are from widths.h.
 */
#include "export/scene.h"

#include "base/utf8.h"
#include "export/widths.h"

static double
pitch_of(struct type type)
{
	return type.pitch > 0 ? type.pitch : (double)(int)(type.size * 4 / 3 + 0.5);
}

/* Directional controls could make a text read as another one; the rest XML cannot hold. */
static bool
is_unfit(int32_t c)
{
	return (utf8_is_control(c) && c != '\n') || c == 0x61c || c == 0x200e || c == 0x200f ||
	    (c >= 0x2028 && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069) || c == 0xfeff ||
	    (c & 0xfffe) == 0xfffe || c == 0xad;
}

struct str
text_clean(struct arena *a, struct str text)
{
	struct buf out = {.arena = a};
	text = str_trim(text);
	bool blank = false;
	int32_t c;
	while ((c = utf8_next(&text)) >= 0) {
		if (c == ' ' || c == '\t' || c == '\r') {
			blank = true;
			continue;
		}
		if (is_unfit(c))
			continue;
		if (blank && out.len > 0 && c != '\n')
			buf_char(&out, ' ');
		blank = false;
		char bytes[4];
		buf_add(&out, (struct str){bytes, utf8_put(c, bytes)});
	}
	return buf_str(&out);
}

double
text_width(struct str text, struct type type)
{
	return widths_of(text, type.size, type.bold);
}

static bool
is_cjk(int32_t c)
{
	return (c >= 0x2e80 && c <= 0xa4cf) || (c >= 0xac00 && c <= 0xd7af) ||
	    (c >= 0xf900 && c <= 0xfaff) || (c >= 0xfe30 && c <= 0xfe6f) ||
	    (c >= 0xff00 && c <= 0xff60) || (c >= 0x20000 && c <= 0x3ffff);
}

/* Marks that may not begin a line, and those that may not end one. */
static bool
closes(int32_t c)
{
	static const int32_t marks[] = {'!', ')', ',', '.', ':', ';', '?', ']', '}', 0x2019, 0x201d,
	    0x2026, 0x3001, 0x3002, 0x3009, 0x300b, 0x300d, 0x300f, 0x3011, 0x30fc, 0x30fb, 0xff01,
	    0xff09, 0xff0c, 0xff0e, 0xff1a, 0xff1b, 0xff1f};
	for (ptrdiff_t i = 0; i < COUNT_OF(marks); i++) {
		if (marks[i] == c)
			return true;
	}
	return false;
}

static bool
opens(int32_t c)
{
	return c == '(' || c == '[' || c == 0x2018 || c == 0x201c || c == 0x3008 || c == 0x300a ||
	    c == 0x300c || c == 0x300e || c == 0x3010 || c == 0xff08;
}

static int32_t
first_of(struct str s)
{
	return utf8_next(&s);
}

static bool
may_break(int32_t before, int32_t after, int32_t last)
{
	if (before == ' ' || before == 0x200b)
		return true;
	if (closes(after) || opens(before))
		return false;
	if (before == '-' || before == 0x2010 || before == '/')
		return utf8_is_letter(last) && utf8_is_letter(after);
	return is_cjk(before) || is_cjk(after);
}

/* One line cut off the start of *rest. */
struct cut {
	struct str line;
	bool hyphen; /* inside a word */
};

static struct str
without_end_blanks(struct str s)
{
	while (s.len > 0 && s.at[s.len - 1] == ' ')
		s.len--;
	return s;
}

static struct cut
cut_at(struct str *rest, ptrdiff_t end)
{
	struct cut cut = {.line = without_end_blanks(str_upto(*rest, end))};
	*rest = str_from(*rest, end);
	while (rest->len > 0 && rest->at[0] == ' ')
		*rest = str_from(*rest, 1);
	return cut;
}

static bool
joins_letters(int32_t before, int32_t after)
{
	bool alphabetic = before < 0x530 && after < 0x530;
	return alphabetic && utf8_is_letter(before) && utf8_is_letter(after);
}

static struct cut
cut_line(struct str *rest, double width, struct type type)
{
	struct str ahead = *rest, cluster;
	int32_t last = 0, before = 0;
	ptrdiff_t good = 0, end = 0;
	double x = 0, hyphen = text_width(S("-"), type);
	ptrdiff_t hyphen_end = 0;
	while (utf8_cluster(&ahead, &cluster)) {
		int32_t c = first_of(cluster);
		if (end > 0 && may_break(before, c, last))
			good = end;
		if (end > 0 && x + hyphen <= width && joins_letters(before, c))
			hyphen_end = end;
		double wide = widths_of_cluster(cluster, type.size, type.bold);
		if (c != ' ' && end > 0 && x + wide > width) {
			if (good > 0)
				return cut_at(rest, good);
			bool split = joins_letters(before, c) && hyphen_end > 0;
			struct cut cut = cut_at(rest, split ? hyphen_end : end);
			cut.hyphen = split;
			return cut;
		}
		x += wide;
		last = before;
		before = c;
		end += cluster.len;
	}
	return cut_at(rest, rest->len);
}

static void
add_line(struct arena *a, struct text_lines *lines, struct str text, struct type type, bool rtl)
{
	struct text_line line = {text, text_width(text, type), pitch_of(type), type, rtl};
	VEC_PUSH(a, &lines->list, line);
	lines->height += line.pitch;
	lines->width = line.width > lines->width ? line.width : lines->width;
}

static struct str
with_ellipsis(struct arena *a, struct str line, double width, struct type type)
{
	double room = width - text_width(S("…"), type);
	struct str rest = line, cluster;
	const char *end = line.at;
	while (utf8_cluster(&rest, &cluster)) {
		room -= widths_of_cluster(cluster, type.size, type.bold);
		if (room < 0)
			break;
		end = cluster.at + cluster.len;
	}
	struct str kept = without_end_blanks(str_upto(line, end - line.at));
	return str_format(a, "%.*s…", STR(kept));
}

static bool
wrap_paragraph(struct arena *a, struct text_lines *lines, struct str text, double width,
    struct type type, ptrdiff_t limit)
{
	bool rtl = utf8_is_rtl(text);
	do {
		struct cut cut = cut_line(&text, width, type);
		bool full = limit > 0 && lines->list.count + 1 >= limit;
		if (full && text.len > 0) {
			add_line(a, lines, with_ellipsis(a, cut.line, width, type), type, rtl);
			return false;
		}
		struct str line = cut.hyphen ? str_format(a, "%.*s-", STR(cut.line)) : cut.line;
		add_line(a, lines, line, type, rtl);
	} while (text.len > 0);
	return true;
}

void
text_wrap(struct arena *a, struct text_lines *lines, struct str text, double width,
    struct type type, int limit)
{
	struct str clean = text_clean(a, text), part;
	ptrdiff_t last = limit > 0 ? lines->list.count + limit : 0;
	while (str_line(&clean, &part)) {
		if (part.len == 0)
			continue;
		bool whole = wrap_paragraph(a, lines, part, width, type, last);
		if (!whole || (last > 0 && lines->list.count >= last)) {
			lines->cut = lines->cut || !whole || clean.len > 0;
			return;
		}
	}
}

void
text_space(struct arena *a, struct text_lines *lines, double height)
{
	VEC_PUSH(a, &lines->list, (struct text_line){.pitch = height});
	lines->height += height;
}

double
text_height(struct arena *a, struct str text, double width, struct type type)
{
	struct text_lines lines = {0};
	text_wrap(a, &lines, text, width, type, 0);
	return lines.height;
}

double
text_longest_word(struct str text, struct type type)
{
	double longest = 0, width = 0;
	int32_t last = 0, before = 0;
	struct str cluster;
	while (utf8_cluster(&text, &cluster)) {
		int32_t c = first_of(cluster);
		if (c == ' ' || c == '\n' || may_break(before, c, last))
			width = 0;
		if (c != ' ')
			width += widths_of_cluster(cluster, type.size, type.bold);
		longest = width > longest ? width : longest;
		last = before;
		before = c;
	}
	return longest;
}
