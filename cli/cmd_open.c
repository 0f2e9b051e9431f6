/* SPDX-License-Identifier: MIT */
/* The workbench on a file or folder: session, terminal and app brought together. */
#include "base/file.h"
#include "cli/change.h"
#include "cli/cli.h"
#include "tui/loop.h"

#include <signal.h>
#include <stdlib.h>
#include <sys/inotify.h>
#include <sys/wait.h>
#include <unistd.h>

/* Files that are saved by a rename change their folder, so folders are watched. */
static int
watch_files(struct cli *cli, const struct workspace *ws)
{
	int fd = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
	for (ptrdiff_t i = 0; fd >= 0 && i < ws->source_count; i++) {
		struct str path = ws->sources[i].path;
		ptrdiff_t slash = path.len;
		while (slash > 0 && path.at[slash - 1] != '/')
			slash--;
		struct str folder = slash > 0 ? str_upto(path, slash) : S(".");
		inotify_add_watch(
		    fd, str_z(cli->arena, folder), IN_MOVED_TO | IN_CLOSE_WRITE | IN_DELETE);
	}
	return fd;
}

static void
run_editor(struct app *app, void *context)
{
	struct cli *cli = context;
	const struct workspace *ws = app_workspace(app);
	struct str name = console_variable("VISUAL");
	if (name.len == 0)
		name = console_variable("EDITOR");
	if (ws->source_count == 0)
		return;
	char *editor = str_z(cli->arena, name.len > 0 ? name : S("vi"));
	char *path = str_z(cli->arena, ws->sources[0].path);
	pid_t child = fork();
	if (child == 0) {
		execlp("sh", "sh", "-c", "exec $0 \"$1\"", editor, path, (char *)NULL);
		_exit(127);
	}
	int status;
	while (child > 0 && waitpid(child, &status, 0) < 0)
		;
}

static void
stop(void *context)
{
	(void)context;
	raise(SIGSTOP);
}

static int
open_terminal(struct cli *cli, struct session *s)
{
	struct str why = {0};
	bool mono = console_variable("NO_COLOR").len > 0 ||
	    cli->options.at[OPTION_color].choice == COLOR_NEVER;
	struct terminal_args args = {
	    .unicode = cli->console.utf8,
	    .theme = mono ? THEME_MONO : THEME_COLOUR,
	    .type = console_variable("TERM"),
	    .esc_delay_given = console_variable("ESCDELAY").len > 0,
	};
	struct terminal *t = terminal_curses(cli->arena, &args, &why);
	if (t == NULL) {
		struct str path = cli_operand(cli, 0, S("."));
		struct str hint = str_format(cli->arena,
		    "`desirepath check %.*s` and the other commands work without one", STR(path));
		cli_error(cli, hint, "%.*s", STR(why));
		return EXIT_COULD_NOT;
	}
	struct app_args app_args = {
	    .session = s, .style = {.unicode = args.unicode}, .now = console_now};
	struct app *app = app_new(cli->arena, &app_args);
	int watched = watch_files(cli, session_workspace(s));
	terminal_watch(t, watched);
	struct loop_args loop = {.edit = run_editor, .stop = stop, .context = cli};
	int signal = loop_run(app, t, &loop);
	t->calls->close(t);
	app_free(app);
	if (watched >= 0)
		close(watched);
	return signal != 0 ? 128 + signal : EXIT_FINE;
}

/* ---- without a terminal ---- */

static bool
read_size(struct str text, int *columns, int *rows)
{
	struct str rest = text, number;
	int *const to[] = {columns, rows};
	for (int i = 0; i < 2; i++) {
		if (!str_cut(&rest, 'x', &number) || number.len < 1 || number.len > 3)
			return false;
		*to[i] = 0;
		for (ptrdiff_t k = 0; k < number.len; k++) {
			if (!is_digit(number.at[k]))
				return false;
			*to[i] = *to[i] * 10 + (number.at[k] - '0');
		}
	}
	return rest.len == 0 && *columns > 0 && *rows > 0;
}

static struct str
picture(struct cli *cli, const struct grid *g, struct str name)
{
	if (str_ends(name, S(".svg")))
		return grid_dump_svg(cli->arena, g);
	return str_ends(name, S(".roles")) ? grid_dump_roles(cli->arena, g)
					   : grid_dump(cli->arena, g);
}

/* A line break in the file of keys is for its reader; <Enter> is the key. */
static void
press_all(struct app *app, struct str keys)
{
	int32_t key;
	while (!app->over && key_read(&keys, &key)) {
		if (key != '\n' && key != '\r')
			app_event(app, &(struct event){.kind = EVENT_KEY, .key = key});
	}
}

static int
take_screenshot(struct cli *cli, struct session *s)
{
	int columns = 80, rows = 24;
	struct str keys = {0}, error, name = cli_text(cli, OPTION_screenshot);
	bool changed;
	if (cli_has(cli, OPTION_size) && !read_size(cli_text(cli, OPTION_size), &columns, &rows)) {
		cli_error(cli, S("such as 80x24"), "'%.*s' is not a size",
		    STR(cli_text(cli, OPTION_size)));
		return EXIT_COULD_NOT;
	}
	struct str path = cli_text(cli, OPTION_keys);
	if (path.len > 0 &&
	    !file_read(cli->arena, str_z(cli->arena, path), 1 << 20, &keys, &error)) {
		cli_error(cli, (struct str){0}, "cannot read '%.*s': %.*s", STR(path), STR(error));
		return EXIT_COULD_NOT;
	}
	struct app_args args = {
	    .session = s, .style = {.unicode = cli->console.utf8}, .now = console_now};
	struct app *app = app_new(cli->arena, &args);
	/* A screen is drawn once before its keys, as in a terminal: places of the mouse come of it.
	 */
	app_draw(app, rows, columns);
	press_all(app, keys);
	struct str text = picture(cli, app_draw(app, rows, columns), name);
	app_free(app);
	if (str_eq(name, S("-")))
		return cli_print(cli, text);
	if (!file_write(cli->arena, str_z(cli->arena, name), text, &changed, &error)) {
		cli_error(cli, (struct str){0}, "cannot write '%.*s': %.*s", STR(name), STR(error));
		return EXIT_COULD_NOT;
	}
	cli_wrote(cli, name, changed);
	return EXIT_FINE;
}

int
cmd_open(struct cli *cli)
{
	struct session *s;
	struct str path = cli_operand(cli, 0, S("."));
	int status = cli_session(cli, path, &s);
	if (status != EXIT_FINE)
		return status;
	status = cli_has(cli, OPTION_screenshot) ? take_screenshot(cli, s) : open_terminal(cli, s);
	session_close(s);
	return status;
}
