/* SPDX-License-Identifier: MIT */
/*
 * The examples teach the format: every key of schema.def stands in one of them, where it belongs.
 * Run from the project's root.
 */
#include "base/file.h"
#include "base/map.h"
#include "model/schema.h"
#include "model/yaml.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>

#include <cmocka.h>

/* Written by a merge, never by hand. */
static const enum field never_by_hand = FIELD_conflicts;

struct seen {
	struct arena *arena;
	uint32_t *owners; /* by field: under whom it was found */
};

static void
mark(struct seen *s, enum owner owner, struct str key)
{
	const struct schema_row *row = schema_find(owner, key);
	if (row != NULL)
		s->owners[row->field] |= (uint32_t)owner;
}

static const struct node *
value_of(const struct node *mapping, const char *key)
{
	for (const struct node *k = mapping->first; k != NULL; k = k->next->next) {
		if (str_eq(k->value, str_of(key)))
			return node_real(k->next);
	}
	return NULL;
}

static void
mark_keys(struct seen *s, enum owner owner, const struct node *mapping)
{
	if (mapping == NULL || mapping->kind != NODE_MAPPING)
		return;
	for (const struct node *k = mapping->first; k != NULL; k = k->next->next)
		mark(s, owner, k->value);
}

/* Items of lists: the first pair is id and text, so only what stands behind it is a key. */
static void
mark_items(struct seen *s, enum owner owner, const struct node *list)
{
	if (list == NULL || list->kind != NODE_SEQUENCE)
		return;
	for (const struct node *item = list->first; item != NULL; item = item->next) {
		if (item->kind != NODE_MAPPING || item->count <= 2)
			continue;
		for (const struct node *k = item->first->next->next; k != NULL; k = k->next->next) {
			mark(s, owner, k->value);
			bool asks = str_eq(k->value, S("ask"));
			bool nested = owner == OWN_STEP || owner == OWN_WISH || owner == OWN_NOTE;
			if (nested)
				mark_items(s, asks ? OWN_ASK : OWN_ITEM, node_real(k->next));
		}
	}
}

static void mark_steps(struct seen *s, enum owner owner, const struct node *steps);

static void
mark_stage(struct seen *s, enum owner owner, const struct node *stage)
{
	if (stage->kind == NODE_MAPPING) {
		mark_keys(s, OWN_STAGE, stage);
		const struct node *asks = value_of(stage, "ask"), *steps = value_of(stage, "steps");
		mark_items(s, OWN_ASK, asks);
		if (steps != NULL)
			mark_steps(s, owner, steps);
	} else {
		mark_items(s, owner, stage);
	}
}

/* A list of steps, or stages of them, or the same by persona. */
static void
mark_steps(struct seen *s, enum owner owner, const struct node *steps)
{
	if (steps->kind == NODE_SEQUENCE)
		mark_items(s, owner, steps);
	if (steps->kind != NODE_MAPPING)
		return;
	for (const struct node *k = steps->first; k != NULL; k = k->next->next) {
		const struct node *below = node_real(k->next);
		const struct node *first = below->kind == NODE_MAPPING ? below->first : NULL;
		if (first != NULL && node_real(first->next)->kind == NODE_SEQUENCE &&
		    schema_find(OWN_STAGE, first->value) == NULL)
			mark_steps(s, owner, below);
		else
			mark_stage(s, owner, below);
	}
}

static void
mark_wishes(struct seen *s, const struct node *desired)
{
	if (desired == NULL || desired->kind != NODE_MAPPING)
		return;
	for (const struct node *k = desired->first; k != NULL; k = k->next->next) {
		const struct node *wishes = node_real(k->next);
		const struct node *steps =
		    wishes->kind == NODE_MAPPING ? value_of(wishes, "steps") : NULL;
		if (steps != NULL)
			mark_keys(s, OWN_WISHLIST, wishes);
		mark_steps(s, OWN_WISH, steps ? steps : wishes);
	}
}

static void
mark_map(struct seen *s, enum owner owner, const struct node *map)
{
	static const char *const versions[] = {"actual", "to-be"};
	mark_keys(s, OWN_MAP, map);
	mark_keys(s, owner, map);
	for (int i = 0; i < 2; i++) {
		const struct node *steps = value_of(map, versions[i]);
		if (steps != NULL)
			mark_steps(s, OWN_STEP, steps);
	}
	mark_wishes(s, value_of(map, "desired"));
}

static void
mark_each(struct seen *s, enum owner owner, const struct node *section)
{
	if (section == NULL)
		return;
	for (const struct node *k = section->first; k != NULL; k = k->next->next) {
		const struct node *thing = node_real(k->next);
		if (thing->kind != NODE_MAPPING)
			continue;
		if (owner == OWN_JOURNEY || owner == OWN_MAP)
			mark_map(s, owner, thing);
		mark_keys(s, owner, thing);
		if (owner == OWN_PERSONA)
			mark_keys(s, OWN_PREFERS, value_of(thing, "prefers"));
		const struct node *scores = owner == OWN_WAVE ? value_of(thing, "scores") : NULL;
		for (const struct node *p = scores ? scores->first : NULL; p; p = p->next->next)
			mark_keys(s, OWN_SCORE, node_real(p->next));
	}
}

static void
mark_document(struct seen *s, const struct node *root)
{
	if (root->kind != NODE_MAPPING)
		return;
	mark_keys(s, OWN_TOP, root);
	mark_keys(s, OWN_WORKSPACE, value_of(root, "workspace"));
	mark_keys(s, OWN_FRAMING, value_of(root, "framing"));
	mark_each(s, OWN_PERSONA, value_of(root, "personas"));
	mark_each(s, OWN_MAP, value_of(root, "scenarios"));
	mark_each(s, OWN_JOURNEY, value_of(root, "journeys"));
	mark_each(s, OWN_WAVE, value_of(root, "feedback"));
	mark_each(s, OWN_INDICATOR, value_of(root, "indicators"));
	mark_items(s, OWN_ACTION, value_of(root, "actions"));
	mark_items(s, OWN_NOTE, value_of(root, "notes"));
}

static void
mark_file(struct seen *s, const char *path)
{
	struct str text, error;
	struct tree tree;
	struct yaml_error trouble;
	assert_true(file_read(s->arena, path, 1 << 24, &text, &error));
	assert_true(yaml_parse(s->arena, text, &tree, &trouble));
	for (ptrdiff_t i = 0; i < tree.document_count; i++)
		mark_document(s, tree.documents[i].root);
}

static struct seen
read_examples(struct arena *a)
{
	struct seen s = {.arena = a, .owners = NEW_N(a, uint32_t, FIELD_COUNT)};
	struct str *paths, error;
	ptrdiff_t count;
	assert_true(file_list_yaml(a, "examples", 100, &paths, &count, &error));
	assert_true(count >= 3);
	for (ptrdiff_t i = 0; i < count; i++)
		mark_file(&s, paths[i].at);
	return s;
}

static void
every_key_of_the_format_stands_in_an_example(void **state)
{
	struct seen s = read_examples(*state);
	int missing = 0;
	for (enum field f = 0; f < FIELD_COUNT; f++) {
		if (s.owners[f] != 0 || f == never_by_hand)
			continue;
		print_error("no example has the key '%.*s'\n", STR(schema_row(f)->name));
		missing++;
	}
	assert_int_equal(missing, 0);
}

static void
every_aspect_stands_in_a_step_and_in_a_wish(void **state)
{
	struct seen s = read_examples(*state);
	for (enum aspect k = 0; k < ASPECT_COUNT; k++) {
		const struct aspect_row *row = aspect_row(k);
		uint32_t both = OWN_STEP | OWN_WISH;
		if ((s.owners[row->field] & both) != both)
			fail_msg("'%.*s' is not in both", STR(row->name));
	}
}

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

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(
		every_key_of_the_format_stands_in_an_example, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(
		every_aspect_stands_in_a_step_and_in_a_wish, set_up, tear_down),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
