/* SPDX-License-Identifier: MIT */
#ifndef EXPORT_SHEET_PRIV_H
#define EXPORT_SHEET_PRIV_H
#include "export/sheet.h"

/* A sheet being made. */
struct maker {
	struct arena *arena;
	const struct workspace *ws;
	struct sheet *sheet;
	int *steps; /* of the version: its place in the sheet, or -1 */
};

const struct step *sheet_step_at(const struct maker *m, int i);
/* Feelings, times, gaps and missing wishes of all chosen personas. */
void sheet_make_personas(struct maker *m);
/* The cluster in upper case where it is a plain letter. */
struct str sheet_upper(struct arena *a, struct str cluster);
#endif
