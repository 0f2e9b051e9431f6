/* SPDX-License-Identifier: MIT */
/*
 * Gaps as Markdown tables, made to be read in the summary of a build or pasted into a page: an
 * overview of all pairs first, then each pair with what closes most of it.
 */
#include "export/gaps_words.h"

#include "export/gap_table.h"
#include "export/markup.h"

#include <math.h>

enum { CHANGES_SHOWN = 5 };

struct document {
	struct buf *out;
	struct arena *arena;
	const struct gaps_out *g;
};

static void
cell_number(const struct document *m, double value, int decimals)
{
	markdown_cell(
	    m->out, isnan(value) ? S("") : style_number(m->arena, value, decimals, false));
}

/* The heads of a table; those that begin with > stand over numbers. */
static void
table_head(const struct document *m, const struct str *heads, ptrdiff_t count)
{
	for (ptrdiff_t i = 0; i < count; i++)
		markdown_cell(
		    m->out, str_starts(heads[i], S(">")) ? str_from(heads[i], 1) : heads[i]);
	markdown_end(m->out);
	for (ptrdiff_t i = 0; i < count; i++)
		buf_add(m->out, str_starts(heads[i], S(">")) ? S("| ---: ") : S("| --- "));
	markdown_end(m->out);
}

/* "**label:** text" as a paragraph of its own. */
static void
paragraph(const struct document *m, struct str label, struct str text)
{
	buf_char(m->out, '\n');
	if (label.len > 0) {
		buf_add(m->out, S("**"));
		buf_add(m->out, label);
		buf_add(m->out, S(":** "));
	}
	markdown_text(m->out, text);
	buf_char(m->out, '\n');
}

static struct str
best_change(const struct document *m, const struct gap *gap)
{
	if (gap->change_count == 0)
		return S("");
	const struct gap_change *best = &gap->changes[0];
	if (best->rest.len == 0)
		return best->head;
	return str_format(m->arena, "%.*s: %.*s", STR(best->head), STR(best->rest));
}

static void
overview(const struct document *m)
{
	static const struct str heads[] = {S_INIT("persona"), S_INIT("map"), S_INIT("version"),
	    S_INIT(">gap"), S_INIT(">points lost"), S_INIT(">stake"), S_INIT("best change")};
	table_head(m, heads, COUNT_OF(heads));
	for (ptrdiff_t i = 0; i < m->g->gaps->list.count; i++) {
		const struct gap *gap = &m->g->gaps->list.at[i];
		markdown_cell(m->out, gaps_persona(m->g, gap->persona));
		markdown_cell(m->out, gaps_map(m->g, gap->map));
		markdown_cell(m->out, gap->which == TO_BE ? S("to-be") : S("today"));
		markdown_cell(m->out, gaps_words(m->arena, gap));
		cell_number(m, gap->measured ? gap->lost : NAN, 2);
		cell_number(m, gap->measured ? gap->stake : NAN, 2);
		markdown_cell(m->out, best_change(m, gap));
		markdown_end(m->out);
	}
}

static void
pair_compare(const struct document *m, const struct gap *gap)
{
	const struct gap *today = gaps_today(m->g->gaps, gap);
	struct gap_compare c = {0};
	if (!today || !today->measured || !gap->measured)
		return;
	gap_compare(m->arena, today, gap, &c);
	paragraph(m, S("Against today"), gaps_compare_words(m->arena, today, &c));
	if (c.stakes_differ)
		paragraph(m, S("Note"), gaps_stakes_words());
	for (int i = 0; i < c.opened_count; i++)
		paragraph(m, S("Opened"), gap->lines[c.opened[i]].text);
}

static void
pair_stages(const struct document *m, const struct gap *gap)
{
	struct gaps_stages stages = {0};
	struct buf b = {.arena = m->arena};
	int sum = gaps_stage_percents(m->arena, m->g, gap, &stages);
	if (sum == 0)
		return;
	for (ptrdiff_t i = 0; i < stages.list.count; i++)
		buf_format(&b, "%s%.*s %d", i ? ", " : "", STR(stages.list.at[i].name),
		    stages.list.at[i].percent);
	buf_format(&b, "; percentage points, they add up to %d", sum);
	paragraph(m, S("By stage"), buf_str(&b));
}

static void
pair_changes(const struct document *m, const struct gap *gap)
{
	static const struct str heads[] = {S_INIT("what closes most of it"), S_INIT("where"),
	    S_INIT(">points"), S_INIT(">of the gap"), S_INIT(">gap then")};
	struct gaps_rows rows = {0};
	gaps_change_rows(m->arena, gap, CHANGES_SHOWN, &rows);
	if (rows.list.count == 0)
		return;
	buf_char(m->out, '\n');
	table_head(m, heads, COUNT_OF(heads));
	for (ptrdiff_t i = 0; i < rows.list.count; i++) {
		const struct gaps_row *r = &rows.list.at[i];
		markdown_cell(m->out, r->head);
		markdown_cell(m->out, r->rest);
		cell_number(m, r->points, 2);
		markdown_cell(m->out, str_format(m->arena, "%d%%", r->percent));
		markdown_cell(m->out, gap_percent(m->arena, r->gap_then));
		markdown_end(m->out);
	}
}

static void
pair_values(const struct document *m, const struct gap *gap)
{
	struct buf b = {.arena = m->arena};
	for (int i = 0; i < gap->value_count; i++)
		buf_format(&b, "%s%.*s %.*s", i ? ", " : "", STR(gap->by_value[i].name),
		    STR(style_number(m->arena, gap->by_value[i].points, 2, false)));
	if (b.len > 0)
		paragraph(m, S("By value"), buf_str(&b));
}

static void
pair_steps(const struct document *m, const struct gap *gap)
{
	struct gaps_steps steps = {0};
	VEC(struct str) heads = {0};
	if (!m->g->ipa && !m->g->opportunity)
		return;
	VEC_PUSH(m->arena, &heads, S("step"));
	VEC_PUSH(m->arena, &heads, S(">matters"));
	VEC_PUSH(m->arena, &heads, S(">points"));
	if (m->g->ipa)
		VEC_PUSH(m->arena, &heads, S("ipa"));
	if (m->g->opportunity)
		VEC_PUSH(m->arena, &heads, S(">opportunity"));
	gaps_steps(m->arena, m->g, gap, &steps);
	buf_char(m->out, '\n');
	table_head(m, heads.at, heads.count);
	for (ptrdiff_t i = 0; i < steps.list.count; i++) {
		const struct gaps_step *s = &steps.list.at[i];
		struct str missing = str_format(m->arena, "%.*s (missing)", STR(s->text));
		markdown_cell(m->out, s->step < 0 ? missing : s->text);
		markdown_cell(m->out, style_number(m->arena, s->matters, 1, true));
		cell_number(m, s->points, 2);
		if (m->g->ipa)
			markdown_cell(m->out, s->ipa);
		if (m->g->opportunity)
			cell_number(m, s->opportunity, 1);
		markdown_end(m->out);
	}
}

static void
pair_lines(const struct document *m, const struct gap *gap)
{
	static const struct str heads[] = {
	    S_INIT("every line"), S_INIT(">points"), S_INIT("place")};
	if (!m->g->explain || gap->line_count == 0)
		return;
	buf_char(m->out, '\n');
	table_head(m, heads, COUNT_OF(heads));
	for (int i = 0; i < gap->line_count; i++) {
		markdown_cell(m->out, gap->lines[i].text);
		cell_number(m, gap->lines[i].points, 2);
		markdown_cell(m->out, gaps_place(m->arena, m->g, gap->lines[i].at));
		markdown_end(m->out);
	}
}

static void
pair(const struct document *m, const struct gap *gap)
{
	buf_add(m->out, S("\n### "));
	markdown_text(m->out, gaps_persona(m->g, gap->persona));
	buf_add(m->out, S(", "));
	markdown_text(m->out, gaps_map(m->g, gap->map));
	buf_add(m->out, gap->which == TO_BE ? S(", to-be: ") : S(", today: "));
	markdown_text(m->out, gaps_header_number(m->arena, gap));
	buf_add(m->out, S("\n"));
	paragraph(m, S(""), gaps_header_points(m->arena, gap));
	pair_compare(m, gap);
	pair_stages(m, gap);
	pair_changes(m, gap);
	pair_values(m, gap);
	struct str trust = gaps_trust_words(m->arena, gap);
	if (trust.len > 0)
		paragraph(m, S("Trust"), trust);
	for (int i = 0; i < gap->unknown_count; i++)
		paragraph(
		    m, S("Not known"), gaps_unknown_words(m->arena, m->g, gap, &gap->unknowns[i]));
	pair_steps(m, gap);
	pair_lines(m, gap);
}

static void
pooled(const struct document *m)
{
	static const struct str heads[] = {
	    S_INIT("all scenarios"), S_INIT("version"), S_INIT(">gap")};
	const struct gaps *all = m->g->gaps;
	bool unweighted = false;
	if (all->personas.count == 0)
		return;
	buf_char(m->out, '\n');
	table_head(m, heads, COUNT_OF(heads));
	for (ptrdiff_t i = 0; i < all->personas.count; i++) {
		const struct persona_gap *p = &all->personas.at[i];
		markdown_cell(m->out, gaps_persona(m->g, p->persona));
		markdown_cell(m->out, p->which == TO_BE ? S("to-be") : S("today"));
		markdown_cell(m->out, isnan(p->gap) ? S("n/a") : gap_percent(m->arena, p->gap));
		markdown_end(m->out);
		unweighted |= p->unweighted;
	}
	for (int which = ACTUAL; which <= TO_BE; which++) {
		if (!gap_has_portfolio(all, (enum which)which))
			continue;
		markdown_cell(m->out, S("all, by share"));
		markdown_cell(m->out, which == TO_BE ? S("to-be") : S("today"));
		markdown_cell(m->out, gap_percent(m->arena, all->portfolio[which]));
		markdown_end(m->out);
	}
	if (unweighted)
		paragraph(m, S("Note"),
		    S("where a scenario has no volume, all scenarios of that persona count the "
		      "same"));
}

static void
left(const struct document *m, struct str label, const struct gap_pair *pairs, ptrdiff_t count)
{
	struct buf b = {.arena = m->arena};
	for (ptrdiff_t i = 0; i < count; i++)
		buf_format(&b, "%s%.*s (%.*s)", i ? ", " : "",
		    STR(gaps_persona(m->g, pairs[i].persona)), STR(gaps_map(m->g, pairs[i].map)));
	if (count > 0)
		paragraph(m, label, buf_str(&b));
}

void
gaps_markdown(struct buf *out, const struct gaps_out *g)
{
	struct document m = {.out = out, .arena = out->arena, .g = g};
	const struct gaps *all = g->gaps;
	buf_add(out, S("## Preference gaps\n\n"));
	if (gaps_nothing_words(all).len > 0) {
		markdown_text(out, gaps_nothing_words(all));
		buf_char(out, '\n');
		return;
	}
	overview(&m);
	pooled(&m);
	left(&m, S("Not yet mapped"), all->unmapped.at, all->unmapped.count);
	left(&m, S("Never meets it"), all->never.at, all->never.count);
	for (ptrdiff_t i = 0; i < all->list.count; i++)
		pair(&m, &all->list.at[i]);
}
