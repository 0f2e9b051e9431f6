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

struct edit_job {
	struct arena *arena;
	struct str text;
	const struct tree *tree;
	const struct edit *edit;
	struct looks looks;
	VEC(struct candidate) list; /* best first */
	struct str refusal;      /* set when the change is not to be tried at all */
};
void edit_try(struct edit_job *job, struct candidate c);

/* The parts: each adds candidates for one kind of change. */
void edit_set(struct edit_job *job);            /* edit_set.c */
void edit_rename(struct edit_job *job);
void edit_replace(struct edit_job *job, const struct node *old, const struct draft *value); /* edit_replace.c */
void edit_block_insert(struct edit_job *job);   /* edit_block.c */
void edit_block_delete(struct edit_job *job);
void edit_block_move(struct edit_job *job);
void edit_flow_insert(struct edit_job *job);    /* edit_flow.c */
void edit_flow_delete(struct edit_job *job);
void edit_flow_move(struct edit_job *job);

/* Lines of the text; a break is LF, CRLF or CR. edit_line.c */
uint32_t line_start(struct str text, uint32_t at);
uint32_t line_end(struct str text, uint32_t at);  /* before the break */
uint32_t line_next(struct str text, uint32_t at); /* start of the next line, or the end */
bool line_is_blank(struct str text, uint32_t start);
/* Column of a comment that has the line to itself, or -1. */
int line_comment(struct str text, const struct tree *tree, uint32_t start);
/* The comment that begins in [from, to), NULL when none does. */
const struct span *comment_in(const struct tree *tree, uint32_t from, uint32_t to);

bool node_in_flow(const struct node *n);        /* within brackets, not the brackets themselves */
ptrdiff_t node_number(const struct node *entry); /* of an item or of a pair, from 0 */
const struct node *node_entry(const struct node *collection, ptrdiff_t number); /* or NULL */
ptrdiff_t node_entries(const struct node *collection);
#endif
