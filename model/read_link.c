/* SPDX-License-Identifier: MIT */
/*
 * Rule 2 of the format, for processes: which step of today a step of to-be is, and what it takes
 * over from it. A step that stays as it is keeps everything; a changed one keeps today's facts and
 * none of today's experience, because nobody has felt it yet.
 */
#include "base/utf8.h"
#include "model/read_priv.h"

/* A stage named `steps`, for a persona whose to-be was written `steps:` and a list. */
static void
split_stage(
    struct reader *r, const struct version *all, int number, bool is_mapping, struct version *v)
{
	const struct stage *s = &all->stages[number];
	*v = (struct version){.given = true,
	    .at = s->entry.at,
	    .steps = all->steps + s->first,
	    .step_count = s->count};
	for (int i = 0; i < s->count; i++)
		v->steps[i].stage = is_mapping ? 0 : -1;
	for (int32_t i = 0; i < s->entry.detail_count; i++) {
		struct str key = schema_row((enum field)s->entry.details[i].field)->name;
		diag_add(r->diags, DIAG_value_type, s->entry.details[i].at, 1,
		    "the stage '%.*s' of a persona's to-be holds no list of steps", STR(key));
	}
	if (!is_mapping)
		return;
	v->stages = NEW(r->arena, struct stage);
	v->stage_count = 1;
	*v->stages = (struct stage){.entry = s->entry, .count = s->count};
	v->stages->entry.id = v->stages->entry.text = schema_row(FIELD_steps)->name;
	v->stages->entry.detail_count = 0;
}

static bool
are_personas(const struct reader *r, const struct version *v)
{
	for (int i = 0; i < v->stage_count; i++) {
		struct str id = v->stages[i].entry.id;
		if (!str_eq(id, S("others")) && str_map_get(&r->persona_ids, id) < 0)
			return false;
	}
	return true;
}

/* To-bes whose keys could be stages or personas: now it is known who is a persona. */
void
read_split_to_be(struct reader *r)
{
	for (ptrdiff_t i = 0; i < r->undecided.count; i++) {
		const struct undecided *u = &r->undecided.at[i];
		struct map *m = u->map < r->maps.count ? &r->maps.at[u->map] : NULL;
		if (m == NULL || m->to_be_count != 1 || m->to_be->version.stages != u->stages ||
		    !are_personas(r, &m->to_be->version))
			continue;
		struct version all = m->to_be->version;
		m->to_be_count = all.stage_count;
		m->to_be = NEW_N(r->arena, struct to_be, all.stage_count);
		for (int s = 0; s < all.stage_count; s++) {
			struct str id = all.stages[s].entry.id;
			ptrdiff_t persona = str_map_get(&r->persona_ids, id);
			m->to_be[s].persona = str_eq(id, S("others")) ? FOR_OTHERS : (int)persona;
			split_stage(r, &all, s, u->is_mapping[s], &m->to_be[s].version);
		}
	}
}

static struct entry_list
steps_of(const struct version *v)
{
	return (struct entry_list){v->steps, sizeof *v->steps, v->step_count};
}

/* A version that takes over nothing. */
static void
link_base(struct reader *r, struct version *v)
{
	for (int i = 0; i < v->step_count; i++)
		read_fill_text(r, &v->steps[i].entry);
	read_check_ids(r, steps_of(v), NULL);
	read_derive_ids(r, steps_of(v));
}

bool
read_same_words(struct reader *r, struct str x, struct str y)
{
	if (str_eq(x, y))
		return true;
	struct arena_mark mark = arena_mark(r->room);
	bool same = str_eq(utf8_fold(r->room, x), utf8_fold(r->room, y));
	arena_release(r->room, mark);
	return same;
}

/* What a changed step keeps of today unless it says otherwise. */
static bool
is_fact(int field)
{
	switch (field) {
	case FIELD_at:
	case FIELD_takes:
	case FIELD_wait:
	case FIELD_times:
	case FIELD_effort:
	case FIELD_autonomy:
	case FIELD_channel:
	case FIELD_tool:
	case FIELD_place:
	case FIELD_who:
	case FIELD_share:
	case FIELD_optional:
	case FIELD_matters:
	case FIELD_moment:
	case FIELD_sees:
	case FIELD_front:
	case FIELD_back:
	case FIELD_support:
	case FIELD_owner:
	case FIELD_scenario:
	case FIELD_serves:
	case FIELD_next:
	case FIELD_only:
	case FIELD_source: return true;
	default: return false;
	}
}

static bool
same_number(const struct value *x, const struct value *y)
{
	return x->kind == VALUE_NUMBER && y->kind == VALUE_NUMBER &&
	    x->number.low == y->number.low && x->number.high == y->number.high;
}

/* The next detail of that field from *i on, or NULL. */
static const struct detail *
next_of(const struct entry *e, int field, int32_t *i)
{
	while (*i < e->detail_count) {
		const struct detail *d = &e->details[(*i)++];
		if (d->field == field)
			return d;
	}
	return NULL;
}

static bool
same_times(const struct entry *x, const struct entry *y, int field)
{
	int32_t i = 0, j = 0;
	for (;;) {
		const struct detail *a = next_of(x, field, &i), *b = next_of(y, field, &j);
		if (a == NULL || b == NULL)
			return a == b;
		if (a->persona != b->persona || !same_number(&a->value, &b->value))
			return false;
	}
}

/* Whether `takes` is the length of a clock range: it stands at the place of the `at` before it. */
static bool
is_of_range(const struct entry *e, int32_t i)
{
	const struct detail *takes = &e->details[i];
	return takes->field == FIELD_takes && i > 0 && takes[-1].field == FIELD_at &&
	    takes[-1].at.source == takes->at.source && takes[-1].at.offset == takes->at.offset;
}

/* Any detail changes a step, but for `fits` and a clock time equal to today's. */
static bool
changes_details(const struct entry *e, const struct entry *today)
{
	bool at = false, takes = false;
	for (int32_t i = 0; i < e->detail_count; i++) {
		int field = e->details[i].field;
		at = at || field == FIELD_at;
		takes = takes || is_of_range(e, i);
		if (field != FIELD_fits && field != FIELD_at && !is_of_range(e, i))
			return true;
	}
	return (at && !same_times(e, today, FIELD_at)) ||
	    (takes && !same_times(e, today, FIELD_takes));
}

/* Today's details that the step keeps. `whole`: the step is as it is today. */
static void
push_kept(struct reader *r, const struct entry *e, const struct entry *today, bool whole)
{
	bool written[FIELD_COUNT] = {false};
	for (int32_t i = 0; i < e->detail_count; i++) {
		int field = e->details[i].field;
		if (field < FIELD_COUNT && (!whole || field == FIELD_fits))
			written[field] = true;
	}
	written[FIELD_matters] = written[FIELD_moment] =
	    written[FIELD_matters] || written[FIELD_moment];
	for (int32_t i = 0; i < today->detail_count; i++) {
		const struct detail *d = &today->details[i];
		bool kept = d->field < FIELD_COUNT ? !written[d->field] : true;
		if (kept && (whole || is_fact(d->field)))
			VEC_PUSH(r->stacks, &r->details, *d);
	}
}

/* The step's details and those that it takes over; an empty value only clears. */
static void
take_over(struct reader *r, struct entry *e, const struct entry *today, bool changed)
{
	ptrdiff_t base = r->details.count;
	push_kept(r, e, today, !changed);
	for (int32_t i = 0; i < e->detail_count; i++) {
		const struct detail *d = &e->details[i];
		bool clears = d->value.kind == VALUE_EMPTY && d->persona == FOR_ALL;
		if (!clears && (changed || d->field == FIELD_fits))
			VEC_PUSH(r->stacks, &r->details, *d);
	}
	read_seal(r, base, e);
}

static void
link_step(struct reader *r, struct step *s, const struct step *today, int number, bool bare)
{
	struct entry *e = &s->entry;
	s->today = number;
	if (bare || e->text.len == 0)
		e->text = today->entry.text;
	if (bare)
		e->own_id = true;
	e->id = e->own_id ? e->id : today->entry.id;
	s->reworded = !read_same_words(r, e->text, today->entry.text);
	s->changed = s->reworded || changes_details(e, &today->entry);
	if (!s->changed && e->detail_count == 0) {
		e->details = today->entry.details;
		e->detail_count = today->entry.detail_count;
	} else {
		take_over(r, e, &today->entry, s->changed);
	}
}

void
read_link_to_be(struct reader *r, struct map *m, struct version *v)
{
	if (!m->actual.given) {
		link_base(r, v);
		return;
	}
	ptrdiff_t count = v->step_count;
	struct arena_mark mark = arena_mark(r->room);
	int *found = NEW_N(r->room, int, count);
	bool *bare = NEW_N(r->room, bool, count);
	identity_find(r->room, (struct identity_list){v->steps, sizeof *v->steps, v->step_count},
	    (struct identity_list){m->actual.steps, sizeof *m->actual.steps, m->actual.step_count},
	    true, found, bare);
	for (ptrdiff_t i = 0; i < count; i++) {
		struct step *s = &v->steps[i];
		if (bare[i]) {
			s->entry.id = s->entry.text;
			s->entry.own_id = true;
		}
		if (found[i] >= 0)
			link_step(r, s, &m->actual.steps[found[i]], found[i], bare[i]);
		else
			read_fill_text(r, &s->entry);
	}
	read_check_ids(r, steps_of(v), bare);
	read_derive_ids(r, steps_of(v));
	arena_release(r->room, mark);
}

/* The persona that a stranger turned out to be, or NOBODY. */
static int
settled_persona(const struct reader *r, int persona)
{
	if (persona > STRANGER)
		return persona;
	ptrdiff_t known = str_map_get(&r->persona_ids, r->strangers.at[STRANGER - persona]);
	return known >= 0 ? (int)known : NOBODY;
}

/* Versions and wishes of nobody have their finding; they are left out. */
static void
settle_owners(struct reader *r, struct map *m)
{
	int kept = 0;
	for (int i = 0; i < m->to_be_count; i++) {
		m->to_be[kept] = m->to_be[i];
		m->to_be[kept].persona = settled_persona(r, m->to_be[i].persona);
		kept += m->to_be[kept].persona != NOBODY;
	}
	m->to_be_count = kept;
	kept = 0;
	for (int i = 0; i < m->wishlist_count; i++) {
		m->wishlists[kept] = m->wishlists[i];
		m->wishlists[kept].persona = settled_persona(r, m->wishlists[i].persona);
		kept += m->wishlists[kept].persona != NOBODY;
	}
	m->wishlist_count = kept;
}

static void
link_personas(struct reader *r, struct map *m)
{
	const struct value *ids = entry_get(&m->entry, FIELD_persona);
	if (ids == NULL || ids->kind != VALUE_NAMES)
		return;
	int *personas = NEW_N(r->arena, int, ids->names.count);
	for (ptrdiff_t i = 0; i < ids->names.count; i++) {
		ptrdiff_t persona = str_map_get(&r->persona_ids, ids->names.at[i]);
		if (persona >= 0)
			personas[m->persona_count++] = (int)persona;
	}
	m->personas = personas;
}

void
read_link_map(struct reader *r, struct map *m)
{
	settle_owners(r, m);
	read_settle_lanes(r, &m->lanes, &m->lane_count);
	link_personas(r, m);
	link_base(r, &m->actual);
	for (int i = 0; i < m->past_count; i++)
		link_base(r, &m->past[i].version);
	for (int i = 0; i < m->to_be_count; i++)
		read_link_to_be(r, m, &m->to_be[i].version);
	for (int i = 0; i < m->wishlist_count; i++)
		read_link_wishes(r, m, &m->wishlists[i]);
}
