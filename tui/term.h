/* SPDX-License-Identifier: MIT */
#ifndef TUI_TERM_H
#define TUI_TERM_H
#include "tui/event.h"
#include "tui/grid.h"

/*
 * The terminal: shows a grid, gives events. Tests and pictures of screens do without one: they
 * hand events to the app and look at its frames.
 */
struct terminal;
struct terminal_calls {
	/* Shows what differs from the frame before, in as few bytes as it can. */
	void (*put)(struct terminal *t, const struct grid *g);
	/* The next event; false when none came within `wait_ms` (-1: wait as long as it takes). */
	bool (*next)(struct terminal *t, struct arena *a, int wait_ms, struct event *event);
	void (*size)(struct terminal *t, int *rows, int *columns);
	/* Give the terminal to another program, or to the shell; and take it back. */
	void (*leave)(struct terminal *t);
	void (*enter)(struct terminal *t);
	/* Text for the clipboard of the person's own machine; false where there is no way. */
	bool (*copy)(struct terminal *t, struct str text);
	void (*set_mouse)(struct terminal *t, bool on);
	void (*close)(struct terminal *t);
};
struct terminal {
	const struct terminal_calls *calls;
	bool unicode;
};

enum terminal_theme { THEME_COLOUR, THEME_HIGH, THEME_MONO };
struct terminal_args {
	bool unicode;
	enum terminal_theme theme;
	struct str type;         /* $TERM */
	bool esc_delay_given;
};
/*
 * NULL: *why says why this terminal cannot be drawn on (no way to place the cursor, not known); the
 * plain mode is for such ones.
 */
struct terminal *terminal_curses(struct arena *a, const struct terminal_args *args, struct str *why);
/* Events with a file descriptor of their own: of watched files; -1 for none. */
void terminal_watch(struct terminal *t, int fd);
#endif
