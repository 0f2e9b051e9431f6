/* SPDX-License-Identifier: MIT */
#ifndef EXPORT_SVG_H
#define EXPORT_SVG_H
#include "export/scene.h"

/*
 * The SVG as Graphviz writes it, made fit for readers: without the comment that names the version
 * (files would change with the package), with role, label and language for screen readers, and for
 * the automatic scheme a style that swaps each light colour for its dark one.
 */
struct str svg_dress(
    struct arena *a, struct str svg, const struct scene *scene, enum scheme scheme);
void svg_escape(struct buf *out, struct str text);
#endif
