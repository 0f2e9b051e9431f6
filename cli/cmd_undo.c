/* SPDX-License-Identifier: MIT */
/* Undo and redo: say what was undone or done again, and in which files. */
#include "base/file.h"
#include "base/utf8.h"
#include "cli/change.h"

#include <errno.h>
#include <limits.h>
#include <unistd.h>

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

/* Sessions at work at the same time leave a journal each; the newest is the one that is listed. */
static void
say_beside(struct cli *cli, struct session *s)
{
	struct journal_found *found;
	ptrdiff_t count, more = 0;
	bool listed = false;
	struct str ignored;
	if (!cli_journals(cli, session_root(s), &found, &count, &ignored))
		return;
	for (ptrdiff_t i = 0; i < count; i++) {
		const struct journal_found *f = &found[i];
		if (f->alive || !f->readable || f->unsaved > 0 || f->draft.len > 0)
			continue;
		for (ptrdiff_t k = 0; k < f->history->done && listed; k++)
			more += !f->history->commands.at[k].foreign;
		listed = true;
	}
	if (more > 0)
		cli_note(cli, "and %td more of sessions at the same time, which undo goes on with",
		    more);
}

static int
list(struct cli *cli, struct session *s)
{
	const struct history *h = session_history(s);
	struct buf b = {.arena = cli->arena};
	ptrdiff_t done = 0;
	for (ptrdiff_t i = h->commands.count - 1; i >= h->done; i--)
		add_step(cli, &b, s, &h->commands.at[i], "redo", i - h->done + 1);
	for (ptrdiff_t i = h->done - 1; i >= 0; i--) {
		const struct command *c = &h->commands.at[i];
		bool ours = !c->foreign;
		done += ours;
		add_step(cli, &b, s, c, ours ? "undo" : "else", ours ? done : 0);
	}
	if (h->commands.count == 0 && !cli->quiet)
		cli_note(cli, "nothing is known to have been done");
	else if (!cli->quiet)
		say_beside(cli, s);
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
done_near(struct cli *cli, struct session *s, const struct journal_found *f, long long after)
{
	struct str root = session_root(s);
	const struct command *c = history_next_undo(f->history);
	bool near = is_below(f->workspace, root) || is_below(root, f->workspace);
	if (!near || f->alive || c == NULL || c->time < after)
		return (struct str){0};
	return str_format(cli->arena, "desirepath undo %.*s undoes '%.*s'",
	    STR(session_shown(s, f->workspace)), STR(c->name));
}

/* The path below the workspace; empty: the workspace itself, which is a file. */
static bool
holds(struct cli *cli, struct str root, struct str below, struct str text)
{
	enum { LARGEST_FILE = 16 << 20 };
	struct arena *a = cli->arena;
	struct str found, ignored;
	struct arena_mark mark = arena_mark(a);
	const char *path = str_format(a, "%.*s%.*s", STR(root), STR(below)).at;
	bool same = text.at != NULL && file_read(a, path, LARGEST_FILE, &found, &ignored) &&
	    str_eq(found, text);
	arena_release(a, mark);
	return same;
}

/* A history belongs to a path, and the workspace may have got another one. */
static struct str
moved_here(struct cli *cli, struct session *s, const struct journal_found *f)
{
	bool same = history_next_undo(f->history) != NULL &&
	    access(str_z(cli->arena, f->workspace), F_OK) != 0;
	for (ptrdiff_t i = 0; i < f->history->files.count && same; i++) {
		const struct history_file *file = &f->history->files.at[i];
		same = str_starts(file->path, f->workspace) &&
		    holds(cli, session_root(s), str_from(file->path, f->workspace.len), file->now);
	}
	if (!same)
		return (struct str){0};
	return str_format(cli->arena,
	    "what was done in %.*s, which is gone, can be undone when it stands there again",
	    STR(f->workspace));
}

/* What is known and cannot be used: damaged, or where nothing can be written any more. */
static struct str
unusable_here(struct cli *cli, struct session *s)
{
	struct journal_found *found;
	ptrdiff_t count;
	struct str ignored;
	if (!cli_journals(cli, session_root(s), &found, &count, &ignored))
		return (struct str){0};
	for (ptrdiff_t i = 0; i < count; i++) {
		const struct journal_found *f = &found[i];
		if (!f->readable)
			return str_format(
			    cli->arena, "%.*s cannot be read: %.*s", STR(f->path), STR(f->trouble));
		if (!f->alive && access(str_z(cli->arena, f->path), W_OK) != 0)
			return str_format(cli->arena, "%.*s cannot be written: %.*s", STR(f->path),
			    STR(disk_words(-errno)));
	}
	return (struct str){0};
}

/* Of the newest; empty: nothing like it is known. */
static struct str
done_elsewhere(struct cli *cli, struct session *s, long long after, bool also_moved)
{
	struct journal_found *found;
	ptrdiff_t count;
	struct str ignored, hint = {0};
	if (!cli_journals(cli, (struct str){0}, &found, &count, &ignored))
		return hint;
	for (ptrdiff_t i = 0; i < count && hint.len == 0; i++) {
		if (found[i].readable)
			hint = done_near(cli, s, &found[i], after);
	}
	for (ptrdiff_t i = 0; i < count && hint.len == 0 && also_moved; i++) {
		if (found[i].readable)
			hint = moved_here(cli, s, &found[i]);
	}
	return hint;
}

static struct str
where_else(struct cli *cli, struct session *s)
{
	struct str hint = unusable_here(cli, s);
	return hint.len > 0 ? hint : done_elsewhere(cli, s, LLONG_MIN, true);
}

/* What was undone may not have been the last change of all, or may have been taken back before. */
static void
say_more(struct cli *cli, struct session *s, const struct session_report *r)
{
	const struct command *undone = history_next_redo(session_history(s));
	if (cli->quiet || r->state != SESSION_MERGED)
		return;
	if (r->changed_count == 0)
		cli_note(cli, "nothing of it was left in the files");
	struct str later =
	    undone == NULL ? (struct str){0} : done_elsewhere(cli, s, undone->time, false);
	if (later.len > 0)
		cli_note(cli, "something was done later: %.*s", STR(later));
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
			cli_error(cli, S("when that is as it was, undo goes on"),
			    "cannot %s '%.*s': %.*s", step == session_undo ? "undo" : "do again",
			    STR(r.command), STR(r.why));
			return EXIT_COULD_NOT;
		}
		status = cli_did(cli, done, &r);
		int reported = cli_report(cli, s, &r);
		status = status == EXIT_FINE ? reported : status;
		if (step == session_undo)
			say_more(cli, s, &r);
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
