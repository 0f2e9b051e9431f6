/* SPDX-License-Identifier: MIT */
/* Maps and personas in the terminal: what must stand there at every width, and what must never. */
#include "base/utf8.h"
#include "export/text.h"
#include "export/text_curve.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static const char yaml[] =
    "personas:\n"
    "  nadia:\n"
    "    name: Nadia, the fixer\n"
    "    share: 45%\n"
    "    quote: Let me finish it.\n"
    "    about: Six years on the line.\n"
    "    goals: [Own a case]\n"
    "    values: {freedom: 9, speed: 4}\n"
    "    prefers: {channel: chat}\n"
    "    traits: {Plans ahead..Improvises: 4}\n"
    "  ines: First job\n"
    "scenarios:\n"
    "  payslip:\n"
    "    title: The payslip is not understood\n"
    "    actual:\n"
    "      open:\n"
    "        - greet: Read the greeting\n"
    "          feel: 1\n"
    "          channel: chat\n"
    "        - find: Search three databases\n"
    "          takes: 8 min\n"
    "          channel: [phone, chat]\n"
    "          feel: -2\n"
    "          effort: 4\n"
    "          pain: The three disagree\n"
    "          say: Please hold the line\n"
    "      close:\n"
    "        - code: Pick one of 62 codes\n"
    "          matters: 10\n"
    "          next: [greet]\n"
    "        - tip: Read the tip of the day\n"
    "          optional: true\n"
    "    desired:\n"
    "      nadia:\n"
    "        - greet\n"
    "        - find: Ask one search box\n"
    "          takes: 2 min\n"
    "        - hear: Hear how it ended\n"
    "      ines: never\n"
    "  hostile:\n"
    "    title: \"\\e[2J\\u202E \xe7\x94\xb3\xe8\xab\x8b\xe8\xa1\xa8\"\n"
    "    actual:\n"
    "      - a: "
    "\"\xe5\xa1\xab\xe5\xaf\xab\xe4\xb8\x80\xe4\xbb\xbd\xe9\x9d\x9e\xe5\xb8\xb8\xe9\x95\xb7"
    "\xe7\x9a\x84\xe8\xa1\xa8\xe6\xa0\xbc\xef\xbc\x8c\xe7\x84\xb6\xe5\xbe\x8c\xe7\xb0\xbd\xe5\x90"
    "\x8d\"\n"
    "        pain: \"\xd7\x97\xd7\xaa\xd7\x99\xd7\x9e\xd7\x94 \xd7\xa2\xd7\x9c "
    "\xd7\x94\xd7\x98\xd7\x95"
    "\xd7\xa4\xd7\xa1\"\n"
    "        feel: -1\n"
    "      - b: Donaudampfschifffahrtsgesellschaftskapitaensmuetzenabzeichenverleihungsurkunde\n"
    "        note: \"\\x07 a\\u200Bb\"\n"
    "        feel: 2\n"
    "    desired:\n"
    "      nadia: [b, a, \"\\e]0;x\\a\"]\n";

struct fixture {
	struct arena *arena;
	struct workspace ws;
	struct show_args args;
	int nadia;
};

static int
open_fixture(void **state)
{
	struct arena *a = arena_new();
	struct fixture *f = NEW(a, struct fixture);
	struct source *s = NEW(a, struct source);
	*s = (struct source){.path = S("x.yaml"), .text = str_of(yaml)};
	f->arena = a;
	workspace_read(a, s, 1, 0, &f->ws);
	f->nadia = workspace_persona(&f->ws, S("nadia"));
	f->args = (struct show_args){.ws = &f->ws,
	    .style = {.width = 80, .unicode = true},
	    .map = workspace_map(&f->ws, S("payslip")),
	    .personas = &f->nadia,
	    .persona_count = 1};
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

enum view { JOURNEY, COMPARE, PERSONA, GAPS, VIEWS };

static const char *
shown(struct fixture *f, enum view view)
{
	struct buf b = {.arena = f->arena};
	switch (view) {
	case JOURNEY: assert_true(show_journey(&b, &f->args)); break;
	case COMPARE: assert_true(show_compare(&b, &f->args)); break;
	case PERSONA: show_persona(&b, &f->args, f->nadia); break;
	case GAPS:
	case VIEWS: assert_true(show_gaps(&b, &f->args)); break;
	}
	return str_z(f->arena, buf_str(&b));
}

static void
assert_has(const char *text, const char *part)
{
	if (!strstr(text, part))
		fail_msg("no '%s' in:\n%s", part, text);
}

static void
no_view_is_wider_than_the_terminal(void **state)
{
	struct fixture *f = *state;
	for (int width = 40; width <= 140; width++) {
		f->args.style.width = width;
		for (int map = 0; map < f->ws.map_count; map++) {
			f->args.map = map;
			for (int view = 0; view < VIEWS; view++) {
				struct str rest = str_of(shown(f, (enum view)view)), line;
				while (str_line(&rest, &line)) {
					if (utf8_width(line) > width || str_ends(line, S(" ")))
						fail_msg("%d: '%.*s'", width, STR(line));
				}
			}
		}
	}
}

static void
ascii_views_hold_nothing_but_ascii(void **state)
{
	struct fixture *f = *state;
	f->args.style.unicode = false;
	for (int map = 0; map < f->ws.map_count; map++) {
		f->args.map = map;
		for (int view = 0; view < VIEWS; view++) {
			for (const char *c = shown(f, (enum view)view); *c; c++)
				assert_true(*c == '\n' || (*c >= ' ' && *c <= '~'));
		}
	}
}

static void
no_text_reaches_the_terminal_unseen(void **state)
{
	struct fixture *f = *state;
	f->args.map = workspace_map(&f->ws, S("hostile"));
	for (int view = 0; view < VIEWS; view++) {
		const char *text = shown(f, (enum view)view);
		assert_null(strchr(text, '\033'));
		assert_null(strchr(text, '\a'));
		assert_null(strstr(text, "\342\200\256"));
	}
	assert_has(shown(f, JOURNEY), "\\x1B[2J\\u{202E}");
	assert_has(shown(f, COMPARE), "\\x1B]0;x\\x07");
}

static void
a_map_shows_its_steps_with_all_they_hold(void **state)
{
	const char *text = shown(*state, JOURNEY);
	assert_has(text, "The payslip is not understood\n");
	assert_has(text, "open \342\224\200");
	assert_has(text, "1.2  Search three databases\n");
	assert_has(text, "     Time            8 min\n");
	assert_has(text, "     Effort          4 ####.\n");
	assert_has(text, "     Pain points     ! The three disagree\n");
	assert_has(text, "     Saying          \"Please hold the line\"\n");
	assert_has(text, "2.1  Pick one of 62 codes\n     moment of truth, imposed\n");
	assert_has(text, "     Goes on to      1.1\n");
	assert_has(text, "2.2  Read the tip of the day\n     optional\n");
	assert_has(text, "+ Nadia wants: Hear how it ended (missing, 1.00 points)\n");
}

static void
a_step_shows_its_gap_with_a_sign(void **state)
{
	const char *text = shown(*state, JOURNEY);
	assert_has(text, "     Preference gap  = as wanted\n");
	assert_has(text, "     Preference gap  x imposed, ");
	/* A sign that cannot be read as a minus before the number. */
	assert_has(text, "     Preference gap  ~ 0.");
	assert_null(strstr(text, "- 0."));
	assert_has(text, "8 min, wants at most 2 min\n");
}

static void
wide_terminals_have_steps_side_by_side(void **state)
{
	struct fixture *f = *state;
	f->args.style.width = 120;
	const char *line = strstr(shown(f, JOURNEY), "Read the greeting");
	assert_non_null(line);
	const char *other = strstr(line, "Search three databases");
	assert_true(other && other < strchr(line, '\n'));
}

static void
the_same_input_gives_the_same_bytes(void **state)
{
	struct fixture *f = *state;
	for (int view = 0; view < VIEWS; view++)
		assert_string_equal(shown(f, (enum view)view), shown(f, (enum view)view));
}

static void
comparing_marks_every_row(void **state)
{
	struct fixture *f = *state;
	const char *text = shown(f, COMPARE);
	assert_has(text, "  1 Read the greeting            =  Read the greeting ");
	assert_has(text, "  2 Search three databases       ~  Ask one search box ");
	assert_has(text, "takes: 8 min, wants at most 2 min\n");
	assert_has(text,
	    "                                 +  Hear how it ended                 5    1.00\n");
	assert_has(text, "  3 Pick one of 62 codes         x ");
	assert_has(text, "  4 Read the tip of the day      . ");
	assert_has(text, "what closes most of it");
	/* The missing wish stands behind the step of the wish before it. */
	assert_true(strstr(text, "+  Hear") < strstr(text, "  3 Pick"));
	assert_true(strstr(text, "+  Hear") > strstr(text, "  2 Search"));
}

static void
nobody_to_compare_with_is_said(void **state)
{
	struct fixture *f = *state;
	struct buf b = {.arena = f->arena};
	int ines = workspace_persona(&f->ws, S("ines"));
	f->args.personas = &ines;
	assert_false(show_compare(&b, &f->args));
	f->args.which = TO_BE;
	assert_false(show_journey(&b, &f->args));
	assert_int_equal(0, b.len);
}

static void
a_card_shows_values_preferences_and_gaps(void **state)
{
	struct fixture *f = *state;
	f->args.style.unicode = false;
	const char *text = shown(f, PERSONA);
	assert_has(text, "Nadia, the fixer, 45% of all people\n");
	assert_has(text, "\"Let me finish it.\"\n");
	assert_has(text, "Goals           + Own a case\n");
	assert_has(text, "                freedom        9 #########.\n");
	assert_has(text, "                ease           5 #####.....  not given, counts as 5\n");
	assert_has(text, "Prefers         channel chat\n");
	assert_has(text, "Traits          Plans ahead  ...o.  Improvises (4 of 5)\n");
	assert_has(text, "The payslip is not understood: today ");
}

static void
the_table_says_why_there_is_no_number(void **state)
{
	const char *text = shown(*state, GAPS);
	assert_has(text, "Preference gaps today\n");
	assert_has(text, "n/a never meets it");
	assert_has(text, ". not yet mapped");
	assert_has(text, "never meets it  The payslip is not understood: ines");
}

static void
plain_views_have_one_statement_per_line(void **state)
{
	struct fixture *f = *state;
	f->args.style.plain = true;
	assert_has(shown(f, JOURNEY), "\nStep 1.2: Search three databases\n");
	assert_has(shown(f, JOURNEY), "\nStep 1.2, Pain points: The three disagree\n");
	assert_has(shown(f, COMPARE), "\nas wanted: Read the greeting; ");
	assert_has(shown(f, PERSONA), "\nValues: freedom 9 of 10\n");
	for (int view = 0; view < VIEWS; view++) {
		struct str rest = str_of(shown(f, (enum view)view)), line;
		while (str_line(&rest, &line))
			assert_true(
			    line.len > 0 && line.at[0] != ' ' && str_search(line, S("  ")) < 0);
	}
}

static void
the_curve_runs_through_its_points(void **state)
{
	struct fixture *f = *state;
	static const double feel[] = {-2, NAN, 2, 0};
	static const int at[] = {0, 2, 4, 8};
	struct text_style ascii = {.width = 80};
	struct str rows[5];
	curve_draw(f->arena, &ascii, feel, at, 4, 9, rows);
	assert_int_equal(5, curve_rows(&ascii));
	assert_int_equal('*', rows[0].at[4]); /* +2 */
	assert_int_equal('*', rows[2].at[8]); /* 0 */
	assert_int_equal('*', rows[4].at[0]); /* -2 */
	assert_int_equal(9, rows[2].len);
	/* Half way between -2 and +2 the curve is at 0. */
	assert_int_equal('-', rows[2].at[2]);
}

static void
the_curve_of_braille_has_three_rows(void **state)
{
	struct fixture *f = *state;
	static const double feel[] = {2, -2};
	static const int at[] = {0, 5};
	struct text_style unicode = {.width = 80, .unicode = true};
	struct str rows[3];
	curve_draw(f->arena, &unicode, feel, at, 2, 6, rows);
	assert_int_equal(3, curve_rows(&unicode));
	assert_true(str_starts(rows[0], S("\342\240\233"))); /* four dots at the top */
	assert_int_equal(6, utf8_width(rows[2]));
	assert_int_equal(' ', rows[2].at[0]);
}

static void
a_track_has_five_places(void **state)
{
	struct fixture *f = *state;
	struct text_style ascii = {0};
	assert_true(str_eq(curve_track(f->arena, &ascii, -2), S("o....")));
	assert_true(str_eq(curve_track(f->arena, &ascii, 1), S("...o.")));
	assert_true(str_eq(curve_track(f->arena, &ascii, NAN), S(".....")));
}

static void
long_words_break_between_clusters(void **state)
{
	struct fixture *f = *state;
	struct style_lines lines = {0};
	/* e + combining acute, six times: no line may begin with the mark. */
	style_wrap(
	    f->arena, S("e\314\201e\314\201e\314\201e\314\201e\314\201e\314\201"), 4, &lines);
	assert_int_equal(2, lines.list.count);
	assert_int_equal('e', lines.list.at[1].at[0]);
	assert_int_equal(4, utf8_width(lines.list.at[0]));
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, open_fixture, close_fixture)
	const struct CMUnitTest tests[] = {
	    TEST(no_view_is_wider_than_the_terminal),
	    TEST(ascii_views_hold_nothing_but_ascii),
	    TEST(no_text_reaches_the_terminal_unseen),
	    TEST(a_map_shows_its_steps_with_all_they_hold),
	    TEST(a_step_shows_its_gap_with_a_sign),
	    TEST(wide_terminals_have_steps_side_by_side),
	    TEST(the_same_input_gives_the_same_bytes),
	    TEST(comparing_marks_every_row),
	    TEST(nobody_to_compare_with_is_said),
	    TEST(a_card_shows_values_preferences_and_gaps),
	    TEST(the_table_says_why_there_is_no_number),
	    TEST(plain_views_have_one_statement_per_line),
	    TEST(the_curve_runs_through_its_points),
	    TEST(the_curve_of_braille_has_three_rows),
	    TEST(a_track_has_five_places),
	    TEST(long_words_break_between_clusters),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
