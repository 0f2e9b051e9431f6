/* SPDX-License-Identifier: MIT */
/*
 * Lines of notes, and what they are. The forms decide: bullets, numbers, headings, tables. Only the
 * names of sections that are no stages ("Pains:", "Participants:") are known as words.
 */
#include "base/utf8.h"
#include "cli/notes_priv.h"

/* The loader takes texts up to 64 KB. */
enum { LONGEST_LINE = 60000 };

static bool
is_stage_mark(struct str line)
{
	ptrdiff_t i = 0;
	while (i < line.len && line.at[i] == '#')
		i++;
	return i > 0 && i <= 6 && i < line.len && is_blank(line.at[i]);
}

/* Blanks of every kind, the byte-order mark and zero-width characters at both ends. */
struct str
notes_trim(struct str s)
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
		return notes_trim(rest);
	if (is_dash(c) && (starts_with_blank(rest) || utf8_is_letter(next)))
		return notes_trim(rest);
	if ((c == '*' || c == '+' || c == 'o') && rest.len > 0 && starts_with_blank(rest))
		return c == 'o' && next == ' ' ? line : notes_trim(rest);
	return line;
}

/* [ ] [x] [X] */
static struct str
strip_box(struct str line)
{
	bool box = line.len >= 3 && line.at[0] == '[' && line.at[2] == ']' &&
	    str_find(S(" xX"), line.at[1]) >= 0;
	return box && starts_with_blank(str_from(line, 3)) ? notes_trim(str_from(line, 3)) : line;
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
	return notes_trim(str_from(line, i + 1));
}

struct str
notes_strip(struct str line)
{
	line = notes_trim(line);
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

/* "> I felt lost": a quoted line. "> 8 minutes" is more than that. */
static struct str
strip_quote(struct str line)
{
	struct str rest = line.len > 0 && line.at[0] == '>' ? notes_trim(str_from(line, 1)) : line;
	struct str after = rest;
	bool words = rest.len > 0 && utf8_is_letter(utf8_next(&after));
	return words && (line.len == rest.len || starts_with_blank(str_from(line, 1))) ? rest
										       : line;
}

/* **bold** and __bold__ without their signs, where they come in pairs. */
static struct str
strip_emphasis(struct arena *a, struct str line, const char *sign)
{
	struct str mark = str_of(sign), rest = line;
	struct buf b = {.arena = a};
	int count = 0;
	for (ptrdiff_t i; (i = str_search(rest, mark)) >= 0; count++) {
		buf_add(&b, str_upto(rest, i));
		rest = str_from(rest, i + mark.len);
	}
	buf_add(&b, rest);
	return count > 0 && count % 2 == 0 && !says_nothing(buf_str(&b)) ? buf_str(&b) : line;
}

/* "| 06:30 | arrives |" */
static bool
is_row(struct str line)
{
	return line.len > 3 && line.at[0] == '|' && str_ends(line, S("|"));
}

/* The line of dashes below the heads of a table. */
static bool
is_row_of_dashes(struct str line)
{
	bool dashes = false;
	for (ptrdiff_t i = 0; i < line.len; i++) {
		dashes = dashes || line.at[i] == '-';
		if (str_find(S("|-: "), line.at[i]) < 0)
			return false;
	}
	return dashes && is_row(line);
}

static struct str
join_cells(struct arena *a, struct str line)
{
	struct buf b = {.arena = a};
	struct str rest = str_from(line, 1), cell;
	while (str_cut(&rest, '|', &cell)) {
		cell = notes_trim(cell);
		if (cell.len > 0)
			buf_format(&b, "%s%.*s", b.len > 0 ? " " : "", STR(cell));
	}
	return buf_str(&b);
}

static int
indent_of(struct str line)
{
	int columns = 0;
	for (ptrdiff_t i = 0; i < line.len && (line.at[i] == ' ' || line.at[i] == '\t'); i++)
		columns += line.at[i] == '\t' ? 8 : 1;
	return columns;
}

static struct note
read_heading(struct str line)
{
	struct note note = {.kind = NOTE_STAGE};
	for (; line.len > 0 && line.at[0] == '#'; note.heading++)
		line = str_from(line, 1);
	line = notes_trim(line);
	note.text = str_ends(line, S(":")) ? notes_trim(str_upto(line, line.len - 1)) : line;
	return note;
}

static struct note
read_line(struct arena *a, struct str raw)
{
	struct str line = notes_trim(raw);
	if (is_stage_mark(line))
		return read_heading(line);
	if (is_row(line))
		return (struct note){.text = join_cells(a, line), .row = true};
	struct note note = {.indent = indent_of(raw)};
	note.bulleted = strip_sign(line).len < line.len;
	note.numbered = strip_number(line).len < line.len;
	line = strip_quote(notes_strip(line));
	line = strip_emphasis(a, strip_emphasis(a, line, "**"), "__");
	bool stage = line.len > 1 && str_ends(line, S(":"));
	note.kind = stage ? NOTE_STAGE : NOTE_STEP;
	note.text = stage ? notes_trim(str_upto(line, line.len - 1)) : line;
	return note;
}

/* "1) Before" above "- gets a mail", not deeper: a chapter, not a step with details. */
static void
find_numbered_stages(struct notes *notes)
{
	for (ptrdiff_t i = 0; i + 1 < notes->list.count; i++) {
		struct note *note = &notes->list.at[i];
		const struct note *next = note + 1;
		if (note->kind == NOTE_STEP && note->numbered && !note->bulleted &&
		    next->bulleted && next->indent <= note->indent + 1)
			note->kind = NOTE_STAGE;
	}
}

/* What workshops write below such a word happens to nobody. */
static const struct {
	struct str word, kind;
} asides[] = {
    {S_INIT("notes"), S_INIT("")},
    {S_INIT("questions"), S_INIT("")},
    {S_INIT("open questions"), S_INIT("")},
    {S_INIT("todo"), S_INIT("")},
    {S_INIT("to do"), S_INIT("")},
    {S_INIT("next steps"), S_INIT("")},
    {S_INIT("participants"), S_INIT("")},
    {S_INIT("attendees"), S_INIT("")},
    {S_INIT("present"), S_INIT("")},
    {S_INIT("pains"), S_INIT("pain")},
    {S_INIT("pain points"), S_INIT("pain")},
    {S_INIT("frustrations"), S_INIT("pain")},
    {S_INIT("ideas"), S_INIT("idea")},
    {S_INIT("opportunities"), S_INIT("idea")},
    {S_INIT("insights"), S_INIT("insight")},
    {S_INIT("quotes"), S_INIT("quote")},
};

static bool
is_aside(struct arena *a, struct str name, struct str *kind)
{
	struct str folded = utf8_fold(a, name);
	for (ptrdiff_t i = 0; i < COUNT_OF(asides); i++) {
		*kind = asides[i].kind;
		if (str_eq(asides[i].word, folded))
			return true;
	}
	return false;
}

/* Also sets aside what stands before the first stage: dates and names, mostly. */
static void
set_asides_apart(struct arena *a, struct notes *notes)
{
	ptrdiff_t kept = 0;
	struct str kind = {0};
	bool aside = false;
	notes->stages = 0;
	for (ptrdiff_t i = 0; i < notes->list.count; i++) {
		struct note note = notes->list.at[i];
		if (note.kind == NOTE_STAGE) {
			aside = is_aside(a, note.text, &kind);
			if (aside && kind.len > 0)
				continue;
			if (aside) {
				note.text = str_format(a, "%.*s:", STR(note.text));
				note.kind = NOTE_ASIDE;
			}
			notes->stages += !aside;
		} else if (aside) {
			note.kind = NOTE_ASIDE;
			note.about = kind;
		}
		notes->list.at[kept++] = note;
	}
	notes->list.count = kept;
	bool before = notes->stages > 0;
	for (ptrdiff_t i = 0; i < kept && before; i++) {
		before = notes->list.at[i].kind != NOTE_STAGE;
		if (notes->list.at[i].kind == NOTE_STEP)
			notes->list.at[i].kind = NOTE_ASIDE;
	}
}

/* "# Onboarding" above "## Before" and "## First day" is the title, not a stage without steps. */
static void
find_title(struct notes *notes)
{
	ptrdiff_t first = -1;
	int tops = 0, deeper = 0;
	for (ptrdiff_t i = 0; i < notes->list.count; i++) {
		const struct note *note = &notes->list.at[i];
		if (note->kind != NOTE_STAGE)
			continue;
		first = first < 0 ? i : first;
		tops += note->heading == 1;
		deeper += note->heading > 1;
	}
	if (first < 0 || tops != 1 || deeper == 0 || notes->list.at[first].heading != 1)
		return;
	notes->title = notes->list.at[first].text;
	for (ptrdiff_t i = first; i + 1 < notes->list.count; i++)
		notes->list.at[i] = notes->list.at[i + 1];
	notes->list.count--;
}

bool
notes_read(struct arena *a, struct str text, struct notes *notes, struct notes_problem *problem)
{
	struct str line;
	for (ptrdiff_t number = 1; str_line(&text, &line); number++) {
		bool heads = is_row_of_dashes(notes_trim(line));
		if (heads && notes->list.count > 0 && notes->list.at[notes->list.count - 1].row)
			notes->list.count--;
		struct note note = read_line(a, line);
		if (heads || says_nothing(note.text))
			continue;
		if (note.text.len > LONGEST_LINE) {
			*problem =
			    (struct notes_problem){S("this line is longer than 60,000 bytes"),
				S("one line is one step: break it up"), number};
			return false;
		}
		VEC_PUSH(a, &notes->list, note);
	}
	find_numbered_stages(notes);
	find_title(notes);
	set_asides_apart(a, notes);
	if (notes->list.count > 0)
		return true;
	*problem = (struct notes_problem){S("there is no text in these notes"),
	    S("write one line per step; a line that ends in : is a stage"), 0};
	return false;
}
