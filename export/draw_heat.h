/* SPDX-License-Identifier: MIT */
#ifndef EXPORT_DRAW_HEAT_H
#define EXPORT_DRAW_HEAT_H
#include "export/scene.h"
#include "model/gap.h"

/*
 * The preference gaps of a workspace at one look: personas as rows, maps as columns. Sets the
 * scene's size. `all` holds both versions where there are two.
 */
void draw_heat(struct scene *s, const struct workspace *ws, const struct gaps *all);
#endif
