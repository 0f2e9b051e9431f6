/* SPDX-License-Identifier: MIT */
#ifndef FAULT_TRIAL_H
#define FAULT_TRIAL_H
#include "tests/fault/mutant.h"
#include "tests/fault/power.h"

/*
 * One shape of a save under every fault of a kind. `first` says of the first case that ended badly
 * which it was and what was wrong; it lives in `a`. With a mutant the same save is a wrong one.
 */
struct verdict {
	long cases, bad;
	const char *first;
};

/* The process is killed before each call in turn. */
struct verdict trial_kill(struct arena *a, const struct shape *shape, enum mutant mutant);
/* Each call in turn is refused for each reason, loses its answer, or writes only half. */
struct verdict trial_refuse(struct arena *a, const struct shape *shape, enum mutant mutant,
    bool every_reason);
/* The plug is pulled at every time. */
struct verdict trial_power(struct arena *a, const struct shape *shape, enum mutant mutant,
    enum power_model model);
/* Another process holds the lock. */
struct verdict trial_lock(struct arena *a, const struct shape *shape, enum mutant mutant);
/* Mode, owner, access list, attributes. */
struct verdict trial_looks(struct arena *a, const struct shape *shape, enum mutant mutant);
#endif
