/* SPDX-License-Identifier: MIT */
/*
 * utf8proc knows the Unicode tables; what is added here is bounds (nothing reads past a view),
 * speed for plain ASCII, which is most of what is ever read, and one opinion about width: an emoji
 * sequence or a flag is two columns, a combining mark none.
 */
#include "base/utf8.h"

#include "base/buf.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

int32_t
utf8_next(struct str *rest)
{
	if (rest->len == 0)
		return -1;
	unsigned char first = (unsigned char)rest->at[0];
	if (first < 0x80) {
		*rest = str_from(*rest, 1);
		return first;
	}
	utf8proc_int32_t c = -1;
	utf8proc_ssize_t n = utf8proc_iterate((const utf8proc_uint8_t *)rest->at, rest->len, &c);
	*rest = str_from(*rest, n > 0 ? n : 1);
	return n > 0 ? c : 0xfffd;
}

int
utf8_put(int32_t character, char bytes[4])
{
	return (int)utf8proc_encode_char(character, (utf8proc_uint8_t *)bytes);
}

ptrdiff_t
utf8_bad(struct str s)
{
	ptrdiff_t i = 0;
	while (i < s.len) {
		if ((unsigned char)s.at[i] < 0x80) {
			i++;
			continue;
		}
		utf8proc_int32_t c;
		utf8proc_ssize_t n =
		    utf8proc_iterate((const utf8proc_uint8_t *)s.at + i, s.len - i, &c);
		if (n <= 0)
			return i;
		i += n;
	}
	return -1;
}

ptrdiff_t
utf8_count(struct str s)
{
	ptrdiff_t count = 0;
	for (ptrdiff_t i = 0; i < s.len; i++)
		count += ((unsigned char)s.at[i] & 0xc0) != 0x80;
	return count;
}

bool
utf8_cluster(struct str *rest, struct str *cluster)
{
	struct str s = *rest;
	int32_t before = utf8_next(&s);
	if (before < 0)
		return false;
	/* Two printable ASCII characters never join. */
	bool plain =
	    before >= 0x20 && before < 0x7f && (s.len == 0 || (unsigned char)s.at[0] < 0x80);
	utf8proc_int32_t state = 0;
	while (!plain && s.len > 0) {
		struct str after = s;
		int32_t c = utf8_next(&after);
		if (utf8proc_grapheme_break_stateful(before, c, &state))
			break;
		before = c;
		s = after;
	}
	*cluster = str_upto(*rest, s.at - rest->at);
	*rest = s;
	return true;
}

int
utf8_cluster_width(struct str cluster)
{
	int width = 0, flag_letters = 0;
	bool emoji = false;
	int32_t c;
	while ((c = utf8_next(&cluster)) >= 0) {
		int w = c < 0x7f ? c >= 0x20 : utf8proc_charwidth(c);
		width = w > width ? w : width;
		emoji = emoji || c == 0xfe0f;
		flag_letters += c >= 0x1f1e6 && c <= 0x1f1ff;
	}
	return emoji || flag_letters == 2 ? 2 : width;
}

/* Printable ASCII and nothing else: one column a byte, and nothing joins. */
static bool
is_plain(struct str s)
{
	for (ptrdiff_t i = 0; i < s.len; i++) {
		if (s.at[i] < 0x20 || s.at[i] > 0x7e)
			return false;
	}
	return true;
}

ptrdiff_t
utf8_width(struct str s)
{
	if (is_plain(s))
		return s.len;
	ptrdiff_t width = 0;
	struct str cluster;
	while (utf8_cluster(&s, &cluster))
		width += utf8_cluster_width(cluster);
	return width;
}

struct str
utf8_fit(struct str s, ptrdiff_t columns)
{
	if (is_plain(s))
		return str_upto(s, columns);
	struct str rest = s, cluster;
	const char *end = s.at;
	while (utf8_cluster(&rest, &cluster)) {
		columns -= utf8_cluster_width(cluster);
		if (columns < 0)
			break;
		end = cluster.at + cluster.len;
	}
	return str_upto(s, end - s.at);
}

static bool
is_ascii(struct str s)
{
	for (ptrdiff_t i = 0; i < s.len; i++) {
		if ((unsigned char)s.at[i] >= 0x80)
			return false;
	}
	return true;
}

static struct str
map_with(struct arena *a, struct str s, int options)
{
	utf8proc_uint8_t *mapped = NULL;
	utf8proc_ssize_t n = utf8proc_map(
	    (const utf8proc_uint8_t *)s.at, s.len, &mapped, (utf8proc_option_t)options);
	struct str copy = n >= 0 ? str_copy(a, (struct str){(char *)mapped, n}) : s;
	free(mapped);
	return copy;
}

/* The same for plain ASCII, which is most of what is ever folded. */
static struct str
fold_ascii(struct arena *a, struct str s)
{
	char *out = NEW_N(a, char, s.len + 1);
	ptrdiff_t len = 0;
	for (ptrdiff_t i = 0; i < s.len; i++) {
		char c = s.at[i];
		if (c == ' ' || (c >= '\t' && c <= '\r')) {
			if (len > 0 && out[len - 1] != ' ')
				out[len++] = ' ';
			continue;
		}
		out[len++] = c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
	}
	return (struct str){out, len > 0 && out[len - 1] == ' ' ? len - 1 : len};
}

struct str
utf8_fold(struct arena *a, struct str s)
{
	if (is_ascii(s))
		return fold_ascii(a, s);
	s = map_with(a, s, UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_CASEFOLD);
	char *out = NEW_N(a, char, s.len + 1);
	ptrdiff_t len = 0;
	int32_t c;
	bool blank = false;
	for (struct str rest = s; rest.len > 0;) {
		const char *at = rest.at;
		c = utf8_next(&rest);
		if (utf8_is_blank(c)) {
			blank = len > 0;
			continue;
		}
		if (blank)
			out[len++] = ' ';
		blank = false;
		if (c >= 'A' && c <= 'Z') {
			out[len++] = (char)(c - 'A' + 'a');
			continue;
		}
		memcpy(out + len, at, (size_t)(rest.at - at));
		len += rest.at - at;
	}
	return (struct str){out, len};
}

struct str
utf8_nfc(struct arena *a, struct str s)
{
	return is_ascii(s) ? s : map_with(a, s, UTF8PROC_STABLE | UTF8PROC_COMPOSE);
}

bool
utf8_is_letter(int32_t c)
{
	if (c < 0x80)
		return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
	utf8proc_category_t k = utf8proc_category(c);
	return k >= UTF8PROC_CATEGORY_LU && k <= UTF8PROC_CATEGORY_LO;
}

bool
utf8_is_mark(int32_t c)
{
	utf8proc_category_t k = c < 0x80 ? UTF8PROC_CATEGORY_CN : utf8proc_category(c);
	return k >= UTF8PROC_CATEGORY_MN && k <= UTF8PROC_CATEGORY_ME;
}

bool
utf8_is_upper(int32_t c)
{
	if (c < 0x80)
		return c >= 'A' && c <= 'Z';
	utf8proc_category_t k = utf8proc_category(c);
	return k == UTF8PROC_CATEGORY_LU || k == UTF8PROC_CATEGORY_LT;
}

bool
utf8_is_blank(int32_t c)
{
	if (c < 0x80)
		return c == ' ' || (c >= '\t' && c <= '\r');
	return c == 0x85 || c == 0x2028 || c == 0x2029 ||
	    utf8proc_category(c) == UTF8PROC_CATEGORY_ZS;
}

bool
utf8_is_control(int32_t c)
{
	return (c >= 0 && c < 0x20) || (c >= 0x7f && c < 0xa0);
}

bool
utf8_is_invisible(int32_t c)
{
	if (c < 0x80)
		return false;
	utf8proc_category_t k = utf8proc_category(c);
	return k == UTF8PROC_CATEGORY_CF || k == UTF8PROC_CATEGORY_ZL ||
	    k == UTF8PROC_CATEGORY_ZP || k == UTF8PROC_CATEGORY_CO;
}

bool
utf8_is_rtl(struct str s)
{
	int32_t c;
	while ((c = utf8_next(&s)) >= 0) {
		if (c < 0x80 ? utf8_is_letter(c) : false)
			return false;
		if (c < 0x80)
			continue;
		utf8proc_bidi_class_t b =
		    (utf8proc_bidi_class_t)utf8proc_get_property(c)->bidi_class;
		if (b == UTF8PROC_BIDI_CLASS_L)
			return false;
		if (b == UTF8PROC_BIDI_CLASS_R || b == UTF8PROC_BIDI_CLASS_AL)
			return true;
	}
	return false;
}

struct str
utf8_visible(struct arena *a, struct str s)
{
	struct buf b = {.arena = a};
	for (struct str rest = s; rest.len > 0;) {
		const char *at = rest.at;
		int32_t c = utf8_next(&rest);
		struct str raw = {at, rest.at - at};
		bool joiner = c == 0x200d || c == 0x200c;
		if (c == '\n')
			buf_add(&b, S("\\n"));
		else if (c == '\t')
			buf_add(&b, S("\\t"));
		else if (utf8_is_control(c) || (c == 0xfffd && raw.len == 1))
			buf_format(&b, "\\x%02X", raw.len == 1 ? (unsigned char)*at : (unsigned)c);
		else if (utf8_is_invisible(c) && !joiner)
			buf_format(&b, "\\u{%04X}", (unsigned)c);
		else
			buf_add(&b, raw);
	}
	return buf_str(&b);
}
