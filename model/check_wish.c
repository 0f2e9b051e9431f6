/* SPDX-License-Identifier: MIT */
/*
 * Findings about wishes: those that nothing in the process can meet or miss, because it never says
 * the name or never recorded the aspect, and texts that are nearly the id of a step.
 */
#include "base/utf8.h"
#include "model/check_priv.h"
#include "model/identity.h"

#include <math.h>

static bool
is_name_aspect(int field)
{
	int aspect = field < FIELD_COUNT ? aspect_of_field((enum field)field) : -1;
	if (aspect < 0)
		return false;
	enum degree_rule rule = aspect_row((enum aspect)aspect)->degree;
	return rule == DEGREE_ANY_NAME || rule == DEGREE_EVERY_NAME;
}

/* The names that process steps use, by aspect; the first letter of a key says which. */
struct names_used {
	struct arena *arena;
	struct str_map set;
	VEC(struct str) list;
};

static struct str
name_key(struct arena *a, int field, struct str name)
{
	struct str folded = utf8_fold(a, name);
	char *key = NEW_N(a, char, folded.len + 1);
	key[0] = (char)('a' + aspect_of_field((enum field)field));
	for (ptrdiff_t i = 0; i < folded.len; i++)
		key[i + 1] = folded.at[i];
	return (struct str){key, folded.len + 1};
}

static void
use_name(struct names_used *used, int field, struct str name)
{
	struct arena_mark mark = arena_mark(used->arena);
	struct str key = name_key(used->arena, field, name);
	if (str_map_get(&used->set, key) >= 0) {
		arena_release(used->arena, mark);
		return;
	}
	*str_map_at(&used->set, key) = used->list.count;
	VEC_PUSH(used->arena, &used->list, key);
}

static void
use_names(struct names_used *used, const struct version *v)
{
	for (int i = 0; i < v->step_count; i++) {
		const struct entry *e = &v->steps[i].entry;
		for (int32_t j = 0; j < e->detail_count; j++) {
			const struct detail *d = &e->details[j];
			if (d->value.kind != VALUE_NAMES || !is_name_aspect(d->field))
				continue;
			for (ptrdiff_t k = 0; k < d->value.names.count; k++)
				use_name(used, d->field, d->value.names.at[k]);
		}
	}
}

static void
use_map(struct names_used *used, const struct map *m)
{
	use_names(used, &m->actual);
	for (int i = 0; i < m->to_be_count; i++)
		use_names(used, &m->to_be[i].version);
}

/* One of the names is enough: the others are just as welcome. */
static bool
is_used(struct names_used *used, const struct detail *d)
{
	for (ptrdiff_t i = 0; i < d->value.names.count; i++) {
		struct str key = name_key(used->arena, d->field, d->value.names.at[i]);
		if (str_map_get(&used->set, key) >= 0)
			return true;
	}
	return d->value.names.count == 0;
}

static struct str
nearest_name(struct checker *c, struct names_used *used, const struct detail *d)
{
	struct near_search search = {0};
	for (ptrdiff_t i = 0; i < d->value.names.count && search.name.len == 0; i++) {
		struct str key = name_key(used->arena, d->field, d->value.names.at[i]);
		search.text = str_from(key, 1);
		for (ptrdiff_t j = 0; j < used->list.count; j++) {
			struct str other = used->list.at[j];
			if (other.at[0] == key.at[0] &&
			    !check_near(c, &search, str_from(other, 1), NULL))
				break;
		}
	}
	return search.name;
}

static void
say_unused(struct checker *c, struct names_used *used, const struct detail *d, int persona,
    const char *where)
{
	struct workspace *ws = c->ws;
	struct str names = {0};
	for (ptrdiff_t i = 0; i < d->value.names.count; i++)
		names = str_format(c->room, "%.*s%s%.*s", STR(names), i > 0 ? ", " : "",
		    STR(check_clip(c->room, d->value.names.at[i])));
	struct str who = persona >= 0 ? persona_short(&ws->personas[persona]) : S("somebody");
	struct str key = schema_row((enum field)d->field)->name;
	struct diag *found = diag_add(&ws->diags, DIAG_wish_unchecked, d->at,
	    utf8_count(d->value.names.at[0]), "%.*s wishes %.*s '%.*s', which no step %s uses",
	    STR(check_clip(c->room, who)), STR(key), STR(check_clip(c->room, names)), where);
	struct str near = nearest_name(c, used, d);
	found->hint = near.len > 0
	    ? str_format(ws->arena, "did you mean '%.*s'?", STR(near))
	    : str_format(ws->arena,
		  "write %.*s: in the steps of the process where it is known; a wish is measured "
		  "against that",
		  STR(key));
}

static void
check_names(struct checker *c, struct names_used *used, const struct entry *e, int persona,
    const char *where)
{
	for (int32_t i = 0; i < e->detail_count; i++) {
		const struct detail *d = &e->details[i];
		if (!is_name_aspect(d->field) || d->value.kind != VALUE_NAMES)
			continue;
		if (!is_used(used, d))
			say_unused(c, used, d, persona, where);
	}
}

struct steps_by_id {
	const struct version *version;
	struct str_map ids;
};

static struct steps_by_id
by_id(struct arena *a, const struct version *v)
{
	struct steps_by_id steps = {.version = v, .ids = {.arena = a}};
	for (int i = v != NULL ? v->step_count - 1 : -1; i >= 0; i--)
		*str_map_at(&steps.ids, v->steps[i].entry.id) = i;
	return steps;
}

static const struct step *
step_of(const struct steps_by_id *steps, const struct wish *w)
{
	ptrdiff_t i = str_map_get(&steps->ids, w->entry.id);
	return i >= 0 ? &steps->version->steps[i] : NULL;
}

/* -1: no aspect is wished; 0: none of those wished is known in the step; 1: one is. */
static int
aspects_known(const struct wish *w, const struct step *s, int persona)
{
	int known = -1;
	for (int32_t i = 0; i < w->entry.detail_count; i++) {
		const struct detail *d = &w->entry.details[i];
		if (d->field >= FIELD_COUNT || aspect_of_field((enum field)d->field) < 0 ||
		    d->value.kind == VALUE_EMPTY)
			continue;
		if (s != NULL && entry_for(&s->entry, d->field, persona) != NULL)
			return 1;
		known = 0;
	}
	return known;
}

static bool
is_reworded(struct checker *c, const struct wish *w, const struct step *s)
{
	struct str now = identity_words(c->room, s->entry.text);
	return !str_eq(now, identity_words(c->room, w->entry.text));
}

/* Other words, and the aspects that would say how nobody recorded. */
static void
check_reworded(struct checker *c, const struct wish *w, int persona,
    const struct steps_by_id *today, const struct steps_by_id *later)
{
	if (!w->entry.own_id || w->bare || w->drop)
		return;
	const struct step *s = step_of(today, w), *t = step_of(later, w);
	const struct step *first = s != NULL ? s : t;
	if (first == NULL || !first->entry.own_id || !is_reworded(c, w, first))
		return;
	if (aspects_known(w, s, persona) != 0 || aspects_known(w, t, persona) == 1)
		return;
	struct diag *d = check_add(c, DIAG_wish_unchecked, &w->entry,
	    "nobody recorded in the process what the wish '%.*s' asks for",
	    STR(check_clip(c->room, w->entry.text)));
	d->hint = str_format(c->ws->arena,
	    "write the same keys below the step '%.*s', with what is so today", STR(w->entry.id));
	d->also = first->entry.at;
	d->also_says = S("the step");
}

/* A derived id that happens to be the id of a step does not make the wish that step. */
static bool
is_paired(struct checker *c, const struct wish *w, const struct steps_by_id *steps)
{
	const struct step *s = step_of(steps, w);
	return s != NULL && (w->entry.own_id || !is_reworded(c, w, s));
}

static void
seek_near(struct checker *c, const struct version *v, struct near_search *search)
{
	for (int i = 0; v != NULL && i < v->step_count; i++) {
		const struct entry *e = &v->steps[i].entry;
		if (e->own_id && !check_near(c, search, e->id, e))
			break;
	}
}

/* A plain text that is nearly an id (`aprove`), or a sentence that an id is made of (`Approve`). */
static void
check_id_near(struct checker *c, const struct entry *e, const struct version *today,
    const struct version *later, const char *what)
{
	enum { LONGEST = 64 };
	if (e->own_id || e->text.len > LONGEST)
		return;
	struct near_search search = {.text = identity_slug(c->room, e->text)};
	if (search.text.len == 0)
		return;
	seek_near(c, today, &search);
	seek_near(c, later, &search);
	if (search.entry == NULL || (search.distance > 0 && !identity_is_id(e->text)))
		return;
	struct str id = search.entry->id;
	struct diag *d = check_add(c, DIAG_id_near, e,
	    "'%.*s' is %s; did you mean the step '%.*s'?", STR(e->text), what, STR(id));
	d->hint =
	    str_format(c->ws->arena, "write %.*s, or say the new step in more words", STR(id));
	d->also = search.entry->at;
	d->also_says = S("the step");
}

static void
check_wishlist(
    struct checker *c, const struct map *m, const struct wishlist *list, struct names_used *used)
{
	struct arena_mark mark = arena_mark(c->room);
	const struct version *today = map_version(m, ACTUAL, list->persona);
	const struct version *later = map_version(m, TO_BE, list->persona);
	struct steps_by_id now = by_id(c->room, today), then = by_id(c->room, later);
	for (int i = 0; i < list->wish_count; i++) {
		const struct wish *w = &list->wishes[i];
		check_moment(c, &w->entry);
		if (w->drop)
			continue;
		if (today != NULL || later != NULL)
			check_names(c, used, &w->entry, list->persona, "of this map");
		check_reworded(c, w, list->persona, &now, &then);
		if (!is_paired(c, w, &now) && !is_paired(c, w, &then) && !w->bare)
			check_id_near(c, &w->entry, today, later, "a new wish");
	}
	arena_release(c->room, mark);
}

static bool
wishes_names(const struct map *m)
{
	for (int i = 0; i < m->wishlist_count; i++) {
		for (int j = 0; j < m->wishlists[i].wish_count; j++) {
			const struct entry *e = &m->wishlists[i].wishes[j].entry;
			for (int32_t k = 0; k < e->detail_count; k++) {
				if (is_name_aspect(e->details[k].field))
					return true;
			}
		}
	}
	return false;
}

void
check_wishes(struct checker *c, const struct map *m)
{
	struct names_used used = {.arena = c->room, .set = {.arena = c->room}};
	if (wishes_names(m))
		use_map(&used, m);
	for (int i = 0; i < m->wishlist_count; i++) {
		if (m->wishlists[i].wish_count > 0)
			check_wishlist(c, m, &m->wishlists[i], &used);
	}
}

void
check_new_steps(struct checker *c, const struct map *m)
{
	if (!m->actual.given)
		return;
	for (int i = 0; i < m->to_be_count; i++) {
		const struct version *v = &m->to_be[i].version;
		for (int j = 0; j < v->step_count; j++) {
			if (v->steps[j].today < 0)
				check_id_near(
				    c, &v->steps[j].entry, &m->actual, NULL, "a new step");
		}
	}
}

/* A preference holds on every map, so it is looked for in all of them. */
void
check_prefers(struct checker *c)
{
	const struct workspace *ws = c->ws;
	bool any = false;
	for (int p = 0; p < ws->persona_count; p++)
		any = any || ws->personas[p].prefers != NULL;
	if (!any || ws->map_count == 0)
		return;
	struct names_used used = {.arena = c->room, .set = {.arena = c->room}};
	for (int i = 0; i < ws->map_count; i++)
		use_map(&used, &ws->maps[i]);
	for (int p = 0; p < ws->persona_count; p++) {
		if (ws->personas[p].prefers != NULL)
			check_names(c, &used, ws->personas[p].prefers, p, "of any map");
	}
}
