/* SPDX-License-Identifier: MIT */
/* Open addressing with linear probing, at most half full. */
#include "base/map.h"

#include <stdint.h>

static uint64_t
hash(struct str s)
{
	uint64_t h = 1469598103934665603u;
	for (ptrdiff_t i = 0; i < s.len; i++)
		h = (h ^ (unsigned char)s.at[i]) * 1099511628211u;
	return h ^ h >> 29;
}

static struct map_entry *
slot(const struct str_map *m, struct str key)
{
	ptrdiff_t mask = m->capacity - 1;
	ptrdiff_t i = (ptrdiff_t)(hash(key) & (uint64_t)mask);
	while (m->entries[i].used && !str_eq(m->entries[i].key, key))
		i = (i + 1) & mask;
	return &m->entries[i];
}

static void
grow(struct str_map *m)
{
	struct str_map larger = {.arena = m->arena, .capacity = m->capacity ? m->capacity * 2 : 16};
	larger.entries = NEW_N(m->arena, struct map_entry, larger.capacity);
	larger.count = m->count;
	for (ptrdiff_t i = 0; i < m->capacity; i++) {
		if (m->entries[i].used)
			*slot(&larger, m->entries[i].key) = m->entries[i];
	}
	*m = larger;
}

ptrdiff_t *
str_map_at(struct str_map *m, struct str key)
{
	if (m->count * 2 >= m->capacity)
		grow(m);
	struct map_entry *e = slot(m, key);
	if (!e->used) {
		*e = (struct map_entry){.key = key, .value = -1, .used = true};
		m->count++;
	}
	return &e->value;
}

ptrdiff_t
str_map_get(const struct str_map *m, struct str key)
{
	if (m->capacity == 0)
		return -1;
	const struct map_entry *e = slot(m, key);
	return e->used ? e->value : -1;
}
