/* SPDX-License-Identifier: MIT */
/*
 * The score of a pairing, and the question and answer of one persona on one version. The definition
 * is docs/gap.md; its rules' numbers stand in the comments here.
 */
#include "model/gap_priv.h"

#include <math.h>
#include <string.h>

#define TOLERANCE 1e-9

/*
 * Rule 4, the place: wanted steps outside the heaviest increasing run of positions are moved. From
 * the right, best[i] is the heaviest run that begins with i; then a walk from the left, so that of
 * equal runs the one with the earlier wishes is kept.
 */
static void
find_moved(struct arena *a, const struct pairing *p, const double *weight, bool *moved)
{
	struct arena_mark mark = arena_mark(a);
	int *at = NEW_N(a, int, p->wanted.count);
	double *best = NEW_N(a, double, p->wanted.count);
	int count = 0;
	for (int i = 0; i < p->wanted.count; i++) {
		if (p->wanted.at[i].step >= 0)
			at[count++] = i;
	}
	double need = 0;
	for (int i = count - 1; i >= 0; i--) {
		double after = 0;
		for (int j = i + 1; j < count; j++) {
			if (p->wanted.at[at[j]].step > p->wanted.at[at[i]].step)
				after = fmax(after, best[j]);
		}
		best[i] = weight[at[i]] + after;
		need = fmax(need, best[i]);
	}
	int last = -1;
	for (int i = 0; i < count; i++) {
		int step = p->wanted.at[at[i]].step;
		bool kept = step > last && fabs(best[i] - need) < TOLERANCE;
		moved[at[i]] = !kept;
		if (!kept)
			continue;
		last = step;
		need = best[i] - weight[at[i]];
	}
	arena_release(a, mark);
}

static double
term_degree(const struct gap_term *t, enum gap_mode mode)
{
	return mode == AS_KNOWN ? t->degree : mode == ALL_MET ? t->low : t->high;
}

void
gap_score(struct arena *a, const struct pairing *p, enum gap_mode mode, struct gap_score *s)
{
	*s = (struct gap_score){
	    .moved = NEW_N(a, bool, p->wanted.count), .weights = NEW_N(a, double, p->wanted.count)};
	double *run_weight = NEW_N(a, double, p->wanted.count);
	double *unmet = NEW_N(a, double, p->wanted.count);
	for (int i = 0; i < p->wanted.count; i++) {
		const struct wanted *w = &p->wanted.at[i];
		double sum = p->holds_place ? PLACE_WEIGHT : 0;
		for (int k = 0; k < w->term_count; k++) {
			const struct gap_term *t = &p->terms.at[w->first_term + k];
			if (!t->known && mode == AS_KNOWN)
				continue;
			sum += t->weight;
			unmet[i] += t->weight * term_degree(t, mode);
		}
		bool missing = w->step < 0;
		s->stake += sum > 0 || missing ? w->budget : 0;
		if (missing)
			s->lost += w->budget;
		if (missing || sum <= 0)
			continue;
		s->weights[i] = sum;
		s->lost += w->budget * unmet[i] / sum;
		run_weight[i] = w->budget / sum;
	}
	if (p->holds_place && !p->any_order)
		find_moved(a, p, run_weight, s->moved);
	for (int i = 0; i < p->wanted.count; i++) {
		if (s->moved[i])
			s->lost += PLACE_WEIGHT * run_weight[i];
	}
	for (int i = 0; i < p->imposed.count; i++) {
		if (p->imposed.at[i].unknown == NULL || mode == ALL_UNMET)
			s->lost += p->imposed.at[i].points;
	}
}

bool
gap_question(
    const struct workspace *ws, int map, int persona, enum which which, struct gap_question *q)
{
	const struct map *m = &ws->maps[map];
	const struct version *actual = map_version(m, ACTUAL, persona);
	const struct version *process = map_version(m, which, persona);
	const struct wishlist *list = map_wishes(m, persona);
	if (process == NULL || list == NULL || list->kind == WISHES_NEVER)
		return false;
	*q = (struct gap_question){.ws = ws,
	    .map = m,
	    .persona = persona,
	    .process = process,
	    .base = actual ? actual : process,
	    .redesign = which == TO_BE && actual != NULL};
	memcpy(q->values, ws->personas[persona].values, sizeof q->values);
	return true;
}

static int
count_unknowns(const struct pairing *p)
{
	int count = 0;
	for (ptrdiff_t i = 0; i < p->terms.count; i++)
		count += !p->terms.at[i].known;
	for (ptrdiff_t i = 0; i < p->imposed.count; i++)
		count += p->imposed.at[i].unknown != NULL;
	return count;
}

void
gap_answer(struct arena *a, const struct gap_question *q, int map, enum which which, struct gap *g,
    struct answer *answer)
{
	const struct wishlist *list = map_wishes(q->map, q->persona);
	struct gap_score met, unmet, *known = &answer->known;
	gap_pair_up(a, q, list, &answer->pairing);
	gap_score(a, &answer->pairing, AS_KNOWN, known);
	gap_score(a, &answer->pairing, ALL_MET, &met);
	gap_score(a, &answer->pairing, ALL_UNMET, &unmet);
	*g = (struct gap){.persona = q->persona,
	    .map = map,
	    .which = which,
	    .measured = known->stake > 0,
	    .content = list->kind == WISHES_SAME && known->stake <= 0,
	    .lost = known->lost,
	    .stake = known->stake,
	    .unknown_count = count_unknowns(&answer->pairing)};
	g->raw = g->measured ? known->lost / known->stake : NAN;
	g->gap = g->measured ? fmin(1, g->raw) : NAN;
	g->low = g->measured && met.stake > 0 ? fmin(1, met.lost / met.stake) : NAN;
	g->high = g->measured && unmet.stake > 0 ? fmin(1, unmet.lost / unmet.stake) : NAN;
}

bool
gap_measure(struct arena *a, const struct workspace *ws, int map, int persona, enum which which,
    struct gap *g)
{
	struct gap_question q;
	if (!gap_question(ws, map, persona, which, &q))
		return false;
	struct arena *scratch = arena_new_in(a);
	struct answer answer;
	gap_answer(scratch, &q, map, which, g, &answer);
	gap_lines(a, &answer.pairing, &answer.known, g);
	gap_say_lines(a, &answer.pairing, &answer.known, g);
	arena_free(scratch);
	return true;
}
