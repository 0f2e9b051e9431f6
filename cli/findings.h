/* SPDX-License-Identifier: MIT */
#ifndef CLI_FINDINGS_H
#define CLI_FINDINGS_H
#include "base/buf.h"
#include "export/json.h"
#include "model/workspace.h"

/*
 * Findings as they are printed: for people (place, words, the line with a caret, what to do) and
 * as JSON. Everything that stands in a file is made visible first.
 */
struct findings_style {
	struct arena *room; /* emptied after each finding; not the arena of the text */
	bool color;
	bool ascii;      /* write characters beyond ASCII as \u{NNNN} */
	int width;       /* columns */
	ptrdiff_t most;  /* findings to print, the gravest; negative: all */
	enum diag_level least; /* only from this level on */
	struct str path; /* what was read: the place of a finding about no file of it */
};

struct findings_count {
	ptrdiff_t errors, warnings, notes;
};

struct str findings_level(enum diag_level level); /* "error", "warning", "note" */

void findings_add(struct findings_count *sum, const struct workspace *ws);
ptrdiff_t findings_sum(const struct findings_count *count);

/* The findings of one workspace; how many of them were printed. */
ptrdiff_t findings_text(
    struct buf *b, const struct workspace *ws, const struct findings_style *style);
/* "3 errors, 2 warnings", after "and N more" when not all were printed. Nothing for no findings. */
void findings_summary(struct buf *b, const struct findings_count *count, ptrdiff_t printed);

/* One object per finding, into an array that is open, so that several workspaces can share it. */
void findings_json(struct json *j, const struct workspace *ws, struct str path);
#endif
