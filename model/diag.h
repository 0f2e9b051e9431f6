/* SPDX-License-Identifier: MIT */
#ifndef MODEL_DIAG_H
#define MODEL_DIAG_H
#include "base/buf.h"
#include "base/str.h"
#include "model/source.h"

/*
 * Findings. One row of diag.def per code: its level, a title and what `explain` says. The words of
 * a single finding are given where it is found.
 */
enum diag_level { LEVEL_NOTE, LEVEL_WARNING, LEVEL_ERROR };

enum diag_code {
#define DIAG(id, code, level, title, explanation) DIAG_##id,
#include "model/diag.def"
#undef DIAG
	DIAG_COUNT
};

struct diag_row {
	struct str code;
	enum diag_level level;
	struct str title, explanation;
};
const struct diag_row *diag_row(enum diag_code code);
/* The row number of a code such as "key-unknown", or -1. */
int diag_find(struct str code);

/* What was surely meant: `text` for bytes from..to of one line. No text: nothing is sure. */
struct correction {
	uint32_t from, to;       /* of the parsed text; 0 and 0: the underlined characters */
	struct str text;
};

struct diag {
	enum diag_code code;
	struct place at;
	ptrdiff_t width;         /* characters to underline, at least 1 */
	struct str message;      /* lower case, no full stop, the user's words in quotes */
	struct str hint;         /* what to write or do; may be empty */
	struct place also;       /* a second place ("first at"), when also_says is not empty */
	struct str also_says;
	struct correction meant;
	bool whole_file;         /* about the file: no line, no excerpt */
};

struct diags {
	struct arena *arena;
	VEC(struct diag) list;
};

/* Adds a finding; the result may be given a hint or a second place until the next one is added. */
struct diag *diag_add(struct diags *d, enum diag_code code, struct place at, ptrdiff_t width,
    const char *format, ...) __attribute__((format(printf, 5, 6)));

/* Errors first met in the files' order: by source, offset, code. Equal findings are kept once. */
void diags_sort(struct diags *d);
ptrdiff_t diags_count(const struct diags *d, enum diag_level level); /* of exactly this level */
#endif
