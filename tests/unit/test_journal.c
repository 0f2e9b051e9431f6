/* SPDX-License-Identifier: MIT */
/*
 * What was recorded comes back, whatever happened to the process, the disk or the file; and what
 * nobody recorded is never made up.
 */
#include "model/journal_priv.h"

#include "base/checksum.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include <utime.h>

static struct arena *arena;
static char *top; /* a folder of this test alone */
static struct str error, folder, workspace;
static struct history *h;

/* A disk that can be told to refuse, to forget, and to count. */
static struct {
	int refuse, after; /* the errno of writes, once `after` bytes were written */
	int refuse_sync, refuse_lock, refuse_open;
	long long ms; /* what has passed */
	_Atomic int syncs;
	_Atomic long long synced; /* the size of the file at the last sync */
} fault;

static ptrdiff_t
faulty_write(const struct disk *d, int fd, const void *from, ptrdiff_t count)
{
	(void)d;
	if (fault.refuse != 0 && count > fault.after) {
		if (fault.after == 0)
			return -fault.refuse;
		count = fault.after;
	}
	ptrdiff_t n = disk_real()->write(disk_real(), fd, from, count);
	if (fault.refuse != 0 && n > 0)
		fault.after -= (int)n;
	return n;
}

static int
faulty_sync(const struct disk *d, int fd)
{
	(void)d;
	struct stat st;
	fault.syncs++;
	if (fault.refuse_sync != 0)
		return -fault.refuse_sync;
	if (fstat(fd, &st) == 0 && S_ISREG(st.st_mode))
		fault.synced = st.st_size;
	return 0;
}

static int
faulty_lock(const struct disk *d, int fd, int kind, int wait_ms)
{
	(void)d;
	if (fault.refuse_lock != 0)
		return -fault.refuse_lock;
	return disk_real()->lock(disk_real(), fd, kind, wait_ms);
}

static int
faulty_open(const struct disk *d, const char *path, int flags, unsigned mode)
{
	(void)d;
	if (fault.refuse_open != 0 && (flags & O_CREAT) != 0)
		return -fault.refuse_open;
	return disk_real()->open(disk_real(), path, flags, mode);
}

static long long
faulty_now(const struct disk *d)
{
	(void)d;
	return fault.ms;
}

static const struct disk *
disk(void)
{
	static struct disk d;
	d = *disk_real();
	d.write = faulty_write;
	d.sync = d.sync_data = faulty_sync;
	d.lock = faulty_lock;
	d.open = faulty_open;
	d.now_ms = faulty_now;
	return &d;
}

static int
setup(void **state)
{
	(void)state;
	arena = arena_new();
	memset(&fault, 0, sizeof fault);
	char *name = str_z(arena, S("/tmp/desirepath-journal-XXXXXX"));
	top = mkdtemp(name);
	folder = str_format(arena, "%s/state/journal", top);
	workspace = str_format(arena, "%s/w", top);
	assert_int_equal(mkdir(workspace.at, 0700), 0);
	h = history_new(arena);
	return top == NULL;
}

static int
teardown(void **state)
{
	(void)state;
	struct str command = str_format(arena, "rm -rf %s", top);
	int result = system(command.at);
	arena_free(arena);
	return result;
}

static struct journal_args
args_at(long long now)
{
	return (struct journal_args){
	    .disk = disk(),
	    .folder = folder,
	    .workspace = workspace,
	    .who = {S("user"), S("host"), S("boot"), getpid(), 77},
	    .now = now,
	};
}

static struct journal *
begin(void)
{
	struct journal_args args = args_at(1000);
	struct journal *j = journal_new(arena, &args, h, &error);
	if (j == NULL)
		print_error("%.*s\n", STR(error));
	assert_non_null(j);
	return j;
}

static struct str
in_workspace(const char *name)
{
	return str_format(arena, "%.*s/%s", STR(workspace), name);
}

static int
file(const char *name, const char *text)
{
	return history_file(h, in_workspace(name), str_of(text));
}

static struct command
command_of(const char *name, int f, uint32_t at, const char *removed, const char *inserted)
{
	struct command c = {.name = str_of(name), .time = 1001};
	struct splice s = {at, str_of(removed), str_of(inserted)};
	VEC_PUSH(arena, &c.splices, (struct file_splice){f, s, false, false});
	return c;
}

static void
make(struct journal *j, int f, uint32_t at, const char *removed, const char *inserted)
{
	struct command c = command_of("change", f, at, removed, inserted);
	assert_true(history_do(h, &c));
	assert_true(journal_command(j, h, &c, &error));
}

static void
undo(struct journal *j)
{
	assert_true(history_undo(h));
	assert_true(journal_undo(j, &error));
}

static void
redo(struct journal *j)
{
	assert_true(history_redo(h));
	assert_true(journal_redo(j, &error));
}

static struct journal_found *
find_all(ptrdiff_t wanted)
{
	struct journal_found *found;
	ptrdiff_t count;
	assert_true(journal_find(arena, disk(), folder, workspace, &found, &count, &error));
	assert_int_equal(count, wanted);
	return found;
}

static void
assert_text(struct str found, const char *wanted)
{
	if (!str_eq(found, str_of(wanted)))
		print_error("found '%.*s', wanted '%s'\n", STR(found), wanted);
	assert_true(str_eq(found, str_of(wanted)));
}

static bool
same_history(const struct history *a, const struct history *b)
{
	if (a->done != b->done || a->commands.count != b->commands.count)
		return false;
	for (ptrdiff_t i = 0; i < b->files.count; i++) {
		ptrdiff_t at = str_map_get(&a->numbers, b->files.at[i].path);
		if (at < 0 || !str_eq(a->files.at[at].now, b->files.at[i].now) ||
		    !str_eq(a->files.at[at].first, b->files.at[i].first))
			return false;
	}
	for (ptrdiff_t i = 0; i < a->commands.count; i++) {
		if (!str_eq(a->commands.at[i].name, b->commands.at[i].name) ||
		    a->commands.at[i].time != b->commands.at[i].time)
			return false;
	}
	return true;
}

static struct str
read_path(struct str path)
{
	struct disk_file *f = disk_open(arena, disk_real(), path, O_RDONLY, 0);
	struct str text;
	assert_int_equal(disk_read_all(disk_real(), arena, f->fd, 1 << 27, &text), 0);
	disk_close(f);
	return text;
}

static void
write_path(struct str path, struct str text)
{
	int flags = O_WRONLY | O_CREAT | O_TRUNC;
	struct disk_file *f = disk_open(arena, disk_real(), path, flags, 0600);
	assert_true(f->fd >= 0);
	assert_int_equal(disk_write_all(disk_real(), f->fd, text), 0);
	disk_close(f);
}

static void
put_on_disk(const char *name, const char *text)
{
	write_path(in_workspace(name), str_of(text));
}

/* ---- checksum ---- */

static void
the_checksum_is_that_of_the_standard(void **state)
{
	(void)state;
	/* RFC 3720, B.4, and the check value of CRC-32C. */
	char bytes[32] = {0};
	assert_int_equal(checksum(0, S("123456789")), 0xe3069283);
	assert_int_equal(checksum(0, (struct str){bytes, 32}), 0x8a9136aa);
	memset(bytes, 0xff, 32);
	assert_int_equal(checksum(0, (struct str){bytes, 32}), 0x62a8ab43);
	for (int i = 0; i < 32; i++)
		bytes[i] = (char)i;
	assert_int_equal(checksum(0, (struct str){bytes, 32}), 0x46dd794e);
	assert_int_equal(checksum(checksum(0, S("1234")), S("56789")), 0xe3069283);
	for (ptrdiff_t i = 0; i <= 32; i++) {
		struct str part = {bytes, i};
		assert_int_equal(checksum(7, part), checksum_by_table(7, part));
	}
}

/* ---- what comes back ---- */

static void
all_that_was_recorded_comes_back(void **state)
{
	(void)state;
	int a = file("a.yaml", "one\n"), b = file("b.yaml", "");
	file("untouched.yaml", "never written down\n");
	struct journal *j = begin();
	make(j, a, 0, "one", "1");
	make(j, b, 0, "", "new\n");
	make(j, a, 1, "\n", "\nand more\n");
	undo(j);
	undo(j);
	redo(j);
	assert_true(journal_draft(j, S("payslip.find"), S("half a sen"), &error));
	journal_close(j);
	struct journal_found *f = find_all(1);
	assert_true(f->readable);
	assert_false(f->alive);
	assert_int_equal(f->torn, 0);
	assert_text(f->workspace, workspace.at);
	assert_text(f->who.user, "user");
	assert_text(f->who.host, "host");
	assert_text(f->who.boot, "boot");
	assert_int_equal(f->who.process, getpid());
	assert_int_equal(f->who.process_started, 77);
	assert_int_equal(f->began, 1000);
	assert_text(f->draft_place, "payslip.find");
	assert_text(f->draft, "half a sen");
	assert_int_equal(f->history->files.count, 2);
	assert_text(f->history->files.at[0].now, "1\n");
	assert_text(f->history->files.at[1].now, "new\n");
	assert_int_equal(f->history->done, 2);
	assert_int_equal(f->history->commands.count, 3);
	assert_true(history_redo(f->history));
	assert_text(f->history->files.at[0].now, "1\nand more\n");
	while (history_undo(f->history))
		continue;
	assert_text(f->history->files.at[0].now, "one\n");
	assert_text(f->history->files.at[1].now, "");
	assert_int_equal(f->unsaved, 2);
	assert_false(f->saved);
}

static void
files_that_come_and_go_come_back(void **state)
{
	(void)state;
	int gone = file("gone.yaml", "text");
	int made = history_file(h, in_workspace("made.yaml"), (struct str){0});
	struct command c = {.name = S("move"), .time = 5};
	VEC_PUSH(arena, &c.splices, (struct file_splice){gone, {0, S("text"), {0}}, false, true});
	VEC_PUSH(arena, &c.splices, (struct file_splice){made, {0, {0}, S("text")}, true, false});
	struct journal *j = begin();
	assert_true(history_do(h, &c));
	assert_true(journal_command(j, h, &c, &error));
	journal_close(j);
	struct journal_found *f = find_all(1);
	assert_null(f->history->files.at[0].now.at);
	assert_text(f->history->files.at[1].now, "text");
	assert_null(f->history->files.at[1].first.at);
	assert_true(history_undo(f->history));
	assert_null(f->history->files.at[1].now.at);
	assert_text(f->history->files.at[0].now, "text");
}

static void
undo_below_the_change_of_others_comes_back(void **state)
{
	(void)state;
	int a = file("a.yaml", "one two three");
	struct journal *j = begin();
	make(j, a, 4, "two", "2");
	struct command c = command_of("others", a, 0, "one", "the first");
	c.foreign = true;
	assert_true(history_do(h, &c));
	assert_true(journal_command(j, h, &c, &error));
	undo(j);
	journal_close(j);
	struct journal_found *f = find_all(1);
	assert_text(f->history->files.at[0].now, "the first two three");
	assert_true(f->history->commands.at[0].foreign);
	assert_true(history_redo(f->history));
	assert_text(f->history->files.at[0].now, "the first 2 three");
}

static void
a_journal_that_starts_in_the_middle_holds_what_was_done_before(void **state)
{
	(void)state;
	int a = file("a.yaml", "x");
	struct command c = command_of("first", a, 1, "", "y"),
		       d = command_of("second", a, 2, "", "z");
	assert_true(history_do(h, &c));
	assert_true(history_do(h, &d));
	assert_true(history_undo(h));
	struct journal *j = begin();
	redo(j);
	journal_close(j);
	struct journal_found *f = find_all(1);
	assert_true(same_history(f->history, h));
	assert_text(f->history->files.at[0].now, "xyz");
}

static uint32_t
number(uint32_t below)
{
	static uint64_t seed = 88172645463325252u;
	seed ^= seed << 13;
	seed ^= seed >> 7;
	seed ^= seed << 17;
	return below > 0 ? (uint32_t)(seed >> 20) % below : 0;
}

static void
random_step(struct journal *j, int files)
{
	uint32_t what = number(10);
	if (what == 0 && history_next_undo(h) != NULL) {
		if (history_undo(h))
			assert_true(journal_undo(j, &error));
	} else if (what == 1 && history_next_redo(h) != NULL) {
		redo(j);
	} else if (what == 2) {
		assert_true(journal_draft(j, S("here"), S("some text"), &error));
	} else if (what == 3) {
		assert_true(journal_saved(j, h, &error));
	} else {
		struct command c = {.name = S("random"), .time = 3, .foreign = number(4) == 0};
		int f = (int)number((uint32_t)files);
		struct str now = h->files.at[f].now;
		struct splice s = {.at = number((uint32_t)now.len + 1)};
		s.removed = str_copy(arena, str_upto(str_from(now, s.at), number(6)));
		s.inserted = str_upto(S("0123456789"), number(8));
		VEC_PUSH(arena, &c.splices, (struct file_splice){f, s, false, false});
		assert_true(history_do(h, &c));
		assert_true(journal_command(j, h, &c, &error));
	}
}

static void
random_sessions_come_back_as_they_were(void **state)
{
	(void)state;
	for (int round = 0; round < 20; round++) {
		h = history_new(arena);
		for (int i = 0; i < 3; i++)
			history_file(
			    h, in_workspace(str_format(arena, "%d", i).at), S("some text"));
		struct journal *j = begin();
		for (int i = 0; i < 200; i++)
			random_step(j, 3);
		struct journal_found f = {0};
		journal_read(arena, read_path(journal_path(j)), &f);
		assert_true(f.readable);
		assert_int_equal(f.torn, 0);
		assert_true(same_history(f.history, h));
		while (history_undo(h))
			assert_true(history_undo(f.history));
		assert_true(same_history(f.history, h));
		journal_discard(j);
	}
}

/* The same splices on a text in blocks and on a plain one; sizes around and far above a block's. */
static void
a_text_in_blocks_is_the_same_text(void **state)
{
	(void)state;
	enum { LARGE = 100000, ROUNDS = 1500 };
	char *text = NEW_N(arena, char, 2 * LARGE);
	for (int i = 0; i < 2 * LARGE; i++)
		text[i] = (char)('a' + number(26));
	static const uint32_t sizes[] = {0, 1, 10, 4000, 16384, 16385, 60000};
	struct arena *rooms[2] = {arena_new_in(arena), arena_new_in(arena)};
	struct str plain = {text, LARGE};
	struct blocks blocks;
	blocks_open(&blocks, arena, plain);
	for (int i = 0; i < ROUNDS; i++) {
		uint32_t len = (uint32_t)plain.len, at = number(4) == 0 ? len : number(len + 1);
		uint32_t most = sizes[number(7)], less = sizes[number(7)];
		struct splice s = {.at = at};
		s.removed = str_upto(str_from(plain, at), less);
		s.inserted = (struct str){text + number(LARGE), len > 3 * LARGE ? 0 : most};
		struct arena *room = rooms[i % 2];
		arena_release(room, (struct arena_mark){0});
		struct str after;
		assert_true(splice_apply(room, plain, s, &after));
		assert_true(blocks_splice(&blocks, s));
		plain = after;
		if (i % 20 == 0)
			assert_true(str_eq(blocks_text(&blocks, room), plain));
		assert_int_equal(blocks.len, plain.len);
	}
	struct splice wrong = {.at = (uint32_t)plain.len, .removed = S("x")};
	assert_false(blocks_splice(&blocks, wrong));
	wrong = (struct splice){.at = UINT32_MAX, .inserted = S("x")};
	assert_false(blocks_splice(&blocks, wrong));
	assert_true(str_eq(blocks_text(&blocks, arena), plain));
	blocks_open(&blocks, arena, S(""));
	assert_non_null(blocks_text(&blocks, arena).at);
	assert_true(blocks_splice(&blocks, (struct splice){.inserted = S("new")}));
	assert_true(blocks_splice(&blocks, (struct splice){.removed = S("new")}));
	assert_int_equal(blocks_text(&blocks, arena).len, 0);
}

/* ---- damage ---- */

static struct str
small_journal(void)
{
	int a = file("a.yaml", "one\n");
	struct journal *j = begin();
	make(j, a, 0, "one", "1");
	make(j, a, 0, "1", "2");
	undo(j);
	assert_true(journal_saved(j, h, &error));
	make(j, a, 0, "1", "3");
	struct str bytes = read_path(journal_path(j));
	journal_close(j);
	return bytes;
}

/* A prefix holds a prefix of what was done: these texts, in this order. */
static int
stage_of(const struct journal_found *f)
{
	if (!f->readable)
		return 0;
	if (f->history->files.count == 0)
		return 1;
	static const char *const texts[] = {"one\n", "1\n", "2\n", "1\n", "3\n"};
	struct str now = f->history->files.at[0].now;
	ptrdiff_t done = f->history->done, count = f->history->commands.count;
	int stage = count == 0 ? 0 : count == 1 ? 1 : done == 2 ? 2 : 3;
	if (stage == 2 && str_eq(now, S("3\n")))
		stage = 4;
	assert_text(now, texts[stage]);
	assert_text(f->history->files.at[0].first, "one\n");
	return stage + 2;
}

static void
every_part_of_a_journal_holds_what_was_done_up_to_there(void **state)
{
	(void)state;
	struct str bytes = small_journal();
	int last = 0;
	for (ptrdiff_t len = 0; len <= bytes.len; len++) {
		struct arena_mark mark = arena_mark(arena);
		struct str part = str_copy(arena, str_upto(bytes, len));
		struct journal_found f = {0};
		journal_read(arena, part, &f);
		int stage = stage_of(&f);
		assert_true(stage == last || stage == last + 1);
		assert_true(!f.readable || f.torn < len);
		last = stage;
		arena_release(arena, mark);
	}
	assert_int_equal(last, 6);
}

static void
every_changed_byte_is_noticed(void **state)
{
	(void)state;
	struct str bytes = small_journal();
	for (ptrdiff_t i = 0; i < bytes.len; i++) {
		for (int bit = 0; bit < 8; bit++) {
			struct arena_mark mark = arena_mark(arena);
			char *other = str_z(arena, bytes);
			other[i] = (char)(other[i] ^ (1 << bit));
			struct journal_found f = {0};
			journal_read(arena, (struct str){other, bytes.len}, &f);
			assert_true(!f.readable || f.torn > 0);
			stage_of(&f);
			arena_release(arena, mark);
		}
	}
}

static void
zeros_behind_a_power_loss_end_the_journal(void **state)
{
	(void)state;
	struct str bytes = small_journal();
	for (ptrdiff_t len = 0; len < bytes.len; len += 7) {
		char *other = NEW_N(arena, char, bytes.len);
		memcpy(other, bytes.at, (size_t)len);
		struct journal_found f = {0};
		journal_read(arena, (struct str){other, bytes.len}, &f);
		stage_of(&f);
	}
}

static void
records_of_another_journal_do_not_count(void **state)
{
	(void)state;
	struct str one = small_journal();
	h = history_new(arena);
	struct str other = small_journal();
	struct buf both = {.arena = arena};
	buf_add(&both, one);
	buf_add(&both, str_from(other, (ptrdiff_t)strlen(JOURNAL_MAGIC)));
	struct journal_found f = {0};
	journal_read(arena, buf_str(&both), &f);
	assert_int_equal(stage_of(&f), 6);
	assert_int_equal(f.torn, other.len - (ptrdiff_t)strlen(JOURNAL_MAGIC));
}

static void
another_version_is_not_guessed_at(void **state)
{
	(void)state;
	struct journal_found f = {0};
	journal_read(arena, S("desirepath journal 2\nwhatever"), &f);
	assert_false(f.readable);
	assert_non_null(strstr(f.trouble.at, "another version"));
	assert_null(f.history);
}

/* Records with right checksums that say what cannot be. */
static struct journal_found
read_forged(struct buf *records, ptrdiff_t count)
{
	struct record_chain chain = {0};
	struct buf all = {.arena = arena};
	buf_add(&all, S(JOURNAL_MAGIC));
	struct who who = {S("u"), S("h"), S("b"), 1, 2};
	struct buf owner = record_owner(arena, S("/w"), &who);
	buf_add(&all, record_end(&owner, &chain, 1));
	for (ptrdiff_t i = 0; i < count; i++)
		buf_add(&all, record_end(&records[i], &chain, 1));
	struct journal_found f = {0};
	journal_read(arena, buf_str(&all), &f);
	return f;
}

static struct buf
forged_command(uint32_t f, uint32_t at, uint32_t removed_len, uint32_t count)
{
	struct buf b = record_begin(arena, RECORD_COMMAND, 100);
	record_put_text(&b, S("forged"));
	record_put(&b, 1, 8);
	record_put(&b, 0, 1);
	record_put(&b, count, 4);
	record_put(&b, f, 4);
	record_put(&b, 0, 1);
	record_put(&b, at, 4);
	record_put(&b, removed_len, 4);
	buf_add(&b, S("abc"));
	record_put_text(&b, S("new"));
	return b;
}

static void
records_that_cannot_be_true_end_the_journal(void **state)
{
	(void)state;
	struct buf good = record_file(arena, S("/w/a"), S("abc"));
	struct journal_found f = read_forged(&good, 1);
	assert_int_equal(f.history->files.count, 1);
	assert_int_equal(f.torn, 0);
	const struct buf bad[] = {
	    forged_command(0, 1, 3, 1), /* not what stands there */
	    forged_command(1, 0, 3, 1), /* no such file */
	    forged_command(UINT32_MAX, 0, 3, 1),
	    forged_command(0, UINT32_MAX, 3, 1),
	    forged_command(0, 0, UINT32_MAX, 1),
	    forged_command(0, 0, 3, UINT32_MAX),
	    forged_command(0, 0, 3, 0),          /* bytes over */
	    record_begin(arena, RECORD_UNDO, 0), /* nothing to undo */
	    record_begin(arena, RECORD_REDO, 0),
	    record_begin(arena, (enum record_kind)99, 0),
	    record_file(arena, S("/w/a"), S("again")),   /* twice */
	    record_file(arena, S("/etc/passwd"), S("")), /* not of the workspace */
	    record_file(arena, S("/w/../etc"), S("")),
	    record_file(arena, S("/ww"), S("")),
	};
	for (ptrdiff_t i = 0; i < COUNT_OF(bad); i++) {
		struct buf both[] = {record_file(arena, S("/w/a"), S("abc")), bad[i]};
		f = read_forged(both, 2);
		assert_true(f.readable);
		assert_true(f.torn > 0);
		assert_text(f.history->files.at[0].now, "abc");
		assert_int_equal(f.history->commands.count, 0);
	}
	struct buf fine[] = {record_file(arena, S("/w/a"), S("abc")), forged_command(0, 0, 3, 1)};
	f = read_forged(fine, 2);
	assert_int_equal(f.torn, 0);
	assert_text(f.history->files.at[0].now, "new");
}

static double
seconds_since(struct timespec start)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)(now.tv_sec - start.tv_sec) + (double)(now.tv_nsec - start.tv_nsec) / 1e9;
}

/* A piece of 4 MB that is put in and taken out again, thousands of times, by records of 25 bytes.
 */
static void
records_that_ask_for_endless_work_are_read_in_seconds(void **state)
{
	(void)state;
	enum { LARGE = 4 << 20, ROUNDS = 20000 };
	struct timespec start;
	clock_gettime(CLOCK_MONOTONIC, &start);
	char *text = NEW_N(arena, char, LARGE);
	memset(text, 'x', LARGE);
	struct command c = command_of("large", 0, 0, "", ""),
		       foreign = command_of("f", 0, 0, "", "y");
	c.splices.at[0].splice.inserted = (struct str){text, LARGE};
	foreign.foreign = true;
	int zero = 0;
	struct buf *records = NEW_N(arena, struct buf, 2 + 3 * ROUNDS);
	ptrdiff_t count = 0;
	records[count++] = record_file(arena, S("/w/a"), S(""));
	records[count++] = record_command(arena, &c, &zero);
	for (int i = 0; i < ROUNDS; i++) {
		records[count++] = record_command(arena, &foreign, &zero);
		records[count++] = record_begin(arena, RECORD_UNDO, 0);
		records[count++] = record_begin(arena, RECORD_REDO, 0);
	}
	struct journal_found f = read_forged(records, count);
	assert_true(f.readable);
	assert_true(seconds_since(start) < 20);
}

/* ---- the file ---- */

static void
a_journal_is_a_plain_file_of_ours_alone(void **state)
{
	(void)state;
	file("a.yaml", "one\n");
	struct journal *j = begin();
	struct stat st;
	assert_int_equal(stat(journal_path(j).at, &st), 0);
	assert_int_equal(st.st_mode & 07777, 0600);
	assert_int_equal(st.st_nlink, 1);
	assert_int_equal(stat(folder.at, &st), 0);
	assert_int_equal(st.st_mode & 07777, 0700);
	journal_close(j);
	assert_int_equal(chmod(folder.at, 0755), 0);
	journal_close(begin());
	assert_int_equal(stat(folder.at, &st), 0);
	assert_int_equal(st.st_mode & 07777, 0700);
}

static void
a_folder_that_cannot_be_made_is_reported(void **state)
{
	(void)state;
	struct journal_args args = args_at(1);
	args.folder = S("/proc/nothing/journal");
	assert_null(journal_new(arena, &args, h, &error));
	assert_non_null(strstr(error.at, "/proc/nothing/journal"));
	args = args_at(1);
	fault.refuse_open = ENOSPC;
	assert_null(journal_new(arena, &args, h, &error));
	assert_non_null(strstr(error.at, "No space left"));
	fault.refuse_open = 0;
	fault.refuse = ENOSPC;
	fault.after = 30;
	assert_null(journal_new(arena, &args, h, &error));
	assert_non_null(strstr(error.at, "No space left"));
	fault.refuse = 0;
	find_all(0);
	struct str *names;
	ptrdiff_t count;
	assert_int_equal(disk()->list(disk(), arena, folder.at, &names, &count), 0);
	assert_int_equal(count, 0);
}

static void
a_write_that_fails_in_the_middle_ends_the_journal_behind_the_last_record(void **state)
{
	(void)state;
	int a = file("a.yaml", "one\n");
	struct journal *j = begin();
	make(j, a, 0, "one", "1");
	struct command c = command_of("change", a, 0, "1", "2");
	assert_true(history_do(h, &c));
	fault.refuse = ENOSPC;
	fault.after = 10;
	assert_false(journal_command(j, h, &c, &error));
	assert_non_null(strstr(error.at, "No space left"));
	fault.refuse = 0;
	assert_false(journal_command(j, h, &c, &error));
	assert_false(journal_undo(j, &error));
	assert_false(journal_saved(j, h, &error));
	assert_true(journal_trouble(j, arena).len > 0);
	history_take_back(h);
	assert_text(h->files.at[a].now, "1\n");
	journal_close(j);
	struct journal_found *f = find_all(1);
	assert_int_equal(f->torn, 0);
	assert_true(same_history(f->history, h));
}

static void
a_disk_that_does_not_keep_is_never_called_saved(void **state)
{
	(void)state;
	int a = file("a.yaml", "one\n");
	struct journal *j = begin();
	make(j, a, 0, "one", "1");
	fault.refuse_sync = EIO;
	assert_false(journal_saved(j, h, &error));
	fault.refuse_sync = 0;
	assert_false(journal_saved(j, h, &error));
	assert_true(journal_trouble(j, arena).len > 0);
	journal_close(j);
}

static void
what_is_not_a_plain_file_of_ours_is_not_read(void **state)
{
	(void)state;
	file("a.yaml", "one\n");
	struct journal *j = begin();
	struct str path = journal_path(j), prefix = journal_prefix(arena, workspace);
	journal_close(j);
	assert_int_equal(chmod(path.at, 0644), 0);
	assert_false(find_all(1)->readable);
	assert_int_equal(chmod(path.at, 0600), 0);
	assert_true(find_all(1)->readable);
	struct str other = str_format(arena, "%.*s/%.*s1.journal", STR(folder), STR(prefix));
	assert_int_equal(link(path.at, other.at), 0);
	assert_false(find_all(2)[0].readable);
	assert_int_equal(unlink(other.at), 0);
	assert_int_equal(symlink(path.at, other.at), 0);
	struct journal_found *f = find_all(2);
	assert_true(f[0].readable != f[1].readable);
	assert_int_equal(unlink(other.at), 0);
	assert_int_equal(mkfifo(other.at, 0600), 0);
	f = find_all(2);
	assert_true(f[0].readable != f[1].readable);
	assert_int_equal(unlink(other.at), 0);
	int fd = open(other.at, O_CREAT | O_WRONLY, 0600);
	assert_int_equal(ftruncate(fd, (64 << 20) + 1), 0);
	close(fd);
	f = find_all(2);
	assert_true(f[0].readable != f[1].readable);
}

static void
a_workspace_finds_its_own_journals_only(void **state)
{
	(void)state;
	file("a.yaml", "one\n");
	journal_close(begin());
	struct journal_args args = args_at(1);
	args.workspace = S("/elsewhere");
	journal_close(journal_new(arena, &args, history_new(arena), &error));
	find_all(1);
	struct journal_found *found;
	ptrdiff_t count;
	assert_true(journal_find(arena, disk(), folder, (struct str){0}, &found, &count, &error));
	assert_int_equal(count, 2);
}

static void
files_of_other_places_are_refused(void **state)
{
	(void)state;
	int f = history_file(h, S("/elsewhere/a.yaml"), S("x"));
	struct journal *j = begin();
	struct command c = command_of("change", f, 0, "x", "y");
	assert_true(history_do(h, &c));
	assert_false(journal_command(j, h, &c, &error));
	assert_non_null(strstr(error.at, "/elsewhere/a.yaml"));
	journal_close(j);
}

/* ---- compared with the disk ---- */

static void
the_disk_decides_what_is_unsaved(void **state)
{
	(void)state;
	int a = file("a.yaml", "one");
	struct journal *j = begin();
	put_on_disk("a.yaml", "one");
	make(j, a, 0, "one", "two");
	put_on_disk("a.yaml", "two");
	assert_true(journal_saved(j, h, &error));
	struct journal_found *f = find_all(1);
	assert_true(f->saved);
	assert_int_equal(f->unsaved, 0);
	assert_false(f->disk_moved_on);
	make(j, a, 0, "two", "three");
	make(j, a, 0, "three", "four");
	f = find_all(1);
	assert_false(f->saved);
	assert_int_equal(f->unsaved, 2);
	assert_false(f->disk_moved_on);
	put_on_disk("a.yaml", "four");
	assert_int_equal(find_all(1)->unsaved, 0);
	put_on_disk("a.yaml", "changed by others");
	f = find_all(1);
	assert_int_equal(f->unsaved, 2);
	assert_true(f->disk_moved_on);
	assert_int_equal(unlink(in_workspace("a.yaml").at), 0);
	assert_true(find_all(1)->disk_moved_on);
	journal_close(j);
}

static void
undone_since_it_was_saved_counts_as_unsaved(void **state)
{
	(void)state;
	int a = file("a.yaml", "one");
	struct journal *j = begin();
	make(j, a, 0, "one", "two");
	make(j, a, 0, "two", "three");
	put_on_disk("a.yaml", "three");
	assert_true(journal_saved(j, h, &error));
	undo(j);
	undo(j);
	make(j, a, 0, "one", "four");
	struct journal_found *f = find_all(1);
	assert_int_equal(f->unsaved, 3);
	assert_false(f->disk_moved_on);
	undo(j);
	assert_int_equal(find_all(1)->unsaved, 2);
	journal_close(j);
}

static void
what_a_workspace_names_is_never_waited_for(void **state)
{
	(void)state;
	int a = file("pipe.yaml", "one");
	struct journal *j = begin();
	make(j, a, 0, "one", "two");
	assert_int_equal(mkfifo(in_workspace("pipe.yaml").at, 0600), 0);
	assert_true(find_all(1)->disk_moved_on);
	journal_close(j);
}

/* ---- alive, taken over, stale ---- */

static void
who_works_is_alive_until_the_process_ends(void **state)
{
	(void)state;
	file("a.yaml", "one");
	int ready[2], go[2];
	assert_int_equal(pipe(ready), 0);
	assert_int_equal(pipe(go), 0);
	pid_t child = fork();
	if (child == 0) {
		char c = 'x';
		struct journal_args args = args_at(1);
		if (journal_new(arena, &args, h, &error) == NULL || write(ready[1], &c, 1) != 1)
			_exit(1);
		(void)!read(go[0], &c, 1);
		_exit(0);
	}
	char c;
	assert_int_equal(read(ready[0], &c, 1), 1);
	struct journal_found *f = find_all(1);
	assert_true(f->alive);
	struct journal_args args = args_at(2);
	assert_null(journal_adopt(arena, &args, f, &error));
	assert_false(journal_remove(disk(), f, &error));
	assert_int_equal(kill(child, SIGKILL), 0);
	assert_int_equal(waitpid(child, NULL, 0), child);
	assert_false(find_all(1)->alive);
	for (int i = 0; i < 2; i++) {
		close(ready[i]);
		close(go[i]);
	}
}

/* No process has this number, and none of this boot began before it. */
static void
without_locks_the_process_tells(void **state)
{
	(void)state;
	file("a.yaml", "one");
	struct str boot = read_path(S("/proc/sys/kernel/random/boot_id"));
	struct journal_args args = args_at(1);
	args.who.boot = str_trim(boot);
	args.who.process = 1 << 30;
	fault.refuse_lock = ENOLCK;
	struct journal *j = journal_new(arena, &args, h, &error);
	assert_non_null(j);
	assert_false(find_all(1)->alive);
	journal_discard(j);
	args.who.process = getpid();
	args.who.process_started = 0;
	j = journal_new(arena, &args, h, &error);
	assert_true(find_all(1)->alive);
	journal_discard(j);
	args.who.process_started = 1;
	j = journal_new(arena, &args, h, &error);
	assert_false(find_all(1)->alive);
	journal_discard(j);
}

static void
the_next_session_goes_on_and_can_undo(void **state)
{
	(void)state;
	int a = file("a.yaml", "one");
	struct journal *j = begin();
	make(j, a, 0, "one", "two");
	put_on_disk("a.yaml", "two");
	assert_true(journal_saved(j, h, &error));
	journal_close(j);
	struct journal_found *f = find_all(1);
	assert_int_equal(f->unsaved, 0);
	struct journal_args args = args_at(5000);
	args.who.process = 4242;
	j = journal_adopt(arena, &args, f, &error);
	assert_non_null(j);
	h = f->history;
	undo(j);
	make(j, 0, 3, "", "!");
	assert_true(find_all(1)->alive);
	journal_close(j);
	f = find_all(1);
	assert_text(f->history->files.at[0].now, "one!");
	assert_int_equal(f->who.process, 4242);
	assert_int_equal(f->began, 1000);
	assert_true(f->last >= 5000);
}

static void
a_torn_end_is_cut_off_by_who_goes_on(void **state)
{
	(void)state;
	int a = file("a.yaml", "one");
	struct journal *j = begin();
	make(j, a, 0, "one", "two");
	make(j, a, 0, "two", "three");
	struct str path = journal_path(j), bytes = read_path(path);
	journal_close(j);
	write_path(path, str_upto(bytes, bytes.len - 3));
	struct journal_found *f = find_all(1);
	assert_true(f->torn > 0);
	assert_text(f->history->files.at[0].now, "two");
	struct journal_args args = args_at(5000);
	j = journal_adopt(arena, &args, f, &error);
	assert_non_null(j);
	h = f->history;
	make(j, 0, 0, "two", "four");
	journal_close(j);
	f = find_all(1);
	assert_int_equal(f->torn, 0);
	assert_text(f->history->files.at[0].now, "four");
}

static void
only_one_of_two_goes_on_with_a_journal(void **state)
{
	(void)state;
	int a = file("a.yaml", "one");
	struct journal *j = begin();
	make(j, a, 0, "one", "two");
	journal_close(j);
	struct journal_found *one = find_all(1), *two = find_all(1);
	struct journal_args args = args_at(5000);
	struct journal *first = journal_adopt(arena, &args, one, &error);
	assert_non_null(first);
	assert_null(journal_adopt(arena, &args, two, &error));
	assert_false(journal_remove(disk(), two, &error));
	journal_close(first);
	assert_null(journal_adopt(arena, &args, two, &error));
	assert_false(journal_remove(disk(), two, &error));
	two = find_all(1);
	assert_true(journal_remove(disk(), two, &error));
	find_all(0);
}

/* Each child reads, then all at once try to take it over: exactly one says that it did. */
static void
many_processes_do_not_take_over_the_same_journal(void **state)
{
	(void)state;
	enum { CHILDREN = 8 };
	int a = file("a.yaml", "one");
	struct journal *j = begin();
	make(j, a, 0, "one", "two");
	journal_close(j);
	int go[2];
	assert_int_equal(pipe(go), 0);
	pid_t children[CHILDREN];
	for (int i = 0; i < CHILDREN; i++) {
		children[i] = fork();
		if (children[i] != 0)
			continue;
		char c;
		struct journal_found *f = find_all(1);
		close(go[1]);
		(void)!read(go[0], &c, 1);
		struct journal_args args = args_at(5000);
		struct journal *mine = journal_adopt(arena, &args, f, &error);
		usleep(mine != NULL ? 400000 : 0);
		_exit(mine != NULL);
	}
	usleep(200000);
	close(go[1]);
	close(go[0]);
	int winners = 0;
	for (int i = 0; i < CHILDREN; i++) {
		int status;
		assert_int_equal(waitpid(children[i], &status, 0), children[i]);
		assert_true(WIFEXITED(status));
		winners += WEXITSTATUS(status);
	}
	assert_int_equal(winners, 1);
}

static void
set_age(struct str path, long long when)
{
	struct utimbuf times = {(time_t)when, (time_t)when};
	assert_int_equal(utime(path.at, &times), 0);
}

static ptrdiff_t
count_trash(void)
{
	struct str *names, trash = str_format(arena, "%.*s/trash", STR(folder));
	ptrdiff_t count;
	return disk()->list(disk(), arena, trash.at, &names, &count) < 0 ? 0 : count;
}

static void
a_stale_journal_goes_and_work_stays(void **state)
{
	(void)state;
	enum { DAY = 24 * 60 * 60 };
	long long today = (long long)time(NULL);
	int a = file("a.yaml", "one");
	put_on_disk("a.yaml", "one");
	struct journal_args args = args_at(today);
	journal_close(begin());
	journal_clean(arena, &args);
	find_all(0);

	struct journal *j = begin();
	make(j, a, 0, "one", "two");
	struct str path = journal_path(j);
	journal_clean(arena, &args);
	journal_close(j);
	journal_clean(arena, &args);
	assert_int_equal(find_all(1)->unsaved, 1);
	set_age(path, today - 89 * DAY);
	journal_clean(arena, &args);
	find_all(1);
	set_age(path, today - 91 * DAY);
	args.now = today - 200 * DAY;
	journal_clean(arena, &args);
	find_all(1);
	args.now = today;
	journal_clean(arena, &args);
	find_all(0);
	assert_int_equal(count_trash(), 1);
	args.now = today + 29 * DAY;
	journal_clean(arena, &args);
	assert_int_equal(count_trash(), 1);
	args.now = today + 31 * DAY;
	journal_clean(arena, &args);
	assert_int_equal(count_trash(), 0);
}

static void
saved_work_is_kept_while_it_can_be_undone(void **state)
{
	(void)state;
	int a = file("a.yaml", "one");
	struct journal_args args = args_at((long long)time(NULL));
	struct journal *j = begin();
	make(j, a, 0, "one", "two");
	put_on_disk("a.yaml", "two");
	assert_true(journal_saved(j, h, &error));
	journal_close(j);
	journal_clean(arena, &args);
	find_all(1);
	put_on_disk("a.yaml", "changed by others");
	journal_clean(arena, &args);
	find_all(1);
	assert_int_equal(count_trash(), 0);
}

static void
a_clock_that_jumps_back_does_no_harm(void **state)
{
	(void)state;
	int a = file("a.yaml", "one");
	struct journal *j = begin();
	make(j, a, 0, "one", "two");
	fault.ms = -5000000;
	make(j, a, 0, "two", "three");
	journal_close(j);
	struct journal_args args = args_at(3);
	struct journal_found *f = find_all(1);
	assert_text(f->history->files.at[0].now, "three");
	j = journal_adopt(arena, &args, f, &error);
	assert_non_null(j);
	journal_close(j);
	assert_text(find_all(1)->history->files.at[0].now, "three");
}

/* ---- written anew ---- */

static char *
long_text(ptrdiff_t len, char c)
{
	char *text = NEW_N(arena, char, len + 1);
	memset(text, c, (size_t)len);
	return text;
}

static void
drafts_do_not_make_a_journal_grow(void **state)
{
	(void)state;
	enum { DRAFT = 100 << 10 };
	int a = file("a.yaml", "one");
	struct journal *j = begin();
	make(j, a, 0, "one", "two");
	for (int i = 0; i < 300; i++) {
		struct str text = {long_text(DRAFT, (char)('a' + i % 26)), DRAFT};
		assert_true(journal_draft(j, S("here"), text, &error));
	}
	struct stat st;
	assert_int_equal(stat(journal_path(j).at, &st), 0);
	assert_true(st.st_size < 12 << 20);
	assert_true(find_all(1)->alive);
	assert_true(journal_saved(j, h, &error));
	assert_int_equal(stat(journal_path(j).at, &st), 0);
	assert_true(st.st_size < 1 << 20);
	undo(j);
	redo(j);
	make(j, a, 3, "", "!");
	journal_close(j);
	struct journal_found *f = find_all(1);
	assert_int_equal(f->torn, 0);
	assert_true(same_history(f->history, h));
	assert_int_equal(f->draft.at[0], 'a' + 299 % 26);
	assert_int_equal(f->unsaved, 1);
	assert_true(history_undo(f->history));
	assert_true(history_undo(f->history));
	assert_text(f->history->files.at[0].now, "one");
}

static void
forgotten_branches_go_and_undo_stays(void **state)
{
	(void)state;
	int a = file("a.yaml", "x");
	struct journal *j = begin();
	char *text = long_text(50000, 'y');
	for (int i = 0; i < 100; i++) {
		make(j, a, 1, "", text);
		undo(j);
		make(j, a, 1, "", "z");
		assert_true(journal_saved(j, h, &error));
	}
	struct stat st;
	assert_int_equal(stat(journal_path(j).at, &st), 0);
	assert_true(st.st_size < 3 << 20);
	undo(j);
	journal_close(j);
	struct journal_found *f = find_all(1);
	assert_true(same_history(f->history, h));
	assert_int_equal(f->history->done, 99);
	while (history_undo(f->history))
		continue;
	assert_text(f->history->files.at[0].now, "x");
}

static void
very_many_commands_let_the_oldest_go(void **state)
{
	(void)state;
	enum { LARGE = 1 << 20 };
	int a = file("a.yaml", "x");
	struct journal *j = begin();
	for (int i = 0; i < 80; i++) {
		struct str old = str_copy(arena, str_from(h->files.at[a].now, 1));
		make(j, a, 1, old.at, long_text(LARGE, (char)('a' + i % 26)));
		assert_true(journal_saved(j, h, &error));
	}
	struct stat st;
	assert_int_equal(stat(journal_path(j).at, &st), 0);
	assert_true(st.st_size < 40 << 20);
	struct journal_found *f = find_all(1);
	assert_true(str_eq(f->history->files.at[0].now, h->files.at[a].now));
	assert_true(f->history->done >= 4 && f->history->done < 80);
	assert_int_equal(f->unsaved, 0 + (f->disk_moved_on ? 0 : 1));
	/* Undo in memory goes further back than the journal: it follows. */
	while (history_next_undo(h) != NULL)
		undo(j);
	f = find_all(1);
	assert_text(f->history->files.at[0].now, "x");
	redo(j);
	f = find_all(1);
	assert_true(str_eq(f->history->files.at[0].now, h->files.at[a].now));
	journal_close(j);
}

static void
writing_anew_that_fails_leaves_the_old_journal(void **state)
{
	(void)state;
	enum { DRAFT = 100 << 10 };
	int a = file("a.yaml", "one");
	struct journal *j = begin();
	make(j, a, 0, "one", "two");
	for (int i = 0; i < 20; i++) {
		struct str text = {long_text(DRAFT, 'd'), DRAFT};
		assert_true(journal_draft(j, S("here"), text, &error));
	}
	fault.refuse_open = ENOSPC;
	assert_true(journal_saved(j, h, &error));
	fault.refuse_open = 0;
	make(j, a, 0, "two", "three");
	journal_close(j);
	struct journal_found *f = find_all(1);
	assert_int_equal(f->torn, 0);
	assert_true(same_history(f->history, h));
}

/* ---- syncing ---- */

static void
what_was_synced_is_there_after_a_power_loss(void **state)
{
	(void)state;
	int a = file("a.yaml", "one");
	struct journal *j = begin();
	for (int i = 0; i < 30; i++) {
		make(j, a, 3, "", "x");
		if (i % 3 == 0)
			assert_true(journal_sync(j, &error));
		struct str bytes = read_path(journal_path(j));
		struct journal_found f = {0};
		if (i == 0)
			continue;
		/* What was not synced may be lost, or be bytes of anybody. */
		char *after = str_z(arena, bytes);
		for (ptrdiff_t k = (ptrdiff_t)fault.synced; k < bytes.len; k++)
			after[k] = (char)(k * 7);
		journal_read(arena, (struct str){after, bytes.len}, &f);
		assert_true(f.readable);
		assert_int_equal(f.history->done, i - i % 3 + 1);
		journal_read(arena, str_upto(bytes, (ptrdiff_t)fault.synced), &f);
		assert_int_equal(f.history->done, i - i % 3 + 1);
	}
	journal_close(j);
}

static void
nothing_is_unsynced_for_longer_than_was_asked(void **state)
{
	(void)state;
	int a = file("a.yaml", "one");
	struct journal *j = begin();
	assert_true(journal_sync(j, &error));
	assert_true(journal_start_syncing(j, 150));
	struct timespec start;
	clock_gettime(CLOCK_MONOTONIC, &start);
	int before = fault.syncs;
	/* Typing goes on: a timer that every record starts anew would never end. */
	for (int i = 0; i < 40; i++) {
		make(j, a, 3, "", "x");
		usleep(10000);
	}
	int syncs = fault.syncs - before;
	double passed = seconds_since(start);
	assert_true(syncs >= passed / 0.3 - 1 && syncs <= passed / 0.15 + 2);
	usleep(400000);
	pthread_mutex_lock(&j->mutex);
	bool all = j->written == j->synced;
	int after = fault.syncs;
	pthread_mutex_unlock(&j->mutex);
	assert_true(all);
	usleep(300000);
	assert_int_equal(fault.syncs, after);
	journal_close(j);
}

static ptrdiff_t
list_threads(struct str **names)
{
	ptrdiff_t count;
	assert_int_equal(disk()->list(disk(), arena, "/proc/self/task", names, &count), 0);
	return count;
}

/* The one thread that was not there before. */
static struct str
new_thread(const struct str *before, ptrdiff_t count)
{
	struct str *now;
	ptrdiff_t all = list_threads(&now);
	for (ptrdiff_t i = 0; i < all; i++) {
		bool known = false;
		for (ptrdiff_t k = 0; k < count; k++)
			known = known || str_eq(now[i], before[k]);
		if (!known)
			return now[i];
	}
	fail_msg("there is no thread");
	return S("");
}

static long
wake_ups(struct str thread)
{
	struct str path = str_format(arena, "/proc/self/task/%.*s/status", STR(thread));
	struct str text = read_path(path), line;
	while (str_line(&text, &line)) {
		if (str_starts(line, S("voluntary_ctxt_switches:")))
			return strtol(line.at + strlen("voluntary_ctxt_switches:"), NULL, 10);
	}
	fail_msg("the system does not tell");
	return 0;
}

static void
idle_costs_nothing(void **state)
{
	(void)state;
	file("a.yaml", "one");
	struct journal *j = begin();
	assert_true(journal_sync(j, &error));
	struct str *before;
	ptrdiff_t count = list_threads(&before);
	assert_true(journal_start_syncing(j, 20));
	struct str thread = new_thread(before, count);
	usleep(100000);
	long then = wake_ups(thread);
	usleep(400000);
	assert_int_equal(wake_ups(thread), then);
	journal_close(j);
}

static void
a_thread_syncs_while_records_are_written_and_files_change(void **state)
{
	(void)state;
	int a = file("a.yaml", "one");
	struct journal *j = begin();
	assert_true(journal_start_syncing(j, 1));
	char *text = long_text(40000, 'y');
	for (int i = 0; i < 200; i++) {
		assert_true(journal_draft(j, S("here"), (struct str){text, 40000}, &error));
		make(j, a, 3, "", "x");
		if (i % 20 == 0)
			assert_true(journal_saved(j, h, &error));
	}
	assert_int_equal(journal_trouble(j, arena).len, 0);
	journal_close(j);
	struct journal_found *f = find_all(1);
	assert_int_equal(f->torn, 0);
	assert_true(same_history(f->history, h));
}

static void
a_discarded_journal_leaves_nothing(void **state)
{
	(void)state;
	file("a.yaml", "one");
	struct journal *j = begin();
	assert_true(journal_start_syncing(j, 10));
	journal_discard(j);
	find_all(0);
}

static void
two_journals_of_one_process_have_two_names(void **state)
{
	(void)state;
	file("a.yaml", "one");
	struct journal *one = begin(), *two = begin();
	assert_false(str_eq(journal_path(one), journal_path(two)));
	find_all(2);
	journal_close(one);
	journal_close(two);
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
	const struct CMUnitTest tests[] = {
	    TEST(the_checksum_is_that_of_the_standard),
	    TEST(all_that_was_recorded_comes_back),
	    TEST(files_that_come_and_go_come_back),
	    TEST(undo_below_the_change_of_others_comes_back),
	    TEST(a_journal_that_starts_in_the_middle_holds_what_was_done_before),
	    TEST(random_sessions_come_back_as_they_were),
	    TEST(a_text_in_blocks_is_the_same_text),
	    TEST(every_part_of_a_journal_holds_what_was_done_up_to_there),
	    TEST(every_changed_byte_is_noticed),
	    TEST(zeros_behind_a_power_loss_end_the_journal),
	    TEST(records_of_another_journal_do_not_count),
	    TEST(another_version_is_not_guessed_at),
	    TEST(records_that_cannot_be_true_end_the_journal),
	    TEST(records_that_ask_for_endless_work_are_read_in_seconds),
	    TEST(a_journal_is_a_plain_file_of_ours_alone),
	    TEST(a_folder_that_cannot_be_made_is_reported),
	    TEST(a_write_that_fails_in_the_middle_ends_the_journal_behind_the_last_record),
	    TEST(a_disk_that_does_not_keep_is_never_called_saved),
	    TEST(what_is_not_a_plain_file_of_ours_is_not_read),
	    TEST(a_workspace_finds_its_own_journals_only),
	    TEST(files_of_other_places_are_refused),
	    TEST(the_disk_decides_what_is_unsaved),
	    TEST(undone_since_it_was_saved_counts_as_unsaved),
	    TEST(what_a_workspace_names_is_never_waited_for),
	    TEST(who_works_is_alive_until_the_process_ends),
	    TEST(without_locks_the_process_tells),
	    TEST(the_next_session_goes_on_and_can_undo),
	    TEST(a_torn_end_is_cut_off_by_who_goes_on),
	    TEST(only_one_of_two_goes_on_with_a_journal),
	    TEST(many_processes_do_not_take_over_the_same_journal),
	    TEST(a_stale_journal_goes_and_work_stays),
	    TEST(saved_work_is_kept_while_it_can_be_undone),
	    TEST(a_clock_that_jumps_back_does_no_harm),
	    TEST(drafts_do_not_make_a_journal_grow),
	    TEST(forgotten_branches_go_and_undo_stays),
	    TEST(very_many_commands_let_the_oldest_go),
	    TEST(writing_anew_that_fails_leaves_the_old_journal),
	    TEST(what_was_synced_is_there_after_a_power_loss),
	    TEST(nothing_is_unsynced_for_longer_than_was_asked),
	    TEST(idle_costs_nothing),
	    TEST(a_thread_syncs_while_records_are_written_and_files_change),
	    TEST(a_discarded_journal_leaves_nothing),
	    TEST(two_journals_of_one_process_have_two_names),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
