/* SPDX-License-Identifier: MIT */
/* The words of a call: what getopt's habits, the two tables and the promises of the design say. */
#include "cli/cli.h"
#include "cli/suggest.h"
#include "export/gaps_out.h"
#include "export/picture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <math.h>
#include <string.h>

struct call {
	struct arena *arena;
	struct options options;
	struct usage_error error;
};

/* Parse a line of words separated by blanks; `_` stands for an empty word. */
static bool
parse(struct call *c, const char *line)
{
	VEC(struct str) words = {0};
	struct str rest = str_of(line), word;
	while (str_cut(&rest, ' ', &word)) {
		if (word.len > 0)
			VEC_PUSH(c->arena, &words, str_eq(word, S("_")) ? S("") : word);
	}
	return options_parse(c->arena, words.at, words.count, &c->options, &c->error);
}

static void
assert_text(struct str text, const char *expected)
{
	assert_int_equal(text.len, strlen(expected));
	assert_memory_equal(text.at, expected, strlen(expected));
}

static void
assert_holds(struct str text, const char *part)
{
	if (str_search(text, str_of(part)) < 0)
		fail_msg("'%.*s' does not hold '%s'", STR(text), part);
}

static int
set_up(void **state)
{
	struct arena *a = arena_new();
	struct call *c = NEW(a, struct call);
	c->arena = a;
	*state = c;
	return 0;
}

static int
tear_down(void **state)
{
	struct call *c = *state;
	arena_free(c->arena);
	return 0;
}

static void
options_may_stand_behind_operands(void **state)
{
	struct call *c = *state;
	assert_true(parse(c, "check a.yaml --format json b.yaml -a"));
	assert_int_equal(c->options.command, COMMAND_check);
	assert_int_equal(c->options.operands.count, 2);
	assert_text(c->options.operands.at[0], "a.yaml");
	assert_text(c->options.operands.at[1], "b.yaml");
	assert_int_equal(c->options.at[OPTION_check_format].choice, 1);
	assert_true(c->options.at[OPTION_all].given);
}

static void
options_of_every_command_may_stand_before_it(void **state)
{
	struct call *c = *state;
	assert_true(parse(c, "--color never -q check"));
	assert_int_equal(c->options.command, COMMAND_check);
	assert_int_equal(c->options.at[OPTION_color].choice, 2);
	assert_true(c->options.at[OPTION_quiet].given);
}

static void
a_value_may_stand_behind_an_equals_sign(void **state)
{
	struct call *c = *state;
	assert_true(parse(c, "gaps --map=a=b"));
	assert_text(c->options.at[OPTION_map].text, "a=b");
}

static void
letters_may_be_joined(void **state)
{
	struct call *c = *state;
	assert_true(parse(c, "export -qvoday.svg"));
	assert_true(c->options.at[OPTION_quiet].given);
	assert_true(c->options.at[OPTION_verbose].given);
	assert_text(c->options.at[OPTION_output].text, "day.svg");
}

static void
a_lone_dash_is_an_operand_and_a_value(void **state)
{
	struct call *c = *state;
	assert_true(parse(c, "export - -o -"));
	assert_int_equal(c->options.operands.count, 1);
	assert_text(c->options.operands.at[0], "-");
	assert_text(c->options.at[OPTION_output].text, "-");
}

static void
two_dashes_end_the_options(void **state)
{
	struct call *c = *state;
	assert_true(parse(c, "check -- --all -- -q"));
	assert_int_equal(c->options.operands.count, 3);
	assert_text(c->options.operands.at[0], "--all");
	assert_text(c->options.operands.at[1], "--");
	assert_text(c->options.operands.at[2], "-q");
	assert_false(c->options.at[OPTION_all].given);
}

static void
a_dash_before_a_digit_is_an_operand(void **state)
{
	struct call *c = *state;
	assert_true(parse(c, "check -2"));
	assert_int_equal(c->options.operands.count, 1);
	assert_text(c->options.operands.at[0], "-2");
}

static void
personas_may_be_given_several_times(void **state)
{
	struct call *c = *state;
	assert_true(parse(c, "export --persona nadia -p tomas"));
	assert_int_equal(c->options.at[OPTION_personas].list.count, 2);
	assert_text(c->options.at[OPTION_personas].list.at[0], "nadia");
	assert_text(c->options.at[OPTION_personas].list.at[1], "tomas");
}

static void
a_limit_is_a_percentage_or_a_fraction(void **state)
{
	struct call *c = *state;
	assert_true(parse(c, "gaps --fail-above 50%"));
	assert_true(fabs(c->options.at[OPTION_fail_above].number - 0.5) < 1e-12);
	assert_true(parse(c, "gaps --fail-above .25"));
	assert_true(fabs(c->options.at[OPTION_fail_above].number - 0.25) < 1e-12);
	assert_true(parse(c, "gaps --fail-above 0%"));
	assert_true(fabs(c->options.at[OPTION_fail_above].number - 0) < 1e-12);
	assert_true(parse(c, "gaps --fail-above 1"));
	assert_true(fabs(c->options.at[OPTION_fail_above].number - 1) < 1e-12);
}

static void
a_limit_that_could_mean_two_things_is_refused(void **state)
{
	static const char *const lines[] = {"gaps --fail-above 50", "gaps --fail-above 101%",
	    "gaps --fail-above half", "gaps --fail-above 0x1", "gaps --fail-above 1e-3",
	    "gaps --fail-above nan", "gaps --fail-above %", "gaps --fail-above -1",
	    "gaps --fail-above 0,5", "gaps --fail-above 0.1.2"};
	struct call *c = *state;
	for (ptrdiff_t i = 0; i < COUNT_OF(lines); i++) {
		assert_false(parse(c, lines[i]));
		assert_holds(c->error.message, "--fail-above");
	}
}

static void
columns_are_separated_by_commas(void **state)
{
	struct call *c = *state;
	assert_true(parse(c, "gaps --columns opportunity,ipa"));
	assert_int_equal(c->options.at[OPTION_columns].chosen, 3);
	assert_true(parse(c, "gaps --columns opportunity"));
	assert_int_equal(c->options.at[OPTION_columns].chosen, 2);
	assert_false(parse(c, "gaps --columns opportunity,ipo"));
	assert_holds(c->error.hint, "'ipa'");
}

static void
a_command_that_nobody_knows_brings_the_nearest(void **state)
{
	struct call *c = *state;
	assert_false(parse(c, "chekc"));
	assert_text(c->error.message, "there is no command 'chekc'");
	assert_text(c->error.hint, "did you mean 'check'?");
	assert_false(parse(c, "Show"));
	assert_holds(c->error.hint, "'show'");
	assert_false(parse(c, "zzzzzzzz"));
	assert_holds(c->error.hint, "desirepath help");
}

static void
at_most_three_are_suggested_the_nearest_first(void **state)
{
	struct call *c = *state;
	struct str all[] = {S("stagger"), S("stake"), S("stages"), S("stag"), S("stage"), S("xyz")};
	struct words known = {.list = {all, COUNT_OF(all), COUNT_OF(all)}};
	struct str text = suggest(c->arena, S("stage"), &known);
	assert_text(text, "did you mean 'stage', 'stake' or 'stages'?");
	assert_int_equal(suggest(c->arena, S("qqqq"), &known).len, 0);
	assert_int_equal(suggest(c->arena, S(""), &known).len, 0);
}

static void
a_hidden_command_is_never_suggested(void **state)
{
	struct call *c = *state;
	assert_false(parse(c, "__manua"));
	assert_int_equal(str_search(c->error.hint, S("__")), -1);
}

static void
an_option_that_nobody_knows_brings_the_nearest(void **state)
{
	struct call *c = *state;
	assert_false(parse(c, "check --formt json"));
	assert_text(c->error.message, "'--formt' is not an option of 'check'");
	assert_text(c->error.hint, "did you mean '--format'?");
	assert_false(parse(c, "check -z"));
	assert_text(c->error.message, "'-z' is not an option of 'check'");
}

static void
an_option_of_another_command_is_told_apart_from_a_misspelt_one(void **state)
{
	struct call *c = *state;
	assert_false(parse(c, "check --dpi 300"));
	assert_holds(c->error.hint, "'export'");
}

static void
nothing_is_abbreviated(void **state)
{
	struct call *c = *state;
	assert_false(parse(c, "check --form json"));
	assert_holds(c->error.hint, "--format");
}

static void
a_forgotten_value_does_not_swallow_the_next_option(void **state)
{
	struct call *c = *state;
	assert_false(parse(c, "gaps --map --persona nadia"));
	assert_text(c->error.message, "--map needs a value");
	assert_false(parse(c, "gaps --map"));
	assert_text(c->error.message, "--map needs a value");
	assert_false(parse(c, "gaps --map="));
	assert_false(parse(c, "gaps --map _"));
	assert_true(parse(c, "gaps --map=--persona"));
}

static void
a_flag_takes_no_value(void **state)
{
	struct call *c = *state;
	assert_false(parse(c, "check --all=yes"));
	assert_text(c->error.message, "--all takes no value");
}

static void
operands_are_counted(void **state)
{
	struct call *c = *state;
	assert_false(parse(c, "gaps a.yaml b.yaml"));
	assert_text(c->error.message, "'gaps' has no use for 'b.yaml'");
	assert_false(parse(c, "completion"));
	assert_false(parse(c, "version now"));
	assert_true(parse(c, "completion --help"));
	assert_true(parse(c, "check a b c d e f g h"));
}

static void
the_same_name_takes_the_words_of_its_command(void **state)
{
	struct call *c = *state;
	assert_true(parse(c, "gaps --format markdown"));
	assert_false(parse(c, "check --format markdown"));
	assert_holds(c->error.hint, "text, json");
}

static void
each_name_stands_once_per_command(void **state)
{
	(void)state;
	for (int k = 0; k < COMMAND_COUNT; k++) {
		for (int i = 0; i < OPTION_COUNT; i++) {
			for (int j = 0; j < i; j++) {
				const struct option_row *x = option_row((enum option)i);
				const struct option_row *y = option_row((enum option)j);
				bool both = option_fits(x, (enum command_id)k) &&
				    option_fits(y, (enum command_id)k);
				assert_false(both && str_eq(x->name, y->name));
				assert_false(both && x->letter != '\0' && x->letter == y->letter);
			}
		}
	}
}

/* Completion scripts and the manual put these into other languages without quotes. */
static void
names_and_choices_hold_nothing_that_a_shell_reads(void **state)
{
	(void)state;
	for (int i = 0; i < OPTION_COUNT; i++) {
		const struct option_row *row = option_row((enum option)i);
		struct str texts[] = {row->name, row->choices, row->argument};
		for (ptrdiff_t k = 0; k < COUNT_OF(texts); k++) {
			for (ptrdiff_t n = 0; n < texts[k].len; n++) {
				char c = texts[k].at[n];
				bool fine = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
				    c == '-' || c == ' ';
				assert_true(fine);
			}
		}
		assert_int_equal(row->kind == ARGUMENT_FLAG, row->argument.len == 0);
		bool choice = row->kind == ARGUMENT_CHOICE || row->kind == ARGUMENT_CHOICES;
		assert_int_equal(choice, row->choices.len > 0);
	}
}

/* The enums of other tables are taken straight from the index of a choice. */
static void
choices_agree_with_the_tables_they_name(void **state)
{
	(void)state;
	const struct option_row *picture = option_row(OPTION_picture), *to = option_row(OPTION_to);
	for (int i = 0; i < PICTURE_COUNT; i++)
		assert_int_equal(picture_find(option_choice(picture, i)), i);
	assert_int_equal(option_choice(picture, PICTURE_COUNT).len, 0);
	for (int i = 0; i < FORMAT_COUNT; i++)
		assert_int_equal(format_find(option_choice(to, i)), i);
	assert_int_equal(option_choice(to, FORMAT_COUNT).len, 0);
	const struct option_row *gaps = option_row(OPTION_gaps_format);
	for (ptrdiff_t i = 0; gaps_format_at(i) != NULL; i++)
		assert_true(str_eq(option_choice(gaps, (int)i), gaps_format_at(i)->name));
	const struct option_row *theme = option_row(OPTION_theme);
	assert_true(str_eq(option_choice(theme, SCHEME_AUTO), S("auto")));
	assert_true(str_eq(option_choice(theme, SCHEME_LIGHT), S("light")));
	assert_true(str_eq(option_choice(theme, SCHEME_DARK), S("dark")));
}

static void
every_command_that_is_shown_has_an_example(void **state)
{
	(void)state;
	ptrdiff_t count;
	const struct example_row *rows = example_rows(&count);
	for (int i = 0; i < COMMAND_COUNT; i++) {
		bool found = command_is_hidden((enum command_id)i);
		for (ptrdiff_t k = 0; k < count; k++)
			found = found || rows[k].command == (enum command_id)i;
		assert_true(found);
	}
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
	const struct CMUnitTest tests[] = {
	    TEST(options_may_stand_behind_operands),
	    TEST(options_of_every_command_may_stand_before_it),
	    TEST(a_value_may_stand_behind_an_equals_sign),
	    TEST(letters_may_be_joined),
	    TEST(a_lone_dash_is_an_operand_and_a_value),
	    TEST(two_dashes_end_the_options),
	    TEST(a_dash_before_a_digit_is_an_operand),
	    TEST(personas_may_be_given_several_times),
	    TEST(a_limit_is_a_percentage_or_a_fraction),
	    TEST(a_limit_that_could_mean_two_things_is_refused),
	    TEST(columns_are_separated_by_commas),
	    TEST(a_command_that_nobody_knows_brings_the_nearest),
	    TEST(at_most_three_are_suggested_the_nearest_first),
	    TEST(a_hidden_command_is_never_suggested),
	    TEST(an_option_that_nobody_knows_brings_the_nearest),
	    TEST(an_option_of_another_command_is_told_apart_from_a_misspelt_one),
	    TEST(nothing_is_abbreviated),
	    TEST(a_forgotten_value_does_not_swallow_the_next_option),
	    TEST(a_flag_takes_no_value),
	    TEST(operands_are_counted),
	    TEST(the_same_name_takes_the_words_of_its_command),
	    TEST(each_name_stands_once_per_command),
	    TEST(names_and_choices_hold_nothing_that_a_shell_reads),
	    TEST(choices_agree_with_the_tables_they_name),
	    TEST(every_command_that_is_shown_has_an_example),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
