/* SPDX-License-Identifier: MIT */
#ifndef MODEL_SCHEMA_H
#define MODEL_SCHEMA_H
#include "base/arena.h"
#include "base/str.h"

#include <stdint.h>

/* Which mapping a key may stand in. */
enum owner {
	OWN_TOP = 1 << 0,
	OWN_WORKSPACE = 1 << 1,
	OWN_FRAMING = 1 << 2,
	OWN_PERSONA = 1 << 3,
	OWN_MAP = 1 << 4,        /* a scenario or a journey */
	OWN_JOURNEY = 1 << 5,
	OWN_STAGE = 1 << 6,
	OWN_STEP = 1 << 7,       /* in actual and to-be */
	OWN_WISH = 1 << 8,       /* in desired */
	OWN_WISHLIST = 1 << 9,   /* the long form of one persona's wishes */
	OWN_PREFERS = 1 << 10,
	OWN_WAVE = 1 << 11,
	OWN_SCORE = 1 << 12,
	OWN_ACTION = 1 << 13,
	OWN_INDICATOR = 1 << 14,
	OWN_NOTE = 1 << 15,
	OWN_ITEM = 1 << 16,      /* pain, idea, quote, goal, ... */
	OWN_ASK = 1 << 17
};

/* How a value is read. Under OWN_WISH and OWN_PREFERS the aspects' kinds are read as wishes. */
enum kind {
	KIND_SECTION,
	KIND_TEXT,
	KIND_TEXTS,       /* text or list of items */
	KIND_ITEMS,       /* list of items */
	KIND_NAMES,       /* name or list */
	KIND_NUMBER,
	KIND_NUMBERS,     /* text to number */
	KIND_NUMBERS_BY,  /* text to list of numbers */
	KIND_NAMES_BY,    /* text to name or list of names */
	KIND_SHARE,       /* 0..1 or 30% */
	KIND_FLAG,
	KIND_DATE,        /* 2026-03-04, 2026-03, 2026-Q3: the first day */
	KIND_DUE,         /* the same: the last day */
	KIND_PERIOD,      /* a duration in days and more */
	KIND_CLOCK,
	KIND_DURATION,    /* in minutes */
	KIND_TIMES,
	KIND_SCALE,       /* 1..5 */
	KIND_FEEL,        /* -2..2 */
	KIND_IMPORTANCE,  /* 0..10 */
	KIND_VOLUME,      /* in runs per day */
	KIND_OTHERS,
	KIND_ORDER,
	KIND_STATUS,
	KIND_PATH,
	KIND_VALUES,
	KIND_PREFERS,
	KIND_TRAITS,
	KIND_LANES,
	KIND_VERSION,
	KIND_DESIRED,
	KIND_TO_BE,
	KIND_BEFORE,
	KIND_STEPS,
	KIND_SCORES,
	KIND_PERSONA_IDS,
	KIND_MAP_ID,
	KIND_STEP_IDS,
	KIND_FITS,
	KIND_REFERENCE,
	KIND_REFERENCES
};

enum field {
#define KEY(id, owners, name, kind, meaning, example) FIELD_##id,
#include "model/schema.def"
#undef KEY
	FIELD_COUNT       /* and above: the lanes that a workspace adds, in workspace.lanes_added */
};

struct schema_row {
	enum field field;
	uint32_t owners;
	struct str name;
	enum kind kind;
	struct str meaning, example;
};
const struct schema_row *schema_row(enum field field);

/* The row of a key under one owner, or NULL. */
const struct schema_row *schema_find(enum owner owner, struct str name);

/*
 * For an unknown key: the name probably meant under this owner, by spelling or by synonym
 * (touchpoint -> channel), or an empty text.
 */
struct str schema_suggest(struct arena *a, enum owner owner, struct str name);
/* Where a word may mean a second key too (actor: who or only), that one; else an empty text. */
struct str schema_suggest_other(struct arena *a, enum owner owner, struct str name);

/*
 * For a key that is legal only elsewhere, by its own name or by synonym: that key, and in *where the
 * words for its place ("below a step"). Empty when no key is called so.
 */
struct str schema_elsewhere(struct arena *a, struct str name, struct str *where);

/* Aspects and values of a persona: aspect.def, value.def. */
enum aspect {
#define ASPECT(key, degree, value) ASPECT_##key,
#include "model/aspect.def"
#undef ASPECT
	ASPECT_COUNT
};
enum persona_value {
#define VALUE(name) PERSONA_VALUE_##name,
#include "model/value.def"
#undef VALUE
	PERSONA_VALUE_COUNT
};
enum degree_rule { DEGREE_CLOCK, DEGREE_RATIO, DEGREE_FIVE, DEGREE_ANY_NAME, DEGREE_EVERY_NAME };
struct aspect_row {
	struct str name;
	enum field field;
	enum degree_rule degree;
	enum persona_value value;
};
const struct aspect_row *aspect_row(enum aspect aspect);
int aspect_of_field(enum field field);       /* the aspect, or -1 */
struct str persona_value_name(enum persona_value value);
#endif
