/* SPDX-License-Identifier: MIT */
/*
 * Gaps with one statement per line, each of them whole without the lines around it: for screen
 * readers, and for searching in a log.
 */
#include "export/gaps_words.h"

#include "export/gap_table.h"

#include <math.h>

enum { CHANGES_SHOWN = 5 };

struct plain {
	struct buf *out;
	struct arena *arena;
	const struct text_style *style;
	const struct gaps_out *g;
};

static void
say(const struct plain *p, struct str text)
{
	buf_add(p->out, style_safe(p->arena, p->style, text));
	buf_char(p->out, '\n');
}

static struct str
two(const struct plain *p, double points)
{
	return style_number(p->arena, points, 2, false);
}

static void
say_compare(const struct plain *p, const struct gap *gap)
{
	const struct gap *today = gaps_today(p->g->gaps, gap);
	struct gap_compare c = {0};
	if (!today || !today->measured || !gap->measured)
		return;
	gap_compare(p->arena, today, gap, &c);
	struct str words = gaps_compare_words(p->arena, today, &c);
	say(p, str_format(p->arena, "Change: %.*s.", STR(words)));
	if (c.stakes_differ)
		say(p, str_format(p->arena, "Note: %.*s.", STR(gaps_stakes_words())));
	for (int i = 0; i < c.opened_count; i++) {
		const struct gap_line *line = &gap->lines[c.opened[i]];
		say(p,
		    str_format(p->arena, "Opened: %.*s, %.*s points.", STR(line->text),
			STR(two(p, line->points))));
	}
}

static void
say_stages(const struct plain *p, const struct gap *gap)
{
	struct gaps_stages stages = {0};
	if (gaps_stage_percents(p->arena, p->g, gap, &stages) == 0)
		return;
	for (ptrdiff_t i = 0; i < stages.list.count; i++)
		say(p,
		    str_format(p->arena, "Stage %.*s: %d percentage points.",
			STR(stages.list.at[i].name), stages.list.at[i].percent));
}

static void
say_changes(const struct plain *p, const struct gap *gap, int most)
{
	struct gaps_rows rows = {0};
	gaps_change_rows(p->arena, gap, most, &rows);
	for (ptrdiff_t i = 0; i < rows.list.count; i++) {
		const struct gaps_row *r = &rows.list.at[i];
		struct str rest =
		    r->rest.len > 0 ? str_format(p->arena, ", %.*s", STR(r->rest)) : S("");
		say(p,
		    str_format(p->arena,
			"Closes it: %.*s%.*s: %.*s points, %d%% of the gap, gap then %.*s.",
			STR(r->head), STR(rest), STR(two(p, r->points)), r->percent,
			STR(gap_percent(p->arena, r->gap_then))));
	}
}

void
gaps_change_plain(struct buf *out, const struct text_style *style, const struct gap *gap, int most)
{
	struct plain p = {.out = out, .arena = out->arena, .style = style};
	say_changes(&p, gap, most);
}

static void
say_steps(const struct plain *p, const struct gap *gap)
{
	struct gaps_steps steps = {0};
	if (!p->g->ipa && !p->g->opportunity)
		return;
	gaps_steps(p->arena, p->g, gap, &steps);
	for (ptrdiff_t i = 0; i < steps.list.count; i++) {
		const struct gaps_step *s = &steps.list.at[i];
		struct buf b = {.arena = p->arena};
		buf_format(&b, "%s '%.*s': matters %.*s, %.*s points lost",
		    s->step < 0 ? "Missing step" : "Step", STR(s->text),
		    STR(style_number(p->arena, s->matters, 1, true)), STR(two(p, s->points)));
		if (p->g->opportunity && !isnan(s->opportunity))
			buf_format(&b, ", opportunity %.*s",
			    STR(style_number(p->arena, s->opportunity, 1, false)));
		if (p->g->ipa && s->ipa.len > 0)
			buf_format(&b, ", %.*s", STR(s->ipa));
		buf_char(&b, '.');
		say(p, buf_str(&b));
	}
}

static void
say_lines(const struct plain *p, const struct gap *gap)
{
	for (int i = 0; i < gap->line_count; i++) {
		const struct gap_line *line = &gap->lines[i];
		say(p,
		    str_format(p->arena, "Line: %.*s: %.*s points, %.*s.", STR(line->text),
			STR(two(p, line->points)), STR(gaps_place(p->arena, p->g, line->at))));
	}
}

static void
say_head(const struct plain *p, const struct gap *gap)
{
	struct str number = gaps_header_number(p->arena, gap);
	struct str points = gaps_header_points(p->arena, gap);
	say(p,
	    str_format(p->arena, "%.*s, %.*s, %s: %.*s, %.*s.",
		STR(gaps_persona(p->g, gap->persona)), STR(gaps_map(p->g, gap->map)),
		gap->which == TO_BE ? "to-be" : "today", STR(number), STR(points)));
}

static void
say_pair(const struct plain *p, const struct gap *gap)
{
	say_head(p, gap);
	say_compare(p, gap);
	say_stages(p, gap);
	say_changes(p, gap, CHANGES_SHOWN);
	for (int i = 0; i < gap->value_count; i++)
		say(p,
		    str_format(p->arena, "By value: %.*s %.*s points.", STR(gap->by_value[i].name),
			STR(two(p, gap->by_value[i].points))));
	struct str trust = gaps_trust_words(p->arena, gap);
	if (trust.len > 0)
		say(p, str_format(p->arena, "Trust: %.*s.", STR(trust)));
	for (int i = 0; i < gap->unknown_count; i++) {
		struct str words = gaps_unknown_words(p->arena, p->g, gap, &gap->unknowns[i]);
		say(p, str_format(p->arena, "Not known: %.*s.", STR(words)));
	}
	say_steps(p, gap);
	if (p->g->explain)
		say_lines(p, gap);
}

static void
say_pooled(const struct plain *p)
{
	const struct gaps *all = p->g->gaps;
	for (ptrdiff_t i = 0; i < all->personas.count; i++) {
		const struct persona_gap *one = &all->personas.at[i];
		if (!isnan(one->gap))
			say(p,
			    str_format(p->arena, "%.*s, all scenarios, %s: gap %.*s%s.",
				STR(gaps_persona(p->g, one->persona)),
				one->which == TO_BE ? "to-be" : "today",
				STR(gap_percent(p->arena, one->gap)),
				one->unweighted ? ", all scenarios count the same" : ""));
	}
	for (int which = ACTUAL; which <= TO_BE; which++) {
		if (gap_has_portfolio(all, (enum which)which))
			say(p,
			    str_format(p->arena, "All personas by share, %s: gap %.*s.",
				which == TO_BE ? "to-be" : "today",
				STR(gap_percent(p->arena, all->portfolio[which]))));
	}
}

static void
say_left(const struct plain *p, const char *what, const struct gap_pair *pairs, ptrdiff_t count)
{
	for (ptrdiff_t i = 0; i < count; i++)
		say(p,
		    str_format(p->arena, "%.*s, %.*s: %s.",
			STR(gaps_persona(p->g, pairs[i].persona)),
			STR(gaps_map(p->g, pairs[i].map)), what));
}

static void
say_end(const struct plain *p)
{
	const struct gaps *all = p->g->gaps;
	say_pooled(p);
	say_left(p, "not yet mapped", all->unmapped.at, all->unmapped.count);
	say_left(p, "never meets it", all->never.at, all->never.count);
}

void
gaps_plain(struct buf *out, const struct gaps_out *g)
{
	struct plain p = {.out = out, .arena = out->arena, .style = &g->style, .g = g};
	for (ptrdiff_t i = 0; i < g->gaps->list.count; i++)
		say_pair(&p, &g->gaps->list.at[i]);
	say_end(&p);
	if (gaps_nothing_words(g->gaps).len > 0)
		say(&p, gaps_nothing_words(g->gaps));
}

void
gap_table_plain(struct buf *out, const struct gaps_out *g)
{
	struct plain p = {.out = out, .arena = out->arena, .style = &g->style, .g = g};
	for (ptrdiff_t i = 0; i < g->gaps->list.count; i++)
		say_head(&p, &g->gaps->list.at[i]);
	say_end(&p);
}
