/* SPDX-License-Identifier: MIT */
/*
 * The list of findings and the table of their codes. The order of a finished list depends on the
 * files alone, never on who found what first, so the same input gives the same output.
 */
#include "model/diag.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

static const struct diag_row rows[] = {
#define DIAG(id, code, level, title, explanation)                                                  \
	[DIAG_##id] = {S_INIT(code), LEVEL_##level, S_INIT(title), S_INIT(explanation)},
#include "model/diag.def"
#undef DIAG
};

const struct diag_row *
diag_row(enum diag_code code)
{
	return &rows[code];
}

int
diag_find(struct str code)
{
	for (int i = 0; i < DIAG_COUNT; i++) {
		if (str_eq(rows[i].code, code))
			return i;
	}
	return -1;
}

struct diag *
diag_add(
    struct diags *d, enum diag_code code, struct place at, ptrdiff_t width, const char *format, ...)
{
	va_list args, again;
	va_start(args, format);
	va_copy(again, args);
	int len = vsnprintf(NULL, 0, format, args);
	va_end(args);
	char *message = NEW_N(d->arena, char, len + 1);
	vsnprintf(message, (size_t)len + 1, format, again);
	va_end(again);
	VEC_PUSH(d->arena, &d->list,
	    (struct diag){
		.code = code, .at = at, .width = width < 1 ? 1 : width, .message = {message, len}});
	return &d->list.at[d->list.count - 1];
}

static int
compare_numbers(int64_t x, int64_t y)
{
	return (x > y) - (x < y);
}

static int
in_order(const void *left, const void *right)
{
	const struct diag *x = left, *y = right;
	int order = compare_numbers(x->at.source, y->at.source);
	if (order == 0)
		order = compare_numbers(y->whole_file, x->whole_file);
	if (order == 0)
		order = compare_numbers(x->at.offset, y->at.offset);
	if (order == 0)
		order = compare_numbers(x->code, y->code);
	if (order == 0)
		order = str_cmp(x->message, y->message);
	if (order == 0)
		order = str_cmp(x->hint, y->hint);
	if (order == 0)
		order = compare_numbers(x->also.source, y->also.source);
	if (order == 0)
		order = compare_numbers(x->also.offset, y->also.offset);
	return order != 0 ? order : compare_numbers(x->width, y->width);
}

static bool
is_same(const struct diag *x, const struct diag *y)
{
	return x->at.source == y->at.source && x->at.offset == y->at.offset && x->code == y->code &&
	    x->whole_file == y->whole_file && str_eq(x->message, y->message);
}

void
diags_sort(struct diags *d)
{
	if (d->list.count < 2)
		return;
	qsort(d->list.at, (size_t)d->list.count, sizeof *d->list.at, in_order);
	ptrdiff_t kept = 1;
	for (ptrdiff_t i = 1; i < d->list.count; i++) {
		if (!is_same(&d->list.at[kept - 1], &d->list.at[i]))
			d->list.at[kept++] = d->list.at[i];
	}
	d->list.count = kept;
}

ptrdiff_t
diags_count(const struct diags *d, enum diag_level level)
{
	ptrdiff_t count = 0;
	for (ptrdiff_t i = 0; i < d->list.count; i++)
		count += rows[d->list.at[i].code].level == level;
	return count;
}
