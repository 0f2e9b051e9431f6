/* SPDX-License-Identifier: MIT */
/*
 * Steps and wishes: a list, or stages with lists. What a step takes over from another version is
 * not known here; that waits until all files are read.
 */
#include "base/utf8.h"
#include "model/read_priv.h"
#include "model/value.h"

#include <math.h>

const struct grammar READ_STEP = {.owner = OWN_STEP, .by_persona = true, .lanes = true};
const struct grammar READ_TO_BE = {
    .owner = OWN_STEP, .by_persona = true, .lanes = true, .fits = true};
const struct grammar READ_WISH = {.owner = OWN_WISH, .lanes = true};
static const struct grammar READ_STAGE = {.owner = OWN_STAGE};

enum { MINUTES_ABOUT = 15 };

void
read_push_clock(struct reader *r, bool wish, struct detail like, double start, double minutes)
{
	double about = wish ? MINUTES_ABOUT : 0;
	struct detail at = like;
	at.field = FIELD_at;
	at.value = (struct value){.kind = VALUE_NUMBER, .number = {start - about, start + about}};
	VEC_PUSH(r->stacks, &r->details, at);
	if (isnan(minutes))
		return;
	struct detail takes = like;
	takes.field = FIELD_takes;
	takes.value =
	    (struct value){.kind = VALUE_NUMBER, .number = {wish ? -INFINITY : minutes, minutes}};
	VEC_PUSH(r->stacks, &r->details, takes);
}

/* A leading clock time of the text, taken off and made details. */
static struct str
take_clock(struct reader *r, const struct grammar *how, const struct item *item)
{
	struct str text = item->text, rest;
	double start, minutes;
	if (text.len == 0 || !is_digit(text.at[0]) ||
	    !value_leading_clock(text, &start, &minutes, &rest))
		return text;
	struct detail like = {.persona = FOR_ALL, .at = read_place(r, item->words)};
	read_push_clock(r, how->owner == OWN_WISH, like, start, minutes);
	rest = str_trim(rest);
	return rest.len == 0 && item->id.len == 0 ? text : rest;
}

static bool
same_place(struct place x, struct place y)
{
	return x.source == y.source && x.offset == y.offset;
}

/* A clock time or length that a text or range gave, and a key says again. */
static void
check_said_twice(struct reader *r, ptrdiff_t base, enum field field, struct place clock)
{
	const struct detail *given = NULL, *said = NULL;
	for (ptrdiff_t i = base; i < r->details.count; i++) {
		const struct detail *d = &r->details.at[i];
		if (d->field != (int)field)
			continue;
		if (same_place(d->at, clock))
			given = d;
		else if (said == NULL)
			said = d;
	}
	if (given == NULL || said == NULL)
		return;
	struct diag *d = diag_add(r->diags, DIAG_key_twice, said->at, 1, "'%.*s' is said twice",
	    STR(schema_row(field)->name));
	d->hint = S("a clock time in the text says it already");
	d->also = given->at;
	d->also_says = S("first at");
}

/* The place of a clock range under `at`, or else of the text. */
static struct place
clock_place(const struct reader *r, ptrdiff_t base, struct place text)
{
	for (ptrdiff_t i = base; i + 1 < r->details.count; i++) {
		const struct detail *d = &r->details.at[i];
		if (d[0].field == FIELD_at && d[1].field == FIELD_takes &&
		    same_place(d[0].at, d[1].at))
			return d->at;
	}
	return text;
}

static bool
is_measure(enum kind kind)
{
	switch ((int)kind) {
	case KIND_CLOCK:
	case KIND_DURATION:
	case KIND_TIMES:
	case KIND_SCALE:
	case KIND_FEEL:
	case KIND_IMPORTANCE:
	case KIND_SHARE: return true;
	default: return false;
	}
}

/* `- feel: -2`: an id and a text by the rule, but hardly what was meant. */
static bool
is_detail_first(struct reader *r, const struct grammar *how, const struct item *item)
{
	if (item->id.len == 0 || item->text.len == 0)
		return false;
	const struct schema_row *row = schema_find(how->owner, item->id);
	if (row == NULL || !is_measure(row->kind))
		return false;
	struct arena_mark mark = arena_mark(r->room);
	struct value value;
	struct value_problem problem;
	bool wish = how->owner == OWN_WISH && aspect_of_field(row->field) >= 0;
	bool fitting =
	    value_parse(r->room, row->kind, row->field, wish, item->text, &value, &problem);
	arena_release(r->room, mark);
	if (!fitting)
		return false;
	struct diag *d = diag_add(r->diags, DIAG_step_detail_first, read_place(r, item->at),
	    utf8_count(item->id), "'%.*s' stands where the id of a step belongs", STR(item->id));
	struct str said = read_clip(item->text);
	d->hint = str_format(r->arena,
	    "if it belongs to the step above, write `%.*s: %.*s` without the dash, under the first "
	    "letter of that step's id",
	    STR(item->id), STR(said));
	return true;
}

static void
check_drop(struct reader *r, const struct item *item)
{
	if (item->details == NULL)
		return;
	struct diag *d = diag_add(r->diags, DIAG_not_a_wish, read_place(r, item->details),
	    read_width(r, item->details), "a dropped step has no wishes below it");
	d->hint = S("leave out drop, or the details");
}

static void
push_step(struct reader *r, const struct grammar *how, int stage, const struct node *n)
{
	struct item item;
	if (!read_item(r, n, &item))
		return;
	struct step_item s = {.stage = stage};
	s.entry.id = item.id;
	s.entry.own_id = item.id.len > 0;
	s.entry.at = read_place(r, item.at);
	s.drop = how->owner == OWN_WISH && item.id.len > 0 && str_eq(item.text, S("drop"));
	ptrdiff_t base = r->details.count;
	if (s.drop) {
		check_drop(r, &item);
	} else {
		s.entry.text = take_clock(r, how, &item);
		read_details(r, how, item.details);
		struct place text = item.words != NULL ? read_place(r, item.words) : s.entry.at;
		check_said_twice(r, base, FIELD_at, text);
		check_said_twice(r, base, FIELD_takes, clock_place(r, base, text));
		if (is_detail_first(r, how, &item) && s.entry.text.len == 0)
			s.entry.text = item.text;
	}
	read_seal(r, base, &s.entry);
	VEC_PUSH(r->stacks, &r->items, s);
}

static void
push_list(struct reader *r, const struct grammar *how, int stage, const struct node *at)
{
	const struct node *n = read_real(r, at);
	if (read_is_nothing(n))
		return;
	if (n->kind != NODE_SEQUENCE) {
		struct diag *d = diag_add(r->diags, DIAG_value_type, read_place(r, at),
		    read_width(r, at), "a stage holds a list of steps");
		d->hint = S("each step stands on a line of its own behind a dash");
		return;
	}
	for (const struct node *c = n->first; c != NULL; c = c->next)
		push_step(r, how, stage, c);
}

/* `title goal ask steps` of a stage. */
static void
read_stage_keys(
    struct reader *r, const struct grammar *how, int number, const struct node *n, struct stage *s)
{
	ptrdiff_t base = r->details.count;
	for (const struct node *c = n->first; c != NULL && c->next != NULL; c = c->next->next) {
		struct key k;
		if (!read_key(r, &READ_STAGE, c, &k))
			continue;
		if (k.kind == KIND_STEPS)
			push_list(r, how, number, c->next);
		else
			read_detail(r, &READ_STAGE, &k, c->next);
	}
	read_seal(r, base, &s->entry);
	struct str title = entry_text(&s->entry, FIELD_title);
	if (title.len > 0)
		s->entry.text = title;
}

static void
check_stage_name(struct reader *r, const struct node *key, struct str name)
{
	if (schema_find(OWN_WISHLIST, name) == NULL)
		return;
	struct diag *d = diag_add(r->diags, DIAG_stage_name, read_place(r, key), read_width(r, key),
	    "a stage of wishes cannot be called '%.*s'", STR(name));
	d->hint = S("steps, order and others are settings; no stage may stand beside them");
}

static void
push_stage(struct reader *r, const struct grammar *how, const struct node *key)
{
	const struct node *at = key->next, *n = read_real(r, at);
	struct str name;
	if (!read_key_text(r, key, &name))
		return;
	if (how->owner == OWN_WISH)
		check_stage_name(r, key, name);
	int number = (int)r->stages.count;
	struct stage s = {.first = (int)r->items.count};
	s.entry.own_id = true;
	s.entry.id = s.entry.text = read_keep(r, name);
	s.entry.at = read_place(r, key);
	VEC_PUSH(r->stacks, &r->stages, s);
	if (n->kind == NODE_MAPPING)
		read_stage_keys(r, how, number, n, &s);
	else
		push_list(r, how, number, at);
	s.count = (int)r->items.count - s.first;
	r->stages.at[number] = s;
}

/* The steps of a list or of stages, onto the stacks of items and stages. */
void
read_steps(struct reader *r, const struct grammar *how, const struct node *at)
{
	const struct node *n = read_real(r, at);
	r->items.count = 0;
	r->stages.count = 0;
	if (n->kind == NODE_SEQUENCE) {
		push_list(r, how, -1, at);
	} else if (n->kind == NODE_MAPPING) {
		for (const struct node *c = n->first; c != NULL && c->next != NULL;
		     c = c->next->next)
			push_stage(r, how, c);
	} else if (!read_is_nothing(n)) {
		struct diag *d = diag_add(r->diags, DIAG_value_type, read_place(r, at),
		    read_width(r, at), "a list of steps belongs here, or stages with steps");
		d->hint = S("each step stands on a line of its own behind a dash");
	}
}

void
read_take_stages(struct reader *r, struct stage **stages, int *count)
{
	*count = (int)r->stages.count;
	*stages = NEW_N(r->arena, struct stage, *count);
	for (int i = 0; i < *count; i++)
		(*stages)[i] = r->stages.at[i];
	r->stages.count = 0;
}

void
read_take_version(struct reader *r, struct version *v)
{
	v->given = true;
	v->step_count = (int)r->items.count;
	v->steps = NEW_N(r->arena, struct step, v->step_count);
	for (int i = 0; i < v->step_count; i++) {
		const struct step_item *item = &r->items.at[i];
		v->steps[i] =
		    (struct step){.entry = item->entry, .stage = item->stage, .today = -1};
	}
	r->items.count = 0;
	read_take_stages(r, &v->stages, &v->stage_count);
}
