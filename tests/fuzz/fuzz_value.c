/* SPDX-License-Identifier: MIT */
/*
 * Arbitrary text as the value of every key. What is read is finite, in order and on its scale; what
 * is refused has words that are safe to show; words of a value can be made, and a form that is
 * offered can be read. The first byte chooses the key, the second whether it is a wish.
 */
#include "model/value_priv.h"

#include "base/utf8.h"
#include "tests/fuzz/fuzz.h"

#include <math.h>

static void
check_shown(struct str text)
{
	MUST(text.len > 0 && text.len < 1000);
	for (struct str rest = text; rest.len > 0;)
		MUST(!utf8_is_control(utf8_next(&rest)));
}

static bool
is_on_scale(struct reading how, double number)
{
	struct scale scale = value_scale(how);
	bool about = how.kind == KIND_CLOCK && how.wish;
	double slack = about ? 15 : 0;
	return isinf(number) || (number >= scale.low - slack && number <= scale.high + slack);
}

static void
check_number(struct reading how, const struct value *v)
{
	double low = v->number.low, high = v->number.high;
	MUST(!isnan(low) && !isnan(high) && low <= high);
	bool open = how.wish && aspect_of_field(how.field) >= 0;
	MUST(open || (isfinite(low) && isfinite(high)));
	MUST(isfinite(low) || isfinite(high));
	MUST(fabs(isfinite(low) ? low : high) < 1e21);
	bool date = how.kind == KIND_DATE || how.kind == KIND_DUE;
	MUST(date || (is_on_scale(how, low) && is_on_scale(how, high)));
	bool day = how.kind == KIND_CLOCK;
	MUST(!day || isinf(high) || (high >= -15 && high < 24 * 60 + 15));
}

static void
check_text(struct arena *a, struct reading how, struct str text)
{
	struct value v = {0};
	struct value_problem p = {0};
	if (value_parse(a, how.kind, how.field, how.wish, text, &v, &p)) {
		if (v.kind == VALUE_NUMBER)
			check_number(how, &v);
		if (v.kind != VALUE_TEXT && v.kind != VALUE_EMPTY)
			check_shown(value_words(a, how.field, how.wish, &v));
		return;
	}
	MUST(p.code == DIAG_value_type || p.code == DIAG_value_range);
	check_shown(p.message);
	check_shown(p.hint);
	struct str tidy = value_tidy(a, str_trim(text));
	struct str meant = value_mend(a, how, tidy);
	if (meant.len > 0)
		MUST(value_parse(a, how.kind, how.field, how.wish, meant, &v, &p));
}

static void
check_clock(struct str text)
{
	double at, minutes;
	struct str rest;
	if (!value_leading_clock(text, &at, &minutes, &rest))
		return;
	MUST(at >= 0 && at < 24 * 60);
	MUST(isnan(minutes) || (minutes >= 0 && minutes < 24 * 60));
	MUST(rest.len == 0 || (rest.at > text.at && rest.at + rest.len == text.at + text.len));
}

static void
check_date(struct arena *a, struct str text)
{
	int day, again;
	if (date_parse(text, false, &day))
		MUST(date_parse(date_words(a, day), false, &again) && again == day);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	if (size < 2 || size > 100000)
		return 0;
	struct arena *a = arena_new();
	/* A copy of exactly this length, so that a sanitizer sees a byte read too many. */
	struct str text = str_copy(a, (struct str){(const char *)data + 2, (ptrdiff_t)size - 2});
	enum field field = (enum field)(data[0] % FIELD_COUNT);
	struct reading how = {schema_row(field)->kind, field, data[1] & 1};
	if (utf8_bad(text) < 0)
		check_text(a, how, text);
	check_clock(text);
	check_date(a, text);
	schema_suggest(a, OWN_STEP, text);
	schema_suggest_other(a, OWN_MAP, text);
	arena_free(a);
	return 0;
}
