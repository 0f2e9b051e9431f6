/* SPDX-License-Identifier: MIT */
/*
 * What libyaml refuses, in people's words. Each function looks at one kind of refusal, says which
 * mistake it was with the corrected line, and mends that line; false means that it was another
 * kind. Lines and columns are those of libyaml's error; what people did wrong often stands above
 * it.
 */
#include "base/buf.h"
#include "base/utf8.h"
#include "model/identity.h"
#include "model/syntax_priv.h"

enum { LONGEST_QUOTE = 64 << 10 };

static bool
problem_is(const struct mending *m, const char *start)
{
	return str_starts(m->error.problem, str_of(start));
}

static char
char_of(struct str s, ptrdiff_t i)
{
	return i >= 0 && i < s.len ? s.at[i] : '\0';
}

static struct str
concat3(struct mending *m, struct str a, struct str b, struct str c)
{
	return str_format(m->d->arena, "%.*s%.*s%.*s", STR(a), STR(b), STR(c));
}

/* The line with `text` in place of bytes from..to. */
static struct str
replaced(struct mending *m, ptrdiff_t line, ptrdiff_t from, ptrdiff_t to, struct str text)
{
	struct str whole = m->lines[line];
	return concat3(m, str_upto(whole, from), text, str_from(whole, to));
}

/* A corrected line as a hint shows it: without indentation and comment. */
static struct str
hint_line(struct mending *m, struct str line)
{
	struct shape s = shape_of(line);
	struct str bare = slice(line, s.indent, s.end);
	return str_format(m->d->arena, "write `%.*s`", STR(bare));
}

/* ---- texts that need quotes ---- */

/* Lines that carry on the text of `line`: deeper than its key or dash, neither key nor item. */
static ptrdiff_t
last_of_text(const struct mending *m, ptrdiff_t line)
{
	struct shape s = shape_of(m->lines[line]);
	ptrdiff_t base = s.colon >= 0 ? s.text : s.dash >= 0 ? s.dash : s.indent, last = line;
	for (ptrdiff_t i = line + 1; i < m->count; i++) {
		struct shape next = shape_of(m->lines[i]);
		if (shape_is_empty(&next))
			continue;
		if (next.indent <= base || next.dash >= 0 || next.colon >= 0)
			break;
		last = i;
	}
	return last;
}

/* Quote from `from` to the end of the text, which may be some lines below. */
static void
mend_quotes(struct mending *m, ptrdiff_t line, ptrdiff_t from, ptrdiff_t to)
{
	ptrdiff_t last = to < shape_of(m->lines[line]).end ? line : last_of_text(m, line);
	if (last == line) {
		struct str quoted = in_quotes(m->arena, slice(m->lines[line], from, to));
		set_line(m, line, replaced(m, line, from, to, quoted));
		return;
	}
	for (ptrdiff_t i = line; i <= last; i++) {
		struct shape s = shape_of(m->lines[i]);
		ptrdiff_t start = i == line ? from : s.text, end = i == line ? to : s.end;
		if (end <= start)
			continue;
		struct str quoted = escaped(m->arena, slice(m->lines[i], start, end));
		quoted =
		    concat3(m, i == line ? S("\"") : S(""), quoted, i == last ? S("\"") : S(""));
		set_line(m, i, replaced(m, i, start, end, quoted));
	}
}

static bool
quote(struct mending *m, ptrdiff_t line, ptrdiff_t from, ptrdiff_t to, struct str message)
{
	struct str text = slice(m->lines[line], from, to);
	struct diag *f = report(m, DIAG_quote_it, line, from, to, message);
	bool one_line = last_of_text(m, line) == line || to < shape_of(m->lines[line]).end;
	if (one_line)
		f->hint = hint_line(m, replaced(m, line, from, to, in_quotes(m->d->arena, text)));
	else
		f->hint = S("put the whole text in quotes");
	mend_quotes(m, line, from, to);
	return true;
}

/* Where a piece in brackets ends that begins at `i`. */
static ptrdiff_t
piece_end(struct str line, ptrdiff_t i)
{
	ptrdiff_t end = i;
	while (end < line.len && line.at[end] != ',' && line.at[end] != ']' && line.at[end] != '}')
		end++;
	while (end > i && is_blank(line.at[end - 1]))
		end--;
	return end > i ? end : i + 1;
}

/* A text at `from` that begins with a character which means something in YAML. */
static bool
quote_first_character(struct mending *m, ptrdiff_t line, ptrdiff_t from)
{
	struct shape s = shape_of(m->lines[line]);
	struct str rest = str_from(s.line, from);
	if (rest.len == 0 || line < 0)
		return false;
	struct str after = rest;
	utf8_next(&after);
	struct str first = str_upto(rest, rest.len - after.len);
	bool begins = from == s.value || from == s.text;
	ptrdiff_t to = begins && s.end > from ? s.end : piece_end(s.line, from);
	if (from == s.text && s.colon >= 0 && s.value < s.end && s.dash < 0)
		to = s.colon;
	return quote(m, line, from, to,
	    str_format(m->d->arena, "a text cannot begin with '%.*s' without quotes", STR(first)));
}

/* ---- ": " where none can be ---- */

static bool
has_block_below(const struct mending *m, ptrdiff_t line)
{
	struct shape s = shape_of(m->lines[line]);
	for (ptrdiff_t i = line + 1; i < m->count; i++) {
		struct shape next = shape_of(m->lines[i]);
		if (shape_is_empty(&next))
			continue;
		return next.indent > s.text || (next.dash >= 0 && next.indent == s.text);
	}
	return false;
}

static bool
insert_blank(struct mending *m, ptrdiff_t line, ptrdiff_t from, struct str word)
{
	ptrdiff_t colon = from + word.len;
	struct str fixed = replaced(m, line, colon, colon + 1, S(": "));
	struct diag *f = report(m, DIAG_colon_space, line, colon, colon + 1,
	    str_format(m->d->arena, "a blank must follow the colon of '%.*s:'", STR(word)));
	f->hint = hint_line(m, fixed);
	set_line(m, line, fixed);
	return true;
}

/* `title: Stage 1: Wake`, `- Answer: then log: it`, `Stage 1: Wake up:`. */
static bool
two_colons(struct mending *m)
{
	struct shape s = shape_of(m->lines[m->line]);
	if (s.colon < 0 || s.colon >= m->column)
		return false;
	struct str key = shape_key(&s), glued = key_before_colon(key);
	char behind = char_of(key, glued.len + 1);
	if (glued.len > 0 && (behind == '{' || behind == '['))
		return insert_blank(m, m->line, s.text, glued);
	ptrdiff_t from = s.value, to = s.end;
	bool ends = m->column == s.end - 1;
	if (ends && (s.dash < 0 || has_block_below(m, m->line))) {
		from = s.text;
		to = m->column;
	} else if (s.dash >= 0 && !identity_is_id(key)) {
		from = s.text;
	}
	ptrdiff_t quoted = quoted_length(str_from(s.line, s.value));
	if (from == s.value && quoted > 0 && s.value + quoted == m->column)
		return quote(m, m->line, from, to,
		    S("nothing can follow the closing quote: the whole text needs quotes"));
	return quote(m, m->line, from, to,
	    str_format(m->d->arena, "a second ': ' in one line: '%.*s' needs quotes",
		STR(shown(m->d->arena, slice(s.line, from, to)))));
}

/* ---- a step with details and no id ---- */

/* Whether two items stand in one list: nothing between them is further left. */
static bool
in_one_list(const struct mending *m, ptrdiff_t x, ptrdiff_t y)
{
	ptrdiff_t first = x < y ? x : y, last = x < y ? y : x;
	ptrdiff_t dash = shape_of(m->lines[first]).dash;
	for (ptrdiff_t i = first + 1; i < last; i++) {
		struct shape s = shape_of(m->lines[i]);
		if (!shape_is_empty(&s) && (s.indent < dash || (s.indent == dash && s.dash < 0)))
			return false;
	}
	return shape_of(m->lines[last]).dash == dash;
}

/* The same words under that id in another list are the same step, as it is today. */
static bool
is_taken(const struct mending *m, ptrdiff_t line, struct str id, struct str text)
{
	for (ptrdiff_t i = 0; i < m->count; i++) {
		ptrdiff_t at = str_find(m->lines[i], '-');
		if (at < 0 || str_search(m->lines[i], id) < 0)
			continue;
		struct shape s = shape_of(m->lines[i]);
		if (s.dash >= 0 && str_eq(shape_key(&s), id) &&
		    (in_one_list(m, line, i) || !str_eq(shape_value(&s), text)))
			return true;
	}
	return false;
}

static struct str
free_id(struct mending *m, ptrdiff_t line, struct str text)
{
	struct arena *a = m->d->arena;
	struct str slug = identity_slug(a, text);
	if (slug.len == 0)
		slug = S("step");
	struct str id = slug;
	for (int i = 2; is_taken(m, line, id, text) && i < 100; i++)
		id = str_format(a, "%.*s-%d", STR(slug), i);
	return id;
}

static bool
needs_id(struct mending *m, ptrdiff_t line)
{
	struct shape s = shape_of(m->lines[line]);
	struct str text = shape_value(&s), joined = text;
	struct str word = key_before_colon(text);
	if (word.len > 0)
		return insert_blank(m, line, s.text, word);
	for (ptrdiff_t i = line + 1; i < m->line; i++) {
		struct shape more = shape_of(m->lines[i]);
		if (shape_is_empty(&more))
			continue;
		struct str detail = key_before_colon(shape_value(&more));
		if (is_known_key(detail)) {
			insert_blank(m, i, more.text, detail);
			continue;
		}
		joined = concat3(m, joined, S(" "), shape_value(&more));
		if (more.indent <= s.text)
			set_indent(m, i, s.text + 2);
	}
	bool quoted = quoted_length(text) == text.len;
	struct str bare = quoted && text.len > 1 ? slice(text, 1, text.len - 1) : joined;
	struct str id = free_id(m, line, bare);
	struct str fixed = replaced(m, line, s.text, s.text, concat3(m, id, S(": "), S("")));
	struct diag *f = report(m, DIAG_detail_needs_id, line, s.text, s.end,
	    str_format(m->d->arena, "this has details below it and no id yet: '%.*s'",
		STR(shown(m->d->arena, bare))));
	f->hint = hint_line(m, fixed);
	set_line(m, line, fixed);
	return true;
}

/* ---- indentation ---- */

static ptrdiff_t
content_below(const struct mending *m, ptrdiff_t line)
{
	while (++line < m->count) {
		struct shape s = shape_of(m->lines[line]);
		if (!shape_is_empty(&s))
			return line;
	}
	return -1;
}

static bool
wrong_column(struct mending *m, ptrdiff_t line, ptrdiff_t column, struct str message)
{
	struct shape s = shape_of(m->lines[line]);
	ptrdiff_t now = utf8_count(str_upto(s.line, s.indent)) - m->shift[line] + 1;
	ptrdiff_t end = s.dash >= 0 ? s.dash + 1 : s.colon >= 0 ? s.colon : s.end;
	struct diag *f = report(m, DIAG_indent, line, s.indent, end, message);
	f->hint = str_format(
	    m->d->arena, "begin this line in column %td, not in column %td", column + 1, now);
	shift_block(m, line, column - s.indent);
	return true;
}

/* The next line as deep as `indent` or less, or -1. */
static ptrdiff_t
next_of_depth(const struct mending *m, ptrdiff_t line, ptrdiff_t indent)
{
	while ((line = content_below(m, line)) >= 0) {
		if (shape_of(m->lines[line]).indent <= indent)
			return line;
	}
	return -1;
}

/* When the lines below agree with each other, the one above them is the one that was moved. */
static bool
wrong_line_above(struct mending *m, ptrdiff_t line, ptrdiff_t column)
{
	return wrong_column(m, line, column,
	    S("this stands deeper than the lines below it that belong to the same list or key"));
}

/* An item that was moved away from its details and from the next item. */
static bool
wrong_item(struct mending *m, ptrdiff_t line, ptrdiff_t item)
{
	struct shape here = shape_of(m->lines[line]), above = shape_of(m->lines[item]);
	ptrdiff_t below = next_of_depth(m, line, here.indent - 1);
	if (below < 0 || m->mended[item])
		return false;
	struct shape next = shape_of(m->lines[below]);
	return next.dash >= 0 && next.text == here.indent && next.indent < above.indent &&
	    wrong_line_above(m, item, next.indent);
}

static bool
wrong_detail(struct mending *m, ptrdiff_t line, ptrdiff_t item)
{
	struct shape s = shape_of(m->lines[line]), above = shape_of(m->lines[item]);
	if (wrong_item(m, line, item))
		return true;
	ptrdiff_t now = utf8_count(str_upto(s.line, s.indent)) - m->shift[line] + 1;
	ptrdiff_t wanted = utf8_count(str_upto(above.line, above.text));
	return wrong_column(m, line, wanted,
	    str_format(m->d->arena,
		"details stand under the first letter of the id, column %td; this is at column %td",
		wanted - m->shift[item] + 1, now));
}

static bool
wrong_bullet(struct mending *m, ptrdiff_t line, ptrdiff_t above)
{
	struct shape s = shape_of(m->lines[above]);
	struct str text = shown(m->d->arena, shape_value(&s));
	if (s.dash >= 0)
		return wrong_column(m, line, s.indent,
		    str_format(m->d->arena,
			"this list item stands below the text '%.*s' and would be part of it",
			STR(text)));
	struct diag *f = report(m, DIAG_indent, line, shape_of(m->lines[line]).indent,
	    shape_of(m->lines[line]).indent + 1,
	    str_format(m->d->arena, "'%.*s' has a value already: a list cannot stand below it",
		STR(shape_key(&s))));
	f->hint = str_format(m->d->arena, "make the text the first item: `- %.*s`", STR(text));
	blank_block(m, line);
	for (ptrdiff_t i = line + 1; i < m->count; i++) {
		struct shape next = shape_of(m->lines[i]);
		if (shape_is_empty(&next))
			continue;
		if (next.dash < 0 || next.indent <= s.indent)
			break;
		blank_block(m, i);
	}
	return true;
}

/* A key without a colon, or a sentence where a key must be. */
static bool
missing_colon(struct mending *m, ptrdiff_t line)
{
	struct shape s = shape_of(m->lines[line]);
	struct arena *a = m->d->arena;
	struct str text = shape_value(&s);
	if (s.colon >= 0 || s.end <= s.text || quoted_length(text) > 0 ||
	    str_find(S("\"'[{&*!|>%@`"), text.at[0]) >= 0)
		return false;
	if (text.len > 1 && text.at[0] == '-' && text.at[1] != '-' && !is_digit(text.at[1])) {
		struct str apart = replaced(m, line, s.text, s.text + 1, S("- "));
		struct diag *f = report(m, DIAG_yaml_syntax, line, s.text, s.text + 1,
		    S("a blank must follow the dash"));
		f->hint = hint_line(m, apart);
		set_line(m, line, apart);
		return true;
	}
	struct str word = key_before_colon(text);
	if (word.len > 0)
		return insert_blank(m, line, s.text, word);
	ptrdiff_t blank = str_find(text, ' ');
	word = str_upto(text, blank < 0 ? text.len : blank);
	if (is_known_key(word)) {
		ptrdiff_t end = s.text + word.len;
		struct str fixed = replaced(m, line, end, end, S(":"));
		struct diag *f = report(m, DIAG_yaml_syntax, line, s.text, end,
		    str_format(a, "a colon is missing after '%.*s'", STR(word)));
		f->hint = hint_line(m, fixed);
		set_line(m, line, fixed);
		return true;
	}
	struct diag *f = report(m, DIAG_yaml_syntax, line, s.text, s.end,
	    str_format(a, "'%.*s' is neither 'key: value' nor a list item", STR(shown(a, text))));
	f->hint = S("write `- ` in front of it, or a key and a colon; to carry on the text above, "
		    "indent it deeper than that text's key");
	blank_block(m, line);
	return true;
}

/* The nearest line above with a key or a dash: what the plain text that goes on here began in. */
static ptrdiff_t
line_with_shape(const struct mending *m, ptrdiff_t line)
{
	while ((line = content_above(m, line)) >= 0) {
		struct shape s = shape_of(m->lines[line]);
		if (s.dash >= 0 || s.colon >= 0)
			return line;
	}
	return -1;
}

/* A key that libyaml took for the rest of a text above. */
static bool
swallowed_key(struct mending *m)
{
	struct shape here = shape_of(m->lines[m->line]);
	ptrdiff_t above = line_with_shape(m, m->line);
	if (here.colon != m->column)
		return false;
	if (above < 0) {
		ptrdiff_t first = content_below(m, -1);
		return first >= 0 && first < m->line && missing_colon(m, first);
	}
	struct shape s = shape_of(m->lines[above]);
	if (s.end <= s.value) {
		ptrdiff_t below = content_below(m, above);
		return below < m->line && missing_colon(m, below);
	}
	if (here.indent <= s.indent)
		return false;
	if (here.dash >= 0)
		return wrong_bullet(m, m->line, above);
	if (s.colon < 0)
		return needs_id(m, above);
	if (s.dash >= 0)
		return wrong_detail(m, m->line, above);
	return wrong_column(m, m->line, s.indent,
	    str_format(m->d->arena,
		"this stands deeper than '%.*s' above it, which has a value already",
		STR(shown(m->d->arena, shape_key(&s)))));
}

static bool
values_not_allowed(struct mending *m)
{
	return problem_is(m, "mapping values are not allowed") &&
	    (two_colons(m) || swallowed_key(m));
}

/* ---- something else than a key or a dash at the start of a line ---- */

/* `- "Answer the call"` and details below, or `- Answer the call # twice`: no id either. */
static bool
is_closed_item(const struct shape *s)
{
	bool comment = str_starts(str_trim(str_from(s->line, s->end)), S("#"));
	return s->dash >= 0 && s->colon < 0 && s->end > s->text &&
	    (comment || str_find(S("\"'[{*"), s->line.at[s->text]) >= 0);
}

/* The column where lines of this depth begin, or -1; *item is the item it belongs to, or -1. */
static ptrdiff_t
wanted_column(const struct mending *m, ptrdiff_t line, ptrdiff_t *item)
{
	struct shape here = shape_of(m->lines[line]);
	ptrdiff_t wanted = -1, i = line;
	*item = -1;
	while ((i = content_above(m, i)) >= 0) {
		struct shape s = shape_of(m->lines[i]);
		if (s.dash < 0 && s.colon < 0)
			continue;
		if (here.dash < 0 && s.dash >= 0 && s.dash <= here.indent && s.text > here.indent) {
			*item = i;
			return s.text;
		}
		if (s.indent <= here.indent && here.dash >= 0 && wanted < 0 && s.indent > 0 &&
		    s.dash < 0)
			continue;
		if (s.indent <= here.indent)
			return wanted < 0 && here.dash > s.dash && s.dash >= 0 ? s.indent : wanted;
		if (here.dash < 0 || s.dash >= 0)
			wanted = wanted < 0 || s.indent < wanted ? s.indent : wanted;
	}
	return wanted;
}

/* The line at `column` above, when there is but one of this depth; else -1. */
static ptrdiff_t
only_one_above(const struct mending *m, ptrdiff_t line, ptrdiff_t column)
{
	ptrdiff_t found = -1, i = line;
	while ((i = content_above(m, i)) >= 0) {
		ptrdiff_t indent = shape_of(m->lines[i]).indent;
		if (indent < column)
			break;
		if (indent == column && found >= 0)
			return -1;
		if (indent == column)
			found = i;
	}
	return found;
}

/* A line that begins with a bracket which closes nothing. */
static bool
closing_alone(struct mending *m, ptrdiff_t at)
{
	struct diag *f = report(m, DIAG_yaml_syntax, m->line, at, at + 1,
	    str_format(m->d->arena, "this '%c' closes nothing", m->lines[m->line].at[at]));
	f->hint = S("leave it out, or write the bracket that it closes above");
	not_sure(m);
	set_line(m, m->line, replaced(m, m->line, at, at + 1, S(" ")));
	return true;
}

static bool
wrong_line_start(struct mending *m)
{
	struct arena *a = m->d->arena;
	struct shape here = shape_of(m->lines[m->line]);
	ptrdiff_t above = content_above(m, m->line);
	char begins = char_of(here.line, here.text);
	if (here.indent == m->column && (begins == ']' || begins == '}'))
		return closing_alone(m, here.text);
	if (here.indent != m->column || above < 0 || (here.dash < 0 && here.colon < 0))
		return false;
	struct shape s = shape_of(m->lines[above]);
	if (here.dash < 0 && is_closed_item(&s) && here.indent > s.dash)
		return needs_id(m, above);
	if (here.indent > s.indent && s.colon >= 0 && s.end > s.value &&
	    str_find(S("\"'[{*"), s.line.at[s.value]) >= 0) {
		if (here.dash >= 0)
			return wrong_bullet(m, m->line, above);
		if (s.dash >= 0)
			return wrong_detail(m, m->line, above);
		return wrong_column(m, m->line, s.indent,
		    str_format(a,
			"this stands deeper than '%.*s' above it, which has a value already",
			STR(shown(a, shape_key(&s)))));
	}
	ptrdiff_t item;
	ptrdiff_t wanted = wanted_column(m, m->line, &item);
	if (wanted < 0)
		return false;
	if (item >= 0) {
		bool below_dash = here.indent == shape_of(m->lines[item]).dash;
		bool meant = !below_dash || is_known_key(shape_key(&here));
		return meant && wrong_detail(m, m->line, item);
	}
	ptrdiff_t first = only_one_above(m, m->line, wanted);
	ptrdiff_t next = next_of_depth(m, m->line, here.indent);
	if (first >= 0 && wanted > here.indent && next >= 0) {
		struct shape below = shape_of(m->lines[next]);
		if (below.indent == here.indent && (below.dash >= 0) == (here.dash >= 0))
			return wrong_line_above(m, first, here.indent);
	}
	return wrong_column(m, m->line, wanted,
	    str_format(a,
		here.dash >= 0
		    ? "this list item does not stand under the one above it, at column %td"
		    : "this key does not stand under the one above it, at column %td",
		wanted + 1));
}

/* ---- quotes and brackets ---- */

static bool
unclosed_quote(struct mending *m, ptrdiff_t line, ptrdiff_t from, struct str message)
{
	struct shape s = shape_of(m->lines[line]);
	struct arena *a = m->d->arena;
	ptrdiff_t end = s.end > from ? s.end : from + 1;
	struct str text = slice(s.line, from + 1, end);
	bool apostrophe = s.line.at[from] == '\'';
	struct str whole = apostrophe ? slice(s.line, from, end) : text;
	bool begins = from == s.value || from == s.text;
	struct str fixed = replaced(m, line, from, end, in_quotes(a, whole));
	struct diag *f = report(m, DIAG_yaml_syntax, line, from, from + 1, message);
	if (begins)
		f->hint = hint_line(m, fixed);
	else
		f->hint = S("close it on the same line, or leave it out");
	if (apostrophe || !begins || last_of_text(m, line) != line)
		not_sure(m);
	set_line(m, line, fixed);
	return true;
}

static bool
quote_without_end(struct mending *m)
{
	ptrdiff_t line = m->context_line, from = m->context_column;
	bool unended = problem_is(m, "found unexpected end of stream") ||
	    problem_is(m, "found unexpected document indicator") ||
	    problem_is(m, "could not find expected ':'");
	if (!unended || line < 0 || str_find(S("\"'"), char_of(m->lines[line], from)) < 0 ||
	    quoted_length(str_from(m->lines[line], from)) > 0)
		return false;
	return unclosed_quote(m, line, from, S("this quote is never closed"));
}

static bool
bad_escape(struct mending *m)
{
	if (!problem_is(m, "found unknown escape") &&
	    !problem_is(m, "did not find expected hexdec") &&
	    !problem_is(m, "found invalid Unicode character escape"))
		return false;
	struct str line = m->lines[m->line];
	ptrdiff_t at = m->column;
	while (at > 0 && char_of(line, at) != '\\')
		at--;
	if (char_of(line, at) != '\\')
		return false;
	struct diag *f = report(m, DIAG_yaml_syntax, m->line, at, at + 2,
	    str_format(m->d->arena, "'%.*s' has no meaning between double quotes",
		STR(slice(line, at, at + 2))));
	f->hint = S("write \\\\ for a backslash, or use single quotes");
	set_line(m, m->line, replaced(m, m->line, at, at, S("\\")));
	return true;
}

/* Brackets that a line opens and does not close, innermost last, as the text that closes them. */
static struct str
lacking_brackets(struct mending *m, struct str text)
{
	struct buf open = {.arena = m->arena};
	for (ptrdiff_t i = 0; i < text.len; i++) {
		char c = text.at[i];
		ptrdiff_t quoted = quoted_length(str_from(text, i));
		if (quoted > 0)
			i += quoted - 1;
		else if (c == '[' || c == '{')
			buf_char(&open, c == '[' ? ']' : '}');
		else if ((c == ']' || c == '}') && open.len > 0)
			open.len--;
	}
	for (ptrdiff_t i = 0; i < open.len / 2; i++) {
		char c = open.at[i];
		open.at[i] = open.at[open.len - 1 - i];
		open.at[open.len - 1 - i] = c;
	}
	return buf_str(&open);
}

static bool
bracket_without_end(struct mending *m)
{
	ptrdiff_t line = m->context_line, from = m->context_column;
	struct shape s = shape_of(m->lines[line]), here = shape_of(m->lines[m->line]);
	bool later = m->line > line && (here.indent <= s.indent || m->line == m->count - 1);
	bool at_end = m->line == line && m->column >= s.end;
	struct str lacking = lacking_brackets(m, slice(s.line, from, s.end));
	if ((!later && !at_end) || lacking.len == 0)
		return false;
	/* The text of an item is words: closing a list there would help nobody. */
	bool pairs = s.colon < 0 && s.line.at[from] == '{' &&
	    str_search(slice(s.line, from, s.end), S(": ")) >= 0;
	if (s.dash >= 0 && from == s.value && !pairs)
		return quote_first_character(m, line, from);
	struct arena *a = m->d->arena;
	struct str fixed = replaced(m, line, s.end, s.end, lacking);
	struct diag *f = report(m, DIAG_yaml_syntax, line, from, from + 1,
	    str_format(a, "this '%c' is never closed", s.line.at[from]));
	f->hint = str_format(a, "close it: `%.*s`, or put the text in quotes",
	    STR(slice(fixed, s.indent, s.end + lacking.len)));
	if (!is_known_key(shape_key(&s)) || from != s.value)
		not_sure(m);
	set_line(m, line, fixed);
	return true;
}

static bool
trouble_in_brackets(struct mending *m)
{
	bool flow = problem_is(m, "did not find expected ',' or");
	if (!flow || m->context_line < 0)
		return false;
	if (bracket_without_end(m))
		return true;
	struct str line = m->lines[m->line];
	ptrdiff_t from = m->column;
	while (from > 0 && str_find(S(",[{"), line.at[from - 1]) < 0)
		from--;
	while (from < m->column && is_blank(line.at[from]))
		from++;
	struct str before = slice(line, from, m->column);
	ptrdiff_t colon = str_search(before, S(": "));
	if (char_of(line, m->column) == ':' && colon > 0) {
		from += colon + 2;
		while (is_blank(char_of(line, from)))
			from++;
	}
	ptrdiff_t to = piece_end(line, from < m->column ? from : m->column);
	if (to <= m->column || from >= m->column)
		return false;
	struct diag *f = report(m, DIAG_quote_it, m->line, from, to,
	    str_format(m->d->arena, "'%.*s' cannot stand in brackets without quotes",
		STR(shown(m->d->arena, slice(line, from, to)))));
	struct str text = slice(line, from, to);
	struct str fixed = replaced(m, m->line, from, to, in_quotes(m->d->arena, text));
	f->hint = hint_line(m, fixed);
	set_line(m, m->line, fixed);
	return true;
}

/* Text behind a quote, a bracket or an alias that begins the value. */
static bool
text_behind(struct mending *m)
{
	struct shape s = shape_of(m->lines[m->line]);
	if (m->column <= s.value || m->column >= s.end)
		return false;
	ptrdiff_t from = s.value < m->column ? s.value : s.text;
	char first = s.line.at[from];
	if (first == '"' || first == '\'') {
		if (from + quoted_length(str_from(s.line, from)) > m->column)
			return false;
		return quote(m, m->line, from, s.end,
		    S("nothing can follow the closing quote: the whole text needs quotes"));
	}
	return str_find(S("[{*&!"), first) >= 0 && quote_first_character(m, m->line, from);
}

/* A quote in this line closed what was opened by mistake lines above. */
static bool
quote_of_above(struct mending *m)
{
	ptrdiff_t at = m->column;
	while (at > 0 && is_blank(m->lines[m->line].at[at - 1]))
		at--;
	char quote_char = char_of(m->lines[m->line], at - 1);
	if (quote_char != '"' && quote_char != '\'')
		return false;
	ptrdiff_t end = (ptrdiff_t)m->starts[m->line] + at;
	for (ptrdiff_t i = m->line - 1; i >= 0; i--) {
		if (str_find(m->lines[i], quote_char) < 0)
			continue;
		struct shape s = shape_of(m->lines[i]);
		struct str opened = str_from(m->text, (ptrdiff_t)m->starts[i] + s.value);
		if (s.value < s.end && opened.at[0] == quote_char &&
		    opened.at + quoted_length(opened) == m->text.at + end)
			return unclosed_quote(m, i, s.value,
			    str_format(m->d->arena, "this quote is not closed before line %td",
				m->line + 1));
		if (m->starts[i] + LONGEST_QUOTE < end)
			return false;
	}
	return false;
}

static bool
unexpected(struct mending *m)
{
	bool known = problem_is(m, "did not find expected key") ||
	    problem_is(m, "did not find expected '-'") ||
	    problem_is(m, "did not find expected <document start>");
	if (!known)
		return false;
	return text_behind(m) || wrong_line_start(m);
}

/* ---- characters that mean something ---- */

static bool
at_least(struct mending *m, ptrdiff_t line, ptrdiff_t from)
{
	struct shape s = shape_of(m->lines[line]);
	struct str rest = str_from(str_upto(s.line, s.end), from + 1);
	if (char_of(s.line, from) != '>')
		return false;
	if (char_of(rest, 0) == '=')
		rest = str_from(rest, 1);
	rest = str_trim(rest);
	if (rest.len == 0 || !is_digit(rest.at[0]))
		return false;
	struct arena *a = m->d->arena;
	struct str fixed = replaced(m, line, from, s.end, concat3(m, S("at least "), rest, S("")));
	struct diag *f = report(m, DIAG_block_number, line, from, s.end,
	    S("'>' starts a block text, not a comparison"));
	f->hint = str_format(a, "write `at least %.*s`", STR(rest));
	set_line(m, line, fixed);
	return true;
}

static bool
special_character(struct mending *m)
{
	ptrdiff_t line = m->context_line, from = m->context_column;
	bool scanning = problem_is(m, "did not find expected alphabetic") ||
	    problem_is(m, "did not find expected comment or line break") ||
	    problem_is(m, "found undefined tag handle") ||
	    problem_is(m, "did not find expected whitespace or line break") ||
	    problem_is(m, "found an indentation indicator equal to 0") ||
	    problem_is(m, "did not find expected tag URI") ||
	    problem_is(m, "did not find the expected '>'") ||
	    problem_is(m, "did not find expected '!'") ||
	    problem_is(m, "did not find URI escaped octet");
	bool directive = char_of(m->lines[m->line], 0) == '%' && m->error.context != NO_OFFSET &&
	    m->context_line == m->line && from == 0;
	if (scanning && !directive && line >= 0)
		return at_least(m, line, from) || quote_first_character(m, line, from);
	if (problem_is(m, "found character that cannot start any token") &&
	    char_of(m->lines[m->line], m->column) != '\t')
		return quote_first_character(m, m->line, m->column);
	char c = char_of(m->lines[m->line], m->column);
	if (problem_is(m, "did not find expected node content") &&
	    (c == ',' || c == ']' || c == '}')) {
		struct shape s = shape_of(m->lines[m->line]);
		return m->column == s.value && quote_first_character(m, m->line, m->column);
	}
	return false;
}

/* `note: - text` and `wifi: ?`. */
static bool
indicator_as_text(struct mending *m)
{
	struct shape s = shape_of(m->lines[m->line]);
	if (m->column != s.value || s.colon < 0)
		return false;
	if (problem_is(m, "block sequence entries are not allowed"))
		return quote(
		    m, m->line, s.value, s.end, S("a text cannot begin with '- ' without quotes"));
	if (!problem_is(m, "mapping keys are not allowed"))
		return false;
	if (s.end - s.value > 1)
		return quote_first_character(m, m->line, s.value);
	/* A lone ? is what people write for "not known yet": the reader says so. */
	set_line(m, m->line, replaced(m, m->line, s.value, s.end, S("\"?\"")));
	return true;
}

/* ---- tabs and no-break spaces ---- */

static bool
is_tabbed(struct str line)
{
	struct shape s = shape_of(line);
	struct str indent = str_upto(line, s.indent);
	for (ptrdiff_t i = 0; i < indent.len; i++) {
		if (indent.at[i] != ' ')
			return !shape_is_empty(&s);
	}
	return false;
}

static ptrdiff_t
count_tabbed(const struct mending *m)
{
	ptrdiff_t count = 0;
	for (ptrdiff_t i = 0; i < m->count; i++)
		count += is_tabbed(m->lines[i]);
	return count;
}

/* Columns of an indentation: a tab to the next multiple of `tab`, one for any other blank. */
static ptrdiff_t
columns_of(struct str indent, ptrdiff_t tab)
{
	ptrdiff_t columns = 0;
	while (indent.len > 0)
		columns += utf8_next(&indent) == '\t' ? tab - columns % tab : 1;
	return columns;
}

/* The width of a tab with which a line falls in with one of spaces above it; else two. */
static ptrdiff_t
tab_width(const struct mending *m, ptrdiff_t line, struct str indent)
{
	static const ptrdiff_t widths[] = {2, 4, 8, 3};
	ptrdiff_t above = content_above(m, line);
	struct shape s = above < 0 ? (struct shape){0} : shape_of(m->lines[above]);
	for (ptrdiff_t i = 0; above >= 0 && i < COUNT_OF(widths); i++) {
		ptrdiff_t columns = columns_of(indent, widths[i]);
		if (columns == s.indent || columns == s.text)
			return widths[i];
	}
	return widths[0];
}

static void
mend_tabs(struct mending *m)
{
	ptrdiff_t width = 2;
	for (ptrdiff_t i = 0; i < m->count; i++) {
		if (!is_tabbed(m->lines[i]))
			continue;
		struct str indent = str_upto(m->lines[i], shape_of(m->lines[i]).indent);
		ptrdiff_t above = content_above(m, i);
		if (above < 0 || !is_tabbed(m->original[above]))
			width = tab_width(m, i, indent);
		set_indent(m, i, columns_of(indent, width));
	}
}

static struct str
blank_name(struct arena *a, int32_t c)
{
	if (c == '\t')
		return S("a tab");
	if (c == 0xa0 || c == 0x202f || c == 0x2007)
		return S("a no-break space");
	return str_format(a, "the character U+%04X", (unsigned)c);
}

/*
 * The line of the error, the line above it, or any line above that begins with a blank which is
 * none for YAML: such a line is a key of its own there, and what is refused comes much later.
 */
static ptrdiff_t
first_tabbed(const struct mending *m)
{
	for (ptrdiff_t i = 0; i < m->line; i++) {
		struct shape s = shape_of(m->lines[i]);
		if (s.indent > 0 && utf8_count(str_upto(s.line, s.indent)) < s.indent)
			return i;
	}
	if (is_tabbed(m->lines[m->line]))
		return m->line;
	ptrdiff_t above = content_above(m, m->line);
	return above >= 0 && is_tabbed(m->lines[above]) ? above : -1;
}

static bool
tab_in_indent(struct mending *m)
{
	ptrdiff_t line = first_tabbed(m);
	if (line < 0)
		return false;
	struct str rest = m->lines[line];
	ptrdiff_t at = 0;
	while (rest.at[0] == ' ') {
		rest = str_from(rest, 1);
		at++;
	}
	struct str after = rest;
	int32_t c = utf8_next(&after);
	struct diag *f = report(m, DIAG_yaml_tab, line, at, at + rest.len - after.len,
	    str_format(
		m->d->arena, "%.*s stands in the indentation", STR(blank_name(m->d->arena, c))));
	ptrdiff_t more = count_tabbed(m) - 1;
	f->hint = more > 0
	    ? str_format(m->d->arena, "use spaces; %td more line%s of this file begin%s so", more,
		  more == 1 ? "" : "s", more == 1 ? "s" : "")
	    : S("use spaces");
	mend_tabs(m);
	m->is_aside = true;
	return true;
}

static bool
tab_elsewhere(struct mending *m)
{
	struct str line = m->lines[m->line];
	bool tab = problem_is(m, "found character that cannot start") ||
	    problem_is(m, "found a tab character");
	ptrdiff_t at = m->column;
	if (!tab || char_of(line, at) != '\t')
		return false;
	struct diag *f =
	    report(m, DIAG_yaml_tab, m->line, at, at + 1, S("a tab stands where only spaces can"));
	f->hint = S("use spaces");
	set_line(m, m->line, replaced(m, m->line, at, at + 1, S(" ")));
	return true;
}

static bool
no_colon(struct mending *m)
{
	return problem_is(m, "could not find expected ':'") && m->context_line >= 0 &&
	    missing_colon(m, m->context_line);
}

bool
explain_refusal(struct mending *m)
{
	static bool (*const explanations[])(struct mending *) = {tab_in_indent, tab_elsewhere,
	    quote_of_above, quote_without_end, bad_escape, special_character, indicator_as_text,
	    trouble_in_brackets, values_not_allowed, no_colon, unexpected};
	for (ptrdiff_t i = 0; i < COUNT_OF(explanations); i++) {
		if (explanations[i](m))
			return true;
	}
	return false;
}
