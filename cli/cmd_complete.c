/* SPDX-License-Identifier: MIT */
/*
 * The ids of a workspace and the codes of findings, for completion scripts: one per line, nothing
 * on standard error. A file may come from a stranger and a shell reads these lines, so an id holds
 * no byte that means anything to one.
 */
#include "base/utf8.h"
#include "cli/cli.h"
#include "model/diag.h"

static bool
is_plain(struct str id)
{
	for (ptrdiff_t i = 0; i < id.len; i++) {
		unsigned char c = (unsigned char)id.at[i];
		if (!is_digit((char)c) && (c < 'a' || c > 'z') && c != '-' && c != '_' && c < 0x80)
			return false;
	}
	return id.len > 0 && id.at[0] != '-' && utf8_bad(id) < 0;
}

static void
add_word(struct buf *b, struct str id)
{
	if (is_plain(id))
		buf_format(b, "%.*s\n", STR(id));
}

static void
add_codes(struct buf *b)
{
	for (int i = 0; i < DIAG_COUNT; i++)
		add_word(b, diag_row((enum diag_code)i)->code);
}

/* map.step, for every step of today that has an id a shell may see. */
static void
add_steps(struct buf *b, const struct map *m)
{
	for (int i = 0; i < m->actual.step_count; i++) {
		struct str id = m->actual.steps[i].entry.id;
		if (is_plain(m->entry.id) && is_plain(id))
			buf_format(b, "%.*s.%.*s\n", STR(m->entry.id), STR(id));
	}
}

int
cmd_complete(struct cli *cli)
{
	struct str kind = cli_operand(cli, 0, S(""));
	struct buf b = {.arena = cli->arena};
	bool show = str_eq(kind, S("show")), add = str_eq(kind, S("add"));
	bool addresses = add || str_eq(kind, S("addresses"));
	bool maps = show || addresses || str_eq(kind, S("maps"));
	bool personas = show || addresses || str_eq(kind, S("personas"));
	struct load_args args = {
	    .path = str_z(cli->arena, cli_operand(cli, 1, S("."))), .today = cli->today};
	struct workspace ws = {0};
	struct str error;
	if (str_eq(kind, S("codes"))) {
		add_codes(&b);
		return cli_print(cli, buf_str(&b));
	}
	if (!workspace_load(cli->arena, &args, &ws, &error))
		return EXIT_COULD_NOT;
	for (int i = 0; maps && i < ws.map_count; i++)
		add_word(&b, ws.maps[i].entry.id);
	for (int i = 0; personas && i < ws.persona_count; i++)
		add_word(&b, ws.personas[i].entry.id);
	for (int i = 0; addresses && i < ws.map_count; i++)
		add_steps(&b, &ws.maps[i]);
	if (add)
		buf_add(&b,
		    S("step\nstage\npersona\nscenario\njourney\naction\nnote\nindicator\nwave\n"
		      "pain\nidea\n"));
	return cli_print(cli, buf_str(&b));
}
