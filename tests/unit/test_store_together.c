/* SPDX-License-Identifier: MIT */
/*
 * Several processes at one file: ours, who lock, and others, who do not. TOGETHER=all makes it
 * eight processes and 250 edits each. What is shown at the end is counted from outside: by the
 * lines in the file, and by a writer who sees exactly what he replaces.
 */
#include "base/buf.h"
#include "model/store.h"
#include "tests/fault/layer.h"

#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

enum { MOST = 20000, SAVERS = 4, TOO_LONG_S = 60 };

/* Seen by all processes. Texts are known by their number, which is their first line. */
struct ledger {
	volatile bool stop;
	long written, displaced_count;
	long displaced[MOST]; /* by the one who does not lock, in his order */
	struct {
		long count, met;
		long before[MOST], after[MOST];
	} saver[SAVERS];
};

struct place {
	struct arena *a;
	const char *folder, *path;
	struct ledger *ledger;
};

static int
set_up(void **state)
{
	struct arena *a = arena_new();
	struct place *p = NEW(a, struct place);
	p->a = a;
	const char *room = access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp";
	if (getenv("TMPDIR") != NULL)
		room = getenv("TMPDIR");
	char *folder = str_z(a, str_format(a, "%s/desirepath-XXXXXX", room));
	assert_non_null(mkdtemp(folder));
	p->folder = folder;
	p->path = str_format(a, "%s/a.yaml", folder).at;
	p->ledger = mmap(
	    NULL, sizeof *p->ledger, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	assert_true(p->ledger != MAP_FAILED);
	*state = p;
	return 0;
}

static int
tear_down(void **state)
{
	struct place *p = *state;
	struct str *names;
	ptrdiff_t count;
	assert_int_equal(disk_real()->list(disk_real(), p->a, p->folder, &names, &count), 0);
	for (ptrdiff_t i = 0; i < count; i++)
		unlink(str_format(p->a, "%s/%.*s", p->folder, STR(names[i])).at);
	assert_int_equal(rmdir(p->folder), 0);
	munmap(p->ledger, sizeof *p->ledger);
	arena_free(p->a);
	return 0;
}

static bool
all(void)
{
	const char *together = getenv("TOGETHER");
	return together != NULL && strcmp(together, "all") == 0;
}

static void
put(const char *path, struct str text)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	if (fd < 0 || disk_write_all(disk_real(), fd, text) != 0 || close(fd) != 0)
		abort();
}

static struct str
get(struct arena *a, const char *path)
{
	struct str text, error;
	if (!store_read(a, disk_real(), str_of(path), 1 << 24, &text, &error))
		abort();
	return text;
}

/* Falls asleep now and then, so that others come in between where they hardly ever do. */
static void
doze(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	unsigned dice = (unsigned)now.tv_nsec * 0x9e3779b1u >> 16;
	struct timespec nap = {.tv_nsec = (long)(dice % 1000) * 1000};
	if (dice % 4 == 0)
		nanosleep(&nap, NULL);
}

static int
open_drowsily(const struct disk *d, const char *path, int flags, unsigned mode)
{
	doze();
	d = layer_inner(d);
	return d->open(d, path, flags, mode);
}

static int
exchange_drowsily(const struct disk *d, const char *one, const char *other)
{
	doze();
	d = layer_inner(d);
	return d->exchange(d, one, other);
}

static int
rename_new_drowsily(const struct disk *d, const char *from, const char *to)
{
	doze();
	d = layer_inner(d);
	return d->rename_new(d, from, to);
}

static int
unlink_drowsily(const struct disk *d, const char *path)
{
	doze();
	d = layer_inner(d);
	return d->unlink(d, path);
}

static int
lstat_drowsily(const struct disk *d, const char *path, struct stat *st)
{
	doze();
	d = layer_inner(d);
	return d->lstat(d, path, st);
}

static const struct disk *
drowsy(struct layer *l)
{
	layer_begin(l, l, disk_real());
	l->disk.open = open_drowsily;
	l->disk.exchange = exchange_drowsily;
	l->disk.rename_new = rename_new_drowsily;
	l->disk.unlink = unlink_drowsily;
	l->disk.lstat = lstat_drowsily;
	return &l->disk;
}

static enum store_result
save(struct arena *a, const struct disk *d, const char *path, struct str before, struct str after)
{
	struct store_file file = {.path = str_of(path), .before = before, .after = after};
	struct store_args args = {.disk = d, .wait_ms = 10000, .who.process = getpid()};
	struct str error = {0};
	enum store_result result = store_save(a, &args, (struct str){0}, &file, 1, &error);
	if (result == STORE_REFUSED) {
		fprintf(stderr, "refused: %.*s\n", STR(error));
		_exit(3);
	}
	return result;
}

static void
wait_for_all(int count)
{
	for (int i = 0; i < count; i++) {
		int status;
		assert_true(wait(&status) > 0);
		assert_true(WIFEXITED(status));
		assert_int_equal(WEXITSTATUS(status), 0);
	}
}

static void
add_lines(const char *path, int who, int edits)
{
	struct arena *a = arena_new();
	for (int i = 0; i < edits; i++) {
		enum store_result result = STORE_CHANGED;
		while (result == STORE_CHANGED) {
			arena_release(a, (struct arena_mark){0});
			struct str before = get(a, path);
			struct str after =
			    str_format(a, "%.*sprocess %d edit %d\n", STR(before), who, i);
			result = save(a, disk_real(), path, before, after);
		}
	}
	arena_free(a);
}

static void
lines_are_there_once(struct place *p, int processes, int edits)
{
	struct str rest = get(p->a, p->path), line;
	char *seen = NEW_N(p->a, char, processes *edits);
	int lost = 0, twice = 0, strange = 0;
	while (str_line(&rest, &line)) {
		int who, edit;
		if (sscanf(str_z(p->a, line), "process %d edit %d", &who, &edit) != 2 || who < 0 ||
		    who >= processes || edit < 0 || edit >= edits)
			strange++;
		else
			twice += seen[who * edits + edit]++ > 0;
	}
	for (int i = 0; i < processes * edits; i++)
		lost += seen[i] == 0;
	printf("lost %d, twice %d, of %d\n", lost, twice, processes * edits);
	assert_int_equal(lost, 0);
	assert_int_equal(twice, 0);
	assert_int_equal(strange, 0);
}

static void
many_at_once(struct place *p)
{
	int processes = all() ? 8 : 4, edits = all() ? 250 : 20;
	long long start = disk_real()->now_ms(disk_real());
	for (int who = 0; who < processes; who++) {
		if (fork() == 0) {
			add_lines(p->path, who, edits);
			_exit(0);
		}
	}
	wait_for_all(processes);
	printf("%lld ms, ", disk_real()->now_ms(disk_real()) - start);
	lines_are_there_once(p, processes, edits);
}

static void
edits_by_many_processes_are_all_there_once(void **state)
{
	struct place *p = *state;
	put(p->path, S(""));
	many_at_once(p);
}

static void
edits_of_a_file_with_two_names_are_all_there_once(void **state)
{
	struct place *p = *state;
	put(p->path, S(""));
	const char *other = str_format(p->a, "%s/b.yaml", p->folder).at;
	assert_int_equal(link(p->path, other), 0);
	many_at_once(p);
	assert_true(str_eq(get(p->a, p->path), get(p->a, other)));
}

static void
a_file_that_all_want_to_make_is_made_once(void **state)
{
	struct place *p = *state;
	many_at_once(p);
}

static struct str
numbered(struct arena *a, long number)
{
	struct buf b = {.arena = a};
	buf_format(&b, "%ld\n", number);
	for (int i = 0; i < 20; i++)
		buf_format(&b, "  line %d of the text %ld\n", i, number);
	return buf_str(&b);
}

static long
number_of(struct arena *a, struct str text)
{
	return strtol(str_z(a, str_upto(text, 20)), NULL, 10);
}

static void
saver(struct place *p, int who)
{
	struct arena *a = arena_new();
	struct ledger *l = p->ledger;
	struct layer layer;
	const struct disk *d = who % 2 == 0 ? drowsy(&layer) : disk_real();
	long number = 1000000L * (who + 1);
	alarm(TOO_LONG_S);
	while ((!l->stop || l->saver[who].count == 0) && l->saver[who].count < MOST) {
		arena_release(a, (struct arena_mark){0});
		struct str before = get(a, p->path);
		if (before.at == NULL)
			continue;
		number++;
		if (save(a, d, p->path, before, numbered(a, number)) != STORE_SAVED) {
			l->saver[who].met++;
			continue;
		}
		long n = l->saver[who].count++;
		l->saver[who].before[n] = number_of(a, before);
		l->saver[who].after[n] = number;
	}
	arena_free(a);
	_exit(0);
}

/* Renames over the file without asking anybody; the exchange is only to see what went. */
static void
rename_writer(struct place *p, long versions)
{
	struct arena *a = arena_new();
	struct ledger *l = p->ledger;
	const char *fresh = str_format(p->a, "%s/fresh", p->folder).at;
	for (long version = 1; version <= versions; version++) {
		arena_release(a, (struct arena_mark){0});
		put(fresh, numbered(a, version));
		if (disk_real()->exchange(disk_real(), fresh, p->path) != 0)
			abort();
		l->displaced[l->displaced_count++] = number_of(a, get(a, fresh));
		if (unlink(fresh) != 0)
			abort();
		l->written = version;
		struct timespec nap = {.tv_nsec = 300000};
		nanosleep(&nap, NULL);
	}
	l->stop = true;
	arena_free(a);
	_exit(0);
}

static bool
is_accounted_for(struct place *p, long number, bool *twice)
{
	const struct ledger *l = p->ledger;
	int times = 0;
	for (long i = 0; i < l->displaced_count; i++)
		times += l->displaced[i] == number;
	for (int who = 0; who < SAVERS; who++) {
		for (long i = 0; i < l->saver[who].count; i++)
			times += l->saver[who].before[i] == number;
	}
	*twice = times > 1;
	return times > 0;
}

/* What is in the folder now, under the name of the file or as a version that was kept. */
static bool
is_in_folder(struct place *p, long number, ptrdiff_t *kept)
{
	struct str *names;
	ptrdiff_t count;
	assert_int_equal(disk_real()->list(disk_real(), p->a, p->folder, &names, &count), 0);
	*kept = 0;
	bool found = false;
	for (ptrdiff_t i = 0; i < count; i++) {
		*kept += str_search(names[i], S(".kept-")) > 0;
		const char *path = str_format(p->a, "%s/%.*s", p->folder, STR(names[i])).at;
		found |=
		    strcmp(names[i].at, "fresh") != 0 && number_of(p->a, get(p->a, path)) == number;
	}
	return found;
}

static void
no_version_of_one_who_does_not_lock_is_lost(void **state)
{
	struct place *p = *state;
	struct ledger *l = p->ledger;
	long versions = all() ? 12000 : 300;
	put(p->path, numbered(p->a, 0));
	for (int who = 0; who < SAVERS; who++) {
		if (fork() == 0)
			saver(p, who);
	}
	if (fork() == 0)
		rename_writer(p, versions);
	wait_for_all(SAVERS + 1);
	long lost = 0, twice_replaced = 0, saved = 0, met = 0;
	ptrdiff_t kept = 0;
	for (long version = 1; version <= versions; version++) {
		bool twice;
		bool fine = is_accounted_for(p, version, &twice);
		bool gone = !fine && !is_in_folder(p, version, &kept);
		if (gone)
			printf("version %ld is lost\n", version);
		lost += gone;
		twice_replaced += twice;
	}
	for (int who = 0; who < SAVERS; who++) {
		saved += l->saver[who].count;
		met += l->saver[who].met;
		for (long i = 0; i < l->saver[who].count; i++) {
			bool twice;
			long number = l->saver[who].after[i];
			bool fine = is_accounted_for(p, number, &twice);
			bool gone = !fine && !is_in_folder(p, number, &kept);
			if (gone)
				printf("save %ld is lost\n", number);
			lost += gone;
		}
	}
	(void)is_in_folder(p, -1, &kept);
	printf("%ld versions by another, %ld saves, %ld met a change; lost unseen %ld; kept aside "
	       "%td; "
	       "seen as replaced by both %ld\n",
	    versions, saved, met, lost, kept, twice_replaced);
	assert_true(saved > 0);
	assert_int_equal(lost, 0);
}

/*
 * Writes into the file itself, and looks a little later whether his text was taken up: it stands
 * there, or what stands there was written by one who had seen it. Whoever opens a file before a
 * save and writes into it after the save's last look writes into a file that has no name any more:
 * that cannot be helped without a lock, so it is counted and not forbidden.
 */
static void
in_place_writer(struct place *p, long versions)
{
	struct arena *a = arena_new();
	struct ledger *l = p->ledger;
	for (long version = 1; version <= versions; version++) {
		arena_release(a, (struct arena_mark){0});
		put(p->path, numbered(a, version));
		l->written = version;
		struct timespec nap = {.tv_nsec = 2000000};
		nanosleep(&nap, NULL);
		long here = number_of(a, get(a, p->path));
		bool seen = here == version;
		for (int who = 0; who < SAVERS; who++) {
			for (long i = 0; i < l->saver[who].count; i++)
				seen |= l->saver[who].before[i] == version;
		}
		l->displaced_count += !seen;
	}
	l->stop = true;
	arena_free(a);
	_exit(0);
}

static void
one_who_writes_into_the_file_is_mostly_seen(void **state)
{
	struct place *p = *state;
	struct ledger *l = p->ledger;
	long versions = all() ? 2000 : 50, met = 0, saved = 0;
	put(p->path, numbered(p->a, 0));
	for (int who = 1; who < SAVERS; who += 2) {
		if (fork() == 0)
			saver(p, who);
	}
	if (fork() == 0)
		in_place_writer(p, versions);
	wait_for_all(SAVERS / 2 + 1);
	for (int who = 0; who < SAVERS; who++) {
		met += l->saver[who].met;
		saved += l->saver[who].count;
	}
	printf("%ld versions written in place, %ld saves, %ld met a change; %ld went unseen\n",
	    versions, saved, met, l->displaced_count);
	assert_true(l->displaced_count <= versions / 10 + 5);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
	    TEST(edits_by_many_processes_are_all_there_once),
	    TEST(edits_of_a_file_with_two_names_are_all_there_once),
	    TEST(a_file_that_all_want_to_make_is_made_once),
	    TEST(no_version_of_one_who_does_not_lock_is_lost),
	    TEST(one_who_writes_into_the_file_is_mostly_seen),
#undef TEST
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
