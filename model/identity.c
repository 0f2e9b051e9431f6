/* SPDX-License-Identifier: MIT */
/*
 * The same id is the same step; then equal words, the k-th with the k-th; nothing else. Looking for
 * ids goes through a hash, looking for words too, so long lists stay linear.
 */
#include "model/identity.h"

#include "base/map.h"
#include "base/utf8.h"
#include "model/value.h"

#include <string.h>

enum { LONGEST_ID = 64 };

static bool
may_stand_in_id(int32_t c, bool first)
{
	if (is_digit((char)c) && c < 0x80)
		return true;
	if (c == '-' || c == '_')
		return !first;
	if (utf8_is_letter(c))
		return !utf8_is_upper(c);
	return !first && utf8_is_mark(c);
}

bool
identity_is_id(struct str text)
{
	int count = 0;
	int32_t c;
	while ((c = utf8_next(&text)) >= 0) {
		if (++count > LONGEST_ID || !may_stand_in_id(c, count == 1))
			return false;
	}
	return count > 0;
}

static struct str
without_clock(struct str text)
{
	double at, minutes;
	struct str rest;
	return value_leading_clock(text, &at, &minutes, &rest) ? rest : text;
}

struct str
identity_slug(struct arena *a, struct str text)
{
	struct str rest = utf8_fold(a, without_clock(text));
	struct buf slug = {.arena = a};
	int count = 0;
	bool gap = false;
	while (rest.len > 0 && count < LONGEST_ID) {
		struct str before = rest;
		int32_t c = utf8_next(&rest);
		bool kept = c == '_' ? count > 0 : c != '-' && may_stand_in_id(c, count == 0);
		if (!kept) {
			gap = count > 0;
			continue;
		}
		if (gap && count + 1 < LONGEST_ID) {
			buf_char(&slug, '-');
			count++;
		} else if (gap) {
			break;
		}
		gap = false;
		buf_add(&slug, str_upto(before, rest.at - before.at));
		count++;
	}
	return buf_str(&slug);
}

struct str
identity_words(struct arena *a, struct str text)
{
	return utf8_fold(a, without_clock(text));
}

static const struct entry *
entry_of(const struct identity_list *list, int i)
{
	return (const struct entry *)(const void *)((const char *)list->first + i * list->stride);
}

static void
find_by_id(struct arena *a, const struct identity_list *these, const struct identity_list *others,
    int *found, bool *bare, bool *taken)
{
	struct str_map ids = {.arena = a};
	for (int j = 0; j < others->count; j++) {
		const struct entry *e = entry_of(others, j);
		ptrdiff_t *at = e->own_id ? str_map_at(&ids, e->id) : NULL;
		if (at != NULL && *at < 0)
			*at = j;
	}
	for (int i = 0; i < these->count; i++) {
		const struct entry *e = entry_of(these, i);
		ptrdiff_t j = str_map_get(&ids, e->own_id ? e->id : e->text);
		bare[i] = j >= 0 && !e->own_id;
		found[i] = j >= 0 && !taken[j] ? (int)j : -1;
		if (found[i] >= 0)
			taken[j] = true;
	}
}

/* Chains of others with equal words, in order: first[] by a hash, then next[]. */
static void
find_by_words(struct arena *a, const struct identity_list *these,
    const struct identity_list *others, bool own_id_is_new, int *found, bool *taken)
{
	struct str_map first = {.arena = a};
	int *next = NEW_N(a, int, others->count);
	for (int j = others->count - 1; j >= 0; j--) {
		struct str words = utf8_fold(a, entry_of(others, j)->text);
		if (taken[j] || words.len == 0)
			continue;
		ptrdiff_t *at = str_map_at(&first, words);
		next[j] = (int)*at;
		*at = j;
	}
	for (int i = 0; i < these->count; i++) {
		const struct entry *e = entry_of(these, i);
		if (found[i] >= 0 || (own_id_is_new && e->own_id) || e->text.len == 0)
			continue;
		struct str words = utf8_fold(a, e->text);
		ptrdiff_t j = str_map_get(&first, words);
		if (j < 0)
			continue;
		found[i] = (int)j;
		*str_map_at(&first, words) = next[j];
	}
}

void
identity_find(struct arena *a, struct identity_list these, struct identity_list others,
    bool own_id_is_new, int *found, bool *bare)
{
	struct arena_mark mark = arena_mark(a);
	bool *taken = NEW_N(a, bool, others.count);
	find_by_id(a, &these, &others, found, bare, taken);
	bool all = true;
	for (int i = 0; i < these.count; i++)
		all = all && found[i] >= 0;
	if (!all)
		find_by_words(a, &these, &others, own_id_is_new, found, taken);
	arena_release(a, mark);
}
