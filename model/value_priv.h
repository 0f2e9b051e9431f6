/* SPDX-License-Identifier: MIT */
#ifndef MODEL_VALUE_PRIV_H
#define MODEL_VALUE_PRIV_H
#include "model/value.h"

/* What the files value*.c share: reading without words, so that a guess can be tried out. */
enum trouble {
	TROUBLE_NONE,
	TROUBLE_FORM,   /* not the kind of thing that is wanted */
	TROUBLE_SCALE,  /* outside the scale */
	TROUBLE_LARGE,  /* more digits than any number needs */
	TROUBLE_TURNED, /* low above high; the value holds both as written */
	TROUBLE_DAY,    /* a date that no calendar has */
	TROUBLE_WORD,   /* not one of a fixed set */
	TROUBLE_PATH    /* a path that leaves the workspace */
};

struct reading {
	enum kind kind;
	enum field field;
	bool wish;
};

/* `text` is tidy: see value_tidy. */
enum trouble value_read(struct reading how, struct str text, struct value *value);

/* Case folded, blanks squeezed, a true minus as a hyphen; a view of `text` where it already is so.
 */
struct str value_tidy(struct arena *a, struct str text);

/* The scale of the numbers; INFINITY where it is open. */
struct scale {
	double low, high;
};
struct scale value_scale(struct reading how);
bool value_is_whole(struct reading how);

/* The words that are accepted where only some are, as "internal or external"; else empty. */
struct str value_choices(struct arena *a, struct reading how);
/* The choice that is nearest by spelling, or empty. */
struct str value_choice_near(struct reading how, struct str text);

/* A text that can be read and is probably what was meant, or empty. */
struct str value_mend(struct arena *a, struct reading how, struct str text);

/* `text` as the user wrote it, and tidy. */
void value_explain(struct arena *a, struct reading how, enum trouble trouble, struct str text,
    struct str tidy, struct value_problem *problem);

/* Digits, perhaps with .digits, from the start of *rest. Infinite when there are too many. */
bool scan_number(struct str *rest, double *number);
bool scan_signed(struct str *rest, double *number);
bool scan_char(struct str *rest, char c);
void scan_blanks(struct str *rest);
/* A run of the letters a to z; empty when there is none. */
struct str scan_word(struct str *rest);
/* H:MM or HH:MM; the trouble is TROUBLE_SCALE when the hour or minute does not exist. */
enum trouble scan_clock(struct str *rest, double *minutes);

/* The unit of a duration, in minutes; 0 when it is none. */
double duration_unit(struct str word);
/* Minutes in words: "6 min", "1 h 30", "9 days". */
struct str duration_words(struct arena *a, double minutes);
struct str number_words(struct arena *a, double number);

enum trouble date_read(struct str text, bool last_day, int *day);
int date_of(int year, int month, int day);
int date_month_length(int year, int month); /* 0 when there is no such month */
#endif
