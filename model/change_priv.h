/* SPDX-License-Identifier: MIT */
#ifndef MODEL_CHANGE_PRIV_H
#define MODEL_CHANGE_PRIV_H
#include "base/map.h"
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
/* The number of a file among the sources of the workspace. */
uint32_t change_source_of(const struct desk *d, int file);
/* The key of a map, of which the next node is its value. */
bool change_map_key(struct desk *d, int map, struct located *found);
/*
 * What stands behind `actual:`, `to-be:`, or the persona's id below `desired:` or `to-be:`. With
 * `inner` the value of `steps:` where that is the long form of wishes. NULL: not written.
 */
bool change_listing(struct desk *d, struct listing l, bool inner, struct located *found);
/*
 * The node that an address means: of a thing its pair's key or its item, of a key or item its value;
 * NULL when that is not written anywhere. False: refused.
 */
bool change_address(struct desk *d, const struct address *address, struct located *found);
/*
 * Where the keys of a thing stand, or would: a mapping, or the scalar, list or null in its place;
 * of a section that is not there, NULL.
 */
bool change_holder(struct desk *d, const struct address *address, struct located *found);
/* A whole number as items are counted, or -1. */
ptrdiff_t change_number(struct str s);
/* An item of a list by its id, its number from 1, its slug or its words; a value of a mapping. */
const struct node *change_find_item(struct desk *d, const struct node *collection, struct str item);
/* The item or pair of an entry: of a step the item of the list, of a persona the key. */
const struct node *change_entry_node(const struct node *at);
/* Refuses a node that the map has only through an alias. */
bool change_is_own(struct desk *d, int map, struct located at);
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
bool change_add_pair(struct desk *d, struct located at, ptrdiff_t position, struct str key,
    const struct draft *value);
bool change_put_flow(struct desk *d, struct located value, const struct draft *draft);
/* Whether the schema has one key before another where both may stand. */
bool change_comes_first(struct str key, struct str other);
/* The value of a key of an item, whose first pair is its id and text; or NULL. */
const struct node *change_detail_value(const struct node *item, struct str key);
/* The same of any holder of keys, which may be NULL: an item, or a mapping behind a key. */
const struct node *change_key_value(const struct node *holder, struct str key);
/* A mapping whose only keys are steps, order and others. */
bool change_is_long_form(const struct node *mapping);
/* Where a key belongs among those of a mapping. */
ptrdiff_t change_position(struct desk *d, struct located mapping, struct str key);

/*
 * Put other bytes into a file; refused unless it then means the same as before but for `target`,
 * which means `meaning`, and holds the same comments. change_text.c
 */
bool change_text(struct desk *d, int file, struct span span, struct str with,
    const struct node *target, const struct draft *meaning);

/*
 * Other texts for many scalars of one file in one go, which are in the order of the text; false, and
 * nothing changed and nothing said, where that takes more than other letters.
 */
struct change_scalar {
	const struct node *node;
	struct str text;
};
bool change_scalars(struct desk *d, int file, const struct change_scalar *list, ptrdiff_t count);

/* `- text` becomes `- id: text`, and with an empty text a bare `- id` becomes `- id:`. */
bool change_write_id(struct desk *d, struct located item, struct str id, struct str text);

/* Nothing written: `key:` alone. */
struct draft *change_nothing(struct arena *a);
/* `- text`, `- id: text`, `- id:`. */
struct draft *change_item_draft(struct arena *a, struct str id, struct str text);

/* `- wait # why` becomes `- wait: TEXT # why`: words for an item that is a bare id. change_link.c */
bool change_add_words(struct desk *d, struct located item, struct str id, struct str text);
/* change_link for number `index` of a list; all is as it was only where a guard stands around it. */
bool change_link_item(struct desk *d, struct listing l, int index, struct str step);

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
	bool *by_words;          /* of a wish and a step that today does not have */
	ptrdiff_t count;
};
struct pairs pairs_of(struct arena *a, const struct workspace *ws, const struct listing *without,
    int index);
bool pairs_are_equal(struct pairs x, struct pairs y);
/* The same, but for wishes and steps that today does not have. */
bool pairs_of_today_are_equal(struct pairs x, struct pairs y);
/*
 * Whether, but for one item of this list, everything is paired as it was before. `list` is the
 * sequence in which it stands now, with this number; -1 is the last.
 */
bool change_is_same_but(struct desk *d, struct listing l, struct pairs before,
    struct spot_in_file list, ptrdiff_t number);

/* All texts of the desk as they are, and back to that. */
struct kept_texts {
	struct str *at;
	ptrdiff_t count;
};
struct kept_texts change_keep(struct desk *d);
bool change_restore(struct desk *d, struct kept_texts kept);

/*
 * Around a whole change: after it the workspace is read again, and when the change was refused or
 * would bring an error that was not there, all is as before and the reason is that error.
 */
struct change_guard {
	struct kept_texts kept;
	struct str_map errors;   /* message to how often */
	bool elsewhere;          /* what would be wrong then is not what was typed: say where it is */
};
struct change_guard change_begin(struct desk *d);
bool change_end(struct desk *d, struct change_guard *guard, bool fine);

/*
 * `key:` and the block list or mapping below it move apart: `first` (a mapping, or NULL) and then
 * `inner:` stand below the key, and what stood there one level deeper below `inner:`.
 */
bool change_wrap(struct desk *d, struct located key, const struct draft *first, struct str inner);
/* The long form of a stage, of a wish list, of a persona, with one more key in it. */
bool change_add_to_stage(struct desk *d, struct located key, struct str name,
    const struct draft *value);
/* A section of the file, or where it is to be written first. */
bool change_section(struct desk *d, enum field section, struct located *value);
bool change_add_section(struct desk *d, enum field section, const struct draft *value);

/* The key of an address, which is not written so far. change_set.c */
bool change_new_key(struct desk *d, const struct address *a, const struct draft *draft);

/* What a map, map@to-be or map@persona means. change_add.c */
bool change_read_listing(struct desk *d, struct str text, struct listing *l);
/* The key of a stage, and its list: behind it or behind `steps:` below it; NULL: not written. */
bool change_stage_list(struct desk *d, struct listing l, int stage, struct located *key,
    const struct node **list);
/* The stage that a spot means, -1 where there are none; and the number in its list. */
bool change_spot_stage(struct desk *d, struct listing l, struct spot spot, int *stage);
bool change_spot_position(struct desk *d, struct listing l, struct spot spot, ptrdiff_t *position);

/* What may be referred to, and what of it counts as a reference. */
enum change_kind { CHANGE_PERSONA, CHANGE_MAP, CHANGE_STEP, CHANGE_OTHER };
struct change_thing {
	enum change_kind kind;
	struct str id;
	const struct entry *entry; /* where it is defined */
	int map, index;
	struct listing listing;  /* of a step */
	bool everywhere;         /* a step: its id means it in every version and wish of the map */
	bool partners;           /* a step: what other lists pair with it counts, by id or by words */
};
bool change_thing_of(struct desk *d, const struct address *a, struct change_thing *t);

/* One place: a scalar of which a part is the id. Good until the next edit. */
struct mention {
	struct located at;
	struct span part;        /* of its trimmed text */
	bool key;                /* the scalar is the key of a pair */
	bool item;               /* a step or wish that is the thing */
	int field;               /* the key it stands under, or FIELD_COUNT */
	int levels;              /* to take away with it when they are empty then */
};
struct mentions {
	VEC(struct mention) list;
	bool unsure;             /* a file could not be searched: d->why says which */
};
/* All that refers to the thing, but where it is defined; false when a file could not be searched. */
bool change_mentions(struct desk *d, const struct change_thing *thing, struct mentions *found);
/* The value that begins where this node does: a mapping for its first key. */
const struct node *change_value_node(const struct node *n);

/* How a value is read and looks. */
struct change_want {
	enum owner owner;
	struct str name;         /* of the key */
	enum kind kind;
	int field;               /* or FIELD_COUNT */
	bool wish;
};
struct change_want change_want(struct desk *d, enum owner owner, struct str key);
/* The text as people type it as a value of that kind; *flow: in brackets where it is a list. */
bool change_read_value(struct desk *d, const struct change_want *want, struct str text,
    struct draft **draft, bool *flow);

/* "a persona", "an action". */
struct str change_kind_words(const struct address *a);
/* Refusals that are said in several places. */
bool change_refuse_id(struct desk *d, struct str id); /* it is no id; the hint is its slug */
/* "did you mean 'x'?", or the first few that there are. */
struct change_names {
	VEC(struct str) list;
};
struct str change_suggest(struct arena *a, struct str word, const struct change_names *known);
#endif
