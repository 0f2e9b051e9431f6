/* SPDX-License-Identifier: MIT */
#ifndef CLI_NOTES_PRIV_H
#define CLI_NOTES_PRIV_H
#include "cli/notes.h"

/* What the lines of notes are, before they are written as a workspace. */
enum note_kind { NOTE_STEP, NOTE_STAGE, NOTE_ASIDE };

struct note {
	struct str text;
	enum note_kind kind;
	struct str about; /* of an aside: "pain", "idea", ...; empty: a note */
	int heading;      /* the number of # before it */
	int indent;       /* columns before its sign */
	bool numbered, bulleted;
	bool row; /* of a table */
};
struct notes {
	VEC(struct note) list;
	struct str title; /* of the only heading of the first level, above all others */
	ptrdiff_t stages;
};

struct str notes_trim(struct str s);
/* False: *problem says why. */
bool notes_read(
    struct arena *a, struct str text, struct notes *notes, struct notes_problem *problem);
#endif
