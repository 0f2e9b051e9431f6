/* SPDX-License-Identifier: MIT */
/*
 * The only file that knows Graphviz, which serves as a drawing machine: shapes become operations of
 * the graph attribute `_background`, blocks of text pinned nodes whose label is a table with one
 * row per line, links edges with a given path. Layout `nop2` moves nothing.
 *
 * Each text goes through exactly one of the functions of escape.h.
 */
#include "export/graph.h"

#include "base/utf8.h"
#include "export/child.h"
#include "export/escape.h"
#include "export/pdf.h"
#include "export/plain_numbers.h"
#include "export/svg.h"

#include <dlfcn.h>
#include <graphviz/cgraph.h>
#include <graphviz/gvc.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char FONTS[] = "Helvetica,Arial,Liberation Sans,sans-serif";

/* In-process drawings before each gets a process of its own: Graphviz leaks some 23 KB in each. */
enum { DRAWN_HERE = 150, SECONDS = 60, LARGEST_SIDE = 32000 };
static const ptrdiff_t MEMORY = (ptrdiff_t)3 << 30;
static const double LARGEST_AREA = 200e6;

extern gvplugin_library_t gvplugin_core_LTX_library;
extern gvplugin_library_t gvplugin_neato_layout_LTX_library;

struct painter {
	struct arena *arena;
	GVC_t *context;
	int drawn;
};

/*
 * Where the two text engines put a baseline differs: Graphviz adds this share of the size to the y
 * of a label, and HTML rows stand this much lower.
 */
struct engine {
	double label, row;
};
static const struct engine ESTIMATE = {0.1, 0.5}, PANGO = {0.2, 0};

static int
drop_message(char *message)
{
	(void)message;
	return 0;
}

static GVC_t *
open_context(gvplugin_library_t *pango)
{
	/* Graphviz wants the names writable and writes to none. */
	static char core[] = "gvplugin_core_LTX_library";
	static char neato[] = "gvplugin_neato_layout_LTX_library";
	static char with_pango[] = "gvplugin_pango_LTX_library";
	lt_symlist_t plugins[] = {{core, &gvplugin_core_LTX_library},
	    {neato, &gvplugin_neato_layout_LTX_library}, {NULL, NULL}, {NULL, NULL}};
	if (pango != NULL)
		plugins[2] = (lt_symlist_t){with_pango, pango};
	return gvContextPlugins(plugins, 0);
}

struct painter *
painter_new(struct arena *a)
{
	struct painter *p = NEW(a, struct painter);
	p->arena = a;
	return p;
}

/* Opened when first needed: whoever only writes PNG never pays for it. */
static GVC_t *
light_context(struct painter *p)
{
	if (p->context == NULL)
		p->context = open_context(NULL);
	return p->context;
}

void
painter_free(struct painter *p)
{
	if (p->context != NULL)
		gvFreeContext(p->context);
	p->context = NULL;
}

/* Building ------------------------------------------------------------------------------------ */

struct build {
	struct arena *arena;
	const struct scene *scene;
	enum scheme scheme;
	struct engine engine;
	Agraph_t *graph;
	struct buf xdot;
	enum paint pen, fill; /* as last set in xdot */
	struct look line;     /* likewise, its width and dash */
	double size;
	int flags;
	int names; /* given so far */
};

static char *
unconst(const char *text)
{
	union {
		const char *in;
		char *out;
	} both = {text};
	return both.out;
}

static const char *
color_of(const struct build *b, enum paint paint)
{
	return theme_color(b->scheme, paint);
}

static void
set_pen(struct build *b, enum paint paint)
{
	if (paint != b->pen)
		buf_format(&b->xdot, "c 7 -%s ", color_of(b, paint));
	b->pen = paint;
}

static void
set_fill(struct build *b, enum paint paint)
{
	if (paint != b->fill)
		buf_format(&b->xdot, "C 7 -%s ", color_of(b, paint));
	b->fill = paint;
}

static void
set_style(struct build *b, const char *style)
{
	buf_format(&b->xdot, "S %d -%s ", (int)strlen(style), style);
}

static void
set_line(struct build *b, struct look look)
{
	static const char *const dashes[] = {"solid", "dashed", "dotted"};
	if (look.width == b->line.width && look.dash == b->line.dash)
		return;
	b->line = look;
	set_style(b, dashes[look.dash]);
	set_style(b, str_z(b->arena, str_format(b->arena, "setlinewidth(%.4g)", look.width)));
}

/* A fill without an outline is outlined by nothing, in its own colour. */
static void
set_look(struct build *b, struct look look)
{
	bool bare = look.stroke == PAINT_NONE || look.width <= 0;
	if (bare)
		look.width = 0;
	set_pen(b, bare ? look.fill : look.stroke);
	if (look.fill != PAINT_NONE)
		set_fill(b, look.fill);
	set_line(b, look);
}

/* A number with at most two decimals. printf is what a picture would spend most of its time in. */
static void
put_number(struct buf *out, double number)
{
	long long hundredths = llround(number * 100);
	unsigned long long rest =
	    hundredths < 0 ? 0ULL - (unsigned long long)hundredths : (unsigned long long)hundredths;
	char digits[32];
	ptrdiff_t at = COUNT_OF(digits);
	bool some = false;
	for (int i = 0; i < 2 || rest > 0 || i == 2; i++, rest /= 10) {
		some = some || i >= 2 || rest % 10 != 0;
		if (some)
			digits[--at] = (char)('0' + rest % 10);
		if (i == 1 && some)
			digits[--at] = '.';
	}
	if (hundredths < 0)
		digits[--at] = '-';
	buf_add(out, (struct str){digits + at, COUNT_OF(digits) - at});
}

static void
put_point(struct build *b, struct point p)
{
	put_number(&b->xdot, p.x);
	buf_char(&b->xdot, ' ');
	put_number(&b->xdot, b->scene->height - p.y);
	buf_char(&b->xdot, ' ');
}

static void
put_points(struct build *b, char operation, const struct shape *shape)
{
	buf_format(&b->xdot, "%c %d ", operation, shape->count);
	for (int i = 0; i < shape->count; i++)
		put_point(b, shape->points[i]);
}

static void
put_ellipse(struct build *b, const struct shape *shape)
{
	buf_char(&b->xdot, shape->look.fill != PAINT_NONE ? 'E' : 'e');
	buf_char(&b->xdot, ' ');
	put_point(b, shape->points[0]);
	buf_format(&b->xdot, "%.2f %.2f ", shape->points[1].x, shape->points[1].y);
}

static void
put_label(struct build *b, const struct shape *shape)
{
	struct type type = shape->type;
	int flags = (type.bold ? 1 : 0) | (type.italic ? 2 : 0);
	set_pen(b, type.paint);
	if (type.size != b->size)
		buf_format(&b->xdot, "F %.4g %d -%s ", type.size, (int)sizeof FONTS - 1, FONTS);
	if (flags != b->flags)
		buf_format(&b->xdot, "t %d ", flags);
	b->size = type.size;
	b->flags = flags;
	struct str text = escape_backslash(b->arena, shape->text);
	struct point at = shape->points[0];
	at.y += b->engine.label * type.size;
	buf_add(&b->xdot, S("T "));
	put_point(b, at);
	buf_format(
	    &b->xdot, "%d %.1f %td -", (int)shape->align - 1, text_width(text, type), text.len);
	buf_add(&b->xdot, text);
	buf_char(&b->xdot, ' ');
}

static void
put_shape(struct build *b, const struct shape *shape)
{
	bool full = shape->look.fill != PAINT_NONE;
	if (shape->kind == SHAPE_LABEL) {
		put_label(b, shape);
		return;
	}
	set_look(b, shape->look);
	switch (shape->kind) {
	case SHAPE_POLYGON: put_points(b, full ? 'P' : 'p', shape); break;
	case SHAPE_POLYLINE: put_points(b, 'L', shape); break;
	case SHAPE_BEZIER: put_points(b, full ? 'b' : 'B', shape); break;
	case SHAPE_ELLIPSE: put_ellipse(b, shape); break;
	case SHAPE_LABEL: break;
	}
}

static void
set_value(void *object, const char *name, const char *value)
{
	if (value[0] != '\0')
		agset(object, unconst(name), unconst(value));
}

static const char *
unique_name(struct build *b, struct str title)
{
	struct str clean = text_clean(b->arena, title);
	const char *name = escape_name(b->arena, clean.len > 0 ? clean : S("text"));
	const char *tried = name;
	for (int n = 2; agnode(b->graph, unconst(tried), 0) != NULL; n++)
		tried = str_z(b->arena, str_format(b->arena, "%s (%d)", name, n));
	return tried;
}

/*
 * A row of an HTML label always begins at a place that was computed, whatever the font, only when
 * it is aligned left. All other lines, and large ones, whose baseline differs between the text
 * engines, are drawn among the shapes; their row stays empty. Rows are wider than their text, so
 * that no engine finds them too narrow.
 */
enum { LARGEST_ROW_SIZE = 14 };

/* The most that either text engine takes a line for: the built-in one reads bytes as Latin-1. */
static double
widest_guess(const struct text_line *line)
{
	double width = line->width, em = line->type.size;
	for (ptrdiff_t i = 0; i < line->text.len; i++) {
		unsigned char c = (unsigned char)line->text.at[i];
		width += c >= 0xc0 ? em : c >= 0x80 ? em * 0.84 : 0;
	}
	return width;
}

static bool
is_row(const struct block *block, const struct text_line *line, int width)
{
	return block->align == ALIGN_LEFT && !line->rtl && line->type.size <= LARGEST_ROW_SIZE &&
	    widest_guess(line) < width;
}

static struct str
embedded(struct arena *a, const struct text_line *line)
{
	if (!line->rtl)
		return line->text;
	return str_format(a, "\u202b%.*s\u202c", STR(line->text));
}

static void
put_line_as_label(
    struct build *b, const struct block *block, const struct text_line *line, double y)
{
	enum align align = line->rtl && block->align == ALIGN_LEFT ? ALIGN_RIGHT : block->align;
	double x = block->x + block->width * (align == ALIGN_CENTER ? 0.5 : align == ALIGN_RIGHT);
	const struct point at = {x, y + line->pitch / 2 + 0.28 * line->type.size - 1};
	const struct shape label = {.kind = SHAPE_LABEL,
	    .points = &at,
	    .count = 1,
	    .text = embedded(b->arena, line),
	    .type = line->type,
	    .align = align};
	put_label(b, &label);
}

static void
put_row(struct build *b, struct buf *out, const struct text_line *line, int width, bool shown)
{
	int height = (int)(line->pitch + 0.5);
	buf_format(out, "<TR><TD FIXEDSIZE=\"TRUE\" WIDTH=\"%d\" HEIGHT=\"%d\" ALIGN=\"LEFT\">",
	    width, height);
	if (shown && line->text.len > 0) {
		const struct type *t = &line->type;
		buf_format(out, "<FONT COLOR=\"%s\" POINT-SIZE=\"%d\">%s%s", color_of(b, t->paint),
		    (int)t->size, t->bold ? "<B>" : "", t->italic ? "<I>" : "");
		escape_html(out, line->text);
		buf_format(out, "%s%s</FONT>", t->italic ? "</I>" : "", t->bold ? "</B>" : "");
	}
	buf_add(out, S("</TD></TR>"));
}

static void
set_html_label(struct build *b, Agnode_t *node, const struct block *block, int width)
{
	struct buf html = {.arena = b->arena};
	double y = block->y;
	buf_add(
	    &html, S("<TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"0\" CELLPADDING=\"0\">"));
	for (ptrdiff_t i = 0; i < block->lines.list.count; i++) {
		const struct text_line *line = &block->lines.list.at[i];
		put_row(b, &html, line, width, is_row(block, line, width));
		if (line->text.len > 0 && !is_row(block, line, width))
			put_line_as_label(b, block, line, y);
		y += (int)(line->pitch + 0.5);
	}
	buf_add(&html, S("</TABLE>"));
	char *label = agstrdup_html(b->graph, str_z(b->arena, buf_str(&html)));
	agset(node, unconst("label"), label);
	agstrfree(b->graph, label);
}

static int
rows_height(const struct block *block)
{
	int height = 0;
	for (ptrdiff_t i = 0; i < block->lines.list.count; i++)
		height += (int)(block->lines.list.at[i].pitch + 0.5);
	return height;
}

static void
put_block(struct build *b, const struct block *block)
{
	struct arena *a = b->arena;
	int width = (int)fmax(1, fmin(2 * block->width + 60, b->scene->width - block->x - 2));
	int height = rows_height(block);
	Agnode_t *node = agnode(b->graph, unconst(unique_name(b, block->title)), 1);
	double y = b->scene->height - (block->y + height / 2.0) + b->engine.row;
	set_value(node, "pos", str_z(a, str_format(a, "%.2f,%.2f", block->x + width / 2.0, y)));
	set_value(node, "width", str_z(a, str_format(a, "%.4f", width / 72.0)));
	set_value(node, "height", str_z(a, str_format(a, "%.4f", height / 72.0)));
	set_html_label(b, node, block, width);
	set_value(node, "id", escape_token(a, block->id));
	set_value(node, "class", escape_token(a, block->css));
	set_value(node, "tooltip", escape_tooltip(a, text_clean(a, block->tooltip)));
	set_value(node, "URL", escape_link(a, block->href));
}

/* Two nodes at the ends; an arrow's path stops before its tip. */
static Agnode_t *
link_end(struct build *b, const char *which, struct point p)
{
	struct arena *a = b->arena;
	struct str name = str_format(a, "link %d %s", b->names, which);
	Agnode_t *node = agnode(b->graph, str_z(a, name), 1);
	set_value(node, "shape", "point");
	set_value(node, "style", "invis");
	set_value(node, "width", "0.01");
	set_value(node, "height", "0.01");
	set_value(node, "pos", str_z(a, str_format(a, "%.2f,%.2f", p.x, b->scene->height - p.y)));
	return node;
}

static struct point
before_tip(const struct point *points, int count)
{
	struct point tip = points[count - 1], from = points[count - 2];
	double length = hypot(tip.x - from.x, tip.y - from.y), back = 6.5;
	if (length < 0.01)
		return tip;
	return (struct point){
	    tip.x - (tip.x - from.x) * back / length, tip.y - (tip.y - from.y) * back / length};
}

static const char *
link_path(struct build *b, const struct link *link)
{
	struct buf path = {.arena = b->arena};
	double h = b->scene->height;
	struct point tip = link->points[link->count - 1];
	if (link->arrow)
		buf_format(&path, "e,%.2f,%.2f ", tip.x, h - tip.y);
	for (int i = 0; i < link->count; i++) {
		bool last = i == link->count - 1;
		struct point p =
		    last && link->arrow ? before_tip(link->points, link->count) : link->points[i];
		buf_format(&path, "%s%.2f,%.2f", i > 0 ? " " : "", p.x, h - p.y);
	}
	return str_z(b->arena, buf_str(&path));
}

static void
put_link(struct build *b, const struct link *link)
{
	static const char *const dashes[] = {"solid", "dashed", "dotted"};
	struct arena *a = b->arena;
	b->names++;
	Agnode_t *from = link_end(b, "from", link->points[0]);
	Agnode_t *to = link_end(b, "to", link->points[link->count - 1]);
	Agedge_t *edge = agedge(b->graph, from, to, NULL, 1);
	set_value(edge, "pos", link_path(b, link));
	set_value(edge, "color", color_of(b, link->paint));
	set_value(edge, "penwidth", str_z(a, str_format(a, "%.4g", link->width)));
	set_value(edge, "style", dashes[link->dash]);
	set_value(edge, "arrowhead", link->arrow ? "normal" : "none");
	set_value(edge, "id", escape_token(a, link->id));
	set_value(edge, "class", escape_token(a, link->css));
	set_value(edge, "tooltip", escape_tooltip(a, text_clean(a, link->title)));
}

static void
declare_attributes(struct build *b)
{
	static const struct {
		int kind;
		const char *name, *value;
	} rows[] = {{AGRAPH, "pad", "0"}, {AGRAPH, "margin", "0"}, {AGRAPH, "notranslate", "true"},
	    {AGRAPH, "outputorder", "edgesfirst"}, {AGRAPH, "_background", ""}, {AGRAPH, "id", ""},
	    {AGRAPH, "class", ""}, {AGRAPH, "dpi", ""}, {AGNODE, "shape", "none"},
	    {AGNODE, "fixedsize", "true"}, {AGNODE, "margin", "0"}, {AGNODE, "label", ""},
	    {AGNODE, "pos", ""}, {AGNODE, "width", ""}, {AGNODE, "height", ""}, {AGNODE, "id", ""},
	    {AGNODE, "class", ""}, {AGNODE, "tooltip", ""}, {AGNODE, "URL", ""},
	    {AGNODE, "style", ""}, {AGNODE, "fontname", FONTS}, {AGEDGE, "pos", ""},
	    {AGEDGE, "color", "#000000"}, {AGEDGE, "penwidth", "1"}, {AGEDGE, "style", "solid"},
	    {AGEDGE, "id", ""}, {AGEDGE, "class", ""}, {AGEDGE, "arrowhead", "none"},
	    {AGEDGE, "arrowsize", "0.7"}, {AGEDGE, "tooltip", ""}};
	for (ptrdiff_t i = 0; i < COUNT_OF(rows); i++)
		agattr(b->graph, rows[i].kind, unconst(rows[i].name), unconst(rows[i].value));
	agattr(b->graph, AGRAPH, unconst("bgcolor"), unconst(color_of(b, PAINT_page)));
}

/* The page rectangle comes first: it is what fixes the bounding box. */
static void
put_page(struct build *b)
{
	double w = b->scene->width, h = b->scene->height;
	const struct point corners[] = {{0, 0}, {w, 0}, {w, h}, {0, h}};
	const struct shape page = {
	    .kind = SHAPE_POLYGON, .look = filled(PAINT_page), .points = corners, .count = 4};
	put_shape(b, &page);
}

/* At least one node must exist. */
static void
put_anchor(struct build *b)
{
	b->names = 0;
	link_end(b, "page", (struct point){b->scene->width / 2, b->scene->height / 2});
}

static struct str
graph_title(struct arena *a, const struct scene *s)
{
	struct str title = text_clean(a, s->title);
	return title.len > 0 ? title : S("picture");
}

static Agraph_t *
build_graph(struct arena *a, const struct scene *s, enum scheme scheme, struct engine engine)
{
	struct build b = {.arena = a,
	    .scene = s,
	    .scheme = scheme,
	    .engine = engine,
	    .xdot = {.arena = a},
	    .pen = PAINT_NONE,
	    .fill = PAINT_NONE,
	    .line = {.width = -1},
	    .flags = 0};
	b.graph = agopen(unconst(escape_name(a, graph_title(a, s))), Agdirected, NULL);
	declare_attributes(&b);
	put_page(&b);
	for (ptrdiff_t i = 0; i < s->shapes.count; i++)
		put_shape(&b, &s->shapes.at[i]);
	put_anchor(&b);
	for (ptrdiff_t i = 0; i < s->links.count; i++)
		put_link(&b, &s->links.at[i]);
	for (ptrdiff_t i = 0; i < s->blocks.count; i++)
		put_block(&b, &s->blocks.at[i]);
	set_value(b.graph, "_background", str_z(a, buf_str(&b.xdot)));
	set_value(b.graph, "id", escape_token(a, s->id));
	set_value(b.graph, "class", escape_token(a, s->css));
	return b.graph;
}

/* Rendering ----------------------------------------------------------------------------------- */

static struct str
library_error(void)
{
	char *last = aglasterr();
	struct str text = str_trim(str_of(last ? last : "the drawing library failed"));
	return text;
}

/*
 * The text engines guess how wide a label is, the built-in one by bytes, and widen the page where
 * they think that it leaves it. It does not: the page stays as it was computed.
 */
static void
keep_page(Agraph_t *g, const struct scene *s)
{
	GD_bb(g) = (boxf){{0, 0}, {s->width, s->height}};
}

static bool
render(struct arena *a, GVC_t *context, Agraph_t *g, const struct scene *s, const char *format,
    struct str *out, struct str *error)
{
	char *bytes = NULL;
	unsigned length = 0;
	agreseterrors();
	if (gvLayout(context, g, "nop2") != 0) {
		*error = str_copy(a, library_error());
		return false;
	}
	keep_page(g, s);
	bool drawn = gvRenderData(context, g, format, &bytes, &length) == 0 && length > 0;
	if (drawn)
		*out = str_copy(a, (struct str){bytes, (ptrdiff_t)length});
	else
		*error = str_copy(a, library_error());
	if (bytes != NULL)
		gvFreeRenderData(bytes);
	gvFreeLayout(context, g);
	return drawn;
}

struct job {
	struct painter *painter;
	const struct scene *scene;
	const struct graph_args *args;
	const char *format;
};

static bool
draw_svg(void *context, struct arena *a, struct str *out, struct str *error)
{
	struct job *job = context;
	enum scheme scheme = job->args->scheme;
	agseterrf(drop_message);
	Agraph_t *g = build_graph(a, job->scene, scheme, ESTIMATE);
	bool fine = render(a, light_context(job->painter), g, job->scene, "svg", out, error);
	agclose(g);
	return fine;
}

bool
graph_svg(struct painter *p, struct arena *a, const struct scene *s, const struct graph_args *args,
    struct str *out, struct str *error)
{
	struct job job = {p, s, args, "svg"};
	const struct child_limits limits = {SECONDS, MEMORY};
	struct str svg = {0};
	locale_t before = plain_numbers_begin();
	light_context(p);
	bool fine = p->drawn < DRAWN_HERE ? draw_svg(&job, a, &svg, error)
					  : child_run(a, &limits, draw_svg, &job, &svg, error);
	p->drawn++;
	plain_numbers_end(before);
	if (fine)
		*out = args->plain ? svg : svg_dress(a, svg, s, args->scheme);
	return fine;
}

bool
graph_dot(struct painter *p, struct arena *a, const struct scene *s, const struct graph_args *args,
    struct str *out, struct str *error)
{
	(void)p;
	char *bytes = NULL;
	size_t length = 0;
	FILE *memory = open_memstream(&bytes, &length);
	if (memory == NULL) {
		*error = S("out of memory");
		return false;
	}
	locale_t before = plain_numbers_begin();
	Agraph_t *g = build_graph(a, s, args->scheme, PANGO);
	bool fine = agwrite(g, memory) == 0;
	agclose(g);
	plain_numbers_end(before);
	fine = fclose(memory) == 0 && fine;
	if (fine)
		*out = str_copy(a, (struct str){bytes, (ptrdiff_t)length});
	else
		*error = S("the graph could not be written");
	free(bytes);
	return fine;
}

/* The pango plugin stands beside the core one. */
static gvplugin_library_t *
load_pango(struct arena *a)
{
	Dl_info info;
	if (dladdr((void *)gvplugin_core_LTX_library.apis, &info) == 0 || info.dli_fname == NULL)
		return NULL;
	struct str path = str_of(info.dli_fname), name = S("plugin_core");
	ptrdiff_t at = str_search(path, name);
	if (at < 0)
		return NULL;
	struct str pango = str_format(
	    a, "%.*splugin_pango%.*s", STR(str_upto(path, at)), STR(str_from(path, at + name.len)));
	void *library = dlopen(str_z(a, pango), RTLD_NOW | RTLD_LOCAL);
	return library ? dlsym(library, "gvplugin_pango_LTX_library") : NULL;
}

static double
dpi_of(const struct job *job)
{
	return job->args->dpi > 0 ? job->args->dpi : 144;
}

static unsigned
big_endian(const char *at)
{
	const unsigned char *b = (const unsigned char *)at;
	return (unsigned)b[0] << 24 | (unsigned)b[1] << 16 | (unsigned)b[2] << 8 | b[3];
}

/* Without fonts the picture grows beyond all measure and is scaled down: see the PNG's own size. */
static bool
png_is_as_computed(const struct job *job, struct str png)
{
	if (png.len < 24)
		return false;
	double scale = dpi_of(job) / 72;
	double w = big_endian(png.at + 16), h = big_endian(png.at + 20);
	return fabs(w - job->scene->width * scale) < 4 && fabs(h - job->scene->height * scale) < 4;
}

/*
 * Without fonts pango draws a box for each letter, all of one width, and reports no error: so ask
 * it how wide a narrow and a wide letter are.
 */
static bool
has_fonts(GVC_t *context)
{
	double widths[2] = {0, 0};
	const char *const letters[] = {"iiiiiiiiiiiiiiiiiiii", "MMMMMMMMMMMMMMMMMMMM"};
	Agraph_t *g = agopen(unconst("fonts"), Agdirected, NULL);
	agattr(g, AGNODE, unconst("fontname"), unconst(FONTS));
	agattr(g, AGNODE, unconst("pos"), unconst("0,0"));
	for (int i = 0; i < 2; i++)
		agnode(g, unconst(letters[i]), 1);
	if (gvLayout(context, g, "nop2") == 0) {
		for (int i = 0; i < 2; i++)
			widths[i] = ND_width(agnode(g, unconst(letters[i]), 0));
		gvFreeLayout(context, g);
	}
	agclose(g);
	return widths[1] > widths[0] * 1.3;
}

static bool
draw_with_fonts(void *context, struct arena *a, struct str *out, struct str *error)
{
	const struct job *job = context;
	bool png = strcmp(job->format, "png") == 0;
	gvplugin_library_t *pango = load_pango(a);
	if (pango == NULL) {
		*error =
		    S("PNG and PDF need Graphviz's pango plugin (libgvplugin_pango), which is not "
		      "installed");
		return false;
	}
	setenv("TZ", "UTC", 1);
	agseterrf(drop_message);
	GVC_t *full = open_context(pango);
	if (!has_fonts(full)) {
		gvFreeContext(full);
		*error =
		    S("no fonts are installed (install fonts-liberation2 or another sans-serif "
		      "family), so only SVG and DOT can be drawn");
		return false;
	}
	Agraph_t *g = build_graph(a, job->scene, job->args->scheme, PANGO);
	if (png)
		set_value(g, "dpi", str_z(a, str_format(a, "%.6g", dpi_of(job))));
	bool fine = render(a, full, g, job->scene, job->format, out, error);
	if (fine && png && !png_is_as_computed(job, *out)) {
		*error = S("the picture did not get the size it should have");
		fine = false;
	}
	return fine;
}

static bool
small_enough(struct arena *a, const struct job *job, struct str *error)
{
	double scale = dpi_of(job) / 72;
	double w = job->scene->width * scale, h = job->scene->height * scale;
	if (fmax(w, h) <= LARGEST_SIDE && w * h <= LARGEST_AREA)
		return true;
	double most = fmin(LARGEST_SIDE / fmax(job->scene->width, job->scene->height),
	    sqrt(LARGEST_AREA / (job->scene->width * job->scene->height)));
	*error =
	    str_format(a, "the picture would be %.0f x %.0f pixels; use at most %d dpi, or SVG", w,
		h, (int)(most * 72));
	return false;
}

static bool
draw_in_child(struct arena *a, struct job *job, struct str *out, struct str *error)
{
	const struct child_limits limits = {SECONDS, MEMORY};
	locale_t before = plain_numbers_begin();
	bool fine = child_run(a, &limits, draw_with_fonts, job, out, error);
	plain_numbers_end(before);
	return fine;
}

bool
graph_png(struct painter *p, struct arena *a, const struct scene *s, const struct graph_args *args,
    struct str *out, struct str *error)
{
	struct job job = {p, s, args, "png"};
	return small_enough(a, &job, error) && draw_in_child(a, &job, out, error);
}

bool
graph_pdf(struct painter *p, struct arena *a, const struct scene *s, const struct graph_args *args,
    struct str *out, struct str *error)
{
	struct job job = {p, s, args, "pdf"};
	struct str pdf = {0};
	if (!draw_in_child(a, &job, &pdf, error))
		return false;
	*out = pdf_with_date(a, pdf, args->date);
	return true;
}
