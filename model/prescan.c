/* SPDX-License-Identifier: MIT */
/*
 * The loader's doorkeeper. libyaml clears its buffers per word, so a run of N blanks followed by
 * words costs N times words; it also reports broken bytes a buffer too early. Both are settled
 * here, at a speed near that of memory. Afterwards every byte is known to be a character YAML
 * allows.
 */
#include "model/prescan.h"

struct scan {
	struct str text;
	ptrdiff_t i;
	int breaks, directives; /* breaks since the last character that is no blank */
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
pass_break(struct scan *s, int len)
{
	if (++s->breaks > LIMIT_RUN + 1)
		return refuse(s, YAML_LIMIT, s->i, S("1,000 blank lines in a row"));
	s->i += len;
	return pass_directive(s);
}

static bool
pass_blanks(struct scan *s)
{
	ptrdiff_t start = s->i;
	do
		s->i++;
	while (s->i < s->text.len && is_blank(s->text.at[s->i]));
	if (s->i - start > LIMIT_RUN)
		return refuse(s, YAML_LIMIT, start, S("1,000 blanks in a row"));
	return true;
}

static bool
is_plain(char c)
{
	return c > ' ' && c < 0x7f;
}

static void
pass_plain(struct scan *s)
{
	do
		s->i++;
	while (s->i < s->text.len && is_plain(s->text.at[s->i]));
	s->breaks = 0;
}

static bool
pass_wide(struct scan *s)
{
	int32_t c = 0;
	int len = wide_character(s->text, s->i, &c);
	if (len == 0)
		return refuse(s, YAML_ENCODING, s->i, S("not UTF-8"));
	if (c == 0x85 || c == 0x2028 || c == 0x2029)
		return pass_break(s, len);
	if (c < 0xa0 || c == 0xfffe || c == 0xffff)
		return refuse(s, YAML_ENCODING, s->i, S("a forbidden character"));
	s->i += len;
	s->breaks = 0;
	return true;
}

static bool
pass_next(struct scan *s)
{
	char c = s->text.at[s->i];
	if (is_plain(c)) {
		pass_plain(s);
		return true;
	}
	if (is_blank(c))
		return pass_blanks(s);
	if ((unsigned char)c >= 0x80)
		return pass_wide(s);
	int len = yaml_break(str_from(s->text, s->i));
	if (len > 0)
		return pass_break(s, len);
	return refuse(s, YAML_ENCODING, s->i, S("a forbidden character"));
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
	while (s.i < text.len) {
		if (!pass_next(&s))
			return false;
	}
	return true;
}
