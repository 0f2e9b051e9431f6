/* SPDX-License-Identifier: MIT */
/*
 * What the process does beside what a persona wants, row by row as the measure paired them, each
 * row with a mark, what it costs and why; then what would close most of it.
 */
#include "export/text.h"

#include "base/utf8.h"
#include "export/gap_table.h"
#include "export/gaps_words.h"

#include <math.h>

enum { NUMBER = 4, MARK = 4, COSTS = 15, NARROW = 64, CHANGES_SHOWN = 3 };

struct beside {
	struct buf *out;
	struct arena *arena;
	const struct text_style *style;
	const struct gaps_out *g;
	const struct gap *gap;
	struct gaps_steps steps;
	int width, left, right;
	unsigned marks; /* by enum mark: those that stand somewhere */
};

enum mark { SAME, DIFFERENT, MOVED, IMPOSED, MISSING, UNKNOWN, UNASKED, MARK_COUNT };
static const struct {
	struct str sign, word;
	enum text_role role;
} mark_rows[MARK_COUNT] = {
    [SAME] = {S_INIT("="), S_INIT("as wanted"), TEXT_good},
    [DIFFERENT] = {S_INIT("~"), S_INIT("otherwise than wanted"), TEXT_fair},
    [MOVED] = {S_INIT("^"), S_INIT("moved"), TEXT_fair},
    [IMPOSED] = {S_INIT("x"), S_INIT("imposed"), TEXT_bad},
    [MISSING] = {S_INIT("+"), S_INIT("missing"), TEXT_bad},
    [UNKNOWN] = {S_INIT("?"), S_INIT("not known"), TEXT_fair},
    [UNASKED] = {S_INIT("."), S_INIT("nothing asked"), TEXT_faint},
};

static struct str
safe(const struct beside *b, struct str text)
{
	return style_safe(b->arena, b->style, text);
}

static bool
is_line_of(const struct gap_line *line, const struct gaps_step *s)
{
	return s->step >= 0 ? line->step == s->step
			    : line->kind == GAP_MISSING && line->wish == s->wish;
}

static bool
is_unknown(const struct gap *gap, const struct gaps_step *s)
{
	for (int i = 0; i < gap->unknown_count; i++) {
		if (s->step >= 0 && gap->unknowns[i].step == s->step)
			return true;
	}
	return false;
}

/* The marks of a row, as bits. */
static unsigned
marks_of(const struct beside *b, const struct gaps_step *s)
{
	static const enum mark by_kind[] = {[GAP_MISSING] = MISSING,
	    [GAP_IMPOSED] = IMPOSED,
	    [GAP_MOVED] = MOVED,
	    [GAP_DIFFERENT] = DIFFERENT,
	    [GAP_ASPECT] = DIFFERENT};
	unsigned marks = 0;
	for (int i = 0; i < b->gap->line_count; i++) {
		if (is_line_of(&b->gap->lines[i], s))
			marks |= 1u << by_kind[b->gap->lines[i].kind];
	}
	if (is_unknown(b->gap, s))
		marks |= 1u << UNKNOWN;
	if (marks == 0)
		marks = 1u << (s->wish >= 0 || !isnan(s->score) ? SAME : UNASKED);
	return marks;
}

static enum text_role
marks_role(unsigned marks)
{
	for (int m = MARK_COUNT - 1; m >= 0; m--) {
		if (marks >> m & 1)
			return mark_rows[m].role;
	}
	return TEXT_body;
}

static struct str
marks_signs(const struct beside *b, unsigned marks)
{
	struct buf signs = {.arena = b->arena};
	for (int m = 0; m < MARK_COUNT; m++) {
		if (marks >> m & 1)
			buf_add(&signs, mark_rows[m].sign);
	}
	return buf_str(&signs);
}

static struct str
marks_words(const struct beside *b, unsigned marks)
{
	struct buf words = {.arena = b->arena};
	for (int m = 0; m < MARK_COUNT; m++) {
		if (marks >> m & 1)
			buf_format(&words, "%s%.*s", words.len ? ", " : "", STR(mark_rows[m].word));
	}
	return buf_str(&words);
}

static bool
would_drop(const struct gap *gap, int step)
{
	for (int i = 0; i < gap->wish_count; i++) {
		if (gap->wishes[i].drop && gap->wishes[i].step == step)
			return true;
	}
	return false;
}

static struct str
wish_text(const struct beside *b, const struct gaps_step *s, unsigned marks)
{
	if (s->step >= 0 && would_drop(b->gap, s->step))
		return S("(would drop it)");
	if (s->wish >= 0 && s->wish < b->gap->wish_count)
		return safe(b, b->gap->wishes[s->wish].text);
	if (marks >> SAME & 1)
		return S("(as it comes)");
	return S("");
}

static struct str
costs(const struct beside *b, const struct gaps_step *s)
{
	struct buf c = {.arena = b->arena};
	style_right(&c, b->style, TEXT_body, style_number(b->arena, s->matters, 1, true), 7);
	style_right(&c, b->style, TEXT_body,
	    s->points > 0 ? style_number(b->arena, s->points, 2, false) : S("."), 8);
	return buf_str(&c);
}

static struct str
step_number(const struct beside *b, const struct gaps_step *s)
{
	return s->step >= 0 ? str_format(b->arena, "%d", s->step + 1) : S("");
}

/* Two texts beside each other, each wrapped to its half. */
static void
put_row(struct beside *b, const struct gaps_step *s, unsigned marks)
{
	struct style_lines left = {0}, right = {0};
	if (s->step >= 0)
		style_wrap(b->arena, safe(b, s->text), b->left, &left);
	style_wrap(b->arena, wish_text(b, s, marks), b->right, &right);
	ptrdiff_t count = left.list.count > right.list.count ? left.list.count : right.list.count;
	for (ptrdiff_t i = 0; i < count; i++) {
		bool first = i == 0;
		struct str l = i < left.list.count ? left.list.at[i] : S("");
		struct str r = i < right.list.count ? right.list.at[i] : S("");
		style_right(
		    b->out, b->style, TEXT_faint, first ? step_number(b, s) : S(""), NUMBER - 1);
		buf_char(b->out, ' ');
		style_left(b->out, b->style, TEXT_body, l, b->left);
		buf_char(b->out, ' ');
		style_left(b->out, b->style, marks_role(marks),
		    first ? marks_signs(b, marks) : S(""), MARK - 1);
		if (first) {
			style_left(b->out, b->style, TEXT_body, r, b->right);
			buf_add(b->out, costs(b, s));
		} else
			style_add(b->out, b->style, TEXT_body, r);
		style_end_line(b->out);
	}
}

/* One below the other, where two halves would be too narrow. */
static void
put_narrow(struct beside *b, const struct gaps_step *s, unsigned marks)
{
	struct str wish = wish_text(b, s, marks);
	struct buf first = {.arena = b->arena};
	style_left(&first, b->style, marks_role(marks), marks_signs(b, marks), 3);
	if (s->step >= 0)
		style_paragraph(b->out, b->style, TEXT_body, buf_str(&first), safe(b, s->text));
	if (wish.len > 0)
		style_paragraph(b->out, b->style, TEXT_idea,
		    s->step >= 0 ? S("   wants: ") : S("+  wants: "), wish);
	if (s->points > 0) {
		struct str points = style_number(b->arena, s->points, 2, false);
		style_paragraph(b->out, b->style, TEXT_faint, S("   "),
		    str_format(b->arena, "matters %.*s, lost %.*s",
			STR(style_number(b->arena, s->matters, 1, true)), STR(points)));
	}
}

static void
put_plain(struct beside *b, const struct gaps_step *s, unsigned marks)
{
	struct str wish = wish_text(b, s, marks);
	buf_format(b->out, "%.*s: %.*s", STR(marks_words(b, marks)), STR(safe(b, s->text)));
	if (s->step >= 0 && wish.len > 0)
		buf_format(b->out, "; wanted: %.*s", STR(wish));
	buf_format(b->out, "; matters %.*s, %.*s points lost.\n",
	    STR(style_number(b->arena, s->matters, 1, true)),
	    STR(style_number(b->arena, s->points, 2, false)));
}

/* The texts of the row say which step it is, so the reason need not. */
static struct str
short_reason(const struct beside *b, const struct gap_line *line)
{
	if (line->kind == GAP_DIFFERENT)
		return S("as worded today");
	if (line->kind != GAP_ASPECT || line->wanted.len == 0 || line->actual.len == 0)
		return line->text;
	return str_format(b->arena, "%.*s: %.*s, wants %.*s", STR(line->kind_name),
	    STR(line->actual), STR(line->wanted));
}

static void
put_reasons(struct beside *b, const struct gaps_step *s)
{
	for (int i = 0; i < b->gap->line_count; i++) {
		const struct gap_line *line = &b->gap->lines[i];
		bool said = line->kind == GAP_MISSING || line->kind == GAP_IMPOSED;
		if (said || !is_line_of(line, s))
			continue;
		struct str points = style_number(b->arena, line->points, 2, false);
		if (b->style->plain) {
			buf_format(b->out, "Why: %.*s, %.*s points.\n", STR(safe(b, line->text)),
			    STR(points));
			continue;
		}
		struct str first =
		    str_format(b->arena, "%s%.*s ", b->left > 0 ? "      " : "   ", STR(points));
		style_paragraph(
		    b->out, b->style, TEXT_faint, first, safe(b, short_reason(b, line)));
	}
}

static void
put_step(struct beside *b, const struct gaps_step *s)
{
	unsigned marks = marks_of(b, s);
	b->marks |= marks;
	if (b->style->plain)
		put_plain(b, s, marks);
	else if (b->left > 0)
		put_row(b, s, marks);
	else
		put_narrow(b, s, marks);
	put_reasons(b, s);
}

/* The step that a missing wish stands behind: that of the last wish before it which kept its place.
 */
static int
stands_behind(const struct gap *gap, int wish)
{
	for (int i = wish - 1; i >= 0 && i < gap->wish_count; i--) {
		const struct gap_wish *w = &gap->wishes[i];
		if (w->step >= 0 && !w->moved && !w->drop)
			return w->step;
	}
	return -1;
}

static void
put_missing(struct beside *b, int after)
{
	for (ptrdiff_t i = 0; i < b->steps.list.count; i++) {
		const struct gaps_step *s = &b->steps.list.at[i];
		if (s->step < 0 && stands_behind(b->gap, s->wish) == after)
			put_step(b, s);
	}
}

static void
put_heads(const struct beside *b)
{
	struct str who = safe(b, gaps_persona(b->g, b->gap->persona));
	struct str wants = str_format(b->arena, "%.*s wants", STR(who));
	if (b->left == 0 || b->style->plain)
		return;
	buf_fill(b->out, ' ', NUMBER);
	style_left(b->out, b->style, TEXT_head, b->gap->which == TO_BE ? S("to-be") : S("as it is"),
	    b->left);
	buf_fill(b->out, ' ', MARK);
	style_left(b->out, b->style, TEXT_head, wants, b->right - 1);
	buf_char(b->out, ' ');
	style_right(b->out, b->style, TEXT_faint, S("matters"), 7);
	style_right(b->out, b->style, TEXT_faint, S("lost"), 8);
	buf_char(b->out, '\n');
}

static void
put_legend(const struct beside *b)
{
	struct style_flow flow = {
	    .out = b->out, .style = b->style, .indent = 2, .gap = 3, .column = 2, .empty = true};
	if (b->style->plain)
		return;
	buf_fill(b->out, ' ', 2);
	for (int m = 0; m < MARK_COUNT; m++) {
		if (b->marks >> m & 1)
			style_flow_add(&flow, TEXT_faint,
			    str_format(b->arena, "%.*s %.*s", STR(mark_rows[m].sign),
				STR(mark_rows[m].word)));
	}
	buf_char(b->out, '\n');
}

static void
put_persona(struct beside *b)
{
	struct str who = safe(b, gaps_persona(b->g, b->gap->persona));
	struct str number = gaps_header_number(b->arena, b->gap);
	struct str points = gaps_header_points(b->arena, b->gap);
	struct style_flow flow = {
	    .out = b->out, .style = b->style, .indent = 2, .gap = 3, .empty = true};
	if (!b->style->plain)
		buf_char(b->out, '\n');
	style_flow_add(&flow, TEXT_title, who);
	style_flow_add(&flow, gap_role(b->gap->measured ? b->gap->gap : NAN), number);
	style_flow_add(&flow, TEXT_body, points);
	buf_char(b->out, '\n');
	gaps_steps(b->arena, b->g, b->gap, &b->steps);
	put_heads(b);
	put_missing(b, -1);
	for (ptrdiff_t i = 0; i < b->steps.list.count; i++) {
		if (b->steps.list.at[i].step < 0)
			continue;
		put_step(b, &b->steps.list.at[i]);
		put_missing(b, b->steps.list.at[i].step);
	}
	put_legend(b);
	if (b->gap->change_count > 0)
		gaps_change_table(b->out, b->style, b->gap, CHANGES_SHOWN);
}

static bool
chosen(const struct show_args *s, int persona)
{
	for (int i = 0; i < s->persona_count; i++) {
		if (s->personas[i] == persona)
			return true;
	}
	return s->persona_count == 0;
}

static void
put_title(struct buf *out, const struct show_args *s, const struct gaps_out *g)
{
	struct str title = str_format(out->arena, "%.*s, %s",
	    STR(style_safe(out->arena, &s->style, gaps_map(g, s->map))),
	    s->which == TO_BE ? "to-be" : "as it is today");
	style_title(out, &s->style, title);
}

bool
show_compare(struct buf *out, const struct show_args *s)
{
	struct gaps none = {0};
	struct gaps_out g = {.ws = s->ws, .gaps = &none, .style = s->style};
	bool any = false;
	for (int p = 0; p < s->ws->persona_count; p++) {
		struct gap gap = {0};
		if (!chosen(s, p) || !gap_measure(out->arena, s->ws, s->map, p, s->which, &gap))
			continue;
		gap_changes(out->arena, s->ws, &gap);
		struct beside b = {.out = out,
		    .arena = out->arena,
		    .style = &s->style,
		    .g = &g,
		    .gap = &gap,
		    .width = style_width(&s->style)};
		if (b.width >= NARROW) {
			int halves = b.width - NUMBER - MARK - COSTS - 1;
			halves = halves > 100 ? 100 : halves;
			b.left = halves / 2;
			b.right = halves - b.left;
		}
		if (!any)
			put_title(out, s, &g);
		any = true;
		put_persona(&b);
	}
	return any;
}
