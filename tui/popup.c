/* SPDX-License-Identifier: MIT */
/* One popup at a time, in an arena of its own that ends with it. */
#include "tui/popup.h"

#include "base/utf8.h"
#include "tui/editor.h"

enum popup_kind { POPUP_PROMPT, POPUP_LIST, POPUP_TEXT };

struct popup {
	struct arena *arena;
	enum popup_kind kind;
	struct str title;
	struct editor *line; /* what is typed: of a prompt, and of a list that is searched */
	struct popup_prompt prompt;
	struct popup_list list;
	struct popup_item *items;
	int at, top;      /* the item chosen next; the first line shown */
	struct area area; /* of the last drawing */
	struct str text;
};

static struct popup *
open_popup(struct app *app, enum popup_kind kind, struct str title)
{
	popup_close(app);
	struct arena *a = arena_new_in(app->arena);
	struct popup *p = NEW(a, struct popup);
	p->arena = a;
	p->kind = kind;
	p->title = str_copy(a, title);
	app->popup = p;
	return p;
}

void
popup_close(struct app *app)
{
	if (app->popup == NULL)
		return;
	struct arena *a = app->popup->arena;
	app->popup = NULL;
	arena_free(a);
}

void
popup_prompt(struct app *app, const struct popup_prompt *prompt)
{
	/* The words may stand in the popup that is closed for this one. */
	struct str label = str_copy(app->frame, prompt->label);
	struct str text = str_copy(app->frame, prompt->text);
	struct popup_prompt kept = *prompt;
	struct popup *p = open_popup(app, POPUP_PROMPT, label);
	p->prompt = kept;
	p->line = editor_new(p->arena,
	    &(struct editor_args){
		.place = S("prompt"), .text = text, .one_line = true, .select_all = true});
}

void
popup_text(struct app *app, struct str title, struct str text)
{
	struct str kept = str_copy(app->frame, text), head = str_copy(app->frame, title);
	struct popup *p = open_popup(app, POPUP_TEXT, head);
	p->text = str_copy(p->arena, kept);
}

/* ---- lists ---- */

static bool
is_shown(const struct popup *p, int i)
{
	const struct popup_item *item = &p->items[i];
	if (p->line == NULL || editor_text(p->line).len == 0)
		return true;
	if (item->head)
		return false;
	struct arena *a = p->arena;
	struct arena_mark mark = arena_mark(a);
	struct str words = utf8_fold(a, editor_text(p->line)), word;
	struct str in =
	    utf8_fold(a, str_format(a, "%.*s %.*s", STR(item->text), STR(item->detail)));
	bool all = true;
	while (all && str_cut(&words, ' ', &word))
		all = str_search(in, word) >= 0;
	arena_release(a, mark);
	return all;
}

static bool
can_choose(const struct popup *p, int i)
{
	return i >= 0 && i < p->list.count && !p->items[i].head && is_shown(p, i);
}

static void
step_list(struct popup *p, int by)
{
	int i = p->at;
	do
		i += by;
	while (i >= 0 && i < p->list.count && !can_choose(p, i));
	if (can_choose(p, i))
		p->at = i;
}

static void
settle(struct popup *p)
{
	for (int i = 0; !can_choose(p, p->at) && i < p->list.count; i++) {
		if (can_choose(p, i))
			p->at = i;
	}
}

void
popup_list(struct app *app, const struct popup_list *list)
{
	struct arena *a = arena_new_in(app->arena);
	struct popup *p = NEW(a, struct popup);
	*p = (struct popup){.arena = a, .kind = POPUP_LIST, .list = *list, .at = list->at};
	p->title = str_copy(a, list->title);
	p->items = NEW_N(a, struct popup_item, list->count + 1);
	for (int i = 0; i < list->count; i++) {
		p->items[i] = list->items[i];
		p->items[i].text = str_copy(a, list->items[i].text);
		p->items[i].detail = str_copy(a, list->items[i].detail);
		p->items[i].key = str_copy(a, list->items[i].key);
	}
	if (!list->by_key)
		p->line =
		    editor_new(a, &(struct editor_args){.place = S("find"), .one_line = true});
	settle(p);
	popup_close(app);
	app->popup = p;
}

static void
choose(struct app *app, int i)
{
	struct popup *p = app->popup;
	if (!can_choose(p, i))
		return;
	popup_chosen *chosen = p->list.chosen;
	void *context = p->list.context;
	if (p->list.stays) {
		p->at = i;
		p->items[i].marked = !p->items[i].marked;
	} else {
		popup_close(app);
	}
	chosen(app, i, context);
}

static bool
choose_by_key(struct app *app, int32_t key)
{
	struct popup *p = app->popup;
	for (int i = 0; p->list.by_key && i < p->list.count; i++) {
		struct str rest = p->items[i].key;
		int32_t own;
		if (rest.len > 0 && key_read(&rest, &own) && rest.len == 0 && own == key) {
			choose(app, i);
			return true;
		}
	}
	return false;
}

static void
list_key(struct app *app, const struct event *event)
{
	struct popup *p = app->popup;
	int page = p->area.rows > 3 ? p->area.rows - 3 : 1;
	switch (event->key) {
	case KEY_up: step_list(p, -1); return;
	case KEY_down: step_list(p, 1); return;
	case KEY_page_up:
	case KEY_page_down:
		for (int i = 0; i < page; i++)
			step_list(p, event->key == KEY_page_up ? -1 : 1);
		return;
	case KEY_enter: choose(app, p->at); return;
	default: break;
	}
	if (choose_by_key(app, event->key))
		return;
	if (p->line != NULL && event->key != '?') {
		editor_event(p->line, event);
		settle(p);
		return;
	}
	popup_close(app);
}

/* ---- the others ---- */

static void
prompt_key(struct app *app, const struct event *event)
{
	struct popup *p = app->popup;
	enum editor_answer answer = editor_event(p->line, event);
	struct popup_prompt prompt = p->prompt;
	struct str text = str_copy(app->frame, editor_text(p->line));
	if (answer == EDITOR_DONE) {
		popup_close(app);
		prompt.done(app, text, prompt.context);
	} else if (answer == EDITOR_MORE && prompt.live != NULL) {
		prompt.live(app, text, prompt.context);
	}
}

static void
text_key(struct app *app, const struct event *event)
{
	struct popup *p = app->popup;
	int page = p->area.rows > 3 ? p->area.rows - 3 : 1;
	int by = event->key == KEY_up                          ? -1
	    : event->key == KEY_down                           ? 1
	    : event->key == KEY_page_up                        ? -page
	    : event->key == KEY_page_down || event->key == ' ' ? page
							       : 0;
	if (by == 0) {
		popup_close(app);
		return;
	}
	p->top = p->top + by > 0 ? p->top + by : 0;
}

bool
popup_event(struct app *app, const struct event *event)
{
	struct popup *p = app->popup;
	if (event->kind == EVENT_WHEEL && p->kind == POPUP_LIST) {
		step_list(p, event->by);
		return true;
	}
	if (event->kind == EVENT_CLICK && p->kind == POPUP_LIST) {
		int row = event->row - p->area.row - 1;
		for (int i = p->top; row >= 0 && i < p->list.count; i++) {
			if (is_shown(p, i) && row-- == 0)
				choose(app, i);
		}
		return true;
	}
	if (event->kind != EVENT_KEY && event->kind != EVENT_PASTE)
		return false;
	int32_t key = event->kind == EVENT_KEY ? event->key : 0;
	if (key == CTRL('Q'))
		return false;
	if (key == KEY_esc || key == CTRL('C'))
		popup_close(app);
	else if (p->kind == POPUP_PROMPT)
		prompt_key(app, event);
	else if (p->kind == POPUP_LIST)
		list_key(app, event);
	else
		text_key(app, event);
	return true;
}

/* ---- the screen ---- */

static void
draw_item(const struct popup *p, struct grid *g, int row, int i)
{
	const struct popup_item *item = &p->items[i];
	int column = p->area.column + 1, columns = p->area.columns - 2, key = 0;
	if (item->head) {
		grid_text(g, row, column + 1, columns - 2, ROLE_head, item->text);
		return;
	}
	for (int k = 0; k < p->list.count; k++) {
		int width = (int)utf8_width(p->items[k].key);
		key = width > key ? width : key;
	}
	bool here = i == p->at;
	grid_text(g, row, column, 1, ROLE_text, here ? S(">") : S(" "));
	if (p->list.stays)
		grid_text(g, row, column + 1, 1, ROLE_text, item->marked ? S("x") : S("."));
	grid_text(g, row, column + 2, key, ROLE_key, item->key);
	int at = column + 2 + (key > 0 ? key + 2 : 0);
	at += grid_text(g, row, at, p->area.column + columns - at, ROLE_text, item->text) + 2;
	grid_text(g, row, at, p->area.column + columns - at + 1, ROLE_faint, item->detail);
	if (here) {
		grid_role(g, (struct area){row, column, 1, columns}, ROLE_selected);
		if (p->line == NULL)
			grid_cursor(g, row, column);
	}
}

static void
draw_list(struct popup *p, struct grid *g, struct area body)
{
	int shown = 0, at = 0, widest = 30;
	for (int i = 0; i < p->list.count; i++) {
		if (!is_shown(p, i))
			continue;
		at = i == p->at ? shown : at;
		shown++;
		int width = (int)(utf8_width(p->items[i].text) + utf8_width(p->items[i].detail) +
				utf8_width(p->items[i].key)) +
		    12;
		widest = width > widest ? width : widest;
	}
	int rows = (p->list.count < body.rows - 3 ? p->list.count : body.rows - 3) + 2;
	rows += p->line != NULL;
	int columns = widest < body.columns - 4 ? widest : body.columns - 4;
	p->area = (struct area){body.row, body.columns - columns, rows, columns};
	grid_clear(g, p->area, ROLE_text);
	grid_frame(g, p->area, p->title);
	int row = p->area.row + 1, room = rows - 2 - (p->line != NULL);
	if (p->line != NULL) {
		grid_text(g, row, p->area.column + 2, 6, ROLE_faint, S("find:"));
		editor_draw(
		    p->line, g, (struct area){row, p->area.column + 8, 1, p->area.columns - 10});
		row++;
	}
	int skip = at >= room ? at - room + 1 : 0, number = 0;
	p->top = 0;
	for (int i = 0; i < p->list.count; i++) {
		if (!is_shown(p, i))
			continue;
		if (number == skip)
			p->top = i;
		if (number >= skip && number - skip < room)
			draw_item(p, g, row + number - skip, i);
		number++;
	}
	if (shown == 0)
		grid_text(
		    g, row, p->area.column + 2, columns - 4, ROLE_faint, S("nothing of this kind"));
}

static void
draw_text(struct popup *p, struct grid *g, struct area body)
{
	int columns = body.columns > 84 ? 80 : body.columns - 4;
	int lines = grid_lines(g->arena, columns - 4, p->text);
	int rows = lines + 2 < body.rows ? lines + 2 : body.rows;
	int most = lines - (rows - 2);
	p->top = p->top > most ? most : p->top;
	p->area = (struct area){body.row, (body.columns - columns) / 2, rows, columns};
	grid_clear(g, p->area, ROLE_text);
	grid_frame(g, p->area, p->title);
	grid_wrap(g, (struct area){p->area.row + 1, p->area.column + 2, rows - 2, columns - 4},
	    ROLE_text, p->text, p->top);
	grid_cursor(g, p->area.row + 1, p->area.column + 2);
}

static void
draw_prompt(struct popup *p, struct grid *g)
{
	int row = g->rows - 2;
	grid_clear(g, (struct area){row, 0, 1, g->columns}, ROLE_text);
	int column = 1 + grid_text(g, row, 1, g->columns / 2, ROLE_title, p->title) + 1;
	editor_draw(p->line, g, (struct area){row, column, 1, g->columns - column - 1});
}

void
popup_draw(struct app *app, struct grid *g, struct area area)
{
	struct popup *p = app->popup;
	if (p->kind == POPUP_PROMPT)
		draw_prompt(p, g);
	else if (p->kind == POPUP_LIST)
		draw_list(p, g, area);
	else
		draw_text(p, g, area);
}
