/* SPDX-License-Identifier: MIT */
/*
 * desirepath(1) in mdoc, from the tables of commands, options and findings. Texts pass roff_text,
 * so that no word of theirs is taken for a macro or an escape.
 */
#include "cli/help.h"
#include "cli/roff.h"
#include "model/diag.h"
#include "model/script.h"

static void
option_synopsis(struct buf *b, const struct option_row *row)
{
	buf_format(b, ".Op Fl Fl %.*s", STR(row->name));
	if (row->argument.len > 0)
		buf_format(b, " Ar %.*s", STR(row->argument));
	buf_char(b, '\n');
}

static void
add_synopsis(struct buf *b)
{
	buf_add(b, S(".Sh SYNOPSIS\n"));
	for (int i = 0; i < COMMAND_COUNT; i++) {
		const struct command_row *row = command_row((enum command_id)i);
		if (command_is_hidden((enum command_id)i))
			continue;
		buf_format(b, ".Nm\n.Cm %.*s\n", STR(row->name));
		for (int k = 0; k < OPTION_COUNT; k++) {
			const struct option_row *option = option_row((enum option)k);
			if (!option->everywhere && option_fits(option, (enum command_id)i))
				option_synopsis(b, option);
		}
		if (row->operands.len > 0)
			buf_format(b, ".Ar %.*s\n", STR(row->operands));
	}
}

static void
add_option(struct buf *b, const struct option_row *row)
{
	buf_add(b, S(".It"));
	if (row->letter != '\0')
		buf_format(b, " Fl %c ,", row->letter);
	buf_format(b, " Fl Fl %.*s", STR(row->name));
	if (row->argument.len > 0)
		buf_format(b, " Ar %.*s", STR(row->argument));
	buf_char(b, '\n');
	roff_sentence(b, row->meaning);
	if (row->choices.len == 0)
		return;
	bool usual = row->kind == ARGUMENT_CHOICE;
	struct str choice;
	buf_add(b, usual ? S("One of\n") : S("Any of\n"));
	for (int i = 0; (choice = option_choice(row, i)).len > 0; i++) {
		bool last = option_choice(row, i + 1).len == 0;
		buf_format(b, ".Cm %.*s%s\n", STR(choice), last ? " ." : " ,");
	}
	if (usual)
		buf_format(b, "The default is\n.Cm %.*s .\n", STR(option_choice(row, 0)));
}

static void
add_options(struct buf *b, enum command_id command, bool everywhere)
{
	bool any = false;
	for (int i = 0; i < OPTION_COUNT; i++) {
		const struct option_row *row = option_row((enum option)i);
		if (row->everywhere != everywhere || !option_fits(row, command))
			continue;
		if (!any)
			buf_add(b, S(".Bl -tag -width Ds\n"));
		any = true;
		add_option(b, row);
	}
	if (any)
		buf_add(b, S(".El\n"));
}

static void
add_commands(struct buf *b)
{
	for (int i = 0; i < COMMAND_COUNT; i++) {
		const struct command_row *row = command_row((enum command_id)i);
		if (command_is_hidden((enum command_id)i))
			continue;
		buf_format(b, ".Ss %.*s", STR(row->name));
		buf_char(b, '\n');
		roff_sentence(b, row->meaning);
		add_options(b, (enum command_id)i, false);
	}
}

static void
add_operations(struct buf *b)
{
	ptrdiff_t count;
	const struct script_form *forms = script_forms(&count);
	buf_add(b,
	    S(".Sh OPERATIONS\n"
	      ".Nm Cm edit\n"
	      "reads one operation per line, and carries out all of them or none.\n"
	      "Empty lines and lines that begin with # say nothing.\n"
	      ".Bl -tag -width Ds\n"));
	for (ptrdiff_t i = 0; i < count; i++) {
		buf_add(b, S(".It Li "));
		roff_text(b, forms[i].usage);
		buf_char(b, '\n');
		roff_sentence(b, forms[i].meaning);
	}
	buf_add(b,
	    S(".El\n"
	      ".Pp\n"
	      "A path leads from the top of the file through keys and the numbers of items, "
	      "counted "
	      "from 0:\n"
	      ".Ql /personas/nadia/name ,\n"
	      ".Ql /list/0 .\n"
	      "In a key\n"
	      ".Ql ~1\n"
	      "is a slash,\n"
	      ".Ql ~0\n"
	      "a tilde and\n"
	      ".Ql ~2\n"
	      "a blank; any other path stands in double quotes.\n"
	      "A path may begin with the number of a document:\n"
	      ".Ql @1/list\n"
	      "is in the second one, and\n"
	      ".Ql @0\n"
	      "is all of the first.\n"
	      ".Pp\n"
	      "A value is JSON.\n"
	      "A word without quotes stands for itself, as in YAML:\n"
	      ".Ql 12 ,\n"
	      ".Ql true\n"
	      "and\n"
	      ".Ql ~\n"
	      "are a number, a truth and nothing, and\n"
	      ".Ql \\(dq12\\(dq\n"
	      "is a text.\n"));
}

static void
add_examples(struct buf *b)
{
	ptrdiff_t count;
	const struct example_row *rows = example_rows(&count);
	buf_add(b, S(".Sh EXAMPLES\n"));
	for (ptrdiff_t i = 0; i < count; i++) {
		roff_sentence(b, rows[i].meaning);
		buf_add(b, S(".Pp\n.Dl "));
		roff_text(b, rows[i].typed);
		buf_add(b, i + 1 < count ? S("\n.Pp\n") : S("\n"));
	}
}

static void
add_findings(struct buf *b)
{
	static const struct {
		enum diag_level level;
		const char *title;
	} levels[] = {{LEVEL_ERROR, "Errors"}, {LEVEL_WARNING, "Warnings"}, {LEVEL_NOTE, "Notes"}};
	buf_add(b,
	    S(".Sh FINDINGS\n"
	      "A finding is printed as\n"
	      ".Ql file:line:col: level: message [code] ,\n"
	      "with the line it is about, a caret under the place, and a hint.\n"
	      "Columns count characters from 1.\n"
	      "An error is what cannot be read as it was meant, a warning what a mapper would ask "
	      "about.\n"
	      "A code keeps its meaning for ever;\n"
	      ".Nm Cm explain Ar CODE\n"
	      "says more about it.\n"));
	for (ptrdiff_t k = 0; k < COUNT_OF(levels); k++) {
		buf_format(b, ".Ss %s\n.Bl -tag -width Ds\n", levels[k].title);
		for (int i = 0; i < DIAG_COUNT; i++) {
			const struct diag_row *row = diag_row((enum diag_code)i);
			if (row->level != levels[k].level)
				continue;
			buf_format(b, ".It Cm %.*s\n", STR(row->code));
			roff_sentence(b, row->title);
		}
		buf_add(b, S(".El\n"));
	}
}

static const struct str description =
    S_INIT(".Sh DESCRIPTION\n"
	   "A desire path is the track that people's feet make where the paved way does not go.\n"
	   ".Nm\n"
	   "reads YAML files that say who the people are, what a service makes them do, and how "
	   "each of them\n"
	   "would rather have it.\n"
	   "It measures the\n"
	   ".Em preference gap\n"
	   "between the two, explains every point of it, and draws it.\n"
	   "The files are described in\n"
	   ".Xr desirepath 5 .\n"
	   ".Pp\n"
	   "A\n"
	   ".Ar PATH\n"
	   "is a file, a folder (all\n"
	   ".Pa .yaml\n"
	   "and\n"
	   ".Pa .yml\n"
	   "files below it, taken together), or\n"
	   ".Sq - ,\n"
	   "standard input.\n"
	   "Without one it is the current folder.\n"
	   "Options may stand before and behind operands;\n"
	   ".Sq --\n"
	   "ends them.\n"
	   "Results go to standard output, everything else to standard error.\n"
	   ".Pp\n"
	   "These options belong to every command:\n");

static const struct str rest =
    S_INIT(".Sh ENVIRONMENT\n"
	   ".Bl -tag -width SOURCE_DATE_EPOCH\n"
	   ".It Ev CLICOLOR_FORCE\n"
	   "If set, and not\n"
	   ".Sq 0 ,\n"
	   "colours are used in pipes, too.\n"
	   ".It Ev COLUMNS\n"
	   "The width of the terminal.\n"
	   "Without it the terminal is asked; otherwise it is 80.\n"
	   ".It Ev LC_ALL , LC_CTYPE , LANG\n"
	   "Where the locale is not one of UTF-8, texts for people are written in ASCII.\n"
	   "JSON, CSV, Markdown and pictures are always UTF-8.\n"
	   ".It Ev NO_COLOR\n"
	   "If set and not empty, no colours are used.\n"
	   ".It Ev SOURCE_DATE_EPOCH\n"
	   "Seconds since 1970; the day they fall on is taken for today.\n"
	   ".It Ev TERM\n"
	   "No colours if it is\n"
	   ".Sq dumb .\n"
	   ".El\n"
	   ".Sh EXIT STATUS\n"
	   ".Bl -tag -width Ds\n"
	   ".It 0\n"
	   "Fine.\n"
	   ".It 1\n"
	   "What was asked about is not fine:\n"
	   ".Cm check\n"
	   "found an error (or what\n"
	   ".Fl Fl fail-on\n"
	   "names), a gap is above\n"
	   ".Fl Fl fail-above .\n"
	   ".It 2\n"
	   "It could not be done: wrong usage, a file that cannot be read or written, or errors in "
	   "the file\n"
	   "of a map that was to be measured or drawn.\n"
	   ".El\n");

static const struct str json =
    S_INIT(".Sh JSON\n"
	   ".Nm Cm check Fl Fl format Cm json\n"
	   "prints one object with\n"
	   ".Ql version ,\n"
	   "the list\n"
	   ".Ql findings ,\n"
	   "and the numbers of\n"
	   ".Ql errors ,\n"
	   ".Ql warnings\n"
	   "and\n"
	   ".Ql notes .\n"
	   "A finding has\n"
	   ".Ql code ,\n"
	   ".Ql severity ,\n"
	   ".Ql file ,\n"
	   ".Ql line ,\n"
	   ".Ql col ,\n"
	   ".Ql end_line ,\n"
	   ".Ql end_col\n"
	   "(behind the last character),\n"
	   ".Ql message ,\n"
	   ".Ql hint ,\n"
	   "and\n"
	   ".Ql also ,\n"
	   "a second place with its own\n"
	   ".Ql message .\n"
	   "What does not apply is null: a finding about a whole file has no line.\n"
	   "Keys may be added, never changed.\n");

struct str
manual_program(struct arena *a)
{
	struct buf b = {.arena = a};
	buf_add(&b,
	    S(".\\\" SPDX-License-Identifier: MIT\n"
	      ".\\\" Made by `make docs` from cli/command.def, cli/option.def and model/diag.def.\n"
	      ".Dd November 22, 2026\n"
	      ".Dt DESIREPATH 1\n"
	      ".Os\n"
	      ".Sh NAME\n"
	      ".Nm desirepath\n"
	      ".Nd maps of what people go through, and of how they would rather have it\n"));
	add_synopsis(&b);
	buf_add(&b, description);
	add_options(&b, COMMAND_check, true);
	buf_add(&b, S(".Pp\nThe commands are as follows.\n"));
	add_commands(&b);
	add_operations(&b);
	add_findings(&b);
	buf_add(&b, json);
	buf_add(&b, rest);
	add_examples(&b);
	buf_add(&b, S(".Sh SEE ALSO\n.Xr dot 1 ,\n.Xr desirepath 5\n"));
	return roff_fill(a, buf_str(&b));
}
