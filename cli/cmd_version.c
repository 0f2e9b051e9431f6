/* SPDX-License-Identifier: MIT */
#include "cli/cli.h"

int
cmd_version(struct cli *cli)
{
	return cli_print(cli, S("desirepath " VERSION "\n"));
}
