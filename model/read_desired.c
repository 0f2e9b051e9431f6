/* SPDX-License-Identifier: MIT */
/* `desired`: by persona a list of wishes, stages, the long form, `same` or `never`. */
#include "base/utf8.h"
#include "model/read_priv.h"

static const struct grammar READ_LONG_FORM = {.owner = OWN_WISHLIST};

/* A mapping whose only keys are steps, order and others. */
static bool
is_long_form(struct reader *r, const struct node *n)
{
	if (n->first == NULL)
		return false;
	bool any = false;
	for (const struct node *c = n->first; c != NULL && c->next != NULL; c = c->next->next) {
		const struct node *key = read_real(r, c);
		if (key->kind != NODE_SCALAR)
			return false;
		bool setting = schema_find(OWN_WISHLIST, key->value) != NULL;
		if (!setting && !read_is_free_key(key->value))
			return false;
		any = any || setting;
	}
	return any;
}

static void
read_setting(struct reader *r, const struct key *k, const struct node *at, struct wishlist *list)
{
	struct value v;
	if (!read_value(r, &READ_LONG_FORM, k, at, &v) || v.kind != VALUE_WORD)
		return;
	if (k->kind == KIND_OTHERS)
		list->others = (enum others)v.word;
	else if (k->kind == KIND_ORDER)
		list->any_order = true;
}

static void
read_long_form(struct reader *r, const struct node *n, struct wishlist *list)
{
	const struct node *steps = NULL;
	for (const struct node *c = n->first; c != NULL && c->next != NULL; c = c->next->next) {
		struct key k;
		if (!read_key(r, &READ_LONG_FORM, c, &k))
			continue;
		if (k.kind == KIND_STEPS)
			steps = c->next;
		else
			read_setting(r, &k, c->next, list);
	}
	if (steps != NULL)
		read_steps(r, &READ_WISH, steps);
}

static void
take_wishes(struct reader *r, struct wishlist *list)
{
	list->wish_count = (int)r->items.count;
	list->wishes = NEW_N(r->arena, struct wish, list->wish_count);
	for (int i = 0; i < list->wish_count; i++) {
		const struct step_item *item = &r->items.at[i];
		list->wishes[i] =
		    (struct wish){.entry = item->entry, .stage = item->stage, .drop = item->drop};
	}
	r->items.count = 0;
	read_take_stages(r, &list->stages, &list->stage_count);
}

/* `same` or `never`. */
static bool
read_word(struct reader *r, const struct node *at, const struct node *n, struct wishlist *list)
{
	struct str word = str_trim(n->value);
	list->kind = str_eq(word, S("never")) ? WISHES_NEVER : WISHES_SAME;
	if (str_eq(word, S("same")) || str_eq(word, S("never")))
		return true;
	struct str said = read_clip(word);
	struct diag *d = diag_add(r->diags, DIAG_value_type, read_place(r, at), read_width(r, at),
	    "'%.*s' is neither a list of steps, nor same or never", STR(said));
	d->hint = S("write a wish behind a dash on the next line; same: takes the steps as they "
		    "come; never: does not meet this map");
	return false;
}

static bool
read_wishlist(struct reader *r, const struct node *at, struct wishlist *list)
{
	const struct node *n = read_real(r, at);
	r->items.count = 0;
	r->stages.count = 0;
	if (n->kind == NODE_SCALAR && read_is_unfilled(str_trim(n->value)))
		return false;
	if (n->kind == NODE_SCALAR)
		return read_word(r, at, n, list);
	if (n->kind == NODE_MAPPING && is_long_form(r, n))
		read_long_form(r, n, list);
	else
		read_steps(r, &READ_WISH, at);
	take_wishes(r, list);
	return true;
}

static void
push_wishlist(struct reader *r, const struct node *key)
{
	struct str id;
	if (!read_key_text(r, key, &id))
		return;
	const struct node *n = read_real(r, key->next);
	struct wishlist list = {.at = read_place(r, key)};
	list.persona = read_persona(r, key, id);
	if (n->kind == NODE_SCALAR &&
	    (read_is_nothing(n) || read_is_unfilled(str_trim(n->value)))) {
		read_unfilled(r, id, list.at, read_width(r, key));
		return;
	}
	if (read_wishlist(r, key->next, &list))
		VEC_PUSH(r->stacks, &r->wishlists, list);
}

void
read_desired(struct reader *r, const struct key *k, const struct node *at, struct map *m)
{
	const struct node *n = read_mapping(r, k, at);
	if (n == NULL)
		return;
	r->wishlists.count = 0;
	for (const struct node *c = n->first; c != NULL && c->next != NULL; c = c->next->next)
		push_wishlist(r, c);
	m->wishlist_count = (int)r->wishlists.count;
	m->wishlists = NEW_N(r->arena, struct wishlist, m->wishlist_count);
	for (int i = 0; i < m->wishlist_count; i++)
		m->wishlists[i] = r->wishlists.at[i];
}
