/* SPDX-License-Identifier: MIT */
/*
 * What a map is to each chosen persona: feelings as they are and as they are wished, times, and at
 * each step what is lost and why.
 */
#include "export/sheet_priv.h"

#include <math.h>

const struct step *
sheet_step_at(const struct maker *m, int i)
{
	return &m->sheet->version->steps[m->sheet->steps[i].step];
}

static double
wished_feel(const struct maker *m, const struct sheet_persona *p, int step)
{
	int wish = p->gap != NULL ? p->gap->step_wish[m->sheet->steps[step].step] : -1;
	const struct wishlist *list = map_wishes(m->sheet->map, p->persona);
	if (wish < 0 || list == NULL || wish >= list->wish_count)
		return NAN;
	const struct value *v = entry_get(&list->wishes[wish].entry, FIELD_feel);
	if (v == NULL || v->kind != VALUE_NUMBER)
		return NAN;
	return isinf(v->number.low) ? v->number.high : v->number.low;
}

static void
add_minutes(double *sum, double minutes)
{
	if (!isnan(minutes))
		*sum = isnan(*sum) ? minutes : *sum + minutes;
}

static void
make_feelings(struct maker *m, struct sheet_persona *p, int who)
{
	int count = m->sheet->step_count, known = 0;
	double *feel = NEW_N(m->arena, double, count), sum = 0;
	double *wished = NEW_N(m->arena, double, count);
	for (int i = 0; i < count; i++) {
		const struct step *s = sheet_step_at(m, i);
		bool met = step_met_by(m->ws, s, who);
		feel[i] = met ? entry_number(&s->entry, FIELD_feel, who, NAN) : NAN;
		wished[i] = met ? wished_feel(m, p, i) : NAN;
		if (!isnan(feel[i])) {
			sum += feel[i];
			known++;
		}
		if (met) {
			add_minutes(&p->takes, entry_number(&s->entry, FIELD_takes, who, NAN));
			add_minutes(&p->wait, entry_number(&s->entry, FIELD_wait, who, NAN));
		}
	}
	p->feel = feel;
	p->wished = wished;
	p->mean_feel = known > 0 ? sum / known : NAN;
}

/* Why points are lost, in few words: the picture has room for no sentence. */
static struct str
reason_words(struct arena *a, const struct gap_line *line)
{
	switch (line->kind) {
	case GAP_MISSING: return line->wanted;
	case GAP_IMPOSED: return S("did not ask for it");
	case GAP_MOVED: return str_format(a, "%.*s", STR(line->actual));
	case GAP_DIFFERENT: return str_format(a, "wants: %.*s", STR(line->wanted));
	case GAP_ASPECT:
		return str_format(a, "%.*s: %.*s, wants %.*s", STR(line->kind_name),
		    STR(line->actual), STR(line->wanted));
	}
	return (struct str){0};
}

static void
add_reason(struct arena *a, struct sheet_loss *loss, double *points, struct str text, double worth)
{
	struct str *lines = NEW_N(a, struct str, loss->reasons.count + 1);
	int at = loss->reasons.count;
	while (at > 0 && points[at - 1] < worth)
		at--;
	for (int i = loss->reasons.count; i > at; i--)
		points[i] = points[i - 1];
	for (int i = 0; i <= loss->reasons.count; i++)
		lines[i] = i < at ? loss->reasons.lines[i]
		    : i == at     ? text
				  : loss->reasons.lines[i - 1];
	points[at] = worth;
	loss->reasons = (struct sheet_cell){lines, loss->reasons.count + 1};
}

static void
make_loss(struct maker *m, const struct gap *g, int step, struct sheet_loss *loss)
{
	int of_version = m->sheet->steps[step].step;
	double *points = NEW_N(m->arena, double, g->line_count + 1);
	loss->score = g->step_score ? g->step_score[of_version] : NAN;
	for (int i = 0; i < g->line_count; i++) {
		const struct gap_line *line = &g->lines[i];
		if (line->step != of_version)
			continue;
		loss->points += line->points;
		loss->imposed = loss->imposed || line->kind == GAP_IMPOSED;
		add_reason(m->arena, loss, points, reason_words(m->arena, line), line->points);
	}
	loss->share = g->lost > 0 ? loss->points / g->lost : 0;
}

/* The gap of the scenario that a step zooms into; it is not added to the journey's own points. */
static double
gap_inside(struct maker *m, int step, int persona)
{
	struct gap g;
	const struct value *v = entry_for(&sheet_step_at(m, step)->entry, FIELD_scenario, persona);
	if (v == NULL || v->kind == VALUE_EMPTY)
		return NAN;
	bool text = v->kind == VALUE_TEXT;
	if (!text && (v->kind != VALUE_NAMES || v->names.count == 0))
		return NAN;
	int map = workspace_map(m->ws, text ? v->text : v->names.at[0]);
	bool measured = map >= 0 && map != m->sheet->map_index &&
	    gap_measure(m->arena, m->ws, map, persona, m->sheet->which, &g) && g.measured;
	return measured ? g.gap : NAN;
}

/* Behind the step of the nearest wish before it that has one. */
static int
place_of_missing(const struct maker *m, const struct gap *g, int wish)
{
	for (int i = wish - 1; i >= 0 && wish <= g->wish_count; i--) {
		int step = g->wishes[i].step;
		if (step >= 0 && m->steps[step] >= 0)
			return m->steps[step];
	}
	return -1;
}

static void
make_missing(struct maker *m, const struct gap *g, struct sheet_persona *p)
{
	struct sheet_missing *missing = NEW_N(m->arena, struct sheet_missing, g->line_count);
	for (int i = 0; i < g->line_count; i++) {
		const struct gap_line *line = &g->lines[i];
		if (line->kind == GAP_MISSING)
			missing[p->missing_count++] = (struct sheet_missing){
			    line->wanted, line->points, place_of_missing(m, g, line->wish)};
	}
	p->missing = missing;
}

static void
make_gap(struct maker *m, struct sheet_persona *p)
{
	struct gap *g = NEW(m->arena, struct gap);
	if (!gap_measure(m->arena, m->ws, m->sheet->map_index, p->persona, m->sheet->which, g))
		return;
	p->gap = g;
	struct sheet_loss *losses = NEW_N(m->arena, struct sheet_loss, m->sheet->step_count);
	for (int i = 0; i < m->sheet->step_count; i++) {
		make_loss(m, g, i, &losses[i]);
		losses[i].inside = gap_inside(m, i, p->persona);
		p->imposed += losses[i].imposed;
		m->sheet->steps[i].imposed += losses[i].imposed;
	}
	p->losses = losses;
	make_missing(m, g, p);
}

/* Without a persona the map is drawn as everybody meets it. */
static void
make_nobody(struct maker *m)
{
	m->sheet->everybody =
	    (struct sheet_persona){.persona = FOR_ALL, .mean_feel = NAN, .takes = NAN, .wait = NAN};
	make_feelings(m, &m->sheet->everybody, FOR_ALL);
}

void
sheet_make_personas(struct maker *m)
{
	for (int i = 0; i < m->sheet->persona_count; i++) {
		make_gap(m, &m->sheet->personas[i]);
		make_feelings(m, &m->sheet->personas[i], m->sheet->personas[i].persona);
	}
	if (m->sheet->persona_count == 0)
		make_nobody(m);
}
