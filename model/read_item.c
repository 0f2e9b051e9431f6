/* SPDX-License-Identifier: MIT */
/*
 * Rule 1 of the format: an item is `- text`, `- id: text`, or that with details below it. The first
 * pair is always the id and the text, whatever the id is; a first key that cannot be an id makes
 * the whole a sentence, read back from the source.
 */
#include "base/utf8.h"
#include "model/read_priv.h"
#include "model/syntax_priv.h"

const struct grammar READ_ITEM = {.owner = OWN_ITEM};
const struct grammar READ_ASK = {.owner = OWN_ASK};

static bool
has_break(struct str s)
{
	return str_find(s, '\n') >= 0 || str_find(s, '\r') >= 0;
}

/* `Ask yourself: is this honest?`, which YAML takes for a key and a value. */
static struct str
sentence(struct reader *r, const struct node *key, const struct node *value)
{
	uint32_t end = value->is_null ? key->next->indicator + 1 : value->end;
	bool plain = read_is_plain(key) && key->start == key->content && value == key->next &&
	    (value->is_null ? value->indicator != NO_OFFSET
			    : read_is_plain(value) && value->start == value->content);
	if (plain && end >= key->content) {
		struct str s = str_from(str_upto(r->text, end), key->content);
		if (!has_break(s))
			return read_keep(r, str_trim(s));
	}
	struct str name = read_real(r, key)->value;
	return str_format(r->arena, "%.*s: %.*s", STR(name), STR(value->value));
}

/* The sentence in the form in which it may carry details. */
static struct str
with_id(struct reader *r, struct str text)
{
	struct str slug = identity_slug(r->words, text);
	if (slug.len == 0)
		slug = S("some-id");
	const char *quote = str_search(text, S(": ")) >= 0 ? "\"" : "";
	return str_format(r->words, "write '- %.*s: %s%.*s%s'", STR(slug), quote, STR(text), quote);
}

static struct diag *
needs_id(struct reader *r, const struct node *at, struct str text)
{
	struct diag *d = diag_add(r->diags, DIAG_detail_needs_id, read_place(r, at),
	    read_width(r, at), "this item has details below it and no id yet");
	d->hint = with_id(r, read_clip(text));
	return d;
}

/* The sentence is a key and a value on one line: the id goes before them, and quotes around. */
static void
offer_id(struct reader *r, struct diag *d, const struct node *key, struct str text)
{
	const struct node *value = key->next;
	struct str slug = identity_slug(r->words, text);
	uint32_t end = value->is_null ? value->indicator + 1 : value->end;
	if (slug.len == 0 || !read_is_plain(key) || (!value->is_null && !read_is_plain(value)) ||
	    (value->is_null && value->indicator == NO_OFFSET))
		return;
	d->meant = (struct correction){key->content, end,
	    str_format(r->words, "%.*s: %.*s", STR(slug), STR(in_quotes(r->words, text)))};
}

static void
not_words(struct reader *r, const struct node *at, struct str id, const struct node *value)
{
	bool list = value->kind == NODE_SEQUENCE;
	struct str said = read_clip(id);
	struct diag *d = diag_add(r->diags, DIAG_value_type, read_place(r, at), read_width(r, at),
	    "the text of '%.*s' must be words, not %s", STR(said), list ? "a list" : "a mapping");
	d->hint = list ? S("a stage is a key of a mapping: leave the dash out")
		       : str_format(r->words,
			     "write `%.*s: ` and a text; the details stand below it, under the "
			     "first letter of '%.*s'",
			     STR(said), STR(said));
}

/* `- Ask yourself: is this honest?` */
static bool
read_sentence(struct reader *r, const struct node *key, struct item *item)
{
	const struct node *value = read_real(r, key->next);
	item->at = item->words = key;
	if (value->kind != NODE_SCALAR) {
		struct str name = read_real(r, key)->value;
		if (value->kind == NODE_MAPPING)
			needs_id(r, key, name);
		else
			not_words(r, key, name, value);
		item->text = read_keep(r, str_trim(name));
		return true;
	}
	item->text = sentence(r, key, value);
	if (item->details != NULL)
		offer_id(r, needs_id(r, key, item->text), key, item->text);
	return true;
}

static bool
read_pair(struct reader *r, const struct node *mapping, struct item *item)
{
	const struct node *key = mapping->first;
	struct str id;
	item->details = key->next->next;
	const struct node *real = read_real(r, key);
	if (real->kind != NODE_SCALAR)
		return read_key_text(r, key, &id);
	id = real->value;
	if (real->is_null && read_is_nothing(read_real(r, key->next)))
		return true;
	if (!identity_is_id(id))
		return read_sentence(r, key, item);
	item->id = read_keep(r, id);
	item->at = key;
	const struct node *value = read_real(r, key->next);
	if (value->kind != NODE_SCALAR) {
		not_words(r, key->next, id, value);
		item->text = item->id;
		return true;
	}
	/* Where a tag or an unknown alias left nothing, that has been said. */
	if (read_is_nothing(value) && (key->next->tag.len > 0 || key->next->kind == NODE_ALIAS))
		item->text = item->id;
	if (read_is_nothing(value))
		return true;
	item->words = key->next;
	item->text = read_keep(r, str_trim(value->value));
	return true;
}

static void
empty_item(struct reader *r, const struct node *at)
{
	struct diag *d = diag_add(
	    r->diags, DIAG_item_empty, read_place(r, at), 1, "this item is to be filled in");
	d->hint = S("it is left out");
}

/* `- - text`, where the second dash was meant as text, or a list within a list. */
static void
list_for_item(struct reader *r, const struct node *at, const struct node *list)
{
	struct str words = slice(r->text, list->start, list->end);
	if (list->style == STYLE_BLOCK && list->count == 1 && read_is_plain(list->first) &&
	    read_width(r, list) == utf8_count(words)) {
		struct diag *d = diag_add(r->diags, DIAG_quote_it, read_place(r, at),
		    read_width(r, at), "a text cannot begin with '- ' without quotes");
		d->hint = str_format(
		    r->words, "write `- %.*s`", STR(in_quotes(r->words, read_clip(words))));
		d->meant.text = in_quotes(r->words, words);
		return;
	}
	struct diag *d = diag_add(r->diags, DIAG_value_type, read_place(r, at), read_width(r, at),
	    "a list stands where an item belongs");
	d->hint = S("an item is a text, or an id and a text; begin the inner items under the outer "
		    "ones");
}

/* False when there is nothing to read; the finding is made. */
bool
read_item(struct reader *r, const struct node *at, struct item *item)
{
	const struct node *n = read_real(r, at);
	*item = (struct item){.at = at};
	if (n->kind == NODE_SEQUENCE) {
		list_for_item(r, at, n);
		return false;
	}
	if (n->kind == NODE_MAPPING && n->first != NULL && n->first->next != NULL) {
		if (!read_pair(r, n, item))
			return false;
	} else if (n->kind == NODE_SCALAR && !read_is_nothing(n)) {
		item->words = at;
		item->text = read_keep(r, str_trim(n->value));
	}
	if (item->words != NULL && read_is_unfilled(item->text)) {
		item->text = (struct str){0};
		if (item->id.len > 0)
			read_unfilled(r, item->id, read_place(r, item->at), utf8_count(item->id));
	}
	if (item->id.len == 0 && item->text.len == 0) {
		empty_item(r, at);
		return false;
	}
	return true;
}

/* Without words an entry is shown by its id. */
void
read_fill_text(struct reader *r, struct entry *e)
{
	if (e->text.len > 0)
		return;
	read_unfilled(r, e->id, e->at, utf8_count(e->id));
	e->text = e->id;
}

static void
push_item(struct reader *r, const struct grammar *how, const struct node *n)
{
	struct item item;
	if (!read_item(r, n, &item))
		return;
	struct entry e = {.id = item.id, .text = item.text, .own_id = item.id.len > 0};
	e.at = read_place(r, item.at);
	read_fill_text(r, &e);
	ptrdiff_t base = r->details.count;
	read_details(r, how, item.details);
	read_seal(r, base, &e);
	VEC_PUSH(r->stacks, &r->entries, e);
}

/* The items of a list, onto the stack of entries. */
void
read_item_list(struct reader *r, const struct grammar *how, const struct node *list)
{
	for (const struct node *c = list->first; c != NULL; c = c->next)
		push_item(r, how, c);
}

/* The entries above `base`, now in the workspace's arena. */
struct entry *
read_take_entries(struct reader *r, ptrdiff_t base)
{
	ptrdiff_t count = r->entries.count - base;
	struct entry *at = NEW_N(r->arena, struct entry, count);
	for (ptrdiff_t i = 0; i < count; i++)
		at[i] = r->entries.at[base + i];
	r->entries.count = base;
	return at;
}

bool
read_items(struct reader *r, const struct grammar *how, const struct key *k, const struct node *at,
    struct value *v)
{
	const struct node *n = read_real(r, at);
	*v = (struct value){.kind = VALUE_EMPTY};
	if (n->kind == NODE_MAPPING) {
		read_wrong_type(r, k, at);
		return false;
	}
	if (read_is_nothing(n))
		return true;
	ptrdiff_t base = r->entries.count;
	if (n->kind == NODE_SCALAR && read_is_unfilled(str_trim(n->value)))
		read_unfilled(r, k->name, read_place(r, at), read_width(r, at));
	else if (n->kind == NODE_SCALAR)
		push_item(r, how, at);
	else
		read_item_list(r, how, n);
	ptrdiff_t count = r->entries.count - base;
	if (count == 0)
		return true;
	struct entry *items = read_take_entries(r, base);
	struct entry_list list = {items, sizeof *items, count};
	if (k->field != FIELD_said)
		read_check_ids(r, list, NULL);
	if (k->kind == KIND_ITEMS)
		read_derive_ids(r, list);
	*v = (struct value){.kind = VALUE_ITEMS, .items = {items, count}};
	return true;
}

struct entry *
read_entry_at(struct entry_list list, ptrdiff_t i)
{
	return (struct entry *)(void *)((char *)list.first + i * list.stride);
}

static struct str
free_id(struct reader *r, struct str_map *taken, struct str wanted)
{
	ptrdiff_t *last = str_map_at(taken, wanted);
	if (*last < 0) {
		*last = 1;
		return wanted;
	}
	for (;;) {
		struct str id = str_format(r->arena, "%.*s-%td", STR(wanted), *last + 1);
		*last += 1;
		if (str_map_get(taken, id) < 0) {
			*str_map_at(taken, id) = 1;
			return id;
		}
		last = str_map_at(taken, wanted);
	}
}

void
read_derive_ids(struct reader *r, struct entry_list list)
{
	ptrdiff_t without = 0;
	for (ptrdiff_t i = 0; i < list.count; i++)
		without += read_entry_at(list, i)->id.len == 0;
	if (without == 0)
		return;
	struct arena_mark mark = arena_mark(r->room);
	struct str_map taken = {.arena = r->room};
	for (ptrdiff_t i = 0; i < list.count; i++) {
		if (read_entry_at(list, i)->id.len > 0)
			*str_map_at(&taken, read_entry_at(list, i)->id) = 1;
	}
	for (ptrdiff_t i = 0; i < list.count; i++) {
		struct entry *e = read_entry_at(list, i);
		if (e->id.len > 0)
			continue;
		struct arena_mark inner = arena_mark(r->room);
		struct str slug = str_copy(r->arena, identity_slug(r->room, e->text));
		arena_release(r->room, inner);
		if (slug.len == 0)
			slug = str_format(r->arena, "step-%td", i + 1);
		e->id = free_id(r, &taken, slug);
	}
	arena_release(r->room, mark);
}

/* `- step: Answer` and `- step: Log it`: the word in front is the id, not a kind. */
static struct str
id_of_its_own(struct reader *r, const struct entry *e)
{
	struct str slug = identity_slug(r->words, read_clip(e->text));
	if (slug.len == 0 || str_eq(slug, e->id))
		return S("each item has an id of its own");
	return with_id(r, read_clip(e->text));
}

void
read_check_ids(struct reader *r, struct entry_list list, const bool *bare)
{
	ptrdiff_t own = 0;
	for (ptrdiff_t i = 0; i < list.count; i++)
		own += read_entry_at(list, i)->own_id;
	if (own < 2)
		return;
	struct arena_mark mark = arena_mark(r->room);
	struct str_map seen = {.arena = r->room};
	for (ptrdiff_t i = 0; i < list.count; i++) {
		struct entry *e = read_entry_at(list, i);
		if (!e->own_id)
			continue;
		ptrdiff_t *first = str_map_at(&seen, e->id);
		if (*first < 0) {
			*first = i;
			continue;
		}
		bool by_name = bare != NULL && (bare[i] || bare[*first]);
		struct diag *d = read_twice(r, by_name ? DIAG_step_twice : DIAG_id_twice, e->id,
		    e->at, utf8_count(e->id), read_entry_at(list, *first)->at);
		if (!by_name)
			d->hint = id_of_its_own(r, e);
	}
	arena_release(r->room, mark);
}
