/* SPDX-License-Identifier: MIT */
#ifndef MODEL_EDIT_WRAP_H
#define MODEL_EDIT_WRAP_H
#include "model/emit.h"

/* Texts folded over several lines, changed with as few other lines as possible. */
struct wrap {
	const struct str *old;   /* the lines as they were broken, without blanks around them */
	ptrdiff_t old_count;
	ptrdiff_t first_width, width; /* characters on the first line and on the others */
	int column;              /* of the lines but the first */
	struct str line_break;
	bool plain;              /* without quotes: no line may begin like an item */
};
void wrap_old(struct arena *a, struct wrap *w, struct str old);
void add_wrapped(struct buf *b, const struct wrap *w, struct str text);
/* A folded block, header and all, with each paragraph on one line: broken like the old block. */
struct str wrap_folded(struct arena *a, const struct wrap *w, struct str new_block,
    struct str old_block);
#endif
