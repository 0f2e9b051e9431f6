/* SPDX-License-Identifier: MIT */
/* The heat map: everything in its place at any size, and a word for every cell without a number. */
#include "export/draw_heat.h"

#include "tests/unit/drawing.h"

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

static struct scene
draw(struct str text)
{
	struct workspace *ws = read_text(arena, text);
	const struct gaps_args all = {.map = -1, .persona = -1, .actual = true, .to_be = true};
	struct gaps gaps = {0};
	struct scene s = {.arena = arena};
	gaps_measure(arena, ws, &all, &gaps);
	draw_heat(&s, ws, &gaps);
	return s;
}

static struct scene
draw_grid(int personas, int maps, const char *name)
{
	struct buf b = {.arena = arena};
	buf_format(&b, "workspace: %s %s\npersonas:\n", name, name);
	for (int i = 0; i < personas; i++)
		buf_format(&b, "  p%d: {name: '%s %d', role: '%s'}\n", i, name, i, name);
	buf_add(&b, S("scenarios:\n"));
	for (int m = 0; m < maps; m++) {
		buf_format(
		    &b, "  m%d:\n    title: %s %d\n    actual: [{a: A}, {b: B}]\n", m, name, m);
		buf_add(&b, S("    desired:\n"));
		for (int i = 0; i < personas; i++)
			buf_format(&b, "      p%d: [a]\n", i);
	}
	return draw(buf_str(&b));
}

static void
nothing_lies_outside_or_over_another_at_any_size(void **state)
{
	static const int sizes[][2] = {
	    {1, 1}, {1, 25}, {2, 9}, {5, 3}, {12, 1}, {12, 25}, {30, 40}};
	(void)state;
	for (ptrdiff_t i = 0; i < COUNT_OF(sizes); i++) {
		struct scene s = draw_grid(sizes[i][0], sizes[i][1], "Some name of several words");
		assert_all_within(&s);
		assert_no_overlap(&s);
		assert_int_equal(count_blocks(&s, "cell"), sizes[i][0] * sizes[i][1]);
		assert_true(s.width <= 3 * s.height);
	}
}

static void
very_long_words_stay_in_their_place(void **state)
{
	(void)state;
	struct scene s = draw_grid(3, 5,
	    "Donaudampfschifffahrtsgesellschaftskapitänsmützenfabrikationsdirektorenstellvertreteri"
	    "n");
	assert_all_within(&s);
	assert_no_overlap(&s);
}

/* 12 x 25: two bands of 13 and 12 columns. */
static void
bands_are_as_even_as_can_be(void **state)
{
	(void)state;
	struct scene s = draw_grid(12, 25, "N");
	assert_float_equal(block_of(&s, "cell-1-13")->y, block_of(&s, "cell-1-1")->y, 0.01);
	assert_float_equal(block_of(&s, "cell-1-14")->x, block_of(&s, "cell-1-1")->x, 0.01);
	assert_float_equal(block_of(&s, "cell-1-25")->y, block_of(&s, "cell-1-14")->y, 0.01);
}

/* Of two wishes one is met and one is not offered. */
static void
a_cell_says_its_gap_and_whose_it_is(void **state)
{
	(void)state;
	struct scene s = draw(S("personas: {ana: {name: 'Ana, the cook'}}\n"
				"scenarios: {m: {title: Lunch, actual: [{a: A}], "
				"desired: {ana: [a, Tea]}}}\n"));
	const struct block *cell = block_of(&s, "cell-1-1");
	assert_true(str_eq(cell->lines.list.at[0].text, S("50%")));
	assert_true(str_eq(cell->title, S("Ana, Lunch: gap 50% today")));
}

static const char WORDS[] = "personas: {ana: {name: Ana}, ben: Ben, cid: Cid, dee: Dee}\n"
			    "scenarios:\n"
			    "  m:\n"
			    "    title: T\n"
			    "    actual: [A, B]\n"
			    "    desired: {ana: [A], ben: never, cid: same}\n"
			    "journeys:\n"
			    "  j:\n"
			    "    title: J\n"
			    "    persona: ana\n"
			    "    actual: [A, B]\n"
			    "    desired: {ana: [A]}\n";

static void
a_cell_without_a_number_says_why(void **state)
{
	(void)state;
	struct scene s = draw(str_of(WORDS));
	assert_int_equal(count_labels(&s, "never meets it"), 1);
	assert_int_equal(count_labels(&s, "content"), 1);
	assert_int_equal(count_labels(&s, "not yet mapped"), 1);
	assert_int_equal(count_labels(&s, "another's journey"), 3);
	assert_int_equal(count_labels(&s, "of Ana"), 3);
	assert_int_equal(count_labels(&s, "–"), 0);
}

static void
a_map_that_nobody_wishes_about_has_no_column(void **state)
{
	(void)state;
	struct scene s = draw(S("personas: {ana: Ana}\n"
				"scenarios:\n"
				"  silent: {title: Silent, actual: [A]}\n"
				"  m: {title: Spoken, actual: [A, B], desired: {ana: [A]}}\n"));
	assert_int_equal(count_blocks(&s, "map"), 1);
	assert_true(str_eq(block_of(&s, "map-2")->title, S("Spoken")));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(
		nothing_lies_outside_or_over_another_at_any_size, setup, teardown),
	    cmocka_unit_test_setup_teardown(very_long_words_stay_in_their_place, setup, teardown),
	    cmocka_unit_test_setup_teardown(bands_are_as_even_as_can_be, setup, teardown),
	    cmocka_unit_test_setup_teardown(a_cell_says_its_gap_and_whose_it_is, setup, teardown),
	    cmocka_unit_test_setup_teardown(a_cell_without_a_number_says_why, setup, teardown),
	    cmocka_unit_test_setup_teardown(
		a_map_that_nobody_wishes_about_has_no_column, setup, teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
