/* SPDX-License-Identifier: MIT */
#ifndef MODEL_REPAIR_H
#define MODEL_REPAIR_H
#include "model/desk.h"

/*
 * What `fix` does: repairs that a finding offers and that can mean only one thing: a line is quoted,
 * an id is given, a blank put behind a colon, a key spelled as the suggestion says. Each repair is
 * tried; one that does not take its finding away, or brings another, is not made.
 */
struct repair {
	enum diag_code code;
	struct str path;
	ptrdiff_t line;
	struct str before, after; /* the line or lines, without breaks */
};
struct repairs {
	VEC(struct repair) made;
	ptrdiff_t left;          /* findings that offer no repair, or whose repair did not help */
};

/* Findings about how a text is read: what repairs are measured by. The others are for mappers. */
bool repair_concerns(enum diag_code code);
/* `only`: a code, or -1 for all. Files that are not YAML yet are repaired line by line. */
bool repair_all(struct desk *d, int only, struct repairs *repairs);
#endif
