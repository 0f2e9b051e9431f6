/* SPDX-License-Identifier: MIT */
/*
 * The loop of refusal, explanation and mending. The text is kept as lines, and only whole lines are
 * changed, none added or taken away, so line numbers stay those of the user's file. Every round
 * must get libyaml further; where the explanation does not, the block at the mistake is blanked and
 * what it may cause is not told.
 */
#include "base/buf.h"
#include "base/utf8.h"
#include "model/syntax_priv.h"

#include <stdint.h>

#include <string.h>

enum { MOST_ROUNDS = 30, MOST_BYTES = 12 << 20 };

/* ---- lines ---- */

static ptrdiff_t
count_lines(struct str text)
{
	struct str line;
	ptrdiff_t count = 1;
	while (str_line(&text, &line))
		count++;
	return count;
}

static void
split(struct mending *m, struct str text)
{
	struct arena *a = m->arena;
	m->mark = str_upto(text, str_starts(text, S("\xef\xbb\xbf")) ? 3 : 0);
	text = str_from(text, m->mark.len);
	m->count = count_lines(text);
	m->original = NEW_N(a, struct str, m->count);
	m->lines = NEW_N(a, struct str, m->count);
	m->breaks = NEW_N(a, struct str, m->count);
	m->mended = NEW_N(a, bool, m->count);
	m->shift = NEW_N(a, ptrdiff_t, m->count);
	m->starts = NEW_N(a, uint32_t, m->count);
	ptrdiff_t i = 0;
	struct str rest = text, line;
	while (str_line(&rest, &line)) {
		const char *end = line.at + line.len;
		m->original[i] = m->lines[i] = line;
		m->breaks[i++] =
		    (struct str){end, (rest.len > 0 ? rest.at : text.at + text.len) - end};
	}
	m->count = i > 0 && m->breaks[i - 1].len == 0 ? i : i + 1;
}

static void
join(struct mending *m)
{
	struct buf b = {.arena = m->arena};
	buf_add(&b, m->mark);
	for (ptrdiff_t i = 0; i < m->count; i++) {
		m->starts[i] = (uint32_t)b.len;
		buf_add(&b, m->lines[i]);
		buf_add(&b, m->breaks[i]);
	}
	m->text = b.len > 0 ? buf_str(&b) : S("");
}

static ptrdiff_t
line_of(const struct mending *m, uint32_t offset)
{
	ptrdiff_t low = 0, high = m->count;
	while (high - low > 1) {
		ptrdiff_t middle = low + (high - low) / 2;
		if (m->starts[middle] <= offset)
			low = middle;
		else
			high = middle;
	}
	return low;
}

ptrdiff_t
content_above(const struct mending *m, ptrdiff_t line)
{
	while (--line >= 0) {
		struct shape s = shape_of(m->lines[line]);
		if (!shape_is_empty(&s))
			return line;
	}
	return -1;
}

/* A line that changes twice in a round is noted once, from its first words to its last. */
static void
note_line(struct mending *m, ptrdiff_t line, struct str after)
{
	if (m->mends == NULL || m->mends->list.count == 0)
		return;
	struct arena *a = m->mends->arena;
	struct mend *now = &m->mends->list.at[m->mends->list.count - 1];
	for (ptrdiff_t i = now->lines.count - 1; i >= 0; i--) {
		if (now->lines.at[i].line != line)
			continue;
		now->lines.at[i].after = str_copy(a, after);
		return;
	}
	VEC_PUSH(a, &now->lines,
	    (struct mended_line){line, str_copy(a, m->lines[line]), str_copy(a, after)});
}

static void
note_round(struct mending *m)
{
	if (m->mends != NULL)
		VEC_PUSH(m->mends->arena, &m->mends->list, (struct mend){.code = -1, .sure = true});
}

static void
note_finding(struct mending *m, enum diag_code code, ptrdiff_t line)
{
	if (m->mends == NULL || m->mends->list.count == 0)
		return;
	struct mend *now = &m->mends->list.at[m->mends->list.count - 1];
	if (now->code >= 0)
		return;
	now->code = (int)code;
	now->line = line;
}

void
not_sure(struct mending *m)
{
	if (m->mends != NULL && m->mends->list.count > 0)
		m->mends->list.at[m->mends->list.count - 1].sure = false;
}

/* A place in a changed line is a column of the user's line: it must not become shorter. */
static void
put_line(struct mending *m, ptrdiff_t line, struct str text)
{
	note_line(m, line, text);
	enum { MOST_PADDING = 900 };
	m->first_changed = line < m->first_changed ? line : m->first_changed;
	struct buf b = {.arena = m->arena};
	ptrdiff_t lacking = utf8_count(m->original[line]) - utf8_count(text);
	buf_add(&b, text);
	buf_fill(&b, ' ', lacking < MOST_PADDING ? lacking : MOST_PADDING);
	m->lines[line] = b.len > 0 ? buf_str(&b) : S("");
}

void
set_line(struct mending *m, ptrdiff_t line, struct str text)
{
	put_line(m, line, text);
	m->mended[line] = true;
}

void
set_indent(struct mending *m, ptrdiff_t line, ptrdiff_t indent)
{
	ptrdiff_t before = shape_of(m->lines[line]).indent;
	struct buf b = {.arena = m->arena};
	buf_fill(&b, ' ', indent);
	buf_add(&b, str_from(m->lines[line], before));
	m->shift[line] += indent - utf8_count(str_upto(m->lines[line], before));
	put_line(m, line, buf_str(&b));
}

/* The lines after `line` that are empty or deeper than it belong to it. */
static ptrdiff_t
block_end(const struct mending *m, ptrdiff_t line)
{
	ptrdiff_t indent = shape_of(m->lines[line]).indent, end = line + 1;
	for (ptrdiff_t i = line + 1; i < m->count; i++) {
		struct shape s = shape_of(m->lines[i]);
		if (shape_is_empty(&s))
			continue;
		if (s.indent <= indent)
			break;
		end = i + 1;
	}
	return end;
}

void
blank_block(struct mending *m, ptrdiff_t line)
{
	ptrdiff_t end = block_end(m, line);
	not_sure(m);
	for (ptrdiff_t i = line; i < end; i++)
		set_line(m, i, S(""));
}

/*
 * A key that moves to the right takes the lines along that are left of its new column. Anything
 * else takes along all that stands as deep or deeper, unless what is below an item stands right for
 * the item's new place.
 */
void
shift_block(struct mending *m, ptrdiff_t line, ptrdiff_t by)
{
	struct shape first = shape_of(m->lines[line]);
	ptrdiff_t most = by > 0 && first.dash < 0 ? first.indent + by - 1 : PTRDIFF_MAX;
	for (ptrdiff_t i = line; i < m->count; i++) {
		struct shape s = shape_of(m->lines[i]);
		if (shape_is_empty(&s))
			continue;
		bool in_place = first.dash >= 0 && s.indent == first.text + by;
		bool next_item = i > line && first.dash >= 0 && s.indent == first.indent && by > 0;
		if (s.indent < first.indent || (i > line && in_place) || next_item)
			break;
		if (s.indent <= most)
			set_indent(m, i, s.indent + by);
	}
}

/* ---- findings ---- */

struct diag *
report(struct mending *m, enum diag_code code, ptrdiff_t line, ptrdiff_t from, ptrdiff_t to,
    struct str message)
{
	if (m->mended[line])
		return &m->ignored;
	struct str text = m->lines[line];
	ptrdiff_t column = utf8_count(str_upto(text, from)) - m->shift[line];
	ptrdiff_t width = utf8_count(slice(text, from, to));
	note_finding(m, code, line);
	VEC_PUSH(m->arena, &m->found, (struct found){m->d->list.count, line, column});
	return diag_add(m->d, code, (struct place){m->number, 0}, width, "%.*s", STR(message));
}

/* Offset of a column in the text as it was last joined. */
static uint32_t
offset_of(const struct mending *m, ptrdiff_t line, ptrdiff_t column)
{
	struct str rest = m->lines[line];
	for (; column > 0 && rest.len > 0; column--)
		utf8_next(&rest);
	return m->starts[line] + (uint32_t)(rest.at - m->lines[line].at);
}

void
mending_finish(struct mending *m)
{
	for (ptrdiff_t i = 0; i < m->found.count; i++) {
		const struct found *f = &m->found.at[i];
		m->d->list.at[f->index].at.offset = offset_of(m, f->line, f->column);
	}
}

/* ---- the loop ---- */

static void
note_error(struct mending *m, struct yaml_error error)
{
	m->error = error;
	m->line = line_of(m, error.offset);
	m->column = error.offset - m->starts[m->line];
	m->context_line = m->context_column = -1;
	if (error.context != NO_OFFSET) {
		m->context_line = line_of(m, error.context);
		m->context_column = error.context - m->starts[m->context_line];
	}
}

/* libyaml's words, for those who never heard of its tokens. */
static struct str
plain_words(struct str problem)
{
	static const struct {
		struct str theirs, ours;
	} words[] = {
	    {S_INIT("mapping values are not allowed in this context"),
		S_INIT("a colon stands where no key can be")},
	    {S_INIT("did not find expected key"), S_INIT("a line 'key: value' is expected here")},
	    {S_INIT("did not find expected '-' indicator"),
		S_INIT("a list item, beginning with '- ', is expected here")},
	    {S_INIT("did not find expected <document start>"),
		S_INIT("the file ends before this; nothing can follow at this level")},
	    {S_INIT("did not find expected node content"), S_INIT("a value is expected here")},
	    {S_INIT("did not find expected ',' or ']'"),
		S_INIT("a comma or a closing ']' is expected here")},
	    {S_INIT("did not find expected ',' or '}'"),
		S_INIT("a comma or a closing '}' is expected here")},
	    {S_INIT("could not find expected ':'"), S_INIT("a colon is missing after this key")},
	    {S_INIT("found unknown directive name"),
		S_INIT("a line that begins with % is an instruction to YAML, and this one is "
		       "unknown")},
	    {S_INIT("found incompatible YAML document"),
		S_INIT("this version of YAML is not known; leave the line out")},
	    {S_INIT("found unexpected document indicator"),
		S_INIT("a new document begins inside of a quoted text")},
	};
	for (ptrdiff_t i = 0; i < COUNT_OF(words); i++) {
		if (str_eq(words[i].theirs, problem))
			return words[i].ours;
	}
	return problem;
}

/* What nobody understood: libyaml's place, and the block there blanked. */
static void
report_any(struct mending *m)
{
	struct shape s = shape_of(m->lines[m->line]);
	ptrdiff_t from = m->column < s.end ? m->column : s.text < s.end ? s.text : 0;
	struct diag *f = report(m, DIAG_yaml_syntax, m->line, from, s.end > from ? s.end : from + 1,
	    plain_words(m->error.problem));
	if (m->context_line >= 0 && m->context_line < m->line)
		f->hint = str_format(m->d->arena,
		    "what cannot be ended here begins in line %td: '%.*s'", m->context_line + 1,
		    STR(shown(m->d->arena, str_trim(m->original[m->context_line]))));
}

static void
blank_here(struct mending *m)
{
	ptrdiff_t line = m->line;
	struct shape s = shape_of(m->lines[line]);
	if (shape_is_empty(&s))
		line = content_above(m, line);
	if (line >= 0)
		blank_block(m, line);
}

/*
 * Whether the last mending helped. Below the first line that it changed everything may be new, for
 * an open quote hides what it holds; but the same refusal a third time is never a new one.
 */
static bool
is_further(struct mending *m, struct yaml_error before, ptrdiff_t line)
{
	bool same = m->line == line && str_eq(before.problem, m->error.problem);
	m->repeats = same ? m->repeats + 1 : 0;
	if (same && m->first_changed < line)
		return m->repeats < 2;
	return m->line > m->first_changed && !same;
}

/* A line too long to be mended in several ways, or to be shown. */
static bool
is_long(const struct mending *m)
{
	enum { LONG = 64 << 10 };
	return m->lines[m->line].len > LONG ||
	    (m->context_line >= 0 && m->lines[m->context_line].len > LONG);
}

struct str
mend(struct mending *m, struct str text, struct yaml_error first)
{
	split(m, text);
	join(m);
	note_error(m, first);
	bool follow_up = false;
	ptrdiff_t quiet_line = -1, spent = 0;
	for (int round = 0; round < MOST_ROUNDS && spent <= MOST_BYTES; round++) {
		struct yaml_error before = m->error;
		ptrdiff_t line = m->line;
		m->is_aside = false;
		note_round(m);
		m->first_changed = m->count;
		if (follow_up || line <= quiet_line) {
			blank_here(m);
			quiet_line = line + 1;
		} else if (is_long(m)) {
			report_any(m);
			break;
		} else if (!explain_refusal(m)) {
			report_any(m);
			blank_here(m);
			quiet_line = line + 1;
		}
		join(m);
		spent += m->text.len;
		struct arena_mark mark = arena_mark(m->arena);
		struct tree tree;
		struct yaml_error error;
		bool fine = yaml_parse(m->arena, m->text, &tree, &error);
		error.problem = str_copy(m->d->arena, error.problem);
		arena_release(m->arena, mark);
		if (fine)
			return m->text;
		if (error.trouble != YAML_SYNTAX)
			break;
		note_error(m, error);
		follow_up = !m->is_aside && !is_further(m, before, line);
	}
	/* Beyond mending: places are told in the text as it is. */
	m->lines = m->original;
	join(m);
	return (struct str){0};
}
