/* SPDX-License-Identifier: MIT */
/* The redesign becomes today: what its steps took over silently is written out, and nothing else.
 */
#include "model/gap.h"
#include "tests/unit/changing.h"

#define HEAD                                                                                       \
	"personas:\n"                                                                              \
	"  nadia: Fixes things\n"                                                                  \
	"  tomas: Waits\n"                                                                         \
	"scenarios:\n"                                                                             \
	"  payslip:\n"

static bool
adopt(struct desk *d)
{
	return change_adopt(d, S("payslip"), S("2026-11-22"));
}

static void
versions_change_places_and_the_old_one_is_kept(void **state)
{
	struct desk *d = desk_of(state,
	    HEAD "    title: Payslip\n"
		 "    # as observed in March\n"
		 "    actual: # today\n"
		 "      - find: Find the form # in four systems\n"
		 "        feel: -1\n"
		 "      - Print it\n"
		 "    desired:\n"
		 "      nadia: same\n"
		 "    # the plan\n"
		 "    to-be:\n"
		 "      - Ask the chat\n"
		 "    source: observed\n");
	becomes(d, adopt(d),
	    HEAD "    title: Payslip\n"
		 "    # the plan\n"
		 "    actual:\n"
		 "      - Ask the chat\n"
		 "    desired:\n"
		 "      nadia: same\n"
		 "    before:\n"
		 "      # as observed in March\n"
		 "      2026-11-22: # today\n"
		 "        - find: Find the form # in four systems\n"
		 "          feel: -1\n"
		 "        - Print it\n"
		 "    source: observed\n");
}

#define PROCESS                                                                                    \
	"    actual:\n"                                                                            \
	"      - find: \"Find the form\" # in four systems\n"                                      \
	"        takes: 6 # measured\n"                                                            \
	"        tool: [case system, mail]\n"                                                      \
	"        feel: -1\n"                                                                       \
	"      - 6:10 Check the roster\n"                                                          \
	"      - call: Call the centre\n"                                                          \
	"        wait: {nadia: 5, others: 9}\n"                                                    \
	"        pain: On hold\n"
#define BEFORE                                                                                     \
	"    before:\n"                                                                            \
	"      2026-11-22:\n"                                                                      \
	"        - find: \"Find the form\" # in four systems\n"                                    \
	"          takes: 6 # measured\n"                                                          \
	"          tool: [case system, mail]\n"                                                    \
	"          feel: -1\n"                                                                     \
	"        - 6:10 Check the roster\n"                                                        \
	"        - call: Call the centre\n"                                                        \
	"          wait: {nadia: 5, others: 9}\n"                                                  \
	"          pain: On hold\n"

static void
a_step_that_stays_as_it_is_brings_all_along(void **state)
{
	struct desk *d = desk_of(state,
	    HEAD PROCESS "    to-be:\n"
			 "      # nothing new here\n"
			 "      - find # as it is\n"
			 "      - Check the roster\n");
	becomes(d, adopt(d),
	    HEAD "    actual:\n"
		 "      # nothing new here\n"
		 "      # as it is\n"
		 "      - find: \"Find the form\" # in four systems\n"
		 "        takes: 6 # measured\n"
		 "        tool: [case system, mail]\n"
		 "        feel: -1\n"
		 "      - 6:10 Check the roster\n" BEFORE);
}

static void
a_changed_step_gets_the_facts_it_took_over_and_no_feelings(void **state)
{
	struct desk *d = desk_of(state,
	    HEAD PROCESS "    to-be:\n"
			 "      - find: Search one box\n"
			 "        tool:\n"
			 "      - call:\n"
			 "        channel: chat\n"
			 "        fits: nadia\n");
	becomes(d, adopt(d),
	    HEAD "    actual:\n"
		 "      - find: Search one box\n"
		 "        takes: 6 # measured\n"
		 "      - call: Call the centre\n"
		 "        wait: {nadia: 5, others: 9}\n"
		 "        channel: chat\n" BEFORE);
}

static void
a_clock_time_in_todays_words_becomes_a_key_where_the_words_are_others(void **state)
{
	struct desk *d = desk_of(state,
	    HEAD "    actual:\n"
		 "      - check: 6:10 Check the roster\n"
		 "      - ride: 7:45-8:15 Ride home\n"
		 "      - walk: Walk\n"
		 "        at: 9:00-9:30\n"
		 "    to-be:\n"
		 "      - check: Look at the roster\n"
		 "      - ride:\n"
		 "        place: bus\n"
		 "      - walk: Stroll\n"
		 "        takes: 5\n");
	becomes(d, adopt(d),
	    HEAD "    actual:\n"
		 "      - check: Look at the roster\n"
		 "        at: 06:10\n"
		 "      - ride: 7:45-8:15 Ride home\n"
		 "        place: bus\n"
		 "      - walk: Stroll\n"
		 "        at: 09:00\n"
		 "        takes: 5\n"
		 "    before:\n"
		 "      2026-11-22:\n"
		 "        - check: 6:10 Check the roster\n"
		 "        - ride: 7:45-8:15 Ride home\n"
		 "        - walk: Walk\n"
		 "          at: 9:00-9:30\n");
}

static void
a_way_to_a_step_that_is_gone_is_not_taken_over(void **state)
{
	struct desk *d = desk_of(state,
	    HEAD "    actual:\n"
		 "      - find: Find it\n"
		 "        next: wait\n"
		 "        takes: 5\n"
		 "      - call: Call\n"
		 "        next: [find, wait]\n"
		 "      - wait: Wait\n"
		 "      - log: Log it\n"
		 "        next: wait\n"
		 "    to-be:\n"
		 "      - find: Search it\n"
		 "      - call: Ring them\n"
		 "      - log\n");
	becomes(d, adopt(d),
	    HEAD "    actual:\n"
		 "      - find: Search it\n"
		 "        takes: 5\n"
		 "      - call: Ring them\n"
		 "        next: [find]\n"
		 "      - log: Log it\n"
		 "    before:\n"
		 "      2026-11-22:\n"
		 "        - find: Find it\n"
		 "          next: wait\n"
		 "          takes: 5\n"
		 "        - call: Call\n"
		 "          next: [find, wait]\n"
		 "        - wait: Wait\n"
		 "        - log: Log it\n"
		 "          next: wait\n");
}

static void
another_past_stands_beside_the_earlier_one(void **state)
{
	struct desk *d = desk_of(state,
	    HEAD "    actual:\n"
		 "    - Walk\n"
		 "    to-be:\n"
		 "    - Ride\n"
		 "    before:\n"
		 "      2025-01-01: # long ago\n"
		 "      - Crawl\n");
	becomes(d, adopt(d),
	    HEAD "    actual:\n"
		 "    - Ride\n"
		 "    before:\n"
		 "      2025-01-01: # long ago\n"
		 "      - Crawl\n"
		 "      2026-11-22:\n"
		 "      - Walk\n");
}

static void
stages_come_along(void **state)
{
	struct desk *d = desk_of(state,
	    HEAD "    actual:\n"
		 "      Early:\n"
		 "        - find: Find it\n"
		 "          takes: 5\n"
		 "    to-be:\n"
		 "      Later: # after lunch\n"
		 "        - find\n"
		 "      At last:\n"
		 "        - Go home\n");
	becomes(d, adopt(d),
	    HEAD "    actual:\n"
		 "      Later: # after lunch\n"
		 "        - find: Find it\n"
		 "          takes: 5\n"
		 "      At last:\n"
		 "        - Go home\n"
		 "    before:\n"
		 "      2026-11-22:\n"
		 "        Early:\n"
		 "          - find: Find it\n"
		 "            takes: 5\n");
}

static void
without_a_process_of_today_there_is_nothing_to_keep(void **state)
{
	struct desk *d = desk_of(state, HEAD "    to-be:\n      - Ride\n");
	becomes(d, adopt(d), HEAD "    actual:\n      - Ride\n");
}

static void
wishes_about_what_is_gone_are_settled(void **state)
{
	struct desk *d = desk_of(state,
	    HEAD "    actual:\n"
		 "      - find: Find it\n"
		 "      - wait: Wait for it\n"
		 "      - fetch: Fetch it\n"
		 "    desired:\n"
		 "      nadia:\n"
		 "        - find\n"
		 "        - wait: drop\n"
		 "        - fetch # I like to walk\n"
		 "    to-be:\n"
		 "      - find\n");
	becomes(d, adopt(d),
	    HEAD "    actual:\n"
		 "      - find: Find it\n"
		 "    desired:\n"
		 "      nadia:\n"
		 "        - find\n"
		 "        - fetch: Fetch it # I like to walk\n"
		 "    before:\n"
		 "      2026-11-22:\n"
		 "        - find: Find it\n"
		 "        - wait: Wait for it\n"
		 "        - fetch: Fetch it\n");
}

static double
gap_of(struct desk *d, enum which which)
{
	struct gap gap = {0};
	assert_true(gap_measure(d->arena, desk_workspace(d), 0, 0, which, &gap));
	return gap.gap;
}

static void
a_wish_that_an_added_step_meets_keeps_pairing_with_it(void **state)
{
	struct desk *d = desk_of(state,
	    HEAD "    actual:\n"
		 "      - find: Find it\n"
		 "    desired:\n"
		 "      nadia:\n"
		 "        - find\n"
		 "        - Get a call back\n"
		 "    to-be:\n"
		 "      - find\n"
		 "      - phone: We phone them\n"
		 "        fits: nadia.get-a-call-back\n");
	becomes(d, adopt(d),
	    HEAD "    actual:\n"
		 "      - find: Find it\n"
		 "      - phone: We phone them\n"
		 "    desired:\n"
		 "      nadia:\n"
		 "        - find\n"
		 "        - phone: Get a call back\n"
		 "    before:\n"
		 "      2026-11-22:\n"
		 "        - find: Find it\n");
}

static void
what_is_measured_does_not_change(void **state)
{
	struct desk *d = desk_of(state,
	    HEAD PROCESS "    desired:\n"
			 "      nadia:\n"
			 "        - find: Search one box\n"
			 "          takes: 1\n"
			 "        - call\n"
			 "    to-be:\n"
			 "      - find: Search one box\n"
			 "      - call\n");
	double before = gap_of(d, TO_BE);
	assert_true(before > 0);
	assert_true(adopt(d));
	assert_true(gap_of(d, ACTUAL) == before);
}

/* ---- refusals ---- */

static void
what_cannot_be_adopted_is_refused(void **state)
{
	static const char text[] = HEAD "    actual:\n      - Walk\n    to-be:\n      nadia:\n"
					"        - Ride\n      others:\n        - Walk\n"
					"  other:\n    actual: [Walk]\n"
					"  third:\n    actual: [Walk]\n    to-be: [Ride]\n"
					"    before: {2026-11-22: [Crawl]}\n";
	struct desk *d = desk_of(state, text);
	refuses(d, adopt(d),
	    "the to-be of 'payslip' differs by persona, and today's process is one for all", text);
	refuses(d, change_adopt(d, S("other"), S("2026-11-22")),
	    "'other' has no to-be that could become today", text);
	refuses(d, change_adopt(d, S("third"), S("2026-11-22")),
	    "there is an earlier process of 2026-11-22 already", text);
	refuses(d, change_adopt(d, S("third"), S("tomorrow")), "'tomorrow' is not a date", text);
}

static void
what_refers_to_a_step_that_is_gone_is_refused(void **state)
{
	static const char text[] =
	    HEAD "    actual:\n      - walk: Walk\n    to-be:\n      - Ride\n"
		 "actions:\n  - shoes: Buy shoes\n    for: payslip.walk\n";
	struct desk *d = desk_of(state, text);
	assert_false(adopt(d));
	file_is(d, 0, text);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(versions_change_places_and_the_old_one_is_kept),
	    TEST(a_step_that_stays_as_it_is_brings_all_along),
	    TEST(a_changed_step_gets_the_facts_it_took_over_and_no_feelings),
	    TEST(a_clock_time_in_todays_words_becomes_a_key_where_the_words_are_others),
	    TEST(a_way_to_a_step_that_is_gone_is_not_taken_over),
	    TEST(another_past_stands_beside_the_earlier_one),
	    TEST(stages_come_along),
	    TEST(without_a_process_of_today_there_is_nothing_to_keep),
	    TEST(wishes_about_what_is_gone_are_settled),
	    TEST(a_wish_that_an_added_step_meets_keeps_pairing_with_it),
	    TEST(what_is_measured_does_not_change),
	    TEST(what_cannot_be_adopted_is_refused),
	    TEST(what_refers_to_a_step_that_is_gone_is_refused),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
