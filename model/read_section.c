/* SPDX-License-Identifier: MIT */
/*
 * The sections of a file but for the maps. The sections of all files are one workspace: lists join,
 * an id or a scalar that is written twice is an error at both places.
 */
#include "base/utf8.h"
#include "model/read_priv.h"

#include <math.h>

static const struct grammar READ_WORKSPACE = {.owner = OWN_WORKSPACE};
static const struct grammar READ_FRAMING = {.owner = OWN_FRAMING};
static const struct grammar READ_PERSONA = {.owner = OWN_PERSONA};
static const struct grammar READ_PREFERS = {.owner = OWN_PREFERS};
static const struct grammar READ_WAVE = {.owner = OWN_WAVE};
static const struct grammar READ_INDICATOR = {.owner = OWN_INDICATOR};
static const struct grammar READ_ACTION = {.owner = OWN_ACTION};
static const struct grammar READ_NOTE = {.owner = OWN_NOTE};

/* The id that is the key of a persona, map, wave or indicator; false when there is none at all. */
bool
read_id(struct reader *r, const struct node *key, struct entry *e)
{
	struct str id;
	if (!read_key_text(r, key, &id))
		return false;
	*e = (struct entry){.id = read_keep(r, id), .at = read_place(r, key), .own_id = true};
	e->text = e->id;
	if (identity_is_id(id))
		return true;
	struct str said = read_clip(id), slug = identity_slug(r->words, id);
	struct diag *d = diag_add(
	    r->diags, DIAG_id_form, e->at, read_width(r, key), "'%.*s' cannot be an id", STR(said));
	d->hint = slug.len > 0
	    ? str_format(r->words, "write '%.*s'", STR(slug))
	    : S("small letters, digits, - and _, beginning with a letter or digit");
	return id.len > 0;
}

/* False, and a finding, when the id is taken; `first` is by whom. */
bool
read_claim_id(struct reader *r, struct str_map *ids, ptrdiff_t index, const struct node *key,
    const struct entry *e, const struct entry *first)
{
	if (first == NULL)
		*str_map_at(ids, e->id) = index;
	else if (!read_same_mapping(r, key, first->at))
		read_twice(r, DIAG_id_twice, e->id, e->at, read_width(r, key), first->at);
	return first == NULL;
}

static bool
wants_mapping(struct reader *r, const struct node *at, const struct node *n, const char *what)
{
	if (n->kind == NODE_MAPPING)
		return true;
	if (!read_is_nothing(n))
		diag_add(r->diags, DIAG_value_type, read_place(r, at), read_width(r, at),
		    "%s is a mapping of ids to what stands behind them", what);
	return false;
}

static struct persona
new_persona(void)
{
	struct persona p = {.share = NAN};
	for (int i = 0; i < PERSONA_VALUE_COUNT; i++)
		p.values[i] = 5;
	return p;
}

static const struct entry *
read_prefers(struct reader *r, const struct key *k, const struct node *at)
{
	const struct node *n = read_real(r, at);
	if (read_is_nothing(n))
		return NULL;
	if (n->kind != NODE_MAPPING) {
		read_wrong_type(r, k, at);
		return NULL;
	}
	struct entry *e = NEW(r->arena, struct entry);
	e->at = read_place(r, at);
	ptrdiff_t base = r->details.count;
	read_details(r, &READ_PREFERS, n->first);
	read_seal(r, base, e);
	return e;
}

static void
take_values(struct reader *r, struct persona *p)
{
	const struct detail *d = entry_detail(&p->entry, FIELD_values, FOR_ALL);
	if (d == NULL || d->value.kind != VALUE_ITEMS)
		return;
	double sum = 0;
	for (int v = 0; v < PERSONA_VALUE_COUNT; v++) {
		struct str name = persona_value_name((enum persona_value)v);
		for (ptrdiff_t i = 0; i < d->value.items.count; i++) {
			const struct entry *e = &d->value.items.at[i];
			if (str_eq(e->id, name))
				p->values[v] = entry_number(e, FIELD_values, FOR_ALL, 5);
		}
		sum += p->values[v];
	}
	if (sum > 0)
		return;
	struct str said = read_clip(p->entry.id);
	struct diag *found = diag_add(r->diags, DIAG_values_zero, d->at, 1,
	    "'%.*s' values nothing: all five are 0", STR(said));
	found->hint = S("give at least one of the values more than 0");
}

static void
read_persona_details(struct reader *r, const struct node *n, struct persona *p)
{
	ptrdiff_t base = r->details.count;
	for (const struct node *c = n->first; c != NULL && c->next != NULL; c = c->next->next) {
		struct key k;
		if (!read_key(r, &READ_PERSONA, c, &k))
			continue;
		if (k.kind == KIND_PREFERS)
			p->prefers = read_prefers(r, &k, c->next);
		else
			read_detail(r, &READ_PERSONA, &k, c->next);
	}
	read_seal(r, base, &p->entry);
	p->entry.text = entry_text(&p->entry, FIELD_about);
	p->share = entry_number(&p->entry, FIELD_share, FOR_ALL, NAN);
	take_values(r, p);
}

/* `ines: First job, wants to be an HR partner` */
static void
read_about(struct reader *r, const struct node *at, struct persona *p)
{
	struct key k = {.field = FIELD_about,
	    .kind = KIND_TEXT,
	    .name = schema_row(FIELD_about)->name,
	    .row = schema_row(FIELD_about)};
	ptrdiff_t base = r->details.count;
	read_detail(r, &READ_PERSONA, &k, at);
	read_seal(r, base, &p->entry);
	p->entry.text = entry_text(&p->entry, FIELD_about);
}

static void
check_reserved(struct reader *r, const struct node *key, const struct entry *e)
{
	bool others = str_eq(e->id, S("others"));
	if (!others && !str_eq(e->id, S("all")))
		return;
	struct diag *d = diag_add(r->diags, DIAG_id_form, e->at, read_width(r, key),
	    "a persona cannot be called '%.*s'", STR(e->id));
	d->hint = others ? S("where values differ by persona, others means all the rest")
			 : S("in fits, all means every persona");
}

static void
push_persona(struct reader *r, const struct node *key)
{
	struct persona p = new_persona();
	if (!read_id(r, key, &p.entry))
		return;
	check_reserved(r, key, &p.entry);
	if (r->personas.count >= MOST_PERSONAS) {
		if (r->personas.count == MOST_PERSONAS &&
		    str_map_get(&r->persona_ids, p.entry.id) < 0)
			diag_add(r->diags, DIAG_yaml_limit, p.entry.at, 1, "more than %d personas",
			    MOST_PERSONAS);
		return;
	}
	ptrdiff_t first = str_map_get(&r->persona_ids, p.entry.id);
	if (!read_claim_id(r, &r->persona_ids, r->personas.count, key, &p.entry,
		first < 0 ? NULL : &r->personas.at[first].entry))
		return;
	const struct node *n = read_real(r, key->next);
	p.entry.text = (struct str){0};
	if (n->kind == NODE_MAPPING)
		read_persona_details(r, n, &p);
	else
		read_about(r, key->next, &p);
	p.name = entry_text(&p.entry, FIELD_name);
	if (p.name.len == 0)
		p.name = p.entry.id;
	VEC_PUSH(r->arena, &r->personas, p);
}

void
read_persona_section(struct reader *r, const struct node *at)
{
	const struct node *n = read_real(r, at);
	if (!wants_mapping(r, at, n, "personas"))
		return;
	for (const struct node *c = n->first; c != NULL && c->next != NULL; c = c->next->next)
		push_persona(r, c);
}

/* One detail of workspace or framing; what is no list may be written only once. */
static void
push_union(struct reader *r, struct section_details *section, const struct grammar *how,
    const struct key *k, const struct node *at)
{
	bool list = read_real(r, at)->kind == NODE_SEQUENCE;
	ptrdiff_t base = r->details.count;
	read_detail(r, how, k, at);
	for (ptrdiff_t i = base; i < r->details.count; i++) {
		struct section_first *first = &section->first[k->field];
		if (first->seen && !(first->list && list)) {
			if (!read_same_mapping(r, k->node, first->at))
				read_twice(r, DIAG_key_twice, k->name, read_place(r, k->node),
				    read_width(r, k->node), first->at);
			continue;
		}
		*first = (struct section_first){true, list, read_place(r, k->node)};
		VEC_PUSH(r->stacks, &section->list, r->details.at[i]);
	}
	r->details.count = base;
}

static void
read_title(struct reader *r, const struct node *key, const struct node *at)
{
	const struct schema_row *row = schema_row(FIELD_title);
	struct key k = {FIELD_title, row->kind, row->name, row, key};
	push_union(r, &r->info, &READ_WORKSPACE, &k, at);
}

static void
read_workspace(struct reader *r, const struct node *key, const struct node *at)
{
	const struct node *n = read_real(r, at);
	if (n->kind != NODE_MAPPING) {
		read_title(r, key, at);
		return;
	}
	for (const struct node *c = n->first; c != NULL && c->next != NULL; c = c->next->next) {
		struct key k;
		if (!read_key(r, &READ_WORKSPACE, c, &k))
			continue;
		if (k.kind == KIND_LANES) {
			r->lanes.count = 0;
			read_lanes(r, &k, c->next);
			for (ptrdiff_t i = 0; i < r->lanes.count; i++)
				VEC_PUSH(r->stacks, &r->all_lanes, r->lanes.at[i]);
			r->lanes.count = 0;
		} else {
			push_union(r, &r->info, &READ_WORKSPACE, &k, c->next);
		}
	}
}

static void
read_framing(struct reader *r, const struct node *at)
{
	const struct node *n = read_real(r, at);
	if (!wants_mapping(r, at, n, "framing"))
		return;
	for (const struct node *c = n->first; c != NULL && c->next != NULL; c = c->next->next) {
		struct key k;
		if (read_key(r, &READ_FRAMING, c, &k))
			push_union(r, &r->framing, &READ_FRAMING, &k, c->next);
	}
}

static void
read_entry_details(struct reader *r, const struct grammar *how, const struct node *at,
    const char *what, struct entry *e)
{
	const struct node *n = read_real(r, at);
	ptrdiff_t base = r->details.count;
	if (n->kind == NODE_MAPPING)
		read_details(r, how, n->first);
	else if (!read_is_nothing(n))
		diag_add(r->diags, DIAG_value_type, read_place(r, at), read_width(r, at),
		    "%s is a mapping", what);
	read_seal(r, base, e);
	struct str title = entry_text(e, FIELD_title);
	if (title.len > 0)
		e->text = title;
}

static void
push_wave(struct reader *r, const struct node *key)
{
	struct entry e;
	if (!read_id(r, key, &e))
		return;
	ptrdiff_t first = str_map_get(&r->wave_ids, e.id);
	if (!read_claim_id(
		r, &r->wave_ids, r->waves.count, key, &e, first < 0 ? NULL : &r->waves.at[first]))
		return;
	read_entry_details(r, &READ_WAVE, key->next, "a wave of feedback", &e);
	VEC_PUSH(r->arena, &r->waves, e);
}

static void
push_indicator(struct reader *r, const struct node *key)
{
	struct entry e;
	if (!read_id(r, key, &e))
		return;
	ptrdiff_t first = str_map_get(&r->indicator_ids, e.id);
	if (!read_claim_id(r, &r->indicator_ids, r->indicators.count, key, &e,
		first < 0 ? NULL : &r->indicators.at[first]))
		return;
	read_entry_details(r, &READ_INDICATOR, key->next, "an indicator", &e);
	VEC_PUSH(r->arena, &r->indicators, e);
}

static void
read_by_id(struct reader *r, const struct node *at, const char *what,
    void (*push)(struct reader *r, const struct node *key))
{
	const struct node *n = read_real(r, at);
	if (!wants_mapping(r, at, n, what))
		return;
	for (const struct node *c = n->first; c != NULL && c->next != NULL; c = c->next->next)
		push(r, c);
}

/* `actions` or `notes`; the entries are left on the stack. */
static void
read_list_section(
    struct reader *r, const struct grammar *how, const struct node *at, const char *what)
{
	const struct node *n = read_real(r, at);
	if (n->kind == NODE_SEQUENCE) {
		read_item_list(r, how, n);
	} else if (!read_is_nothing(n)) {
		struct diag *d = diag_add(r->diags, DIAG_value_type, read_place(r, at),
		    read_width(r, at), "%s is a list", what);
		d->hint = S("each item stands on a line of its own behind a dash");
	}
}

static void
read_actions(struct reader *r, const struct node *at)
{
	ptrdiff_t base = r->entries.count;
	read_list_section(r, &READ_ACTION, at, "actions");
	for (ptrdiff_t i = base; i < r->entries.count; i++)
		VEC_PUSH(r->arena, &r->actions, r->entries.at[i]);
	r->entries.count = base;
}

static void
read_notes(struct reader *r, const struct node *at)
{
	ptrdiff_t base = r->entries.count;
	read_list_section(r, &READ_NOTE, at, "notes");
	for (ptrdiff_t i = base; i < r->entries.count; i++)
		VEC_PUSH(r->arena, &r->notes, r->entries.at[i]);
	r->entries.count = base;
}

static void
report_conflict(struct reader *r, const struct node *key)
{
	struct diag *d = diag_add(r->diags, DIAG_conflict_open, read_place(r, key),
	    read_width(r, key), "a merge left conflicts to decide");
	d->hint = S("decide each of them, then remove the section");
}

void
read_section(struct reader *r, enum field section, const struct node *key, const struct node *at)
{
	switch ((int)section) {
	case FIELD_workspace: read_workspace(r, key, at); return;
	case FIELD_framing: read_framing(r, at); return;
	case FIELD_scenarios:
	case FIELD_journeys: {
		bool journeys = section == FIELD_journeys;
		const struct node *n = read_real(r, at);
		if (wants_mapping(r, at, n, journeys ? "journeys" : "scenarios"))
			read_maps(r, n, journeys);
		return;
	}
	case FIELD_feedback: read_by_id(r, at, "feedback", push_wave); return;
	case FIELD_indicators: read_by_id(r, at, "indicators", push_indicator); return;
	case FIELD_actions: read_actions(r, at); return;
	case FIELD_notes: read_notes(r, at); return;
	case FIELD_conflicts: report_conflict(r, key); return;
	default: return;
	}
}

/* Items of one field that several files have, as one list. */
static struct value
join_items(struct reader *r, const struct section_details *section, int field)
{
	ptrdiff_t base = r->entries.count;
	for (ptrdiff_t i = 0; i < section->list.count; i++) {
		const struct detail *d = &section->list.at[i];
		for (ptrdiff_t j = 0;
		     d->field == field && d->value.kind == VALUE_ITEMS && j < d->value.items.count;
		     j++)
			VEC_PUSH(r->stacks, &r->entries, d->value.items.at[j]);
	}
	ptrdiff_t count = r->entries.count - base;
	struct entry *items = read_take_entries(r, base);
	struct entry_list list = {items, sizeof *items, count};
	for (ptrdiff_t i = 0; i < count; i++) {
		if (!items[i].own_id)
			items[i].id = (struct str){0};
	}
	read_check_ids(r, list, NULL);
	read_derive_ids(r, list);
	if (count == 0)
		return (struct value){.kind = VALUE_EMPTY};
	return (struct value){.kind = VALUE_ITEMS, .items = {items, count}};
}

static void
join_section(struct reader *r, struct section_details *section, struct entry *e)
{
	ptrdiff_t base = r->details.count;
	for (ptrdiff_t i = 0; i < section->list.count; i++) {
		struct detail d = section->list.at[i];
		struct section_first *first = &section->first[d.field];
		if (!first->seen)
			continue;
		if (first->list) {
			d.value = join_items(r, section, d.field);
			first->seen = false;
		}
		VEC_PUSH(r->stacks, &r->details, d);
	}
	read_seal(r, base, e);
}

static void
finish_list(struct reader *r, struct entry *first, ptrdiff_t count)
{
	struct entry_list list = {first, sizeof *first, count};
	read_check_ids(r, list, NULL);
	read_derive_ids(r, list);
}

void
read_join_sections(struct reader *r)
{
	struct workspace *ws = r->ws;
	join_section(r, &r->info, &ws->info);
	join_section(r, &r->framing, &ws->framing);
	ws->title = entry_text(&ws->info, FIELD_title);
	ws->review_every = entry_number(&ws->info, FIELD_review_every, FOR_ALL, NAN);
	const struct value *others = entry_get(&ws->info, FIELD_others);
	if (others != NULL && others->kind == VALUE_WORD)
		ws->others = (enum others)others->word;
	finish_list(r, r->actions.at, r->actions.count);
	finish_list(r, r->notes.at, r->notes.count);
}
