/* SPDX-License-Identifier: MIT */
#ifndef EXPORT_DRAW_PRIV_H
#define EXPORT_DRAW_PRIV_H
#include "export/draw_parts.h"

/* What the files that draw the journey map share: its measures, and the row being drawn. */
enum {
	MARGIN = 40,
	NAMES = 134,             /* width of the lanes' names */
	PAD = 9,                 /* within a card; all texts of a column share this edge */
	CARD_GAP = 8,            /* between the cards of two columns */
	LANE_PAD = 11,           /* above and below what is in a lane */
	MOST_LINES = 16          /* of one cell; the rest is in the tooltip */
};

static const struct type BODY = {.size = 9, .pitch = 12, .paint = PAINT_ink};
static const struct type STEP_NAME = {.size = 11, .pitch = 14, .paint = PAINT_ink, .bold = true};
static const struct type SMALL = {.size = 8.6, .pitch = 11, .paint = PAINT_third};
static const struct type CAPITALS = {.size = 7.4, .paint = PAINT_third, .bold = true};

/* A lane as it lies in the row being drawn. */
struct band {
	double y, height;
};

struct journey {
	struct scene *scene;
	const struct sheet *sheet;
	double column;           /* width of a step */
	double left;             /* x of the first step */
	int first, count;        /* steps of the row being drawn */
	struct band *bands;      /* one per lane */
	double most_points;      /* lost at one step */
	double most_minutes;
	bool has_pills;
};

static inline double
column_x(const struct journey *j, int step)
{
	return j->left + (step - j->first) * j->column;
}

static inline double
text_room(const struct journey *j)
{
	return j->column - CARD_GAP - 2 * PAD;
}

/* The tone of the stage that a step is in. */
enum paint step_tone(const struct journey *j, int step);
/* The lane's ground, on which rings and holes are painted. */
enum paint lane_ground(int lane);

/* The height that a cell wants, padding of the lane not counted, and its drawing from y on. */
double cell_height(const struct journey *j, int lane, int step);
void draw_cell(struct journey *j, int lane, int step);

/* The lane of feelings. */
enum { CURVE_HEIGHT = 236 };
void draw_curve(struct journey *j, int lane);

/* The lane of what a persona loses. */
double gap_cell_height(const struct journey *j, int lane, int step);
void draw_gap_cell(struct journey *j, int lane, int step);

/* Names and titles of a cell, for those who look into the SVG. */
struct block cell_block(const struct journey *j, int lane, int step);
void put_cell_text(struct journey *j, int lane, int step, double x, double y,
    const struct text_lines *lines);
#endif
