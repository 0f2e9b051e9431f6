/* SPDX-License-Identifier: MIT */
#ifndef FAULT_MUTANT_H
#define FAULT_MUTANT_H
#include "tests/fault/world.h"

/* A disk that makes a correct save a wrong one: what tests must notice, or they prove nothing. */
enum trial { KILL, REFUSE, POWER, LOCK, LOOKS };
enum mutant {
#define MUTANT(name, what, trial, shape) MUTANT_##name,
#include "tests/fault/mutant.def"
#undef MUTANT
	MUTANTS,
	NO_MUTANT = MUTANTS
};
struct mutant_row {
	const char *name, *what;
	enum trial trial;
	const char *shape;
};
extern const struct mutant_row mutant_rows[];

struct mutation {
	struct layer layer;
	struct world *world;
	int late[8], late_count; /* files whose sync is put off */
};
/* The disk to save with; that of `inner` itself for NO_MUTANT. */
const struct disk *mutation_begin(struct mutation *m, enum mutant which, struct world *w,
    const struct disk *inner);
#endif
