/* SPDX-License-Identifier: MIT */
/* Setting text: widths, line breaks, clusters, what is taken out of a text. */
#include "base/utf8.h"
#include "export/scene.h"
#include "export/widths.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static struct arena *arena;
static const struct type TYPE = {.size = 10, .pitch = 12, .paint = PAINT_ink};

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

static struct text_lines
wrap(struct str text, double width, int limit)
{
	struct text_lines lines = {0};
	text_wrap(arena, &lines, text, width, TYPE, limit);
	return lines;
}

static void
assert_line(const struct text_lines *lines, int i, struct str expected)
{
	struct str got = lines->list.at[i].text;
	assert_true(i < lines->list.count);
	if (!str_eq(got, expected))
		fail_msg("line %d is '%.*s', not '%.*s'", i, STR(got), STR(expected));
}

/* Helvetica: H 722, i 222, space 278 thousandths. */
static void
widths_are_those_of_helvetica(void **state)
{
	(void)state;
	assert_float_equal(widths_of(S("H"), 10, false), 7.22, 0.01);
	assert_float_equal(widths_of(S("Hi i"), 100, false), 144.4, 0.2);
	assert_float_equal(widths_of(S("i"), 10, true), 2.78, 0.01);
}

static void
combining_marks_have_no_width(void **state)
{
	(void)state;
	assert_float_equal(widths_of(S("e\u0301"), 10, false), widths_of(S("e"), 10, false), 1e-9);
}

static void
an_emoji_sequence_is_as_wide_as_one_emoji(void **state)
{
	(void)state;
	struct str family = S("👨‍👩‍👧‍👦"), one = S("👨");
	assert_float_equal(widths_of(family, 10, false), widths_of(one, 10, false), 1e-9);
}

static void
a_cjk_character_is_one_em(void **state)
{
	(void)state;
	assert_float_equal(widths_of(S("語"), 10, false), 10, 1e-9);
}

static void
lines_break_after_blanks(void **state)
{
	(void)state;
	struct text_lines lines = wrap(S("one two three"), text_width(S("one two"), TYPE) + 1, 0);
	assert_int_equal(lines.list.count, 2);
	assert_line(&lines, 0, S("one two"));
	assert_line(&lines, 1, S("three"));
	assert_float_equal(lines.height, 24, 1e-9);
}

static void
lines_break_after_a_hyphen_between_letters_only(void **state)
{
	(void)state;
	struct text_lines lines = wrap(S("well-known"), text_width(S("known"), TYPE) + 1, 0);
	assert_line(&lines, 0, S("well-"));
	assert_line(&lines, 1, S("known"));
	lines = wrap(S("go at -12"), text_width(S("go at -"), TYPE) + 1, 0);
	assert_line(&lines, 0, S("go at"));
	assert_line(&lines, 1, S("-12"));
}

static void
a_long_word_is_broken_with_a_hyphen(void **state)
{
	(void)state;
	struct text_lines lines = wrap(S("mmmmmmmmmm"), text_width(S("mmmm"), TYPE) + 1, 0);
	assert_line(&lines, 0, S("mmm-"));
	for (ptrdiff_t i = 0; i < lines.list.count; i++)
		assert_true(lines.list.at[i].width <= text_width(S("mmmm"), TYPE) + 1);
}

static void
cjk_breaks_anywhere_but_before_a_full_stop(void **state)
{
	(void)state;
	struct text_lines lines = wrap(S("日本語。日本"), 31, 0);
	assert_line(&lines, 0, S("日本"));
	assert_line(&lines, 1, S("語。日"));
	assert_line(&lines, 2, S("本"));
}

static void
a_cluster_is_never_cut(void **state)
{
	(void)state;
	struct text_lines lines =
	    wrap(S("👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦"),
		14, 0);
	assert_int_equal(lines.list.count, 3);
	assert_line(&lines, 2, S("👩‍👩‍👧‍👦"));
}

static void
nothing_narrower_than_a_letter_hangs(void **state)
{
	(void)state;
	assert_int_equal(wrap(S("abc"), 0, 0).list.count, 3);
	assert_int_equal(wrap(S("abc"), -5, 0).list.count, 3);
	assert_int_equal(wrap(S(""), 10, 0).list.count, 0);
	assert_int_equal(wrap(S(" \n \n"), 10, 0).list.count, 0);
}

static void
too_many_lines_end_in_an_ellipsis_that_fits(void **state)
{
	(void)state;
	struct text_lines lines = wrap(S("one two three four five six"), 40, 2);
	assert_int_equal(lines.list.count, 2);
	assert_true(lines.cut);
	assert_true(str_ends(lines.list.at[1].text, S("…")));
	assert_true(lines.list.at[1].width <= 40);
	assert_false(wrap(S("one two"), 40, 2).cut);
}

static void
a_line_is_right_to_left_by_its_first_strong_letter(void **state)
{
	(void)state;
	assert_true(wrap(S("12 שלום abc"), 200, 0).list.at[0].rtl);
	assert_false(wrap(S("abc שלום"), 200, 0).list.at[0].rtl);
}

static void
no_line_is_wider_than_its_room(void **state)
{
	(void)state;
	static const char *const texts[] = {"Donaudampfschifffahrtsgesellschaftskapitän und mehr",
	    "https://example.org/a/very/long/path?with=query&and=more",
	    "電話で問い合わせる、そして待つ。", "الانتظار في الطابور أمام المكتب",
	    "รอคำตอบจากสำนักงานเป็นเวลานานมาก", "🎉🎉🎉🎉🎉🎉🎉🎉"};
	for (ptrdiff_t i = 0; i < COUNT_OF(texts); i++) {
		for (double width = 30; width < 120; width += 7) {
			struct text_lines lines = wrap(str_of(texts[i]), width, 0);
			assert_true(lines.width <= width + 1e-9);
		}
	}
}

static void
wrapping_keeps_every_letter(void **state)
{
	(void)state;
	struct str text = S("電話 by phone, ok? mmmmmmmmmmmmm 👍🏽 e\u0301 \xd7\xa9");
	struct text_lines lines = wrap(text, 33, 0);
	ptrdiff_t letters = 0, expected = 0;
	int32_t c;
	for (ptrdiff_t i = 0; i < lines.list.count; i++) {
		struct str rest = lines.list.at[i].text;
		while ((c = utf8_next(&rest)) >= 0)
			letters += c != ' ' && c != '-';
	}
	while ((c = utf8_next(&text)) >= 0)
		expected += c != ' ';
	assert_int_equal(letters, expected);
}

static void
controls_and_overrides_are_taken_out(void **state)
{
	(void)state;
	struct str clean = text_clean(arena, S(" a\x01\x1b[31m\tb\u202e\u2066c\ufffe\r\nd "));
	assert_true(str_eq(clean, S("a[31m bc\nd")) || str_eq(clean, S("a[31m bc \nd")));
}

static void
broken_bytes_become_one_sign_each(void **state)
{
	(void)state;
	struct str clean = text_clean(arena, S("a\xff\xc3"));
	assert_true(str_eq(clean, S("a\ufffd\ufffd")));
}

static void
every_light_colour_stands_once(void **state)
{
	(void)state;
	for (int i = 0; i < PAINT_COUNT; i++) {
		const char *color = theme_color(SCHEME_LIGHT, (enum paint)i);
		assert_int_equal(strlen(color), 7);
		for (int k = 0; k < i; k++)
			assert_string_not_equal(color, theme_color(SCHEME_LIGHT, (enum paint)k));
	}
}

static double
luminance(const char *color)
{
	double sum = 0;
	static const double weights[] = {0.2126, 0.7152, 0.0722};
	for (int i = 0; i < 3; i++) {
		unsigned value = 0;
		for (int k = 0; k < 2; k++) {
			char c = color[1 + 2 * i + k];
			value = value * 16 + (unsigned)(c <= '9' ? c - '0' : c - 'a' + 10);
		}
		double v = value / 255.0;
		sum += weights[i] * (v <= 0.03928 ? v / 12.92 : pow((v + 0.055) / 1.055, 2.4));
	}
	return sum;
}

static double
contrast(enum scheme scheme, enum paint text, enum paint ground)
{
	double a = luminance(theme_color(scheme, text)), b = luminance(theme_color(scheme, ground));
	return (fmax(a, b) + 0.05) / (fmin(a, b) + 0.05);
}

static void
texts_stand_out_from_their_ground(void **state)
{
	(void)state;
	static const struct {
		enum paint text, ground;
	} pairs[] = {{PAINT_ink, PAINT_page}, {PAINT_ink, PAINT_card}, {PAINT_ink, PAINT_pain},
	    {PAINT_ink, PAINT_idea}, {PAINT_ink, PAINT_joy}, {PAINT_ink, PAINT_ask},
	    {PAINT_second, PAINT_band}, {PAINT_second, PAINT_flat}, {PAINT_third, PAINT_page},
	    {PAINT_third, PAINT_band}, {PAINT_feel_worst, PAINT_band}, {PAINT_feel_bad, PAINT_band},
	    {PAINT_feel_even, PAINT_page}, {PAINT_feel_good, PAINT_band},
	    {PAINT_feel_best, PAINT_band}, {PAINT_imposed, PAINT_imposed_fill},
	    {PAINT_fresh, PAINT_fresh_fill}, {PAINT_idea_bar, PAINT_idea},
	    {PAINT_on_accent, PAINT_stage_1}, {PAINT_on_accent, PAINT_stage_4},
	    {PAINT_on_accent, PAINT_stage_6}, {PAINT_person_2, PAINT_band},
	    {PAINT_person_5, PAINT_band}};
	for (ptrdiff_t i = 0; i < COUNT_OF(pairs); i++) {
		for (int s = SCHEME_LIGHT; s <= SCHEME_DARK; s++) {
			double ratio = contrast((enum scheme)s, pairs[i].text, pairs[i].ground);
			if (ratio < 4.5)
				fail_msg("pair %td, scheme %d: %.2f:1", i, s, ratio);
		}
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(widths_are_those_of_helvetica),
	    cmocka_unit_test(combining_marks_have_no_width),
	    cmocka_unit_test(an_emoji_sequence_is_as_wide_as_one_emoji),
	    cmocka_unit_test(a_cjk_character_is_one_em),
	    cmocka_unit_test(lines_break_after_blanks),
	    cmocka_unit_test(lines_break_after_a_hyphen_between_letters_only),
	    cmocka_unit_test(a_long_word_is_broken_with_a_hyphen),
	    cmocka_unit_test(cjk_breaks_anywhere_but_before_a_full_stop),
	    cmocka_unit_test(a_cluster_is_never_cut),
	    cmocka_unit_test(nothing_narrower_than_a_letter_hangs),
	    cmocka_unit_test(too_many_lines_end_in_an_ellipsis_that_fits),
	    cmocka_unit_test(a_line_is_right_to_left_by_its_first_strong_letter),
	    cmocka_unit_test(no_line_is_wider_than_its_room),
	    cmocka_unit_test(wrapping_keeps_every_letter),
	    cmocka_unit_test(controls_and_overrides_are_taken_out),
	    cmocka_unit_test(broken_bytes_become_one_sign_each),
	    cmocka_unit_test(every_light_colour_stands_once),
	    cmocka_unit_test(texts_stand_out_from_their_ground),
	};
	return cmocka_run_group_tests(tests, setup, teardown);
}
