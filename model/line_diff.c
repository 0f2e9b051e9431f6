/* SPDX-License-Identifier: MIT */
/*
 * Myers' greedy algorithm on what lies between equal beginnings and ends. Its memory grows with the
 * square of the number of different lines, so beyond a limit the rest is one change.
 */
#include "model/line_diff.h"

#include <string.h>

static struct lines
split(struct arena *a, struct str text)
{
	VEC(struct str) list = {0};
	while (text.len > 0) {
		const char *nl = memchr(text.at, '\n', (size_t)text.len);
		ptrdiff_t len = nl != NULL ? nl - text.at + 1 : text.len;
		VEC_PUSH(a, &list, str_upto(text, len));
		text = str_from(text, len);
	}
	return (struct lines){list.at, list.count};
}

/* The part that differs: lines [x0, x1) of the old text, [y0, y1) of the new one. */
struct middle {
	const struct str *x, *y;
	ptrdiff_t x0, x1, y0, y1;
};

static void
add(struct arena *a, struct line_changes *c, ptrdiff_t at, ptrdiff_t to, ptrdiff_t removed,
    ptrdiff_t inserted)
{
	struct line_change *last = c->list.count > 0 ? &c->list.at[c->list.count - 1] : NULL;
	if (last != NULL && last->at + last->removed == at && last->to + last->inserted == to) {
		last->removed += removed;
		last->inserted += inserted;
		return;
	}
	VEC_PUSH(a, &c->list, (struct line_change){at, removed, to, inserted});
}

/* How far one comes on each diagonal with d differences: rows[d] holds diagonals -d to d. */
struct trace {
	ptrdiff_t **rows;
	ptrdiff_t d; /* the number of differences, or -1 */
};

static struct trace
search(struct arena *a, const struct middle *m)
{
	enum { MOST = 1000 };
	ptrdiff_t n = m->x1 - m->x0, k_count = m->y1 - m->y0;
	struct trace t = {NEW_N(a, ptrdiff_t *, MOST + 1), -1};
	for (ptrdiff_t d = 0; d <= MOST; d++) {
		ptrdiff_t *row = NEW_N(a, ptrdiff_t, 2 * d + 1);
		const ptrdiff_t *last = d > 0 ? t.rows[d - 1] : NULL;
		t.rows[d] = row;
		for (ptrdiff_t k = -d; k <= d; k += 2) {
			ptrdiff_t x = 0;
			if (d > 0) {
				/* last[k'] stands at k' + d - 1 */
				ptrdiff_t left = k > -d ? last[k - 1 + d - 1] : -1;
				ptrdiff_t up = k < d ? last[k + 1 + d - 1] : -1;
				x = k == -d || (k != d && left < up) ? up : left + 1;
			}
			while (x < n && x - k < k_count &&
			    str_eq(m->x[m->x0 + x], m->y[m->y0 + x - k]))
				x++;
			row[k + d] = x;
			if (x >= n && x - k >= k_count) {
				t.d = d;
				return t;
			}
		}
	}
	return t;
}

/* From the end back to the start; the steps are noted in reverse. */
static void
walk_back(struct arena *a, const struct middle *m, const struct trace *t, struct line_changes *c)
{
	struct step {
		ptrdiff_t x, y;
		bool insert;
	} *steps = NEW_N(a, struct step, t->d + 1);
	ptrdiff_t x = m->x1 - m->x0, y = m->y1 - m->y0, count = 0;
	for (ptrdiff_t d = t->d; d > 0; d--) {
		const ptrdiff_t *last = t->rows[d - 1];
		ptrdiff_t k = x - y;
		ptrdiff_t left = k > -d ? last[k - 1 + d - 1] : -1;
		ptrdiff_t up = k < d ? last[k + 1 + d - 1] : -1;
		bool insert = k == -d || (k != d && left < up);
		x = insert ? up : left;
		y = insert ? up - (k + 1) : left - (k - 1);
		steps[count++] = (struct step){x, y, insert};
	}
	while (count-- > 0)
		add(a, c, m->x0 + steps[count].x, m->y0 + steps[count].y, !steps[count].insert,
		    steps[count].insert);
}

void
line_diff(struct arena *a, struct str before, struct str after, struct line_changes *c)
{
	*c = (struct line_changes){.before = split(a, before), .after = split(a, after)};
	struct middle m = {c->before.at, c->after.at, 0, c->before.count, 0, c->after.count};
	while (m.x0 < m.x1 && m.y0 < m.y1 && str_eq(m.x[m.x0], m.y[m.y0])) {
		m.x0++;
		m.y0++;
	}
	while (m.x0 < m.x1 && m.y0 < m.y1 && str_eq(m.x[m.x1 - 1], m.y[m.y1 - 1])) {
		m.x1--;
		m.y1--;
	}
	if (m.x0 == m.x1 && m.y0 == m.y1)
		return;
	struct trace t = search(a, &m);
	if (t.d < 0)
		add(a, c, m.x0, m.y0, m.x1 - m.x0, m.y1 - m.y0);
	else
		walk_back(a, &m, &t, c);
}
