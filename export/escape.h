/* SPDX-License-Identifier: MIT */
#ifndef EXPORT_ESCAPE_H
#define EXPORT_ESCAPE_H
#include "base/buf.h"
#include "base/str.h"

/*
 * Text on its way into Graphviz 2.42, by the attribute it goes to. What Graphviz does with `\`, `&`
 * and quotes differs from one to the next; texts that are right for one are wrong, or unsafe, in
 * another.
 */

/* For labels among the shapes, and wherever a backslash would end an attribute early in DOT. */
struct str escape_backslash(struct arena *a, struct str text);
/* For the text of an HTML label. */
void escape_html(struct buf *out, struct str text);
/* For names of graphs and nodes, which become titles. */
const char *escape_name(struct arena *a, struct str text);
/* For ids and classes: whatever cannot stand there becomes a hyphen. */
const char *escape_token(struct arena *a, struct str text);
/* For links: relative, #id, http, https and mailto, percent-encoded; anything else is no link. */
const char *escape_link(struct arena *a, struct str href);
const char *escape_tooltip(struct arena *a, struct str text);
#endif
