/* SPDX-License-Identifier: MIT */
/* The rows of theme.def, and which role a stage, a person or a feeling takes. */
#include "export/theme.h"

#include "base/arena.h"

#include <math.h>

static const struct {
	const char *light, *dark;
} colors[] = {
#define PAINT(role, light, dark) {light, dark},
#include "export/theme.def"
#undef PAINT
};

const char *
theme_color(enum scheme scheme, enum paint paint)
{
	return scheme == SCHEME_DARK ? colors[paint].dark : colors[paint].light;
}

/* The whole ramp is used from three stages on, so that neighbours differ. */
enum paint
theme_stage(int stage, int count)
{
	enum { TONES = PAINT_stage_6 - PAINT_stage_1 + 1 };
	if (stage < 0)
		return PAINT_second;
	if (count <= 2)
		return (enum paint)(PAINT_stage_2 + stage * 2);
	int tone = (int)lround((double)stage * (TONES - 1) / (count - 1));
	return (enum paint)(PAINT_stage_1 + tone);
}

enum paint
theme_person(int person)
{
	enum { TONES = PAINT_person_6 - PAINT_person_2 + 1 };
	return person == 0 ? PAINT_ink : (enum paint)(PAINT_person_2 + (person - 1) % TONES);
}

enum paint
theme_feel(double feel)
{
	static const enum paint tones[] = {
	    PAINT_feel_worst, PAINT_feel_bad, PAINT_feel_even, PAINT_feel_good, PAINT_feel_best};
	if (isnan(feel))
		return PAINT_feel_even;
	double near = fmax(-2, fmin(2, feel));
	return tones[(int)lround(near) + 2];
}
