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
	*args = (struct gaps_args){.map = -1,
	    .persona = -1,
	    .actual = which != ONLY_TO_BE,
	    .to_be = which != ONLY_ACTUAL,
	    .changes = !str_eq(cli_text(cli, OPTION_gaps_format), S("csv"))};
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
	struct gaps_out out = {
	    .ws = &ws,
	    .gaps = &gaps,
	    .explain = cli_has(cli, OPTION_explain),
	    .ipa = cli->options.at[OPTION_columns].chosen & IPA,
	    .opportunity = cli->options.at[OPTION_columns].chosen & OPPORTUNITY,
	    .style = cli_text_style(cli),
	};
	struct buf b = {.arena = cli->arena};
	chosen_format(cli)->write(&b, &out);
	if (cli_print(cli, buf_str(&b)) != EXIT_FINE)
		return EXIT_COULD_NOT;
	double limit = cli->options.at[OPTION_fail_above].number;
	bool above = cli_has(cli, OPTION_fail_above) && any_above(&gaps, limit);
	return above ? EXIT_NOT_FINE : EXIT_FINE;
}
