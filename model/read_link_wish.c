/* SPDX-License-Identifier: MIT */
/*
 * Rule 2 of the format, for wishes: which step of today a wish names. Nothing is taken over from it
 * but, where the wish has no words of its own, the words.
 */
#include "base/utf8.h"
#include "model/read_priv.h"

/* The process in which wishes are looked for, and the redesign beside it. */
struct wish_base {
	struct identity_list steps;
	const struct version *base, *beside;
	struct str_map beside_ids; /* explicit ids to steps; made when first asked */
	bool has_ids;
};

static const struct step *
step_beside(struct reader *r, struct wish_base *b, struct str id)
{
	if (b->beside == NULL)
		return NULL;
	if (!b->has_ids) {
		b->has_ids = true;
		b->beside_ids = (struct str_map){.arena = r->room};
		for (int i = b->beside->step_count - 1; i >= 0; i--) {
			const struct entry *e = &b->beside->steps[i].entry;
			if (e->own_id)
				*str_map_at(&b->beside_ids, e->id) = i;
		}
	}
	ptrdiff_t i = str_map_get(&b->beside_ids, id);
	return i >= 0 ? &b->beside->steps[i] : NULL;
}

/* Words are looked for only among the steps that the persona meets, ids among all. */
static struct identity_list
steps_met(struct reader *r, const struct version *v, int persona)
{
	bool all = true;
	for (int i = 0; i < v->step_count; i++)
		all = all && step_met_by(r->ws, &v->steps[i], persona);
	if (all)
		return (struct identity_list){v->steps, sizeof *v->steps, v->step_count};
	struct step *met = NEW_N(r->room, struct step, v->step_count);
	for (int i = 0; i < v->step_count; i++) {
		met[i] = v->steps[i];
		if (!step_met_by(r->ws, &met[i], persona))
			met[i].entry.text = (struct str){0};
	}
	return (struct identity_list){met, sizeof *met, v->step_count};
}

static void
link_wish(struct reader *r, struct wish_base *b, struct wish *w, int found, bool *bare)
{
	struct entry *e = &w->entry;
	const struct step *hit = found >= 0 ? &b->base->steps[found] : NULL;
	if (hit == NULL && !*bare) {
		bool asks = e->own_id ? e->text.len == 0 : identity_is_id(e->text);
		hit = asks ? step_beside(r, b, e->own_id ? e->id : e->text) : NULL;
		*bare = hit != NULL && !e->own_id;
	}
	if (*bare) {
		e->id = e->text;
		e->own_id = true;
		w->bare = true;
	}
	if (e->text.len == 0 && !w->drop)
		w->bare = true;
	if (hit != NULL && w->bare)
		e->text = hit->entry.text;
	else if (w->drop)
		e->text = hit != NULL ? hit->entry.text : e->id;
	else
		read_fill_text(r, e);
	if (!e->own_id && hit != NULL)
		e->id = hit->entry.id;
}

static void
settle_others(struct reader *r, const struct map *m, struct wishlist *list)
{
	const struct value *others = entry_get(&m->entry, FIELD_others);
	if (list->others == OTHERS_UNSET && others != NULL && others->kind == VALUE_WORD)
		list->others = (enum others)others->word;
	if (list->others == OTHERS_UNSET)
		list->others = r->ws->others;
	if (list->others == OTHERS_UNSET)
		list->others = OTHERS_DROP;
}

void
read_link_wishes(struct reader *r, struct map *m, struct wishlist *list)
{
	settle_others(r, m, list);
	if (list->wish_count == 0)
		return;
	struct arena_mark mark = arena_mark(r->room);
	int *found = NEW_N(r->room, int, list->wish_count);
	bool *bare = NEW_N(r->room, bool, list->wish_count);
	const struct version *to_be = map_version(m, TO_BE, list->persona);
	struct wish_base b = {.base = m->actual.given ? &m->actual : to_be};
	b.beside = b.base != to_be ? to_be : NULL;
	for (int i = 0; i < list->wish_count; i++)
		found[i] = -1;
	if (b.base != NULL)
		identity_find(r->room,
		    (struct identity_list){list->wishes, sizeof *list->wishes, list->wish_count},
		    steps_met(r, b.base, list->persona), false, found, bare);
	for (int i = 0; i < list->wish_count; i++)
		link_wish(r, &b, &list->wishes[i], found[i], &bare[i]);
	struct entry_list wishes = {list->wishes, sizeof *list->wishes, list->wish_count};
	read_check_ids(r, wishes, bare);
	read_derive_ids(r, wishes);
	arena_release(r->room, mark);
}
