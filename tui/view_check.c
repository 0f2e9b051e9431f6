/* SPDX-License-Identifier: MIT */
/* What is wrong or missing; Enter goes to the place. */
#include "tui/app_priv.h"
#include "tui/rows.h"

struct view_state {
	struct rows rows;
};

static struct view_state *
state(struct app *app)
{
	if (app->views[SCREEN_check] == NULL)
		app->views[SCREEN_check] = NEW(app->arena, struct view_state);
	return app->views[SCREEN_check];
}

static enum role
level_role(enum diag_level level)
{
	return level == LEVEL_ERROR ? ROLE_error : level == LEVEL_WARNING ? ROLE_warn : ROLE_faint;
}

static void
check_draw(struct app *app, struct grid *g, struct area area)
{
	const struct workspace *ws = app_workspace(app);
	struct rows *r = &state(app)->rows;
	int count = (int)ws->diags.list.count, detail = 4, room = area.rows - detail;
	rows_scroll(r, room, count);
	if (count == 0) {
		grid_text(g, area.row + 1, 2, -1, ROLE_good, S("nothing is wrong or missing"));
		return;
	}
	for (int i = 0; i < room && r->top + i < count; i++) {
		const struct diag *d = &ws->diags.list.at[r->top + i];
		const struct diag_row *row = diag_row(d->code);
		struct area line = {area.row + i, 0, 1, area.columns};
		struct position at = workspace_position(ws, d->at);
		int used = grid_text(g, line.row, 1, 8, level_role(row->level),
		    row->level == LEVEL_ERROR         ? S("error")
			: row->level == LEVEL_WARNING ? S("warning")
						      : S("note"));
		(void)used;
		grid_right(g, line.row, 9, 6, ROLE_faint, str_format(app->frame, "%td", at.line));
		grid_text(g, line.row, 16, area.columns - 16, ROLE_text, d->message);
		if (r->top + i == r->at)
			rows_mark(g, line, true);
	}
	const struct diag *d = &ws->diags.list.at[r->at];
	struct position at = workspace_position(ws, d->at);
	int row = area.row + room;
	grid_rule(g, row, 0, area.columns);
	grid_wrap(g, (struct area){row + 1, 1, 2, area.columns - 2}, ROLE_text,
	    str_format(app->frame, "%.*s [%.*s]", STR(d->message), STR(diag_row(d->code)->code)),
	    0);
	grid_format(g, row + 3, 1, ROLE_faint, "%.*s:%td:%td  %.*s",
	    STR(ws->sources[d->at.source].path), at.line, at.column, STR(d->hint));
}

static void
check_where(struct app *app, struct grid *g, struct area row)
{
	const struct diags *d = &app_workspace(app)->diags;
	grid_text(g, row.row, 0, row.columns, ROLE_title,
	    str_format(app->frame, "%td errors, %td warnings, %td notes",
		diags_count(d, LEVEL_ERROR), diags_count(d, LEVEL_WARNING),
		diags_count(d, LEVEL_NOTE)));
}

static void
check_move(struct app *app, int rows, int columns)
{
	(void)columns;
	rows_move(&state(app)->rows, rows, (int)app_workspace(app)->diags.list.count);
}

static void
check_jump(struct app *app, bool last)
{
	check_move(app, last ? 1 << 20 : -(1 << 20), 0);
}

static void
check_open(struct app *app)
{
	app_show_finding(app, state(app)->rows.at);
}

static void
check_click(struct app *app, int row, int column, bool twice)
{
	struct rows *r = &state(app)->rows;
	(void)column;
	r->at = r->top + row - app->body.row;
	check_move(app, 0, 0);
	if (twice)
		check_open(app);
}

const struct view view_check = {
    .draw = check_draw,
    .where = check_where,
    .move = check_move,
    .jump = check_jump,
    .open = check_open,
    .click = check_click,
};
