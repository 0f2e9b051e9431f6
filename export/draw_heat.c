/* SPDX-License-Identifier: MIT */
/*
 * A cell says its gap three times: number, ten ticks, tone. What is not a number says so in words.
 * Where a redesign is measured too, its gap stands small beside today's.
 */
#include "export/draw_heat.h"

#include "base/utf8.h"
#include "export/draw_head.h"
#include "export/sheet.h"

#include <math.h>

enum {
	MARGIN = 48,
	NAME_WIDTH = 232,
	CELL_WIDTH = 122,
	CELL_HEIGHT = 58,
	GAP = 5,
	MOST_COLUMNS = 13, /* of maps in one band; more go below */
	FOOT = 76,
	MOST_NAME_LINES = 5
};

struct heat {
	struct scene *s;
	const struct workspace *ws;
	const struct gaps *all;
	int *maps; /* columns */
	int map_count;
	bool redesigned;
	bool weighted; /* means over scenarios count how often each happens */
	bool measured; /* there is a number to show at all */
};

static const struct gap *
find(const struct heat *h, int persona, int map, enum which which)
{
	for (ptrdiff_t i = 0; i < h->all->list.count; i++) {
		const struct gap *g = &h->all->list.at[i];
		if (g->persona == persona && g->map == map && g->which == which)
			return g;
	}
	return NULL;
}

static const struct persona_gap *
find_persona(const struct heat *h, int persona, enum which which)
{
	for (ptrdiff_t i = 0; i < h->all->personas.count; i++) {
		const struct persona_gap *p = &h->all->personas.at[i];
		if (p->persona == persona && p->which == which)
			return p;
	}
	return NULL;
}

static enum paint
tone(double gap)
{
	int step = (int)floor(gap * 10);
	return (enum paint)(PAINT_heat_0 + (step > 9 ? 9 : step));
}

static enum paint
ink_on(double gap)
{
	return gap >= 0.7 ? PAINT_on_accent : PAINT_ink;
}

static void
draw_ticks(struct scene *s, double x, double base, double gap, enum paint paint)
{
	int full = (int)floor(gap * 10 + 0.5);
	for (int i = 0; i < 10; i++) {
		double at = x + i * 4.7;
		if (i < full)
			scene_rect(s, at, base - 12, 3, 12, 0, filled(paint));
		else
			scene_rect(s, at, base - 1.2, 3, 1.2, 0, filled(paint));
	}
}

/* A word, and why. */
struct empty {
	struct str word, why;
};

static struct empty
whose_journey(const struct heat *h, const struct map *m)
{
	struct arena *a = h->s->arena;
	struct buf names = {.arena = a};
	if (m->persona_count == 0)
		return (struct empty){S("not mapped"), S("no wishes written")};
	for (int i = 0; i < m->persona_count; i++) {
		struct str name = persona_short(&h->ws->personas[m->personas[i]]);
		buf_format(&names, "%s%.*s", i == 0 ? "" : ", ", STR(name));
	}
	return (struct empty){
	    S("another's journey"), str_format(a, "of %.*s", STR(buf_str(&names)))};
}

static struct empty
why_empty(const struct heat *h, int persona, int map, const struct gap *g)
{
	const struct map *m = &h->ws->maps[map];
	const struct wishlist *list = map_wishes(m, persona);
	if (g != NULL && g->content)
		return (struct empty){S("content"), S("takes it as it is")};
	if (g == NULL && list == NULL && m->journey)
		return whose_journey(h, m);
	if (g == NULL && list == NULL)
		return (struct empty){S("not yet mapped"), S("no wishes written")};
	if (g == NULL && list->kind == WISHES_NEVER)
		return (struct empty){S("never meets it"), {0}};
	return (struct empty){S("not measurable"), S("no facts to compare")};
}

/* One line of words that may be long, in the middle of a cell. */
static void
draw_middle(struct heat *h, double x, double y, struct type type, struct str words)
{
	struct text_lines lines = {0};
	text_wrap(h->s->arena, &lines, words, CELL_WIDTH - 14, type, 1);
	if (lines.list.count > 0)
		scene_label(
		    h->s, x + CELL_WIDTH / 2.0, y, ALIGN_CENTER, type, lines.list.at[0].text);
}

static void
draw_empty(struct heat *h, double x, double y, struct empty empty)
{
	struct type word = {.size = 9.4, .paint = PAINT_second},
		    why = {.size = 8.6, .paint = PAINT_third};
	double middle = y + CELL_HEIGHT / 2.0;
	scene_rect(h->s, x + 0.5, y + 0.5, CELL_WIDTH - 1, CELL_HEIGHT - 1, 4,
	    (struct look){PAINT_card, PAINT_rule, 0.9, DASH_SOLID});
	draw_middle(h, x, empty.why.len ? middle - 2.5 : middle + 3, word, empty.word);
	draw_middle(h, x, middle + 10.5, why, empty.why);
}

/* The cell's text twin: what a reader hears instead of a tone. */
static struct str
cell_title(struct heat *h, int persona, int map, const struct gap *now, const struct gap *then)
{
	struct arena *a = h->s->arena;
	struct str who = persona_short(&h->ws->personas[persona]);
	struct str what = h->ws->maps[map].entry.text;
	struct buf b = {.arena = a};
	buf_format(&b, "%.*s, %.*s: ", STR(who), STR(what));
	if (now)
		buf_format(&b, "gap %.*s today", STR(gap_percent(a, now->gap)));
	if (then)
		buf_format(&b, "%s%.*s as redesigned", now ? ", " : "gap ",
		    STR(gap_percent(a, then->gap)));
	return buf_str(&b);
}

static void
draw_cell(struct heat *h, double x, double y, int persona, int map)
{
	struct scene *s = h->s;
	const struct gap *now = find(h, persona, map, ACTUAL);
	const struct gap *then = find(h, persona, map, TO_BE);
	if (now && !now->measured)
		now = NULL;
	if (then && !then->measured)
		then = NULL;
	const struct gap *shown = now ? now : then;
	if (shown == NULL) {
		draw_empty(h, x, y, why_empty(h, persona, map, find(h, persona, map, ACTUAL)));
		return;
	}
	enum paint ink = ink_on(shown->gap);
	scene_rect(s, x, y, CELL_WIDTH, CELL_HEIGHT, 4, filled(tone(shown->gap)));
	bool two = now && then;
	double base = two ? y + 27 : y + 35;
	struct str percent = gap_percent(s->arena, shown->gap);
	struct block number = {.x = x + 12,
	    .y = base - 18,
	    .width = 50,
	    .id = str_format(s->arena, "cell-%d-%d", persona + 1, map + 1),
	    .css = S("cell"),
	    .title = cell_title(h, persona, map, now, then)};
	text_wrap(s->arena, &number.lines, percent, 60,
	    (struct type){.size = 18, .pitch = 22, .paint = ink, .bold = true}, 1);
	scene_block(s, &number);
	draw_ticks(s, x + CELL_WIDTH - 58, base, shown->gap, ink);
	struct type small = {.size = 9, .paint = ink};
	if (two) {
		struct str text =
		    str_format(s->arena, "redesigned %.*s", STR(gap_percent(s->arena, then->gap)));
		scene_label(s, x + 12, y + 46, ALIGN_LEFT, small, text);
	} else if (!now) {
		scene_label(s, x + 12, y + 50, ALIGN_LEFT, small, S("redesigned"));
	}
}

static void
draw_total(struct heat *h, double x, double y, double now, double then)
{
	struct arena *a = h->s->arena;
	struct type big = {.size = 15, .paint = PAINT_ink, .bold = true};
	struct type small = {.size = 9, .paint = PAINT_third};
	if (isnan(now) && isnan(then))
		return;
	double shown = isnan(now) ? then : now;
	scene_label(h->s, x, y, ALIGN_LEFT, big, gap_percent(a, shown));
	scene_rect(h->s, x, y + 6, fmax(2, 62 * shown), 3, 0, filled(PAINT_second));
	if (!isnan(now) && !isnan(then))
		scene_label(h->s, x, y + 22, ALIGN_LEFT, small,
		    str_format(a, "redesigned %.*s", STR(gap_percent(a, then))));
}

static double
column_mean(const struct heat *h, int map, enum which which)
{
	double sum = 0;
	int count = 0;
	for (int p = 0; p < h->ws->persona_count; p++) {
		const struct gap *g = find(h, p, map, which);
		if (g && g->measured) {
			sum += g->gap;
			count++;
		}
	}
	return count ? sum / count : NAN;
}

static struct str
initials(struct arena *a, struct str name)
{
	struct str rest = text_clean(a, name), first = {0}, letters = name_initials(a, rest);
	if (letters.len > 0)
		return letters;
	return utf8_cluster(&rest, &first) ? first : S("?");
}

static void
draw_persona(struct heat *h, double y, int persona)
{
	struct scene *s = h->s;
	const struct persona *p = &h->ws->personas[persona];
	struct type letter = {.size = 12, .paint = PAINT_on_accent, .bold = true};
	struct type name = {.size = 12, .pitch = 15, .paint = PAINT_ink, .bold = true};
	struct type about = {.size = 9.4, .pitch = 12, .paint = PAINT_third};
	double middle = y + CELL_HEIGHT / 2.0;
	scene_circle(
	    s, MARGIN + 17, middle, 17, filled(theme_stage(persona, h->ws->persona_count)));
	scene_label(s, MARGIN + 17, middle + 4.4, ALIGN_CENTER, letter,
	    initials(s->arena, persona_short(p)));
	struct block block = {.x = MARGIN + 46,
	    .width = NAME_WIDTH - 62,
	    .css = S("persona"),
	    .id = str_format(s->arena, "persona-%d", persona + 1),
	    .title = p->name};
	text_wrap(s->arena, &block.lines, persona_short(p), block.width, name, 2);
	struct str role = entry_text(&p->entry, FIELD_role);
	struct str rest = str_from(p->name, persona_short(p).len);
	rest = str_trim(str_starts(rest, S(",")) ? str_from(rest, 1) : rest);
	text_wrap(s->arena, &block.lines, rest.len ? rest : role, block.width, about,
	    block.lines.list.count > 1 ? 1 : 2);
	block.y = middle - block.lines.height / 2;
	scene_block(s, &block);
}

static void
draw_column_name(struct heat *h, double x, double bottom, int map)
{
	struct scene *s = h->s;
	struct type type = {.size = 10.5, .pitch = 13.5, .paint = PAINT_ink, .bold = true};
	struct str name = h->ws->maps[map].entry.text;
	struct block block = {.x = x + 6,
	    .width = CELL_WIDTH - 12,
	    .css = S("map"),
	    .id = str_format(s->arena, "map-%d", map + 1),
	    .title = name};
	text_wrap(s->arena, &block.lines, h->ws->maps[map].entry.text, block.width, type,
	    MOST_NAME_LINES);
	block.y = bottom - block.lines.height;
	block.tooltip = block.lines.cut ? name : (struct str){0};
	scene_block(s, &block);
}

static double
name_height(const struct heat *h, int first, int count)
{
	struct type type = {.size = 10.5, .pitch = 13.5, .paint = PAINT_ink, .bold = true};
	double height = 0;
	for (int i = first; i < first + count; i++)
		height = fmax(height,
		    text_height(
			h->s->arena, h->ws->maps[h->maps[i]].entry.text, CELL_WIDTH - 12, type));
	return fmin(height, MOST_NAME_LINES * type.pitch);
}

/* One band of columns; returns the y below it. */
static double
draw_band(struct heat *h, double y, int first, int count, bool last)
{
	struct type caption = {.size = 9.5, .paint = PAINT_third, .bold = true};
	double x0 = MARGIN + NAME_WIDTH;
	double totals = x0 + count * (CELL_WIDTH + GAP) + 18;
	double top = y + name_height(h, first, count) + 12;
	for (int i = 0; i < count; i++)
		draw_column_name(h, x0 + i * (CELL_WIDTH + GAP), top - 10, h->maps[first + i]);
	if (last && h->measured) {
		struct type how = {.size = 8.6, .paint = PAINT_third};
		scene_label(h->s, totals, top - 22, ALIGN_LEFT, caption, S("ALL SCENARIOS"));
		scene_label(h->s, totals, top - 11, ALIGN_LEFT, how,
		    h->weighted ? S("by how often they happen") : S("each counted once"));
	}
	double row = top;
	for (int p = 0; p < h->ws->persona_count; p++, row += CELL_HEIGHT + GAP) {
		draw_persona(h, row, p);
		for (int i = 0; i < count; i++)
			draw_cell(h, x0 + i * (CELL_WIDTH + GAP), row, p, h->maps[first + i]);
		const struct persona_gap *now = find_persona(h, p, ACTUAL);
		const struct persona_gap *then = find_persona(h, p, TO_BE);
		if (last)
			draw_total(h, totals, row + (h->redesigned ? 27 : 32), now ? now->gap : NAN,
			    then ? then->gap : NAN);
	}
	if (h->measured)
		scene_label(h->s, MARGIN + 46, row + 24, ALIGN_LEFT, caption, S("MEAN"));
	for (int i = 0; i < count; i++)
		draw_total(h, x0 + i * (CELL_WIDTH + GAP) + 12, row + 24,
		    column_mean(h, h->maps[first + i], ACTUAL),
		    column_mean(h, h->maps[first + i], TO_BE));
	if (last)
		draw_total(
		    h, totals, row + 24, h->all->portfolio[ACTUAL], h->all->portfolio[TO_BE]);
	return row + 62;
}

static void
draw_legend(struct heat *h, double y)
{
	struct type type = {.size = 9, .paint = PAINT_second};
	double x0 = MARGIN + NAME_WIDTH;
	scene_label(h->s, MARGIN + 46, y + 9, ALIGN_LEFT, type, S("Preference gap"));
	for (int i = 0; i < 10; i++) {
		scene_rect(h->s, x0 + i * 34, y, 34, 13, 0, filled((enum paint)(PAINT_heat_0 + i)));
		scene_label(h->s, x0 + i * 34 + 17, y + 25, ALIGN_CENTER, type,
		    str_format(h->s->arena, "%d%%", i * 10));
	}
}

static struct str
headline(const struct heat *h)
{
	struct arena *a = h->s->arena;
	const struct persona_gap *worst = NULL;
	for (ptrdiff_t i = 0; i < h->all->personas.count; i++) {
		const struct persona_gap *p = &h->all->personas.at[i];
		if (p->which == ACTUAL && (worst == NULL || p->gap > worst->gap))
			worst = p;
	}
	if (worst == NULL || worst->gap <= 0)
		return S("Who loses, and where");
	struct str who = persona_short(&h->ws->personas[worst->persona]);
	return str_format(a, "%.*s loses the most", STR(who));
}

static void
list_maps(struct heat *h)
{
	h->maps = NEW_N(h->s->arena, int, h->ws->map_count);
	for (int m = 0; m < h->ws->map_count; m++) {
		bool wished = h->ws->maps[m].wishlist_count > 0;
		if (wished)
			h->maps[h->map_count++] = m;
	}
	for (ptrdiff_t i = 0; i < h->all->list.count; i++)
		h->redesigned = h->redesigned || h->all->list.at[i].which == TO_BE;
}

static double
width_of(int columns)
{
	return fmax(760, MARGIN * 2 + NAME_WIDTH + columns * (CELL_WIDTH + GAP) + 122);
}

/* As few bands as leave the picture no wider than two and a half times its height, as even as can
 * be. */
static int
columns_in_band(const struct heat *h)
{
	int rows = h->ws->persona_count;
	for (int bands = 1; bands < h->map_count; bands++) {
		int columns = (h->map_count + bands - 1) / bands;
		double height = 200 + bands * (130.0 + rows * (CELL_HEIGHT + GAP));
		if (columns <= 4 || (columns <= MOST_COLUMNS && width_of(columns) <= 2.5 * height))
			return columns;
	}
	return 1;
}

void
draw_heat(struct scene *s, const struct workspace *ws, const struct gaps *all)
{
	struct heat h = {.s = s, .ws = ws, .all = all};
	list_maps(&h);
	int columns = columns_in_band(&h);
	h.measured = !isnan(all->portfolio[ACTUAL]) || !isnan(all->portfolio[TO_BE]);
	h.weighted = true;
	for (ptrdiff_t i = 0; i < all->personas.count; i++)
		h.weighted = h.weighted && !all->personas.at[i].unweighted;
	s->width = width_of(columns);
	struct str title = headline(&h);
	s->title = str_format(s->arena, "Preference gaps, persona by scenario: %.*s", STR(title));
	s->id = s->css = S("heat");
	s->language = entry_text(&ws->info, FIELD_language);
	double portfolio = all->portfolio[ACTUAL];
	struct key_figure figures[] = {
	    {gap_percent(s->arena, portfolio), S("over all personas today"), PAINT_ink},
	    {gap_percent(s->arena, all->portfolio[TO_BE]), S("where redesigned"), PAINT_fresh},
	};
	struct head head = {
	    .kicker = S("PREFERENCE GAPS   ·   PERSONA × SCENARIO"),
	    .title = title,
	    .sentence = S("How far what the process makes people do is from how they would rather "
			  "do it: 0% as wished, 100% nothing is. More ticks and a stronger colour "
			  "are worse."),
	    .figures = figures,
	    .figure_count = isnan(portfolio) ? 0
		: h.redesigned               ? 2
					     : 1,
	};
	double y = draw_head(s, MARGIN, &head);
	for (int first = 0; first < h.map_count; first += columns) {
		int left = h.map_count - first;
		y = draw_band(&h, y, first, left < columns ? left : columns, left <= columns);
	}
	draw_legend(&h, y + 6);
	s->height = draw_foot(s, MARGIN, MARGIN, y + FOOT - 24, ws->title) + 24;
}
