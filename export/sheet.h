/* SPDX-License-Identifier: MIT */
#ifndef EXPORT_SHEET_H
#define EXPORT_SHEET_H
#include "model/gap.h"
#include "model/workspace.h"

/*
 * A map as a logical table, the same for every output and for the screen: steps as columns, lanes
 * as rows, in the order in which they are shown, with every cell's texts ready to be set. Only steps
 * that one of the chosen personas meets are there, and only lanes that hold something. Texts are as
 * the user wrote them: whoever shows them escapes them.
 */
enum lane {
#define LANE(id, field, title, sub, look, part) LANE_##id,
#include "export/lane.def"
#undef LANE
	LANE_COUNT
};

enum lane_look {
	LOOK_STEP,       /* the step itself: number, text, marks */
	LOOK_PLAIN,      /* running text */
	LOOK_NAME,       /* a name or two */
	LOOK_ICON,       /* names with a pictogram */
	LOOK_QUOTE,      /* somebody's words */
	LOOK_GOOD,       /* text cards */
	LOOK_BAD,
	LOOK_IDEA,
	LOOK_FLAT,       /* behind the scenes */
	LOOK_QUESTION,
	LOOK_TIME,       /* sheet_step.takes and .wait; the lines say them in words */
	LOOK_METER,      /* a number from 1 to 5, the line holds it */
	LOOK_CURVE,      /* sheet_persona.feel; the lines hold the numbers */
	LOOK_GAP,        /* sheet_persona.losses of lane.person */
	LOOK_OWNER
};

/* A line of a service blueprint runs before the first lane of FRONT, BACK and SUPPORT. */
enum lane_part { PART_CUSTOMER, PART_EVIDENCE, PART_FRONT, PART_BACK, PART_SUPPORT };

struct lane_row {
	struct str id;
	int field;
	struct str title, sub;
	enum lane_look look;
	enum lane_part part;
};
const struct lane_row *lane_row(enum lane lane);

/* One text per item, name or number; count 0 is an empty cell. */
struct sheet_cell {
	const struct str *lines;
	int count;
};

struct sheet_lane {
	enum lane lane;
	int field;               /* enum field or an added lane; FIELD_COUNT when computed */
	struct str id;           /* "pain", "gap", the key of an added lane */
	struct str title, sub;
	enum lane_look look;
	enum lane_part part;
	int person;              /* of a gap lane: index in sheet.personas; else -1 */
	const struct sheet_cell *cells; /* one per step of the sheet */
};

struct sheet_step {
	int step;                /* index in the version */
	int stage;               /* index in sheet.stages, or -1 */
	struct str id, number;   /* number: "2.3", or "7" without stages */
	struct str text;
	struct str clock;        /* "06:10", or empty */
	double takes, wait;      /* minutes; NAN unknown. Of the first persona */
	struct str share;        /* "30%" when it is met in some runs only, else empty */
	struct str only;         /* names of the chosen personas who alone meet it, else empty */
	bool moment;             /* of truth: matters 10 */
	bool optional;
	bool added, changed;     /* to-be: new, or not as today */
	int imposed;             /* on how many of the chosen personas */
	const int *next;         /* steps of the sheet it may go on to where that is written */
	int next_count;          /* -1: not written, so the step beside it */
};

struct sheet_stage {
	int stage;               /* index in the version, or -1: steps before any stage */
	struct str title, goal;
	int first, count;        /* steps of the sheet */
};

/* What one step costs one persona. */
struct sheet_loss {
	double points;           /* lost here, 0 when none */
	double score;            /* 1 all wishes met .. 0; NAN: not wanted, or not measured */
	bool imposed;
	struct sheet_cell reasons; /* in few words, most points first */
	double share;            /* of all the points lost, 0..1 */
	double inside;           /* the gap of the scenario that the step is; NAN: none */
};

/* A wish that the process has no step for. */
struct sheet_missing {
	struct str text;
	double points;
	int after;               /* step of the sheet it belongs behind; -1: before the first */
};

struct sheet_persona {
	int persona;             /* index in the workspace */
	struct str name, shown;  /* the name, and its short form */
	struct str initials;
	const struct gap *gap;   /* NULL: not mapped, or never */
	const double *feel;      /* per step, -2..2; NAN unknown or step not met */
	const double *wished;    /* per step: the least feeling wished; NAN: no such wish */
	double mean_feel;        /* NAN */
	int imposed;             /* steps */
	double takes, wait;      /* sums in minutes; NAN when no step says */
	const struct sheet_loss *losses;   /* per step; NULL without gap */
	const struct sheet_missing *missing;
	int missing_count;
};

struct sheet {
	const struct workspace *ws;
	const struct map *map;
	const struct version *version;
	int map_index;
	enum which which;
	struct str title;        /* of the map */
	struct str kind;         /* "Journey map", "Scenario", "Service blueprint" */
	struct str state;        /* "as it is today", "as redesigned" */
	struct str about;        /* one sentence: about or question of the map, else of the persona */
	struct str owner, review, language;
	struct sheet_cell sources;
	struct sheet_persona *personas;
	int persona_count;
	struct sheet_persona everybody; /* feelings and times where no persona is chosen */
	struct sheet_stage *stages;
	int stage_count;         /* 0: the map has none */
	struct sheet_step *steps;
	int step_count;
	struct sheet_lane *lanes;
	int lane_count;
};

struct sheet_args {
	int map;
	enum which which;
	const int *personas;     /* indexes in the workspace; none: the persona the map is about */
	int persona_count;
};

/*
 * False when there is no such version for the first persona. Chosen personas whose to-be is another
 * version than the first one's are left out.
 */
bool sheet_make(
    struct arena *a, const struct workspace *ws, const struct sheet_args *args, struct sheet *s);

/* Whether the sheet has a lane of this part. */
bool sheet_has_part(const struct sheet *s, enum lane_part part);
/* "−1.5", "+2", "0": a feeling as it is printed; "?" when unknown. */
struct str feel_words(struct arena *a, double feel);
/* Minutes in words, shortest: "6 min", "1 h 30", "9 days". */
struct str minutes_words(struct arena *a, double minutes);
/* The first letters of the first two words, in upper case: "NF" of "Nadia, the fixer". */
struct str name_initials(struct arena *a, struct str name);
#endif
