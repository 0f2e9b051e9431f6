/* SPDX-License-Identifier: MIT */
#ifndef CLI_PICK_H
#define CLI_PICK_H
#include "cli/cli.h"

/*
 * The map or persona of an id that was typed. False after a message with the nearest ids when there
 * is none.
 */
bool pick_map(const struct cli *cli, const struct workspace *ws, struct str id, int *map);
bool pick_persona(const struct cli *cli, const struct workspace *ws, struct str id, int *persona);
#endif
