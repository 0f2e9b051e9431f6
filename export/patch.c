/* SPDX-License-Identifier: MIT */
/* The unified form: changed lines in hunks, each with three lines around it. */
#include "export/patch.h"

#include "model/line_diff.h"

enum { CONTEXT = 3 };

static bool
needs_quotes(struct str path)
{
	for (ptrdiff_t i = 0; i < path.len; i++) {
		unsigned char c = (unsigned char)path.at[i];
		if (c < ' ' || c == 0x7f || c == '"' || c == '\\')
			return true;
	}
	return false;
}

/* As git does it: in quotes where it must be, and a tab ends a name that has blanks. */
static void
add_name(struct buf *b, const char *mark, const char *side, struct str path, bool there)
{
	while (str_starts(path, S("/")) || str_starts(path, S("./")))
		path = str_from(path, path.at[0] == '/' ? 1 : 2);
	buf_add(b, str_of(mark));
	if (!there) {
		buf_add(b, S("/dev/null\n"));
		return;
	}
	bool quotes = needs_quotes(path);
	buf_format(b, "%s%s", quotes ? "\"" : "", side);
	for (ptrdiff_t i = 0; i < path.len; i++) {
		unsigned char c = (unsigned char)path.at[i];
		if (c < ' ' || c == 0x7f)
			buf_format(b, "\\%03o", c);
		else if (c == '"' || c == '\\')
			buf_format(b, "\\%c", c);
		else
			buf_char(b, path.at[i]);
	}
	buf_format(b, "%s\n", quotes ? "\"" : str_find(path, ' ') >= 0 ? "\t" : "");
}

static void
add_range(struct buf *b, char mark, ptrdiff_t start, ptrdiff_t count)
{
	buf_format(b, "%c%td", mark, start + (count > 0));
	if (count != 1)
		buf_format(b, ",%td", count);
}

static void
add_lines(struct buf *b, char mark, const struct lines *s, ptrdiff_t start, ptrdiff_t end)
{
	for (ptrdiff_t i = start; i < end; i++) {
		buf_char(b, mark);
		buf_add(b, s->at[i]);
		if (!str_ends(s->at[i], S("\n")))
			buf_add(b, S("\n\\ No newline at end of file\n"));
	}
}

/* Changes so close to each other that their context touches. */
static void
add_hunk(struct buf *b, const struct lines *old, const struct lines *new,
    const struct line_change *list, ptrdiff_t count)
{
	const struct line_change *first = &list[0], *last = &list[count - 1];
	ptrdiff_t lead = first->before < CONTEXT ? first->before : CONTEXT;
	ptrdiff_t end = last->before + last->removed, left = old->count - end;
	ptrdiff_t tail = left < CONTEXT ? left : CONTEXT, at = first->before - lead;
	ptrdiff_t new_at = first->after - lead, new_end = last->after + last->added + tail;
	buf_add(b, S("@@ "));
	add_range(b, '-', at, end + tail - at);
	buf_char(b, ' ');
	add_range(b, '+', new_at, new_end - new_at);
	buf_add(b, S(" @@\n"));
	for (ptrdiff_t i = 0; i < count; i++) {
		const struct line_change *g = &list[i];
		add_lines(b, ' ', old, at, g->before);
		at = g->before + g->removed;
		add_lines(b, '-', old, g->before, at);
		add_lines(b, '+', new, g->after, g->after + g->added);
	}
	add_lines(b, ' ', old, at, end + tail);
}

static ptrdiff_t
hunk_length(const struct line_change *list, ptrdiff_t count)
{
	ptrdiff_t n = 1;
	while (
	    n < count && list[n].before - (list[n - 1].before + list[n - 1].removed) <= 2 * CONTEXT)
		n++;
	return n;
}

void
patch_add(struct buf *b, const struct patch_file *file)
{
	struct arena *room = arena_new();
	struct line_changes c;
	line_diff(room, file->before, file->after, &c);
	if (c.count > 0) {
		add_name(b, "--- ", "a/", file->path, file->before.at != NULL);
		add_name(b, "+++ ", "b/", file->path, file->after.at != NULL);
	}
	for (ptrdiff_t at = 0, n; at < c.count; at += n) {
		n = hunk_length(c.list + at, c.count - at);
		add_hunk(b, &c.before, &c.after, c.list + at, n);
	}
	arena_free(room);
}
