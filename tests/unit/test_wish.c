/* SPDX-License-Identifier: MIT */
/* Wishes, and which step is which: texts before and after, as a careful human would type them. */
#include "tests/unit/changing.h"

static const struct spot anywhere;

#define HEAD                                                                                       \
	"personas:\n"                                                                              \
	"  nadia: Fixes things\n"                                                                  \
	"  tomas: Waits\n"                                                                         \
	"scenarios:\n"                                                                             \
	"  payslip:\n"
#define STEPS                                                                                      \
	"    actual:\n"                                                                            \
	"      - find: Find the form\n"                                                            \
	"        takes: 6\n"                                                                       \
	"      - Print it\n"                                                                       \
	"      - call: Call the centre # by phone\n"                                               \
	"      - wait: Wait\n"

static bool
wish(struct desk *d, const char *persona, const char *step, enum wish_as as, const char *text)
{
	return change_wish(
	    d, S("payslip"), str_of(persona), str_of(step), as, str_of(text), anywhere);
}

/* ---- lists that are there ---- */

#define WISHES                                                                                     \
	"    desired:\n"                                                                           \
	"      nadia:\n"                                                                           \
	"        - find: Search one box # she said\n"                                              \
	"          takes: at most 2\n"                                                             \
	"        - wait\n"

static void
a_wish_stands_where_its_step_stands_today(void **state)
{
	struct desk *d = desk_of(state, HEAD STEPS WISHES);
	becomes(d, wish(d, "nadia", "call", WISH_AS_TODAY, "same"),
	    HEAD STEPS "    desired:\n"
		       "      nadia:\n"
		       "        - find: Search one box # she said\n"
		       "          takes: at most 2\n"
		       "        - call\n"
		       "        - wait\n");
}

static void
a_wish_before_all_others_stands_first(void **state)
{
	struct desk *d = desk_of(state, HEAD STEPS "    desired:\n      nadia:\n        - wait\n");
	becomes(d, wish(d, "nadia", "find", WISH_AS_TODAY, "same"),
	    HEAD STEPS "    desired:\n      nadia:\n        - find\n        - wait\n");
}

static void
a_step_that_is_to_go_is_dropped_by_its_id(void **state)
{
	struct desk *d = desk_of(state, HEAD STEPS WISHES);
	becomes(d, wish(d, "nadia", "wait", WISH_DROP, "drop"),
	    HEAD STEPS "    desired:\n"
		       "      nadia:\n"
		       "        - find: Search one box # she said\n"
		       "          takes: at most 2\n"
		       "        - wait: drop\n");
}

static void
other_words_leave_the_details_of_a_wish(void **state)
{
	struct desk *d = desk_of(state, HEAD STEPS WISHES);
	becomes(d, wish(d, "nadia", "find", WISH_OTHERWISE, "One box: mine"),
	    HEAD STEPS "    desired:\n"
		       "      nadia:\n"
		       "        - find: \"One box: mine\" # she said\n"
		       "          takes: at most 2\n"
		       "        - wait\n");
}

static void
a_bare_wish_gets_words_of_its_own(void **state)
{
	struct desk *d = desk_of(state, HEAD STEPS WISHES);
	becomes(d, wish(d, "nadia", "wait", WISH_OTHERWISE, "Wait for a call back"),
	    HEAD STEPS "    desired:\n"
		       "      nadia:\n"
		       "        - find: Search one box # she said\n"
		       "          takes: at most 2\n"
		       "        - wait: Wait for a call back\n");
}

static void
a_comment_behind_a_bare_wish_stays_there(void **state)
{
	struct desk *d =
	    desk_of(state, HEAD STEPS "    desired:\n      nadia:\n      - wait # why?\n");
	becomes(d, wish(d, "nadia", "wait", WISH_DROP, "drop"),
	    HEAD STEPS "    desired:\n      nadia:\n      - wait: drop # why?\n");
}

static void
a_wish_that_is_there_already_changes_nothing(void **state)
{
	struct desk *d = desk_of(state, HEAD STEPS WISHES);
	becomes(d, wish(d, "nadia", "wait", WISH_AS_TODAY, "same"), HEAD STEPS WISHES);
	assert_false(wish(d, "nadia", "none", WISH_AS_TODAY, "same"));
}

/* A sentence is wished as it is in its own words; nothing else in the file needs to change. */
static void
a_sentence_is_wished_as_it_is_in_its_own_words(void **state)
{
	struct desk *d = desk_of(state, HEAD STEPS WISHES);
	becomes(d, wish(d, "nadia", "Print it", WISH_AS_TODAY, "same"),
	    HEAD STEPS "    desired:\n"
		       "      nadia:\n"
		       "        - find: Search one box # she said\n"
		       "          takes: at most 2\n"
		       "        - Print it\n"
		       "        - wait\n");
}

static void
a_sentence_gets_its_id_when_it_is_to_be_otherwise(void **state)
{
	struct desk *d = desk_of(state, HEAD STEPS WISHES);
	becomes(d, wish(d, "nadia", "print-it", WISH_OTHERWISE, "Save it"),
	    HEAD "    actual:\n"
		 "      - find: Find the form\n"
		 "        takes: 6\n"
		 "      - print-it: Print it\n"
		 "      - call: Call the centre # by phone\n"
		 "      - wait: Wait\n"
		 "    desired:\n"
		 "      nadia:\n"
		 "        - find: Search one box # she said\n"
		 "          takes: at most 2\n"
		 "        - print-it: Save it\n"
		 "        - wait\n");
}

static void
something_new_stands_at_the_end_or_where_it_is_said(void **state)
{
	struct desk *d = desk_of(state, HEAD STEPS WISHES);
	struct spot before = {.where = SPOT_BEFORE, .what = S("wait")};
	becomes(d,
	    change_wish(d, S("payslip"), S("nadia"), S(""), WISH_ADD, S("Get a call back"), before),
	    HEAD STEPS "    desired:\n"
		       "      nadia:\n"
		       "        - find: Search one box # she said\n"
		       "          takes: at most 2\n"
		       "        - Get a call back\n"
		       "        - wait\n");
	becomes(d, wish(d, "nadia", "", WISH_ADD, "Say thanks"),
	    HEAD STEPS "    desired:\n"
		       "      nadia:\n"
		       "        - find: Search one box # she said\n"
		       "          takes: at most 2\n"
		       "        - Get a call back\n"
		       "        - wait\n"
		       "        - Say thanks\n");
}

static void
wishes_in_brackets_stay_in_brackets(void **state)
{
	struct desk *d =
	    desk_of(state, HEAD STEPS "    desired: {nadia: [find, wait], tomas: same}\n");
	becomes(d, wish(d, "nadia", "call", WISH_AS_TODAY, "same"),
	    HEAD STEPS "    desired: {nadia: [find, call, wait], tomas: same}\n");
}

static void
the_long_form_is_respected(void **state)
{
	struct desk *d = desk_of(state,
	    HEAD STEPS "    desired:\n"
		       "      nadia:\n"
		       "        order: any\n"
		       "        steps:\n"
		       "        - wait\n");
	becomes(d, wish(d, "nadia", "find", WISH_AS_TODAY, "same"),
	    HEAD STEPS "    desired:\n"
		       "      nadia:\n"
		       "        order: any\n"
		       "        steps:\n"
		       "        - find\n"
		       "        - wait\n");
}

static void
a_wish_goes_into_the_stage_of_its_neighbour(void **state)
{
	struct desk *d = desk_of(state,
	    HEAD STEPS "    desired:\n"
		       "      nadia:\n"
		       "        Early:\n"
		       "          - find\n"
		       "        Late:\n"
		       "          - wait\n");
	becomes(d, wish(d, "nadia", "call", WISH_DROP, "drop"),
	    HEAD STEPS "    desired:\n"
		       "      nadia:\n"
		       "        Early:\n"
		       "          - find\n"
		       "          - call: drop\n"
		       "        Late:\n"
		       "          - wait\n");
}

/* ---- lists that are not there ---- */

static void
a_first_wish_makes_desired_and_leaves_the_rest_unasked(void **state)
{
	struct desk *d = desk_of(state, HEAD STEPS);
	becomes(d, wish(d, "nadia", "find", WISH_AS_TODAY, "same"),
	    HEAD STEPS "    desired:\n"
		       "      nadia:\n"
		       "        others: ask\n"
		       "        steps:\n"
		       "          - find\n");
}

static void
where_silence_is_settled_a_first_wish_makes_a_plain_list(void **state)
{
	struct desk *d = desk_of(state, "workspace: {others: fine}\n" HEAD STEPS);
	becomes(d, wish(d, "tomas", "find", WISH_AS_TODAY, "same"),
	    "workspace: {others: fine}\n" HEAD STEPS "    desired:\n"
	    "      tomas:\n"
	    "        - find\n");
}

static void
a_persona_is_added_in_the_order_of_the_personas(void **state)
{
	struct desk *d = desk_of(state, HEAD STEPS "    desired:\n      tomas: same\n");
	becomes(d, change_wishes(d, S("payslip"), S("nadia"), S("never")),
	    HEAD STEPS "    desired:\n      nadia: never\n      tomas: same\n");
}

static void
same_becomes_a_list_in_which_the_rest_is_fine(void **state)
{
	struct desk *d = desk_of(state, HEAD STEPS "    desired:\n      nadia: same # all of it\n");
	becomes(d, wish(d, "nadia", "wait", WISH_DROP, "drop"),
	    HEAD STEPS "    desired:\n"
		       "      nadia: # all of it\n"
		       "        others: fine\n"
		       "        steps:\n"
		       "          - wait: drop\n");
}

static void
a_whole_list_becomes_a_word_and_goes(void **state)
{
	struct desk *d = desk_of(state, HEAD STEPS "    desired:\n      nadia:\n        - wait\n");
	becomes(d, change_wishes(d, S("payslip"), S("nadia"), S("same")),
	    HEAD STEPS "    desired:\n      nadia: same\n");
	becomes(d, change_wishes(d, S("payslip"), S("nadia"), S("")), HEAD STEPS);
}

/* ---- refusals ---- */

static void
who_never_meets_a_map_has_no_wishes_about_it(void **state)
{
	static const char text[] = HEAD STEPS "    desired: {nadia: never}\n";
	struct desk *d = desk_of(state, text);
	refuses(d, wish(d, "nadia", "find", WISH_AS_TODAY, "same"),
	    "nadia never meets 'payslip', so there is nothing to wish", text);
}

static void
what_is_not_there_is_refused_with_what_is_near(void **state)
{
	static const char text[] = HEAD STEPS;
	struct desk *d = desk_of(state, text);
	refuses(d, wish(d, "nadja", "find", WISH_AS_TODAY, "same"), "there is no persona 'nadja'",
	    text);
	assert_true(str_eq(d->hint, S("did you mean 'nadia'?")));
	refuses(d, wish(d, "nadia", "fnd", WISH_DROP, "drop"), "'payslip' has no step 'fnd'", text);
	assert_true(str_eq(d->hint, S("did you mean 'find'?")));
	refuses(d, wish(d, "nadia", "", WISH_ADD, "  "), "the text of a wish is empty", text);
	refuses(d, wish(d, "nadia", "", WISH_ADD, "Print it"),
	    "'Print it' is a step of today already", text);
	refuses(d, change_wishes(d, S("payslip"), S("nadia"), S("maybe")),
	    "'maybe' says nothing about all wishes", text);
}

/* ---- links ---- */

#define LINKS                                                                                      \
	"    desired:\n"                                                                           \
	"      nadia:\n"                                                                           \
	"        - Search one box # hers\n"                                                        \
	"        - look-up: Look it up\n"                                                          \
	"          takes: 2\n"

static void
a_sentence_is_linked_by_writing_the_id_before_it(void **state)
{
	struct desk *d = desk_of(state, HEAD STEPS LINKS);
	becomes(d, change_link(d, S("payslip@nadia.search-one-box"), S("find")),
	    HEAD STEPS "    desired:\n"
		       "      nadia:\n"
		       "        - find: Search one box # hers\n"
		       "        - look-up: Look it up\n"
		       "          takes: 2\n");
}

static void
a_wish_with_an_id_gets_that_of_the_step(void **state)
{
	struct desk *d = desk_of(state, HEAD STEPS LINKS);
	becomes(d, change_link(d, S("payslip@nadia.look-up"), S("find")),
	    HEAD STEPS "    desired:\n"
		       "      nadia:\n"
		       "        - Search one box # hers\n"
		       "        - find: Look it up\n"
		       "          takes: 2\n");
}

static void
a_step_without_an_id_gets_it_when_something_is_linked_to_it(void **state)
{
	struct desk *d = desk_of(state, HEAD STEPS LINKS);
	becomes(d, change_link(d, S("payslip@nadia.look-up"), S("Print it")),
	    HEAD "    actual:\n"
		 "      - find: Find the form\n"
		 "        takes: 6\n"
		 "      - print-it: Print it\n"
		 "      - call: Call the centre # by phone\n"
		 "      - wait: Wait\n"
		 "    desired:\n"
		 "      nadia:\n"
		 "        - Search one box # hers\n"
		 "        - print-it: Look it up\n"
		 "          takes: 2\n");
}

static void
a_step_of_the_redesign_is_linked(void **state)
{
	struct desk *d =
	    desk_of(state, HEAD STEPS "    to-be:\n      - Search one box\n      - wait\n");
	becomes(d, change_link(d, S("payslip@to-be.search-one-box"), S("find")),
	    HEAD STEPS "    to-be:\n      - find: Search one box\n      - wait\n");
	assert_int_equal(desk_workspace(d)->maps[0].to_be[0].version.steps[0].today, 0);
}

static void
two_of_one_list_are_not_linked_to_one_step(void **state)
{
	static const char text[] =
	    HEAD STEPS "    desired:\n      nadia:\n        - find\n        - Look it up\n";
	struct desk *d = desk_of(state, text);
	refuses(d, change_link(d, S("payslip@nadia.look-it-up"), S("find")),
	    "'payslip@nadia' has a step 'find' already: 'Find the form'", text);
	refuses(d, change_link(d, S("payslip@nadia.find"), S("find")),
	    "'find' is that step already", text);
	refuses(d, change_link(d, S("payslip@nadia.find"), S("call")),
	    "'find' asks for that very step and has no words of its own", text);
	refuses(d, change_link(d, S("payslip.find"), S("call")),
	    "'payslip.find' is neither a wish nor a step of the redesign", text);
}

static void
unlinking_takes_the_id_away_or_gives_one_of_its_own(void **state)
{
	struct desk *d = desk_of(state,
	    HEAD STEPS "    desired:\n"
		       "      nadia:\n"
		       "        - find: Search one box # hers\n"
		       "        - call: Ask in the chat\n"
		       "          channel: chat\n");
	assert_true(change_unlink(d, S("payslip@nadia.find")));
	becomes(d, change_unlink(d, S("payslip@nadia.call")),
	    HEAD STEPS "    desired:\n"
		       "      nadia:\n"
		       "        - Search one box # hers\n"
		       "        - ask-in-the-chat: Ask in the chat\n"
		       "          channel: chat\n");
}

static void
what_has_todays_words_stays_todays_step(void **state)
{
	static const char text[] =
	    HEAD STEPS "    desired:\n      nadia:\n        - find\n        - Get a chair\n";
	struct desk *d = desk_of(state, text);
	refuses(d, change_unlink(d, S("payslip@nadia.find")),
	    "'find' has no words of its own: it stays the step of today", text);
	refuses(d, change_unlink(d, S("payslip@nadia.get-a-chair")),
	    "'Get a chair' is no step of today", text);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(a_wish_stands_where_its_step_stands_today),
	    TEST(a_wish_before_all_others_stands_first),
	    TEST(a_step_that_is_to_go_is_dropped_by_its_id),
	    TEST(other_words_leave_the_details_of_a_wish),
	    TEST(a_bare_wish_gets_words_of_its_own),
	    TEST(a_comment_behind_a_bare_wish_stays_there),
	    TEST(a_wish_that_is_there_already_changes_nothing),
	    TEST(a_sentence_is_wished_as_it_is_in_its_own_words),
	    TEST(a_sentence_gets_its_id_when_it_is_to_be_otherwise),
	    TEST(something_new_stands_at_the_end_or_where_it_is_said),
	    TEST(wishes_in_brackets_stay_in_brackets),
	    TEST(the_long_form_is_respected),
	    TEST(a_wish_goes_into_the_stage_of_its_neighbour),
	    TEST(a_first_wish_makes_desired_and_leaves_the_rest_unasked),
	    TEST(where_silence_is_settled_a_first_wish_makes_a_plain_list),
	    TEST(a_persona_is_added_in_the_order_of_the_personas),
	    TEST(same_becomes_a_list_in_which_the_rest_is_fine),
	    TEST(a_whole_list_becomes_a_word_and_goes),
	    TEST(who_never_meets_a_map_has_no_wishes_about_it),
	    TEST(what_is_not_there_is_refused_with_what_is_near),
	    TEST(a_sentence_is_linked_by_writing_the_id_before_it),
	    TEST(a_wish_with_an_id_gets_that_of_the_step),
	    TEST(a_step_without_an_id_gets_it_when_something_is_linked_to_it),
	    TEST(a_step_of_the_redesign_is_linked),
	    TEST(two_of_one_list_are_not_linked_to_one_step),
	    TEST(unlinking_takes_the_id_away_or_gives_one_of_its_own),
	    TEST(what_has_todays_words_stays_todays_step),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
