/* SPDX-License-Identifier: MIT */
/* desirepath(5) in mdoc: an introduction, and every key from the table of the format. */
#include "cli/help.h"
#include "cli/roff.h"
#include "model/schema.h"

/* The mappings of the format, in the order in which they are told. */
static const struct {
	enum owner owner;
	const char *title;
	const char *about;
} rooms[] = {
    {OWN_TOP, "Sections of a file", "All are optional."},
    {OWN_WORKSPACE, "workspace", "A title, or a mapping with these keys:"},
    {OWN_FRAMING, "framing", "What the work is about:"},
    {OWN_PERSONA, "A persona",
	"Keyed by id below \\fIpersonas\\fR: a sentence, or a mapping with these keys:"},
    {OWN_MAP, "A scenario or a journey",
	"Keyed by id below \\fIscenarios\\fR or \\fIjourneys\\fR:"},
    {OWN_JOURNEY, "Only in a journey", "Beside the keys above:"},
    {OWN_STAGE, "A stage",
	"A stage is a name and its steps, or a name and a mapping with these keys:"},
    {OWN_STEP, "A step of actual or to\\-be",
	"A sentence, or an id with its text, and below it any of these keys. Each may differ by "
	"persona: a mapping from personas, or \\fIothers\\fR, to values."},
    {OWN_WISH, "A wish",
	"A step of \\fIdesired\\fR. The first eleven keys are wishes about the step of that id, "
	"see \\fBWISHES\\fR; \\fImatters\\fR, \\fImoment\\fR and \\fIshare\\fR weigh it; texts are "
	"shown and not counted."},
    {OWN_WISHLIST, "The long form of one persona's wishes",
	"A mapping that has no other keys than these:"},
    {OWN_PREFERS, "prefers", "Wishes that hold wherever the persona's list says nothing else:"},
    {OWN_WAVE, "A wave of feedback", "Keyed by id below \\fIfeedback\\fR:"},
    {OWN_SCORE, "Scores of a wave", "Keyed by persona below \\fIscores\\fR:"},
    {OWN_ACTION, "An action", "An item of \\fIactions\\fR:"},
    {OWN_INDICATOR, "An indicator", "Keyed by id below \\fIindicators\\fR:"},
    {OWN_NOTE, "A note", "An item of \\fInotes\\fR:"},
    {OWN_ITEM, "An item", "Pains, ideas, quotes, goals and the like may carry these keys:"},
    {OWN_ASK, "A question", "An item of \\fIask\\fR may carry these keys:"},
};

static void
add_key(struct buf *b, const struct schema_row *row)
{
	buf_format(b, ".It Cm ");
	roff_text(b, row->name);
	buf_char(b, '\n');
	roff_sentence(b, row->meaning);
	if (row->example.len == 0)
		return;
	buf_add(b, S("Example:\n.Ql "));
	struct str example = str_format(b->arena, "%.*s: %.*s", STR(row->name), STR(row->example));
	buf_add(b, S("\""));
	roff_text(b, example);
	buf_add(b, S("\\&\"\n"));
}

static void
add_room(struct buf *b, ptrdiff_t room)
{
	buf_format(b, ".Ss %s\n%s\n.Bl -tag -width Ds\n", rooms[room].title, rooms[room].about);
	for (int i = 0; i < FIELD_COUNT; i++) {
		const struct schema_row *row = schema_row((enum field)i);
		if (row->owners & rooms[room].owner)
			add_key(b, row);
	}
	buf_add(b, S(".El\n"));
}

static const struct str head = S_INIT(
    ".\\\" SPDX-License-Identifier: MIT\n"
    ".\\\" Made by `make docs` from model/schema.def.\n"
    ".Dd November 22, 2026\n"
    ".Dt DESIREPATH 5\n"
    ".Os\n"
    ".Sh NAME\n"
    ".Nm desirepath\n"
    ".Nd file format of personas, scenarios, journeys and wishes\n"
    ".Sh DESCRIPTION\n"
    "A workspace says who the people are, what a service makes them do, and how each of them "
    "would\n"
    "rather have it.\n"
    "It is written in YAML: one file, or a folder whose\n"
    ".Pa .yaml\n"
    "and\n"
    ".Pa .yml\n"
    "files are taken together in the order of their paths.\n"
    "Files are UTF-8.\n"
    "The program never rewrites a file that it reads.\n"
    ".Pp\n"
    "A small workspace:\n"
    ".Bd -literal -offset indent\n"
    "personas:\n"
    "  nadia:\n"
    "    name: Nadia, the fixer\n"
    "    values: {freedom: 9, speed: 4}\n"
    "\n"
    "scenarios:\n"
    "  payslip:\n"
    "    title: An employee does not understand the payslip\n"
    "    volume: 1200 / month\n"
    "    actual:\n"
    "      - sign\\-in: Sign in to four systems\n"
    "        takes: 6 min\n"
    "      - Read the scripted greeting\n"
    "    desired:\n"
    "      nadia:\n"
    "        - sign\\-in: Sign in once for the whole day\n"
    "          takes: at most 1 min\n"
    ".Ed\n"
    ".Ss Words\n"
    ".Bl -tag -width Ds\n"
    ".It persona\n"
    "One type of person, with values, preferences, goals and frustrations.\n"
    ".It map\n"
    "A scenario or a journey: steps in order, perhaps in stages, in several versions.\n"
    ".It scenario\n"
    "A common service situation that several personas meet.\n"
    ".It journey\n"
    "The longer story of one persona.\n"
    ".It version\n"
    ".Cm actual\n"
    "is what people have to do,\n"
    ".Cm desired\n"
    "how each persona would rather do it,\n"
    ".Cm to-be\n"
    "the redesign.\n"
    ".It preference gap\n"
    "How far a version is from the wishes of a persona, from 0 to 1.\n"
    ".El\n"
    ".Ss Items, ids and texts\n"
    "Things with a name are mappings keyed by id; sentences are items of lists.\n"
    "An item is a sentence, or an id and a sentence, and in the second form details may follow "
    "below\n"
    "the first letter of the id:\n"
    ".Bd -literal -offset indent\n"
    "- Answer the call\n"
    "- answer: Answer the call\n"
    "- answer: Answer the call\n"
    "  takes: 5\n"
    ".Ed\n"
    ".Pp\n"
    "The first pair of an item is always its id and its text.\n"
    "An id has 1 to 64 characters: letters that are not upper case, digits,\n"
    ".Sq \\-\n"
    "and\n"
    ".Sq _ ,\n"
    "beginning with a letter or a digit.\n"
    "Where the first key cannot be an id, because it holds a blank or a capital letter, the whole\n"
    "item is a sentence.\n"
    ".Ss Which step is which\n"
    "The same id is the same step in all versions.\n"
    "Steps without an id are the same when their words are, letter case, blanks and a leading "
    "clock\n"
    "time aside.\n"
    "Nothing else is guessed.\n"
    ".Bl -bullet\n"
    ".It\n"
    "A step that\n"
    ".Cm desired\n"
    "leaves out is one that the persona would drop, unless\n"
    ".Cm others\n"
    "says otherwise:\n"
    ".Ql fine\n"
    "(the rest is all right) or\n"
    ".Ql ask\n"
    "(nobody asked).\n"
    ".It\n"
    "A step that\n"
    ".Cm to-be\n"
    "leaves out is gone.\n"
    "One that it keeps has today's facts, but not today's experience: nobody has felt the new way\n"
    "yet.\n"
    "An empty value takes a fact away.\n"
    ".It\n"
    "The wishes of a persona may also be\n"
    ".Ql same\n"
    "(takes the steps as they come; only\n"
    ".Cm prefers\n"
    "is checked) or\n"
    ".Ql never\n"
    "(does not meet this map).\n"
    ".El\n"
    ".Ss Several files\n"
    "Sections of all files and of all documents in a file are put together.\n"
    "Lists are joined; an id or a single value that stands in two places is an error.\n"
    "In a folder, files without\n"
    ".Cm personas ,\n"
    ".Cm scenarios\n"
    "or\n"
    ".Cm journeys\n"
    "and with other keys than those of this page are skipped.\n"
    "Keys that begin with\n"
    ".Ql x-\n"
    "are left to other programs.\n"
    ".Sh KEYS\n");

static const struct str tail =
    S_INIT(".Sh WISHES\n"
	   "A number alone means what people mean by it: at most so much of\n"
	   ".Cm takes , wait , times\n"
	   "and\n"
	   ".Cm effort ,\n"
	   "at least so much of\n"
	   ".Cm feel\n"
	   "and\n"
	   ".Cm autonomy .\n"
	   "A time alone means about then, 15 minutes either way.\n"
	   "Other bounds are said in words or with dots:\n"
	   ".Bl -column \"after 9:00, before 15:00\" \"no more than this\"\n"
	   ".It Ql at most 5 , Ql ..5 , Ql <= 5 Ta no more than this\n"
	   ".It Ql at least 8 , Ql 8.. Ta no less than this\n"
	   ".It Ql exactly 3 , Ql = 3 Ta neither more nor less\n"
	   ".It Ql 4..8 min Ta between the two; the last unit counts for both\n"
	   ".It Ql after 9:00 , Ql before 15:00 Ta for\n"
	   ".Cm at\n"
	   ".El\n"
	   ".Pp\n"
	   "A text that begins with\n"
	   ".Ql >\n"
	   "must be quoted in YAML; the words need no quotes.\n"
	   "A list of names means that each of them is welcome.\n"
	   ".Sh VALUES\n"
	   ".Bl -tag -width Ds\n"
	   ".It durations\n"
	   "A number of minutes, or numbers with units, the largest first:\n"
	   ".Ql 6 ,\n"
	   ".Ql 6 min ,\n"
	   ".Ql 1 h 30 ,\n"
	   ".Ql 9 days .\n"
	   "The units are s, min, h, d, day, days, w, week, weeks, month, months.\n"
	   "A day has 24 hours, a month 30 days.\n"
	   ".It times of day\n"
	   ".Ql 7:45 .\n"
	   "A time at the beginning of a step's text counts as its\n"
	   ".Cm at ,\n"
	   "a range such as\n"
	   ".Ql 7:45-11:30\n"
	   "as\n"
	   ".Cm at\n"
	   "and\n"
	   ".Cm takes .\n"
	   ".It shares\n"
	   ".Ql 0.3\n"
	   "or\n"
	   ".Ql 30% .\n"
	   ".It dates\n"
	   ".Ql 2026-03-04 ,\n"
	   ".Ql 2026-03 ,\n"
	   ".Ql 2026-Q3 .\n"
	   ".It ranges\n"
	   "In\n"
	   ".Cm actual\n"
	   "and\n"
	   ".Cm to-be\n"
	   "a measured value may be a range:\n"
	   ".Ql 20..90 min\n"
	   "counts as its middle.\n"
	   ".It empty values\n"
	   "Nothing,\n"
	   ".Ql ~ ,\n"
	   ".Ql tbd\n"
	   "and\n"
	   ".Ql \\&?\n"
	   "are to be filled in.\n"
	   ".El\n"
	   ".Pp\n"
	   "Numbers have a decimal point.\n"
	   "Values are read by their key, never guessed:\n"
	   ".Ql yes\n"
	   "and\n"
	   ".Ql 12:30\n"
	   "are texts until a key wants something else.\n"
	   "Inside\n"
	   ".Ql \\&[ ]\n"
	   "and\n"
	   ".Ql { }\n"
	   "a comma separates, so sentences stand in lists with dashes.\n"
	   ".Sh LIMITS\n"
	   "A file may have 16 MB, a workspace 64 MB and 5,000 files, a text 64 KB; 64 levels of "
	   "nesting, 32\n"
	   "of them in brackets; 2,000,000 values.\n"
	   "Tags and merge keys are errors.\n"
	   ".Sh SEE ALSO\n"
	   ".Xr desirepath 1\n");

struct str
manual_format(struct arena *a)
{
	struct buf b = {.arena = a};
	buf_add(&b, head);
	for (ptrdiff_t i = 0; i < COUNT_OF(rooms); i++)
		add_room(&b, i);
	buf_add(&b, tail);
	return roff_fill(a, buf_str(&b));
}
