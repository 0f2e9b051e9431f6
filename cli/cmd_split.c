/* SPDX-License-Identifier: MIT */
/* A part of a workspace into a file of its own, which must not be there yet. */
#include "cli/change.h"
#include "model/change.h"

#include <unistd.h>

struct cutting_out {
	struct str things, path;
};

static bool
make(struct desk *d, void *context)
{
	const struct cutting_out *cut = context;
	return change_split(d, cut->things, cut->path);
}

int
cmd_split(struct cli *cli)
{
	struct cutting_out cut = {cli_operand(cli, 1, S("")), cli_text(cli, OPTION_output)};
	if (cut.path.len == 0 || str_eq(cut.path, S("-"))) {
		cli_error(cli, S("desirepath split hr.yaml nadia,payslip -o people.yaml"),
		    "'split' needs -o FILE, the file to cut out into");
		return EXIT_COULD_NOT;
	}
	if (access(str_z(cli->arena, cut.path), F_OK) == 0) {
		cli_error(cli, S("choose another name; `desirepath join` puts files together"),
		    "'%.*s' is there already", STR(cut.path));
		return EXIT_COULD_NOT;
	}
	return cli_change(cli, cli_operand(cli, 0, S("")), S("split"), make, &cut);
}
