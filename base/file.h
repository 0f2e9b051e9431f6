/* SPDX-License-Identifier: MIT */
#ifndef BASE_FILE_H
#define BASE_FILE_H
#include "base/arena.h"
#include "base/str.h"

/*
 * The system's files. Every call that can fail returns false and sets *error to a text such as
 * "permission denied"; nothing here prints.
 */

/* The whole file, at most `limit` bytes ("larger than N MB" otherwise). "-" is standard input. */
bool file_read(struct arena *a, const char *path, ptrdiff_t limit, struct str *text,
    struct str *error);

bool file_is_folder(const char *path);

/*
 * Paths of all files below `folder` whose names end in .yaml or .yml, in byte order of the path;
 * folders and files that begin with a dot are left out, links to folders are not followed. At most
 * `limit` files. The error begins with the folder it is about.
 */
bool file_list_yaml(struct arena *a, const char *folder, ptrdiff_t limit, struct str **paths,
    ptrdiff_t *count, struct str *error);

/*
 * Put `text` in place of the file, all or nothing: written beside it, synced, renamed. A file that
 * already holds these bytes is left alone (*changed = false). A link stays a link; mode, owner and
 * attributes stay.
 * "-" is standard output.
 */
bool file_write(struct arena *a, const char *path, struct str text, bool *changed,
    struct str *error);

bool file_make_folder(const char *path, struct str *error); /* also its parents; fine if there */
#endif
