/* SPDX-License-Identifier: MIT */
/* The redesign becomes today; the day is today's unless --date says another one. */
#include "cli/change.h"
#include "model/change.h"
#include "model/value.h"

struct adopting {
	struct str map, date;
};

static bool
make(struct desk *d, void *context)
{
	const struct adopting *adopting = context;
	return change_adopt(d, adopting->map, adopting->date);
}

int
cmd_adopt(struct cli *cli)
{
	struct adopting adopting = {cli_operand(cli, 1, S("")), cli_text(cli, OPTION_date)};
	if (!cli_has(cli, OPTION_date))
		adopting.date = date_words(cli->arena, cli->today);
	return cli_change(cli, cli_operand(cli, 0, S("")), S("adopt"), make, &adopting);
}
