/* SPDX-License-Identifier: MIT */
#ifndef EXPORT_GAPS_OUT_H
#define EXPORT_GAPS_OUT_H
#include "base/buf.h"
#include "export/text_style.h"
#include "model/gap.h"

/* The results of gaps_measure in every form in which they are given out: gaps_format.def. */
struct gaps_out {
	const struct workspace *ws;
	const struct gaps *gaps;
	bool explain;            /* text, markdown: every line with its points and its place */
	bool ipa, opportunity;   /* columns per step */
	bool explain_each;       /* json, csv: pairs hold numbers only; explain each when written */
	struct text_style style; /* of text */
};

typedef void gaps_writer(struct buf *out, const struct gaps_out *g);
#define GAPS_FORMAT(name, meaning) gaps_writer gaps_##name;
#include "export/gaps_format.def"
#undef GAPS_FORMAT

struct gaps_format {
	struct str name, meaning;
	gaps_writer *write;
};
/* The rows of the table, in its order; NULL past the end. */
const struct gaps_format *gaps_format_at(ptrdiff_t i);
/* By name, or NULL. */
const struct gaps_format *gaps_format_find(struct str name);

/* What the forms share. Texts are as the user wrote them. */
struct str gaps_version(enum which which);                 /* "actual", "to-be" */
struct str gaps_persona(const struct gaps_out *g, int persona); /* the short name */
struct str gaps_persona_id(const struct gaps_out *g, int persona);
struct str gaps_map(const struct gaps_out *g, int map);    /* the title */
struct str gaps_map_id(const struct gaps_out *g, int map);
struct str gaps_path(const struct gaps_out *g, struct place at);
/* path:line:column */
struct str gaps_place(struct arena *a, const struct gaps_out *g, struct place at);
/* "82%", "33% (25..50, 1 unknown)", "25..50% (33%, 1 unknown)", "100% (N/W 200%)", "n/a". */
struct str gaps_words(struct arena *a, const struct gap *gap);
/* The gap of today's version of the same pair, or NULL. */
const struct gap *gaps_today(const struct gaps *gaps, const struct gap *gap);
const struct gap *gaps_find(const struct gaps *gaps, int map, int persona, enum which which);

/* A step as the optional columns see it, also a wish without step. */
struct gaps_step {
	int step;                /* index in the version, or -1: missing */
	int wish;                /* index in the wish list, or -1 */
	struct str id, text, stage;
	double matters;          /* 0..10 */
	double score;            /* 1 all wishes met .. 0; NAN: nothing is asked of it */
	double points;           /* lost at it */
	double opportunity;      /* NAN without score */
	struct str ipa;          /* empty without score */
};
struct gaps_steps {
	VEC(struct gaps_step) list;
};
/* The steps that the persona meets, then the wishes that have none. */
void gaps_steps(struct arena *a, const struct gaps_out *g, const struct gap *gap,
    struct gaps_steps *steps);
/* The one that a line is about, or NULL. */
const struct gaps_step *gaps_step_of(const struct gaps_steps *steps, const struct gap_line *line);
#endif
