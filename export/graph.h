/* SPDX-License-Identifier: MIT */
#ifndef EXPORT_GRAPH_H
#define EXPORT_GRAPH_H
#include "export/scene.h"

/*
 * A scene as SVG, DOT, PNG or PDF, through Graphviz. SVG and DOT are the same bytes on every
 * machine; PNG and PDF on machines with the same fonts. Nothing is printed, and nothing depends on
 * the locale, the clock or the environment.
 */
struct painter;

/* Holds the drawing library; one is enough for a process. */
struct painter *painter_new(struct arena *a);
void painter_free(struct painter *p);

struct graph_args {
	enum scheme scheme;      /* AUTO is light, but for SVG */
	bool plain;              /* SVG exactly as Graphviz writes it */
	double dpi;              /* of PNG; 0: 144 */
	long long date;          /* of PDF, seconds since 1970 */
};

bool graph_svg(struct painter *p, struct arena *a, const struct scene *s,
    const struct graph_args *args, struct str *out, struct str *error);
/* `neato -n2 -Tsvg` makes of it, byte for byte, what graph_svg gives with `plain`. */
bool graph_dot(struct painter *p, struct arena *a, const struct scene *s,
    const struct graph_args *args, struct str *out, struct str *error);
bool graph_png(struct painter *p, struct arena *a, const struct scene *s,
    const struct graph_args *args, struct str *out, struct str *error);
bool graph_pdf(struct painter *p, struct arena *a, const struct scene *s,
    const struct graph_args *args, struct str *out, struct str *error);
#endif
