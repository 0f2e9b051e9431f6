/* SPDX-License-Identifier: MIT */
/* A session over real files: what is on disk after every step, whoever else was at work. */
#include "model/session.h"

#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

/* Quotes, a comment, CRLF, blanks at the end of a line, and no break at the end of the file. */
#define HR                                                                                         \
	"# who\r\npersonas:\r\n  ann:\r\n    name: 'Ann'   # the first\r\n    about: \"calls\"  "  \
	"\r\n"                                                                                     \
	"  bob:\r\n    name: Bob\r\n    about: logs"
#define MORE "scenarios:\n  call:\n    title: A call\n    actual:\n      - answer: Answer\n"

struct ground {
	struct arena *arena;
	const char *folder, *work, *hr, *more, *state;
};

static const char *
in(struct arena *a, const char *folder, const char *name)
{
	return str_format(a, "%s/%s", folder, name).at;
}

static void
put(const struct ground *p, const char *path, const char *text)
{
	bool changed;
	struct str error;
	assert_true(file_write(p->arena, path, str_of(text), &changed, &error));
}

static const char *
get(const struct ground *p, const char *path)
{
	struct str text, error;
	if (!file_read(p->arena, path, 1 << 20, &text, &error))
		return NULL;
	return str_z(p->arena, text);
}

static int
set_up(void **state)
{
	struct arena *a = arena_new();
	struct ground *p = NEW(a, struct ground);
	const char *parent = getenv("TMPDIR");
	char *folder = str_z(
	    a, str_format(a, "%s/desirepath-session-XXXXXX", parent != NULL ? parent : "/tmp"));
	assert_non_null(mkdtemp(folder));
	struct str error;
	*p = (struct ground){.arena = a, .folder = folder, .work = in(a, folder, "work")};
	p->hr = in(a, p->work, "hr.yaml");
	p->more = in(a, p->work, "more.yaml");
	p->state = in(a, folder, "state");
	assert_true(file_make_folder(p->work, &error));
	put(p, p->hr, HR);
	put(p, p->more, MORE);
	*state = p;
	return 0;
}

static int
tear_down(void **state)
{
	struct ground *p = *state;
	char *command = str_z(p->arena, str_format(p->arena, "rm -rf '%s'", p->folder));
	assert_int_equal(system(command), 0);
	arena_free(p->arena);
	return 0;
}

/* ---- sessions ---- */

static long long
now(void)
{
	return (long long)time(NULL);
}

static struct session_args
args_of(const struct ground *p, const struct disk *disk)
{
	return (struct session_args){
	    .path = p->work,
	    .today = 20779,
	    .disk = disk,
	    .state_folder = str_of(p->state),
	    .who = {.user = S("ann"),
		.host = S("here"),
		.boot = S("boot"),
		.process = getpid(),
		.process_started = 1},
	    .now = now,
	};
}

static struct session *
open_with(const struct ground *p, const struct session_args *args)
{
	struct session *s;
	struct str error = {0};
	if (!session_open(p->arena, args, &s, &error))
		fail_msg("%.*s", STR(error));
	return s;
}

static struct session *
open_session(const struct ground *p)
{
	struct session_args args = args_of(p, disk_real());
	return open_with(p, &args);
}

static struct str
replaced(struct arena *a, struct str text, const char *from, const char *to)
{
	ptrdiff_t at = str_search(text, str_of(from));
	assert_true(at >= 0);
	struct buf b = {.arena = a};
	buf_add(&b, str_upto(text, at));
	buf_add(&b, str_of(to));
	buf_add(&b, str_from(text, at + (ptrdiff_t)strlen(from)));
	return buf_str(&b);
}

static int
file_of(const struct desk *d, const char *path)
{
	for (int i = 0; i < d->files.count; i++) {
		if (str_eq(d->files.at[i]->path, str_of(path)))
			return i;
	}
	fail_msg("%s is not on the desk", path);
	return -1;
}

static void
replace_on(struct desk *d, const char *path, const char *from, const char *to)
{
	int file = file_of(d, path);
	assert_true(desk_replace(d, file, replaced(d->arena, d->files.at[file]->text, from, to)));
}

static struct session_report
change(struct session *s, const char *path, const char *from, const char *to)
{
	struct desk *d = session_desk(s);
	replace_on(d, path, from, to);
	return session_commit(s, d, str_format(d->arena, "%s to %s", from, to));
}

static void
foreign(const struct ground *p, const char *path, const char *from, const char *to)
{
	struct str text = replaced(p->arena, str_of(get(p, path)), from, to);
	put(p, path, str_z(p->arena, text));
}

static const char *
text_with(const struct ground *p, const char *text, const char *from, const char *to)
{
	return str_z(p->arena, replaced(p->arena, str_of(text), from, to));
}

static void
assert_text(struct str text, const char *expected)
{
	if (!str_eq(text, str_of(expected)))
		fail_msg("'%.*s' is not '%s'", STR(text), expected);
}

#define assert_state(report, expected)                                                             \
	do {                                                                                       \
		struct session_report now_ = (report);                                             \
		if (now_.state != (expected))                                                      \
			fail_msg("state %d, not %d: %.*s", (int)now_.state, (int)(expected),       \
			    STR(now_.why));                                                        \
	} while (0)

static ptrdiff_t
count_files(const struct ground *p, const char *folder)
{
	struct str *names;
	ptrdiff_t count;
	const struct disk *d = disk_real();
	return d->list(d, p->arena, folder, &names, &count) < 0 ? 0 : count;
}

static ptrdiff_t
count_journals(const struct ground *p)
{
	return count_files(p, in(p->arena, p->state, "journal"));
}

/* ---- saving ---- */

static void
a_commit_is_on_disk_and_changes_nothing_else(void **state)
{
	struct ground *p = *state;
	struct session *s = open_session(p);
	struct session_report r = change(s, p->hr, "'Ann'", "'Anna'");
	assert_state(r, SESSION_SAVED);
	assert_int_equal(r.changed_count, 1);
	assert_text(r.changed[0], p->hr);
	assert_text(r.command, "'Ann' to 'Anna'");
	assert_false(r.unprotected);
	assert_string_equal(get(p, p->hr), text_with(p, HR, "'Ann'", "'Anna'"));
	assert_string_equal(get(p, p->more), MORE);
	assert_int_equal(session_workspace(s)->persona_count, 2);
	assert_text(session_workspace(s)->personas[0].name, "Anna");
	session_close(s);
	assert_int_equal(count_files(p, p->work), 2);
}

static void
a_desk_without_a_difference_is_nothing(void **state)
{
	struct ground *p = *state;
	struct session *s = open_session(p);
	assert_state(session_commit(s, session_desk(s), S("nothing")), SESSION_NOTHING);
	assert_state(session_undo(s), SESSION_NOTHING);
	session_close(s);
	assert_int_equal(count_journals(p), 0);
}

static void
looking_at_a_workspace_leaves_no_trace(void **state)
{
	struct ground *p = *state;
	struct session *s = open_session(p);
	assert_int_equal(session_workspace(s)->persona_count, 2);
	session_drop(s, session_desk(s));
	session_close(s);
	assert_int_equal(count_files(p, p->folder), 1);
}

static void
a_file_of_somebody_else_is_named_and_left_alone(void **state)
{
	struct ground *p = *state;
	put(p, in(p->arena, p->work, "compose.yaml"), "services:\n  db: x\n");
	struct session *s = open_session(p);
	struct desk *d = session_desk(s);
	assert_int_equal(d->files.count, 2);
	session_drop(s, d);
	assert_state(session_look(s), SESSION_NOTHING);
	session_close(s);
}

static void
without_a_home_work_goes_on_and_says_so(void **state)
{
	struct ground *p = *state;
	struct session_args args = args_of(p, disk_real());
	args.state_folder = (struct str){0};
	struct session *s = open_with(p, &args);
	struct session_report r = change(s, p->hr, "Bob", "Rob");
	assert_state(r, SESSION_SAVED);
	assert_true(r.unprotected);
	assert_true(r.why_unprotected.len > 0);
	assert_string_equal(get(p, p->hr), text_with(p, HR, "Bob", "Rob"));
	assert_state(session_undo(s), SESSION_SAVED);
	assert_string_equal(get(p, p->hr), HR);
	session_close(s);
}

static void
a_dry_session_works_it_out_and_changes_nothing(void **state)
{
	struct ground *p = *state;
	struct session *s = open_session(p);
	assert_state(change(s, p->hr, "Bob", "Rob"), SESSION_SAVED);
	assert_state(change(s, p->more, "A call", "A ring"), SESSION_SAVED);
	session_close(s);
	struct session_args args = args_of(p, disk_real());
	args.dry = true;
	s = open_with(p, &args);
	assert_state(session_undo(s), SESSION_SAVED);
	assert_state(session_undo(s), SESSION_SAVED);
	ptrdiff_t count;
	const struct session_change *changes = session_changes(s, &count);
	assert_int_equal(count, 2);
	assert_text(changes[0].path, p->hr);
	assert_text(changes[0].before, text_with(p, HR, "Bob", "Rob"));
	assert_text(changes[0].after, HR);
	assert_text(changes[1].after, MORE);
	session_close(s);
	assert_string_equal(get(p, p->hr), text_with(p, HR, "Bob", "Rob"));
	s = open_session(p);
	assert_text(session_undo(s).command, "A call to A ring");
	session_close(s);
}

/* ---- undo and redo ---- */

static void
undo_restores_the_exact_bytes(void **state)
{
	struct ground *p = *state;
	struct session *s = open_session(p);
	change(s, p->hr, "'Ann'   # the first", "Anna");
	change(s, p->hr, "  bob:\r\n    name: Bob\r\n    about: logs", "  rob: {}\n");
	struct session_report r = session_undo(s);
	assert_state(r, SESSION_SAVED);
	assert_string_equal(get(p, p->hr), text_with(p, HR, "'Ann'   # the first", "Anna"));
	assert_text(r.changed[0], p->hr);
	assert_state(session_undo(s), SESSION_SAVED);
	assert_string_equal(get(p, p->hr), HR);
	assert_state(session_undo(s), SESSION_NOTHING);
	assert_string_equal(get(p, p->hr), HR);
	session_close(s);
}

static void
undo_and_redo_reach_over_restarts_to_the_byte(void **state)
{
	struct ground *p = *state;
	const char *texts[] = {HR, text_with(p, HR, "Bob", "Rob"), NULL, NULL};
	texts[2] = text_with(p, texts[1], "calls", "calls, and writes");
	texts[3] = text_with(p, texts[2], "'Ann'", "Ann");
	const char *from[] = {"Bob", "calls", "'Ann'"}, *to[] = {"Rob", "calls, and writes", "Ann"};
	for (int i = 0; i < 3; i++) {
		struct session *s = open_session(p);
		assert_state(change(s, p->hr, from[i], to[i]), SESSION_SAVED);
		session_close(s);
		assert_string_equal(get(p, p->hr), texts[i + 1]);
	}
	for (int i = 3; i > 0; i--) {
		struct session *s = open_session(p);
		assert_state(session_undo(s), SESSION_SAVED);
		session_close(s);
		assert_string_equal(get(p, p->hr), texts[i - 1]);
	}
	for (int i = 0; i < 3; i++) {
		struct session *s = open_session(p);
		assert_state(session_redo(s), SESSION_SAVED);
		session_close(s);
		assert_string_equal(get(p, p->hr), texts[i + 1]);
	}
	struct session *s = open_session(p);
	assert_state(session_redo(s), SESSION_NOTHING);
	session_close(s);
	assert_int_equal(count_journals(p), 1);
}

static void
a_new_change_forgets_what_was_undone(void **state)
{
	struct ground *p = *state;
	struct session *s = open_session(p);
	change(s, p->hr, "Bob", "Rob");
	session_undo(s);
	change(s, p->hr, "calls", "rings");
	session_close(s);
	s = open_session(p);
	assert_state(session_redo(s), SESSION_NOTHING);
	session_close(s);
}

/* Both files into one, as join does it. */
static struct session_report
join(const struct ground *p, struct session *s)
{
	struct desk *d = session_desk(s);
	int more = file_of(d, p->more);
	struct str text = str_format(d->arena, "%s\r\n%s", HR, MORE);
	assert_true(desk_replace(d, file_of(d, p->hr), text));
	assert_true(desk_replace(d, more, (struct str){0}));
	return session_commit(s, d, S("join"));
}

static void
a_removed_file_comes_back_and_goes_again(void **state)
{
	struct ground *p = *state;
	struct session *s = open_session(p);
	struct session_report r = join(p, s);
	assert_state(r, SESSION_SAVED);
	assert_int_equal(r.changed_count, 2);
	assert_null(get(p, p->more));
	session_close(s);
	s = open_session(p);
	assert_int_equal(session_workspace(s)->map_count, 1);
	assert_state(session_undo(s), SESSION_SAVED);
	assert_string_equal(get(p, p->hr), HR);
	assert_string_equal(get(p, p->more), MORE);
	assert_int_equal(session_workspace(s)->map_count, 1);
	assert_state(session_redo(s), SESSION_SAVED);
	assert_null(get(p, p->more));
	session_close(s);
}

static void
a_created_file_goes_with_undo_and_comes_back_with_redo(void **state)
{
	struct ground *p = *state;
	const char *path = in(p->arena, p->work, "actions.yaml");
	const char *text = "actions:\n  - call: Call back\n";
	struct session *s = open_session(p);
	struct desk *d = session_desk(s);
	desk_create(d, str_of(path), str_of(text));
	replace_on(d, p->hr, "Bob", "Rob");
	assert_state(session_commit(s, d, S("split")), SESSION_SAVED);
	assert_string_equal(get(p, path), text);
	assert_state(session_undo(s), SESSION_SAVED);
	assert_null(get(p, path));
	assert_string_equal(get(p, p->hr), HR);
	session_close(s);
	s = open_session(p);
	assert_state(session_redo(s), SESSION_SAVED);
	assert_string_equal(get(p, path), text);
	session_close(s);
}

static void
a_file_that_is_there_is_not_created_over(void **state)
{
	struct ground *p = *state;
	const char *path = in(p->arena, p->work, "notes.yaml");
	struct session *s = open_session(p);
	put(p, path, "theirs: 1\n");
	struct desk *d = session_desk(s);
	desk_create(d, str_of(path), S("notes:\n  - ours\n"));
	struct session_report r = session_commit(s, d, S("split"));
	assert_state(r, SESSION_UNSAVED);
	assert_true(str_search(r.why, S("is there already")) >= 0);
	assert_state(session_take_back(s), SESSION_SAVED);
	assert_string_equal(get(p, path), "theirs: 1\n");
	session_close(s);
}

static void
a_file_opened_alone_takes_another_one_in_and_gives_it_back(void **state)
{
	struct ground *p = *state;
	struct session_args args = args_of(p, disk_real());
	args.path = p->hr;
	struct session *s = open_with(p, &args);
	struct desk *d = session_desk(s);
	desk_put(d, str_of(p->more), S(MORE));
	replace_on(d, p->hr, "Bob", "Rob");
	assert_true(desk_replace(d, file_of(d, p->more), (struct str){0}));
	assert_state(session_commit(s, d, S("join")), SESSION_SAVED);
	assert_null(get(p, p->more));
	session_close(s);
	s = open_with(p, &args);
	assert_state(session_undo(s), SESSION_SAVED);
	assert_string_equal(get(p, p->hr), HR);
	assert_string_equal(get(p, p->more), MORE);
	session_close(s);
}

/* ---- others ---- */

static void
a_change_of_others_elsewhere_survives_undo_and_redo(void **state)
{
	struct ground *p = *state;
	struct session *s = open_session(p);
	change(s, p->hr, "about: logs", "about: files");
	session_close(s);
	foreign(p, p->hr, "name: 'Ann'", "name: 'Anna'");
	s = open_session(p);
	struct session_report r = session_undo(s);
	assert_state(r, SESSION_MERGED);
	assert_text(r.command, "about: logs to about: files");
	assert_string_equal(get(p, p->hr), text_with(p, HR, "'Ann'", "'Anna'"));
	session_close(s);
	s = open_session(p);
	assert_state(session_redo(s), SESSION_SAVED);
	assert_string_equal(get(p, p->hr),
	    text_with(p, text_with(p, HR, "'Ann'", "'Anna'"), "about: logs", "about: files"));
	session_close(s);
}

static void
undo_is_refused_where_others_changed_the_same(void **state)
{
	struct ground *p = *state;
	struct session *s = open_session(p);
	change(s, p->hr, "about: logs", "about: files");
	session_close(s);
	foreign(p, p->hr, "about: files", "about: writes");
	const char *theirs = get(p, p->hr);
	s = open_session(p);
	struct session_report r = session_undo(s);
	assert_state(r, SESSION_REFUSED);
	assert_true(r.why.len > 0);
	assert_string_equal(get(p, p->hr), theirs);
	session_close(s);
}

static void
undo_of_a_join_keeps_what_others_wrote_into_it(void **state)
{
	struct ground *p = *state;
	struct session *s = open_session(p);
	join(p, s);
	session_close(s);
	foreign(p, p->hr, "about: logs", "about: writes");
	s = open_session(p);
	assert_state(session_undo(s), SESSION_MERGED);
	/* Merging goes by meaning: the break that came with the join stays with what is theirs. */
	assert_string_equal(get(p, p->hr), text_with(p, HR "\r\n", "about: logs", "about: writes"));
	assert_string_equal(get(p, p->more), MORE);
	session_close(s);
}

static void
what_was_undone_can_be_done_again_on_top_of_others(void **state)
{
	struct ground *p = *state;
	struct session *s = open_session(p);
	change(s, p->hr, "about: logs", "about: files");
	session_undo(s);
	session_close(s);
	foreign(p, p->hr, "name: 'Ann'", "name: 'Anna'");
	const char *theirs = get(p, p->hr);
	s = open_session(p);
	assert_state(session_redo(s), SESSION_SAVED);
	assert_string_equal(get(p, p->hr), text_with(p, theirs, "about: logs", "about: files"));
	assert_state(session_undo(s), SESSION_SAVED);
	assert_string_equal(get(p, p->hr), theirs);
	session_close(s);
}

static void
a_change_meanwhile_is_merged_and_undo_gives_back_theirs(void **state)
{
	struct ground *p = *state;
	struct session *s = open_session(p);
	struct desk *d = session_desk(s);
	replace_on(d, p->hr, "about: logs", "about: files");
	foreign(p, p->hr, "name: 'Ann'", "name: 'Anna'");
	const char *theirs = get(p, p->hr);
	assert_state(session_commit(s, d, S("set bob.about")), SESSION_MERGED);
	assert_string_equal(get(p, p->hr), text_with(p, theirs, "about: logs", "about: files"));
	struct session_report r = session_undo(s);
	assert_state(r, SESSION_SAVED);
	assert_text(r.command, "set bob.about");
	assert_string_equal(get(p, p->hr), theirs);
	session_close(s);
}

static void
what_both_changed_is_kept_twice_and_said(void **state)
{
	struct ground *p = *state;
	struct session *s = open_session(p);
	struct desk *d = session_desk(s);
	replace_on(d, p->hr, "about: logs", "about: files");
	foreign(p, p->hr, "about: logs", "about: writes");
	struct session_report r = session_commit(s, d, S("set bob.about"));
	assert_state(r, SESSION_CONFLICT);
	assert_int_equal(r.conflict_count, 1);
	const char *text = get(p, p->hr);
	assert_non_null(strstr(text, "about: writes"));
	assert_non_null(strstr(text, "files"));
	session_close(s);
}

static void
a_file_that_others_removed_stays_when_it_is_changed(void **state)
{
	struct ground *p = *state;
	struct session *s = open_session(p);
	struct desk *d = session_desk(s);
	replace_on(d, p->hr, "Bob", "Rob");
	assert_int_equal(unlink(p->hr), 0);
	struct session_report r = session_commit(s, d, S("set bob.name"));
	assert_state(r, SESSION_CONFLICT);
	assert_true(str_search(r.conflicts[0].what, S("was removed by others")) >= 0);
	assert_string_equal(get(p, p->hr), text_with(p, HR, "Bob", "Rob"));
	session_close(s);
}

static void
several_files_changed_by_others_at_once_are_merged_together(void **state)
{
	struct ground *p = *state;
	struct session *s = open_session(p);
	struct desk *d = session_desk(s);
	replace_on(d, p->hr, "about: logs", "about: files");
	replace_on(d, p->more, "A call", "A ring");
	foreign(p, p->hr, "name: 'Ann'", "name: 'Anna'");
	foreign(p, p->more, "answer: Answer", "answer: Pick up");
	const char *hr = get(p, p->hr), *more = get(p, p->more);
	assert_state(session_commit(s, d, S("two")), SESSION_MERGED);
	assert_string_equal(get(p, p->hr), text_with(p, hr, "about: logs", "about: files"));
	assert_string_equal(get(p, p->more), text_with(p, more, "A call", "A ring"));
	assert_state(session_undo(s), SESSION_SAVED);
	assert_string_equal(get(p, p->hr), hr);
	assert_string_equal(get(p, p->more), more);
	session_close(s);
}

static void
look_notices_a_change_of_the_same_size_at_the_same_time(void **state)
{
	struct ground *p = *state;
	struct session *s = open_session(p);
	struct stat before;
	assert_int_equal(stat(p->hr, &before), 0);
	int fd = open(p->hr, O_WRONLY);
	assert_int_equal(pwrite(fd, "# WHO", 5, 0), 5);
	struct timespec times[] = {before.st_atim, before.st_mtim};
	assert_int_equal(futimens(fd, times), 0);
	close(fd);
	struct session_report r = session_look(s);
	assert_state(r, SESSION_MERGED);
	assert_int_equal(r.changed_count, 1);
	assert_text(r.changed[0], p->hr);
	assert_state(session_look(s), SESSION_NOTHING);
	struct desk *d = session_desk(s);
	assert_true(str_starts(d->files.at[file_of(d, p->hr)]->text, S("# WHO")));
	session_drop(s, d);
	session_close(s);
}

static void
look_notices_files_that_come_and_go(void **state)
{
	struct ground *p = *state;
	const char *path = in(p->arena, p->work, "a.yaml");
	struct session *s = open_session(p);
	put(p, path, "personas:\n  eve:\n    name: Eve\n");
	assert_int_equal(unlink(p->more), 0);
	assert_state(session_look(s), SESSION_MERGED);
	assert_int_equal(session_workspace(s)->persona_count, 3);
	assert_int_equal(session_workspace(s)->map_count, 0);
	assert_text(session_workspace(s)->personas[0].name, "Eve");
	assert_state(change(s, path, "name: Eve", "name: Eva"), SESSION_SAVED);
	assert_string_equal(get(p, path), "personas:\n  eve:\n    name: Eva\n");
	session_close(s);
}

static void
two_sessions_at_once_lose_nothing_and_undo_their_own(void **state)
{
	struct ground *p = *state;
	struct session *one = open_session(p), *two = open_session(p);
	assert_state(change(one, p->hr, "name: 'Ann'", "name: 'Anna'"), SESSION_SAVED);
	assert_state(change(two, p->hr, "about: logs", "about: files"), SESSION_MERGED);
	assert_state(change(one, p->more, "A call", "A ring"), SESSION_SAVED);
	assert_state(session_undo(two), SESSION_SAVED);
	assert_string_equal(get(p, p->hr), text_with(p, HR, "'Ann'", "'Anna'"));
	assert_string_equal(get(p, p->more), text_with(p, MORE, "A call", "A ring"));
	assert_state(session_undo(one), SESSION_SAVED);
	assert_text(session_undo(one).command, "name: 'Ann' to name: 'Anna'");
	assert_string_equal(get(p, p->hr), HR);
	assert_string_equal(get(p, p->more), MORE);
	session_close(one);
	session_close(two);
}

static void
undo_goes_on_in_the_journal_of_a_session_beside_it(void **state)
{
	struct ground *p = *state;
	struct session *one = open_session(p), *two = open_session(p);
	change(one, p->hr, "name: 'Ann'", "name: 'Anna'");
	change(two, p->hr, "about: logs", "about: files");
	session_close(one);
	session_close(two);
	struct session *s = open_session(p);
	session_undo(s);
	session_undo(s);
	assert_string_equal(get(p, p->hr), HR);
	assert_state(session_undo(s), SESSION_NOTHING);
	session_close(s);
}

/* ---- a disk that refuses, and ends that come at a bad time ---- */

struct fault {
	struct disk disk;
	int answer;         /* of every write of a text; 0: none */
	int exchanges_left; /* then the process ends; -1: never */
};

static ptrdiff_t
faulty_write(const struct disk *d, int fd, const void *from, ptrdiff_t count)
{
	const struct fault *f = d->context;
	return f->answer != 0 ? f->answer : disk_real()->write(d, fd, from, count);
}

static ptrdiff_t
faulty_pwrite(const struct disk *d, int fd, const void *from, ptrdiff_t count, long long at)
{
	const struct fault *f = d->context;
	return f->answer != 0 ? f->answer : disk_real()->pwrite(d, fd, from, count, at);
}

static int
faulty_exchange(const struct disk *d, const char *one, const char *other)
{
	struct fault *f = d->context;
	if (f->exchanges_left == 0)
		_exit(9);
	f->exchanges_left--;
	return disk_real()->exchange(d, one, other);
}

static struct fault *
fault_disk(const struct ground *p)
{
	struct fault *f = NEW(p->arena, struct fault);
	f->disk = *disk_real();
	f->disk.context = f;
	f->disk.write = faulty_write;
	f->disk.pwrite = faulty_pwrite;
	f->disk.exchange = faulty_exchange;
	f->exchanges_left = -1;
	return f;
}

static void
a_full_disk_is_never_called_saved(void **state)
{
	struct ground *p = *state;
	struct fault *f = fault_disk(p);
	struct session_args args = args_of(p, &f->disk);
	struct session *s = open_with(p, &args);
	assert_state(change(s, p->more, "A call", "A ring"), SESSION_SAVED);
	f->answer = -ENOSPC;
	struct session_report r = change(s, p->hr, "Bob", "Rob");
	assert_state(r, SESSION_UNSAVED);
	assert_int_equal(r.changed_count, 0);
	assert_true(str_search(r.why, S("No space left on device")) >= 0);
	assert_string_equal(get(p, p->hr), HR);
	assert_text(session_workspace(s)->personas[1].name, "Rob");
	assert_state(session_save(s), SESSION_UNSAVED);
	f->answer = 0;
	assert_state(session_save(s), SESSION_SAVED);
	assert_string_equal(get(p, p->hr), text_with(p, HR, "Bob", "Rob"));
	assert_state(session_undo(s), SESSION_SAVED);
	assert_string_equal(get(p, p->hr), HR);
	session_close(s);
	assert_int_equal(count_files(p, p->work), 2);
}

static void
what_could_not_be_saved_can_be_taken_back(void **state)
{
	struct ground *p = *state;
	struct fault *f = fault_disk(p);
	struct session_args args = args_of(p, &f->disk);
	struct session *s = open_with(p, &args);
	f->answer = -ENOSPC;
	assert_state(change(s, p->hr, "Bob", "Rob"), SESSION_UNSAVED);
	assert_state(change(s, p->hr, "Rob", "Rik"), SESSION_UNSAVED);
	assert_state(session_take_back(s), SESSION_SAVED);
	assert_text(session_workspace(s)->personas[1].name, "Bob");
	f->answer = 0;
	assert_state(session_save(s), SESSION_NOTHING);
	assert_state(session_undo(s), SESSION_NOTHING);
	assert_string_equal(get(p, p->hr), HR);
	session_close(s);
}

static void
an_undo_that_cannot_be_saved_is_kept_or_taken_back(void **state)
{
	struct ground *p = *state;
	struct fault *f = fault_disk(p);
	struct session_args args = args_of(p, &f->disk);
	struct session *s = open_with(p, &args);
	change(s, p->hr, "Bob", "Rob");
	const char *after = get(p, p->hr);
	f->answer = -EIO;
	assert_state(session_undo(s), SESSION_UNSAVED);
	assert_string_equal(get(p, p->hr), after);
	assert_state(session_take_back(s), SESSION_SAVED);
	assert_text(session_workspace(s)->personas[1].name, "Rob");
	f->answer = 0;
	assert_state(session_undo(s), SESSION_SAVED);
	assert_string_equal(get(p, p->hr), HR);
	session_close(s);
}

static void
what_is_unsaved_meets_what_others_wrote(void **state)
{
	struct ground *p = *state;
	struct fault *f = fault_disk(p);
	struct session_args args = args_of(p, &f->disk);
	struct session *s = open_with(p, &args);
	f->answer = -ENOSPC;
	change(s, p->hr, "about: logs", "about: files");
	foreign(p, p->hr, "name: 'Ann'", "name: 'Anna'");
	const char *theirs = get(p, p->hr);
	f->answer = 0;
	assert_state(session_look(s), SESSION_MERGED);
	assert_string_equal(get(p, p->hr), text_with(p, theirs, "about: logs", "about: files"));
	assert_state(session_undo(s), SESSION_SAVED);
	assert_string_equal(get(p, p->hr), theirs);
	session_close(s);
}

/* One change of both files in a process that ends after so many of them have been exchanged. */
static void
die_after(const struct ground *p, int exchanges)
{
	pid_t child = fork();
	if (child == 0) {
		struct fault *f = fault_disk(p);
		struct session_args args = args_of(p, &f->disk);
		f->exchanges_left = exchanges;
		struct session *s = open_with(p, &args);
		struct desk *d = session_desk(s);
		replace_on(d, p->hr, "Bob", "Rob");
		replace_on(d, p->more, "A call", "A ring");
		session_commit(s, d, S("both"));
		_exit(0);
	}
	int status;
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 9);
}

static void
recover_after_death(void **state, int exchanges)
{
	struct ground *p = *state;
	const char *hr = text_with(p, HR, "Bob", "Rob");
	const char *more = text_with(p, MORE, "A call", "A ring");
	struct session *s = open_session(p);
	change(s, p->hr, "calls", "rings");
	session_close(s);
	hr = text_with(p, hr, "calls", "rings");
	die_after(p, exchanges);
	s = open_session(p);
	ptrdiff_t count;
	const struct journal_found *found = session_recoverable(s, &count);
	assert_int_equal(count, 1);
	assert_int_equal(found->unsaved, 1);
	struct session_report r = session_recover(s, found);
	assert_state(r, SESSION_SAVED);
	assert_string_equal(get(p, p->hr), hr);
	assert_string_equal(get(p, p->more), more);
	session_recoverable(s, &count);
	assert_int_equal(count, 0);
	session_close(s);
	s = open_session(p);
	session_recoverable(s, &count);
	assert_int_equal(count, 0);
	r = session_undo(s);
	assert_state(r, SESSION_SAVED);
	assert_text(r.command, "both");
	assert_string_equal(get(p, p->hr), text_with(p, HR, "calls", "rings"));
	assert_string_equal(get(p, p->more), MORE);
	assert_state(session_undo(s), SESSION_SAVED);
	assert_string_equal(get(p, p->hr), HR);
	session_close(s);
}

static void
a_death_between_journal_and_save_is_made_good(void **state)
{
	recover_after_death(state, 0);
}

static void
a_death_between_two_files_of_a_save_is_made_good(void **state)
{
	recover_after_death(state, 1);
}

static void
what_is_brought_back_is_merged_with_what_others_wrote(void **state)
{
	struct ground *p = *state;
	die_after(p, 0);
	foreign(p, p->hr, "name: 'Ann'", "name: 'Anna'");
	const char *theirs = get(p, p->hr);
	struct session *s = open_session(p);
	ptrdiff_t count;
	assert_state(session_recover(s, session_recoverable(s, &count)), SESSION_SAVED);
	assert_string_equal(get(p, p->hr), text_with(p, theirs, "Bob", "Rob"));
	assert_state(session_undo(s), SESSION_SAVED);
	assert_string_equal(get(p, p->hr), theirs);
	assert_string_equal(get(p, p->more), MORE);
	session_close(s);
}

static void
what_could_be_brought_back_waits_and_can_be_forgotten(void **state)
{
	struct ground *p = *state;
	die_after(p, 0);
	struct session *s = open_session(p);
	assert_state(change(s, p->hr, "calls", "rings"), SESSION_SAVED);
	session_close(s);
	s = open_session(p);
	ptrdiff_t count;
	struct str why;
	const struct journal_found *found = session_recoverable(s, &count);
	assert_int_equal(count, 1);
	assert_true(session_discard(s, found, &why));
	session_close(s);
	s = open_session(p);
	session_recoverable(s, &count);
	assert_int_equal(count, 0);
	assert_string_equal(get(p, p->hr), text_with(p, HR, "calls", "rings"));
	session_close(s);
}

static void
a_text_that_was_being_typed_comes_back(void **state)
{
	struct ground *p = *state;
	pid_t child = fork();
	if (child == 0) {
		struct session *s = open_session(p);
		session_draft(s, S("ann.about"), S("half a sent"));
		_exit(0);
	}
	int status;
	assert_int_equal(waitpid(child, &status, 0), child);
	struct session *s = open_session(p);
	ptrdiff_t count;
	const struct journal_found *found = session_recoverable(s, &count);
	assert_int_equal(count, 1);
	assert_text(found->draft, "half a sent");
	assert_text(found->draft_place, "ann.about");
	session_close(s);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(a_commit_is_on_disk_and_changes_nothing_else),
	    TEST(a_desk_without_a_difference_is_nothing),
	    TEST(looking_at_a_workspace_leaves_no_trace),
	    TEST(a_file_of_somebody_else_is_named_and_left_alone),
	    TEST(without_a_home_work_goes_on_and_says_so),
	    TEST(a_dry_session_works_it_out_and_changes_nothing),
	    TEST(undo_restores_the_exact_bytes),
	    TEST(undo_and_redo_reach_over_restarts_to_the_byte),
	    TEST(a_new_change_forgets_what_was_undone),
	    TEST(a_removed_file_comes_back_and_goes_again),
	    TEST(a_created_file_goes_with_undo_and_comes_back_with_redo),
	    TEST(a_file_that_is_there_is_not_created_over),
	    TEST(a_file_opened_alone_takes_another_one_in_and_gives_it_back),
	    TEST(a_change_of_others_elsewhere_survives_undo_and_redo),
	    TEST(undo_is_refused_where_others_changed_the_same),
	    TEST(undo_of_a_join_keeps_what_others_wrote_into_it),
	    TEST(what_was_undone_can_be_done_again_on_top_of_others),
	    TEST(a_change_meanwhile_is_merged_and_undo_gives_back_theirs),
	    TEST(what_both_changed_is_kept_twice_and_said),
	    TEST(a_file_that_others_removed_stays_when_it_is_changed),
	    TEST(several_files_changed_by_others_at_once_are_merged_together),
	    TEST(look_notices_a_change_of_the_same_size_at_the_same_time),
	    TEST(look_notices_files_that_come_and_go),
	    TEST(two_sessions_at_once_lose_nothing_and_undo_their_own),
	    TEST(undo_goes_on_in_the_journal_of_a_session_beside_it),
	    TEST(a_full_disk_is_never_called_saved),
	    TEST(what_could_not_be_saved_can_be_taken_back),
	    TEST(an_undo_that_cannot_be_saved_is_kept_or_taken_back),
	    TEST(what_is_unsaved_meets_what_others_wrote),
	    TEST(a_death_between_journal_and_save_is_made_good),
	    TEST(a_death_between_two_files_of_a_save_is_made_good),
	    TEST(what_is_brought_back_is_merged_with_what_others_wrote),
	    TEST(what_could_be_brought_back_waits_and_can_be_forgotten),
	    TEST(a_text_that_was_being_typed_comes_back),
	};
	return cmocka_run_group_tests_name("session", tests, NULL, NULL);
}
