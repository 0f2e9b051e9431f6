/* SPDX-License-Identifier: MIT */
/*
 * All text passes one door on its way into cells. There it loses what could act in a terminal and
 * what terminals do not agree on in width: joiners, variation selectors, skin tones.
 */
#include "tui/grid.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "export/text_style.h"

enum { MOST_MARKS = 4 };

struct grid *
grid_new(struct arena *a, int rows, int columns, bool unicode)
{
	struct grid *g = NEW(a, struct grid);
	*g = (struct grid){.arena = a, .rows = rows, .columns = columns, .unicode = unicode};
	g->cells = NEW_N(a, struct cell, (ptrdiff_t)rows * columns);
	return g;
}

struct area
grid_all(const struct grid *g)
{
	return (struct area){0, 0, g->rows, g->columns};
}

struct cell *
grid_at(const struct grid *g, int row, int column)
{
	bool inside = row >= 0 && row < g->rows && column >= 0 && column < g->columns;
	return inside ? &g->cells[(ptrdiff_t)row * g->columns + column] : NULL;
}

struct str
grid_either(const struct grid *g, struct str unicode, struct str ascii)
{
	return g->unicode ? unicode : ascii;
}

/* ---- the door ---- */

static bool
is_disputed(int32_t c)
{
	return c == 0x200d || (c >= 0xfe00 && c <= 0xfe0f) || (c >= 0x1f3fb && c <= 0x1f3ff);
}

/* One line of harmless text, in ASCII where there is nothing else. */
static struct str
clean(const struct grid *g, struct str text)
{
	bool plain = true;
	for (ptrdiff_t i = 0; i < text.len && plain; i++)
		plain = text.at[i] >= ' ' && text.at[i] <= '~';
	if (plain)
		return text;
	struct text_style style = {.unicode = g->unicode};
	struct str safe = style_safe(g->arena, &style, text), rest = safe, before = safe;
	struct buf b = {.arena = g->arena};
	int32_t c;
	for (int marks = 0; (c = utf8_next(&rest)) >= 0; before = rest) {
		marks = utf8_is_mark(c) ? marks + 1 : 0;
		if (!is_disputed(c) && marks <= MOST_MARKS)
			buf_add(&b, (struct str){before.at, rest.at - before.at});
	}
	return buf_str(&b);
}

/* ---- cells ---- */

/* Half of a wide cluster cannot stay when the other half goes. */
static void
break_wide(const struct grid *g, int row, int column)
{
	struct cell *c = grid_at(g, row, column), *before = grid_at(g, row, column - 1);
	struct cell *behind = grid_at(g, row, column + 1);
	if (c->covered && before != NULL)
		*before = (struct cell){.role = before->role};
	if (behind != NULL && behind->covered)
		*behind = (struct cell){.role = behind->role};
}

static void
put(struct grid *g, int row, int column, int width, enum role role, struct str cluster)
{
	struct cell *c = grid_at(g, row, column), *half = grid_at(g, row, column + 1);
	if (c == NULL || (width == 2 && half == NULL))
		return;
	break_wide(g, row, column);
	if (width == 2) {
		break_wide(g, row, column + 1);
		*half = (struct cell){.role = (unsigned char)role, .covered = true};
	}
	*c = (struct cell){.text = cluster, .role = (unsigned char)role};
}

static int
put_clusters(struct grid *g, int row, int column, enum role role, struct str text)
{
	struct str cluster;
	int start = column;
	while (utf8_cluster(&text, &cluster)) {
		int width = utf8_cluster_width(cluster);
		if (width > 0)
			put(g, row, column, width, role, cluster);
		column += width;
	}
	return column - start;
}

/* ---- lines ---- */

static int
room(const struct grid *g, int column, int columns)
{
	int left = g->columns - column;
	return columns < 0 || columns > left ? left : columns;
}

static struct str
cut(const struct grid *g, struct str text, int columns)
{
	if (utf8_width(text) <= columns)
		return text;
	struct str dots = grid_either(g, S("…"), S(".."));
	ptrdiff_t left = columns - utf8_width(dots);
	if (left < 1)
		return utf8_fit(text, columns);
	return str_format(g->arena, "%.*s%.*s", STR(utf8_fit(text, left)), STR(dots));
}

int
grid_text(struct grid *g, int row, int column, int columns, enum role role, struct str text)
{
	int most = room(g, column, columns);
	if (row < 0 || row >= g->rows || most <= 0)
		return 0;
	return put_clusters(g, row, column, role, cut(g, clean(g, text), most));
}

int
grid_right(struct grid *g, int row, int column, int columns, enum role role, struct str text)
{
	int most = room(g, column, columns);
	if (row < 0 || row >= g->rows || most <= 0)
		return 0;
	struct str fits = cut(g, clean(g, text), most);
	return put_clusters(g, row, column + most - (int)utf8_width(fits), role, fits);
}

int
grid_format(struct grid *g, int row, int column, enum role role, const char *format, ...)
{
	struct buf b = {.arena = g->arena};
	va_list args;
	va_start(args, format);
	buf_format_list(&b, format, args);
	va_end(args);
	return grid_text(g, row, column, -1, role, buf_str(&b));
}

/* Line breaks of the text are kept. */
static void
wrap(struct arena *a, struct str text, int columns, struct style_lines *lines)
{
	struct str line;
	while (str_line(&text, &line)) {
		ptrdiff_t before = lines->list.count;
		style_wrap(a, line, columns, lines);
		if (lines->list.count == before)
			VEC_PUSH(a, &lines->list, (struct str){0});
	}
}

int
grid_lines(struct arena *a, int columns, struct str text)
{
	struct style_lines lines = {0};
	wrap(a, text, columns > 0 ? columns : 1, &lines);
	return (int)lines.list.count;
}

int
grid_wrap(struct grid *g, struct area area, enum role role, struct str text, int skip)
{
	struct style_lines lines = {0};
	if (area.columns < 1)
		return 0;
	struct buf b = {.arena = g->arena};
	struct str line;
	for (int i = 0; str_line(&text, &line); i++) {
		buf_add(&b, i > 0 ? S("\n") : S(""));
		buf_add(&b, clean(g, line));
	}
	wrap(g->arena, buf_str(&b), area.columns, &lines);
	for (int i = skip; i < lines.list.count && i - skip < area.rows; i++) {
		bool cut_off = i - skip == area.rows - 1 && i + 1 < lines.list.count;
		struct str shown = lines.list.at[i];
		if (cut_off)
			shown =
			    str_format(g->arena, "%.*s%.*s", STR(utf8_fit(shown, area.columns - 2)),
				STR(grid_either(g, S("…"), S(".."))));
		put_clusters(g, area.row + i - skip, area.column, role, shown);
	}
	return (int)lines.list.count;
}

/* ---- areas ---- */

void
grid_clear(struct grid *g, struct area area, enum role role)
{
	for (int row = area.row; row < area.row + area.rows; row++) {
		for (int column = area.column; column < area.column + area.columns; column++)
			put(g, row, column, 1, role, (struct str){0});
	}
}

void
grid_role(struct grid *g, struct area area, enum role role)
{
	for (int row = area.row; row < area.row + area.rows; row++) {
		for (int column = area.column; column < area.column + area.columns; column++) {
			struct cell *c = grid_at(g, row, column);
			if (c != NULL)
				c->role = (unsigned char)role;
		}
	}
}

void
grid_rule(struct grid *g, int row, int column, int columns)
{
	struct str piece = grid_either(g, S("─"), S("-"));
	for (int i = 0; i < columns; i++)
		put(g, row, column + i, 1, ROLE_frame, piece);
}

void
grid_divide(struct grid *g, int row, int column, int rows)
{
	struct str piece = grid_either(g, S("│"), S("|"));
	for (int i = 0; i < rows; i++)
		put(g, row + i, column, 1, ROLE_frame, piece);
}

void
grid_frame(struct grid *g, struct area area, struct str title)
{
	int bottom = area.row + area.rows - 1, right = area.column + area.columns - 1;
	grid_rule(g, area.row, area.column, area.columns);
	grid_rule(g, bottom, area.column, area.columns);
	grid_divide(g, area.row, area.column, area.rows);
	grid_divide(g, area.row, right, area.rows);
	put(g, area.row, area.column, 1, ROLE_frame, grid_either(g, S("┌"), S("+")));
	put(g, area.row, right, 1, ROLE_frame, grid_either(g, S("┐"), S("+")));
	put(g, bottom, area.column, 1, ROLE_frame, grid_either(g, S("└"), S("+")));
	put(g, bottom, right, 1, ROLE_frame, grid_either(g, S("┘"), S("+")));
	if (title.len > 0)
		grid_text(g, area.row, area.column + 2, area.columns - 4, ROLE_title, title);
}

void
grid_cursor(struct grid *g, int row, int column)
{
	g->cursor_row = row < 0 ? 0 : row >= g->rows ? g->rows - 1 : row;
	g->cursor_column = column < 0 ? 0 : column >= g->columns ? g->columns - 1 : column;
}

/* ---- the frame as text ---- */

struct str
grid_dump(struct arena *a, const struct grid *g)
{
	struct buf b = {.arena = a};
	for (int row = 0; row < g->rows; row++) {
		for (int column = 0; column < g->columns; column++) {
			const struct cell *c = grid_at(g, row, column);
			if (!c->covered)
				buf_add(&b, c->text.len > 0 ? c->text : S(" "));
		}
		while (b.len > 0 && b.at[b.len - 1] == ' ')
			b.len--;
		buf_char(&b, '\n');
	}
	return buf_str(&b);
}

static char
role_letter(unsigned char role)
{
	static const char letters[] = {
#define ROLE(id, letter, colour, high, mono, meaning) letter,
#include "tui/role.def"
#undef ROLE
	};
	return letters[role];
}

struct str
grid_dump_roles(struct arena *a, const struct grid *g)
{
	struct buf b = {.arena = a};
	for (int row = 0; row < g->rows; row++) {
		for (int column = 0; column < g->columns; column++) {
			const struct cell *c = grid_at(g, row, column);
			bool blank = c->text.len == 0 && !c->covered && c->role == ROLE_text;
			buf_char(&b, blank ? ' ' : role_letter(c->role));
		}
		while (b.len > 0 && b.at[b.len - 1] == ' ')
			b.len--;
		buf_char(&b, '\n');
	}
	buf_format(&b, "cursor %d %d\n", g->cursor_row, g->cursor_column);
	return buf_str(&b);
}
