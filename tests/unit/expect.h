/* SPDX-License-Identifier: MIT */
#ifndef TESTS_EXPECT_H
#define TESTS_EXPECT_H
#include "base/str.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* An arena for each test, and texts compared with the line of the test that expects them. */
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

static void
expect_at(struct str got, const char *expected, int line)
{
	if (!str_eq(got, str_of(expected)))
		fail_msg("line %d: '%.*s' is not '%s'", line, STR(got), expected);
}
#define expect(got, expected) expect_at((got), (expected), __LINE__)
#endif
