/* SPDX-License-Identifier: MIT */
/*
 * Braille gives two dots by four in each character, so three rows have twelve levels; ASCII has
 * five rows, one per feeling, with three heights in each. Both run from point to point along a
 * cosine, flat at the points, so that the curve never goes beyond what was said.
 */
#include "export/text_curve.h"

#include <math.h>

enum { BRAILLE_ROWS = 3, BRAILLE_LEVELS = 12, ASCII_ROWS = 5 };
static const double pi = 3.14159265358979323846;

struct known {
	int column;
	double feel;
};

int
curve_rows(const struct text_style *style)
{
	return style->unicode ? BRAILLE_ROWS : ASCII_ROWS;
}

struct str
curve_label(const struct text_style *style, int row)
{
	static const struct str braille[BRAILLE_ROWS] = {S_INIT("+2"), S_INIT("0"), S_INIT("-2")};
	static const struct str ascii[ASCII_ROWS] = {
	    S_INIT("+2"), S_INIT("+1"), S_INIT("0"), S_INIT("-1"), S_INIT("-2")};
	return style->unicode ? braille[row] : ascii[row];
}

/* The feeling in a column between two points. */
static double
between(struct known a, struct known b, double column)
{
	if (b.column == a.column)
		return a.feel;
	double part = (column - a.column) / (b.column - a.column);
	return a.feel + (b.feel - a.feel) * (1 - cos(pi * part)) / 2;
}

static double
clamp(double feel)
{
	return feel < -2 ? -2 : feel > 2 ? 2 : feel;
}

struct canvas {
	int columns;
	unsigned char *cells; /* braille: bits of dots; ASCII: the character */
};

/* Bit of the dot in column 0..1 and row 0..3 of a braille character. */
static const unsigned char dots[4][2] = {{0x01, 0x08}, {0x02, 0x10}, {0x04, 0x20}, {0x40, 0x80}};

static void
set_dot(struct canvas *c, int x, int y)
{
	c->cells[y / 4 * c->columns + x / 2] |= dots[y % 4][x % 2];
}

static int
braille_level(double feel)
{
	return (int)floor((2 - clamp(feel)) / 4 * (BRAILLE_LEVELS - 1) + 0.5);
}

/* Dots from one point to the next, with those between two levels so that steep parts hold together.
 */
static void
braille_run(struct canvas *c, struct known a, struct known b)
{
	int last = braille_level(a.feel);
	for (int x = 2 * a.column; x <= 2 * b.column; x++) {
		int y = braille_level(between(a, b, x / 2.0));
		for (int fill = last; fill != y; fill += y > last ? 1 : -1)
			set_dot(c, x, fill);
		set_dot(c, x, y);
		last = y;
	}
}

static void
braille_point(struct canvas *c, struct known p)
{
	int y = braille_level(p.feel);
	int beside = y % 4 > 0 ? y - 1 : y + 1; /* in the same character */
	for (int dx = 0; dx < 2; dx++) {
		set_dot(c, 2 * p.column + dx, y);
		set_dot(c, 2 * p.column + dx, beside);
	}
}

static struct str
braille_line(struct arena *a, const struct canvas *c, int row)
{
	struct buf b = {.arena = a};
	for (int x = 0; x < c->columns; x++) {
		unsigned bits = c->cells[row * c->columns + x];
		if (bits == 0) {
			buf_char(&b, ' ');
			continue;
		}
		buf_char(&b, (char)0xe2);
		buf_char(&b, (char)(0xa0 | bits >> 6));
		buf_char(&b, (char)(0x80 | (bits & 0x3f)));
	}
	return buf_str(&b);
}

static void
ascii_set(struct canvas *c, int x, double feel, char point)
{
	double y = (2 - clamp(feel)) + 0.5; /* 0.5 .. 4.5: the middle of a row is .5 */
	int row = (int)floor(y);
	double within = y - row;
	char mark = within < 1.0 / 3 ? '\'' : within < 2.0 / 3 ? '-' : '.';
	c->cells[row * c->columns + x] = (unsigned char)(point ? point : mark);
}

static struct str
ascii_line(struct arena *a, const struct canvas *c, int row)
{
	struct buf b = {.arena = a};
	for (int x = 0; x < c->columns; x++) {
		char mark = (char)c->cells[row * c->columns + x];
		buf_char(&b, mark ? mark : ' ');
	}
	return buf_str(&b);
}

static void
draw_braille(struct canvas *c, const struct known *points, int count)
{
	for (int i = 0; i + 1 < count; i++)
		braille_run(c, points[i], points[i + 1]);
	for (int i = 0; i < count; i++)
		braille_point(c, points[i]);
}

static void
draw_ascii(struct canvas *c, const struct known *points, int count)
{
	for (int i = 0; i + 1 < count; i++) {
		for (int x = points[i].column + 1; x < points[i + 1].column; x++)
			ascii_set(c, x, between(points[i], points[i + 1], x), 0);
	}
	for (int i = 0; i < count; i++)
		ascii_set(c, points[i].column, points[i].feel, '*');
}

static struct str
without_end(struct str line)
{
	while (str_ends(line, S(" ")))
		line = str_upto(line, line.len - 1);
	return line;
}

void
curve_draw(struct arena *a, const struct text_style *style, const double *feel, const int *at,
    int count, int columns, struct str *lines)
{
	struct canvas c = {.columns = columns};
	struct known *points = NEW_N(a, struct known, count + 1);
	int known = 0;
	c.cells = NEW_N(a, unsigned char, ASCII_ROWS *(columns + 1));
	for (int i = 0; i < count; i++) {
		if (!isnan(feel[i]) && at[i] >= 0 && at[i] < columns)
			points[known++] = (struct known){at[i], feel[i]};
	}
	if (style->unicode)
		draw_braille(&c, points, known);
	else
		draw_ascii(&c, points, known);
	for (int row = 0; row < curve_rows(style); row++)
		lines[row] =
		    without_end(style->unicode ? braille_line(a, &c, row) : ascii_line(a, &c, row));
}

struct str
curve_track(struct arena *a, const struct text_style *style, double feel)
{
	struct buf b = {.arena = a};
	int place = isnan(feel) ? -1 : (int)floor(clamp(feel) + 2.5);
	for (int i = 0; i < 5; i++) {
		if (i == place)
			buf_add(&b, style_either(style, S("●"), S("o")));
		else
			buf_add(&b, style_either(style, S("·"), S(".")));
	}
	return buf_str(&b);
}
