/* SPDX-License-Identifier: MIT */
#ifndef CLI_CLI_H
#define CLI_CLI_H
#include "cli/console.h"
#include "cli/findings.h"
#include "cli/options.h"
#include "export/text_style.h"
#include "model/workspace.h"

/* One call of the program, handed to every command. */
struct cli {
	struct arena *arena; /* lives as long as the process */
	struct arena *room;  /* for work that is dropped at once */
	struct options options;
	struct console console;
	int today; /* days since 1970-01-01 */
	bool quiet, verbose;
};

/* Exit status: fine, the thing asked about is not fine, could not do it. */
enum { EXIT_FINE, EXIT_NOT_FINE, EXIT_COULD_NOT };

/* The commands: one function and one file each. */
#define COMMAND(id, name, operands, least, most, meaning) int cmd_##id(struct cli *cli);
#define EXAMPLE(id, typed, meaning)
#include "cli/command.def"
#undef COMMAND
#undef EXAMPLE

bool cli_has(const struct cli *cli, enum option option);
struct str cli_text(const struct cli *cli, enum option option);
/* Operand number i, or `absent`. */
struct str cli_operand(const struct cli *cli, ptrdiff_t i, struct str absent);

/* A further arena; running out of memory ends the process as everywhere. */
struct arena *cli_arena(void);

/*
 * Put `data` on standard output. The exit status: EXIT_FINE, or EXIT_COULD_NOT after a message.
 * A reader that has gone away is no reason for a message.
 */
int cli_print(struct cli *cli, struct str data);

/*
 * A line on standard error: "desirepath: error: ...", with a second line for a hint that is not
 * empty. Texts of others may stand in it as they are: they are made visible here.
 */
void cli_error(const struct cli *cli, struct str hint, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
void cli_note(const struct cli *cli, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* Lines on standard error that are already visible text, such as findings. */
void cli_print_error(struct str lines);
/* "wrote FILE", where somebody looks on or has asked for it. */
void cli_wrote(const struct cli *cli, struct str path, bool changed);
/* cli_error, and the exit status for it. */
int cli_usage(const struct cli *cli, struct usage_error error);

/* How findings look on one of the streams. */
struct findings_style cli_findings_style(
    const struct cli *cli, const struct stream_style *stream, struct str path);

/* How text on standard output looks. */
struct text_style cli_text_style(const struct cli *cli);

/*
 * Read a workspace, naming skipped files where that was asked for. The exit status: EXIT_FINE, or
 * EXIT_COULD_NOT after a message. What is wrong inside the files is in ws->diags.
 */
int cli_load(struct cli *cli, struct arena *a, struct str path, struct workspace *ws);
/* What workspace_load, or session_open, says when it refuses, as an error. */
void cli_unread(struct cli *cli, struct str path, struct str error);
/* The `skipped` of both: names the file. The context is the cli. */
void cli_skipped(void *context, struct str path);
/* The same, and errors inside the files are findings on standard error and EXIT_COULD_NOT. */
int cli_load_sound(struct cli *cli, struct str path, struct workspace *ws);
#endif
