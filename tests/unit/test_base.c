/* SPDX-License-Identifier: MIT */
/*
 * The ground that everything stands on: memory, texts, tables, columns, files. Expected values are
 * from the headers' words, from Unicode's own properties, or from POSIX.
 */
#include "base/arena.h"
#include "base/buf.h"
#include "base/file.h"
#include "base/map.h"
#include "base/str.h"
#include "base/utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#if defined(__SANITIZE_ADDRESS__)
#define WITH_ASAN 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define WITH_ASAN 1
#endif
#endif
#ifdef WITH_ASAN
#include <sanitizer/asan_interface.h>
#endif

#define assert_str(s, literal) assert_str_is((s), S(literal), __LINE__)

static void
assert_str_is(struct str s, struct str expected, int line)
{
	if (!str_eq(s, expected))
		fail_msg("line %d: '%.*s' is not '%.*s'", line, STR(s), STR(expected));
}

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

/* Memory */

static void
pieces_are_zeroed_aligned_and_apart(void **state)
{
	struct arena *a = *state;
	char *pieces[200];
	for (int i = 0; i < 200; i++) {
		pieces[i] = arena_alloc(a, 1, 1 + i * 7, 16);
		assert_int_equal((uintptr_t)pieces[i] % 16, 0);
		for (int j = 0; j < 1 + i * 7; j++)
			assert_int_equal(pieces[i][j], 0);
		memset(pieces[i], i + 1, (size_t)(1 + i * 7));
	}
	for (int i = 0; i < 200; i++) {
		for (int j = 0; j < 1 + i * 7; j++)
			assert_int_equal((unsigned char)pieces[i][j], (unsigned char)(i + 1));
	}
}

static void
a_piece_larger_than_any_chunk_fits(void **state)
{
	ptrdiff_t size = (ptrdiff_t)5 << 20;
	char *large = arena_alloc(*state, size, 1, 1);
	large[0] = 'a';
	large[size - 1] = 'z';
	assert_true(arena_size(*state) >= size);
	assert_true(arena_size(*state) < 2 * size);
}

static void
growing_keeps_the_bytes_and_zeroes_the_rest(void **state)
{
	struct arena *a = *state;
	char *text = arena_alloc(a, 4, 1, 1);
	memcpy(text, "abcd", 4);
	char *same = arena_grow(a, text, 4, 40, 1);
	assert_ptr_equal(same, text);
	assert_memory_equal(same, "abcd\0\0\0\0", 8);
	(void)arena_alloc(a, 1, 1, 1);
	char *moved = arena_grow(a, same, 40, 80, 1);
	assert_ptr_not_equal(moved, same);
	assert_memory_equal(moved, "abcd\0\0\0\0", 8);
	for (int i = 4; i < 80; i++)
		assert_int_equal(moved[i], 0);
}

static void
growing_nothing_is_a_new_piece(void **state)
{
	char *fresh = arena_grow(*state, NULL, 0, 16, 1);
	assert_non_null(fresh);
	assert_int_equal(fresh[15], 0);
}

static void
a_mark_gives_back_all_that_came_later(void **state)
{
	struct arena *a = *state;
	char *before = arena_alloc(a, 8, 1, 1);
	memcpy(before, "constant", 8);
	struct arena_mark mark = arena_mark(a);
	char *first = arena_alloc(a, 64, 1, 16);
	memset(first, 'x', 64);
	for (int i = 0; i < 2000; i++)
		(void)arena_alloc(a, 10000, 1, 1);
	ptrdiff_t most = arena_size(a);
	assert_true(most > 2000 * 10000);
	arena_release(a, mark);
	assert_true(arena_size(a) < most / 2);
	char *again = arena_alloc(a, 64, 1, 16);
	assert_ptr_equal(again, first);
	for (int i = 0; i < 64; i++)
		assert_int_equal(again[i], 0);
	assert_memory_equal(before, "constant", 8);
}

static void
a_working_room_used_again_and_again_does_not_grow(void **state)
{
	struct arena *a = *state;
	ptrdiff_t after_first = 0;
	for (int round = 0; round < 50; round++) {
		struct arena_mark mark = arena_mark(a);
		char *piece = arena_alloc(a, 100000, 1, 1);
		for (int i = 0; i < 100000; i += 1000)
			assert_int_equal(piece[i], 0);
		memset(piece, 'x', 100000);
		arena_release(a, mark);
		if (round == 0)
			after_first = arena_size(a);
	}
	assert_int_equal(arena_size(a), after_first);
}

static jmp_buf out_of_memory;

static void
jump_out(void *context)
{
	longjmp(*(jmp_buf *)context, 1);
}

static void
an_impossible_size_calls_the_hook(void **state)
{
	struct arena *a = *state;
	arena_on_no_memory(a, jump_out, &out_of_memory);
	volatile int calls = 0;
	if (setjmp(out_of_memory) == 0) {
		(void)arena_alloc(a, PTRDIFF_MAX / 2, 3, 1);
		fail_msg("a size that overflows was given");
	}
	calls++;
	if (setjmp(out_of_memory) == 0) {
		(void)arena_alloc(a, -1, 1, 1);
		fail_msg("a negative size was given");
	}
	calls++;
	assert_int_equal(calls, 2);
}

static void
note_call(void *context)
{
	char *calls = context;
	calls[strlen(calls)] = (char)('0' + strlen(calls));
}

static void
what_is_made_known_to_an_arena_ends_once_the_newest_first(void **state)
{
	(void)state;
	struct arena *a = arena_new();
	char early[8] = "", late[8] = "", used[8] = "", forgotten[8] = "";
	arena_on_end(a, note_call, early);
	struct arena_end *e = arena_on_end(a, note_call, used);
	arena_forget(arena_on_end(a, note_call, forgotten));
	struct arena_mark mark = arena_mark(a);
	arena_on_end(a, note_call, late);
	arena_on_end(a, note_call, late);
	arena_end(e);
	assert_string_equal(used, "0");
	arena_release(a, mark);
	assert_string_equal(late, "01");
	assert_string_equal(early, "");
	arena_on_end(a, note_call, late);
	arena_release(a, (struct arena_mark){0});
	assert_string_equal(late, "012");
	assert_string_equal(early, "0");
	arena_free(a);
	assert_string_equal(late, "012");
	assert_string_equal(early, "0");
	assert_string_equal(used, "0");
	assert_string_equal(forgotten, "");
}

static void
an_arena_in_another_ends_with_it_and_calls_its_hook(void **state)
{
	(void)state;
	jmp_buf out;
	char calls[8] = "";
	struct arena *a = arena_new();
	struct arena *inner = arena_new_in(arena_new_in(a)), *gone = arena_new_in(a);
	arena_on_end(inner, note_call, calls);
	arena_on_no_memory(a, jump_out, &out);
	if (setjmp(out) == 0) {
		(void)arena_alloc(inner, PTRDIFF_MAX / 2, 3, 1);
		fail_msg("a size that overflows was given");
	}
	arena_free(gone);
	assert_string_equal(calls, "");
	arena_free(a);
	assert_string_equal(calls, "0");
}

static void
the_gap_behind_a_piece_is_poisoned(void **state)
{
#ifdef WITH_ASAN
	struct arena *a = *state;
	char *piece = arena_alloc(a, 24, 1, 8);
	assert_false(__asan_address_is_poisoned(piece + 23));
	assert_true(__asan_address_is_poisoned(piece + 24));
	char *next = arena_alloc(a, 8, 1, 8);
	assert_true(__asan_address_is_poisoned(piece + 24));
	assert_false(__asan_address_is_poisoned(next));
	struct arena_mark mark = arena_mark(a);
	char *later = arena_alloc(a, 8, 1, 8);
	arena_release(a, mark);
	assert_true(__asan_address_is_poisoned(later));
#else
	(void)state;
	skip();
#endif
}

/* Texts */

static void
the_empty_text_is_equal_to_every_empty_text(void **state)
{
	(void)state;
	assert_true(str_eq((struct str){0}, S("")));
	assert_int_equal(str_cmp((struct str){0}, S("")), 0);
	assert_true(str_cmp((struct str){0}, S("a")) < 0);
	assert_int_equal(str_of(NULL).len, 0);
	assert_true(str_starts(S("abc"), (struct str){0}));
	assert_true(str_ends((struct str){0}, S("")));
}

static void
order_is_by_bytes_and_a_prefix_comes_first(void **state)
{
	(void)state;
	assert_true(str_cmp(S("ab"), S("abc")) < 0);
	assert_true(str_cmp(S("abc"), S("ab")) > 0);
	assert_true(str_cmp(S("B"), S("a")) < 0);
	assert_true(str_cmp(S("z"), S("\xc3\xa9")) < 0);
	assert_true(str_cmp(S("a\0b"), S("a\0c")) < 0);
}

static void
slices_are_clamped(void **state)
{
	(void)state;
	assert_str(str_from(S("abc"), 1), "bc");
	assert_str(str_from(S("abc"), 9), "");
	assert_str(str_from(S("abc"), -2), "abc");
	assert_str(str_upto(S("abc"), 2), "ab");
	assert_str(str_upto(S("abc"), 9), "abc");
	assert_str(str_upto(S("abc"), -1), "");
	assert_str(str_from((struct str){0}, 3), "");
}

static void
copies_end_in_a_zero_and_stand_alone(void **state)
{
	struct arena *a = *state;
	char bytes[] = "step";
	struct str s = str_copy(a, (struct str){bytes, 4});
	bytes[0] = 'X';
	assert_str(s, "step");
	assert_int_equal(s.at[4], 0);
	assert_string_equal(str_z(a, str_upto(S("stage"), 2)), "st");
	assert_string_equal(str_z(a, (struct str){0}), "");
	assert_str(str_format(a, "%d of %.*s", 7, STR(S("ten"))), "7 of ten");
}

static void
trimming_takes_blanks_and_breaks_of_both_ends(void **state)
{
	(void)state;
	assert_str(str_trim(S(" \t\r\n a b \n")), "a b");
	assert_str(str_trim(S(" \n ")), "");
	assert_str(str_trim((struct str){0}), "");
}

static void
finding_says_where_or_minus_one(void **state)
{
	(void)state;
	assert_int_equal(str_find(S("a.b.c"), '.'), 1);
	assert_int_equal(str_find(S("abc"), '.'), -1);
	assert_int_equal(str_find((struct str){0}, '.'), -1);
	assert_int_equal(str_search(S("aab"), S("ab")), 1);
	assert_int_equal(str_search(S("ab"), S("abc")), -1);
	assert_int_equal(str_search(S("ab"), S("")), 0);
}

static void
cutting_yields_every_part_also_empty_ones(void **state)
{
	(void)state;
	struct str rest = S("a,,b,"), part;
	assert_true(str_cut(&rest, ',', &part));
	assert_str(part, "a");
	assert_true(str_cut(&rest, ',', &part));
	assert_str(part, "");
	assert_true(str_cut(&rest, ',', &part));
	assert_str(part, "b");
	assert_true(str_cut(&rest, ',', &part));
	assert_str(part, "");
	assert_false(str_cut(&rest, ',', &part));
}

static void
lines_end_in_any_of_the_three_breaks(void **state)
{
	(void)state;
	struct str rest = S("one\ntwo\r\n\rfour"), line;
	assert_true(str_line(&rest, &line));
	assert_str(line, "one");
	assert_true(str_line(&rest, &line));
	assert_str(line, "two");
	assert_true(str_line(&rest, &line));
	assert_str(line, "");
	assert_true(str_line(&rest, &line));
	assert_str(line, "four");
	assert_false(str_line(&rest, &line));
	rest = S("last\n");
	assert_true(str_line(&rest, &line));
	assert_false(str_line(&rest, &line));
}

static void
distance_counts_typing_slips(void **state)
{
	(void)state;
	assert_int_equal(str_distance(S("channel"), S("channel"), 2), 0);
	assert_int_equal(str_distance(S("chanel"), S("channel"), 2), 1);
	assert_int_equal(str_distance(S("chnanel"), S("channel"), 2), 1);
	assert_int_equal(str_distance(S("channels"), S("channel"), 2), 1);
	assert_int_equal(str_distance(S("chanmel"), S("channel"), 2), 1);
	assert_int_equal(str_distance(S("GCATGCG"), S("GATTACA"), 9), 4);
	assert_int_equal(str_distance(S("ABCDEF"), S("ABDCEF"), 9), 1);
	assert_int_equal(str_distance(S("ABCDEF"), S("BACDFE"), 9), 2);
	/* No part is touched twice: this is 3, where full Damerau would have 2. */
	assert_int_equal(str_distance(S("ca"), S("abc"), 9), 3);
	assert_int_equal(str_distance(S(""), S("abc"), 9), 3);
}

static void
distance_stops_at_its_limit(void **state)
{
	(void)state;
	assert_int_equal(str_distance(S("feel"), S("channel"), 2), 3);
	assert_int_equal(str_distance(S("abcd"), S("wxyz"), 2), 3);
	struct str longer =
	    S("0123456789012345678901234567890123456789012345678901234567890123456789");
	assert_int_equal(str_distance(longer, longer, 2), 3);
}

/* Texts being built, and tables */

static void
a_buffer_grows_over_any_size(void **state)
{
	struct buf b = {.arena = *state};
	assert_int_equal(buf_str(&b).len, 0);
	buf_add(&b, (struct str){0});
	for (int i = 0; i < 3000; i++)
		buf_format(&b, "%04d", i);
	assert_int_equal(b.len, 12000);
	assert_str(str_from(str_upto(buf_str(&b), 8008), 8000), "20002001");
	buf_char(&b, '!');
	buf_fill(&b, '-', 3);
	buf_fill(&b, '-', -3);
	buf_add(&b, S("end"));
	assert_str(str_from(buf_str(&b), 12000), "!---end");
}

static void
a_formatted_piece_larger_than_the_room_is_whole(void **state)
{
	struct buf b = {.arena = *state};
	buf_char(&b, '<');
	for (int width = 250; width < 262; width++)
		buf_format(&b, "%*d", width, 7);
	ptrdiff_t expected = 1;
	for (int width = 250; width < 262; width++) {
		expected += width;
		assert_int_equal(b.at[expected - 1], '7');
	}
	assert_int_equal(b.len, expected);
}

static void
a_list_keeps_what_is_pushed(void **state)
{
	struct arena *a = *state;
	VEC(int) list = {0};
	for (int i = 0; i < 1000; i++) {
		VEC_PUSH(a, &list, i * i);
		(void)arena_alloc(a, 1, 1, 1);
	}
	assert_int_equal(list.count, 1000);
	for (int i = 0; i < 1000; i++)
		assert_int_equal(list.at[i], i * i);
}

static void
a_table_finds_what_it_was_given_and_nothing_else(void **state)
{
	struct arena *a = *state;
	struct str_map m = {.arena = a};
	assert_int_equal(str_map_get(&m, S("none")), -1);
	for (int i = 0; i < 5000; i++) {
		ptrdiff_t *value = str_map_at(&m, str_format(a, "key-%d", i));
		assert_int_equal(*value, -1);
		*value = i;
	}
	assert_int_equal(m.count, 5000);
	for (int i = 0; i < 5000; i++)
		assert_int_equal(str_map_get(&m, str_format(a, "key-%d", i)), i);
	assert_int_equal(str_map_get(&m, S("key-5000")), -1);
	*str_map_at(&m, S("key-7")) = 70;
	assert_int_equal(str_map_get(&m, S("key-7")), 70);
	assert_int_equal(m.count, 5000);
	assert_int_equal(str_map_get(&m, S("")), -1);
	*str_map_at(&m, S("")) = 1;
	assert_int_equal(str_map_get(&m, (struct str){0}), 1);
}

/* Characters and columns */

static void
characters_are_read_one_by_one(void **state)
{
	(void)state;
	struct str rest = S("a\xc3\xa9\xe4\xb8\xad\xf0\x9f\x98\x80");
	assert_int_equal(utf8_next(&rest), 'a');
	assert_int_equal(utf8_next(&rest), 0xe9);
	assert_int_equal(utf8_next(&rest), 0x4e2d);
	assert_int_equal(utf8_next(&rest), 0x1f600);
	assert_int_equal(utf8_next(&rest), -1);
	assert_int_equal(utf8_count(S("a\xc3\xa9\xe4\xb8\xad")), 3);
}

static void
broken_bytes_are_one_replacement_each(void **state)
{
	(void)state;
	struct str rest = S("\xff\xc3");
	assert_int_equal(utf8_next(&rest), 0xfffd);
	assert_int_equal(utf8_next(&rest), 0xfffd);
	assert_int_equal(utf8_next(&rest), -1);
	rest = str_upto(S("\xe4\xb8\xad"), 2);
	assert_int_equal(utf8_next(&rest), 0xfffd);
	assert_int_equal(utf8_next(&rest), 0xfffd);
	assert_int_equal(utf8_next(&rest), -1);
}

static void
the_first_broken_byte_is_named(void **state)
{
	(void)state;
	assert_int_equal(utf8_bad(S("plain \xc3\xa9")), -1);
	assert_int_equal(utf8_bad((struct str){0}), -1);
	assert_int_equal(utf8_bad(S("ab\x80")), 2);
	assert_int_equal(utf8_bad(S("ab\xc3")), 2);
	assert_int_equal(utf8_bad(S("\xc0\xaf")), 0);         /* overlong */
	assert_int_equal(utf8_bad(S("\xe0\x80\xaf")), 0);     /* overlong */
	assert_int_equal(utf8_bad(S("x\xed\xa0\x80")), 1);    /* half of a surrogate pair */
	assert_int_equal(utf8_bad(S("\xf4\x90\x80\x80")), 0); /* past U+10FFFF */
	assert_int_equal(utf8_bad(S("\xf4\x8f\xbf\xbd")), -1);
	assert_int_equal(utf8_bad(S("\xfe")), 0);
}

static void
writing_a_character_is_the_reverse_of_reading_it(void **state)
{
	(void)state;
	const int32_t all[] = {0x24, 0x7f, 0x80, 0x7ff, 0x800, 0xffff, 0x10000, 0x10fffd};
	const int lengths[] = {1, 1, 2, 2, 3, 3, 4, 4};
	for (int i = 0; i < 8; i++) {
		char bytes[4];
		assert_int_equal(utf8_put(all[i], bytes), lengths[i]);
		struct str rest = {bytes, lengths[i]};
		assert_int_equal(utf8_next(&rest), all[i]);
		assert_int_equal(rest.len, 0);
	}
}

#define FAMILY "\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x91\xa7"
#define FLAG_NL "\xf0\x9f\x87\xb3\xf0\x9f\x87\xb1"
#define FLAG_DE "\xf0\x9f\x87\xa9\xf0\x9f\x87\xaa"
#define E_ACUTE_APART "e\xcc\x81"
#define HEART_AS_EMOJI "\xe2\x9d\xa4\xef\xb8\x8f"
#define SKIN_TONE "\xf0\x9f\x91\x8d\xf0\x9f\x8f\xbd"

static void
columns_are_those_of_a_terminal(void **state)
{
	(void)state;
	static const struct {
		struct str text;
		int width;
	} cases[] = {
	    {S_INIT(""), 0},
	    {S_INIT("plain"), 5},
	    {S_INIT("\xc3\xa9"), 1},
	    {S_INIT(E_ACUTE_APART), 1},
	    {S_INIT("\xe4\xb8\xad\xe6\x96\x87"), 4},
	    {S_INIT("\xef\xbc\xa1"), 2},
	    {S_INIT("\xed\x95\x9c"), 2},
	    {S_INIT(FAMILY), 2},
	    {S_INIT(FLAG_NL), 2},
	    {S_INIT(FLAG_NL FLAG_DE), 4},
	    {S_INIT(HEART_AS_EMOJI), 2},
	    {S_INIT(SKIN_TONE), 2},
	    {S_INIT("\xe2\x80\x8b"), 0},
	    {S_INIT("\xcc\x81"), 0},
	};
	for (ptrdiff_t i = 0; i < COUNT_OF(cases); i++) {
		if (utf8_width(cases[i].text) != cases[i].width)
			fail_msg("'%.*s' is %td columns, not %d", STR(cases[i].text),
			    utf8_width(cases[i].text), cases[i].width);
	}
}

static void
a_cluster_is_what_people_call_a_letter(void **state)
{
	(void)state;
	struct str rest = S("a" E_ACUTE_APART FAMILY FLAG_NL FLAG_DE "\r\nz"), cluster;
	static const struct str expected[] = {S_INIT("a"), S_INIT(E_ACUTE_APART), S_INIT(FAMILY),
	    S_INIT(FLAG_NL), S_INIT(FLAG_DE), S_INIT("\r\n"), S_INIT("z")};
	for (ptrdiff_t i = 0; i < COUNT_OF(expected); i++) {
		assert_true(utf8_cluster(&rest, &cluster));
		assert_str_is(cluster, expected[i], __LINE__);
	}
	assert_false(utf8_cluster(&rest, &cluster));
}

static void
clusters_of_broken_bytes_come_to_an_end(void **state)
{
	(void)state;
	struct str text = S("\xff\xfe\xf0\x9f\x87"), cluster;
	ptrdiff_t sum = 0;
	for (struct str rest = text; utf8_cluster(&rest, &cluster);) {
		assert_true(cluster.len > 0);
		sum += cluster.len;
	}
	assert_int_equal(sum, text.len);
}

static void
fitting_never_splits_a_cluster(void **state)
{
	(void)state;
	assert_str(utf8_fit(S("abcdef"), 3), "abc");
	assert_str(utf8_fit(S("abc"), 9), "abc");
	assert_str(utf8_fit(S("abc"), 0), "");
	assert_str(utf8_fit(S("a\xe4\xb8\xad"), 2), "a");
	assert_str(utf8_fit(S(FAMILY "x"), 1), "");
	assert_str(utf8_fit(S(FAMILY "x"), 2), FAMILY);
	assert_str(utf8_fit(S(E_ACUTE_APART "x"), 1), E_ACUTE_APART);
}

static void
folding_makes_equal_words_equal(void **state)
{
	struct arena *a = *state;
	assert_str(utf8_fold(a, S("  Sign\t IN ")), "sign in");
	assert_str(utf8_fold(a,
		       S("a\xc2\xa0\xe2\x80\x83"
			 "b")),
	    "a b");
	assert_str(utf8_fold(a, S("STRASSE")), "strasse");
	assert_str(utf8_fold(a,
		       S("Stra\xc3\x9f"
			 "e")),
	    "strasse");
	assert_str(utf8_fold(a, S(E_ACUTE_APART)), "\xc3\xa9");
	assert_str(utf8_fold(a, S("\xc3\x89")), "\xc3\xa9");
	assert_str(utf8_fold(a, S("")), "");
	assert_str(utf8_nfc(a, S("E\xcc\x81")), "\xc3\x89");
}

static void
kinds_of_characters_are_unicode_s(void **state)
{
	(void)state;
	assert_true(utf8_is_letter('a') && utf8_is_letter(0xdf) && utf8_is_letter(0x4e2d));
	assert_false(utf8_is_letter('1') || utf8_is_letter('-') || utf8_is_letter(0x20ac));
	assert_true(utf8_is_mark(0x301) && !utf8_is_mark('a'));
	assert_true(utf8_is_upper('A') && utf8_is_upper(0xc9) && utf8_is_upper(0x1c5));
	assert_false(utf8_is_upper('a') || utf8_is_upper(0xdf) || utf8_is_upper(0x4e2d));
	assert_true(utf8_is_blank(' ') && utf8_is_blank(0xa0) && utf8_is_blank(0x3000));
	assert_false(utf8_is_blank('a') || utf8_is_blank(0x200b));
	assert_true(utf8_is_control(0) && utf8_is_control(0x1b) && utf8_is_control(0x9b));
	assert_false(utf8_is_control(' ') || utf8_is_control(0xa0) || utf8_is_control(-1));
	assert_true(utf8_is_invisible(0x202e) && utf8_is_invisible(0x200b) &&
	    utf8_is_invisible(0x2066) && utf8_is_invisible(0xe0041));
	assert_false(utf8_is_invisible('a') || utf8_is_invisible(0x301));
}

static void
direction_is_that_of_the_first_strong_character(void **state)
{
	(void)state;
	assert_true(utf8_is_rtl(S("\xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d abc")));
	assert_true(utf8_is_rtl(S("12: \xd8\xb3")));
	assert_false(utf8_is_rtl(S("abc \xd7\xa9")));
	assert_false(utf8_is_rtl(S("\xc3\xa9 \xd7\xa9")));
	assert_false(utf8_is_rtl(S("123")));
	assert_false(utf8_is_rtl(S("")));
}

static void
a_stranger_s_text_cannot_act_in_a_terminal(void **state)
{
	struct arena *a = *state;
	assert_str(
	    utf8_visible(a, S("plain \xc3\xa9 \xe4\xb8\xad")), "plain \xc3\xa9 \xe4\xb8\xad");
	assert_str(utf8_visible(a, S("a\x1b[31mb")), "a\\x1B[31mb");
	assert_str(utf8_visible(a, S("a\nb\tc\rd")), "a\\nb\\tc\\x0Dd");
	assert_str(utf8_visible(a, S("\x7f")), "\\x7F");
	assert_str(utf8_visible(a,
		       S("\xc2\x9b"
			 "0m")),
	    "\\x9B0m");
	assert_str(utf8_visible(a, S("x\xe2\x80\xaey")), "x\\u{202E}y");
	assert_str(utf8_visible(a, S("\xff")), "\\xFF");
	assert_str(utf8_visible(a, S(FAMILY)), FAMILY);
	assert_str(utf8_visible(a, S("a\0b")), "a\\x00b");
}

/* Files */

struct folder {
	struct arena *a;
	char *path;
};

static int
folder_set_up(void **state)
{
	struct arena *a = arena_new();
	struct folder *f = NEW(a, struct folder);
	f->a = a;
	f->path = str_z(a, S("/tmp/desirepath-base-XXXXXX"));
	*state = f;
	return mkdtemp(f->path) ? 0 : -1;
}

static int
folder_tear_down(void **state)
{
	struct folder *f = *state;
	struct str command = str_format(f->a, "rm -rf '%s'", f->path);
	int status = system(command.at);
	arena_free(f->a);
	return status;
}

static const char *
in_folder(const struct folder *f, const char *name)
{
	return str_format(f->a, "%s/%s", f->path, name).at;
}

static void
put(const struct folder *f, const char *name, struct str text)
{
	bool changed;
	struct str error;
	assert_true(file_write(f->a, in_folder(f, name), text, &changed, &error));
	assert_true(changed);
}

static void
assert_holds(const struct folder *f, const char *name, struct str expected)
{
	struct str text, error;
	assert_true(file_read(f->a, in_folder(f, name), 1 << 20, &text, &error));
	assert_str_is(text, expected, __LINE__);
}

static void
what_is_written_is_read_again(void **state)
{
	struct folder *f = *state;
	put(f, "a.yaml", S("steps: [a]\n"));
	assert_holds(f, "a.yaml", S("steps: [a]\n"));
	put(f, "a.yaml", S(""));
	assert_holds(f, "a.yaml", S(""));
	put(f, "zero", S("a\0b"));
	assert_holds(f, "zero", S("a\0b"));
}

static void
what_cannot_be_read_is_said_in_words(void **state)
{
	struct folder *f = *state;
	struct str text, error;
	assert_false(file_read(f->a, in_folder(f, "none"), 100, &text, &error));
	assert_str(error, "No such file or directory");
	assert_false(file_read(f->a, f->path, 100, &text, &error));
	assert_str(error, "Is a directory");
}

static void
a_file_over_the_limit_is_refused_and_one_at_it_is_not(void **state)
{
	struct folder *f = *state;
	struct str text, error;
	struct buf b = {.arena = f->a};
	buf_fill(&b, 'x', 1 << 20);
	put(f, "even", buf_str(&b));
	assert_true(file_read(f->a, in_folder(f, "even"), 1 << 20, &text, &error));
	assert_int_equal(text.len, 1 << 20);
	buf_char(&b, 'x');
	put(f, "over", buf_str(&b));
	assert_false(file_read(f->a, in_folder(f, "over"), 1 << 20, &text, &error));
	assert_str(error, "larger than 1 MB");
}

static void
a_pipe_without_a_writer_is_refused_at_once(void **state)
{
	struct folder *f = *state;
	struct str text, error;
	assert_int_equal(mkfifo(in_folder(f, "pipe"), 0600), 0);
	assert_false(file_read(f->a, in_folder(f, "pipe"), 100, &text, &error));
	assert_str(error, "a pipe that nobody writes to");
}

static void
the_same_bytes_leave_the_file_alone(void **state)
{
	struct folder *f = *state;
	put(f, "a.svg", S("same"));
	struct stat before, after;
	assert_int_equal(stat(in_folder(f, "a.svg"), &before), 0);
	bool changed = true;
	struct str error;
	assert_true(file_write(f->a, in_folder(f, "a.svg"), S("same"), &changed, &error));
	assert_false(changed);
	assert_int_equal(stat(in_folder(f, "a.svg"), &after), 0);
	assert_int_equal(before.st_ino, after.st_ino);
	assert_int_equal(before.st_mtim.tv_sec, after.st_mtim.tv_sec);
	assert_int_equal(before.st_mtim.tv_nsec, after.st_mtim.tv_nsec);
}

static void
a_changed_file_keeps_its_permissions(void **state)
{
	struct folder *f = *state;
	put(f, "a.yaml", S("old"));
	assert_int_equal(chmod(in_folder(f, "a.yaml"), 0640), 0);
	put(f, "a.yaml", S("new"));
	struct stat st;
	assert_int_equal(stat(in_folder(f, "a.yaml"), &st), 0);
	assert_int_equal(st.st_mode & 07777, 0640);
}

static void
a_new_file_has_the_permissions_of_the_umask(void **state)
{
	struct folder *f = *state;
	mode_t kept = umask(027);
	put(f, "a.yaml", S("new"));
	umask(kept);
	struct stat st;
	assert_int_equal(stat(in_folder(f, "a.yaml"), &st), 0);
	assert_int_equal(st.st_mode & 07777, 0640);
}

static void
a_link_stays_a_link_and_its_target_changes(void **state)
{
	struct folder *f = *state;
	put(f, "real.yaml", S("old"));
	assert_int_equal(symlink("real.yaml", in_folder(f, "link.yaml")), 0);
	put(f, "link.yaml", S("new"));
	struct stat st;
	assert_int_equal(lstat(in_folder(f, "link.yaml"), &st), 0);
	assert_true(S_ISLNK(st.st_mode));
	assert_holds(f, "real.yaml", S("new"));
}

static void
a_failed_write_leaves_nothing_behind(void **state)
{
	struct folder *f = *state;
	bool changed;
	struct str error;
	assert_false(file_write(f->a, in_folder(f, "none/a.yaml"), S("x"), &changed, &error));
	assert_str(error, "No such file or directory");
	assert_int_equal(mkdir(in_folder(f, "taken"), 0700), 0);
	assert_false(file_write(f->a, in_folder(f, "taken"), S("x"), &changed, &error));
	assert_str(error, "Is a directory");
	struct str list = str_format(f->a, "test \"$(ls -A '%s')\" = taken", f->path);
	assert_int_equal(system(list.at), 0);
}

static void
a_device_is_written_to_and_not_replaced(void **state)
{
	struct folder *f = *state;
	bool changed;
	struct str error;
	assert_true(file_write(f->a, "/dev/null", S("x"), &changed, &error));
	struct stat st;
	assert_int_equal(stat("/dev/null", &st), 0);
	assert_true(S_ISCHR(st.st_mode));
}

static void
folders_are_made_with_their_parents(void **state)
{
	struct folder *f = *state;
	struct str error;
	assert_true(file_make_folder(in_folder(f, "a/b/c"), &error));
	assert_true(file_is_folder(in_folder(f, "a/b/c")));
	assert_true(file_make_folder(in_folder(f, "a/b/c/"), &error));
	put(f, "file", S("x"));
	assert_false(file_is_folder(in_folder(f, "file")));
	assert_false(file_make_folder(in_folder(f, "file"), &error));
	assert_false(file_make_folder(in_folder(f, "file/below"), &error));
	assert_false(file_make_folder("", &error));
}

static void
yaml_files_are_listed_in_path_order_without_dots_and_linked_folders(void **state)
{
	struct folder *f = *state;
	struct str error;
	assert_true(file_make_folder(in_folder(f, "b/deep"), &error));
	assert_true(file_make_folder(in_folder(f, ".git"), &error));
	put(f, "b/deep/z.yml", S("x"));
	put(f, "b.yaml", S("x"));
	put(f, "a.yaml", S("x"));
	put(f, "a.yaml.in", S("x"));
	put(f, "notes.txt", S("x"));
	put(f, ".hidden.yaml", S("x"));
	put(f, ".git/c.yaml", S("x"));
	assert_int_equal(symlink(".", in_folder(f, "loop")), 0);
	assert_int_equal(symlink("a.yaml", in_folder(f, "linked.yaml")), 0);
	assert_int_equal(symlink("nowhere", in_folder(f, "dangling.yaml")), 0);
	struct str *paths;
	ptrdiff_t count;
	assert_true(file_list_yaml(f->a, f->path, 100, &paths, &count, &error));
	static const char *const expected[] = {"a.yaml", "b.yaml", "b/deep/z.yml", "linked.yaml"};
	assert_int_equal(count, COUNT_OF(expected));
	for (ptrdiff_t i = 0; i < count; i++)
		assert_str_is(paths[i], str_of(in_folder(f, expected[i])), __LINE__);
}

static void
too_many_files_are_refused_by_number(void **state)
{
	struct folder *f = *state;
	struct str error, *paths;
	ptrdiff_t count;
	put(f, "a.yaml", S("x"));
	put(f, "b.yaml", S("x"));
	put(f, "c.yaml", S("x"));
	assert_true(file_list_yaml(f->a, f->path, 3, &paths, &count, &error));
	assert_false(file_list_yaml(f->a, f->path, 2, &paths, &count, &error));
	assert_str_is(error, str_format(f->a, "%s: more than 2 YAML files", f->path), __LINE__);
	const char *none = in_folder(f, "none");
	assert_false(file_list_yaml(f->a, none, 2, &paths, &count, &error));
	assert_str_is(error, str_format(f->a, "%s: No such file or directory", none), __LINE__);
}

#define IN_ARENA(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)
#define IN_FOLDER(test) cmocka_unit_test_setup_teardown(test, folder_set_up, folder_tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    IN_ARENA(pieces_are_zeroed_aligned_and_apart),
	    IN_ARENA(a_piece_larger_than_any_chunk_fits),
	    IN_ARENA(growing_keeps_the_bytes_and_zeroes_the_rest),
	    IN_ARENA(growing_nothing_is_a_new_piece),
	    IN_ARENA(a_mark_gives_back_all_that_came_later),
	    IN_ARENA(a_working_room_used_again_and_again_does_not_grow),
	    IN_ARENA(an_impossible_size_calls_the_hook),
	    cmocka_unit_test(what_is_made_known_to_an_arena_ends_once_the_newest_first),
	    cmocka_unit_test(an_arena_in_another_ends_with_it_and_calls_its_hook),
	    IN_ARENA(the_gap_behind_a_piece_is_poisoned),
	    IN_ARENA(the_empty_text_is_equal_to_every_empty_text),
	    IN_ARENA(order_is_by_bytes_and_a_prefix_comes_first),
	    IN_ARENA(slices_are_clamped),
	    IN_ARENA(copies_end_in_a_zero_and_stand_alone),
	    IN_ARENA(trimming_takes_blanks_and_breaks_of_both_ends),
	    IN_ARENA(finding_says_where_or_minus_one),
	    IN_ARENA(cutting_yields_every_part_also_empty_ones),
	    IN_ARENA(lines_end_in_any_of_the_three_breaks),
	    IN_ARENA(distance_counts_typing_slips),
	    IN_ARENA(distance_stops_at_its_limit),
	    IN_ARENA(a_buffer_grows_over_any_size),
	    IN_ARENA(a_formatted_piece_larger_than_the_room_is_whole),
	    IN_ARENA(a_list_keeps_what_is_pushed),
	    IN_ARENA(a_table_finds_what_it_was_given_and_nothing_else),
	    IN_ARENA(characters_are_read_one_by_one),
	    IN_ARENA(broken_bytes_are_one_replacement_each),
	    IN_ARENA(the_first_broken_byte_is_named),
	    IN_ARENA(writing_a_character_is_the_reverse_of_reading_it),
	    IN_ARENA(columns_are_those_of_a_terminal),
	    IN_ARENA(a_cluster_is_what_people_call_a_letter),
	    IN_ARENA(clusters_of_broken_bytes_come_to_an_end),
	    IN_ARENA(fitting_never_splits_a_cluster),
	    IN_ARENA(folding_makes_equal_words_equal),
	    IN_ARENA(kinds_of_characters_are_unicode_s),
	    IN_ARENA(direction_is_that_of_the_first_strong_character),
	    IN_ARENA(a_stranger_s_text_cannot_act_in_a_terminal),
	    IN_FOLDER(what_is_written_is_read_again),
	    IN_FOLDER(what_cannot_be_read_is_said_in_words),
	    IN_FOLDER(a_file_over_the_limit_is_refused_and_one_at_it_is_not),
	    IN_FOLDER(a_pipe_without_a_writer_is_refused_at_once),
	    IN_FOLDER(the_same_bytes_leave_the_file_alone),
	    IN_FOLDER(a_changed_file_keeps_its_permissions),
	    IN_FOLDER(a_new_file_has_the_permissions_of_the_umask),
	    IN_FOLDER(a_link_stays_a_link_and_its_target_changes),
	    IN_FOLDER(a_failed_write_leaves_nothing_behind),
	    IN_FOLDER(a_device_is_written_to_and_not_replaced),
	    IN_FOLDER(folders_are_made_with_their_parents),
	    IN_FOLDER(yaml_files_are_listed_in_path_order_without_dots_and_linked_folders),
	    IN_FOLDER(too_many_files_are_refused_by_number),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
