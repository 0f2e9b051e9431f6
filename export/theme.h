/* SPDX-License-Identifier: MIT */
#ifndef EXPORT_THEME_H
#define EXPORT_THEME_H

/* The colours of the pictures by role. Shapes name roles; only the last step asks for a colour. */
enum paint {
	PAINT_NONE = -1,
#define PAINT(role, light, dark) PAINT_##role,
#include "export/theme.def"
#undef PAINT
	PAINT_COUNT
};

/* AUTO: light, and dark where the reader's screen is (SVG only). */
enum scheme { SCHEME_AUTO, SCHEME_LIGHT, SCHEME_DARK };

/* "#rrggbb"; for AUTO the light one. */
const char *theme_color(enum scheme scheme, enum paint paint);

/* The tone of stage `stage` of `count`; of person `person` of the picture; of a feeling. */
enum paint theme_stage(int stage, int count);
enum paint theme_person(int person);
enum paint theme_feel(double feel);
#endif
