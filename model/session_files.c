/* SPDX-License-Identifier: MIT */
/*
 * The files of a session: read at the start, and looked at again. A file that looks as it did is
 * not read, unless it was changed so shortly before that a second change may bear the same time.
 */
#include "base/file.h"
#include "base/map.h"
#include "model/session_priv.h"

#include <errno.h>
#include <limits.h>
#include <string.h>

enum { MOST_FILES = 5000, LARGEST_FILE = 16 << 20, UNSETTLED_SECONDS = 3 };

static struct str
real_path(struct session *s, struct arena *a, struct str path)
{
	const struct disk *d = s->args.disk;
	char *to = NEW_N(a, char, PATH_MAX + 1);
	if (d->real_path(d, str_z(a, path), to) < 0)
		return (struct str){0};
	return str_of(to);
}

static void
cut_name(struct str path, struct str *folder, struct str *name)
{
	ptrdiff_t slash = path.len - 1;
	while (slash >= 0 && path.at[slash] != '/')
		slash--;
	*name = str_from(path, slash + 1);
	*folder = slash > 0 ? str_upto(path, slash) : slash == 0 ? S("/") : S(".");
}

static struct str
below(struct arena *a, struct str folder, struct str name)
{
	const char *slash = str_ends(folder, S("/")) ? "" : "/";
	return str_format(a, "%.*s%s%.*s", STR(folder), slash, STR(name));
}

/* Also of a file that is not there, and then through the links of its folder. */
struct str
session_real(struct session *s, struct str shown)
{
	struct str real = real_path(s, s->room, shown), folder, name;
	if (real.len > 0)
		return str_copy(s->arena, real);
	cut_name(shown, &folder, &name);
	real = real_path(s, s->room, folder);
	return below(s->arena, real.len > 0 ? real : folder, name);
}

/* What a walk through a folder has found is below it; only the last part can be a link. */
static struct str
real_of_listed(struct session *s, struct str shown)
{
	const struct disk *d = s->args.disk;
	struct str top = str_of(s->args.path);
	struct stat st;
	if (!s->folder || d->lstat(d, str_z(s->room, shown), &st) < 0 || S_ISLNK(st.st_mode))
		return session_real(s, shown);
	if (str_eq(top, S(".")))
		return below(s->arena, s->root, shown);
	struct str rest = str_from(shown, top.len);
	return below(s->arena, s->root, str_starts(rest, S("/")) ? str_from(rest, 1) : rest);
}

struct str
session_shown(struct session *s, struct str real)
{
	const struct session_file *f = session_file_real(s, real);
	if (f != NULL)
		return f->shown;
	struct str top = below(s->room, s->root, (struct str){0});
	if (!s->folder || !str_starts(real, top))
		return real;
	struct str rest = str_from(real, top.len);
	return str_eq(str_of(s->args.path), S(".")) ? rest
						    : below(s->arena, str_of(s->args.path), rest);
}

static long long
nanoseconds(struct timespec t)
{
	return (long long)t.tv_sec * 1000000000 + t.tv_nsec;
}

static struct signature
look_at(struct session *s, struct str shown)
{
	const struct disk *d = s->args.disk;
	struct stat st;
	if (d->stat(d, str_z(s->room, shown), &st) < 0)
		return (struct signature){.inode = -1};
	long long newest =
	    st.st_ctim.tv_sec > st.st_mtim.tv_sec ? st.st_ctim.tv_sec : st.st_mtim.tv_sec;
	long long now = s->args.now();
	return (struct signature){
	    .device = (long long)st.st_dev,
	    .inode = (long long)st.st_ino,
	    .size = st.st_size,
	    .modified = nanoseconds(st.st_mtim),
	    .changed = nanoseconds(st.st_ctim),
	    .settled = newest + UNSETTLED_SECONDS <= now,
	};
}

static bool
looks_the_same(struct signature a, struct signature b)
{
	return a.device == b.device && a.inode == b.inode && a.size == b.size &&
	    a.modified == b.modified && a.changed == b.changed;
}

/* ---- the list ---- */

struct session_file *
session_file_real(struct session *s, struct str real)
{
	for (ptrdiff_t i = 0; i < s->files.count; i++) {
		if (str_eq(s->files.at[i]->real, real))
			return s->files.at[i];
	}
	return NULL;
}

static struct session_file *
add_file(struct session *s, struct str shown, struct str real)
{
	struct session_file *f = NEW(s->arena, struct session_file);
	*f = (struct session_file){
	    .shown = str_copy(s->arena, shown),
	    .real = real,
	    .number = -1,
	    .ours = true,
	};
	VEC_PUSH(s->arena, &s->files, f);
	ptrdiff_t i = s->files.count - 1;
	for (; i > 0 && str_cmp(s->files.at[i - 1]->shown, f->shown) > 0; i--)
		s->files.at[i] = s->files.at[i - 1];
	s->files.at[i] = f;
	return f;
}

struct session_file *
session_file(struct session *s, struct str shown)
{
	struct str real = session_real(s, shown);
	struct session_file *f = session_file_real(s, real);
	return f != NULL ? f : add_file(s, shown, real);
}

struct str
session_text(const struct session *s, const struct session_file *f)
{
	return f->number >= 0 ? s->history->files.at[f->number].now : f->disk;
}

void
session_set_disk(struct session *s, struct session_file *f, struct str text)
{
	f->signature = look_at(s, f->shown);
	if (text.at != NULL && text.at == f->disk.at && text.len == f->disk.len)
		return;
	struct arena *room = text.at != NULL ? arena_new_in(s->arena) : NULL;
	f->disk = (struct str){0};
	if (room != NULL)
		f->disk = text.len > 0 ? str_copy(room, text) : S("");
	arena_free(f->room);
	f->room = room;
}

/* ---- loading ---- */

static void
note_skipped(void *context, struct str path)
{
	struct session *s = context;
	struct skipped_file skipped = {str_copy(s->arena, path), look_at(s, path)};
	VEC_PUSH(s->arena, &s->skipped, skipped);
	if (s->args.skipped != NULL)
		s->args.skipped(s->args.context, path);
}

static bool
is_missing(struct session *s)
{
	struct stat st;
	return s->args.disk->stat(s->args.disk, s->args.path, &st) == -ENOENT;
}

static const struct workspace *
load(struct session *s, struct arena *room, struct str *error)
{
	struct load_args args = {
	    .path = s->args.path,
	    .today = s->args.today,
	    .skipped = note_skipped,
	    .context = s,
	};
	s->skipped.count = s->refused.count = 0;
	struct workspace *ws = NEW(room, struct workspace);
	if (s->args.may_be_missing && is_missing(s)) {
		workspace_read(room, NEW(room, struct source), 0, s->args.today, ws);
		return ws;
	}
	return workspace_load(room, &args, ws, error) ? ws : NULL;
}

static bool
is_stand_in(const struct session *s, const struct source *source)
{
	return s->folder && str_eq(source->path, str_of(s->args.path));
}

static void
keep_loaded(struct session *s, struct arena *room, const struct workspace *ws)
{
	session_forget_workspace(s);
	arena_free(s->loaded);
	s->loaded = room;
	s->ws = ws;
	s->ws_room = NULL;
}

bool
session_load(struct session *s, struct str *error)
{
	struct arena *room = arena_new_in(s->arena);
	const struct workspace *ws = load(s, room, error);
	if (ws == NULL) {
		*error = str_copy(s->arena, *error);
		arena_free(room);
		return false;
	}
	for (ptrdiff_t i = 0; i < ws->source_count; i++) {
		const struct source *source = &ws->sources[i];
		if (is_stand_in(s, source))
			continue;
		if (source->text.at == NULL) {
			VEC_PUSH(s->arena, &s->refused, str_copy(s->arena, source->path));
			continue;
		}
		struct session_file *f = add_file(s, source->path, real_of_listed(s, source->path));
		f->disk = f->opened = source->text;
		f->signature = look_at(s, f->shown);
	}
	keep_loaded(s, room, ws);
	return true;
}

/* ---- looking again ---- */

static bool
reads_the_same(struct session *s, struct session_file *f)
{
	struct signature now = look_at(s, f->shown);
	if (f->disk.at == NULL)
		return now.inode < 0;
	if (!looks_the_same(now, f->signature))
		return false;
	if (f->signature.settled)
		return true;
	struct arena_mark mark = arena_mark(s->room);
	struct str text = {0}, ignored;
	bool same = store_read(s->room, s->args.disk, f->shown, LARGEST_FILE, &text, &ignored) &&
	    text_same(text, f->disk);
	arena_release(s->room, mark);
	f->signature = now;
	return same;
}

static void
know_paths(struct session *s, struct str_map *known)
{
	for (ptrdiff_t i = 0; i < s->files.count; i++) {
		if (s->files.at[i]->ours && s->files.at[i]->disk.at != NULL)
			*str_map_at(known, s->files.at[i]->shown) = 0;
	}
	for (ptrdiff_t i = 0; i < s->skipped.count; i++)
		*str_map_at(known, s->skipped.at[i].shown) = 0;
	for (ptrdiff_t i = 0; i < s->refused.count; i++)
		*str_map_at(known, s->refused.at[i]) = 0;
}

/* A folder that cannot be listed any more is read again, for its message. */
static bool
has_new_files(struct session *s)
{
	struct str *paths, ignored;
	ptrdiff_t count;
	if (!s->folder)
		return false;
	if (!file_list_yaml(s->room, s->args.path, MOST_FILES, &paths, &count, &ignored))
		return true;
	struct str_map known = {.arena = s->room};
	know_paths(s, &known);
	for (ptrdiff_t i = 0; i < count; i++) {
		if (str_map_get(&known, paths[i]) < 0)
			return true;
	}
	return false;
}

static bool
nothing_changed(struct session *s)
{
	for (ptrdiff_t i = 0; i < s->files.count; i++) {
		if (!reads_the_same(s, s->files.at[i]))
			return false;
	}
	for (ptrdiff_t i = 0; i < s->skipped.count; i++) {
		const struct skipped_file *f = &s->skipped.at[i];
		if (!looks_the_same(f->signature, look_at(s, f->shown)))
			return false;
	}
	return !has_new_files(s);
}

static void
own_text(struct session *s, struct session_file *f)
{
	if (f->room != NULL || f->disk.at == NULL)
		return;
	f->room = arena_new_in(s->arena);
	f->disk = f->disk.len > 0 ? str_copy(f->room, f->disk) : S("");
}

/*
 * A file that was listed before and is not now: gone, or no longer one of ours. Where one file was
 * opened, those that came out of it stay with it.
 */
static void
compare_unlisted(struct session *s, struct session_file *f, struct found_texts *found)
{
	struct str text = {0}, ignored;
	own_text(s, f);
	if (!store_read(s->room, s->args.disk, f->shown, LARGEST_FILE, &text, &ignored))
		return;
	f->ours = f->ours && (text.at == NULL || !s->folder);
	if (!text_same(text, f->disk))
		VEC_PUSH(s->room, &found->list, (struct found_text){f, text});
}

static void
compare_listed(
    struct session *s, struct session_file *f, struct str text, struct found_texts *found)
{
	f->ours = true;
	if (!text_same(text, f->disk)) {
		own_text(s, f);
		VEC_PUSH(s->room, &found->list, (struct found_text){f, text});
		return;
	}
	f->disk = text;
	f->signature = look_at(s, f->shown);
	arena_free(f->room);
	f->room = NULL;
}

/*
 * All files are read anew; the texts that are the same move over, so that the first reading can be
 * given back. Those that differ are still needed as they were: they get a room of their own.
 */
static void
compare_loaded(struct session *s, const struct workspace *ws, struct found_texts *found)
{
	struct str_map by_real = {.arena = s->room};
	ptrdiff_t before = s->files.count;
	struct session_file **old = NEW_N(s->room, struct session_file *, before + 1);
	for (ptrdiff_t i = 0; i < before; i++) {
		old[i] = s->files.at[i];
		*str_map_at(&by_real, old[i]->real) = i;
	}
	bool *listed = NEW_N(s->room, bool, before + 1);
	for (ptrdiff_t i = 0; i < ws->source_count; i++) {
		const struct source *source = &ws->sources[i];
		if (is_stand_in(s, source) || source->text.at == NULL)
			continue;
		struct str real = real_of_listed(s, source->path);
		ptrdiff_t known = str_map_get(&by_real, real);
		struct session_file *f = known >= 0 ? old[known] : add_file(s, source->path, real);
		if (known >= 0)
			listed[known] = true;
		compare_listed(s, f, source->text, found);
	}
	for (ptrdiff_t i = 0; i < before; i++) {
		if (!listed[i])
			compare_unlisted(s, old[i], found);
	}
}

bool
session_compare(struct session *s, struct found_texts *found, struct str *error)
{
	*found = (struct found_texts){0};
	if (nothing_changed(s))
		return true;
	struct arena *room = arena_new_in(s->arena);
	const struct workspace *ws = load(s, room, error);
	if (ws == NULL) {
		*error = str_copy(s->room, *error);
		arena_free(room);
		return false;
	}
	compare_loaded(s, ws, found);
	for (ptrdiff_t i = 0; i < ws->source_count; i++) {
		if (ws->sources[i].text.at == NULL && !is_stand_in(s, &ws->sources[i]))
			VEC_PUSH(s->arena, &s->refused, str_copy(s->arena, ws->sources[i].path));
	}
	keep_loaded(s, room, ws);
	return true;
}
