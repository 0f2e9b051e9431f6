/* SPDX-License-Identifier: MIT */
/* Looking into entries, personas and maps by hand-made values: who sees which value and version. */
#include "model/entry.h"

#include "model/workspace.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

enum { NADIA, TOMAS, INES };

static struct detail
number(int field, int persona, double low, double high)
{
	struct detail d = {.field = (int16_t)field, .persona = (int16_t)persona};
	d.value.kind = VALUE_NUMBER;
	d.value.number.low = low;
	d.value.number.high = high;
	return d;
}

static struct detail
empty(int field, int persona)
{
	return (struct detail){.field = (int16_t)field, .persona = (int16_t)persona};
}

static void
a_persona_has_its_own_value_before_that_of_the_others(void **state)
{
	(void)state;
	const struct detail details[] = {
	    number(FIELD_feel, FOR_OTHERS, -1, -1),
	    number(FIELD_feel, NADIA, -2, -2),
	    number(FIELD_takes, FOR_ALL, 6, 6),
	};
	struct entry e = {.details = details, .detail_count = 3};
	assert_true(entry_number(&e, FIELD_feel, NADIA, NAN) == -2);
	assert_true(entry_number(&e, FIELD_feel, TOMAS, NAN) == -1);
	assert_true(entry_number(&e, FIELD_takes, NADIA, NAN) == 6);
	assert_true(entry_number(&e, FIELD_takes, FOR_OTHERS, NAN) == 6);
	assert_true(isnan(entry_number(&e, FIELD_wait, NADIA, NAN)));
	assert_ptr_equal(entry_detail(&e, FIELD_feel, NADIA), &details[1]);
	assert_ptr_equal(entry_detail(&e, FIELD_feel, INES), &details[0]);
}

static void
a_value_of_one_persona_is_nobody_elses(void **state)
{
	(void)state;
	const struct detail details[] = {number(FIELD_feel, NADIA, -2, -2)};
	struct entry e = {.details = details, .detail_count = 1};
	assert_null(entry_get(&e, FIELD_feel));
	assert_null(entry_for(&e, FIELD_feel, TOMAS));
	assert_null(entry_for(&e, FIELD_feel, FOR_OTHERS));
	assert_null(entry_for(&e, FIELD_feel, NOBODY));
	assert_non_null(entry_for(&e, FIELD_feel, NADIA));
}

static void
an_empty_value_says_that_there_is_none(void **state)
{
	(void)state;
	const struct detail details[] = {
	    number(FIELD_takes, FOR_OTHERS, 6, 6),
	    empty(FIELD_takes, NADIA),
	    empty(FIELD_wait, FOR_ALL),
	};
	struct entry e = {.details = details, .detail_count = 3};
	assert_null(entry_for(&e, FIELD_takes, NADIA));
	assert_non_null(entry_for(&e, FIELD_takes, TOMAS));
	assert_null(entry_get(&e, FIELD_wait));
	assert_true(entry_number(&e, FIELD_wait, TOMAS, 7) == 7);
	assert_ptr_equal(entry_detail(&e, FIELD_takes, NADIA), &details[1]);
}

static void
a_range_counts_as_its_middle_and_an_open_one_as_its_end(void **state)
{
	(void)state;
	const struct detail details[] = {
	    number(FIELD_takes, FOR_ALL, 20, 90),
	    number(FIELD_wait, FOR_ALL, -INFINITY, 5),
	    number(FIELD_feel, FOR_ALL, 1, INFINITY),
	};
	struct entry e = {.details = details, .detail_count = 3};
	assert_true(entry_number(&e, FIELD_takes, NADIA, NAN) == 55);
	assert_true(entry_number(&e, FIELD_wait, NADIA, NAN) == 5);
	assert_true(entry_number(&e, FIELD_feel, NADIA, NAN) == 1);
}

static void
a_value_of_another_kind_is_absent(void **state)
{
	(void)state;
	const struct detail details[] = {
	    {.field = FIELD_about,
		.persona = FOR_ALL,
		.value = {.kind = VALUE_TEXT, .text = S_INIT("six years")}},
	    {.field = FIELD_optional,
		.persona = FOR_ALL,
		.value = {.kind = VALUE_FLAG, .flag = true}},
	    number(FIELD_takes, FOR_ALL, 6, 6),
	};
	struct entry e = {.details = details, .detail_count = 3};
	assert_true(str_eq(entry_text(&e, FIELD_about), S("six years")));
	assert_int_equal(entry_text(&e, FIELD_takes).len, 0);
	assert_int_equal(entry_text(&e, FIELD_quote).len, 0);
	assert_true(entry_flag(&e, FIELD_optional, TOMAS));
	assert_false(entry_flag(&e, FIELD_takes, TOMAS));
	assert_false(entry_flag(&e, FIELD_moment, TOMAS));
	assert_true(entry_number(&e, FIELD_about, TOMAS, 3) == 3);
}

static void
a_short_name_ends_at_its_first_comma(void **state)
{
	(void)state;
	struct persona p = {.name = S_INIT("Nadia, the fixer, and more")};
	assert_true(str_eq(persona_short(&p), S("Nadia")));
	p.name = S("Ines");
	assert_true(str_eq(persona_short(&p), S("Ines")));
	p.name = S(", nobody");
	assert_true(str_eq(persona_short(&p), S(", nobody")));
}

static void
a_persona_meets_its_own_redesign_else_that_for_others_or_all(void **state)
{
	(void)state;
	struct to_be redesigns[] = {
	    {.persona = FOR_OTHERS, .version = {.given = true}},
	    {.persona = NADIA, .version = {.given = true}},
	    {.persona = TOMAS, .version = {.given = false}},
	};
	struct map m = {.to_be = redesigns, .to_be_count = 3};
	assert_ptr_equal(map_version(&m, TO_BE, NADIA), &redesigns[1].version);
	assert_ptr_equal(map_version(&m, TO_BE, INES), &redesigns[0].version);
	assert_null(map_version(&m, TO_BE, FOR_ALL));
	assert_null(map_version(&m, ACTUAL, NADIA));
	m.actual.given = true;
	assert_ptr_equal(map_version(&m, ACTUAL, NADIA), &m.actual);
	m.to_be = &redesigns[1];
	m.to_be_count = 1;
	assert_null(map_version(&m, TO_BE, INES));
	redesigns[1].persona = FOR_ALL;
	assert_ptr_equal(map_version(&m, TO_BE, INES), &redesigns[1].version);
	assert_ptr_equal(map_version(&m, TO_BE, FOR_ALL), &redesigns[1].version);
}

static void
wishes_are_found_by_persona(void **state)
{
	(void)state;
	struct wishlist lists[] = {{.persona = TOMAS}, {.persona = INES}};
	struct map m = {.wishlists = lists, .wishlist_count = 2};
	assert_ptr_equal(map_wishes(&m, INES), &lists[1]);
	assert_null(map_wishes(&m, NADIA));
}

static void
only_those_who_are_named_meet_a_step(void **state)
{
	(void)state;
	struct persona people[3] = {{.entry = {.id = S_INIT("nadia")}},
	    {.entry = {.id = S_INIT("tomas")}}, {.entry = {.id = S_INIT("ines")}}};
	struct workspace ws = {.personas = people, .persona_count = 3};
	const struct str ids[] = {S_INIT("ines"), S_INIT("nadia")};
	const struct detail only = {
	    .field = FIELD_only, .persona = FOR_ALL, .value = {.kind = VALUE_NAMES}};
	struct detail details[] = {only};
	details[0].value.names.at = ids;
	details[0].value.names.count = 2;
	struct step s = {.entry = {.details = details, .detail_count = 1}};
	assert_true(step_met_by(&ws, &s, NADIA));
	assert_false(step_met_by(&ws, &s, TOMAS));
	assert_true(step_met_by(&ws, &s, INES));
	assert_true(step_met_by(&ws, &s, NOBODY));
	s.entry.detail_count = 0;
	assert_true(step_met_by(&ws, &s, TOMAS));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_persona_has_its_own_value_before_that_of_the_others),
	    cmocka_unit_test(a_value_of_one_persona_is_nobody_elses),
	    cmocka_unit_test(an_empty_value_says_that_there_is_none),
	    cmocka_unit_test(a_range_counts_as_its_middle_and_an_open_one_as_its_end),
	    cmocka_unit_test(a_value_of_another_kind_is_absent),
	    cmocka_unit_test(a_short_name_ends_at_its_first_comma),
	    cmocka_unit_test(a_persona_meets_its_own_redesign_else_that_for_others_or_all),
	    cmocka_unit_test(wishes_are_found_by_persona),
	    cmocka_unit_test(only_those_who_are_named_meet_a_step),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
