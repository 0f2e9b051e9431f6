/* SPDX-License-Identifier: MIT */
/*
 * The table of personas by maps. A cell says either a percentage or why there is none; the words
 * under the table explain only the marks that stand in it.
 */
#include "export/gap_table.h"

#include "base/utf8.h"

#include <math.h>

static const struct {
	double from;
	struct str sign, meaning;
	enum text_role role;
} ramp[] = {
    {0.80, S_INIT("#####"), S_INIT("80-100 #####"), TEXT_worst},
    {0.60, S_INIT("####"), S_INIT("60-79 ####"), TEXT_bad},
    {0.40, S_INIT("==="), S_INIT("40-59 ==="), TEXT_fair},
    {0.20, S_INIT("=="), S_INIT("20-39 =="), TEXT_fair},
    {0.10, S_INIT("-"), S_INIT("10-19 -"), TEXT_body},
    {-1.0, S_INIT(""), S_INIT("0-9 blank"), TEXT_good},
};

enum mark {
	MARK_NONE,
	MARK_UNMAPPED,
	MARK_NEVER,
	MARK_CONTENT,
	MARK_NOTHING,
	MARK_UNSURE,
	MARK_COUNT
};

static const struct {
	struct str sign, meaning;
} marks[MARK_COUNT] = {
    [MARK_UNMAPPED] = {S_INIT("."), S_INIT(". not yet mapped")},
    [MARK_NEVER] = {S_INIT("n/a"), S_INIT("n/a never meets it")},
    [MARK_CONTENT] = {S_INIT("ok"), S_INIT("ok content: takes it as it comes")},
    [MARK_NOTHING] = {S_INIT("-"), S_INIT("- nothing can be measured")},
    [MARK_UNSURE] = {S_INIT("?"), S_INIT("? unsure by more than 20 points")},
};

enum { CELL_LEAST = 11, PERCENT = 5, NAME_MOST = 24 };

struct table {
	struct buf *out;
	const struct gaps_out *g;
	const struct text_style *style;
	enum which which;
	bool pooled;
	VEC(int) maps;
	VEC(int) personas;
	int name_width, cell_width, per_block;
	bool used[MARK_COUNT];
};

/* The row of the ramp by the percentage that is shown, so that sign and number never disagree. */
static ptrdiff_t
ramp_row(double gap)
{
	double shown = floor(gap * 100 + 0.5 + 1e-9) / 100;
	if (gap < 1 && shown >= 1)
		shown = 0.99;
	ptrdiff_t i = 0;
	while (i < COUNT_OF(ramp) - 1 && shown < ramp[i].from - 1e-9)
		i++;
	return i;
}

struct str
gap_sign(double gap)
{
	return isnan(gap) ? S("") : ramp[ramp_row(gap)].sign;
}

enum text_role
gap_role(double gap)
{
	return isnan(gap) ? TEXT_faint : ramp[ramp_row(gap)].role;
}

static bool
has_pair(const struct gap_pair *pairs, ptrdiff_t count, int map, int persona)
{
	for (ptrdiff_t i = 0; i < count; i++) {
		if ((map < 0 || pairs[i].map == map) &&
		    (persona < 0 || pairs[i].persona == persona))
			return true;
	}
	return false;
}

/* Whether a map or a persona (the other is -1) has a place in the table. */
static bool
in_table(const struct table *t, int map, int persona)
{
	const struct gaps *all = t->g->gaps;
	for (ptrdiff_t i = 0; i < all->list.count; i++) {
		const struct gap *gap = &all->list.at[i];
		if (gap->which == t->which && (map < 0 || gap->map == map) &&
		    (persona < 0 || gap->persona == persona))
			return true;
	}
	bool today = t->which == ACTUAL;
	return today &&
	    (has_pair(all->unmapped.at, all->unmapped.count, map, persona) ||
		has_pair(all->never.at, all->never.count, map, persona));
}

static void
collect(struct table *t)
{
	struct arena *a = t->out->arena;
	const struct workspace *ws = t->g->ws;
	for (int i = 0; i < ws->map_count; i++) {
		if (in_table(t, i, -1))
			VEC_PUSH(a, &t->maps, i);
	}
	for (int i = 0; i < ws->persona_count; i++) {
		if (in_table(t, -1, i))
			VEC_PUSH(a, &t->personas, i);
	}
}

static struct str
row_name(const struct table *t, int persona)
{
	struct arena *a = t->out->arena;
	return style_safe(a, t->style, gaps_persona(t->g, persona));
}

static struct str
column_name(const struct table *t, int column)
{
	if (column == t->maps.count)
		return S("all");
	return style_safe(t->out->arena, t->style, gaps_map_id(t->g, t->maps.at[column]));
}

static int
columns(const struct table *t)
{
	return (int)t->maps.count + t->pooled;
}

static void
measure_columns(struct table *t)
{
	int width = style_width(t->style), names = t->pooled ? 14 : 7, heads = CELL_LEAST;
	for (ptrdiff_t i = 0; i < t->personas.count; i++) {
		int w = (int)utf8_width(row_name(t, t->personas.at[i])) + (t->pooled ? 5 : 0);
		names = w > names ? w : names;
	}
	int most = width / 2 < NAME_MOST ? width / 2 : NAME_MOST;
	t->name_width = names < most ? names : most;
	for (int i = 0; i < columns(t); i++) {
		int w = (int)utf8_width(column_name(t, i));
		heads = w > heads ? w : heads;
	}
	int room = (width - t->name_width) / columns(t) - 2;
	t->cell_width = room < CELL_LEAST ? CELL_LEAST : room < heads ? room : heads;
	t->per_block = (width - t->name_width) / (t->cell_width + 2);
	t->per_block = t->per_block < 1 ? 1 : t->per_block;
}

static void
put_percent(struct table *t, double gap, bool unsure)
{
	struct arena *a = t->out->arena;
	enum text_role role = gap_role(gap);
	struct str percent = gap_percent(a, gap);
	if (unsure)
		percent = str_format(a, "?%.*s", STR(percent));
	style_right(t->out, t->style, role, percent, PERCENT);
	buf_char(t->out, ' ');
	style_left(t->out, t->style, role, gap_sign(gap), t->cell_width - PERCENT - 1);
	t->used[MARK_UNSURE] |= unsure;
}

static enum mark
mark_of(const struct table *t, int map, int persona, const struct gap *gap)
{
	const struct gaps *all = t->g->gaps;
	if (gap && gap->content)
		return MARK_CONTENT;
	if (gap)
		return gap->measured ? MARK_NONE : MARK_NOTHING;
	if (has_pair(all->never.at, all->never.count, map, persona))
		return MARK_NEVER;
	if (has_pair(all->unmapped.at, all->unmapped.count, map, persona))
		return MARK_UNMAPPED;
	return MARK_NONE;
}

static void
put_pair(struct table *t, int map, int persona)
{
	const struct gap *gap = gaps_find(t->g->gaps, map, persona, t->which);
	enum mark mark = mark_of(t, map, persona, gap);
	t->used[mark] = true;
	if (mark == MARK_NONE && gap) {
		put_percent(t, gap->gap, gap->high - gap->low > 0.2 + 1e-9);
		return;
	}
	style_right(t->out, t->style, TEXT_faint, marks[mark].sign, PERCENT);
	buf_fill(t->out, ' ', t->cell_width - PERCENT);
}

static double
pooled_gap(const struct table *t, int persona)
{
	const struct gaps *all = t->g->gaps;
	for (ptrdiff_t i = 0; i < all->personas.count; i++) {
		if (all->personas.at[i].persona == persona && all->personas.at[i].which == t->which)
			return all->personas.at[i].gap;
	}
	return NAN;
}

static void
put_number(struct table *t, double gap)
{
	if (isnan(gap))
		buf_fill(t->out, ' ', t->cell_width);
	else
		put_percent(t, gap, false);
}

static void
put_row(struct table *t, int persona, int first, int last)
{
	double share = t->g->ws->personas[persona].share;
	int room = t->name_width - (t->pooled ? 5 : 0);
	style_left(t->out, t->style, TEXT_title, row_name(t, persona), room);
	if (t->pooled)
		style_right(t->out, t->style, TEXT_faint,
		    isnan(share) ? S("") : str_format(t->out->arena, "%.0f%%", share * 100), 5);
	for (int c = first; c < last; c++) {
		buf_add(t->out, S("  "));
		if (c < t->maps.count)
			put_pair(t, t->maps.at[c], persona);
		else
			put_number(t, pooled_gap(t, persona));
	}
	style_end_line(t->out);
}

static void
put_block(struct table *t, int first, int last)
{
	buf_fill(t->out, ' ', t->name_width);
	for (int c = first; c < last; c++) {
		buf_add(t->out, S("  "));
		style_left(t->out, t->style, TEXT_head, column_name(t, c), t->cell_width);
	}
	style_end_line(t->out);
	for (ptrdiff_t i = 0; i < t->personas.count; i++)
		put_row(t, t->personas.at[i], first, last);
	if (last > t->maps.count && gap_has_portfolio(t->g->gaps, t->which)) {
		style_left(t->out, t->style, TEXT_title, S("all, by share"), t->name_width);
		buf_fill(t->out, ' ', (t->cell_width + 2) * (last - 1 - first) + 2);
		put_number(t, t->g->gaps->portfolio[t->which]);
		style_end_line(t->out);
	}
}

static void
put_legend(struct table *t)
{
	struct style_flow flow = {
	    .out = t->out, .style = t->style, .indent = 2, .gap = 3, .column = 2, .empty = true};
	buf_fill(t->out, ' ', 2);
	for (ptrdiff_t i = COUNT_OF(ramp) - 1; i >= 0; i--)
		style_flow_add(&flow, TEXT_faint, ramp[i].meaning);
	for (int m = MARK_NONE + 1; m < MARK_COUNT; m++) {
		if (t->used[m])
			style_flow_add(&flow, TEXT_faint, marks[m].meaning);
	}
	buf_char(t->out, '\n');
}

bool
gap_table(struct buf *out, const struct gaps_out *g, enum which which, bool pooled)
{
	struct table t = {.out = out, .g = g, .style = &g->style, .which = which, .pooled = pooled};
	collect(&t);
	if (t.maps.count == 0 || t.personas.count == 0)
		return false;
	measure_columns(&t);
	for (int first = 0; first < columns(&t); first += t.per_block) {
		if (first > 0)
			buf_char(out, '\n');
		int last = first + t.per_block;
		put_block(&t, first, last < columns(&t) ? last : columns(&t));
	}
	put_legend(&t);
	return true;
}

static void
put_pooled_cell(struct buf *out, const struct gaps_out *g, double gap)
{
	struct str words = isnan(gap) ? S("-") : gap_percent(out->arena, gap);
	style_right(out, &g->style, gap_role(gap), words, 8);
}

static const struct persona_gap *
pooled_of(const struct gaps_out *g, int persona, enum which which)
{
	for (ptrdiff_t i = 0; i < g->gaps->personas.count; i++) {
		const struct persona_gap *p = &g->gaps->personas.at[i];
		if (p->persona == persona && p->which == which)
			return p;
	}
	return NULL;
}

bool
gap_has_portfolio(const struct gaps *gaps, enum which which)
{
	int count = 0;
	for (ptrdiff_t i = 0; i < gaps->personas.count; i++)
		count += gaps->personas.at[i].which == which && !isnan(gaps->personas.at[i].gap);
	return count > 1 && !isnan(gaps->portfolio[which]);
}

static bool
has_version(const struct gaps_out *g, enum which which)
{
	for (ptrdiff_t i = 0; i < g->gaps->personas.count; i++) {
		if (g->gaps->personas.at[i].which == which)
			return true;
	}
	return false;
}

static void
put_pooled_row(struct buf *out, const struct gaps_out *g, struct str name, const double gaps[2])
{
	buf_add(out, S("  "));
	style_left(out, &g->style, TEXT_body, name, 20);
	for (int which = ACTUAL; which <= TO_BE; which++) {
		if (has_version(g, (enum which)which))
			put_pooled_cell(out, g, gaps[which]);
	}
	buf_char(out, '\n');
}

void
gap_pooled(struct buf *out, const struct gaps_out *g)
{
	struct arena *a = out->arena;
	bool unweighted = false;
	if (g->gaps->personas.count == 0)
		return;
	style_left(out, &g->style, TEXT_title, S("all scenarios"), 22);
	if (has_version(g, ACTUAL))
		style_right(out, &g->style, TEXT_head, S("today"), 8);
	if (has_version(g, TO_BE))
		style_right(out, &g->style, TEXT_head, S("to-be"), 8);
	buf_char(out, '\n');
	for (int p = 0; p < g->ws->persona_count; p++) {
		const struct persona_gap *both[2] = {
		    pooled_of(g, p, ACTUAL), pooled_of(g, p, TO_BE)};
		if (!both[0] && !both[1])
			continue;
		double gaps[2] = {both[0] ? both[0]->gap : NAN, both[1] ? both[1]->gap : NAN};
		put_pooled_row(out, g, style_safe(a, &g->style, gaps_persona(g, p)), gaps);
		unweighted |= (both[0] && both[0]->unweighted) || (both[1] && both[1]->unweighted);
	}
	if (gap_has_portfolio(g->gaps, ACTUAL) || gap_has_portfolio(g->gaps, TO_BE))
		put_pooled_row(out, g, S("all, by share"), g->gaps->portfolio);
	if (unweighted)
		style_paragraph(out, &g->style, TEXT_faint, S("  "),
		    S("where a scenario has no volume, all scenarios of that persona count the "
		      "same"));
}

static void
put_left(struct buf *out, const struct gaps_out *g, struct str head, const struct gap_pair *pairs,
    ptrdiff_t count)
{
	struct arena *a = out->arena;
	for (int map = 0; map < g->ws->map_count && count > 0; map++) {
		VEC(struct str) names = {0};
		for (ptrdiff_t i = 0; i < count; i++) {
			if (pairs[i].map == map)
				VEC_PUSH(a, &names, gaps_persona(g, pairs[i].persona));
		}
		if (names.count == 0)
			continue;
		struct str who = style_joined(a, names.at, names.count);
		struct str line = str_format(a, "%.*s: %.*s", STR(gaps_map(g, map)), STR(who));
		style_paragraph(out, &g->style, TEXT_body, head, style_safe(a, &g->style, line));
	}
}

void
gap_pairs_left(struct buf *out, const struct gaps_out *g)
{
	const struct gaps *all = g->gaps;
	put_left(out, g, S("not yet mapped  "), all->unmapped.at, all->unmapped.count);
	put_left(out, g, S("never meets it  "), all->never.at, all->never.count);
}
