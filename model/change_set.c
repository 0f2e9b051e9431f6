/* SPDX-License-Identifier: MIT */
/*
 * Giving a key a value. The thing is first brought into the form that can hold keys, then the value
 * is put where it stands, or a new key where it belongs.
 */
#include "base/utf8.h"
#include "model/change_priv.h"
#include "model/identity.h"
#include "model/path.h"
#include "model/reference.h"
#include "model/value.h"

/* ---- the form that can hold keys ---- */

/* `id: about` becomes a mapping with one more key. */
static bool
add_to_short(struct desk *d, struct located value, struct str first, struct str key,
    const struct draft *draft, bool flow)
{
	struct spot_in_file spot = change_remember(d, value);
	struct draft *all = draft_mapping(d->arena);
	draft_add(all, draft_text(d->arena, first));
	draft_add(all, draft_text(d->arena, str_copy(d->arena, str_trim(value.node->value))));
	return change_put(d, value, all) && change_find_again(d, spot, &value) &&
	    (flow ? change_add_flow(d, value, key, draft) : change_add_key(d, value, key, draft));
}

static bool
is_nothing(const struct node *n)
{
	return n->kind == NODE_SCALAR &&
	    (n->is_null ||
		(n->style == STYLE_PLAIN &&
		    (str_eq(n->value, S("~")) || str_eq(n->value, S("null")))));
}

static bool
add_to_mapping(
    struct desk *d, struct located holder, struct str key, const struct draft *draft, bool flow)
{
	if (holder.node->kind == NODE_SCALAR && !holder.node->is_null) {
		struct draft *all = draft_mapping(d->arena), *copy = NEW(d->arena, struct draft);
		*copy = *draft;
		draft_add(all, draft_text(d->arena, key));
		draft_add(all, copy);
		return change_put(d, holder, all);
	}
	return flow ? change_add_flow(d, holder, key, draft)
		    : change_add_key(d, holder, key, draft);
}

/* An action or a note that is a sentence gets its id. */
static bool
open_entry(struct desk *d, const struct address *a, struct located *holder)
{
	if (holder->node->kind == NODE_MAPPING && a->entry->own_id)
		return true;
	struct spot_in_file spot = change_remember(d, *holder);
	struct str id = str_copy(d->arena, a->entry->id);
	struct str text = str_copy(d->arena, a->entry->text);
	return change_write_id(d, *holder, id, text) && change_find_again(d, spot, holder);
}

static bool
open_step(struct desk *d, const struct address *a, struct located *holder)
{
	struct listing l = listing_of(a);
	struct str id;
	return change_open_step(d, l, a->index, &id) && change_item(d, l, a->index, holder);
}

/* A key of a wish list: others, order. */
static bool
add_to_wishlist(struct desk *d, struct located value, struct str key, const struct draft *draft)
{
	const struct node *n = value.node == NULL ? NULL : node_real(value.node);
	if (n == NULL || n->kind == NODE_SCALAR)
		return desk_refuse(d, S("it belongs to a list of wishes"),
		    "there is no list of wishes to give '%.*s' to", STR(key));
	struct located at = {value.file, path_key(value.node)};
	if (change_is_long_form(n))
		return change_add_key(d, (struct located){value.file, n}, key, draft);
	struct draft *first = draft_mapping(d->arena), *copy = NEW(d->arena, struct draft);
	*copy = *draft;
	draft_add(first, draft_text(d->arena, key));
	draft_add(first, copy);
	return change_wrap(d, at, first, S("steps"));
}

static bool
add_to_section(
    struct desk *d, enum field section, struct str key, const struct draft *draft, bool flow)
{
	struct located value;
	if (!change_section(d, section, &value))
		return false;
	if (value.node == NULL) {
		struct draft *all = draft_mapping(d->arena), *copy = NEW(d->arena, struct draft);
		*copy = *draft;
		draft_add(all, draft_text(d->arena, key));
		draft_add(all, copy);
		return change_add_section(d, section, all);
	}
	value.node = node_real(value.node);
	if (value.node->kind == NODE_SCALAR && !is_nothing(value.node))
		return add_to_short(d, value, S("title"), key, draft, flow);
	return add_to_mapping(d, value, key, draft, flow);
}

/* A key that is not written so far. */
static bool
add_key(struct desk *d, const struct address *a, const struct draft *draft, bool flow)
{
	struct located holder;
	struct str key = a->key;
	if (a->kind == ADDRESS_SECTION)
		return add_to_section(d, a->section, key, draft, flow);
	if (!change_holder(d, a, &holder))
		return false;
	switch (a->kind) {
	case ADDRESS_PERSONA:
		if (holder.node->kind == NODE_SCALAR && !is_nothing(holder.node))
			return add_to_short(d, holder, S("about"), key, draft, flow);
		break;
	case ADDRESS_MAP:
		if (a->entry == NULL) {
			return change_listing(d, listing_of(a), false, &holder) &&
			    add_to_wishlist(d, holder, key, draft);
		}
		break;
	case ADDRESS_STAGE:
		if (!change_locate(d, a->entry->at, &holder))
			return false;
		return change_add_to_stage(d, holder, key, draft);
	case ADDRESS_STEP:
		if (!open_step(d, a, &holder))
			return false;
		break;
	case ADDRESS_ENTRY:
		if ((a->section == FIELD_actions || a->section == FIELD_notes) &&
		    !open_entry(d, a, &holder))
			return false;
		break;
	case ADDRESS_SECTION: break;
	}
	return add_to_mapping(d, holder, key, draft, flow);
}

bool
change_new_key(struct desk *d, const struct address *a, const struct draft *draft)
{
	return add_key(d, a, draft, false);
}

/* ---- the words of a thing ---- */

/* The clock time in front of words that have one, which new words keep unless they bring their own.
 */
static struct str
with_clock(struct arena *a, struct str written, struct str words)
{
	double at, minutes;
	struct str rest;
	if (value_leading_clock(words, &at, &minutes, &rest) ||
	    !value_leading_clock(written, &at, &minutes, &rest))
		return words;
	rest = str_trim(rest);
	struct str clock = str_trim(str_upto(written, written.len - rest.len));
	return str_format(a, "%.*s %.*s", STR(clock), STR(words));
}

static bool
put_words(struct desk *d, struct located item, struct str words)
{
	const struct node *n = item.node;
	if (n->kind == NODE_MAPPING && n->first != NULL)
		item.node = n->first->next;
	struct str written =
	    item.node->kind == NODE_SCALAR ? str_trim(item.node->value) : (struct str){0};
	return change_put(d, item, draft_text(d->arena, with_clock(d->arena, written, words)));
}

/* The items that are this step by their words alone, as addresses in (listing, index). */
struct partner {
	struct listing listing;
	int index;
};
struct partners {
	VEC(struct partner) list;
};

static bool
is_partner(struct desk *d, const struct entry *e, const struct entry *step)
{
	return !e->own_id && str_eq(e->id, step->id) &&
	    str_eq(utf8_fold(d->arena, e->text), utf8_fold(d->arena, step->text));
}

static void
find_partners(struct desk *d, const struct address *a, struct partners *found)
{
	const struct workspace *ws = desk_workspace(d);
	const struct map *m = &ws->maps[a->map];
	for (int i = 0; i < m->to_be_count + m->wishlist_count; i++) {
		int w = i - m->to_be_count;
		struct listing l = {a->map, ADDRESS_TO_BE, FOR_ALL};
		if (w >= 0)
			l = (struct listing){a->map, ADDRESS_WISH, m->wishlists[w].persona};
		else
			l.persona = m->to_be[i].persona;
		for (int j = 0; j < listing_count(ws, l); j++) {
			if (is_partner(d, listing_entry(ws, l, j), a->entry))
				VEC_PUSH(d->arena, &found->list, (struct partner){l, j});
		}
	}
}

static ptrdiff_t
error_count(struct desk *d)
{
	return diags_count(&desk_workspace(d)->diags, LEVEL_ERROR);
}

/*
 * New words here and in all that is this step by its words; false when that parts what was paired.
 * With `freely` a wish and a step of the redesign may part that only their words had paired.
 */
static bool
reword(struct desk *d, struct partner step, const struct partners *partners, struct str words,
    bool freely)
{
	struct pairs before = pairs_of(d->arena, desk_workspace(d), NULL, 0);
	ptrdiff_t errors = error_count(d);
	struct located item;
	if (!change_item(d, step.listing, step.index, &item) || !put_words(d, item, words))
		return false;
	for (ptrdiff_t i = 0; i < partners->list.count; i++) {
		struct partner p = partners->list.at[i];
		if (!change_item(d, p.listing, p.index, &item) || !put_words(d, item, words))
			return false;
	}
	struct pairs after = pairs_of(d->arena, desk_workspace(d), NULL, 0);
	return error_count(d) <= errors &&
	    (freely ? pairs_of_today_are_equal(before, after) : pairs_are_equal(before, after));
}

/* The step of today that this wish or step of the redesign is, or -1. */
static int
today_of(struct desk *d, const struct address *a)
{
	const struct workspace *ws = desk_workspace(d);
	struct listing today = {a->map, ADDRESS_ACTUAL, FOR_ALL};
	if (a->version == ADDRESS_ACTUAL)
		return -1;
	for (int i = 0; i < listing_count(ws, today); i++) {
		if (str_eq(listing_entry(ws, today, i)->id, a->entry->id))
			return i;
	}
	return -1;
}

/* An id tells which step it is when the words no longer do. */
static bool
write_ids(struct desk *d, const struct address *a, int today)
{
	struct str id;
	struct listing actual = {a->map, ADDRESS_ACTUAL, FOR_ALL};
	return (today < 0 || change_open_step(d, actual, today, &id)) &&
	    change_open_step(d, listing_of(a), a->index, &id);
}

/* One try; when it fails all is as it was. */
static bool
try_words(
    struct desk *d, const struct address *address, struct str words, bool with_id, bool freely)
{
	struct kept_texts kept = change_keep(d);
	struct address a = *address;
	struct partner self = {listing_of(&a), a.index};
	struct partners partners = {0};
	a.entry = listing_entry(desk_workspace(d), self.listing, self.index);
	bool fine = !with_id || write_ids(d, &a, today_of(d, &a));
	a.entry = listing_entry(desk_workspace(d), self.listing, self.index);
	if (fine && a.version == ADDRESS_ACTUAL)
		find_partners(d, &a, &partners);
	if (fine && reword(d, self, &partners, words, freely))
		return true;
	change_restore(d, kept);
	return false;
}

static bool
set_step_words(struct desk *d, const struct address *a, struct str words)
{
	struct located item;
	if (!change_item(d, listing_of(a), a->index, &item))
		return false;
	if (item.node->kind == NODE_SCALAR && a->entry->own_id) {
		struct str id = str_copy(d->arena, a->entry->id);
		return change_write_id(d, item, id, (struct str){0}) &&
		    change_item(d, listing_of(a), a->index, &item) && put_words(d, item, words);
	}
	if (item.node->kind == NODE_MAPPING && !a->entry->own_id)
		return change_put(d, item, draft_text(d->arena, words));
	for (int i = 0; i < 4; i++) {
		if (try_words(d, a, words, i % 2 == 1, i > 1))
			return true;
	}
	return desk_refuse(d, S("desirepath link says which step it is"),
	    "with these words it would no longer be the step that it is");
}

static bool
set_words(struct desk *d, const struct address *a, struct str words)
{
	struct located item;
	if (a->kind == ADDRESS_STEP)
		return set_step_words(d, a, words);
	if (!change_address(d,
		&(struct address){
		    .kind = a->kind, .entry = a->entry, .section = a->section, .map = a->map},
		&item))
		return false;
	if (item.node->kind == NODE_MAPPING && !a->entry->own_id)
		return change_put(d, item, draft_text(d->arena, words));
	return put_words(d, item, words);
}

/* The clock time of a step that stands in front of its words. */
static bool
has_clock(struct desk *d, const struct address *a, struct located *item, struct str *rest)
{
	double at, minutes;
	if (a->kind != ADDRESS_STEP || !str_eq(a->key, S("at")) || a->item.len > 0 ||
	    !change_item(d, listing_of(a), a->index, item))
		return false;
	const struct node *n = item->node;
	if (n->kind == NODE_MAPPING && a->entry->own_id && n->first != NULL)
		n = n->first->next;
	item->node = n;
	if (n->kind != NODE_SCALAR || !value_leading_clock(str_trim(n->value), &at, &minutes, rest))
		return false;
	*rest = str_trim(*rest);
	return rest->len > 0;
}

/* It is changed where it stands. */
static bool
set_clock(
    struct desk *d, const struct address *a, struct located item, struct str rest, struct str value)
{
	struct change_want want = change_want(d, address_owner(d, a), a->key);
	struct draft *draft;
	bool flow;
	value = str_trim(value);
	if (value.len > 0 && !change_read_value(d, &want, value, &draft, &flow))
		return false;
	/* 06:10 is followed by 06:45. */
	bool two_digits = str_trim(item.node->value).at[0] == '0';
	if (two_digits && value.len > 1 && value.at[1] == ':')
		value = str_format(d->arena, "0%.*s", STR(value));
	struct str words = value.len == 0
	    ? str_copy(d->arena, rest)
	    : str_format(d->arena, "%.*s %.*s", STR(value), STR(rest));
	return change_put(d, item, draft_text(d->arena, words));
}

/* ---- values by persona, pairs, items ---- */

static bool
is_pairs(enum kind kind)
{
	return kind == KIND_VALUES || kind == KIND_TRAITS || kind == KIND_PREFERS ||
	    kind == KIND_SCORES || kind == KIND_NUMBERS || kind == KIND_NUMBERS_BY ||
	    kind == KIND_NAMES_BY;
}

/* How the value of one pair is read. */
static struct change_want
want_in_pairs(struct desk *d, const struct change_want *want, const struct address *a)
{
	struct change_want inner = *want;
	inner.owner = OWN_TOP;
	inner.name = a->item;
	switch ((int)want->kind) {
	case KIND_PREFERS: return change_want(d, OWN_PREFERS, a->item);
	case KIND_SCORES: return change_want(d, OWN_SCORE, a->item_key);
	case KIND_VALUES: inner.kind = KIND_IMPORTANCE; break;
	case KIND_TRAITS: inner.kind = KIND_SCALE; break;
	case KIND_NAMES_BY: inner.kind = KIND_NAMES; break;
	case KIND_NUMBERS_BY: inner.kind = KIND_NAMES; break;
	default: inner.kind = KIND_NUMBER; break;
	}
	return inner;
}

/* The number of the pair `others`, which stands last, or -1. */
static ptrdiff_t
number_of_others(const struct node *mapping)
{
	ptrdiff_t number = 0;
	for (const struct node *k = mapping->first; k != NULL; k = k->next->next, number++) {
		if (k->kind == NODE_SCALAR && str_eq(k->value, S("others")))
			return number;
	}
	return -1;
}

static bool
add_pair(
    struct desk *d, struct located mapping, struct str key, const struct draft *value, bool flow)
{
	ptrdiff_t others = number_of_others(mapping.node);
	ptrdiff_t position = change_position(d, mapping, key);
	if (others >= 0 && (position == EDIT_LAST || position > others))
		position = others;
	if (flow)
		return change_add_pair(d, mapping, position, key, value);
	struct edit edit = {.verb = EDIT_ADD,
	    .at = mapping.node,
	    .position = position,
	    .key = draft_typed(d->arena, key),
	    .value = value};
	return desk_edit(d, mapping.file, &edit);
}

/* The value of one pair of the mapping behind a key; the mapping is made when it is not there. */
static bool
put_pair(struct desk *d, const struct address *a, struct str pair, struct draft *draft, bool flow)
{
	struct located value;
	struct address whole = *a;
	whole.item = whole.item_key = (struct str){0};
	if (!change_address(d, &whole, &value))
		return false;
	if (value.node != NULL && value.node->kind == NODE_ALIAS)
		return desk_refuse(
		    d, S("write it out there first"), "'%.*s' is written as an alias", STR(a->key));
	const struct node *n = value.node == NULL ? NULL : node_real(value.node);
	if (n != NULL && n->kind == NODE_MAPPING) {
		const struct node *old = path_value(n, pair);
		if (old == NULL)
			return add_pair(d, (struct located){value.file, n}, pair, draft, flow);
		struct located at = {value.file, old};
		return flow ? change_put_flow(d, at, draft) : change_put(d, at, draft);
	}
	struct draft *all = draft_mapping(d->arena);
	draft_add(all, draft_typed(d->arena, pair));
	draft_add(all, draft);
	if (n == NULL)
		return add_key(d, &whole, all, flow);
	/* What holds for all holds for the others then. */
	if (!is_nothing(n) && !str_eq(pair, S("others"))) {
		draft_add(all, draft_text(d->arena, S("others")));
		draft_add(all, draft_of(d->arena, n));
	}
	if (str_eq(pair, S("others")))
		all = draft;
	return flow ? change_put_flow(d, value, all) : change_put(d, value, all);
}

static bool
put_score(struct desk *d, const struct address *a, struct draft *draft)
{
	struct located value;
	struct address row = *a;
	row.item_key = (struct str){0};
	if (!change_address(d, &row, &value))
		return false;
	const struct node *n = value.node == NULL ? NULL : node_real(value.node);
	if (n != NULL && n->kind == NODE_MAPPING) {
		const struct node *old = path_value(n, a->item_key);
		return old != NULL
		    ? change_put(d, (struct located){value.file, old}, draft)
		    : change_add_key(d, (struct located){value.file, n}, a->item_key, draft);
	}
	struct draft *all = draft_mapping(d->arena);
	draft_add(all, draft_text(d->arena, a->item_key));
	draft_add(all, draft);
	return put_pair(d, a, a->item, all, true);
}

static bool
set_pair(struct desk *d, const struct address *a, const struct change_want *want, struct str value)
{
	struct change_want inner = want_in_pairs(d, want, a);
	struct draft *draft;
	bool flow, scores = want->kind == KIND_SCORES;
	if (scores ? a->item_key.len == 0 : a->item_key.len > 0)
		return desk_refuse(d,
		    scores ? S("for example before.scores.nadia.like") : (struct str){0},
		    "'%.*s' is no address of a value", STR(a->text));
	enum owner owner = scores ? OWN_SCORE : OWN_PREFERS;
	struct str name = scores ? a->item_key : a->item;
	if ((scores || want->kind == KIND_PREFERS) && schema_find(owner, name) == NULL) {
		struct str meant = schema_suggest(d->arena, owner, name);
		return desk_refuse(d,
		    meant.len > 0 ? str_format(d->arena, "did you mean '%.*s'?", STR(meant))
				  : (struct str){0},
		    "'%.*s' has no key '%.*s'", STR(a->key), STR(name));
	}
	if (!change_read_value(d, &inner, value, &draft, &flow))
		return false;
	return scores ? put_score(d, a, draft) : put_pair(d, a, a->item, draft, true);
}

static bool
no_item(struct desk *d, const struct address *a, const struct node *value)
{
	struct change_names known = {0};
	const struct node *n = value == NULL ? NULL : node_real(value);
	for (const struct node *c = n == NULL ? NULL : n->first; c != NULL; c = c->next) {
		const struct node *name = c->kind == NODE_MAPPING ? c->first : c;
		if (name != NULL && name->kind == NODE_SCALAR)
			VEC_PUSH(d->arena, &known.list, str_copy(d->arena, name->value));
		if (n->kind == NODE_MAPPING)
			c = c->next;
	}
	return desk_refuse(d, change_suggest(d->arena, a->item, &known),
	    "'%.*s' of %.*s has no '%.*s'", STR(a->key), STR(address_words(d, a)), STR(a->item));
}

static struct str
free_id(struct desk *d, struct str text)
{
	struct references *refs = references_new(d->arena, desk_workspace(d));
	struct str slug = identity_slug(d->arena, text), id = slug;
	struct reference found[2];
	if (slug.len == 0)
		id = slug = S("item");
	for (int i = 2; reference_find(refs, id, found) > 0; i++)
		id = str_format(d->arena, "%.*s-%d", STR(slug), i);
	return id;
}

/* An item that is a sentence gets an id, and so does one that stands alone behind its key. */
static bool
open_item(struct desk *d, struct located *item)
{
	const struct node *n = node_real(item->node);
	if (n->kind == NODE_MAPPING)
		return true;
	struct spot_in_file spot = change_remember(d, *item);
	struct str text = str_copy(d->arena, str_trim(n->value));
	struct str id = free_id(d, text);
	struct draft *draft = change_item_draft(d->arena, id, text), *list = draft;
	bool alone = item->node->parent->kind == NODE_MAPPING;
	if (alone) {
		list = draft_sequence(d->arena);
		draft_add(list, draft);
		spot.path = str_format(d->arena, "%.*s/0", STR(spot.path));
	}
	bool done = alone ? change_put(d, *item, list) : change_write_id(d, *item, id, text);
	return done && change_find_again(d, spot, item);
}

static bool
set_item_key(struct desk *d, const struct address *a, const struct change_want *want,
    struct located item, struct str value)
{
	enum owner owner = want->field == FIELD_ask ? OWN_ASK : OWN_ITEM;
	struct change_want inner = change_want(d, owner, a->item_key);
	struct draft *draft;
	bool flow;
	if (schema_find(owner, a->item_key) == NULL && !str_starts(a->item_key, S("x-"))) {
		struct str meant = schema_suggest(d->arena, owner, a->item_key);
		return desk_refuse(d,
		    meant.len > 0 ? str_format(d->arena, "did you mean '%.*s'?", STR(meant))
				  : S("by and dots stand below an item; answer, date, by and "
				      "every below a question"),
		    "an item of '%.*s' has no key '%.*s'", STR(a->key), STR(a->item_key));
	}
	if (!change_read_value(d, &inner, value, &draft, &flow) || !open_item(d, &item))
		return false;
	const struct node *old = change_detail_value(item.node, a->item_key);
	if (old != NULL)
		return change_put(d, (struct located){item.file, old}, draft);
	item.node = node_real(item.node);
	return change_add_key(d, item, a->item_key, draft);
}

static bool
set_item(struct desk *d, const struct address *a, const struct change_want *want, struct str value)
{
	struct located found;
	struct address whole = *a;
	whole.item = whole.item_key = (struct str){0};
	if (!change_address(d, &whole, &found))
		return false;
	const struct node *item =
	    found.node == NULL ? NULL : change_find_item(d, found.node, a->item);
	if (item == NULL)
		return no_item(d, a, found.node);
	found.node = item;
	bool words = str_eq(a->item_key, S("text")) || a->item_key.len == 0;
	if (!words)
		return set_item_key(d, a, want, found, value);
	const struct node *n = node_real(item);
	if (n->kind == NODE_MAPPING && n->first != NULL)
		found.node = n->first->next;
	bool names = want->kind != KIND_TEXTS && want->kind != KIND_ITEMS;
	return change_put(
	    d, found, names ? draft_typed(d->arena, value) : draft_text(d->arena, value));
}

static bool
is_persona_word(struct desk *d, struct str word)
{
	return str_eq(word, S("others")) || workspace_persona(desk_workspace(d), word) >= 0;
}

/* Whether the word behind the key is a persona whose own value is meant, not an item. */
static bool
is_by_persona(struct desk *d, const struct address *a, const struct change_want *want)
{
	struct located found;
	struct address whole = *a;
	whole.item = whole.item_key = (struct str){0};
	if (want->owner != OWN_STEP || want->kind == KIND_PERSONA_IDS || want->kind == KIND_FITS ||
	    a->item_key.len > 0 || !change_address(d, &whole, &found))
		return false;
	const struct node *n = found.node == NULL ? NULL : node_real(found.node);
	if (n != NULL && n->kind == NODE_MAPPING)
		return true;
	bool is_item = n != NULL && change_find_item(d, found.node, a->item) != NULL;
	return is_persona_word(d, a->item) && !is_item;
}

static bool
set_for_persona(
    struct desk *d, const struct address *a, const struct change_want *want, struct str value)
{
	struct change_want inner = *want;
	struct draft *draft;
	bool flow;
	inner.owner = OWN_TOP;
	if (!is_persona_word(d, a->item)) {
		struct change_names known = {0};
		const struct workspace *ws = desk_workspace(d);
		for (int i = 0; i < ws->persona_count; i++)
			VEC_PUSH(d->arena, &known.list, ws->personas[i].entry.id);
		return desk_refuse(d, change_suggest(d->arena, a->item, &known),
		    "there is no persona '%.*s'", STR(a->item));
	}
	if (!change_read_value(d, &inner, value, &draft, &flow))
		return false;
	bool sentences =
	    want->kind == KIND_TEXT || want->kind == KIND_TEXTS || want->kind == KIND_ITEMS;
	return put_pair(d, a, a->item, draft, !sentences);
}

/* ---- taking away ---- */

static bool
take_away(struct desk *d, const struct address *a)
{
	struct located found;
	if (str_eq(a->key, S("text")) || str_eq(a->item_key, S("text")))
		return desk_refuse(d, S("desirepath remove takes the whole away"),
		    "the words of %.*s cannot be empty", STR(address_words(d, a)));
	if (!change_address(d, a, &found) || found.node == NULL)
		return found.node == NULL;
	bool section = a->kind == ADDRESS_SECTION && a->item.len == 0;
	return change_delete_up(d, found, a->item.len > 0 && a->item_key.len == 0 ? 1 : section);
}

/* ---- the whole ---- */

static bool
set_key(struct desk *d, const struct address *a, const struct change_want *want, struct str value)
{
	struct draft *draft;
	struct located old;
	bool flow;
	if (!change_read_value(d, want, value, &draft, &flow) || !change_address(d, a, &old))
		return false;
	/* A short persona or workspace says its about or title without the key. */
	struct located holder;
	bool is_short = (a->kind == ADDRESS_PERSONA && want->field == FIELD_about) ||
	    (a->kind == ADDRESS_SECTION && want->field == FIELD_title);
	if (old.node == NULL && is_short && change_holder(d, a, &holder) && holder.node != NULL &&
	    holder.node->kind == NODE_SCALAR)
		return change_put(d, holder, draft);
	if (old.node == NULL)
		return add_key(d, a, draft, flow);
	return flow ? change_put_flow(d, old, draft) : change_put(d, old, draft);
}

static bool
set(struct desk *d, struct str text, struct str value)
{
	struct address a;
	if (!address_read(d, text, &a))
		return false;
	if (a.key.len == 0)
		return desk_refuse(d,
		    str_format(d->arena, "a key stands behind a dot, such as %.*s.%s", STR(text),
			a.kind == ADDRESS_STEP ? "text" : "title"),
		    "'%.*s' names no key", STR(text));
	struct located clock;
	struct str rest;
	if (has_clock(d, &a, &clock, &rest))
		return set_clock(d, &a, clock, rest, value);
	if (str_trim(value).len == 0)
		return take_away(d, &a);
	if (str_eq(a.key, S("text")) && a.item.len == 0)
		return set_words(d, &a, str_trim(value));
	struct change_want want = change_want(d, address_owner(d, &a), a.key);
	if (a.item.len == 0)
		return set_key(d, &a, &want, value);
	if (is_pairs(want.kind))
		return set_pair(d, &a, &want, value);
	if (is_by_persona(d, &a, &want))
		return set_for_persona(d, &a, &want, value);
	return set_item(d, &a, &want, str_trim(value));
}

bool
change_set(struct desk *d, struct str address, struct str value)
{
	struct change_guard guard = change_begin(d);
	return change_end(d, &guard, set(d, address, value));
}
