/* SPDX-License-Identifier: MIT */
/* The manual pages, for `make docs`. */
#include "cli/cli.h"
#include "cli/help.h"

int
cmd_manual(struct cli *cli)
{
	struct str section = cli_operand(cli, 0, S("1"));
	if (str_eq(section, S("1")))
		return cli_print(cli, manual_program(cli->arena));
	if (str_eq(section, S("5")))
		return cli_print(cli, manual_format(cli->arena));
	cli_error(cli, S("1 is the program, 5 the file format"),
	    "there is no manual section '%.*s'", STR(section));
	return EXIT_COULD_NOT;
}
