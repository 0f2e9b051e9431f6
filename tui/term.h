/* SPDX-License-Identifier: MIT */
#ifndef TUI_TERM_H
#define TUI_TERM_H
#include "tui/event.h"
#include "tui/grid.h"

/*
 * The terminal: shows a grid, gives events. curses in term_curses.c is one; a script of keys in
 * term_script.c another, which tests and pictures of screens are made with.
 */
struct term;
struct term_calls {
	/* Shows what differs from the frame before, in as few bytes as it can. */
	void (*put)(struct term *t, const struct grid *g);
	/* The next event; false when none came within `wait_ms` (-1: wait as long as it takes). */
	bool (*next)(struct term *t, struct arena *a, int wait_ms, struct event *event);
	void (*size)(struct term *t, int *rows, int *columns);
	/* Give the terminal to another program, or to the shell; and take it back. */
	void (*leave)(struct term *t);
	void (*enter)(struct term *t);
	/* Text for the clipboard of the person's own machine; false where there is no way. */
	bool (*copy)(struct term *t, struct str text);
	void (*set_mouse)(struct term *t, bool on);
	void (*close)(struct term *t);
};
struct term {
	const struct term_calls *calls;
	bool unicode;
};

enum term_theme { THEME_COLOUR, THEME_HIGH, THEME_MONO };
struct term_args {
	bool unicode;
	enum term_theme theme;
	struct str type;         /* $TERM */
	bool esc_delay_given;
};
/*
 * NULL: *why says why this terminal cannot be drawn on (no way to place the cursor, not known); the
 * plain mode is for such ones.
 */
struct term *term_curses(struct arena *a, const struct term_args *args, struct str *why);
/* Keys of a script, one after the other, then the end. Pictures are asked for between them. */
struct term *term_script(struct arena *a, struct str keys, int rows, int columns, bool unicode);
/* Events with a file descriptor of their own: of watched files; -1 for none. */
void term_watch(struct term *t, int fd);
#endif
