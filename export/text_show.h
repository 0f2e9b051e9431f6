/* SPDX-License-Identifier: MIT */
#ifndef EXPORT_TEXT_SHOW_H
#define EXPORT_TEXT_SHOW_H
#include "export/sheet.h"
#include "export/text_style.h"

/* What the ways to set a map share: the words and signs of a cell, not where it stands. */
struct show {
	struct buf *out;
	struct arena *arena;
	const struct text_style *style;
	const struct sheet *sheet;
	int width;
};

struct str show_safe(const struct show *s, struct str text);
/* "1.2  06:10": what stands before the text of a step. */
struct str show_step_head(const struct show *s, int step);
/* "moment of truth, met in 30% of runs, optional": empty where nothing is to be said. */
struct str show_step_marks(const struct show *s, int step);
/* "2.3 or 4.1", "the end"; empty where it goes on to the next. */
struct str show_step_next(const struct show *s, int step);

/* The texts of a cell, made safe, with the sign of their lane before each. */
struct show_items {
	VEC(struct str) list;
	enum text_role role;
};
void show_cell(const struct show *s, const struct sheet_lane *lane, int step,
    struct show_items *items);
bool show_cell_filled(const struct show *s, const struct sheet_lane *lane, int step);
/* The title of a lane; that of a gap names its persona where there are several. */
struct str show_lane_title(const struct show *s, const struct sheet_lane *lane);
/* The line of a service blueprint that runs before this lane, or empty. */
struct str show_lane_line(const struct sheet *sheet, int lane);
/* Wishes without a step, behind this step: "missing: 'X'", with their points. */
void show_missing(const struct show *s, int after, struct show_items *items);

void show_head(const struct show *s);                      /* title, persona, numbers */
void show_columns(const struct show *s, int cell, int per_band);
void show_stacked(const struct show *s);
void show_plain(const struct show *s);
/* The curve of feelings of the whole map, where there are feelings. */
void show_curve(const struct show *s);
/* A curve over some steps, each at its column, with the scale before it. */
void show_curve_at(const struct show *s, const int *at, int first, int count, int label,
    int columns);
const struct sheet_persona *show_voice(const struct show *s);
/* The feelings to show, or NULL where none is known or the lane is hidden. */
const double *show_feelings(const struct show *s);
#endif
