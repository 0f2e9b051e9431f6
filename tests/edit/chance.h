/* SPDX-License-Identifier: MIT */
#ifndef TESTS_EDIT_CHANCE_H
#define TESTS_EDIT_CHANCE_H
#include <stdbool.h>
#include <stdint.h>

/* Numbers that look random and are the same for the same seed. */
struct chance {
	uint64_t state;
};

static inline uint64_t
chance_next(struct chance *c)
{
	c->state += 0x9e3779b97f4a7c15u;
	uint64_t z = c->state;
	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
	z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
	return z ^ (z >> 31);
}

static inline int
below(struct chance *c, int limit)
{
	return limit > 1 ? (int)(chance_next(c) % (uint64_t)limit) : 0;
}

static inline bool
one_in(struct chance *c, int n)
{
	return below(c, n) == 0;
}
#endif
