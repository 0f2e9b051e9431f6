/* SPDX-License-Identifier: MIT */
#include "tui/loop.h"

static void
grant(struct app *app, struct terminal *t, const struct loop_args *args)
{
	enum loop_wish wish = app->wish;
	app->wish = WISH_NOTHING;
	switch (wish) {
	case WISH_REDRAW:
		t->calls->leave(t);
		t->calls->enter(t);
		break;
	case WISH_STOP:
	case WISH_EDITOR:
		t->calls->leave(t);
		if (wish == WISH_STOP)
			args->stop(args->context);
		else
			args->edit(app, args->context);
		t->calls->enter(t);
		app_event(app, &(struct event){.kind = EVENT_LOOK});
		break;
	case WISH_COPY: t->calls->copy(t, app->wish_text); break;
	case WISH_MOUSE: t->calls->set_mouse(t, app->mouse); break;
	case WISH_NOTHING: break;
	}
}

int
loop_run(struct app *app, struct terminal *t, const struct loop_args *args)
{
	struct arena *room = arena_new();
	struct event event = {0};
	int signal = 0;
	while (!app->over) {
		int rows, columns;
		t->calls->size(t, &rows, &columns);
		t->calls->put(t, app_draw(app, rows, columns));
		for (int wait = -1; !app->over && t->calls->next(t, room, wait, &event); wait = 0) {
			signal = event.kind == EVENT_GONE ? event.signal : 0;
			app_event(app, &event);
			grant(app, t, args);
			arena_release(room, (struct arena_mark){0});
		}
	}
	arena_free(room);
	return signal;
}
