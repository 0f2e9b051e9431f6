/* SPDX-License-Identifier: MIT */
/*
 * Values in words, for maps and sentences. What is said can be typed again and means the same, as
 * far as the words are exact: seconds are left out of hours.
 */
#include "model/value_priv.h"

#include "model/map.h"

#include <math.h>

enum { HOUR = 60, DAY = 24 * 60, MONTH = 30 * 24 * 60 };

struct str
number_words(struct arena *a, double number)
{
	struct str s = str_format(a, "%.6f", number);
	/* Whatever the locale writes between: six decimals are the last six bytes. */
	struct str whole = str_upto(s, s.len - 7), decimals = str_from(s, s.len - 6);
	while (decimals.len > 0 && decimals.at[decimals.len - 1] == '0')
		decimals.len--;
	if (decimals.len > 0)
		return str_format(a, "%.*s.%.*s", STR(whole), STR(decimals));
	return str_eq(whole, S("-0")) ? S("0") : whole;
}

static struct str
short_duration(struct arena *a, double minutes)
{
	double seconds = round(minutes * 60);
	if (seconds < 60) {
		struct str s = minutes > 0 && seconds < 1 ? number_words(a, minutes * 60)
							  : number_words(a, seconds);
		return minutes == 0 ? S("0 min") : str_format(a, "%.*s s", STR(s));
	}
	double tenths = round(minutes * 10);
	if (fabs(tenths - minutes * 10) < 1e-6)
		return str_format(a, "%.*s min", STR(number_words(a, tenths / 10)));
	double whole = floor(seconds / 60);
	return str_format(a, "%.0f min %.0f s", whole, seconds - whole * 60);
}

struct str
duration_words(struct arena *a, double minutes)
{
	if (minutes < HOUR - 1.0 / 120)
		return short_duration(a, minutes);
	minutes = round(minutes);
	if (minutes >= 2 * MONTH && fmod(minutes, MONTH) == 0)
		return str_format(a, "%.0f months", minutes / MONTH);
	double days = floor(minutes / DAY);
	double hours = floor((minutes - days * DAY) / HOUR);
	double rest = minutes - days * DAY - hours * HOUR;
	struct buf b = {.arena = a};
	if (days > 0)
		buf_format(&b, "%.0f %s", days, days == 1 ? "day" : "days");
	if (hours > 0)
		buf_format(&b, "%s%.0f h", b.len > 0 ? " " : "", hours);
	/* After hours a bare number is minutes; after days it needs its unit. */
	if (rest > 0)
		buf_format(&b, "%s%.0f%s", b.len > 0 ? " " : "", rest, hours > 0 ? "" : " min");
	return buf_str(&b);
}

static struct str
clock_words(struct arena *a, double minutes)
{
	/* 15 minutes either way may reach into the day before or after. */
	double of_day = fmod(fmod(round(minutes), DAY) + DAY, DAY);
	int m = (int)of_day;
	return str_format(a, "%02d:%02d", m / HOUR, m % HOUR);
}

/* With a sign that stands out on a map: a true minus, and a plus. */
static struct str
feel_words(struct arena *a, double feel)
{
	struct str size = number_words(a, fabs(feel));
	if (str_eq(size, S("0")))
		return size;
	return str_format(a, "%s%.*s", feel < 0 ? "\u2212" : "+", STR(size));
}

/* Per day, week, month or year: the first that makes a whole number. */
static struct str
volume_words(struct arena *a, double runs)
{
	static const struct {
		const char *per;
		double days;
	} units[] = {{"day", 1}, {"week", 7}, {"month", 365.25 / 12}, {"year", 365.25}};
	for (ptrdiff_t i = 0; i < COUNT_OF(units); i++) {
		double number = runs * units[i].days;
		if (fabs(number - round(number)) < 1e-9 * (1 + number))
			return str_format(a, "%.0f / %s", round(number), units[i].per);
	}
	return str_format(a, "%.*s / day", STR(number_words(a, runs)));
}

static struct str
kind_words(struct arena *a, enum kind kind, double number)
{
	if (kind == KIND_DURATION)
		return duration_words(a, number);
	if (kind == KIND_PERIOD)
		return duration_words(a, number * DAY);
	if (kind == KIND_CLOCK)
		return clock_words(a, number);
	if (kind == KIND_FEEL)
		return feel_words(a, number);
	if (kind == KIND_SHARE)
		return str_format(a, "%.*s%%", STR(number_words(a, number * 100)));
	if (kind == KIND_VOLUME)
		return volume_words(a, number);
	if (kind == KIND_DATE || kind == KIND_DUE)
		return date_words(a, (int)number);
	return number_words(a, number);
}

static bool
is_whole(double low, double high, double unit)
{
	return fmod(low, unit) == 0 && fmod(high, unit) == 0;
}

/* "4..8 min", or "30 min..1 h 30" where one unit does not fit both. */
static struct str
range_words(struct arena *a, enum kind kind, double low, double high)
{
	if (kind == KIND_DURATION && is_whole(low, high, DAY) && low >= 2 * DAY)
		return str_format(a, "%.0f..%.0f days", low / DAY, high / DAY);
	if (kind == KIND_DURATION && is_whole(low, high, HOUR) && low >= HOUR && high < DAY)
		return str_format(a, "%.0f..%.0f h", low / HOUR, high / HOUR);
	if (kind == KIND_DURATION && is_whole(low, high, 1) && high < 2 * HOUR)
		return str_format(a, "%.0f..%.0f min", low, high);
	return str_format(
	    a, "%.*s..%.*s", STR(kind_words(a, kind, low)), STR(kind_words(a, kind, high)));
}

static struct str
wish_words(struct arena *a, enum kind kind, double low, double high)
{
	bool clock = kind == KIND_CLOCK;
	if (isinf(low) && isinf(high))
		return S("any");
	if (isinf(low))
		return str_format(
		    a, "%s %.*s", clock ? "before" : "at most", STR(kind_words(a, kind, high)));
	if (isinf(high))
		return str_format(
		    a, "%s %.*s", clock ? "after" : "at least", STR(kind_words(a, kind, low)));
	if (low == high)
		return str_format(a, "exactly %.*s", STR(kind_words(a, kind, low)));
	if (clock && high - low == 30)
		return str_format(a, "about %.*s", STR(clock_words(a, low + 15)));
	return range_words(a, kind, low, high);
}

static struct str
names_words(struct arena *a, const struct value *v)
{
	struct buf b = {.arena = a};
	for (ptrdiff_t i = 0; i < v->names.count; i++) {
		buf_add(&b, i > 0 ? S(", ") : S(""));
		buf_add(&b, v->names.at[i]);
	}
	return buf_str(&b);
}

static struct str
items_words(struct arena *a, const struct value *v)
{
	struct buf b = {.arena = a};
	for (ptrdiff_t i = 0; i < v->items.count; i++) {
		const struct entry *e = &v->items.at[i];
		buf_add(&b, i > 0 ? S("; ") : S(""));
		buf_add(&b, e->text.len > 0 ? e->text : e->id);
	}
	return buf_str(&b);
}

static struct str
fixed_word(enum kind kind, int word)
{
	static const struct str others[] = {
	    [OTHERS_UNSET] = S_INIT(""),
	    [OTHERS_DROP] = S_INIT("drop"),
	    [OTHERS_FINE] = S_INIT("fine"),
	    [OTHERS_ASK] = S_INIT("ask"),
	};
	static const struct str statuses[] = {
	    [STATUS_IDEA] = S_INIT("idea"),
	    [STATUS_PLANNED] = S_INIT("planned"),
	    [STATUS_DOING] = S_INIT("doing"),
	    [STATUS_TESTING] = S_INIT("testing"),
	    [STATUS_DONE] = S_INIT("done"),
	    [STATUS_DROPPED] = S_INIT("dropped"),
	};
	if (kind == KIND_OTHERS)
		return others[word];
	return kind == KIND_STATUS ? statuses[word] : S("any");
}

static struct str
numbers_words(struct arena *a, enum field field, bool wish, double low, double high)
{
	enum kind kind = field < FIELD_COUNT ? schema_row(field)->kind : KIND_NUMBER;
	if (wish && aspect_of_field(field) >= 0)
		return wish_words(a, kind, low, high);
	return low == high ? kind_words(a, kind, low) : range_words(a, kind, low, high);
}

struct str
value_words(struct arena *a, enum field field, bool wish, const struct value *v)
{
	switch (v->kind) {
	case VALUE_EMPTY: return S("");
	case VALUE_TEXT: return v->text;
	case VALUE_NAMES: return names_words(a, v);
	case VALUE_NUMBER: return numbers_words(a, field, wish, v->number.low, v->number.high);
	case VALUE_FLAG: return v->flag ? S("true") : S("false");
	case VALUE_ITEMS: return items_words(a, v);
	case VALUE_WORD: return fixed_word(schema_row(field)->kind, v->word);
	}
	return S("");
}
