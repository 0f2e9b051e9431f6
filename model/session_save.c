/* SPDX-License-Identifier: MIT */
/*
 * Bringing texts and disk together. All files that differ are saved as one; when somebody changed
 * one of them in the meantime, the change enters the history below what is unsaved of ours, which
 * is made again on top of it by merging. So undoing ours gives back exactly what the others wrote.
 */
#include "model/session_priv.h"

#include <fcntl.h>

enum { MOST_ROUNDS = 5, LOCK_MS = 2000, LARGEST_FILE = 16 << 20 };

/* ---- changes of others ---- */

/* What was done and is not saved can be lifted; undone and unsaved, it stays where it is. */
static ptrdiff_t
liftable(const struct session *s)
{
	for (ptrdiff_t i = 0; i < s->unsaved.count; i++) {
		if (s->unsaved.at[i] != STEP_DO)
			return 0;
	}
	return s->unsaved.count;
}

static bool
merge_all(struct session *s, const struct str *base, const struct str *ours,
    const struct str *theirs, struct str *merged, struct str *why)
{
	for (ptrdiff_t i = 0; i < s->history->files.count; i++) {
		struct str shown = session_shown(s, s->history->files.at[i].path);
		if (!texts_merge(s, shown, base[i], ours[i], theirs[i], &merged[i], why))
			return false;
	}
	return true;
}

/* The texts when their changes are in, where what is unsaved of ours is not lifted. */
static bool
put_found(struct session *s, const struct found_texts *found, bool lifted, struct str *texts,
    struct str *why)
{
	for (ptrdiff_t i = 0; i < found->list.count; i++) {
		const struct session_file *f = found->list.at[i].file;
		struct str theirs = found->list.at[i].text;
		if (f->number < 0)
			continue;
		struct str *at = &texts[f->number];
		if (lifted || s->unsaved.count == 0)
			*at = theirs;
		else if (!texts_merge(s, f->shown, f->disk, *at, theirs, at, why))
			return false;
	}
	return true;
}

struct lift {
	struct session *s;
	struct str *base, *now; /* before the next command: as it was, and with their changes */
	struct command_list plan;
};

/* Makes one command again on other texts than those it was made on. */
static bool
lift_command(struct lift *l, const struct command *c, struct str *why)
{
	struct session *s = l->s;
	struct str *after = texts_copy(s->room, s->history, l->base);
	struct str *merged = NEW_N(s->room, struct str, s->history->files.count + 1);
	texts_forward(s->room, after, c);
	if (!merge_all(s, l->base, after, l->now, merged, why))
		return false;
	struct command again = texts_command(s->room, s->history, l->now, merged);
	again.name = c->name;
	again.time = c->time;
	again.foreign = c->foreign;
	if (again.splices.count > 0)
		VEC_PUSH(s->room, &l->plan.list, again);
	l->base = after;
	l->now = merged;
	return true;
}

/* What had been undone can be done again as far as it goes together with what others did. */
static ptrdiff_t
lift_undone(struct lift *l)
{
	struct session *s = l->s;
	const struct history *h = s->history;
	ptrdiff_t start = l->plan.list.count, conflicts = s->conflicts.count;
	struct str ignored;
	for (ptrdiff_t i = h->done; i < h->commands.count; i++) {
		ptrdiff_t sure = l->plan.list.count;
		bool fits = lift_command(l, &h->commands.at[i], &ignored);
		if (fits && s->conflicts.count == conflicts)
			continue;
		l->plan.list.count = sure;
		break;
	}
	s->conflicts.count = conflicts;
	return l->plan.list.count - start;
}

static struct str
name_of_change(struct session *s, const struct found_texts *found)
{
	struct str first = found->list.at[0].file->shown;
	return found->list.count == 1 ? str_format(s->room, "others changed %.*s", STR(first))
				      : str_format(s->room, "others changed %.*s and %td more",
					    STR(first), found->list.count - 1);
}

static bool
is_known(const struct found_texts *found)
{
	for (ptrdiff_t i = 0; i < found->list.count; i++) {
		if (found->list.at[i].file->number >= 0)
			return true;
	}
	return false;
}

static bool
enter(struct session *s, const struct found_texts *found, struct str *why)
{
	const struct history *h = s->history;
	ptrdiff_t lifted = liftable(s);
	struct lift l = {.s = s, .base = texts_now(s->room, h)};
	for (ptrdiff_t i = 0; i < lifted; i++)
		texts_back(s->room, l.base, &h->commands.at[h->done - 1 - i]);
	l.now = texts_copy(s->room, h, l.base);
	if (!put_found(s, found, lifted > 0, l.now, why))
		return false;
	struct command theirs = texts_command(s->room, h, l.base, l.now);
	theirs.name = name_of_change(s, found);
	theirs.time = s->args.now();
	theirs.foreign = true;
	if (theirs.splices.count > 0)
		VEC_PUSH(s->room, &l.plan.list, theirs);
	ptrdiff_t below = l.plan.list.count;
	for (ptrdiff_t i = h->done - lifted; i < h->done; i++) {
		if (!lift_command(&l, &h->commands.at[i], why))
			return false;
	}
	if (s->strict && s->conflicts.count > 0) {
		*why = s->conflicts.at[0].what;
		return false;
	}
	if (lifted > 0)
		s->unsaved.count = l.plan.list.count - below;
	ptrdiff_t undone = lift_undone(&l);
	session_rewrite(s, lifted, &l.plan, undone);
	return true;
}

bool
session_take_in(struct session *s, const struct found_texts *found, struct str *why)
{
	ptrdiff_t conflicts = s->conflicts.count;
	if (is_known(found) && !enter(s, found, why)) {
		s->conflicts.count = conflicts;
		return false;
	}
	for (ptrdiff_t i = 0; i < found->list.count; i++)
		session_set_disk(s, found->list.at[i].file, found->list.at[i].text);
	session_forget_workspace(s);
	return true;
}

/* ---- saving ---- */

struct save {
	VEC(struct store_file) files;
	VEC(struct session_file *) of;
};

static bool
is_collected(const struct save *save, const struct session_file *f)
{
	for (ptrdiff_t i = 0; i < save->of.count; i++) {
		if (save->of.at[i]->number == f->number)
			return true;
	}
	return false;
}

static void
collect(struct session *s, struct save *save)
{
	for (ptrdiff_t i = 0; i < s->files.count; i++) {
		struct session_file *f = s->files.at[i];
		struct str text = session_text(s, f);
		if (text_same(text, f->disk) || is_collected(save, f))
			continue;
		struct store_file file = {.path = f->shown, .before = f->disk, .after = text};
		VEC_PUSH(s->room, &save->files, file);
		VEC_PUSH(s->room, &save->of, f);
	}
}

/* Work goes on without a journal, so what it cannot keep does not stop the saving. */
static bool
sync_journal(void *context)
{
	struct session *s = context;
	struct str error = {0};
	if (s->journal != NULL && !journal_sync(s->journal, &error))
		session_lose_journal(s, error);
	return true;
}

static enum store_result
store(struct session *s, struct save *save, struct str *why)
{
	if (s->args.dry)
		return STORE_SAVED;
	struct store_args args = {
	    .disk = s->args.disk,
	    .who = s->args.who,
	    .wait_ms = LOCK_MS,
	    .ready = sync_journal,
	    .context = s,
	};
	struct str root = s->folder ? s->root : (struct str){0};
	return store_save(s->room, &args, root, save->files.at, save->files.count, why);
}

static void
settle(struct session *s, const struct save *save)
{
	struct str error = {0};
	for (ptrdiff_t i = 0; i < save->of.count; i++)
		VEC_PUSH(s->room, &s->changed, save->of.at[i]->shown);
	for (ptrdiff_t i = 0; i < s->files.count; i++) {
		struct session_file *f = s->files.at[i];
		if (!text_same(session_text(s, f), f->disk))
			session_set_disk(s, f, session_text(s, f));
	}
	s->unsaved.count = 0;
	if (s->journal != NULL && !journal_saved(s->journal, s->history, &error))
		session_lose_journal(s, error);
}

/* The store stops at the first file that was changed; who changed that one changed others, too. */
static struct found_texts
what_was_found(struct session *s, const struct save *save)
{
	struct found_texts found = {0};
	for (ptrdiff_t i = 0; i < save->files.count; i++) {
		const struct store_file *f = &save->files.at[i];
		struct str text = f->found, ignored;
		if (!f->changed &&
		    (!store_read(s->room, s->args.disk, f->path, LARGEST_FILE, &text, &ignored) ||
			text_same(text, f->before)))
			continue;
		VEC_PUSH(s->room, &found.list, (struct found_text){save->of.at[i], text});
	}
	return found;
}

static struct session_report
not_saved(struct session *s, struct str why)
{
	sync_journal(s);
	return session_say(s, SESSION_UNSAVED, why);
}

/* What both changed is no result of a strict step; all is as it was before it. */
static struct session_report
refuse_step(struct session *s, struct str why)
{
	session_take_back_step(s);
	return session_say(s, SESSION_REFUSED, why);
}

/*
 * Sessions of one user wait for each other from the first attempt to the last, so that nobody loses
 * every round. Others, and those that find no lock, are met by the comparing in the store.
 */
static int
wait_for_turn(const struct session *s)
{
	const struct disk *d = s->args.disk;
	if (s->journals.len == 0 || s->args.dry)
		return -1;
	struct str path = str_format(s->room, "%.*s/saving", STR(s->args.state_folder));
	int fd = d->open(d, path.at, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
	if (fd >= 0)
		(void)d->lock(d, fd, DISK_WRITE_LOCK, LOCK_MS);
	return fd;
}

static struct session_report
save_in_rounds(struct session *s)
{
	struct str why = {0};
	for (int round = 0; round < MOST_ROUNDS; round++) {
		struct save save = {0};
		collect(s, &save);
		enum store_result result =
		    save.files.count > 0 ? store(s, &save, &why) : STORE_SAVED;
		if (result == STORE_REFUSED)
			return not_saved(s, why);
		if (why.len > 0)
			s->note = why;
		if (result == STORE_SAVED) {
			settle(s, &save);
			return session_say(s, SESSION_SAVED, (struct str){0});
		}
		struct found_texts found = what_was_found(s, &save);
		if (!session_take_in(s, &found, &why))
			return s->strict ? refuse_step(s, why) : not_saved(s, why);
		s->merged = true;
	}
	return not_saved(s, S("others keep changing the same file"));
}

struct session_report
session_save_all(struct session *s)
{
	int turn = wait_for_turn(s);
	struct session_report r = save_in_rounds(s);
	if (turn >= 0)
		(void)s->args.disk->close(s->args.disk, turn);
	return r;
}
