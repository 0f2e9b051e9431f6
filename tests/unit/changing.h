/* SPDX-License-Identifier: MIT */
#ifndef TESTS_UNIT_CHANGING_H
#define TESTS_UNIT_CHANGING_H
#include "model/change.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

/* What the tests of changes share: a file on a desk, and its text afterwards. */
enum { TODAY = 20779 };

struct at_work {
	struct arena *arena;
	struct desk *d;
};

static inline int
begin(void **state)
{
	struct arena *a = arena_new();
	struct at_work *w = NEW(a, struct at_work);
	*w = (struct at_work){a, desk_open(a, TODAY)};
	*state = w;
	return 0;
}

static inline int
end(void **state)
{
	struct at_work *w = *state;
	desk_close(w->d);
	arena_free(w->arena);
	return 0;
}

static inline struct desk *
desk_of(void **state, const char *text)
{
	struct at_work *w = *state;
	desk_put(w->d, S("hr.yaml"), str_of(text));
	ptrdiff_t errors = diags_count(&desk_workspace(w->d)->diags, LEVEL_ERROR);
	if (errors > 0)
		fail_msg("the text of the test has errors: %.*s",
		    STR(desk_workspace(w->d)->diags.list.at[0].message));
	return w->d;
}

static inline void
file_is(const struct desk *d, int file, const char *want)
{
	struct str got = d->files.at[file]->text;
	if (!str_eq(got, str_of(want)))
		fail_msg("%.*s is\n%.*s\nwanted\n%s", STR(d->files.at[file]->path), STR(got), want);
}

/* The change was made, and nothing is wrong in what came out. */
static inline void
becomes(struct desk *d, bool done, const char *want)
{
	if (!done)
		fail_msg("refused: %.*s (%.*s)", STR(d->why), STR(d->hint));
	file_is(d, 0, want);
	const struct workspace *ws = desk_workspace(d);
	for (ptrdiff_t i = 0; i < ws->diags.list.count; i++) {
		if (diag_row(ws->diags.list.at[i].code)->level == LEVEL_ERROR)
			fail_msg("brings: %.*s", STR(ws->diags.list.at[i].message));
	}
}

/* The change was refused with these words, and the text is as it was. */
static inline void
refuses(struct desk *d, bool done, const char *why, const char *text)
{
	if (done || !str_eq(d->why, str_of(why)))
		fail_msg("%s: %.*s; wanted: %s", done ? "done" : "refused", STR(d->why), why);
	file_is(d, 0, text);
}
#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)
#endif
