/* SPDX-License-Identifier: MIT */
/*
 * Looking at nodes, and saying what is wrong with them. Everything read passes through read_real,
 * so this is where tags are refused and where an alias bomb ends.
 */
#include "base/utf8.h"
#include "model/read_priv.h"

static const struct node nothing = {.kind = NODE_SCALAR, .is_null = true};

void
read_bound_findings(struct reader *r)
{
	if (r->diags->list.count < MOST_FINDINGS)
		return;
	if (r->diags == &r->sink) {
		arena_free(r->words);
	} else {
		struct place last = r->diags->list.at[r->diags->list.count - 1].at;
		diag_add(r->diags, DIAG_yaml_limit, last, 1,
		    "more than %d findings; the rest is not listed", MOST_FINDINGS);
	}
	r->words = arena_new_in(r->stacks);
	r->sink = (struct diags){.arena = r->words};
	r->diags = &r->sink;
}

static bool
is_core_tag(struct str tag)
{
	static const struct str core[] = {S_INIT("!"), S_INIT("!!str"), S_INIT("!!int"),
	    S_INIT("!!float"), S_INIT("!!bool"), S_INIT("!!null"), S_INIT("!!seq"), S_INIT("!!map"),
	    S_INIT("!!timestamp")};
	static const struct str verbatim = S_INIT("!<tag:yaml.org,2002:");
	if (str_starts(tag, verbatim))
		return true;
	for (ptrdiff_t i = 0; i < COUNT_OF(core); i++) {
		if (str_eq(tag, core[i]))
			return true;
	}
	return false;
}

/* `- !important call back`: to YAML a tag, to whoever typed it a text. */
static void
looks_like_text(struct reader *r, const struct node *n)
{
	struct str written = str_from(str_upto(r->text, n->end), n->start);
	struct diag *d = diag_add(r->diags, DIAG_quote_it, read_place(r, n), read_width(r, n),
	    "'!' begins a tag here, not a text");
	d->hint = str_format(r->words, "write '%.*s'", STR(read_clip(written)));
}

static void
check_tag(struct reader *r, const struct node *n)
{
	bool local = !str_starts(n->tag, S("!!")) && !str_starts(n->tag, S("!<"));
	if (local && n->kind == NODE_SCALAR && n->style == STYLE_PLAIN) {
		looks_like_text(r, n);
		return;
	}
	if (is_core_tag(n->tag))
		return;
	struct str tag = read_clip(n->tag);
	struct diag *d = diag_add(r->diags, DIAG_yaml_tag, read_place(r, n), utf8_count(n->tag),
	    "the tag '%.*s' is not read", STR(tag));
	d->hint = S("remove the tag; values are read by their key");
}

/* Nodes in the tree below n, itself included; counting ends above `limit`. */
static ptrdiff_t
count_nodes(const struct node *n, ptrdiff_t limit)
{
	ptrdiff_t count = 1;
	for (const struct node *c = n->first; c != NULL && count <= limit; c = c->next)
		count += count_nodes(c, limit - count);
	return count;
}

static const struct node *
behind_alias(struct reader *r, const struct node *alias)
{
	const struct node *n = node_real(alias);
	/* An alias of nothing is a finding of the parser. */
	if (n == NULL || n->kind == NODE_ALIAS || r->expanded > MOST_EXPANDED)
		return &nothing;
	r->expanded += count_nodes(n, MOST_EXPANDED);
	if (r->expanded > MOST_EXPANDED) {
		struct diag *d =
		    diag_add(r->diags, DIAG_yaml_limit, read_place(r, alias), read_width(r, alias),
			"aliases stand for more than %d nodes in all", MOST_EXPANDED);
		d->hint = S("write it out, or use fewer aliases");
		return &nothing;
	}
	return n;
}

/* The node itself, or what an alias stands for; never NULL and never an alias. */
const struct node *
read_real(struct reader *r, const struct node *n)
{
	read_bound_findings(r);
	if (n->kind == NODE_ALIAS)
		n = behind_alias(r, n);
	if (n->tag.len > 0)
		check_tag(r, n);
	return n;
}

struct place
read_place(const struct reader *r, const struct node *n)
{
	return (struct place){r->source, n->start};
}

/* Characters of the node on its first line. */
ptrdiff_t
read_width(const struct reader *r, const struct node *n)
{
	struct str s = str_from(str_upto(r->text, n->end), n->start);
	ptrdiff_t end = 0;
	while (end < s.len && s.at[end] != '\n' && s.at[end] != '\r')
		end++;
	return utf8_count(str_upto(s, end));
}

bool
read_is_within(struct str text, struct str part)
{
	uintptr_t start = (uintptr_t)text.at, at = (uintptr_t)part.at;
	return text.at != NULL && part.at != NULL && at >= start &&
	    at + (uintptr_t)part.len <= start + (uintptr_t)text.len;
}

/* The text for as long as the workspace lives: most are views of the source and stay as they are.
 */
struct str
read_keep(struct reader *r, struct str s)
{
	return s.len == 0 || read_is_within(r->text, s) ? s : str_copy(r->arena, s);
}

/* The user's words as far as a message has room for them. */
struct str
read_clip(struct str s)
{
	enum { LONGEST = 60 };
	struct str rest = s;
	for (int i = 0; i < LONGEST; i++) {
		if (utf8_next(&rest) < 0)
			return s;
	}
	return str_upto(s, rest.at - s.at);
}

bool
read_is_plain(const struct node *n)
{
	return n->kind == NODE_SCALAR && n->style == STYLE_PLAIN && !n->is_null;
}

/* Whether a scalar says nothing: not written, null, or only blanks. */
bool
read_is_nothing(const struct node *n)
{
	if (n->kind != NODE_SCALAR)
		return false;
	if (n->is_null || str_trim(n->value).len == 0)
		return true;
	return n->style == STYLE_PLAIN && (str_eq(n->value, S("~")) || str_eq(n->value, S("null")));
}

/* Whether the words only say that words are missing. */
bool
read_is_unfilled(struct str s)
{
	if (s.len == 1)
		return s.at[0] == '?';
	return s.len == 3 && (s.at[0] | 32) == 't' && (s.at[1] | 32) == 'b' &&
	    (s.at[2] | 32) == 'd';
}

bool
read_is_free_key(struct str key)
{
	return str_starts(key, S("x-"));
}

bool
read_key_text(struct reader *r, const struct node *key, struct str *text)
{
	const struct node *n = read_real(r, key);
	if (n->kind != NODE_SCALAR) {
		struct diag *d = diag_add(r->diags, DIAG_value_type, read_place(r, key),
		    read_width(r, key), "a key must be words, not a list or a mapping");
		d->hint = S("a text that begins with [ or { needs quotes");
		return false;
	}
	if (n->style == STYLE_PLAIN && str_eq(n->value, S("<<"))) {
		struct diag *d = diag_add(
		    r->diags, DIAG_yaml_tag, read_place(r, key), 2, "merge keys are not read");
		d->hint = S("write the keys out");
		return false;
	}
	*text = n->value;
	return true;
}

/* `- id: answer` and `text: Answer` below it, as other formats have it. */
static bool
is_text_key(const struct grammar *how, struct str name)
{
	static const struct str words[] = {
	    S_INIT("text"), S_INIT("id"), S_INIT("label"), S_INIT("name"), S_INIT("title")};
	enum { ITEMS = OWN_STEP | OWN_WISH | OWN_ITEM | OWN_ASK | OWN_ACTION | OWN_NOTE };
	for (ptrdiff_t i = 0; (how->owner & ITEMS) != 0 && i < COUNT_OF(words); i++) {
		if (str_eq(words[i], name))
			return true;
	}
	return false;
}

/* What an unknown key of this mapping can only be, whatever its name. */
static struct str
hint_for_place(const struct grammar *how, const struct node *value)
{
	bool map = how->owner == OWN_MAP || how->owner == OWN_JOURNEY;
	if (how->owner == OWN_STAGE)
		return S("a stage holds a list: each step stands behind a dash, details below it");
	if (map && value != NULL && value->kind == NODE_SEQUENCE)
		return S("a stage stands below `actual:`, and its steps below the stage");
	return S("keys that begin with x- are free");
}

static struct str
hint_for_key(struct reader *r, const struct grammar *how, const struct node *value, struct str name)
{
	struct str free_keys = hint_for_place(how, value);
	enum { COST = 1500 }; /* words and synonyms that are compared */
	if (r->patience <= 0)
		return free_keys;
	if (is_text_key(how, name))
		return S("the first pair of an item is its id and text: `- some-id: The text`");
	r->patience -= COST;
	enum owner owner = how->owner;
	struct str meant = schema_suggest(r->words, owner, name), where = {0};
	if (meant.len == 0 && how->also != 0) {
		owner = how->also;
		meant = schema_suggest(r->words, owner, name);
	}
	struct str other = schema_suggest_other(r->words, owner, name);
	if (meant.len > 0 && other.len > 0 && !str_eq(meant, other))
		return str_format(
		    r->words, "did you mean '%.*s' or '%.*s'?", STR(meant), STR(other));
	if (meant.len > 0)
		return str_format(r->words, "did you mean '%.*s'?", STR(meant));
	struct str key = schema_elsewhere(r->words, name, &where);
	if (how->owner == OWN_STAGE)
		return free_keys;
	if (str_eq(key, S("steps")) || (how->owner == OWN_STEP && str_eq(key, S("actual"))))
		return S("a stage is a key above its steps: `Name of the stage:`, and the list "
			 "below it");
	if (str_eq(key, name))
		return str_format(r->words, "'%.*s' belongs %.*s", STR(name), STR(where));
	if (key.len > 0)
		return str_format(
		    r->words, "did you mean '%.*s'? it belongs %.*s", STR(key), STR(where));
	return free_keys;
}

/* A key that no row of the schema has under this owner; `value` may be NULL. */
void
read_unknown_key(struct reader *r, const struct grammar *how, struct place at, ptrdiff_t width,
    struct str name, const struct node *value)
{
	struct str said = read_clip(name);
	struct diag *d =
	    diag_add(r->diags, DIAG_key_unknown, at, width, "unknown key '%.*s'", STR(said));
	d->hint = hint_for_key(r, how, value, name);
}

static void
unknown_key(struct reader *r, const struct grammar *how, const struct node *key, struct str name)
{
	bool wish = how->owner == OWN_WISH || how->owner == OWN_PREFERS;
	if (wish && schema_find(OWN_STEP, name) != NULL) {
		struct diag *d = diag_add(r->diags, DIAG_not_a_wish, read_place(r, key),
		    read_width(r, key), "'%.*s' cannot be wished for", STR(name));
		d->hint = S("it belongs to a step of actual or to-be");
		return;
	}
	read_unknown_key(r, how, read_place(r, key), read_width(r, key), name, key->next);
}

bool
read_key(struct reader *r, const struct grammar *how, const struct node *key, struct key *k)
{
	struct str name;
	if (!read_key_text(r, key, &name) || read_is_free_key(name))
		return false;
	const struct schema_row *row = schema_find(how->owner, name);
	if (row == NULL && how->also != 0)
		row = schema_find(how->also, name);
	if (row != NULL && row->field == FIELD_fits && !how->fits) {
		struct diag *d = diag_add(r->diags, DIAG_key_unknown, read_place(r, key),
		    read_width(r, key), "'fits' belongs to a step of to-be");
		d->hint = S("it says whose wish a step of the redesign meets");
		return false;
	}
	if (row != NULL) {
		*k = (struct key){(int)row->field, row->kind, row->name, row, key};
		return true;
	}
	bool fit_for_lane = how->lanes && identity_is_id(name) &&
	    (how->owner != OWN_WISH || schema_find(OWN_STEP, name) == NULL);
	if (!fit_for_lane) {
		unknown_key(r, how, key, name);
		return false;
	}
	int field = read_lane(r, key, name, how->owner);
	if (field == NO_LANE) {
		unknown_key(r, how, key, name);
		return false;
	}
	bool names = field >= FIELD_COUNT && r->lanes_added.at[field - FIELD_COUNT].names;
	*k = (struct key){field, names ? KIND_NAMES : KIND_TEXTS, name, NULL, key};
	return true;
}

void
read_wrong_type(struct reader *r, const struct key *k, const struct node *n)
{
	static const char *const what[] = {[NODE_SCALAR] = "a text",
	    [NODE_SEQUENCE] = "a list",
	    [NODE_MAPPING] = "a mapping",
	    [NODE_ALIAS] = "an alias"};
	const struct node *real = read_real(r, n);
	struct diag *d = diag_add(r->diags, DIAG_value_type, read_place(r, n), read_width(r, n),
	    "'%.*s' wants %s, not %s", STR(k->name), read_wanted(k->kind), what[real->kind]);
	if (k->row != NULL && k->row->example.len > 0)
		d->hint = str_format(
		    r->words, "for example %.*s: %.*s", STR(k->name), STR(k->row->example));
	else if (k->kind == KIND_DESIRED)
		d->hint =
		    S("write a persona's id and a colon, and the wishes below it as a list, or "
		      "`ID: same`, `ID: never`");
	else if (k->kind == KIND_ITEMS || k->kind == KIND_TEXTS)
		d->hint = S("each text stands on a line of its own behind a dash");
}

const struct node *
read_mapping(struct reader *r, const struct key *k, const struct node *at)
{
	const struct node *n = read_real(r, at);
	if (read_is_nothing(n))
		return NULL;
	if (n->kind == NODE_MAPPING)
		return n;
	read_wrong_type(r, k, at);
	return NULL;
}

/* Whether a key's first occurrence is in the same mapping: then the parser has said so already. */
bool
read_same_mapping(const struct reader *r, const struct node *key, struct place first)
{
	return first.source == r->source && key->parent != NULL &&
	    first.offset >= key->parent->start && first.offset < key->start;
}

struct diag *
read_twice(struct reader *r, enum diag_code code, struct str what, struct place at, ptrdiff_t width,
    struct place first)
{
	struct str said = read_clip(what);
	bool step = code == DIAG_step_twice;
	struct diag *d = diag_add(r->diags, code, at, width,
	    step ? "the step '%.*s' stands twice in one list" : "'%.*s' is defined twice",
	    STR(said));
	d->also = first;
	d->also_says = S("first at");
	return d;
}

/* What is to be filled in: it counts as empty. */
void
read_unfilled(struct reader *r, struct str what, struct place at, ptrdiff_t width)
{
	read_bound_findings(r);
	struct str said = read_clip(what);
	struct diag *d =
	    diag_add(r->diags, DIAG_item_empty, at, width, "'%.*s' is to be filled in", STR(said));
	d->hint = S("it counts as empty");
}
