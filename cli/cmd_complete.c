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

int
cmd_complete(struct cli *cli)
{
	struct str kind = cli_operand(cli, 0, S(""));
	struct buf b = {.arena = cli->arena};
	bool show = str_eq(kind, S("show"));
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
	for (int i = 0; (show || str_eq(kind, S("maps"))) && i < ws.map_count; i++)
		add_word(&b, ws.maps[i].entry.id);
	for (int i = 0; (show || str_eq(kind, S("personas"))) && i < ws.persona_count; i++)
		add_word(&b, ws.personas[i].entry.id);
	if (show)
		buf_add(&b, S("gaps\ncompare\n"));
	return cli_print(cli, buf_str(&b));
}
