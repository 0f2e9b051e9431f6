/* SPDX-License-Identifier: MIT */
/*
 * Bytes to history. A journal ends at the first record that is not whole, or that says what cannot
 * be: everything before it is good. Nothing is believed: lengths, numbers and splices are tried
 * before they are used, and the whole takes a bounded time whatever the records ask for.
 */
#include "model/history_priv.h"
#include "model/journal_priv.h"

#include <limits.h>

/* A byte that is moved costs one, a splice this many more. Enough for 64 MB of honest records. */
enum { SPLICE_COST = 2000 };
#define PATIENCE (6ll << 30)

/* ---- the line of commands ---- */

static void
lose_saved(struct journal_line *l, ptrdiff_t at)
{
	if (!l->saved_lost)
		l->common = at;
	l->saved_lost = true;
}

void
line_command(struct journal_line *l)
{
	if (l->done < l->saved)
		lose_saved(l, l->done);
	l->count = ++l->done;
}

void
line_undo(struct journal_line *l, ptrdiff_t from)
{
	if (from < l->done - 1 && from < l->saved && l->saved < l->done)
		lose_saved(l, from);
	l->done--;
	if (l->saved_lost && l->done < l->common)
		l->common = l->done;
}

void
line_redo(struct journal_line *l)
{
	l->done++;
}

void
line_saved(struct journal_line *l)
{
	l->saved = l->done;
	l->saved_lost = false;
}

ptrdiff_t
line_unsaved(const struct journal_line *l)
{
	if (!l->saved_lost)
		return l->done > l->saved ? l->done - l->saved : l->saved - l->done;
	return l->done - l->common + l->saved - l->common;
}

/* ---- texts under commands ---- */

static struct journal_file_text *
open_text(struct journal_texts *t, ptrdiff_t file)
{
	while (t->list.count <= file)
		VEC_PUSH(t->arena, &t->list, (struct journal_file_text){0});
	struct journal_file_text *text = &t->list.at[file];
	if (text->open)
		return text;
	struct str first = t->history->files.at[file].first;
	blocks_open(&text->blocks, t->arena, first);
	text->there = first.at != NULL;
	text->open = true;
	t->patience -= first.len;
	return text;
}

static bool
put_one(struct journal_texts *t, const struct file_splice *s, bool back)
{
	struct splice splice = back ? splice_reverse(s->splice) : s->splice;
	t->patience -= SPLICE_COST + splice.removed.len + splice.inserted.len;
	if (t->patience < 0 || s->file < 0 || s->file >= t->history->files.count)
		return false;
	struct journal_file_text *text = open_text(t, s->file);
	bool appears = back ? s->removes : s->creates, goes = back ? s->creates : s->removes;
	if (text->there == appears ||
	    (goes && splice.removed.len - splice.inserted.len != text->blocks.len))
		return false;
	if (!blocks_splice(&text->blocks, splice))
		return false;
	text->there = !goes;
	return true;
}

bool
texts_step(struct journal_texts *t, const struct command *c, bool back)
{
	ptrdiff_t count = c->splices.count;
	for (ptrdiff_t i = 0; i < count; i++) {
		if (put_one(t, &c->splices.at[back ? count - 1 - i : i], back))
			continue;
		t->patience = LLONG_MAX; /* what was done can be undone, and must be */
		while (i-- > 0)
			put_one(t, &c->splices.at[back ? count - 1 - i : i], !back);
		t->patience = -1;
		return false;
	}
	return true;
}

struct str
texts_of(const struct journal_texts *t, ptrdiff_t file, struct arena *a)
{
	if (file >= t->list.count || !t->list.at[file].open)
		return t->history->files.at[file].first;
	const struct journal_file_text *text = &t->list.at[file];
	return text->there ? blocks_text(&text->blocks, a) : (struct str){0};
}

/* ---- records ---- */

struct replay {
	struct arena *arena;
	struct journal_found *found;
	struct journal_state *state;
	struct history *history;
	struct journal_texts texts;
	ptrdiff_t applied;    /* commands that the texts have seen; moved only when it matters */
	ptrdiff_t last_saved; /* number of the record */
};

/* Undone and done again without a command in between costs nothing. */
static bool
catch_up(struct replay *r)
{
	const struct history *h = r->history;
	for (; r->applied > h->done; r->applied--) {
		if (!texts_step(&r->texts, &h->commands.at[r->applied - 1], true))
			return false;
	}
	for (; r->applied < h->done; r->applied++) {
		if (!texts_step(&r->texts, &h->commands.at[r->applied], false))
			return false;
	}
	return true;
}

static bool
read_owner(struct replay *r, struct record_fields *f)
{
	struct str workspace = record_get_text(f);
	struct who who = {.user = record_get_text(f)};
	who.host = record_get_text(f);
	who.boot = record_get_text(f);
	who.process = (long)record_get(f, 8);
	who.process_started = (long long)record_get(f, 8);
	bool first = r->found->workspace.at == NULL;
	if (!record_is_used_up(f) || (!first && !str_eq(r->found->workspace, workspace)))
		return false;
	r->found->workspace = workspace;
	r->found->who = who;
	return true;
}

/* A file that is a workspace alone may hand parts to those beside it, or take them in. */
static struct str
folder_of(struct str workspace)
{
	if (!str_ends(workspace, S(".yaml")) && !str_ends(workspace, S(".yml")))
		return workspace;
	ptrdiff_t slash = workspace.len - 1;
	while (slash > 0 && workspace.at[slash] != '/')
		slash--;
	return slash > 0 ? str_upto(workspace, slash) : workspace;
}

bool
journal_covers(struct str workspace, struct str path)
{
	workspace = folder_of(workspace);
	if (path.len == 0 || str_find(path, '\0') >= 0)
		return false;
	if (str_eq(workspace, path))
		return true;
	if (!str_starts(path, workspace))
		return false;
	struct str rest = str_from(path, workspace.len), part;
	bool slash = str_ends(workspace, S("/"));
	if (!slash && !str_starts(rest, S("/")))
		return false;
	rest = str_from(rest, slash ? 0 : 1);
	while (str_cut(&rest, '/', &part)) {
		if (part.len == 0 || str_eq(part, S(".")) || str_eq(part, S("..")))
			return false;
	}
	return true;
}

static bool
read_file(struct replay *r, struct record_fields *f)
{
	struct history *h = r->history;
	bool there = record_get_flag(f);
	struct str path = record_get_text(f), text = record_get_text(f);
	if (!record_is_used_up(f) || (!there && text.len > 0) || h->files.count >= JOURNAL_FILES)
		return false;
	if (!journal_covers(r->found->workspace, path) || str_map_get(&h->numbers, path) >= 0)
		return false;
	history_file(h, path, there ? text : (struct str){0});
	return true;
}

static bool
read_splice(struct replay *r, struct record_fields *f, struct file_splice *s)
{
	uint64_t file = record_get(f, 4), flags = record_get(f, 1), at = record_get(f, 4);
	struct str removed = record_get_text(f), inserted = record_get_text(f);
	if (f->bad || file >= (uint64_t)r->history->files.count || flags > 2)
		return false;
	*s = (struct file_splice){
	    .file = (int)file,
	    .splice = {(uint32_t)at, removed, inserted},
	    .creates = flags == 1,
	    .removes = flags == 2,
	};
	return true;
}

static bool
read_command(struct replay *r, struct record_fields *f)
{
	enum { LEAST = 4 + 1 + 4 + 4 + 4 };
	struct command c = {.name = record_get_text(f)};
	c.time = (long long)record_get(f, 8);
	c.foreign = record_get_flag(f);
	uint64_t count = record_get(f, 4);
	if (f->bad || count > (uint64_t)(f->rest.len / LEAST))
		return false;
	struct history *h = r->history;
	c.splices.count = c.splices.capacity = (ptrdiff_t)count;
	c.splices.at = NEW_N(h->arena, struct file_splice, (ptrdiff_t)count);
	for (uint64_t i = 0; i < count; i++) {
		if (!read_splice(r, f, &c.splices.at[i]))
			return false;
	}
	if (!record_is_used_up(f) || !catch_up(r) || !texts_step(&r->texts, &c, false))
		return false;
	h->commands.count = h->done;
	VEC_PUSH(h->arena, &h->commands, c);
	h->whole = arena_mark(h->arena);
	r->applied = ++h->done;
	line_command(&r->state->line);
	return true;
}

static bool
read_undo(struct replay *r)
{
	struct history *h = r->history;
	ptrdiff_t from = history_newest(h);
	if (from < 0)
		return false;
	if (from < h->done - 1) {
		r->texts.patience -= SPLICE_COST * history_raise_cost(h);
		if (r->texts.patience < 0 || !catch_up(r) || !history_raise(h))
			return false;
	}
	h->done--;
	line_undo(&r->state->line, from);
	return true;
}

static bool
read_redo(struct replay *r)
{
	if (history_next_redo(r->history) == NULL)
		return false;
	r->history->done++;
	line_redo(&r->state->line);
	return true;
}

static bool
read_draft(struct replay *r, struct record_fields *f)
{
	struct str place = record_get_text(f), text = record_get_text(f);
	if (!record_is_used_up(f))
		return false;
	r->found->draft_place = place;
	r->found->draft = text;
	return true;
}

static bool
read_record(struct replay *r, const struct record *record)
{
	struct record_fields f = {.rest = record->payload};
	bool empty = f.rest.len == 0;
	if (r->found->workspace.at == NULL && record->kind != RECORD_OWNER)
		return false;
	switch (record->kind) {
	case RECORD_OWNER: return read_owner(r, &f);
	case RECORD_FILE: return read_file(r, &f);
	case RECORD_COMMAND: return read_command(r, &f);
	case RECORD_UNDO: return empty && read_undo(r);
	case RECORD_REDO: return empty && read_redo(r);
	case RECORD_DRAFT: return read_draft(r, &f);
	case RECORD_SAVED: line_saved(&r->state->line); return empty;
	}
	return false;
}

/* ---- a whole journal ---- */

struct frames {
	ptrdiff_t count, last_saved;
};

static struct str
after_magic(struct str bytes)
{
	return str_from(bytes, (ptrdiff_t)sizeof JOURNAL_MAGIC - 1);
}

/* How many records are whole, at most `most`, and which of them is the last "saved". */
static struct frames
count_frames(struct str bytes, ptrdiff_t most)
{
	struct str rest = after_magic(bytes);
	struct record_chain chain = {0};
	struct record record;
	struct frames f = {0, -1};
	for (; f.count < most && record_next(&rest, &chain, &record); f.count++) {
		if (record.kind == RECORD_SAVED)
			f.last_saved = f.count;
	}
	return f;
}

static void
keep_saved_texts(struct replay *r)
{
	const struct history *h = r->history;
	r->state->saved = NEW_N(r->arena, struct str, h->files.count + 1);
	for (ptrdiff_t i = 0; i < h->files.count; i++)
		r->state->saved[i] = texts_of(&r->texts, i, r->arena);
}

/* Files that came later were as they are in their record. */
static void
add_saved_texts(struct replay *r, ptrdiff_t known)
{
	const struct history *h = r->history;
	struct str *saved = NEW_N(r->arena, struct str, h->files.count + 1);
	for (ptrdiff_t i = 0; i < h->files.count; i++)
		saved[i] = i < known ? r->state->saved[i] : h->files.at[i].first;
	r->state->saved = saved;
}

static void
set_now(struct replay *r)
{
	struct history *h = r->history;
	for (ptrdiff_t i = 0; i < h->files.count; i++) {
		struct history_file *f = &h->files.at[i];
		f->now = texts_of(&r->texts, i, f->room);
	}
	h->whole = arena_mark(h->arena);
	h->raised = PTRDIFF_MAX;
}

static void
begin_replay(struct replay *r, struct arena *a, struct journal_found *found)
{
	*r = (struct replay){.arena = a, .found = found, .history = history_new(a)};
	r->state = NEW(a, struct journal_state);
	r->texts = (struct journal_texts){
	    .arena = arena_new_in(a), .history = r->history, .patience = PATIENCE};
	found->workspace = found->draft = found->draft_place = (struct str){0};
	found->state = r->state;
	found->history = r->history;
}

/* Returns how many of the records make sense. */
static ptrdiff_t
replay(struct replay *r, struct str bytes, struct frames frames)
{
	struct str rest = after_magic(bytes);
	struct record_chain *chain = &r->state->chain;
	chain->size = bytes.len - rest.len;
	ptrdiff_t known = 0;
	for (ptrdiff_t i = 0; i < frames.count; i++) {
		struct record_chain before = *chain;
		struct record record;
		bool fine = record_next(&rest, chain, &record) && read_record(r, &record);
		if (fine && i == frames.last_saved) {
			fine = catch_up(r);
			known = r->history->files.count;
			keep_saved_texts(r);
		}
		if (!fine) {
			*chain = before;
			return i;
		}
		r->found->began = i == 0 ? record.time : r->found->began;
		r->found->last = record.time;
	}
	bool fine = catch_up(r);
	add_saved_texts(r, known);
	set_now(r);
	return fine ? frames.count : 0;
}

static void
refuse(struct journal_found *found, struct str trouble)
{
	history_free(found->history);
	found->history = NULL;
	found->state = NULL;
	found->readable = false;
	found->trouble = trouble;
}

void
journal_read(struct arena *a, struct str bytes, struct journal_found *found)
{
	found->readable = false;
	found->history = NULL;
	if (!str_starts(bytes, S(JOURNAL_MAGIC))) {
		bool newer = str_starts(bytes, S("desirepath journal "));
		refuse(found,
		    newer ? S("it was written by another version of the program")
			  : S("it is no journal, or its beginning is damaged"));
		return;
	}
	struct replay r;
	struct frames frames = count_frames(bytes, PTRDIFF_MAX);
	begin_replay(&r, a, found);
	ptrdiff_t good = replay(&r, bytes, frames);
	if (good < frames.count) {
		arena_free(r.texts.arena);
		history_free(r.history);
		frames = count_frames(bytes, good);
		begin_replay(&r, a, found);
		good = replay(&r, bytes, frames);
	}
	arena_free(r.texts.arena);
	if (good == 0 || good < frames.count) {
		refuse(found, S("its beginning is damaged"));
		return;
	}
	found->readable = true;
	found->texts_saved = r.state->saved;
	found->torn = bytes.len - (ptrdiff_t)r.state->chain.size;
	found->unsaved = line_unsaved(&r.state->line);
	found->saved = found->unsaved == 0;
}
