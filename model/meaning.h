/* SPDX-License-Identifier: MIT */
#ifndef MODEL_MEANING_H
#define MODEL_MEANING_H
#include "model/workspace.h"

/*
 * What a workspace means, as a text that is only compared: equal for two states of the files exactly
 * if they say the same, wherever and in whatever order of keys, personas, maps and list items of
 * sections they say it. Steps, wishes and items of steps keep their order: it means something.
 */
struct str meaning_of(struct arena *a, const struct workspace *ws);
/* Of one version of a map: its steps with all they take over, and its stages. */
struct str meaning_of_version(
    struct arena *a, const struct workspace *ws, const struct version *v);
#endif
