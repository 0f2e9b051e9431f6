/* SPDX-License-Identifier: MIT */
/*
 * Another id, here and in every reference. The scalars are changed one by one, the deepest first,
 * so that the way to each is still good when its turn comes; afterwards every step must be the step
 * that it was before.
 */
#include "base/utf8.h"
#include "model/change_priv.h"
#include "model/identity.h"
#include "model/path.h"

/* A scalar and what it is to be. */
struct rewording {
	struct spot_in_file spot;
	int depth;
	bool key;
	struct str text;
};
struct rewordings {
	VEC(struct rewording) list;
};

static int
depth_of(struct str path)
{
	int depth = 0;
	for (ptrdiff_t i = 0; i < path.len; i++)
		depth += path.at[i] == '/';
	return depth;
}

static void
plan(struct desk *d, struct rewordings *all, struct located at, bool key, struct str text)
{
	struct spot_in_file spot = change_remember(d, at);
	VEC_PUSH(d->arena, &all->list, (struct rewording){spot, depth_of(spot.path), key, text});
}

/* The deepest first; of equal ones in order. */
static void
sort(struct rewordings *all)
{
	for (ptrdiff_t i = 1; i < all->list.count; i++) {
		struct rewording r = all->list.at[i];
		ptrdiff_t k = i;
		for (; k > 0 && all->list.at[k - 1].depth < r.depth; k--)
			all->list.at[k] = all->list.at[k - 1];
		all->list.at[k] = r;
	}
}

/* ---- many in one file ---- */

static bool
comes_before(const struct change_scalar *x, const struct change_scalar *y)
{
	return x->node->content < y->node->content;
}

static void
merge_sort(struct change_scalar *list, struct change_scalar *room, ptrdiff_t count)
{
	ptrdiff_t half = count / 2, i = 0, j = half;
	if (count < 2)
		return;
	merge_sort(list, room, half);
	merge_sort(list + half, room, count - half);
	for (ptrdiff_t k = 0; k < count; k++) {
		bool left = j == count || (i < half && !comes_before(&list[j], &list[i]));
		room[k] = left ? list[i++] : list[j++];
	}
	for (ptrdiff_t k = 0; k < count; k++)
		list[k] = room[k];
}

static bool
find_scalar(struct desk *d, const struct rewording *r, const struct node **node)
{
	struct located at;
	if (!change_find_again(d, r->spot, &at))
		return false;
	*node = r->key ? path_key(at.node) : at.node;
	return *node != NULL;
}

/* Those of a file that has many of them are changed in one go, and leave the list. */
static void
carry_out_many(struct desk *d, struct rewordings *all, int file)
{
	enum { MANY = 24 };
	struct change_scalar *list = NEW_N(d->arena, struct change_scalar, all->list.count + 1);
	struct change_scalar *room = NEW_N(d->arena, struct change_scalar, all->list.count + 1);
	ptrdiff_t count = 0, kept = 0;
	for (ptrdiff_t i = 0; i < all->list.count; i++) {
		const struct rewording *r = &all->list.at[i];
		if (r->spot.file != file)
			continue;
		if (!find_scalar(d, r, &list[count].node))
			return;
		list[count++].text = r->text;
	}
	if (count < MANY)
		return;
	merge_sort(list, room, count);
	if (!change_scalars(d, file, list, count))
		return;
	for (ptrdiff_t i = 0; i < all->list.count; i++) {
		if (all->list.at[i].spot.file != file)
			all->list.at[kept++] = all->list.at[i];
	}
	all->list.count = kept;
}

static bool
carry_out(struct desk *d, struct rewordings *all)
{
	for (int f = 0; f < (int)d->files.count; f++)
		carry_out_many(d, all, f);
	sort(all);
	for (ptrdiff_t i = 0; i < all->list.count; i++) {
		const struct rewording *r = &all->list.at[i];
		struct located at;
		if (!change_find_again(d, r->spot, &at))
			return false;
		if (r->key) {
			at.node = path_key(at.node);
			if (!change_rename_key(d, at, r->text))
				return false;
		} else if (!change_put(d, at, draft_text(d->arena, r->text))) {
			return false;
		}
	}
	return true;
}

static bool
plan_mentions(
    struct desk *d, const struct change_thing *thing, struct str id, struct rewordings *all)
{
	struct mentions found = {0};
	if (!change_mentions(d, thing, &found))
		return false;
	for (ptrdiff_t i = 0; i < found.list.count; i++) {
		const struct mention *m = &found.list.at[i];
		struct str text = str_trim(m->at.node->value);
		struct str now = str_format(d->arena, "%.*s%.*s%.*s",
		    STR(str_upto(text, m->part.start)), STR(id), STR(str_from(text, m->part.end)));
		plan(d, all, m->at, m->key, now);
	}
	return true;
}

/* The id where the thing is defined: a key, or the bare text of an item. */
static bool
plan_definition(struct desk *d, const struct entry *e, struct str id, struct rewordings *all)
{
	struct located at;
	if (!change_locate(d, e->at, &at))
		return false;
	plan(d, all, at, at.node->is_key, id);
	return true;
}

static bool
is_same_still(struct desk *d, struct pairs before, struct str id)
{
	return pairs_are_equal(before, pairs_of(d->arena, desk_workspace(d), NULL, 0)) ||
	    desk_refuse(d, S("take another id"),
		"with the id '%.*s' another step would no longer be what it is", STR(id));
}

static bool
rename_thing(struct desk *d, const struct address *a, struct str id)
{
	struct change_thing thing;
	struct rewordings all = {0};
	struct pairs before = pairs_of(d->arena, desk_workspace(d), NULL, 0);
	return change_thing_of(d, a, &thing) && plan_mentions(d, &thing, id, &all) &&
	    plan_definition(d, a->entry, id, &all) && carry_out(d, &all) &&
	    is_same_still(d, before, id);
}

/* ---- steps ---- */

static bool
has_id(struct desk *d, struct listing l, struct str id)
{
	const struct workspace *ws = desk_workspace(d);
	for (int i = 0; i < listing_count(ws, l); i++) {
		if (str_eq(listing_entry(ws, l, i)->id, id))
			return true;
	}
	return false;
}

/* The version or wishes in which the map has such a step already. */
static struct str
taken_in(struct desk *d, int map, struct str id)
{
	const struct workspace *ws = desk_workspace(d);
	const struct map *m = &ws->maps[map];
	struct listing l = {map, ADDRESS_ACTUAL, FOR_ALL};
	if (has_id(d, l, id))
		return listing_name(d->arena, ws, l);
	for (int i = 0; i < m->to_be_count + m->wishlist_count; i++) {
		int w = i - m->to_be_count;
		l = w < 0 ? (struct listing){map, ADDRESS_TO_BE, m->to_be[i].persona}
			  : (struct listing){map, ADDRESS_WISH, m->wishlists[w].persona};
		if (has_id(d, l, id))
			return listing_name(d->arena, ws, l);
	}
	return (struct str){0};
}

/* A wish or a step of the redesign that is a step of today is renamed as that. */
static void
go_to_today(struct desk *d, struct address *a)
{
	const struct workspace *ws = desk_workspace(d);
	struct listing today = {a->map, ADDRESS_ACTUAL, FOR_ALL};
	for (int i = 0; a->version != ADDRESS_ACTUAL && i < listing_count(ws, today); i++) {
		const struct entry *e = listing_entry(ws, today, i);
		if (!str_eq(e->id, a->entry->id))
			continue;
		a->version = ADDRESS_ACTUAL;
		a->persona = FOR_ALL;
		a->index = i;
		a->entry = e;
	}
}

/* A sentence gets the id in front of it; where an id is written it is replaced. */
static bool
write_step_id(struct desk *d, const struct address *a, struct str id)
{
	struct located item;
	struct listing l = listing_of(a);
	if (!change_item(d, l, a->index, &item))
		return false;
	const struct entry *e = listing_entry(desk_workspace(d), l, a->index);
	struct str text = item.node->kind == NODE_SCALAR ? str_trim(item.node->value) : e->text;
	return change_write_id(d, item, id, str_copy(d->arena, text));
}

static bool
rename_step(struct desk *d, const struct address *address, struct str id)
{
	struct address a = *address;
	go_to_today(d, &a);
	struct str taken = taken_in(d, a.map, id);
	if (taken.len > 0)
		return desk_refuse(d, S("take another id"), "'%.*s' already has a step '%.*s'",
		    STR(taken), STR(id));
	struct change_thing thing;
	struct rewordings all = {0};
	struct pairs before = pairs_of(d->arena, desk_workspace(d), NULL, 0);
	bool own = a.entry->own_id;
	change_thing_of(d, &a, &thing);
	thing.everywhere = own || a.version == ADDRESS_ACTUAL;
	if (!plan_mentions(d, &thing, id, &all))
		return false;
	if (own && !plan_definition(d, a.entry, id, &all))
		return false;
	if (!own && !write_step_id(d, &a, id))
		return false;
	return carry_out(d, &all) && is_same_still(d, before, id);
}

/* ---- items behind a key ---- */

static bool
rename_item(struct desk *d, const struct address *a, struct str id)
{
	struct located item;
	struct str was = a->item;
	if (!change_address(d, a, &item))
		return false;
	const struct node *n = item.node == NULL ? NULL : node_real(item.node);
	if (n == NULL || a->item_key.len > 0)
		return desk_refuse(d, (struct str){0}, "there is no '%.*s'", STR(a->text));
	if (n->parent == NULL || n->parent->kind != NODE_SEQUENCE ||
	    (n->kind == NODE_MAPPING && n->first == NULL))
		return desk_refuse(d, S("only an item of a list has an id"),
		    "'%.*s' has no id to be changed", STR(a->text));
	if (n->kind != NODE_MAPPING)
		return change_write_id(
		    d, (struct located){item.file, n}, id, str_copy(d->arena, str_trim(n->value)));
	struct entry place = {.at = {change_source_of(d, item.file), n->first->start}};
	struct change_thing thing = {.kind = CHANGE_OTHER, .entry = &place, .map = -1, .id = was};
	struct rewordings all = {0};
	item.node = n->first;
	if (!plan_mentions(d, &thing, id, &all))
		return false;
	plan(d, &all, item, true, id);
	return carry_out(d, &all);
}

/* ---- the whole ---- */

static bool
rename_stage(struct desk *d, const struct address *a, struct str name)
{
	const struct workspace *ws = desk_workspace(d);
	struct located key;
	int count;
	const struct stage *stages = listing_stages(ws, listing_of(a), &count);
	for (int i = 0; i < count; i++) {
		if (str_eq(stages[i].entry.id, name))
			return desk_refuse(d, S("take another name"),
			    "'%.*s' already has a stage '%.*s'",
			    STR(listing_name(d->arena, ws, listing_of(a))), STR(name));
	}
	return change_locate(d, a->entry->at, &key) && change_rename_key(d, key, name);
}

static bool
is_taken(struct desk *d, const struct address *a, struct str id)
{
	const struct workspace *ws = desk_workspace(d);
	const struct entry *list = a->section == FIELD_feedback ? ws->waves
	    : a->section == FIELD_indicators                    ? ws->indicators
	    : a->section == FIELD_actions                       ? ws->actions
								: ws->notes;
	int count = a->section == FIELD_feedback ? ws->wave_count
	    : a->section == FIELD_indicators     ? ws->indicator_count
	    : a->section == FIELD_actions        ? ws->action_count
						 : ws->note_count;
	if (a->kind == ADDRESS_PERSONA)
		return workspace_persona(ws, id) >= 0;
	if (a->kind == ADDRESS_MAP)
		return workspace_map(ws, id) >= 0;
	for (int i = 0; a->kind == ADDRESS_ENTRY && i < count; i++) {
		if (str_eq(list[i].id, id) && list[i].own_id)
			return true;
	}
	return false;
}

static bool
rename_entry(struct desk *d, const struct address *a, struct str id)
{
	struct located item;
	if (a->kind == ADDRESS_PERSONA && (str_eq(id, S("others")) || str_eq(id, S("all"))))
		return desk_refuse(d, S("others and all mean several personas"),
		    "a persona cannot be called '%.*s'", STR(id));
	if (is_taken(d, a, id))
		return desk_refuse(d, S("take another id"), "there is already %.*s '%.*s'",
		    STR(change_kind_words(a)), STR(id));
	if (a->entry->own_id)
		return rename_thing(d, a, id);
	if (!change_address(d, a, &item))
		return false;
	return change_write_id(d, item, id, str_copy(d->arena, a->entry->text));
}

static bool
rename_any(struct desk *d, struct str address, struct str id)
{
	struct address a;
	id = str_trim(id);
	if (!address_read(d, address, &a))
		return false;
	if (a.key.len > 0 && a.item.len == 0)
		return desk_refuse(d, S("desirepath set gives it a value"),
		    "'%.*s' is a key of the format and keeps its name", STR(a.key));
	if (a.entry == NULL && a.key.len == 0)
		return desk_refuse(d, (struct str){0}, "%.*s has no id", STR(address_words(d, &a)));
	if (id.len == 0 || (a.kind != ADDRESS_STAGE && !identity_is_id(id)))
		return id.len == 0 ? desk_refuse(d, (struct str){0}, "the new id is missing")
				   : change_refuse_id(d, id);
	if (a.key.len == 0 && str_eq(a.entry->id, id) && a.entry->own_id)
		return true;
	if (a.key.len > 0)
		return rename_item(d, &a, id);
	if (a.kind == ADDRESS_STAGE)
		return rename_stage(d, &a, id);
	return a.kind == ADDRESS_STEP ? rename_step(d, &a, id) : rename_entry(d, &a, id);
}

bool
change_rename(struct desk *d, struct str address, struct str id)
{
	struct change_guard guard = change_begin(d);
	return change_end(d, &guard, rename_any(d, address, id));
}
