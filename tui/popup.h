/* SPDX-License-Identifier: MIT */
#ifndef TUI_POPUP_H
#define TUI_POPUP_H
#include "tui/app.h"

/*
 * What stands above a screen and takes the keys until it is closed: a line to type into, a list to
 * choose from, a text to read. Esc closes it and nothing has happened.
 */

/*
 * One line at the place of the message: `label`, then what is typed. `done` gets it at Enter; `live`
 * (or NULL) at each key, for what shows at once.
 */
struct popup_prompt {
	struct str label, text;
	app_done *done, *live;
	void *context;
};
void popup_prompt(struct app *app, const struct popup_prompt *prompt);

/* A list, type to find. `chosen` gets the number of the item. */
struct popup_item {
	struct str text, detail; /* detail: faint, behind it */
	struct str key;          /* shown before it; that key chooses it when `by_key` */
	bool head;               /* a line between items, not an item */
	bool marked;             /* with a mark, of things that can be on or off */
};
typedef void popup_chosen(struct app *app, int number, void *context);
struct popup_list {
	struct str title;
	const struct popup_item *items; /* copied, texts too */
	int count, at;
	bool by_key;             /* letters choose; without it letters find */
	bool stays;              /* choosing does not close it (marks) */
	popup_chosen *chosen;
	void *context;           /* copied by nobody: app->arena or static */
};
void popup_list(struct app *app, const struct popup_list *list);

/* Text to read, scrolled by arrows and pages. */
void popup_text(struct app *app, struct str title, struct str text);

void popup_close(struct app *app);
/* False: there is none, or the event is not for it. */
bool popup_event(struct app *app, const struct event *event);
void popup_draw(struct app *app, struct grid *g, struct area area);
#endif
