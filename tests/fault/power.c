/* SPDX-License-Identifier: MIT */
#include "tests/fault/power.h"

#include "base/buf.h"

#include <assert.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

enum op_kind {
	OP_NAME,
	OP_EXCHANGE,
	OP_DATA,
	OP_CUT,
	OP_SYNC,
	OP_SYNC_NAMES,
	OP_FOREIGN,
	OP_READY
};
struct op {
	enum op_kind kind;
	int from, to;    /* OP_NAME: `from` goes, `to` bears it; -1: none. Numbers of names */
	int file, other; /* numbers of files; OP_EXCHANGE: what then is at from, and at to */
	long long at;    /* OP_DATA, OP_CUT */
	struct str text;
};
struct file {
	ino_t inode;
	struct str first; /* when the save began */
};
enum { MOST_NAMES = 24 };
struct recorder {
	struct layer layer;
	struct world *world;
	VEC(struct op) ops;
	VEC(struct file) files;
	const char *names[MOST_NAMES];
	int first[MOST_NAMES]; /* the file of each name when the save began; -1: none */
	int now[MOST_NAMES];
	int name_count;
};

static int
name_of(struct recorder *r, const char *path)
{
	for (int i = 0; i < r->name_count; i++) {
		if (strcmp(r->names[i], path) == 0)
			return i;
	}
	assert(r->name_count < MOST_NAMES);
	r->names[r->name_count] = str_z(r->world->a, str_of(path));
	r->first[r->name_count] = r->now[r->name_count] = -1;
	return r->name_count++;
}

static int
add_file(struct recorder *r, ino_t inode, struct str first)
{
	VEC_PUSH(r->world->a, &r->files, (struct file){inode, first});
	return (int)r->files.count - 1;
}

/* The newest of that number: it may have been given to another file before. */
static int
file_of(struct recorder *r, int fd)
{
	struct stat st;
	if (fstat(fd, &st) != 0)
		return -1;
	for (ptrdiff_t i = r->files.count - 1; i >= 0; i--) {
		if (r->files.at[i].inode == st.st_ino)
			return (int)i;
	}
	return -1;
}

static void
add_op(struct recorder *r, struct op op)
{
	VEC_PUSH(r->world->a, &r->ops, op);
}

static int
note_open(const struct disk *d, const char *path, int flags, unsigned mode)
{
	struct recorder *r = d->context;
	d = layer_inner(d);
	int fd = d->open(d, path, flags, mode);
	struct stat st;
	if (fd >= 0 && (flags & O_CREAT) && fstat(fd, &st) == 0) {
		int name = name_of(r, path), file = add_file(r, st.st_ino, S(""));
		r->now[name] = file;
		add_op(r, (struct op){OP_NAME, .from = -1, .to = name, .file = file});
	} else if (fd >= 0 && (flags & O_TRUNC)) {
		add_op(r, (struct op){OP_CUT, .file = file_of(r, fd)});
	}
	return fd;
}

static ptrdiff_t
note_write(const struct disk *d, int fd, const void *from, ptrdiff_t count)
{
	struct recorder *r = d->context;
	long long at = lseek(fd, 0, SEEK_CUR);
	d = layer_inner(d);
	ptrdiff_t n = d->write(d, fd, from, count);
	if (n > 0)
		add_op(r,
		    (struct op){OP_DATA, .file = file_of(r, fd), .at = at,
			.text = str_copy(r->world->a, (struct str){from, n})});
	return n;
}

static ptrdiff_t
note_pwrite(const struct disk *d, int fd, const void *from, ptrdiff_t count, long long at)
{
	struct recorder *r = d->context;
	d = layer_inner(d);
	ptrdiff_t n = d->pwrite(d, fd, from, count, at);
	if (n > 0)
		add_op(r,
		    (struct op){OP_DATA, .file = file_of(r, fd), .at = at,
			.text = str_copy(r->world->a, (struct str){from, n})});
	return n;
}

static int
note_truncate(const struct disk *d, int fd, long long len)
{
	struct recorder *r = d->context;
	d = layer_inner(d);
	int result = d->truncate(d, fd, len);
	if (result == 0)
		add_op(r, (struct op){OP_CUT, .file = file_of(r, fd), .at = len});
	return result;
}

static int
note_sync(const struct disk *d, int fd)
{
	struct recorder *r = d->context;
	struct stat st;
	d = layer_inner(d);
	int result = d->sync(d, fd);
	if (result == 0 && fstat(fd, &st) == 0 && S_ISDIR(st.st_mode))
		add_op(r, (struct op){.kind = OP_SYNC_NAMES});
	else if (result == 0)
		add_op(r, (struct op){OP_SYNC, .file = file_of(r, fd)});
	return result;
}

static void
moved(struct recorder *r, const char *from, const char *to)
{
	int x = name_of(r, from), y = name_of(r, to);
	add_op(r, (struct op){OP_NAME, .from = x, .to = y, .file = r->now[x]});
	r->now[y] = r->now[x];
	r->now[x] = -1;
}

static int
note_rename(const struct disk *d, const char *from, const char *to)
{
	struct recorder *r = d->context;
	d = layer_inner(d);
	int result = d->rename(d, from, to);
	if (result == 0)
		moved(r, from, to);
	return result;
}

static int
note_rename_new(const struct disk *d, const char *from, const char *to)
{
	struct recorder *r = d->context;
	d = layer_inner(d);
	int result = d->rename_new(d, from, to);
	if (result == 0)
		moved(r, from, to);
	return result;
}

static int
note_exchange(const struct disk *d, const char *one, const char *other)
{
	struct recorder *r = d->context;
	d = layer_inner(d);
	int result = d->exchange(d, one, other);
	if (result != 0)
		return result;
	int x = name_of(r, one), y = name_of(r, other);
	int file = r->now[x];
	r->now[x] = r->now[y];
	r->now[y] = file;
	add_op(r, (struct op){OP_EXCHANGE, .from = x, .to = y, .file = r->now[x], .other = file});
	return 0;
}

static int
note_unlink(const struct disk *d, const char *path)
{
	struct recorder *r = d->context;
	d = layer_inner(d);
	int result = d->unlink(d, path);
	if (result == 0) {
		int name = name_of(r, path);
		add_op(r, (struct op){OP_NAME, .from = name, .to = -1, .file = r->now[name]});
		r->now[name] = -1;
	}
	return result;
}

void
recorder_foreign(struct recorder *r, const char *path, struct str text)
{
	struct stat st;
	int name = name_of(r, path);
	int file = stat(path, &st) == 0 ? add_file(r, st.st_ino, text) : -1;
	r->now[name] = file;
	add_op(r, (struct op){OP_FOREIGN, .from = -1, .to = name, .file = file});
}

void
recorder_ready(struct recorder *r)
{
	add_op(r, (struct op){.kind = OP_READY});
}

struct recorder *
recorder_begin(struct world *w, const struct disk *inner)
{
	struct recorder *r = NEW(w->a, struct recorder);
	r->world = w;
	layer_begin(&r->layer, r, inner);
	r->layer.disk.open = note_open;
	r->layer.disk.write = note_write;
	r->layer.disk.pwrite = note_pwrite;
	r->layer.disk.truncate = note_truncate;
	r->layer.disk.sync = note_sync;
	r->layer.disk.rename = note_rename;
	r->layer.disk.rename_new = note_rename_new;
	r->layer.disk.exchange = note_exchange;
	r->layer.disk.unlink = note_unlink;
	w->recorder = r;
	struct str *names;
	ptrdiff_t count;
	if (disk_real()->list(disk_real(), w->a, w->folder, &names, &count) != 0)
		return r;
	for (ptrdiff_t i = 0; i < count; i++) {
		const char *path = str_format(w->a, "%s/%.*s", w->folder, STR(names[i])).at;
		struct stat st;
		if (lstat(path, &st) == 0 && S_ISREG(st.st_mode))
			r->first[name_of(r, path)] = add_file(r, st.st_ino, world_text(w, path));
	}
	memcpy(r->now, r->first, sizeof r->now);
	return r;
}

const struct disk *
recorder_disk(struct recorder *r)
{
	return &r->layer.disk;
}

/* From here on: what may be on the disk after the first `end` of these. */

struct judging {
	struct recorder *r;
	enum power_model model;
	ptrdiff_t end;
	bool ready, foreign, over;
	struct arena *a;
	struct power_count count;
};

/* The texts that a file may have; an array, *count of them. */
struct texts {
	struct str *at;
	ptrdiff_t count, capacity;
};

static struct str
changed_by(struct arena *a, struct str text, const struct op *op, bool half, bool zeros)
{
	if (op->kind == OP_CUT) {
		struct str cut = str_upto(text, (ptrdiff_t)op->at);
		return cut.at == NULL ? S("") : cut;
	}
	ptrdiff_t count = half ? op->text.len / 2 : op->text.len;
	ptrdiff_t end = (ptrdiff_t)op->at + count;
	ptrdiff_t len = end > text.len ? end : text.len;
	char *at = NEW_N(a, char, len + 1);
	if (text.len > 0)
		memcpy(at, text.at, (size_t)text.len);
	if (zeros)
		memset(at + op->at, 0, (size_t)count);
	else if (count > 0)
		memcpy(at + op->at, op->text.at, (size_t)count);
	return (struct str){at, len};
}

/* Every text that results when only some of what was not synced came to the disk. */
static void
possible_texts(struct judging *j, int file, struct texts *texts)
{
	enum { MOST_OPEN = 6 };
	const struct op *open[MOST_OPEN];
	int count = 0;
	struct str base = j->r->files.at[file].first;
	for (ptrdiff_t i = 0; i < j->end; i++) {
		const struct op *op = &j->r->ops.at[i];
		if (op->file != file)
			continue;
		if (op->kind == OP_SYNC) {
			for (int k = 0; k < count; k++)
				base = changed_by(j->a, base, open[k], false, false);
			count = 0;
		}
		if (op->kind == OP_DATA || op->kind == OP_CUT) {
			assert(count < MOST_OPEN);
			open[count++] = op;
		}
	}
	for (int set = 0; set < 1 << count; set++) {
		bool prefix = (set & (set + 1)) == 0;
		if (j->model == POWER_IN_ORDER && !prefix)
			continue;
		struct str text = base;
		for (int k = 0; k < count; k++) {
			if (!(set >> k & 1))
				continue;
			if (open[k]->kind == OP_DATA) {
				VEC_PUSH(j->a, texts, changed_by(j->a, text, open[k], true, false));
				VEC_PUSH(j->a, texts, changed_by(j->a, text, open[k], false, true));
			}
			text = changed_by(j->a, text, open[k], false, false);
		}
		VEC_PUSH(j->a, texts, text);
	}
}

static bool
same(struct str x, struct str y)
{
	return (x.at == NULL) == (y.at == NULL) && str_eq(x, y);
}

static const char *
judge_text(struct judging *j, int i, struct str text)
{
	const struct world *w = j->r->world;
	const struct store_file *f = &w->files[i];
	bool theirs = j->foreign && w->shape->meddled == i &&
	    (same(text, w->foreign) || (w->shape->meddling == REMOVES && text.at == NULL));
	enum store_result result = w->witness->result;
	if (j->over && result == STORE_SAVED)
		return same(text, f->after) ? NULL : "saved, and then not there";
	if (j->over)
		return theirs || same(text, f->before) ? NULL : "not saved, and yet another text";
	if (theirs || same(text, f->before) || same(text, f->after))
		return NULL;
	bool in_place = w->shape->no_new_files || (w->shape->hard_link && i == 0);
	/* What `ready` kept is enough to write it again, whatever stands there. */
	if (in_place && j->ready)
		return NULL;
	return "neither the old text nor the new one";
}

static void
add_state(struct judging *j, const char *wrong, const char *name)
{
	j->count.states++;
	if (wrong == NULL)
		return;
	if (j->count.bad++ == 0)
		j->count.first = str_format(j->r->world->a,
		    "after %td of %td operations '%s' is %s", j->end, j->r->ops.count, name, wrong)
				     .at;
}

static bool
holds_foreign(struct judging *j, const int *state)
{
	for (int n = 0; n < j->r->name_count; n++) {
		struct texts texts = {0};
		if (state[n] >= 0)
			possible_texts(j, state[n], &texts);
		for (ptrdiff_t t = 0; t < texts.count; t++) {
			if (same(texts.at[t], j->r->world->foreign))
				return true;
		}
	}
	return false;
}

static void
judge_names(struct judging *j, const int *state)
{
	struct world *w = j->r->world;
	struct arena_mark mark = arena_mark(j->a);
	for (int i = 0; i < w->shape->count; i++) {
		int file = state[name_of(j->r, w->paths[i])];
		struct texts texts = {0};
		if (file >= 0)
			possible_texts(j, file, &texts);
		else
			VEC_PUSH(j->a, &texts, (struct str){0});
		for (ptrdiff_t t = 0; t < texts.count; t++)
			add_state(j, judge_text(j, i, texts.at[t]), w->shape->files[i].name);
	}
	if (j->foreign && w->shape->meddling != REMOVES && !holds_foreign(j, state))
		add_state(j, "the place of a version that is lost", "the folder");
	arena_release(j->a, mark);
}

static void
apply(int *state, const struct op *op)
{
	if (op->kind == OP_EXCHANGE) {
		state[op->from] = op->file;
		state[op->to] = op->other;
		return;
	}
	if (op->from >= 0)
		state[op->from] = -1;
	if (op->to >= 0)
		state[op->to] = op->file;
}

static bool
is_of_names(const struct op *op)
{
	return op->kind == OP_NAME || op->kind == OP_EXCHANGE || op->kind == OP_FOREIGN;
}

static void
judge_end(struct judging *j)
{
	struct recorder *r = j->r;
	int state[MOST_NAMES];
	memcpy(state, r->first, sizeof state);
	const struct op *open[20];
	int count = 0;
	for (ptrdiff_t i = 0; i < j->end; i++) {
		const struct op *op = &r->ops.at[i];
		j->ready |= op->kind == OP_READY;
		j->foreign |= op->kind == OP_FOREIGN;
		if (is_of_names(op)) {
			assert(count < 20);
			open[count++] = op;
		}
		/* Somebody else's work is taken to be synced: it is not theirs that is tried. */
		if (op->kind == OP_SYNC_NAMES || op->kind == OP_FOREIGN) {
			for (int k = 0; k < count; k++)
				apply(state, open[k]);
			count = 0;
		}
	}
	for (long set = 0; set < 1L << count; set++) {
		if (j->model == POWER_IN_ORDER && (set & (set + 1)) != 0)
			continue;
		int then[MOST_NAMES];
		memcpy(then, state, sizeof then);
		for (int k = 0; k < count; k++) {
			if (set >> k & 1)
				apply(then, open[k]);
		}
		judge_names(j, then);
	}
}

struct power_count
recorder_judge(struct recorder *r, enum power_model model)
{
	struct power_count all = {0};
	struct arena *a = arena_new();
	for (ptrdiff_t end = 0; end <= r->ops.count; end++) {
		struct judging j = {.r = r, .model = model, .end = end, .a = a};
		j.foreign = r->world->shape->left_over;
		j.over = end == r->ops.count;
		judge_end(&j);
		all.states += j.count.states;
		all.bad += j.count.bad;
		if (all.first == NULL)
			all.first = j.count.first;
		arena_release(a, (struct arena_mark){0});
	}
	arena_free(a);
	return all;
}
