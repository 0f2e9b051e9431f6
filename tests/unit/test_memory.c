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
#include "model/session.h"

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
	const struct tree *tree = desk_tree(d->files.at[f]);
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

/* ---- one save ---- */

struct save_of_test {
	jmp_buf out;
	struct arena *room;
	const struct disk *disk;
	struct store_file files[3];
	enum store_result result;
	struct str error;
};

static void
jump_out_of_save(void *context)
{
	longjmp(((struct save_of_test *)context)->out, 1);
}

static bool
is_text(struct arena *a, struct str path, struct str wanted)
{
	struct str text, error;
	assert_true(store_read(a, disk_real(), path, 1 << 20, &text, &error));
	return (text.at == NULL) == (wanted.at == NULL) && str_eq(text, wanted);
}

/* One file is replaced, one made, one removed. False: memory ran out. */
static bool
save_all(struct save_of_test *t)
{
	if (setjmp(t->out) != 0)
		return false;
	struct store_args args = {.disk = t->disk, .wait_ms = 500, .who.process = getpid()};
	t->room = arena_new();
	arena_on_no_memory(t->room, jump_out_of_save, t);
	t->result =
	    store_save(t->room, &args, (struct str){0}, t->files, COUNT_OF(t->files), &t->error);
	return true;
}

static void
put_old(struct arena *a, const struct store_file *f)
{
	bool changed;
	struct str error;
	if (f->before.at != NULL)
		assert_true(file_write(a, f->path.at, f->before, &changed, &error));
	else
		unlink(f->path.at);
}

/* What a save in whose `n`-th allocation memory runs out has done; false: there are not so many. */
static bool
save_without_memory(struct arena *a, struct save_of_test *t, long n)
{
	for (ptrdiff_t i = 0; i < COUNT_OF(t->files); i++)
		put_old(a, &t->files[i]);
	int files = count_open_files();
	memset(&heap, 0, sizeof heap);
	t->room = NULL;
	heap.fail_at = n + 1; /* the first one is that of the arena itself */
	heap.on = true;
	bool ended = save_all(t);
	bool reached = heap.calls >= heap.fail_at;
	arena_free(t->room);
	heap.on = false;
	assert_int_equal(heap.live, 0);
	assert_int_equal(count_open_files(), files);
	bool saved = ended && t->result == STORE_SAVED;
	for (ptrdiff_t i = 0; i < COUNT_OF(t->files); i++) {
		const struct store_file *f = &t->files[i];
		assert_true(is_text(a, f->path, saved ? f->after : f->before));
	}
	return reached;
}

static void
a_save_that_gets_no_memory_has_done_nothing_or_all(void **state)
{
	(void)state;
	if (!OWN_MALLOC)
		skip();
	struct arena *a = arena_new();
	char *top = mkdtemp(str_z(a, S("/tmp/desirepath-memory-XXXXXX")));
	assert_non_null(top);
	struct disk disk = *disk_real();
	disk.sync = disk.sync_data = no_sync;
	struct save_of_test t = {.disk = &disk};
	t.files[0] = (struct store_file){
	    str_format(a, "%s/a.yaml", top), S("old a\n"), S("new a\n"), false, {0}};
	t.files[1] =
	    (struct store_file){str_format(a, "%s/b.yaml", top), {0}, S("new b\n"), false, {0}};
	t.files[2] =
	    (struct store_file){str_format(a, "%s/c.yaml", top), S("old c\n"), {0}, false, {0}};
	long n = 1;
	while (save_without_memory(a, &t, n))
		n++;
	assert_true(n > 5);
	assert_int_equal(t.result, STORE_SAVED);
	struct str *names;
	ptrdiff_t count;
	assert_int_equal(disk.list(&disk, a, top, &names, &count), 0);
	assert_int_equal(count, 2); /* nothing of ours lies about */
	struct str command = str_format(a, "rm -rf %s", top);
	assert_int_equal(system(command.at), 0);
	arena_free(a);
}

/* ---- a whole session ---- */

static const char changed[] = "personas:\n"
			      "  nadia:\n"
			      "    name: Nadia # a person\n"
			      "    about: sleeps by day\n"
			      "scenarios:\n"
			      "  payslip:\n"
			      "    title: Read a payslip\n"
			      "    actual:\n"
			      "      - find: Find it\n"
			      "      - Open it\n"
			      "    desired: {nadia: [find]}\n";

struct life {
	struct session_args args;
	const char *file;
	struct arena *a; /* of the test, whose memory is never refused */
	jmp_buf out;     /* for what is not a call of the session: it is given up */
	struct arena *room;
};

static long long
a_time(void)
{
	return 1000;
}

static void
jump_out_of_life(void *context)
{
	longjmp(((struct life *)context)->out, 1);
}

static bool
change_about(struct session *s)
{
	struct str why;
	struct desk *d = session_desk(s);
	const struct node *about =
	    path_find(d->arena, desk_tree(d->files.at[0]), S("/personas/nadia/about"), &why);
	const struct draft *value = draft_text(d->arena, S("sleeps by day"));
	assert_non_null(about);
	assert_true(desk_edit(d, 0, &(struct edit){.verb = EDIT_SET, .at = about, .value = value}));
	return session_commit(s, d, S("set")).state == SESSION_SAVED;
}

static bool
works(const struct session *s, struct session_report r, enum session_state wanted)
{
	assert_true(r.state == wanted || (r.state == SESSION_REFUSED && session_has_ended(s)));
	return r.state == wanted;
}

/* False: memory ran out, in the session or while a desk was worked on. */
static bool
live(struct life *l)
{
	struct session *s;
	struct str error;
	if (setjmp(l->out) != 0)
		return false;
	l->room = arena_new();
	arena_on_no_memory(l->room, jump_out_of_life, l);
	if (!session_open(l->room, &l->args, &s, &error))
		return false;
	bool fine = change_about(s) && works(s, session_look(s), SESSION_NOTHING) &&
	    works(s, session_undo(s), SESSION_SAVED) && works(s, session_redo(s), SESSION_SAVED);
	assert_true(fine || session_has_ended(s));
	session_close(s);
	return fine;
}

static bool
holds(const struct life *l, const char *text)
{
	return is_text(l->a, str_of(l->file), str_of(text));
}

/* The session that is opened next finds the file as it was or as it was to be, and undo works. */
static void
live_on(struct life *l)
{
	struct arena *room = arena_new();
	struct session *s;
	struct str error;
	ptrdiff_t count;
	assert_true(session_open(room, &l->args, &s, &error));
	const struct journal_found *found = session_recoverable(s, &count);
	if (count > 0)
		assert_true(session_recover(s, found).state != SESSION_UNSAVED);
	if (holds(l, original))
		assert_true(change_about(s));
	assert_true(holds(l, changed));
	assert_int_equal(session_undo(s).state, SESSION_SAVED);
	assert_true(holds(l, original));
	session_close(s);
	arena_free(room);
}

/* False: there are not so many allocations. */
static bool
live_without_memory(struct life *l, long n)
{
	int files = count_open_files();
	memset(&heap, 0, sizeof heap);
	l->room = NULL;
	heap.fail_at = n + 1;
	heap.on = true;
	bool fine = live(l);
	bool reached = heap.calls >= heap.fail_at;
	arena_free(l->room);
	heap.on = false;
	if (heap.live != 0)
		print_error("allocation %ld: %ld pieces are not freed\n", n, heap.live);
	assert_int_equal(heap.live, 0);
	assert_int_equal(count_open_files(), files);
	assert_true(fine ? holds(l, changed) : holds(l, changed) || holds(l, original));
	live_on(l);
	return reached;
}

static void
a_session_that_gets_no_memory_loses_nothing(void **state)
{
	(void)state;
	if (!OWN_MALLOC)
		skip();
	struct arena *a = arena_new();
	char *top = mkdtemp(str_z(a, S("/tmp/desirepath-memory-XXXXXX")));
	assert_non_null(top);
	struct disk disk = *disk_real();
	disk.sync = disk.sync_data = no_sync;
	const char *work = str_format(a, "%s/w", top).at;
	struct life l = {
	    .a = a,
	    .file = str_format(a, "%s/a.yaml", work).at,
	    .args = {.path = work,
		.today = 20779,
		.disk = &disk,
		.state_folder = str_format(a, "%s/state", top),
		.who = {S("user"), S("host"), S("boot"), getpid(), 77},
		.now = a_time},
	};
	bool was_changed;
	struct str error;
	assert_int_equal(mkdir(work, 0700), 0);
	assert_true(file_write(a, l.file, str_of(original), &was_changed, &error));
	live_on(&l);
	long n = 1;
	while (live_without_memory(&l, n))
		n++;
	printf("%ld allocations refused, one in each session\n", n - 1);
	assert_true(n > 100);
	struct str command = str_format(a, "rm -rf %s", top);
	assert_int_equal(system(command.at), 0);
	arena_free(a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(every_allocation_may_fail_and_the_session_goes_on),
	    cmocka_unit_test(a_save_that_gets_no_memory_has_done_nothing_or_all),
	    cmocka_unit_test(a_session_that_gets_no_memory_loses_nothing),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
