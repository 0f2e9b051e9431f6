/* SPDX-License-Identifier: MIT */
/*
 * A finding is printed as compilers do, because editors and people know that form. The excerpt is a
 * window onto the user's line, cut around the caret: lines may be millions of characters long. The
 * caret stands under the column on the screen, counted after tabs, wide and invisible characters
 * have been given the form in which they are shown.
 */
#include "cli/findings.h"

#include "base/utf8.h"

enum { LEAST_ROOM = 16 };

struct str
findings_level(enum diag_level level)
{
	switch (level) {
	case LEVEL_NOTE: return S("note");
	case LEVEL_WARNING: return S("warning");
	case LEVEL_ERROR: return S("error");
	}
	return S("");
}

void
findings_add(struct findings_count *sum, const struct workspace *ws)
{
	sum->errors += diags_count(&ws->diags, LEVEL_ERROR);
	sum->warnings += diags_count(&ws->diags, LEVEL_WARNING);
	sum->notes += diags_count(&ws->diags, LEVEL_NOTE);
}

ptrdiff_t
findings_sum(const struct findings_count *count)
{
	return count->errors + count->warnings + count->notes;
}

static const char *
level_color(enum diag_level level)
{
	switch (level) {
	case LEVEL_NOTE: return "\033[1;36m";
	case LEVEL_WARNING: return "\033[1;33m";
	case LEVEL_ERROR: return "\033[1;31m";
	}
	return "";
}

static void
colored(struct buf *b, const struct findings_style *style, const char *color, struct str text)
{
	if (style->color)
		buf_add(b, str_of(color));
	buf_add(b, text);
	if (style->color)
		buf_add(b, S("\033[0m"));
}

/* Text of others as it may be shown on this screen. */
static struct str
shown(struct arena *a, struct str text, const struct findings_style *style)
{
	struct str visible = utf8_visible(a, text), rest = visible;
	if (!style->ascii)
		return visible;
	struct buf b = {.arena = a};
	int32_t c;
	while ((c = utf8_next(&rest)) >= 0) {
		if (c < 0x80)
			buf_char(&b, (char)c);
		else
			buf_format(&b, "\\u{%04X}", (unsigned)c);
	}
	return buf_str(&b);
}

/* Offset `count` characters behind `from`, at most the end of the line. */
static ptrdiff_t
skip(struct str line, ptrdiff_t from, ptrdiff_t count)
{
	struct str rest = str_from(line, from);
	while (count-- > 0 && utf8_next(&rest) >= 0)
		continue;
	return line.len - rest.len;
}

/* The start of a cluster, at most `bytes` before `offset`. */
static ptrdiff_t
step_back(struct str line, ptrdiff_t offset, ptrdiff_t bytes)
{
	ptrdiff_t start = offset > bytes ? offset - bytes : 0;
	while (start > 0 && start < offset && ((unsigned char)line.at[start] & 0xc0) == 0x80)
		start++;
	return start;
}

/* A piece of a line: as it is shown, its columns, and whether the line goes on beyond it. */
struct piece {
	struct str text;
	ptrdiff_t width;
	bool cut;
};

/* The end of line[..offset) that fits into `room` columns. */
static struct piece
piece_before(struct arena *a, struct str line, ptrdiff_t offset, ptrdiff_t room,
    const struct findings_style *style)
{
	ptrdiff_t start = step_back(line, offset, room * 8);
	struct str rest = str_from(str_upto(line, offset), start), cluster;
	struct piece p = {{0}, 0, start > 0};
	p.text = shown(a, rest, style);
	p.width = utf8_width(p.text);
	while (p.width > room && utf8_cluster(&rest, &cluster)) {
		p.width -= utf8_width(shown(a, cluster, style));
		p.cut = true;
	}
	if (p.cut) {
		p.text = shown(a, rest, style);
		p.width = utf8_width(p.text);
	}
	return p;
}

/* The start of line[offset..] that fits into `room` columns. */
static struct piece
piece_behind(struct arena *a, struct str line, ptrdiff_t offset, ptrdiff_t room,
    const struct findings_style *style)
{
	struct str rest = str_from(line, offset), cluster, before = rest;
	struct buf b = {.arena = a};
	struct piece p = {0};
	while (utf8_cluster(&rest, &cluster)) {
		struct str text = shown(a, cluster, style);
		ptrdiff_t width = utf8_width(text);
		if (p.width + width > room) {
			p.cut = before.len > 0;
			break;
		}
		buf_add(&b, text);
		p.width += width;
		before = rest;
	}
	p.text = buf_str(&b);
	return p;
}

/*
 * The line and the carets below it. The part before the caret gives way when the line is longer
 * than the screen, but keeps a third of it.
 */
struct excerpt {
	struct str line;
	ptrdiff_t number, offset; /* of the line; in it, of the first character to underline */
	ptrdiff_t width;          /* characters to underline */
	enum diag_level level;
};

static void
add_excerpt(struct buf *b, const struct findings_style *style, const struct excerpt *e)
{
	struct arena *a = style->room;
	struct str line = e->line, number = str_format(a, "%5td", e->number);
	ptrdiff_t offset = e->offset;
	ptrdiff_t room = style->width - number.len - 3 - 6;
	if (room < LEAST_ROOM)
		room = LEAST_ROOM;
	ptrdiff_t end = skip(line, offset, e->width < room ? e->width : room);
	struct piece marked = piece_behind(a, str_upto(line, end), offset, room / 2, style);
	struct piece behind = piece_behind(a, line, offset, room, style);
	ptrdiff_t left = room - behind.width > room / 3 ? room - behind.width : room / 3;
	struct piece before = piece_before(a, line, offset, left, style);
	behind = piece_behind(a, line, offset, room - before.width, style);

	buf_format(b, "%.*s | %s%.*s%.*s%s\n", STR(number), before.cut ? "..." : "",
	    STR(before.text), STR(behind.text), behind.cut ? "..." : "");
	buf_fill(b, ' ', number.len);
	buf_add(b, S(" | "));
	buf_fill(b, ' ', before.width + (before.cut ? 3 : 0));
	struct buf carets = {.arena = a};
	buf_char(&carets, '^');
	buf_fill(&carets, '~', marked.width - 1);
	colored(b, style, level_color(e->level), buf_str(&carets));
	buf_char(b, '\n');
}

static struct source *
source_of(const struct workspace *ws, struct place at)
{
	return at.source < (size_t)ws->source_count ? &ws->sources[at.source] : NULL;
}

/* "file:line:col: error: message [code]" and the line. */
static void
add_place(struct buf *b, const struct workspace *ws, const struct findings_style *style,
    struct place place, bool whole_file, enum diag_level level, struct str message, struct str code)
{
	struct arena *a = style->room;
	struct source *source = source_of(ws, place);
	struct position at = {0};
	struct str path = shown(a, source ? source->path : style->path, style);
	if (path.len > 0)
		buf_format(b, "%.*s:", STR(path));
	if (source != NULL && !whole_file) {
		at = workspace_position(ws, place);
		buf_format(b, "%td:%td:", at.line, at.column);
	}
	if (path.len > 0)
		buf_char(b, ' ');
	struct str name = findings_level(level);
	colored(b, style, level_color(level), str_format(a, "%.*s:", STR(name)));
	struct str words = shown(a, message, style);
	buf_format(b, " %.*s", STR(words));
	if (code.len > 0)
		buf_format(b, " [%.*s]", STR(code));
	buf_char(b, '\n');
}

static void
add_line(struct buf *b, const struct workspace *ws, const struct findings_style *style,
    struct place place, ptrdiff_t width, enum diag_level level)
{
	struct source *source = source_of(ws, place);
	if (source == NULL)
		return;
	struct position at = workspace_position(ws, place);
	struct excerpt e = {
	    .line = source_line(ws->arena, source, at.line),
	    .number = at.line,
	    .offset = source_offset(ws->arena, source, at),
	    .width = width,
	    .level = level,
	};
	add_excerpt(b, style, &e);
}

static void
add_finding(struct buf *b, const struct workspace *ws, const struct findings_style *style,
    const struct diag *d)
{
	const struct diag_row *row = diag_row(d->code);
	add_place(b, ws, style, d->at, d->whole_file, row->level, d->message, row->code);
	if (!d->whole_file)
		add_line(b, ws, style, d->at, d->width, row->level);
	if (d->hint.len > 0) {
		struct str hint = shown(style->room, d->hint, style);
		buf_format(b, "  hint: %.*s\n", STR(hint));
	}
	if (d->also_says.len == 0)
		return;
	add_place(b, ws, style, d->also, false, LEVEL_NOTE, d->also_says, (struct str){0});
	add_line(b, ws, style, d->also, 1, LEVEL_NOTE);
}

/*
 * How many findings of each level are printed: an error must not hide behind the warnings that
 * stand before it in the file.
 */
static void
share_out(
    const struct workspace *ws, const struct findings_style *style, ptrdiff_t room[LEVEL_ERROR + 1])
{
	ptrdiff_t left = style->most < 0 ? ws->diags.list.count : style->most;
	for (int level = LEVEL_ERROR; level >= LEVEL_NOTE; level--) {
		ptrdiff_t there = diags_count(&ws->diags, (enum diag_level)level);
		room[level] = level < (int)style->least ? 0 : there < left ? there : left;
		left -= room[level];
	}
}

ptrdiff_t
findings_text(struct buf *b, const struct workspace *ws, const struct findings_style *style)
{
	ptrdiff_t room[LEVEL_ERROR + 1], printed = 0;
	share_out(ws, style, room);
	for (ptrdiff_t i = 0; i < ws->diags.list.count; i++) {
		const struct diag *d = &ws->diags.list.at[i];
		enum diag_level level = diag_row(d->code)->level;
		if (room[level] == 0)
			continue;
		room[level]--;
		printed++;
		struct arena_mark mark = arena_mark(style->room);
		add_finding(b, ws, style, d);
		arena_release(style->room, mark);
	}
	return printed;
}

static void
add_count(struct buf *b, ptrdiff_t count, const char *what, bool *first)
{
	if (count == 0)
		return;
	buf_format(b, "%s%td %s%s", *first ? "" : ", ", count, what, count == 1 ? "" : "s");
	*first = false;
}

void
findings_summary(struct buf *b, const struct findings_count *count, ptrdiff_t printed)
{
	ptrdiff_t sum = findings_sum(count);
	if (printed < sum)
		buf_format(b, "and %td more, --all shows them\n", sum - printed);
	bool first = true;
	add_count(b, count->errors, "error", &first);
	add_count(b, count->warnings, "warning", &first);
	add_count(b, count->notes, "note", &first);
	if (!first)
		buf_char(b, '\n');
}

static void
json_place(struct json *j, struct str file, struct position at)
{
	json_key_text_or_null(j, S("file"), file);
	json_key(j, S("line"));
	at.line > 0 ? json_int(j, at.line) : json_null(j);
	json_key(j, S("col"));
	at.line > 0 ? json_int(j, at.column) : json_null(j);
}

static struct str
file_of(const struct workspace *ws, struct place place, struct str path)
{
	struct source *source = source_of(ws, place);
	return source ? source->path : path;
}

static struct position
position_of(const struct workspace *ws, struct place place, bool whole_file)
{
	bool known = source_of(ws, place) != NULL && !whole_file;
	return known ? workspace_position(ws, place) : (struct position){0};
}

static void
json_also(struct json *j, const struct workspace *ws, const struct diag *d, struct str path)
{
	json_key(j, S("also"));
	if (d->also_says.len == 0) {
		json_null(j);
		return;
	}
	json_object(j);
	json_place(j, file_of(ws, d->also, path), position_of(ws, d->also, false));
	json_key_text(j, S("message"), d->also_says);
	json_end(j);
}

void
findings_json(struct json *j, const struct workspace *ws, struct str path)
{
	for (ptrdiff_t i = 0; i < ws->diags.list.count; i++) {
		const struct diag *d = &ws->diags.list.at[i];
		const struct diag_row *row = diag_row(d->code);
		struct position at = position_of(ws, d->at, d->whole_file);
		json_object_line(j);
		json_key_text(j, S("code"), row->code);
		json_key_text(j, S("severity"), findings_level(row->level));
		json_place(j, file_of(ws, d->at, path), at);
		json_key(j, S("end_line"));
		at.line > 0 ? json_int(j, at.line) : json_null(j);
		json_key(j, S("end_col"));
		at.line > 0 ? json_int(j, at.column + d->width) : json_null(j);
		json_key_text(j, S("message"), d->message);
		json_key_text_or_null(j, S("hint"), d->hint);
		json_also(j, ws, d, path);
		json_end(j);
	}
}
