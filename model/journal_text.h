/* SPDX-License-Identifier: MIT */
#ifndef MODEL_JOURNAL_TEXT_H
#define MODEL_JOURNAL_TEXT_H
#include "base/buf.h"
#include "model/splice.h"

/*
 * A text that very many splices are made in, one after the other, wherever they are: in blocks, so
 * that the cost of one does not grow with the text.
 */
struct block {
	char *at;
	ptrdiff_t len;
};
struct blocks {
	struct arena *arena;
	VEC(struct block) list;
	VEC(char *) unused;
	ptrdiff_t len;           /* of the whole text */
};

void blocks_open(struct blocks *b, struct arena *a, struct str text);
/* False when the text does not hold what is to be removed there: then nothing has changed. */
bool blocks_splice(struct blocks *b, struct splice s);
/* The whole text, of `a`; its at is not NULL. */
struct str blocks_text(const struct blocks *b, struct arena *a);
#endif
