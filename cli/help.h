/* SPDX-License-Identifier: MIT */
#ifndef CLI_HELP_H
#define CLI_HELP_H
#include "cli/options.h"

/* Texts made from the tables of commands and options. */
struct str help_overview(struct arena *a);
struct str help_command(struct arena *a, enum command_id command);

enum shell { SHELL_BASH, SHELL_ZSH, SHELL_FISH };
struct str completion_script(struct arena *a, enum shell shell);

/* desirepath(1) and desirepath(5) in mdoc. */
struct str manual_program(struct arena *a);
struct str manual_format(struct arena *a);
#endif
