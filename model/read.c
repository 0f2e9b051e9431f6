/* SPDX-License-Identifier: MIT */
/* The order in which things are read, and the end: from stacks and tables to the workspace. */
#include "model/read.h"

#include "base/utf8.h"
#include "model/check.h"
#include "model/read_priv.h"

#include <math.h>

enum { FORMAT = 1, PATIENCE = 300000 };

static const struct grammar READ_TOP = {.owner = OWN_TOP};

struct reader *
read_start(struct arena *room, struct workspace *ws)
{
	struct reader *r = NEW(room, struct reader);
	*r = (struct reader){.arena = ws->arena,
	    .stacks = room,
	    .room = arena_new_in(room),
	    .ws = ws,
	    .diags = &ws->diags,
	    .words = ws->arena,
	    .patience = PATIENCE,
	    .persona_ids = {.arena = room},
	    .map_ids = {.arena = room},
	    .wave_ids = {.arena = room},
	    .indicator_ids = {.arena = room},
	    .stranger_ids = {.arena = room},
	    .lane_ids = {.arena = room}};
	r->info.first = NEW_N(room, struct section_first, FIELD_COUNT);
	r->framing.first = NEW_N(room, struct section_first, FIELD_COUNT);
	ws->blank = true;
	return r;
}

void
read_missing(struct reader *r)
{
	r->unsure = true;
	r->ws->blank = false;
}

static bool
is_section_of_ours(struct str key)
{
	return str_eq(key, S("personas")) || str_eq(key, S("scenarios")) ||
	    str_eq(key, S("journeys"));
}

bool
read_says_nothing(const struct tree *tree)
{
	for (ptrdiff_t i = 0; i < tree->document_count; i++) {
		const struct node *root = node_real(tree->documents[i].root);
		if (root != NULL && !read_is_nothing(root) && root->first != NULL)
			return false;
	}
	return true;
}

bool
read_is_ours(const struct tree *tree)
{
	bool all = true;
	for (ptrdiff_t i = 0; i < tree->document_count; i++) {
		const struct node *root = node_real(tree->documents[i].root);
		if (root == NULL || root->kind != NODE_MAPPING) {
			all = all && root != NULL && read_is_nothing(root);
			continue;
		}
		for (const struct node *c = root->first; c != NULL && c->next != NULL;
		     c = c->next->next) {
			const struct node *key = node_real(c);
			bool words = key != NULL && key->kind == NODE_SCALAR;
			if (words && is_section_of_ours(key->value))
				return true;
			all = all && words &&
			    (schema_find(OWN_TOP, key->value) != NULL ||
				read_is_free_key(key->value));
		}
	}
	return all;
}

/* False when the file is of a newer format, and nothing else in it should be judged. */
static bool
check_format(struct reader *r, const struct node *root)
{
	for (const struct node *c = root->first; c != NULL && c->next != NULL; c = c->next->next) {
		const struct node *key = node_real(c);
		if (key == NULL || key->kind != NODE_SCALAR || !str_eq(key->value, S("format")))
			continue;
		struct key k;
		struct value v;
		if (!read_key(r, &READ_TOP, c, &k) || !read_value(r, &READ_TOP, &k, c->next, &v) ||
		    v.kind != VALUE_NUMBER)
			continue;
		if (v.number.low > FORMAT) {
			struct diag *d = diag_add(r->diags, DIAG_format_newer,
			    read_place(r, c->next), read_width(r, c->next),
			    "this file needs format %g; this program reads format %d", v.number.low,
			    FORMAT);
			d->hint = S("a newer desirepath can read it");
			return false;
		}
		if (v.number.low != FORMAT)
			diag_add(r->diags, DIAG_value_range, read_place(r, c->next),
			    read_width(r, c->next), "there is no format %g", v.number.low);
	}
	return true;
}

/* Personas first: most mentions of them are settled at once. */
static void
read_root(struct reader *r, const struct node *root)
{
	for (const struct node *c = root->first; c != NULL && c->next != NULL; c = c->next->next) {
		const struct node *key = node_real(c);
		if (key != NULL && key->kind == NODE_SCALAR && str_eq(key->value, S("personas")))
			read_persona_section(r, c->next);
	}
}

static void
read_sections(struct reader *r, const struct node *root)
{
	for (const struct node *c = root->first; c != NULL && c->next != NULL; c = c->next->next) {
		struct key k;
		if (read_key(r, &READ_TOP, c, &k))
			read_section(r, (enum field)k.field, c, c->next);
	}
}

static void
not_sections(struct reader *r, const struct node *root)
{
	struct diag *d = diag_add(r->diags, DIAG_value_type, read_place(r, root),
	    read_width(r, root), "a workspace file is a mapping of sections");
	d->hint = S("begin with personas: or scenarios:");
}

static void
empty_file(struct reader *r)
{
	struct diag *d = diag_add(
	    r->diags, DIAG_file_empty, (struct place){r->source, 0}, 1, "the file is empty");
	d->whole_file = true;
	d->hint =
	    S("begin with `desirepath new --from notes.txt`, or with personas: and scenarios:");
}

/* What the parser could not read of this file has been said. */
static bool
is_told_of(const struct reader *r)
{
	ptrdiff_t count = r->diags->list.count;
	return count > 0 && r->diags->list.at[count - 1].at.source == r->source;
}

/* The mappings of the documents; a file that is not ours in kind leaves a finding. */
static bool
open_documents(struct reader *r, const struct tree *tree)
{
	bool empty = true;
	for (ptrdiff_t i = 0; i < tree->document_count; i++) {
		const struct node *root = read_real(r, tree->documents[i].root);
		if (root->kind == NODE_MAPPING) {
			if (!check_format(r, root)) {
				read_missing(r);
				return false;
			}
			empty = empty && root->first == NULL;
		} else if (!read_is_nothing(root)) {
			not_sections(r, tree->documents[i].root);
			empty = false;
		}
	}
	if (empty && !is_told_of(r))
		empty_file(r);
	if (!empty)
		r->ws->blank = false;
	return true;
}

void
read_tree(struct reader *r, uint32_t number, const struct tree *tree)
{
	r->source = number;
	r->text = r->ws->sources[number].parsed;
	if (!open_documents(r, tree))
		return;
	for (int pass = 0; pass < 2; pass++) {
		for (ptrdiff_t i = 0; i < tree->document_count; i++) {
			const struct node *root = read_real(r, tree->documents[i].root);
			if (root->kind != NODE_MAPPING)
				continue;
			if (pass == 0)
				read_root(r, root);
			else
				read_sections(r, root);
		}
	}
	r->text = (struct str){0};
}

static void
hand_over(struct reader *r)
{
	struct workspace *ws = r->ws;
	ws->personas = r->personas.at;
	ws->persona_count = (int)r->personas.count;
	ws->maps = r->maps.at;
	ws->map_count = (int)r->maps.count;
	ws->waves = r->waves.at;
	ws->wave_count = (int)r->waves.count;
	ws->actions = r->actions.at;
	ws->action_count = (int)r->actions.count;
	ws->indicators = r->indicators.at;
	ws->indicator_count = (int)r->indicators.count;
	ws->notes = r->notes.at;
	ws->note_count = (int)r->notes.count;
	ws->lanes_added = r->lanes_added.at;
	ws->lane_added_count = (int)r->lanes_added.count;
}

static void
take_workspace_lanes(struct reader *r)
{
	r->lanes.count = 0;
	for (ptrdiff_t i = 0; i < r->all_lanes.count; i++)
		VEC_PUSH(r->stacks, &r->lanes, r->all_lanes.at[i]);
	r->ws->lanes = read_take_lanes(r, &r->ws->lane_count);
	read_settle_lanes(r, &r->ws->lanes, &r->ws->lane_count);
}

static void
note_no_maps(struct reader *r)
{
	/* An empty file has been told what to do; behind an error there may be maps. */
	bool told = (r->ws->blank && r->ws->diags.list.count > 0) ||
	    diags_count(&r->ws->diags, LEVEL_ERROR) > 0;
	if (r->ws->map_count > 0 || r->unsure || told || r->ws->source_count == 0)
		return;
	struct diag *d = diag_add(r->diags, DIAG_map_none, (struct place){0, 0}, 1,
	    "there is no scenario and no journey yet");
	d->whole_file = true;
	d->hint = S("`desirepath new --from notes.txt` makes one of notes; or write scenarios: or "
		    "journeys:");
}

/* Found by the parser: the first rows of diag.def. */
static bool
is_of_parser(const struct diag *d)
{
	return d->code < DIAG_key_twice && !d->whole_file;
}

/* What the reader says about a value or key that it cannot make sense of. */
static bool
is_misread(const struct diag *d)
{
	switch ((int)d->code) {
	case DIAG_key_unknown:
	case DIAG_value_type:
	case DIAG_value_range:
	case DIAG_id_form:
	case DIAG_not_a_wish:
	case DIAG_item_empty:
	case DIAG_ref_unknown: return true;
	default: return false;
	}
}

/* The structure of such a line is a guess of the parser. */
static bool
is_structural(enum diag_code code)
{
	return code == DIAG_yaml_syntax || code == DIAG_yaml_tab || code == DIAG_indent;
}

/* Bytes that a finding speaks for. */
static uint32_t
extent(const struct workspace *ws, const struct diag *d)
{
	if (!is_structural(d->code))
		return (uint32_t)d->width;
	struct str line = str_from(ws->sources[d->at.source].parsed, d->at.offset);
	ptrdiff_t end = str_find(line, '\n');
	return (uint32_t)(end < 0 ? line.len : end);
}

/* Whether `next` begins within or directly behind what `d` speaks for. */
static bool
reaches(const struct workspace *ws, const struct diag *d, const struct diag *next)
{
	return d->at.source == next->at.source && next->at.offset - d->at.offset <= extent(ws, d);
}

/*
 * What the parser found explains what the reader stumbled over at the same place. The findings are
 * sorted.
 */
static void
drop_consequences(struct workspace *ws)
{
	struct diags *diags = &ws->diags;
	struct diag parser = {0};
	bool any = false;
	ptrdiff_t kept = 0;
	for (ptrdiff_t i = 0; i < diags->list.count; i++) {
		struct diag d = diags->list.at[i];
		if (is_of_parser(&d)) {
			while (kept > 0 && is_misread(&diags->list.at[kept - 1]) &&
			    reaches(ws, &diags->list.at[kept - 1], &d))
				kept--;
			parser = d;
			any = true;
		} else if (any && is_misread(&d) && reaches(ws, &parser, &d)) {
			continue;
		}
		diags->list.at[kept++] = d;
	}
	diags->list.count = kept;
}

static bool
is_of_two_files(const struct diag *d)
{
	return (d->code == DIAG_id_twice || d->code == DIAG_key_twice) && d->also_says.len > 0 &&
	    d->at.source != d->also.source;
}

/* What one file repeats of others: all of it in one finding when it is a lot. */
struct repeated {
	ptrdiff_t first; /* of its findings */
	int count;
};

static void
tell_of_copy(struct workspace *ws, const struct repeated *all)
{
	struct diag *d = &ws->diags.list.at[all->first];
	struct str like = ws->sources[d->also.source].path;
	d->message = str_format(
	    ws->arena, "%.*s, and so are %d more in this file", STR(d->message), all->count - 1);
	d->hint = str_format(ws->arena,
	    "is it a copy of %.*s, or a workspace of its own? all files of a folder are read as "
	    "one: "
	    "name the file that is meant, or move one of them away",
	    STR(like));
}

/* A copied file, or two workspaces in one folder, are one problem and not a hundred. */
static void
join_copies(struct reader *r)
{
	enum { MOST_SAID = 4 };
	struct workspace *ws = r->ws;
	struct diags *diags = &ws->diags;
	struct repeated *all = NEW_N(r->room, struct repeated, ws->source_count + 1);
	for (ptrdiff_t i = 0; i < diags->list.count; i++) {
		const struct diag *d = &diags->list.at[i];
		if (is_of_two_files(d) && all[d->at.source].count++ == 0)
			all[d->at.source].first = i;
	}
	for (int s = 0; s < ws->source_count; s++) {
		if (all[s].count > MOST_SAID)
			tell_of_copy(ws, &all[s]);
	}
	ptrdiff_t kept = 0;
	for (ptrdiff_t i = 0; i < diags->list.count; i++) {
		struct diag d = diags->list.at[i];
		const struct repeated *its = &all[d.at.source];
		if (!is_of_two_files(&d) || its->count <= MOST_SAID || its->first == i)
			diags->list.at[kept++] = d;
	}
	diags->list.count = kept;
}

void
read_finish(struct reader *r)
{
	read_settle(r);
	read_join_sections(r);
	take_workspace_lanes(r);
	read_split_to_be(r);
	hand_over(r);
	for (int i = 0; i < r->ws->map_count; i++)
		read_link_map(r, &r->ws->maps[i]);
	if (!r->unsure)
		read_check_references(r);
	note_no_maps(r);
	if (!r->unsure)
		check_workspace(r->ws);
	diags_sort(&r->ws->diags);
	drop_consequences(r->ws);
	join_copies(r);
	arena_free(r->room);
	if (r->words != r->arena)
		arena_free(r->words);
}
