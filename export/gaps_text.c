/* SPDX-License-Identifier: MIT */
/*
 * Gaps for reading in a terminal: per pair the percentage, the stages that make it up, the changes
 * that close most of it, what the persona values, and how sure all that is. Numbers stand in
 * columns; below 60 columns they go under their text.
 */
#include "export/gaps_out.h"

#include "base/utf8.h"
#include "export/gap_table.h"
#include "export/gaps_words.h"

#include <math.h>

enum {
	HEAD_MOST = 54,  /* columns before the numbers */
	HEAD_LEAST = 31, /* with less, the numbers go below */
	NUMBERS = 29,    /* points, of the gap, gap then */
	MARGIN = 3,      /* of the head: before it and before the numbers */
	CHANGES_SHOWN = 5
};

struct page {
	struct buf *out;
	struct arena *arena;
	const struct gaps_out *g;
	const struct text_style *style;
	int width, head;
	bool stacked;
};

static struct page
page_of(struct buf *out, const struct text_style *style, const struct gaps_out *g)
{
	struct page p = {.out = out, .arena = out->arena, .g = g, .style = style};
	p.width = style_width(style);
	p.head = p.width - NUMBERS < HEAD_MOST ? p.width - NUMBERS : HEAD_MOST;
	p.stacked = p.head < HEAD_LEAST;
	return p;
}

static struct style_flow
flow_at(const struct page *p, int indent, int gap)
{
	return (struct style_flow){
	    .out = p->out, .style = p->style, .indent = indent, .gap = gap, .empty = true};
}

static struct str
safe(const struct page *p, struct str text)
{
	return style_safe(p->arena, p->style, text);
}

static void
note(const struct page *p, const char *indent, enum text_role role, struct str text)
{
	style_paragraph(p->out, p->style, role, str_of(indent), text);
}

/* "Dana · change of bank details · today": the title of a pair. */
static struct str
pair_title(const struct page *p, const struct gap *gap)
{
	struct str dot = style_either(p->style, S("·"), S("-"));
	return str_format(p->arena, "%.*s %.*s %.*s %.*s %s",
	    STR(safe(p, gaps_persona(p->g, gap->persona))), STR(dot),
	    STR(safe(p, gaps_map(p->g, gap->map))), STR(dot),
	    gap->which == TO_BE ? "to-be" : "today");
}

/* Behind the title where it fits, so that the gaps of several pairs stand in one column. */
static void
put_header(const struct page *p, const struct gap *gap)
{
	struct str title = pair_title(p, gap);
	struct str number = gaps_header_number(p->arena, gap);
	struct str points = gaps_header_points(p->arena, gap);
	int after = (int)utf8_width(title);
	int width = (int)utf8_width(number) + 3 + (int)utf8_width(points);
	int column = p->head - 3;
	if (column < after + 2 || column + width > p->width)
		column = p->width - width;
	if (column < after + 2) {
		style_title(p->out, p->style, title);
		column = 2;
		after = 0;
	} else
		style_add(p->out, p->style, TEXT_title, title);
	buf_fill(p->out, ' ', column - after);
	struct style_flow flow = flow_at(p, 2, 3);
	flow.column = column;
	style_flow_add(&flow, gap_role(gap->measured ? gap->gap : NAN), number);
	if (points.len > 0)
		style_flow_add(&flow, TEXT_body, points);
	buf_char(p->out, '\n');
}

static void
put_stages(const struct page *p, const struct gap *gap)
{
	struct gaps_stages stages = {0};
	int sum = gaps_stage_percents(p->arena, p->g, gap, &stages);
	if (sum == 0)
		return;
	struct style_flow flow = flow_at(p, 2, 3);
	for (ptrdiff_t i = 0; i < stages.list.count; i++) {
		struct str name = safe(p, stages.list.at[i].name);
		style_flow_add(&flow, TEXT_body,
		    str_format(p->arena, "%.*s %d", STR(name), stages.list.at[i].percent));
	}
	style_flow_add(
	    &flow, TEXT_faint, str_format(p->arena, "percentage points, they add up to %d", sum));
	buf_char(p->out, '\n');
}

/* A row of the table of changes, ready to be set. */
struct row {
	struct str head, rest;
	struct str points, share, then;
	enum text_role role;
};

static void
put_stacked(const struct page *p, const struct row *r)
{
	struct str text = r->rest.len > 0
	    ? str_format(p->arena, "%.*s   %.*s", STR(r->head), STR(r->rest))
	    : r->head;
	style_paragraph(p->out, p->style, TEXT_body, S("  "), text);
	struct style_flow flow = flow_at(p, 4, 3);
	buf_fill(p->out, ' ', 4);
	flow.column = 4;
	style_flow_add(&flow, TEXT_number, str_format(p->arena, "%.*s points", STR(r->points)));
	style_flow_add(&flow, TEXT_body, str_format(p->arena, "%.*s of the gap", STR(r->share)));
	style_flow_add(&flow, r->role, str_format(p->arena, "then %.*s", STR(r->then)));
	buf_char(p->out, '\n');
}

static void
put_numbers(const struct page *p, const struct row *r)
{
	style_right(p->out, p->style, TEXT_number, r->points, 6);
	style_right(p->out, p->style, TEXT_body, r->share, 12);
	style_right(p->out, p->style, r->role, r->then, 11);
	buf_char(p->out, '\n');
}

static void
put_row(const struct page *p, const struct row *r, int rest_at)
{
	struct style_lines lines = {0};
	int room = p->head - MARGIN;
	int head = (int)utf8_width(r->head);
	struct str text = r->head;
	if (r->rest.len > 0) {
		struct buf b = {.arena = p->arena};
		buf_add(&b, r->head);
		buf_fill(&b, ' ', head + 3 <= rest_at ? rest_at - head : 3);
		buf_add(&b, r->rest);
		text = buf_str(&b);
	}
	if (utf8_width(text) <= room)
		VEC_PUSH(p->arena, &lines.list, text);
	else
		style_wrap(p->arena, text, room - 2, &lines);
	for (ptrdiff_t i = 0; i < lines.list.count; i++) {
		struct str line = lines.list.at[i];
		buf_fill(p->out, ' ', i == 0 ? 2 : 4);
		buf_add(p->out, line);
		if (i > 0)
			buf_char(p->out, '\n');
		else {
			buf_fill(p->out, ' ', p->head - 2 - utf8_width(line));
			put_numbers(p, r);
		}
	}
}

/* The column in which second parts begin: three blanks behind the widest head that has one. */
static int
rest_column(const struct page *p, const struct row *rows, ptrdiff_t count)
{
	int column = 0;
	for (ptrdiff_t i = 0; i < count; i++) {
		int width = (int)utf8_width(rows[i].head) + 3;
		bool fits = width + utf8_width(rows[i].rest) <= p->head - MARGIN;
		if (rows[i].rest.len > 0 && fits && width > column)
			column = width;
	}
	return column;
}

static void
put_changes(const struct page *p, const struct gap *gap, int most)
{
	struct gaps_rows rows = {0};
	VEC(struct row) set = {0};
	gaps_change_rows(p->arena, gap, most, &rows);
	for (ptrdiff_t i = 0; i < rows.list.count; i++) {
		const struct gaps_row *r = &rows.list.at[i];
		struct row row = {.head = safe(p, r->head), .rest = safe(p, r->rest)};
		row.points = style_number(p->arena, r->points, 2, false);
		row.share = str_format(p->arena, "%d%%", r->percent);
		row.then = gap_percent(p->arena, r->gap_then);
		row.role = gap_role(r->gap_then);
		VEC_PUSH(p->arena, &set, row);
	}
	if (set.count == 0)
		return;
	int rest_at = rest_column(p, set.at, set.count);
	if (p->stacked)
		style_title(p->out, p->style, S("what closes most of it"));
	else {
		style_left(p->out, p->style, TEXT_title, S("what closes most of it"), p->head);
		style_right(p->out, p->style, TEXT_faint, S("points"), 6);
		style_right(p->out, p->style, TEXT_faint, S("of the gap"), 12);
		style_right(p->out, p->style, TEXT_faint, S("gap then"), 11);
		buf_char(p->out, '\n');
	}
	for (ptrdiff_t i = 0; i < set.count; i++) {
		if (p->stacked)
			put_stacked(p, &set.at[i]);
		else
			put_row(p, &set.at[i], rest_at);
	}
}

void
gaps_change_table(struct buf *out, const struct text_style *style, const struct gap *gap, int most)
{
	struct page p = page_of(out, style, NULL);
	if (style->plain) {
		gaps_change_plain(out, style, gap, most);
		return;
	}
	put_changes(&p, gap, most);
}

static void
put_values(const struct page *p, const struct gap *gap)
{
	if (gap->value_count == 0)
		return;
	struct style_flow flow = flow_at(p, 2, 4);
	struct str name = safe(p, gaps_persona(p->g, gap->persona));
	style_flow_add(&flow, TEXT_title, str_format(p->arena, "by what %.*s values", STR(name)));
	for (int i = 0; i < gap->value_count; i++) {
		struct str points = style_number(p->arena, gap->by_value[i].points, 2, false);
		style_flow_add(&flow, TEXT_body,
		    str_format(p->arena, "%.*s %.*s", STR(gap->by_value[i].name), STR(points)));
		flow.gap = 3;
	}
	buf_char(p->out, '\n');
}

static void
put_trust(const struct page *p, const struct gap *gap)
{
	struct str trust = gaps_trust_words(p->arena, gap);
	if (trust.len > 0)
		note(p, "", TEXT_faint, trust);
}

static void
put_unknowns(const struct page *p, const struct gap *gap)
{
	if (gap->unknown_count == 0)
		return;
	style_title(p->out, p->style, S("not known"));
	for (int i = 0; i < gap->unknown_count; i++)
		note(p, "  ? ", TEXT_fair,
		    safe(p, gaps_unknown_words(p->arena, p->g, gap, &gap->unknowns[i])));
}

/* A line with its points before it and its place behind. */
static void
put_line(const struct page *p, const struct gap_line *line, const char *sign)
{
	struct str points = style_number(p->arena, line->points, 2, false);
	struct buf first = {.arena = p->arena};
	buf_fill(&first, ' ', 6 - points.len);
	buf_format(&first, "%.*s %s ", STR(points), sign);
	struct str place = gaps_place(p->arena, p->g, line->at);
	struct str text =
	    str_format(p->arena, "%.*s (%.*s)", STR(safe(p, line->text)), STR(safe(p, place)));
	style_paragraph(p->out, p->style, TEXT_body, buf_str(&first), text);
}

static void
put_lines(const struct page *p, const struct gap *gap)
{
	if (gap->line_count == 0)
		return;
	style_title(p->out, p->style, S("every line, with its points and its place"));
	for (int i = 0; i < gap->line_count; i++)
		put_line(p, &gap->lines[i], " ");
}

/* What a redesign changed about today. */
static void
put_compare(const struct page *p, const struct gap *today, const struct gap *gap)
{
	struct gap_compare c = {0};
	if (!today || !today->measured || !gap->measured)
		return;
	gap_compare(p->arena, today, gap, &c);
	note(p, "", TEXT_body, gaps_compare_words(p->arena, today, &c));
	if (c.stakes_differ)
		note(p, "  ", TEXT_faint, gaps_stakes_words());
	if (p->g->explain && c.gone_count > 0) {
		style_title(p->out, p->style, S("lines gone"));
		for (int i = 0; i < c.gone_count; i++)
			put_line(p, &today->lines[c.gone[i]], "-");
	}
	if (c.opened_count > 0) {
		note(p, "", TEXT_worst, S("lines OPENED"));
		for (int i = 0; i < c.opened_count; i++)
			put_line(p, &gap->lines[c.opened[i]], "+");
	}
}

static void
put_step_numbers(const struct page *p, const struct gaps_step *s)
{
	style_right(p->out, p->style, TEXT_body, style_number(p->arena, s->matters, 1, true), 8);
	style_right(p->out, p->style, TEXT_body, style_number(p->arena, s->points, 2, false), 8);
	if (p->g->opportunity)
		style_right(p->out, p->style, TEXT_body,
		    isnan(s->score) ? S("-") : style_number(p->arena, s->opportunity, 1, false),
		    13);
	if (p->g->ipa && s->ipa.len > 0) {
		buf_add(p->out, S("  "));
		style_add(p->out, p->style, TEXT_body, s->ipa);
	}
	buf_char(p->out, '\n');
}

/* The numbers of a step as words, where there is no room for columns. */
static void
put_step_words(const struct page *p, const struct gaps_step *s)
{
	struct style_flow flow = flow_at(p, 4, 3);
	buf_fill(p->out, ' ', 4);
	flow.column = 4;
	style_flow_add(&flow, TEXT_body,
	    str_format(p->arena, "matters %.*s", STR(style_number(p->arena, s->matters, 1, true))));
	style_flow_add(&flow, TEXT_body,
	    str_format(p->arena, "points %.*s", STR(style_number(p->arena, s->points, 2, false))));
	if (p->g->opportunity && !isnan(s->score))
		style_flow_add(&flow, TEXT_body,
		    str_format(p->arena, "opportunity %.*s",
			STR(style_number(p->arena, s->opportunity, 1, false))));
	if (p->g->ipa && s->ipa.len > 0)
		style_flow_add(&flow, TEXT_body, s->ipa);
	buf_char(p->out, '\n');
}

static void
put_step_heads(const struct page *p, int room)
{
	style_left(p->out, p->style, TEXT_title, S("step by step"), room);
	style_right(p->out, p->style, TEXT_faint, S("matters"), 8);
	style_right(p->out, p->style, TEXT_faint, S("points"), 8);
	if (p->g->opportunity)
		style_right(p->out, p->style, TEXT_faint, S("opportunity"), 13);
	buf_char(p->out, '\n');
}

static void
put_steps(const struct page *p, const struct gap *gap)
{
	struct gaps_steps steps = {0};
	int numbers = 16 + (p->g->opportunity ? 13 : 0) + (p->g->ipa ? 18 : 0);
	int room = p->width - numbers < 46 ? p->width - numbers : 46;
	bool words = room < 24;
	if (!p->g->ipa && !p->g->opportunity)
		return;
	gaps_steps(p->arena, p->g, gap, &steps);
	if (words)
		style_title(p->out, p->style, S("step by step"));
	else
		put_step_heads(p, room);
	for (ptrdiff_t i = 0; i < steps.list.count; i++) {
		const struct gaps_step *s = &steps.list.at[i];
		struct str text = safe(p, s->text);
		if (s->step < 0)
			text = str_format(p->arena, "+ %.*s", STR(text));
		if (words) {
			style_paragraph(p->out, p->style, TEXT_body, S("  "), text);
			put_step_words(p, s);
			continue;
		}
		buf_add(p->out, S("  "));
		style_left(p->out, p->style, TEXT_body, text, room - 2);
		put_step_numbers(p, s);
	}
}

static void
put_pair(const struct page *p, const struct gap *gap)
{
	put_header(p, gap);
	put_compare(p, gaps_today(p->g->gaps, gap), gap);
	if (gap->measured && gap->line_count == 0)
		note(p, "", TEXT_good, S("every wish that can be checked is met"));
	put_stages(p, gap);
	put_changes(p, gap, CHANGES_SHOWN);
	put_values(p, gap);
	put_trust(p, gap);
	put_unknowns(p, gap);
	put_steps(p, gap);
	if (p->g->explain)
		put_lines(p, gap);
}

/* Whether more than one persona meets more than one map: versions of one pair are one. */
static bool
several_pairs(const struct gaps *gaps)
{
	for (ptrdiff_t i = 1; i < gaps->list.count; i++) {
		const struct gap *gap = &gaps->list.at[i], *first = &gaps->list.at[0];
		if (gap->map != first->map || gap->persona != first->persona)
			return true;
	}
	return false;
}

static void
put_overview(const struct page *p)
{
	static const struct str titles[] = {
	    S_INIT("preference gaps today"), S_INIT("preference gaps to-be")};
	for (int which = ACTUAL; which <= TO_BE; which++) {
		struct buf table = {.arena = p->arena};
		if (!gap_table(&table, p->g, (enum which)which, false))
			continue;
		style_title(p->out, p->style, titles[which]);
		buf_add(p->out, buf_str(&table));
		buf_char(p->out, '\n');
	}
}

void
gaps_text(struct buf *out, const struct gaps_out *g)
{
	if (g->style.plain) {
		gaps_plain(out, g);
		return;
	}
	struct page p = page_of(out, &g->style, g);
	if (gaps_nothing_words(g->gaps).len > 0)
		note(&p, "", TEXT_body, gaps_nothing_words(g->gaps));
	bool several = several_pairs(g->gaps);
	if (several)
		put_overview(&p);
	for (ptrdiff_t i = 0; i < g->gaps->list.count; i++) {
		if (i > 0)
			buf_char(out, '\n');
		put_pair(&p, &g->gaps->list.at[i]);
	}
	if (several && g->gaps->personas.count > 0) {
		buf_char(out, '\n');
		gap_pooled(out, g);
	}
	if (g->gaps->unmapped.count + g->gaps->never.count > 0) {
		if (g->gaps->list.count > 0)
			buf_char(out, '\n');
		gap_pairs_left(out, g);
	}
}
