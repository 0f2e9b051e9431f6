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
/* The same from the beginning of the file, over what stands there. */
int disk_write_over(const struct disk *d, int fd, struct str text);
/*
 * The whole of a file that can be read from any place, at most `limit` bytes (-EFBIG beyond);
 * 0 or -errno. text->at is not NULL then, even of an empty file.
 */
int disk_read_all(const struct disk *d, struct arena *a, int fd, ptrdiff_t limit, struct str *text);
/*
 * A file that is closed with the arena, if not before by disk_close: so that nothing stays open when
 * memory runs out while it is used. fd is -errno when it could not be opened.
 */
struct disk_file {
	const struct disk *disk;
	int fd;
	struct arena_end *end;
};
struct disk_file *disk_open(struct arena *a, const struct disk *d, struct str path, int flags,
    unsigned mode);
int disk_close(struct disk_file *f);

/* Whether a file holds just this text: 1 or 0, or -errno. */
int disk_holds(const struct disk *d, struct arena *a, int fd, struct str text);
/* Make what happened to the names in a folder last. 0 or -errno. */
int disk_sync_folder(const struct disk *d, const char *folder);

/* Whether two files are one. */
bool disk_same_file(const struct stat *one, const struct stat *other);
/* What a result below 0 means, as the system words it. */
struct str disk_words(int result);
#endif
