/* SPDX-License-Identifier: MIT */
#ifndef EXPORT_WIDTHS_H
#define EXPORT_WIDTHS_H
#include "base/str.h"

/*
 * How wide text is in a sans-serif face with Helvetica's metrics, without asking any font: the same
 * answer on every machine, which is what makes the same picture there.
 */
double widths_of(struct str text, double size, bool bold);
double widths_of_cluster(struct str cluster, double size, bool bold);
#endif
