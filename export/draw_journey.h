/* SPDX-License-Identifier: MIT */
#ifndef EXPORT_DRAW_JOURNEY_H
#define EXPORT_DRAW_JOURNEY_H
#include "export/scene.h"
#include "export/sheet.h"

/*
 * The journey map: steps from left to right under their stages, one lane below the other. Long
 * maps that would become strips are broken into rows of whole stages. Sets the scene's size.
 */
void draw_journey(struct scene *s, const struct sheet *sheet);
#endif
