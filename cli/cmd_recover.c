/* SPDX-License-Identifier: MIT */
/* Bring back what was not saved when the program, or the machine, went down. */
#include "base/utf8.h"
#include "cli/change.h"

static struct str
unsaved_of(struct cli *cli, const struct journal_found *f)
{
	if (!f->readable)
		return str_format(cli->arena, "cannot be read: %.*s", STR(f->trouble));
	struct str draft = f->draft.len > 0 ? S(", and a text that was being typed") : S("");
	return str_format(cli->arena, "%td unsaved step%s%.*s", f->unsaved,
	    f->unsaved == 1 ? "" : "s", STR(draft));
}

static void
add_found(struct cli *cli, struct buf *b, const struct journal_found *f)
{
	struct str line = str_format(cli->arena, "%.*s  %.*s  %.*s  %.*s@%.*s, process %ld",
	    STR(console_time(cli->arena, f->last)),
	    STR(f->workspace.len > 0 ? f->workspace : f->path), STR(unsaved_of(cli, f)),
	    STR(f->who.user), STR(f->who.host), f->who.process);
	buf_add(b, utf8_visible(cli->arena, line));
	buf_char(b, '\n');
}

static int
list(struct cli *cli)
{
	struct buf b = {.arena = cli->arena};
	struct str state = console_state_folder(cli->arena), error = {0};
	struct journal_found *found = NULL;
	ptrdiff_t count = 0;
	if (state.len > 0 &&
	    !journal_find(cli->arena, disk_real(),
		str_format(cli->arena, "%.*s/journal", STR(state)), (struct str){0}, &found, &count,
		&error)) {
		cli_error(cli, (struct str){0}, "cannot read the journals: %.*s", STR(error));
		return EXIT_COULD_NOT;
	}
	for (ptrdiff_t i = 0; i < count; i++) {
		const struct journal_found *f = &found[i];
		if (!f->alive && (!f->readable || f->unsaved > 0 || f->draft.len > 0))
			add_found(cli, &b, f);
	}
	if (b.len == 0 && !cli->quiet)
		cli_note(cli, "there is nothing to recover");
	return cli_print(cli, buf_str(&b));
}

static int
nothing(struct cli *cli, struct str path)
{
	cli_error(cli, S("desirepath recover --list names all that there is"),
	    "there is nothing to recover of '%.*s'", STR(path));
	return EXIT_NOT_FINE;
}

static int
discard_all(struct cli *cli, struct session *s)
{
	ptrdiff_t count;
	struct str why;
	for (;;) {
		const struct journal_found *found = session_recoverable(s, &count);
		if (count == 0)
			return EXIT_FINE;
		struct str what = unsaved_of(cli, found);
		if (!session_discard(s, found, &why)) {
			cli_error(cli, (struct str){0}, "cannot forget it: %.*s", STR(why));
			return EXIT_COULD_NOT;
		}
		if (!cli->quiet)
			cli_note(cli, "forgot %.*s", STR(what));
	}
}

/* It belonged to a place of a screen that is gone, so it is handed out. */
static int
print_draft(struct cli *cli, const struct journal_found *f)
{
	if (f->draft.len == 0 || cli_is_dry(cli))
		return EXIT_FINE;
	struct buf b = {.arena = cli->arena};
	struct str rest = f->draft, line;
	buf_format(&b, "was being typed at %.*s:\n", STR(utf8_visible(cli->arena, f->draft_place)));
	while (str_line(&rest, &line))
		buf_format(&b, "    %.*s\n", STR(utf8_visible(cli->arena, line)));
	return cli_print(cli, buf_str(&b));
}

static int
bring_back(struct cli *cli, struct session *s, const struct journal_found *found)
{
	struct str when = console_time(cli->arena, found->last);
	int status = print_draft(cli, found);
	if (status != EXIT_FINE)
		return status;
	struct session_report r = session_recover(s, found);
	if (r.state == SESSION_NOTHING) {
		if (!cli->quiet)
			cli_note(cli, "%.*s: %.*s", STR(when), STR(r.why));
		return EXIT_FINE;
	}
	if (r.state == SESSION_REFUSED) {
		cli_error(cli, S("desirepath recover --discard forgets it"),
		    "cannot bring back what was left at %.*s: %.*s", STR(when), STR(r.why));
		return EXIT_COULD_NOT;
	}
	if (r.state == SESSION_UNSAVED) {
		cli_error(cli, S("it is kept: try again when there is room"),
		    "cannot bring back what was left at %.*s: %.*s", STR(when), STR(r.why));
		return EXIT_COULD_NOT;
	}
	status = cli_did(cli, "brought back:", &r);
	int reported = cli_report(cli, s, &r);
	return status == EXIT_FINE ? reported : status;
}

/* The oldest first, as they were done. What cannot be brought back is left, and the next one tried.
 */
static int
bring_all_back(struct cli *cli, struct session *s)
{
	ptrdiff_t count;
	int status = EXIT_FINE;
	const struct journal_found *found = session_recoverable(s, &count);
	for (ptrdiff_t i = count - 1; i >= 0; i--) {
		int now = bring_back(cli, s, &found[i]);
		status = now > status ? now : status;
	}
	if (status == EXIT_FINE && cli_is_dry(cli)) {
		const struct session_change *changes = session_changes(s, &count);
		return cli_differences(cli, changes, count);
	}
	return status;
}

int
cmd_recover(struct cli *cli)
{
	struct str path = cli_operand(cli, 0, S("."));
	struct session *s;
	ptrdiff_t count;
	if (cli_has(cli, OPTION_list_journals))
		return list(cli);
	int status = cli_session(cli, path, &s);
	if (status != EXIT_FINE)
		return status;
	session_recoverable(s, &count);
	if (count == 0)
		status = nothing(cli, path);
	else if (cli_has(cli, OPTION_discard))
		status = discard_all(cli, s);
	else
		status = bring_all_back(cli, s);
	session_close(s);
	return status;
}
