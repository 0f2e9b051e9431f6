/* SPDX-License-Identifier: MIT */
/*
 * An entry of a block collection goes to another place in it: the entry and those it passes change
 * sides of the gap between them, and no byte of either is written anew.
 */
#include "model/edit_priv.h"

/* X gap Y becomes Y gap X; one of them is the entry that moves. */
struct turn {
	struct edit_job *job;
	struct looks looks;
	struct extent x, y, last; /* the first entry of X and of Y, the last of all */
	uint32_t x_end;           /* the gap is from here to y.lead */
	int column;
	bool is_far, is_down;
	bool open; /* the last line of the file is in Y and has no break */
};

/* What the candidates differ in. */
enum gap_way { GAP_AS_IS, GAP_EMPTIED, GAP_DROPPED };
struct way {
	enum gap_way gap;
	bool ends; /* the file's last line gets a break */
};

static struct extent
extent_at(const struct edit_job *job, ptrdiff_t number)
{
	return extent_of(job->text, job->tree, node_entry(job->plan.at, number));
}

static struct str
piece(const struct edit_job *job, uint32_t from, uint32_t to)
{
	return str_from(str_upto(job->text, to), from);
}

/* Blank lines become part of a block text when it comes to stand above them, if they hold blanks.
 */
static void
add_gap(struct buf *b, const struct edit_job *job, uint32_t from, uint32_t to, struct way way)
{
	while (from < to) {
		uint32_t next = line_next(job->text, from);
		next = next > to ? to : next;
		bool blank = line_is_blank(job->text, from);
		if (!blank || way.gap == GAP_AS_IS)
			buf_add(b, piece(job, from, next));
		else if (way.gap == GAP_EMPTIED)
			buf_add(b, piece(job, line_end(job->text, from), next));
		from = next;
	}
}

static void
add_y(struct buf *b, const struct turn *t)
{
	const struct edit_job *job = t->job;
	uint32_t from = t->y.lead;
	if (t->x.is_inline && t->y.has_lead)
		buf_add(b, t->looks.line_break);
	else if (t->x.is_inline)
		from = t->y.start;
	add_closed(b, job->text, last_leaf(t->last.value), from, t->last.tail);
	if (t->open)
		buf_add(b, t->looks.line_break);
}

static void
add_x(struct buf *b, const struct turn *t, bool open)
{
	if (t->x.is_inline)
		buf_fill(b, ' ', t->column);
	uint32_t end = t->x_end;
	if (open)
		end = before_break(t->job->text, end);
	buf_add(b, piece(t->job, t->x.lead, end));
}

static void
turn(const struct turn *t, struct way way)
{
	struct edit_job *job = t->job;
	struct str text = job->text;
	struct buf b = {.arena = job->arena};
	uint32_t at = t->x.lead, end = t->last.tail, gap = t->x_end, behind_gap = t->y.lead;
	if (t->x.is_inline && t->y.has_lead) {
		while (at > 0 && is_blank(text.at[at - 1]))
			at--;
	}
	/* Comments that belong to no entry stay where they are when something goes far past them.
	 */
	bool stays =
	    t->is_far && comment_in(job->tree, gap, behind_gap) && !t->x.is_inline && !t->open;
	int count;
	uint32_t from = gap, to = behind_gap; /* what of the gap goes along */
	if (stays && t->is_down)
		to = blank_run(text, gap, behind_gap, &count);
	else if (stays)
		from = blank_run_above(text, behind_gap, gap);
	add_gap(&b, job, to, behind_gap, way);
	add_y(&b, t);
	add_gap(&b, job, from, to, way);
	add_x(&b, t, t->open && !way.ends);
	add_gap(&b, job, gap, from, way);
	if (way.gap != GAP_AS_IS) {
		uint32_t behind = blank_run(text, end, (uint32_t)text.len, &count);
		add_gap(&b, job, end, behind, way);
		end = behind;
	}
	edit_try(job, (struct candidate){at, end, buf_str(&b), {{0}}});
}

static bool
has_blank_line(const struct edit_job *job, uint32_t from, uint32_t to)
{
	for (; from < to; from = line_next(job->text, from)) {
		if (line_is_blank(job->text, from))
			return true;
	}
	return false;
}

void
edit_block_move(struct edit_job *job)
{
	const struct plan *p = &job->plan;
	bool down = p->from < p->to;
	ptrdiff_t low = down ? p->from : p->to, high = down ? p->to : p->from;
	struct turn t = {.job = job,
	    .looks = looks_near(job, p->at, p->at->content),
	    .x = extent_at(job, low),
	    .y = extent_at(job, down ? low + 1 : high),
	    .last = extent_at(job, high),
	    .column = (int)p->at->column,
	    .is_far = high - low > 1,
	    .is_down = down};
	t.x_end = down ? t.x.tail : extent_at(job, high - 1).tail;
	t.open = is_open_end(job->text, t.last.tail);
	if (t.y.is_inline)
		return;
	bool blanks =
	    line_is_blank(job->text, t.last.tail) || has_blank_line(job, t.x_end, t.y.lead);
	static const enum gap_way ways[] = {GAP_AS_IS, GAP_EMPTIED, GAP_DROPPED};
	for (ptrdiff_t i = 0; i < (blanks ? COUNT_OF(ways) : 1); i++) {
		turn(&t, (struct way){.gap = ways[i], .ends = false});
		if (t.open)
			turn(&t, (struct way){.gap = ways[i], .ends = true});
	}
}
