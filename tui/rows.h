/* SPDX-License-Identifier: MIT */
#ifndef TUI_ROWS_H
#define TUI_ROWS_H
#include "tui/app.h"

/* A column of rows with one selected: what lists on the screens have in common. */
struct rows {
	int at, top;             /* the selected row; the first that is shown */
};
/* Moves within `count` rows; `at` is valid afterwards, or 0. */
void rows_move(struct rows *r, int by, int count);
/* Keeps the selected row within `shown` rows of the screen. */
void rows_scroll(struct rows *r, int shown, int count);
/* Marks a line of the grid as the selected one, and puts the cursor there. */
void rows_mark(struct grid *g, struct area line, bool focused);
#endif
