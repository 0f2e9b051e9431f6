/* SPDX-License-Identifier: MIT */
/*
 * Operations on one file, all or none of them. The file may be any YAML: what makes a workspace is
 * asked only of one that was a sound workspace before.
 */
#include "base/file.h"
#include "cli/change.h"
#include "model/script.h"

#include <unistd.h>

enum { LARGEST_SCRIPT = 16 << 20 };

static bool
carry_out(struct desk *d, void *context)
{
	return script_run(d, 0, context);
}

static bool
read_operations(struct cli *cli, struct script *script)
{
	bool given = cli_has(cli, OPTION_operations);
	struct str from = given ? cli_text(cli, OPTION_operations) : S("-"), text, error, hint;
	bool typed = str_eq(from, S("-"));
	if (!given && !cli->quiet && isatty(STDIN_FILENO))
		cli_note(cli, "reading operations, one per line, up to Ctrl-D");
	if (!file_read(cli->arena, str_z(cli->arena, from), LARGEST_SCRIPT, &text, &error)) {
		cli_error(cli, (struct str){0}, "cannot read '%.*s': %.*s", STR(from), STR(error));
		return false;
	}
	struct str name = typed ? S("<stdin>") : from;
	if (script_read(cli->arena, name, text, script, &error, &hint))
		return true;
	cli_error(cli, hint, "%.*s", STR(error));
	return false;
}

int
cmd_edit(struct cli *cli)
{
	struct str path = cli_operand(cli, 0, S(""));
	struct script script;
	if (str_eq(path, S("-")) || file_is_folder(str_z(cli->arena, path))) {
		cli_error(cli, S("desirepath edit hr.yaml --from operations.txt"),
		    "'edit' changes one file, and '%.*s' is none", STR(path));
		return EXIT_COULD_NOT;
	}
	if (!read_operations(cli, &script))
		return EXIT_COULD_NOT;
	return cli_change(cli, path, S("edit"), carry_out, &script);
}
