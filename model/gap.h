/* SPDX-License-Identifier: MIT */
#ifndef MODEL_GAP_H
#define MODEL_GAP_H
#include "base/buf.h"
#include "model/workspace.h"

/*
 * The preference gap: how far a version of a map is from what a persona wishes, from 0 to 1, with
 * every point explained. One point is one wanted step wholly missed. The definition stands in
 * docs/gap.md.
 */
enum gap_kind { GAP_MISSING, GAP_IMPOSED, GAP_MOVED, GAP_DIFFERENT, GAP_ASPECT };

/* One reason why points are lost. Texts name the persona, never a pronoun. */
struct gap_line {
	enum gap_kind kind;
	int aspect;              /* of GAP_ASPECT; else -1 */
	int step;                /* index in the version, or -1 (missing) */
	int wish;                /* index in the wish list, or -1 (imposed, or no list) */
	double degree;           /* how far the wish is unmet, 0..1 */
	double points;
	struct str kind_name;    /* "missing", "imposed", "moved", "different", or the aspect */
	struct str value;        /* whose weight it takes: "freedom", ..., or "steps" */
	struct str step_id, step_text;
	struct str stage;        /* key, or empty */
	struct str wanted, actual; /* in words; empty when there is none */
	struct str text;         /* the sentence */
	struct place at;         /* of the process step; of the wish when it is missing */
};

enum gap_verb {
	CHANGE_DROP,
	CHANGE_ADD,
	CHANGE_MOVE,
	CHANGE_REDO,
	CHANGE_REPLACE,          /* a name: a tool wherever it is in the way, others in one step */
	CHANGE_ASPECT            /* a number or a time, in one step */
};
struct gap_effect {
	int persona;
	double before, after;    /* NAN: not measurable */
};
struct gap_change {
	enum gap_verb verb;
	int aspect;              /* of REPLACE and ASPECT; else -1 */
	int step, wish;          /* as in the lines; -1 for a tool */
	struct str verb_name;    /* "drop", "add", "move", "redo", "replace", "more", "less", ... */
	struct str name;         /* "drop re-key", "replace tool HRIS", "more autonomy: change" */
	struct str head, rest;   /* the name for a table in two columns */
	struct str from;         /* REPLACE: what goes */
	struct str step_id;      /* empty for a tool */
	const int *lines;        /* indexes of the lines that it closes */
	int line_count;
	double points;
	double share;            /* of the points lost */
	double gap_then;         /* this persona's gap after it */
	const struct gap_effect *others; /* the other personas measured on this version */
	int other_count;
};

struct gap_sum {
	struct str name;
	double points;
};
struct gap_unknown {
	struct str kind;         /* "new", "unsaid", "way", or the aspect */
	struct str step_id, step_text;
	int step;
};

/* One wish of the list, in words, and what became of it. */
struct gap_wish {
	struct str id, text;     /* a bare wish has the words of its step */
	int step;                /* paired with, or -1 */
	bool drop;               /* not wanted at all */
	bool moved;              /* its step stands elsewhere than wished */
	double budget;
};

struct gap {
	int persona, map;
	enum which which;
	bool measured;           /* false: nothing to measure (stake 0); the numbers are NAN */
	bool content;            /* `same`, and no preference could be checked */
	double gap, raw, low, high;
	double lost, stake;
	struct gap_line *lines;  /* in the order of the version, missing where wanted */
	int line_count;
	const struct gap_unknown *unknowns;
	int unknown_count;
	/* Sorted by points, most first; filled by gap_changes. */
	const struct gap_change *changes;
	int change_count;
	int trust_same, trust_of; /* filled by gap_changes; 0 of 0 when nothing is lost */
	/* Sums of the points; those of stages in the order of the version, others by points. */
	const struct gap_sum *by_value, *by_stage, *by_kind, *by_step;
	int value_count, stage_count, kind_count, step_count;
	const double *step_score; /* per step of the version: 1 all wishes met .. 0; NAN: not wanted */
	const int *step_wish;     /* per step: index of the wish it is paired with, or -1 */
	const struct gap_wish *wishes; /* the wish list as it was understood; none under `same` */
	int wish_count;
};

/*
 * One persona on one version of one map. False when the pair is not mapped, is `never`, or the
 * version does not exist for this persona; then *g is not filled.
 */
bool gap_measure(struct arena *a, const struct workspace *ws, int map, int persona,
    enum which which, struct gap *g);

/*
 * Adds the changes with their effects on every persona of the map, and the trust line. This costs a
 * hundred times what gap_measure does: ask for it where it is shown.
 */
void gap_changes(struct arena *a, const struct workspace *ws, struct gap *g);

/* Lines, unknowns, sums and changes of a pair of which gaps_measure gave the numbers. */
void gap_explain(struct arena *a, const struct workspace *ws, struct gap *g);

/* What a redesign does to the lines of today: gap.md rule 11. */
struct gap_compare {
	double closed;           /* points */
	double closed_share;     /* of the old gap; NAN when that is 0 */
	const int *gone;         /* lines of `before` */
	int gone_count;
	const int *opened;       /* lines of `after` */
	int opened_count;
	bool stakes_differ;
};
void gap_compare(struct arena *a, const struct gap *before, const struct gap *after,
    struct gap_compare *c);

struct persona_gap {
	int persona;
	enum which which;
	double gap, raw, lost, stake;
	const int *maps;
	int map_count;
	bool unweighted;         /* a scenario has no volume, so all count the same */
};

struct gap_pair {
	int map, persona;
};

struct gaps {
	VEC(struct gap) list;    /* maps in file order, personas in file order, actual then to-be */
	VEC(struct persona_gap) personas;
	double portfolio[2];     /* by enum which; NAN when nothing is measured */
	VEC(struct gap_pair) unmapped; /* a scenario somebody wishes about, but not this persona */
	VEC(struct gap_pair) never;
};
struct gaps_args {
	int map, persona;        /* -1: all */
	bool actual, to_be;
};
/*
 * The numbers of every pair: no lines, sums or changes. gap_explain fills them in for the pairs that
 * are shown.
 */
void gaps_measure(struct arena *a, const struct workspace *ws, const struct gaps_args *args,
    struct gaps *all);

/*
 * The `most` pairs with the largest gaps, today's and redesigned versions together, in the order in
 * which they stood; sums and lists stay those of all.
 */
void gaps_largest(struct arena *a, const struct gaps *all, int most, struct gaps *largest);

/* "33%": half up, above 0 at least "<1%", below 1 at most "99%". */
struct str gap_percent(struct arena *a, double gap);
/*
 * Whole percents of `total` (itself rounded half up) that add up to it: the largest remainder. Used
 * for shares that are printed as a column.
 */
void gap_percents(struct arena *a, const double *parts, int count, double total, int *percents);

/*
 * Optional columns of a step, from its importance and its step_score (0 for an imposed step): the
 * opportunity score I + max(I - S, 0) with S = 10 x score, 0..20 (Ulwick), and the cell of the
 * importance-performance grid (Martilla, James 1977): "concentrate here" where half or more of an
 * important step is unmet, "keep it up", "low priority", "overkill".
 */
double gap_opportunity(double matters, double score);
struct str gap_ipa_cell(double matters, double score);
#endif
