/* SPDX-License-Identifier: MIT */
#ifndef MODEL_SYNTAX_H
#define MODEL_SYNTAX_H
#include "model/diag.h"
#include "model/source.h"
#include "model/yaml.h"

/*
 * Parse a source and say in people's words what libyaml refused, or swallowed without a word. After
 * each mistake a copy of the text is mended, line by line, so that all mistakes are found in one
 * run; `source->parsed` is then the mended copy. False when nothing could be read (not UTF-8, over
 * a limit, or beyond mending): *tree is empty then. Findings are added to `d` with places in
 * source number `number`.
 */
bool syntax_parse(struct arena *a, struct source *source, uint32_t number, struct diags *d,
    struct tree *tree);

/*
 * What each round of mending made of the lines of a text that libyaml refuses, in order, for those
 * who want to mend the user's own text so. A round whose mending is not `sure` only went on.
 */
struct mended_line {
	ptrdiff_t line;          /* from 0 */
	struct str before, after;
};
struct mend {
	int code;                /* of its finding, or -1 when it made none */
	ptrdiff_t line;          /* of its finding */
	bool sure;
	VEC(struct mended_line) lines;
};
struct mends {
	struct arena *arena;
	VEC(struct mend) list;
};
void syntax_mends(struct str text, struct mends *mends);
#endif
