/* SPDX-License-Identifier: MIT */
#ifndef MODEL_GAP_PRIV_H
#define MODEL_GAP_PRIV_H
#include "model/gap.h"

/*
 * The gap in two parts. gap_pair_up finds out, once, what each wanted step asks for and how far that
 * is met (a `pairing`); gap_score turns a pairing into points, three times: as known, with every
 * unknown met, with every unknown unmet. Changes pair up a copy of the process and score it again.
 */
struct gap_question {
	const struct workspace *ws;
	const struct map *map;
	int persona;
	const struct version *base;      /* wishes are identified against it: actual, else to-be */
	const struct version *process;   /* what is measured */
	bool redesign;                   /* process is a to-be beside an actual */
	const struct trial *trial;       /* when a change is tried, else NULL */
	const struct pairing *before;    /* then: the pairing without the change */
	int added_wish;                  /* then: the wish that the added step was made of, or -1 */
	double values[PERSONA_VALUE_COUNT];
};

/* A changed process. What it does not touch is not looked at again: pairs stay, and their terms. */
struct trial {
	struct version version;
	int *origin;             /* per step: the step it was before; ORIGIN_ADDED */
	bool *touched;           /* per step: in words or details */
	bool repair;             /* what is unpaired has to be paired anew */
};
enum { ORIGIN_ADDED = -1 };

enum { TERM_WAY = -1 };

/* One wish within a wanted step, its place apart: the way, or an aspect. */
struct gap_term {
	int aspect;              /* or TERM_WAY */
	bool known;
	double weight;
	double degree, low, high; /* low and high differ where the process gives a range */
	const struct value *wanted, *actual;
};

struct wanted {
	int wish;                /* index in the list; -1 under `same` */
	int step;                /* index in the process, or -1: missing */
	double budget;
	int first_term, term_count;
};

struct imposed {
	int step;
	double points;
	const char *unknown;     /* "new" or "unsaid": costs nothing as known; else NULL */
};

struct pairing {
	const struct gap_question *question;
	const struct wishlist *list;
	int *step_wanted;        /* per process step: index in wanted, or -1 */
	int *step_imposed;       /* per process step: index in imposed, or -1 */
	int *wish_wanted;        /* per wish: index in wanted, or -1: dropped */
	int *identity;           /* per wish: step of base, or -1 */
	bool *bare;              /* per wish: no words of its own */
	VEC(struct wanted) wanted;
	VEC(struct gap_term) terms;
	VEC(struct imposed) imposed;
	double v[PERSONA_VALUE_COUNT];   /* values over their mean */
	bool holds_place;        /* false under `same` */
	bool any_order;
};

void gap_pair_up(struct arena *a, const struct gap_question *q, const struct wishlist *list,
    struct pairing *p);

enum gap_mode { AS_KNOWN, ALL_MET, ALL_UNMET };

struct gap_score {
	double lost, stake;
	bool *moved;             /* per wanted */
	double *weights;         /* per wanted: its sum of weights; 0 when it is not counted */
};
void gap_score(struct arena *a, const struct pairing *p, enum gap_mode mode, struct gap_score *s);

/* A wanted step's place weighs this much, its way too. */
#define PLACE_WEIGHT 0.5
#define WAY_WEIGHT 0.5

bool names_equal(struct arena *a, struct str x, struct str y);
/* Names of `actual` that `wanted` does not accept. */
int names_refused(struct arena *a, const struct value *wanted, const struct value *actual,
    const struct str **refused);

/* Lines without their words, and their words. */
void gap_lines(struct arena *a, const struct pairing *p, const struct gap_score *s,
    struct gap *g);
void gap_say_lines(struct arena *a, const struct pairing *p, const struct gap_score *s,
    struct gap *g);
/* The id under which a step or wish is known: its own, or that of the step of today that it is. */
struct str step_id(const struct pairing *p, int step);
struct str wish_id(const struct pairing *p, int wish);
/* The wish in the words that a person would use: its own, or those of the step it asks for. */
struct str wish_words(const struct pairing *p, int wish);
/* The nearest wanted step before this one that is there and in its place; -1 when there is none. */
int wanted_before(const struct pairing *p, const struct gap_score *s, int wanted);

/* The question that gap_measure answered, for asking it again of a changed process. */
bool gap_question(const struct workspace *ws, int map, int persona, enum which which,
    struct gap_question *q);
/* The numbers; `a` is for what is needed on the way. Returns what the lines are made of. */
struct answer {
	struct pairing pairing;
	struct gap_score known;
};
void gap_answer(struct arena *a, const struct gap_question *q, int map, enum which which,
    struct gap *g, struct answer *answer);
#endif
