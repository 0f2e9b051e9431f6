/* SPDX-License-Identifier: MIT */
/*
 * One line by itself, read as a person reads it: blanks, dashes, key, colon, value, comment. It is
 * a guess, used only to say what a line that YAML refuses was probably meant to be.
 */
#include "base/buf.h"
#include "base/utf8.h"
#include "model/identity.h"
#include "model/schema.h"
#include "model/syntax_priv.h"

struct str
slice(struct str s, ptrdiff_t from, ptrdiff_t to)
{
	return str_from(str_upto(s, to), from);
}

static char
char_of(struct str s, ptrdiff_t i)
{
	return i >= 0 && i < s.len ? s.at[i] : '\0';
}

int
odd_blank(struct str s)
{
	if (s.len < 2 || (unsigned char)s.at[0] < 0x80)
		return 0;
	struct str rest = s;
	int32_t c = utf8_next(&rest);
	bool odd = c == 0xfeff || (c > 0x85 && c != 0x2028 && c != 0x2029 && utf8_is_blank(c));
	return odd ? (int)(s.len - rest.len) : 0;
}

ptrdiff_t
quoted_length(struct str s)
{
	char quote = char_of(s, 0);
	if (quote != '"' && quote != '\'')
		return 0;
	for (ptrdiff_t i = 1; i < s.len; i++) {
		if (quote == '"' && s.at[i] == '\\')
			i++;
		else if (quote == '\'' && s.at[i] == quote && char_of(s, i + 1) == quote)
			i++;
		else if (s.at[i] == quote)
			return i + 1;
	}
	return 0;
}

static bool
ends_word(struct str s, ptrdiff_t i)
{
	return i >= s.len || is_blank(s.at[i]);
}

static ptrdiff_t
skip_blanks(struct str s, ptrdiff_t i)
{
	while (i < s.len && is_blank(s.at[i]))
		i++;
	return i;
}

/* The colon that ends a key which begins at `i`, or -1. */
static ptrdiff_t
find_colon(struct str s, ptrdiff_t i)
{
	char first = char_of(s, i);
	ptrdiff_t quoted = quoted_length(str_from(s, i));
	if (quoted > 0) {
		i = skip_blanks(s, i + quoted);
		return char_of(s, i) == ':' && ends_word(s, i + 1) ? i : -1;
	}
	if (first == '"' || first == '\'' || first == '[' || first == '{' || first == '#')
		return -1;
	for (; i < s.len; i++) {
		if (s.at[i] == ':' && ends_word(s, i + 1))
			return i;
		if (s.at[i] == '#' && i > 0 && is_blank(s.at[i - 1]))
			return -1;
	}
	return -1;
}

/* Where the value that begins at `i` ends: before a comment and blanks. */
static ptrdiff_t
find_end(struct str s, ptrdiff_t i)
{
	ptrdiff_t end = s.len;
	ptrdiff_t quoted = quoted_length(str_from(s, i));
	for (ptrdiff_t k = i + quoted; k < s.len; k++) {
		if (s.at[k] == '#' && (k == 0 || is_blank(s.at[k - 1]))) {
			end = k;
			break;
		}
	}
	while (end > i && is_blank(s.at[end - 1]))
		end--;
	return end;
}

static int
any_blank(struct str s)
{
	return is_blank(char_of(s, 0)) ? 1 : odd_blank(s);
}

struct shape
shape_of(struct str line)
{
	struct shape s = {.line = line, .dash = -1, .colon = -1};
	int blank;
	while ((blank = any_blank(str_from(line, s.indent))) > 0)
		s.indent += blank;
	s.text = s.indent;
	while (char_of(line, s.text) == '-' && ends_word(line, s.text + 1)) {
		s.dash = s.text;
		s.text = skip_blanks(line, s.text + 1);
	}
	s.colon = find_colon(line, s.text);
	s.value = s.colon < 0 ? s.text : skip_blanks(line, s.colon + 1);
	s.end = find_end(line, s.value);
	if (s.end < s.value)
		s.end = s.value;
	return s;
}

bool
shape_is_empty(const struct shape *s)
{
	return s->dash < 0 && s->end <= s->text;
}

struct str
shape_key(const struct shape *s)
{
	return s->colon < 0 ? (struct str){0} : str_trim(slice(s->line, s->text, s->colon));
}

struct str
shape_value(const struct shape *s)
{
	return slice(s->line, s->value, s->end);
}

struct str
escaped(struct arena *a, struct str text)
{
	struct buf b = {.arena = a};
	for (ptrdiff_t i = 0; i < text.len; i++) {
		if (text.at[i] == '"' || text.at[i] == '\\')
			buf_char(&b, '\\');
		if (text.at[i] == '\t')
			buf_add(&b, S("\\t"));
		else
			buf_char(&b, text.at[i]);
	}
	return buf_str(&b);
}

struct str
in_quotes(struct arena *a, struct str text)
{
	bool doubles = str_find(text, '"') >= 0 || str_find(text, '\\') >= 0;
	bool singles = str_find(text, '\'') >= 0;
	if (doubles && !singles)
		return str_format(a, "'%.*s'", STR(text));
	return str_format(a, "\"%.*s\"", STR(escaped(a, text)));
}

struct str
shown(struct arena *a, struct str text)
{
	enum { LONGEST = 60 };
	struct str start = utf8_fit(str_upto(text, (ptrdiff_t)LONGEST * 4), LONGEST);
	return start.len == text.len ? text : str_format(a, "%.*s...", STR(str_trim(start)));
}

bool
is_known_key(struct str word)
{
	enum {
		ANY_OWNER = OWN_TOP | OWN_WORKSPACE | OWN_FRAMING | OWN_PERSONA | OWN_MAP |
		    OWN_JOURNEY | OWN_STAGE | OWN_STEP | OWN_WISH | OWN_WISHLIST | OWN_PREFERS |
		    OWN_WAVE | OWN_SCORE | OWN_ACTION | OWN_INDICATOR | OWN_NOTE | OWN_ITEM |
		    OWN_ASK
	};
	return schema_find((enum owner)ANY_OWNER, word) != NULL;
}

static bool
is_scheme(struct str word)
{
	static const struct str schemes[] = {S_INIT("mailto"), S_INIT("tel"), S_INIT("urn"),
	    S_INIT("doi"), S_INIT("data"), S_INIT("isbn"), S_INIT("sms"), S_INIT("sip")};
	for (ptrdiff_t i = 0; i < COUNT_OF(schemes); i++) {
		if (str_eq(schemes[i], word))
			return true;
	}
	return false;
}

/* Times, ratios, ports, links, paths and names of programs are no keys without a blank. */
static bool
is_no_key(struct str word, struct str rest)
{
	char next = char_of(rest, 0);
	bool number = true;
	for (ptrdiff_t i = 0; i < word.len; i++)
		number = number && is_digit(word.at[i]);
	return number || next == '/' || next == ':' || next == '\\' || is_scheme(word);
}

struct str
key_before_colon(struct str text)
{
	ptrdiff_t colon = str_find(text, ':');
	struct str word = str_upto(text, colon), rest = str_from(text, colon + 1);
	if (colon <= 0 || rest.len == 0 || is_blank(rest.at[0]) || is_no_key(word, rest))
		return (struct str){0};
	return is_known_key(word) || identity_is_id(word) ? word : (struct str){0};
}

bool
looks_like_key(struct str text)
{
	struct str word = key_before_colon(text);
	if (word.len == 0)
		return false;
	struct str rest = str_from(text, word.len + 1);
	struct str after = rest;
	int32_t first = utf8_next(&after);
	return is_known_key(word) || utf8_is_upper(first) ||
	    ((utf8_is_letter(first) || is_digit(rest.at[0])) && str_find(rest, ' ') > 0);
}
