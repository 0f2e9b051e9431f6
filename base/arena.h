/* SPDX-License-Identifier: MIT */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H
#include <stddef.h>

/*
 * Memory with a stated life. Everything is taken from an arena and nothing is given back one by
 * one: the whole arena ends at once. A function that takes a `struct arena *` returns things that
 * live as long as that arena. Three lives are used: the process, the workspace, one output.
 *
 * Running out of memory is not reported to callers: the arena calls the hook it carries (which must
 * not return), or aborts. Sanitizer builds mark the gap behind every piece, so an overrun is seen.
 */
struct arena;

struct arena *arena_new(void);
void arena_free(struct arena *a);
void arena_on_no_memory(struct arena *a, void (*hook)(void));

/* Zeroed memory for `count` things of `size` bytes. `align` is a power of two. */
void *arena_alloc(struct arena *a, ptrdiff_t count, ptrdiff_t size, ptrdiff_t align);

/*
 * Grow the piece `old` (of `old_size` bytes) to `new_size`: in place when it is the newest piece,
 * else by a copy. The new part is zeroed.
 */
void *arena_grow(struct arena *a, void *old, ptrdiff_t old_size, ptrdiff_t new_size,
    ptrdiff_t align);

/* Bytes asked of the system so far. */
ptrdiff_t arena_size(const struct arena *a);

/* Everything taken after the mark is given back by arena_release: a working room. */
struct arena_mark {
	void *chunk;
	ptrdiff_t used;
};
struct arena_mark arena_mark(struct arena *a);
void arena_release(struct arena *a, struct arena_mark mark);

#define NEW(a, type) ((type *)arena_alloc((a), 1, (ptrdiff_t)sizeof(type), (ptrdiff_t) _Alignof(type)))
#define NEW_N(a, type, n)                                                                          \
	((type *)arena_alloc((a), (n), (ptrdiff_t)sizeof(type), (ptrdiff_t) _Alignof(type)))

#define COUNT_OF(array) ((ptrdiff_t)(sizeof(array) / sizeof((array)[0])))
#endif
