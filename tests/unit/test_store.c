/* SPDX-License-Identifier: MIT */
/*
 * What a save promises on a disk that works: what is kept, what is refused and in which words, and
 * what becomes of things that others left or changed. Faults are tried in test_store_faults.c.
 */
#include "model/store.h"

#include "base/beside.h"
#include "base/buf.h"

#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <inttypes.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <sys/xattr.h>
#include <unistd.h>

#include <cmocka.h>

struct folder {
	struct arena *a;
	const char *path;
	struct str error;
	int ready_calls;
	bool ready_answer;
};

static int
set_up(void **state)
{
	struct arena *a = arena_new();
	struct folder *f = NEW(a, struct folder);
	f->a = a;
	f->ready_answer = true;
	char *path = str_z(a, S("/tmp/desirepath-XXXXXX"));
	assert_non_null(mkdtemp(path));
	f->path = path;
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

static void
put(const struct folder *f, const char *name, struct str text, mode_t mode)
{
	int fd = open(in(f, name), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	assert_true(fd >= 0);
	assert_int_equal(disk_write_all(disk_real(), fd, text), 0);
	assert_int_equal(fchmod(fd, mode), 0);
	assert_int_equal(close(fd), 0);
}

static void
holds_text(const struct folder *f, const char *name, struct str expected, int line)
{
	struct str text, error = {0};
	if (!store_read(f->a, disk_real(), str_of(in(f, name)), 1 << 20, &text, &error))
		fail_msg("line %d: '%s': %.*s", line, name, STR(error));
	if ((text.at == NULL) != (expected.at == NULL) || !str_eq(text, expected))
		fail_msg("line %d: '%s' holds '%.*s'", line, name, STR(text));
}
#define assert_holds(f, name, text) holds_text((f), (name), (text), __LINE__)

static void
says(struct str text, const char *part, int line)
{
	if (str_search(text, str_of(part)) < 0)
		fail_msg("line %d: '%.*s' does not say '%s'", line, STR(text), part);
}
#define assert_says(text, part) says((text), (part), __LINE__)

static bool
ready(void *context)
{
	struct folder *f = context;
	f->ready_calls++;
	return f->ready_answer;
}

static enum store_result
save_files(struct folder *f, struct store_file *files, ptrdiff_t count)
{
	struct store_args args = {
	    .disk = disk_real(),
	    .wait_ms = 500,
	    .who.process = getpid(),
	    .ready = ready,
	    .context = f,
	};
	return store_save(f->a, &args, str_of(f->path), files, count, &f->error);
}

static enum store_result
save(struct folder *f, const char *name, struct str before, struct str after)
{
	struct store_file file = {.path = str_of(in(f, name)), .before = before, .after = after};
	return save_files(f, &file, 1);
}

static struct stat
looks(const struct folder *f, const char *name)
{
	struct stat st;
	assert_int_equal(lstat(in(f, name), &st), 0);
	return st;
}

static ptrdiff_t
names_with(const struct folder *f, const char *part)
{
	struct str *names;
	ptrdiff_t count, hits = 0;
	assert_int_equal(disk_real()->list(disk_real(), f->a, f->path, &names, &count), 0);
	for (ptrdiff_t i = 0; i < count; i++)
		hits += str_search(names[i], str_of(part)) >= 0;
	return hits;
}

static const struct str none = {0};

static void
what_is_saved_is_read_again(void **state)
{
	struct folder *f = *state;
	assert_int_equal(save(f, "a.yaml", none, S("one\n")), STORE_SAVED);
	assert_holds(f, "a.yaml", S("one\n"));
	assert_int_equal(save(f, "a.yaml", S("one\n"), S("")), STORE_SAVED);
	assert_holds(f, "a.yaml", S(""));
	assert_int_equal(save(f, "a.yaml", S(""), S("a\0b")), STORE_SAVED);
	assert_holds(f, "a.yaml", S("a\0b"));
	assert_int_equal(save(f, "a.yaml", S("a\0b"), none), STORE_SAVED);
	assert_holds(f, "a.yaml", none);
	assert_int_equal(names_with(f, "."), 0);
	assert_int_equal(f->ready_calls, 4);
}

static void
the_same_text_is_not_written(void **state)
{
	struct folder *f = *state;
	put(f, "a.yaml", S("same\n"), 0444);
	struct stat before = looks(f, "a.yaml");
	assert_int_equal(save(f, "a.yaml", S("same\n"), S("same\n")), STORE_SAVED);
	struct stat after = looks(f, "a.yaml");
	assert_true(disk_same_file(&before, &after));
	assert_int_equal(before.st_ctim.tv_nsec, after.st_ctim.tv_nsec);
	assert_int_equal(f->ready_calls, 0);
}

static void
a_change_by_others_is_told_and_left_alone(void **state)
{
	struct folder *f = *state;
	put(f, "a.yaml", S("theirs\n"), 0644);
	struct store_file files[] = {
	    {.path = str_of(in(f, "a.yaml")), .before = S("old\n"), .after = S("ours\n")},
	    {.path = str_of(in(f, "b.yaml")), .before = none, .after = S("new\n")},
	    {.path = str_of(in(f, "c.yaml")), .before = S("was here\n"), .after = S("ours\n")},
	};
	assert_int_equal(save_files(f, files, 3), STORE_CHANGED);
	assert_true(files[0].changed && !files[1].changed && files[2].changed);
	assert_true(str_eq(files[0].found, S("theirs\n")));
	assert_null(files[2].found.at);
	assert_holds(f, "a.yaml", S("theirs\n"));
	assert_holds(f, "b.yaml", none);
	assert_int_equal(f->ready_calls, 0);
	put(f, "b.yaml", S("there\n"), 0644);
	assert_int_equal(save(f, "b.yaml", none, S("new\n")), STORE_CHANGED);
	assert_holds(f, "b.yaml", S("there\n"));
}

static void
nothing_is_saved_when_the_caller_is_not_ready(void **state)
{
	struct folder *f = *state;
	put(f, "a.yaml", S("old\n"), 0644);
	f->ready_answer = false;
	struct store_file files[] = {
	    {.path = str_of(in(f, "a.yaml")), .before = S("old\n"), .after = S("new\n")},
	    {.path = str_of(in(f, "b.yaml")), .before = none, .after = S("new\n")},
	};
	assert_int_equal(save_files(f, files, 2), STORE_REFUSED);
	assert_says(f->error, "nothing is saved");
	assert_holds(f, "a.yaml", S("old\n"));
	assert_holds(f, "b.yaml", none);
	assert_int_equal(names_with(f, ".tmp"), 0);
}

static void
a_read_only_file_is_refused(void **state)
{
	struct folder *f = *state;
	put(f, "a.yaml", S("old\n"), 0444);
	assert_int_equal(save(f, "a.yaml", S("old\n"), S("new\n")), STORE_REFUSED);
	assert_says(f->error, "a.yaml' is not saved: it is read-only");
	assert_holds(f, "a.yaml", S("old\n"));
}

static void
a_link_stays_a_link_and_must_stay_in_the_workspace(void **state)
{
	struct folder *f = *state;
	put(f, "a.yaml", S("old\n"), 0644);
	assert_int_equal(symlink("a.yaml", in(f, "link.yaml")), 0);
	assert_int_equal(save(f, "link.yaml", S("old\n"), S("new\n")), STORE_SAVED);
	assert_true(S_ISLNK(looks(f, "link.yaml").st_mode));
	assert_holds(f, "a.yaml", S("new\n"));
	assert_int_equal(symlink("/etc/hostname", in(f, "out.yaml")), 0);
	assert_int_equal(save(f, "out.yaml", S("old\n"), S("new\n")), STORE_REFUSED);
	assert_says(f->error, "it leads out of the workspace");
	assert_int_equal(symlink("nowhere.yaml", in(f, "lost.yaml")), 0);
	assert_int_equal(save(f, "lost.yaml", none, S("new\n")), STORE_REFUSED);
	assert_says(f->error, "a link to a file that is not there");
	assert_holds(f, "nowhere.yaml", none);
}

static void
what_is_no_plain_file_is_refused(void **state)
{
	struct folder *f = *state;
	struct str text;
	assert_int_equal(mkdir(in(f, "folder"), 0700), 0);
	assert_int_equal(save(f, "folder", none, S("new\n")), STORE_REFUSED);
	assert_says(f->error, "it is a folder");
	assert_int_equal(mkfifo(in(f, "pipe"), 0600), 0);
	assert_int_equal(save(f, "pipe", none, S("new\n")), STORE_REFUSED);
	assert_says(f->error, "it is not a plain file");
	assert_false(store_read(f->a, disk_real(), str_of(in(f, "pipe")), 10, &text, &f->error));
	assert_int_equal(save(f, "none/a.yaml", none, S("new\n")), STORE_REFUSED);
	assert_says(f->error, "No such file or directory");
}

static void
every_name_of_a_file_sees_the_change(void **state)
{
	struct folder *f = *state;
	put(f, "a.yaml", S("a long old text\n"), 0644);
	assert_int_equal(link(in(f, "a.yaml"), in(f, "other")), 0);
	struct stat before = looks(f, "a.yaml");
	assert_int_equal(save(f, "a.yaml", S("a long old text\n"), S("new\n")), STORE_SAVED);
	struct stat after = looks(f, "a.yaml");
	assert_true(disk_same_file(&before, &after));
	assert_int_equal(after.st_nlink, 2);
	assert_holds(f, "other", S("new\n"));
	assert_int_equal(f->ready_calls, 1);
}

static void
one_file_given_twice_is_saved_once_or_refused(void **state)
{
	struct folder *f = *state;
	put(f, "a.yaml", S("old\n"), 0644);
	assert_int_equal(symlink("a.yaml", in(f, "link.yaml")), 0);
	struct store_file files[] = {
	    {.path = str_of(in(f, "a.yaml")), .before = S("old\n"), .after = S("new\n")},
	    {.path = str_of(in(f, "link.yaml")), .before = S("old\n"), .after = S("new\n")},
	};
	assert_int_equal(save_files(f, files, 2), STORE_SAVED);
	assert_holds(f, "a.yaml", S("new\n"));
	files[0].before = files[1].before = S("new\n");
	files[0].after = S("one\n");
	files[1].after = S("two\n");
	assert_int_equal(save_files(f, files, 2), STORE_REFUSED);
	assert_says(f->error, "it is the same file as");
	assert_holds(f, "a.yaml", S("new\n"));
	struct store_file fresh[] = {
	    {.path = str_of(in(f, "b.yaml")), .before = none, .after = S("one\n")},
	    {.path = str_of(in(f, "b.yaml")), .before = none, .after = S("two\n")},
	};
	assert_int_equal(save_files(f, fresh, 2), STORE_REFUSED);
	assert_holds(f, "b.yaml", none);
}

static void
two_names_of_a_file_are_removed_together(void **state)
{
	struct folder *f = *state;
	put(f, "a.yaml", S("old\n"), 0644);
	assert_int_equal(link(in(f, "a.yaml"), in(f, "b.yaml")), 0);
	struct store_file files[] = {
	    {.path = str_of(in(f, "a.yaml")), .before = S("old\n"), .after = none},
	    {.path = str_of(in(f, "b.yaml")), .before = S("old\n"), .after = none},
	};
	assert_int_equal(save_files(f, files, 2), STORE_SAVED);
	assert_holds(f, "a.yaml", none);
	assert_holds(f, "b.yaml", none);
	assert_int_equal(names_with(f, "."), 0);
}

static void
a_lock_is_waited_for(void **state)
{
	struct folder *f = *state;
	put(f, "a.yaml", S("old\n"), 0644);
	int told[2];
	assert_int_equal(pipe(told), 0);
	pid_t child = fork();
	if (child == 0) {
		int fd = open(in(f, "a.yaml"), O_RDWR | O_CLOEXEC);
		char c = disk_real()->lock(disk_real(), fd, DISK_WRITE_LOCK, 0) == 0;
		(void)!write(told[1], &c, 1);
		usleep(60000);
		_exit(0);
	}
	char locked = 0;
	assert_int_equal(read(told[0], &locked, 1), 1);
	assert_true(locked);
	long long start = disk_real()->now_ms(disk_real());
	assert_int_equal(save(f, "a.yaml", S("old\n"), S("new\n")), STORE_SAVED);
	assert_true(disk_real()->now_ms(disk_real()) - start >= 40);
	assert_int_equal(waitpid(child, NULL, 0), child);
	close(told[0]);
	close(told[1]);
}

static void
a_new_file_has_the_permissions_of_the_umask(void **state)
{
	struct folder *f = *state;
	mode_t kept = umask(027);
	assert_int_equal(save(f, "a.yaml", none, S("new\n")), STORE_SAVED);
	umask(kept);
	assert_int_equal(looks(f, "a.yaml").st_mode & 07777, 0640);
}

/* As the kernel keeps it: version 2; owner rw, user 1234 rw, group r, mask rw, others none. */
static const unsigned char list_of_1234[] = {2, 0, 0, 0, 1, 0, 6, 0, 255, 255, 255, 255, 2, 0, 6, 0,
    0xd2, 4, 0, 0, 4, 0, 4, 0, 255, 255, 255, 255, 16, 0, 6, 0, 255, 255, 255, 255, 32, 0, 0, 0,
    255, 255, 255, 255};

static void
an_access_list_is_kept(void **state)
{
	struct folder *f = *state;
	put(f, "a.yaml", S("old\n"), 0640);
	if (setxattr(in(f, "a.yaml"), "system.posix_acl_access", list_of_1234, sizeof list_of_1234,
		0) != 0)
		skip();
	struct stat before = looks(f, "a.yaml");
	assert_int_equal(save(f, "a.yaml", S("old\n"), S("new\n")), STORE_SAVED);
	unsigned char after[128];
	assert_int_equal(getxattr(in(f, "a.yaml"), "system.posix_acl_access", after, sizeof after),
	    sizeof list_of_1234);
	assert_memory_equal(after, list_of_1234, sizeof list_of_1234);
	assert_int_equal(looks(f, "a.yaml").st_mode, before.st_mode);
}

static void
the_access_list_of_the_folder_is_not_given_to_a_file_without(void **state)
{
	struct folder *f = *state;
	put(f, "a.yaml", S("old\n"), 0640);
	if (setxattr(f->path, "system.posix_acl_default", list_of_1234, sizeof list_of_1234, 0) !=
	    0)
		skip();
	assert_int_equal(save(f, "a.yaml", S("old\n"), S("new\n")), STORE_SAVED);
	unsigned char after[128];
	assert_int_equal(
	    getxattr(in(f, "a.yaml"), "system.posix_acl_access", after, sizeof after), -1);
	assert_int_equal(looks(f, "a.yaml").st_mode & 07777, 0640);
}

/* Run as a user who owns nothing here; the result of the save, or -1. */
static int
saved_as_stranger(struct folder *f, const char *name, struct str before, struct str after)
{
	pid_t child = fork();
	if (child == 0) {
		if (setgroups(0, NULL) != 0 || setgid(4321) != 0 || setuid(4321) != 0)
			_exit(99);
		_exit((int)save(f, name, before, after));
	}
	int status;
	assert_int_equal(waitpid(child, &status, 0), child);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static void
who_cannot_keep_the_group_gives_no_group_more_than_all_have(void **state)
{
	struct folder *f = *state;
	if (getuid() != 0)
		skip();
	assert_int_equal(chmod(f->path, 0777), 0);
	put(f, "a.yaml", S("old\n"), 0676);
	assert_int_equal(chown(in(f, "a.yaml"), 1234, 5678), 0);
	assert_int_equal(saved_as_stranger(f, "a.yaml", S("old\n"), S("new\n")), STORE_SAVED);
	assert_holds(f, "a.yaml", S("new\n"));
	assert_int_equal(looks(f, "a.yaml").st_mode & 07777, 0666);
}

static void
where_the_folder_may_not_be_written_to_the_file_is_written_in_place(void **state)
{
	struct folder *f = *state;
	if (getuid() != 0)
		skip();
	assert_int_equal(chmod(f->path, 0755), 0);
	put(f, "a.yaml", S("old\n"), 0666);
	assert_int_equal(chown(in(f, "a.yaml"), 1234, 5678), 0);
	struct stat before = looks(f, "a.yaml");
	assert_int_equal(saved_as_stranger(f, "a.yaml", S("old\n"), S("new one\n")), STORE_SAVED);
	struct stat after = looks(f, "a.yaml");
	assert_true(disk_same_file(&before, &after));
	assert_int_equal(after.st_uid, 1234);
	assert_holds(f, "a.yaml", S("new one\n"));
}

static void
what_one_may_not_write_is_refused(void **state)
{
	struct folder *f = *state;
	if (getuid() != 0)
		skip();
	assert_int_equal(chmod(f->path, 0777), 0);
	put(f, "a.yaml", S("old\n"), 0644);
	assert_int_equal(saved_as_stranger(f, "a.yaml", S("old\n"), S("new\n")), STORE_REFUSED);
	assert_holds(f, "a.yaml", S("old\n"));
}

static struct str
aside_of(const struct folder *f, const char *name, struct str before, struct str after)
{
	return str_format(f->a, ".%s.0000beef-%016" PRIx64 "-%016" PRIx64 ".tmp", name,
	    beside_hash(before), beside_hash(after));
}

static void
what_the_dead_displaced_unseen_comes_back(void **state)
{
	struct folder *f = *state;
	put(f, "a.yaml", S("of the dead\n"), 0644);
	put(f, aside_of(f, "a.yaml", S("old\n"), S("of the dead\n")).at, S("theirs\n"), 0644);
	struct store_file file = {
	    .path = str_of(in(f, "a.yaml")),
	    .before = S("of the dead\n"),
	    .after = S("of the dead, and more\n"),
	};
	assert_int_equal(save_files(f, &file, 1), STORE_CHANGED);
	assert_true(str_eq(file.found, S("theirs\n")));
	assert_holds(f, "a.yaml", S("theirs\n"));
	assert_int_equal(names_with(f, "."), 1);
}

static void
what_was_displaced_and_has_no_place_any_more_is_kept_where_people_see_it(void **state)
{
	struct folder *f = *state;
	put(f, "a.yaml", S("gone on from there\n"), 0644);
	put(f, aside_of(f, "a.yaml", S("old\n"), S("of the dead\n")).at, S("theirs\n"), 0644);
	assert_int_equal(save(f, "a.yaml", S("gone on from there\n"), S("new\n")), STORE_SAVED);
	assert_says(f->error, "is kept in");
	assert_int_equal(names_with(f, ".tmp"), 0);
	assert_int_equal(names_with(f, "a.yaml.kept-"), 1);
	assert_int_equal(
	    system(str_format(f->a, "grep -qx theirs '%s'/a.yaml.kept-*", f->path).at), 0);
}

static void
what_the_dead_replaced_knowingly_goes(void **state)
{
	struct folder *f = *state;
	put(f, "a.yaml", S("now\n"), 0644);
	put(f, aside_of(f, "a.yaml", S("old\n"), S("of the dead\n")).at, S("old\n"), 0644);
	put(f, aside_of(f, "a.yaml", S("x\n"), S("of the dead\n")).at, S("of the dead\n"), 0644);
	assert_int_equal(save(f, "a.yaml", S("now\n"), S("new\n")), STORE_SAVED);
	assert_int_equal(f->error.len, 0);
	assert_int_equal(names_with(f, "."), 1);
}

static void
unfinished_texts_go_unless_their_maker_lives_or_they_are_not_ours(void **state)
{
	struct folder *f = *state;
	put(f, "a.yaml", S("old\n"), 0644);
	struct beside dead, alive;
	struct beside_args args = {
	    .disk = disk_real(), .target = in(f, "a.yaml"), .text = S("half"), .like = -1};
	assert_int_equal(beside_write(f->a, &args, &dead), 0);
	assert_int_equal(close(dead.fd), 0);
	args.seed = 7;
	assert_int_equal(beside_write(f->a, &args, &alive), 0);
	put(f, ".a.yaml.12345678.tmp", S("of another program\n"), 0644);
	put(f, ".b.yaml.12345678.tmp", S("of another file\n"), 0644);
	assert_int_equal(save(f, "a.yaml", S("old\n"), S("new\n")), STORE_SAVED);
	assert_int_not_equal(access(dead.path, F_OK), 0);
	assert_int_equal(access(alive.path, F_OK), 0);
	assert_holds(f, ".a.yaml.12345678.tmp", S("of another program\n"));
	assert_holds(f, ".b.yaml.12345678.tmp", S("of another file\n"));
	beside_drop(disk_real(), &alive);
	assert_int_equal(names_with(f, ".tmp"), 2);
}

static void
the_longest_name_can_be_saved(void **state)
{
	struct folder *f = *state;
	char name[256];
	memset(name, 'n', 255);
	name[255] = '\0';
	assert_int_equal(save(f, name, none, S("one\n")), STORE_SAVED);
	assert_int_equal(save(f, name, S("one\n"), S("two\n")), STORE_SAVED);
	assert_holds(f, name, S("two\n"));
	assert_int_equal(save(f, name, S("two\n"), none), STORE_SAVED);
	assert_int_equal(names_with(f, "n"), 0);
}

static void
reading_has_a_limit(void **state)
{
	struct folder *f = *state;
	struct str text;
	put(f, "a.yaml", S("12345"), 0644);
	struct str path = str_of(in(f, "a.yaml"));
	assert_true(store_read(f->a, disk_real(), path, 5, &text, &f->error));
	assert_true(str_eq(text, S("12345")));
	assert_false(store_read(f->a, disk_real(), path, 4, &text, &f->error));
	assert_null(text.at);
	assert_false(store_read(f->a, disk_real(), str_of(f->path), 4, &text, &f->error));
	assert_true(str_eq(f->error, S("Is a directory")));
}

static void
no_file_stays_open(void **state)
{
	struct folder *f = *state;
	put(f, "a.yaml", S("old\n"), 0644);
	int next = dup(0);
	close(next);
	assert_int_equal(save(f, "a.yaml", S("old\n"), S("new\n")), STORE_SAVED);
	assert_int_equal(save(f, "a.yaml", S("old\n"), S("newer\n")), STORE_CHANGED);
	assert_int_equal(save(f, "b.yaml", none, S("new\n")), STORE_SAVED);
	int again = dup(0);
	close(again);
	assert_int_equal(again, next);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
	    TEST(what_is_saved_is_read_again),
	    TEST(the_same_text_is_not_written),
	    TEST(a_change_by_others_is_told_and_left_alone),
	    TEST(nothing_is_saved_when_the_caller_is_not_ready),
	    TEST(a_read_only_file_is_refused),
	    TEST(a_link_stays_a_link_and_must_stay_in_the_workspace),
	    TEST(what_is_no_plain_file_is_refused),
	    TEST(every_name_of_a_file_sees_the_change),
	    TEST(one_file_given_twice_is_saved_once_or_refused),
	    TEST(two_names_of_a_file_are_removed_together),
	    TEST(a_lock_is_waited_for),
	    TEST(a_new_file_has_the_permissions_of_the_umask),
	    TEST(an_access_list_is_kept),
	    TEST(the_access_list_of_the_folder_is_not_given_to_a_file_without),
	    TEST(who_cannot_keep_the_group_gives_no_group_more_than_all_have),
	    TEST(where_the_folder_may_not_be_written_to_the_file_is_written_in_place),
	    TEST(what_one_may_not_write_is_refused),
	    TEST(what_the_dead_displaced_unseen_comes_back),
	    TEST(what_was_displaced_and_has_no_place_any_more_is_kept_where_people_see_it),
	    TEST(what_the_dead_replaced_knowingly_goes),
	    TEST(unfinished_texts_go_unless_their_maker_lives_or_they_are_not_ours),
	    TEST(the_longest_name_can_be_saved),
	    TEST(reading_has_a_limit),
	    TEST(no_file_stays_open),
#undef TEST
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
