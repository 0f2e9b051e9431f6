/* SPDX-License-Identifier: MIT */
/*
 * A step that is a sentence gets its id when it gets its first detail. Ids tell which step is
 * which, so one that is written down may pair what was not paired, or part what was: every id is
 * tried, the workspace read again, and only one under which everything is paired as before stays.
 */
#include "model/change_priv.h"

#include "model/path.h"

enum { MOST_TRIED = 20 };

/* The step of today that a step of the redesign is, or -1. */
static int
today_of(const struct workspace *ws, struct listing l, int index)
{
	const struct map *m = &ws->maps[l.map];
	for (int i = 0; l.version == ADDRESS_TO_BE && i < m->to_be_count; i++) {
		if (m->to_be[i].persona == l.persona)
			return m->to_be[i].version.steps[index].today;
	}
	return -1;
}

static struct str
words_of(const struct node *item, const struct entry *e)
{
	/* The text as it is written, with its clock time; a sentence with a colon is a mapping. */
	return item->kind == NODE_SCALAR ? str_trim(item->value) : e->text;
}

static bool
try_id(struct desk *d, struct listing l, int index, struct str id, struct str text)
{
	struct located item;
	struct kept_texts kept = change_keep(d);
	const struct workspace *ws = desk_workspace(d);
	ptrdiff_t errors = diags_count(&ws->diags, LEVEL_ERROR);
	struct pairs before = pairs_of(d->arena, ws, NULL, 0);
	if (!change_item(d, l, index, &item) || !change_write_id(d, item, id, text))
		return false;
	ws = desk_workspace(d);
	bool same = listing_count(ws, l) > index && listing_entry(ws, l, index)->own_id &&
	    str_eq(listing_entry(ws, l, index)->id, id) &&
	    diags_count(&ws->diags, LEVEL_ERROR) <= errors &&
	    pairs_are_equal(before, pairs_of(d->arena, ws, NULL, 0));
	if (same)
		return true;
	change_restore(d, kept);
	return desk_refuse(d, S("write its id in front of it: `- some-id: The text`"),
	    "no id for '%.*s' leaves all that is paired with it as it is", STR(text));
}

static bool
is_open(const struct node *item, const struct entry *e)
{
	return item->kind == NODE_MAPPING && e->own_id;
}

static bool
try_ids(struct desk *d, struct listing l, int index, struct str id, struct str text)
{
	for (int i = 1; i <= MOST_TRIED; i++) {
		struct str tried = i == 1 ? id : str_format(d->arena, "%.*s-%d", STR(id), i);
		if (try_id(d, l, index, tried, text))
			return true;
	}
	return false;
}

static bool
open_bare(struct desk *d, struct located item, struct str id)
{
	struct pairs before = pairs_of(d->arena, desk_workspace(d), NULL, 0);
	if (!change_write_id(d, item, id, (struct str){0}))
		return false;
	if (pairs_are_equal(before, pairs_of(d->arena, desk_workspace(d), NULL, 0)))
		return true;
	return desk_refuse(d, (struct str){0}, "'%.*s' cannot take details here", STR(id));
}

bool
change_open_step(struct desk *d, struct listing l, int index, struct str *id)
{
	const struct workspace *ws = desk_workspace(d);
	const struct entry *e = listing_entry(ws, l, index);
	int today = today_of(ws, l, index);
	struct located item;
	if (!change_item(d, l, index, &item))
		return false;
	*id = str_copy(d->arena, e->id);
	if (is_open(item.node, e))
		return true;
	if (item.node->kind == NODE_ALIAS)
		return desk_refuse(
		    d, S("write it out first"), "'%.*s' is written as an alias", STR(e->text));
	if (e->own_id)
		return open_bare(d, item, *id);
	struct str text = str_copy(d->arena, words_of(item.node, e));
	/* An id that today does not have would make it a new step. */
	if (today >= 0 &&
	    !change_open_step(d, (struct listing){l.map, ADDRESS_ACTUAL, FOR_ALL}, today, id))
		return false;
	if (today >= 0)
		return try_id(d, l, index, *id, text);
	if (!try_ids(d, l, index, *id, text))
		return false;
	*id = str_copy(d->arena, listing_entry(desk_workspace(d), l, index)->id);
	return true;
}
