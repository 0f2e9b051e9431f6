/* SPDX-License-Identifier: MIT */
/*
 * What people type and what must be said: the rows of format.md's last table that are about YAML
 * itself, each with its code, line, column and the corrected line; several mistakes in one file;
 * and files that look odd and are fine.
 */
#include "model/syntax.h"

#include "base/buf.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

static struct arena *arena;
static struct source source;
static struct diags found;
static struct tree tree;

static int
setup(void **state)
{
	(void)state;
	arena = arena_new();
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
}

static bool
parse(struct str text)
{
	source = (struct source){.path = S("x.yaml"), .text = text};
	found = (struct diags){.arena = arena};
	bool read = syntax_parse(arena, &source, 0, &found, &tree);
	diags_sort(&found);
	return read;
}

struct row {
	const char *text, *code;
	int line, column, width;
	const char *hint; /* a piece of it */
};

static void
show_findings(const struct row *row)
{
	print_error("in:\n%s\n", row->text);
	for (ptrdiff_t i = 0; i < found.list.count; i++) {
		const struct diag *f = &found.list.at[i];
		struct position p = source_position(arena, &source, f->at.offset);
		print_error("%td:%td +%td %.*s [%.*s] %.*s\n", p.line, p.column, f->width,
		    STR(f->message), STR(diag_row(f->code)->code), STR(f->hint));
	}
}

static bool
is_as_wanted(const struct row *row)
{
	if (found.list.count != 1)
		return false;
	const struct diag *f = &found.list.at[0];
	struct position p = source_position(arena, &source, f->at.offset);
	return str_eq(diag_row(f->code)->code, str_of(row->code)) && p.line == row->line &&
	    p.column == row->column && f->width == row->width &&
	    str_search(f->hint, str_of(row->hint)) >= 0;
}

static void
assert_rows(const struct row *rows, ptrdiff_t count)
{
	for (ptrdiff_t i = 0; i < count; i++) {
		bool read = parse(str_of(rows[i].text));
		if (!read || !is_as_wanted(&rows[i]))
			show_findings(&rows[i]);
		assert_true(read);
		assert_true(is_as_wanted(&rows[i]));
	}
}
#define ASSERT_ROWS(rows) assert_rows(rows, COUNT_OF(rows))

static void
a_step_with_details_is_given_its_slug(void **state)
{
	(void)state;
	static const struct row rows[] = {
	    {"a:\n  - Answer the call\n    takes: 5\n", "detail-needs-id", 2, 5, 15,
		"`- answer-the-call: Answer the call`"},
	    {"- \"Answer: now\"\n  takes: 5\n", "detail-needs-id", 1, 3, 13,
		"`- answer-now: \"Answer: now\"`"},
	    {"- Answer\n  the call\n  takes: 5\n  feel: 1\n", "detail-needs-id", 1, 3, 6,
		"`- answer-the-call: Answer`"},
	    {"- wait: x\n- Wait\n  takes: 5\n", "detail-needs-id", 2, 3, 4, "`- wait-2: Wait`"},
	};
	ASSERT_ROWS(rows);
}

static void
details_stand_under_the_id(void **state)
{
	(void)state;
	static const struct row rows[] = {
	    {"- answer: Answer\n    takes: 5\n", "indent", 2, 5, 5, "column 3"},
	    {"a:\n  - answer: Answer\n   takes: 5\n    feel: 1\n", "indent", 3, 4, 5, "column 5"},
	    {"a:\n  - answer: Answer\n  takes: 5\n", "indent", 3, 3, 5, "column 5"},
	    {"- answer: \"Answer\"\n    takes: 5\n", "indent", 2, 5, 5, "column 3"},
	    {"a: b\n  c: d\n", "indent", 2, 3, 1, "column 1"},
	    {"a:\n  b: 1\n c: 2\n", "indent", 3, 2, 1, "column 3"},
	};
	ASSERT_ROWS(rows);
}

static void
a_bullet_below_a_sentence_is_not_its_end(void **state)
{
	(void)state;
	static const struct row rows[] = {
	    {"- one\n  - two\n", "indent", 2, 3, 1, "column 1"},
	    {"pain: one\n  - two\n  - three\n", "indent", 2, 3, 1, "first item"},
	    {"- a: x\n   - b: y\n", "indent", 2, 4, 1, "column 1"},
	};
	ASSERT_ROWS(rows);
}

static void
a_blank_follows_the_colon(void **state)
{
	(void)state;
	static const struct row rows[] = {
	    {"- answer: A\n  takes:5\n  feel: 1\n", "colon-space", 2, 8, 1, "`takes: 5`"},
	    {"- answer:Answer\n  takes: 5\n", "colon-space", 1, 9, 1, "`- answer: Answer`"},
	    {"k: {channel:chat}\n", "colon-space", 1, 12, 1, "`k: {channel: chat}`"},
	    {"- Answer the call\n  takes:5\n", "colon-space", 2, 8, 1, "`takes: 5`"},
	    {"- answer:Answer\n", "colon-space", 1, 9, 1, "`- answer: Answer`"},
	};
	ASSERT_ROWS(rows);
	parse(S("- answer:Answer\n"));
	assert_int_equal(diags_count(&found, LEVEL_WARNING), 1);
	parse(S("k: {channel:chat}\n"));
	assert_int_equal(diags_count(&found, LEVEL_ERROR), 1);
}

static void
a_hash_cuts_a_text(void **state)
{
	(void)state;
	static const struct row rows[] = {
	    {"- Open case #12 now\n", "hash-cuts", 1, 13, 7, "`- \"Open case #12 now\"`"},
	    {"note: #urgent\n", "hash-cuts", 1, 7, 7, "`note: \"#urgent\"`"},
	    {"- #1 first\n", "hash-cuts", 1, 3, 8, "`- \"#1 first\"`"},
	};
	ASSERT_ROWS(rows);
}

static void
two_colons_need_quotes(void **state)
{
	(void)state;
	static const struct row rows[] = {
	    {"- Answer: then log: it\n", "quote-it", 1, 3, 20, "`- \"Answer: then log: it\"`"},
	    {"title: Stage 1: Wake\n", "quote-it", 1, 8, 13, "`title: \"Stage 1: Wake\"`"},
	    {"a:\n  Stage 1: Wake up:\n    - x\n", "quote-it", 2, 3, 16, "`\"Stage 1: Wake up\":`"},
	    {"a: {b: c: d}\n", "quote-it", 1, 8, 4, "`a: {b: \"c: d\"}`"},
	    {"- a: say \"no\": now  # c\n", "quote-it", 1, 6, 13, "`- a: 'say \"no\": now'`"},
	    {"- a: one: two\n    three\n  b: 1\n", "quote-it", 1, 6, 8, "quotes"},
	};
	ASSERT_ROWS(rows);
}

static void
characters_that_mean_something_need_quotes(void **state)
{
	(void)state;
	static const char *const starts[] = {
	    "@", "% ", "`", "*", "& ", "[x] ", "{y} ", ", ", "? ", "| ", "> ", "\"Q\" ", "'q' "};
	for (ptrdiff_t i = 0; i < COUNT_OF(starts); i++) {
		struct str text = str_format(arena, "a: 1\nb: %sand more\nc: 2\n", starts[i]);
		assert_true(parse(text));
		assert_int_equal(found.list.count, 1);
		assert_int_equal(found.list.at[0].code, DIAG_quote_it);
		struct position p = source_position(arena, &source, found.list.at[0].at.offset);
		assert_int_equal(p.line, 2);
		assert_int_equal(p.column, 4);
		assert_int_equal(tree.documents[0].root->count, 6);
	}
	static const struct row rows[] = {
	    {"wait: -\n", "quote-it", 1, 7, 1, "`wait: \"-\"`"},
	    {"note: - text\n", "quote-it", 1, 7, 6, "`note: \"- text\"`"},
	    {"- ? what\n", "quote-it", 1, 3, 6, "`- \"? what\"`"},
	    {"note: *urgent\n", "quote-it", 1, 7, 7, "`note: \"*urgent\"`"},
	    {"- &co and more\n", "quote-it", 1, 3, 12, "`- \"&co and more\"`"},
	};
	ASSERT_ROWS(rows);
}

static void
a_number_is_not_compared_with_an_angle(void **state)
{
	(void)state;
	static const struct row rows[] = {
	    {"- a: b\n  takes: >= 8\n  feel: 1\n", "block-number", 2, 10, 4, "`at least 8`"},
	    {"takes: > 5 min\n", "block-number", 1, 8, 7, "`at least 5 min`"},
	    {"takes: >5\nfeel: 1\n", "block-number", 1, 8, 2, "`at least 5`"},
	};
	ASSERT_ROWS(rows);
}

static void
a_comma_separates_in_braces(void **state)
{
	(void)state;
	static const struct row rows[] = {
	    {"k: {a: Sign in, four systems}\n", "flow-comma", 1, 17, 12,
		"`k: {a: \"Sign in, four systems\"}`"},
	};
	ASSERT_ROWS(rows);
}

static void
tabs_and_no_break_spaces_are_named(void **state)
{
	(void)state;
	static const struct row rows[] = {
	    {"a:\n\tb: 1\n\tc: 2\n", "yaml-tab", 2, 1, 1, "1 more line"},
	    {"a:\n  b: 1\n \tc: 2\n", "yaml-tab", 3, 2, 1, "spaces"},
	    {"a:\n\xc2\xa0\xc2\xa0"
	     "b: 1\n  c: 2\n",
		"yaml-tab", 2, 1, 1, "spaces"},
	    {"-\ta: 1\n  b: 2\n", "yaml-tab", 1, 2, 1, "spaces"},
	};
	ASSERT_ROWS(rows);
}

static void
what_is_never_closed_is_told_where_it_was_opened(void **state)
{
	(void)state;
	static const struct row rows[] = {
	    {"a: 1\nb: \"x\nc: 2\n", "yaml-syntax", 2, 4, 1, "`b: \"x\"`"},
	    {"- 'Tis it\n- I don't\n", "yaml-syntax", 1, 3, 1, "`- \"'Tis it\"`"},
	    {"- \"Q\n- c: \"%\"\n", "yaml-syntax", 1, 3, 1, "`- \"Q\"`"},
	    {"a: [x, y\nb: 2\n", "yaml-syntax", 1, 4, 1, "`a: [x, y]`"},
	    {"a: {x: 1\nb: 2\n", "yaml-syntax", 1, 4, 1, "`a: {x: 1}`"},
	};
	ASSERT_ROWS(rows);
}

static void
a_key_without_a_colon_is_told_at_its_line(void **state)
{
	(void)state;
	static const struct row rows[] = {
	    {"- answer: A\n  takes 5\n  feel: 1\n", "yaml-syntax", 2, 3, 5, "`takes: 5`"},
	    {"a: x\nfoo bar\nb: y\n", "yaml-syntax", 2, 1, 7, "- "},
	    {"Some notes\nformat: 1\n", "yaml-syntax", 1, 1, 10, "- "},
	    {"a: \"\\w\"\n", "yaml-syntax", 1, 5, 2, "\\\\"},
	};
	ASSERT_ROWS(rows);
}

static void
a_key_twice_names_both_places(void **state)
{
	(void)state;
	static const struct row rows[] = {
	    {"a: 1\nb: 2\n\"a\": 3\n", "key-twice", 3, 1, 3, ""},
	    {"- x: {y: 1, z: 2, 'y': 3}\n", "key-twice", 1, 19, 3, ""},
	};
	ASSERT_ROWS(rows);
	const struct diag *f = &found.list.at[0];
	struct position first = source_position(arena, &source, f->also.offset);
	assert_true(str_eq(f->also_says, S("first at")));
	assert_int_equal(first.line, 1);
	assert_int_equal(first.column, 7);
	struct buf many = {.arena = arena};
	for (int i = 0; i < 100; i++)
		buf_format(&many, "k%d: 1\n", i % 99);
	assert_true(parse(buf_str(&many)));
	assert_int_equal(found.list.count, 1);
}

static void
what_looks_odd_and_is_fine_is_not_told(void **state)
{
	(void)state;
	static const char *const fine[] = {"", "# only a comment\n", "a: 1\n",
	    "takes: 6 # measured\n", "takes: 6 #measured\n", "- http://example.org/x is the page\n",
	    "- 12:30 Lunch\n", "- mailto:a@example.org\n", "- C:\\path here\n", "- node:14\n",
	    "- std::string here\n", "- 8:10-9:00 Walk\n", "- a #\n", "- a ## b\n",
	    "a: # what follows\n  b: 1\n", "a: |\n  - x #1\n  takes:5\n", "a: \"x #1\"\n",
	    "a: [b c, d e]\n", "a: {b c: d e, f: g}\n", "a: &x 1\nb: *x\n", "a: x\n   y z\nb: 2\n",
	    "? a\n: b\n", "!!set {a, b}\n", "a: >\n  text\n", "a: >2\n   text\n",
	    "- it's\n- don't\n", "a: 'it''s'\n", "<<: 1\n<<: 2\n", "a:\n- b\n- c\n",
	    ("\xef\xbb\xbf"
	     "a: 1\r\nb: 2\r\n"),
	    "- x\n--- \n- y\n...\n", "a: x#y\n", "a: 1 \t# tab before a comment\n", "- - nested\n"};
	for (ptrdiff_t i = 0; i < COUNT_OF(fine); i++) {
		bool read = parse(str_of(fine[i]));
		struct row row = {.text = fine[i]};
		if (!read || found.list.count > 0)
			show_findings(&row);
		assert_true(read);
		assert_int_equal(found.list.count, 0);
		assert_ptr_equal(source.parsed.at, source.text.at);
	}
}

static void
a_lone_question_mark_is_left_to_the_reader(void **state)
{
	(void)state;
	assert_true(parse(S("wifi: ?\nb: 1\n")));
	assert_int_equal(found.list.count, 0);
	assert_true(str_eq(tree.documents[0].root->first->next->value, S("?")));
}

static void
all_mistakes_are_found_in_one_run(void **state)
{
	(void)state;
	assert_true(parse(S("scenarios:\n"
			    "  call:\n"
			    "    title: Stage 1: Wake\n"
			    "    actual:\n"
			    "      - Answer the call\n"
			    "        takes:5\n"
			    "        feel: -1\n"
			    "      - log: @home\n"
			    "          takes: >= 8\n"
			    "      - ask: \"Why\n"
			    "      - Open case #12 now\n"
			    "      - end: Go\n"
			    "        takes: 2\n"
			    "        takes: 3\n")));
	static const struct {
		int line;
		enum diag_code code;
	} wanted[] = {{3, DIAG_quote_it}, {5, DIAG_detail_needs_id}, {6, DIAG_colon_space},
	    {8, DIAG_quote_it}, {9, DIAG_indent}, {10, DIAG_yaml_syntax}, {11, DIAG_hash_cuts},
	    {14, DIAG_key_twice}};
	struct row row = {.text = "several mistakes"};
	if (found.list.count != COUNT_OF(wanted))
		show_findings(&row);
	assert_int_equal(found.list.count, COUNT_OF(wanted));
	for (ptrdiff_t i = 0; i < COUNT_OF(wanted); i++) {
		struct position p = source_position(arena, &source, found.list.at[i].at.offset);
		assert_int_equal(p.line, wanted[i].line);
		assert_int_equal(found.list.at[i].code, wanted[i].code);
	}
}

static void
a_mended_copy_has_the_same_lines(void **state)
{
	(void)state;
	struct str text = S("a:\r\n - Answer\r\n   takes:5\r\n   x: 1\r\n\r\nb: c: d\r\n");
	assert_true(parse(text));
	assert_true(source.parsed.at != source.text.at);
	ptrdiff_t lines[2] = {0};
	for (ptrdiff_t i = 0; i < source.text.len; i++)
		lines[0] += source.text.at[i] == '\n';
	for (ptrdiff_t i = 0; i < source.parsed.len; i++)
		lines[1] += source.parsed.at[i] == '\n';
	assert_int_equal(lines[0], lines[1]);
	assert_true(str_eq(source_line(arena, &source, 3), S("   takes:5")));
}

/* ---- not read at all ---- */

static void
assert_not_read(struct str text, enum diag_code code, int line, int column, struct str words)
{
	assert_false(parse(text));
	assert_int_equal(tree.document_count, 0);
	assert_int_equal(found.list.count, 1);
	const struct diag *f = &found.list.at[0];
	struct position p = source_position(arena, &source, f->at.offset);
	assert_int_equal(f->code, code);
	assert_int_equal(p.line, line);
	assert_int_equal(p.column, column);
	assert_true(str_search(f->message, words) >= 0);
}

static void
bytes_of_other_encodings_are_recognized(void **state)
{
	(void)state;
	assert_not_read(S("a: 1\nname: Ren\xe9 B\n"), DIAG_yaml_encoding, 2, 10,
	    S("looks like Windows-1252, where it is '\xc3\xa9'"));
	assert_not_read(S("a: \x93quoted\x94\n"), DIAG_yaml_encoding, 1, 4, S("Windows-1252"));
	assert_not_read(S("a: \xc3\xa9\nb: \xc3\n"), DIAG_yaml_encoding, 2, 4, S("damaged"));
	assert_not_read(S("\xff\xfe"
			  "a\0:\0"),
	    DIAG_yaml_encoding, 1, 1, S("UTF-16"));
	assert_not_read(S("a\0:\0 \0"
			  "1\0"),
	    DIAG_yaml_encoding, 1, 1, S("UTF-16"));
	assert_not_read(S("a: x\x07y\n"), DIAG_yaml_encoding, 1, 5, S("U+0007"));
}

static void
a_limit_is_named(void **state)
{
	(void)state;
	struct buf deep = {.arena = arena};
	for (int i = 0; i < 10000; i++)
		buf_add(&deep, S("[\n"));
	assert_not_read(buf_str(&deep), DIAG_yaml_limit, 33, 1, S("32 levels of brackets"));
}

static void
endless_mistakes_end(void **state)
{
	(void)state;
	struct buf b = {.arena = arena};
	for (int i = 0; i < 20000; i++)
		buf_add(&b, S("a: b: c\n"));
	assert_false(parse(buf_str(&b)));
	assert_true(found.list.count >= 3);
	assert_true(found.list.count <= 31);
	struct position p = source_position(arena, &source, found.list.at[2].at.offset);
	assert_int_equal(p.line, 3);
	assert_int_equal(p.column, 4);
}

static void
a_line_too_long_to_be_shown_is_told_of_and_not_mended(void **state)
{
	(void)state;
	struct buf b = {.arena = arena};
	buf_add(&b, S("notes:\n  - fine\n"));
	for (int i = 0; i < 30000; i++)
		buf_add(&b, S("&a "));
	buf_add(&b, S("\n"));
	assert_false(parse(buf_str(&b)));
	assert_int_equal(found.list.count, 1);
	assert_int_equal(found.list.at[0].code, DIAG_yaml_syntax);
	assert_int_equal(source_position(arena, &source, found.list.at[0].at.offset).line, 3);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_line_too_long_to_be_shown_is_told_of_and_not_mended),
	    cmocka_unit_test(a_step_with_details_is_given_its_slug),
	    cmocka_unit_test(details_stand_under_the_id),
	    cmocka_unit_test(a_bullet_below_a_sentence_is_not_its_end),
	    cmocka_unit_test(a_blank_follows_the_colon),
	    cmocka_unit_test(a_hash_cuts_a_text),
	    cmocka_unit_test(two_colons_need_quotes),
	    cmocka_unit_test(characters_that_mean_something_need_quotes),
	    cmocka_unit_test(a_number_is_not_compared_with_an_angle),
	    cmocka_unit_test(a_comma_separates_in_braces),
	    cmocka_unit_test(tabs_and_no_break_spaces_are_named),
	    cmocka_unit_test(what_is_never_closed_is_told_where_it_was_opened),
	    cmocka_unit_test(a_key_without_a_colon_is_told_at_its_line),
	    cmocka_unit_test(a_key_twice_names_both_places),
	    cmocka_unit_test(what_looks_odd_and_is_fine_is_not_told),
	    cmocka_unit_test(a_lone_question_mark_is_left_to_the_reader),
	    cmocka_unit_test(all_mistakes_are_found_in_one_run),
	    cmocka_unit_test(a_mended_copy_has_the_same_lines),
	    cmocka_unit_test(bytes_of_other_encodings_are_recognized),
	    cmocka_unit_test(a_limit_is_named),
	    cmocka_unit_test(endless_mistakes_end),
	};
	return cmocka_run_group_tests(tests, setup, teardown);
}
