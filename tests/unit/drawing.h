/* SPDX-License-Identifier: MIT */
#ifndef TESTS_DRAWING_H
#define TESTS_DRAWING_H
#include "export/scene.h"
#include "model/workspace.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

/* What holds for every picture, and how a test makes one. */

static inline struct workspace *
read_text(struct arena *a, struct str text)
{
	struct source *source = NEW(a, struct source);
	*source = (struct source){.path = S("test.yaml"), .text = text};
	struct workspace *ws = NEW(a, struct workspace);
	workspace_read(a, source, 1, 20000, ws);
	for (ptrdiff_t i = 0; i < ws->diags.list.count; i++) {
		if (diag_row(ws->diags.list.at[i].code)->level == LEVEL_ERROR)
			fail_msg("%.*s", STR(ws->diags.list.at[i].message));
	}
	return ws;
}

static inline void
assert_point_within(const struct scene *s, double x, double y)
{
	if (!(x >= -0.01 && x <= s->width + 0.01 && y >= -0.01 && y <= s->height + 0.01))
		fail_msg("(%g, %g) is not in %g x %g", x, y, s->width, s->height);
}

static inline void
assert_shape_within(const struct scene *s, const struct shape *shape)
{
	const struct point *p = shape->points;
	if (shape->kind == SHAPE_ELLIPSE) {
		assert_point_within(s, p[0].x - p[1].x, p[0].y - p[1].y);
		assert_point_within(s, p[0].x + p[1].x, p[0].y + p[1].y);
		return;
	}
	double width = shape->kind == SHAPE_LABEL ? text_width(shape->text, shape->type) : 0;
	double before = shape->align == ALIGN_RIGHT ? width
	    : shape->align == ALIGN_CENTER          ? width / 2
						    : 0;
	for (int i = 0; i < shape->count; i++) {
		assert_point_within(s, p[i].x - before, p[i].y);
		assert_point_within(s, p[i].x - before + width, p[i].y);
	}
}

static inline void
assert_all_within(const struct scene *s)
{
	for (ptrdiff_t i = 0; i < s->shapes.count; i++)
		assert_shape_within(s, &s->shapes.at[i]);
	for (ptrdiff_t i = 0; i < s->links.count; i++) {
		for (int k = 0; k < s->links.at[i].count; k++)
			assert_point_within(
			    s, s->links.at[i].points[k].x, s->links.at[i].points[k].y);
	}
	for (ptrdiff_t i = 0; i < s->blocks.count; i++) {
		const struct block *b = &s->blocks.at[i];
		assert_point_within(s, b->x, b->y);
		assert_point_within(s, b->x + b->width, b->y + b->lines.height);
		if (b->lines.width > b->width + 0.01)
			fail_msg("'%.*s' is wider than its room", STR(b->id));
	}
}

static inline bool
overlap(const struct block *a, const struct block *b)
{
	double aw = a->lines.width, bw = b->lines.width;
	return a->x < b->x + bw && b->x < a->x + aw && a->y < b->y + b->lines.height &&
	    b->y < a->y + a->lines.height;
}

static inline void
assert_no_overlap(const struct scene *s)
{
	for (ptrdiff_t i = 0; i < s->blocks.count; i++) {
		for (ptrdiff_t k = 0; k < i; k++) {
			if (overlap(&s->blocks.at[i], &s->blocks.at[k]))
				fail_msg("'%.*s' lies over '%.*s'", STR(s->blocks.at[i].id),
				    STR(s->blocks.at[k].id));
		}
	}
}

static inline const struct block *
block_of(const struct scene *s, const char *id)
{
	for (ptrdiff_t i = 0; i < s->blocks.count; i++) {
		if (str_eq(s->blocks.at[i].id, str_of(id)))
			return &s->blocks.at[i];
	}
	fail_msg("no block '%s'", id);
	return NULL;
}

static inline int
count_labels(const struct scene *s, const char *text)
{
	int count = 0;
	for (ptrdiff_t i = 0; i < s->shapes.count; i++) {
		const struct shape *shape = &s->shapes.at[i];
		count += shape->kind == SHAPE_LABEL && str_eq(shape->text, str_of(text));
	}
	return count;
}

static inline int
count_blocks(const struct scene *s, const char *css)
{
	int count = 0;
	for (ptrdiff_t i = 0; i < s->blocks.count; i++)
		count += str_eq(s->blocks.at[i].css, str_of(css));
	return count;
}
#endif
