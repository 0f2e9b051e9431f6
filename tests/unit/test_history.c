/* SPDX-License-Identifier: MIT */
/* Undo is exact to the byte over several files, and what others changed since stays. */
#include "model/history.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static struct arena *arena;
static struct history *h;

static int
setup(void **state)
{
	(void)state;
	arena = arena_new();
	h = history_new(arena);
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
}

static struct file_splice
splice(int file, uint32_t at, const char *removed, const char *inserted)
{
	return (struct file_splice){file, {at, str_of(removed), str_of(inserted)}, false, false};
}

static bool
make(const char *name, struct file_splice s)
{
	struct command c = {.name = str_of(name), .time = 7};
	VEC_PUSH(arena, &c.splices, s);
	return history_do(h, &c);
}

static bool
make_foreign(struct file_splice s)
{
	struct command c = {.name = S("changed by others"), .foreign = true};
	VEC_PUSH(arena, &c.splices, s);
	return history_do(h, &c);
}

static void
assert_now(int file, const char *wanted)
{
	struct str now = h->files.at[file].now;
	if (!str_eq(now, str_of(wanted)))
		print_error("found '%.*s', wanted '%s'\n", STR(now), wanted);
	assert_true(str_eq(now, str_of(wanted)));
	assert_non_null(now.at);
}

static void
undo_restores_the_exact_bytes(void **state)
{
	(void)state;
	int f = history_file(h, S("/w/a.yaml"), S("a: 1\r\nb: \xc3\xa9\n\n"));
	assert_true(make("set b", splice(f, 9, "\xc3\xa9", "longer than before")));
	assert_now(f, "a: 1\r\nb: longer than before\n\n");
	assert_true(make("cut", splice(f, 0, "a: 1\r\n", "")));
	assert_now(f, "b: longer than before\n\n");
	assert_string_equal(history_next_undo(h)->name.at, "cut");
	assert_true(history_undo(h));
	assert_true(history_undo(h));
	assert_now(f, "a: 1\r\nb: \xc3\xa9\n\n");
	assert_null(history_next_undo(h));
	assert_false(history_undo(h));
	assert_string_equal(history_next_redo(h)->name.at, "set b");
	assert_true(history_redo(h));
	assert_true(history_redo(h));
	assert_false(history_redo(h));
	assert_now(f, "b: longer than before\n\n");
}

static void
a_new_command_forgets_what_was_undone(void **state)
{
	(void)state;
	int f = history_file(h, S("/w/a"), S("x"));
	assert_true(make("one", splice(f, 1, "", "1")));
	assert_true(make("two", splice(f, 2, "", "2")));
	assert_true(history_undo(h));
	assert_true(make("three", splice(f, 2, "", "3")));
	assert_now(f, "x13");
	assert_null(history_next_redo(h));
	assert_int_equal(h->commands.count, 2);
	assert_true(history_undo(h));
	assert_now(f, "x1");
}

static void
a_command_that_does_not_fit_changes_no_file(void **state)
{
	(void)state;
	int f = history_file(h, S("/w/a"), S("abc")), g = history_file(h, S("/w/b"), S("xyz"));
	assert_true(make("first", splice(f, 0, "a", "A")));
	assert_true(history_undo(h));
	struct command c = {.name = S("both")};
	VEC_PUSH(arena, &c.splices, splice(f, 0, "abc", "q"));
	VEC_PUSH(arena, &c.splices, splice(g, 1, "z", "q"));
	assert_false(history_do(h, &c));
	assert_now(f, "abc");
	assert_now(g, "xyz");
	assert_non_null(history_next_redo(h));
	c.splices.at[1] = splice(g, 3, "more", "");
	assert_false(history_do(h, &c));
	c.splices.at[1] = splice(7, 0, "", "");
	assert_false(history_do(h, &c));
	c.splices.at[1] = splice(-1, 0, "", "");
	assert_false(history_do(h, &c));
	assert_int_equal(h->done, 0);
	assert_int_equal(h->commands.count, 1);
}

static void
a_command_over_several_files_is_undone_as_one(void **state)
{
	(void)state;
	int f = history_file(h, S("/w/a"), S("abc")), g = history_file(h, S("/w/b"), S(""));
	struct command c = {.name = S("both")};
	VEC_PUSH(arena, &c.splices, splice(f, 1, "b", "BBB"));
	VEC_PUSH(arena, &c.splices, splice(g, 0, "", "new"));
	VEC_PUSH(arena, &c.splices, splice(f, 0, "aBBBc", ""));
	VEC_PUSH(arena, &c.splices, splice(f, 0, "", "z"));
	assert_true(history_do(h, &c));
	assert_now(f, "z");
	assert_now(g, "new");
	assert_true(history_undo(h));
	assert_now(f, "abc");
	assert_now(g, "");
	assert_true(history_redo(h));
	assert_now(f, "z");
}

static void
a_file_that_was_made_or_removed_goes_and_comes_with_undo(void **state)
{
	(void)state;
	int f = history_file(h, S("/w/new"), (struct str){0}),
	    g = history_file(h, S("/w/b"), S("b"));
	struct command c = {.name = S("move")};
	VEC_PUSH(arena, &c.splices, (struct file_splice){f, {0, {0}, S("text")}, true, false});
	VEC_PUSH(arena, &c.splices, (struct file_splice){g, {0, S("b"), {0}}, false, true});
	assert_true(history_do(h, &c));
	assert_now(f, "text");
	assert_null(h->files.at[g].now.at);
	assert_false(history_do(h, &c));
	assert_true(history_undo(h));
	assert_null(h->files.at[f].now.at);
	assert_now(g, "b");
	assert_true(history_redo(h));
	assert_now(f, "text");
	assert_null(h->files.at[g].now.at);
}

static void
a_file_that_is_not_there_cannot_be_edited(void **state)
{
	(void)state;
	int f = history_file(h, S("/w/new"), (struct str){0}),
	    g = history_file(h, S("/w/b"), S("b"));
	assert_false(make("edit", splice(f, 0, "", "x")));
	assert_false(make("half", (struct file_splice){g, {0, {0}, {0}}, false, true}));
	assert_false(make("twice", (struct file_splice){g, {0, {0}, S("x")}, true, false}));
}

static void
a_file_is_known_by_its_path(void **state)
{
	(void)state;
	int f = history_file(h, S("/w/a"), S("first"));
	assert_int_equal(history_file(h, S("/w/a"), S("other")), f);
	assert_now(f, "first");
	assert_int_not_equal(history_file(h, S("/w/b"), S("other")), f);
}

static void
texts_are_copied(void **state)
{
	(void)state;
	char path[] = "/w/a", text[] = "text", name[] = "name", piece[] = "piece";
	int f = history_file(h, str_of(path), str_of(text));
	assert_true(make(name, splice(f, 0, "", piece)));
	memset(path, '-', 4);
	memset(text, '-', 4);
	memset(name, '-', 4);
	memset(piece, '-', 5);
	assert_string_equal(h->files.at[f].path.at, "/w/a");
	assert_now(f, "piecetext");
	assert_string_equal(history_next_undo(h)->name.at, "name");
	assert_true(history_undo(h));
	assert_true(history_redo(h));
	assert_now(f, "piecetext");
}

static void
undo_leaves_what_others_changed_elsewhere_since(void **state)
{
	(void)state;
	int f = history_file(h, S("/w/a"), S("one two three"));
	assert_true(make("ours", splice(f, 4, "two", "2")));
	assert_true(make_foreign(splice(f, 0, "one", "the first")));
	assert_true(make_foreign(splice(f, 12, "three", "3")));
	assert_now(f, "the first 2 3");
	assert_string_equal(history_next_undo(h)->name.at, "ours");
	assert_true(history_undo(h));
	assert_now(f, "the first two 3");
	assert_true(history_redo(h));
	assert_now(f, "the first 2 3");
	assert_true(history_undo(h));
	assert_null(history_next_undo(h));
	assert_false(history_undo(h));
	assert_now(f, "the first two 3");
}

static void
undo_is_refused_where_others_changed_the_same_place_since(void **state)
{
	(void)state;
	int f = history_file(h, S("/w/a"), S("one two three"));
	assert_true(make("ours", splice(f, 4, "two", "2222")));
	assert_true(make_foreign(splice(f, 0, "one", "1")));
	assert_true(make_foreign(splice(f, 3, "22", "--")));
	assert_non_null(history_next_undo(h));
	assert_false(history_undo(h));
	assert_now(f, "1 2--2 three");
	assert_int_equal(h->done, 3);
	assert_true(make("more", splice(f, 0, "1", "one")));
	assert_true(history_undo(h));
	assert_now(f, "1 2--2 three");
	assert_false(history_undo(h));
}

static void
a_step_that_is_taken_back_has_not_been(void **state)
{
	(void)state;
	int f = history_file(h, S("/w/a"), S("x"));
	assert_true(make("one", splice(f, 1, "", "1")));
	assert_true(make("two", splice(f, 2, "", "2")));
	assert_true(make("three", splice(f, 3, "", "3")));
	history_take_back(h);
	assert_now(f, "x12");
	assert_int_equal(h->done, 2);
	assert_int_equal(h->commands.count, 2);
	assert_true(history_undo(h));
	history_take_back(h);
	assert_now(f, "x12");
	assert_string_equal(history_next_undo(h)->name.at, "two");
	assert_true(history_undo(h));
	assert_true(history_redo(h));
	history_take_back(h);
	assert_now(f, "x1");
	/* Also what the step had forgotten is back. */
	assert_true(make("other", splice(f, 2, "", "-")));
	assert_now(f, "x1-");
	history_take_back(h);
	assert_now(f, "x1");
	assert_string_equal(history_next_redo(h)->name.at, "two");
	assert_true(history_redo(h));
	assert_now(f, "x12");
	history_take_back(h);
	history_take_back(h);
	assert_now(f, "x1");
}

/* A generator that always starts the same. */
static uint32_t
number(uint32_t below)
{
	static uint64_t seed = 88172645463325252u;
	seed ^= seed << 13;
	seed ^= seed >> 7;
	seed ^= seed << 17;
	return below > 0 ? (uint32_t)(seed >> 20) % below : 0;
}

static struct file_splice
random_splice(int file)
{
	struct str now = h->files.at[file].now;
	uint32_t at = number((uint32_t)now.len + 1);
	struct splice s = {.at = at};
	s.removed = str_copy(arena, str_upto(str_from(now, at), number(4)));
	s.inserted = str_upto(S("0123456789"), number(5));
	return (struct file_splice){file, s, false, false};
}

static void
random_commands_are_undone_and_done_again_to_the_byte(void **state)
{
	(void)state;
	enum { COMMANDS = 500 };
	int f[2] = {history_file(h, S("/w/a"), S("some text")), history_file(h, S("/w/b"), S(""))};
	struct str after[COMMANDS][2];
	for (int i = 0; i < COMMANDS; i++) {
		for (int k = 0; k < 2; k++)
			after[i][k] = str_copy(arena, h->files.at[f[k]].now);
		struct command c = {.name = S("random")};
		VEC_PUSH(arena, &c.splices, random_splice(f[0]));
		VEC_PUSH(arena, &c.splices, random_splice(f[1]));
		assert_true(history_do(h, &c));
	}
	for (int round = 0; round < 2; round++) {
		for (int i = COMMANDS - 1; i >= 0; i--) {
			assert_true(history_undo(h));
			assert_true(str_eq(h->files.at[f[0]].now, after[i][0]));
			assert_true(str_eq(h->files.at[f[1]].now, after[i][1]));
		}
		for (int i = 0; i < COMMANDS; i++) {
			assert_true(str_eq(h->files.at[f[0]].now, after[i][0]));
			assert_true(history_redo(h));
		}
	}
}

/* Ours within the first half, theirs within the second: whoever comes first, the result is one. */
static void
undo_below_random_changes_by_others_takes_back_exactly_ours(void **state)
{
	(void)state;
	for (int round = 0; round < 200; round++) {
		struct str path = str_format(arena, "/w/%d", round);
		int f = history_file(h, path, S("aaaaaaaaaa|bbbbbbbbbb"));
		struct history_file *file = &h->files.at[f];
		struct command ours = {.name = S("ours")};
		uint32_t at = number(8);
		VEC_PUSH(arena, &ours.splices, splice(f, at, "aa", "12345"));
		assert_true(history_do(h, &ours));
		for (uint32_t i = number(4); i > 0; i--) {
			uint32_t bar = (uint32_t)str_find(file->now, '|'),
				 from = bar + 1 + number(5);
			struct splice s = {.at = from};
			s.removed = str_copy(arena, str_upto(str_from(file->now, from), number(3)));
			s.inserted = S("xyz");
			assert_true(make_foreign((struct file_splice){f, s, false, false}));
		}
		struct str theirs = str_from(file->now, str_find(file->now, '|'));
		struct str wanted = str_format(arena, "aaaaaaaaaa%.*s", STR(theirs));
		assert_true(history_undo(h));
		assert_true(str_eq(file->now, wanted));
	}
}

/* Each text is 10 MB: a hundred of them would be a gigabyte. */
static void
large_texts_are_not_kept_per_command(void **state)
{
	(void)state;
	enum { LARGE = 10 << 20 };
	char *text = NEW_N(arena, char, LARGE);
	memset(text, 'x', LARGE);
	int f = history_file(h, S("/w/large"), (struct str){text, LARGE});
	for (int i = 0; i < 100; i++)
		assert_true(make("type", splice(f, LARGE / 2, "", "a")));
	const struct history_file *file = &h->files.at[f];
	ptrdiff_t all = arena_size(h->arena) + arena_size(file->room) + arena_size(file->spare);
	assert_true(all < 5 * (ptrdiff_t)LARGE);
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
	const struct CMUnitTest tests[] = {
	    TEST(undo_restores_the_exact_bytes),
	    TEST(a_new_command_forgets_what_was_undone),
	    TEST(a_command_that_does_not_fit_changes_no_file),
	    TEST(a_command_over_several_files_is_undone_as_one),
	    TEST(a_file_that_was_made_or_removed_goes_and_comes_with_undo),
	    TEST(a_file_that_is_not_there_cannot_be_edited),
	    TEST(a_file_is_known_by_its_path),
	    TEST(texts_are_copied),
	    TEST(undo_leaves_what_others_changed_elsewhere_since),
	    TEST(undo_is_refused_where_others_changed_the_same_place_since),
	    TEST(a_step_that_is_taken_back_has_not_been),
	    TEST(random_commands_are_undone_and_done_again_to_the_byte),
	    TEST(undo_below_random_changes_by_others_takes_back_exactly_ours),
	    TEST(large_texts_are_not_kept_per_command),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
