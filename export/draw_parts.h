/* SPDX-License-Identifier: MIT */
#ifndef EXPORT_DRAW_PARTS_H
#define EXPORT_DRAW_PARTS_H
#include "export/scene.h"
#include "export/sheet.h"

/* Small pieces of which pictures are made. Coordinates are middles unless said otherwise. */

/* A face whose mouth follows the feeling, so that colour is not needed to read it. */
void draw_face(struct scene *s, struct point at, double radius, double feel, enum paint fill,
    enum paint ring);
void draw_star(struct scene *s, struct point at, double radius);
void draw_check(struct scene *s, struct point at, double size, enum paint paint);
/* The pictogram of a channel, `size` points high. */
void draw_icon(
    struct scene *s, struct str name, struct point at, double size, enum paint paint);
void draw_initials(struct scene *s, struct str initials, struct point at, double radius,
    enum paint fill);

/* A word in capitals in a rounded frame; x, y: left edge and top. Returns its width. */
struct pill {
	struct str word;
	enum paint paint, fill;
};
double pill_width(struct str word);
double draw_pill(struct scene *s, double x, double y, const struct pill *pill);
enum { PILL_HEIGHT = 12 };

/* Our own words, wrapped to a width; returns their height. x, y: left edge and top. */
double draw_words(
    struct scene *s, double x, double y, double width, struct type type, struct str text);

/* From left to right, as many in a line as fit. */
struct legend {
	struct scene *scene;
	double left, right;      /* edges */
	double x, y;             /* where the next item goes; y is the baseline */
};
struct point legend_item(struct legend *l, double mark, struct str words);
#endif
