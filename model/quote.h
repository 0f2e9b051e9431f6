/* SPDX-License-Identifier: MIT */
#ifndef MODEL_QUOTE_H
#define MODEL_QUOTE_H
#include "base/buf.h"

/*
 * A text as a scalar of one line in block YAML, as a value, an item or a key: plain where every
 * reader of YAML 1.1 and 1.2 takes it for this very text, else in double quotes.
 */
bool quote_is_plain(struct str text);
void quote_add(struct buf *b, struct str text);
#endif
