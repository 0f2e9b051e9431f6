/* SPDX-License-Identifier: MIT */
/*
 * The table of forms, and what they share: names, places, a gap in words, the optional columns.
 * Nothing is measured here; every number comes from model/gap.
 */
#include "export/gaps_out.h"

#include <math.h>

static const struct gaps_format formats[] = {
#define GAPS_FORMAT(name, meaning) {S_INIT(#name), S_INIT(meaning), gaps_##name},
#include "export/gaps_format.def"
#undef GAPS_FORMAT
};

const struct gaps_format *
gaps_format_at(ptrdiff_t i)
{
	return i >= 0 && i < COUNT_OF(formats) ? &formats[i] : NULL;
}

const struct gaps_format *
gaps_format_find(struct str name)
{
	for (ptrdiff_t i = 0; i < COUNT_OF(formats); i++) {
		if (str_eq(formats[i].name, name))
			return &formats[i];
	}
	return NULL;
}

struct str
gaps_version(enum which which)
{
	return which == TO_BE ? S("to-be") : S("actual");
}

struct str
gaps_persona(const struct gaps_out *g, int persona)
{
	return persona_short(&g->ws->personas[persona]);
}

struct str
gaps_persona_id(const struct gaps_out *g, int persona)
{
	return g->ws->personas[persona].entry.id;
}

struct str
gaps_map(const struct gaps_out *g, int map)
{
	const struct entry *e = &g->ws->maps[map].entry;
	return e->text.len > 0 ? e->text : e->id;
}

struct str
gaps_map_id(const struct gaps_out *g, int map)
{
	return g->ws->maps[map].entry.id;
}

struct str
gaps_path(const struct gaps_out *g, struct place at)
{
	return at.source < g->ws->source_count ? g->ws->sources[at.source].path : S("");
}

struct str
gaps_place(struct arena *a, const struct gaps_out *g, struct place at)
{
	struct position p = workspace_position(g->ws, at);
	return str_format(a, "%.*s:%td:%td", STR(gaps_path(g, at)), p.line, p.column);
}

static struct str
without_sign(struct str percent)
{
	return str_ends(percent, S("%")) ? str_upto(percent, percent.len - 1) : percent;
}

struct str
gaps_words(struct arena *a, const struct gap *gap)
{
	if (gap->content)
		return S("content");
	if (!gap->measured)
		return S("n/a");
	struct str now = gap_percent(a, gap->gap);
	struct str low = without_sign(gap_percent(a, gap->low));
	struct str high = without_sign(gap_percent(a, gap->high));
	struct buf more = {.arena = a};
	bool unsure = gap->unknown_count > 0 && gap->high - gap->low > 0.2 + 1e-9;
	if (unsure)
		buf_format(&more, ", %.*s", STR(now));
	if (gap->raw > 1 + 1e-9)
		buf_format(&more, ", N/W %.0f%%", floor(gap->raw * 100 + 0.5));
	if (gap->unknown_count > 0 && !unsure && !str_eq(low, high))
		buf_format(&more, ", %.*s..%.*s", STR(low), STR(high));
	if (gap->unknown_count > 0)
		buf_format(&more, ", %d unknown", gap->unknown_count);
	if (unsure)
		now = str_format(a, "%.*s..%.*s%%", STR(low), STR(high));
	if (more.len == 0)
		return now;
	return str_format(a, "%.*s (%.*s)", STR(now), STR(str_from(buf_str(&more), 2)));
}

const struct gap *
gaps_find(const struct gaps *gaps, int map, int persona, enum which which)
{
	for (ptrdiff_t i = 0; i < gaps->list.count; i++) {
		const struct gap *gap = &gaps->list.at[i];
		if (gap->map == map && gap->persona == persona && gap->which == which)
			return gap;
	}
	return NULL;
}

const struct gap *
gaps_today(const struct gaps *gaps, const struct gap *gap)
{
	return gap->which == TO_BE ? gaps_find(gaps, gap->map, gap->persona, ACTUAL) : NULL;
}

/* Importance as it stands in a step or a wish, NAN where neither key is. */
static double
matters_of(const struct entry *e, int persona)
{
	double moment = entry_flag(e, FIELD_moment, persona) ? 10 : NAN;
	return entry_number(e, FIELD_matters, persona, moment);
}

static double
matters(const struct wish *wish, const struct step *step, int persona)
{
	double m = wish ? matters_of(&wish->entry, persona) : NAN;
	if (isnan(m) && step)
		m = matters_of(&step->entry, persona);
	return isnan(m) ? 5 : m;
}

static void
rate(struct gaps_step *s)
{
	s->opportunity = isnan(s->score) ? NAN : gap_opportunity(s->matters, s->score);
	if (!isnan(s->score))
		s->ipa = gap_ipa_cell(s->matters, s->score);
}

static struct gaps_step
step_row(const struct gap *gap, const struct version *v, const struct wishlist *wishes, int i)
{
	const struct step *step = &v->steps[i];
	int w = gap->step_wish ? gap->step_wish[i] : -1;
	bool wished = w >= 0 && wishes && w < wishes->wish_count;
	struct gaps_step s = {.step = i, .wish = w, .id = step->entry.id, .text = step->entry.text};
	s.stage = step->stage >= 0 ? v->stages[step->stage].entry.id : S("");
	s.matters = matters(wished ? &wishes->wishes[w] : NULL, step, gap->persona);
	s.score = gap->step_score ? gap->step_score[i] : NAN;
	for (int k = 0; k < gap->line_count; k++) {
		const struct gap_line *line = &gap->lines[k];
		if (line->step != i)
			continue;
		s.points += line->points;
		if (line->kind == GAP_IMPOSED)
			s.score = 0;
	}
	rate(&s);
	return s;
}

void
gaps_steps(
    struct arena *a, const struct gaps_out *g, const struct gap *gap, struct gaps_steps *steps)
{
	const struct map *m = &g->ws->maps[gap->map];
	const struct version *v = map_version(m, gap->which, gap->persona);
	const struct wishlist *wishes = map_wishes(m, gap->persona);
	for (int i = 0; v && i < v->step_count; i++) {
		if (step_met_by(g->ws, &v->steps[i], gap->persona))
			VEC_PUSH(a, &steps->list, step_row(gap, v, wishes, i));
	}
	for (int k = 0; k < gap->line_count; k++) {
		const struct gap_line *line = &gap->lines[k];
		if (line->kind != GAP_MISSING)
			continue;
		const struct wish *wish =
		    wishes && line->wish >= 0 ? &wishes->wishes[line->wish] : NULL;
		struct gaps_step s = {.step = -1,
		    .wish = line->wish,
		    .id = line->step_id,
		    .text = line->step_text,
		    .stage = line->stage,
		    .matters = matters(wish, NULL, gap->persona),
		    .points = line->points};
		rate(&s);
		VEC_PUSH(a, &steps->list, s);
	}
}

const struct gaps_step *
gaps_step_of(const struct gaps_steps *steps, const struct gap_line *line)
{
	for (ptrdiff_t i = 0; i < steps->list.count; i++) {
		const struct gaps_step *s = &steps->list.at[i];
		if (line->step >= 0 ? s->step == line->step
				    : s->step < 0 && str_eq(s->id, line->step_id))
			return s;
	}
	return NULL;
}
