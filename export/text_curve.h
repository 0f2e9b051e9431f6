/* SPDX-License-Identifier: MIT */
#ifndef EXPORT_TEXT_CURVE_H
#define EXPORT_TEXT_CURVE_H
#include "export/text_style.h"

/*
 * A curve of feelings from -2 to +2 in characters: three rows of braille, or five of ASCII. Point i
 * stands in column at[i] (ascending, within `columns`); an unknown one (NAN) is no point, and the
 * curve runs on to the next. Fills lines[0..curve_rows), top row first.
 */
int curve_rows(const struct text_style *style);
/* What stands before a row: "+2", "0", "-2" or nothing. */
struct str curve_label(const struct text_style *style, int row);
void curve_draw(struct arena *a, const struct text_style *style, const double *feel, const int *at,
    int count, int columns, struct str *lines);

/* One feeling on a scale of five places: "..o..". */
struct str curve_track(struct arena *a, const struct text_style *style, double feel);
#endif
