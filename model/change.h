/* SPDX-License-Identifier: MIT */
#ifndef MODEL_CHANGE_H
#define MODEL_CHANGE_H
#include "model/address.h"

/*
 * What people do to a workspace, in the words of the format: each makes its edits on the desk, in the
 * style of what stands around it (a step without an id gets one when it gets its first detail), and
 * is false with d->why and d->hint when it cannot. Texts are as people type them: a value is read by
 * the kind of its key, and refused with what was probably meant when it does not fit.
 */

/* Where something new is put: before or behind a thing (its id or text), or at the end (or start). */
enum spot_where { SPOT_END, SPOT_BEFORE, SPOT_BEHIND, SPOT_START };
struct spot {
	enum spot_where where;
	struct str what;
	struct str stage;        /* of steps: by key or title; empty: that of `what`, else the last */
};

/* Give a key a value; an empty text takes the key away. A list takes one item or [a, b]. */
bool change_set(struct desk *d, struct str address, struct str value);
/* One more item of a list key (pain, goals, ask, ...), or one more name. */
bool change_add_item(struct desk *d, struct str address, struct str text, struct str id);

bool change_add_persona(struct desk *d, struct str id, struct str about, struct spot spot);
bool change_add_map(struct desk *d, bool journey, struct str id, struct str title, struct spot spot);
/* `map` is a map, map@to-be, or map@PERSONA (wishes). */
bool change_add_stage(struct desk *d, struct str map, struct str name, struct spot spot);
/* `id` may be empty: the step stays a sentence. */
bool change_add_step(struct desk *d, struct str map, struct str text, struct str id,
    struct spot spot);
/* One more item of a section: actions, notes, feedback, indicators, framing's how-might-we. */
bool change_add_entry(struct desk *d, enum field section, struct str id, struct str text);

/* Take away a thing or a key, with what belongs to it. References to it are named in the refusal. */
bool change_remove(struct desk *d, struct str address, bool with_references);
/* A step, stage, persona, map or item to another place; a step also into another stage. */
bool change_move(struct desk *d, struct str address, struct spot spot);
/* Another id, with every reference to it in all files; or another name of a stage. */
bool change_rename(struct desk *d, struct str address, struct str id);

enum wish_as { WISH_AS_TODAY, WISH_OTHERWISE, WISH_DROP, WISH_ADD };
/*
 * How one persona would rather have a step: as it is today, otherwise (with this text, and details
 * set afterwards by change_set), not at all; or a step that nobody offers.
 */
bool change_wish(struct desk *d, struct str map, struct str persona, struct str step,
    enum wish_as as, struct str text, struct spot spot);
/* The whole list: same, never, or nothing said yet (removed). */
bool change_wishes(struct desk *d, struct str map, struct str persona, struct str word);

/* Say that a wish or a step of to-be is this step of today, by writing its id; and the reverse. */
bool change_link(struct desk *d, struct str address, struct str step);
bool change_unlink(struct desk *d, struct str address);

/* The redesign becomes today; what was today is kept below `before` under this date. */
bool change_adopt(struct desk *d, struct str map, struct str date);

/* Cut a part of a file (a persona, a map, a section, comma-separated) into a file of its own. */
bool change_split(struct desk *d, struct str things, struct str path);
/* Put all that stands in a file into another, and remove it. */
bool change_join(struct desk *d, struct str from, struct str into);
#endif
