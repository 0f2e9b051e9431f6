/* SPDX-License-Identifier: MIT */
/*
 * The two streams. Data goes to standard output in whole pieces, so that a full disk is noticed;
 * everything else goes to standard error, one visible line at a time.
 */
#include "cli/cli.h"

#include "base/utf8.h"

#include <errno.h>
#include <poll.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

bool
cli_has(const struct cli *cli, enum option option)
{
	return cli->options.at[option].given;
}

struct str
cli_text(const struct cli *cli, enum option option)
{
	return cli->options.at[option].text;
}

struct str
cli_operand(const struct cli *cli, ptrdiff_t i, struct str absent)
{
	return i < cli->options.operands.count ? cli->options.operands.at[i] : absent;
}

/* False with errno set. A pipe that is full and does not block is waited for. */
static bool
write_all(int fd, struct str data)
{
	while (data.len > 0) {
		ssize_t n = write(fd, data.at, (size_t)data.len);
		if (n >= 0) {
			data = str_from(data, n);
			continue;
		}
		struct pollfd ready = {.fd = fd, .events = POLLOUT};
		if (errno == EAGAIN)
			poll(&ready, 1, -1);
		else if (errno != EINTR)
			return false;
	}
	return true;
}

static void
out_of_memory(void *context)
{
	(void)context;
	write_all(STDERR_FILENO, S("desirepath: error: out of memory\n"));
	_exit(EXIT_COULD_NOT);
}

struct arena *
cli_arena(void)
{
	struct arena *a = arena_new();
	arena_on_no_memory(a, out_of_memory, NULL);
	return a;
}

int
cli_print(struct cli *cli, struct str data)
{
	if (write_all(STDOUT_FILENO, data))
		return EXIT_FINE;
	if (errno != EPIPE)
		cli_error(
		    cli, (struct str){0}, "cannot write to standard output: %s", strerror(errno));
	return EXIT_COULD_NOT;
}

void
cli_print_error(struct str lines)
{
	write_all(STDERR_FILENO, lines);
}

/* Nobody reads more of one message, and a text of megabytes would push all else off the screen. */
static void
add_clipped(struct buf *line, struct str text)
{
	enum { WIDEST = 600 };
	if (text.len <= WIDEST || utf8_width(text) <= WIDEST)
		buf_add(line, text);
	else
		buf_format(line, "%.*s...", STR(utf8_fit(text, WIDEST)));
}

/* The text of others may hold anything, so the whole message is made visible as one line. */
__attribute__((format(printf, 3, 0))) static void
add_visible(struct buf *line, struct arena *a, const char *format, va_list args)
{
	va_list again;
	va_copy(again, args);
	int len = vsnprintf(NULL, 0, format, args);
	char *text = NEW_N(a, char, (ptrdiff_t)len + 1);
	vsnprintf(text, (size_t)len + 1, format, again);
	va_end(again);
	add_clipped(line, utf8_visible(a, (struct str){text, len}));
	buf_char(line, '\n');
}

void
cli_error(const struct cli *cli, struct str hint, const char *format, ...)
{
	struct buf line = {.arena = cli->arena};
	bool color = cli->console.err.color;
	buf_format(
	    &line, "desirepath: %serror:%s ", color ? "\033[1;31m" : "", color ? "\033[0m" : "");
	va_list args;
	va_start(args, format);
	add_visible(&line, cli->arena, format, args);
	va_end(args);
	if (hint.len > 0) {
		buf_add(&line, S("  hint: "));
		add_clipped(&line, utf8_visible(cli->arena, hint));
		buf_char(&line, '\n');
	}
	cli_print_error(buf_str(&line));
}

void
cli_note(const struct cli *cli, const char *format, ...)
{
	struct buf line = {.arena = cli->arena};
	va_list args;
	va_start(args, format);
	add_visible(&line, cli->arena, format, args);
	va_end(args);
	cli_print_error(buf_str(&line));
}

int
cli_usage(const struct cli *cli, struct usage_error error)
{
	cli_error(cli, error.hint, "%.*s", STR(error.message));
	return EXIT_COULD_NOT;
}

void
cli_wrote(const struct cli *cli, struct str path, bool changed)
{
	bool wanted = cli->verbose || (cli->console.err.tty && !cli->quiet);
	if (wanted && changed)
		cli_note(cli, "wrote %.*s", STR(path));
	else if (cli->verbose)
		cli_note(cli, "unchanged %.*s", STR(path));
}
