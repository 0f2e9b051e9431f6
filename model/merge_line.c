/* SPDX-License-Identifier: MIT */
/* Two changes that touch different lines, with an untouched line between them. */
#include "model/line_diff.h"
#include "model/merge_priv.h"

static void
copy_lines(struct buf *b, const struct lines *lines, ptrdiff_t from, ptrdiff_t to)
{
	for (ptrdiff_t i = from; i < to; i++)
		buf_add(b, lines->at[i]);
}

static bool
same_change(const struct line_changes *x, const struct line_change *i, const struct line_changes *y,
    const struct line_change *j)
{
	if (i->at != j->at || i->removed != j->removed || i->inserted != j->inserted)
		return false;
	for (ptrdiff_t n = 0; n < i->inserted; n++) {
		if (!str_eq(x->after.at[i->to + n], y->after.at[j->to + n]))
			return false;
	}
	return true;
}

bool
merge_lines(
    struct arena *a, struct str base, struct str ours, struct str theirs, struct str *merged)
{
	struct line_changes o, t;
	struct buf b = {.arena = a};
	line_diff(a, base, ours, &o);
	line_diff(a, base, theirs, &t);
	ptrdiff_t i = 0, j = 0, at = 0;
	while (i < o.list.count || j < t.list.count) {
		const struct line_change *x = i < o.list.count ? &o.list.at[i] : NULL;
		const struct line_change *y = j < t.list.count ? &t.list.at[j] : NULL;
		if (x != NULL && y != NULL && same_change(&o, x, &t, y)) {
			y = NULL;
			j++;
		}
		bool first = y == NULL || (x != NULL && x->at < y->at);
		const struct line_change *next = first ? x : y, *other = first ? y : x;
		if (other != NULL && other->at <= next->at + next->removed)
			return false;
		copy_lines(&b, &o.before, at, next->at);
		copy_lines(&b, first ? &o.after : &t.after, next->to, next->to + next->inserted);
		at = next->at + next->removed;
		i += first;
		j += !first;
	}
	copy_lines(&b, &o.before, at, o.before.count);
	*merged = buf_str(&b);
	return true;
}
