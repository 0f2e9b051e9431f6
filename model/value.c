/* SPDX-License-Identifier: MIT */
/*
 * One scalar's text as a value. Every kind has one reader, which takes the whole text or refuses
 * it; what is refused is explained afterwards, so the way of a right value stays short. All numbers
 * are finite and short enough to be exact, whatever was typed.
 */
#include "model/value_priv.h"

#include "base/utf8.h"
#include "model/map.h"

#include <math.h>

enum { DIGITS_KEPT = 15 };

bool
scan_char(struct str *rest, char c)
{
	if (rest->len == 0 || rest->at[0] != c)
		return false;
	*rest = str_from(*rest, 1);
	return true;
}

void
scan_blanks(struct str *rest)
{
	while (rest->len > 0 && rest->at[0] == ' ')
		*rest = str_from(*rest, 1);
}

struct str
scan_word(struct str *rest)
{
	ptrdiff_t len = 0;
	while (len < rest->len && rest->at[len] >= 'a' && rest->at[len] <= 'z')
		len++;
	struct str word = str_upto(*rest, len);
	*rest = str_from(*rest, len);
	return word;
}

static bool
at_digit(struct str s)
{
	return s.len > 0 && is_digit(s.at[0]);
}

/* Digits add to *number until it holds as many as a double keeps; the others count in *more. */
static void
scan_digits(struct str *rest, double *number, int *kept, ptrdiff_t *more)
{
	while (at_digit(*rest)) {
		int digit = rest->at[0] - '0';
		if (*kept < DIGITS_KEPT) {
			*number = *number * 10 + digit;
			*kept += *number > 0;
		} else {
			(*more)++;
		}
		*rest = str_from(*rest, 1);
	}
}

bool
scan_number(struct str *rest, double *number)
{
	if (!at_digit(*rest))
		return false;
	double digits = 0;
	int kept = 0;
	ptrdiff_t more = 0;
	scan_digits(rest, &digits, &kept, &more);
	bool too_large = more > 0;
	if (rest->len > 1 && rest->at[0] == '.' && is_digit(rest->at[1])) {
		const char *point = rest->at++;
		rest->len--;
		scan_digits(rest, &digits, &kept, &more);
		ptrdiff_t decimals = rest->at - point - 1 - (too_large ? 0 : more);
		/* Beyond 300 places only zeros are left of what is kept. */
		digits = decimals > 300 ? 0 : digits / pow(10, (double)decimals);
	}
	*number = too_large ? INFINITY : digits;
	return true;
}

bool
scan_signed(struct str *rest, double *number)
{
	bool minus = scan_char(rest, '-');
	if (!minus)
		scan_char(rest, '+');
	if (!scan_number(rest, number))
		return false;
	if (minus && *number != 0)
		*number = -*number;
	return true;
}

enum trouble
scan_clock(struct str *rest, double *minutes)
{
	struct str s = *rest;
	ptrdiff_t hour_digits = 0;
	int hour = 0;
	while (at_digit(s) && hour_digits < 2) {
		hour = hour * 10 + (s.at[0] - '0');
		hour_digits++;
		s = str_from(s, 1);
	}
	bool shaped = hour_digits > 0 && s.len >= 3 && s.at[0] == ':' && is_digit(s.at[1]) &&
	    is_digit(s.at[2]) && !at_digit(str_from(s, 3));
	if (!shaped)
		return TROUBLE_FORM;
	int minute = (s.at[1] - '0') * 10 + (s.at[2] - '0');
	*minutes = hour * 60 + minute;
	*rest = str_from(s, 3);
	return hour <= 23 && minute <= 59 ? TROUBLE_NONE : TROUBLE_SCALE;
}

static const struct unit {
	struct str word;
	double minutes;
} units[] = {
    {S_INIT("s"), 1.0 / 60},
    {S_INIT("min"), 1},
    {S_INIT("h"), 60},
    {S_INIT("d"), 24 * 60},
    {S_INIT("day"), 24 * 60},
    {S_INIT("days"), 24 * 60},
    {S_INIT("w"), 7 * 24 * 60},
    {S_INIT("week"), 7 * 24 * 60},
    {S_INIT("weeks"), 7 * 24 * 60},
    {S_INIT("month"), 30 * 24 * 60},
    {S_INIT("months"), 30 * 24 * 60},
};

double
duration_unit(struct str word)
{
	for (ptrdiff_t i = 0; i < COUNT_OF(units); i++) {
		if (str_eq(units[i].word, word))
			return units[i].minutes;
	}
	return 0;
}

/* One end of what may be a range. */
struct bound {
	double number;
	double unit; /* of the last part of a duration */
	bool bare;   /* a number without unit: takes the unit of the other end */
};

static enum trouble
read_duration(struct str text, struct bound *b)
{
	double hour = duration_unit(S("h")), sum = 0, before = INFINITY, number;
	if (!scan_signed(&text, &number))
		return TROUBLE_FORM;
	for (;;) {
		scan_blanks(&text);
		struct str word = scan_word(&text);
		double unit = duration_unit(word);
		bool last = text.len == 0;
		b->bare = word.len == 0 && last && isinf(before);
		if (word.len == 0 && last && (b->bare || before == hour))
			unit = 1;
		if (unit == 0 || unit >= before)
			return TROUBLE_FORM;
		sum += unit < 1 ? number / 60 : number * unit;
		b->unit = before = unit;
		if (last)
			break;
		scan_blanks(&text);
		if (sum < 0 || !scan_number(&text, &number))
			return TROUBLE_FORM;
	}
	b->number = sum;
	return isfinite(sum) ? TROUBLE_NONE : TROUBLE_LARGE;
}

static enum trouble
read_clock(struct str text, struct bound *b)
{
	enum trouble t = scan_clock(&text, &b->number);
	return text.len > 0 ? TROUBLE_FORM : t;
}

static enum trouble
read_number(struct str text, struct bound *b)
{
	if (!scan_signed(&text, &b->number) || text.len > 0)
		return TROUBLE_FORM;
	return isfinite(b->number) ? TROUBLE_NONE : TROUBLE_LARGE;
}

static enum trouble
read_feel(struct str text, struct bound *b)
{
	static const struct str signs[] = {
	    S_INIT("--"), S_INIT("-"), S_INIT("o"), S_INIT("+"), S_INIT("++")};
	for (int i = 0; i < COUNT_OF(signs); i++) {
		if (str_eq(text, signs[i])) {
			b->number = i - 2;
			return TROUBLE_NONE;
		}
	}
	return read_number(text, b);
}

static enum trouble
read_bound(enum kind kind, struct str text, struct bound *b)
{
	*b = (struct bound){.unit = 1};
	text = str_trim(text);
	if (kind == KIND_DURATION)
		return read_duration(text, b);
	if (kind == KIND_CLOCK)
		return read_clock(text, b);
	return kind == KIND_FEEL ? read_feel(text, b) : read_number(text, b);
}

/* Bounds of the plain numbers; what is not named here may be any number. */
static const struct number_scale {
	enum field field;
	struct scale scale;
	bool whole;
} number_scales[] = {
    {FIELD_format, {1, INFINITY}, true},
    {FIELD_anonymity, {1, INFINITY}, true},
    {FIELD_dots, {0, INFINITY}, true},
    {FIELD_answers, {0, INFINITY}, true},
    {FIELD_counts, {0, INFINITY}, true},
    {FIELD_recommend, {0, 10}, false},
    {FIELD_score_effort, {1, 7}, false},
    {FIELD_satisfied, {1, 5}, false},
    {FIELD_impact, {1, 5}, false},
    {FIELD_action_effort, {1, 5}, false},
};

static const struct number_scale *
number_scale(struct reading how)
{
	for (ptrdiff_t i = 0; how.kind == KIND_NUMBER && i < COUNT_OF(number_scales); i++) {
		if (number_scales[i].field == how.field)
			return &number_scales[i];
	}
	return NULL;
}

bool
value_is_whole(struct reading how)
{
	const struct number_scale *own = number_scale(how);
	return own != NULL && own->whole;
}

struct scale
value_scale(struct reading how)
{
	const struct number_scale *own = number_scale(how);
	if (own != NULL)
		return own->scale;
	if (how.kind == KIND_SCALE)
		return (struct scale){1, 5};
	if (how.kind == KIND_FEEL)
		return (struct scale){-2, 2};
	if (how.kind == KIND_IMPORTANCE)
		return (struct scale){0, 10};
	if (how.kind == KIND_SHARE)
		return (struct scale){0, 1};
	bool any = how.kind == KIND_NUMBER || how.kind == KIND_TEXT;
	return (struct scale){any ? -INFINITY : 0, INFINITY};
}

static enum trouble
check_scale(struct reading how, double number)
{
	struct scale scale = value_scale(how);
	return number < scale.low || number > scale.high ? TROUBLE_SCALE : TROUBLE_NONE;
}

static enum trouble
set_number(struct reading how, double low, double high, struct value *v)
{
	v->kind = VALUE_NUMBER;
	v->number.low = low;
	v->number.high = high;
	enum trouble t = isfinite(low) ? check_scale(how, low) : TROUBLE_NONE;
	if (t == TROUBLE_NONE && isfinite(high))
		t = check_scale(how, high);
	return t == TROUBLE_NONE && low > high ? TROUBLE_TURNED : t;
}

enum relation { RELATION_BARE, RELATION_UP_TO, RELATION_FROM, RELATION_JUST };

/* What stands before the number of a wish. */
static enum relation
scan_relation(enum kind kind, struct str *rest)
{
	static const struct {
		struct str word;
		enum relation relation;
		bool clock_only;
	} words[] = {
	    {S_INIT("at most "), RELATION_UP_TO, false},
	    {S_INIT("at least "), RELATION_FROM, false},
	    {S_INIT("exactly "), RELATION_JUST, false},
	    {S_INIT("before "), RELATION_UP_TO, true},
	    {S_INIT("after "), RELATION_FROM, true},
	    {S_INIT("<="), RELATION_UP_TO, false},
	    {S_INIT(">="), RELATION_FROM, false},
	    {S_INIT("<"), RELATION_UP_TO, false},
	    {S_INIT(">"), RELATION_FROM, false},
	    {S_INIT("="), RELATION_JUST, false},
	};
	for (ptrdiff_t i = 0; i < COUNT_OF(words); i++) {
		bool fits = kind == KIND_CLOCK || !words[i].clock_only;
		if (fits && str_starts(*rest, words[i].word)) {
			*rest = str_from(*rest, words[i].word.len);
			return words[i].relation;
		}
	}
	return RELATION_BARE;
}

/* What a bare number wishes: gap.md, "a bare number means". */
static enum trouble
set_bare_wish(struct reading how, double number, struct value *v)
{
	enum { EITHER_WAY = 15 };
	if (how.kind == KIND_CLOCK) {
		set_number(how, number, number, v);
		v->number.low -= EITHER_WAY;
		v->number.high += EITHER_WAY;
		return TROUBLE_NONE;
	}
	bool at_least = how.field == FIELD_feel || how.field == FIELD_autonomy;
	return at_least ? set_number(how, number, INFINITY, v)
			: set_number(how, -INFINITY, number, v);
}

static enum trouble
read_single_wish(struct reading how, struct str text, struct value *v)
{
	enum relation relation = scan_relation(how.kind, &text);
	struct bound b;
	enum trouble t = read_bound(how.kind, text, &b);
	if (t != TROUBLE_NONE)
		return t;
	switch (relation) {
	case RELATION_UP_TO: return set_number(how, -INFINITY, b.number, v);
	case RELATION_FROM: return set_number(how, b.number, INFINITY, v);
	case RELATION_JUST: return set_number(how, b.number, b.number, v);
	case RELATION_BARE: break;
	}
	return set_bare_wish(how, b.number, v);
}

/* Two ends; both must be there but in a wish, which may be open at one. */
static enum trouble
read_range(struct reading how, struct str left, struct str right, struct value *v)
{
	struct bound low = {.number = -INFINITY}, high = {.number = INFINITY};
	left = str_trim(left);
	right = str_trim(right);
	if (left.len + right.len == 0 || (!how.wish && (left.len == 0 || right.len == 0)))
		return TROUBLE_FORM;
	enum trouble t = left.len > 0 ? read_bound(how.kind, left, &low) : TROUBLE_NONE;
	if (t == TROUBLE_NONE && right.len > 0)
		t = read_bound(how.kind, right, &high);
	if (t != TROUBLE_NONE)
		return t;
	if (low.bare && right.len > 0)
		low.number = high.unit < 1 ? low.number / 60 : low.number * high.unit;
	else if (high.bare && left.len > 0)
		high.number = low.unit < 1 ? high.number / 60 : high.number * low.unit;
	return set_number(how, low.number, high.number, v);
}

/* A number, time or duration of an aspect: in a process perhaps a range, in a wish an interval. */
static enum trouble
read_aspect(struct reading how, struct str text, struct value *v)
{
	ptrdiff_t dots = str_search(text, S(".."));
	bool ranged = dots >= 0 && aspect_of_field(how.field) >= 0;
	if (ranged)
		return read_range(how, str_upto(text, dots), str_from(text, dots + 2), v);
	if (how.wish && aspect_of_field(how.field) >= 0)
		return read_single_wish(how, text, v);
	struct bound b;
	enum trouble t = read_bound(how.kind, text, &b);
	return t == TROUBLE_NONE ? set_number(how, b.number, b.number, v) : t;
}

static enum trouble
read_plain(struct reading how, struct str text, struct value *v)
{
	struct bound b = {0};
	enum trouble t = read_number(text, &b);
	if (t == TROUBLE_NONE && value_is_whole(how) && b.number != floor(b.number))
		return TROUBLE_FORM;
	return t == TROUBLE_NONE ? set_number(how, b.number, b.number, v) : t;
}

static enum trouble
read_share(struct reading how, struct str text, struct value *v)
{
	double number;
	if (!scan_signed(&text, &number))
		return TROUBLE_FORM;
	scan_blanks(&text);
	if (scan_char(&text, '%'))
		number /= 100;
	if (text.len > 0)
		return TROUBLE_FORM;
	return isfinite(number) ? set_number(how, number, number, v) : TROUBLE_LARGE;
}

/* In days; a bare number says nothing, and less than a day is no period. */
static enum trouble
read_period(struct reading how, struct str text, struct value *v)
{
	struct bound b;
	enum trouble t = read_duration(text, &b);
	if (t != TROUBLE_NONE)
		return t;
	double day = duration_unit(S("d"));
	if (b.bare || b.unit < day)
		return TROUBLE_FORM;
	t = set_number(how, b.number / day, b.number / day, v);
	return b.number > 0 ? t : TROUBLE_SCALE;
}

static enum trouble
read_volume(struct reading how, struct str text, struct value *v)
{
	static const struct unit per[] = {{S_INIT("day"), 1}, {S_INIT("week"), 7},
	    {S_INIT("month"), 365.25 / 12}, {S_INIT("year"), 365.25}};
	double number;
	if (!scan_signed(&text, &number))
		return TROUBLE_FORM;
	scan_blanks(&text);
	if (!scan_char(&text, '/'))
		return TROUBLE_FORM;
	scan_blanks(&text);
	for (ptrdiff_t i = 0; i < COUNT_OF(per); i++) {
		if (!str_eq(text, per[i].word))
			continue;
		if (!isfinite(number))
			return TROUBLE_LARGE;
		return set_number(how, number / per[i].minutes, number / per[i].minutes, v);
	}
	return TROUBLE_FORM;
}

static enum trouble
read_date(struct reading how, struct str text, struct value *v)
{
	int day;
	enum trouble t = date_read(text, how.kind == KIND_DUE, &day);
	if (t != TROUBLE_NONE)
		return t;
	v->kind = VALUE_NUMBER;
	v->number.low = v->number.high = day;
	return t;
}

static enum trouble
read_flag(struct reading how, struct str text, struct value *v)
{
	(void)how;
	v->kind = VALUE_FLAG;
	v->flag = str_eq(text, S("true"));
	return v->flag || str_eq(text, S("false")) ? TROUBLE_NONE : TROUBLE_WORD;
}

/* Fixed words. A key whose value is a text but one of a few is here too, with its field. */
static const struct choice {
	enum kind kind;
	enum field field; /* FIELD_COUNT: of any */
	struct str word;
	int number;
} choices[] = {
    {KIND_FLAG, FIELD_COUNT, S_INIT("true"), 1},
    {KIND_FLAG, FIELD_COUNT, S_INIT("false"), 0},
    {KIND_OTHERS, FIELD_COUNT, S_INIT("drop"), OTHERS_DROP},
    {KIND_OTHERS, FIELD_COUNT, S_INIT("fine"), OTHERS_FINE},
    {KIND_OTHERS, FIELD_COUNT, S_INIT("ask"), OTHERS_ASK},
    {KIND_ORDER, FIELD_COUNT, S_INIT("any"), ORDER_ANY},
    {KIND_STATUS, FIELD_COUNT, S_INIT("idea"), STATUS_IDEA},
    {KIND_STATUS, FIELD_COUNT, S_INIT("planned"), STATUS_PLANNED},
    {KIND_STATUS, FIELD_COUNT, S_INIT("doing"), STATUS_DOING},
    {KIND_STATUS, FIELD_COUNT, S_INIT("testing"), STATUS_TESTING},
    {KIND_STATUS, FIELD_COUNT, S_INIT("done"), STATUS_DONE},
    {KIND_STATUS, FIELD_COUNT, S_INIT("dropped"), STATUS_DROPPED},
    {KIND_TEXT, FIELD_customer, S_INIT("internal"), 0},
    {KIND_TEXT, FIELD_customer, S_INIT("external"), 1},
    {KIND_TEXT, FIELD_better, S_INIT("lower"), 0},
    {KIND_TEXT, FIELD_better, S_INIT("higher"), 1},
    {KIND_TEXT, FIELD_version, S_INIT("actual"), 0},
    {KIND_TEXT, FIELD_version, S_INIT("to-be"), 1},
    {KIND_TEXT, FIELD_kind, S_INIT("note"), 0},
    {KIND_TEXT, FIELD_kind, S_INIT("insight"), 1},
    {KIND_TEXT, FIELD_kind, S_INIT("quote"), 2},
    {KIND_TEXT, FIELD_kind, S_INIT("idea"), 3},
    {KIND_TEXT, FIELD_kind, S_INIT("pain"), 4},
};

static bool
is_choice_of(const struct choice *c, struct reading how)
{
	return c->kind == how.kind && (c->field == FIELD_COUNT || c->field == how.field);
}

static const struct choice *
choice_find(struct reading how, struct str text)
{
	for (ptrdiff_t i = 0; i < COUNT_OF(choices); i++) {
		if (is_choice_of(&choices[i], how) && str_eq(choices[i].word, text))
			return &choices[i];
	}
	return NULL;
}

struct str
value_choices(struct arena *a, struct reading how)
{
	struct buf b = {.arena = a};
	struct str waiting = {0};
	for (ptrdiff_t i = 0; i < COUNT_OF(choices); i++) {
		if (!is_choice_of(&choices[i], how))
			continue;
		if (waiting.len > 0 && b.len > 0)
			buf_add(&b, S(", "));
		buf_add(&b, waiting);
		waiting = choices[i].word;
	}
	if (b.len > 0)
		buf_add(&b, S(" or "));
	buf_add(&b, waiting);
	return buf_str(&b);
}

struct str
value_choice_near(struct reading how, struct str text)
{
	struct str best = {0};
	int least = 3;
	for (ptrdiff_t i = 0; i < COUNT_OF(choices); i++) {
		int d = is_choice_of(&choices[i], how) && text.len > 2
		    ? str_distance(choices[i].word, text, 2)
		    : 3;
		if (d < least) {
			least = d;
			best = choices[i].word;
		}
	}
	return best;
}

static enum trouble
read_choice(struct reading how, struct str text, struct value *v)
{
	const struct choice *c = choice_find(how, text);
	v->kind = VALUE_WORD;
	v->word = c != NULL ? c->number : 0;
	return c != NULL ? TROUBLE_NONE : TROUBLE_WORD;
}

/* A path stays inside the workspace on every system. */
static enum trouble
read_path(struct reading how, struct str text, struct value *v)
{
	(void)how;
	v->kind = VALUE_TEXT;
	v->text = text;
	bool rooted = text.at[0] == '/' || text.at[0] == '~' || str_find(text, ':') >= 0;
	if (rooted || str_find(text, '\\') >= 0)
		return TROUBLE_PATH;
	for (ptrdiff_t i = 0; i < text.len; i++) {
		if (utf8_is_control((unsigned char)text.at[i]) && (unsigned char)text.at[i] < 0x80)
			return TROUBLE_PATH;
	}
	struct str part;
	while (str_cut(&text, '/', &part)) {
		if (str_eq(part, S("..")))
			return TROUBLE_PATH;
	}
	return TROUBLE_NONE;
}

/* "1..5": the lowest and the highest answer. */
static enum trouble
check_answer_scale(struct str text)
{
	struct reading how = {KIND_TEXT, FIELD_COUNT, false};
	struct value v = {0};
	ptrdiff_t dots = str_search(text, S(".."));
	if (dots < 0)
		return TROUBLE_FORM;
	enum trouble t = read_range(how, str_upto(text, dots), str_from(text, dots + 2), &v);
	bool empty = t == TROUBLE_NONE && v.number.low == v.number.high;
	return empty ? TROUBLE_TURNED : t;
}

static bool
has_choices(struct reading how)
{
	for (ptrdiff_t i = 0; i < COUNT_OF(choices); i++) {
		if (is_choice_of(&choices[i], how))
			return true;
	}
	return false;
}

static enum trouble
check_text(struct reading how, struct str text)
{
	if (how.kind != KIND_TEXT)
		return TROUBLE_NONE;
	if (how.field == FIELD_scale)
		return check_answer_scale(text);
	if (has_choices(how) && choice_find(how, text) == NULL)
		return TROUBLE_WORD;
	return TROUBLE_NONE;
}

enum trouble
value_read(struct reading how, struct str text, struct value *v)
{
	static enum trouble (*const readers[])(struct reading, struct str, struct value *) = {
	    [KIND_NUMBER] = read_plain,
	    [KIND_SHARE] = read_share,
	    [KIND_FLAG] = read_flag,
	    [KIND_DATE] = read_date,
	    [KIND_DUE] = read_date,
	    [KIND_PERIOD] = read_period,
	    [KIND_CLOCK] = read_aspect,
	    [KIND_DURATION] = read_aspect,
	    [KIND_TIMES] = read_aspect,
	    [KIND_SCALE] = read_aspect,
	    [KIND_FEEL] = read_aspect,
	    [KIND_IMPORTANCE] = read_plain,
	    [KIND_VOLUME] = read_volume,
	    [KIND_OTHERS] = read_choice,
	    [KIND_ORDER] = read_choice,
	    [KIND_STATUS] = read_choice,
	    [KIND_PATH] = read_path,
	};
	bool has_reader = (ptrdiff_t)how.kind < COUNT_OF(readers) && readers[how.kind] != NULL;
	return has_reader ? readers[how.kind](how, text, v) : check_text(how, text);
}

static bool
is_tidy(struct str s)
{
	for (ptrdiff_t i = 0; i < s.len; i++) {
		char c = s.at[i];
		bool plain = c > ' ' && c < 0x7f && !(c >= 'A' && c <= 'Z');
		bool between = c == ' ' && i > 0 && i + 1 < s.len && s.at[i - 1] != ' ';
		if (!plain && !between)
			return false;
	}
	return true;
}

struct str
value_tidy(struct arena *a, struct str text)
{
	if (is_tidy(text))
		return text;
	struct buf b = {.arena = a};
	for (struct str rest = utf8_fold(a, text); rest.len > 0;) {
		struct str before = rest;
		if (utf8_next(&rest) == 0x2212)
			buf_char(&b, '-');
		else
			buf_add(&b, str_upto(before, before.len - rest.len));
	}
	return buf_str(&b);
}

bool
value_parse(struct arena *a, enum kind kind, enum field field, bool wish, struct str text,
    struct value *value, struct value_problem *problem)
{
	struct reading how = {kind, field, wish};
	struct str trimmed = str_trim(text);
	*value = (struct value){.kind = VALUE_TEXT, .text = trimmed};
	if (trimmed.len == 0) {
		value->kind = VALUE_EMPTY;
		return true;
	}
	/* Most texts are sentences: they are not folded, and a path is taken as it is. */
	bool free_text = kind == KIND_TEXT && !has_choices(how) && field != FIELD_scale;
	struct str tidy = free_text || kind == KIND_PATH ? trimmed : value_tidy(a, trimmed);
	enum trouble t = value_read(how, tidy, value);
	if (t == TROUBLE_NONE)
		return true;
	value_explain(a, how, t, trimmed, tidy, problem);
	return false;
}

/* A dash of any length between two times. */
static bool
scan_dash(struct str *rest)
{
	struct str s = *rest;
	int32_t c = utf8_next(&s);
	if (c != '-' && c != 0x2010 && c != 0x2011 && c != 0x2012 && c != 0x2013 && c != 0x2014 &&
	    c != 0x2212)
		return false;
	*rest = s;
	return true;
}

static struct str
without_blanks(struct str s)
{
	struct str before = s;
	while (s.len > 0 && utf8_is_blank(utf8_next(&s)))
		before = s;
	return before;
}

/* The text behind a time: it ends there or goes on after a blank. */
static bool
is_apart(struct str rest)
{
	return rest.len == 0 || without_blanks(rest).len < rest.len;
}

bool
value_leading_clock(struct str text, double *at, double *minutes, struct str *rest)
{
	struct str s = without_blanks(text);
	if (scan_clock(&s, at) != TROUBLE_NONE)
		return false;
	*minutes = NAN;
	struct str after = without_blanks(s);
	double end;
	if (scan_dash(&after)) {
		after = without_blanks(after);
		if (scan_clock(&after, &end) == TROUBLE_NONE && is_apart(after)) {
			*minutes = end < *at ? end + 24 * 60 - *at : end - *at;
			s = after;
		}
	}
	if (!is_apart(s))
		return false;
	*rest = without_blanks(s);
	return true;
}
