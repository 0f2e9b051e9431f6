/* SPDX-License-Identifier: MIT */
/*
 * The worked examples of the definition (docs/gap.md), each written as a workspace and computed by
 * hand there; and the properties that the definition promises.
 */
#include "model/gap.h"
#include "tests/unit/bank.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

static struct arena *arena;

static int
setup(void **state)
{
	(void)state;
	arena = arena_new();
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
}

static const struct workspace *
read_text(const char *text)
{
	struct source *source = NEW(arena, struct source);
	*source = (struct source){.path = S("test.yaml"), .text = str_of(text)};
	struct workspace *ws = NEW(arena, struct workspace);
	workspace_read(arena, source, 1, 20000, ws);
	for (ptrdiff_t i = 0; i < ws->diags.list.count; i++) {
		const struct diag *d = &ws->diags.list.at[i];
		if (diag_row(d->code)->level == LEVEL_ERROR)
			print_error("%.*s\n", STR(d->message));
	}
	assert_int_equal(diags_count(&ws->diags, LEVEL_ERROR), 0);
	return ws;
}

static struct gap
measure(const struct workspace *ws, const char *map, const char *persona, enum which which)
{
	struct gap g;
	int m = workspace_map(ws, str_of(map)), p = workspace_persona(ws, str_of(persona));
	assert_true(m >= 0 && p >= 0);
	assert_true(gap_measure(arena, ws, m, p, which, &g));
	gap_changes(arena, ws, &g);
	return g;
}

static void
near(double value, double expected)
{
	if (fabs(value - expected) > 1e-9)
		print_error("%.12f is not %.12f\n", value, expected);
	assert_true(fabs(value - expected) <= 1e-9);
}

/* One persona p with the given persona keys, one scenario s. */
static struct gap
one(const char *persona, const char *scenario)
{
	struct str text = str_format(arena, "personas:\n  p: {name: Pat%s%s}\nscenarios:\n  s:\n%s",
	    *persona ? ", " : "", persona, scenario);
	return measure(read_text(text.at), "s", "p", ACTUAL);
}

static void
nothing_is_lost_when_the_process_is_as_wished(void **state)
{
	(void)state;
	struct gap g = one("", "    actual: [a, b]\n    desired: {p: [a, b]}\n");
	near(g.lost, 0);
	near(g.stake, 2);
	near(g.gap, 0);
	assert_int_equal(g.line_count, 0);
}

static void
an_imposed_step_costs_one_point(void **state)
{
	(void)state;
	struct gap g = one("", "    actual: [a, x, b]\n    desired: {p: [a, b]}\n");
	near(g.lost, 1);
	near(g.gap, 1.0 / 2);
	assert_int_equal(g.lines[0].kind, GAP_IMPOSED);
	assert_string_equal(
	    str_z(arena, g.lines[0].text), "Pat must do 'x' and did not ask for it");
}

static void
missing_and_imposed_are_two_points_of_three(void **state)
{
	(void)state;
	struct gap g = one("", "    actual: [a, x, c]\n    desired: {p: [a, b, c]}\n");
	near(g.lost, 2);
	near(g.gap, 2.0 / 3);
	assert_string_equal(
	    str_z(arena, g.lines[0].text), "Pat wants 'b'; the process has no such step");
}

static void
a_moved_step_loses_its_place_which_is_half(void **state)
{
	(void)state;
	struct gap g = one("", "    actual: [a, c, b, d]\n    desired: {p: [a, b, c, d]}\n");
	near(g.lost, 0.5);
	near(g.gap, 1.0 / 8);
	assert_int_equal(g.line_count, 1);
	assert_string_equal(str_z(arena, g.lines[0].step_id), "c");
	assert_string_equal(
	    str_z(arena, g.lines[0].text), "'c' comes too early: Pat wants it after 'b'");
	struct gap any = one("",
	    "    actual: [a, c, b, d]\n    desired: {p: {order: any, "
	    "steps: [a, b, c, d]}}\n");
	near(any.gap, 0);
}

static const char *const phone_for_chat =
    "    actual:\n      - {call: call, channel: phone, wait: 8}\n"
    "    desired:\n      p:\n        - {call: call, channel: chat, wait: 2}\n";

static void
aspects_are_weighed_by_what_the_persona_values(void **state)
{
	(void)state;
	struct gap even = one("", phone_for_chat);
	near(even.lost, 7.0 / 12);
	near(even.gap, 7.0 / 12);
	struct gap keen = one("values: {speed: 10, customization: 2, freedom: 6, collaboration: "
			      "6, ease: 6}",
	    phone_for_chat);
	near(keen.gap, 19.0 / 36);
}

static void
being_rushed_counts_and_being_faster_does_not(void **state)
{
	(void)state;
	struct gap g = one("",
	    "    actual:\n      - {greet: greet, takes: 4}\n"
	    "      - {log: log, takes: 3}\n"
	    "    desired:\n      p:\n        - {greet: greet, takes: at least 8}\n"
	    "        - {log: log, takes: 5}\n");
	near(g.lost, 1.0 / 4);
	near(g.gap, 1.0 / 8);
}

static void
what_is_not_known_leaves_the_sums_and_widens_the_range(void **state)
{
	(void)state;
	struct gap g = one("",
	    "    actual:\n      - {a: a, effort: 4, feel: -2}\n"
	    "    desired:\n      p:\n"
	    "        - {a: a, effort: 2, feel: 0, autonomy: 4}\n");
	near(g.gap, 1.0 / 3);
	near(g.low, 1.0 / 4);
	near(g.high, 1.0 / 2);
	assert_int_equal(g.unknown_count, 1);
	assert_string_equal(str_z(arena, g.unknowns[0].kind), "autonomy");
}

static void
share_and_freedom_weigh_an_imposed_step_and_optional_steps_are_free(void **state)
{
	(void)state;
	struct gap g = one("values: {freedom: 9, speed: 4, collaboration: 4, customization: 4, "
			   "ease: 4}",
	    "    actual:\n      - a\n      - {x: x, share: 30%}\n"
	    "      - {y: y, optional: true}\n    desired: {p: [a]}\n");
	near(g.lost, 27.0 / 50);
	near(g.gap, 0.54);
}

static void
preferences_alone_are_checked_under_same(void **state)
{
	(void)state;
	struct gap g = one("prefers: {channel: chat, wait: 2}",
	    "    actual:\n      - {a: a, channel: chat, wait: 4}\n"
	    "      - {b: b, channel: phone, wait: 2}\n      - c\n    desired: {p: same}\n");
	near(g.lost, 3.0 / 4);
	near(g.stake, 2);
	near(g.gap, 3.0 / 8);
	near(g.low, 1.0 / 4);
	near(g.high, 7.0 / 12);
}

static void
equal_words_pair_the_kth_with_the_kth(void **state)
{
	(void)state;
	struct gap twice = one("", "    actual: [ask, go, ask]\n    desired: {p: [ask, go]}\n");
	near(twice.lost, 1);
	near(twice.gap, 1.0 / 2);
	assert_int_equal(twice.lines[0].kind, GAP_IMPOSED);
	struct gap once = one("", "    actual: [ask]\n    desired: {p: [ask, ask]}\n");
	near(once.lost, 1);
	near(once.gap, 1.0 / 2);
	assert_int_equal(once.lines[0].kind, GAP_MISSING);
}

static void
the_gap_is_capped_and_the_sums_are_not(void **state)
{
	(void)state;
	struct gap g = one("", "    actual: [x, y, z]\n    desired: {p: [a, q]}\n");
	near(g.lost, 5);
	struct gap e18 = one("", "    actual: [a, x, y, z]\n    desired: {p: [a, q]}\n");
	near(e18.lost, 4);
	near(e18.raw, 2);
	near(e18.gap, 1);
	struct gap fine =
	    one("", "    actual: [a, x, y, z]\n    desired: {p: {others: fine, steps: [a, q]}}\n");
	near(fine.gap, 1.0 / 2);
	struct gap ask =
	    one("", "    actual: [a, x, y, z]\n    desired: {p: {others: ask, steps: [a, q]}}\n");
	near(ask.gap, 1.0 / 2);
	near(ask.high, 1);
	assert_int_equal(ask.unknown_count, 3);
	assert_string_equal(str_z(arena, ask.unknowns[0].kind), "unsaid");
}

static void
importance_and_share_make_the_budget(void **state)
{
	(void)state;
	struct gap g = one("",
	    "    actual: [a]\n    desired:\n      p:\n        - a\n"
	    "        - {m: meet, matters: 10, share: 25%}\n");
	near(g.lost, 1.0 / 2);
	near(g.stake, 3.0 / 2);
	near(g.gap, 1.0 / 3);
}

static void
other_words_count_unless_an_aspect_says_how(void **state)
{
	(void)state;
	struct gap words = one("",
	    "    actual:\n      - {a: Call, takes: 6}\n      - {b: Go}\n"
	    "    desired:\n      p:\n        - {a: Chat}\n        - b\n");
	near(words.lost, 1.0 / 2);
	near(words.gap, 1.0 / 4);
	assert_int_equal(words.lines[0].kind, GAP_DIFFERENT);
	struct gap how = one("",
	    "    actual:\n      - {a: Call, takes: 6}\n      - {b: Go}\n"
	    "    desired:\n      p:\n        - {a: Chat, takes: 2}\n"
	    "        - b\n");
	near(how.lost, 1.0 / 3);
	near(how.gap, 1.0 / 6);
}

/* E14 adds a second scenario. */
static const char bank[] = BANK "  ask:\n"
				"    volume: 10 / week\n"
				"    actual:\n"
				"      - {ask: ask, channel: phone, wait: 8}\n"
				"    desired:\n"
				"      dana:\n"
				"        - {ask: ask, channel: chat, wait: 2}\n";

static double
points_of(const struct gap *g, const char *change)
{
	for (int i = 0; i < g->change_count; i++) {
		if (str_eq(g->changes[i].name, str_of(change)))
			return g->changes[i].points;
	}
	print_error("no change '%s'\n", change);
	return NAN;
}

static void
dana_loses_what_the_screen_of_the_definition_says(void **state)
{
	(void)state;
	struct gap g = measure(read_text(bank), "bank", "dana", ACTUAL);
	near(g.lost, 13838.0 / 2415);
	near(g.stake, 7);
	near(g.gap, 13838.0 / 2415 / 7);
	near(points_of(&g, "drop re-key"), 1.5);
	near(points_of(&g, "add tell-the-employee-when-it-takes-effect"), 1);
	near(points_of(&g, "replace tool HRIS"), 4.0 / 7 + 3.0 / 14);
	near(points_of(&g, "more autonomy: change"), 9.0 / 14);
	near(points_of(&g, "drop approval"), 9.0 / 20);
	near(points_of(&g, "move look-up"), 3.0 / 28);
	assert_string_equal(str_z(arena, g.changes[0].name), "drop re-key");
	near(g.changes[0].gap_then, 0.604288671);
	near(g.changes[0].others[0].after, 0.3297835497835498 - 2.0 / 3 / 5);
	assert_int_equal(g.trust_same, 10);
	assert_int_equal(g.trust_of, 10);
}

static void
omar_and_the_redesign(void **state)
{
	(void)state;
	const struct workspace *ws = read_text(bank);
	struct gap now = measure(ws, "bank", "omar", ACTUAL);
	near(now.gap, 3809.0 / 2310 / 5);
	assert_true(fabs(now.high - 0.4155) < 0.00005);
	struct gap dana = measure(ws, "bank", "dana", TO_BE);
	near(dana.lost, 17.0 / 42);
	near(dana.gap, 17.0 / 42 / 7);
	struct gap then = measure(ws, "bank", "omar", TO_BE);
	near(then.gap, 783.0 / 3300);
	assert_true(fabs(then.low - 0.1944) < 0.00005);
	assert_true(fabs(then.high - 0.4135) < 0.00005);
	assert_int_equal(then.unknown_count, 2);
	assert_string_equal(str_z(arena, then.unknowns[0].kind), "who");
	assert_string_equal(str_z(arena, then.unknowns[1].kind), "new");
	assert_string_equal(str_z(arena, then.unknowns[1].step_id), "tell");
	struct gap_compare c;
	gap_compare(arena, &now, &then, &c);
	assert_int_equal(c.opened_count, 3);
	struct gap before = measure(ws, "bank", "dana", ACTUAL);
	gap_compare(arena, &before, &dana, &c);
	assert_true(fabs(c.closed_share - 0.929) < 0.0005);
}

static void
personas_pool_by_volume_and_the_portfolio_by_share(void **state)
{
	(void)state;
	struct gaps all;
	const struct workspace *ws = read_text(bank);
	struct gaps_args args = {.map = -1, .persona = -1, .actual = true, .to_be = true};
	gaps_measure(arena, ws, &args, &all);
	double dana = (40 * 13838.0 / 2415 + 10 * 0.6) / (40 * 7 + 10);
	near(all.personas.at[0].gap, dana);
	assert_true(fabs(dana - 0.8110) < 0.00005);
	near(all.portfolio[ACTUAL], 0.6 * dana + 0.4 * 3809.0 / 2310 / 5);
	assert_true(fabs(all.portfolio[ACTUAL] - 0.6185) < 0.00005);
	assert_int_equal(all.unmapped.count, 1);
}

static void
parts_add_up_and_every_change_does_what_it_says(void **state)
{
	(void)state;
	const struct workspace *ws = read_text(bank);
	for (int which = ACTUAL; which <= TO_BE; which++) {
		for (int p = 0; p < 2; p++) {
			struct gap g;
			assert_true(gap_measure(arena, ws, 0, p, (enum which)which, &g));
			gap_changes(arena, ws, &g);
			double value = 0, stage = 0, kind = 0, step = 0, change = 0, share = 0;
			for (int i = 0; i < g.value_count; i++)
				value += g.by_value[i].points;
			for (int i = 0; i < g.stage_count; i++)
				stage += g.by_stage[i].points;
			for (int i = 0; i < g.kind_count; i++)
				kind += g.by_kind[i].points;
			for (int i = 0; i < g.step_count; i++)
				step += g.by_step[i].points;
			for (int i = 0; i < g.change_count; i++) {
				change += g.changes[i].points;
				share += g.changes[i].share;
				near(g.changes[i].gap_then,
				    (g.lost - g.changes[i].points) / g.stake);
			}
			near(value, g.lost);
			near(stage, g.lost);
			near(kind, g.lost);
			near(step, g.lost);
			near(change, g.lost);
			near(share, 1);
		}
	}
}

static void
percentages_add_up_by_the_largest_remainder(void **state)
{
	(void)state;
	double parts[] = {0.0621, 0.7020, 0.0544};
	int percents[3];
	gap_percents(arena, parts, 3, 0.8186, percents);
	assert_int_equal(percents[0], 6);
	assert_int_equal(percents[1], 70);
	assert_int_equal(percents[2], 6);
	assert_string_equal(str_z(arena, gap_percent(arena, 0.001)), "<1%");
	assert_string_equal(str_z(arena, gap_percent(arena, 0.999)), "99%");
	assert_string_equal(str_z(arena, gap_percent(arena, 0.125)), "13%");
	assert_string_equal(str_z(arena, gap_percent(arena, 0)), "0%");
	assert_string_equal(str_z(arena, gap_percent(arena, 1)), "100%");
}

static void
columns_for_importance_and_opportunity(void **state)
{
	(void)state;
	near(gap_opportunity(10, 0), 20);
	near(gap_opportunity(5, 1), 5);
	near(gap_opportunity(8, 0.5), 11);
	assert_string_equal(gap_ipa_cell(5, 0.5).at, "concentrate here");
	assert_string_equal(gap_ipa_cell(10, 0.6).at, "keep it up");
	assert_string_equal(gap_ipa_cell(4, 0.2).at, "low priority");
	assert_string_equal(gap_ipa_cell(4, 0.9).at, "overkill");
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    CASE(nothing_is_lost_when_the_process_is_as_wished),
	    CASE(an_imposed_step_costs_one_point),
	    CASE(missing_and_imposed_are_two_points_of_three),
	    CASE(a_moved_step_loses_its_place_which_is_half),
	    CASE(aspects_are_weighed_by_what_the_persona_values),
	    CASE(being_rushed_counts_and_being_faster_does_not),
	    CASE(what_is_not_known_leaves_the_sums_and_widens_the_range),
	    CASE(share_and_freedom_weigh_an_imposed_step_and_optional_steps_are_free),
	    CASE(preferences_alone_are_checked_under_same),
	    CASE(equal_words_pair_the_kth_with_the_kth),
	    CASE(the_gap_is_capped_and_the_sums_are_not),
	    CASE(importance_and_share_make_the_budget),
	    CASE(other_words_count_unless_an_aspect_says_how),
	    CASE(dana_loses_what_the_screen_of_the_definition_says),
	    CASE(omar_and_the_redesign),
	    CASE(personas_pool_by_volume_and_the_portfolio_by_share),
	    CASE(parts_add_up_and_every_change_does_what_it_says),
	    CASE(percentages_add_up_by_the_largest_remainder),
	    CASE(columns_for_importance_and_opportunity),
	};
	return cmocka_run_group_tests_name("gap", tests, NULL, NULL);
}
