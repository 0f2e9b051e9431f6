/* SPDX-License-Identifier: MIT */
#ifndef MODEL_VALUE_H
#define MODEL_VALUE_H
#include "model/diag.h"
#include "model/entry.h"

/*
 * One scalar's text as the value that its key wants, never guessed. Pure: no places, no workspace.
 * What is wrong comes back as a problem in words, with the form that was probably meant.
 */
struct value_problem {
	enum diag_code code;     /* DIAG_value_type or DIAG_value_range */
	struct str message;      /* "'soon' is not a duration" */
	struct str hint;         /* "write minutes or parts such as 1 h 30, 9 days" */
	struct str meant;        /* the value that can only be meant ("1.5 h"), or empty */
};

/* The words of VALUE_WORD: enum others for OTHERS, ORDER_ANY for ORDER, these for STATUS. */
enum { ORDER_ANY = 1 };
enum status {
	STATUS_IDEA,
	STATUS_PLANNED,
	STATUS_DOING,
	STATUS_TESTING,
	STATUS_DONE,
	STATUS_DROPPED
};

/*
 * Kinds of one scalar: TEXT, NUMBER, SHARE, FLAG, DATE, DUE, PERIOD (days), CLOCK, DURATION, TIMES,
 * SCALE, FEEL, IMPORTANCE, VOLUME, OTHERS, ORDER, STATUS, PATH; of any other kind a text. `field` is
 * the key in whose mapping the scalar stands (it bounds plain numbers; only aspects take ranges).
 * With `wish`, the aspects among them are read as wishes: a bare number is "at most" or "at least"
 * by the aspect, a bare time means 15 minutes either way, `at most 5`, `4..8`, `before 15:00` and so
 * on; low and high are the bounds. An empty text is VALUE_EMPTY. A time range such as 7:45-11:30 is
 * no value of `at`: a reader takes it apart with value_leading_clock before it asks here.
 */
bool value_parse(struct arena *a, enum kind kind, enum field field, bool wish, struct str text,
    struct value *value, struct value_problem *problem);

/*
 * A clock time, or a range of two, at the start of a text: "06:10 Check the roster",
 * "7:45-11:30 Ward round". Minutes of the day; *minutes is the length of a range, NAN of a time.
 * *rest is the text behind it. False when there is none.
 */
bool value_leading_clock(struct str text, double *at, double *minutes, struct str *rest);

/* Values in words, for lines and maps: "6 min", "1 h 30", "9 days", "07:45", "at most 2 min". */
struct str value_words(struct arena *a, enum field field, bool wish, const struct value *v);

/* Days since 1970-01-01 of a date, and back as 2026-03-04. */
bool date_parse(struct str text, bool last_day, int *day);
struct str date_words(struct arena *a, int day);
#endif
