/* SPDX-License-Identifier: MIT */
#include "base/str.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

struct str
str_of(const char *z)
{
	return (struct str){z, z ? (ptrdiff_t)strlen(z) : 0};
}

char *
str_z(struct arena *a, struct str s)
{
	char *z = NEW_N(a, char, s.len + 1);
	if (s.len > 0)
		memcpy(z, s.at, (size_t)s.len);
	return z;
}

struct str
str_copy(struct arena *a, struct str s)
{
	return (struct str){str_z(a, s), s.len};
}

struct str
str_format(struct arena *a, const char *format, ...)
{
	va_list args, again;
	va_start(args, format);
	va_copy(again, args);
	int len = vsnprintf(NULL, 0, format, args);
	va_end(args);
	char *z = NEW_N(a, char, len + 1);
	vsnprintf(z, (size_t)len + 1, format, again);
	va_end(again);
	return (struct str){z, len};
}

bool
str_eq(struct str a, struct str b)
{
	return a.len == b.len && (a.len == 0 || memcmp(a.at, b.at, (size_t)a.len) == 0);
}

int
str_cmp(struct str a, struct str b)
{
	ptrdiff_t common = a.len < b.len ? a.len : b.len;
	int order = common ? memcmp(a.at, b.at, (size_t)common) : 0;
	return order ? order : (a.len > b.len) - (a.len < b.len);
}

bool
str_starts(struct str s, struct str prefix)
{
	return s.len >= prefix.len && str_eq(str_upto(s, prefix.len), prefix);
}

bool
str_ends(struct str s, struct str suffix)
{
	return s.len >= suffix.len && str_eq(str_from(s, s.len - suffix.len), suffix);
}

struct str
str_from(struct str s, ptrdiff_t start)
{
	if (start < 0)
		start = 0;
	if (start > s.len)
		start = s.len;
	return (struct str){s.at ? s.at + start : NULL, s.len - start};
}

struct str
str_upto(struct str s, ptrdiff_t end)
{
	if (end < 0)
		end = 0;
	return (struct str){s.at, end < s.len ? end : s.len};
}

static bool
is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

struct str
str_trim(struct str s)
{
	while (s.len > 0 && is_space(s.at[0]))
		s = str_from(s, 1);
	while (s.len > 0 && is_space(s.at[s.len - 1]))
		s.len--;
	return s;
}

ptrdiff_t
str_find(struct str s, char c)
{
	const char *hit = s.len ? memchr(s.at, c, (size_t)s.len) : NULL;
	return hit ? hit - s.at : -1;
}

ptrdiff_t
str_search(struct str s, struct str what)
{
	for (ptrdiff_t i = 0; i + what.len <= s.len; i++) {
		if (str_starts(str_from(s, i), what))
			return i;
	}
	return -1;
}

bool
str_cut(struct str *rest, char separator, struct str *part)
{
	if (rest->at == NULL)
		return false;
	ptrdiff_t i = str_find(*rest, separator);
	*part = i < 0 ? *rest : str_upto(*rest, i);
	*rest = i < 0 ? (struct str){0} : str_from(*rest, i + 1);
	return true;
}

bool
str_line(struct str *rest, struct str *line)
{
	if (rest->len == 0)
		return false;
	ptrdiff_t i = 0;
	while (i < rest->len && rest->at[i] != '\n' && rest->at[i] != '\r')
		i++;
	*line = str_upto(*rest, i);
	if (i + 1 < rest->len && rest->at[i] == '\r' && rest->at[i + 1] == '\n')
		i++;
	*rest = str_from(*rest, i + 1);
	return true;
}

bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

bool
is_blank(char c)
{
	return c == ' ' || c == '\t';
}

static int
min3(int a, int b, int c)
{
	int m = a < b ? a : b;
	return m < c ? m : c;
}

int
str_distance(struct str a, struct str b, int limit)
{
	enum { LONGEST = 64 };
	ptrdiff_t differ = a.len > b.len ? a.len - b.len : b.len - a.len;
	if (differ > limit || a.len > LONGEST || b.len > LONGEST)
		return limit + 1;
	if (limit <= 0)
		return str_eq(a, b) ? 0 : limit + 1;
	int rows[3][LONGEST + 1];
	int *before = rows[0], *above = rows[1], *row = rows[2];
	for (int j = 0; j <= b.len; j++)
		above[j] = before[j] = j;
	for (ptrdiff_t i = 1; i <= a.len; i++) {
		row[0] = (int)i;
		for (ptrdiff_t j = 1; j <= b.len; j++) {
			int change = above[j - 1] + (a.at[i - 1] != b.at[j - 1]);
			row[j] = min3(above[j] + 1, row[j - 1] + 1, change);
			bool swapped = i > 1 && j > 1 && a.at[i - 1] == b.at[j - 2] &&
			    a.at[i - 2] == b.at[j - 1];
			if (swapped && before[j - 2] + 1 < row[j])
				row[j] = before[j - 2] + 1;
		}
		int *spare = before;
		before = above;
		above = row;
		row = spare;
	}
	return above[b.len] <= limit ? above[b.len] : limit + 1;
}
