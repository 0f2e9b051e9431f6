/* SPDX-License-Identifier: MIT */
#include "cli/change.h"
#include "cli/spot.h"

struct move {
	struct str address;
	struct spot spot;
};

static bool
make(struct desk *d, void *context)
{
	const struct move *move = context;
	return change_move(d, move->address, move->spot);
}

int
cmd_move(struct cli *cli)
{
	struct move move = {.address = cli_operand(cli, 1, S(""))};
	if (!spot_read(cli, true, &move.spot))
		return EXIT_COULD_NOT;
	return cli_change(cli, cli_operand(cli, 0, S("")), S("move"), make, &move);
}
