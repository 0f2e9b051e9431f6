/* SPDX-License-Identifier: MIT */
#include "cli/cli.h"
#include "cli/help.h"
#include "cli/suggest.h"

int
cmd_completion(struct cli *cli)
{
	static const struct str shells[] = {[SHELL_BASH] = S_INIT("bash"),
	    [SHELL_ZSH] = S_INIT("zsh"),
	    [SHELL_FISH] = S_INIT("fish")};
	struct str name = cli_operand(cli, 0, S(""));
	struct words known = {0};
	for (int i = 0; i < COUNT_OF(shells); i++) {
		if (str_eq(shells[i], name))
			return cli_print(cli, completion_script(cli->arena, (enum shell)i));
		VEC_PUSH(cli->arena, &known.list, shells[i]);
	}
	struct str near = suggest(cli->arena, name, &known);
	cli_error(cli, near.len ? near : S("there is one for bash, zsh and fish"),
	    "there is no completion script for '%.*s'", STR(name));
	return EXIT_COULD_NOT;
}
