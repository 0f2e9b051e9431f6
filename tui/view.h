/* SPDX-License-Identifier: MIT */
#ifndef TUI_VIEW_H
#define TUI_VIEW_H
#include "tui/app.h"

/*
 * A screen: state to cells, without side effects; and what the keys that mean something everywhere
 * mean there. Everything not given (NULL) does nothing and says that there is nothing of the kind.
 * The first two rows, the message and the hints are drawn by the app; a view has the area between.
 */
struct view {
	void (*draw)(struct app *app, struct grid *g, struct area area);
	/* The second row: where one is. */
	void (*where)(struct app *app, struct grid *g, struct area row);
	void (*move)(struct app *app, int rows, int columns); /* arrows; pages are many rows */
	void (*jump)(struct app *app, bool last);             /* Home, End */
	void (*pane)(struct app *app, int by);                /* Tab */
	void (*turn)(struct app *app, int by);                /* [ and ] */
	void (*open)(struct app *app);                        /* Enter */
	void (*add)(struct app *app);                         /* a */
	bool (*remove)(struct app *app, bool sure);           /* d: names what goes; sure: does it */
	void (*rename)(struct app *app);
	void (*change)(struct app *app, int by);              /* < and > */
	void (*carry)(struct app *app, int rows, int columns); /* what is carried, one place on */
	struct str (*copy)(struct app *app);
	void (*click)(struct app *app, int row, int column, bool twice);
	/* Texts in the order in which one reads them; false: no more. The focus goes there. */
	bool (*find)(struct app *app, struct str words, int direction);
};
#define SCREEN(id, title) extern const struct view view_##id;
#include "tui/screen.def"
#undef SCREEN

const struct view *view_of(enum screen screen);
struct str view_title(enum screen screen);
/* Two or three words for the line of hints: "insert step" for a command on this screen. */
struct str view_hint(enum screen screen, enum command_of_screen command);
#endif
