/* SPDX-License-Identifier: MIT */
/*
 * What all changes need: from things of the workspace to the nodes in which they are written, and
 * the smallest edits.
 */
#include "model/change.h"

#include "base/utf8.h"
#include "model/change_priv.h"
#include "model/identity.h"
#include "model/path.h"

/* ---- lists of steps ---- */

struct listing
listing_of(const struct address *address)
{
	return (struct listing){address->map, address->version, address->persona};
}

static const struct version *
version_of(const struct workspace *ws, struct listing l)
{
	const struct map *m = &ws->maps[l.map];
	if (l.version == ADDRESS_ACTUAL)
		return m->actual.given ? &m->actual : NULL;
	for (int i = 0; l.version == ADDRESS_TO_BE && i < m->to_be_count; i++) {
		if (m->to_be[i].persona == l.persona && m->to_be[i].version.given)
			return &m->to_be[i].version;
	}
	return NULL;
}

static const struct wishlist *
wishes_of(const struct workspace *ws, struct listing l)
{
	return l.version == ADDRESS_WISH ? map_wishes(&ws->maps[l.map], l.persona) : NULL;
}

bool
listing_is_given(const struct workspace *ws, struct listing l)
{
	return version_of(ws, l) != NULL || wishes_of(ws, l) != NULL;
}

int
listing_count(const struct workspace *ws, struct listing l)
{
	const struct version *v = version_of(ws, l);
	const struct wishlist *w = wishes_of(ws, l);
	return v != NULL ? v->step_count : w != NULL ? w->wish_count : 0;
}

const struct entry *
listing_entry(const struct workspace *ws, struct listing l, int index)
{
	const struct version *v = version_of(ws, l);
	const struct wishlist *w = wishes_of(ws, l);
	return v != NULL ? &v->steps[index].entry : w != NULL ? &w->wishes[index].entry : NULL;
}

int
listing_stage_of(const struct workspace *ws, struct listing l, int index)
{
	const struct version *v = version_of(ws, l);
	const struct wishlist *w = wishes_of(ws, l);
	return v != NULL ? v->steps[index].stage : w != NULL ? w->wishes[index].stage : -1;
}

const struct stage *
listing_stages(const struct workspace *ws, struct listing l, int *count)
{
	const struct version *v = version_of(ws, l);
	const struct wishlist *w = wishes_of(ws, l);
	*count = v != NULL ? v->stage_count : w != NULL ? w->stage_count : 0;
	return v != NULL ? v->stages : w != NULL ? w->stages : NULL;
}

int
listing_find(struct arena *a, const struct workspace *ws, struct listing l, struct str what)
{
	int count = listing_count(ws, l), derived = -1, words = -1;
	struct str wanted = identity_words(a, what);
	for (int i = 0; i < count; i++) {
		const struct entry *e = listing_entry(ws, l, i);
		bool same = str_eq(e->id, what);
		if (same && e->own_id)
			return i;
		if (same && derived < 0)
			derived = i;
		if (words < 0 && wanted.len > 0 && str_eq(utf8_fold(a, e->text), wanted))
			words = i;
	}
	return derived >= 0 ? derived : words;
}

int
listing_find_stage(struct arena *a, const struct workspace *ws, struct listing l, struct str what)
{
	int count;
	const struct stage *stages = listing_stages(ws, l, &count);
	struct str wanted = utf8_fold(a, what);
	for (int pass = 0; pass < 4; pass++) {
		for (int i = 0; i < count; i++) {
			struct str name = pass % 2 ? stages[i].entry.text : stages[i].entry.id;
			if (pass < 2 ? str_eq(name, what) : str_eq(utf8_fold(a, name), wanted))
				return i;
		}
	}
	return -1;
}

static struct str
persona_word(const struct workspace *ws, int persona)
{
	return persona == FOR_OTHERS ? S("others") : ws->personas[persona].entry.id;
}

struct str
listing_name(struct arena *a, const struct workspace *ws, struct listing l)
{
	struct str map = ws->maps[l.map].entry.id;
	if (l.version == ADDRESS_ACTUAL)
		return map;
	if (l.version == ADDRESS_TO_BE && l.persona == FOR_ALL)
		return str_format(a, "%.*s@to-be", STR(map));
	const char *to_be = l.version == ADDRESS_TO_BE ? "to-be@" : "";
	struct str who = persona_word(ws, l.persona);
	return str_format(a, "%.*s@%s%.*s", STR(map), to_be, STR(who));
}

/* ---- where they are written ---- */

bool
change_locate(struct desk *d, struct place at, struct located *found)
{
	desk_workspace(d);
	found->file = desk_file_of(d, at.source);
	found->node = desk_node(d, at);
	if (found->node != NULL)
		return true;
	const struct desk_file *f = d->files.at[found->file < 0 ? 0 : found->file];
	return desk_refuse(d, S("desirepath check says what is wrong"),
	    "'%.*s' cannot be read as YAML, so nothing in it is changed", STR(f->path));
}

uint32_t
change_source_of(const struct desk *d, int file)
{
	uint32_t source = 0;
	for (int i = 0; i < file; i++)
		source += d->files.at[i]->text.at != NULL;
	return source;
}

bool
change_map_key(struct desk *d, int map, struct located *found)
{
	return change_locate(d, desk_workspace(d)->maps[map].entry.at, found);
}

bool
change_is_long_form(const struct node *n)
{
	bool any = false;
	for (const struct node *c = n->first; n->kind == NODE_MAPPING && c != NULL;
	     c = c->next->next) {
		bool setting =
		    c->kind == NODE_SCALAR && schema_find(OWN_WISHLIST, c->value) != NULL;
		if (!setting && !(c->kind == NODE_SCALAR && str_starts(c->value, S("x-"))))
			return false;
		any = any || setting;
	}
	return any;
}

static const struct node *
value_in_map(const struct workspace *ws, struct listing l, const struct node *map)
{
	if (l.version == ADDRESS_ACTUAL)
		return path_value(map, S("actual"));
	bool wish = l.version == ADDRESS_WISH;
	const struct node *all = path_value(map, wish ? S("desired") : S("to-be"));
	if (all == NULL || (!wish && l.persona == FOR_ALL))
		return all;
	return path_value(all, persona_word(ws, l.persona));
}

bool
change_listing(struct desk *d, struct listing l, bool inner, struct located *found)
{
	if (!change_map_key(d, l.map, found))
		return false;
	found->node = value_in_map(desk_workspace(d), l, found->node->next);
	const struct node *real = found->node == NULL ? NULL : node_real(found->node);
	if (inner && l.version == ADDRESS_WISH && real != NULL && real->kind == NODE_MAPPING &&
	    change_is_long_form(real))
		found->node = path_value(real, S("steps"));
	return true;
}

const struct node *
change_entry_node(const struct node *at)
{
	bool first = at->is_key && at->previous == NULL && at->parent != NULL;
	const struct node *list = first ? at->parent->parent : NULL;
	return list != NULL && list->kind == NODE_SEQUENCE ? at->parent : at;
}

bool
change_is_own(struct desk *d, int map, struct located at)
{
	struct located key;
	if (!change_map_key(d, map, &key))
		return false;
	for (const struct node *n = at.node; n != NULL; n = n->parent) {
		if (n == key.node->next && at.file == key.file)
			return true;
	}
	return desk_refuse(d, S("write it out there first"),
	    "it stands behind an alias, and a change would be one of several places");
}

bool
change_item(struct desk *d, struct listing l, int index, struct located *item)
{
	if (!change_locate(d, listing_entry(desk_workspace(d), l, index)->at, item) ||
	    !change_is_own(d, l.map, *item))
		return false;
	item->node = change_entry_node(item->node);
	return true;
}

struct spot_in_file
change_remember(struct desk *d, struct located at)
{
	struct str path = path_of(d->arena, &d->files.at[at.file]->tree, at.node);
	return (struct spot_in_file){at.file, path};
}

bool
change_find_again(struct desk *d, struct spot_in_file spot, struct located *found)
{
	struct str error = {0};
	found->file = spot.file;
	found->node = path_find(d->arena, &d->files.at[spot.file]->tree, spot.path, &error);
	return found->node != NULL || desk_refuse(d, (struct str){0}, "%.*s", STR(error));
}

/* ---- the smallest edits ---- */

static bool
edit(struct desk *d, int file, struct edit e)
{
	return desk_edit(d, file, &e);
}

bool
change_put(struct desk *d, struct located value, const struct draft *draft)
{
	const struct node *n = value.node;
	bool set = n->kind == NODE_SCALAR && draft->kind == NODE_SCALAR;
	return edit(d, value.file,
	    (struct edit){.verb = set ? EDIT_SET : EDIT_REPLACE, .at = n, .value = draft});
}

bool
change_rename_key(struct desk *d, struct located key, struct str name)
{
	return edit(d, key.file,
	    (struct edit){.verb = EDIT_RENAME, .at = key.node, .key = draft_text(d->arena, name)});
}

bool
change_delete(struct desk *d, struct located entry)
{
	return edit(
	    d, entry.file, (struct edit){.verb = EDIT_DELETE, .at = path_entry(entry.node)});
}

bool
change_delete_up(struct desk *d, struct located entry, int levels)
{
	const struct node *n = path_entry(entry.node);
	while (levels-- > 0 && n->parent != NULL && n->parent->parent != NULL) {
		int32_t alone = n->parent->kind == NODE_MAPPING ? 2 : 1;
		if (n->parent->count > alone)
			break;
		n = path_entry(n->parent);
	}
	entry.node = n;
	return change_delete(d, entry);
}

const struct node *
change_value_node(const struct node *n)
{
	while (n->parent != NULL && n->parent->first == n && n->parent->kind == NODE_MAPPING &&
	    n->parent->start == n->start)
		n = n->parent;
	return n;
}

const struct node *
change_detail_value(const struct node *item, struct str key)
{
	item = node_real(item);
	bool pairs = item != NULL && item->kind == NODE_MAPPING && item->first != NULL;
	const struct node *k = pairs ? item->first->next->next : NULL;
	for (; k != NULL; k = k->next->next) {
		if (k->kind == NODE_SCALAR && str_eq(k->value, key))
			return k->next;
	}
	return NULL;
}

const struct node *
change_key_value(const struct node *holder, struct str key)
{
	bool item =
	    holder != NULL && holder->parent != NULL && holder->parent->kind == NODE_SEQUENCE;
	return holder == NULL ? NULL
	    : item            ? change_detail_value(holder, key)
			      : path_value(holder, key);
}

struct draft *
change_nothing(struct arena *a)
{
	return draft_typed(a, (struct str){0});
}

struct draft *
change_item_draft(struct arena *a, struct str id, struct str text)
{
	if (id.len == 0)
		return draft_text(a, text);
	struct draft *item = draft_mapping(a);
	draft_add(item, draft_text(a, id));
	draft_add(item, text.len > 0 ? draft_text(a, text) : change_nothing(a));
	return item;
}

struct kept_texts
change_keep(struct desk *d)
{
	struct kept_texts kept = {NEW_N(d->arena, struct str, d->files.count), d->files.count};
	for (ptrdiff_t i = 0; i < kept.count; i++) {
		struct str text = d->files.at[i]->text;
		kept.at[i] = text.at == NULL ? text : str_copy(d->arena, text);
		if (text.at != NULL && kept.at[i].at == NULL)
			kept.at[i].at = "";
	}
	return kept;
}

bool
change_restore(struct desk *d, struct kept_texts kept)
{
	bool fine = true;
	for (ptrdiff_t i = 0; i < kept.count; i++) {
		struct str text = d->files.at[i]->text;
		if ((text.at == NULL) != (kept.at[i].at == NULL) || !str_eq(text, kept.at[i]))
			fine = desk_replace(d, (int)i, kept.at[i]) && fine;
	}
	return fine;
}

/* ---- sections ---- */

bool
change_section(struct desk *d, enum field section, struct located *value)
{
	struct str name = schema_row(section)->name;
	bool any = false;
	*value = (struct located){0};
	for (ptrdiff_t f = 0; f < d->files.count; f++) {
		const struct desk_file *file = d->files.at[f];
		any = any || file->parsed;
		for (ptrdiff_t i = 0; file->parsed && i < file->tree.document_count; i++) {
			const struct node *n = path_value(file->tree.documents[i].root, name);
			if (n != NULL)
				*value = (struct located){(int)f, n};
		}
	}
	return any ||
	    desk_refuse(d, S("desirepath check says what is wrong"),
		"no file can be read as YAML, so nothing is changed");
}

/* The file that already has most of the sections; the first of equal ones. */
static int
file_for_sections(const struct desk *d)
{
	int best = -1;
	int32_t most = -1;
	for (ptrdiff_t f = 0; f < d->files.count; f++) {
		const struct desk_file *file = d->files.at[f];
		int32_t count = 0;
		for (ptrdiff_t i = 0; file->parsed && i < file->tree.document_count; i++) {
			const struct node *root = file->tree.documents[i].root;
			count += root->kind == NODE_MAPPING ? root->count : 0;
		}
		if (file->parsed && count > most) {
			most = count;
			best = (int)f;
		}
	}
	return best;
}

bool
change_add_section(struct desk *d, enum field section, const struct draft *value)
{
	int file = file_for_sections(d);
	const struct tree *tree = &d->files.at[file]->tree;
	struct located root = {file, tree->documents[tree->document_count - 1].root};
	return change_add_key(d, root, schema_row(section)->name, value);
}

/* ---- around a change ---- */

static struct str_map
count_errors(struct desk *d)
{
	const struct workspace *ws = desk_workspace(d);
	struct str_map errors = {.arena = d->arena};
	for (ptrdiff_t i = 0; i < ws->diags.list.count; i++) {
		const struct diag *found = &ws->diags.list.at[i];
		if (diag_row(found->code)->level == LEVEL_ERROR)
			*str_map_at(&errors, str_copy(d->arena, found->message)) += 1;
	}
	return errors;
}

struct change_guard
change_begin(struct desk *d)
{
	return (struct change_guard){change_keep(d), count_errors(d)};
}

/* The first error that was not there before, or was there less often. */
static const struct diag *
new_error(struct desk *d, const struct change_guard *guard)
{
	const struct workspace *ws = desk_workspace(d);
	struct str_map seen = {.arena = d->arena};
	for (ptrdiff_t i = 0; i < ws->diags.list.count; i++) {
		const struct diag *found = &ws->diags.list.at[i];
		if (diag_row(found->code)->level != LEVEL_ERROR)
			continue;
		ptrdiff_t *count = str_map_at(&seen, found->message);
		*count += 1;
		if (*count > str_map_get(&guard->errors, found->message))
			return found;
	}
	return NULL;
}

bool
change_end(struct desk *d, struct change_guard *guard, bool fine)
{
	const struct diag *error = fine ? new_error(d, guard) : NULL;
	if (fine && error == NULL)
		return true;
	if (error != NULL)
		desk_refuse(d, str_copy(d->arena, error->hint), "%.*s", STR(error->message));
	struct str why = d->why, hint = d->hint;
	change_restore(d, guard->kept);
	d->why = why;
	d->hint = hint;
	return false;
}

/* ---- refusals ---- */

bool
change_refuse_id(struct desk *d, struct str id)
{
	struct str slug = identity_slug(d->arena, id);
	struct str hint = slug.len > 0 && !str_eq(slug, id)
	    ? str_format(d->arena, "write '%.*s'", STR(slug))
	    : S("small letters, digits, - and _, beginning with a letter or digit");
	return desk_refuse(d, hint, "'%.*s' cannot be an id", STR(id));
}

static int
likeness(struct str word, struct str known)
{
	int limit = 1 + (int)(word.len < 60 ? word.len : 60) / 3;
	int distance = str_distance(word, known, limit);
	if (distance <= limit)
		return distance * 2;
	return word.len >= 2 && str_starts(known, word) ? limit * 2 + 1 : -1;
}

struct str
change_suggest(struct arena *a, struct str word, const struct change_names *known)
{
	enum { MOST_LISTED = 10 };
	struct str best = {0}, folded = utf8_fold(a, word);
	int nearest = -1;
	for (ptrdiff_t i = 0; i < known->list.count; i++) {
		int distance = likeness(folded, known->list.at[i]);
		if (distance < 0 || (nearest >= 0 && distance >= nearest))
			continue;
		nearest = distance;
		best = known->list.at[i];
	}
	if (nearest >= 0)
		return str_format(a, "did you mean '%.*s'?", STR(best));
	struct buf b = {.arena = a};
	for (ptrdiff_t i = 0; i < known->list.count && i < MOST_LISTED; i++)
		buf_format(&b, "%s%.*s",
		    i > 0                        ? ", "
			: known->list.count == 1 ? "there is "
						 : "there are ",
		    STR(known->list.at[i]));
	if (known->list.count > MOST_LISTED)
		buf_format(&b, ", and %td more", known->list.count - MOST_LISTED);
	return buf_str(&b);
}
