/* SPDX-License-Identifier: MIT */
/*
 * What an edit of one file costs, as the median of nine: edit SIZE-IN-KB. Prints the CPU time in
 * milliseconds of reading the text into a tree, of one changed value (splices tried, read back,
 * compared), of one new step, and of both made by two
 * people and merged. The text is a map of that size.
 */
#include "model/edit.h"
#include "model/merge.h"
#include "model/path.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { TIMES = 9 };

static double
cpu_now(void)
{
	struct timespec t;
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static int
by_size(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;
	return (x > y) - (x < y);
}

static struct str
write_map(struct arena *a, ptrdiff_t size, int *steps)
{
	struct buf b = {.arena = a};
	buf_add(&b, S("# A map for measuring.\nscenarios:\n  pay:\n    actual:\n"));
	for (*steps = 0; b.len < size; ++*steps)
		buf_format(&b,
		    "      - step-%d: Look for the payslip, again  # observed\n        takes: %d "
		    "min\n"
		    "        feel: -1\n        tool: [portal, mail]\n        pain:\n"
		    "          - nobody says which login it is\n          - \"the page: slow\"\n",
		    *steps, *steps % 60);
	return buf_str(&b);
}

struct text {
	struct str text;
	struct tree tree;
	int steps;
};

static bool
change_value(struct arena *a, const struct text *t, struct str *changed)
{
	struct str ignored;
	struct str path = str_format(a, "/scenarios/pay/actual/%d/feel", t->steps / 2);
	const struct draft *value = draft_typed(a, S("2"));
	struct edit edit = {
	    .verb = EDIT_SET, .at = path_find(a, &t->tree, path, &ignored), .value = value};
	struct edit_result r = {0};
	edit_apply(a, t->text, &t->tree, &edit, &r);
	*changed = r.text;
	return r.done;
}

static bool
add_step(struct arena *a, const struct text *t, struct str *changed)
{
	struct str ignored;
	struct edit edit = {.verb = EDIT_INSERT,
	    .at = path_find(a, &t->tree, S("/scenarios/pay/actual"), &ignored),
	    .position = t->steps / 2,
	    .value = draft_text(a, S("Call the service centre"))};
	struct edit_result r = {0};
	edit_apply(a, t->text, &t->tree, &edit, &r);
	*changed = r.text;
	return r.done;
}

static bool
merge_both(struct arena *a, const struct text *t, struct str *changed)
{
	struct str ours, theirs;
	struct merge m = {0};
	if (!change_value(a, t, &ours) || !add_step(a, t, &theirs))
		return false;
	merge_texts(a, t->text, ours, theirs, &m);
	*changed = m.text;
	return m.done;
}

typedef bool act(struct arena *a, const struct text *t, struct str *changed);

static bool
only_parse(struct arena *a, const struct text *t, struct str *changed)
{
	struct tree tree;
	struct yaml_error error;
	*changed = t->text;
	return yaml_parse(a, t->text, &tree, &error);
}

int
main(int argc, char **argv)
{
	static act *const acts[] = {only_parse, change_value, add_step, merge_both};
	struct arena *kept = arena_new(), *room = arena_new();
	struct yaml_error error;
	struct text t = {0};
	ptrdiff_t kilobytes = argc == 2 ? atoi(argv[1]) : 0;
	if (kilobytes < 1)
		return 2;
	t.text = write_map(kept, kilobytes * 1000, &t.steps);
	if (!yaml_parse(kept, t.text, &t.tree, &error))
		return 2;
	for (int k = 0; k < COUNT_OF(acts); k++) {
		double times[TIMES];
		for (int i = 0; i < TIMES; i++) {
			struct arena_mark mark = arena_mark(room);
			struct str changed;
			double start = cpu_now();
			if (!acts[k](room, &t, &changed))
				return 1;
			times[i] = cpu_now() - start;
			arena_release(room, mark);
		}
		qsort(times, TIMES, sizeof times[0], by_size);
		printf("%.3f%c", times[TIMES / 2], k + 1 < COUNT_OF(acts) ? ' ' : '\n');
	}
	arena_free(room);
	arena_free(kept);
	return 0;
}
