/* SPDX-License-Identifier: MIT */
/*
 * Any workspace as a picture: the SVG is well-formed, and has only elements and attributes that
 * cannot run a script or open a file.
 */
#include "base/utf8.h"
#include "export/draw_journey.h"
#include "export/draw_paths.h"
#include "export/graph.h"
#include "export/sheet.h"
#include "tests/fuzz/fuzz.h"

#include <string.h>

static bool
is_name(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == ':' || c == '-' ||
	    (c >= '0' && c <= '9') || c == '_';
}

static struct str
take_name(struct str *rest)
{
	ptrdiff_t n = 0;
	while (n < rest->len && is_name(rest->at[n]))
		n++;
	struct str name = str_upto(*rest, n);
	*rest = str_from(*rest, n);
	return name;
}

static void
check_text(struct str text)
{
	MUST(str_find(text, '<') < 0);
	int32_t c;
	for (struct str rest = text; (c = utf8_next(&rest)) >= 0;) {
		MUST(!utf8_is_control(c) || c == '\n' || c == '\t');
		if (c != '&')
			continue;
		ptrdiff_t end = str_find(str_upto(rest, 10), ';');
		MUST(end > 0);
	}
}

static void
check_attribute(struct str name, struct str value)
{
	MUST(!str_starts(name, S("on")));
	check_text(value);
	if (!str_ends(name, S("href")))
		return;
	MUST(str_search(value, S("script:")) < 0 && str_search(value, S("data:")) < 0);
}

/* The attributes behind the name of an element, up to its >. True when it ends in />. */
static bool
check_attributes(struct str *rest)
{
	for (;;) {
		*rest = str_trim(*rest);
		MUST(rest->len > 0);
		if (str_starts(*rest, S("/>"))) {
			*rest = str_from(*rest, 2);
			return true;
		}
		if (rest->at[0] == '>') {
			*rest = str_from(*rest, 1);
			return false;
		}
		struct str name = take_name(rest), value;
		MUST(name.len > 0 && str_starts(*rest, S("=\"")));
		*rest = str_from(*rest, 2);
		ptrdiff_t end = str_find(*rest, '"');
		MUST(end >= 0);
		value = str_upto(*rest, end);
		*rest = str_from(*rest, end + 1);
		check_attribute(name, value);
	}
}

static void
check_element_name(struct str name)
{
	static const char allowed[] = " svg g title desc text tspan path polygon polyline ellipse "
				      "circle rect line a style defs "
				      "linearGradient radialGradient stop clipPath ";
	char key[40] = " ";
	MUST(name.len > 0 && name.len < 36);
	memcpy(key + 1, name.at, (size_t)name.len);
	key[name.len + 1] = ' ';
	MUST(strstr(allowed, key) != NULL);
}

static void
check_svg(struct arena *a, struct str svg)
{
	VEC(struct str) open = {0};
	MUST(utf8_bad(svg) < 0);
	while (svg.len > 0) {
		ptrdiff_t next = str_find(svg, '<');
		struct str text = next < 0 ? svg : str_upto(svg, next);
		bool in_style = open.count > 0 && str_eq(open.at[open.count - 1], S("style"));
		if (!in_style)
			check_text(text);
		if (next < 0)
			break;
		svg = str_from(svg, next + 1);
		if (svg.len > 0 && (svg.at[0] == '?' || svg.at[0] == '!')) {
			bool comment = str_starts(svg, S("!--"));
			ptrdiff_t end = comment ? str_search(svg, S("-->")) : str_find(svg, '>');
			MUST(end >= 0);
			svg = str_from(svg, end + (comment ? 3 : 1));
			continue;
		}
		bool closes = svg.len > 0 && svg.at[0] == '/';
		svg = str_from(svg, closes);
		struct str name = take_name(&svg);
		check_element_name(name);
		if (closes) {
			MUST(svg.len > 0 && svg.at[0] == '>');
			MUST(open.count > 0 && str_eq(open.at[--open.count], name));
			svg = str_from(svg, 1);
		} else if (!check_attributes(&svg)) {
			VEC_PUSH(a, &open, name);
		}
	}
	MUST(open.count == 0);
}

/* One context of the drawing library serves the process, as in the program. */
static struct painter *
painter(void)
{
	static struct painter *one;
	if (one == NULL)
		one = painter_new(arena_new());
	return one;
}

static void
paint(struct arena *a, const struct scene *scene)
{
	struct str out, error;
	struct graph_args args = {.scheme = SCHEME_AUTO};
	if (graph_svg(painter(), a, scene, &args, &out, &error))
		check_svg(a, out);
	else
		MUST(error.len > 0);
}

static void
draw_map(struct arena *a, const struct workspace *ws, int map, enum which which)
{
	struct sheet sheet = {0};
	if (!sheet_make(a, ws, &(struct sheet_args){.map = map, .which = which}, &sheet))
		return;
	struct scene journey = {.arena = a}, paths = {.arena = a};
	draw_journey(&journey, &sheet);
	paint(a, &journey);
	if (sheet.persona_count > 0 && sheet.personas[0].gap != NULL) {
		draw_paths(&paths, &sheet);
		paint(a, &paths);
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	enum { MOST_MAPS = 2, MOST_STEPS = 80 };
	struct arena *a = arena_new();
	struct source *source = NEW(a, struct source);
	*source = (struct source){.path = S("fuzz.yaml"),
	    .text = str_copy(a, (struct str){(const char *)data, (ptrdiff_t)size})};
	struct workspace ws = {0};
	workspace_read(a, source, 1, 20779, &ws);
	if (diags_count(&ws.diags, LEVEL_ERROR) == 0) {
		for (int i = 0; i < ws.map_count && i < MOST_MAPS; i++) {
			if (ws.maps[i].actual.step_count > MOST_STEPS)
				continue;
			draw_map(a, &ws, i, ACTUAL);
			draw_map(a, &ws, i, TO_BE);
		}
	}
	arena_free(a);
	return 0;
}
