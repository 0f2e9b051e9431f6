/* SPDX-License-Identifier: MIT */
/*
 * The table of keys: every row is found under each of its owners and under no other, and a word
 * that people write for a key leads to it.
 */
#include "model/schema.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>

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

enum { LAST_OWNER = OWN_ASK };

static void
every_row_is_found_under_its_owners_and_no_other(void **state)
{
	(void)state;
	for (int f = 0; f < FIELD_COUNT; f++) {
		const struct schema_row *row = schema_row((enum field)f);
		assert_int_equal(row->field, f);
		assert_true(row->owners != 0 && row->name.len > 0 && row->meaning.len > 0);
		for (uint32_t owner = 1; owner <= LAST_OWNER; owner <<= 1) {
			const struct schema_row *found = schema_find((enum owner)owner, row->name);
			if (row->owners & owner)
				assert_ptr_equal(found, row);
			else
				assert_ptr_not_equal(found, row);
		}
	}
}

static void
a_key_that_is_nearly_one_is_not_found(void **state)
{
	(void)state;
	static const char *const names[] = {"", "f", "fee", "feels ", "Feel", "channe", "channell",
	    "how-might-w", "how_might_we", "frustrations and more than that", "x"};
	for (ptrdiff_t i = 0; i < COUNT_OF(names); i++)
		assert_null(schema_find(OWN_STEP, str_of(names[i])));
	assert_null(schema_find(OWN_STEP, (struct str){"feel\0x", 6}));
	assert_null(schema_find(OWN_STEP, (struct str){0}));
}

static void
the_same_name_means_what_its_owner_says(void **state)
{
	(void)state;
	assert_int_equal(schema_find(OWN_STEP, S("effort"))->field, FIELD_effort);
	assert_int_equal(schema_find(OWN_SCORE, S("effort"))->field, FIELD_score_effort);
	assert_int_equal(schema_find(OWN_ACTION, S("effort"))->field, FIELD_action_effort);
	assert_int_equal(schema_find(OWN_STAGE, S("ask"))->field, FIELD_ask);
	assert_int_equal(schema_find(OWN_WAVE, S("ask"))->field, FIELD_wave_ask);
	assert_null(schema_find(OWN_WISH, S("owner")));
}

struct suggestion {
	enum owner owner;
	const char *name, *key;
};

static void
check_suggestions(const struct suggestion *rows, ptrdiff_t count)
{
	for (ptrdiff_t i = 0; i < count; i++) {
		struct str key = schema_suggest(arena, rows[i].owner, str_of(rows[i].name));
		if (!str_eq(key, str_of(rows[i].key)))
			print_error("'%s' leads to '%.*s'\n", rows[i].name, STR(key));
		assert_true(str_eq(key, str_of(rows[i].key)));
	}
}

static void
a_word_for_a_key_leads_to_it(void **state)
{
	(void)state;
	static const struct suggestion rows[] = {
	    {OWN_STEP, "touchpoint", "channel"},
	    {OWN_STEP, "touchpoints", "channel"},
	    {OWN_STEP, "Touchpoint", "channel"},
	    {OWN_STEP, "touch point", "channel"},
	    {OWN_STEP, "emotion", "feel"},
	    {OWN_STEP, "Emotions", "feel"},
	    {OWN_STEP, "mood", "feel"},
	    {OWN_STEP, "opportunity", "idea"},
	    {OWN_STEP, "opportunities", "idea"},
	    {OWN_STEP, "actor", "who"},
	    {OWN_MAP, "as-is", "actual"},
	    {OWN_MAP, "as_is", "actual"},
	    {OWN_MAP, "current", "actual"},
	    {OWN_MAP, "future", "to-be"},
	    {OWN_MAP, "tobe", "to-be"},
	    {OWN_STEP, "duration", "takes"},
	    {OWN_STEP, "time", "takes"},
	    {OWN_STEP, "frontstage", "front"},
	    {OWN_STEP, "backstage", "back"},
	    {OWN_STEP, "evidence", "sees"},
	    {OWN_MAP, "evidence", "source"},
	    {OWN_TOP, "KPI", "indicators"},
	    {OWN_TOP, "kpis", "indicators"},
	    {OWN_STEP, "quote", "say"},
	    {OWN_STEP, "priority", "matters"},
	    {OWN_STEP, "frequency", "share"},
	    {OWN_MAP, "frequency", "volume"},
	    {OWN_FRAMING, "hmw", "how-might-we"},
	    {OWN_STEP, "thoughts", "think"},
	    {OWN_STEP, "pains", "pain"},
	    {OWN_PERSONA, "pains", "frustrations"},
	    {OWN_PERSONA, "goal", "goals"},
	    {OWN_STAGE, "goals", "goal"},
	    {OWN_STEP, "location", "place"},
	    {OWN_STEP, "system", "tool"},
	    {OWN_TOP, "persona", "personas"},
	    {OWN_ACTION, "deadline", "due"},
	};
	check_suggestions(rows, COUNT_OF(rows));
}

static void
a_misspelled_key_leads_to_the_nearest(void **state)
{
	(void)state;
	static const struct suggestion rows[] = {
	    {OWN_STEP, "chanel", "channel"},
	    {OWN_STEP, "Feel", "feel"},
	    {OWN_STEP, "FEEL", "feel"},
	    {OWN_STEP, "feal", "feel"},
	    {OWN_STEP, "tkaes", "takes"},
	    {OWN_STEP, "autonmy", "autonomy"},
	    {OWN_PERSONA, "frustations", "frustrations"},
	    {OWN_WORKSPACE, "review_every", "review-every"},
	    {OWN_FRAMING, "how might we", "how-might-we"},
	    {OWN_TOP, "scenrios", "scenarios"},
	    {OWN_STEP, "touchpiont", "channel"},
	};
	check_suggestions(rows, COUNT_OF(rows));
}

static void
nothing_is_suggested_that_may_not_stand_there(void **state)
{
	(void)state;
	static const struct suggestion rows[] = {
	    {OWN_WISH, "ownr", ""},
	    {OWN_TOP, "chanel", ""},
	    {OWN_STEP, "zebra", ""},
	    {OWN_STEP, "", ""},
	    {OWN_STEP, "q", ""},
	};
	check_suggestions(rows, COUNT_OF(rows));
	char *text = NEW_N(arena, char, 70000);
	for (int i = 0; i < 69999; i++)
		text[i] = 'f';
	assert_int_equal(schema_suggest(arena, OWN_STEP, str_of(text)).len, 0);
	assert_int_equal(schema_suggest_other(arena, OWN_STEP, str_of(text)).len, 0);
}

static void
a_word_with_two_meanings_has_a_second_key(void **state)
{
	(void)state;
	assert_true(str_eq(schema_suggest_other(arena, OWN_STEP, S("actor")), S("only")));
	assert_true(str_eq(schema_suggest_other(arena, OWN_STEP, S("Evidence")), S("source")));
	assert_int_equal(schema_suggest_other(arena, OWN_WISH, S("actor")).len, 0);
	assert_int_equal(schema_suggest_other(arena, OWN_STEP, S("emotion")).len, 0);
}

static void
a_key_that_is_legal_elsewhere_has_a_place(void **state)
{
	(void)state;
	static const struct {
		const char *word, *key, *where;
	} rows[] = {
	    {"channel", "channel", "below a step"},
	    {"title", "title", "below a scenario or journey"},
	    {"KPI", "indicators", "at the left margin of the file"},
	    {"hmw", "how-might-we", "under framing:"},
	    {"as-is", "actual", "below a scenario or journey"},
	    {"goals", "goals", "below a persona"},
	    {"goal", "goal", "below a stage"},
	    {"dots", "dots", "below a note"},
	};
	struct str where;
	for (ptrdiff_t i = 0; i < COUNT_OF(rows); i++) {
		struct str key = schema_elsewhere(arena, str_of(rows[i].word), &where);
		assert_true(str_eq(key, str_of(rows[i].key)));
		assert_true(str_eq(where, str_of(rows[i].where)));
	}
	assert_int_equal(schema_elsewhere(arena, S("zebra"), &where).len, 0);
	assert_int_equal(schema_elsewhere(arena, S(""), &where).len, 0);
}

static void
aspects_name_their_key_and_value(void **state)
{
	(void)state;
	assert_int_equal(ASPECT_COUNT, 11);
	for (int i = 0; i < ASPECT_COUNT; i++) {
		const struct aspect_row *row = aspect_row((enum aspect)i);
		const struct schema_row *key = schema_row(row->field);
		assert_true(str_eq(row->name, key->name));
		assert_int_equal(key->owners & (OWN_STEP | OWN_WISH | OWN_PREFERS),
		    OWN_STEP | OWN_WISH | OWN_PREFERS);
		assert_int_equal(aspect_of_field(row->field), i);
	}
	assert_int_equal(aspect_row(ASPECT_who)->value, PERSONA_VALUE_collaboration);
	assert_int_equal(aspect_row(ASPECT_tool)->degree, DEGREE_EVERY_NAME);
	assert_int_equal(aspect_of_field(FIELD_matters), -1);
	assert_int_equal(aspect_of_field((enum field)(FIELD_COUNT + 3)), -1);
	assert_true(str_eq(persona_value_name(PERSONA_VALUE_ease), S("ease")));
	assert_int_equal(PERSONA_VALUE_COUNT, 5);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(every_row_is_found_under_its_owners_and_no_other),
	    cmocka_unit_test(a_key_that_is_nearly_one_is_not_found),
	    cmocka_unit_test(the_same_name_means_what_its_owner_says),
	    cmocka_unit_test(a_word_for_a_key_leads_to_it),
	    cmocka_unit_test(a_misspelled_key_leads_to_the_nearest),
	    cmocka_unit_test(nothing_is_suggested_that_may_not_stand_there),
	    cmocka_unit_test(a_word_with_two_meanings_has_a_second_key),
	    cmocka_unit_test(a_key_that_is_legal_elsewhere_has_a_place),
	    cmocka_unit_test(aspects_name_their_key_and_value),
	};
	return cmocka_run_group_tests(tests, setup, teardown);
}
