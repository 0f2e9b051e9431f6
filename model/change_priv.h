/* SPDX-License-Identifier: MIT */
#ifndef MODEL_CHANGE_PRIV_H
#define MODEL_CHANGE_PRIV_H
#include "model/change.h"

/*
 * What the parts of change share. Nodes, entries and places are good until the next edit; a
 * `struct spot_in_file` survives edits elsewhere, and a listing with an id survives all of them.
 */

/* One list of steps: today's process, a redesign, or what one persona wishes. */
struct listing {
	int map;
	enum address_version version;
	int persona;             /* of wishes; of a redesign that differs by persona (or FOR_OTHERS) */
};
struct listing listing_of(const struct address *address);
bool listing_is_given(const struct workspace *ws, struct listing l);
int listing_count(const struct workspace *ws, struct listing l);
const struct entry *listing_entry(const struct workspace *ws, struct listing l, int index);
int listing_stage_of(const struct workspace *ws, struct listing l, int index); /* or -1 */
const struct stage *listing_stages(const struct workspace *ws, struct listing l, int *count);
/* By written id, then derived id, then words; or -1. */
int listing_find(struct arena *a, const struct workspace *ws, struct listing l, struct str what);
/* By key, then title, then either in other case; or -1. */
int listing_find_stage(struct arena *a, const struct workspace *ws, struct listing l,
    struct str what);
/* "payslip", "payslip@to-be", "payslip@nadia", for messages and hints. */
struct str listing_name(struct arena *a, const struct workspace *ws, struct listing l);

/* A node of the desk and its file; the node is NULL where nothing is written. */
struct located {
	int file;
	const struct node *node;
};
/* The node of a place; false when its file is not YAML as it stands, which is said. */
bool change_locate(struct desk *d, struct place at, struct located *found);
/* The key of a map, of which the next node is its value. */
bool change_map_key(struct desk *d, int map, struct located *found);
/*
 * What stands behind `actual:`, `to-be:`, or the persona's id below `desired:` or `to-be:`. With
 * `inner` the value of `steps:` where that is the long form of wishes. NULL: not written.
 */
bool change_listing(struct desk *d, struct listing l, bool inner, struct located *found);
/* The item or pair of an entry: of a step the item of the list, of a persona the key. */
const struct node *change_entry_node(const struct node *at);
bool change_item(struct desk *d, struct listing l, int index, struct located *item);

/* A node remembered across edits elsewhere. */
struct spot_in_file {
	int file;
	struct str path;
};
struct spot_in_file change_remember(struct desk *d, struct located at);
bool change_find_again(struct desk *d, struct spot_in_file spot, struct located *found);

/* Edits of one value or entry. */
bool change_put(struct desk *d, struct located value, const struct draft *draft);
bool change_rename_key(struct desk *d, struct located key, struct str name);
/* Take an entry away (a key or value of a pair, or an item), */
bool change_delete(struct desk *d, struct located entry);
/* and the collections above that hold nothing then, up to (without) `levels` of them. */
bool change_delete_up(struct desk *d, struct located entry, int levels);
/* One more pair, where the keys around it say that it belongs: see change_order.c. */
bool change_add_key(struct desk *d, struct located mapping, struct str key,
    const struct draft *value);
/*
 * The same with the look of the value in one's own hand: [a, b] and {a: 1} on one line, as names,
 * ids and values by persona are written.
 */
bool change_add_flow(struct desk *d, struct located mapping, struct str key,
    const struct draft *value);
bool change_put_flow(struct desk *d, struct located value, const struct draft *draft);
/* Where a key belongs among those of a mapping. */
ptrdiff_t change_position(struct desk *d, struct located mapping, struct str key);

/*
 * Put other bytes into a file; refused unless it then means the same as before but for `target`,
 * which means `meaning`, and holds the same comments. change_text.c
 */
bool change_text(struct desk *d, int file, struct span span, struct str with,
    const struct node *target, const struct draft *meaning);

/* Nothing written: `key:` alone. */
struct draft *change_nothing(struct arena *a);
/* `- text`, `- id: text`, `- id:`. */
struct draft *change_item_draft(struct arena *a, struct str id, struct str text);

/*
 * Make sure that a step or wish has its id written, so that it may have details: `- text` becomes
 * `- id: text`, a bare `- id` becomes `- id:`, and whatever it is paired with stays paired (today's
 * step gets its id first where a step of to-be needs it). *id is the id; the index stays.
 */
bool change_open_step(struct desk *d, struct listing l, int index, struct str *id);

/*
 * Which step is which, in all maps, as numbers to compare before and after a change. `without` (or
 * NULL) is a listing whose item `index` is left out, as if it were not there.
 */
struct pairs {
	int *at;
	ptrdiff_t count;
};
struct pairs pairs_of(struct arena *a, const struct workspace *ws, const struct listing *without,
    int index);
bool pairs_are_equal(struct pairs x, struct pairs y);

/* All texts of the desk as they are, and back to that. */
struct kept_texts {
	struct str *at;
	ptrdiff_t count;
};
struct kept_texts change_keep(struct desk *d);
bool change_restore(struct desk *d, struct kept_texts kept);

/* Refusals that are said in several places. */
bool change_refuse_id(struct desk *d, struct str id); /* it is no id; the hint is its slug */
/* "did you mean 'x'?", or the first few that there are. */
struct change_names {
	VEC(struct str) list;
};
struct str change_suggest(struct arena *a, struct str word, const struct change_names *known);
#endif
