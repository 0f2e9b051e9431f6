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
	struct str kicker, title;
	struct str subject;      /* what the picture is of, in users' words; may be empty */
	struct str sentence;
	const struct key_figure *figures;
	int figure_count;
};
double draw_head(struct scene *s, double margin, const struct head *head);

/*
 * A remark at the foot, `y` is the baseline of what stands there up to the x `left`: beside it at
 * the right edge, or below it where there is no room. Returns the y below both.
 */
double draw_foot(struct scene *s, double margin, double left, double y, struct str text);
#endif
