/* SPDX-License-Identifier: MIT */
#ifndef CLI_CONSOLE_H
#define CLI_CONSOLE_H
#include "base/str.h"
#include "model/store.h"

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

/* Who works here: user, machine, this start of the machine, this process. */
struct who console_who(struct arena *a);
/* Where the journals of changes are kept; empty when nobody said where home is. */
struct str console_state_folder(struct arena *a);
/* Seconds since 1970, by the clock. */
long long console_now(void);
/* Such a time in words, where the user is: "2026-03-04 15:06". */
struct str console_time(struct arena *a, long long seconds);

/* Today as days since 1970-01-01: SOURCE_DATE_EPOCH, else the clock. False: not a number. */
bool console_today(int *day);
#endif
