/* SPDX-License-Identifier: MIT */
#ifndef MODEL_EDIT_PRIV_H
#define MODEL_EDIT_PRIV_H
#include "model/edit.h"
#include "model/emit.h"

/* What the parts of an edit share: the job, and the splices to try. */
struct candidate {
	uint32_t at, end;        /* what is replaced */
	struct str text;
	struct span owned[2];    /* comments of the old text in these may go */
};

/* What is meant: the old tree, but for one place. */
enum plan_kind {
	PLAN_PUT,                /* `value` in place of the node `at`, which keeps anchor and tag */
	PLAN_ADD,                /* an entry of `key` (or NULL) and `value` as number `to` of `at` */
	PLAN_DROP,               /* entry number `from` of `at` is gone */
	PLAN_SHIFT               /* entry number `from` of `at` is number `to` */
};
struct plan {
	enum plan_kind kind;
	const struct node *at;
	ptrdiff_t from, to;
	const struct draft *key, *value;
};

/* Text of another place that is put in as it stands: at column 0, without the last break. */
struct carried {
	struct str text;         /* empty: nothing is */
	struct tree tree;
	bool has_lead;           /* it begins with a comment */
};

struct edit_job {
	struct arena *arena;
	struct str text;
	const struct tree *tree;
	const struct edit *edit;
	struct plan plan;
	struct carried carried;
	struct looks looks;
	VEC(struct candidate) list; /* best first */
	struct str refusal;      /* set when the change is not to be tried at all */
};
void edit_try(struct edit_job *job, struct candidate c);
/* What ends the change before anything is tried. */
void edit_refuse(struct edit_job *job, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* edit_verify.c: is the candidate's text exactly what is meant? Then *result is filled. */
enum fault {
	FAULT_NONE,
	FAULT_UNREADABLE,
	FAULT_LIMIT,             /* result->why: which */
	FAULT_DIFFERENT,
	FAULT_ALIAS,             /* result->why: its name */
	FAULT_COMMENT,
	FAULT_LAX                /* libyaml takes it, others would not */
};
enum fault edit_verify(struct edit_job *job, const struct candidate *c, struct edit_result *result);

/* The parts: each adds candidates for one kind of change. */
void edit_set(struct edit_job *job);            /* edit_set.c */
void edit_rename(struct edit_job *job);
void edit_replace(struct edit_job *job, const struct node *old, const struct draft *value); /* edit_replace.c */
void edit_block_insert(struct edit_job *job);   /* edit_block.c */
void edit_block_delete(struct edit_job *job);
void edit_block_move(struct edit_job *job);     /* edit_move.c */
void edit_flow_insert(struct edit_job *job);    /* edit_flow.c */
void edit_flow_delete(struct edit_job *job);
void edit_flow_move(struct edit_job *job);

/* Lines of the text; a break is LF, CRLF or CR. edit_line.c */
uint32_t line_start(struct str text, uint32_t at);
/* The same where only blanks stand before `at`, else NO_OFFSET: quick also in one long line. */
uint32_t line_before(struct str text, uint32_t at);
uint32_t line_end(struct str text, uint32_t at);  /* before the break */
uint32_t line_next(struct str text, uint32_t at); /* start of the next line, or the end */
bool line_is_blank(struct str text, uint32_t start);
/* Column of a comment that has the line to itself, or -1. */
int line_comment(struct str text, const struct tree *tree, uint32_t start);
/* The comment that begins in [from, to), NULL when none does. */
const struct span *comment_in(const struct tree *tree, uint32_t from, uint32_t to);

/* What belongs to an entry of a block collection. edit_extent.c */
struct extent {
	const struct node *entry, *value;
	uint32_t start, end;     /* from its indicator to behind its value */
	uint32_t lead, tail;     /* its lines, with the comments that belong to it */
	bool is_inline;          /* behind another indicator on the same line; then lead is start */
	bool has_lead;           /* comments stand above it */
};
struct extent extent_of(struct str text, const struct tree *tree, const struct node *entry);
/* The end of the blank lines that begin at this line, and how many there are. */
uint32_t blank_run(struct str text, uint32_t start, uint32_t limit, int *count);
/* The start of the blank lines directly above this line. */
uint32_t blank_run_above(struct str text, uint32_t start, uint32_t limit);
/* Where the value of a node's place begins: behind its indicator, or its anchor and tag. */
uint32_t behind_indicator(const struct node *n);
/* The end of the line before the one that starts here. */
uint32_t before_break(struct str text, uint32_t start);
/* Whether nothing follows, not even the break of the last line. */
bool is_open_end(struct str text, uint32_t at);
const struct node *last_leaf(const struct node *n);
/*
 * Adds text[from, to). When `leaf` is a block text that only the end of the file kept from ending
 * with a line break, its header says so afterwards, for there will be lines below.
 */
void add_closed(struct buf *b, struct str text, const struct node *leaf, uint32_t from,
    uint32_t to);

/* New text in the looks of its place. edit_text.c */
struct looks looks_near(const struct edit_job *job, const struct node *collection, uint32_t at);
/* Reads edit->lines into job->carried; false, with a refusal, when it cannot be put in. */
bool edit_carry(struct edit_job *job);
/* `text` moved right by `column`, with these breaks. */
void add_indented(struct buf *b, struct str text, int column, struct str line_break);
/* The only entry of job->plan as whole lines at a column, without the last break. */
struct str entry_lines(const struct edit_job *job, const struct looks *looks, bool sequence,
    int column, enum node_style key_style, bool flow);
/* The same for all entries of a collection. */
struct str collection_lines(const struct edit_job *job, const struct looks *looks,
    const struct draft *value, int column);

bool node_in_flow(const struct node *n);        /* within brackets, not the brackets themselves */
ptrdiff_t node_number(const struct node *entry); /* of an item or of a pair, from 0 */
const struct node *node_entry(const struct node *collection, ptrdiff_t number); /* or NULL */
ptrdiff_t node_entries(const struct node *collection);
#endif
