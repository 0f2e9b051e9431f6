/* SPDX-License-Identifier: MIT */
/*
 * Changes in the words of the format, each with the text before it, the call, and the lines that a
 * careful person would have typed. Every case runs again with CRLF. What is refused leaves all
 * bytes.
 */
#include "model/change.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

enum { MOST_PAIRS = 8, MOST_WORDS = 8 };

/* Lines of the text that are replaced: each stands there once. */
struct lines {
	const char *was, *is;
};

struct sample {
	const char *sentence;
	const char *texts[3]; /* the files a.yaml, b.yaml, c.yaml */
	const char *call;     /* words parted by | */
	struct lines lines[MOST_PAIRS];
	const char *refusal; /* when it is refused: part of what is said */
	const char *hint;
};

static const char help[] = "# A help line.\n"
			   "personas:\n"
			   "  ann: Picks up\n"
			   "  bob:   # quiet\n"
			   "    name: Bob\n"
			   "    values: {speed: 4}\n"
			   "\n"
			   "scenarios:\n"
			   "  call:\n"
			   "    title: A call\n"
			   "    actual:\n"
			   "      - greet: Say hello\n"
			   "        channel: phone\n"
			   "        takes: 1 min\n"
			   "        feel: {ann: -1, others: 0}   # asked twice\n"
			   "      - find: Look it up\n"
			   "        takes: 8 min\n"
			   "        feel: -1\n"
			   "        pain: Two windows\n"
			   "      - Write it down   # by hand\n"
			   "    desired:\n"
			   "      ann:\n"
			   "        - greet      # as it is\n"
			   "        - find: Ask one box\n"
			   "          takes: at most 2 min\n"
			   "        - Write it down\n"
			   "        - Hear how it ended\n"
			   "      bob: same\n"
			   "    to-be:\n"
			   "      - greet: Say hello\n"
			   "      - find:\n"
			   "        takes: 2 min\n"
			   "        fits: ann\n"
			   "      - Write it down\n"
			   "      - end: Tell how it ended\n"
			   "        fits: ann.hear-how-it-ended\n"
			   "\n"
			   "journeys:\n"
			   "  day:\n"
			   "    persona: ann\n"
			   "    actual:\n"
			   "      Morning:\n"
			   "        - 06:10-06:30 Get up\n"
			   "        - calls: 08:00 Take calls\n"
			   "          scenario: call\n"
			   "      Evening:\n"
			   "        - home: 17:00 Go home\n"
			   "          next: calls\n"
			   "actions:\n"
			   "  - box: One box\n"
			   "    for: [call.find, ann]\n"
			   "  - Ask the others\n"
			   "feedback:\n"
			   "  spring:\n"
			   "    scores:\n"
			   "      ann: {like: 2}\n"
			   "    said:\n"
			   "      - ann: Too many windows\n"
			   "    shifts:\n"
			   "      ann: [1, 2]\n";

static const char short_maps[] = "personas:\n"
				 "  ann: Picks up\n"
				 "scenarios:\n"
				 "  call:\n"
				 "    actual:\n"
				 "      - Wait\n"
				 "      - \"Look: there\"\n"
				 "      - Wait\n"
				 "    desired:\n"
				 "      ann:\n"
				 "        - Wait\n"
				 "        - Wait\n"
				 "  empty:\n";

static const char flow_maps[] =
    "personas: {ann: Picks up, bob: Stays}\n"
    "scenarios:\n"
    "  call: {title: A call, actual: [{greet: Say hello, feel: -1}, Find it]}\n";

static const char people[] = "personas:\n"
			     "  ann: Picks up\n"
			     "  bob: Stays\n";
static const char maps_alone[] = "scenarios:\n"
				 "- # not a mapping\n";
static const char calls_alone[] = "scenarios:\n"
				  "  call:\n"
				  "    actual:\n"
				  "      - greet: Say hello\n"
				  "        only: [ann, bob]\n"
				  "        feel: {ann: 1, bob: 2}\n"
				  "    desired:\n"
				  "      ann: [greet]\n";
static const char actions_alone[] = "actions:\n"
				    "  - a: Do it\n"
				    "    for: [ann, call.greet, call]\n";

static const char figures[] = "indicators:\n"
			      "  calm:\n"
			      "    values: {2023: 3, 2025: 4}\n";
static const char alias_maps[] = "personas:\n"
				 "  ann: Picks up\n"
				 "scenarios:\n"
				 "  a:\n"
				 "    actual: &steps\n"
				 "      - greet: Say hello\n"
				 "        feel: &mood {ann: 1}\n"
				 "      - find: Look it up\n"
				 "        feel: *mood\n"
				 "  b:\n"
				 "    actual: *steps\n";
static const char documents[] = "personas:\n"
				"  ann: Picks up\n"
				"---\n"
				"scenarios:\n"
				"  call:\n"
				"    actual:\n"
				"      - Say hello\n"
				"    desired:\n"
				"      ann: same\n"
				"---\n"
				"notes:\n"
				"  - Later\n";
static const char json_maps[] =
    "{\"personas\": {\"ann\": \"Picks up\"},\n"
    " \"scenarios\": {\"call\": {\"actual\": [{\"greet\": \"Say hello\", \"feel\": -1}],\n"
    "   \"desired\": {\"ann\": \"same\"}}}}\n";

static const struct sample samples[] = {
    /* set: keys of steps */
    {"a_value_that_is_there_is_replaced", {help}, "set|call.find.feel|1",
	{{"        feel: -1\n        pain", "        feel: 1\n        pain"}}, NULL, NULL},
    {"a_new_key_stands_where_its_neighbours_have_it", {help}, "set|call.find.channel|screen",
	{{"      - find: Look it up\n        takes",
	    "      - find: Look it up\n        channel: screen\n        takes"}},
	NULL, NULL},
    {"a_new_key_stands_in_the_order_of_the_schema_elsewhere", {help}, "set|call.find.wait|2 days",
	{{"        takes: 8 min\n", "        takes: 8 min\n        wait: 2 days\n"}}, NULL, NULL},
    {"a_sentence_gets_its_id_with_its_first_detail_and_keeps_its_comment", {help},
	"set|call.write-it-down.takes|3 min",
	{{"      - Write it down   # by hand\n",
	    "      - write-it-down: Write it down   # by hand\n        takes: 3 min\n"}},
	NULL, NULL},
    {"a_sentence_is_found_by_its_words", {help}, "set|call.\"Write it down\".effort|4",
	{{"      - Write it down   # by hand\n",
	    "      - write-it-down: Write it down   # by hand\n        effort: 4\n"}},
	NULL, NULL},
    {"a_bare_wish_gets_a_colon_and_its_detail", {help}, "set|call@ann.greet.takes|at most 2 min",
	{{"        - greet      # as it is\n",
	    "        - greet:      # as it is\n          takes: at most 2 min\n"}},
	NULL, NULL},
    {"a_wish_that_is_a_sentence_gets_an_id", {help}, "set|call@ann.hear-how-it-ended.matters|8",
	{{"        - Hear how it ended\n",
	    "        - hear-how-it-ended: Hear how it ended\n          matters: 8\n"}},
	NULL, NULL},
    {"a_sentence_of_the_redesign_stays_the_step_of_today", {help},
	"set|call@to-be.write-it-down.takes|1 min",
	{{"      - Write it down   # by hand\n",
	     "      - write-it-down: Write it down   # by hand\n"},
	    {"      - Write it down\n      - end",
		"      - write-it-down: Write it down\n        takes: 1 min\n      - end"}},
	NULL, NULL},
    {"one_persona_gets_a_value_of_her_own", {help}, "set|call.find.feel.bob|2",
	{{"        feel: -1\n        pain", "        feel: {bob: 2, others: -1}\n        pain"}},
	NULL, NULL},
    {"a_value_by_persona_stands_before_the_others", {help}, "set|call.greet.feel.bob|2",
	{{"{ann: -1, others: 0}", "{ann: -1, bob: 2, others: 0}"}}, NULL, NULL},
    {"a_value_by_persona_that_is_there_is_replaced", {help}, "set|call.greet.feel.ann|2",
	{{"{ann: -1, others", "{ann: 2, others"}}, NULL, NULL},
    {"a_value_by_persona_is_made_in_brackets", {help}, "set|call.find.effort.ann|2",
	{{"        takes: 8 min\n", "        takes: 8 min\n        effort: {ann: 2}\n"}}, NULL,
	NULL},
    {"a_value_for_all_replaces_those_by_persona", {help}, "set|call.greet.feel|1",
	{{"        feel: {ann: -1, others: 0}   # asked", "        feel: 1   # asked"}}, NULL,
	NULL},
    {"a_mapping_by_persona_may_be_typed", {help}, "set|call.find.feel|{ann: 1, others: 0}",
	{{"        feel: -1\n        pain", "        feel: {ann: 1, others: 0}\n        pain"}},
	NULL, NULL},
    {"names_are_written_in_brackets", {help}, "set|call.greet.channel|[phone, chat]",
	{{"        channel: phone\n", "        channel: [phone, chat]\n"}}, NULL, NULL},
    {"a_text_with_a_colon_is_quoted", {help}, "set|call.find.pain|Two: windows",
	{{"        pain: Two windows\n", "        pain: \"Two: windows\"\n"}}, NULL, NULL},
    {"an_empty_value_takes_the_key_away", {help}, "set|call.find.pain|",
	{{"        pain: Two windows\n", ""}}, NULL, NULL},
    {"an_empty_value_takes_one_persona_away", {help}, "set|call.greet.feel.ann|",
	{{"{ann: -1, others: 0}", "{others: 0}"}}, NULL, NULL},
    {"taking_away_what_is_not_there_changes_nothing", {help}, "set|call.find.joy|", {{0}}, NULL,
	NULL},
    /* set: words */
    {"words_are_replaced_behind_the_id", {help}, "set|call.find.text|Search",
	{{"- find: Look it up", "- find: Search"}}, NULL, NULL},
    {"title_is_the_words_of_a_step_too", {help}, "set|call.find.title|Search",
	{{"- find: Look it up", "- find: Search"}}, NULL, NULL},
    {"words_keep_their_clock_time", {help}, "set|day.home.text|Drive home",
	{{"- home: 17:00 Go home", "- home: 17:00 Drive home"}}, NULL, NULL},
    {"words_may_bring_their_own_clock_time", {help}, "set|day.home.text|18:00 Drive home",
	{{"- home: 17:00 Go home", "- home: 18:00 Drive home"}}, NULL, NULL},
    {"a_clock_time_is_changed_in_front_of_the_words", {help}, "set|day.home.at|18:15",
	{{"- home: 17:00 Go home", "- home: 18:15 Go home"}}, NULL, NULL},
    {"a_clock_time_keeps_its_two_digits", {help}, "set|day.get-up.at|7:00",
	{{"06:10-06:30 Get up", "07:00 Get up"}}, NULL, NULL},
    {"years_stay_in_order", {figures}, "set|calm.values.2024|5",
	{{"{2023: 3, 2025: 4}", "{2023: 3, 2024: 5, 2025: 4}"}}, NULL, NULL},
    {"a_clock_time_is_taken_from_the_words", {help}, "set|day.home.at|",
	{{"- home: 17:00 Go home", "- home: Go home"}}, NULL, NULL},
    {"a_clock_time_stands_below_words_without_one", {help}, "set|call.greet.at|8:00",
	{{"- greet: Say hello\n        channel",
	    "- greet: Say hello\n        at: 8:00\n        channel"}},
	NULL, NULL},
    {"words_by_which_steps_are_paired_change_together", {help},
	"set|call.write-it-down.text|Type it",
	{{"- Write it down   # by hand", "- Type it   # by hand"},
	    {"        - Write it down\n", "        - Type it\n"},
	    {"      - Write it down\n      - end", "      - Type it\n      - end"}},
	NULL, NULL},
    {"a_wish_in_other_words_keeps_its_step_by_an_id", {help},
	"set|call@ann.write-it-down.text|Have it written",
	{{"- Write it down   # by hand", "- write-it-down: Write it down   # by hand"},
	    {"        - Write it down\n", "        - write-it-down: Have it written\n"}},
	NULL, NULL},
    {"a_bare_wish_gets_words", {help}, "set|call@ann.greet.text|Say my name",
	{{"- greet      # as it is", "- greet: Say my name      # as it is"}}, NULL, NULL},
    {"words_behind_an_empty_id_are_filled_in", {help}, "set|call@to-be.find.text|Ask a box",
	{{"      - find:\n        takes: 2", "      - find: Ask a box\n        takes: 2"}}, NULL,
	NULL},
    /* set: other things */
    {"a_short_persona_becomes_a_mapping", {help}, "set|ann.quote|Hello",
	{{"  ann: Picks up\n", "  ann:\n    about: Picks up\n    quote: Hello\n"}}, NULL, NULL},
    {"the_line_of_a_short_persona_stays_short", {help}, "set|persona:ann.about|Hangs up",
	{{"  ann: Picks up\n", "  ann: Hangs up\n"}}, NULL, NULL},
    {"text_is_what_a_persona_is_about", {help}, "set|ann.text|Hangs up",
	{{"  ann: Picks up\n", "  ann: Hangs up\n"}}, NULL, NULL},
    {"a_key_of_a_persona_stands_in_order", {help}, "set|bob.role|Agent",
	{{"    name: Bob\n", "    name: Bob\n    role: Agent\n"}}, NULL, NULL},
    {"one_value_of_a_persona_joins_the_others", {help}, "set|bob.values.freedom|9",
	{{"{speed: 4}", "{speed: 4, freedom: 9}"}}, NULL, NULL},
    {"the_first_value_of_a_persona_is_in_brackets", {help}, "set|ann.values.ease|9",
	{{"  ann: Picks up\n", "  ann:\n    about: Picks up\n    values: {ease: 9}\n"}}, NULL,
	NULL},
    {"a_wish_for_everything_is_made", {help}, "set|bob.prefers.takes|at most 5 min",
	{{"    values: {speed: 4}\n",
	    "    prefers: {takes: at most 5 min}\n    values: {speed: 4}\n"}},
	NULL, NULL},
    {"a_key_of_a_map_stands_in_order", {help}, "set|call.volume|90 / month",
	{{"    title: A call\n", "    title: A call\n    volume: 90 / month\n"}}, NULL, NULL},
    {"name_is_the_title_of_a_map", {help}, "set|call.name|Any call",
	{{"    title: A call\n", "    title: Any call\n"}}, NULL, NULL},
    {"a_goal_makes_a_stage_long", {help}, "set|day.Evening.goal|Rest",
	{{"      Evening:\n        - home: 17:00 Go home\n          next: calls\n",
	    "      Evening:\n        goal: Rest\n        steps:\n          - home: 17:00 Go home\n"
	    "            next: calls\n"}},
	NULL, NULL},
    {"a_setting_makes_a_wish_list_long", {help}, "set|call@ann.others|ask",
	{{"      ann:\n        - greet      # as it is\n        - find: Ask one box\n"
	  "          takes: at most 2 min\n        - Write it down\n"
	  "        - Hear how it ended\n",
	    "      ann:\n        others: ask\n        steps:\n          - greet      # as it is\n"
	    "          - find: Ask one box\n            takes: at most 2 min\n"
	    "          - Write it down\n          - Hear how it ended\n"}},
	NULL, NULL},
    {"an_action_that_is_a_sentence_gets_an_id", {help}, "set|ask-the-others.status|done",
	{{"  - Ask the others\n", "  - ask-the-others: Ask the others\n    status: done\n"}}, NULL,
	NULL},
    {"a_wish_that_something_fits_keeps_its_derived_id", {help},
	"set|call@ann.hear-how-it-ended.feel|1",
	{{"        - Hear how it ended\n",
	    "        - hear-how-it-ended: Hear how it ended\n          feel: 1\n"}},
	NULL, NULL},
    {"ids_may_be_parted_by_commas", {help}, "set|box.for|call.find, bob",
	{{"[call.find, ann]", "[call.find, bob]"}}, NULL, NULL},
    {"a_score_joins_the_others", {help}, "set|spring.scores.ann.fit|3",
	{{"{like: 2}", "{like: 2, fit: 3}"}}, NULL, NULL},
    {"the_first_scores_of_a_persona_are_made", {help}, "set|spring.scores.bob.fit|3",
	{{"      ann: {like: 2}\n", "      ann: {like: 2}\n      bob: {fit: 3}\n"}}, NULL, NULL},
    {"a_text_that_is_alone_becomes_an_item_with_details", {help}, "set|call.find.pain.1.by|Ann",
	{{"        pain: Two windows\n",
	    "        pain:\n          - two-windows: Two windows\n            by: Ann\n"}},
	NULL, NULL},
    {"a_section_is_made_before_those_that_come_behind_it", {help}, "set|workspace.title|Help",
	{{"personas:\n", "workspace:\n  title: Help\n\npersonas:\n"}}, NULL, NULL},
    {"flow_style_stays", {flow_maps}, "set|call.greet.takes|2",
	{{"feel: -1", "takes: 2, feel: -1"}}, NULL, NULL},
    {"a_sentence_in_brackets_gets_its_id", {flow_maps}, "set|call.find-it.takes|2",
	{{"Find it]", "{find-it: Find it, takes: 2}]"}}, NULL, NULL},
    {"a_quoted_sentence_keeps_its_quotes", {short_maps}, "set|call.look-there.takes|2",
	{{"- \"Look: there\"\n", "- look-there: \"Look: there\"\n        takes: 2\n"}}, NULL, NULL},
    /* set: refusals */
    {"a_value_of_another_kind_is_refused", {help}, "set|call.find.feel|awful", {{0}},
	"'awful' is not a feeling", "-2 to 2"},
    {"a_value_out_of_range_is_refused", {help}, "set|call.find.effort|9", {{0}}, "9", NULL},
    {"an_unknown_key_is_refused_with_what_was_meant", {help}, "set|call.find.emotion|1", {{0}},
	"no key 'emotion'", "did you mean 'feel'?"},
    {"a_key_of_a_step_is_no_key_of_a_wish", {help}, "set|call@ann.find.optional|true", {{0}},
	"no key 'optional'", "actual or to-be"},
    {"an_unknown_step_is_refused_with_what_was_meant", {help}, "set|call.fnd.feel|1", {{0}},
	"no step or stage 'fnd'", "did you mean 'find'?"},
    {"a_step_of_another_version_is_pointed_at", {help}, "set|call.end.feel|1", {{0}},
	"no step or stage 'end'", "call@to-be.end"},
    {"a_reference_to_nothing_is_refused", {help}, "set|day.calls.scenario|cal", {{0}},
	"there is no map 'cal'", "did you mean 'call'?"},
    {"the_words_of_a_step_cannot_be_empty", {help}, "set|call.find.text|", {{0}}, "cannot be empty",
	"remove"},
    {"an_address_without_a_key_is_refused", {help}, "set|call.find|1", {{0}}, "names no key",
	"call.find.text"},
    {"a_persona_who_is_not_there_has_no_value", {help}, "set|call.greet.feel.bb|1", {{0}},
	"no persona 'bb'", "did you mean 'bob'?"},
    /* add */
    {"a_step_is_added_at_the_end", {help}, "add-step|call|Hang up||end||",
	{{"      - Write it down   # by hand\n",
	    "      - Write it down   # by hand\n      - Hang up\n"}},
	NULL, NULL},
    {"a_step_is_added_behind_another_with_its_details", {help},
	"add-step|call|Hang up: now|hang|behind|find|",
	{{"        pain: Two windows\n",
	    "        pain: Two windows\n      - hang: \"Hang up: now\"\n"}},
	NULL, NULL},
    {"a_step_is_added_before_another", {help}, "add-step|call|Breathe||before|find|",
	{{"      - find: Look it up\n", "      - Breathe\n      - find: Look it up\n"}}, NULL,
	NULL},
    {"a_step_is_added_to_a_stage", {help}, "add-step|day|Lunch||end||Morning",
	{{"          scenario: call\n", "          scenario: call\n        - Lunch\n"}}, NULL,
	NULL},
    {"a_step_without_a_stage_goes_into_the_last", {help}, "add-step|day|Sleep||end||",
	{{"          next: calls\n", "          next: calls\n        - Sleep\n"}}, NULL, NULL},
    {"a_wish_is_added", {help}, "add-step|call@ann|Silence||start||",
	{{"        - greet      # as", "        - Silence\n        - greet      # as"}}, NULL,
	NULL},
    {"the_first_step_of_a_map_makes_the_list", {short_maps}, "add-step|empty|Begin||end||",
	{{"  empty:\n", "  empty:\n    actual:\n      - Begin\n"}}, NULL, NULL},
    {"the_first_wish_of_a_map_makes_the_list", {short_maps}, "add-step|empty@ann|Begin||end||",
	{{"  empty:\n", "  empty:\n    desired:\n      ann:\n        - Begin\n"}}, NULL, NULL},
    {"a_step_in_brackets_is_added_in_brackets", {flow_maps}, "add-step|call|End||end||",
	{{"Find it]", "Find it, End]"}}, NULL, NULL},
    {"a_step_whose_words_are_wished_for_elsewhere_is_refused", {short_maps},
	"add-step|call|Wait||start||", {{0}}, "no longer be what it is", "id"},
    {"a_step_with_an_id_that_is_taken_is_refused", {help}, "add-step|call|X|find|end||", {{0}},
	"already has a step 'find'", NULL},
    {"a_step_with_an_id_that_is_none_is_refused", {help}, "add-step|call|X|Two Words|end||", {{0}},
	"'Two Words' cannot be an id", "two-words"},
    {"a_step_in_a_stage_that_is_not_there_is_refused", {help}, "add-step|day|X||end||Mornin", {{0}},
	"no stage 'Mornin'", "did you mean 'Morning'?"},
    {"wishes_that_are_one_word_take_no_step", {help}, "add-step|call@bob|X||end||", {{0}},
	"'same' as a whole", NULL},
    {"a_stage_is_added_at_the_end", {help}, "add-stage|day|Night|end|",
	{{"          next: calls\n", "          next: calls\n      Night: []\n"}}, NULL, NULL},
    {"a_stage_is_added_before_another", {help}, "add-stage|day|Noon|before|Evening",
	{{"      Evening:\n", "      Noon: []\n      Evening:\n"}}, NULL, NULL},
    {"the_first_stage_takes_all_steps", {short_maps}, "add-stage|call|All|end|",
	{{"      - Wait\n      - \"Look: there\"\n      - Wait\n",
	    "      All:\n        - Wait\n        - \"Look: there\"\n        - Wait\n"}},
	NULL, NULL},
    {"a_persona_is_a_line", {help}, "add-persona|eve|Listens: a lot|end|",
	{{"    values: {speed: 4}\n", "    values: {speed: 4}\n  eve: \"Listens: a lot\"\n"}}, NULL,
	NULL},
    {"a_persona_stands_where_it_is_asked_for", {help}, "add-persona|eve|Listens|before|bob",
	{{"  bob:   # quiet\n", "  eve: Listens\n  bob:   # quiet\n"}}, NULL, NULL},
    {"a_persona_that_is_there_is_refused", {help}, "add-persona|ann|Again|end|", {{0}},
	"already a persona 'ann'", NULL},
    {"a_scenario_has_its_title", {help}, "add-map|scenario|mail|A letter",
	{{"        fits: ann.hear-how-it-ended\n",
	    "        fits: ann.hear-how-it-ended\n  mail:\n    title: A letter\n"}},
	NULL, NULL},
    {"the_first_journey_makes_the_section", {short_maps}, "add-map|journey|week|A week",
	{{"  empty:\n", "  empty:\njourneys:\n  week:\n    title: A week\n"}}, NULL, NULL},
    {"a_second_pain_makes_a_list", {help}, "add-item|call.find.pain|Slow|",
	{{"        pain: Two windows\n",
	    "        pain:\n          - Two windows\n          - Slow\n"}},
	NULL, NULL},
    {"the_first_pain_is_a_text", {help}, "add-item|call.greet.pain|Slow|",
	{{"# asked twice\n", "# asked twice\n        pain: Slow\n"}}, NULL, NULL},
    {"an_item_with_an_id_stands_in_a_list", {help}, "add-item|call.greet.pain|Slow|slow",
	{{"# asked twice\n", "# asked twice\n        pain:\n          - slow: Slow\n"}}, NULL,
	NULL},
    {"a_second_name_makes_brackets", {help}, "add-item|call.greet.channel|chat|",
	{{"        channel: phone\n", "        channel: [phone, chat]\n"}}, NULL, NULL},
    {"a_further_reference_stands_in_the_brackets", {help}, "add-item|box.for|bob|",
	{{"[call.find, ann]", "[call.find, ann, bob]"}}, NULL, NULL},
    {"a_name_that_is_there_is_refused", {help}, "add-item|call.greet.channel|phone|", {{0}},
	"'phone' is there already", NULL},
    {"an_action_is_a_sentence", {help}, "add-entry|actions||Sleep more",
	{{"  - Ask the others\n", "  - Ask the others\n  - Sleep more\n"}}, NULL, NULL},
    {"an_indicator_has_its_title", {help}, "add-entry|indicators|calm|Calm evenings",
	{{"  - Ask the others\n",
	    "  - Ask the others\nindicators:\n  calm:\n    title: Calm evenings\n"}},
	NULL, NULL},
    /* remove */
    {"a_key_is_removed", {help}, "remove|call.find.pain", {{"        pain: Two windows\n", ""}},
	NULL, NULL},
    {"a_key_that_is_not_there_cannot_be_removed", {help}, "remove|call.find.joy", {{0}},
	"nothing at 'call.find.joy'", NULL},
    {"a_step_that_is_referred_to_stays", {help}, "remove|call.find", {{0}},
	"referred to in 3 places", "a.yaml:24, a.yaml:31, a.yaml:51;"},
    {"a_step_goes_with_all_that_refers_to_it", {help}, "remove-all|call.find",
	{{"      - find: Look it up\n        takes: 8 min\n        feel: -1\n"
	  "        pain: Two windows\n",
	     ""},
	    {"        - find: Ask one box\n          takes: at most 2 min\n", ""},
	    {"      - find:\n        takes: 2 min\n        fits: ann\n", ""},
	    {"[call.find, ann]", "[ann]"}},
	NULL, NULL},
    {"a_wish_that_nothing_refers_to_goes", {help}, "remove|call@ann.greet",
	{{"        - greet      # as it is\n", ""}}, NULL, NULL},
    {"a_wish_that_the_redesign_fits_stays", {help}, "remove|call@ann.hear-how-it-ended", {{0}},
	"referred to in 1 place", "a.yaml:36;"},
    {"a_persona_goes_with_all_that_is_hers", {help}, "remove-all|ann",
	{{"  ann: Picks up\n", ""}, {"{ann: -1, others: 0}", "{others: 0}"},
	    {"      ann:\n        - greet      # as it is\n        - find: Ask one box\n"
	     "          takes: at most 2 min\n        - Write it down\n"
	     "        - Hear how it ended\n",
		""},
	    {"        takes: 2 min\n        fits: ann\n", "        takes: 2 min\n"},
	    {"        fits: ann.hear-how-it-ended\n", ""}, {"    persona: ann\n", ""},
	    {"[call.find, ann]", "[call.find]"},
	    {"  spring:\n    scores:\n      ann: {like: 2}\n    said:\n"
	     "      - ann: Too many windows\n    shifts:\n      ann: [1, 2]\n",
		"  spring: {}\n"}},
	NULL, NULL},
    {"a_map_that_a_step_zooms_into_stays", {help}, "remove|call", {{0}}, "in 2 places",
	"a.yaml:45, a.yaml:51;"},
    {"the_last_wish_takes_the_list_with_it", {NULL, calls_alone, people}, "remove|call@ann.greet",
	{{"    desired:\n      ann: [greet]\n", ""}}, NULL, NULL},
    {"a_step_only_for_her_is_not_left_to_everybody",
	{people, "scenarios:\n  call:\n    actual:\n      - x: X\n        only: ann\n"},
	"remove-all|ann", {{0}}, "met by nobody", NULL},
    /* move */
    {"a_step_moves_before_another", {help}, "move|call.find|before|greet|",
	{{"      - greet: Say hello\n        channel: phone\n        takes: 1 min\n"
	  "        feel: {ann: -1, others: 0}   # asked twice\n      - find: Look it up\n"
	  "        takes: 8 min\n        feel: -1\n        pain: Two windows\n",
	    "      - find: Look it up\n        takes: 8 min\n        feel: -1\n"
	    "        pain: Two windows\n      - greet: Say hello\n        channel: phone\n"
	    "        takes: 1 min\n        feel: {ann: -1, others: 0}   # asked twice\n"}},
	NULL, NULL},
    {"a_step_moves_into_another_stage", {help}, "move|day.calls|end||Evening",
	{{"        - calls: 08:00 Take calls\n          scenario: call\n", ""},
	    {"          next: calls\n",
		"          next: calls\n        - calls: 08:00 Take calls\n          scenario: "
		"call\n"}},
	NULL, NULL},
    {"a_step_moves_beside_one_of_another_stage", {help}, "move|day.home|before|calls|",
	{{"      Evening:\n        - home: 17:00 Go home\n          next: calls\n",
	     "      Evening: []\n"},
	    {"        - calls: 08:00 Take",
		"        - home: 17:00 Go home\n          next: calls\n        - calls: 08:00 "
		"Take"}},
	NULL, NULL},
    {"a_wish_takes_its_comment_along", {help}, "move|call@ann.greet|behind|find|",
	{{"        - greet      # as it is\n", ""},
	    {"          takes: at most 2 min\n",
		"          takes: at most 2 min\n        - greet      # as it is\n"}},
	NULL, NULL},
    {"a_stage_moves", {help}, "move|day.Evening|start||",
	{{"      Evening:\n        - home: 17:00 Go home\n          next: calls\n", ""},
	    {"      Morning:\n",
		"      Evening:\n        - home: 17:00 Go home\n          next: calls\n      "
		"Morning:\n"}},
	NULL, NULL},
    {"an_action_moves", {help}, "move|ask-the-others|before|box|",
	{{"  - box: One box\n    for: [call.find, ann]\n  - Ask the others\n",
	    "  - Ask the others\n  - box: One box\n    for: [call.find, ann]\n"}},
	NULL, NULL},
    {"a_step_past_one_of_equal_words_is_refused", {short_maps}, "move|call.wait|end||", {{0}},
	"no longer be what it is", NULL},
    {"a_step_beside_one_that_is_not_there_is_refused", {help}, "move|call.find|before|gret|", {{0}},
	"no step 'gret'", "did you mean 'greet'?"},
    /* rename */
    {"a_persona_is_renamed_wherever_she_is_meant", {help}, "rename|ann|anna",
	{{"  ann: Picks up\n", "  anna: Picks up\n"}, {"{ann: -1", "{anna: -1"},
	    {"      ann:\n        - greet ", "      anna:\n        - greet "},
	    {"        fits: ann\n", "        fits: anna\n"}, {"fits: ann.hear", "fits: anna.hear"},
	    {"persona: ann", "persona: anna"}, {"[call.find, ann]", "[call.find, anna]"},
	    {"      ann: {like: 2}\n    said:\n      - ann: Too many windows\n    shifts:\n"
	     "      ann: [",
		"      anna: {like: 2}\n    said:\n      - anna: Too many windows\n"
		"    shifts:\n      anna: ["}},
	NULL, NULL},
    {"a_step_is_renamed_in_every_version_and_reference", {help}, "rename|call.find|look",
	{{"      - find: Look", "      - look: Look"}, {"- find: Ask", "- look: Ask"},
	    {"      - find:\n", "      - look:\n"}, {"[call.find", "[call.look"}},
	NULL, NULL},
    {"a_bare_wish_is_renamed_with_its_step", {help}, "rename|call.greet|hello",
	{{"- greet: Say hello\n        channel", "- hello: Say hello\n        channel"},
	    {"- greet      #", "- hello      #"},
	    {"- greet: Say hello\n      - find:", "- hello: Say hello\n      - find:"}},
	NULL, NULL},
    {"a_wish_is_renamed_as_the_step_that_it_is", {help}, "rename|call@ann.find|look",
	{{"      - find: Look", "      - look: Look"}, {"- find: Ask", "- look: Ask"},
	    {"      - find:\n", "      - look:\n"}, {"[call.find", "[call.look"}},
	NULL, NULL},
    {"a_sentence_gets_the_id_and_stays_paired", {help}, "rename|call.write-it-down|note",
	{{"- Write it down   # by hand", "- note: Write it down   # by hand"}}, NULL, NULL},
    {"a_wish_of_its_own_is_renamed_with_what_fits_it", {help},
	"rename|call@ann.hear-how-it-ended|ending",
	{{"- Hear how it ended", "- ending: Hear how it ended"},
	    {"ann.hear-how-it-ended", "ann.ending"}},
	NULL, NULL},
    {"a_map_is_renamed_in_front_of_its_steps_too", {help}, "rename|call|phone",
	{{"  call:\n", "  phone:\n"}, {"scenario: call\n", "scenario: phone\n"},
	    {"[call.find", "[phone.find"}},
	NULL, NULL},
    {"next_follows_its_step", {help}, "rename|day.calls|line",
	{{"- calls: 08", "- line: 08"}, {"next: calls", "next: line"}}, NULL, NULL},
    {"a_stage_may_have_any_name", {help}, "rename|day.Evening|Late: at night",
	{{"      Evening:\n", "      \"Late: at night\":\n"}}, NULL, NULL},
    {"three_files_are_renamed_in_one_step", {people, calls_alone, actions_alone}, "rename|ann|anna",
	{{"  ann: Picks up\n", "  anna: Picks up\n"},
	    {"        only: [ann, bob]\n        feel: {ann: 1,",
		"        only: [anna, bob]\n        feel: {anna: 1,"},
	    {"      ann: [greet]\n", "      anna: [greet]\n"}, {"for: [ann,", "for: [anna,"}},
	NULL, NULL},
    {"a_step_is_renamed_across_files", {people, calls_alone, actions_alone},
	"rename|call.greet|hello",
	{{"- greet: Say", "- hello: Say"}, {"[greet]", "[hello]"}, {"call.greet", "call.hello"}},
	NULL, NULL},
    {"a_map_is_renamed_across_files", {people, calls_alone, actions_alone}, "rename|call|ring",
	{{"  call:\n", "  ring:\n"}, {"call.greet, call]", "ring.greet, ring]"}}, NULL, NULL},
    {"an_id_that_is_taken_is_refused", {help}, "rename|ann|bob", {{0}}, "already a persona 'bob'",
	NULL},
    {"a_step_id_that_another_version_has_is_refused", {help}, "rename|call.find|end", {{0}},
	"'call@to-be' already has a step 'end'", NULL},
    {"an_id_that_is_none_is_refused_with_its_slug", {help}, "rename|ann|Ann Lee", {{0}},
	"'Ann Lee' cannot be an id", "'ann-lee'"},
    {"a_reserved_id_is_refused", {help}, "rename|ann|others", {{0}}, "cannot be called 'others'",
	NULL},
    {"a_key_keeps_its_name", {help}, "rename|call.find.feel|mood", {{0}}, "keeps its name", NULL},
    /* aliases, documents, JSON */
    {"a_step_behind_an_alias_is_not_changed", {alias_maps}, "set|b.greet.feel|1", {{0}},
	"behind an alias", "write it out"},
    {"a_step_behind_an_alias_is_not_moved", {alias_maps}, "move|b.greet|end||", {{0}},
	"behind an alias", NULL},
    {"a_value_behind_an_alias_is_replaced_as_a_whole", {alias_maps}, "set|a.find.feel|1",
	{{"feel: *mood", "feel: 1"}}, NULL, NULL},
    {"a_value_behind_an_alias_is_not_changed_in_part", {alias_maps}, "set|a.find.feel.ann|1", {{0}},
	"alias", NULL},
    {"an_anchor_that_is_used_is_renamed_once", {alias_maps}, "rename|ann|eve",
	{{"  ann: Picks up", "  eve: Picks up"}, {"&mood {ann: 1}", "&mood {eve: 1}"}}, NULL, NULL},
    {"a_change_stays_in_its_document", {documents}, "add-step|call|Hang up||end||",
	{{"      - Say hello\n", "      - Say hello\n      - Hang up\n"}}, NULL, NULL},
    {"a_persona_is_renamed_across_documents", {documents}, "rename|ann|eve",
	{{"  ann: Picks up", "  eve: Picks up"}, {"      ann: same", "      eve: same"}}, NULL,
	NULL},
    {"json_stays_json", {json_maps}, "set|call.greet.takes|2 min",
	{{"\"feel\": -1", "\"takes\": \"2 min\", \"feel\": -1"}}, NULL, NULL},
    {"a_persona_is_renamed_in_json", {json_maps}, "rename|ann|eve",
	{{"{\"ann\": \"Picks up\"}", "{\"eve\": \"Picks up\"}"},
	    {"{\"ann\": \"same\"}", "{\"eve\": \"same\"}"}},
	NULL, NULL},
    /* files that cannot be read */
    {"a_file_that_is_not_yaml_is_left_alone",
	{people,
	    "scenarios:\n  call:\n    actual:\n      - greet: Hello: you\n"
	    "        takes: 1\n"},
	"set|call.greet.takes|2", {{0}}, "'b.yaml' cannot be read as YAML", "desirepath check"},
    {"a_section_that_is_no_mapping_is_left_alone", {people, maps_alone},
	"add-map|scenario|mail|A letter", {{0}}, "", NULL},
};

/* ---- running one ---- */

struct call {
	struct str words[MOST_WORDS];
	int count;
};

static struct spot
spot_of(struct str where, struct str what, struct str stage)
{
	struct spot spot = {.what = what, .stage = stage};
	spot.where = str_eq(where, S("before")) ? SPOT_BEFORE
	    : str_eq(where, S("behind"))        ? SPOT_BEHIND
	    : str_eq(where, S("start"))         ? SPOT_START
						: SPOT_END;
	return spot;
}

static enum field
section_of(struct str name)
{
	for (int f = 0; f < FIELD_COUNT; f++) {
		if (str_eq(schema_row((enum field)f)->name, name))
			return (enum field)f;
	}
	fail();
	return FIELD_COUNT;
}

static bool
carry_out(struct desk *d, const struct call *c)
{
	const struct str *w = c->words;
	if (str_eq(w[0], S("set")))
		return change_set(d, w[1], w[2]);
	if (str_eq(w[0], S("add-step")))
		return change_add_step(d, w[1], w[2], w[3], spot_of(w[4], w[5], w[6]));
	if (str_eq(w[0], S("add-stage")))
		return change_add_stage(d, w[1], w[2], spot_of(w[3], w[4], S("")));
	if (str_eq(w[0], S("add-persona")))
		return change_add_persona(d, w[1], w[2], spot_of(w[3], w[4], S("")));
	if (str_eq(w[0], S("add-map")))
		return change_add_map(d, str_eq(w[1], S("journey")), w[2], w[3], (struct spot){0});
	if (str_eq(w[0], S("add-item")))
		return change_add_item(d, w[1], w[2], w[3]);
	if (str_eq(w[0], S("add-entry")))
		return change_add_entry(d, section_of(w[1]), w[2], w[3]);
	if (str_eq(w[0], S("remove")) || str_eq(w[0], S("remove-all")))
		return change_remove(d, w[1], str_eq(w[0], S("remove-all")));
	if (str_eq(w[0], S("move")))
		return change_move(d, w[1], spot_of(w[2], w[3], w[4]));
	assert_true(str_eq(w[0], S("rename")));
	return change_rename(d, w[1], w[2]);
}

static struct str
with_crlf(struct arena *a, struct str s)
{
	struct buf b = {.arena = a};
	for (ptrdiff_t i = 0; i < s.len; i++) {
		if (s.at[i] == '\n')
			buf_char(&b, '\r');
		buf_char(&b, s.at[i]);
	}
	return buf_str(&b);
}

/* The texts with the lines of the sample replaced; each must be there once in one of them. */
static void
expect(struct arena *a, const struct sample *sample, struct str texts[3])
{
	for (int i = 0; i < MOST_PAIRS && sample->lines[i].was != NULL; i++) {
		struct str was = str_of(sample->lines[i].was), is = str_of(sample->lines[i].is);
		int hits = 0;
		for (int f = 0; f < 3; f++) {
			ptrdiff_t at = str_search(texts[f], was);
			if (at < 0)
				continue;
			hits++;
			struct str rest = str_from(texts[f], at + was.len);
			if (str_search(rest, was) >= 0)
				fail_msg("'%s' stands twice", sample->lines[i].was);
			texts[f] = str_format(
			    a, "%.*s%.*s%.*s", STR(str_upto(texts[f], at)), STR(is), STR(rest));
		}
		if (hits != 1)
			fail_msg("'%s' stands in %d files", sample->lines[i].was, hits);
	}
}

/* The first line that differs says more than two whole files. */
static void
compare(struct str is, struct str wanted, const struct desk *d)
{
	struct str a = is, b = wanted, x = {0}, y = {0};
	if (str_eq(is, wanted))
		return;
	while (str_cut(&a, '\n', &x) && str_cut(&b, '\n', &y) && str_eq(x, y))
		;
	fail_msg("'%.*s' stands where '%.*s' was expected; why: %.*s", STR(x), STR(y), STR(d->why));
}

static void
check_refusal(const struct sample *sample, const struct desk *d)
{
	if (str_search(d->why, str_of(sample->refusal)) < 0)
		fail_msg("said '%.*s'", STR(d->why));
	if (sample->hint != NULL && str_search(d->hint, str_of(sample->hint)) < 0)
		fail_msg("hint '%.*s'", STR(d->hint));
	assert_true(d->why.len > 0);
}

static void
run(struct arena *a, const struct sample *sample, bool crlf)
{
	static const char *const paths[] = {"a.yaml", "b.yaml", "c.yaml"};
	struct desk *d = desk_open(a, 20779);
	struct str expected[3] = {{0}};
	struct call call = {0};
	struct str rest = str_of(sample->call), word;
	while (call.count < MOST_WORDS && str_cut(&rest, '|', &word))
		call.words[call.count++] = word;
	for (int i = 0; i < 3; i++)
		expected[i] = str_of(sample->texts[i] != NULL ? sample->texts[i] : "");
	for (int i = 0; i < 3; i++)
		desk_put(d, str_of(paths[i]), crlf ? with_crlf(a, expected[i]) : expected[i]);
	if (sample->refusal == NULL)
		expect(a, sample, expected);
	bool done = carry_out(d, &call);
	for (int i = 0; i < 3; i++) {
		struct str wanted = crlf ? with_crlf(a, expected[i]) : expected[i];
		compare(d->files.at[i]->text, wanted, d);
	}
	if (sample->refusal != NULL)
		check_refusal(sample, d);
	else if (!done)
		fail_msg("refused: %.*s", STR(d->why));
	assert_int_equal(done, sample->refusal == NULL);
	desk_close(d);
}

static void
check_sample(void **state)
{
	struct arena *a = arena_new();
	run(a, *state, false);
	run(a, *state, true);
	arena_free(a);
}

/* So many references are changed in one go: the same bytes as one by one, quotes and all. */
static void
many_references_are_renamed_at_once(void **state)
{
	(void)state;
	enum { STEPS = 400 };
	struct arena *a = arena_new();
	struct buf before = {.arena = a}, after = {.arena = a};
	buf_add(&before, S("personas:\n  ann: A\n  bob: B\nscenarios:\n  call:\n    actual:\n"));
	buf_add(&after, S("personas:\n  eve: A\n  bob: B\nscenarios:\n  call:\n    actual:\n"));
	for (int i = 0; i < STEPS; i++) {
		const char *quote = i % 2 ? "" : "\"";
		buf_format(&before, "      - s%d: ann %d   # ann\n", i, i);
		buf_format(&before, "        feel: {%sann%s: 1, bob: 0}\n", quote, quote);
		buf_add(&before, S("        only: ['ann', \"bob\"]\n"));
		buf_format(&after, "      - s%d: ann %d   # ann\n", i, i);
		buf_format(&after, "        feel: {%seve%s: 1, bob: 0}\n", quote, quote);
		buf_add(&after, S("        only: ['eve', \"bob\"]\n"));
	}
	struct desk *d = desk_open(a, 20779);
	desk_put(d, S("a.yaml"), buf_str(&before));
	assert_true(change_rename(d, S("ann"), S("eve")));
	compare(d->files.at[0]->text, buf_str(&after), d);
	assert_true(change_rename(d, S("call"), S("ann")));
	assert_true(change_rename(d, S("map:ann.s7"), S("seven")));
	assert_false(change_rename(d, S("eve"), S("bob")));
	desk_close(d);
	arena_free(a);
}

int
main(void)
{
	struct CMUnitTest tests[COUNT_OF(samples) + 1];
	tests[COUNT_OF(samples)] =
	    (struct CMUnitTest)cmocka_unit_test(many_references_are_renamed_at_once);
	for (ptrdiff_t i = 0; i < COUNT_OF(samples); i++)
		tests[i] = (struct CMUnitTest){
		    samples[i].sentence, check_sample, NULL, NULL, (void *)(uintptr_t)&samples[i]};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
