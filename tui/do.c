/* SPDX-License-Identifier: MIT */
/* What a command does where screens differ: the screen's own function, or a word that it has none.
 */
#include "base/utf8.h"
#include "tui/app_priv.h"

static const struct view *
here(const struct app *app)
{
	return view_of(app->screen);
}

static void
say_nothing_here(struct app *app)
{
	app_say(app, "nothing of this kind here; ? shows what there is");
}

static bool
may_write(struct app *app)
{
	if (!app->read_only)
		return true;
	app_fail(app, (struct str){0}, "these files can only be read");
	return false;
}

/* ---- moving ---- */

static void
move(struct app *app, int rows, int columns)
{
	const struct view *v = here(app);
	if (app->carry != NULL && v->carry != NULL)
		v->carry(app, rows, columns);
	else if (v->move != NULL)
		v->move(app, rows, columns);
}

static int
page(const struct app *app)
{
	return app->body.rows > 2 ? app->body.rows - 1 : 1;
}

void
do_up(struct app *app)
{
	move(app, -1, 0);
}
void
do_down(struct app *app)
{
	move(app, 1, 0);
}
void
do_left(struct app *app)
{
	move(app, 0, -1);
}
void
do_right(struct app *app)
{
	move(app, 0, 1);
}
void
do_page_up(struct app *app)
{
	move(app, -page(app), 0);
}
void
do_page_down(struct app *app)
{
	move(app, page(app), 0);
}

static void
jump(struct app *app, bool last)
{
	if (here(app)->jump != NULL)
		here(app)->jump(app, last);
}

void
do_first(struct app *app)
{
	jump(app, false);
}
void
do_last(struct app *app)
{
	jump(app, true);
}

static void
pane(struct app *app, int by)
{
	if (here(app)->pane != NULL)
		here(app)->pane(app, by);
}

void
do_next_pane(struct app *app)
{
	pane(app, 1);
}
void
do_previous_pane(struct app *app)
{
	pane(app, -1);
}

static void
turn(struct app *app, int by)
{
	if (here(app)->turn != NULL)
		here(app)->turn(app, by);
	else
		say_nothing_here(app);
}

void
do_next(struct app *app)
{
	turn(app, 1);
}
void
do_previous(struct app *app)
{
	turn(app, -1);
}

void
do_home(struct app *app)
{
	app_go(app, SCREEN_home);
}
void
do_persona(struct app *app)
{
	app_go(app, SCREEN_persona);
}
void
do_journey(struct app *app)
{
	app_go(app, SCREEN_journey);
}
void
do_compare(struct app *app)
{
	app_go(app, SCREEN_compare);
}
void
do_gaps(struct app *app)
{
	app_go(app, SCREEN_gaps);
}
void
do_actions(struct app *app)
{
	app_go(app, SCREEN_actions);
}
void
do_check(struct app *app)
{
	app_go(app, SCREEN_check);
}

/* ---- finding ---- */

static void
found(struct app *app, struct str words, int direction)
{
	if (words.len == 0 || here(app)->find == NULL)
		return;
	if (!here(app)->find(app, words, direction))
		app_say(app, "'%.*s' is not here", STR(words));
}

static void
find_live(struct app *app, struct str text, void *context)
{
	(void)context;
	if (text.len > 0 && here(app)->find != NULL)
		here(app)->find(app, text, 0);
}

static void
find_done(struct app *app, struct str text, void *context)
{
	(void)context;
	app->found = str_copy(app->arena, text);
	found(app, app->found, 0);
}

void
do_find(struct app *app)
{
	struct popup_prompt p = {
	    .label = S("find:"), .text = app->found, .done = find_done, .live = find_live};
	popup_prompt(app, &p);
}

void
do_find_next(struct app *app)
{
	found(app, app->found, 1);
}
void
do_find_previous(struct app *app)
{
	found(app, app->found, -1);
}

/* ---- changing ---- */

void
do_open(struct app *app)
{
	if (app->carry != NULL)
		app_drop(app, true);
	else if (here(app)->open != NULL)
		here(app)->open(app);
	else
		say_nothing_here(app);
}

void
do_add(struct app *app)
{
	if (!may_write(app))
		return;
	if (here(app)->add != NULL)
		here(app)->add(app);
	else
		say_nothing_here(app);
}

void
do_remove(struct app *app)
{
	bool sure = app->armed == DO_remove;
	if (!may_write(app) || here(app)->remove == NULL)
		return;
	if (here(app)->remove(app, sure) && !sure)
		app->armed = DO_remove;
}

void
do_rename(struct app *app)
{
	if (may_write(app) && here(app)->rename != NULL)
		here(app)->rename(app);
}

static void
change(struct app *app, int by)
{
	if (may_write(app) && here(app)->change != NULL)
		here(app)->change(app, by);
}

void
do_more(struct app *app)
{
	change(app, 1);
}
void
do_less(struct app *app)
{
	change(app, -1);
}

void
do_copy(struct app *app)
{
	struct str text = here(app)->copy != NULL ? here(app)->copy(app) : (struct str){0};
	if (text.len == 0) {
		say_nothing_here(app);
		return;
	}
	app->clipboard = str_copy(app->arena, text);
	app->wish = WISH_COPY;
	app->wish_text = app->clipboard;
	app_say(app, "copied; p puts it in after a step");
}

static void
park_done(struct app *app, struct str text, void *context)
{
	(void)context;
	if (str_trim(text).len == 0)
		return;
	struct desk *d = app_begin(app);
	app_end(app, change_add_entry(d, FIELD_notes, (struct str){0}, text), "parked '%.*s'",
	    STR(utf8_fit(text, 40)));
}

void
do_park(struct app *app)
{
	struct popup_prompt p = {.label = S("park a thought:"), .done = park_done};
	if (may_write(app))
		popup_prompt(app, &p);
}

/* ---- the program ---- */

struct offered {
	enum command_of_screen list[DO_COUNT * 2];
};

static void
run_chosen(struct app *app, int number, void *context)
{
	const struct offered *o = context;
	app_do(app, o->list[number]);
}

static void
offer_commands(struct app *app, struct str title, bool here_only)
{
	struct offered *o = NEW(app->arena, struct offered);
	struct popup_item *items = NEW_N(app->frame, struct popup_item, DO_COUNT * 2);
	struct str group = {0};
	int count = 0;
	for (int i = 0; i < DO_COUNT; i++) {
		const struct command_row *row = command_at((enum command_of_screen)i);
		if (here_only && !command_is_on(row->id, app->screen))
			continue;
		struct str head = command_group(row->id);
		if (!str_eq(head, group))
			items[count++] = (struct popup_item){.text = head, .head = true};
		group = head;
		o->list[count] = row->id;
		items[count++] = (struct popup_item){.text = row->name,
		    .detail = row->help,
		    .key = keys_name(app->frame, app->keys, row->id)};
	}
	struct popup_list list = {
	    .title = title, .items = items, .count = count, .chosen = run_chosen, .context = o};
	popup_list(app, &list);
}

void
do_commands(struct app *app)
{
	offer_commands(app, S("All commands"), false);
}

void
do_help(struct app *app)
{
	offer_commands(
	    app, str_format(app->frame, "Keys of %.*s", STR(view_title(app->screen))), true);
}

struct destination {
	enum screen screen;
	struct str persona, map;
};

static void
go_chosen(struct app *app, int number, void *context)
{
	const struct destination *to = (const struct destination *)context + number;
	if (to->persona.len > 0)
		app_focus(app, &app->focus.persona, to->persona);
	if (to->map.len > 0)
		app_focus(app, &app->focus.map, to->map);
	app_go(app, to->screen);
}

void
do_go(struct app *app)
{
	const struct workspace *ws = app_workspace(app);
	int most = SCREEN_COUNT + ws->persona_count + ws->map_count + 3, count = 0;
	struct popup_item *items = NEW_N(app->frame, struct popup_item, most);
	struct destination *to = NEW_N(app->arena, struct destination, most);
	for (int i = 0; i < SCREEN_COUNT; i++) {
		to[count].screen = (enum screen)i;
		items[count++] = (struct popup_item){
		    .text = view_title((enum screen)i), .key = str_format(app->frame, "%d", i + 1)};
	}
	for (int i = 0; i < ws->persona_count; i++) {
		const struct persona *p = &ws->personas[i];
		to[count] =
		    (struct destination){SCREEN_persona, str_copy(app->arena, p->entry.id), {0}};
		items[count++] = (struct popup_item){.text = p->name, .detail = S("persona")};
	}
	for (int i = 0; i < ws->map_count; i++) {
		const struct map *m = &ws->maps[i];
		to[count] =
		    (struct destination){SCREEN_journey, {0}, str_copy(app->arena, m->entry.id)};
		items[count++] = (struct popup_item){
		    .text = m->entry.text, .detail = m->journey ? S("journey") : S("scenario")};
	}
	struct popup_list list = {.title = S("Go to"),
	    .items = items,
	    .count = count,
	    .chosen = go_chosen,
	    .context = to};
	popup_list(app, &list);
}

void
do_redraw(struct app *app)
{
	app->wish = WISH_REDRAW;
}

void
do_suspend(struct app *app)
{
	app->wish = WISH_STOP;
}

void
do_editor(struct app *app)
{
	app->wish = WISH_EDITOR;
}

void
do_mouse(struct app *app)
{
	app->mouse = !app->mouse;
	app->wish = WISH_MOUSE;
	app_say(app, app->mouse ? "mouse on" : "mouse off: the terminal selects text by itself");
}

void
do_saved(struct app *app)
{
	if (app->not_saved.len > 0)
		app_fail(app, (struct str){0}, "NOT SAVED: %.*s", STR(app->not_saved));
	else
		app_say(app, "already saved: every finished change is on disk at once");
}

void
do_back(struct app *app)
{
	if (app->carry != NULL)
		app_drop(app, false);
	else if (app->trail_length > 0)
		app->screen = app->trail[--app->trail_length];
	else if (app->screen != SCREEN_home)
		app->screen = SCREEN_home;
	else
		do_quit(app);
}

void
do_quit(struct app *app)
{
	if (app->not_saved.len > 0 && app->armed != DO_quit && app->armed != DO_back) {
		app_fail(app, S("press again to leave; the journal keeps it"), "NOT SAVED: %.*s",
		    STR(app->not_saved));
		app->armed = DO_quit;
		return;
	}
	app->over = true;
}
