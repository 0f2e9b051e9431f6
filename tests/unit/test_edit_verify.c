/* SPDX-License-Identifier: MIT */
/*
 * The gate that every edit passes: splices that are nearly right, each wrong in one way, must be
 * told from the one that does what is meant. Whatever a part of the engine gets wrong ends here.
 */
#include "base/buf.h"
#include "model/edit_priv.h"
#include "model/path.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

static struct arena *arena;
static struct tree tree;
static struct edit edit;
static struct edit_job job;

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
at(const char *path)
{
	struct str error;
	const struct node *n = path_find(arena, &tree, str_of(path), &error);
	assert_non_null(n);
	return n;
}

static void
begin(const char *before, enum edit_verb verb)
{
	struct yaml_error error;
	edit = (struct edit){.verb = verb};
	job =
	    (struct edit_job){.arena = arena, .text = str_of(before), .tree = &tree, .edit = &edit};
	assert_true(yaml_parse(arena, job.text, &tree, &error));
	job.looks = looks_of(job.text, &tree);
}

static void
put(const char *before, const char *path, const struct draft *value)
{
	begin(before, EDIT_REPLACE);
	edit.value = value;
	edit.at = at(path);
	job.plan = (struct plan){.kind = PLAN_PUT, .at = edit.at, .value = value};
}

static struct draft *
word(const char *s)
{
	return draft_text(arena, str_of(s));
}

/* All of the text is replaced by `after`; comments in `owned` may go. */
static enum fault
fault_of(const char *after, struct span owned)
{
	struct edit_result result;
	struct candidate c = {0, (uint32_t)job.text.len, str_of(after), {owned}};
	return edit_verify(&job, &c, &result);
}

static enum fault
fault(const char *after)
{
	return fault_of(after, (struct span){0});
}

#define TEST(name) static void name(void **state)

TEST(a_value_elsewhere_must_not_change)
{
	(void)state;
	put("a: x\nb: y y\nc: 'z'\n", "/a", word("w w"));
	assert_int_equal(fault("a: w w\nb: y y\nc: 'z'\n"), FAULT_NONE);
	assert_int_equal(fault("a: w w\nb: y\nc: 'z'\n"), FAULT_DIFFERENT);
	assert_int_equal(fault("a: w w\nb: y y\nc: z\n"), FAULT_DIFFERENT);
	assert_int_equal(fault("a: w w\nb: \"y y\"\nc: 'z'\n"), FAULT_DIFFERENT);
	assert_int_equal(fault("a: w w\nb: y y\n"), FAULT_DIFFERENT);
	assert_int_equal(fault("a: w w\nc: 'z'\nb: y y\n"), FAULT_DIFFERENT);
	assert_int_equal(fault("a: w w\nb: y y\nc: 'z'\nd: 1\n"), FAULT_DIFFERENT);
	assert_int_equal(fault("a: w w\nb: y y\nd: 'z'\n"), FAULT_DIFFERENT);
	assert_int_equal(fault("a: w w\nb: [y y]\nc: 'z'\n"), FAULT_DIFFERENT);
}

TEST(the_shape_elsewhere_must_not_change)
{
	(void)state;
	put("a: x\nb: [p]\nc:\nd: {}\n", "/a", word("w w"));
	assert_int_equal(fault("a: w w\nb: [p]\nc:\nd: {}\n"), FAULT_NONE);
	assert_int_equal(fault("a: w w\nb:\n  - p\nc:\nd: {}\n"), FAULT_DIFFERENT);
	assert_int_equal(fault("a: w w\nb: [p]\nc: ~\nd: {}\n"), FAULT_DIFFERENT);
	assert_int_equal(fault("a: w w\nb: [p]\nc: ''\nd: {}\n"), FAULT_DIFFERENT);
	assert_int_equal(fault("a: w w\nb: [p]\nc:\nd: []\n"), FAULT_DIFFERENT);
	assert_int_equal(fault("a: w w\nb: [p, p]\nc:\nd: {}\n"), FAULT_DIFFERENT);
	assert_int_equal(fault("- w w\n"), FAULT_DIFFERENT);
}

TEST(anchors_and_tags_must_not_change)
{
	(void)state;
	put("a: x\nb: &n !t y\nc: *n\n", "/a", word("w w"));
	assert_int_equal(fault("a: w w\nb: &n !t y\nc: *n\n"), FAULT_NONE);
	assert_int_equal(fault("a: w w\nb: &m !t y\nc: *m\n"), FAULT_DIFFERENT);
	assert_int_equal(fault("a: w w\nb: &n !u y\nc: *n\n"), FAULT_DIFFERENT);
	assert_int_equal(fault("a: w w\nb: &n y\nc: *n\n"), FAULT_DIFFERENT);
	put("a: &n !t x\nb: *n\n", "/a", word("w w"));
	assert_int_equal(fault("a: &n !t w w\nb: *n\n"), FAULT_NONE);
	assert_int_equal(fault("a: !t w w\nb: *n\n"), FAULT_DIFFERENT);
	assert_int_equal(fault("a: &n w w\nb: *n\n"), FAULT_DIFFERENT);
}

TEST(what_is_new_has_no_anchor_and_no_tag)
{
	(void)state;
	struct draft *list = draft_sequence(arena);
	draft_add(list, word("w w"));
	put("a: x\n", "/a", list);
	assert_int_equal(fault("a: [w w]\n"), FAULT_NONE);
	assert_int_equal(fault("a: &n [w w]\n"), FAULT_DIFFERENT);
	assert_int_equal(fault("a: [&n w w]\n"), FAULT_DIFFERENT);
	assert_int_equal(fault("a: [!t w w]\n"), FAULT_DIFFERENT);
	assert_int_equal(fault("a: [w w, w w]\n"), FAULT_DIFFERENT);
	assert_int_equal(fault("a: [[w w]]\n"), FAULT_DIFFERENT);
	assert_int_equal(fault("a: w w\n"), FAULT_DIFFERENT);
	assert_int_equal(fault("a: [w  w]\n"), FAULT_DIFFERENT);
}

TEST(a_string_must_not_be_written_as_a_type)
{
	(void)state;
	put("a: x\n", "/a", word("yes"));
	assert_int_equal(fault("a: \"yes\"\n"), FAULT_NONE);
	assert_int_equal(fault("a: yes\n"), FAULT_DIFFERENT);
	put("a: x\n", "/a", word("0123"));
	assert_int_equal(fault("a: '0123'\n"), FAULT_NONE);
	assert_int_equal(fault("a: 0123\n"), FAULT_DIFFERENT);
	put("a: x\n", "/a", word(""));
	assert_int_equal(fault("a: ''\n"), FAULT_NONE);
	assert_int_equal(fault("a:\n"), FAULT_DIFFERENT);
	put("a: x\n", "/a", word(" \n"));
	assert_int_equal(fault("a: \" \\n\"\n"), FAULT_NONE);
	assert_int_equal(fault("a: |2\n   \n"), FAULT_DIFFERENT);
	put("a: !!str x\n", "/a", word("12"));
	assert_int_equal(fault("a: !!str 12\n"), FAULT_NONE);
	put("a: ! x\n", "/a", word("12"));
	assert_int_equal(fault("a: ! 12\n"), FAULT_DIFFERENT);
}

TEST(a_type_must_not_be_written_as_a_string)
{
	(void)state;
	put("a: x\n", "/a", draft_typed(arena, S("12")));
	assert_int_equal(fault("a: 12\n"), FAULT_NONE);
	assert_int_equal(fault("a: \"12\"\n"), FAULT_DIFFERENT);
	put("a: x\n", "/a", draft_typed(arena, S("")));
	assert_int_equal(fault("a:\n"), FAULT_NONE);
	assert_int_equal(fault("a: ~\n"), FAULT_NONE);
	assert_int_equal(fault("a: ''\n"), FAULT_DIFFERENT);
	assert_int_equal(fault("a: 1\n"), FAULT_DIFFERENT);
	put("a: x\n", "/a", draft_typed(arena, S("a: b"))); /* which no plain scalar can be */
	assert_int_equal(fault("a: \"a: b\"\n"), FAULT_NONE);
}

TEST(documents_stay_as_many_and_as_marked)
{
	(void)state;
	put("a: x\n---\nb: y\n", "@0/a", word("w w"));
	assert_int_equal(fault("a: w w\n---\nb: y\n"), FAULT_NONE);
	assert_int_equal(fault("---\na: w w\n---\nb: y\n"), FAULT_DIFFERENT);
	assert_int_equal(fault("a: w w\nb: y\n"), FAULT_DIFFERENT);
	assert_int_equal(fault("a: w w\n---\nb: y\n---\n"), FAULT_DIFFERENT);
}

TEST(what_cannot_be_read_or_is_too_large_is_told)
{
	(void)state;
	put("a: x\n", "/a", word("w w"));
	assert_int_equal(fault("a: [w w\n"), FAULT_UNREADABLE);
	assert_int_equal(fault("a: w w\n\xff"), FAULT_UNREADABLE);
	struct buf b = {.arena = arena};
	buf_add(&b, S("a: w w"));
	buf_fill(&b, '\n', 2000);
	buf_char(&b, '\0');
	assert_int_equal(fault(b.at), FAULT_LIMIT);
}

TEST(comments_stay_unless_they_are_owned)
{
	(void)state;
	put("# one\na: x # two\n# one\n", "/a", word("w w"));
	assert_int_equal(fault("# one\na: w w # two\n# one\n"), FAULT_NONE);
	assert_int_equal(fault("# one\na: w w\n# one\n"), FAULT_COMMENT);
	assert_int_equal(fault_of("# one\na: w w\n# one\n", (struct span){11, 16}), FAULT_NONE);
	assert_int_equal(fault("# one\na: w w # two\n"), FAULT_COMMENT);
	assert_int_equal(fault_of("# one\na: w w # two\n", (struct span){0, 6}), FAULT_NONE);
	assert_int_equal(fault_of("a: w w # two\n", (struct span){0, 6}), FAULT_COMMENT);
	assert_int_equal(fault("# one\na: w w # three\n# one\n"), FAULT_COMMENT);
	assert_int_equal(fault("# one\na: w w # two\n# one\n# one\n"), FAULT_COMMENT);
}

TEST(a_comment_beside_the_splice_stays_where_it_is)
{
	(void)state;
	put("a: x # two\nb: 1 # three\n", "/a", word("w w"));
	struct edit_result result;
	struct candidate c = {3, 4, S("w w"), {{0}}};
	assert_int_equal(edit_verify(&job, &c, &result), FAULT_NONE);
	assert_int_equal(result.splice.at, 3);
	c.text = S("w w # new");
	assert_int_equal(edit_verify(&job, &c, &result), FAULT_COMMENT);
	c = (struct candidate){3, 11, S("w w\n"), {{0}}};
	assert_int_equal(edit_verify(&job, &c, &result), FAULT_COMMENT);
	c = (struct candidate){3, 11, S("w w\n"), {{3, 11}}};
	assert_int_equal(edit_verify(&job, &c, &result), FAULT_NONE);
}

TEST(an_alias_must_mean_the_same_node)
{
	(void)state;
	begin("a: &n 1\nb: &n 2\nc: *n\n", EDIT_DELETE);
	job.plan = (struct plan){.kind = PLAN_DROP, .at = at("@0"), .from = 0};
	assert_int_equal(fault("b: &n 2\nc: *n\n"), FAULT_NONE);
	job.plan.from = 1;
	assert_int_equal(fault("a: &n 1\nc: *n\n"), FAULT_ALIAS);
	begin("a: &n 1\nb: *n\n", EDIT_MOVE);
	job.plan = (struct plan){.kind = PLAN_SHIFT, .at = at("@0"), .from = 0, .to = 1};
	assert_int_equal(fault("b: *n\na: &n 1\n"), FAULT_ALIAS);
	begin("a: *n\nb: &n 1\n", EDIT_MOVE);
	job.plan = (struct plan){.kind = PLAN_SHIFT, .at = at("@0"), .from = 0, .to = 1};
	assert_int_equal(fault("b: &n 1\na: *n\n"), FAULT_ALIAS);
}

TEST(entries_must_come_in_the_order_that_is_meant)
{
	(void)state;
	begin("[a, b, c]\n", EDIT_MOVE);
	job.plan = (struct plan){.kind = PLAN_SHIFT, .at = at("@0"), .from = 0, .to = 2};
	assert_int_equal(fault("[b, c, a]\n"), FAULT_NONE);
	assert_int_equal(fault("[b, a, c]\n"), FAULT_DIFFERENT);
	assert_int_equal(fault("- b\n- c\n- a\n"), FAULT_DIFFERENT);
	job.plan.from = 2;
	job.plan.to = 1;
	assert_int_equal(fault("[a, c, b]\n"), FAULT_NONE);
	assert_int_equal(fault("[c, a, b]\n"), FAULT_DIFFERENT);
	begin("[a, b]\n", EDIT_INSERT);
	job.plan = (struct plan){.kind = PLAN_ADD, .at = at("@0"), .to = 1, .value = word("w w")};
	assert_int_equal(fault("[a, w w, b]\n"), FAULT_NONE);
	assert_int_equal(fault("[w w, a, b]\n"), FAULT_DIFFERENT);
	assert_int_equal(fault("[a, b]\n"), FAULT_DIFFERENT);
	begin("{k: a, l: b}\n", EDIT_DELETE);
	job.plan = (struct plan){.kind = PLAN_DROP, .at = at("@0"), .from = 1};
	assert_int_equal(fault("{k: a}\n"), FAULT_NONE);
	assert_int_equal(fault("{l: b}\n"), FAULT_DIFFERENT);
	assert_int_equal(fault("{}\n"), FAULT_DIFFERENT);
}

TEST(forms_that_other_readers_refuse_are_not_written)
{
	(void)state;
	struct draft *list = draft_sequence(arena);
	draft_add(list, word("w w"));
	put("k:\n  a: x\n", "/k/a", list);
	assert_int_equal(fault("k:\n  a: [\n   w w ]\n"), FAULT_NONE);
	assert_int_equal(fault("k:\n  a: [\n   w w\n  ]\n"), FAULT_LAX);
	put("k:\n  a: x # c\n", "/k/a", word("w w"));
	assert_int_equal(fault("k:\n  a: \"w w\" # c\n"), FAULT_NONE);
	assert_int_equal(fault("k:\n  a: \"w w\"# c\n"), FAULT_LAX);
	put("a: [x]\n", "/a/0", draft_typed(arena, S("-")));
	assert_int_equal(fault("a: [-]\n"), FAULT_LAX);
	begin("{a: x}\n", EDIT_RENAME);
	edit.at = at("/a")->previous;
	job.plan = (struct plan){.kind = PLAN_PUT, .at = edit.at, .value = word("b b")};
	assert_int_equal(fault("{? b b : x}\n"), FAULT_NONE);
	assert_int_equal(fault("{?\"b b\" : x}\n"), FAULT_LAX);
}

TEST(what_was_loose_before_may_move_as_it_is)
{
	(void)state;
	begin("k:\n  a: [\n  x\n  ]\n  b: \"y\"# c\n", EDIT_MOVE);
	edit.at = at("/k/a")->previous;
	job.plan = (struct plan){.kind = PLAN_SHIFT, .at = at("/k"), .from = 0, .to = 1};
	assert_int_equal(fault("k:\n  b: \"y\"# c\n  a: [\n  x\n  ]\n"), FAULT_NONE);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
#define T(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
	    T(a_value_elsewhere_must_not_change),
	    T(the_shape_elsewhere_must_not_change),
	    T(anchors_and_tags_must_not_change),
	    T(what_is_new_has_no_anchor_and_no_tag),
	    T(a_string_must_not_be_written_as_a_type),
	    T(a_type_must_not_be_written_as_a_string),
	    T(documents_stay_as_many_and_as_marked),
	    T(what_cannot_be_read_or_is_too_large_is_told),
	    T(comments_stay_unless_they_are_owned),
	    T(a_comment_beside_the_splice_stays_where_it_is),
	    T(an_alias_must_mean_the_same_node),
	    T(entries_must_come_in_the_order_that_is_meant),
	    T(forms_that_other_readers_refuse_are_not_written),
	    T(what_was_loose_before_may_move_as_it_is),
#undef T
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
