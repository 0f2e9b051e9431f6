/* SPDX-License-Identifier: MIT */
/*
 * A step is made ready beside the present texts, each file's in its spare room, and only when all
 * of it fits do the rooms change places. So a step that fails half-way, or that memory ran out in,
 * leaves nothing but bytes in spare rooms.
 */
#include "model/history.h"

#include "model/history_priv.h"

#include <string.h>

struct history *
history_new(struct arena *a)
{
	struct arena *own = arena_new_in(a);
	struct history *h = NEW(own, struct history);
	*h = (struct history){.arena = own, .numbers = {.arena = own}, .raised = PTRDIFF_MAX};
	h->whole = arena_mark(own);
	return h;
}

void
history_free(struct history *h)
{
	if (h != NULL)
		arena_free(h->arena);
}

static struct str
copy_text(struct arena *a, struct str text)
{
	return text.at == NULL ? text : str_copy(a, text);
}

int
history_file(struct history *h, struct str path, struct str text)
{
	ptrdiff_t known = str_map_get(&h->numbers, path);
	if (known >= 0)
		return (int)known;
	arena_release(h->arena, h->whole);
	h->files.at = vec_reserve(h->arena, h->files.at, h->files.count, &h->files.capacity,
	    (ptrdiff_t)sizeof *h->files.at);
	h->whole = arena_mark(h->arena);
	struct history_file f = {
	    .path = str_copy(h->arena, path),
	    .first = copy_text(h->arena, text),
	    .room = arena_new_in(h->arena),
	    .spare = arena_new_in(h->arena),
	};
	f.now = f.first;
	*str_map_at(&h->numbers, f.path) = h->files.count;
	h->files.at[h->files.count++] = f;
	h->whole = arena_mark(h->arena);
	return (int)h->files.count - 1;
}

/* ---- one step, made ready ---- */

static struct splice
splice_of(const struct file_splice *s, bool back)
{
	return back ? splice_reverse(s->splice) : s->splice;
}

/* In steps, so that a text that grows a little fits into the same memory the next time. */
static ptrdiff_t
roomy(ptrdiff_t len)
{
	ptrdiff_t step = 1 << 10;
	while (step < len / 16)
		step *= 2;
	return (len / step + 1) * step;
}

/* Room for the text between any two of the splices: for this file nothing more is taken. */
static void
begin_file(struct history_file *f, const struct command *c, int file, bool back)
{
	ptrdiff_t room = f->now.len;
	for (ptrdiff_t i = 0; i < c->splices.count; i++) {
		if (c->splices.at[i].file == file)
			room += splice_of(&c->splices.at[i], back).inserted.len;
	}
	arena_release(f->spare, (struct arena_mark){0});
	f->next = arena_alloc(f->spare, roomy(room + 1), 1, 1);
	if (f->now.len > 0)
		memcpy(f->next, f->now.at, (size_t)f->now.len);
	f->next_len = f->now.len;
	f->next_room = room;
	f->next_there = f->now.at != NULL;
	f->changing = true;
}

static bool
put_splice(struct history_file *f, struct splice s)
{
	ptrdiff_t at = s.at, end = at + s.removed.len, tail = f->next_len - end;
	ptrdiff_t len = f->next_len - s.removed.len + s.inserted.len;
	if (tail < 0 || !str_eq((struct str){f->next + at, s.removed.len}, s.removed))
		return false;
	if (len > f->next_room || len >= UINT32_MAX)
		return false;
	if (tail > 0)
		memmove(f->next + at + s.inserted.len, f->next + end, (size_t)tail);
	if (s.inserted.len > 0)
		memcpy(f->next + at, s.inserted.at, (size_t)s.inserted.len);
	f->next_len = len;
	return true;
}

static bool
prepare(struct history *h, const struct command *c, bool back, ptrdiff_t number)
{
	const struct file_splice *s = &c->splices.at[back ? c->splices.count - 1 - number : number];
	if (s->file < 0 || s->file >= h->files.count)
		return false;
	struct history_file *f = &h->files.at[s->file];
	if (!f->changing)
		begin_file(f, c, s->file, back);
	bool appears = back ? s->removes : s->creates, goes = back ? s->creates : s->removes;
	if (f->next_there == appears || (appears && s->splice.at != 0))
		return false;
	f->next_there = true;
	if (!put_splice(f, splice_of(s, back)) || (goes && f->next_len > 0))
		return false;
	f->next_there = !goes;
	return true;
}

static void
take(struct history_file *f)
{
	struct arena *old = f->room;
	f->room = f->spare;
	f->spare = old;
	f->before = f->now;
	f->now = (struct str){f->next_there ? f->next : NULL, f->next_len};
}

static bool
prepare_all(struct history *h, const struct command *c, bool back)
{
	h->step.made = false;
	for (ptrdiff_t i = 0; i < h->files.count; i++)
		h->files.at[i].changing = false;
	for (ptrdiff_t i = 0; i < c->splices.count; i++) {
		if (!prepare(h, c, back, i))
			return false;
	}
	return true;
}

static void
take_all(struct history *h)
{
	h->step = (struct history_step){.made = true, .done = h->done, .count = h->commands.count};
	for (ptrdiff_t i = 0; i < h->files.count; i++) {
		if (h->files.at[i].changing)
			take(&h->files.at[i]);
	}
}

/* ---- commands ---- */

static struct command
copy_command(struct arena *a, const struct command *c)
{
	struct command copy = *c;
	copy.name = str_copy(a, c->name);
	copy.splices.at = NEW_N(a, struct file_splice, c->splices.count);
	copy.splices.capacity = c->splices.count;
	for (ptrdiff_t i = 0; i < c->splices.count; i++) {
		copy.splices.at[i] = c->splices.at[i];
		copy.splices.at[i].splice = splice_copy(a, c->splices.at[i].splice);
	}
	return copy;
}

bool
history_do(struct history *h, const struct command *c)
{
	arena_release(h->arena, h->whole);
	h->commands.at = vec_reserve(h->arena, h->commands.at, h->done, &h->commands.capacity,
	    (ptrdiff_t)sizeof *h->commands.at);
	h->whole = arena_mark(h->arena);
	if (!prepare_all(h, c, false))
		return false;
	struct command copy = copy_command(h->arena, c);
	take_all(h);
	h->step.replaces = h->done < h->commands.count;
	if (h->step.replaces)
		h->step.replaced = h->commands.at[h->done];
	h->commands.at[h->done++] = copy;
	h->commands.count = h->done;
	h->whole = arena_mark(h->arena);
	return true;
}

bool
history_undo(struct history *h)
{
	if (!history_raise(h) || !prepare_all(h, &h->commands.at[h->done - 1], true))
		return false;
	take_all(h);
	h->done--;
	h->undone_from = h->raised < h->done ? h->raised : h->done;
	h->raised = PTRDIFF_MAX;
	return true;
}

bool
history_redo(struct history *h)
{
	const struct command *c = history_next_redo(h);
	if (c == NULL || !prepare_all(h, c, false))
		return false;
	take_all(h);
	h->done++;
	return true;
}

void
history_take_back(struct history *h)
{
	if (!h->step.made)
		return;
	for (ptrdiff_t i = 0; i < h->files.count; i++) {
		struct history_file *f = &h->files.at[i];
		if (!f->changing)
			continue;
		struct arena *old = f->room;
		f->room = f->spare;
		f->spare = old;
		f->now = f->before;
	}
	if (h->step.replaces)
		h->commands.at[h->step.done] = h->step.replaced;
	h->done = h->step.done;
	h->commands.count = h->step.count;
	h->step.made = false;
}

const struct command *
history_next_undo(const struct history *h)
{
	ptrdiff_t newest = history_newest(h);
	return newest < 0 ? NULL : &h->commands.at[newest];
}

const struct command *
history_next_redo(const struct history *h)
{
	return h->done < h->commands.count ? &h->commands.at[h->done] : NULL;
}
