/* SPDX-License-Identifier: MIT */
/*
 * Today, or the redesign, beside what one persona wants: a sign per step, below it why points are
 * lost there and what would close most of it. = ~ x + say each wish with one key.
 */
#include "tui/app_priv.h"
#include "tui/rows.h"

#include <math.h>

enum { BELOW = 9 };
enum pane { PANE_STEPS, PANE_CHANGES };

struct view_state {
	struct rows steps, changes;
	enum pane pane;
};

static struct view_state *
state(struct app *app)
{
	if (app->views[SCREEN_compare] == NULL)
		app->views[SCREEN_compare] = NEW(app->arena, struct view_state);
	return app->views[SCREEN_compare];
}

/* A line: a step with the wish that it is paired with, or a wish without a step. */
struct line {
	int step, wish;
};
struct compared {
	const struct version *version;
	const struct wishlist *wishes;
	struct gap gap;
	bool measured;
	VEC(struct line) lines;
};

static struct compared
compare(struct app *app)
{
	struct compared c = {.version = app_version(app)};
	const struct workspace *ws = app_workspace(app);
	int map = app_map(app), persona = app_persona(app);
	if (map < 0 || persona < 0 || c.version == NULL)
		return c;
	c.wishes = map_wishes(&ws->maps[map], persona);
	c.measured = gap_measure(app->frame, ws, map, persona, app->focus.which, &c.gap);
	if (c.measured)
		gap_explain(app->frame, ws, &c.gap);
	for (int i = 0; i < c.version->step_count; i++) {
		if (!step_met_by(ws, &c.version->steps[i], persona))
			continue;
		int wish = c.measured && c.gap.step_wish != NULL ? c.gap.step_wish[i] : -1;
		VEC_PUSH(app->frame, &c.lines, (struct line){i, wish});
	}
	for (int i = 0; c.measured && i < c.gap.wish_count; i++) {
		if (c.gap.wishes[i].step < 0 && !c.gap.wishes[i].drop)
			VEC_PUSH(app->frame, &c.lines, (struct line){-1, i});
	}
	return c;
}

static char
sign_of(const struct compared *c, const struct line *l)
{
	if (!c->measured)
		return '.';
	if (l->step < 0)
		return '+';
	if (l->wish < 0)
		return 'x';
	for (int i = 0; i < c->gap.line_count; i++) {
		if (c->gap.lines[i].step == l->step)
			return c->gap.wishes[l->wish].moved && c->gap.lines[i].kind == GAP_MOVED
			    ? '^'
			    : '~';
	}
	return '=';
}

static enum role
sign_role(char sign)
{
	return sign == '=' ? ROLE_good : sign == 'x' || sign == '+' ? ROLE_bad : ROLE_fair;
}

static void
draw_line(struct app *app, struct grid *g, struct area area, const struct compared *c,
    const struct line *l)
{
	int half = area.columns / 2 - 3;
	char sign = sign_of(c, l);
	if (l->step >= 0) {
		const struct step *s = &c->version->steps[l->step];
		grid_format(g, area.row, 1, ROLE_faint, "%d", l->step + 1);
		double feel = entry_number(&s->entry, FIELD_feel, app_persona(app), NAN);
		grid_text(g, area.row, 5, half - 10, ROLE_text, s->entry.text);
		if (!isnan(feel))
			grid_right(g, area.row, half - 5, 4, feel < 0 ? ROLE_bad : ROLE_good,
			    feel_words(app->frame, feel));
	}
	grid_text(g, area.row, half + 1, 1, sign_role(sign),
	    str_copy(app->frame, (struct str){&sign, 1}));
	if (l->wish >= 0)
		grid_text(g, area.row, half + 4, area.columns - half - 5, ROLE_text,
		    c->gap.wishes[l->wish].text);
}

static void
draw_why(struct app *app, struct grid *g, struct area area, const struct compared *c,
    const struct line *l)
{
	int row = area.row;
	grid_rule(g, row++, 0, area.columns);
	grid_text(g, row, 1, 4, ROLE_title, S("WHY"));
	bool any = false;
	for (int i = 0; l != NULL && i < c->gap.line_count && row < area.row + 3; i++) {
		const struct gap_line *line = &c->gap.lines[i];
		if (l->step >= 0 ? line->step != l->step : line->wish != l->wish || line->step >= 0)
			continue;
		grid_right(g, row, 0, area.columns - 1, ROLE_bad,
		    str_format(app->frame, "%.2f", line->points));
		grid_text(g, row++, 6, area.columns - 13, ROLE_text, line->text);
		any = true;
	}
	if (!any)
		grid_text(g, row, 6, area.columns - 8, ROLE_faint, S("nothing is lost here"));
	row = area.row + 4;
	grid_text(g, row++, 1, area.columns - 2, ROLE_title, S("WHAT CLOSES MOST OF IT"));
	struct view_state *s = state(app);
	rows_scroll(&s->changes, area.row + area.rows - row, c->gap.change_count);
	for (int i = s->changes.top; i < c->gap.change_count && row < area.row + area.rows;
	     i++, row++) {
		const struct gap_change *change = &c->gap.changes[i];
		struct area line = {row, 0, 1, area.columns};
		grid_text(g, row, 1, area.columns - 30, ROLE_text, change->name);
		grid_right(g, row, 0, area.columns - 1, ROLE_faint,
		    str_format(app->frame, "%.2f points, gap then %.*s", change->points,
			STR(gap_percent(app->frame, change->gap_then))));
		if (i == s->changes.at)
			rows_mark(g, line, s->pane == PANE_CHANGES);
	}
}

static void
focus_line(struct app *app, const struct compared *c)
{
	struct rows *r = &state(app)->steps;
	rows_move(r, 0, (int)c->lines.count);
	if (c->lines.count > 0 && c->lines.at[r->at].step >= 0)
		app_focus(
		    app, &app->focus.step, c->version->steps[c->lines.at[r->at].step].entry.id);
}

static void
compare_draw(struct app *app, struct grid *g, struct area area)
{
	struct compared c = compare(app);
	struct view_state *s = state(app);
	if (c.version == NULL || app_persona(app) < 0) {
		grid_text(g, area.row + 1, 2, -1, ROLE_faint,
		    S("comparing needs a persona and a map; 1 leads home"));
		return;
	}
	int below = area.rows > 16 ? BELOW : 0, room = area.rows - below - 1;
	grid_text(g, area.row, 1, -1, ROLE_head,
	    app->focus.which == TO_BE ? S("AS REDESIGNED") : S("AS IT IS"));
	grid_text(g, area.row, area.columns / 2 + 1, -1, ROLE_head,
	    str_format(app->frame, "%.*s WANTS",
		STR(persona_short(&app_workspace(app)->personas[app_persona(app)]))));
	rows_scroll(&s->steps, room, (int)c.lines.count);
	for (int i = 0; i < room && s->steps.top + i < c.lines.count; i++) {
		int number = s->steps.top + i;
		struct area line = {area.row + 1 + i, 0, 1, area.columns};
		draw_line(app, g, line, &c, &c.lines.at[number]);
		if (number == s->steps.at)
			rows_mark(g, line, s->pane == PANE_STEPS);
	}
	if (below == 0)
		return;
	const struct line *l = c.lines.count > 0 ? &c.lines.at[s->steps.at] : NULL;
	struct area lower = {area.row + area.rows - below, 0, below, area.columns};
	if (c.measured) {
		draw_why(app, g, lower, &c, l);
	} else {
		grid_rule(g, lower.row, 0, area.columns);
		grid_wrap(g, (struct area){lower.row + 1, 1, 3, area.columns - 2}, ROLE_faint,
		    S("Nothing is known yet of what this persona wants here. = as it is, ~ "
		      "otherwise, "
		      "x rather not, + something that nobody offers."),
		    0);
	}
}

static void
compare_where(struct app *app, struct grid *g, struct area row)
{
	struct compared c = compare(app);
	int map = app_map(app), persona = app_persona(app);
	if (map < 0 || persona < 0)
		return;
	const struct workspace *ws = app_workspace(app);
	int used = grid_text(g, row.row, 0, row.columns - 24, ROLE_title, ws->maps[map].entry.text);
	struct str gap = c.measured && c.gap.measured
	    ? str_format(app->frame, "[%.*s]  gap %.*s", STR(persona_short(&ws->personas[persona])),
		  STR(gap_percent(app->frame, c.gap.gap)))
	    : str_format(
		  app->frame, "[%.*s]  not yet mapped", STR(persona_short(&ws->personas[persona])));
	grid_right(g, row.row, used + 1, row.columns - used - 1, ROLE_text, gap);
}

static void
compare_move(struct app *app, int rows, int columns)
{
	struct compared c = compare(app);
	struct view_state *s = state(app);
	(void)columns;
	if (s->pane == PANE_CHANGES) {
		rows_move(&s->changes, rows, c.gap.change_count);
		return;
	}
	rows_move(&s->steps, rows, (int)c.lines.count);
	focus_line(app, &c);
}

static void
compare_jump(struct app *app, bool last)
{
	compare_move(app, last ? 1 << 20 : -(1 << 20), 0);
}

static void
compare_pane(struct app *app, int by)
{
	(void)by;
	state(app)->pane = state(app)->pane == PANE_STEPS ? PANE_CHANGES : PANE_STEPS;
}

static void
compare_turn(struct app *app, int by)
{
	view_journey.turn(app, by);
}

static const struct line *
selected(struct app *app, const struct compared *c)
{
	focus_line(app, c);
	return c->lines.count > 0 ? &c->lines.at[state(app)->steps.at] : NULL;
}

static void
wish(struct app *app, enum wish_as as, struct str text)
{
	struct compared c = compare(app);
	const struct line *l = selected(app, &c);
	const struct workspace *ws = app_workspace(app);
	int map = app_map(app), persona = app_persona(app);
	if (app->read_only || map < 0 || persona < 0 ||
	    (as != WISH_ADD && (l == NULL || l->step < 0)))
		return;
	struct str step =
	    l != NULL && l->step >= 0 ? c.version->steps[l->step].entry.id : (struct str){0};
	struct spot spot = {.where = step.len > 0 ? SPOT_BEHIND : SPOT_END, .what = step};
	struct str map_id = ws->maps[map].entry.id, id = ws->personas[persona].entry.id;
	if (as != WISH_ADD)
		spot = (struct spot){.where = SPOT_END};
	struct desk *d = app_begin(app);
	static const char *const said[] = {"wants it as it is", "wants it otherwise",
	    "would rather not have it", "wants something new"};
	app_end(app,
	    change_wish(d, map_id, id, as == WISH_ADD ? (struct str){0} : step, as, text, spot),
	    "%.*s %s", STR(id), said[as]);
}

static void
otherwise_done(struct app *app, struct str text, void *context)
{
	const enum wish_as *as = context;
	if (str_trim(text).len > 0)
		wish(app, *as, text);
}

void
do_as_today(struct app *app)
{
	wish(app, WISH_AS_TODAY, (struct str){0});
}
void
do_drop(struct app *app)
{
	wish(app, WISH_DROP, (struct str){0});
}

static void
ask_wish(struct app *app, struct str label, enum wish_as as)
{
	enum wish_as *kept = NEW(app->arena, enum wish_as);
	*kept = as;
	struct popup_prompt p = {.label = label, .done = otherwise_done, .context = kept};
	if (!app->read_only && app_persona(app) >= 0 && app_map(app) >= 0)
		popup_prompt(app, &p);
}

void
do_otherwise(struct app *app)
{
	ask_wish(app, S("how would they rather have it:"), WISH_OTHERWISE);
}
void
do_wish(struct app *app)
{
	ask_wish(app, S("what is missing for them:"), WISH_ADD);
}

static void
compare_open(struct app *app)
{
	if (state(app)->pane == PANE_CHANGES)
		do_action(app);
	else
		do_otherwise(app);
}

/* The change that is selected, else the one that closes most, becomes an action. */
void
do_action(struct app *app)
{
	struct compared c = compare(app);
	int at = state(app)->changes.at;
	if (app->read_only)
		return;
	bool has = app->screen == SCREEN_compare && c.measured && at < c.gap.change_count;
	if (!has) {
		app_say(app, "4 compares: there the best changes become actions");
		return;
	}
	struct str text = str_copy(app->frame, c.gap.changes[at].name);
	struct desk *d = app_begin(app);
	app_end(app, change_add_entry(d, FIELD_actions, (struct str){0}, text), "action '%.*s'",
	    STR(text));
}

const struct view view_compare = {.draw = compare_draw,
    .where = compare_where,
    .move = compare_move,
    .jump = compare_jump,
    .pane = compare_pane,
    .turn = compare_turn,
    .open = compare_open};
