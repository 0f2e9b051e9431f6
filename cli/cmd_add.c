/* SPDX-License-Identifier: MIT */
/*
 * One word says what is added: a kind of thing, or the key of a list. What stands behind it is
 * where to, and the words; a thing with an id of its own has that in the place of where to.
 */
#include "base/utf8.h"
#include "cli/change.h"
#include "cli/spot.h"
#include "cli/suggest.h"

enum what {
	WHAT_STEP,
	WHAT_STAGE,
	WHAT_PERSONA,
	WHAT_SCENARIO,
	WHAT_JOURNEY,
	WHAT_BY_ID,    /* an entry of a section whose ids are keys: ID [TEXT] */
	WHAT_SENTENCE, /* an entry of a section that is a list: TEXT */
	WHAT_ITEM      /* of any list key: ADDRESS TEXT */
};
static const struct row {
	struct str word;
	enum what what;
	enum field section;
} rows[] = {
    {S_INIT("step"), WHAT_STEP, FIELD_COUNT},
    {S_INIT("wish"), WHAT_STEP, FIELD_COUNT},
    {S_INIT("stage"), WHAT_STAGE, FIELD_COUNT},
    {S_INIT("persona"), WHAT_PERSONA, FIELD_COUNT},
    {S_INIT("scenario"), WHAT_SCENARIO, FIELD_COUNT},
    {S_INIT("journey"), WHAT_JOURNEY, FIELD_COUNT},
    {S_INIT("wave"), WHAT_BY_ID, FIELD_feedback},
    {S_INIT("feedback"), WHAT_BY_ID, FIELD_feedback},
    {S_INIT("indicator"), WHAT_BY_ID, FIELD_indicators},
    {S_INIT("action"), WHAT_SENTENCE, FIELD_actions},
    {S_INIT("how-might-we"), WHAT_SENTENCE, FIELD_how_might_we},
    {S_INIT("principle"), WHAT_SENTENCE, FIELD_principles},
    {S_INIT("principles"), WHAT_SENTENCE, FIELD_principles},
    {S_INIT("governance"), WHAT_SENTENCE, FIELD_governance},
};

struct addition {
	const struct row *row;
	struct str word, first, second, id;
	struct spot spot;
};

static bool
make(struct desk *d, void *context)
{
	const struct addition *a = context;
	switch (a->row->what) {
	case WHAT_STEP: return change_add_step(d, a->first, a->second, a->id, a->spot);
	case WHAT_STAGE: return change_add_stage(d, a->first, a->second, a->spot);
	case WHAT_PERSONA: return change_add_persona(d, a->first, a->second, a->spot);
	case WHAT_SCENARIO: return change_add_map(d, false, a->first, a->second, a->spot);
	case WHAT_JOURNEY: return change_add_map(d, true, a->first, a->second, a->spot);
	case WHAT_BY_ID: return change_add_entry(d, a->row->section, a->first, a->second);
	case WHAT_SENTENCE: return change_add_entry(d, a->row->section, a->id, a->first);
	case WHAT_ITEM: break;
	}
	struct str address = str_format(d->arena, "%.*s.%.*s", STR(a->first), STR(a->word));
	return change_add_item(d, address, a->second, a->id);
}

/* A key of a list stands behind an address; whether it is one only the workspace knows. */
static const struct row *
row_of_key(const struct cli *cli, struct str word)
{
	static const struct row item = {S_INIT(""), WHAT_ITEM, FIELD_COUNT};
	static const struct row note = {S_INIT("note"), WHAT_SENTENCE, FIELD_notes};
	if (cli->options.operands.count == 4)
		return &item;
	/* A note of a step stands behind its address, one of the workspace has none. */
	if (str_eq(word, S("note")))
		return &note;
	return schema_find((enum owner)UINT32_MAX, word) != NULL ? &item : NULL;
}

static const struct row *
find_row(const struct cli *cli, struct str word)
{
	for (ptrdiff_t i = 0; i < COUNT_OF(rows); i++) {
		bool list = rows[i].what == WHAT_SENTENCE && cli->options.operands.count == 4;
		if (str_eq(rows[i].word, word) && !list)
			return &rows[i];
	}
	return row_of_key(cli, word);
}

static int
no_row(const struct cli *cli, struct str word)
{
	struct words known = {0};
	for (ptrdiff_t i = 0; i < COUNT_OF(rows); i++)
		VEC_PUSH(cli->arena, &known.list, rows[i].word);
	VEC_PUSH(cli->arena, &known.list, S("note"));
	for (int f = 0; f < FIELD_COUNT; f++) {
		const struct schema_row *row = schema_row((enum field)f);
		bool list = row->kind == KIND_TEXTS || row->kind == KIND_ITEMS ||
		    row->kind == KIND_NAMES || row->kind == KIND_REFERENCES;
		if (list)
			VEC_PUSH(cli->arena, &known.list, row->name);
	}
	struct str hint = suggest(cli->arena, word, &known);
	cli_error(cli,
	    hint.len > 0 ? hint
			 : S("step, stage, persona, scenario, journey, action, note, indicator, "
			     "wave, or the key of a list such as pain"),
	    "'%.*s' is nothing that can be added", STR(word));
	return EXIT_COULD_NOT;
}

int
cmd_add(struct cli *cli)
{
	struct addition a = {
	    .word = cli_operand(cli, 1, S("")),
	    .first = cli_operand(cli, 2, S("")),
	    .second = cli_operand(cli, 3, S("")),
	    .id = cli_text(cli, OPTION_id),
	};
	a.row = find_row(cli, a.word);
	if (a.row == NULL)
		return no_row(cli, a.word);
	if (!spot_read(cli, false, &a.spot))
		return EXIT_COULD_NOT;
	bool words =
	    a.row->what == WHAT_STEP || a.row->what == WHAT_STAGE || a.row->what == WHAT_ITEM;
	if (words && a.second.len == 0) {
		cli_error(cli, S("desirepath help add"), "the words of the new %.*s are missing",
		    STR(a.word));
		return EXIT_COULD_NOT;
	}
	return cli_change(cli, cli_operand(cli, 0, S("")), S("add"), make, &a);
}
