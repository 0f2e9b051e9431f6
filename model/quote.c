/* SPDX-License-Identifier: MIT */
/*
 * The rule errs on the side of quotes: a text that is quoted without need is still right. Beyond
 * YAML's own rules, a colon inside a word is quoted too, because people forget the blank behind a
 * colon so often that `check` asks about it.
 */
#include "model/quote.h"

#include "base/utf8.h"

/* Characters that a plain scalar may hold, here and in every other reader. */
static bool
is_harmless(int32_t c)
{
	bool joiner = c == 0x200c || c == 0x200d;
	if (utf8_is_control(c) || (utf8_is_invisible(c) && !joiner))
		return false;
	return c != 0xfffd && (c & 0xfffe) != 0xfffe;
}

static bool
all_harmless(struct str text)
{
	int32_t c;
	while ((c = utf8_next(&text)) >= 0) {
		if (!is_harmless(c))
			return false;
	}
	return true;
}

/* No-break blanks and the like at an end would be taken for indentation, or trimmed unseen. */
static bool
has_blank_end(struct str text)
{
	int32_t c = 0, first = -1;
	while (text.len > 0) {
		c = utf8_next(&text);
		if (first < 0)
			first = c;
	}
	return utf8_is_blank(first) || utf8_is_blank(c);
}

/* A clock time and an address hold the only colons that need no quotes: 7:45, https://x.org. */
static bool
has_loose_colon(struct str text)
{
	for (ptrdiff_t i = 0; i < text.len; i++) {
		if (text.at[i] != ':')
			continue;
		bool clock = i > 0 && i + 1 < text.len && is_digit(text.at[i - 1]) &&
		    is_digit(text.at[i + 1]);
		bool address = i > 0 && str_starts(str_from(text, i), S("://"));
		if (!clock && !address)
			return true;
	}
	return false;
}

static bool
is_word(struct str folded, const char *words)
{
	struct str rest = str_of(words), word;
	while (str_cut(&rest, ' ', &word)) {
		if (str_eq(folded, word))
			return true;
	}
	return false;
}

/* What a reader takes for null, a truth value, infinity and the like, in any case of letters. */
static bool
is_special_word(struct str text)
{
	enum { LONGEST = 5 };
	char lower[LONGEST];
	if (text.len > LONGEST)
		return false;
	for (ptrdiff_t i = 0; i < text.len; i++) {
		char c = text.at[i];
		lower[i] = c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
	}
	return is_word((struct str){lower, text.len},
	    "~ null true false yes no on off y n = << .inf +.inf -.inf .nan nil none");
}

/* Numbers in every base, dates, times, durations in base 60: nothing but these characters. */
static bool
looks_like_number(struct str text)
{
	for (ptrdiff_t i = 0; i < text.len; i++) {
		if (str_find(S("0123456789abcdefABCDEFxXoOtTzZ_+-.,: "), text.at[i]) < 0)
			return false;
	}
	char first = text.at[0];
	return is_digit(first) || first == '+' || first == '-' || first == '.';
}

/* More blanks in a row than this are escaped here and there: the prescan refuses long runs. */
enum { LONGEST_RUN = 500 };

static bool
has_long_run(struct str text)
{
	ptrdiff_t run = 0;
	for (ptrdiff_t i = 0; i < text.len && run <= LONGEST_RUN; i++)
		run = is_blank(text.at[i]) ? run + 1 : 0;
	return run > LONGEST_RUN;
}

bool
quote_is_harmless(struct str text)
{
	return utf8_bad(text) < 0 && all_harmless(text) && !has_long_run(text);
}

/* What holds of every plain scalar, whatever it begins with. */
static bool
is_inside_plain(struct str text)
{
	return text.len > 0 && quote_is_harmless(text) && !has_blank_end(text) &&
	    !str_starts(text, S("...")) && str_search(text, S(" #")) < 0;
}

static bool
ends_at_colon(struct str text)
{
	return str_search(text, S(": ")) >= 0 || text.at[text.len - 1] == ':';
}

bool
quote_is_plain_with_colons(struct str text)
{
	return is_inside_plain(text) && str_find(S("-?:,[]{}#&*!|>'\"%@`=~<"), text.at[0]) < 0 &&
	    !ends_at_colon(text) && !is_special_word(text) && !looks_like_number(text);
}

bool
quote_is_plain(struct str text)
{
	return quote_is_plain_with_colons(text) && !has_loose_colon(text);
}

bool
quote_reads_plain(struct str text)
{
	if (!is_inside_plain(text) || str_find(S(",[]{}#&*!|>'\"%@`"), text.at[0]) >= 0)
		return false;
	bool indicator = str_find(S("-?:"), text.at[0]) >= 0;
	if (indicator && (text.len == 1 || is_blank(text.at[1]) || text.at[1] == text.at[0]))
		return false;
	return !ends_at_colon(text);
}

static void
add_escaped(struct buf *b, int32_t c, struct str raw)
{
	static const char letters[] = "\bb\tt\nn\ff\rr\"\"\\\\";
	for (const char *l = letters; *l != '\0'; l += 2) {
		if (c == *l) {
			buf_format(b, "\\%c", l[1]);
			return;
		}
	}
	if (is_harmless(c))
		buf_add(b, raw);
	else if (c < 0x10000)
		buf_format(b, "\\u%04X", (unsigned)c);
	else
		buf_format(b, "\\U%08X", (unsigned)c);
}

void
quote_double(struct buf *b, struct str text)
{
	ptrdiff_t run = 0;
	buf_char(b, '"');
	while (text.len > 0) {
		const char *at = text.at;
		int32_t c = utf8_next(&text);
		run = c == ' ' ? run + 1 : 0;
		if (run > LONGEST_RUN) {
			buf_add(b, S("\\u0020"));
			run = 0;
			continue;
		}
		add_escaped(b, c, (struct str){at, text.at - at});
	}
	buf_char(b, '"');
}

void
quote_add(struct buf *b, struct str text)
{
	if (quote_is_plain(text))
		buf_add(b, text);
	else
		quote_double(b, text);
}
