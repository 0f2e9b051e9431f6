/* SPDX-License-Identifier: MIT */
/*
 * Edits of block style, each as the text that a careful person would have typed: whose comment is
 * whose, which blank lines stay, what happens at the ends of collections and files, and what is
 * refused. Every edit is also undone by its reverse splice, and leaves the old tree alone.
 */
#include "model/edit.h"

#include "base/buf.h"
#include "model/edit_priv.h"
#include "model/path.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static struct arena *arena;
static struct str text;
static struct tree tree;
static struct edit_result result;

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

/* ---- what is common to all edits ---- */

static void
begin(const char *before)
{
	struct yaml_error error;
	text = str_of(before);
	assert_true(yaml_parse(arena, text, &tree, &error));
}

static const struct node *
at(const char *path)
{
	struct str error = {0};
	const struct node *n = path_find(arena, &tree, str_of(path), &error);
	if (n == NULL)
		print_error("%.*s\n", STR(error));
	assert_non_null(n);
	return n;
}

static const struct node *
entry(const char *path)
{
	return path_entry(at(path));
}

/* All that an edit could change of a tree. */
static void
print_node(struct buf *b, const struct node *n)
{
	buf_format(b, "(%d %d %u-%u %u %u %d %.*s %.*s", (int)n->kind, (int)n->style, n->start,
	    n->end, n->content, n->indicator, n->count, STR(n->value), STR(n->anchor));
	for (const struct node *k = n->first; k != NULL; k = k->next) {
		assert_ptr_equal(k->parent, n);
		print_node(b, k);
	}
	buf_char(b, ')');
}

static struct str
printed(void)
{
	struct buf b = {.arena = arena};
	for (ptrdiff_t i = 0; i < tree.document_count; i++)
		print_node(&b, tree.documents[i].root);
	return buf_str(&b);
}

static void
apply(struct edit e)
{
	struct str before = printed();
	edit_apply(arena, text, &tree, &e, &result);
	assert_true(str_eq(before, printed()));
}

static void
becomes(struct edit e, const char *after)
{
	apply(e);
	if (!result.done)
		print_error("refused: %.*s\n", STR(result.why));
	assert_true(result.done);
	if (!str_eq(result.text, str_of(after)))
		print_error("candidate %d:\n%.*s\n--- wanted:\n%s\n", result.candidate,
		    STR(result.text), after);
	assert_true(str_eq(result.text, str_of(after)));
	struct str again;
	assert_true(splice_apply(arena, text, result.splice, &again));
	assert_true(str_eq(again, result.text));
	assert_true(splice_apply(arena, result.text, splice_reverse(result.splice), &again));
	assert_true(str_eq(again, text));
}

static void
is_refused(struct edit e, const char *why)
{
	apply(e);
	assert_false(result.done);
	if (!str_eq(result.why, str_of(why)))
		print_error("refused: %.*s\n", STR(result.why));
	assert_true(str_eq(result.why, str_of(why)));
}

/* ---- the verbs ---- */

static struct draft *
word(const char *s)
{
	return draft_text(arena, str_of(s));
}

static struct draft *
list(const char *a, const char *b)
{
	struct draft *d = draft_sequence(arena);
	draft_add(d, word(a));
	if (b != NULL)
		draft_add(d, word(b));
	return d;
}

static struct draft *
pairs(const char *key, const char *value, const char *key2, const char *value2)
{
	struct draft *d = draft_mapping(arena);
	draft_add(d, word(key));
	draft_add(d, word(value));
	if (key2 != NULL) {
		draft_add(d, word(key2));
		draft_add(d, word(value2));
	}
	return d;
}

static struct edit
set(const char *path, const char *value)
{
	return (struct edit){.verb = EDIT_SET, .at = at(path), .value = word(value)};
}

static struct edit
replace(const char *path, const struct draft *value)
{
	return (struct edit){.verb = EDIT_REPLACE, .at = at(path), .value = value};
}

static struct edit
add(const char *path, ptrdiff_t position, const char *key, const struct draft *value)
{
	return (struct edit){.verb = EDIT_ADD,
	    .at = at(path),
	    .position = position,
	    .key = word(key),
	    .value = value};
}

static struct edit
insert(const char *path, ptrdiff_t position, const struct draft *value)
{
	return (struct edit){
	    .verb = EDIT_INSERT, .at = at(path), .position = position, .value = value};
}

static struct edit
removal(const char *path)
{
	return (struct edit){.verb = EDIT_DELETE, .at = entry(path)};
}

static struct edit
move(const char *path, ptrdiff_t position)
{
	return (struct edit){.verb = EDIT_MOVE, .at = entry(path), .position = position};
}

static struct edit
rename_key(const char *path, const char *key)
{
	return (struct edit){.verb = EDIT_RENAME, .at = entry(path), .key = word(key)};
}

/* The lines of an entry, put into another collection. */
static struct edit
carry(const char *from, const char *path, ptrdiff_t position)
{
	const struct node *e = entry(from);
	struct edit edit = {.at = at(path), .position = position};
	edit.lines = edit_lines(text, &tree, e, &edit.lines_column);
	assert_true(edit.lines.len > 0);
	edit.verb = e->is_key ? EDIT_ADD : EDIT_INSERT;
	edit.key = e->is_key ? draft_of(arena, e) : NULL;
	edit.value = draft_of(arena, e->is_key ? e->next : e);
	return edit;
}

#define TEST(name) static void name(void **state)

/* ---- lines and entries ---- */

TEST(lines_begin_behind_breaks_of_every_kind)
{
	(void)state;
	struct str s = S("\xef\xbb\xbf"
			 "ab\r\ncd\ref\n\n gh");
	assert_int_equal(line_start(s, 4), 3);
	assert_int_equal(line_start(s, 6), 3); /* within CRLF */
	assert_int_equal(line_start(s, 7), 7);
	assert_int_equal(line_start(s, 11), 10);
	assert_int_equal(line_start(s, 13), 13);
	assert_int_equal(line_end(s, 3), 5);
	assert_int_equal(line_next(s, 3), 7);
	assert_int_equal(line_next(s, 7), 10);
	assert_int_equal(line_next(s, 13), 14);
	assert_int_equal(line_next(s, 15), s.len);
	assert_int_equal(line_before(s, 15), 14);
	assert_int_equal(line_before(s, 16), NO_OFFSET);
	assert_int_equal(line_before(s, 3), 3);
	assert_true(line_is_blank(s, 13));
	assert_false(line_is_blank(s, 14));
}

TEST(a_comment_line_is_found_only_where_a_comment_stands)
{
	(void)state;
	begin("# one\na: |\n  # text\n  x\n  # two\nb: 'x\n  # text'\n");
	assert_int_equal(line_comment(text, &tree, 0), 0);
	assert_int_equal(line_comment(text, &tree, 11), -1); /* in the literal */
	assert_int_equal(line_comment(text, &tree, 24), -1);
	begin("a: 1\n   # two\nb: 2 # three\n");
	assert_int_equal(line_comment(text, &tree, 5), 3);
	assert_int_equal(line_comment(text, &tree, 14), -1);
	assert_non_null(comment_in(&tree, 14, NO_OFFSET));
	assert_null(comment_in(&tree, 20, NO_OFFSET));
	assert_null(comment_in(&tree, 0, 8));
}

TEST(entries_are_counted_from_0_and_pairs_once)
{
	(void)state;
	begin("a: 1\nb: [x, {k: v}]\n");
	const struct node *root = tree.documents[0].root;
	assert_int_equal(node_entries(root), 2);
	assert_int_equal(node_number(entry("/b")), 1);
	assert_int_equal(node_number(at("/b")), 1);
	assert_ptr_equal(node_entry(root, 1), entry("/b"));
	assert_null(node_entry(root, 2));
	assert_null(node_entry(root, -1));
	assert_ptr_equal(node_entry(at("/b"), 1), at("/b/1"));
	assert_true(node_in_flow(at("/b/0")));
	assert_false(node_in_flow(at("/b")));
}

/* ---- insert ---- */

TEST(an_item_goes_behind_the_last_in_the_column_and_gap_of_its_siblings)
{
	(void)state;
	begin("a:\n  -   x\n  -   y\nb: 1\n");
	becomes(insert("/a", EDIT_LAST, word("z")), "a:\n  -   x\n  -   y\n  -   z\nb: 1\n");
}

TEST(an_item_goes_into_a_sequence_under_its_key)
{
	(void)state;
	begin("a:\n- x\n- y # c\nb: 1\n");
	becomes(insert("/a", 2, word("z")), "a:\n- x\n- y # c\n- z\nb: 1\n");
}

TEST(an_item_put_first_leaves_the_comment_with_the_old_first)
{
	(void)state;
	begin("a:\n  # about x\n  - x\n");
	becomes(insert("/a", 0, word("z")), "a:\n  - z\n  # about x\n  - x\n");
}

TEST(what_is_put_first_into_a_file_stands_below_the_comment_about_the_file)
{
	(void)state;
	begin("# about all\na: 1\n");
	becomes(add("", 0, "b", word("x")), "# about all\nb: x\na: 1\n");
}

TEST(a_key_goes_before_the_comment_of_the_next_section)
{
	(void)state;
	begin("a:\n  x: 1\n# about b\nb: 2\n");
	becomes(add("/a", EDIT_LAST, "q", word("two")), "a:\n  x: 1\n  q: two\n# about b\nb: 2\n");
}

TEST(a_key_goes_behind_a_deeper_comment_and_before_one_in_its_own_column)
{
	(void)state;
	begin("a:\n  x: 1\n    # deeper\n  # last word\nb: 2\n");
	becomes(add("/a", EDIT_LAST, "q", word("two")),
	    "a:\n  x: 1\n    # deeper\n  q: two\n  # last word\nb: 2\n");
}

TEST(a_new_item_keeps_the_blank_lines_that_its_siblings_have)
{
	(void)state;
	begin("a:\n  - x\n\n  - y\n\nb: 1\n");
	becomes(insert("/a", EDIT_LAST, word("z")), "a:\n  - x\n\n  - y\n\n  - z\n\nb: 1\n");
	becomes(insert("/a", 1, word("z")), "a:\n  - x\n\n  - z\n\n  - y\n\nb: 1\n");
	becomes(insert("/a", 0, word("z")), "a:\n  - z\n\n  - x\n\n  - y\n\nb: 1\n");
}

TEST(a_mapping_becomes_an_item_that_begins_behind_the_dash)
{
	(void)state;
	begin("a:\n  - id: x\n    feel: 1\n");
	becomes(insert("/a", EDIT_LAST, pairs("id", "y", "note", "z z")),
	    "a:\n  - id: x\n    feel: 1\n  - id: \"y\"\n    note: z z\n");
}

TEST(new_keys_of_a_mapping_are_indented_like_the_neighbours)
{
	(void)state;
	begin("a:\n    x:\n        y: 1\n");
	becomes(add("/a", EDIT_LAST, "z", pairs("k", "v", NULL, NULL)),
	    "a:\n    x:\n        y: 1\n    z:\n        k: v\n");
}

TEST(a_list_below_a_new_key_has_its_dashes_where_the_neighbours_have_them)
{
	(void)state;
	begin("a:\n- x\nb:\n    c: 1\n");
	becomes(add("", EDIT_LAST, "d", list("p", "q")), "a:\n- x\nb:\n    c: 1\nd:\n- p\n- q\n");
}

TEST(the_first_of_a_compact_mapping_goes_to_a_line_of_its_own)
{
	(void)state;
	begin("- a: 1 # c\n  b: 2\n");
	becomes(add("/0", 0, "z", word("x")), "- z: x\n  a: 1 # c\n  b: 2\n");
}

TEST(the_first_of_a_list_in_a_list_goes_to_a_line_of_its_own)
{
	(void)state;
	begin("- - a\n  - b\n");
	becomes(insert("/0", 0, word("z")), "- - z\n  - a\n  - b\n");
	becomes(insert("/0", EDIT_LAST, word("z")), "- - a\n  - b\n  - z\n");
	becomes(insert("", 0, word("z")), "- z\n- - a\n  - b\n");
}

TEST(keys_are_quoted_as_the_neighbours_are)
{
	(void)state;
	begin("\"a\": 1\n\"b\": 2\n");
	becomes(add("", EDIT_LAST, "c", word("x")), "\"a\": 1\n\"b\": 2\n\"c\": x\n");
}

TEST(the_last_line_of_a_file_stays_without_a_line_break)
{
	(void)state;
	begin("- a\n- b");
	becomes(insert("", EDIT_LAST, word("c")), "- a\n- b\n- c");
}

TEST(a_literal_that_the_end_of_the_file_cut_says_so_when_lines_follow)
{
	(void)state;
	begin("a: |\n  text");
	becomes(add("", EDIT_LAST, "b", word("x")), "a: |-\n  text\nb: x");
	begin("a: |+ # c\n  text");
	becomes(add("", EDIT_LAST, "b", word("x")), "a: |- # c\n  text\nb: x");
	begin("- k: >2\n    text");
	becomes(insert("", EDIT_LAST, word("x")), "- k: >2-\n    text\n- x");
}

TEST(blank_lines_that_a_text_keeps_are_not_taken_for_a_gap)
{
	(void)state;
	begin("a: |+\n  text\n\nb: 1\n");
	becomes(add("", 1, "c", word("x")), "a: |+\n  text\n\nc: x\nb: 1\n");
	begin("a: 1\n\nb: |+\n  text\n");
	becomes(add("", EDIT_LAST, "c", word("x")), "a: 1\n\nb: |+\n  text\nc: x\n");
}

TEST(new_lines_end_like_their_neighbours)
{
	(void)state;
	begin("\xef\xbb\xbf"
	      "a:\r\n  - x\r\nb: 1\r\n");
	becomes(insert("/a", EDIT_LAST, pairs("k", "v", "l", "w")),
	    "\xef\xbb\xbf"
	    "a:\r\n  - x\r\n  - k: v\r\n    l: w\r\nb: 1\r\n");
	begin("a: 1\rb: 2\r");
	becomes(add("", 1, "c", word("x")), "a: 1\rc: x\rb: 2\r");
}

TEST(the_first_line_behind_a_byte_order_mark_is_a_line)
{
	(void)state;
	begin("\xef\xbb\xbf"
	      "a: 1\n");
	becomes(add("", 0, "c", word("x")),
	    "\xef\xbb\xbf"
	    "c: x\na: 1\n");
}

TEST(the_second_document_is_edited_alone)
{
	(void)state;
	begin("a: 1\n---\n# two\nb: 2\n...\n--- # three\nc: 3\n");
	becomes(add("@1", EDIT_LAST, "x", word("y")),
	    "a: 1\n---\n# two\nb: 2\nx: \"y\"\n...\n--- # three\nc: 3\n");
	becomes(add("@0", EDIT_LAST, "x", word("y")),
	    "a: 1\nx: \"y\"\n---\n# two\nb: 2\n...\n--- # three\nc: 3\n");
}

/* ---- the first entry ---- */

TEST(the_first_item_of_empty_brackets_stands_on_a_line)
{
	(void)state;
	begin("a: [] # c\nb: {}\n");
	becomes(insert("/a", 0, word("x")), "a: # c\n  - x\nb: {}\n");
	becomes(add("/b", 0, "k", word("x")), "a: [] # c\nb:\n  k: x\n");
}

TEST(the_first_entry_of_nothing_leaves_the_comment_on_the_line_of_the_key)
{
	(void)state;
	begin("a: # c\nb: ~ # d\n");
	becomes(add("/a", 0, "k", word("x")), "a: # c\n  k: x\nb: ~ # d\n");
	becomes(insert("/b", 0, word("x")), "a: # c\nb: # d\n  - x\n");
}

TEST(the_first_entry_below_a_dash_stands_behind_it)
{
	(void)state;
	begin("-\n- []\n");
	becomes(add("/0", 0, "k", word("x")), "- k: x\n- []\n");
	becomes(insert("/1", 0, word("x")), "-\n- - x\n");
	begin("- # c\n- 1\n");
	becomes(add("/0", 0, "k", word("x")), "- # c\n  k: x\n- 1\n");
}

TEST(an_anchor_stays_with_the_collection_that_gets_its_first_entry)
{
	(void)state;
	begin("a: &n []\nb: *n\n");
	becomes(insert("/a", 0, word("x")), "a: &n\n  - x\nb: *n\n");
	begin("- &n\n- *n\n");
	becomes(add("/0", 0, "k", word("x")), "- &n\n  k: x\n- *n\n");
}

TEST(a_file_without_anything_gets_its_first_entry)
{
	(void)state;
	begin("");
	becomes(add("", 0, "k", word("x")), "k: x\n");
	begin("# c\n");
	becomes(add("", 0, "k", word("x")), "# c\nk: x\n");
	begin("--- # a\n# c\n");
	becomes(add("", 0, "k", word("x")), "--- # a\n# c\nk: x\n");
	begin("---\n...\n---\nb: 1\n");
	becomes(add("@0", 0, "k", word("x")), "---\nk: x\n...\n---\nb: 1\n");
	begin("{}\n");
	becomes(add("", 0, "k", word("x")), "k: x\n");
}

TEST(comments_within_empty_brackets_stay)
{
	(void)state;
	begin("a: [ # c\n  ]\n");
	apply(insert("/a", 0, word("x")));
	assert_true(result.done);
	assert_true(str_search(result.text, S("# c")) >= 0);
}

/* ---- delete ---- */

TEST(an_entry_goes_with_the_comments_that_belong_to_it)
{
	(void)state;
	begin("a:\n  # about x\n  - x # beside\n    # deeper\n  # about y\n  - y\n");
	becomes(removal("/a/0"), "a:\n  # about y\n  - y\n");
}

TEST(comments_above_the_first_entry_of_a_file_stay)
{
	(void)state;
	begin("# about all\na: 1\nb: 2\n");
	becomes(removal("/a"), "# about all\nb: 2\n");
}

TEST(a_second_comment_above_the_first_entry_of_a_file_is_about_the_entry)
{
	(void)state;
	begin("# about all\n\n# about a\na: 1\nb: 2\n");
	becomes(removal("/a"), "# about all\n\nb: 2\n");
	becomes(add("", 0, "c", word("x")), "# about all\n\nc: x\n# about a\na: 1\nb: 2\n");
	becomes(move("/a", 1), "# about all\n\nb: 2\n# about a\na: 1\n");
}

TEST(of_two_runs_of_blank_lines_one_stays)
{
	(void)state;
	begin("a: 1\n\nb: 2\n\n\nc: 3\n");
	becomes(removal("/b"), "a: 1\n\nc: 3\n");
	becomes(removal("/a"), "b: 2\n\n\nc: 3\n");
	becomes(removal("/c"), "a: 1\n\nb: 2\n");
}

TEST(the_gap_to_the_next_section_stays)
{
	(void)state;
	begin("a:\n  - x\n\n  - y\n\nb: 1\n");
	becomes(removal("/a/1"), "a:\n  - x\n\nb: 1\n");
}

TEST(the_last_entry_leaves_empty_brackets_not_nothing)
{
	(void)state;
	begin("a: # c\n  - x # d\nb:\n  k: 1\nc: &n\n- x\n");
	becomes(removal("/a/0"), "a: [] # c\nb:\n  k: 1\nc: &n\n- x\n");
	becomes(removal("/b/k"), "a: # c\n  - x # d\nb: {}\nc: &n\n- x\n");
	becomes(removal("/c/0"), "a: # c\n  - x # d\nb:\n  k: 1\nc: &n []\n");
}

TEST(the_last_entry_behind_a_dash_leaves_empty_brackets)
{
	(void)state;
	begin("- a: 1\n- - x\n");
	becomes(removal("/0/a"), "- {}\n- - x\n");
	becomes(removal("/1/0"), "- a: 1\n- []\n");
}

TEST(the_last_entry_of_a_file_leaves_empty_brackets)
{
	(void)state;
	begin("# about all\na: 1\n");
	becomes(removal("/a"), "# about all\n{}\n");
}

TEST(the_second_of_a_compact_mapping_takes_the_place_of_the_first)
{
	(void)state;
	begin("- a: 1 # c\n  b: 2\n");
	becomes(removal("/0/a"), "- b: 2\n");
	becomes(removal("/0/b"), "- a: 1 # c\n");
}

TEST(a_comment_about_the_second_breaks_the_line_behind_the_dash)
{
	(void)state;
	begin("- a: 1\n  # about b\n  b: 2\n");
	becomes(removal("/0/a"), "-\n  # about b\n  b: 2\n");
}

TEST(the_last_line_goes_and_the_file_still_ends_without_a_break)
{
	(void)state;
	begin("a: 1\nb: 2");
	becomes(removal("/b"), "a: 1");
	begin("a: 1\r\nb: 2");
	becomes(removal("/b"), "a: 1");
	begin("a: |\n  x\nb: 2");
	becomes(removal("/b"), "a: |\n  x\n");
}

TEST(a_text_that_keeps_its_blank_lines_gets_no_more_of_them)
{
	(void)state;
	begin("a: |+\n  x\nb: 1\n\nc: 2\n");
	becomes(removal("/b"), "a: |+\n  x\nc: 2\n");
}

TEST(a_comment_gets_the_blank_that_it_lacked_before_it)
{
	(void)state;
	begin("a: \"x\"#c\nb: [1]#d\n");
	becomes(set("/a", "y z"), "a: \"y z\" #c\nb: [1]#d\n");
	becomes(replace("/b", list("p", NULL)), "a: \"x\"#c\nb: #d\n  - p\n");
	becomes(move("/b", 0), "b: [1]#d\na: \"x\"#c\n");
	becomes(removal("/a"), "b: [1]#d\n");
}

/* ---- move ---- */

TEST(entries_change_places_with_their_comments_and_the_gap_stays)
{
	(void)state;
	begin("# about all\na: 1\n\n# about b\nb: 2 # beside\n");
	becomes(move("/a", 1), "# about all\n# about b\nb: 2 # beside\n\na: 1\n");
	becomes(move("/b", 0), "# about all\n# about b\nb: 2 # beside\n\na: 1\n");
}

TEST(an_entry_goes_over_several_others)
{
	(void)state;
	begin("l:\n  - a\n  # about b\n  - b\n\n  - c\n  - d\n");
	becomes(move("/l/0", 2), "l:\n  # about b\n  - b\n\n  - c\n  - a\n  - d\n");
	becomes(move("/l/1", EDIT_LAST), "l:\n  - a\n  - c\n  - d\n\n  # about b\n  - b\n");
	becomes(move("/l/3", 0), "l:\n  - d\n  - a\n  # about b\n  - b\n\n  - c\n");
	becomes(move("/l/2", 1), "l:\n  - a\n  - c\n\n  # about b\n  - b\n  - d\n");
}

TEST(a_comment_of_no_entry_stays_when_something_goes_far_past_it)
{
	(void)state;
	begin("a: 1\n\n# part two\n\nb: 2\nc: 3\n");
	becomes(move("/a", 2), "# part two\n\nb: 2\nc: 3\n\na: 1\n");
}

TEST(a_comment_of_no_entry_stays_when_something_comes_from_far_below_it)
{
	(void)state;
	begin("a: 1\nb: 2\n\n# part two\n\nc: 3\n");
	becomes(move("/c", 0), "c: 3\n\na: 1\nb: 2\n\n# part two\n");
}

TEST(the_first_of_a_compact_mapping_moves)
{
	(void)state;
	begin("- a: 1\n  b: 2\n  c: 3\n");
	becomes(move("/0/a", 1), "- b: 2\n  a: 1\n  c: 3\n");
	becomes(move("/0/a", 2), "- b: 2\n  c: 3\n  a: 1\n");
	becomes(move("/0/c", 0), "- c: 3\n  a: 1\n  b: 2\n");
}

TEST(what_is_led_by_a_comment_becomes_first_on_a_line_of_its_own)
{
	(void)state;
	begin("- a: 1\n  # about b\n  b: 2\n");
	becomes(move("/0/b", 0), "-\n  # about b\n  b: 2\n  a: 1\n");
}

TEST(an_entry_moves_from_the_end_of_a_file_without_a_last_break)
{
	(void)state;
	begin("a: 1\nb: 2");
	becomes(move("/b", 0), "b: 2\na: 1");
	begin("a: |\n  x\nb: 2");
	becomes(move("/b", 0), "b: 2\na: |\n  x\n");
	begin("a: 1\nb: |\n  x");
	becomes(move("/b", 0), "b: |-\n  x\na: 1");
}

TEST(blanks_on_a_blank_line_do_not_get_into_a_text)
{
	(void)state;
	begin("a: 1\n    \nb: |\n  x\n");
	becomes(move("/b", 0), "b: |\n  x\n\na: 1\n");
	begin("- |\n  x\n- a\n    \n- b\n");
	becomes(move("/0", 1), "- a\n- |\n  x\n\n- b\n");
}

TEST(moving_to_where_it_is_changes_nothing)
{
	(void)state;
	begin("- a\n- b\n");
	becomes(move("/1", 1), "- a\n- b\n");
}

/* ---- replace ---- */

TEST(a_mapping_becomes_a_text_and_the_comment_beside_the_key_stays)
{
	(void)state;
	begin("a: # c\n  x: 1\n  # d\n  y: 2\nb: 1\n");
	becomes(replace("/a", word("gone")), "a: gone # c\nb: 1\n");
}

TEST(a_text_becomes_a_mapping_and_its_comment_stays)
{
	(void)state;
	begin("a: gone # c\nb: 1\n");
	becomes(replace("/a", pairs("x", "p", "z", "q")), "a: # c\n  x: p\n  z: q\nb: 1\n");
}

TEST(a_literal_becomes_a_list_and_the_comment_of_its_header_stays)
{
	(void)state;
	begin("a: |  # c\n  x\n  y\nb: 1\n");
	becomes(replace("/a", list("p", "q")), "a:  # c\n  - p\n  - q\nb: 1\n");
}

TEST(one_collection_takes_the_lines_of_another)
{
	(void)state;
	begin("a:\n    x: 1\n    z: 2\nb: 1\n");
	becomes(replace("/a", pairs("k", "v", NULL, NULL)), "a:\n    k: v\nb: 1\n");
	becomes(replace("/a", list("p", "q")), "a:\n    - p\n    - q\nb: 1\n");
}

TEST(an_item_becomes_a_mapping_behind_its_dash)
{
	(void)state;
	begin("-  one\n-  two # c\n");
	becomes(replace("/0", pairs("k", "v", "l", "w")), "-  k: v\n   l: w\n-  two # c\n");
	becomes(replace("/1", pairs("k", "v", "l", "w")), "-  one\n- # c\n   k: v\n   l: w\n");
}

TEST(a_compact_mapping_becomes_a_text)
{
	(void)state;
	begin("- a: 1 # c\n  b: 2\n- x\n");
	becomes(replace("/0", word("one")), "- one # c\n- x\n");
}

TEST(an_alias_becomes_a_value)
{
	(void)state;
	begin("a: &n 1\nb: *n # c\n");
	becomes(replace("/b", word("two")), "a: &n 1\nb: two # c\n");
	becomes(set("/b", "two"), "a: &n 1\nb: two # c\n");
	becomes(replace("/b", list("p", NULL)), "a: &n 1\nb: # c\n  - p\n");
}

TEST(an_anchor_stays_with_what_takes_the_place)
{
	(void)state;
	begin("a: &n\n  k: 1\nb: *n\n");
	becomes(replace("/a", word("x")), "a: &n x\nb: *n\n");
	becomes(replace("/a", list("p", NULL)), "a: &n\n  - p\nb: *n\n");
}

TEST(a_whole_document_is_replaced)
{
	(void)state;
	begin("# c\ntext # d\n");
	becomes(replace("@0", pairs("k", "v", NULL, NULL)), "# c\n# d\nk: v\n");
	begin("--- text # d\n");
	becomes(replace("@0", pairs("k", "v", NULL, NULL)), "--- # d\nk: v\n");
}

TEST(an_empty_list_is_written_in_brackets)
{
	(void)state;
	begin("a:\n  - x\nb: 1\n");
	becomes(replace("/a", draft_sequence(arena)), "a: []\nb: 1\n");
	becomes(replace("/b", draft_mapping(arena)), "a:\n  - x\nb: {}\n");
}

TEST(an_explicit_key_without_a_value_gets_one)
{
	(void)state;
	begin("? a\n? b\n: 1\n");
	becomes(replace("/a", draft_sequence(arena)), "? a\n: []\n? b\n: 1\n");
}

TEST(an_explicit_key_at_the_end_of_a_file_gets_a_value)
{
	(void)state;
	begin("? a");
	becomes(replace("/a", draft_sequence(arena)), "? a\n: []");
	becomes(replace("/a", list("x", NULL)), "? a\n: [x]");
}

TEST(in_brackets_a_value_is_replaced_in_brackets)
{
	(void)state;
	begin("a: {b: x, c, d: , 'e': [p], ? f : 1}\n");
	becomes(replace("/a/b", list("p", "q")), "a: {b: [p, q], c, d: , 'e': [p], ? f : 1}\n");
	becomes(replace("/a/c", list("p", NULL)), "a: {b: x, c: [p], d: , 'e': [p], ? f : 1}\n");
	becomes(replace("/a/d", pairs("k", "v", NULL, NULL)),
	    "a: {b: x, c, d: {k: v} , 'e': [p], ? f : 1}\n");
	becomes(replace("/a/e", word("p")), "a: {b: x, c, d: , 'e': p, ? f : 1}\n");
	becomes(replace("/a/f", list("p", NULL)), "a: {b: x, c, d: , 'e': [p], ? f : [p]}\n");
}

TEST(json_stays_json)
{
	(void)state;
	begin("{\"a\": \"x\"}\n");
	becomes(replace("@0", pairs("k", "v", NULL, NULL)), "{\"k\": \"v\"}\n");
	becomes(replace("/a", list("p", NULL)), "{\"a\": [\"p\"]}\n");
}

TEST(a_whole_document_becomes_a_text)
{
	(void)state;
	begin("# c\na: 1 # d\nb: 2\n");
	becomes(replace("@0", word("x")), "# c\nx # d\n");
	begin("---\n- a\n...\n");
	becomes(replace("@0", draft_mapping(arena)), "---\n{}\n...\n");
}

TEST(a_text_of_several_lines_takes_the_place_of_a_collection)
{
	(void)state;
	begin("a: # c\n  k: 1\nb: [x] # d\n");
	becomes(replace("/a", word("one\ntwo\n")), "a: | # c\n  one\n  two\nb: [x] # d\n");
	becomes(replace("/b", word("one\ntwo\n")), "a: # c\n  k: 1\nb: | # d\n  one\n  two\n");
}

/* ---- lines of elsewhere ---- */

TEST(an_entry_takes_its_comments_and_quotes_to_another_collection)
{
	(void)state;
	begin("a:\n  # about x\n  - id: 'x' # beside\n    note: \"n\"\n    # deeper\n"
	      "b:\n      - y\n");
	becomes(carry("/a/0", "/b", EDIT_LAST),
	    "a:\n  # about x\n  - id: 'x' # beside\n    note: \"n\"\n    # deeper\n"
	    "b:\n      - y\n      # about x\n      - id: 'x' # beside\n        note: \"n\"\n"
	    "        # deeper\n");
}

TEST(block_texts_and_brackets_are_indented_anew)
{
	(void)state;
	begin("a:\n    - t: |\n        one\n\n          two\n      f: [x,\n        z]\nb:\n- 1\n");
	becomes(carry("/a/0", "/b", 0),
	    "a:\n    - t: |\n        one\n\n          two\n      f: [x,\n        z]\n"
	    "b:\n- t: |\n    one\n\n      two\n  f: [x,\n    z]\n- 1\n");
}

TEST(lines_are_the_first_entry_of_nothing)
{
	(void)state;
	begin("a:\n  # about x\n  x: 1\nb: # c\n");
	becomes(carry("/a/x", "/b", 0), "a:\n  # about x\n  x: 1\nb: # c\n  # about x\n  x: 1\n");
	begin("- # about x\n  - x\n- []\n");
	becomes(carry("/0/0", "/1", 0), "- # about x\n  - x\n- - x\n");
}

TEST(lines_are_the_first_of_a_file)
{
	(void)state;
	begin("");
	struct edit e = add("", 0, "p", pairs("q", "x", NULL, NULL));
	e.lines = S("    # c\n    p: # d\n      q: x\n");
	e.lines_column = 4;
	becomes(e, "# c\np: # d\n  q: x\n");
	begin("# about all\n---\n");
	e.at = at("@0");
	becomes(e, "# about all\n---\n# c\np: # d\n  q: x\n");
}

TEST(lines_stand_first_where_the_old_first_stood_behind_a_dash)
{
	(void)state;
	begin("- a: 1\n");
	struct edit e = add("/0", 0, "p", word("x"));
	e.lines = S("p: 'x' # d\n");
	becomes(e, "- p: 'x' # d\n  a: 1\n");
	e.lines = S("# c\np: 'x' # d\n");
	becomes(e, "-\n  # c\n  p: 'x' # d\n  a: 1\n");
}

TEST(lines_do_not_go_between_brackets)
{
	(void)state;
	begin("a: [x]\nb: {}\nc: [[]]\n");
	struct edit e = insert("/a", 0, word("y"));
	e.lines = S("- y\n");
	is_refused(e, "lines cannot be put between brackets");
	e.at = at("/c/0");
	is_refused(e, "lines cannot be put between brackets");
	e = add("/b", 0, "k", word("x"));
	e.lines = S("k: x # c\n");
	becomes(e, "a: [x]\nb:\n  k: x # c\nc: [[]]\n");
}

TEST(lines_take_the_breaks_of_the_file_they_come_to)
{
	(void)state;
	begin("- a: 1\r\n  b: 2\r\n");
	struct edit e = insert("", EDIT_LAST, pairs("p", "1", "q", "2"));
	e.lines = S("  # c\n  - p: \"1\"\n    q: \"2\"\n");
	e.lines_column = 2;
	becomes(e, "- a: 1\r\n  b: 2\r\n# c\r\n- p: \"1\"\r\n  q: \"2\"\r\n");
}

TEST(lines_that_ended_with_their_file_say_so)
{
	(void)state;
	begin("- a\n");
	struct edit e = insert("", 0, pairs("p", "x", NULL, NULL));
	e.lines = S("- p: |\n    x");
	becomes(e, "- p: |-\n    x\n- a\n");
	e.lines = S("- p: |+\n    x");
	becomes(e, "- p: |-\n    x\n- a\n");
}

TEST(lines_that_keep_their_blank_lines_are_put_in_whole)
{
	(void)state;
	begin("- a\n");
	struct edit e = insert("", 0, pairs("p", "x\n\n", NULL, NULL));
	e.lines = S("- p: |+\n    x\n\n");
	becomes(e, "- p: |+\n    x\n\n- a\n");
}

TEST(lines_that_do_not_say_what_they_should_are_refused)
{
	(void)state;
	begin("- a\n");
	struct edit e = insert("", 0, word("x"));
	e.lines = S("- z\n");
	is_refused(e, "there is no way to write this here that leaves all else as it is");
	e.lines = S("- x\n- z\n");
	is_refused(e, "the lines do not hold one whole entry");
	e.lines = S("k: x\n");
	is_refused(e, "the lines do not hold one whole entry");
	e.lines = S("- [x\n");
	is_refused(e, "the lines do not hold one whole entry");
}

TEST(an_alias_in_lines_must_mean_what_it_meant)
{
	(void)state;
	begin("x: &n 1\na:\n  - *n\nb:\n  - 2\n");
	becomes(carry("/a/0", "/b", 0), "x: &n 1\na:\n  - *n\nb:\n  - *n\n  - 2\n");
	begin("b:\n  - 2\nx: &n 1\na:\n  - *n\n");
	is_refused(carry("/a/0", "/b", 0),
	    "there is no way to write this here that leaves all else as it is");
	begin("x: &n 1\nb:\n  - 2\nx2: &n 3\na:\n  - *n\n");
	is_refused(carry("/a/0", "/b", 0),
	    "there is no way to write this here that leaves all else as it is");
}

TEST(lines_take_their_anchors_and_tags_along)
{
	(void)state;
	begin("- a\n");
	struct edit e = insert("", 0, pairs("p", "x", NULL, NULL));
	e.lines = S("- &n\n  p: !t x\r\n");
	becomes(e, "- &n\n  p: !t x\n- a\n");
}

TEST(lines_of_an_entry_are_those_that_deleting_takes)
{
	(void)state;
	begin("# about all\na:\n  # about x\n  x: 1\n    # deeper\n\n  y: 2\n");
	ptrdiff_t column;
	struct str lines = edit_lines(text, &tree, entry("/a/x"), &column);
	assert_true(str_eq(lines, S("  # about x\n  x: 1\n    # deeper\n")));
	assert_int_equal(column, 2);
	lines = edit_lines(text, &tree, entry("/a"), &column);
	assert_true(str_starts(lines, S("a:\n")));
	assert_int_equal(column, 0);
}

TEST(what_has_no_lines_of_its_own_has_none_to_take)
{
	(void)state;
	begin("- a: [x]\n");
	ptrdiff_t column;
	assert_int_equal(edit_lines(text, &tree, entry("/0/a"), &column).len, 0);
	assert_int_equal(edit_lines(text, &tree, entry("/0/a/0"), &column).len, 0);
	assert_int_equal(edit_lines(text, &tree, tree.documents[0].root, &column).len, 0);
}

/* ---- refused ---- */

TEST(a_key_that_is_there_is_refused)
{
	(void)state;
	begin("a: 1\n'b': 2\n");
	is_refused(add("", EDIT_LAST, "b", word("x")), "the key 'b' is already there");
	is_refused(rename_key("/a", "b"), "the key 'b' is already there");
	is_refused(add("", EDIT_LAST, "c", pairs("k", "1", "k", "2")),
	    "the key 'k' stands twice in the new value");
}

TEST(what_an_alias_means_cannot_go)
{
	(void)state;
	begin("a: &n 1\nb: *n\nc: 2\n");
	is_refused(removal("/a"), "the alias *n would not mean the same any more");
	is_refused(move("/a", 1), "the alias *n would not mean the same any more");
	is_refused(move("/a", 2), "the alias *n would not mean the same any more");
	becomes(move("/c", 0), "c: 2\na: &n 1\nb: *n\n");
	becomes(removal("/b"), "a: &n 1\nc: 2\n");
}

TEST(an_alias_must_not_come_to_mean_another_anchor_of_its_name)
{
	(void)state;
	begin("a: &n 1\nb: &n 2\nc: *n\n");
	is_refused(removal("/b"), "the alias *n would not mean the same any more");
	becomes(removal("/a"), "b: &n 2\nc: *n\n");
	is_refused(move("/c", 1), "the alias *n would not mean the same any more");
}

TEST(a_tag_that_the_new_value_does_not_fit_is_refused)
{
	(void)state;
	begin("a: !!int 5\nb: !x\n  k: 1\n");
	is_refused(
	    set("/a", "five"), "the value is tagged !!int, and the new one does not fit that tag");
	is_refused(replace("/b", word("x")),
	    "the value is tagged !x, and the new one does not fit that tag");
}

TEST(the_wrong_kind_of_place_is_refused)
{
	(void)state;
	begin("a: text\nb: [x, y: 1]\nc: {k: 1}\nd: &n 1\ne: *n\n");
	is_refused(add("/a", 0, "k", word("x")), "a text stands here, which takes no keys");
	is_refused(add("/b", 0, "k", word("x")), "a list stands here, which takes no keys");
	is_refused(insert("/c", 0, word("x")), "a mapping stands here, which takes no items");
	is_refused(add("/b/1", 0, "k", word("x")),
	    "a single pair in a list in brackets cannot take another");
	is_refused(
	    removal("/b/1/y"), "a single pair in a list in brackets goes only with its item");
	is_refused(insert("/e", 0, word("x")),
	    "*n stands here, an alias of another place: change it there");
	is_refused(set("/b", "x"), "a list stands here, not a single value");
	is_refused((struct edit){.verb = EDIT_DELETE, .at = at("@0")},
	    "this is a whole document, not an entry of one");
	is_refused(insert("/b", 3, word("x")), "there is no place number 3, only 0 to 2");
	is_refused(move("/a", 5), "there is no place number 5, only 0 to 4");
	is_refused(rename_key("/b/0", "x"), "this is an item of a list, which has no key");
}

TEST(what_is_not_said_is_refused)
{
	(void)state;
	begin("a: 1\nb: {k: 1}\n? [x]\n: 1\n!t c: 1\n");
	struct edit e = {.verb = EDIT_SET, .at = at("/a")};
	is_refused(e, "there is no new value");
	e.value = list("x", NULL);
	is_refused(e, "the new value is more than a single one");
	e.at = entry("/a");
	e.value = word("x");
	is_refused(e, "this is a key: it can be renamed, not given a value");
	e = add("", 0, "k", word("x"));
	e.key = NULL;
	is_refused(e, "there is no key");
	e.key = list("x", NULL);
	is_refused(e, "a key must be a text");
	e = (struct edit){.verb = EDIT_DELETE, .at = at("/a")};
	is_refused(e, "this is a value; its key is the entry");
	e = (struct edit){.verb = EDIT_RENAME, .at = entry("/a")};
	is_refused(e, "there is no new key");
	is_refused(rename_key("/c", "x"), "the key is tagged !t");
	e = rename_key("/a", "x");
	e.at = tree.documents[0].root->first->next->next->next->next;
	is_refused(e, "the key is not a text");
}

TEST(a_tagged_list_takes_no_keys)
{
	(void)state;
	begin("a: !t []\nb: !t\n");
	is_refused(add("/a", 0, "k", word("x")),
	    "the value is tagged !t, and a mapping does not fit that tag");
	is_refused(
	    insert("/b", 0, word("x")), "the value is tagged !t, and a list does not fit that tag");
	becomes(insert("/a", 0, word("x")), "a: !t\n  - x\nb: !t\n");
}

TEST(a_value_inside_a_new_one_is_looked_at_too)
{
	(void)state;
	begin("a: 1\n");
	struct draft *outer = draft_sequence(arena);
	draft_add(outer, pairs("k", "1", "k", "2"));
	is_refused(replace("/a", outer), "the key 'k' stands twice in the new value");
	is_refused(replace("/a", list("\xc0\xaf", NULL)), "the new text is not UTF-8");
}

TEST(a_text_longer_than_a_file_may_hold_is_refused)
{
	(void)state;
	begin("a: 1\n");
	struct buf b = {.arena = arena};
	buf_fill(&b, 'x', 70000);
	buf_char(&b, '\0');
	is_refused(set("/a", b.at), "it would be over a limit: 64 KB in a text");
}

TEST(text_that_is_not_utf8_is_refused)
{
	(void)state;
	begin("a: 1\n");
	is_refused(set("/a", "\xff"), "the new text is not UTF-8");
	is_refused(add("", 0, "\xff", word("x")), "the key is not UTF-8");
}

TEST(a_key_too_long_to_be_read_again_is_refused)
{
	(void)state;
	begin("a: 1\n");
	struct buf b = {.arena = arena};
	buf_fill(&b, 'k', 1000);
	buf_char(&b, '\0');
	is_refused(add("", 0, b.at, word("x")), "a key cannot be longer than 900 bytes");
}

TEST(a_value_deeper_than_a_file_may_be_is_refused)
{
	(void)state;
	begin("a: 1\n");
	struct draft *d = draft_sequence(arena);
	for (int i = 0; i < 100000; i++) {
		struct draft *outer = draft_sequence(arena);
		draft_add(outer, d);
		d = outer;
	}
	is_refused(replace("/a", d), "the new value has more than 64 levels");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
#define T(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
	    T(lines_begin_behind_breaks_of_every_kind),
	    T(a_comment_line_is_found_only_where_a_comment_stands),
	    T(entries_are_counted_from_0_and_pairs_once),
	    T(an_item_goes_behind_the_last_in_the_column_and_gap_of_its_siblings),
	    T(an_item_goes_into_a_sequence_under_its_key),
	    T(an_item_put_first_leaves_the_comment_with_the_old_first),
	    T(what_is_put_first_into_a_file_stands_below_the_comment_about_the_file),
	    T(a_key_goes_before_the_comment_of_the_next_section),
	    T(a_key_goes_behind_a_deeper_comment_and_before_one_in_its_own_column),
	    T(a_new_item_keeps_the_blank_lines_that_its_siblings_have),
	    T(a_mapping_becomes_an_item_that_begins_behind_the_dash),
	    T(new_keys_of_a_mapping_are_indented_like_the_neighbours),
	    T(a_list_below_a_new_key_has_its_dashes_where_the_neighbours_have_them),
	    T(the_first_of_a_compact_mapping_goes_to_a_line_of_its_own),
	    T(the_first_of_a_list_in_a_list_goes_to_a_line_of_its_own),
	    T(keys_are_quoted_as_the_neighbours_are),
	    T(the_last_line_of_a_file_stays_without_a_line_break),
	    T(a_literal_that_the_end_of_the_file_cut_says_so_when_lines_follow),
	    T(blank_lines_that_a_text_keeps_are_not_taken_for_a_gap),
	    T(new_lines_end_like_their_neighbours),
	    T(the_first_line_behind_a_byte_order_mark_is_a_line),
	    T(the_second_document_is_edited_alone),
	    T(the_first_item_of_empty_brackets_stands_on_a_line),
	    T(the_first_entry_of_nothing_leaves_the_comment_on_the_line_of_the_key),
	    T(the_first_entry_below_a_dash_stands_behind_it),
	    T(an_anchor_stays_with_the_collection_that_gets_its_first_entry),
	    T(a_file_without_anything_gets_its_first_entry),
	    T(comments_within_empty_brackets_stay),
	    T(an_entry_goes_with_the_comments_that_belong_to_it),
	    T(comments_above_the_first_entry_of_a_file_stay),
	    T(a_second_comment_above_the_first_entry_of_a_file_is_about_the_entry),
	    T(of_two_runs_of_blank_lines_one_stays),
	    T(the_gap_to_the_next_section_stays),
	    T(the_last_entry_leaves_empty_brackets_not_nothing),
	    T(the_last_entry_behind_a_dash_leaves_empty_brackets),
	    T(the_last_entry_of_a_file_leaves_empty_brackets),
	    T(the_second_of_a_compact_mapping_takes_the_place_of_the_first),
	    T(a_comment_about_the_second_breaks_the_line_behind_the_dash),
	    T(the_last_line_goes_and_the_file_still_ends_without_a_break),
	    T(a_text_that_keeps_its_blank_lines_gets_no_more_of_them),
	    T(a_comment_gets_the_blank_that_it_lacked_before_it),
	    T(entries_change_places_with_their_comments_and_the_gap_stays),
	    T(an_entry_goes_over_several_others),
	    T(a_comment_of_no_entry_stays_when_something_goes_far_past_it),
	    T(a_comment_of_no_entry_stays_when_something_comes_from_far_below_it),
	    T(the_first_of_a_compact_mapping_moves),
	    T(what_is_led_by_a_comment_becomes_first_on_a_line_of_its_own),
	    T(an_entry_moves_from_the_end_of_a_file_without_a_last_break),
	    T(blanks_on_a_blank_line_do_not_get_into_a_text),
	    T(moving_to_where_it_is_changes_nothing),
	    T(a_mapping_becomes_a_text_and_the_comment_beside_the_key_stays),
	    T(a_text_becomes_a_mapping_and_its_comment_stays),
	    T(a_literal_becomes_a_list_and_the_comment_of_its_header_stays),
	    T(one_collection_takes_the_lines_of_another),
	    T(an_item_becomes_a_mapping_behind_its_dash),
	    T(a_compact_mapping_becomes_a_text),
	    T(an_alias_becomes_a_value),
	    T(an_anchor_stays_with_what_takes_the_place),
	    T(a_whole_document_is_replaced),
	    T(an_empty_list_is_written_in_brackets),
	    T(an_explicit_key_without_a_value_gets_one),
	    T(an_explicit_key_at_the_end_of_a_file_gets_a_value),
	    T(in_brackets_a_value_is_replaced_in_brackets),
	    T(json_stays_json),
	    T(a_whole_document_becomes_a_text),
	    T(a_text_of_several_lines_takes_the_place_of_a_collection),
	    T(an_entry_takes_its_comments_and_quotes_to_another_collection),
	    T(block_texts_and_brackets_are_indented_anew),
	    T(lines_are_the_first_entry_of_nothing),
	    T(lines_are_the_first_of_a_file),
	    T(lines_stand_first_where_the_old_first_stood_behind_a_dash),
	    T(lines_do_not_go_between_brackets),
	    T(lines_take_the_breaks_of_the_file_they_come_to),
	    T(lines_that_ended_with_their_file_say_so),
	    T(lines_that_keep_their_blank_lines_are_put_in_whole),
	    T(lines_that_do_not_say_what_they_should_are_refused),
	    T(an_alias_in_lines_must_mean_what_it_meant),
	    T(lines_take_their_anchors_and_tags_along),
	    T(lines_of_an_entry_are_those_that_deleting_takes),
	    T(what_has_no_lines_of_its_own_has_none_to_take),
	    T(a_key_that_is_there_is_refused),
	    T(what_an_alias_means_cannot_go),
	    T(an_alias_must_not_come_to_mean_another_anchor_of_its_name),
	    T(a_tag_that_the_new_value_does_not_fit_is_refused),
	    T(the_wrong_kind_of_place_is_refused),
	    T(what_is_not_said_is_refused),
	    T(a_tagged_list_takes_no_keys),
	    T(a_value_inside_a_new_one_is_looked_at_too),
	    T(a_text_longer_than_a_file_may_hold_is_refused),
	    T(text_that_is_not_utf8_is_refused),
	    T(a_key_too_long_to_be_read_again_is_refused),
	    T(a_value_deeper_than_a_file_may_be_is_refused),
#undef T
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
