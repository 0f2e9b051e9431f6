/* SPDX-License-Identifier: MIT */
/*
 * The table of the real system, and what every user of a table needs. Calls that are interrupted
 * are made again here, so that nobody above has to think of it. Locks are those of the open file
 * (OFD): they end with it, also when the process dies, and they hold between threads and on NFS.
 */
#include "base/disk.h"

#include "base/buf.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/xattr.h>
#include <time.h>
#include <unistd.h>

static ptrdiff_t
said(ptrdiff_t value)
{
	return value < 0 ? -errno : value;
}

static int
real_open(const struct disk *d, const char *path, int flags, unsigned mode)
{
	(void)d;
	return (int)said(TEMP_FAILURE_RETRY(open(path, flags, (mode_t)mode)));
}

static ptrdiff_t
real_read(const struct disk *d, int fd, void *to, ptrdiff_t most)
{
	(void)d;
	return said(TEMP_FAILURE_RETRY(read(fd, to, (size_t)most)));
}

static ptrdiff_t
real_pread(const struct disk *d, int fd, void *to, ptrdiff_t most, long long at)
{
	(void)d;
	return said(TEMP_FAILURE_RETRY(pread(fd, to, (size_t)most, at)));
}

static ptrdiff_t
real_write(const struct disk *d, int fd, const void *from, ptrdiff_t count)
{
	(void)d;
	return said(TEMP_FAILURE_RETRY(write(fd, from, (size_t)count)));
}

static ptrdiff_t
real_pwrite(const struct disk *d, int fd, const void *from, ptrdiff_t count, long long at)
{
	(void)d;
	return said(TEMP_FAILURE_RETRY(pwrite(fd, from, (size_t)count, at)));
}

static int
real_truncate(const struct disk *d, int fd, long long len)
{
	(void)d;
	return (int)said(TEMP_FAILURE_RETRY(ftruncate(fd, len)));
}

/* Not posix_fallocate: where that is not supported it writes, and it makes files longer. */
static int
real_reserve(const struct disk *d, int fd, long long len)
{
	(void)d;
	if (len == 0)
		return 0;
	return (int)said(TEMP_FAILURE_RETRY(fallocate(fd, FALLOC_FL_KEEP_SIZE, 0, len)));
}

/* After a failure the kernel calls the lost pages clean: asking again would only be lied to. */
static int
real_sync(const struct disk *d, int fd)
{
	(void)d;
	return (int)said(TEMP_FAILURE_RETRY(fsync(fd)));
}

static int
real_sync_data(const struct disk *d, int fd)
{
	(void)d;
	return (int)said(TEMP_FAILURE_RETRY(fdatasync(fd)));
}

/* Linux closes the file whatever close says; a second close might hit somebody else's. */
static int
real_close(const struct disk *d, int fd)
{
	(void)d;
	return close(fd) == 0 || errno == EINTR ? 0 : -errno;
}

static int
real_rename(const struct disk *d, const char *from, const char *to)
{
	(void)d;
	return (int)said(TEMP_FAILURE_RETRY(rename(from, to)));
}

/* Where renaming cannot refuse to replace (NFS), a second name can: it is made or it is not. */
static int
real_rename_new(const struct disk *d, const char *from, const char *to)
{
	(void)d;
	int result = (int)said(
	    TEMP_FAILURE_RETRY(renameat2(AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE)));
	if (result != -EINVAL && result != -ENOSYS && result != -EOPNOTSUPP)
		return result;
	if (link(from, to) != 0)
		return errno == EEXIST ? -EEXIST : result;
	return (int)said(TEMP_FAILURE_RETRY(unlink(from)));
}

static int
real_exchange(const struct disk *d, const char *one, const char *other)
{
	(void)d;
	return (int)said(
	    TEMP_FAILURE_RETRY(renameat2(AT_FDCWD, one, AT_FDCWD, other, RENAME_EXCHANGE)));
}

static int
real_unlink(const struct disk *d, const char *path)
{
	(void)d;
	return (int)said(TEMP_FAILURE_RETRY(unlink(path)));
}

static int
real_make_folder(const struct disk *d, const char *path, unsigned mode)
{
	(void)d;
	return (int)said(TEMP_FAILURE_RETRY(mkdir(path, (mode_t)mode)));
}

static int
real_stat(const struct disk *d, const char *path, struct stat *st)
{
	(void)d;
	return (int)said(TEMP_FAILURE_RETRY(stat(path, st)));
}

static int
real_lstat(const struct disk *d, const char *path, struct stat *st)
{
	(void)d;
	return (int)said(TEMP_FAILURE_RETRY(lstat(path, st)));
}

static int
real_fstat(const struct disk *d, int fd, struct stat *st)
{
	(void)d;
	return (int)said(TEMP_FAILURE_RETRY(fstat(fd, st)));
}

static int
real_real_path(const struct disk *d, const char *path, char *to)
{
	(void)d;
	return realpath(path, to) != NULL ? 0 : -errno;
}

static int
real_set_mode(const struct disk *d, int fd, unsigned mode)
{
	(void)d;
	return (int)said(TEMP_FAILURE_RETRY(fchmod(fd, (mode_t)mode)));
}

static int
real_set_owner(const struct disk *d, int fd, unsigned uid, unsigned gid)
{
	(void)d;
	return (int)said(TEMP_FAILURE_RETRY(fchown(fd, uid, gid)));
}

/* The names of a file's attributes, one after the other, each ended by a NUL; freed by the caller.
 */
static ptrdiff_t
attribute_names(int fd, char **names)
{
	for (;;) {
		ssize_t need = flistxattr(fd, NULL, 0);
		if (need <= 0)
			return said(need);
		*names = malloc((size_t)need + 1);
		if (*names == NULL)
			return -ENOMEM;
		ssize_t len = flistxattr(fd, *names, (size_t)need);
		if (len >= 0)
			return len;
		int why = errno;
		free(*names);
		if (why != ERANGE)
			return -why;
	}
}

static ptrdiff_t
attribute_value(int fd, const char *name, char **value)
{
	for (;;) {
		ssize_t need = fgetxattr(fd, name, NULL, 0);
		if (need < 0)
			return -errno;
		*value = malloc((size_t)need + 1);
		if (*value == NULL)
			return -ENOMEM;
		ssize_t len = fgetxattr(fd, name, *value, (size_t)need);
		if (len >= 0)
			return len;
		int why = errno;
		free(*value);
		if (why != ERANGE)
			return -why;
	}
}

/* Labels of the system itself are set by it, and mostly not by us; that is no reason not to save.
 */
static bool
may_stay_behind(const char *name, int why)
{
	if (why == -EOPNOTSUPP || why == -ENODATA)
		return true;
	bool of_the_system =
	    strncmp(name, "security.", 9) == 0 || strncmp(name, "trusted.", 8) == 0;
	return of_the_system && (why == -EPERM || why == -EACCES || why == -EINVAL);
}

static int
copy_attribute(int from, int to, const char *name)
{
	char *value = NULL;
	ptrdiff_t len = attribute_value(from, name, &value);
	if (len < 0)
		return may_stay_behind(name, (int)len) ? 0 : (int)len;
	int result = fsetxattr(to, name, value, (size_t)len, 0) == 0 ? 0 : -errno;
	free(value);
	return result < 0 && may_stay_behind(name, result) ? 0 : result;
}

static bool
among(const char *name, const char *names, ptrdiff_t len)
{
	for (const char *at = names; at < names + len; at += strlen(at) + 1) {
		if (strcmp(at, name) == 0)
			return true;
	}
	return false;
}

/* A folder may hand its own access list to new files; a file that had none is to have none. */
static void
drop_inherited(int to, const char *kept, ptrdiff_t kept_len)
{
	char *names = NULL;
	ptrdiff_t len = attribute_names(to, &names);
	if (len < 0)
		return;
	for (const char *at = names; at < names + len; at += strlen(at) + 1) {
		bool list = strcmp(at, "system.posix_acl_access") == 0;
		if ((list || strncmp(at, "user.", 5) == 0) && !among(at, kept, kept_len))
			(void)fremovexattr(to, at);
	}
	free(names);
}

static int
real_copy_attributes(const struct disk *d, int from, int to)
{
	(void)d;
	char *names = NULL;
	ptrdiff_t len = attribute_names(from, &names);
	if (len < 0)
		return len == -EOPNOTSUPP || len == -ENOSYS ? 0 : (int)len;
	int result = 0;
	for (const char *at = names; at < names + len && result == 0; at += strlen(at) + 1)
		result = copy_attribute(from, to, at);
	if (result == 0)
		drop_inherited(to, names, len);
	free(names);
	return result;
}

static long long
real_now_ms(const struct disk *d)
{
	(void)d;
	struct timespec now;
	if (clock_gettime(CLOCK_MONOTONIC, &now) != 0)
		return -errno;
	return (long long)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static struct flock
whole_file(int kind)
{
	return (struct flock){
	    .l_type = (short)(kind == DISK_READ_LOCK ? F_RDLCK : F_WRLCK),
	    .l_whence = SEEK_SET,
	};
}

/* Waiting by F_OFD_SETLKW has no limit but a signal; so it is tried again, every few ms. */
static int
real_lock(const struct disk *d, int fd, int kind, int wait_ms)
{
	enum { SHORTEST_NS = 500000, LONGEST_NS = 4000000 };
	long long until = real_now_ms(d) + (wait_ms > 0 ? wait_ms : 0);
	long pause = SHORTEST_NS;
	for (;;) {
		struct flock lock = whole_file(kind);
		if (fcntl(fd, F_OFD_SETLK, &lock) == 0)
			return 0;
		if (errno != EAGAIN && errno != EACCES && errno != EINTR)
			return -errno;
		if (real_now_ms(d) >= until)
			return -EAGAIN;
		struct timespec nap = {.tv_nsec = pause};
		nanosleep(&nap, NULL);
		pause = pause * 2 < LONGEST_NS ? pause * 2 : LONGEST_NS;
	}
}

static int
real_unlock(const struct disk *d, int fd)
{
	(void)d;
	struct flock lock = whole_file(DISK_READ_LOCK);
	lock.l_type = F_UNLCK;
	return fcntl(fd, F_OFD_SETLK, &lock) == 0 ? 0 : -errno;
}

static bool
is_number(const char *name)
{
	for (const char *at = name; *at != '\0'; at++) {
		if (!is_digit(*at))
			return false;
	}
	return name[0] != '\0';
}

static bool
says_lock(int info)
{
	FILE *stream = fdopen(info, "r");
	if (stream == NULL) {
		close(info);
		return false;
	}
	char *line = NULL;
	size_t capacity = 0;
	bool found = false;
	while (!found && getline(&line, &capacity, stream) >= 0)
		found = strncmp(line, "lock:", 5) == 0;
	free(line);
	(void)fclose(stream);
	return found;
}

/* Whether a process, given by its folder below /proc, has this file open with a lock on it. */
static bool
holds(int process, const struct stat *file)
{
	int folder = openat(process, "fd", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	int infos = openat(process, "fdinfo", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	DIR *dir = folder >= 0 ? fdopendir(folder) : NULL;
	bool found = false;
	struct dirent *entry;
	while (dir != NULL && infos >= 0 && !found && (entry = readdir(dir)) != NULL) {
		struct stat st;
		if (!is_number(entry->d_name) || fstatat(folder, entry->d_name, &st, 0) != 0 ||
		    !disk_same_file(&st, file))
			continue;
		int info = openat(infos, entry->d_name, O_RDONLY | O_CLOEXEC);
		found = info >= 0 && says_lock(info);
	}
	if (dir != NULL)
		closedir(dir);
	else if (folder >= 0)
		close(folder);
	if (infos >= 0)
		close(infos);
	return found;
}

/* The kernel does not tell whose an OFD lock is; /proc does, of processes that we may look at. */
static long
real_lock_holder(const struct disk *d, int fd)
{
	(void)d;
	struct stat file;
	DIR *all = fstat(fd, &file) == 0 ? opendir("/proc") : NULL;
	if (all == NULL)
		return 0;
	long found = 0;
	struct dirent *entry;
	while (found == 0 && (entry = readdir(all)) != NULL) {
		if (!is_number(entry->d_name))
			continue;
		int process = openat(dirfd(all), entry->d_name, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
		if (process < 0)
			continue;
		if (holds(process, &file))
			found = strtol(entry->d_name, NULL, 10);
		close(process);
	}
	closedir(all);
	return found;
}

static void
end_list(void *context)
{
	DIR **dir = context;
	if (*dir != NULL)
		closedir(*dir);
}

static int
real_list(
    const struct disk *d, struct arena *a, const char *path, struct str **names, ptrdiff_t *count)
{
	(void)d;
	DIR **held = NEW(a, DIR *);
	struct arena_end *end = arena_on_end(a, end_list, held);
	DIR *dir = *held = opendir(path);
	if (dir == NULL)
		return -errno;
	struct {
		struct str *at;
		ptrdiff_t count, capacity;
	} list = {0};
	struct dirent *entry;
	errno = 0;
	while ((entry = readdir(dir)) != NULL) {
		if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
			continue;
		VEC_PUSH(a, &list, str_copy(a, str_of(entry->d_name)));
		errno = 0;
	}
	int why = errno;
	arena_end(end);
	*names = list.at;
	*count = list.count;
	return -why;
}

const struct disk *
disk_real(void)
{
	static const struct disk real = {
#define CALL(result, name, parameters, arguments) .name = real_##name,
#include "base/disk.def"
#undef CALL
	};
	return &real;
}

int
disk_write_all(const struct disk *d, int fd, struct str text)
{
	while (text.len > 0) {
		ptrdiff_t n = d->write(d, fd, text.at, text.len);
		if (n < 0)
			return (int)n;
		if (n == 0)
			return -EIO;
		text = str_from(text, n);
	}
	return 0;
}

int
disk_write_over(const struct disk *d, int fd, struct str text)
{
	for (ptrdiff_t at = 0; at < text.len;) {
		ptrdiff_t n = d->pwrite(d, fd, text.at + at, text.len - at, at);
		if (n < 0)
			return (int)n;
		if (n == 0)
			return -EIO;
		at += n;
	}
	return 0;
}

int
disk_read_all(const struct disk *d, struct arena *a, int fd, ptrdiff_t limit, struct str *text)
{
	struct stat st;
	int result = d->fstat(d, fd, &st);
	if (result < 0)
		return result;
	/* One byte more than it is said to hold: the read that finds the end finds growth, too. */
	ptrdiff_t capacity = st.st_size < limit ? (ptrdiff_t)st.st_size + 1 : limit + 1;
	char *at = NEW_N(a, char, capacity);
	ptrdiff_t len = 0;
	for (;;) {
		if (len > limit)
			return -EFBIG;
		if (len == capacity) {
			ptrdiff_t larger = capacity * 2 < limit + 1 ? capacity * 2 : limit + 1;
			at = arena_grow(a, at, capacity, larger, 1);
			capacity = larger;
		}
		ptrdiff_t n = d->pread(d, fd, at + len, capacity - len, len);
		if (n < 0)
			return (int)n;
		if (n == 0)
			break;
		len += n;
	}
	*text = (struct str){at, len};
	return 0;
}

static void
end_file(void *context)
{
	(void)disk_close(context);
}

struct disk_file *
disk_open(struct arena *a, const struct disk *d, struct str path, int flags, unsigned mode)
{
	const char *name = str_z(a, path);
	struct disk_file *f = NEW(a, struct disk_file);
	*f = (struct disk_file){.disk = d, .fd = -1};
	f->end = arena_on_end(a, end_file, f);
	f->fd = d->open(d, name, flags, mode);
	return f;
}

int
disk_close(struct disk_file *f)
{
	int result = f->fd >= 0 ? f->disk->close(f->disk, f->fd) : 0;
	f->fd = -1;
	arena_forget(f->end);
	return result;
}

int
disk_holds(const struct disk *d, struct arena *a, int fd, struct str text)
{
	enum { PIECE = 1 << 16 };
	struct arena_mark mark = arena_mark(a);
	char *piece = NEW_N(a, char, text.len < PIECE ? text.len + 1 : PIECE);
	ptrdiff_t at = 0, n;
	do {
		/* One byte more than there should be, to see that there is none. */
		ptrdiff_t most = text.len - at < PIECE ? text.len - at + 1 : PIECE;
		n = d->pread(d, fd, piece, most < PIECE ? most : PIECE, at);
		if (n > 0 && (n > text.len - at || memcmp(piece, text.at + at, (size_t)n) != 0))
			break;
		at += n > 0 ? n : 0;
	} while (n > 0);
	arena_release(a, mark);
	if (n < 0)
		return (int)n;
	return n == 0 && at == text.len;
}

int
disk_sync_folder(const struct disk *d, const char *folder)
{
	int fd = d->open(d, folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);
	if (fd < 0)
		return fd;
	int result = d->sync(d, fd);
	(void)d->close(d, fd);
	/* File systems that cannot do it say so; there is nothing more that could be asked of them.
	 */
	return result == -EINVAL || result == -EOPNOTSUPP ? 0 : result;
}

bool
disk_same_file(const struct stat *one, const struct stat *other)
{
	return one->st_dev == other->st_dev && one->st_ino == other->st_ino;
}

struct str
disk_words(int result)
{
	return str_of(strerror(-result));
}
