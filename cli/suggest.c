/* SPDX-License-Identifier: MIT */
/*
 * A mistyped word costs one per wrong, missing, extra or swapped letter; a word of which only the
 * beginning was typed counts as near. What is further than a third of its length is no suggestion.
 */
#include "cli/suggest.h"

#include "base/utf8.h"

enum { MOST = 3 };

static int
distance(struct str word, struct str known)
{
	int limit = 1 + (int)(word.len < 60 ? word.len : 60) / 3;
	int d = str_distance(word, known, limit);
	if (d <= limit)
		return d * 2;
	return word.len >= 2 && str_starts(known, word) ? limit * 2 + 1 : -1;
}

/* The near ones in order; a later one of equal distance stands behind. */
static int
nearest(struct arena *a, struct str word, const struct words *known, struct str best[MOST])
{
	int cost[MOST] = {0}, count = 0;
	struct str folded = utf8_fold(a, word);
	for (ptrdiff_t i = 0; i < known->list.count; i++) {
		int d = distance(folded, known->list.at[i]);
		int k = count;
		while (k > 0 && cost[k - 1] > d)
			k--;
		if (d < 0 || k == MOST)
			continue;
		count = count < MOST ? count + 1 : MOST;
		for (int j = count - 1; j > k; j--) {
			cost[j] = cost[j - 1];
			best[j] = best[j - 1];
		}
		cost[k] = d;
		best[k] = known->list.at[i];
	}
	return count;
}

struct str
suggest(struct arena *a, struct str word, const struct words *known)
{
	struct str best[MOST];
	int count = nearest(a, word, known, best);
	if (count == 0)
		return (struct str){0};
	struct buf b = {.arena = a};
	buf_add(&b, S("did you mean "));
	for (int i = 0; i < count; i++) {
		if (i > 0)
			buf_add(&b, i + 1 < count ? S(", ") : S(" or "));
		buf_format(&b, "'%.*s'", STR(best[i]));
	}
	buf_char(&b, '?');
	return buf_str(&b);
}
