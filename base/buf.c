/* SPDX-License-Identifier: MIT */
#include "base/buf.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static void
reserve(struct buf *b, ptrdiff_t more)
{
	if (more <= b->capacity - b->len)
		return;
	ptrdiff_t capacity = b->capacity ? b->capacity * 2 : 256;
	while (capacity < b->len + more)
		capacity *= 2;
	b->at = arena_grow(b->arena, b->at, b->capacity, capacity, 1);
	b->capacity = capacity;
}

void
buf_add(struct buf *b, struct str s)
{
	if (s.len == 0)
		return;
	reserve(b, s.len);
	memcpy(b->at + b->len, s.at, (size_t)s.len);
	b->len += s.len;
}

void
buf_char(struct buf *b, char c)
{
	reserve(b, 1);
	b->at[b->len++] = c;
}

void
buf_fill(struct buf *b, char c, ptrdiff_t count)
{
	if (count <= 0)
		return;
	reserve(b, count);
	memset(b->at + b->len, c, (size_t)count);
	b->len += count;
}

void
buf_format_list(struct buf *b, const char *format, va_list args)
{
	va_list again;
	va_copy(again, args);
	ptrdiff_t room = b->capacity - b->len;
	int need = vsnprintf(b->at ? b->at + b->len : NULL, (size_t)room, format, args);
	if (need >= room) {
		reserve(b, need + 1);
		vsnprintf(b->at + b->len, (size_t)(b->capacity - b->len), format, again);
	}
	va_end(again);
	b->len += need;
}

void
buf_format(struct buf *b, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	buf_format_list(b, format, args);
	va_end(args);
}

struct str
buf_str(const struct buf *b)
{
	return (struct str){b->at, b->len};
}

void
buf_flush(struct buf *b)
{
	enum { WORTH_IT = 1 << 16 };
	if (b->drain == NULL || b->len < WORTH_IT)
		return;
	b->drain(b->context, buf_str(b));
	b->len = 0;
}

void *
vec_reserve(struct arena *a, void *at, ptrdiff_t count, ptrdiff_t *capacity, ptrdiff_t size)
{
	if (count < *capacity)
		return at;
	ptrdiff_t wanted = *capacity ? *capacity * 2 : 4;
	at = arena_grow(a, at, *capacity * size, wanted * size, 16);
	*capacity = wanted;
	return at;
}
