/* SPDX-License-Identifier: MIT */
/* Three texts and the one that should come of them, written by hand; then laws on random ones. */
#include "model/merge.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

static struct merge
merge(struct arena *a, const char *base, const char *ours, const char *theirs)
{
	struct merge m;
	merge_texts(a, str_of(base), str_of(ours), str_of(theirs), &m);
	return m;
}

static void
assert_merge(const char *base, const char *ours, const char *theirs, const char *want)
{
	struct arena *a = arena_new();
	struct merge m = merge(a, base, ours, theirs);
	if (!m.done)
		fail_msg("%.*s", STR(m.why));
	assert_string_equal(str_z(a, m.text), want);
	arena_free(a);
}

static void
assert_clean(const char *base, const char *ours, const char *theirs, const char *want)
{
	struct arena *a = arena_new();
	struct merge m = merge(a, base, ours, theirs);
	for (ptrdiff_t i = 0; i < m.conflicts.count; i++)
		print_message(
		    "%.*s: %.*s\n", STR(m.conflicts.at[i].path), STR(m.conflicts.at[i].what));
	assert_int_equal(m.conflicts.count, 0);
	arena_free(a);
	assert_merge(base, ours, theirs, want);
}

static void
one_text_that_is_another_is_exact(void **state)
{
	(void)state;
	const char *b = "a: 1 # one\n", *x = "a:   2\n";
	assert_clean(b, x, b, x);
	assert_clean(b, b, x, x);
	assert_clean(b, x, x, x);
}

static void
different_values_of_one_step_are_both_taken(void **state)
{
	(void)state;
	assert_clean("steps:\n  - find: Find it\n    feel: 0\n    takes: 5\n",
	    "steps:\n  - find: Find it\n    feel: -1\n    takes: 5\n",
	    "steps:\n  - find: Find it\n    feel: 0\n    takes: 9 # measured\n",
	    "steps:\n  - find: Find it\n    feel: -1\n    takes: 9 # measured\n");
}

static void
comments_and_looks_of_both_stay_where_lines_are_apart(void **state)
{
	(void)state;
	assert_clean("# top\na: 1\nb: 2\nc: 3\nd: 4\n", "# top\na: 'x'  # ours\nb: 2\nc: 3\nd: 4\n",
	    "# top\na: 1\nb: 2\nc: 3\nd: \"y\"  # theirs\n",
	    "# top\na: 'x'  # ours\nb: 2\nc: 3\nd: \"y\"  # theirs\n");
}

static void
a_comment_that_is_ours_alone_is_never_dropped(void **state)
{
	(void)state;
	struct arena *a = arena_new();
	struct merge m = merge(a, "a: 1\nb: 2\n", "a: 1 # why\nb: 2\n", "a: 5\nb: 2\n");
	assert_true(m.done);
	assert_true(str_search(m.text, S("# why")) >= 0);
	assert_true(str_search(m.text, S("a: 5")) >= 0);
	arena_free(a);
}

static void
the_same_value_changed_twice_keeps_both(void **state)
{
	(void)state;
	struct arena *a = arena_new();
	struct merge m = merge(a, "steps:\n  - find: Find it\n    feel: 0\n",
	    "steps:\n  - find: Find it\n    feel: -1\n",
	    "steps:\n  - find: Find it\n    feel: 2\n");
	assert_true(m.done);
	assert_int_equal(m.conflicts.count, 1);
	assert_string_equal(str_z(a, m.conflicts.at[0].path), "/steps/0/feel");
	assert_string_equal(str_z(a, m.conflicts.at[0].ours), "-1");
	assert_string_equal(str_z(a, m.conflicts.at[0].theirs), "2");
	assert_string_equal(str_z(a, m.text),
	    "steps:\n  - find: Find it\n    feel: 2\n"
	    "conflicts:\n  - where: /steps/0/feel\n    what: both changed it\n"
	    "    base: 0\n    ours: -1\n    theirs: 2\n");
	arena_free(a);
}

static void
steps_added_in_one_place_are_both_there(void **state)
{
	(void)state;
	assert_clean("s:\n  - a: A\n  - z: Z\n",
	    "s:\n  - a: A\n  - o: Ours\n    feel: 1\n  - z: Z\n",
	    "s:\n  - a: A\n  - t: Theirs\n  - z: Z\n",
	    "s:\n  - a: A\n  - o: Ours\n    feel: 1\n  - t: Theirs\n  - z: Z\n");
}

static void
several_steps_added_stay_in_their_order(void **state)
{
	(void)state;
	assert_clean("s:\n  - a: A\n  - z: Z\nx: 1\n",
	    "s:\n  - a: A\n  - One\n  - Two\n  - Three\n  - z: Z\nx: 1\n",
	    "s:\n  - a: AA\n  - z: Z\nx: 1\n",
	    "s:\n  - a: AA\n  - One\n  - Two\n  - Three\n  - z: Z\nx: 1\n");
}

static void
what_we_took_away_and_others_changed_stays_and_is_told(void **state)
{
	(void)state;
	struct arena *a = arena_new();
	struct merge m = merge(a, "s:\n  - a: A\n  - b: B\n", "s:\n  - a: A\n",
	    "s:\n  - a: A\n  - b: B\n    feel: 1\n");
	assert_true(m.done);
	assert_int_equal(m.conflicts.count, 1);
	assert_true(str_starts(m.text, S("s:\n  - a: A\n  - b: B\n    feel: 1\nconflicts:\n")));
	arena_free(a);
}

static void
what_others_took_away_and_we_changed_is_back_and_told(void **state)
{
	(void)state;
	struct arena *a = arena_new();
	struct merge m = merge(a, "s:\n  - a: A\n  - b: B\n  - c: C\n",
	    "s:\n  - a: A\n  - b: B\n    feel: 1\n  - c: C\n", "s:\n  - a: A\n  - c: C\n");
	assert_true(m.done);
	assert_int_equal(m.conflicts.count, 1);
	assert_true(
	    str_starts(m.text, S("s:\n  - a: A\n  - b: B\n    feel: 1\n  - c: C\nconflicts:\n")));
	arena_free(a);
}

static void
a_step_moved_by_us_and_changed_by_others_is_both(void **state)
{
	(void)state;
	assert_clean("s:\n  - a: A\n  - b: B\n  - c: C\n", "s:\n  - b: B\n  - c: C\n  - a: A\n",
	    "s:\n  - a: A\n    feel: 1\n  - b: B\n  - c: C\n",
	    "s:\n  - b: B\n  - c: C\n  - a: A\n    feel: 1\n");
}

static void
a_step_moved_by_others_and_changed_by_us_is_both(void **state)
{
	(void)state;
	assert_clean("s:\n  - a: A\n  - b: B\n  - c: C\n",
	    "s:\n  - a: A\n    feel: 1\n  - b: B\n  - c: C\n", "s:\n  - b: B\n  - c: C\n  - a: A\n",
	    "s:\n  - b: B\n  - c: C\n  - a: A\n    feel: 1\n");
}

static void
a_step_taken_to_another_stage_takes_others_changes_along(void **state)
{
	(void)state;
	const char *base =
	    "scenarios:\n  pay:\n    actual:\n      One:\n        - a: A\n        - b: B\n"
	    "      Two:\n        - c: C\n";
	assert_clean(base,
	    "scenarios:\n  pay:\n    actual:\n      One:\n        - a: A\n"
	    "      Two:\n        - b: B\n        - c: C\n",
	    "scenarios:\n  pay:\n    actual:\n      One:\n        - a: A\n        - b: B\n"
	    "          feel: -2 # ouch\n      Two:\n        - c: C\n",
	    "scenarios:\n  pay:\n    actual:\n      One:\n        - a: A\n"
	    "      Two:\n        - b: B\n          feel: -2 # ouch\n        - c: C\n");
}

static void
a_step_that_others_took_to_another_stage_gets_our_change_there(void **state)
{
	(void)state;
	const char *base =
	    "scenarios:\n  pay:\n    actual:\n      One:\n        - a: A\n        - b: B\n"
	    "      Two:\n        - c: C\n";
	assert_clean(base,
	    "scenarios:\n  pay:\n    actual:\n      One:\n        - a: A\n        - b: B\n"
	    "          feel: -2\n      Two:\n        - c: C\n",
	    "scenarios:\n  pay:\n    actual:\n      One:\n        - a: A\n"
	    "      Two:\n        - b: B\n        - c: C\n",
	    "scenarios:\n  pay:\n    actual:\n      One:\n        - a: A\n"
	    "      Two:\n        - b: B\n          feel: -2\n        - c: C\n");
}

static void
a_sentence_that_we_gave_details_and_others_reworded_is_both(void **state)
{
	(void)state;
	assert_clean("s:\n  - Find it\n  - Go\n", "s:\n  - find-it: Find it\n    feel: 1\n  - Go\n",
	    "s:\n  - Find it online\n  - Go\n",
	    "s:\n  - find-it: Find it online\n    feel: 1\n  - Go\n");
	assert_clean("s:\n  - Find it\n  - Go\n", "s:\n  - Find it online\n  - Go\n",
	    "s:\n  - find-it: Find it\n    feel: 1\n  - Go\n",
	    "s:\n  - find-it: Find it online\n    feel: 1\n  - Go\n");
}

static void
an_id_that_we_renamed_keeps_others_details(void **state)
{
	(void)state;
	assert_clean("s:\n  - find: Find it\n  - Go\n", "s:\n  - look-up: Find it\n  - Go\n",
	    "s:\n  - find: Find it\n    feel: 1\n  - Go\n",
	    "s:\n  - look-up: Find it\n    feel: 1\n  - Go\n");
}

#define ACTUAL "scenarios:\n  pay:\n    actual:\n"

/* What goes by the name of a step is not what goes by a word of a list. */
static void
a_word_taken_out_of_one_list_is_out_though_another_has_it(void **state)
{
	(void)state;
	assert_clean(ACTUAL "      - a: A\n        tool: [Mail, Forms]\n"
			    "      - b: B\n        tool: [Mail]\n",
	    ACTUAL "      - a: A\n        tool: [Forms]\n      - b: B\n        tool: [Mail]\n",
	    ACTUAL "      - a: A\n        tool: [Mail, Forms]\n"
		   "      - b: Other words\n        tool: [Mail]\n",
	    ACTUAL "      - a: A\n        tool: [Forms]\n"
		   "      - b: Other words\n        tool: [Mail]\n");
}

static void
a_wish_taken_from_one_persona_is_gone_though_another_has_it(void **state)
{
	(void)state;
	const char *base = "scenarios:\n  pay:\n    desired:\n      ann:\n        - a: Fast\n"
			   "        - b: Calm\n      bob:\n        - a: Slow\n        - c: Warm\n";
	assert_clean(base,
	    "scenarios:\n  pay:\n    desired:\n      ann:\n        - b: Calm\n"
	    "      bob:\n        - a: Slow\n        - c: Warm\n",
	    "scenarios:\n  pay:\n    desired:\n      ann:\n        - a: Fast\n"
	    "        - b: Calm\n      bob:\n        - a: Slow\n        - c: Warmer\n",
	    "scenarios:\n  pay:\n    desired:\n      ann:\n        - b: Calm\n"
	    "      bob:\n        - a: Slow\n        - c: Warmer\n");
}

static void
a_stage_that_others_renamed_and_changed_is_still_that_stage(void **state)
{
	(void)state;
	assert_clean(ACTUAL "      One:\n        - a: A\n          takes: 1 min\n        - b: B\n"
			    "        - c: C\n      Two:\n        - d: D\n",
	    ACTUAL "      One:\n        - a: A\n        - b: B\n        - c: C\n"
		   "      Two:\n        - d: D\n",
	    ACTUAL "      First:\n        - a: A\n          takes: 1 min\n        - b: B\n"
		   "      Two:\n        - d: D\n        - c: C\n",
	    ACTUAL "      First:\n        - a: A\n        - b: B\n"
		   "      Two:\n        - d: D\n        - c: C\n");
}

static void
a_step_that_we_moved_and_others_renamed_is_both(void **state)
{
	(void)state;
	assert_clean(ACTUAL "      One:\n        - a: A\n        - b: B\n"
			    "      Two:\n        - d: D\n",
	    ACTUAL "      One:\n        - a: A\n      Two:\n        - d: D\n        - b: B\n",
	    ACTUAL "      One:\n        - a: A\n        - new: B\n      Two:\n        - d: D\n",
	    ACTUAL "      One:\n        - a: A\n      Two:\n        - d: D\n        - new: B\n");
}

static void
the_id_that_others_gave_a_step_is_its_only_one(void **state)
{
	(void)state;
	struct arena *a = arena_new();
	struct merge m = merge(a, ACTUAL "      - a: A\n        takes: 1 min\n",
	    ACTUAL "      - a: Other words\n        takes: 2 min\n", ACTUAL "      - b: A\n");
	assert_true(m.done);
	assert_true(str_search(m.text, S("- b: Other words\n")) >= 0);
	assert_int_equal(str_search(m.text, S(" a: ")), -1);
	arena_free(a);
}

/* Whoever merges: it stays where it was moved to, and somebody is told. */
static void
a_step_that_one_moved_and_the_other_took_away_stays_and_is_told(void **state)
{
	(void)state;
	const char *base = ACTUAL "      One:\n        - a: A\n        - b: B\n"
				  "      Two:\n        - d: D\n";
	const char *moved = ACTUAL "      One:\n        - a: A\n"
				   "      Two:\n        - d: D\n        - b: B\n";
	const char *gone = ACTUAL "      One:\n        - a: A\n      Two:\n        - d: D\n";
	struct arena *a = arena_new();
	struct merge m = merge(a, base, moved, gone), other = merge(a, base, gone, moved);
	assert_true(m.done && other.done);
	assert_string_equal(str_z(a, m.text), moved);
	assert_string_equal(str_z(a, other.text), moved);
	assert_int_equal(m.conflicts.count, 1);
	assert_int_equal(other.conflicts.count, 1);
	arena_free(a);
}

static void
what_both_put_in_one_place_stands_in_the_same_order_whoever_merges(void **state)
{
	(void)state;
	const char *base = "personas:\n  ann: {name: Ann}\nnotes:\n  - one\n";
	const char *x = "personas:\n  ann: {name: Ann}\n  mia: {name: Mia}\n"
			"  bea: {name: Bea}\nnotes:\n  - one\n";
	const char *y = "personas:\n  ann: {name: Ann}\n  eve: {name: Eve}\nnotes:\n  - one\n";
	/* By the first name; what one side put in stays together. */
	const char *want = "personas:\n  ann: {name: Ann}\n  eve: {name: Eve}\n"
			   "  mia: {name: Mia}\n  bea: {name: Bea}\nnotes:\n  - one\n";
	assert_clean(base, x, y, want);
	assert_clean(base, y, x, want);
}

static void
a_word_that_both_put_into_a_list_stands_there_once(void **state)
{
	(void)state;
	struct arena *a = arena_new();
	struct merge m = merge(a, "tool: [HR, Forms, Portal]\n",
	    "tool: [Forms, Desk, Mail, Phone]\n", "tool: [Mail, Forms]\n");
	struct str first = str_from(m.text, str_search(m.text, S("Mail")) + 1);
	assert_true(m.done);
	assert_int_equal(str_search(first, S("Mail")), -1);
	assert_true(str_search(m.text, S("Desk")) >= 0 && str_search(m.text, S("Phone")) >= 0);
	arena_free(a);
}

static void
a_key_that_both_know_by_its_new_name_is_one(void **state)
{
	(void)state;
	assert_clean("feel: {ann: 0, bob: 1}\n", "feel: {anna: 0, bob: 1}\n",
	    "feel: {anna: 2, bob: 1}\n", "feel: {anna: 2, bob: 1}\n");
	assert_clean("feel: {ann: 0, bob: 1}\n", "feel: {anna: 2, bob: 1}\n",
	    "feel: {anna: 0, bob: 1}\n", "feel: {anna: 2, bob: 1}\n");
}

static void
an_anchor_that_got_another_name_repeats_what_others_changed(void **state)
{
	(void)state;
	const char *base = "personas:\n  ann: &p\n    name: Ann\n  bob: *p\nnotes:\n  - one\n";
	struct arena *a = arena_new();
	struct merge m =
	    merge(a, base, "personas:\n  ann: &q\n    name: Ann\n  bob: *q\nnotes:\n  - one\n",
		"personas:\n  ann: &p\n    name: Anna\n  bob: *p\nnotes:\n  - one\n");
	assert_true(m.done);
	assert_true(str_search(m.text, S("name: Anna")) >= 0);
	assert_int_equal(str_search(m.text, S("name: Ann\n")), -1);
	arena_free(a);
}

static void
a_comment_without_a_place_says_where_it_stood(void **state)
{
	(void)state;
	struct arena *a = arena_new();
	struct merge m = merge(a, "steps:\n  - find: Find it # seen\n",
	    "steps:\n  - find: Find it # measured\n", "steps:\n  - find: Look for it # seen\n");
	assert_true(m.done);
	assert_int_equal(m.conflicts.count, 1);
	assert_string_equal(str_z(a, m.conflicts.at[0].path), "/steps/0/find");
	assert_true(str_eq(m.conflicts.at[0].ours, S("# measured")));
	arena_free(a);
}

static void
windows_line_breaks_stay(void **state)
{
	(void)state;
	assert_clean(
	    "a: 1\r\nb: 2\r\n", "a: 1\r\nb: 3\r\n", "a: 4\r\nb: 2\r\n", "a: 4\r\nb: 3\r\n");
}

static void
a_text_that_is_not_yaml_is_not_merged(void **state)
{
	(void)state;
	struct arena *a = arena_new();
	struct merge m = merge(a, "a: 1\n", "a: 2\n", "a: [\n");
	assert_false(m.done);
	assert_true(m.why.len > 0);
	arena_free(a);
}

/* ---- laws on random maps ---- */

struct random {
	uint64_t state;
};

static unsigned
below(struct random *r, unsigned limit)
{
	r->state = r->state * 6364136223846793005u + 1442695040888963407u;
	return (unsigned)(r->state >> 33) % limit;
}

/* Steps with an id, a text and a detail or two, each in its own line. */
struct step {
	int id, text, feel, takes;
};
struct story {
	struct step at[32];
	int count;
};

static struct str
write(struct arena *a, const struct story *s)
{
	struct buf b = {.arena = a};
	buf_add(&b, S("# head\nscenarios:\n  pay:\n    actual:\n"));
	for (int i = 0; i < s->count; i++) {
		buf_format(
		    &b, "      - s%d: Text %d # c%d\n", s->at[i].id, s->at[i].text, s->at[i].id);
		if (s->at[i].feel != 9)
			buf_format(&b, "        feel: %d\n", s->at[i].feel);
		if (s->at[i].takes != 0)
			buf_format(&b, "        takes: %d min\n", s->at[i].takes);
	}
	return buf_str(&b);
}

enum what { CHANGE_FEEL = 1, CHANGE_TAKES = 2, CHANGE_TEXT = 4, DELETED = 8, MOVED = 16 };

/* One change to a step; which one is noted by its id. */
static void
change(struct random *r, struct story *s, int *done, int *next_id)
{
	int i = (int)below(r, (unsigned)s->count);
	struct step *step = &s->at[i];
	switch (below(r, 6)) {
	case 0:
		step->feel = (int)below(r, 5) - 2;
		done[step->id] |= CHANGE_FEEL;
		return;
	case 1:
		step->takes = 1 + (int)below(r, 90);
		done[step->id] |= CHANGE_TAKES;
		return;
	case 2:
		step->text = 100 + (int)below(r, 900);
		done[step->id] |= CHANGE_TEXT;
		return;
	case 3:
		if (s->count < 4)
			return;
		done[step->id] |= DELETED;
		memmove(step, step + 1, (size_t)(s->count - i - 1) * sizeof *step);
		s->count--;
		return;
	case 4: {
		struct step moved = *step;
		int to = (int)below(r, (unsigned)s->count);
		done[moved.id] |= MOVED;
		memmove(step, step + 1, (size_t)(s->count - i - 1) * sizeof *step);
		memmove(&s->at[to + 1], &s->at[to], (size_t)(s->count - 1 - to) * sizeof *step);
		s->at[to] = moved;
		return;
	}
	default:
		if (s->count > 28)
			return;
		memmove(step + 1, step, (size_t)(s->count - i) * sizeof *step);
		*step = (struct step){*next_id, 1000 + *next_id, 9, 0};
		(*next_id)++;
		s->count++;
	}
}

static const struct step *
find(const struct story *s, int id)
{
	for (int i = 0; i < s->count; i++) {
		if (s->at[i].id == id)
			return &s->at[i];
	}
	return NULL;
}

/* What must stand for one step, by the rules and from the three stories alone. */
static void
check_step(struct arena *a, const struct merge *m, int id, const struct story *b,
    const struct story *o, const struct story *t)
{
	const struct step *sb = find(b, id), *so = find(o, id), *st = find(t, id);
	struct str head = str_format(a, "      - s%d:", id);
	ptrdiff_t at = str_search(m->text, head);
	bool there = at >= 0;
	if (there)
		assert_true(str_search(str_from(m->text, at + 1), head) < 0);
	if (sb == NULL || (so != NULL && st != NULL)) {
		assert_true(there);
	} else {
		const struct step *left = so != NULL ? so : st;
		bool changed = left != NULL &&
		    (left->feel != sb->feel || left->takes != sb->takes || left->text != sb->text);
		assert_int_equal(there, changed);
	}
	if (!there || sb == NULL || so == NULL || st == NULL)
		return;
	/* The value of a key: theirs where only they changed it, or both did; else ours. */
	int text = st->text != sb->text ? st->text : so->text;
	struct str want = str_format(a, "s%d: Text %d # c%d\n", id, text, id);
	assert_true(str_search(m->text, want) >= 0);
	int feel = st->feel != sb->feel ? st->feel : so->feel;
	int takes = st->takes != sb->takes ? st->takes : so->takes;
	struct str after = str_from(m->text, at + 8 + want.len);
	struct str rest = after, line, mine = {0};
	while (str_line(&rest, &line) && str_starts(line, S("        ")))
		mine = (struct str){after.at, rest.at - after.at};
	if (feel != 9)
		assert_true(str_search(mine, str_format(a, "feel: %d\n", feel)) >= 0);
	if (takes != 0)
		assert_true(str_search(mine, str_format(a, "takes: %d min\n", takes)) >= 0);
}

/* Where one side alone moved steps, their order is that of this side. */
static void
check_order(struct arena *a, const struct merge *m, const struct story *b,
    const struct story *moved, const struct story *other)
{
	ptrdiff_t last = -1;
	for (int i = 0; i < moved->count; i++) {
		int id = moved->at[i].id;
		if (find(b, id) == NULL || find(other, id) == NULL)
			continue;
		ptrdiff_t at = str_search(m->text, str_format(a, "      - s%d:", id));
		assert_true(at > last);
		last = at;
	}
}

static void
random_changes_of_two_are_merged_by_the_rules(void **state)
{
	(void)state;
	const char *many = getenv("MERGE_TRIPLES");
	int triples = many != NULL ? atoi(many) : 400;
	struct random r = {42};
	for (int n = 0; n < triples; n++) {
		struct arena *a = arena_new();
		struct story b = {.count = 4 + (int)below(&r, 12)};
		for (int i = 0; i < b.count; i++)
			b.at[i] = (struct step){i, i, (int)below(&r, 5) - 2, (int)below(&r, 20)};
		struct story o = b, t = b;
		int ours[64] = {0}, theirs[64] = {0}, next = b.count, other = b.count + 16;
		for (unsigned i = 0, changes = 1 + below(&r, 4); i < changes; i++)
			change(&r, &o, ours, &next);
		for (unsigned i = 0, changes = 1 + below(&r, 4); i < changes; i++)
			change(&r, &t, theirs, &other);
		struct merge m;
		merge_texts(a, write(a, &b), write(a, &o), write(a, &t), &m);
		if (!m.done)
			fail_msg("%d: %.*s", n, STR(m.why));
		for (int id = 0; id < 64; id++) {
			if (find(&b, id) || find(&o, id) || find(&t, id))
				check_step(a, &m, id, &b, &o, &t);
		}
		/* Of two moves across each other it is open which of the two steps moved. */
		bool overlap = false, we_moved = false, they_moved = false;
		for (int id = 0; id < 64; id++) {
			overlap |= ours[id] != 0 && theirs[id] != 0;
			we_moved |= (ours[id] & MOVED) != 0;
			they_moved |= (theirs[id] & MOVED) != 0;
		}
		overlap |= we_moved && they_moved;
		if (!we_moved || !they_moved)
			check_order(a, &m, &b, we_moved ? &o : &t, we_moved ? &t : &o);
		if (!overlap)
			assert_int_equal(m.conflicts.count, 0);
		/* Merging again changes nothing: what we did is in it. */
		if (m.conflicts.count == 0) {
			struct merge again;
			merge_texts(a, write(a, &b), write(a, &o), m.text, &again);
			assert_true(again.done);
			if (!overlap)
				assert_string_equal(str_z(a, again.text), str_z(a, m.text));
		}
		arena_free(a);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(one_text_that_is_another_is_exact),
	    cmocka_unit_test(different_values_of_one_step_are_both_taken),
	    cmocka_unit_test(comments_and_looks_of_both_stay_where_lines_are_apart),
	    cmocka_unit_test(a_comment_that_is_ours_alone_is_never_dropped),
	    cmocka_unit_test(the_same_value_changed_twice_keeps_both),
	    cmocka_unit_test(steps_added_in_one_place_are_both_there),
	    cmocka_unit_test(several_steps_added_stay_in_their_order),
	    cmocka_unit_test(what_we_took_away_and_others_changed_stays_and_is_told),
	    cmocka_unit_test(what_others_took_away_and_we_changed_is_back_and_told),
	    cmocka_unit_test(a_step_moved_by_us_and_changed_by_others_is_both),
	    cmocka_unit_test(a_step_moved_by_others_and_changed_by_us_is_both),
	    cmocka_unit_test(a_step_taken_to_another_stage_takes_others_changes_along),
	    cmocka_unit_test(a_step_that_others_took_to_another_stage_gets_our_change_there),
	    cmocka_unit_test(a_sentence_that_we_gave_details_and_others_reworded_is_both),
	    cmocka_unit_test(an_id_that_we_renamed_keeps_others_details),
	    cmocka_unit_test(a_word_taken_out_of_one_list_is_out_though_another_has_it),
	    cmocka_unit_test(a_wish_taken_from_one_persona_is_gone_though_another_has_it),
	    cmocka_unit_test(a_stage_that_others_renamed_and_changed_is_still_that_stage),
	    cmocka_unit_test(a_step_that_we_moved_and_others_renamed_is_both),
	    cmocka_unit_test(the_id_that_others_gave_a_step_is_its_only_one),
	    cmocka_unit_test(a_step_that_one_moved_and_the_other_took_away_stays_and_is_told),
	    cmocka_unit_test(what_both_put_in_one_place_stands_in_the_same_order_whoever_merges),
	    cmocka_unit_test(a_word_that_both_put_into_a_list_stands_there_once),
	    cmocka_unit_test(a_key_that_both_know_by_its_new_name_is_one),
	    cmocka_unit_test(an_anchor_that_got_another_name_repeats_what_others_changed),
	    cmocka_unit_test(a_comment_without_a_place_says_where_it_stood),
	    cmocka_unit_test(windows_line_breaks_stay),
	    cmocka_unit_test(a_text_that_is_not_yaml_is_not_merged),
	    cmocka_unit_test(random_changes_of_two_are_merged_by_the_rules),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
