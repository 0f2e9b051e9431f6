/* SPDX-License-Identifier: MIT */
#ifndef MODEL_SOURCE_H
#define MODEL_SOURCE_H
#include "base/arena.h"
#include "base/str.h"

#include <stdint.h>

/* Where something stands: the number of a source in its workspace and a byte offset in its text. */
struct place {
	uint32_t source, offset;
};

/*
 * The text of one file. Everything else is made from it and points back into it.
 *
 * When the text is not YAML, the parser mends a copy line by line to be able to go on and find the
 * other mistakes too. `parsed` is that copy (the same as `text` otherwise): offsets are offsets in
 * it, and it has the same lines, so a position is right except within a mended line. Nothing is
 * ever written from it.
 */
struct source {
	struct str path;         /* as messages show it */
	struct str text;         /* all bytes, with the byte-order mark if there is one */
	struct str parsed;
	/*
	 * Of `parsed`, made on first use: offsets where the lines start, and how many characters stand
	 * before each 1,024th byte, so that a column is found at once in a line of any length.
	 */
	const uint32_t *lines, *characters;
	ptrdiff_t line_count;
	/* The same of `text`; where nothing was mended it is the same index. */
	const uint32_t *text_lines, *text_characters;
	ptrdiff_t text_line_count;
};

/* Line and column from 1; a column is a character, a tab counts one, a byte-order mark none. */
struct position {
	ptrdiff_t line, column;
};
struct position source_position(struct arena *a, struct source *s, uint32_t offset);

/* A line of the user's own text, from 1, without its break; empty past the end. */
struct str source_line(struct arena *a, struct source *s, ptrdiff_t line);
/* Offset in that line of the character at `column`, at most its length. */
ptrdiff_t source_offset(struct arena *a, struct source *s, struct position at);
#endif
