/* SPDX-License-Identifier: MIT */
#ifndef MODEL_ENTRY_H
#define MODEL_ENTRY_H
#include "base/str.h"
#include "model/schema.h"
#include "model/source.h"

/*
 * The one shape of everything that has an id, a text and details: personas, maps, stages, steps,
 * wishes, waves, actions, questions, pains. Read-only, in the workspace's arena; texts are views of
 * the sources. Details are in the order of the file; schema.def says what each key's value is.
 */
enum value_kind {
	VALUE_EMPTY,      /* the key is written and nothing behind it */
	VALUE_TEXT,
	VALUE_NAMES,      /* names or ids, without equal ones */
	VALUE_NUMBER,     /* also clock (minutes of the day), duration (minutes), share, date (days) */
	VALUE_FLAG,
	VALUE_ITEMS,      /* a list of entries; text with numbers and the like: id, and details */
	VALUE_WORD        /* one of a fixed set: others, order, status: `word` */
};

struct entry;

struct value {
	enum value_kind kind;
	union {
		struct str text;
		struct {
			const struct str *at;
			ptrdiff_t count;
		} names;
		/*
		 * A plain number has low == high. A range in a process is low..high. A wish is the
		 * interval that is accepted; INFINITY and -INFINITY where it is open.
		 */
		struct {
			double low, high;
		} number;
		bool flag;
		struct {
			const struct entry *at;
			ptrdiff_t count;
		} items;
		int word;
	};
};

enum { FOR_ALL = -1, FOR_OTHERS = -2, NOBODY = -3 };

struct detail {
	int16_t field;           /* enum field, or FIELD_COUNT + number of an added lane */
	int16_t persona;         /* index of a persona, FOR_ALL or FOR_OTHERS */
	struct place at;         /* of the value */
	struct value value;
};

struct entry {
	struct str id;           /* as written, or derived; empty for a plain text such as a pain */
	struct str text;         /* the words; a leading clock time is taken off */
	struct place at;         /* of the id, else of the text */
	bool own_id;             /* the id is written */
	int32_t detail_count;
	const struct detail *details;
};

/* The value of a key for everybody, or NULL; VALUE_EMPTY counts as absent. */
const struct value *entry_get(const struct entry *e, int field);
/* As `persona` has it: its own, else that for `others`, else that for all; NULL when absent. */
const struct value *entry_for(const struct entry *e, int field, int persona);
const struct detail *entry_detail(const struct entry *e, int field, int persona);
struct str entry_text(const struct entry *e, int field);   /* a TEXT value, or the empty text */
/* A NUMBER value (the middle of a range), or `absent`. */
double entry_number(const struct entry *e, int field, int persona, double absent);
bool entry_flag(const struct entry *e, int field, int persona);
#endif
