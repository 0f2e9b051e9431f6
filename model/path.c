/* SPDX-License-Identifier: MIT */
/*
 * In a mapping the children are key, value, key, value: a way leads to values, never to keys. A way
 * that could mean two nodes (a key stands twice) means none of them, and a node that no way can
 * name (it stands below a key that is a list) has none: path_find(path_of(n)) is n or path_of is
 * empty.
 */
#include "model/path.h"

#include "base/buf.h"

static bool
is_pair_key(const struct node *n)
{
	return n->parent != NULL && n->parent->kind == NODE_MAPPING && n->is_key;
}

const struct node *
path_key(const struct node *value)
{
	bool is_value =
	    value->parent != NULL && value->parent->kind == NODE_MAPPING && !value->is_key;
	return is_value ? value->previous : NULL;
}

const struct node *
path_entry(const struct node *value)
{
	const struct node *key = path_key(value);
	return key != NULL ? key : value;
}

const struct node *
path_value(const struct node *mapping, struct str key)
{
	mapping = node_real(mapping);
	if (mapping == NULL || mapping->kind != NODE_MAPPING)
		return NULL;
	for (const struct node *k = mapping->first; k != NULL; k = k->next->next) {
		if (k->kind == NODE_SCALAR && str_eq(k->value, key))
			return k->next;
	}
	return NULL;
}

/* Whether another key of the same mapping reads the same. */
static bool
is_doubled(const struct node *key)
{
	for (const struct node *k = key->parent->first; k != NULL; k = k->next->next) {
		if (k != key && k->kind == NODE_SCALAR && str_eq(k->value, key->value))
			return true;
	}
	return false;
}

/* ---- from text to node ---- */

static bool
read_number(struct str s, ptrdiff_t *number)
{
	enum { MOST_DIGITS = 9 };
	*number = 0;
	for (ptrdiff_t i = 0; i < s.len; i++) {
		if (!is_digit(s.at[i]) || i == MOST_DIGITS)
			return false;
		*number = *number * 10 + (s.at[i] - '0');
	}
	return s.len > 0;
}

static struct str
unescape(struct arena *a, struct str part)
{
	struct buf b = {.arena = a};
	for (ptrdiff_t i = 0; i < part.len; i++) {
		char next = i + 1 < part.len ? part.at[i + 1] : '\0';
		bool escape = part.at[i] == '~' && next >= '0' && next <= '2';
		buf_char(&b, escape ? "~/ "[next - '0'] : part.at[i]);
		i += escape;
	}
	return buf_str(&b);
}

/* The only value of a key. */
static const struct node *
step_into(struct arena *a, const struct node *mapping, struct str name, struct str *error)
{
	const struct node *value = path_value(mapping, name);
	if (value == NULL)
		*error = str_format(a, "there is no key '%.*s'", STR(name));
	else if (is_doubled(value->previous))
		*error = str_format(a, "the key '%.*s' stands there more than once", STR(name));
	return error->len > 0 ? NULL : value;
}

static const struct node *
step_down(struct arena *a, const struct node *n, struct str part, struct str *error)
{
	ptrdiff_t number;
	struct str name = unescape(a, part);
	if (n->kind == NODE_MAPPING)
		return step_into(a, n, name, error);
	if (n->kind != NODE_SEQUENCE) {
		*error = str_format(a, "nothing stands below, so there is no '%.*s'", STR(name));
		return NULL;
	}
	if (!read_number(part, &number) || number >= n->count) {
		*error = str_format(a, "the list has %d items, counted from 0; there is no '%.*s'",
		    n->count, STR(name));
		return NULL;
	}
	const struct node *item = n->first;
	while (number-- > 0)
		item = item->next;
	return item;
}

const struct node *
path_find(struct arena *a, const struct tree *tree, struct str path, struct str *error)
{
	ptrdiff_t document = 0;
	*error = (struct str){0};
	if (path.len > 0 && path.at[0] == '@') {
		ptrdiff_t slash = str_find(path, '/');
		struct str number = str_from(str_upto(path, slash < 0 ? path.len : slash), 1);
		path = str_from(path, slash < 0 ? path.len : slash);
		if (!read_number(number, &document)) {
			*error =
			    str_format(a, "'@%.*s' is not the number of a document", STR(number));
			return NULL;
		}
	}
	if (document >= tree->document_count) {
		*error =
		    str_format(a, "there are %td documents, counted from 0", tree->document_count);
		return NULL;
	}
	if (path.len > 0 && path.at[0] != '/') {
		*error = S("a path begins with / or @");
		return NULL;
	}
	const struct node *n = tree->documents[document].root;
	struct str part, rest = str_from(path, 1);
	while (path.len > 0 && n != NULL && str_cut(&rest, '/', &part)) {
		n = step_down(a, node_real(n), part, error);
	}
	return n;
}

/* ---- from node to text ---- */

static void
add_part(struct buf *b, const struct node *n)
{
	const struct node *key = path_key(n);
	buf_char(b, '/');
	if (key == NULL) {
		ptrdiff_t number = 0;
		for (const struct node *p = n->previous; p != NULL; p = p->previous)
			number++;
		buf_format(b, "%td", number);
		return;
	}
	for (ptrdiff_t i = 0; i < key->value.len; i++) {
		char c = key->value.at[i];
		const char *escaped = c == '~' ? "~0" : c == '/' ? "~1" : c == ' ' ? "~2" : NULL;
		if (escaped != NULL)
			buf_add(b, str_of(escaped));
		else
			buf_char(b, c);
	}
}

/* False: no way leads there. */
static bool
add_way(struct buf *b, const struct node *n)
{
	if (is_pair_key(n))
		n = n->next;
	if (n->parent == NULL)
		return true;
	const struct node *key = path_key(n);
	if (key != NULL && (key->kind != NODE_SCALAR || is_doubled(key)))
		return false;
	if (!add_way(b, n->parent))
		return false;
	add_part(b, n);
	return true;
}

static const struct node *
root_of(const struct node *n)
{
	while (n->parent != NULL)
		n = n->parent;
	return n;
}

struct str
path_of(struct arena *a, const struct tree *tree, const struct node *n)
{
	struct buf b = {.arena = a};
	const struct node *root = root_of(n);
	for (ptrdiff_t i = 0; i < tree->document_count; i++) {
		if (tree->documents[i].root == root && (i > 0 || root == n))
			buf_format(&b, "@%td", i);
	}
	return add_way(&b, n) ? buf_str(&b) : (struct str){0};
}

/* A value that is not written begins where the one before it ends, so both are looked into. */
static const struct node *
innermost(const struct node *n, uint32_t offset)
{
	for (const struct node *c = n->first; c != NULL && c->start <= offset; c = c->next) {
		const struct node *found = c->end >= offset ? innermost(c, offset) : NULL;
		if (found != NULL)
			return found;
	}
	return n->content == offset || n->start == offset ? n : NULL;
}

const struct node *
path_at(const struct tree *tree, uint32_t offset)
{
	const struct node *found = NULL;
	for (ptrdiff_t i = 0; i < tree->document_count && found == NULL; i++)
		found = innermost(tree->documents[i].root, offset);
	return found;
}
