/* SPDX-License-Identifier: MIT */
#include "base/file.h"

#include "base/beside.h"
#include "base/buf.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Taking memory may leave by a jump, so what is open is known to the arena. */
static void
close_file(void *context)
{
	int fd = *(const int *)context;
	if (fd >= 0)
		close(fd);
}

static struct arena_end *
hold_file(struct arena *a, int **fd)
{
	*fd = NEW(a, int);
	**fd = -1;
	return arena_on_end(a, close_file, *fd);
}

static bool
fail(struct arena *a, struct str *error)
{
	*error = str_copy(a, str_of(strerror(errno)));
	return false;
}

/* A pipe without a writer is refused; one with a writer is waited for, however slow it is. */
static bool
has_no_writer(int fd, const struct stat *st)
{
	struct pollfd here = {.fd = fd, .events = POLLIN};
	return S_ISFIFO(st->st_mode) && poll(&here, 1, 0) == 0;
}

static bool
wait_from_now_on(int fd)
{
	int flags = fcntl(fd, F_GETFL);
	return flags >= 0 && (flags & O_NONBLOCK) != 0 &&
	    fcntl(fd, F_SETFL, flags & ~O_NONBLOCK) == 0;
}

static bool
read_all(struct arena *a, int fd, ptrdiff_t limit, struct str *text, struct str *error)
{
	struct stat st;
	if (fstat(fd, &st) != 0)
		return fail(a, error);
	if (S_ISDIR(st.st_mode)) {
		errno = EISDIR;
		return fail(a, error);
	}
	ptrdiff_t capacity = S_ISREG(st.st_mode) ? (ptrdiff_t)st.st_size + 1 : 1 << 16;
	if (capacity > limit + 1)
		capacity = limit + 1;
	char *at = NEW_N(a, char, capacity);
	ptrdiff_t len = 0;
	bool silent = has_no_writer(fd, &st);
	for (;;) {
		if (len == capacity) {
			if (len > limit) {
				*error = str_format(a, "larger than %td MB", limit >> 20);
				return false;
			}
			ptrdiff_t larger = capacity * 2 < limit + 1 ? capacity * 2 : limit + 1;
			at = arena_grow(a, at, capacity, larger, 1);
			capacity = larger;
		}
		ssize_t n = read(fd, at + len, (size_t)(capacity - len));
		if (n < 0 && (errno == EINTR || (errno == EAGAIN && wait_from_now_on(fd))))
			continue;
		if (n < 0)
			return fail(a, error);
		if (n == 0 && len == 0 && silent && wait_from_now_on(fd)) {
			*error = S("a pipe that nobody writes to");
			return false;
		}
		if (n == 0)
			break;
		len += n;
	}
	*text = (struct str){at, len};
	return true;
}

bool
file_read(struct arena *a, const char *path, ptrdiff_t limit, struct str *text, struct str *error)
{
	if (strcmp(path, "-") == 0)
		return read_all(a, STDIN_FILENO, limit, text, error);
	/* O_NONBLOCK, until there is data: a named pipe without a writer must not hang us. */
	int *fd;
	struct arena_end *held = hold_file(a, &fd);
	*fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	if (*fd < 0)
		return fail(a, error);
	bool ok = read_all(a, *fd, limit, text, error);
	arena_end(held);
	return ok;
}

bool
file_is_folder(const char *path)
{
	struct stat st;
	return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

struct paths {
	VEC(struct str) list;
	const char *top;
	ptrdiff_t limit;
};

static bool
is_yaml_name(const char *name)
{
	struct str s = str_of(name);
	return str_ends(s, S(".yaml")) || str_ends(s, S(".yml"));
}

/* As git and compilers name it: what lies in this folder has no "./" before it. */
static struct str
path_below(struct arena *a, const char *folder, const char *name)
{
	if (str_eq(str_of(folder), S(".")))
		return str_format(a, "%s", name);
	const char *slash = str_ends(str_of(folder), S("/")) ? "" : "/";
	return str_format(a, "%s%s%s", folder, slash, name);
}

static void
close_folder(void *context)
{
	DIR **dir = context;
	if (*dir != NULL)
		closedir(*dir);
}

static bool
walk(struct arena *a, const char *folder, int depth, struct paths *paths, struct str *error)
{
	enum { DEEPEST = 64 };
	DIR **held_dir = NEW(a, DIR *);
	struct arena_end *held = arena_on_end(a, close_folder, held_dir);
	DIR *dir = *held_dir = opendir(folder);
	if (dir == NULL) {
		*error = str_format(a, "%s: %s", folder, strerror(errno));
		return false;
	}
	bool ok = true;
	struct dirent *entry;
	while (ok && (entry = readdir(dir)) != NULL) {
		if (entry->d_name[0] == '.')
			continue;
		struct str path = path_below(a, folder, entry->d_name);
		struct stat st;
		if (lstat(path.at, &st) != 0)
			continue;
		if (S_ISDIR(st.st_mode)) {
			ok = depth >= DEEPEST || walk(a, path.at, depth + 1, paths, error);
			continue;
		}
		if (!is_yaml_name(entry->d_name))
			continue;
		if (S_ISLNK(st.st_mode) && (stat(path.at, &st) != 0 || !S_ISREG(st.st_mode)))
			continue;
		if (!S_ISREG(st.st_mode))
			continue;
		if (paths->list.count == paths->limit) {
			*error =
			    str_format(a, "%s: more than %td YAML files", paths->top, paths->limit);
			ok = false;
			continue;
		}
		VEC_PUSH(a, &paths->list, path);
	}
	arena_end(held);
	return ok;
}

static int
by_path(const void *x, const void *y)
{
	return str_cmp(*(const struct str *)x, *(const struct str *)y);
}

bool
file_list_yaml(struct arena *a, const char *folder, ptrdiff_t limit, struct str **list,
    ptrdiff_t *count, struct str *error)
{
	struct paths paths = {.top = folder, .limit = limit};
	if (!walk(a, folder, 0, &paths, error))
		return false;
	if (paths.list.count > 1)
		qsort(paths.list.at, (size_t)paths.list.count, sizeof *paths.list.at, by_path);
	*list = paths.list.at;
	*count = paths.list.count;
	return true;
}

static bool
write_all(int fd, struct str text)
{
	while (text.len > 0) {
		ssize_t n = write(fd, text.at, (size_t)text.len);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return false;
		text = str_from(text, n);
	}
	return true;
}

static bool
same_bytes(struct arena *a, const char *path, struct str text)
{
	struct stat st;
	if (stat(path, &st) != 0 || !S_ISREG(st.st_mode) || st.st_size != text.len)
		return false;
	struct arena_mark mark = arena_mark(a);
	struct str old, ignored;
	bool same = file_read(a, path, text.len, &old, &ignored) && str_eq(old, text);
	arena_release(a, mark);
	return same;
}

/* Only a regular file is replaced; a device such as /dev/null is written to. */
static bool
write_in_place(struct arena *a, const char *path, struct str text, struct str *error)
{
	int *fd;
	struct arena_end *held = hold_file(a, &fd);
	*fd = open(path, O_WRONLY | O_CLOEXEC);
	if (*fd < 0)
		return fail(a, error);
	bool ok = write_all(*fd, text) || fail(a, error);
	arena_end(held);
	return ok;
}

/* The file whose looks are kept; it may be one that we may only read, or only write. */
static int
open_old(const struct disk *d, const char *path)
{
	int fd = d->open(d, path, O_RDONLY | O_CLOEXEC | O_NONBLOCK, 0);
	return fd == -EACCES ? d->open(d, path, O_WRONLY | O_CLOEXEC | O_NONBLOCK, 0) : fd;
}

static int
replace(struct arena *a, const char *path, bool exists, struct str text)
{
	const struct disk *d = disk_real();
	int like = exists ? open_old(d, path) : -1;
	if (exists && like < 0)
		return like;
	struct beside beside;
	struct beside_args args = {
	    .disk = d,
	    .target = path,
	    .text = text,
	    .like = like,
	    .seed = (unsigned)getpid(),
	};
	int result = beside_write(a, &args, &beside);
	if (result == 0)
		result = d->rename(d, beside.path, path);
	if (result == 0)
		beside.path = NULL;
	beside_drop(d, &beside);
	if (like >= 0)
		(void)d->close(d, like);
	if (result < 0)
		return result;
	/* A folder that one may write into but not read cannot be opened to be synced. */
	result = disk_sync_folder(d, beside_folder(a, path));
	return result == -EACCES ? 0 : result;
}

static void
free_path(void *context)
{
	free(*(char **)context);
}

bool
file_write(struct arena *a, const char *path, struct str text, bool *changed, struct str *error)
{
	*changed = true;
	if (strcmp(path, "-") == 0)
		return write_all(STDOUT_FILENO, text) || fail(a, error);
	if (same_bytes(a, path, text)) {
		*changed = false;
		return true;
	}
	struct stat st;
	bool exists = stat(path, &st) == 0;
	if (exists && !S_ISREG(st.st_mode))
		return write_in_place(a, path, text, error);
	char **real = NEW(a, char *);
	struct arena_end *held = arena_on_end(a, free_path, real);
	*real = exists ? realpath(path, NULL) : NULL;
	int result = replace(a, *real ? *real : path, exists, text);
	arena_end(held);
	if (result < 0)
		*error = disk_words(result);
	return result == 0;
}

bool
file_make_folder(const char *path, struct str *error)
{
	char partial[PATH_MAX];
	size_t len = strlen(path);
	if (len == 0 || len >= sizeof partial) {
		*error = str_of(strerror(len ? ENAMETOOLONG : ENOENT));
		return false;
	}
	memcpy(partial, path, len + 1);
	for (size_t i = 1; i <= len; i++) {
		if (partial[i] != '/' && partial[i] != '\0')
			continue;
		char kept = partial[i];
		partial[i] = '\0';
		if (mkdir(partial, 0777) != 0 && !file_is_folder(partial)) {
			*error = errno == EEXIST ? S("a file of this name is there")
						 : str_of(strerror(errno));
			return false;
		}
		partial[i] = kept;
	}
	return true;
}
