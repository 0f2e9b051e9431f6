/* SPDX-License-Identifier: MIT */
#ifndef EXPORT_SCENE_H
#define EXPORT_SCENE_H
#include "base/buf.h"
#include "base/str.h"
#include "export/theme.h"

/*
 * A picture as shapes and texts in points: x to the right, y down, origin top left. Nothing of
 * Graphviz is in it. Shapes lie in the order in which they are put; links lie over all shapes, and
 * blocks of text over all links.
 *
 * `scene_label` is for our own words (numbers, captions) of any size. Text of users goes through
 * `scene_block`: wrapped, cleaned, with an identity of its own in the picture.
 */
struct point {
	double x, y;
};

enum dash { DASH_SOLID, DASH_DASHED, DASH_DOTTED };

/* How a shape is painted. PAINT_NONE for no fill; width 0 for no outline. */
struct look {
	enum paint fill, stroke;
	double width;
	enum dash dash;
};

enum align { ALIGN_LEFT, ALIGN_CENTER, ALIGN_RIGHT };

struct type {                    /* how text is set */
	double size;
	double pitch;            /* from line to line; 0: 4/3 of the size */
	enum paint paint;
	bool bold, italic;
};

struct text_line {
	struct str text;
	double width, pitch;
	struct type type;
	bool rtl;                /* to be aligned at the right edge */
};
struct text_lines {
	VEC(struct text_line) list;
	double height, width;
	bool cut;                /* something was left out, and an ellipsis says so */
};

enum shape_kind { SHAPE_POLYGON, SHAPE_POLYLINE, SHAPE_BEZIER, SHAPE_ELLIPSE, SHAPE_LABEL };

struct shape {
	enum shape_kind kind;
	struct look look;
	const struct point *points; /* an ellipse: middle, then the two radii */
	int count;
	struct str text;
	struct type type;
	enum align align;
};

/* Text with an identity. Names are ours (letters, digits, - _), title and tooltip are free text. */
struct block {
	struct text_lines lines;
	double x, y, width;
	enum align align;
	struct str id, css;
	struct str title, tooltip;
	struct str href;
};

/* A relation, drawn as a Bézier curve of 3n+1 points with an arrow at its end. */
struct link {
	const struct point *points;
	int count;
	enum paint paint;
	double width;
	enum dash dash;
	bool arrow;
	struct str id, css, title;
};

struct scene {
	struct arena *arena;
	double width, height;
	struct str title;
	struct str summary;      /* one sentence for those who cannot see it; empty: the title */
	struct str id, css, language;
	VEC(struct shape) shapes;
	VEC(struct link) links;
	VEC(struct block) blocks;
};

void scene_rect(struct scene *s, double x, double y, double w, double h, double radius,
    struct look look);
void scene_polygon(struct scene *s, const struct point *points, int count, struct look look);
void scene_polyline(struct scene *s, const struct point *points, int count, struct look look);
void scene_line(struct scene *s, double x1, double y1, double x2, double y2, struct look look);
void scene_bezier(struct scene *s, const struct point *points, int count, struct look look);
void scene_circle(struct scene *s, double x, double y, double radius, struct look look);
void scene_ellipse(struct scene *s, double x, double y, double rx, double ry, struct look look);
void scene_link(struct scene *s, const struct link *link);
/* One line, not wrapped; y is the baseline. */
void scene_label(
    struct scene *s, double x, double y, enum align align, struct type type, struct str text);
/* Does nothing when there is no line in it. */
void scene_block(struct scene *s, const struct block *block);

/*
 * Append `text` to `lines`, wrapped to `width`. At most `limit` lines are added (0: any number); the
 * last one then ends in an ellipsis. Words longer than a line are broken between clusters.
 */
void text_wrap(struct arena *a, struct text_lines *lines, struct str text, double width,
    struct type type, int limit);
void text_space(struct arena *a, struct text_lines *lines, double height);
double text_height(struct arena *a, struct str text, double width, struct type type);
double text_width(struct str text, struct type type);
/* The width of the widest piece that is not broken if it can be helped. */
double text_longest_word(struct str text, struct type type);
/* Without controls, bidi overrides and what XML cannot hold; breaks are kept, blanks squeezed. */
struct str text_clean(struct arena *a, struct str text);

struct look filled(enum paint fill);
struct look outlined(enum paint stroke, double width);
#endif
