/* SPDX-License-Identifier: MIT */
/*
 * The frame of the journey map: how wide a column is, which steps stand in which row, how high each
 * lane is; then head, stages, lanes and foot. Nothing here knows what a cell looks like.
 */
#include "export/draw_journey.h"

#include "export/draw_priv.h"

#include <math.h>

enum {
	MOST_IN_ROW = 40, /* steps */
	FEWEST_IN_ROW = 6,
	WIDEST_SHAPE = 3, /* of the picture, times its height */
	NARROWEST = 122,
	WIDEST = 236,
	WORD_LIMIT = 152,   /* a column grows to this for a long word */
	SPARE_WIDTH = 1180, /* maps of few steps use their width */
	HEAD_WIDTH = 546,   /* of the columns together, so that the head has room */
	LINE_ROOM = 26,     /* for a line of the blueprint */
	ROW_GAP = 34,
	STAGE_LEAST = 34
};

/* The head ------------------------------------------------------------------------------------- */

enum { HEAD_TOP = 34, FACE_RADIUS = 34, MOST_FACES = 5 };

struct figure {
	struct str number, caption;
	enum paint paint;
};
struct figures {
	VEC(struct figure) list;
};

static const struct type FIGURE = {.size = 24, .bold = true, .paint = PAINT_ink};
static const struct type CAPTION = {.size = 9.5, .paint = PAINT_third};

static void
add_figure(
    struct scene *s, struct figures *f, struct str number, struct str caption, enum paint paint)
{
	VEC_PUSH(s->arena, &f->list, (struct figure){number, caption, paint});
}

static bool
has_gap(const struct sheet_persona *p)
{
	return p->gap != NULL && p->gap->measured;
}

static void
add_gap_figure(struct scene *s, struct figures *f, const struct sheet_persona *p, bool several)
{
	struct arena *a = s->arena;
	if (!has_gap(p))
		return;
	struct str caption =
	    several ? str_format(a, "gap, %.*s", STR(p->shown)) : S("preference gap");
	struct str low = gap_percent(a, p->gap->low), high = gap_percent(a, p->gap->high);
	if (p->gap->unknown_count > 0 && !several && !str_eq(low, high))
		caption = str_format(a, "preference gap, %.*s to %.*s", STR(low), STR(high));
	add_figure(s, f, gap_percent(a, p->gap->gap), caption,
	    p->gap->gap >= 0.5 ? PAINT_feel_worst : PAINT_ink);
}

static void
add_time_figure(struct scene *s, struct figures *f, double minutes, const char *caption)
{
	if (!isnan(minutes))
		add_figure(s, f, minutes_words(s->arena, minutes), str_of(caption), PAINT_ink);
}

static struct figures
collect_figures(struct scene *s, const struct sheet *sheet)
{
	struct figures f = {0};
	int people = sheet->persona_count;
	const struct sheet_persona *one = people > 0 ? &sheet->personas[0] : &sheet->everybody;
	for (int i = 0; i < people && i < MOST_FACES; i++)
		add_gap_figure(s, &f, &sheet->personas[i], people > 1);
	if (people > 1)
		return f;
	if (!isnan(one->mean_feel))
		add_figure(s, &f, feel_words(s->arena, one->mean_feel), S("mean feeling"),
		    theme_feel(one->mean_feel));
	if (has_gap(one))
		add_figure(s, &f, str_format(s->arena, "%d", one->imposed),
		    one->imposed == 1 ? S("imposed step") : S("imposed steps"), PAINT_ink);
	add_time_figure(s, &f, one->takes, "hands-on");
	add_time_figure(s, &f, one->wait, "waiting");
	return f;
}

static double
figure_width(const struct figure *f)
{
	return fmax(text_width(f->number, FIGURE), text_width(f->caption, CAPTION));
}

/* The first ones are the important ones: so many of them fit into `room`. */
static ptrdiff_t
figures_that_fit(const struct figures *f, double room)
{
	ptrdiff_t count = 0;
	while (count < f->list.count && room >= figure_width(&f->list.at[count]))
		room -= figure_width(&f->list.at[count++]) + 22;
	return count;
}

/* At the right edge; returns the x where they begin. */
static double
draw_figures(struct scene *s, const struct figures *f, double y, double least)
{
	double right = s->width - MARGIN, edge = right;
	ptrdiff_t count = figures_that_fit(f, right - least);
	for (ptrdiff_t i = count - 1; i >= 0; i--) {
		const struct figure *one = &f->list.at[i];
		struct type type = FIGURE;
		type.paint = one->paint;
		if (i < count - 1)
			scene_line(
			    s, right + 11, y + 22, right + 11, y + 62, outlined(PAINT_rule, 1));
		edge = right - figure_width(one);
		scene_label(s, edge, y + 44, ALIGN_LEFT, type, one->number);
		scene_label(s, edge, y + 60, ALIGN_LEFT, CAPTION, one->caption);
		right = edge - 22;
	}
	return edge;
}

static double
draw_faces(struct scene *s, const struct sheet *sheet, double y)
{
	int count = sheet->persona_count < MOST_FACES ? sheet->persona_count : MOST_FACES;
	double x = MARGIN + FACE_RADIUS;
	double radius = count > 1 ? 26 : FACE_RADIUS, pitch = radius * 1.8;
	if (count == 0)
		return MARGIN;
	x = MARGIN + radius;
	for (int i = 0; i < count; i++) {
		enum paint paint = count == 1 ? PAINT_stage_2 : theme_person(i);
		scene_circle(s, x, y + 36, radius + 2, filled(PAINT_page));
		draw_initials(
		    s, sheet->personas[i].initials, (struct point){x, y + 36}, radius, paint);
		x += pitch;
	}
	return x - pitch + radius + 18;
}

static struct str
upper_ascii(struct arena *a, struct str text)
{
	char *z = str_z(a, text);
	for (char *c = z; *c != '\0'; c++)
		*c = *c >= 'a' && *c <= 'z' ? (char)(*c - 'a' + 'A') : *c;
	return str_of(z);
}

static struct str
kicker(struct arena *a, const struct sheet *sheet)
{
	struct buf out = {.arena = a};
	buf_format(&out, "%.*s   ·   %.*s", STR(upper_ascii(a, sheet->kind)),
	    STR(upper_ascii(a, sheet->state)));
	for (int i = 0; i < sheet->persona_count; i++)
		buf_format(
		    &out, "%s%.*s", i == 0 ? "   ·   " : ", ", STR(sheet->personas[i].shown));
	return buf_str(&out);
}

static double
put_head_text(struct scene *s, double x, double y, double width, struct type type, struct str text,
    int limit, const char *id)
{
	struct text_lines lines = {0};
	text_wrap(s->arena, &lines, text, width, type, limit);
	scene_block(s,
	    &(struct block){.lines = lines,
		.x = x,
		.y = y,
		.width = width,
		.id = str_of(id),
		.css = str_of(id),
		.title = str_format(s->arena, "Map %s", id),
		.tooltip = lines.cut ? text : (struct str){0}});
	return lines.height;
}

/* Returns the y below it. */
static double
draw_map_head(struct scene *s, const struct sheet *sheet)
{
	const struct figures figures = collect_figures(s, sheet);
	struct type kick = {.size = 9, .pitch = 14, .bold = true, .paint = PAINT_third};
	struct type title = {.size = 29, .pitch = 36, .bold = true, .paint = PAINT_ink};
	struct type about = {.size = 12, .pitch = 17, .paint = PAINT_second};
	double y = HEAD_TOP, x = draw_faces(s, sheet, y);
	double wanted = fmin(text_width(sheet->title, title), (s->width - x - MARGIN) * 0.62);
	double edge = draw_figures(s, &figures, y, x + fmax(wanted, 260) + 40);
	double width = edge - x - 40;
	if (text_width(sheet->title, title) > width) {
		title.size = 22;
		title.pitch = 28;
	}
	y += 7;
	y += put_head_text(s, x, y, width, kick, kicker(s->arena, sheet), 1, "kicker");
	y += put_head_text(s, x, y, width, title, sheet->title, 3, "title");
	y += put_head_text(s, x, y, fmin(width, 860), about, sheet->about, 3, "about");
	return fmax(y + 26, HEAD_TOP + 2 * FACE_RADIUS + 36);
}

/* Stages ----------------------------------------------------------------------------------------
 */

/* What of a stage lies in the row being drawn. */
struct span {
	int first, count;
	bool continued;
};

static struct span
span_of(const struct journey *j, const struct sheet_stage *stage)
{
	int first = stage->first > j->first ? stage->first : j->first;
	int row_end = j->first + j->count, end = stage->first + stage->count;
	end = end < row_end ? end : row_end;
	return (struct span){first, end - first, first > stage->first};
}

static struct text_lines
set_stage(const struct journey *j, const struct sheet_stage *stage, struct span span)
{
	struct type name = {.size = 13, .pitch = 16, .bold = true, .paint = PAINT_on_accent};
	struct type goal = {.size = 9, .pitch = 12, .paint = PAINT_on_accent};
	struct arena *a = j->scene->arena;
	struct text_lines lines = {0};
	double width = span.count * j->column - 72;
	struct str title = stage->title.len > 0 ? stage->title : S("Before");
	if (span.continued)
		title = str_format(a, "%.*s (continued)", STR(title));
	text_wrap(a, &lines, title, width, name, 3);
	text_wrap(a, &lines, stage->goal, width, goal, 3);
	return lines;
}

static double
stages_height(const struct journey *j)
{
	double height = STAGE_LEAST;
	for (int i = 0; i < j->sheet->stage_count; i++) {
		struct span span = span_of(j, &j->sheet->stages[i]);
		if (span.count > 0)
			height = fmax(height, set_stage(j, &j->sheet->stages[i], span).height + 18);
	}
	return j->sheet->stage_count > 0 ? height : 0;
}

static void
draw_stage(struct journey *j, int index, double y, double height)
{
	const struct sheet_stage *stage = &j->sheet->stages[index];
	struct span span = span_of(j, stage);
	struct arena *a = j->scene->arena;
	if (span.count <= 0)
		return;
	double x = column_x(j, span.first), right = x + span.count * j->column + 3, tip = 13;
	bool first = span.first == j->first;
	const struct point shape[] = {{x, y}, {right - tip, y}, {right, y + height / 2},
	    {right - tip, y + height}, {x, y + height}, {x + (first ? 0 : tip), y + height / 2}};
	struct type number = {.size = 24, .paint = PAINT_on_accent};
	struct text_lines lines = set_stage(j, stage, span);
	double text = x + (first ? 14 : 26);
	scene_polygon(j->scene, shape, 6, filled(theme_stage(index, j->sheet->stage_count)));
	scene_label(j->scene, text, y + height / 2 + 8.6, ALIGN_LEFT, number,
	    str_format(a, "%d", index + 1));
	double beside = text + text_width(str_format(a, "%d", index + 1), number) + 10;
	scene_block(j->scene,
	    &(struct block){.lines = lines,
		.x = beside,
		.y = y + (height - lines.height) / 2,
		.width = right - tip - beside,
		.id = str_format(a, "stage-%d%s", index + 1, span.continued ? "-more" : ""),
		.css = S("stage"),
		.title = str_format(a, "Stage %d", index + 1),
		.tooltip = lines.cut ? stage->title : (struct str){0}});
}

/* Lanes -----------------------------------------------------------------------------------------
 */

static const struct sheet_lane *
lane_at(const struct journey *j, int lane)
{
	return &j->sheet->lanes[lane];
}

/* The line of a blueprint above a lane; NULL: none. */
static const char *
line_above(const struct journey *j, int lane)
{
	static const char *const names[] = {[PART_FRONT] = "LINE OF INTERACTION",
	    [PART_BACK] = "LINE OF VISIBILITY",
	    [PART_SUPPORT] = "LINE OF INTERNAL INTERACTION"};
	enum lane_part part = lane_at(j, lane)->part;
	if (part < PART_FRONT)
		return NULL;
	for (int i = 0; i < lane; i++) {
		if (lane_at(j, i)->part >= part)
			return NULL;
	}
	return names[part];
}

static bool
leaves_blueprint(const struct journey *j, int lane)
{
	return lane > 0 && lane_at(j, lane)->part < PART_FRONT &&
	    lane_at(j, lane - 1)->part >= PART_FRONT;
}

static double
names_height(const struct journey *j, int lane)
{
	struct type type = SMALL;
	double sub = text_height(j->scene->arena, lane_at(j, lane)->sub, NAMES - 24, type);
	struct type title = {.size = 11, .pitch = 14, .bold = true};
	return text_height(j->scene->arena, lane_at(j, lane)->title, NAMES - 24, title) + sub + 4;
}

static double
band_height(const struct journey *j, int lane)
{
	double height = names_height(j, lane);
	enum lane_look look = lane_at(j, lane)->look;
	if (look == LOOK_CURVE)
		return fmax(CURVE_HEIGHT,
		    j->sheet->persona_count > 1 ? 60 + 15 * j->sheet->persona_count : 0);
	for (int i = j->first; i < j->first + j->count; i++) {
		double cell =
		    look == LOOK_GAP ? gap_cell_height(j, lane, i) : cell_height(j, lane, i);
		height = fmax(height, cell);
	}
	return ceil(height) + 2 * LANE_PAD;
}

/* Returns the y below the last lane. */
static double
place_bands(struct journey *j, double y)
{
	for (int i = 0; i < j->sheet->lane_count; i++) {
		if (line_above(j, i) != NULL)
			y += LINE_ROOM;
		else if (leaves_blueprint(j, i))
			y += LINE_ROOM / 2.0;
		j->bands[i] = (struct band){y, band_height(j, i)};
		y += j->bands[i].height;
	}
	return y;
}

static void
draw_ground(struct journey *j, int lane)
{
	const struct band *band = &j->bands[lane];
	double right = j->left + j->count * j->column + 10;
	if (lane_ground(lane) == PAINT_band)
		scene_rect(j->scene, MARGIN - 10, band->y, right - MARGIN + 10, band->height, 0,
		    filled(PAINT_band));
}

static void
draw_lane_name(struct journey *j, int lane)
{
	const struct sheet_lane *l = lane_at(j, lane);
	const struct band *band = &j->bands[lane];
	struct arena *a = j->scene->arena;
	struct type type = {.size = 11, .pitch = 14, .bold = true, .paint = PAINT_ink};
	struct text_lines title = {0};
	text_wrap(a, &title, l->title, NAMES - 24, type, 3);
	double whole = names_height(j, lane) - 4;
	double y =
	    band->height < 52 ? band->y + (band->height - whole) / 2 : band->y + LANE_PAD + 2;
	scene_block(j->scene,
	    &(struct block){.lines = title,
		.x = MARGIN,
		.y = y,
		.width = NAMES - 24,
		.id = str_format(a, "lane-%d-%d", lane, j->first),
		.css = S("lane"),
		.title = str_format(a, "Lane %.*s", STR(l->title))});
	draw_words(j->scene, MARGIN, y + title.height + 1, NAMES - 24, SMALL, l->sub);
}

static void
draw_blueprint_line(struct journey *j, int lane)
{
	const char *name = line_above(j, lane);
	if (name == NULL)
		return;
	bool solid = lane_at(j, lane)->part == PART_BACK;
	double y = j->bands[lane].y - LINE_ROOM / 2.0, x = MARGIN;
	double right = j->left + j->count * j->column;
	struct type type = CAPITALS;
	type.paint = PAINT_second;
	double from = x + text_width(str_of(name), type) + 10;
	struct look look = {PAINT_NONE, solid ? PAINT_second : PAINT_third, solid ? 1.6 : 1,
	    solid ? DASH_SOLID : DASH_DASHED};
	scene_label(j->scene, x, y + 2.7, ALIGN_LEFT, type, str_of(name));
	scene_line(j->scene, from, y, right, y, look);
}

/* Who sets off what: an arrow from the nearest cell above that is filled, across the line. */
static int
cell_above(const struct journey *j, int lane, int step)
{
	for (int i = lane - 1; i >= 0; i--) {
		bool behind = lane_at(j, i)->part >= PART_FRONT;
		if (behind && lane_at(j, i)->cells[step].count > 0)
			return i;
		if (!behind)
			return lane_at(j, lane)->part == PART_FRONT ? i : -1;
	}
	return -1;
}

static void
draw_arrow(struct journey *j, int lane, int step)
{
	int above = cell_above(j, lane, step);
	bool filled_cell = lane_at(j, lane)->cells[step].count > 0;
	if (!filled_cell || above < 0 || line_above(j, lane) == NULL)
		return;
	const struct band *from = &j->bands[above], *to = &j->bands[lane];
	double x = column_x(j, step) + j->column - CARD_GAP / 2.0 - 14;
	bool action = lane_at(j, above)->part < PART_FRONT;
	double y1 = action ? to->y - LINE_ROOM + 4 : from->y + from->height - LANE_PAD + 2;
	double y2 = to->y + LANE_PAD - 1.5;
	struct arena *a = j->scene->arena;
	const struct point path[] = {
	    {x, y1}, {x, y1 + (y2 - y1) / 3}, {x, y2 - (y2 - y1) / 3}, {x, y2}};
	struct str number = j->sheet->steps[step].number;
	scene_link(j->scene,
	    &(struct link){.points = path,
		.count = 4,
		.paint = PAINT_second,
		.width = 1.1,
		.arrow = true,
		.id = str_format(a, "s%.*s-sets-off-%d", STR(number), lane),
		.css = S("sets-off"),
		.title = str_format(a, "Step %.*s sets off %.*s", STR(number),
		    STR(lane_row(lane_at(j, lane)->lane)->title))});
}

static void
draw_lane(struct journey *j, int lane)
{
	enum lane_look look = lane_at(j, lane)->look;
	draw_lane_name(j, lane);
	draw_blueprint_line(j, lane);
	if (look == LOOK_CURVE) {
		draw_curve(j, lane);
		return;
	}
	for (int i = j->first; i < j->first + j->count; i++) {
		if (look == LOOK_GAP)
			draw_gap_cell(j, lane, i);
		else
			draw_cell(j, lane, i);
		draw_arrow(j, lane, i);
	}
}

static void
draw_stage_rules(struct journey *j, double top, double bottom)
{
	for (int i = 1; i < j->sheet->stage_count; i++) {
		int first = j->sheet->stages[i].first;
		if (first > j->first && first < j->first + j->count) {
			double x = column_x(j, first);
			scene_line(j->scene, x, top, x, bottom, outlined(PAINT_rule, 1));
		}
	}
}

static void
draw_stages(struct journey *j, double y, double height)
{
	struct type title = {.size = 11, .bold = true, .paint = PAINT_ink};
	if (height == 0)
		return;
	for (int i = 0; i < j->sheet->stage_count; i++)
		draw_stage(j, i, y, height);
	scene_label(j->scene, MARGIN, y + height / 2 - 1, ALIGN_LEFT, title, S("Stages"));
	scene_label(j->scene, MARGIN, y + height / 2 + 12, ALIGN_LEFT, SMALL,
	    S("and what is wanted there"));
}

/* One row of steps with all its lanes; returns the y below it. */
static double
draw_row(struct journey *j, double y)
{
	double stages = stages_height(j);
	double top = y + stages + (stages > 0 ? 8 : 0);
	double bottom = place_bands(j, top);
	draw_stages(j, y, stages);
	for (int i = 0; i < j->sheet->lane_count; i++)
		draw_ground(j, i);
	draw_stage_rules(j, top + 2, bottom);
	for (int i = 0; i < j->sheet->lane_count; i++)
		draw_lane(j, i);
	return bottom;
}

/* The foot --------------------------------------------------------------------------------------
 */

static bool
has_look(const struct sheet *s, enum lane_look look)
{
	for (int i = 0; i < s->lane_count; i++) {
		if (s->lanes[i].look == look)
			return true;
	}
	return false;
}

static bool
some_step(const struct sheet *s, bool (*has)(const struct sheet *, int))
{
	for (int i = 0; i < s->step_count; i++) {
		if (has(s, i))
			return true;
	}
	return false;
}

static bool
is_moment(const struct sheet *s, int i)
{
	return s->steps[i].moment;
}

static bool
is_imposed(const struct sheet *s, int i)
{
	return s->steps[i].imposed > 0;
}

static bool
is_unknown(const struct sheet *s, int i)
{
	return s->persona_count <= 1 &&
	    isnan((s->persona_count ? &s->personas[0] : &s->everybody)->feel[i]);
}

static bool
is_wished(const struct sheet *s, int i)
{
	return s->persona_count == 1 && !isnan(s->personas[0].wished[i]);
}

static bool
is_waiting(const struct sheet *s, int i)
{
	return s->steps[i].wait > 0;
}

static void
feeling_legend(struct legend *l, const struct sheet *s)
{
	static const char *const words[] = {"bad", "even", "good"};
	if (!has_look(s, LOOK_CURVE))
		return;
	for (int v = -2; v <= 2 && s->persona_count <= 1; v += 2) {
		struct point at = legend_item(l, 12, str_of(words[v / 2 + 1]));
		draw_face(l->scene, at, 6, v, theme_feel(v), PAINT_page);
	}
	if (some_step(s, is_unknown))
		scene_circle(l->scene, legend_item(l, 9, S("feeling not known")).x, l->y - 3, 4,
		    outlined(PAINT_third, 1));
	if (some_step(s, is_wished))
		scene_circle(l->scene, legend_item(l, 9, S("feeling wished for")).x, l->y - 3, 4,
		    outlined(PAINT_idea_bar, 1.4));
}

static bool
is_not_wished(const struct sheet *s, int i)
{
	for (int p = 0; p < s->persona_count; p++) {
		const struct sheet_loss *losses = s->personas[p].losses;
		if (losses != NULL && isnan(losses[i].score) && losses[i].points <= 0)
			return true;
	}
	return false;
}

static bool
some_missing(const struct sheet *s)
{
	for (int i = 0; i < s->persona_count; i++) {
		if (s->personas[i].missing_count > 0)
			return true;
	}
	return false;
}

static void
gap_legend(struct legend *l, const struct sheet *s)
{
	if (!has_look(s, LOOK_GAP))
		return;
	struct point at = legend_item(l, 20, S("points lost (1 = one wanted step wholly missed)"));
	scene_rect(l->scene, at.x - 10, at.y - 2, 20, 4, 2, filled(PAINT_rule));
	scene_rect(l->scene, at.x - 10, at.y - 2, 13, 4, 2, filled(PAINT_feel_worst));
	if (some_step(s, is_not_wished)) {
		at = legend_item(l, 8, S("nothing wished, nothing lost"));
		scene_line(l->scene, at.x - 4, at.y, at.x + 4, at.y, outlined(PAINT_third, 1));
	}
	if (!some_missing(s))
		return;
	at = legend_item(l, 14, S("wanted and not offered"));
	scene_rect(l->scene, at.x - 7, at.y - 5, 14, 10, 2,
	    (struct look){PAINT_idea, PAINT_idea_bar, 1, DASH_DASHED});
}

static void
time_legend(struct legend *l, const struct sheet *s)
{
	if (!has_look(s, LOOK_TIME))
		return;
	struct point at = legend_item(l, 18, S("hands-on (bars of time are logarithmic)"));
	scene_rect(l->scene, at.x - 9, at.y - 2, 18, 4, 2, filled(PAINT_stage_2));
	if (!some_step(s, is_waiting))
		return;
	at = legend_item(l, 18, S("waiting"));
	scene_rect(l->scene, at.x - 9, at.y - 1.5, 18, 3, 1.5, outlined(PAINT_stage_2, 1));
}

static void
draw_legend(struct legend *l, const struct sheet *s)
{
	feeling_legend(l, s);
	if (some_step(s, is_moment))
		draw_star(l->scene, legend_item(l, 12, S("moment of truth")), 6);
	if (some_step(s, is_imposed)) {
		struct point at =
		    legend_item(l, 14, S("imposed: done without having asked for it"));
		scene_rect(l->scene, at.x - 7, at.y - 5, 14, 10, 5,
		    (struct look){PAINT_imposed_fill, PAINT_imposed, 0.7, DASH_SOLID});
	}
	time_legend(l, s);
	gap_legend(l, s);
}

static struct str
foot_words(struct arena *a, const struct sheet *s)
{
	struct buf out = {.arena = a};
	for (int i = 0; i < s->sources.count; i++)
		buf_format(&out, "%s%.*s", i == 0 ? "Source: " : "; ", STR(s->sources.lines[i]));
	if (s->sources.count == 0)
		buf_add(&out, S("No source given"));
	if (s->review.len > 0)
		buf_format(&out, "   ·   Reviewed %.*s", STR(s->review));
	if (s->owner.len > 0)
		buf_format(&out, "   ·   Owner: %.*s", STR(s->owner));
	return buf_str(&out);
}

/* Returns the height of the whole picture. */
static double
draw_map_foot(struct scene *s, const struct sheet *sheet, double y)
{
	struct legend legend = {s, MARGIN, s->width - MARGIN, MARGIN, y + 26};
	struct type type = {.size = 9, .pitch = 13, .paint = PAINT_third};
	double width = s->width - 2 * MARGIN;
	draw_legend(&legend, sheet);
	struct text_lines lines = {0};
	text_wrap(s->arena, &lines, foot_words(s->arena, sheet), width, type, 4);
	double top = legend.x > MARGIN ? legend.y + 12 : legend.y - 9;
	struct block b = {.lines = lines,
	    .x = MARGIN,
	    .y = top,
	    .width = width,
	    .id = S("sources"),
	    .css = S("sources"),
	    .title = S("Sources and owner")};
	if (legend.y == y + 26 && legend.x + lines.width + 30 < s->width - MARGIN) {
		b.y = legend.y - 9.6;
		b.x = s->width - MARGIN - lines.width - 1;
		b.width = lines.width;
	}
	scene_block(s, &b);
	return fmax(b.y + lines.height, legend.y) + 26;
}

/* The whole -------------------------------------------------------------------------------------
 */

static double
longest_word(const struct sheet *sheet)
{
	double longest = 0;
	for (int i = 0; i < sheet->step_count; i++)
		longest = fmax(longest, text_longest_word(sheet->steps[i].text, STEP_NAME));
	for (int l = 1; l < sheet->lane_count; l++) {
		for (int i = 0; i < sheet->step_count; i++) {
			const struct sheet_cell *cell = &sheet->lanes[l].cells[i];
			for (int k = 0; k < cell->count; k++)
				longest = fmax(longest, text_longest_word(cell->lines[k], BODY));
		}
	}
	return longest;
}

static double
column_width(const struct sheet *sheet)
{
	double words = fmin(longest_word(sheet) + CARD_GAP + 2 * PAD + 6, WORD_LIMIT);
	double spare = (double)(SPARE_WIDTH - NAMES) / fmax(1, sheet->step_count);
	double most = fmax(WIDEST, HEAD_WIDTH / fmax(1, sheet->step_count));
	return ceil(fmax(fmax(NARROWEST, words), fmin(most, spare)));
}

struct row {
	int first, count;
};
struct rows {
	VEC(struct row) list;
	int most;
};

static void
add_row(struct arena *a, struct rows *r, int first, int count)
{
	VEC_PUSH(a, &r->list, (struct row){first, count});
	r->most = count > r->most ? count : r->most;
}

/* Whole stages, as many as fit into `most` steps; a longer stage is cut. */
static struct rows
pack_rows(struct arena *a, const struct sheet *s, int most)
{
	struct rows r = {0};
	int first = 0;
	for (int i = 0; i < s->stage_count; i++) {
		const struct sheet_stage *stage = &s->stages[i];
		int end = stage->first + stage->count;
		if (end - first > most && stage->first > first) {
			add_row(a, &r, first, stage->first - first);
			first = stage->first;
		}
		for (; end - first > most; first += most)
			add_row(a, &r, first, most);
	}
	for (; s->step_count - first > most; first += most)
		add_row(a, &r, first, most);
	if (first < s->step_count)
		add_row(a, &r, first, s->step_count - first);
	return r;
}

/* So many rows, as even as whole stages allow: the least length that gives that few. */
static struct rows
pack_even(struct arena *a, const struct sheet *s, int rows)
{
	int most = (s->step_count + rows - 1) / rows, limit = most + most / 3;
	struct rows packed = pack_rows(a, s, most);
	for (; packed.list.count > rows && most < limit; most++)
		packed = pack_rows(a, s, most + 1);
	return packed;
}

static double
rows_height(struct journey *j, const struct rows *rows)
{
	double height = 0;
	for (ptrdiff_t i = 0; i < rows->list.count; i++) {
		j->first = rows->list.at[i].first;
		j->count = rows->list.at[i].count;
		height += place_bands(j, stages_height(j)) + ROW_GAP;
	}
	return height;
}

/* One row if that leaves the picture a shape that can be printed, else as few as do. */
static struct rows
break_rows(struct journey *j)
{
	const struct sheet *s = j->sheet;
	for (int count = 1;; count++) {
		struct rows rows = pack_even(j->scene->arena, s, count);
		double width = j->left + rows.most * j->column + MARGIN;
		bool fits = width <= WIDEST_SHAPE * (rows_height(j, &rows) + 180);
		bool shortest = s->step_count / (count + 1) < FEWEST_IN_ROW;
		if (shortest || (fits && rows.most <= MOST_IN_ROW))
			return rows;
	}
}

static void
find_extents(struct journey *j)
{
	const struct sheet *s = j->sheet;
	for (int i = 0; i < s->step_count; i++) {
		for (int p = 0; p < s->persona_count && i < s->step_count; p++) {
			if (s->personas[p].losses != NULL)
				j->most_points =
				    fmax(j->most_points, s->personas[p].losses[i].points);
		}
		j->most_minutes = fmax(j->most_minutes, fmax(s->steps[i].takes, s->steps[i].wait));
	}
}

/* What the picture says, in a sentence, for those who cannot see it. */
static struct str
summary(struct arena *a, const struct sheet *s)
{
	struct buf out = {.arena = a};
	buf_format(&out, "%.*s, %.*s: %.*s. %d steps", STR(s->kind), STR(s->state), STR(s->title),
	    s->step_count);
	if (s->stage_count > 0)
		buf_format(&out, " in %d stages", s->stage_count);
	for (int i = 0; i < s->persona_count; i++) {
		const struct sheet_persona *p = &s->personas[i];
		buf_format(&out, "; %.*s", STR(p->shown));
		if (!isnan(p->mean_feel))
			buf_format(&out, ", mean feeling %.*s", STR(feel_words(a, p->mean_feel)));
		if (has_gap(p))
			buf_format(&out, ", preference gap %.*s, %d imposed",
			    STR(gap_percent(a, p->gap->gap)), p->imposed);
	}
	buf_char(&out, '.');
	return buf_str(&out);
}

void
draw_journey(struct scene *s, const struct sheet *sheet)
{
	struct journey j = {.scene = s,
	    .sheet = sheet,
	    .column = column_width(sheet),
	    .left = MARGIN + NAMES,
	    .bands = NEW_N(s->arena, struct band, sheet->lane_count)};
	find_extents(&j);
	struct rows rows = break_rows(&j);
	s->title = sheet->title;
	s->summary = summary(s->arena, sheet);
	s->id = S("journey-map");
	s->css = S("journey");
	s->language = sheet->language;
	s->width = ceil(j.left + fmax(rows.most, 1) * j.column + MARGIN);
	double y = draw_map_head(s, sheet);
	for (ptrdiff_t i = 0; i < rows.list.count; i++) {
		j.first = rows.list.at[i].first;
		j.count = rows.list.at[i].count;
		y = draw_row(&j, y) + (i + 1 < rows.list.count ? ROW_GAP : 0);
	}
	s->height = ceil(draw_map_foot(s, sheet, y));
}
