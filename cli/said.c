/* SPDX-License-Identifier: MIT */
/*
 * One sentence per command that changes files, made of the words that were typed; only `set` looks
 * into the file, for what stood there and what stands there now. Texts are cut: a line is enough.
 */
#include "cli/said.h"

#include "base/utf8.h"
#include "model/address.h"
#include "model/path.h"

#include <unistd.h>

enum { WIDEST = 40, LONGEST_PATH = 4096 };

static struct str
shortened(struct arena *a, struct str text)
{
	struct str line = utf8_visible(a, str_trim(text));
	if (utf8_width(line) <= WIDEST)
		return line;
	return str_format(a, "%.*s...", STR(utf8_fit(line, WIDEST - 3)));
}

static struct str
quoted(struct arena *a, struct str text)
{
	return str_format(a, "'%.*s'", STR(shortened(a, text)));
}

static bool
is_plain(struct str path)
{
	for (ptrdiff_t i = 0; i < path.len; i++) {
		char c = path.at[i];
		bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || is_digit(c);
		if (!letter && str_find(S("._-/+,@"), c) < 0)
			return false;
	}
	return path.len > 0 && path.at[0] != '-';
}

struct str
said_path(struct arena *a, struct str path)
{
	struct buf b = {.arena = a};
	if (is_plain(path))
		return path;
	buf_add(&b, path.len > 0 && path.at[0] == '-' ? S("'./") : S("'"));
	for (ptrdiff_t i = 0; i < path.len; i++) {
		if (path.at[i] == '\'')
			buf_add(&b, S("'\\''"));
		else
			buf_char(&b, path.at[i]);
	}
	buf_char(&b, '\'');
	return buf_str(&b);
}

struct str
said_file(struct arena *a, struct str path)
{
	char *here = NEW_N(a, char, LONGEST_PATH);
	here = getcwd(here, LONGEST_PATH);
	struct str folder = here == NULL ? (struct str){0} : str_format(a, "%s/", here);
	return folder.len > 0 && str_starts(path, folder) ? str_from(path, folder.len) : path;
}

/* ---- set ---- */

static struct str
value_words(struct arena *a, const struct desk_file *f, const struct node *n)
{
	if (n->kind == NODE_SCALAR)
		return n->value.len > 0 ? shortened(a, n->value) : S("empty");
	if (n->style == STYLE_FLOW)
		return shortened(a, str_from(str_upto(f->text, n->end), n->start));
	ptrdiff_t count = n->kind == NODE_MAPPING ? n->count / 2 : n->count;
	return str_format(
	    a, "%td %s%s", count, n->kind == NODE_MAPPING ? "key" : "item", count == 1 ? "" : "s");
}

/* The value at an address; empty where nothing is written. */
static struct str
value_at(const struct cli *cli, struct desk *d, struct str typed)
{
	struct address address;
	struct str path, error, why = d->why, hint = d->hint;
	int file;
	const struct node *n = NULL;
	bool read = address_read(d, typed, &address) && address.key.len > 0;
	if (read && address.entry != NULL && str_eq(address.key, S("text")))
		return str_copy(cli->arena, shortened(cli->arena, address.entry->text));
	if (read && address_path(d, &address, &file, &path))
		n = path_find(cli->arena, desk_tree(d->files.at[file]), path, &error);
	if (n != NULL && n->is_key)
		n = n->next;
	d->why = why;
	d->hint = hint;
	if (n == NULL || node_real(n) == NULL)
		return (struct str){0};
	return str_copy(cli->arena, value_words(cli->arena, d->files.at[file], node_real(n)));
}

static struct str
say_set(const struct cli *cli, struct desk *d, struct str before)
{
	struct str typed = cli_operand(cli, 1, S(""));
	struct str after = value_at(cli, d, typed);
	struct str was =
	    before.len > 0 ? str_format(cli->arena, " (was %.*s)", STR(before)) : (struct str){0};
	struct str wanted = str_trim(cli_operand(cli, 2, S("")));
	if (after.len == 0 && wanted.len > 0) /* `ann: About her`, which is no key of its own */
		after = shortened(cli->arena, wanted);
	if (after.len == 0)
		return str_format(cli->arena, "%.*s is taken away%.*s", STR(typed), STR(was));
	return str_format(cli->arena, "%.*s is %.*s%.*s", STR(typed), STR(after), STR(was));
}

/* ---- the others ---- */

static struct str
say_add(const struct cli *cli)
{
	struct arena *a = cli->arena;
	struct str what = cli_operand(cli, 1, S("")), first = cli_operand(cli, 2, S(""));
	if (cli->options.operands.count < 4)
		return str_format(a, "added %.*s %.*s", STR(what), STR(quoted(a, first)));
	struct str second = quoted(a, cli->options.operands.at[3]);
	bool thing = str_eq(what, S("persona")) || str_eq(what, S("scenario")) ||
	    str_eq(what, S("journey")) || str_eq(what, S("indicator"));
	if (thing)
		return str_format(a, "added %.*s %.*s: %.*s", STR(what), STR(first), STR(second));
	return str_format(a, "added %.*s %.*s to %.*s", STR(what), STR(second), STR(first));
}

static struct str
say_wish(const struct cli *cli)
{
	struct arena *a = cli->arena;
	struct str who = cli_operand(cli, 1, S("")), where = cli_operand(cli, 2, S(""));
	struct str word = cli_operand(cli, 3, S(""));
	if (cli_has(cli, OPTION_add_wish))
		return str_format(a, "%.*s wishes for %.*s in %.*s", STR(who),
		    STR(quoted(a, cli_text(cli, OPTION_add_wish))), STR(where));
	if (str_eq(word, S("same")))
		return str_format(a, "%.*s would have %.*s as it is today", STR(who), STR(where));
	if (str_eq(word, S("drop")))
		return str_format(a, "%.*s would drop %.*s", STR(who), STR(where));
	if (str_eq(word, S("never")))
		return str_format(a, "%.*s never meets %.*s", STR(who), STR(where));
	return str_format(
	    a, "%.*s would rather have %.*s as %.*s", STR(who), STR(where), STR(quoted(a, word)));
}

struct str
said_before(const struct cli *cli, struct desk *d)
{
	if (cli->options.command != COMMAND_set)
		return (struct str){0};
	return value_at(cli, d, cli_operand(cli, 1, S("")));
}

struct str
said_after(const struct cli *cli, struct desk *d, struct str before)
{
	struct arena *a = cli->arena;
	struct str one = cli_operand(cli, 1, S("")), two = cli_operand(cli, 2, S(""));
	switch (cli->options.command) {
	case COMMAND_set: return say_set(cli, d, before);
	case COMMAND_add: return say_add(cli);
	case COMMAND_wish: return say_wish(cli);
	case COMMAND_remove: return str_format(a, "removed %.*s", STR(one));
	case COMMAND_move: return str_format(a, "moved %.*s", STR(one));
	case COMMAND_rename: return str_format(a, "renamed %.*s to %.*s", STR(one), STR(two));
	case COMMAND_link: return str_format(a, "%.*s is the step %.*s now", STR(one), STR(two));
	case COMMAND_unlink: return str_format(a, "%.*s is something new now", STR(one));
	case COMMAND_adopt:
		return str_format(a, "the redesign of %.*s is today's process now", STR(one));
	case COMMAND_split:
		return str_format(a, "%.*s is in %.*s now; together they are one workspace",
		    STR(one), STR(cli_text(cli, OPTION_output)));
	case COMMAND_join:
		return str_format(a, "joined %.*s into it", STR(cli_operand(cli, 0, S(""))));
	case COMMAND_edit: return S("changed");
	default: return (struct str){0};
	}
}
