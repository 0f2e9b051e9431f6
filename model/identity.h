/* SPDX-License-Identifier: MIT */
#ifndef MODEL_IDENTITY_H
#define MODEL_IDENTITY_H
#include "model/workspace.h"

/* Which step is which: ids, slugs, and the pairing of versions by identity (format rule 2). */

/* Whether a text fits as an id: 1 to 64 letters without upper case, digits, - and _. */
bool identity_is_id(struct str text);

/* The id that a text without one gets: its slug, or empty when nothing of it can stand in an id. */
struct str identity_slug(struct arena *a, struct str text);

/* The words by which texts are compared: NFC, case folded, blanks squeezed, no leading time. */
struct str identity_words(struct arena *a, struct str text);

/*
 * Identify `count` steps or wishes against the steps of another version. found[i] is the index of
 * the step that entry i is, or -1. First by id: an explicit id that the other list has explicitly,
 * or a plain text that is exactly such an id (then bare[i]); afterwards by equal words, k-th with
 * k-th. With `own_id_is_new` an explicit id that the other list lacks is new whatever its words (a
 * step of to-be). `entry_stride` is the size of the struct that begins with the entry.
 */
struct identity_list {
	const void *first;       /* of structs that begin with a struct entry */
	ptrdiff_t stride;
	int count;
};
void identity_find(struct arena *a, struct identity_list these, struct identity_list others,
    bool own_id_is_new, int *found, bool *bare);
#endif
