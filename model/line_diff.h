/* SPDX-License-Identifier: MIT */
#ifndef MODEL_LINE_DIFF_H
#define MODEL_LINE_DIFF_H
#include "base/buf.h"

/* Which lines differ between two texts: the fewest (Myers), or the whole middle of very unlike ones. */
struct line_change {
	ptrdiff_t at, removed;   /* lines of the old text, from 0 */
	ptrdiff_t to, inserted;  /* lines of the new text */
};
struct lines {
	const struct str *at;    /* with their breaks */
	ptrdiff_t count;
};
struct line_changes {
	struct lines before, after;
	VEC(struct line_change) list; /* in order; between two at least one line is the same */
};
void line_diff(struct arena *a, struct str before, struct str after, struct line_changes *c);
#endif
