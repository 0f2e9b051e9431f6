/* SPDX-License-Identifier: MIT */
/* What people call things: which node of which file an address means, and what refused ones say. */
#include "model/address.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static const char first_file[] = "personas:\n"
				 "  ann: Picks up\n"
				 "  day: Also a word\n"
				 "scenarios:\n"
				 "  call:\n"
				 "    title: A call\n"
				 "    actual:\n"
				 "      - find: Look it up\n"
				 "        pain:\n"
				 "          - slow: It is slow\n"
				 "            by: Ann\n"
				 "          - It is loud\n"
				 "        feel: {ann: -1, others: 0}\n"
				 "        tool: [Wiki, Core]\n"
				 "      - Write it down\n"
				 "      - title: Say the title\n"
				 "    desired:\n"
				 "      ann:\n"
				 "        others: fine\n"
				 "        steps:\n"
				 "          - find: Ask a box\n"
				 "            takes: 2 min\n"
				 "    to-be:\n"
				 "      - find\n"
				 "      - end: Tell how it ended\n"
				 "journeys:\n"
				 "  day:\n"
				 "    actual:\n"
				 "      Wake up:\n"
				 "        - rise: Get up\n"
				 "      Dr. Night:\n"
				 "        goal: Rest\n"
				 "        steps:\n"
				 "          - sleep: Sleep\n"
				 "    to-be:\n"
				 "      ann:\n"
				 "        - rise\n"
				 "      others:\n"
				 "        - rise: Later\n";
static const char second_file[] = "workspace:\n"
				  "  title: Help\n"
				  "framing:\n"
				  "  problem: Too loud\n"
				  "actions:\n"
				  "  - quiet: Be quiet\n"
				  "    status: idea\n"
				  "  - Go home\n"
				  "indicators:\n"
				  "  calm:\n"
				  "    values: {2025: 3}\n"
				  "feedback:\n"
				  "  spring:\n"
				  "    scores:\n"
				  "      ann: {like: 2}\n"
				  "notes:\n"
				  "  - odd: An odd one\n";

static struct desk *
open(struct arena *a)
{
	struct desk *d = desk_open(a, 20779);
	desk_put(d, S("a.yaml"), str_of(first_file));
	desk_put(d, S("b.yaml"), str_of(second_file));
	return d;
}

/* An address, and the way to what it means: a or b, then the path. */
static const struct sample {
	const char *address, *way;
} samples[] = {
    {"call", "a/scenarios/call"},
    {"map:call", "a/scenarios/call"},
    {"scenario:call", "a/scenarios/call"},
    {"scenarios.call", "a/scenarios/call"},
    {"call.title", "a/scenarios/call/title"},
    {"call.name", "a/scenarios/call/title"},
    {"call.find", "a/scenarios/call/actual/0"},
    {"call@actual.find", "a/scenarios/call/actual/0"},
    {"call.actual.find", "a/scenarios/call/actual/0"},
    {"call@actual.title", "a/scenarios/call/actual/2"},
    {"call@actual", "a/scenarios/call/actual"},
    {"call.find.feel", "a/scenarios/call/actual/0/feel"},
    {"call.find.feel.ann", "a/scenarios/call/actual/0/feel/ann"},
    {"call.find.pain", "a/scenarios/call/actual/0/pain"},
    {"call.find.pain.slow", "a/scenarios/call/actual/0/pain/0"},
    {"call.find.pain.2", "a/scenarios/call/actual/0/pain/1"},
    {"call.find.pain.it-is-loud", "a/scenarios/call/actual/0/pain/1"},
    {"call.find.pain.slow.by", "a/scenarios/call/actual/0/pain/0/by"},
    {"call.find.tool.Core", "a/scenarios/call/actual/0/tool/1"},
    {"call.write-it-down", "a/scenarios/call/actual/1"},
    {"call.\"Write it down\"", "a/scenarios/call/actual/1"},
    {"call.\"write it DOWN\"", "a/scenarios/call/actual/1"},
    {"call@ann", "a/scenarios/call/desired/ann"},
    {"call@ann.find", "a/scenarios/call/desired/ann/steps/0"},
    {"call.desired.ann.find.takes", "a/scenarios/call/desired/ann/steps/0/takes"},
    {"call@ann.others", "a/scenarios/call/desired/ann/others"},
    {"call@to-be.end", "a/scenarios/call/to-be/1"},
    {"call.to-be.end", "a/scenarios/call/to-be/1"},
    {"call@to-be.find", "a/scenarios/call/to-be/0"},
    {"map:day.rise", "a/journeys/day/actual/Wake~2up/0"},
    {"journeys.day.rise", "a/journeys/day/actual/Wake~2up/0"},
    {"map:day.\"Wake up\"", "a/journeys/day/actual/Wake~2up"},
    {"map:day.\"Dr. Night\".goal", "a/journeys/day/actual/Dr.~2Night/goal"},
    {"map:day.sleep", "a/journeys/day/actual/Dr.~2Night/steps/0"},
    {"map:day.to-be.ann.rise", "a/journeys/day/to-be/ann/0"},
    {"day@to-be@ann.rise", "a/journeys/day/to-be/ann/0"},
    {"day@to-be@others.rise", "a/journeys/day/to-be/others/0"},
    {"day@actual.rise", "a/journeys/day/actual/Wake~2up/0"},
    {"ann", "a/personas/ann"},
    {"persona:day", "a/personas/day"},
    {"personas.day", "a/personas/day"},
    {"workspace.title", "b/workspace/title"},
    {"workspace", "b/workspace"},
    {"framing.problem", "b/framing/problem"},
    {"quiet.status", "b/actions/0/status"},
    {"action:quiet", "b/actions/0"},
    {"actions.go-home", "b/actions/1"},
    {"action:\"Go home\"", "b/actions/1"},
    {"calm.values.2025", "b/indicators/calm/values/2025"},
    {"spring.scores.ann.like", "b/feedback/spring/scores/ann/like"},
    {"wave:spring", "b/feedback/spring"},
    {"odd", "b/notes/0"},
};

static void
addresses_lead_to_what_they_say(void **state)
{
	(void)state;
	for (ptrdiff_t i = 0; i < COUNT_OF(samples); i++) {
		struct arena *a = arena_new();
		struct desk *d = open(a);
		struct address address;
		int file = 0;
		struct str path = {0};
		bool found = address_read(d, str_of(samples[i].address), &address) &&
		    address_path(d, &address, &file, &path);
		if (!found && samples[i].way != NULL)
			fail_msg("%s: %.*s", samples[i].address, STR(d->why));
		assert_int_equal(found, samples[i].way != NULL);
		if (found) {
			struct str way = str_format(a, "%c%.*s", "ab"[file], STR(path));
			assert_string_equal(str_z(a, way), samples[i].way);
		}
		desk_close(d);
		arena_free(a);
	}
}

/* What there is not: the reason, and what was probably meant. */
static const struct {
	const char *address, *why, *hint;
} refusals[] = {
    {"cal.find", "no persona, map or other thing 'cal'", "did you mean 'call'?"},
    {"persona:an", "no persona 'an'", "did you mean 'ann'?"},
    {"person:ann", "no kind of thing 'person'", "persona:"},
    {"day", "could mean the persona or the map", "persona:day or map:day"},
    {"call.fimd", "no step or stage 'fimd'", "did you mean 'find'?"},
    {"call.end", "no step or stage 'end'", "did you mean 'call@to-be.end'?"},
    {"call@to-be.write-it-down", "no step or stage 'write-it-down'", "'call.write-it-down'"},
    {"call@bob.find", "neither a version of 'call' nor a persona", "actual, to-be, ann"},
    {"call@day.find", "'call@day' has no step", "'call.find'"},
    {"day@to-be.rise", "differs by persona", "day@to-be@ann"},
    {"call.find.chanel", "no key 'chanel'", "did you mean 'channel'?"},
    {"call.find.touchpoint", "no key 'touchpoint'", "did you mean 'channel'?"},
    {"call@ann.find.optional", "no key 'optional'", "actual or to-be"},
    {"ann.volume", "no key 'volume'", "below a scenario or journey"},
    {"workspace.tilte", "workspace has no key 'tilte'", "did you mean 'title'?"},
    {"call..find", "a part of it is empty", "payslip.find.feel"},
    {"", "a part of it is empty", ""},
    {"call.\"find", "a quote is not closed", ""},
    {"call.\"find\"x", "a dot must follow", ""},
    {"call.find.feel.ann.a.b", "that deep", ""},
    {"a.b.c.d.e.f.g.h.i.j.k.l.m.n", "too many parts", ""},
    {"ann@to-be", "no map 'ann'", ""},
    {"persona:ann@to-be", "only maps have versions", ""},
};

static void
refused_addresses_say_what_was_meant(void **state)
{
	(void)state;
	for (ptrdiff_t i = 0; i < COUNT_OF(refusals); i++) {
		struct arena *a = arena_new();
		struct desk *d = open(a);
		struct address address;
		assert_false(address_read(d, str_of(refusals[i].address), &address));
		if (str_search(d->why, str_of(refusals[i].why)) < 0)
			fail_msg("%s: said '%.*s'", refusals[i].address, STR(d->why));
		if (str_search(d->hint, str_of(refusals[i].hint)) < 0)
			fail_msg("%s: hint '%.*s'", refusals[i].address, STR(d->hint));
		desk_close(d);
		arena_free(a);
	}
}

static void
what_is_not_written_has_no_way(void **state)
{
	(void)state;
	struct arena *a = arena_new();
	struct desk *d = open(a);
	struct address address;
	int file;
	struct str path;
	assert_true(address_read(d, S("call.find.wait"), &address));
	assert_false(address_path(d, &address, &file, &path));
	assert_true(address_read(d, S("call.find.pain.3"), &address));
	assert_false(address_path(d, &address, &file, &path));
	desk_close(d);
	arena_free(a);
}

/* An unknown key that stands there can be named, so that it can be taken away. */
static void
a_key_that_is_written_is_known(void **state)
{
	(void)state;
	struct arena *a = arena_new();
	struct desk *d = desk_open(a, 20779);
	struct address address;
	desk_put(d, S("a.yaml"),
	    S("scenarios:\n  call:\n    actual:\n      - find: Look\n        chanel: chat\n"));
	assert_true(address_read(d, S("call.find.chanel"), &address));
	desk_close(d);
	arena_free(a);
}

/* A step with the id of a key: the key where it is written, else the step. */
static void
a_step_called_like_a_key_is_found(void **state)
{
	(void)state;
	struct arena *a = arena_new();
	struct desk *d = desk_open(a, 20779);
	struct address address;
	desk_put(d, S("a.yaml"),
	    S("scenarios:\n  call:\n    actual:\n      - owner: Ask the owner\n        feel: 1\n"));
	assert_true(address_read(d, S("call.owner"), &address));
	assert_int_equal(address.kind, ADDRESS_STEP);
	assert_true(address_read(d, S("call.owner.feel"), &address));
	assert_int_equal(address.kind, ADDRESS_STEP);
	assert_true(address_read(d, S("call.volume"), &address));
	assert_int_equal(address.kind, ADDRESS_MAP);
	desk_close(d);
	arena_free(a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(addresses_lead_to_what_they_say),
	    cmocka_unit_test(refused_addresses_say_what_was_meant),
	    cmocka_unit_test(what_is_not_written_has_no_way),
	    cmocka_unit_test(a_key_that_is_written_is_known),
	    cmocka_unit_test(a_step_called_like_a_key_is_found),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
