/* SPDX-License-Identifier: MIT */
/* Values and operations as scripts write them, and the desk on which they are carried out. */
#include "model/script.h"

#include "model/path.h"
#include "tests/unit/expect.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* ---- values ---- */

/* A value in one way of writing: "text", <word>, [..], {..}. */
static void
show(struct buf *b, const struct draft *d)
{
	if (d->kind == NODE_SCALAR) {
		buf_format(b, d->typed ? "<%.*s>" : "\"%.*s\"", STR(d->text));
		return;
	}
	buf_char(b, d->kind == NODE_MAPPING ? '{' : '[');
	for (const struct draft *item = d->first; item != NULL; item = item->next) {
		buf_add(b, item == d->first ? S("") : S(" "));
		show(b, item);
	}
	buf_char(b, d->kind == NODE_MAPPING ? '}' : ']');
}

/* The value, then what is left of the text; or what is said, and where. */
static struct str
read_value(struct arena *a, const char *text)
{
	struct buf b = {.arena = a};
	struct str rest = str_of(text), error;
	struct draft *d;
	if (draft_read(a, &rest, &d, &error)) {
		show(&b, d);
		if (rest.len > 0)
			buf_format(&b, " |%.*s", STR(rest));
	} else {
		buf_format(&b, "%td: %.*s", (ptrdiff_t)str_of(text).len - rest.len, STR(error));
	}
	return buf_str(&b);
}

static void
strings_stand_in_double_quotes_and_words_for_themselves(void **state)
{
	expect(read_value(*state, "\"a b\" rest"), "\"a b\" | rest");
	expect(read_value(*state, "\"\""), "\"\"");
	expect(read_value(*state, "  12 at 3"), "<12> | at 3");
	expect(read_value(*state, "true"), "<true>");
	expect(read_value(*state, "~"), "<~>");
	expect(read_value(*state, "12:30"), "<12:30>");
	expect(read_value(*state, "a,b]"), "<a,b]>");
}

static void
escapes_are_those_of_json(void **state)
{
	expect(read_value(*state, "\"\\\"\\\\\\/\\n\\t\""), "\"\"\\/\n\t\"");
	expect(read_value(*state, "\"\\b\\f\\r\""), "\"\b\f\r\"");
	expect(read_value(*state, "\"\\u00e9\\u2028\\u0041\""), "\"é\u2028A\"");
	/* U+1F642 as two units. */
	expect(read_value(*state, "\"\\ud83d\\ude42\""), "\"🙂\"");
	expect(read_value(*state, "\"\\uD83D\\uDE42x\""), "\"🙂x\"");
	struct str rest = S("\"a\\u0000b\""), error;
	struct draft *d;
	assert_true(draft_read(*state, &rest, &d, &error));
	assert_true(str_eq(d->text, S("a\0b")));
}

static void
collections_nest_and_words_in_them_may_hold_blanks(void **state)
{
	expect(read_value(*state, "[]"), "[]");
	expect(read_value(*state, "{ }"), "{}");
	expect(
	    read_value(*state, "[too slow , \"x\", [1,2]] z"), "[<too slow> \"x\" [<1> <2>]] | z");
	/* A colon ends a word only with a blank behind it. */
	expect(read_value(*state, "{k:[x]}"), "5: behind a key stands ':'");
	expect(read_value(*state, "{\"a b\":6 min, k: [x], \"n\":{}}"),
	    "{\"a b\" <6 min> <k> [<x>] \"n\" {}}");
	expect(read_value(*state, "[12:30, a:b]"), "[<12:30> <a:b>]");
}

static void
mistakes_in_values_are_named_where_they_are(void **state)
{
	expect(read_value(*state, ""), "0: a value is missing");
	expect(read_value(*state, "\"a"), "0: the string has no closing quote");
	expect(read_value(*state, "\"a\\x\""), "3: behind \\ stands one of \" \\ / b f n r t u");
	expect(read_value(*state, "\"\\u12g4\""), "3: behind \\u stand four hexadecimal digits");
	expect(read_value(*state, "\"\\ud83d\""), "7: half of a pair of \\u is no character");
	expect(
	    read_value(*state, "\"\\ud83d\\u0041\""), "13: half of a pair of \\u is no character");
	expect(read_value(*state, "\"\\ude42\""), "7: half of a pair of \\u is no character");
	expect(read_value(*state, "\"a\x01\""),
	    "2: a control character is written as \\u00.. in a string");
	expect(read_value(*state, "'a'"), "0: a string stands in double quotes");
	expect(read_value(*state, "[1, 2"), "0: ']' is missing");
	expect(read_value(*state, "[1 \"x\"]"), "[<1 \"x\">]");
	expect(read_value(*state, "[\"x\" 1]"), "5: ']' is missing");
	expect(read_value(*state, "[1,]"), "3: a value is missing");
	expect(read_value(*state, "{a}"), "2: behind a key stands ':'");
	expect(read_value(*state, "{[a]: 1}"), "1: a key is a text, not a list or a mapping");
	expect(read_value(*state, "{a: 1, \"a\": 2}"), "7: the key 'a' stands twice");
}

static void
values_may_be_64_levels_deep_and_no_more(void **state)
{
	struct buf b = {.arena = *state};
	buf_fill(&b, '[', 64);
	buf_fill(&b, ']', 64);
	buf_char(&b, '\0');
	assert_true(str_starts(read_value(*state, b.at), S("[[[[")));
	b.len = 0;
	buf_fill(&b, '[', 100000);
	buf_char(&b, '\0');
	expect(read_value(*state, b.at), "64: the value has more than 64 levels");
}

/* ---- scripts ---- */

/* What is wrong with a script, and what is advised. */
static struct str
refusal(struct arena *a, const char *text)
{
	struct script script;
	struct str error, hint;
	if (script_read(a, S("ops"), str_of(text), &script, &error, &hint))
		return S("nothing");
	return error;
}

static void
all_operations_are_read(void **state)
{
	struct script s;
	struct str error, hint;
	static const char text[] = "\xef\xbb\xbf# a comment\r\n"
				   "\r\n"
				   "  set /a/0 \"x y\"\r\n"
				   "rep @1 [1]\n"
				   "\t# another\n"
				   "add / \"a key\" {\"k\": v} at 2\n"
				   "add \"/a b/c\\nd\" k v\n"
				   "ins /l - 1\n"
				   "ins /l 0 2\n"
				   "del /x~2y\n"
				   "move /a up\n"
				   "move /a to 12\n"
				   "ren /a b";
	assert_true(script_read(*state, S("ops"), str_of(text), &s, &error, &hint));
	assert_int_equal(s.operations.count, 10);
	const struct script_operation *o = s.operations.at;
	assert_int_equal(o[0].verb, EDIT_SET);
	assert_int_equal(o[0].line, 3);
	assert_int_equal(o[0].column, 7);
	expect(o[0].path, "/a/0");
	expect(o[0].value->text, "x y");
	assert_int_equal(o[1].value->kind, NODE_SEQUENCE);
	expect(o[2].key->text, "a key");
	assert_int_equal(o[2].position, 2);
	expect(o[3].path, "/a b/c\nd");
	assert_int_equal(o[3].position, EDIT_LAST);
	assert_int_equal(o[4].position, EDIT_LAST);
	assert_int_equal(o[5].position, 0);
	expect(o[6].path, "/x~2y");
	assert_int_equal(o[7].move, SCRIPT_UP);
	assert_int_equal(o[8].move, SCRIPT_TO);
	assert_int_equal(o[8].position, 12);
	expect(o[9].key->text, "b");
}

static void
mistakes_in_scripts_have_line_and_column(void **state)
{
	expect(refusal(*state, "\n rem /a"), "ops:2:2: there is no operation 'rem'");
	expect(refusal(*state, "set"), "ops:1:4: the way to a node is missing");
	expect(refusal(*state, "set a 1"), "ops:1:5: the way to a node begins with / or @");
	expect(refusal(*state, "set \"a\" 1"), "ops:1:5: the way to a node begins with / or @");
	expect(refusal(*state, "set /a"), "ops:1:7: a value is missing");
	expect(refusal(*state, "set /a [1]"),
	    "ops:1:8: 'set' takes a text; 'rep' puts anything in place");
	expect(refusal(*state, "set /a 6 min"), "ops:1:10: nothing may stand here, but 'min' does");
	expect(refusal(*state, "set /a \"x\"y"), "ops:1:11: a blank is missing");
	/* Columns are characters. */
	expect(refusal(*state, "set /é \"é\\q\""),
	    "ops:1:11: behind \\ stands one of \" \\ / b f n r t u");
	expect(refusal(*state, "ins /a 1"), "ops:1:9: a value is missing");
	expect(refusal(*state, "ins /a x 1"), "ops:1:8: a number is missing, counted from 0");
	expect(
	    refusal(*state, "add /a [k] 1"), "ops:1:8: a key is a text, not a list or a mapping");
	expect(refusal(*state, "add /a k 1 at"), "ops:1:14: a number is missing, counted from 0");
	expect(
	    refusal(*state, "move /a left"), "ops:1:9: here stands up, down, or to and a number");
	expect(refusal(*state, "move /a to -1"), "ops:1:12: a number is missing, counted from 0");
	expect(refusal(*state, "del /a /b"), "ops:1:8: nothing may stand here, but '/b' does");
	expect(refusal(*state, "set /a \"\xff\""), "ops:1:9: this is not UTF-8");
	expect(refusal(*state, ""), "nothing");
}

/* ---- the desk ---- */

static bool
run(struct desk *d, int file, const char *text)
{
	struct script s;
	struct str error, hint;
	assert_true(script_read(d->arena, S("ops"), str_of(text), &s, &error, &hint));
	return script_run(d, file, &s);
}

static void
each_operation_sees_what_those_before_it_left(void **state)
{
	struct desk *d = desk_open(*state, 0);
	int f = desk_put(d, S("x"), S("l: [a, b]\n"));
	assert_true(
	    run(d, f, "ins /l 0 z\nset /l/1 \"was a\"\nren /l m\ndel /m/2\nmove /m/0 down\n"));
	expect(d->files.at[f]->text, "m: [was a, z]\n");
	expect(d->files.at[f]->before, "l: [a, b]\n");
	desk_close(d);
}

static void
a_refused_operation_names_its_place(void **state)
{
	struct desk *d = desk_open(*state, 0);
	int f = desk_put(d, S("x"), S("a: &x {k: 1}\nb: *x\nl: [1]\n"));
	assert_false(run(d, f, "set /b/k 2"));
	expect(d->why, "ops:1:5: '/b' is an alias of '&x'; what it stands for is at /a/k");
	assert_false(run(d, f, "set /b 2"));
	expect(d->why, "ops:1:5: '*x' is an alias; what it stands for is at /a");
	assert_false(run(d, f, "\nren /l/0 k"));
	expect(d->why, "ops:2:5: an item of a list has no key");
	assert_false(run(d, f, "del @0"));
	expect(d->why, "ops:1:5: this is the whole document, not an entry of something");
	assert_false(run(d, f, "move /l/0 down"));
	expect(d->why, "ops:1:6: it is the last already");
	assert_false(run(d, f, "move /l/0 up"));
	expect(d->why, "ops:1:6: it is the first already");
	assert_false(run(d, f, "move /l/0 to 1"));
	expect(d->why, "ops:1:6: there are not so many entries");
	expect(d->files.at[f]->text, "a: &x {k: 1}\nb: *x\nl: [1]\n");
	desk_close(d);
}

static void
a_file_that_is_no_yaml_is_not_edited(void **state)
{
	struct desk *d = desk_open(*state, 0);
	int f = desk_put(d, S("x.yaml"), S("a: [\n"));
	assert_false(desk_parsed(d->files.at[f]));
	assert_false(run(d, f, "set /a 1"));
	expect(d->why, "'x.yaml' cannot be read as YAML, so nothing in it is changed");
	assert_true(desk_replace(d, f, S("a: []\n")));
	assert_true(run(d, f, "ins /a - 1"));
	assert_false(desk_replace(d, f, S("a: ]\n")));
	expect(d->files.at[f]->text, "a:\n  - 1\n");
	desk_close(d);
}

static void
an_edit_without_a_difference_leaves_all_in_place(void **state)
{
	struct desk *d = desk_open(*state, 0);
	int f = desk_put(d, S("x"), S("a: 1\nb: 2\n"));
	for (int i = 0; i < 4; i++)
		assert_true(run(d, f, "set /a 1\nset /a 1\nset /b 3\nset /b 2\n"));
	expect(d->files.at[f]->text, "a: 1\nb: 2\n");
	desk_close(d);
}

static void
the_workspace_is_that_of_the_texts_as_they_stand(void **state)
{
	struct desk *d = desk_open(*state, 0);
	int f = desk_put(d, S("a.yaml"), S("personas:\n  ann: {name: Ann}\n"));
	assert_int_equal(desk_workspace(d)->persona_count, 1);
	int g = desk_create(d, S("b.yaml"), S("personas:\n  bob: {name: Bob}\n"));
	assert_int_equal(desk_workspace(d)->persona_count, 2);
	assert_null(d->files.at[g]->before.at);
	assert_true(run(d, f, "add /personas cy {\"name\": \"Cy\"}"));
	const struct workspace *ws = desk_workspace(d);
	assert_int_equal(ws->persona_count, 3);
	assert_ptr_equal(ws, desk_workspace(d));
	assert_true(desk_replace(d, f, (struct str){0}));
	assert_int_equal(desk_workspace(d)->persona_count, 1);
	/* A removed file is no source any more. */
	assert_int_equal(desk_file_of(d, 0), g);
	assert_int_equal(desk_file_of(d, 1), -1);
	desk_close(d);
}

static void
a_place_of_the_workspace_is_a_node_of_the_desk(void **state)
{
	struct desk *d = desk_open(*state, 0);
	desk_put(d, S("a.yaml"), S("notes:\n  - one\n"));
	int f = desk_put(d, S("b.yaml"), S("personas:\n  ann: {name: Ann}\n"));
	const struct workspace *ws = desk_workspace(d);
	const struct node *n = desk_node(d, ws->personas[0].entry.at);
	assert_non_null(n);
	assert_int_equal(desk_file_of(d, ws->personas[0].entry.at.source), f);
	struct str way = path_of(*state, desk_tree(d->files.at[f]), n);
	expect(str_upto(way, 13), "/personas/ann");
	assert_null(desk_node(d, (struct place){9, 0}));
	desk_close(d);
}

static void
the_desk_copies_what_is_put_on_it(void **state)
{
	char text[] = "a: 1\n", path[] = "x";
	struct desk *d = desk_open(*state, 0);
	int f = desk_put(d, str_of(path), str_of(text));
	text[3] = '9';
	path[0] = 'y';
	expect(d->files.at[f]->text, "a: 1\n");
	expect(d->files.at[f]->path, "x");
	/* An empty file is there. */
	int g = desk_put(d, S("e"), (struct str){0});
	assert_non_null(d->files.at[g]->before.at);
	assert_true(run(d, g, "add @0 k 1"));
	expect(d->files.at[g]->text, "k: 1\n");
	desk_close(d);
}

static void
a_thousand_edits_need_the_memory_of_a_few_texts(void **state)
{
	struct arena *a = *state;
	struct buf b = {.arena = a};
	for (int i = 0; i < 500; i++)
		buf_format(&b, "key%d: a value of this key\n", i);
	struct desk *d = desk_open(a, 0);
	int f = desk_put(d, S("x"), buf_str(&b));
	ptrdiff_t most = 0;
	for (int i = 0; i < 300; i++) {
		struct edit e = {.verb = EDIT_SET, .value = draft_text(a, i % 2 ? S("x") : S("y"))};
		struct str error;
		e.at = path_find(a, desk_tree(d->files.at[f]), S("/key250"), &error);
		assert_true(desk_edit(d, f, &e));
		ptrdiff_t size =
		    arena_size(d->files.at[f]->room) + arena_size(d->files.at[f]->spare);
		if (i == 10)
			most = 2 * size;
		assert_true(i < 11 || size < most);
	}
	desk_close(d);
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
	static const struct CMUnitTest tests[] = {
	    TEST(strings_stand_in_double_quotes_and_words_for_themselves),
	    TEST(escapes_are_those_of_json),
	    TEST(collections_nest_and_words_in_them_may_hold_blanks),
	    TEST(mistakes_in_values_are_named_where_they_are),
	    TEST(values_may_be_64_levels_deep_and_no_more),
	    TEST(all_operations_are_read),
	    TEST(mistakes_in_scripts_have_line_and_column),
	    TEST(each_operation_sees_what_those_before_it_left),
	    TEST(a_refused_operation_names_its_place),
	    TEST(a_file_that_is_no_yaml_is_not_edited),
	    TEST(an_edit_without_a_difference_leaves_all_in_place),
	    TEST(the_workspace_is_that_of_the_texts_as_they_stand),
	    TEST(a_place_of_the_workspace_is_a_node_of_the_desk),
	    TEST(the_desk_copies_what_is_put_on_it),
	    TEST(a_thousand_edits_need_the_memory_of_a_few_texts),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
