/* SPDX-License-Identifier: MIT */
#ifndef MODEL_PATH_H
#define MODEL_PATH_H
#include "model/yaml.h"

/*
 * The way to a node, in the manner of JSON pointers: /scenarios/payslip/actual/0/feel, where a
 * number counts the items of a sequence from 0; ~1 is /, ~0 is ~, ~2 a blank; @N before it is the
 * document, from 0, and @0 alone is its root. A way survives changes elsewhere in the text.
 */

/*
 * The node there: of a mapping's key its value. NULL: *error says what is not there, or stands there
 * more than once.
 */
const struct node *path_find(struct arena *a, const struct tree *tree, struct str path,
    struct str *error);
/*
 * The way to a value, an item, or (with the pair it names) a key. Empty when none leads there: a key
 * on it stands twice, or is no scalar.
 */
struct str path_of(struct arena *a, const struct tree *tree, const struct node *n);
/* The node whose value begins at this byte (a place of the workspace), the innermost; or NULL. */
const struct node *path_at(const struct tree *tree, uint32_t offset);
/* The value of a key in a mapping (through aliases), or NULL. */
const struct node *path_value(const struct node *mapping, struct str key);
/* The key of a value, NULL when it is an item or a root; the entry of a value: its key or itself. */
const struct node *path_key(const struct node *value);
const struct node *path_entry(const struct node *value);
#endif
