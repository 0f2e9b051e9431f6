/* SPDX-License-Identifier: MIT */
/*
 * What is asked for is a word (`gaps`, `compare MAP`) or an id; `map:ID` and `persona:ID` say which
 * one where an id could be either.
 */
#include "cli/pick.h"
#include "export/text.h"

#include <unistd.h>

enum subject { SUBJECT_NONE, SUBJECT_MAP, SUBJECT_PERSONA, SUBJECT_COMPARE, SUBJECT_GAPS };

struct show {
	enum subject subject;
	struct str id;
	struct str path;
};

static int
refuse(const struct cli *cli, const char *message)
{
	cli_error(cli, S("it is used as: desirepath show MAP|PERSONA|gaps|compare MAP [PATH]"),
	    "%s", message);
	return EXIT_COULD_NOT;
}

static int
read_operands(const struct cli *cli, struct show *show)
{
	struct str first = cli_operand(cli, 0, S(""));
	ptrdiff_t used = 1;
	*show = (struct show){.subject = SUBJECT_NONE, .id = first};
	if (str_eq(first, S("gaps"))) {
		show->subject = SUBJECT_GAPS;
	} else if (str_eq(first, S("compare"))) {
		show->subject = SUBJECT_COMPARE;
		show->id = cli_operand(cli, 1, S(""));
		if (show->id.len == 0)
			return refuse(cli, "'show compare' needs a map");
		used = 2;
	} else if (str_starts(first, S("map:"))) {
		show->subject = SUBJECT_MAP;
		show->id = str_from(first, 4);
	} else if (str_starts(first, S("persona:"))) {
		show->subject = SUBJECT_PERSONA;
		show->id = str_from(first, 8);
	}
	if (show->subject == SUBJECT_COMPARE && str_starts(show->id, S("map:")))
		show->id = str_from(show->id, 4);
	if (cli->options.operands.count > used + 1)
		return refuse(cli, "'show' takes one thing to show, and one PATH");
	show->path = cli_operand(cli, used, S("."));
	return EXIT_FINE;
}

static struct words
words_to_show(const struct cli *cli, const struct workspace *ws, enum subject subject)
{
	struct words known = {0};
	for (int i = 0; i < ws->map_count; i++)
		VEC_PUSH(cli->arena, &known.list, ws->maps[i].entry.id);
	if (subject == SUBJECT_COMPARE)
		return known;
	for (int i = 0; i < ws->persona_count; i++)
		VEC_PUSH(cli->arena, &known.list, ws->personas[i].entry.id);
	VEC_PUSH(cli->arena, &known.list, S("gaps"));
	return known;
}

/*
 * `show hr.yaml` and `show compare hr.yaml`: what is missing is what to show, and somebody who
 * types it wants to know what there is.
 */
static bool
is_only_a_path(struct cli *cli, const struct show *show)
{
	ptrdiff_t used = show->subject == SUBJECT_COMPARE ? 2 : 1;
	bool bare = show->subject == SUBJECT_NONE || show->subject == SUBJECT_COMPARE;
	if (!bare || cli->options.operands.count > used ||
	    access(str_z(cli->arena, show->id), F_OK) != 0)
		return false;
	struct load_args here = {.path = ".", .today = cli->today};
	struct workspace ws = {0};
	struct str ignored;
	return !workspace_load(cli->arena, &here, &ws, &ignored) ||
	    (workspace_map(&ws, show->id) < 0 && workspace_persona(&ws, show->id) < 0);
}

static int
ask_what(struct cli *cli, const struct show *show)
{
	struct workspace ws = {0};
	if (cli_load_sound(cli, show->id, &ws) != EXIT_FINE)
		return EXIT_COULD_NOT;
	struct words known = words_to_show(cli, &ws, show->subject);
	struct str hint = S("there is no map yet");
	if (known.list.count > 0) {
		struct str list = pick_hint(cli->arena, (struct str){0}, &known);
		hint = str_format(cli->arena, "%.*s; such as: desirepath show %s%.*s %.*s",
		    STR(list), show->subject == SUBJECT_COMPARE ? "compare " : "",
		    STR(known.list.at[0]), STR(show->id));
	}
	cli_error(cli, hint, "say what to show of '%.*s'", STR(show->id));
	return EXIT_COULD_NOT;
}

static int
refuse_id(const struct cli *cli, const struct workspace *ws, struct str id, struct str path)
{
	struct words known = words_to_show(cli, ws, SUBJECT_NONE);
	struct str hint = pick_hint(cli->arena, id, &known);
	if (ws->map_count + ws->persona_count == 0)
		hint = S("there is no map and no persona yet");
	cli_error(cli, hint, "there is no map or persona '%.*s' in '%.*s'", STR(id), STR(path));
	return EXIT_COULD_NOT;
}

/* What a bare id stands for. */
static int
find_subject(const struct cli *cli, const struct workspace *ws, struct show *show)
{
	bool map = workspace_map(ws, show->id) >= 0;
	bool persona = workspace_persona(ws, show->id) >= 0;
	if (map && persona) {
		struct str hint = str_format(
		    cli->arena, "write map:%.*s or persona:%.*s", STR(show->id), STR(show->id));
		cli_error(cli, hint, "'%.*s' is a map and a persona", STR(show->id));
		return EXIT_COULD_NOT;
	}
	if (!map && !persona)
		return refuse_id(cli, ws, show->id, show->path);
	show->subject = map ? SUBJECT_MAP : SUBJECT_PERSONA;
	return EXIT_FINE;
}

static int
print_or_say(struct cli *cli, const struct buf *b, bool shown, struct str why)
{
	if (shown)
		return cli_print(cli, buf_str(b));
	cli_error(cli, (struct str){0}, "%.*s", STR(why));
	return EXIT_COULD_NOT;
}

static int
show_map(struct cli *cli, struct show_args *args, const struct show *show)
{
	struct buf b = {.arena = cli->arena};
	if (!pick_map(cli, args->ws, show->id, &args->map))
		return EXIT_COULD_NOT;
	const char *version = args->which == ACTUAL ? "actual" : "to-be";
	if (show->subject == SUBJECT_COMPARE)
		return print_or_say(cli, &b, show_compare(&b, args),
		    str_format(cli->arena, "nobody has wishes about the %s version of '%.*s'",
			version, STR(show->id)));
	return print_or_say(cli, &b, show_journey(&b, args),
	    str_format(cli->arena, "'%.*s' has no %s version", STR(show->id), version));
}

static int
show_one_persona(struct cli *cli, const struct show_args *args, struct str id)
{
	int persona;
	struct buf b = {.arena = cli->arena};
	if (!pick_persona(cli, args->ws, id, &persona))
		return EXIT_COULD_NOT;
	show_persona(&b, args, persona);
	return cli_print(cli, buf_str(&b));
}

static int
show_all_gaps(struct cli *cli, const struct show_args *args)
{
	struct buf b = {.arena = cli->arena};
	return print_or_say(cli, &b, show_gaps(&b, args),
	    S("there is no gap to show: nobody has wishes about any map"));
}

int
cmd_show(struct cli *cli)
{
	struct show show;
	struct workspace ws = {0};
	if (read_operands(cli, &show) != EXIT_FINE)
		return EXIT_COULD_NOT;
	if (is_only_a_path(cli, &show))
		return ask_what(cli, &show);
	if (cli_load_sound(cli, show.path, &ws) != EXIT_FINE)
		return EXIT_COULD_NOT;
	if (show.subject == SUBJECT_NONE && find_subject(cli, &ws, &show) != EXIT_FINE)
		return EXIT_COULD_NOT;
	struct show_args args = {
	    .ws = &ws,
	    .style = cli_text_style(cli),
	    .map = -1,
	    .which = cli->options.at[OPTION_which_one].choice == 0 ? ACTUAL : TO_BE,
	};
	if (!pick_personas(cli, &ws, &args.personas, &args.persona_count))
		return EXIT_COULD_NOT;
	switch (show.subject) {
	case SUBJECT_GAPS: return show_all_gaps(cli, &args);
	case SUBJECT_PERSONA: return show_one_persona(cli, &args, show.id);
	case SUBJECT_MAP:
	case SUBJECT_COMPARE: return show_map(cli, &args, &show);
	case SUBJECT_NONE: break;
	}
	return EXIT_COULD_NOT;
}
