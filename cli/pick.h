/* SPDX-License-Identifier: MIT */
#ifndef CLI_PICK_H
#define CLI_PICK_H
#include "cli/cli.h"
#include "cli/suggest.h"

/*
 * The map or persona of an id that was typed. False after a message with the nearest ids when there
 * is none.
 */
bool pick_map(const struct cli *cli, const struct workspace *ws, struct str id, int *map);
bool pick_persona(const struct cli *cli, const struct workspace *ws, struct str id, int *persona);
/* Those of all --persona options, each once, in the order in which they were typed. */
bool pick_personas(
    const struct cli *cli, const struct workspace *ws, const int **personas, int *count);
/* The nearest of the words, else a list of the first ones. */
struct str pick_hint(struct arena *a, struct str word, const struct words *known);
#endif
