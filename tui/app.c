/* SPDX-License-Identifier: MIT */
/*
 * Events in, frames out. The first two rows say which screens there are and where one is; the last
 * two what has happened and which keys do something here. All between is the view's.
 */
#include "base/utf8.h"
#include "tui/app_priv.h"

#include <stdlib.h>

enum { HEAD_ROWS = 2, FOOT_ROWS = 2, LEAST_ROWS = 12, LEAST_COLUMNS = 40 };

struct app *
app_new(struct arena *a, const struct app_args *args)
{
	struct app *app = NEW(a, struct app);
	*app = (struct app){
	    .arena = a,
	    .frame = arena_new_in(a),
	    .session = args->session,
	    .style = args->style,
	    .read_only = args->read_only,
	    .armed = -1,
	    .now = args->now,
	};
	app->keys = NEW(a, struct keys);
	keys_default(app->keys, a);
	return app;
}

void
app_free(struct app *app)
{
	arena_free(app->facts.arena);
	arena_free(app->frame);
}

/* ---- messages ---- */

static void say(struct app *app, bool error, const char *format, va_list args)
    __attribute__((format(printf, 3, 0)));

static void
say(struct app *app, bool error, const char *format, va_list args)
{
	/* It outlives the frame, and the one before is of no more use. */
	struct buf b = {.arena = app->said};
	if (b.arena == NULL)
		b.arena = app->said = arena_new_in(app->arena);
	arena_release(app->said, (struct arena_mark){0});
	buf_format_list(&b, format, args);
	app->message = buf_str(&b);
	app->message_is_error = error;
}

void
app_say(struct app *app, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	say(app, false, format, args);
	va_end(args);
}

void
app_fail(struct app *app, struct str hint, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	struct buf b = {.arena = app->frame};
	buf_format_list(&b, format, args);
	va_end(args);
	if (hint.len > 0)
		buf_format(&b, ": %.*s", STR(hint));
	app_say(app, "%.*s", STR(buf_str(&b)));
	app->message_is_error = true;
}

/* ---- the workspace ---- */

const struct workspace *
app_workspace(const struct app *app)
{
	return session_workspace(app->session);
}

static void
refresh(struct app *app)
{
	struct facts *f = &app->facts;
	const struct workspace *ws = app_workspace(app);
	if (f->ws == ws && f->change == app->changes)
		return;
	arena_free(f->arena);
	*f = (struct facts){.arena = arena_new_in(app->arena), .ws = ws, .change = app->changes};
	struct gaps_args args = {.map = -1, .persona = -1, .actual = true, .to_be = true};
	gaps_measure(f->arena, ws, &args, &f->gaps);
}

const struct gaps *
app_gaps(struct app *app)
{
	refresh(app);
	return &app->facts.gaps;
}

struct desk *
app_begin(struct app *app)
{
	app->desk = session_desk(app->session);
	return app->desk;
}

static void
say_report(struct app *app, const struct session_report *r)
{
	switch (r->state) {
	case SESSION_SAVED:
		app_say(app, "%.*s; u undoes it", STR(r->command));
		app->not_saved = (struct str){0};
		break;
	case SESSION_MERGED:
		app_say(app, "%.*s; somebody else's changes are in, too", STR(r->command));
		app->not_saved = (struct str){0};
		break;
	case SESSION_CONFLICT:
		app_fail(app, S("7 shows where"),
		    "%.*s; somebody else changed the same value, both are kept", STR(r->command));
		break;
	case SESSION_UNSAVED:
		app->not_saved = str_copy(app->arena, r->why);
		app_fail(app, S("kept in memory and journal, tried again at each change"),
		    "NOT SAVED: %.*s", STR(r->why));
		break;
	case SESSION_REFUSED: app_fail(app, (struct str){0}, "%.*s", STR(r->why)); break;
	case SESSION_NOTHING: app_say(app, "nothing to change"); break;
	}
}

bool
app_end(struct app *app, bool made, const char *format, ...)
{
	struct buf name = {.arena = app->frame};
	struct desk *d = app->desk;
	va_list args;
	va_start(args, format);
	buf_format_list(&name, format, args);
	va_end(args);
	app->desk = NULL;
	if (!made) {
		app_fail(app, d->hint, "%.*s", STR(d->why));
		session_drop(app->session, d);
		return false;
	}
	struct session_report r = session_commit(app->session, d, buf_str(&name));
	app->changes++;
	app->over = app->over || session_has_ended(app->session);
	say_report(app, &r);
	return r.state != SESSION_REFUSED && r.state != SESSION_NOTHING;
}

static void
after_report(struct app *app, struct session_report r, const char *done, const char *none)
{
	app->changes++;
	app->over = app->over || session_has_ended(app->session);
	if (r.state == SESSION_NOTHING)
		app_say(app, "%s", none);
	else if (r.state == SESSION_REFUSED)
		app_fail(app, (struct str){0}, "%.*s", STR(r.why));
	else
		app_say(app, "%s: %.*s", done, STR(r.command));
}

void
do_undo(struct app *app)
{
	after_report(app, session_undo(app->session), "undone", "nothing left to undo");
}

void
do_redo(struct app *app)
{
	after_report(app, session_redo(app->session), "done again", "nothing left to do again");
}

/* ---- where one is ---- */

int
app_persona(struct app *app)
{
	const struct workspace *ws = app_workspace(app);
	int i = workspace_persona(ws, app->focus.persona);
	return i >= 0 || ws->persona_count == 0 ? i : 0;
}

int
app_map(struct app *app)
{
	const struct workspace *ws = app_workspace(app);
	int i = workspace_map(ws, app->focus.map);
	return i >= 0 || ws->map_count == 0 ? i : 0;
}

const struct version *
app_version(struct app *app)
{
	int map = app_map(app);
	if (map < 0)
		return NULL;
	const struct map *m = &app_workspace(app)->maps[map];
	const struct version *v = map_version(m, app->focus.which, app_persona(app));
	return v != NULL ? v : &m->actual;
}

int
app_step(struct app *app)
{
	const struct version *v = app_version(app);
	for (int i = 0; v != NULL && i < v->step_count; i++) {
		if (str_eq(v->steps[i].entry.id, app->focus.step))
			return i;
	}
	return v != NULL && v->step_count > 0 ? 0 : -1;
}

void
app_focus(struct app *app, struct str *which, struct str id)
{
	if (!str_eq(*which, id))
		*which = str_copy(app->arena, id);
}

void
app_go(struct app *app, enum screen screen)
{
	if (screen == app->screen)
		return;
	if (app->trail_length == COUNT_OF(app->trail)) {
		for (int i = 1; i < app->trail_length; i++)
			app->trail[i - 1] = app->trail[i];
		app->trail_length--;
	}
	app->trail[app->trail_length++] = app->screen;
	app->screen = screen;
}

/* ---- events ---- */

bool
app_do(struct app *app, enum command_of_screen command)
{
	const struct command_row *row = command_at(command);
	if (!command_is_on(command, app->screen)) {
		app_fail(app, (struct str){0}, "'%.*s' means nothing here", STR(row->name));
		return false;
	}
	int armed = app->armed;
	app->armed = armed == (int)command ? armed : -1;
	row->run(app);
	if (armed == (int)command)
		app->armed = -1;
	return true;
}

static void
finish_writing(struct app *app, enum editor_answer answer)
{
	struct editor *e = app->editor;
	struct writing w = app->writing;
	struct str text = str_copy(app->frame, editor_text(e));
	app->editor = NULL;
	session_draft(app->session, editor_place(e), (struct str){0});
	if (answer == EDITOR_TAKEN_BACK) {
		app_say(app, "taken back; nothing is changed");
		arena_free(w.arena);
		return;
	}
	w.done(app, text, w.context);
	arena_free(w.arena);
	if (w.next != NULL && answer != EDITOR_DONE)
		w.next(app, answer == EDITOR_NEXT ? 1 : -1);
}

static bool
write_event(struct app *app, const struct event *event)
{
	enum editor_answer answer = editor_event(app->editor, event);
	if (answer == EDITOR_NOT_MINE)
		return false;
	if (answer == EDITOR_MORE)
		session_draft(app->session, editor_place(app->editor), editor_text(app->editor));
	else
		finish_writing(app, answer);
	return true;
}

void
app_write(struct app *app, const struct write_args *args)
{
	struct arena *a = arena_new_in(app->arena);
	struct editor_args editor = {.place = args->place,
	    .text = args->text,
	    .one_line = args->one_line,
	    .select_all = args->select_all};
	app->editor = editor_new(a, &editor);
	app->writing = (struct writing){a, args->done, args->next, args->context};
}

static void
press(struct app *app, int32_t key)
{
	int command = keys_command(app->keys, app->screen, key);
	app->message = (struct str){0};
	app->message_is_error = false;
	if (command >= 0) {
		app_do(app, (enum command_of_screen)command);
		return;
	}
	app->armed = -1;
	app_say(app, "%.*s does nothing here; ? shows what does", STR(key_words(app->frame, key)));
}

static void
click(struct app *app, const struct event *event)
{
	struct area tabs;
	for (int i = 0; event->row == 0 && i < SCREEN_COUNT; i++) {
		tabs = app->tabs[i];
		if (event->column >= tabs.column && event->column < tabs.column + tabs.columns)
			app_go(app, (enum screen)i);
	}
	const struct view *v = view_of(app->screen);
	if (event->row >= HEAD_ROWS && v->click != NULL)
		v->click(app, event->row, event->column, event->twice);
}

static void
look(struct app *app)
{
	struct session_report r = session_look(app->session);
	if (r.state == SESSION_NOTHING)
		return;
	app->changes++;
	if (r.state == SESSION_CONFLICT)
		app_fail(app, S("7 shows where"), "others changed the same value; both are kept");
	else
		app_say(app, "reread: somebody else changed %.*s",
		    STR(r.changed_count > 0 ? r.changed[0] : S("a file")));
}

void
app_event(struct app *app, const struct event *event)
{
	arena_release(app->frame, (struct arena_mark){0});
	switch (event->kind) {
	case EVENT_LOOK: look(app); return;
	case EVENT_RESIZE:
	case EVENT_BACK: return;
	case EVENT_GONE: app->over = true; return;
	case EVENT_KEY:
	case EVENT_PASTE:
	case EVENT_CLICK:
	case EVENT_WHEEL: break;
	}
	if (app->popup != NULL && popup_event(app, event))
		return;
	if (app->editor != NULL && write_event(app, event))
		return;
	if (event->kind == EVENT_KEY)
		press(app, event->key);
	else if (event->kind == EVENT_CLICK)
		click(app, event);
	else if (event->kind == EVENT_WHEEL && view_of(app->screen)->move != NULL)
		view_of(app->screen)->move(app, event->by * 3, 0);
	else if (event->kind == EVENT_PASTE)
		app_pasted(app, event->text);
}

/* ---- the frame ---- */

static void
draw_tabs(struct app *app, struct grid *g)
{
	int column = 0;
	bool narrow = g->columns < 76;
	for (int i = 0; i < SCREEN_COUNT; i++) {
		bool here = i == (int)app->screen;
		struct str title = narrow && !here
		    ? str_format(app->frame, " %d ", i + 1)
		    : str_format(app->frame, here ? "[%d %.*s]" : " %d %.*s ", i + 1,
			  STR(view_title((enum screen)i)));
		int used = grid_text(g, 0, column, -1, here ? ROLE_here : ROLE_tab, title);
		app->tabs[i] = (struct area){0, column, 1, used};
		column += used;
	}
	grid_right(g, 0, column, -1, ROLE_tab, S("? help"));
}

static struct str
state_word(const struct app *app)
{
	if (app->not_saved.len > 0)
		return S("NOT SAVED");
	if (app->read_only)
		return S("READ ONLY");
	return app->editor != NULL ? S("WRITE") : app->carry != NULL ? S("CARRY") : S("MOVE");
}

static void
draw_where(struct app *app, struct grid *g)
{
	const struct view *v = view_of(app->screen);
	struct str state = state_word(app);
	int room = g->columns - (int)state.len - 1;
	enum role role = app->not_saved.len > 0 ? ROLE_error : ROLE_state;
	grid_right(g, 1, 0, -1, role, state);
	if (v->where != NULL)
		v->where(app, g, (struct area){1, 0, 1, room - 1});
}

static int
by_hint(const void *a, const void *b)
{
	const struct command_row *x = *(const struct command_row *const *)a;
	const struct command_row *y = *(const struct command_row *const *)b;
	return x->hint - y->hint;
}

static void
draw_hint(struct grid *g, int *column, struct str key, struct str words)
{
	int need = (int)(utf8_width(key) + utf8_width(words)) + 3;
	if (*column + need > g->columns)
		return;
	*column += grid_text(g, g->rows - 1, *column, -1, ROLE_key, key) + 1;
	*column += grid_text(g, g->rows - 1, *column, -1, ROLE_faint, words) + 2;
}

static void
draw_hints(struct app *app, struct grid *g)
{
	const struct command_row *rows[DO_COUNT];
	int count = 0, column = 1;
	if (app->editor != NULL) {
		draw_hint(g, &column, S("Enter"), S("done"));
		draw_hint(g, &column, S("Ctrl-J"), S("new line"));
		draw_hint(g, &column, S("Tab"), S("next"));
		draw_hint(g, &column, S("Esc"), S("take back"));
		draw_hint(g, &column, S("Ctrl-Z"), S("undo"));
		return;
	}
	if (app->carry != NULL) {
		draw_hint(g, &column, S("arrows"), S("carry it"));
		draw_hint(g, &column, S("Enter"), S("drop it here"));
		draw_hint(g, &column, S("Esc"), S("back where it was"));
		return;
	}
	for (int i = 0; i < DO_COUNT; i++) {
		const struct command_row *row = command_at((enum command_of_screen)i);
		if (row->hint > 0 && command_is_on(row->id, app->screen))
			rows[count++] = row;
	}
	if (count > 0)
		qsort(rows, (size_t)count, sizeof rows[0], by_hint);
	for (int i = 0; i < count; i++)
		draw_hint(g, &column, keys_name(app->frame, app->keys, rows[i]->id),
		    view_hint(app->screen, rows[i]->id));
}

static void
draw_message(struct app *app, struct grid *g)
{
	if (app->message.len > 0)
		grid_text(g, g->rows - 2, 1, -1, app->message_is_error ? ROLE_error : ROLE_message,
		    app->message);
}

static const struct grid *
draw_too_small(struct grid *g)
{
	grid_format(g, 0, 0, ROLE_text, "needs %dx%d, is %dx%d", LEAST_COLUMNS, LEAST_ROWS,
	    g->columns, g->rows);
	return g;
}

const struct grid *
app_draw(struct app *app, int rows, int columns)
{
	struct grid *g = grid_new(app->frame, rows, columns, app->style.unicode);
	if (rows < LEAST_ROWS || columns < LEAST_COLUMNS)
		return draw_too_small(g);
	app->style.width = columns;
	refresh(app);
	struct area body = {HEAD_ROWS, 0, rows - HEAD_ROWS - FOOT_ROWS, columns};
	app->body = body;
	draw_tabs(app, g);
	draw_where(app, g);
	draw_message(app, g);
	draw_hints(app, g);
	view_of(app->screen)->draw(app, g, body);
	if (app->popup != NULL)
		popup_draw(app, g, body);
	return g;
}
