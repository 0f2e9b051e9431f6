/* SPDX-License-Identifier: MIT */
/*
 * Steps side by side, lanes as rows: for wide terminals and maps of few steps. Where not all steps
 * fit beside each other, the map goes on below in another band.
 */
#include "export/text_show.h"

#include "base/utf8.h"

enum { LABEL = 16, BETWEEN = 2 };

struct band {
	const struct show *show;
	int first, count, cell;
};

/* The lines of one row of cells: blocks of wrapped text side by side. */
struct block {
	struct style_lines lines;
	enum text_role role;
};

/* The sign at the start of a text ("! ", "+ ") stands alone in its column. */
static int
sign_width(struct str text)
{
	return text.len > 2 && text.at[1] == ' ' && !is_digit(text.at[0]) ? 2 : 0;
}

static void
fill_block(const struct band *b, const struct show_items *items, struct block *block)
{
	struct arena *a = b->show->arena;
	block->role = items->role;
	for (ptrdiff_t i = 0; i < items->list.count; i++) {
		struct str text = items->list.at[i];
		struct style_lines lines = {0};
		int sign = sign_width(text);
		style_wrap(a, str_from(text, sign), b->cell - sign, &lines);
		for (ptrdiff_t k = 0; k < lines.list.count; k++) {
			struct str before = k == 0 ? str_upto(text, sign) : sign ? S("  ") : S("");
			struct str line =
			    str_format(a, "%.*s%.*s", STR(before), STR(lines.list.at[k]));
			VEC_PUSH(a, &block->lines.list, line);
		}
	}
}

static void
put_blocks(const struct band *b, struct str label, const struct block *blocks)
{
	const struct show *s = b->show;
	struct style_lines names = {0};
	style_wrap(s->arena, label, LABEL - 1, &names);
	ptrdiff_t height = names.list.count;
	for (int i = 0; i < b->count; i++) {
		if (blocks[i].lines.list.count > height)
			height = blocks[i].lines.list.count;
	}
	for (ptrdiff_t row = 0; row < height; row++) {
		bool named = row < names.list.count;
		style_left(s->out, s->style, TEXT_title, named ? names.list.at[row] : S(""), LABEL);
		for (int i = 0; i < b->count; i++) {
			bool has = row < blocks[i].lines.list.count;
			struct str line = has ? blocks[i].lines.list.at[row] : S("");
			style_left(s->out, s->style, blocks[i].role, line, b->cell);
			buf_fill(s->out, ' ', BETWEEN);
		}
		style_end_line(s->out);
	}
}

static struct block *
new_blocks(const struct band *b)
{
	return NEW_N(b->show->arena, struct block, b->count);
}

static void
put_stages(const struct band *b)
{
	const struct show *s = b->show;
	int at = 0;
	if (s->sheet->stage_count == 0)
		return;
	buf_fill(s->out, ' ', LABEL);
	for (int i = 0; i < b->count; i++) {
		int stage = s->sheet->steps[b->first + i].stage;
		bool begins = i == 0 || stage != s->sheet->steps[b->first + i - 1].stage;
		if (stage < 0 || !begins)
			continue;
		int span = 1;
		while (i + span < b->count && s->sheet->steps[b->first + i + span].stage == stage)
			span++;
		int column = i * (b->cell + BETWEEN);
		int room = span * (b->cell + BETWEEN) - BETWEEN;
		struct str title = show_safe(s, s->sheet->stages[stage].title);
		title = style_cut(s->arena, s->style, title, room - 3);
		buf_fill(s->out, ' ', column - at);
		style_add(s->out, s->style, TEXT_title, title);
		buf_char(s->out, ' ');
		at = column + (int)utf8_width(title) + 1;
		style_repeat(s->out, style_either(s->style, S("─"), S("-")), column + room - at);
		at = column + room;
	}
	style_end_line(s->out);
}

static void
put_steps(const struct band *b)
{
	const struct show *s = b->show;
	struct block *heads = new_blocks(b), *texts = new_blocks(b), *marks = new_blocks(b);
	bool marked = false;
	for (int i = 0; i < b->count; i++) {
		struct show_items head = {.role = TEXT_faint}, text = {.role = TEXT_title},
				  mark = {.role = TEXT_fair};
		VEC_PUSH(s->arena, &head.list, show_step_head(s, b->first + i));
		VEC_PUSH(s->arena, &text.list, show_safe(s, s->sheet->steps[b->first + i].text));
		VEC_PUSH(s->arena, &mark.list, show_step_marks(s, b->first + i));
		marked |= mark.list.at[0].len > 0;
		fill_block(b, &head, &heads[i]);
		fill_block(b, &text, &texts[i]);
		fill_block(b, &mark, &marks[i]);
	}
	put_blocks(b, S(""), heads);
	put_blocks(b, S("Steps"), texts);
	if (marked)
		put_blocks(b, S(""), marks);
}

static void
put_curve(const struct band *b)
{
	int *at = NEW_N(b->show->arena, int, b->count);
	for (int i = 0; i < b->count; i++)
		at[i] = i * (b->cell + BETWEEN);
	show_curve_at(b->show, at, b->first, b->count, LABEL, b->count * (b->cell + BETWEEN));
}

static void
put_lane(const struct band *b, const struct sheet_lane *lane)
{
	struct block *blocks = new_blocks(b);
	bool filled = false;
	for (int i = 0; i < b->count; i++) {
		struct show_items items = {0};
		show_cell(b->show, lane, b->first + i, &items);
		fill_block(b, &items, &blocks[i]);
		filled |= items.list.count > 0;
	}
	bool curve = lane->look == LOOK_CURVE && show_feelings(b->show) != NULL;
	if (curve)
		put_curve(b);
	if (filled)
		put_blocks(b, curve ? S("") : show_lane_title(b->show, lane), blocks);
}

static void
put_next(const struct band *b)
{
	struct block *blocks = new_blocks(b);
	bool filled = false;
	for (int i = 0; i < b->count; i++) {
		struct show_items items = {.role = TEXT_body};
		struct str next = show_step_next(b->show, b->first + i);
		if (next.len > 0)
			VEC_PUSH(b->show->arena, &items.list, next);
		filled |= next.len > 0;
		fill_block(b, &items, &blocks[i]);
	}
	if (filled)
		put_blocks(b, S("Goes on to"), blocks);
}

static void
put_missing(const struct band *b)
{
	const struct show *s = b->show;
	int from = b->first == 0 ? -1 : b->first;
	for (int after = from; after < b->first + b->count; after++) {
		struct show_items items = {0};
		show_missing(s, after, &items);
		for (ptrdiff_t i = 0; i < items.list.count; i++) {
			struct str where = after < 0 ? S("before all")
						     : str_format(s->arena, "after %.*s",
							   STR(s->sheet->steps[after].number));
			struct buf first = {.arena = s->arena};
			style_left(&first, s->style, TEXT_body, where, LABEL);
			style_paragraph(
			    s->out, s->style, items.role, buf_str(&first), items.list.at[i]);
		}
	}
}

static void
put_band(const struct band *b)
{
	const struct show *s = b->show;
	put_stages(b);
	put_steps(b);
	for (int i = 0; i < s->sheet->lane_count; i++) {
		struct str line = show_lane_line(s->sheet, i);
		if (line.len > 0) {
			style_add(s->out, s->style, TEXT_faint, line);
			buf_char(s->out, ' ');
			style_rule(s->out, s->style, s->width - utf8_width(line) - 1);
		}
		if (s->sheet->lanes[i].look != LOOK_STEP)
			put_lane(b, &s->sheet->lanes[i]);
	}
	put_next(b);
	put_missing(b);
}

void
show_columns(const struct show *s, int cell, int per_band)
{
	for (int first = 0; first < s->sheet->step_count; first += per_band) {
		int left = s->sheet->step_count - first;
		struct band b = {.show = s,
		    .first = first,
		    .cell = cell,
		    .count = left < per_band ? left : per_band};
		buf_char(s->out, '\n');
		put_band(&b);
	}
}
