/* SPDX-License-Identifier: MIT */
/*
 * Scenarios and journeys. The versions are read as they stand; who takes over what from whom is
 * found out when all files are read.
 */
#include "base/utf8.h"
#include "model/read_priv.h"
#include "model/value.h"

#include <math.h>

static const struct grammar READ_SCENARIO = {.owner = OWN_MAP};
static const struct grammar READ_JOURNEY = {.owner = OWN_JOURNEY, .also = OWN_MAP};

static void
read_version(struct reader *r, const struct grammar *how, const struct node *at, struct version *v)
{
	if (read_is_nothing(read_real(r, at)))
		return;
	v->at = read_place(r, at);
	read_steps(r, how, at);
	read_take_version(r, v);
}

/* What the keys of a to-be mapping may be. */
enum to_be_keys { KEYS_STAGES, KEYS_PERSONAS, KEYS_EITHER };

/* Whether a mapping can only be stages of its own, not one stage: no key of it is a stage's. */
static bool
holds_stages(struct reader *r, const struct node *n)
{
	if (n->kind != NODE_MAPPING || n->first == NULL)
		return false;
	for (const struct node *c = n->first; c != NULL && c->next != NULL; c = c->next->next) {
		const struct node *key = read_real(r, c);
		if (key->kind != NODE_SCALAR || schema_find(OWN_STAGE, key->value) != NULL)
			return false;
	}
	return true;
}

static enum to_be_keys
to_be_keys(struct reader *r, const struct node *mapping)
{
	bool known = true, nested = false;
	for (const struct node *c = mapping->first; c != NULL && c->next != NULL;
	     c = c->next->next) {
		const struct node *key = read_real(r, c);
		if (key->kind != NODE_SCALAR || !identity_is_id(key->value))
			return KEYS_STAGES;
		known = known &&
		    (str_eq(key->value, S("others")) ||
			str_map_get(&r->persona_ids, key->value) >= 0);
		nested = nested || holds_stages(r, read_real(r, c->next));
	}
	if (mapping->first == NULL)
		return KEYS_STAGES;
	return known || nested ? KEYS_PERSONAS : KEYS_EITHER;
}

static void
read_to_be_of_personas(struct reader *r, const struct node *mapping, struct map *m)
{
	r->redesigns.count = 0;
	for (const struct node *c = mapping->first; c != NULL && c->next != NULL;
	     c = c->next->next) {
		struct str id;
		if (!read_key_text(r, c, &id))
			continue;
		struct to_be t = {.persona = FOR_OTHERS};
		if (!str_eq(id, S("others")))
			t.persona = read_persona(r, c, id);
		read_version(r, &READ_TO_BE, c->next, &t.version);
		if (t.version.given)
			VEC_PUSH(r->stacks, &r->redesigns, t);
	}
	m->to_be_count = (int)r->redesigns.count;
	m->to_be = NEW_N(r->arena, struct to_be, m->to_be_count);
	for (int i = 0; i < m->to_be_count; i++)
		m->to_be[i] = r->redesigns.at[i];
}

/* For the day when the keys turn out to be personas. */
static void
note_undecided(struct reader *r, const struct node *mapping, const struct version *v)
{
	bool *is_mapping = NEW_N(r->stacks, bool, mapping->count);
	int stage = 0;
	for (const struct node *c = mapping->first; c != NULL && c->next != NULL; c = c->next->next)
		is_mapping[stage++] = read_real(r, c->next)->kind == NODE_MAPPING;
	VEC_PUSH(r->stacks, &r->undecided,
	    (struct undecided){(int)r->maps.count, v->stages, is_mapping});
}

static void
read_to_be(struct reader *r, const struct node *at, struct map *m)
{
	const struct node *n = read_real(r, at);
	enum to_be_keys keys = n->kind == NODE_MAPPING ? to_be_keys(r, n) : KEYS_STAGES;
	if (keys == KEYS_PERSONAS) {
		read_to_be_of_personas(r, n, m);
		return;
	}
	struct version v = {0};
	read_version(r, &READ_TO_BE, at, &v);
	if (!v.given)
		return;
	m->to_be_count = 1;
	m->to_be = NEW(r->arena, struct to_be);
	*m->to_be = (struct to_be){FOR_ALL, v};
	if (keys == KEYS_EITHER)
		note_undecided(r, n, &m->to_be->version);
}

static void
push_past(struct reader *r, const struct node *key)
{
	struct str date;
	int day;
	if (!read_key_text(r, key, &date))
		return;
	struct past p = {0};
	if (!date_parse(date, false, &day)) {
		struct str said = read_clip(date);
		struct diag *d = diag_add(r->diags, DIAG_value_type, read_place(r, key),
		    read_width(r, key), "'%.*s' is not a date", STR(said));
		d->hint = S("the keys of before are dates: until when it was like this");
	}
	p.entry.id = p.entry.text = read_keep(r, date);
	p.entry.own_id = true;
	p.entry.at = read_place(r, key);
	read_version(r, &READ_STEP, key->next, &p.version);
	if (p.version.given)
		VEC_PUSH(r->stacks, &r->past, p);
}

static void
read_before(struct reader *r, const struct key *k, const struct node *at, struct map *m)
{
	const struct node *n = read_mapping(r, k, at);
	if (n == NULL)
		return;
	r->past.count = 0;
	for (const struct node *c = n->first; c != NULL && c->next != NULL; c = c->next->next)
		push_past(r, c);
	m->past_count = (int)r->past.count;
	m->past = NEW_N(r->arena, struct past, m->past_count);
	for (int i = 0; i < m->past_count; i++)
		m->past[i] = r->past.at[i];
}

static void
read_map_key(struct reader *r, const struct grammar *how, const struct key *k,
    const struct node *value, struct map *m)
{
	switch ((int)k->kind) {
	case KIND_VERSION: read_version(r, &READ_STEP, value, &m->actual); return;
	case KIND_TO_BE: read_to_be(r, value, m); return;
	case KIND_DESIRED: read_desired(r, k, value, m); return;
	case KIND_BEFORE: read_before(r, k, value, m); return;
	case KIND_LANES:
		read_lanes(r, k, value);
		m->lanes = read_take_lanes(r, &m->lane_count);
		return;
	default: read_detail(r, how, k, value);
	}
}

static void
read_map_details(struct reader *r, const struct node *n, struct map *m)
{
	const struct grammar *how = m->journey ? &READ_JOURNEY : &READ_SCENARIO;
	ptrdiff_t base = r->details.count;
	for (const struct node *c = n->first; c != NULL && c->next != NULL; c = c->next->next) {
		struct key k;
		if (read_key(r, how, c, &k))
			read_map_key(r, how, &k, c->next, m);
	}
	read_seal(r, base, &m->entry);
	struct str title = entry_text(&m->entry, FIELD_title);
	if (title.len > 0)
		m->entry.text = title;
	m->runs = entry_number(&m->entry, FIELD_volume, FOR_ALL, NAN);
}

static void
push_map(struct reader *r, const struct node *key, bool journey)
{
	struct map m = {.journey = journey, .runs = NAN};
	if (!read_id(r, key, &m.entry))
		return;
	ptrdiff_t first = str_map_get(&r->map_ids, m.entry.id);
	if (!read_claim_id(r, &r->map_ids, r->maps.count, key, &m.entry,
		first < 0 ? NULL : &r->maps.at[first].entry))
		return;
	const struct node *n = read_real(r, key->next);
	if (n->kind == NODE_MAPPING) {
		read_map_details(r, n, &m);
	} else if (!read_is_nothing(n)) {
		struct diag *d = diag_add(r->diags, DIAG_value_type, read_place(r, key->next),
		    read_width(r, key->next), "a %s is a mapping",
		    journey ? "journey" : "scenario");
		d->hint = n->kind == NODE_SEQUENCE
		    ? S("write `actual:` on a line of its own below the id, and the steps below "
			"that")
		    : S("write the text as `title: ...` on a line of its own below the id");
	}
	VEC_PUSH(r->arena, &r->maps, m);
}

void
read_maps(struct reader *r, const struct node *n, bool journeys)
{
	for (const struct node *c = n->first; c != NULL && c->next != NULL; c = c->next->next)
		push_map(r, c, journeys);
}
