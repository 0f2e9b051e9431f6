/* SPDX-License-Identifier: MIT */
#include "export/json.h"
#include "export/markup.h"

#include <float.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct arena *arena;
static struct buf out;
static struct json json;

static int
start(void **state)
{
	(void)state;
	arena = arena_new();
	out = (struct buf){.arena = arena};
	json = (struct json){.out = &out};
	return 0;
}

static int
stop(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
}

static const char *
so_far(void)
{
	return str_z(arena, buf_str(&out));
}

static void
objects_and_arrays_are_indented_by_depth(void **state)
{
	(void)state;
	json_object(&json);
	json_key_int(&json, S("a"), 1);
	json_key(&json, S("b"));
	json_array(&json);
	json_bool(&json, true);
	json_null(&json);
	json_end(&json);
	json_end(&json);
	assert_string_equal(so_far(), "{\n  \"a\": 1,\n  \"b\": [\n    true,\n    null\n  ]\n}\n");
}

static void
empty_ones_stay_closed(void **state)
{
	(void)state;
	json_object(&json);
	json_key(&json, S("a"));
	json_array(&json);
	json_end(&json);
	json_key(&json, S("b"));
	json_object(&json);
	json_end(&json);
	json_end(&json);
	assert_string_equal(so_far(), "{\n  \"a\": [],\n  \"b\": {}\n}\n");
}

static void
what_is_in_a_line_stays_in_it(void **state)
{
	(void)state;
	json_array(&json);
	for (int i = 0; i < 2; i++) {
		json_object_line(&json);
		json_key_int(&json, S("a"), i);
		json_key(&json, S("b"));
		json_array(&json);
		json_int(&json, 2);
		json_int(&json, 3);
		json_end(&json);
		json_end(&json);
	}
	json_end(&json);
	assert_string_equal(
	    so_far(), "[\n  {\"a\": 0, \"b\": [2, 3]},\n  {\"a\": 1, \"b\": [2, 3]}\n]\n");
}

static void
texts_are_escaped(void **state)
{
	(void)state;
	json_text(&json, S("a\"b\\c\n\t\x01\x7f é 电"));
	assert_string_equal(so_far(), "\"a\\\"b\\\\c\\n\\t\\u0001\\u007f é 电\"");
}

static void
invisible_characters_and_broken_bytes_are_escaped(void **state)
{
	(void)state;
	/* U+202E, U+2028, U+E0001 (a tag, beyond the first plane), a lone byte, C1 */
	json_text(&json, S("\342\200\256\342\200\250\363\240\200\201\377\302\233"));
	assert_string_equal(so_far(), "\"\\u202e\\u2028\\udb40\\udc01\\ufffd\\u009b\"");
}

static void
a_nul_byte_is_escaped_and_ends_nothing(void **state)
{
	(void)state;
	json_text(&json, (struct str){"a\0b", 3});
	assert_string_equal(so_far(), "\"a\\u0000b\"");
}

static void
numbers_are_short_and_read_back_the_same(void **state)
{
	(void)state;
	static const double numbers[] = {
	    0.1, 1.0 / 3, 7, -1.5, 13838.0 / 2415, 1e300, DBL_MIN, 5e-324, 0.1 + 0.2};
	for (ptrdiff_t i = 0; i < COUNT_OF(numbers); i++) {
		out.len = 0;
		json = (struct json){.out = &out};
		json_number(&json, numbers[i]);
		assert_true(strtod(so_far(), NULL) == numbers[i]);
	}
	out.len = 0;
	json_number(&json, 0.1);
	json_number(&json, -0.0);
	json_number(&json, 7);
	assert_string_equal(so_far(), "0.107");
}

static void
what_is_no_number_is_null(void **state)
{
	(void)state;
	json_array_line(&json);
	json_number(&json, NAN);
	json_number(&json, INFINITY);
	json_number(&json, -INFINITY);
	json_end(&json);
	assert_string_equal(so_far(), "[null, null, null]\n");
}

static void
csv_quotes_only_what_needs_it(void **state)
{
	(void)state;
	struct csv c = {.out = &out};
	csv_text(&c, S("plain"));
	csv_text(&c, S("a,b"));
	csv_text(&c, S("a \"b\""));
	csv_text(&c, S("two\nlines"));
	csv_text(&c, S(""));
	csv_number(&c, -1.5);
	csv_number(&c, NAN);
	csv_end(&c);
	assert_string_equal(so_far(), "plain,\"a,b\",\"a \"\"b\"\"\",\"two\nlines\",,-1.5,\r\n");
}

static void
csv_texts_never_begin_a_formula(void **state)
{
	(void)state;
	struct csv c = {.out = &out};
	csv_text(&c, S("=1"));
	csv_text(&c, S("+1"));
	csv_text(&c, S("-1"));
	csv_text(&c, S("@a"));
	csv_text(&c, S("\ta"));
	csv_text(&c, S("\r=1"));
	csv_end(&c);
	assert_string_equal(so_far(), "'=1,'+1,'-1,'@a,'\\ta,\"'\n=1\"\r\n");
}

static void
markdown_lists_and_headings_are_text(void **state)
{
	(void)state;
	markdown_text(&out, S("# no heading"));
	buf_char(&out, '\n');
	markdown_text(&out, S("12. no list"));
	buf_char(&out, '\n');
	markdown_text(&out, S("- no list, 5.73"));
	buf_char(&out, '\n');
	markdown_text(&out, S("5.73"));
	assert_string_equal(so_far(), "\\# no heading\n12\\. no list\n\\- no list, 5.73\n5.73");
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, start, stop)
	const struct CMUnitTest tests[] = {
	    TEST(objects_and_arrays_are_indented_by_depth),
	    TEST(empty_ones_stay_closed),
	    TEST(what_is_in_a_line_stays_in_it),
	    TEST(texts_are_escaped),
	    TEST(invisible_characters_and_broken_bytes_are_escaped),
	    TEST(a_nul_byte_is_escaped_and_ends_nothing),
	    TEST(numbers_are_short_and_read_back_the_same),
	    TEST(what_is_no_number_is_null),
	    TEST(csv_quotes_only_what_needs_it),
	    TEST(csv_texts_never_begin_a_formula),
	    TEST(markdown_lists_and_headings_are_text),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
