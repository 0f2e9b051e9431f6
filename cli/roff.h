/* SPDX-License-Identifier: MIT */
#ifndef CLI_ROFF_H
#define CLI_ROFF_H
#include "base/buf.h"

/* Text as it may stand in an mdoc page. */
void roff_text(struct buf *b, struct str text);
/* The same on lines of its own, with a capital and a full stop. */
void roff_sentence(struct buf *b, struct str text);
/* A whole page with its long lines broken, and every sentence on a line of its own. */
struct str roff_fill(struct arena *a, struct str page);
#endif
