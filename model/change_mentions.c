/* SPDX-License-Identifier: MIT */
/*
 * Every place that refers to a thing, by what the reader made of the files: values by persona,
 * wishes, ids in lists, `map.step`, `persona.wish`. Text that merely looks like an id is none.
 */
#include "base/map.h"
#include "model/change_priv.h"
#include "model/path.h"
#include "model/reference.h"

struct search {
	struct desk *d;
	const struct workspace *ws;
	const struct change_thing *thing;
	struct references *refs;
	struct mentions *found;
	struct str_map seen; /* file and offset of what is found */
	int map;             /* the map being searched, or -1 */
};

static void
push(struct search *s, struct mention m)
{
	struct str key = str_format(s->d->arena, "%d:%u", m.at.file, (unsigned)m.at.node->start);
	ptrdiff_t *seen = str_map_at(&s->seen, key);
	if (*seen >= 0 || (m.at.node->kind != NODE_SCALAR))
		return;
	*seen = 1;
	VEC_PUSH(s->d->arena, &s->found->list, m);
}

static bool
locate(struct search *s, struct place at, struct located *found)
{
	if (change_locate(s->d, at, found))
		return true;
	s->found->unsure = true;
	return false;
}

/* ---- what a text refers to ---- */

static bool
is_entry(const struct search *s, const struct entry *e)
{
	const struct entry *mine = s->thing->entry;
	return mine != NULL && e->at.source == mine->at.source && e->at.offset == mine->at.offset;
}

/* `map.step`, or a bare id of anything: the part of it that is the thing's id. */
static bool
refers(struct search *s, struct str text, struct span *part)
{
	const struct change_thing *t = s->thing;
	ptrdiff_t dot = str_find(text, '.');
	struct str map = t->map >= 0 ? s->ws->maps[t->map].entry.id : (struct str){0};
	*part = (struct span){0, (uint32_t)text.len};
	if (dot >= 0 && !str_eq(str_upto(text, dot), map))
		return false;
	if (t->kind == CHANGE_MAP && dot >= 0) {
		part->end = (uint32_t)dot;
		return true;
	}
	struct reference found[2];
	int count = reference_find(s->refs, text, found);
	if (dot >= 0) {
		part->start = (uint32_t)dot + 1;
		return t->kind == CHANGE_STEP && str_eq(str_from(text, dot + 1), t->id) &&
		    (t->everywhere || (count > 0 && is_entry(s, found[0].entry)));
	}
	for (int i = 0; i < count; i++) {
		if (is_entry(s, found[i].entry))
			return true;
	}
	return false;
}

/* `nadia`, `nadia.wish`, `all`. */
static bool
fits(const struct search *s, struct str text, struct span *part)
{
	const struct change_thing *t = s->thing;
	ptrdiff_t dot = str_find(text, '.');
	*part = (struct span){0, (uint32_t)(dot < 0 ? text.len : dot)};
	if (t->kind == CHANGE_PERSONA)
		return str_eq(str_upto(text, part->end), t->id);
	if (t->kind != CHANGE_STEP || s->map != t->map || dot < 0)
		return false;
	*part = (struct span){(uint32_t)dot + 1, (uint32_t)text.len};
	bool mine = t->listing.version != ADDRESS_WISH || t->everywhere ||
	    str_eq(str_upto(text, dot), s->ws->personas[t->listing.persona].entry.id);
	return mine && str_eq(str_from(text, dot + 1), t->id);
}

static bool
is_mentioned(struct search *s, enum kind kind, struct str text, struct span *part)
{
	const struct change_thing *t = s->thing;
	*part = (struct span){0, (uint32_t)text.len};
	switch ((int)kind) {
	case KIND_PERSONA_IDS: return t->kind == CHANGE_PERSONA && str_eq(text, t->id);
	case KIND_MAP_ID: return t->kind == CHANGE_MAP && str_eq(text, t->id);
	case KIND_STEP_IDS:
		return t->kind == CHANGE_STEP && s->map == t->map && str_eq(text, t->id);
	case KIND_FITS: return fits(s, text, part);
	case KIND_REFERENCE:
	case KIND_REFERENCES: return refers(s, text, part);
	default: return false;
	}
}

/* ---- values ---- */

static void
search_scalar(struct search *s, enum kind kind, int field, struct located at)
{
	struct span part;
	if (at.node->kind != NODE_SCALAR)
		return;
	struct str text = str_trim(at.node->value);
	if (is_mentioned(s, kind, text, &part))
		push(s, (struct mention){.at = at, .part = part, .field = field, .levels = 1});
}

static void
search_names(struct search *s, const struct detail *detail, enum kind kind)
{
	struct located at;
	if (!locate(s, detail->at, &at))
		return;
	at.node = node_real(at.node);
	if (at.node->kind == NODE_SCALAR) {
		search_scalar(s, kind, detail->field, at);
		return;
	}
	for (const struct node *c = at.node->first; c != NULL; c = c->next)
		search_scalar(s, kind, detail->field, (struct located){at.file, node_real(c)});
}

/* Items whose id is a persona. */
static void
search_items(struct search *s, const struct detail *detail)
{
	bool personas = detail->field == FIELD_said || detail->field == FIELD_scores ||
	    detail->field == FIELD_shifts;
	struct located at;
	if (s->thing->kind != CHANGE_PERSONA || !personas)
		return;
	for (ptrdiff_t i = 0; i < detail->value.items.count; i++) {
		const struct entry *e = &detail->value.items.at[i];
		if (!e->own_id || !str_eq(e->id, s->thing->id) || !locate(s, e->at, &at))
			continue;
		struct span all = {0, (uint32_t)e->id.len};
		push(s,
		    (struct mention){
			.at = at, .part = all, .key = true, .field = detail->field, .levels = 1});
	}
}

/* The key of a value by persona. */
static void
search_persona_key(struct search *s, const struct detail *detail)
{
	struct located at;
	if (s->thing->kind != CHANGE_PERSONA || detail->persona != s->thing->index ||
	    !locate(s, detail->at, &at))
		return;
	at.node = path_key(change_value_node(at.node));
	if (at.node != NULL && str_eq(at.node->value, s->thing->id))
		push(s,
		    (struct mention){.at = at,
			.part = {0, (uint32_t)s->thing->id.len},
			.key = true,
			.field = detail->field,
			.levels = 1});
}

static void
search_entry(struct search *s, const struct entry *e)
{
	for (int32_t i = 0; i < e->detail_count; i++) {
		const struct detail *detail = &e->details[i];
		search_persona_key(s, detail);
		if (detail->field >= FIELD_COUNT)
			continue;
		enum kind kind = schema_row((enum field)detail->field)->kind;
		if (detail->value.kind == VALUE_NAMES || detail->value.kind == VALUE_TEXT)
			search_names(s, detail, kind);
		else if (detail->value.kind == VALUE_ITEMS)
			search_items(s, detail);
	}
}

/* ---- maps ---- */

/* An item that is the step by its id, or (to be taken away) by its words. */
static void
search_step(struct search *s, struct listing l, const struct entry *e)
{
	const struct change_thing *t = s->thing;
	struct located at;
	if (t->kind != CHANGE_STEP || s->map != t->map || is_entry(s, e) || !str_eq(e->id, t->id) ||
	    !(e->own_id ? t->everywhere : t->partners))
		return;
	if (t->partners && l.version == t->listing.version && l.persona == t->listing.persona)
		return;
	if (!locate(s, e->at, &at))
		return;
	push(s,
	    (struct mention){.at = at,
		.part = {0, (uint32_t)t->id.len},
		.key = at.node->is_key,
		.item = true,
		.field = FIELD_COUNT,
		.levels = l.version == ADDRESS_WISH ? 2 : 1});
}

static void
search_listing(struct search *s, struct listing l)
{
	for (int i = 0; i < listing_count(s->ws, l); i++) {
		const struct entry *e = listing_entry(s->ws, l, i);
		search_step(s, l, e);
		search_entry(s, e);
	}
	int count;
	const struct stage *stages = listing_stages(s->ws, l, &count);
	for (int i = 0; i < count; i++)
		search_entry(s, &stages[i].entry);
}

/* The persona's key below `desired:` or `to-be:`. */
static void
search_version_key(struct search *s, struct listing l, bool personas)
{
	struct located at;
	if (s->thing->kind != CHANGE_PERSONA || !personas)
		return;
	l.persona = s->thing->index;
	if (!change_listing(s->d, l, false, &at)) {
		s->found->unsure = true;
		return;
	}
	at.node = at.node == NULL ? NULL : path_key(at.node);
	if (at.node != NULL)
		push(s,
		    (struct mention){.at = at,
			.part = {0, (uint32_t)s->thing->id.len},
			.key = true,
			.field = l.version == ADDRESS_WISH ? FIELD_desired : FIELD_to_be,
			.levels = 1});
}

static void
search_past(struct search *s, const struct version *v)
{
	struct located at;
	for (int i = 0; i < v->step_count; i++) {
		const struct entry *e = &v->steps[i].entry;
		search_entry(s, e);
		if (s->thing->kind != CHANGE_STEP || s->map != s->thing->map || !e->own_id ||
		    s->thing->partners || !s->thing->everywhere || !str_eq(e->id, s->thing->id) ||
		    !locate(s, e->at, &at))
			continue;
		push(s,
		    (struct mention){.at = at,
			.part = {0, (uint32_t)e->id.len},
			.key = at.node->is_key,
			.item = true,
			.field = FIELD_COUNT});
	}
}

static void
search_map(struct search *s, int map)
{
	const struct map *m = &s->ws->maps[map];
	s->map = map;
	search_entry(s, &m->entry);
	search_listing(s, (struct listing){map, ADDRESS_ACTUAL, FOR_ALL});
	for (int i = 0; i < m->to_be_count; i++)
		search_listing(s, (struct listing){map, ADDRESS_TO_BE, m->to_be[i].persona});
	for (int i = 0; i < m->wishlist_count; i++)
		search_listing(s, (struct listing){map, ADDRESS_WISH, m->wishlists[i].persona});
	for (int i = 0; i < m->past_count; i++)
		search_past(s, &m->past[i].version);
	search_version_key(s, (struct listing){map, ADDRESS_WISH, 0}, true);
	search_version_key(s, (struct listing){map, ADDRESS_TO_BE, 0},
	    m->to_be_count > 0 && m->to_be[0].persona != FOR_ALL);
	s->map = -1;
}

static void
search_entries(struct search *s, const struct entry *list, int count)
{
	for (int i = 0; i < count; i++)
		search_entry(s, &list[i]);
}

bool
change_mentions(struct desk *d, const struct change_thing *thing, struct mentions *found)
{
	const struct workspace *ws = desk_workspace(d);
	struct search s = {.d = d,
	    .ws = ws,
	    .thing = thing,
	    .refs = references_new(d->arena, ws),
	    .found = found,
	    .seen = {.arena = d->arena},
	    .map = -1};
	search_entry(&s, &ws->framing);
	for (int i = 0; i < ws->persona_count; i++)
		search_entry(&s, &ws->personas[i].entry);
	for (int i = 0; i < ws->map_count; i++)
		search_map(&s, i);
	search_entries(&s, ws->waves, ws->wave_count);
	search_entries(&s, ws->actions, ws->action_count);
	search_entries(&s, ws->indicators, ws->indicator_count);
	search_entries(&s, ws->notes, ws->note_count);
	return !found->unsure;
}

/* ---- which thing ---- */

bool
change_thing_of(struct desk *d, const struct address *a, struct change_thing *t)
{
	*t = (struct change_thing){.kind = CHANGE_OTHER,
	    .entry = a->entry,
	    .map = a->map,
	    .index = a->index,
	    .listing = listing_of(a)};
	t->id = a->entry != NULL ? str_copy(d->arena, a->entry->id) : (struct str){0};
	switch (a->kind) {
	case ADDRESS_PERSONA: t->kind = CHANGE_PERSONA; break;
	case ADDRESS_MAP: t->kind = a->entry != NULL ? CHANGE_MAP : CHANGE_OTHER; break;
	case ADDRESS_STEP: t->kind = CHANGE_STEP; break;
	case ADDRESS_STAGE:
	case ADDRESS_SECTION:
	case ADDRESS_ENTRY: break;
	}
	return true;
}
