/* SPDX-License-Identifier: MIT */
#include "cli/change.h"
#include "model/change.h"

struct link_words {
	struct str address, step;
};

static bool
make(struct desk *d, void *context)
{
	const struct link_words *words = context;
	return change_link(d, words->address, words->step);
}

int
cmd_link(struct cli *cli)
{
	struct link_words words = {cli_operand(cli, 1, S("")), cli_operand(cli, 2, S(""))};
	return cli_change(cli, cli_operand(cli, 0, S("")), S("link"), make, &words);
}
