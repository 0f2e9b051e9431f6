/* SPDX-License-Identifier: MIT */
/* Cutting parts of a file out into another one, and putting files together again. */
#include "base/file.h"
#include "model/change.h"
#include "model/meaning.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

enum { TODAY = 20779 };

struct at_work {
	struct arena *arena;
	struct desk *d;
};

static int
begin(void **state)
{
	struct arena *a = arena_new();
	struct at_work *w = NEW(a, struct at_work);
	*w = (struct at_work){a, desk_open(a, TODAY)};
	*state = w;
	return 0;
}

static int
end(void **state)
{
	struct at_work *w = *state;
	desk_close(w->d);
	arena_free(w->arena);
	return 0;
}

static struct desk *
desk_with(void **state, const char *first, const char *second)
{
	struct at_work *w = *state;
	desk_put(w->d, S("hr.yaml"), str_of(first));
	if (second != NULL)
		desk_put(w->d, S("people.yaml"), str_of(second));
	return w->d;
}

static void
file_is(const struct desk *d, int file, const char *want)
{
	struct str got = d->files.at[file]->text;
	if (!str_eq(got, str_of(want)))
		fail_msg("%.*s is\n%.*s\nwanted\n%s", STR(d->files.at[file]->path), STR(got), want);
}

static void
fine(const struct desk *d, bool done)
{
	if (!done)
		fail_msg("refused: %.*s (%.*s)", STR(d->why), STR(d->hint));
}

static void
refused(const struct desk *d, bool done, const char *why)
{
	if (done || !str_eq(d->why, str_of(why)))
		fail_msg("%s: %.*s; wanted: %s", done ? "done" : "refused", STR(d->why), why);
}

static const char whole[] = "# The service centre.\n"
			    "workspace: HR\n"
			    "\n"
			    "# Who calls.\n"
			    "personas:\n"
			    "  # knows all the tricks\n"
			    "  nadia:\n"
			    "    about: \"Fixes things\"  # her words\n"
			    "\n"
			    "  tomas: Waits\n"
			    "\n"
			    "scenarios:\n"
			    "  payslip:\n"
			    "    actual:\n"
			    "    - find: Find it   # often\n"
			    "      feel: -1\n"
			    "    desired:\n"
			    "      nadia: same\n"
			    "      tomas: never\n"
			    "\n"
			    "notes:\n"
			    "  - Ask again\n";

static void
a_persona_and_a_section_are_cut_out_with_their_comments(void **state)
{
	struct desk *d = desk_with(state, whole, NULL);
	fine(d, change_split(d, S("nadia,notes"), S("people.yaml")));
	file_is(d, 0,
	    "# The service centre.\n"
	    "workspace: HR\n"
	    "\n"
	    "# Who calls.\n"
	    "personas:\n"
	    "  tomas: Waits\n"
	    "\n"
	    "scenarios:\n"
	    "  payslip:\n"
	    "    actual:\n"
	    "    - find: Find it   # often\n"
	    "      feel: -1\n"
	    "    desired:\n"
	    "      nadia: same\n"
	    "      tomas: never\n");
	file_is(d, 1,
	    "personas:\n"
	    "  # knows all the tricks\n"
	    "  nadia:\n"
	    "    about: \"Fixes things\"  # her words\n"
	    "\n"
	    "notes:\n"
	    "  - Ask again\n");
}

static void
the_last_entry_of_a_section_takes_the_section_along(void **state)
{
	struct desk *d = desk_with(state, whole, NULL);
	fine(d, change_split(d, S("payslip"), S("maps.yaml")));
	file_is(d, 0,
	    "# The service centre.\n"
	    "workspace: HR\n"
	    "\n"
	    "# Who calls.\n"
	    "personas:\n"
	    "  # knows all the tricks\n"
	    "  nadia:\n"
	    "    about: \"Fixes things\"  # her words\n"
	    "\n"
	    "  tomas: Waits\n"
	    "\n"
	    "notes:\n"
	    "  - Ask again\n");
	file_is(d, 1,
	    "scenarios:\n"
	    "  payslip:\n"
	    "    actual:\n"
	    "    - find: Find it   # often\n"
	    "      feel: -1\n"
	    "    desired:\n"
	    "      nadia: same\n"
	    "      tomas: never\n");
}

static void
what_stands_in_braces_is_written_below_its_section(void **state)
{
	struct desk *d =
	    desk_with(state, "personas: {nadia: Fixes, tomas: Waits}\nnotes: [Ask]\n", NULL);
	fine(d, change_split(d, S("persona:tomas"), S("people.yaml")));
	file_is(d, 0, "personas: {nadia: Fixes}\nnotes: [Ask]\n");
	file_is(d, 1, "personas:\n  tomas: Waits\n");
}

static void
a_document_that_holds_nothing_any_more_goes(void **state)
{
	struct desk *d = desk_with(state,
	    "personas:\n  nadia: Fixes\n---\nnotes:\n  - Ask\n--- # more\nframing:\n  problem: "
	    "Slow\n",
	    NULL);
	fine(d, change_split(d, S("notes"), S("notes.yaml")));
	file_is(d, 0, "personas:\n  nadia: Fixes\n--- # more\nframing:\n  problem: Slow\n");
	file_is(d, 1, "notes:\n  - Ask\n");
}

static void
line_breaks_of_the_file_are_kept(void **state)
{
	struct desk *d =
	    desk_with(state, "personas:\r\n  nadia: Fixes\r\n  tomas: Waits\r\n", NULL);
	fine(d, change_split(d, S("tomas"), S("people.yaml")));
	file_is(d, 0, "personas:\r\n  nadia: Fixes\r\n");
	file_is(d, 1, "personas:\r\n  tomas: Waits\r\n");
}

static void
what_cannot_be_split_is_refused(void **state)
{
	struct desk *d = desk_with(state, whole, NULL);
	refused(d, change_split(d, S("nadja"), S("p.yaml")), "there is no 'nadja' to cut out");
	refused(
	    d, change_split(d, S(" , "), S("p.yaml")), "nothing is named that is to be cut out");
	refused(d, change_split(d, S("nadia"), S("hr.yaml")), "'hr.yaml' is there already");
	file_is(d, 0, whole);
}

static void
a_file_is_not_emptied_by_splitting_it(void **state)
{
	struct desk *d = desk_with(state, "personas: {nadia: Fixes}\n", NULL);
	refused(
	    d, change_split(d, S("personas"), S("p.yaml")), "nothing would be left in 'hr.yaml'");
}

static void
a_name_of_two_things_is_refused(void **state)
{
	struct desk *d = desk_with(
	    state, "personas: {call: Calls, b: B}\nscenarios: {call: {title: Call}}\n", NULL);
	refused(d, change_split(d, S("call"), S("p.yaml")), "'call' is the name of two things");
}

static void
an_alias_that_would_be_cut_off_is_refused(void **state)
{
	static const char text[] = "personas:\n"
				   "  nadia: {prefers: &p {channel: chat}}\n"
				   "  tomas: {prefers: *p}\n";
	struct desk *d = desk_with(state, text, NULL);
	assert_false(change_split(d, S("tomas"), S("p.yaml")));
}

static void
joining_puts_entries_behind_entries_and_lists_behind_lists(void **state)
{
	struct desk *d = desk_with(state,
	    "workspace: HR\n"
	    "personas:\n"
	    "  tomas: Waits\n"
	    "notes:\n"
	    "  - Ask again\n",
	    "# people\n"
	    "personas:\n"
	    "    # the fixer\n"
	    "    nadia:\n"
	    "        about: Fixes   # well\n"
	    "\n"
	    "framing: {goals: [Fewer calls]}\n"
	    "notes:\n"
	    "- One more # of mine\n"
	    "# the end\n");
	fine(d, change_join(d, S("people.yaml"), S("hr.yaml")));
	file_is(d, 0,
	    "workspace: HR\n"
	    "framing: {goals: [Fewer calls]}\n"
	    "personas:\n"
	    "  tomas: Waits\n"
	    "  # people\n"
	    "  # the fixer\n"
	    "  nadia:\n"
	    "      about: Fixes   # well\n"
	    "notes:\n"
	    "  - Ask again\n"
	    "  - One more # of mine\n"
	    "# the end\n");
	assert_null(d->files.at[1]->text.at);
}

static void
what_both_files_say_is_refused_with_both_places(void **state)
{
	static const char first[] = "workspace:\n  title: HR\npersonas:\n  nadia: Fixes\n";
	struct desk *d = desk_with(state, first, "personas:\n\n  nadia: Waits\n");
	refused(d, change_join(d, S("people.yaml"), S("hr.yaml")),
	    "'nadia' stands in both files, at hr.yaml:4 and at people.yaml:3");
	file_is(d, 0, first);
	file_is(d, 1, "personas:\n\n  nadia: Waits\n");
}

static void
a_scalar_that_both_files_set_is_refused(void **state)
{
	struct desk *d =
	    desk_with(state, "workspace: HR\n", "workspace:\n  title: Payroll\n  client: X\n");
	assert_false(change_join(d, S("people.yaml"), S("hr.yaml")));
	refused(d, change_join(d, S("people.yaml"), S("hr.yaml")),
	    "'workspace' stands in both files, at hr.yaml:1 and at people.yaml:1");
}

static void
a_title_and_other_keys_of_the_workspace_join(void **state)
{
	struct desk *d = desk_with(
	    state, "workspace: HR\npersonas: {a: A}\n", "workspace:\n  client: Example\n");
	fine(d, change_join(d, S("people.yaml"), S("hr.yaml")));
	file_is(d, 0, "workspace:\n  title: HR\n  client: Example\npersonas: {a: A}\n");
}

static void
lists_of_framing_join(void **state)
{
	struct desk *d = desk_with(state, "framing:\n  goals:\n    - One\n  problem: Slow\n",
	    "framing:\n  goals:\n    - Two\n  principles:\n    - Be kind\n");
	fine(d, change_join(d, S("people.yaml"), S("hr.yaml")));
	file_is(d, 0,
	    "framing:\n  goals:\n    - One\n    - Two\n  problem: Slow\n"
	    "  principles:\n    - Be kind\n");
}

static void
a_file_that_is_no_yaml_is_not_joined(void **state)
{
	struct desk *d = desk_with(state, "personas: {a: A}\n", "notes:\n  - @home\n");
	refused(d, change_join(d, S("people.yaml"), S("hr.yaml")),
	    "'people.yaml' cannot be read as YAML, so it is not joined");
	refused(
	    d, change_join(d, S("hr.yaml"), S("hr.yaml")), "'hr.yaml' cannot be joined to itself");
	refused(d, change_join(d, S("x.yaml"), S("hr.yaml")), "there is no file 'x.yaml'");
}

static struct str
example(struct arena *a, const char *name)
{
	struct str text, error;
	const char *path = str_z(a, str_format(a, "examples/%s.yaml", name));
	if (!file_read(a, path, 1 << 20, &text, &error))
		fail_msg("cannot read %s: run from the project's root", path);
	return text;
}

/* The things in a file that are cut out one by one, and come back as they were. */
static void
goes_and_comes_back(const char *name, struct str thing, bool is_last)
{
	struct arena *a = arena_new();
	struct desk *d = desk_open(a, TODAY);
	struct str text = example(a, name);
	desk_put(d, S("hr.yaml"), text);
	struct str meaning = meaning_of(a, desk_workspace(d));
	fine(d, change_split(d, thing, S("cut.yaml")));
	if (!str_eq(meaning, meaning_of(a, desk_workspace(d))))
		fail_msg("%s: cutting %.*s out changes the meaning", name, STR(thing));
	fine(d, change_join(d, S("cut.yaml"), S("hr.yaml")));
	if (!str_eq(meaning, meaning_of(a, desk_workspace(d))))
		fail_msg("%s: joining %.*s changes the meaning", name, STR(thing));
	if (is_last && !str_eq(text, d->files.at[0]->text))
		fail_msg("%s: %.*s does not come back as it was:\n%.*s", name, STR(thing),
		    STR(d->files.at[0]->text));
	desk_close(d);
	arena_free(a);
}

static void
every_persona_and_map_of_the_examples_goes_and_comes_back(void **state)
{
	static const char *const names[] = {"hr-service-centre", "candidate", "home-again"};
	struct at_work *w = *state;
	for (ptrdiff_t i = 0; i < COUNT_OF(names); i++) {
		struct source source = {.path = S("x"), .text = example(w->arena, names[i])};
		struct workspace ws = {0};
		workspace_read(w->arena, &source, 1, TODAY, &ws);
		for (int p = 0; p < ws.persona_count; p++)
			goes_and_comes_back(
			    names[i], ws.personas[p].entry.id, p == ws.persona_count - 1);
		for (int m = 0; m < ws.map_count; m++)
			goes_and_comes_back(names[i], ws.maps[m].entry.id, false);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(
		a_persona_and_a_section_are_cut_out_with_their_comments, begin, end),
	    cmocka_unit_test_setup_teardown(
		the_last_entry_of_a_section_takes_the_section_along, begin, end),
	    cmocka_unit_test_setup_teardown(
		what_stands_in_braces_is_written_below_its_section, begin, end),
	    cmocka_unit_test_setup_teardown(
		a_document_that_holds_nothing_any_more_goes, begin, end),
	    cmocka_unit_test_setup_teardown(line_breaks_of_the_file_are_kept, begin, end),
	    cmocka_unit_test_setup_teardown(what_cannot_be_split_is_refused, begin, end),
	    cmocka_unit_test_setup_teardown(a_file_is_not_emptied_by_splitting_it, begin, end),
	    cmocka_unit_test_setup_teardown(a_name_of_two_things_is_refused, begin, end),
	    cmocka_unit_test_setup_teardown(an_alias_that_would_be_cut_off_is_refused, begin, end),
	    cmocka_unit_test_setup_teardown(
		joining_puts_entries_behind_entries_and_lists_behind_lists, begin, end),
	    cmocka_unit_test_setup_teardown(
		what_both_files_say_is_refused_with_both_places, begin, end),
	    cmocka_unit_test_setup_teardown(a_scalar_that_both_files_set_is_refused, begin, end),
	    cmocka_unit_test_setup_teardown(
		a_title_and_other_keys_of_the_workspace_join, begin, end),
	    cmocka_unit_test_setup_teardown(lists_of_framing_join, begin, end),
	    cmocka_unit_test_setup_teardown(a_file_that_is_no_yaml_is_not_joined, begin, end),
	    cmocka_unit_test_setup_teardown(
		every_persona_and_map_of_the_examples_goes_and_comes_back, begin, end),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
