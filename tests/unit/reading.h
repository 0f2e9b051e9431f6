/* SPDX-License-Identifier: MIT */
#ifndef TESTS_UNIT_READING_H
#define TESTS_UNIT_READING_H
#include "model/workspace.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

/*
 * What the tests of the reader share: texts in, a workspace out, and its findings of level error
 * and those of the reader as one text, "line:column code" each. What a mapper would ask about is
 * the business of other tests.
 */
struct world {
	struct arena *arena;
	struct source sources[4];
	ptrdiff_t count;
	struct workspace ws;
};

static inline int
set_up(void **state)
{
	struct arena *a = arena_new();
	struct world *w = NEW(a, struct world);
	w->arena = a;
	*state = w;
	return 0;
}

static inline int
tear_down(void **state)
{
	arena_free(((struct world *)*state)->arena);
	return 0;
}

static inline void
file(struct world *w, const char *text)
{
	struct str path = str_format(w->arena, "%c.yaml", 'a' + (int)w->count);
	w->sources[w->count++] = (struct source){.path = path, .text = str_of(text)};
}

/* The workspace of the files so far and of this one. */
static inline struct workspace *
read_text(void **state, const char *text)
{
	struct world *w = *state;
	if (text != NULL)
		file(w, text);
	workspace_read(w->arena, w->sources, w->count, 20779, &w->ws);
	return &w->ws;
}

static inline bool
is_of_mapper(enum diag_code code)
{
	return code >= DIAG_id_near;
}

static inline const char *
findings(struct workspace *ws)
{
	struct buf b = {.arena = ws->arena};
	for (ptrdiff_t i = 0; i < ws->diags.list.count; i++) {
		const struct diag *d = &ws->diags.list.at[i];
		if (is_of_mapper(d->code) || d->code == DIAG_map_none)
			continue;
		if (b.len > 0)
			buf_add(&b, S(", "));
		if (ws->source_count > 1)
			buf_format(&b, "%.*s:", STR(ws->sources[d->at.source].path));
		struct position p = workspace_position(ws, d->at);
		buf_format(&b, "%td:%td %.*s", p.line, p.column, STR(diag_row(d->code)->code));
	}
	return str_z(ws->arena, buf_str(&b));
}

static inline const struct diag *
first_finding(struct workspace *ws, enum diag_code code)
{
	for (ptrdiff_t i = 0; i < ws->diags.list.count; i++) {
		if (ws->diags.list.at[i].code == code)
			return &ws->diags.list.at[i];
	}
	fail_msg("no finding %.*s", STR(diag_row(code)->code));
	return NULL;
}

#define SAME(text, expected) assert_string_equal(str_z(ws->arena, (text)), (expected))
#define FINDS(expected) assert_string_equal(findings(ws), (expected))

/* The names of a value as "a|b"; "-" when it is none. */
static inline const char *
names(struct workspace *ws, const struct entry *e, int field)
{
	const struct value *v = entry_get(e, field);
	if (v == NULL || v->kind != VALUE_NAMES)
		return "-";
	struct buf b = {.arena = ws->arena};
	for (ptrdiff_t i = 0; i < v->names.count; i++)
		buf_format(&b, "%s%.*s", i ? "|" : "", STR(v->names.at[i]));
	return str_z(ws->arena, buf_str(&b));
}

/* The texts of items as "a|b"; "-" when there are none. */
static inline const char *
texts(struct workspace *ws, const struct entry *e, int field)
{
	const struct value *v = entry_get(e, field);
	if (v == NULL || v->kind != VALUE_ITEMS)
		return "-";
	struct buf b = {.arena = ws->arena};
	for (ptrdiff_t i = 0; i < v->items.count; i++)
		buf_format(&b, "%s%.*s", i ? "|" : "", STR(v->items.at[i].text));
	return str_z(ws->arena, buf_str(&b));
}

static inline double
number(const struct entry *e, int field)
{
	return entry_number(e, field, FOR_ALL, -99);
}
#endif
