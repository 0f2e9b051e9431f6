/* SPDX-License-Identifier: MIT */
#ifndef TUI_COMMAND_H
#define TUI_COMMAND_H
#include "tui/app.h"

/* The table of commands: what a key means on a screen, and what there is. */
enum argument {
	ARGUMENT_NONE,
	ARGUMENT_TEXT,
	ARGUMENT_PERSONA,
	ARGUMENT_MAP,
	ARGUMENT_STEP,
	ARGUMENT_FIELD,
	ARGUMENT_FILE
};

typedef void command_do(struct app *app);
struct command_row {
	enum command_of_screen id;
	struct str name;
	unsigned screens;        /* one bit each */
	struct str keys;         /* as in the table */
	enum argument argument;
	int hint;
	struct str help;
	command_do *run;
};
const struct command_row *command_at(enum command_of_screen id);
/* DO_COUNT: there is none of this name. */
enum command_of_screen command_named(struct str name);
struct str command_group(enum command_of_screen id); /* the head that it stands under */
bool command_is_on(enum command_of_screen id, enum screen screen);

/* Keys as they are set now: the table's, or those of the user's file. */
struct keys {
	struct arena *arena;
	struct key_set {
		VEC(int32_t) list;
	} of[DO_COUNT];
};
void keys_default(struct keys *k, struct arena *a);
/*
 * The user's file: lines `name: keys`, # for comments. False: *error says which line is wrong and
 * why; the table's keys are kept then.
 */
bool keys_read(struct keys *k, struct str text, struct str *error);
/* The command of a key on a screen, or -1. */
int keys_command(const struct keys *k, enum screen screen, int32_t key);
/* The name of the first key of a command; empty when it has none. */
struct str keys_name(struct arena *a, const struct keys *k, enum command_of_screen id);

#define GROUP(name)
#define COMMAND(id, name, where, keys, argument, hint, help) void do_##id(struct app *app);
#include "tui/command.def"
#undef COMMAND
#undef GROUP
#endif
