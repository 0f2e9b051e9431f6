/* SPDX-License-Identifier: MIT */
#ifndef CLI_NOTES_H
#define CLI_NOTES_H
#include "base/buf.h"

/*
 * Messy notes as a workspace. One line is one step; a line that ends in a colon, or begins with `#
 * `, or a numbered line above bullets, is a stage. Where there are stages, the lines before the
 * first one become `notes`, and so do those below "Pains:", "Ideas:", "Questions:" and the like.
 * Bullets, numbers and lines without a letter or digit are left out; every other word comes
 * through.
 */
struct notes_problem {
	struct str message, hint;
	ptrdiff_t line; /* from 1; 0: the text as a whole */
};

/* `name` is that of the file, for the id and title of the map. False: *problem says why. */
bool notes_to_yaml(struct arena *a, struct str name, struct str text, struct str *yaml,
    struct notes_problem *problem);

/* A line without its bullet, number, box, or dash. */
struct str notes_strip(struct str line);
#endif
