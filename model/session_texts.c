/* SPDX-License-Identifier: MIT */
/*
 * The texts of all files of a history before and after its commands, worked out beside it: nothing
 * here changes the history, so a plan that turns out to be impossible has cost nothing.
 */
#include "model/session_priv.h"

#include <string.h>

bool
text_same(struct str a, struct str b)
{
	return (a.at == NULL) == (b.at == NULL) && str_eq(a, b);
}

/* The history's own texts move at each of its steps. */
struct str *
texts_now(struct arena *a, const struct history *h)
{
	struct str *texts = NEW_N(a, struct str, h->files.count + 1);
	for (ptrdiff_t i = 0; i < h->files.count; i++) {
		struct str now = h->files.at[i].now;
		if (now.at != NULL)
			texts[i] = now.len > 0 ? str_copy(a, now) : S("");
	}
	return texts;
}

struct str *
texts_copy(struct arena *a, const struct history *h, const struct str *texts)
{
	struct str *copy = NEW_N(a, struct str, h->files.count + 1);
	if (h->files.count > 0)
		memcpy(copy, texts, (size_t)h->files.count * sizeof *copy);
	return copy;
}

static void
apply(struct arena *a, struct str *text, struct splice s, bool creates, bool removes)
{
	if (removes) {
		*text = (struct str){0};
		return;
	}
	struct str before = creates ? S("") : *text, after;
	if (splice_apply(a, before, s, &after))
		*text = after;
}

void
texts_back(struct arena *a, struct str *texts, const struct command *c)
{
	for (ptrdiff_t i = c->splices.count - 1; i >= 0; i--) {
		const struct file_splice *f = &c->splices.at[i];
		apply(a, &texts[f->file], splice_reverse(f->splice), f->removes, f->creates);
	}
}

void
texts_forward(struct arena *a, struct str *texts, const struct command *c)
{
	for (ptrdiff_t i = 0; i < c->splices.count; i++) {
		const struct file_splice *f = &c->splices.at[i];
		apply(a, &texts[f->file], f->splice, f->creates, f->removes);
	}
}

struct command
texts_command(
    struct arena *a, const struct history *h, const struct str *before, const struct str *after)
{
	struct command c = {0};
	for (int i = 0; i < h->files.count; i++) {
		if (text_same(before[i], after[i]))
			continue;
		struct file_splice f = {
		    .file = i,
		    .splice = splice_between(before[i], after[i]),
		    .creates = before[i].at == NULL,
		    .removes = after[i].at == NULL,
		};
		VEC_PUSH(a, &c.splices, f);
	}
	return c;
}

static void
note_conflict(
    struct session *s, struct str base, struct str ours, struct str theirs, struct str what)
{
	struct merge_conflict c = {.base = base, .ours = ours, .theirs = theirs, .what = what};
	VEC_PUSH(s->room, &s->conflicts, c);
}

static bool
merge_contents(struct session *s, struct str shown, struct str base, struct str ours,
    struct str theirs, struct str *merged, struct str *why)
{
	struct merge m = {0};
	merge_texts(s->room, base, ours, theirs, &m);
	if (!m.done) {
		*why = str_format(
		    s->room, "'%.*s' was changed by others: %.*s", STR(shown), STR(m.why));
		return false;
	}
	for (ptrdiff_t i = 0; i < m.conflicts.count; i++)
		VEC_PUSH(s->room, &s->conflicts, m.conflicts.at[i]);
	*merged = m.text.at != NULL ? m.text : S("");
	return true;
}

/* A file that one side removed and the other changed stays: what was written must not be lost. */
bool
texts_merge(struct session *s, struct str shown, struct str base, struct str ours,
    struct str theirs, struct str *merged, struct str *why)
{
	if (text_same(ours, theirs) || text_same(base, theirs)) {
		*merged = ours;
	} else if (text_same(base, ours)) {
		*merged = theirs;
	} else if (theirs.at == NULL) {
		*merged = ours;
		note_conflict(s, base, ours, theirs,
		    str_format(s->room, "'%.*s' was removed by others; it stays, with this change",
			STR(shown)));
	} else if (ours.at == NULL) {
		*merged = theirs;
		note_conflict(s, base, ours, theirs,
		    str_format(
			s->room, "'%.*s' was changed by others; it is not removed", STR(shown)));
	} else if (base.at == NULL) {
		*why = str_format(s->room, "'%.*s' is there already", STR(shown));
		return false;
	} else {
		return merge_contents(s, shown, base, ours, theirs, merged, why);
	}
	return true;
}
