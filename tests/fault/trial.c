/* SPDX-License-Identifier: MIT */
#include "tests/fault/trial.h"

#include "base/buf.h"
#include "tests/fault/fault.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <sys/xattr.h>
#include <unistd.h>

/* A save under one fault, with everything that stands between it and the real disk. */
struct stage {
	struct world world;
	struct surroundings surroundings;
	struct fault fault;
	struct mutation mutation;
	const struct disk *disk;
};

static void
stage_begin(struct stage *t, const struct shape *shape, enum mutant mutant, enum fault_kind kind,
    long at, int error)
{
	world_begin(&t->world, shape);
	surroundings_begin(&t->surroundings, &t->world);
	fault_begin(&t->fault, &t->surroundings.layer.disk, kind, at, error);
	t->disk = mutation_begin(&t->mutation, mutant, &t->world, &t->fault.layer.disk);
}

static void
add_case(struct verdict *v, struct arena *a, const char *wrong, struct str which)
{
	v->cases++;
	if (wrong != NULL && v->bad++ == 0)
		v->first = str_format(a, "%.*s: %s", STR(which), wrong).at;
}

/* True when the process was killed; false when the save came to its end. */
static bool
save_in_child(struct stage *t)
{
	pid_t child = fork();
	if (child == 0) {
		struct str error;
		(void)world_save(&t->world, t->disk, &error);
		_exit(0);
	}
	int status = 0;
	if (child < 0 || waitpid(child, &status, 0) != child) {
		perror("fork");
		abort();
	}
	return WIFSIGNALED(status);
}

static const char *
wrong_after_kill(struct stage *t)
{
	const char *wrong = world_wrong(&t->world);
	return wrong != NULL ? wrong : world_recover(&t->world);
}

struct verdict
trial_kill(struct arena *a, const struct shape *shape, enum mutant mutant)
{
	struct verdict v = {0};
	bool killed = true;
	for (long at = 1; killed; at++) {
		struct stage t;
		stage_begin(&t, shape, mutant, FAULT_KILL, at, 0);
		killed = save_in_child(&t);
		const char *wrong = wrong_after_kill(&t);
		add_case(
		    &v, a, wrong, str_format(a, "%s, killed before call %ld", shape->name, at));
		world_end(&t.world);
	}
	return v;
}

static int
open_files(void)
{
	struct arena *a = arena_new();
	struct str *names;
	ptrdiff_t count = 0;
	(void)disk_real()->list(disk_real(), a, "/proc/self/fd", &names, &count);
	arena_free(a);
	return (int)count;
}

static bool
same(struct str x, struct str y)
{
	return (x.at == NULL) == (y.at == NULL) && str_eq(x, y);
}

static const char *
wrong_when_saved(struct stage *t)
{
	struct world *w = &t->world;
	for (int i = 0; i < w->shape->count; i++) {
		if (!same(world_text(w, w->paths[i]), w->files[i].after))
			return "said to be saved, and is not";
	}
	bool cannot = t->fault.error == -EINVAL || t->fault.error == -EOPNOTSUPP;
	bool same_text = t->world.shape->same && t->fault.error == -EROFS;
	/* Then it was written in place instead, and that was synced; or the folder cannot be read.
	 */
	bool otherwise = t->fault.error == -EACCES || t->fault.error == -EPERM ||
	    t->fault.error == -ENAMETOOLONG;
	if (t->fault.hit == CALL_sync && t->fault.kind == FAULT_REFUSE && !cannot && !same_text &&
	    !otherwise)
		return "said to be saved, and was not synced";
	return NULL;
}

/* All as it was, but for what somebody else did. */
static const char *
wrong_when_not_saved(struct stage *t)
{
	struct world *w = &t->world;
	for (int i = 0; i < w->shape->count; i++) {
		struct str text = world_text(w, w->paths[i]);
		bool theirs = w->witness->meddled && w->shape->meddled == i;
		if (!same(text, w->files[i].before) && (!theirs || same(text, w->files[i].after)))
			return "not saved, and yet another text";
	}
	return NULL;
}

/* A system that says that a file is not there, or is another, says that somebody was there. */
static bool
lies_about_others(const struct stage *t)
{
	int e = t->fault.error;
	return (t->fault.kind == FAULT_REFUSE || t->fault.kind == FAULT_REFUSE_FROM_HERE) &&
	    (e == -ENOENT || e == -ELOOP || e == -EINVAL || e == -EEXIST);
}

static const char *
wrong_when_changed(struct stage *t)
{
	struct world *w = &t->world;
	const struct store_file *f = &w->files[w->shape->meddled];
	if (lies_about_others(t))
		return wrong_when_not_saved(t);
	if (!w->witness->meddled)
		return "said to be changed by somebody, and nobody did";
	if (!f->changed)
		return "the wrong file is said to be changed";
	if (t->fault.hit == CALLS && !same(f->found, world_text(w, w->paths[w->shape->meddled])))
		return "what was found is not what is there";
	return wrong_when_not_saved(t);
}

static const char *
wrong_result(struct stage *t, enum store_result result, struct str error)
{
	switch (result) {
	case STORE_SAVED: return wrong_when_saved(t);
	case STORE_CHANGED: return wrong_when_changed(t);
	case STORE_REFUSED:
		if (error.len == 0)
			return "no reason is given";
		return wrong_when_not_saved(t);
	}
	return NULL;
}

/* What could not be deleted, or looked at, may lie about until the next save. */
static bool
may_leave_litter(const struct stage *t)
{
	return t->fault.kind == FAULT_REFUSE_FROM_HERE ||
	    (t->fault.kind == FAULT_REFUSE && t->fault.hit == CALL_unlink) ||
	    (t->fault.error == -ENOENT && t->fault.hit == CALL_lstat) || t->world.shape->left_over;
}

/*
 * A file system that can neither exchange nor refuse to replace leaves an instant between the last
 * look and the renaming, and these shapes have somebody come just then. Nothing can be done there.
 */
static bool
cannot_be_helped(const struct stage *t)
{
	int e = t->fault.error;
	return t->world.shape->meddling != NOBODY &&
	    (t->fault.hit == CALL_exchange || t->fault.hit == CALL_rename_new) &&
	    (e == -EINVAL || e == -ENOSYS || e == -EOPNOTSUPP);
}

static const char *
wrong_after_refusal(struct stage *t, int files_before)
{
	struct world *w = &t->world;
	struct str error;
	enum store_result result = world_save(w, t->disk, &error);
	int files_after = open_files();
	if (cannot_be_helped(t))
		return NULL;
	const char *wrong = world_wrong(w);
	/* A disk that refuses everything from some call on refuses to take things back, too. */
	if (wrong == NULL && t->fault.kind == FAULT_REFUSE_FROM_HERE)
		wrong = result == STORE_SAVED ? wrong_when_saved(t) : NULL;
	else if (wrong == NULL)
		wrong = wrong_result(t, result, error);
	if (wrong == NULL && files_before != files_after)
		wrong = "files stay open";
	if (wrong == NULL && !may_leave_litter(t) && world_has_left_overs(w))
		wrong = "something is left lying about";
	return wrong != NULL ? wrong : world_recover(w);
}

/* One fault at one call after the other until the save does not get that far. */
static void
try_fault(struct verdict *v, struct arena *a, const struct shape *shape, enum mutant mutant,
    enum fault_kind kind, int error)
{
	bool hit = true;
	for (long at = 1; hit; at++) {
		struct arena_mark mark = arena_mark(a);
		struct stage t;
		int before = open_files();
		stage_begin(&t, shape, mutant, kind, at, error);
		const char *wrong = wrong_after_refusal(&t, before);
		hit = t.fault.hit != CALLS;
		if (wrong == NULL)
			arena_release(a, mark);
		add_case(v, a, wrong,
		    wrong == NULL
			? (struct str){0}
			: str_format(a, "%s, call %ld (%s), fault %d, %s", shape->name, at,
			      fault_call_name(t.fault.hit), (int)kind, strerror(-error)));
		world_end(&t.world);
	}
}

struct verdict
trial_refuse(struct arena *a, const struct shape *shape, enum mutant mutant, bool every_reason)
{
	static const int reasons[] = {EIO, EACCES, ENOSPC, ENOENT, EROFS, EDQUOT, EMFILE, EINTR,
	    EPERM, EINVAL, ENOSYS, EOPNOTSUPP, ENOMEM, EBUSY, EEXIST, EXDEV, ELOOP, EFBIG, ESTALE,
	    EAGAIN, ETXTBSY, ENAMETOOLONG};
	struct verdict v = {0};
	for (ptrdiff_t i = 0; i < (every_reason ? COUNT_OF(reasons) : 2); i++)
		try_fault(&v, a, shape, mutant, FAULT_REFUSE, -reasons[i]);
	try_fault(&v, a, shape, mutant, FAULT_SHORT, 0);
	for (ptrdiff_t i = 0; i < (every_reason ? 4 : 1); i++) {
		try_fault(&v, a, shape, mutant, FAULT_LOST_ANSWER, -reasons[i]);
		try_fault(&v, a, shape, mutant, FAULT_REFUSE_FROM_HERE, -reasons[i]);
	}
	return v;
}

struct verdict
trial_power(struct arena *a, const struct shape *shape, enum mutant mutant, enum power_model model)
{
	struct world w;
	struct surroundings surroundings;
	struct mutation mutation;
	struct str error;
	world_begin(&w, shape);
	surroundings_begin(&surroundings, &w);
	struct recorder *r = recorder_begin(&w, &surroundings.layer.disk);
	const struct disk *d = mutation_begin(&mutation, mutant, &w, recorder_disk(r));
	(void)world_save(&w, d, &error);
	struct power_count count = recorder_judge(r, model);
	struct verdict v = {.cases = count.states, .bad = count.bad};
	if (count.bad > 0)
		v.first = str_format(a, "%s, %s: %s", shape->name,
		    model == POWER_IN_ORDER ? "in order" : "any subset", count.first)
			      .at;
	world_end(&w);
	return v;
}

struct verdict
trial_lock(struct arena *a, const struct shape *shape, enum mutant mutant)
{
	struct verdict v = {0};
	struct stage t;
	stage_begin(&t, shape, mutant, FAULT_NONE, 0, 0);
	int fd = open(t.world.paths[0], O_RDWR | O_CLOEXEC);
	const char *wrong = NULL;
	if (fd < 0 || disk_real()->lock(disk_real(), fd, DISK_WRITE_LOCK, 0) != 0)
		wrong = "the test cannot lock";
	struct str error = {0};
	if (wrong == NULL && world_save(&t.world, t.disk, &error) != STORE_REFUSED)
		wrong = "a lock was not waited for";
	if (wrong == NULL && str_search(error, str_format(a, "process %d", (int)getpid())) < 0)
		wrong = "it is not said who holds the lock";
	close(fd);
	if (wrong == NULL && world_save(&t.world, t.disk, &error) != STORE_SAVED)
		wrong = "a lock that was given back is still waited for";
	add_case(&v, a, wrong, str_of(shape->name));
	world_end(&t.world);
	return v;
}

static const char *
wrong_looks(const char *path, const struct stat *before)
{
	struct stat after;
	char value[16] = "";
	if (stat(path, &after) != 0)
		return "the file is gone";
	if (after.st_mode != before->st_mode)
		return "the mode is not kept";
	if (after.st_uid != before->st_uid || after.st_gid != before->st_gid)
		return "the owner is not kept";
	if (getxattr(path, "user.note", value, sizeof value) != 4 || memcmp(value, "kept", 4) != 0)
		return "attributes are not kept";
	return NULL;
}

struct verdict
trial_looks(struct arena *a, const struct shape *shape, enum mutant mutant)
{
	static const mode_t modes[] = {0600, 0640, 0664, 0755, 0444 | 0200, 02755};
	struct verdict v = {0};
	for (ptrdiff_t i = 0; i < COUNT_OF(modes); i++) {
		struct stage t;
		stage_begin(&t, shape, mutant, FAULT_NONE, 0, 0);
		const char *path = t.world.paths[0], *wrong = NULL;
		struct stat before;
		if (getuid() == 0 && chown(path, 1234, 5678) != 0)
			wrong = "the test cannot give the file away";
		if (chmod(path, modes[i]) != 0 || setxattr(path, "user.note", "kept", 4, 0) != 0 ||
		    stat(path, &before) != 0)
			wrong = "the test cannot give the file looks";
		struct str error;
		if (wrong == NULL && world_save(&t.world, t.disk, &error) != STORE_SAVED)
			wrong = "it is not saved";
		if (wrong == NULL)
			wrong = wrong_looks(path, &before);
		add_case(&v, a, wrong, str_format(a, "%s, mode %o", shape->name, modes[i]));
		world_end(&t.world);
	}
	return v;
}
