/* SPDX-License-Identifier: MIT */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H
#include "base/arena.h"
#include "base/str.h"

#include <stdint.h>

/*
 * Characters, grapheme clusters and columns. The only file that includes utf8proc.h: nobody else
 * decides how wide a text is on a screen. All texts are valid UTF-8 unless a comment says otherwise;
 * broken bytes decode to U+FFFD, one byte each, and never run past the end.
 */

/* The character at the start of *rest, which moves past it; -1 at the end. */
int32_t utf8_next(struct str *rest);
/* Writes one to four bytes; returns how many. */
int utf8_put(int32_t character, char bytes[4]);
/* Offset of the first byte that is not UTF-8, or -1. Refuses overlong forms and surrogates. */
ptrdiff_t utf8_bad(struct str s);
ptrdiff_t utf8_count(struct str s);                        /* characters (code points) */

/* The first grapheme cluster of *rest, which moves past it. False at the end. */
bool utf8_cluster(struct str *rest, struct str *cluster);
/* Columns in a terminal: of one cluster (0, 1 or 2) and of a text. */
int utf8_cluster_width(struct str cluster);
ptrdiff_t utf8_width(struct str s);
/* The longest start of s, in whole clusters, that is not wider than `columns`. */
struct str utf8_fit(struct str s, ptrdiff_t columns);

/* NFC and full case folding; blanks (also no-break ones) squeezed to one and trimmed. */
struct str utf8_fold(struct arena *a, struct str s);
/* NFC only. */
struct str utf8_nfc(struct arena *a, struct str s);

bool utf8_is_letter(int32_t character);                    /* general category L* */
bool utf8_is_mark(int32_t character);                      /* M*: combining */
bool utf8_is_upper(int32_t character);                     /* upper or title case */
bool utf8_is_blank(int32_t character);                     /* any Unicode space, also no-break */
bool utf8_is_control(int32_t character);                   /* C0, DEL, C1 */
bool utf8_is_invisible(int32_t character);                 /* bidi controls, zero width, tags, ... */
bool utf8_is_rtl(struct str s);                            /* by the first strong character */

/*
 * The text as it may be shown in a terminal or a message: controls, bidi overrides and other
 * invisible characters are written as \n, \t, \xNN or \u{NNNN}, so that text from a stranger cannot
 * act. The joiner inside emoji and Indic scripts stays.
 */
struct str utf8_visible(struct arena *a, struct str s);
#endif
