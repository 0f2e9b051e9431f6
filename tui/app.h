/* SPDX-License-Identifier: MIT */
#ifndef TUI_APP_H
#define TUI_APP_H
#include "export/sheet.h"
#include "export/text_style.h"
#include "model/change.h"
#include "model/gap.h"
#include "model/session.h"
#include "tui/editor.h"
#include "tui/event.h"
#include "tui/grid.h"

/*
 * The workbench without a terminal: an event changes its state, its state is drawn into a grid. All
 * it knows about the files comes from the session, and every change goes through it.
 */
enum screen {
#define SCREEN(id, title) SCREEN_##id,
#include "tui/screen.def"
#undef SCREEN
	SCREEN_COUNT
};

enum command_of_screen {
#define GROUP(name)
#define COMMAND(id, name, where, keys, argument, hint, help) DO_##id,
#include "tui/command.def"
#undef COMMAND
#undef GROUP
	DO_COUNT
};

/* What is looked at, by ids: it outlives changes of the files, also those by others. */
struct focus {
	struct str persona, map, step, lane, item;
	enum which which;        /* of a map: today or the redesign */
};

/* What the screens share about a workspace; made anew when it has changed. */
struct facts {
	struct arena *arena;
	const struct workspace *ws;
	struct gaps gaps;        /* all pairs, both versions, not explained */
	long change;             /* number of the change that it is of */
};

/* What only the loop can do. */
enum loop_wish { WISH_NOTHING, WISH_REDRAW, WISH_STOP, WISH_EDITOR, WISH_COPY, WISH_MOUSE };

/* The layer above a screen that takes the keys: the palette, a list to choose from, the help. */
struct popup;

struct app {
	struct arena *arena;     /* as long as the program */
	struct arena *frame;     /* emptied before each event and each picture */
	struct session *session;
	struct text_style style; /* UTF-8 or not */
	enum screen screen;
	enum screen trail[8];    /* how one came here: `back` goes there */
	int trail_length;
	struct focus focus;
	struct facts facts;
	struct view_state *views[SCREEN_COUNT]; /* of each screen its own */
	struct editor *editor;   /* NULL in MOVE; the text being written in WRITE */
	struct writing {
		struct arena *arena;     /* of the editor */
		void (*done)(struct app *app, struct str text, void *context);
		void (*next)(struct app *app, int by);
		void *context;
	} writing;
	struct popup *popup;
	struct carry *carry;     /* what is being moved, or NULL */
	struct keys *keys;
	struct desk *desk;       /* between app_begin and app_end */
	long changes;            /* of the files, by us or others */
	struct area tabs[SCREEN_COUNT], body; /* where they were drawn last, for the mouse */
	struct arena *said;      /* of the message */
	struct str message;      /* until the next key */
	bool message_is_error;
	int armed;               /* command that the next press of the same key carries out, or -1 */
	struct str found;        /* what `find` looks for */
	struct str clipboard;
	bool read_only, mouse;
	struct str not_saved;    /* why the last change is not on disk; empty: it is */
	const char *saved_at;    /* "10:42" */
	bool over;               /* leave */
	/* Set by a command, done after the event. */
	enum loop_wish wish;
	struct str wish_text;
	long long (*now)(void);
};

struct app_args {
	struct session *session;
	struct text_style style;
	bool read_only;
	long long (*now)(void);
};
struct app *app_new(struct arena *a, const struct app_args *args);
void app_event(struct app *app, const struct event *event);
/* The frame for this size, in app->frame. */
const struct grid *app_draw(struct app *app, int rows, int columns);

/* ---- for screens and commands ---- */

const struct workspace *app_workspace(const struct app *app);
const struct gaps *app_gaps(struct app *app);
/* Where the focus is: indexes, or -1 where it is nowhere. The nearest thing, where it is gone. */
int app_persona(struct app *app);
int app_map(struct app *app);
const struct version *app_version(struct app *app);
int app_step(struct app *app); /* in app_version */

void app_go(struct app *app, enum screen screen);
void app_say(struct app *app, const char *format, ...) __attribute__((format(printf, 2, 3)));
void app_fail(struct app *app, struct str hint, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/*
 * One change: `struct desk *d = app_begin(app); app_end(app, change_...(d, ...), "set %s", ...)`. The
 * message says what was done, or why it cannot be; true when it was done. What was on the desk is
 * saved at once as one step of undo; the focus stays on the same things.
 */
struct desk *app_begin(struct app *app);
bool app_end(struct app *app, bool made, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* Carry out a command, as its key, the palette or the mouse does; false when this screen has none. */
bool app_do(struct app *app, enum command_of_screen command);

/*
 * WRITE: a text is written; the screen that shows it draws app->editor in its place when it is about
 * that (editor_place). `done` gets the text; `next` (or NULL) begins the field after or before at Tab.
 * `context` lives in app->arena or is static.
 */
typedef void app_done(struct app *app, struct str text, void *context);
struct write_args {
	struct str place, text;
	bool one_line, select_all;
	app_done *done;
	void (*next)(struct app *app, int by);
	void *context;
};
void app_write(struct app *app, const struct write_args *args);
bool app_is_writing(const struct app *app, struct str place);

void app_free(struct app *app);
/* One of the ids of app->focus. */
void app_focus(struct app *app, struct str *which, struct str id);
/* Puts down what is carried: where it is now, or back where it was. */
void app_drop(struct app *app, bool here);
/* A paste in MOVE: lines that may become notes or steps, after one key. */
void app_pasted(struct app *app, struct str text);
#endif
