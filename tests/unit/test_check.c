/* SPDX-License-Identifier: MIT */
/*
 * The findings of a mapper, each from a small workspace that has it and from one that is nearly the
 * same and has not. Today is 2026-01-01.
 */
#include "model/check.h"

#include "model/value.h"

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

static struct workspace *
read_text(const char *text)
{
	int today;
	assert_true(date_parse(S("2026-01-01"), false, &today));
	struct source *source = NEW(arena, struct source);
	*source = (struct source){.path = S("test.yaml"), .text = str_of(text)};
	struct workspace *ws = NEW(arena, struct workspace);
	workspace_read(arena, source, 1, today, ws);
	for (ptrdiff_t i = 0; i < ws->diags.list.count; i++) {
		const struct diag *d = &ws->diags.list.at[i];
		if (diag_row(d->code)->level == LEVEL_ERROR)
			print_error("%.*s\n", STR(d->message));
	}
	assert_int_equal(diags_count(&ws->diags, LEVEL_ERROR), 0);
	return ws;
}

static int
count_of(const struct workspace *ws, enum diag_code code)
{
	int count = 0;
	for (ptrdiff_t i = 0; i < ws->diags.list.count; i++)
		count += ws->diags.list.at[i].code == code;
	return count;
}

/* The only finding of that code; it must have a hint and a message that holds `words`. */
static const struct diag *
only(const struct workspace *ws, enum diag_code code, const char *words)
{
	const struct diag *found = NULL;
	assert_int_equal(count_of(ws, code), 1);
	for (ptrdiff_t i = 0; i < ws->diags.list.count; i++) {
		if (ws->diags.list.at[i].code == code)
			found = &ws->diags.list.at[i];
	}
	assert_non_null(found);
	if (str_search(found->message, str_of(words)) < 0)
		print_error("%.*s\n", STR(found->message));
	assert_true(str_search(found->message, str_of(words)) >= 0);
	assert_true(found->hint.len > 0);
	return found;
}

static void
stands_at(const struct workspace *ws, const struct diag *d, ptrdiff_t line, ptrdiff_t column)
{
	struct position p = workspace_position(ws, d->at);
	assert_int_equal(p.line, line);
	assert_int_equal(p.column, column);
}

static const char people[] = "personas:\n  dana: Wants to solve a case\n"
			     "  omar: {name: 'Omar, the steady hand'}\n";

static const struct workspace *
with_people(const char *rest)
{
	return read_text(str_format(arena, "%s%s", people, rest).at);
}

static void
a_persona_without_wishes_on_a_wished_scenario_is_unmapped(void **state)
{
	(void)state;
	const struct workspace *ws = with_people("scenarios:\n"
						 "  bank:\n"
						 "    actual:\n"
						 "      - greet: Greet\n"
						 "    desired:\n"
						 "      dana:\n"
						 "        - greet\n");
	const struct diag *d = only(ws, DIAG_persona_unmapped, "Omar is not yet mapped");
	assert_true(str_search(d->message, S("'bank'")) >= 0);
	assert_true(str_search(d->hint, S("omar: same")) >= 0);
	assert_true(str_search(d->hint, S("omar: never")) >= 0);
	stands_at(ws, d, 5, 3);
	assert_int_equal(count_of(ws, DIAG_scenario_unwished), 0);
}

static void
same_and_never_are_wishes_enough(void **state)
{
	(void)state;
	const struct workspace *ws = with_people("scenarios:\n"
						 "  bank:\n"
						 "    actual: [greet]\n"
						 "    desired: {dana: same, omar: never}\n");
	assert_int_equal(count_of(ws, DIAG_persona_unmapped), 0);
	assert_int_equal(count_of(ws, DIAG_scenario_unwished), 0);
}

static void
a_scenario_that_nobody_wishes_about_is_one_finding(void **state)
{
	(void)state;
	const struct workspace *ws = with_people("scenarios:\n"
						 "  bank:\n"
						 "    actual: [greet]\n");
	stands_at(ws, only(ws, DIAG_scenario_unwished, "'bank'"), 5, 3);
	assert_int_equal(count_of(ws, DIAG_persona_unmapped), 0);
}

static void
a_journey_needs_nobodys_wishes(void **state)
{
	(void)state;
	const struct workspace *ws = with_people("journeys:\n"
						 "  day:\n"
						 "    persona: dana\n"
						 "    actual: [wake]\n"
						 "  night:\n"
						 "    persona: dana\n"
						 "    actual: [sleep]\n"
						 "    desired: {dana: same}\n");
	assert_int_equal(count_of(ws, DIAG_persona_unmapped), 0);
	assert_int_equal(count_of(ws, DIAG_scenario_unwished), 0);
}

static void
a_step_without_feeling_among_steps_with_one_is_found(void **state)
{
	(void)state;
	const struct workspace *ws = with_people("journeys:\n"
						 "  day:\n"
						 "    actual:\n"
						 "      - wake: Wake up\n"
						 "        feel: -1\n"
						 "      - work: Work\n"
						 "      - eat: Eat\n"
						 "        feel: {dana: 1}\n");
	stands_at(ws, only(ws, DIAG_feel_missing, "'Work'"), 9, 9);
}

static void
feelings_are_not_missed_where_they_are_not_the_subject(void **state)
{
	(void)state;
	const struct workspace *none = with_people("journeys:\n"
						   "  day:\n"
						   "    actual: [wake, work]\n");
	assert_int_equal(count_of(none, DIAG_feel_missing), 0);
	static const char steps[] = "    actual:\n"
				    "      - wake: Wake up\n"
				    "        feel: -1\n"
				    "      - work: Work\n";
	const struct workspace *hidden =
	    with_people(str_format(arena, "journeys:\n  day:\n    lanes: [channel]\n%s", steps).at);
	assert_int_equal(count_of(hidden, DIAG_feel_missing), 0);
	const struct workspace *shown = with_people(str_format(
	    arena, "workspace: {lanes: [channel]}\njourneys:\n  day:\n    lanes: [feel]\n%s", steps)
							.at);
	assert_int_equal(count_of(shown, DIAG_feel_missing), 1);
	const struct workspace *all_hidden = with_people(
	    str_format(arena, "workspace: {lanes: [channel]}\njourneys:\n  day:\n%s", steps).at);
	assert_int_equal(count_of(all_hidden, DIAG_feel_missing), 0);
}

static void
a_question_without_an_answer_is_open(void **state)
{
	(void)state;
	const struct workspace *ws = with_people("journeys:\n"
						 "  day:\n"
						 "    actual:\n"
						 "      Wake:\n"
						 "        ask:\n"
						 "          - honest: Is it honest?\n"
						 "          - known: Is it known?\n"
						 "            answer: no\n"
						 "        steps:\n"
						 "          - up: Get up\n"
						 "            ask:\n"
						 "              - Why so early?\n");
	assert_int_equal(count_of(ws, DIAG_ask_open), 2);
	assert_int_equal(count_of(ws, DIAG_ask_stale), 0);
	const struct diag *first = &ws->diags.list.at[0];
	while (first->code != DIAG_ask_open)
		first++;
	assert_true(str_search(first->message, S("'Is it honest?'")) >= 0);
	stands_at(ws, first, 9, 13);
}

/* One question of a step with these details. */
static const struct workspace *
with_question(const char *workspace, const char *details)
{
	return with_people(str_format(arena,
	    "%sjourneys:\n"
	    "  day:\n"
	    "    actual:\n"
	    "      - up: Get up\n"
	    "        ask:\n"
	    "          - tested: When did we test it?\n"
	    "%s",
	    workspace, details)
			       .at);
}

static void
an_answer_holds_as_long_as_its_period(void **state)
{
	(void)state;
	/* 2026-01-01 is 184 days after 2025-07-01, and 180 after 2025-07-05. */
	const char *old = "            answer: yes\n"
			  "            date: 2025-07-01\n"
			  "            every: 6 months\n";
	const struct workspace *ws = with_question("", old);
	const struct diag *d = only(ws, DIAG_ask_stale, "2025-07-01");
	assert_true(str_search(d->message, S("6 months")) >= 0);
	stands_at(ws, d, 9, 13);
	assert_int_equal(count_of(ws, DIAG_ask_open), 0);
	const char *last_day = "            answer: yes\n"
			       "            date: 2025-07-05\n"
			       "            every: 6 months\n";
	assert_int_equal(count_of(with_question("", last_day), DIAG_ask_stale), 0);
}

static void
the_period_of_the_workspace_holds_where_a_question_has_none(void **state)
{
	(void)state;
	const char *workspace = "workspace: {review-every: 1 month}\n";
	const char *dated = "            answer: yes\n            date: 2025-11-01\n";
	assert_int_equal(count_of(with_question(workspace, dated), DIAG_ask_stale), 1);
	assert_int_equal(count_of(with_question("", dated), DIAG_ask_stale), 0);
	const char *own = "            answer: yes\n"
			  "            date: 2025-11-01\n"
			  "            every: 12 months\n";
	assert_int_equal(count_of(with_question(workspace, own), DIAG_ask_stale), 0);
	const char *undated = "            answer: yes\n";
	assert_int_equal(count_of(with_question(workspace, undated), DIAG_ask_stale), 0);
}

static void
an_answer_that_is_a_date_counts_from_it(void **state)
{
	(void)state;
	const char *old = "            answer: 2022-11-15\n            every: 6 months\n";
	only(with_question("", old), DIAG_ask_stale, "2022-11-15");
	const char *new = "            answer: 2025-11-15\n            every: 6 months\n";
	assert_int_equal(count_of(with_question("", new), DIAG_ask_stale), 0);
}

static void
an_action_needs_an_owner_and_a_date_until_it_is_settled(void **state)
{
	(void)state;
	const struct workspace *ws = with_people("actions:\n"
						 "  - one: First\n"
						 "    owner: IT\n"
						 "    due: 2026-Q4\n"
						 "  - two: Second\n"
						 "    owner: IT\n"
						 "  - three: Third\n"
						 "    due: 2026-Q4\n"
						 "  - Fourth\n"
						 "  - five: Fifth\n"
						 "    status: done\n"
						 "  - six: Sixth\n"
						 "    status: dropped\n");
	assert_int_equal(count_of(ws, DIAG_action_open), 3);
	static const char *const lacks[] = {"no due date", "no owner", "no owner and no due date"};
	int next = 0;
	for (ptrdiff_t i = 0; i < ws->diags.list.count; i++) {
		const struct diag *d = &ws->diags.list.at[i];
		if (d->code == DIAG_action_open)
			assert_true(str_ends(d->message, str_of(lacks[next++])));
	}
}

/* One step with a pain, and what else the step and the file say. */
static const struct workspace *
with_pain(const char *step, const char *rest)
{
	return with_people(str_format(arena,
	    "journeys:\n"
	    "  day:\n"
	    "    actual:\n"
	    "      - up: Get up\n"
	    "        pain:\n"
	    "          - cold: It is cold\n"
	    "%s%s",
	    step, rest)
			       .at);
}

static void
a_pain_is_open_until_an_idea_or_an_action_names_it(void **state)
{
	(void)state;
	const struct workspace *ws = with_pain("", "");
	stands_at(ws, only(ws, DIAG_pain_open, "'It is cold'"), 9, 13);
	assert_int_equal(count_of(with_pain("        idea: Heat it\n", ""), DIAG_pain_open), 0);
	assert_int_equal(count_of(with_pain("        idea:\n", ""), DIAG_pain_open), 1);
	static const char *const names[] = {"cold", "day.up", "day", "[dana, day.up]"};
	for (ptrdiff_t i = 0; i < COUNT_OF(names); i++) {
		struct str action =
		    str_format(arena, "actions:\n  - heat: Heat it\n    for: %s\n", names[i]);
		assert_int_equal(count_of(with_pain("", action.at), DIAG_pain_open), 0);
	}
	const char *other = "actions:\n  - heat: Heat it\n    for: dana\n";
	assert_int_equal(count_of(with_pain("", other), DIAG_pain_open), 1);
}

static void
a_pain_of_the_redesign_is_not_judged(void **state)
{
	(void)state;
	const struct workspace *ws = with_people("journeys:\n"
						 "  day:\n"
						 "    actual: [wake]\n"
						 "    to-be:\n"
						 "      - wake: Wake up\n"
						 "        pain: Still cold\n");
	assert_int_equal(count_of(ws, DIAG_pain_open), 0);
}

static const struct workspace *
with_source(const char *map, const char *step)
{
	return with_people(str_format(arena,
	    "journeys:\n"
	    "  day:\n"
	    "%s"
	    "    actual:\n"
	    "      - up: Get up\n"
	    "%s",
	    map, step)
			       .at);
}

static void
a_map_needs_a_source_that_is_more_than_assumed(void **state)
{
	(void)state;
	const struct workspace *ws = with_source("", "");
	stands_at(ws, only(ws, DIAG_map_unsourced, "'day'"), 5, 3);
	only(with_source("    source: assumed in the kick-off\n", ""), DIAG_map_unsourced,
	    "assumed");
	only(with_source("    source: assumed\n", "        source: assumed, too\n"),
	    DIAG_map_unsourced, "assumed");
	static const char *const good[] = {"observed, 12 shifts", "measured", "reported by two",
	    "12 interviews", "assumedly known", "[assumed, measured]"};
	for (ptrdiff_t i = 0; i < COUNT_OF(good); i++) {
		struct str line = str_format(arena, "    source: %s\n", good[i]);
		assert_int_equal(count_of(with_source(line.at, ""), DIAG_map_unsourced), 0);
	}
	const char *step = "        source: seen by us\n";
	assert_int_equal(count_of(with_source("", step), DIAG_map_unsourced), 0);
	const char *level_as_id = "    source:\n      - assumed: nobody asked\n";
	assert_int_equal(count_of(with_source(level_as_id, ""), DIAG_map_unsourced), 1);
}

static void
a_review_is_overdue_after_its_period(void **state)
{
	(void)state;
	static const char text[] = "workspace: {review-every: 6 months}\n"
				   "personas:\n"
				   "  dana: {review: 2025-07-04}\n"
				   "  omar: {review: 2025-07-05}\n"
				   "  ines: First job\n";
	const struct workspace *ws = read_text(text);
	const struct diag *d = only(ws, DIAG_review_overdue, "persona 'dana'");
	assert_true(str_search(d->message, S("2025-07-04")) >= 0);
	stands_at(ws, d, 3, 18);
	only(read_text("workspace: {review-every: 6 months}\n"
		       "journeys:\n"
		       "  day: {review: 2024-Q1, actual: [wake]}\n"),
	    DIAG_review_overdue, "journey 'day'");
	assert_int_equal(
	    count_of(read_text("personas:\n  dana: {review: 1999-01}\n"), DIAG_review_overdue), 0);
}

static void
shares_of_all_personas_make_a_whole(void **state)
{
	(void)state;
	struct {
		const char *dana, *omar, *percent;
	} rows[] = {
	    {"{share: 60%}", "{share: 60%}", "120%"},
	    {"{share: 0.5}", "{share: 0.3}", "80%"},
	    {"{share: 60%}", "{share: 40%}", NULL},
	    {"{share: 0.3333}", "{share: 0.6667}", NULL},
	    {"{share: 60%}", "First job", NULL},
	    {"First", "First job", NULL},
	};
	for (ptrdiff_t i = 0; i < COUNT_OF(rows); i++) {
		struct str text = str_format(
		    arena, "personas:\n  dana: %s\n  omar: %s\n", rows[i].dana, rows[i].omar);
		const struct workspace *ws = read_text(text.at);
		if (rows[i].percent != NULL)
			only(ws, DIAG_share_sum, rows[i].percent);
		else
			assert_int_equal(count_of(ws, DIAG_share_sum), 0);
	}
	only(read_text("personas:\n"
		       "  dana: {share: 80%}\n"
		       "  omar: {share: 70%}\n"
		       "  ines: First job\n"),
	    DIAG_share_sum, "150%");
}

static void
moment_and_matters_in_one_step_are_found_everywhere(void **state)
{
	(void)state;
	const struct workspace *ws = with_people("scenarios:\n"
						 "  bank:\n"
						 "    actual:\n"
						 "      - greet: Greet\n"
						 "        moment: true\n"
						 "        matters: 7\n"
						 "      - call: Call\n"
						 "        moment: true\n"
						 "      - wait: Wait\n"
						 "        moment: false\n"
						 "        matters: 7\n"
						 "    desired:\n"
						 "      dana:\n"
						 "        - greet\n"
						 "      omar:\n"
						 "        - call: Call once\n"
						 "          matters: 3\n"
						 "          moment: true\n");
	assert_int_equal(count_of(ws, DIAG_moment_matters), 2);
	for (ptrdiff_t i = 0; i < ws->diags.list.count; i++) {
		const struct diag *d = &ws->diags.list.at[i];
		if (d->code == DIAG_moment_matters)
			assert_true(d->also_says.len > 0 && d->at.offset != d->also.offset);
	}
}

/* One scenario with one step in actual and what Dana wishes; Omar takes it as it comes. */
static const struct workspace *
with_wish(const char *step, const char *wishes)
{
	return with_people(str_format(arena,
	    "scenarios:\n"
	    "  bank:\n"
	    "    actual:\n"
	    "      - change: Change the bank details\n"
	    "%s"
	    "      - call: Call back\n"
	    "    desired:\n"
	    "      omar: same\n"
	    "      dana:\n"
	    "%s",
	    step, wishes)
			       .at);
}

static void
a_wish_by_a_name_that_no_step_uses_is_found(void **state)
{
	(void)state;
	const char *wish = "        - change: Change the bank details\n"
			   "          tool: One  Screen\n"
			   "        - call\n";
	const struct workspace *ws = with_wish("        tool: HRIS\n", wish);
	const struct diag *d = only(ws, DIAG_wish_unchecked, "One  Screen");
	assert_true(str_search(d->message, S("tool")) >= 0);
	stands_at(ws, d, 14, 17);
	/* The same name in other letters, of the same aspect. */
	const char *known = "        tool: [HRIS, one screen]\n";
	assert_int_equal(count_of(with_wish(known, wish), DIAG_wish_unchecked), 0);
	const char *elsewhere = "        channel: one screen\n";
	assert_int_equal(count_of(with_wish(elsewhere, wish), DIAG_wish_unchecked), 1);
}

static void
one_known_name_of_several_is_enough(void **state)
{
	(void)state;
	const char *wish = "        - change: Change the bank details\n"
			   "          channel: [chat, phone]\n"
			   "        - call\n";
	const char *phone = "        channel: phone\n";
	assert_int_equal(count_of(with_wish(phone, wish), DIAG_wish_unchecked), 0);
	const struct workspace *ws = with_wish("        channel: phoen\n", wish);
	const struct diag *d = only(ws, DIAG_wish_unchecked, "chat, phone");
	assert_true(str_search(d->hint, S("'phoen'")) >= 0);
}

static void
a_name_of_the_redesign_is_known_too(void **state)
{
	(void)state;
	const struct workspace *ws = with_people("scenarios:\n"
						 "  bank:\n"
						 "    actual:\n"
						 "      - change: Change the bank details\n"
						 "    to-be:\n"
						 "      - change: Change the bank details\n"
						 "        tool: one screen\n"
						 "    desired:\n"
						 "      omar: same\n"
						 "      dana:\n"
						 "        - change: Change the bank details\n"
						 "          tool: one screen\n");
	assert_int_equal(count_of(ws, DIAG_wish_unchecked), 0);
}

static void
a_preference_is_looked_for_in_all_maps(void **state)
{
	(void)state;
	static const char format[] = "personas:\n"
				     "  dana:\n"
				     "    prefers: {channel: chat}\n"
				     "journeys:\n"
				     "  day: {actual: [wake]}\n"
				     "  night:\n"
				     "    actual:\n"
				     "      - sleep: Sleep\n"
				     "        channel: %s\n";
	const struct workspace *ws = read_text(str_format(arena, format, "phone").at);
	stands_at(ws, only(ws, DIAG_wish_unchecked, "'chat'"), 3, 24);
	ws = read_text(str_format(arena, format, "Chat").at);
	assert_int_equal(count_of(ws, DIAG_wish_unchecked), 0);
}

static void
a_reworded_wish_whose_aspects_nobody_recorded_is_found(void **state)
{
	(void)state;
	const char *wish = "        - change: Let the employee change it\n"
			   "          takes: 2\n"
			   "          autonomy: 4\n"
			   "        - call\n";
	const struct workspace *ws = with_wish("", wish);
	const struct diag *d = only(ws, DIAG_wish_unchecked, "'Let the employee change it'");
	stands_at(ws, d, 12, 11);
	assert_true(d->also_says.len > 0);
	/* One that is recorded is enough; other words without aspects are counted as different. */
	const char *takes = "        takes: 6\n";
	assert_int_equal(count_of(with_wish(takes, wish), DIAG_wish_unchecked), 0);
	const char *others = "        takes: {omar: 6}\n";
	assert_int_equal(count_of(with_wish(others, wish), DIAG_wish_unchecked), 1);
	const char *words = "        - change: Let the employee change it\n        - call\n";
	assert_int_equal(count_of(with_wish("", words), DIAG_wish_unchecked), 0);
	const char *same = "        - change: change the  bank details\n"
			   "          takes: 2\n"
			   "        - call\n";
	assert_int_equal(count_of(with_wish("", same), DIAG_wish_unchecked), 0);
}

static void
a_text_that_is_nearly_an_id_is_found(void **state)
{
	(void)state;
	const struct workspace *ws = with_wish("", "        - chnage\n        - call\n");
	const struct diag *d = only(ws, DIAG_id_near, "'chnage'");
	assert_true(str_search(d->message, S("'change'")) >= 0);
	stands_at(ws, d, 12, 11);
	ws = with_people("journeys:\n"
			 "  day:\n"
			 "    actual:\n"
			 "      - approve: Ask for it\n"
			 "    to-be:\n"
			 "      - aprove\n");
	stands_at(ws, only(ws, DIAG_id_near, "'aprove'"), 9, 9);
}

static void
a_new_wish_in_its_own_words_is_not_near_an_id(void **state)
{
	(void)state;
	static const char *const wishes[] = {
	    "        - change\n        - call\n", "        - Chnage\n", /* a sentence, not an id */
	    "        - chnage: Change it at once\n",                    /* an id of its own */
	    "        - celebrate\n",
	    "        - chat\n", /* two letters from call are too many of four */
	};
	for (ptrdiff_t i = 0; i < COUNT_OF(wishes); i++)
		assert_int_equal(count_of(with_wish("", wishes[i]), DIAG_id_near), 0);
}

static void
a_clean_workspace_has_no_finding(void **state)
{
	(void)state;
	const struct workspace *ws = read_text("personas:\n"
					       "  dana: {share: 100%}\n"
					       "scenarios:\n"
					       "  bank:\n"
					       "    source: observed, 12 calls\n"
					       "    actual:\n"
					       "      - change: Change the bank details\n"
					       "        tool: HRIS\n"
					       "        feel: -1\n"
					       "    desired:\n"
					       "      dana:\n"
					       "        - change: Change it once\n"
					       "          tool: HRIS\n");
	for (ptrdiff_t i = 0; i < ws->diags.list.count; i++)
		print_error("%.*s\n", STR(ws->diags.list.at[i].message));
	assert_int_equal(ws->diags.list.count, 0);
}

/* 20,000 wishes by unused names and near ids, against as many names: done at once all the same. */
static void
many_near_misses_do_not_make_pairs_of_everything(void **state)
{
	(void)state;
	enum { COUNT = 20000 };
	struct buf b = {.arena = arena};
	buf_format(&b, "personas: {dana: Wants}\nscenarios:\n  bank:\n    actual:\n");
	for (int i = 0; i < COUNT; i++)
		buf_format(&b, "      - step-%05d: Do\n        tool: tool-%05d\n", i, i);
	buf_format(&b, "    desired:\n      dana:\n");
	for (int i = 0; i < COUNT; i++)
		buf_format(&b, "        - other-%05d: Do\n          tool: loot-%05d\n", i, i);
	for (int i = 0; i < COUNT; i++)
		buf_format(&b, "        - stop-%05d\n", i);
	buf_char(&b, '\0');
	const struct workspace *ws = read_text(buf_str(&b).at);
	assert_int_equal(count_of(ws, DIAG_wish_unchecked), COUNT);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_persona_without_wishes_on_a_wished_scenario_is_unmapped),
	    cmocka_unit_test(same_and_never_are_wishes_enough),
	    cmocka_unit_test(a_scenario_that_nobody_wishes_about_is_one_finding),
	    cmocka_unit_test(a_journey_needs_nobodys_wishes),
	    cmocka_unit_test(a_step_without_feeling_among_steps_with_one_is_found),
	    cmocka_unit_test(feelings_are_not_missed_where_they_are_not_the_subject),
	    cmocka_unit_test(a_question_without_an_answer_is_open),
	    cmocka_unit_test(an_answer_holds_as_long_as_its_period),
	    cmocka_unit_test(the_period_of_the_workspace_holds_where_a_question_has_none),
	    cmocka_unit_test(an_answer_that_is_a_date_counts_from_it),
	    cmocka_unit_test(an_action_needs_an_owner_and_a_date_until_it_is_settled),
	    cmocka_unit_test(a_pain_is_open_until_an_idea_or_an_action_names_it),
	    cmocka_unit_test(a_pain_of_the_redesign_is_not_judged),
	    cmocka_unit_test(a_map_needs_a_source_that_is_more_than_assumed),
	    cmocka_unit_test(a_review_is_overdue_after_its_period),
	    cmocka_unit_test(shares_of_all_personas_make_a_whole),
	    cmocka_unit_test(moment_and_matters_in_one_step_are_found_everywhere),
	    cmocka_unit_test(a_wish_by_a_name_that_no_step_uses_is_found),
	    cmocka_unit_test(one_known_name_of_several_is_enough),
	    cmocka_unit_test(a_name_of_the_redesign_is_known_too),
	    cmocka_unit_test(a_preference_is_looked_for_in_all_maps),
	    cmocka_unit_test(a_reworded_wish_whose_aspects_nobody_recorded_is_found),
	    cmocka_unit_test(a_text_that_is_nearly_an_id_is_found),
	    cmocka_unit_test(a_new_wish_in_its_own_words_is_not_near_an_id),
	    cmocka_unit_test(a_clean_workspace_has_no_finding),
	    cmocka_unit_test(many_near_misses_do_not_make_pairs_of_everything),
	};
	return cmocka_run_group_tests(tests, setup, teardown);
}
