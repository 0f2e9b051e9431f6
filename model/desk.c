/* SPDX-License-Identifier: MIT */
/*
 * A file's text and tree live in a room of their own, and the room before it is emptied: a script
 * of a thousand edits needs the memory of two texts, not of a thousand. What nobody asks for, trees
 * and the workspace, is not made.
 */
#include "model/desk.h"

#include "model/path.h"

#include <stdarg.h>

struct desk *
desk_open(struct arena *a, int today)
{
	struct desk *d = NEW(a, struct desk);
	d->arena = a;
	d->today = today;
	return d;
}

void
desk_close(struct desk *d)
{
	for (ptrdiff_t i = 0; i < d->files.count; i++) {
		arena_free(d->files.at[i]->room);
		arena_free(d->files.at[i]->spare);
	}
	arena_free(d->ws_room);
	*d = (struct desk){.arena = d->arena, .today = d->today};
}

bool
desk_refuse(struct desk *d, struct str hint, const char *format, ...)
{
	struct buf b = {.arena = d->arena};
	va_list args;
	va_start(args, format);
	buf_format_list(&b, format, args);
	va_end(args);
	d->why = buf_str(&b);
	d->hint = str_copy(d->arena, hint);
	return false;
}

/* ---- files ---- */

struct desk_tree {
	struct tree tree;
	bool made, whole; /* whether it was looked for; whether the text is YAML */
};

static void
make_tree(const struct desk_file *f)
{
	struct yaml_error ignored;
	struct tree tree = {0};
	if (f->read->made)
		return;
	f->read->whole = f->text.at != NULL && yaml_parse(f->room, f->text, &tree, &ignored);
	f->read->tree = tree;
	f->read->made = true;
}

const struct tree *
desk_tree(const struct desk_file *f)
{
	make_tree(f);
	return &f->read->tree;
}

bool
desk_parsed(const struct desk_file *f)
{
	make_tree(f);
	return f->read->whole;
}

static void
forget_workspace(struct desk *d)
{
	arena_free(d->ws_room);
	d->ws_room = NULL;
	d->ws = NULL;
}

static int
add_file(struct desk *d, struct str path, struct str before, struct str text)
{
	forget_workspace(d);
	struct desk_file *f = NEW(d->arena, struct desk_file);
	*f = (struct desk_file){
	    .path = str_copy(d->arena, path),
	    .before = before,
	    .text = text,
	    .read = NEW(d->arena, struct desk_tree),
	    .room = arena_new_in(d->arena),
	    .spare = arena_new_in(d->arena),
	};
	VEC_PUSH(d->arena, &d->files, f);
	return (int)d->files.count - 1;
}

int
desk_put(struct desk *d, struct str path, struct str text)
{
	struct str copy = str_copy(d->arena, text);
	return add_file(d, path, copy, copy);
}

int
desk_put_tree(struct desk *d, struct str path, struct str text, const struct tree *tree)
{
	int file = add_file(d, path, text, text);
	*d->files.at[file]->read = (struct desk_tree){*tree, true, true};
	return file;
}

int
desk_create(struct desk *d, struct str path, struct str text)
{
	return add_file(d, path, (struct str){0}, str_copy(d->arena, text));
}

void
desk_know(struct desk *d, const struct workspace *ws)
{
	ptrdiff_t source = 0;
	if (ws->today != d->today)
		return;
	for (ptrdiff_t i = 0; i < d->files.count; i++) {
		const struct desk_file *f = d->files.at[i];
		if (f->text.at == NULL)
			continue;
		if (source == ws->source_count || !str_eq(ws->sources[source].path, f->path) ||
		    !str_eq(ws->sources[source].text, f->text))
			return;
		source++;
	}
	if (source != ws->source_count)
		return;
	forget_workspace(d);
	d->ws = ws;
}

/* ---- edits ---- */

/* The file becomes what was made in its spare room. */
static void
turn(struct desk *d, struct desk_file *f, struct str text, struct desk_tree read)
{
	struct arena *old = f->room;
	forget_workspace(d);
	f->room = f->spare;
	f->spare = old;
	f->text = text;
	*f->read = read;
}

/* The room that is about to be filled must hold nothing. */
static void
empty_spare(struct desk_file *f)
{
	arena_release(f->spare, (struct arena_mark){0});
}

bool
desk_edit(struct desk *d, int file, const struct edit *edit)
{
	struct desk_file *f = d->files.at[file];
	if (!desk_parsed(f))
		return desk_refuse(d, S("desirepath check says what is wrong"),
		    "'%.*s' cannot be read as YAML, so nothing in it is changed", STR(f->path));
	empty_spare(f);
	struct edit_result result = {0};
	edit_apply(f->spare, f->text, desk_tree(f), edit, &result);
	if (!result.done)
		return desk_refuse(d, (struct str){0}, "%.*s", STR(result.why));
	/* Nothing to change: the text may be the old one, which the next edit would sweep away. */
	if (splice_is_empty(result.splice))
		return true;
	turn(d, f, result.text, (struct desk_tree){result.tree, true, true});
	return true;
}

bool
desk_replace(struct desk *d, int file, struct str text)
{
	struct desk_file *f = d->files.at[file];
	empty_spare(f);
	struct str copy = text.at == NULL ? text : str_copy(f->spare, text);
	struct tree tree = {0};
	struct yaml_error error = {0};
	if (copy.at != NULL && !yaml_parse(f->spare, copy, &tree, &error))
		return desk_refuse(d, (struct str){0},
		    "the new text of '%.*s' would not be YAML: %.*s", STR(f->path),
		    STR(error.problem));
	turn(d, f, copy, (struct desk_tree){tree, true, copy.at != NULL});
	return true;
}

void
desk_replace_broken(struct desk *d, int file, struct str text)
{
	struct desk_file *f = d->files.at[file];
	empty_spare(f);
	turn(d, f, str_copy(f->spare, text), (struct desk_tree){0});
}

/* ---- what the texts mean ---- */

const struct workspace *
desk_workspace(struct desk *d)
{
	if (d->ws != NULL)
		return d->ws;
	forget_workspace(d);
	d->ws_room = arena_new_in(d->arena);
	struct source *sources = NEW_N(d->ws_room, struct source, d->files.count + 1);
	ptrdiff_t count = 0;
	for (ptrdiff_t i = 0; i < d->files.count; i++) {
		const struct desk_file *f = d->files.at[i];
		if (f->text.at != NULL)
			sources[count++] = (struct source){.path = f->path, .text = f->text};
	}
	struct workspace *ws = NEW(d->ws_room, struct workspace);
	workspace_read(d->ws_room, sources, count, d->today, ws);
	d->ws = ws;
	return ws;
}

int
desk_file_of(const struct desk *d, uint32_t source)
{
	for (ptrdiff_t i = 0; i < d->files.count; i++) {
		if (d->files.at[i]->text.at != NULL && source-- == 0)
			return (int)i;
	}
	return -1;
}

const struct node *
desk_node(struct desk *d, struct place at)
{
	int file = desk_file_of(d, at.source);
	if (file < 0 || !desk_parsed(d->files.at[file]))
		return NULL;
	return path_at(desk_tree(d->files.at[file]), at.offset);
}
