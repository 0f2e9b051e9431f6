/* SPDX-License-Identifier: MIT */
#include "tui/rows.h"

void
rows_move(struct rows *r, int by, int count)
{
	r->at += by;
	if (r->at >= count)
		r->at = count - 1;
	if (r->at < 0)
		r->at = 0;
}

void
rows_scroll(struct rows *r, int shown, int count)
{
	rows_move(r, 0, count);
	if (r->at < r->top)
		r->top = r->at;
	if (r->at >= r->top + shown)
		r->top = r->at - shown + 1;
	if (r->top > count - shown)
		r->top = count - shown;
	if (r->top < 0)
		r->top = 0;
}

void
rows_mark(struct grid *g, struct area line, bool focused)
{
	grid_text(g, line.row, line.column, 1, ROLE_text, S(">"));
	if (!focused)
		return;
	grid_role(g, line, ROLE_selected);
	grid_cursor(g, line.row, line.column);
}
