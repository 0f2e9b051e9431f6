/* SPDX-License-Identifier: MIT */
/*
 * Any bytes as a workspace: read, found fault with, measured and shown. Places lie in the text,
 * gaps keep their bounds, parts add up to their sum, and nothing that is printed can act in a
 * terminal.
 */
#include "cli/findings.h"
#include "export/gaps_out.h"
#include "export/text.h"
#include "tests/fuzz/fuzz.h"

#include <math.h>

enum { MANY_STEPS = 200, TODAY = 20779 };

static void
check_places(const struct workspace *ws)
{
	ptrdiff_t length = ws->sources[0].parsed.len;
	for (ptrdiff_t i = 0; i < ws->diags.list.count; i++) {
		const struct diag *d = &ws->diags.list.at[i];
		MUST(d->at.source == 0 && d->at.offset <= length);
		MUST(d->whole_file || d->width >= 1);
		MUST(d->message.len > 0);
		struct position p = workspace_position(ws, d->at);
		MUST(p.line >= 1 && p.column >= 1);
	}
}

static double
sum_of(const struct gap_sum *sums, int count)
{
	double sum = 0;
	for (int i = 0; i < count; i++)
		sum += sums[i].points;
	return sum;
}

static bool
near(double a, double b)
{
	return fabs(a - b) <= 1e-9 * fmax(1, fabs(a));
}

static void
check_gap(const struct gap *g)
{
	if (!g->measured)
		return;
	MUST(g->gap >= 0 && g->gap <= 1 && g->raw >= g->gap - 1e-9);
	MUST(g->low <= g->gap + 1e-9 && g->gap <= g->high + 1e-9);
	MUST(g->stake > 0 && g->lost >= 0 && isfinite(g->lost));
	double lines = 0;
	for (int i = 0; i < g->line_count; i++) {
		MUST(g->lines[i].points > 0);
		MUST(g->lines[i].text.len > 0);
		lines += g->lines[i].points;
	}
	MUST(near(lines, g->lost));
	MUST(near(sum_of(g->by_value, g->value_count), g->lost));
	MUST(near(sum_of(g->by_stage, g->stage_count), g->lost));
	MUST(near(sum_of(g->by_kind, g->kind_count), g->lost));
	MUST(near(sum_of(g->by_step, g->step_count), g->lost));
	double shares = 0;
	for (int i = 0; i < g->change_count; i++)
		shares += g->changes[i].share;
	MUST(g->change_count == 0 || near(shares, 1));
	/* Every change does what it says: its points go, and the stake stays. */
	for (int i = 0; i < g->change_count; i++) {
		double then = (g->lost - g->changes[i].points) / g->stake;
		MUST(near(g->changes[i].gap_then, fmin(1, then)));
	}
	MUST(g->trust_same <= g->trust_of);
}

static void
print_gaps(struct arena *a, const struct workspace *ws, const struct gaps *all)
{
	static const struct text_style styles[] = {
	    {.width = 80, .unicode = true}, {.width = 40}, {.width = 80, .plain = true}};
	for (ptrdiff_t i = 0; i < COUNT_OF(styles); i++) {
		struct gaps_out out = {.ws = ws,
		    .gaps = all,
		    .explain = true,
		    .ipa = true,
		    .opportunity = true,
		    .style = styles[i]};
		struct buf text = {.arena = a};
		gaps_format_find(S("text"))->write(&text, &out);
		must_be_safe_to_print(buf_str(&text));
		for (ptrdiff_t j = 0; i == 0 && gaps_format_at(j) != NULL; j++)
			gaps_format_at(j)->write(&(struct buf){.arena = a}, &out);
		struct show_args show = {.ws = ws, .style = styles[i]};
		struct buf shown = {.arena = a};
		show_gaps(&shown, &show);
		for (show.map = 0; show.map < ws->map_count && show.map < 4; show.map++) {
			show_journey(&shown, &show);
			show_compare(&shown, &show);
		}
		for (int p = 0; p < ws->persona_count && p < 4; p++)
			show_persona(&shown, &show, p);
		must_be_safe_to_print(buf_str(&shown));
	}
}

static bool
is_small(const struct workspace *ws)
{
	int steps = 0;
	for (int i = 0; i < ws->map_count; i++)
		steps += ws->maps[i].actual.step_count + 1;
	return steps * (ws->persona_count + 1) < MANY_STEPS * 4;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *a = arena_new();
	struct str text = str_copy(a, (struct str){(const char *)data, (ptrdiff_t)size});
	struct source *source = NEW(a, struct source);
	*source = (struct source){.path = S("fuzz.yaml"), .text = text};
	struct workspace ws = {0};
	workspace_read(a, source, 1, TODAY, &ws);
	check_places(&ws);
	struct arena *room = arena_new();
	struct buf found = {.arena = a};
	findings_text(&found, &ws, &(struct findings_style){.room = room, .width = 80, .most = -1});
	arena_free(room);
	must_be_safe_to_print(buf_str(&found));
	MUST(str_eq(source->text, text));
	if (diags_count(&ws.diags, LEVEL_ERROR) == 0 && is_small(&ws)) {
		struct gaps all = {0};
		gaps_measure(a, &ws,
		    &(struct gaps_args){.map = -1, .persona = -1, .actual = true, .to_be = true},
		    &all);
		for (ptrdiff_t i = 0; i < all.list.count; i++)
			gap_explain(a, &ws, &all.list.at[i]);
		for (ptrdiff_t i = 0; i < all.list.count; i++)
			check_gap(&all.list.at[i]);
		print_gaps(a, &ws, &all);
	}
	arena_free(a);
	return 0;
}
