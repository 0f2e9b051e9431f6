/* SPDX-License-Identifier: MIT */
/*
 * One cell of the map by the look of its lane: how high it wants to be, and its drawing. Texts of
 * users become blocks, so each cell has an identity, a title and, where something had to be left
 * out, its whole text as a tooltip.
 */
#include "export/draw_priv.h"

#include <math.h>

enum paint
step_tone(const struct journey *j, int step)
{
	int stage = j->sheet->steps[step].stage;
	return stage < 0 ? PAINT_stage_2 : theme_stage(stage, j->sheet->stage_count);
}

enum paint
lane_ground(int lane)
{
	return lane % 2 == 0 ? PAINT_band : PAINT_page;
}

static const struct sheet_cell *
cell_at(const struct journey *j, int lane, int step)
{
	return &j->sheet->lanes[lane].cells[step];
}

/* "s2-3-pain", and for lanes that are not ours or not alone "s2-3-lane-9". */
static struct str
cell_id(const struct journey *j, int lane, int step)
{
	const struct sheet_lane *l = &j->sheet->lanes[lane];
	struct str number = j->sheet->steps[step].number;
	struct arena *a = j->scene->arena;
	bool alone = l->lane != LANE_added && l->person <= 0;
	struct str name = alone ? l->id : str_format(a, "lane-%d", lane);
	return str_format(a, "s%.*s-%.*s", STR(number), STR(name));
}

/* The first address in a text. */
static struct str
link_in(struct str text)
{
	ptrdiff_t at = str_search(text, S("https://"));
	if (at < 0)
		at = str_search(text, S("http://"));
	if (at < 0)
		return (struct str){0};
	struct str address, rest = str_from(text, at);
	str_cut(&rest, ' ', &address);
	return address;
}

static struct str
all_lines(struct arena *a, const struct sheet_cell *cell)
{
	struct buf out = {.arena = a};
	for (int i = 0; i < cell->count; i++) {
		if (i > 0)
			buf_add(&out, S("; "));
		buf_add(&out, cell->lines[i]);
	}
	return buf_str(&out);
}

struct block
cell_block(const struct journey *j, int lane, int step)
{
	const struct sheet_lane *l = &j->sheet->lanes[lane];
	const struct sheet_cell *cell = cell_at(j, lane, step);
	struct arena *a = j->scene->arena;
	struct str number = j->sheet->steps[step].number;
	bool source = l->lane == LANE_source && cell->count > 0;
	return (struct block){.width = text_room(j),
	    .id = cell_id(j, lane, step),
	    .css = l->id,
	    .title = str_format(a, "Step %.*s, %.*s", STR(number), STR(l->title)),
	    .href = source ? link_in(cell->lines[0]) : (struct str){0}};
}

void
put_cell_text(
    struct journey *j, int lane, int step, double x, double y, const struct text_lines *lines)
{
	struct block b = cell_block(j, lane, step);
	b.lines = *lines;
	b.x = x;
	b.y = y;
	b.width -= x - column_x(j, step) - CARD_GAP / 2.0 - PAD;
	if (lines->cut)
		b.tooltip = all_lines(j->scene->arena, cell_at(j, lane, step));
	scene_block(j->scene, &b);
}

/* Running text: one paragraph per item; several items are told apart by bullets. */

enum { BULLET = 8, ITEM_GAP = 4 };

static struct type
type_of(enum lane_look look)
{
	struct type type = BODY;
	if (look == LOOK_QUOTE)
		type.italic = true;
	if (look == LOOK_FLAT || look == LOOK_PLAIN)
		type.paint = PAINT_second;
	if (look == LOOK_NAME)
		type.bold = true, type.paint = PAINT_second;
	return type;
}

static struct text_lines
set_items(const struct journey *j, int lane, int step)
{
	const struct sheet_cell *cell = cell_at(j, lane, step);
	struct arena *a = j->scene->arena;
	struct text_lines lines = {0};
	enum lane_look look = j->sheet->lanes[lane].look;
	bool bullets = cell->count > 1 && look != LOOK_QUOTE && look != LOOK_NAME;
	for (int i = 0; i < cell->count; i++) {
		int left = MOST_LINES - (int)lines.list.count;
		if (left < 2) {
			lines.cut = true;
			break;
		}
		if (i > 0)
			text_space(a, &lines, ITEM_GAP);
		text_wrap(a, &lines, cell->lines[i], text_room(j) - (bullets ? BULLET : 0),
		    type_of(look), left);
	}
	return lines;
}

static void
put_bullets(struct journey *j, int lane, int step, double x, double y, enum paint paint)
{
	const struct text_lines lines = set_items(j, lane, step);
	bool first = true;
	for (ptrdiff_t i = 0; i < lines.list.count; i++) {
		const struct text_line *line = &lines.list.at[i];
		if (first && line->text.len > 0) {
			double bx = line->rtl ? x + text_room(j) - 2 : x + 1.6;
			scene_circle(j->scene, bx, y + line->pitch / 2 - 0.8, 1.5, filled(paint));
		}
		first = line->text.len == 0;
		y += line->pitch;
	}
}

static void
put_items(struct journey *j, int lane, int step, double x, double y, enum paint bullet)
{
	const struct text_lines lines = set_items(j, lane, step);
	enum lane_look look = j->sheet->lanes[lane].look;
	bool bullets = cell_at(j, lane, step)->count > 1 && look != LOOK_QUOTE && look != LOOK_NAME;
	bool rtl = lines.list.count > 0 && lines.list.at[0].rtl;
	if (bullets)
		put_bullets(j, lane, step, x, y, bullet);
	if (bullets && rtl) {
		struct block b = cell_block(j, lane, step);
		b.lines = lines;
		b.x = x;
		b.y = y;
		b.width -= BULLET;
		scene_block(j->scene, &b);
		return;
	}
	put_cell_text(j, lane, step, x + (bullets ? BULLET : 0), y, &lines);
}

/* Cards: a ground, and a bar of its colour at the left. */

enum { CARD_PAD = 7 };

struct card {
	enum paint fill, bar;
};

static struct card
card_of(enum lane_look look)
{
	switch (look) {
	case LOOK_GOOD: return (struct card){PAINT_joy, PAINT_joy_bar};
	case LOOK_BAD: return (struct card){PAINT_pain, PAINT_pain_bar};
	case LOOK_IDEA: return (struct card){PAINT_idea, PAINT_idea_bar};
	case LOOK_QUESTION: return (struct card){PAINT_ask, PAINT_ask_bar};
	case LOOK_FLAT: return (struct card){PAINT_flat, PAINT_NONE};
	case LOOK_QUOTE: return (struct card){PAINT_bubble, PAINT_NONE};
	case LOOK_STEP:
	case LOOK_PLAIN:
	case LOOK_NAME:
	case LOOK_ICON:
	case LOOK_TIME:
	case LOOK_METER:
	case LOOK_CURVE:
	case LOOK_GAP:
	case LOOK_OWNER: break;
	}
	return (struct card){PAINT_NONE, PAINT_NONE};
}

static double
items_height(const struct journey *j, int lane, int step)
{
	return set_items(j, lane, step).height;
}

static double
card_height(const struct journey *j, int lane, int step)
{
	return items_height(j, lane, step) + 2 * CARD_PAD;
}

static double
quote_height(const struct journey *j, int lane, int step)
{
	return card_height(j, lane, step) + 8;
}

static void
draw_items(struct journey *j, int lane, int step, double y, double height)
{
	(void)height;
	put_items(j, lane, step, column_x(j, step) + CARD_GAP / 2.0 + PAD, y, PAINT_third);
}

static void
draw_card(struct journey *j, int lane, int step, double y, double height)
{
	struct card card = card_of(j->sheet->lanes[lane].look);
	double x = column_x(j, step) + CARD_GAP / 2.0, w = j->column - CARD_GAP;
	bool bar = card.bar != PAINT_NONE;
	scene_rect(j->scene, x, y, w, height, 4, filled(card.fill));
	if (bar)
		scene_rect(j->scene, x, y, 3, height, 0, filled(card.bar));
	put_items(
	    j, lane, step, x + PAD + (bar ? 1 : 0), y + CARD_PAD, bar ? card.bar : PAINT_third);
}

static void
draw_quote(struct journey *j, int lane, int step, double y, double height)
{
	double x = column_x(j, step) + CARD_GAP / 2.0, bubble = card_height(j, lane, step);
	bool on_band = lane_ground(lane) == PAINT_band;
	struct look look = filled(on_band ? PAINT_card : PAINT_bubble);
	const struct point tail[] = {
	    {x + 14, y + bubble - 0.5}, {x + 24, y + bubble - 0.5}, {x + 13, y + bubble + 8}};
	(void)height;
	scene_rect(j->scene, x, y, j->column - CARD_GAP, bubble, 8, look);
	scene_polygon(j->scene, tail, 3, look);
	put_items(j, lane, step, x + PAD, y + CARD_PAD, PAINT_third);
}

/* Channels: a pictogram and the names beside it. */

enum { ICON_SIZE = 14, ICON_ROOM = 20 };
static const struct type CHANNEL = {.size = 9, .pitch = 12, .paint = PAINT_second, .bold = true};

static struct text_lines
set_names(const struct journey *j, int lane, int step)
{
	const struct sheet_cell *cell = cell_at(j, lane, step);
	struct text_lines lines = {0};
	for (int i = 0; i < cell->count && lines.list.count < MOST_LINES; i++)
		text_wrap(j->scene->arena, &lines, cell->lines[i], text_room(j) - ICON_ROOM + 4,
		    CHANNEL, 4);
	/* They begin beside their pictogram, whatever the direction they are read in. */
	for (ptrdiff_t i = 0; i < lines.list.count; i++)
		lines.list.at[i].rtl = false;
	return lines;
}

static double
names_height(const struct journey *j, int lane, int step)
{
	return fmax(ICON_SIZE + 2, set_names(j, lane, step).height);
}

static void
draw_names(struct journey *j, int lane, int step, double y, double height)
{
	const struct text_lines lines = set_names(j, lane, step);
	double x = column_x(j, step) + CARD_GAP / 2.0 + PAD;
	struct point at = {x + 6, y + 8};
	(void)height;
	struct str name = cell_at(j, lane, step)->lines[0];
	ptrdiff_t colon = str_search(name, S(": "));
	draw_icon(
	    j->scene, colon < 0 ? name : str_from(name, colon + 2), at, ICON_SIZE, PAINT_second);
	put_cell_text(j, lane, step, x + ICON_ROOM, y + 2, &lines);
}

static void
draw_owner(struct journey *j, int lane, int step, double y, double height)
{
	const struct text_lines lines = set_names(j, lane, step);
	double x = column_x(j, step) + CARD_GAP / 2.0 + PAD;
	(void)height;
	struct str initials = name_initials(j->scene->arena, cell_at(j, lane, step)->lines[0]);
	draw_initials(j->scene, initials, (struct point){x + 6, y + 8}, 9, step_tone(j, step));
	put_cell_text(j, lane, step, x + ICON_ROOM, y + 2, &lines);
}

/* Time: the words, and a bar each for hands-on and waiting, on a logarithmic scale. */

enum { BAR = 4, BAR_GAP = 4 };

static double
bar_length(const struct journey *j, double minutes)
{
	if (isnan(minutes) || minutes <= 0 || j->most_minutes <= 0)
		return 0;
	return fmax(2, text_room(j) * log1p(minutes) / log1p(j->most_minutes));
}

/* For one persona each bar stands below its own words, for several below all of them. */
static void
add_bar_space(struct arena *a, struct text_lines *lines, double length)
{
	if (length > 0)
		text_space(a, lines, BAR + BAR_GAP);
}

static struct text_lines
set_time(const struct journey *j, int lane, int step)
{
	const struct sheet_step *s = &j->sheet->steps[step];
	const struct sheet_cell *cell = cell_at(j, lane, step);
	struct arena *a = j->scene->arena;
	struct text_lines lines = {0};
	bool several = j->sheet->persona_count > 1;
	double bars[] = {bar_length(j, s->takes), bar_length(j, s->wait)};
	for (int i = 0, bar = 0; i < cell->count && lines.list.count < MOST_LINES; i++) {
		text_wrap(a, &lines, cell->lines[i], text_room(j), BODY, several ? 5 : 2);
		while (bar < 2 && bars[bar] <= 0)
			bar++;
		if (!several && bar < 2)
			add_bar_space(a, &lines, bars[bar++]);
	}
	for (int i = 0; i < 2 && several; i++)
		add_bar_space(a, &lines, bars[i]);
	return lines;
}

static double
time_height(const struct journey *j, int lane, int step)
{
	return set_time(j, lane, step).height;
}

static void
draw_time(struct journey *j, int lane, int step, double y, double height)
{
	const struct sheet_step *s = &j->sheet->steps[step];
	const struct text_lines lines = set_time(j, lane, step);
	double x = column_x(j, step) + CARD_GAP / 2.0 + PAD, at = y;
	double takes = bar_length(j, s->takes);
	bool waits = takes <= 0;
	(void)height;
	for (ptrdiff_t i = 0; i < lines.list.count; i++) {
		const struct text_line *line = &lines.list.at[i];
		if (line->text.len == 0 && !waits)
			scene_rect(
			    j->scene, x, at + 1, takes, BAR, BAR / 2.0, filled(step_tone(j, step)));
		else if (line->text.len == 0)
			scene_rect(j->scene, x + 0.5, at + 1.5, bar_length(j, s->wait), BAR - 1,
			    BAR / 2.0,
			    (struct look){lane_ground(lane), step_tone(j, step), 1, DASH_SOLID});
		waits = waits || line->text.len == 0;
		at += line->pitch;
	}
	put_cell_text(j, lane, step, x, y, &lines);
}

/* A number from 1 to 5 as dots, with the number beside it. */

static int
leading_digit(struct str text)
{
	return text.len > 0 && is_digit(text.at[0]) ? text.at[0] - '0' : -1;
}

static double
meter_height(const struct journey *j, int lane, int step)
{
	const struct sheet_cell *cell = cell_at(j, lane, step);
	bool dots = cell->count == 1 && leading_digit(cell->lines[0]) >= 0;
	return dots ? 12 : items_height(j, lane, step);
}

static void
draw_meter(struct journey *j, int lane, int step, double y, double height)
{
	const struct sheet_cell *cell = cell_at(j, lane, step);
	double x = column_x(j, step) + CARD_GAP / 2.0 + PAD;
	int value = cell->count == 1 ? leading_digit(cell->lines[0]) : -1;
	if (value < 0) {
		draw_items(j, lane, step, y, height);
		return;
	}
	for (int i = 0; i < 5; i++) {
		struct look look = i < value ? filled(PAINT_second) : outlined(PAINT_third, 0.8);
		scene_circle(j->scene, x + 3.5 + 10 * i, y + 6, i < value ? 3.5 : 3.1, look);
	}
	struct text_lines lines = {0};
	text_wrap(j->scene->arena, &lines, cell->lines[0], text_room(j) - 56, BODY, 1);
	put_cell_text(j, lane, step, x + 54, y, &lines);
}

/* Steps: number, time of day and star above, the name, and below it in capitals what is special. */

enum { STEP_HEAD = 24, STEP_FOOT = 9, MOST_PILLS = 6 };

struct pills {
	struct pill list[MOST_PILLS];
	int count;
};

static void
add_pill(struct pills *p, struct str word, enum paint paint, enum paint fill)
{
	if (word.len > 0 && p->count < MOST_PILLS)
		p->list[p->count++] = (struct pill){word, paint, fill};
}

static struct str
next_words(const struct journey *j, int step)
{
	const struct sheet_step *s = &j->sheet->steps[step];
	struct buf out = {.arena = j->scene->arena};
	if (s->next_count == 0)
		return S("ENDS HERE");
	if (s->next_count < 0 || (s->next_count == 1 && s->next[0] == step + 1))
		return (struct str){0};
	for (int i = 0; i < s->next_count; i++)
		buf_format(
		    &out, "%s%.*s", i == 0 ? "TO " : ", ", STR(j->sheet->steps[s->next[i]].number));
	return buf_str(&out);
}

static struct pills
pills_of(const struct journey *j, int step)
{
	const struct sheet_step *s = &j->sheet->steps[step];
	struct arena *a = j->scene->arena;
	struct pills p = {.count = 0};
	bool several = j->sheet->persona_count > 1;
	if (s->imposed > 0)
		add_pill(&p,
		    several ? str_format(a, "IMPOSED %d/%d", s->imposed, j->sheet->persona_count)
			    : S("IMPOSED"),
		    PAINT_imposed, PAINT_imposed_fill);
	if (s->added)
		add_pill(&p, S("NEW"), PAINT_fresh, PAINT_fresh_fill);
	else if (s->changed)
		add_pill(&p, S("CHANGED"), PAINT_idea_bar, PAINT_idea);
	if (s->optional)
		add_pill(&p, S("OPTIONAL"), PAINT_third, PAINT_card);
	if (s->share.len > 0)
		add_pill(&p, str_format(a, "%.*s OF RUNS", STR(s->share)), PAINT_third, PAINT_card);
	add_pill(&p, next_words(j, step), PAINT_third, PAINT_card);
	return p;
}

/* Draws where `s` is given; returns how high the rows of pills are. */
static double
set_pills(const struct journey *j, struct scene *s, int step, double x, double y)
{
	const struct pills pills = pills_of(j, step);
	double right = x + text_room(j) + 4, at = x, height = pills.count > 0 ? PILL_HEIGHT + 4 : 0;
	for (int i = 0; i < pills.count; i++) {
		double width = pill_width(pills.list[i].word);
		if (at > x && at + width > right) {
			at = x;
			y += PILL_HEIGHT + 3;
			height += PILL_HEIGHT + 3;
		}
		if (s != NULL)
			draw_pill(s, at, y, &pills.list[i]);
		at += width + 4;
	}
	return height;
}

static struct text_lines
set_step(const struct journey *j, int step)
{
	const struct sheet_step *s = &j->sheet->steps[step];
	struct arena *a = j->scene->arena;
	struct text_lines lines = {0};
	text_wrap(a, &lines, s->text, text_room(j) + 2, STEP_NAME, 8);
	if (s->only.len > 0) {
		struct type type = BODY;
		type.paint = PAINT_third;
		text_wrap(
		    a, &lines, str_format(a, "only %.*s", STR(s->only)), text_room(j), type, 2);
	}
	return lines;
}

static double
step_height(const struct journey *j, int lane, int step)
{
	(void)lane;
	return STEP_HEAD + set_step(j, step).height + STEP_FOOT + set_pills(j, NULL, step, 0, 0);
}

static void
draw_step_head(struct journey *j, int step, double x, double y)
{
	const struct sheet_step *s = &j->sheet->steps[step];
	struct type number = {.size = 9, .paint = step_tone(j, step), .bold = true};
	struct type clock = {.size = 9, .paint = PAINT_third};
	scene_label(j->scene, x, y + 18, ALIGN_LEFT, number, s->number);
	scene_label(
	    j->scene, x + text_width(s->number, number) + 6, y + 18, ALIGN_LEFT, clock, s->clock);
	if (s->moment)
		draw_star(j->scene, (struct point){x + text_room(j) - 4, y + 15}, 6.2);
}

static struct str
step_tooltip(const struct journey *j, int step)
{
	const struct sheet_step *s = &j->sheet->steps[step];
	struct str more = s->moment ? S(", a moment of truth") : S("");
	return str_format(
	    j->scene->arena, "Step %.*s: %.*s%.*s", STR(s->number), STR(s->text), STR(more));
}

static void
draw_step(struct journey *j, int lane, int step, double y, double height)
{
	const struct sheet_step *s = &j->sheet->steps[step];
	double x = column_x(j, step) + CARD_GAP / 2.0, w = j->column - CARD_GAP;
	struct look card = {PAINT_card, PAINT_rule, 0.8, DASH_SOLID};
	struct text_lines lines = set_step(j, step);
	struct block b = cell_block(j, lane, step);
	scene_rect(j->scene, x, y, w, height, 4, card);
	scene_rect(
	    j->scene, x, y, w, 3.2, 0, filled(s->imposed > 0 ? PAINT_imposed : step_tone(j, step)));
	draw_step_head(j, step, x + PAD, y);
	double pills = set_pills(j, NULL, step, 0, 0);
	set_pills(j, j->scene, step, x + PAD, y + height - STEP_FOOT - pills + 4);
	b.lines = lines;
	b.x = x + PAD;
	b.y = y + STEP_HEAD;
	b.css = s->imposed > 0 ? S("step imposed") : S("step");
	b.tooltip = step_tooltip(j, step);
	scene_block(j->scene, &b);
}

/* The table of looks ----------------------------------------------------------------------------
 */

static const struct {
	double (*height)(const struct journey *j, int lane, int step);
	void (*draw)(struct journey *j, int lane, int step, double y, double height);
	bool stretched; /* as high as the highest of its lane */
} looks[] = {
    [LOOK_STEP] = {step_height, draw_step, true},
    [LOOK_PLAIN] = {items_height, draw_items, false},
    [LOOK_NAME] = {items_height, draw_items, false},
    [LOOK_ICON] = {names_height, draw_names, false},
    [LOOK_QUOTE] = {quote_height, draw_quote, false},
    [LOOK_GOOD] = {card_height, draw_card, true},
    [LOOK_BAD] = {card_height, draw_card, true},
    [LOOK_IDEA] = {card_height, draw_card, true},
    [LOOK_FLAT] = {card_height, draw_card, true},
    [LOOK_QUESTION] = {card_height, draw_card, true},
    [LOOK_TIME] = {time_height, draw_time, false},
    [LOOK_METER] = {meter_height, draw_meter, false},
    [LOOK_OWNER] = {names_height, draw_owner, false},
    [LOOK_CURVE] = {NULL, NULL, false},
    [LOOK_GAP] = {NULL, NULL, false},
};

double
cell_height(const struct journey *j, int lane, int step)
{
	enum lane_look look = j->sheet->lanes[lane].look;
	if (cell_at(j, lane, step)->count == 0 || looks[look].height == NULL)
		return 0;
	return looks[look].height(j, lane, step);
}

void
draw_cell(struct journey *j, int lane, int step)
{
	enum lane_look look = j->sheet->lanes[lane].look;
	if (cell_at(j, lane, step)->count == 0 || looks[look].draw == NULL)
		return;
	const struct band *band = &j->bands[lane];
	double full = band->height - 2 * LANE_PAD;
	double height = looks[look].stretched ? full : looks[look].height(j, lane, step);
	looks[look].draw(j, lane, step, band->y + LANE_PAD, height);
}
