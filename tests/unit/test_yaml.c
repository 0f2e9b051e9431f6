/* SPDX-License-Identifier: MIT */
/*
 * Bytes to tree: every span of a node against the piece of text that it must be, in each of the
 * forms in which libyaml's own marks are not what an edit needs; and the limits.
 */
#include "model/yaml.h"

#include "base/buf.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static struct arena *arena;
static struct str text;
static struct tree tree;
static struct yaml_error error;

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

static const struct node *
parse(struct str s)
{
	text = s;
	assert_true(yaml_parse(arena, s, &tree, &error));
	assert_int_equal(error.trouble, YAML_FINE);
	return tree.documents[0].root;
}

static void
assert_text(struct str found, const char *wanted)
{
	if (!str_eq(found, str_of(wanted)))
		print_error("found '%.*s', wanted '%s'\n", STR(found), wanted);
	assert_true(str_eq(found, str_of(wanted)));
}

static struct str
piece(uint32_t from, uint32_t to)
{
	return str_from(str_upto(text, to), from);
}

static void
assert_written(const struct node *n, const char *wanted)
{
	assert_text(piece(n->content, n->end), wanted);
}

static const struct node *
child(const struct node *n, int i)
{
	n = n->first;
	while (i-- > 0)
		n = n->next;
	return n;
}

static void
assert_indicator(const struct node *n, char c)
{
	assert_true(n->indicator != NO_OFFSET);
	assert_int_equal(text.at[n->indicator], c);
}

static void
block_collections_end_with_their_last_value(void **state)
{
	(void)state;
	const struct node *map = parse(S("a:\n  b: one two  # note\n\n# end\nc: 3\n"));
	assert_int_equal(map->kind, NODE_MAPPING);
	assert_int_equal(map->style, STYLE_BLOCK);
	assert_int_equal(map->count, 4);
	const struct node *inner = child(map, 1);
	assert_written(inner, "b: one two");
	assert_text(piece(inner->content, inner->loose_end), "b: one two  # note\n\n# end\n");
	assert_int_equal(inner->column, 2);
	assert_indicator(inner, ':');
	assert_int_equal(inner->indicator, 1);
	assert_true(child(map, 0)->is_key);
	assert_false(inner->is_key);
	assert_int_equal(child(map, 2)->indicator, child(map, 2)->start);
	assert_written(map, "a:\n  b: one two  # note\n\n# end\nc: 3");
}

static void
a_plain_text_is_a_view_and_a_folded_one_a_copy(void **state)
{
	(void)state;
	const struct node *seq = parse(S("- one line\n- two\n  lines\n- \"q\"\n- 'it''s'\n"));
	assert_ptr_equal(child(seq, 0)->value.at, text.at + 2);
	assert_text(child(seq, 1)->value, "two lines");
	assert_written(child(seq, 1), "two\n  lines");
	assert_ptr_equal(child(seq, 2)->value.at, text.at + child(seq, 2)->content + 1);
	assert_text(child(seq, 2)->value, "q");
	assert_int_equal(child(seq, 2)->style, STYLE_DOUBLE);
	assert_text(child(seq, 3)->value, "it's");
	assert_int_equal(child(seq, 3)->style, STYLE_SINGLE);
}

static void
dashes_under_their_key_make_an_indentless_sequence(void **state)
{
	(void)state;
	const struct node *map = parse(S("k:\n- x\n-  y\nl:\n  - z\n"));
	const struct node *seq = child(map, 1), *deeper = child(map, 3);
	assert_true(seq->indentless);
	assert_int_equal(seq->column, 0);
	assert_written(seq, "- x\n-  y");
	assert_indicator(child(seq, 1), '-');
	assert_int_equal(child(seq, 1)->indicator, 7);
	assert_false(deeper->indentless);
	assert_int_equal(deeper->column, 2);
	assert_written(deeper, "- z");
}

static void
what_is_not_written_stands_right_behind_its_indicator(void **state)
{
	(void)state;
	const struct node *map = parse(S("a:   # c\nb:\n  -\n  - x\n? q\n? r\n: s\n"));
	const struct node *a = child(map, 1);
	assert_true(a->is_null);
	assert_int_equal(a->start, 2);
	assert_int_equal(a->end, 2);
	assert_int_equal(a->column, 2);
	const struct node *item = child(child(map, 3), 0);
	assert_true(item->is_null);
	assert_int_equal(text.at[item->start - 1], '-');
	assert_int_equal(item->column, 3);
	const struct node *q = child(map, 4), *none = child(map, 5);
	assert_true(q->explicit_key);
	assert_indicator(q, '?');
	assert_true(none->is_null);
	assert_int_equal(none->start, q->end);
	assert_int_equal(none->indicator, NO_OFFSET);
	assert_int_equal(none->column, 3);
	assert_indicator(child(map, 7), ':');
	assert_written(child(map, 7), "s");
}

static void
brackets_end_exactly_and_a_lone_pair_is_marked(void **state)
{
	(void)state;
	const struct node *map = parse(S("k: [a: b , {c, d: }, *x ] # t\nl: &x {e: 1}\n"));
	const struct node *seq = child(map, 1);
	assert_written(seq, "[a: b , {c, d: }, *x ]");
	const struct node *pair = child(seq, 0);
	assert_true(pair->lone_pair);
	assert_written(pair, "a: b");
	const struct node *braces = child(seq, 1);
	assert_false(braces->lone_pair);
	assert_written(braces, "{c, d: }");
	assert_int_equal(child(braces, 1)->start, child(braces, 0)->end);
	assert_int_equal(child(braces, 1)->indicator, NO_OFFSET);
	assert_int_equal(text.at[child(braces, 3)->start - 1], ':');
	assert_int_equal(child(seq, 0)->indicator, NO_OFFSET);
	assert_int_equal(braces->column, 11);
}

static void
anchor_and_tag_are_outside_of_the_content(void **state)
{
	(void)state;
	const struct node *map =
	    parse(S("a: !!str &one # c\n  text\nb: &two\n  c: 1\nd: !e\nf: ! g\n"));
	const struct node *a = child(map, 1);
	assert_text(piece(a->start, a->properties_end), "!!str &one");
	assert_text(a->anchor, "one");
	assert_text(a->tag, "!!str");
	assert_written(a, "text");
	assert_int_equal(a->column, 2);
	const struct node *b = child(map, 3);
	assert_text(piece(b->start, b->properties_end), "&two");
	assert_written(b, "c: 1");
	assert_int_equal(b->column, 2);
	const struct node *d = child(map, 5);
	assert_true(d->is_null);
	assert_text(d->tag, "!e");
	assert_int_equal(d->content, d->properties_end);
	assert_int_equal(d->end, d->content);
	assert_text(child(map, 7)->tag, "!");
	assert_written(child(map, 7), "g");
}

static void
an_alias_means_the_latest_anchor_of_its_document(void **state)
{
	(void)state;
	const struct node *seq = parse(S("- &a 1\n- *a\n- &a 2\n- *a\n- *b\n--- \n- *a\n"));
	assert_int_equal(child(seq, 1)->kind, NODE_ALIAS);
	assert_text(child(seq, 1)->value, "a");
	assert_ptr_equal(child(seq, 1)->target, child(seq, 0));
	assert_ptr_equal(node_real(child(seq, 3)), child(seq, 2));
	assert_null(child(seq, 4)->target);
	assert_ptr_equal(node_real(child(seq, 4)), child(seq, 4));
	assert_int_equal(tree.document_count, 2);
	assert_null(tree.documents[1].root->first->target);
}

static void
an_alias_inside_of_what_it_means_leads_nowhere(void **state)
{
	(void)state;
	const struct node *seq = parse(S("&a\n- [x, *a]\n"));
	assert_null(child(child(seq, 0), 1)->target);
}

static void
block_texts_end_before_trailing_blank_lines_unless_kept(void **state)
{
	(void)state;
	const struct node *map = parse(S(
	    "a: |  # c\n  one\n\n  two\n\n\nb: >-\n   x\n  \nc: |+\n  k\n\n\nd: |\ne: |2\n   y\n"));
	assert_written(child(map, 1), "|  # c\n  one\n\n  two");
	assert_text(child(map, 1)->value, "one\n\ntwo\n");
	assert_int_equal(child(map, 1)->style, STYLE_LITERAL);
	assert_written(child(map, 3), ">-\n   x");
	assert_int_equal(child(map, 3)->style, STYLE_FOLDED);
	assert_written(child(map, 5), "|+\n  k\n\n");
	assert_text(child(map, 5)->value, "k\n\n\n");
	assert_written(child(map, 7), "|");
	assert_text(child(map, 9)->value, " y\n");
}

static void
blanks_beyond_the_indentation_are_content(void **state)
{
	(void)state;
	const struct node *map = parse(S("a: |\n  x\n    \n\nb: 1\n"));
	assert_written(child(map, 1), "|\n  x\n    ");
}

static void
comments_are_found_in_gaps_and_headers_only(void **state)
{
	(void)state;
	parse(S(
	    "# top\na: 'no # c' # one\nb: | # two\n  # text\nc: [1, # three\n  2]\nd: x#y\n# end"));
	const char *wanted[] = {"# top", "# one", "# two", "# three", "# end"};
	assert_int_equal(tree.comment_count, 5);
	for (int i = 0; i < 5; i++)
		assert_text(piece(tree.comments[i].start, tree.comments[i].end), wanted[i]);
}

static void
offsets_are_bytes_after_a_mark_and_multibyte_text(void **state)
{
	(void)state;
	const struct node *map = parse(S("\xef\xbb\xbf"
					 "\xc3\xa9\xc3\xa9: \xf0\x9f\x98\x80\r\nb: x\r\n"));
	assert_int_equal(map->start, 3);
	assert_int_equal(map->column, 0);
	assert_written(child(map, 0), "\xc3\xa9\xc3\xa9");
	assert_written(child(map, 1), "\xf0\x9f\x98\x80");
	assert_int_equal(child(map, 1)->column, 4);
	assert_written(child(map, 3), "x");
}

static void
documents_have_a_root_even_when_empty(void **state)
{
	(void)state;
	parse(S(""));
	assert_int_equal(tree.document_count, 1);
	assert_true(tree.documents[0].root->is_null);
	parse(S("# only a comment\n"));
	assert_int_equal(tree.document_count, 1);
	assert_int_equal(tree.comment_count, 1);
	parse(S("%YAML 1.1\n---\n# c\n...\n--- x\n"));
	assert_int_equal(tree.document_count, 2);
	assert_true(tree.documents[0].explicit_start);
	assert_int_equal(tree.documents[0].start, 0);
	assert_int_equal(tree.documents[0].content, 13);
	assert_int_equal(tree.documents[0].root->start, 13);
	assert_int_equal(tree.documents[0].end, 18);
	assert_written(tree.documents[1].root, "x");
}

static void
what_came_before_an_error_is_kept(void **state)
{
	(void)state;
	text = S("a:\n  b: 2\n  c:\n    d: 4\n    e: @\n");
	assert_false(yaml_parse(arena, text, &tree, &error));
	assert_int_equal(error.trouble, YAML_SYNTAX);
	assert_int_equal(error.offset, 31);
	const struct node *map = tree.documents[0].root;
	assert_int_equal(map->count, 2);
	const struct node *c = child(child(map, 1), 3);
	assert_written(child(c, 1), "4");
	assert_int_equal(c->count % 2, 0);
	assert_int_equal(map->end, c->end);
}

static void
an_open_quote_is_told_with_where_it_began(void **state)
{
	(void)state;
	assert_false(yaml_parse(arena, S("a: 1\nb: \"x\nc: 2\n"), &tree, &error));
	assert_int_equal(error.context, 8);
}

/* ---- bytes and limits ---- */

static void
assert_refused(struct str s, enum yaml_trouble trouble, uint32_t offset, const char *problem)
{
	struct arena *own = arena_new();
	assert_false(yaml_parse(own, s, &tree, &error));
	assert_int_equal(error.trouble, trouble);
	if (offset != NO_OFFSET)
		assert_int_equal(error.offset, offset);
	if (problem != NULL)
		assert_text(error.problem, problem);
	assert_true(tree.document_count > 0);
	arena_free(own);
}

static struct str
repeated(const char *before, const char *what, int count, const char *after)
{
	struct buf b = {.arena = arena};
	buf_add(&b, str_of(before));
	for (int i = 0; i < count; i++)
		buf_add(&b, str_of(what));
	buf_add(&b, str_of(after));
	return buf_str(&b);
}

static void
bytes_that_are_not_utf8_are_refused_where_they_stand(void **state)
{
	(void)state;
	assert_refused(S("a: 1\nb: Ren\xe9\n"), YAML_ENCODING, 11, "not UTF-8");
	assert_refused(S("a: \xc0\xaf"), YAML_ENCODING, 3, "not UTF-8");
	assert_refused(S("a: \xed\xa0\x80"), YAML_ENCODING, 3, "not UTF-8");
	assert_refused(S("a: \xf4\x90\x80\x80"), YAML_ENCODING, 3, "not UTF-8");
	assert_refused(S("a: \xe2\x82"), YAML_ENCODING, 3, "not UTF-8");
	assert_refused(S("\xff\xfe"
			 "a\0"),
	    YAML_ENCODING, 0, "not UTF-8");
	assert_refused(S("# \x07\n"), YAML_ENCODING, 2, "a forbidden character");
	assert_refused(S("abcdefgh\x7f"), YAML_ENCODING, 8, "a forbidden character");
	assert_refused(S("a: \xc2\x92"), YAML_ENCODING, 3, "a forbidden character");
	assert_refused(S("a: \xef\xbf\xbe"), YAML_ENCODING, 3, "a forbidden character");
	assert_refused((struct str){"a\0b", 3}, YAML_ENCODING, 1, "a forbidden character");
}

static void
runs_over_a_thousand_are_refused(void **state)
{
	(void)state;
	parse(repeated("a: \"b", " ", 1000, "c\""));
	assert_refused(
	    repeated("a: \"b", " ", 1001, "c\""), YAML_LIMIT, 5, "1,000 blanks in a row");
	parse(repeated("a: 1\n", "\n", 1000, "b: 2\n"));
	assert_refused(repeated("a: 1\n", "\n", 1001, "b: 2\n"), YAML_LIMIT, NO_OFFSET,
	    "1,000 blank lines in a row");
	assert_refused(repeated("", " \r\n", 1001, "b: 2\n"), YAML_LIMIT, NO_OFFSET,
	    "1,000 blank lines in a row");
	assert_refused(repeated("a\n", "\xe2\x80\xa8", 1001, "b\n"), YAML_LIMIT, NO_OFFSET,
	    "1,000 blank lines in a row");
}

static void
depth_is_limited_and_brackets_sooner(void **state)
{
	(void)state;
	parse(repeated("", "- ", 64, "x"));
	assert_refused(repeated("", "- ", 65, "x"), YAML_LIMIT, 128, "64 levels");
	parse(repeated("", "[", 32, repeated("", "]", 32, "").at));
	assert_refused(repeated("", "[", 33, ""), YAML_LIMIT, 32, "32 levels of brackets");
	assert_refused(repeated("", "[", 60000, ""), YAML_LIMIT, 32, "32 levels of brackets");
}

static void
a_text_and_directives_are_limited(void **state)
{
	(void)state;
	parse(repeated("a: ", "x", 65536, ""));
	assert_refused(repeated("a: ", "x", 65537, ""), YAML_LIMIT, 3, "64 KB in a text");
	assert_refused(repeated("", "%TAG ! x\n", 33, ""), YAML_LIMIT, NO_OFFSET, "32 directives");
	assert_refused(repeated("%TAG ! ", "x", 1020, "\n"), YAML_LIMIT, 0, "1 KB in a directive");
}

static void
two_million_values_are_enough(void **state)
{
	(void)state;
	struct arena *own = arena_new();
	struct str many = repeated("", "-\n", 2000001, "");
	assert_false(yaml_parse(own, many, &tree, &error));
	assert_text(error.problem, "2,000,000 nodes");
	assert_true(arena_size(own) < (ptrdiff_t)320 << 20);
	arena_free(own);
	assert_refused(
	    repeated("", "0123456789abcdef", (1 << 20) + 1, ""), YAML_LIMIT, 0, "16 MB in a file");
}

static void
a_bomb_of_aliases_is_not_expanded(void **state)
{
	(void)state;
	struct buf b = {.arena = arena};
	buf_add(&b, S("a0: &a0 [x, x]\n"));
	for (int i = 1; i < 40; i++)
		buf_format(&b, "a%d: &a%d [*a%d, *a%d]\n", i, i, i - 1, i - 1);
	parse(buf_str(&b));
	assert_int_equal(tree.node_count, 1 + 40 * 4);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(block_collections_end_with_their_last_value),
	    cmocka_unit_test(a_plain_text_is_a_view_and_a_folded_one_a_copy),
	    cmocka_unit_test(dashes_under_their_key_make_an_indentless_sequence),
	    cmocka_unit_test(what_is_not_written_stands_right_behind_its_indicator),
	    cmocka_unit_test(brackets_end_exactly_and_a_lone_pair_is_marked),
	    cmocka_unit_test(anchor_and_tag_are_outside_of_the_content),
	    cmocka_unit_test(an_alias_means_the_latest_anchor_of_its_document),
	    cmocka_unit_test(an_alias_inside_of_what_it_means_leads_nowhere),
	    cmocka_unit_test(block_texts_end_before_trailing_blank_lines_unless_kept),
	    cmocka_unit_test(blanks_beyond_the_indentation_are_content),
	    cmocka_unit_test(comments_are_found_in_gaps_and_headers_only),
	    cmocka_unit_test(offsets_are_bytes_after_a_mark_and_multibyte_text),
	    cmocka_unit_test(documents_have_a_root_even_when_empty),
	    cmocka_unit_test(what_came_before_an_error_is_kept),
	    cmocka_unit_test(an_open_quote_is_told_with_where_it_began),
	    cmocka_unit_test(bytes_that_are_not_utf8_are_refused_where_they_stand),
	    cmocka_unit_test(runs_over_a_thousand_are_refused),
	    cmocka_unit_test(depth_is_limited_and_brackets_sooner),
	    cmocka_unit_test(a_text_and_directives_are_limited),
	    cmocka_unit_test(two_million_values_are_enough),
	    cmocka_unit_test(a_bomb_of_aliases_is_not_expanded),
	};
	return cmocka_run_group_tests(tests, setup, teardown);
}
