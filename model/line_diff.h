/* SPDX-License-Identifier: MIT */
#ifndef MODEL_LINE_DIFF_H
#define MODEL_LINE_DIFF_H
#include "base/str.h"

/* Which lines differ between two texts: as few as can be found in reasonable time. */
struct line_change {         /* lines are counted from 0 */
	ptrdiff_t before, removed; /* of the old text */
	ptrdiff_t after, added;  /* of the new text */
};
struct lines {
	const struct str *at;    /* with their breaks */
	ptrdiff_t count;
};
struct line_changes {
	struct lines before, after;
	struct line_change *list; /* in order; between two at least one line is the same */
	ptrdiff_t count;
};
void line_diff(struct arena *a, struct str before, struct str after, struct line_changes *c);
#endif
