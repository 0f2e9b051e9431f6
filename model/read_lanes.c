/* SPDX-License-Identifier: MIT */
/*
 * Lanes that a workspace or a map adds, and the end of waiting: when all files are read, mentions
 * of personas and lanes that were defined later get their numbers, and the rest are errors.
 */
#include "base/utf8.h"
#include "model/read_priv.h"

static int
lane_field(const struct reader *r, ptrdiff_t number)
{
	int added = r->lane_names.at[number].added;
	return added >= 0 ? FIELD_COUNT + added : -1 - (int)number;
}

/* The number of a name in the table of lane names, or -1 when the table is full. */
static ptrdiff_t
lane_number(struct reader *r, struct str name)
{
	ptrdiff_t number = str_map_get(&r->lane_ids, name);
	if (number >= 0 || r->lane_names.count >= MOST_LANES)
		return number;
	struct lane_name lane = {read_keep(r, name), -1};
	number = r->lane_names.count;
	VEC_PUSH(r->stacks, &r->lane_names, lane);
	*str_map_at(&r->lane_ids, lane.key) = number;
	return number;
}

static void
mention_lane(struct reader *r, const struct node *n, ptrdiff_t number, bool wish)
{
	if (r->lane_names.at[number].added >= 0)
		return;
	VEC_PUSH(r->stacks, &r->lane_mentions,
	    (struct mention){
		.number = number, .at = read_place(r, n), .width = read_width(r, n), .wish = wish});
}

int
read_lane(struct reader *r, const struct node *n, struct str name, enum owner owner)
{
	ptrdiff_t number = lane_number(r, name);
	if (number < 0)
		return NO_LANE;
	mention_lane(r, n, number, owner == OWN_WISH);
	return lane_field(r, number);
}

static void
push_lane(struct reader *r, int field)
{
	for (ptrdiff_t i = 0; i < r->lanes.count; i++) {
		if (r->lanes.at[i] == field)
			return;
	}
	VEC_PUSH(r->stacks, &r->lanes, field);
}

/* A lane by name: a key of a step, or one that is added here or elsewhere. */
static void
push_named_lane(struct reader *r, const struct node *at, struct str name)
{
	const struct schema_row *row = schema_find(OWN_STEP, name);
	if (row != NULL) {
		push_lane(r, (int)row->field);
		return;
	}
	ptrdiff_t number = identity_is_id(name) ? lane_number(r, name) : -1;
	if (number < 0) {
		read_unknown_key(r, &READ_STEP, read_place(r, at), read_width(r, at), name);
		return;
	}
	mention_lane(r, at, number, false);
	push_lane(r, lane_field(r, number));
}

static void
refuse_lane(struct reader *r, enum diag_code code, const struct node *at, struct str message,
    struct str hint)
{
	struct diag *d =
	    diag_add(r->diags, code, read_place(r, at), read_width(r, at), "%.*s", STR(message));
	d->hint = hint;
}

/* Whether a lane may be added by this name. */
static bool
check_new_lane(struct reader *r, const struct node *key, struct str name)
{
	struct str said = read_clip(name);
	if (!identity_is_id(name)) {
		refuse_lane(r, DIAG_id_form, key,
		    str_format(r->words, "'%.*s' cannot be the key of a lane", STR(said)),
		    S("small letters, digits, - and _"));
		return false;
	}
	if (schema_find(OWN_STEP, name) != NULL || read_is_free_key(name)) {
		refuse_lane(r, DIAG_key_twice, key,
		    str_format(r->words, "the key '%.*s' has a meaning already", STR(said)),
		    S("name the lane alone, or take another word"));
		return false;
	}
	return true;
}

static bool
lane_kind(struct reader *r, const struct node *at, bool *names)
{
	const struct node *n = read_real(r, at);
	struct str kind = n->kind == NODE_SCALAR ? str_trim(n->value) : (struct str){0};
	*names = str_eq(kind, S("name"));
	if (*names || str_eq(kind, S("text")))
		return true;
	refuse_lane(r, DIAG_value_type, at, S("an added lane is of the kind text or name"),
	    S("for example {legal: text}"));
	return false;
}

/* `{legal: text}` */
static void
add_lane(struct reader *r, const struct node *key)
{
	struct str name;
	bool names;
	if (!read_key_text(r, key, &name) || !check_new_lane(r, key, name) ||
	    !lane_kind(r, key->next, &names))
		return;
	ptrdiff_t number = lane_number(r, name);
	if (number < 0) {
		refuse_lane(r, DIAG_yaml_limit, key,
		    str_format(r->words, "more than %d added lanes", MOST_LANES), (struct str){0});
		return;
	}
	struct lane_name *lane = &r->lane_names.at[number];
	if (lane->added < 0) {
		lane->added = (int)r->lanes_added.count;
		struct lane_added added = {lane->key, names};
		VEC_PUSH(r->arena, &r->lanes_added, added);
		VEC_PUSH(r->stacks, &r->lane_places, read_place(r, key));
	} else if (r->lanes_added.at[lane->added].names != names) {
		read_twice(r, DIAG_key_twice, name, read_place(r, key), read_width(r, key),
		    r->lane_places.at[lane->added]);
	}
	push_lane(r, lane_field(r, number));
}

void
read_lanes(struct reader *r, const struct key *k, const struct node *at)
{
	const struct node *n = read_real(r, at);
	if (read_is_nothing(n))
		return;
	if (n->kind != NODE_SEQUENCE) {
		read_wrong_type(r, k, at);
		return;
	}
	for (const struct node *c = n->first; c != NULL; c = c->next) {
		const struct node *lane = read_real(r, c);
		if (lane->kind == NODE_SCALAR && !read_is_nothing(lane))
			push_named_lane(r, c, str_trim(lane->value));
		else if (lane->kind == NODE_MAPPING)
			for (const struct node *key = lane->first; key != NULL && key->next != NULL;
			     key = key->next->next)
				add_lane(r, key);
		else if (lane->kind == NODE_SEQUENCE)
			refuse_lane(r, DIAG_value_type, c, S("a lane is a key, or {key: text}"),
			    (struct str){0});
	}
}

/* The lanes on the stack, for as long as the workspace lives; NULL when there are none. */
const int *
read_take_lanes(struct reader *r, int *count)
{
	int *fields = NEW_N(r->arena, int, r->lanes.count);
	*count = (int)r->lanes.count;
	for (int i = 0; i < *count; i++)
		fields[i] = r->lanes.at[i];
	r->lanes.count = 0;
	return *count > 0 ? fields : NULL;
}

/* Lanes with the numbers that they have in the end, without the unknown ones. */
void
read_settle_lanes(struct reader *r, const int **lanes, int *count)
{
	bool settled = true;
	for (int i = 0; i < *count; i++)
		settled = settled && (*lanes)[i] >= 0;
	if (settled)
		return;
	r->lanes.count = 0;
	for (int i = 0; i < *count; i++) {
		int field = (*lanes)[i];
		if (field < 0)
			field = lane_field(r, -1 - field);
		if (field >= 0)
			push_lane(r, field);
	}
	*lanes = read_take_lanes(r, count);
}

/* Texts that turned out to be names. */
static void
items_to_names(struct reader *r, struct detail *d)
{
	struct str field_key = r->lanes_added.at[d->field - FIELD_COUNT].key;
	if (d->value.kind != VALUE_ITEMS)
		return;
	ptrdiff_t count = d->value.items.count;
	const struct entry *items = d->value.items.at;
	struct str *names = NEW_N(r->arena, struct str, count);
	for (ptrdiff_t i = 0; i < count; i++) {
		names[i] = items[i].text;
		if (items[i].own_id)
			diag_add(r->diags, DIAG_value_type, items[i].at, utf8_count(items[i].id),
			    "'%.*s' wants names", STR(field_key));
	}
	d->value = (struct value){.kind = VALUE_NAMES, .names = {names, count}};
}

/* A detail of an unknown key stays where it is, but belongs to nobody. */
static void
settle_field(struct reader *r, struct detail *d)
{
	if (d->field >= 0)
		return;
	int field = lane_field(r, -1 - d->field);
	if (field < 0) {
		*d = (struct detail){.field = FIELD_format, .persona = NOBODY, .at = d->at};
		return;
	}
	d->field = (int16_t)field;
	if (r->lanes_added.at[field - FIELD_COUNT].names)
		items_to_names(r, d);
}

static void
settle_details(struct reader *r, struct details_block block)
{
	for (ptrdiff_t i = 0; i < block.count; i++) {
		struct detail *d = &block.at[i];
		settle_field(r, d);
		if (d->persona > STRANGER)
			continue;
		struct str id = r->strangers.at[STRANGER - d->persona];
		ptrdiff_t persona = str_map_get(&r->persona_ids, id);
		d->persona = (int16_t)(persona >= 0 ? persona : NOBODY);
	}
}

static void
report_lanes(struct reader *r)
{
	for (ptrdiff_t i = 0; i < r->lane_mentions.count; i++) {
		const struct mention *m = &r->lane_mentions.at[i];
		const struct lane_name *lane = &r->lane_names.at[m->number];
		if (lane->added < 0)
			read_unknown_key(
			    r, m->wish ? &READ_WISH : &READ_STEP, m->at, m->width, lane->key);
	}
}

static void
report_strangers(struct reader *r)
{
	for (ptrdiff_t i = 0; i < r->stranger_mentions.count; i++) {
		const struct mention *m = &r->stranger_mentions.at[i];
		struct str id = r->strangers.at[m->number];
		bool of_no_key = m->lane >= 0 && r->lane_names.at[m->lane].added < 0;
		if (!of_no_key && str_map_get(&r->persona_ids, id) < 0)
			read_no_persona(r, id, m->at, m->width);
	}
}

void
read_settle(struct reader *r)
{
	for (ptrdiff_t i = 0; i < r->unsettled.count; i++)
		settle_details(r, r->unsettled.at[i]);
	report_lanes(r);
	report_strangers(r);
}
