/* SPDX-License-Identifier: MIT */
/*
 * Mending what can only be meant in one way. What was mended is said line by line, and what is left
 * as `check` says it; the status is 1 while an error is left.
 */
#include "base/utf8.h"
#include "cli/change.h"
#include "cli/suggest.h"
#include "model/repair.h"

struct fixing {
	struct cli *cli;
	struct str path;
	int only;
	struct repairs repairs;
	struct buf said;
	bool errors_left;
};

static void
say_repair(struct fixing *f, const struct repair *r)
{
	struct str lines = r->after, line;
	str_line(&lines, &line);
	struct str shown = utf8_visible(f->cli->arena, str_trim(line));
	buf_format(&f->said, "%.*s:%td: %.*s%s [%.*s]\n", STR(utf8_visible(f->cli->arena, r->path)),
	    r->line, STR(shown), lines.len > 0 ? " ..." : "", STR(diag_row(r->code)->code));
}

/* The findings that concern us, of the workspace as it is afterwards. */
static void
say_left(struct fixing *f, const struct workspace *ws)
{
	struct workspace left = *ws;
	left.diags = (struct diags){.arena = f->cli->arena};
	for (ptrdiff_t i = 0; i < ws->diags.list.count; i++) {
		const struct diag *d = &ws->diags.list.at[i];
		bool asked = f->only < 0 ||
		    str_eq(diag_row(d->code)->code, diag_row((enum diag_code)f->only)->code);
		if (!repair_concerns(d->code) || !asked)
			continue;
		VEC_PUSH(f->cli->arena, &left.diags.list, *d);
		f->errors_left = f->errors_left || diag_row(d->code)->level == LEVEL_ERROR;
	}
	struct findings_style style = cli_findings_style(f->cli, &f->cli->console.out, f->path);
	findings_text(&f->said, &left, &style);
}

static bool
fix(struct desk *d, void *context)
{
	struct fixing *f = context;
	if (!repair_all(d, f->only, &f->repairs))
		return false;
	for (ptrdiff_t i = 0; i < f->repairs.made.count; i++)
		say_repair(f, &f->repairs.made.at[i]);
	say_left(f, desk_workspace(d));
	ptrdiff_t made = f->repairs.made.count, left = f->repairs.left;
	if (made == 0 && left == 0)
		buf_add(&f->said, S("nothing to mend\n"));
	else
		buf_format(&f->said, "%td mended, %td left\n", made, left);
	return true;
}

static bool
read_only_code(struct cli *cli, int *only)
{
	struct str code = cli_text(cli, OPTION_only);
	*only = -1;
	if (!cli_has(cli, OPTION_only))
		return true;
	*only = diag_find(code);
	if (*only >= 0)
		return true;
	struct words codes = {0};
	for (int i = 0; i < DIAG_COUNT; i++)
		VEC_PUSH(cli->arena, &codes.list, diag_row((enum diag_code)i)->code);
	struct str hint = suggest(cli->arena, code, &codes);
	cli_error(cli, hint.len > 0 ? hint : S("`desirepath explain` lists all codes"),
	    "there is no finding '%.*s'", STR(code));
	return false;
}

int
cmd_fix(struct cli *cli)
{
	struct fixing f = {.cli = cli, .path = cli_operand(cli, 0, S("."))};
	f.said.arena = cli->arena;
	if (!read_only_code(cli, &f.only))
		return EXIT_COULD_NOT;
	int status = cli_change(cli, f.path, S("fix"), fix, &f);
	if (status == EXIT_COULD_NOT || f.said.len == 0)
		return status;
	/* Standard output holds the mended text then, or the difference. */
	if (!cli->quiet && (cli_is_dry(cli) || str_eq(f.path, S("-"))))
		cli_print_error(buf_str(&f.said));
	else if (!cli->quiet && cli_print(cli, buf_str(&f.said)) != EXIT_FINE)
		return EXIT_COULD_NOT;
	return f.errors_left ? EXIT_NOT_FINE : status;
}
