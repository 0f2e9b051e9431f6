/* SPDX-License-Identifier: MIT */
/* The workbench without a terminal: keys in, frames and files out. */
#include "base/file.h"
#include "tui/command.h"
#include "tui/view.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

#define HR                                                                                         \
	"# ours\n"                                                                                 \
	"personas:\n"                                                                              \
	"  nadia: Solves cases\n"                                                                  \
	"scenarios:\n"                                                                             \
	"  payslip:\n"                                                                             \
	"    title: A payslip\n"                                                                   \
	"    actual:\n"                                                                            \
	"      - find: Find it   # slow\n"                                                         \
	"        feel: 0\n"                                                                        \
	"      - Call somebody\n"

struct bench {
	struct arena *arena;
	char *folder, *path;
	struct session *session;
	struct app *app;
};

static long long
now(void)
{
	return 1000000000;
}

static int
set_up(void **state)
{
	struct arena *a = arena_new();
	struct bench *b = NEW(a, struct bench);
	struct str error;
	bool changed;
	const char *parent = getenv("TMPDIR");
	char *folder = str_z(a, str_format(a, "%s/app.XXXXXX", parent != NULL ? parent : "/tmp"));
	b->arena = a;
	assert_true(mkdtemp(folder) != NULL);
	b->folder = folder;
	b->path = str_z(a, str_format(a, "%s/hr.yaml", folder));
	assert_true(file_write(a, b->path, S(HR), &changed, &error));
	struct session_args args = {
	    .path = b->path, .today = 20000, .disk = disk_real(), .now = now};
	assert_true(session_open(a, &args, &b->session, &error));
	b->app = app_new(
	    a, &(struct app_args){.session = b->session, .style = {.unicode = true}, .now = now});
	*state = b;
	return 0;
}

static int
tear_down(void **state)
{
	struct bench *b = *state;
	struct arena *a = b->arena;
	app_free(b->app);
	session_close(b->session);
	unlink(b->path);
	rmdir(b->folder);
	arena_free(a);
	return 0;
}

static void
press(struct bench *b, const char *keys)
{
	struct str rest = str_of(keys);
	int32_t key;
	while (key_read(&rest, &key))
		app_event(b->app, &(struct event){.kind = EVENT_KEY, .key = key});
}

static const char *
screen(struct bench *b, int rows, int columns)
{
	return str_z(b->arena, grid_dump(b->arena, app_draw(b->app, rows, columns)));
}

static const char *
file(struct bench *b)
{
	struct str text, error;
	assert_true(file_read(b->arena, b->path, 1 << 20, &text, &error));
	return str_z(b->arena, text);
}

static void
assert_shows(struct bench *b, const char *words)
{
	const char *shown = screen(b, 24, 80);
	if (str_search(str_of(shown), str_of(words)) < 0)
		fail_msg("'%s' is not on the screen:\n%s", words, shown);
}

static void
home_names_who_and_what_there_is(void **state)
{
	assert_shows(*state, "PERSONAS");
	assert_shows(*state, "A payslip");
	assert_shows(*state, "MOVE");
}

static void
looking_around_never_touches_the_file(void **state)
{
	press(*state,
	    "1234567<Down><Up><Tab><Right><Esc><Esc>3<Down><Right>b?<Esc>:<Esc>g<Esc>/x<Esc>");
	assert_string_equal(file(*state), HR);
}

static void
a_step_is_reworded_in_its_place_and_saved_at_once(void **state)
{
	press(*state, "3<Enter> online");
	assert_shows(*state, "WRITE");
	press(*state, "<Enter>");
	assert_shows(*state, "Find it online");
	assert_true(str_search(str_of(file(*state)), S("- find: Find it online   # slow\n")) > 0);
	press(*state, "u");
	assert_string_equal(file(*state), HR);
	press(*state, "U");
	assert_true(str_search(str_of(file(*state)), S("Find it online")) > 0);
}

static void
escape_takes_back_what_was_being_written(void **state)
{
	press(*state, "3<Enter>xyz<Esc>");
	assert_shows(*state, "taken back");
	assert_string_equal(file(*state), HR);
}

static void
capture_takes_one_step_after_the_other(void **state)
{
	press(*state, "3<End>cWrite a mail<Enter>Wait: 2 days<Enter><Enter>");
	assert_true(
	    str_search(str_of(file(*state)),
		S("      - Call somebody\n      - Write a mail\n      - \"Wait: 2 days\"\n")) > 0);
}

static void
a_feeling_goes_up_and_down_by_one_key(void **state)
{
	press(*state, "3<lt><lt><lt>");
	assert_true(str_search(str_of(file(*state)), S("feel: -2\n")) > 0);
	press(*state, ">");
	assert_true(str_search(str_of(file(*state)), S("feel: -1\n")) > 0);
	press(*state, "uuuu");
	assert_string_equal(file(*state), HR);
}

static void
taking_a_step_away_needs_two_presses(void **state)
{
	press(*state, "3<Right>d");
	assert_shows(*state, "d again does it");
	assert_string_equal(file(*state), HR);
	press(*state, "<Left><Right>d");
	assert_string_equal(file(*state), HR);
	press(*state, "d");
	assert_true(str_search(str_of(file(*state)), S("Call somebody")) < 0);
}

static void
a_step_is_carried_dropped_and_put_back(void **state)
{
	press(*state, "3<Right>m<Left><Enter>");
	assert_true(str_search(str_of(file(*state)), S("- Call somebody\n      - find:")) > 0);
	press(*state, "m<Right><Esc>");
	assert_true(str_search(str_of(file(*state)), S("- Call somebody\n      - find:")) > 0);
}

static void
a_wish_takes_one_key(void **state)
{
	press(*state, "4=");
	assert_true(str_search(str_of(file(*state)), S("desired:\n")) > 0);
	press(*state, "<Down>~By chat<Enter>");
	assert_true(str_search(str_of(file(*state)), S("By chat")) > 0);
	assert_shows(*state, "gap");
}

static void
a_persona_is_added_with_the_keys_that_the_screen_names(void **state)
{
	press(*state, "apTomas, the steady hand<Enter>");
	assert_true(str_search(str_of(file(*state)), S("Tomas, the steady hand")) > 0);
	assert_shows(*state, "Tomas");
}

static void
what_others_change_appears_and_is_said(void **state)
{
	struct bench *b = *state;
	struct str error;
	bool changed;
	press(b, "3");
	struct str other = str_of(HR "      - Added by somebody\n");
	assert_true(file_write(b->arena, b->path, other, &changed, &error));
	app_event(b->app, &(struct event){.kind = EVENT_LOOK});
	assert_shows(b, "Added by");
	assert_shows(b, "somebody else changed");
}

static void
a_screen_that_is_too_small_says_so_and_keeps_everything(void **state)
{
	press(*state, "3<Enter>x");
	assert_string_equal(screen(*state, 3, 30), "needs 40x12, is 30x3\n\n\n");
	press(*state, "<Enter>");
	assert_true(str_search(str_of(file(*state)), S("Find itx")) > 0);
}

static void
a_read_only_workspace_refuses_in_words(void **state)
{
	struct bench *b = *state;
	b->app->read_only = true;
	press(b, "3a");
	assert_shows(b, "READ ONLY");
	press(b, "<Enter>i<lt>ddcu");
	assert_string_equal(file(b), HR);
}

/* Any keys at any size: what is on disk is always whole, and undo leads back to the first byte. */
static void
random_keys_break_nothing_and_can_all_be_undone(void **state)
{
	struct bench *b = *state;
	static const char *const keys[] = {"1", "2", "3", "4", "5", "6", "7", "<Up>", "<Down>",
	    "<Left>", "<Right>", "<Enter>", "<Esc>", "<Tab>", "<S-Tab>", "a", "i", "I", "c", "m",
	    "d", "d", "u", "U", "=", "~", "x", "+", "-", "<lt>", ">", "[", "]", "b", "z", "?", ":",
	    "g", "/", "n", "N", "P", "y", "p", "r", "A", "<BS>", "<Del>", "<Home>", "<End>",
	    "<PgUp>", "<PgDn>", "<A-Enter>", "hello", "ä: b", "#", "<C-z>", "<C-y>"};
	static const int sizes[][2] = {{24, 80}, {12, 40}, {48, 160}, {13, 57}, {3, 10}, {1, 1}};
	uint64_t random = 7;
	for (int i = 0; i < 4000; i++) {
		random = random * 6364136223846793005u + 1442695040888963407u;
		press(b, keys[(random >> 33) % COUNT_OF(keys)]);
		const int *size = sizes[(random >> 53) % COUNT_OF(sizes)];
		const struct grid *g = app_draw(b->app, size[0], size[1]);
		assert_int_equal(g->rows, size[0]);
		b->app->over = false;
	}
	assert_int_equal(diags_count(&session_workspace(b->session)->diags, LEVEL_ERROR), 0);
	for (int i = 0; i < 20; i++)
		press(b, "<Esc>");
	b->app->over = false;
	for (int i = 0; i < 4000 && session_history(b->session)->done > 0; i++)
		session_undo(b->session);
	assert_string_equal(file(b), HR);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
#define T(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
	    T(home_names_who_and_what_there_is),
	    T(looking_around_never_touches_the_file),
	    T(a_step_is_reworded_in_its_place_and_saved_at_once),
	    T(escape_takes_back_what_was_being_written),
	    T(capture_takes_one_step_after_the_other),
	    T(a_feeling_goes_up_and_down_by_one_key),
	    T(taking_a_step_away_needs_two_presses),
	    T(a_step_is_carried_dropped_and_put_back),
	    T(a_wish_takes_one_key),
	    T(a_persona_is_added_with_the_keys_that_the_screen_names),
	    T(what_others_change_appears_and_is_said),
	    T(a_screen_that_is_too_small_says_so_and_keeps_everything),
	    T(a_read_only_workspace_refuses_in_words),
	    T(random_keys_break_nothing_and_can_all_be_undone),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
