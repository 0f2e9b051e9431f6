/* SPDX-License-Identifier: MIT */
/*
 * The loader's doorkeeper. libyaml clears its buffers per word, so a run of N blanks followed by
 * words costs N times words; it also reports broken bytes a buffer too early. Both are settled
 * here, at a speed near that of memory. Afterwards every byte is known to be a character YAML
 * allows.
 */
#include "model/prescan.h"

#include <string.h>

struct scan {
	struct str text;
	ptrdiff_t i;
	int directives;   /* of the document so far */
	bool rare_breaks; /* NEL, LS or PS somewhere */
	struct yaml_error *error;
};

static bool
refuse(struct scan *s, enum yaml_trouble trouble, ptrdiff_t at, struct str problem)
{
	*s->error = (struct yaml_error){trouble, (uint32_t)at, NO_OFFSET, problem};
	return false;
}

static unsigned char
byte_at(struct str text, ptrdiff_t i)
{
	return i < text.len ? (unsigned char)text.at[i] : 0;
}

int
yaml_break(struct str s)
{
	unsigned char first = byte_at(s, 0), second = byte_at(s, 1);
	if (first == '\n')
		return 1;
	if (first == '\r')
		return second == '\n' ? 2 : 1;
	if (first == 0xc2 && second == 0x85)
		return 2;
	unsigned char third = byte_at(s, 2);
	return first == 0xe2 && second == 0x80 && (third == 0xa8 || third == 0xa9) ? 3 : 0;
}

/* Length of the character of two to four bytes at i, or 0 when it is broken. */
static int
wide_character(struct str text, ptrdiff_t i, int32_t *character)
{
	static const int32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
	unsigned char first = (unsigned char)text.at[i];
	int len = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
	if (first < 0xc2 || first > 0xf4)
		return 0;
	int32_t c = first & (0x7f >> len);
	for (int k = 1; k < len; k++) {
		unsigned char b = byte_at(text, i + k);
		if ((b & 0xc0) != 0x80)
			return 0;
		c = c << 6 | (b & 0x3f);
	}
	*character = c;
	return c < least[len] || (c >= 0xd800 && c < 0xe000) || c > 0x10ffff ? 0 : len;
}

/* A directive at the start of a line. Those of one document are counted together. */
static bool
pass_directive(struct scan *s)
{
	struct str rest = str_from(s->text, s->i);
	if (byte_at(rest, 0) == '-' && str_starts(rest, S("---")))
		s->directives = 0;
	if (byte_at(rest, 0) != '%')
		return true;
	if (++s->directives > LIMIT_DIRECTIVES)
		return refuse(s, YAML_LIMIT, s->i, S("32 directives"));
	struct str head = str_upto(rest, LIMIT_DIRECTIVE + 1);
	bool ends = str_find(head, '\n') >= 0 || str_find(head, '\r') >= 0;
	if (!ends && head.len > LIMIT_DIRECTIVE)
		return refuse(s, YAML_LIMIT, s->i, S("1 KB in a directive"));
	return true;
}

static bool
is_plain(char c)
{
	return c >= ' ' && c < 0x7f;
}

/* Whether eight bytes are all printable ASCII. */
static bool
is_plain_word(const char *at)
{
	const uint64_t ones = 0x0101010101010101u, tops = ones << 7;
	uint64_t word;
	memcpy(&word, at, 8);
	uint64_t del = word ^ ones * 0x7f;
	return ((word | (word - ones * 0x20) | (del - ones)) & tops) == 0;
}

static void
pass_plain(struct scan *s)
{
	while (s->i + 8 <= s->text.len && is_plain_word(s->text.at + s->i))
		s->i += 8;
	while (s->i < s->text.len && is_plain(s->text.at[s->i]))
		s->i++;
}

static bool
pass_wide(struct scan *s)
{
	int32_t c = 0;
	int len = wide_character(s->text, s->i, &c);
	if (len == 0)
		return refuse(s, YAML_ENCODING, s->i, S("not UTF-8"));
	bool is_break = c == 0x85 || c == 0x2028 || c == 0x2029;
	if ((c < 0xa0 && !is_break) || c == 0xfffe || c == 0xffff)
		return refuse(s, YAML_ENCODING, s->i, S("a forbidden character"));
	s->i += len;
	s->rare_breaks = s->rare_breaks || is_break;
	return !is_break || pass_directive(s);
}

/* Anything but a printable ASCII character. */
static bool
pass_other(struct scan *s)
{
	char c = s->text.at[s->i];
	if ((unsigned char)c >= 0x80)
		return pass_wide(s);
	if (c != '\n' && c != '\r' && c != '\t')
		return refuse(s, YAML_ENCODING, s->i, S("a forbidden character"));
	s->i++;
	return c == '\t' || pass_directive(s);
}

/* ---- runs of blanks and of blank lines ---- */

static bool
is_white(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* Count what may be slow in [i, end); it has no other limits to keep. */
static bool
count_runs(struct scan *s, ptrdiff_t i, ptrdiff_t end)
{
	ptrdiff_t blanks = 0, breaks = i > 0 ? 0 : 1;
	while (i < end) {
		int len = yaml_break(str_from(s->text, i));
		bool blank = len == 0 && is_blank(s->text.at[i]);
		blanks = blank ? blanks + 1 : 0;
		breaks = len > 0 ? breaks + 1 : blank ? breaks : 0;
		if (blanks > LIMIT_RUN)
			return refuse(s, YAML_LIMIT, i - LIMIT_RUN, S("1,000 blanks in a row"));
		if (breaks > LIMIT_RUN + 1)
			return refuse(s, YAML_LIMIT, i, S("1,000 blank lines in a row"));
		i += len > 0 ? len : 1;
	}
	return true;
}

/*
 * A run that is too long has more than 1,000 bytes of white space, so one of them stands at a
 * multiple of 1,000: only there is looked.
 */
static bool
pass_runs(struct scan *s)
{
	if (s->rare_breaks)
		return count_runs(s, 0, s->text.len);
	const char *at = s->text.at;
	for (ptrdiff_t i = 0; i < s->text.len; i += LIMIT_RUN) {
		if (!is_white(at[i]))
			continue;
		ptrdiff_t start = i, end = i;
		while (start > 0 && is_white(at[start - 1]))
			start--;
		while (end < s->text.len && is_white(at[end]))
			end++;
		if (end - start > LIMIT_RUN && !count_runs(s, start, end))
			return false;
		i = end / LIMIT_RUN * LIMIT_RUN;
	}
	return true;
}

bool
prescan(struct str text, struct yaml_error *error)
{
	struct scan s = {.text = text, .error = error};
	if (text.len > LIMIT_FILE)
		return refuse(&s, YAML_LIMIT, 0, S("16 MB in a file"));
	s.i = str_starts(text, S("\xef\xbb\xbf")) ? 3 : 0;
	if (!pass_directive(&s))
		return false;
	for (;;) {
		pass_plain(&s);
		if (s.i >= text.len)
			return pass_runs(&s);
		if (!pass_other(&s))
			return false;
	}
}
