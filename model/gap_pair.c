/* SPDX-License-Identifier: MIT */
/*
 * What each wanted step asks for, and how far that is met: wishes are paired with steps, and every
 * wish gets the degree to which it is unmet. The definition is docs/gap.md; its rules' numbers
 * stand in the comments here.
 */
#include "model/gap_priv.h"

#include "base/utf8.h"
#include "model/identity.h"

#include <math.h>
#include <string.h>

bool
names_equal(struct arena *a, struct str x, struct str y)
{
	if (str_eq(x, y))
		return true;
	struct arena_mark mark = arena_mark(a);
	bool equal = str_eq(utf8_fold(a, x), utf8_fold(a, y));
	arena_release(a, mark);
	return equal;
}

static bool
accepts(struct arena *a, const struct value *wanted, struct str name)
{
	for (ptrdiff_t i = 0; i < wanted->names.count; i++) {
		if (names_equal(a, wanted->names.at[i], name))
			return true;
	}
	return false;
}

int
names_refused(struct arena *a, const struct value *wanted, const struct value *actual,
    const struct str **refused)
{
	struct str *list = NEW_N(a, struct str, actual->names.count);
	int count = 0;
	for (ptrdiff_t i = 0; i < actual->names.count; i++) {
		if (!accepts(a, wanted, actual->names.at[i]))
			list[count++] = actual->names.at[i];
	}
	*refused = list;
	return count;
}

/* The table of degrees in docs/gap.md: how far x is outside the accepted interval. */
static double
number_degree(enum degree_rule rule, double low, double high, double x)
{
	double outside = x > high ? x - high : x < low ? low - x : 0;
	if (outside <= 0)
		return 0;
	if (rule == DEGREE_CLOCK)
		return fmin(outside / 120, 1);
	if (rule == DEGREE_FIVE)
		return fmin(outside / 4, 1);
	return x > high ? 1 - high / x : 1 - x / low;
}

static void
measure_number(enum degree_rule rule, struct gap_term *t)
{
	double low = t->wanted->number.low, high = t->wanted->number.high;
	double from = t->actual->number.low, to = t->actual->number.high;
	double at_from = number_degree(rule, low, high, from);
	double at_to = number_degree(rule, low, high, to);
	t->degree = number_degree(rule, low, high, (from + to) / 2);
	t->low = from <= high && to >= low ? 0 : fmin(at_from, at_to);
	t->high = fmax(at_from, at_to);
}

static void
measure_names(struct arena *a, enum degree_rule rule, struct gap_term *t)
{
	struct arena_mark mark = arena_mark(a);
	const struct str *refused;
	int count = names_refused(a, t->wanted, t->actual, &refused);
	arena_release(a, mark);
	bool unmet = rule == DEGREE_EVERY_NAME ? count > 0 : count == t->actual->names.count;
	t->degree = t->low = t->high = unmet ? 1 : 0;
}

static bool
is_stated(const struct value *v)
{
	return v != NULL &&
	    (v->kind == VALUE_NUMBER || (v->kind == VALUE_NAMES && v->names.count > 0));
}

/* Adds the aspects on which this wish, or else the persona's preferences, say something. */
static bool
add_aspects(struct arena *a, struct pairing *p, const struct wish *wish, const struct step *step)
{
	const struct gap_question *q = p->question;
	const struct entry *prefers = q->ws->personas[q->persona].prefers;
	bool says_how = false;
	for (int aspect = 0; aspect < ASPECT_COUNT; aspect++) {
		const struct aspect_row *row = aspect_row((enum aspect)aspect);
		const struct value *own = wish ? entry_get(&wish->entry, (int)row->field) : NULL;
		const struct value *wanted = is_stated(own) ? own
		    : prefers                               ? entry_get(prefers, (int)row->field)
							    : NULL;
		if (!is_stated(wanted))
			continue;
		const struct value *actual = entry_for(&step->entry, (int)row->field, q->persona);
		struct gap_term t = {.aspect = aspect,
		    .weight = p->v[row->value],
		    .wanted = wanted,
		    .actual = actual,
		    .known = is_stated(actual),
		    .high = 1};
		if (t.known && t.wanted->kind != t.actual->kind)
			t.known = false;
		if (t.known && t.actual->kind == VALUE_NUMBER)
			measure_number(row->degree, &t);
		else if (t.known)
			measure_names(a, row->degree, &t);
		says_how = says_how || (t.known && wanted == own);
		VEC_PUSH(a, &p->terms, t);
	}
	return says_how;
}

struct str
step_id(const struct pairing *p, int step)
{
	const struct gap_question *q = p->question;
	const struct step *s = &q->process->steps[step];
	if (!s->entry.own_id && q->redesign && s->today >= 0)
		return q->base->steps[s->today].entry.id;
	return s->entry.id;
}

struct str
wish_id(const struct pairing *p, int wish)
{
	const struct entry *e = &p->list->wishes[wish].entry;
	int today = p->identity[wish];
	return !e->own_id && today >= 0 ? p->question->base->steps[today].entry.id : e->id;
}

static bool
fits_names(const struct pairing *p, struct str fits, int wish, bool persona_too)
{
	const struct gap_question *q = p->question;
	struct str who = q->ws->personas[q->persona].entry.id;
	if (str_eq(fits, S("all")) || str_eq(fits, who))
		return persona_too;
	if (!str_starts(fits, who) || fits.len <= who.len || fits.at[who.len] != '.')
		return false;
	struct str named = str_from(fits, who.len + 1);
	return str_eq(named, p->list->wishes[wish].entry.id) || str_eq(named, wish_id(p, wish));
}

static bool
fits_wish(const struct pairing *p, const struct step *s, int wish, bool persona_too)
{
	const struct value *fits = entry_get(&s->entry, FIELD_fits);
	if (fits == NULL || fits->kind != VALUE_NAMES)
		return false;
	for (ptrdiff_t i = 0; i < fits->names.count; i++) {
		if (fits_names(p, fits->names.at[i], wish, persona_too))
			return true;
	}
	return false;
}

/* Rule 4, the way: degree 1 when the step is worded differently and nothing else says how. */
static struct gap_term
way_term(struct arena *a, const struct pairing *p, int wish, int step, bool says_how)
{
	const struct gap_question *q = p->question;
	const struct wish *w = &p->list->wishes[wish];
	const struct step *s = &q->process->steps[step];
	struct gap_term way = {.aspect = TERM_WAY, .known = true, .weight = WAY_WEIGHT, .high = 0};
	int today = p->identity[wish];
	if (p->bare[wish] || names_equal(a, w->entry.text, s->entry.text))
		return way;
	if (today >= 0 && names_equal(a, w->entry.text, q->base->steps[today].entry.text))
		return way;
	if (q->redesign && fits_wish(p, s, wish, true))
		return way;
	if (q->redesign && (s->today < 0 || s->reworded)) {
		way.known = false;
		way.high = 1;
	} else if (!says_how) {
		way.degree = way.low = way.high = 1;
	}
	return way;
}

/* Importance of a step or wish: `matters`, else 10 for a moment of truth, else `absent`. */
static double
importance(const struct entry *e, int persona, double absent)
{
	const struct value *matters = entry_for(e, FIELD_matters, persona);
	if (matters != NULL && matters->kind == VALUE_NUMBER)
		return (matters->number.low + matters->number.high) / 2;
	const struct value *moment = entry_for(e, FIELD_moment, persona);
	if (moment != NULL && moment->kind == VALUE_FLAG)
		return moment->flag ? 10 : absent;
	return absent;
}

/* Rule 3. */
static double
budget(const struct pairing *p, const struct wish *w, const struct step *s)
{
	int persona = p->question->persona;
	double matters = s ? importance(&s->entry, persona, 5) : 5;
	double share = s ? entry_number(&s->entry, FIELD_share, persona, 1) : 1;
	if (w != NULL) {
		matters = importance(&w->entry, FOR_ALL, matters);
		share = entry_number(&w->entry, FIELD_share, FOR_ALL, share);
	}
	return matters / 5 * share;
}

/* What was found out about a wish, or a step under `same`, that the change leaves alone. */
static const struct wanted *
untouched(const struct pairing *p, int wish, int step)
{
	const struct gap_question *q = p->question;
	if (q->trial == NULL ||
	    (step >= 0 && (q->trial->touched[step] || q->trial->origin[step] < 0)))
		return NULL;
	int before = wish >= 0 ? q->before->wish_wanted[wish]
			       : q->before->step_wanted[q->trial->origin[step]];
	const struct wanted *w = &q->before->wanted.at[before];
	return w->step == (step >= 0 ? q->trial->origin[step] : -1) ? w : NULL;
}

static void
add_wanted(struct arena *a, struct pairing *p, int wish, int step)
{
	const struct wish *w = wish >= 0 ? &p->list->wishes[wish] : NULL;
	const struct step *s = step >= 0 ? &p->question->process->steps[step] : NULL;
	const struct wanted *before = untouched(p, wish, step);
	struct wanted wanted = {.wish = wish, .step = step, .first_term = (int)p->terms.count};
	wanted.budget = before ? before->budget : budget(p, w, s);
	for (int k = 0; before && k < before->term_count; k++)
		VEC_PUSH(a, &p->terms, p->question->before->terms.at[before->first_term + k]);
	if (s != NULL && !before) {
		bool says_how = add_aspects(a, p, w, s);
		if (w != NULL)
			VEC_PUSH(a, &p->terms, way_term(a, p, wish, step, says_how));
	}
	if (s != NULL)
		p->step_wanted[step] = (int)p->wanted.count;
	if (w != NULL)
		p->wish_wanted[wish] = (int)p->wanted.count;
	wanted.term_count = (int)p->terms.count - wanted.first_term;
	VEC_PUSH(a, &p->wanted, wanted);
}

/*
 * Which step of base each wish is. Ids are looked for in all of base, words only among the steps
 * that this persona meets.
 */
static void
identify_wishes(struct arena *a, struct pairing *p)
{
	const struct gap_question *q = p->question;
	const struct wishlist *list = p->list;
	struct step *met = NEW_N(a, struct step, q->base->step_count);
	for (int i = 0; i < q->base->step_count; i++) {
		met[i] = q->base->steps[i];
		if (!step_met_by(q->ws, &met[i], q->persona))
			met[i].entry.text = (struct str){0};
	}
	struct identity_list base = {met, sizeof *met, q->base->step_count};
	struct wish *wishes = NEW_N(a, struct wish, list->wish_count);
	for (int i = 0; i < list->wish_count; i++) {
		/* A dropped one asks for nothing and takes no step away from another wish. */
		if (!list->wishes[i].drop)
			wishes[i] = list->wishes[i];
	}
	struct identity_list these = {wishes, sizeof *wishes, list->wish_count};
	identity_find(a, these, base, false, p->identity, p->bare);
	for (int i = 0; i < list->wish_count; i++) {
		const struct wish *w = &list->wishes[i];
		p->bare[i] = p->bare[i] || w->bare || (w->entry.own_id && w->entry.text.len == 0);
	}
}

/* The step that was paired with a wish before the change; -1 when it was none or is gone. */
static int
kept_step(const struct gap_question *q, int wish)
{
	int wanted = q->before->wish_wanted[wish];
	int step = wanted >= 0 ? q->before->wanted.at[wanted].step : -1;
	bool added = wish == q->added_wish;
	for (int j = 0; (step >= 0 || added) && j < q->process->step_count; j++) {
		if (q->trial->origin[j] == (added ? ORIGIN_ADDED : step))
			return j;
	}
	return -1;
}

static void
keep_pairs(const struct pairing *p, int *found, bool *taken)
{
	const struct gap_question *q = p->question;
	for (int i = 0; i < p->list->wish_count; i++) {
		found[i] = q->trial ? kept_step(q, i) : -1;
		if (found[i] >= 0)
			taken[found[i]] = true;
	}
}

/* Rule 1 for the process measured: found[i] is the step that wish i is paired with, or -1. */
static void
pair_wishes(struct arena *a, const struct pairing *p, int *found)
{
	const struct gap_question *q = p->question;
	const struct version *v = q->process;
	const struct wishlist *list = p->list;
	bool *taken = NEW_N(a, bool, v->step_count);
	for (int j = 0; j < v->step_count; j++)
		taken[j] = !step_met_by(q->ws, &v->steps[j], q->persona);
	keep_pairs(p, found, taken);
	if (q->trial && !q->trial->repair)
		return;
	for (int i = 0; i < list->wish_count; i++) {
		int today = p->identity[i];
		for (int j = 0; today >= 0 && found[i] < 0 && j < v->step_count; j++) {
			int step = q->process == q->base ? j : v->steps[j].today;
			if (step == today && !taken[j]) {
				found[i] = j;
				taken[j] = true;
			}
		}
	}

	/* What is left: by explicit id, by words, and by `fits`. */
	struct wish *wishes = NEW_N(a, struct wish, list->wish_count);
	struct step *steps = NEW_N(a, struct step, v->step_count);
	int *wish_of = NEW_N(a, int, list->wish_count), *step_of = NEW_N(a, int, v->step_count);
	int wish_count = 0, step_count = 0;
	for (int i = 0; i < list->wish_count; i++) {
		if (found[i] >= 0 || list->wishes[i].drop)
			continue;
		wishes[wish_count] = list->wishes[i];
		wish_of[wish_count++] = i;
	}
	for (int j = 0; j < v->step_count; j++) {
		if (taken[j])
			continue;
		steps[step_count] = v->steps[j];
		step_of[step_count++] = j;
	}
	if (wish_count == 0 || step_count == 0)
		return;
	int *match = NEW_N(a, int, wish_count);
	bool *bare = NEW_N(a, bool, wish_count);
	identity_find(a, (struct identity_list){wishes, sizeof *wishes, wish_count},
	    (struct identity_list){steps, sizeof *steps, step_count}, false, match, bare);
	for (int i = 0; i < wish_count; i++) {
		if (match[i] < 0)
			continue;
		found[wish_of[i]] = step_of[match[i]];
		taken[step_of[match[i]]] = true;
		p->bare[wish_of[i]] = p->bare[wish_of[i]] || bare[i];
	}
	for (int j = 0; j < v->step_count; j++) {
		for (int i = 0; !taken[j] && i < list->wish_count; i++) {
			if (found[i] >= 0 || list->wishes[i].drop ||
			    !fits_wish(p, &v->steps[j], i, false))
				continue;
			found[i] = j;
			taken[j] = true;
		}
	}
}

static bool
dropped_outright(const struct pairing *p, int step)
{
	const struct step *s = &p->question->process->steps[step];
	for (int i = 0; i < p->list->wish_count; i++) {
		const struct wish *w = &p->list->wishes[i];
		if (w->drop &&
		    (str_eq(w->entry.id, s->entry.id) || str_eq(w->entry.id, step_id(p, step))))
			return true;
	}
	return false;
}

static void
push_imposed(struct arena *a, struct pairing *p, int step, double points, const char *unknown)
{
	p->step_imposed[step] = (int)p->imposed.count;
	VEC_PUSH(a, &p->imposed, (struct imposed){step, points, unknown});
}

/* Rule 6. */
static void
add_imposed(struct arena *a, struct pairing *p, int step)
{
	const struct gap_question *q = p->question;
	const struct step *s = &q->process->steps[step];
	int origin = q->trial && !q->trial->touched[step] ? q->trial->origin[step] : -1;
	if (origin >= 0 && q->before->step_wanted[origin] < 0) {
		int before = q->before->step_imposed[origin];
		if (before >= 0)
			push_imposed(a, p, step, q->before->imposed.at[before].points,
			    q->before->imposed.at[before].unknown);
		return;
	}
	bool optional = entry_flag(&s->entry, FIELD_optional, q->persona);
	bool outright = dropped_outright(p, step);
	if (optional || (p->list->others == OTHERS_FINE && !outright))
		return;
	bool added = q->redesign && s->today < 0;
	const char *unknown = outright      ? NULL
	    : added                         ? "new"
	    : p->list->others == OTHERS_ASK ? "unsaid"
					    : NULL;
	double points = importance(&s->entry, q->persona, 5) / 5 *
	    entry_number(&s->entry, FIELD_share, q->persona, 1) * p->v[PERSONA_VALUE_freedom];
	push_imposed(a, p, step, points, unknown);
}

void
gap_pair_up(
    struct arena *a, const struct gap_question *q, const struct wishlist *list, struct pairing *p)
{
	*p = (struct pairing){.question = q,
	    .list = list,
	    .any_order = list->any_order,
	    .holds_place = list->kind == WISHES_LISTED};
	double sum = 0;
	for (int i = 0; i < PERSONA_VALUE_COUNT; i++)
		sum += q->values[i];
	for (int i = 0; i < PERSONA_VALUE_COUNT; i++)
		p->v[i] = sum > 0 ? q->values[i] / (sum / PERSONA_VALUE_COUNT) : 1;
	int steps = q->process->step_count;
	p->step_wanted = NEW_N(a, int, steps);
	p->step_imposed = NEW_N(a, int, steps);
	for (int j = 0; j < steps; j++)
		p->step_wanted[j] = p->step_imposed[j] = -1;
	if (list->kind == WISHES_SAME) {
		for (int j = 0; j < steps; j++) {
			if (step_met_by(q->ws, &q->process->steps[j], q->persona))
				add_wanted(a, p, -1, j);
		}
		return;
	}
	int *found = NEW_N(a, int, list->wish_count);
	p->wish_wanted = NEW_N(a, int, list->wish_count);
	for (int i = 0; i < list->wish_count; i++)
		p->wish_wanted[i] = -1;
	if (q->trial) {
		p->identity = q->before->identity;
		p->bare = q->before->bare;
	} else {
		p->identity = NEW_N(a, int, list->wish_count);
		p->bare = NEW_N(a, bool, list->wish_count);
		identify_wishes(a, p);
	}
	pair_wishes(a, p, found);
	for (int i = 0; i < list->wish_count; i++) {
		if (!list->wishes[i].drop)
			add_wanted(a, p, i, found[i]);
	}
	for (int j = 0; j < steps; j++) {
		if (p->step_wanted[j] < 0 && step_met_by(q->ws, &q->process->steps[j], q->persona))
			add_imposed(a, p, j);
	}
}
