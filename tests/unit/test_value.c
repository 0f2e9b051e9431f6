/* SPDX-License-Identifier: MIT */
/*
 * Every form of a scalar that the format has, as a table of texts and the numbers they mean; what
 * is refused, with the code and the form that is offered; and values in words.
 */
#include "model/value.h"

#include "model/map.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static struct arena *arena;

static int
setup(void **state)
{
	(void)state;
	arena = arena_new();
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
}

enum { PROCESS, WISH };
static const double OPEN = INFINITY;

struct read_row {
	enum field field;
	int wish;
	const char *text;
	double low, high;
};

static bool
parse(enum field field, bool wish, const char *text, struct value *v, struct value_problem *p)
{
	return value_parse(arena, schema_row(field)->kind, field, wish, str_of(text), v, p);
}

static void
check_read(const struct read_row *rows, ptrdiff_t count)
{
	for (ptrdiff_t i = 0; i < count; i++) {
		struct value v;
		struct value_problem p = {0};
		const struct read_row *r = &rows[i];
		bool fine =
		    parse(r->field, r->wish == WISH, r->text, &v, &p) && v.kind == VALUE_NUMBER;
		fine = fine && (v.number.low == r->low || fabs(v.number.low - r->low) < 1e-9) &&
		    (v.number.high == r->high || fabs(v.number.high - r->high) < 1e-9);
		if (!fine)
			print_error("'%s': %.*s\n", r->text, STR(p.message));
		assert_true(fine);
	}
}

static void
numbers_of_a_process_are_read(void **state)
{
	(void)state;
	static const struct read_row rows[] = {
	    /* durations: a number is minutes; parts largest first; after h a number is minutes */
	    {FIELD_takes, PROCESS, "6", 6, 6},
	    {FIELD_takes, PROCESS, "6 min", 6, 6},
	    {FIELD_takes, PROCESS, "6min", 6, 6},
	    {FIELD_takes, PROCESS, "+6 min", 6, 6},
	    {FIELD_takes, PROCESS, "0", 0, 0},
	    {FIELD_takes, PROCESS, "1.5", 1.5, 1.5},
	    {FIELD_takes, PROCESS, "1.5 h", 90, 90},
	    {FIELD_takes, PROCESS, "1 h 30", 90, 90},
	    {FIELD_takes, PROCESS, "1h30", 90, 90},
	    {FIELD_takes, PROCESS, "1 h 30 min", 90, 90},
	    {FIELD_takes, PROCESS, "2 h", 120, 120},
	    {FIELD_takes, PROCESS, "90 s", 1.5, 1.5},
	    {FIELD_takes, PROCESS, "1 min 30 s", 1.5, 1.5},
	    {FIELD_wait, PROCESS, "9 days", 12960, 12960},
	    {FIELD_wait, PROCESS, "1 day", 1440, 1440},
	    {FIELD_wait, PROCESS, "1 d 4 h", 1680, 1680},
	    {FIELD_wait, PROCESS, "1 w", 10080, 10080},
	    {FIELD_wait, PROCESS, "1 week", 10080, 10080},
	    {FIELD_wait, PROCESS, "2 weeks", 20160, 20160},
	    {FIELD_wait, PROCESS, "1 month", 43200, 43200},
	    {FIELD_wait, PROCESS, "2 months", 86400, 86400},
	    {FIELD_wait, PROCESS, "1 month 1 week 1 day 1 h 1 min 6 s", 54781.1, 54781.1},
	    {FIELD_takes, PROCESS, "6\u00a0min", 6, 6},
	    {FIELD_takes, PROCESS, "6\u202fmin", 6, 6},
	    {FIELD_takes, PROCESS, "  6   min ", 6, 6},
	    {FIELD_takes, PROCESS, "000006", 6, 6},
	    /* a range; bounds share the last unit */
	    {FIELD_takes, PROCESS, "20..90 min", 20, 90},
	    {FIELD_takes, PROCESS, "20 .. 90", 20, 90},
	    {FIELD_takes, PROCESS, "4..8 h", 240, 480},
	    {FIELD_takes, PROCESS, "30 min..1 h 30", 30, 90},
	    {FIELD_takes, PROCESS, "1 h..2", 60, 120},
	    {FIELD_takes, PROCESS, "30..90 s", 0.5, 1.5},
	    {FIELD_takes, PROCESS, "5..5", 5, 5},
	    {FIELD_takes, PROCESS, "1.5..2.5", 1.5, 2.5},
	    /* clock */
	    {FIELD_at, PROCESS, "6:10", 370, 370},
	    {FIELD_at, PROCESS, "06:10", 370, 370},
	    {FIELD_at, PROCESS, "0:00", 0, 0},
	    {FIELD_at, PROCESS, "23:59", 1439, 1439},
	    {FIELD_at, PROCESS, "9:00..10:30", 540, 630},
	    /* times, effort, autonomy */
	    {FIELD_times, PROCESS, "3", 3, 3},
	    {FIELD_times, PROCESS, "2..4", 2, 4},
	    {FIELD_effort, PROCESS, "1", 1, 1},
	    {FIELD_effort, PROCESS, "5", 5, 5},
	    {FIELD_autonomy, PROCESS, "2.5", 2.5, 2.5},
	    {FIELD_autonomy, PROCESS, "2..4", 2, 4},
	    /* feel */
	    {FIELD_feel, PROCESS, "-2", -2, -2},
	    {FIELD_feel, PROCESS, "\u22122", -2, -2},
	    {FIELD_feel, PROCESS, "+1", 1, 1},
	    {FIELD_feel, PROCESS, "0", 0, 0},
	    {FIELD_feel, PROCESS, "-0", 0, 0},
	    {FIELD_feel, PROCESS, "--", -2, -2},
	    {FIELD_feel, PROCESS, "\u2212\u2212", -2, -2},
	    {FIELD_feel, PROCESS, "-", -1, -1},
	    {FIELD_feel, PROCESS, "o", 0, 0},
	    {FIELD_feel, PROCESS, "+", 1, 1},
	    {FIELD_feel, PROCESS, "++", 2, 2},
	    {FIELD_feel, PROCESS, "-1..1", -1, 1},
	    {FIELD_feel, PROCESS, "--..o", -2, 0},
	    /* shares, importance, plain numbers */
	    {FIELD_share, PROCESS, "30%", 0.3, 0.3},
	    {FIELD_share, PROCESS, "30 %", 0.3, 0.3},
	    {FIELD_share, PROCESS, "30\u00a0%", 0.3, 0.3},
	    {FIELD_share, PROCESS, "0.3", 0.3, 0.3},
	    {FIELD_share, PROCESS, "0", 0, 0},
	    {FIELD_share, PROCESS, "1", 1, 1},
	    {FIELD_share, PROCESS, "100%", 1, 1},
	    {FIELD_share, WISH, "12.5%", 0.125, 0.125},
	    {FIELD_matters, PROCESS, "0", 0, 0},
	    {FIELD_matters, WISH, "10", 10, 10},
	    {FIELD_target, PROCESS, "-3.25", -3.25, -3.25},
	    {FIELD_target, PROCESS, "999999999999999", 999999999999999, 999999999999999},
	    {FIELD_like, PROCESS, "2.1", 2.1, 2.1},
	    {FIELD_recommend, PROCESS, "0", 0, 0},
	    /* volumes in runs per day */
	    {FIELD_volume, PROCESS, "3 / day", 3, 3},
	    {FIELD_volume, PROCESS, "14/week", 2, 2},
	    {FIELD_volume, PROCESS, "1200 / month", 1200 * 12 / 365.25, 1200 * 12 / 365.25},
	    {FIELD_volume, PROCESS, "1461 / year", 4, 4},
	    {FIELD_volume, PROCESS, "3 / Day", 3, 3},
	    /* dates in days since 1970-01-01; for due the last day */
	    {FIELD_date, PROCESS, "1970-01-01", 0, 0},
	    {FIELD_date, PROCESS, "1969-12-31", -1, -1},
	    {FIELD_date, PROCESS, "2000-03-01", 11017, 11017},
	    {FIELD_date, PROCESS, "2024-02-29", 19782, 19782},
	    {FIELD_date, PROCESS, "2024-03-04", 19786, 19786},
	    {FIELD_date, PROCESS, "2024-03", 19783, 19783},
	    {FIELD_date, PROCESS, "2024-Q3", 19905, 19905},
	    {FIELD_date, PROCESS, "2024-q3", 19905, 19905},
	    {FIELD_date, PROCESS, "0001-01-01", -719162, -719162},
	    {FIELD_due, PROCESS, "2024-03-04", 19786, 19786},
	    {FIELD_due, PROCESS, "2024-02", 19782, 19782},
	    {FIELD_due, PROCESS, "2024-Q3", 19996, 19996},
	    {FIELD_due, PROCESS, "2024-Q4", 20088, 20088},
	    /* periods in days */
	    {FIELD_review_every, PROCESS, "6 months", 180, 180},
	    {FIELD_review_every, PROCESS, "2 weeks", 14, 14},
	    {FIELD_every, PROCESS, "90 d", 90, 90},
	    {FIELD_every, PROCESS, "1.5 months", 45, 45},
	};
	check_read(rows, COUNT_OF(rows));
}

static void
wishes_are_intervals(void **state)
{
	(void)state;
	static const struct read_row rows[] = {
	    /* a bare number: at most, or at least for feel and autonomy */
	    {FIELD_takes, WISH, "5", -OPEN, 5},
	    {FIELD_wait, WISH, "2 days", -OPEN, 2880},
	    {FIELD_times, WISH, "1", -OPEN, 1},
	    {FIELD_effort, WISH, "2", -OPEN, 2},
	    {FIELD_autonomy, WISH, "4", 4, OPEN},
	    {FIELD_feel, WISH, "0", 0, OPEN},
	    {FIELD_feel, WISH, "++", 2, OPEN},
	    /* a bare time: 15 minutes either way */
	    {FIELD_at, WISH, "9:00", 525, 555},
	    {FIELD_at, WISH, "0:05", -10, 20},
	    {FIELD_at, WISH, "before 15:00", -OPEN, 900},
	    {FIELD_at, WISH, "after 9:00", 540, OPEN},
	    {FIELD_at, WISH, "After 9:00", 540, OPEN},
	    {FIELD_at, WISH, "exactly 9:00", 540, 540},
	    {FIELD_at, WISH, "9:00..11:00", 540, 660},
	    {FIELD_at, WISH, "..11:00", -OPEN, 660},
	    {FIELD_at, WISH, "9:00..", 540, OPEN},
	    /* words, bounds, signs */
	    {FIELD_takes, WISH, "at most 5", -OPEN, 5},
	    {FIELD_takes, WISH, "at least 8", 8, OPEN},
	    {FIELD_takes, WISH, "exactly 3", 3, 3},
	    {FIELD_takes, WISH, "AT LEAST 8 min", 8, OPEN},
	    {FIELD_takes, WISH, "at  most\u00a05 h", -OPEN, 300},
	    {FIELD_takes, WISH, "4..8", 4, 8},
	    {FIELD_takes, WISH, "4..8 min", 4, 8},
	    {FIELD_takes, WISH, "4..8 h", 240, 480},
	    {FIELD_takes, WISH, "8..", 8, OPEN},
	    {FIELD_takes, WISH, "8 h..", 480, OPEN},
	    {FIELD_takes, WISH, "..5", -OPEN, 5},
	    {FIELD_takes, WISH, "..5 h", -OPEN, 300},
	    {FIELD_takes, WISH, "<= 5", -OPEN, 5},
	    {FIELD_takes, WISH, "<=5", -OPEN, 5},
	    {FIELD_takes, WISH, "= 3", 3, 3},
	    {FIELD_takes, WISH, ">= 8", 8, OPEN},
	    {FIELD_takes, WISH, "< 5", -OPEN, 5},
	    {FIELD_takes, WISH, "> 8", 8, OPEN},
	    {FIELD_effort, WISH, "at least 3", 3, OPEN},
	    {FIELD_autonomy, WISH, "at most 4", -OPEN, 4},
	    {FIELD_autonomy, WISH, "2..4", 2, 4},
	    {FIELD_feel, WISH, "at least -1", -1, OPEN},
	    {FIELD_feel, WISH, "at least \u22121", -1, OPEN},
	    {FIELD_feel, WISH, "-1..1", -1, 1},
	    {FIELD_feel, WISH, "exactly o", 0, 0},
	};
	check_read(rows, COUNT_OF(rows));
}

struct refused_row {
	enum field field;
	int wish;
	const char *text;
	enum diag_code code;
	const char *hint; /* what the hint must say */
};

static void
what_cannot_be_read_is_refused_with_the_form_meant(void **state)
{
	(void)state;
	static const struct refused_row rows[] = {
	    /* the range or form accepted, and the value probably meant */
	    {FIELD_feel, PROCESS, "5", DIAG_value_range, "-2 to 2"},
	    {FIELD_feel, PROCESS, "5", DIAG_value_range, "did you mean 2?"},
	    {FIELD_feel, PROCESS, "-3", DIAG_value_range, "did you mean -2?"},
	    {FIELD_takes, PROCESS, "soon", DIAG_value_type, "minutes"},
	    {FIELD_share, PROCESS, "30", DIAG_value_range, "30%?"},
	    {FIELD_takes, PROCESS, "1,5 h", DIAG_value_type, "write 1.5 h"},
	    {FIELD_takes, PROCESS, "1,200", DIAG_value_type, "write 1200"},
	    {FIELD_due, PROCESS, "tomorrow", DIAG_value_type, "2026-03-04"},
	    /* no other notation of numbers */
	    {FIELD_takes, PROCESS, "1e999", DIAG_value_type, "minutes"},
	    {FIELD_takes, PROCESS, "1e3", DIAG_value_type, "minutes"},
	    {FIELD_takes, PROCESS, "0x10", DIAG_value_type, "minutes"},
	    {FIELD_takes, PROCESS, "nan", DIAG_value_type, "minutes"},
	    {FIELD_takes, PROCESS, "inf", DIAG_value_type, "minutes"},
	    {FIELD_target, PROCESS, ".inf", DIAG_value_type, "a number"},
	    {FIELD_takes, PROCESS, ".5", DIAG_value_type, "write 0.5"},
	    {FIELD_takes, PROCESS, "5.", DIAG_value_type, "write 5"},
	    {FIELD_takes, PROCESS, "--5", DIAG_value_type, "minutes"},
	    {FIELD_feel, PROCESS, "- 1", DIAG_value_type, "-2 to 2"},
	    {FIELD_takes, PROCESS, "1'200", DIAG_value_type, "write 1200"},
	    {FIELD_takes, PROCESS, "1.200,5", DIAG_value_type, "write 1200.5"},
	    {FIELD_takes, PROCESS, "0,125", DIAG_value_type, "write 0.125"},
	    {FIELD_takes, PROCESS, "9999999999999999", DIAG_value_range, "minutes"},
	    {FIELD_target, PROCESS, "1234567890123456789", DIAG_value_range, "a number"},
	    {FIELD_share, PROCESS, "99999999999999999999%", DIAG_value_range, "30%"},
	    {FIELD_volume, PROCESS, "99999999999999999999 / day", DIAG_value_range, "month"},
	    /* durations */
	    {FIELD_takes, PROCESS, "-5", DIAG_value_range, "did you mean 5?"},
	    {FIELD_takes, PROCESS, "2 hours", DIAG_value_type, "write 2 h"},
	    {FIELD_takes, PROCESS, "5 m", DIAG_value_type, "write 5 min"},
	    {FIELD_takes, PROCESS, "5 mins.", DIAG_value_type, "write 5 min"},
	    {FIELD_takes, PROCESS, "5 parsecs", DIAG_value_type, "minutes"},
	    {FIELD_wait, PROCESS, "1 year", DIAG_value_type, "write 12 months"},
	    {FIELD_takes, PROCESS, "30 min 1 h", DIAG_value_type, "write 1 h 30"},
	    {FIELD_takes, PROCESS, "1 h 2 h", DIAG_value_type, "write 3 h"},
	    {FIELD_takes, PROCESS, "1 h -30", DIAG_value_type, "minutes"},
	    {FIELD_takes, PROCESS, "2 d 4", DIAG_value_type, "write 2 days 4 h"},
	    {FIELD_takes, PROCESS, "1:30", DIAG_value_type, "write 1 h 30"},
	    {FIELD_takes, PROCESS, "about 5 min", DIAG_value_type, "write 5 min"},
	    {FIELD_takes, PROCESS, "~5", DIAG_value_type, "write 5"},
	    {FIELD_takes, PROCESS, "4-8 min", DIAG_value_type, "write 4..8 min"},
	    {FIELD_takes, PROCESS, "4 \u2013 8 min", DIAG_value_type, "write 4..8 min"},
	    {FIELD_takes, PROCESS, "4 to 8 minutes", DIAG_value_type, "write 4..8 min"},
	    {FIELD_takes, PROCESS, "90..20 min", DIAG_value_range, "write 20..90 min"},
	    {FIELD_takes, PROCESS, "30..1 h", DIAG_value_range, "write 30 min..1 h"},
	    {FIELD_takes, PROCESS, "8..", DIAG_value_type, "minutes"},
	    {FIELD_takes, PROCESS, "..8", DIAG_value_type, "minutes"},
	    {FIELD_takes, PROCESS, "..", DIAG_value_type, "minutes"},
	    {FIELD_takes, PROCESS, "1..2..3", DIAG_value_type, "minutes"},
	    {FIELD_takes, PROCESS, "at most 5", DIAG_value_type, "minutes"},
	    /* clock */
	    {FIELD_at, PROCESS, "24:00", DIAG_value_range, "7:45"},
	    {FIELD_at, PROCESS, "7:60", DIAG_value_range, "7:45"},
	    {FIELD_at, PROCESS, "7:5", DIAG_value_type, "7:05"},
	    {FIELD_at, PROCESS, "6.10", DIAG_value_type, "write 6:10"},
	    {FIELD_at, PROCESS, "6:10 pm", DIAG_value_type, "write 18:10"},
	    {FIELD_at, PROCESS, "12 am", DIAG_value_type, "write 0:00"},
	    {FIELD_at, PROCESS, "6", DIAG_value_type, "write 6:00"},
	    {FIELD_at, PROCESS, "0610", DIAG_value_type, "write 6:10"},
	    {FIELD_at, PROCESS, "6:10:30", DIAG_value_type, "7:45"},
	    {FIELD_at, PROCESS, "noon", DIAG_value_type, "7:45"},
	    {FIELD_at, PROCESS, "before 15:00", DIAG_value_type, "7:45"},
	    /* scales */
	    {FIELD_effort, PROCESS, "0", DIAG_value_range, "1 to 5"},
	    {FIELD_effort, PROCESS, "6", DIAG_value_range, "1 to 5"},
	    {FIELD_autonomy, PROCESS, "1..9", DIAG_value_range, "1 to 5"},
	    {FIELD_feel, PROCESS, "+++", DIAG_value_type, "-2 to 2"},
	    {FIELD_feel, PROCESS, "good", DIAG_value_type, "write 1"},
	    {FIELD_times, PROCESS, "-1", DIAG_value_range, "did you mean 1?"},
	    {FIELD_times, PROCESS, "3x", DIAG_value_type, "write 3"},
	    {FIELD_times, PROCESS, "twice", DIAG_value_type, "write 2"},
	    {FIELD_matters, PROCESS, "11", DIAG_value_range, "0 to 10"},
	    {FIELD_matters, PROCESS, "5..8", DIAG_value_type, "0 to 10"},
	    {FIELD_matters, WISH, "at least 5", DIAG_value_type, "0 to 10"},
	    {FIELD_share, PROCESS, "130%", DIAG_value_range, "0 to 1"},
	    {FIELD_share, PROCESS, "-5%", DIAG_value_range, "0 to 1"},
	    {FIELD_share, PROCESS, "0,3", DIAG_value_type, "write 0.3"},
	    {FIELD_recommend, PROCESS, "11", DIAG_value_range, "0 to 10"},
	    {FIELD_impact, PROCESS, "9", DIAG_value_range, "1 to 5"},
	    {FIELD_anonymity, PROCESS, "2.5", DIAG_value_type, "whole number"},
	    {FIELD_dots, PROCESS, "-1", DIAG_value_range, "0 or more"},
	    /* flags and fixed words */
	    {FIELD_optional, PROCESS, "yes", DIAG_value_type, "write true"},
	    {FIELD_optional, PROCESS, "No", DIAG_value_type, "write false"},
	    {FIELD_optional, PROCESS, "1", DIAG_value_type, "write true"},
	    {FIELD_optional, PROCESS, "maybe", DIAG_value_type, "true or false"},
	    {FIELD_others, PROCESS, "fien", DIAG_value_type, "write fine"},
	    {FIELD_others, PROCESS, "banana", DIAG_value_type, "drop, fine or ask"},
	    {FIELD_order, PROCESS, "sorted", DIAG_value_type, "write any"},
	    {FIELD_status, PROCESS, "in progress", DIAG_value_type, "write doing"},
	    {FIELD_better, PROCESS, "more", DIAG_value_type, "lower or higher"},
	    {FIELD_customer, PROCESS, "extrenal", DIAG_value_type, "write external"},
	    {FIELD_kind, PROCESS, "thought", DIAG_value_type, "insight"},
	    {FIELD_version, PROCESS, "future", DIAG_value_type, "actual or to-be"},
	    {FIELD_scale, PROCESS, "5..1", DIAG_value_range, "1..5"},
	    {FIELD_scale, PROCESS, "five", DIAG_value_type, "1..5"},
	    /* dates and periods */
	    {FIELD_date, PROCESS, "2023-02-29", DIAG_value_range, "write 2023-02-28"},
	    {FIELD_date, PROCESS, "1900-02-29", DIAG_value_range, "write 1900-02-28"},
	    {FIELD_date, PROCESS, "2024-13", DIAG_value_range, "2026-03"},
	    {FIELD_date, PROCESS, "2024-00", DIAG_value_range, "2026-03"},
	    {FIELD_date, PROCESS, "2024-03-00", DIAG_value_range, "2026-03"},
	    {FIELD_date, PROCESS, "2024-Q5", DIAG_value_range, "2026-Q3"},
	    {FIELD_date, PROCESS, "0000-01-01", DIAG_value_range, "2026-03"},
	    {FIELD_date, PROCESS, "2024", DIAG_value_type, "write 2024-01"},
	    {FIELD_due, PROCESS, "2024", DIAG_value_type, "write 2024-12"},
	    {FIELD_date, PROCESS, "2024-3-4", DIAG_value_type, "write 2024-03-04"},
	    {FIELD_date, PROCESS, "20240304", DIAG_value_type, "write 2024-03-04"},
	    {FIELD_date, PROCESS, "31.12.2024", DIAG_value_type, "write 2024-12-31"},
	    {FIELD_date, PROCESS, "4 March 2024", DIAG_value_type, "write 2024-03-04"},
	    {FIELD_date, PROCESS, "Q3 2024", DIAG_value_type, "write 2024-Q3"},
	    {FIELD_date, PROCESS, "2024-03-04T10:00", DIAG_value_type, "2026-03-04"},
	    {FIELD_review_every, PROCESS, "6", DIAG_value_type, "write 6 months"},
	    {FIELD_review_every, PROCESS, "1 year", DIAG_value_type, "write 12 months"},
	    {FIELD_review_every, PROCESS, "12 h", DIAG_value_type, "90 days"},
	    {FIELD_review_every, PROCESS, "0 days", DIAG_value_range, "90 days"},
	    {FIELD_review_every, PROCESS, "-3 days", DIAG_value_range, "3 days"},
	    /* volumes */
	    {FIELD_volume, PROCESS, "1200", DIAG_value_type, "write 1200 / month"},
	    {FIELD_volume, PROCESS, "1,200 / month", DIAG_value_type, "write 1200 / month"},
	    {FIELD_volume, PROCESS, "1 200 per month", DIAG_value_type, "write 1200 / month"},
	    {FIELD_volume, PROCESS, "20 a day", DIAG_value_type, "write 20 / day"},
	    {FIELD_volume, PROCESS, "5 / fortnight", DIAG_value_type, "day, week, month, year"},
	    {FIELD_volume, PROCESS, "-3 / week", DIAG_value_range, "3 / week"},
	    {FIELD_volume, PROCESS, "/ week", DIAG_value_type, "1200 / month"},
	    /* wishes */
	    {FIELD_takes, WISH, "8..4", DIAG_value_range, "write 4..8"},
	    {FIELD_takes, WISH, "..", DIAG_value_type, "at most 5"},
	    {FIELD_takes, WISH, "at most", DIAG_value_type, "at most 5"},
	    {FIELD_takes, WISH, "at most soon", DIAG_value_type, "at most 5"},
	    {FIELD_takes, WISH, "at most 4..8", DIAG_value_type, "4..8"},
	    {FIELD_takes, WISH, "before 5", DIAG_value_type, "write at most 5"},
	    {FIELD_takes, WISH, "max 5 minutes", DIAG_value_type, "write at most 5 min"},
	    {FIELD_takes, WISH, "at most 1,5 h", DIAG_value_type, "write at most 1.5 h"},
	    {FIELD_takes, WISH, "\u2264 5", DIAG_value_type, "write at most 5"},
	    {FIELD_takes, WISH, "at most -5", DIAG_value_range, "at most 5"},
	    {FIELD_feel, WISH, "at least 3", DIAG_value_range, "-2 to 2"},
	    {FIELD_autonomy, WISH, "..6", DIAG_value_range, "1 to 5"},
	    {FIELD_at, WISH, "9:00-11:00", DIAG_value_type, "write 9:00..11:00"},
	    {FIELD_at, WISH, "22:00..6:00", DIAG_value_range, "06:00..22:00"},
	    {FIELD_at, WISH, "by 15:00", DIAG_value_type, "write before 15:00"},
	    {FIELD_at, WISH, "after 25:00", DIAG_value_range, "after 9:00"},
	    /* paths stay inside the workspace */
	    {FIELD_csv, PROCESS, "../answers.csv", DIAG_value_range, "answers.csv"},
	    {FIELD_csv, PROCESS, "a/../../b.csv", DIAG_value_range, "answers.csv"},
	    {FIELD_csv, PROCESS, "/etc/passwd", DIAG_value_range, "answers.csv"},
	    {FIELD_csv, PROCESS, "~/x.csv", DIAG_value_range, "answers.csv"},
	    {FIELD_csv, PROCESS, "C:\\x.csv", DIAG_value_range, "answers.csv"},
	    {FIELD_csv, PROCESS, "..\\x.csv", DIAG_value_range, "answers.csv"},
	};
	for (ptrdiff_t i = 0; i < COUNT_OF(rows); i++) {
		const struct refused_row *r = &rows[i];
		struct value v;
		struct value_problem p = {0};
		bool refused = !parse(r->field, r->wish == WISH, r->text, &v, &p);
		if (!refused || p.code != r->code || str_search(p.hint, str_of(r->hint)) < 0 ||
		    p.message.len == 0)
			print_error("'%s': %.*s; %.*s\n", r->text, STR(p.message), STR(p.hint));
		assert_true(refused);
		assert_int_equal(p.code, r->code);
		assert_true(str_search(p.hint, str_of(r->hint)) >= 0);
		assert_true(p.message.len > 0);
	}
}

static void
a_form_that_is_offered_can_be_read(void **state)
{
	(void)state;
	static const struct {
		enum field field;
		bool wish;
		const char *text;
	} rows[] = {
	    {FIELD_takes, true, "no more than 1,5 hours"},
	    {FIELD_takes, false, "5 min 30"},
	    {FIELD_at, true, "until 6 pm"},
	    {FIELD_due, false, "Dec 24, 2024"},
	    {FIELD_volume, false, "1.200,5 monthly"},
	    {FIELD_share, false, "12,5 percent"},
	};
	for (ptrdiff_t i = 0; i < COUNT_OF(rows); i++) {
		struct value v;
		struct value_problem p = {0};
		assert_false(parse(rows[i].field, rows[i].wish, rows[i].text, &v, &p));
		assert_true(str_starts(p.hint, S("write ")));
		char *meant = str_z(arena, str_from(p.hint, 6));
		if (!parse(rows[i].field, rows[i].wish, meant, &v, &p))
			print_error("'%s' offers '%s'\n", rows[i].text, meant);
		assert_true(parse(rows[i].field, rows[i].wish, meant, &v, &p));
	}
}

static void
flags_and_fixed_words_are_read(void **state)
{
	(void)state;
	struct value v;
	struct value_problem p;
	assert_true(parse(FIELD_optional, false, "true", &v, &p));
	assert_true(v.kind == VALUE_FLAG && v.flag);
	assert_true(parse(FIELD_moment, false, "false", &v, &p));
	assert_true(v.kind == VALUE_FLAG && !v.flag);
	assert_true(parse(FIELD_others, false, "fine", &v, &p));
	assert_true(v.kind == VALUE_WORD && v.word == OTHERS_FINE);
	assert_true(parse(FIELD_others, false, "ask", &v, &p) && v.word == OTHERS_ASK);
	assert_true(parse(FIELD_others, false, "drop", &v, &p) && v.word == OTHERS_DROP);
	assert_true(parse(FIELD_order, false, "any", &v, &p) && v.word == ORDER_ANY);
	assert_true(parse(FIELD_status, false, "testing", &v, &p) && v.word == STATUS_TESTING);
	assert_true(parse(FIELD_status, false, "Dropped", &v, &p) && v.word == STATUS_DROPPED);
	assert_true(parse(FIELD_customer, false, "internal", &v, &p) && v.kind == VALUE_TEXT);
	assert_true(parse(FIELD_csv, false, "a/b.csv", &v, &p) && v.kind == VALUE_TEXT);
	assert_true(str_eq(v.text, S("a/b.csv")));
}

static void
a_text_is_kept_as_it_is(void **state)
{
	(void)state;
	struct value v;
	struct value_problem p;
	const char *text = "Types 12:30, 1,5 h and yes: All of It";
	assert_true(parse(FIELD_about, false, text, &v, &p));
	assert_int_equal(v.kind, VALUE_TEXT);
	assert_ptr_equal(v.text.at, text);
	assert_int_equal(v.text.len, strlen(text));
}

static void
an_empty_text_is_no_value(void **state)
{
	(void)state;
	struct value v;
	struct value_problem p;
	assert_true(parse(FIELD_takes, false, "", &v, &p) && v.kind == VALUE_EMPTY);
	assert_true(parse(FIELD_at, true, "  ", &v, &p) && v.kind == VALUE_EMPTY);
	assert_true(parse(FIELD_csv, false, "", &v, &p) && v.kind == VALUE_EMPTY);
}

/* 64 KB of digits, decimals, blanks and letters: a finding of one line, never an infinity. */
static void
a_very_long_scalar_is_refused_in_one_line(void **state)
{
	(void)state;
	static const char fills[] = {'9', '0', '-', ':', 'x', '.', ','};
	enum { LENGTH = 64 * 1024 };
	char *text = NEW_N(arena, char, LENGTH + 1);
	for (ptrdiff_t i = 0; i < COUNT_OF(fills); i++) {
		memset(text, fills[i], LENGTH);
		struct value v;
		struct value_problem p = {0};
		bool read = parse(FIELD_takes, false, text, &v, &p);
		assert_int_equal(read, fills[i] == '0');
		assert_true(read ? v.number.high == 0 : p.message.len < 200 && p.hint.len < 400);
	}
	memset(text, '3', LENGTH);
	memcpy(text, "0.", 2);
	struct value v;
	struct value_problem p;
	assert_true(parse(FIELD_takes, false, text, &v, &p));
	assert_true(fabs(v.number.low - 1.0 / 3) < 1e-9);
}

static void
hostile_bytes_are_shown_harmless(void **state)
{
	(void)state;
	struct value v;
	struct value_problem p = {0};
	assert_false(parse(FIELD_takes, false, "\x1b]0;x\x07 5\nmin", &v, &p));
	assert_true(str_find(p.message, '\x1b') < 0 && str_find(p.message, '\n') < 0);
}

struct clock_row {
	const char *text;
	double at, minutes;
	const char *rest;
};

static void
a_clock_time_is_taken_off_the_start_of_a_text(void **state)
{
	(void)state;
	static const struct clock_row rows[] = {
	    {"06:10 Check the roster", 370, NAN, "Check the roster"},
	    {"6:10 Check", 370, NAN, "Check"},
	    {"  6:10\u00a0Check", 370, NAN, "Check"},
	    {"06:10", 370, NAN, ""},
	    {"7:45-11:30 Ward round", 465, 225, "Ward round"},
	    {"7:45 - 11:30 Ward round", 465, 225, "Ward round"},
	    {"7:45\u201311:30 Ward round", 465, 225, "Ward round"},
	    {"22:00-6:00 Night shift", 1320, 480, "Night shift"},
	    {"7:45-7:45", 465, 0, ""},
	    {"7:45 - Ward round", 465, NAN, "- Ward round"},
	};
	for (ptrdiff_t i = 0; i < COUNT_OF(rows); i++) {
		double at, minutes;
		struct str rest;
		assert_true(value_leading_clock(str_of(rows[i].text), &at, &minutes, &rest));
		assert_true(at == rows[i].at);
		assert_true(isnan(rows[i].minutes) ? isnan(minutes) : minutes == rows[i].minutes);
		assert_true(str_eq(rest, str_of(rows[i].rest)));
	}
}

static void
what_only_looks_like_a_clock_time_stays_text(void **state)
{
	(void)state;
	static const char *const texts[] = {"", "Check at 06:10", "25:10 Check", "6:60 Check",
	    "6:1 Check", "6:100 Check", "123:10 Check", "06:10Check", "6:10-25:00 Check",
	    "7:45-11:300 Ward", "62 wrap-up codes", "4:3 is the ratio", "12:30:15 x"};
	for (ptrdiff_t i = 0; i < COUNT_OF(texts); i++) {
		double at, minutes;
		struct str rest;
		bool found = value_leading_clock(str_of(texts[i]), &at, &minutes, &rest);
		if (found)
			print_error("'%s'\n", texts[i]);
		assert_false(found);
	}
}

struct words_row {
	enum field field;
	bool wish;
	double low, high;
	const char *words;
};

static void
values_are_said_in_words(void **state)
{
	(void)state;
	static const struct words_row rows[] = {
	    {FIELD_takes, false, 6, 6, "6 min"},
	    {FIELD_takes, false, 0, 0, "0 min"},
	    {FIELD_takes, false, 0.5, 0.5, "30 s"},
	    {FIELD_takes, false, 1.5, 1.5, "1.5 min"},
	    {FIELD_takes, false, 60, 60, "1 h"},
	    {FIELD_takes, false, 90, 90, "1 h 30"},
	    {FIELD_wait, false, 1440, 1440, "1 day"},
	    {FIELD_wait, false, 12960, 12960, "9 days"},
	    {FIELD_wait, false, 1680, 1680, "1 day 4 h"},
	    {FIELD_wait, false, 1470, 1470, "1 day 30 min"},
	    {FIELD_wait, false, 86400, 86400, "2 months"},
	    {FIELD_takes, false, 20, 90, "20..90 min"},
	    {FIELD_takes, false, 240, 480, "4..8 h"},
	    {FIELD_wait, false, 2880, 12960, "2..9 days"},
	    {FIELD_takes, false, 30, 200, "30 min..3 h 20"},
	    {FIELD_at, false, 465, 465, "07:45"},
	    {FIELD_feel, false, -1, -1, "\u22121"},
	    {FIELD_feel, false, 2, 2, "+2"},
	    {FIELD_feel, false, 0, 0, "0"},
	    {FIELD_share, false, 0.3, 0.3, "30%"},
	    {FIELD_share, false, 0.125, 0.125, "12.5%"},
	    {FIELD_effort, false, 4, 4, "4"},
	    {FIELD_volume, false, 1200 * 12 / 365.25, 1200 * 12 / 365.25, "1200 / month"},
	    {FIELD_volume, false, 2, 2, "2 / day"},
	    {FIELD_volume, false, 3 / 7.0, 3 / 7.0, "3 / week"},
	    {FIELD_date, false, 19786, 19786, "2024-03-04"},
	    {FIELD_review_every, false, 180, 180, "6 months"},
	    {FIELD_takes, true, -INFINITY, 2, "at most 2 min"},
	    {FIELD_takes, true, 8, INFINITY, "at least 8 min"},
	    {FIELD_takes, true, 3, 3, "exactly 3 min"},
	    {FIELD_takes, true, 4, 8, "4..8 min"},
	    {FIELD_autonomy, true, 4, INFINITY, "at least 4"},
	    {FIELD_feel, true, -1, INFINITY, "at least \u22121"},
	    {FIELD_times, true, -INFINITY, 1, "at most 1"},
	    {FIELD_at, true, 450, 480, "about 07:45"},
	    {FIELD_at, true, -10, 20, "about 00:05"},
	    {FIELD_at, true, -INFINITY, 900, "before 15:00"},
	    {FIELD_at, true, 540, INFINITY, "after 09:00"},
	    {FIELD_at, true, 540, 660, "09:00..11:00"},
	};
	for (ptrdiff_t i = 0; i < COUNT_OF(rows); i++) {
		struct value v = {.kind = VALUE_NUMBER};
		v.number.low = rows[i].low;
		v.number.high = rows[i].high;
		struct str words = value_words(arena, rows[i].field, rows[i].wish, &v);
		assert_string_equal(str_z(arena, words), rows[i].words);
	}
}

static void
words_of_other_values_join_their_parts(void **state)
{
	(void)state;
	struct str names[] = {S("chat"), S("phone")};
	struct entry items[] = {{.text = S("On hold, twice")}, {.text = S("No power")}};
	struct value v = {.kind = VALUE_NAMES, .names = {names, 2}};
	assert_true(str_eq(value_words(arena, FIELD_channel, false, &v), S("chat, phone")));
	v = (struct value){.kind = VALUE_ITEMS, .items = {items, 2}};
	assert_true(
	    str_eq(value_words(arena, FIELD_pain, false, &v), S("On hold, twice; No power")));
	v = (struct value){.kind = VALUE_FLAG, .flag = true};
	assert_true(str_eq(value_words(arena, FIELD_optional, false, &v), S("true")));
	v = (struct value){.kind = VALUE_WORD, .word = STATUS_DOING};
	assert_true(str_eq(value_words(arena, FIELD_status, false, &v), S("doing")));
	v = (struct value){.kind = VALUE_EMPTY};
	assert_int_equal(value_words(arena, FIELD_tool, false, &v).len, 0);
}

static void
what_is_said_can_be_read_again(void **state)
{
	(void)state;
	static const double minutes[] = {0, 0.5, 1, 1.5, 2.25, 59, 60, 61, 90, 1439, 1440, 1441,
	    1500, 2880, 4321, 10080, 43200, 86400, 129600, 525600};
	for (ptrdiff_t i = 0; i < COUNT_OF(minutes); i++) {
		struct value v = {.kind = VALUE_NUMBER}, again;
		struct value_problem p;
		v.number.low = v.number.high = minutes[i];
		char *words = str_z(arena, value_words(arena, FIELD_takes, false, &v));
		assert_true(parse(FIELD_takes, false, words, &again, &p));
		assert_true(fabs(again.number.low - minutes[i]) < 1e-9);
		v.number.low = -INFINITY;
		words = str_z(arena, value_words(arena, FIELD_takes, true, &v));
		assert_true(parse(FIELD_takes, true, words, &again, &p));
		assert_true(isinf(again.number.low) && fabs(again.number.high - minutes[i]) < 1e-9);
	}
}

static void
every_day_of_eight_centuries_is_said_and_read(void **state)
{
	(void)state;
	int first, last;
	assert_true(date_parse(S("1600-01-01"), false, &first));
	assert_true(date_parse(S("2400-12-31"), false, &last));
	assert_int_equal(last - first + 1, 2 * 146097 + 366);
	for (int day = first; day <= last; day++) {
		struct arena_mark mark = arena_mark(arena);
		int again;
		assert_true(date_parse(date_words(arena, day), false, &again));
		assert_int_equal(again, day);
		arena_release(arena, mark);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(numbers_of_a_process_are_read),
	    cmocka_unit_test(wishes_are_intervals),
	    cmocka_unit_test(what_cannot_be_read_is_refused_with_the_form_meant),
	    cmocka_unit_test(a_form_that_is_offered_can_be_read),
	    cmocka_unit_test(flags_and_fixed_words_are_read),
	    cmocka_unit_test(a_text_is_kept_as_it_is),
	    cmocka_unit_test(an_empty_text_is_no_value),
	    cmocka_unit_test(a_very_long_scalar_is_refused_in_one_line),
	    cmocka_unit_test(hostile_bytes_are_shown_harmless),
	    cmocka_unit_test(a_clock_time_is_taken_off_the_start_of_a_text),
	    cmocka_unit_test(what_only_looks_like_a_clock_time_stays_text),
	    cmocka_unit_test(values_are_said_in_words),
	    cmocka_unit_test(words_of_other_values_join_their_parts),
	    cmocka_unit_test(what_is_said_can_be_read_again),
	    cmocka_unit_test(every_day_of_eight_centuries_is_said_and_read),
	};
	return cmocka_run_group_tests(tests, setup, teardown);
}
