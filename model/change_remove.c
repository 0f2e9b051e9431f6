/* SPDX-License-Identifier: MIT */
/*
 * Taking away. A thing that is referred to stays, and every place is named; or all these places go
 * as well, the last of a file first, so that the ways to the others are still good.
 */
#include "model/change_priv.h"
#include "model/path.h"

/* What goes: the ways to the entries, and how many emptied collections above go with each. */
struct removal {
	struct spot_in_file spot;
	uint32_t offset;
	int levels;
};
struct removals {
	VEC(struct removal) list;
};

static void
plan(struct desk *d, struct removals *all, struct located at, int levels)
{
	struct spot_in_file spot = change_remember(d, at);
	VEC_PUSH(d->arena, &all->list, (struct removal){spot, at.node->start, levels});
}

static void
sort(struct removals *all)
{
	for (ptrdiff_t i = 1; i < all->list.count; i++) {
		struct removal r = all->list.at[i];
		ptrdiff_t k = i;
		for (; k > 0 && all->list.at[k - 1].offset < r.offset; k--)
			all->list.at[k] = all->list.at[k - 1];
		all->list.at[k] = r;
	}
}

static bool
carry_out(struct desk *d, struct removals *all)
{
	sort(all);
	for (ptrdiff_t i = 0; i < all->list.count; i++) {
		struct located at;
		if (!change_find_again(d, all->list.at[i].spot, &at) ||
		    !change_delete_up(d, at, all->list.at[i].levels))
			return false;
	}
	return true;
}

/* ---- what refers to it ---- */

static bool
is_within(const struct node *n, struct located whole, int file)
{
	for (; n != NULL && file == whole.file; n = n->parent) {
		if (n == whole.node || (whole.node->is_key && n == whole.node->next))
			return true;
	}
	return false;
}

/* The pair or item that goes where this scalar names the thing. */
static struct located
doomed(const struct mention *m)
{
	struct located at = m->at;
	at.node = m->item ? change_entry_node(at.node) : path_entry(at.node);
	if (m->field == FIELD_said)
		at.node = change_entry_node(m->at.node);
	return at;
}

static bool
comes_before(const struct mention *x, const struct mention *y)
{
	if (x->at.file != y->at.file)
		return x->at.file < y->at.file;
	return x->at.node->start < y->at.node->start;
}

static void
sort_mentions(struct mentions *found)
{
	for (ptrdiff_t i = 1; i < found->list.count; i++) {
		struct mention m = found->list.at[i];
		ptrdiff_t k = i;
		for (; k > 0 && comes_before(&m, &found->list.at[k - 1]); k--)
			found->list.at[k] = found->list.at[k - 1];
		found->list.at[k] = m;
	}
}

/* FILE:LINE of a mention. */
static struct str
place_of(struct desk *d, const struct mention *m)
{
	const struct desk_file *f = d->files.at[m->at.file];
	struct source source = {.path = f->path, .text = f->text, .parsed = f->text};
	struct position at = source_position(d->arena, &source, m->at.node->start);
	return str_format(d->arena, "%.*s:%td", STR(f->path), at.line);
}

static struct str
name_places(struct desk *d, const struct mentions *found)
{
	enum { MOST_NAMED = 30 };
	struct buf b = {.arena = d->arena};
	for (ptrdiff_t i = 0; i < found->list.count && i < MOST_NAMED; i++)
		buf_format(&b, "%s%.*s", i > 0 ? ", " : "", STR(place_of(d, &found->list.at[i])));
	if (found->list.count > MOST_NAMED)
		buf_format(&b, " and %td more", found->list.count - MOST_NAMED);
	buf_add(&b, S("; --with-references takes those away, too"));
	return buf_str(&b);
}

/* A step that only this persona meets would be everybody's without `only`. */
static bool
leaves_nobody(struct desk *d, const struct mention *m)
{
	const struct node *list = m->at.node->parent;
	bool alone = list->kind == NODE_MAPPING || list->count == 1;
	if (m->field != FIELD_only || !alone)
		return false;
	desk_refuse(d, S("remove that step first, or say who else meets it"),
	    "the step at %.*s would be met by nobody", STR(place_of(d, m)));
	return true;
}

/* Those that do not go with the thing itself. */
static void
drop_inner(struct mentions *found, struct located whole)
{
	ptrdiff_t kept = 0;
	for (ptrdiff_t i = 0; i < found->list.count; i++) {
		struct mention m = found->list.at[i];
		if (!is_within(m.at.node, whole, m.at.file))
			found->list.at[kept++] = m;
	}
	found->list.count = kept;
}

static bool
find_mentions(struct desk *d, const struct change_thing *things, ptrdiff_t count,
    struct located whole, struct mentions *found)
{
	for (ptrdiff_t i = 0; i < count; i++) {
		if (!change_mentions(d, &things[i], found))
			return false;
	}
	drop_inner(found, whole);
	sort_mentions(found);
	return true;
}

/* ---- what the thing is ---- */

struct things {
	VEC(struct change_thing) list;
};

static void
add_step(struct desk *d, struct listing l, int index, struct things *things)
{
	const struct entry *e = listing_entry(desk_workspace(d), l, index);
	VEC_PUSH(d->arena, &things->list,
	    (struct change_thing){.kind = CHANGE_STEP,
		.id = str_copy(d->arena, e->id),
		.entry = e,
		.map = l.map,
		.index = index,
		.listing = l,
		.everywhere = l.version == ADDRESS_ACTUAL,
		.partners = l.version == ADDRESS_ACTUAL});
}

/* Whether the step of the redesign is one that today has, too: then ids still mean that. */
static bool
is_of_today(struct desk *d, struct listing l, int index)
{
	const struct workspace *ws = desk_workspace(d);
	struct listing today = {l.map, ADDRESS_ACTUAL, FOR_ALL};
	struct str id = listing_entry(ws, l, index)->id;
	for (int i = 0; l.version != ADDRESS_ACTUAL && i < listing_count(ws, today); i++) {
		if (str_eq(listing_entry(ws, today, i)->id, id))
			return true;
	}
	return false;
}

static void
find_things(struct desk *d, const struct address *a, struct things *things)
{
	const struct workspace *ws = desk_workspace(d);
	struct listing l = listing_of(a);
	if (a->key.len > 0)
		return;
	if (a->kind == ADDRESS_STEP) {
		if (l.version == ADDRESS_WISH || !is_of_today(d, l, a->index))
			add_step(d, l, a->index, things);
		return;
	}
	if (a->kind == ADDRESS_STAGE) {
		for (int i = 0; i < listing_count(ws, l); i++) {
			bool mine = listing_stage_of(ws, l, i) == a->index;
			if (mine && (l.version == ADDRESS_WISH || !is_of_today(d, l, i)))
				add_step(d, l, i, things);
		}
		return;
	}
	if (a->kind == ADDRESS_MAP && a->entry == NULL) {
		for (int i = 0; i < listing_count(ws, l); i++) {
			if (l.version == ADDRESS_WISH || !is_of_today(d, l, i))
				add_step(d, l, i, things);
		}
		return;
	}
	if (a->entry == NULL)
		return;
	struct change_thing thing;
	change_thing_of(d, a, &thing);
	VEC_PUSH(d->arena, &things->list, thing);
}

/* How many collections above go when they are empty then. */
static int
levels_of(struct desk *d, const struct address *a)
{
	if (a->key.len > 0)
		return a->item.len > 0 && a->item_key.len == 0 ? 1 : a->kind == ADDRESS_SECTION;
	if (a->kind == ADDRESS_STEP &&
	    listing_stage_of(desk_workspace(d), listing_of(a), a->index) >= 0)
		return 0;
	if (a->kind == ADDRESS_STEP || a->kind == ADDRESS_STAGE)
		return a->version == ADDRESS_WISH ? 2 : 1;
	if (a->kind == ADDRESS_MAP && a->entry == NULL)
		return a->version != ADDRESS_ACTUAL;
	return 1;
}

static bool
remove_whole(struct desk *d, const struct address *a, bool with_references)
{
	struct things things = {0};
	struct mentions found = {0};
	struct removals all = {0};
	struct located whole;
	if (!change_address(d, a, &whole))
		return false;
	if (whole.node == NULL)
		return desk_refuse(d, (struct str){0}, "there is nothing at '%.*s'", STR(a->text));
	find_things(d, a, &things);
	whole.node = path_entry(whole.node);
	if (!find_mentions(d, things.list.at, things.list.count, whole, &found))
		return false;
	if (found.list.count > 0 && !with_references)
		return desk_refuse(d, name_places(d, &found), "%.*s is referred to in %td %s",
		    STR(address_words(d, a)), found.list.count,
		    found.list.count == 1 ? "place" : "places");
	for (ptrdiff_t i = 0; i < found.list.count; i++) {
		if (leaves_nobody(d, &found.list.at[i]))
			return false;
		plan(d, &all, doomed(&found.list.at[i]), found.list.at[i].levels);
	}
	plan(d, &all, whole, levels_of(d, a));
	return carry_out(d, &all);
}

/* An item with an id of its own may be referred to. */
static bool
remove_item(struct desk *d, const struct address *a, bool with_references)
{
	struct located item;
	struct mentions found = {0};
	struct removals all = {0};
	if (!change_address(d, a, &item))
		return false;
	if (item.node == NULL)
		return desk_refuse(d, (struct str){0}, "there is nothing at '%.*s'", STR(a->text));
	const struct node *n = node_real(item.node);
	bool has_id = n->kind == NODE_MAPPING && n->first != NULL && n->parent != NULL &&
	    n->parent->kind == NODE_SEQUENCE && a->item_key.len == 0;
	if (has_id) {
		struct entry place = {.at = {change_source_of(d, item.file), n->first->start}};
		struct change_thing thing = {
		    .kind = CHANGE_OTHER, .entry = &place, .map = -1, .id = n->first->value};
		if (!find_mentions(d, &thing, 1, item, &found))
			return false;
	}
	if (found.list.count > 0 && !with_references)
		return desk_refuse(d, name_places(d, &found), "'%.*s' is referred to in %td %s",
		    STR(a->text), found.list.count, found.list.count == 1 ? "place" : "places");
	for (ptrdiff_t i = 0; i < found.list.count; i++)
		plan(d, &all, doomed(&found.list.at[i]), found.list.at[i].levels);
	plan(d, &all, item, levels_of(d, a));
	return carry_out(d, &all);
}

static bool
remove_any(struct desk *d, struct str address, bool with_references)
{
	struct address a;
	if (!address_read(d, address, &a))
		return false;
	if (str_eq(a.key, S("text")) || str_eq(a.item_key, S("text")))
		return desk_refuse(d, S("without the last part it is the whole"),
		    "the words of %.*s cannot be taken away alone", STR(address_words(d, &a)));
	return a.item.len > 0 ? remove_item(d, &a, with_references)
			      : remove_whole(d, &a, with_references);
}

bool
change_remove(struct desk *d, struct str address, bool with_references)
{
	struct change_guard guard = change_begin(d);
	return change_end(d, &guard, remove_any(d, address, with_references));
}
