/* SPDX-License-Identifier: MIT */
/*
 * Which step is which is written as an id. Linking writes today's id into a wish or a step of the
 * redesign, unlinking gives it one of its own or none; afterwards the workspace is read again, and
 * nothing else may be paired otherwise than before.
 */
#include "model/change.h"

#include "model/change_priv.h"
#include "model/emit.h"
#include "model/identity.h"
#include "model/path.h"

bool
change_add_words(struct desk *d, struct located item, struct str id, struct str text)
{
	const struct node *n = item.node;
	struct draft *meaning = change_item_draft(d->arena, id, text);
	struct spot_in_file spot = change_remember(d, item);
	if (n->parent->style == STYLE_BLOCK && str_eq(n->value, id)) {
		const struct desk_file *f = d->files.at[item.file];
		struct looks looks = looks_of(f->text, &f->tree);
		struct buf words = {.arena = d->arena};
		struct emit_place place = {.column = (int)n->column};
		buf_add(&words, S(": "));
		emit_scalar(&words, &looks, place, meaning->first->next, STYLE_PLAIN);
		struct span behind = {n->end, n->end};
		if (change_text(d, item.file, behind, buf_str(&words), n, meaning))
			return true;
	}
	return change_find_again(d, spot, &item) && change_put(d, item, meaning);
}

static bool
read_linkable(struct desk *d, struct str text, struct address *address)
{
	if (!address_read(d, text, address))
		return false;
	bool step = address->kind == ADDRESS_STEP && address->version != ADDRESS_ACTUAL &&
	    address->key.len == 0;
	return step ||
	    desk_refuse(d, S("write map@persona.wish or map@to-be.step"),
		"'%.*s' is neither a wish nor a step of the redesign", STR(text));
}

static struct listing
redesign_of(const struct workspace *ws, struct listing wishes)
{
	const struct map *m = &ws->maps[wishes.map];
	const struct version *v = map_version(m, TO_BE, wishes.persona);
	for (int i = 0; i < m->to_be_count; i++) {
		if (&m->to_be[i].version == v)
			return (struct listing){wishes.map, ADDRESS_TO_BE, m->to_be[i].persona};
	}
	return (struct listing){wishes.map, ADDRESS_TO_BE, FOR_ALL};
}

/* The step of today of that id or those words; for a wish also one that only the redesign has. */
static bool
find_step(struct desk *d, struct listing from, struct str step, struct listing *l, int *index)
{
	const struct workspace *ws = desk_workspace(d);
	*l = (struct listing){from.map, ADDRESS_ACTUAL, FOR_ALL};
	*index = listing_find(d->arena, ws, *l, step);
	if (*index >= 0)
		return true;
	struct listing redesign = redesign_of(ws, from);
	if (from.version == ADDRESS_WISH)
		*index = listing_find(d->arena, ws, redesign, step);
	if (*index >= 0) {
		*l = redesign;
		return true;
	}
	struct change_names known = {0};
	for (int i = 0; i < listing_count(ws, *l); i++)
		VEC_PUSH(d->arena, &known.list, listing_entry(ws, *l, i)->id);
	return desk_refuse(d, change_suggest(d->arena, step, &known), "'%.*s' has no step '%.*s'",
	    STR(ws->maps[from.map].entry.id), STR(step));
}

/* The number of the wish or step in its list that bears this id, or asks for it bare; or -1. */
static int
bearer_of(const struct workspace *ws, struct listing l, struct str id)
{
	for (int i = 0; i < listing_count(ws, l); i++) {
		const struct entry *e = listing_entry(ws, l, i);
		if (e->own_id && str_eq(e->id, id))
			return i;
	}
	return -1;
}

/* The words of an item as they are written. */
static struct str
words_of(const struct node *item, const struct entry *e)
{
	return item->kind == NODE_SCALAR ? str_trim(item->value) : e->text;
}

/* `id: ` in front of the words as they stand, so that a comment behind them stays where it is. */
static bool
put_before_words(struct desk *d, struct located item, struct str id, struct str text)
{
	struct draft *meaning = change_item_draft(d->arena, id, text);
	struct span at = {item.node->start, item.node->start};
	struct spot_in_file spot = change_remember(d, item);
	struct str front = str_format(d->arena, "%.*s: ", STR(id));
	if (item.node->kind == NODE_SCALAR &&
	    change_text(d, item.file, at, front, item.node, meaning))
		return true;
	return change_find_again(d, spot, &item) && change_put(d, item, meaning);
}

/* Put this id in front of an item, or in place of the one it has. */
static bool
write_id(struct desk *d, struct listing l, int index, struct str id)
{
	struct located item;
	if (!change_item(d, l, index, &item))
		return false;
	const struct entry *e = listing_entry(desk_workspace(d), l, index);
	if (item.node->kind != NODE_MAPPING || !e->own_id) {
		struct str text = str_copy(d->arena, words_of(item.node, e));
		return put_before_words(d, item, id, text);
	}
	item.node = item.node->first;
	return change_rename_key(d, item, id);
}

/* Everything but this one is paired as it was. */
static bool
leaves_others(struct desk *d, struct pairs before, const struct listing *l, int index)
{
	if (pairs_are_equal(before, pairs_of(d->arena, desk_workspace(d), l, index)))
		return true;
	return desk_refuse(d, S("say what those are first"),
	    "other wishes or steps would be paired otherwise then");
}

static bool
is_linked(const struct workspace *ws, struct listing l, int index, struct listing to, int step)
{
	const struct entry *mine = listing_entry(ws, l, index);
	if (l.version == ADDRESS_TO_BE) {
		const struct map *m = &ws->maps[l.map];
		for (int i = 0; i < m->to_be_count; i++) {
			if (m->to_be[i].persona == l.persona)
				return m->to_be[i].version.steps[index].today == step;
		}
		return false;
	}
	const struct entry *theirs = listing_entry(ws, to, step);
	return mine->own_id && theirs->own_id && str_eq(mine->id, theirs->id);
}

static bool
is_free_to_link(struct desk *d, struct listing l, int index, struct listing to, int step)
{
	const struct workspace *ws = desk_workspace(d);
	const struct entry *theirs = listing_entry(ws, to, step);
	int bearer = theirs->own_id ? bearer_of(ws, l, theirs->id) : -1;
	struct str name = listing_name(d->arena, ws, l);
	if (bearer == index)
		return desk_refuse(d, (struct str){0}, "'%.*s' is that step already",
		    STR(listing_entry(ws, l, index)->id));
	if (bearer >= 0)
		return desk_refuse(d,
		    str_format(d->arena, "desirepath unlink %.*s.%.*s, or remove one of the two",
			STR(name), STR(theirs->id)),
		    "'%.*s' has a step '%.*s' already: '%.*s'", STR(name), STR(theirs->id),
		    STR(listing_entry(ws, l, bearer)->text));
	bool bare = l.version == ADDRESS_WISH &&
	    map_wishes(&ws->maps[l.map], l.persona)->wishes[index].bare;
	if (bare)
		return desk_refuse(d, S("give it words of its own first, or another wish"),
		    "'%.*s' asks for that very step and has no words of its own",
		    STR(listing_entry(ws, l, index)->id));
	return true;
}

bool
change_link_item(struct desk *d, struct listing l, int index, struct str step)
{
	struct listing to;
	int target;
	struct str id;
	if (!find_step(d, l, step, &to, &target) || !is_free_to_link(d, l, index, to, target))
		return false;
	const struct entry *theirs = listing_entry(desk_workspace(d), to, target);
	if (!theirs->own_id && !change_open_step(d, to, target, &id))
		return false;
	id = str_copy(d->arena, listing_entry(desk_workspace(d), to, target)->id);
	struct pairs before = pairs_of(d->arena, desk_workspace(d), &l, index);
	if (!write_id(d, l, index, id))
		return false;
	if (!is_linked(desk_workspace(d), l, index, to, target))
		return desk_refuse(d, (struct str){0},
		    "'%.*s' would not be read as the step '%.*s'",
		    STR(listing_entry(desk_workspace(d), l, index)->text), STR(id));
	return leaves_others(d, before, &l, index);
}

bool
change_link(struct desk *d, struct str address, struct str step)
{
	struct address a;
	if (!read_linkable(d, address, &a))
		return false;
	struct change_guard guard = change_begin(d);
	return change_end(d, &guard, change_link_item(d, listing_of(&a), a.index, step));
}

/* ---- the reverse ---- */

/* The step of today that this is, or -1; found as the reader does it, by id or by words. */
static int
step_of(struct desk *d, struct listing l, int index)
{
	const struct workspace *ws = desk_workspace(d);
	const struct map *m = &ws->maps[l.map];
	if (l.version == ADDRESS_TO_BE) {
		for (int i = 0; i < m->to_be_count; i++) {
			if (m->to_be[i].persona == l.persona)
				return m->to_be[i].version.steps[index].today;
		}
		return -1;
	}
	const struct wishlist *list = map_wishes(m, l.persona);
	int *found = NEW_N(d->arena, int, list->wish_count + 1);
	bool *bare = NEW_N(d->arena, bool, list->wish_count + 1);
	identity_find(d->arena,
	    (struct identity_list){list->wishes, sizeof *list->wishes, list->wish_count},
	    (struct identity_list){m->actual.steps, sizeof *m->actual.steps, m->actual.step_count},
	    false, found, bare);
	return found[index];
}

static bool
has_details(const struct node *item)
{
	return item->kind == NODE_MAPPING && item->count > 2;
}

/* An id made of its own words that nobody bears yet. */
static struct str
id_of_its_own(struct desk *d, struct listing l, struct str text)
{
	struct arena *a = d->arena;
	const struct workspace *ws = desk_workspace(d);
	struct str slug = identity_slug(a, text), id;
	struct listing actual = {l.map, ADDRESS_ACTUAL, FOR_ALL};
	slug = slug.len > 0 ? slug : S("step");
	id = slug;
	for (int i = 2; i < 100; i++) {
		if (bearer_of(ws, l, id) < 0 && listing_find(a, ws, actual, id) < 0)
			break;
		id = str_format(a, "%.*s-%d", STR(slug), i);
	}
	return id;
}

static bool
has_own_words(struct desk *d, struct listing l, int index)
{
	const struct workspace *ws = desk_workspace(d);
	const struct map *m = &ws->maps[l.map];
	const struct entry *e = listing_entry(ws, l, index);
	int today = step_of(d, l, index);
	struct str name = listing_name(d->arena, ws, l);
	if (today < 0)
		return desk_refuse(d, (struct str){0}, "'%.*s' is no step of today", STR(e->text));
	const struct wishlist *list = l.version == ADDRESS_WISH ? map_wishes(m, l.persona) : NULL;
	bool drop = list != NULL && list->wishes[index].drop;
	struct str mine = identity_words(d->arena, e->text);
	struct str theirs = identity_words(d->arena, m->actual.steps[today].entry.text);
	if (!drop && !str_eq(mine, theirs))
		return true;
	return desk_refuse(d,
	    str_format(d->arena,
		"give it other words first: desirepath set PATH %.*s.%.*s.text '...'", STR(name),
		STR(e->id)),
	    "'%.*s' has no words of its own: it stays the step of today", STR(e->id));
}

static bool
unlink_step(struct desk *d, struct listing l, int index)
{
	struct located item;
	if (!has_own_words(d, l, index) || !change_item(d, l, index, &item))
		return false;
	struct pairs before = pairs_of(d->arena, desk_workspace(d), &l, index);
	struct str text = str_copy(d->arena, listing_entry(desk_workspace(d), l, index)->text);
	struct str id = id_of_its_own(d, l, text);
	bool done;
	if (has_details(item.node)) {
		item.node = item.node->first;
		done = change_rename_key(d, item, id);
	} else {
		const struct node *words =
		    item.node->kind == NODE_MAPPING ? item.node->first->next : item.node;
		text = str_copy(d->arena, str_trim(words->value));
		done = change_put(d, item, draft_text(d->arena, text));
	}
	if (!done)
		return false;
	if (step_of(d, l, index) >= 0)
		return desk_refuse(d, S("give it other words first"),
		    "'%.*s' would still be a step of today", STR(text));
	return leaves_others(d, before, &l, index);
}

bool
change_unlink(struct desk *d, struct str address)
{
	struct address a;
	if (!read_linkable(d, address, &a))
		return false;
	struct change_guard guard = change_begin(d);
	return change_end(d, &guard, unlink_step(d, listing_of(&a), a.index));
}
