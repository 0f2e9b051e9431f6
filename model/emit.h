/* SPDX-License-Identifier: MIT */
#ifndef MODEL_EMIT_H
#define MODEL_EMIT_H
#include "base/buf.h"
#include "model/draft.h"

/* A draft as text, in the looks that a file already has. */

/* How a file looks. What the nearest siblings do goes before these. */
struct looks {
	struct str line_break;   /* LF, CRLF or CR: the neighbour's in a mixed file */
	int step;                /* columns from a key to the keys below it; 2 where none shows it */
	int dash;                /* columns from a key to the dashes below it; 0: under the key */
	int dash_gap;            /* blanks behind a dash */
	enum node_style quotes;  /* STYLE_SINGLE or STYLE_DOUBLE, the more frequent */
	bool json;               /* every key stands in double quotes */
	struct str colon;        /* between key and value in flow: ": ", or ":" in dense JSON */
	bool no_blocks;          /* texts of several lines in double quotes, not as literals */
};
struct looks looks_of(struct str text, const struct tree *tree);
/* The line break of the line at this byte, or of the file. */
struct str looks_break(struct str text, uint32_t offset, const struct looks *looks);

/* Where a scalar stands. */
struct emit_place {
	bool flow, key;
	bool colons;             /* words with a colon inside stand plain there: nginx:1.25 */
	int column;              /* of the collection around it; -1 for a root */
};

/* Whether the brackets around something, these first, hold JSON: its quotes are copied there. */
bool looks_json_around(const struct node *collection);
/* Between two entries in brackets. */
struct str emit_comma(const struct looks *looks);
/* What stands between a key and its value in brackets; empty when nobody would copy it. */
struct str emit_colon(struct str text, const struct node *key);
/* A number, true, false or null as JSON writes them. */
bool emit_is_json(struct str text);

/*
 * Plain is safe: every reader, of YAML 1.1 and 1.2, takes it for this very string there. `typed`
 * asks only that YAML reads it as this text.
 */
bool emit_is_plain(struct str text, struct emit_place place, bool typed);

/*
 * On one line in the wanted style (STYLE_PLAIN, STYLE_SINGLE, STYLE_DOUBLE), or in the nearest one
 * that can hold the text: never wrong, escapes where nothing else does.
 */
void emit_scalar(struct buf *b, const struct looks *looks, struct emit_place place,
    const struct draft *d, enum node_style wanted);

/*
 * As a literal or folded block: header (with `comment`, as written, behind it), then lines at
 * `column`; no line break after the last. False when that style cannot hold the text: then
 * nothing was added. `width`: where folded lines are broken.
 */
struct emit_block {
	bool folded;
	int column, parent;      /* of the text; of the collection around it (-1: root) */
	int width;
	struct str comment;      /* with the blanks before it */
	struct str line_break;
	bool blank_lines;        /* lines of nothing but blanks may stand in it, as some did before */
	bool digit;              /* the header says how deep the lines stand, needed or not */
};
/*
 * How much of a text stands on a line of `width` characters: up to the blank that becomes a line
 * break when folded, or all of it. `plain`: the next line must not begin like an indicator.
 */
ptrdiff_t emit_wrap(struct str text, ptrdiff_t width, bool plain);
bool emit_block(struct buf *b, struct str text, const struct emit_block *how);

/*
 * A text of several lines as a literal behind `key:` or `-` of a collection at `column` (-1: a root),
 * `comment` behind its header; false (nothing added) where that would be hard to read or wrong.
 */
bool emit_literal(struct buf *b, const struct looks *looks, struct str text, int column, bool item,
    struct str comment);
/* The column of the lines of such a text. */
int emit_block_column(const struct looks *looks, int column, bool item);

/* Any draft on one line: [a, b], {k: v}, or a scalar. */
void emit_flow(struct buf *b, const struct looks *looks, const struct draft *d,
    struct emit_place place);

/* One entry of a mapping in brackets. */
void emit_flow_pair(struct buf *b, const struct looks *looks, const struct draft *key,
    const struct draft *value);

/*
 * What stands behind `key:` or `-` of a collection at `column`, with the blank or line break before
 * it and without one at the end: " text", " |\n    lines", "\n    key: value". `item`: behind a dash,
 * where a mapping begins on the same line.
 */
void emit_behind(struct buf *b, const struct looks *looks, const struct draft *d, int column,
    bool item);
/* `key: value`, or `- value` when there is no key, of a collection at `column`; no break at the end. */
void emit_entry(struct buf *b, const struct looks *looks, const struct draft *key,
    const struct draft *value, int column);
/* The entries of a collection at `column`, the first without indentation, no break at the end. */
void emit_entries(struct buf *b, const struct looks *looks, const struct draft *d, int column);
#endif
