/* SPDX-License-Identifier: MIT */
/*
 * A map in the terminal: who and what it is about, then its steps in the form that the width
 * allows. The content is the sheet's, the same as in every picture.
 */
#include "export/text.h"

#include "base/utf8.h"
#include "export/gap_table.h"
#include "export/gaps_words.h"
#include "export/text_curve.h"
#include "export/text_show.h"

#include <math.h>

enum {
	COLUMNS_FROM = 100, /* columns of terminal from which steps stand side by side */
	CELL_LEAST = 18,
	CELL_MOST = 32,
	LABEL = 16,
	BANDS_MOST = 3 /* maps that would need more are stacked */
};

static void
add_piece(const struct show *s, struct style_flow *flow, enum text_role role, struct str text)
{
	if (text.len > 0)
		style_flow_add(flow, role, show_safe(s, text));
}

/* One line of key figures of a persona: name, gap, feeling, times. */
static void
put_persona(const struct show *s, const struct sheet_persona *p)
{
	struct style_flow flow = {
	    .out = s->out, .style = s->style, .indent = 2, .gap = 3, .empty = true};
	add_piece(s, &flow, TEXT_title, p->name);
	if (p->gap) {
		struct str words = gaps_header_number(s->arena, p->gap);
		add_piece(s, &flow, gap_role(p->gap->measured ? p->gap->gap : NAN), words);
	}
	if (p->imposed > 0)
		add_piece(s, &flow, TEXT_bad, str_format(s->arena, "%d imposed", p->imposed));
	if (!isnan(p->mean_feel))
		add_piece(s, &flow, TEXT_body,
		    str_format(
			s->arena, "mean feeling %.*s", STR(feel_words(s->arena, p->mean_feel))));
	if (!isnan(p->takes))
		add_piece(s, &flow, TEXT_body,
		    str_format(s->arena, "%.*s hands-on", STR(minutes_words(s->arena, p->takes))));
	if (!isnan(p->wait))
		add_piece(s, &flow, TEXT_body,
		    str_format(s->arena, "%.*s waiting", STR(minutes_words(s->arena, p->wait))));
	if (!flow.empty)
		buf_char(s->out, '\n');
}

void
show_head(const struct show *s)
{
	const struct sheet *sheet = s->sheet;
	style_title(s->out, s->style, show_safe(s, sheet->title));
	struct str comma = sheet->kind.len > 0 && sheet->state.len > 0 ? S(", ") : S("");
	struct str kind =
	    str_format(s->arena, "%.*s%.*s%.*s", STR(sheet->kind), STR(comma), STR(sheet->state));
	if (kind.len > 0)
		style_paragraph(s->out, s->style, TEXT_faint, S(""), show_safe(s, kind));
	if (sheet->about.len > 0)
		style_paragraph(s->out, s->style, TEXT_body, S(""), show_safe(s, sheet->about));
	for (int i = 0; i < sheet->persona_count; i++)
		put_persona(s, &sheet->personas[i]);
	if (sheet->persona_count == 0)
		put_persona(s, &sheet->everybody);
}

static struct str
step_number(const struct show *s, int step)
{
	return show_safe(s, s->sheet->steps[step].number);
}

/* The numbers of the steps below the curve, as many as have room. */
static void
put_curve_numbers(const struct show *s, const int *at, int count, int label)
{
	int column = 0;
	buf_fill(s->out, ' ', label);
	for (int i = 0; i < count; i++) {
		struct str number = step_number(s, i);
		int width = (int)utf8_width(number);
		if ((i > 0 && at[i] <= column) || label + at[i] + width > s->width)
			continue;
		buf_fill(s->out, ' ', at[i] - column);
		style_add(s->out, s->style, TEXT_faint, number);
		column = at[i] + width;
	}
	buf_char(s->out, '\n');
}

void
show_curve(const struct show *s)
{
	int label = 11, count = s->sheet->step_count;
	if (show_feelings(s) == NULL || count < 2)
		return;
	int columns = s->width - label - 4;
	columns = columns > 6 * count ? 6 * count : columns;
	int *at = NEW_N(s->arena, int, count);
	for (int i = 0; i < count; i++)
		at[i] = i * (columns - 1) / (count - 1);
	buf_char(s->out, '\n');
	show_curve_at(s, at, 0, count, label, columns);
	put_curve_numbers(s, at, count, label);
}

/* The width of a column for the fewest bands; 0 where steps are better stacked. */
static int
column_cell(const struct show *s, int *per_band)
{
	int room = s->width - LABEL, steps = s->sheet->step_count;
	if (s->width < COLUMNS_FROM || steps == 0)
		return 0;
	int most = room / (CELL_LEAST + 2);
	int bands = (steps + most - 1) / most;
	if (bands > BANDS_MOST)
		return 0;
	*per_band = (steps + bands - 1) / bands;
	int cell = room / *per_band - 2;
	return cell > CELL_MOST ? CELL_MOST : cell;
}

void
show_sheet(struct buf *out, const struct text_style *style, const struct sheet *sheet)
{
	struct show s = {.out = out,
	    .arena = out->arena,
	    .style = style,
	    .sheet = sheet,
	    .width = style_width(style)};
	int per_band = 0;
	show_head(&s);
	if (sheet->step_count == 0)
		style_paragraph(out, style, TEXT_faint, S(""), S("no steps yet"));
	if (style->plain) {
		show_plain(&s);
		return;
	}
	int cell = column_cell(&s, &per_band);
	if (cell > 0)
		show_columns(&s, cell, per_band);
	else
		show_stacked(&s);
}

bool
show_journey(struct buf *out, const struct show_args *args)
{
	struct sheet sheet = {0};
	struct sheet_args about = {.map = args->map,
	    .which = args->which,
	    .personas = args->personas,
	    .persona_count = args->persona_count};
	if (!sheet_make(out->arena, args->ws, &about, &sheet))
		return false;
	show_sheet(out, &args->style, &sheet);
	return true;
}

bool
show_gaps(struct buf *out, const struct show_args *s)
{
	static const struct str titles[] = {
	    S_INIT("Preference gaps today"), S_INIT("Preference gaps to-be")};
	struct gaps gaps = {0};
	struct gaps_args args = {.map = -1, .persona = -1, .actual = true, .to_be = true};
	bool any = false;
	gaps_measure(out->arena, s->ws, &args, &gaps);
	struct gaps_out g = {.ws = s->ws, .gaps = &gaps, .style = s->style};
	if (s->style.plain) {
		gap_table_plain(out, &g);
		return gaps.list.count > 0;
	}
	for (int which = ACTUAL; which <= TO_BE; which++) {
		struct buf table = {.arena = out->arena};
		if (!gap_table(&table, &g, (enum which)which, true))
			continue;
		if (any)
			buf_char(out, '\n');
		style_title(out, &s->style, titles[which]);
		buf_add(out, buf_str(&table));
		any = true;
	}
	if (gaps.unmapped.count + gaps.never.count > 0) {
		buf_char(out, '\n');
		gap_pairs_left(out, &g);
	}
	return any;
}
