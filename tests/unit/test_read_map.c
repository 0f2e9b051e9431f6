/* SPDX-License-Identifier: MIT */
/* Maps: stages, versions, wishes, and what a step takes over. Expected is what the format says. */
#include "model/workspace.h"

#include "tests/unit/reading.h"

#include <math.h>

#define PERSONAS "personas: {ann: Ann, bob: Bob, cat: Cat}\n"
#define MAP PERSONAS "scenarios:\n  m:\n"
static const struct map *
map(struct workspace *ws)
{
	assert_true(ws->map_count > 0);
	return &ws->maps[0];
}

static const struct step *
to_be(struct workspace *ws, int i)
{
	const struct map *m = map(ws);
	assert_true(m->to_be_count > 0 && i < m->to_be[0].version.step_count);
	return &m->to_be[0].version.steps[i];
}

static const struct wish *
wish(struct workspace *ws, int i)
{
	const struct map *m = map(ws);
	assert_true(m->wishlist_count > 0 && i < m->wishlists[0].wish_count);
	return &m->wishlists[0].wishes[i];
}

/* Today's process, and a to-be or wishes behind it. */
static struct workspace *
read_after_today(void **state, const char *more)
{
	struct world *w = *state;
	const char *today = MAP "    actual:\n"
				"      - greet: 8:00 Greet the caller\n"
				"        takes: 5\n        tool: HRIS\n        matters: 8\n"
				"        feel: 1\n        pain: Long\n"
				"      - Look it up\n"
				"      - wrap: Wrap up\n        owner: Desk\n";
	return read_text(state, str_format(w->arena, "%s%s", today, more).at);
}

static void
a_version_is_a_list_or_stages(void **state)
{
	struct workspace *ws = read_text(state,
	    MAP "    actual:\n      Stage 1:\n        - a: A\n        - b: B\n      two:\n"
		"        title: The second\n        goal: Get out\n        ask:\n          - Why?\n"
		"        steps:\n          - c: C\n      three:\n");
	const struct version *v = &map(ws)->actual;
	assert_int_equal(v->step_count, 3);
	assert_int_equal(v->stage_count, 3);
	SAME(v->stages[0].entry.text, "Stage 1");
	assert_int_equal(v->stages[0].count, 2);
	SAME(v->stages[1].entry.id, "two");
	SAME(v->stages[1].entry.text, "The second");
	SAME(entry_text(&v->stages[1].entry, FIELD_goal), "Get out");
	assert_string_equal(texts(ws, &v->stages[1].entry, FIELD_ask), "Why?");
	assert_int_equal(v->stages[1].first, 2);
	assert_int_equal(v->steps[2].stage, 1);
	assert_int_equal(v->stages[2].count, 0);
	FINDS("");
}

static void
steps_without_stages_have_none(void **state)
{
	struct workspace *ws = read_text(state, MAP "    actual: [A, B]\n");
	assert_int_equal(map(ws)->actual.stage_count, 0);
	assert_int_equal(map(ws)->actual.steps[1].stage, -1);
}

static void
a_stage_holds_a_list(void **state)
{
	struct workspace *ws =
	    read_text(state, MAP "    actual:\n      One: Text\n      Two: {step: [A]}\n");
	FINDS("5:12 value-type, 6:13 key-unknown");
}

static void
a_stage_is_no_item(void **state)
{
	struct workspace *ws =
	    read_text(state, MAP "    actual:\n      - Stage one:\n          - a: A\n");
	FINDS("5:9 value-type");
}

static void
a_map_has_title_volume_and_persona(void **state)
{
	struct workspace *ws = read_text(state,
	    PERSONAS "journeys:\n  day:\n    title: A day\n    persona: [bob, ann]\n"
		     "    volume: 70 / week\n    source: measured, once\n    review: 2026-03\n");
	const struct map *m = map(ws);
	assert_true(m->journey);
	SAME(m->entry.text, "A day");
	assert_int_equal(m->persona_count, 2);
	assert_int_equal(m->personas[0], 1);
	assert_true(fabs(m->runs - 10) < 1e-12);
	assert_false(m->actual.given);
	FINDS("");
}

static void
a_scenario_has_no_persona_of_its_own(void **state)
{
	struct workspace *ws = read_text(state, MAP "    persona: ann\n    volume: often\n");
	FINDS("4:5 key-unknown, 5:13 value-type");
	assert_true(isnan(map(ws)->runs));
	SAME(map(ws)->entry.text, "m");
}

static void
a_leading_time_is_at_and_a_range_takes_too(void **state)
{
	struct workspace *ws = read_text(state,
	    MAP "    actual:\n      - a: 06:10 Wake\n      - b: 7:45-11:30 Ward round\n"
		"      - c: C\n        at: 23:30-0:15\n      - 9:00 Plain\n");
	const struct step *s = map(ws)->actual.steps;
	SAME(s[0].entry.text, "Wake");
	assert_true(number(&s[0].entry, FIELD_at) == 370);
	assert_null(entry_get(&s[0].entry, FIELD_takes));
	SAME(s[1].entry.text, "Ward round");
	assert_true(number(&s[1].entry, FIELD_at) == 465);
	assert_true(number(&s[1].entry, FIELD_takes) == 225);
	assert_true(number(&s[2].entry, FIELD_at) == 1410);
	assert_true(number(&s[2].entry, FIELD_takes) == 45);
	SAME(s[3].entry.id, "plain");
	FINDS("");
}

static void
a_time_is_not_said_twice(void **state)
{
	struct workspace *ws = read_text(state,
	    MAP "    actual:\n      - a: 6:10 Wake\n        at: 6:10\n"
		"      - b: 7:00-8:00 Drive\n        takes: 60\n"
		"      - c: C\n        at: 7:00-8:00\n        takes: 60\n");
	FINDS("6:13 key-twice, 8:16 key-twice, 11:16 key-twice");
}

static void
details_may_differ_by_persona(void **state)
{
	struct workspace *ws = read_text(state,
	    MAP "    actual:\n      - a: A\n        feel: {bob: -2, others: 1}\n"
		"        think: {ann: [One, Two], others: }\n        at: {cat: 7:00-7:30}\n");
	const struct entry *e = &map(ws)->actual.steps[0].entry;
	assert_true(entry_number(e, FIELD_feel, 1, 9) == -2);
	assert_true(entry_number(e, FIELD_feel, 0, 9) == 1);
	assert_int_equal(entry_for(e, FIELD_think, 0)->items.count, 2);
	assert_null(entry_for(e, FIELD_think, 1));
	assert_true(entry_number(e, FIELD_takes, 2, 9) == 30);
	FINDS("");
}

static void
who_differs_must_be_known(void **state)
{
	struct workspace *ws =
	    read_text(state, MAP "    actual:\n      - a: A\n        feel: {anne: -2}\n");
	FINDS("6:16 ref-unknown");
	const struct diag *d = first_finding(ws, DIAG_ref_unknown);
	SAME(d->hint, "did you mean 'ann'?");
	SAME(d->also_says, "defined at");
	assert_int_equal(workspace_position(ws, d->also).column, 12);
}

static void
personas_may_be_defined_in_a_later_file(void **state)
{
	file(*state,
	    "scenarios:\n  m:\n    actual:\n      - a: A\n        feel: {zoe: 2, others: 1}\n"
	    "        only: zoe\n    desired: {zoe: [a], yan: same}\n");
	struct workspace *ws = read_text(state, "personas: {ann: Ann, zoe: Zoe, yan: Yan}\n");
	assert_true(entry_number(&map(ws)->actual.steps[0].entry, FIELD_feel, 1, 9) == 2);
	assert_int_equal(map(ws)->wishlists[0].persona, 1);
	assert_int_equal(map(ws)->wishlists[1].persona, 2);
	FINDS("");
}

static void
added_lanes_are_keys_of_all_steps(void **state)
{
	file(*state,
	    "scenarios:\n  m:\n    actual:\n      - a: A\n        legal: Duty\n"
	    "        app: [X, x, Y]\n        illegal: z\n    desired:\n      ann:\n"
	    "        - a: B\n          legal: Mine\n");
	struct workspace *ws = read_text(state,
	    "personas: {ann: Ann}\nworkspace:\n  lanes: [feel, {legal: text}]\nscenarios:\n"
	    "  n:\n    lanes: [legal, {app: name}, feel, feel]\n    actual:\n      - b: B\n"
	    "        app: Z\n");
	FINDS("a.yaml:7:9 key-unknown");
	assert_int_equal(ws->lane_added_count, 2);
	assert_int_equal(ws->lane_count, 2);
	assert_int_equal(ws->lanes[1], FIELD_COUNT);
	SAME(field_name(ws, FIELD_COUNT), "legal");
	const struct entry *a = &ws->maps[0].actual.steps[0].entry;
	assert_string_equal(texts(ws, a, FIELD_COUNT), "Duty");
	assert_string_equal(names(ws, a, FIELD_COUNT + 1), "X|x|Y");
	assert_int_equal(ws->maps[1].lane_count, 3);
	assert_int_equal(ws->maps[1].lanes[0], FIELD_COUNT);
	assert_int_equal(ws->maps[1].lanes[2], FIELD_feel);
	assert_string_equal(names(ws, &ws->maps[1].actual.steps[0].entry, FIELD_COUNT + 1), "Z");
	assert_string_equal(texts(ws, &wish(ws, 0)->entry, FIELD_COUNT), "Mine");
}

static void
a_lane_must_be_known_or_added(void **state)
{
	struct workspace *ws = read_text(state,
	    MAP "    lanes: [feel, chanel, {tool: text}, {law: number}, {A b: text}, gone]\n");
	FINDS("4:19 key-unknown, 4:28 key-twice, 4:47 value-type, 4:57 id-form, "
	      "4:69 key-unknown");
	assert_int_equal(map(ws)->lane_count, 1);
}

static void
wishes_are_intervals(void **state)
{
	struct workspace *ws = read_text(state,
	    MAP "    desired:\n      ann:\n        - a: 7:00 Wake\n          takes: 5\n"
		"          feel: 1\n          wait: 4..8 min\n          channel: [chat, phone]\n"
		"          matters: 8\n          share: 50%\n          think: Good\n");
	const struct entry *e = &wish(ws, 0)->entry;
	const struct value *at = entry_get(e, FIELD_at), *takes = entry_get(e, FIELD_takes);
	assert_true(at->number.low == 405 && at->number.high == 435);
	assert_true(takes->number.low == -INFINITY && takes->number.high == 5);
	assert_true(entry_get(e, FIELD_feel)->number.high == INFINITY);
	assert_true(entry_get(e, FIELD_wait)->number.low == 4);
	assert_true(number(e, FIELD_matters) == 8);
	assert_string_equal(names(ws, e, FIELD_channel), "chat|phone");
	FINDS("");
}

static void
what_is_no_wish_is_an_error(void **state)
{
	struct workspace *ws = read_text(state,
	    MAP "    desired:\n      ann:\n        - a: A\n          owner: Desk\n"
		"          optional: true\n          chanel: x\n          feel: {bob: 1}\n");
	FINDS("7:11 not-a-wish, 8:11 not-a-wish, 9:11 key-unknown, 10:17 value-type");
}

static void
a_wish_list_is_a_list_stages_a_long_form_or_a_word(void **state)
{
	struct workspace *ws = read_text(state,
	    PERSONAS "scenarios:\n  m:\n    others: ask\n    desired:\n      ann: [A, B]\n"
		     "      bob: {others: fine, order: any, steps: [A]}\n      cat: same\n"
		     "  n:\n    desired:\n      ann: {Early: [A], Late: [B]}\n      bob: never\n"
		     "      cat: {steps: {One: [A]}}\n");
	const struct wishlist *l = map(ws)->wishlists;
	assert_int_equal(l[0].wish_count, 2);
	assert_int_equal(l[0].others, OTHERS_ASK);
	assert_false(l[0].any_order);
	assert_int_equal(l[1].others, OTHERS_FINE);
	assert_true(l[1].any_order);
	assert_int_equal(l[1].wish_count, 1);
	assert_int_equal(l[2].kind, WISHES_SAME);
	l = ws->maps[1].wishlists;
	assert_int_equal(l[0].stage_count, 2);
	assert_int_equal(l[0].wishes[1].stage, 1);
	assert_int_equal(l[0].others, OTHERS_DROP);
	assert_int_equal(l[1].kind, WISHES_NEVER);
	SAME(l[2].stages[0].entry.id, "One");
	FINDS("");
}

static void
the_nearest_others_wins(void **state)
{
	struct workspace *ws = read_text(state,
	    "workspace: {others: fine}\n" PERSONAS
	    "scenarios:\n  m:\n    desired: {ann: [A], bob: {others: drop, steps: [A]}}\n");
	assert_int_equal(map(ws)->wishlists[0].others, OTHERS_FINE);
	assert_int_equal(map(ws)->wishlists[1].others, OTHERS_DROP);
}

static void
a_stage_of_wishes_is_not_called_like_a_setting(void **state)
{
	struct workspace *ws =
	    read_text(state, MAP "    desired:\n      ann: {steps: [A], Late: [B]}\n");
	FINDS("5:13 stage-name");
}

static void
desired_is_by_persona(void **state)
{
	struct workspace *ws = read_text(state,
	    PERSONAS "scenarios:\n  m: {desired: [A]}\n"
		     "  n: {desired: {ana: same, bob: maybe, cat: }}\n");
	FINDS("3:16 value-type, 4:17 ref-unknown, 4:33 value-type, 4:40 item-empty");
	assert_int_equal(ws->maps[1].wishlist_count, 0);
}

static void
a_bare_id_or_no_words_asks_for_the_step(void **state)
{
	struct workspace *ws = read_after_today(state,
	    "    desired:\n      ann:\n        - greet\n        - wrap:\n            \n"
	    "        - look it UP\n        - wish: Anew\n");
	assert_true(wish(ws, 0)->bare);
	SAME(wish(ws, 0)->entry.id, "greet");
	SAME(wish(ws, 0)->entry.text, "Greet the caller");
	assert_int_equal(wish(ws, 0)->entry.detail_count, 0);
	assert_true(wish(ws, 1)->bare);
	SAME(wish(ws, 1)->entry.text, "Wrap up");
	assert_false(wish(ws, 2)->bare);
	SAME(wish(ws, 2)->entry.id, "look-it-up");
	SAME(wish(ws, 2)->entry.text, "look it UP");
	assert_false(wish(ws, 3)->bare);
	FINDS("");
}

static void
a_drop_names_a_step_of_either_process(void **state)
{
	struct workspace *ws = read_after_today(state,
	    "    desired:\n      ann:\n        - wrap: drop\n        - ended: drop\n"
	    "        - gret: drop\n        - drop\n        - ended\n        - new: Drop\n"
	    "    to-be:\n      - ended: It ended\n");
	assert_true(wish(ws, 0)->drop);
	SAME(wish(ws, 0)->entry.text, "Wrap up");
	SAME(wish(ws, 1)->entry.text, "It ended");
	assert_false(wish(ws, 3)->drop);
	assert_false(wish(ws, 5)->drop);
	FINDS("18:11 ref-unknown, 20:11 step-twice");
	SAME(first_finding(ws, DIAG_ref_unknown)->hint, "did you mean 'greet'?");
}

static void
a_dropped_step_has_no_wishes(void **state)
{
	struct workspace *ws = read_after_today(
	    state, "    desired:\n      ann:\n        - wrap: drop\n          takes: 5\n");
	FINDS("17:11 not-a-wish");
}

static void
a_bare_id_stands_once(void **state)
{
	struct workspace *ws = read_after_today(state,
	    "    desired: {ann: [greet, wrap, greet]}\n    to-be:\n      - greet: Hello\n"
	    "      - greet\n      - wrap: Wrap\n      - wrap: Wrap again\n");
	FINDS("14:34 step-twice, 17:9 step-twice, 19:9 id-twice");
}

static void
a_step_as_it_is_today_keeps_everything(void **state)
{
	struct workspace *ws = read_after_today(state,
	    "    to-be:\n      - greet\n      - look it up\n      - wrap: wrap  UP\n"
	    "        fits: ann\n");
	const struct step *s = to_be(ws, 0);
	assert_int_equal(s->today, 0);
	assert_false(s->changed);
	assert_true(number(&s->entry, FIELD_feel) == 1);
	assert_string_equal(texts(ws, &s->entry, FIELD_pain), "Long");
	SAME(s->entry.text, "Greet the caller");
	assert_int_equal(to_be(ws, 1)->today, 1);
	SAME(to_be(ws, 1)->entry.id, "look-it-up");
	assert_false(to_be(ws, 2)->changed);
	SAME(entry_text(&to_be(ws, 2)->entry, FIELD_owner), "Desk");
	assert_string_equal(names(ws, &to_be(ws, 2)->entry, FIELD_fits), "ann");
	FINDS("");
}

static void
a_changed_step_keeps_facts_and_no_experience(void **state)
{
	struct workspace *ws = read_after_today(
	    state, "    to-be:\n      - greet: Say hello\n      - wrap:\n        takes: 1\n");
	const struct step *s = to_be(ws, 0);
	assert_true(s->changed && s->reworded);
	assert_true(number(&s->entry, FIELD_takes) == 5);
	assert_true(number(&s->entry, FIELD_at) == 480);
	assert_true(number(&s->entry, FIELD_matters) == 8);
	assert_string_equal(names(ws, &s->entry, FIELD_tool), "HRIS");
	assert_null(entry_get(&s->entry, FIELD_feel));
	assert_null(entry_get(&s->entry, FIELD_pain));
	s = to_be(ws, 1);
	assert_true(s->changed);
	assert_false(s->reworded);
	SAME(s->entry.text, "Wrap up");
	SAME(entry_text(&s->entry, FIELD_owner), "Desk");
	assert_true(number(&s->entry, FIELD_takes) == 1);
	FINDS("");
}

static void
an_empty_value_clears_and_a_written_one_replaces(void **state)
{
	struct workspace *ws = read_after_today(state,
	    "    to-be:\n      - greet:\n        tool:\n        takes: {bob: 2}\n"
	    "        moment: true\n");
	const struct entry *e = &to_be(ws, 0)->entry;
	assert_null(entry_get(e, FIELD_tool));
	assert_null(entry_detail(e, FIELD_tool, FOR_ALL));
	assert_true(entry_number(e, FIELD_takes, 1, 9) == 2);
	assert_null(entry_for(e, FIELD_takes, 0));
	assert_null(entry_get(e, FIELD_matters));
	assert_true(entry_flag(e, FIELD_moment, 0));
	assert_true(number(e, FIELD_at) == 480);
	FINDS("");
}

static void
any_detail_changes_a_step_even_todays(void **state)
{
	struct workspace *ws = read_after_today(
	    state, "    to-be:\n      - greet: Greet the caller\n        takes: 5\n");
	assert_true(to_be(ws, 0)->changed);
	assert_false(to_be(ws, 0)->reworded);
	assert_null(entry_get(&to_be(ws, 0)->entry, FIELD_feel));
}

static void
a_time_equal_to_todays_changes_nothing(void **state)
{
	struct workspace *ws = read_after_today(state, "    to-be: [8:00 Greet the caller]\n");
	assert_false(to_be(ws, 0)->changed);
	assert_true(number(&to_be(ws, 0)->entry, FIELD_feel) == 1);
	assert_true(number(&to_be(ws, 0)->entry, FIELD_at) == 480);
}

static void
another_time_changes_a_step(void **state)
{
	struct workspace *ws = read_after_today(
	    state, "    to-be:\n      - greet: 8:30 Greet the caller\n      - wrap\n");
	assert_true(to_be(ws, 0)->changed);
	assert_false(to_be(ws, 0)->reworded);
	assert_true(number(&to_be(ws, 0)->entry, FIELD_at) == 510);
	assert_null(entry_get(&to_be(ws, 0)->entry, FIELD_feel));
}

static void
an_id_that_today_lacks_is_new_whatever_its_words(void **state)
{
	struct workspace *ws =
	    read_after_today(state, "    to-be:\n      - look: Look it up\n      - empty:\n");
	assert_int_equal(to_be(ws, 0)->today, -1);
	assert_false(to_be(ws, 0)->changed);
	SAME(to_be(ws, 1)->entry.text, "empty");
	FINDS("16:9 item-empty");
}

static void
equal_words_are_paired_in_order(void **state)
{
	struct workspace *ws =
	    read_text(state, MAP "    actual: [Wait, Go, Wait]\n    to-be: [Wait, wait, WAIT]\n");
	assert_int_equal(to_be(ws, 0)->today, 0);
	assert_int_equal(to_be(ws, 1)->today, 2);
	assert_int_equal(to_be(ws, 2)->today, -1);
	SAME(to_be(ws, 1)->entry.id, "wait-2");
	SAME(to_be(ws, 2)->entry.id, "wait-3");
}

static void
a_redesign_may_differ_by_persona(void **state)
{
	struct workspace *ws = read_after_today(
	    state, "    to-be:\n      bob: [greet]\n      others: {One: [wrap], Two: [greet]}\n");
	const struct map *m = map(ws);
	assert_int_equal(m->to_be_count, 2);
	assert_int_equal(m->to_be[0].persona, 1);
	assert_int_equal(m->to_be[1].persona, FOR_OTHERS);
	assert_int_equal(m->to_be[1].version.stage_count, 2);
	assert_int_equal(m->to_be[1].version.steps[1].today, 0);
	assert_ptr_equal(map_version(m, TO_BE, 1), &m->to_be[0].version);
	assert_ptr_equal(map_version(m, TO_BE, 2), &m->to_be[1].version);
	FINDS("");
}

static void
keys_that_are_not_all_personas_are_stages(void **state)
{
	struct workspace *ws = read_after_today(state, "    to-be: {ann: [greet], late: [wrap]}\n");
	assert_int_equal(map(ws)->to_be_count, 1);
	assert_int_equal(map(ws)->to_be[0].persona, FOR_ALL);
	assert_int_equal(map(ws)->to_be[0].version.stage_count, 2);
	FINDS("");
}

static void
a_redesign_may_be_of_personas_defined_later(void **state)
{
	file(*state,
	    "scenarios:\n  m:\n    actual: [A, B]\n    to-be:\n      zoe: [A]\n"
	    "      yan: {steps: [B]}\n  n:\n    actual: [A]\n    to-be: {zoe: [A], x: [B]}\n"
	    "  o:\n    to-be: {zoe: {Early: [A]}, others: [B]}\n");
	struct workspace *ws = read_text(state, "personas: {yan: Yan, zoe: Zoe}\n");
	const struct map *m = map(ws);
	assert_int_equal(m->to_be_count, 2);
	assert_int_equal(m->to_be[0].persona, 1);
	assert_int_equal(m->to_be[0].version.stage_count, 0);
	assert_int_equal(m->to_be[0].version.steps[0].stage, -1);
	assert_int_equal(m->to_be[1].persona, 0);
	assert_int_equal(m->to_be[1].version.steps[0].today, 1);
	assert_int_equal(ws->maps[1].to_be_count, 1);
	assert_int_equal(ws->maps[1].to_be[0].version.stage_count, 2);
	assert_int_equal(ws->maps[2].to_be_count, 2);
	SAME(ws->maps[2].to_be[0].version.stages[0].entry.id, "Early");
	FINDS("");
}

static void
without_today_the_redesign_stands_alone(void **state)
{
	struct workspace *ws = read_text(
	    state, MAP "    to-be:\n      - a: A\n      - B\n    desired: {ann: [a, b, B]}\n");
	assert_int_equal(to_be(ws, 0)->today, -1);
	SAME(to_be(ws, 1)->entry.id, "b");
	assert_true(wish(ws, 0)->bare);
	assert_false(wish(ws, 1)->bare);
	FINDS("");
}

static void
words_are_those_of_steps_that_the_persona_meets(void **state)
{
	struct workspace *ws = read_text(state,
	    MAP "    actual:\n      - hidden: Wait\n        only: bob\n      - seen: Wait\n"
		"    desired: {ann: [Wait]}\n");
	SAME(wish(ws, 0)->entry.id, "seen");
}

static void
fits_belongs_to_the_redesign(void **state)
{
	struct workspace *ws =
	    read_text(state, MAP "    actual:\n      - a: A\n        fits: ann\n");
	FINDS("6:9 key-unknown");
}

static void
what_was_before_stands_under_dates(void **state)
{
	struct workspace *ws = read_text(
	    state, MAP "    before:\n      2025-11-10:\n        - a: A\n      sometime: [B]\n");
	FINDS("7:7 value-type");
	assert_int_equal(map(ws)->past_count, 2);
	SAME(map(ws)->past[0].entry.id, "2025-11-10");
	SAME(map(ws)->past[0].version.steps[0].entry.id, "a");
}

static void
references_find_what_they_name(void **state)
{
	struct workspace *ws = read_text(state,
	    PERSONAS
	    "framing: {how-might-we: [{own: How?}]}\n"
	    "scenarios:\n  m:\n    actual:\n      - a: A\n        next: [b, c-d]\n"
	    "        pain: [{hold: On hold}]\n        scenario: m\n      - b: B\n      - C d\n"
	    "    to-be:\n      - fresh: New\n        fits: [ann, bob.my-own-wish, all]\n"
	    "        serves: m.a\n      - a\n"
	    "    desired: {bob: [My own wish, a]}\n"
	    "indicators: {left: {for: m.fresh}}\n"
	    "feedback: {w: {for: m.my-own-wish}}\n"
	    "actions:\n  - x: X\n    for: [m.a, m, ann, left, own, hold, m.c-d, y]\n  - y: Y\n");
	FINDS("");
}

static void
references_to_nothing_say_what_is_near(void **state)
{
	struct workspace *ws = read_text(state,
	    PERSONAS "scenarios:\n  mail:\n    actual:\n      - answer: A\n        next: anser\n"
		     "        only: [ann, bab]\n        scenario: mial\n        serves: answer\n"
		     "    to-be:\n      - b: B\n        fits: [ann.wish, zed, bob.wisch]\n"
		     "    desired: {bob: [Wish]}\n"
		     "actions:\n  - x: X\n    for: [mail.answr, mall.answer, x-ray, anna]\n");
	FINDS("6:15 ref-unknown, 7:21 ref-unknown, 8:19 ref-unknown, 9:17 ref-unknown, "
	      "12:20 ref-unknown, 12:26 ref-unknown, 12:35 ref-unknown, "
	      "16:16 ref-unknown, 16:23 ref-unknown, 16:36 ref-unknown, 16:43 ref-unknown");
	const struct diag *d = first_finding(ws, DIAG_ref_unknown);
	SAME(d->message, "there is no step 'anser' in this version");
	SAME(d->hint, "did you mean 'answer'?");
	SAME(d->also_says, "defined at");
	assert_int_equal(d->width, 5);
}

static void
a_reference_that_fits_two_kinds_names_both(void **state)
{
	struct workspace *ws = read_text(
	    state, PERSONAS "scenarios: {ann: {title: Ann}}\nactions:\n  - x: X\n    for: ann\n");
	FINDS("5:10 ref-two");
	const struct diag *d = first_finding(ws, DIAG_ref_two);
	SAME(d->message, "'ann' could mean the persona or the map");
}

static void
a_way_on_that_is_gone_in_the_redesign_is_no_mistake(void **state)
{
	struct workspace *ws = read_text(state,
	    MAP "    actual:\n      - a: A\n        next: b\n      - b: B\n    to-be: [a]\n");
	FINDS("");
	assert_string_equal(names(ws, &to_be(ws, 0)->entry, FIELD_next), "b");
}

static void
the_end_is_a_way_on(void **state)
{
	struct workspace *ws =
	    read_text(state, MAP "    actual:\n      - a: A\n        next: []\n");
	const struct value *next = entry_get(&map(ws)->actual.steps[0].entry, FIELD_next);
	assert_non_null(next);
	assert_int_equal(next->kind, VALUE_NAMES);
	assert_int_equal(next->names.count, 0);
}

static void
a_missing_file_accuses_nobody(void **state)
{
	file(*state, "personas: {ann: \"\xff\"}\n");
	struct workspace *ws = read_text(state, "actions:\n  - x: X\n    for: ann\n");
	assert_int_equal(ws->diags.list.count, 1);
	assert_int_equal(ws->diags.list.at[0].code, DIAG_yaml_encoding);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
	    TEST(a_version_is_a_list_or_stages),
	    TEST(steps_without_stages_have_none),
	    TEST(a_stage_holds_a_list),
	    TEST(a_stage_is_no_item),
	    TEST(a_map_has_title_volume_and_persona),
	    TEST(a_scenario_has_no_persona_of_its_own),
	    TEST(a_leading_time_is_at_and_a_range_takes_too),
	    TEST(a_time_is_not_said_twice),
	    TEST(details_may_differ_by_persona),
	    TEST(who_differs_must_be_known),
	    TEST(personas_may_be_defined_in_a_later_file),
	    TEST(added_lanes_are_keys_of_all_steps),
	    TEST(a_lane_must_be_known_or_added),
	    TEST(wishes_are_intervals),
	    TEST(what_is_no_wish_is_an_error),
	    TEST(a_wish_list_is_a_list_stages_a_long_form_or_a_word),
	    TEST(the_nearest_others_wins),
	    TEST(a_stage_of_wishes_is_not_called_like_a_setting),
	    TEST(desired_is_by_persona),
	    TEST(a_bare_id_or_no_words_asks_for_the_step),
	    TEST(a_drop_names_a_step_of_either_process),
	    TEST(a_dropped_step_has_no_wishes),
	    TEST(a_bare_id_stands_once),
	    TEST(a_step_as_it_is_today_keeps_everything),
	    TEST(a_changed_step_keeps_facts_and_no_experience),
	    TEST(an_empty_value_clears_and_a_written_one_replaces),
	    TEST(any_detail_changes_a_step_even_todays),
	    TEST(a_time_equal_to_todays_changes_nothing),
	    TEST(another_time_changes_a_step),
	    TEST(an_id_that_today_lacks_is_new_whatever_its_words),
	    TEST(equal_words_are_paired_in_order),
	    TEST(a_redesign_may_differ_by_persona),
	    TEST(keys_that_are_not_all_personas_are_stages),
	    TEST(a_redesign_may_be_of_personas_defined_later),
	    TEST(without_today_the_redesign_stands_alone),
	    TEST(words_are_those_of_steps_that_the_persona_meets),
	    TEST(fits_belongs_to_the_redesign),
	    TEST(what_was_before_stands_under_dates),
	    TEST(references_find_what_they_name),
	    TEST(references_to_nothing_say_what_is_near),
	    TEST(a_reference_that_fits_two_kinds_names_both),
	    TEST(a_way_on_that_is_gone_in_the_redesign_is_no_mistake),
	    TEST(the_end_is_a_way_on),
	    TEST(a_missing_file_accuses_nobody),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
