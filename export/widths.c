/* SPDX-License-Identifier: MIT */
/*
 * Widths by character: from a table of Liberation Sans where it has the character, by script
 * beyond. The guesses for scripts lean to the wide side, so that a wrapped line rather ends early
 * than leaves its cell.
 */
#include "export/widths.h"

#include "base/utf8.h"

enum { FIRST = 0x20, LAST = 0x52f };

static const struct {
	uint16_t regular, bold;
} table[] = {
#define WIDTH(regular, bold) {regular, bold},
#include "export/widths.def"
#undef WIDTH
};

/* Ranges beyond the table, in order; a character in none of them is 650. */
static const struct {
	int32_t first, last;
	uint16_t width;
} ranges[] = {
    {0x530, 0x58f, 600},    /* Armenian */
    {0x590, 0x8ff, 600},    /* Hebrew, Arabic, Syriac */
    {0x900, 0x10ff, 700},   /* Indic, Thai, Burmese, Georgian */
    {0x1100, 0x115f, 1000}, /* Hangul */
    {0x1160, 0x11ff, 0},
    {0x1e00, 0x1fff, 620}, /* Latin and Greek with more marks */
    {0x200b, 0x200f, 0},
    {0x2013, 0x2013, 556},
    {0x2014, 0x2015, 1000},
    {0x2018, 0x201b, 222},
    {0x201c, 0x201f, 350},
    {0x2022, 0x2022, 350},
    {0x2026, 0x2026, 1000},
    {0x2028, 0x202e, 0},
    {0x2060, 0x206f, 0},
    {0x20ac, 0x20ac, 556},
    {0x2190, 0x21ff, 1000}, /* arrows */
    {0x2212, 0x2212, 584},
    {0x2600, 0x27bf, 1000}, /* signs */
    {0x2e80, 0xd7af, 1000}, /* CJK, Hangul */
    {0xf900, 0xfaff, 1000},
    {0xfe00, 0xfe0f, 0},
    {0xfe30, 0xfe6f, 1000},
    {0xff00, 0xff60, 1000},
    {0xffe0, 0xffe6, 1000},
    {0x1f000, 0x1faff, 1250}, /* emoji */
    {0x20000, 0x3ffff, 1000},
    {0xe0000, 0xe0fff, 0},
};

static double
beyond_table(int32_t c)
{
	for (ptrdiff_t i = 0; i < COUNT_OF(ranges) && c >= ranges[i].first; i++) {
		if (c <= ranges[i].last)
			return utf8_is_mark(c) ? 0 : ranges[i].width;
	}
	return utf8_is_mark(c) ? 0 : 650;
}

static double
character_width(int32_t c, bool bold)
{
	if (c < FIRST)
		return 0;
	if (c > LAST)
		return beyond_table(c);
	if (c >= 0x80 && utf8_is_mark(c))
		return 0;
	double width = bold ? table[c - FIRST].bold : table[c - FIRST].regular;
	return width > 0 || (c >= 0x7f && c < 0xa0) ? width : 600;
}

/* A sequence of emoji is one picture, however many characters it is made of. */
double
widths_of_cluster(struct str cluster, double size, bool bold)
{
	double sum = 0;
	int32_t c, count = 0;
	bool emoji = false;
	while ((c = utf8_next(&cluster)) >= 0) {
		sum += character_width(c, bold);
		emoji = emoji || c == 0xfe0f || c == 0x20e3 || c >= 0x1f000;
		count++;
	}
	if (emoji && count > 1)
		sum = 1250;
	return sum * size / 1000;
}

double
widths_of(struct str text, double size, bool bold)
{
	double width = 0;
	struct str cluster;
	while (utf8_cluster(&text, &cluster))
		width += widths_of_cluster(cluster, size, bold);
	return width;
}
