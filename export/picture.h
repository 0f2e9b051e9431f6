/* SPDX-License-Identifier: MIT */
#ifndef EXPORT_PICTURE_H
#define EXPORT_PICTURE_H
#include "export/graph.h"
#include "export/sheet.h"

/* Which pictures there are, in which formats, and how one is made. */
enum picture {
#define PICTURE(id, shows) PICTURE_##id,
#include "export/picture.def"
#undef PICTURE
	PICTURE_COUNT
};
enum format {
#define FORMAT(id, suffix, draw, use) FORMAT_##id,
#include "export/format.def"
#undef FORMAT
	FORMAT_COUNT
};

struct str picture_name(enum picture picture);
struct str picture_shows(enum picture picture);
int picture_find(struct str name);            /* enum picture, or -1 */
bool picture_is_of_map(enum picture picture); /* else of the whole workspace */

struct str format_suffix(enum format format);
struct str format_use(enum format format);
int format_find(struct str suffix);           /* enum format, or -1 */

struct picture_args {
	enum picture picture;
	enum format format;
	int map;                 /* index; for pictures of a map */
	enum which which;
	const int *personas;     /* indexes; none: the persona the map is about */
	int persona_count;
	struct graph_args graph;
};

/* False with *error in words when it cannot be drawn; then nothing is in *out. */
bool picture_draw(struct painter *p, struct arena *a, const struct workspace *ws,
    const struct picture_args *args, struct str *out, struct str *error);

/*
 * For many pictures of one workspace, which must not change meanwhile: the same bytes, while the
 * memory that the drawing library leaks stays in workers that are replaced.
 */
struct picture_batch;
struct picture_batch *picture_batch_new(struct arena *a, const struct workspace *ws);
bool picture_batch_draw(struct picture_batch *b, struct arena *a, const struct picture_args *args,
    struct str *out, struct str *error);
void picture_batch_free(struct picture_batch *b);
#endif
