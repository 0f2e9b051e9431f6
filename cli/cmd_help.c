/* SPDX-License-Identifier: MIT */
#include "cli/cli.h"
#include "cli/help.h"
#include "cli/suggest.h"

int
cmd_help(struct cli *cli)
{
	if (cli->options.operands.count == 0)
		return cli_print(cli, help_overview(cli->arena));
	struct str name = cli_operand(cli, 0, S(""));
	int command = command_find(name);
	if (command >= 0 && !command_is_hidden((enum command_id)command))
		return cli_print(cli, help_command(cli->arena, (enum command_id)command));
	struct words known = {0};
	for (int i = 0; i < COMMAND_COUNT; i++) {
		if (!command_is_hidden((enum command_id)i))
			VEC_PUSH(cli->arena, &known.list, command_row((enum command_id)i)->name);
	}
	cli_error(cli, suggest(cli->arena, name, &known), "there is no command '%.*s'", STR(name));
	return EXIT_COULD_NOT;
}
