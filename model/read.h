/* SPDX-License-Identifier: MIT */
#ifndef MODEL_READ_H
#define MODEL_READ_H
#include "model/workspace.h"
#include "model/yaml.h"

/*
 * Node trees to a workspace: all of docs/format.md. Files are read one after the other, in order,
 * and a file's tree may be dropped once it is read; what needs all files (who is a persona, what a
 * step of to-be takes over, what a reference means) waits for read_finish.
 */
struct reader;

/* `room` is for what is needed until read_finish; *ws is empty but for its arena and sources. */
struct reader *read_start(struct arena *room, struct workspace *ws);

/* The documents of source `number`, whose parsed text is the workspace's. */
void read_tree(struct reader *r, uint32_t number, const struct tree *tree);

/* A source that could not be parsed: what other files say about it is not judged. */
void read_missing(struct reader *r);

/* Whether a file in a folder is ours: it has a map or a persona, or no key that we do not know. */
bool read_is_ours(const struct tree *tree);
/* What mending leaves of a text that is not YAML at all does not tell whose it is. */
bool read_says_nothing(const struct tree *tree);

void read_finish(struct reader *r);
#endif
