/* SPDX-License-Identifier: MIT */
#ifndef FAULT_POWER_H
#define FAULT_POWER_H
#include "tests/fault/world.h"

/*
 * Records what a save does to the disk, and makes of it every state that the disk may be in when the
 * plug is pulled, at any time during the save or after it. Two kinds of disks:
 *
 *   in order     what happened to names comes to the disk in its order; text that was not synced may
 *                be missing from any point on, or be zeros
 *   any subset   of what happened to names and text since the last sync, any part may be missing
 */
struct recorder;
struct recorder *recorder_begin(struct world *w, const struct disk *inner);
const struct disk *recorder_disk(struct recorder *r);
/* Somebody put this text at this path, and made it last. */
void recorder_foreign(struct recorder *r, const char *path, struct str text);
void recorder_ready(struct recorder *r);

enum power_model { POWER_IN_ORDER, POWER_ANY_SUBSET };
struct power_count {
	long states, bad;
	const char *first;       /* what is wrong with the first bad one */
};
/* To be asked when the save is over. */
struct power_count recorder_judge(struct recorder *r, enum power_model model);
#endif
