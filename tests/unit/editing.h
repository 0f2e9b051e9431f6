/* SPDX-License-Identifier: MIT */
#ifndef TESTS_UNIT_EDITING_H
#define TESTS_UNIT_EDITING_H
#include "base/buf.h"
#include "model/edit.h"
#include "model/path.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

/* Edits of short texts: what stood there, what is done, what must stand there then. */

static struct arena *arena;

static inline int
setup(void **state)
{
	(void)state;
	arena = arena_new();
	return 0;
}

static inline int
teardown(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
}

static inline void
parse_text(struct str text, struct tree *tree)
{
	struct yaml_error error;
	if (!yaml_parse(arena, text, tree, &error))
		fail_msg("not YAML: %.*s", STR(text));
}

static inline const struct node *
node_at(const struct tree *tree, const char *path)
{
	struct str error = {0};
	const struct node *n = path_find(arena, tree, str_of(path), &error);
	if (n == NULL)
		fail_msg("%s: %.*s", path, STR(error));
	return n;
}

/* Says so, and is false, when the edit is refused or leaves another text. */
static inline bool
leaves(struct str before, const struct tree *tree, const struct edit *edit, struct str after)
{
	struct edit_result r;
	edit_apply(arena, before, tree, edit, &r);
	if (!r.done)
		print_error("refused: %.*s\n%.*s\n", STR(r.why), STR(before));
	else if (!str_eq(r.text, after))
		print_error("found:\n%.*s\nwanted:\n%.*s\n", STR(r.text), STR(after));
	return r.done && str_eq(r.text, after);
}

static inline void
assert_refused(struct str before, const struct tree *tree, const struct edit *edit)
{
	struct edit_result r;
	edit_apply(arena, before, tree, edit, &r);
	assert_false(r.done);
	assert_true(r.why.len > 0);
}
#endif
