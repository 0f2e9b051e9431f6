/* SPDX-License-Identifier: MIT */
/*
 * What was probably meant. A text that cannot be read goes through a row of mends, each of which
 * rewrites one habit (a decimal comma, "4 - 8", "hours", "6 pm"); after every step it is tried
 * again, and the first version that can be read is offered. So no hint ever proposes what would be
 * refused, and a mend may be as rash as it likes.
 */
#include "model/value_priv.h"

#include "base/utf8.h"

#include <math.h>

typedef struct str (*mend_function)(struct arena *a, struct reading how, struct str text);

static bool
digit_at(struct str s, ptrdiff_t i)
{
	return i >= 0 && i < s.len && is_digit(s.at[i]);
}

static ptrdiff_t
digits_from(struct str s, ptrdiff_t i)
{
	ptrdiff_t count = 0;
	while (digit_at(s, i + count))
		count++;
	return count;
}

/* Exactly three digits behind a mark, and before it no lone 0: thousands. */
static bool
is_thousands_mark(struct str s, ptrdiff_t i)
{
	bool zero = s.at[i - 1] == '0' && !digit_at(s, i - 2);
	return digits_from(s, i + 1) == 3 && !zero;
}

/* 1,5 and 1,200 and 1.200,5 and 1 200 and 1'200. */
static struct str
mend_commas(struct arena *a, struct reading how, struct str text)
{
	(void)how;
	struct buf b = {.arena = a};
	ptrdiff_t comma = str_find(text, ','), point = str_find(text, '.');
	bool points_are_thousands = point >= 0 && point < comma;
	for (ptrdiff_t i = 0; i < text.len; i++) {
		char c = text.at[i];
		bool within = digit_at(text, i - 1) && digit_at(text, i + 1);
		bool thousands = within && is_thousands_mark(text, i);
		if (thousands && (c == ' ' || c == '\'' || c == '_'))
			continue;
		if (within && points_are_thousands && (c == '.' || c == ',')) {
			buf_add(&b, c == ',' ? S(".") : S(""));
			continue;
		}
		if (within && c == ',') {
			buf_add(&b, thousands ? S("") : S("."));
			continue;
		}
		buf_char(&b, c);
	}
	return buf_str(&b);
}

/* .5 and 5. */
static struct str
mend_points(struct arena *a, struct reading how, struct str text)
{
	(void)how;
	struct buf b = {.arena = a};
	for (ptrdiff_t i = 0; i < text.len; i++) {
		bool before = digit_at(text, i - 1), behind = digit_at(text, i + 1);
		bool lone = text.at[i] == '.' && !(i > 0 && text.at[i - 1] == '.') &&
		    !(i + 1 < text.len && text.at[i + 1] == '.');
		if (lone && !before && behind)
			buf_char(&b, '0');
		if (!lone || before == behind || behind)
			buf_char(&b, text.at[i]);
	}
	return buf_str(&b);
}

static bool
is_dash(int32_t c)
{
	return c == '-' || (c >= 0x2010 && c <= 0x2015) || c == 0x2026;
}

/* 4-8, 4 - 8, 4–8 and 4…8, with or without units. */
static struct str
mend_dashes(struct arena *a, struct reading how, struct str text)
{
	bool numeric = aspect_of_field(how.field) >= 0;
	if (!numeric || str_search(text, S("..")) >= 0)
		return text;
	for (struct str rest = text; rest.len > 0;) {
		ptrdiff_t start = rest.at - text.at;
		if (!is_dash(utf8_next(&rest)) || start == 0)
			continue;
		/* "1 h -30" is no range: a dash stands between blanks or between digits. */
		bool blank = text.at[start - 1] == ' ',
		     followed = rest.len > 0 && rest.at[0] == ' ';
		struct str left = str_trim(str_upto(text, start)), right = str_trim(rest);
		if (blank != followed)
			continue;
		if (left.len > 0 && digit_at(right, right.len > 0 && right.at[0] == '-'))
			return str_format(a, "%.*s..%.*s", STR(left), STR(right));
	}
	return text;
}

enum habit {
	HABIT_BOUND,
	HABIT_UNIT,
	HABIT_VOLUME,
	HABIT_TIMES,
	HABIT_SHARE,
	HABIT_FEEL,
	HABIT_FLAG,
	HABIT_STATUS,
	HABIT_OTHERS,
	HABIT_SET
};

/* Words that people write for others; of two that begin alike the longer comes first. */
static const struct phrase {
	enum habit habit;
	struct str from, to;
} phrases[] = {
    {HABIT_BOUND, S_INIT("no more than"), S_INIT("at most")},
    {HABIT_BOUND, S_INIT("not more than"), S_INIT("at most")},
    {HABIT_BOUND, S_INIT("no less than"), S_INIT("at least")},
    {HABIT_BOUND, S_INIT("not less than"), S_INIT("at least")},
    {HABIT_BOUND, S_INIT("less than"), S_INIT("at most")},
    {HABIT_BOUND, S_INIT("fewer than"), S_INIT("at most")},
    {HABIT_BOUND, S_INIT("more than"), S_INIT("at least")},
    {HABIT_BOUND, S_INIT("up to"), S_INIT("at most")},
    {HABIT_BOUND, S_INIT("under"), S_INIT("at most")},
    {HABIT_BOUND, S_INIT("below"), S_INIT("at most")},
    {HABIT_BOUND, S_INIT("over"), S_INIT("at least")},
    {HABIT_BOUND, S_INIT("above"), S_INIT("at least")},
    {HABIT_BOUND, S_INIT("maximum"), S_INIT("at most")},
    {HABIT_BOUND, S_INIT("max"), S_INIT("at most")},
    {HABIT_BOUND, S_INIT("minimum"), S_INIT("at least")},
    {HABIT_BOUND, S_INIT("before"), S_INIT("at most")},
    {HABIT_BOUND, S_INIT("after"), S_INIT("at least")},
    {HABIT_BOUND, S_INIT("until"), S_INIT("at most")},
    {HABIT_BOUND, S_INIT("till"), S_INIT("at most")},
    {HABIT_BOUND, S_INIT("by"), S_INIT("at most")},
    {HABIT_BOUND, S_INIT("just"), S_INIT("exactly")},
    {HABIT_BOUND, S_INIT("approximately"), S_INIT("")},
    {HABIT_BOUND, S_INIT("approx"), S_INIT("")},
    {HABIT_BOUND, S_INIT("roughly"), S_INIT("")},
    {HABIT_BOUND, S_INIT("around"), S_INIT("")},
    {HABIT_BOUND, S_INIT("about"), S_INIT("")},
    {HABIT_BOUND, S_INIT("circa"), S_INIT("")},
    {HABIT_BOUND, S_INIT("ca"), S_INIT("")},
    {HABIT_BOUND, S_INIT("between"), S_INIT("")},
    {HABIT_BOUND, S_INIT("and"), S_INIT("..")},
    {HABIT_BOUND, S_INIT("to"), S_INIT("..")},
    {HABIT_UNIT, S_INIT("minutes"), S_INIT("min")},
    {HABIT_UNIT, S_INIT("minute"), S_INIT("min")},
    {HABIT_UNIT, S_INIT("mins"), S_INIT("min")},
    {HABIT_UNIT, S_INIT("m"), S_INIT("min")},
    {HABIT_UNIT, S_INIT("hours"), S_INIT("h")},
    {HABIT_UNIT, S_INIT("hour"), S_INIT("h")},
    {HABIT_UNIT, S_INIT("hrs"), S_INIT("h")},
    {HABIT_UNIT, S_INIT("hr"), S_INIT("h")},
    {HABIT_UNIT, S_INIT("seconds"), S_INIT("s")},
    {HABIT_UNIT, S_INIT("second"), S_INIT("s")},
    {HABIT_UNIT, S_INIT("secs"), S_INIT("s")},
    {HABIT_UNIT, S_INIT("sec"), S_INIT("s")},
    {HABIT_UNIT, S_INIT("wks"), S_INIT("weeks")},
    {HABIT_UNIT, S_INIT("wk"), S_INIT("weeks")},
    {HABIT_UNIT, S_INIT("mo"), S_INIT("months")},
    {HABIT_VOLUME, S_INIT("per"), S_INIT("/")},
    {HABIT_VOLUME, S_INIT("each"), S_INIT("/")},
    {HABIT_VOLUME, S_INIT("every"), S_INIT("/")},
    {HABIT_VOLUME, S_INIT("an"), S_INIT("/")},
    {HABIT_VOLUME, S_INIT("a"), S_INIT("/")},
    {HABIT_VOLUME, S_INIT("days"), S_INIT("day")},
    {HABIT_VOLUME, S_INIT("daily"), S_INIT("/ day")},
    {HABIT_VOLUME, S_INIT("d"), S_INIT("day")},
    {HABIT_VOLUME, S_INIT("weeks"), S_INIT("week")},
    {HABIT_VOLUME, S_INIT("weekly"), S_INIT("/ week")},
    {HABIT_VOLUME, S_INIT("w"), S_INIT("week")},
    {HABIT_VOLUME, S_INIT("months"), S_INIT("month")},
    {HABIT_VOLUME, S_INIT("monthly"), S_INIT("/ month")},
    {HABIT_VOLUME, S_INIT("m"), S_INIT("month")},
    {HABIT_VOLUME, S_INIT("years"), S_INIT("year")},
    {HABIT_VOLUME, S_INIT("yearly"), S_INIT("/ year")},
    {HABIT_VOLUME, S_INIT("y"), S_INIT("year")},
    {HABIT_TIMES, S_INIT("times"), S_INIT("")},
    {HABIT_TIMES, S_INIT("time"), S_INIT("")},
    {HABIT_TIMES, S_INIT("x"), S_INIT("")},
    {HABIT_TIMES, S_INIT("never"), S_INIT("0")},
    {HABIT_TIMES, S_INIT("once"), S_INIT("1")},
    {HABIT_TIMES, S_INIT("twice"), S_INIT("2")},
    {HABIT_SHARE, S_INIT("per cent"), S_INIT("%")},
    {HABIT_SHARE, S_INIT("percent"), S_INIT("%")},
    {HABIT_SHARE, S_INIT("pct"), S_INIT("%")},
    {HABIT_FEEL, S_INIT("very good"), S_INIT("2")},
    {HABIT_FEEL, S_INIT("very bad"), S_INIT("-2")},
    {HABIT_FEEL, S_INIT("good"), S_INIT("1")},
    {HABIT_FEEL, S_INIT("positive"), S_INIT("1")},
    {HABIT_FEEL, S_INIT("happy"), S_INIT("1")},
    {HABIT_FEEL, S_INIT("neutral"), S_INIT("0")},
    {HABIT_FEEL, S_INIT("bad"), S_INIT("-1")},
    {HABIT_FEEL, S_INIT("negative"), S_INIT("-1")},
    {HABIT_FEEL, S_INIT("unhappy"), S_INIT("-1")},
    {HABIT_FLAG, S_INIT("yes"), S_INIT("true")},
    {HABIT_FLAG, S_INIT("y"), S_INIT("true")},
    {HABIT_FLAG, S_INIT("on"), S_INIT("true")},
    {HABIT_FLAG, S_INIT("no"), S_INIT("false")},
    {HABIT_FLAG, S_INIT("n"), S_INIT("false")},
    {HABIT_FLAG, S_INIT("off"), S_INIT("false")},
    {HABIT_STATUS, S_INIT("in progress"), S_INIT("doing")},
    {HABIT_STATUS, S_INIT("in-progress"), S_INIT("doing")},
    {HABIT_STATUS, S_INIT("started"), S_INIT("doing")},
    {HABIT_STATUS, S_INIT("ongoing"), S_INIT("doing")},
    {HABIT_STATUS, S_INIT("wip"), S_INIT("doing")},
    {HABIT_STATUS, S_INIT("todo"), S_INIT("planned")},
    {HABIT_STATUS, S_INIT("to do"), S_INIT("planned")},
    {HABIT_STATUS, S_INIT("open"), S_INIT("planned")},
    {HABIT_STATUS, S_INIT("pilot"), S_INIT("testing")},
    {HABIT_STATUS, S_INIT("review"), S_INIT("testing")},
    {HABIT_STATUS, S_INIT("finished"), S_INIT("done")},
    {HABIT_STATUS, S_INIT("completed"), S_INIT("done")},
    {HABIT_STATUS, S_INIT("complete"), S_INIT("done")},
    {HABIT_STATUS, S_INIT("closed"), S_INIT("done")},
    {HABIT_STATUS, S_INIT("cancelled"), S_INIT("dropped")},
    {HABIT_STATUS, S_INIT("canceled"), S_INIT("dropped")},
    {HABIT_STATUS, S_INIT("rejected"), S_INIT("dropped")},
    {HABIT_STATUS, S_INIT("stopped"), S_INIT("dropped")},
    {HABIT_OTHERS, S_INIT("ignore"), S_INIT("fine")},
    {HABIT_OTHERS, S_INIT("ok"), S_INIT("fine")},
    {HABIT_OTHERS, S_INIT("keep"), S_INIT("fine")},
    {HABIT_OTHERS, S_INIT("unknown"), S_INIT("ask")},
};

static bool
has_habit(enum kind kind, enum habit habit)
{
	static const struct {
		enum kind kind;
		unsigned habits;
	} kinds[] = {
	    {KIND_CLOCK, 1u << HABIT_BOUND},
	    {KIND_DURATION, 1u << HABIT_BOUND | 1u << HABIT_UNIT},
	    {KIND_PERIOD, 1u << HABIT_BOUND | 1u << HABIT_UNIT},
	    {KIND_TIMES, 1u << HABIT_BOUND | 1u << HABIT_TIMES},
	    {KIND_SCALE, 1u << HABIT_BOUND},
	    {KIND_FEEL, 1u << HABIT_BOUND | 1u << HABIT_FEEL},
	    {KIND_SHARE, 1u << HABIT_BOUND | 1u << HABIT_SHARE},
	    {KIND_VOLUME, 1u << HABIT_BOUND | 1u << HABIT_VOLUME},
	    {KIND_FLAG, 1u << HABIT_FLAG},
	    {KIND_STATUS, 1u << HABIT_STATUS},
	    {KIND_OTHERS, 1u << HABIT_OTHERS},
	    {KIND_NUMBER, 1u << HABIT_BOUND},
	    {KIND_IMPORTANCE, 1u << HABIT_BOUND},
	};
	for (ptrdiff_t i = 0; i < COUNT_OF(kinds); i++) {
		if (kinds[i].kind == kind)
			return (kinds[i].habits >> habit & 1u) != 0;
	}
	return false;
}

static bool
is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (unsigned char)c >= 0x80;
}

static const struct phrase *
phrase_at(enum kind kind, struct str rest)
{
	for (ptrdiff_t i = 0; i < COUNT_OF(phrases); i++) {
		struct str from = phrases[i].from;
		bool here = has_habit(kind, phrases[i].habit) && str_starts(rest, from);
		if (here && (rest.len == from.len || !is_letter(rest.at[from.len])))
			return &phrases[i];
	}
	return NULL;
}

/* "at most" and "at least" of a clock are "before" and "after". */
static struct str
phrase_words(enum kind kind, const struct phrase *p)
{
	if (kind == KIND_CLOCK && str_eq(p->to, S("at most")))
		return S("before");
	if (kind == KIND_CLOCK && str_eq(p->to, S("at least")))
		return S("after");
	return p->to;
}

static struct str
mend_words(struct arena *a, struct reading how, struct str text)
{
	struct buf b = {.arena = a};
	for (ptrdiff_t i = 0; i < text.len;) {
		bool starts = i == 0 || !is_letter(text.at[i - 1]);
		const struct phrase *p = starts ? phrase_at(how.kind, str_from(text, i)) : NULL;
		if (p == NULL) {
			buf_char(&b, text.at[i++]);
			continue;
		}
		/* A unit may cling to its number, an operator stands alone: "/month", "4..8". */
		buf_add(&b, phrase_words(how.kind, p));
		i += p->from.len;
		if (i < text.len && text.at[i] == '.' && !digit_at(text, i + 1))
			i++;
	}
	struct str out = value_tidy(a, buf_str(&b));
	ptrdiff_t dots = str_search(out, S(" .. "));
	if (dots < 0)
		return out;
	return str_format(a, "%.*s..%.*s", STR(str_upto(out, dots)), STR(str_from(out, dots + 4)));
}

/* ~5, ≈5, ≤5, ≥5 and the × of "3×". */
static struct str
mend_symbols(struct arena *a, struct reading how, struct str text)
{
	(void)how;
	struct buf b = {.arena = a};
	for (struct str rest = text; rest.len > 0;) {
		struct str before = rest;
		int32_t c = utf8_next(&rest);
		if (c == 0x2264)
			buf_add(&b, S("at most "));
		else if (c == 0x2265)
			buf_add(&b, S("at least "));
		else if (c != '~' && c != 0x2248 && c != 0xd7)
			buf_add(&b, str_upto(before, before.len - rest.len));
	}
	return value_tidy(a, buf_str(&b));
}

/* 1:30 for a duration. */
static struct str
mend_colon(struct arena *a, struct reading how, struct str text)
{
	double minutes;
	struct str rest = text;
	bool clock = how.kind == KIND_DURATION && scan_clock(&rest, &minutes) == TROUBLE_NONE;
	if (!clock || !(rest.len == 0 || str_eq(str_trim(rest), S("h"))))
		return text;
	return duration_words(a, minutes);
}

/* Parts in any order and with gaps: "30 min 1 h", "5 min 30", "1 year". */
static struct str
mend_parts(struct arena *a, struct reading how, struct str text)
{
	static const double finer[][2] = {{24 * 60, 60}, {60, 1}, {1, 1.0 / 60}};
	if (how.kind != KIND_DURATION && how.kind != KIND_PERIOD)
		return text;
	double sum = 0, number, before = 0;
	for (struct str rest = text; rest.len > 0; scan_blanks(&rest)) {
		if (!scan_number(&rest, &number) || !isfinite(number))
			return text;
		scan_blanks(&rest);
		struct str word = scan_word(&rest);
		bool years =
		    str_eq(word, S("year")) || str_eq(word, S("years")) || str_eq(word, S("y"));
		double unit = years ? 12 * duration_unit(S("month")) : duration_unit(word);
		for (int i = 0; word.len == 0 && i < COUNT_OF(finer); i++)
			unit = before == finer[i][0] ? finer[i][1] : unit;
		if (unit == 0)
			return text;
		sum += number * unit;
		before = unit;
	}
	return duration_words(a, sum);
}

static struct str
mend_turned(struct arena *a, struct reading how, struct str text)
{
	struct value v = {0};
	ptrdiff_t dots = str_search(text, S(".."));
	if (dots < 0 || value_read(how, text, &v) != TROUBLE_TURNED)
		return text;
	struct str low = str_trim(str_upto(text, dots)), rest = low;
	double number;
	/* "30..1 h" is half an hour to an hour. */
	bool bare = how.kind == KIND_DURATION && scan_number(&rest, &number) && rest.len == 0;
	struct str with_unit = str_format(a, "%.*s min%.*s", STR(low), STR(str_from(text, dots)));
	if (bare && value_read(how, with_unit, &v) == TROUBLE_NONE)
		return with_unit;
	struct value turned = {.kind = VALUE_NUMBER};
	turned.number.low = v.number.high;
	turned.number.high = v.number.low;
	return value_words(a, how.field, false, &turned);
}

/* 6.10, 6h10, 0610, 6 and any of them with am or pm. */
static struct str
clock_meant(struct arena *a, struct str text)
{
	double hour, minute = 0;
	struct str rest = text;
	if (!scan_number(&rest, &hour) || digits_from(text, 0) > 4)
		return text;
	ptrdiff_t digits = digits_from(text, 0);
	if (digits > 2) {
		double both = hour;
		hour = floor(both / 100);
		minute = both - hour * 100;
	} else {
		rest = str_from(text, digits);
		hour = digits == 2 ? (text.at[0] - '0') * 10 + text.at[1] - '0' : text.at[0] - '0';
		bool mark = rest.len > 1 && is_digit(rest.at[1]) &&
		    (rest.at[0] == '.' || rest.at[0] == ':' || rest.at[0] == 'h');
		if (mark) {
			rest = str_from(rest, 1);
			scan_number(&rest, &minute);
		} else {
			scan_char(&rest, 'h');
		}
	}
	scan_blanks(&rest);
	bool afternoon = str_eq(rest, S("pm")) || str_eq(rest, S("p.m."));
	bool morning = str_eq(rest, S("am")) || str_eq(rest, S("a.m."));
	if (!(hour <= 24 && minute <= 59) || (rest.len > 0 && !afternoon && !morning))
		return text;
	if (hour == 12 && morning)
		hour = 0;
	if (hour < 12 && afternoon)
		hour += 12;
	return str_format(a, "%.0f:%02.0f", hour == 24 ? 0 : hour, minute);
}

static struct str
mend_clock(struct arena *a, struct reading how, struct str text)
{
	ptrdiff_t start = 0;
	while (start < text.len && !is_digit(text.at[start]))
		start++;
	if (how.kind != KIND_CLOCK || start == text.len)
		return text;
	struct str time = clock_meant(a, str_from(text, start));
	return str_format(a, "%.*s%.*s", STR(str_upto(text, start)), STR(time));
}

/* A bare number where a unit, a per cent sign or another spelling belongs. */
static struct str
mend_bare(struct arena *a, struct reading how, struct str text)
{
	double number;
	struct str rest = text;
	if (!scan_signed(&rest, &number) || rest.len > 0)
		return text;
	if (how.kind == KIND_SHARE)
		return str_format(a, "%.*s%%", STR(text));
	if (how.kind == KIND_PERIOD)
		return str_format(a, "%.*s months", STR(text));
	if (how.kind == KIND_VOLUME)
		return str_format(a, "%.*s / month", STR(text));
	if (how.kind == KIND_FLAG && (number == 0 || number == 1))
		return number == 1 ? S("true") : S("false");
	return text;
}

static struct str
mend_sign(struct arena *a, struct reading how, struct str text)
{
	(void)a;
	struct str rest = text;
	return value_scale(how).low >= 0 && scan_char(&rest, '-') ? rest : text;
}

/* The nearest end of the scale. */
static struct str
mend_scale(struct arena *a, struct reading how, struct str text)
{
	struct scale scale = value_scale(how);
	double number;
	struct str rest = text;
	bool bare = scan_signed(&rest, &number) && rest.len == 0;
	if (!bare || isinf(scale.high) || how.kind == KIND_SHARE)
		return text;
	return number_words(a, number > scale.high ? scale.high : scale.low);
}

static struct str
mend_choice(struct arena *a, struct reading how, struct str text)
{
	(void)a;
	struct str near = value_choice_near(how, text);
	return near.len > 0 ? near : text;
}

/* The pieces of a date, in the order in which they were written. */
struct date_pieces {
	int numbers[3], digits[3];
	int count, month, quarter;
};

static int
month_named(struct str word)
{
	static const struct str months[] = {S_INIT("january"), S_INIT("february"), S_INIT("march"),
	    S_INIT("april"), S_INIT("may"), S_INIT("june"), S_INIT("july"), S_INIT("august"),
	    S_INIT("september"), S_INIT("october"), S_INIT("november"), S_INIT("december")};
	for (int i = 0; i < COUNT_OF(months); i++) {
		if (word.len >= 3 && str_starts(months[i], word))
			return i + 1;
	}
	return 0;
}

static bool
take_word(struct date_pieces *p, struct str word, struct str *rest)
{
	if (str_eq(word, S("q")) && digits_from(*rest, 0) == 1) {
		p->quarter = rest->at[0] - '0';
		*rest = str_from(*rest, 1);
		return true;
	}
	int month = month_named(word);
	if (month > 0)
		p->month = month;
	return month > 0 || str_eq(word, S("st")) || str_eq(word, S("nd")) ||
	    str_eq(word, S("rd")) || str_eq(word, S("th"));
}

static bool
cut_date(struct str text, struct date_pieces *p)
{
	for (struct str rest = text; rest.len > 0;) {
		ptrdiff_t digits = digits_from(rest, 0);
		if (digits > 4 || (digits > 0 && p->count == 3))
			return false;
		if (digits > 0) {
			double number = 0;
			struct str part = str_upto(rest, digits);
			scan_number(&part, &number);
			p->numbers[p->count] = (int)number;
			p->digits[p->count++] = (int)digits;
			rest = str_from(rest, digits);
			continue;
		}
		struct str word = scan_word(&rest);
		if (word.len == 0)
			rest = str_from(rest, 1);
		else if (!take_word(p, word, &rest))
			return false;
	}
	return true;
}

static struct str
date_from_pieces(struct arena *a, const struct date_pieces *p, bool last_day)
{
	int year_at = -1, others[3] = {0}, other_count = 0;
	for (int i = 0; i < p->count; i++) {
		if (p->digits[i] == 4 && year_at < 0)
			year_at = i;
		else
			others[other_count++] = p->numbers[i];
	}
	if (year_at < 0)
		return (struct str){0};
	int year = p->numbers[year_at];
	if (p->quarter > 0 && other_count == 0)
		return str_format(a, "%04d-Q%d", year, p->quarter);
	if (p->month > 0 && other_count <= 1)
		return other_count == 0
		    ? str_format(a, "%04d-%02d", year, p->month)
		    : str_format(a, "%04d-%02d-%02d", year, p->month, others[0]);
	if (other_count == 0)
		return str_format(a, "%04d-%s", year, last_day ? "12" : "01");
	if (other_count == 1)
		return str_format(a, "%04d-%02d", year, others[0]);
	/* Year first, or day, month, year. */
	int month = year_at == 0 ? others[0] : others[1];
	int day = year_at == 0 ? others[1] : others[0];
	int length = date_month_length(year, month);
	return str_format(
	    a, "%04d-%02d-%02d", year, month, length > 0 && day > length ? length : day);
}

static struct str
mend_date(struct arena *a, struct reading how, struct str text)
{
	if (how.kind != KIND_DATE && how.kind != KIND_DUE)
		return text;
	if (text.len == 8 && digits_from(text, 0) == 8)
		return str_format(a, "%.*s-%.*s-%.*s", STR(str_upto(text, 4)),
		    STR(str_upto(str_from(text, 4), 2)), STR(str_from(text, 6)));
	struct date_pieces p = {0};
	/* 04/03/2024 is two days, by country: no guess. */
	bool unclear = str_find(text, '/') >= 0 && digits_from(text, 0) <= 2;
	if (unclear || !cut_date(text, &p))
		return text;
	struct str meant = date_from_pieces(a, &p, how.kind == KIND_DUE);
	return meant.len > 0 ? meant : text;
}

struct str
value_mend(struct arena *a, struct reading how, struct str text)
{
	static const mend_function mends[] = {mend_date, mend_colon, mend_symbols, mend_words,
	    mend_clock, mend_commas, mend_points, mend_words, mend_dashes, mend_parts, mend_bare,
	    mend_turned, mend_sign, mend_scale, mend_choice};
	enum { LONGEST = 100 };
	if (text.len > LONGEST)
		return (struct str){0};
	for (ptrdiff_t i = 0; i < COUNT_OF(mends); i++) {
		text = str_trim(mends[i](a, how, text));
		struct value v = {0};
		if (text.len > 0 && value_read(how, text, &v) == TROUBLE_NONE)
			return text;
	}
	return (struct str){0};
}
