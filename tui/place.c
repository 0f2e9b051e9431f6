/* SPDX-License-Identifier: MIT */
/* Places of the screens in the words of the model: addresses, and what stands there in the file. */
#include "model/path.h"
#include "tui/app_priv.h"

static struct str
quoted(struct app *app, struct str id)
{
	bool plain = id.len > 0 && str_find(id, '.') < 0 && str_find(id, ' ') < 0 &&
	    str_find(id, '"') < 0 && str_find(id, '@') < 0;
	return plain ? id : str_format(app->frame, "\"%.*s\"", STR(id));
}

struct str
app_version_address(struct app *app)
{
	int map = app_map(app);
	if (map < 0)
		return (struct str){0};
	struct str id = app_workspace(app)->maps[map].entry.id;
	return app->focus.which == TO_BE ? str_format(app->frame, "%.*s@to-be", STR(id)) : id;
}

struct str
app_step_address(struct app *app, struct str key)
{
	const struct version *v = app_version(app);
	int step = app_step(app);
	if (v == NULL || step < 0)
		return (struct str){0};
	struct str address = str_format(app->frame, "%.*s.%.*s", STR(app_version_address(app)),
	    STR(quoted(app, v->steps[step].entry.id)));
	return key.len > 0 ? str_format(app->frame, "%.*s.%.*s", STR(address), STR(key)) : address;
}

struct str
app_source_text(struct app *app, struct place at)
{
	struct desk *d = session_desk(app->session);
	const struct node *n = node_real(desk_node(d, at));
	struct str text = {0};
	if (n != NULL && n->kind == NODE_SCALAR) {
		text = str_copy(app->frame, n->value);
	} else if (n != NULL && n->kind == NODE_SEQUENCE) {
		struct buf b = {.arena = app->frame};
		buf_char(&b, '[');
		for (const struct node *k = n->first; k != NULL; k = k->next) {
			const struct node *item = node_real(k);
			buf_add(&b, k == n->first ? S("") : S(", "));
			buf_add(&b, item->kind == NODE_SCALAR ? item->value : S(""));
		}
		buf_char(&b, ']');
		text = buf_str(&b);
	}
	session_drop(app->session, d);
	return text;
}

/* ---- what was written ---- */

void
app_value_written(struct app *app, struct str text, void *context)
{
	const struct written *w = context;
	struct desk *d = app_begin(app);
	app_end(app, change_set(d, w->address, text), "%.*s changed", STR(w->words));
}

void
app_item_written(struct app *app, struct str text, void *context)
{
	const struct written *w = context;
	if (str_trim(text).len == 0) {
		app_say(app, "nothing written, nothing added");
		return;
	}
	struct desk *d = app_begin(app);
	app_end(app, change_add_item(d, w->address, text, (struct str){0}), "%.*s added",
	    STR(w->words));
}

enum role
app_role(enum text_role role)
{
	switch (role) {
	case TEXT_title: return ROLE_title;
	case TEXT_faint: return ROLE_faint;
	case TEXT_good: return ROLE_good;
	case TEXT_fair: return ROLE_fair;
	case TEXT_bad: return ROLE_bad;
	case TEXT_worst: return ROLE_worst;
	case TEXT_idea: return ROLE_idea;
	case TEXT_body:
	case TEXT_head:
	case TEXT_number:
	case TEXT_ROLE_COUNT: break;
	}
	return ROLE_text;
}

/* ---- carrying ---- */

/* What is carried is in its new place at once; how many steps of undo lead back is counted. */
struct carry {
	long changes;
};

void
do_carry(struct app *app)
{
	if (app->read_only || view_of(app->screen)->carry == NULL) {
		app_say(app, "nothing to carry here");
		return;
	}
	app->carry = NEW(app->arena, struct carry);
	app->carry->changes = app->changes;
	app_say(app, "carry it with the arrows; Enter drops it, Esc puts it back");
}

void
app_drop(struct app *app, bool here)
{
	long steps = app->changes - app->carry->changes;
	app->carry = NULL;
	for (; !here && steps > 0; steps--)
		do_undo(app);
	app_say(app, here ? "dropped" : "back where it was");
}

/* ---- findings ---- */

/* The step whose place is the last one before that of the finding. */
static bool
focus_step(struct app *app, const struct version *v, struct place at)
{
	const struct step *best = NULL;
	for (int i = 0; i < v->step_count; i++) {
		const struct step *s = &v->steps[i];
		bool before = s->entry.at.source == at.source && s->entry.at.offset <= at.offset;
		if (before && (best == NULL || s->entry.at.offset > best->entry.at.offset))
			best = s;
	}
	if (best != NULL)
		app_focus(app, &app->focus.step, best->entry.id);
	return best != NULL;
}

void
app_show_finding(struct app *app, int number)
{
	const struct workspace *ws = app_workspace(app);
	if (number < 0 || number >= ws->diags.list.count)
		return;
	const struct diag *d = &ws->diags.list.at[number];
	int map = -1, persona = -1;
	uint32_t map_at = 0, persona_at = 0;
	for (int i = 0; i < ws->map_count; i++) {
		struct place p = ws->maps[i].entry.at;
		if (p.source == d->at.source && p.offset <= d->at.offset && p.offset >= map_at) {
			map = i;
			map_at = p.offset;
		}
	}
	for (int i = 0; i < ws->persona_count; i++) {
		struct place p = ws->personas[i].entry.at;
		if (p.source == d->at.source && p.offset <= d->at.offset &&
		    p.offset >= persona_at) {
			persona = i;
			persona_at = p.offset;
		}
	}
	if (map >= 0 && map_at >= persona_at) {
		app_focus(app, &app->focus.map, ws->maps[map].entry.id);
		focus_step(app, &ws->maps[map].actual, d->at);
		app_go(app, SCREEN_journey);
	} else if (persona >= 0) {
		app_focus(app, &app->focus.persona, ws->personas[persona].entry.id);
		app_go(app, SCREEN_persona);
	}
	app_say(app, "%.*s%s%.*s", STR(d->message), d->hint.len > 0 ? ": " : "", STR(d->hint));
}

/* ---- pasting ---- */

static void
paste_chosen(struct app *app, int number, void *context)
{
	const struct str *text = context;
	struct str rest = *text, line;
	struct str map = app_version_address(app);
	struct desk *d = app_begin(app);
	bool made = true;
	int count = 0;
	while (made && str_line(&rest, &line)) {
		if (str_trim(line).len == 0)
			continue;
		made = number == 0
		    ? change_add_step(
			  d, map, str_trim(line), (struct str){0}, (struct spot){.where = SPOT_END})
		    : change_add_entry(d, FIELD_notes, (struct str){0}, str_trim(line));
		count++;
	}
	app_end(app, made, "%d lines pasted", count);
}

void
app_pasted(struct app *app, struct str text)
{
	static const struct popup_item items[] = {
	    {.text = S_INIT("steps of this map, one per line"), .key = S_INIT("s")},
	    {.text = S_INIT("notes, one per line"), .key = S_INIT("n")},
	};
	if (app->read_only || str_trim(text).len == 0)
		return;
	struct str *kept = NEW(app->arena, struct str);
	*kept = str_copy(app->arena, text);
	struct popup_list list = {.title = S("What was pasted becomes"),
	    .items = items,
	    .count = COUNT_OF(items),
	    .by_key = true,
	    .chosen = paste_chosen,
	    .context = kept};
	popup_list(app, &list);
}
