/* SPDX-License-Identifier: MIT */
#ifndef CLI_CHANGE_H
#define CLI_CHANGE_H
#include "cli/cli.h"
#include "model/desk.h"
#include "model/session.h"

/*
 * The frame of every command that changes files: open the workspace, let `make` do its edits on a
 * desk, refuse what would bring new errors (they are printed as findings), print the difference
 * (--dry-run) or save it as one step, and say what changed. The exit status. The step bears `name`
 * and the first of the words that were typed behind it.
 *
 * `make` returns false with desk->why and desk->hint when it cannot; nothing is changed then. It is
 * called once. Where `path` is "-", standard input is the one file, and standard output the result.
 */
typedef bool change_make(struct desk *d, void *context);
int cli_change(struct cli *cli, struct str path, struct str name, change_make *make, void *context);

/* The parts of it that undo, redo and recover are made of, too. */

/* EXIT_FINE, or EXIT_COULD_NOT after a message. It ends with session_close. */
int cli_session(struct cli *cli, struct str path, struct session **s);
bool cli_is_dry(const struct cli *cli); /* --dry-run, or --diff */
/*
 * Say what has become of a step: the files that were written, what others had done to them, why it
 * was not saved (then it is taken back). The exit status. `r` is not good any more then.
 */
int cli_report(struct cli *cli, struct session *s, const struct session_report *r);
/* "undid set payslip.find.feel; hr.yaml" on standard output, where it was done. */
int cli_did(struct cli *cli, const char *done, const struct session_report *r);
/* Print the differences. EXIT_NOT_FINE when there is one, as diff has it. */
int cli_differences(struct cli *cli, const struct session_change *changes, ptrdiff_t count);
#endif
