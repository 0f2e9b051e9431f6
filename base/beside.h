/* SPDX-License-Identifier: MIT */
#ifndef BASE_BESIDE_H
#define BASE_BESIDE_H
#include "base/disk.h"

#include <stdint.h>

/*
 * A text written beside the file that it is to replace, in the same folder, under a name that tells
 * it from everybody's files: .NAME.XXXXXXXX.tmp, of which four digits can be checked. What bears such
 * a name is nobody's work: text that was not yet put in place.
 */
struct beside {
	const char *path;        /* NULL: nothing was made */
	int fd;                  /* open, and locked where locks are; -1: none */
	struct stat st;
};

struct beside_args {
	const struct disk *disk;
	const char *target;      /* real path of the file that is to be replaced */
	struct str text;
	int like;                /* owner, mode, attributes as of this open file; -1: as new files are */
	unsigned seed;           /* another one in every process */
};

/* 0, and all of it is on the disk; or -errno, and nothing is left but, perhaps, b->path. */
int beside_write(struct arena *a, const struct beside_args *args, struct beside *b);
void beside_drop(const struct disk *d, struct beside *b);

/* "folder/.NAME.", the beginning of all names beside a file; NAME is cut where it is too long. */
struct str beside_prefix(struct arena *a, const char *target);
/* Whether what follows that beginning is of beside_write's making. */
bool beside_is_ours(struct str prefix, struct str rest);
/* The folder of a path; "." when it names none. */
const char *beside_folder(struct arena *a, const char *path);

/* 64 bits of a text, to tell it from others later. Never 0. */
uint64_t beside_hash(struct str text);
#endif
