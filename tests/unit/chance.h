/* SPDX-License-Identifier: MIT */
#ifndef TESTS_CHANCE_H
#define TESTS_CHANCE_H
#include "base/buf.h"

#include <stdint.h>

/* Random texts of few different lines, the same at every run. */
static uint64_t state_of_chance = 88172645463325252u;

static ptrdiff_t
below(ptrdiff_t limit)
{
	state_of_chance ^= state_of_chance << 13;
	state_of_chance ^= state_of_chance >> 7;
	state_of_chance ^= state_of_chance << 17;
	return (ptrdiff_t)(state_of_chance % (uint64_t)limit);
}

static struct str
random_text(struct arena *a, ptrdiff_t lines, int kinds)
{
	struct buf b = {.arena = a};
	for (ptrdiff_t i = 0; i < lines; i++)
		buf_format(&b, "%td%s", below(kinds), i + 1 < lines || below(4) > 0 ? "\n" : "");
	return buf_str(&b);
}
#endif
