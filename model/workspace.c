/* SPDX-License-Identifier: MIT */
/*
 * From a path to a workspace. A file's tree lives only while the file is read, so a folder of any
 * number of files needs the memory of its texts, its values and one tree.
 */
#include "model/workspace.h"

#include "base/file.h"
#include "model/read.h"
#include "model/syntax.h"

#include <math.h>

enum { LARGEST_FILE = 16 << 20, LARGEST_WORKSPACE = 64 << 20, MOST_FILES = 5000 };

static void
open_workspace(struct arena *a, struct source *sources, int today, struct workspace *ws)
{
	*ws = (struct workspace){.arena = a,
	    .sources = sources,
	    .diags = {.arena = a},
	    .today = today,
	    .review_every = NAN};
}

/*
 * Findings of a parser that worked in an arena of its own. Where it gave up mending, its last
 * places may lie behind the text.
 */
static void
keep_findings(struct workspace *ws, const struct diags *found, ptrdiff_t end)
{
	for (ptrdiff_t i = 0; i < found->list.count; i++) {
		struct diag d = found->list.at[i];
		if (d.at.offset > end)
			d.at.offset = (uint32_t)end;
		d.message = str_copy(ws->arena, d.message);
		d.hint = str_copy(ws->arena, d.hint);
		d.also_says = str_copy(ws->arena, d.also_says);
		VEC_PUSH(ws->arena, &ws->diags.list, d);
	}
}

/* The first line of a section that only we have, in a text that could not be parsed. */
static bool
looks_like_ours(struct str text)
{
	struct str line;
	while (str_line(&text, &line)) {
		if (str_starts(line, S("personas:")) || str_starts(line, S("scenarios:")) ||
		    str_starts(line, S("journeys:")))
			return true;
	}
	return false;
}

/*
 * Reads the last of the sources. False when it turns out to be somebody else's; then nothing of it
 * remains.
 */
static bool
read_source(struct reader *r, struct arena *room, struct workspace *ws, bool surely_ours)
{
	struct source *s = &ws->sources[ws->source_count - 1];
	uint32_t number = (uint32_t)(ws->source_count - 1);
	struct arena_mark mark = arena_mark(room);
	struct diags found = {.arena = room};
	struct tree tree = {0};
	bool parsed = syntax_parse(room, s, number, &found, &tree);
	bool mended = parsed && s->parsed.at != s->text.at;
	bool clear = parsed && !(mended && read_says_nothing(&tree));
	bool ours = surely_ours || (clear ? read_is_ours(&tree) : looks_like_ours(s->text));
	if (ours) {
		if (s->parsed.at != s->text.at)
			s->parsed = str_copy(ws->arena, s->parsed);
		s->lines = NULL;
		s->line_count = 0;
		keep_findings(ws, &found, s->parsed.len);
		if (parsed)
			read_tree(r, number, &tree);
		else
			read_missing(r);
	}
	arena_release(room, mark);
	return ours;
}

void
workspace_read(
    struct arena *a, struct source *sources, ptrdiff_t count, int today, struct workspace *ws)
{
	open_workspace(a, sources, today, ws);
	struct arena *tables = arena_new_in(a), *room = arena_new_in(a);
	struct reader *r = read_start(tables, ws);
	for (ws->source_count = 1; ws->source_count <= count; ws->source_count++)
		read_source(r, room, ws, true);
	ws->source_count = count;
	arena_free(room);
	read_finish(r);
	arena_free(tables);
}

static void
refuse(struct reader *r, struct workspace *ws, struct str why)
{
	struct place at = {(uint32_t)(ws->source_count - 1), 0};
	struct diag *d = diag_add(&ws->diags, DIAG_yaml_limit, at, 1, "%.*s", STR(why));
	d->whole_file = true;
	d->hint = S("split the workspace, or open one file of it");
	read_missing(r);
}

/* Opens one more source. False when the system refused. */
static bool
load_file(struct reader *r, struct workspace *ws, struct str path, struct str *error)
{
	struct source *s = &ws->sources[ws->source_count];
	struct str why;
	*s = (struct source){.path = path};
	bool fine = file_read(ws->arena, str_z(ws->arena, path), LARGEST_FILE, &s->text, &why);
	ws->source_count++;
	if (fine)
		return true;
	s->text = s->parsed = (struct str){0};
	if (str_starts(why, S("larger than"))) {
		refuse(r, ws, str_format(ws->arena, "the file is %.*s", STR(why)));
		return true;
	}
	*error = str_format(ws->arena, "%.*s: %.*s", STR(path), STR(why));
	return false;
}

static bool
is_refused(const struct source *s)
{
	return s->text.at == NULL;
}

static bool
load_folder(struct reader *r, struct arena *room, const struct load_args *args,
    const struct str *paths, ptrdiff_t count, struct workspace *ws, struct str *error)
{
	ptrdiff_t total = 0;
	for (ptrdiff_t i = 0; i < count; i++) {
		struct arena_mark mark = arena_mark(ws->arena);
		if (!load_file(r, ws, paths[i], error))
			return false;
		struct source *s = &ws->sources[ws->source_count - 1];
		if (is_refused(s))
			continue;
		total += s->text.len;
		if (total > LARGEST_WORKSPACE) {
			refuse(r, ws, S("the workspace is larger than 64 MB"));
			return true;
		}
		if (read_source(r, room, ws, false))
			continue;
		total -= s->text.len;
		ws->source_count--;
		arena_release(ws->arena, mark);
		if (args->skipped != NULL)
			args->skipped(args->context, paths[i]);
	}
	return true;
}

static bool
load(struct reader *r, struct arena *room, const struct load_args *args, struct workspace *ws,
    const struct str *paths, ptrdiff_t count, bool folder, struct str *error)
{
	if (folder)
		return load_folder(r, room, args, paths, count, ws, error);
	if (!load_file(r, ws, str_of(args->path), error))
		return false;
	if (!is_refused(&ws->sources[0]))
		read_source(r, room, ws, true);
	return true;
}

/* Findings about a folder without files need a source to stand in. */
static void
stand_in(struct workspace *ws, const char *path)
{
	if (ws->source_count > 0)
		return;
	ws->sources[0] = (struct source){.path = str_of(path)};
	ws->source_count = 1;
}

bool
workspace_load(
    struct arena *a, const struct load_args *args, struct workspace *ws, struct str *error)
{
	struct str *paths = NULL, why;
	ptrdiff_t count = 1;
	bool folder = file_is_folder(args->path);
	if (folder && !file_list_yaml(a, args->path, MOST_FILES, &paths, &count, &why)) {
		*error = why;
		return false;
	}
	open_workspace(a, NEW_N(a, struct source, count + 1), args->today, ws);
	struct arena *tables = arena_new_in(a), *room = arena_new_in(a);
	struct reader *r = read_start(tables, ws);
	bool fine = load(r, room, args, ws, paths, count, folder, error);
	arena_free(room);
	if (fine)
		stand_in(ws, args->path);
	read_finish(r);
	arena_free(tables);
	return fine;
}

int
workspace_persona(const struct workspace *ws, struct str id)
{
	for (int i = 0; i < ws->persona_count; i++) {
		if (str_eq(ws->personas[i].entry.id, id))
			return i;
	}
	return -1;
}

int
workspace_map(const struct workspace *ws, struct str id)
{
	for (int i = 0; i < ws->map_count; i++) {
		if (str_eq(ws->maps[i].entry.id, id))
			return i;
	}
	return -1;
}

struct str
field_name(const struct workspace *ws, int field)
{
	if (field < FIELD_COUNT)
		return schema_row((enum field)field)->name;
	return ws->lanes_added[field - FIELD_COUNT].key;
}

struct position
workspace_position(const struct workspace *ws, struct place at)
{
	return source_position(ws->arena, &ws->sources[at.source], at.offset);
}
