/* SPDX-License-Identifier: MIT */
/* Dates as days since 1970-01-01, in the Gregorian calendar carried on both ways. */
#include "model/value_priv.h"

int
date_month_length(int year, int month)
{
	static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	if (month < 1 || month > 12)
		return 0;
	bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
	return days[month - 1] + (month == 2 && leap);
}

/* A year is counted from March, so that the day that comes and goes is its last. */
int
date_of(int year, int month, int day)
{
	int y = month <= 2 ? year - 1 : year;
	int era = (y >= 0 ? y : y - 399) / 400;
	int of_era = y - era * 400;
	int day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
	return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + day_of_year - 719468;
}

static bool
scan_digits(struct str *rest, int count, int *number)
{
	if (rest->len < count)
		return false;
	*number = 0;
	for (int i = 0; i < count; i++) {
		if (!is_digit(rest->at[i]))
			return false;
		*number = *number * 10 + (rest->at[i] - '0');
	}
	*rest = str_from(*rest, count);
	return true;
}

static enum trouble
read_quarter(struct str text, int year, bool last_day, int *day)
{
	int quarter;
	if (!scan_digits(&text, 1, &quarter) || text.len > 0)
		return TROUBLE_FORM;
	if (quarter < 1 || quarter > 4)
		return TROUBLE_DAY;
	int last = quarter * 3;
	*day = last_day ? date_of(year, last, date_month_length(year, last))
			: date_of(year, last - 2, 1);
	return TROUBLE_NONE;
}

enum trouble
date_read(struct str text, bool last_day, int *day)
{
	int year, month, of_month = 0;
	if (!scan_digits(&text, 4, &year) || !scan_char(&text, '-'))
		return TROUBLE_FORM;
	if (scan_char(&text, 'q') || scan_char(&text, 'Q'))
		return year > 0 ? read_quarter(text, year, last_day, day) : TROUBLE_DAY;
	if (!scan_digits(&text, 2, &month))
		return TROUBLE_FORM;
	bool whole_month = text.len == 0;
	if (!whole_month && (!scan_char(&text, '-') || !scan_digits(&text, 2, &of_month)))
		return TROUBLE_FORM;
	if (text.len > 0)
		return TROUBLE_FORM;
	int length = date_month_length(year, month);
	if (year < 1 || length == 0)
		return TROUBLE_DAY;
	if (whole_month)
		of_month = last_day ? length : 1;
	if (of_month < 1 || of_month > length)
		return TROUBLE_DAY;
	*day = date_of(year, month, of_month);
	return TROUBLE_NONE;
}

bool
date_parse(struct str text, bool last_day, int *day)
{
	return date_read(str_trim(text), last_day, day) == TROUBLE_NONE;
}

struct str
date_words(struct arena *a, int day)
{
	long long z = (long long)day + 719468;
	long long era = (z >= 0 ? z : z - 146096) / 146097;
	long long of_era = z - era * 146097;
	long long year_of_era = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
	long long of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
	long long shifted = (5 * of_year + 2) / 153;
	int of_month = (int)(of_year - (153 * shifted + 2) / 5 + 1);
	int month = (int)(shifted < 10 ? shifted + 3 : shifted - 9);
	long long year = year_of_era + era * 400 + (month <= 2);
	return str_format(a, "%04lld-%02d-%02d", year, month, of_month);
}
