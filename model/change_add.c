/* SPDX-License-Identifier: MIT */
/*
 * New things. What is added is written as briefly as the format allows: a step is a sentence, a
 * persona a line about it; ids and details come when somebody gives them.
 */
#include "base/utf8.h"
#include "model/change_priv.h"
#include "model/identity.h"
#include "model/path.h"

static bool
add_entry(struct desk *d, struct located list, ptrdiff_t position, const struct draft *key,
    const struct draft *value)
{
	struct edit edit = {.verb = key != NULL ? EDIT_ADD : EDIT_INSERT,
	    .at = list.node,
	    .position = position,
	    .key = key,
	    .value = value};
	return desk_edit(d, list.file, &edit);
}

static ptrdiff_t
number_of(const struct node *entry)
{
	ptrdiff_t number = 0;
	bool pair = entry->parent->kind == NODE_MAPPING;
	for (const struct node *n = entry; n->previous != NULL; n = n->previous)
		number++;
	return pair ? number / 2 : number;
}

/* The number that a new entry gets at a spot beside this one. */
static ptrdiff_t
beside(const struct node *entry, struct spot spot)
{
	ptrdiff_t number = number_of(entry);
	if (spot.where == SPOT_BEFORE)
		return number;
	return entry->next == NULL || (entry->is_key && entry->next->next == NULL) ? EDIT_LAST
										   : number + 1;
}

static bool
is_beside(struct spot spot)
{
	return spot.where == SPOT_BEFORE || spot.where == SPOT_BEHIND;
}

/* ---- items of a list key ---- */

static bool
is_list(enum kind kind)
{
	switch ((int)kind) {
	case KIND_TEXTS:
	case KIND_ITEMS:
	case KIND_NAMES:
	case KIND_PERSONA_IDS:
	case KIND_STEP_IDS:
	case KIND_FITS:
	case KIND_REFERENCES: return true;
	default: return false;
	}
}

static bool
is_items(enum kind kind)
{
	return kind == KIND_TEXTS || kind == KIND_ITEMS;
}

static bool
put_list(struct desk *d, struct located value, const struct draft *list, bool names)
{
	return names ? change_put_flow(d, value, list) : change_put(d, value, list);
}

static bool
is_there(const struct node *list, struct str name)
{
	for (const struct node *c = list->first; c != NULL; c = c->next) {
		if (c->kind == NODE_SCALAR && str_eq(str_trim(c->value), name))
			return true;
	}
	return false;
}

/* To what stands behind the key: a list, one item, or nothing. */
static bool
add_to_value(struct desk *d, struct located value, const struct change_want *want, struct str id,
    struct str text)
{
	bool names = !is_items(want->kind);
	struct draft *item =
	    names ? draft_typed(d->arena, text) : change_item_draft(d->arena, id, text);
	const struct node *n = node_real(value.node);
	bool same = n->kind == NODE_SCALAR && str_eq(str_trim(n->value), text);
	if (names && (same || (n->kind == NODE_SEQUENCE && is_there(n, text))))
		return desk_refuse(d, (struct str){0}, "'%.*s' is there already", STR(text));
	if (n->kind == NODE_SEQUENCE)
		return add_entry(d, (struct located){value.file, n}, EDIT_LAST, NULL, item);
	if (n->kind == NODE_MAPPING)
		return desk_refuse(d,
		    str_format(
			d->arena, "a persona stands behind it: .%.*s.nadia", STR(want->name)),
		    "'%.*s' differs by persona here", STR(want->name));
	if (n->is_null || str_trim(n->value).len == 0)
		return names || id.len == 0 ? change_put(d, value, item)
					    : add_entry(d, value, EDIT_LAST, NULL, item);
	struct draft *list = draft_sequence(d->arena);
	draft_add(list, draft_of(d->arena, n));
	draft_add(list, item);
	return put_list(d, value, list, names);
}

static bool
add_first_item(struct desk *d, const struct address *a, const struct change_want *want,
    struct str id, struct str text)
{
	struct draft *value = is_items(want->kind) ? change_item_draft(d->arena, id, text)
						   : draft_typed(d->arena, text);
	bool questions = want->field == FIELD_ask || want->owner == OWN_FRAMING;
	if (id.len > 0 || (questions && want->kind == KIND_ITEMS)) {
		struct draft *list = draft_sequence(d->arena);
		draft_add(list, value);
		value = list;
	}
	return change_new_key(d, a, value);
}

static bool
add_item(struct desk *d, struct str address, struct str text, struct str id)
{
	struct address a;
	struct located value;
	text = str_trim(text);
	if (!address_read(d, address, &a))
		return false;
	struct change_want want = change_want(d, address_owner(d, &a), a.key);
	if (!is_list(want.kind))
		return desk_refuse(
		    d, S("desirepath set gives it a value"), "'%.*s' is no list", STR(a.key));
	if (text.len == 0)
		return desk_refuse(d, (struct str){0}, "the words of the new item are missing");
	if (id.len > 0 && !is_items(want.kind))
		return desk_refuse(
		    d, (struct str){0}, "'%.*s' holds names, which have no id", STR(a.key));
	if (id.len > 0 && !identity_is_id(id))
		return change_refuse_id(d, id);
	if (a.item_key.len > 0)
		return desk_refuse(d, (struct str){0}, "'%.*s' is no list", STR(a.item_key));
	if (!change_address(d, &a, &value))
		return false;
	if (value.node == NULL && a.item.len > 0)
		return change_set(d, address, text);
	return value.node == NULL ? add_first_item(d, &a, &want, id, text)
				  : add_to_value(d, value, &want, id, text);
}

bool
change_add_item(struct desk *d, struct str address, struct str text, struct str id)
{
	struct change_guard guard = change_begin(d);
	return change_end(d, &guard, add_item(d, address, text, id));
}

/* ---- personas and maps ---- */

/* Where the things of a section stand, and where among them. */
static bool
find_place(struct desk *d, enum field section, const struct entry *other, struct spot spot,
    struct located *value, ptrdiff_t *position)
{
	*position = spot.where == SPOT_START ? 0 : EDIT_LAST;
	if (!change_section(d, section, value))
		return false;
	if (value->node != NULL)
		value->node = node_real(value->node);
	if (other == NULL)
		return true;
	if (!change_locate(d, other->at, value))
		return false;
	*position = beside(value->node, spot);
	value->node = value->node->parent;
	return true;
}

static bool
add_thing(struct desk *d, enum field section, const struct entry *other, struct spot spot,
    struct str id, struct draft *thing)
{
	struct located value;
	ptrdiff_t position;
	if (!find_place(d, section, other, spot, &value, &position))
		return false;
	if (value.node == NULL) {
		struct draft *all = draft_mapping(d->arena);
		draft_add(all, draft_text(d->arena, id));
		draft_add(all, thing);
		return change_add_section(d, section, all);
	}
	return add_entry(d, value, position, draft_text(d->arena, id), thing);
}

static bool
is_free(struct desk *d, struct str id, const char *kind, bool taken)
{
	if (!identity_is_id(id))
		return change_refuse_id(d, id);
	return !taken ||
	    desk_refuse(d, S("take another id"), "there is already a %s '%.*s'", kind, STR(id));
}

static bool
no_neighbour(struct desk *d, const char *kind, struct str what, const struct change_names *known)
{
	return desk_refuse(
	    d, change_suggest(d->arena, what, known), "there is no %s '%.*s'", kind, STR(what));
}

static bool
add_persona(struct desk *d, struct str id, struct str about, struct spot spot)
{
	const struct workspace *ws = desk_workspace(d);
	const struct entry *other = NULL;
	if (!is_free(d, id, "persona", workspace_persona(ws, id) >= 0))
		return false;
	if (is_beside(spot)) {
		int beside_it = workspace_persona(ws, spot.what);
		struct change_names known = {0};
		for (int i = 0; i < ws->persona_count; i++)
			VEC_PUSH(d->arena, &known.list, ws->personas[i].entry.id);
		if (beside_it < 0)
			return no_neighbour(d, "persona", spot.what, &known);
		other = &ws->personas[beside_it].entry;
	}
	struct draft *thing = str_trim(about).len > 0 ? draft_text(d->arena, str_trim(about))
						      : change_nothing(d->arena);
	return add_thing(d, FIELD_personas, other, spot, id, thing);
}

bool
change_add_persona(struct desk *d, struct str id, struct str about, struct spot spot)
{
	struct change_guard guard = change_begin(d);
	return change_end(d, &guard, add_persona(d, id, about, spot));
}

static bool
add_map(struct desk *d, bool journey, struct str id, struct str title, struct spot spot)
{
	const struct workspace *ws = desk_workspace(d);
	const struct entry *other = NULL;
	if (!is_free(d, id, "scenario or journey", workspace_map(ws, id) >= 0))
		return false;
	if (is_beside(spot)) {
		struct change_names known = {0};
		for (int i = 0; i < ws->map_count; i++) {
			if (ws->maps[i].journey != journey)
				continue;
			VEC_PUSH(d->arena, &known.list, ws->maps[i].entry.id);
			if (str_eq(ws->maps[i].entry.id, spot.what))
				other = &ws->maps[i].entry;
		}
		if (other == NULL)
			return no_neighbour(d, journey ? "journey" : "scenario", spot.what, &known);
	}
	struct draft *thing = change_nothing(d->arena);
	if (str_trim(title).len > 0) {
		thing = draft_mapping(d->arena);
		draft_add(thing, draft_text(d->arena, S("title")));
		draft_add(thing, draft_text(d->arena, str_trim(title)));
	}
	enum field section = journey ? FIELD_journeys : FIELD_scenarios;
	return add_thing(d, section, other, spot, id, thing);
}

bool
change_add_map(struct desk *d, bool journey, struct str id, struct str title, struct spot spot)
{
	struct change_guard guard = change_begin(d);
	return change_end(d, &guard, add_map(d, journey, id, title, spot));
}

/* ---- steps and stages ---- */

/* The list that a map, map@to-be or map@persona means. */
bool
change_read_listing(struct desk *d, struct str text, struct listing *l)
{
	struct address a;
	if (!address_read(d, text, &a))
		return false;
	if (a.kind != ADDRESS_MAP || a.key.len > 0)
		return desk_refuse(d, S("write payslip, payslip@to-be or payslip@nadia"),
		    "%.*s holds no steps", STR(address_words(d, &a)));
	*l = listing_of(&a);
	return true;
}

/* The key under which the list is written, and which persona's below it. */
static struct str
listing_key(struct listing l)
{
	return l.version == ADDRESS_ACTUAL ? S("actual")
	    : l.version == ADDRESS_TO_BE   ? S("to-be")
					   : S("desired");
}

/* The first of a list that is not written so far. */
static bool
add_listing(struct desk *d, struct listing l, const struct draft *list)
{
	struct located map;
	const struct workspace *ws = desk_workspace(d);
	struct draft *copy = NEW(d->arena, struct draft), *value = copy;
	*copy = *list;
	if (!change_map_key(d, l.map, &map))
		return false;
	map.node = node_real(map.node->next);
	if (l.persona != FOR_ALL) {
		const struct node *all = path_value(map.node, listing_key(l));
		struct str who =
		    l.persona == FOR_OTHERS ? S("others") : ws->personas[l.persona].entry.id;
		if (all != NULL) {
			struct located at = {map.file, node_real(all)};
			const struct node *mine = path_value(at.node, who);
			if (mine != NULL && mine->count > 0 && change_is_long_form(mine))
				return change_add_key(
				    d, (struct located){map.file, mine}, S("steps"), copy);
			if (mine != NULL)
				return change_put(d, (struct located){map.file, mine}, copy);
			return add_entry(
			    d, at, EDIT_LAST, draft_text(d->arena, str_copy(d->arena, who)), copy);
		}
		value = draft_mapping(d->arena);
		draft_add(value, draft_text(d->arena, str_copy(d->arena, who)));
		draft_add(value, copy);
	}
	struct located whole;
	if (!change_listing(d, l, false, &whole))
		return false;
	if (whole.node != NULL)
		return change_put(d, whole, value);
	return change_add_key(d, map, listing_key(l), value);
}

static bool
no_stage(struct desk *d, struct listing l, struct str name)
{
	const struct workspace *ws = desk_workspace(d);
	struct str called = listing_name(d->arena, ws, l);
	struct change_names known = {0};
	int count;
	const struct stage *stages = listing_stages(ws, l, &count);
	for (int i = 0; i < count; i++)
		VEC_PUSH(d->arena, &known.list, stages[i].entry.id);
	if (count == 0)
		return desk_refuse(d,
		    str_format(d->arena, "desirepath add stage %.*s makes the first", STR(called)),
		    "'%.*s' has no stages", STR(called));
	return desk_refuse(d, change_suggest(d->arena, name, &known), "'%.*s' has no stage '%.*s'",
	    STR(called), STR(name));
}

static bool
no_step(struct desk *d, struct listing l, struct str what)
{
	const struct workspace *ws = desk_workspace(d);
	struct change_names known = {0};
	for (int i = 0; i < listing_count(ws, l); i++)
		VEC_PUSH(d->arena, &known.list, listing_entry(ws, l, i)->id);
	return desk_refuse(d, change_suggest(d->arena, what, &known), "'%.*s' has no step '%.*s'",
	    STR(listing_name(d->arena, ws, l)), STR(what));
}

/* The list of a stage: what stands behind its key, or behind `steps:` below it; NULL: nothing. */
bool
change_stage_list(
    struct desk *d, struct listing l, int stage, struct located *key, const struct node **list)
{
	int count;
	const struct stage *stages = listing_stages(desk_workspace(d), l, &count);
	if (!change_locate(d, stages[stage].entry.at, key))
		return false;
	*list = node_real(key->node->next);
	if (*list != NULL && (*list)->kind == NODE_MAPPING) {
		const struct node *steps = path_value(*list, S("steps"));
		*list = steps == NULL ? NULL : node_real(steps);
	}
	return true;
}

/* Which stage a spot means, or -1 where there are none; false: there is no such stage. */
bool
change_spot_stage(struct desk *d, struct listing l, struct spot spot, int *stage)
{
	const struct workspace *ws = desk_workspace(d);
	int count;
	listing_stages(ws, l, &count);
	*stage = spot.where == SPOT_START && count > 0 ? 0 : count - 1;
	if (is_beside(spot)) {
		int step = listing_find(d->arena, ws, l, spot.what);
		if (step < 0)
			return no_step(d, l, spot.what);
		*stage = listing_stage_of(ws, l, step);
	}
	if (spot.stage.len == 0)
		return true;
	int named = listing_find_stage(d->arena, ws, l, spot.stage);
	if (named < 0)
		return no_stage(d, l, spot.stage);
	if (is_beside(spot) && named != *stage)
		return desk_refuse(d, S("leave out --stage"),
		    "'%.*s' does not stand in the stage '%.*s'", STR(spot.what), STR(spot.stage));
	*stage = named;
	return true;
}

/* Where in its list a step gets at a spot; the list is a sequence or the null in its place. */
bool
change_spot_position(struct desk *d, struct listing l, struct spot spot, ptrdiff_t *position)
{
	const struct workspace *ws = desk_workspace(d);
	*position = spot.where == SPOT_START ? 0 : EDIT_LAST;
	if (!is_beside(spot))
		return true;
	int step = listing_find(d->arena, ws, l, spot.what);
	struct located item;
	if (step < 0)
		return no_step(d, l, spot.what);
	if (!change_item(d, l, step, &item))
		return false;
	*position = beside(item.node, spot);
	return true;
}

/* *at and *position say where it stands then; no path: in a list that was not there. */
static bool
insert_step(struct desk *d, struct listing l, struct spot spot, const struct draft *item,
    struct spot_in_file *at, ptrdiff_t *position)
{
	struct located list;
	const struct node *steps;
	int stage;
	*at = (struct spot_in_file){0};
	if (!change_spot_stage(d, l, spot, &stage))
		return false;
	struct draft *only = draft_sequence(d->arena), *copy = NEW(d->arena, struct draft);
	*copy = *item;
	draft_add(only, copy);
	if (stage >= 0) {
		if (!change_stage_list(d, l, stage, &list, &steps))
			return false;
		if (steps == NULL) {
			list.node = node_real(list.node->next);
			return change_add_key(d, list, S("steps"), only);
		}
		list.node = steps;
	} else if (!change_listing(d, l, true, &list)) {
		return false;
	}
	if (list.node != NULL)
		list.node = node_real(list.node);
	bool word = list.node != NULL && list.node->kind == NODE_SCALAR && !list.node->is_null &&
	    str_trim(list.node->value).len > 0;
	if (word && l.version == ADDRESS_WISH)
		return desk_refuse(d, S("desirepath wish says it step by step"),
		    "the wishes of '%.*s' are '%.*s' as a whole",
		    STR(listing_name(d->arena, desk_workspace(d), l)), STR(list.node->value));
	if (list.node == NULL || list.node->kind == NODE_MAPPING)
		return add_listing(d, l, only);
	*at = change_remember(d, list);
	return change_spot_position(d, l, spot, position) &&
	    add_entry(d, list, *position, NULL, copy);
}

static bool
add_step(struct desk *d, struct str map, struct str text, struct str id, struct spot spot)
{
	struct listing l;
	text = str_trim(text);
	if (!change_read_listing(d, map, &l))
		return false;
	const struct workspace *ws = desk_workspace(d);
	if (text.len == 0)
		return desk_refuse(d, (struct str){0}, "the words of the new step are missing");
	if (id.len > 0 && !identity_is_id(id))
		return change_refuse_id(d, id);
	for (int i = 0; id.len > 0 && i < listing_count(ws, l); i++) {
		if (str_eq(listing_entry(ws, l, i)->id, id))
			return desk_refuse(d, S("take another id"),
			    "'%.*s' already has a step '%.*s'", STR(listing_name(d->arena, ws, l)),
			    STR(id));
	}
	struct pairs before = pairs_of(d->arena, ws, NULL, 0);
	bool first = !listing_is_given(ws, l);
	struct spot_in_file at;
	ptrdiff_t position;
	if (!insert_step(d, l, spot, change_item_draft(d->arena, id, text), &at, &position))
		return false;
	return first || at.path.len == 0 || change_is_same_but(d, l, before, at, position) ||
	    desk_refuse(d, S("give the other step an id first, or take other words"),
		"with these words or this id another step would no longer be what it is");
}

bool
change_add_step(struct desk *d, struct str map, struct str text, struct str id, struct spot spot)
{
	struct change_guard guard = change_begin(d);
	return change_end(d, &guard, add_step(d, map, text, id, spot));
}

static bool
add_stage(struct desk *d, struct str map, struct str name, struct spot spot)
{
	struct listing l;
	struct located at;
	name = str_trim(name);
	if (!change_read_listing(d, map, &l))
		return false;
	if (name.len == 0)
		return desk_refuse(d, (struct str){0}, "the name of the new stage is missing");
	const struct workspace *ws = desk_workspace(d);
	int count;
	const struct stage *stages = listing_stages(ws, l, &count);
	for (int i = 0; i < count; i++) {
		if (str_eq(stages[i].entry.id, name))
			return desk_refuse(d,
			    S("two stages may bear one title: take another name, and `set` its "
			      "title"),
			    "'%.*s' already has a stage '%.*s'", STR(listing_name(d->arena, ws, l)),
			    STR(name));
	}
	if (!change_listing(d, l, true, &at))
		return false;
	struct draft *key = draft_text(d->arena, name);
	const struct node *n = at.node == NULL ? NULL : node_real(at.node);
	if (n != NULL && n->kind == NODE_SEQUENCE && n->count > 0)
		return is_beside(spot)
		    ? desk_refuse(d, S("the first stage takes all steps that there are"),
			  "'%.*s' has no stages", STR(listing_name(d->arena, ws, l)))
		    : change_wrap(d, (struct located){at.file, path_key(at.node)}, NULL, name);
	if (n == NULL || n->kind != NODE_MAPPING) {
		struct draft *only = draft_mapping(d->arena);
		draft_add(only, key);
		draft_add(only, draft_sequence(d->arena));
		return add_listing(d, l, only);
	}
	ptrdiff_t position = spot.where == SPOT_START ? 0 : EDIT_LAST;
	if (is_beside(spot)) {
		int stage = listing_find_stage(d->arena, ws, l, spot.what);
		struct located other;
		if (stage < 0)
			return no_stage(d, l, spot.what);
		if (!change_locate(d, stages[stage].entry.at, &other))
			return false;
		position = beside(other.node, spot);
	}
	at.node = n;
	return add_entry(d, at, position, key, draft_sequence(d->arena));
}

bool
change_add_stage(struct desk *d, struct str map, struct str name, struct spot spot)
{
	struct change_guard guard = change_begin(d);
	return change_end(d, &guard, add_stage(d, map, name, spot));
}

/* ---- the other sections ---- */

static bool
add_sentence(struct desk *d, enum field section, struct str id, struct str text)
{
	struct located value;
	if (text.len == 0)
		return desk_refuse(d, (struct str){0}, "the words are missing");
	if (id.len > 0 && !identity_is_id(id))
		return change_refuse_id(d, id);
	struct draft *item = change_item_draft(d->arena, id, text);
	if (!change_section(d, section, &value))
		return false;
	if (value.node == NULL) {
		struct draft *list = draft_sequence(d->arena);
		draft_add(list, item);
		return change_add_section(d, section, list);
	}
	value.node = node_real(value.node);
	return add_entry(d, value, EDIT_LAST, NULL, item);
}

static bool
is_taken(const struct entry *list, int count, struct str id)
{
	for (int i = 0; i < count; i++) {
		if (str_eq(list[i].id, id))
			return true;
	}
	return false;
}

/* A wave has a date, an indicator a title. */
static bool
add_by_id(struct desk *d, enum field section, struct str id, struct str text)
{
	const struct workspace *ws = desk_workspace(d);
	bool wave = section == FIELD_feedback;
	bool taken = wave ? is_taken(ws->waves, ws->wave_count, id)
			  : is_taken(ws->indicators, ws->indicator_count, id);
	if (!is_free(d, id, wave ? "wave" : "indicator", taken))
		return false;
	struct draft *thing = change_nothing(d->arena);
	if (text.len > 0) {
		struct change_want want =
		    change_want(d, wave ? OWN_WAVE : OWN_INDICATOR, wave ? S("date") : S("title"));
		struct draft *value;
		bool flow;
		if (!change_read_value(d, &want, text, &value, &flow))
			return false;
		thing = draft_mapping(d->arena);
		draft_add(thing, draft_text(d->arena, want.name));
		draft_add(thing, value);
	}
	return add_thing(d, section, NULL, (struct spot){0}, id, thing);
}

bool
change_add_entry(struct desk *d, enum field section, struct str id, struct str text)
{
	struct change_guard guard = change_begin(d);
	text = str_trim(text);
	if (section == FIELD_feedback || section == FIELD_indicators)
		return change_end(d, &guard, add_by_id(d, section, id, text));
	if (section == FIELD_actions || section == FIELD_notes)
		return change_end(d, &guard, add_sentence(d, section, id, text));
	struct str address = str_format(d->arena, "framing.%.*s", STR(schema_row(section)->name));
	return change_end(d, &guard, add_item(d, address, text, id));
}
