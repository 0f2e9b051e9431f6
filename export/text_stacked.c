/* SPDX-License-Identifier: MIT */
/*
 * Steps below each other, each with its lanes: for narrow terminals and long maps. And the plain
 * form, where every line is a statement that needs no other line to be understood.
 */
#include "export/text_show.h"

#include "base/utf8.h"
#include "export/text_curve.h"

#include <math.h>

enum { LABEL_MOST = 16, INDENT = 5, NARROW = 60 };

/* 0: no column for labels, they stand before their text. */
static int
label_width(const struct show *s)
{
	ptrdiff_t width = 7;
	for (int i = 0; i < s->sheet->lane_count; i++) {
		ptrdiff_t w = utf8_width(show_lane_title(s, &s->sheet->lanes[i]));
		width = w > width ? w : width;
	}
	if (s->width < NARROW)
		return 0;
	return (width > LABEL_MOST ? LABEL_MOST : (int)width) + 2;
}

/* A text behind its label; the label stands before the first text of a lane only. */
static void
put_item(const struct show *s, struct str label, int width, enum text_role role, struct str text)
{
	struct style_lines names = {0}, lines = {0};
	int indent = INDENT + width;
	if (width == 0) {
		if (label.len > 0)
			text = str_format(s->arena, "%.*s: %.*s", STR(label), STR(text));
		style_paragraph(s->out, s->style, role, S("    "), text);
		return;
	}
	style_wrap(s->arena, label, width - 1, &names);
	style_wrap(s->arena, text, s->width - indent, &lines);
	ptrdiff_t count = names.list.count > lines.list.count ? names.list.count : lines.list.count;
	for (ptrdiff_t i = 0; i < count; i++) {
		bool named = i < names.list.count;
		buf_fill(s->out, ' ', INDENT);
		if (named)
			style_add(s->out, s->style, TEXT_faint, names.list.at[i]);
		if (i < lines.list.count) {
			buf_fill(s->out, ' ', width - (named ? utf8_width(names.list.at[i]) : 0));
			style_add(s->out, s->style, role, lines.list.at[i]);
		}
		buf_char(s->out, '\n');
	}
}

static void
put_feeling(const struct show *s, const struct sheet_lane *lane, int step, int width)
{
	const double *feel = show_voice(s)->feel;
	struct show_items items = {0};
	show_cell(s, lane, step, &items);
	struct str words = style_joined(s->arena, items.list.at, items.list.count);
	if (feel && !isnan(feel[step])) {
		struct str track = curve_track(s->arena, s->style, feel[step]);
		words = str_format(s->arena, "%.*s  %.*s", STR(track), STR(words));
		items.role = feel[step] < 0 ? TEXT_bad : feel[step] > 0 ? TEXT_good : TEXT_body;
	}
	put_item(s, show_lane_title(s, lane), width, items.role, words);
}

static void
put_lane(const struct show *s, const struct sheet_lane *lane, int step, int width)
{
	struct show_items items = {0};
	if (lane->look == LOOK_STEP || !show_cell_filled(s, lane, step))
		return;
	if (lane->look == LOOK_CURVE) {
		put_feeling(s, lane, step, width);
		return;
	}
	show_cell(s, lane, step, &items);
	for (ptrdiff_t i = 0; i < items.list.count; i++)
		put_item(s, i == 0 ? show_lane_title(s, lane) : S(""), width, items.role,
		    items.list.at[i]);
}

static void
put_stage(const struct show *s, int step)
{
	int stage = s->sheet->steps[step].stage;
	bool begins = step == 0 || stage != s->sheet->steps[step - 1].stage;
	if (stage < 0 || !begins)
		return;
	const struct sheet_stage *one = &s->sheet->stages[stage];
	struct str title = show_safe(s, one->title);
	struct str cut = style_cut(s->arena, s->style, title, s->width - 4);
	style_add(s->out, s->style, TEXT_title, cut);
	buf_char(s->out, ' ');
	style_rule(s->out, s->style, s->width - utf8_width(cut) - 1);
	if (one->goal.len > 0)
		style_paragraph(
		    s->out, s->style, TEXT_faint, S("  wants: "), show_safe(s, one->goal));
	buf_char(s->out, '\n');
}

static void
put_missing(const struct show *s, int after)
{
	struct show_items items = {0};
	show_missing(s, after, &items);
	for (ptrdiff_t i = 0; i < items.list.count; i++)
		style_paragraph(s->out, s->style, items.role, S("  "), items.list.at[i]);
	if (items.list.count > 0)
		buf_char(s->out, '\n');
}

/* A map of steps alone, as notes give it, is a list: blank lines would only make it long. */
static bool
is_list(const struct show *s)
{
	for (int i = 0; i < s->sheet->lane_count; i++) {
		const struct sheet_lane *lane = &s->sheet->lanes[i];
		for (int k = 0; lane->look != LOOK_STEP && k < s->sheet->step_count; k++) {
			if (show_cell_filled(s, lane, k))
				return false;
		}
	}
	return true;
}

static bool
ends_stage(const struct show *s, int step)
{
	const struct sheet_step *steps = s->sheet->steps;
	return step + 1 == s->sheet->step_count || steps[step].stage != steps[step + 1].stage;
}

static void
put_step(const struct show *s, int step, int width, bool list)
{
	struct str head = show_step_head(s, step);
	struct str first = str_format(s->arena, "%.*s  ", STR(head));
	ptrdiff_t indent = utf8_width(first);
	if (indent < INDENT)
		first = str_format(s->arena, "%.*s%*s", STR(first), (int)(INDENT - indent), "");
	style_paragraph(
	    s->out, s->style, TEXT_title, first, show_safe(s, s->sheet->steps[step].text));
	struct str marks = show_step_marks(s, step);
	if (marks.len > 0)
		style_paragraph(s->out, s->style, TEXT_fair, S("     "), marks);
	for (int i = 0; i < s->sheet->lane_count; i++)
		put_lane(s, &s->sheet->lanes[i], step, width);
	struct str next = show_step_next(s, step);
	if (next.len > 0)
		put_item(s, S("Goes on to"), width, TEXT_body, next);
	if (!list || ends_stage(s, step))
		buf_char(s->out, '\n');
}

void
show_stacked(const struct show *s)
{
	int width = label_width(s);
	bool list = is_list(s);
	show_curve(s);
	buf_char(s->out, '\n');
	put_missing(s, -1);
	for (int i = 0; i < s->sheet->step_count; i++) {
		put_stage(s, i);
		put_step(s, i, width, list);
		put_missing(s, i);
	}
}

static void
say(const struct show *s, struct str text)
{
	buf_add(s->out, text);
	buf_char(s->out, '\n');
}

static void
say_lane(const struct show *s, const struct sheet_lane *lane, int step)
{
	struct show_items items = {0};
	if (lane->look == LOOK_STEP || !show_cell_filled(s, lane, step))
		return;
	show_cell(s, lane, step, &items);
	for (ptrdiff_t i = 0; i < items.list.count; i++)
		say(s,
		    str_format(s->arena, "Step %.*s, %.*s: %.*s", STR(s->sheet->steps[step].number),
			STR(show_lane_title(s, lane)), STR(items.list.at[i])));
}

static void
say_missing(const struct show *s, int after)
{
	struct show_items items = {0};
	show_missing(s, after, &items);
	for (ptrdiff_t i = 0; i < items.list.count; i++)
		say(s,
		    after < 0
			? str_format(s->arena, "Before the first step: %.*s", STR(items.list.at[i]))
			: str_format(s->arena, "After step %.*s: %.*s",
			      STR(s->sheet->steps[after].number), STR(items.list.at[i])));
}

static void
say_step(const struct show *s, int step)
{
	const struct sheet_step *one = &s->sheet->steps[step];
	bool begins = step == 0 || one->stage != s->sheet->steps[step - 1].stage;
	if (one->stage >= 0 && begins)
		say(s,
		    str_format(s->arena, "Stage: %.*s",
			STR(show_safe(s, s->sheet->stages[one->stage].title))));
	struct str clock =
	    one->clock.len > 0 ? str_format(s->arena, ", %.*s", STR(one->clock)) : S("");
	struct str marks = show_step_marks(s, step);
	say(s,
	    str_format(s->arena, "Step %.*s%.*s: %.*s%s%.*s%s", STR(one->number),
		STR(show_safe(s, clock)), STR(show_safe(s, one->text)), marks.len ? " (" : "",
		STR(marks), marks.len ? ")" : ""));
	for (int i = 0; i < s->sheet->lane_count; i++)
		say_lane(s, &s->sheet->lanes[i], step);
	struct str next = show_step_next(s, step);
	if (next.len > 0)
		say(s,
		    str_format(
			s->arena, "Step %.*s goes on to: %.*s", STR(one->number), STR(next)));
}

void
show_plain(const struct show *s)
{
	say_missing(s, -1);
	for (int i = 0; i < s->sheet->step_count; i++) {
		say_step(s, i);
		say_missing(s, i);
	}
}
