/* SPDX-License-Identifier: MIT */
#ifndef TUI_LOOP_H
#define TUI_LOOP_H
#include "tui/app.h"
#include "tui/term.h"

/* What the loop cannot do by itself. */
struct loop_args {
	/* Open the file of the focus in the person's own editor; the terminal is theirs meanwhile. */
	void (*edit)(struct app *app, void *context);
	void (*stop)(void *context); /* stop the process until it is continued */
	void *context;
};

/*
 * Events until the app is over. All keys that wait are taken before one frame is drawn; where nothing
 * happens nothing is done. Returns the signal that ended it, or 0.
 */
int loop_run(struct app *app, struct terminal *t, const struct loop_args *args);
#endif
