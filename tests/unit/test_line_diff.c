/* SPDX-License-Identifier: MIT */
/* Differences of lines: right, the smallest where that can be found in time, and in order. */
#include "model/line_diff.h"

#include "base/buf.h"
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

static ptrdiff_t
changed_lines(const struct line_changes *c)
{
	ptrdiff_t sum = 0;
	for (ptrdiff_t i = 0; i < c->count; i++)
		sum += c->list[i].removed + c->list[i].added;
	return sum;
}

static void
a_moved_block_leaves_the_longer_part_in_place(void **state)
{
	struct line_changes c;
	line_diff(*state, S("1\n2\n3\n4\n5\n6\n"), S("2\n3\n4\n5\n6\n1\n"), &c);
	assert_int_equal(c.count, 2);
	assert_int_equal(changed_lines(&c), 2);
}

static void
of_equal_places_the_last_one_is_taken(void **state)
{
	struct line_changes c;
	line_diff(*state, S("a\nx\nb\n"), S("a\nx\nx\nb\n"), &c);
	assert_int_equal(c.count, 1);
	assert_int_equal(c.list[0].before, 2);
	assert_int_equal(c.list[0].after, 2);
	assert_int_equal(c.list[0].removed, 0);
	assert_int_equal(c.list[0].added, 1);
}

/* ---- random texts ---- */

static bool
take_line(struct str *rest, struct str *line)
{
	ptrdiff_t end = str_find(*rest, '\n');
	*line = end < 0 ? *rest : str_upto(*rest, end + 1);
	*rest = str_from(*rest, line->len);
	return line->len > 0;
}

/* The least number of changed lines, by the table of the longest common subsequence. */
static ptrdiff_t
least_changes(struct arena *a, struct str before, struct str after)
{
	enum { MOST = 40 };
	struct str old[MOST], new[MOST];
	ptrdiff_t n = 0, m = 0;
	while (take_line(&before, &old[n]))
		n++;
	while (take_line(&after, &new[m]))
		m++;
	ptrdiff_t *length = NEW_N(a, ptrdiff_t, (n + 1) * (m + 1));
	for (ptrdiff_t i = 1; i <= n; i++) {
		for (ptrdiff_t j = 1; j <= m; j++) {
			ptrdiff_t up = length[(i - 1) * (m + 1) + j],
				  left = length[i * (m + 1) + j - 1];
			ptrdiff_t best = up > left ? up : left;
			if (str_eq(old[i - 1], new[j - 1]))
				best = length[(i - 1) * (m + 1) + j - 1] + 1;
			length[i * (m + 1) + j] = best;
		}
	}
	return n + m - 2 * length[n * (m + 1) + m];
}

/* What is not changed is the same on both sides, and something of it stands between two changes. */
static void
check_changes(const struct line_changes *c)
{
	ptrdiff_t before = 0, after = 0;
	for (ptrdiff_t i = 0; i <= c->count; i++) {
		bool last = i == c->count;
		ptrdiff_t to = last ? c->before.count : c->list[i].before;
		assert_true(to > before || i == 0 || last);
		for (; before < to; before++, after++)
			assert_true(str_eq(c->before.at[before], c->after.at[after]));
		assert_int_equal(after, last ? c->after.count : c->list[i].after);
		before += last ? 0 : c->list[i].removed;
		after += last ? 0 : c->list[i].added;
	}
}

static void
random_differences_are_right_and_the_smallest(void **state)
{
	struct arena *a = *state;
	for (int i = 0; i < 4000; i++) {
		struct arena_mark mark = arena_mark(a);
		int kinds = 1 + (int)below(12);
		struct str before = random_text(a, below(30), kinds);
		struct str after = random_text(a, below(30), kinds);
		struct line_changes c;
		line_diff(a, before, after, &c);
		check_changes(&c);
		assert_int_equal(changed_lines(&c), least_changes(a, before, after));
		arena_release(a, mark);
	}
}

static void
two_large_texts_without_much_in_common_are_compared_at_once(void **state)
{
	struct line_changes c;
	line_diff(*state, random_text(*state, 60000, 50), random_text(*state, 60000, 50), &c);
	check_changes(&c);
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
	static const struct CMUnitTest tests[] = {
	    TEST(a_moved_block_leaves_the_longer_part_in_place),
	    TEST(of_equal_places_the_last_one_is_taken),
	    TEST(random_differences_are_right_and_the_smallest),
	    TEST(two_large_texts_without_much_in_common_are_compared_at_once),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
