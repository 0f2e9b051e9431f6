/* SPDX-License-Identifier: MIT */
/*
 * The forms in which gaps are given out, from values made by hand: what stands here comes from the
 * definition of the measure (E11: Dana, change of bank details), not from running the program.
 */
#include "base/utf8.h"
#include "export/gaps_out.h"
#include "tests/unit/bank.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static struct stage stages[] = {
    {.entry = {.id = S_INIT("open"), .text = S_INIT("open")}},
    {.entry = {.id = S_INIT("solve"), .text = S_INIT("solve")}},
    {.entry = {.id = S_INIT("close"), .text = S_INIT("close")}},
};
static struct step steps[] = {
    {.entry = {.id = S_INIT("identify"), .text = S_INIT("identify")}, .stage = 0},
    {.entry = {.id = S_INIT("re-key"), .text = S_INIT("re-key")}, .stage = 1},
};
static struct persona people[] = {
    {.entry = {.id = S_INIT("dana")}, .name = S_INIT("Dana, the quick"), .share = 0.6},
    {.entry = {.id = S_INIT("omar")}, .name = S_INIT("Omar"), .share = 0.4},
};
static struct map maps[] = {
    {.entry = {.id = S_INIT("bank"), .text = S_INIT("change of bank details")},
	.actual =
	    {.given = true, .stages = stages, .stage_count = 3, .steps = steps, .step_count = 2}},
    {.entry = {.id = S_INIT("payslip"), .text = S_INIT("payslip")}},
};
static struct source source;

static struct gap_line lines[] = {
    {.kind = GAP_IMPOSED,
	.aspect = -1,
	.step = 1,
	.wish = -1,
	.degree = 1,
	.points = 1.5,
	.kind_name = S_INIT("imposed"),
	.value = S_INIT("freedom"),
	.step_id = S_INIT("re-key"),
	.step_text = S_INIT("re-key"),
	.stage = S_INIT("solve"),
	.actual = S_INIT("re-key"),
	.text = S_INIT("Dana must do 're-key' and did not ask for it"),
	.at = {0, 6}},
    {.kind = GAP_MISSING,
	.aspect = -1,
	.step = -1,
	.wish = 4,
	.degree = 1,
	.points = 1,
	.kind_name = S_INIT("missing"),
	.value = S_INIT("steps"),
	.step_id = S_INIT("tell"),
	.step_text = S_INIT("tell"),
	.stage = S_INIT("solve"),
	.wanted = S_INIT("tell"),
	.text = S_INIT("Dana wants 'tell'; the process has no such step"),
	.at = {0, 0}},
};
static const struct gap_effect effects[] = {{.persona = 1, .before = 0.329784, .after = NAN}};

#define LOST (13838.0 / 2415)
#define CHANGE(head_, rest_, points_)                                                              \
	{                                                                                          \
		.aspect = -1, .verb_name = S_INIT("drop"), .name = S_INIT(head_),                  \
		.head = S_INIT(head_), .rest = S_INIT(rest_), .points = (points_),                 \
		.share = (points_) / LOST, .gap_then = (LOST - (points_)) / 7                      \
	}
static struct gap_change changes[] = {
    CHANGE("drop 're-key'", "", 1.5),
    CHANGE("add 'tell the employee when it takes effect'", "", 1.0),
    CHANGE("replace tool HRIS", "change, look up", 4.0 / 7 + 3.0 / 14),
    CHANGE("more autonomy", "change (has 1, wants 4)", 9.0 / 14),
    CHANGE("drop 'approval'", "met in 30% of runs", 0.45),
    CHANGE("less takes", "", 8.0 / 21),
    CHANGE("less wait", "", 2.0 / 7),
    CHANGE("less times", "", 6.0 / 23),
    CHANGE("less takes again", "", 4.0 / 23),
    CHANGE("less takes once more", "", 1.0 / 7),
    CHANGE("move 'look up'", "", 3.0 / 28),
};
static const struct gap_sum by_value[] = {{S_INIT("freedom"), 9.0 / 14 + 6.0 / 23 + 1.95},
    {S_INIT("steps"), 1 + 3.0 / 28}, {S_INIT("speed"), 1.0 / 7 + 2.0 / 7 + 4.0 / 23 + 8.0 / 21},
    {S_INIT("customization"), 3.0 / 14 + 4.0 / 7}};
static const struct gap_sum by_stage[] = {{S_INIT("open"), 10.0 / 23},
    {S_INIT("solve"), LOST - 10.0 / 23 - 8.0 / 21}, {S_INIT("close"), 8.0 / 21}};
static const double scores[] = {0.25, NAN};
static const int wished[] = {-1, -1};

struct fixture {
	struct arena *arena;
	struct workspace ws;
	struct gaps gaps;
	struct gap list[2];
	struct gaps_out out;
};

static struct gap
dana(void)
{
	return (struct gap){.which = ACTUAL,
	    .measured = true,
	    .gap = LOST / 7,
	    .raw = LOST / 7,
	    .low = LOST / 7,
	    .high = LOST / 7,
	    .lost = LOST,
	    .stake = 7,
	    .lines = lines,
	    .line_count = 2,
	    .changes = changes,
	    .change_count = 11,
	    .trust_same = 10,
	    .trust_of = 10,
	    .by_value = by_value,
	    .value_count = 4,
	    .by_stage = by_stage,
	    .stage_count = 3,
	    .step_score = scores,
	    .step_wish = wished};
}

static int
open_fixture(void **state)
{
	source = (struct source){
	    .path = S("hr.yaml"), .text = S("one\ntwo\n"), .parsed = S("one\ntwo\n")};
	struct arena *a = arena_new();
	struct fixture *f = NEW(a, struct fixture);
	f->arena = a;
	f->ws = (struct workspace){.arena = a,
	    .sources = &source,
	    .source_count = 1,
	    .personas = people,
	    .persona_count = 2,
	    .maps = maps,
	    .map_count = 2};
	f->list[0] = dana();
	f->gaps.list.at = f->list;
	f->gaps.list.count = f->gaps.list.capacity = 1;
	f->gaps.portfolio[ACTUAL] = f->gaps.portfolio[TO_BE] = NAN;
	f->out = (struct gaps_out){
	    .ws = &f->ws, .gaps = &f->gaps, .style = {.width = 100, .unicode = true}};
	*state = f;
	return 0;
}

static int
close_fixture(void **state)
{
	struct fixture *f = *state;
	arena_free(f->arena);
	return 0;
}

static const char *
written(struct fixture *f, const char *format)
{
	struct buf b = {.arena = f->arena};
	const struct gaps_format *row = gaps_format_find(str_of(format));
	assert_non_null(row);
	row->write(&b, &f->out);
	return str_z(f->arena, buf_str(&b));
}

static void
assert_has(const char *text, const char *part)
{
	if (!strstr(text, part))
		fail_msg("no '%s' in:\n%s", part, text);
}

static void
assert_has_not(const char *text, const char *part)
{
	if (strstr(text, part))
		fail_msg("'%s' in:\n%s", part, text);
}

static const char e11_screen[] =
    "Dana · change of bank details · today              gap 82%   5.73 of 7 points lost\n"
    "open 6   solve 70   close 6   percentage points, they add up to 82\n"
    "what closes most of it                                points  of the gap   gap then\n"
    "  drop 're-key'                                         1.50         26%        60%\n"
    "  add 'tell the employee when it takes effect'          1.00         17%        68%\n"
    "  replace tool HRIS   change, look up                   0.79         14%        71%\n"
    "  more autonomy       change (has 1, wants 4)           0.64         11%        73%\n"
    "  drop 'approval'     met in 30% of runs                0.45          8%        75%\n"
    "  the rest                                              1.35         24%        63%\n"
    "by what Dana values    freedom 2.85   steps 1.11   speed 0.98   customization 0.79\n"
    "best change stays best when one value moves by 2: 10 of 10\n";

static void
text_of_e11_is_the_screen_of_the_definition(void **state)
{
	assert_string_equal(written(*state, "text"), e11_screen);
}

static void
no_line_is_wider_than_the_terminal(void **state)
{
	struct fixture *f = *state;
	f->out.explain = f->out.ipa = f->out.opportunity = true;
	for (int width = 40; width <= 130; width++) {
		f->out.style.width = width;
		struct str rest = str_of(written(f, "text")), line;
		while (str_line(&rest, &line)) {
			if (utf8_width(line) > width)
				fail_msg("%d: %.*s", width, STR(line));
		}
	}
}

static void
ascii_text_holds_nothing_but_ascii(void **state)
{
	struct fixture *f = *state;
	struct persona other[] = {people[0], people[1]};
	other[0].name = S("Đặng 电");
	f->ws.personas = other;
	f->out.style.unicode = false;
	const char *text = written(f, "text");
	for (const char *c = text; *c; c++)
		assert_true((unsigned char)*c < 0x80);
	assert_has(text, "??ng ?? - change of bank details - today");
}

static void
text_from_files_cannot_drive_the_terminal(void **state)
{
	struct fixture *f = *state;
	struct persona other[] = {people[0], people[1]};
	other[0].name = S("Da\033[2Jna\342\200\256");
	f->ws.personas = other;
	assert_has(written(f, "text"), "Da\\x1B[2Jna\\u{202E}");
	assert_has(written(f, "markdown"), "Da\\\\x1B\\[2Jna");
	assert_null(strchr(written(f, "text"), '\033'));
	assert_null(strchr(written(f, "json"), '\033'));
	assert_null(strchr(written(f, "csv"), '\033'));
}

static void
colour_adds_escapes_and_changes_no_word(void **state)
{
	struct fixture *f = *state;
	struct str plain = str_of(written(f, "text"));
	f->out.style.colour = true;
	const char *coloured = written(f, "text");
	struct buf b = {.arena = f->arena};
	assert_non_null(strchr(coloured, '\033'));
	for (const char *c = coloured; *c; c++) {
		if (*c == '\033')
			c = strchr(c, 'm');
		else
			buf_char(&b, *c);
	}
	assert_true(str_eq(buf_str(&b), plain));
}

static void
a_wide_range_stands_first(void **state)
{
	struct fixture *f = *state;
	static const struct gap_unknown unknown = {.kind = S_INIT("autonomy"),
	    .step_id = S_INIT("identify"),
	    .step_text = S_INIT("identify")};
	f->list[0].gap = f->list[0].raw = 1.0 / 3;
	f->list[0].low = 0.25;
	f->list[0].high = 0.45;
	f->list[0].unknowns = &unknown;
	f->list[0].unknown_count = 1;
	assert_has(written(f, "text"), "gap 33% (25..45, 1 unknown)");
	f->list[0].high = 0.5;
	assert_has(written(f, "text"), "gap 25..50% (33%, 1 unknown)");
	assert_has(
	    written(f, "text"), "'identify' does not say 'autonomy', and Dana has a wish about it");
}

static void
more_imposed_than_wanted_is_said(void **state)
{
	struct fixture *f = *state;
	f->list[0].gap = f->list[0].low = f->list[0].high = 1;
	f->list[0].raw = 2;
	assert_has(written(f, "text"), "gap 100% (N/W 200%)");
}

static void
what_cannot_be_measured_is_null_and_never_zero(void **state)
{
	struct fixture *f = *state;
	f->list[0] = (struct gap){.gap = NAN, .raw = NAN, .low = NAN, .high = NAN};
	assert_has(written(f, "text"), "gap n/a   nothing can be measured");
	assert_has(written(f, "json"), "\"gap\": null");
	assert_has(written(f, "csv"), "dana,bank,actual,,,,0,0,0,,,,,,,,,,,,,\r\n");
}

static void
json_has_the_keys_in_their_order(void **state)
{
	static const char *const keys[] = {"\"desirepath\": 1", "\"gaps\"", "\"persona\": \"dana\"",
	    "\"map\": \"bank\"", "\"version\": \"actual\"", "\"gap\": 0.8185743", "\"raw\"",
	    "\"low\"", "\"high\"", "\"lost\": 5.7300", "\"stake\": 7", "\"unknown\": 0",
	    "\"unknowns\": []", "\"lines\"", "\"kind\": \"imposed\"", "\"step\": \"re-key\"",
	    "\"step_text\"", "\"stage\": \"solve\"", "\"aspect\": \"imposed\"",
	    "\"value\": \"freedom\"", "\"degree\": 1", "\"points\": 1.5", "\"wanted\": null",
	    "\"actual\": \"re-key\"", "\"file\": \"hr.yaml\"", "\"line\": 2", "\"col\": 3",
	    "\"text\": \"Dana must", "\"changes\"", "\"change\": \"drop 're-key'\"",
	    "\"verb\": \"drop\"", "\"step\": null", "\"aspect\": null", "\"from\": null",
	    "\"points\": 1.5", "\"share\"", "\"gap_then\"", "\"others\"", "\"persona\": \"omar\"",
	    "\"before\": 0.329784", "\"after\": null", "\"by_value\"", "\"by_stage\"",
	    "\"by_kind\": {}", "\"by_step\": {}", "\"trust\": {\"same\": 10, \"of\": 10}",
	    "\"unmapped\": {\"payslip\": [\"dana\", \"omar\"]}", "\"never\": {}",
	    "\"personas\": []", "\"portfolio\": {\"actual\": null, \"to-be\": null}"};
	struct fixture *f = *state;
	struct gap_pair pairs[] = {{1, 0}, {1, 1}};
	struct gap_change one = changes[0];
	one.others = effects;
	one.other_count = 1;
	f->list[0].changes = &one;
	f->list[0].change_count = 1;
	f->gaps.unmapped.at = pairs;
	f->gaps.unmapped.count = 2;
	const char *json = written(f, "json"), *at = json;
	for (ptrdiff_t i = 0; i < COUNT_OF(keys); i++) {
		const char *found = strstr(at, keys[i]);
		if (!found)
			fail_msg("no %s behind %.40s in:\n%s", keys[i], at, json);
		at = found + 1;
	}
}

static void
columns_are_added_where_they_are_asked_for(void **state)
{
	struct fixture *f = *state;
	assert_has_not(written(f, "json"), "\"steps\": [");
	f->out.ipa = f->out.opportunity = true;
	/* re-key is imposed: I 5, S 0, so 5 + 5; three quarters of identify unmet: 5 + 2.5. */
	assert_has(written(f, "json"),
	    "\"matters\": 5, \"score\": 0, \"points\": 1.5, \"ipa\": \"concentrate here\", "
	    "\"opportunity\": 10}");
	assert_has(written(f, "json"),
	    "\"score\": 0.25, \"points\": 0, \"ipa\": "
	    "\"concentrate here\", \"opportunity\": 7.5}");
	assert_has(written(f, "csv"), "col,text,ipa,opportunity\r\n");
	assert_has(written(f, "csv"), "did not ask for it,concentrate here,10\r\n");
	assert_has(written(f, "markdown"), "| step | matters | points | ipa | opportunity |");
	assert_has(written(f, "text"), "opportunity");
}

static void
csv_has_a_row_for_every_line(void **state)
{
	assert_has(written(*state, "csv"),
	    "dana,bank,actual,0.818574386,0.818574386,0.818574386,5.730020704,7,0,"
	    "imposed,re-key,re-key,solve,freedom,1,1.5,,re-key,hr.yaml,2,3,"
	    "Dana must do 're-key' and did not ask for it\r\n");
}

static void
csv_never_holds_a_formula(void **state)
{
	struct fixture *f = *state;
	struct gap_line line = lines[0];
	line.step_text = S("=HYPERLINK(\"http://x\",1)");
	f->list[0].lines = &line;
	f->list[0].line_count = 1;
	assert_has(written(f, "csv"), ",\"'=HYPERLINK(\"\"http://x\"\",1)\",");
}

static void
markdown_says_markup_and_does_not_obey_it(void **state)
{
	struct fixture *f = *state;
	struct gap_change one = changes[0];
	one.head = S("drop 'a|b\n<img src=x>[l](http://x) *b* `c` @team'");
	f->list[0].changes = &one;
	f->list[0].change_count = 1;
	const char *markdown = written(f, "markdown");
	assert_has(markdown,
	    "| drop 'a\\|b &lt;img src=x&gt;\\[l\\](http&#58;//x) \\*b\\* \\`c\\` "
	    "&#64;team' |");
	assert_has(markdown,
	    "| what closes most of it | where | points | of the gap | gap then |\n"
	    "| --- | --- | ---: | ---: | ---: |\n");
}

/* The redesign of the definition's E13: today three lines, one of them stays, one is new. */
static void
a_redesign_stands_against_today(void **state)
{
	struct fixture *f = *state;
	struct gap_line opened = lines[0];
	opened.text = S("Dana must do 'sign twice' and did not ask for it");
	opened.step_id = opened.step_text = S("sign-twice");
	opened.points = 17.0 / 42;
	f->list[1] = f->list[0];
	f->list[1].which = TO_BE;
	f->list[1].lines = &opened;
	f->list[1].line_count = 1;
	f->list[1].lost = 17.0 / 42;
	f->list[1].gap = f->list[1].raw = f->list[1].low = f->list[1].high = 17.0 / 42 / 7;
	f->gaps.list.count = 2;
	const char *text = written(f, "text");
	assert_has(text, "Dana · change of bank details · to-be              gap 6%   0.40 of 7");
	assert_has(
	    text, "from 82% today: 5.33 points closed, 93% of the gap; 2 lines gone, 1 OPENED");
	assert_has(text, "lines OPENED\n  0.40 + Dana must do 'sign twice'");
	assert_has_not(text, "preference gaps today"); /* one pair needs no overview */
}

static void
several_pairs_have_an_overview_first(void **state)
{
	struct fixture *f = *state;
	struct gap_pair never = {1, 1}, unmapped = {1, 0};
	static const int pooled_maps[] = {0};
	struct persona_gap pooled[] = {
	    {.gap = 0.811, .maps = pooled_maps, .map_count = 1},
	    {.persona = 1, .gap = 0.329784, .maps = pooled_maps, .map_count = 1},
	};
	f->list[1] = f->list[0];
	f->list[1].persona = 1;
	f->list[1].gap = f->list[1].low = f->list[1].high = 0.329784;
	f->gaps.list.count = 2;
	f->gaps.never.at = &never;
	f->gaps.unmapped.at = &unmapped;
	f->gaps.never.count = f->gaps.unmapped.count = 1;
	f->gaps.personas.at = pooled;
	f->gaps.personas.count = 2;
	f->gaps.portfolio[ACTUAL] = 0.6185;
	const char *text = written(f, "text");
	assert_int_equal(0, strncmp(text, "preference gaps today\n", 22));
	assert_has(text, "Dana       82% #####      .\n");
	assert_has(text, "Omar       33% ==       n/a\n");
	assert_has(text, "  Dana                     81%\n");
	assert_has(text, "  all, by share            62%\n");
	assert_has(text, "not yet mapped  payslip: Dana\n");
	assert_has(text, "never meets it  payslip: Omar\n");
}

static void
plain_text_is_one_statement_per_line(void **state)
{
	struct fixture *f = *state;
	f->out.style.plain = true;
	const char *text = written(f, "text");
	assert_has(text, "Dana, change of bank details, today: gap 82%, 5.73 of 7 points lost.\n");
	assert_has(text,
	    "Closes it: more autonomy, change (has 1, wants 4): 0.64 points, 11% of the "
	    "gap, gap then 73%.\n");
	struct str rest = str_of(text), line;
	while (str_line(&rest, &line))
		assert_true(str_ends(line, S(".")) && str_search(line, S("  ")) < 0);
}

static void
explaining_shows_every_line_with_its_place(void **state)
{
	struct fixture *f = *state;
	f->out.explain = true;
	assert_has(written(f, "text"),
	    "  1.50   Dana must do 're-key' and did not ask for it (hr.yaml:2:3)\n");
	assert_has(written(f, "markdown"),
	    "| Dana must do 're-key' and did not ask for it | 1.50 | hr.yaml:2:3 |");
}

static void
nothing_to_measure_is_said(void **state)
{
	struct fixture *f = *state;
	f->gaps.list.count = 0;
	assert_has(written(f, "text"), "nothing to measure");
	assert_has(written(f, "markdown"), "nothing to measure");
	assert_has(written(f, "json"), "\"gaps\": [],");
	f->out.style.plain = true;
	assert_has(written(f, "text"), "nothing to measure");
}

/* The input of E11 to E13. */
static const char *
bank_text(struct fixture *f, const struct gaps_args *args)
{
	struct source *s = NEW(f->arena, struct source);
	*s = (struct source){.path = S("bank.yaml"), .text = S(BANK)};
	f->ws = (struct workspace){.arena = f->arena};
	f->gaps = (struct gaps){0};
	workspace_read(f->arena, s, 1, 0, &f->ws);
	gaps_measure(f->arena, &f->ws, args, &f->gaps);
	for (ptrdiff_t i = 0; i < f->gaps.list.count; i++)
		gap_explain(f->arena, &f->ws, &f->gaps.list.at[i]);
	return written(f, "text");
}

static void
the_file_of_e11_prints_the_screen_of_the_definition(void **state)
{
	struct gaps_args dana = {.map = 0, .persona = 0, .actual = true};
	assert_string_equal(bank_text(*state, &dana), e11_screen);
}

static void
the_redesign_of_e13_closes_most_of_danas_gap_and_opens_three_lines_for_omar(void **state)
{
	struct gaps_args both = {.map = 0, .persona = -1, .actual = true, .to_be = true};
	const char *text = bank_text(*state, &both);
	assert_has(text, "from 82% today: 5.33 points closed, 93% of the gap; ");
	assert_has(
	    text, "Dana · change of bank details · to-be              gap 6%   0.40 of 7 points");
	assert_has(text, "gap 33% (33..42, 1 unknown)   1.65 of 5 points lost\n");
	assert_has(text, "gap 19..41% (24%, 2 unknown)   1.19 of 5 points lost\n");
	assert_has(text, ", 3 OPENED\n");
	assert_has(text, "'tell the employee when it takes effect' is new: ask Omar\n");
	assert_has(text, "all, by share            62%");
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, open_fixture, close_fixture)
	const struct CMUnitTest tests[] = {
	    TEST(text_of_e11_is_the_screen_of_the_definition),
	    TEST(no_line_is_wider_than_the_terminal),
	    TEST(ascii_text_holds_nothing_but_ascii),
	    TEST(text_from_files_cannot_drive_the_terminal),
	    TEST(colour_adds_escapes_and_changes_no_word),
	    TEST(a_wide_range_stands_first),
	    TEST(more_imposed_than_wanted_is_said),
	    TEST(what_cannot_be_measured_is_null_and_never_zero),
	    TEST(json_has_the_keys_in_their_order),
	    TEST(columns_are_added_where_they_are_asked_for),
	    TEST(csv_has_a_row_for_every_line),
	    TEST(csv_never_holds_a_formula),
	    TEST(markdown_says_markup_and_does_not_obey_it),
	    TEST(a_redesign_stands_against_today),
	    TEST(several_pairs_have_an_overview_first),
	    TEST(plain_text_is_one_statement_per_line),
	    TEST(explaining_shows_every_line_with_its_place),
	    TEST(nothing_to_measure_is_said),
	    TEST(the_file_of_e11_prints_the_screen_of_the_definition),
	    TEST(the_redesign_of_e13_closes_most_of_danas_gap_and_opens_three_lines_for_omar),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
