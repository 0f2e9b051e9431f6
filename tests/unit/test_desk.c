/* SPDX-License-Identifier: MIT */
/* The desk makes trees and the workspace when they are asked for, and forgets them at each edit. */
#include "model/desk.h"

#include "model/path.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

enum { TODAY = 20779 };

static int
set_up(void **state)
{
	*state = arena_new();
	return 0;
}

static int
tear_down(void **state)
{
	arena_free(*state);
	return 0;
}

static bool
set(struct desk *d, int file, const char *path, const char *value)
{
	struct str ignored;
	struct edit e = {
	    .verb = EDIT_SET,
	    .at = path_find(d->arena, desk_tree(d->files.at[file]), str_of(path), &ignored),
	    .value = draft_typed(d->arena, str_of(value)),
	};
	return desk_edit(d, file, &e);
}

static void
an_edit_makes_the_tree_of_its_own_file_only(void **state)
{
	struct buf b = {.arena = *state};
	for (int i = 0; i < 5000; i++)
		buf_format(&b, "key%d: a value of this key\n", i);
	struct desk *d = desk_open(*state, TODAY);
	int large = desk_put(d, S("large.yaml"), buf_str(&b));
	int small = desk_put(d, S("small.yaml"), S("a: 1\n"));
	assert_true(set(d, small, "/a", "2"));
	ptrdiff_t untouched = arena_size(d->files.at[large]->room);
	assert_true(desk_parsed(d->files.at[large]));
	assert_int_equal(desk_tree(d->files.at[large])->documents[0].root->count, 10000);
	assert_true(untouched * 10 < arena_size(d->files.at[large]->room));
	desk_close(d);
}

static void
a_text_that_is_not_yaml_is_not_edited_and_may_be_replaced(void **state)
{
	struct desk *d = desk_open(*state, TODAY);
	int file = desk_put(d, S("a.yaml"), S("a: [\n"));
	struct edit e = {.verb = EDIT_SET, .value = draft_text(*state, S("x"))};
	assert_false(desk_edit(d, file, &e));
	assert_true(str_find(d->why, '\'') >= 0);
	assert_true(desk_replace(d, file, S("a: 1\n")));
	assert_true(desk_parsed(d->files.at[file]));
	desk_replace_broken(d, file, S("a: [1\n"));
	assert_false(desk_parsed(d->files.at[file]));
	assert_true(desk_replace(d, file, (struct str){0}));
	assert_false(desk_parsed(d->files.at[file]));
	assert_int_equal(desk_tree(d->files.at[file])->document_count, 0);
	desk_close(d);
}

static void
a_known_tree_is_used_as_it_is(void **state)
{
	struct str text = S("a: 1\n");
	struct tree tree;
	struct yaml_error error;
	assert_true(yaml_parse(*state, text, &tree, &error));
	struct desk *d = desk_open(*state, TODAY);
	int file = desk_put_tree(d, S("a.yaml"), text, &tree);
	assert_ptr_equal(desk_tree(d->files.at[file])->documents, tree.documents);
	assert_true(set(d, file, "/a", "2"));
	assert_true(str_eq(d->files.at[file]->text, S("a: 2\n")));
	/* What was given is not written into. */
	assert_true(str_eq(tree.documents[0].root->last->value, S("1")));
	desk_close(d);
}

static struct workspace *
read_texts(struct arena *a, const char *first, const char *second)
{
	struct source *sources = NEW_N(a, struct source, 2);
	sources[0] = (struct source){.path = S("a.yaml"), .text = str_of(first)};
	sources[1] = (struct source){.path = S("b.yaml"), .text = str_of(second)};
	struct workspace *ws = NEW(a, struct workspace);
	workspace_read(a, sources, 2, TODAY, ws);
	return ws;
}

#define ANN "personas:\n  ann: {name: Ann}\n"
#define NOTE "notes:\n  - one\n"

static void
what_is_known_of_the_texts_serves_until_the_first_edit(void **state)
{
	struct workspace *ws = read_texts(*state, ANN, NOTE);
	struct desk *d = desk_open(*state, TODAY);
	int file = desk_put(d, S("a.yaml"), S(ANN));
	desk_put(d, S("b.yaml"), S(NOTE));
	desk_know(d, ws);
	assert_ptr_equal(desk_workspace(d), ws);
	assert_non_null(desk_node(d, ws->personas[0].entry.at));
	assert_true(set(d, file, "/personas/ann/name", "Anna"));
	const struct workspace *now = desk_workspace(d);
	assert_ptr_not_equal(now, ws);
	assert_true(str_eq(now->personas[0].name, S("Anna")));
	desk_close(d);
	/* It was not the desk's, and is still there. */
	assert_true(str_eq(ws->personas[0].name, S("Ann")));
}

static void
what_is_known_of_other_texts_is_not_taken(void **state)
{
	struct workspace *others[] = {
	    read_texts(*state, NOTE, ANN),
	    read_texts(*state, ANN, NOTE "  - two\n"),
	    read_texts(*state, ANN, NOTE),
	    read_texts(*state, ANN, NOTE),
	};
	others[2]->today++;
	others[3]->source_count--;
	struct desk *d = desk_open(*state, TODAY);
	desk_put(d, S("a.yaml"), S(ANN));
	desk_put(d, S("b.yaml"), S(NOTE));
	for (int i = 0; i < COUNT_OF(others); i++) {
		desk_know(d, others[i]);
		assert_ptr_not_equal(desk_workspace(d), others[i]);
	}
	desk_close(d);
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
	static const struct CMUnitTest tests[] = {
	    TEST(an_edit_makes_the_tree_of_its_own_file_only),
	    TEST(a_text_that_is_not_yaml_is_not_edited_and_may_be_replaced),
	    TEST(a_known_tree_is_used_as_it_is),
	    TEST(what_is_known_of_the_texts_serves_until_the_first_edit),
	    TEST(what_is_known_of_other_texts_is_not_taken),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
