/* SPDX-License-Identifier: MIT */
/* Picks the rows of picture.def and format.def: workspace -> sheet -> scene -> bytes. */
#include "export/picture.h"

#include "export/draw_heat.h"
#include "export/draw_journey.h"
#include "export/draw_paths.h"
#include "export/plain_numbers.h"
#include "export/worker.h"

#include <string.h>

enum { MOST_STEPS = 300, MOST_LANES = 24 };

static bool
sheet_of(struct arena *a, const struct workspace *ws, const struct picture_args *args,
    struct sheet *sheet, struct str *error)
{
	const struct sheet_args of = {args->map, args->which, args->personas, args->persona_count};
	struct str id = ws->maps[args->map].entry.id;
	if (!sheet_make(a, ws, &of, sheet)) {
		*error = str_format(a, "'%.*s' has no %s to draw", STR(id),
		    args->which == ACTUAL ? "actual steps" : "to-be version");
		return false;
	}
	if (sheet->step_count == 0)
		*error = str_format(a, "'%.*s' has no steps to draw", STR(id));
	else if (sheet->step_count > MOST_STEPS)
		*error = str_format(a, "'%.*s' has %d steps; a picture holds %d", STR(id),
		    sheet->step_count, MOST_STEPS);
	else if (sheet->lane_count > MOST_LANES)
		*error =
		    str_format(a, "'%.*s' has %d lanes; a picture holds %d (choose with lanes:)",
			STR(id), sheet->lane_count, MOST_LANES);
	return error->len == 0;
}

static bool
paint_journey(
    struct scene *s, const struct workspace *ws, const struct picture_args *args, struct str *error)
{
	struct sheet sheet;
	if (!sheet_of(s->arena, ws, args, &sheet, error))
		return false;
	draw_journey(s, &sheet);
	return true;
}

static bool
paint_paths(
    struct scene *s, const struct workspace *ws, const struct picture_args *args, struct str *error)
{
	struct sheet sheet;
	if (!sheet_of(s->arena, ws, args, &sheet, error))
		return false;
	if (sheet.persona_count == 0 || sheet.personas[0].gap == NULL) {
		*error = str_format(s->arena, "nobody has wishes about '%.*s', so there is no path",
		    STR(sheet.map->entry.id));
		return false;
	}
	draw_paths(s, &sheet);
	return true;
}

static bool
paint_heat(
    struct scene *s, const struct workspace *ws, const struct picture_args *args, struct str *error)
{
	const struct gaps_args all = {.map = -1, .persona = -1, .actual = true, .to_be = true};
	struct gaps gaps = {0};
	(void)args;
	gaps_measure(s->arena, ws, &all, &gaps);
	if (gaps.list.count == 0) {
		*error = S("nobody has wishes about any map, so there is no gap to show");
		return false;
	}
	draw_heat(s, ws, &gaps);
	return true;
}

typedef bool painter_of(struct scene *s, const struct workspace *ws,
    const struct picture_args *args, struct str *error);

static const struct {
	struct str name, shows;
	painter_of *paint;
} pictures[] = {
#define PICTURE(id, shows) {S_INIT(#id), S_INIT(shows), paint_##id},
#include "export/picture.def"
#undef PICTURE
};

typedef bool format_writer(struct painter *p, struct arena *a, const struct scene *s,
    const struct graph_args *args, struct str *out, struct str *error);

static const struct {
	struct str suffix, use;
	format_writer *write;
} formats[] = {
#define FORMAT(id, suffix, draw, use) {S_INIT(suffix), S_INIT(use), draw},
#include "export/format.def"
#undef FORMAT
};

struct str
picture_name(enum picture picture)
{
	return pictures[picture].name;
}

struct str
picture_shows(enum picture picture)
{
	return pictures[picture].shows;
}

int
picture_find(struct str name)
{
	for (int i = 0; i < PICTURE_COUNT; i++) {
		if (str_eq(pictures[i].name, name))
			return i;
	}
	return -1;
}

bool
picture_is_of_map(enum picture picture)
{
	return picture != PICTURE_heat;
}

struct str
format_suffix(enum format format)
{
	return formats[format].suffix;
}

struct str
format_use(enum format format)
{
	return formats[format].use;
}

int
format_find(struct str suffix)
{
	for (int i = 0; i < FORMAT_COUNT; i++) {
		if (str_eq(formats[i].suffix, suffix))
			return i;
	}
	return -1;
}

bool
picture_draw(struct painter *p, struct arena *a, const struct workspace *ws,
    const struct picture_args *args, struct str *out, struct str *error)
{
	struct scene scene = {.arena = a};
	locale_t before = plain_numbers_begin();
	*error = (struct str){0};
	bool fine = pictures[args->picture].paint(&scene, ws, args, error) &&
	    formats[args->format].write(p, a, &scene, &args->graph, out, error);
	plain_numbers_end(before);
	return fine;
}

struct picture_batch {
	const struct workspace *ws;
	struct painter
	    *painter; /* of this process: for PNG and PDF; used by workers for the rest */
	struct worker *worker;
};

/* A request is the arguments and, behind them, the personas that they point to. */
static struct str
request_of(struct arena *a, const struct picture_args *args)
{
	struct buf b = {.arena = a};
	ptrdiff_t size = args->persona_count * (ptrdiff_t)sizeof *args->personas;
	buf_add(&b, (struct str){(const char *)args, (ptrdiff_t)sizeof *args});
	if (size > 0)
		buf_add(&b, (struct str){(const char *)args->personas, size});
	return buf_str(&b);
}

static bool
answer_request(
    void *context, struct arena *a, struct str request, struct str *out, struct str *error)
{
	const struct picture_batch *b = context;
	struct picture_args args;
	memcpy(&args, request.at, sizeof args);
	int *personas = NEW_N(a, int, args.persona_count);
	struct str rest = str_from(request, (ptrdiff_t)sizeof args);
	if (rest.len > 0)
		memcpy(personas, rest.at, (size_t)rest.len);
	args.personas = personas;
	return picture_draw(b->painter, a, b->ws, &args, out, error);
}

struct picture_batch *
picture_batch_new(struct arena *a, const struct workspace *ws)
{
	enum { DRAWN_BY_ONE = 140, SECONDS = 60 };
	struct picture_batch *b = NEW(a, struct picture_batch);
	b->ws = ws;
	b->painter = painter_new(a);
	b->worker = worker_new(a, DRAWN_BY_ONE, SECONDS, answer_request, b);
	return b;
}

bool
picture_batch_draw(struct picture_batch *b, struct arena *a, const struct picture_args *args,
    struct str *out, struct str *error)
{
	bool has_own_child = args->format == FORMAT_png || args->format == FORMAT_pdf;
	*error = (struct str){0};
	if (has_own_child)
		return picture_draw(b->painter, a, b->ws, args, out, error);
	return worker_ask(b->worker, a, request_of(a, args), out, error);
}

void
picture_batch_free(struct picture_batch *b)
{
	worker_free(b->worker);
	painter_free(b->painter);
}
