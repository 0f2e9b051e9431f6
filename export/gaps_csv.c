/* SPDX-License-Identifier: MIT */
/*
 * Gaps for spreadsheets: one row per line of every pair. A pair that loses nothing, or cannot be
 * measured, has one row without a line, so that no pair is missing from a pivot.
 */
#include "export/gaps_out.h"
#include "export/markup.h"

#include <math.h>

static const struct str heads[] = {S_INIT("persona"), S_INIT("map"), S_INIT("version"),
    S_INIT("gap"), S_INIT("low"), S_INIT("high"), S_INIT("lost"), S_INIT("stake"),
    S_INIT("unknown"), S_INIT("kind"), S_INIT("step"), S_INIT("step_text"), S_INIT("stage"),
    S_INIT("value"), S_INIT("degree"), S_INIT("points"), S_INIT("wanted"), S_INIT("actual"),
    S_INIT("file"), S_INIT("line"), S_INIT("col"), S_INIT("text")};
enum { PAIR_COLUMNS = 9 };

static void
put_pair(struct csv *c, const struct gaps_out *g, const struct gap *gap)
{
	csv_text(c, gaps_persona_id(g, gap->persona));
	csv_text(c, gaps_map_id(g, gap->map));
	csv_text(c, gaps_version(gap->which));
	csv_number(c, gap->measured ? gap->gap : NAN);
	csv_number(c, gap->measured ? gap->low : NAN);
	csv_number(c, gap->measured ? gap->high : NAN);
	csv_number(c, gap->lost);
	csv_number(c, gap->stake);
	csv_int(c, gap->unknown_count);
}

static void
put_line(struct csv *c, const struct gaps_out *g, const struct gap_line *line)
{
	struct position at = workspace_position(g->ws, line->at);
	csv_text(c, line->kind_name);
	csv_text(c, line->step_id);
	csv_text(c, line->step_text);
	csv_text(c, line->stage);
	csv_text(c, line->value);
	csv_number(c, line->degree);
	csv_number(c, line->points);
	csv_text(c, line->wanted);
	csv_text(c, line->actual);
	csv_text(c, gaps_path(g, line->at));
	csv_int(c, at.line);
	csv_int(c, at.column);
	csv_text(c, line->text);
}

static void
put_step(struct csv *c, const struct gaps_out *g, const struct gaps_step *step)
{
	if (g->ipa)
		csv_text(c, step ? step->ipa : S(""));
	if (g->opportunity)
		csv_number(c, step ? step->opportunity : NAN);
}

static void
put_rows(struct csv *c, const struct gaps_out *g, const struct gap *gap)
{
	struct gaps_steps steps = {0};
	if (g->ipa || g->opportunity)
		gaps_steps(c->out->arena, g, gap, &steps);
	for (int i = 0; i < gap->line_count; i++) {
		put_pair(c, g, gap);
		put_line(c, g, &gap->lines[i]);
		put_step(c, g, gaps_step_of(&steps, &gap->lines[i]));
		csv_end(c);
	}
	if (gap->line_count > 0)
		return;
	put_pair(c, g, gap);
	for (ptrdiff_t i = PAIR_COLUMNS; i < COUNT_OF(heads); i++)
		csv_empty(c);
	put_step(c, g, NULL);
	csv_end(c);
}

void
gaps_csv(struct buf *out, const struct gaps_out *g)
{
	struct csv c = {.out = out};
	for (ptrdiff_t i = 0; i < COUNT_OF(heads); i++)
		csv_text(&c, heads[i]);
	if (g->ipa)
		csv_text(&c, S("ipa"));
	if (g->opportunity)
		csv_text(&c, S("opportunity"));
	csv_end(&c);
	struct arena *scratch = arena_new();
	c.room = scratch;
	for (ptrdiff_t i = 0; i < g->gaps->list.count; i++) {
		struct arena_mark mark = arena_mark(scratch);
		struct gap gap = g->gaps->list.at[i];
		if (g->explain_each)
			gap_measure(scratch, g->ws, gap.map, gap.persona, gap.which, &gap);
		put_rows(&c, g, &gap);
		buf_flush(out);
		arena_release(scratch, mark);
	}
	arena_free(scratch);
}
