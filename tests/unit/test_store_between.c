/* SPDX-License-Identifier: MIT */
/*
 * Somebody who asks for no lock renames a version of his onto a file between any two calls of a
 * save, and at any two such places. Each of his versions must end on the path, or be replaced by a
 * later one of his, or be told of as found, or be kept under a name that is told.
 */
#include "base/buf.h"
#include "model/store.h"
#include "tests/fault/layer.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>
#include <fcntl.h>

enum { MOST_VERSIONS = 4 };

enum way { REPLACES, REMOVES, MAKES, IN_PLACE, TWO_FILES, WAYS };

/* A folder with one save, and what the other one has done. */
struct scene {
	struct layer layer;
	struct disk real;       /* but for syncing, which is not what this is about */
	struct arena *a, *room; /* of the scene; of the save */
	const char *folder, *path, *second;
	enum way way;
	struct store_file files[2];
	ptrdiff_t count;
	long calls, at[2];
	int versions;
	struct str displaced[MOST_VERSIONS];
	enum store_result result;
	struct str error;
};

static struct str
text_at_path(struct arena *a, const char *path)
{
	struct str text = {0};
	struct disk_file *f = disk_open(a, disk_real(), str_of(path), O_RDONLY, 0);
	if (f->fd >= 0)
		assert_int_equal(disk_read_all(disk_real(), a, f->fd, 1 << 20, &text), 0);
	(void)disk_close(f);
	return text;
}

static void
put(struct arena *a, const char *path, struct str text)
{
	struct disk_file *f =
	    disk_open(a, disk_real(), str_of(path), O_WRONLY | O_CREAT | O_TRUNC, 0600);
	assert_true(f->fd >= 0);
	assert_int_equal(disk_write_all(disk_real(), f->fd, text), 0);
	assert_int_equal(disk_close(f), 0);
}

static struct str
version(struct arena *a, int number)
{
	return str_format(a, "version %d of another\n", number);
}

/* An exchange, to see what went. */
static void
rename_onto(struct scene *s)
{
	const struct disk *d = disk_real();
	const char *fresh = str_format(s->a, "%s/fresh", s->folder).at;
	put(s->a, fresh, version(s->a, s->versions));
	struct str gone = {0};
	if (d->exchange(d, fresh, s->path) == 0) {
		gone = text_at_path(s->a, fresh);
		assert_int_equal(d->unlink(d, fresh), 0);
	} else {
		assert_int_equal(d->rename_new(d, fresh, s->path), 0);
	}
	s->displaced[s->versions++] = gone;
}

static void
count_call(const struct disk *d)
{
	struct scene *s = d->context;
	s->calls++;
	if (s->calls == s->at[0] || s->calls == s->at[1])
		rename_onto(s);
}

#define CALL(result, name, parameters, arguments)                                                  \
	static result counted_##name parameters                                                    \
	{                                                                                          \
		count_call(d);                                                                     \
		d = layer_inner(d);                                                                \
		return d->name arguments;                                                          \
	}
#include "base/disk.def"
#undef CALL

static int
no_sync(const struct disk *d, int fd)
{
	(void)d;
	(void)fd;
	return 0;
}

static struct str
none_or(struct arena *a, bool there, const char *text)
{
	return there ? str_copy(a, str_of(text)) : (struct str){0};
}

static void
begin(struct scene *s, enum way way, long first, long second)
{
	*s = (struct scene){
	    .a = arena_new(), .room = arena_new(), .way = way, .at = {first, second}};
	const char *room = access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp";
	char *folder = str_z(s->a, str_format(s->a, "%s/desirepath-XXXXXX", room));
	assert_non_null(mkdtemp(folder));
	s->folder = folder;
	s->path = str_format(s->a, "%s/a.yaml", folder).at;
	s->second = str_format(s->a, "%s/b.yaml", folder).at;
	s->count = way == TWO_FILES ? 2 : 1;
	s->files[0] = (struct store_file){
	    .path = str_of(s->path),
	    .before = none_or(s->a, way != MAKES, "as expected\n"),
	    .after = none_or(s->a, way != REMOVES, "ours\n"),
	};
	s->files[1] = (struct store_file){
	    .path = str_of(s->second), .before = S("the second\n"), .after = S("ours, too\n")};
	if (way != MAKES)
		put(s->a, s->path, s->files[0].before);
	if (way == TWO_FILES)
		put(s->a, s->second, s->files[1].before);
	if (way == IN_PLACE)
		assert_int_equal(link(s->path, s->second), 0);
	s->real = *disk_real();
	s->real.sync = no_sync;
	layer_begin(&s->layer, s, &s->real);
#define CALL(result, name, parameters, arguments) s->layer.disk.name = counted_##name;
#include "base/disk.def"
#undef CALL
}

static void
end(struct scene *s)
{
	struct str *names;
	ptrdiff_t count;
	assert_int_equal(disk_real()->list(disk_real(), s->a, s->folder, &names, &count), 0);
	for (ptrdiff_t i = 0; i < count; i++)
		unlink(str_format(s->a, "%s/%.*s", s->folder, STR(names[i])).at);
	assert_int_equal(rmdir(s->folder), 0);
	arena_free(s->room);
	arena_free(s->a);
}

static void
save(struct scene *s)
{
	struct store_args args = {.disk = &s->layer.disk, .wait_ms = 20, .who.process = 4711};
	s->result = store_save(s->room, &args, (struct str){0}, s->files, s->count, &s->error);
}

static bool
is_same(struct str x, struct str y)
{
	return (x.at == NULL) == (y.at == NULL) && str_eq(x, y);
}

static bool
is_kept_and_told(struct scene *s, struct str text)
{
	struct str *names;
	ptrdiff_t count;
	assert_int_equal(disk_real()->list(disk_real(), s->a, s->folder, &names, &count), 0);
	for (ptrdiff_t i = 0; i < count; i++) {
		const char *path = str_format(s->a, "%s/%.*s", s->folder, STR(names[i])).at;
		if (str_search(names[i], S(".kept-")) > 0 && str_search(s->error, names[i]) > 0 &&
		    is_same(text_at_path(s->a, path), text))
			return true;
	}
	return false;
}

static bool
was_displaced(const struct scene *s, struct str text)
{
	for (int i = 0; i < s->versions; i++) {
		if (is_same(s->displaced[i], text))
			return true;
	}
	return false;
}

static bool
is_accounted_for(struct scene *s, struct str text)
{
	const struct store_file *f = &s->files[0];
	return is_same(text_at_path(s->a, s->path), text) || was_displaced(s, text) ||
	    (s->result == STORE_CHANGED && f->changed && is_same(f->found, text)) ||
	    is_kept_and_told(s, text) ||
	    (s->way == IN_PLACE && is_same(text_at_path(s->a, s->second), text));
}

/* What a result says of the file must be so. */
static const char *
wrong_result(struct scene *s)
{
	const struct store_file *f = &s->files[0];
	struct str now = text_at_path(s->a, s->path);
	bool ours_is_there = is_same(now, f->after);
	if (s->result == STORE_REFUSED && s->versions == 0)
		return "refused, and nobody was there";
	if (s->result == STORE_SAVED && !ours_is_there && s->versions == 0)
		return "said to be saved, and is not";
	if (s->result == STORE_SAVED && !ours_is_there && !was_displaced(s, f->after))
		return "said to be saved, and never came to be there";
	if (s->result != STORE_SAVED && f->after.at != NULL && ours_is_there)
		return "said not to be saved, and is there";
	if (s->result == STORE_CHANGED && s->versions == 0)
		return "said to be changed, and nobody was there";
	if (s->count > 1 &&
	    !is_same(text_at_path(s->a, s->second),
		s->result == STORE_SAVED ? s->files[1].after : s->files[1].before))
		return "the other file is not as the result says";
	return NULL;
}

static const char *
wrong(struct scene *s)
{
	for (int i = 0; i < s->versions; i++) {
		if (!is_accounted_for(s, version(s->a, i)))
			return "a version of another is lost";
	}
	struct str before = s->files[0].before;
	if (s->result != STORE_SAVED && before.at != NULL && !is_accounted_for(s, before))
		return "what was there is lost, and nothing is saved";
	return wrong_result(s);
}

struct sum {
	long cases, bad, kept;
};

/* False: the save does not get as far as to the first of these calls. */
static bool
try_at(enum way way, long first, long second, struct sum *sum)
{
	struct scene s;
	begin(&s, way, first, second);
	save(&s);
	const char *what = wrong(&s);
	bool reached = s.versions > 0;
	sum->cases++;
	sum->kept += str_search(s.error, S(".kept-")) > 0;
	if (what != NULL && sum->bad++ == 0)
		print_error("way %d, before calls %ld and %ld: %s (result %d, %.*s)\n", (int)way,
		    first, second, what, (int)s.result, STR(s.error));
	end(&s);
	return reached;
}

static void
no_version_is_lost_that_comes_between_two_calls(void **state)
{
	(void)state;
	struct sum sum = {0};
	for (enum way way = 0; way < WAYS; way++) {
		for (long at = 1; try_at(way, at, 0, &sum); at++)
			;
	}
	printf("%ld cases, %ld bad, %ld with a version kept aside\n", sum.cases, sum.bad, sum.kept);
	assert_int_equal(sum.bad, 0);
}

static long
calls_of(enum way way)
{
	struct scene s;
	begin(&s, way, 0, 0);
	save(&s);
	assert_int_equal(s.result, STORE_SAVED);
	long calls = s.calls;
	end(&s);
	return calls;
}

/* The second one up to where the way back of the first has come to its end, and some. */
static void
no_two_versions_are_lost_that_come_between_any_calls(void **state)
{
	(void)state;
	enum { WAY_BACK = 40 };
	struct sum sum = {0};
	for (enum way way = 0; way < WAYS; way++) {
		long calls = calls_of(way);
		for (long first = 1; first <= calls; first++) {
			for (long second = first + 1; second <= calls + WAY_BACK; second++)
				try_at(way, first, second, &sum);
		}
	}
	printf("%ld cases, %ld bad, %ld with a version kept aside\n", sum.cases, sum.bad, sum.kept);
	assert_int_equal(sum.bad, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(no_version_is_lost_that_comes_between_two_calls),
	    cmocka_unit_test(no_two_versions_are_lost_that_come_between_any_calls),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
