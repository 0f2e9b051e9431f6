/* SPDX-License-Identifier: MIT */
#ifndef BASE_BUF_H
#define BASE_BUF_H
#include "base/arena.h"
#include "base/str.h"

#include <stdarg.h>

/*
 * Text being built. It lives in its arena; buf_str is a view that is good until the next addition.
 * Start with `struct buf b = {.arena = a};`.
 */
struct buf {
	struct arena *arena;
	char *at;
	ptrdiff_t len, capacity;
	void (*drain)(void *context, struct str text); /* takes text away, or NULL */
	void *context;
};

void buf_add(struct buf *b, struct str s);
void buf_char(struct buf *b, char c);
void buf_fill(struct buf *b, char c, ptrdiff_t count);     /* `count` times c; none when negative */
void buf_format(struct buf *b, const char *format, ...) __attribute__((format(printf, 2, 3)));
void buf_format_list(struct buf *b, const char *format, va_list args)
    __attribute__((format(printf, 2, 0)));
struct str buf_str(const struct buf *b);
/* Between two things, of very long outputs: hands what is there to `drain`, if there is one. */
void buf_flush(struct buf *b);

/*
 * Push onto an array in an arena: VEC_PUSH(a, list, item) for a struct with members
 * `at` (pointer), `count` and `capacity`.
 */
#define VEC(type)                                                                                  \
	struct {                                                                                   \
		type *at;                                                                          \
		ptrdiff_t count, capacity;                                                         \
	}
#define VEC_PUSH(a, v, ...)                                                                        \
	((v)->at = vec_reserve(                                                                    \
	     (a), (v)->at, (v)->count, &(v)->capacity, (ptrdiff_t)sizeof *(v)->at),                \
	    (v)->at[(v)->count++] = __VA_ARGS__)
void *vec_reserve(
    struct arena *a, void *at, ptrdiff_t count, ptrdiff_t *capacity, ptrdiff_t size);
#endif
