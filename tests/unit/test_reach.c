/* SPDX-License-Identifier: MIT */
/*
 * Whatever the format lets people write, `set` writes: every key of the table under every owner
 * that may hold it. What cannot be set is named below, with the way it is made instead.
 */
#include "tests/unit/changing.h"

static const char all[] = "workspace:\n"
			  "  client: Somebody\n"
			  "framing:\n"
			  "  customer: internal\n"
			  "personas:\n"
			  "  ann:\n"
			  "    name: Ann\n"
			  "    prefers:\n"
			  "      channel: chat\n"
			  "  bob: Waits\n"
			  "scenarios:\n"
			  "  call:\n"
			  "    actual:\n"
			  "      - greet: Say hello\n"
			  "      - find: Look it up\n"
			  "        pain:\n"
			  "          - slow: Too slow\n"
			  "        ask:\n"
			  "          - why: Why?\n"
			  "    desired:\n"
			  "      ann:\n"
			  "        - find: Ask one box\n"
			  "      bob:\n"
			  "        steps:\n"
			  "          - find\n"
			  "    to-be:\n"
			  "      - find: Ask the box\n"
			  "journeys:\n"
			  "  day:\n"
			  "    persona: ann\n"
			  "    actual:\n"
			  "      Morning:\n"
			  "        - Wake up\n"
			  "feedback:\n"
			  "  w1:\n"
			  "    date: 2026-03\n"
			  "    scores:\n"
			  "      ann:\n"
			  "        answers: 12\n"
			  "actions:\n"
			  "  - hire: Hire people\n"
			  "indicators:\n"
			  "  calm:\n"
			  "    title: Calm evenings\n"
			  "notes:\n"
			  "  - later: To be sorted\n";

static const struct {
	enum owner owner;
	const char *address;
} owners[] = {
    {OWN_WORKSPACE, "workspace"},
    {OWN_FRAMING, "framing"},
    {OWN_PERSONA, "ann"},
    {OWN_MAP, "call"},
    {OWN_JOURNEY, "day"},
    {OWN_STAGE, "day.Morning"},
    {OWN_STEP, "call.find"},
    {OWN_WISH, "call@ann.find"},
    {OWN_WISHLIST, "call@bob"},
    {OWN_PREFERS, "ann.prefers"},
    {OWN_WAVE, "w1"},
    {OWN_SCORE, "w1.scores.ann"},
    {OWN_ACTION, "hire"},
    {OWN_INDICATOR, "calm"},
    {OWN_NOTE, "later"},
    {OWN_ITEM, "call.find.pain.slow"},
    {OWN_ASK, "call.find.ask.why"},
};

/* What `set` does not write, and how it is written. */
static const struct {
	enum field field;
	const char *instead;
} not_set[] = {
    {FIELD_actual, "add step, add stage"},
    {FIELD_to_be, "add step MAP@to-be"},
    {FIELD_desired, "wish"},
    {FIELD_before, "adopt"},
    {FIELD_steps, "add step, wish"},
    {FIELD_scores, "set w1.scores.ann.like"},
};

/* A value of every kind as people type it, where the row has no example. */
static const char *
value_of(const struct schema_row *row)
{
	switch ((int)row->field) {
	case FIELD_persona:
	case FIELD_fits: return "ann";
	case FIELD_only: return "[ann, bob]";
	case FIELD_scenario: return "call";
	case FIELD_serves: return "call.greet";
	case FIELD_next: return "greet";
	case FIELD_wave_for:
	case FIELD_indicator_for:
	case FIELD_note_for: return "call";
	case FIELD_action_for: return "[call.find, ann]";
	case FIELD_customer: return "external";
	case FIELD_tags: return "[owner, alone]";
	case FIELD_columns: return "{like: Q1}";
	case FIELD_counts: return "{pay: 11}";
	case FIELD_shifts: return "{ann: [2.1, 1.4]}";
	case FIELD_lanes: return "[feel, channel, {legal: text}]";
	default: return NULL;
	}
}

static struct str
typed_value(struct arena *a, const struct schema_row *row)
{
	const char *value = value_of(row);
	if (value != NULL)
		return str_of(value);
	return row->example.len > 0 ? row->example : str_format(a, "Some words, and more");
}

static bool
is_set(enum field field)
{
	for (ptrdiff_t i = 0; i < COUNT_OF(not_set); i++) {
		if (not_set[i].field == field)
			return false;
	}
	return true;
}

static const char *
first_error(struct desk *d)
{
	const struct workspace *ws = desk_workspace(d);
	for (ptrdiff_t i = 0; i < ws->diags.list.count; i++) {
		if (diag_row(ws->diags.list.at[i].code)->level == LEVEL_ERROR)
			return str_z(d->arena, ws->diags.list.at[i].message);
	}
	return NULL;
}

static void
set_one(struct arena *a, const char *thing, const struct schema_row *row)
{
	struct desk *d = desk_open(a, TODAY);
	int file;
	struct str path, value = typed_value(a, row);
	if (row->field == FIELD_fits)
		thing = "call@to-be.find";
	struct str address = str_format(a, "%s.%.*s", thing, STR(row->name));
	desk_put(d, S("hr.yaml"), str_of(all));
	if (!change_set(d, address, value))
		fail_msg("%.*s '%.*s': %.*s (%.*s)", STR(address), STR(value), STR(d->why),
		    STR(d->hint));
	if (first_error(d) != NULL)
		fail_msg("%.*s brings: %s", STR(address), first_error(d));
	struct address read;
	if (!address_read(d, address, &read) || !address_path(d, &read, &file, &path))
		fail_msg("%.*s is not there afterwards: %.*s", STR(address), STR(d->why));
	if (!change_set(d, address, (struct str){0}))
		fail_msg("%.*s cannot be emptied: %.*s", STR(address), STR(d->why));
	assert_null(first_error(d));
	desk_close(d);
}

static void
every_key_of_every_owner_can_be_set_and_emptied(void **state)
{
	struct at_work *w = *state;
	uint32_t seen = OWN_TOP;
	for (ptrdiff_t i = 0; i < COUNT_OF(owners); i++) {
		seen |= owners[i].owner;
		for (int f = 0; f < FIELD_COUNT; f++) {
			const struct schema_row *row = schema_row((enum field)f);
			if ((row->owners & owners[i].owner) != 0 && is_set(row->field))
				set_one(w->arena, owners[i].address, row);
		}
	}
	for (int f = 0; f < FIELD_COUNT; f++)
		assert_int_equal(schema_row((enum field)f)->owners & ~seen, 0);
}

/* What is named as not to be set is refused with a hint, and the file stays. */
static void
what_cannot_be_set_is_refused_with_the_command_that_can(void **state)
{
	static const char *const addresses[] = {
	    "call.actual", "call.to-be", "call.desired", "call.before", "call@bob.steps"};
	struct desk *d = desk_of(state, all);
	for (ptrdiff_t i = 0; i < COUNT_OF(addresses); i++) {
		assert_false(change_set(d, str_of(addresses[i]), S("something")));
		assert_true(d->hint.len > 0);
		file_is(d, 0, all);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(every_key_of_every_owner_can_be_set_and_emptied),
	    TEST(what_cannot_be_set_is_refused_with_the_command_that_can),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
