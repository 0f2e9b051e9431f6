/* SPDX-License-Identifier: MIT */
#ifndef CLI_SUGGEST_H
#define CLI_SUGGEST_H
#include "base/buf.h"
#include "base/str.h"

/* For a word that nobody knows: the nearest of those that exist. */
struct words {
	VEC(struct str) list;
};

/* "did you mean 'check', 'help' or 'show'?": at most three, nearest first; empty when none is near.
 */
struct str suggest(struct arena *a, struct str word, const struct words *known);
#endif
