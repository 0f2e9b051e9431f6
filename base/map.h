/* SPDX-License-Identifier: MIT */
#ifndef BASE_MAP_H
#define BASE_MAP_H
#include "base/arena.h"
#include "base/str.h"

/*
 * Text to number. Keys are views and must outlive the map. {.arena = a} is an empty map. The order
 * of insertion is kept nowhere: whoever needs an order keeps an array and stores its indexes here.
 */
struct map_entry {
	struct str key;
	ptrdiff_t value;
	bool used;
};
struct str_map {
	struct arena *arena;
	struct map_entry *entries;
	ptrdiff_t count, capacity;
};

/* The place of the value of `key`, made with value -1 when it is new. */
ptrdiff_t *str_map_at(struct str_map *m, struct str key);
/* The value, or -1. */
ptrdiff_t str_map_get(const struct str_map *m, struct str key);
#endif
