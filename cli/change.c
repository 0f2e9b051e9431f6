/* SPDX-License-Identifier: MIT */
/*
 * What all commands that change files have in common. "Wrote" is said of what is on the disk and of
 * nothing else; what could not be saved is taken back, so the files are as they were and exit is 2.
 */
#include "cli/change.h"

#include "base/file.h"
#include "base/utf8.h"
#include "cli/said.h"
#include "export/patch.h"

#include <unistd.h>

enum { LARGEST_INPUT = 16 << 20 };

bool
cli_is_dry(const struct cli *cli)
{
	return cli_has(cli, OPTION_dry_run) || cli_has(cli, OPTION_dry_undo) ||
	    cli_has(cli, OPTION_diff);
}

bool
cli_journals(struct cli *cli, struct str workspace, struct journal_found **found, ptrdiff_t *count,
    struct str *error)
{
	struct str state = console_state_folder(cli->arena);
	*found = NULL;
	*count = 0;
	return state.len == 0 ||
	    journal_find(cli->arena, disk_real(),
		str_format(cli->arena, "%.*s/journal", STR(state)), workspace, found, count, error);
}

int
cli_session(struct cli *cli, struct str path, struct session **s)
{
	struct session_args args = {
	    .path = str_z(cli->arena, path),
	    .today = cli->today,
	    .disk = disk_real(),
	    .state_folder = console_state_folder(cli->arena),
	    .who = console_who(cli->arena),
	    .now = console_now,
	    .dry = cli_is_dry(cli) || cli_has(cli, OPTION_list_steps),
	    .long_lived = cli->options.command == COMMAND_open,
	    .may_be_missing = cli->options.command == COMMAND_recover,
	    .skipped = cli->verbose ? cli_skipped : NULL,
	    .context = cli,
	};
	struct str error = {0};
	if (session_open(cli->arena, &args, s, &error))
		return EXIT_FINE;
	cli_unread(cli, path, error);
	return EXIT_COULD_NOT;
}

/* ---- differences ---- */

/* A terminal is shown what the bytes are; whoever reads them from a pipe gets them. */
static void
add_line(const struct cli *cli, struct buf *b, struct str line)
{
	static const struct {
		char begins;
		const char *color;
	} colors[] = {{'+', "\033[32m"}, {'-', "\033[31m"}, {'@', "\033[36m"}};
	const char *color = NULL;
	for (ptrdiff_t i = 0; i < COUNT_OF(colors) && cli->console.out.color; i++) {
		if (line.len > 0 && line.at[0] == colors[i].begins)
			color = colors[i].color;
	}
	buf_format(b, "%s", color != NULL ? color : "");
	buf_add(b, utf8_visible(cli->arena, line));
	buf_format(b, "%s\n", color != NULL ? "\033[0m" : "");
}

static struct str
as_shown(const struct cli *cli, struct str patch)
{
	struct buf b = {.arena = cli->arena};
	struct str line;
	if (!cli->console.out.tty && !cli->console.out.color)
		return patch;
	while (str_line(&patch, &line))
		add_line(cli, &b, line);
	return buf_str(&b);
}

int
cli_differences(struct cli *cli, const struct session_change *changes, ptrdiff_t count)
{
	struct buf b = {.arena = cli->arena};
	for (ptrdiff_t i = 0; i < count; i++) {
		struct patch_file file = {
		    .path = changes[i].path,
		    .before = changes[i].before,
		    .after = changes[i].after,
		};
		patch_add(&b, &file);
	}
	if (b.len == 0)
		return EXIT_FINE;
	int status = cli_print(cli, as_shown(cli, buf_str(&b)));
	return status == EXIT_FINE ? EXIT_NOT_FINE : status;
}

static int
print_desk(struct cli *cli, const struct desk *d)
{
	struct session_change *changes =
	    NEW_N(cli->arena, struct session_change, d->files.count + 1);
	for (ptrdiff_t i = 0; i < d->files.count; i++) {
		const struct desk_file *f = d->files.at[i];
		changes[i] = (struct session_change){f->path, f->before, f->text};
	}
	return cli_differences(cli, changes, d->files.count);
}

/* ---- whether a change is sound ---- */

static void
print_errors(struct cli *cli, struct str path, const struct workspace *ws)
{
	struct buf b = {.arena = cli->arena};
	struct findings_style style = cli_findings_style(cli, &cli->console.err, path);
	style.least = LEVEL_ERROR;
	findings_text(&b, ws, &style);
	cli_print_error(buf_str(&b));
}

/* A file that was YAML, or was not there, and is YAML no more. */
static bool
is_broken(struct cli *cli, const struct desk *d)
{
	bool broken = false;
	for (ptrdiff_t i = 0; !broken && i < d->files.count; i++) {
		const struct desk_file *f = d->files.at[i];
		struct tree tree;
		struct yaml_error ignored;
		if (f->text.at == NULL || f->text.at == f->before.at || desk_parsed(f))
			continue;
		broken = f->before.at == NULL || yaml_parse(cli->arena, f->before, &tree, &ignored);
	}
	return broken;
}

/* What says nothing yet, not even that it is a workspace, may become any YAML. */
static bool
says_anything(const struct desk *d)
{
	for (ptrdiff_t i = 0; i < d->files.count; i++) {
		const struct tree *tree = desk_tree(d->files.at[i]);
		if (tree->document_count > 0 && tree->documents[0].root->first != NULL)
			return true;
	}
	return false;
}

/* What had errors before may be mended bit by bit, as long as it stays YAML. */
static int
make_change(
    struct cli *cli, struct str path, bool sound, struct desk *d, change_make *make, void *context)
{
	sound = sound && says_anything(d);
	if (!make(d, context)) {
		cli_error(cli, d->hint, "%.*s", STR(d->why));
		return EXIT_COULD_NOT;
	}
	if (!is_broken(cli, d) &&
	    !(sound && diags_count(&desk_workspace(d)->diags, LEVEL_ERROR) > 0))
		return EXIT_FINE;
	print_errors(cli, path, desk_workspace(d));
	cli_error(cli, (struct str){0}, "nothing was changed");
	return EXIT_COULD_NOT;
}

/* ---- what has become of it ---- */

static int
say_unsaved(struct cli *cli, struct session *s, const struct session_report *r)
{
	struct str why = str_copy(cli->arena, r->why);
	session_take_back(s);
	cli_error(cli, (struct str){0}, "%.*s; nothing was changed", STR(why));
	return EXIT_COULD_NOT;
}

static int
say_conflicts(struct cli *cli, const struct session_report *r)
{
	for (ptrdiff_t i = 0; i < r->conflict_count; i++)
		cli_error(cli, (struct str){0}, "conflict: %.*s", STR(r->conflicts[i].what));
	return EXIT_NOT_FINE;
}

static int
say_merged(struct cli *cli, struct session *s)
{
	if (!cli->quiet)
		cli_note(cli, "others had changed the same file; their changes are kept");
	const struct workspace *ws = session_workspace(s);
	if (diags_count(&ws->diags, LEVEL_ERROR) == 0)
		return EXIT_FINE;
	print_errors(cli, cli_operand(cli, 0, S(".")), ws);
	return EXIT_NOT_FINE;
}

static void
say_written(struct cli *cli, const struct session_report *r)
{
	/* Where somebody looks on, a sentence says what has become of which file. */
	for (ptrdiff_t i = 0; cli->verbose && i < r->changed_count; i++)
		cli_wrote(cli, r->changed[i], true);
	if (r->note.len > 0)
		cli_note(cli, "%.*s", STR(r->note));
	if (r->unprotected && !cli->quiet)
		cli_note(cli, "this cannot be undone later: %.*s", STR(r->why_unprotected));
}

int
cli_report(struct cli *cli, struct session *s, const struct session_report *r)
{
	switch (r->state) {
	case SESSION_SAVED: say_written(cli, r); return EXIT_FINE;
	case SESSION_MERGED: say_written(cli, r); return say_merged(cli, s);
	case SESSION_CONFLICT: say_written(cli, r); return say_conflicts(cli, r);
	case SESSION_UNSAVED: return say_unsaved(cli, s, r);
	case SESSION_REFUSED:
		cli_error(cli, (struct str){0}, "%.*s; nothing was changed", STR(r->why));
		return EXIT_COULD_NOT;
	case SESSION_NOTHING:
		if (cli->verbose)
			cli_note(cli, "%.*s", STR(r->why));
		return EXIT_FINE;
	}
	return EXIT_COULD_NOT;
}

static struct str
in_files(struct cli *cli, const struct session_report *r)
{
	struct buf b = {.arena = cli->arena};
	for (ptrdiff_t i = 0; i < r->changed_count; i++)
		buf_format(
		    &b, "%s%.*s", i == 0 ? "; " : ", ", STR(said_file(cli->arena, r->changed[i])));
	return buf_str(&b);
}

int
cli_did(struct cli *cli, const char *done, const struct session_report *r)
{
	bool kept =
	    r->state == SESSION_SAVED || r->state == SESSION_MERGED || r->state == SESSION_CONFLICT;
	if (!kept || cli->quiet || cli_is_dry(cli))
		return EXIT_FINE;
	struct str line =
	    str_format(cli->arena, "%s %.*s%.*s", done, STR(r->command), STR(in_files(cli, r)));
	return cli_print(
	    cli, str_format(cli->arena, "%.*s\n", STR(utf8_visible(cli->arena, line))));
}

/* ---- the frame ---- */

static void
say_recoverable(struct cli *cli, struct session *s, struct str path)
{
	ptrdiff_t count, steps = 0;
	const struct journal_found *found = session_recoverable(s, &count);
	for (ptrdiff_t i = 0; i < count; i++)
		steps += found[i].unsaved;
	if (count > 0 && !cli->quiet)
		cli_note(cli,
		    "%td change%s of %s that ended badly %s not saved: desirepath recover %.*s",
		    steps > 0 ? steps : count, steps > 1 ? "s" : "",
		    count == 1 ? "a session" : "sessions", steps > 1 ? "were" : "was", STR(path));
}

/* "hr.yaml: payslip.find.feel is -1 (was -2); undo: desirepath undo hr.yaml", where somebody looks
 * on. */
static void
say_sentence(const struct cli *cli, struct str path, struct str sentence, enum session_state state)
{
	struct str typed = said_path(cli->arena, path);
	if (!cli->console.err.tty || cli->quiet || sentence.len == 0)
		return;
	if (state == SESSION_NOTHING)
		cli_note(cli, "%.*s: nothing to change", STR(path));
	else if (state != SESSION_UNSAVED && state != SESSION_REFUSED)
		cli_note(cli, "%.*s: %.*s; undo: desirepath undo %.*s", STR(path), STR(sentence),
		    STR(typed));
}

static int
change_files(struct cli *cli, struct session *s, struct str path, struct str name,
    change_make *make, void *context)
{
	bool sound = diags_count(&session_workspace(s)->diags, LEVEL_ERROR) == 0;
	struct desk *d = session_desk(s);
	struct str before = said_before(cli, d);
	int status = make_change(cli, path, sound, d, make, context);
	if (status == EXIT_FINE && !cli_is_dry(cli)) {
		struct str sentence = said_after(cli, d, before);
		struct session_report r = session_commit(s, d, name);
		enum session_state state = r.state;
		status = cli_report(cli, s, &r);
		say_sentence(cli, path, sentence, state);
		return status;
	}
	if (status == EXIT_FINE)
		status = print_desk(cli, d);
	session_drop(s, d);
	return status;
}

static bool
is_one_file(const struct desk *d)
{
	for (ptrdiff_t i = 1; i < d->files.count; i++) {
		if (d->files.at[i]->text.at != NULL)
			return false;
	}
	return d->files.at[0]->text.at != NULL;
}

static int
change_text(struct cli *cli, struct str text, change_make *make, void *context)
{
	struct desk *d = desk_open(cli->arena, cli->today);
	desk_put(d, S("-"), text);
	bool sound = diags_count(&desk_workspace(d)->diags, LEVEL_ERROR) == 0;
	int status = make_change(cli, S("-"), sound, d, make, context);
	if (status == EXIT_FINE && !is_one_file(d)) {
		cli_error(cli, (struct str){0}, "standard input can only be changed as one file");
		status = EXIT_COULD_NOT;
	} else if (status == EXIT_FINE) {
		status =
		    cli_is_dry(cli) ? print_desk(cli, d) : cli_print(cli, d->files.at[0]->text);
	}
	desk_close(d);
	return status;
}

/* "set payslip.find.feel", "rename ann anna": what was typed, as far as it tells one from another.
 */
static struct str
name_of_step(struct cli *cli, struct str path, struct str name)
{
	struct buf b = {.arena = cli->arena};
	ptrdiff_t most = cli->options.command == COMMAND_set ? 1 : 2;
	bool path_seen = false;
	buf_add(&b, name);
	for (ptrdiff_t i = 0; i < cli->options.operands.count && most > 0; i++) {
		struct str word = cli->options.operands.at[i];
		if (!path_seen && str_eq(word, path)) {
			path_seen = true;
			continue;
		}
		buf_char(&b, ' ');
		buf_add(&b, word);
		most--;
	}
	return buf_str(&b);
}

/* The file was typed behind something else, or a text holds bytes that are none. */
static bool
are_fit_words(struct cli *cli, struct str path)
{
	bool there = str_eq(path, S("-")) || access(str_z(cli->arena, path), F_OK) == 0;
	for (ptrdiff_t i = 0; i < cli->options.operands.count; i++) {
		struct str word = cli->options.operands.at[i];
		bool file = i > 0 && word.len > 0 && access(str_z(cli->arena, word), F_OK) == 0;
		if (!there && file && cli->options.command != COMMAND_join) {
			cli_error(cli,
			    str_format(cli->arena, "it is used as: desirepath %.*s %.*s",
				STR(command_row((enum command_id)cli->options.command)->name),
				STR(command_row((enum command_id)cli->options.command)->operands)),
			    "the file stands first: there is no file '%.*s'", STR(path));
			return false;
		}
		if (!str_eq(word, path) && utf8_bad(word) >= 0 &&
		    cli->options.command != COMMAND_join) {
			cli_error(cli, S("type it again: it must be UTF-8"), "'%.*s' is no text",
			    STR(word));
			return false;
		}
	}
	return true;
}

int
cli_change(struct cli *cli, struct str path, struct str name, change_make *make, void *context)
{
	struct session *s;
	struct str text = {0}, error;
	if (!are_fit_words(cli, path))
		return EXIT_COULD_NOT;
	if (str_eq(path, S("-"))) {
		if (file_read(cli->arena, "-", LARGEST_INPUT, &text, &error))
			return change_text(cli, text, make, context);
		cli_unread(cli, path, error);
		return EXIT_COULD_NOT;
	}
	int status = cli_session(cli, path, &s);
	if (status != EXIT_FINE)
		return status;
	say_recoverable(cli, s, path);
	name = name_of_step(cli, path, name);
	status = change_files(cli, s, path, name, make, context);
	session_close(s);
	return status;
}
