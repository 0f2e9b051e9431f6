/* SPDX-License-Identifier: MIT */
/*
 * The reasons: a line for every piece of points lost, the unknowns, and their sums. First without
 * words (numbers and indexes), then in words that name the persona.
 */
#include "base/map.h"
#include "base/utf8.h"
#include "model/gap_priv.h"
#include "model/value.h"

#include <math.h>
#include <stdlib.h>

/* Lines worth less are rounding, not reasons. */
#define NOTHING 1e-12

struct lines {
	VEC(struct gap_line) list;
	VEC(struct gap_unknown) unknowns;
};

struct str
wish_words(const struct pairing *p, int wish)
{
	const struct entry *e = &p->list->wishes[wish].entry;
	int today = p->identity[wish];
	if (p->bare[wish] && today >= 0)
		return p->question->base->steps[today].entry.text;
	return e->text.len ? e->text : e->id;
}

static struct str
step_words(const struct pairing *p, int step)
{
	const struct entry *e = &p->question->process->steps[step].entry;
	return e->text.len ? e->text : e->id;
}

int
wanted_before(const struct pairing *p, const struct gap_score *s, int wanted)
{
	for (int i = wanted - 1; i >= 0; i--) {
		if (p->wanted.at[i].step >= 0 && !s->moved[i])
			return i;
	}
	return -1;
}

static struct str
step_stage(const struct pairing *p, int step)
{
	const struct version *v = p->question->process;
	int stage = v->steps[step].stage;
	return stage >= 0 ? v->stages[stage].entry.id : (struct str){0};
}

/* Rule 9: a missing step belongs to the stage of its wish, else to that of the wish before it. */
static struct str
wanted_stage(const struct pairing *p, int wanted)
{
	for (int i = wanted; i >= 0; i--) {
		const struct wanted *w = &p->wanted.at[i];
		if (w->step >= 0)
			return step_stage(p, w->step);
		int stage = w->wish >= 0 ? p->list->wishes[w->wish].stage : -1;
		if (stage >= 0)
			return p->list->stages[stage].entry.id;
	}
	return (struct str){0};
}

static void
add_line(struct arena *a, const struct pairing *p, struct lines *out, struct gap_line line)
{
	static const struct str kinds[] = {
	    S_INIT("missing"), S_INIT("imposed"), S_INIT("moved"), S_INIT("different"), {0}};
	if (line.points <= NOTHING)
		return;
	const struct aspect_row *row =
	    line.kind == GAP_ASPECT ? aspect_row((enum aspect)line.aspect) : NULL;
	line.kind_name = row ? row->name : kinds[line.kind];
	line.value = row               ? persona_value_name(row->value)
	    : line.kind == GAP_IMPOSED ? persona_value_name(PERSONA_VALUE_freedom)
				       : S("steps");
	const struct entry *e = line.step >= 0 ? &p->question->process->steps[line.step].entry
					       : &p->list->wishes[line.wish].entry;
	line.at = e->at;
	if (line.step >= 0) {
		line.step_id = step_id(p, line.step);
		line.step_text = step_words(p, line.step);
		line.stage = step_stage(p, line.step);
	} else {
		line.step_id = wish_id(p, line.wish);
		line.step_text = wish_words(p, line.wish);
	}
	VEC_PUSH(a, &out->list, line);
}

static void
add_unknown(struct arena *a, const struct pairing *p, struct lines *out, struct str kind, int step)
{
	VEC_PUSH(a, &out->unknowns,
	    (struct gap_unknown){kind, step_id(p, step), step_words(p, step), step});
}

static void
wanted_lines(struct arena *a, const struct pairing *p, const struct gap_score *s, int wanted,
    struct lines *out)
{
	const struct wanted *w = &p->wanted.at[wanted];
	double point = s->weights[wanted] > 0 ? w->budget / s->weights[wanted] : 0;
	if (s->moved[wanted])
		add_line(a, p, out,
		    (struct gap_line){.kind = GAP_MOVED,
			.aspect = -1,
			.step = w->step,
			.wish = w->wish,
			.degree = 1,
			.points = point * PLACE_WEIGHT});
	for (int k = 0; k < w->term_count; k++) {
		const struct gap_term *t = &p->terms.at[w->first_term + k];
		bool way = t->aspect == TERM_WAY;
		if (!t->known) {
			struct str kind = way ? S("way") : aspect_row((enum aspect)t->aspect)->name;
			add_unknown(a, p, out, kind, w->step);
			continue;
		}
		add_line(a, p, out,
		    (struct gap_line){.kind = way ? GAP_DIFFERENT : GAP_ASPECT,
			.aspect = way ? -1 : t->aspect,
			.step = w->step,
			.wish = w->wish,
			.degree = t->degree,
			.points = point * t->weight * t->degree});
	}
}

static void
missing_line(struct arena *a, const struct pairing *p, int wanted, struct lines *out)
{
	const struct wanted *w = &p->wanted.at[wanted];
	ptrdiff_t before = out->list.count;
	add_line(a, p, out,
	    (struct gap_line){.kind = GAP_MISSING,
		.aspect = -1,
		.step = -1,
		.wish = w->wish,
		.degree = 1,
		.points = w->budget});
	if (out->list.count > before)
		out->list.at[before].stage = wanted_stage(p, wanted);
}

/* Missing wishes stand behind the step of the wish before them; `step` -1: at the very start. */
static void
missing_after(struct arena *a, const struct pairing *p, int step, struct lines *out)
{
	int i = 0;
	if (step >= 0)
		i = p->step_wanted[step] < 0 ? (int)p->wanted.count : p->step_wanted[step] + 1;
	for (; i < p->wanted.count && p->wanted.at[i].step < 0; i++)
		missing_line(a, p, i, out);
}

static int
by_points(const void *x, const void *y)
{
	const struct gap_sum *a = x, *b = y;
	if (fabs(a->points - b->points) > 1e-9)
		return a->points < b->points ? 1 : -1;
	return str_cmp(a->name, b->name);
}

static const struct gap_sum *
sum_lines(struct arena *a, const struct gap *g, struct str (*name)(const struct gap_line *),
    bool sorted, int *count)
{
	struct str_map index = {.arena = a};
	VEC(struct gap_sum) sums = {0};
	for (int i = 0; i < g->line_count; i++) {
		ptrdiff_t *at = str_map_at(&index, name(&g->lines[i]));
		if (*at < 0) {
			*at = sums.count;
			VEC_PUSH(a, &sums, (struct gap_sum){name(&g->lines[i]), 0});
		}
		sums.at[*at].points += g->lines[i].points;
	}
	if (sorted && sums.count > 1)
		qsort(sums.at, (size_t)sums.count, sizeof *sums.at, by_points);
	*count = (int)sums.count;
	return sums.at;
}

static struct str
line_value(const struct gap_line *line)
{
	return line->value;
}

static struct str
line_stage(const struct gap_line *line)
{
	return line->stage;
}

static struct str
line_kind(const struct gap_line *line)
{
	return line->kind_name;
}

static struct str
line_step(const struct gap_line *line)
{
	return line->step_id;
}

static void
score_steps(struct arena *a, const struct pairing *p, const struct gap_score *s, struct gap *g)
{
	int steps = p->question->process->step_count;
	double *score = NEW_N(a, double, steps);
	int *wish = NEW_N(a, int, steps);
	for (int j = 0; j < steps; j++) {
		int w = p->step_wanted[j];
		bool counted = w >= 0 && s->weights[w] > 0;
		score[j] = counted ? 1 : NAN;
		wish[j] = w >= 0 ? p->wanted.at[w].wish : -1;
	}
	for (int i = 0; i < p->imposed.count; i++) {
		if (p->imposed.at[i].unknown == NULL)
			score[p->imposed.at[i].step] = 0;
	}
	for (int i = 0; i < g->line_count; i++) {
		const struct gap_line *line = &g->lines[i];
		int w = line->step >= 0 ? p->step_wanted[line->step] : -1;
		if (w >= 0 && p->wanted.at[w].budget > 0)
			score[line->step] -= line->points / p->wanted.at[w].budget;
	}
	g->step_score = score;
	g->step_wish = wish;
}

static void
list_wishes(struct arena *a, const struct pairing *p, const struct gap_score *s, struct gap *g)
{
	if (p->list->kind != WISHES_LISTED)
		return;
	struct gap_wish *wishes = NEW_N(a, struct gap_wish, p->list->wish_count);
	for (int i = 0; i < p->list->wish_count; i++) {
		wishes[i] = (struct gap_wish){.id = wish_id(p, i),
		    .text = wish_words(p, i),
		    .step = -1,
		    .drop = p->list->wishes[i].drop};
	}
	for (int i = 0; i < p->wanted.count; i++) {
		const struct wanted *w = &p->wanted.at[i];
		wishes[w->wish].step = w->step;
		wishes[w->wish].moved = s->moved[i];
		wishes[w->wish].budget = w->budget;
	}
	g->wishes = wishes;
	g->wish_count = p->list->wish_count;
}

void
gap_lines(struct arena *a, const struct pairing *p, const struct gap_score *s, struct gap *g)
{
	struct lines out = {0};
	const int *imposed_at = NULL;
	int steps = p->question->process->step_count;
	int *at = NEW_N(a, int, steps);
	for (int i = 0; i < p->imposed.count; i++)
		at[p->imposed.at[i].step] = i + 1;
	imposed_at = at;
	missing_after(a, p, -1, &out);
	for (int j = 0; j < steps; j++) {
		if (p->step_wanted[j] >= 0)
			wanted_lines(a, p, s, p->step_wanted[j], &out);
		const struct imposed *imposed =
		    imposed_at[j] ? &p->imposed.at[imposed_at[j] - 1] : NULL;
		if (imposed && imposed->unknown)
			add_unknown(a, p, &out, str_of(imposed->unknown), j);
		else if (imposed)
			add_line(a, p, &out,
			    (struct gap_line){.kind = GAP_IMPOSED,
				.aspect = -1,
				.step = j,
				.wish = -1,
				.degree = 1,
				.points = imposed->points});
		missing_after(a, p, j, &out);
	}
	g->lines = out.list.at;
	g->line_count = (int)out.list.count;
	g->unknowns = out.unknowns.at;
	g->unknown_count = (int)out.unknowns.count;
	g->by_value = sum_lines(a, g, line_value, true, &g->value_count);
	g->by_stage = sum_lines(a, g, line_stage, false, &g->stage_count);
	g->by_kind = sum_lines(a, g, line_kind, true, &g->kind_count);
	g->by_step = sum_lines(a, g, line_step, true, &g->step_count);
	score_steps(a, p, s, g);
	list_wishes(a, p, s, g);
}

static struct str
joined(struct arena *a, const struct str *names, ptrdiff_t count, const char *between)
{
	struct buf b = {.arena = a};
	for (ptrdiff_t i = 0; i < count; i++) {
		if (i > 0)
			buf_add(&b, str_of(between));
		buf_add(&b, names[i]);
	}
	return buf_str(&b);
}

static const struct gap_term *
term_of(const struct pairing *p, const struct gap_line *line)
{
	const struct wanted *w = &p->wanted.at[p->step_wanted[line->step]];
	for (int k = 0; k < w->term_count; k++) {
		const struct gap_term *t = &p->terms.at[w->first_term + k];
		if (t->aspect == line->aspect)
			return t;
	}
	return NULL;
}

/* How a step is said to have an aspect: before the value, after it; the same when it is too low. */
static const struct phrase {
	const char *before, *before_low, *after;
} phrases[ASPECT_COUNT] = {
    [ASPECT_at] = {"starts at", "starts at", ""},
    [ASPECT_takes] = {"takes", "is allowed", ""},
    [ASPECT_wait] = {"waits", "waits", ""},
    [ASPECT_times] = {"is done", "is done", " times"},
    [ASPECT_effort] = {"has effort", "has effort", " of 5"},
    [ASPECT_autonomy] = {"gives autonomy", "gives autonomy", " of 5"},
    [ASPECT_feel] = {"feels", "feels", ""},
    [ASPECT_channel] = {"goes by", "goes by", ""},
    [ASPECT_tool] = {"uses", "uses", ""},
    [ASPECT_place] = {"is at", "is at", ""},
    [ASPECT_who] = {"is with", "is with", ""},
};

static struct str
ratio_remark(struct arena *a, const struct gap_line *line, bool low)
{
	struct str part =
	    fabs(line->degree - 0.5) < 1e-9 ? S("half") : gap_percent(a, line->degree);
	return low ? str_format(a, " (%.*s is missing)", STR(part))
		   : str_format(a, " (%.*s of it is unwanted)", STR(part));
}

static void
say_aspect(struct arena *a, const struct pairing *p, struct str who, struct gap_line *line)
{
	const struct gap_term *t = term_of(p, line);
	const struct aspect_row *row = aspect_row((enum aspect)line->aspect);
	const struct phrase *phrase = &phrases[line->aspect];
	bool low = false;
	struct str remark = {0};
	if (t->wanted->kind == VALUE_NAMES) {
		const struct str *refused;
		int count = names_refused(a, t->wanted, t->actual, &refused);
		bool every = row->degree == DEGREE_EVERY_NAME;
		line->actual = joined(a, refused, count, every ? ", " : " or ");
		line->wanted = joined(a, t->wanted->names.at, t->wanted->names.count, " or ");
	} else {
		double middle = (t->actual->number.low + t->actual->number.high) / 2;
		low = middle < t->wanted->number.low;
		line->actual = value_words(a, row->field, false, t->actual);
		line->wanted = value_words(a, row->field, true, t->wanted);
		if (row->degree == DEGREE_RATIO)
			remark = ratio_remark(a, line, low);
	}
	line->text = str_format(a, "'%.*s' %s %.*s%s; %.*s wants %.*s%.*s", STR(line->step_text),
	    low ? phrase->before_low : phrase->before, STR(line->actual), phrase->after, STR(who),
	    STR(line->wanted), STR(remark));
}

static void
say_moved(struct arena *a, const struct pairing *p, const struct gap_score *s, struct str who,
    struct gap_line *line)
{
	int wanted = p->step_wanted[line->step];
	int before = wanted_before(p, s, wanted);
	bool late = before < 0 || p->wanted.at[before].step < line->step;
	if (before < 0) {
		line->wanted = S("first");
	} else {
		struct str y = step_words(p, p->wanted.at[before].step);
		line->wanted = str_format(a, "after '%.*s'", STR(y));
	}
	line->actual = late ? S("too late") : S("too early");
	line->text = str_format(a, "'%.*s' comes %.*s: %.*s wants it %.*s", STR(line->step_text),
	    STR(line->actual), STR(who), STR(line->wanted));
}

static void
say(struct arena *a, const struct pairing *p, const struct gap_score *s, struct str who,
    struct gap_line *line)
{
	struct str x = line->step_text;
	switch (line->kind) {
	case GAP_MISSING:
		line->wanted = x;
		line->text = str_format(
		    a, "%.*s wants '%.*s'; the process has no such step", STR(who), STR(x));
		return;
	case GAP_IMPOSED:
		line->actual = x;
		line->text =
		    str_format(a, "%.*s must do '%.*s' and did not ask for it", STR(who), STR(x));
		for (int i = 0; i < p->list->wish_count; i++) {
			const struct wish *w = &p->list->wishes[i];
			if (w->drop && str_eq(w->entry.id, line->step_id))
				line->text = str_format(
				    a, "%.*s must do '%.*s' and would drop it", STR(who), STR(x));
		}
		return;
	case GAP_MOVED: say_moved(a, p, s, who, line); return;
	case GAP_DIFFERENT:
		line->actual = x;
		line->wanted = wish_words(p, line->wish);
		line->text = str_format(a, "'%.*s' as worded today; %.*s wants '%.*s'", STR(x),
		    STR(who), STR(line->wanted));
		return;
	case GAP_ASPECT: say_aspect(a, p, who, line); return;
	}
}

void
gap_say_lines(struct arena *a, const struct pairing *p, const struct gap_score *s, struct gap *g)
{
	struct str who = persona_short(&p->question->ws->personas[g->persona]);
	for (int i = 0; i < g->line_count; i++)
		say(a, p, s, who, &g->lines[i]);
}
