/* SPDX-License-Identifier: MIT */
/*
 * What one saved change costs, with its journal, on the disk that holds FOLDER: save FOLDER STATE.
 * One value of the first file is changed and saved a hundred times; prints the median and the 99th
 * in milliseconds, of the clock and not of the processor: most of it is waiting for the disk.
 */
#include "model/path.h"
#include "model/session.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

enum { TIMES = 100, TODAY = 20779 };

static double
now_ms(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static long long
now(void)
{
	return (long long)time(NULL);
}

static int
by_size(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;
	return (x > y) - (x < y);
}

static void
need(bool fine, struct str why)
{
	if (fine)
		return;
	fprintf(stderr, "save: %.*s\n", STR(why));
	exit(2);
}

/* The time of the save alone: what the edit takes is measured elsewhere. */
static double
save(struct arena *a, struct session *s, int number)
{
	struct str why;
	struct desk *d = session_desk(s);
	need(d->files.count > 0, S("there is no file"));
	const struct tree *tree = desk_tree(d->files.at[0]);
	struct edit edit = {
	    .verb = EDIT_SET,
	    .at = path_find(a, tree, S("/scenarios/map-0/title"), &why),
	    .value = draft_text(a, str_format(a, "Title %d", number)),
	};
	need(edit.at != NULL, why);
	need(desk_edit(d, 0, &edit), d->why);
	double start = now_ms();
	struct session_report r = session_commit(s, d, S("set map-0.title"));
	double took = now_ms() - start;
	need(r.state == SESSION_SAVED && !r.unprotected, r.why);
	return took;
}

int
main(int argc, char **argv)
{
	if (argc != 3)
		return 2;
	struct arena *a = arena_new();
	struct session *s;
	struct str error = {0};
	struct session_args args = {
	    .path = argv[1],
	    .today = TODAY,
	    .disk = disk_real(),
	    .state_folder = str_of(argv[2]),
	    .who = {S("user"), S("host"), S("boot"), getpid(), 1},
	    .now = now,
	};
	double times[TIMES];
	need(session_open(a, &args, &s, &error), error);
	for (int i = 0; i < TIMES; i++)
		times[i] = save(a, s, i);
	session_close(s);
	qsort(times, TIMES, sizeof times[0], by_size);
	printf("%.2f %.2f\n", times[TIMES / 2], times[TIMES - 2]);
	arena_free(a);
	return 0;
}
