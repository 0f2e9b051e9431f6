/* SPDX-License-Identifier: MIT */
#ifndef EXPORT_PDF_H
#define EXPORT_PDF_H
#include "base/arena.h"
#include "base/str.h"

/*
 * cairo writes the time of the run into a PDF. This puts another in its place (seconds since 1970,
 * UTC), so that two runs give the same bytes.
 */
struct str pdf_with_date(struct arena *a, struct str pdf, long long seconds);
#endif
