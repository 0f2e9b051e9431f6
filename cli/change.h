/* SPDX-License-Identifier: MIT */
#ifndef CLI_CHANGE_H
#define CLI_CHANGE_H
#include "cli/cli.h"
#include "model/desk.h"

/*
 * The frame of every command that changes files: open the workspace, let `make` do its edits on a
 * desk, refuse what would bring new errors (they are printed as findings), print the difference
 * (--dry-run) or save it as one step named `name`, and say what changed. The exit status.
 *
 * `make` returns false with desk->why and desk->hint when it cannot; nothing is changed then.
 */
typedef bool change_make(struct desk *d, void *context);
int cli_change(struct cli *cli, struct str path, struct str name, change_make *make, void *context);
#endif
