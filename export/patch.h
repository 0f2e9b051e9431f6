/* SPDX-License-Identifier: MIT */
#ifndef EXPORT_PATCH_H
#define EXPORT_PATCH_H
#include "base/buf.h"

/*
 * What changed in a file, as `diff -u` and `git diff` print it: patch(1) and `git apply` take it.
 * The bytes are those of the texts; who shows them in a terminal makes them visible first.
 */
struct patch_file {
	struct str path;         /* printed behind a/ and b/ */
	struct str before;       /* at is NULL: the file was not there */
	struct str after;        /* at is NULL: the file goes */
};

/* Nothing when both are the same. */
void patch_add(struct buf *b, const struct patch_file *file);
#endif
