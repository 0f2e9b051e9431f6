/* SPDX-License-Identifier: MIT */
/* Reading a workspace on behalf of a command. */
#include "cli/cli.h"

enum { SHOWN = 20 };

struct findings_style
cli_findings_style(const struct cli *cli, const struct stream_style *stream, struct str path)
{
	return (struct findings_style){
	    .room = cli->room,
	    .color = stream->color,
	    .ascii = !cli->console.utf8,
	    .width = cli->console.width,
	    .most = cli_has(cli, OPTION_all) ? -1 : SHOWN,
	    .path = path,
	};
}

struct text_style
cli_text_style(const struct cli *cli)
{
	return (struct text_style){
	    .width = cli->console.width,
	    .unicode = cli->console.utf8,
	    .colour = cli->console.out.color,
	    .plain = cli_has(cli, OPTION_plain),
	};
}

void
cli_skipped(void *context, struct str path)
{
	cli_note(context, "skipped %.*s: it has no sections of a workspace", STR(path));
}

/* The error begins with the file that could not be read, which may stand deep in a folder. */
void
cli_unread(struct cli *cli, struct str path, struct str error)
{
	struct str file = path;
	ptrdiff_t i = str_starts(error, path) ? str_search(str_from(error, path.len), S(": ")) : -1;
	if (i >= 0) {
		file = str_upto(error, path.len + i);
		error = str_from(error, file.len + 2);
	}
	if (file.len == 0)
		cli_error(cli, S("write . for this folder"), "the name of the file is empty");
	else
		cli_error(cli, (struct str){0}, "cannot read '%.*s': %.*s", STR(file), STR(error));
}

int
cli_load(struct cli *cli, struct arena *a, struct str path, struct workspace *ws)
{
	struct load_args args = {
	    .path = str_z(a, path),
	    .today = cli->today,
	    .skipped = cli->verbose ? cli_skipped : NULL,
	    .context = cli,
	};
	struct str error = {0};
	if (workspace_load(a, &args, ws, &error))
		return EXIT_FINE;
	cli_unread(cli, path, error);
	return EXIT_COULD_NOT;
}

int
cli_load_sound(struct cli *cli, struct str path, struct workspace *ws)
{
	int status = cli_load(cli, cli->arena, path, ws);
	struct findings_count count = {0};
	if (status != EXIT_FINE)
		return status;
	findings_add(&count, ws);
	if (count.errors == 0)
		return EXIT_FINE;
	/* Warnings did not stop anything, and would bury what did. */
	struct buf b = {.arena = cli->arena};
	struct findings_style style = cli_findings_style(cli, &cli->console.err, path);
	struct findings_count errors = {.errors = count.errors};
	style.least = LEVEL_ERROR;
	ptrdiff_t printed = findings_text(&b, ws, &style);
	findings_summary(&b, &errors, printed);
	cli_print_error(buf_str(&b));
	return EXIT_COULD_NOT;
}
