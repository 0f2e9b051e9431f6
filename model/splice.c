/* SPDX-License-Identifier: MIT */
/* A text is a flat array: moving the tail of ten megabytes takes less than a tenth of a ms. */
#include "model/splice.h"

#include <string.h>

/* A piece of an empty text is an empty text, wherever that stands. */
static struct str
piece(struct str s, ptrdiff_t start, ptrdiff_t end)
{
	return start < end ? (struct str){s.at + start, end - start} : S("");
}

static bool
is_inside_character(struct str s, ptrdiff_t i)
{
	return i < s.len && ((unsigned char)s.at[i] & 0xc0) == 0x80;
}

struct splice
splice_between(struct str before, struct str after)
{
	ptrdiff_t least = before.len < after.len ? before.len : after.len, start = 0, end = 0;
	while (start < least && before.at[start] == after.at[start])
		start++;
	/* A difference within a character is shown, stored and undone as whole characters. */
	while (
	    start > 0 && (is_inside_character(before, start) || is_inside_character(after, start)))
		start--;
	while (
	    end < least - start && before.at[before.len - end - 1] == after.at[after.len - end - 1])
		end++;
	while (end > 0 && is_inside_character(before, before.len - end))
		end--;
	return (struct splice){
	    .at = (uint32_t)start,
	    .removed = piece(before, start, before.len - end),
	    .inserted = piece(after, start, after.len - end),
	};
}

struct splice
splice_reverse(struct splice s)
{
	return (struct splice){s.at, s.inserted, s.removed};
}

bool
splice_apply(struct arena *a, struct str text, struct splice s, struct str *after)
{
	ptrdiff_t at = s.at, end = at + s.removed.len;
	if (end > text.len || !str_eq(piece(text, at, end), s.removed))
		return false;
	ptrdiff_t len = text.len - s.removed.len + s.inserted.len;
	char *to = arena_alloc(a, len > 0 ? len : 1, 1, 1);
	if (at > 0)
		memcpy(to, text.at, (size_t)at);
	if (s.inserted.len > 0)
		memcpy(to + at, s.inserted.at, (size_t)s.inserted.len);
	if (end < text.len)
		memcpy(to + at + s.inserted.len, text.at + end, (size_t)(text.len - end));
	*after = (struct str){to, len};
	return true;
}

struct splice
splice_copy(struct arena *a, struct splice s)
{
	return (struct splice){s.at, str_copy(a, s.removed), str_copy(a, s.inserted)};
}

bool
splice_is_empty(struct splice s)
{
	return s.removed.len == 0 && s.inserted.len == 0;
}
