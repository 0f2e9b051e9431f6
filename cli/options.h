/* SPDX-License-Identifier: MIT */
#ifndef CLI_OPTIONS_H
#define CLI_OPTIONS_H
#include "base/buf.h"
#include "base/str.h"

#include <stdint.h>

/*
 * The two tables of the command line, and the words of one call read by them. Pure: nothing here
 * prints, exits, or looks at the system.
 */
struct cli;

enum command_id {
#define COMMAND(id, name, operands, least, most, meaning) COMMAND_##id,
#define EXAMPLE(id, typed, meaning)
#include "cli/command.def"
#undef COMMAND
#undef EXAMPLE
	COMMAND_COUNT
};

struct command_row {
	struct str name, operands;
	int least, most; /* number of operands */
	struct str meaning;
	int (*run)(struct cli *cli); /* the exit status */
};
const struct command_row *command_row(enum command_id command);
bool command_is_hidden(enum command_id command);
int command_find(struct str name); /* or -1 */

struct example_row {
	enum command_id command;
	struct str typed, meaning;
};
const struct example_row *example_rows(ptrdiff_t *count);

/* How the argument of an option is read. */
enum argument_kind {
	ARGUMENT_FLAG,    /* none */
	ARGUMENT_CHOICE,  /* one of the choices */
	ARGUMENT_CHOICES, /* several of them, separated by commas */
	ARGUMENT_DATE,
	ARGUMENT_PERCENT, /* 50% or 0.5 */
	ARGUMENT_WHOLE,   /* a whole number */
	ARGUMENT_TEXT,    /* any words */
	ARGUMENT_FILE,
	ARGUMENT_FOLDER,
	ARGUMENT_MAP, /* an id */
	ARGUMENT_PERSONA,
	ARGUMENT_PERSONAS /* the same, several times */
};

enum option {
#define OPTION(id, commands, name, letter, argument, kind, choices, meaning) OPTION_##id,
#include "cli/option.def"
#undef OPTION
	OPTION_COUNT
};

struct option_row {
	uint32_t commands; /* one bit per command */
	bool everywhere;   /* legal in front of the command, too */
	struct str name;
	char letter;
	struct str argument;
	enum argument_kind kind;
	struct str choices, meaning;
};
const struct option_row *option_row(enum option option);
bool option_fits(const struct option_row *row, enum command_id command);
/* Choice number i of an option, or an empty text past the last one. */
struct str option_choice(const struct option_row *row, int i);

struct option_value {
	bool given;
	struct str text;      /* as typed; the last one when typed several times */
	int choice;           /* CHOICE: index; 0 when not given */
	uint32_t chosen;      /* CHOICES: one bit per choice */
	double number;        /* PERCENT (0..1), WHOLE */
	VEC(struct str) list; /* PERSONAS */
};

struct options {
	int command;        /* or -1: none was typed, or an unknown one */
	struct str unknown; /* the word that stands where the command belongs */
	struct option_value at[OPTION_COUNT];
	VEC(struct str) operands;
};

struct usage_error {
	struct str message, hint;
};

/*
 * Read the words behind the program's name. Options and operands may be mixed; `--` ends the
 * options; `-`, and `-` before a digit or a blank, are operands. False: *error says what is wrong.
 */
bool options_parse(struct arena *a, const struct str *words, ptrdiff_t count, struct options *o,
    struct usage_error *error);
#endif
