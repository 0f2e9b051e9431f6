/* SPDX-License-Identifier: MIT */
#ifndef MODEL_SYNTAX_PRIV_H
#define MODEL_SYNTAX_PRIV_H
#include "model/syntax.h"

/* ---- one line, read the way a person reads it (syntax_line.c) ---- */

/* Offsets in the line, in bytes. */
struct shape {
	struct str line;
	ptrdiff_t indent;        /* blanks at the start: spaces, tabs, no-break spaces */
	ptrdiff_t dash;          /* the last of the - that begin it, or -1 */
	ptrdiff_t text;          /* what follows them; end when there is nothing */
	ptrdiff_t colon;         /* the : behind its key, or -1 */
	ptrdiff_t value;         /* what follows the key, or text when there is none */
	ptrdiff_t end;           /* behind the last character that is neither blank nor comment */
};
struct shape shape_of(struct str line);
bool shape_is_empty(const struct shape *s);      /* blank, or a comment */
struct str shape_key(const struct shape *s);     /* without blanks; empty when there is none */
struct str shape_value(const struct shape *s);   /* the value, or the whole text without key */

struct str slice(struct str s, ptrdiff_t from, ptrdiff_t to);
/* Length of a blank that is none for YAML (no-break space, ...) at the start of s, or 0. */
int odd_blank(struct str s);
/* Length of the quoted text at the start of s, or 0 when it does not end here. */
ptrdiff_t quoted_length(struct str s);
struct str escaped(struct arena *a, struct str text); /* as between double quotes */
/* `text` in quotes that fit it. */
struct str in_quotes(struct arena *a, struct str text);
/* A text as messages show it: cut when long. */
struct str shown(struct arena *a, struct str text);
bool is_known_key(struct str word);
/* `takes` of `takes:5`: a known key or an id before a colon without blank; else empty. */
struct str key_before_colon(struct str text);
bool looks_like_key(struct str text);            /* the same, and surely meant as a key */

/* ---- a text being mended (syntax_mend.c) ---- */

/* A finding while lines still change: its place is made when all is mended. */
struct found {
	ptrdiff_t index, line, column; /* in the list of findings; characters */
};
struct mending {
	struct arena *arena;     /* working room */
	struct diags *d;
	uint32_t number;
	struct str mark;         /* the byte-order mark */
	struct str *original, *lines, *breaks;
	bool *mended;            /* lines with other words than the user's */
	ptrdiff_t *shift;        /* characters that a line was moved by */
	uint32_t *starts;        /* of the lines in `text` */
	ptrdiff_t count;
	struct str text;         /* the lines as they were last joined */
	bool is_aside;           /* what was mended need not be what libyaml refused */
	ptrdiff_t first_changed; /* line, in this round */
	int repeats;             /* of one refusal */
	VEC(struct found) found;
	struct diag ignored;
	struct mends *mends;     /* where the rounds are noted, or NULL */

	struct yaml_error error;
	ptrdiff_t line, column;  /* of the error; in bytes */
	ptrdiff_t context_line, context_column; /* -1 when it has none */
};

/*
 * Text that libyaml refused because of `first`: mend until it is accepted. The mended text, or an
 * empty one when it is beyond mending. Findings are added to m->d; mending_finish gives them places.
 */
struct str mend(struct mending *m, struct str text, struct yaml_error first);
void mending_finish(struct mending *m);

/* A finding about bytes from..to of a line. Lines that were mended before are not told of again. */
struct diag *report(struct mending *m, enum diag_code code, ptrdiff_t line, ptrdiff_t from,
    ptrdiff_t to, struct str message);
void set_line(struct mending *m, ptrdiff_t line, struct str text);
void set_indent(struct mending *m, ptrdiff_t line, ptrdiff_t indent);
/* `line` and all that follows and stands as deep or deeper, moved by some columns. */
void shift_block(struct mending *m, ptrdiff_t line, ptrdiff_t by);
/* `line` and all that stands deeper: what was meant there is not known. */
void blank_block(struct mending *m, ptrdiff_t line);
/* The mending of this round is one of several that may have been meant. */
void not_sure(struct mending *m);
ptrdiff_t content_above(const struct mending *m, ptrdiff_t line); /* -1 when there is none */

/* Say what the error in m->error means and mend the line. False: not understood (syntax_refused.c). */
bool explain_refusal(struct mending *m);

/* ---- what libyaml accepts without a word (syntax_silent.c) ---- */

/* m: NULL when nothing was mended. */
void find_silent(struct str text, const struct tree *tree, uint32_t number,
    const struct mending *m, struct diags *d);

/* ---- bytes that are no text, and limits (syntax_bytes.c) ---- */

void report_bytes(struct str text, uint32_t number, struct yaml_error error, struct diags *d);
#endif
