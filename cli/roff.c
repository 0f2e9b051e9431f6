/* SPDX-License-Identifier: MIT */
/*
 * roff reads a dot or a quote at the start of a line as a request, a backslash as an escape, and
 * in macro arguments quotes and short words as macros. \& in front stops that.
 */
#include "cli/roff.h"

#include "base/utf8.h"

void
roff_text(struct buf *b, struct str text)
{
	int32_t c;
	bool first = true;
	while ((c = utf8_next(&text)) >= 0) {
		if (first && (c == '.' || c == '\''))
			buf_add(b, S("\\&"));
		first = false;
		if (c == '\\')
			buf_add(b, S("\\e"));
		else if (c == '-')
			buf_add(b, S("\\-"));
		else if (c == '"')
			buf_add(b, S("\\(dq"));
		else if (c == '`')
			buf_add(b, S("\\(ga"));
		else if (c == '\'')
			buf_add(b, S("\\(aq"));
		else if (c == '~')
			buf_add(b, S("\\(ti"));
		else if (c == '^')
			buf_add(b, S("\\(ha"));
		else if (c < 0x80)
			buf_char(b, (char)c);
		else
			buf_format(b, "\\[u%04X]", (unsigned)c);
	}
}

void
roff_sentence(struct buf *b, struct str text)
{
	struct buf line = {.arena = b->arena};
	roff_text(&line, text);
	struct str s = buf_str(&line);
	bool small = s.len > 0 && s.at[0] >= 'a' && s.at[0] <= 'z';
	if (small)
		buf_char(b, (char)(s.at[0] - 'a' + 'A'));
	buf_add(b, str_from(s, small));
	if (!str_ends(s, S(".")) && !str_ends(s, S("?")))
		buf_char(b, '.');
	buf_char(b, '\n');
}

/* One line of running text, broken behind sentences and before column 80. */
static void
fill_line(struct buf *b, struct str line)
{
	enum { WIDTH = 78 };
	struct str word;
	ptrdiff_t column = 0;
	bool sentence_ended = false;
	while (str_cut(&line, ' ', &word)) {
		bool opens = word.len > 0 && (word.at[0] == '.' || word.at[0] == '\'');
		bool full = column + 1 + word.len > WIDTH && !opens;
		if (column > 0)
			buf_char(b, full || sentence_ended ? '\n' : ' ');
		column = column > 0 && !full && !sentence_ended ? column + 1 + word.len : word.len;
		buf_add(b, word);
		sentence_ended = str_ends(word, S(".")) && line.len > 0;
	}
	buf_char(b, '\n');
}

struct str
roff_fill(struct arena *a, struct str page)
{
	struct buf b = {.arena = a};
	struct str line;
	bool literal = false;
	while (str_line(&page, &line)) {
		if (str_starts(line, S(".Bd")))
			literal = true;
		if (str_starts(line, S(".Ed")))
			literal = false;
		if (!literal && !str_starts(line, S("."))) {
			fill_line(&b, line);
			continue;
		}
		buf_add(&b, line);
		buf_char(&b, '\n');
	}
	return buf_str(&b);
}
