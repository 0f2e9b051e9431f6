/* SPDX-License-Identifier: MIT */
/*
 * The value of a key, by the kind that schema.def gives it, and details: keys with their values. A
 * value that cannot be read leaves a finding and no detail.
 */
#include "model/value.h"

#include "base/utf8.h"
#include "model/read_priv.h"

#include <math.h>

enum shape {
	SHAPE_OTHER, /* read by the section or map that it belongs to */
	SHAPE_SCALAR,
	SHAPE_TEXT,
	SHAPE_ITEMS,
	SHAPE_NAMES,
	SHAPE_PAIRS
};

static const struct {
	enum shape shape;
	const char *wanted;
} kinds[] = {
    [KIND_SECTION] = {SHAPE_OTHER, "a mapping"},
    [KIND_TEXT] = {SHAPE_TEXT, "a text"},
    [KIND_TEXTS] = {SHAPE_ITEMS, "a text or a list of texts"},
    [KIND_ITEMS] = {SHAPE_ITEMS, "a list of texts"},
    [KIND_NAMES] = {SHAPE_NAMES, "a name or a list of names"},
    [KIND_NUMBER] = {SHAPE_SCALAR, "a number"},
    [KIND_NUMBERS] = {SHAPE_PAIRS, "a mapping of texts to numbers"},
    [KIND_NUMBERS_BY] = {SHAPE_PAIRS, "a mapping of names to lists of numbers"},
    [KIND_NAMES_BY] = {SHAPE_PAIRS, "a mapping of names to names"},
    [KIND_SHARE] = {SHAPE_SCALAR, "a share, 0..1 or per cent"},
    [KIND_FLAG] = {SHAPE_SCALAR, "true or false"},
    [KIND_DATE] = {SHAPE_SCALAR, "a date"},
    [KIND_DUE] = {SHAPE_SCALAR, "a date"},
    [KIND_PERIOD] = {SHAPE_SCALAR, "a duration of days or more"},
    [KIND_CLOCK] = {SHAPE_SCALAR, "a time of day"},
    [KIND_DURATION] = {SHAPE_SCALAR, "a duration"},
    [KIND_TIMES] = {SHAPE_SCALAR, "a number"},
    [KIND_SCALE] = {SHAPE_SCALAR, "a number from 1 to 5"},
    [KIND_FEEL] = {SHAPE_SCALAR, "a number from -2 to 2"},
    [KIND_IMPORTANCE] = {SHAPE_SCALAR, "a number from 0 to 10"},
    [KIND_VOLUME] = {SHAPE_SCALAR, "a number per day, week, month or year"},
    [KIND_OTHERS] = {SHAPE_SCALAR, "drop, fine or ask"},
    [KIND_ORDER] = {SHAPE_SCALAR, "any"},
    [KIND_STATUS] = {SHAPE_SCALAR, "idea, planned, doing, testing, done or dropped"},
    [KIND_PATH] = {SHAPE_SCALAR, "a relative path"},
    [KIND_VALUES] = {SHAPE_PAIRS, "a mapping of values to numbers from 0 to 10"},
    [KIND_PREFERS] = {SHAPE_OTHER, "a mapping of aspects to wishes"},
    [KIND_TRAITS] = {SHAPE_PAIRS, "a mapping of two words to a number from 1 to 5"},
    [KIND_LANES] = {SHAPE_OTHER, "a list of lanes"},
    [KIND_VERSION] = {SHAPE_OTHER, "a list of steps, or stages with steps"},
    [KIND_DESIRED] = {SHAPE_OTHER, "a mapping of personas to steps, same or never"},
    [KIND_TO_BE] = {SHAPE_OTHER, "a list of steps, or stages with steps"},
    [KIND_BEFORE] = {SHAPE_OTHER, "a mapping of dates to steps"},
    [KIND_STEPS] = {SHAPE_OTHER, "a list of steps"},
    [KIND_SCORES] = {SHAPE_PAIRS, "a mapping of personas to scores"},
    [KIND_PERSONA_IDS] = {SHAPE_NAMES, "the id of a persona or a list of ids"},
    [KIND_MAP_ID] = {SHAPE_TEXT, "the id of a scenario"},
    [KIND_STEP_IDS] = {SHAPE_NAMES, "the id of a step or a list of ids"},
    [KIND_FITS] = {SHAPE_NAMES, "a persona, persona.wish, a list of them, or all"},
    [KIND_REFERENCE] = {SHAPE_TEXT, "an id or map.step"},
    [KIND_REFERENCES] = {SHAPE_NAMES, "ids or map.step"},
};

/* Texts that are one of a few words. */
static const struct fixed {
	enum field field;
	struct str words[5];
} fixed[] = {
    {FIELD_customer, {S_INIT("internal"), S_INIT("external")}},
    {FIELD_version, {S_INIT("actual"), S_INIT("to-be")}},
    {FIELD_better, {S_INIT("lower"), S_INIT("higher")}},
    {FIELD_kind,
	{S_INIT("note"), S_INIT("insight"), S_INIT("quote"), S_INIT("idea"), S_INIT("pain")}},
};

const char *
read_wanted(enum kind kind)
{
	return kinds[kind].wanted;
}

/* False when the words are not among the few that are meant. */
static bool
is_fixed_word(struct reader *r, const struct key *k, const struct node *n, struct str text)
{
	for (ptrdiff_t i = 0; i < COUNT_OF(fixed); i++) {
		if (k->field != (int)fixed[i].field)
			continue;
		struct buf list = {.arena = r->words};
		for (ptrdiff_t j = 0; j < COUNT_OF(fixed[i].words); j++) {
			struct str word = fixed[i].words[j];
			if (str_eq(word, text))
				return true;
			if (word.len > 0)
				buf_format(&list, "%s%.*s", j ? ", " : "", STR(word));
		}
		struct str said = read_clip(text);
		struct diag *d = diag_add(r->diags, DIAG_value_type, read_place(r, n),
		    read_width(r, n), "'%.*s' is no %.*s", STR(said), STR(k->name));
		d->hint = str_format(r->words, "one of: %.*s", STR(buf_str(&list)));
		return false;
	}
	return true;
}

static bool
scale_end(struct reader *r, struct str text, double *number)
{
	struct value v;
	struct value_problem problem;
	struct arena_mark mark = arena_mark(r->room);
	bool fine =
	    value_parse(r->room, KIND_NUMBER, FIELD_scale, false, str_trim(text), &v, &problem);
	arena_release(r->room, mark);
	*number = fine && v.kind == VALUE_NUMBER ? v.number.low : NAN;
	return !isnan(*number);
}

/* `1..5`: the lowest and the highest answer. */
static bool
is_answer_scale(struct reader *r, const struct node *n, struct str text)
{
	double low, high;
	ptrdiff_t dots = str_search(text, S(".."));
	if (dots > 0 && scale_end(r, str_upto(text, dots), &low) &&
	    scale_end(r, str_from(text, dots + 2), &high) && low < high)
		return true;
	struct str said = read_clip(text);
	struct diag *d = diag_add(r->diags, DIAG_value_type, read_place(r, n), read_width(r, n),
	    "'%.*s' is not a scale", STR(said));
	d->hint = S("write the lowest and the highest answer, such as 1..5");
	return false;
}

static bool
parse_scalar(struct reader *r, const struct grammar *how, const struct key *k,
    const struct node *at, struct str text, struct value *v)
{
	struct arena_mark mark = arena_mark(r->room);
	struct value_problem problem = {0};
	bool wish = (how->owner == OWN_WISH || how->owner == OWN_PREFERS) && k->row != NULL &&
	    aspect_of_field(k->row->field) >= 0;
	enum field field = k->row != NULL ? k->row->field : FIELD_COUNT;
	bool fine = value_parse(r->room, k->kind, field, wish, text, v, &problem);
	if (!fine) {
		struct diag *d = diag_add(r->diags, problem.code, read_place(r, at),
		    read_width(r, at), "%.*s", STR(problem.message));
		d->hint = str_copy(r->words, problem.hint);
		if (at->style == STYLE_PLAIN)
			d->meant.text = str_copy(r->words, problem.meant);
	} else if (v->kind == VALUE_TEXT) {
		v->text = read_keep(r, v->text);
	}
	arena_release(r->room, mark);
	return fine;
}

/* A scalar of any kind; text and references keep their words. */
static bool
read_scalar(struct reader *r, const struct grammar *how, const struct key *k, const struct node *at,
    const struct node *n, struct value *v)
{
	if (n->kind != NODE_SCALAR) {
		read_wrong_type(r, k, at);
		return false;
	}
	*v = (struct value){.kind = VALUE_EMPTY};
	if (read_is_nothing(n))
		return true;
	struct str text = str_trim(n->value);
	if (read_is_unfilled(text)) {
		read_unfilled(r, k->name, read_place(r, at), read_width(r, at));
		return true;
	}
	if (kinds[k->kind].shape == SHAPE_SCALAR)
		return parse_scalar(r, how, k, at, text, v);
	if (!is_fixed_word(r, k, at, text) ||
	    (k->field == FIELD_scale && !is_answer_scale(r, at, text)))
		return false;
	*v = (struct value){.kind = VALUE_TEXT, .text = read_keep(r, text)};
	return true;
}

static void
push_name(struct reader *r, struct str_map *seen, struct str name)
{
	if (seen != NULL) {
		ptrdiff_t *at = str_map_at(seen, utf8_fold(r->room, name));
		if (*at >= 0)
			return;
		*at = 0;
	}
	VEC_PUSH(r->stacks, &r->names, read_keep(r, name));
}

static bool
push_names(struct reader *r, const struct key *k, const struct node *list)
{
	struct str_map seen = {.arena = r->room};
	for (const struct node *c = list->first; c != NULL; c = c->next) {
		const struct node *n = read_real(r, c);
		if (n->kind != NODE_SCALAR) {
			struct diag *d = diag_add(r->diags, DIAG_value_type, read_place(r, c),
			    read_width(r, c), "'%.*s' wants names", STR(k->name));
			d->hint =
			    S("a name in brackets ends at a comma or colon; quotes keep it whole");
			return false;
		}
		if (!read_is_nothing(n))
			push_name(r, list->count > 1 ? &seen : NULL, str_trim(n->value));
	}
	return true;
}

static struct value
take_names(struct reader *r, ptrdiff_t base)
{
	ptrdiff_t count = r->names.count - base;
	struct str *at = NEW_N(r->arena, struct str, count);
	for (ptrdiff_t i = 0; i < count; i++)
		at[i] = r->names.at[base + i];
	r->names.count = base;
	return (struct value){.kind = VALUE_NAMES, .names = {at, count}};
}

bool
read_names(struct reader *r, const struct key *k, const struct node *at, struct value *v)
{
	const struct node *n = read_real(r, at);
	ptrdiff_t base = r->names.count;
	*v = (struct value){.kind = VALUE_EMPTY};
	if (n->kind == NODE_MAPPING) {
		read_wrong_type(r, k, at);
		return false;
	}
	if (n->kind == NODE_SEQUENCE) {
		struct arena_mark mark = arena_mark(r->room);
		bool fine = push_names(r, k, n);
		arena_release(r->room, mark);
		if (!fine) {
			r->names.count = base;
			return false;
		}
	} else if (!read_is_nothing(n)) {
		struct str name = str_trim(n->value);
		if (read_is_unfilled(name))
			read_unfilled(r, k->name, read_place(r, at), read_width(r, at));
		else
			push_name(r, NULL, name);
	}
	bool says_end = k->kind == KIND_STEP_IDS && n->kind == NODE_SEQUENCE;
	if (r->names.count > base || says_end)
		*v = take_names(r, base);
	return true;
}

bool
read_value(struct reader *r, const struct grammar *how, const struct key *k, const struct node *at,
    struct value *v)
{
	switch (kinds[k->kind].shape) {
	case SHAPE_OTHER: return false;
	case SHAPE_SCALAR:
	case SHAPE_TEXT: return read_scalar(r, how, k, at, read_real(r, at), v);
	case SHAPE_ITEMS:
		return read_items(r, k->field == FIELD_ask ? &READ_ASK : &READ_ITEM, k, at, v);
	case SHAPE_NAMES: return read_names(r, k, at, v);
	case SHAPE_PAIRS: return read_pairs(r, k, at, v);
	}
	return false;
}

int
read_persona(struct reader *r, const struct node *n, struct str id)
{
	ptrdiff_t known = str_map_get(&r->persona_ids, id);
	if (known >= 0)
		return (int)known;
	ptrdiff_t number = str_map_get(&r->stranger_ids, id);
	if (number < 0 && r->strangers.count >= MOST_PERSONAS)
		return NOBODY;
	if (number < 0) {
		number = r->strangers.count;
		VEC_PUSH(r->stacks, &r->strangers, read_keep(r, id));
		*str_map_at(&r->stranger_ids, r->strangers.at[number]) = number;
	}
	VEC_PUSH(r->stacks, &r->stranger_mentions,
	    (struct mention){
		.number = number, .at = read_place(r, n), .width = read_width(r, n), .lane = -1});
	return STRANGER - (int)number;
}

/* `at: 7:45-11:30` is at and takes; both stand at the place of the range. */
static bool
push_clock_range(
    struct reader *r, const struct grammar *how, struct detail d, const struct node *at)
{
	const struct node *n = read_real(r, at);
	double start, minutes;
	struct str rest;
	if (n->kind != NODE_SCALAR || n->is_null ||
	    !value_leading_clock(str_trim(n->value), &start, &minutes, &rest) || isnan(minutes) ||
	    str_trim(rest).len > 0)
		return false;
	bool wish = how->owner == OWN_WISH || how->owner == OWN_PREFERS;
	read_push_clock(r, wish, d, start, minutes);
	return true;
}

static void
push_detail(struct reader *r, const struct grammar *how, const struct key *k, int persona,
    const struct node *at)
{
	struct detail d = {
	    .field = (int16_t)k->field, .persona = (int16_t)persona, .at = read_place(r, at)};
	if (k->field == FIELD_at && push_clock_range(r, how, d, at))
		return;
	if (read_value(r, how, k, at, &d.value))
		VEC_PUSH(r->stacks, &r->details, d);
}

static bool
may_differ(const struct grammar *how, const struct key *k, const struct node *n)
{
	return how->by_persona && n->kind == NODE_MAPPING && n->count > 0 &&
	    k->kind != KIND_PERSONA_IDS && k->kind != KIND_FITS;
}

static void
push_by_persona(
    struct reader *r, const struct grammar *how, const struct key *k, const struct node *mapping)
{
	for (const struct node *c = mapping->first; c != NULL && c->next != NULL;
	     c = c->next->next) {
		struct str id;
		if (!read_key_text(r, c, &id))
			continue;
		int persona = str_eq(id, S("others")) ? FOR_OTHERS : read_persona(r, c, id);
		if (k->field < 0 && persona <= STRANGER)
			r->stranger_mentions.at[r->stranger_mentions.count - 1].lane =
			    -1 - k->field;
		push_detail(r, how, k, persona, c->next);
	}
}

void
read_detail(
    struct reader *r, const struct grammar *how, const struct key *k, const struct node *value)
{
	const struct node *n = read_real(r, value);
	if (may_differ(how, k, n))
		push_by_persona(r, how, k, n);
	else
		push_detail(r, how, k, FOR_ALL, value);
}

void
read_details(struct reader *r, const struct grammar *how, const struct node *first)
{
	for (const struct node *c = first; c != NULL && c->next != NULL; c = c->next->next) {
		struct key k;
		if (read_key(r, how, c, &k))
			read_detail(r, how, &k, c->next);
	}
}

static bool
is_settled(const struct detail *d)
{
	return d->field >= 0 && d->persona > STRANGER;
}

void
read_seal(struct reader *r, ptrdiff_t base, struct entry *e)
{
	ptrdiff_t count = r->details.count - base;
	r->details.count = base;
	e->detail_count = (int32_t)count;
	if (count == 0)
		return;
	struct detail *details = NEW_N(r->arena, struct detail, count);
	bool settled = true;
	for (ptrdiff_t i = 0; i < count; i++) {
		details[i] = r->details.at[base + i];
		settled = settled && is_settled(&details[i]);
	}
	e->details = details;
	if (!settled)
		VEC_PUSH(r->stacks, &r->unsettled, (struct details_block){details, count});
}
