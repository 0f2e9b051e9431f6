/* SPDX-License-Identifier: MIT */
/*
 * Another place. Within its list an entry is moved as it stands; into another list its lines are
 * put there first, with their comments and quotes, and then taken away where they stood.
 */
#include "model/change_priv.h"
#include "model/path.h"

static ptrdiff_t
number_of(const struct node *entry)
{
	ptrdiff_t number = 0;
	for (const struct node *n = entry; n->previous != NULL; n = n->previous)
		number++;
	return entry->parent->kind == NODE_MAPPING ? number / 2 : number;
}

static ptrdiff_t
entries_of(const struct node *collection)
{
	return collection->kind == NODE_MAPPING ? collection->count / 2 : collection->count;
}

/* The number beside another entry of the same collection; NULL: at its start or end. */
static ptrdiff_t
number_at(struct located entry, const struct node *other, struct spot spot)
{
	ptrdiff_t from = number_of(entry.node), to = entries_of(entry.node->parent) - 1;
	if (other != NULL) {
		to = number_of(other) + (spot.where == SPOT_BEHIND);
		to -= to > from;
	} else if (spot.where == SPOT_START) {
		to = 0;
	}
	return to;
}

static bool
move_within(struct desk *d, struct located entry, const struct node *other, struct spot spot)
{
	ptrdiff_t to = number_at(entry, other, spot);
	if (other == entry.node)
		return desk_refuse(
		    d, (struct str){0}, "'%.*s' cannot stand beside itself", STR(spot.what));
	if (to == number_of(entry.node))
		return true;
	struct edit edit = {.verb = EDIT_MOVE, .at = entry.node, .position = to};
	return desk_edit(d, entry.file, &edit);
}

/* ---- steps ---- */

static bool
take_away(struct desk *d, struct spot_in_file list, ptrdiff_t number)
{
	struct located at;
	if (!change_find_again(d, list, &at))
		return false;
	const struct node *item = node_real(at.node)->first;
	while (number-- > 0)
		item = item->next;
	return change_delete(d, (struct located){at.file, item});
}

/* From the list of one stage into that of another; both are in one file. */
static bool
move_across(struct desk *d, struct located item, struct located key, const struct node *list,
    ptrdiff_t position)
{
	struct located home = {item.file, item.node->parent};
	struct spot_in_file from = change_remember(d, home);
	ptrdiff_t number = number_of(item.node), column = 0;
	const struct desk_file *f = d->files.at[item.file];
	struct draft *value = draft_of(d->arena, item.node);
	struct str lines = edit_lines(f->text, &f->tree, item.node, &column);
	if (value == NULL)
		return desk_refuse(
		    d, S("write the alias out first"), "what stands behind an alias is not moved");
	if (list == NULL) {
		struct draft *only = draft_sequence(d->arena);
		draft_add(only, value);
		return change_add_key(d, (struct located){key.file, node_real(key.node->next)},
			   S("steps"), only) &&
		    take_away(d, from, number);
	}
	struct edit edit = {.verb = EDIT_INSERT,
	    .at = list,
	    .position = position,
	    .value = value,
	    .lines = str_copy(d->arena, lines),
	    .lines_column = column};
	if (list->style == STYLE_FLOW && list->count > 0)
		edit.lines = (struct str){0};
	return desk_edit(d, item.file, &edit) && take_away(d, from, number);
}

/* Equal words are the k-th and the k-th: moving one of them past the other would change which. */
static bool
is_same_still(struct desk *d, struct listing l, struct pairs before, struct spot_in_file list,
    ptrdiff_t number)
{
	return list.path.len == 0 || change_is_same_but(d, l, before, list, number) ||
	    desk_refuse(d, S("steps with equal words are told apart by their order: give them ids"),
		"there another step would no longer be what it is");
}

static bool
move_step(struct desk *d, const struct address *a, struct spot spot)
{
	struct listing l = listing_of(a);
	const struct workspace *ws = desk_workspace(d);
	struct pairs before = pairs_of(d->arena, ws, &l, a->index);
	struct spot_in_file at = {0};
	ptrdiff_t position;
	int stage, home = listing_stage_of(ws, l, a->index);
	bool beside = spot.where == SPOT_BEFORE || spot.where == SPOT_BEHIND;
	if (spot.where == SPOT_END && spot.stage.len == 0 && home >= 0)
		stage = home;
	if (!change_spot_stage(d, l, spot, &stage))
		return false;
	struct located item, other = {0}, key = {0};
	const struct node *list = NULL;
	if (!change_item(d, l, a->index, &item))
		return false;
	if (stage == home) {
		int step = beside ? listing_find(d->arena, ws, l, spot.what) : -1;
		if (step >= 0 && !change_item(d, l, step, &other))
			return false;
		position = number_at(item, other.node, spot);
		at = change_remember(d, (struct located){item.file, item.node->parent});
		return move_within(d, item, other.node, spot) &&
		    is_same_still(d, l, before, at, position);
	}
	if (!change_stage_list(d, l, stage, &key, &list) ||
	    !change_spot_position(d, l, spot, &position))
		return false;
	if (list != NULL)
		at = change_remember(d, (struct located){key.file, list});
	return move_across(d, item, key, list, position) &&
	    is_same_still(d, l, before, at, position);
}

/* ---- everything else ---- */

/* The entry of the same collection that `what` names. */
static bool
find_sibling(struct desk *d, struct located entry, struct str what, const struct node **other)
{
	const struct node *list = entry.node->parent;
	struct change_names known = {0};
	*other = NULL;
	if (list->kind == NODE_SEQUENCE) {
		*other = change_find_item(d, list, what);
	} else {
		const struct node *value = path_value(list, what);
		*other = value == NULL ? NULL : path_key(value);
	}
	if (*other != NULL)
		return true;
	for (const struct node *c = list->first; c != NULL; c = c->next) {
		const struct node *name = c->kind == NODE_MAPPING && !c->is_key ? c->first : c;
		bool word = name != NULL && name->kind == NODE_SCALAR;
		if (word && (list->kind == NODE_SEQUENCE || c->is_key))
			VEC_PUSH(d->arena, &known.list, name->value);
	}
	return desk_refuse(
	    d, change_suggest(d->arena, what, &known), "there is no '%.*s' beside it", STR(what));
}

static bool
move_entry(struct desk *d, const struct address *a, struct spot spot)
{
	struct located entry;
	const struct node *other = NULL;
	bool beside = spot.where == SPOT_BEFORE || spot.where == SPOT_BEHIND;
	if (spot.stage.len > 0)
		return desk_refuse(d, (struct str){0}, "only a step stands in a stage");
	if (!change_address(d, a, &entry))
		return false;
	if (entry.node == NULL)
		return desk_refuse(
		    d, (struct str){0}, "'%.*s' is not written anywhere", STR(a->text));
	entry.node = path_entry(entry.node);
	if (entry.node->parent == NULL ||
	    (!entry.node->is_key && entry.node->parent->kind != NODE_SEQUENCE))
		return desk_refuse(d, (struct str){0}, "'%.*s' cannot be moved", STR(a->text));
	if (beside && !find_sibling(d, entry, spot.what, &other))
		return false;
	return move_within(d, entry, other, spot);
}

static bool
move(struct desk *d, struct str address, struct spot spot)
{
	struct address a;
	if (!address_read(d, address, &a))
		return false;
	if (a.kind == ADDRESS_STEP && a.key.len == 0)
		return move_step(d, &a, spot);
	return move_entry(d, &a, spot);
}

bool
change_move(struct desk *d, struct str address, struct spot spot)
{
	struct change_guard guard = change_begin(d);
	return change_end(d, &guard, move(d, address, spot));
}
