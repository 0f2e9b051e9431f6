/* SPDX-License-Identifier: MIT */
/*
 * Writes what the benchmarks read, the same bytes every time:
 *
 *     generate workspace FOLDER FILES MAPS STEPS   a folder of files, MAPS scenarios in each
 *     generate dot|mermaid|plantuml STEPS          one journey of as many steps for a peer
 *
 * A scenario has nine lanes, four stages, a redesign and the wishes of two personas. Words are
 * drawn at random, so that the text does not compress better than people's own.
 */
#include "base/buf.h"
#include "base/file.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static uint64_t state = 20260101;

static int
below(int limit)
{
	state = state * 6364136223846793005u + 1442695040888963407u;
	return (int)((state >> 33) % (uint64_t)limit);
}

static const char *const words[] = {"the", "case", "agent", "waits", "for", "answer", "call",
    "form", "payroll", "desk", "again", "screen", "letter", "number", "team", "lead", "asks",
    "twice", "without", "knowing", "why", "caller", "hears", "typing", "silence", "morning",
    "queue", "opens", "third", "system", "password", "expires", "nobody", "says", "thanks", "note",
    "lost", "found", "colleague", "rule", "changed", "last", "week", "approval", "missing", "page",
    "signs", "prints", "scans", "sends", "back", "window", "closes", "early", "promise", "kept",
    "broken", "voice", "calm", "angry", "relieved", "hope", "child", "school", "drive", "rain",
    "late", "home"};
static const char *const channels[] = {"phone", "chat", "screen", "letter", "in person", "app"};
static const char *const tools[] = {"HR core", "Payroll", "Tickets", "Wiki", "One Desk"};

static void
sentence(struct buf *b, int count)
{
	for (int i = 0; i < count; i++) {
		const char *word = words[below((int)COUNT_OF(words))];
		buf_format(b, "%s%c%s", i ? " " : "", i ? word[0] : word[0] - 'a' + 'A', word + 1);
	}
}

static void
text_line(struct buf *b, const char *key, int count)
{
	buf_format(b, "          %s: ", key);
	sentence(b, count);
	buf_char(b, '\n');
}

static void
step(struct buf *b, int number, bool rich)
{
	buf_format(b, "        - s%d: ", number);
	sentence(b, 3 + below(4));
	buf_format(b, "\n          channel: %s\n          tool: %s\n", channels[below(6)],
	    tools[below(5)]);
	buf_format(b, "          takes: %d min\n          feel: %d\n", 1 + below(20), below(5) - 2);
	if (!rich)
		return;
	if (number % 2)
		text_line(b, "think", 5);
	if (number % 3 == 0)
		text_line(b, "pain", 6);
	if (number % 3 == 1)
		text_line(b, "idea", 6);
	if (number % 4 == 0)
		text_line(b, "back", 4);
	if (number % 4 == 1)
		text_line(b, "sees", 4);
}

static void
version(struct buf *b, const char *name, int steps, bool rich)
{
	enum { STAGES = 4 };
	buf_format(b, "    %s:\n", name);
	for (int i = 0; i < STAGES; i++) {
		int first = steps * i / STAGES, end = steps * (i + 1) / STAGES;
		if (first < end)
			buf_format(b, "      Stage %d:\n", i + 1);
		for (int j = first; j < end; j++)
			step(b, j, rich);
	}
}

static void
wishes(struct buf *b, const char *persona, int steps)
{
	buf_format(b, "      %s:\n", persona);
	for (int i = 0; i < steps; i++) {
		if (below(8) == 0)
			continue;
		if (below(3)) {
			buf_format(b, "        - s%d\n", i);
			continue;
		}
		buf_format(b, "        - s%d: ", i);
		sentence(b, 4);
		buf_format(b, "\n          channel: [%s, %s]\n          takes: at most %d min\n",
		    channels[below(3)], channels[3 + below(3)], 1 + below(10));
	}
	buf_format(b, "        - ");
	sentence(b, 6);
	buf_char(b, '\n');
}

static void
scenario(struct buf *b, int number, int steps)
{
	buf_format(b, "  map-%d:\n    title: ", number);
	sentence(b, 5);
	buf_format(b, "\n    volume: %d / week\n    source: measured, %d calls\n", 1 + below(500),
	    below(900));
	version(b, "actual", steps, true);
	buf_format(b, "    desired:\n");
	wishes(b, "ann", steps);
	wishes(b, "ben", steps);
	version(b, "to-be", steps / 2, false);
}

static void
personas(struct buf *b)
{
	buf_add(b,
	    S("personas:\n  ann: {name: Ann, values: {speed: 8, freedom: 9, ease: 3}}\n"
	      "  ben: {name: Ben, values: {speed: 3, collaboration: 9}}\n"));
}

static int
workspace(const char *folder, int files, int maps, int steps)
{
	struct arena *a = arena_new();
	struct str error;
	if (!file_make_folder(folder, &error)) {
		fprintf(stderr, "%s: %.*s\n", folder, STR(error));
		return 1;
	}
	bool changed, ok = true;
	for (int i = 0; i < files && ok; i++) {
		struct arena_mark mark = arena_mark(a);
		struct buf b = {.arena = a};
		if (i == 0)
			personas(&b);
		buf_add(&b, S("scenarios:\n"));
		for (int j = 0; j < maps; j++)
			scenario(&b, i * maps + j, steps);
		struct str path = str_format(a, "%s/part-%04d.yaml", folder, i);
		ok = file_write(a, path.at, buf_str(&b), &changed, &error);
		arena_release(a, mark);
	}
	arena_free(a);
	return !ok;
}

static void
dot(struct buf *b, int steps)
{
	enum { LANES = 9 };
	buf_add(b,
	    S("digraph journey {\nrankdir=LR; node [shape=box fontname=\"Liberation Sans\"];\n"));
	for (int i = 0; i < steps; i++) {
		for (int lane = 0; lane < LANES; lane++) {
			buf_format(b, "n%d_%d [label=\"", i, lane);
			sentence(b, 5);
			buf_format(b, "\"];\n");
			if (i > 0)
				buf_format(b, "n%d_%d -> n%d_%d;\n", i - 1, lane, i, lane);
		}
	}
	buf_add(b, S("}\n"));
}

static void
mermaid(struct buf *b, int steps)
{
	buf_add(b, S("journey\n    title A journey\n"));
	for (int i = 0; i < steps; i++) {
		if (i % 4 == 0)
			buf_format(b, "    section Stage %d\n", i / 4 + 1);
		buf_add(b, S("      "));
		sentence(b, 4);
		buf_format(b, ": %d: Ann\n", 1 + below(5));
	}
}

static void
plantuml(struct buf *b, int steps)
{
	buf_add(b, S("@startuml\nstart\n"));
	for (int i = 0; i < steps; i++) {
		if (i % 4 == 0)
			buf_format(b, "%spartition \"Stage %d\" {\n", i ? "}\n" : "", i / 4 + 1);
		buf_char(b, ':');
		sentence(b, 4);
		buf_add(b, S(";\n"));
	}
	buf_add(b, S("}\nstop\n@enduml\n"));
}

int
main(int argc, char **argv)
{
	if (argc == 6 && strcmp(argv[1], "workspace") == 0)
		return workspace(argv[2], atoi(argv[3]), atoi(argv[4]), atoi(argv[5]));
	static const struct {
		const char *name;
		void (*write)(struct buf *b, int steps);
	} peers[] = {{"dot", dot}, {"mermaid", mermaid}, {"plantuml", plantuml}};
	for (ptrdiff_t i = 0; argc == 3 && i < COUNT_OF(peers); i++) {
		if (strcmp(argv[1], peers[i].name) != 0)
			continue;
		struct buf b = {.arena = arena_new()};
		peers[i].write(&b, atoi(argv[2]));
		fwrite(b.at, 1, (size_t)b.len, stdout);
		arena_free(b.arena);
		return 0;
	}
	fprintf(stderr,
	    "usage: generate workspace FOLDER FILES MAPS STEPS\n"
	    "       generate dot|mermaid|plantuml STEPS\n");
	return 2;
}
