/* SPDX-License-Identifier: MIT */
/*
 * Tables of ids, made when they are first asked: most workspaces have few references, and most maps
 * are never referred to.
 */
#include "model/reference.h"

#include "base/buf.h"
#include "base/map.h"

/* Things of one id are a chain, one per kind: `next` is the index of the next one, or -1. */
struct named {
	struct reference reference;
	ptrdiff_t next;
};

struct references {
	struct arena *arena;
	const struct workspace *ws;
	bool has_things;
	struct str_map things; /* id to index in named */
	VEC(struct named) named;
	struct str_map maps;
	struct str_map *steps; /* by map: id to index in step_of; made on demand */
	bool *has_steps;
	VEC(struct reference) step_of;
};

struct references *
references_new(struct arena *a, const struct workspace *ws)
{
	struct references *refs = NEW(a, struct references);
	refs->arena = a;
	refs->ws = ws;
	refs->things = refs->maps = (struct str_map){.arena = a};
	refs->steps = NEW_N(a, struct str_map, ws->map_count);
	refs->has_steps = NEW_N(a, bool, ws->map_count);
	for (int i = ws->map_count - 1; i >= 0; i--)
		*str_map_at(&refs->maps, ws->maps[i].entry.id) = i;
	return refs;
}

static void
add_thing(struct references *refs, struct reference ref)
{
	ptrdiff_t *first = str_map_at(&refs->things, ref.entry->id), last = -1;
	for (ptrdiff_t i = *first; i >= 0; i = refs->named.at[i].next) {
		if (refs->named.at[i].reference.kind == ref.kind)
			return;
		last = i;
	}
	if (last >= 0)
		refs->named.at[last].next = refs->named.count;
	else
		*first = refs->named.count;
	VEC_PUSH(refs->arena, &refs->named, (struct named){ref, -1});
}

static bool
holds_items(int field)
{
	if (field >= FIELD_COUNT)
		return true;
	enum kind kind = schema_row((enum field)field)->kind;
	return (kind == KIND_ITEMS || kind == KIND_TEXTS) && field != FIELD_said;
}

static void
add_items(struct references *refs, const struct entry *e, int map)
{
	for (int32_t i = 0; i < e->detail_count; i++) {
		const struct detail *d = &e->details[i];
		if (d->value.kind != VALUE_ITEMS || !holds_items(d->field))
			continue;
		bool question = d->field == FIELD_ask || d->field == FIELD_how_might_we;
		for (ptrdiff_t j = 0; j < d->value.items.count; j++) {
			const struct entry *item = &d->value.items.at[j];
			if (item->own_id)
				add_thing(refs,
				    (struct reference){
					question ? REF_QUESTION : REF_ITEM, map, d->field, item});
		}
	}
}

static void
add_version_items(struct references *refs, const struct version *v, int map)
{
	for (int i = 0; i < v->stage_count; i++)
		add_items(refs, &v->stages[i].entry, map);
	for (int i = 0; i < v->step_count; i++)
		add_items(refs, &v->steps[i].entry, map);
}

static void
add_map(struct references *refs, int map)
{
	const struct map *m = &refs->ws->maps[map];
	add_thing(refs, (struct reference){REF_MAP, map, -1, &m->entry});
	add_items(refs, &m->entry, map);
	add_version_items(refs, &m->actual, map);
	for (int i = 0; i < m->to_be_count; i++)
		add_version_items(refs, &m->to_be[i].version, map);
	for (int i = 0; i < m->past_count; i++)
		add_version_items(refs, &m->past[i].version, map);
	for (int i = 0; i < m->wishlist_count; i++) {
		const struct wishlist *list = &m->wishlists[i];
		for (int j = 0; j < list->wish_count; j++)
			add_items(refs, &list->wishes[j].entry, map);
	}
}

static void
add_entries(struct references *refs, enum referent kind, const struct entry *list, int count)
{
	for (int i = 0; i < count; i++) {
		if (kind == REF_INDICATOR || list[i].own_id)
			add_thing(refs,
			    (struct reference){
				kind, -1, kind == REF_ITEM ? FIELD_notes : -1, &list[i]});
		add_items(refs, &list[i], -1);
	}
}

static void
add_things(struct references *refs)
{
	const struct workspace *ws = refs->ws;
	refs->has_things = true;
	add_items(refs, &ws->framing, -1);
	for (int i = 0; i < ws->persona_count; i++) {
		const struct entry *e = &ws->personas[i].entry;
		add_thing(refs, (struct reference){REF_PERSONA, -1, -1, e});
		add_items(refs, e, -1);
	}
	for (int i = 0; i < ws->map_count; i++)
		add_map(refs, i);
	for (int i = 0; i < ws->wave_count; i++)
		add_items(refs, &ws->waves[i], -1);
	add_entries(refs, REF_INDICATOR, ws->indicators, ws->indicator_count);
	add_entries(refs, REF_ACTION, ws->actions, ws->action_count);
	add_entries(refs, REF_ITEM, ws->notes, ws->note_count);
}

static void
add_step(struct references *refs, int map, enum referent kind, const struct entry *e)
{
	ptrdiff_t *at = str_map_at(&refs->steps[map], e->id);
	if (*at >= 0)
		return;
	*at = refs->step_of.count;
	VEC_PUSH(refs->arena, &refs->step_of, (struct reference){kind, map, -1, e});
}

static void
add_steps(struct references *refs, int map)
{
	const struct map *m = &refs->ws->maps[map];
	refs->has_steps[map] = true;
	refs->steps[map] = (struct str_map){.arena = refs->arena};
	for (int i = 0; i < m->actual.step_count; i++)
		add_step(refs, map, REF_STEP, &m->actual.steps[i].entry);
	for (int i = 0; i < m->to_be_count; i++) {
		for (int j = 0; j < m->to_be[i].version.step_count; j++)
			add_step(refs, map, REF_STEP, &m->to_be[i].version.steps[j].entry);
	}
	for (int i = 0; i < m->wishlist_count; i++) {
		for (int j = 0; j < m->wishlists[i].wish_count; j++) {
			if (!m->wishlists[i].wishes[j].drop)
				add_step(refs, map, REF_WISH, &m->wishlists[i].wishes[j].entry);
		}
	}
}

bool
reference_step(struct references *refs, int map, struct str id, struct reference *found)
{
	if (!refs->has_steps[map])
		add_steps(refs, map);
	ptrdiff_t i = str_map_get(&refs->steps[map], id);
	if (i < 0)
		return false;
	*found = refs->step_of.at[i];
	return true;
}

int
reference_find(struct references *refs, struct str text, struct reference found[2])
{
	ptrdiff_t dot = str_find(text, '.');
	if (dot >= 0) {
		ptrdiff_t map = str_map_get(&refs->maps, str_upto(text, dot));
		return map >= 0 &&
		    reference_step(refs, (int)map, str_from(text, dot + 1), &found[0]);
	}
	if (!refs->has_things)
		add_things(refs);
	int count = 0;
	for (ptrdiff_t i = str_map_get(&refs->things, text); i >= 0 && count < 2;
	     i = refs->named.at[i].next)
		found[count++] = refs->named.at[i].reference;
	return count;
}

struct str
reference_kind(const struct workspace *ws, const struct reference *ref)
{
	switch (ref->kind) {
	case REF_PERSONA: return S("persona");
	case REF_MAP: return S("map");
	case REF_STEP: return S("step");
	case REF_WISH: return S("wish");
	case REF_INDICATOR: return S("indicator");
	case REF_ACTION: return S("action");
	case REF_QUESTION: return S("question");
	case REF_ITEM: return field_name(ws, ref->field);
	}
	return S("thing");
}
