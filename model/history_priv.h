/* SPDX-License-Identifier: MIT */
#ifndef MODEL_HISTORY_PRIV_H
#define MODEL_HISTORY_PRIV_H
#include "model/history.h"

/*
 * Bring the newest command of our own to the top, past the foreign ones above it: all are changed so
 * that together they do the same. False: two of them touch the same place; nothing has changed.
 */
bool history_raise(struct history *h);
/* How many exchanges of splices and moves of commands that takes at most. */
long long history_raise_cost(const struct history *h);
/* The number of the newest done command of our own, or -1. */
ptrdiff_t history_newest(const struct history *h);
#endif
