/* SPDX-License-Identifier: MIT */
#include "cli/change.h"

#include "base/file.h"

static bool
brings_errors(const struct workspace *before, const struct workspace *after)
{
	return diags_count(&before->diags, LEVEL_ERROR) == 0 &&
	    diags_count(&after->diags, LEVEL_ERROR) > 0;
}

static int
say_errors(struct cli *cli, struct str path, const struct workspace *ws)
{
	struct buf b = {.arena = cli->arena};
	struct findings_style style = cli_findings_style(cli, &cli->console.err, path);
	style.least = LEVEL_ERROR;
	findings_text(&b, ws, &style);
	cli_print_error(buf_str(&b));
	cli_error(cli, (struct str){0}, "nothing was changed");
	return EXIT_COULD_NOT;
}

static int
save(struct cli *cli, const struct desk *d)
{
	for (ptrdiff_t i = 0; i < d->files.count; i++) {
		const struct desk_file *f = d->files.at[i];
		struct str error;
		bool changed;
		if (str_eq(f->before, f->text))
			continue;
		if (!file_write(
			cli->arena, str_z(cli->arena, f->path), f->text, &changed, &error)) {
			cli_error(cli, (struct str){0}, "cannot write '%.*s': %.*s", STR(f->path),
			    STR(error));
			return EXIT_COULD_NOT;
		}
		cli_wrote(cli, f->path, changed);
	}
	return EXIT_FINE;
}

int
cli_change(struct cli *cli, struct str path, struct str name, change_make *make, void *context)
{
	(void)name;
	struct workspace ws = {0};
	int status = cli_load(cli, cli->arena, path, &ws);
	if (status != EXIT_FINE)
		return status;
	struct desk *d = desk_open(cli->arena, cli->today);
	for (ptrdiff_t i = 0; i < ws.source_count; i++)
		desk_put(d, ws.sources[i].path, ws.sources[i].text);
	if (!make(d, context)) {
		cli_error(cli, d->hint, "%.*s", STR(d->why));
		status = EXIT_COULD_NOT;
	} else if (brings_errors(&ws, desk_workspace(d))) {
		status = say_errors(cli, path, desk_workspace(d));
	} else {
		status = save(cli, d);
	}
	desk_close(d);
	return status;
}
