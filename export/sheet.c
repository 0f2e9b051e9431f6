/* SPDX-License-Identifier: MIT */
/*
 * The workspace as a table. Cells hold the user's own words, one text per item; where the chosen
 * personas differ at a step, each text says whose it is. What is computed (gap, time, feelings) is
 * there both as numbers and as words.
 */
#include "export/sheet.h"

#include "base/utf8.h"
#include "export/sheet_priv.h"
#include "model/value.h"

#include <math.h>
#include <string.h>

static const struct lane_row rows[] = {
#define LANE(id, field, title, sub, look, part)                                                    \
	{S_INIT(#id), field, S_INIT(title), S_INIT(sub), LOOK_##look, PART_##part},
#include "export/lane.def"
#undef LANE
};

const struct lane_row *
lane_row(enum lane lane)
{
	return &rows[lane];
}

/* Texts of values ----------------------------------------------------------------------------- */

struct texts {
	struct arena *arena;
	VEC(struct str) list;
};

static void
add_text(struct texts *t, struct str text)
{
	if (text.len > 0)
		VEC_PUSH(t->arena, &t->list, text);
}

static struct sheet_cell
cell_of(const struct texts *t)
{
	return (struct sheet_cell){t->list.at, (int)t->list.count};
}

/* Who said it, how it was answered, how many dots it got. */
static struct str
item_words(struct arena *a, const struct entry *item, bool question)
{
	struct buf out = {.arena = a};
	buf_add(&out, item->text);
	struct str by = entry_text(item, FIELD_by), answer = entry_text(item, FIELD_answer);
	double dots = entry_number(item, FIELD_dots, FOR_ALL, 0);
	if (question && answer.len > 0)
		buf_format(&out, " – %.*s", STR(answer));
	else if (question)
		buf_add(&out, S(" – no answer yet"));
	if (by.len > 0 && !question)
		buf_format(&out, " (%.*s)", STR(by));
	if (dots > 0)
		buf_format(&out, " · %.0f %s", dots, dots == 1 ? "vote" : "votes");
	return buf_str(&out);
}

static struct str
number_words(struct arena *a, int field, const struct value *v)
{
	double middle = (v->number.low + v->number.high) / 2;
	if (field == FIELD_feel)
		return feel_words(a, middle);
	return value_words(a, (enum field)field, false, v);
}

/* A scenario by its title, a persona by the short name. */
static struct str
shown_name(const struct workspace *ws, int field, struct str name)
{
	int map = field == FIELD_scenario ? workspace_map(ws, name) : -1;
	int persona = field == FIELD_fits ? workspace_persona(ws, name) : -1;
	if (persona >= 0)
		return persona_short(&ws->personas[persona]);
	return map >= 0 ? ws->maps[map].entry.text : name;
}

static void
add_value(struct texts *t, const struct workspace *ws, int field, const struct value *v)
{
	struct arena *a = t->arena;
	switch (v->kind) {
	case VALUE_EMPTY: break;
	case VALUE_TEXT: add_text(t, shown_name(ws, field, v->text)); break;
	case VALUE_NAMES:
		for (ptrdiff_t i = 0; i < v->names.count; i++)
			add_text(t, shown_name(ws, field, v->names.at[i]));
		break;
	case VALUE_NUMBER: add_text(t, number_words(a, field, v)); break;
	case VALUE_FLAG: add_text(t, v->flag ? S("yes") : S("no")); break;
	case VALUE_ITEMS:
		for (ptrdiff_t i = 0; i < v->items.count; i++)
			add_text(t, item_words(a, &v->items.at[i], field == FIELD_ask));
		break;
	case VALUE_WORD: break;
	}
}

/* Making -------------------------------------------------------------------------------------- */

/* The chosen personas, or one that stands for everybody. */
static int
voice_count(const struct maker *m)
{
	return m->sheet->persona_count > 0 ? m->sheet->persona_count : 1;
}

static int
voice(const struct maker *m, int i)
{
	return m->sheet->persona_count > 0 ? m->sheet->personas[i].persona : FOR_ALL;
}

static bool
meets(const struct maker *m, const struct step *s, int i)
{
	return step_met_by(m->ws, s, voice(m, i));
}

/* The names of all who have the same detail as person `first`; empty when everybody does. */
static struct str
whose(struct maker *m, const struct step *s, int field, int first)
{
	struct buf names = {.arena = m->arena};
	const struct detail *d = entry_detail(&s->entry, field, voice(m, first));
	bool all = true;
	for (int i = 0; i < m->sheet->persona_count; i++) {
		if (!meets(m, s, i))
			continue;
		if (entry_detail(&s->entry, field, voice(m, i)) != d) {
			all = false;
			continue;
		}
		buf_format(
		    &names, "%s%.*s", names.len > 0 ? ", " : "", STR(m->sheet->personas[i].shown));
	}
	return all ? (struct str){0} : buf_str(&names);
}

static bool
seen_before(const struct maker *m, const struct step *s, int field, int person)
{
	const struct detail *d = entry_detail(&s->entry, field, voice(m, person));
	for (int i = 0; i < person; i++) {
		if (meets(m, s, i) && entry_detail(&s->entry, field, voice(m, i)) == d)
			return true;
	}
	return false;
}

static void
add_field(struct maker *m, struct texts *t, const struct step *s, int field)
{
	for (int i = 0; i < voice_count(m); i++) {
		const struct value *v = entry_for(&s->entry, field, voice(m, i));
		if (v == NULL || !meets(m, s, i) || seen_before(m, s, field, i))
			continue;
		struct texts own = {.arena = m->arena};
		add_value(&own, m->ws, field, v);
		struct str names = whose(m, s, field, i);
		for (ptrdiff_t k = 0; k < own.list.count; k++) {
			struct str text = own.list.at[k];
			add_text(t,
			    names.len == 0
				? text
				: str_format(m->arena, "%.*s: %.*s", STR(names), STR(text)));
		}
	}
}

static void
add_time(struct maker *m, struct texts *t, const struct step *s)
{
	static const struct {
		int field;
		const char *before, *after;
	} parts[] = {{FIELD_takes, "", ""}, {FIELD_wait, "wait ", ""}, {FIELD_times, "", " times"}};
	for (ptrdiff_t p = 0; p < COUNT_OF(parts); p++) {
		struct texts words = {.arena = m->arena};
		add_field(m, &words, s, parts[p].field);
		for (ptrdiff_t i = 0; i < words.list.count; i++)
			add_text(t,
			    str_format(m->arena, "%s%.*s%s", parts[p].before, STR(words.list.at[i]),
				parts[p].after));
	}
}

/* The questions of a stage stand with those of its first step. */
static void
add_stage_questions(struct maker *m, struct texts *t, int step)
{
	int stage = m->sheet->steps[step].stage;
	if (stage < 0 || m->sheet->stages[stage].first != step || m->sheet->stages[stage].stage < 0)
		return;
	const struct stage *s = &m->sheet->version->stages[m->sheet->stages[stage].stage];
	const struct value *v = entry_get(&s->entry, FIELD_ask);
	if (v != NULL)
		add_value(t, m->ws, FIELD_ask, v);
}

static void
add_loss(struct maker *m, struct texts *t, int person, int step)
{
	const struct sheet_persona *p = &m->sheet->personas[person];
	const struct sheet_loss *loss = &p->losses[step];
	if (loss->points > 0)
		add_text(t, str_format(m->arena, "%.2f points", loss->points));
	for (int i = 0; i < loss->reasons.count; i++)
		add_text(t, loss->reasons.lines[i]);
	if (!isnan(loss->inside))
		add_text(t,
		    str_format(
			m->arena, "inside: %.*s gap", STR(gap_percent(m->arena, loss->inside))));
	for (int i = 0; i < p->missing_count; i++) {
		const struct sheet_missing *w = &p->missing[i];
		if (w->after == step || (w->after < 0 && step == 0))
			add_text(t, str_format(m->arena, "missing: %.*s", STR(w->text)));
	}
}

static struct sheet_cell
make_cell(struct maker *m, const struct sheet_lane *lane, int step)
{
	struct texts t = {.arena = m->arena};
	const struct step *s = sheet_step_at(m, step);
	switch (lane->look) {
	case LOOK_STEP: add_text(&t, m->sheet->steps[step].text); break;
	case LOOK_TIME: add_time(m, &t, s); break;
	case LOOK_GAP: add_loss(m, &t, lane->person, step); break;
	case LOOK_QUESTION:
		add_stage_questions(m, &t, step);
		add_field(m, &t, s, lane->field);
		break;
	case LOOK_PLAIN:
	case LOOK_NAME:
	case LOOK_ICON:
	case LOOK_QUOTE:
	case LOOK_GOOD:
	case LOOK_BAD:
	case LOOK_IDEA:
	case LOOK_FLAT:
	case LOOK_METER:
	case LOOK_CURVE:
	case LOOK_OWNER: add_field(m, &t, s, lane->field); break;
	}
	return cell_of(&t);
}

/* Columns ------------------------------------------------------------------------------------- */

static bool
met_by_somebody(const struct maker *m, const struct step *s)
{
	for (int i = 0; i < voice_count(m); i++) {
		if (meets(m, s, i))
			return true;
	}
	return false;
}

static struct str
only_words(struct maker *m, const struct step *s)
{
	struct buf names = {.arena = m->arena};
	int count = 0;
	for (int i = 0; i < m->sheet->persona_count; i++) {
		if (!meets(m, s, i))
			continue;
		buf_format(
		    &names, "%s%.*s", count++ > 0 ? ", " : "", STR(m->sheet->personas[i].shown));
	}
	return count == m->sheet->persona_count ? (struct str){0} : buf_str(&names);
}

static struct str
clock_words(struct arena *a, double minutes)
{
	if (isnan(minutes))
		return (struct str){0};
	const struct value v = {.kind = VALUE_NUMBER, .number = {minutes, minutes}};
	return value_words(a, FIELD_at, false, &v);
}

static struct str
share_words(struct arena *a, double share)
{
	return share < 1 ? str_format(a, "%.0f%%", share * 100) : (struct str){0};
}

static struct sheet_step
make_step(struct maker *m, int index)
{
	const struct step *s = &m->sheet->version->steps[index];
	const struct entry *e = &s->entry;
	int who = voice(m, 0);
	struct arena *a = m->arena;
	return (struct sheet_step){.step = index,
	    .stage = -1,
	    .id = e->id,
	    .text = e->text.len > 0 ? e->text : e->id,
	    .clock = clock_words(a, entry_number(e, FIELD_at, who, NAN)),
	    .takes = entry_number(e, FIELD_takes, who, NAN),
	    .wait = entry_number(e, FIELD_wait, who, NAN),
	    .share = share_words(a, entry_number(e, FIELD_share, who, 1)),
	    .only = only_words(m, s),
	    .moment =
		entry_flag(e, FIELD_moment, who) || entry_number(e, FIELD_matters, who, 0) >= 10,
	    .optional = entry_flag(e, FIELD_optional, who),
	    .added = m->sheet->which == TO_BE && s->today < 0 && m->sheet->map->actual.given,
	    .changed = m->sheet->which == TO_BE && s->today >= 0 && s->changed,
	    .next_count = -1};
}

static void
make_steps(struct maker *m)
{
	const struct version *v = m->sheet->version;
	m->sheet->steps = NEW_N(m->arena, struct sheet_step, v->step_count);
	m->steps = NEW_N(m->arena, int, v->step_count);
	for (int i = 0; i < v->step_count; i++) {
		m->steps[i] = -1;
		if (!met_by_somebody(m, &v->steps[i]))
			continue;
		m->steps[i] = m->sheet->step_count;
		m->sheet->steps[m->sheet->step_count++] = make_step(m, i);
	}
}

static void
open_stage(struct maker *m, int stage, int first)
{
	struct sheet *s = m->sheet;
	const struct stage *from = stage >= 0 ? &s->version->stages[stage] : NULL;
	s->stages[s->stage_count++] = (struct sheet_stage){.stage = stage,
	    .title = from ? from->entry.text : (struct str){0},
	    .goal = from ? entry_text(&from->entry, FIELD_goal) : (struct str){0},
	    .first = first};
}

/* Stages in which none of the personas has a step are left out. */
static void
make_stages(struct maker *m)
{
	struct sheet *s = m->sheet;
	bool has_stages = s->version->stage_count > 0;
	s->stages = NEW_N(m->arena, struct sheet_stage, s->step_count + 1);
	int open = -2, within = 0;
	for (int i = 0; i < s->step_count; i++) {
		int stage = sheet_step_at(m, i)->stage;
		if (has_stages && stage != open) {
			open_stage(m, stage, i);
			open = stage;
			within = 0;
		}
		within++;
		if (!has_stages) {
			s->steps[i].number = str_format(m->arena, "%d", i + 1);
			continue;
		}
		s->steps[i].stage = s->stage_count - 1;
		s->stages[s->stage_count - 1].count++;
		s->steps[i].number = str_format(m->arena, "%d.%d", s->stage_count, within);
	}
}

static int
step_by_id(const struct maker *m, struct str id)
{
	for (int i = 0; i < m->sheet->step_count; i++) {
		if (str_eq(m->sheet->steps[i].id, id))
			return i;
	}
	return -1;
}

static void
make_next(struct maker *m)
{
	for (int i = 0; i < m->sheet->step_count; i++) {
		const struct detail *d =
		    entry_detail(&sheet_step_at(m, i)->entry, FIELD_next, voice(m, 0));
		if (d == NULL || (d->value.kind != VALUE_NAMES && d->value.kind != VALUE_EMPTY))
			continue;
		ptrdiff_t names = d->value.kind == VALUE_NAMES ? d->value.names.count : 0;
		int *next = NEW_N(m->arena, int, names), count = 0;
		for (ptrdiff_t k = 0; k < names; k++) {
			int to = step_by_id(m, d->value.names.at[k]);
			if (to >= 0)
				next[count++] = to;
		}
		m->sheet->steps[i].next = next;
		m->sheet->steps[i].next_count = count;
	}
}

/* Personas ------------------------------------------------------------------------------------ */

static void
add_persona(struct maker *m, int persona)
{
	const struct persona *p = &m->ws->personas[persona];
	struct sheet_persona *to = &m->sheet->personas[m->sheet->persona_count++];
	*to = (struct sheet_persona){.persona = persona,
	    .name = p->name,
	    .shown = persona_short(p),
	    .initials = name_initials(m->arena, persona_short(p)),
	    .mean_feel = NAN,
	    .takes = NAN,
	    .wait = NAN};
}

/* The persona whose story a map is: of a journey the first, else the first with wishes. */
static int
first_persona(const struct map *map)
{
	if (map->persona_count > 0)
		return map->personas[0];
	for (int i = 0; i < map->wishlist_count; i++) {
		if (map->wishlists[i].kind != WISHES_NEVER)
			return map->wishlists[i].persona;
	}
	return FOR_ALL;
}

static void
choose_personas(struct maker *m, const struct sheet_args *args)
{
	struct sheet *s = m->sheet;
	s->personas = NEW_N(m->arena, struct sheet_persona, args->persona_count + 1);
	int first = args->persona_count > 0 ? args->personas[0] : first_persona(s->map);
	s->version = map_version(s->map, s->which, first);
	if (s->version == NULL)
		return;
	if (first >= 0)
		add_persona(m, first);
	for (int i = 1; i < args->persona_count; i++) {
		if (map_version(s->map, s->which, args->personas[i]) == s->version)
			add_persona(m, args->personas[i]);
	}
}

/* Rows ---------------------------------------------------------------------------------------- */

static enum lane
lane_of_field(int field)
{
	if (field >= FIELD_COUNT)
		return LANE_added;
	if (field == FIELD_wait || field == FIELD_times)
		return LANE_time;
	for (int i = 0; i < LANE_COUNT; i++) {
		if (rows[i].field == field)
			return (enum lane)i;
	}
	return LANE_COUNT;
}

static bool
has_lane(const struct sheet *s, enum lane lane, int field)
{
	for (int i = 0; i < s->lane_count; i++) {
		if (s->lanes[i].lane == lane && s->lanes[i].field == field)
			return true;
	}
	return false;
}

/* "legal-basis" as "Legal basis". */
static struct str
key_as_title(struct arena *a, struct str key)
{
	struct str cluster, rest = key;
	if (!utf8_cluster(&rest, &cluster))
		return key;
	struct str title = str_format(a, "%.*s%.*s", STR(sheet_upper(a, cluster)), STR(rest));
	char *z = str_z(a, title);
	for (char *c = z; *c != '\0'; c++)
		*c = *c == '-' || *c == '_' ? ' ' : *c;
	return str_of(z);
}

static void
add_lane(struct maker *m, enum lane lane, int field, int person)
{
	const struct lane_row *row = &rows[lane];
	struct sheet *s = m->sheet;
	struct sheet_lane new = {.lane = lane,
	    .field = field,
	    .id = row->id,
	    .title = row->title,
	    .sub = row->sub,
	    .look = row->look,
	    .part = row->part,
	    .person = person};
	if (lane == LANE_added) {
		const struct lane_added *added = &m->ws->lanes_added[field - FIELD_COUNT];
		new.id = added->key;
		new.title = key_as_title(m->arena, added->key);
		new.look = added->names ? LOOK_NAME : LOOK_PLAIN;
	}
	struct sheet_cell *cells = NEW_N(m->arena, struct sheet_cell, s->step_count);
	bool some = false;
	for (int i = 0; i < s->step_count; i++) {
		cells[i] = make_cell(m, &new, i);
		some = some || cells[i].count > 0;
	}
	new.cells = cells;
	if (some)
		s->lanes[s->lane_count++] = new;
}

static void
add_gap_lanes(struct maker *m)
{
	struct sheet *s = m->sheet;
	for (int i = 0; i < s->persona_count; i++) {
		const struct sheet_persona *p = &s->personas[i];
		if (p->losses == NULL || !p->gap->measured)
			continue;
		int before = s->lane_count;
		add_lane(m, LANE_gap, FIELD_COUNT, i);
		if (s->lane_count > before && s->persona_count > 1)
			s->lanes[before].title = str_format(m->arena, "Gap, %.*s", STR(p->shown));
	}
}

static void
add_listed_lanes(struct maker *m, const int *fields, int count)
{
	for (int i = 0; i < count; i++) {
		enum lane lane = lane_of_field(fields[i]);
		int field = lane == LANE_time ? FIELD_takes : fields[i];
		if (lane != LANE_COUNT && !has_lane(m->sheet, lane, field))
			add_lane(m, lane, field, -1);
	}
	add_gap_lanes(m);
}

static void
add_all_lanes(struct maker *m)
{
	for (int i = LANE_steps + 1; i < LANE_COUNT; i++) {
		if (i == LANE_gap) {
			add_gap_lanes(m);
		} else if (i == LANE_added) {
			for (int k = 0; k < m->ws->lane_added_count; k++)
				add_lane(m, LANE_added, FIELD_COUNT + k, -1);
		} else {
			add_lane(m, (enum lane)i, rows[i].field, -1);
		}
	}
}

static void
make_lanes(struct maker *m)
{
	struct sheet *s = m->sheet;
	const int *listed = s->map->lanes ? s->map->lanes : m->ws->lanes;
	int count = s->map->lanes ? s->map->lane_count : m->ws->lane_count;
	int most = LANE_COUNT + m->ws->lane_added_count + s->persona_count + count;
	s->lanes = NEW_N(m->arena, struct sheet_lane, most);
	add_lane(m, LANE_steps, FIELD_COUNT, -1);
	if (listed != NULL)
		add_listed_lanes(m, listed, count);
	else
		add_all_lanes(m);
}

/* The head ------------------------------------------------------------------------------------ */

static struct str
about_words(const struct maker *m)
{
	const struct sheet *s = m->sheet;
	struct str about = entry_text(&s->map->entry, FIELD_about);
	if (about.len == 0)
		about = entry_text(&s->map->entry, FIELD_question);
	if (about.len > 0 || s->persona_count != 1)
		return about;
	const struct entry *persona = &m->ws->personas[s->personas[0].persona].entry;
	about = entry_text(persona, FIELD_about);
	return about.len > 0 ? about : persona->text;
}

static void
make_head(struct maker *m)
{
	struct sheet *s = m->sheet;
	const struct entry *e = &s->map->entry;
	struct texts sources = {.arena = m->arena};
	const struct value *source = entry_get(e, FIELD_source);
	if (source != NULL)
		add_value(&sources, m->ws, FIELD_source, source);
	s->title = e->text.len > 0 ? e->text : e->id;
	s->kind = s->map->journey ? S("Journey map") : S("Scenario");
	s->state = s->which == ACTUAL ? S("as it is today") : S("as redesigned");
	s->about = about_words(m);
	s->sources = cell_of(&sources);
	s->owner = entry_text(e, FIELD_owner);
	s->language = entry_text(&m->ws->info, FIELD_language);
	const struct value *review = entry_get(e, FIELD_review);
	if (review != NULL && review->kind == VALUE_NUMBER)
		s->review = date_words(m->arena, (int)review->number.low);
}

bool
sheet_has_part(const struct sheet *s, enum lane_part part)
{
	for (int i = 0; i < s->lane_count; i++) {
		if (s->lanes[i].part == part)
			return true;
	}
	return false;
}

bool
sheet_make(
    struct arena *a, const struct workspace *ws, const struct sheet_args *args, struct sheet *s)
{
	struct maker m = {.arena = a, .ws = ws, .sheet = s};
	*s = (struct sheet){
	    .ws = ws, .map = &ws->maps[args->map], .map_index = args->map, .which = args->which};
	choose_personas(&m, args);
	if (s->version == NULL)
		return false;
	make_steps(&m);
	make_stages(&m);
	make_next(&m);
	sheet_make_personas(&m);
	make_head(&m);
	make_lanes(&m);
	return true;
}
