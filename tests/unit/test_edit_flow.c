/* SPDX-License-Identifier: MIT */
/*
 * Entries between brackets, put in, taken out and moved: commas, comments, lines and JSON. Each
 * case is a text, one change, and the text that a careful person would have left.
 */
#include "editing.h"

struct flow_case {
	const char *before, *path;
	const char *key; /* of the entry that is added; NULL in a list */
	const char *value;
	int position;
	const char *after;
};

static struct draft *
key_draft(const char *key)
{
	return key != NULL ? draft_text(arena, str_of(key)) : NULL;
}

static bool
is_added(const struct flow_case *c)
{
	struct tree tree;
	struct str before = str_of(c->before), rest = str_of(c->value);
	parse_text(before, &tree);
	struct edit e = {.verb = c->key != NULL ? EDIT_ADD : EDIT_INSERT,
	    .at = node_at(&tree, c->path),
	    .position = c->position,
	    .key = key_draft(c->key),
	    .value = draft_text(arena, rest)};
	return leaves(before, &tree, &e, str_of(c->after));
}

static void
add_all(const struct flow_case *cases, ptrdiff_t count)
{
	ptrdiff_t wrong = 0;
	for (ptrdiff_t i = 0; i < count; i++)
		wrong += !is_added(&cases[i]);
	assert_int_equal(wrong, 0);
}
#define ADD_ALL(...)                                                                               \
	do {                                                                                       \
		const struct flow_case cases[] = {__VA_ARGS__};                                    \
		add_all(cases, COUNT_OF(cases));                                                   \
	} while (0)

/* The entry at `path` is deleted, or moved to a position. */
struct other_case {
	const char *before, *path;
	int position;
	const char *after;
};

static void
change_all(enum edit_verb verb, const struct other_case *cases, ptrdiff_t count)
{
	ptrdiff_t wrong = 0;
	for (ptrdiff_t i = 0; i < count; i++) {
		struct tree tree;
		struct str before = str_of(cases[i].before);
		parse_text(before, &tree);
		struct edit e = {.verb = verb,
		    .at = path_entry(node_at(&tree, cases[i].path)),
		    .position = cases[i].position};
		wrong += !leaves(before, &tree, &e, str_of(cases[i].after));
	}
	assert_int_equal(wrong, 0);
}
#define CHANGE_ALL(verb, ...)                                                                      \
	do {                                                                                       \
		const struct other_case cases[] = {__VA_ARGS__};                                   \
		change_all(verb, cases, COUNT_OF(cases));                                          \
	} while (0)

/* ---- put in ---- */

static void
entries_on_one_line_are_separated_as_their_neighbours_are(void **state)
{
	(void)state;
	ADD_ALL({"k: [a, b] # c\n", "/k", NULL, "x", EDIT_LAST, "k: [a, b, x] # c\n"},
	    {"k: [a, b]\n", "/k", NULL, "x", 0, "k: [x, a, b]\n"},
	    {"k: [a, b]\n", "/k", NULL, "x", 1, "k: [a, x, b]\n"},
	    {"k: [ a , b ]\n", "/k", NULL, "x", EDIT_LAST, "k: [ a , b , x ]\n"},
	    {"k: [a,b]\n", "/k", NULL, "x", EDIT_LAST, "k: [a,b,x]\n"},
	    {"k: [a, b, ]\n", "/k", NULL, "x", EDIT_LAST, "k: [a, b, x, ]\n"},
	    {"k: {a: 1}\n", "/k", "b", "x", EDIT_LAST, "k: {a: 1, b: x}\n"},
	    {"k: { a: 1 }\n", "/k", "b", "x", EDIT_LAST, "k: { a: 1, b: x }\n"},
	    {"k: {a: 1}\n", "/k", "b", "x", 0, "k: {b: x, a: 1}\n"},
	    {"k: {a : 1, b : 2}\n", "/k", "c", "x", 1, "k: {a : 1, c : x, b : 2}\n"});
}

static void
what_would_end_an_entry_is_quoted(void **state)
{
	(void)state;
	ADD_ALL({"[a]\n", "", NULL, "x, y", EDIT_LAST, "[a, \"x, y\"]\n"},
	    {"['a']\n", "", NULL, "x, y", EDIT_LAST, "['a', 'x, y']\n"},
	    {"[a]\n", "", NULL, "- x", EDIT_LAST, "[a, \"- x\"]\n"},
	    {"[a]\n", "", NULL, "?", EDIT_LAST, "[a, \"?\"]\n"},
	    {"[a]\n", "", NULL, "two\nlines", EDIT_LAST, "[a, \"two\\nlines\"]\n"},
	    {"{a: 1}\n", "", "k}", "x", EDIT_LAST, "{a: 1, \"k}\": x}\n"},
	    {"[what?, b]\n", "", NULL, "x", 1, "[what?, x, b]\n"});
}

static void
empty_brackets_get_their_first_entry(void **state)
{
	(void)state;
	ADD_ALL({"[[], 1]\n", "/0", NULL, "x", EDIT_LAST, "[[x], 1]\n"},
	    {"[{ }, 1]\n", "/0", "a", "x", EDIT_LAST, "[{a: x}, 1]\n"},
	    {"k: [ # c\n  ]\n", "/k", NULL, "x", EDIT_LAST, "k: [x # c\n  ]\n"});
}

static void
json_gets_json(void **state)
{
	(void)state;
	ADD_ALL({"{\"a\":1,\"b\":2}", "", "c", "x", EDIT_LAST, "{\"a\":1,\"b\":2,\"c\":\"x\"}"},
	    {"{\"a\": 1}\n", "", "c", "x", EDIT_LAST, "{\"a\": 1, \"c\": \"x\"}\n"},
	    {"{\"a\":1}\n", "", "c", "x", EDIT_LAST, "{\"a\":1,\"c\":\"x\"}\n"},
	    {"k: {\"a\":1}\n", "/k", "c", "x", 0, "k: {\"c\":\"x\",\"a\":1}\n"},
	    {"k: {\"a\":[1]}\n", "/k/a", NULL, "x", EDIT_LAST, "k: {\"a\":[1,\"x\"]}\n"},
	    {"k: {a: 1}\n", "/k", "c", "x", 0, "k: {c: x, a: 1}\n"});
}

static void
an_entry_per_line_stays_an_entry_per_line(void **state)
{
	(void)state;
	ADD_ALL({"k: [\n  a, # first\n  b # second\n]\n", "/k", NULL, "x", EDIT_LAST,
		    "k: [\n  a, # first\n  b, # second\n  x\n]\n"},
	    {"k: [\n  a,\n  b,\n]\n", "/k", NULL, "x", EDIT_LAST, "k: [\n  a,\n  b,\n  x,\n]\n"},
	    {"k: [\n  a, # first\n  # about b\n  b\n]\n", "/k", NULL, "x", 1,
		"k: [\n  a, # first\n  x,\n  # about b\n  b\n]\n"},
	    {"k: [\n  # about a\n  a,\n  b\n]\n", "/k", NULL, "x", 0,
		"k: [\n  x,\n  # about a\n  a,\n  b\n]\n"},
	    {"k: [a,\n    b]\n", "/k", NULL, "x", EDIT_LAST, "k: [a,\n    b,\n    x]\n"},
	    {"k: [1, 2,\n    3]\n", "/k", NULL, "x", EDIT_LAST, "k: [1, 2,\n    3, x]\n"},
	    {"k: [\n  1, 2,\n  3, 4\n]\n", "/k", NULL, "x", EDIT_LAST,
		"k: [\n  1, 2,\n  3, 4, x\n]\n"},
	    {"{\r\n  \"a\": 1,\r\n  \"b\": 2\r\n}\r\n", "", "c", "x", EDIT_LAST,
		"{\r\n  \"a\": 1,\r\n  \"b\": 2,\r\n  \"c\": \"x\"\r\n}\r\n"},
	    {"{\n  \"a\": 1\n}\n", "", "c", "x", EDIT_LAST, "{\n  \"a\": 1,\n  \"c\": \"x\"\n}\n"});
}

/* ---- taken out ---- */

static void
deleting_on_one_line_takes_one_comma(void **state)
{
	(void)state;
	CHANGE_ALL(EDIT_DELETE, {"[a, b, c]\n", "/0", 0, "[b, c]\n"},
	    {"[a, b, c]\n", "/1", 0, "[a, c]\n"}, {"[a, b, c]\n", "/2", 0, "[a, b]\n"},
	    {"[a, b, ]\n", "/1", 0, "[a, ]\n"}, {"[ a ]\n", "/0", 0, "[]\n"},
	    {"k: {a: 1, b: 2}\n", "/k/a", 0, "k: {b: 2}\n"},
	    {"k: { a: 1, b: 2 }\n", "/k/b", 0, "k: { a: 1 }\n"},
	    {"{\"a\":1,\"b\":2}", "/a", 0, "{\"b\":2}"}, {"k: {a: }\n", "/k/a", 0, "k: {}\n"},
	    {"[a: 1, b]\n", "/0", 0, "[b]\n"}, {"{a: , b}\n", "/b", 0, "{a: }\n"},
	    {"[? a : 1, b]\n", "/0", 0, "[b]\n"}, {"[1, 2,\n 3, 4]\n", "/1", 0, "[1,\n 3, 4]\n"},
	    {"[1, 2,\n 3, 4]\n", "/2", 0, "[1, 2,\n 4]\n"});
}

static void
a_deleted_line_takes_its_comments_along(void **state)
{
	(void)state;
	CHANGE_ALL(EDIT_DELETE,
	    {"k: [\n  a, # first\n  # about b\n  b, # second\n  # about c\n  c # third\n]\n",
		"/k/1", 0, "k: [\n  a, # first\n  # about c\n  c # third\n]\n"},
	    {"k: [\n  a, # first\n  b # second\n]\n", "/k/1", 0, "k: [\n  a # first\n]\n"},
	    {"k: [\n  a, # first\n  b, # second\n]\n", "/k/1", 0, "k: [\n  a, # first\n]\n"},
	    {"k: [\n  a, # first\n  b # second\n]\n", "/k/0", 0, "k: [\n  b # second\n]\n"},
	    {"k: [ # all\n  a # first\n]\n", "/k/0", 0, "k: [ # all\n]\n"},
	    {"k: [\n  # about a\n  a # first\n]\n", "/k/0", 0, "k: []\n"},
	    {"k: [a, # first\n    b]\n", "/k/1", 0, "k: [a # first\n    ]\n"},
	    {"k: [a, # first\n    b]\n", "/k/0", 0, "k: [b]\n"},
	    {"k: [\n  a # first\n  , b # second\n  , c # third\n]\n", "/k/1", 0,
		"k: [\n  a # first\n  , c # third\n]\n"},
	    {"k: [\n  a # first\n  , b # second\n]\n", "/k/1", 0, "k: [\n  a # first\n]\n"});
}

/* ---- moved ---- */

static void
commas_stay_in_their_places(void **state)
{
	(void)state;
	CHANGE_ALL(EDIT_MOVE, {"[a, b, c]\n", "/0", 1, "[b, a, c]\n"},
	    {"[a, b, c]\n", "/0", EDIT_LAST, "[b, c, a]\n"},
	    {"[a, b, c]\n", "/2", 0, "[c, a, b]\n"}, {"[a,b , c]\n", "/1", 2, "[a,c , b]\n"},
	    {"{a: 1, b: {c: 2}}\n", "/b", 0, "{b: {c: 2}, a: 1}\n"},
	    {"[!t, b]\n", "/0", 1, "[b, !t ]\n"}, {"[b, !t ]\n", "/1", 0, "[!t , b ]\n"},
	    {"[a, b?]\n", "/1", 0, "[b?, a]\n"}, {"[a, b, ]\n", "/1", 0, "[b, a, ]\n"});
}

static void
comments_move_with_their_entries(void **state)
{
	(void)state;
	CHANGE_ALL(EDIT_MOVE,
	    {"k: [\n  a, # first\n  b # second\n]\n", "/k/0", 1,
		"k: [\n  b, # second\n  a # first\n]\n"},
	    {"k: [\n  # about a\n  a, # first\n\n  # about b\n  b,\n]\n", "/k/1", 0,
		"k: [\n  # about b\n  b,\n\n  # about a\n  a, # first\n]\n"},
	    {"k: [\n  a, # first\n  b,\n  c # third\n]\n", "/k/2", 0,
		"k: [\n  c, # third\n  a, # first\n  b\n]\n"},
	    {"k: [a, # first\n    b]\n", "/k/0", 1, "k: [b,\n    a # first\n    ]\n"});
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
	const struct CMUnitTest tests[] = {
	    TEST(entries_on_one_line_are_separated_as_their_neighbours_are),
	    TEST(what_would_end_an_entry_is_quoted),
	    TEST(empty_brackets_get_their_first_entry),
	    TEST(json_gets_json),
	    TEST(an_entry_per_line_stays_an_entry_per_line),
	    TEST(deleting_on_one_line_takes_one_comma),
	    TEST(a_deleted_line_takes_its_comments_along),
	    TEST(commas_stay_in_their_places),
	    TEST(comments_move_with_their_entries),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
