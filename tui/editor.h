/* SPDX-License-Identifier: MIT */
#ifndef TUI_EDITOR_H
#define TUI_EDITOR_H
#include "base/buf.h"
#include "tui/event.h"
#include "tui/grid.h"

/*
 * A text being written: cursor, soft wrap, line breaks, its own undo. It grows in its place; whoever
 * shows it gives it an area at each frame.
 */
struct editor;

enum editor_answer {
	EDITOR_MORE,             /* the key was taken */
	EDITOR_DONE,             /* Enter: the text is finished */
	EDITOR_NEXT,             /* Tab: finished, on to the next field */
	EDITOR_PREVIOUS,         /* Shift-Tab */
	EDITOR_TAKEN_BACK,       /* Esc: nothing is changed; the text can be had again with undo */
	EDITOR_NOT_MINE          /* a key that means something only outside: Ctrl-Q, F1, Ctrl-L */
};

struct editor_args {
	struct str place;        /* "payslip.find.feel": of the draft kept against a crash */
	struct str text;
	bool one_line;           /* Ctrl-J adds no line */
	bool select_all;         /* the first character typed replaces the text */
};
struct editor *editor_new(struct arena *a, const struct editor_args *args);
enum editor_answer editor_event(struct editor *e, const struct event *event);
struct str editor_text(const struct editor *e);
struct str editor_place(const struct editor *e);
/* Lines that it takes at this width. */
int editor_rows(struct editor *e, int columns);
/* Draws it and puts the grid's cursor; scrolls within the area where it is larger. */
void editor_draw(struct editor *e, struct grid *g, struct area area);
/* The cursor to this cell of the area that was drawn last. */
void editor_click(struct editor *e, int row, int column);
#endif
