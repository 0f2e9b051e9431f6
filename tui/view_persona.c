/* SPDX-License-Identifier: MIT */
/* One persona as a form: every field that the format knows, those that are written and the others.
 */
#include "tui/app_priv.h"
#include "tui/rows.h"

enum { NAME = 16 };

struct view_state {
	struct rows rows;
};

static struct view_state *
state(struct app *app)
{
	if (app->views[SCREEN_persona] == NULL)
		app->views[SCREEN_persona] = NEW(app->arena, struct view_state);
	return app->views[SCREEN_persona];
}

/* A line of the form: a key, or one of the five values. */
struct line {
	const struct schema_row *row;
	int value; /* enum persona_value, or -1 */
};
struct form {
	VEC(struct line) lines;
};

static struct form
form_of(struct app *app)
{
	struct form f = {0};
	for (int i = 0; i < FIELD_COUNT; i++) {
		const struct schema_row *row = schema_row((enum field)i);
		if (!(row->owners & OWN_PERSONA))
			continue;
		if (row->kind != KIND_VALUES) {
			VEC_PUSH(app->frame, &f.lines, (struct line){row, -1});
			continue;
		}
		for (int v = 0; v < PERSONA_VALUE_COUNT; v++)
			VEC_PUSH(app->frame, &f.lines, (struct line){row, v});
	}
	return f;
}

static const struct persona *
persona(struct app *app)
{
	int i = app_persona(app);
	return i < 0 ? NULL : &app_workspace(app)->personas[i];
}

static struct str
key_of(struct app *app, const struct line *l)
{
	if (l->value < 0)
		return l->row->name;
	return str_format(
	    app->frame, "values.%.*s", STR(persona_value_name((enum persona_value)l->value)));
}

static struct str
items_text(struct app *app, const struct value *v)
{
	struct buf b = {.arena = app->frame};
	for (ptrdiff_t i = 0; i < v->items.count; i++)
		buf_format(&b, "%s- %.*s", i > 0 ? "\n" : "", STR(v->items.at[i].text));
	return buf_str(&b);
}

static struct str
shown(struct app *app, const struct persona *p, const struct line *l)
{
	if (l->value >= 0) {
		struct buf b = {.arena = app->frame};
		int value = (int)(p->values[l->value] + 0.5);
		buf_format(&b, "%2d ", value);
		buf_fill(&b, '#', value);
		buf_fill(&b, '.', 10 - value);
		return buf_str(&b);
	}
	const struct detail *d = entry_detail(&p->entry, (int)l->row->field, FOR_ALL);
	if (l->row->field == FIELD_about && d == NULL)
		return p->entry.text;
	if (d == NULL)
		return (struct str){0};
	if (d->value.kind == VALUE_ITEMS)
		return items_text(app, &d->value);
	return app_source_text(app, d->at);
}

static void
persona_draw(struct app *app, struct grid *g, struct area area)
{
	const struct persona *p = persona(app);
	struct form f = form_of(app);
	struct rows *r = &state(app)->rows;
	if (p == NULL) {
		grid_text(g, area.row + 1, 2, -1, ROLE_faint,
		    S("no persona yet: 1 leads home, a adds one there"));
		return;
	}
	rows_move(r, 0, (int)f.lines.count);
	if (r->at < r->top)
		r->top = r->at;
	int columns = area.columns - NAME - 3, row = area.row,
	    *heights = NEW_N(app->frame, int, f.lines.count);
	for (ptrdiff_t i = 0; i < f.lines.count; i++) {
		heights[i] = grid_lines(app->frame, columns, shown(app, p, &f.lines.at[i]));
		bool writing = app->editor != NULL && i == r->at;
		heights[i] = writing ? editor_rows(app->editor, columns) : heights[i];
		heights[i] = heights[i] < 1 ? 1 : heights[i] > 5 ? 5 : heights[i];
	}
	for (int sum = 0, i = r->top; i <= r->at; i++) {
		sum += heights[i];
		while (sum > area.rows && r->top < r->at)
			sum -= heights[r->top++];
	}
	for (int i = r->top; i < f.lines.count && row < area.row + area.rows; i++) {
		const struct line *l = &f.lines.at[i];
		bool here = i == r->at;
		struct str name =
		    l->value < 0 ? l->row->name : persona_value_name((enum persona_value)l->value);
		grid_text(g, row, 2, NAME - 2, here ? ROLE_title : ROLE_faint, name);
		struct area cell = {row, NAME + 1, heights[i], columns};
		if (cell.row + cell.rows > area.row + area.rows)
			cell.rows = area.row + area.rows - cell.row;
		struct str text = shown(app, p, l);
		if (here && app->editor != NULL)
			editor_draw(app->editor, g, cell);
		else if (text.len == 0)
			grid_text(g, row, cell.column, columns, ROLE_faint,
			    here ? l->row->meaning : S("."));
		else
			grid_wrap(g, cell, ROLE_text, text, 0);
		if (here && app->editor == NULL)
			rows_mark(g, (struct area){row, 1, 1, NAME}, true);
		row += heights[i];
	}
}

static void
persona_where(struct app *app, struct grid *g, struct area row)
{
	const struct persona *p = persona(app);
	if (p == NULL)
		return;
	int used = grid_text(g, row.row, 0, row.columns, ROLE_title, p->name);
	grid_right(g, row.row, used + 2, row.columns - used - 2, ROLE_faint,
	    str_format(app->frame, "persona %d of %d  [ ]", app_persona(app) + 1,
		app_workspace(app)->persona_count));
}

static void
persona_move(struct app *app, int rows, int columns)
{
	(void)columns;
	rows_move(&state(app)->rows, rows, (int)form_of(app).lines.count);
}

static void
persona_jump(struct app *app, bool last)
{
	persona_move(app, last ? 1 << 20 : -(1 << 20), 0);
}

static void
persona_turn(struct app *app, int by)
{
	const struct workspace *ws = app_workspace(app);
	int i = app_persona(app);
	if (i < 0)
		return;
	i = (i + by + ws->persona_count) % ws->persona_count;
	app_focus(app, &app->focus.persona, ws->personas[i].entry.id);
}

static struct written *
written_to(struct app *app, const struct line *l)
{
	struct written *w = NEW(app->arena, struct written);
	w->words = str_copy(app->arena, key_of(app, l));
	w->address =
	    str_format(app->arena, "persona:%.*s.%.*s", STR(persona(app)->entry.id), STR(w->words));
	return w;
}

static void persona_open(struct app *app);

static void
next_field(struct app *app, int by)
{
	persona_move(app, by, 0);
	persona_open(app);
}

static void
persona_add(struct app *app)
{
	struct form f = form_of(app);
	if (persona(app) == NULL)
		return;
	struct written *w = written_to(app, &f.lines.at[state(app)->rows.at]);
	struct write_args args = {.place = w->address, .done = app_item_written, .context = w};
	app_write(app, &args);
}

static void
persona_open(struct app *app)
{
	struct form f = form_of(app);
	const struct persona *p = persona(app);
	if (p == NULL || app->read_only)
		return;
	const struct line *l = &f.lines.at[state(app)->rows.at];
	const struct detail *d = entry_detail(&p->entry, (int)l->row->field, FOR_ALL);
	if (l->value < 0 && d != NULL && d->value.kind == VALUE_ITEMS && d->value.items.count > 0) {
		persona_add(app);
		return;
	}
	struct written *w = written_to(app, l);
	struct str text =
	    l->value >= 0 ? str_format(app->frame, "%.0f", p->values[l->value]) : shown(app, p, l);
	struct write_args args = {.place = w->address,
	    .text = text,
	    .done = app_value_written,
	    .next = next_field,
	    .context = w,
	    .select_all = l->value >= 0};
	app_write(app, &args);
}

static void
persona_change(struct app *app, int by)
{
	struct form f = form_of(app);
	const struct persona *p = persona(app);
	const struct line *l = &f.lines.at[state(app)->rows.at];
	if (p == NULL || l->value < 0)
		return;
	double value = p->values[l->value] + by;
	value = value < 0 ? 0 : value > 10 ? 10 : value;
	struct str address = written_to(app, l)->address,
		   number = str_format(app->frame, "%.0f", value);
	struct desk *d = app_begin(app);
	app_end(
	    app, change_set(d, address, number), "%.*s is %.*s", STR(key_of(app, l)), STR(number));
}

static bool
persona_remove(struct app *app, bool sure)
{
	struct form f = form_of(app);
	if (persona(app) == NULL)
		return false;
	const struct line *l = &f.lines.at[state(app)->rows.at];
	struct str address = written_to(app, l)->address;
	if (!sure) {
		app_say(app, "empty '%.*s'? d again does it", STR(key_of(app, l)));
		return true;
	}
	struct desk *d = app_begin(app);
	app_end(app, change_remove(d, address, false), "took away %.*s", STR(key_of(app, l)));
	return true;
}

const struct view view_persona = {.draw = persona_draw,
    .where = persona_where,
    .move = persona_move,
    .jump = persona_jump,
    .turn = persona_turn,
    .open = persona_open,
    .add = persona_add,
    .change = persona_change,
    .remove = persona_remove};
