/* SPDX-License-Identifier: MIT */
/*
 * Any bytes as up to three files of one workspace (a byte 0 parts them): every value of it is
 * walked, and every number in it must lead to something that is there.
 */
#include "base/utf8.h"
#include "model/reference.h"
#include "model/workspace.h"
#include "tests/fuzz/fuzz.h"

#include <math.h>

enum { MOST_FILES = 3, TODAY = 20779 };

struct walk {
	const struct workspace *ws;
	ptrdiff_t bytes; /* touched, so that nothing is optimised away */
};

static void
walk_text(struct walk *w, struct str s)
{
	MUST(s.len >= 0);
	MUST(utf8_bad(s) < 0);
	w->bytes += s.len;
}

static void
walk_place(const struct walk *w, struct place at)
{
	MUST(at.source < (uint32_t)w->ws->source_count);
	MUST((ptrdiff_t)at.offset <= w->ws->sources[at.source].parsed.len);
}

static void walk_entry(struct walk *w, const struct entry *e, int depth);

static void
walk_value(struct walk *w, const struct value *v, int depth)
{
	switch (v->kind) {
	case VALUE_EMPTY: return;
	case VALUE_TEXT:
		MUST(v->text.len > 0);
		walk_text(w, v->text);
		return;
	case VALUE_NAMES:
		for (ptrdiff_t i = 0; i < v->names.count; i++)
			walk_text(w, v->names.at[i]);
		return;
	case VALUE_NUMBER: MUST(v->number.low <= v->number.high); return;
	case VALUE_FLAG: w->bytes += v->flag; return;
	case VALUE_ITEMS:
		MUST(v->items.count > 0);
		for (ptrdiff_t i = 0; i < v->items.count; i++)
			walk_entry(w, &v->items.at[i], depth + 1);
		return;
	case VALUE_WORD: MUST(v->word >= 0 && v->word < 16); return;
	}
}

static void
walk_entry(struct walk *w, const struct entry *e, int depth)
{
	const struct workspace *ws = w->ws;
	MUST(depth < 8);
	walk_text(w, e->id);
	walk_text(w, e->text);
	walk_place(w, e->at);
	MUST(!e->own_id || e->id.len > 0 || depth > 0);
	for (int32_t i = 0; i < e->detail_count; i++) {
		const struct detail *d = &e->details[i];
		MUST(d->field >= 0 && d->field < FIELD_COUNT + ws->lane_added_count);
		MUST(d->persona >= NOBODY && d->persona < ws->persona_count);
		walk_place(w, d->at);
		walk_text(w, field_name(ws, d->field));
		walk_value(w, &d->value, depth);
	}
}

static void
walk_stages(struct walk *w, const struct stage *stages, int count, int steps)
{
	int next = 0;
	for (int i = 0; i < count; i++) {
		walk_entry(w, &stages[i].entry, 0);
		MUST(stages[i].first == next && stages[i].count >= 0);
		next += stages[i].count;
	}
	MUST(count == 0 || next == steps);
}

static void
walk_version(struct walk *w, const struct version *v, int today_count)
{
	walk_stages(w, v->stages, v->stage_count, v->step_count);
	for (int i = 0; i < v->step_count; i++) {
		const struct step *s = &v->steps[i];
		walk_entry(w, &s->entry, 0);
		MUST(s->entry.id.len > 0 && s->entry.text.len > 0);
		MUST(s->stage >= -1 && s->stage < v->stage_count);
		MUST((s->stage < 0) == (v->stage_count == 0));
		MUST(s->today >= -1 && s->today < today_count);
		MUST(!s->reworded || s->changed);
		MUST(!s->changed || s->today >= 0);
	}
}

static void
walk_wishes(struct walk *w, const struct wishlist *l)
{
	MUST(l->persona >= 0 && l->persona < w->ws->persona_count);
	MUST(l->others != OTHERS_UNSET);
	MUST(l->kind == WISHES_LISTED || l->wish_count == 0);
	walk_stages(w, l->stages, l->stage_count, l->wish_count);
	for (int i = 0; i < l->wish_count; i++) {
		const struct wish *wish = &l->wishes[i];
		walk_entry(w, &wish->entry, 0);
		MUST(wish->entry.id.len > 0 && wish->entry.text.len > 0);
		MUST(!wish->drop || wish->entry.own_id);
	}
}

static void
walk_lanes(struct walk *w, const int *lanes, int count)
{
	for (int i = 0; i < count; i++)
		walk_text(w, field_name(w->ws, lanes[i]));
}

static void
walk_map(struct walk *w, const struct map *m)
{
	walk_entry(w, &m->entry, 0);
	MUST(isnan(m->runs) || m->runs >= 0);
	for (int i = 0; i < m->persona_count; i++)
		MUST(m->personas[i] >= 0 && m->personas[i] < w->ws->persona_count);
	walk_version(w, &m->actual, 0);
	for (int i = 0; i < m->to_be_count; i++) {
		MUST(m->to_be[i].persona > NOBODY && m->to_be[i].persona < w->ws->persona_count);
		walk_version(w, &m->to_be[i].version, m->actual.step_count);
	}
	for (int i = 0; i < m->past_count; i++) {
		walk_entry(w, &m->past[i].entry, 0);
		walk_version(w, &m->past[i].version, 0);
	}
	for (int i = 0; i < m->wishlist_count; i++)
		walk_wishes(w, &m->wishlists[i]);
	walk_lanes(w, m->lanes, m->lane_count);
}

static void
walk_entries(struct walk *w, const struct entry *list, int count)
{
	for (int i = 0; i < count; i++)
		walk_entry(w, &list[i], 0);
}

static void
walk_workspace(const struct workspace *ws)
{
	struct walk w = {.ws = ws};
	walk_entry(&w,
	    &(struct entry){.details = ws->info.details, .detail_count = ws->info.detail_count}, 0);
	walk_entry(&w,
	    &(struct entry){
		.details = ws->framing.details, .detail_count = ws->framing.detail_count},
	    0);
	for (int i = 0; i < ws->persona_count; i++) {
		const struct persona *p = &ws->personas[i];
		walk_entry(&w, &p->entry, 0);
		MUST(p->name.len > 0 || p->entry.id.len == 0);
		MUST(isnan(p->share) || (p->share >= 0 && p->share <= 1));
		for (int v = 0; v < PERSONA_VALUE_COUNT; v++)
			MUST(p->values[v] >= 0 && p->values[v] <= 10);
		if (p->prefers != NULL)
			walk_entry(&w, p->prefers, 0);
	}
	for (int i = 0; i < ws->map_count; i++)
		walk_map(&w, &ws->maps[i]);
	walk_entries(&w, ws->waves, ws->wave_count);
	walk_entries(&w, ws->actions, ws->action_count);
	walk_entries(&w, ws->indicators, ws->indicator_count);
	walk_entries(&w, ws->notes, ws->note_count);
	walk_lanes(&w, ws->lanes, ws->lane_count);
}

static void
walk_findings(const struct workspace *ws)
{
	struct walk w = {.ws = ws};
	for (ptrdiff_t i = 0; i < ws->diags.list.count; i++) {
		const struct diag *d = &ws->diags.list.at[i];
		walk_place(&w, d->at);
		walk_text(&w, d->message);
		walk_text(&w, d->hint);
		if (d->also_says.len > 0)
			walk_place(&w, d->also);
		MUST(d->message.len > 0);
	}
}

/* Whatever has an id of its own is found by it. */
static void
find_all(struct arena *a, const struct workspace *ws)
{
	struct references *refs = references_new(a, ws);
	struct reference found[2];
	for (int i = 0; i < ws->map_count && i < 50; i++) {
		const struct map *m = &ws->maps[i];
		if (str_find(m->entry.id, '.') < 0)
			MUST(reference_find(refs, m->entry.id, found) > 0);
		for (int j = 0; j < m->actual.step_count; j++)
			MUST(reference_step(refs, i, m->actual.steps[j].entry.id, found));
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *a = arena_new();
	struct str rest = str_copy(a, (struct str){(const char *)data, (ptrdiff_t)size}), text;
	struct source *sources = NEW_N(a, struct source, MOST_FILES);
	ptrdiff_t count = 0;
	while (count < MOST_FILES && str_cut(&rest, '\0', &text))
		sources[count++] = (struct source){.path = S("fuzz.yaml"), .text = text};
	struct workspace ws = {0};
	workspace_read(a, sources, count, TODAY, &ws);
	MUST(ws.source_count == count);
	walk_workspace(&ws);
	walk_findings(&ws);
	find_all(a, &ws);
	arena_free(a);
	return 0;
}
