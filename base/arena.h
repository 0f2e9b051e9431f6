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
 *
 * The hook may leave by longjmp, and the program goes on. So that nothing leaks then, what else
 * belongs to a piece of work (an open file, a library's own memory, a further arena) is made known
 * to its arena with arena_on_end or arena_new_in. So that nothing is half-done, a function that
 * changes what lives longer takes all the memory it needs before it changes anything.
 */
struct arena;

struct arena *arena_new(void);
/* One that ends with `parent`, if not before, and calls its hook; of NULL: arena_new. */
struct arena *arena_new_in(struct arena *parent);
void arena_free(struct arena *a);
void arena_on_no_memory(struct arena *a, void (*hook)(void *context), void *context);
/* For others' refusals of memory: what the arena does when it gets none. */
_Noreturn void arena_no_memory(const struct arena *a);

/*
 * `function` is called once, when the arena ends or is released to an earlier mark; the newest
 * first, so arenas that were made in this one later are gone by then. arena_end calls it now,
 * arena_forget never. Make it known first, then open what it closes.
 */
struct arena_end;
struct arena_end *arena_on_end(struct arena *a, void (*function)(void *context), void *context);
void arena_end(struct arena_end *e);
void arena_forget(struct arena_end *e);

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
	ptrdiff_t used, ends;
};
struct arena_mark arena_mark(struct arena *a);
void arena_release(struct arena *a, struct arena_mark mark);

#define NEW(a, type) ((type *)arena_alloc((a), 1, (ptrdiff_t)sizeof(type), (ptrdiff_t) _Alignof(type)))
#define NEW_N(a, type, n)                                                                          \
	((type *)arena_alloc((a), (n), (ptrdiff_t)sizeof(type), (ptrdiff_t) _Alignof(type)))

#define COUNT_OF(array) ((ptrdiff_t)(sizeof(array) / sizeof((array)[0])))
#endif
