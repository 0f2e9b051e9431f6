/* SPDX-License-Identifier: MIT */
/*
 * Why a text could not be read, in words: what it is not, which forms there are, and what was
 * probably meant.
 */
#include "model/value_priv.h"

#include "base/utf8.h"

#include <math.h>

/* The user's words for a message: on one line, and no longer than a line. */
static struct str
quoted(struct arena *a, struct str text)
{
	enum { COLUMNS = 40 };
	struct str shown = utf8_visible(a, str_upto(text, 4 * COLUMNS));
	struct str fitting = utf8_fit(shown, COLUMNS);
	if (fitting.len == shown.len && text.len <= 4 * COLUMNS)
		return shown;
	return str_format(a, "%.*s...", STR(fitting));
}

struct kind_words {
	struct str noun, forms, wishes;
};

static const struct kind_words *
words_of(enum kind kind)
{
	static const struct kind_words words[] = {
	    [KIND_NUMBER] = {S_INIT("a number"), S_INIT("a number such as 3 or 2.5"), {0}},
	    [KIND_SHARE] = {S_INIT("a share"), S_INIT("30%, or a number from 0 to 1"), {0}},
	    [KIND_DATE] = {S_INIT("a date"), S_INIT("2026-03-04, 2026-03 or 2026-Q3"), {0}},
	    [KIND_DUE] = {S_INIT("a date"), S_INIT("2026-03-04, 2026-03 or 2026-Q3"), {0}},
	    [KIND_PERIOD] = {S_INIT("a period"), S_INIT("6 months, 2 weeks or 90 days"), {0}},
	    [KIND_CLOCK] = {S_INIT("a clock time"), S_INIT("hours and minutes such as 7:45"),
		S_INIT("7:45, before 15:00, after 9:00 or 9:00..11:00")},
	    [KIND_DURATION] = {S_INIT("a duration"),
		S_INIT("minutes, or parts such as 6 min, 1 h 30, 9 days"),
		S_INIT("6 min, 1 h 30, at most 5, at least 8, exactly 3 or 4..8 min")},
	    [KIND_TIMES] = {S_INIT("a number of times"), S_INIT("a number such as 3"),
		S_INIT("3, at most 3, at least 2, exactly 1 or 1..3")},
	    [KIND_SCALE] = {S_INIT("a number from 1 to 5"), S_INIT("a number from 1 to 5"),
		S_INIT("a number from 1 to 5, at most 2, at least 4, exactly 3 or 2..4")},
	    [KIND_FEEL] = {S_INIT("a feeling"), S_INIT("a number from -2 to 2, or -- - o + ++"),
		S_INIT("a number from -2 to 2, -- - o + ++, at least 1 or 0..2")},
	    [KIND_IMPORTANCE] = {S_INIT("an importance"), S_INIT("a number from 0 to 10"), {0}},
	    [KIND_VOLUME] = {S_INIT("a volume"), S_INIT("1200 / month (day, week, month, year)"),
		{0}},
	    [KIND_TEXT] = {S_INIT("a scale"), S_INIT("the lowest and highest answer: 1..5"), {0}},
	};
	static const struct kind_words none = {S_INIT("a value"), S_INIT("a value"), {0}};
	bool known = (ptrdiff_t)kind < COUNT_OF(words) && words[kind].noun.len > 0;
	return known ? &words[kind] : &none;
}

static struct str
scale_words(struct arena *a, struct scale scale)
{
	if (isinf(scale.high))
		return str_format(a, "is below %.*s", STR(number_words(a, scale.low)));
	return str_format(a, "is outside %.*s..%.*s", STR(number_words(a, scale.low)),
	    STR(number_words(a, scale.high)));
}

static struct str
word_message(struct arena *a, struct reading how, struct str shown)
{
	struct str choices = value_choices(a, how);
	if (str_find(choices, ' ') < 0)
		return str_format(a, "'%.*s' is not '%.*s'", STR(shown), STR(choices));
	return str_format(a, "'%.*s' is not %.*s", STR(shown), STR(choices));
}

/* "a whole number from 1": what a plain number of this key may be. */
static struct str
number_forms(struct arena *a, struct reading how)
{
	struct scale scale = value_scale(how);
	const char *whole = value_is_whole(how) ? " whole" : "";
	if (isinf(scale.low))
		return words_of(how.kind)->forms;
	struct str low = number_words(a, scale.low);
	if (isinf(scale.high))
		return str_format(a, "a%s number, %.*s or more", whole, STR(low));
	return str_format(
	    a, "a%s number from %.*s to %.*s", whole, STR(low), STR(number_words(a, scale.high)));
}

static struct str
forms_of(struct arena *a, struct reading how, enum trouble trouble)
{
	const struct kind_words *words = words_of(how.kind);
	if (trouble == TROUBLE_WORD)
		return value_choices(a, how);
	if (how.kind == KIND_NUMBER)
		return number_forms(a, how);
	return how.wish && words->wishes.len > 0 ? words->wishes : words->forms;
}

static struct str
trouble_message(struct arena *a, struct reading how, enum trouble trouble, struct str text)
{
	struct str shown = quoted(a, text);
	struct str noun = value_is_whole(how) ? S("a whole number") : words_of(how.kind)->noun;
	switch (trouble) {
	case TROUBLE_NONE:
	case TROUBLE_FORM: return str_format(a, "'%.*s' is not %.*s", STR(shown), STR(noun));
	case TROUBLE_LARGE: return str_format(a, "'%.*s' is too large", STR(shown));
	case TROUBLE_TURNED: return str_format(a, "'%.*s' runs from high to low", STR(shown));
	case TROUBLE_DAY: return str_format(a, "'%.*s' is in no calendar", STR(shown));
	case TROUBLE_WORD: return word_message(a, how, shown);
	case TROUBLE_PATH: return str_format(a, "the path '%.*s' leaves the workspace", STR(shown));
	case TROUBLE_SCALE: break;
	}
	if (how.kind == KIND_CLOCK)
		return str_format(a, "'%.*s' is outside 0:00..23:59", STR(shown));
	if (how.kind == KIND_PERIOD)
		return str_format(a, "'%.*s' is no time at all", STR(shown));
	return str_format(a, "'%.*s' %.*s", STR(shown), STR(scale_words(a, value_scale(how))));
}

static struct str
trouble_hint(struct arena *a, struct reading how, enum trouble trouble, struct str meant)
{
	if (trouble == TROUBLE_PATH)
		return S("write a path from the workspace's folder down, such as answers.csv");
	struct str forms = forms_of(a, how, trouble);
	/* A scale is said even where the meaning is clear: 5 on a scale that ends at 2. */
	if (meant.len > 0 && trouble != TROUBLE_SCALE)
		return str_format(a, "write %.*s", STR(quoted(a, meant)));
	if (meant.len > 0)
		return str_format(a, "write %.*s; did you mean %.*s?", STR(forms), STR(meant));
	return str_format(a, "write %.*s", STR(forms));
}

/* A form can be put right; what lies outside a scale or a calendar is for people to decide. */
static bool
is_sure(struct reading how, enum trouble trouble)
{
	return trouble == TROUBLE_FORM || trouble == TROUBLE_WORD || trouble == TROUBLE_TURNED ||
	    (trouble == TROUBLE_SCALE && how.kind == KIND_SHARE);
}

void
value_explain(struct arena *a, struct reading how, enum trouble trouble, struct str text,
    struct str tidy, struct value_problem *problem)
{
	bool type = trouble == TROUBLE_FORM || trouble == TROUBLE_WORD;
	problem->code = type ? DIAG_value_type : DIAG_value_range;
	problem->message = trouble_message(a, how, trouble, text);
	struct str meant = trouble == TROUBLE_PATH ? (struct str){0} : value_mend(a, how, tidy);
	problem->hint = trouble_hint(a, how, trouble, meant);
	problem->meant = is_sure(how, trouble) ? meant : (struct str){0};
}
