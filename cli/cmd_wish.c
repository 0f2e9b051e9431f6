/* SPDX-License-Identifier: MIT */
/*
 * What a persona would rather have: a step as it is today (same), otherwise (in words), or not at
 * all (drop); with --add something that nobody offers; same or never for a whole map.
 */
#include "cli/change.h"
#include "cli/spot.h"

struct wanting {
	struct str persona, where, word, add;
	bool adds;
	struct spot spot;
};

static bool
wish_for_step(struct desk *d, const struct wanting *w, const struct address *step)
{
	if (w->word.len == 0)
		return desk_refuse(d, S("say same, drop, or in a few words how it should be"),
		    "how would %.*s rather have '%.*s'?", STR(w->persona), STR(w->where));
	enum wish_as as = WISH_OTHERWISE;
	if (str_eq(w->word, S("same")))
		as = WISH_AS_TODAY;
	if (str_eq(w->word, S("drop")))
		as = WISH_DROP;
	struct str map = str_copy(d->arena, desk_workspace(d)->maps[step->map].entry.id);
	struct str id = str_copy(d->arena, step->entry->id);
	return change_wish(d, map, w->persona, id, as, w->word, w->spot);
}

static bool
wish_for_map(struct desk *d, const struct wanting *w)
{
	if (w->adds)
		return change_wish(
		    d, w->where, w->persona, (struct str){0}, WISH_ADD, w->add, w->spot);
	if (w->word.len == 0)
		return desk_refuse(d,
		    S("say same or never for the whole map, name a step, or --add 'something'"),
		    "what would %.*s rather have?", STR(w->persona));
	return change_wishes(d, w->where, w->persona, w->word);
}

static bool
make(struct desk *d, void *context)
{
	const struct wanting *w = context;
	struct address address;
	if (!address_read(d, w->where, &address))
		return false;
	bool process = address.version != ADDRESS_WISH && address.key.len == 0;
	if (address.kind == ADDRESS_MAP && address.version == ADDRESS_ACTUAL)
		return wish_for_map(d, w);
	if (address.kind == ADDRESS_STEP && process && !w->adds)
		return wish_for_step(d, w, &address);
	return desk_refuse(d, S("write map.step, or the map alone"),
	    w->adds ? "'%.*s' is no map" : "'%.*s' is neither a map nor a step of one",
	    STR(w->where));
}

int
cmd_wish(struct cli *cli)
{
	struct wanting w = {.persona = cli_operand(cli, 1, S("")),
	    .where = cli_operand(cli, 2, S("")),
	    .word = cli_operand(cli, 3, S("")),
	    .add = cli_text(cli, OPTION_add_wish),
	    .adds = cli_has(cli, OPTION_add_wish)};
	if (w.adds && w.word.len > 0) {
		cli_error(cli, S("--add takes the words of the new wish"),
		    "'%.*s' is one word too many", STR(w.word));
		return EXIT_COULD_NOT;
	}
	if (!spot_read(cli, false, &w.spot))
		return EXIT_COULD_NOT;
	return cli_change(cli, cli_operand(cli, 0, S("")), S("wish"), make, &w);
}
