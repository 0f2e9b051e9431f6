/* SPDX-License-Identifier: MIT */
/*
 * Pictures into files. -o draws one picture of one map; -O draws all that can be drawn, passing
 * over what does not apply (a map without redesign, a persona without wishes). Each picture is made
 * in an arena of its own, and those of a folder in workers, as the drawing library leaks.
 */
#include "base/file.h"
#include "cli/pick.h"
#include "export/picture.h"

enum { LEAST_DPI = 24, MOST_DPI = 1200, SECONDS_PER_DAY = 86400 };

struct export
{
	struct cli *cli;
	struct workspace ws;
	struct painter *painter;     /* of one picture, */
	struct picture_batch *batch; /* or of a folder of them */
	struct picture_args args;
	struct words names; /* of the files of a folder */
};

static int
refuse(const struct cli *cli, struct str hint, const char *message)
{
	cli_error(cli, hint, "%s", message);
	return EXIT_COULD_NOT;
}

/* The suffix of the file name decides unless --to is given. */
static int
find_format(const struct cli *cli, enum format *format)
{
	struct str name = cli_text(cli, OPTION_output);
	*format = FORMAT_svg;
	if (cli_has(cli, OPTION_to)) {
		*format = (enum format)format_find(cli_text(cli, OPTION_to));
		return EXIT_FINE;
	}
	if (name.len == 0 || str_eq(name, S("-")))
		return EXIT_FINE;
	struct str suffix = name;
	for (ptrdiff_t i; (i = str_find(suffix, '.')) >= 0;)
		suffix = str_from(suffix, i + 1);
	int found = suffix.len < name.len ? format_find(suffix) : -1;
	if (found < 0) {
		cli_error(cli, S("name it .svg, .png, .pdf or .dot, or say --to FORMAT"),
		    "'%.*s' does not say in which format to draw", STR(name));
		return EXIT_COULD_NOT;
	}
	*format = (enum format)found;
	return EXIT_FINE;
}

static int
read_options(struct export *e)
{
	const struct cli *cli = e->cli;
	bool file = cli_has(cli, OPTION_output), folder = cli_has(cli, OPTION_output_folder);
	double dpi = cli->options.at[OPTION_dpi].number;
	if (!file && !folder)
		return refuse(cli, S("-o FILE draws one picture, -O DIR all of them"),
		    "'export' needs to know where to draw");
	if (file && folder)
		return refuse(cli, S("-o FILE draws one picture, -O DIR all of them"),
		    "-o and -O do not go together");
	if (file && cli_has(cli, OPTION_all_pictures))
		return refuse(cli, S("say -O DIR"), "--all draws more than one file holds");
	if (cli_has(cli, OPTION_dpi) && !(dpi >= LEAST_DPI && dpi <= MOST_DPI))
		return refuse(cli, S("144 is usual, 300 for print"), "--dpi is from 24 to 1200");
	e->args = (struct picture_args){
	    .picture = (enum picture)cli->options.at[OPTION_picture].choice,
	    .map = -1,
	    .which = cli->options.at[OPTION_which_one].choice == 0 ? ACTUAL : TO_BE,
	    .graph = {.scheme = (enum scheme)cli->options.at[OPTION_theme].choice,
		.plain = cli_has(cli, OPTION_plain_svg),
		.dpi = dpi,
		.date = (long long)cli->today * SECONDS_PER_DAY},
	};
	return find_format(cli, &e->args.format);
}

static int
put(struct export *e, struct arena *a, struct str path, struct str bytes)
{
	struct str error;
	bool changed;
	if (str_eq(path, S("-")))
		return cli_print(e->cli, bytes);
	if (!file_write(a, str_z(a, path), bytes, &changed, &error)) {
		cli_error(
		    e->cli, (struct str){0}, "cannot write '%.*s': %.*s", STR(path), STR(error));
		return EXIT_COULD_NOT;
	}
	cli_wrote(e->cli, path, changed);
	return EXIT_FINE;
}

static int
draw(struct export *e, struct str path)
{
	struct arena *a = cli_arena();
	struct str bytes = {0}, error = {0};
	int status = EXIT_COULD_NOT;
	bool drawn = e->batch != NULL
	    ? picture_batch_draw(e->batch, a, &e->args, &bytes, &error)
	    : picture_draw(e->painter, a, &e->ws, &e->args, &bytes, &error);
	if (drawn)
		status = put(e, a, path, bytes);
	else
		cli_error(e->cli, (struct str){0}, "%.*s", STR(error));
	arena_free(a);
	return status;
}

/* The first journey, else the first scenario; -1 when there is no map. */
static int
first_map(const struct workspace *ws)
{
	for (int i = 0; i < ws->map_count; i++) {
		if (ws->maps[i].journey)
			return i;
	}
	return ws->map_count > 0 ? 0 : -1;
}

static int
first_persona(const struct map *m)
{
	if (m->persona_count > 0)
		return m->personas[0];
	for (int i = 0; i < m->wishlist_count; i++) {
		if (m->wishlists[i].kind != WISHES_NEVER)
			return m->wishlists[i].persona;
	}
	return -1;
}

/* What was chosen for somebody who did not choose. */
static void
name_choice(const struct export *e, bool map_chosen)
{
	const struct cli *cli = e->cli;
	const struct map *m = &e->ws.maps[e->args.map];
	int persona = e->args.persona_count > 0 ? e->args.personas[0] : -1;
	if (cli->quiet || map_chosen)
		return;
	struct str who = persona < 0 ? S("") : e->ws.personas[persona].entry.id;
	cli_note(cli, "drawing the %s '%.*s'%s%.*s%s; --map and --persona choose",
	    m->journey ? "journey" : "scenario", STR(m->entry.id), who.len ? " for '" : "",
	    STR(who), who.len ? "'" : "");
}

static int
draw_one(struct export *e)
{
	const struct cli *cli = e->cli;
	struct str path = cli_text(cli, OPTION_output);
	bool binary = e->args.format == FORMAT_png || e->args.format == FORMAT_pdf;
	if (binary && str_eq(path, S("-")) && cli->console.out.tty)
		return refuse(
		    cli, S("say -o FILE, or use a pipe"), "a terminal cannot show this format");
	if (!picture_is_of_map(e->args.picture))
		return draw(e, path);
	bool chosen = cli_has(cli, OPTION_map);
	if (!chosen)
		e->args.map = first_map(&e->ws);
	if (e->args.map < 0)
		return refuse(cli, S("write a scenario or a journey"), "there is no map to draw");
	int persona = first_persona(&e->ws.maps[e->args.map]);
	if (e->args.persona_count == 0 && persona >= 0) {
		int *first = NEW(cli->arena, int);
		*first = persona;
		e->args.personas = first;
		e->args.persona_count = 1;
	}
	name_choice(e, chosen);
	return draw(e, path);
}

static bool
is_taken(const struct export *e, struct str name)
{
	for (ptrdiff_t i = 0; i < e->names.list.count; i++) {
		if (str_eq(e->names.list.at[i], name))
			return true;
	}
	return false;
}

/* A file name of its own: a map may be called "heat", or like another map and a persona. */
static int
draw_into_folder(struct export *e, struct str name)
{
	struct arena *a = e->cli->arena;
	struct str folder = cli_text(e->cli, OPTION_output_folder), own = name;
	for (int i = 2; is_taken(e, own); i++)
		own = str_format(a, "%.*s-%d", STR(name), i);
	VEC_PUSH(a, &e->names.list, own);
	const char *slash = str_ends(folder, S("/")) ? "" : "/";
	struct str suffix = format_suffix(e->args.format);
	return draw(e, str_format(a, "%.*s%s%.*s.%.*s", STR(folder), slash, STR(own), STR(suffix)));
}

static bool
is_wanted(const struct export *e, enum picture picture)
{
	return !cli_has(e->cli, OPTION_picture) || e->args.picture == picture;
}

static int
worse(int x, int y)
{
	return x > y ? x : y;
}

static bool
has_steps(const struct map *m, enum which which, int persona)
{
	const struct version *v = map_version(m, which, persona);
	return v != NULL && v->step_count > 0;
}

static int
draw_journey_of(struct export *e)
{
	const struct map *m = &e->ws.maps[e->args.map];
	int persona = e->args.persona_count > 0 ? e->args.personas[0] : first_persona(m);
	if (has_steps(m, e->args.which, persona))
		return draw_into_folder(e, m->entry.id);
	if (e->cli->verbose)
		cli_note(e->cli, "skipped %.*s: it has no steps in this version", STR(m->entry.id));
	return EXIT_FINE;
}

static bool
is_chosen(const int *personas, int count, int persona)
{
	for (int i = 0; i < count; i++) {
		if (personas[i] == persona)
			return true;
	}
	return count == 0;
}

/* One picture per persona who has wishes about the map. */
static int
draw_paths_of(struct export *e)
{
	struct picture_args all = e->args;
	const struct map *m = &e->ws.maps[all.map];
	int status = EXIT_FINE;
	for (int i = 0; i < m->wishlist_count; i++) {
		const struct wishlist *w = &m->wishlists[i];
		struct gap ignored;
		if (w->kind == WISHES_NEVER ||
		    !is_chosen(all.personas, all.persona_count, w->persona) ||
		    !has_steps(m, all.which, w->persona) ||
		    !gap_measure(e->cli->arena, &e->ws, all.map, w->persona, all.which, &ignored))
			continue;
		e->args.personas = &w->persona;
		e->args.persona_count = 1;
		struct str who = e->ws.personas[w->persona].entry.id;
		struct str name =
		    str_format(e->cli->arena, "%.*s-%.*s-paths", STR(m->entry.id), STR(who));
		status = worse(status, draw_into_folder(e, name));
	}
	e->args = all;
	return status;
}

static bool
has_gaps(const struct workspace *ws)
{
	for (int i = 0; i < ws->map_count; i++) {
		if (first_persona(&ws->maps[i]) >= 0 && ws->maps[i].wishlist_count > 0)
			return true;
	}
	return false;
}

static int
draw_all(struct export *e)
{
	struct cli *cli = e->cli;
	struct str folder = cli_text(cli, OPTION_output_folder), error;
	int status = EXIT_FINE, only = e->args.map;
	if (e->ws.map_count == 0)
		return refuse(cli, S("write a scenario or a journey"), "there is no map to draw");
	if (!file_make_folder(str_z(cli->arena, folder), &error)) {
		cli_error(cli, (struct str){0}, "cannot make the folder '%.*s': %.*s", STR(folder),
		    STR(error));
		return EXIT_COULD_NOT;
	}
	enum picture asked = e->args.picture;
	for (int i = 0; i < e->ws.map_count; i++) {
		if (only >= 0 && i != only)
			continue;
		e->args.map = i;
		e->args.picture = asked;
		bool journey = is_wanted(e, PICTURE_journey), paths = is_wanted(e, PICTURE_paths);
		e->args.picture = PICTURE_journey;
		if (journey)
			status = worse(status, draw_journey_of(e));
		e->args.picture = PICTURE_paths;
		if (paths)
			status = worse(status, draw_paths_of(e));
	}
	e->args.picture = asked;
	if (only >= 0 || !is_wanted(e, PICTURE_heat) || !has_gaps(&e->ws))
		return status;
	e->args.picture = PICTURE_heat;
	return worse(status, draw_into_folder(e, S("heat")));
}

int
cmd_export(struct cli *cli)
{
	struct export e = {.cli = cli};
	if (read_options(&e) != EXIT_FINE ||
	    cli_load_sound(cli, cli_operand(cli, 0, S(".")), &e.ws) != EXIT_FINE)
		return EXIT_COULD_NOT;
	if (cli_has(cli, OPTION_map) &&
	    !pick_map(cli, &e.ws, cli_text(cli, OPTION_map), &e.args.map))
		return EXIT_COULD_NOT;
	if (!pick_personas(cli, &e.ws, &e.args.personas, &e.args.persona_count))
		return EXIT_COULD_NOT;
	int status;
	if (cli_has(cli, OPTION_output)) {
		e.painter = painter_new(cli->arena);
		status = draw_one(&e);
		painter_free(e.painter);
	} else {
		e.batch = picture_batch_new(cli->arena, &e.ws);
		status = draw_all(&e);
		picture_batch_free(e.batch);
	}
	return status;
}
