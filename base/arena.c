/* SPDX-License-Identifier: MIT */
/*
 * A chain of chunks, the newest first. A piece never moves except in arena_grow, so pointers into
 * the arena stay good until it ends or is released to an earlier mark.
 */
#include "base/arena.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#if defined(__SANITIZE_ADDRESS__)
#define WITH_ASAN 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define WITH_ASAN 1
#endif
#endif
#ifdef WITH_ASAN
#include <sanitizer/asan_interface.h>
#define POISON(p, n) ASAN_POISON_MEMORY_REGION((p), (size_t)(n))
#define UNPOISON(p, n) ASAN_UNPOISON_MEMORY_REGION((p), (size_t)(n))
enum { GAP = 16 };
#else
#define POISON(p, n) ((void)(p), (void)(n))
#define UNPOISON(p, n) ((void)(p), (void)(n))
enum { GAP = 0 };
#endif

enum { FIRST_CHUNK = 1 << 13, LARGEST_CHUNK = 1 << 20 };

struct chunk {
	struct chunk *older;
	ptrdiff_t capacity, used;
	_Alignas(16) char bytes[];
};

struct arena {
	struct chunk *newest;
	struct chunk *spare; /* one, kept by arena_release for the next need */
	ptrdiff_t size, next_chunk;
	struct arena_end *ends; /* the newest first */
	ptrdiff_t end_count;
	struct arena *parent;
	struct arena_end *in_parent;
	void (*no_memory)(void *context);
	void *context;
};

/* Numbers only grow, so a mark stays true when an end before or after it is used up. */
struct arena_end {
	struct arena_end *older;
	ptrdiff_t number;
	void (*function)(void *context); /* NULL: used up */
	void *context;
};

_Noreturn void
arena_no_memory(const struct arena *a)
{
	for (; a != NULL; a = a->parent) {
		if (a->no_memory != NULL)
			a->no_memory(a->context);
	}
	abort();
}

static struct arena *
new_arena(struct arena *parent)
{
	struct arena *a = calloc(1, sizeof *a);
	if (a == NULL)
		arena_no_memory(parent);
	a->next_chunk = FIRST_CHUNK;
	a->parent = parent;
	return a;
}

struct arena *
arena_new(void)
{
	return new_arena(NULL);
}

static void
end_room(void *context)
{
	arena_free(context);
}

struct arena *
arena_new_in(struct arena *parent)
{
	if (parent == NULL)
		return arena_new();
	struct arena_end *end = arena_on_end(parent, end_room, NULL);
	struct arena *a = new_arena(parent);
	a->in_parent = end;
	end->context = a;
	return a;
}

struct arena_end *
arena_on_end(struct arena *a, void (*function)(void *context), void *context)
{
	struct arena_end *e = NEW(a, struct arena_end);
	while (a->ends != NULL && a->ends->function == NULL)
		a->ends = a->ends->older;
	*e = (struct arena_end){a->ends, ++a->end_count, function, context};
	a->ends = e;
	return e;
}

void
arena_end(struct arena_end *e)
{
	void (*function)(void *context) = e->function;
	e->function = NULL;
	if (function != NULL)
		function(e->context);
}

void
arena_forget(struct arena_end *e)
{
	e->function = NULL;
}

static void
run_ends(struct arena *a, ptrdiff_t keep)
{
	while (a->ends != NULL && a->ends->number > keep) {
		struct arena_end *e = a->ends;
		a->ends = e->older;
		arena_end(e);
	}
}

static void
free_chunk(struct arena *a, struct chunk *c)
{
	if (c == NULL)
		return;
	a->size -= c->capacity;
	UNPOISON(c->bytes, c->capacity);
	free(c);
}

/* The largest chunk is kept: who releases in a loop does not ask the system again and again. */
static void
free_newer_than(struct arena *a, const struct chunk *keep)
{
	while (a->newest != keep) {
		struct chunk *c = a->newest;
		a->newest = c->older;
		if (a->spare != NULL && a->spare->capacity >= c->capacity) {
			free_chunk(a, c);
			continue;
		}
		free_chunk(a, a->spare);
		a->spare = c;
	}
}

void
arena_free(struct arena *a)
{
	if (a == NULL)
		return;
	run_ends(a, 0);
	if (a->in_parent != NULL)
		arena_forget(a->in_parent);
	free_newer_than(a, NULL);
	free_chunk(a, a->spare);
	free(a);
}

void
arena_on_no_memory(struct arena *a, void (*hook)(void *context), void *context)
{
	a->no_memory = hook;
	a->context = context;
}

static void
add_chunk(struct arena *a, ptrdiff_t need)
{
	if (a->spare != NULL && a->spare->capacity >= need) {
		struct chunk *c = a->spare;
		a->spare = NULL;
		c->older = a->newest;
		c->used = 0;
		POISON(c->bytes, c->capacity);
		a->newest = c;
		return;
	}
	ptrdiff_t capacity = a->next_chunk > need ? a->next_chunk : need;
	if (capacity > PTRDIFF_MAX - (ptrdiff_t)sizeof(struct chunk))
		arena_no_memory(a);
	struct chunk *c = malloc(sizeof *c + (size_t)capacity);
	if (c == NULL)
		arena_no_memory(a);
	*c = (struct chunk){.older = a->newest, .capacity = capacity};
	POISON(c->bytes, capacity);
	a->newest = c;
	a->size += capacity;
	if (a->next_chunk < LARGEST_CHUNK)
		a->next_chunk *= 2;
}

void *
arena_alloc(struct arena *a, ptrdiff_t count, ptrdiff_t size, ptrdiff_t align)
{
	if (count < 0 || (size > 0 && count > (PTRDIFF_MAX - 64 - GAP) / size))
		arena_no_memory(a);
	ptrdiff_t want = count * size;
	struct chunk *c = a->newest;
	ptrdiff_t start = c ? (c->used + align - 1) & -align : 0;
	if (c == NULL || want + GAP > c->capacity - start) {
		add_chunk(a, want + GAP);
		c = a->newest;
		start = 0;
	}
	c->used = start + want + GAP;
	UNPOISON(c->bytes + start, want);
	return want ? memset(c->bytes + start, 0, (size_t)want) : c->bytes + start;
}

void *
arena_grow(struct arena *a, void *old, ptrdiff_t old_size, ptrdiff_t new_size, ptrdiff_t align)
{
	struct chunk *c = a->newest;
	if (old != NULL && c != NULL) {
		ptrdiff_t start = (char *)old - c->bytes;
		bool newest = (char *)old >= c->bytes && (char *)old < c->bytes + c->capacity &&
		    start + old_size + GAP == c->used;
		if (newest && new_size + GAP <= c->capacity - start) {
			c->used = start + new_size + GAP;
			UNPOISON(c->bytes + start, new_size);
			memset(c->bytes + start + old_size, 0, (size_t)(new_size - old_size));
			return old;
		}
	}
	void *fresh = arena_alloc(a, new_size, 1, align);
	if (old_size > 0)
		memcpy(fresh, old, (size_t)old_size);
	return fresh;
}

ptrdiff_t
arena_size(const struct arena *a)
{
	return a->size;
}

struct arena_mark
arena_mark(struct arena *a)
{
	return (struct arena_mark){a->newest, a->newest ? a->newest->used : 0, a->end_count};
}

void
arena_release(struct arena *a, struct arena_mark mark)
{
	run_ends(a, mark.ends);
	free_newer_than(a, mark.chunk);
	if (a->newest == NULL)
		return;
	a->newest->used = mark.used;
	POISON(a->newest->bytes + mark.used, a->newest->capacity - mark.used);
}
