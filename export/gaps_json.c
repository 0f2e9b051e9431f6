/* SPDX-License-Identifier: MIT */
/*
 * Gaps for other programs. The document is an interface: keys are added at the end of their object,
 * never renamed or taken away; numbers are not rounded; what cannot be measured is null.
 */
#include "export/gaps_out.h"
#include "export/json.h"

#include <math.h>

static void
write_sums(struct json *j, struct str key, const struct gap_sum *sums, int count)
{
	json_key(j, key);
	json_object_line(j);
	for (int i = 0; i < count; i++)
		json_key_number(j, sums[i].name, sums[i].points);
	json_end(j);
}

static void
write_unknowns(struct json *j, const struct gap *gap)
{
	json_key_int(j, S("unknown"), gap->unknown_count);
	json_key(j, S("unknowns"));
	json_array_line(j);
	for (int i = 0; i < gap->unknown_count; i++) {
		json_object_line(j);
		json_key_text(j, S("kind"), gap->unknowns[i].kind);
		json_key_text(j, S("step"), gap->unknowns[i].step_id);
		json_end(j);
	}
	json_end(j);
}

static void
write_line(struct json *j, const struct gaps_out *g, const struct gap_line *line)
{
	struct position at = workspace_position(g->ws, line->at);
	json_object_line(j);
	json_key_text(j, S("kind"), line->kind_name);
	json_key_text(j, S("step"), line->step_id);
	json_key_text(j, S("step_text"), line->step_text);
	json_key_text(j, S("stage"), line->stage);
	json_key_text(j, S("aspect"), line->kind_name);
	json_key_text(j, S("value"), line->value);
	json_key_number(j, S("degree"), line->degree);
	json_key_number(j, S("points"), line->points);
	json_key_text_or_null(j, S("wanted"), line->wanted);
	json_key_text_or_null(j, S("actual"), line->actual);
	json_key_text(j, S("file"), gaps_path(g, line->at));
	json_key_int(j, S("line"), at.line);
	json_key_int(j, S("col"), at.column);
	json_key_text(j, S("text"), line->text);
	json_end(j);
}

static void
write_others(struct json *j, const struct gaps_out *g, const struct gap_change *change)
{
	json_key(j, S("others"));
	json_array_line(j);
	for (int i = 0; i < change->other_count; i++) {
		const struct gap_effect *effect = &change->others[i];
		json_object_line(j);
		json_key_text(j, S("persona"), gaps_persona_id(g, effect->persona));
		json_key_number(j, S("before"), effect->before);
		json_key_number(j, S("after"), effect->after);
		json_end(j);
	}
	json_end(j);
}

static void
write_change(struct json *j, const struct gaps_out *g, const struct gap_change *change)
{
	struct str aspect =
	    change->aspect >= 0 ? aspect_row((enum aspect)change->aspect)->name : S("");
	json_object_line(j);
	json_key_text(j, S("change"), change->name);
	json_key_text(j, S("verb"), change->verb_name);
	json_key_text_or_null(j, S("step"), change->step_id);
	json_key_text_or_null(j, S("aspect"), aspect);
	json_key_text_or_null(j, S("from"), change->from);
	json_key_number(j, S("points"), change->points);
	json_key_number(j, S("share"), change->share);
	json_key_number(j, S("gap_then"), change->gap_then);
	write_others(j, g, change);
	json_end(j);
}

static void
write_steps(struct json *j, const struct gaps_out *g, const struct gap *gap)
{
	struct gaps_steps steps = {0};
	gaps_steps(j->out->arena, g, gap, &steps);
	json_key(j, S("steps"));
	json_array(j);
	for (ptrdiff_t i = 0; i < steps.list.count; i++) {
		const struct gaps_step *s = &steps.list.at[i];
		json_object_line(j);
		json_key_text(j, S("step"), s->id);
		json_key_text(j, S("step_text"), s->text);
		json_key_text(j, S("stage"), s->stage);
		json_key_number(j, S("matters"), s->matters);
		json_key_number(j, S("score"), s->score);
		json_key_number(j, S("points"), s->points);
		if (g->ipa)
			json_key_text_or_null(j, S("ipa"), s->ipa);
		if (g->opportunity)
			json_key_number(j, S("opportunity"), s->opportunity);
		json_end(j);
	}
	json_end(j);
}

static void
write_numbers(struct json *j, const struct gap *gap)
{
	json_key_number(j, S("gap"), gap->measured ? gap->gap : NAN);
	json_key_number(j, S("raw"), gap->measured ? gap->raw : NAN);
	json_key_number(j, S("low"), gap->measured ? gap->low : NAN);
	json_key_number(j, S("high"), gap->measured ? gap->high : NAN);
	json_key_number(j, S("lost"), gap->lost);
	json_key_number(j, S("stake"), gap->stake);
}

/* Nothing lost, nothing to trust. */
static void
write_trust(struct json *j, const struct gap *gap)
{
	if (gap->change_count == 0) {
		json_null(j);
		return;
	}
	json_object_line(j);
	json_key_int(j, S("same"), gap->trust_same);
	json_key_int(j, S("of"), gap->trust_of);
	json_end(j);
}

static void
write_gap(struct json *j, const struct gaps_out *g, const struct gap *gap)
{
	json_object(j);
	json_key_text(j, S("persona"), gaps_persona_id(g, gap->persona));
	json_key_text(j, S("map"), gaps_map_id(g, gap->map));
	json_key_text(j, S("version"), gaps_version(gap->which));
	write_numbers(j, gap);
	write_unknowns(j, gap);
	json_key(j, S("lines"));
	json_array(j);
	for (int i = 0; i < gap->line_count; i++)
		write_line(j, g, &gap->lines[i]);
	json_end(j);
	json_key(j, S("changes"));
	json_array(j);
	for (int i = 0; i < gap->change_count; i++)
		write_change(j, g, &gap->changes[i]);
	json_end(j);
	write_sums(j, S("by_value"), gap->by_value, gap->value_count);
	write_sums(j, S("by_stage"), gap->by_stage, gap->stage_count);
	write_sums(j, S("by_kind"), gap->by_kind, gap->kind_count);
	write_sums(j, S("by_step"), gap->by_step, gap->step_count);
	json_key(j, S("trust"));
	write_trust(j, gap);
	if (g->ipa || g->opportunity)
		write_steps(j, g, gap);
	json_end(j);
}

/* Pairs as map to personas, maps in the order in which they first come. */
/* Changes are many: they live only while their pair is written. */
static void
write_gaps(struct json *j, const struct gaps_out *g)
{
	struct arena *scratch = arena_new();
	for (ptrdiff_t i = 0; i < g->gaps->list.count; i++) {
		struct arena_mark mark = arena_mark(scratch);
		struct gap gap = g->gaps->list.at[i];
		if (g->explain_each)
			gap_explain(scratch, g->ws, &gap);
		write_gap(j, g, &gap);
		buf_flush(j->out);
		arena_release(scratch, mark);
	}
	arena_free(scratch);
}

static void
write_pairs(struct json *j, const struct gaps_out *g, struct str key, const struct gap_pair *pairs,
    ptrdiff_t count)
{
	json_key(j, key);
	json_object_line(j);
	for (int map = 0; map < g->ws->map_count; map++) {
		bool open = false;
		for (ptrdiff_t i = 0; i < count; i++) {
			if (pairs[i].map != map)
				continue;
			if (!open) {
				json_key(j, gaps_map_id(g, map));
				json_array_line(j);
				open = true;
			}
			json_text(j, gaps_persona_id(g, pairs[i].persona));
		}
		if (open)
			json_end(j);
	}
	json_end(j);
}

static void
write_personas(struct json *j, const struct gaps_out *g)
{
	json_key(j, S("personas"));
	json_array(j);
	for (ptrdiff_t i = 0; i < g->gaps->personas.count; i++) {
		const struct persona_gap *p = &g->gaps->personas.at[i];
		json_object_line(j);
		json_key_text(j, S("persona"), gaps_persona_id(g, p->persona));
		json_key_text(j, S("version"), gaps_version(p->which));
		json_key_number(j, S("gap"), p->gap);
		json_key_number(j, S("raw"), p->raw);
		json_key_number(j, S("lost"), p->lost);
		json_key_number(j, S("stake"), p->stake);
		json_key(j, S("maps"));
		json_array_line(j);
		for (int k = 0; k < p->map_count; k++)
			json_text(j, gaps_map_id(g, p->maps[k]));
		json_end(j);
		json_end(j);
	}
	json_end(j);
}

void
gaps_json(struct buf *out, const struct gaps_out *g)
{
	struct json j = {.out = out};
	json_object(&j);
	json_key_int(&j, S("desirepath"), 1);
	json_key(&j, S("gaps"));
	json_array(&j);
	write_gaps(&j, g);
	json_end(&j);
	write_pairs(&j, g, S("unmapped"), g->gaps->unmapped.at, g->gaps->unmapped.count);
	write_pairs(&j, g, S("never"), g->gaps->never.at, g->gaps->never.count);
	write_personas(&j, g);
	json_key(&j, S("portfolio"));
	json_object_line(&j);
	json_key_number(&j, S("actual"), g->gaps->portfolio[ACTUAL]);
	json_key_number(&j, S("to-be"), g->gaps->portfolio[TO_BE]);
	json_end(&j);
	json_end(&j);
}
