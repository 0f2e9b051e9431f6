/* SPDX-License-Identifier: MIT */
#ifndef TESTS_EDIT_VALUE_H
#define TESTS_EDIT_VALUE_H
#include "base/buf.h"
#include "model/edit.h"

/*
 * What a YAML text means, read from libyaml's events in a way that shares nothing with model/: the
 * second opinion on every edit. An edit is carried out on the meaning of the old text, and the new
 * text must mean exactly that.
 */
enum value_kind { VALUE_SCALAR, VALUE_SEQUENCE, VALUE_MAPPING, VALUE_ALIAS };
enum value_wish {
	WISH_AS_BEFORE,          /* it stood in the old text */
	WISH_STRING,             /* every reader must take it for a string */
	WISH_TYPED               /* a bare word: only its text counts */
};
struct value {
	enum value_kind kind;
	enum value_wish wish;
	bool plain;
	bool any_tag;
	struct str text, tag, anchor; /* text of a scalar, name of an alias */
	struct value *parent, *target;
	struct value *twin;      /* after a comparison: the value that was found equal */
	VEC(struct value *) below; /* of a mapping: key, value, key, value */
};
struct stream {
	VEC(struct value *) documents; /* an empty stream has one: nothing */
	bool synthetic;          /* that one */
};

/* False when libyaml refuses the text. */
bool value_read(struct arena *a, struct str text, struct stream *stream);

/* Carry out an edit. False: *why says why it must be refused by everyone. */
bool value_edit(struct arena *a, struct stream *stream, const struct tree *tree,
    const struct edit *edit, const char **why);

/* NULL when both mean the same, else what differs. */
const char *value_differs(const struct stream *expected, const struct stream *got);

/* The meaning as lines, one per event, for another parser to be compared with. */
void value_dump(struct buf *b, const struct stream *stream);

/* Some reader of YAML 1.1 or 1.2 takes this plain text for something else than a string. */
bool is_typed_text(struct str text);
#endif
