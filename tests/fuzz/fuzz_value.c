/* SPDX-License-Identifier: MIT */
/*
 * Any text as a value: the first byte says of which key, the second whether it is a wish. What is
 * read has ordered bounds and can be said in words that are read again as the same value.
 */
#include "model/value.h"
#include "tests/fuzz/fuzz.h"

#include "base/utf8.h"

#include <math.h>

static bool
is_number(const struct value *v)
{
	return v->kind == VALUE_NUMBER;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	if (size < 2 || size > 500)
		return 0;
	struct arena *a = arena_new();
	enum field field = (enum field)(data[0] % FIELD_COUNT);
	bool wish = (data[1] & 1) && aspect_of_field(field) >= 0;
	struct str text = str_copy(a, (struct str){(const char *)data + 2, (ptrdiff_t)size - 2});
	if (utf8_bad(text) < 0) {
		struct value v = {0};
		struct value_problem problem = {0};
		enum kind kind = schema_row(field)->kind;
		if (kind >= KIND_NUMBER && kind <= KIND_PATH && kind != KIND_NUMBERS &&
		    kind != KIND_NUMBERS_BY && kind != KIND_NAMES_BY) {
			if (!value_parse(a, kind, field, wish, text, &v, &problem))
				MUST(problem.message.len > 0);
			else if (is_number(&v))
				MUST(v.number.low <= v.number.high);
			if (v.kind == VALUE_NUMBER)
				MUST(value_words(a, field, wish, &v).len > 0);
		}
		double at, minutes;
		struct str rest;
		if (value_leading_clock(text, &at, &minutes, &rest)) {
			MUST(at >= 0 && at < 24 * 60 && (isnan(minutes) || minutes >= 0));
			MUST(rest.len < text.len);
		}
		int day;
		if (date_parse(text, false, &day)) {
			struct str words = date_words(a, day);
			int again;
			MUST(date_parse(words, false, &again) && again == day);
		}
	}
	arena_free(a);
	return 0;
}
