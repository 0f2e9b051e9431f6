/* SPDX-License-Identifier: MIT */
#ifndef MODEL_QUOTE_H
#define MODEL_QUOTE_H
#include "base/buf.h"

/*
 * A text as a scalar of one line in block YAML, as a value, an item or a key: plain where every
 * reader of YAML 1.1 and 1.2 takes it for this very text, else in double quotes.
 */
bool quote_is_plain(struct str text);
/* The same where words with a colon inside are the habit: nginx:1.25. */
bool quote_is_plain_with_colons(struct str text);
void quote_add(struct buf *b, struct str text);

/* Plain is read as these characters in block YAML, if perhaps as a number, a date or null. */
bool quote_reads_plain(struct str text);
/* No control, no line break, nothing unseen: it may stand between quotes as it is. */
bool quote_is_harmless(struct str text);
/* In double quotes, with the escapes that JSON has, too, wherever that is possible. */
void quote_double(struct buf *b, struct str text);
#endif
