/* SPDX-License-Identifier: MIT */
#ifndef MODEL_CHECK_H
#define MODEL_CHECK_H
#include "model/workspace.h"

/*
 * What a mapper would find in a workspace that can be read: personas without wishes, steps without
 * a feeling, questions without an answer, and so on. All of it are warnings; they are added to
 * ws->diags, unsorted. The maps must be linked: `today` of a step, the ids of wishes.
 */
void check_workspace(struct workspace *ws);
#endif
