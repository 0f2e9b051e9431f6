/* SPDX-License-Identifier: MIT */
/*
 * A workspace of notes. Ids are given only where the format wants one: to the map, to stages whose
 * name cannot be a key, and to notes with a kind.
 */
#include "base/utf8.h"
#include "cli/notes_priv.h"
#include "model/identity.h"
#include "model/quote.h"

/* A key must be far shorter than a text. */
enum { LONGEST_KEY = 200 };

/* Names that a stage cannot bear as a key, because they mean something else in that place. */
static bool
can_be_key(struct str name)
{
	static const struct str taken[] = {S_INIT("title"), S_INIT("goal"), S_INIT("ask"),
	    S_INIT("steps"), S_INIT("order"), S_INIT("others")};
	for (ptrdiff_t i = 0; i < COUNT_OF(taken); i++) {
		if (str_eq(taken[i], name))
			return false;
	}
	return name.len <= LONGEST_KEY && !str_starts(name, S("x-"));
}

struct yaml_writer {
	struct buf out;
	struct str_set {
		VEC(struct str) list;
	} keys;
};

static bool
is_used(const struct yaml_writer *w, struct str key)
{
	for (ptrdiff_t i = 0; i < w->keys.list.count; i++) {
		if (str_eq(w->keys.list.at[i], key))
			return true;
	}
	return false;
}

static void
add_item(struct buf *b, int indent, struct str text)
{
	buf_fill(b, ' ', indent);
	buf_add(b, S("- "));
	quote_add(b, text);
	buf_char(b, '\n');
}

/* The steps from `from` to the next stage. */
static void
add_steps(struct buf *b, const struct notes *notes, ptrdiff_t from, int indent)
{
	int count = 0;
	for (ptrdiff_t i = from; i < notes->list.count; i++) {
		const struct note *note = &notes->list.at[i];
		if (note->kind == NOTE_STAGE)
			break;
		if (note->kind != NOTE_STEP)
			continue;
		buf_add(b, count++ == 0 ? S("\n") : S(""));
		add_item(b, indent, note->text);
	}
	buf_add(b, count == 0 ? S(" []\n") : S(""));
}

/* The details of an item stand below its id: "- pain-2: They disagree". */
static void
add_asides(struct buf *b, const struct notes *notes)
{
	int count = 0, kinds = 0;
	for (ptrdiff_t i = 0; i < notes->list.count; i++) {
		const struct note *note = &notes->list.at[i];
		if (note->kind != NOTE_ASIDE)
			continue;
		buf_add(b, count++ == 0 ? S("notes:\n") : S(""));
		if (note->about.len == 0) {
			add_item(b, 2, note->text);
			continue;
		}
		buf_format(b, "  - %.*s-%d: ", STR(note->about), ++kinds);
		quote_add(b, note->text);
		buf_format(b, "\n    kind: %.*s\n", STR(note->about));
	}
}

/* A stage is named by its key, or by a title below a key made up for it. */
static void
add_stage(struct yaml_writer *w, const struct notes *notes, ptrdiff_t at, ptrdiff_t number)
{
	struct buf *b = &w->out;
	struct str name = notes->list.at[at].text, key = name;
	bool own = can_be_key(name) && !is_used(w, name);
	for (; !own && (key.at == name.at || is_used(w, key)); number++)
		key = str_format(b->arena, "stage-%td", number);
	VEC_PUSH(b->arena, &w->keys.list, key);
	buf_fill(b, ' ', 6);
	quote_add(b, key);
	buf_char(b, ':');
	if (own) {
		add_steps(b, notes, at + 1, 8);
		return;
	}
	buf_add(b, S("\n        title: "));
	quote_add(b, name);
	buf_add(b, S("\n        steps:"));
	add_steps(b, notes, at + 1, 10);
}

static void
add_map(struct yaml_writer *w, const struct notes *notes, struct str title)
{
	struct buf *b = &w->out;
	struct str id = identity_slug(b->arena, title);
	id = id.len ? id : S("notes");
	buf_add(b, S("scenarios:\n  "));
	quote_add(b, id);
	buf_add(b, S(":\n"));
	struct str shown = notes->title.len > 0 ? notes->title : title;
	if (!str_eq(id, shown) && shown.len > 0) {
		buf_add(b, S("    title: "));
		quote_add(b, shown);
		buf_char(b, '\n');
	}
	buf_add(b, S("    actual:"));
	if (notes->stages == 0) {
		add_steps(b, notes, 0, 6);
		return;
	}
	buf_char(b, '\n');
	ptrdiff_t number = 1;
	for (ptrdiff_t i = 0; i < notes->list.count; i++) {
		if (notes->list.at[i].kind == NOTE_STAGE)
			add_stage(w, notes, i, number++);
	}
}

/* "Talks/Visit 3.txt" is called "Visit 3". */
static struct str
title_of(struct arena *a, struct str name)
{
	for (ptrdiff_t slash; (slash = str_find(name, '/')) >= 0;)
		name = str_from(name, slash + 1);
	for (ptrdiff_t i = name.len - 1; i > 0; i--) {
		if (name.at[i] != '.')
			continue;
		name = str_upto(name, i);
		break;
	}
	name = notes_trim(name);
	return name.len == 0 || name.len > LONGEST_KEY || utf8_bad(name) >= 0 ||
		str_eq(name, S("-"))
	    ? S("notes")
	    : str_copy(a, name);
}

static bool
is_utf8(struct arena *a, struct str text, struct notes_problem *problem)
{
	ptrdiff_t bad = utf8_bad(text);
	if (bad < 0)
		return true;
	bool wide = str_starts(text, S("\xff\xfe")) || str_starts(text, S("\xfe\xff"));
	ptrdiff_t line = 1;
	struct str rest = str_upto(text, bad), before;
	while (str_cut(&rest, '\n', &before))
		line++;
	*problem =
	    (struct notes_problem){str_format(a, "the notes are not UTF-8: byte %td is \\x%02X",
				       bad + 1, (unsigned)(unsigned char)text.at[bad]),
		wide ? S("they look like UTF-16: iconv -f UTF-16 -t UTF-8 notes.txt")
		     : S("they may be Windows-1252: iconv -f WINDOWS-1252 -t UTF-8 notes.txt"),
		line - 1};
	return false;
}

bool
notes_to_yaml(struct arena *a, struct str name, struct str text, struct str *yaml,
    struct notes_problem *problem)
{
	struct notes notes = {0};
	if (!is_utf8(a, text, problem) || !notes_read(a, text, &notes, problem))
		return false;
	struct yaml_writer w = {.out = {.arena = a}};
	buf_add(&w.out, S("format: 1\n"));
	add_map(&w, &notes, title_of(a, name));
	add_asides(&w.out, &notes);
	*yaml = buf_str(&w.out);
	return true;
}
