/* SPDX-License-Identifier: MIT */
/*
 * A text that goes over several lines, changed: the lines before the change stay as they were
 * broken, and those behind it, too, as long as what changed still fits between them. Else the
 * paragraph is broken anew from the change on, at the old width.
 */
#include "model/edit_wrap.h"

struct strs {
	VEC(struct str) list;
};

static struct str
without_blanks_before(struct str s)
{
	while (s.len > 0 && is_blank(s.at[0]))
		s = str_from(s, 1);
	return s;
}

/* A line may end at `end` and the next begin behind the blank that stands there. */
static bool
can_break(const struct wrap *w, struct str text, ptrdiff_t end)
{
	bool gap = end > 0 && end + 1 < text.len && text.at[end] == ' ' &&
	    !is_blank(text.at[end - 1]) && !is_blank(text.at[end + 1]);
	return gap && emit_wrap(str_from(text, end - 1), 1, w->plain) == 1;
}

/* The end of the text that the first old lines hold, and how many these are. */
static ptrdiff_t
keep_first(const struct wrap *w, struct str text, ptrdiff_t *count)
{
	ptrdiff_t at = 0;
	for (*count = 0; *count < w->old_count; ++*count) {
		struct str line = w->old[*count];
		ptrdiff_t end = at + line.len;
		if (!str_starts(str_from(text, at), line))
			break;
		if (end < text.len && !can_break(w, text, end))
			break;
		at = end + 1;
		if (end >= text.len) {
			++*count;
			break;
		}
	}
	return at;
}

static ptrdiff_t
keep_last(
    const struct wrap *w, struct str text, ptrdiff_t from, ptrdiff_t first_left, ptrdiff_t *count)
{
	ptrdiff_t end = text.len;
	for (*count = 0; *count < w->old_count - first_left; ++*count) {
		struct str line = w->old[w->old_count - 1 - *count];
		ptrdiff_t start = end - line.len;
		if (start < from || !str_ends(str_upto(text, end), line))
			break;
		/* What is new goes on the line of something old, before or behind it. */
		bool all = *count + 1 == w->old_count - first_left;
		if (start > from && (all || start - 1 <= from || !can_break(w, text, start - 1)))
			break;
		end = start - 1;
	}
	return end;
}

static void
break_anew(const struct wrap *w, struct arena *a, struct strs *lines, struct str text)
{
	while (text.len > 0) {
		ptrdiff_t width = lines->list.count == 0 ? w->first_width : w->width;
		ptrdiff_t end = emit_wrap(text, width, w->plain);
		VEC_PUSH(a, &lines->list, str_upto(text, end));
		text = str_from(text, end + 1);
	}
}

void
add_wrapped(struct buf *b, const struct wrap *w, struct str text)
{
	struct arena *a = b->arena;
	struct strs lines = {0};
	ptrdiff_t first, last = 0, at = keep_first(w, text, &first), end = text.len;
	for (ptrdiff_t i = 0; i < first; i++)
		VEC_PUSH(a, &lines.list, w->old[i]);
	if (at < text.len)
		end = keep_last(w, text, at, first, &last);
	struct str changed = end > at ? str_from(str_upto(text, end), at) : S("");
	ptrdiff_t width = first == 0 ? w->first_width : w->width;
	if (emit_wrap(changed, width, w->plain) < changed.len) {
		changed = str_from(text, at);
		last = 0;
	}
	break_anew(w, a, &lines, changed);
	for (ptrdiff_t i = w->old_count - last; i < w->old_count; i++)
		VEC_PUSH(a, &lines.list, w->old[i]);
	for (ptrdiff_t i = 0; i < lines.list.count; i++) {
		if (i > 0) {
			buf_add(b, w->line_break);
			buf_fill(b, ' ', w->column);
		}
		buf_add(b, lines.list.at[i]);
	}
}

void
wrap_old(struct arena *a, struct wrap *w, struct str old)
{
	struct strs lines = {0};
	struct str line;
	while (str_line(&old, &line)) {
		struct str words = str_trim(line);
		VEC_PUSH(a, &lines.list, words);
	}
	w->old = lines.list.at;
	w->old_count = lines.list.count;
}

/* ---- paragraphs of a folded text ---- */

struct paragraph {
	struct str text;
	ptrdiff_t first, count; /* of its lines; none when they cannot be kept */
};
struct paragraphs {
	struct strs lines;
	VEC(struct paragraph) list;
};

static struct str
joined(struct arena *a, const struct str *lines, ptrdiff_t count)
{
	struct buf b = {.arena = a};
	for (ptrdiff_t i = 0; i < count; i++) {
		if (i > 0)
			buf_char(&b, ' ');
		buf_add(&b, lines[i]);
	}
	return buf_str(&b);
}

static void
end_paragraph(struct arena *a, struct paragraphs *p, ptrdiff_t first)
{
	ptrdiff_t count = p->lines.list.count - first;
	if (count == 0)
		return;
	struct str text = joined(a, p->lines.list.at + first, count);
	VEC_PUSH(a, &p->list, (struct paragraph){text, first, count});
}

/* The header is not part of it. */
static void
read_paragraphs(struct arena *a, struct str block, struct paragraphs *p)
{
	struct str line;
	ptrdiff_t first = 0;
	str_line(&block, &line);
	while (str_line(&block, &line)) {
		struct str words = without_blanks_before(line);
		if (words.len > 0) {
			VEC_PUSH(a, &p->lines.list, words);
			continue;
		}
		end_paragraph(a, p, first);
		first = p->lines.list.count;
	}
	end_paragraph(a, p, first);
}

/* The old paragraph whose lines the new one may keep, by equal ones at the beginning and the end.
 */
static const struct paragraph *
pair_of(const struct paragraphs *new, const struct paragraphs *old, ptrdiff_t number)
{
	ptrdiff_t n = new->list.count, o = old->list.count, most = n < o ? n : o;
	ptrdiff_t first = 0, last = 0;
	while (first < most && str_eq(new->list.at[first].text, old->list.at[first].text))
		first++;
	while (last < most - first &&
	    str_eq(new->list.at[n - 1 - last].text, old->list.at[o - 1 - last].text))
		last++;
	if (number >= n - last)
		return &old->list.at[number - n + o];
	return number < o - last ? &old->list.at[number] : NULL;
}

static void
rewrap_paragraph(struct buf *b, struct wrap w, const struct paragraphs *new,
    const struct paragraphs *old, ptrdiff_t number)
{
	const struct paragraph *pair = pair_of(new, old, number);
	w.old = pair != NULL ? old->lines.list.at + pair->first : NULL;
	w.old_count = pair != NULL ? pair->count : 0;
	buf_fill(b, ' ', w.column);
	add_wrapped(b, &w, new->list.at[number].text);
}

struct str
wrap_folded(struct arena *a, const struct wrap *w, struct str new_block, struct str old_block)
{
	struct paragraphs new = {0}, old = {0};
	read_paragraphs(a, new_block, &new);
	read_paragraphs(a, old_block, &old);
	struct buf b = {.arena = a};
	struct str line, all = new_block;
	ptrdiff_t number = 0, at = 0;
	for (bool header = true; str_line(&new_block, &line); header = false) {
		ptrdiff_t end = line.at + line.len - all.at, next = all.len - new_block.len;
		if (header || line.len == 0)
			buf_add(&b, line);
		else
			rewrap_paragraph(&b, *w, &new, &old, number++);
		buf_add(&b, str_from(str_upto(all, next), end));
		at = next;
	}
	buf_add(&b, str_from(all, at));
	return buf_str(&b);
}
