/* SPDX-License-Identifier: MIT */
/* Measure, print, and say by the exit status whether a printed gap is above the limit. */
#include "cli/pick.h"
#include "export/gaps_out.h"

#include <math.h>

static bool
any_above(const struct gaps *gaps, double limit)
{
	enum { DIGITS_THAT_COUNT = 9 };
	double above = limit + pow(10, -DIGITS_THAT_COUNT);
	for (ptrdiff_t i = 0; i < gaps->list.count; i++) {
		if (gaps->list.at[i].measured && gaps->list.at[i].gap > above)
			return true;
	}
	return false;
}

static bool
read_args(const struct cli *cli, const struct workspace *ws, struct gaps_args *args)
{
	enum { BOTH, ONLY_ACTUAL, ONLY_TO_BE };
	int which = cli->options.at[OPTION_which].choice;
	*args = (struct gaps_args){
	    .map = -1, .persona = -1, .actual = which != ONLY_TO_BE, .to_be = which != ONLY_ACTUAL};
	if (cli_has(cli, OPTION_map) && !pick_map(cli, ws, cli_text(cli, OPTION_map), &args->map))
		return false;
	return !cli_has(cli, OPTION_persona) ||
	    pick_persona(cli, ws, cli_text(cli, OPTION_persona), &args->persona);
}

static const struct gaps_format *
chosen_format(const struct cli *cli)
{
	struct str name = cli_text(cli, OPTION_gaps_format);
	return gaps_format_find(name.len ? name : S("text"));
}

/*
 * For people: at most the largest gaps, each with its reasons. Programs get everything, each pair
 * explained while it is written.
 */
static void
prepare(struct cli *cli, const struct workspace *ws, struct gaps *gaps)
{
	enum { MOST = 20 };
	struct str format = cli_text(cli, OPTION_gaps_format);
	if (str_eq(format, S("json")) || str_eq(format, S("csv")))
		return;
	ptrdiff_t all = gaps->list.count;
	if (!cli_has(cli, OPTION_all))
		gaps_largest(cli->arena, gaps, MOST, gaps);
	if (gaps->list.count < all)
		cli_note(cli, "the %d largest gaps are explained; --all explains every one", MOST);
	for (ptrdiff_t i = 0; i < gaps->list.count; i++)
		gap_explain(cli->arena, ws, &gaps->list.at[i]);
}

struct printing {
	struct cli *cli;
	int status;
};

/* After the first failure nothing more is tried, and nothing more is said. */
static void
print_part(void *context, struct str text)
{
	struct printing *p = context;
	if (p->status == EXIT_FINE)
		p->status = cli_print(p->cli, text);
}

int
cmd_gaps(struct cli *cli)
{
	enum { IPA = 1 << 0, OPPORTUNITY = 1 << 1 };
	struct workspace ws = {0};
	struct gaps_args args;
	if (cli_load_sound(cli, cli_operand(cli, 0, S(".")), &ws) != EXIT_FINE ||
	    !read_args(cli, &ws, &args))
		return EXIT_COULD_NOT;
	struct gaps gaps = {0};
	gaps_measure(cli->arena, &ws, &args, &gaps);
	double limit = cli->options.at[OPTION_fail_above].number;
	bool above = cli_has(cli, OPTION_fail_above) && any_above(&gaps, limit);
	prepare(cli, &ws, &gaps);
	struct gaps_out out = {
	    .ws = &ws,
	    .explain_each = true,
	    .gaps = &gaps,
	    .explain = cli_has(cli, OPTION_explain),
	    .ipa = cli->options.at[OPTION_columns].chosen & IPA,
	    .opportunity = cli->options.at[OPTION_columns].chosen & OPPORTUNITY,
	    .style = cli_text_style(cli),
	};
	struct printing printing = {cli, EXIT_FINE};
	struct buf b = {.arena = cli->arena, .drain = print_part, .context = &printing};
	chosen_format(cli)->write(&b, &out);
	print_part(&printing, buf_str(&b));
	if (printing.status != EXIT_FINE)
		return EXIT_COULD_NOT;
	return above ? EXIT_NOT_FINE : EXIT_FINE;
}
