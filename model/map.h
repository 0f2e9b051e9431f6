/* SPDX-License-Identifier: MIT */
#ifndef MODEL_MAP_H
#define MODEL_MAP_H
#include "model/entry.h"

/* A scenario or a journey: steps in order, perhaps in stages, in several versions. */

struct stage {
	struct entry entry;      /* id: the key; text: the title, else the key; goal and ask */
	int first, count;        /* its steps */
};

struct step {
	struct entry entry;      /* for to-be with the facts it takes over from today */
	int stage;               /* or -1 */
	int today;               /* to-be: the step of `actual` that it is, or -1 when it is new */
	bool changed;            /* to-be: in words or details */
	bool reworded;           /* to-be: in words */
};

struct version {
	bool given;
	struct place at;
	struct stage *stages;
	int stage_count;
	struct step *steps;
	int step_count;
};

enum others { OTHERS_UNSET, OTHERS_DROP, OTHERS_FINE, OTHERS_ASK };
enum wishes { WISHES_LISTED, WISHES_SAME, WISHES_NEVER };

struct wish {
	struct entry entry;      /* details are wishes */
	int stage;               /* of the wish list, or -1 */
	bool drop;               /* `id: drop`: not a wanted step */
	bool bare;               /* asks for the step by its id, with no words of its own */
};

struct wishlist {
	int persona;
	enum wishes kind;
	bool any_order;
	enum others others;      /* the nearest that is written; OTHERS_DROP when none is */
	struct place at;
	struct stage *stages;
	int stage_count;
	struct wish *wishes;
	int wish_count;
};

/* The to-be version of one persona, of `others`, or of all. */
struct to_be {
	int persona;
	struct version version;
};

/* What `actual` used to be, up to a date. */
struct past {
	struct entry entry;      /* id: the date as written */
	struct version version;
};

struct map {
	struct entry entry;      /* text: the title, else the id */
	bool journey;
	double runs;             /* per day; NAN when no volume is given */
	const int *personas;     /* of a journey */
	int persona_count;
	struct version actual;
	struct to_be *to_be;
	int to_be_count;
	struct wishlist *wishlists;
	int wishlist_count;
	struct past *past;
	int past_count;
	const int *lanes;        /* fields in the order to show; NULL: the workspace's, or all */
	int lane_count;
};

enum which { ACTUAL, TO_BE };

/* The version as `persona` is concerned; NULL when there is none for that persona. */
const struct version *map_version(const struct map *m, enum which which, int persona);
const struct wishlist *map_wishes(const struct map *m, int persona); /* or NULL */
/* Whether the persona meets the step (`only`, whose ids the workspace knows). */
struct workspace;
bool step_met_by(const struct workspace *ws, const struct step *s, int persona);
#endif
