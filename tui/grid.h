/* SPDX-License-Identifier: MIT */
#ifndef TUI_GRID_H
#define TUI_GRID_H
#include "base/arena.h"
#include "base/str.h"

/*
 * The picture of one frame: rows by columns of cells, each one grapheme cluster and one role. Views
 * draw here and nowhere else. Writing outside is allowed and does nothing, so views need no checks.
 * Text may be a stranger's: what could act in a terminal is made visible on its way in, and in a
 * terminal without UTF-8 what ASCII cannot show becomes `?`.
 */
enum role {
#define ROLE(id, letter, colour, high, mono, meaning) ROLE_##id,
#include "tui/role.def"
#undef ROLE
	ROLE_COUNT
};

struct cell {
	struct str text;         /* one cluster; at is NULL: a blank */
	unsigned char role;
	bool covered;            /* the second half of a wide cluster */
};

struct grid {
	struct arena *arena;
	int rows, columns;
	bool unicode;
	struct cell *cells;
	int cursor_row, cursor_column; /* where a screen reader reads; never hidden */
};

struct area {
	int row, column, rows, columns;
};

struct grid *grid_new(struct arena *a, int rows, int columns, bool unicode);
struct area grid_all(const struct grid *g);
struct cell *grid_at(const struct grid *g, int row, int column); /* NULL outside */

/*
 * Put text on one line, cut with an ellipsis at `columns` (negative: at the end of the row). Line
 * breaks and tabs become blanks. Returns the columns used.
 */
int grid_text(struct grid *g, int row, int column, int columns, enum role role, struct str text);
/* The same at the right of `columns`. */
int grid_right(struct grid *g, int row, int column, int columns, enum role role, struct str text);
/* printf into a line. */
int grid_format(struct grid *g, int row, int column, enum role role, const char *format, ...)
    __attribute__((format(printf, 5, 6)));
/*
 * Text in lines, broken between words, from line `skip` of it on; ends in an ellipsis where it does
 * not fit. Returns the lines that all of it takes.
 */
int grid_wrap(struct grid *g, struct area area, enum role role, struct str text, int skip);
int grid_lines(struct arena *a, int columns, struct str text); /* the lines it would take */


void grid_clear(struct grid *g, struct area area, enum role role);
void grid_role(struct grid *g, struct area area, enum role role);  /* only the role */
/* A line of "─" or "│" or their ASCII twins. */
void grid_rule(struct grid *g, int row, int column, int columns);
void grid_divide(struct grid *g, int row, int column, int rows);
void grid_frame(struct grid *g, struct area area, struct str title);
void grid_cursor(struct grid *g, int row, int column);
/* `text`, or its twin in a terminal without UTF-8. */
struct str grid_either(const struct grid *g, struct str unicode, struct str ascii);

/* The frame as lines of text, as letters of roles, as a picture. */
struct str grid_dump(struct arena *a, const struct grid *g);
struct str grid_dump_roles(struct arena *a, const struct grid *g);
struct str grid_dump_svg(struct arena *a, const struct grid *g);
#endif
