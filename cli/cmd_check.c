/* SPDX-License-Identifier: MIT */
/*
 * Every PATH is a workspace of its own, read and dropped before the next; only the numbers, and the
 * cap on what is printed, run through all of them.
 */
#include "cli/cli.h"

struct check {
	struct cli *cli;
	struct buf out;
	struct json json;
	bool as_json;
	struct findings_count count;
	ptrdiff_t printed;
	int maps, personas;
};

static void
print_findings(struct check *c, const struct workspace *ws, struct str path)
{
	if (c->as_json) {
		findings_json(&c->json, ws, path);
		return;
	}
	struct findings_style style = cli_findings_style(c->cli, &c->cli->console.out, path);
	if (style.most >= 0)
		style.most = style.most > c->printed ? style.most - c->printed : 0;
	c->printed += findings_text(&c->out, ws, &style);
}

static int
check_path(struct check *c, struct str path)
{
	struct arena *a = cli_arena();
	struct workspace ws = {0};
	int status = cli_load(c->cli, a, path, &ws);
	if (status == EXIT_FINE) {
		findings_add(&c->count, &ws);
		print_findings(c, &ws, path);
		c->maps += ws.map_count;
		c->personas += ws.persona_count;
	}
	arena_free(a);
	return status;
}

static void
open_list(struct check *c)
{
	c->out.arena = c->cli->arena;
	c->as_json = str_eq(cli_text(c->cli, OPTION_check_format), S("json"));
	if (!c->as_json)
		return;
	c->json.out = &c->out;
	json_object(&c->json);
	json_key_int(&c->json, S("version"), 1);
	json_key(&c->json, S("findings"));
	json_array(&c->json);
}

static void
close_list(struct check *c)
{
	if (!c->as_json) {
		findings_summary(&c->out, &c->count, c->printed);
		return;
	}
	json_end(&c->json);
	json_key_int(&c->json, S("errors"), c->count.errors);
	json_key_int(&c->json, S("warnings"), c->count.warnings);
	json_key_int(&c->json, S("notes"), c->count.notes);
	json_end(&c->json);
}

static bool
is_fine(const struct check *c)
{
	enum { FAIL_ERROR, FAIL_WARNING, FAIL_NOTE, FAIL_NEVER };
	int level = c->cli->options.at[OPTION_fail_on].choice;
	return level == FAIL_NEVER ||
	    (c->count.errors == 0 && (level < FAIL_WARNING || c->count.warnings == 0) &&
		(level < FAIL_NOTE || c->count.notes == 0));
}

/* Nothing to print is good news, but somebody who looks on should be told what was read. */
static void
say_fine(const struct check *c)
{
	const struct cli *cli = c->cli;
	if (findings_sum(&c->count) == 0 && !cli->quiet && (cli->verbose || cli->console.err.tty))
		cli_note(cli, "nothing to report: %d map%s, %d persona%s", c->maps,
		    c->maps == 1 ? "" : "s", c->personas, c->personas == 1 ? "" : "s");
}

int
cmd_check(struct cli *cli)
{
	struct check c = {.cli = cli};
	ptrdiff_t count = cli->options.operands.count;
	int status = EXIT_FINE;
	open_list(&c);
	for (ptrdiff_t i = 0; i < (count ? count : 1); i++) {
		int one = check_path(&c, cli_operand(cli, i, S(".")));
		status = one > status ? one : status;
	}
	close_list(&c);
	if (cli_print(cli, buf_str(&c.out)) != EXIT_FINE)
		return EXIT_COULD_NOT;
	if (status != EXIT_FINE)
		return status;
	say_fine(&c);
	return is_fine(&c) ? EXIT_FINE : EXIT_NOT_FINE;
}
