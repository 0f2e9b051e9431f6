/* SPDX-License-Identifier: MIT */
#include "cli/pick.h"

enum { MOST_LISTED = 10 };

struct str
pick_hint(struct arena *a, struct str word, const struct words *known)
{
	struct str near = suggest(a, word, known);
	if (near.len > 0 || known->list.count == 0)
		return near;
	struct buf all = {.arena = a};
	bool several = known->list.count > 1;
	for (ptrdiff_t i = 0; i < known->list.count && i < MOST_LISTED; i++)
		buf_format(&all, "%s%.*s",
		    i             ? ", "
			: several ? "there are "
				  : "there is ",
		    STR(known->list.at[i]));
	if (known->list.count > MOST_LISTED)
		buf_format(&all, ", and %td more", known->list.count - MOST_LISTED);
	return buf_str(&all);
}

static bool
refuse(const struct cli *cli, const char *kind, struct str id, const struct words *known)
{
	cli_error(cli, pick_hint(cli->arena, id, known), "there is no %s '%.*s'", kind, STR(id));
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

bool
pick_personas(const struct cli *cli, const struct workspace *ws, const int **personas, int *count)
{
	const struct option_value *v = &cli->options.at[OPTION_personas];
	int *picked = NEW_N(cli->arena, int, v->list.count + 1);
	*personas = picked;
	*count = 0;
	for (ptrdiff_t i = 0; i < v->list.count; i++) {
		int persona;
		if (!pick_persona(cli, ws, v->list.at[i], &persona))
			return false;
		bool again = false;
		for (int k = 0; k < *count; k++)
			again = again || picked[k] == persona;
		if (!again)
			picked[(*count)++] = persona;
	}
	return true;
}
