/* SPDX-License-Identifier: MIT */
#ifndef MODEL_SPLICE_H
#define MODEL_SPLICE_H
#include "base/arena.h"
#include "base/str.h"

#include <stdint.h>

/* One change of a text: at byte `at`, `removed` stood and `inserted` stands now. */
struct splice {
	uint32_t at;
	struct str removed, inserted;
};

/* The one splice that makes `after` of `before`: what both begin and end with is left out. */
struct splice splice_between(struct str before, struct str after);
struct splice splice_reverse(struct splice s);
/* The text after the splice; false when the text does not hold what is to be removed there. */
bool splice_apply(struct arena *a, struct str text, struct splice s, struct str *after);
struct splice splice_copy(struct arena *a, struct splice s);
bool splice_is_empty(struct splice s);
#endif
