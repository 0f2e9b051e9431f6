/* SPDX-License-Identifier: MIT */
/*
 * Notes that become a workspace. Whatever the notes hold, the YAML must load without an error and
 * give back every word.
 */
#include "cli/notes.h"
#include "model/quote.h"
#include "model/workspace.h"
#include "model/yaml.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <string.h>

static int
set_up(void **state)
{
	*state = arena_new();
	return 0;
}

static int
tear_down(void **state)
{
	arena_free(*state);
	return 0;
}

static void
assert_text(struct str text, const char *expected)
{
	if (!str_eq(text, str_of(expected)))
		fail_msg("got:\n%.*s\nexpected:\n%s", STR(text), expected);
}

static struct str
make(struct arena *a, const char *name, const char *notes)
{
	struct str yaml = {0};
	struct notes_problem problem = {0};
	if (!notes_to_yaml(a, str_of(name), str_of(notes), &yaml, &problem))
		fail_msg("refused: %.*s", STR(problem.message));
	return yaml;
}

/* Texts that YAML, people or the format could take for something else. */
static const char *const hostile[] = {"null", "Null", "NULL", "~", "true", "True", "yes", "Yes",
    "NO", "on", "Off", "y", "N", "=", "<<", "12", "-12", "+1", "0x1F", "0o17", "017", "1_000",
    "1e3", "1E+3", ".5", "5.", "1,000", "190:20:30", "12:30", "12:30:45", "2001-12-14",
    "2026-11-22T10:00:00Z", "2001-12-14 21:59:43.10 -5", ".inf", "-.INF", ".nan", "0b101", "3.14",
    "Answer: then log: it", "say: yes", "key: value", "a:b", "see https://example.org/x?a=1#top",
    "Open case #12 now", "#urgent", "#1 first", "@home", "`quoted`", "%percent", "*starred*",
    "&anchor", "!important", "!!str 5", "[in brackets]", "{in: braces}", ", comma first",
    "? really", "?", "| pipe", "|", "> 8 minutes", ">", "'single'", "'it''s", "\"double\"",
    "say \"yes\" to 'all'", "back\\slash", "ends with \\", "tab\there", "...", "... and so on",
    "--- really", "a --- b", "a, b, c", "a - b", "x: - y", "it's", "don't # stop", "trailing #",
    "#", "colon at end :x", ": colon first", "{a: Sign in, four systems}", "- - nested", "[x",
    "\"unclosed", "'unclosed", "\xc3\xa4ndern",
    "Stra\xc3\x9f"
    "e: 5",
    "\xe7\x94\xb5\xe8\xaf\x9d", "\xf0\x9f\x98\x80 happy",
    "\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x92\xbb codes",
    "no\xc2\xa0"
    "break",
    "nel\xc2\x85"
    "x",
    "ls\xe2\x80\xa8"
    "x",
    "ps\xe2\x80\xa9"
    "x",
    "bom\xef\xbb\xbf"
    "inside",
    "bidi \xe2\x80\xae"
    "x",
    "esc \033[2J", "bell \007", "del \177", "\001\002",
    "c1 \xc2\x9b"
    "1m",
    "private \xee\x80\x80 use", "\xef\xbf\xbe nonchar", "drop", "same", "never", "others", "steps",
    "title", "x-ray", "tbd", "feel", "takes", "feel: -2", "takes: soon", "2nd try", "3 calls",
    "06:10 Check the roster", "7:45-11:30 Ward round", "100%", "50% of it", "a\\nb", "%YAML 1.2",
    "%TAG ! x", "*", "&", "!", "-", "@", "`", "-1 point", "\xe2\x80\x94 dash", "key : value",
    "\"a\": b", "'a': b", "a]b", "a}b", "<b>bold</b>", "${HOME}", "$(rm -rf)",
    "a\xcc\x81"
    "ccent",
    "\xcc\x81"
    "first"};

/* The scalar that a text becomes as an item, read back; fails when it is not one plain text. */
static void
assert_comes_back(struct arena *a, struct str text)
{
	struct buf b = {.arena = a};
	buf_add(&b, S("- "));
	quote_add(&b, text);
	buf_char(&b, '\n');
	struct tree tree = {0};
	struct yaml_error error = {0};
	if (!yaml_parse(a, buf_str(&b), &tree, &error))
		fail_msg("not YAML: %.*s", STR(buf_str(&b)));
	const struct node *root = tree.documents[0].root;
	assert_int_equal(root->kind, NODE_SEQUENCE);
	assert_int_equal(root->count, 1);
	assert_int_equal(root->first->kind, NODE_SCALAR);
	if (!str_eq(root->first->value, text))
		fail_msg("'%.*s' came back as '%.*s'", STR(text), STR(root->first->value));
	assert_int_equal(tree.comment_count, 0);
	assert_int_equal(root->first->tag.len, 0);
	assert_int_equal(root->first->anchor.len, 0);
}

static void
every_quoted_text_comes_back_byte_for_byte(void **state)
{
	for (ptrdiff_t i = 0; i < COUNT_OF(hostile); i++)
		assert_comes_back(*state, str_of(hostile[i]));
	assert_comes_back(*state, S("new\nline"));
	assert_comes_back(*state, S(" blank first"));
	assert_comes_back(*state, S("blank last "));
	assert_comes_back(*state, S(""));
}

/* A text that some reader takes for a number, a truth value or null may not stand plain. */
static void
what_other_readers_would_convert_is_quoted(void **state)
{
	(void)state;
	static const char *const converted[] = {"null", "NULL", "~", "true", "FALSE", "yes", "No",
	    "ON", "off", "y", "N", "=", "<<", "12", "-12", "+1", "0x1F", "0o17", "0b1", "017",
	    "1_000", "1e3", ".5", "5.", "190:20:30", "12:30", "2001-12-14", "2026-11-22T10:00:00Z",
	    ".inf", "-.INF", "+.Inf", ".NaN", "1,000", "2001-12-14 21:59:43.10 -5", ""};
	for (ptrdiff_t i = 0; i < COUNT_OF(converted); i++) {
		if (quote_is_plain(str_of(converted[i])))
			fail_msg("'%s' stands plain", converted[i]);
	}
}

static void
ordinary_sentences_stay_plain(void **state)
{
	(void)state;
	static const char *const plain[] = {"Sign in to four systems", "06:10 Check the roster",
	    "2nd try", "3 calls", "don't stop", "say \"yes\"", "a - b", "a, b, c", "Was it right?",
	    ("\xc3\x9c"
	     "berweisen"),
	    "\xe7\x94\xb5\xe8\xaf\x9d", "50% of it", "case#12"};
	for (ptrdiff_t i = 0; i < COUNT_OF(plain); i++) {
		if (!quote_is_plain(str_of(plain[i])))
			fail_msg("'%s' is quoted", plain[i]);
	}
}

static void
lines_become_steps(void **state)
{
	assert_text(make(*state, "calls.txt", "Pick up\n\nSay hello\r\nClose the case"),
	    "format: 1\n"
	    "scenarios:\n"
	    "  calls:\n"
	    "    actual:\n"
	    "      - Pick up\n"
	    "      - Say hello\n"
	    "      - Close the case\n");
}

static void
colons_and_hashes_make_stages_and_what_stands_before_is_a_note(void **state)
{
	assert_text(make(*state, "Talks/Visit 3.txt",
			"with Ann and Bo\nOpen:\n- Pick up\n# Close\n## Later:\n1. Call back\n"),
	    "format: 1\n"
	    "scenarios:\n"
	    "  visit-3:\n"
	    "    title: Visit 3\n"
	    "    actual:\n"
	    "      Open:\n"
	    "        - Pick up\n"
	    "      Close: []\n"
	    "      Later:\n"
	    "        - Call back\n"
	    "notes:\n"
	    "  - with Ann and Bo\n");
}

static void
a_stage_whose_name_cannot_be_a_key_has_a_title(void **state)
{
	assert_text(make(*state, "-", "Wake:\na\nWake:\nb\nsteps:\nc\nx-ray:\nd\n"),
	    "format: 1\n"
	    "scenarios:\n"
	    "  notes:\n"
	    "    actual:\n"
	    "      Wake:\n"
	    "        - a\n"
	    "      stage-2:\n"
	    "        title: Wake\n"
	    "        steps:\n"
	    "          - b\n"
	    "      stage-3:\n"
	    "        title: steps\n"
	    "        steps:\n"
	    "          - c\n"
	    "      stage-4:\n"
	    "        title: x-ray\n"
	    "        steps:\n"
	    "          - d\n");
}

static void
bullets_numbers_and_boxes_go_and_words_stay(void **state)
{
	(void)state;
	static const struct {
		const char *line, *text;
	} cases[] = {
	    {"- Sign in", "Sign in"},
	    {"  * Sign in  ", "Sign in"},
	    {"+ Sign in", "Sign in"},
	    {"\xe2\x80\xa2 Sign in", "Sign in"},
	    {"\xe2\x80\xa2Sign in", "Sign in"},
	    {"\xe2\x80\x93 Sign in", "Sign in"},
	    {"\xe2\x80\x94 Sign in", "Sign in"},
	    {"-Sign in", "Sign in"},
	    {"1. Sign in", "Sign in"},
	    {"12) Sign in", "Sign in"},
	    {"(3) Sign in", "Sign in"},
	    {"a) Sign in", "Sign in"},
	    {"1.2. Sign in", "Sign in"},
	    {"- [ ] Sign in", "Sign in"},
	    {"- [x] 3. Sign in", "Sign in"},
	    {"\t- Sign in", "Sign in"},
	    {"\xc2\xa0- Sign in\xc2\xa0", "Sign in"},
	    {"\xef\xbb\xbfSign in", "Sign in"},
	    {"7:45 Sign in", "7:45 Sign in"},
	    {"7.45 Sign in", "7.45 Sign in"},
	    {"-2 for the mood", "-2 for the mood"},
	    {"3 calls", "3 calls"},
	    {"2nd call", "2nd call"},
	    {"1.5 hours", "1.5 hours"},
	    {"**bold** words", "**bold** words"},
	    {"[draft] words", "[draft] words"},
	    {"A man called", "A man called"},
	    {"o no", "o no"},
	    {"(12 people) wait", "(12 people) wait"},
	    {"e.g. this", "e.g. this"},
	    {"2026. A year", "A year"},
	    {"#1 first", "#1 first"},
	};
	for (ptrdiff_t i = 0; i < COUNT_OF(cases); i++)
		assert_text(notes_strip(str_of(cases[i].line)), cases[i].text);
}

static void
lines_that_say_nothing_are_left_out(void **state)
{
	assert_text(make(*state, "n", "-----\n-\n  \t\n====\n* * *\n\xe2\x80\xa2\none\n___\n"),
	    "format: 1\nscenarios:\n  \"n\":\n    actual:\n      - one\n");
}

static void
notes_without_text_are_refused(void **state)
{
	struct str yaml;
	struct notes_problem problem = {0};
	assert_false(notes_to_yaml(*state, S("n"), S(""), &yaml, &problem));
	assert_false(notes_to_yaml(*state, S("n"), S("\n---\n\xef\xbb\xbf\n"), &yaml, &problem));
	assert_true(problem.hint.len > 0);
}

static void
notes_that_are_not_utf8_are_refused_with_their_line(void **state)
{
	struct str yaml;
	struct notes_problem problem = {0};
	assert_false(notes_to_yaml(*state, S("n"), S("one\ntwo \xe4\n"), &yaml, &problem));
	assert_int_equal(problem.line, 2);
	assert_true(str_search(problem.hint, S("WINDOWS-1252")) >= 0);
	assert_false(notes_to_yaml(*state, S("n"),
	    S("\xff\xfe"
	      "a"),
	    &yaml, &problem));
	assert_true(str_search(problem.hint, S("UTF-16")) >= 0);
}

static void
a_line_longer_than_a_text_may_be_is_refused(void **state)
{
	struct arena *a = *state;
	struct buf b = {.arena = a};
	struct str yaml;
	struct notes_problem problem = {0};
	buf_add(&b, S("one\n"));
	buf_fill(&b, 'x', 70000);
	assert_false(notes_to_yaml(a, S("n"), buf_str(&b), &yaml, &problem));
	assert_int_equal(problem.line, 2);
}

static void
assert_loads(struct arena *a, struct str yaml, struct workspace *ws)
{
	struct source *source = NEW(a, struct source);
	*source = (struct source){.path = S("new.yaml"), .text = yaml};
	*ws = (struct workspace){0};
	workspace_read(a, source, 1, 20000, ws);
	for (ptrdiff_t i = 0; i < ws->diags.list.count; i++) {
		const struct diag *d = &ws->diags.list.at[i];
		if (diag_row(d->code)->level == LEVEL_ERROR)
			fail_msg("%.*s in:\n%.*s", STR(d->message), STR(yaml));
	}
}

/* Signs and a lone number say nothing; `?` and `tbd` are still to be filled in. */
static bool
is_no_step(struct str line)
{
	static const struct str none[] = {S_INIT("-"), S_INIT("*"), S_INIT("..."), S_INIT("#"),
	    S_INIT("~"), S_INIT("="), S_INIT("5."), S_INIT("?"), S_INIT("tbd")};
	for (ptrdiff_t i = 0; i < COUNT_OF(none); i++) {
		if (str_eq(line, none[i]))
			return true;
	}
	return false;
}

static void
the_only_heading_above_all_others_is_the_title(void **state)
{
	assert_text(
	    make(*state, "n.md", "# A new nurse\nTuesday\n## Week before\n- Mail\n## Day 1\n"),
	    "format: 1\n"
	    "scenarios:\n"
	    "  \"n\":\n"
	    "    title: A new nurse\n"
	    "    actual:\n"
	    "      Week before:\n"
	    "        - Mail\n"
	    "      Day 1: []\n"
	    "notes:\n"
	    "  - Tuesday\n");
}

static void
a_number_above_bullets_is_a_stage_and_above_details_a_step(void **state)
{
	assert_text(make(*state, "it.txt", "1) Before\n- Mail\n2) At the desk\n * Box\n * Tape\n"),
	    "format: 1\n"
	    "scenarios:\n"
	    "  it:\n"
	    "    actual:\n"
	    "      Before:\n"
	    "        - Mail\n"
	    "      At the desk:\n"
	    "        - Box\n"
	    "        - Tape\n");
	assert_text(make(*state, "it.txt", "1. Sign in\n   - slow\n2. Search\n"),
	    "format: 1\n"
	    "scenarios:\n"
	    "  it:\n"
	    "    actual:\n"
	    "      - Sign in\n"
	    "      - slow\n"
	    "      - Search\n");
}

static void
rows_of_a_table_are_lines_and_its_heads_are_none(void **state)
{
	assert_text(
	    make(*state, "it.txt",
		"| when | what |\n|:-----|---:|\n| 06:30 | arrives |\n|  | waits |\n| a | b |\n"),
	    "format: 1\n"
	    "scenarios:\n"
	    "  it:\n"
	    "    actual:\n"
	    "      - 06:30 arrives\n"
	    "      - waits\n"
	    "      - a b\n");
}

static void
sections_that_are_no_stages_become_notes(void **state)
{
	assert_text(make(*state, "it.txt",
			"Calls\nWaits\nOpen questions:\nWhy twice?\nPains:\n- queue\n- cut off\n"),
	    "format: 1\n"
	    "scenarios:\n"
	    "  it:\n"
	    "    actual:\n"
	    "      - Calls\n"
	    "      - Waits\n"
	    "notes:\n"
	    "  - \"Open questions:\"\n"
	    "  - Why twice?\n"
	    "  - pain-1: queue\n"
	    "    kind: pain\n"
	    "  - pain-2: cut off\n"
	    "    kind: pain\n");
	struct workspace ws;
	assert_loads(
	    *state, make(*state, "it.txt", "Ideas:\n- a: b\nQuotes:\n- no\nStage:\n- x\n"), &ws);
	assert_int_equal(ws.note_count, 2);
	assert_int_equal(ws.maps[0].actual.step_count, 1);
}

static void
signs_of_markdown_go_and_signs_of_meaning_stay(void **state)
{
	assert_text(make(*state, "it.txt", "> I felt lost\n> 8 minutes\n**Mood:** low\n2 ** 3\n"),
	    "format: 1\n"
	    "scenarios:\n"
	    "  it:\n"
	    "    actual:\n"
	    "      - I felt lost\n"
	    "      - \"> 8 minutes\"\n"
	    "      - \"Mood: low\"\n"
	    "      - 2 ** 3\n");
}

static void
every_hostile_line_loads_as_a_step(void **state)
{
	struct arena *a = *state;
	struct buf b = {.arena = a};
	int count = 0;
	for (ptrdiff_t i = 0; i < COUNT_OF(hostile); i++) {
		struct str line = str_of(hostile[i]);
		bool stage = str_ends(line, S(":")) || str_starts(line, S("# "));
		buf_format(&b, "\xe2\x80\xa2 %s%s\n", hostile[i], stage ? "." : "");
		count += !is_no_step(line);
	}
	struct workspace ws;
	assert_loads(a, make(a, "hostile.txt", str_z(a, buf_str(&b))), &ws);
	assert_int_equal(ws.map_count, 1);
	assert_int_equal(ws.maps[0].actual.step_count, count);
}

static void
every_hostile_line_loads_as_a_stage(void **state)
{
	struct arena *a = *state;
	for (ptrdiff_t i = 0; i < COUNT_OF(hostile); i++) {
		struct buf b = {.arena = a};
		buf_format(&b, "# %s\none\nLast:\ntwo\n", hostile[i]);
		struct workspace ws;
		assert_loads(a, make(a, "hostile.txt", str_z(a, buf_str(&b))), &ws);
		assert_int_equal(ws.map_count, 1);
	}
}

static void
every_hostile_name_loads_as_a_title(void **state)
{
	struct arena *a = *state;
	for (ptrdiff_t i = 0; i < COUNT_OF(hostile); i++) {
		struct workspace ws;
		assert_loads(a, make(a, hostile[i], "one\n"), &ws);
		assert_int_equal(ws.map_count, 1);
	}
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
	const struct CMUnitTest tests[] = {
	    TEST(every_quoted_text_comes_back_byte_for_byte),
	    TEST(what_other_readers_would_convert_is_quoted),
	    TEST(ordinary_sentences_stay_plain),
	    TEST(lines_become_steps),
	    TEST(colons_and_hashes_make_stages_and_what_stands_before_is_a_note),
	    TEST(a_stage_whose_name_cannot_be_a_key_has_a_title),
	    TEST(bullets_numbers_and_boxes_go_and_words_stay),
	    TEST(lines_that_say_nothing_are_left_out),
	    TEST(notes_without_text_are_refused),
	    TEST(notes_that_are_not_utf8_are_refused_with_their_line),
	    TEST(a_line_longer_than_a_text_may_be_is_refused),
	    TEST(the_only_heading_above_all_others_is_the_title),
	    TEST(a_number_above_bullets_is_a_stage_and_above_details_a_step),
	    TEST(rows_of_a_table_are_lines_and_its_heads_are_none),
	    TEST(sections_that_are_no_stages_become_notes),
	    TEST(signs_of_markdown_go_and_signs_of_meaning_stay),
	    TEST(every_hostile_line_loads_as_a_step),
	    TEST(every_hostile_line_loads_as_a_stage),
	    TEST(every_hostile_name_loads_as_a_title),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
