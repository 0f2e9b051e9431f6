/* SPDX-License-Identifier: MIT */
/* A map as a table: which steps, which lanes, in which order, in whose words. */
#include "export/sheet.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

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

static const char TEXT[] = "personas:\n"
			   "  ana: {name: 'Ana, the cook'}\n"
			   "  ben: {name: Ben}\n"
			   "scenarios:\n"
			   "  inner: {title: Inside, actual: [Wait], desired: {ana: [Go]}}\n"
			   "journeys:\n"
			   "  day:\n"
			   "    title: A day\n"
			   "    persona: [ana, ben]\n"
			   "    lanes: [pain, feel, {legal-basis: text}, wait]\n"
			   "    actual:\n"
			   "      Morning:\n"
			   "        goal: Begin\n"
			   "        steps:\n"
			   "          - wake: 06:10 Wake\n"
			   "            feel: {ana: -2, others: 1}\n"
			   "            wait: 9 days\n"
			   "            takes: 6 min\n"
			   "          - ride: Ride\n"
			   "            only: ben\n"
			   "            legal-basis: None\n"
			   "      Noon:\n"
			   "        - eat: Eat\n"
			   "          pain: {ana: [cold, late], ben: dear}\n"
			   "          moment: true\n"
			   "          scenario: inner\n"
			   "          channel: canteen\n"
			   "    desired:\n"
			   "      ana:\n"
			   "        - A coffee first\n"
			   "        - wake\n"
			   "        - Rest\n"
			   "        - eat\n";

static struct sheet
sheet_of(const int *personas, int count)
{
	struct source *source = NEW(arena, struct source);
	*source = (struct source){.path = S("test.yaml"), .text = str_of(TEXT)};
	struct workspace *ws = NEW(arena, struct workspace);
	workspace_read(arena, source, 1, 20000, ws);
	for (ptrdiff_t i = 0; i < ws->diags.list.count; i++) {
		if (diag_row(ws->diags.list.at[i].code)->level == LEVEL_ERROR)
			fail_msg("%.*s", STR(ws->diags.list.at[i].message));
	}
	struct sheet sheet;
	const struct sheet_args args = {
	    .map = workspace_map(ws, S("day")), .personas = personas, .persona_count = count};
	assert_true(sheet_make(arena, ws, &args, &sheet));
	return sheet;
}

static struct sheet
of_ana(void)
{
	return sheet_of((const int[]){0}, 1);
}

static struct sheet
of_both(void)
{
	return sheet_of((const int[]){0, 1}, 2);
}

static void
assert_text(struct str got, const char *expected)
{
	if (!str_eq(got, str_of(expected)))
		fail_msg("'%.*s' is not '%s'", STR(got), expected);
}

static void
only_the_steps_that_the_persona_meets_are_there(void **state)
{
	(void)state;
	struct sheet ana = of_ana(), both = of_both();
	assert_int_equal(ana.step_count, 2);
	assert_int_equal(both.step_count, 3);
	assert_text(both.steps[1].only, "Ben");
	assert_text(both.steps[0].only, "");
}

static void
steps_are_numbered_within_their_stages(void **state)
{
	(void)state;
	struct sheet ana = of_ana();
	assert_int_equal(ana.stage_count, 2);
	assert_text(ana.stages[0].goal, "Begin");
	assert_text(ana.steps[0].number, "1.1");
	assert_text(ana.steps[1].number, "2.1");
	assert_text(ana.steps[0].clock, "06:10");
	assert_text(ana.steps[0].text, "Wake");
}

static void
lanes_are_those_of_the_map_in_its_order_then_the_gap(void **state)
{
	(void)state;
	static const char *const ids[] = {"steps", "pain", "feel", "legal-basis", "time", "gap"};
	struct sheet both = of_both();
	assert_int_equal(both.lane_count, COUNT_OF(ids));
	for (int i = 0; i < both.lane_count; i++)
		assert_text(both.lanes[i].id, ids[i]);
	assert_text(both.lanes[3].title, "Legal basis");
}

static void
a_lane_in_which_nothing_stands_is_left_out(void **state)
{
	(void)state;
	struct sheet ana = of_ana();
	for (int i = 0; i < ana.lane_count; i++)
		assert_false(str_eq(ana.lanes[i].id, S("legal-basis")));
}

static void
words_that_differ_say_whose_they_are(void **state)
{
	(void)state;
	struct sheet ana = of_ana(), both = of_both();
	assert_int_equal(ana.lanes[1].cells[1].count, 2);
	assert_text(ana.lanes[1].cells[1].lines[0], "cold");
	assert_int_equal(both.lanes[1].cells[2].count, 3);
	assert_text(both.lanes[1].cells[2].lines[0], "Ana: cold");
	assert_text(both.lanes[1].cells[2].lines[2], "Ben: dear");
}

static void
feelings_are_numbers_and_unknown_ones_are_not_zero(void **state)
{
	(void)state;
	struct sheet both = of_both();
	assert_true(both.personas[0].feel[0] == -2);
	assert_true(both.personas[1].feel[0] == 1);
	assert_true(isnan(both.personas[0].feel[2]));
	assert_true(both.personas[0].mean_feel == -2);
	assert_text(feel_words(arena, -1.5), "−1.5");
	assert_text(feel_words(arena, 2), "+2");
	assert_text(feel_words(arena, NAN), "?");
}

static void
time_says_hands_on_and_waiting(void **state)
{
	(void)state;
	struct sheet ana = of_ana();
	const struct sheet_cell *cell = &ana.lanes[3].cells[0];
	assert_int_equal(cell->count, 2);
	assert_text(cell->lines[0], "6 min");
	assert_text(cell->lines[1], "wait 9 days");
	assert_true(ana.personas[0].takes == 6 && ana.personas[0].wait == 9 * 1440);
}

static void
missing_wishes_stand_behind_the_step_before_them(void **state)
{
	(void)state;
	struct sheet both = of_both();
	const struct sheet_persona *ana = &both.personas[0];
	assert_int_equal(ana->missing_count, 2);
	assert_text(ana->missing[0].text, "A coffee first");
	assert_int_equal(ana->missing[0].after, -1);
	assert_text(ana->missing[1].text, "Rest");
	assert_int_equal(ana->missing[1].after, 0);
	assert_null(both.personas[1].gap);
}

static void
losses_add_up_to_what_the_gap_lost(void **state)
{
	(void)state;
	struct sheet ana = of_ana();
	double sum = 0;
	for (int i = 0; i < ana.step_count; i++)
		sum += ana.personas[0].losses[i].points;
	for (int i = 0; i < ana.personas[0].missing_count; i++)
		sum += ana.personas[0].missing[i].points;
	assert_true(fabs(sum - ana.personas[0].gap->lost) < 1e-9);
}

/* Ana wants one step that the scenario does not have, and must do one that she did not ask for. */
static void
a_step_that_is_a_scenario_knows_its_gap(void **state)
{
	(void)state;
	struct sheet ana = of_ana();
	assert_true(isnan(ana.personas[0].losses[0].inside));
	assert_true(ana.personas[0].losses[1].inside == 1);
}

static void
a_moment_of_truth_is_marked(void **state)
{
	(void)state;
	struct sheet ana = of_ana();
	assert_false(ana.steps[0].moment);
	assert_true(ana.steps[1].moment);
}

static void
without_a_choice_the_first_persona_of_the_journey_is_shown(void **state)
{
	(void)state;
	struct sheet sheet = sheet_of(NULL, 0);
	assert_int_equal(sheet.persona_count, 1);
	assert_text(sheet.personas[0].shown, "Ana");
	assert_text(sheet.personas[0].initials, "A");
	assert_text(name_initials(arena, S("relief desk")), "RD");
	assert_text(name_initials(arena, S("(the) 美咲 さん")), "美さ");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(only_the_steps_that_the_persona_meets_are_there),
	    cmocka_unit_test(steps_are_numbered_within_their_stages),
	    cmocka_unit_test(lanes_are_those_of_the_map_in_its_order_then_the_gap),
	    cmocka_unit_test(a_lane_in_which_nothing_stands_is_left_out),
	    cmocka_unit_test(words_that_differ_say_whose_they_are),
	    cmocka_unit_test(feelings_are_numbers_and_unknown_ones_are_not_zero),
	    cmocka_unit_test(time_says_hands_on_and_waiting),
	    cmocka_unit_test(missing_wishes_stand_behind_the_step_before_them),
	    cmocka_unit_test(losses_add_up_to_what_the_gap_lost),
	    cmocka_unit_test(a_step_that_is_a_scenario_knows_its_gap),
	    cmocka_unit_test(a_moment_of_truth_is_marked),
	    cmocka_unit_test(without_a_choice_the_first_persona_of_the_journey_is_shown),
	};
	return cmocka_run_group_tests(tests, setup, teardown);
}
