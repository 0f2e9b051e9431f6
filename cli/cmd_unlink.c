/* SPDX-License-Identifier: MIT */
#include "cli/change.h"
#include "model/change.h"

static bool
make(struct desk *d, void *context)
{
	const struct str *address = context;
	return change_unlink(d, *address);
}

int
cmd_unlink(struct cli *cli)
{
	struct str address = cli_operand(cli, 1, S(""));
	return cli_change(cli, cli_operand(cli, 0, S("")), S("unlink"), make, &address);
}
