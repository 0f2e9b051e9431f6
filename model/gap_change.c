/* SPDX-License-Identifier: MIT */
/*
 * What would close the gap: lines that one change closes are added up, each change is tried on a
 * copy of the process for every persona of the map, and the best one is looked for again with other
 * values (the trust line). Trying a change leaves the identity of steps and wishes as it is: a step
 * that is redone is still the step that others know.
 */
#include "base/map.h"
#include "base/utf8.h"
#include "model/gap_priv.h"
#include "model/value.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define TOLERANCE 1e-9

struct changes {
	VEC(struct gap_change) list;
	int *change_of_line;
};

/* Nouns and directions of the aspects that are numbers: "less time", "more autonomy". */
static const struct {
	const char *noun, *lower, *higher;
} number_words[ASPECT_COUNT] = {
    [ASPECT_at] = {"start", "earlier", "later"},
    [ASPECT_takes] = {"time", "less", "more"},
    [ASPECT_wait] = {"waiting", "less", "more"},
    [ASPECT_times] = {"repeats", "fewer", "more"},
    [ASPECT_effort] = {"effort", "less", "more"},
    [ASPECT_autonomy] = {"autonomy", "less", "more"},
    [ASPECT_feel] = {"feeling", "worse", "better"},
};

static const struct gap_term *
line_term(const struct pairing *p, const struct gap_line *line)
{
	const struct wanted *w = &p->wanted.at[p->step_wanted[line->step]];
	const struct gap_term *t = &p->terms.at[w->first_term];
	while (t->aspect != line->aspect)
		t++;
	return t;
}

static double
nearer_bound(const struct value *wanted, double now)
{
	return now > wanted->number.high ? wanted->number.high : wanted->number.low;
}

static double
middle(const struct value *v)
{
	return (v->number.low + v->number.high) / 2;
}

static struct str
name_list(struct arena *a, const struct str *names, int count)
{
	struct buf b = {.arena = a};
	for (int i = 0; i < count; i++) {
		if (i > 0)
			buf_add(&b, S(", "));
		buf_add(&b, names[i]);
	}
	return buf_str(&b);
}

static struct gap_change
change_of_aspect(struct arena *a, const struct pairing *p, const struct gap_line *line)
{
	const struct gap_term *t = line_term(p, line);
	struct str aspect = aspect_row((enum aspect)line->aspect)->name;
	struct gap_change c = {.aspect = line->aspect, .wish = -1, .step = -1};
	if (t->wanted->kind == VALUE_NAMES) {
		const struct str *refused;
		int count = names_refused(a, t->wanted, t->actual, &refused);
		c.verb = CHANGE_REPLACE;
		c.verb_name = S("replace");
		c.from = name_list(a, refused, count);
		c.head = str_format(a, "replace %.*s %.*s", STR(aspect), STR(c.from));
		c.name = c.head;
		if (line->aspect == ASPECT_tool)
			return c;
		c.step = line->step;
		c.step_id = line->step_id;
		c.name = str_format(a, "%.*s: %.*s", STR(c.head), STR(line->step_id));
		return c;
	}
	double now = middle(t->actual);
	bool higher = now < t->wanted->number.low;
	c.verb = CHANGE_ASPECT;
	c.verb_name =
	    str_of(higher ? number_words[line->aspect].higher : number_words[line->aspect].lower);
	c.step = line->step;
	c.step_id = line->step_id;
	c.name = str_format(a, "%.*s %s: %.*s", STR(c.verb_name), number_words[line->aspect].noun,
	    STR(line->step_id));
	return c;
}

static struct gap_change
change_of(struct arena *a, const struct pairing *p, const struct gap_line *line)
{
	static const struct {
		enum gap_verb verb;
		struct str name;
	} verbs[] = {
	    [GAP_MISSING] = {CHANGE_ADD, S_INIT("add")},
	    [GAP_IMPOSED] = {CHANGE_DROP, S_INIT("drop")},
	    [GAP_MOVED] = {CHANGE_MOVE, S_INIT("move")},
	    [GAP_DIFFERENT] = {CHANGE_REDO, S_INIT("redo")},
	};
	if (line->kind == GAP_ASPECT)
		return change_of_aspect(a, p, line);
	struct gap_change c = {.verb = verbs[line->kind].verb,
	    .verb_name = verbs[line->kind].name,
	    .aspect = -1,
	    .step = line->step,
	    .wish = line->wish,
	    .step_id = line->step_id};
	c.name = str_format(a, "%.*s %.*s", STR(c.verb_name), STR(line->step_id));
	return c;
}

/* Most points first, then by name. */
static int
by_points(const void *x, const void *y)
{
	const struct gap_change *a = x, *b = y;
	if (fabs(a->points - b->points) > TOLERANCE)
		return a->points < b->points ? 1 : -1;
	return str_cmp(a->name, b->name);
}

/* The same tools are the same change, in whatever order and case a step names them. */
static struct str
tools_key(struct arena *a, const struct pairing *p, const struct gap_line *line)
{
	const struct gap_term *t = line_term(p, line);
	const struct str *refused;
	int count = names_refused(a, t->wanted, t->actual, &refused);
	struct str *names = NEW_N(a, struct str, count);
	for (int i = 0; i < count; i++) {
		struct str name = utf8_fold(a, refused[i]);
		int k = i;
		for (; k > 0 && str_cmp(names[k - 1], name) > 0; k--)
			names[k] = names[k - 1];
		names[k] = name;
	}
	struct str list = name_list(a, names, count);
	return str_format(a, "tool %.*s", STR(list));
}

/* Rule 10, without trying anything. */
static void
list_changes(struct arena *a, const struct pairing *p, const struct gap *g, struct changes *out)
{
	*out = (struct changes){.change_of_line = NEW_N(a, int, g->line_count)};
	struct str_map index = {.arena = a};
	for (int i = 0; i < g->line_count; i++) {
		struct gap_change c = change_of(a, p, &g->lines[i]);
		struct str key = c.aspect == ASPECT_tool
		    ? tools_key(a, p, &g->lines[i])
		    : str_format(a, "%.*s/%d/%d", STR(c.name), c.step, c.wish);
		ptrdiff_t *at = str_map_at(&index, key);
		if (*at < 0) {
			*at = out->list.count;
			VEC_PUSH(a, &out->list, c);
		}
		out->list.at[*at].points += g->lines[i].points;
		out->list.at[*at].line_count++;
		out->change_of_line[i] = (int)*at;
	}
	for (int k = 0; k < out->list.count; k++) {
		struct gap_change *c = &out->list.at[k];
		int *lines = NEW_N(a, int, c->line_count);
		int count = 0;
		for (int i = 0; i < g->line_count; i++) {
			if (out->change_of_line[i] == k)
				lines[count++] = i;
		}
		c->lines = lines;
	}
	if (out->list.count > 1)
		qsort(out->list.at, (size_t)out->list.count, sizeof *out->list.at, by_points);
}

/* Writes a detail for everybody, as it would be written into the file. */
static void
set_detail(struct arena *a, struct entry *e, int field, struct value value)
{
	struct detail *details = NEW_N(a, struct detail, e->detail_count + 1);
	int count = 0;
	for (int i = 0; i < e->detail_count; i++) {
		if (e->details[i].field != field)
			details[count++] = e->details[i];
	}
	details[count++] = (struct detail){
	    .field = (int16_t)field, .persona = FOR_ALL, .at = e->at, .value = value};
	e->details = details;
	e->detail_count = count;
}

/* A process with steps of its own, each knowing the step of the base that it is. */
static struct trial
copy_process(struct arena *a, const struct gap_question *q)
{
	int count = q->process->step_count;
	struct trial t = {.version = *q->process,
	    .origin = NEW_N(a, int, count + 1),
	    .touched = NEW_N(a, bool, count + 1)};
	t.version.steps = NEW_N(a, struct step, count + 1);
	for (int j = 0; j < count; j++) {
		t.version.steps[j] = q->process->steps[j];
		t.origin[j] = j;
		if (!q->redesign)
			t.version.steps[j].today = j;
	}
	return t;
}

/* Steps are not touched yet when one is taken out or put in. */
static void
remove_step(struct trial *t, int step)
{
	struct version *v = &t->version;
	size_t after = (size_t)(v->step_count - step - 1);
	memmove(v->steps + step, v->steps + step + 1, after * sizeof *v->steps);
	memmove(t->origin + step, t->origin + step + 1, after * sizeof *t->origin);
	v->step_count--;
}

static void
insert_step(struct trial *t, int at, struct step s, int origin)
{
	struct version *v = &t->version;
	size_t after = (size_t)(v->step_count - at);
	s.stage = at > 0 ? v->steps[at - 1].stage : v->step_count > 0 ? v->steps[0].stage : -1;
	memmove(v->steps + at + 1, v->steps + at, after * sizeof *v->steps);
	memmove(t->origin + at + 1, t->origin + at, after * sizeof *t->origin);
	v->steps[at] = s;
	t->origin[at] = origin;
	v->step_count++;
}

/* The step after which a wanted step belongs; -1 for the first place. */
static int
step_before(const struct pairing *p, const struct gap_score *s, int wanted)
{
	int before = wanted_before(p, s, wanted);
	return before >= 0 ? p->wanted.at[before].step : -1;
}

static bool
has_other_words(struct arena *a, const struct gap_question *q, int today, struct str text)
{
	return q->redesign && today >= 0 && !names_equal(a, text, q->base->steps[today].entry.text);
}

static struct step
step_of_wish(struct arena *a, const struct pairing *p, int wish)
{
	const struct wish *w = &p->list->wishes[wish];
	struct step s = {.stage = -1, .today = p->identity[wish]};
	s.reworded = has_other_words(a, p->question, s.today, wish_words(p, wish));
	s.entry = (struct entry){.id = wish_id(p, wish),
	    .text = wish_words(p, wish),
	    .own_id = w->entry.own_id || p->bare[wish],
	    .at = w->entry.at};
	for (int i = 0; i < w->entry.detail_count; i++) {
		const struct detail *d = &w->entry.details[i];
		struct value v = d->value;
		if (v.kind == VALUE_NAMES && v.names.count > 1)
			v.names.count = 1;
		if (v.kind == VALUE_NUMBER) {
			double bound = isfinite(v.number.low) ? v.number.low : v.number.high;
			v.number.low = v.number.high = bound;
		}
		if (v.kind == VALUE_NAMES || v.kind == VALUE_NUMBER || v.kind == VALUE_FLAG)
			set_detail(a, &s.entry, d->field, v);
	}
	return s;
}

static void
apply_redo(struct arena *a, const struct pairing *p, const struct gap_change *c, struct trial *t)
{
	struct step *s = &t->version.steps[c->step];
	t->touched[c->step] = true;
	s->entry.text = wish_words(p, c->wish);
	s->reworded = has_other_words(a, p->question, s->today, s->entry.text);
}

static bool
is_refused(struct arena *a, const struct str *refused, int count, struct str name)
{
	for (int i = 0; i < count; i++) {
		if (names_equal(a, refused[i], name))
			return true;
	}
	return false;
}

/* Tools that are not accepted give way to the first that is; the other tools stay. */
static struct value
with_tool(struct arena *a, const struct value *tools, const struct str *refused, int count,
    struct str instead)
{
	struct str *names = NEW_N(a, struct str, tools->names.count);
	ptrdiff_t kept = 0;
	for (ptrdiff_t i = 0; i < tools->names.count; i++) {
		struct str name = tools->names.at[i];
		if (is_refused(a, refused, count, name))
			name = instead;
		if (!is_refused(a, names, (int)kept, name))
			names[kept++] = name;
	}
	return (struct value){.kind = VALUE_NAMES, .names = {names, kept}};
}

/* In the tools of every persona of the step. */
static void
replace_tools(struct arena *a, struct entry *e, const struct gap_term *t)
{
	const struct str *refused;
	int count = names_refused(a, t->wanted, t->actual, &refused);
	struct detail *details = NEW_N(a, struct detail, e->detail_count);
	for (int i = 0; i < e->detail_count; i++) {
		details[i] = e->details[i];
		if (details[i].field == FIELD_tool && details[i].value.kind == VALUE_NAMES)
			details[i].value =
			    with_tool(a, &details[i].value, refused, count, t->wanted->names.at[0]);
	}
	e->details = details;
}

static void
apply_aspect(struct arena *a, const struct pairing *p, const struct gap *g,
    const struct gap_change *c, struct trial *trial)
{
	for (int i = 0; i < c->line_count; i++) {
		const struct gap_line *line = &g->lines[c->lines[i]];
		const struct gap_term *t = line_term(p, line);
		struct entry *e = &trial->version.steps[line->step].entry;
		trial->touched[line->step] = true;
		struct value value = {.kind = VALUE_NAMES, .names = {t->wanted->names.at, 1}};
		if (c->aspect == ASPECT_tool) {
			replace_tools(a, e, t);
			continue;
		}
		if (c->verb == CHANGE_ASPECT) {
			double bound = nearer_bound(t->wanted, middle(t->actual));
			value = (struct value){.kind = VALUE_NUMBER, .number = {bound, bound}};
		}
		set_detail(a, e, (int)aspect_row((enum aspect)c->aspect)->field, value);
	}
}

static struct trial
apply(struct arena *a, const struct pairing *p, const struct gap_score *s, const struct gap *g,
    const struct gap_change *c)
{
	struct trial t = copy_process(a, p->question);
	t.repair = c->verb == CHANGE_ADD || c->verb == CHANGE_DROP || c->verb == CHANGE_REDO;
	switch (c->verb) {
	case CHANGE_DROP: remove_step(&t, c->step); break;
	case CHANGE_ADD: {
		int before = step_before(p, s, p->wish_wanted[c->wish]);
		insert_step(&t, before + 1, step_of_wish(a, p, c->wish), ORIGIN_ADDED);
		break;
	}
	case CHANGE_MOVE: {
		int before = step_before(p, s, p->step_wanted[c->step]);
		struct step moved = t.version.steps[c->step];
		remove_step(&t, c->step);
		insert_step(&t, before < c->step ? before + 1 : before, moved, c->step);
		break;
	}
	case CHANGE_REDO: apply_redo(a, p, c, &t); break;
	case CHANGE_REPLACE:
	case CHANGE_ASPECT: apply_aspect(a, p, g, c, &t); break;
	}
	return t;
}

static double
score_gap(struct arena *a, const struct pairing *p)
{
	struct gap_score s;
	gap_score(a, p, AS_KNOWN, &s);
	return s.stake > 0 ? fmin(1, s.lost / s.stake) : NAN;
}

struct other {
	struct gap_question question;
	struct pairing pairing;
	double before;
};

/* Personas of the map who meet the very same version of it. */
static int
find_others(struct arena *a, const struct workspace *ws, const struct gap *g,
    const struct gap_question *q, struct other **others)
{
	*others = NEW_N(a, struct other, ws->persona_count);
	int count = 0;
	for (int i = 0; i < ws->persona_count; i++) {
		struct other *o = &(*others)[count];
		if (i == g->persona || !gap_question(ws, g->map, i, g->which, &o->question) ||
		    o->question.process != q->process)
			continue;
		gap_pair_up(a, &o->question, map_wishes(q->map, i), &o->pairing);
		o->before = score_gap(a, &o->pairing);
		count++;
	}
	return count;
}

static double
gap_with(struct arena *a, const struct gap_question *q, const struct pairing *before,
    const struct trial *trial, int added_wish)
{
	struct gap_question changed = *q;
	struct pairing p;
	changed.process = &trial->version;
	changed.trial = trial;
	changed.before = before;
	changed.added_wish = added_wish;
	gap_pair_up(a, &changed, map_wishes(q->map, q->persona), &p);
	return score_gap(a, &p);
}

static void
try_change(struct arena *a, struct arena *scratch, const struct pairing *p,
    const struct gap_score *s, const struct gap *g, const struct other *others, int other_count,
    struct gap_change *c)
{
	struct gap_effect *effects = NEW_N(a, struct gap_effect, other_count);
	struct arena_mark mark = arena_mark(scratch);
	struct trial trial = apply(scratch, p, s, g, c);
	int added_wish = c->verb == CHANGE_ADD ? c->wish : -1;
	c->gap_then = gap_with(scratch, p->question, p, &trial, added_wish);
	for (int i = 0; i < other_count; i++) {
		const struct other *o = &others[i];
		double after = gap_with(scratch, &o->question, &o->pairing, &trial, -1);
		effects[i] = (struct gap_effect){o->question.persona, o->before, after};
	}
	arena_release(scratch, mark);
	c->share = c->points / g->lost;
	c->others = effects;
	c->other_count = other_count;
}

static struct str
replace_rest(struct arena *a, const struct gap *g, const struct gap_change *c)
{
	int *order = NEW_N(a, int, c->line_count);
	for (int i = 0; i < c->line_count; i++) {
		int k = i;
		double points = g->lines[c->lines[i]].points;
		for (; k > 0 && g->lines[order[k - 1]].points < points - TOLERANCE; k--)
			order[k] = order[k - 1];
		order[k] = c->lines[i];
	}
	struct str *names = NEW_N(a, struct str, c->line_count);
	for (int i = 0; i < c->line_count; i++)
		names[i] = g->lines[order[i]].step_text;
	struct str all = name_list(a, names, c->line_count);
	if (c->line_count > 1)
		return all;
	return str_format(a, "%.*s (wants %.*s)", STR(all), STR(g->lines[c->lines[0]].wanted));
}

static struct str
aspect_rest(struct arena *a, const struct pairing *p, const struct gap_line *line)
{
	const struct gap_term *t = line_term(p, line);
	const struct aspect_row *row = aspect_row((enum aspect)line->aspect);
	double bound = nearer_bound(t->wanted, middle(t->actual));
	struct value wants = {.kind = VALUE_NUMBER, .number = {bound, bound}};
	struct str now = value_words(a, row->field, false, t->actual);
	struct str then = value_words(a, row->field, false, &wants);
	return str_format(
	    a, "%.*s (has %.*s, wants %.*s)", STR(line->step_text), STR(now), STR(then));
}

/* The change in two columns of words. */
static void
say_change(struct arena *a, const struct pairing *p, const struct gap *g, struct gap_change *c)
{
	const struct gap_line *line = &g->lines[c->lines[0]];
	if (c->verb == CHANGE_REPLACE) {
		c->rest = replace_rest(a, g, c);
		return;
	}
	if (c->verb == CHANGE_ASPECT) {
		c->head = str_format(a, "%.*s %s", STR(c->verb_name), number_words[c->aspect].noun);
		c->rest = aspect_rest(a, p, line);
		return;
	}
	c->head = str_format(a, "%.*s '%.*s'", STR(c->verb_name), STR(line->step_text));
	if (c->step < 0)
		return;
	const struct entry *e = &p->question->process->steps[c->step].entry;
	double share = entry_number(e, FIELD_share, g->persona, 1);
	if (share < 1) {
		struct str percent = gap_percent(a, share);
		c->rest = str_format(a, "met in %.*s of runs", STR(percent));
	}
}

/* Rule 12: does the best change stay the best when one value moves by 2 either way? */
static void
measure_trust(struct arena *scratch, const struct gap_question *q, struct str best, struct gap *g)
{
	for (int i = 0; i < 2 * PERSONA_VALUE_COUNT; i++) {
		struct arena_mark mark = arena_mark(scratch);
		struct gap_question other = *q;
		double *value = &other.values[i / 2];
		*value = fmax(0, fmin(10, *value + (i % 2 ? 2 : -2)));
		double sum = 0;
		for (int k = 0; k < PERSONA_VALUE_COUNT; k++)
			sum += other.values[k];
		if (*value != q->values[i / 2] && sum > 0) {
			struct pairing p;
			struct gap_score s;
			struct gap moved = {.persona = g->persona};
			struct changes changes;
			gap_pair_up(scratch, &other, map_wishes(q->map, q->persona), &p);
			gap_score(scratch, &p, AS_KNOWN, &s);
			gap_lines(scratch, &p, &s, &moved);
			list_changes(scratch, &p, &moved, &changes);
			g->trust_of++;
			g->trust_same +=
			    changes.list.count > 0 && str_eq(changes.list.at[0].name, best);
		}
		arena_release(scratch, mark);
	}
}

void
gap_changes(struct arena *a, const struct workspace *ws, struct gap *g)
{
	struct gap_question q;
	if (g->line_count == 0 || !gap_question(ws, g->map, g->persona, g->which, &q))
		return;
	struct arena *scratch = arena_new_in(a);
	struct pairing p;
	struct gap_score s;
	struct changes changes;
	struct other *others;
	gap_pair_up(a, &q, map_wishes(q.map, q.persona), &p);
	gap_score(a, &p, AS_KNOWN, &s);
	list_changes(a, &p, g, &changes);
	int other_count = find_others(a, ws, g, &q, &others);
	for (int i = 0; i < changes.list.count; i++) {
		struct gap_change *c = &changes.list.at[i];
		try_change(a, scratch, &p, &s, g, others, other_count, c);
		say_change(a, &p, g, c);
	}
	g->changes = changes.list.at;
	g->change_count = (int)changes.list.count;
	measure_trust(scratch, &q, g->changes[0].name, g);
	arena_free(scratch);
}

void
gap_explain(struct arena *a, const struct workspace *ws, struct gap *g)
{
	gap_measure(a, ws, g->map, g->persona, g->which, g);
	gap_changes(a, ws, g);
}

static bool
same_line(const struct gap_line *x, const struct gap_line *y)
{
	return x->kind == y->kind && x->aspect == y->aspect && str_eq(x->step_id, y->step_id);
}

static int
lines_only_in(struct arena *a, const struct gap *here, const struct gap *there, const int **lines)
{
	int *list = NEW_N(a, int, here->line_count);
	int count = 0;
	for (int i = 0; i < here->line_count; i++) {
		bool found = false;
		for (int k = 0; !found && k < there->line_count; k++)
			found = same_line(&here->lines[i], &there->lines[k]);
		if (!found)
			list[count++] = i;
	}
	*lines = list;
	return count;
}

void
gap_compare(
    struct arena *a, const struct gap *before, const struct gap *after, struct gap_compare *c)
{
	*c = (struct gap_compare){.closed = before->lost - after->lost,
	    .closed_share = before->raw > 0 ? (before->raw - after->raw) / before->raw : NAN,
	    .stakes_differ = fabs(before->stake - after->stake) > TOLERANCE};
	c->gone_count = lines_only_in(a, before, after, &c->gone);
	c->opened_count = lines_only_in(a, after, before, &c->opened);
}
