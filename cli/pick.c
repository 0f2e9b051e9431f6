/* SPDX-License-Identifier: MIT */
#include "cli/pick.h"

#include "cli/suggest.h"

static bool
refuse(const struct cli *cli, const char *kind, struct str id, const struct words *known)
{
	struct arena *a = cli->arena;
	struct str hint = suggest(a, id, known);
	if (hint.len == 0 && known->list.count > 0) {
		struct buf all = {.arena = a};
		for (ptrdiff_t i = 0; i < known->list.count && i < 10; i++)
			buf_format(&all, "%s%.*s", i ? ", " : "there is ", STR(known->list.at[i]));
		if (known->list.count > 10)
			buf_format(&all, ", and %td more", known->list.count - 10);
		hint = buf_str(&all);
	}
	cli_error(cli, hint, "there is no %s '%.*s'", kind, STR(id));
	return false;
}

bool
pick_map(const struct cli *cli, const struct workspace *ws, struct str id, int *map)
{
	*map = workspace_map(ws, id);
	if (*map >= 0)
		return true;
	struct words known = {0};
	for (int i = 0; i < ws->map_count; i++)
		VEC_PUSH(cli->arena, &known.list, ws->maps[i].entry.id);
	return refuse(cli, "scenario or journey", id, &known);
}

bool
pick_persona(const struct cli *cli, const struct workspace *ws, struct str id, int *persona)
{
	*persona = workspace_persona(ws, id);
	if (*persona >= 0)
		return true;
	struct words known = {0};
	for (int i = 0; i < ws->persona_count; i++)
		VEC_PUSH(cli->arena, &known.list, ws->personas[i].entry.id);
	return refuse(cli, "persona", id, &known);
}
