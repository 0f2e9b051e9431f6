/* SPDX-License-Identifier: MIT */
#ifndef BASE_STR_H
#define BASE_STR_H
#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>

/* A piece of text: pointer and length, owning nothing. {0} is the empty text. */
struct str {
	const char *at;
	ptrdiff_t len;
};

#define S(literal) ((struct str){"" literal, (ptrdiff_t)sizeof(literal) - 1})
/* For initialisers of static tables, where a compound literal is not a constant. */
#define S_INIT(literal) {"" literal, (ptrdiff_t)sizeof(literal) - 1}
/* printf("%.*s", STR(text)) */
#define STR(s) (int)(s).len, (s).at ? (s).at : ""

struct str str_of(const char *z);                          /* view of a NUL-terminated text */
char *str_z(struct arena *a, struct str s);                /* NUL-terminated copy */
struct str str_copy(struct arena *a, struct str s);        /* a copy that lives in the arena */
struct str str_format(struct arena *a, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

bool str_eq(struct str a, struct str b);
int str_cmp(struct str a, struct str b);                   /* by bytes; a prefix comes first */
bool str_starts(struct str s, struct str prefix);
bool str_ends(struct str s, struct str suffix);

struct str str_from(struct str s, ptrdiff_t start);        /* s[start..]; clamped */
struct str str_upto(struct str s, ptrdiff_t end);          /* s[..end); clamped */
struct str str_trim(struct str s);                         /* without blanks and breaks at both ends */
ptrdiff_t str_find(struct str s, char c);                  /* index of the first c, or -1 */
ptrdiff_t str_search(struct str s, struct str what);       /* index of the first `what`, or -1 */

/* Cut *rest at the next `separator`; the part before it. False when *rest is used up. */
bool str_cut(struct str *rest, char separator, struct str *part);
/* The next line of *rest without its line break (LF, CRLF or CR). */
bool str_line(struct str *rest, struct str *line);

bool is_digit(char c);
bool is_blank(char c);                                     /* space or tab */

/*
 * Damerau-Levenshtein distance (optimal string alignment) in bytes, or `limit` + 1 when it is more
 * than `limit`. For "did you mean".
 */
int str_distance(struct str a, struct str b, int limit);
#endif
