/* SPDX-License-Identifier: MIT */
/*
 * The findings of a mapper over a finished workspace: each is a short walk over plain values.
 * Nothing here is worse than linear in the size of the workspace; only "did you mean" looks at
 * pairs, and that within a limit.
 */
#include "model/check_priv.h"

#include "base/utf8.h"
#include "model/value.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>

struct str
check_clip(struct arena *a, struct str text)
{
	enum { COLUMNS = 60 };
	if (text.len <= COLUMNS / 2)
		return text;
	struct str clipped = utf8_fit(str_upto(text, 8 * COLUMNS), COLUMNS);
	return clipped.len == text.len ? text : str_format(a, "%.*s...", STR(clipped));
}

struct str
check_period(struct arena *a, double days)
{
	struct value v = {.kind = VALUE_NUMBER};
	v.number.low = v.number.high = days;
	return value_words(a, FIELD_every, false, &v);
}

struct diag *
check_add(
    struct checker *c, enum diag_code code, const struct entry *about, const char *format, ...)
{
	va_list args, again;
	va_start(args, format);
	va_copy(again, args);
	int len = vsnprintf(NULL, 0, format, args);
	va_end(args);
	char *message = NEW_N(c->room, char, len + 1);
	vsnprintf(message, (size_t)len + 1, format, again);
	va_end(again);
	struct str under = about->own_id ? about->id : about->text;
	ptrdiff_t width = utf8_count(str_upto(under, 400));
	return diag_add(&c->ws->diags, code, about->at, width, "%s", message);
}

const struct detail *
check_written(const struct entry *e, int field)
{
	for (int32_t i = 0; i < e->detail_count; i++) {
		if (e->details[i].field == field && e->details[i].value.kind != VALUE_EMPTY)
			return &e->details[i];
	}
	return NULL;
}

bool
check_near(
    struct checker *c, struct near_search *search, struct str name, const struct entry *entry)
{
	struct str text = search->text;
	int limit = text.len <= 2 ? 0 : text.len <= 4 ? 1 : 2;
	ptrdiff_t differ = text.len > name.len ? text.len - name.len : name.len - text.len;
	c->patience -= differ > limit ? 1 : 1 + text.len * name.len;
	if (c->patience < 0)
		return false;
	int distance = differ > limit ? limit + 1 : str_distance(text, name, limit);
	if (distance > limit || (search->name.len > 0 && distance >= search->distance))
		return true;
	search->name = name;
	search->entry = entry;
	search->distance = distance;
	return true;
}

static bool
somebody_wishes(const struct map *m)
{
	for (int i = 0; i < m->wishlist_count; i++) {
		if (m->wishlists[i].kind != WISHES_NEVER)
			return true;
	}
	return false;
}

/* "Dana, Omar and 3 more" of those who are not mapped, and the id of the first of them. */
static int
name_unmapped(struct checker *c, const bool *mapped, struct buf *names, struct str *id)
{
	enum { NAMED = 3 };
	const struct workspace *ws = c->ws;
	int count = 0, named = 0;
	for (int p = 0; p < ws->persona_count; p++)
		count += !mapped[p];
	int most = count > NAMED + 1 ? NAMED : count;
	for (int p = 0; p < ws->persona_count && named < most; p++) {
		if (mapped[p])
			continue;
		struct str name = check_clip(c->room, persona_short(&ws->personas[p]));
		bool last = named == most - 1 && most == count;
		buf_format(names, "%s%.*s", named == 0 ? "" : last ? " and " : ", ", STR(name));
		*id = named++ == 0 ? ws->personas[p].entry.id : *id;
	}
	if (count > most)
		buf_format(names, " and %d more", count - most);
	return count;
}

/* One finding, however many they are: whoever maps one of them looks at the list of all. */
static void
say_unmapped(struct checker *c, const struct map *m, const bool *mapped)
{
	struct buf names = {.arena = c->room};
	struct str id = {0};
	int count = name_unmapped(c, mapped, &names, &id);
	if (count == 0)
		return;
	struct str who = buf_str(&names);
	struct diag *d = check_add(c, DIAG_persona_unmapped, &m->entry,
	    "%.*s %s not yet mapped to the scenario '%.*s'", STR(who), count == 1 ? "is" : "are",
	    STR(m->entry.id));
	d->hint = str_format(c->ws->arena,
	    "under desired write the steps as %.*s wishes them, or '%.*s: same' (takes them as "
	    "they "
	    "come), or '%.*s: never' (does not meet this)%s",
	    STR(id), STR(id), STR(id), count == 1 ? "" : ", and so on");
}

/* A journey is one persona's own; a scenario is everybody's. */
static void
check_mapped(struct checker *c, const struct map *m)
{
	const struct workspace *ws = c->ws;
	if (m->journey)
		return;
	if (!somebody_wishes(m)) {
		struct diag *d = check_add(c, DIAG_scenario_unwished, &m->entry,
		    "nobody has wishes about the scenario '%.*s'", STR(m->entry.id));
		d->hint = S("write desired: with a persona's steps, or 'ID: same', 'ID: never'");
		return;
	}
	bool *mapped = NEW_N(c->room, bool, ws->persona_count);
	for (int i = 0; i < m->wishlist_count; i++) {
		if (m->wishlists[i].persona >= 0 && m->wishlists[i].persona < ws->persona_count)
			mapped[m->wishlists[i].persona] = true;
	}
	say_unmapped(c, m, mapped);
}

static bool
shows_lane(const struct workspace *ws, const struct map *m, int field)
{
	const int *lanes = m->lanes != NULL ? m->lanes : ws->lanes;
	int count = m->lanes != NULL ? m->lane_count : ws->lane_count;
	for (int i = 0; lanes != NULL && i < count; i++) {
		if (lanes[i] == field)
			return true;
	}
	return lanes == NULL;
}

static void
check_feelings(struct checker *c, const struct map *m)
{
	bool any = false;
	for (int i = 0; i < m->actual.step_count; i++)
		any = any || check_written(&m->actual.steps[i].entry, FIELD_feel) != NULL;
	if (!any || !shows_lane(c->ws, m, FIELD_feel))
		return;
	for (int i = 0; i < m->actual.step_count; i++) {
		const struct entry *e = &m->actual.steps[i].entry;
		if (check_written(e, FIELD_feel) != NULL)
			continue;
		struct diag *d = check_add(c, DIAG_feel_missing, e,
		    "'%.*s' has no feeling, other steps have one",
		    STR(check_clip(c->room, e->text)));
		d->hint = e->own_id ? S("write feel: below it, from -2 to 2")
				    : S("give it an id and write feel: below it, from -2 to 2");
	}
}

struct sources {
	bool any, solid;
};

/* The level is the id of `- observed: 12 interviews` and the first word of `observed, 12 ...`. */
static bool
is_assumed(const struct entry *source)
{
	struct str assumed = S("assumed");
	if (source->own_id && str_eq(source->id, assumed))
		return true;
	if (!str_starts(source->text, assumed))
		return false;
	struct str rest = str_from(source->text, assumed.len);
	return rest.len == 0 || !utf8_is_letter(utf8_next(&rest));
}

static void
count_sources(const struct entry *e, struct sources *found)
{
	for (int32_t i = 0; i < e->detail_count; i++) {
		const struct value *v = &e->details[i].value;
		if (e->details[i].field != FIELD_source || v->kind != VALUE_ITEMS)
			continue;
		for (ptrdiff_t j = 0; j < v->items.count; j++) {
			found->any = true;
			found->solid = found->solid || !is_assumed(&v->items.at[j]);
		}
	}
}

static void
count_step_sources(const struct version *v, struct sources *found)
{
	for (int i = 0; i < v->step_count; i++)
		count_sources(&v->steps[i].entry, found);
}

static void
check_sources(struct checker *c, const struct map *m)
{
	struct sources found = {0};
	count_sources(&m->entry, &found);
	count_step_sources(&m->actual, &found);
	for (int i = 0; i < m->to_be_count; i++)
		count_step_sources(&m->to_be[i].version, &found);
	if (found.solid)
		return;
	struct diag *d = found.any
	    ? check_add(c, DIAG_map_unsourced, &m->entry,
		  "everything that '%.*s' is known from is assumed", STR(m->entry.id))
	    : check_add(c, DIAG_map_unsourced, &m->entry, "nothing says where '%.*s' is known from",
		  STR(m->entry.id));
	d->hint = S("write source: such as 'reported by two team leads', 'observed, 12 calls' or "
		    "'measured in March'");
}

static void
check_review(struct checker *c, const struct entry *e, const char *what)
{
	double every = c->ws->review_every;
	double review = entry_number(e, FIELD_review, FOR_ALL, NAN);
	if (isnan(every) || isnan(review) || !(review + every < c->ws->today))
		return;
	enum { SHORTEST_DATE = 7 };
	struct diag *d = diag_add(&c->ws->diags, DIAG_review_overdue,
	    check_written(e, FIELD_review)->at, SHORTEST_DATE,
	    "the %s '%.*s' was last reviewed on %.*s, to be done every %.*s", what, STR(e->id),
	    STR(date_words(c->room, (int)review)), STR(check_period(c->room, every)));
	d->hint = S("go through it with the people it is about, then write the date at review:");
}

static void
check_shares(struct checker *c)
{
	const struct workspace *ws = c->ws;
	double sum = 0;
	int given = 0, last = -1;
	for (int p = 0; p < ws->persona_count; p++) {
		if (isnan(ws->personas[p].share))
			continue;
		sum += ws->personas[p].share;
		given++;
		last = p;
	}
	bool over = sum > 1.0001, under = given == ws->persona_count && sum < 0.9999;
	if (given == 0 || !(over || under))
		return;
	const struct detail *share = check_written(&ws->personas[last].entry, FIELD_share);
	struct value total = {.kind = VALUE_NUMBER};
	total.number.low = total.number.high = round(sum * 1e4) / 1e4;
	struct str percent = value_words(c->room, FIELD_share, false, &total);
	struct diag *d = diag_add(&c->ws->diags, DIAG_share_sum,
	    share != NULL ? share->at : ws->personas[last].entry.at, 1,
	    "the shares of the personas add up to %.*s", STR(percent));
	d->hint = over ? S("shares are parts of all people: together they are 100%")
		       : S("every persona has a share, so together they should be 100%");
}

static void
check_map(struct checker *c, const struct map *m)
{
	struct arena_mark mark = arena_mark(c->room);
	check_mapped(c, m);
	check_feelings(c, m);
	check_sources(c, m);
	check_review(c, &m->entry, m->journey ? "journey" : "scenario");
	check_pains(c, m);
	check_version(c, &m->actual);
	for (int i = 0; i < m->to_be_count; i++)
		check_version(c, &m->to_be[i].version);
	check_new_steps(c, m);
	check_wishes(c, m);
	arena_release(c->room, mark);
}

void
check_workspace(struct workspace *ws)
{
	enum { LETTERS = 20 * 1000 * 1000 };
	struct checker c = {.ws = ws, .room = arena_new_in(ws->arena), .patience = LETTERS};
	c.addressed.arena = c.room;
	check_shares(&c);
	check_actions(&c);
	for (int p = 0; p < ws->persona_count; p++)
		check_review(&c, &ws->personas[p].entry, "persona");
	for (int i = 0; i < ws->map_count; i++)
		check_map(&c, &ws->maps[i]);
	check_prefers(&c);
	arena_free(c.room);
}
