/* SPDX-License-Identifier: MIT */
#ifndef CLI_SPOT_H
#define CLI_SPOT_H
#include "cli/cli.h"
#include "model/change.h"

/*
 * Where --before, --after, --first, --last and --stage put something; at most one of the first four.
 * With `wanted`, one of them all must be given. False after a message.
 */
bool spot_read(const struct cli *cli, bool wanted, struct spot *spot);
#endif
