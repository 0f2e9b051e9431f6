/* SPDX-License-Identifier: MIT */
/*
 * What is typed behind a key, as a value of its kind. It is read here as the reader of files would
 * read it, so that what does not fit is refused before anything is written.
 */
#include "base/utf8.h"
#include "model/change_priv.h"
#include "model/value.h"

static const struct lane_added *
added_lane(const struct workspace *ws, struct str key)
{
	for (int i = 0; i < ws->lane_added_count; i++) {
		if (str_eq(ws->lanes_added[i].key, key))
			return &ws->lanes_added[i];
	}
	return NULL;
}

struct change_want
change_want(struct desk *d, enum owner owner, struct str key)
{
	const struct schema_row *row = schema_find(owner, key);
	struct change_want want = {.owner = owner, .name = key, .field = FIELD_COUNT};
	if (row != NULL) {
		want.kind = row->kind;
		want.field = (int)row->field;
		want.wish =
		    (owner & (OWN_WISH | OWN_PREFERS)) != 0 && aspect_of_field(row->field) >= 0;
		return want;
	}
	const struct lane_added *lane = added_lane(desk_workspace(d), key);
	want.kind = lane == NULL ? KIND_TEXT : lane->names ? KIND_NAMES : KIND_TEXTS;
	return want;
}

static bool
refuse_value(struct desk *d, const struct change_want *want, struct str text, const char *wanted)
{
	const struct schema_row *row =
	    want->field < FIELD_COUNT ? schema_row((enum field)want->field) : NULL;
	struct str hint = row != NULL && row->example.len > 0
	    ? str_format(d->arena, "for example %.*s", STR(row->example))
	    : (struct str){0};
	return desk_refuse(
	    d, hint, "'%.*s' wants %s, not '%.*s'", STR(want->name), wanted, STR(text));
}

/* A clock range such as 7:45-11:30, which is no single value. */
static bool
is_clock_range(const struct change_want *want, struct str text)
{
	double at, minutes;
	struct str rest;
	return want->field == FIELD_at && value_leading_clock(text, &at, &minutes, &rest) &&
	    str_trim(rest).len == 0;
}

/* "at most 5" and the like, which fits a wish for the same aspect. */
static bool
is_wish_only(struct desk *d, const struct change_want *want, struct str text)
{
	struct value value;
	struct value_problem problem = {0};
	return !want->wish && want->field < FIELD_COUNT &&
	    aspect_of_field((enum field)want->field) >= 0 &&
	    value_parse(
		d->arena, want->kind, (enum field)want->field, true, text, &value, &problem);
}

static bool
read_scalar(struct desk *d, const struct change_want *want, struct str text, struct draft **draft)
{
	struct value value;
	struct value_problem problem = {0};
	*draft = draft_typed(d->arena, text);
	if (is_clock_range(want, text) ||
	    value_parse(
		d->arena, want->kind, (enum field)want->field, want->wish, text, &value, &problem))
		return true;
	if (is_wish_only(d, want, text))
		return desk_refuse(d, S("such a bound belongs to a wish: payslip@nadia.find.takes"),
		    "'%.*s' is no single value, as a step of actual or to-be has it", STR(text));
	return desk_refuse(d, problem.hint, "%.*s", STR(problem.message));
}

/* `[a, b]` and `{a: 1}` as typed; NULL when it is something else. */
static struct draft *
read_brackets(struct desk *d, struct str text)
{
	struct draft *draft = NULL;
	struct str rest = text, error;
	bool brackets = text.len > 1 && (text.at[0] == '[' || text.at[0] == '{');
	if (!brackets || !draft_read(d->arena, &rest, &draft, &error) || str_trim(rest).len > 0)
		return NULL;
	return draft;
}

static bool
is_list_of_scalars(const struct draft *d)
{
	if (d == NULL || d->kind != NODE_SEQUENCE)
		return false;
	for (const struct draft *item = d->first; item != NULL; item = item->next) {
		if (item->kind != NODE_SCALAR)
			return false;
	}
	return true;
}

static struct draft *
list_of(struct desk *d, const struct draft *list, bool names)
{
	struct draft *all = draft_sequence(d->arena);
	for (const struct draft *item = list->first; item != NULL; item = item->next)
		draft_add(all,
		    names ? draft_typed(d->arena, item->text) : draft_text(d->arena, item->text));
	return all;
}

static bool
is_ids(enum kind kind)
{
	return kind == KIND_PERSONA_IDS || kind == KIND_STEP_IDS || kind == KIND_FITS ||
	    kind == KIND_REFERENCES;
}

/* Ids hold no commas: a, b are two of them. */
static struct draft *
ids_by_comma(struct desk *d, struct str text)
{
	struct draft *all = draft_sequence(d->arena);
	struct str part;
	while (str_cut(&text, ',', &part)) {
		if (str_trim(part).len > 0)
			draft_add(all, draft_typed(d->arena, str_trim(part)));
	}
	return all;
}

/* By persona, or any other mapping, as it is typed. */
static struct draft *
mapping_of(struct desk *d, const struct draft *typed, bool sentences)
{
	struct draft *all = draft_mapping(d->arena);
	for (const struct draft *k = typed->first; k != NULL; k = k->next->next) {
		draft_add(all, draft_text(d->arena, k->text));
		const struct draft *v = k->next;
		if (v->kind == NODE_MAPPING)
			draft_add(all, mapping_of(d, v, sentences));
		else if (v->kind == NODE_SEQUENCE)
			draft_add(all, list_of(d, v, !sentences));
		else
			draft_add(all,
			    sentences ? draft_text(d->arena, v->text)
				      : draft_typed(d->arena, v->text));
	}
	return all;
}

static bool
is_sentences(enum kind kind)
{
	return kind == KIND_TEXT || kind == KIND_TEXTS || kind == KIND_ITEMS;
}

static bool
read_list(struct desk *d, const struct change_want *want, struct str text, struct draft **draft,
    bool *flow)
{
	bool names = !is_sentences(want->kind);
	struct draft *typed = read_brackets(d, text);
	*flow = names;
	if (is_list_of_scalars(typed)) {
		*draft = list_of(d, typed, names);
		return true;
	}
	*flow = is_ids(want->kind) && str_find(text, ',') >= 0;
	if (want->kind == KIND_NAMES && str_find(text, ',') >= 0)
		return desk_refuse(d,
		    str_format(
			d->arena, "write [%.*s], or [\"%.*s\"] for one name", STR(text), STR(text)),
		    "'%.*s' could be one name or several", STR(text));
	if (*flow)
		*draft = ids_by_comma(d, text);
	else
		*draft = names ? draft_typed(d->arena, text) : draft_text(d->arena, text);
	return true;
}

bool
change_read_value(struct desk *d, const struct change_want *want, struct str text,
    struct draft **draft, bool *flow)
{
	text = str_trim(text);
	*flow = false;
	struct draft *typed = read_brackets(d, text);
	bool may_differ =
	    want->owner == OWN_STEP && want->kind != KIND_PERSONA_IDS && want->kind != KIND_FITS;
	if (typed != NULL && typed->kind == NODE_MAPPING && may_differ) {
		*flow = !is_sentences(want->kind);
		*draft = mapping_of(d, typed, !*flow);
		return true;
	}
	switch (want->kind) {
	case KIND_TEXT: *draft = draft_text(d->arena, text); return true;
	case KIND_MAP_ID:
	case KIND_REFERENCE: *draft = draft_typed(d->arena, text); return true;
	case KIND_TEXTS:
	case KIND_ITEMS:
	case KIND_NAMES:
	case KIND_PERSONA_IDS:
	case KIND_STEP_IDS:
	case KIND_FITS:
	case KIND_REFERENCES: return read_list(d, want, text, draft, flow);
	case KIND_NUMBER:
	case KIND_SHARE:
	case KIND_FLAG:
	case KIND_DATE:
	case KIND_DUE:
	case KIND_PERIOD:
	case KIND_CLOCK:
	case KIND_DURATION:
	case KIND_TIMES:
	case KIND_SCALE:
	case KIND_FEEL:
	case KIND_IMPORTANCE:
	case KIND_VOLUME:
	case KIND_OTHERS:
	case KIND_ORDER:
	case KIND_STATUS:
	case KIND_PATH: return read_scalar(d, want, text, draft);
	case KIND_LANES:
	case KIND_NUMBERS:
	case KIND_NUMBERS_BY:
	case KIND_NAMES_BY:
	case KIND_VALUES:
	case KIND_TRAITS:
	case KIND_PREFERS:
	case KIND_SCORES:
		*flow = true;
		*draft = typed == NULL ? NULL : typed;
		return typed != NULL ||
		    refuse_value(d, want, text,
			want->kind == KIND_LANES ? "a list in brackets" : "a mapping in braces");
	case KIND_SECTION:
	case KIND_VERSION:
	case KIND_DESIRED:
	case KIND_TO_BE:
	case KIND_BEFORE:
	case KIND_STEPS: break;
	}
	return desk_refuse(d, S("desirepath add and desirepath move change what stands below it"),
	    "'%.*s' is not set as a whole", STR(want->name));
}
