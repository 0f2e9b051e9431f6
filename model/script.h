/* SPDX-License-Identifier: MIT */
#ifndef MODEL_SCRIPT_H
#define MODEL_SCRIPT_H
#include "model/desk.h"

/*
 * Changes of any YAML file as text, one per line (script.def has them all); the way to a node is that
 * of path.h, a value that of draft_read:
 *
 *     set /scenarios/payslip/actual/0/feel -1
 *     add /personas/nadia name "Nadia, the fixer" at 0
 *
 * Empty lines and lines that begin with # say nothing. A way that holds what ~0 ~1 ~2 cannot write
 * stands in double quotes, as a string.
 */
struct script_form {
	struct str name;
	enum edit_verb verb;
	struct str operands, usage, meaning;
};
const struct script_form *script_forms(ptrdiff_t *count); /* the rows of script.def */

enum script_move { SCRIPT_TO, SCRIPT_UP, SCRIPT_DOWN };
struct script_operation {
	enum edit_verb verb;
	struct str path;
	const struct draft *key, *value; /* NULL where the verb takes none */
	enum script_move move;
	ptrdiff_t position;      /* of ADD, INSERT (or EDIT_LAST) and of MOVE with SCRIPT_TO */
	ptrdiff_t line, column;  /* of the way, from 1; columns are characters */
};
struct script {
	struct str name;         /* what messages call it */
	VEC(struct script_operation) operations;
};

/* False: *error is "NAME:LINE:COLUMN: what is wrong", *hint what was probably meant. */
bool script_read(struct arena *a, struct str name, struct str text, struct script *script,
    struct str *error, struct str *hint);

/*
 * Carry the operations out on one file of the desk, in their order. False at the first that cannot
 * be done: d->why begins with its place, and the file is as the operations before it left it; who
 * wants all or nothing drops the desk.
 */
bool script_run(struct desk *d, int file, const struct script *script);
#endif
