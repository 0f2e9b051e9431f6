/* SPDX-License-Identifier: MIT */
/* Whether everything that is referred to is there; if not, what is nearest to it by spelling. */
#include "base/utf8.h"
#include "model/read_priv.h"

struct checker {
	struct reader *r;
	struct references *refs;
	int map;                       /* the map being walked, or -1 */
	const struct version *version; /* or NULL */
	struct str_map step_ids;       /* of the version; made when first asked */
	struct str_map wish_ids;       /* of the map, persona.wish; made when first asked */
};

/* The candidate nearest to a name, and the first few of all. */
enum { MOST_NAMED = 8 };
struct nearest {
	struct str wanted, best;
	struct place at;
	int distance; /* one more than what may be wrong, then that of the best */
	ptrdiff_t *patience;
	struct str named[MOST_NAMED];
	int count; /* of the candidates, at most one more than are named */
};

static struct nearest
nearest_to(struct reader *r, struct str wanted)
{
	int wrong = wanted.len <= 2 ? 0 : wanted.len <= 4 ? 1 : 2;
	return (struct nearest){.patience = &r->patience, .wanted = wanted, .distance = wrong + 1};
}

/* Whether it makes sense to try another name. */
static bool
is_looking(const struct nearest *n)
{
	return (n->distance > 1 || n->count <= MOST_NAMED) && *n->patience > 0;
}

static void
name_one(struct nearest *n, struct str name)
{
	for (int i = 0; i < n->count && i < MOST_NAMED; i++) {
		if (str_eq(n->named[i], name))
			return;
	}
	if (n->count < MOST_NAMED)
		n->named[n->count] = name;
	if (n->count <= MOST_NAMED)
		n->count++;
}

static void
try_name(struct nearest *n, struct str name, struct place at)
{
	if (!is_looking(n))
		return;
	*n->patience -= 1;
	name_one(n, name);
	int distance = str_distance(n->wanted, name, n->distance - 1);
	if (distance >= n->distance)
		return;
	n->distance = distance;
	n->best = name;
	n->at = at;
}

static void
suggest(struct reader *r, struct diag *d, const struct nearest *n)
{
	if (n->best.len == 0) {
		struct buf list = {.arena = r->words};
		for (int i = 0; i < n->count && i < MOST_NAMED; i++)
			buf_format(
			    &list, "%s%.*s", i > 0 ? ", " : "known here: ", STR(n->named[i]));
		buf_add(&list, n->count > MOST_NAMED ? S(", ...") : S(""));
		d->hint = buf_str(&list);
		return;
	}
	d->hint = str_format(r->words, "did you mean '%.*s'?", STR(n->best));
	d->also = n->at;
	d->also_says = S("defined at");
}

void
read_no_persona(struct reader *r, struct str id, struct place at, ptrdiff_t width)
{
	read_bound_findings(r);
	struct str said = read_clip(id);
	struct diag *d = diag_add(
	    r->diags, DIAG_ref_unknown, at, width, "there is no persona '%.*s'", STR(said));
	struct nearest n = nearest_to(r, id);
	for (ptrdiff_t i = 0; is_looking(&n) && i < r->personas.count; i++)
		try_name(&n, r->personas.at[i].entry.id, r->personas.at[i].entry.at);
	suggest(r, d, &n);
	if (r->personas.count == 0)
		d->hint =
		    S("nobody is defined yet: write the id below personas:, with a line about "
		      "them");
}

/* Where a name of a list stands: most are views of the source, the others are looked for. */
static struct place
name_place(const struct reader *r, struct place at, struct str name)
{
	struct str text = r->ws->sources[at.source].parsed;
	if (read_is_within(text, name))
		return (struct place){at.source, (uint32_t)(name.at - text.at)};
	ptrdiff_t found = str_search(str_from(str_upto(text, at.offset + 4096), at.offset), name);
	return found < 0 ? at : (struct place){at.source, at.offset + (uint32_t)found};
}

static void
check_persona(struct checker *c, struct str id, struct place at)
{
	if (str_map_get(&c->r->persona_ids, id) < 0)
		read_no_persona(c->r, id, at, utf8_count(id));
}

static void
no_map(struct reader *r, struct str id, struct place at)
{
	read_bound_findings(r);
	struct str said = read_clip(id);
	struct diag *d = diag_add(
	    r->diags, DIAG_ref_unknown, at, utf8_count(id), "there is no map '%.*s'", STR(said));
	struct nearest n = nearest_to(r, id);
	for (ptrdiff_t i = 0; is_looking(&n) && i < r->maps.count; i++)
		try_name(&n, r->maps.at[i].entry.id, r->maps.at[i].entry.at);
	suggest(r, d, &n);
}

static void
try_version(struct nearest *n, const struct version *v)
{
	for (int i = 0; is_looking(n) && i < v->step_count; i++)
		try_name(n, v->steps[i].entry.id, v->steps[i].entry.at);
}

static void
no_step(struct reader *r, const struct map *m, struct str id, struct place at)
{
	read_bound_findings(r);
	struct str said = read_clip(id), name = read_clip(m->entry.id);
	struct diag *d = diag_add(r->diags, DIAG_ref_unknown, at, utf8_count(id),
	    "the map '%.*s' has no step '%.*s'", STR(name), STR(said));
	struct nearest n = nearest_to(r, id);
	try_version(&n, &m->actual);
	for (int i = 0; i < m->to_be_count; i++)
		try_version(&n, &m->to_be[i].version);
	suggest(r, d, &n);
}

/* `map.step` of which nothing was found. */
static void
no_map_step(struct checker *c, struct str text, ptrdiff_t dot, struct place at)
{
	struct str map = str_upto(text, dot), step = str_from(text, dot + 1);
	ptrdiff_t index = str_map_get(&c->r->map_ids, map);
	if (index < 0) {
		no_map(c->r, map, at);
		return;
	}
	at.offset += (uint32_t)dot + 1;
	no_step(c->r, &c->r->ws->maps[index], step, at);
}

static void
no_thing(struct checker *c, struct str id, struct place at)
{
	read_bound_findings(c->r);
	struct workspace *ws = c->r->ws;
	struct str said = read_clip(id);
	struct diag *d = diag_add(c->r->diags, DIAG_ref_unknown, at, utf8_count(id),
	    "nothing is called '%.*s'", STR(said));
	struct nearest n = nearest_to(c->r, id);
	for (int i = 0; is_looking(&n) && i < ws->persona_count; i++)
		try_name(&n, ws->personas[i].entry.id, ws->personas[i].entry.at);
	for (int i = 0; is_looking(&n) && i < ws->map_count; i++)
		try_name(&n, ws->maps[i].entry.id, ws->maps[i].entry.at);
	for (int i = 0; is_looking(&n) && i < ws->indicator_count; i++)
		try_name(&n, ws->indicators[i].id, ws->indicators[i].at);
	for (int i = 0; is_looking(&n) && i < ws->action_count; i++)
		try_name(&n, ws->actions[i].id, ws->actions[i].at);
	if (n.best.len > 0)
		suggest(c->r, d, &n);
	else
		d->hint = S("a step is written as map.step; an item needs an id of its own");
}

static void
fits_two(struct checker *c, struct str text, struct place at, const struct reference found[2])
{
	read_bound_findings(c->r);
	struct workspace *ws = c->r->ws;
	struct str said = read_clip(text);
	struct str one = reference_kind(ws, &found[0]), two = reference_kind(ws, &found[1]);
	struct position where = workspace_position(ws, found[1].entry->at);
	struct diag *d = diag_add(c->r->diags, DIAG_ref_two, at, utf8_count(text),
	    "'%.*s' could mean the %.*s or the %.*s", STR(said), STR(one), STR(two));
	d->hint = str_format(
	    c->r->words, "rename one of them; the %.*s stands at line %td", STR(two), where.line);
	d->also = found[0].entry->at;
	d->also_says = S("defined at");
}

static void
check_reference(struct checker *c, struct str text, struct place at, bool steps_only)
{
	read_bound_findings(c->r);
	struct reference found[2];
	ptrdiff_t dot = str_find(text, '.');
	if (steps_only && dot < 0) {
		struct str said = read_clip(text);
		struct diag *d = diag_add(c->r->diags, DIAG_ref_unknown, at, utf8_count(text),
		    "'%.*s' does not name a step", STR(said));
		d->hint = S("a step is written as map.step");
		return;
	}
	int count = reference_find(c->refs, text, found);
	if (count == 2)
		fits_two(c, text, at, found);
	else if (count == 0 && dot >= 0)
		no_map_step(c, text, dot, at);
	else if (count == 0)
		no_thing(c, text, at);
}

/* `next` that a step of to-be has from today: its steps may be gone. */
static bool
is_inherited(const struct checker *c, const struct step *s, const struct detail *d)
{
	if (s == NULL || s->today < 0)
		return false;
	const struct entry *today = &c->r->ws->maps[c->map].actual.steps[s->today].entry;
	for (int32_t i = 0; i < today->detail_count; i++) {
		const struct place at = today->details[i].at;
		if (today->details[i].field == d->field && at.source == d->at.source &&
		    at.offset == d->at.offset)
			return true;
	}
	return false;
}

static void
check_next(struct checker *c, const struct detail *d)
{
	if (c->step_ids.arena == NULL) {
		c->step_ids.arena = c->r->room;
		for (int i = 0; i < c->version->step_count; i++)
			*str_map_at(&c->step_ids, c->version->steps[i].entry.id) = i;
	}
	for (ptrdiff_t i = 0; i < d->value.names.count; i++) {
		struct str id = d->value.names.at[i];
		if (str_map_get(&c->step_ids, id) >= 0)
			continue;
		struct str said = read_clip(id);
		struct diag *found =
		    diag_add(c->r->diags, DIAG_ref_unknown, name_place(c->r, d->at, id),
			utf8_count(id), "there is no step '%.*s' in this version", STR(said));
		struct nearest n = nearest_to(c->r, id);
		try_version(&n, c->version);
		suggest(c->r, found, &n);
	}
}

static void
collect_wish_ids(struct checker *c, const struct map *m)
{
	c->wish_ids.arena = c->r->room;
	for (int i = 0; i < m->wishlist_count; i++) {
		const struct wishlist *list = &m->wishlists[i];
		struct str persona = c->r->ws->personas[list->persona].entry.id;
		for (int j = 0; j < list->wish_count; j++) {
			const struct wish *w = &list->wishes[j];
			if (!w->drop)
				*str_map_at(&c->wish_ids,
				    str_format(c->r->room, "%.*s.%.*s", STR(persona),
					STR(w->entry.id))) = j;
		}
	}
}

static void
no_wish(struct checker *c, struct str text, ptrdiff_t dot, struct place at)
{
	read_bound_findings(c->r);
	const struct map *m = &c->r->ws->maps[c->map];
	struct str persona = str_upto(text, dot), wish = str_from(text, dot + 1);
	ptrdiff_t index = str_map_get(&c->r->persona_ids, persona);
	if (index < 0) {
		read_no_persona(c->r, persona, at, utf8_count(persona));
		return;
	}
	at.offset += (uint32_t)dot + 1;
	struct str said = read_clip(wish);
	struct diag *d = diag_add(c->r->diags, DIAG_ref_unknown, at, utf8_count(wish),
	    "'%.*s' has no wish '%.*s' on this map", STR(persona), STR(said));
	struct nearest n = nearest_to(c->r, wish);
	const struct wishlist *list = map_wishes(m, (int)index);
	for (int i = 0; is_looking(&n) && list != NULL && i < list->wish_count; i++)
		try_name(&n, list->wishes[i].entry.id, list->wishes[i].entry.at);
	suggest(c->r, d, &n);
}

static void
check_fits(struct checker *c, const struct detail *d)
{
	for (ptrdiff_t i = 0; i < d->value.names.count; i++) {
		struct str text = d->value.names.at[i];
		struct place at = name_place(c->r, d->at, text);
		ptrdiff_t dot = str_find(text, '.');
		if (str_eq(text, S("all")))
			continue;
		if (dot < 0) {
			check_persona(c, text, at);
			continue;
		}
		if (c->wish_ids.arena == NULL)
			collect_wish_ids(c, &c->r->ws->maps[c->map]);
		if (str_map_get(&c->wish_ids, text) < 0)
			no_wish(c, text, dot, at);
	}
}

static void
check_persona_keys(struct checker *c, const struct detail *d, bool own_only)
{
	for (ptrdiff_t i = 0; i < d->value.items.count; i++) {
		const struct entry *e = &d->value.items.at[i];
		if (e->own_id || !own_only)
			check_persona(c, e->id, e->at);
	}
}

static void
check_names(struct checker *c, enum kind kind, const struct detail *d)
{
	for (ptrdiff_t i = 0; i < d->value.names.count; i++) {
		struct str name = d->value.names.at[i];
		struct place at = name_place(c->r, d->at, name);
		if (kind == KIND_PERSONA_IDS)
			check_persona(c, name, at);
		else if (kind == KIND_REFERENCES)
			check_reference(c, name, at, false);
	}
}

static void
check_text(struct checker *c, enum kind kind, const struct detail *d)
{
	struct place at = name_place(c->r, d->at, d->value.text);
	if (kind == KIND_REFERENCE)
		check_reference(c, d->value.text, at, d->field == FIELD_serves);
	else if (kind == KIND_MAP_ID && str_map_get(&c->r->map_ids, d->value.text) < 0)
		no_map(c->r, d->value.text, at);
}

static void
check_detail(struct checker *c, const struct step *s, const struct detail *d)
{
	enum kind kind = schema_row((enum field)d->field)->kind;
	if (d->value.kind == VALUE_TEXT) {
		check_text(c, kind, d);
	} else if (d->value.kind == VALUE_NAMES) {
		if (kind == KIND_STEP_IDS && c->version != NULL && !is_inherited(c, s, d))
			check_next(c, d);
		else if (kind == KIND_FITS)
			check_fits(c, d);
		else
			check_names(c, kind, d);
	} else if (d->value.kind == VALUE_ITEMS) {
		if (d->field == FIELD_said)
			check_persona_keys(c, d, true);
		else if (kind == KIND_SCORES || d->field == FIELD_shifts)
			check_persona_keys(c, d, false);
	}
}

static void
check_entry(struct checker *c, const struct step *s, const struct entry *e)
{
	for (int32_t i = 0; i < e->detail_count; i++) {
		if (e->details[i].field < FIELD_COUNT)
			check_detail(c, s, &e->details[i]);
	}
}

static void
check_version(struct checker *c, const struct version *v)
{
	c->version = v;
	c->step_ids = (struct str_map){0};
	for (int i = 0; i < v->step_count; i++)
		check_entry(c, &v->steps[i], &v->steps[i].entry);
	c->version = NULL;
}

/* `id: drop` names a step of actual or of some to-be. */
static void
check_drop(struct checker *c, const struct map *m, const struct wish *w)
{
	struct reference found;
	if (reference_step(c->refs, c->map, w->entry.id, &found) && found.kind == REF_STEP)
		return;
	no_step(c->r, m, w->entry.id, w->entry.at);
}

static void
check_map(struct checker *c, int map)
{
	const struct map *m = &c->r->ws->maps[map];
	struct arena_mark mark = arena_mark(c->r->room);
	c->map = map;
	c->wish_ids = (struct str_map){0};
	check_entry(c, NULL, &m->entry);
	check_version(c, &m->actual);
	for (int i = 0; i < m->to_be_count; i++)
		check_version(c, &m->to_be[i].version);
	for (int i = 0; i < m->past_count; i++)
		check_version(c, &m->past[i].version);
	for (int i = 0; i < m->wishlist_count; i++) {
		for (int j = 0; j < m->wishlists[i].wish_count; j++) {
			if (m->wishlists[i].wishes[j].drop)
				check_drop(c, m, &m->wishlists[i].wishes[j]);
		}
	}
	c->map = -1;
	arena_release(c->r->room, mark);
}

static void
check_entries(struct checker *c, const struct entry *list, int count)
{
	for (int i = 0; i < count; i++)
		check_entry(c, NULL, &list[i]);
}

void
read_check_references(struct reader *r)
{
	struct workspace *ws = r->ws;
	struct checker c = {.r = r, .refs = references_new(r->stacks, ws), .map = -1};
	for (int i = 0; i < ws->map_count; i++)
		check_map(&c, i);
	check_entries(&c, ws->waves, ws->wave_count);
	check_entries(&c, ws->actions, ws->action_count);
	check_entries(&c, ws->indicators, ws->indicator_count);
	check_entries(&c, ws->notes, ws->note_count);
}
