/* SPDX-License-Identifier: MIT */
/* The desire path: everything in its place, at any length, and the counts of the head. */
#include "export/draw_paths.h"

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
	struct sheet sheet;
	struct scene s = {.arena = arena};
	static const int first[] = {0};
	const struct sheet_args args = {.map = 0, .personas = first, .persona_count = 1};
	assert_true(sheet_make(arena, ws, &args, &sheet));
	draw_paths(&s, &sheet);
	return s;
}

/* `steps` steps in stages of `stage` (0: none); every second one is wished, and `missing` more. */
static struct str
long_map(int steps, int stage, int missing)
{
	struct buf b = {.arena = arena};
	buf_add(&b, S("personas: {ana: 'Ana'}\nscenarios:\n  m:\n    title: Long\n    actual:\n"));
	for (int i = 0; i < steps; i++) {
		if (stage > 0 && i % stage == 0)
			buf_format(&b, "      Stage %d:\n", i / stage + 1);
		buf_format(&b, "        - s%d: Do the thing number %d\n", i + 1, i + 1);
		buf_add(&b, S("          takes: 3 min\n          wait: 11 days\n"));
	}
	buf_add(&b, S("    desired:\n      ana:\n"));
	for (int i = 0; i < steps; i += 2)
		buf_format(&b, "        - s%d: Rather not\n", i + 1);
	for (int i = 0; i < missing; i++)
		buf_format(&b, "        - A wish of its own %d\n", i);
	return buf_str(&b);
}

static void
nothing_lies_outside_or_over_another_at_any_length(void **state)
{
	static const int lengths[] = {1, 3, 12, 13, 18, 60, 150, 300};
	(void)state;
	for (ptrdiff_t i = 0; i < COUNT_OF(lengths); i++) {
		for (int stage = 0; stage <= 7; stage += 7) {
			struct scene s = draw(long_map(lengths[i], stage, 3));
			assert_all_within(&s);
			assert_no_overlap(&s);
		}
	}
}

static void
a_long_path_has_the_shape_of_a_page(void **state)
{
	static const int lengths[] = {18, 40, 60, 150, 300};
	(void)state;
	for (ptrdiff_t i = 0; i < COUNT_OF(lengths); i++) {
		struct scene s = draw(long_map(lengths[i], 6, 0));
		assert_true(s.width < 3 * s.height);
		assert_true(s.height < 3 * s.width);
	}
}

/* 18 steps in stages of 6: rows of 12 and 6, not of 9 and 9. */
static void
rows_hold_whole_stages(void **state)
{
	(void)state;
	struct scene s = draw(long_map(18, 6, 0));
	assert_float_equal(block_of(&s, "step-7")->y, block_of(&s, "step-12")->y, 0.01);
	assert_true(block_of(&s, "step-13")->y > block_of(&s, "step-12")->y + 200);
	assert_float_equal(block_of(&s, "step-13")->y, block_of(&s, "step-18")->y, 0.01);
	assert_int_equal(count_blocks(&s, "stage"), 3);
	for (int stage = 2; stage <= 10; stage++) {
		struct scene six = draw(long_map(6 * stage, stage, 0));
		assert_int_equal(count_blocks(&six, "stage"), 6);
	}
}

static void
a_wish_stands_in_the_row_of_its_step(void **state)
{
	(void)state;
	struct scene s = draw(long_map(18, 6, 0));
	for (int i = 0; i < 9; i++) {
		const struct block *wish =
		    block_of(&s, str_z(arena, str_format(arena, "wish-%d", i + 1)));
		const struct block *step =
		    block_of(&s, str_z(arena, str_format(arena, "step-%d", 2 * i + 1)));
		assert_true(wish->y < step->y);
		assert_true(step->y - wish->y < 300);
	}
	assert_int_equal(s.links.count, 9);
}

/* 20 wishes without a step do not make the picture as wide as 20 cards. */
static void
wishes_that_nothing_meets_go_below_when_a_row_is_full(void **state)
{
	(void)state;
	struct scene s = draw(long_map(3, 0, 20));
	assert_true(s.width < 1500);
	assert_int_equal(count_blocks(&s, "wish missing"), 20);
	assert_all_within(&s);
	assert_no_overlap(&s);
	assert_true(block_of(&s, "wish-22")->y > block_of(&s, "step-1")->y);
}

static const char COUNTED[] = "personas: {ana: 'Ana'}\n"
			      "scenarios:\n"
			      "  m:\n"
			      "    title: Counted\n"
			      "    actual: [{a: A}, {b: B}, {c: C}, {d: D}]\n"
			      "    desired:\n"
			      "      ana:\n"
			      "        - a\n"
			      "        - c: drop\n"
			      "        - Tea\n"
			      "        - Cake\n";

/* Wished: a, Tea, Cake. Imposed: b, c, d. Not offered: Tea, Cake. */
static void
the_head_counts_wishes_steps_imposed_and_missing(void **state)
{
	(void)state;
	struct scene s = draw(str_of(COUNTED));
	const struct block *title = block_of(&s, "title");
	assert_true(str_eq(title->lines.list.at[0].text, S("Three wishes, four steps")));
	assert_int_equal(count_labels(&s, "IMPOSED"), 3);
	assert_int_equal(count_labels(&s, "NOT OFFERED"), 2);
	assert_int_equal(count_blocks(&s, "step imposed"), 3);
	bool three = false, two = false;
	for (ptrdiff_t i = 0; i < s.shapes.count; i++) {
		const struct shape *shape = &s.shapes.at[i];
		if (shape->kind != SHAPE_LABEL || shape->type.size < 20)
			continue;
		three = three || str_eq(shape->text, S("3"));
		two = two || str_eq(shape->text, S("2"));
	}
	assert_true(three && two);
}

static void
the_legend_names_only_what_is_there(void **state)
{
	(void)state;
	struct scene s = draw(str_of(COUNTED));
	assert_int_equal(count_labels(&s, "wished and not offered"), 1);
	assert_int_equal(count_labels(&s, "at another place than wished"), 0);
}

static void
who_takes_the_steps_as_they_come_has_a_path_too(void **state)
{
	(void)state;
	struct scene s =
	    draw(S("personas: {ana: Ana}\n"
		   "scenarios: {m: {title: T, actual: [A, B], desired: {ana: same}}}\n"));
	assert_int_equal(count_labels(&s, "Takes the steps as they come"), 1);
	assert_int_equal(s.links.count, 0);
	assert_all_within(&s);
}

/* A title of 3,000 characters leaves legend, head and foot apart. */
static void
very_long_texts_stay_in_their_place(void **state)
{
	struct buf b = {.arena = arena};
	(void)state;
	struct buf text = {.arena = arena};
	for (int i = 0; i < 300; i++)
		buf_add(&text, i % 7 ? S("Wortlaut, ") : S("Donaudampfschifffahrtsgesellschaft"));
	struct str words = buf_str(&text);
	buf_format(&b, "workspace: {title: '%.*s'}\npersonas: {ana: {name: '%.*s'}}\n", STR(words),
	    STR(words));
	buf_format(&b, "scenarios:\n  m:\n    title: '%.*s'\n    actual: [{a: '%.*s'}, B]\n",
	    STR(words), STR(words));
	buf_format(&b, "    desired: {ana: [{a: '%.*s'}, '%.*s']}\n", STR(words), STR(words));
	struct scene s = draw(buf_str(&b));
	assert_all_within(&s);
	assert_no_overlap(&s);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(
		nothing_lies_outside_or_over_another_at_any_length, setup, teardown),
	    cmocka_unit_test_setup_teardown(a_long_path_has_the_shape_of_a_page, setup, teardown),
	    cmocka_unit_test_setup_teardown(rows_hold_whole_stages, setup, teardown),
	    cmocka_unit_test_setup_teardown(a_wish_stands_in_the_row_of_its_step, setup, teardown),
	    cmocka_unit_test_setup_teardown(
		wishes_that_nothing_meets_go_below_when_a_row_is_full, setup, teardown),
	    cmocka_unit_test_setup_teardown(
		the_head_counts_wishes_steps_imposed_and_missing, setup, teardown),
	    cmocka_unit_test_setup_teardown(the_legend_names_only_what_is_there, setup, teardown),
	    cmocka_unit_test_setup_teardown(
		who_takes_the_steps_as_they_come_has_a_path_too, setup, teardown),
	    cmocka_unit_test_setup_teardown(very_long_texts_stay_in_their_place, setup, teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
