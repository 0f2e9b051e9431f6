/* SPDX-License-Identifier: MIT */
/* Actions, and the questions that frame them. */
#include "tui/app_priv.h"
#include "tui/rows.h"

struct view_state {
	struct rows rows;
};

static struct view_state *
state(struct app *app)
{
	if (app->views[SCREEN_actions] == NULL)
		app->views[SCREEN_actions] = NEW(app->arena, struct view_state);
	return app->views[SCREEN_actions];
}

static void
actions_draw(struct app *app, struct grid *g, struct area area)
{
	const struct workspace *ws = app_workspace(app);
	struct rows *r = &state(app)->rows;
	if (ws->action_count == 0)
		grid_text(g, area.row + 1, 2, -1, ROLE_faint,
		    S("no action yet: a adds one; in 4 Compare, A makes one of a change"));
	rows_scroll(r, area.rows, ws->action_count);
	for (int i = 0; i < area.rows && r->top + i < ws->action_count; i++) {
		const struct entry *e = &ws->actions[r->top + i];
		struct area line = {area.row + i, 0, 1, area.columns};
		const struct detail *due = entry_detail(e, FIELD_due, FOR_ALL);
		grid_text(g, line.row, 1, area.columns - 36, ROLE_text, e->text);
		grid_text(
		    g, line.row, area.columns - 34, 20, ROLE_faint, entry_text(e, FIELD_owner));
		grid_right(g, line.row, area.columns - 13, 12, ROLE_faint,
		    due != NULL ? app_source_text(app, due->at) : S("no date"));
		if (r->top + i == r->at)
			rows_mark(g, line, true);
	}
}

static void
actions_where(struct app *app, struct grid *g, struct area row)
{
	grid_text(g, row.row, 0, row.columns, ROLE_title,
	    str_format(app->frame, "%d actions", app_workspace(app)->action_count));
}

static void
actions_move(struct app *app, int rows, int columns)
{
	(void)columns;
	rows_move(&state(app)->rows, rows, app_workspace(app)->action_count);
}

static void
action_written(struct app *app, struct str text, void *context)
{
	(void)context;
	if (str_trim(text).len == 0)
		return;
	struct desk *d = app_begin(app);
	app_end(app, change_add_entry(d, FIELD_actions, (struct str){0}, text), "action added");
}

static void
actions_add(struct app *app)
{
	struct popup_prompt p = {.label = S("new action:"), .done = action_written};
	popup_prompt(app, &p);
}

const struct view view_actions = {.draw = actions_draw,
    .where = actions_where,
    .move = actions_move,
    .open = actions_add,
    .add = actions_add};
