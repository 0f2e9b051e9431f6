/* SPDX-License-Identifier: MIT */
/* Numbers and names of a sheet in words. */
#include "base/utf8.h"
#include "export/sheet_priv.h"
#include "model/value.h"

#include <math.h>

struct str
feel_words(struct arena *a, double feel)
{
	if (isnan(feel))
		return S("?");
	double tenths = round(fabs(feel) * 10);
	const char *sign = tenths == 0 ? "" : feel < 0 ? "−" : "+";
	int whole = (int)(tenths / 10), part = (int)tenths % 10;
	if (part == 0)
		return str_format(a, "%s%d", sign, whole);
	return str_format(a, "%s%d.%d", sign, whole, part);
}

struct str
minutes_words(struct arena *a, double minutes)
{
	if (isnan(minutes))
		return S("?");
	const struct value v = {.kind = VALUE_NUMBER, .number = {minutes, minutes}};
	return value_words(a, FIELD_takes, false, &v);
}

struct str
sheet_upper(struct arena *a, struct str word)
{
	struct str cluster = {0};
	if (!utf8_cluster(&word, &cluster))
		return cluster;
	if (cluster.len != 1 || cluster.at[0] < 'a' || cluster.at[0] > 'z')
		return cluster;
	return str_format(a, "%c", cluster.at[0] - 'a' + 'A');
}

struct str
name_initials(struct arena *a, struct str name)
{
	struct buf out = {.arena = a};
	struct str word;
	int words = 0;
	while (words < 2 && str_cut(&name, ' ', &word)) {
		struct str rest = word;
		int32_t first = utf8_next(&rest);
		bool starts =
		    utf8_is_letter(first) || (first >= '0' && first <= '9') || first >= 0x1f000;
		if (!starts)
			continue;
		buf_add(&out, sheet_upper(a, word));
		words++;
	}
	return buf_str(&out);
}
