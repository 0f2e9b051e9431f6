/* SPDX-License-Identifier: MIT */
/* Findings as they are printed: form, caret, cuts, colours, JSON. */
#include "base/utf8.h"
#include "cli/findings.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <string.h>

struct world {
	struct arena *arena, *room;
	struct source sources[2];
	struct workspace ws;
};

static int
set_up(void **state)
{
	struct arena *a = arena_new();
	struct world *w = NEW(a, struct world);
	w->arena = a;
	w->room = arena_new();
	w->ws.arena = a;
	w->ws.diags.arena = a;
	w->ws.sources = w->sources;
	*state = w;
	return 0;
}

static int
tear_down(void **state)
{
	struct world *w = *state;
	arena_free(w->room);
	arena_free(w->arena);
	return 0;
}

static void
file(struct world *w, const char *path, const char *text)
{
	struct str s = str_of(text);
	w->sources[w->ws.source_count++] =
	    (struct source){.path = str_of(path), .text = s, .parsed = s};
}

/* A finding about the first place where `what` stands in file number `source`. */
static struct diag *
find(struct world *w, enum diag_code code, uint32_t source, const char *what, ptrdiff_t width)
{
	ptrdiff_t at = str_search(w->sources[source].text, str_of(what));
	assert_true(at >= 0);
	struct place place = {source, (uint32_t)at};
	return diag_add(&w->ws.diags, code, place, width, "unknown key '%s'", what);
}

static const struct findings_style wide = {.width = 80, .most = -1};

static struct str
print(struct world *w, const struct findings_style *style)
{
	struct buf b = {.arena = w->arena};
	struct findings_style with_room = *style;
	with_room.room = w->room;
	findings_text(&b, &w->ws, &with_room);
	return buf_str(&b);
}

static void
assert_text(struct str text, const char *expected)
{
	if (!str_eq(text, str_of(expected)))
		fail_msg("got:\n%.*s\nexpected:\n%s", STR(text), expected);
}

/* Line number `n` (from 0) of a text. */
static struct str
line_of(struct str text, int n)
{
	struct str line = {0};
	for (int i = 0; i <= n; i++) {
		if (!str_line(&text, &line))
			return (struct str){0};
	}
	return line;
}

static void
a_finding_has_place_words_line_caret_and_hint(void **state)
{
	struct world *w = *state;
	file(w, "hr.yaml", "a: 1\n  chanel: chat\n");
	struct diag *d = find(w, DIAG_key_unknown, 0, "chanel", 6);
	d->hint = S("did you mean 'channel'?");
	assert_text(print(w, &wide),
	    "hr.yaml:2:3: error: unknown key 'chanel' [key-unknown]\n"
	    "    2 |   chanel: chat\n"
	    "      |   ^~~~~~\n"
	    "  hint: did you mean 'channel'?\n");
}

static void
a_second_place_is_a_note(void **state)
{
	struct world *w = *state;
	file(w, "a.yaml", "dana: 1\n");
	file(w, "b.yaml", "\ndana: 2\n");
	struct diag *d = find(w, DIAG_id_twice, 1, "dana", 4);
	d->message = S("'dana' is defined twice");
	d->also = (struct place){0, 0};
	d->also_says = S("first defined here");
	assert_text(print(w, &wide),
	    "b.yaml:2:1: error: 'dana' is defined twice [id-twice]\n"
	    "    2 | dana: 2\n"
	    "      | ^~~~\n"
	    "a.yaml:1:1: note: first defined here\n"
	    "    1 | dana: 1\n"
	    "      | ^\n");
}

static void
a_finding_about_a_file_has_neither_line_nor_excerpt(void **state)
{
	struct world *w = *state;
	file(w, "a.yaml", "");
	struct diag *d = diag_add(&w->ws.diags, DIAG_file_empty, (struct place){0, 0}, 1, "empty");
	d->whole_file = true;
	assert_text(print(w, &wide), "a.yaml: note: empty [file-empty]\n");
}

static void
a_finding_about_no_file_names_what_was_read(void **state)
{
	struct world *w = *state;
	struct diag *d = diag_add(&w->ws.diags, DIAG_map_none, (struct place){0, 0}, 1, "no maps");
	d->whole_file = true;
	struct findings_style style = wide;
	style.path = S("maps/");
	assert_text(print(w, &style), "maps/: note: no maps [map-none]\n");
}

static void
the_caret_stands_under_the_column_behind_wide_characters(void **state)
{
	struct world *w = *state;
	file(w, "a.yaml", "\xe7\x94\xb5\xe8\xaf\x9d: {chanel: 1}\n");
	find(w, DIAG_key_unknown, 0, "chanel", 6);
	struct str text = print(w, &wide);
	assert_true(str_starts(text, S("a.yaml:1:6:")));
	assert_text(line_of(text, 2), "      |        ^~~~~~");
}

static void
wide_characters_are_underlined_in_full(void **state)
{
	struct world *w = *state;
	file(w, "a.yaml", "x: \xe7\x94\xb5\xe8\xaf\x9d\n");
	find(w, DIAG_key_unknown, 0, "\xe7\x94\xb5\xe8\xaf\x9d", 2);
	assert_text(line_of(print(w, &wide), 2), "      |    ^~~~");
}

static void
a_tab_is_shown_and_counts_as_one_column_of_the_file(void **state)
{
	struct world *w = *state;
	file(w, "a.yaml", "\tb: 1\n");
	find(w, DIAG_key_unknown, 0, "b", 1);
	struct str text = print(w, &wide);
	assert_true(str_starts(text, S("a.yaml:1:2:")));
	assert_text(line_of(text, 1), "    1 | \\tb: 1");
	assert_text(line_of(text, 2), "      |   ^");
}

static void
a_combining_mark_takes_no_column(void **state)
{
	struct world *w = *state;
	file(w, "a.yaml", "e\xcc\x81: {chanel: 1}\n");
	find(w, DIAG_key_unknown, 0, "chanel", 6);
	assert_text(line_of(print(w, &wide), 2), "      |     ^~~~~~");
}

static void
nothing_from_a_file_acts_on_the_terminal(void **state)
{
	struct world *w = *state;
	file(w, "a\033[2J.yaml",
	    "k: \033]0;owned\007 \xe2\x80\xae"
	    "evil\n");
	struct diag *d = find(w, DIAG_key_unknown, 0, "k", 1);
	d->hint = S("\033[31m");
	d->also_says = S("\xc2\x9b"
			 "1m");
	struct str text = print(w, &wide);
	for (ptrdiff_t i = 0; i < text.len; i++)
		assert_true((unsigned char)text.at[i] >= 0x20 || text.at[i] == '\n');
	assert_int_equal(str_search(text, S("\xe2\x80\xae")), -1);
	assert_int_equal(str_search(text, S("\xc2\x9b")), -1);
}

static void
an_ascii_screen_gets_nothing_but_ascii(void **state)
{
	struct world *w = *state;
	file(w, "a.yaml",
	    "Stra\xc3\x9f"
	    "e: {chanel: 1}\n");
	find(w, DIAG_key_unknown, 0, "chanel", 6);
	struct findings_style style = wide;
	style.ascii = true;
	struct str text = print(w, &style);
	assert_text(line_of(text, 1), "    1 | Stra\\u{00DF}e: {chanel: 1}");
	assert_text(line_of(text, 2), "      |                 ^~~~~~");
}

static void
a_long_line_is_cut_around_the_caret(void **state)
{
	struct world *w = *state;
	struct buf line = {.arena = w->arena};
	buf_fill(&line, 'a', 5000);
	buf_add(&line, S("NEEDLE"));
	buf_fill(&line, 'b', 5000);
	file(w, "a.yaml", str_z(w->arena, buf_str(&line)));
	find(w, DIAG_key_unknown, 0, "NEEDLE", 6);
	struct str text = print(w, &wide);
	struct str excerpt = line_of(text, 1), caret = line_of(text, 2);
	assert_true(excerpt.len <= 80);
	assert_true(str_starts(excerpt, S("    1 | ...aaa")));
	assert_true(str_ends(excerpt, S("bbb...")));
	assert_int_equal(str_find(caret, '^'), str_search(excerpt, S("NEEDLE")));
	assert_true(str_ends(caret, S(" ^~~~~~")));
}

/* The column is found by an index, so every part of a very long line of many scripts is tried. */
static void
carets_are_right_all_along_a_very_long_line(void **state)
{
	struct world *w = *state;
	struct buf line = {.arena = w->arena};
	buf_add(&line, S("\xef\xbb\xbf"));
	for (int i = 0; i < 3000; i++)
		buf_format(&line, "\xe7\x94\xb5 \xc3\xa4 k%04d ", i);
	file(w, "a.yaml", str_z(w->arena, buf_str(&line)));
	for (int i = 0; i < 3000; i += 7) {
		w->ws.diags.list.count = 0;
		struct str what = str_format(w->arena, "k%04d", i);
		find(w, DIAG_key_unknown, 0, what.at, 5);
		struct str text = print(w, &wide), excerpt = line_of(text, 1);
		struct str place = str_format(w->arena, "a.yaml:1:%d: ", i * 10 + 5);
		assert_true(str_starts(text, place));
		ptrdiff_t before = str_search(excerpt, what);
		assert_true(before > 0);
		assert_int_equal(
		    str_find(line_of(text, 2), '^'), utf8_width(str_upto(excerpt, before)));
	}
}

static void
a_line_that_fits_is_not_cut(void **state)
{
	struct world *w = *state;
	file(w, "a.yaml", "0123456789012345678901234567890123456789: x\n");
	find(w, DIAG_key_unknown, 0, "x", 1);
	assert_text(
	    line_of(print(w, &wide), 1), "    1 | 0123456789012345678901234567890123456789: x");
}

static void
a_caret_past_the_end_of_a_line_still_stands(void **state)
{
	struct world *w = *state;
	file(w, "a.yaml", "ab\ncd\n");
	diag_add(&w->ws.diags, DIAG_yaml_syntax, (struct place){0, 2}, 9, "not closed");
	struct str text = print(w, &wide);
	assert_text(line_of(text, 1), "    1 | ab");
	assert_text(line_of(text, 2), "      |   ^");
}

static void
colour_is_only_added(void **state)
{
	struct world *w = *state;
	file(w, "hr.yaml", "chanel: chat\n");
	find(w, DIAG_key_unknown, 0, "chanel", 6);
	struct findings_style style = wide;
	style.color = true;
	struct str text = print(w, &style);
	struct buf bare = {.arena = w->arena};
	for (ptrdiff_t i = 0; i < text.len; i++) {
		if (text.at[i] == '\033') {
			while (text.at[i] != 'm')
				i++;
			continue;
		}
		buf_char(&bare, text.at[i]);
	}
	assert_true(text.len > bare.len);
	struct str plain = print(w, &wide);
	assert_true(str_eq(buf_str(&bare), plain));
}

static void
no_more_than_asked_for_are_printed_and_the_rest_is_counted(void **state)
{
	struct world *w = *state;
	file(w, "a.yaml", "abcdef\n");
	find(w, DIAG_key_unknown, 0, "a", 1);
	find(w, DIAG_id_near, 0, "b", 1);
	find(w, DIAG_id_near, 0, "c", 1);
	find(w, DIAG_file_empty, 0, "d", 1);
	struct findings_style style = wide;
	style.most = 1;
	style.room = w->room;
	struct buf b = {.arena = w->arena};
	ptrdiff_t printed = findings_text(&b, &w->ws, &style);
	assert_int_equal(printed, 1);
	struct findings_count count = {0};
	findings_add(&count, &w->ws);
	struct buf sum = {.arena = w->arena};
	findings_summary(&sum, &count, printed);
	assert_text(buf_str(&sum), "and 3 more, --all shows them\n1 error, 2 warnings, 1 note\n");
}

static void
no_findings_print_nothing(void **state)
{
	struct world *w = *state;
	struct findings_count count = {0};
	struct buf b = {.arena = w->arena};
	assert_int_equal(
	    findings_text(&b, &w->ws, &(struct findings_style){.room = w->room, .most = -1}), 0);
	findings_summary(&b, &count, 0);
	assert_int_equal(b.len, 0);
}

static void
json_says_the_same_in_keys(void **state)
{
	struct world *w = *state;
	file(w, "a.yaml", "x: 1\nchanel: \"\n");
	struct diag *d = find(w, DIAG_key_unknown, 0, "chanel", 6);
	d->hint = S("write \"channel\"");
	d = diag_add(&w->ws.diags, DIAG_map_none, (struct place){9, 0}, 1, "no maps");
	d->whole_file = true;
	struct buf b = {.arena = w->arena};
	struct json j = {.out = &b};
	json_array_line(&j);
	findings_json(&j, &w->ws, S("-"));
	json_end(&j);
	assert_text(buf_str(&b),
	    "[{\"code\": \"key-unknown\", \"severity\": \"error\", \"file\": \"a.yaml\", "
	    "\"line\": 2, \"col\": 1, \"end_line\": 2, \"end_col\": 7, "
	    "\"message\": \"unknown key 'chanel'\", \"hint\": \"write \\\"channel\\\"\", "
	    "\"also\": null}, "
	    "{\"code\": \"map-none\", \"severity\": \"note\", \"file\": \"-\", "
	    "\"line\": null, \"col\": null, \"end_line\": null, \"end_col\": null, "
	    "\"message\": \"no maps\", \"hint\": null, \"also\": null}]\n");
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
	const struct CMUnitTest tests[] = {
	    TEST(a_finding_has_place_words_line_caret_and_hint),
	    TEST(a_second_place_is_a_note),
	    TEST(a_finding_about_a_file_has_neither_line_nor_excerpt),
	    TEST(a_finding_about_no_file_names_what_was_read),
	    TEST(the_caret_stands_under_the_column_behind_wide_characters),
	    TEST(wide_characters_are_underlined_in_full),
	    TEST(a_tab_is_shown_and_counts_as_one_column_of_the_file),
	    TEST(a_combining_mark_takes_no_column),
	    TEST(nothing_from_a_file_acts_on_the_terminal),
	    TEST(an_ascii_screen_gets_nothing_but_ascii),
	    TEST(a_long_line_is_cut_around_the_caret),
	    TEST(carets_are_right_all_along_a_very_long_line),
	    TEST(a_line_that_fits_is_not_cut),
	    TEST(a_caret_past_the_end_of_a_line_still_stands),
	    TEST(colour_is_only_added),
	    TEST(no_more_than_asked_for_are_printed_and_the_rest_is_counted),
	    TEST(no_findings_print_nothing),
	    TEST(json_says_the_same_in_keys),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
