/* SPDX-License-Identifier: MIT */
/*
 * What is here: personas and maps with their gaps, and beside them what needs a look. Narrow
 * terminals show one of the two at a time.
 */
#include "export/gap_table.h"
#include "model/identity.h"
#include "tui/app_priv.h"
#include "tui/rows.h"

#include <math.h>

enum pane { PANE_THINGS, PANE_LOOK, PANE_COUNT };
enum row_kind { ROW_HEAD, ROW_PERSONA, ROW_MAP, ROW_EMPTY };

struct view_state {
	enum pane pane;
	struct rows things, look;
};

struct row {
	enum row_kind kind;
	int index;
	struct str text;
};
struct list {
	VEC(struct row) rows;
};

static struct view_state *
state(struct app *app)
{
	if (app->views[SCREEN_home] == NULL)
		app->views[SCREEN_home] = NEW(app->arena, struct view_state);
	return app->views[SCREEN_home];
}

static void
add_row(struct app *app, struct list *l, enum row_kind kind, int index, struct str text)
{
	VEC_PUSH(app->frame, &l->rows, (struct row){kind, index, text});
}

static void
add_maps(struct app *app, struct list *l, bool journeys, struct str head, struct str empty)
{
	const struct workspace *ws = app_workspace(app);
	int count = 0;
	add_row(app, l, ROW_HEAD, 0, head);
	for (int i = 0; i < ws->map_count; i++) {
		if (ws->maps[i].journey != journeys)
			continue;
		add_row(app, l, ROW_MAP, i, ws->maps[i].entry.text);
		count++;
	}
	if (count == 0)
		add_row(app, l, ROW_EMPTY, 0, empty);
}

static struct list
things(struct app *app)
{
	const struct workspace *ws = app_workspace(app);
	struct list l = {0};
	add_row(app, &l, ROW_HEAD, 0, S("PERSONAS"));
	for (int i = 0; i < ws->persona_count; i++)
		add_row(app, &l, ROW_PERSONA, i, ws->personas[i].name);
	if (ws->persona_count == 0)
		add_row(app, &l, ROW_EMPTY, 0, S("who are the people? a adds a persona"));
	add_maps(app, &l, false, S("SCENARIOS"), S("what happens to them? a adds a scenario"));
	add_maps(app, &l, true, S("JOURNEYS"), S("one persona's longer story; a adds one"));
	return l;
}

static const struct row *
selected(struct app *app, struct list *l)
{
	*l = things(app);
	struct rows *r = &state(app)->things;
	rows_move(r, 0, (int)l->rows.count);
	if (l->rows.at[r->at].kind == ROW_HEAD)
		r->at++;
	return &l->rows.at[r->at];
}

/* The lists know nothing of their heads: one step leads over them. */
static void
move_thing(struct app *app, int by)
{
	struct list l = things(app);
	struct rows *r = &state(app)->things;
	int before = r->at;
	rows_move(r, by, (int)l.rows.count);
	while (r->at > 0 && r->at + 1 < l.rows.count && l.rows.at[r->at].kind == ROW_HEAD)
		r->at += by < 0 ? -1 : 1;
	if (l.rows.at[r->at].kind == ROW_HEAD)
		r->at = before;
}

static double
persona_gap(struct app *app, int persona)
{
	const struct gaps *g = app_gaps(app);
	for (ptrdiff_t i = 0; i < g->personas.count; i++) {
		if (g->personas.at[i].persona == persona && g->personas.at[i].which == ACTUAL)
			return g->personas.at[i].gap;
	}
	return NAN;
}

/* The largest gap that anybody has on it. */
static double
map_gap(struct app *app, int map)
{
	const struct gaps *g = app_gaps(app);
	double most = NAN;
	for (ptrdiff_t i = 0; i < g->list.count; i++) {
		const struct gap *gap = &g->list.at[i];
		bool counts = gap->map == map && gap->which == ACTUAL && gap->measured;
		if (counts && !(gap->gap <= most))
			most = gap->gap;
	}
	return most;
}

static void
draw_gap(struct app *app, struct grid *g, int row, int column, double gap)
{
	if (!isnan(gap))
		grid_right(
		    g, row, column, 5, app_role(gap_role(gap)), gap_percent(app->frame, gap));
}

static void
draw_row(struct app *app, struct grid *g, struct area line, const struct row *r)
{
	const struct workspace *ws = app_workspace(app);
	int room = line.columns - 18;
	if (r->kind == ROW_HEAD) {
		grid_text(g, line.row, line.column + 1, -1, ROLE_title, r->text);
		grid_right(g, line.row, line.column, line.columns - 8, ROLE_faint,
		    str_eq(r->text, S("PERSONAS"))        ? S("share")
			: str_eq(r->text, S("SCENARIOS")) ? S("steps")
							  : S("steps"));
		grid_right(g, line.row, line.column, line.columns - 2, ROLE_faint, S("gap"));
		return;
	}
	if (r->kind == ROW_EMPTY) {
		grid_text(g, line.row, line.column + 1, line.columns - 2, ROLE_faint, r->text);
		return;
	}
	grid_text(g, line.row, line.column + 1, room, ROLE_text, r->text);
	struct str number = {0};
	if (r->kind == ROW_PERSONA && !isnan(ws->personas[r->index].share))
		number = str_format(app->frame, "%.0f%%", ws->personas[r->index].share * 100);
	if (r->kind == ROW_MAP)
		number = str_format(app->frame, "%d", ws->maps[r->index].actual.step_count);
	grid_right(g, line.row, line.column, line.columns - 8, ROLE_text, number);
	double gap = r->kind == ROW_PERSONA ? persona_gap(app, r->index) : map_gap(app, r->index);
	draw_gap(app, g, line.row, line.column + line.columns - 7, gap);
}

static void
draw_things(struct app *app, struct grid *g, struct area area)
{
	struct view_state *s = state(app);
	struct list l;
	selected(app, &l);
	rows_scroll(&s->things, area.rows, (int)l.rows.count);
	for (int i = 0; i < area.rows && s->things.top + i < l.rows.count; i++) {
		struct area line = {area.row + i, area.column, 1, area.columns};
		int number = s->things.top + i;
		draw_row(app, g, line, &l.rows.at[number]);
		if (number == s->things.at)
			rows_mark(g, line, s->pane == PANE_THINGS);
	}
}

static void
draw_look(struct app *app, struct grid *g, struct area area)
{
	struct view_state *s = state(app);
	const struct diags *d = &app_workspace(app)->diags;
	int count = (int)d->list.count;
	grid_format(g, area.row, area.column + 1, ROLE_title, "NEEDS A LOOK %d", count);
	if (count == 0)
		grid_text(g, area.row + 1, area.column + 1, area.columns - 1, ROLE_good,
		    S("nothing is wrong or missing"));
	rows_scroll(&s->look, area.rows - 1, count);
	for (int i = 0; i < area.rows - 1 && s->look.top + i < count; i++) {
		int number = s->look.top + i;
		const struct diag *at = &d->list.at[number];
		struct area line = {area.row + 1 + i, area.column, 1, area.columns};
		enum role role = diag_row(at->code)->level == LEVEL_ERROR ? ROLE_error : ROLE_warn;
		grid_text(g, line.row, line.column + 1, 1, role, S("!"));
		grid_text(g, line.row, line.column + 3, line.columns - 3, ROLE_text, at->message);
		if (number == s->look.at && s->pane == PANE_LOOK)
			rows_mark(g, line, true);
	}
}

static void
home_draw(struct app *app, struct grid *g, struct area area)
{
	struct view_state *s = state(app);
	if (area.columns < 76) {
		if (s->pane == PANE_LOOK)
			draw_look(app, g, area);
		else
			draw_things(app, g, area);
		return;
	}
	int left = area.columns * 9 / 20;
	draw_things(app, g, (struct area){area.row, 0, area.rows, left});
	grid_divide(g, area.row, left, area.rows);
	draw_look(app, g, (struct area){area.row, left + 1, area.rows, area.columns - left - 1});
	if (s->pane == PANE_THINGS) {
		struct list l;
		selected(app, &l);
		grid_cursor(g, area.row + s->things.at - s->things.top, 0);
	}
}

static void
home_where(struct app *app, struct grid *g, struct area row)
{
	const struct workspace *ws = app_workspace(app);
	struct str title = ws->title.len > 0 ? ws->title : S("a new workspace");
	int used = grid_text(g, row.row, 0, row.columns, ROLE_title, title);
	if (ws->source_count > 0)
		grid_right(
		    g, row.row, used + 2, row.columns - used - 2, ROLE_faint, ws->sources[0].path);
}

static void
home_move(struct app *app, int rows, int columns)
{
	struct view_state *s = state(app);
	if (columns != 0)
		s->pane = columns > 0 ? PANE_LOOK : PANE_THINGS;
	else if (s->pane == PANE_LOOK)
		rows_move(&s->look, rows, (int)app_workspace(app)->diags.list.count);
	else
		move_thing(app, rows);
}

static void
home_jump(struct app *app, bool last)
{
	home_move(app, last ? 1 << 20 : -(1 << 20), 0);
}

static void
home_pane(struct app *app, int by)
{
	state(app)->pane = (enum pane)((state(app)->pane + PANE_COUNT + (unsigned)by) % PANE_COUNT);
}

static void
home_open(struct app *app)
{
	const struct workspace *ws = app_workspace(app);
	struct list l;
	if (state(app)->pane == PANE_LOOK) {
		app_show_finding(app, state(app)->look.at);
		return;
	}
	const struct row *r = selected(app, &l);
	if (r->kind == ROW_PERSONA) {
		app_focus(app, &app->focus.persona, ws->personas[r->index].entry.id);
		app_go(app, SCREEN_persona);
	} else if (r->kind == ROW_MAP) {
		app_focus(app, &app->focus.map, ws->maps[r->index].entry.id);
		app_go(app, SCREEN_journey);
	} else {
		do_add(app);
	}
}

enum new_thing { NEW_PERSONA, NEW_SCENARIO, NEW_JOURNEY };

static void
named(struct app *app, struct str text, void *context)
{
	enum new_thing what = *(const enum new_thing *)context;
	struct str id = identity_slug(app->frame, text);
	if (str_trim(text).len == 0)
		return;
	struct desk *d = app_begin(app);
	struct spot end = {.where = SPOT_END};
	bool made = what == NEW_PERSONA ? change_add_persona(d, id, text, end)
					: change_add_map(d, what == NEW_JOURNEY, id, text, end);
	app_end(app, made, "added '%.*s'", STR(text));
}

static void
add_chosen(struct app *app, int number, void *context)
{
	static const struct str labels[] = {S_INIT("name or one line about the persona:"),
	    S_INIT("title of the scenario:"), S_INIT("title of the journey:")};
	enum new_thing *what = NEW(app->arena, enum new_thing);
	(void)context;
	*what = (enum new_thing)number;
	struct popup_prompt p = {.label = labels[number], .done = named, .context = what};
	popup_prompt(app, &p);
}

static void
home_add(struct app *app)
{
	static const struct popup_item items[] = {
	    {.text = S_INIT("a persona"),
		.detail = S_INIT("one type of person"),
		.key = S_INIT("p")},
	    {.text = S_INIT("a scenario"),
		.detail = S_INIT("a service situation that several meet"),
		.key = S_INIT("s")},
	    {.text = S_INIT("a journey"),
		.detail = S_INIT("one persona's longer story"),
		.key = S_INIT("j")},
	};
	struct popup_list list = {.title = S("Add"),
	    .items = items,
	    .count = COUNT_OF(items),
	    .by_key = true,
	    .chosen = add_chosen};
	popup_list(app, &list);
}

static struct str
thing_address(struct app *app, const struct row *r)
{
	const struct workspace *ws = app_workspace(app);
	if (r->kind == ROW_PERSONA)
		return str_format(app->frame, "persona:%.*s", STR(ws->personas[r->index].entry.id));
	if (r->kind == ROW_MAP)
		return str_format(app->frame, "map:%.*s", STR(ws->maps[r->index].entry.id));
	return (struct str){0};
}

static bool
home_remove(struct app *app, bool sure)
{
	struct list l;
	const struct row *r = selected(app, &l);
	struct str address = thing_address(app, r), name = str_copy(app->frame, r->text);
	if (address.len == 0)
		return false;
	if (!sure) {
		app_say(app, "take away '%.*s'? d again does it", STR(name));
		return true;
	}
	struct desk *d = app_begin(app);
	app_end(app, change_remove(d, address, false), "took away '%.*s'", STR(name));
	return true;
}

static void
renamed(struct app *app, struct str text, void *context)
{
	const struct str *address = context;
	struct desk *d = app_begin(app);
	app_end(app, change_rename(d, *address, str_trim(text)), "renamed to %.*s", STR(text));
}

static void
home_rename(struct app *app)
{
	struct list l;
	const struct row *r = selected(app, &l);
	struct str address = thing_address(app, r);
	if (address.len == 0)
		return;
	struct str *kept = NEW(app->arena, struct str);
	*kept = str_copy(app->arena, address);
	struct popup_prompt p = {.label = S("new id, everywhere:"),
	    .text = str_from(address, str_find(address, ':') + 1),
	    .done = renamed,
	    .context = kept};
	popup_prompt(app, &p);
}

static void
home_click(struct app *app, int row, int column, bool twice)
{
	struct view_state *s = state(app);
	bool wide = app->body.columns >= 76;
	s->pane = wide && column > app->body.columns * 9 / 20 ? PANE_LOOK : s->pane;
	s->pane = wide && column <= app->body.columns * 9 / 20 ? PANE_THINGS : s->pane;
	int line = row - app->body.row;
	if (s->pane == PANE_THINGS)
		s->things.at = s->things.top + line;
	else
		s->look.at = s->look.top + line - 1;
	home_move(app, 0, 0);
	if (twice)
		home_open(app);
}

const struct view view_home = {
    .draw = home_draw,
    .where = home_where,
    .move = home_move,
    .jump = home_jump,
    .pane = home_pane,
    .open = home_open,
    .add = home_add,
    .remove = home_remove,
    .rename = home_rename,
    .click = home_click,
};
