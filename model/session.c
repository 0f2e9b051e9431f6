/* SPDX-License-Identifier: MIT */
/*
 * A workspace that is worked on. One thread of control; what others do to the files is found when
 * they are saved, or when somebody looks. See session_priv.h for how the parts hang together.
 */
#include "model/session.h"

#include "base/file.h"
#include "model/session_priv.h"

#include <assert.h>

/* ---- beginning and end of a call ---- */

struct arena *
session_start(struct session *s)
{
	arena_release(s->room, (struct arena_mark){0});
	s->conflicts.at = NULL;
	s->conflicts.count = s->conflicts.capacity = 0;
	s->changed.at = NULL;
	s->changed.count = s->changed.capacity = 0;
	s->merged = s->strict = false;
	s->command = s->note = (struct str){0};
	return s->room;
}

struct session_report
session_say(struct session *s, enum session_state state, struct str why)
{
	if (state == SESSION_SAVED && s->conflicts.count > 0)
		state = SESSION_CONFLICT;
	else if (state == SESSION_SAVED && s->merged)
		state = SESSION_MERGED;
	return (struct session_report){
	    .state = state,
	    .why = why,
	    .note = s->note,
	    .command = s->command,
	    .changed = s->changed.at,
	    .changed_count = s->changed.count,
	    .conflicts = s->conflicts.at,
	    .conflict_count = s->conflicts.count,
	    .unprotected = s->why_unprotected.len > 0,
	    .why_unprotected = s->why_unprotected,
	};
}

/* ---- opening and closing ---- */

/* Everything that was done is on disk, so all there is to it is undo. */
bool
session_can_go_on(const struct journal_found *f)
{
	return !f->alive && f->readable && f->unsaved == 0 && f->draft.len == 0 &&
	    f->history != NULL;
}

static bool
is_recoverable(const struct journal_found *f)
{
	return !f->alive && f->readable && f->history != NULL &&
	    (f->unsaved > 0 || f->draft.len > 0);
}

/* The journal and the history of before are left; the files are those of the new one. */
bool
session_adopt(struct session *s, struct journal_found *f)
{
	struct str ignored = {0};
	struct journal_args args = session_journal_args(s);
	struct journal *journal = NULL;
	if (!s->args.dry) {
		journal = journal_adopt(s->arena, &args, f, &ignored);
		if (journal == NULL)
			return false;
	}
	if (s->journal != NULL)
		journal_close(s->journal);
	history_free(s->history);
	s->journal = journal;
	s->journal_path = f->path;
	s->history = f->history;
	f->history = NULL;
	for (ptrdiff_t i = 0; i < s->files.count; i++)
		s->files.at[i]->number = -1;
	s->began = false;
	return true;
}

static void
sort_found(struct session *s)
{
	s->recoverable = NEW_N(s->arena, struct journal_found, s->found_count + 1);
	for (ptrdiff_t i = 0; i < s->found_count; i++) {
		struct journal_found *f = &s->found[i];
		if (is_recoverable(f)) {
			s->recoverable[s->recoverable_count++] = *f;
			f->history = NULL;
		} else if (session_can_go_on(f) && s->history == NULL) {
			session_adopt(s, f);
		}
	}
}

static void
open_history(struct session *s)
{
	struct str error = {0};
	if (s->args.state_folder.len == 0) {
		s->why_unprotected = S("there is no home folder to keep a journal in");
	} else {
		s->journals = str_format(s->arena, "%.*s/journal", STR(s->args.state_folder));
		if (!journal_find(s->arena, s->args.disk, s->journals, s->root, &s->found,
			&s->found_count, &error))
			s->found_count = 0;
		sort_found(s);
	}
	if (s->history == NULL)
		s->history = history_new(s->arena);
}

bool
session_open(
    struct arena *a, const struct session_args *args, struct session **session, struct str *error)
{
	struct session *s = NEW(a, struct session);
	s->arena = a;
	s->args = *args;
	s->args.path = str_z(a, str_of(args->path));
	s->args.state_folder = str_copy(a, args->state_folder);
	s->folder = file_is_folder(s->args.path);
	s->room = arena_new_in(s->arena);
	s->root = session_real(s, str_of(args->path));
	*session = s;
	if (!session_load(s, error)) {
		session_close(s);
		*session = NULL;
		return false;
	}
	open_history(s);
	return true;
}

static void
end_journal(struct session *s)
{
	struct journal_args args = session_journal_args(s);
	if (s->journal == NULL)
		return;
	journal_close(s->journal);
	journal_clean(s->room, &args);
}

void
session_close(struct session *s)
{
	if (s->desk != NULL)
		session_drop(s, s->desk);
	end_journal(s);
	if (s->history != NULL)
		history_free(s->history);
	for (ptrdiff_t i = 0; i < s->found_count; i++) {
		if (s->found[i].history != NULL)
			history_free(s->found[i].history);
	}
	for (ptrdiff_t i = 0; i < s->recoverable_count; i++)
		history_free(s->recoverable[i].history);
	session_forget_workspace(s);
	for (ptrdiff_t i = 0; i < s->files.count; i++)
		arena_free(s->files.at[i]->room);
	arena_free(s->loaded);
	arena_free(s->room);
}

const struct history *
session_history(const struct session *s)
{
	return s->history;
}

struct str
session_root(const struct session *s)
{
	return s->root;
}

const struct who *
session_other(const struct session *s)
{
	for (ptrdiff_t i = 0; i < s->found_count; i++) {
		if (s->found[i].alive)
			return &s->found[i].who;
	}
	return NULL;
}

const struct session_change *
session_changes(struct session *s, ptrdiff_t *count)
{
	struct session_change *changes = NEW_N(s->arena, struct session_change, s->files.count + 1);
	*count = 0;
	for (ptrdiff_t i = 0; i < s->files.count; i++) {
		const struct session_file *f = s->files.at[i];
		struct str now = session_text(s, f);
		if (!text_same(f->opened, now))
			changes[(*count)++] = (struct session_change){f->shown, f->opened, now};
	}
	return changes;
}

/* ---- the workspace ---- */

void
session_forget_workspace(struct session *s)
{
	arena_free(s->ws_room);
	s->ws_room = NULL;
	s->ws = NULL;
}

/* What was too large to be read still is. */
static void
add_refused(struct session *s, struct workspace *ws)
{
	for (ptrdiff_t i = 0; i < s->refused.count; i++) {
		struct place at = {(uint32_t)ws->source_count, 0};
		ws->sources[ws->source_count++] = (struct source){.path = s->refused.at[i]};
		diag_add(&ws->diags, DIAG_yaml_limit, at, 1, "the file is too large to be read")
		    ->whole_file = true;
	}
	if (s->refused.count > 0)
		diags_sort(&ws->diags);
}

static void
read_workspace(struct session *s)
{
	struct arena *room = arena_new_in(s->arena);
	struct source *sources = NEW_N(room, struct source, s->files.count + s->refused.count + 1);
	ptrdiff_t count = 0;
	for (ptrdiff_t i = 0; i < s->files.count; i++) {
		struct str text = session_text(s, s->files.at[i]);
		if (s->files.at[i]->ours && text.at != NULL)
			sources[count++] =
			    (struct source){.path = s->files.at[i]->shown, .text = text};
	}
	struct workspace *ws = NEW(room, struct workspace);
	workspace_read(room, sources, count, s->args.today, ws);
	add_refused(s, ws);
	if (ws->source_count == 0)
		sources[ws->source_count++] = (struct source){.path = str_of(s->args.path)};
	s->ws_room = room;
	s->ws = ws;
}

const struct workspace *
session_workspace(struct session *s)
{
	if (s->ws == NULL)
		read_workspace(s);
	return s->ws;
}

/* ---- changes ---- */

struct desk *
session_desk(struct session *s)
{
	assert(s->desk == NULL);
	s->desk_room = arena_new_in(s->arena);
	s->desk = desk_open(s->desk_room, s->args.today);
	s->desk_files.count = 0;
	for (ptrdiff_t i = 0; i < s->files.count; i++) {
		struct session_file *f = s->files.at[i];
		struct str text = session_text(s, f);
		if (!f->ours || text.at == NULL)
			continue;
		desk_put(s->desk, f->shown, text);
		VEC_PUSH(s->arena, &s->desk_files, f);
	}
	return s->desk;
}

void
session_drop(struct session *s, struct desk *d)
{
	assert(d == s->desk);
	desk_close(d);
	arena_free(s->desk_room);
	s->desk = NULL;
	s->desk_room = NULL;
}

/*
 * The file of the session for a file of the desk. One that is created may have been there before;
 * one may have been put on the desk beside those that were opened.
 */
static struct session_file *
file_of_desk(struct session *s, const struct desk *d, ptrdiff_t i)
{
	if (i < s->desk_files.count)
		return s->desk_files.at[i];
	const struct desk_file *on_desk = d->files.at[i];
	struct session_file *f = session_file(s, on_desk->path);
	if (f->number < 0 && f->disk.at == NULL)
		session_set_disk(s, f, on_desk->before);
	f->ours = true;
	return f;
}

static struct command
command_of_desk(struct session *s, const struct desk *d)
{
	struct command c = {0};
	for (ptrdiff_t i = 0; i < d->files.count; i++) {
		const struct desk_file *f = d->files.at[i];
		if (text_same(f->before, f->text))
			continue;
		struct session_file *file = file_of_desk(s, d, i);
		session_number(s, file);
		struct file_splice change = {
		    .file = file->number,
		    .splice = splice_between(f->before, f->text),
		    .creates = f->before.at == NULL,
		    .removes = f->text.at == NULL,
		};
		VEC_PUSH(s->room, &c.splices, change);
	}
	return c;
}

struct session_report
session_commit(struct session *s, struct desk *d, struct str name)
{
	session_start(s);
	session_begin(s);
	struct command c = command_of_desk(s, d);
	c.name = s->command = str_copy(s->room, name);
	c.time = s->args.now();
	bool fits = c.splices.count == 0 || session_do(s, &c);
	session_drop(s, d);
	if (!fits)
		return session_say(s, SESSION_REFUSED, S("the files have changed in the meantime"));
	if (c.splices.count == 0)
		return session_say(s, SESSION_NOTHING, S("nothing was changed"));
	session_step(s, STEP_DO);
	return session_save_all(s);
}

/* ---- what is not saved ---- */

struct session_report
session_save(struct session *s)
{
	session_start(s);
	if (s->unsaved.count == 0)
		return session_say(s, SESSION_NOTHING, S("everything is saved"));
	return session_save_all(s);
}

/* Where steps cannot be gone back one by one, one step leads back to what is on disk. */
static void
return_to_disk(struct session *s)
{
	struct str *now = texts_now(s->room, s->history);
	struct str *then = texts_copy(s->room, s->history, now);
	for (ptrdiff_t i = 0; i < s->files.count; i++) {
		if (s->files.at[i]->number >= 0)
			then[s->files.at[i]->number] = s->files.at[i]->disk;
	}
	struct command back = texts_command(s->room, s->history, now, then);
	back.name = S("take back what could not be saved");
	back.time = s->args.now();
	back.foreign = true;
	if (back.splices.count > 0)
		session_do(s, &back);
}

struct session_report
session_take_back(struct session *s)
{
	struct str error = {0};
	session_start(s);
	if (s->unsaved.count == 0)
		return session_say(s, SESSION_NOTHING, S("everything is saved"));
	while (
	    s->unsaved.count > 0 && !(s->mixed && s->unsaved.at[s->unsaved.count - 1] == STEP_UNDO))
		session_take_back_step(s);
	return_to_disk(s);
	s->unsaved.count = 0;
	s->mixed = false;
	if (s->journal != NULL && !journal_saved(s->journal, s->history, &error))
		session_lose_journal(s, error);
	return session_say(s, SESSION_SAVED, (struct str){0});
}

void
session_draft(struct session *s, struct str place, struct str text)
{
	struct str error = {0};
	session_start(s);
	session_begin(s);
	if (session_has_journal(s) && !journal_draft(s->journal, place, text, &error))
		session_lose_journal(s, error);
}

/* ---- others ---- */

struct session_report
session_look(struct session *s)
{
	struct found_texts found;
	struct str why = {0};
	session_start(s);
	if (s->desk != NULL)
		return session_say(s, SESSION_NOTHING, S("a change is being made"));
	if (!session_compare(s, &found, &why))
		return session_say(s, SESSION_REFUSED, why);
	if (found.list.count == 0)
		return session_say(s, SESSION_NOTHING, (struct str){0});
	if (!session_take_in(s, &found, &why))
		return session_say(s, SESSION_UNSAVED, why);
	s->merged = true;
	for (ptrdiff_t i = 0; i < found.list.count; i++)
		VEC_PUSH(s->room, &s->changed, found.list.at[i].file->shown);
	return s->unsaved.count > 0 ? session_save_all(s)
				    : session_say(s, SESSION_SAVED, (struct str){0});
}
