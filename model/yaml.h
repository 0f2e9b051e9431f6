/* SPDX-License-Identifier: MIT */
#ifndef MODEL_YAML_H
#define MODEL_YAML_H
#include "base/arena.h"
#include "base/str.h"

#include <stdint.h>

/*
 * libyaml's events as a tree of nodes, each knowing its bytes, so that an edit can be a splice. The
 * only face of libyaml. Offsets are bytes from the start of the text (a byte-order mark included).
 */
enum node_kind { NODE_SCALAR, NODE_SEQUENCE, NODE_MAPPING, NODE_ALIAS };
enum node_style {
	STYLE_PLAIN,
	STYLE_SINGLE,
	STYLE_DOUBLE,
	STYLE_LITERAL,
	STYLE_FOLDED,
	STYLE_BLOCK,
	STYLE_FLOW
};
#define NO_OFFSET UINT32_MAX

struct node {
	enum node_kind kind : 8;
	enum node_style style : 8;
	bool is_null : 1;        /* nothing is written: a value of zero width */
	bool indentless : 1;     /* a sequence whose dashes stand under the key */
	bool lone_pair : 1;      /* a: b directly in a flow sequence */
	bool explicit_key : 1;   /* written with ? */
	bool is_key : 1;

	uint32_t start;          /* with anchor and tag */
	uint32_t properties_end; /* after anchor and tag; start when there are none */
	uint32_t content;        /* first byte of the value itself */
	uint32_t end;            /* tight: after the last byte of the value */
	uint32_t loose_end;      /* libyaml's end: blanks and comments behind included */
	uint32_t indicator;      /* the - of an item, the : before a value, ? or start of a key */
	uint32_t column;         /* characters before it on its line */

	int32_t count;           /* children; a mapping's are key, value, key, value */
	struct node *parent, *previous, *next, *first, *last;
	struct str value;        /* decoded scalar (a view of the text where identical), alias name */
	struct str anchor, tag;  /* as written */
	struct node *target;     /* what an alias means; NULL when nothing is anchored so */
};

struct span {
	uint32_t start, end;
};

struct document {
	struct node *root;       /* never NULL: an empty document is a null scalar */
	uint32_t start, content, end; /* content: after --- and directives */
	bool explicit_start;
};

struct tree {
	struct document *documents;
	ptrdiff_t document_count, node_count;
	struct span *comments;   /* from # to before the line break, in order */
	ptrdiff_t comment_count;
};

enum yaml_trouble {
	YAML_FINE,
	YAML_SYNTAX,             /* libyaml refuses it */
	YAML_ENCODING,           /* not UTF-8, or a character YAML forbids */
	YAML_LIMIT               /* over one of the limits of design: depth, nodes, blanks, ... */
};
struct yaml_error {
	enum yaml_trouble trouble;
	uint32_t offset;         /* where */
	uint32_t context;        /* where the thing began that could not be ended, or NO_OFFSET */
	struct str problem;      /* libyaml's words, or the limit's name */
};

/*
 * Read `text`. False: *error says why and where, and *tree holds what came before it. Limits:
 * 16 MB, depth 64, flow depth 32, 2 M nodes, 1,000 blanks or blank lines in a run, scalar 64 KB,
 * 32 directives.
 */
bool yaml_parse(struct arena *a, struct str text, struct tree *tree, struct yaml_error *error);

/* What an alias stands for (through any number of aliases), the node itself otherwise. */
const struct node *node_real(const struct node *n);
#endif
