/* SPDX-License-Identifier: MIT */
#ifndef TESTS_EDIT_GENERATE_H
#define TESTS_EDIT_GENERATE_H
#include "base/buf.h"
#include "model/draft.h"
#include "tests/edit/chance.h"

/* A YAML text in a style of its own, as people, programs and pranksters write it; nearly always legal. */
struct str generate_text(struct arena *a, struct chance *c);

/* The same with other line ends, a byte-order mark, without its last line break, or as it is. */
struct str generate_dress(struct arena *a, struct chance *c, struct str text);

/* A value to be written: hostile texts, words, nested collections. */
struct draft *generate_scalar(struct arena *a, struct chance *c);
struct draft *generate_value(struct arena *a, struct chance *c, int depth);
#endif
