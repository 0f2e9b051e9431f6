/* SPDX-License-Identifier: MIT */
/*
 * Two files become one. The first is read beside the workspace that it goes into, unless it is part
 * of it already.
 */
#include "base/file.h"
#include "cli/change.h"
#include "model/change.h"

enum { LARGEST_FILE = 16 << 20 };

struct joining_files {
	struct cli *cli;
	struct str from, into;
};

static bool
is_open(const struct desk *d, struct str path)
{
	for (ptrdiff_t i = 0; i < d->files.count; i++) {
		if (str_eq(d->files.at[i]->path, path))
			return true;
	}
	return false;
}

static bool
make(struct desk *d, void *context)
{
	const struct joining_files *join = context;
	struct arena *a = join->cli->arena;
	struct str text, error;
	if (is_open(d, join->from))
		return change_join(d, join->from, join->into);
	if (!file_read(a, str_z(a, join->from), LARGEST_FILE, &text, &error))
		return desk_refuse(
		    d, (struct str){0}, "cannot read '%.*s': %.*s", STR(join->from), STR(error));
	desk_put(d, join->from, text);
	return change_join(d, join->from, join->into);
}

int
cmd_join(struct cli *cli)
{
	struct joining_files join = {cli, cli_operand(cli, 0, S("")), cli_operand(cli, 1, S(""))};
	return cli_change(cli, join.into, S("join"), make, &join);
}
