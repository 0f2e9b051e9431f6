/* SPDX-License-Identifier: MIT */
#include "export/pdf.h"

#include "base/buf.h"

/* The civil date of a day since 1970-01-01. */
static void
civil(long long day, long long *year, int *month, int *of_month)
{
	long long z = day + 719468, era = (z >= 0 ? z : z - 146096) / 146097;
	long long doe = z - era * 146097;
	long long yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
	long long doy = doe - (365 * yoe + yoe / 4 - yoe / 100), mp = (5 * doy + 2) / 153;
	*of_month = (int)(doy - (153 * mp + 2) / 5 + 1);
	*month = (int)(mp < 10 ? mp + 3 : mp - 9);
	*year = yoe + era * 400 + (*month <= 2);
}

/* cairo writes the time of the run: the digits are put in place, the length stays. */
struct str
pdf_with_date(struct arena *a, struct str pdf, long long seconds)
{
	struct str key = S("/CreationDate (D:");
	ptrdiff_t at = str_search(pdf, key);
	long long day = seconds / 86400 - (seconds % 86400 < 0), year;
	int month, of_month, rest = (int)(seconds - day * 86400);
	civil(day, &year, &month, &of_month);
	if (at < 0 || at + key.len + 14 > pdf.len || year < 0 || year > 9999)
		return pdf;
	struct str date = str_format(a, "%04d%02d%02d%02d%02d%02d", (int)year, month, of_month,
	    rest / 3600, rest / 60 % 60, rest % 60);
	struct buf out = {.arena = a};
	buf_add(&out, str_upto(pdf, at + key.len));
	buf_add(&out, date);
	buf_add(&out, str_from(pdf, at + key.len + date.len));
	return buf_str(&out);
}
