/* SPDX-License-Identifier: MIT */
#ifndef MODEL_CHECK_PRIV_H
#define MODEL_CHECK_PRIV_H
#include "base/map.h"
#include "model/check.h"

/* What the files check*.c share. */
struct checker {
	struct workspace *ws;
	struct arena *room;       /* marked and released per map */
	struct str_map addressed; /* what the `for` of the actions names */
	ptrdiff_t patience;       /* comparisons of letters left for "did you mean" */
};

/* A text for a message: no longer than part of a line. */
struct str check_clip(struct arena *a, struct str text);
struct str check_period(struct arena *a, double days); /* "6 months" */
struct diag *check_add(struct checker *c, enum diag_code code, const struct entry *about,
    const char *format, ...) __attribute__((format(printf, 4, 5)));
/* Whether a key is written for anybody, with something behind it. */
const struct detail *check_written(const struct entry *e, int field);
/*
 * "Did you mean": offer names one by one, the nearest to `text` stays. False when the patience is
 * used up, so that a hostile file cannot make pairs of everything.
 */
struct near_search {
	struct str text;
	struct str name;           /* the nearest so far, or empty */
	const struct entry *entry; /* what was offered with it */
	int distance;
};
bool check_near(
    struct checker *c, struct near_search *search, struct str name, const struct entry *entry);

/* check_step.c: steps, stages, actions */
void check_actions(struct checker *c);
void check_version(struct checker *c, const struct version *v);
void check_moment(struct checker *c, const struct entry *e);
void check_pains(struct checker *c, const struct map *m);

/* check_wish.c: what is wished, and by what name */
void check_wishes(struct checker *c, const struct map *m);
void check_new_steps(struct checker *c, const struct map *m);
void check_prefers(struct checker *c);
#endif
