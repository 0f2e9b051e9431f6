/* SPDX-License-Identifier: MIT */
/*
 * The text is bytes, the cursor a byte offset between clusters. Lines are found anew at each use:
 * a text that a person writes into a cell is short.
 */
#include "tui/editor.h"

#include "base/utf8.h"

#include <string.h>

enum { LONGEST_TEXT = 64 << 10 };

struct snapshot {
	struct str text;
	ptrdiff_t cursor;
};

/* What the last key did, so that a run of the same is one step of undo. */
enum deed { DEED_NONE, DEED_TYPE, DEED_ERASE, DEED_OTHER };

struct editor {
	struct arena *arena;
	struct arena *room; /* of layouts, emptied after each use */
	struct str place;
	char *at;
	ptrdiff_t len, capacity, cursor;
	bool one_line, select_all;
	enum deed last;
	VEC(struct snapshot) before; /* states to go back to; `done` of them are in the past */
	ptrdiff_t done;
	struct area area;
	int columns, skipped; /* of the last drawing */
	int wanted;           /* the column that Up and Down keep to, or -1 */
};

struct line {
	ptrdiff_t start, end;
};
struct layout {
	VEC(struct line) lines;
};

static struct str
text_of(const struct editor *e)
{
	return (struct str){e->at, e->len};
}

struct editor *
editor_new(struct arena *a, const struct editor_args *args)
{
	struct editor *e = NEW(a, struct editor);
	*e = (struct editor){
	    .arena = a,
	    .room = arena_new_in(a),
	    .place = str_copy(a, args->place),
	    .one_line = args->one_line,
	    .select_all = args->select_all && args->text.len > 0,
	    .len = args->text.len,
	    .capacity = args->text.len + 64,
	    .cursor = args->text.len,
	    .wanted = -1,
	};
	e->at = arena_alloc(a, e->capacity, 1, 1);
	if (e->len > 0)
		memcpy(e->at, args->text.at, (size_t)e->len);
	return e;
}

struct str
editor_text(const struct editor *e)
{
	return text_of(e);
}

struct str
editor_place(const struct editor *e)
{
	return e->place;
}

/* ---- changing ---- */

static void
remember(struct editor *e, enum deed deed)
{
	bool same_run = deed == e->last && deed != DEED_OTHER;
	e->last = deed;
	if (same_run && e->done > 0)
		return;
	e->before.count = e->done;
	VEC_PUSH(
	    e->arena, &e->before, (struct snapshot){str_copy(e->arena, text_of(e)), e->cursor});
	e->done = e->before.count;
}

static void
restore(struct editor *e, const struct snapshot *s)
{
	if (s->text.len > e->capacity) {
		e->at = arena_grow(e->arena, e->at, e->capacity, s->text.len, 1);
		e->capacity = s->text.len;
	}
	if (s->text.len > 0)
		memcpy(e->at, s->text.at, (size_t)s->text.len);
	e->len = s->text.len;
	e->cursor = s->cursor;
	e->last = DEED_NONE;
	e->select_all = false;
}

static void
undo(struct editor *e)
{
	if (e->done == 0)
		return;
	struct snapshot now = {str_copy(e->arena, text_of(e)), e->cursor};
	struct snapshot *s = &e->before.at[--e->done];
	restore(e, s);
	*s = now;
}

static void
redo(struct editor *e)
{
	if (e->done == e->before.count)
		return;
	struct snapshot now = {str_copy(e->arena, text_of(e)), e->cursor};
	struct snapshot *s = &e->before.at[e->done++];
	restore(e, s);
	*s = now;
}

static void
erase(struct editor *e, ptrdiff_t from, ptrdiff_t to)
{
	memmove(e->at + from, e->at + to, (size_t)(e->len - to));
	e->len -= to - from;
	e->cursor = from;
}

static void
insert(struct editor *e, struct str s, enum deed deed)
{
	if (e->len + s.len > LONGEST_TEXT)
		return;
	remember(e, deed);
	if (e->select_all)
		erase(e, 0, e->len);
	e->select_all = false;
	if (e->len + s.len > e->capacity) {
		ptrdiff_t capacity = (e->len + s.len) * 2;
		e->at = arena_grow(e->arena, e->at, e->capacity, capacity, 1);
		e->capacity = capacity;
	}
	memmove(e->at + e->cursor + s.len, e->at + e->cursor, (size_t)(e->len - e->cursor));
	memcpy(e->at + e->cursor, s.at, (size_t)s.len);
	e->cursor += s.len;
	e->len += s.len;
}

/* ---- moving ---- */

static ptrdiff_t
cluster_before(const struct editor *e, ptrdiff_t at)
{
	struct str rest = str_upto(text_of(e), at), cluster;
	ptrdiff_t start = 0;
	/* A cluster never runs over a line break. */
	for (ptrdiff_t i = at - 1; i > 0; i--) {
		if (e->at[i - 1] == '\n' && i < at) {
			start = i;
			break;
		}
	}
	rest = str_from(rest, start);
	while (utf8_cluster(&rest, &cluster))
		start = cluster.at - e->at;
	return at == 0 ? 0 : start;
}

static ptrdiff_t
cluster_behind(const struct editor *e, ptrdiff_t at)
{
	struct str rest = str_from(text_of(e), at), cluster;
	return utf8_cluster(&rest, &cluster) ? at + cluster.len : at;
}

static void
add_line(struct editor *e, struct layout *l, ptrdiff_t start, ptrdiff_t end)
{
	VEC_PUSH(e->room, &l->lines, (struct line){start, end});
}

/* One line of the text in as many lines of the screen as it needs. */
static void
lay_line(struct editor *e, struct layout *l, ptrdiff_t start, ptrdiff_t end, int columns)
{
	struct str rest = {e->at + start, end - start}, cluster;
	ptrdiff_t line = start, blank = -1;
	int width = 0;
	while (utf8_cluster(&rest, &cluster)) {
		ptrdiff_t at = cluster.at - e->at;
		int w = utf8_cluster_width(cluster);
		if (width + w > columns && at > line) {
			ptrdiff_t stop = blank > line ? blank : at;
			add_line(e, l, line, stop);
			line = stop;
			width = (int)utf8_width((struct str){e->at + line, at - line});
			blank = -1;
		}
		width += w;
		if (is_blank(cluster.at[0]))
			blank = at + cluster.len;
	}
	add_line(e, l, line, end);
}

static struct layout
lay_out(struct editor *e, int columns)
{
	struct layout l = {0};
	ptrdiff_t start = 0;
	columns = columns > 1 ? columns - 1 : 1; /* the cursor may stand behind the text */
	for (ptrdiff_t i = 0; i <= e->len; i++) {
		if (i < e->len && e->at[i] != '\n')
			continue;
		lay_line(e, &l, start, i, columns);
		start = i + 1;
	}
	return l;
}

static int
cursor_line(const struct editor *e, const struct layout *l)
{
	for (ptrdiff_t i = l->lines.count - 1; i > 0; i--) {
		if (l->lines.at[i].start <= e->cursor)
			return (int)i;
	}
	return 0;
}

static int
column_of(const struct editor *e, const struct line *line, ptrdiff_t at)
{
	return (int)utf8_width((struct str){e->at + line->start, at - line->start});
}

static ptrdiff_t
offset_at(const struct editor *e, const struct layout *l, int number, int column)
{
	const struct line *line = &l->lines.at[number];
	struct str fits =
	    utf8_fit((struct str){e->at + line->start, line->end - line->start}, column);
	ptrdiff_t at = line->start + fits.len;
	/* The end of a wrapped line is the start of the next one. */
	bool wrapped = number + 1 < l->lines.count && l->lines.at[number + 1].start == line->end;
	if (wrapped && at == line->end && at > line->start)
		at = cluster_before(e, at);
	return at;
}

static void
move_line(struct editor *e, int by)
{
	struct arena_mark mark = arena_mark(e->room);
	struct layout l = lay_out(e, e->columns > 0 ? e->columns : 80);
	int line = cursor_line(e, &l), to = line + by;
	if (e->wanted < 0)
		e->wanted = column_of(e, &l.lines.at[line], e->cursor);
	if (to >= 0 && to < l.lines.count)
		e->cursor = offset_at(e, &l, to, e->wanted);
	arena_release(e->room, mark);
}

static void
move_end(struct editor *e, bool end)
{
	struct arena_mark mark = arena_mark(e->room);
	struct layout l = lay_out(e, e->columns > 0 ? e->columns : 80);
	int line = cursor_line(e, &l);
	e->cursor = end ? offset_at(e, &l, line, 1 << 20) : l.lines.at[line].start;
	arena_release(e->room, mark);
}

static bool
move(struct editor *e, int32_t key)
{
	int wanted = e->wanted;
	e->wanted = -1;
	switch (key) {
	case KEY_left: e->cursor = cluster_before(e, e->cursor); break;
	case KEY_right: e->cursor = cluster_behind(e, e->cursor); break;
	case KEY_home: move_end(e, false); break;
	case KEY_end: move_end(e, true); break;
	case KEY_page_up: e->cursor = 0; break;
	case KEY_page_down: e->cursor = e->len; break;
	case KEY_up:
	case KEY_down:
		e->wanted = wanted;
		move_line(e, key == KEY_up ? -1 : 1);
		break;
	default: e->wanted = wanted; return false;
	}
	e->last = DEED_NONE;
	e->select_all = false;
	return true;
}

/* ---- keys ---- */

static void
erase_back(struct editor *e)
{
	if (e->select_all || e->cursor > 0)
		remember(e, DEED_ERASE);
	if (e->select_all)
		erase(e, 0, e->len);
	else
		erase(e, cluster_before(e, e->cursor), e->cursor);
	e->select_all = false;
}

static void
erase_here(struct editor *e)
{
	ptrdiff_t end = cluster_behind(e, e->cursor);
	if (end == e->cursor)
		return;
	remember(e, DEED_ERASE);
	erase(e, e->cursor, end);
	e->select_all = false;
}

static enum editor_answer
new_line(struct editor *e)
{
	if (!e->one_line)
		insert(e, S("\n"), DEED_OTHER);
	return EDITOR_MORE;
}

static enum editor_answer
press(struct editor *e, int32_t key)
{
	char bytes[4];
	if (move(e, key))
		return EDITOR_MORE;
	e->wanted = -1;
	switch (key) {
	case KEY_enter:
	case CTRL('S'): return EDITOR_DONE;
	case KEY_tab: return EDITOR_NEXT;
	case KEY_back_tab: return EDITOR_PREVIOUS;
	case KEY_esc:
	case CTRL('C'): return EDITOR_TAKEN_BACK;
	case KEY_new_line:
	case CTRL('J'): return new_line(e);
	case KEY_backspace: erase_back(e); return EDITOR_MORE;
	case KEY_delete: erase_here(e); return EDITOR_MORE;
	case CTRL('Z'): undo(e); return EDITOR_MORE;
	case CTRL('Y'): redo(e); return EDITOR_MORE;
	default: break;
	}
	if (key < ' ' || key >= KEY_FIRST || utf8_is_control(key))
		return EDITOR_NOT_MINE;
	insert(e, (struct str){bytes, utf8_put(key, bytes)}, DEED_TYPE);
	return EDITOR_MORE;
}

/* What is pasted: line breaks of any system, nothing that is not text. */
static struct str
pasted(struct arena *a, struct str text, bool one_line)
{
	struct buf b = {.arena = a};
	int32_t c, last = 0;
	for (; (c = utf8_next(&text)) >= 0; last = c) {
		char bytes[4];
		bool line = c == '\r' || (c == '\n' && last != '\r');
		if (line)
			buf_char(&b, one_line ? ' ' : '\n');
		else if (c == '\t')
			buf_char(&b, ' ');
		else if (!utf8_is_control(c) && c != 0xfffd)
			buf_add(&b, (struct str){bytes, utf8_put(c, bytes)});
	}
	return buf_str(&b);
}

enum editor_answer
editor_event(struct editor *e, const struct event *event)
{
	if (event->kind == EVENT_KEY)
		return press(e, event->key);
	if (event->kind != EVENT_PASTE)
		return EDITOR_NOT_MINE;
	struct str text = pasted(e->arena, event->text, e->one_line);
	if (text.len > 0)
		insert(e, text, DEED_OTHER);
	return EDITOR_MORE;
}

/* ---- the screen ---- */

int
editor_rows(struct editor *e, int columns)
{
	struct arena_mark mark = arena_mark(e->room);
	struct layout l = lay_out(e, columns);
	arena_release(e->room, mark);
	return (int)l.lines.count;
}

void
editor_draw(struct editor *e, struct grid *g, struct area area)
{
	struct arena_mark mark = arena_mark(e->room);
	struct layout l = lay_out(e, area.columns);
	int line = cursor_line(e, &l), skip = line >= area.rows ? line - area.rows + 1 : 0;
	e->area = area;
	e->columns = area.columns;
	e->skipped = skip;
	grid_clear(g, area, ROLE_field);
	for (int i = skip; i < l.lines.count && i - skip < area.rows; i++) {
		const struct line *at = &l.lines.at[i];
		grid_text(g, area.row + i - skip, area.column, area.columns,
		    e->select_all ? ROLE_selected : ROLE_field,
		    str_copy(g->arena, (struct str){e->at + at->start, at->end - at->start}));
	}
	grid_cursor(
	    g, area.row + line - skip, area.column + column_of(e, &l.lines.at[line], e->cursor));
	arena_release(e->room, mark);
}

void
editor_click(struct editor *e, int row, int column)
{
	struct arena_mark mark = arena_mark(e->room);
	struct layout l = lay_out(e, e->columns > 0 ? e->columns : 80);
	int line = row - e->area.row + e->skipped;
	if (line >= 0 && line < l.lines.count)
		e->cursor = offset_at(e, &l, line, column - e->area.column);
	e->select_all = false;
	arena_release(e->room, mark);
}
