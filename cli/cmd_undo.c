/* SPDX-License-Identifier: MIT */
/* Undo and redo: say what was undone or done again, and in which files. */
#include "base/utf8.h"
#include "cli/change.h"

enum { MOST_STEPS = 1000000 };

/* ---- the list ---- */

static struct str
files_of(struct cli *cli, struct session *s, const struct command *c)
{
	struct buf b = {.arena = cli->arena};
	int last = -1;
	for (ptrdiff_t i = 0; i < c->splices.count; i++) {
		int file = c->splices.at[i].file;
		if (file == last)
			continue;
		struct str path = session_history(s)->files.at[file].path;
		buf_format(&b, "%s%.*s", last < 0 ? "; " : ", ", STR(session_shown(s, path)));
		last = file;
	}
	return buf_str(&b);
}

/* Others' steps carry the names of their files already. */
static void
add_step(struct cli *cli, struct buf *b, struct session *s, const struct command *c,
    const char *state, ptrdiff_t number)
{
	struct str what = c->foreign
	    ? c->name
	    : str_format(cli->arena, "%.*s%.*s", STR(c->name), STR(files_of(cli, s, c)));
	struct str time = console_time(cli->arena, c->time);
	if (number > 0)
		buf_format(b, "%s %3td", state, number);
	else
		buf_format(b, "%s    ", state);
	buf_format(b, "  %.*s  %.*s\n", STR(time), STR(utf8_visible(cli->arena, what)));
}

static int
list(struct cli *cli, struct session *s)
{
	const struct history *h = session_history(s);
	struct buf b = {.arena = cli->arena};
	ptrdiff_t undone = 0, done = 0;
	for (ptrdiff_t i = h->commands.count - 1; i >= h->done; i--)
		add_step(cli, &b, s, &h->commands.at[i], "redo", i - h->done + 1);
	for (ptrdiff_t i = h->done - 1; i >= 0; i--) {
		const struct command *c = &h->commands.at[i];
		bool ours = !c->foreign;
		done += ours;
		add_step(cli, &b, s, c, ours ? "undo" : "else", ours ? done : 0);
	}
	undone = h->commands.count - h->done;
	if (done + undone == 0 && !cli->quiet)
		cli_note(cli, "nothing is known to have been done");
	return cli_print(cli, buf_str(&b));
}

/* ---- undo and redo ---- */

static bool
read_steps(struct cli *cli, ptrdiff_t *steps)
{
	double number = cli->options.at[OPTION_steps].number;
	*steps = 1;
	if (!cli_has(cli, OPTION_steps))
		return true;
	*steps = number >= MOST_STEPS ? MOST_STEPS : (ptrdiff_t)number;
	if (*steps >= 1)
		return true;
	cli_error(cli, (struct str){0}, "--steps needs a number of commands, 1 or more");
	return false;
}

static bool
is_below(struct str path, struct str folder)
{
	return str_starts(path, folder) && str_starts(str_from(path, folder.len), S("/"));
}

/* A history belongs to what was opened, and a file is opened alone or with its folder. */
static struct str
where_else(struct cli *cli, struct session *s)
{
	struct journal_found *found = NULL;
	ptrdiff_t count = 0;
	struct str state = console_state_folder(cli->arena), root = session_root(s), ignored;
	if (state.len == 0 ||
	    !journal_find(cli->arena, disk_real(),
		str_format(cli->arena, "%.*s/journal", STR(state)), (struct str){0}, &found, &count,
		&ignored))
		return (struct str){0};
	for (ptrdiff_t i = 0; i < count; i++) {
		const struct journal_found *f = &found[i];
		bool near = is_below(f->workspace, root) || is_below(root, f->workspace);
		if (near && !f->alive && f->readable && f->history != NULL &&
		    history_next_undo(f->history) != NULL)
			return str_format(cli->arena, "desirepath undo %.*s undoes '%.*s'",
			    STR(session_shown(s, f->workspace)),
			    STR(history_next_undo(f->history)->name));
	}
	return (struct str){0};
}

static int
say_nothing_left(struct cli *cli, struct session *s, bool undo, struct str why)
{
	const struct who *other = session_other(s);
	if (other != NULL)
		cli_error(cli, S("what it did can be undone there, or here when it has ended"),
		    "%.*s; %.*s@%.*s (process %ld) is at work on the same files", STR(why),
		    STR(other->user), STR(other->host), other->process);
	else
		cli_error(cli, undo ? where_else(cli, s) : (struct str){0}, "%.*s", STR(why));
	return EXIT_NOT_FINE;
}

typedef struct session_report step_function(struct session *s);

static int
go(struct cli *cli, struct session *s, step_function *step, const char *done)
{
	ptrdiff_t steps;
	int status = read_steps(cli, &steps) ? EXIT_FINE : EXIT_COULD_NOT;
	for (ptrdiff_t i = 0; i < steps && status == EXIT_FINE; i++) {
		struct session_report r = step(s);
		if (r.state == SESSION_NOTHING)
			return say_nothing_left(cli, s, step == session_undo && i == 0, r.why);
		if (r.state == SESSION_REFUSED) {
			cli_error(cli, (struct str){0}, "cannot %s '%.*s': %.*s",
			    step == session_undo ? "undo" : "do again", STR(r.command), STR(r.why));
			return EXIT_COULD_NOT;
		}
		status = cli_did(cli, done, &r);
		int reported = cli_report(cli, s, &r);
		status = status == EXIT_FINE ? reported : status;
	}
	return status;
}

static int
run(struct cli *cli, step_function *step, const char *done)
{
	struct session *s;
	ptrdiff_t count;
	int status = cli_session(cli, cli_operand(cli, 0, S(".")), &s);
	if (status != EXIT_FINE)
		return status;
	if (cli_has(cli, OPTION_list_steps))
		status = list(cli, s);
	else
		status = go(cli, s, step, done);
	if (status == EXIT_FINE && cli_is_dry(cli)) {
		const struct session_change *changes = session_changes(s, &count);
		status = cli_differences(cli, changes, count);
	}
	session_close(s);
	return status;
}

int
cmd_undo(struct cli *cli)
{
	return run(cli, session_undo, "undid");
}

int
cmd_redo(struct cli *cli)
{
	return run(cli, session_redo, "did again");
}
