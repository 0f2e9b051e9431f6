/* SPDX-License-Identifier: MIT */
/* Sentences and rows about a gap that more than one form needs; all texts still as written. */
#include "export/gaps_words.h"

#include <math.h>

struct str
gaps_header_number(struct arena *a, const struct gap *gap)
{
	if (gap->content)
		return S("content");
	struct str words = gaps_words(a, gap);
	return str_format(a, "gap %.*s", STR(words));
}

struct str
gaps_header_points(struct arena *a, const struct gap *gap)
{
	if (gap->content)
		return S("takes the steps as they come");
	if (!gap->measured)
		return S("nothing can be measured");
	return str_format(a, "%.*s of %.*s points lost",
	    STR(style_number(a, gap->lost, 2, gap->lost == 0)),
	    STR(style_number(a, gap->stake, 2, true)));
}

static struct str
stage_title(const struct gaps_out *g, const struct gap *gap, struct str key)
{
	const struct map *m = &g->ws->maps[gap->map];
	const struct version *v = map_version(m, gap->which, gap->persona);
	const struct wishlist *wishes = map_wishes(m, gap->persona);
	for (int i = 0; v && i < v->stage_count; i++) {
		if (str_eq(v->stages[i].entry.id, key) && v->stages[i].entry.text.len > 0)
			return v->stages[i].entry.text;
	}
	for (int i = 0; wishes && i < wishes->stage_count; i++) {
		if (str_eq(wishes->stages[i].entry.id, key) && wishes->stages[i].entry.text.len > 0)
			return wishes->stages[i].entry.text;
	}
	return key.len > 0 ? key : S("no stage");
}

int
gaps_stage_percents(
    struct arena *a, const struct gaps_out *g, const struct gap *gap, struct gaps_stages *stages)
{
	int count = gap->stage_count, sum = 0;
	bool named = count > 1 || (count == 1 && gap->by_stage[0].name.len > 0);
	if (!named || !gap->measured || gap->stake <= 0)
		return 0;
	double *parts = NEW_N(a, double, count);
	int *percents = NEW_N(a, int, count);
	for (int i = 0; i < count; i++)
		parts[i] = gap->by_stage[i].points / gap->stake;
	gap_percents(a, parts, count, gap->raw, percents);
	for (int i = 0; i < count; i++) {
		struct gaps_stage s = {stage_title(g, gap, gap->by_stage[i].name), percents[i]};
		VEC_PUSH(a, &stages->list, s);
		sum += percents[i];
	}
	return sum;
}

static void
add_rest(struct arena *a, const struct gap *gap, int from, struct gaps_rows *rows)
{
	struct gaps_row rest = {.head = S("the rest")};
	for (int i = from; i < gap->change_count; i++)
		rest.points += gap->changes[i].points;
	double left = gap->stake > 0 ? (gap->lost - rest.points) / gap->stake : NAN;
	/* What is left of a sum of everything is nothing, whatever doubles make of it. */
	rest.gap_then = left < 1e-12 ? 0 : left > 1 ? 1 : left;
	VEC_PUSH(a, &rows->list, rest);
}

/* Shared out over all changes, so that one has the same share however many are shown. */
static void
share_out(struct arena *a, const struct gap *gap, int most, struct gaps_rows *rows)
{
	double *parts = NEW_N(a, double, gap->change_count);
	int *percents = NEW_N(a, int, gap->change_count);
	for (int i = 0; i < gap->change_count; i++)
		parts[i] = gap->lost > 0 ? gap->changes[i].points / gap->lost : 0;
	gap_percents(a, parts, gap->change_count, 1, percents);
	for (int i = 0; i < gap->change_count; i++)
		rows->list.at[i < most ? i : most].percent += percents[i];
}

void
gaps_change_rows(struct arena *a, const struct gap *gap, int most, struct gaps_rows *rows)
{
	for (int i = 0; i < gap->change_count && i < most; i++) {
		const struct gap_change *c = &gap->changes[i];
		struct gaps_row row = {.head = c->head,
		    .rest = c->rest,
		    .change = c,
		    .points = c->points,
		    .gap_then = c->gap_then};
		VEC_PUSH(a, &rows->list, row);
	}
	if (gap->change_count > most)
		add_rest(a, gap, most, rows);
	share_out(a, gap, most, rows);
}

struct str
gaps_trust_words(struct arena *a, const struct gap *gap)
{
	if (gap->trust_of == 0)
		return S("");
	return str_format(a, "best change stays best when one value moves by 2: %d of %d",
	    gap->trust_same, gap->trust_of);
}

struct str
gaps_unknown_words(struct arena *a, const struct gaps_out *g, const struct gap *gap,
    const struct gap_unknown *unknown)
{
	struct str who = gaps_persona(g, gap->persona);
	struct str step = unknown->step_text.len > 0 ? unknown->step_text : unknown->step_id;
	if (str_eq(unknown->kind, S("new")))
		return str_format(a, "'%.*s' is new: ask %.*s", STR(step), STR(who));
	if (str_eq(unknown->kind, S("unsaid")))
		return str_format(a, "'%.*s': nobody asked %.*s yet", STR(step), STR(who));
	if (str_eq(unknown->kind, S("way")))
		return str_format(a, "'%.*s' is reworded: ask %.*s whether it meets the wish",
		    STR(step), STR(who));
	return str_format(a, "'%.*s' does not say '%.*s', and %.*s has a wish about it", STR(step),
	    STR(unknown->kind), STR(who));
}

struct str
gaps_compare_words(struct arena *a, const struct gap *today, const struct gap_compare *c)
{
	struct buf b = {.arena = a};
	bool worse = c->closed < -1e-12;
	struct str points = style_number(a, fabs(c->closed), 2, false);
	buf_format(&b, "from %.*s today: %.*s points %s", STR(gap_percent(a, today->gap)),
	    STR(points), worse ? "MORE lost" : "closed");
	if (!worse && !isnan(c->closed_share))
		buf_format(&b, ", %.*s of the gap", STR(gap_percent(a, c->closed_share)));
	struct str gone = style_count(a, c->gone_count, "line", "lines");
	buf_format(&b, "; %.*s gone, ", STR(gone));
	if (c->opened_count == 0)
		buf_add(&b, S("none opened"));
	else
		buf_format(&b, "%d OPENED", c->opened_count);
	return buf_str(&b);
}

struct str
gaps_stakes_words(void)
{
	return S(
	    "what is wanted weighs differently today and to-be: share or matters come from the "
	    "steps and not from the wishes");
}

struct str
gaps_nothing_words(const struct gaps *gaps)
{
	if (gaps->list.count + gaps->unmapped.count + gaps->never.count > 0)
		return S("");
	return S(
	    "nothing to measure: what was asked for has no wishes of a persona (desired:), or no "
	    "redesign (to-be:)");
}
