/* SPDX-License-Identifier: MIT */
#ifndef BASE_DISK_H
#define BASE_DISK_H
#include "base/arena.h"
#include "base/str.h"

#include <sys/stat.h>

/*
 * The calls of the system by which work is kept: a table of functions, so that every fault of a disk
 * can be tried without one. Results below 0 are -errno; EINTR never gets out.
 */
enum disk_lock { DISK_READ_LOCK, DISK_WRITE_LOCK };
struct disk {
	void *context;
#define CALL(result, name, parameters, arguments) result(*name) parameters;
#include "base/disk.def"
#undef CALL
};

/* The system itself. */
const struct disk *disk_real(void);

/* All of `text`, whatever short writes there are; 0 or -errno. */
int disk_write_all(const struct disk *d, int fd, struct str text);
/* The whole of a file, at most `limit` bytes (-EFBIG beyond); 0 or -errno. */
int disk_read_all(const struct disk *d, struct arena *a, int fd, ptrdiff_t limit, struct str *text);
#endif
