/* SPDX-License-Identifier: MIT */
/*
 * What a session that ended badly had done and not saved. Its journal is gone on with, and what it
 * has not saved is saved now, with what others wrote since below it: so it can be undone step by
 * step, and so can what was done before. Where that is not possible, it is brought back as one
 * step: merged with what stands in the files now, from what stood there when that session last
 * saved.
 */
#include "model/session_priv.h"

const struct journal_found *
session_recoverable(struct session *s, ptrdiff_t *count)
{
	*count = s->recoverable_count;
	return s->recoverable;
}

struct recovered {
	struct session_file *file;
	struct str before, after;
};
struct recovered_files {
	VEC(struct recovered) list;
};

static bool
work_out(struct session *s, const struct journal_found *found, struct recovered_files *files,
    struct str *why)
{
	const struct history *h = found->history;
	const struct str *base = found->texts_saved, *ours = texts_now(s->room, h);
	session_begin(s);
	for (ptrdiff_t i = 0; i < h->files.count; i++) {
		struct recovered r = {.file = session_file_known(s, h->files.at[i].path)};
		r.before = session_text(s, r.file);
		if (!texts_merge(s, r.file->shown, base[i], ours[i], r.before, &r.after, why))
			return false;
		if (!text_same(r.before, r.after))
			VEC_PUSH(s->room, &files->list, r);
	}
	return true;
}

static struct str
name_of(struct session *s, const struct journal_found *found)
{
	const struct history *h = found->history;
	if (h->done == 0 || found->unsaved == 0)
		return S("what was left");
	struct str last = h->commands.at[h->done - 1].name;
	if (found->unsaved == 1)
		return str_copy(s->room, last);
	return str_format(s->room, "%td steps, the last: %.*s", found->unsaved, STR(last));
}

static struct command
command_of(struct session *s, const struct recovered_files *files)
{
	struct command c = {0};
	for (ptrdiff_t i = 0; i < files->list.count; i++) {
		const struct recovered *r = &files->list.at[i];
		session_number(s, r->file);
		struct file_splice change = {
		    .file = r->file->number,
		    .splice = splice_between(r->before, r->after),
		    .creates = r->before.at == NULL,
		    .removes = r->after.at == NULL,
		};
		VEC_PUSH(s->room, &c.splices, change);
	}
	return c;
}

static void
forget(struct session *s, const struct journal_found *found)
{
	struct str ignored;
	session_discard(s, found, &ignored);
}

static struct session_report
bring_back_as_one(struct session *s, const struct journal_found *found)
{
	struct recovered_files files = {0};
	struct str why = {0};
	if (!work_out(s, found, &files, &why))
		return session_say(s, SESSION_REFUSED, why);
	s->command = name_of(s, found);
	if (files.list.count == 0) {
		forget(s, found);
		return session_say(s, SESSION_NOTHING, S("the files hold all of it already"));
	}
	struct command c = command_of(s, &files);
	c.name = s->command;
	c.time = s->args.now();
	if (!session_do(s, &c))
		return session_say(s, SESSION_REFUSED, S("the files have changed in the meantime"));
	session_step(s, STEP_DO);
	struct session_report r = session_save_all(s);
	if (r.state != SESSION_UNSAVED)
		forget(s, found);
	return r;
}

/* ---- going on with its journal ---- */

/* Not so when something had been undone after the last saving. */
static bool
is_only_done(struct session *s, const struct journal_found *found)
{
	const struct history *h = found->history;
	struct str *texts = texts_now(s->room, h);
	if (found->unsaved > h->done)
		return false;
	for (ptrdiff_t i = 0; i < found->unsaved; i++)
		texts_back(s->room, texts, &h->commands.at[h->done - 1 - i]);
	for (ptrdiff_t i = 0; i < h->files.count && found->unsaved > 0; i++) {
		if (!text_same(texts[i], found->texts_saved[i]))
			return false;
	}
	return true;
}

/* A file that was reached by the saving, and one that was not, are as we left them. */
static struct found_texts
changes_of_others(struct session *s, const struct str *saved)
{
	struct found_texts found = {0};
	for (int i = 0; i < s->history->files.count; i++) {
		const struct history_file *known = &s->history->files.at[i];
		struct session_file *f = session_file_known(s, known->path);
		f->number = i;
		if (!text_same(f->disk, saved[i]) && !text_same(f->disk, known->now))
			VEC_PUSH(s->room, &found.list, (struct found_text){f, f->disk});
	}
	return found;
}

static void
drop_recoverable(struct session *s, const struct journal_found *found)
{
	for (ptrdiff_t i = found - s->recoverable; i + 1 < s->recoverable_count; i++)
		s->recoverable[i] = s->recoverable[i + 1];
	s->recoverable_count--;
}

/* It is found again by the next session. */
static struct session_report
leave(struct session *s, struct str why)
{
	if (s->journal != NULL)
		journal_close(s->journal);
	history_free(s->history);
	s->journal = NULL;
	s->history = history_new(s->arena);
	s->began = false;
	s->unsaved.count = 0;
	for (ptrdiff_t i = 0; i < s->files.count; i++)
		s->files.at[i]->number = -1;
	session_forget_workspace(s);
	return session_say(s, SESSION_REFUSED, why);
}

static struct session_report
go_on(struct session *s, const struct str *saved, ptrdiff_t unsaved)
{
	struct str why = {0}, error = {0};
	s->began = true;
	struct found_texts found = changes_of_others(s, saved);
	for (ptrdiff_t i = 0; i < unsaved; i++)
		session_step(s, STEP_DO);
	if (found.list.count > 0 && !session_take_in(s, &found, &why))
		return leave(s, why);
	session_forget_workspace(s);
	struct session_report r = session_save_all(s);
	if (r.state != SESSION_UNSAVED && s->journal != NULL &&
	    !journal_draft(s->journal, (struct str){0}, (struct str){0}, &error))
		session_lose_journal(s, error);
	if (r.state == SESSION_SAVED && r.changed_count == 0)
		return session_say(s, SESSION_NOTHING, S("the files hold all of it already"));
	return r;
}

struct session_report
session_recover(struct session *s, const struct journal_found *found)
{
	session_start(s);
	ptrdiff_t at = found - s->recoverable, unsaved = found->unsaved;
	const struct str *saved = found->texts_saved;
	bool possible = s->unsaved.count == 0 && is_only_done(s, found);
	struct str name = name_of(s, found);
	if (!possible || !session_adopt(s, &s->recoverable[at]))
		return bring_back_as_one(s, found);
	drop_recoverable(s, found);
	s->command = name;
	return go_on(s, saved, unsaved);
}

bool
session_discard(struct session *s, const struct journal_found *found, struct str *why)
{
	if (!s->args.dry && !journal_remove(s->args.disk, found, why))
		return false;
	history_free(found->history);
	drop_recoverable(s, found);
	return true;
}
