/* SPDX-License-Identifier: MIT */
/* What the code in brackets behind a finding means, or the list of all codes. */
#include "base/utf8.h"
#include "cli/cli.h"
#include "cli/findings.h"
#include "cli/suggest.h"
#include "model/diag.h"

enum { WIDTH = 80 };

static void
add_paragraph(struct buf *b, struct str text)
{
	struct str word;
	ptrdiff_t column = 0;
	while (str_cut(&text, ' ', &word)) {
		ptrdiff_t width = utf8_width(word);
		if (column > 0)
			buf_char(b, column + 1 + width > WIDTH ? '\n' : ' ');
		column = column > 0 && column + 1 + width <= WIDTH ? column + 1 + width : width;
		buf_add(b, word);
	}
	buf_char(b, '\n');
}

/* Sentences are wrapped; a line that is indented or empty stands as it is. */
static void
add_explanation(struct buf *b, struct str text)
{
	struct str line;
	while (str_line(&text, &line)) {
		if (line.len > 0 && line.at[0] != ' ')
			add_paragraph(b, line);
		else
			buf_format(b, "%.*s\n", STR(line));
	}
}

static struct str
all_codes(struct arena *a)
{
	struct buf b = {.arena = a};
	for (int level = LEVEL_ERROR; level >= LEVEL_NOTE; level--) {
		struct str name = findings_level((enum diag_level)level);
		buf_format(&b, "%s%.*ss:\n", b.len ? "\n" : "", STR(name));
		for (int i = 0; i < DIAG_COUNT; i++) {
			const struct diag_row *row = diag_row((enum diag_code)i);
			if (row->level != (enum diag_level)level)
				continue;
			buf_format(&b, "  %.*s", STR(row->code));
			buf_fill(&b, ' ', 20 - row->code.len);
			buf_format(&b, " %.*s\n", STR(row->title));
		}
	}
	return buf_str(&b);
}

int
cmd_explain(struct cli *cli)
{
	struct arena *a = cli->arena;
	if (cli->options.operands.count == 0)
		return cli_print(cli, all_codes(a));
	struct str code = cli_operand(cli, 0, S(""));
	if (str_starts(code, S("[")) && str_ends(code, S("]")))
		code = str_upto(str_from(code, 1), code.len - 2);
	int found = diag_find(code);
	if (found < 0) {
		struct words known = {0};
		for (int i = 0; i < DIAG_COUNT; i++)
			VEC_PUSH(a, &known.list, diag_row((enum diag_code)i)->code);
		struct str near = suggest(a, code, &known);
		cli_error(cli, near.len ? near : S("`desirepath explain` lists all codes"),
		    "no finding has the code '%.*s'", STR(code));
		return EXIT_COULD_NOT;
	}
	const struct diag_row *row = diag_row((enum diag_code)found);
	struct buf b = {.arena = a};
	struct str level = findings_level(row->level);
	buf_format(&b, "%.*s (%.*s): %.*s\n", STR(row->code), STR(level), STR(row->title));
	if (row->explanation.len > 0) {
		buf_char(&b, '\n');
		add_explanation(&b, row->explanation);
	}
	return cli_print(cli, buf_str(&b));
}
