/* SPDX-License-Identifier: MIT */
/*
 * Every single allocation fails once, in everything that a session does: the step in which it
 * happens is given up, the texts are as before it, nothing leaks, and the session goes on. malloc
 * and its kin are defined here, over those of the C library, so that each can be counted and
 * refused; under sanitizers, which have their own, there is nothing to test.
 */
#include "base/file.h"
#include "model/desk.h"
#include "model/journal_priv.h"
#include "model/path.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define OWN_MALLOC 0
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define OWN_MALLOC 0
#endif
#endif
#if !defined(OWN_MALLOC) && defined(__GLIBC__)
#define OWN_MALLOC 1
#endif

/* Which call fails, 0 for none; how many there were, and how many pieces are not freed. */
static struct {
	bool on;
	long calls, fail_at, live;
} heap;

#if OWN_MALLOC
void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *at, size_t size);
void __libc_free(void *at);

static bool
refuses(void)
{
	if (!heap.on)
		return false;
	if (++heap.calls != heap.fail_at)
		return false;
	errno = ENOMEM;
	return true;
}

static void *
given(void *at)
{
	heap.live += heap.on && at != NULL;
	return at;
}

void *
malloc(size_t size)
{
	return refuses() ? NULL : given(__libc_malloc(size));
}

void *
calloc(size_t count, size_t size)
{
	return refuses() ? NULL : given(__libc_calloc(count, size));
}

void *
realloc(void *at, size_t size)
{
	if (refuses())
		return NULL;
	void *fresh = __libc_realloc(at, size);
	heap.live += heap.on && at == NULL && fresh != NULL;
	return fresh;
}

void
free(void *at)
{
	heap.live -= heap.on && at != NULL;
	__libc_free(at);
}
#endif

/* ---- one session ---- */

static const char original[] = "personas:\n"
			       "  nadia:\n"
			       "    name: Nadia # a person\n"
			       "    about: works at night\n"
			       "scenarios:\n"
			       "  payslip:\n"
			       "    title: Read a payslip\n"
			       "    actual:\n"
			       "      - find: Find it\n"
			       "      - Open it\n"
			       "    desired: {nadia: [find]}\n";

struct session_of_test {
	struct arena *arena;
	jmp_buf out;
	struct history *history;
	struct journal *journal;
	struct journal_args args;
	int done; /* parts of the step: the history's, the journal's */
	int given_up;
};

static void
jump_out(void *context)
{
	longjmp(((struct session_of_test *)context)->out, 1);
}

/* Each step: what it needs for itself is in `room`, what lasts if it succeeds in `kept`. */

static bool
load(struct session_of_test *s, struct arena *room, struct arena *kept)
{
	(void)kept;
	struct workspace ws = {0};
	struct str error, path = s->args.workspace;
	struct load_args args = {.path = str_z(room, path), .today = 20779};
	if (!workspace_load(room, &args, &ws, &error))
		return false;
	assert_int_equal(ws.persona_count, 1);
	assert_int_equal(ws.map_count, 1);
	return true;
}

static bool
begin(struct session_of_test *s, struct arena *room, struct arena *kept)
{
	struct history *h = history_new(kept);
	struct str path = str_format(room, "%.*s/a.yaml", STR(s->args.workspace)), error;
	assert_int_equal(history_file(h, path, str_of(original)), 0);
	struct journal *j = journal_new(kept, &s->args, h, &error);
	s->history = h;
	s->journal = j;
	return j != NULL;
}

/* On a desk, then into the history, then into the journal; or nowhere at all. */
static bool
edit(struct session_of_test *s, struct arena *room, struct arena *kept)
{
	(void)kept;
	struct history *h = s->history;
	struct str now = h->files.at[0].now, why;
	struct desk *d = desk_open(room, 20779);
	int f = desk_put(d, S("a.yaml"), now);
	const struct tree *tree = &d->files.at[f]->tree;
	const struct node *about = path_find(room, tree, S("/personas/nadia/about"), &why);
	assert_non_null(about);
	const struct draft *value = draft_text(room, S("sleeps by day"));
	bool edited =
	    desk_edit(d, f, &(struct edit){.verb = EDIT_SET, .at = about, .value = value});
	assert_true(edited);
	assert_int_equal(desk_workspace(d)->persona_count, 1);
	struct command c = {.name = S("set"), .time = 7};
	struct splice splice = splice_between(now, d->files.at[f]->text);
	VEC_PUSH(room, &c.splices, (struct file_splice){0, splice, false, false});
	assert_true(history_do(h, &c));
	s->done = 1;
	bool fine = journal_command(s->journal, h, &c, &why);
	s->done = 2;
	return fine;
}

static bool
undo(struct session_of_test *s, struct arena *room, struct arena *kept)
{
	(void)room;
	(void)kept;
	struct str error;
	assert_true(history_undo(s->history));
	s->done = 1;
	bool fine = journal_undo(s->journal, &error);
	s->done = 2;
	return fine;
}

static bool
redo(struct session_of_test *s, struct arena *room, struct arena *kept)
{
	(void)room;
	(void)kept;
	struct str error;
	assert_true(history_redo(s->history));
	s->done = 1;
	bool fine = journal_redo(s->journal, &error);
	s->done = 2;
	return fine;
}

static bool
draft(struct session_of_test *s, struct arena *room, struct arena *kept)
{
	(void)room;
	(void)kept;
	struct str error;
	return journal_draft(s->journal, S("here"), S("half a sentence"), &error);
}

/* Written anew: as if it had become large. */
static bool
compact(struct session_of_test *s, struct arena *room, struct arena *kept)
{
	(void)room;
	(void)kept;
	struct str error;
	char *text = NEW_N(room, char, 5000);
	memset(text, 'x', 5000);
	if (!journal_draft(s->journal, S("here"), (struct str){text, 5000}, &error) ||
	    !journal_draft(s->journal, S("here"), (struct str){0}, &error))
		return false;
	s->journal->look_at = 0;
	bool fine = journal_saved(s->journal, s->history, &error);
	assert_true(s->journal->out.chain.size < 4000);
	return fine;
}

static bool
save(struct session_of_test *s, struct arena *room, struct arena *kept)
{
	(void)room;
	(void)kept;
	struct str error;
	return journal_saved(s->journal, s->history, &error);
}

static bool
find(struct session_of_test *s, struct arena *room, struct arena *kept)
{
	(void)kept;
	struct journal_found *found;
	ptrdiff_t count;
	struct str error;
	const struct journal_args *args = &s->args;
	if (!journal_find(room, args->disk, args->folder, args->workspace, &found, &count, &error))
		return false;
	assert_int_equal(count, 1);
	assert_true(found->readable && found->alive);
	assert_true(str_eq(found->history->files.at[0].now, s->history->files.at[0].now));
	assert_int_equal(found->history->done, s->history->done);
	assert_int_equal(found->history->commands.count, s->history->commands.count);
	return true;
}

static bool
clean(struct session_of_test *s, struct arena *room, struct arena *kept)
{
	(void)kept;
	journal_clean(room, &s->args);
	return true;
}

/* The next session takes the journal over. */
static bool
adopt(struct session_of_test *s, struct arena *room, struct arena *kept)
{
	(void)room;
	struct journal_found *found;
	ptrdiff_t count;
	struct str error;
	const struct journal_args *args = &s->args;
	journal_close(s->journal);
	if (!journal_find(kept, args->disk, args->folder, args->workspace, &found, &count, &error))
		return false;
	assert_int_equal(count, 1);
	struct journal *j = journal_adopt(kept, args, found, &error);
	assert_non_null(j);
	s->journal = j;
	s->history = found->history;
	return true;
}

typedef bool (*step)(struct session_of_test *s, struct arena *room, struct arena *kept);
static const step steps[] = {
    load, begin, edit, draft, undo, find, redo, save, compact, clean, adopt, edit, undo, find};

struct rooms {
	struct arena *room, *kept;
};

static bool
try_step(struct session_of_test *s, step make, struct rooms *rooms)
{
	if (setjmp(s->out) != 0)
		return false;
	rooms->room = arena_new_in(s->arena);
	rooms->kept = arena_new_in(s->arena);
	return make(s, rooms->room, rooms->kept);
}

static struct str
text_now(const struct session_of_test *s)
{
	return s->history == NULL ? S("") : s->history->files.at[0].now;
}

/* What memory ran out in is taken back, and then done after all. */
static void
take_step(struct session_of_test *s, step make)
{
	for (int attempt = 0; attempt < 2; attempt++) {
		struct rooms rooms = {NULL, NULL};
		struct str before = text_now(s);
		s->done = 0;
		bool fine = try_step(s, make, &rooms);
		arena_free(rooms.room);
		if (fine)
			return;
		s->given_up++;
		arena_free(rooms.kept);
		if (s->done == 1)
			history_take_back(s->history);
		assert_true(str_eq(text_now(s), before));
	}
	fail_msg("one refusal of memory made a step impossible");
}

static int
no_sync(const struct disk *d, int fd)
{
	(void)d;
	(void)fd;
	return 0;
}

struct outcome {
	long calls, live;
	int given_up;
};

static struct outcome
run_session(long fail_at, const struct journal_args *args)
{
	struct session_of_test s = {.args = *args};
	memset(&heap, 0, sizeof heap);
	heap.on = true;
	s.arena = arena_new();
	arena_on_no_memory(s.arena, jump_out, &s);
	heap.fail_at = fail_at == 0 ? 0 : fail_at + heap.calls;
	for (ptrdiff_t i = 0; i < COUNT_OF(steps); i++)
		take_step(&s, steps[i]);
	heap.fail_at = 0;
	journal_discard(s.journal);
	arena_free(s.arena);
	heap.on = false;
	return (struct outcome){heap.calls, heap.live, s.given_up};
}

static int
count_open_files(void)
{
	int count = 0;
	for (int fd = 0; fd < 256; fd++)
		count += fcntl(fd, F_GETFD) >= 0;
	return count;
}

static void
every_allocation_may_fail_and_the_session_goes_on(void **state)
{
	(void)state;
	if (!OWN_MALLOC)
		skip();
	struct arena *a = arena_new();
	char *top = mkdtemp(str_z(a, S("/tmp/desirepath-memory-XXXXXX")));
	assert_non_null(top);
	struct disk disk = *disk_real();
	disk.sync = disk.sync_data = no_sync;
	struct journal_args args = {
	    .disk = &disk,
	    .folder = str_format(a, "%s/state", top),
	    .workspace = str_format(a, "%s/w", top),
	    .who = {S("user"), S("host"), S("boot"), getpid(), 77},
	    .now = 1000,
	};
	assert_int_equal(mkdir(args.workspace.at, 0700), 0);
	bool changed;
	struct str error;
	const char *path = str_format(a, "%s/w/a.yaml", top).at;
	assert_true(file_write(a, path, str_of(original), &changed, &error));

	run_session(0, &args); /* what the C library takes once and for all */
	struct outcome plain = run_session(0, &args);
	assert_int_equal(plain.live, 0);
	assert_int_equal(plain.given_up, 0);
	if (plain.calls == 0)
		skip(); /* somebody else counts, such as valgrind */
	int files = count_open_files();
	long refused = 0;
	assert_true(plain.calls > 300);
	for (long n = 1; n < plain.calls; n++) {
		struct outcome o = run_session(n, &args);
		refused += o.given_up;
		if (o.live != 0 || o.given_up > 1)
			print_error("allocation %ld of %ld\n", n, plain.calls);
		assert_int_equal(o.live, 0);
		assert_true(o.given_up <= 1);
		assert_int_equal(count_open_files(), files);
	}
	/* A library may do without what it was refused; most is ours, and was given up and done
	 * again. */
	assert_true(refused > plain.calls / 2);
	struct str command = str_format(a, "rm -rf %s", top);
	assert_int_equal(system(command.at), 0);
	arena_free(a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(every_allocation_may_fail_and_the_session_goes_on),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
