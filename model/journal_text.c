/* SPDX-License-Identifier: MIT */
/*
 * Blocks of at most SIZE bytes. A block that overflows is split evenly, so that blocks get small
 * only by removing, and there are never many more of them than the text ever had bytes for.
 */
#include "model/journal_text.h"

#include <string.h>

enum { SIZE = 1 << 14, FILLED = SIZE / 4 * 3 };

/* The byte `offset` of block `index`; at the end of a text the end of its last block. */
struct spot {
	ptrdiff_t index, offset;
};

static char *
new_bytes(struct blocks *b)
{
	if (b->unused.count > 0)
		return b->unused.at[--b->unused.count];
	return arena_alloc(b->arena, SIZE, 1, 1);
}

void
blocks_open(struct blocks *b, struct arena *a, struct str text)
{
	*b = (struct blocks){.arena = a, .len = text.len};
	do {
		struct block block = {new_bytes(b), text.len < FILLED ? text.len : FILLED};
		if (block.len > 0)
			memcpy(block.at, text.at, (size_t)block.len);
		VEC_PUSH(a, &b->list, block);
		text = str_from(text, block.len);
	} while (text.len > 0);
}

static struct spot
find(const struct blocks *b, ptrdiff_t at)
{
	ptrdiff_t i = 0;
	while (at > b->list.at[i].len)
		at -= b->list.at[i++].len;
	return (struct spot){i, at};
}

static bool
holds(const struct blocks *b, struct spot spot, struct str text)
{
	for (; text.len > 0; spot = (struct spot){spot.index + 1, 0}) {
		const struct block *block = &b->list.at[spot.index];
		ptrdiff_t here = block->len - spot.offset;
		struct str piece = str_upto(text, here);
		if (!str_eq((struct str){block->at + spot.offset, piece.len}, piece))
			return false;
		text = str_from(text, piece.len);
	}
	return true;
}

/* One block always remains. */
static void
drop_blocks(struct blocks *b, ptrdiff_t first, ptrdiff_t count)
{
	for (ptrdiff_t i = first; i < first + count; i++)
		VEC_PUSH(b->arena, &b->unused, b->list.at[i].at);
	ptrdiff_t behind = b->list.count - first - count;
	memmove(
	    &b->list.at[first], &b->list.at[first + count], (size_t)behind * sizeof b->list.at[0]);
	b->list.count -= count;
}

static void
take_out(struct blocks *b, struct spot spot, ptrdiff_t len)
{
	ptrdiff_t empty = spot.index + 1;
	b->len -= len;
	for (ptrdiff_t i = spot.index; len > 0; i++) {
		struct block *block = &b->list.at[i];
		ptrdiff_t from = i == spot.index ? spot.offset : 0, here = block->len - from;
		here = here < len ? here : len;
		memmove(
		    block->at + from, block->at + from + here, (size_t)(block->len - from - here));
		block->len -= here;
		len -= here;
		empty += i > spot.index && block->len == 0;
	}
	drop_blocks(b, spot.index + 1, empty - spot.index - 1);
}

/* Make `count` blocks behind one, all of them empty. */
static void
open_blocks(struct blocks *b, ptrdiff_t index, ptrdiff_t count)
{
	for (ptrdiff_t i = 0; i < count; i++)
		VEC_PUSH(b->arena, &b->list, (struct block){0});
	ptrdiff_t behind = b->list.count - count - index - 1;
	memmove(&b->list.at[index + 1 + count], &b->list.at[index + 1],
	    (size_t)behind * sizeof b->list.at[0]);
	for (ptrdiff_t i = 1; i <= count; i++)
		b->list.at[index + i] = (struct block){new_bytes(b), 0};
}

/* Add text to the blocks from one on, each filled up to `most`. */
static struct spot
pour(struct blocks *b, struct spot spot, struct str text, ptrdiff_t most)
{
	while (text.len > 0) {
		struct block *block = &b->list.at[spot.index];
		struct str piece = str_upto(text, most - block->len);
		if (piece.len == 0) {
			spot.index++;
			continue;
		}
		memcpy(block->at + block->len, piece.at, (size_t)piece.len);
		block->len += piece.len;
		text = str_from(text, piece.len);
	}
	return spot;
}

static void
put_in(struct blocks *b, struct spot spot, struct str text)
{
	struct block *block = &b->list.at[spot.index];
	ptrdiff_t tail = block->len - spot.offset, need = block->len + text.len;
	b->len += text.len;
	if (need <= SIZE) {
		memmove(block->at + spot.offset + text.len, block->at + spot.offset, (size_t)tail);
		memcpy(block->at + spot.offset, text.at, (size_t)text.len);
		block->len = need;
		return;
	}
	char *whole = block->at;
	struct str before = {whole, spot.offset}, behind = {whole + spot.offset, tail};
	ptrdiff_t count = (need + FILLED - 1) / FILLED, most = (need + count - 1) / count;
	*block = (struct block){new_bytes(b), 0};
	open_blocks(b, spot.index, count - 1);
	spot = pour(b, spot, before, most);
	spot = pour(b, spot, text, most);
	pour(b, spot, behind, most);
	VEC_PUSH(b->arena, &b->unused, whole);
}

bool
blocks_splice(struct blocks *b, struct splice s)
{
	if (s.removed.len > b->len || (ptrdiff_t)s.at > b->len - s.removed.len)
		return false;
	if (s.inserted.len >= (ptrdiff_t)UINT32_MAX - b->len)
		return false;
	struct spot spot = find(b, s.at);
	if (!holds(b, spot, s.removed))
		return false;
	if (s.removed.len > 0)
		take_out(b, spot, s.removed.len);
	if (s.inserted.len > 0)
		put_in(b, spot, s.inserted);
	return true;
}

struct str
blocks_text(const struct blocks *b, struct arena *a)
{
	char *to = arena_alloc(a, b->len + 1, 1, 1);
	ptrdiff_t len = 0;
	for (ptrdiff_t i = 0; i < b->list.count; i++) {
		if (b->list.at[i].len > 0)
			memcpy(to + len, b->list.at[i].at, (size_t)b->list.at[i].len);
		len += b->list.at[i].len;
	}
	return (struct str){to, len};
}
