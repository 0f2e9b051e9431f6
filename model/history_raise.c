/* SPDX-License-Identifier: MIT */
/*
 * Undo where others changed something since. Two splices that touch different places can be done
 * in either order; only the offset of the later place moves. So our command is brought to the top
 * past the foreign ones, and is then undone as if they had come first.
 */
#include "model/history_priv.h"

#include <string.h>

/* More exchanges than this are not tried: a second of work that no user waits for. */
enum { MOST_EXCHANGES = 1 << 22 };

ptrdiff_t
history_newest(const struct history *h)
{
	ptrdiff_t i = h->done - 1;
	while (i >= 0 && h->commands.at[i].foreign)
		i--;
	return i;
}

/* `low` was done before `high`; afterwards it is the other way round. */
static bool
exchange(struct file_splice *low, struct file_splice *high)
{
	if (low->file != high->file)
		return true;
	if (low->creates || low->removes || high->creates || high->removes)
		return false;
	struct splice *s = &low->splice, *t = &high->splice;
	if (t->at + t->removed.len <= s->at) {
		s->at = (uint32_t)(s->at + t->inserted.len - t->removed.len);
		return true;
	}
	if (t->at < s->at + s->inserted.len)
		return false;
	t->at = (uint32_t)(t->at + s->removed.len - s->inserted.len);
	return true;
}

static bool
exchange_all(struct file_splice *ours, ptrdiff_t count, struct file_splice *theirs, ptrdiff_t more)
{
	for (ptrdiff_t j = 0; j < more; j++) {
		for (ptrdiff_t i = count - 1; i >= 0; i--) {
			if (!exchange(&ours[i], &theirs[j]))
				return false;
		}
	}
	return true;
}

static ptrdiff_t
count_splices(const struct history *h, ptrdiff_t from)
{
	ptrdiff_t count = 0;
	for (ptrdiff_t i = from; i < h->done; i++)
		count += h->commands.at[i].splices.count;
	return count;
}

/* The splices of the commands from `from` on, tried in `all` first. */
static bool
move_splices(struct history *h, ptrdiff_t from, struct file_splice *all)
{
	struct file_splice *to = all;
	for (ptrdiff_t i = from; i < h->done; i++) {
		const struct command *c = &h->commands.at[i];
		for (ptrdiff_t j = 0; j < c->splices.count; j++)
			*to++ = c->splices.at[j];
	}
	ptrdiff_t ours = h->commands.at[from].splices.count;
	if (!exchange_all(all, ours, all + ours, to - all - ours))
		return false;
	to = all;
	for (ptrdiff_t i = from; i < h->done; i++) {
		const struct command *c = &h->commands.at[i];
		for (ptrdiff_t j = 0; j < c->splices.count; j++)
			c->splices.at[j] = *to++;
	}
	return true;
}

long long
history_raise_cost(const struct history *h)
{
	ptrdiff_t from = history_newest(h);
	if (from < 0)
		return 0;
	long long all = count_splices(h, from), ours = h->commands.at[from].splices.count;
	return all + ours * (all - ours) + h->done - from;
}

bool
history_raise(struct history *h)
{
	ptrdiff_t from = history_newest(h);
	if (from < 0 || from == h->done - 1)
		return from >= 0;
	if (history_raise_cost(h) > MOST_EXCHANGES)
		return false;
	ptrdiff_t count = count_splices(h, from);
	struct arena_mark mark = arena_mark(h->arena);
	bool fine = move_splices(h, from, NEW_N(h->arena, struct file_splice, count));
	arena_release(h->arena, mark);
	if (!fine)
		return false;
	struct command c = h->commands.at[from];
	ptrdiff_t above = h->done - 1 - from;
	memmove(&h->commands.at[from], &h->commands.at[from + 1],
	    (size_t)above * sizeof h->commands.at[0]);
	h->commands.at[h->done - 1] = c;
	h->raised = from < h->raised ? from : h->raised;
	return true;
}
