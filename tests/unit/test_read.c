/* SPDX-License-Identifier: MIT */
/* Sections, personas and items: texts in, values and findings out. Expected is what the format
 * says. */
#include "model/workspace.h"

#include "tests/unit/reading.h"

#include <math.h>

static const struct step *
step(struct workspace *ws, int i)
{
	assert_true(ws->map_count > 0 && i < ws->maps[0].actual.step_count);
	return &ws->maps[0].actual.steps[i];
}

/* A scenario whose actual is what follows. */
#define ACTUAL "scenarios:\n  m:\n    actual:\n"

static void
a_workspace_may_be_only_a_title(void **state)
{
	struct workspace *ws = read_text(state, "workspace: HR service centre\n");
	SAME(ws->title, "HR service centre");
	FINDS("");
}

static void
a_workspace_has_keys_of_its_own(void **state)
{
	struct workspace *ws = read_text(state,
	    "workspace:\n  title: T\n  client: C\n  review-every: 6 months\n  others: ask\n"
	    "  anonymity: 7\n  lanes: [feel, channel]\n");
	SAME(ws->title, "T");
	SAME(entry_text(&ws->info, FIELD_client), "C");
	assert_true(ws->review_every == 180);
	assert_int_equal(ws->others, OTHERS_ASK);
	assert_true(number(&ws->info, FIELD_anonymity) == 7);
	assert_int_equal(ws->lane_count, 2);
	assert_int_equal(ws->lanes[1], FIELD_channel);
	FINDS("");
}

static void
without_a_period_there_is_no_review(void **state)
{
	struct workspace *ws = read_text(state, "workspace: T\n");
	assert_true(isnan(ws->review_every));
	assert_int_equal(ws->others, OTHERS_UNSET);
}

static void
a_scalar_of_the_workspace_may_be_written_once(void **state)
{
	file(*state, "workspace: One\n");
	struct workspace *ws = read_text(state, "workspace:\n  title: Two\n");
	FINDS("b.yaml:2:3 key-twice");
	const struct diag *d = first_finding(ws, DIAG_key_twice);
	SAME(d->also_says, "first at");
	assert_int_equal(d->also.source, 0);
	SAME(ws->title, "One");
}

static void
lists_of_framing_join(void **state)
{
	file(*state, "framing:\n  how-might-we:\n    - a: First?\n  definition: Once\n");
	struct workspace *ws = read_text(state, "framing:\n  how-might-we:\n    - Second?\n");
	assert_string_equal(texts(ws, &ws->framing, FIELD_how_might_we), "First?|Second?");
	FINDS("");
}

static void
a_text_of_framing_may_be_written_once(void **state)
{
	file(*state, "framing: {definition: One}\n");
	struct workspace *ws = read_text(state, "framing: {definition: Two}\n");
	FINDS("b.yaml:1:11 key-twice");
}

static void
documents_of_a_file_are_one_workspace(void **state)
{
	struct workspace *ws = read_text(state,
	    "scenarios:\n  m:\n    desired: {ann: same}\n---\npersonas: {ann: Ann}\n---\n"
	    "actions:\n  - One\n---\nactions:\n  - Two\n");
	assert_int_equal(ws->persona_count, 1);
	assert_int_equal(ws->maps[0].wishlist_count, 1);
	assert_int_equal(ws->action_count, 2);
	FINDS("");
}

static void
a_persona_is_a_line_or_a_mapping(void **state)
{
	struct workspace *ws = read_text(state,
	    "personas:\n  ann: In the kitchen at ten\n  bob:\n    name: Bob, the builder\n"
	    "    about: Builds\n    share: 30 %\n    goals: Be done\n");
	const struct persona *ann = &ws->personas[0], *bob = &ws->personas[1];
	SAME(ann->name, "ann");
	SAME(ann->entry.text, "In the kitchen at ten");
	SAME(entry_text(&ann->entry, FIELD_about), "In the kitchen at ten");
	assert_true(isnan(ann->share));
	SAME(bob->name, "Bob, the builder");
	assert_true(fabs(bob->share - 0.3) < 1e-12);
	assert_string_equal(texts(ws, &bob->entry, FIELD_goals), "Be done");
	assert_null(bob->prefers);
	FINDS("");
}

static void
values_that_are_not_given_are_five(void **state)
{
	struct workspace *ws =
	    read_text(state, "personas:\n  ann:\n    values: {freedom: 9, ease: 0}\n");
	const double *v = ws->personas[0].values;
	assert_true(v[PERSONA_VALUE_freedom] == 9 && v[PERSONA_VALUE_ease] == 0);
	assert_true(v[PERSONA_VALUE_speed] == 5 && v[PERSONA_VALUE_customization] == 5);
	FINDS("");
}

static void
a_persona_must_value_something(void **state)
{
	struct workspace *ws = read_text(state,
	    "personas:\n  ann:\n    values: {speed: 0, freedom: 0, collaboration: 0, "
	    "customization: 0, ease: 0}\n");
	FINDS("3:13 values-zero");
}

static void
values_and_traits_have_names_of_their_own(void **state)
{
	struct workspace *ws = read_text(state,
	    "personas:\n  ann:\n    values: {sped: 3}\n    traits: {Calm: 2, Head..Heart: 4}\n");
	FINDS("3:14 key-unknown, 4:14 value-type");
	SAME(first_finding(ws, DIAG_key_unknown)->hint, "did you mean 'speed'?");
	assert_string_equal(texts(ws, &ws->personas[0].entry, FIELD_traits), "Head..Heart");
	const struct value *v = entry_get(&ws->personas[0].entry, FIELD_traits);
	assert_true(number(&v->items.at[0], FIELD_traits) == 4);
}

static void
preferences_are_wishes(void **state)
{
	struct workspace *ws = read_text(
	    state, "personas:\n  ann:\n    prefers: {channel: [chat, phone], feel: 0, wait: 5}\n");
	const struct entry *p = ws->personas[0].prefers;
	assert_string_equal(names(ws, p, FIELD_channel), "chat|phone");
	const struct value *feel = entry_get(p, FIELD_feel), *wait = entry_get(p, FIELD_wait);
	assert_true(feel->number.low == 0 && feel->number.high == INFINITY);
	assert_true(wait->number.low == -INFINITY && wait->number.high == 5);
	FINDS("");
}

static void
what_is_no_aspect_cannot_be_preferred(void **state)
{
	struct workspace *ws =
	    read_text(state, "personas:\n  ann:\n    prefers: {matters: 3, chanel: x}\n");
	FINDS("3:15 not-a-wish, 3:27 key-unknown");
}

static void
an_id_that_does_not_fit_is_told_its_slug(void **state)
{
	struct workspace *ws = read_text(state, "personas:\n  Ann Lee: About\n");
	FINDS("2:3 id-form");
	SAME(first_finding(ws, DIAG_id_form)->hint, "write 'ann-lee'");
}

static void
nobody_is_called_others(void **state)
{
	struct workspace *ws = read_text(state, "personas:\n  others: About\n  all: About\n");
	FINDS("2:3 id-form, 3:3 id-form");
}

static void
an_id_is_defined_once_in_all_files(void **state)
{
	file(*state, "personas:\n  ann: One\n");
	struct workspace *ws = read_text(state, "personas:\n  ann: Two\n");
	FINDS("b.yaml:2:3 id-twice");
	assert_int_equal(first_finding(ws, DIAG_id_twice)->also.source, 0);
	assert_int_equal(ws->persona_count, 1);
	SAME(ws->personas[0].entry.text, "One");
}

static void
scenarios_and_journeys_share_one_set_of_ids(void **state)
{
	struct workspace *ws =
	    read_text(state, "scenarios:\n  day: {title: S}\njourneys:\n  day: {title: J}\n");
	FINDS("4:3 id-twice");
	assert_int_equal(ws->map_count, 1);
}

static void
an_item_is_a_text_or_an_id_and_a_text(void **state)
{
	struct workspace *ws = read_text(state,
	    ACTUAL "      - Answer the call\n      - log: Log it\n        takes: 5\n"
		   "      - {wrap: Wrap up, takes: 2}\n");
	SAME(step(ws, 0)->entry.text, "Answer the call");
	SAME(step(ws, 0)->entry.id, "answer-the-call");
	assert_false(step(ws, 0)->entry.own_id);
	SAME(step(ws, 1)->entry.id, "log");
	SAME(step(ws, 1)->entry.text, "Log it");
	assert_true(step(ws, 1)->entry.own_id);
	assert_true(number(&step(ws, 1)->entry, FIELD_takes) == 5);
	SAME(step(ws, 2)->entry.text, "Wrap up");
	assert_true(number(&step(ws, 2)->entry, FIELD_takes) == 2);
	FINDS("");
}

static void
the_first_pair_is_id_and_text_whatever_the_id_is(void **state)
{
	struct workspace *ws =
	    read_text(state, ACTUAL "      - channel: Choose a channel\n        tool: phone\n");
	SAME(step(ws, 0)->entry.id, "channel");
	SAME(step(ws, 0)->entry.text, "Choose a channel");
	assert_string_equal(names(ws, &step(ws, 0)->entry, FIELD_tool), "phone");
	FINDS("");
}

static void
a_first_key_that_is_no_id_makes_a_sentence(void **state)
{
	struct workspace *ws = read_text(state,
	    ACTUAL "      - Ask yourself: is this honest?\n      - Note:   two  blanks\n"
		   "      - [Say: yes]\n");
	SAME(step(ws, 0)->entry.text, "Ask yourself: is this honest?");
	SAME(step(ws, 0)->entry.id, "ask-yourself-is-this-honest");
	SAME(step(ws, 1)->entry.text, "Note:   two  blanks");
	FINDS("6:9 value-type");
}

static void
a_sentence_of_two_lines_is_one_text(void **state)
{
	struct workspace *ws =
	    read_text(state, ACTUAL "      - Ask yourself: is this\n          honest?\n");
	SAME(step(ws, 0)->entry.text, "Ask yourself: is this honest?");
}

static void
a_sentence_with_details_needs_an_id(void **state)
{
	struct workspace *ws =
	    read_text(state, ACTUAL "      - Ask yourself: why?\n        takes: 5\n");
	FINDS("4:9 detail-needs-id");
	SAME(first_finding(ws, DIAG_detail_needs_id)->hint,
	    "write '- ask-yourself-why: \"Ask yourself: why?\"'");
	assert_true(number(&step(ws, 0)->entry, FIELD_takes) == 5);
}

static void
a_sentence_with_details_inside_needs_an_id(void **state)
{
	struct workspace *ws = read_text(state, ACTUAL "      - Answer it:\n          takes: 5\n");
	FINDS("4:9 detail-needs-id");
	SAME(first_finding(ws, DIAG_detail_needs_id)->hint, "write '- answer-it: Answer it'");
}

static void
a_detail_where_the_id_belongs_is_a_warning(void **state)
{
	struct workspace *ws = read_text(state,
	    ACTUAL "      - feel: -2\n      - takes: the minutes\n      - wait: 3 min\n"
		   "        feel: 1\n");
	FINDS("4:9 step-detail-first, 6:9 step-detail-first");
	SAME(step(ws, 0)->entry.id, "feel");
	SAME(step(ws, 0)->entry.text, "-2");
}

static void
what_is_to_be_filled_in_counts_as_empty(void **state)
{
	struct workspace *ws = read_text(state,
	    ACTUAL "      - badge: tbd\n      - wifi:\n      - desk: Desk\n        owner: TBD\n"
		   "        tool: \"?\"\n      -\n      - tbd\n");
	FINDS("4:9 item-empty, 5:9 item-empty, 7:16 item-empty, 8:15 item-empty, "
	      "9:8 item-empty, 10:9 item-empty");
	assert_int_equal(ws->maps[0].actual.step_count, 3);
	SAME(step(ws, 0)->entry.text, "badge");
	SAME(step(ws, 1)->entry.text, "wifi");
	assert_null(entry_get(&step(ws, 2)->entry, FIELD_tool));
	assert_null(entry_get(&step(ws, 2)->entry, FIELD_owner));
}

static void
derived_ids_differ(void **state)
{
	struct workspace *ws = read_text(state,
	    ACTUAL "      - Wait\n      - wait-2: Something\n      - WAIT!\n      - wait\n"
		   "      - \"...\"\n");
	SAME(step(ws, 0)->entry.id, "wait");
	SAME(step(ws, 1)->entry.id, "wait-2");
	SAME(step(ws, 2)->entry.id, "wait-3");
	SAME(step(ws, 3)->entry.id, "wait-4");
	SAME(step(ws, 4)->entry.id, "step-5");
	FINDS("");
}

static void
an_explicit_id_stands_once_in_a_list(void **state)
{
	struct workspace *ws = read_text(state,
	    ACTUAL "      One:\n        - a: A\n      Two:\n        - a: Again\n"
		   "actions:\n  - x: X\n  - x: Y\n");
	FINDS("7:11 id-twice, 10:5 id-twice");
}

static void
pains_have_ids_and_details_of_their_own(void **state)
{
	struct workspace *ws = read_text(state,
	    ACTUAL "      - a: A\n        pain:\n          - hold: On hold\n            by: Ann\n"
		   "            dots: 3\n          - Twice\n        think: Not again.\n");
	const struct value *pain = entry_get(&step(ws, 0)->entry, FIELD_pain);
	assert_int_equal(pain->items.count, 2);
	SAME(pain->items.at[0].id, "hold");
	assert_true(number(&pain->items.at[0], FIELD_dots) == 3);
	SAME(pain->items.at[1].text, "Twice");
	assert_string_equal(texts(ws, &step(ws, 0)->entry, FIELD_think), "Not again.");
	FINDS("");
}

static void
questions_have_answers(void **state)
{
	struct workspace *ws = read_text(state,
	    ACTUAL "      - a: A\n        ask:\n          - why: Why?\n            answer: yes\n"
		   "            date: 2026-03\n            every: 6 months\n            dots: 3\n");
	const struct value *ask = entry_get(&step(ws, 0)->entry, FIELD_ask);
	SAME(entry_text(&ask->items.at[0], FIELD_answer), "yes");
	assert_true(number(&ask->items.at[0], FIELD_every) == 180);
	FINDS("10:13 key-unknown");
}

static void
equal_names_are_one_name(void **state)
{
	struct workspace *ws = read_text(state,
	    ACTUAL "      - a: A\n        tool: [HRIS, hris, HR  core, \"hr core \", x]\n"
		   "        channel: []\n        place:\n");
	assert_string_equal(names(ws, &step(ws, 0)->entry, FIELD_tool), "HRIS|HR  core|x");
	assert_null(entry_get(&step(ws, 0)->entry, FIELD_channel));
	assert_null(entry_get(&step(ws, 0)->entry, FIELD_place));
	FINDS("");
}

static void
an_unknown_key_is_told_what_was_meant(void **state)
{
	struct workspace *ws = read_text(state,
	    ACTUAL "      - a: A\n        chanel: {chat: phone}\n        emotion: 2\n"
		   "        x-jira: 7\n");
	FINDS("5:9 key-unknown, 6:9 key-unknown");
	SAME(ws->diags.list.at[ws->diags.list.count - 1].hint, "did you mean 'feel'?");
	assert_int_equal(first_finding(ws, DIAG_key_unknown)->width, 6);
}

static void
a_wrong_type_says_what_is_wanted(void **state)
{
	struct workspace *ws =
	    read_text(state, ACTUAL "      - a: A\n        takes: [1, 2]\n        owner: {a: b}\n");
	FINDS("5:16 value-type, 6:17 ref-unknown");
	SAME(first_finding(ws, DIAG_value_type)->message, "'takes' wants a duration, not a list");
}

static void
a_value_out_of_range_stands_at_its_place(void **state)
{
	struct workspace *ws = read_text(
	    state, ACTUAL "      - a: A\n        feel: 5\n        share: 30\n        wait: soon\n");
	FINDS("5:15 value-range, 6:16 value-range, 7:15 value-type");
}

static void
a_file_of_another_shape_is_told_so(void **state)
{
	struct workspace *ws = read_text(state, "- a\n- b\n");
	FINDS("1:1 value-type");
}

static void
sections_of_another_shape_are_told_so(void **state)
{
	struct workspace *ws = read_text(state,
	    "personas: [ann]\nscenarios: x\nactions: {a: b}\nfeedback: 3\nframing: [x]\n"
	    "indicators:\n");
	FINDS("1:11 value-type, 2:12 value-type, 3:10 value-type, 4:11 value-type, "
	      "5:10 value-type");
}

static void
a_newer_format_is_named_and_not_judged(void **state)
{
	struct workspace *ws =
	    read_text(state, "format: 2\nworkspace: T\nnovelties: {a: b}\nscenarios: x\n");
	FINDS("1:9 format-newer");
}

static void
an_open_conflict_is_an_error(void **state)
{
	struct workspace *ws = read_text(state, "conflicts:\n  - One of two\n");
	FINDS("1:1 conflict-open");
}

static void
tags_and_merge_keys_are_refused_and_core_tags_read(void **state)
{
	struct workspace *ws = read_text(state,
	    "x-a: &a {about: A}\npersonas:\n  ann: {<<: *a, name: !!str Ann}\n"
	    "  bob: !local {name: Bob}\n  cat: !secret Cat\n");
	FINDS("3:9 yaml-tag, 4:8 yaml-tag, 5:8 quote-it");
	SAME(ws->personas[0].name, "Ann");
	SAME(ws->personas[1].name, "Bob");
}

static void
an_alias_is_what_it_stands_for(void **state)
{
	struct workspace *ws = read_text(state,
	    "x-steps: &s\n  - a: A\n    tool: &t HRIS\n  - b: B\n    tool: *t\nscenarios:\n"
	    "  m: {actual: *s}\n  n: {actual: *s}\n");
	assert_int_equal(ws->maps[1].actual.step_count, 2);
	assert_string_equal(names(ws, &ws->maps[1].actual.steps[1].entry, FIELD_tool), "HRIS");
	FINDS("");
}

static void
aliases_do_not_grow_without_limit(void **state)
{
	struct world *w = *state;
	struct buf b = {.arena = w->arena};
	buf_add(&b, S("x-a: &a [x, x, x, x, x, x, x, x, x, x]\n"));
	buf_add(&b, S("scenarios:\n"));
	for (int i = 0; i < 20000; i++)
		buf_format(&b, "  m%d: {actual: *a}\n", i);
	struct workspace *ws = read_text(state, str_z(w->arena, buf_str(&b)));
	first_finding(ws, DIAG_yaml_limit);
	assert_int_equal(ws->map_count, 20000);
}

static void
an_alias_inside_itself_ends(void **state)
{
	struct workspace *ws = read_text(state, "scenarios:\n  m:\n    actual: &a\n      - *a\n");
	assert_int_equal(ws->map_count, 1);
	assert_true(diags_count(&ws->diags, LEVEL_ERROR) > 0);
}

static void
a_wave_has_scores_counts_and_voices(void **state)
{
	struct workspace *ws = read_text(state,
	    "personas: {ann: Ann}\nscenarios: {m: {title: M}}\nfeedback:\n  spring:\n"
	    "    date: 2026-02-12\n    for: m\n    version: actual\n    scale: 1..5\n"
	    "    scores:\n      ann: {answers: 18, like: 2.1}\n    counts: {Took too long: 19}\n"
	    "    said:\n      - ann: I take it home.\n      - ann: Again.\n      - Somebody.\n"
	    "    csv: answers/spring.csv\n    columns: {like: Q1}\n"
	    "    shifts: {ann: [2.1, 1.4]}\n    ratings:\n      rater-a: [3, 4]\n");
	FINDS("");
	assert_int_equal(ws->wave_count, 1);
	const struct entry *wave = &ws->waves[0];
	SAME(entry_text(wave, FIELD_wave_for), "m");
	SAME(entry_text(wave, FIELD_csv), "answers/spring.csv");
	const struct value *scores = entry_get(wave, FIELD_scores);
	SAME(scores->items.at[0].id, "ann");
	assert_true(number(&scores->items.at[0], FIELD_answers) == 18);
	assert_true(number(&scores->items.at[0], FIELD_like) == 2.1);
	const struct value *counts = entry_get(wave, FIELD_counts);
	SAME(counts->items.at[0].text, "Took too long");
	assert_true(number(&counts->items.at[0], FIELD_counts) == 19);
	assert_int_equal(entry_get(wave, FIELD_said)->items.count, 3);
	const struct entry *shifts = &entry_get(wave, FIELD_shifts)->items.at[0];
	assert_int_equal(shifts->detail_count, 2);
	assert_true(shifts->details[1].value.number.low == 1.4);
	assert_string_equal(
	    names(ws, &entry_get(wave, FIELD_columns)->items.at[0], FIELD_columns), "Q1");
}

static void
a_wave_is_about_known_people_and_its_file_is_inside(void **state)
{
	struct workspace *ws = read_text(state,
	    "feedback:\n  spring:\n    version: today\n    scores: {bob: {like: 2}}\n"
	    "    said:\n      - bob: Hm.\n    csv: ../out.csv\n    scale: five\n");
	FINDS("3:14 value-type, 4:14 ref-unknown, 6:9 ref-unknown, 7:10 value-range, "
	      "8:12 value-type");
}

static void
figures_stand_under_dates(void **state)
{
	struct workspace *ws = read_text(state,
	    "indicators:\n  left:\n    title: Leaving\n    better: lower\n    unit: \"%\"\n"
	    "    values: {2024: 33, 2026-10: 24, soon: 1}\n");
	FINDS("6:37 value-type");
	SAME(ws->indicators[0].text, "Leaving");
	const struct value *v = entry_get(&ws->indicators[0], FIELD_indicator_values);
	assert_int_equal(v->items.count, 2);
	SAME(v->items.at[1].id, "2026-10");
	assert_true(number(&v->items.at[1], FIELD_indicator_values) == 24);
}

static void
actions_and_notes_of_all_files_are_one_list(void **state)
{
	file(*state, "actions:\n  - a: One\n    status: doing\n    due: 2026-Q4\nnotes:\n  - N\n");
	struct workspace *ws =
	    read_text(state, "actions:\n  - a: Two\n  - One\nnotes:\n  - b: B\n    kind: gossip\n");
	FINDS("b.yaml:2:5 id-twice, b.yaml:6:11 value-type");
	assert_int_equal(ws->action_count, 3);
	SAME(ws->actions[2].id, "one");
	assert_int_equal(ws->note_count, 2);
}

static void
an_empty_file_is_a_note(void **state)
{
	struct workspace *ws = read_text(state, "# nothing yet\n");
	assert_int_equal(ws->diags.list.count, 1);
	assert_int_equal(ws->diags.list.at[0].code, DIAG_file_empty);
	assert_true(ws->diags.list.at[0].whole_file);
	assert_true(ws->blank);
}

static void
a_workspace_without_maps_is_a_note(void **state)
{
	struct workspace *ws = read_text(state, "personas: {ann: Ann}\n");
	assert_int_equal(first_finding(ws, DIAG_map_none)->whole_file, true);
	assert_false(ws->blank);
}

static void
a_file_that_is_all_wrong_is_not_listed_to_the_end(void **state)
{
	struct world *w = *state;
	struct buf b = {.arena = w->arena};
	buf_add(&b, S(ACTUAL));
	for (int i = 0; i < 15000; i++)
		buf_format(&b, "      - s%d: S\n        takes: soon\n", i);
	struct workspace *ws = read_text(state, str_z(w->arena, buf_str(&b)));
	first_finding(ws, DIAG_yaml_limit);
	ptrdiff_t wrong = diags_count(&ws->diags, LEVEL_ERROR);
	assert_true(wrong >= 10000 && wrong <= 10010);
	assert_int_equal(ws->maps[0].actual.step_count, 15000);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
	    TEST(a_workspace_may_be_only_a_title),
	    TEST(a_workspace_has_keys_of_its_own),
	    TEST(without_a_period_there_is_no_review),
	    TEST(a_scalar_of_the_workspace_may_be_written_once),
	    TEST(lists_of_framing_join),
	    TEST(a_text_of_framing_may_be_written_once),
	    TEST(documents_of_a_file_are_one_workspace),
	    TEST(a_persona_is_a_line_or_a_mapping),
	    TEST(values_that_are_not_given_are_five),
	    TEST(a_persona_must_value_something),
	    TEST(values_and_traits_have_names_of_their_own),
	    TEST(preferences_are_wishes),
	    TEST(what_is_no_aspect_cannot_be_preferred),
	    TEST(an_id_that_does_not_fit_is_told_its_slug),
	    TEST(nobody_is_called_others),
	    TEST(an_id_is_defined_once_in_all_files),
	    TEST(scenarios_and_journeys_share_one_set_of_ids),
	    TEST(an_item_is_a_text_or_an_id_and_a_text),
	    TEST(the_first_pair_is_id_and_text_whatever_the_id_is),
	    TEST(a_first_key_that_is_no_id_makes_a_sentence),
	    TEST(a_sentence_of_two_lines_is_one_text),
	    TEST(a_sentence_with_details_needs_an_id),
	    TEST(a_sentence_with_details_inside_needs_an_id),
	    TEST(a_detail_where_the_id_belongs_is_a_warning),
	    TEST(what_is_to_be_filled_in_counts_as_empty),
	    TEST(derived_ids_differ),
	    TEST(an_explicit_id_stands_once_in_a_list),
	    TEST(pains_have_ids_and_details_of_their_own),
	    TEST(questions_have_answers),
	    TEST(equal_names_are_one_name),
	    TEST(an_unknown_key_is_told_what_was_meant),
	    TEST(a_wrong_type_says_what_is_wanted),
	    TEST(a_value_out_of_range_stands_at_its_place),
	    TEST(a_file_of_another_shape_is_told_so),
	    TEST(sections_of_another_shape_are_told_so),
	    TEST(a_newer_format_is_named_and_not_judged),
	    TEST(an_open_conflict_is_an_error),
	    TEST(tags_and_merge_keys_are_refused_and_core_tags_read),
	    TEST(an_alias_is_what_it_stands_for),
	    TEST(aliases_do_not_grow_without_limit),
	    TEST(an_alias_inside_itself_ends),
	    TEST(a_wave_has_scores_counts_and_voices),
	    TEST(a_wave_is_about_known_people_and_its_file_is_inside),
	    TEST(figures_stand_under_dates),
	    TEST(actions_and_notes_of_all_files_are_one_list),
	    TEST(an_empty_file_is_a_note),
	    TEST(a_workspace_without_maps_is_a_note),
	    TEST(a_file_that_is_all_wrong_is_not_listed_to_the_end),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
