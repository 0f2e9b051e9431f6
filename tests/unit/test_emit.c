/* SPDX-License-Identifier: MIT */
/*
 * Drafts as text: how a file looks, when a text is safe without quotes, every style of scalar, and
 * collections in the looks of the file. The last test reads back what was written, for texts that
 * want to be something else, in every style and at every place.
 */
#include "model/emit.h"

#include "model/quote.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

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
assert_text(struct str found, const char *wanted)
{
	if (!str_eq(found, str_of(wanted)))
		fail_msg("found:\n%.*s\nwanted:\n%s", STR(found), wanted);
}

static struct looks
looks(const char *text)
{
	struct tree tree;
	struct yaml_error error;
	assert_true(yaml_parse(arena, str_of(text), &tree, &error));
	return looks_of(str_of(text), &tree);
}

/* ---- looks ---- */

static void
a_file_without_habits_looks_like_ours(void **state)
{
	(void)state;
	struct looks l = looks("");
	assert_text(l.line_break, "\n");
	assert_int_equal(l.step, 2);
	assert_int_equal(l.dash, 2);
	assert_int_equal(l.dash_gap, 1);
	assert_int_equal(l.quotes, STYLE_DOUBLE);
	assert_false(l.json);
	assert_text(l.colon, ": ");
}

static void
steps_and_dashes_are_counted(void **state)
{
	(void)state;
	struct looks l = looks("a:\n    b:\n        c: 1\n    d:\n    -   e\n    -   f: 1\n"
			       "g:\n- h\nk:\n  l: 1\n");
	assert_int_equal(l.step, 4);
	assert_int_equal(l.dash, 0);
	assert_int_equal(l.dash_gap, 3);
	l = looks("a:\n  - b\nc:\n   d: 1\n");
	assert_int_equal(l.step, 3);
	assert_int_equal(l.dash, 2);
	assert_int_equal(looks("a:\n    b: 1\n").dash, 4);
}

static void
the_more_frequent_quotes_win(void **state)
{
	(void)state;
	assert_int_equal(looks("a: 'x'\nb: 'y'\nc: \"z\"\n").quotes, STYLE_SINGLE);
	assert_int_equal(looks("a: 'x'\nc: \"z\"\n").quotes, STYLE_DOUBLE);
}

static void
line_breaks_are_those_of_the_neighbour(void **state)
{
	(void)state;
	const char *text = "a: 1\r\nb: 2\nc: 3";
	struct looks l = looks(text);
	assert_text(l.line_break, "\r\n");
	assert_text(looks_break(str_of(text), 0, &l), "\r\n");
	assert_text(looks_break(str_of(text), 7, &l), "\n");
	assert_text(looks_break(str_of(text), 14, &l), "\n");
	assert_text(looks("a: 1\rb: 2\r").line_break, "\r");
	assert_text(looks_break(S("a"), 0, &l), "\r\n");
}

static void
json_is_known_by_its_quotes(void **state)
{
	(void)state;
	assert_true(looks("{\"a\": 1, \"b\": [\"x\", null, -1.5e3]}").json);
	assert_false(looks("{\"a\": 1, b: 2}").json);
	assert_false(looks("{\"a\": x}").json);
	assert_false(looks("{\"a\": 'x'}").json);
	assert_false(looks("\"a\": 1\n").json);
	assert_false(looks("{}\n---\n\"x\"\n").json);
	assert_text(looks("{\"a\":1,\"b\":2}").colon, ":");
	assert_text(looks("k: {a : 1}").colon, " : ");
	assert_text(looks("k: {a:     1}").colon, ": ");
}

static void
numbers_of_json_are_known(void **state)
{
	(void)state;
	static const char *const yes[] = {"0", "-1", "12.5", "1e3", "1.5E-3", "true", "null"};
	static const char *const no[] = {
	    "", "-", "01", "+1", ".5", "1.", "1e", "0x1", "1_0", "True", "~", "1e+", "12 "};
	for (ptrdiff_t i = 0; i < COUNT_OF(yes); i++)
		assert_true(emit_is_json(str_of(yes[i])));
	for (ptrdiff_t i = 0; i < COUNT_OF(no); i++)
		assert_false(emit_is_json(str_of(no[i])));
}

/* ---- plain or not ---- */

static void
plain_is_what_every_reader_takes_for_this_text(void **state)
{
	(void)state;
	static const char *const safe[] = {"a", "two words", "it's", "a - b", "a#b", "06:10 Go",
	    "50%", "x, y", "a]b", "6 min", "yes indeed", "\xc3\xa4"};
	static const char *const unsafe[] = {"", " a", "a ", "yes", "No", "on", "y", "null", "~",
	    "<<", "=", "12", "0o17", "0x1F", "1_000", "12:30", "12:30:45", "2026-01-02", ".inf",
	    "-.inf", ".NaN", "-", "- a", "-a", "?", "? a", ":a", ",a", "[a", "]a", "{a", "}a", "#a",
	    "&a", "*a", "!a", "|", ">", "'a", "\"a", "%a", "@a", "`a", "---", "...", "a: b",
	    "a:", "a:b", "a #b", "a\tb", "a\nb", "a\xc2\xa0", "a\xe2\x80\xa8z", "\xef\xbb\xbf",
	    "\x7f"};
	struct emit_place block = {.column = 0}, flow = {.flow = true};
	for (ptrdiff_t i = 0; i < COUNT_OF(safe); i++)
		assert_true(emit_is_plain(str_of(safe[i]), block, false));
	for (ptrdiff_t i = 0; i < COUNT_OF(unsafe); i++) {
		assert_false(emit_is_plain(str_of(unsafe[i]), block, false));
		assert_false(emit_is_plain(str_of(unsafe[i]), flow, false));
	}
	assert_false(emit_is_plain(S("x, y"), flow, false));
	assert_false(emit_is_plain(S("a]b"), flow, false));
	assert_true(emit_is_plain(S("what?"), block, false));
	assert_false(emit_is_plain(S("what?"), flow, false));
	assert_false(emit_is_plain(S("what?"), flow, true));
	assert_true(emit_is_plain(S("it's"), flow, false));
}

static void
typed_words_need_only_be_read_as_these_characters(void **state)
{
	(void)state;
	static const char *const yes[] = {"12", "true", "~", "7:45", "-3", "6 min", "2026-01-02",
	    ".inf", "<<", "a:b", "=", "-.5"};
	static const char *const no[] = {
	    "", "- a", "-", "?", "a: b", "a:", "a #b", "#a", "[a]", "*a", "a\nb", "---", "'a"};
	struct emit_place block = {.column = 0}, flow = {.flow = true};
	for (ptrdiff_t i = 0; i < COUNT_OF(yes); i++) {
		assert_true(emit_is_plain(str_of(yes[i]), block, true));
		assert_true(emit_is_plain(str_of(yes[i]), flow, true));
	}
	for (ptrdiff_t i = 0; i < COUNT_OF(no); i++)
		assert_false(emit_is_plain(str_of(no[i]), block, true));
	assert_true(emit_is_plain(S("-x"), block, true));
	assert_false(emit_is_plain(S("-x"), flow, true));
}

/* ---- scalars ---- */

static struct str
scalar(const struct looks *l, const char *text, bool typed, enum node_style wanted, bool flow)
{
	struct buf b = {.arena = arena};
	struct str s = str_of(text);
	emit_scalar(&b, l, (struct emit_place){.flow = flow},
	    typed ? draft_typed(arena, s) : draft_text(arena, s), wanted);
	return buf_str(&b);
}

static void
a_style_that_cannot_hold_the_text_gives_way(void **state)
{
	(void)state;
	struct looks l = looks(""), single = looks("a: 'b'\n"), json = looks("{\"a\":1}");
	assert_text(scalar(&l, "text", false, STYLE_PLAIN, false), "text");
	assert_text(scalar(&l, "yes", false, STYLE_PLAIN, false), "\"yes\"");
	assert_text(scalar(&single, "yes", false, STYLE_PLAIN, false), "'yes'");
	assert_text(scalar(&single, "a\tb", false, STYLE_PLAIN, false), "\"a\\tb\"");
	assert_text(scalar(&l, "it's", false, STYLE_SINGLE, false), "'it''s'");
	assert_text(scalar(&l, "two\nlines", false, STYLE_SINGLE, false), "\"two\\nlines\"");
	assert_text(scalar(&l, "a\"\\", false, STYLE_DOUBLE, false), "\"a\\\"\\\\\"");
	assert_text(scalar(&l, "yes", true, STYLE_DOUBLE, false), "yes");
	assert_text(scalar(&l, "a: b", true, STYLE_PLAIN, false), "\"a: b\"");
	assert_text(scalar(&l, "a,b", false, STYLE_PLAIN, true), "\"a,b\"");
	assert_text(scalar(&json, "text", false, STYLE_PLAIN, true), "\"text\"");
	assert_text(scalar(&json, "1.5", true, STYLE_PLAIN, true), "1.5");
	assert_text(scalar(&json, "6 min", true, STYLE_PLAIN, true), "\"6 min\"");
	assert_text(scalar(&json, "~", true, STYLE_PLAIN, true), "null");
}

static struct str
block(const char *text, struct emit_block how)
{
	struct buf b = {.arena = arena};
	how.line_break = S("\n");
	if (!emit_block(&b, str_of(text), &how))
		return S("(cannot)");
	return buf_str(&b);
}

static void
literals_say_how_they_end_and_how_deep_they_are(void **state)
{
	(void)state;
	struct emit_block how = {.column = 4, .parent = 2};
	assert_text(block("one\ntwo\n", how), "|\n    one\n    two");
	assert_text(block("one\n\ntwo", how), "|-\n    one\n\n    two");
	assert_text(block("one\n\n\n", how), "|+\n    one\n\n");
	assert_text(block(" one\n", how), "|2\n     one");
	assert_text(block("\none\n", how), "|2\n\n    one");
	assert_text(block("\tone\n", how), "|2\n    \tone");
	how.comment = S("  # c");
	assert_text(block("one\n", how), "|  # c\n    one");
	how.parent = -1;
	assert_text(block(" one", how), "|4-  # c\n     one");
}

static void
what_a_block_cannot_hold_is_not_written(void **state)
{
	(void)state;
	struct emit_block how = {.column = 2, .parent = 0};
	static const char *const no[] = {
	    "", "\n", "\n\n", "a\n \nb\n", "a\rb", "a\x1b", "a\xc2\x85", "\xe2\x80\xae\n"};
	for (ptrdiff_t i = 0; i < COUNT_OF(no); i++)
		assert_text(block(no[i], how), "(cannot)");
	how.blank_lines = true;
	assert_text(block("a\n \nb\n", how), "|\n  a\n   \n  b");
	how.column = 0;
	assert_text(block("a\n", how), "(cannot)");
	how.column = 12;
	assert_text(block(" a\n", how), "(cannot)");
	assert_text(block("a\n", how), "|\n            a");
}

static void
folded_lines_end_at_the_width(void **state)
{
	(void)state;
	struct emit_block how = {.folded = true, .column = 2, .parent = 0, .width = 9};
	assert_text(block("one two three four\n", how), ">\n  one two\n  three\n  four");
	assert_text(block("one two three\nfour", how), ">-\n  one two\n  three\n\n  four");
	assert_text(block("one  two three\n", how), ">\n  one  two\n  three");
	assert_text(
	    block("a very-long-word-indeed b\n", how), ">\n  a\n  very-long-word-indeed\n  b");
	assert_text(block("\xc3\xa4\xc3\xb6\xc3\xbc \xc3\xa4\xc3\xb6\xc3\xbc xyz\n", how),
	    ">\n  \xc3\xa4\xc3\xb6\xc3\xbc \xc3\xa4\xc3\xb6\xc3\xbc\n  xyz");
	assert_text(block("a\n\n\nb\n", how), ">\n  a\n\n\n\n  b");
	assert_text(block("a\n  b\n", how), "(cannot)");
	assert_text(block("\na\n", how), "(cannot)");
}

/* ---- collections ---- */

static struct draft *
text(const char *s)
{
	return draft_text(arena, str_of(s));
}

static struct draft *
list(const char *a, const char *b)
{
	struct draft *d = draft_sequence(arena);
	draft_add(d, text(a));
	if (b != NULL)
		draft_add(d, text(b));
	return d;
}

/* {id: Go, parts: [a, b], more: {note: two lines, rest: []}} */
static struct draft *
sample(void)
{
	struct draft *d = draft_mapping(arena), *more = draft_mapping(arena);
	draft_add(more, text("note"));
	draft_add(more, text("one\ntwo\n"));
	draft_add(more, text("rest"));
	draft_add(more, draft_sequence(arena));
	draft_add(d, text("id"));
	draft_add(d, text("Go"));
	draft_add(d, text("parts"));
	draft_add(d, list("a", "yes"));
	draft_add(d, text("more"));
	draft_add(d, more);
	draft_add(d, text("at"));
	draft_add(d, draft_typed(arena, S("7:45")));
	draft_add(d, text("empty"));
	draft_add(d, draft_typed(arena, S("")));
	return d;
}

static struct str
behind(const char *looked_at, const struct draft *d, int column, bool item)
{
	struct buf b = {.arena = arena};
	struct looks l = looks(looked_at);
	emit_behind(&b, &l, d, column, item);
	return buf_str(&b);
}

static void
collections_take_the_steps_of_the_file(void **state)
{
	(void)state;
	assert_text(behind("", sample(), 0, false),
	    "\n  id: Go\n  parts:\n    - a\n    - \"yes\"\n  more:\n    note: |\n      one\n      "
	    "two\n"
	    "    rest: []\n  at: 7:45\n  empty:");
	assert_text(behind("a:\n    b: 'c'\nd:\n-   e\n", sample(), 0, false),
	    "\n    id: Go\n    parts:\n    -   a\n    -   'yes'\n    more:\n        note: |\n"
	    "            one\n            two\n        rest: []\n    at: 7:45\n    empty:");
	assert_text(behind("", sample(), 2, true),
	    " id: Go\n    parts:\n      - a\n      - \"yes\"\n    more:\n      note: |\n        "
	    "one\n"
	    "        two\n      rest: []\n    at: 7:45\n    empty:");
	assert_text(behind("a: 1\r\n", list("a", "b"), 0, false), "\r\n  - a\r\n  - b");
}

static void
single_values_stand_on_the_line(void **state)
{
	(void)state;
	assert_text(behind("", text("Go"), 0, false), " Go");
	assert_text(behind("-   a\n", text("Go"), 0, true), "   Go");
	assert_text(behind("-   a\n", text("a\nb"), 0, true), "   |-\n    a\n    b");
	assert_text(behind("", draft_mapping(arena), 0, false), " {}");
	assert_text(behind("", draft_typed(arena, S("")), 0, true), "");
	assert_text(behind("", text("a\n \nb"), 0, false), " \"a\\n \\nb\"");
	assert_text(behind("", list("a", "b"), 0, true), " - a\n  - b");
	assert_text(behind("", text("a\nb"), -1, false), " |-\n  a\n  b");
}

static struct str
flow(const char *looked_at, const struct draft *d)
{
	struct buf b = {.arena = arena};
	struct looks l = looks(looked_at);
	emit_flow(&b, &l, d, (struct emit_place){.flow = true});
	return buf_str(&b);
}

static void
brackets_take_the_colons_of_the_file(void **state)
{
	(void)state;
	assert_text(flow("", sample()),
	    "{id: Go, parts: [a, \"yes\"], more: {note: \"one\\ntwo\\n\", rest: []}, at: 7:45, "
	    "empty: }");
	assert_text(flow("{\"a\":1}", sample()),
	    "{\"id\":\"Go\",\"parts\":[\"a\",\"yes\"],\"more\":{\"note\":\"one\\ntwo\\n\",\"rest\":"
	    "[]},"
	    "\"at\":\"7:45\",\"empty\":null}");
	assert_text(flow("{\"a\": 1}", list("a", NULL)), "[\"a\"]");
	struct draft *d = draft_sequence(arena);
	draft_add(d, draft_typed(arena, S("")));
	assert_text(flow("", d), "[null]");
}

static void
long_keys_are_marked(void **state)
{
	(void)state;
	struct buf key = {.arena = arena}, found = {.arena = arena}, wanted = {.arena = arena};
	buf_fill(&key, 'k', 1100);
	struct draft *d = draft_mapping(arena);
	draft_add(d, draft_text(arena, buf_str(&key)));
	draft_add(d, text("v"));
	struct looks l = looks("");
	emit_entries(&found, &l, d, 2);
	buf_format(&wanted, "? %.*s\n  : v", STR(buf_str(&key)));
	assert_true(str_eq(buf_str(&found), buf_str(&wanted)));
	found.len = wanted.len = 0;
	emit_flow(&found, &l, d, (struct emit_place){.column = 0});
	buf_format(&wanted, "{? %.*s : v}", STR(buf_str(&key)));
	assert_true(str_eq(buf_str(&found), buf_str(&wanted)));
}

/* ---- drafts of a tree ---- */

static void
what_stands_in_a_tree_is_written_again(void **state)
{
	(void)state;
	const char *before =
	    "a: &x [1, \"2\", yes]\nb: *x\nc: {d: , e: 'f'}\ng: !!str 5\nh: |\n  i\n";
	struct tree tree;
	struct yaml_error error;
	assert_true(yaml_parse(arena, str_of(before), &tree, &error));
	struct draft *d = draft_of(arena, tree.documents[0].root);
	struct looks l = looks("");
	struct buf b = {.arena = arena};
	emit_entries(&b, &l, d, 0);
	assert_text(buf_str(&b),
	    "a:\n  - 1\n  - \"2\"\n  - yes\nb:\n  - 1\n  - \"2\"\n  - yes\nc:\n"
	    "  d:\n  e: f\ng: \"5\"\nh: |\n  i");
}

static bool
has_alias(const struct draft *d)
{
	bool found = d->kind == NODE_ALIAS;
	for (const struct draft *k = d->first; k != NULL && !found; k = k->next)
		found = has_alias(k);
	return found;
}

static ptrdiff_t
size(const struct draft *d)
{
	ptrdiff_t n = 1;
	for (const struct draft *k = d->first; k != NULL; k = k->next)
		n += size(k);
	return n;
}

static void
aliases_that_lead_nowhere_or_explode_stay_in_the_draft(void **state)
{
	(void)state;
	struct tree tree;
	struct yaml_error error;
	assert_true(yaml_parse(arena, S("a: *x\n"), &tree, &error));
	struct draft *d = draft_of(arena, tree.documents[0].root);
	assert_int_equal(d->last->kind, NODE_ALIAS);
	assert_text(d->last->text, "x");
	struct buf b = {.arena = arena};
	buf_add(&b, S("a0: &a0 {x: y}\n"));
	for (int i = 1; i < 100; i++)
		buf_format(&b, "a%d: &a%d {x: *a%d, y: *a%d}\n", i, i, i - 1, i - 1);
	assert_true(yaml_parse(arena, buf_str(&b), &tree, &error));
	d = draft_of(arena, tree.documents[0].root);
	assert_true(has_alias(d));
	assert_true(size(d) < 200000);
}

/* ---- whatever is written is read back ---- */

static uint64_t seed;

static uint32_t
next_random(uint32_t below)
{
	seed = seed * 6364136223846793005u + 1442695040888963407u;
	return (uint32_t)(seed >> 33) % below;
}

static struct str
hostile_text(void)
{
	static const char *const pieces[] = {"a", "word", " ", "  ", "\n", "\n\n", "\t", ":", ": ",
	    " #", "#", "-", "- ", "?", "? ", ",", "[", "]", "{", "}", "&", "*", "!", "|", ">", "'",
	    "\"", "%", "@", "`", "\\", "~", "=", "<<", "yes", "null", "12", "0x1F", "1e3", ".5",
	    "12:30", "2026-01-02", "---", "...", "\r", "\r\n", "\x7f", "\x1b[2J", "\xc2\x85",
	    "\xc2\xa0", "\xc2\xad", "\xe2\x80\xa8", "\xe2\x80\xa9", "\xe2\x80\xae", "\xe2\x80\x8d",
	    "\xef\xbb\xbf", "\xef\xbf\xbd", "\xee\x80\x80", "\xf0\x9f\x98\x80", "\xc3\xa4",
	    "\xcc\x81", "some more words", "\x01", "\xf3\xa0\x80\x81"};
	struct buf b = {.arena = arena};
	buf_add(&b, S(""));
	for (uint32_t n = next_random(7); n > 0; n--)
		buf_add(&b, str_of(pieces[next_random((uint32_t)COUNT_OF(pieces))]));
	return b.len > 0 ? buf_str(&b) : S("");
}

/* Where a scalar is put, and how it is found again. */
enum where {
	BEHIND_KEY,
	IN_LIST,
	DEEP,
	AS_KEY,
	IN_BRACKETS,
	IN_BRACES,
	AS_BRACKET_KEY,
	ROOT,
	WHERES
};

static const struct {
	const char *before, *behind;
	struct emit_place place;
} places[] = {
    [BEHIND_KEY] = {"k: ", "\nz: 1\n", {.column = 0}},
    [IN_LIST] = {"- ", "\n- z\n", {.column = 0}},
    [DEEP] = {"m:\n    - k: ", "\n      z: 1\n", {.column = 6}},
    [AS_KEY] = {"", ": 1\n", {.key = true, .column = 0}},
    [IN_BRACKETS] = {"[", ",z]\n", {.flow = true, .column = -1}},
    [IN_BRACES] = {"{k: ", "}\n", {.flow = true, .column = -1}},
    [AS_BRACKET_KEY] = {"{", ": 1}\n", {.flow = true, .key = true, .column = -1}},
    [ROOT] = {"--- ", "\n", {.column = -1}},
};

static const struct node *
scalar_in(const struct tree *tree, enum where where)
{
	const struct node *n = tree->documents[0].root;
	switch (where) {
	case BEHIND_KEY:
	case IN_BRACES: return n->first->next;
	case DEEP: return n->first->next->first->first->next;
	case IN_LIST:
	case AS_KEY:
	case IN_BRACKETS:
	case AS_BRACKET_KEY: return n->first;
	case ROOT:
	case WHERES: break;
	}
	return n;
}

static void
assert_read_back(struct str written, struct str wanted, enum where where)
{
	struct buf b = {.arena = arena};
	buf_add(&b, str_of(places[where].before));
	buf_add(&b, written);
	buf_add(&b, str_of(places[where].behind));
	struct tree tree;
	struct yaml_error error;
	if (!yaml_parse(arena, buf_str(&b), &tree, &error))
		fail_msg("not YAML: %.*s", STR(buf_str(&b)));
	const struct node *n = scalar_in(&tree, where);
	if (n->kind != NODE_SCALAR || n->is_null || !str_eq(n->value, wanted))
		fail_msg("'%.*s' came back as '%.*s'", STR(buf_str(&b)), STR(n->value));
	if (n->style == STYLE_PLAIN)
		assert_true(quote_is_plain(wanted));
	assert_int_equal(tree.comment_count, 0);
}

static void
write_and_read(const struct looks *l, struct str s)
{
	enum where where = next_random(WHERES);
	struct buf b = {.arena = arena};
	enum node_style wanted = STYLE_PLAIN + next_random(3);
	emit_scalar(&b, l, places[where].place, draft_text(arena, s), wanted);
	assert_read_back(buf_str(&b), s, where);
	if (places[where].place.flow || places[where].place.key)
		return;
	int column = places[where].place.column;
	struct emit_block how = {.folded = next_random(2) == 0,
	    .parent = column,
	    .column = (column > 0 ? column : 0) + 1 + (int)next_random(9),
	    .width = (int)next_random(20),
	    .line_break = next_random(2) == 0 ? S("\n") : S("\r\n"),
	    .blank_lines = next_random(2) == 0,
	    .digit = next_random(2) == 0};
	b.len = 0;
	/* What follows must not become part of a text that keeps its last lines. */
	if (emit_block(&b, s, &how))
		assert_read_back(buf_str(&b), s, where);
}

static void
every_text_in_every_style_at_every_place_comes_back(void **state)
{
	(void)state;
	enum { CASES = 6000 };
	struct looks habits[] = {looks(""), looks("a: 'b'\n"), looks("{\"a\":1}")};
	seed = 20261122;
	for (int i = 0; i < CASES; i++) {
		struct arena_mark mark = arena_mark(arena);
		write_and_read(&habits[next_random(3)], hostile_text());
		arena_release(arena, mark);
	}
}

static void
whole_drafts_come_back(void **state)
{
	(void)state;
	enum { CASES = 500 };
	struct looks habits[] = {looks(""), looks("a: 'b'\nc:\n- d\n"), looks("{\"a\":1}")};
	seed = 7;
	for (int i = 0; i < CASES; i++) {
		struct arena_mark mark = arena_mark(arena);
		struct draft *d = draft_mapping(arena), *items = draft_sequence(arena);
		struct str key = hostile_text(), item = hostile_text(), value = hostile_text();
		draft_add(items, draft_text(arena, item));
		draft_add(items, draft_text(arena, value));
		draft_add(d, draft_text(arena, key));
		draft_add(d, items);
		struct buf b = {.arena = arena};
		const struct looks *l = &habits[next_random(3)];
		bool in_brackets = next_random(2) == 0;
		if (in_brackets)
			emit_flow(&b, l, d, (struct emit_place){.column = -1});
		else
			emit_entries(&b, l, d, 0);
		buf_char(&b, '\n');
		struct tree tree;
		struct yaml_error error;
		if (!yaml_parse(arena, buf_str(&b), &tree, &error))
			fail_msg("not YAML: %.*s", STR(buf_str(&b)));
		const struct node *root = tree.documents[0].root;
		assert_true(str_eq(root->first->value, key));
		assert_true(str_eq(root->first->next->first->value, item));
		assert_int_equal(root->first->next->count, 2);
		/* At the end of a text, a block that keeps its last lines ends where the text does.
		 */
		assert_true(str_eq(root->first->next->last->value, value));
		arena_release(arena, mark);
	}
}

static void
long_runs_of_blanks_are_read_again(void **state)
{
	(void)state;
	struct buf b = {.arena = arena};
	buf_char(&b, 'a');
	buf_fill(&b, ' ', 3000);
	buf_char(&b, 'b');
	struct looks l = looks("");
	struct buf written = {.arena = arena};
	emit_scalar(
	    &written, &l, places[BEHIND_KEY].place, draft_text(arena, buf_str(&b)), STYLE_PLAIN);
	assert_read_back(buf_str(&written), buf_str(&b), BEHIND_KEY);
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
	const struct CMUnitTest tests[] = {
	    TEST(a_file_without_habits_looks_like_ours),
	    TEST(steps_and_dashes_are_counted),
	    TEST(the_more_frequent_quotes_win),
	    TEST(line_breaks_are_those_of_the_neighbour),
	    TEST(json_is_known_by_its_quotes),
	    TEST(numbers_of_json_are_known),
	    TEST(plain_is_what_every_reader_takes_for_this_text),
	    TEST(typed_words_need_only_be_read_as_these_characters),
	    TEST(a_style_that_cannot_hold_the_text_gives_way),
	    TEST(literals_say_how_they_end_and_how_deep_they_are),
	    TEST(what_a_block_cannot_hold_is_not_written),
	    TEST(folded_lines_end_at_the_width),
	    TEST(collections_take_the_steps_of_the_file),
	    TEST(single_values_stand_on_the_line),
	    TEST(brackets_take_the_colons_of_the_file),
	    TEST(long_keys_are_marked),
	    TEST(what_stands_in_a_tree_is_written_again),
	    TEST(aliases_that_lead_nowhere_or_explode_stay_in_the_draft),
	    TEST(every_text_in_every_style_at_every_place_comes_back),
	    TEST(whole_drafts_come_back),
	    TEST(long_runs_of_blanks_are_read_again),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
