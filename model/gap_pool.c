/* SPDX-License-Identifier: MIT */
/* All pairs of a workspace, their sums per persona and over all, and percentages for people. */
#include "model/gap_priv.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static void
measure_pair(struct arena *a, struct arena *scratch, const struct workspace *ws,
    const struct gaps_args *args, int map, int persona, struct gaps *all)
{
	for (int which = ACTUAL; which <= TO_BE; which++) {
		struct gap g;
		bool asked = which == ACTUAL ? args->actual : args->to_be;
		struct gap_question q;
		if (!asked || !gap_question(ws, map, persona, (enum which)which, &q))
			continue;
		struct arena_mark mark = arena_mark(scratch);
		struct answer answer;
		gap_answer(scratch, &q, map, (enum which)which, &g, &answer);
		arena_release(scratch, mark);
		VEC_PUSH(a, &all->list, g);
	}
}

static bool
somebody_wishes(const struct map *m)
{
	for (int i = 0; i < m->wishlist_count; i++) {
		if (m->wishlists[i].kind != WISHES_NEVER)
			return true;
	}
	return false;
}

/* Rule 9: the scenarios of one persona, weighted by how often they happen. */
static void
pool_persona(
    struct arena *a, const struct workspace *ws, int persona, enum which which, struct gaps *all)
{
	struct persona_gap pool = {.persona = persona, .which = which};
	int *maps = NEW_N(a, int, ws->map_count);
	for (ptrdiff_t i = 0; i < all->list.count; i++) {
		const struct gap *g = &all->list.at[i];
		if (g->persona != persona || g->which != which || !g->measured ||
		    ws->maps[g->map].journey)
			continue;
		maps[pool.map_count++] = (int)i;
		pool.unweighted = pool.unweighted || isnan(ws->maps[g->map].runs);
	}
	for (int i = 0; i < pool.map_count; i++) {
		const struct gap *g = &all->list.at[maps[i]];
		double runs = pool.unweighted ? 1 : ws->maps[g->map].runs;
		pool.lost += runs * g->lost;
		pool.stake += runs * g->stake;
		maps[i] = g->map;
	}
	if (pool.stake <= 0)
		return;
	pool.maps = maps;
	pool.raw = pool.lost / pool.stake;
	pool.gap = fmin(1, pool.raw);
	VEC_PUSH(a, &all->personas, pool);
}

/* Shares as given; who has none gets an equal part of what is left. */
static double
persona_weight(const struct workspace *ws, int persona)
{
	double given = 0;
	int without = 0;
	for (int i = 0; i < ws->persona_count; i++) {
		bool none = isnan(ws->personas[i].share);
		without += none;
		given += none ? 0 : ws->personas[i].share;
	}
	double share = ws->personas[persona].share;
	return !isnan(share) ? share : fmax(0, 1 - given) / without;
}

static double
portfolio(const struct workspace *ws, const struct gaps *all, enum which which)
{
	double sum = 0, weight = 0;
	for (ptrdiff_t i = 0; i < all->personas.count; i++) {
		const struct persona_gap *p = &all->personas.at[i];
		if (p->which != which)
			continue;
		sum += persona_weight(ws, p->persona) * p->gap;
		weight += persona_weight(ws, p->persona);
	}
	return weight > 0 ? sum / weight : NAN;
}

void
gaps_measure(
    struct arena *a, const struct workspace *ws, const struct gaps_args *args, struct gaps *all)
{
	struct arena *scratch = arena_new_in(a);
	*all = (struct gaps){0};
	for (int m = 0; m < ws->map_count; m++) {
		if (args->map >= 0 && args->map != m)
			continue;
		bool wished = !ws->maps[m].journey && somebody_wishes(&ws->maps[m]);
		for (int p = 0; p < ws->persona_count; p++) {
			if (args->persona >= 0 && args->persona != p)
				continue;
			const struct wishlist *list = map_wishes(&ws->maps[m], p);
			if (list == NULL && wished)
				VEC_PUSH(a, &all->unmapped, (struct gap_pair){m, p});
			else if (list != NULL && list->kind == WISHES_NEVER)
				VEC_PUSH(a, &all->never, (struct gap_pair){m, p});
			else if (list != NULL)
				measure_pair(a, scratch, ws, args, m, p, all);
		}
	}
	arena_free(scratch);
	for (int p = 0; p < ws->persona_count; p++) {
		pool_persona(a, ws, p, ACTUAL, all);
		pool_persona(a, ws, p, TO_BE, all);
	}
	all->portfolio[ACTUAL] = portfolio(ws, all, ACTUAL);
	all->portfolio[TO_BE] = portfolio(ws, all, TO_BE);
}

/* How large a pair's gap is: that of the version which is worse. Pairs stand side by side. */
static double
pair_gap(const struct gaps *all, ptrdiff_t i, ptrdiff_t *next)
{
	const struct gap *first = &all->list.at[i];
	double gap = -1;
	for (*next = i; *next < all->list.count; ++*next) {
		const struct gap *g = &all->list.at[*next];
		if (g->map != first->map || g->persona != first->persona)
			break;
		gap = fmax(gap, g->measured ? g->raw : -1);
	}
	return gap;
}

static int
by_gap(const void *x, const void *y)
{
	double a = *(const double *)x, b = *(const double *)y;
	return (a < b) - (a > b);
}

void
gaps_largest(struct arena *a, const struct gaps *all, int most, struct gaps *largest)
{
	struct gaps from = *all;
	all = &from;
	*largest = *all;
	double *gaps = NEW_N(a, double, all->list.count);
	ptrdiff_t pairs = 0, next;
	for (ptrdiff_t i = 0; i < all->list.count; i = next)
		gaps[pairs++] = pair_gap(all, i, &next);
	if (pairs <= most)
		return;
	qsort(gaps, (size_t)pairs, sizeof *gaps, by_gap);
	double least = gaps[most - 1];
	memset(&largest->list, 0, sizeof largest->list);
	for (ptrdiff_t i = 0; i < all->list.count && most > 0; i = next) {
		if (pair_gap(all, i, &next) < least)
			continue;
		most--;
		for (ptrdiff_t k = i; k < next; k++)
			VEC_PUSH(a, &largest->list, all->list.at[k]);
	}
}

static int
whole_percent(double gap)
{
	return (int)floor(gap * 100 + 0.5 + 1e-9);
}

struct str
gap_percent(struct arena *a, double gap)
{
	if (isnan(gap))
		return S("n/a");
	int percent = whole_percent(gap);
	if (gap > 1e-12 && percent < 1)
		return S("<1%");
	if (gap < 1 - 1e-12 && percent > 99)
		percent = 99;
	return str_format(a, "%d%%", percent);
}

struct remainder {
	double part;
	int index;
};

static int
by_part(const void *x, const void *y)
{
	const struct remainder *a = x, *b = y;
	if (fabs(a->part - b->part) > 1e-9)
		return a->part < b->part ? 1 : -1;
	return (a->index > b->index) - (a->index < b->index);
}

void
gap_percents(struct arena *a, const double *parts, int count, double total, int *percents)
{
	struct remainder *rest = NEW_N(a, struct remainder, count);
	int left = whole_percent(total);
	for (int i = 0; i < count; i++) {
		percents[i] = (int)floor(parts[i] * 100 + 1e-9);
		rest[i] = (struct remainder){parts[i] * 100 - percents[i], i};
		left -= percents[i];
	}
	if (count > 1)
		qsort(rest, (size_t)count, sizeof *rest, by_part);
	for (int i = 0; i < count && left > 0; i++, left--)
		percents[rest[i].index]++;
}

double
gap_opportunity(double matters, double score)
{
	double satisfied = 10 * score;
	return matters + fmax(matters - satisfied, 0);
}

struct str
gap_ipa_cell(double matters, double score)
{
	bool unmet = score <= 0.5 + 1e-9;
	if (matters >= 5)
		return unmet ? S("concentrate here") : S("keep it up");
	return unmet ? S("low priority") : S("overkill");
}
