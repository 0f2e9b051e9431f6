/* SPDX-License-Identifier: MIT */
/*
 * A workspace made of notes. It is read back before it is given out, and a file that is there is
 * never replaced: it may be somebody's work.
 */
#include "base/file.h"
#include "cli/cli.h"
#include "cli/findings.h"
#include "cli/notes.h"
#include "model/workspace.h"

#include <unistd.h>

enum { LARGEST_NOTES = 16 << 20 };

static bool
reads_back(struct cli *cli, struct str yaml, struct workspace *ws)
{
	struct source *source = NEW(cli->arena, struct source);
	*source = (struct source){.path = S("-"), .text = yaml};
	workspace_read(cli->arena, source, 1, cli->today, ws);
	return diags_count(&ws->diags, LEVEL_ERROR) == 0;
}

/* What is not on the map would be missed there. */
static void
say_notes(const struct cli *cli, const struct workspace *ws)
{
	int steps = ws->map_count > 0 ? ws->maps[0].actual.step_count : 0;
	if (ws->note_count == 0 || cli->quiet)
		return;
	cli_note(cli,
	    "%d step%s; %d line%s before the first stage, or below a word such as Pains:, stand%s "
	    "under notes",
	    steps, steps == 1 ? "" : "s", ws->note_count, ws->note_count == 1 ? "" : "s",
	    ws->note_count == 1 ? "s" : "");
}

static int
give_out(struct cli *cli, struct str yaml)
{
	struct str path = cli_text(cli, OPTION_output);
	if (path.len == 0 || str_eq(path, S("-")))
		return cli_print(cli, yaml);
	const char *name = str_z(cli->arena, path);
	struct str old, error;
	bool there = access(name, F_OK) == 0;
	bool same =
	    there && file_read(cli->arena, name, yaml.len, &old, &error) && str_eq(old, yaml);
	if (there && !same) {
		cli_error(cli, S("choose another name, or remove it first"),
		    "'%.*s' is there already and is not replaced", STR(path));
		return EXIT_COULD_NOT;
	}
	bool changed;
	if (!file_write(cli->arena, name, yaml, &changed, &error)) {
		cli_error(cli, (struct str){0}, "cannot write '%.*s': %.*s", STR(path), STR(error));
		return EXIT_COULD_NOT;
	}
	cli_wrote(cli, path, changed);
	return EXIT_FINE;
}

int
cmd_new(struct cli *cli)
{
	struct str from = cli_text(cli, OPTION_from), text, error, yaml;
	if (!cli_has(cli, OPTION_from)) {
		cli_error(cli, S("desirepath new --from notes.txt -o hr.yaml"),
		    "'new' needs --from NOTES");
		return EXIT_COULD_NOT;
	}
	if (!file_read(cli->arena, str_z(cli->arena, from), LARGEST_NOTES, &text, &error)) {
		cli_error(cli, (struct str){0}, "cannot read '%.*s': %.*s", STR(from), STR(error));
		return EXIT_COULD_NOT;
	}
	struct notes_problem problem;
	bool unnamed = str_eq(from, S("-")) && cli_has(cli, OPTION_output);
	struct str name = unnamed ? cli_text(cli, OPTION_output) : from;
	if (!notes_to_yaml(cli->arena, name, text, &yaml, &problem)) {
		struct str place = problem.line > 0
		    ? str_format(cli->arena, "%.*s:%td", STR(from), problem.line)
		    : from;
		cli_error(cli, problem.hint, "%.*s: %.*s", STR(place), STR(problem.message));
		return EXIT_COULD_NOT;
	}
	struct workspace ws = {0};
	if (!reads_back(cli, yaml, &ws)) {
		cli_error(cli, S("please report this, with the notes"),
		    "'%.*s' could not be made into a workspace", STR(from));
		return EXIT_COULD_NOT;
	}
	int status = give_out(cli, yaml);
	if (status == EXIT_FINE)
		say_notes(cli, &ws);
	return status;
}
