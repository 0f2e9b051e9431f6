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

static const uint32_t *
find_lines(struct arena *a, struct str text, ptrdiff_t *count)
{
	*count = put_line_starts(text, NULL);
	uint32_t *starts = NEW_N(a, uint32_t, *count);
	put_line_starts(text, starts);
	return starts;
}

enum { STRIDE = 1024 };

static const uint32_t *
count_characters(struct arena *a, struct str text)
{
	uint32_t *before = NEW_N(a, uint32_t, text.len / STRIDE + 1);
	for (ptrdiff_t i = 0; i + STRIDE <= text.len; i += STRIDE) {
		struct str piece = str_upto(str_from(text, i), STRIDE);
		before[i / STRIDE + 1] = before[i / STRIDE] + (uint32_t)utf8_count(piece);
	}
	return before;
}

static bool
is_mended(const struct source *s)
{
	return parsed_text(s).at != s->text.at;
}

static void
make_index(struct arena *a, struct source *s)
{
	if (s->characters != NULL)
		return;
	s->lines = find_lines(a, parsed_text(s), &s->line_count);
	s->characters = count_characters(a, parsed_text(s));
	if (is_mended(s)) {
		s->text_lines = find_lines(a, s->text, &s->text_line_count);
		s->text_characters = count_characters(a, s->text);
		return;
	}
	s->text_lines = s->lines;
	s->text_characters = s->characters;
	s->text_line_count = s->line_count;
}

static ptrdiff_t
characters_before(struct str text, const uint32_t *characters, ptrdiff_t offset)
{
	ptrdiff_t mark = offset / STRIDE;
	return characters[mark] + utf8_count(str_from(str_upto(text, offset), mark * STRIDE));
}

static struct str
without_mark(struct str line)
{
	return str_starts(line, S("\xef\xbb\xbf")) ? str_from(line, 3) : line;
}

/* How many bytes of the text are a byte-order mark in front of its first line. */
static ptrdiff_t
mark_before(struct str text, ptrdiff_t line_start)
{
	return line_start == 0 ? text.len - without_mark(text).len : 0;
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
	ptrdiff_t start = s->lines[low] + mark_before(text, s->lines[low]);
	if (at < start)
		at = start;
	ptrdiff_t column = characters_before(text, s->characters, at) -
	    characters_before(text, s->characters, start);
	return (struct position){low + 1, column + 1};
}

/* The line's bytes in the user's own text, without mark and break. */
static struct str
line_with_start(struct arena *a, struct source *s, ptrdiff_t line, ptrdiff_t *start)
{
	make_index(a, s);
	if (line < 1 || line > s->text_line_count)
		return (struct str){0};
	*start = s->text_lines[line - 1];
	ptrdiff_t end = line < s->text_line_count ? (ptrdiff_t)s->text_lines[line] : s->text.len;
	while (end > *start && (s->text.at[end - 1] == '\n' || s->text.at[end - 1] == '\r'))
		end--;
	*start += mark_before(s->text, *start);
	return str_from(str_upto(s->text, end), *start);
}

struct str
source_line(struct arena *a, struct source *s, ptrdiff_t line)
{
	ptrdiff_t start = 0;
	return line_with_start(a, s, line, &start);
}

ptrdiff_t
source_offset(struct arena *a, struct source *s, struct position at)
{
	ptrdiff_t start = 0;
	struct str line = line_with_start(a, s, at.line, &start);
	if (at.column < 1 || line.len == 0)
		return 0;
	ptrdiff_t wanted = characters_before(s->text, s->text_characters, start) + at.column - 1;
	/* The last mark that has no more characters before it than wanted, then character by
	 * character. */
	ptrdiff_t low = start / STRIDE, high = (start + line.len) / STRIDE + 1;
	while (high - low > 1) {
		ptrdiff_t middle = low + (high - low) / 2;
		if (s->text_characters[middle] <= wanted)
			low = middle;
		else
			high = middle;
	}
	ptrdiff_t i = low * STRIDE > start ? low * STRIDE : start;
	ptrdiff_t end = start + line.len;
	ptrdiff_t seen = characters_before(s->text, s->text_characters, i);
	for (; i < end; i++) {
		bool first = ((unsigned char)s->text.at[i] & 0xc0) != 0x80;
		if (first && seen == wanted)
			break;
		seen += first;
	}
	return i - start;
}
