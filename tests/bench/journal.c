/* SPDX-License-Identifier: MIT */
/*
 * What the journal costs, on the disk that holds FOLDER:
 *
 *     journal append FOLDER     one change, median and 99th of 100 in microseconds
 *     journal recover FOLDER    reading 1 MB of changes back, median of nine in milliseconds
 */
#include "model/journal.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { RECORDS = 5000, RECOVERIES = 9, MEGABYTE = 1 << 20, TEXT = 100000 };

static double
now_us(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e6 + (double)t.tv_nsec / 1e3;
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
	fprintf(stderr, "journal: %.*s\n", STR(why));
	exit(2);
}

/* A file of 100 kB in which somebody types, here and there. */
static struct journal *
begin(struct arena *a, const struct journal_args *args, struct history **h)
{
	struct str error;
	char *text = NEW_N(a, char, TEXT);
	memset(text, 'x', TEXT);
	*h = history_new(a);
	history_file(
	    *h, str_format(a, "%.*s/a.yaml", STR(args->workspace)), (struct str){text, TEXT});
	struct journal *j = journal_new(a, args, *h, &error);
	need(j != NULL, error);
	return j;
}

/* The time of the record alone: what history and parser take is measured elsewhere. */
static double
type(struct arena *a, struct history *h, struct journal *j, int number)
{
	struct command c = {.name = S("set payslip.find.feel"), .time = 5};
	struct str error, words = S("what somebody typed");
	uint32_t at = (uint32_t)((unsigned)number * 7919u % TEXT);
	VEC_PUSH(a, &c.splices, (struct file_splice){0, {at, S(""), words}, false, false});
	need(history_do(h, &c), S("a change does not fit"));
	double start = now_us();
	bool fine = journal_command(j, h, &c, &error);
	double took = now_us() - start;
	need(fine, error);
	return took;
}

static void
append(struct arena *a, const struct journal_args *args)
{
	struct history *h;
	struct journal *j = begin(a, args, &h);
	need(journal_start_syncing(j, 150), S("no thread"));
	double *times = NEW_N(a, double, RECORDS);
	type(a, h, j, 0); /* the file itself is written down once */
	for (int i = 0; i < RECORDS; i++) {
		times[i] = type(a, h, j, i);
		usleep(i % 50 == 0 ? 5000 : 0);
	}
	qsort(times, RECORDS, sizeof *times, by_size);
	printf("%.2f %.2f\n", times[RECORDS / 2], times[RECORDS / 100 * 99]);
	journal_discard(j);
}

static void
recover(struct arena *a, const struct journal_args *args)
{
	struct history *h;
	struct journal *j = begin(a, args, &h);
	struct stat st = {0};
	int records = 0;
	while (st.st_size < MEGABYTE) {
		type(a, h, j, records++);
		need(stat(journal_path(j).at, &st) == 0, S("there is no journal"));
	}
	double times[RECOVERIES];
	for (int i = 0; i < RECOVERIES; i++) {
		struct arena *room = arena_new();
		struct journal_found *found;
		ptrdiff_t count;
		struct str error;
		double start = now_us();
		bool fine = journal_find(
		    room, args->disk, args->folder, args->workspace, &found, &count, &error);
		times[i] = now_us() - start;
		need(fine && count == 1 && found->history->done == records, S("it is not whole"));
		arena_free(room);
	}
	qsort(times, RECOVERIES, sizeof *times, by_size);
	printf("%.2f %d\n", times[RECOVERIES / 2] / 1e3, records);
	journal_discard(j);
}

int
main(int argc, char **argv)
{
	if (argc != 3)
		return 2;
	struct arena *a = arena_new();
	struct journal_args args = {.disk = disk_real(),
	    .folder = str_of(argv[2]),
	    .workspace = S("/nowhere"),
	    .who = {S("user"), S("host"), S("boot"), getpid(), 1},
	    .now = 1000};
	if (strcmp(argv[1], "append") == 0)
		append(a, &args);
	else
		recover(a, &args);
	arena_free(a);
	return 0;
}
