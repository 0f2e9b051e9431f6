/* SPDX-License-Identifier: MIT */
/* The words of a map's cells, the same whether they stand in columns, below each other or alone. */
#include "export/text_show.h"

#include "export/text_curve.h"

#include <math.h>

/* What stands before and behind the texts of a lane, so that its kind is seen without colour. */
static const struct {
	struct str before, after;
	enum text_role role;
} looks[] = {
    [LOOK_STEP] = {S_INIT(""), S_INIT(""), TEXT_body},
    [LOOK_PLAIN] = {S_INIT(""), S_INIT(""), TEXT_body},
    [LOOK_NAME] = {S_INIT(""), S_INIT(""), TEXT_body},
    [LOOK_ICON] = {S_INIT(""), S_INIT(""), TEXT_body},
    [LOOK_QUOTE] = {S_INIT("\""), S_INIT("\""), TEXT_body},
    [LOOK_GOOD] = {S_INIT("+ "), S_INIT(""), TEXT_good},
    [LOOK_BAD] = {S_INIT("! "), S_INIT(""), TEXT_bad},
    [LOOK_IDEA] = {S_INIT("* "), S_INIT(""), TEXT_idea},
    [LOOK_FLAT] = {S_INIT(""), S_INIT(""), TEXT_body},
    [LOOK_QUESTION] = {S_INIT("? "), S_INIT(""), TEXT_idea},
    [LOOK_TIME] = {S_INIT(""), S_INIT(""), TEXT_body},
    [LOOK_METER] = {S_INIT(""), S_INIT(""), TEXT_body},
    [LOOK_CURVE] = {S_INIT(""), S_INIT(""), TEXT_body},
    [LOOK_GAP] = {S_INIT(""), S_INIT(""), TEXT_body},
    [LOOK_OWNER] = {S_INIT(""), S_INIT(""), TEXT_body},
};

struct str
show_safe(const struct show *s, struct str text)
{
	return style_safe(s->arena, s->style, text);
}

struct str
show_step_head(const struct show *s, int step)
{
	const struct sheet_step *one = &s->sheet->steps[step];
	struct str number = show_safe(s, one->number);
	if (one->clock.len == 0)
		return number;
	return str_format(s->arena, "%.*s  %.*s", STR(number), STR(show_safe(s, one->clock)));
}

struct str
show_step_marks(const struct show *s, int step)
{
	const struct sheet_step *one = &s->sheet->steps[step];
	struct buf b = {.arena = s->arena};
	if (one->moment)
		buf_add(&b, S(", moment of truth"));
	if (one->share.len > 0)
		buf_format(&b, ", met in %.*s of runs", STR(one->share));
	if (one->optional)
		buf_add(&b, S(", optional"));
	if (one->only.len > 0)
		buf_format(&b, ", only %.*s", STR(one->only));
	if (one->added)
		buf_add(&b, S(", new"));
	else if (one->changed)
		buf_add(&b, S(", changed"));
	if (one->imposed > 0 && s->sheet->persona_count > 1)
		buf_format(&b, ", imposed on %d", one->imposed);
	else if (one->imposed > 0)
		buf_add(&b, S(", imposed"));
	return show_safe(s, str_from(buf_str(&b), 2));
}

struct str
show_step_next(const struct show *s, int step)
{
	const struct sheet_step *one = &s->sheet->steps[step];
	struct buf b = {.arena = s->arena};
	if (one->next_count < 0)
		return S("");
	if (one->next_count == 0)
		return S("the end");
	for (int i = 0; i < one->next_count; i++)
		buf_format(
		    &b, "%s%.*s", i ? " or " : "", STR(s->sheet->steps[one->next[i]].number));
	return show_safe(s, buf_str(&b));
}

static void
add_item(const struct show *s, struct show_items *items, struct str text)
{
	VEC_PUSH(s->arena, &items->list, show_safe(s, text));
}

static void
add_meter(const struct show *s, struct show_items *items, struct str text)
{
	struct buf b = {.arena = s->arena};
	int level = text.len == 1 && is_digit(text.at[0]) ? text.at[0] - '0' : 0;
	buf_add(&b, text);
	if (level >= 1 && level <= 5 && !s->style->plain) {
		buf_char(&b, ' ');
		buf_fill(&b, '#', level);
		buf_fill(&b, '.', 5 - level);
	}
	add_item(s, items, buf_str(&b));
}

static void
add_loss_words(const struct show *s, const struct sheet_loss *loss, struct show_items *items)
{
	struct str points = style_number(s->arena, loss->points, 2, false);
	if (loss->points > 0)
		add_item(s, items,
		    str_format(s->arena, "%s%.*s points lost", loss->imposed ? "imposed, " : "",
			STR(points)));
	else if (!isnan(loss->score))
		add_item(s, items, S("as wanted"));
}

/* What a step costs a persona: sign, points and the reasons. */
static void
add_loss(const struct show *s, const struct sheet_lane *lane, int step, struct show_items *items)
{
	const struct sheet_persona *p = &s->sheet->personas[lane->person];
	if (p->losses == NULL)
		return;
	const struct sheet_loss *loss = &p->losses[step];
	struct str points = style_number(s->arena, loss->points, 2, false);
	if (s->style->plain)
		add_loss_words(s, loss, items);
	else if (loss->imposed)
		add_item(s, items, str_format(s->arena, "x imposed, %.*s points", STR(points)));
	else if (loss->points > 0)
		add_item(s, items, str_format(s->arena, "~ %.*s points", STR(points)));
	else if (!isnan(loss->score))
		add_item(s, items, S("= as wanted"));
	items->role = loss->points > 0 ? TEXT_bad : TEXT_good;
	if (!isnan(loss->inside))
		add_item(s, items,
		    str_format(
			s->arena, "inside: %.*s gap", STR(gap_percent(s->arena, loss->inside))));
	for (int i = 0; loss->points > 0 && i < loss->reasons.count; i++)
		add_item(s, items, loss->reasons.lines[i]);
}

static void
add_names(const struct show *s, const struct sheet_cell *cell, struct show_items *items)
{
	if (cell->count > 0)
		add_item(s, items, style_joined(s->arena, cell->lines, cell->count));
}

static void
add_texts(const struct show *s, const struct sheet_lane *lane, const struct sheet_cell *cell,
    struct show_items *items)
{
	for (int i = 0; i < cell->count; i++)
		add_item(s, items,
		    s->style->plain
			? cell->lines[i]
			: str_format(s->arena, "%.*s%.*s%.*s", STR(looks[lane->look].before),
			      STR(cell->lines[i]), STR(looks[lane->look].after)));
}

void
show_cell(const struct show *s, const struct sheet_lane *lane, int step, struct show_items *items)
{
	const struct sheet_cell *cell = &lane->cells[step];
	items->role = looks[lane->look].role;
	switch (lane->look) {
	case LOOK_GAP: add_loss(s, lane, step, items); break;
	case LOOK_METER:
		for (int i = 0; i < cell->count; i++)
			add_meter(s, items, cell->lines[i]);
		break;
	case LOOK_NAME:
	case LOOK_ICON:
	case LOOK_OWNER:
	case LOOK_TIME: add_names(s, cell, items); break;
	case LOOK_STEP:
	case LOOK_PLAIN:
	case LOOK_QUOTE:
	case LOOK_GOOD:
	case LOOK_BAD:
	case LOOK_IDEA:
	case LOOK_FLAT:
	case LOOK_QUESTION:
	case LOOK_CURVE: add_texts(s, lane, cell, items); break;
	}
}

bool
show_cell_filled(const struct show *s, const struct sheet_lane *lane, int step)
{
	if (lane->look == LOOK_GAP)
		return s->sheet->personas[lane->person].losses != NULL;
	return lane->cells[step].count > 0;
}

struct str
show_lane_title(const struct show *s, const struct sheet_lane *lane)
{
	bool several = lane->look == LOOK_GAP && s->sheet->persona_count > 1;
	if (!several)
		return show_safe(s, lane->title);
	struct str who = s->sheet->personas[lane->person].shown;
	return show_safe(s, str_format(s->arena, "Gap of %.*s", STR(who)));
}

struct str
show_lane_line(const struct sheet *sheet, int lane)
{
	static const struct str lines[] = {[PART_FRONT] = S_INIT("line of interaction"),
	    [PART_BACK] = S_INIT("line of visibility"),
	    [PART_SUPPORT] = S_INIT("line of internal interaction")};
	enum lane_part part = sheet->lanes[lane].part;
	if (part < PART_FRONT || (lane > 0 && sheet->lanes[lane - 1].part == part))
		return S("");
	return lines[part];
}

void
show_missing(const struct show *s, int after, struct show_items *items)
{
	items->role = TEXT_bad;
	for (int i = 0; i < s->sheet->persona_count; i++) {
		const struct sheet_persona *p = &s->sheet->personas[i];
		for (int k = 0; k < p->missing_count; k++) {
			const struct sheet_missing *m = &p->missing[k];
			if (m->after != after)
				continue;
			struct str points = style_number(s->arena, m->points, 2, false);
			add_item(s, items,
			    str_format(s->arena, "%s%.*s wants: %.*s (missing, %.*s points)",
				s->style->plain ? "" : "+ ", STR(p->shown), STR(m->text),
				STR(points)));
		}
	}
}

/* Whose feelings the curve shows: the first persona's, or everybody's where none is chosen. */
const struct sheet_persona *
show_voice(const struct show *s)
{
	return s->sheet->persona_count > 0 ? &s->sheet->personas[0] : &s->sheet->everybody;
}

const double *
show_feelings(const struct show *s)
{
	const struct sheet *sheet = s->sheet;
	const double *feel = show_voice(s)->feel;
	bool shown = false;
	for (int i = 0; i < sheet->lane_count; i++)
		shown |= sheet->lanes[i].look == LOOK_CURVE;
	for (int i = 0; shown && feel && i < sheet->step_count; i++) {
		if (!isnan(feel[i]))
			return feel;
	}
	return NULL;
}

void
show_curve_at(const struct show *s, const int *at, int first, int count, int label, int columns)
{
	const double *feel = show_feelings(s);
	int rows = curve_rows(s->style);
	struct str *lines = NEW_N(s->arena, struct str, rows);
	if (feel == NULL)
		return;
	curve_draw(s->arena, s->style, feel + first, at, count, columns, lines);
	for (int row = 0; row < rows; row++) {
		style_left(s->out, s->style, TEXT_body, row == 0 ? S("Feeling") : S(""), label - 3);
		style_right(s->out, s->style, TEXT_faint, curve_label(s->style, row), 2);
		buf_char(s->out, ' ');
		style_add(s->out, s->style, TEXT_number, lines[row]);
		style_end_line(s->out);
	}
}
