/* SPDX-License-Identifier: MIT */
/* Shapes are copied into the arena, so that callers may build their points on the stack. */
#include "export/scene.h"

#include <math.h>
#include <string.h>

struct look
filled(enum paint fill)
{
	return (struct look){fill, PAINT_NONE, 0, DASH_SOLID};
}

struct look
outlined(enum paint stroke, double width)
{
	return (struct look){PAINT_NONE, stroke, width, DASH_SOLID};
}

static struct point *
copy_points(struct arena *a, const struct point *points, int count)
{
	struct point *copy = NEW_N(a, struct point, count);
	memcpy(copy, points, (size_t)count * sizeof *copy);
	return copy;
}

static void
add(struct scene *s, enum shape_kind kind, const struct point *points, int count, struct look look)
{
	VEC_PUSH(s->arena, &s->shapes,
	    (struct shape){.kind = kind,
		.look = look,
		.points = copy_points(s->arena, points, count),
		.count = count});
}

void
scene_polygon(struct scene *s, const struct point *points, int count, struct look look)
{
	add(s, SHAPE_POLYGON, points, count, look);
}

void
scene_polyline(struct scene *s, const struct point *points, int count, struct look look)
{
	add(s, SHAPE_POLYLINE, points, count, look);
}

void
scene_line(struct scene *s, double x1, double y1, double x2, double y2, struct look look)
{
	const struct point ends[] = {{x1, y1}, {x2, y2}};
	add(s, SHAPE_POLYLINE, ends, 2, look);
}

void
scene_bezier(struct scene *s, const struct point *points, int count, struct look look)
{
	add(s, SHAPE_BEZIER, points, count, look);
}

void
scene_ellipse(struct scene *s, double x, double y, double rx, double ry, struct look look)
{
	const struct point ends[] = {{x, y}, {rx, ry}};
	add(s, SHAPE_ELLIPSE, ends, 2, look);
}

void
scene_circle(struct scene *s, double x, double y, double radius, struct look look)
{
	scene_ellipse(s, x, y, radius, radius, look);
}

/* Corners this small look round as polygons, which are less than half as long in the file. */
enum { SMALL_CORNER = 4, CORNER_POINTS = 4 };

static void
small_corner(struct point *p, double x, double y, double radius, int quarter)
{
	for (int i = 0; i < CORNER_POINTS; i++) {
		double angle = (quarter + (double)i / (CORNER_POINTS - 1)) * M_PI / 2;
		p[i] = (struct point){x - radius * cos(angle), y - radius * sin(angle)};
	}
}

static void
small_rect(struct scene *s, double x, double y, double w, double h, double r, struct look look)
{
	struct point p[4 * CORNER_POINTS];
	small_corner(p, x + r, y + r, r, 0);
	small_corner(p + CORNER_POINTS, x + w - r, y + r, r, 1);
	small_corner(p + 2 * CORNER_POINTS, x + w - r, y + h - r, r, 2);
	small_corner(p + 3 * CORNER_POINTS, x + r, y + h - r, r, 3);
	scene_polygon(s, p, COUNT_OF(p), look);
}

/* Four sides and four quarter circles as one closed Bézier path of 25 points. */
static void
round_rect(struct scene *s, double x, double y, double w, double h, double r, struct look look)
{
	double k = r * 0.4477, x2 = x + w, y2 = y + h;
	const struct point path[] = {{x + r, y}, {x + r, y}, {x2 - r, y}, {x2 - r, y}, {x2 - k, y},
	    {x2, y + k}, {x2, y + r}, {x2, y + r}, {x2, y2 - r}, {x2, y2 - r}, {x2, y2 - k},
	    {x2 - k, y2}, {x2 - r, y2}, {x2 - r, y2}, {x + r, y2}, {x + r, y2}, {x + k, y2},
	    {x, y2 - k}, {x, y2 - r}, {x, y2 - r}, {x, y + r}, {x, y + r}, {x, y + k}, {x + k, y},
	    {x + r, y}};
	scene_bezier(s, path, COUNT_OF(path), look);
}

void
scene_rect(struct scene *s, double x, double y, double w, double h, double radius, struct look look)
{
	double r = fmin(radius, fmin(w, h) / 2);
	const struct point corners[] = {{x, y}, {x + w, y}, {x + w, y + h}, {x, y + h}};
	if (r <= 0)
		scene_polygon(s, corners, 4, look);
	else if (r <= SMALL_CORNER)
		small_rect(s, x, y, w, h, r, look);
	else
		round_rect(s, x, y, w, h, r, look);
}

void
scene_link(struct scene *s, const struct link *link)
{
	struct link copy = *link;
	copy.points = copy_points(s->arena, link->points, link->count);
	VEC_PUSH(s->arena, &s->links, copy);
}

void
scene_label(
    struct scene *s, double x, double y, enum align align, struct type type, struct str text)
{
	struct str clean = text_clean(s->arena, text);
	const struct point at = {x, y};
	if (clean.len == 0)
		return;
	VEC_PUSH(s->arena, &s->shapes,
	    (struct shape){.kind = SHAPE_LABEL,
		.points = copy_points(s->arena, &at, 1),
		.count = 1,
		.text = clean,
		.type = type,
		.align = align});
}

void
scene_block(struct scene *s, const struct block *block)
{
	if (block->lines.list.count > 0)
		VEC_PUSH(s->arena, &s->blocks, *block);
}
