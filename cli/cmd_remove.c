/* SPDX-License-Identifier: MIT */
#include "cli/change.h"
#include "model/change.h"

static bool
make(struct desk *d, void *context)
{
	const struct cli *cli = context;
	return change_remove(d, cli_operand(cli, 1, S("")), cli_has(cli, OPTION_with_references));
}

int
cmd_remove(struct cli *cli)
{
	return cli_change(cli, cli_operand(cli, 0, S("")), S("remove"), make, cli);
}
