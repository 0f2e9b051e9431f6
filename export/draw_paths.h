/* SPDX-License-Identifier: MIT */
#ifndef EXPORT_DRAW_PATHS_H
#define EXPORT_DRAW_PATHS_H
#include "export/scene.h"
#include "export/sheet.h"

/*
 * The desire path of the sheet's first persona: wishes above, steps of the process below, a line
 * from each wish to the step that meets it; imposed, missing, moved and different are marked in
 * words. Sets the scene's size.
 */
void draw_paths(struct scene *s, const struct sheet *sheet);
#endif
