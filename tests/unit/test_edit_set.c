/* SPDX-License-Identifier: MIT */
/*
 * New values for scalars and new names for keys: each case is a text, one change, and the text that
 * a careful person would have left. Expected texts follow from the rules for quotes, blocks and
 * comments, written by hand.
 */
#include "editing.h"

/* `typed`: the value stands for itself, as a bare word of a script. */
struct set_case {
	const char *before, *path, *value;
	bool typed;
	const char *after;
};

static bool
is_set(const struct set_case *c)
{
	struct tree tree;
	struct str before = str_of(c->before), value = str_of(c->value);
	parse_text(before, &tree);
	struct edit e = {.verb = EDIT_SET,
	    .at = node_at(&tree, c->path),
	    .value = c->typed ? draft_typed(arena, value) : draft_text(arena, value)};
	return leaves(before, &tree, &e, str_of(c->after));
}

static void
set_all(const struct set_case *cases, ptrdiff_t count)
{
	ptrdiff_t wrong = 0;
	for (ptrdiff_t i = 0; i < count; i++)
		wrong += !is_set(&cases[i]);
	assert_int_equal(wrong, 0);
}
#define SET_ALL(...)                                                                               \
	do {                                                                                       \
		const struct set_case cases[] = {__VA_ARGS__};                                     \
		set_all(cases, COUNT_OF(cases));                                                   \
	} while (0)

static void
plain_values_keep_the_blanks_before_the_comment(void **state)
{
	(void)state;
	SET_ALL({"a: 1\nname: Nadia   # who\nb: 2\n", "/name", "Tomas", false,
		    "a: 1\nname: Tomas   # who\nb: 2\n"},
	    {"- one # c\n- two\n", "/0", "three", false, "- three # c\n- two\n"},
	    {"k:   v\n", "/k", "w", false, "k:   w\n"}, {"k: v", "/k", "w", false, "k: w"});
}

static void
strings_that_look_typed_are_quoted_and_typed_words_are_not(void **state)
{
	(void)state;
	SET_ALL({"k: v\n", "/k", "yes", false, "k: \"yes\"\n"},
	    {"k: v\n", "/k", "yes", true, "k: yes\n"},
	    {"k: v\n", "/k", "0123", false, "k: \"0123\"\n"},
	    {"k: v\n", "/k", "2026-03-04", false, "k: \"2026-03-04\"\n"},
	    {"k: v\n", "/k", "7:45", true, "k: 7:45\n"}, {"k: v\n", "/k", "", false, "k: \"\"\n"},
	    {"k: v\n", "/k", "12", true, "k: 12\n"}, {"k: \"9\"\n", "/k", "12", true, "k: 12\n"},
	    {"k: v\n", "/k", "~", true, "k: ~\n"}, {"k: v\n", "/k", "-3", true, "k: -3\n"},
	    {"k: [v]\n", "/k/0", "-3", true, "k: [-3]\n"},
	    {"k: v\n", "/k", "a: b", true, "k: \"a: b\"\n"},
	    {"k: v\n", "/k", "answer:Answer", false, "k: \"answer:Answer\"\n"});
}

static void
old_quotes_stay_where_they_can_hold_the_value(void **state)
{
	(void)state;
	SET_ALL({"k: 'old' # c\n", "/k", "new", false, "k: 'new' # c\n"},
	    {"k: 'old'\n", "/k", "it's # not: a comment", false, "k: 'it''s # not: a comment'\n"},
	    {"k: \"old\"\n", "/k", "say \"hi\" \\o/", false, "k: \"say \\\"hi\\\" \\\\o/\"\n"},
	    {"k: 'old'\n", "/k", "bell \a", false, "k: \"bell \\u0007\"\n"},
	    {"a: 'x'\nb: 'y'\nk: plain\n", "/k", "yes", false, "a: 'x'\nb: 'y'\nk: 'yes'\n"},
	    {"a: \"x\"\nk: plain\n", "/k", "yes", false, "a: \"x\"\nk: \"yes\"\n"});
}

static void
unseen_characters_are_escaped(void **state)
{
	(void)state;
	SET_ALL({"k: v\n", "/k",
		    "a\xe2\x80\xa8"
		    "b",
		    false, "k: \"a\\u2028b\"\n"},
	    {"k: v\n", "/k",
		"a\xc2\x85"
		"b",
		false, "k: \"a\\u0085b\"\n"},
	    {"k: v\n", "/k", "\xef\xbb\xbf", false, "k: \"\\uFEFF\"\n"},
	    {"k: v\n", "/k", "\xe2\x80\xaex", false, "k: \"\\u202Ex\"\n"},
	    {"k: v\n", "/k", "a\tb", false, "k: \"a\\tb\"\n"},
	    {"k: v\n", "/k", "a\r\nb\n", false, "k: \"a\\r\\nb\\n\"\n"},
	    {"k: v\n", "/k", " lead", false, "k: \" lead\"\n"},
	    {"k: v\n", "/k",
		"Stra\xc3\x9f"
		"e \xf0\x9f\x98\x80",
		false,
		"k: Stra\xc3\x9f"
		"e \xf0\x9f\x98\x80\n"});
}

static void
values_that_are_not_written_get_one(void **state)
{
	(void)state;
	SET_ALL({"email: # c\nb: 1\n", "/email", "x", false, "email: x # c\nb: 1\n"},
	    {"email:\nb: 1\n", "/email", "x", false, "email: x\nb: 1\n"},
	    {"- \n- b\n", "/0", "x", false, "- x \n- b\n"},
	    {"-\n- b\n", "/0", "x", false, "- x\n- b\n"},
	    {"k: &a # c\nl: *a\n", "/k", "x", false, "k: &a x # c\nl: *a\n"},
	    {"k: !t\n", "/k", "x", false, "k: !t x\n"},
	    {"? k\nl: 1\n", "/k", "x", false, "? k\n: x\nl: 1\n"},
	    {"? k", "/k", "x", false, "? k\n: x"}, {"k:", "/k", "x", false, "k: x"},
	    {"m:\n  ? k\n", "/m/k", "x", false, "m:\n  ? k\n  : x\n"},
	    {"? k\n:\n", "/k", "x", false, "? k\n: x\n"},
	    {"{a, b: 1}\n", "/a", "x", false, "{a: x, b: 1}\n"},
	    {"{a: , b: 1}\n", "/a", "x", false, "{a: x , b: 1}\n"},
	    {"{\"a\", b: 1}\n", "/a", "x", false, "{\"a\": x, b: 1}\n"},
	    {"[a: ]\n", "/0/a", "x", false, "[a: x ]\n"},
	    {"k: [a, b]\n", "/k/0", "", true, "k: [null, b]\n"}, {"k: v\n", "/k", "", true, "k:\n"},
	    {"k:  v # c\n", "/k", "", true, "k: # c\n"},
	    {"k: &a v\nl: *a\n", "/k", "", true, "k: &a\nl: *a\n"},
	    {"- v\n- w\n", "/0", "", true, "-\n- w\n"},
	    {"k: {a: v}\n", "/k/a", "", true, "k: {a: }\n"}, {"? k\n", "/k", "", true, "? k\n"});
}

static void
empty_documents_get_a_value(void **state)
{
	(void)state;
	SET_ALL({"", "", "x", false, "x\n"}, {"# c\n", "", "x", false, "# c\nx\n"},
	    {"# c", "", "x", false, "# c\nx"}, {"---\n", "", "x", false, "--- x\n"},
	    {"--- # c\n", "", "x", false, "--- x # c\n"},
	    {"--- v\n--- w\n", "", "", true, "---\n--- w\n"},
	    {"v\n--- w\n", "", "", true, "null\n--- w\n"});
}

static void
tag_and_anchor_stay(void **state)
{
	(void)state;
	SET_ALL({"k: !Ref &r old # c\nl: *r\n", "/k", "new", false, "k: !Ref &r new # c\nl: *r\n"},
	    {"k: !Ref old\n", "/k", "12", false, "k: !Ref 12\n"},
	    {"k: &a\n  old\nl: *a\n", "/k", "new", false, "k: &a\n  new\nl: *a\n"},
	    {"k: !t\n", "/k", "", false, "k: !t \"\"\n"});
}

static void
one_line_of_a_literal_touches_one_line(void **state)
{
	(void)state;
	SET_ALL({"k: |  # why\n    one\n    two  \n  \n    three\nl: 1\n", "/k",
		    "one\nTWO  \n\nthree\n", false,
		    "k: |  # why\n    one\n    TWO  \n  \n    three\nl: 1\n"},
	    {"k: |\n  one\n  two\nl: 1\n", "/k", "one\nand\ntwo\n", false,
		"k: |\n  one\n  and\n  two\nl: 1\n"},
	    {"k: |\r\n  one\n  two\r\nl: 1\r\n", "/k", "one\nTWO\n", false,
		"k: |\r\n  one\n  TWO\r\nl: 1\r\n"},
	    {"- |\n one\n two\n", "/0", "one\n2\n", false, "- |\n one\n 2\n"},
	    {"k: |2\n   a\n  b\n", "/k", "x\nb\n", false, "k: |2\n  x\n  b\n"});
}

static void
the_end_of_a_literal_is_said_in_its_header(void **state)
{
	(void)state;
	SET_ALL({"k: |\n  one\nl: 1\n", "/k", "one", false, "k: |-\n  one\nl: 1\n"},
	    {"k: |- # c\n  one\nl: 1\n", "/k", "one\n", false, "k: | # c\n  one\nl: 1\n"},
	    {"k: |\n  one\nl: 1\n", "/k", "one\n\n", false, "k: |+\n  one\n\nl: 1\n"},
	    {"k: |\n  one\n\nl: 1\n", "/k", "one\n\n\n", false, "k: |+\n  one\n\n\nl: 1\n"},
	    {"k: |+\n  one\n\n", "/k", "two\n\n", false, "k: |+\n  two\n\n"},
	    {"k: |+\n  one\n\nl: 1\n", "/k", "two\n", false, "k: |\n  two\nl: 1\n"},
	    {"k: |\n  one", "/k", "two", false, "k: |-\n  two"},
	    {"k: |\n  one", "/k", "two\n", false, "k: |\n  two\n"},
	    {"k: |\n  one\n", "/k", " one", false, "k: |2-\n   one\n"},
	    {"k: |\n    one\n", "/k", "\n one\n", false, "k: |4\n\n     one\n"},
	    {"k: | # c\n  one\nl: 1\n", "/k", "", false, "k: \"\" # c\nl: 1\n"},
	    {"k: | # c\n  one\nl: 1\n", "/k", "a\rb\n", false, "k: \"a\\rb\\n\" # c\nl: 1\n"},
	    {"k: |\nl: 1\n", "/k", "one\n", false, "k: |\n  one\nl: 1\n"},
	    {"k: |#c\n  one\n", "/k", "two\n", false, "k: | #c\n  two\n"},
	    {"k: |+\n\n\n    one\n", "/k", "two\n\n", false, "k: |+\n    two\n\n"});
}

static void
one_line_becomes_many_with_the_comment_behind_the_header(void **state)
{
	(void)state;
	SET_ALL({"k: one # c\nl: 1\n", "/k", "one\ntwo\n", false, "k: | # c\n  one\n  two\nl: 1\n"},
	    {"k: one\nl: 1\n", "/k", "one\ntwo", false, "k: |-\n  one\n  two\nl: 1\n"},
	    {"k: # c\nl: 1\n", "/k", "one\ntwo", false, "k: |- # c\n  one\n  two\nl: 1\n"},
	    {"- a\n- b\n", "/0", "x\n\ny\n", false, "- |\n  x\n\n  y\n- b\n"},
	    {"m:\n    n:\n        k: v\n", "/m/n/k", "a\nb\n", false,
		"m:\n    n:\n        k: |\n            a\n            b\n"},
	    {"k:\n  one\nl: 1\n", "/k", "a\nb\n", false, "k: |\n  a\n  b\nl: 1\n"},
	    {"k:\n  # c\n  one\nl: 1\n", "/k", "a\nb\n", false, "k:\n  # c\n  |\n  a\n  b\nl: 1\n"},
	    {"k: v", "/k", "a\nb\n", false, "k: |\n  a\n  b\n"},
	    {"k: v", "/k", "a\nb", false, "k: |-\n  a\n  b"},
	    {"k: v\r\nl: 1\r\n", "/k", "a\nb\n", false, "k: |\r\n  a\r\n  b\r\nl: 1\r\n"},
	    {"? k\nl: 1\n", "/k", "a\nb\n", false, "? k\n: |\n  a\n  b\nl: 1\n"},
	    {"k: &a v\nl: *a\n", "/k", "a\nb\n", false, "k: &a |\n  a\n  b\nl: *a\n"},
	    {"--- v\n", "", "a\nb\n", false, "--- |\n  a\n  b\n"},
	    {"- v\n  # about v\n- w\n", "/0", "a\nb\n", false,
		"- |\n   a\n   b\n  # about v\n- w\n"});
}

static void
lines_that_a_block_cannot_hold_are_escaped(void **state)
{
	(void)state;
	SET_ALL({"k: v # c\n", "/k", "a\n  \nb", false, "k: \"a\\n  \\nb\" # c\n"},
	    {"k: v\n", "/k", "\n", false, "k: \"\\n\"\n"},
	    {"k: v\n", "/k", "a\n\033[2J\n", false, "k: \"a\\n\\u001B[2J\\n\"\n"},
	    {"k: {a: v}\n", "/k/a", "x\ny", false, "k: {a: \"x\\ny\"}\n"},
	    {"k: \"a\\nb\"\n", "/k", "c\nd", false, "k: \"c\\nd\"\n"},
	    {"k: \"a\"\n", "/k", "c\nd", false, "k: |-\n  c\n  d\n"});
}

static void
many_lines_become_one(void **state)
{
	(void)state;
	SET_ALL(
	    {"k: some long\n  text here # c\nl: 1\n", "/k", "short", false, "k: short # c\nl: 1\n"},
	    {"k: \"some long\n  text here\" # c\nl: 1\n", "/k", "short", false,
		"k: \"short\" # c\nl: 1\n"},
	    {"k: 'some long\n\n  text'\nl: 1\n", "/k", "short", false, "k: 'short'\nl: 1\n"},
	    {"- some\n  text\n- b\n", "/0", "x", false, "- x\n- b\n"});
}

static void
texts_over_several_lines_are_wrapped_again_to_the_old_width(void **state)
{
	(void)state;
	SET_ALL(
	    {"k: >\n  aaaa bbbb cccc dddd eeee ffff gggg hhhh iiii\n  jjjj kkkk\nl: 1\n", "/k",
		"AAAA aaaa bbbb cccc dddd eeee ffff gggg hhhh iiii jjjj kkkk\n", false,
		"k: >\n  AAAA aaaa bbbb cccc dddd eeee ffff gggg hhhh\n  iiii jjjj kkkk\nl: 1\n"},
	    {"k: aaaa bbbb cccc dddd eeee ffff gggg hhhh iiii jjjj\n  kkkk llll # c\nl: 1\n", "/k",
		"AAAA aaaa bbbb cccc dddd eeee ffff gggg hhhh iiii jjjj kkkk llll", false,
		"k: AAAA aaaa bbbb cccc dddd eeee ffff gggg hhhh iiii\n  jjjj kkkk llll # c\nl: "
		"1\n"},
	    {"k: >-\n  one two\n\n  three\nl: 1\n", "/k", "one two\nfour", false,
		"k: >-\n  one two\n\n  four\nl: 1\n"},
	    {"k: >\n  one two\nl: 1\n", "/k", " indented\n", false, "k: |2\n   indented\nl: 1\n"});
}

static void
wrapped_plain_lines_never_begin_like_an_item(void **state)
{
	(void)state;
	SET_ALL({"k: aaaa bbbb cccc dddd eeee ffff gggg hhhh\n  jjjj\n", "/k",
	    "aaaa bbbb cccc dddd eeee ffff gggg hhhh - jjjj kkkk", false,
	    "k: aaaa bbbb cccc dddd eeee ffff gggg\n  hhhh - jjjj kkkk\n"});
}

static void
unchanged_paragraphs_of_a_folded_text_keep_their_lines(void **state)
{
	(void)state;
	SET_ALL({"k: >\n  One line for\n  each thought.\n\n  And more\n  of it.\nl: 1\n", "/k",
		    "One line for each thought.\nAnd less of it.\n", false,
		    "k: >\n  One line for\n  each thought.\n\n  And less\n  of it.\nl: 1\n"},
	    {"k: >\n  One line for\n  each thought.\n\n  And more.\nl: 1\n", "/k",
		"Less.\nOne line for each thought.\nAnd more.\n", false,
		"k: >\n  Less.\n\n  One line for\n  each thought.\n\n  And more.\nl: 1\n"},
	    {"k: This is\n  a text of\n  three lines. # c\n", "/k",
		"This is not a text of three lines.", false,
		"k: This is\n  not a text of\n  three lines. # c\n"},
	    {"k: \"This is\n  a text of\n  three lines.\"\n", "/k",
		"This is a text: of many lines.", false,
		"k: \"This is\n  a text: of many lines.\"\n"});
}

static void
brackets_quote_what_would_end_an_entry(void **state)
{
	(void)state;
	SET_ALL({"k: [a, b]\n", "/k/0", "x, y", false, "k: [\"x, y\", b]\n"},
	    {"k: [a, b]\n", "/k/1", "x]", false, "k: [a, \"x]\"]\n"},
	    {"k: {a: b}\n", "/k/a", "what?", false, "k: {a: \"what?\"}\n"},
	    {"k: {a: 'b'}\n", "/k/a", "c", false, "k: {a: 'c'}\n"},
	    {"k: [a, b]\n", "/k/0", "- x", false, "k: [\"- x\", b]\n"});
}

static void
json_stays_json(void **state)
{
	(void)state;
	SET_ALL(
	    {"{\"a\":1,\"b\":[\"x\"]}\n", "/a", "text", false, "{\"a\":\"text\",\"b\":[\"x\"]}\n"},
	    {"{\"a\":1,\"b\":[\"x\"]}\n", "/b/0", "12", true, "{\"a\":1,\"b\":[12]}\n"},
	    {"{\"a\":1,\"b\":\"x\"}\n", "/b", "6 min", true, "{\"a\":1,\"b\":\"6 min\"}\n"},
	    {"{\"a\":1,\"b\":\"x\"}\n", "/b", "~", true, "{\"a\":1,\"b\":null}\n"},
	    {"k: {\"a\": 1}\n", "/k/a", "text", false, "k: {\"a\": \"text\"}\n"},
	    {"{\"a\":\"x\"}", "/a", "bell \a\n", false, "{\"a\":\"bell \\u0007\\n\"}"});
}

static void
bytes_and_characters_are_not_confused(void **state)
{
	(void)state;
	SET_ALL({"\xef\xbb\xbf"
		 "gr\xc3\xbc\xc3\x9f"
		 "e: \xf0\x9f\x98\x80 # \xe2\x82\xac\r\nk: v\r\n",
	    "/k", "\xc3\xa4\n\xc3\xb6\n", false,
	    "\xef\xbb\xbf"
	    "gr\xc3\xbc\xc3\x9f"
	    "e: \xf0\x9f\x98\x80 # \xe2\x82\xac\r\nk: |\r\n  \xc3\xa4\r\n"
	    "  \xc3\xb6\r\n"});
}

static void
an_alias_becomes_a_value_of_its_own(void **state)
{
	(void)state;
	SET_ALL({"a: &x 1\nb: *x # c\n", "/b", "two", false, "a: &x 1\nb: two # c\n"},
	    {"a: &x 1\nb: [*x , 2]\n", "/b/0", "two", false, "a: &x 1\nb: [two , 2]\n"});
}

/* ---- keys ---- */

struct rename_case {
	const char *before, *path, *name, *after;
};

static void
keys_keep_their_quotes_and_get_them_when_needed(void **state)
{
	(void)state;
	static const struct rename_case cases[] = {
	    {"old: 1 # c\n", "/old", "new", "new: 1 # c\n"},
	    {"old: 1\n", "/old", "null", "\"null\": 1\n"},
	    {"old: 1\n", "/old", "a: b", "\"a: b\": 1\n"},
	    {"'old': 1\n", "/old", "new", "'new': 1\n"},
	    {"\"old\": 1\n", "/old", "new", "\"new\": 1\n"},
	    {"k: {old: 1}\n", "/k/old", "x,y", "k: {\"x,y\": 1}\n"},
	    {"{\"old\":1}\n", "/old", "new", "{\"new\":1}\n"},
	    {"{'old':1}\n", "/old", "it's", "{'it''s':1}\n"},
	    {"? old\n: 1\n", "/old", "new", "? new\n: 1\n"},
	    {"? | # c\n  old\n: 1\n", "/old\n", "new", "? new # c\n: 1\n"},
	    {"? old\n  key\n: 1\n", "/old~2key", "new", "? new\n: 1\n"},
	    {"? &a old\n: *a\n", "/old", "new", "? &a new\n: *a\n"},
	    {"- old: 1\n  b: 2\n", "/0/old", "line\nbreak", "- \"line\\nbreak\": 1\n  b: 2\n"},
	};
	ptrdiff_t wrong = 0;
	for (ptrdiff_t i = 0; i < COUNT_OF(cases); i++) {
		struct tree tree;
		struct str before = str_of(cases[i].before);
		parse_text(before, &tree);
		struct edit e = {.verb = EDIT_RENAME,
		    .at = path_key(node_at(&tree, cases[i].path)),
		    .key = draft_text(arena, str_of(cases[i].name))};
		wrong += !leaves(before, &tree, &e, str_of(cases[i].after));
	}
	assert_int_equal(wrong, 0);
}

static void
assert_not(const char *before, const char *path, struct edit e)
{
	struct tree tree;
	parse_text(str_of(before), &tree);
	const struct node *n = node_at(&tree, path);
	e.at = e.verb == EDIT_RENAME ? path_key(n) : n;
	assert_refused(str_of(before), &tree, &e);
}

static void
what_cannot_be_done_is_refused(void **state)
{
	(void)state;
	assert_not(
	    "a: [1]\n", "/a", (struct edit){.verb = EDIT_SET, .value = draft_text(arena, S("x"))});
	struct tree other;
	parse_text(S("- *nowhere\n"), &other);
	assert_not("a: 1\n", "/a",
	    (struct edit){.verb = EDIT_REPLACE, .value = draft_of(arena, other.documents[0].root)});
	struct buf long_key = {.arena = arena};
	buf_fill(&long_key, 'k', 1100);
	assert_not("a: 1\n", "/a",
	    (struct edit){.verb = EDIT_RENAME, .key = draft_text(arena, buf_str(&long_key))});
	struct buf escaped = {.arena = arena};
	buf_fill(&escaped, '\001', 300);
	assert_not("a: 1\n", "/a",
	    (struct edit){.verb = EDIT_RENAME, .key = draft_text(arena, buf_str(&escaped))});
	assert_not("a: 1\nb: 2\n", "/a",
	    (struct edit){.verb = EDIT_RENAME, .key = draft_text(arena, S("b"))});
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
	const struct CMUnitTest tests[] = {
	    TEST(plain_values_keep_the_blanks_before_the_comment),
	    TEST(strings_that_look_typed_are_quoted_and_typed_words_are_not),
	    TEST(old_quotes_stay_where_they_can_hold_the_value),
	    TEST(unseen_characters_are_escaped),
	    TEST(values_that_are_not_written_get_one),
	    TEST(empty_documents_get_a_value),
	    TEST(tag_and_anchor_stay),
	    TEST(one_line_of_a_literal_touches_one_line),
	    TEST(the_end_of_a_literal_is_said_in_its_header),
	    TEST(one_line_becomes_many_with_the_comment_behind_the_header),
	    TEST(lines_that_a_block_cannot_hold_are_escaped),
	    TEST(many_lines_become_one),
	    TEST(texts_over_several_lines_are_wrapped_again_to_the_old_width),
	    TEST(wrapped_plain_lines_never_begin_like_an_item),
	    TEST(unchanged_paragraphs_of_a_folded_text_keep_their_lines),
	    TEST(brackets_quote_what_would_end_an_entry),
	    TEST(json_stays_json),
	    TEST(bytes_and_characters_are_not_confused),
	    TEST(an_alias_becomes_a_value_of_its_own),
	    TEST(keys_keep_their_quotes_and_get_them_when_needed),
	    TEST(what_cannot_be_done_is_refused),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
