/* SPDX-License-Identifier: MIT */
#include "tests/fault/world.h"

#include "base/beside.h"
#include "base/buf.h"
#include "tests/fault/power.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

const struct shape shapes[] = {
    {.name = "new", .count = 1, .files = {{"a.yaml", 0, 3}}},
    {.name = "existing", .count = 1, .files = {{"a.yaml", 3, 4}}},
    {.name = "shorter", .count = 1, .files = {{"a.yaml", 9, 2}}},
    {.name = "big", .count = 1, .files = {{"a.yaml", 3000, 4000}}},
    {.name = "identical", .count = 1, .files = {{"a.yaml", 3, 3}}, .same = true},
    {.name = "removal", .count = 1, .files = {{"a.yaml", 3, 0}}},
    {.name = "symbolic link", .count = 1, .files = {{"a.yaml", 3, 4}}, .link = true},
    {.name = "hard link", .count = 1, .files = {{"a.yaml", 3, 9}}, .hard_link = true},
    {.name = "hard link, shorter", .count = 1, .files = {{"a.yaml", 9, 3}}, .hard_link = true},
    {.name = "no folder write", .count = 1, .files = {{"a.yaml", 9, 3}}, .no_new_files = true},
    {.name = "no exchange", .count = 1, .files = {{"a.yaml", 3, 4}}, .no_exchange = true},
    {.name = "two files", .count = 2, .files = {{"a.yaml", 3, 4}, {"b.yaml", 5, 2}}},
    {.name = "two files, no exchange",
	.count = 2,
	.files = {{"a.yaml", 3, 4}, {"b.yaml", 5, 2}},
	.no_exchange = true},
    {.name = "three files",
	.count = 3,
	.files = {{"a.yaml", 3, 4}, {"b.yaml", 0, 2}, {"c.yaml", 6, 0}}},
    {.name = "two files, one in place",
	.count = 2,
	.files = {{"a.yaml", 3, 4}, {"b.yaml", 5, 2}},
	.hard_link = true},
    {.name = "replaced by another",
	.count = 1,
	.files = {{"a.yaml", 3, 4}},
	.meddling = RENAMES_OVER},
    {.name = "removed by another", .count = 1, .files = {{"a.yaml", 3, 4}}, .meddling = REMOVES},
    {.name = "created by another", .count = 1, .files = {{"a.yaml", 0, 4}}, .meddling = CREATES},
    {.name = "written into by another",
	.count = 1,
	.files = {{"a.yaml", 3, 4}},
	.meddling = WRITES_INTO},
    {.name = "removal, replaced by another",
	.count = 1,
	.files = {{"a.yaml", 3, 0}},
	.meddling = RENAMES_OVER},
    {.name = "two files, second replaced",
	.count = 2,
	.files = {{"a.yaml", 3, 4}, {"b.yaml", 5, 2}},
	.meddling = RENAMES_OVER,
	.meddled = 1},
    {.name = "three files, last replaced",
	.count = 3,
	.files = {{"a.yaml", 0, 4}, {"b.yaml", 5, 0}, {"c.yaml", 2, 3}},
	.meddling = RENAMES_OVER,
	.meddled = 2},
    {.name = "displaced by the dead", .count = 1, .files = {{"a.yaml", 3, 4}}, .left_over = true},
};
const int shape_count = (int)COUNT_OF(shapes);

const struct shape *
shape_named(const char *name)
{
	for (int i = 0; i < shape_count; i++) {
		if (strcmp(shapes[i].name, name) == 0)
			return &shapes[i];
	}
	fprintf(stderr, "no shape '%s'\n", name);
	abort();
}

/* What the test itself does must work. */
static void
must(bool worked, const char *what)
{
	if (worked)
		return;
	fprintf(stderr, "the test cannot go on: %s: %s\n", what, strerror(errno));
	abort();
}

static void
put_text(const char *path, struct str text)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0640);
	must(fd >= 0, path);
	must(disk_write_all(disk_real(), fd, text) == 0, path);
	must(close(fd) == 0, path);
}

static struct str
text_of(struct arena *a, const char *kind, const char *name, int lines)
{
	if (lines == 0)
		return (struct str){0};
	struct buf b = {.arena = a};
	for (int i = 0; i < lines; i++)
		buf_format(&b, "%s line %d of %s\n", kind, i, name);
	return buf_str(&b);
}

/* As a save leaves it that is killed between its exchange and its look. */
static void
leave_over(struct world *w)
{
	struct str prefix = beside_prefix(w->a, w->paths[0]);
	struct str left = str_format(w->a, "%.*s0000beef-%016" PRIx64 "-%016" PRIx64 ".tmp",
	    STR(prefix), beside_hash(S("before the dead one\n")), beside_hash(w->files[0].before));
	put_text(left.at, w->foreign);
	w->witness->meddled = true;
}

static void
begin_file(struct world *w, int i)
{
	const struct shape *shape = w->shape;
	const char *name = shape->files[i].name;
	struct store_file *f = &w->files[i];
	w->paths[i] = str_format(w->a, "%s/%s", w->folder, name).at;
	f->path = str_of(w->paths[i]);
	f->before = text_of(w->a, "old", name, shape->files[i].old_lines);
	f->after = shape->same ? f->before : text_of(w->a, "new", name, shape->files[i].new_lines);
	if (f->before.at != NULL)
		put_text(w->paths[i], f->before);
}

void
world_begin(struct world *w, const struct shape *shape)
{
	*w = (struct world){.a = arena_new(), .shape = shape};
	/* In memory where there is such a place: what is tried here does not depend on a disk. */
	const char *room = access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp";
	char *folder = str_z(w->a, str_format(w->a, "%s/desirepath-XXXXXX", room));
	must(mkdtemp(folder) != NULL, folder);
	w->folder = folder;
	w->witness = mmap(
	    NULL, sizeof *w->witness, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	must(w->witness != MAP_FAILED, "mmap");
	w->foreign = text_of(w->a, "foreign", shape->files[shape->meddled].name, 5);
	for (int i = 0; i < shape->count; i++)
		begin_file(w, i);
	if (shape->link) {
		struct str path = str_format(w->a, "%s/link.yaml", w->folder);
		must(symlink(shape->files[0].name, path.at) == 0, path.at);
		w->files[0].path = path;
	}
	if (shape->hard_link)
		must(link(w->paths[0], str_format(w->a, "%s/other", w->folder).at) == 0, "link");
	if (shape->left_over)
		leave_over(w);
}

void
world_end(struct world *w)
{
	struct str *names;
	ptrdiff_t count;
	must(disk_real()->list(disk_real(), w->a, w->folder, &names, &count) == 0, w->folder);
	for (ptrdiff_t i = 0; i < count; i++)
		must(unlink(str_format(w->a, "%s/%.*s", w->folder, STR(names[i])).at) == 0,
		    names[i].at);
	must(rmdir(w->folder) == 0, w->folder);
	munmap(w->witness, sizeof *w->witness);
	arena_free(w->a);
}

/* Surroundings */

static void
meddle(struct world *w)
{
	const char *path = w->paths[w->shape->meddled];
	struct str fresh = str_format(w->a, "%s/fresh", w->folder);
	w->witness->meddled = true;
	switch (w->shape->meddling) {
	case NOBODY: return;
	case REMOVES: must(unlink(path) == 0, path); break;
	case CREATES:
	case RENAMES_OVER:
		put_text(fresh.at, w->foreign);
		must(rename(fresh.at, path) == 0, path);
		break;
	case WRITES_INTO: put_text(path, w->foreign); break;
	}
	if (w->recorder != NULL)
		recorder_foreign(w->recorder, path, w->foreign);
}

/* Called with the names of a call that puts something in place, or takes it away. */
static void
worst_moment(const struct disk *d, const char *from, const char *to)
{
	struct surroundings *s = d->context;
	struct world *w = s->world;
	const char *path = w->paths[w->shape->meddled];
	if (w->shape->meddling == NOBODY || w->witness->meddled)
		return;
	if (strcmp(from, path) == 0 || strcmp(to, path) == 0)
		meddle(w);
}

static bool
is_barred(const struct disk *d)
{
	const struct surroundings *s = d->context;
	return s->world->shape->no_new_files;
}

static int
open_there(const struct disk *d, const char *path, int flags, unsigned mode)
{
	if ((flags & O_CREAT) && is_barred(d))
		return -EACCES;
	d = layer_inner(d);
	return d->open(d, path, flags, mode);
}

static int
rename_there(const struct disk *d, const char *from, const char *to)
{
	if (is_barred(d))
		return -EACCES;
	worst_moment(d, from, to);
	d = layer_inner(d);
	return d->rename(d, from, to);
}

static int
rename_new_there(const struct disk *d, const char *from, const char *to)
{
	if (is_barred(d))
		return -EACCES;
	worst_moment(d, from, to);
	d = layer_inner(d);
	return d->rename_new(d, from, to);
}

static int
exchange_there(const struct disk *d, const char *one, const char *other)
{
	const struct surroundings *s = d->context;
	if (is_barred(d))
		return -EACCES;
	if (s->world->shape->no_exchange)
		return -EINVAL;
	worst_moment(d, one, other);
	d = layer_inner(d);
	return d->exchange(d, one, other);
}

void
surroundings_begin(struct surroundings *s, struct world *w)
{
	s->world = w;
	layer_begin(&s->layer, s, disk_real());
	s->layer.disk.open = open_there;
	s->layer.disk.rename = rename_there;
	s->layer.disk.rename_new = rename_new_there;
	s->layer.disk.exchange = exchange_there;
}

/* Saving, and what came of it */

static bool
note_ready(void *context)
{
	struct world *w = context;
	w->witness->ready = true;
	if (w->recorder != NULL)
		recorder_ready(w->recorder);
	return true;
}

enum store_result
world_save(struct world *w, const struct disk *d, struct str *error)
{
	struct store_args args = {
	    .disk = d,
	    .who.process = 4711,
	    .wait_ms = 20,
	    .ready = note_ready,
	    .context = w,
	};
	w->witness->result =
	    store_save(w->a, &args, str_of(w->folder), w->files, w->shape->count, error);
	w->witness->returned = true;
	return w->witness->result;
}

struct str
world_text(struct world *w, const char *path)
{
	struct str text, error = {0};
	if (!store_read(w->a, disk_real(), str_of(path), 1 << 24, &text, &error))
		return S("(cannot be read)");
	return text;
}

static bool
same_text(struct str x, struct str y)
{
	return (x.at == NULL) == (y.at == NULL) && str_eq(x, y);
}

bool
world_holds_foreign(struct world *w)
{
	struct str *names;
	ptrdiff_t count;
	must(disk_real()->list(disk_real(), w->a, w->folder, &names, &count) == 0, w->folder);
	for (ptrdiff_t i = 0; i < count; i++) {
		const char *path = str_format(w->a, "%s/%.*s", w->folder, STR(names[i])).at;
		if (same_text(world_text(w, path), w->foreign))
			return true;
	}
	return false;
}

bool
world_has_left_overs(struct world *w)
{
	struct str *names;
	ptrdiff_t count;
	must(disk_real()->list(disk_real(), w->a, w->folder, &names, &count) == 0, w->folder);
	for (ptrdiff_t i = 0; i < count; i++) {
		if (str_starts(names[i], S(".")))
			return true;
	}
	return false;
}

bool
world_may_be_torn(const struct world *w, int i)
{
	bool in_place = w->shape->no_new_files || (w->shape->hard_link && i == 0);
	return in_place && w->witness->ready;
}

/* Also of the length: never shorter than the shorter one. */
bool
world_is_mixture(struct str text, struct str before, struct str after)
{
	ptrdiff_t least = before.len < after.len ? before.len : after.len;
	ptrdiff_t most = before.len > after.len ? before.len : after.len;
	if (text.at == NULL || text.len < least || text.len > most)
		return false;
	for (ptrdiff_t i = 0; i < text.len; i++) {
		bool old = i < before.len && text.at[i] == before.at[i];
		bool new = i < after.len &&text.at[i] == after.at[i];
		if (!old && !new)
			return false;
	}
	return true;
}

static bool
foreign_writes(const struct world *w)
{
	return w->witness->meddled && w->shape->meddling != REMOVES;
}

static const char *
wrong_file(struct world *w, int i)
{
	const struct store_file *f = &w->files[i];
	struct str text = world_text(w, w->paths[i]);
	if (same_text(text, f->before) || same_text(text, f->after))
		return NULL;
	bool meddled = w->witness->meddled && w->shape->meddled == i;
	if (meddled && same_text(text, w->foreign))
		return NULL;
	if (meddled && w->shape->meddling == REMOVES && text.at == NULL)
		return NULL;
	if (world_may_be_torn(w, i) && world_is_mixture(text, f->before, f->after))
		return NULL;
	return str_format(w->a, "'%s' holds '%.*s'", w->shape->files[i].name,
	    STR(text.at == NULL ? S("nothing") : str_upto(text, 60)))
	    .at;
}

const char *
world_wrong(struct world *w)
{
	for (int i = 0; i < w->shape->count; i++) {
		const char *wrong = wrong_file(w, i);
		if (wrong != NULL)
			return wrong;
	}
	if (foreign_writes(w) && !world_holds_foreign(w))
		return "somebody's version is lost";
	if (w->shape->link) {
		struct stat st;
		if (lstat(w->files[0].path.at, &st) != 0 || !S_ISLNK(st.st_mode))
			return "the link is no link any more";
	}
	return NULL;
}

/* What is there becomes what is expected; true when it is somebody's version. */
static bool
look_anew(struct world *w)
{
	bool seen = false;
	for (int i = 0; i < w->shape->count; i++) {
		w->files[i].before = world_text(w, w->paths[i]);
		seen |= same_text(w->files[i].before, w->foreign);
	}
	return seen;
}

static bool
found_foreign(const struct world *w)
{
	for (int i = 0; i < w->shape->count; i++) {
		if (w->files[i].changed && same_text(w->files[i].found, w->foreign))
			return true;
	}
	return false;
}

const char *
world_recover(struct world *w)
{
	enum { ROUNDS = 4 };
	struct world again = *w;
	again.recorder = NULL;
	bool wrote = foreign_writes(w), seen = false;
	enum store_result result = STORE_CHANGED;
	struct str error = {0};
	for (int round = 0; round < ROUNDS && result == STORE_CHANGED; round++) {
		seen |= look_anew(&again);
		result = world_save(&again, disk_real(), &error);
		seen |= found_foreign(&again);
	}
	if (result != STORE_SAVED)
		return str_format(w->a, "the next save does not succeed: %.*s", STR(error)).at;
	for (int i = 0; i < w->shape->count; i++) {
		if (!same_text(world_text(w, w->paths[i]), w->files[i].after))
			return "the next save did not save";
	}
	if (wrote && !seen && !world_holds_foreign(&again))
		return "the next save lost somebody's version unseen";
	if (world_has_left_overs(&again) && !w->shape->no_new_files)
		return "the next save left something lying about";
	return NULL;
}
