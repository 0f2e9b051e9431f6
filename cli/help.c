/* SPDX-License-Identifier: MIT */
/*
 * Help for reading in a terminal of 80 columns: examples first, because they are what is looked
 * for. Everything here comes from the tables.
 */
#include "cli/help.h"

#include "base/utf8.h"
#include "model/script.h"

enum { WIDTH = 80 };

/* Words of `text` from column `indent` on; the first line is already at `column`. */
static void
wrap(struct buf *b, struct str text, ptrdiff_t column, ptrdiff_t indent)
{
	struct str word;
	bool first = true;
	while (str_cut(&text, ' ', &word)) {
		ptrdiff_t width = utf8_width(word);
		if (!first && column + 1 + width >= WIDTH) {
			buf_char(b, '\n');
			buf_fill(b, ' ', indent);
			column = indent;
		} else if (!first) {
			buf_char(b, ' ');
			column++;
		}
		buf_add(b, word);
		column += width;
		first = false;
	}
	buf_char(b, '\n');
}

/* A name, and what it means beside it, or below it where the name is long. */
static void
entry(struct buf *b, struct str name, struct str meaning, ptrdiff_t column)
{
	buf_add(b, S("  "));
	buf_add(b, name);
	ptrdiff_t gap = column - 2 - utf8_width(name);
	if (gap < 2) {
		buf_char(b, '\n');
		gap = column;
	}
	buf_fill(b, ' ', gap);
	wrap(b, meaning, column, column);
}

static void
add_examples(struct buf *b, enum command_id command)
{
	ptrdiff_t count;
	const struct example_row *rows = example_rows(&count);
	for (ptrdiff_t i = 0; i < count; i++) {
		if (rows[i].command != command)
			continue;
		buf_format(b, "  # %.*s\n  %.*s\n", STR(rows[i].meaning), STR(rows[i].typed));
	}
}

static struct str
option_name(struct arena *a, const struct option_row *row)
{
	struct buf b = {.arena = a};
	if (row->letter != '\0')
		buf_format(&b, "-%c, ", row->letter);
	else
		buf_add(&b, S("    "));
	buf_format(&b, "--%.*s", STR(row->name));
	if (row->argument.len > 0)
		buf_format(&b, " %.*s", STR(row->argument));
	return buf_str(&b);
}

static struct str
option_meaning(struct arena *a, const struct option_row *row)
{
	if (row->choices.len == 0)
		return row->meaning;
	struct buf b = {.arena = a};
	buf_add(&b, row->meaning);
	for (int i = 0; option_choice(row, i).len > 0; i++) {
		bool usual = i == 0 && row->kind == ARGUMENT_CHOICE;
		buf_format(&b, "%s%.*s%s", i ? ", " : ": ", STR(option_choice(row, i)),
		    usual ? " (default)" : "");
	}
	return buf_str(&b);
}

static void
add_options(struct buf *b, enum command_id command, bool everywhere)
{
	for (int i = 0; i < OPTION_COUNT; i++) {
		const struct option_row *row = option_row((enum option)i);
		if (row->everywhere == everywhere && option_fits(row, command))
			entry(b, option_name(b->arena, row), option_meaning(b->arena, row), 28);
	}
}

static bool
has_options(enum command_id command)
{
	for (int i = 0; i < OPTION_COUNT; i++) {
		const struct option_row *row = option_row((enum option)i);
		if (!row->everywhere && option_fits(row, command))
			return true;
	}
	return false;
}

struct str
help_overview(struct arena *a)
{
	struct buf b = {.arena = a};
	buf_add(&b,
	    S("desirepath: maps of what people go through, and of how they would rather have it\n\n"
	      "Try:\n"
	      "  desirepath check hr.yaml           what is wrong or missing in a file\n"
	      "  desirepath gaps hr.yaml            how far the way is from what people want\n"
	      "  desirepath export hr.yaml -o a.svg draw it\n\n"
	      "Commands:\n"));
	for (int i = 0; i < COMMAND_COUNT; i++) {
		const struct command_row *row = command_row((enum command_id)i);
		if (!command_is_hidden((enum command_id)i))
			entry(&b, row->name, row->meaning, 14);
	}
	buf_add(&b,
	    S("\nA PATH is a file, a folder (all YAML files below it, taken together) or -,\n"
	      "standard input; without one it is this folder. `desirepath help COMMAND` shows\n"
	      "examples and options.\n"));
	return buf_str(&b);
}

static void
add_operations(struct buf *b)
{
	ptrdiff_t count;
	const struct script_form *forms = script_forms(&count);
	buf_add(b, S("\nOperations, one per line; # begins a comment:\n"));
	for (ptrdiff_t i = 0; i < count; i++)
		entry(b, forms[i].usage, forms[i].meaning, 30);
	buf_add(b,
	    S("\nA PATH leads from the top through keys and numbers of items: /list/0/name.\n"
	      "In a key ~1 is /, ~0 is ~, ~2 a blank. @1 before it is the second document.\n"
	      "A VALUE is JSON; a word without quotes stands for itself: 12, true, ~.\n"));
}

struct str
help_command(struct arena *a, enum command_id command)
{
	const struct command_row *row = command_row(command);
	struct buf b = {.arena = a};
	buf_format(&b, "%.*s: %.*s\n\nExamples:\n", STR(row->name), STR(row->meaning));
	add_examples(&b, command);
	buf_format(&b, "\nUsage: desirepath %.*s", STR(row->name));
	if (has_options(command))
		buf_add(&b, S(" [OPTIONS]"));
	if (row->operands.len > 0)
		buf_format(&b, " %.*s", STR(row->operands));
	buf_add(&b, S("\n"));
	if (command == COMMAND_edit)
		add_operations(&b);
	if (has_options(command))
		buf_add(&b, S("\nOptions:\n"));
	add_options(&b, command, false);
	buf_add(&b, S("\nOptions of all commands:\n"));
	add_options(&b, command, true);
	buf_add(&b,
	    S("\nExit status: 0 fine, 1 what was asked about is not fine, 2 could not do it.\n"));
	return buf_str(&b);
}
