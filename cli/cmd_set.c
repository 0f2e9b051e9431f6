/* SPDX-License-Identifier: MIT */
#include "cli/change.h"
#include "model/change.h"

static bool
make(struct desk *d, void *context)
{
	const struct cli *cli = context;
	return change_set(d, cli_operand(cli, 1, S("")), cli_operand(cli, 2, S("")));
}

int
cmd_set(struct cli *cli)
{
	return cli_change(cli, cli_operand(cli, 0, S("")), S("set"), make, cli);
}
