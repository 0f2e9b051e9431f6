/* SPDX-License-Identifier: MIT */
/*
 * Times of single calls, without the start of a process, as the median of nine, in milliseconds:
 *
 *     inside gaps PATH    all gaps of a workspace that is read already, without the changes
 *     inside again FILE   what follows an edit of one file: parse, read, gaps
 */
#include "base/file.h"
#include "model/gap.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { TIMES = 9, TODAY = 20779 };

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

static ptrdiff_t
measure(struct arena *a, const struct workspace *ws)
{
	struct gaps all = {0};
	gaps_measure(a, ws, &(struct gaps_args){.map = -1, .persona = -1, .actual = true}, &all);
	return all.list.count;
}

static ptrdiff_t
read_and_measure(struct arena *a, const char *path, struct str text)
{
	struct source *source = NEW(a, struct source);
	*source = (struct source){.path = str_of(path), .text = text};
	struct workspace ws = {0};
	workspace_read(a, source, 1, TODAY, &ws);
	return measure(a, &ws);
}

int
main(int argc, char **argv)
{
	if (argc != 3)
		return 2;
	struct arena *a = arena_new();
	struct workspace ws = {0};
	struct str error, text = {0};
	bool again = strcmp(argv[1], "again") == 0;
	bool ok = again
	    ? file_read(a, argv[2], 1 << 24, &text, &error)
	    : workspace_load(a, &(struct load_args){.path = argv[2], .today = TODAY}, &ws, &error);
	if (!ok) {
		fprintf(stderr, "%s: %.*s\n", argv[2], STR(error));
		return 2;
	}
	double times[TIMES];
	ptrdiff_t pairs = 0;
	for (int i = 0; i < TIMES; i++) {
		struct arena_mark mark = arena_mark(a);
		double start = cpu_now();
		pairs = again ? read_and_measure(a, argv[2], text) : measure(a, &ws);
		times[i] = cpu_now() - start;
		arena_release(a, mark);
	}
	qsort(times, TIMES, sizeof times[0], by_size);
	printf("%.2f %td\n", times[TIMES / 2], pairs);
	arena_free(a);
	return 0;
}
