/* SPDX-License-Identifier: MIT */
/*
 * The lane of what a persona loses: at each step the points, their share of all that is lost, a
 * bar, and the reasons; below it the wishes that have no step, where they were wanted.
 */
#include "export/draw_priv.h"

#include <math.h>

enum {
	NUMBER_HEIGHT = 20,
	BAR_ROOM = 11,
	MISSING_PAD = 6,
	MISSING_HEAD = 10,
	BETWEEN = 7,
	NO_LOSS = 20
};

static const struct type REASON = {.size = 9, .pitch = 12, .paint = PAINT_second};
static const struct type WISH = {.size = 9, .pitch = 12, .paint = PAINT_ink};

static const struct sheet_persona *
person_of(const struct journey *j, int lane)
{
	return &j->sheet->personas[j->sheet->lanes[lane].person];
}

static struct text_lines
set_reasons(const struct journey *j, int lane, int step)
{
	enum { MOST_REASONS = 4, LINES_EACH = 4 };
	const struct sheet_loss *loss = &person_of(j, lane)->losses[step];
	struct arena *a = j->scene->arena;
	struct text_lines lines = {0};
	struct type more = REASON;
	more.paint = PAINT_third;
	for (int i = 0; i < loss->reasons.count && i < MOST_REASONS; i++) {
		if (i > 0)
			text_space(a, &lines, 3);
		text_wrap(a, &lines, loss->reasons.lines[i], text_room(j), REASON, LINES_EACH);
	}
	if (loss->reasons.count > MOST_REASONS) {
		text_wrap(a, &lines,
		    str_format(a, "and %d more", loss->reasons.count - MOST_REASONS), text_room(j),
		    more, 1);
		lines.cut = true;
	}
	if (!isnan(loss->inside)) {
		struct str percent = gap_percent(a, loss->inside);
		text_wrap(a, &lines, str_format(a, "inside: %.*s gap", STR(percent)), text_room(j),
		    more, 2);
	}
	return lines;
}

static bool
belongs(const struct sheet_missing *w, int step)
{
	return w->after == step || (w->after < 0 && step == 0);
}

static struct text_lines
set_missing(const struct journey *j, const struct sheet_missing *w)
{
	struct text_lines lines = {0};
	text_wrap(j->scene->arena, &lines, w->text, text_room(j), WISH, 6);
	return lines;
}

static double
missing_height(const struct journey *j, const struct sheet_missing *w)
{
	return set_missing(j, w).height + MISSING_HEAD + 2 * MISSING_PAD;
}

static bool
is_met(const struct sheet_loss *loss)
{
	return loss->points <= 0 && !isnan(loss->score);
}

double
gap_cell_height(const struct journey *j, int lane, int step)
{
	const struct sheet_persona *p = person_of(j, lane);
	const struct sheet_loss *loss = &p->losses[step];
	double height = loss->points > 0 ? NUMBER_HEIGHT + BAR_ROOM : NO_LOSS;
	height += set_reasons(j, lane, step).height;
	for (int i = 0; i < p->missing_count; i++) {
		if (belongs(&p->missing[i], step))
			height += missing_height(j, &p->missing[i]) + BETWEEN;
	}
	return height;
}

static enum paint
loss_paint(const struct journey *j, double points)
{
	double part = j->most_points > 0 ? points / j->most_points : 0;
	return part > 0.6 ? PAINT_feel_worst : part > 0.25 ? PAINT_feel_bad : PAINT_feel_even;
}

static double
draw_number(struct journey *j, const struct sheet_loss *loss, double x, double y)
{
	struct scene *s = j->scene;
	enum paint paint = loss_paint(j, loss->points);
	struct type big = {.size = 17, .paint = paint, .bold = true};
	struct str points = str_format(s->arena, "%.2f", loss->points);
	struct str share = gap_percent(s->arena, loss->share);
	double room = text_room(j), filled_part = loss->points / j->most_points;
	scene_label(s, x, y + 14, ALIGN_LEFT, big, points);
	scene_label(s, x + text_width(points, big) + 6, y + 14, ALIGN_LEFT, SMALL, share);
	scene_rect(s, x, y + NUMBER_HEIGHT, room, 4, 2, filled(PAINT_rule));
	scene_rect(s, x, y + NUMBER_HEIGHT, fmax(3, room * filled_part), 4, 2, filled(paint));
	return y + NUMBER_HEIGHT + BAR_ROOM;
}

static double
draw_no_loss(struct journey *j, const struct sheet_loss *loss, double x, double y)
{
	if (is_met(loss)) {
		draw_check(j->scene, (struct point){x + 5, y + 7}, 10, PAINT_fresh);
		scene_label(j->scene, x + 16, y + 10.5, ALIGN_LEFT, SMALL, S("as wished"));
	} else {
		scene_line(j->scene, x, y + 8, x + 8, y + 8, outlined(PAINT_third, 1));
	}
	return y + NO_LOSS;
}

/* The sentences that explain the points, for a tooltip. */
static struct str
sentences(const struct journey *j, const struct sheet_persona *p, int step)
{
	struct buf out = {.arena = j->scene->arena};
	int of_version = j->sheet->steps[step].step;
	for (int i = 0; i < p->gap->line_count; i++) {
		const struct gap_line *line = &p->gap->lines[i];
		if (line->step == of_version)
			buf_format(&out, "%s%.*s (%.2f)", out.len > 0 ? "; " : "", STR(line->text),
			    line->points);
	}
	return buf_str(&out);
}

static double
draw_missing(struct journey *j, int lane, int step, int index, double x, double y)
{
	const struct sheet_missing *w = &person_of(j, lane)->missing[index];
	struct scene *s = j->scene;
	struct text_lines lines = set_missing(j, w);
	double height = missing_height(j, w);
	struct look frame = {PAINT_idea, PAINT_idea_bar, 1, DASH_DASHED};
	struct type head = CAPITALS;
	head.size = 6.8;
	head.paint = PAINT_idea_bar;
	scene_rect(s, x - PAD, y, j->column - CARD_GAP, height, 4, frame);
	scene_label(s, x, y + MISSING_PAD + 6, ALIGN_LEFT, head, S("NOT OFFERED"));
	scene_label(s, x + text_room(j), y + MISSING_PAD + 6, ALIGN_RIGHT, head,
	    str_format(s->arena, "%.2f", w->points));
	struct block b = cell_block(j, lane, step);
	b.lines = lines;
	b.x = x;
	b.y = y + MISSING_PAD + MISSING_HEAD;
	b.id = str_format(s->arena, "missing-%d-%d", j->sheet->lanes[lane].person, index);
	b.css = S("missing");
	b.title = str_format(s->arena, "Not offered: %.*s", STR(w->text));
	b.tooltip = lines.cut ? w->text : (struct str){0};
	scene_block(s, &b);
	return y + height + BETWEEN;
}

void
draw_gap_cell(struct journey *j, int lane, int step)
{
	const struct sheet_persona *p = person_of(j, lane);
	const struct sheet_loss *loss = &p->losses[step];
	double x = column_x(j, step) + CARD_GAP / 2.0 + PAD, y = j->bands[lane].y + LANE_PAD;
	y = loss->points > 0 ? draw_number(j, loss, x, y) : draw_no_loss(j, loss, x, y);
	struct block b = cell_block(j, lane, step);
	b.lines = set_reasons(j, lane, step);
	b.x = x;
	b.y = y;
	b.tooltip = sentences(j, p, step);
	scene_block(j->scene, &b);
	if (b.lines.height > 0)
		y += b.lines.height + BETWEEN;
	for (int i = 0; i < p->missing_count; i++) {
		if (belongs(&p->missing[i], step))
			y = draw_missing(j, lane, step, i, x, y);
	}
}
