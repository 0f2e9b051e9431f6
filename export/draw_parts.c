/* SPDX-License-Identifier: MIT */
#include "export/draw_parts.h"

#include "base/utf8.h"

#include <math.h>

void
draw_face(struct scene *s, struct point at, double r, double feel, enum paint fill, enum paint ring)
{
	double mouth = feel / 2 * r * 0.5, y = at.y + r * 0.38 - mouth * 0.35;
	scene_circle(s, at.x, at.y, r + 2, filled(ring));
	scene_circle(s, at.x, at.y, r, filled(fill));
	scene_circle(s, at.x - r * 0.34, at.y - r * 0.22, r * 0.12, filled(PAINT_on_accent));
	scene_circle(s, at.x + r * 0.34, at.y - r * 0.22, r * 0.12, filled(PAINT_on_accent));
	const struct point curve[] = {{at.x - r * 0.42, y}, {at.x - r * 0.22, y + mouth},
	    {at.x + r * 0.22, y + mouth}, {at.x + r * 0.42, y}};
	scene_bezier(s, curve, 4, outlined(PAINT_on_accent, r * 0.16));
}

void
draw_star(struct scene *s, struct point at, double radius)
{
	struct point p[10];
	for (int i = 0; i < 10; i++) {
		double angle = -M_PI / 2 + i * M_PI / 5, r = i % 2 ? radius * 0.45 : radius;
		p[i] = (struct point){at.x + r * cos(angle), at.y + r * sin(angle)};
	}
	scene_polygon(s, p, 10, filled(PAINT_star));
}

void
draw_check(struct scene *s, struct point at, double size, enum paint paint)
{
	const struct point p[] = {{at.x - size / 2, at.y}, {at.x - size * 0.12, at.y + size * 0.36},
	    {at.x + size / 2, at.y - size * 0.38}};
	scene_polyline(s, p, 3, outlined(paint, size * 0.17));
}

/* Pictograms, drawn in a box of 12 by 12 units around the middle ---------------------------------
 */

struct pen {
	struct scene *scene;
	struct point at;
	double unit;
	enum paint paint;
};

static struct look
stroke(const struct pen *p)
{
	return outlined(p->paint, p->unit * 1.1);
}

static void
box(const struct pen *p, double x, double y, double w, double h, double r, bool full)
{
	double u = p->unit;
	scene_rect(p->scene, p->at.x + x * u, p->at.y + y * u, w * u, h * u, r * u,
	    full ? filled(p->paint) : stroke(p));
}

static void
path(const struct pen *p, const double *xy, int count)
{
	struct point points[8];
	for (int i = 0; i < count; i++)
		points[i] = (struct point){
		    p->at.x + xy[2 * i] * p->unit, p->at.y + xy[2 * i + 1] * p->unit};
	scene_polyline(p->scene, points, count, stroke(p));
}

static void
arch(const struct pen *p, const double *xy, double width)
{
	struct point points[4];
	for (int i = 0; i < 4; i++)
		points[i] = (struct point){
		    p->at.x + xy[2 * i] * p->unit, p->at.y + xy[2 * i + 1] * p->unit};
	scene_bezier(p->scene, points, 4, outlined(p->paint, p->unit * width));
}

static void
dot(const struct pen *p, double x, double y, double r, bool full)
{
	scene_circle(p->scene, p->at.x + x * p->unit, p->at.y + y * p->unit, r * p->unit,
	    full ? filled(p->paint) : stroke(p));
}

static void
icon_MOBILE(const struct pen *p)
{
	box(p, -3.5, -6, 7, 12, 1.5, false);
	path(p, (const double[]){-1, 4.2, 1, 4.2}, 2);
}

static void
icon_MAIL(const struct pen *p)
{
	box(p, -6, -4.5, 12, 9, 1, false);
	path(p, (const double[]){-6, -4, 0, 0.8, 6, -4}, 3);
}

static void
icon_CHAT(const struct pen *p)
{
	box(p, -6, -5, 12, 8, 2.5, false);
	path(p, (const double[]){-3, 3, -3, 6, 0.5, 3}, 3);
	for (int i = -1; i <= 1; i++)
		dot(p, 2.6 * i, -1, 0.7, true);
}

static void
icon_CALL(const struct pen *p)
{
	arch(p, (const double[]){-5.5, -2.5, -5.5, -7, 5.5, -7, 5.5, -2.5}, 1.76);
	box(p, -6.5, -3.5, 3.6, 3, 1, true);
	box(p, 2.9, -3.5, 3.6, 3, 1, true);
	box(p, -4.2, -0.5, 8.4, 6, 1.5, false);
	dot(p, 0, 2.5, 1.3, true);
}

static void
icon_WEB(const struct pen *p)
{
	box(p, -6, -5, 12, 10, 1.5, false);
	path(p, (const double[]){-6, -2, 6, -2}, 2);
	dot(p, -4, -3.5, 0.6, true);
	dot(p, -2, -3.5, 0.6, true);
}

static void
icon_SCREEN(const struct pen *p)
{
	box(p, -6, -5, 12, 8, 1, false);
	path(p, (const double[]){0, 3, 0, 5.5}, 2);
	path(p, (const double[]){-3, 5.5, 3, 5.5}, 2);
}

static void
icon_PAPER(const struct pen *p)
{
	path(p, (const double[]){-4.5, -6, 1.5, -6, 4.5, -3, 4.5, 6, -4.5, 6, -4.5, -6}, 6);
	path(p, (const double[]){-2.5, -1, 2.5, -1}, 2);
	path(p, (const double[]){-2.5, 2, 2.5, 2}, 2);
}

static void
icon_PERSON(const struct pen *p)
{
	dot(p, 0, -2.8, 2.6, false);
	arch(p, (const double[]){-5, 5.5, -5, -0.5, 5, -0.5, 5, 5.5}, 1.1);
	path(p, (const double[]){-5, 5.5, 5, 5.5}, 2);
}

static void
icon_RADIO(const struct pen *p)
{
	path(p, (const double[]){-5.5, -2, -2.5, -2, 2, -5, 2, 5, -2.5, 2, -5.5, 2, -5.5, -2}, 7);
	arch(p, (const double[]){4, -2.5, 5.5, -1, 5.5, 1, 4, 2.5}, 1.1);
}

static void
icon_NOTHING(const struct pen *p)
{
	path(p, (const double[]){-4, 0, 4, 0}, 2);
}

static void
icon_OTHER(const struct pen *p)
{
	dot(p, 0, 0, 3.4, false);
}

typedef void icon_drawer(const struct pen *p);

static const struct {
	struct str word;
	icon_drawer *draw;
} icons[] = {
#define ICON(word, picture) {S_INIT(word), icon_##picture},
#include "export/icon.def"
#undef ICON
};

static bool
holds_word(struct str name, struct str word)
{
	for (ptrdiff_t i = 0; i + word.len <= name.len; i++) {
		bool start = i == 0 || name.at[i - 1] == ' ' || name.at[i - 1] == '-';
		if (start && str_starts(str_from(name, i), word))
			return true;
	}
	return false;
}

void
draw_icon(struct scene *s, struct str name, struct point at, double size, enum paint paint)
{
	const struct pen pen = {s, at, size / 12, paint};
	struct str folded = utf8_fold(s->arena, name);
	for (ptrdiff_t i = 0; i < COUNT_OF(icons); i++) {
		if (holds_word(folded, icons[i].word)) {
			icons[i].draw(&pen);
			return;
		}
	}
	icon_OTHER(&pen);
}

/* Words -----------------------------------------------------------------------------------------
 */

void
draw_initials(struct scene *s, struct str initials, struct point at, double radius, enum paint fill)
{
	struct type type = {.size = radius * 0.78, .paint = PAINT_on_accent, .bold = true};
	double width = text_width(initials, type);
	if (width > radius * 1.6)
		type.size *= radius * 1.6 / width;
	scene_circle(s, at.x, at.y, radius, filled(fill));
	scene_label(s, at.x, at.y + type.size * 0.36, ALIGN_CENTER, type, initials);
}

static const struct type PILL = {.size = 6.8, .bold = true};

double
pill_width(struct str word)
{
	return text_width(word, PILL) + 10;
}

double
draw_pill(struct scene *s, double x, double y, const struct pill *pill)
{
	double width = pill_width(pill->word);
	struct type type = PILL;
	type.paint = pill->paint;
	scene_rect(s, x, y, width, PILL_HEIGHT, PILL_HEIGHT / 2.0,
	    (struct look){pill->fill, pill->paint, 0.7, DASH_SOLID});
	scene_label(s, x + width / 2, y + 8.4, ALIGN_CENTER, type, pill->word);
	return width;
}

double
draw_words(struct scene *s, double x, double y, double width, struct type type, struct str text)
{
	struct text_lines lines = {0};
	text_wrap(s->arena, &lines, text, width, type, 0);
	for (ptrdiff_t i = 0; i < lines.list.count; i++) {
		const struct text_line *line = &lines.list.at[i];
		scene_label(
		    s, x, y + line->pitch / 2 + type.size * 0.28, ALIGN_LEFT, type, line->text);
		y += line->pitch;
	}
	return lines.height;
}

enum { LEGEND_PITCH = 16 };
static const struct type LEGEND = {.size = 8.6, .paint = PAINT_second};

struct point
legend_item(struct legend *l, double mark, struct str words)
{
	double width = mark + (words.len > 0 ? 6 + text_width(words, LEGEND) : 0);
	if (l->x > l->left && l->x + width > l->right) {
		l->x = l->left;
		l->y += LEGEND_PITCH;
	}
	struct point at = {l->x + mark / 2, l->y - 3};
	scene_label(l->scene, l->x + mark + 6, l->y, ALIGN_LEFT, LEGEND, words);
	l->x += width + 18;
	return at;
}
