/* SPDX-License-Identifier: MIT */
#include "export/draw_head.h"

#include <math.h>

enum { TOP = 44 };

static const struct type number_type = {.size = 24, .paint = PAINT_ink, .bold = true};
static const struct type caption_type = {.size = 9.5, .paint = PAINT_third};

/* From the right edge leftwards, thin rules between; returns the x where they begin. */
static double
draw_figures(struct scene *s, double right, const struct head *head)
{
	for (int i = head->figure_count - 1; i >= 0; i--) {
		const struct key_figure *f = &head->figures[i];
		struct type type = number_type;
		type.paint = f->paint;
		double number = text_width(f->number, type);
		double caption = text_width(f->caption, caption_type);
		double width = number > caption ? number : caption;
		scene_label(s, right - width, TOP + 34, ALIGN_LEFT, type, f->number);
		scene_label(s, right - width, TOP + 50, ALIGN_LEFT, caption_type, f->caption);
		right -= width + 26;
		if (i > 0)
			scene_line(
			    s, right + 13, TOP + 12, right + 13, TOP + 52, outlined(PAINT_rule, 1));
	}
	return right;
}

double
draw_head(struct scene *s, double margin, const struct head *head)
{
	struct type kicker = {.size = 9.5, .paint = PAINT_third, .bold = true};
	struct type title = {.size = 27, .pitch = 32, .paint = PAINT_ink, .bold = true};
	struct type subject = {.size = 12, .pitch = 17, .paint = PAINT_ink, .bold = true};
	struct type sentence = {.size = 12, .pitch = 17, .paint = PAINT_second};
	double right = draw_figures(s, s->width - margin, head);
	double room = right - margin - 12;
	scene_label(s, margin, TOP + 3, ALIGN_LEFT, kicker, head->kicker);
	struct block block = {.x = margin,
	    .y = TOP + 10,
	    .width = room,
	    .id = S("title"),
	    .css = S("title"),
	    .title = S("Title")};
	text_wrap(s->arena, &block.lines, head->title, room, title, 3);
	text_space(s->arena, &block.lines, 3);
	text_wrap(s->arena, &block.lines, head->subject, room, subject, 2);
	text_wrap(s->arena, &block.lines, head->sentence, room, sentence, 4);
	scene_block(s, &block);
	double bottom = TOP + 10 + block.lines.height;
	return (bottom > TOP + 56 ? bottom : TOP + 56) + 34;
}

double
draw_foot(struct scene *s, double margin, double left, double y, struct str text)
{
	struct type type = {.size = 9, .pitch = 12, .paint = PAINT_third};
	double room = s->width - 2 * margin;
	struct block block = {.x = margin,
	    .width = room,
	    .y = y + 6,
	    .id = S("foot"),
	    .css = S("foot"),
	    .title = S("Workspace")};
	text_wrap(s->arena, &block.lines, text, room, type, 2);
	if (block.lines.list.count == 1 && left + block.lines.width + 24 < s->width - margin) {
		block.width = block.lines.width + 1;
		block.x = s->width - margin - block.width;
		block.y = y - 9.6;
	}
	block.tooltip = block.lines.cut ? text : (struct str){0};
	scene_block(s, &block);
	return fmax(y, block.y + block.lines.height);
}
