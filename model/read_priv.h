/* SPDX-License-Identifier: MIT */
#ifndef MODEL_READ_PRIV_H
#define MODEL_READ_PRIV_H
#include "base/map.h"
#include "model/identity.h"
#include "model/read.h"
#include "model/reference.h"

/*
 * What the read_*.c files share. Values are collected on stacks (a nested reader leaves a stack as
 * it found it) and copied, compact, into the workspace's arena when they are complete.
 *
 * A persona or an added lane may be defined in a later file than the one that mentions it. Until all
 * files are read such a mention is a number of its own: STRANGER and below for a persona, a negative
 * field for a lane. read_settle replaces them all.
 */
enum { NO_LANE = -32000, STRANGER = -1000, MOST_PERSONAS = 10000, MOST_LANES = 1000, MOST_EXPANDED = 100000,
	MOST_FINDINGS = 10000 };

/* A mention of somebody or something that is not defined so far. */
struct mention {
	ptrdiff_t number;        /* in the table of names */
	struct place at;
	ptrdiff_t width;
	bool wish;               /* of a lane: its key stands in a wish */
	ptrdiff_t lane;          /* of a persona: the lane whose value differs so, or -1 */
};

struct details_block {
	struct detail *at;
	ptrdiff_t count;
};

/* A step or a wish as it stands in the file. */
struct step_item {
	struct entry entry;
	int stage;
	bool drop;
};

/* A to-be of which nobody knows yet whether its keys are stages or personas. */
struct undecided {
	int map;
	const struct stage *stages;
	const bool *is_mapping;  /* by stage: its value is a mapping rather than a list */
};

/* Details of a section that several files may have. */
struct section_first {
	bool seen, list;
	struct place at;
};
struct section_details {
	VEC(struct detail) list;
	struct section_first *first; /* by field */
};

struct lane_name {
	struct str key;
	int added;               /* index in lanes_added, or -1: not defined so far */
};

struct reader {
	struct arena *arena;     /* the workspace's: what stays */
	struct arena *stacks;    /* until read_finish; never released in between */
	struct arena *room;      /* marked and released within a function */
	struct workspace *ws;
	struct diags *diags;     /* the workspace's; when there are too many, a sink */
	struct arena *words;     /* where the words of findings live */
	struct diags sink;

	uint32_t source;         /* the file being read, */
	struct str text;         /* and its text: a value inside it is a view, any other a copy */
	ptrdiff_t expanded;      /* nodes read through aliases so far */
	bool unsure;             /* a file is missing: references are not judged */
	ptrdiff_t patience;      /* names that may still be compared for a suggestion */

	VEC(struct detail) details;
	VEC(struct entry) entries;
	VEC(struct str) names;
	VEC(struct step_item) items;
	VEC(struct stage) stages;
	VEC(struct to_be) redesigns;
	VEC(struct wishlist) wishlists;
	VEC(struct past) past;

	struct section_details info, framing;
	VEC(struct persona) personas;
	VEC(struct map) maps;
	VEC(struct entry) waves, actions, indicators, notes;
	VEC(struct lane_added) lanes_added;
	VEC(struct place) lane_places;
	VEC(int) lanes;          /* a stack: of one map, */
	VEC(int) all_lanes;      /* of the workspace */
	struct str_map persona_ids, map_ids, wave_ids, indicator_ids;

	struct str_map stranger_ids, lane_ids;
	VEC(struct str) strangers;
	VEC(struct lane_name) lane_names;
	VEC(struct mention) stranger_mentions, lane_mentions;
	VEC(struct details_block) unsettled;
	VEC(struct undecided) undecided;
};

/* How the keys of one mapping are read. */
struct grammar {
	enum owner owner;
	enum owner also;         /* a second owner whose keys are legal too, or 0 */
	bool by_persona;         /* a mapping as a value says it for each persona */
	bool lanes;              /* an unknown key may be an added lane */
	bool fits;               /* `fits` is legal */
};

/* A key that was found: a row of the schema, or an added lane. */
struct key {
	int field;               /* negative: a lane not defined so far */
	enum kind kind;
	struct str name;
	const struct schema_row *row; /* NULL: a lane */
	const struct node *node;
};

/* read_node.c: nodes, and findings about them */
/* Keeps the findings of a file that is all wrong from filling the memory. */
void read_bound_findings(struct reader *r);
const struct node *read_real(struct reader *r, const struct node *n);
struct place read_place(const struct reader *r, const struct node *n);
ptrdiff_t read_width(const struct reader *r, const struct node *n);
bool read_is_within(struct str text, struct str part);
struct str read_keep(struct reader *r, struct str s);
struct str read_clip(struct str s);
bool read_is_nothing(const struct node *n);
bool read_is_plain(const struct node *n);
bool read_is_unfilled(struct str s);
bool read_is_free_key(struct str key);
/* The text of a key; false after a finding. */
bool read_key_text(struct reader *r, const struct node *key, struct str *text);
/* Finds the key's meaning; false after a finding, or when the key is free. */
bool read_key(struct reader *r, const struct grammar *how, const struct node *key, struct key *k);
void read_unknown_key(struct reader *r, const struct grammar *how, struct place at,
    ptrdiff_t width, struct str name, const struct node *value);
void read_wrong_type(struct reader *r, const struct key *k, const struct node *n);
/* The mapping that stands there; NULL when nothing does, or when it is no mapping, which is told. */
const struct node *read_mapping(struct reader *r, const struct key *k, const struct node *at);
bool read_same_mapping(const struct reader *r, const struct node *key, struct place first);
struct diag *read_twice(struct reader *r, enum diag_code code, struct str what, struct place at,
    ptrdiff_t width, struct place first);
void read_unfilled(struct reader *r, struct str what, struct place at, ptrdiff_t width);

/* read_value.c: details */
const char *read_wanted(enum kind kind);
bool read_value(struct reader *r, const struct grammar *how, const struct key *k,
    const struct node *n, struct value *v);
void read_detail(struct reader *r, const struct grammar *how, const struct key *k,
    const struct node *value);
/* Details of the pairs from `first` on, onto the stack of details. */
void read_details(struct reader *r, const struct grammar *how, const struct node *first);
/* A clock time, as a wish 15 minutes either way, and the length of a range unless it is NAN. */
void read_push_clock(
    struct reader *r, bool wish, struct detail like, double start, double minutes);
/* Moves the details above `base` into the entry. */
void read_seal(struct reader *r, ptrdiff_t base, struct entry *e);
/* The persona of that id, or the number of a stranger. */
int read_persona(struct reader *r, const struct node *n, struct str id);
/* The ids or names of a name or a list of names. */
bool read_names(struct reader *r, const struct key *k, const struct node *n, struct value *v);

/* read_pairs.c: mappings of text to numbers, names or scores */
bool read_pairs(struct reader *r, const struct key *k, const struct node *n, struct value *v);

/* read_item.c: rule 1 */
struct item {
	struct str id;           /* as written, or empty */
	struct str text;         /* empty when nothing is written, or only that it is missing */
	const struct node *at;   /* the id, else the text */
	const struct node *words; /* the text; NULL when there is none */
	const struct node *details; /* the first key below, or NULL */
};
bool read_item(struct reader *r, const struct node *n, struct item *item);
void read_fill_text(struct reader *r, struct entry *e);
bool read_items(struct reader *r, const struct grammar *how, const struct key *k,
    const struct node *n, struct value *v);
void read_item_list(struct reader *r, const struct grammar *how, const struct node *list);
struct entry *read_take_entries(struct reader *r, ptrdiff_t base);
extern const struct grammar READ_ITEM, READ_ASK;

/* Gives the entries without an id their derived ones. */
struct entry_list {
	void *first;             /* of structs that begin with a struct entry */
	ptrdiff_t stride, count;
};
void read_derive_ids(struct reader *r, struct entry_list list);
struct entry *read_entry_at(struct entry_list list, ptrdiff_t i);
/* An explicit id stands once in a list, also where it is written bare; `bare` may be NULL. */
void read_check_ids(struct reader *r, struct entry_list list, const bool *bare);

/* read_steps.c: lists and stages of steps and wishes, onto r->items and r->stages */
extern const struct grammar READ_STEP, READ_TO_BE, READ_WISH;
void read_steps(struct reader *r, const struct grammar *how, const struct node *n);
void read_take_version(struct reader *r, struct version *v);
void read_take_stages(struct reader *r, struct stage **stages, int *count);

/* read_map.c */
void read_maps(struct reader *r, const struct node *n, bool journeys);

/* read_lanes.c: lanes, and what is settled when all files are read */
/* The field of an added lane, a negative number while it is not defined, or NO_LANE. */
int read_lane(struct reader *r, const struct node *n, struct str name, enum owner owner);
/* The lanes of a list, onto the stack of lanes. */
void read_lanes(struct reader *r, const struct key *k, const struct node *n);
const int *read_take_lanes(struct reader *r, int *count);
void read_settle_lanes(struct reader *r, const int **lanes, int *count);
void read_settle(struct reader *r);

/* read_references.c */
void read_check_references(struct reader *r);
void read_no_persona(struct reader *r, struct str id, struct place at, ptrdiff_t width);

/* read_desired.c */
void read_desired(struct reader *r, const struct key *k, const struct node *n, struct map *m);

/* read_section.c */
void read_section(struct reader *r, enum field section, const struct node *key,
    const struct node *n);
bool read_id(struct reader *r, const struct node *key, struct entry *e);
bool read_claim_id(struct reader *r, struct str_map *ids, ptrdiff_t index, const struct node *key,
    const struct entry *e, const struct entry *first);
void read_persona_section(struct reader *r, const struct node *n);
void read_join_sections(struct reader *r);

/* read_link*.c: which step is which */
bool read_same_words(struct reader *r, struct str x, struct str y);
void read_split_to_be(struct reader *r);
void read_link_map(struct reader *r, struct map *m);
void read_link_to_be(struct reader *r, struct map *m, struct version *v);
void read_link_wishes(struct reader *r, struct map *m, struct wishlist *list);
#endif
