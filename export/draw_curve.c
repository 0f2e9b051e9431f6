/* SPDX-License-Identifier: MIT */
/*
 * The lane of feelings: a smooth line through the steps of each persona. The curve is monotone
 * between two steps (Fritsch-Carlson with harmonic means), so it never shows a feeling that nobody
 * has. Where no feeling is known the line has a gap. One persona: areas tinted by sign, faces, the
 * lowest and the highest point named. Several: one line each, in the order of the legend.
 */
#include "export/draw_priv.h"

#include <math.h>

enum { SAMPLES = 12 };

struct knots {
	struct point *at;
	double *slope;
	double *feel;
	int count;
};

struct curve {
	struct journey *journey;
	int lane;
	double zero, unit; /* y of feeling 0, points per 1 */
	const struct sheet_persona *person;
	int index, people;
};

static struct point
place(const struct curve *c, int step, double feel)
{
	const struct journey *j = c->journey;
	double shift = (c->index - (c->people - 1) / 2.0) * 13;
	return (struct point){column_x(j, step) + j->column / 2 + shift, c->zero - feel * c->unit};
}

static void
set_slopes(struct knots *k)
{
	for (int i = 1; i + 1 < k->count; i++) {
		const struct point *p = &k->at[i];
		double left = (p->y - p[-1].y) / (p->x - p[-1].x);
		double right = (p[1].y - p->y) / (p[1].x - p->x);
		k->slope[i] = left * right <= 0 ? 0 : 2 * left * right / (left + right);
	}
	if (k->count > 1) {
		int n = k->count;
		k->slope[0] = 0.6 * (k->at[1].y - k->at[0].y) / (k->at[1].x - k->at[0].x);
		k->slope[n - 1] =
		    0.6 * (k->at[n - 1].y - k->at[n - 2].y) / (k->at[n - 1].x - k->at[n - 2].x);
	}
}

/* The steps from `from` on whose feeling is known; `from` moves behind them. */
static struct knots
next_run(const struct curve *c, const double *feel, int *from)
{
	const struct journey *j = c->journey;
	struct arena *a = j->scene->arena;
	int end = j->first + j->count;
	while (*from < end && isnan(feel[*from]))
		(*from)++;
	int first = *from;
	while (*from < end && !isnan(feel[*from]))
		(*from)++;
	struct knots k = {.count = *from - first};
	k.at = NEW_N(a, struct point, k.count);
	k.slope = NEW_N(a, double, k.count);
	k.feel = NEW_N(a, double, k.count);
	for (int i = 0; i < k.count; i++) {
		k.at[i] = place(c, first + i, feel[first + i]);
		k.feel[i] = feel[first + i];
	}
	set_slopes(&k);
	return k;
}

static struct point
sample(const struct knots *k, int i, double u)
{
	const struct point *p = &k->at[i], *q = &k->at[i + 1];
	double h = q->x - p->x, u2 = u * u, u3 = u2 * u;
	double y = (2 * u3 - 3 * u2 + 1) * p->y + (u3 - 2 * u2 + u) * h * k->slope[i] +
	    (3 * u2 - 2 * u3) * q->y + (u3 - u2) * h * k->slope[i + 1];
	return (struct point){p->x + u * h, y};
}

struct area {
	VEC(struct point) list;
};

static struct point
crossing(struct point p, struct point q, double zero)
{
	double t = p.y == q.y ? 0 : (zero - p.y) / (q.y - p.y);
	return (struct point){p.x + t * (q.x - p.x), zero};
}

static void
close_area(const struct curve *c, struct area *area, struct point end, bool below)
{
	if (area->list.count == 0)
		return;
	VEC_PUSH(c->journey->scene->arena, &area->list, end);
	if (area->list.count > 2)
		scene_polygon(c->journey->scene, area->list.at, (int)area->list.count,
		    filled(below ? PAINT_area_bad : PAINT_area_good));
	area->list.count = 0;
}

/* The parts between the curve and the zero line that lie on one side of it. */
static void
draw_areas(const struct curve *c, const struct knots *k, bool below)
{
	struct arena *a = c->journey->scene->arena;
	struct area area = {0};
	struct point before = k->at[0];
	int last = (k->count - 1) * SAMPLES;
	for (int i = 0; i <= last; i++) {
		int knot = i == last ? k->count - 2 : i / SAMPLES;
		struct point p = sample(k, knot, (double)(i - knot * SAMPLES) / SAMPLES);
		bool within = below ? p.y > c->zero : p.y < c->zero;
		struct point edge =
		    i == 0 ? (struct point){p.x, c->zero} : crossing(before, p, c->zero);
		if (within && area.list.count == 0)
			VEC_PUSH(a, &area.list, edge);
		if (within)
			VEC_PUSH(a, &area.list, p);
		else
			close_area(c, &area, edge, below);
		before = p;
	}
	close_area(c, &area, (struct point){before.x, c->zero}, below);
}

static void
draw_line(const struct curve *c, const struct knots *k, struct look look)
{
	int count = 0;
	struct point *p = NEW_N(c->journey->scene->arena, struct point, 3 * k->count);
	p[count++] = k->at[0];
	for (int i = 0; i + 1 < k->count; i++) {
		struct point from = k->at[i], to = k->at[i + 1];
		double h = (to.x - from.x) / 3;
		p[count++] = (struct point){from.x + h, from.y + h * k->slope[i]};
		p[count++] = (struct point){to.x - h, to.y - h * k->slope[i + 1]};
		p[count++] = to;
	}
	if (k->count > 1)
		scene_bezier(c->journey->scene, p, count, look);
}

/* Ground ----------------------------------------------------------------------------------------
 */

static void
draw_axis(const struct curve *c)
{
	const struct journey *j = c->journey;
	double right = j->left + j->count * j->column;
	for (int v = -2; v <= 2; v += 1) {
		double y = c->zero - v * c->unit;
		struct look look = {PAINT_NONE, v ? PAINT_rule : PAINT_third, v ? 0.8 : 0.9,
		    v ? DASH_DOTTED : DASH_SOLID};
		scene_line(j->scene, j->left, y, right, y, look);
		struct type type = {
		    .size = 9, .bold = true, .paint = v ? theme_feel(v) : PAINT_third};
		if (v % 2 == 0)
			scene_label(j->scene, j->left - 8, y + 3, ALIGN_RIGHT, type,
			    feel_words(j->scene->arena, v));
	}
}

/* A moment of truth that feels bad is what needs work first. */
static bool
needs_work(const struct curve *c, int step)
{
	double feel = c->person->feel[step];
	return c->journey->sheet->steps[step].moment && !isnan(feel) && feel < 0;
}

static void
draw_needs_work(const struct curve *c)
{
	const struct journey *j = c->journey;
	const struct band *band = &j->bands[c->lane];
	for (int i = j->first; i < j->first + j->count; i++) {
		if (!needs_work(c, i))
			continue;
		double x = column_x(j, i), middle = x + j->column / 2;
		scene_rect(j->scene, x + CARD_GAP / 2.0, band->y + 6, j->column - CARD_GAP,
		    band->height - 12, 6, filled(PAINT_pain));
		struct type type = CAPITALS;
		type.paint = PAINT_feel_worst;
		scene_label(
		    j->scene, middle, band->y + 21, ALIGN_CENTER, type, S("NEEDS WORK FIRST"));
	}
}

static void
draw_unknown(const struct curve *c)
{
	const struct journey *j = c->journey;
	for (int i = j->first; i < j->first + j->count; i++) {
		if (!isnan(c->person->feel[i]))
			continue;
		struct point at = place(c, i, 0);
		scene_circle(j->scene, at.x, at.y, 4,
		    (struct look){lane_ground(c->lane), PAINT_third, 1, DASH_SOLID});
	}
}

static void
draw_wished(const struct curve *c)
{
	const struct journey *j = c->journey;
	struct look dashed = {PAINT_NONE, PAINT_idea_bar, 1.3, DASH_DASHED};
	int from = j->first;
	while (from < j->first + j->count) {
		struct knots k = next_run(c, c->person->wished, &from);
		if (k.count > 1)
			draw_line(c, &k, dashed);
		for (int i = 0; i < k.count; i++)
			scene_circle(j->scene, k.at[i].x, k.at[i].y, 4.2,
			    (struct look){lane_ground(c->lane), PAINT_idea_bar, 1.4, DASH_SOLID});
	}
}

/* Labels ----------------------------------------------------------------------------------------
 */

/* The side of a label on which the curve does not run. */
static double
free_side(const struct knots *k, int i, bool below)
{
	double left = i > 0 ? k->at[i - 1].y - k->at[i].y : 0;
	double right = i + 1 < k->count ? k->at[i + 1].y - k->at[i].y : 0;
	double sign = below ? 1 : -1;
	if (sign * right > 14 && sign * right > sign * left)
		return -1;
	return sign * left > 14 ? 1 : 0;
}

struct extremes {
	int lowest, highest; /* steps; -1: all feel the same, or none is below or above even */
};

/* Of equal ones the moment of truth, else the first. */
static struct extremes
find_extremes(const struct journey *j, const struct sheet_persona *p)
{
	struct extremes e = {-1, -1};
	for (int i = 0; i < j->sheet->step_count; i++) {
		double feel = p->feel[i];
		bool moment = j->sheet->steps[i].moment;
		if (isnan(feel))
			continue;
		double low = e.lowest < 0 ? INFINITY : p->feel[e.lowest];
		double high = e.highest < 0 ? -INFINITY : p->feel[e.highest];
		if (feel < low || (feel == low && moment && !j->sheet->steps[e.lowest].moment))
			e.lowest = i;
		if (feel > high || (feel == high && moment && !j->sheet->steps[e.highest].moment))
			e.highest = i;
	}
	if (e.lowest >= 0 && p->feel[e.lowest] == p->feel[e.highest])
		e = (struct extremes){-1, -1};
	/* A best moment that is bad is none to be proud of. */
	if (e.highest >= 0 && p->feel[e.highest] < 0)
		e.highest = -1;
	if (e.lowest >= 0 && p->feel[e.lowest] > 0)
		e.lowest = -1;
	return e;
}

static void
draw_value(const struct curve *c, const struct knots *k, int i, int step, struct extremes e)
{
	struct scene *s = c->journey->scene;
	double feel = k->feel[i];
	bool below = feel <= 0;
	struct point p = k->at[i];
	struct type type = {.size = 11, .bold = true, .paint = theme_feel(feel)};
	struct str words = feel_words(s->arena, feel);
	double side = free_side(k, i, below), y = below ? p.y + 27 : p.y - 18;
	enum align align = side < 0 ? ALIGN_RIGHT : side > 0 ? ALIGN_LEFT : ALIGN_CENTER;
	double x = p.x + (side < 0 ? -2 : side > 0 ? 2 : 0);
	double ring = c->person->wished[step];
	double ring_y = c->zero - ring * c->unit;
	if (!isnan(ring) && fabs(ring_y - (y - 4)) < 11) {
		/* The ring of the wished feeling stands where the label would be. */
		align = ALIGN_LEFT;
		x = p.x + 15;
		y = p.y + 4 + (below ? 9 : -9);
	}
	scene_label(s, x, y, align, type, words);
	struct str extreme = step == e.lowest ? S("LOWEST POINT") : S("HIGHEST POINT");
	if (step == e.lowest || step == e.highest)
		scene_label(s, x, below ? y + 11 : y - 13, align, CAPITALS, extreme);
}

static void
draw_one(const struct curve *c)
{
	const struct journey *j = c->journey;
	struct extremes e = find_extremes(j, c->person);
	draw_needs_work(c);
	for (int side = 0; side < 2; side++) {
		for (int from = j->first; from < j->first + j->count;) {
			struct knots k = next_run(c, c->person->feel, &from);
			if (k.count > 1)
				draw_areas(c, &k, side == 1);
		}
	}
	draw_axis(c);
	draw_unknown(c);
	draw_wished(c);
	for (int from = j->first; from < j->first + j->count;) {
		struct knots k = next_run(c, c->person->feel, &from);
		if (k.count > 1)
			draw_line(c, &k, outlined(PAINT_ink, 2.6));
		for (int i = 0; i < k.count; i++) {
			draw_face(j->scene, k.at[i], 11, k.feel[i], theme_feel(k.feel[i]),
			    lane_ground(c->lane));
			draw_value(c, &k, i, from - k.count + i, e);
		}
	}
}

static void
draw_among_others(const struct curve *c)
{
	const struct journey *j = c->journey;
	enum paint paint = theme_person(c->index);
	for (int from = j->first; from < j->first + j->count;) {
		struct knots k = next_run(c, c->person->feel, &from);
		if (k.count > 1)
			draw_line(c, &k, outlined(paint, 2.2));
		for (int i = 0; i < k.count; i++)
			draw_face(j->scene, k.at[i], 7.5, k.feel[i], paint, lane_ground(c->lane));
	}
}

static void
draw_key(const struct curve *c)
{
	const struct journey *j = c->journey;
	double y = j->bands[c->lane].y + 52;
	for (int i = 0; i < c->people; i++) {
		enum paint paint = theme_person(i);
		const struct sheet_persona *p = &j->sheet->personas[i];
		struct text_lines name = {0};
		struct type type = {.size = 9, .pitch = 14, .paint = paint, .bold = true};
		scene_line(j->scene, MARGIN, y + 7, MARGIN + 16, y + 7, outlined(paint, 2.2));
		text_wrap(j->scene->arena, &name, p->shown, NAMES - 50, type, 1);
		scene_block(j->scene,
		    &(struct block){.lines = name,
			.x = MARGIN + 22,
			.y = y,
			.width = NAMES - 50,
			.css = S("key"),
			.id = str_format(j->scene->arena, "key-%d-%d", j->first, i),
			.title = str_format(j->scene->arena, "Line of %.*s", STR(p->shown))});
		y += 15;
	}
}

void
draw_curve(struct journey *j, int lane)
{
	const struct band *band = &j->bands[lane];
	int people = j->sheet->persona_count > 1 ? j->sheet->persona_count : 1;
	struct curve c = {.journey = j,
	    .lane = lane,
	    .zero = band->y + band->height / 2,
	    .unit = (band->height / 2 - 50) / 2,
	    .people = people};
	if (people == 1) {
		c.person =
		    j->sheet->persona_count == 1 ? &j->sheet->personas[0] : &j->sheet->everybody;
		draw_one(&c);
		return;
	}
	draw_axis(&c);
	draw_key(&c);
	for (c.index = people - 1; c.index >= 0; c.index--) {
		c.person = &j->sheet->personas[c.index];
		draw_among_others(&c);
	}
}
