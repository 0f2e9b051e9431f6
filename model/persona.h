/* SPDX-License-Identifier: MIT */
#ifndef MODEL_PERSONA_H
#define MODEL_PERSONA_H
#include "model/entry.h"

struct persona {
	struct entry entry;                      /* text: the about line when written short */
	struct str name;                         /* what maps and messages call them: name, else id */
	double share;                            /* of all people, 0..1; NAN when not given */
	double values[PERSONA_VALUE_COUNT];      /* 0..10 */
	const struct entry *prefers;             /* details are wishes; NULL when none */
};

/* The name up to its first comma: "Nadia" of "Nadia, the fixer". For lines and tables. */
struct str persona_short(const struct persona *p);
#endif
