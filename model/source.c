/* SPDX-License-Identifier: MIT */
/*
 * Where an offset stands for a person: line and column. The line index is made once per source, on
 * the first question; files without findings never pay for it. LF, CRLF and CR end a line, as in
 * every editor (what else libyaml takes for a break does not).
 */
#include "model/source.h"

#include "base/utf8.h"

#include <string.h>

static struct str
parsed_text(const struct source *s)
{
	return s->parsed.at != NULL ? s->parsed : s->text;
}

/* Offset behind the line break at `i`, which is a LF or CR. */
static ptrdiff_t
after_break(struct str text, ptrdiff_t i)
{
	bool pair = text.at[i] == '\r' && i + 1 < text.len && text.at[i + 1] == '\n';
	return i + (pair ? 2 : 1);
}

/* Offset of the first line break from `i` on, or the end. */
static ptrdiff_t
find_break(struct str text, ptrdiff_t i, bool has_cr)
{
	if (!has_cr) {
		ptrdiff_t lf = str_find(str_from(text, i), '\n');
		return lf < 0 ? text.len : i + lf;
	}
	while (i < text.len && text.at[i] != '\n' && text.at[i] != '\r')
		i++;
	return i;
}

static ptrdiff_t
put_line_starts(struct str text, uint32_t *starts)
{
	bool has_cr = str_find(text, '\r') >= 0;
	ptrdiff_t count = 0;
	for (ptrdiff_t i = 0;;) {
		if (starts != NULL)
			starts[count] = (uint32_t)i;
		count++;
		i = find_break(text, i, has_cr);
		if (i >= text.len)
			return count;
		i = after_break(text, i);
	}
}

static void
make_index(struct arena *a, struct source *s)
{
	ptrdiff_t count = put_line_starts(parsed_text(s), NULL);
	uint32_t *starts = NEW_N(a, uint32_t, count);
	s->line_count = put_line_starts(parsed_text(s), starts);
	s->lines = starts;
}

static struct str
without_mark(struct str line)
{
	return str_starts(line, S("\xef\xbb\xbf")) ? str_from(line, 3) : line;
}

/* The first byte of the character around `at`; a byte that belongs to none stands for itself. */
static ptrdiff_t
character_start(struct str text, ptrdiff_t at)
{
	for (ptrdiff_t back = 1; back <= 3 && back <= at && at < text.len; back++) {
		struct str rest = str_from(str_upto(text, at - back + 4), at - back);
		const char *start = rest.at;
		if (((unsigned char)*start & 0xc0) == 0x80)
			continue;
		utf8_next(&rest);
		return rest.at - start > back ? at - back : at;
	}
	return at;
}

struct position
source_position(struct arena *a, struct source *s, uint32_t offset)
{
	struct str text = parsed_text(s);
	if (s->lines == NULL)
		make_index(a, s);
	ptrdiff_t at = character_start(text, offset < text.len ? (ptrdiff_t)offset : text.len);
	ptrdiff_t low = 0, high = s->line_count;
	while (high - low > 1) {
		ptrdiff_t middle = low + (high - low) / 2;
		if (s->lines[middle] <= at)
			low = middle;
		else
			high = middle;
	}
	struct str before = str_from(str_upto(text, at), s->lines[low]);
	if (low == 0)
		before = without_mark(before);
	return (struct position){low + 1, utf8_count(before) + 1};
}

/* Where a line starts in the text that nothing was mended in, or -1. */
static ptrdiff_t
line_start(struct arena *a, struct source *s, ptrdiff_t line)
{
	if (parsed_text(s).at == s->text.at) {
		if (s->lines == NULL)
			make_index(a, s);
		return line <= s->line_count ? (ptrdiff_t)s->lines[line - 1] : -1;
	}
	bool has_cr = str_find(s->text, '\r') >= 0;
	ptrdiff_t i = 0;
	while (--line > 0) {
		i = find_break(s->text, i, has_cr);
		if (i >= s->text.len)
			return -1;
		i = after_break(s->text, i);
	}
	return i;
}

struct str
source_line(struct arena *a, struct source *s, ptrdiff_t line)
{
	ptrdiff_t start = line > 0 ? line_start(a, s, line) : -1;
	if (start < 0)
		return (struct str){0};
	ptrdiff_t end = start;
	while (end < s->text.len && s->text.at[end] != '\n' && s->text.at[end] != '\r')
		end++;
	struct str text = str_from(str_upto(s->text, end), start);
	return line == 1 ? without_mark(text) : text;
}
