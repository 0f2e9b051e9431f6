/* SPDX-License-Identifier: MIT */
/*
 * Differences as diff -u prints them. What is expected is written by hand from the description of
 * the form; random texts are held to what a difference is for: applied to the one it gives the
 * other.
 */
#include "export/patch.h"
#include "tests/unit/chance.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

static int
set_up(void **state)
{
	*state = arena_new();
	return 0;
}

static int
tear_down(void **state)
{
	arena_free(*state);
	return 0;
}

static struct str
patch(struct arena *a, const char *path, const char *before, const char *after)
{
	struct buf b = {.arena = a};
	struct patch_file f = {.path = str_of(path)};
	if (before != NULL)
		f.before = str_of(before);
	if (after != NULL)
		f.after = str_of(after);
	patch_add(&b, &f);
	return buf_str(&b);
}

static void
expect_at(struct str got, const char *expected, int line)
{
	if (!str_eq(got, str_of(expected)))
		fail_msg("line %d:\n%.*s\nis not\n%s", line, STR(got), expected);
}
#define expect(got, expected) expect_at((got), (expected), __LINE__)

static void
the_same_text_is_no_difference(void **state)
{
	expect(patch(*state, "x", "a\nb\n", "a\nb\n"), "");
	expect(patch(*state, "x", "", ""), "");
}

static void
one_changed_line_stands_between_three_lines_of_context(void **state)
{
	expect(patch(*state, "hr.yaml", "1\n2\n3\n4\n5\n6\n7\n8\n9\n",
		   "1\n2\n3\n4\nfive\n6\n7\n8\n9\n"),
	    "--- a/hr.yaml\n+++ b/hr.yaml\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n");
}

static void
far_changes_are_two_hunks_and_near_ones_are_one(void **state)
{
	/* Six equal lines between them: their contexts touch. Seven: they do not. */
	expect(patch(*state, "x", "a\n1\n2\n3\n4\n5\n6\nb\n", "A\n1\n2\n3\n4\n5\n6\nB\n"),
	    "--- a/x\n+++ b/x\n@@ -1,8 +1,8 @@\n-a\n+A\n 1\n 2\n 3\n 4\n 5\n 6\n-b\n+B\n");
	expect(patch(*state, "x", "a\n1\n2\n3\n4\n5\n6\n7\nb\n", "A\n1\n2\n3\n4\n5\n6\n7\nB\n"),
	    "--- a/x\n+++ b/x\n@@ -1,4 +1,4 @@\n-a\n+A\n 1\n 2\n 3\n@@ -6,4 +6,4 @@\n 5\n 6\n 7\n"
	    "-b\n+B\n");
}

static void
a_line_that_does_not_end_is_said_to(void **state)
{
	expect(patch(*state, "x", "a\nb", "a\nc"),
	    "--- a/x\n+++ b/x\n@@ -1,2 +1,2 @@\n a\n-b\n\\ No newline at end of file\n+c\n"
	    "\\ No newline at end of file\n");
	expect(patch(*state, "x", "a", "a\n"),
	    "--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+a\n");
	expect(patch(*state, "x", "b\na", "c\na"),
	    "--- a/x\n+++ b/x\n@@ -1,2 +1,2 @@\n-b\n+c\n a\n\\ No newline at end of file\n");
}

static void
files_that_come_and_go_face_nothing(void **state)
{
	expect(patch(*state, "n.yaml", NULL, "a\nb\n"),
	    "--- /dev/null\n+++ b/n.yaml\n@@ -0,0 +1,2 @@\n+a\n+b\n");
	expect(patch(*state, "n.yaml", "a\n", NULL),
	    "--- a/n.yaml\n+++ /dev/null\n@@ -1 +0,0 @@\n-a\n");
	expect(patch(*state, "x", "", "a\n"), "--- a/x\n+++ b/x\n@@ -0,0 +1 @@\n+a\n");
	expect(patch(*state, "x", "a\nb\n", "b\n"), "--- a/x\n+++ b/x\n@@ -1,2 +1 @@\n-a\n b\n");
}

static void
names_are_written_so_that_patch_finds_them(void **state)
{
	expect(str_upto(patch(*state, "/tmp/x", "a\n", "b\n"), 22), "--- a/tmp/x\n+++ b/tmp/");
	expect(str_upto(patch(*state, "./x", "a\n", "b\n"), 16), "--- a/x\n+++ b/x\n");
	/* A blank could end the name, so a tab does; quotes and controls are escaped as in C. */
	expect(str_upto(patch(*state, "a b", "a\n", "b\n"), 11), "--- a/a b\t\n");
	expect(str_upto(patch(*state, "a\"\n\\", "a\n", "b\n"), 19), "--- \"a/a\\\"\\012\\\\\"\n+");
}

static void
a_repeated_item_shows_as_added_behind_the_others(void **state)
{
	expect(patch(*state, "x", "a\n- x\nb\n", "a\n- x\n- x\nb\n"),
	    "--- a/x\n+++ b/x\n@@ -1,3 +1,4 @@\n a\n - x\n+- x\n b\n");
	expect(patch(*state, "x", "a\n- x\n- x\n", "a\n- x\n"),
	    "--- a/x\n+++ b/x\n@@ -1,3 +1,2 @@\n a\n - x\n-- x\n");
}

static void
line_breaks_are_part_of_their_lines(void **state)
{
	expect(patch(*state, "x", "a\r\nb\r\n", "a\nb\r\n"),
	    "--- a/x\n+++ b/x\n@@ -1,2 +1,2 @@\n-a\r\n+a\n b\r\n");
	/* A lone CR ends no line for patch(1). */
	expect(patch(*state, "x", "a\rb\r", "a\rc\r"),
	    "--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\rb\r\n\\ No newline at end of file\n+a\rc\r\n"
	    "\\ No newline at end of file\n");
}

/* ---- random texts ---- */

static ptrdiff_t
number(struct str *s)
{
	ptrdiff_t n = 0;
	for (; s->len > 0 && is_digit(s->at[0]); *s = str_from(*s, 1))
		n = n * 10 + (s->at[0] - '0');
	return n;
}

static bool
take_line(struct str *rest, struct str *line)
{
	ptrdiff_t end = str_find(*rest, '\n');
	*line = end < 0 ? *rest : str_upto(*rest, end + 1);
	*rest = str_from(*rest, line->len);
	return line->len > 0;
}

static ptrdiff_t
range(struct str *header, char mark, ptrdiff_t *count)
{
	ptrdiff_t at = str_find(*header, mark);
	assert_true(at >= 0);
	*header = str_from(*header, at + 1);
	ptrdiff_t start = number(header);
	*count = 1;
	if (header->at[0] == ',') {
		*header = str_from(*header, 1);
		*count = number(header);
	}
	return start - (*count > 0);
}

/* What patch(1) does, and it complains of everything that does not fit. */
static struct str
apply(struct arena *a, struct str text, struct str patch_text)
{
	struct buf out = {.arena = a};
	struct str line, rest = patch_text;
	ptrdiff_t passed = 0, made = 0;
	take_line(&rest, &line);
	take_line(&rest, &line);
	while (take_line(&rest, &line)) {
		assert_true(str_starts(line, S("@@ -")));
		ptrdiff_t old_count, new_count, at = range(&line, '-', &old_count);
		ptrdiff_t new_at = range(&line, '+', &new_count);
		for (struct str kept; passed < at; passed++, made++) {
			assert_true(take_line(&text, &kept));
			buf_add(&out, kept);
		}
		assert_int_equal(made, new_at);
		while (old_count + new_count > 0) {
			assert_true(take_line(&rest, &line));
			char mark = line.at[0];
			struct str mine, body = str_from(line, 1);
			if (str_starts(rest, S("\\"))) {
				struct str ignored;
				take_line(&rest, &ignored);
				expect(ignored, "\\ No newline at end of file\n");
				body.len--;
			}
			if (mark != '+') {
				assert_true(take_line(&text, &mine));
				assert_true(str_eq(mine, body));
				passed++, old_count--;
			}
			if (mark != '-') {
				buf_add(&out, body);
				made++, new_count--;
			}
		}
	}
	buf_add(&out, text);
	return buf_str(&out);
}

static void
random_differences_apply(void **state)
{
	struct arena *a = *state;
	for (int i = 0; i < 4000; i++) {
		struct arena_mark mark = arena_mark(a);
		int kinds = 1 + (int)below(12);
		struct str before = random_text(a, below(30), kinds);
		struct str after = random_text(a, below(30), kinds);
		struct buf b = {.arena = a};
		patch_add(&b,
		    &(struct patch_file){S("x"), {before.at != NULL ? before.at : "", before.len},
			{after.at != NULL ? after.at : "", after.len}});
		if (b.len > 0)
			assert_true(str_eq(apply(a, before, buf_str(&b)), after));
		else
			assert_true(str_eq(before, after));
		arena_release(a, mark);
	}
}

static void
two_large_texts_without_much_in_common_are_compared_at_once(void **state)
{
	struct arena *a = *state;
	struct str before = random_text(a, 60000, 50), after = random_text(a, 60000, 50);
	struct buf b = {.arena = a};
	patch_add(&b, &(struct patch_file){S("x"), before, after});
	assert_true(str_eq(apply(a, before, buf_str(&b)), after));
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
	static const struct CMUnitTest tests[] = {
	    TEST(the_same_text_is_no_difference),
	    TEST(one_changed_line_stands_between_three_lines_of_context),
	    TEST(far_changes_are_two_hunks_and_near_ones_are_one),
	    TEST(a_line_that_does_not_end_is_said_to),
	    TEST(files_that_come_and_go_face_nothing),
	    TEST(names_are_written_so_that_patch_finds_them),
	    TEST(a_repeated_item_shows_as_added_behind_the_others),
	    TEST(line_breaks_are_part_of_their_lines),
	    TEST(random_differences_apply),
	    TEST(two_large_texts_without_much_in_common_are_compared_at_once),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
