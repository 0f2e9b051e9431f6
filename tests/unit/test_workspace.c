/* SPDX-License-Identifier: MIT */
/* From a path to a workspace: which files are ours, in which order, and what is refused. */
#include "model/workspace.h"

#include "base/file.h"
#include "model/reference.h"
#include "tests/unit/reading.h"

#include <stdlib.h>
#include <unistd.h>

struct folder {
	struct world world;
	char *path;
};

static struct folder *
folder(void **state)
{
	struct world *w = *state;
	struct folder *f = NEW(w->arena, struct folder);
	const char *parent = getenv("TMPDIR");
	f->path = str_z(w->arena,
	    str_format(w->arena, "%s/desirepath-XXXXXX", parent != NULL ? parent : "/tmp"));
	assert_non_null(mkdtemp(f->path));
	f->world.arena = w->arena;
	return f;
}

static char *
path_in(struct folder *f, const char *name)
{
	struct arena *a = f->world.arena;
	return str_z(a, str_format(a, "%s/%s", f->path, name));
}

static void
put(struct folder *f, const char *name, const char *text)
{
	bool changed;
	struct str error;
	assert_true(file_write(f->world.arena, path_in(f, name), str_of(text), &changed, &error));
}

struct skipped {
	struct arena *arena;
	struct buf names;
};

static void
note_skipped(void *context, struct str path)
{
	struct skipped *s = context;
	ptrdiff_t slash = 0;
	for (ptrdiff_t i = 0; i < path.len; i++)
		slash = path.at[i] == '/' ? i : slash;
	buf_format(&s->names, "%.*s ", STR(str_from(path, slash + 1)));
}

static struct workspace *
load(struct folder *f, const char *path, struct skipped *skipped)
{
	struct workspace *ws = &f->world.ws;
	struct str error = {0};
	skipped->names = (struct buf){.arena = f->world.arena};
	struct load_args args = {
	    .path = path, .today = 20779, .skipped = note_skipped, .context = skipped};
	assert_true(workspace_load(f->world.arena, &args, ws, &error));
	return ws;
}

static void
clean(struct folder *f, const char *const *names)
{
	for (; *names != NULL; names++)
		unlink(path_in(f, *names));
	rmdir(f->path);
}

static void
a_folder_is_its_own_files_in_order(void **state)
{
	struct folder *f = folder(state);
	struct skipped skipped;
	put(f, "b.yaml", "scenarios: {m: {desired: {ann: same}}}\n");
	put(f, "a.yml", "personas: {ann: Ann}\nanything: goes wrong\n");
	put(f, "c.yaml", "name: ci\non: push\n");
	put(f, "d.yaml", "actions: [{x: X}]\nx-more: 1\n");
	put(f, "e.yaml", "- a\n- list\n");
	put(f, "f.txt", "personas: {no: No}\n");
	put(f, "g.yaml", "actions: [Y]\nbuild: 1\n");
	struct workspace *ws = load(f, f->path, &skipped);
	SAME(buf_str(&skipped.names), "c.yaml e.yaml g.yaml ");
	assert_int_equal(ws->source_count, 3);
	assert_int_equal(ws->persona_count, 1);
	assert_int_equal(ws->map_count, 1);
	assert_int_equal(ws->action_count, 1);
	assert_int_equal(ws->maps[0].entry.at.source, 1);
	assert_true(str_ends(ws->sources[2].path, S("/d.yaml")));
	assert_int_equal(first_finding(ws, DIAG_key_unknown)->at.source, 0);
	clean(f,
	    (const char *[]){
		"a.yml", "b.yaml", "c.yaml", "d.yaml", "e.yaml", "f.txt", "g.yaml", NULL});
}

static void
a_broken_file_is_ours_if_it_looks_so(void **state)
{
	struct folder *f = folder(state);
	struct skipped skipped;
	put(f, "ours.yaml", "scenarios:\n  m:\n    title: \xff\n");
	put(f, "theirs.yaml", "{{ template }}\nkind: \xff\n");
	struct workspace *ws = load(f, f->path, &skipped);
	SAME(buf_str(&skipped.names), "theirs.yaml ");
	assert_int_equal(ws->diags.list.count, 1);
	assert_int_equal(first_finding(ws, DIAG_yaml_encoding)->at.source, 0);
	clean(f, (const char *[]){"ours.yaml", "theirs.yaml", NULL});
}

static void
a_file_argument_is_always_ours(void **state)
{
	struct folder *f = folder(state);
	struct skipped skipped;
	put(f, "c.yaml", "name: ci\nactions: [X]\n");
	struct workspace *ws = load(f, path_in(f, "c.yaml"), &skipped);
	SAME(buf_str(&skipped.names), "");
	FINDS("1:1 key-unknown");
	clean(f, (const char *[]){"c.yaml", NULL});
}

static void
a_folder_without_files_says_what_to_do(void **state)
{
	struct folder *f = folder(state);
	struct skipped skipped;
	struct workspace *ws = load(f, f->path, &skipped);
	assert_int_equal(ws->diags.list.count, 1);
	assert_true(first_finding(ws, DIAG_map_none)->hint.len > 0);
	assert_int_equal(ws->source_count, 1);
	SAME(ws->sources[0].path, f->path);
	assert_true(ws->blank);
	clean(f, (const char *[]){NULL});
}

static void
what_is_not_there_is_said(void **state)
{
	struct world *w = *state;
	struct str error = {0};
	struct load_args args = {.path = "/nonexistent/file.yaml"};
	assert_false(workspace_load(w->arena, &args, &w->ws, &error));
	struct workspace *ws = &w->ws;
	SAME(error, "/nonexistent/file.yaml: No such file or directory");
}

static void
a_file_over_the_limit_is_refused_as_a_finding(void **state)
{
	struct folder *f = folder(state);
	struct skipped skipped;
	put(f, "big.yaml", "workspace: T\n");
	assert_int_equal(truncate(path_in(f, "big.yaml"), (16 << 20) + 1), 0);
	put(f, "small.yaml", "actions: [{x: X, for: gone}]\n");
	struct workspace *ws = load(f, f->path, &skipped);
	SAME(first_finding(ws, DIAG_yaml_limit)->message, "the file is larger than 16 MB");
	assert_int_equal(diags_count(&ws->diags, LEVEL_ERROR), 1);
	assert_int_equal(ws->action_count, 1);
	clean(f, (const char *[]){"big.yaml", "small.yaml", NULL});
}

static void
things_are_found_by_id(void **state)
{
	struct workspace *ws =
	    read_text(state, "personas: {ann: A, bob: B}\nscenarios: {m: {title: M}}\n");
	assert_int_equal(workspace_persona(ws, S("bob")), 1);
	assert_int_equal(workspace_persona(ws, S("bo")), -1);
	assert_int_equal(workspace_map(ws, S("m")), 0);
	SAME(field_name(ws, FIELD_how_might_we), "how-might-we");
	struct position p = workspace_position(ws, ws->maps[0].entry.at);
	assert_int_equal(p.line, 2);
	assert_int_equal(p.column, 13);
}

static void
a_step_is_found_in_actual_then_to_be_then_desired(void **state)
{
	struct workspace *ws = read_text(state,
	    "personas: {ann: A}\nscenarios:\n  m:\n    actual: [{a: Today}]\n"
	    "    to-be: [{a: Other}, {b: Added}]\n    desired: {ann: [b, Wished, a]}\n");
	struct references *refs = references_new(ws->arena, ws);
	struct reference found[2];
	assert_int_equal(reference_find(refs, S("m.a"), found), 1);
	assert_ptr_equal(found[0].entry, &ws->maps[0].actual.steps[0].entry);
	assert_int_equal(found[0].kind, REF_STEP);
	assert_int_equal(reference_find(refs, S("m.b"), found), 1);
	assert_ptr_equal(found[0].entry, &ws->maps[0].to_be[0].version.steps[1].entry);
	assert_int_equal(reference_find(refs, S("m.wished"), found), 1);
	assert_int_equal(found[0].kind, REF_WISH);
	assert_int_equal(reference_find(refs, S("m.nothing"), found), 0);
	assert_int_equal(reference_find(refs, S("a"), found), 0);
	assert_int_equal(reference_find(refs, S("n.a"), found), 0);
	assert_int_equal(reference_find(refs, S("m"), found), 1);
	SAME(reference_kind(ws, &found[0]), "map");
}

static void
of_two_questions_that_of_the_framing_is_meant(void **state)
{
	struct workspace *ws = read_text(state,
	    "scenarios:\n  m:\n    actual:\n      - a: A\n        ask: [{q: One?}]\n"
	    "        pain: [{p: Pain}]\nframing: {how-might-we: [{q: Two?}]}\n");
	struct references *refs = references_new(ws->arena, ws);
	struct reference found[2];
	assert_int_equal(reference_find(refs, S("q"), found), 1);
	SAME(found[0].entry->text, "Two?");
	assert_int_equal(reference_find(refs, S("p"), found), 1);
	SAME(reference_kind(ws, &found[0]), "pain");
	assert_int_equal(found[0].map, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
	    TEST(a_folder_is_its_own_files_in_order),
	    TEST(a_broken_file_is_ours_if_it_looks_so),
	    TEST(a_file_argument_is_always_ours),
	    TEST(a_folder_without_files_says_what_to_do),
	    TEST(what_is_not_there_is_said),
	    TEST(a_file_over_the_limit_is_refused_as_a_finding),
	    TEST(things_are_found_by_id),
	    TEST(a_step_is_found_in_actual_then_to_be_then_desired),
	    TEST(of_two_questions_that_of_the_framing_is_meant),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
