/* SPDX-License-Identifier: MIT */
/*
 * The history together with its journal: a step is in both or, when the journal is lost, said to be
 * unprotected from then on. The journal is begun with the first step, so looking leaves no trace.
 */
#include "model/session_priv.h"

void
session_lose_journal(struct session *s, struct str why)
{
	if (s->journal != NULL)
		journal_close(s->journal);
	s->journal = NULL;
	s->why_unprotected = why.len > 0 ? str_copy(s->arena, why) : S("no reason was given");
}

struct journal_args
session_journal_args(const struct session *s)
{
	return (struct journal_args){
	    .disk = s->args.disk,
	    .folder = s->journals,
	    .workspace = s->root,
	    .who = s->args.who,
	    .now = s->args.now(),
	};
}

bool
session_has_journal(struct session *s)
{
	struct str error = {0};
	if (s->journal != NULL || s->why_unprotected.len > 0 || s->args.dry)
		return s->journal != NULL;
	struct journal_args args = session_journal_args(s);
	s->journal = journal_new(s->arena, &args, s->history, &error);
	if (s->journal == NULL)
		session_lose_journal(s, error);
	return s->journal != NULL;
}

bool
session_do(struct session *s, const struct command *c)
{
	struct str error = {0};
	bool kept = session_has_journal(s);
	if (!history_do(s->history, c))
		return false;
	const struct command *done = &s->history->commands.at[s->history->done - 1];
	if (kept && !journal_command(s->journal, s->history, done, &error))
		session_lose_journal(s, error);
	session_forget_workspace(s);
	return true;
}

void
session_undo_one(struct session *s)
{
	struct str error = {0};
	if (!history_undo(s->history))
		return;
	if (s->journal != NULL && !journal_undo(s->journal, &error))
		session_lose_journal(s, error);
	session_forget_workspace(s);
}

void
session_redo_one(struct session *s)
{
	struct str error = {0};
	if (!history_redo(s->history))
		return;
	if (s->journal != NULL && !journal_redo(s->journal, &error))
		session_lose_journal(s, error);
	session_forget_workspace(s);
}

void
session_rewrite(
    struct session *s, ptrdiff_t back, const struct command_list *list, ptrdiff_t then_back)
{
	for (ptrdiff_t i = 0; i < back; i++)
		session_undo_one(s);
	for (ptrdiff_t i = 0; i < list->list.count; i++)
		session_do(s, &list->list.at[i]);
	for (ptrdiff_t i = 0; i < then_back; i++)
		session_undo_one(s);
}

/*
 * The history as it would be, had it come to pass in another order: its first `keep` commands, then
 * those of the list, the last `undone` of them undone. The journal is replaced as a whole, so that
 * a crash finds the one or the other.
 */
void
session_replace_history(
    struct session *s, ptrdiff_t keep, const struct command_list *list, ptrdiff_t undone)
{
	struct history *old = s->history, *h = history_new(s->arena);
	for (ptrdiff_t i = 0; i < old->files.count; i++)
		history_file(h, old->files.at[i].path, old->files.at[i].first);
	for (ptrdiff_t i = 0; i < keep; i++)
		history_do(h, &old->commands.at[i]);
	for (ptrdiff_t i = 0; i < list->list.count; i++)
		history_do(h, &list->list.at[i]);
	for (ptrdiff_t i = 0; i < undone; i++)
		history_undo(h);
	struct journal *before = s->journal;
	s->history = h;
	s->journal = NULL;
	if (before != NULL && session_has_journal(s))
		journal_discard(before);
	else if (before != NULL)
		journal_close(before);
	history_free(old);
	session_forget_workspace(s);
}

/* Two names of one file are one file of the history. */
void
session_number(struct session *s, struct session_file *f)
{
	if (f->number >= 0)
		return;
	int number = history_file(s->history, f->real, f->disk);
	for (ptrdiff_t i = 0; i < s->files.count; i++) {
		if (str_eq(s->files.at[i]->real, f->real))
			s->files.at[i]->number = number;
	}
}

/* A file that only the history knows: it was removed, or lies outside of what was opened. */
struct session_file *
session_file_known(struct session *s, struct str real)
{
	struct session_file *f = session_file_real(s, real);
	if (f != NULL)
		return f;
	f = session_file(s, session_shown(s, real));
	struct str text = {0}, ignored;
	store_read(s->room, s->args.disk, f->shown, PTRDIFF_MAX >> 1, &text, &ignored);
	session_set_disk(s, f, text);
	f->opened = text.at != NULL ? str_copy(s->arena, text) : text;
	f->ours = text.at == NULL;
	return f;
}

/*
 * The history of an ended session ends with the texts that it left. What differs now was done by
 * others.
 */
void
session_begin(struct session *s)
{
	struct found_texts found = {0};
	struct str why;
	if (s->began)
		return;
	s->began = true;
	for (int i = 0; i < s->history->files.count; i++) {
		struct session_file *f = session_file_known(s, s->history->files.at[i].path);
		f->number = i;
		if (!text_same(f->disk, s->history->files.at[i].now))
			VEC_PUSH(s->room, &found.list, (struct found_text){f, f->disk});
	}
	if (found.list.count > 0)
		session_take_in(s, &found, &why);
}

void
session_step(struct session *s, enum session_step step)
{
	for (ptrdiff_t i = 0; i < s->unsaved.count && step == STEP_DO; i++)
		s->mixed |= s->unsaved.at[i] == STEP_UNDO;
	VEC_PUSH(s->arena, &s->unsaved, step);
}

void
session_take_back_step(struct session *s)
{
	if (s->unsaved.count == 0)
		return;
	if (s->unsaved.at[--s->unsaved.count] == STEP_UNDO)
		session_redo_one(s);
	else
		session_undo_one(s);
}
