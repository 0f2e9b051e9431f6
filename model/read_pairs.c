/* SPDX-License-Identifier: MIT */
/*
 * Mappings whose keys are the user's own words: scores, counts, figures, values, traits. Each pair
 * is an entry whose id and text are the key; what stands behind it is its details, with the field
 * of the mapping itself (one detail per number of a list), or with those of OWN_SCORE.
 */
#include "model/read_priv.h"
#include "model/value.h"

static const struct grammar READ_SCORE = {.owner = OWN_SCORE};
static const struct grammar READ_PAIR = {.owner = OWN_TOP};

static void
complain(struct reader *r, enum diag_code code, const struct node *key, struct str message,
    struct str hint)
{
	struct diag *d =
	    diag_add(r->diags, code, read_place(r, key), read_width(r, key), "%.*s", STR(message));
	d->hint = hint;
}

static bool
is_year(struct str s)
{
	return s.len == 4 && is_digit(s.at[0]) && is_digit(s.at[1]) && is_digit(s.at[2]) &&
	    is_digit(s.at[3]);
}

static bool
is_trait(struct str s)
{
	ptrdiff_t dots = str_search(s, S(".."));
	return dots > 0 && str_trim(str_upto(s, dots)).len > 0 &&
	    str_trim(str_from(s, dots + 2)).len > 0;
}

static bool
is_persona_value(struct str s)
{
	for (int i = 0; i < PERSONA_VALUE_COUNT; i++) {
		if (str_eq(s, persona_value_name((enum persona_value)i)))
			return true;
	}
	return false;
}

static struct str
nearest_value(struct str s)
{
	struct str best = {0};
	int nearest = 3;
	for (int i = 0; i < PERSONA_VALUE_COUNT; i++) {
		struct str name = persona_value_name((enum persona_value)i);
		int distance = str_distance(s, name, nearest - 1);
		if (distance < nearest) {
			nearest = distance;
			best = name;
		}
	}
	return best;
}

static void
unknown_value(struct reader *r, const struct node *key, struct str name)
{
	struct str meant = nearest_value(name), said = read_clip(name);
	complain(r, DIAG_key_unknown, key,
	    str_format(r->words, "there is no value '%.*s'", STR(said)),
	    meant.len > 0 ? str_format(r->words, "did you mean '%.*s'?", STR(meant))
			  : S("the five are speed, freedom, collaboration, customization, ease"));
}

/* Whether the words of a pair are fit for this mapping. */
static bool
check_words(struct reader *r, const struct key *k, const struct node *key, struct str words)
{
	struct str said = read_clip(words);
	int day;
	if (k->kind == KIND_VALUES && !is_persona_value(words)) {
		unknown_value(r, key, words);
		return false;
	}
	if (k->kind == KIND_TRAITS && !is_trait(words)) {
		complain(r, DIAG_value_type, key,
		    str_format(r->words, "'%.*s' does not name two ends", STR(said)),
		    S("for example Plans ahead..Improvises: 4"));
		return false;
	}
	if (k->field == FIELD_indicator_values && !is_year(words) &&
	    !date_parse(words, false, &day)) {
		complain(r, DIAG_value_type, key,
		    str_format(r->words, "'%.*s' is not a date", STR(said)),
		    S("write 2026, 2026-10, 2026-Q4 or 2026-10-31"));
		return false;
	}
	return true;
}

static enum kind
kind_within(enum kind kind)
{
	switch ((int)kind) {
	case KIND_NAMES_BY: return KIND_NAMES;
	case KIND_VALUES: return KIND_IMPORTANCE;
	case KIND_TRAITS: return KIND_SCALE;
	default: return KIND_NUMBER;
	}
}

static void
push_pair_value(struct reader *r, const struct key *within, const struct node *n)
{
	struct detail d = {
	    .field = (int16_t)within->field, .persona = FOR_ALL, .at = read_place(r, n)};
	if (read_value(r, &READ_PAIR, within, n, &d.value))
		VEC_PUSH(r->stacks, &r->details, d);
}

static void
push_scores(struct reader *r, const struct key *k, const struct node *at)
{
	const struct node *n = read_real(r, at);
	if (n->kind == NODE_MAPPING)
		read_details(r, &READ_SCORE, n->first);
	else if (!read_is_nothing(n))
		complain(r, DIAG_value_type, at, S("the scores of a persona are a mapping"),
		    str_format(r->words, "for example %.*s: {nadia: {answers: 18, like: 2.1}}",
			STR(k->name)));
}

static void
push_pair(struct reader *r, const struct key *k, const struct node *key, const struct node *at)
{
	struct str words;
	if (!read_key_text(r, key, &words) || !check_words(r, k, key, words))
		return;
	struct entry e = {.at = read_place(r, key), .own_id = true, .id = read_keep(r, words)};
	e.text = e.id;
	ptrdiff_t base = r->details.count;
	struct key within = *k;
	within.kind = kind_within(k->kind);
	const struct node *n = read_real(r, at);
	if (k->kind == KIND_SCORES) {
		push_scores(r, k, at);
	} else if (k->kind == KIND_NUMBERS_BY && n->kind == NODE_SEQUENCE) {
		for (const struct node *c = n->first; c != NULL; c = c->next)
			push_pair_value(r, &within, c);
	} else {
		push_pair_value(r, &within, at);
	}
	read_seal(r, base, &e);
	VEC_PUSH(r->stacks, &r->entries, e);
}

bool
read_pairs(struct reader *r, const struct key *k, const struct node *at, struct value *v)
{
	const struct node *n = read_real(r, at);
	*v = (struct value){.kind = VALUE_EMPTY};
	if (read_is_nothing(n))
		return true;
	if (n->kind != NODE_MAPPING) {
		read_wrong_type(r, k, at);
		return false;
	}
	ptrdiff_t base = r->entries.count;
	for (const struct node *c = n->first; c != NULL && c->next != NULL; c = c->next->next)
		push_pair(r, k, c, c->next);
	ptrdiff_t count = r->entries.count - base;
	if (count > 0)
		*v = (struct value){
		    .kind = VALUE_ITEMS, .items = {read_take_entries(r, base), count}};
	return true;
}
