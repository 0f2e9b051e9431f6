/* SPDX-License-Identifier: MIT */
/*
 * The real disk: each call does what its row promises, and says -errno when it cannot. Expected
 * values are those of the manual pages of the calls.
 */
#include "base/disk.h"

#include "base/beside.h"
#include "base/buf.h"

#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

struct folder {
	struct arena *a;
	const struct disk *d;
	const char *path;
};

static int
set_up(void **state)
{
	struct arena *a = arena_new();
	struct folder *f = NEW(a, struct folder);
	char *path = str_z(a, S("/tmp/desirepath-XXXXXX"));
	assert_non_null(mkdtemp(path));
	*f = (struct folder){.a = a, .d = disk_real(), .path = path};
	*state = f;
	return 0;
}

static int
tear_down(void **state)
{
	struct folder *f = *state;
	assert_int_equal(system(str_format(f->a, "rm -rf '%s'", f->path).at), 0);
	arena_free(f->a);
	return 0;
}

static const char *
in(const struct folder *f, const char *name)
{
	return str_format(f->a, "%s/%s", f->path, name).at;
}

static int
made(const struct folder *f, const char *name, struct str text)
{
	int fd = f->d->open(f->d, in(f, name), O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	assert_true(fd >= 0);
	assert_int_equal(disk_write_all(f->d, fd, text), 0);
	return fd;
}

static void
put(const struct folder *f, const char *name, struct str text)
{
	assert_int_equal(f->d->close(f->d, made(f, name, text)), 0);
}

static bool
holds(const struct folder *f, const char *name, struct str expected)
{
	int fd = f->d->open(f->d, in(f, name), O_RDONLY | O_CLOEXEC, 0);
	assert_true(fd >= 0);
	struct str text;
	assert_int_equal(disk_read_all(f->d, f->a, fd, 1 << 20, &text), 0);
	assert_int_equal(disk_holds(f->d, f->a, fd, expected), str_eq(text, expected));
	assert_int_equal(f->d->close(f->d, fd), 0);
	return str_eq(text, expected);
}

static void
every_row_has_a_function(void **state)
{
	const struct folder *f = *state;
#define CALL(result, name, parameters, arguments) assert_true(f->d->name != NULL);
#include "base/disk.def"
#undef CALL
}

static void
what_cannot_be_done_is_said_by_number(void **state)
{
	const struct folder *f = *state;
	const struct disk *d = f->d;
	struct stat st;
	char *real = NEW_N(f->a, char, 4097);
	struct str *names;
	ptrdiff_t count;
	const char *none = in(f, "none");
	assert_int_equal(d->open(d, none, O_RDONLY, 0), -ENOENT);
	assert_int_equal(d->close(d, -1), -EBADF);
	assert_int_equal(d->sync(d, -1), -EBADF);
	assert_int_equal(d->sync_data(d, -1), -EBADF);
	assert_int_equal(d->read(d, -1, real, 1), -EBADF);
	assert_int_equal(d->pread(d, -1, real, 1, 0), -EBADF);
	assert_int_equal(d->write(d, -1, "", 1), -EBADF);
	assert_int_equal(d->pwrite(d, -1, "", 1, 0), -EBADF);
	assert_int_equal(d->unlink(d, none), -ENOENT);
	assert_int_equal(d->stat(d, none, &st), -ENOENT);
	assert_int_equal(d->lstat(d, none, &st), -ENOENT);
	assert_int_equal(d->fstat(d, -1, &st), -EBADF);
	assert_int_equal(d->real_path(d, none, real), -ENOENT);
	assert_int_equal(d->exchange(d, none, f->path), -ENOENT);
	assert_int_equal(d->make_folder(d, f->path, 0700), -EEXIST);
	assert_int_equal(d->list(d, f->a, none, &names, &count), -ENOENT);
	assert_int_equal(d->set_mode(d, -1, 0600), -EBADF);
	assert_int_equal(d->lock(d, -1, DISK_WRITE_LOCK, 0), -EBADF);
	assert_int_equal(disk_sync_folder(d, none), -ENOENT);
	assert_true(str_eq(disk_words(-ENOSPC), S("No space left on device")));
}

static void
files_change_places(void **state)
{
	const struct folder *f = *state;
	put(f, "a", S("one"));
	put(f, "b", S("two"));
	assert_int_equal(f->d->exchange(f->d, in(f, "a"), in(f, "b")), 0);
	assert_true(holds(f, "a", S("two")));
	assert_true(holds(f, "b", S("one")));
}

static void
a_new_name_replaces_nothing(void **state)
{
	const struct folder *f = *state;
	put(f, "a", S("one"));
	put(f, "b", S("two"));
	assert_int_equal(f->d->rename_new(f->d, in(f, "a"), in(f, "b")), -EEXIST);
	assert_int_equal(f->d->rename_new(f->d, in(f, "a"), in(f, "c")), 0);
	assert_true(holds(f, "b", S("two")));
	assert_true(holds(f, "c", S("one")));
}

static void
room_is_taken_and_the_length_stays(void **state)
{
	const struct folder *f = *state;
	int fd = made(f, "a", S("one"));
	int result = f->d->reserve(f->d, fd, 1 << 16);
	assert_true(result == 0 || result == -EOPNOTSUPP);
	assert_int_equal(f->d->reserve(f->d, fd, 0), 0);
	struct stat st;
	assert_int_equal(f->d->fstat(f->d, fd, &st), 0);
	assert_int_equal(st.st_size, 3);
	assert_int_equal(f->d->close(f->d, fd), 0);
}

static void
a_text_is_written_over_and_read_from_the_beginning(void **state)
{
	const struct folder *f = *state;
	int fd = made(f, "a", S("a longer text"));
	struct str text;
	assert_int_equal(disk_write_over(f->d, fd, S("short")), 0);
	assert_int_equal(disk_read_all(f->d, f->a, fd, 13, &text), 0);
	assert_true(str_eq(text, S("shortger text")));
	assert_int_equal(disk_read_all(f->d, f->a, fd, 12, &text), -EFBIG);
	assert_int_equal(f->d->truncate(f->d, fd, 5), 0);
	assert_int_equal(disk_holds(f->d, f->a, fd, S("short")), 1);
	assert_int_equal(disk_holds(f->d, f->a, fd, S("shor")), 0);
	assert_int_equal(disk_holds(f->d, f->a, fd, S("shorts")), 0);
	assert_int_equal(f->d->truncate(f->d, fd, 0), 0);
	assert_int_equal(disk_read_all(f->d, f->a, fd, 5, &text), 0);
	assert_non_null(text.at);
	assert_int_equal(disk_holds(f->d, f->a, fd, S("")), 1);
	assert_int_equal(f->d->close(f->d, fd), 0);
}

static void
large_texts_are_told_apart_by_any_byte(void **state)
{
	const struct folder *f = *state;
	static const ptrdiff_t lengths[] = {65535, 65536, 65537, 200000};
	for (ptrdiff_t i = 0; i < COUNT_OF(lengths); i++) {
		char *at = NEW_N(f->a, char, lengths[i] + 1);
		memset(at, 'x', (size_t)lengths[i] + 1);
		struct str text = {at, lengths[i]}, more = {at, lengths[i] + 1};
		int fd = made(f, "large", text);
		uint64_t hash = beside_hash(text);
		assert_int_equal(disk_holds(f->d, f->a, fd, text), 1);
		assert_int_equal(disk_holds(f->d, f->a, fd, more), 0);
		assert_int_equal(disk_holds(f->d, f->a, fd, str_upto(text, text.len - 1)), 0);
		at[lengths[i] - 1] = 'y';
		assert_int_equal(disk_holds(f->d, f->a, fd, text), 0);
		assert_true(beside_hash(text) != hash);
		assert_int_equal(f->d->close(f->d, fd), 0);
	}
}

static void
a_lock_keeps_others_out_and_ends_with_its_file(void **state)
{
	const struct folder *f = *state;
	const struct disk *d = f->d;
	int one = made(f, "a", S("one"));
	int other = d->open(d, in(f, "a"), O_RDWR | O_CLOEXEC, 0);
	assert_int_equal(d->lock(d, one, DISK_WRITE_LOCK, 0), 0);
	long long start = d->now_ms(d);
	assert_int_equal(d->lock(d, other, DISK_WRITE_LOCK, 30), -EAGAIN);
	assert_true(d->now_ms(d) - start >= 29);
	assert_int_equal(d->lock(d, other, DISK_READ_LOCK, 0), -EAGAIN);
	assert_int_equal(d->lock_holder(d, other), getpid());
	assert_int_equal(d->unlock(d, one), 0);
	assert_int_equal(d->lock_holder(d, other), 0);
	assert_int_equal(d->lock(d, other, DISK_READ_LOCK, 0), 0);
	assert_int_equal(d->lock(d, one, DISK_READ_LOCK, 0), 0);
	assert_int_equal(d->lock(d, one, DISK_WRITE_LOCK, 0), -EAGAIN);
	assert_int_equal(d->close(d, other), 0);
	assert_int_equal(d->lock(d, one, DISK_WRITE_LOCK, 0), 0);
	assert_int_equal(d->close(d, one), 0);
}

static void
a_lock_ends_with_the_process(void **state)
{
	const struct folder *f = *state;
	const struct disk *d = f->d;
	put(f, "a", S("one"));
	pid_t child = fork();
	if (child == 0) {
		int fd = d->open(d, in(f, "a"), O_RDWR | O_CLOEXEC, 0);
		(void)d->lock(d, fd, DISK_WRITE_LOCK, 0);
		(void)kill(getpid(), SIGKILL);
	}
	assert_int_equal(waitpid(child, NULL, 0), child);
	int fd = d->open(d, in(f, "a"), O_RDWR | O_CLOEXEC, 0);
	assert_int_equal(d->lock(d, fd, DISK_WRITE_LOCK, 0), 0);
	assert_int_equal(d->close(d, fd), 0);
}

static void
a_folder_lists_all_its_names(void **state)
{
	const struct folder *f = *state;
	put(f, ".hidden", S(""));
	put(f, "a", S(""));
	struct str *names;
	ptrdiff_t count;
	assert_int_equal(f->d->list(f->d, f->a, f->path, &names, &count), 0);
	assert_int_equal(count, 2);
	bool hidden_first = str_eq(names[0], S(".hidden"));
	assert_true(str_eq(names[hidden_first ? 1 : 0], S("a")));
	assert_true(str_eq(names[hidden_first ? 0 : 1], S(".hidden")));
}

static void
names_of_our_making_are_known(void **state)
{
	const struct folder *f = *state;
	struct beside beside;
	struct beside_args args = {
	    .disk = f->d, .target = in(f, "a.yaml"), .text = S("new"), .like = -1, .seed = 99};
	assert_int_equal(beside_write(f->a, &args, &beside), 0);
	struct str prefix = beside_prefix(f->a, args.target);
	struct str rest = str_from(str_of(beside.path), prefix.len);
	assert_true(str_eq(prefix, str_format(f->a, "%s/.a.yaml.", f->path)));
	assert_int_equal(rest.len, 12);
	assert_true(beside_is_ours(prefix, rest));
	assert_false(beside_is_ours(S("/tmp/.b.yaml."), rest));
	assert_false(beside_is_ours(prefix, S("1234567.tmp")));
	assert_false(beside_is_ours(prefix, S("1234567g.tmp")));
	assert_true(
	    holds(f, str_from(str_of(beside.path), (ptrdiff_t)strlen(f->path) + 1).at, S("new")));
	beside_drop(f->d, &beside);
	struct str *names;
	ptrdiff_t count;
	assert_int_equal(f->d->list(f->d, f->a, f->path, &names, &count), 0);
	assert_int_equal(count, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
	    TEST(every_row_has_a_function),
	    TEST(what_cannot_be_done_is_said_by_number),
	    TEST(files_change_places),
	    TEST(a_new_name_replaces_nothing),
	    TEST(room_is_taken_and_the_length_stays),
	    TEST(a_text_is_written_over_and_read_from_the_beginning),
	    TEST(large_texts_are_told_apart_by_any_byte),
	    TEST(a_lock_keeps_others_out_and_ends_with_its_file),
	    TEST(a_lock_ends_with_the_process),
	    TEST(a_folder_lists_all_its_names),
	    TEST(names_of_our_making_are_known),
#undef TEST
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
