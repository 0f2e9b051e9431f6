/* SPDX-License-Identifier: MIT */
/*
 * What `fix` does to every broken file of tests/golden: the lines that it must change, as a careful
 * human would have typed them, and how many findings it must leave. All other lines stay as they
 * are. Run from the project's root.
 */
#include "base/file.h"
#include "model/repair.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

enum { TODAY = 20779, MOST_LINES = 10 };

struct want {
	const char *name;
	ptrdiff_t left;
	struct {
		ptrdiff_t line;
		const char *text;
	} lines[MOST_LINES];
};

/* One row for every folder of tests/golden. */
static const struct want wants[] = {
    {"alias-bomb", -1, {{0}}},
    {"alias-bomb-unused", 0, {{0}}},
    {"block-number", 0, {{12, "          takes: at least 8"}, {13, "          wait: at least 5"}}},
    {"bracket-in-item", 0,
	{{5, "        channel: [chat, phone]"}, {6, "      - \"[i\""}, {7, "      - \"{j\""},
	    {8, "      - k: \"}\""}, {9, "      - l: \"]\""}, {10, "      - m: \"{a, b\""}}},
    {"bullet-below-sentence", 0, {{5, "      - Take a note"}}},
    {"colon-without-blank", 0, {{5, "        takes: 5"}}},
    /* The bracket that closes nothing is somebody's: which one it closed nobody knows. */
    {"colon-without-blank-before-brackets", 1,
	{{3, "    prefers: {channel: chat}"}, {4, "    values: {speed: 1, ease: 2}"},
	    {9, "        channel: [chat, phone]"}, {10, "        feel: {nadia: 1}"}}},
    {"colon-without-blank-in-braces", 0, {{4, "      - {answer: Answer, channel: chat}"}}},
    {"colon-without-blank-in-sentence", 0, {{4, "      - answer: Answer"}}},
    {"comma-in-braces", 1, {{0}}},
    {"detail-first", 1, {{0}}},
    {"detail-first-clock", 1, {{0}}},
    {"detail-without-id", 0, {{4, "      - answer-the-call: Answer the call"}}},
    {"empty-file", 0, {{0}}},
    {"fine", 0, {{0}}},
    {"first-list-of-personas", 4, {{0}}},
    {"first-step-as-kind", 3, {{0}}},
    {"hash-cuts", 0,
	{{4, "      - \"Open case #12 now\""}, {6, "        note: \"#urgent\""},
	    {8, "      - \"#1 first\""}}},
    /* A new wish, or a step misspelt: only its author knows. */
    {"id-near", 0, {{0}}},
    {"id-near-capital", 0, {{0}}},
    {"id-twice", 1, {{0}}},
    {"id-twice-in-list", 1, {{0}}},
    {"indent-deeper", 0, {{5, "        takes: 5"}}},
    {"indent-one-of-two", 0, {{5, "        takes: 5"}, {8, "        takes: 5"}}},
    {"indent-shallower", 0, {{5, "        takes: 5"}}},
    {"indicator-ampersand", 0, {{4, "      - \"& more of it\""}}},
    {"indicator-at", 0, {{4, "      - \"@home\""}}},
    {"indicator-backquote", 0, {{4, "      - \"`ls` the folder\""}}},
    {"indicator-bang", 0, {{4, "      - \"! call back\""}}},
    {"indicator-brace", 0, {{4, "      - \"{draft} Answer\""}}},
    {"indicator-bracket", 0, {{4, "      - \"[draft] Answer\""}}},
    {"indicator-comma", 0, {{4, "      - \", then answer\""}}},
    {"indicator-dash", 0, {{5, "        note: \"- urgent\""}}},
    {"indicator-greater", 0, {{4, "      - \"> the queue\""}}},
    {"indicator-percent", 0, {{4, "      - \"%done\""}}},
    {"indicator-pipe", 0, {{4, "      - \"| the pipe\""}}},
    {"indicator-question", 0, {{4, "      - \"? who calls\""}}},
    {"indicator-star", 0, {{4, "      - \"*important* call\""}}},
    {"key-elsewhere", 6, {{0}}},
    {"key-twice", 1, {{0}}},
    {"map-of-steps", 2, {{0}}},
    {"no-break-indent", 0, {{5, "        takes: 5"}}},
    {"not-utf8", 1, {{0}}},
    {"only-comments", 0, {{0}}},
    {"quote-open", 0, {{4, "      - \"Answer the call\""}}},
    /* What begins with an apostrophe may be quoted or not: three are left. */
    {"quotes-open", 3, {{4, "      - \"b\""}, {8, "      - z: \"y\""}}},
    {"reference-unknown", 4, {{0}}},
    {"sections-misspelled", 0, {{1, "personas:"}, {3, "scenarios:"}}},
    {"step-twice", 1, {{0}}},
    {"tab-among-spaces", 0, {{5, "          takes: 5"}, {7, "        - c: z"}}},
    {"tab-indent", 0, {{5, "        takes: 5"}}},
    {"text-behind-quote", 0, {{4, "      - '\"Hello\" they say'"}}},
    /* It stays to be filled in, but YAML can read it then. */
    {"to-be-filled-in", 2, {{5, "      - wifi: \"?\""}}},
    {"told-once", 3,
	{{4, "      - \"#1 first\""}, {5, "      - \"*star\""}, {6, "      - \"!important call\""},
	    {7, "      - \"? what\""}, {8, "      - \"- dash\""}, {9, "      - a: \"!urgent\""},
	    {11, "      - {c: Sign in, channel: chat}"}, {13, "      - \"&co now\""}}},
    {"too-deep", 1, {{0}}},
    {"two-colons-in-stage", 0, {{4, "      \"Stage 1: Wake up\":"}}},
    {"two-colons-in-step", 0, {{4, "      - \"Answer: then log: it\""}}},
    {"two-colons-in-title", 0, {{3, "    title: \"Stage 1: Wake\""}}},
    {"unknown-key", 0, {{5, "        channel: chat"}, {7, "        feel: 2"}}},
    /* 5 on a scale to 2, soon, tomorrow: what they were to say is not written anywhere. */
    {"value-wrong", 3, {{7, "        share: 30%"}, {9, "        wait: 1.5 h"}}},
    {"wish-unchecked", 0, {{0}}},
};

static struct str
wanted_text(struct arena *a, const struct want *want, struct str before)
{
	struct buf b = {.arena = a};
	struct str rest = before, line;
	for (ptrdiff_t number = 1; str_line(&rest, &line); number++) {
		struct str now = line;
		for (int i = 0; i < MOST_LINES; i++) {
			if (want->lines[i].line == number)
				now = str_of(want->lines[i].text);
		}
		buf_add(&b, now);
		const char *next = rest.len > 0 ? rest.at : before.at + before.len;
		const char *end = line.at + line.len;
		buf_add(&b, (struct str){end, next - end});
	}
	return b.len > 0 ? buf_str(&b) : S("");
}

static struct str
golden(struct arena *a, const char *name)
{
	struct str text, error;
	const char *path = str_z(a, str_format(a, "tests/golden/%s/in.yaml.in", name));
	if (!file_read(a, path, 1 << 20, &text, &error))
		fail_msg("cannot read %s: run from the project's root", path);
	return text;
}

static void
compare(const char *name, struct str got, struct str want)
{
	if (!str_eq(got, want))
		fail_msg("%s: got\n%.*s\nwanted\n%.*s", name, STR(got), STR(want));
}

static void
every_golden_file_is_mended_as_a_careful_human_would(void **state)
{
	(void)state;
	for (ptrdiff_t i = 0; i < COUNT_OF(wants); i++) {
		struct arena *a = arena_new();
		struct str before = golden(a, wants[i].name);
		struct desk *d = desk_open(a, TODAY);
		struct repairs repairs;
		desk_put(d, S("in.yaml"), before);
		assert_true(repair_all(d, -1, &repairs));
		compare(wants[i].name, d->files.at[0]->text, wanted_text(a, &wants[i], before));
		if (wants[i].left >= 0 && repairs.left != wants[i].left)
			fail_msg(
			    "%s: %td left, not %td", wants[i].name, repairs.left, wants[i].left);
		desk_close(d);
		arena_free(a);
	}
}

static void
what_is_mended_needs_no_mending(void **state)
{
	(void)state;
	for (ptrdiff_t i = 0; i < COUNT_OF(wants); i++) {
		struct arena *a = arena_new();
		struct desk *d = desk_open(a, TODAY);
		struct repairs repairs;
		desk_put(d, S("in.yaml"), wanted_text(a, &wants[i], golden(a, wants[i].name)));
		assert_true(repair_all(d, -1, &repairs));
		assert_int_equal(repairs.made.count, 0);
		desk_close(d);
		arena_free(a);
	}
}

struct tried {
	struct arena *arena;
	struct desk *d;
	struct repairs repairs;
};

static struct tried
mend(const char *text, int only)
{
	struct tried t = {.arena = arena_new()};
	t.d = desk_open(t.arena, TODAY);
	desk_put(t.d, S("hr.yaml"), str_of(text));
	assert_true(repair_all(t.d, only, &t.repairs));
	return t;
}

static void
becomes(const char *before, const char *after, ptrdiff_t left)
{
	struct tried t = mend(before, -1);
	compare("text", t.d->files.at[0]->text, str_of(after));
	assert_int_equal(t.repairs.left, left);
	desk_close(t.d);
	arena_free(t.arena);
}

static void
two_steps_of_one_text_get_two_ids(void **state)
{
	(void)state;
	becomes("scenarios:\n  call:\n    actual:\n"
		"      - Wait\n        takes: 5\n"
		"      - Wait\n        takes: 6\n",
	    "scenarios:\n  call:\n    actual:\n"
	    "      - wait: Wait\n        takes: 5\n"
	    "      - wait-2: Wait\n        takes: 6\n",
	    0);
}

static void
a_wish_in_the_words_of_a_step_gets_the_id_of_that_step(void **state)
{
	(void)state;
	becomes("personas: {ann: Ann}\nscenarios:\n  call:\n    actual:\n"
		"      - Answer\n        takes: 5\n"
		"    desired:\n      ann:\n"
		"        - Answer\n          takes: 2\n",
	    "personas: {ann: Ann}\nscenarios:\n  call:\n    actual:\n"
	    "      - answer: Answer\n        takes: 5\n"
	    "    desired:\n      ann:\n"
	    "        - answer: Answer\n          takes: 2\n",
	    0);
}

static void
a_dash_without_a_blank_gets_one(void **state)
{
	(void)state;
	becomes("scenarios:\n  call:\n    actual:\n    - Answer\n    -Ask somebody\n",
	    "scenarios:\n  call:\n    actual:\n    - Answer\n    - Ask somebody\n", 0);
}

/* The reader gives up after some mistakes; those further down are mended all the same. */
static void
a_hundred_steps_without_ids_are_all_mended(void **state)
{
	(void)state;
	struct arena *a = arena_new();
	struct buf before = {.arena = a}, after = {.arena = a};
	buf_add(&before, S("scenarios:\n  call:\n    actual:\n"));
	buf_add(&after, S("scenarios:\n  call:\n    actual:\n"));
	for (int i = 0; i < 100; i++) {
		buf_format(&before, "      - Step %d\n        takes: 5\n", i);
		buf_format(&after, "      - step-%d: Step %d\n        takes: 5\n", i, i);
	}
	becomes(str_z(a, buf_str(&before)), str_z(a, buf_str(&after)), 0);
	arena_free(a);
}

static void
a_sentence_with_a_colon_gets_an_id_and_quotes(void **state)
{
	(void)state;
	becomes("scenarios:\n  call:\n    actual:\n"
		"      - Ask yourself: is this honest?\n        takes: 5\n",
	    "scenarios:\n  call:\n    actual:\n"
	    "      - ask-yourself-is-this-honest: \"Ask yourself: is this honest?\"\n"
	    "        takes: 5\n",
	    0);
}

static void
comments_breaks_and_mark_stay(void **state)
{
	(void)state;
	becomes("\xef\xbb\xbf# ours\r\nscenarios:\r\n  call:\r\n    actual: # today\r\n"
		"      - Answer the call\r\n        takes:5 # guessed\r\n"
		"      - Say goodbye   # often\r\n        takes: 2\r\n",
	    "\xef\xbb\xbf# ours\r\nscenarios:\r\n  call:\r\n    actual: # today\r\n"
	    "      - answer-the-call: Answer the call\r\n        takes: 5 # guessed\r\n"
	    "      - say-goodbye: Say goodbye   # often\r\n        takes: 2\r\n",
	    0);
}

static void
a_repair_that_brings_another_error_is_not_made(void **state)
{
	(void)state;
	const char *text = "scenarios:\n  call:\n    actual:\n"
			   "      - answer: Answer\n        emotion: purple\n";
	becomes(text, text, 1);
}

static void
a_repair_is_made_beside_one_that_cannot_be(void **state)
{
	(void)state;
	becomes("scenarios:\n  call:\n    actual:\n"
		"      - answer: Answer\n        emotion: purple\n        chanel: chat\n",
	    "scenarios:\n  call:\n    actual:\n"
	    "      - answer: Answer\n        emotion: purple\n        channel: chat\n",
	    1);
}

static void
a_quoted_key_stays_quoted(void **state)
{
	(void)state;
	becomes("{\"scenarios\":{\"call\":{\"actual\":[{\"a\":\"b\",\"chanel\":\"chat\"}]}}}\n",
	    "{\"scenarios\":{\"call\":{\"actual\":[{\"a\":\"b\",\"channel\":\"chat\"}]}}}\n", 0);
}

static void
only_the_code_asked_for_is_mended(void **state)
{
	(void)state;
	struct tried t = mend("scenarios:\n  call:\n    actual:\n"
			      "      - answer: Answer\n        takes:5\n        chanel: chat\n",
	    diag_find(S("colon-space")));
	compare("text", t.d->files.at[0]->text,
	    S("scenarios:\n  call:\n    actual:\n"
	      "      - answer: Answer\n        takes: 5\n        chanel: chat\n"));
	assert_int_equal(t.repairs.made.count, 1);
	assert_int_equal(t.repairs.left, 0);
	desk_close(t.d);
	arena_free(t.arena);
}

static void
a_repair_says_file_line_and_both_texts(void **state)
{
	(void)state;
	struct tried t = mend("scenarios:\n  call:\n    actual:\n"
			      "      - answer: Answer\n        chanel: chat\n",
	    -1);
	assert_int_equal(t.repairs.made.count, 1);
	const struct repair *r = &t.repairs.made.at[0];
	assert_int_equal(r->code, DIAG_key_unknown);
	assert_int_equal(r->line, 5);
	compare("path", r->path, S("hr.yaml"));
	compare("before", r->before, S("        chanel: chat"));
	compare("after", r->after, S("        channel: chat"));
	desk_close(t.d);
	arena_free(t.arena);
}

static void
files_beside_the_broken_one_are_left_alone(void **state)
{
	(void)state;
	struct arena *a = arena_new();
	struct desk *d = desk_open(a, TODAY);
	struct repairs repairs;
	desk_put(d, S("a.yaml"), S("personas: {nadia: Fixes}\n"));
	desk_put(d, S("b.yaml"), S("scenarios:\n  call:\n    actual:\n      - @home\n"));
	assert_true(repair_all(d, -1, &repairs));
	compare("a", d->files.at[0]->text, S("personas: {nadia: Fixes}\n"));
	compare(
	    "b", d->files.at[1]->text, S("scenarios:\n  call:\n    actual:\n      - \"@home\"\n"));
	compare("path", repairs.made.at[0].path, S("b.yaml"));
	desk_close(d);
	arena_free(a);
}

/* Cut off anywhere, a file is mended or left; it is never made worse, and nothing breaks. */
static void
a_file_cut_off_anywhere_is_never_made_worse(void **state)
{
	(void)state;
	static const char text[] =
	    "personas:\n  nadia: {about: \"Fixes, things\", prefers: {channel:chat}}\n"
	    "scenarios:\n  call:\n    actual:\n"
	    "      - Answer: then log\n        takes: >= 5\n"
	    "      - 'tis\n\t- note: - urgent\n";
	for (size_t len = 0; len < sizeof text; len++) {
		struct arena *a = arena_new();
		struct str cut = {text, (ptrdiff_t)len};
		struct desk *d = desk_open(a, TODAY);
		desk_put(d, S("a.yaml"), cut);
		ptrdiff_t before = diags_count(&desk_workspace(d)->diags, LEVEL_ERROR);
		struct repairs repairs;
		assert_true(repair_all(d, -1, &repairs));
		ptrdiff_t after = diags_count(&desk_workspace(d)->diags, LEVEL_ERROR);
		if (after > before ||
		    (repairs.made.count == 0) != str_eq(cut, d->files.at[0]->text))
			fail_msg("cut at %zu: %td errors, then %td", len, before, after);
		desk_close(d);
		arena_free(a);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(every_golden_file_is_mended_as_a_careful_human_would),
	    cmocka_unit_test(what_is_mended_needs_no_mending),
	    cmocka_unit_test(two_steps_of_one_text_get_two_ids),
	    cmocka_unit_test(a_wish_in_the_words_of_a_step_gets_the_id_of_that_step),
	    cmocka_unit_test(a_dash_without_a_blank_gets_one),
	    cmocka_unit_test(a_hundred_steps_without_ids_are_all_mended),
	    cmocka_unit_test(a_sentence_with_a_colon_gets_an_id_and_quotes),
	    cmocka_unit_test(comments_breaks_and_mark_stay),
	    cmocka_unit_test(a_repair_that_brings_another_error_is_not_made),
	    cmocka_unit_test(a_repair_is_made_beside_one_that_cannot_be),
	    cmocka_unit_test(a_quoted_key_stays_quoted),
	    cmocka_unit_test(only_the_code_asked_for_is_mended),
	    cmocka_unit_test(a_repair_says_file_line_and_both_texts),
	    cmocka_unit_test(files_beside_the_broken_one_are_left_alone),
	    cmocka_unit_test(a_file_cut_off_anywhere_is_never_made_worse),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
