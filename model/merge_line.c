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
	if (i->before != j->before || i->removed != j->removed || i->added != j->added)
		return false;
	for (ptrdiff_t n = 0; n < i->added; n++) {
		if (!str_eq(x->after.at[i->after + n], y->after.at[j->after + n]))
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
	while (i < o.count || j < t.count) {
		const struct line_change *x = i < o.count ? &o.list[i] : NULL;
		const struct line_change *y = j < t.count ? &t.list[j] : NULL;
		if (x != NULL && y != NULL && same_change(&o, x, &t, y)) {
			y = NULL;
			j++;
		}
		bool first = y == NULL || (x != NULL && x->before < y->before);
		const struct line_change *next = first ? x : y, *other = first ? y : x;
		if (other != NULL && other->before <= next->before + next->removed)
			return false;
		copy_lines(&b, &o.before, at, next->before);
		copy_lines(&b, first ? &o.after : &t.after, next->after, next->after + next->added);
		at = next->before + next->removed;
		i += first;
		j += !first;
	}
	copy_lines(&b, &o.before, at, o.before.count);
	*merged = buf_str(&b);
	return true;
}
