/* SPDX-License-Identifier: MIT */
/*
 * At first the new file can be read by its owner alone. It gets the looks of the one that it will
 * replace before it is synced, and never more rights than that one gives: where the group cannot be
 * kept, another group must not gain what the former had.
 */
#include "base/beside.h"

#include "base/buf.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <string.h>
#include <unistd.h>

uint64_t
beside_hash(struct str text)
{
	uint64_t h = (uint64_t)text.len ^ 0x9e3779b97f4a7c15u;
	for (ptrdiff_t i = 0; i < text.len; i += 8) {
		uint64_t word = 0;
		memcpy(&word, text.at + i, (size_t)(text.len - i < 8 ? text.len - i : 8));
		h = (h ^ word) * 0xff51afd7ed558ccdu;
		h ^= h >> 32;
	}
	h *= 0xc4ceb9fe1a85ec53u;
	h ^= h >> 33;
	return h ? h : 1;
}

static ptrdiff_t
folder_len(struct str path)
{
	while (path.len > 0 && path.at[path.len - 1] != '/')
		path.len--;
	return path.len;
}

const char *
beside_folder(struct arena *a, const char *path)
{
	ptrdiff_t len = folder_len(str_of(path));
	if (len == 0)
		return ".";
	return str_z(a, str_upto(str_of(path), len > 1 ? len - 1 : 1));
}

struct str
beside_prefix(struct arena *a, const char *target)
{
	/* The longest of our endings: serial, two hashes, the marks between, ".tmp". */
	enum { LONGEST_REST = 64 };
	struct str path = str_of(target);
	struct str name = str_from(path, folder_len(path));
	struct str folder = str_upto(path, folder_len(path));
	return str_format(
	    a, "%.*s.%.*s.", STR(folder), STR(str_upto(name, NAME_MAX - LONGEST_REST)));
}

static unsigned
check_of(struct str prefix, unsigned serial)
{
	struct str name = str_from(prefix, folder_len(prefix));
	return (unsigned)((beside_hash(name) + serial * 0x9e3779b1u) >> 8) & 0xffff;
}

static int
hex(char c)
{
	if (is_digit(c))
		return c - '0';
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

bool
beside_is_ours(struct str prefix, struct str rest)
{
	if (rest.len != 12 || !str_ends(rest, S(".tmp")))
		return false;
	unsigned value = 0;
	for (int i = 0; i < 8; i++) {
		int digit = hex(rest.at[i]);
		if (digit < 0)
			return false;
		value = value << 4 | (unsigned)digit;
	}
	return (value & 0xffff) == check_of(prefix, value >> 16);
}

/*
 * The lock tells others that its maker is alive. Between the making and the lock somebody may have
 * taken it for a left-over, and done away with it: then it is not there any more.
 */
static int
make_and_lock(const struct disk *d, const char *path, unsigned mode)
{
	enum { PATIENCE_MS = 1000 };
	int fd = d->open(d, path, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode);
	if (fd < 0)
		return fd;
	bool taken = d->lock(d, fd, DISK_WRITE_LOCK, PATIENCE_MS) == -EAGAIN;
	struct stat there;
	if (!taken && d->lstat(d, path, &there) != -ENOENT)
		return fd;
	if (taken)
		(void)d->unlink(d, path);
	(void)d->close(d, fd);
	return -EEXIST;
}

static int
create(struct arena *a, const struct beside_args *args, struct beside *b)
{
	enum { TRIES = 64 };
	struct str prefix = beside_prefix(a, args->target);
	unsigned mode = args->like >= 0 ? 0600 : 0666;
	int fd = -EEXIST;
	for (unsigned i = 0; i < TRIES && fd == -EEXIST; i++) {
		unsigned serial = (args->seed * 0x9e3779b1u + i * 0x85ebca6bu) >> 16;
		struct str path = str_format(
		    a, "%.*s%04x%04x.tmp", STR(prefix), serial, check_of(prefix, serial));
		fd = make_and_lock(args->disk, path.at, mode);
		b->path = path.at;
	}
	if (fd < 0)
		b->path = NULL;
	else
		b->fd = fd;
	return fd < 0 ? fd : 0;
}

/* Where the group is lost, the new one gets no more than everybody has. */
static unsigned
narrowed(unsigned mode)
{
	return (mode & 0707) | ((mode & 07) << 3 & mode);
}

static int
take_looks(const struct beside_args *args, int fd)
{
	const struct disk *d = args->disk;
	struct stat old, now;
	int result = d->fstat(d, args->like, &old);
	if (result == 0)
		result = d->fstat(d, fd, &now);
	if (result < 0)
		return result;
	unsigned mode = old.st_mode & 07777;
	bool moved = false;
	if (old.st_uid != now.st_uid || old.st_gid != now.st_gid) {
		moved = d->set_owner(d, fd, old.st_uid, old.st_gid) == 0;
		if (!moved)
			mode &= 01777;
		if (!moved && old.st_gid != now.st_gid &&
		    d->set_owner(d, fd, (unsigned)-1, old.st_gid) != 0)
			mode = narrowed(mode);
	}
	result = d->copy_attributes(d, args->like, fd);
	if (result < 0)
		return result;
	return d->set_mode(d, fd, mode);
}

static int
fill(const struct beside_args *args, struct beside *b)
{
	const struct disk *d = args->disk;
	int result = d->reserve(d, b->fd, args->text.len);
	/* Not every file system can; those that are full say so before anything is written. */
	if (result == -ENOSPC || result == -EDQUOT || result == -EFBIG)
		return result;
	result = disk_write_all(d, b->fd, args->text);
	if (result == 0 && args->like >= 0)
		result = take_looks(args, b->fd);
	if (result == 0)
		result = d->sync(d, b->fd);
	if (result == 0)
		result = d->fstat(d, b->fd, &b->st);
	return result;
}

int
beside_write(struct arena *a, const struct beside_args *args, struct beside *b)
{
	*b = (struct beside){.fd = -1};
	int result = create(a, args, b);
	if (result < 0)
		return result;
	result = fill(args, b);
	if (result < 0)
		beside_drop(args->disk, b);
	return result;
}

void
beside_drop(const struct disk *d, struct beside *b)
{
	if (b->path != NULL)
		(void)d->unlink(d, b->path);
	if (b->fd >= 0)
		(void)d->close(d, b->fd);
	b->path = NULL;
	b->fd = -1;
}
