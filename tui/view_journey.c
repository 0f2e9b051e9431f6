/* SPDX-License-Identifier: MIT */
/*
 * One map: steps across, lanes down, the curve of feelings as a picture, and below it all of the
 * selected cell. Stage, step and lane names never scroll away.
 */
#include "base/utf8.h"
#include "export/text_curve.h"
#include "export/text_show.h"
#include "model/identity.h"
#include "tui/app_priv.h"
#include "tui/journey.h"

#include <math.h>

enum { LABEL = 10, LEAST_COLUMN = 12, MOST_COLUMN = 40, DETAIL_ROWS = 4 };

struct view_state {
	int lane;   /* index in the lanes shown */
	int first;  /* the step at the left */
	int column; /* columns of a step, 0: as it fits */
	int top;    /* the lane at the top */
};

static struct view_state *
state(struct app *app)
{
	if (app->views[SCREEN_journey] == NULL)
		app->views[SCREEN_journey] = NEW(app->arena, struct view_state);
	return app->views[SCREEN_journey];
}

/* ---- lanes ---- */

/*
 * A screen is for writing, so the lanes that people talk about are there even where nothing stands
 * in them yet; others are when something does.
 */
static const int always[] = {
    FIELD_channel, FIELD_tool, FIELD_takes, FIELD_think, FIELD_feel, FIELD_pain, FIELD_idea};

static bool
is_always(int field)
{
	for (int i = 0; i < COUNT_OF(always); i++) {
		if (always[i] == field)
			return true;
	}
	return false;
}

struct lanes
journey_lanes(struct app *app, struct journey *j)
{
	struct lanes l = {0};
	const struct sheet *s = &j->sheet;
	VEC_PUSH(app->frame, &l.list, (struct lane_shown){.lane = LANE_steps, .at = -1});
	for (int row = 0; row < LANE_COUNT; row++) {
		const struct lane_row *r = lane_row((enum lane)row);
		int at = -1;
		for (int i = 0; i < s->lane_count && at < 0; i++) {
			if (s->lanes[i].lane == (enum lane)row)
				at = i;
		}
		bool shown = at >= 0 || (r->field < FIELD_COUNT && is_always(r->field));
		if (row != LANE_steps && row != LANE_added && shown)
			VEC_PUSH(app->frame, &l.list,
			    (struct lane_shown){.lane = (enum lane)row,
				.field = r->field,
				.at = at,
				.title = r->title});
	}
	for (int i = 0; i < s->lane_count; i++) {
		if (s->lanes[i].lane == LANE_added)
			VEC_PUSH(app->frame, &l.list,
			    (struct lane_shown){.lane = LANE_added,
				.field = s->lanes[i].field,
				.at = i,
				.title = s->lanes[i].title});
	}
	return l;
}

bool
journey_make(struct app *app, struct journey *j)
{
	const struct workspace *ws = app_workspace(app);
	int persona = app_persona(app);
	*j = (struct journey){.map = app_map(app), .step = app_step(app)};
	struct sheet_args args = {.map = j->map,
	    .which = app->focus.which,
	    .personas = &persona,
	    .persona_count = persona >= 0 ? 1 : 0};
	if (j->map < 0)
		return false;
	j->made = sheet_make(app->frame, ws, &args, &j->sheet);
	if (!j->made && args.which == TO_BE) {
		args.which = ACTUAL;
		j->made = sheet_make(app->frame, ws, &args, &j->sheet);
	}
	j->column = -1;
	for (int i = 0; j->made && i < j->sheet.step_count; i++) {
		if (j->sheet.steps[i].step == j->step)
			j->column = i;
	}
	if (j->made && j->column < 0 && j->sheet.step_count > 0)
		j->column = 0;
	return j->made;
}

const struct lane_shown *
journey_lane(struct app *app, struct journey *j)
{
	j->lanes = journey_lanes(app, j);
	struct view_state *s = state(app);
	if (s->lane >= j->lanes.list.count)
		s->lane = (int)j->lanes.list.count - 1;
	return &j->lanes.list.at[s->lane];
}

static void
focus_column(struct app *app, const struct journey *j, int column)
{
	if (column < 0 || column >= j->sheet.step_count)
		return;
	app_focus(app, &app->focus.step, j->sheet.steps[column].id);
}

/* ---- drawing ---- */

struct frame {
	struct app *app;
	struct grid *g;
	struct journey *j;
	struct show show;
	struct area area; /* of the cells, without labels and heads */
	int width, count; /* of a step; steps shown */
};

static int
column_at(const struct frame *f, int step)
{
	return f->area.column + (step - state(f->app)->first) * f->width;
}

static struct str
joined(struct app *app, const struct show_items *items)
{
	struct buf b = {.arena = app->frame};
	for (ptrdiff_t i = 0; i < items->list.count; i++) {
		buf_add(&b, i > 0 ? S("\n") : S(""));
		buf_add(&b, items->list.at[i]);
	}
	return buf_str(&b);
}

static struct show_items
cell_items(const struct frame *f, const struct lane_shown *lane, int step)
{
	struct show_items items = {0};
	if (lane->lane == LANE_steps)
		VEC_PUSH(f->app->frame, &items.list, f->j->sheet.steps[step].text);
	else if (lane->at >= 0)
		show_cell(&f->show, &f->j->sheet.lanes[lane->at], step, &items);
	return items;
}

static int
lane_height(const struct frame *f, const struct lane_shown *lane)
{
	int most = 1, limit = f->g->rows >= 40 ? 4 : 2;
	if (lane->lane == LANE_feel)
		return curve_rows(&f->app->style);
	for (int i = state(f->app)->first; i < state(f->app)->first + f->count; i++) {
		struct show_items items = cell_items(f, lane, i);
		int lines = grid_lines(f->app->frame, f->width - 2, joined(f->app, &items));
		most = lines > most ? lines : most;
	}
	return most > limit ? limit : most;
}

/* The empty braille character is an invisible one, which the grid would leave out. */
static struct str
without_blank_braille(struct app *app, struct str line)
{
	enum { BLANK_BRAILLE = 0x2800 };
	struct buf b = {.arena = app->frame};
	int32_t c;
	for (char bytes[4]; (c = utf8_next(&line)) >= 0;)
		buf_add(&b, (struct str){bytes, utf8_put(c == BLANK_BRAILLE ? ' ' : c, bytes)});
	return buf_str(&b);
}

static void
draw_curve(const struct frame *f, int row)
{
	int first = state(f->app)->first, rows = curve_rows(&f->app->style);
	const struct sheet_persona *p =
	    f->j->sheet.persona_count > 0 ? &f->j->sheet.personas[0] : &f->j->sheet.everybody;
	int *at = NEW_N(f->app->frame, int, f->count + 1);
	struct str *lines = NEW_N(f->app->frame, struct str, rows);
	for (int i = 0; i < f->count; i++)
		at[i] = i * f->width + 1;
	curve_draw(f->app->frame, &f->app->style, p->feel + first, at, f->count,
	    f->count * f->width, lines);
	for (int i = 0; i < rows; i++) {
		grid_right(f->g, row + i, 0, LABEL - 1, ROLE_faint, curve_label(&f->app->style, i));
		grid_text(f->g, row + i, f->area.column, f->area.columns, ROLE_text,
		    without_blank_braille(f->app, lines[i]));
	}
}

static void
draw_cell(const struct frame *f, const struct lane_shown *lane, int step, struct area cell)
{
	struct app *app = f->app;
	struct show_items items = cell_items(f, lane, step);
	bool here = step == f->j->column && lane == &f->j->lanes.list.at[state(app)->lane];
	if (here) {
		grid_text(f->g, cell.row, cell.column, 1, ROLE_text, S(">"));
		grid_cursor(f->g, cell.row, cell.column);
	}
	if (here && app->editor != NULL) {
		cell.column++;
		cell.columns -= 1;
		int need = editor_rows(app->editor, cell.columns);
		cell.rows = need > cell.rows ? need : cell.rows;
		editor_draw(app->editor, f->g, cell);
		return;
	}
	if (lane->lane != LANE_feel || here) {
		struct area text = {cell.row, cell.column + 1, cell.rows, cell.columns - 2};
		if (lane->lane != LANE_feel)
			grid_wrap(f->g, text, app_role(items.role), joined(app, &items), 0);
	}
	if (here)
		grid_role(f->g, (struct area){cell.row, cell.column, cell.rows, cell.columns - 1},
		    ROLE_selected);
}

static void
draw_heads(const struct frame *f)
{
	const struct sheet *s = &f->j->sheet;
	int first = state(f->app)->first, row = f->area.row - 1;
	for (int i = 0; i < s->stage_count; i++) {
		const struct sheet_stage *stage = &s->stages[i];
		int from = stage->first > first ? stage->first : first;
		int end = stage->first + stage->count;
		if (from >= first + f->count || end <= first)
			continue;
		grid_text(f->g, row - 1, column_at(f, from) + 1, (end - from) * f->width - 2,
		    ROLE_title, stage->title);
	}
	for (int i = first; i < first + f->count; i++) {
		const struct sheet_step *step = &s->steps[i];
		struct str head = step->clock.len > 0
		    ? str_format(f->app->frame, "%.*s %.*s", STR(step->number), STR(step->clock))
		    : step->number;
		int used = grid_text(f->g, row, column_at(f, i) + 1, f->width - 2, ROLE_head, head);
		if (step->moment)
			grid_text(f->g, row, column_at(f, i) + 2 + used, 3, ROLE_title, S("(*)"));
	}
}

static void
draw_detail(const struct frame *f, struct area area)
{
	struct app *app = f->app;
	const struct lane_shown *lane = &f->j->lanes.list.at[state(app)->lane];
	grid_rule(f->g, area.row, 0, area.columns);
	if (f->j->column < 0)
		return;
	const struct sheet_step *step = &f->j->sheet.steps[f->j->column];
	struct show_items items = cell_items(f, lane, f->j->column);
	struct str title = lane->lane == LANE_steps ? S("Step") : lane->title;
	int used = grid_text(f->g, area.row + 1, 1, area.columns - 2, ROLE_title,
	    str_format(app->frame, "%.*s  %.*s", STR(step->number), STR(step->text)));
	grid_right(f->g, area.row + 1, used + 2, area.columns - used - 3, ROLE_faint,
	    show_step_marks(&f->show, f->j->column));
	struct str text = joined(app, &items);
	struct area below = {area.row + 2, 1, area.rows - 2, area.columns - 2};
	if (lane->lane == LANE_steps)
		return;
	if (text.len == 0)
		grid_format(f->g, below.row, 1, ROLE_faint, "%.*s: nothing yet, Enter writes it",
		    STR(title));
	else
		grid_wrap(f->g, below, ROLE_text,
		    str_format(app->frame, "%.*s: %.*s", STR(title), STR(text)), 0);
}

static void
draw_lanes(const struct frame *f, struct view_state *s)
{
	int row = f->area.row, end = f->area.row + f->area.rows;
	if (s->lane < s->top)
		s->top = s->lane;
	for (;;) {
		/* The selected lane must be whole on the screen. */
		int height = 0;
		for (int i = s->top; i <= s->lane; i++)
			height += lane_height(f, &f->j->lanes.list.at[i]);
		if (height <= f->area.rows || s->top >= s->lane)
			break;
		s->top++;
	}
	for (int i = s->top; i < f->j->lanes.list.count && row < end; i++) {
		const struct lane_shown *lane = &f->j->lanes.list.at[i];
		int height = lane_height(f, lane);
		height = row + height > end ? end - row : height;
		grid_text(f->g, row, 1, LABEL - 2, i == s->lane ? ROLE_title : ROLE_faint,
		    lane->lane == LANE_steps ? S("doing") : lane->title);
		if (lane->lane == LANE_feel && height == curve_rows(&f->app->style))
			draw_curve(f, row);
		for (int k = s->first; k < s->first + f->count; k++)
			draw_cell(
			    f, lane, k, (struct area){row, column_at(f, k), height, f->width});
		row += height;
	}
}

static void
draw_empty(struct app *app, struct grid *g, struct area area)
{
	const char *text = app_map(app) < 0
	    ? "no map yet: 1 leads home, a adds a scenario or a journey there"
	    : "no step yet: c captures steps as people call them out, i adds one";
	grid_format(g, area.row + 1, 2, ROLE_faint, "%s", text);
	grid_cursor(g, area.row + 1, 2);
	if (app->editor != NULL)
		editor_draw(app->editor, g, (struct area){area.row + 3, 2, 3, area.columns - 4});
}

static void
journey_draw(struct app *app, struct grid *g, struct area area)
{
	struct journey j;
	struct view_state *s = state(app);
	if (!journey_make(app, &j) || j.sheet.step_count == 0) {
		draw_empty(app, g, area);
		return;
	}
	journey_lane(app, &j);
	struct frame f = {.app = app, .g = g, .j = &j};
	f.show = (struct show){
	    .arena = app->frame, .style = &app->style, .sheet = &j.sheet, .width = area.columns};
	int room = area.columns - LABEL;
	f.width = s->column > 0 ? s->column : area.columns >= 100 ? 18 : 17;
	f.width = f.width > room ? room : f.width;
	f.count = room / f.width;
	if (j.column < s->first)
		s->first = j.column;
	if (j.column >= s->first + f.count)
		s->first = j.column - f.count + 1;
	if (s->first + f.count > j.sheet.step_count)
		s->first = j.sheet.step_count > f.count ? j.sheet.step_count - f.count : 0;
	if (s->first + f.count > j.sheet.step_count)
		f.count = j.sheet.step_count - s->first;
	int detail = area.rows >= 16 ? DETAIL_ROWS : 0;
	f.area = (struct area){area.row + 2, LABEL, area.rows - 2 - detail, room};
	draw_heads(&f);
	draw_lanes(&f, s);
	if (detail > 0)
		draw_detail(
		    &f, (struct area){area.row + area.rows - detail, 0, detail, area.columns});
}

static void
journey_where(struct app *app, struct grid *g, struct area row)
{
	struct journey j;
	if (!journey_make(app, &j))
		return;
	const struct workspace *ws = app_workspace(app);
	int persona = app_persona(app), column = 0;
	column += grid_text(g, row.row, 0, row.columns / 2, ROLE_title, j.sheet.title) + 2;
	column += grid_text(g, row.row, column, row.columns - column, ROLE_text,
		      j.sheet.which == TO_BE ? S("redesign") : S("today")) +
	    2;
	if (persona >= 0)
		column += grid_text(g, row.row, column, row.columns - column, ROLE_text,
			      persona_short(&ws->personas[persona])) +
		    2;
	grid_right(g, row.row, column, row.columns - column, ROLE_faint,
	    str_format(app->frame, "step %d of %d", j.column + 1, j.sheet.step_count));
}

/* ---- moving ---- */

static void
journey_move(struct app *app, int rows, int columns)
{
	struct journey j;
	struct view_state *s = state(app);
	if (!journey_make(app, &j))
		return;
	journey_lane(app, &j);
	int lane = s->lane + rows, column = j.column + columns;
	s->lane = lane < 0 ? 0 : lane >= j.lanes.list.count ? (int)j.lanes.list.count - 1 : lane;
	column = column < 0 ? 0 : column >= j.sheet.step_count ? j.sheet.step_count - 1 : column;
	focus_column(app, &j, column);
}

static void
journey_jump(struct app *app, bool last)
{
	journey_move(app, 0, last ? 1 << 20 : -(1 << 20));
}

static void
journey_turn(struct app *app, int by)
{
	const struct workspace *ws = app_workspace(app);
	int persona = app_persona(app);
	if (persona < 0)
		return;
	persona = (persona + by + ws->persona_count) % ws->persona_count;
	app_focus(app, &app->focus.persona, ws->personas[persona].entry.id);
	app_say(app, "as %.*s", STR(ws->personas[persona].name));
}

static void
journey_pane(struct app *app, int by)
{
	journey_move(app, 0, by);
}

static bool
journey_find(struct app *app, struct str words, int direction)
{
	struct journey j;
	if (!journey_make(app, &j) || j.sheet.step_count == 0)
		return false;
	journey_lane(app, &j);
	struct show show = {.arena = app->frame, .style = &app->style, .sheet = &j.sheet};
	struct frame f = {.app = app, .j = &j, .show = show};
	struct str wanted = utf8_fold(app->frame, words);
	int lanes = (int)j.lanes.list.count, cells = lanes * j.sheet.step_count;
	int start = j.column * lanes + state(app)->lane, by = direction < 0 ? -1 : 1;
	for (int n = direction == 0 ? 0 : 1; n <= cells; n++) {
		int cell = ((start + n * by) % cells + cells) % cells;
		struct show_items items =
		    cell_items(&f, &j.lanes.list.at[cell % lanes], cell / lanes);
		if (str_search(utf8_fold(app->frame, joined(app, &items)), wanted) < 0)
			continue;
		state(app)->lane = cell % lanes;
		focus_column(app, &j, cell / lanes);
		return true;
	}
	return false;
}

/* ---- writing ---- */

/* The key that a lane is about; false for what is worked out, which nobody writes. */
static bool
lane_key(struct app *app, const struct lane_shown *lane, struct str *key)
{
	bool computed = lane->field >= FIELD_COUNT && lane->lane != LANE_added;
	*key = lane->lane == LANE_steps ? S("text") : (struct str){0};
	if (lane->lane == LANE_steps)
		return true;
	if (!computed)
		*key = field_name(app_workspace(app), lane->field);
	else
		app_say(app, "this lane is worked out from the others; 4 shows how");
	return !computed;
}

static struct written *
keep(struct app *app, struct str address, struct str words)
{
	struct written *w = NEW(app->arena, struct written);
	*w = (struct written){str_copy(app->arena, address), str_copy(app->arena, words), false};
	return w;
}

static void
next_step(struct app *app, int by)
{
	journey_move(app, 0, by);
	do_open(app);
}

static void
write_value(struct app *app, struct str address, struct str text, struct str words)
{
	struct write_args args = {.place = address,
	    .text = text,
	    .done = app_value_written,
	    .next = next_step,
	    .context = keep(app, address, words)};
	app_write(app, &args);
}

/* The words of a value as they stand in the file, for short ones; of texts as they are shown. */
static struct str
value_text(struct app *app, struct journey *j, const struct lane_shown *lane)
{
	const struct step *step = &j->sheet.version->steps[j->step];
	if (lane->lane == LANE_steps)
		return step->entry.text;
	const struct detail *d = entry_detail(&step->entry, lane->field, app_persona(app));
	return d != NULL ? app_source_text(app, d->at) : (struct str){0};
}

static void
item_chosen(struct app *app, int number, void *context)
{
	const struct written *w = context;
	struct str address = str_format(app->frame, "%.*s.%d", STR(w->address), number + 1);
	struct journey j;
	if (!journey_make(app, &j))
		return;
	const struct lane_shown *lane = journey_lane(app, &j);
	const struct value *v = entry_get(&j.sheet.version->steps[j.step].entry, lane->field);
	struct str text = v != NULL && v->kind == VALUE_ITEMS && number < v->items.count
	    ? v->items.at[number].text
	    : (struct str){0};
	write_value(app, address, text, w->words);
}

static bool
choose_item(struct app *app, struct journey *j, const struct lane_shown *lane, struct str address)
{
	const struct value *v = entry_get(&j->sheet.version->steps[j->step].entry, lane->field);
	if (v == NULL || v->kind != VALUE_ITEMS)
		return false;
	struct popup_item *items = NEW_N(app->frame, struct popup_item, v->items.count + 1);
	for (ptrdiff_t i = 0; i < v->items.count; i++)
		items[i] = (struct popup_item){.text = v->items.at[i].text};
	struct written *w = keep(app, address, lane->title);
	if (v->items.count == 1) {
		item_chosen(app, 0, w);
		return true;
	}
	struct popup_list list = {.title = lane->title,
	    .items = items,
	    .count = (int)v->items.count,
	    .by_key = true,
	    .chosen = item_chosen,
	    .context = w};
	popup_list(app, &list);
	return true;
}

static void
journey_open(struct app *app)
{
	struct journey j;
	if (app->read_only || !journey_make(app, &j))
		return;
	if (j.column < 0) {
		do_insert_step(app);
		return;
	}
	const struct lane_shown *lane = journey_lane(app, &j);
	if (lane->lane == LANE_gap) {
		app_go(app, SCREEN_compare);
		return;
	}
	struct str key;
	if (!lane_key(app, lane, &key))
		return;
	struct str address = app_step_address(app, key);
	if (lane->lane == LANE_steps || !choose_item(app, &j, lane, address))
		write_value(app, address, value_text(app, &j, lane),
		    lane->lane == LANE_steps ? S("step") : lane->title);
}

static void
journey_add(struct app *app)
{
	struct journey j;
	if (!journey_make(app, &j))
		return;
	const struct lane_shown *lane = j.column >= 0 ? journey_lane(app, &j) : NULL;
	if (lane == NULL || lane->lane == LANE_steps) {
		do_insert_step(app);
		return;
	}
	struct str key;
	if (!lane_key(app, lane, &key))
		return;
	struct str address = app_step_address(app, key);
	struct write_args args = {
	    .place = address, .done = app_item_written, .context = keep(app, address, lane->title)};
	app_write(app, &args);
}

static bool
journey_remove(struct app *app, bool sure)
{
	struct journey j;
	if (!journey_make(app, &j) || j.column < 0)
		return false;
	const struct lane_shown *lane = journey_lane(app, &j);
	bool step = lane->lane == LANE_steps;
	struct str key;
	if (!lane_key(app, lane, &key))
		return false;
	struct str address = app_step_address(app, step ? S("") : key);
	struct str name = str_copy(app->frame, j.sheet.steps[j.column].text);
	if (!sure && step)
		app_say(app, "take away the step '%.*s'? d again does it", STR(name));
	else if (!sure)
		app_say(app, "empty '%.*s' of this step? d again does it", STR(lane->title));
	if (!sure)
		return true;
	struct desk *d = app_begin(app);
	app_end(
	    app, change_remove(d, address, step), "took away %.*s", STR(step ? name : lane->title));
	return true;
}

static void
journey_change(struct app *app, int by)
{
	struct journey j;
	if (!journey_make(app, &j) || j.column < 0)
		return;
	const struct lane_shown *lane = journey_lane(app, &j);
	int field =
	    lane->field == FIELD_effort || lane->field == FIELD_autonomy ? lane->field : FIELD_feel;
	double low = field == FIELD_feel ? -2 : 1, high = field == FIELD_feel ? 2 : 5;
	const struct entry *e = &j.sheet.version->steps[j.step].entry;
	double value = entry_number(e, field, app_persona(app), field == FIELD_feel ? 0 : 3) + by;
	value = value < low ? low : value > high ? high : value;
	struct str address = app_step_address(app, schema_row((enum field)field)->name);
	struct str number = str_format(app->frame, "%.0f", value);
	struct desk *d = app_begin(app);
	app_end(app, change_set(d, address, number), "%.*s is %.*s",
	    STR(schema_row((enum field)field)->name), STR(number));
}

static struct str
journey_copy(struct app *app)
{
	struct journey j;
	if (!journey_make(app, &j) || j.column < 0)
		return (struct str){0};
	return j.sheet.steps[j.column].text;
}

static void
journey_click(struct app *app, int row, int column, bool twice)
{
	struct view_state *s = state(app);
	struct journey j;
	if (!journey_make(app, &j) || column < LABEL)
		return;
	journey_lane(app, &j);
	int width = s->column > 0 ? s->column : app->body.columns >= 100 ? 18 : 17;
	focus_column(app, &j, s->first + (column - LABEL) / width);
	(void)row;
	if (twice)
		journey_open(app);
}

/* A step goes one place on: within its stage, then into the next one. */
static void
journey_carry(struct app *app, int rows, int columns)
{
	struct journey j;
	int by = columns != 0 ? columns : rows;
	if (!journey_make(app, &j) || j.column < 0)
		return;
	int to = j.column + (by < 0 ? -1 : 1);
	if (to < 0 || to >= j.sheet.step_count)
		return;
	const struct sheet_step *other = &j.sheet.steps[to];
	bool across = other->stage != j.sheet.steps[j.column].stage;
	struct spot spot = {
	    .where = (by < 0) != across ? SPOT_BEFORE : SPOT_BEHIND, .what = other->id};
	struct desk *d = app_begin(app);
	app_end(app, change_move(d, app_step_address(app, S("")), spot), "moved");
}

const struct view view_journey = {
    .draw = journey_draw,
    .where = journey_where,
    .move = journey_move,
    .jump = journey_jump,
    .pane = journey_pane,
    .turn = journey_turn,
    .open = journey_open,
    .add = journey_add,
    .remove = journey_remove,
    .change = journey_change,
    .carry = journey_carry,
    .copy = journey_copy,
    .click = journey_click,
    .find = journey_find,
};

/* ---- commands of this screen ---- */

void
do_wider(struct app *app)
{
	struct view_state *s = state(app);
	s->column = s->column > 0 ? s->column : 17;
	s->column = s->column < MOST_COLUMN ? s->column + 1 : s->column;
}

void
do_narrower(struct app *app)
{
	struct view_state *s = state(app);
	s->column = s->column > 0 ? s->column : 17;
	s->column = s->column > LEAST_COLUMN ? s->column - 1 : s->column;
}

void
do_zoom(struct app *app)
{
	struct view_state *s = state(app);
	s->column = s->column == 0 ? MOST_COLUMN : s->column == MOST_COLUMN ? LEAST_COLUMN : 0;
	app_say(app,
	    s->column == 0                 ? "columns as they fit"
		: s->column == MOST_COLUMN ? "one step at a time"
					   : "many steps");
}

static void
step_written(struct app *app, struct str text, void *context)
{
	const struct written *w = context;
	struct journey j;
	if (str_trim(text).len == 0) {
		app_say(app, "nothing written, nothing added");
		return;
	}
	bool any = journey_make(app, &j) && j.column >= 0;
	struct spot spot = {.where = any ? SPOT_BEHIND : SPOT_END,
	    .what = any ? j.sheet.steps[j.column].id : (struct str){0}};
	struct str map = app_version_address(app);
	struct desk *d = app_begin(app);
	if (!app_end(app, change_add_step(d, map, text, (struct str){0}, spot), "step '%.*s' added",
		STR(text)))
		return;
	if (journey_make(app, &j) && any)
		focus_column(app, &j, j.column + 1);
	else if (j.made)
		focus_column(app, &j, j.sheet.step_count - 1);
	if (w->again)
		do_capture(app);
}

static void
ask_step(struct app *app, bool again)
{
	struct written *w = keep(app, S("capture"), S("step"));
	w->again = again;
	struct popup_prompt p = {.label = again ? S("capture (empty line ends):") : S("new step:"),
	    .done = step_written,
	    .context = w};
	popup_prompt(app, &p);
}

void
do_insert_step(struct app *app)
{
	if (!app->read_only && app_map(app) >= 0)
		ask_step(app, false);
}

static void
thought_written(struct app *app, struct str text, void *context)
{
	(void)context;
	if (str_trim(text).len == 0)
		return;
	struct desk *d = app_begin(app);
	if (app_end(app, change_add_entry(d, FIELD_notes, (struct str){0}, text), "note added"))
		do_capture(app);
}

void
do_capture(struct app *app)
{
	if (app->read_only)
		return;
	bool steps = app->screen == SCREEN_journey || app->screen == SCREEN_compare;
	if (steps && app_map(app) >= 0) {
		ask_step(app, true);
		return;
	}
	struct popup_prompt p = {
	    .label = S("capture notes (empty line ends):"), .done = thought_written};
	popup_prompt(app, &p);
}

static void
stage_written(struct app *app, struct str text, void *context)
{
	(void)context;
	if (str_trim(text).len == 0)
		return;
	struct str map = app_version_address(app);
	struct desk *d = app_begin(app);
	app_end(app, change_add_stage(d, map, text, (struct spot){.where = SPOT_END}),
	    "stage '%.*s' added", STR(text));
}

void
do_insert_stage(struct app *app)
{
	struct popup_prompt p = {.label = S("new stage:"), .done = stage_written};
	if (!app->read_only && app_map(app) >= 0)
		popup_prompt(app, &p);
}

void
do_paste(struct app *app)
{
	if (app->clipboard.len == 0)
		app_say(app, "nothing was copied; y copies a step");
	else
		step_written(app, app->clipboard, keep(app, S("paste"), S("step")));
}

void
do_version(struct app *app)
{
	app->focus.which = app->focus.which == ACTUAL ? TO_BE : ACTUAL;
	app_say(app, app->focus.which == ACTUAL ? "today" : "the redesign");
}
