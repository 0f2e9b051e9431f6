/* SPDX-License-Identifier: MIT */
#ifndef EXPORT_TEXT_H
#define EXPORT_TEXT_H
#include "export/sheet.h"
#include "export/text_style.h"

/*
 * Maps and personas in the terminal, for `show`: the same content as the pictures, at any width
 * from 40 columns. With style.plain every line is a whole statement.
 */
struct show_args {
	const struct workspace *ws;
	struct text_style style;
	int map;
	enum which which;
	const int *personas;     /* indexes; none: those the map is about, or all with wishes */
	int persona_count;
};

/*
 * A map: stages, steps, lanes, the curve of feelings, the gap at each step. False when there is no
 * such version.
 */
bool show_journey(struct buf *out, const struct show_args *s);
/* The same from a sheet that is there already. */
void show_sheet(struct buf *out, const struct text_style *style, const struct sheet *sheet);

/* The process beside what each persona wants. False: nobody has wishes about this version. */
bool show_compare(struct buf *out, const struct show_args *s);

/* The card of one persona: s->ws and s->style are read. */
void show_persona(struct buf *out, const struct show_args *s, int persona);

/* Personas by maps, today and to-be. False: there is no gap at all. */
bool show_gaps(struct buf *out, const struct show_args *s);
#endif
