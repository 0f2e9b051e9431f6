/* SPDX-License-Identifier: MIT */
#ifndef EXPORT_GAPS_WORDS_H
#define EXPORT_GAPS_WORDS_H
#include "export/gaps_out.h"

/* The words and rows that text, plain text and Markdown have in common. */

struct str gaps_header_number(struct arena *a, const struct gap *gap); /* "gap 82%" */
struct str gaps_header_points(struct arena *a, const struct gap *gap); /* "5.73 of 7 points lost" */

/* Whole percentage points per stage, adding up to the number that is returned. */
struct gaps_stage {
	struct str name;         /* the title */
	int percent;
};
struct gaps_stages {
	VEC(struct gaps_stage) list;
};
int gaps_stage_percents(struct arena *a, const struct gaps_out *g, const struct gap *gap,
    struct gaps_stages *stages);

/* The changes that close most, and "the rest" of them as one row. Percents add up to 100. */
struct gaps_row {
	struct str head, rest;
	const struct gap_change *change; /* NULL: the rest */
	double points;
	int percent;
	double gap_then;
};
struct gaps_rows {
	VEC(struct gaps_row) list;
};
void gaps_change_rows(struct arena *a, const struct gap *gap, int most, struct gaps_rows *rows);

/* The same as a table for the terminal. */
void gaps_change_table(struct buf *out, const struct text_style *style, const struct gap *gap,
    int most);

struct str gaps_trust_words(struct arena *a, const struct gap *gap);   /* empty: none */
struct str gaps_unknown_words(struct arena *a, const struct gaps_out *g, const struct gap *gap,
    const struct gap_unknown *unknown);
struct str gaps_compare_words(
    struct arena *a, const struct gap *today, const struct gap_compare *c);
struct str gaps_stakes_words(void);
/* For people, where there is no pair at all; empty otherwise. */
struct str gaps_nothing_words(const struct gaps *gaps);

/* The changes as statements. */
void gaps_change_plain(struct buf *out, const struct text_style *style, const struct gap *gap,
    int most);

/* Text with one statement per line, nothing side by side, for screen readers. */
void gaps_plain(struct buf *out, const struct gaps_out *g);
#endif
