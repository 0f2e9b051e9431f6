/* SPDX-License-Identifier: MIT */
#ifndef EXPORT_JSON_H
#define EXPORT_JSON_H
#include "base/buf.h"
#include "base/str.h"

#include <stdint.h>

/*
 * Writes one JSON document: commas, indents and escapes are its business, the order of keys is the
 * caller's. Objects and arrays opened with a *_line function stay on one line, with all that is in
 * them. Numbers are the shortest that read back as the same double; what is no number is null.
 * Texts are escaped so that the document is plain, visible characters: controls, invisible
 * characters and broken bytes never stand in it.
 */
enum { JSON_DEPTH = 63 };
struct json {
	struct buf *out;
	int depth;
	uint64_t filled;         /* per depth: something stands in it */
	uint64_t on_line;        /* per depth: it stays on one line */
	uint64_t array;          /* per depth: an array */
	bool after_key;
};

void json_object(struct json *j);
void json_object_line(struct json *j);
void json_array(struct json *j);
void json_array_line(struct json *j);
void json_end(struct json *j);                             /* of the innermost one */

void json_key(struct json *j, struct str key);
void json_text(struct json *j, struct str text);
void json_number(struct json *j, double number);
void json_int(struct json *j, ptrdiff_t number);
void json_bool(struct json *j, bool truth);
void json_null(struct json *j);

/* A key with its value. */
void json_key_text(struct json *j, struct str key, struct str text);
void json_key_text_or_null(struct json *j, struct str key, struct str text); /* empty: null */
void json_key_number(struct json *j, struct str key, double number);
void json_key_int(struct json *j, struct str key, ptrdiff_t number);
#endif
