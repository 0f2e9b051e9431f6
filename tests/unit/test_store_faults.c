/* SPDX-License-Identifier: MIT */
/*
 * Every shape of a save under every fault of a disk, and the proof that these tests would notice:
 * the same saves, made wrong in one thing, must fail them. FAULTS=all tries every reason to refuse.
 */
#include "tests/fault/trial.h"

#include "base/buf.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

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
all_faults(void)
{
	const char *faults = getenv("FAULTS");
	return faults != NULL && str_eq(str_of(faults), S("all"));
}

static struct verdict
run(struct arena *a, enum trial trial, const struct shape *shape, enum mutant mutant)
{
	switch (trial) {
	case KILL: return trial_kill(a, shape, mutant);
	case REFUSE: return trial_refuse(a, shape, mutant, all_faults());
	case POWER: {
		struct verdict v = trial_power(a, shape, mutant, POWER_IN_ORDER);
		struct verdict more = trial_power(a, shape, mutant, POWER_ANY_SUBSET);
		return (struct verdict){
		    v.cases + more.cases, v.bad + more.bad, v.first != NULL ? v.first : more.first};
	}
	case LOCK: return trial_lock(a, shape, mutant);
	case LOOKS: return trial_looks(a, shape, mutant);
	}
	return (struct verdict){0};
}

static void
holds_for_all_shapes(struct arena *a, enum trial trial, const char *what)
{
	struct verdict all = {0};
	for (int i = 0; i < shape_count; i++) {
		struct verdict v = run(a, trial, &shapes[i], NO_MUTANT);
		assert_true(v.cases > 0);
		if (v.bad > 0)
			printf("%ld of %ld bad: %s\n", v.bad, v.cases, v.first);
		all.cases += v.cases;
		all.bad += v.bad;
	}
	printf("%s: %ld cases, %ld bad\n", what, all.cases, all.bad);
	assert_int_equal(all.bad, 0);
}

static void
a_save_that_is_killed_leaves_every_file_whole(void **state)
{
	holds_for_all_shapes(*state, KILL, "killed at every call");
}

static void
a_save_that_is_refused_anything_leaves_every_file_whole_and_says_so(void **state)
{
	holds_for_all_shapes(*state, REFUSE, "refused every call");
}

static void
a_save_whose_plug_is_pulled_leaves_every_file_whole(void **state)
{
	holds_for_all_shapes(*state, POWER, "states after a loss of power");
}

static void
every_wrong_way_to_save_is_noticed(void **state)
{
	int noticed = 0;
	for (int i = 0; i < MUTANTS; i++) {
		const struct mutant_row *row = &mutant_rows[i];
		const struct shape *shape = shape_named(row->shape);
		/* The other trials were made without a mutant, and went well, above. */
		bool above = row->trial == KILL || row->trial == REFUSE || row->trial == POWER;
		struct verdict right = {0};
		if (!above)
			right = run(*state, row->trial, shape, NO_MUTANT);
		struct verdict wrong = run(*state, row->trial, shape, (enum mutant)i);
		if (right.bad > 0)
			printf("without %s: %s\n", row->name, right.first);
		if (wrong.bad == 0)
			printf("not noticed: %s\n", row->what);
		else
			printf(
			    "%s: %ld of %ld, %s\n", row->name, wrong.bad, wrong.cases, wrong.first);
		noticed += right.bad == 0 && wrong.bad > 0;
	}
	assert_int_equal(noticed, MUTANTS);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
	    TEST(a_save_that_is_killed_leaves_every_file_whole),
	    TEST(a_save_that_is_refused_anything_leaves_every_file_whole_and_says_so),
	    TEST(a_save_whose_plug_is_pulled_leaves_every_file_whole),
	    TEST(every_wrong_way_to_save_is_noticed),
#undef TEST
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
