/* SPDX-License-Identifier: MIT */
/*
 * Which step is which, before and after a change: by the rules of the reader and of the gap, over
 * all maps. A change that is not about that must leave every pair as it was.
 */
#include "model/change_priv.h"
#include "model/identity.h"
#include "model/path.h"

struct pairing_job {
	struct arena *arena;
	const struct workspace *ws;
	const struct listing *without;
	int index;
	VEC(int) list;
	VEC(bool) by_words; /* of each: a wish and a step that only the redesign has */
};

static bool
is_left_out(const struct pairing_job *job, struct listing l, int index)
{
	const struct listing *w = job->without;
	return w != NULL && w->map == l.map && w->version == l.version && w->persona == l.persona &&
	    job->index == index;
}

/* The number that a step would have if what is left out were not there. */
static int
number_without(const struct pairing_job *job, struct listing l, int index)
{
	const struct listing *w = job->without;
	bool same =
	    w != NULL && w->map == l.map && w->version == l.version && w->persona == l.persona;
	if (index < 0 || !same || index < job->index)
		return index;
	return index == job->index ? -1 : index - 1;
}

/* The steps, those that the persona never meets without words: see read_link_wish.c. */
static struct identity_list
steps_met(const struct pairing_job *job, const struct version *v, int persona)
{
	struct step *met = NEW_N(job->arena, struct step, v->step_count + 1);
	for (int i = 0; i < v->step_count; i++) {
		met[i] = v->steps[i];
		if (!step_met_by(job->ws, &met[i], persona))
			met[i].entry.text = (struct str){0};
	}
	return (struct identity_list){met, sizeof *met, v->step_count};
}

static void
push_pair(struct pairing_job *job, int number, bool by_words)
{
	VEC_PUSH(job->arena, &job->list, number);
	VEC_PUSH(job->arena, &job->by_words, by_words);
}

/* `today` is NULL for pairs with today's steps. */
static void
push_pairs(struct pairing_job *job, struct listing wishes, const struct wishlist *list,
    struct listing steps, const int *found, const int *today)
{
	for (int i = 0; i < list->wish_count; i++) {
		if (!is_left_out(job, wishes, i))
			push_pair(job, number_without(job, steps, found[i]),
			    today != NULL && today[i] < 0);
	}
}

/* Whether the step says that it is this wish of this persona. */
static bool
fits_wish(const struct pairing_job *job, const struct step *s, int persona, struct str wish)
{
	const struct value *fits = entry_get(&s->entry, FIELD_fits);
	struct str who = job->ws->personas[persona].entry.id;
	for (ptrdiff_t i = 0; fits != NULL && fits->kind == VALUE_NAMES && i < fits->names.count;
	     i++) {
		struct str name = fits->names.at[i];
		if (str_starts(name, who) && name.len > who.len && name.at[who.len] == '.' &&
		    str_eq(str_from(name, who.len + 1), wish))
			return true;
	}
	return false;
}

static void
pair_by_fits(
    const struct pairing_job *job, const struct version *v, const struct wishlist *list, int *found)
{
	bool *taken = NEW_N(job->arena, bool, v->step_count + 1);
	for (int i = 0; i < list->wish_count; i++) {
		if (found[i] >= 0)
			taken[found[i]] = true;
	}
	for (int j = 0; j < v->step_count; j++) {
		for (int i = 0; !taken[j] && i < list->wish_count; i++) {
			const struct wish *w = &list->wishes[i];
			if (found[i] >= 0 || w->drop ||
			    !fits_wish(job, &v->steps[j], list->persona, w->entry.id))
				continue;
			found[i] = j;
			taken[j] = true;
		}
	}
}

static void
pair_with_today(
    struct pairing_job *job, const struct map *m, const struct wishlist *list, int *found)
{
	bool *bare = NEW_N(job->arena, bool, list->wish_count + 1);
	identity_find(job->arena,
	    (struct identity_list){list->wishes, sizeof *list->wishes, list->wish_count},
	    steps_met(job, &m->actual, list->persona), false, found, bare);
}

/* As gap_pair.c does: what is a step of today goes with that, the rest by id and words. */
static void
pair_with_redesign(struct pairing_job *job, const struct version *v, const struct wishlist *list,
    const int *today, int *found)
{
	struct arena *a = job->arena;
	struct wish *wishes = NEW_N(a, struct wish, list->wish_count + 1);
	int *wish_of = NEW_N(a, int, list->wish_count + 1), count = 0;
	int *match = NEW_N(a, int, list->wish_count + 1);
	bool *bare = NEW_N(a, bool, list->wish_count + 1);
	struct identity_list all = steps_met(job, v, list->persona);
	struct step *steps = NEW_N(a, struct step, v->step_count + 1);
	for (int j = 0; j < v->step_count; j++)
		steps[j] = ((const struct step *)all.first)[j];
	for (int i = 0; i < list->wish_count; i++) {
		found[i] = -1;
		for (int j = 0; today[i] >= 0 && found[i] < 0 && j < v->step_count; j++) {
			if (v->steps[j].today != today[i])
				continue;
			found[i] = j;
			steps[j].entry.own_id = false;
			steps[j].entry.text = (struct str){0};
		}
		if (found[i] >= 0 || list->wishes[i].drop)
			continue;
		wishes[count] = list->wishes[i];
		wish_of[count++] = i;
	}
	all.first = steps;
	identity_find(
	    a, (struct identity_list){wishes, sizeof *wishes, count}, all, false, match, bare);
	for (int i = 0; i < count; i++)
		found[wish_of[i]] = match[i];
	pair_by_fits(job, v, list, found);
}

/* The listing of the redesign that concerns a persona. */
static struct listing
redesign_for(const struct map *m, int map, const struct version *v)
{
	for (int i = 0; i < m->to_be_count; i++) {
		if (&m->to_be[i].version == v)
			return (struct listing){map, ADDRESS_TO_BE, m->to_be[i].persona};
	}
	return (struct listing){map, ADDRESS_TO_BE, FOR_ALL};
}

static void
pair_map(struct pairing_job *job, int map)
{
	const struct map *m = &job->ws->maps[map];
	struct listing actual = {map, ADDRESS_ACTUAL, FOR_ALL};
	for (int i = 0; i < m->to_be_count; i++) {
		struct listing l = {map, ADDRESS_TO_BE, m->to_be[i].persona};
		for (int j = 0; j < m->to_be[i].version.step_count; j++) {
			int today = m->to_be[i].version.steps[j].today;
			if (!is_left_out(job, l, j))
				push_pair(job, number_without(job, actual, today), false);
		}
	}
	for (int i = 0; i < m->wishlist_count; i++) {
		const struct wishlist *list = &m->wishlists[i];
		struct listing l = {map, ADDRESS_WISH, list->persona};
		const struct version *to_be = map_version(m, TO_BE, list->persona);
		int *today = NEW_N(job->arena, int, list->wish_count + 1);
		int *found = NEW_N(job->arena, int, list->wish_count + 1);
		for (int j = 0; j < list->wish_count; j++)
			today[j] = -1;
		if (m->actual.given)
			pair_with_today(job, m, list, today);
		push_pairs(job, l, list, actual, today, NULL);
		if (to_be == NULL)
			continue;
		pair_with_redesign(job, to_be, list, today, found);
		push_pairs(job, l, list, redesign_for(m, map, to_be), found, today);
	}
}

struct pairs
pairs_of(struct arena *a, const struct workspace *ws, const struct listing *without, int index)
{
	struct pairing_job job = {.arena = a, .ws = ws, .without = without, .index = index};
	for (int i = 0; i < ws->map_count; i++)
		pair_map(&job, i);
	return (struct pairs){job.list.at, job.by_words.at, job.list.count};
}

bool
pairs_of_today_are_equal(struct pairs x, struct pairs y)
{
	bool equal = x.count == y.count;
	for (ptrdiff_t i = 0; equal && i < x.count; i++)
		equal = x.at[i] == y.at[i] || (x.by_words[i] && y.by_words[i]);
	return equal;
}

bool
pairs_are_equal(struct pairs x, struct pairs y)
{
	bool equal = x.count == y.count;
	for (ptrdiff_t i = 0; equal && i < x.count; i++)
		equal = x.at[i] == y.at[i];
	return equal;
}

/* The number in its listing of the item that stands there, or -1. */
static int
index_of_item(struct desk *d, struct listing l, struct spot_in_file list, ptrdiff_t number)
{
	struct located at, item;
	if (!change_find_again(d, list, &at))
		return -1;
	const struct node *n = node_real(at.node);
	n = n == NULL || n->kind != NODE_SEQUENCE ? NULL : number < 0 ? n->last : n->first;
	for (; n != NULL && number > 0; number--)
		n = n->next;
	int count = listing_count(desk_workspace(d), l);
	for (int i = 0; n != NULL && i < count; i++) {
		if (change_item(d, l, i, &item) && item.node == n)
			return i;
	}
	return -1;
}

bool
change_is_same_but(struct desk *d, struct listing l, struct pairs before, struct spot_in_file list,
    ptrdiff_t number)
{
	int index = index_of_item(d, l, list, number);
	return index >= 0 &&
	    pairs_are_equal(before, pairs_of(d->arena, desk_workspace(d), &l, index));
}
