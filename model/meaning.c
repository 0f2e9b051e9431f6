/* SPDX-License-Identifier: MIT */
/*
 * Every text is written with its length in front, so no two meanings give the same bytes; what has
 * no order is sorted.
 */
#include "model/meaning.h"

#include "base/buf.h"

#include <stdlib.h>

struct telling {
	struct arena *arena;
	const struct workspace *ws;
};

struct parts {
	VEC(struct str) list;
};

static int
by_bytes(const void *left, const void *right)
{
	return str_cmp(*(const struct str *)left, *(const struct str *)right);
}

static void
tell_words(struct buf *b, struct str s)
{
	buf_format(b, "%td'%.*s'", s.len, STR(s));
}

static void
tell_sorted(struct buf *b, struct parts *parts)
{
	if (parts->list.count > 1)
		qsort(parts->list.at, (size_t)parts->list.count, sizeof *parts->list.at, by_bytes);
	buf_char(b, '{');
	for (ptrdiff_t i = 0; i < parts->list.count; i++)
		tell_words(b, parts->list.at[i]);
	buf_char(b, '}');
}

static struct str
persona_id(const struct telling *t, int persona)
{
	if (persona >= 0 && persona < t->ws->persona_count)
		return t->ws->personas[persona].entry.id;
	return persona == FOR_ALL ? S("*") : persona == FOR_OTHERS ? S("*others") : S("*nobody");
}

static void tell_entry(const struct telling *t, struct buf *b, const struct entry *e);

static void
tell_value(const struct telling *t, struct buf *b, const struct value *v)
{
	buf_format(b, "%d", (int)v->kind);
	switch (v->kind) {
	case VALUE_EMPTY: break;
	case VALUE_TEXT: tell_words(b, v->text); break;
	case VALUE_NAMES:
		for (ptrdiff_t i = 0; i < v->names.count; i++)
			tell_words(b, v->names.at[i]);
		break;
	case VALUE_NUMBER: buf_format(b, "(%a %a)", v->number.low, v->number.high); break;
	case VALUE_FLAG: buf_add(b, v->flag ? S("yes") : S("no")); break;
	case VALUE_ITEMS:
		for (ptrdiff_t i = 0; i < v->items.count; i++)
			tell_entry(t, b, &v->items.at[i]);
		break;
	case VALUE_WORD: buf_format(b, "#%d", v->word); break;
	}
}

static void
tell_entry(const struct telling *t, struct buf *b, const struct entry *e)
{
	struct parts parts = {0};
	for (int i = 0; i < e->detail_count; i++) {
		const struct detail *d = &e->details[i];
		struct buf one = {.arena = t->arena};
		tell_words(&one, field_name(t->ws, d->field));
		tell_words(&one, persona_id(t, d->persona));
		tell_value(t, &one, &d->value);
		VEC_PUSH(t->arena, &parts.list, buf_str(&one));
	}
	buf_char(b, e->own_id ? '!' : '?');
	tell_words(b, e->id);
	tell_words(b, e->text);
	tell_sorted(b, &parts);
}

static void
tell_stages(const struct telling *t, struct buf *b, const struct stage *stages, int count)
{
	for (int i = 0; i < count; i++) {
		buf_format(b, "[%d %d", stages[i].first, stages[i].count);
		tell_entry(t, b, &stages[i].entry);
		buf_char(b, ']');
	}
}

static void
tell_version(const struct telling *t, struct buf *b, const struct version *v)
{
	buf_add(b, v->given ? S("given") : S("none"));
	tell_stages(t, b, v->stages, v->stage_count);
	for (int i = 0; i < v->step_count; i++) {
		buf_format(b, "\n  %d ", v->steps[i].stage);
		tell_entry(t, b, &v->steps[i].entry);
	}
}

static void
tell_wishlist(const struct telling *t, struct buf *b, const struct wishlist *list)
{
	tell_words(b, persona_id(t, list->persona));
	buf_format(b, "%d%d%d", (int)list->kind, list->any_order, (int)list->others);
	tell_stages(t, b, list->stages, list->stage_count);
	for (int i = 0; i < list->wish_count; i++) {
		const struct wish *w = &list->wishes[i];
		buf_format(b, "\n  %d %d%d", w->stage, w->drop, w->bare);
		tell_entry(t, b, &w->entry);
	}
}

static void
tell_lanes(const struct telling *t, struct buf *b, const int *lanes, int count)
{
	buf_char(b, lanes != NULL ? '<' : '-');
	for (int i = 0; i < count; i++)
		tell_words(b, field_name(t->ws, lanes[i]));
}

static struct str
tell_map(const struct telling *t, const struct map *m)
{
	struct buf b = {.arena = t->arena};
	struct parts parts = {0};
	tell_entry(t, &b, &m->entry);
	buf_format(&b, "%d %a", m->journey, m->runs);
	for (int i = 0; i < m->persona_count; i++)
		tell_words(&b, persona_id(t, m->personas[i]));
	tell_lanes(t, &b, m->lanes, m->lane_count);
	tell_version(t, &b, &m->actual);
	for (int i = 0; i < m->to_be_count; i++) {
		struct buf one = {.arena = t->arena};
		tell_words(&one, persona_id(t, m->to_be[i].persona));
		tell_version(t, &one, &m->to_be[i].version);
		VEC_PUSH(t->arena, &parts.list, buf_str(&one));
	}
	for (int i = 0; i < m->wishlist_count; i++) {
		struct buf one = {.arena = t->arena};
		tell_wishlist(t, &one, &m->wishlists[i]);
		VEC_PUSH(t->arena, &parts.list, buf_str(&one));
	}
	for (int i = 0; i < m->past_count; i++) {
		struct buf one = {.arena = t->arena};
		tell_entry(t, &one, &m->past[i].entry);
		tell_version(t, &one, &m->past[i].version);
		VEC_PUSH(t->arena, &parts.list, buf_str(&one));
	}
	tell_sorted(&b, &parts);
	return buf_str(&b);
}

static struct str
tell_persona(const struct telling *t, const struct persona *p)
{
	struct buf b = {.arena = t->arena};
	tell_entry(t, &b, &p->entry);
	tell_words(&b, p->name);
	buf_format(&b, "%a", p->share);
	for (int i = 0; i < PERSONA_VALUE_COUNT; i++)
		buf_format(&b, " %a", p->values[i]);
	if (p->prefers != NULL)
		tell_entry(t, &b, p->prefers);
	return buf_str(&b);
}

static void
tell_entries(const struct telling *t, struct buf *b, const struct entry *entries, int count)
{
	struct parts parts = {0};
	for (int i = 0; i < count; i++) {
		struct buf one = {.arena = t->arena};
		tell_entry(t, &one, &entries[i]);
		VEC_PUSH(t->arena, &parts.list, buf_str(&one));
	}
	tell_sorted(b, &parts);
}

struct str
meaning_of(struct arena *a, const struct workspace *ws)
{
	struct telling t = {a, ws};
	struct buf b = {.arena = a};
	tell_words(&b, ws->title);
	tell_entry(&t, &b, &ws->info);
	tell_entry(&t, &b, &ws->framing);
	buf_format(&b, "%a %d", ws->review_every, (int)ws->others);
	struct parts personas = {0}, maps = {0}, added = {0};
	for (int i = 0; i < ws->persona_count; i++)
		VEC_PUSH(a, &personas.list, tell_persona(&t, &ws->personas[i]));
	for (int i = 0; i < ws->map_count; i++)
		VEC_PUSH(a, &maps.list, tell_map(&t, &ws->maps[i]));
	for (int i = 0; i < ws->lane_added_count; i++)
		VEC_PUSH(a, &added.list,
		    str_format(
			a, "%.*s:%d", STR(ws->lanes_added[i].key), ws->lanes_added[i].names));
	tell_sorted(&b, &personas);
	tell_sorted(&b, &maps);
	tell_sorted(&b, &added);
	tell_lanes(&t, &b, ws->lanes, ws->lane_count);
	tell_entries(&t, &b, ws->waves, ws->wave_count);
	tell_entries(&t, &b, ws->actions, ws->action_count);
	tell_entries(&t, &b, ws->indicators, ws->indicator_count);
	tell_entries(&t, &b, ws->notes, ws->note_count);
	return buf_str(&b);
}

struct str
meaning_of_version(struct arena *a, const struct workspace *ws, const struct version *v)
{
	struct telling t = {a, ws};
	struct buf b = {.arena = a};
	tell_version(&t, &b, v);
	return buf_str(&b);
}
