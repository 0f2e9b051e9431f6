/* SPDX-License-Identifier: MIT */
/*
 * What a session that ended badly had done and not saved. It is brought back as one step: merged with
 * what stands in the files now, from what stood there when that session last saved. So it does not
 * matter how many of its files had reached the disk.
 */
#include "model/session_priv.h"

const struct journal_found *
session_recoverable(struct session *s, ptrdiff_t *count)
{
	*count = s->recoverable_count;
	return s->recoverable;
}

/* As the files stood when that session last saved them. */
static struct str *
texts_saved(struct arena *a, const struct journal_found *found)
{
	const struct history *h = found->history;
	struct str *texts = texts_now(a, h);
	for (ptrdiff_t i = 0; i < found->unsaved && i < h->done; i++)
		texts_back(a, texts, &h->commands.at[h->done - 1 - i]);
	return texts;
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
	struct str *base = texts_saved(s->room, found), *ours = texts_now(s->room, h);
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
		return S("recover");
	struct str last = h->commands.at[h->done - 1].name;
	if (found->unsaved == 1)
		return str_format(s->room, "recover: %.*s", STR(last));
	return str_format(s->room, "recover %td steps, the last: %.*s", found->unsaved, STR(last));
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

struct session_report
session_recover(struct session *s, const struct journal_found *found)
{
	struct recovered_files files = {0};
	struct str why = {0};
	session_start(s);
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

bool
session_discard(struct session *s, const struct journal_found *found, struct str *why)
{
	if (!s->args.dry && !journal_remove(s->args.disk, found, why))
		return false;
	ptrdiff_t at = found - s->recoverable;
	history_free(found->history);
	for (ptrdiff_t i = at; i + 1 < s->recoverable_count; i++)
		s->recoverable[i] = s->recoverable[i + 1];
	s->recoverable_count--;
	return true;
}
