/* SPDX-License-Identifier: MIT */
/* Cells, keys by name, the text being written: what screens are made of. */
#include "tui/command.h"
#include "tui/editor.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

static struct grid *
new_grid(struct arena *a, int rows, int columns)
{
	return grid_new(a, rows, columns, true);
}

static void
assert_dump(struct arena *a, const struct grid *g, const char *want)
{
	assert_string_equal(str_z(a, grid_dump(a, g)), want);
}

static void
text_is_cut_with_an_ellipsis_and_never_wraps(void **state)
{
	(void)state;
	struct arena *a = arena_new();
	struct grid *g = new_grid(a, 2, 10);
	assert_int_equal(grid_text(g, 0, 0, -1, ROLE_text, S("twelve chars")), 10);
	assert_int_equal(grid_text(g, 1, 2, 4, ROLE_text, S("abc")), 3);
	assert_dump(a, g, "twelve ch…\n  abc\n");
	arena_free(a);
}

static void
nothing_is_drawn_outside(void **state)
{
	(void)state;
	struct arena *a = arena_new();
	struct grid *g = new_grid(a, 1, 4);
	grid_text(g, 5, 0, -1, ROLE_text, S("x"));
	grid_text(g, -1, 0, -1, ROLE_text, S("x"));
	grid_text(g, 0, 9, -1, ROLE_text, S("x"));
	grid_frame(g, (struct area){0, 2, 9, 9}, S("t"));
	grid_clear(g, (struct area){-3, -3, 9, 5}, ROLE_text);
	assert_true(grid_at(g, 1, 0) == NULL);
	arena_free(a);
}

static void
half_of_a_wide_character_never_stays(void **state)
{
	(void)state;
	struct arena *a = arena_new();
	struct grid *g = new_grid(a, 1, 6);
	grid_text(g, 0, 0, -1, ROLE_text, S("電話ab"));
	grid_text(g, 0, 1, 1, ROLE_text, S("x"));
	assert_dump(a, g, " x話ab\n");
	arena_free(a);
}

static void
text_of_a_stranger_cannot_act(void **state)
{
	(void)state;
	struct arena *a = arena_new();
	struct grid *g = new_grid(a, 1, 40);
	grid_text(g, 0, 0, -1, ROLE_text,
	    S("a\033[31mb\xe2\x80\xae"
	      "c\nd"));
	struct str dump = grid_dump(a, g);
	assert_true(str_find(dump, '\033') < 0);
	assert_true(str_search(dump, S("\xe2\x80\xae")) < 0);
	arena_free(a);
}

static void
a_terminal_without_utf8_gets_ascii_only(void **state)
{
	(void)state;
	struct arena *a = arena_new();
	struct grid *g = grid_new(a, 3, 12, false);
	grid_text(g, 0, 0, -1, ROLE_text, S("Straße und mehr"));
	grid_frame(g, (struct area){1, 0, 2, 12}, (struct str){0});
	struct str dump = grid_dump(a, g);
	for (ptrdiff_t i = 0; i < dump.len; i++)
		assert_true((unsigned char)dump.at[i] < 0x80);
	arena_free(a);
}

static void
wrapped_text_tells_how_many_lines_it_takes(void **state)
{
	(void)state;
	struct arena *a = arena_new();
	struct grid *g = new_grid(a, 2, 12);
	int lines = grid_wrap(
	    g, (struct area){0, 0, 2, 10}, ROLE_text, S("one two three four five six"), 0);
	assert_true(lines > 2);
	assert_int_equal(lines, grid_lines(a, 10, S("one two three four five six")));
	assert_true(str_search(grid_dump(a, g), S("…")) > 0);
	arena_free(a);
}

/* ---- keys ---- */

static void
keys_are_read_and_named(void **state)
{
	(void)state;
	struct arena *a = arena_new();
	struct str keys = S("a<Down><C-z><lt>ä");
	static const int32_t want[] = {'a', KEY_down, CTRL('z'), '<', 0xe4};
	int32_t key;
	for (ptrdiff_t i = 0; i < COUNT_OF(want); i++) {
		assert_true(key_read(&keys, &key));
		assert_int_equal(key, want[i]);
	}
	assert_false(key_read(&keys, &key));
	assert_string_equal(str_z(a, key_words(a, CTRL('z'))), "Ctrl-Z");
	arena_free(a);
}

static void
every_notation_reads_back(void **state)
{
	(void)state;
	struct arena *a = arena_new();
	for (int32_t key = 1; key < KEY_END_OF_LIST; key = key == 0x17f ? KEY_FIRST + 1 : key + 1) {
		struct str notation = key_notation(a, key);
		int32_t back;
		bool plain = (key < 27 || key >= 32) && key != 127;
		if (!plain)
			continue;
		assert_true(key_read(&notation, &back));
		assert_int_equal(back, key);
		assert_int_equal(notation.len, 0);
	}
	arena_free(a);
}

static void
no_key_means_two_things_on_one_screen(void **state)
{
	(void)state;
	struct arena *a = arena_new();
	struct keys keys;
	struct str error = {0};
	keys_default(&keys, a);
	assert_true(keys_read(&keys, S("# nothing is changed\n"), &error));
	for (int i = 0; i < DO_COUNT; i++) {
		const struct command_row *row = command_at((enum command_of_screen)i);
		assert_true(row->help.len > 0 && row->help.len <= 60);
		assert_true(command_named(row->name) == row->id);
		assert_true(command_group(row->id).len > 0);
	}
	arena_free(a);
}

static void
a_file_of_keys_changes_them_or_says_which_line_is_wrong(void **state)
{
	(void)state;
	struct arena *a = arena_new();
	struct keys keys;
	struct str error = {0};
	keys_default(&keys, a);
	assert_true(keys_read(&keys, S("undo: <C-u>\nsuspend: <C-z>\n"), &error));
	assert_int_equal(keys_command(&keys, SCREEN_home, CTRL('u')), DO_undo);
	assert_int_equal(keys_command(&keys, SCREEN_home, CTRL('z')), DO_suspend);
	assert_false(keys_read(&keys, S("\nundoo: u\n"), &error));
	assert_true(str_starts(error, S("line 2:")));
	assert_false(keys_read(&keys, S("undo: i\n"), &error));
	assert_true(str_search(error, S("insert-step")) > 0);
	arena_free(a);
}

/* ---- the text being written ---- */

static struct editor *
write(struct arena *a, const char *text, const char *keys)
{
	struct editor *e = editor_new(a, &(struct editor_args){.text = str_of(text)});
	struct str rest = str_of(keys);
	int32_t key;
	while (key_read(&rest, &key))
		editor_event(e, &(struct event){.kind = EVENT_KEY, .key = key});
	return e;
}

static void
assert_written(const char *text, const char *keys, const char *want)
{
	struct arena *a = arena_new();
	assert_string_equal(str_z(a, editor_text(write(a, text, keys))), want);
	arena_free(a);
}

static void
text_is_written_where_the_cursor_is(void **state)
{
	(void)state;
	assert_written("", "abc", "abc");
	assert_written("abc", "d", "abcd");
	assert_written("abc", "<Left><Left>x", "axbc");
	assert_written("abc", "<Home>x<End>y", "xabcy");
	assert_written("ab", "<A-Enter>c<Up>x", "axb\nc");
	assert_written("電話", "<Left>x", "電x話");
}

static void
erasing_takes_whole_characters(void **state)
{
	(void)state;
	assert_written("e\xcc\x81x", "<Left><BS>", "x");
	assert_written("電話", "<BS>", "電");
	assert_written("abc", "<Home><Del>", "bc");
	assert_written("", "<BS><Del>", "");
}

static void
undo_and_redo_within_the_text_are_exact(void **state)
{
	(void)state;
	assert_written("abc", "def<C-z>", "abc");
	assert_written("abc", "def<C-z><C-y>", "abcdef");
	assert_written("abc", "de<BS><BS><BS><C-z>", "abcde");
	assert_written("abc", "de<BS><C-z><C-z>", "abc");
	assert_written("abc", "<C-z><C-z><C-y>", "abc");
}

static void
a_paste_brings_text_and_nothing_else(void **state)
{
	(void)state;
	struct arena *a = arena_new();
	struct editor *e = editor_new(a, &(struct editor_args){0});
	editor_event(e, &(struct event){.kind = EVENT_PASTE, .text = S("a\r\nb\tc\033[31m\x01")});
	assert_string_equal(str_z(a, editor_text(e)), "a\nb c[31m");
	arena_free(a);
}

static void
long_lines_wrap_softly_and_the_cursor_is_on_the_screen(void **state)
{
	(void)state;
	struct arena *a = arena_new();
	struct editor *e = write(a, "one two three four", "");
	struct grid *g = new_grid(a, 4, 12);
	assert_int_equal(editor_rows(e, 10), 3);
	editor_draw(e, g, (struct area){0, 0, 4, 10});
	assert_dump(a, g, "one two\nthree\nfour\n\n");
	assert_int_equal(g->cursor_row, 2);
	assert_int_equal(g->cursor_column, 4);
	arena_free(a);
}

static void
keys_that_end_it_are_answered(void **state)
{
	(void)state;
	struct arena *a = arena_new();
	struct editor *e = write(a, "a", "");
	static const struct {
		int32_t key;
		enum editor_answer answer;
	} want[] = {{KEY_enter, EDITOR_DONE}, {KEY_tab, EDITOR_NEXT},
	    {KEY_back_tab, EDITOR_PREVIOUS}, {KEY_esc, EDITOR_TAKEN_BACK},
	    {CTRL('Q'), EDITOR_NOT_MINE}, {'x', EDITOR_MORE}};
	for (ptrdiff_t i = 0; i < COUNT_OF(want); i++)
		assert_int_equal(
		    editor_event(e, &(struct event){.kind = EVENT_KEY, .key = want[i].key}),
		    want[i].answer);
	arena_free(a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(text_is_cut_with_an_ellipsis_and_never_wraps),
	    cmocka_unit_test(nothing_is_drawn_outside),
	    cmocka_unit_test(half_of_a_wide_character_never_stays),
	    cmocka_unit_test(text_of_a_stranger_cannot_act),
	    cmocka_unit_test(a_terminal_without_utf8_gets_ascii_only),
	    cmocka_unit_test(wrapped_text_tells_how_many_lines_it_takes),
	    cmocka_unit_test(keys_are_read_and_named),
	    cmocka_unit_test(every_notation_reads_back),
	    cmocka_unit_test(no_key_means_two_things_on_one_screen),
	    cmocka_unit_test(a_file_of_keys_changes_them_or_says_which_line_is_wrong),
	    cmocka_unit_test(text_is_written_where_the_cursor_is),
	    cmocka_unit_test(erasing_takes_whole_characters),
	    cmocka_unit_test(undo_and_redo_within_the_text_are_exact),
	    cmocka_unit_test(a_paste_brings_text_and_nothing_else),
	    cmocka_unit_test(long_lines_wrap_softly_and_the_cursor_is_on_the_screen),
	    cmocka_unit_test(keys_that_end_it_are_answered),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
