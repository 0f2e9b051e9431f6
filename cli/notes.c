/* SPDX-License-Identifier: MIT */
/*
 * Notes are read line by line and nothing is guessed from their words. Ids are given only where the
 * format wants one: to the map, and to stages whose name cannot be a key.
 */
#include "cli/notes.h"

#include "base/utf8.h"
#include "cli/quote.h"
#include "model/identity.h"

/* The loader takes texts up to 64 KB; a key must be far shorter. */
enum { LONGEST_LINE = 60000, LONGEST_KEY = 200 };

struct note {
	struct str text;
	bool stage;
};
struct notes {
	VEC(struct note) list;
	ptrdiff_t stages;
};

static bool
is_stage_mark(struct str line)
{
	ptrdiff_t i = 0;
	while (i < line.len && line.at[i] == '#')
		i++;
	return i > 0 && i <= 6 && i < line.len && is_blank(line.at[i]);
}

/* Blanks of every kind, the byte-order mark and zero-width characters at both ends. */
static struct str
trim(struct str s)
{
	for (struct str rest = s; rest.len > 0;) {
		int32_t c = utf8_next(&rest);
		if (!utf8_is_blank(c) && c != 0xfeff && c != 0x200b)
			break;
		s = rest;
	}
	for (;;) {
		ptrdiff_t i = s.len - 1;
		while (i > 0 && ((unsigned char)s.at[i] & 0xc0) == 0x80)
			i--;
		struct str last = str_from(s, i);
		int32_t c = utf8_next(&last);
		if (i < 0 || (!utf8_is_blank(c) && c != 0xfeff && c != 0x200b))
			return s;
		s.len = i;
	}
}

static bool
starts_with_blank(struct str s)
{
	return s.len == 0 || utf8_is_blank(utf8_next(&s));
}

/* A sign that is nothing but a bullet, wherever it stands. */
static bool
is_bullet(int32_t c)
{
	static const int32_t bullets[] = {0x2022, 0x2023, 0x2043, 0x204c, 0x204d, 0x2219, 0x25a0,
	    0x25a1, 0x25aa, 0x25ab, 0x25b6, 0x25b8, 0x25ba, 0x25cb, 0x25cf, 0x25d8, 0x25e6, 0x2610,
	    0x2611, 0x2612, 0x2713, 0x2714, 0x2717, 0x2718, 0x2794, 0x27a2, 0x27a4, 0xb7, 0xf0b7};
	for (ptrdiff_t i = 0; i < COUNT_OF(bullets); i++) {
		if (bullets[i] == c)
			return true;
	}
	return false;
}

/* A dash may stand right before a letter ("-Sign in"), but -2 is a number. */
static bool
is_dash(int32_t c)
{
	return c == '-' || (c >= 0x2010 && c <= 0x2015);
}

static struct str
strip_sign(struct str line)
{
	struct str rest = line;
	int32_t c = utf8_next(&rest), next = -1;
	struct str after = rest;
	if (after.len > 0)
		next = utf8_next(&after);
	if (is_bullet(c))
		return trim(rest);
	if (is_dash(c) && (starts_with_blank(rest) || utf8_is_letter(next)))
		return trim(rest);
	if ((c == '*' || c == '+' || c == 'o') && rest.len > 0 && starts_with_blank(rest))
		return c == 'o' && next == ' ' ? line : trim(rest);
	return line;
}

/* [ ] [x] [X] */
static struct str
strip_box(struct str line)
{
	bool box = line.len >= 3 && line.at[0] == '[' && line.at[2] == ']' &&
	    str_find(S(" xX"), line.at[1]) >= 0;
	return box && starts_with_blank(str_from(line, 3)) ? trim(str_from(line, 3)) : line;
}

/* 1. 12) (3) a) 1.2. before a blank; 7:45, 2nd and "3 calls" are words of the step. */
static struct str
strip_number(struct str line)
{
	ptrdiff_t i = 0;
	bool open = line.len > 0 && line.at[0] == '(';
	i += open;
	ptrdiff_t start = i;
	while (i < line.len && i - start < 4 && is_digit(line.at[i]))
		i++;
	while (i > start && i + 1 < line.len && line.at[i] == '.' && is_digit(line.at[i + 1])) {
		i++;
		while (i < line.len && i - start < 12 && is_digit(line.at[i]))
			i++;
	}
	bool letter = i == start && i + 1 < line.len && line.at[i + 1] == ')' &&
	    ((line.at[i] >= 'a' && line.at[i] <= 'z') || (line.at[i] >= 'A' && line.at[i] <= 'Z'));
	i += letter;
	if (i == start || i >= line.len)
		return line;
	bool closed = line.at[i] == ')' || (line.at[i] == '.' && !open && !letter);
	if (!closed || !starts_with_blank(str_from(line, i + 1)))
		return line;
	return trim(str_from(line, i + 1));
}

struct str
notes_strip(struct str line)
{
	line = trim(line);
	for (int i = 0; i < 4; i++) {
		struct str before = line;
		line = strip_number(strip_box(strip_sign(line)));
		if (line.len == before.len)
			break;
	}
	return line;
}

/* A rule of dashes, a lone bullet: nothing was said. */
static bool
says_nothing(struct str text)
{
	int32_t c;
	while ((c = utf8_next(&text)) >= 0) {
		bool sign = is_bullet(c) || is_dash(c) || utf8_is_blank(c) || c == 0xfeff ||
		    c == 0x200b || str_find(S("=_*+#~."), (char)(c < 0x80 ? c : 'x')) >= 0;
		if (!sign)
			return false;
	}
	return true;
}

static struct note
read_line(struct str line)
{
	line = trim(line);
	if (is_stage_mark(line)) {
		while (line.len > 0 && line.at[0] == '#')
			line = str_from(line, 1);
		line = trim(line);
		if (str_ends(line, S(":")))
			line = trim(str_upto(line, line.len - 1));
		return (struct note){line, true};
	}
	line = notes_strip(line);
	bool stage = line.len > 1 && str_ends(line, S(":"));
	return (struct note){stage ? trim(str_upto(line, line.len - 1)) : line, stage};
}

static bool
read_notes(struct arena *a, struct str text, struct notes *notes, struct notes_problem *problem)
{
	struct str line;
	for (ptrdiff_t number = 1; str_line(&text, &line); number++) {
		struct note note = read_line(line);
		if (says_nothing(note.text))
			continue;
		if (note.text.len > LONGEST_LINE) {
			*problem =
			    (struct notes_problem){S("this line is longer than 60,000 bytes"),
				S("one line is one step: break it up"), number};
			return false;
		}
		notes->stages += note.stage;
		VEC_PUSH(a, &notes->list, note);
	}
	if (notes->list.count > 0)
		return true;
	*problem = (struct notes_problem){S("there is no text in these notes"),
	    S("write one line per step; a line that ends in : is a stage"), 0};
	return false;
}

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

static ptrdiff_t
count_steps(const struct notes *notes, ptrdiff_t from)
{
	ptrdiff_t i = from;
	while (i < notes->list.count && !notes->list.at[i].stage)
		i++;
	return i - from;
}

static void
add_steps(struct buf *b, const struct notes *notes, ptrdiff_t from, int indent)
{
	ptrdiff_t count = count_steps(notes, from);
	buf_add(b, count ? S("\n") : S(" []\n"));
	for (ptrdiff_t i = 0; i < count; i++)
		add_item(b, indent, notes->list.at[from + i].text);
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
	if (!str_eq(id, title) && title.len > 0) {
		buf_add(b, S("    title: "));
		quote_add(b, title);
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
		if (notes->list.at[i].stage)
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
	name = trim(name);
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
	if (!is_utf8(a, text, problem) || !read_notes(a, text, &notes, problem))
		return false;
	struct yaml_writer w = {.out = {.arena = a}};
	buf_add(&w.out, S("format: 1\n"));
	add_map(&w, &notes, title_of(a, name));
	ptrdiff_t loose = notes.stages > 0 ? count_steps(&notes, 0) : 0;
	if (loose > 0) {
		buf_add(&w.out, S("notes:"));
		struct notes first = {.list = {notes.list.at, loose, loose}};
		add_steps(&w.out, &first, 0, 2);
	}
	*yaml = buf_str(&w.out);
	return true;
}
