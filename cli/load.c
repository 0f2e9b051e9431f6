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

static void
name_skipped(void *context, struct str path)
{
	cli_note(context, "skipped %.*s: it has no sections of a workspace", STR(path));
}

int
cli_load(struct cli *cli, struct arena *a, struct str path, struct workspace *ws)
{
	struct load_args args = {
	    .path = str_z(a, path),
	    .today = cli->today,
	    .skipped = cli->verbose ? name_skipped : NULL,
	    .context = cli,
	};
	struct str error = {0};
	if (workspace_load(a, &args, ws, &error))
		return EXIT_FINE;
	cli_error(cli, (struct str){0}, "cannot read %.*s", STR(error));
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
	struct buf b = {.arena = cli->arena};
	struct findings_style style = cli_findings_style(cli, &cli->console.err, path);
	ptrdiff_t printed = findings_text(&b, ws, &style);
	findings_summary(&b, &count, printed);
	cli_print_error(buf_str(&b));
	return EXIT_COULD_NOT;
}
