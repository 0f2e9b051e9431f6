/* SPDX-License-Identifier: MIT */
#ifndef EXPORT_MARKUP_H
#define EXPORT_MARKUP_H
#include "base/buf.h"
#include "base/str.h"

/* Escaping for the text formats that tables are written in. Invisible characters become visible. */

/*
 * A row of a CSV file (RFC 4180): cells with commas between them, quoted where they must be, CRLF
 * at the end. A text that a spreadsheet would take for a formula gets a ' in front.
 */
struct csv {
	struct buf *out;
	struct arena *room;      /* for the moment of writing; NULL: that of `out` */
	bool filled;             /* something stands in this row */
};
void csv_text(struct csv *c, struct str text);
void csv_number(struct csv *c, double number);             /* empty when it is none */
void csv_int(struct csv *c, ptrdiff_t number);
void csv_empty(struct csv *c);
void csv_end(struct csv *c);

/* Text in a paragraph or a table cell of Markdown: says what it says and formats nothing. */
void markdown_text(struct buf *out, struct str text);
/* "| a | b |": the cell with its bar before it; the row is closed by markdown_end. */
void markdown_cell(struct buf *out, struct str text);
void markdown_end(struct buf *out);
#endif
