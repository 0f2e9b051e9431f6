/* SPDX-License-Identifier: MIT */
/*
 * A new value for a scalar, a new name for a key. The style that stands there stays where it can
 * hold the text; anchor, tag and comments are not touched. A text that gets several lines becomes a
 * literal, with the comment of its line behind the header. The frame calls this for single values
 * and keys that are texts, not for aliases.
 */
#include "model/edit_priv.h"

#include "base/utf8.h"
#include "model/edit_wrap.h"

enum { LEAST_WIDTH = 40, LONGEST_KEY = 1000 };

struct setting {
	struct edit_job *job;
	const struct node *old;
	struct draft value;
	struct looks looks;
	struct emit_place place;
	uint32_t at, end;         /* what is replaced */
	struct str before, after; /* stands around the new text */
	struct str comment;       /* of an old block text's header, with the blanks before it */
	bool fold;                /* the old text goes over several lines, and so may the new one */
};

static struct str
piece(const struct edit_job *job, uint32_t from, uint32_t to)
{
	return str_from(str_upto(job->text, to), from);
}

static bool
has_break(struct str s)
{
	return str_find(s, '\n') >= 0 || str_find(s, '\r') >= 0;
}

static bool
is_block_text(const struct node *n)
{
	return n->style == STYLE_LITERAL || n->style == STYLE_FOLDED;
}

static bool
is_item(const struct node *n)
{
	return n->parent != NULL && n->parent->kind == NODE_SEQUENCE;
}

/* A comment with the blanks before it, at least one; nothing when there is no comment. */
static struct str
comment_from(const struct edit_job *job, uint32_t from)
{
	uint32_t end = line_end(job->text, from);
	const struct span *c = comment_in(job->tree, from, end);
	if (c == NULL)
		return S("");
	uint32_t start = c->start;
	while (start > from && is_blank(job->text.at[start - 1]))
		start--;
	struct str comment = piece(job, start, end);
	return start < c->start ? comment : str_format(job->arena, " %.*s", STR(comment));
}

/* ---- candidates ---- */

/* Says the same as one before it: then it is not tried again. */
static bool
is_known(const struct edit_job *job, const struct candidate *c)
{
	for (ptrdiff_t i = 0; i < job->list.count; i++) {
		const struct candidate *o = &job->list.at[i];
		if (o->at == c->at && o->end == c->end && str_eq(o->text, c->text))
			return true;
	}
	return false;
}

static void
try_text(const struct setting *s, uint32_t at, uint32_t end, struct str text)
{
	struct candidate c = {.at = at, .end = end, .text = text};
	if (s->old->is_key)
		c.owned[0] = (struct span){s->old->start, s->old->end};
	if (!is_known(s->job, &c))
		edit_try(s->job, c);
}

/* ---- on one line, or folded over several ---- */

static ptrdiff_t
widest_line(struct str text, ptrdiff_t first_column)
{
	struct str line;
	ptrdiff_t widest = 0, column = first_column;
	while (str_line(&text, &line)) {
		ptrdiff_t width = column + utf8_count(line);
		widest = width > widest ? width : widest;
		column = 0;
	}
	return widest;
}

static ptrdiff_t
at_least(ptrdiff_t width, ptrdiff_t least)
{
	return width > least ? width : least;
}

/* Continuation lines stand where the old ones stood. */
static int
continuation_column(const struct setting *s, struct str old)
{
	struct str line;
	int least = s->place.column < 0 ? 1 : s->place.column + 1;
	str_line(&old, &line);
	while (str_line(&old, &line)) {
		int column = 0;
		while (column < line.len && line.at[column] == ' ')
			column++;
		if (column < line.len)
			return column > least ? column : least;
	}
	return least;
}

static void
add_folded(struct buf *b, const struct setting *s, struct str text)
{
	struct str old = piece(s->job, s->old->content, s->old->end);
	ptrdiff_t first = (ptrdiff_t)s->old->column, widest = widest_line(old, first);
	int column = continuation_column(s, old);
	struct wrap w = {.first_width = at_least(widest - first, LEAST_WIDTH),
	    .width = at_least(widest - column, LEAST_WIDTH),
	    .column = column,
	    .line_break = s->looks.line_break,
	    .plain = text.len > 0 && text.at[0] != '"' && text.at[0] != '\''};
	wrap_old(s->job->arena, &w, old);
	add_wrapped(b, &w, text);
}

/* A value that is not written leaves no blanks behind. */
static uint32_t
before_blanks(const struct setting *s)
{
	struct str text = s->job->text;
	uint32_t at = s->at, first = line_start(text, at);
	while (at > first && is_blank(text.at[at - 1]))
		at--;
	return at;
}

static void
try_style(const struct setting *s, enum node_style style)
{
	struct buf scalar = {.arena = s->job->arena}, b = {.arena = s->job->arena};
	emit_scalar(&scalar, &s->looks, s->place, &s->value, style);
	if (scalar.len == 0 && s->place.flow && is_item(s->old))
		buf_add(&scalar, S("null"));
	uint32_t at = scalar.len == 0 && !s->place.flow ? before_blanks(s) : s->at;
	buf_add(&b, scalar.len > 0 ? s->before : S(""));
	if (s->fold)
		add_folded(&b, s, buf_str(&scalar));
	else
		buf_add(&b, buf_str(&scalar));
	buf_add(&b, s->comment);
	buf_add(&b, scalar.len > 0 ? s->after : S(""));
	try_text(s, at, s->end, buf_str(&b));
}

static void
try_styles(const struct setting *s)
{
	bool quoted = s->old->style == STYLE_SINGLE || s->old->style == STYLE_DOUBLE;
	if (quoted)
		try_style(s, s->old->style);
	try_style(s, STYLE_PLAIN);
	try_style(s, STYLE_DOUBLE);
	/* A document of which nothing is left would be none. */
	if (s->value.typed && s->value.text.len == 0 && s->old->parent == NULL) {
		struct setting written = *s;
		written.value.text = S("null");
		try_style(&written, STYLE_PLAIN);
	}
}

/* ---- as a block ---- */

/* Blank lines that follow would become part of a text that keeps its last ones. */
static uint32_t
past_blank_lines(const struct setting *s, uint32_t end)
{
	struct str text = s->job->text;
	bool at_line = s->after.len > 0;
	uint32_t line = at_line ? end : line_next(text, end);
	while (line < text.len && line_is_blank(text, line)) {
		end = at_line ? line_next(text, line) : line_end(text, line);
		line = line_next(text, line);
	}
	return end;
}

static void
try_block(const struct setting *s, uint32_t at, uint32_t end, struct buf *b)
{
	struct str value = s->value.text;
	if (str_ends(value, S("\n\n")))
		end = past_blank_lines(s, end);
	if (end >= s->job->text.len && s->after.len == 0 && str_ends(value, S("\n")))
		buf_add(b, s->looks.line_break);
	buf_add(b, s->after);
	try_text(s, at, end, buf_str(b));
}

/* The column of the deepest comment below, before anything else stands there; -1: none does. */
static int
comment_below(const struct edit_job *job, uint32_t line)
{
	int deepest = -1;
	for (; line < job->text.len; line = line_next(job->text, line)) {
		int column = line_comment(job->text, job->tree, line);
		if (column < 0 && !line_is_blank(job->text, line))
			break;
		deepest = column > deepest ? column : deepest;
	}
	return deepest;
}

/* The header goes on the line of the key or the dash where no comment stands between. */
static bool
is_below_header(const struct setting *s, uint32_t header)
{
	const struct node *n = s->old;
	return !n->is_null && n->parent != NULL && n->indicator != NO_OFFSET && s->at > header &&
	    has_break(piece(s->job, header, s->at)) &&
	    comment_in(s->job->tree, header, s->at) == NULL;
}

static void
try_literal_in(const struct setting *s, const struct looks *looks)
{
	struct edit_job *job = s->job;
	const struct node *n = s->old;
	bool has_line = s->after.len > 0;
	uint32_t end = has_line ? s->end : line_end(job->text, s->end);
	uint32_t header = n->properties_end > n->start ? n->properties_end : n->indicator + 1;
	bool below = is_below_header(s, header);
	struct buf b = {.arena = job->arena};
	buf_add(&b, below ? S(" ") : s->before);
	struct str comment = has_line ? S("") : comment_from(job, s->end);
	if (emit_literal(&b, looks, s->value.text, s->place.column, is_item(n), comment))
		try_block(s, below ? header : s->at, end, &b);
}

/* One line becomes many, which stand deeper than a comment that follows: else it were one of them.
 */
static void
try_literal(const struct setting *s)
{
	struct edit_job *job = s->job;
	int base = s->place.column > 0 ? s->place.column : 0;
	uint32_t below = s->after.len > 0 ? s->end : line_next(job->text, s->end);
	int comment = comment_below(job, below);
	struct looks looks = s->looks;
	if (comment >= emit_block_column(&looks, s->place.column, is_item(s->old)))
		looks.step = comment + 1 - base;
	try_literal_in(s, &looks);
}

/* Where the lines of the old block text begin, and whether its header says so. */
static int
block_column(const struct setting *s, bool *digit)
{
	struct str text = s->job->text;
	const struct node *n = s->old;
	int base = s->place.column > 0 ? s->place.column : 0;
	*digit = false;
	for (uint32_t i = n->content + 1; i < n->end && str_find(S("+-123456789"), text.at[i]) >= 0;
	     i++) {
		if (!is_digit(text.at[i]))
			continue;
		*digit = true;
		return base + (text.at[i] - '0');
	}
	uint32_t line = line_next(text, n->content);
	while (line < n->end && line_is_blank(text, line))
		line = line_next(text, line);
	int column = 0;
	while (line + (uint32_t)column < n->end && text.at[line + (uint32_t)column] == ' ')
		column++;
	return line < n->end ? column : emit_block_column(&s->looks, s->place.column, is_item(n));
}

/* A line without its break, and the break. */
struct line {
	struct str words, line_break;
};
struct lines {
	VEC(struct line) list;
};

static void
split(struct arena *a, struct str text, struct lines *lines)
{
	struct str words, all = text;
	while (str_line(&text, &words)) {
		ptrdiff_t end = words.at + words.len - all.at;
		struct str rest = str_upto(all, all.len - text.len);
		VEC_PUSH(a, &lines->list, (struct line){words, str_from(rest, end)});
	}
}

/* Blanks of a line that is empty to a reader do not matter. */
static bool
is_same_line(struct str new, struct str old, int column)
{
	bool blank = new.len == 0 && old.len <= column &&str_trim(old).len == 0;
	return blank || str_eq(new, old);
}

/*
 * The new lines, but as the old ones were written where they say the same at the beginning and at
 * the end: with their line breaks, and with blanks on empty lines.
 */
static struct str
with_old_lines(const struct setting *s, struct str new_text, int column)
{
	struct arena *a = s->job->arena;
	struct lines new = {0}, old = {0};
	split(a, new_text, &new);
	split(a, piece(s->job, s->old->content, s->old->end), &old);
	ptrdiff_t most = new.list.count < old.list.count ? new.list.count : old.list.count;
	ptrdiff_t first = 1, last = 0;
	while (first < most &&
	    is_same_line(new.list.at[first].words, old.list.at[first].words, column))
		first++;
	ptrdiff_t n = new.list.count, o = old.list.count;
	while (last < most - first &&
	    is_same_line(new.list.at[n - 1 - last].words, old.list.at[o - 1 - last].words, column))
		last++;
	struct buf b = {.arena = a};
	for (ptrdiff_t i = 0; i < n; i++) {
		struct line line = new.list.at[i];
		bool before = i > 0 && i < first, behind = i >= n - last;
		if (before || behind)
			line = old.list.at[before ? i : i - n + o];
		buf_add(&b, line.words);
		/* A break that is missing at the end is missing there, and nowhere else. */
		if (i + 1 < n)
			buf_add(&b,
			    line.line_break.len > 0 ? line.line_break : new.list.at[i].line_break);
		else
			buf_add(&b, new.list.at[i].line_break);
	}
	return buf_str(&b);
}

/* A new block like the old one, folded or literal; false when it cannot hold the text. */
static bool
add_like_old(struct buf *b, const struct setting *s, bool folded)
{
	enum { UNBROKEN = 1 << 30 };
	struct edit_job *job = s->job;
	struct emit_block how = {.folded = folded,
	    .parent = s->place.column,
	    .width = UNBROKEN,
	    .comment = s->comment,
	    .line_break = s->looks.line_break,
	    .blank_lines = true};
	how.column = block_column(s, &how.digit);
	struct buf block = {.arena = job->arena};
	if (!emit_block(&block, s->value.text, &how))
		return false;
	struct str new = buf_str(&block), old = piece(job, s->old->content, s->old->end);
	if (folded) {
		struct str body = piece(job, line_next(job->text, s->old->content), s->old->end);
		ptrdiff_t width = at_least(widest_line(body, 0) - how.column, LEAST_WIDTH);
		struct wrap w = {.first_width = width,
		    .width = width,
		    .column = how.column,
		    .line_break = s->looks.line_break};
		new = wrap_folded(job->arena, &w, new, old);
	}
	buf_add(b, with_old_lines(s, new, how.column));
	return true;
}

static void
try_old_block(const struct setting *s)
{
	struct buf folded = {.arena = s->job->arena}, literal = {.arena = s->job->arena};
	if (s->old->style == STYLE_FOLDED && add_like_old(&folded, s, true))
		try_block(s, s->at, s->end, &folded);
	if (add_like_old(&literal, s, false))
		try_block(s, s->at, s->end, &literal);
}

/* ---- where the value goes ---- */

/* `? key` without a colon: a line of its own, or behind the key in brackets. */
static void
place_behind_key(struct setting *s)
{
	struct edit_job *job = s->job;
	const struct node *n = s->old, *key = n->previous;
	if (s->place.flow) {
		bool bare = key->kind == NODE_ALIAS || key->is_null;
		s->before = bare ? S(" : ") : S(": ");
		return;
	}
	s->at = s->end = line_next(job->text, n->content);
	bool open = line_end(job->text, n->content) == s->at;
	struct buf b = {.arena = job->arena};
	if (open)
		buf_add(&b, s->looks.line_break);
	buf_fill(&b, ' ', s->place.column);
	buf_add(&b, S(": "));
	s->before = buf_str(&b);
	s->after = open ? S("") : s->looks.line_break;
}

static void
place_root(struct setting *s)
{
	struct str text = s->job->text;
	if (line_start(text, s->at) < s->at) {
		bool marker = s->at >= 3 && str_eq(piece(s->job, s->at - 3, s->at), S("---"));
		s->before = marker ? S(" ") : s->looks.line_break;
	} else if (s->at >= text.len) {
		s->after = s->looks.line_break;
	}
}

static void
place_null(struct setting *s)
{
	const struct node *n = s->old;
	struct str text = s->job->text;
	bool properties = n->properties_end > n->start;
	s->at = s->end = properties ? n->properties_end : n->content;
	if (properties)
		s->before = S(" ");
	else if (n->parent == NULL)
		place_root(s);
	else if (n->parent->kind == NODE_MAPPING && !n->is_key && n->indicator == NO_OFFSET)
		place_behind_key(s);
	else if (!n->is_key || n->explicit_key)
		s->before = S(" ");
	char next = s->end < text.len ? text.at[s->end] : '\n';
	bool apart = str_find(S(" \t\r\n,]}"), next) >= 0;
	bool key = n->is_key && !n->explicit_key;
	if (!apart && s->after.len == 0 && !key && s->end > 0 && line_start(text, s->end) < s->end)
		s->after = S(" ");
}

static void
place_scalar(struct setting *s)
{
	const struct node *n = s->old;
	if (n->is_null) {
		place_null(s);
		return;
	}
	s->at = n->content;
	s->end = n->end;
	if (is_block_text(n))
		s->comment = comment_from(s->job, n->content);
	else
		s->fold = !n->is_key && has_break(piece(s->job, n->content, n->end));
}

static struct setting
setting_of(struct edit_job *job, const struct node *old, const struct draft *value)
{
	struct setting s = {.job = job, .old = old, .value = *value};
	const struct node *around = old->parent;
	s.place.flow = node_in_flow(old);
	s.place.key = old->is_key;
	s.place.column = -1;
	while (around != NULL && around->style == STYLE_FLOW)
		around = around->parent;
	if (around != NULL)
		s.place.column = (int)around->column;
	s.looks = looks_near(job, old->parent, old->content);
	s.looks.json = job->looks.json || (s.place.flow && looks_json_around(old->parent));
	/* A tag says what it is: `!Ref 12` needs no quotes. */
	if (old->tag.len > 0 && old->style == STYLE_PLAIN && value->text.len > 0)
		s.value.typed = true;
	place_scalar(&s);
	return s;
}

void
edit_set(struct edit_job *job)
{
	const struct node *old = job->edit->at;
	const struct draft *value = job->edit->value;
	struct setting s = setting_of(job, old, value);
	bool lines = str_find(value->text, '\n') >= 0;
	bool can_be_block = !s.place.flow && !s.place.key && !s.value.typed && !s.looks.json;
	bool was_escaped = old->style == STYLE_DOUBLE && str_find(old->value, '\n') >= 0;
	if (can_be_block && is_block_text(old))
		try_old_block(&s);
	else if (can_be_block && lines && !was_escaped)
		try_literal(&s);
	try_styles(&s);
}

/* ---- keys ---- */

void
edit_rename(struct edit_job *job)
{
	const struct node *old = job->edit->at;
	const struct draft *name = job->edit->key;
	struct setting s = setting_of(job, old, name);
	/* `"a":1` is a pair only as long as the key stands in quotes. */
	struct str behind = piece(job, s.end, s.end + 2);
	bool dense =
	    str_starts(behind, S(":")) && str_find(S(" \t\r\n"), behind.at[behind.len - 1]) < 0;
	s.value.typed = s.value.typed && !dense;
	ptrdiff_t first = job->list.count;
	if (dense)
		try_style(&s, old->style == STYLE_SINGLE ? STYLE_SINGLE : STYLE_DOUBLE);
	else
		try_styles(&s);
	for (ptrdiff_t i = first; i < job->list.count && !old->explicit_key; i++) {
		if (job->list.at[i].text.len > LONGEST_KEY)
			edit_refuse(job, "written with escapes, the key would be too long");
	}
}
