/* SPDX-License-Identifier: MIT */
#ifndef MODEL_ADDRESS_H
#define MODEL_ADDRESS_H
#include "model/desk.h"

/*
 * What people call things when they type a change: `payslip.find.feel` is a key of a step of today,
 * `payslip@to-be.find.feel` of the redesign, `payslip@nadia.find.takes` of a wish; `nadia.about` or
 * `persona:nadia.about` a key of a persona, `workspace.title` and `framing.problem` of a section.
 * A part with dots or blanks stands in double quotes: `payslip."Wake up".goal` is a stage.
 * A further id behind a key is an item of its list: `payslip.find.pain.too-slow`; or a persona, where
 * a value differs by persona: `payslip.find.feel.nadia`; or a pair: `nadia.values.freedom`. One more
 * is a key of that: `day.huddle.ask.numbers.answer`, `before.scores.nadia.like`.
 */
enum address_kind {
	ADDRESS_SECTION,         /* workspace, framing */
	ADDRESS_PERSONA,
	ADDRESS_MAP,
	ADDRESS_STAGE,
	ADDRESS_STEP,            /* of actual, to-be or a persona's wishes */
	ADDRESS_ENTRY            /* a wave, action, indicator, note */
};
enum address_version { ADDRESS_ACTUAL, ADDRESS_TO_BE, ADDRESS_WISH };

struct address {
	enum address_kind kind;
	enum field section;      /* of a section or an entry */
	int persona;             /* index; of a persona, or whose wishes or to-be; or -1 */
	int map;                 /* index, or -1 */
	enum address_version version;
	const struct entry *entry; /* of the desk's workspace; NULL for a section or a whole version */
	int index;               /* of a step or stage in its version, of an entry in its section */
	struct str key;          /* empty: the thing itself; "text" where the words are no key */
	struct str item;         /* id or number (from 1) of an item behind the key, a persona, a pair */
	struct str item_key;     /* a key of that; or empty */
	struct str text;         /* as typed */
};

/*
 * False: d->why and d->hint say what there is not, and what was probably meant. The address is good
 * until the next edit. A key is known to the schema, or is written there.
 */
bool address_read(struct desk *d, struct str text, struct address *address);
/* Which keys may stand there. */
enum owner address_owner(const struct desk *d, const struct address *address);
/* "the step 'find'", for messages. */
struct str address_words(struct desk *d, const struct address *address);
/* The way to it as in path.h, and its file; false when it is not written anywhere. */
bool address_path(struct desk *d, const struct address *address, int *file, struct str *path);
#endif
