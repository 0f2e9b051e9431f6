/* SPDX-License-Identifier: MIT */
#ifndef EXPORT_TEXT_STYLE_H
#define EXPORT_TEXT_STYLE_H
#include "base/buf.h"
#include "base/str.h"

/*
 * How text for a terminal looks: its width, its characters, its colours; and the small pieces that
 * every text output is set with. Text from files passes style_safe() once, before it is measured or
 * set; all other functions here take text that did. Colour only ever repeats what words or signs
 * already say.
 */
struct text_style {
	int width;               /* columns; less than 40 counts as 40 */
	bool unicode;            /* false: nothing but ASCII leaves */
	bool colour;
	bool plain;              /* one statement per line, nothing side by side: screen readers */
};

enum text_role {
#define TEXT_ROLE(id, sgr, meaning) TEXT_##id,
#include "export/text_role.def"
#undef TEXT_ROLE
	TEXT_ROLE_COUNT
};

int style_width(const struct text_style *style);            /* columns to fill, at least 40 */

/*
 * Text of a stranger as it may be set: one line, nothing invisible, and in an ASCII style a `?` for
 * every column that ASCII cannot show.
 */
struct str style_safe(struct arena *a, const struct text_style *style, struct str text);
/* Our own words: UTF-8 or their ASCII twin. */
struct str style_either(const struct text_style *style, struct str unicode, struct str ascii);
/* The start of a text that fits, ending in an ellipsis where something was cut. */
struct str style_cut(
    struct arena *a, const struct text_style *style, struct str text, ptrdiff_t columns);

void style_add(
    struct buf *out, const struct text_style *style, enum text_role role, struct str text);
/* Cut or filled to exactly `columns`, at the left or at the right of them. */
void style_left(struct buf *out, const struct text_style *style, enum text_role role,
    struct str text, ptrdiff_t columns);
void style_right(struct buf *out, const struct text_style *style, enum text_role role,
    struct str text, ptrdiff_t columns);
void style_repeat(struct buf *out, struct str piece, ptrdiff_t count);
/* A heading on its own line. */
void style_title(struct buf *out, const struct text_style *style, struct str text);
/* Ends a line without the blanks that would stand at its end. */
void style_end_line(struct buf *out);
/* A rule of `columns`. */
void style_rule(struct buf *out, const struct text_style *style, ptrdiff_t columns);

/* Broken between words, within words that are too long, always between clusters. */
struct style_lines {
	VEC(struct str) list;
};
void style_wrap(struct arena *a, struct str text, ptrdiff_t columns, struct style_lines *lines);
/*
 * A paragraph: `first` before the first line, as many blanks before the others, wrapped to the
 * width of the style.
 */
void style_paragraph(struct buf *out, const struct text_style *style, enum text_role role,
    struct str first, struct str text);

/*
 * Short pieces one behind the other, `gap` blanks between them, broken between pieces. `column` is
 * where the first one stands; lines after the first begin with `indent` blanks. In the plain form
 * all stand on one line, with commas.
 */
struct style_flow {
	struct buf *out;
	const struct text_style *style;
	int indent, gap, column;
	bool empty;              /* nothing stands on this line yet */
};
void style_flow_add(struct style_flow *flow, enum text_role role, struct str piece);

/* 1.5 as "1.50" or, with `trim`, "1.5"; the same in every locale. */
struct str style_number(struct arena *a, double value, int decimals, bool trim);
/* "1 step", "3 steps". */
struct str style_count(struct arena *a, ptrdiff_t count, const char *one, const char *many);
/* "a, b, c" */
struct str style_joined(struct arena *a, const struct str *texts, ptrdiff_t count);
#endif
