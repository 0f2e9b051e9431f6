/* SPDX-License-Identifier: MIT */
/*
 * From the words of a call to a thing of the workspace. What a word means depends on what there is,
 * never on its spelling alone; what could mean two things is refused with both of them named.
 */
#include "model/address.h"

#include "base/utf8.h"
#include "model/change_priv.h"

enum { MOST_PARTS = 12 };

/* The words between the dots. */
struct parts {
	struct str at[MOST_PARTS];
	bool quoted[MOST_PARTS];
	int count;
	int next; /* the first that is not understood so far */
};

static bool
no_form(struct desk *d, struct str text, const char *why)
{
	return desk_refuse(d,
	    S("write it as payslip.find.feel; a part with dots or blanks in double quotes"),
	    "'%.*s' is no address: %s", STR(text), why);
}

static bool
cut_quoted(struct str *rest, struct str *part)
{
	ptrdiff_t end = str_find(str_from(*rest, 1), '"');
	if (end < 0)
		return false;
	*part = str_from(str_upto(*rest, end + 1), 1);
	*rest = str_from(*rest, end + 2);
	return true;
}

static bool
cut_parts(struct desk *d, struct str text, struct parts *parts)
{
	struct str rest = text;
	*parts = (struct parts){0};
	do {
		struct str part;
		bool quoted = rest.len > 0 && rest.at[0] == '"';
		if (parts->count == MOST_PARTS)
			return no_form(d, text, "it has too many parts");
		if (quoted && !cut_quoted(&rest, &part))
			return no_form(d, text, "a quote is not closed");
		ptrdiff_t colon = quoted ? -1 : str_search(rest, S(":\""));
		ptrdiff_t dot = str_find(rest, '.');
		if (colon >= 0 && (dot < 0 || colon < dot)) {
			struct str kind = str_upto(rest, colon);
			rest = str_from(rest, colon + 1);
			if (!cut_quoted(&rest, &part))
				return no_form(d, text, "a quote is not closed");
			part = str_format(d->arena, "%.*s:%.*s", STR(kind), STR(part));
		} else if (!quoted) {
			part = str_upto(rest, dot < 0 ? rest.len : dot);
			rest = str_from(rest, part.len);
		}
		if (part.len == 0)
			return no_form(d, text, "a part of it is empty");
		if (rest.len > 0 && rest.at[0] != '.')
			return no_form(d, text, "a dot must follow the closing quote");
		parts->at[parts->count] = part;
		parts->quoted[parts->count++] = quoted;
		if (rest.len == 0)
			return true;
		rest = str_from(rest, 1);
	} while (true);
}

static bool
has_more(const struct parts *p)
{
	return p->next < p->count;
}

/* ---- which thing ---- */

enum thing { THING_PERSONA, THING_MAP, THING_INDICATOR, THING_WAVE, THING_ACTION, THING_NOTE };
static const struct {
	struct str word;
	enum thing thing;
	bool section; /* may stand in front of a dot, too */
} kinds[] = {
    {S_INIT("persona"), THING_PERSONA, false},
    {S_INIT("personas"), THING_PERSONA, true},
    {S_INIT("map"), THING_MAP, false},
    {S_INIT("scenario"), THING_MAP, false},
    {S_INIT("scenarios"), THING_MAP, true},
    {S_INIT("journey"), THING_MAP, false},
    {S_INIT("journeys"), THING_MAP, true},
    {S_INIT("indicator"), THING_INDICATOR, false},
    {S_INIT("indicators"), THING_INDICATOR, true},
    {S_INIT("wave"), THING_WAVE, false},
    {S_INIT("feedback"), THING_WAVE, true},
    {S_INIT("action"), THING_ACTION, false},
    {S_INIT("actions"), THING_ACTION, true},
    {S_INIT("note"), THING_NOTE, false},
    {S_INIT("notes"), THING_NOTE, true},
};
static const char *const thing_words[] = {[THING_PERSONA] = "persona",
    [THING_MAP] = "map",
    [THING_INDICATOR] = "indicator",
    [THING_WAVE] = "wave",
    [THING_ACTION] = "action",
    [THING_NOTE] = "note"};
enum { THINGS = COUNT_OF(thing_words) };

static ptrdiff_t
thing_count(const struct workspace *ws, enum thing thing)
{
	switch (thing) {
	case THING_PERSONA: return ws->persona_count;
	case THING_MAP: return ws->map_count;
	case THING_INDICATOR: return ws->indicator_count;
	case THING_WAVE: return ws->wave_count;
	case THING_ACTION: return ws->action_count;
	case THING_NOTE: return ws->note_count;
	}
	return 0;
}

static const struct entry *
thing_at(const struct workspace *ws, enum thing thing, ptrdiff_t i)
{
	switch (thing) {
	case THING_PERSONA: return &ws->personas[i].entry;
	case THING_MAP: return &ws->maps[i].entry;
	case THING_INDICATOR: return &ws->indicators[i];
	case THING_WAVE: return &ws->waves[i];
	case THING_ACTION: return &ws->actions[i];
	case THING_NOTE: return &ws->notes[i];
	}
	return NULL;
}

/* By id, written ones first; actions and notes by their words, too. */
static ptrdiff_t
find_thing(struct desk *d, enum thing thing, struct str word)
{
	const struct workspace *ws = desk_workspace(d);
	bool words = thing == THING_ACTION || thing == THING_NOTE;
	ptrdiff_t derived = -1, said = -1;
	struct str wanted = utf8_fold(d->arena, word);
	for (ptrdiff_t i = 0; i < thing_count(ws, thing); i++) {
		const struct entry *e = thing_at(ws, thing, i);
		if (str_eq(e->id, word) && e->own_id)
			return i;
		if (str_eq(e->id, word) && derived < 0)
			derived = i;
		if (words && said < 0 && str_eq(utf8_fold(d->arena, e->text), wanted))
			said = i;
	}
	return derived >= 0 ? derived : said;
}

/* A step without its map, a key without its section, a path with slashes. */
static struct str
meant_elsewhere(struct desk *d, struct str word)
{
	const struct workspace *ws = desk_workspace(d);
	if (str_find(word, '/') >= 0)
		return S("its parts stand behind dots, such as payslip.find.feel");
	for (int m = 0; m < ws->map_count; m++) {
		struct listing l = {m, ADDRESS_ACTUAL, FOR_ALL};
		if (listing_find(d->arena, ws, l, word) >= 0)
			return str_format(d->arena, "did you mean '%.*s.%.*s'?",
			    STR(ws->maps[m].entry.id), STR(word));
	}
	if (schema_find(OWN_WORKSPACE, word) != NULL)
		return str_format(d->arena, "did you mean 'workspace.%.*s'?", STR(word));
	if (schema_find(OWN_FRAMING, word) != NULL)
		return str_format(d->arena, "did you mean 'framing.%.*s'?", STR(word));
	return (struct str){0};
}

static bool
no_thing(struct desk *d, struct str word, int only)
{
	const struct workspace *ws = desk_workspace(d);
	struct change_names known = {0};
	for (int t = 0; t < THINGS; t++) {
		for (ptrdiff_t i = 0; (only < 0 || only == t) && i < thing_count(ws, (enum thing)t);
		     i++)
			VEC_PUSH(d->arena, &known.list, thing_at(ws, (enum thing)t, i)->id);
	}
	const char *kind = only >= 0 ? thing_words[only] : "persona, map or other thing";
	struct str hint = only < 0 ? meant_elsewhere(d, word) : (struct str){0};
	if (hint.len == 0)
		hint = known.list.count == 0 ? S("there is none yet: `desirepath add` makes one")
					     : change_suggest(d->arena, word, &known);
	return desk_refuse(d, hint, "there is no %s '%.*s'", kind, STR(word));
}

static void
take_thing(struct desk *d, enum thing thing, ptrdiff_t i, struct address *a)
{
	static const struct {
		enum address_kind kind;
		enum field section;
	} as[] = {[THING_PERSONA] = {ADDRESS_PERSONA, FIELD_personas},
	    [THING_MAP] = {ADDRESS_MAP, FIELD_scenarios},
	    [THING_INDICATOR] = {ADDRESS_ENTRY, FIELD_indicators},
	    [THING_WAVE] = {ADDRESS_ENTRY, FIELD_feedback},
	    [THING_ACTION] = {ADDRESS_ENTRY, FIELD_actions},
	    [THING_NOTE] = {ADDRESS_ENTRY, FIELD_notes}};
	const struct workspace *ws = desk_workspace(d);
	a->kind = as[thing].kind;
	a->section = as[thing].section;
	a->entry = thing_at(ws, thing, i);
	a->index = (int)i;
	if (thing == THING_PERSONA)
		a->persona = (int)i;
	if (thing == THING_MAP) {
		a->map = (int)i;
		a->section = ws->maps[i].journey ? FIELD_journeys : FIELD_scenarios;
	}
}

/* A word without a kind: what there is of that id, and only one of it. */
static bool
take_any(struct desk *d, struct str word, struct address *a)
{
	int found[THINGS], count = 0;
	for (int t = 0; t < THINGS; t++) {
		if (find_thing(d, (enum thing)t, word) >= 0)
			found[count++] = t;
	}
	if (count == 0)
		return no_thing(d, word, -1);
	if (count > 1) {
		const char *one = thing_words[found[0]], *two = thing_words[found[1]];
		struct str hint = str_format(
		    d->arena, "write %s:%.*s or %s:%.*s", one, STR(word), two, STR(word));
		return desk_refuse(
		    d, hint, "'%.*s' could mean the %s or the %s", STR(word), one, two);
	}
	take_thing(d, (enum thing)found[0], find_thing(d, (enum thing)found[0], word), a);
	return true;
}

static bool
take_kind(struct desk *d, enum thing thing, struct str word, struct address *a)
{
	ptrdiff_t i = find_thing(d, thing, word);
	bool listed = thing == THING_ACTION || thing == THING_NOTE;
	if (i < 0 && listed && change_number(word) <= thing_count(desk_workspace(d), thing))
		i = change_number(word) - 1;
	if (i < 0)
		return no_thing(d, word, (int)thing);
	take_thing(d, thing, i, a);
	return true;
}

static int
find_kind(struct str word, bool section)
{
	for (ptrdiff_t i = 0; i < COUNT_OF(kinds); i++) {
		if (str_eq(kinds[i].word, word) && (kinds[i].section || !section))
			return (int)kinds[i].thing;
	}
	return -1;
}

/* ---- which version ---- */

static bool
no_version(struct desk *d, const struct address *a, struct str word)
{
	const struct workspace *ws = desk_workspace(d);
	struct change_names known = {0};
	VEC_PUSH(d->arena, &known.list, S("actual"));
	VEC_PUSH(d->arena, &known.list, S("to-be"));
	for (int i = 0; i < ws->persona_count; i++)
		VEC_PUSH(d->arena, &known.list, ws->personas[i].entry.id);
	return desk_refuse(d, change_suggest(d->arena, word, &known),
	    "'%.*s' is neither a version of '%.*s' nor a persona", STR(word),
	    STR(ws->maps[a->map].entry.id));
}

static bool
take_persona(struct desk *d, struct address *a, struct str word)
{
	const struct workspace *ws = desk_workspace(d);
	bool others = a->version == ADDRESS_TO_BE && str_eq(word, S("others"));
	a->persona = others ? FOR_OTHERS : workspace_persona(ws, word);
	return others || a->persona >= 0 || no_version(d, a, word);
}

/* The redesign for all, or the only one that there is. */
static bool
settle_redesign(struct desk *d, struct address *a)
{
	const struct workspace *ws = desk_workspace(d);
	const struct map *m = &ws->maps[a->map];
	if (a->version != ADDRESS_TO_BE || a->persona != FOR_ALL || m->to_be_count == 0 ||
	    m->to_be[0].persona == FOR_ALL)
		return true;
	struct listing l = {a->map, ADDRESS_TO_BE, m->to_be[0].persona};
	return desk_refuse(d,
	    str_format(d->arena, "write %.*s, for example", STR(listing_name(d->arena, ws, l))),
	    "the to-be of '%.*s' differs by persona", STR(m->entry.id));
}

/* What stands behind @: actual, to-be, to-be@nadia, nadia. */
static bool
take_version(struct desk *d, struct str rest, struct address *a)
{
	struct str word;
	bool first = true;
	while (str_cut(&rest, '@', &word)) {
		if (str_eq(word, S("actual")) && first) {
			a->version = ADDRESS_ACTUAL;
		} else if (str_eq(word, S("to-be")) && first) {
			a->version = ADDRESS_TO_BE;
		} else if (first || a->version == ADDRESS_TO_BE) {
			a->version = first ? ADDRESS_WISH : a->version;
			if (!take_persona(d, a, word))
				return false;
		} else {
			return no_version(d, a, word);
		}
		first = false;
	}
	return true;
}

/* `payslip.to-be.find` and `payslip.desired.nadia.find`, as the way through the file has it. */
static bool
take_spelled_version(struct desk *d, struct parts *p, struct address *a, bool *given)
{
	struct str word = p->at[p->next];
	*given = true;
	if (str_eq(word, S("actual")) || str_eq(word, S("to-be"))) {
		p->next++;
		a->version = str_eq(word, S("actual")) ? ADDRESS_ACTUAL : ADDRESS_TO_BE;
		if (a->version == ADDRESS_TO_BE && has_more(p) && !settle_redesign(d, a) &&
		    !p->quoted[p->next])
			return take_persona(d, a, p->at[p->next++]);
		return true;
	}
	if (str_eq(word, S("desired")) && p->next + 1 < p->count) {
		a->version = ADDRESS_WISH;
		p->next += 2;
		return take_persona(d, a, p->at[p->next - 1]);
	}
	*given = false;
	return true;
}

/* ---- keys ---- */

enum owner
address_owner(const struct desk *d, const struct address *a)
{
	switch (a->kind) {
	case ADDRESS_SECTION: return a->section == FIELD_workspace ? OWN_WORKSPACE : OWN_FRAMING;
	case ADDRESS_PERSONA: return OWN_PERSONA;
	case ADDRESS_STAGE: return OWN_STAGE;
	case ADDRESS_STEP: return a->version == ADDRESS_WISH ? OWN_WISH : OWN_STEP;
	case ADDRESS_MAP:
		if (a->entry == NULL)
			return OWN_WISHLIST;
		return d->ws->maps[a->map].journey ? (enum owner)(OWN_JOURNEY | OWN_MAP) : OWN_MAP;
	case ADDRESS_ENTRY:
		switch ((int)a->section) {
		case FIELD_feedback: return OWN_WAVE;
		case FIELD_indicators: return OWN_INDICATOR;
		case FIELD_actions: return OWN_ACTION;
		default: return OWN_NOTE;
		}
	}
	return OWN_TOP;
}

static bool
is_words(struct str key)
{
	return str_eq(key, S("text")) || str_eq(key, S("title")) || str_eq(key, S("name"));
}

/* text, title and name are one thing to whoever types them. */
static struct str
plain_key(enum owner owner, struct str key)
{
	if (!is_words(key) || schema_find(owner, key) != NULL)
		return key;
	switch ((int)owner) {
	case OWN_PERSONA: return str_eq(key, S("text")) ? S("about") : S("name");
	case OWN_WORKSPACE:
	case OWN_MAP:
	case OWN_MAP | OWN_JOURNEY:
	case OWN_STAGE:
	case OWN_INDICATOR: return S("title");
	case OWN_STEP:
	case OWN_WISH:
	case OWN_ACTION:
	case OWN_NOTE: return S("text");
	default: return key;
	}
}

static bool
is_added_lane(const struct workspace *ws, enum owner owner, struct str key)
{
	for (int i = 0; i < ws->lane_added_count; i++) {
		if (str_eq(ws->lanes_added[i].key, key))
			return (owner & (OWN_STEP | OWN_WISH)) != 0;
	}
	return false;
}

static bool
is_known_key(struct desk *d, const struct address *a, enum owner owner)
{
	struct located holder;
	if (schema_find(owner, a->key) != NULL || str_starts(a->key, S("x-")) ||
	    (str_eq(a->key, S("text")) && str_eq(plain_key(owner, a->key), a->key) &&
		(owner & (OWN_STEP | OWN_WISH | OWN_ACTION | OWN_NOTE)) != 0) ||
	    is_added_lane(desk_workspace(d), owner, a->key))
		return true;
	return change_holder(d, a, &holder) && change_key_value(holder.node, a->key) != NULL;
}

static struct str
known_keys(struct desk *d, enum owner owner, struct str key)
{
	struct change_names known = {0};
	for (int f = 0; f < FIELD_COUNT; f++) {
		if ((schema_row((enum field)f)->owners & owner) != 0)
			VEC_PUSH(d->arena, &known.list, schema_row((enum field)f)->name);
	}
	struct str keys = change_suggest(d->arena, key, &known);
	return str_format(d->arena, "%.*s; keys of your own begin with x-", STR(keys));
}

static bool
no_key(struct desk *d, const struct address *a, enum owner owner)
{
	struct str where = {0}, hint = {0};
	struct str meant = schema_suggest(d->arena, owner, a->key);
	struct str elsewhere = schema_elsewhere(d->arena, a->key, &where);
	if (meant.len > 0)
		hint = str_format(d->arena, "did you mean '%.*s'?", STR(meant));
	else if (owner == OWN_WISH && schema_find(OWN_STEP, a->key) != NULL)
		hint = S("it belongs to a step of actual or to-be");
	else if (elsewhere.len > 0)
		hint = str_format(d->arena, "'%.*s' belongs %.*s", STR(elsewhere), STR(where));
	else if (str_eq(a->key, S("id")))
		hint = S("desirepath rename gives it another id");
	else
		hint = known_keys(d, owner, a->key);
	return desk_refuse(
	    d, hint, "%.*s has no key '%.*s'", STR(address_words(d, a)), STR(a->key));
}

static bool
take_keys(struct desk *d, struct parts *p, struct address *a)
{
	if (!has_more(p))
		return true;
	enum owner owner = address_owner(d, a);
	a->key = plain_key(owner, p->at[p->next++]);
	if (has_more(p))
		a->item = p->at[p->next++];
	if (has_more(p))
		a->item_key = p->at[p->next++];
	if (has_more(p))
		return no_form(d, a->text, "nothing stands that deep");
	return is_known_key(d, a, owner) || no_key(d, a, owner);
}

/* ---- steps and stages ---- */

static void
name_steps(struct desk *d, struct listing l, struct change_names *known)
{
	const struct workspace *ws = desk_workspace(d);
	for (int i = 0; i < listing_count(ws, l); i++)
		VEC_PUSH(d->arena, &known->list, listing_entry(ws, l, i)->id);
	int count;
	const struct stage *stages = listing_stages(ws, l, &count);
	for (int i = 0; i < count; i++)
		VEC_PUSH(d->arena, &known->list, stages[i].entry.id);
}

/* The first other version of the map that has such a step. */
static struct str
found_elsewhere(struct desk *d, const struct address *a, struct str word)
{
	const struct workspace *ws = desk_workspace(d);
	const struct map *m = &ws->maps[a->map];
	struct listing l = {a->map, ADDRESS_ACTUAL, FOR_ALL};
	bool found = a->version != ADDRESS_ACTUAL && listing_find(d->arena, ws, l, word) >= 0;
	for (int i = 0; !found && i < m->to_be_count; i++) {
		l = (struct listing){a->map, ADDRESS_TO_BE, m->to_be[i].persona};
		found = listing_find(d->arena, ws, l, word) >= 0;
	}
	for (int i = 0; !found && i < m->wishlist_count; i++) {
		l = (struct listing){a->map, ADDRESS_WISH, m->wishlists[i].persona};
		found = listing_find(d->arena, ws, l, word) >= 0;
	}
	return found ? listing_name(d->arena, ws, l) : (struct str){0};
}

static bool
no_step(struct desk *d, const struct address *a, struct str word)
{
	const struct workspace *ws = desk_workspace(d);
	struct listing l = listing_of(a);
	struct str name = listing_name(d->arena, ws, l), other = found_elsewhere(d, a, word);
	struct change_names known = {0};
	bool wish = a->version == ADDRESS_WISH && str_find(other, '@') < 0;
	if (workspace_persona(ws, word) >= 0 && a->version == ADDRESS_ACTUAL)
		return desk_refuse(d,
		    str_format(d->arena, "did you mean '%.*s@%.*s'?", STR(name), STR(word)),
		    "'%.*s' has no step or stage '%.*s'", STR(name), STR(word));
	if (other.len > 0 && wish)
		return desk_refuse(d,
		    str_format(d->arena,
			"first say the wish: desirepath wish PATH %.*s %.*s.%.*s 'how it should "
			"be'",
			STR(ws->personas[a->persona].entry.id), STR(other), STR(word)),
		    "'%.*s' has no wish for '%.*s'", STR(name), STR(word));
	if (other.len > 0)
		return desk_refuse(d,
		    str_format(d->arena, "did you mean '%.*s.%.*s'?", STR(other), STR(word)),
		    "'%.*s' has no step or stage '%.*s'", STR(name), STR(word));
	if (!listing_is_given(ws, l))
		return desk_refuse(d,
		    str_format(d->arena, "desirepath add step %.*s makes the first", STR(name)),
		    "'%.*s' has no steps yet", STR(name));
	name_steps(d, l, &known);
	return desk_refuse(d, change_suggest(d->arena, word, &known),
	    "'%.*s' has no step or stage '%.*s'", STR(name), STR(word));
}

static bool
take_step(struct desk *d, struct parts *p, struct address *a)
{
	const struct workspace *ws = desk_workspace(d);
	struct listing l = listing_of(a);
	struct str word = p->at[p->next];
	int count, step = listing_find(d->arena, ws, l, word);
	int stage = listing_find_stage(d->arena, ws, l, word);
	const struct stage *stages = listing_stages(ws, l, &count);
	bool by_id = step >= 0 && str_eq(listing_entry(ws, l, step)->id, word);
	bool is_stage = stage >= 0 && (!by_id || str_eq(stages[stage].entry.id, word));
	if (by_id && is_stage && !p->quoted[p->next])
		is_stage = false;
	if (step < 0 && stage < 0)
		return no_step(d, a, word);
	p->next++;
	a->kind = is_stage ? ADDRESS_STAGE : ADDRESS_STEP;
	a->index = is_stage ? stage : step;
	a->entry = is_stage ? &stages[stage].entry : listing_entry(ws, l, step);
	return true;
}

static bool
has_step(struct desk *d, const struct address *a, struct str word)
{
	const struct workspace *ws = desk_workspace(d);
	struct listing l = listing_of(a);
	int step = listing_find(d->arena, ws, l, word);
	return (step >= 0 && str_eq(listing_entry(ws, l, step)->id, word)) ||
	    listing_find_stage(d->arena, ws, l, word) >= 0;
}

/* A key of the map, rather than a step of that id. */
static bool
is_map_key(struct desk *d, const struct address *a, const struct parts *p)
{
	struct located holder;
	struct str word = p->at[p->next];
	enum owner owner = address_owner(d, a);
	if (p->quoted[p->next])
		return false;
	bool key = schema_find(owner, plain_key(owner, word)) != NULL || str_starts(word, S("x-"));
	if (key && p->count - p->next > 1 && has_step(d, a, word))
		return false;
	bool written = change_holder(d, a, &holder) && change_key_value(holder.node, word) != NULL;
	return written || (key && !has_step(d, a, word));
}

static bool
take_map(struct desk *d, struct parts *p, struct address *a, struct str version)
{
	bool given = version.len > 0;
	if (given ? !take_version(d, version, a)
		  : has_more(p) && !take_spelled_version(d, p, a, &given))
		return false;
	if (!settle_redesign(d, a))
		return false;
	if (given)
		a->entry = NULL;
	if (!has_more(p))
		return true;
	bool key = given ? a->version == ADDRESS_WISH && !has_step(d, a, p->at[p->next]) &&
		schema_find(OWN_WISHLIST, p->at[p->next]) != NULL
			 : is_map_key(d, a, p);
	return (key || take_step(d, p, a)) && take_keys(d, p, a);
}

/* ---- the whole ---- */

static bool
take_first(struct desk *d, struct parts *p, struct address *a)
{
	struct str word = p->at[p->next], version = {0};
	ptrdiff_t at = p->quoted[p->next] ? -1 : str_find(word, '@');
	ptrdiff_t colon = p->quoted[p->next] ? -1 : str_find(word, ':');
	p->next++;
	if (at >= 0) {
		version = str_from(word, at + 1);
		word = str_upto(word, at);
	}
	int thing = at >= 0 ? THING_MAP : -1;
	if (colon >= 0 && colon < word.len) {
		thing = find_kind(str_upto(word, colon), false);
		if (thing < 0)
			return desk_refuse(d,
			    S("persona: map: indicator: wave: action: note: may stand in front"),
			    "there is no kind of thing '%.*s'", STR(str_upto(word, colon)));
		word = str_from(word, colon + 1);
	} else if (at < 0 && has_more(p) && find_kind(word, true) >= 0) {
		thing = find_kind(word, true);
		word = p->at[p->next++];
	}
	if (at >= 0 && thing != THING_MAP)
		return no_form(d, a->text, "only maps have versions, behind @");
	if (thing >= 0 ? !take_kind(d, (enum thing)thing, word, a) : !take_any(d, word, a))
		return false;
	if (a->kind == ADDRESS_MAP)
		return take_map(d, p, a, version);
	return take_keys(d, p, a);
}

bool
address_read(struct desk *d, struct str text, struct address *a)
{
	struct parts p;
	desk_workspace(d);
	*a = (struct address){
	    .text = text, .persona = -1, .map = -1, .index = -1, .section = FIELD_COUNT};
	if (!cut_parts(d, str_trim(text), &p))
		return false;
	struct str word = p.at[0];
	if (!p.quoted[0] && (str_eq(word, S("workspace")) || str_eq(word, S("framing")))) {
		a->kind = ADDRESS_SECTION;
		a->section = str_eq(word, S("workspace")) ? FIELD_workspace : FIELD_framing;
		p.next = 1;
		return take_keys(d, &p, a);
	}
	return take_first(d, &p, a);
}

struct str
address_words(struct desk *d, const struct address *a)
{
	const struct workspace *ws = desk_workspace(d);
	struct str id = a->entry != NULL ? a->entry->id : (struct str){0};
	switch (a->kind) {
	case ADDRESS_SECTION: return schema_row(a->section)->name;
	case ADDRESS_PERSONA: return str_format(d->arena, "the persona '%.*s'", STR(id));
	case ADDRESS_MAP:
		if (a->entry != NULL)
			return str_format(d->arena, "the map '%.*s'", STR(id));
		return str_format(
		    d->arena, "'%.*s'", STR(listing_name(d->arena, ws, listing_of(a))));
	case ADDRESS_STAGE: return str_format(d->arena, "the stage '%.*s'", STR(id));
	case ADDRESS_STEP:
		return str_format(d->arena, "the %s '%.*s'",
		    a->version == ADDRESS_WISH ? "wish" : "step", STR(id));
	case ADDRESS_ENTRY: {
		const char *kind = a->section == FIELD_feedback ? "wave"
		    : a->section == FIELD_indicators            ? "indicator"
		    : a->section == FIELD_actions               ? "action"
								: "note";
		return str_format(d->arena, "the %s '%.*s'", kind, STR(id));
	}
	}
	return a->text;
}

struct str
change_kind_words(const struct address *a)
{
	switch (a->kind) {
	case ADDRESS_SECTION: return S("a section");
	case ADDRESS_PERSONA: return S("a persona");
	case ADDRESS_MAP: return S("a map");
	case ADDRESS_STAGE: return S("a stage");
	case ADDRESS_STEP: return S("a step");
	case ADDRESS_ENTRY: break;
	}
	switch ((int)a->section) {
	case FIELD_feedback: return S("a wave");
	case FIELD_indicators: return S("an indicator");
	case FIELD_actions: return S("an action");
	default: return S("a note");
	}
}
