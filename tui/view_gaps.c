/* SPDX-License-Identifier: MIT */
/* All gaps at one look: personas down, maps across, a sign that grows with the number. */
#include "export/gap_table.h"
#include "tui/app_priv.h"

#include <math.h>

enum { NAME = 18, WIDTH = 11, DETAIL = 8 };

struct view_state {
	int first; /* the map at the left */
};

static struct view_state *
state(struct app *app)
{
	if (app->views[SCREEN_gaps] == NULL)
		app->views[SCREEN_gaps] = NEW(app->arena, struct view_state);
	return app->views[SCREEN_gaps];
}

static const struct gap *
pair(struct app *app, int persona, int map)
{
	const struct gaps *g = app_gaps(app);
	for (ptrdiff_t i = 0; i < g->list.count; i++) {
		const struct gap *gap = &g->list.at[i];
		if (gap->persona == persona && gap->map == map && gap->which == app->focus.which)
			return gap;
	}
	return NULL;
}

static bool
is_never(struct app *app, int persona, int map)
{
	const struct gaps *g = app_gaps(app);
	for (ptrdiff_t i = 0; i < g->never.count; i++) {
		if (g->never.at[i].persona == persona && g->never.at[i].map == map)
			return true;
	}
	return false;
}

static void
draw_cell(struct app *app, struct grid *g, struct area cell, int persona, int map)
{
	const struct gap *gap = pair(app, persona, map);
	if (gap == NULL || !gap->measured) {
		grid_text(g, cell.row, cell.column + 2, cell.columns - 2, ROLE_faint,
		    is_never(app, persona, map) ? S("n/a") : S("."));
		return;
	}
	struct str number = gap_percent(app->frame, gap->gap);
	grid_right(g, cell.row, cell.column, 5, app_role(gap_role(gap->gap)), number);
	grid_text(g, cell.row, cell.column + 6, cell.columns - 6, app_role(gap_role(gap->gap)),
	    gap_sign(gap->gap));
}

static void
draw_detail(struct app *app, struct grid *g, struct area area)
{
	const struct workspace *ws = app_workspace(app);
	int persona = app_persona(app), map = app_map(app);
	grid_rule(g, area.row, 0, area.columns);
	if (persona < 0 || map < 0)
		return;
	const struct gap *found = pair(app, persona, map);
	int row = area.row + 1;
	grid_text(g, row, 1, area.columns - 2, ROLE_title,
	    str_format(app->frame, "%.*s, %.*s", STR(ws->personas[persona].name),
		STR(ws->maps[map].entry.text)));
	if (found == NULL || !found->measured) {
		grid_text(g, row + 1, 1, area.columns - 2, ROLE_faint,
		    is_never(app, persona, map) ? S("does not meet this")
						: S("no wish yet: 4 compares, and = ~ x + say how "
						    "this persona would rather have it"));
		return;
	}
	struct gap gap = *found;
	gap_explain(app->frame, ws, &gap);
	grid_format(g, row + 1, 1, ROLE_text, "%.2f of %.2f points lost", gap.lost, gap.stake);
	for (int i = 0; i < gap.change_count && row + 2 + i < area.row + area.rows; i++) {
		const struct gap_change *c = &gap.changes[i];
		int used = grid_text(g, row + 2 + i, 1, area.columns * 2 / 3, ROLE_text, c->name);
		grid_format(g, row + 2 + i, 1 + used + 2, ROLE_faint, "%.2f points, gap then %.*s",
		    c->points, STR(gap_percent(app->frame, c->gap_then)));
	}
}

static void
gaps_draw(struct app *app, struct grid *g, struct area area)
{
	const struct workspace *ws = app_workspace(app);
	struct view_state *s = state(app);
	int persona = app_persona(app), map = app_map(app), row = area.row;
	int count = (area.columns - NAME) / WIDTH, rows = area.rows - 1 - DETAIL;
	if (persona < 0 || map < 0) {
		grid_text(
		    g, row + 1, 2, -1, ROLE_faint, S("gaps need a persona, a map, and wishes"));
		return;
	}
	s->first = map < s->first ? map : map >= s->first + count ? map - count + 1 : s->first;
	int top = persona >= rows ? persona - rows + 1 : 0;
	for (int m = s->first; m < ws->map_count && m < s->first + count; m++)
		grid_text(g, row, NAME + (m - s->first) * WIDTH, WIDTH - 1, ROLE_head,
		    ws->maps[m].entry.id);
	for (int p = top; p < ws->persona_count && p - top < rows; p++) {
		int at = row + 1 + p - top;
		grid_text(g, at, 1, NAME - 2, p == persona ? ROLE_title : ROLE_text,
		    persona_short(&ws->personas[p]));
		for (int m = s->first; m < ws->map_count && m < s->first + count; m++) {
			struct area cell = {at, NAME + (m - s->first) * WIDTH, 1, WIDTH - 1};
			draw_cell(app, g, cell, p, m);
			if (p != persona || m != map)
				continue;
			grid_text(g, at, cell.column, 1, ROLE_text, S(">"));
			grid_role(g, cell, ROLE_selected);
			grid_cursor(g, at, cell.column);
		}
	}
	draw_detail(app, g, (struct area){area.row + area.rows - DETAIL, 0, DETAIL, area.columns});
}

static void
gaps_where(struct app *app, struct grid *g, struct area row)
{
	grid_text(g, row.row, 0, row.columns, ROLE_title,
	    app->focus.which == TO_BE
		? S("Preference gaps of the redesign, in percent of what is wanted")
		: S("Preference gaps of today, in percent of what is wanted"));
}

static void
gaps_move(struct app *app, int rows, int columns)
{
	const struct workspace *ws = app_workspace(app);
	int persona = app_persona(app) + rows, map = app_map(app) + columns;
	if (ws->persona_count == 0 || ws->map_count == 0)
		return;
	persona = persona < 0 ? 0 : persona >= ws->persona_count ? ws->persona_count - 1 : persona;
	map = map < 0 ? 0 : map >= ws->map_count ? ws->map_count - 1 : map;
	app_focus(app, &app->focus.persona, ws->personas[persona].entry.id);
	app_focus(app, &app->focus.map, ws->maps[map].entry.id);
}

static void
gaps_jump(struct app *app, bool last)
{
	gaps_move(app, 0, last ? 1 << 20 : -(1 << 20));
}

static void
gaps_open(struct app *app)
{
	app_go(app, SCREEN_compare);
}

const struct view view_gaps = {.draw = gaps_draw,
    .where = gaps_where,
    .move = gaps_move,
    .jump = gaps_jump,
    .open = gaps_open};
