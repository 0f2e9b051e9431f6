/* SPDX-License-Identifier: MIT */
/*
 * Where the thing or key that an address means is written. NULL where nothing is written yet is an
 * answer, too: whoever sets a key makes the place.
 */
#include "model/address.h"

#include "model/change_priv.h"
#include "model/identity.h"
#include "model/path.h"

ptrdiff_t
change_number(struct str s)
{
	ptrdiff_t number = 0;
	for (ptrdiff_t i = 0; i < s.len; i++) {
		if (!is_digit(s.at[i]) || i > 6)
			return -1;
		number = number * 10 + (s.at[i] - '0');
	}
	return number;
}

/* The first section of that name, the one with the key where several files have it. */
static void
find_section(struct desk *d, struct str section, struct str key, struct located *found)
{
	*found = (struct located){0};
	for (ptrdiff_t f = 0; f < d->files.count; f++) {
		const struct desk_file *file = d->files.at[f];
		const struct tree *tree = desk_tree(file);
		for (ptrdiff_t i = 0; desk_parsed(file) && i < tree->document_count; i++) {
			const struct node *n = path_value(tree->documents[i].root, section);
			bool has_key = n != NULL && path_value(n, key) != NULL;
			if (n != NULL && (has_key || found->node == NULL))
				*found = (struct located){(int)f, n};
			if (has_key)
				return;
		}
	}
}

/* The pair or item of the thing itself. */
static bool
thing_node(struct desk *d, const struct address *a, struct located *found)
{
	if (a->kind == ADDRESS_SECTION) {
		find_section(d, schema_row(a->section)->name, a->key, found);
		return true;
	}
	if (a->entry == NULL)
		return change_listing(d, listing_of(a), false, found);
	if (!change_locate(d, a->entry->at, found) ||
	    (a->map >= 0 && a->kind != ADDRESS_MAP && !change_is_own(d, a->map, *found)))
		return false;
	found->node = change_entry_node(found->node);
	return true;
}

static bool
refuse_alias(struct desk *d, const struct address *a)
{
	return desk_refuse(d, S("write it out there first"),
	    "'%.*s' is written as an alias, and a change would be one of several places",
	    STR(a->text));
}

bool
change_holder(struct desk *d, const struct address *a, struct located *found)
{
	if (!thing_node(d, a, found))
		return false;
	if (found->node != NULL && found->node->is_key)
		found->node = found->node->next;
	return found->node == NULL || found->node->kind != NODE_ALIAS || refuse_alias(d, a);
}

static bool
is_item_called(struct desk *d, const struct node *item, struct str word)
{
	const struct node *n = node_real(item);
	if (n != NULL && n->kind == NODE_MAPPING && n->first != NULL) {
		const struct node *text = n->first->next;
		return str_eq(n->first->value, word) ||
		    (text->kind == NODE_SCALAR && str_eq(str_trim(text->value), word));
	}
	if (n == NULL || n->kind != NODE_SCALAR)
		return false;
	return str_eq(str_trim(n->value), word) || str_eq(identity_slug(d->arena, n->value), word);
}

const struct node *
change_find_item(struct desk *d, const struct node *collection, struct str item)
{
	const struct node *n = node_real(collection);
	if (n == NULL || n->kind == NODE_ALIAS)
		return NULL;
	if (n->kind == NODE_MAPPING)
		return path_value(n, item);
	if (n->kind == NODE_SCALAR)
		return is_item_called(d, n, item) || str_eq(item, S("1")) ? collection : NULL;
	for (const struct node *c = n->first; c != NULL; c = c->next) {
		if (is_item_called(d, c, item))
			return c;
	}
	ptrdiff_t number = change_number(item);
	const struct node *c = number > 0 ? n->first : NULL;
	while (c != NULL && --number > 0)
		c = c->next;
	return c;
}

bool
change_address(struct desk *d, const struct address *a, struct located *found)
{
	if (a->key.len == 0)
		return thing_node(d, a, found);
	if (!change_holder(d, a, found))
		return false;
	const struct node *n = change_key_value(found->node, a->key);
	if (n != NULL && n->kind == NODE_ALIAS && a->item.len > 0)
		return refuse_alias(d, a);
	if (n != NULL && a->item.len > 0)
		n = change_find_item(d, n, a->item);
	if (n != NULL && a->item_key.len > 0)
		n = change_find_item(d, n, a->item_key);
	found->node = n;
	return true;
}

bool
address_path(struct desk *d, const struct address *a, int *file, struct str *path)
{
	struct located found;
	if (!change_address(d, a, &found))
		return false;
	if (found.node == NULL)
		return desk_refuse(
		    d, (struct str){0}, "'%.*s' is not written anywhere", STR(a->text));
	struct spot_in_file spot = change_remember(d, found);
	*file = spot.file;
	*path = spot.path;
	return true;
}
