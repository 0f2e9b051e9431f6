/* SPDX-License-Identifier: MIT */
/*
 * The table of keys, and finding a row of it. A key is looked up once per key of the input, so the
 * search is unrolled from the table by the compiler: one branch per length of a name, and in it one
 * comparison of machine words per name of that length. Nothing is sorted or hashed at run time.
 */
#include "model/schema.h"

#include "base/utf8.h"

#include <string.h>

static const struct schema_row rows[] = {
#define KEY(id, owners, name, kind, meaning, example)                                              \
	{FIELD_##id, (owners), S_INIT(name), KIND_##kind, S_INIT(meaning), S_INIT(example)},
#include "model/schema.def"
#undef KEY
};

static const struct synonym {
	struct str word, key;
} synonyms[] = {
#define SYNONYM(word, key) {S_INIT(word), S_INIT(key)},
#include "model/synonym.def"
#undef SYNONYM
};

static const struct aspect_row aspects[] = {
#define ASPECT(key, degree, value)                                                                 \
	{S_INIT(#key), FIELD_##key, DEGREE_##degree, PERSONA_VALUE_##value},
#include "model/aspect.def"
#undef ASPECT
};

static const struct str persona_values[] = {
#define VALUE(name) S_INIT(#name),
#include "model/value.def"
#undef VALUE
};

const struct schema_row *
schema_row(enum field field)
{
	return &rows[field];
}

/* `len` is a constant in every call, so only the rows of that length remain in the code. */
static inline __attribute__((always_inline)) const struct schema_row *
find_of_length(uint32_t owner, const char *at, size_t len)
{
#define KEY(id, owners, name, kind, meaning, example)                                              \
	if (sizeof(name) - 1 == len && memcmp(at, name, sizeof(name) - 1) == 0 &&                  \
	    (owner & (uint32_t)(owners)) != 0)                                                     \
		return &rows[FIELD_##id];
#include "model/schema.def"
#undef KEY
	return NULL;
}

const struct schema_row *
schema_find(enum owner owner, struct str name)
{
	switch (name.len) {
	case 2: return find_of_length(owner, name.at, 2);
	case 3: return find_of_length(owner, name.at, 3);
	case 4: return find_of_length(owner, name.at, 4);
	case 5: return find_of_length(owner, name.at, 5);
	case 6: return find_of_length(owner, name.at, 6);
	case 7: return find_of_length(owner, name.at, 7);
	case 8: return find_of_length(owner, name.at, 8);
	case 9: return find_of_length(owner, name.at, 9);
	case 10: return find_of_length(owner, name.at, 10);
	case 11: return find_of_length(owner, name.at, 11);
	case 12: return find_of_length(owner, name.at, 12);
	case 13: return find_of_length(owner, name.at, 13);
	case 14: return find_of_length(owner, name.at, 14);
	default: return NULL;
	}
}

/* Case folded; blanks and low lines as hyphens: "Review_Every" is review-every. */
static struct str
plain_name(struct arena *a, struct str name)
{
	struct str folded = str_copy(a, utf8_fold(a, name));
	char *at = NEW_N(a, char, folded.len + 1);
	for (ptrdiff_t i = 0; i < folded.len; i++)
		at[i] = folded.at[i] == ' ' || folded.at[i] == '_' ? '-' : folded.at[i];
	return (struct str){at, folded.len};
}

/* How many letters may be wrong in a name of this length. */
static int
patience(struct str name)
{
	return name.len <= 2 ? 0 : name.len <= 4 ? 1 : 2;
}

/* Of two names equally near, the one that begins alike is the likelier. */
static struct str
nearest_key(enum owner owner, struct str name, int *distance)
{
	struct str best = {0};
	for (ptrdiff_t i = 0; i < COUNT_OF(rows); i++) {
		if ((rows[i].owners & (uint32_t)owner) == 0)
			continue;
		int d = str_distance(rows[i].name, name, *distance);
		bool alike =
		    rows[i].name.at[0] == name.at[0] && (best.len == 0 || best.at[0] != name.at[0]);
		if (d < *distance || (d == *distance && (best.len == 0 || alike))) {
			*distance = d;
			best = rows[i].name;
		}
	}
	return best;
}

/* The `number`-th key that is legal under `owner` and is meant by a word within `distance`. */
static struct str
key_meant(enum owner owner, struct str word, int distance, int number)
{
	for (ptrdiff_t i = 0; i < COUNT_OF(synonyms); i++) {
		if (distance > 0 && synonyms[i].word.len < 5)
			continue;
		if (str_distance(synonyms[i].word, word, distance) > distance)
			continue;
		const struct schema_row *row = schema_find(owner, synonyms[i].key);
		if (row != NULL && number-- == 0)
			return row->name;
	}
	return (struct str){0};
}

static struct str
without_plural(struct str word)
{
	return word.len > 3 && word.at[word.len - 1] == 's' ? str_upto(word, word.len - 1) : word;
}

struct str
schema_suggest(struct arena *a, enum owner owner, struct str name)
{
	enum { LONGEST = 64 };
	struct str where;
	if (name.len == 0 || name.len > LONGEST)
		return (struct str){0};
	struct str word = plain_name(a, name);
	const struct schema_row *row = schema_find(owner, word);
	if (row != NULL)
		return row->name;
	struct str meant = key_meant(owner, word, 0, 0);
	if (meant.len == 0)
		meant = key_meant(owner, without_plural(word), 0, 0);
	if (meant.len > 0)
		return meant;
	/* A word that is a key elsewhere is hardly a misspelling by two letters. */
	bool is_word = schema_elsewhere(a, name, &where).len > 0;
	int distance = is_word && patience(word) > 1 ? 1 : patience(word);
	meant = nearest_key(owner, word, &distance);
	return meant.len > 0 ? meant : key_meant(owner, word, 1, 0);
}

struct str
schema_suggest_other(struct arena *a, enum owner owner, struct str name)
{
	struct str word = plain_name(a, str_upto(name, 64));
	struct str other = key_meant(owner, word, 0, 1);
	return other.len > 0 ? other : key_meant(owner, without_plural(word), 0, 1);
}

/* The likelier places first: many keys have several. */
static const struct {
	uint32_t owners;
	struct str where;
} places[] = {
    {OWN_TOP, S_INIT("at the left margin of the file")},
    {OWN_MAP | OWN_JOURNEY, S_INIT("below a scenario or journey")},
    {OWN_STEP, S_INIT("below a step")},
    {OWN_PERSONA, S_INIT("below a persona")},
    {OWN_STAGE, S_INIT("below a stage")},
    {OWN_WISHLIST, S_INIT("in the long form of a persona's wishes")},
    {OWN_WISH | OWN_PREFERS, S_INIT("below a wish")},
    {OWN_WORKSPACE, S_INIT("under workspace:")},
    {OWN_FRAMING, S_INIT("under framing:")},
    {OWN_ACTION, S_INIT("below an action")},
    {OWN_INDICATOR, S_INIT("below an indicator")},
    {OWN_WAVE, S_INIT("below a wave of feedback")},
    {OWN_SCORE, S_INIT("among the scores of a wave of feedback")},
    {OWN_NOTE, S_INIT("below a note")},
    {OWN_ASK, S_INIT("below a question under ask:")},
    {OWN_ITEM, S_INIT("below an item with an id")},
};

struct str
schema_elsewhere(struct arena *a, struct str name, struct str *where)
{
	struct str word = plain_name(a, str_upto(name, 64));
	const enum owner any = (enum owner)UINT32_MAX;
	const struct schema_row *row = schema_find(any, word);
	struct str key = row != NULL ? row->name : key_meant(any, word, 0, 0);
	if (key.len == 0)
		key = key_meant(any, without_plural(word), 0, 0);
	for (ptrdiff_t i = 0; key.len > 0 && i < COUNT_OF(places); i++) {
		if (schema_find((enum owner)places[i].owners, key) == NULL)
			continue;
		*where = places[i].where;
		return key;
	}
	return (struct str){0};
}

const struct aspect_row *
aspect_row(enum aspect aspect)
{
	return &aspects[aspect];
}

int
aspect_of_field(enum field field)
{
	switch ((int)field) {
#define ASPECT(key, degree, value)                                                                 \
	case FIELD_##key:                                                                          \
		return ASPECT_##key;
#include "model/aspect.def"
#undef ASPECT
	default: return -1;
	}
}

struct str
persona_value_name(enum persona_value value)
{
	return persona_values[value];
}
