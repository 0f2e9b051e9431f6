/* SPDX-License-Identifier: MIT */
/*
 * Styles are drawn once per file (step, dashes, quotes, how often comments, blank lines, brackets
 * come), and everything else as it goes. Comments are numbered, so that a lost one is known.
 */
#include "tests/edit/generate.h"

#include <string.h>

struct style {
	int step, dash, dash_gap;                       /* dash: columns from a key to its dashes */
	int comments, blanks, flow, blocks, nulls, odd; /* one in so many */
	bool unicode, json, anchors, tags, padded, commas, pranks;
	int quotes;        /* 0 plain where it can be, 1 single, 2 double, 3 any */
	const char *colon; /* behind a key in brackets */
};

struct writer {
	struct arena *arena;
	struct chance *c;
	struct buf b;
	struct style s;
	int comments, anchors, keys;
	bool one_line; /* within brackets on one line */
};

static const char *const plain_texts[] = {"a", "value", "two words", "it's", "a-b", "x#y", "a:b",
    "http://x.org/a?b=c", "100%", "path/to", "(paren)", "semi;colon", "tilde~", "at@x", "a 'q' b",
    "0.5", "12", "-3", "true", "no", "null", "2026-03-04", "6 min", "1200 / month", "end.",
    "a very long line that goes on and on so that somebody may want to wrap it at eighty columns",
    "v"};
static const char *const wide_texts[] = {
    "é", "東京", "naïve", "🙂", "Ω mega", "مرحبا", "a\u00a0b"};

#define ANY(w, list) (list[below((w)->c, (int)COUNT_OF(list))])

static bool
rarely(struct writer *w, int n)
{
	return n > 0 && one_in(w->c, n);
}

static const char *
any_text(struct writer *w)
{
	if (w->s.unicode && one_in(w->c, 4))
		return ANY(w, wide_texts);
	return ANY(w, plain_texts);
}

static void
add(struct writer *w, const char *z)
{
	buf_add(&w->b, str_of(z));
}

static void
indent(struct writer *w, int column)
{
	buf_fill(&w->b, ' ', column);
}

static void
add_comment(struct writer *w)
{
	buf_format(&w->b, "#%s c%d%s", one_in(w->c, 6) ? "#" : "", ++w->comments,
	    one_in(w->c, 8)                       ? ": {x, 'y"
		: w->s.unicode && one_in(w->c, 4) ? " é"
						  : "");
}

static void
end_line(struct writer *w)
{
	if (rarely(w, w->s.comments)) {
		buf_fill(&w->b, ' ', 1 + below(w->c, 4));
		add_comment(w);
	} else if (rarely(w, w->s.odd)) {
		buf_fill(&w->b, ' ', 1 + below(w->c, 2));
	}
	add(w, "\n");
}

/* Blank lines and comments between entries. */
static void
gap(struct writer *w, int column)
{
	while (rarely(w, w->s.blanks)) {
		if (rarely(w, w->s.odd))
			indent(w, below(w->c, column + 3));
		add(w, "\n");
	}
	while (rarely(w, w->s.comments)) {
		int at = column;
		if (one_in(w->c, 5))
			at = below(w->c, column + 5);
		indent(w, at);
		add_comment(w);
		add(w, "\n");
		if (rarely(w, w->s.blanks))
			add(w, "\n");
	}
}

/* ---- scalars ---- */

static void
add_single(struct writer *w, const char *z)
{
	add(w, "'");
	for (; *z != '\0'; z++) {
		if (*z == '\'')
			add(w, "'");
		buf_char(&w->b, *z);
	}
	add(w, "'");
}

static void
add_double(struct writer *w, const char *z)
{
	static const char *const escapes[] = {
	    "\\n", "\\t", "\\\"", "\\\\", "\\u00e9", "\\x41", "\\ "};
	add(w, "\"");
	for (; *z != '\0'; z++) {
		buf_char(&w->b, *z);
		if (one_in(w->c, 25) && ((unsigned char)z[1] & 0xc0) != 0x80 && !w->s.json)
			add(w, ANY(w, escapes));
	}
	add(w, "\"");
}

static bool
fits_flow(const char *z)
{
	return strpbrk(z, ",[]{}?:#") == NULL;
}

static void
add_scalar(struct writer *w, bool flow)
{
	const char *z = any_text(w);
	int quotes = w->s.quotes == 3 ? below(w->c, 3)
	    : one_in(w->c, 5)         ? below(w->c, 3)
				      : w->s.quotes;
	if (w->s.json)
		quotes = is_digit(z[0]) && strlen(z) < 3 ? 0 : 2;
	if (quotes == 0 && flow && !fits_flow(z))
		quotes = 2;
	if (quotes == 0)
		add(w, z);
	else if (quotes == 1)
		add_single(w, z);
	else
		add_double(w, z);
}

static void
add_key(struct writer *w, bool flow)
{
	static const char *const names[] = {
	    "name", "k", "a b", "x-y", "Fn::Get", "key.with", "1", "yes"};
	int n = ++w->keys;
	const char *z = one_in(w->c, 3) ? ANY(w, names) : "key";
	if (w->s.unicode && one_in(w->c, 5))
		z = ANY(w, wide_texts);
	int quotes = w->s.json ? 2 : one_in(w->c, 8) ? 1 + below(w->c, 2) : 0;
	if (flow && quotes == 0 && !fits_flow(z))
		quotes = 2;
	const char *quote = quotes == 2 ? "\"" : quotes == 1 ? "'" : "";
	buf_format(&w->b, "%s%s%d%s", quote, z, n, quote);
}

/* Anchor and tag; true when something was written, with a blank behind it. */
static bool
add_properties(struct writer *w, const char *tag)
{
	bool any = false;
	if (w->s.anchors && one_in(w->c, 7)) {
		buf_format(&w->b, "&a%d ", ++w->anchors);
		any = true;
	}
	if (w->s.tags && one_in(w->c, 9)) {
		buf_format(&w->b, "%s ", tag);
		any = true;
	}
	return any;
}

static void
drop_blank(struct writer *w)
{
	while (w->b.len > 0 && w->b.at[w->b.len - 1] == ' ')
		w->b.len--;
}

/* ---- brackets ---- */

static void add_flow(struct writer *w, int column, int depth);

static void
flow_break(struct writer *w, int column)
{
	if (w->one_line) {
		add(w, w->s.padded || !w->s.json ? " " : "");
		return;
	}
	end_line(w);
	if (rarely(w, w->s.comments)) {
		indent(w, column);
		add_comment(w);
		add(w, "\n");
	}
	indent(w, column);
}

static void
add_flow_entry(struct writer *w, bool mapping, int column, int depth)
{
	if (mapping) {
		if (!w->s.json && one_in(w->c, 20))
			add(w, "? ");
		add_key(w, true);
		if (!w->s.json && one_in(w->c, 20))
			return;
		add(w, w->s.colon);
		if (!w->s.json && one_in(w->c, 20))
			return;
	} else if (!w->s.json && one_in(w->c, 25)) {
		add_key(w, true);
		add(w, ": ");
		add_scalar(w, true);
		return;
	}
	if (w->s.anchors && w->anchors > 0 && one_in(w->c, 6)) {
		buf_format(&w->b, "*a%d ", 1 + below(w->c, w->anchors));
		return;
	}
	if (depth > 0 && one_in(w->c, 3)) {
		add_flow(w, column, depth - 1);
		return;
	}
	if (!w->s.json)
		add_properties(w, "!!str");
	add_scalar(w, true);
}

static void
add_flow(struct writer *w, int column, int depth)
{
	bool mapping = one_in(w->c, 2), kept = w->one_line;
	int count = below(w->c, 4), inner = column + (w->s.step > 1 ? w->s.step : 2);
	w->one_line = kept || !one_in(w->c, 3) || count == 0;
	bool opened_lines = !w->one_line && !kept;
	add(w, mapping ? "{" : "[");
	if (count > 0 && !w->one_line)
		flow_break(w, inner);
	else if (count > 0 && w->s.padded)
		add(w, " ");
	for (int i = 0; i < count; i++) {
		add_flow_entry(w, mapping, inner, depth);
		bool last = i + 1 == count;
		if (!last || (w->s.commas && !w->s.json && one_in(w->c, 2)))
			add(w, ",");
		if (!last)
			flow_break(w, inner);
	}
	if (count > 0 && opened_lines) {
		w->one_line = false;
		flow_break(w, column > 0 ? column : 1);
	} else if (count > 0 && w->s.padded) {
		add(w, " ");
	}
	add(w, mapping ? "}" : "]");
	w->one_line = kept;
}

/* ---- blocks ---- */

static void add_mapping(struct writer *w, int column, int depth, bool inline_first);
static void add_sequence(struct writer *w, int column, int depth, bool inline_first);

static void
add_block_text(struct writer *w, int parent)
{
	static const char *const heads[] = {"|", "|-", "|+", ">", ">-", ">+"};
	const char *head = ANY(w, heads);
	int column = parent + (w->s.step > 1 ? w->s.step : 2), lines = 1 + below(w->c, 4);
	if (parent < 0)
		column = 2;
	add(w, head);
	end_line(w);
	for (int i = 0; i < lines; i++) {
		if (i > 0 && one_in(w->c, 4)) {
			add(w, "\n");
			continue;
		}
		indent(w, column + (i > 0 && one_in(w->c, 5) ? 2 : 0));
		add(w, one_in(w->c, 6) ? "# no comment" : any_text(w));
		if (rarely(w, w->s.odd))
			add(w, " ");
		add(w, "\n");
	}
	if (strchr(head, '+') != NULL && one_in(w->c, 2))
		add(w, "\n");
}

/* A text over several lines. */
static void
add_wrapped(struct writer *w, int parent)
{
	int quotes = below(w->c, 3);
	const char *quote = quotes == 2 ? "\"" : quotes == 1 ? "'" : "";
	add(w, quote);
	add(w, "first words");
	for (int i = 1 + below(w->c, 2); i > 0; i--) {
		add(w, one_in(w->c, 4) ? "\n\n" : "\n");
		indent(w, parent + 1 + w->s.step);
		add(w, "more words");
	}
	add(w, quote);
	end_line(w);
}

/* What stands behind `key:` or a dash of a collection in `column`, with the line's end. */
static void
add_value(struct writer *w, int column, int depth, bool item)
{
	if (rarely(w, w->s.nulls)) {
		if (w->s.anchors && one_in(w->c, 6))
			buf_format(&w->b, " &a%d", ++w->anchors);
		end_line(w);
		return;
	}
	if (depth > 0 && !one_in(w->c, 3)) {
		bool sequence = one_in(w->c, 2), behind = false;
		int dash = item && w->s.dash == 0 ? w->s.step : w->s.dash;
		int inner = column + (sequence ? dash : w->s.step);
		add(w, " ");
		bool properties = add_properties(w, sequence ? "!!seq" : "!!map");
		drop_blank(w);
		if (item && !properties && !one_in(w->c, 6)) {
			buf_fill(&w->b, ' ', w->s.dash_gap);
			inner = column + 1 + w->s.dash_gap;
			behind = true;
		} else {
			end_line(w);
			gap(w, inner);
		}
		if (sequence)
			add_sequence(w, inner, depth - 1, behind);
		else
			add_mapping(w, inner, depth - 1, behind);
		return;
	}
	buf_fill(&w->b, ' ', rarely(w, w->s.odd) ? 1 + below(w->c, 3) : item ? w->s.dash_gap : 1);
	if (w->s.anchors && w->anchors > 0 && one_in(w->c, 8)) {
		buf_format(&w->b, "*a%d", 1 + below(w->c, w->anchors));
		end_line(w);
		return;
	}
	if (w->s.json || rarely(w, w->s.flow)) {
		add_flow(w, column + 1, depth);
		end_line(w);
		return;
	}
	if (rarely(w, w->s.blocks)) {
		add_block_text(w, column);
		return;
	}
	add_properties(w, "!!str");
	if (one_in(w->c, 12)) {
		add_wrapped(w, column);
		return;
	}
	if (!item && one_in(w->c, 25)) {
		drop_blank(w);
		add(w, "\n");
		indent(w, column + w->s.step);
	}
	add_scalar(w, false);
	end_line(w);
}

/* Pairs that are legal, at least for libyaml, and that nobody expects. %d is a number, %i the
 * column. */
static const char *const pranks[] = {"? - a%d\n%i  - b\n%i: c\n", "? {a: b%d}\n%i: v\n",
    "? a%d\n%i# c0%d\n%i: - x\n%i  - y\n", "glued%d: \"x\"#c0%d\n", "tab%d:\t\"x\"\t# c0%d\n",
    "lone%d: *nothing\n", "tagged%d: !t v\n", "tagged%d: !<tag:x.org,2000:y> v # c0%d\n",
    "tagged%d: !t\n%i  k: v\n", "first%d: &p%d\n%i  k: v\n%isecond%d: *p%d\n",
    "own%d:\n%i  &q%d !!map\n%i  k: v\n", "own%d: !!seq\n%i- x\n%i-\n", "dup%d: 1\n%idup%d: 2\n",
    "flow%d: {a:1, \"b\":2,\"c\" : [x, y: z, ? q : r, {}], ? d, : e}\n",
    "digit%d: |2\n%i   x\n%i  y\n", "digit%d: >1-\n%i  x\n%i y\n%i  z\n",
    "folded%d: \"a \\\n%i  b\n\n%i  c\"\n", "nel%d: \"a\xc2\x85 b\" # c0%d\n",
    "merge%d: &m%d {x: 1}\n%imerged%d:\n%i  <<: *m%d\n%i  y: 2\n",
    "again%d: &z 1\n%iuse%d: *z\n%iredo%d: &z 2\n%ireuse%d: *z\n",
    "head%d: | # c0%d\n%i  # text\n\n%i # c1%d\n",
    "long%d: [ # c0%d\n%i  a # c1%d\n%i  , b,\n%i  # c2%d\n%i  ]\n",
    "dashes%d:\n%i  - - - x\n%i      - y\n%i  -   # c0%d\n%i    k: v\n%i  - ? k\n%i    : v\n",
    "spaced%d   :   v   \n", "text%d: |+\n%i  x\n\n%i  \n", "text%d: >\n\n%i  x\n%i   y\n\n%i  z\n",
    "quoted%d:\n%i  'x'\n%i  # c0%d\n", "empty%d: # c0%d\n\n%i  # c1%d\n",
    "url%d: http://a.b:80/#x\n"};

static void
add_prank(struct writer *w, int column)
{
	int n = ++w->keys;
	for (const char *z = ANY(w, pranks); *z != '\0'; z++) {
		bool mark = z[0] == '%' && (z[1] == 'd' || z[1] == 'i');
		if (!mark)
			buf_char(&w->b, *z);
		else if (z[1] == 'd')
			buf_format(&w->b, "%d", n);
		else
			indent(w, column);
		z += mark;
	}
}

static void
add_pair(struct writer *w, int column, int depth)
{
	if (w->s.pranks && one_in(w->c, 5)) {
		add_prank(w, column);
		return;
	}
	if (one_in(w->c, 40)) {
		add(w, "? ");
		add_key(w, false);
		end_line(w);
		if (one_in(w->c, 3))
			return;
		indent(w, column);
		add(w, ":");
		add_value(w, column, depth > 0 ? depth - 1 : 0, true);
		return;
	}
	add_key(w, false);
	add(w, rarely(w, w->s.odd) ? " :" : ":");
	add_value(w, column, depth, false);
}

static void
add_mapping(struct writer *w, int column, int depth, bool inline_first)
{
	for (int i = 1 + below(w->c, 4); i > 0; i--) {
		if (!inline_first)
			indent(w, column);
		inline_first = false;
		add_pair(w, column, depth);
		if (i > 1)
			gap(w, column);
	}
	if (one_in(w->c, 4))
		gap(w, column);
}

static void
add_sequence(struct writer *w, int column, int depth, bool inline_first)
{
	for (int i = 1 + below(w->c, 4); i > 0; i--) {
		if (!inline_first)
			indent(w, column);
		inline_first = false;
		add(w, "-");
		add_value(w, column, depth, true);
		if (i > 1)
			gap(w, column);
	}
	if (one_in(w->c, 4))
		gap(w, column);
}

static struct style
any_style(struct chance *c)
{
	static const char *const colons[] = {": ", ": ", ":  ", " : "};
	static const int steps[] = {2, 2, 2, 4, 4, 1, 3, 5, 6, 7, 8};
	struct style s = {
	    .step = steps[below(c, (int)COUNT_OF(steps))],
	    .dash_gap = one_in(c, 4) ? 1 + below(c, 4) : 1,
	    .comments = one_in(c, 5) ? 0 : 2 + below(c, 10),
	    .blanks = one_in(c, 3) ? 0 : 2 + below(c, 8),
	    .flow = one_in(c, 4) ? 0 : 2 + below(c, 8),
	    .blocks = one_in(c, 3) ? 0 : 3 + below(c, 8),
	    .nulls = one_in(c, 2) ? 0 : 4 + below(c, 8),
	    .odd = one_in(c, 2) ? 0 : 3 + below(c, 20),
	    .unicode = one_in(c, 2),
	    .json = one_in(c, 10),
	    .anchors = one_in(c, 3),
	    .tags = one_in(c, 5),
	    .padded = one_in(c, 4),
	    .commas = one_in(c, 3),
	    .quotes = below(c, 4),
	    .pranks = one_in(c, 4),
	};
	s.dash = one_in(c, 3) ? 0 : s.step;
	s.colon = s.json && one_in(c, 2) ? ":" : colons[below(c, (int)COUNT_OF(colons))];
	return s;
}

static void
add_document(struct writer *w)
{
	int depth = 1 + below(w->c, 4);
	w->anchors = 0;
	gap(w, 0);
	if (w->s.json || one_in(w->c, 15)) {
		add_flow(w, 1, depth);
		end_line(w);
	} else if (one_in(w->c, 25)) {
		add_scalar(w, true);
		end_line(w);
	} else if (one_in(w->c, 4)) {
		add_sequence(w, one_in(w->c, 9) ? 2 : 0, depth, false);
	} else {
		add_mapping(w, one_in(w->c, 15) ? 1 : 0, depth, false);
	}
	gap(w, 0);
}

struct str
generate_text(struct arena *a, struct chance *c)
{
	struct writer w = {.arena = a, .c = c, .b = {.arena = a}, .s = any_style(c)};
	bool many = one_in(c, 8);
	if (one_in(c, 60)) {
		gap(&w, 0);
		return w.b.len > 0 ? buf_str(&w.b) : S("");
	}
	if (one_in(c, 30))
		add(&w, "%YAML 1.1\n---\n");
	else if (many || one_in(c, 6))
		add(&w, one_in(c, 4) ? "--- # start\n" : "---\n");
	add_document(&w);
	for (int i = many ? 1 + below(c, 3) : 0; i > 0; i--) {
		if (one_in(c, 5))
			add(&w, "...\n");
		gap(&w, 0);
		add(&w, "---\n");
		if (!one_in(c, 8))
			add_document(&w);
	}
	if (one_in(c, 20))
		add(&w, "...\n");
	return w.b.len > 0 ? buf_str(&w.b) : S("");
}

struct str
generate_dress(struct arena *a, struct chance *c, struct str text)
{
	struct buf b = {.arena = a};
	int dress = below(c, 8);
	if (dress > 4)
		return text;
	if (dress == 2)
		buf_add(&b, S("\xef\xbb\xbf"));
	if (dress == 3) {
		while (text.len > 0 && text.at[text.len - 1] == '\n')
			text.len--;
	}
	for (ptrdiff_t i = 0; i < text.len; i++) {
		char ch = text.at[i];
		bool crlf = dress == 0 || (dress == 4 && one_in(c, 4));
		if (ch == '\n' && (crlf || dress == 1))
			buf_char(&b, '\r');
		if (ch != '\n' || dress != 1)
			buf_char(&b, ch);
	}
	return b.len > 0 ? buf_str(&b) : S("");
}

/* ---- values ---- */

static const char *const hostile[] = {"", " ", "  ", "\n", "\n\n", " a", "a ", "a\n", "a\nb",
    "a\nb\n", "a\n\nb\n\n", "\na", "  a\nb", "a\n  b\n", "a\n \nb", "\t", "a\tb", "\ta\nb", "- a",
    "-", "--", "---", "...", "--- a", "?", "? a", ":", ": a", "a:", "a: b", "a:b", "a #b", "a#b",
    "#", "#a", "a,b", ",", "[", "]", "{", "}", "[a]", "{a: b}", "&a", "*a", "*a1", "!t", "!!str a",
    "|", ">", "| a", "|-\n a", "%", "%YAML", "@a", "`a", "'", "''", "\"", "'a'", "\"a\"", "it's",
    "\\", "a\\nb", "<<", "=", "~", "null", "Null", "yes", "No", "on", "y", "true", "True", "1",
    "1.5", "1e3", "0x1f", "0o17", "017", "1_000", "12:30:45", "2026-03-04", ".inf", "-.INF", ".nan",
    "+1", "-1", "é", "東京", "🙂", "a\xc2\x85 b", "a\u2028b\u2029", "\u00a0a", "\ufeff a", "\x01",
    "\x1b[31m", "\x7f", "\xc2\x80", "\ufffe", "a\rb", "a\r\nb", "\r",
    "a very long text that goes on and on until it is much wider than any line that people like to "
    "read, "
    "and then some more of it, and more, and still more: with a colon # and a hash",
    "many words\nover lines\n\n  indented\nand back\n", "a\n\n\n\n", "ends with colon:\nnext",
    "# c999", "a # c998\nb", "a\n# no comment\nb\n", " \n", "a\n\t\n", "\n a", "x\n   ",
    "trailing  \nblanks \n"};
static const char *const words[] = {"12", "true", "~", "null", "2026-03-04", "plain", "6", "0x1f",
    "1.5", "no", ".inf", "yes", "word", "a-b", "@x", "*a", "-", "?", "a,b", "]", "'q'", "#h",
    "a:", "%", "|", "<<"};

static struct str
mixed_text(struct arena *a, struct chance *c)
{
	static const char *const pieces[] = {"a", "b c", " ", "\n", ":", "#", "- ", "'", "\"", ",",
	    "é", "\t", "\\", "}", "word ", "\n  ", "🙂", "\n\n", "%", "|"};
	struct buf b = {.arena = a};
	for (int i = below(c, 8); i >= 0; i--)
		buf_add(&b, str_of(pieces[below(c, (int)COUNT_OF(pieces))]));
	return buf_str(&b);
}

struct draft *
generate_scalar(struct arena *a, struct chance *c)
{
	int kind = below(c, 10);
	if (kind < 2)
		return draft_typed(a, str_of(words[below(c, (int)COUNT_OF(words))]));
	if (kind < 5)
		return draft_text(a, str_of(plain_texts[below(c, (int)COUNT_OF(plain_texts))]));
	if (kind < 6)
		return draft_text(a, mixed_text(a, c));
	return draft_text(a, str_of(hostile[below(c, (int)COUNT_OF(hostile))]));
}

struct draft *
generate_value(struct arena *a, struct chance *c, int depth)
{
	if (depth == 0 || one_in(c, 2))
		return generate_scalar(a, c);
	bool mapping = one_in(c, 2);
	struct draft *d = mapping ? draft_mapping(a) : draft_sequence(a);
	for (int i = below(c, 4); i > 0; i--) {
		if (mapping) {
			struct str mixed = mixed_text(a, c);
			struct str text = str_format(a, "%.*s%d", STR(mixed), i);
			draft_add(d, draft_text(a, one_in(c, 3) ? text : str_format(a, "n%d", i)));
		}
		draft_add(d, generate_value(a, c, depth - 1));
	}
	return d;
}
