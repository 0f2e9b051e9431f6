/* SPDX-License-Identifier: MIT */
#ifndef CLI_SAID_H
#define CLI_SAID_H
#include "cli/cli.h"
#include "model/desk.h"

/*
 * What a command has changed, in one sentence for whoever looks on: "payslip.find.feel is -1 (was
 * -2)", "added step 'Call' to payslip". `before` is what said_before returned before the change.
 */
struct str said_before(const struct cli *cli, struct desk *d);
struct str said_after(const struct cli *cli, struct desk *d, struct str before);
/* A path as it can be typed into a shell. */
struct str said_path(struct arena *a, struct str path);
/* The same path seen from this folder, where it is below it. */
struct str said_file(struct arena *a, struct str path);
#endif
