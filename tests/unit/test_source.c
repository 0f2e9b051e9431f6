/* SPDX-License-Identifier: MIT */
/* Lines and columns as a person counts them, and the list of findings that uses them. */
#include "model/diag.h"
#include "model/source.h"

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

static void
assert_position(struct source *s, uint32_t offset, ptrdiff_t line, ptrdiff_t column)
{
	struct position p = source_position(arena, s, offset);
	assert_int_equal(p.line, line);
	assert_int_equal(p.column, column);
}

static void
assert_line(struct source *s, ptrdiff_t line, const char *wanted)
{
	struct str found = source_line(arena, s, line);
	assert_int_equal(found.len, str_of(wanted).len);
	assert_true(str_eq(found, str_of(wanted)));
}

static void
lines_end_with_lf_crlf_or_cr(void **state)
{
	(void)state;
	struct source s = {.text = S("a\nbb\r\nc\rd")};
	assert_position(&s, 0, 1, 1);
	assert_position(&s, 2, 2, 1);
	assert_position(&s, 3, 2, 2);
	assert_position(&s, 6, 3, 1);
	assert_position(&s, 8, 4, 1);
	assert_line(&s, 1, "a");
	assert_line(&s, 2, "bb");
	assert_line(&s, 3, "c");
	assert_line(&s, 4, "d");
	assert_line(&s, 5, "");
	assert_line(&s, 0, "");
}

static void
a_column_is_a_character_and_a_tab_counts_one(void **state)
{
	(void)state;
	struct source s = {.text = S("\t\xc3\xa9\xe7\x94\xb5x\n")};
	assert_position(&s, 1, 1, 2);
	assert_position(&s, 3, 1, 3);
	assert_position(&s, 6, 1, 4);
	/* within the three bytes of the second character */
	assert_position(&s, 4, 1, 3);
	assert_position(&s, 5, 1, 3);
}

static void
a_byte_order_mark_counts_no_column(void **state)
{
	(void)state;
	struct source s = {.text = S("\xef\xbb\xbf"
				     "ab\n")};
	assert_position(&s, 3, 1, 1);
	assert_position(&s, 4, 1, 2);
	assert_line(&s, 1, "ab");
}

static void
the_end_and_beyond_are_the_last_place(void **state)
{
	(void)state;
	struct source s = {.text = S("ab\n")};
	assert_position(&s, 3, 2, 1);
	assert_position(&s, 4000000000u, 2, 1);
	struct source empty = {.text = S("")};
	assert_position(&empty, 0, 1, 1);
	assert_line(&empty, 1, "");
}

static void
a_byte_that_is_not_utf8_has_its_own_column(void **state)
{
	(void)state;
	struct source s = {.text = S("ab\x93"
				     "c")};
	assert_position(&s, 2, 1, 3);
	struct source first = {.text = S("\x93\n")};
	assert_position(&first, 0, 1, 1);
}

static void
positions_are_in_the_mended_copy_and_lines_from_the_users_text(void **state)
{
	(void)state;
	struct source s = {.text = S("a:1\nb: 2\n"), .parsed = S("a: 1\nb: 2\n")};
	assert_position(&s, 5, 2, 1);
	assert_line(&s, 1, "a:1");
	assert_line(&s, 2, "b: 2");
}

/* ---- findings ---- */

static void
findings_are_sorted_by_place_and_said_once(void **state)
{
	(void)state;
	struct diags d = {.arena = arena};
	diag_add(&d, DIAG_indent, (struct place){1, 4}, 3, "late");
	diag_add(&d, DIAG_indent, (struct place){0, 9}, 1, "second %d", 2);
	diag_add(&d, DIAG_yaml_tab, (struct place){0, 2}, 0, "first");
	diag_add(&d, DIAG_indent, (struct place){0, 9}, 1, "second %d", 2);
	diags_sort(&d);
	assert_int_equal(d.list.count, 3);
	assert_true(str_eq(d.list.at[0].message, S("first")));
	assert_int_equal(d.list.at[0].width, 1);
	assert_true(str_eq(d.list.at[1].message, S("second 2")));
	assert_true(str_eq(d.list.at[2].message, S("late")));
	assert_int_equal(d.list.at[2].width, 3);
}

static void
findings_are_counted_by_their_level(void **state)
{
	(void)state;
	struct diags d = {.arena = arena};
	diag_add(&d, DIAG_hash_cuts, (struct place){0, 1}, 1, "a warning");
	diag_add(&d, DIAG_colon_space_text, (struct place){0, 2}, 1, "a warning");
	diag_add(&d, DIAG_quote_it, (struct place){0, 3}, 1, "an error");
	diag_add(&d, DIAG_file_empty, (struct place){0, 4}, 1, "a note");
	assert_int_equal(diags_count(&d, LEVEL_WARNING), 2);
	assert_int_equal(diags_count(&d, LEVEL_ERROR), 1);
	assert_int_equal(diags_count(&d, LEVEL_NOTE), 1);
}

static void
a_code_finds_the_first_of_its_rows(void **state)
{
	(void)state;
	assert_int_equal(diag_find(S("colon-space")), DIAG_colon_space);
	assert_int_equal(diag_find(S("yaml-syntax")), DIAG_yaml_syntax);
	assert_int_equal(diag_find(S("no-such-code")), -1);
	assert_true(str_eq(diag_row(DIAG_colon_space_text)->code, S("colon-space")));
}

static void
every_finding_about_yaml_is_explained_with_a_wrong_and_a_right_line(void **state)
{
	(void)state;
	for (int code = 0; code <= DIAG_key_twice; code++) {
		struct str text = diag_row((enum diag_code)code)->explanation;
		ptrdiff_t wrong = str_search(text, S("\nWrong:\n"));
		assert_true(wrong > 80);
		assert_true(str_search(text, S("\nRight:\n")) > wrong);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(lines_end_with_lf_crlf_or_cr),
	    cmocka_unit_test(a_column_is_a_character_and_a_tab_counts_one),
	    cmocka_unit_test(a_byte_order_mark_counts_no_column),
	    cmocka_unit_test(the_end_and_beyond_are_the_last_place),
	    cmocka_unit_test(a_byte_that_is_not_utf8_has_its_own_column),
	    cmocka_unit_test(positions_are_in_the_mended_copy_and_lines_from_the_users_text),
	    cmocka_unit_test(findings_are_sorted_by_place_and_said_once),
	    cmocka_unit_test(findings_are_counted_by_their_level),
	    cmocka_unit_test(a_code_finds_the_first_of_its_rows),
	    cmocka_unit_test(every_finding_about_yaml_is_explained_with_a_wrong_and_a_right_line),
	};
	return cmocka_run_group_tests(tests, setup, teardown);
}
