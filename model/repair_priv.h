/* SPDX-License-Identifier: MIT */
#ifndef MODEL_REPAIR_PRIV_H
#define MODEL_REPAIR_PRIV_H
#include "model/repair.h"
#include "model/syntax.h"

/* One repair that a finding offers: lines of a file, and what they become. */
struct fix {
	int file;                /* of the desk */
	enum diag_code code;
	ptrdiff_t line;          /* of the finding, from 1 */
	bool finding;            /* there is one; else a line that only stands in the way of reading */
	bool applied;
	struct fix_lines {
		struct mended_line *at;
		ptrdiff_t count, capacity;
	} lines;
};
struct fix_list {
	struct fix *at;
	ptrdiff_t count, capacity;
};

/* What mending does to a text that libyaml refuses. */
void fixes_of_mending(struct arena *a, int file, struct str text, struct fix_list *fixes);
/* What a finding says was meant. */
void fix_of_finding(struct arena *a, const struct workspace *ws, const struct diag *f, int file,
    struct fix_list *fixes);
/*
 * Make them in texts[file]. One whose lines are not as it expects is left out (`applied` is false).
 * False when none could be made.
 */
bool fixes_apply(struct arena *a, struct fix_list *fixes, struct str *texts);
/* The lines of a fix as they were or have become, one below the other. */
struct str fix_words(struct arena *a, const struct fix *f, bool after);
#endif
