/* SPDX-License-Identifier: MIT */
/*
 * kill -9 at any instant loses nothing that was answered. A child goes on with the journal that the
 * one before it left, makes changes, writes drafts, undoes, saves, and answers each through a pipe;
 * it is killed at a random microsecond, and then its journal must hold all that was answered, and
 * at most the one step more that it was at:
 *
 *     journal KILLS [SEED]
 */
#include "model/journal.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

struct trial {
	struct arena *arena;
	struct journal_args args;
	uint64_t seed;
};

static uint32_t
number(uint64_t *seed, uint32_t below)
{
	*seed ^= *seed << 13;
	*seed ^= *seed >> 7;
	*seed ^= *seed << 17;
	return below > 0 ? (uint32_t)(*seed >> 20) % below : 0;
}

static void
stop_at(const char *what, struct str why)
{
	fprintf(stderr, "%s: %.*s\n", what, STR(why));
	exit(2);
}

static void
need(bool fine, const char *what, struct str why)
{
	if (!fine)
		stop_at(what, why);
}

/* ---- the same steps by the child, with a journal, and by the parent, without ---- */

static void
change(struct arena *a, struct history *h, struct journal *j, uint64_t *seed)
{
	int file = (int)number(seed, 2);
	struct str now = h->files.at[file].now, error = {0};
	uint32_t len = (uint32_t)now.len, at = number(seed, len + 1);
	struct splice s = {.at = at};
	s.removed = str_upto(str_from(now, at), number(seed, len > 2000 ? 1000 : 8));
	s.inserted = str_upto(S("all the words that somebody typed"), number(seed, 30));
	struct command c = {.name = S("type"), .time = 5, .foreign = number(seed, 10) == 0};
	VEC_PUSH(a, &c.splices, (struct file_splice){file, s, false, false});
	need(history_do(h, &c), "history", S("a change does not fit"));
	if (j != NULL)
		need(journal_command(j, h, &c, &error), "journal", error);
}

static void
back(struct history *h, struct journal *j)
{
	struct str error = {0};
	if (history_undo(h) && j != NULL)
		need(journal_undo(j, &error), "journal", error);
}

static void
forth(struct history *h, struct journal *j)
{
	struct str error = {0};
	if (history_redo(h) && j != NULL)
		need(journal_redo(j, &error), "journal", error);
}

static void
step(struct history *h, struct journal *j, uint64_t *seed)
{
	enum { DRAFT = 30000 };
	struct arena *room = arena_new();
	struct str error = {0};
	uint32_t what = number(seed, 60);
	if (what < 8) {
		back(h, j);
	} else if (what < 14) {
		forth(h, j);
	} else if (what < 22) {
		struct str text = {NEW_N(room, char, DRAFT), number(seed, DRAFT)};
		if (j != NULL)
			need(journal_draft(j, S("here"), text, &error), "draft", error);
	} else if (what == 22) {
		if (j != NULL)
			need(journal_saved(j, h, &error), "saved", error);
	} else {
		change(room, h, j, seed);
	}
	arena_free(room);
}

static void
add_files(struct history *h, struct str workspace)
{
	struct arena *room = arena_new();
	history_file(h, str_format(room, "%.*s/a.yaml", STR(workspace)), S("one text\n"));
	history_file(h, str_format(room, "%.*s/b.yaml", STR(workspace)), S("and another\n"));
	arena_free(room);
}

static struct journal_found *
find(struct arena *a, const struct trial *t)
{
	struct journal_found *found;
	ptrdiff_t count;
	struct str error;
	const struct journal_args *g = &t->args;
	need(journal_find(a, g->disk, g->folder, g->workspace, &found, &count, &error), "find",
	    error);
	need(count <= 1, "find", S("there is more than one journal"));
	return count == 1 ? found : NULL;
}

/* What is there, with both files known in the order in which the steps number them. */
static struct history *
history_of(struct arena *a, const struct trial *t, const struct journal_found *found)
{
	struct history *h = found != NULL ? found->history : history_new(a);
	add_files(h, t->args.workspace);
	return h;
}

static _Noreturn void
work(const struct trial *t, int answers)
{
	uint64_t seed = t->seed;
	struct str error;
	struct journal_found *found = find(t->arena, t);
	struct history *h = found != NULL ? found->history : history_of(t->arena, t, NULL);
	struct journal *j = found != NULL ? journal_adopt(t->arena, &t->args, found, &error)
					  : journal_new(t->arena, &t->args, h, &error);
	need(j != NULL, "begin", error);
	add_files(h, t->args.workspace);
	need(journal_start_syncing(j, 5), "thread", S("cannot be started"));
	for (long answer = 0;; answer++) {
		if (write(answers, &answer, sizeof answer) != (ssize_t)sizeof answer)
			_exit(1);
		step(h, j, &seed);
	}
}

static bool
is_same(const struct history *a, const struct history *b)
{
	if (a->done != b->done || a->commands.count != b->commands.count)
		return false;
	for (ptrdiff_t i = 0; i < a->files.count; i++) {
		ptrdiff_t other = str_map_get(&b->numbers, a->files.at[i].path);
		if (other < 0 || !str_eq(a->files.at[i].now, b->files.at[other].now))
			return false;
	}
	return true;
}

/* How many steps the child answered: each answer says how many were done. */
static long
answered(int answers, long first)
{
	long last = first, answer;
	while (read(answers, &answer, sizeof answer) == (ssize_t)sizeof answer)
		last = answer;
	return last;
}

/* Returns how many steps were answered, or -1 when the child was not even ready. */
static long
kill_child(const struct trial *t, uint64_t *clock)
{
	int answers[2];
	need(pipe(answers) == 0, "pipe", S("cannot be made"));
	pid_t child = fork();
	need(child >= 0, "fork", S("failed"));
	if (child == 0) {
		close(answers[0]);
		work(t, answers[1]);
	}
	close(answers[1]);
	long first = -1;
	bool early = number(clock, 10) == 0;
	if (!early && read(answers[0], &first, sizeof first) != (ssize_t)sizeof first)
		stop_at("child", S("it did not begin"));
	usleep(number(clock, 8000));
	kill(child, SIGKILL);
	int status;
	waitpid(child, &status, 0);
	need(WIFSIGNALED(status), "child", S("it ended by itself"));
	long last = answered(answers[0], first);
	close(answers[0]);
	return last;
}

/* The state before, and the steps again: the journal holds `count` of them, or one more. */
static bool
holds(struct arena *a, const struct trial *t, struct history *before, long count)
{
	struct journal_found *found = find(a, t);
	if (found == NULL)
		return count < 0;
	if (!found->readable || found->alive)
		return false;
	uint64_t seed = t->seed;
	for (long i = 0; i < count; i++)
		step(before, NULL, &seed);
	if (is_same(found->history, before))
		return true;
	step(before, NULL, &seed);
	return is_same(found->history, before);
}

static bool
try_once(struct trial *t, uint64_t *clock, long *steps)
{
	t->arena = arena_new();
	struct history *before = history_of(t->arena, t, find(t->arena, t));
	long count = kill_child(t, clock);
	bool fine = holds(t->arena, t, before, count);
	if (!fine)
		fprintf(stderr, "seed %llu: lost something after %ld answers\n",
		    (unsigned long long)t->seed, count);
	*steps += count > 0 ? count : 0;
	arena_free(t->arena);
	return fine;
}

static int
remove_all(struct arena *a, const char *top)
{
	return system(str_format(a, "rm -rf %s", top).at);
}

int
main(int argc, char **argv)
{
	enum { IN_ONE_FOLDER = 25 };
	long kills = argc > 1 ? atol(argv[1]) : 40, passed = 0, failed = 0, steps = 0;
	uint64_t seed = (argc > 2 ? strtoull(argv[2], NULL, 10) : 1) | 1,
		 clock = seed * 2654435761u;
	struct arena *a = arena_new();
	char *top = mkdtemp(str_z(a, S("/tmp/desirepath-kill-XXXXXX")));
	need(top != NULL, "folder", S("cannot be made"));
	struct trial t = {.args = {.disk = disk_real(),
			      .workspace = S("/nowhere"),
			      .who = {S("user"), S("host"), S("boot"), getpid(), 1},
			      .now = 1000}};
	for (long i = 0; i < kills; i++) {
		t.args.folder = str_format(a, "%s/%ld", top, i / IN_ONE_FOLDER);
		t.seed = seed * 1000003u + (uint64_t)i * 7919u + 1;
		bool fine = try_once(&t, &clock, &steps);
		passed += fine;
		failed += !fine;
	}
	int left = remove_all(a, top);
	arena_free(a);
	printf("%ld steps were answered before %ld kills\n", steps, kills);
	printf("%ld passed, %ld failed\n", passed, failed);
	return failed > 0 || left != 0;
}
