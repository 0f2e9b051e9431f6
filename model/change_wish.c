/* SPDX-License-Identifier: MIT */
/*
 * What one persona would rather have, said step by step. Decisions where the format leaves a
 * choice:
 *
 * - A list that did not exist says `others: ask`: who was asked about one step was not asked about
 *   the rest, and silence would otherwise mean that all the rest is to be dropped. Where the map or
 *   the workspace says what silence means, it is a plain list. `same` becomes `others: fine`.
 * - A step without an id, wanted as it is, is wished by its own words; nothing else changes in the
 *   file. To be otherwise or dropped it needs its id, which the step of today gets first.
 * - A wish stands where its step stands today: behind the wish for the nearest step above.
 */
#include "model/change.h"

#include "model/change_priv.h"
#include "model/identity.h"
#include "model/path.h"

/* One wish that is being written. */
struct wishing {
	struct desk *d;
	struct listing wishes;
	struct listing steps; /* where the step stands: today, or the redesign */
	int step;             /* or -1: something new */
	enum wish_as as;
	struct str text;
	struct spot spot;
};

static const struct wishlist *
list_of(const struct wishing *w)
{
	return map_wishes(&desk_workspace(w->d)->maps[w->wishes.map], w->wishes.persona);
}

/* ---- the list ---- */

static bool
says_silence(const struct workspace *ws, int map)
{
	return ws->others != OTHERS_UNSET || entry_get(&ws->maps[map].entry, FIELD_others) != NULL;
}

/* `{others: ask, steps: [...]}`, or the list alone. `others` may be NULL. */
static struct draft *
new_list(struct arena *a, const char *others, struct draft *wish)
{
	struct draft *list = draft_sequence(a);
	draft_add(list, wish);
	if (others == NULL)
		return list;
	struct draft *form = draft_mapping(a);
	draft_add(form, draft_text(a, S("others")));
	draft_add(form, draft_text(a, str_of(others)));
	draft_add(form, draft_text(a, S("steps")));
	draft_add(form, list);
	return form;
}

/* Where a persona stands in `desired`: personas have one order. */
static ptrdiff_t
position_of_persona(struct desk *d, const struct node *desired, int persona)
{
	const struct workspace *ws = desk_workspace(d);
	ptrdiff_t position = 0, number = 0;
	for (const struct node *k = desired->first; k != NULL; k = k->next->next) {
		number++;
		int other = workspace_persona(ws, k->value);
		if (other < 0 || other < persona)
			position = number;
	}
	return position;
}

/* A value for the persona where there is none; `desired:` is made too. */
static bool
add_persona(struct desk *d, struct listing l, struct draft *value)
{
	struct arena *a = d->arena;
	struct located map;
	struct str id = str_copy(a, desk_workspace(d)->personas[l.persona].entry.id);
	if (!change_map_key(d, l.map, &map))
		return false;
	map.node = node_real(map.node->next);
	const struct node *desired = path_value(map.node, S("desired"));
	if (desired == NULL) {
		struct draft *all = draft_mapping(a);
		draft_add(all, draft_text(a, id));
		draft_add(all, value);
		return change_add_key(d, map, S("desired"), all);
	}
	desired = node_real(desired);
	struct edit e = {.verb = EDIT_ADD,
	    .at = desired,
	    .position = desired->kind == NODE_MAPPING ? position_of_persona(d, desired, l.persona)
						      : EDIT_LAST,
	    .key = draft_text(a, id),
	    .value = value};
	return desk_edit(d, map.file, &e);
}

/* The first wish of a list that is not written, or is `same`. */
static bool
start_list(struct wishing *w, struct draft *wish)
{
	struct desk *d = w->d;
	struct located at;
	if (!change_listing(d, w->wishes, false, &at))
		return false;
	const struct workspace *ws = desk_workspace(d);
	const struct wishlist *list = list_of(w);
	bool same = list != NULL && list->kind == WISHES_SAME;
	const char *others = same ? "fine" : says_silence(ws, w->wishes.map) ? NULL : "ask";
	struct draft *value = new_list(d->arena, others, wish);
	return at.node != NULL ? change_put(d, at, value) : add_persona(d, w->wishes, value);
}

static bool
refuse_never(struct wishing *w)
{
	const struct workspace *ws = desk_workspace(w->d);
	struct str map = ws->maps[w->wishes.map].entry.id;
	struct str persona = ws->personas[w->wishes.persona].entry.id;
	return desk_refuse(w->d,
	    str_format(
		w->d->arena, "first: desirepath wish PATH %.*s %.*s same", STR(persona), STR(map)),
	    "%.*s never meets '%.*s', so there is nothing to wish", STR(persona), STR(map));
}

/* ---- where a wish stands ---- */

/* The step (of w->steps) that each wish is, or -1. */
static int *
steps_of_wishes(const struct wishing *w)
{
	const struct wishlist *list = list_of(w);
	const struct workspace *ws = desk_workspace(w->d);
	const struct map *m = &ws->maps[w->wishes.map];
	const struct version *v = &m->actual;
	for (int i = 0; w->steps.version == ADDRESS_TO_BE && i < m->to_be_count; i++) {
		if (m->to_be[i].persona == w->steps.persona)
			v = &m->to_be[i].version;
	}
	int *found = NEW_N(w->d->arena, int, list->wish_count + 1);
	bool *bare = NEW_N(w->d->arena, bool, list->wish_count + 1);
	identity_find(w->d->arena,
	    (struct identity_list){list->wishes, sizeof *list->wishes, list->wish_count},
	    (struct identity_list){v->steps, sizeof *v->steps, v->step_count}, false, found, bare);
	return found;
}

struct neighbour {
	int wish; /* or -1 */
	bool behind;
};

/* The wish that a new one stands beside: that for the nearest step above, else below, else last. */
static struct neighbour
neighbour_of(const struct wishing *w)
{
	const struct wishlist *list = list_of(w);
	struct neighbour above = {-1, true}, below = {-1, false};
	int *found = steps_of_wishes(w);
	for (int i = 0; w->step >= 0 && i < list->wish_count; i++) {
		bool nearer_above = found[i] >= 0 && found[i] < w->step &&
		    (above.wish < 0 || found[i] >= found[above.wish]);
		bool nearer_below =
		    found[i] > w->step && (below.wish < 0 || found[i] < found[below.wish]);
		if (nearer_above)
			above.wish = i;
		if (nearer_below)
			below.wish = i;
	}
	if (above.wish >= 0)
		return above;
	return below.wish >= 0 ? below : (struct neighbour){list->wish_count - 1, true};
}

static bool
asked_neighbour(struct wishing *w, struct neighbour *n)
{
	struct desk *d = w->d;
	const struct workspace *ws = desk_workspace(d);
	*n = neighbour_of(w);
	if (w->spot.where == SPOT_END)
		return true;
	if (w->spot.where == SPOT_START) {
		*n = (struct neighbour){0, false};
		return true;
	}
	n->behind = w->spot.where == SPOT_BEHIND;
	n->wish = listing_find(d->arena, ws, w->wishes, w->spot.what);
	if (n->wish >= 0)
		return true;
	struct change_names known = {0};
	for (int i = 0; i < listing_count(ws, w->wishes); i++)
		VEC_PUSH(d->arena, &known.list, listing_entry(ws, w->wishes, i)->id);
	return desk_refuse(d, change_suggest(d->arena, w->spot.what, &known),
	    "'%.*s' has no wish '%.*s'", STR(listing_name(d->arena, ws, w->wishes)),
	    STR(w->spot.what));
}

static ptrdiff_t
number_of(const struct node *item)
{
	ptrdiff_t number = 0;
	for (const struct node *n = item->previous; n != NULL; n = n->previous)
		number++;
	return number;
}

/* A list without wishes: `nadia: []`, `{others: ask}`, `steps:`, or stages that hold nothing yet.
 */
static bool
insert_first(struct wishing *w, struct draft *wish)
{
	struct desk *d = w->d;
	struct located at, steps;
	if (!change_listing(d, w->wishes, false, &at) ||
	    !change_listing(d, w->wishes, true, &steps))
		return false;
	if (steps.node == NULL) {
		struct draft *list = draft_sequence(d->arena);
		draft_add(list, wish);
		at.node = node_real(at.node);
		return change_add_key(d, at, S("steps"), list);
	}
	const struct node *list = node_real(steps.node);
	while (list->kind == NODE_MAPPING && list->first != NULL)
		list = node_real(list->last);
	struct edit e = {.verb = EDIT_INSERT, .at = list, .position = EDIT_LAST, .value = wish};
	return desk_edit(d, steps.file, &e);
}

static bool
insert_wish(struct wishing *w, struct draft *wish)
{
	struct desk *d = w->d;
	struct neighbour n;
	struct located item;
	if (list_of(w)->wish_count == 0)
		return insert_first(w, wish);
	if (!asked_neighbour(w, &n) || !change_item(d, w->wishes, n.wish, &item))
		return false;
	struct edit e = {.verb = EDIT_INSERT,
	    .at = item.node->parent,
	    .position = number_of(item.node) + n.behind,
	    .value = wish};
	return desk_edit(d, item.file, &e);
}

/* ---- one wish ---- */

static struct draft *
wish_draft(const struct wishing *w, const struct entry *step)
{
	struct arena *a = w->d->arena;
	switch (w->as) {
	case WISH_AS_TODAY: return draft_text(a, step->own_id ? step->id : step->text);
	case WISH_OTHERWISE: return change_item_draft(a, step->id, w->text);
	case WISH_DROP: return change_item_draft(a, step->id, S("drop"));
	case WISH_ADD: break;
	}
	return draft_text(a, w->text);
}

/* The words of a step as they are written, with the clock time, by which it is wished as it is. */
static struct draft *
words_draft(struct wishing *w)
{
	struct located item;
	if (!change_item(w->d, w->steps, w->step, &item))
		return NULL;
	bool scalar = item.node->kind == NODE_SCALAR;
	struct str text = listing_entry(desk_workspace(w->d), w->steps, w->step)->text;
	return draft_text(
	    w->d->arena, str_copy(w->d->arena, scalar ? str_trim(item.node->value) : text));
}

/* Is wish `index` now what was asked for? */
static bool
is_as_asked(const struct wishing *w, int index)
{
	const struct wish *wish = &list_of(w)->wishes[index];
	const struct entry *step =
	    w->step >= 0 ? listing_entry(desk_workspace(w->d), w->steps, w->step) : NULL;
	switch (w->as) {
	case WISH_AS_TODAY:
		return !wish->drop && wish->entry.detail_count == 0 &&
		    (wish->bare ||
			str_eq(identity_words(w->d->arena, wish->entry.text),
			    identity_words(w->d->arena, step->text)));
	case WISH_OTHERWISE: return !wish->drop && str_eq(wish->entry.text, w->text);
	case WISH_DROP: return wish->drop;
	case WISH_ADD: break;
	}
	return false;
}

/* Say otherwise what stands there. The details of a wish stay where it stays a wish. */
static bool
change_existing(struct wishing *w, int index)
{
	struct located item;
	if (is_as_asked(w, index))
		return true;
	if (!change_item(w->d, w->wishes, index, &item))
		return false;
	const struct entry *step = listing_entry(desk_workspace(w->d), w->steps, w->step);
	struct draft *wish = wish_draft(w, step);
	if (item.node->kind == NODE_SCALAR && wish->kind == NODE_MAPPING)
		return change_add_words(w->d, item, wish->first->text, wish->first->next->text);
	if (w->as == WISH_AS_TODAY || item.node->kind != NODE_MAPPING ||
	    !listing_entry(desk_workspace(w->d), w->wishes, index)->own_id)
		return change_put(w->d, item, wish);
	if (w->as == WISH_DROP && item.node->count > 2)
		return change_put(w->d, item, wish);
	item.node = item.node->first->next;
	return change_put(w->d, item, wish->first->next);
}

/* The wish for this step in the list, or -1. */
static int
existing_wish(const struct wishing *w)
{
	const struct wishlist *list = list_of(w);
	if (list == NULL || list->kind != WISHES_LISTED || w->step < 0)
		return -1;
	int *found = steps_of_wishes(w);
	const struct entry *step = listing_entry(desk_workspace(w->d), w->steps, w->step);
	for (int i = 0; i < list->wish_count; i++) {
		const struct entry *e = &list->wishes[i].entry;
		if (found[i] == w->step || (e->own_id && step->own_id && str_eq(e->id, step->id)))
			return i;
	}
	return -1;
}

/* A text that the reader would take for something else: `drop` as words, or another step's id. */
static bool
is_fit_text(struct wishing *w)
{
	struct desk *d = w->d;
	if (w->as != WISH_OTHERWISE && w->as != WISH_ADD)
		return true;
	if (w->text.len == 0)
		return desk_refuse(d, S("say it in a few words"), "the text of a wish is empty");
	if (w->as == WISH_OTHERWISE)
		return true;
	struct listing actual = {w->wishes.map, ADDRESS_ACTUAL, FOR_ALL};
	int step = listing_find(d->arena, desk_workspace(d), actual, w->text);
	if (step < 0)
		return true;
	struct str id = listing_entry(desk_workspace(d), actual, step)->id;
	return desk_refuse(d,
	    str_format(d->arena, "wish for it with %.*s.%.*s same",
		STR(desk_workspace(d)->maps[w->wishes.map].entry.id), STR(id)),
	    "'%.*s' is a step of today already", STR(w->text));
}

static bool
needs_id(const struct wishing *w)
{
	return w->step >= 0 && w->as != WISH_AS_TODAY &&
	    !listing_entry(desk_workspace(w->d), w->steps, w->step)->own_id;
}

/* Afterwards the persona has the wish that was asked for, and nothing else is paired otherwise. */
static bool
check_result(struct wishing *w, int count, int existing)
{
	const struct wishlist *list = list_of(w);
	bool done = list != NULL && list->wish_count == count + (existing < 0);
	if (done && w->step >= 0) {
		int index = existing_wish(w);
		done = index >= 0 && is_as_asked(w, index);
	}
	return done ||
	    desk_refuse(w->d, S("give the step an id, then say it again"),
		"it would not be read as the wish that is meant");
}

static bool
write_wish(struct wishing *w)
{
	struct desk *d = w->d;
	const struct wishlist *list = list_of(w);
	struct str id;
	if (list != NULL && list->kind == WISHES_NEVER)
		return refuse_never(w);
	if (!is_fit_text(w) || (needs_id(w) && !change_open_step(d, w->steps, w->step, &id)))
		return false;
	list = list_of(w);
	int count = list != NULL ? list->wish_count : 0, existing = existing_wish(w);
	const struct entry *step =
	    w->step >= 0 ? listing_entry(desk_workspace(d), w->steps, w->step) : NULL;
	struct draft *wish =
	    w->as == WISH_AS_TODAY && !step->own_id ? words_draft(w) : wish_draft(w, step);
	bool done;
	if (wish == NULL)
		return false;
	if (existing >= 0)
		done = change_existing(w, existing);
	else if (list == NULL || list->kind == WISHES_SAME)
		done = start_list(w, wish);
	else
		done = insert_wish(w, wish);
	return done && check_result(w, count, existing);
}

/* ---- what is meant ---- */

static bool
find_map(struct desk *d, struct str word, int *map)
{
	struct address address;
	if (!address_read(d, word, &address))
		return false;
	*map = address.map;
	return address.kind == ADDRESS_MAP ||
	    desk_refuse(d, S("name a scenario or journey"), "'%.*s' is no map", STR(word));
}

static bool
find_persona(struct desk *d, struct str id, int *persona)
{
	const struct workspace *ws = desk_workspace(d);
	*persona = workspace_persona(ws, id);
	if (*persona >= 0)
		return true;
	struct change_names known = {0};
	for (int i = 0; i < ws->persona_count; i++)
		VEC_PUSH(d->arena, &known.list, ws->personas[i].entry.id);
	return desk_refuse(
	    d, change_suggest(d->arena, id, &known), "there is no persona '%.*s'", STR(id));
}

/* A step of today, else one that only the persona's redesign has. */
static bool
find_wished_step(struct wishing *w, struct str step)
{
	struct desk *d = w->d;
	const struct workspace *ws = desk_workspace(d);
	const struct map *m = &ws->maps[w->wishes.map];
	w->steps = (struct listing){w->wishes.map, ADDRESS_ACTUAL, FOR_ALL};
	w->step = listing_find(d->arena, ws, w->steps, step);
	const struct version *to_be = map_version(m, TO_BE, w->wishes.persona);
	for (int i = 0; w->step < 0 && i < m->to_be_count; i++) {
		if (&m->to_be[i].version != to_be)
			continue;
		struct listing l = {w->wishes.map, ADDRESS_TO_BE, m->to_be[i].persona};
		w->step = listing_find(d->arena, ws, l, step);
		w->steps = w->step >= 0 ? l : w->steps;
	}
	if (w->step >= 0)
		return true;
	struct change_names known = {0};
	for (int i = 0; i < m->actual.step_count; i++)
		VEC_PUSH(d->arena, &known.list, m->actual.steps[i].entry.id);
	return desk_refuse(d, change_suggest(d->arena, step, &known), "'%.*s' has no step '%.*s'",
	    STR(m->entry.id), STR(step));
}

bool
change_wish(struct desk *d, struct str map, struct str persona, struct str step, enum wish_as as,
    struct str text, struct spot spot)
{
	struct wishing w = {.d = d, .as = as, .text = str_trim(text), .spot = spot, .step = -1};
	w.wishes.version = ADDRESS_WISH;
	if (!find_map(d, map, &w.wishes.map) || !find_persona(d, persona, &w.wishes.persona))
		return false;
	w.steps = (struct listing){w.wishes.map, ADDRESS_ACTUAL, FOR_ALL};
	if (as != WISH_ADD && !find_wished_step(&w, step))
		return false;
	struct change_guard guard = change_begin(d);
	return change_end(d, &guard, write_wish(&w));
}

/* ---- the whole list ---- */

static bool
write_word(struct desk *d, struct listing l, struct str word)
{
	struct located at;
	if (!change_listing(d, l, false, &at))
		return false;
	if (word.len == 0)
		return at.node == NULL || change_delete_up(d, at, 1);
	if (at.node == NULL)
		return add_persona(d, l, draft_text(d->arena, word));
	const struct node *n = node_real(at.node);
	if (n->kind == NODE_SCALAR && str_eq(n->value, word))
		return true;
	return change_put(d, at, draft_text(d->arena, word));
}

bool
change_wishes(struct desk *d, struct str map, struct str persona, struct str word)
{
	struct listing l = {.version = ADDRESS_WISH};
	bool known = word.len == 0 || str_eq(word, S("same")) || str_eq(word, S("never"));
	if (!known)
		return desk_refuse(d, S("say same (as the steps come) or never (does not meet it)"),
		    "'%.*s' says nothing about all wishes", STR(word));
	if (!find_map(d, map, &l.map) || !find_persona(d, persona, &l.persona))
		return false;
	struct change_guard guard = change_begin(d);
	return change_end(d, &guard, write_word(d, l, word));
}
