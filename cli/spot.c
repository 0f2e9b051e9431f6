/* SPDX-License-Identifier: MIT */
#include "cli/spot.h"

bool
spot_read(const struct cli *cli, bool wanted, struct spot *spot)
{
	int given = 0;
	*spot = (struct spot){.where = SPOT_END, .stage = cli_text(cli, OPTION_stage)};
	if (cli_has(cli, OPTION_before)) {
		*spot = (struct spot){SPOT_BEFORE, cli_text(cli, OPTION_before), spot->stage};
		given++;
	}
	if (cli_has(cli, OPTION_after)) {
		*spot = (struct spot){SPOT_BEHIND, cli_text(cli, OPTION_after), spot->stage};
		given++;
	}
	if (cli_has(cli, OPTION_first)) {
		spot->where = SPOT_START;
		given++;
	}
	given += cli_has(cli, OPTION_last);
	if (given > 1)
		cli_error(cli, S("leave one of them"),
		    "--before, --after, --first and --last are different places");
	else if (wanted && given == 0 && spot->stage.len == 0)
		cli_error(cli, S("--before X, --after X, --first, --last or --stage NAME"),
		    "'move' needs to know where to");
	else
		return true;
	return false;
}
