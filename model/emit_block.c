/* SPDX-License-Identifier: MIT */
/*
 * Texts of several lines as literal (|) and folded (>) blocks. Only a text that every reader gets
 * back to the byte is written so: no control characters, no lines of blanks only unless asked for.
 */
#include "model/emit.h"
#include "model/quote.h"

/* Longer runs of empty lines are not read again. */
enum { MOST_EMPTY_LINES = 500 };

static bool
is_blank_line(struct str line)
{
	return line.len > 0 && str_trim(line).len == 0;
}

/* Tabs are harmless here, where no line break is folded and no quote ends. */
static bool
is_harmless_line(struct str line)
{
	struct str part;
	while (str_cut(&line, '\t', &part)) {
		if (!quote_is_harmless(part))
			return false;
	}
	return true;
}

static bool
can_hold_line(const struct emit_block *how, struct str line)
{
	if (!is_harmless_line(line) || (is_blank_line(line) && !how->blank_lines))
		return false;
	return !how->folded || line.len == 0 || !is_blank(line.at[0]);
}

static ptrdiff_t
breaks_at_end(struct str text)
{
	ptrdiff_t count = 0;
	while (count < text.len && text.at[text.len - 1 - count] == '\n')
		count++;
	return count;
}

static bool
can_hold(const struct emit_block *how, struct str text)
{
	if (str_trim(text).len == 0 || how->column < 1 || how->column <= how->parent ||
	    (how->folded && text.at[0] == '\n'))
		return false;
	struct str line;
	ptrdiff_t empty = 0;
	while (str_cut(&text, '\n', &line)) {
		empty = line.len == 0 ? empty + 1 : 0;
		if (empty > MOST_EMPTY_LINES || !can_hold_line(how, line))
			return false;
	}
	return true;
}

/* False when the depth of the lines must be said and cannot. */
static bool
add_header(struct buf *b, struct str text, const struct emit_block *how)
{
	int depth = how->column - (how->parent > 0 ? how->parent : 0);
	bool needed = is_blank(text.at[0]) || text.at[0] == '\n';
	bool possible = depth >= 1 && depth <= 9;
	if (needed && !possible)
		return false;
	buf_char(b, how->folded ? '>' : '|');
	if (needed || (how->digit && possible))
		buf_format(b, "%d", depth);
	ptrdiff_t breaks = breaks_at_end(text);
	if (breaks != 1)
		buf_char(b, breaks == 0 ? '-' : '+');
	buf_add(b, how->comment);
	return true;
}

static void
add_line(struct buf *b, const struct emit_block *how, struct str line)
{
	buf_add(b, how->line_break);
	buf_fill(b, ' ', line.len > 0 ? how->column : 0);
	buf_add(b, line);
}

ptrdiff_t
emit_wrap(struct str text, ptrdiff_t width, bool plain)
{
	ptrdiff_t best = 0, characters = 0;
	for (ptrdiff_t i = 0; i < text.len; i++) {
		bool gap = text.at[i] == ' ' && i > 0 && !is_blank(text.at[i - 1]) &&
		    i + 1 < text.len && !is_blank(text.at[i + 1]);
		bool odd = plain && gap && str_find(S("-?:,[]{}#&*!|>'\"%@`"), text.at[i + 1]) >= 0;
		if (gap && !odd) {
			if (characters > width && best > 0)
				return best;
			best = i;
			if (characters >= width)
				return best;
		}
		characters += ((unsigned char)text.at[i] & 0xc0) != 0x80;
	}
	return characters > width && best > 0 ? best : text.len;
}

static void
add_folded(struct buf *b, const struct emit_block *how, struct str line)
{
	while (line.len > 0) {
		ptrdiff_t end = emit_wrap(line, how->width, false);
		add_line(b, how, str_upto(line, end));
		line = str_from(line, end + 1);
	}
}

/* Between two lines of a folded text, an empty line more: one break alone is a blank. */
static void
add_body(struct buf *b, struct str text, const struct emit_block *how)
{
	ptrdiff_t breaks = breaks_at_end(text);
	struct str rest = str_upto(text, text.len - breaks), line;
	for (bool first = true; str_cut(&rest, '\n', &line); first = false) {
		if (!how->folded) {
			add_line(b, how, line);
			continue;
		}
		if (!first)
			add_line(b, how, S(""));
		add_folded(b, how, line);
	}
	while (breaks-- > 1)
		add_line(b, how, S(""));
}

bool
emit_block(struct buf *b, struct str text, const struct emit_block *how)
{
	if (!can_hold(how, text) || !add_header(b, text, how))
		return false;
	add_body(b, text, how);
	return true;
}
