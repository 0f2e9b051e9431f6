/* SPDX-License-Identifier: MIT */
#ifndef EXPORT_DRAW_HEAD_H
#define EXPORT_DRAW_HEAD_H
#include "export/scene.h"

/*
 * The head of a picture that is not a map: kicker, title and a sentence at the left, key figures at
 * the right. Returns the y below it.
 */
struct key_figure {
	struct str number, caption;
	enum paint paint;
};
struct head {
	struct str kicker, title, sentence;
	const struct key_figure *figures;
	int figure_count;
};
double draw_head(struct scene *s, double margin, const struct head *head);

/* Right-aligned remark at the foot: sources, date. `y` is the baseline. */
void draw_foot(struct scene *s, double margin, double y, struct str text);
#endif
