/* SPDX-License-Identifier: MIT */
#ifndef EXPORT_GAP_TABLE_H
#define EXPORT_GAP_TABLE_H
#include "export/gaps_out.h"

/*
 * Personas by maps, a percentage in each cell with a sign that grows with it, so that the table
 * reads the same without colour. In a narrow terminal the columns go on below in another block.
 */

/* One version; with `pooled` a last column and row for all of it. False: nothing of it to show. */
bool gap_table(struct buf *out, const struct gaps_out *g, enum which which, bool pooled);

/* The sign of a percentage, "" for almost nothing, "#####" for almost everything, and its role. */
struct str gap_sign(double gap);
enum text_role gap_role(double gap);
/* One statement per line: pairs, personas pooled, the portfolio, who is not mapped. */
void gap_table_plain(struct buf *out, const struct gaps_out *g);
/* Personas pooled over their scenarios, and the portfolio, with notes. */
void gap_pooled(struct buf *out, const struct gaps_out *g);
/* Whether the portfolio pools more than one persona, so that it says something of its own. */
bool gap_has_portfolio(const struct gaps *gaps, enum which which);
/* Who is not yet mapped to what, and who never meets it. */
void gap_pairs_left(struct buf *out, const struct gaps_out *g);
#endif
