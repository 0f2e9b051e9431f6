/* SPDX-License-Identifier: MIT */
/*
 * From the words of the call to one command and its exit status. What every command needs is made
 * ready here: streams, colours, today.
 */
#include "cli/cli.h"
#include "cli/help.h"
#include "model/value.h"

#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

static int
find_today(struct cli *cli)
{
	struct str asked = cli_text(cli, OPTION_today);
	if (!cli_has(cli, OPTION_today)) {
		if (console_today(&cli->today))
			return EXIT_FINE;
		cli_error(cli, S("it is set by build tools to make results repeatable"),
		    "SOURCE_DATE_EPOCH is not a number of seconds");
		return EXIT_COULD_NOT;
	}
	if (date_parse(asked, false, &cli->today))
		return EXIT_FINE;
	cli_error(
	    cli, S("write it like 2026-03-04"), "'%.*s' is not a date for --today", STR(asked));
	return EXIT_COULD_NOT;
}

/* Somebody who types a file where the command belongs wants to know what can be done with it. */
static int
refuse_call(struct cli *cli, struct usage_error error)
{
	struct str word = cli->options.unknown;
	if (word.len > 0 && access(str_z(cli->arena, word), F_OK) == 0)
		error.hint =
		    str_format(cli->arena, "to check it: desirepath check %.*s", STR(word));
	return cli_usage(cli, error);
}

static int
run(struct cli *cli)
{
	const struct options *o = &cli->options;
	if (o->at[OPTION_version].given)
		return cmd_version(cli);
	if (o->at[OPTION_help].given)
		return cli_print(cli,
		    o->command < 0 ? help_overview(cli->arena)
				   : help_command(cli->arena, (enum command_id)o->command));
	if (o->command < 0 && cli->console.out.tty && cli->console.err.tty)
		cli->options.command = COMMAND_open;
	if (o->command < 0) {
		cli_print_error(help_overview(cli->arena));
		return EXIT_COULD_NOT;
	}
	int status = find_today(cli);
	return status != EXIT_FINE ? status : command_row((enum command_id)o->command)->run(cli);
}

static int
start(struct cli *cli, int argc, char **argv)
{
	struct str *words = NEW_N(cli->arena, struct str, argc);
	int count = argc > 0 ? argc - 1 : 0;
	for (int i = 0; i < count; i++)
		words[i] = str_of(argv[i + 1]);
	struct usage_error error;
	bool fine = options_parse(cli->arena, words, count, &cli->options, &error);
	console_open(&cli->console, (enum color_choice)cli->options.at[OPTION_color].choice);
	cli->quiet = cli_has(cli, OPTION_quiet);
	cli->verbose = cli_has(cli, OPTION_verbose);
	return fine ? run(cli) : refuse_call(cli, error);
}

/*
 * A stream that the caller has closed must not be taken by the first file that is opened. It is
 * held by something that can be neither read nor written.
 */
static void
hold_streams(void)
{
	for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++) {
		if (fcntl(fd, F_GETFD) < 0)
			open("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY);
	}
}

int
main(int argc, char **argv)
{
	hold_streams();
	signal(SIGPIPE, SIG_IGN);
	struct cli cli = {.arena = cli_arena(), .room = cli_arena()};
	int status = start(&cli, argc, argv);
	arena_free(cli.room);
	arena_free(cli.arena);
	return status;
}
