/* SPDX-License-Identifier: MIT */
#ifndef CLI_CONSOLE_H
#define CLI_CONSOLE_H
#include "base/str.h"

/* What is known about the terminal, the locale and the environment. Read once, at the start. */
struct stream_style {
	bool tty;
	bool color;
};
struct console {
	struct stream_style out, err;
	bool utf8; /* text may go beyond ASCII */
	int width; /* columns */
};

enum color_choice { COLOR_AUTO, COLOR_ALWAYS, COLOR_NEVER };

/* Sets the locale of characters (and of nothing else), and looks around. */
void console_open(struct console *c, enum color_choice color);

/* The value of an environment variable; empty when it is not set. */
struct str console_variable(const char *name);

/* Today as days since 1970-01-01: SOURCE_DATE_EPOCH, else the clock. False: not a number. */
bool console_today(int *day);
#endif
