/* SPDX-License-Identifier: MIT */
/* Ways to nodes and back, splices, and values and operations as scripts write them. */
#include "base/buf.h"
#include "model/path.h"
#include "model/splice.h"
#include "tests/unit/expect.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static const char sample[] = "a: {b: [1, 2, {c: 3}]}\n"
			     "\"x/y z~\": v\n"
			     "list:\n"
			     "- - p\n"
			     "  - q\n"
			     "-\n"
			     "\"\": empty\n"
			     "base: &b {k: w}\n"
			     "also: *b\n"
			     "twice: 1\n"
			     "twice: 2\n"
			     "? [complex]\n"
			     ": {in: 1}\n"
			     "--- second\n";

static struct tree
parse(struct arena *a, const char *text)
{
	struct tree tree;
	struct yaml_error error;
	assert_true(yaml_parse(a, str_of(text), &tree, &error));
	return tree;
}

/* The value there, or what is said when there is none. */
static struct str
find(struct arena *a, const struct tree *tree, const char *path)
{
	struct str error;
	const struct node *n = path_find(a, tree, str_of(path), &error);
	if (n == NULL)
		return error;
	return n->kind == NODE_SCALAR ? n->value : S("(collection)");
}

static void
a_way_leads_through_keys_and_numbers(void **state)
{
	struct tree t = parse(*state, sample);
	expect(find(*state, &t, "/a/b/0"), "1");
	expect(find(*state, &t, "/a/b/2/c"), "3");
	expect(find(*state, &t, "/list/0/1"), "q");
	expect(find(*state, &t, "/list/1"), "");
	expect(find(*state, &t, "/x~1y~2z~0"), "v");
	expect(find(*state, &t, "/"), "empty");
	expect(find(*state, &t, "@1"), "second");
	expect(find(*state, &t, "@0/a/b/1"), "2");
	expect(find(*state, &t, "@0"), "(collection)");
	expect(find(*state, &t, ""), "(collection)");
	expect(find(*state, &t, "/also/k"), "w");
}

static void
what_is_not_there_is_named(void **state)
{
	struct tree t = parse(*state, sample);
	expect(find(*state, &t, "/a/x"), "there is no key 'x'");
	expect(find(*state, &t, "/a/b/3"), "the list has 3 items, counted from 0; there is no '3'");
	expect(
	    find(*state, &t, "/a/b/-1"), "the list has 3 items, counted from 0; there is no '-1'");
	expect(find(*state, &t, "/a/b/"), "the list has 3 items, counted from 0; there is no ''");
	expect(find(*state, &t, "/a/b/99999999999999999999"),
	    "the list has 3 items, counted from 0; there is no '99999999999999999999'");
	expect(find(*state, &t, "/a/b/0/1"), "nothing stands below, so there is no '1'");
	expect(find(*state, &t, "@2"), "there are 2 documents, counted from 0");
	expect(find(*state, &t, "@x/a"), "'@x' is not the number of a document");
	expect(find(*state, &t, "@/a"), "'@' is not the number of a document");
	expect(find(*state, &t, "a/b"), "a path begins with / or @");
}

static void
a_key_that_stands_twice_is_no_way(void **state)
{
	struct tree t = parse(*state, sample);
	expect(find(*state, &t, "/twice"), "the key 'twice' stands there more than once");
	const struct node *second = path_key(t.documents[0].root->last)->previous;
	expect(second->value, "2");
	assert_int_equal(path_of(*state, &t, second).len, 0);
}

static void
every_node_with_a_way_is_found_by_it(void **state)
{
	struct tree t = parse(*state, sample);
	struct str error;
	int found = 0;
	for (ptrdiff_t i = 0; i < t.document_count; i++) {
		const struct node *n = t.documents[i].root;
		while (n != NULL) {
			struct str way = path_of(*state, &t, n);
			if (way.len > 0) {
				const struct node *again = path_find(*state, &t, way, &error);
				assert_ptr_equal(again, n->is_key ? n->next : n);
				found++;
			}
			if (n->first != NULL) {
				n = n->first;
				continue;
			}
			while (n != NULL && n->next == NULL)
				n = n->parent;
			n = n != NULL ? n->next : NULL;
		}
	}
	/* All but the two doubled pairs, the complex key and its item, and what stands below it. */
	assert_int_equal(found, t.node_count - 4 - 2 - 1 - 2);
}

static void
ways_are_written_as_they_are_read(void **state)
{
	struct tree t = parse(*state, sample);
	const struct node *root = t.documents[0].root;
	expect(path_of(*state, &t, root), "@0");
	expect(path_of(*state, &t, root->first), "/a");
	expect(path_of(*state, &t, root->first->next->first->next->last), "/a/b/2");
	expect(path_of(*state, &t, root->first->next->next), "/x~1y~2z~0");
	expect(path_of(*state, &t, t.documents[1].root), "@1");
}

static void
a_place_is_the_innermost_value_that_begins_there(void **state)
{
	struct tree t = parse(*state, "k: &x !!str v\nl:\n- a: 1\n  b:\nm: [q, {r: s}]\n");
	struct arena *a = *state;
	expect(path_of(a, &t, path_at(&t, 3)), "/k");
	expect(path_of(a, &t, path_at(&t, 12)), "/k");
	assert_null(path_at(&t, 4));
	const struct node *a_key = path_at(&t, 19);
	assert_true(a_key->is_key);
	expect(a_key->value, "a");
	/* The value that is not written stands behind its colon. */
	expect(path_of(a, &t, path_at(&t, 28)), "/l/0/b");
	expect(path_of(a, &t, path_at(&t, 32)), "/m");
	expect(path_of(a, &t, path_at(&t, 37)), "/m/1/r");
	assert_null(path_at(&t, 4000));
}

static void
keys_entries_and_values_know_each_other(void **state)
{
	struct tree t = parse(*state, "k: v\nl: [i]\nm: &m {x: y}\nn: *m\n");
	const struct node *root = t.documents[0].root, *v = path_value(root, S("k"));
	expect(v->value, "v");
	expect(path_key(v)->value, "k");
	assert_ptr_equal(path_entry(v), root->first);
	const struct node *item = path_value(root, S("l"))->first;
	assert_null(path_key(item));
	assert_ptr_equal(path_entry(item), item);
	assert_null(path_key(root));
	expect(path_value(path_value(root, S("n")), S("x"))->value, "y");
	assert_null(path_value(v, S("k")));
	assert_null(path_value(root, S("none")));
}

/* ---- splices ---- */

static void
a_splice_is_what_differs_and_no_more(void **state)
{
	(void)state;
	struct splice s = splice_between(S("a: 1\nb: 2\n"), S("a: 1\nb: 34\n"));
	assert_int_equal(s.at, 8);
	expect(s.removed, "2");
	expect(s.inserted, "34");
	s = splice_between(S("aaa"), S("aa"));
	assert_int_equal(s.removed.len + s.inserted.len, 1);
	assert_true(splice_is_empty(splice_between(S("x"), S("x"))));
	assert_true(splice_is_empty(splice_between((struct str){0}, S(""))));
}

static void
a_splice_never_cuts_a_character(void **state)
{
	(void)state;
	/* U+00E9 and U+00E8 begin with the same byte, U+00E9 and U+0129 end with the same. */
	struct splice s = splice_between(S("x\u00e9y"), S("x\u00e8y"));
	assert_int_equal(s.at, 1);
	expect(s.removed, "\u00e9");
	expect(s.inserted, "\u00e8");
	s = splice_between(S("x\u00e9y"), S("x\u0129y"));
	expect(s.removed, "\u00e9");
	expect(s.inserted, "\u0129");
	s = splice_between(S("\u00e9"), S("\u00e9\u00e8"));
	expect(s.inserted, "\u00e8");
}

static void
a_splice_and_its_reverse_restore_the_exact_bytes(void **state)
{
	static const char *const texts[] = {"", "a", "b", "ab\r\n", "a\r\n",
	    "\xef\xbb\xbf"
	    "a: \u00e9\n",
	    "\xef\xbb\xbf"
	    "a: \u00e8\n",
	    "a: 1\nb: 2\n", "b: 2\na: 1\n"};
	struct arena *a = *state;
	for (ptrdiff_t i = 0; i < COUNT_OF(texts); i++) {
		for (ptrdiff_t j = 0; j < COUNT_OF(texts); j++) {
			struct str before = str_of(texts[i]), after = str_of(texts[j]), got;
			struct splice s = splice_copy(a, splice_between(before, after));
			assert_true(splice_apply(a, before, s, &got));
			assert_true(str_eq(got, after));
			assert_true(splice_apply(a, got, splice_reverse(s), &got));
			assert_true(str_eq(got, before));
		}
	}
}

static void
a_splice_is_refused_by_a_text_that_it_was_not_made_for(void **state)
{
	struct str got;
	struct splice s = {.at = 2, .removed = S("b"), .inserted = S("c")};
	assert_false(splice_apply(*state, S("a a"), s, &got));
	assert_false(splice_apply(*state, S("a "), s, &got));
	s.at = UINT32_MAX;
	assert_false(splice_apply(*state, S("a b"), s, &got));
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
	static const struct CMUnitTest tests[] = {
	    TEST(a_way_leads_through_keys_and_numbers),
	    TEST(what_is_not_there_is_named),
	    TEST(a_key_that_stands_twice_is_no_way),
	    TEST(every_node_with_a_way_is_found_by_it),
	    TEST(ways_are_written_as_they_are_read),
	    TEST(a_place_is_the_innermost_value_that_begins_there),
	    TEST(keys_entries_and_values_know_each_other),
	    TEST(a_splice_is_what_differs_and_no_more),
	    TEST(a_splice_never_cuts_a_character),
	    TEST(a_splice_and_its_reverse_restore_the_exact_bytes),
	    TEST(a_splice_is_refused_by_a_text_that_it_was_not_made_for),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
