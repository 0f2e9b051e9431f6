/* SPDX-License-Identifier: MIT */
/*
 * A difference of lines by Myers' algorithm in linear space. Lines are numbers here: equal lines
 * have equal numbers. What both texts begin and end with is set aside, and lines that only one text
 * has take no part in the search; where it gets too long all the same, it goes on from the furthest
 * point reached, and the result is right but perhaps not the smallest.
 */
#include "model/line_diff.h"

#include "base/map.h"

enum { MOST_COST = 400 };

/* One side: its lines, and which of them the other side has not. */
struct side {
	ptrdiff_t *number; /* equal lines have equal numbers */
	ptrdiff_t count;
	bool *changed;   /* one more at the end, always false */
	ptrdiff_t *kept; /* lines that take part in the search */
	ptrdiff_t kept_count;
};

struct comparison {
	struct arena *arena;
	struct side old, new;
	ptrdiff_t numbers;
	/* How far each diagonal was followed, from the start and from the end; [0] is in their
	 * middle. */
	ptrdiff_t *forward, *backward;
};

/* ---- lines ---- */

static struct lines
lines_of(struct arena *a, struct str text)
{
	ptrdiff_t count = 0;
	for (ptrdiff_t i = 0; i < text.len; i++)
		count += text.at[i] == '\n' || i == text.len - 1;
	struct str *list = NEW_N(a, struct str, count + 1);
	for (ptrdiff_t i = 0; i < count; i++) {
		ptrdiff_t end = str_find(text, '\n');
		list[i] = end < 0 ? text : str_upto(text, end + 1);
		text = str_from(text, list[i].len);
	}
	return (struct lines){list, count};
}

static void
number_lines(struct comparison *c, struct side *s, struct lines text, struct str_map *numbers)
{
	s->count = text.count;
	s->number = NEW_N(c->arena, ptrdiff_t, s->count + 1);
	s->changed = NEW_N(c->arena, bool, s->count + 1);
	s->kept = NEW_N(c->arena, ptrdiff_t, s->count + 1);
	for (ptrdiff_t i = 0; i < s->count; i++) {
		ptrdiff_t *number = str_map_at(numbers, text.at[i]);
		if (*number < 0)
			*number = c->numbers++;
		s->number[i] = *number;
	}
}

/* Keeps lines [start, end) that the other side has somewhere; the others have changed for sure. */
static void
keep_shared(struct side *s, ptrdiff_t start, ptrdiff_t end, const bool *there)
{
	for (ptrdiff_t i = start; i < end; i++) {
		s->changed[i] = !there[s->number[i]];
		if (!s->changed[i])
			s->kept[s->kept_count++] = i;
	}
}

static void
choose_lines(struct comparison *c)
{
	struct side *o = &c->old, *n = &c->new;
	ptrdiff_t least = o->count < n->count ? o->count : n->count, start = 0, end = 0;
	while (start < least && o->number[start] == n->number[start])
		start++;
	while (
	    end < least - start && o->number[o->count - 1 - end] == n->number[n->count - 1 - end])
		end++;
	bool *in_old = NEW_N(c->arena, bool, c->numbers),
	     *in_new = NEW_N(c->arena, bool, c->numbers);
	for (ptrdiff_t i = start; i < o->count - end; i++)
		in_old[o->number[i]] = true;
	for (ptrdiff_t i = start; i < n->count - end; i++)
		in_new[n->number[i]] = true;
	keep_shared(o, start, o->count - end, in_new);
	keep_shared(n, start, n->count - end, in_old);
}

/* ---- the search ---- */

/* A part of both sides, in kept lines. */
struct part {
	ptrdiff_t old, old_end, new, new_end;
};

/* The same part read from its start or from its end; x and y count the lines passed. */
struct walk {
	const struct comparison *c;
	struct part part;
	ptrdiff_t width, height;
	bool backward;
	ptrdiff_t *furthest; /* x by diagonal, x - y; or NOWHERE */
};
enum { NOWHERE = -1 };

static bool
is_same(const struct walk *w, ptrdiff_t x, ptrdiff_t y)
{
	const struct side *o = &w->c->old, *n = &w->c->new;
	ptrdiff_t old = w->backward ? w->part.old_end - 1 - x : w->part.old + x;
	ptrdiff_t new = w->backward ? w->part.new_end - 1 - y : w->part.new + y;
	return o->number[o->kept[old]] == n->number[n->kept[new]];
}

/* The first and last diagonal of this cost that lie within the part. */
static ptrdiff_t
edge(ptrdiff_t cost, ptrdiff_t size)
{
	return cost <= size ? cost : 2 * size - cost;
}

static void
step_diagonal(struct walk *w, ptrdiff_t cost, ptrdiff_t k)
{
	ptrdiff_t *f = w->furthest, x = NOWHERE;
	if (cost == 0)
		x = 0;
	if (k < cost && f[k + 1] != NOWHERE && f[k + 1] - k <= w->height)
		x = f[k + 1];
	if (k > -cost && f[k - 1] != NOWHERE && f[k - 1] < w->width && f[k - 1] + 1 > x)
		x = f[k - 1] + 1;
	if (x != NOWHERE) {
		while (x < w->width && x - k < w->height && is_same(w, x, x - k))
			x++;
	}
	f[k] = x;
}

/* Go on by one changed line; true when this met the other walk, on diagonal *met. */
static bool
step(struct walk *w, const struct walk *other, ptrdiff_t cost, ptrdiff_t other_cost, ptrdiff_t *met)
{
	ptrdiff_t delta = w->width - w->height, last = edge(cost, w->width);
	ptrdiff_t other_low = -edge(other_cost, w->height), other_high = edge(other_cost, w->width);
	for (ptrdiff_t k = -edge(cost, w->height); k <= last; k += 2) {
		step_diagonal(w, cost, k);
		ptrdiff_t facing = delta - k;
		bool reached = facing >= other_low && facing <= other_high &&
		    ((facing ^ other_cost) & 1) == 0 && w->furthest[k] != NOWHERE &&
		    other->furthest[facing] != NOWHERE;
		*met = k;
		if (reached && w->furthest[k] + other->furthest[facing] >= w->width)
			return true;
	}
	return false;
}

/* Where to go on when the search is given up: the furthest from the start. */
static ptrdiff_t
best_diagonal(const struct walk *w, ptrdiff_t cost)
{
	ptrdiff_t best = -edge(cost, w->height);
	for (ptrdiff_t k = best; k <= edge(cost, w->width); k += 2) {
		bool there = w->furthest[k] != NOWHERE;
		if (there && 2 * w->furthest[k] - k > 2 * w->furthest[best] - best)
			best = k;
	}
	return best;
}

/* A point that a shortest way passes, as lines from the start of the part. Both sides have lines.
 */
static void
find_middle(struct comparison *c, const struct part *p, ptrdiff_t *x, ptrdiff_t *y)
{
	struct walk there = {.c = c,
	    .part = *p,
	    .width = p->old_end - p->old,
	    .height = p->new_end - p->new,
	    .furthest = c->forward};
	struct walk back = there;
	back.backward = true;
	back.furthest = c->backward;
	ptrdiff_t cost = 0, k;
	back.furthest[0] = NOWHERE;
	for (;; cost++) {
		if (step(&there, &back, cost, cost > 0 ? cost - 1 : 0, &k))
			break;
		if (step(&back, &there, cost, cost, &k)) {
			*x = there.width - back.furthest[k];
			*y = there.height - (back.furthest[k] - k);
			return;
		}
		if (cost == MOST_COST) {
			k = best_diagonal(&there, cost);
			break;
		}
	}
	*x = there.furthest[k];
	*y = *x - k;
}

static void
mark_kept(struct side *s, ptrdiff_t start, ptrdiff_t end)
{
	for (ptrdiff_t i = start; i < end; i++)
		s->changed[s->kept[i]] = true;
}

static void
trim_part(const struct comparison *c, struct part *p)
{
	struct walk w = {.c = c, .part = *p};
	ptrdiff_t least = p->old_end - p->old, n = 0;
	if (p->new_end - p->new < least)
		least = p->new_end - p->new;
	while (n < least && is_same(&w, n, n))
		n++;
	p->old += n;
	p->new += n;
	least -= n;
	w.backward = true;
	for (n = 0; n < least && is_same(&w, n, n);)
		n++;
	p->old_end -= n;
	p->new_end -= n;
}

static void
compare(struct comparison *c, struct part p)
{
	for (;;) {
		ptrdiff_t x, y;
		trim_part(c, &p);
		if (p.old == p.old_end || p.new == p.new_end)
			break;
		find_middle(c, &p, &x, &y);
		compare(c, (struct part){p.old, p.old + x, p.new, p.new + y});
		p.old += x;
		p.new += y;
	}
	mark_kept(&c->old, p.old, p.old_end);
	mark_kept(&c->new, p.new, p.new_end);
}

/* ---- changes ---- */

static ptrdiff_t
run_of(const struct side *s, ptrdiff_t at)
{
	ptrdiff_t start = at;
	while (s->changed[at])
		at++;
	return at - start;
}

static ptrdiff_t
collect(const struct comparison *c, struct line_change *list)
{
	ptrdiff_t count = 0, i = 0, j = 0;
	while (i < c->old.count || j < c->new.count) {
		ptrdiff_t removed = run_of(&c->old, i), added = run_of(&c->new, j);
		if (removed + added > 0)
			list[count++] = (struct line_change){i, removed, j, added};
		i += removed + 1;
		j += added + 1;
	}
	return count;
}

/* Whether a change that only adds or only removes could as well stand one line further down. */
static bool
can_slide(const struct comparison *c, const struct line_change *g)
{
	bool adds = g->removed == 0;
	const struct side *s = adds ? &c->new : &c->old;
	ptrdiff_t start = adds ? g->after : g->before, run = adds ? g->added : g->removed;
	if (!adds && g->added > 0)
		return false;
	return start + run < s->count && s->number[start] == s->number[start + run];
}

/*
 * Of all the places where the same lines can be added or removed, the last one is taken, as other
 * programs do: a repeated item shows as added behind the others. Changes that touch become one.
 */
static ptrdiff_t
slide_all(const struct comparison *c, struct line_change *list, ptrdiff_t count)
{
	ptrdiff_t next = count;
	for (ptrdiff_t i = count - 1; i >= 0; i--) {
		struct line_change g = list[i];
		while (can_slide(c, &g)) {
			g.before++;
			g.after++;
			if (next < count && g.before + g.removed == list[next].before) {
				g.removed += list[next].removed;
				g.added += list[next].added;
				next++;
			}
		}
		list[--next] = g;
	}
	for (ptrdiff_t i = next; i < count; i++)
		list[i - next] = list[i];
	return count - next;
}

void
line_diff(struct arena *a, struct str before, struct str after, struct line_changes *changes)
{
	struct comparison *c = NEW(a, struct comparison);
	struct str_map numbers = {.arena = a};
	c->arena = a;
	*changes =
	    (struct line_changes){.before = lines_of(a, before), .after = lines_of(a, after)};
	number_lines(c, &c->old, changes->before, &numbers);
	number_lines(c, &c->new, changes->after, &numbers);
	choose_lines(c);
	ptrdiff_t most = c->old.kept_count + c->new.kept_count;
	c->forward = NEW_N(a, ptrdiff_t, 2 * most + 3) + most + 1;
	c->backward = NEW_N(a, ptrdiff_t, 2 * most + 3) + most + 1;
	compare(c, (struct part){0, c->old.kept_count, 0, c->new.kept_count});
	changes->list = NEW_N(a, struct line_change, c->old.count + c->new.count + 1);
	changes->count = slide_all(c, changes->list, collect(c, changes->list));
}
