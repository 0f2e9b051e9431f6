/* SPDX-License-Identifier: MIT */
/*
 * Undo and redo. What was done last is undone to the byte. What others changed since lies above it
 * in the history; then the command is taken out from below by merging, and the history is written
 * as if theirs had come first, so that redo is to the byte again. What both changed is not undone.
 */
#include "model/session_priv.h"

/* Others may have been at work since the last call; what that brings to light comes with saving. */
static void
refresh(struct session *s)
{
	struct found_texts found;
	struct str ignored;
	session_begin(s);
	if (!s->args.dry && s->unsaved.count == 0 && session_compare(s, &found, &ignored) &&
	    found.list.count > 0)
		session_take_in(s, &found, &ignored);
}

static ptrdiff_t
last_of_ours(const struct history *h)
{
	ptrdiff_t i = h->done - 1;
	while (i >= 0 && h->commands.at[i].foreign)
		i--;
	return i;
}

struct states {
	struct str *before, *after, *now; /* of the command; and with the changes of others */
	struct str *under;                /* without the command, and with the changes of others */
};

static bool
find_states(struct session *s, ptrdiff_t number, struct states *t, struct str *why)
{
	const struct history *h = s->history;
	t->now = texts_now(s->room, h);
	t->after = texts_copy(s->room, h, t->now);
	for (ptrdiff_t i = h->done - 1; i > number; i--)
		texts_back(s->room, t->after, &h->commands.at[i]);
	t->before = texts_copy(s->room, h, t->after);
	texts_back(s->room, t->before, &h->commands.at[number]);
	t->under = NEW_N(s->room, struct str, h->files.count + 1);
	for (ptrdiff_t i = 0; i < h->files.count; i++) {
		struct str shown = session_shown(s, h->files.at[i].path);
		if (!texts_merge(s, shown, t->after[i], t->before[i], t->now[i], &t->under[i], why))
			return false;
	}
	if (s->conflicts.count == 0)
		return true;
	*why = s->conflicts.at[0].what;
	return false;
}

static struct command
renamed(struct command c, const struct command *as)
{
	c.name = as->name;
	c.time = as->time;
	c.foreign = as->foreign;
	return c;
}

static bool
undo_below(struct session *s, ptrdiff_t number, struct str *why)
{
	const struct history *h = s->history;
	struct states t;
	if (!find_states(s, number, &t, why)) {
		s->conflicts.count = 0;
		return false;
	}
	struct command_list plan = {0};
	struct command theirs = texts_command(s->room, h, t.before, t.under);
	struct command ours = texts_command(s->room, h, t.under, t.now);
	if (theirs.splices.count > 0)
		VEC_PUSH(s->room, &plan.list, renamed(theirs, &h->commands.at[h->done - 1]));
	VEC_PUSH(s->room, &plan.list, renamed(ours, &h->commands.at[number]));
	ptrdiff_t undone = h->commands.count - h->done;
	for (ptrdiff_t i = h->done; i < h->commands.count; i++)
		VEC_PUSH(s->room, &plan.list, h->commands.at[i]);
	session_replace_history(s, number, &plan, undone + 1);
	s->merged = true;
	return true;
}

static bool
was_used(const struct session *s, struct str journal)
{
	for (ptrdiff_t i = 0; i < s->used.count; i++) {
		if (str_eq(s->used.at[i], journal))
			return true;
	}
	return str_eq(s->journal_path, journal);
}

/*
 * Two sessions that were at work at the same time have left two journals. When all of the one is
 * undone, or what the other did is in its way, the other is gone on with. To each, what stands in
 * the other one is what others did.
 */
static bool
go_back_further(struct session *s)
{
	struct journal_found *found = NULL;
	ptrdiff_t count = 0;
	struct str ignored;
	if (s->unsaved.count > 0 || s->journals.len == 0 ||
	    !journal_find(s->arena, s->args.disk, s->journals, s->root, &found, &count, &ignored))
		return false;
	bool gone = false;
	for (ptrdiff_t i = 0; i < count; i++) {
		struct journal_found *f = &found[i];
		struct str last = s->journal_path;
		if (!gone && session_can_go_on(f) && !was_used(s, f->path) &&
		    last_of_ours(f->history) >= 0 && session_adopt(s, f)) {
			VEC_PUSH(s->arena, &s->used, last);
			session_begin(s);
			gone = true;
		}
		history_free(f->history);
	}
	return gone;
}

/* False: there is none, or *why says what is in its way; the first such one is told. */
static bool
undo_newest(struct session *s, struct str *why)
{
	const struct history *h = s->history;
	ptrdiff_t number = last_of_ours(h);
	struct str refused = {0};
	if (number < 0)
		return false;
	struct str name = str_copy(s->room, h->commands.at[number].name);
	bool done = true;
	if (number == h->done - 1)
		session_undo_one(s);
	else
		done = undo_below(s, number, &refused);
	if (done || why->len == 0)
		s->command = name;
	if (!done && why->len == 0)
		*why = refused;
	return done;
}

struct session_report
session_undo(struct session *s)
{
	struct str why = {0};
	session_start(s);
	refresh(s);
	if (!s->args.dry)
		s->used.count = 0;
	while (!undo_newest(s, &why)) {
		if (!go_back_further(s))
			return why.len > 0
			    ? session_say(s, SESSION_REFUSED, why)
			    : session_say(s, SESSION_NOTHING, S("there is nothing to undo"));
	}
	session_step(s, STEP_UNDO);
	s->strict = true;
	return session_save_all(s);
}

struct session_report
session_redo(struct session *s)
{
	session_start(s);
	refresh(s);
	const struct command *next = history_next_redo(s->history);
	if (next == NULL)
		return session_say(s, SESSION_NOTHING, S("there is nothing to do again"));
	s->command = str_copy(s->room, next->name);
	session_redo_one(s);
	session_step(s, STEP_REDO);
	s->strict = true;
	return session_save_all(s);
}
