/* SPDX-License-Identifier: MIT */
#ifndef MODEL_WORKSPACE_H
#define MODEL_WORKSPACE_H
#include "model/diag.h"
#include "model/map.h"
#include "model/persona.h"

/*
 * All sections of all sources as plain values, read-only. Nothing writes into it: whoever wants it
 * changed edits the text and loads again. It and all it points to live in one arena.
 */
struct lane_added {
	struct str key;
	bool names;              /* kind: name rather than text */
};

struct workspace {
	struct arena *arena;
	struct source *sources;
	ptrdiff_t source_count;
	struct diags diags;      /* sorted */
	int today;               /* days since 1970-01-01 */

	struct str title;
	struct entry info, framing;       /* details of the sections `workspace` and `framing` */
	double review_every;     /* days; NAN when not given */
	enum others others;

	struct persona *personas;
	int persona_count;
	struct map *maps;        /* scenarios and journeys as they stand in the files */
	int map_count;
	struct entry *waves, *actions, *indicators, *notes;
	int wave_count, action_count, indicator_count, note_count;

	const int *lanes;        /* fields in the order to show; NULL: all */
	int lane_count;
	struct lane_added *lanes_added;
	int lane_added_count;
	bool blank;              /* nothing but comments in all of it */
};

struct load_args {
	const char *path;        /* a file, a folder, or "-" */
	int today;
	void (*skipped)(void *context, struct str path); /* a YAML file that is not ours; may be NULL */
	void *context;
};

/*
 * Read a workspace. False when something could not be opened: *error says what and why. Everything
 * else that is wrong is a finding in ws->diags.
 */
bool workspace_load(struct arena *a, const struct load_args *args, struct workspace *ws,
    struct str *error);

/* The same from texts in memory, for tests and for later editing: sources[i].path and .text. */
void workspace_read(struct arena *a, struct source *sources, ptrdiff_t count, int today,
    struct workspace *ws);

int workspace_persona(const struct workspace *ws, struct str id);  /* index, or -1 */
int workspace_map(const struct workspace *ws, struct str id);      /* index, or -1 */
struct str field_name(const struct workspace *ws, int field);      /* also of added lanes */
struct position workspace_position(const struct workspace *ws, struct place at);
#endif
