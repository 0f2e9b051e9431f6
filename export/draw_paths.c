/* SPDX-License-Identifier: MIT */
/*
 * Long maps are broken into bands of steps. A wish stands in the band of the step that it is paired
 * with, one without a step in the band of the wish before it, so no line crosses from band to band.
 */
#include "export/draw_paths.h"

#include "export/draw_head.h"
#include "export/draw_parts.h"
#include "model/value.h"

#include <math.h>

enum {
	MARGIN = 44,
	LABEL_WIDTH = 128,
	STEP_WIDTH = 134,
	STEP_GAP = 16,
	WISH_WIDTH = 158,
	WISH_GAP = 22,
	CARD_PAD = 11,
	BAND_PAD = 18,
	CURVE = 112, /* between the two rows */
	BAR_HEIGHT = 52,
	SHORT_CURVE = 16, /* where no line joins them */
	STAGE_STRIP = 24,
	FEWEST = 12, /* steps of a row before there are several */
	MOST = 24,
	NARROWEST = 674 /* of the rows: the head needs as much */
};

struct wish_card {
	int wish; /* in gap.wishes */
	int step; /* of the sheet, or -1 */
	struct text_lines lines;
	double x;
};

struct wish_cards {
	VEC(struct wish_card) list;
};

/* Without steps it goes on with the wishes of the band before it. */
struct band {
	int first, count; /* steps of the sheet */
	struct wish_cards wishes;
	double steps_x, step_pitch;
	double wish_height, step_height;
};

struct bands {
	VEC(struct band) list;
};

struct paths {
	struct scene *s;
	const struct sheet *sheet;
	const struct sheet_persona *person;
	const struct gap *gap;
	int *column;    /* step of the version -> step of the sheet, or -1 */
	double longest; /* minutes of work of the longest step */
	double width;   /* of the rows */
};

static const struct type wish_type = {.size = 10.5, .pitch = 14, .paint = PAINT_ink, .bold = true};
static const struct type step_type = {.size = 10, .pitch = 13.4, .paint = PAINT_ink, .bold = true};
static const struct type reason_type = {.size = 8.6, .pitch = 11.4, .paint = PAINT_second};
static const struct type tag_type = {.size = 6.8, .paint = PAINT_second, .bold = true};

static const struct gap_line *
line_of(const struct gap *g, int step, enum gap_kind kind)
{
	for (int i = 0; i < g->line_count; i++) {
		if (g->lines[i].step == step && g->lines[i].kind == kind)
			return &g->lines[i];
	}
	return NULL;
}

static bool
is_imposed(const struct paths *p, int column)
{
	return p->person->losses[column].imposed;
}

static int
version_step(const struct paths *p, int column)
{
	return p->sheet->steps[column].step;
}

static struct text_lines
wish_lines(struct paths *p, int wish)
{
	struct text_lines lines = {0};
	struct type type = wish_type;
	if (p->gap->wishes[wish].step < 0)
		type.paint = PAINT_second;
	text_wrap(
	    p->s->arena, &lines, p->gap->wishes[wish].text, WISH_WIDTH - 2 * CARD_PAD, type, 5);
	return lines;
}

/* The card of a step: its words, then why it is not as wished. */
static struct text_lines
step_lines(struct paths *p, int column)
{
	struct text_lines lines = {0};
	struct type type = step_type;
	type.paint = is_imposed(p, column) ? PAINT_imposed : PAINT_ink;
	double width = STEP_WIDTH - 2 * CARD_PAD;
	text_wrap(p->s->arena, &lines, p->sheet->steps[column].text, width, type, 5);
	const struct sheet_cell *reasons = &p->person->losses[column].reasons;
	if (is_imposed(p, column) || reasons->count == 0)
		return lines;
	text_space(p->s->arena, &lines, 4);
	for (int i = 0; i < reasons->count && i < 3; i++)
		text_wrap(p->s->arena, &lines, reasons->lines[i], width, reason_type, 2);
	return lines;
}

static int
band_of(const struct band *bands, int count, int column)
{
	for (int i = 0; i < count; i++) {
		if (column < bands[i].first + bands[i].count)
			return i;
	}
	return count - 1;
}

/*
 * The longest row: it grows with the root of the number of steps, so that the picture keeps the
 * shape of a sheet of paper.
 */
static int
longest_row(int steps)
{
	int longest = (int)ceil(sqrt(2.2 * steps));
	return longest < FEWEST ? FEWEST : longest > MOST ? MOST : longest;
}

/* Bands of whole stages, as even as those allow; a longer stage is cut. */
static int
make_bands(struct paths *p, struct band **bands)
{
	const struct sheet *t = p->sheet;
	*bands = NEW_N(p->s->arena, struct band, t->step_count + 1);
	int longest = longest_row(t->step_count);
	int rows = (t->step_count + longest - 1) / longest;
	int even = rows ? (t->step_count + rows - 1) / rows : 0;
	int limit = t->stage_count == 0 ? even : longest + longest / 4;
	int count = 0, first = 0, whole = 0;
	for (int i = 1; i <= t->step_count; i++) {
		bool ends = i == t->step_count || t->steps[i].stage != t->steps[i - 1].stage;
		if (ends)
			whole = i;
		int end = ends && i - first >= even ? i : 0;
		if (end == 0 && i - first >= limit)
			end = whole - first >= even / 2 && whole > first ? whole : i;
		if (i == t->step_count && end == 0)
			end = i;
		if (end == 0)
			continue;
		(*bands)[count++] = (struct band){.first = first, .count = end - first};
		first = end;
	}
	if (first < t->step_count && count > 0)
		(*bands)[count++] = (struct band){.first = first, .count = t->step_count - first};
	if (count == 0)
		(*bands)[count++] = (struct band){0};
	return count;
}

static void
place_wishes(struct paths *p, struct band *bands, int count)
{
	int band = 0;
	for (int i = 0; i < p->gap->wish_count; i++) {
		const struct gap_wish *w = &p->gap->wishes[i];
		if (w->drop)
			continue;
		int column = w->step >= 0 ? p->column[w->step] : -1;
		if (column >= 0)
			band = band_of(bands, count, column);
		VEC_PUSH(p->s->arena, &bands[band].wishes.list,
		    (struct wish_card){.wish = i, .step = column, .lines = wish_lines(p, i)});
	}
}

/*
 * The rows are as wide as steps and wishes that are met need, and a little wider where that keeps
 * all wishes together; else those that nothing meets go below.
 */
static void
measure_width(struct paths *p, const struct band *b)
{
	const double pitch = WISH_WIDTH + WISH_GAP, always = 1300;
	int met = 0;
	for (ptrdiff_t i = 0; i < b->wishes.list.count; i++)
		met += b->wishes.list.at[i].step >= 0;
	double steps = b->count * (STEP_WIDTH + STEP_GAP) - STEP_GAP;
	double all = (double)b->wishes.list.count * pitch - WISH_GAP;
	if (all > fmax(always, 1.4 * steps))
		all = met * pitch - WISH_GAP;
	p->width = fmax(p->width, fmax(steps, all));
}

/* Wishes that nothing meets leave a band that is too short for them, the last ones first. */
static void
split_band(struct paths *p, struct band whole, struct bands *out)
{
	struct arena *a = p->s->arena;
	struct wish_cards cards = whole.wishes, kept = {0};
	ptrdiff_t fit = (ptrdiff_t)((p->width + WISH_GAP) / (WISH_WIDTH + WISH_GAP));
	ptrdiff_t excess = cards.list.count - fit;
	bool *leaves = NEW_N(a, bool, cards.list.count + 1);
	for (ptrdiff_t i = cards.list.count - 1; i >= 0 && excess > 0; i--) {
		leaves[i] = cards.list.at[i].step < 0;
		excess -= leaves[i];
	}
	for (ptrdiff_t i = 0; i < cards.list.count; i++) {
		if (!leaves[i])
			VEC_PUSH(a, &kept.list, cards.list.at[i]);
	}
	whole.wishes = kept;
	VEC_PUSH(a, &out->list, whole);
	struct band more = {.first = whole.first + whole.count};
	for (ptrdiff_t i = 0; i < cards.list.count; i++) {
		if (leaves[i])
			VEC_PUSH(a, &more.wishes.list, cards.list.at[i]);
		if (more.wishes.list.count == fit || i + 1 == cards.list.count) {
			if (more.wishes.list.count > 0)
				VEC_PUSH(a, &out->list, more);
			more.wishes = (struct wish_cards){0};
		}
	}
}

static void
measure_band(struct paths *p, struct band *b)
{
	b->step_height = 78;
	b->wish_height = b->wishes.list.count > 0 ? 70 : 14;
	for (int i = b->first; i < b->first + b->count; i++)
		b->step_height = fmax(b->step_height, step_lines(p, i).height + 38);
	for (ptrdiff_t i = 0; i < b->wishes.list.count; i++)
		b->wish_height = fmax(b->wish_height, b->wishes.list.at[i].lines.height + 40);
}

/* Cards are spread over the whole row; the distance is limited so that few cards stay together. */
static void
spread(double room, int count, double card, double widest, double *x, double *pitch)
{
	*pitch = count > 1 ? fmin((room - card) / (count - 1), widest) : 0;
	*x = (room - card - *pitch * (count - 1)) / 2;
}

/*
 * Wishes stand above their steps, one without a step behind the wish before it; those that would
 * overlap make room to the right, and back to the left where the row ends.
 */
static void
place_above(struct band *b, double room)
{
	double next = 0;
	for (ptrdiff_t i = 0; i < b->wishes.list.count; i++) {
		struct wish_card *card = &b->wishes.list.at[i];
		double above = b->steps_x + (card->step - b->first) * b->step_pitch +
		    (STEP_WIDTH - WISH_WIDTH) / 2.0;
		card->x = fmax(next, card->step >= 0 ? above : next);
		next = card->x + WISH_WIDTH + WISH_GAP;
	}
	double last = room - WISH_WIDTH;
	for (ptrdiff_t i = b->wishes.list.count - 1; i >= 0; i--) {
		struct wish_card *card = &b->wishes.list.at[i];
		card->x = fmin(card->x, last);
		last = card->x - WISH_WIDTH - WISH_GAP;
	}
}

static void
draw_tag(struct scene *s, double right, double y, struct str text, enum paint paint)
{
	struct type type = tag_type;
	type.paint = paint;
	scene_label(s, right, y, ALIGN_RIGHT, type, text);
}

static void
draw_wish(struct paths *p, double x, double y, double height, const struct wish_card *card)
{
	struct scene *s = p->s;
	const struct gap_wish *w = &p->gap->wishes[card->wish];
	bool missing = w->step < 0;
	int number = 0;
	for (int i = 0; i <= card->wish; i++)
		number += !p->gap->wishes[i].drop;
	if (missing) {
		scene_rect(s, x, y, WISH_WIDTH, height, 5,
		    (struct look){PAINT_idea, PAINT_second, 1.2, DASH_DASHED});
		draw_tag(s, x + WISH_WIDTH - CARD_PAD, y + 17, S("NOT OFFERED"), PAINT_second);
	} else {
		scene_rect(s, x, y, WISH_WIDTH, height, 5,
		    (struct look){PAINT_card, PAINT_rule, 0.9, DASH_SOLID});
		scene_rect(s, x, y + height - 4, WISH_WIDTH, 4, 0, filled(PAINT_idea_bar));
		if (w->moved)
			draw_tag(s, x + WISH_WIDTH - CARD_PAD, y + 17, S("MOVED"), PAINT_pain_bar);
	}
	struct type type = {.size = 9, .paint = PAINT_idea_bar, .bold = true};
	scene_label(s, x + CARD_PAD, y + 17, ALIGN_LEFT, type, str_format(s->arena, "%d", number));
	struct block block = {.lines = card->lines,
	    .x = x + CARD_PAD,
	    .y = y + 25,
	    .width = WISH_WIDTH - 2 * CARD_PAD,
	    .css = missing ? S("wish missing") : S("wish"),
	    .id = str_format(s->arena, "wish-%d", card->wish + 1),
	    .title = str_format(s->arena, "Wish %d%s", number, missing ? ", not offered" : ""),
	    .tooltip = w->text};
	scene_block(s, &block);
}

static void
draw_step(struct paths *p, double x, double y, double height, int column)
{
	struct scene *s = p->s;
	const struct sheet_step *step = &p->sheet->steps[column];
	bool imposed = is_imposed(p, column);
	bool different = line_of(p->gap, step->step, GAP_DIFFERENT) != NULL;
	scene_rect(s, x, y, STEP_WIDTH, height, 5,
	    imposed ? (struct look){PAINT_imposed_fill, PAINT_imposed, 1.3, DASH_SOLID}
		    : (struct look){PAINT_card, PAINT_rule, 0.9, DASH_SOLID});
	struct type type = {
	    .size = 9, .paint = imposed ? PAINT_imposed : PAINT_third, .bold = true};
	scene_label(s, x + CARD_PAD, y + 17, ALIGN_LEFT, type, step->number);
	double right = x + STEP_WIDTH - CARD_PAD;
	if (imposed)
		draw_tag(s, right, y + 17, S("IMPOSED"), PAINT_imposed);
	else if (step->optional)
		draw_tag(s, right, y + 17, S("OFFERED"), PAINT_third);
	else if (different)
		draw_tag(s, right, y + 17, S("DIFFERENT"), PAINT_pain_bar);
	struct block block = {.lines = step_lines(p, column),
	    .x = x + CARD_PAD,
	    .y = y + 25,
	    .width = STEP_WIDTH - 2 * CARD_PAD,
	    .css = imposed ? S("step imposed") : S("step"),
	    .id = str_format(s->arena, "step-%d", column + 1),
	    .title =
		str_format(s->arena, "Step %.*s%s", STR(step->number), imposed ? ", imposed" : ""),
	    .tooltip = step->text};
	scene_block(s, &block);
}

static void
draw_link(struct paths *p, double x1, double y1, double x2, double y2, const struct wish_card *card)
{
	bool moved = p->gap->wishes[card->wish].moved;
	double bend = (y2 - y1) * 0.62;
	/* The arrow's own length is left free at the tip. */
	const struct point points[] = {{x1, y1}, {x1, y1 + bend}, {x2, y2 - bend}, {x2, y2 - 6.5}};
	struct link link = {.points = points,
	    .count = 4,
	    .width = 2.1,
	    .arrow = true,
	    .paint = moved ? PAINT_pain_bar : PAINT_idea_bar,
	    .dash = moved ? DASH_DASHED : DASH_SOLID,
	    .css = moved ? S("pair moved") : S("pair"),
	    .id = str_format(p->s->arena, "pair-%d", card->wish + 1),
	    .title = str_format(p->s->arena, "Wish %d to step %d%s", card->wish + 1, card->step + 1,
		moved ? ", moved" : "")};
	scene_link(p->s, &link);
}

static void
draw_minutes(struct paths *p, double x, double base, int column)
{
	struct scene *s = p->s;
	const struct sheet_step *step = &p->sheet->steps[column];
	double takes = isnan(step->takes) ? 0 : step->takes;
	double wait = isnan(step->wait) ? 0 : step->wait;
	struct type type = {.size = 9, .paint = PAINT_second, .bold = true};
	if (isnan(step->takes) && isnan(step->wait)) {
		type.bold = false;
		type.paint = PAINT_third;
		scene_label(s, x + STEP_WIDTH / 2.0, base + 15, ALIGN_CENTER, type, S("–"));
		return;
	}
	bool imposed = is_imposed(p, column);
	enum paint paint = imposed ? PAINT_imposed : PAINT_third;
	/* Work to scale; waiting may be a thousand times as long, so its box only grows with it. */
	double work = p->longest > 0 ? BAR_HEIGHT * takes / p->longest : 0;
	double waiting = wait > 0 ? 4 + 3.4 * log10(1 + wait) : 0;
	if (takes > 0)
		work = fmax(work, 1.5);
	if (waiting > 0)
		scene_rect(s, x, base - work - waiting, STEP_WIDTH, waiting, 0,
		    (struct look){PAINT_page, paint, 0.8, DASH_SOLID});
	if (work > 0)
		scene_rect(s, x, base - work, STEP_WIDTH, work, 0, filled(paint));
	if (imposed)
		type.paint = PAINT_imposed;
	double middle = x + STEP_WIDTH / 2.0;
	struct str words = minutes_words(s->arena, takes);
	struct str idle = str_format(s->arena, "%.*s waiting", STR(minutes_words(s->arena, wait)));
	struct str both = str_format(s->arena, "%.*s + %.*s", STR(words), STR(idle));
	if (wait > 0 && takes > 0 && text_width(both, type) > STEP_WIDTH) {
		scene_label(s, middle, base + 15, ALIGN_CENTER, type, words);
		scene_label(s, middle, base + 27, ALIGN_CENTER, type,
		    str_format(s->arena, "+ %.*s", STR(idle)));
		return;
	}
	scene_label(s, middle, base + 15, ALIGN_CENTER, type,
	    wait <= 0       ? words
		: takes > 0 ? both
			    : idle);
}

static void
draw_row_name(struct scene *s, double y, struct str name, struct str sub)
{
	struct type title = {.size = 12, .pitch = 16, .paint = PAINT_ink, .bold = true};
	struct type small = {.size = 9, .pitch = 12, .paint = PAINT_third};
	struct block block = {.x = MARGIN, .y = y, .width = LABEL_WIDTH - 16, .css = S("row")};
	text_wrap(s->arena, &block.lines, name, block.width, title, 2);
	text_wrap(s->arena, &block.lines, sub, block.width, small, 4);
	block.id = str_format(s->arena, "row-%d", (int)s->blocks.count);
	block.title = name;
	scene_block(s, &block);
}

static bool
has_minutes(const struct paths *p)
{
	for (int i = 0; i < p->sheet->step_count; i++) {
		if (!isnan(p->sheet->steps[i].takes) || !isnan(p->sheet->steps[i].wait))
			return true;
	}
	return false;
}

/* Under its steps a line in the tone of the stage, and its name. */
static void
draw_stage(struct paths *p, const struct band *b, int index, double y)
{
	const struct sheet_stage *stage = &p->sheet->stages[index];
	struct arena *a = p->s->arena;
	int first = stage->first > b->first ? stage->first : b->first;
	int end = stage->first + stage->count, band_end = b->first + b->count;
	end = end < band_end ? end : band_end;
	if (end <= first)
		return;
	struct type type = {.size = 9, .pitch = 12, .paint = PAINT_second, .bold = true};
	double x = MARGIN + LABEL_WIDTH + b->steps_x + (first - b->first) * b->step_pitch;
	double width = (end - 1 - first) * b->step_pitch + STEP_WIDTH;
	bool more = first > stage->first;
	struct str title = stage->title.len > 0 ? stage->title : S("Before");
	struct block block = {.x = x,
	    .y = y + 5,
	    .width = width,
	    .css = S("stage"),
	    .id = str_format(a, "stage-%d-%d", index + 1, first + 1),
	    .title = str_format(a, "Stage %d", index + 1)};
	scene_rect(p->s, x, y, width, 2.6, 0, filled(theme_stage(index, p->sheet->stage_count)));
	text_wrap(a, &block.lines,
	    str_format(a, "%d · %.*s%s", index + 1, STR(title), more ? " (continued)" : ""), width,
	    type, 1);
	block.tooltip = block.lines.cut ? title : (struct str){0};
	scene_block(p->s, &block);
}

static void
draw_wishes(struct paths *p, struct band *b, double y, double step_y)
{
	double x0 = MARGIN + LABEL_WIDTH;
	if (b->wishes.list.count == 0) {
		struct type type = {.size = 10, .paint = PAINT_second};
		scene_label(p->s, x0, y + 12, ALIGN_LEFT, type,
		    p->gap->wish_count ? S("No wish is about these steps")
				       : S("Takes the steps as they come"));
	}
	for (ptrdiff_t i = 0; i < b->wishes.list.count; i++) {
		const struct wish_card *card = &b->wishes.list.at[i];
		double x = x0 + card->x;
		draw_wish(p, x, y, b->wish_height, card);
		if (card->step < 0)
			continue;
		double to = x0 + b->steps_x + (card->step - b->first) * b->step_pitch;
		draw_link(p, x + WISH_WIDTH / 2.0, y + b->wish_height + 2, to + STEP_WIDTH / 2.0,
		    step_y, card);
	}
}

/* Returns the y below them. */
static double
draw_steps(struct paths *p, const struct band *b, double y)
{
	struct scene *s = p->s;
	double x0 = MARGIN + LABEL_WIDTH + b->steps_x, middle = y + b->step_height / 2;
	bool stages = p->sheet->stage_count > 0;
	double height = b->step_height + (stages ? STAGE_STRIP : 0);
	scene_rect(s, MARGIN - 12, y - BAND_PAD, s->width - 2 * MARGIN + 24, height + 2 * BAND_PAD,
	    0, filled(PAINT_band));
	draw_row_name(s, y + 4, p->sheet->which == TO_BE ? S("Redesigned") : S("Actual"),
	    S("What the process asks for, in order"));
	for (int i = 0; i + 1 < b->count; i++) {
		double x = x0 + i * b->step_pitch;
		scene_line(s, x + STEP_WIDTH, middle, x + b->step_pitch, middle,
		    outlined(PAINT_second, 1));
	}
	for (int i = 0; i < b->count; i++)
		draw_step(p, x0 + i * b->step_pitch, y, b->step_height, b->first + i);
	for (int i = 0; i < p->sheet->stage_count; i++)
		draw_stage(p, b, i, y + b->step_height + 9);
	return y + height + BAND_PAD;
}

static double
draw_band(struct paths *p, struct band *b, double y)
{
	struct scene *s = p->s;
	double width = s->width - 2 * MARGIN + 24;
	bool more = b->count == 0;
	spread(p->width, b->count, STEP_WIDTH, STEP_WIDTH * 2.2, &b->steps_x, &b->step_pitch);
	if (more)
		b->steps_x = 0;
	place_above(b, p->width);
	double wish_y = y + BAND_PAD, end = wish_y + b->wish_height + BAND_PAD;
	bool joined = false;
	for (ptrdiff_t i = 0; i < b->wishes.list.count; i++)
		joined = joined || b->wishes.list.at[i].step >= 0;
	double step_y = end + (joined ? CURVE - BAND_PAD * 2 : SHORT_CURVE) + BAND_PAD;
	scene_rect(s, MARGIN - 12, y, width, b->wish_height + 2 * BAND_PAD, 0, filled(PAINT_idea));
	draw_row_name(s, b->wishes.list.count ? wish_y + 4 : wish_y - 4,
	    more ? S("Desired, too") : S("Desired"),
	    b->wishes.list.count == 0
		? (struct str){0}
		: str_format(s->arena, "What %.*s would do", STR(p->person->shown)));
	draw_wishes(p, b, wish_y, step_y);
	if (more)
		return end + 20;
	end = draw_steps(p, b, step_y);
	if (!has_minutes(p))
		return end + 20;
	draw_row_name(s, end + 30, S("Time"), S("Hands-on filled, waiting hollow"));
	for (int i = 0; i < b->count; i++)
		draw_minutes(p, MARGIN + LABEL_WIDTH + b->steps_x + i * b->step_pitch,
		    end + 30 + BAR_HEIGHT, b->first + i);
	return end + 30 + BAR_HEIGHT + 40;
}

/* Only what is in the picture. Returns the y below it. */
static double
draw_legend(struct paths *p, double y)
{
	struct scene *s = p->s;
	struct legend l = {s, MARGIN, s->width - MARGIN, MARGIN, y};
	bool met = false, moved = false, missing = false;
	for (int i = 0; i < p->gap->wish_count; i++) {
		const struct gap_wish *w = &p->gap->wishes[i];
		missing = missing || (!w->drop && w->step < 0);
		met = met || (!w->drop && w->step >= 0 && !w->moved);
		moved = moved || w->moved;
	}
	if (met) {
		struct point at = legend_item(&l, 20, S("a step meets the wish"));
		scene_line(s, at.x - 10, at.y, at.x + 10, at.y, outlined(PAINT_idea_bar, 2.1));
	}
	if (moved) {
		struct point at = legend_item(&l, 20, S("at another place than wished"));
		scene_line(s, at.x - 10, at.y, at.x + 10, at.y,
		    (struct look){PAINT_NONE, PAINT_pain_bar, 2.1, DASH_DASHED});
	}
	if (p->person->imposed > 0) {
		struct point at =
		    legend_item(&l, 16, S("imposed: done without having asked for it"));
		scene_rect(s, at.x - 8, at.y - 5.5, 16, 11, 2,
		    (struct look){PAINT_imposed_fill, PAINT_imposed, 1.2, DASH_SOLID});
	}
	if (missing) {
		struct point at = legend_item(&l, 16, S("wished and not offered"));
		scene_rect(s, at.x - 8, at.y - 5.5, 16, 11, 2,
		    (struct look){PAINT_idea, PAINT_second, 1.1, DASH_DASHED});
	}
	return draw_foot(s, MARGIN, l.x, l.y, p->sheet->ws->title);
}

static struct str
counted(struct arena *a, int count, const char *one, const char *many)
{
	static const char *const words[] = {"No", "One", "Two", "Three", "Four", "Five", "Six",
	    "Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve"};
	const char *noun = count == 1 ? one : many;
	if (count < COUNT_OF(words))
		return str_format(a, "%s %s", words[count], noun);
	return str_format(a, "%d %s", count, noun);
}

static double
draw_paths_head(struct paths *p)
{
	struct scene *s = p->s;
	struct arena *a = s->arena;
	const struct gap *g = p->gap;
	int wishes = 0, missing = 0, moved = 0;
	for (int i = 0; i < g->wish_count; i++) {
		wishes += !g->wishes[i].drop;
		missing += !g->wishes[i].drop && g->wishes[i].step < 0;
		moved += g->wishes[i].moved;
	}
	struct str steps = counted(a, p->sheet->step_count, "step", "steps");
	struct str title = g->wish_count
	    ? str_format(a, "%.*s, %.*s", STR(counted(a, wishes, "wish", "wishes")), STR(steps))
	    : steps;
	struct buf lower = {.arena = a};
	ptrdiff_t comma = str_find(title, ',');
	for (ptrdiff_t i = 0; i < title.len; i++) {
		bool second = comma >= 0 && i == comma + 2;
		char c = title.at[i];
		buf_char(&lower, second && c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c);
	}
	struct str who = p->person->shown;
	struct key_figure figures[4];
	int count = 0;
	figures[count++] = (struct key_figure){gap_percent(a, g->gap),
	    g->measured ? S("preference gap") : S("nothing to measure"), PAINT_ink};
	figures[count++] = (struct key_figure){str_format(a, "%d", p->person->imposed),
	    S("imposed"), p->person->imposed ? PAINT_imposed : PAINT_ink};
	figures[count++] =
	    (struct key_figure){str_format(a, "%d", missing), S("not offered"), PAINT_ink};
	if (moved)
		figures[count++] =
		    (struct key_figure){str_format(a, "%d", moved), S("moved"), PAINT_ink};
	const char *version = p->sheet->which == TO_BE ? "AS REDESIGNED" : "AS IT IS TODAY";
	struct head head = {
	    .kicker = str_format(a, "DESIRE PATH   ·   %s", version),
	    .title = buf_str(&lower),
	    .subject = str_format(a, "%.*s · %.*s", STR(who), STR(p->sheet->title)),
	    .sentence = g->wish_count
		? str_format(a,
		      "The upper row is what %.*s would do, the lower row what the process asks "
		      "for. Lines join a wish to the step that meets it.",
		      STR(who))
		: str_format(
		      a, "%.*s takes the steps as they come; only preferences count.", STR(who)),
	    .figures = figures,
	    .figure_count = count,
	};
	s->title = str_format(a, "Desire path of %.*s through: %.*s. %.*s, gap %.*s.", STR(who),
	    STR(p->sheet->title), STR(head.title), STR(figures[0].number));
	return draw_head(s, MARGIN, &head);
}

void
draw_paths(struct scene *s, const struct sheet *sheet)
{
	struct paths p = {.s = s,
	    .sheet = sheet,
	    .person = &sheet->personas[0],
	    .gap = sheet->personas[0].gap,
	    .width = NARROWEST};
	struct band *bands;
	p.column = NEW_N(s->arena, int, sheet->version->step_count + 1);
	for (int i = 0; i < sheet->version->step_count; i++)
		p.column[i] = -1;
	for (int i = 0; i < sheet->step_count; i++) {
		double takes = sheet->steps[i].takes;
		p.column[version_step(&p, i)] = i;
		p.longest = fmax(p.longest, isnan(takes) ? 0 : takes);
	}
	int count = make_bands(&p, &bands);
	place_wishes(&p, bands, count);
	for (int i = 0; i < count; i++)
		measure_width(&p, &bands[i]);
	struct bands rows = {0};
	for (int i = 0; i < count; i++)
		split_band(&p, bands[i], &rows);
	s->id = s->css = S("paths");
	s->language = sheet->language;
	s->width = MARGIN + LABEL_WIDTH + p.width + MARGIN;
	double y = draw_paths_head(&p);
	for (ptrdiff_t i = 0; i < rows.list.count; i++) {
		measure_band(&p, &rows.list.at[i]);
		y = draw_band(&p, &rows.list.at[i], y) + 14;
	}
	s->height = draw_legend(&p, y + 10) + 24;
}
