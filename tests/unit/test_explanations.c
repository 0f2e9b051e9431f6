/* SPDX-License-Identifier: MIT */
/*
 * What `explain` shows must be true: each wrong example, put where it belongs in a workspace, has
 * the finding that it is for, and the right one has not, nor any error.
 */
#include "model/value.h"
#include "model/workspace.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

/* Where an example belongs: what stands before it, how deep it stands, what stands behind it. */
struct frame {
	enum diag_code code;
	const char *before;
	int indent;
	const char *after;
};

#define PEOPLE "personas: {nadia: A, tomas: B, ines: C}\n"
#define ACTUAL "scenarios:\n  payslip:\n    actual:\n"
#define STEP "scenarios:\n  payslip:\n    actual:\n      - one: One\n"
#define MAP "scenarios:\n  payslip:\n"
#define SIGN_IN "scenarios: {payslip: {actual: [sign-in]}}\n"

static const struct frame frames[] = {
    {DIAG_detail_needs_id, ACTUAL, 6, ""},
    {DIAG_key_unknown, ACTUAL, 6, ""},
    {DIAG_values_zero, "personas:\n  nadia:\n", 4, ""},
    {DIAG_id_form, "", 0, ""},
    {DIAG_id_twice, "", 0, ""},
    {DIAG_step_twice, PEOPLE MAP "    actual:\n      - greet: Greet\n      - call: Call\n", 4, ""},
    {DIAG_stage_name, PEOPLE MAP "    actual: [greet]\n    desired:\n", 6, ""},
    {DIAG_not_a_wish, PEOPLE MAP "    actual:\n      - greet: Greet\n", 4, ""},
    {DIAG_step_detail_first, ACTUAL, 6, ""},
    {DIAG_item_empty, ACTUAL, 6, ""},
    {DIAG_format_newer, "", 0, ""},
    {DIAG_conflict_open, "", 0, ""},
    {DIAG_ref_two, "", 0, ""},
    {DIAG_file_empty, "", 0, ""},
    {DIAG_map_none, "", 0, ""},
    {DIAG_ref_unknown, SIGN_IN, 0, ""},
    {DIAG_id_near, PEOPLE MAP, 4, ""},
    {DIAG_wish_unchecked, PEOPLE MAP, 4, ""},
    {DIAG_persona_unmapped, PEOPLE MAP "    actual:\n      - listen: Listen\n", 4, ""},
    {DIAG_scenario_unwished, PEOPLE "scenarios:\n", 2, ""},
    {DIAG_feel_missing, ACTUAL, 6, ""},
    {DIAG_ask_open, STEP, 8, ""},
    {DIAG_ask_stale, STEP, 8, ""},
    {DIAG_action_open, "scenarios: {angry-caller: {actual: [next-call]}}\n", 0, ""},
    {DIAG_pain_open, ACTUAL, 6, ""},
    {DIAG_map_unsourced, "scenarios:\n", 2, "    actual: [call]\n"},
    {DIAG_review_overdue, "", 0, ""},
    {DIAG_share_sum, "", 0, ""},
    {DIAG_moment_matters, ACTUAL, 6, ""},
};

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

/* The lines below `title` up to an empty one, moved to where the frame wants them. */
static const char *
example(const struct frame *f, struct str title)
{
	struct buf b = {.arena = arena};
	struct str text = diag_row(f->code)->explanation, line;
	bool within = false;
	buf_add(&b, str_of(f->before));
	while (str_line(&text, &line)) {
		if (within && line.len > 0) {
			buf_fill(&b, ' ', f->indent);
			buf_format(&b, "%.*s\n", STR(str_from(line, 4)));
		}
		within = str_eq(line, title) || (within && line.len > 0);
	}
	buf_add(&b, str_of(f->after));
	return str_z(arena, buf_str(&b));
}

static struct workspace *
read_example(const struct frame *f, struct str title)
{
	int today;
	assert_true(date_parse(S("2026-04-01"), false, &today));
	struct source *source = NEW(arena, struct source);
	*source = (struct source){.path = S("test.yaml"), .text = str_of(example(f, title))};
	struct workspace *ws = NEW(arena, struct workspace);
	workspace_read(arena, source, 1, today, ws);
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

static void
tell(const struct frame *f, const struct workspace *ws)
{
	print_error("%.*s:\n%.*s", STR(diag_row(f->code)->code), STR(ws->sources[0].text));
	for (ptrdiff_t i = 0; i < ws->diags.list.count; i++)
		print_error("  %.*s: %.*s\n", STR(diag_row(ws->diags.list.at[i].code)->code),
		    STR(ws->diags.list.at[i].message));
}

static void
every_explanation_has_sentences_and_two_examples(void **state)
{
	(void)state;
	for (int i = 0; i < COUNT_OF(frames); i++) {
		struct str text = diag_row(frames[i].code)->explanation;
		assert_true(str_search(text, S(". ")) > 0 || str_search(text, S(".\n")) > 0);
		assert_true(str_search(text, S("\nWrong:\n    ")) > 0);
		assert_true(str_search(text, S("\nRight:\n    ")) > 0);
	}
}

static void
a_wrong_example_has_the_finding_and_the_right_one_has_none(void **state)
{
	(void)state;
	bool fine = true;
	for (ptrdiff_t i = 0; i < COUNT_OF(frames); i++) {
		const struct frame *f = &frames[i];
		const struct workspace *wrong = read_example(f, S("Wrong:"));
		const struct workspace *right = read_example(f, S("Right:"));
		bool found = count_of(wrong, f->code) > 0, gone = count_of(right, f->code) == 0;
		bool clean = diags_count(&right->diags, LEVEL_ERROR) == 0;
		if (!found)
			tell(f, wrong);
		if (!gone || !clean)
			tell(f, right);
		fine = fine && found && gone && clean;
	}
	assert_true(fine);
}

/* These show several values, each of which stands under a key of its own. */
static void
a_wrong_value_has_the_finding_and_the_right_one_can_be_read(void **state)
{
	(void)state;
	static const enum diag_code codes[] = {DIAG_value_type, DIAG_value_range};
	for (ptrdiff_t i = 0; i < COUNT_OF(codes); i++) {
		struct str text = diag_row(codes[i])->explanation, line, key;
		bool wrong = false;
		int lines = 0;
		while (str_line(&text, &line)) {
			wrong = str_eq(line, S("Wrong:")) || (wrong && !str_eq(line, S("Right:")));
			if (line.len == 0 || line.at[0] != ' ')
				continue;
			struct str value = str_trim(line);
			assert_true(str_cut(&value, ':', &key));
			const struct schema_row *row = schema_find(OWN_STEP, key);
			row = row != NULL ? row : schema_find(OWN_ACTION, key);
			assert_non_null(row);
			struct value v;
			struct value_problem p = {0};
			bool read = value_parse(arena, row->kind, row->field, false, value, &v, &p);
			assert_int_equal(read, !wrong);
			assert_true(read || p.code == codes[i]);
			lines++;
		}
		assert_int_equal(lines, 6);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(every_explanation_has_sentences_and_two_examples),
	    cmocka_unit_test(a_wrong_example_has_the_finding_and_the_right_one_has_none),
	    cmocka_unit_test(a_wrong_value_has_the_finding_and_the_right_one_can_be_read),
	};
	return cmocka_run_group_tests(tests, setup, teardown);
}
