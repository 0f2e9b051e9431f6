/* SPDX-License-Identifier: MIT */
#ifndef EXPORT_PLAIN_NUMBERS_H
#define EXPORT_PLAIN_NUMBERS_H
#include <locale.h>

/*
 * Between begin and end this thread reads and writes numbers with a decimal point, whatever locale
 * the program runs in. Graphviz would otherwise draw an empty page of one point and report success.
 */
locale_t plain_numbers_begin(void);
void plain_numbers_end(locale_t before);
#endif
