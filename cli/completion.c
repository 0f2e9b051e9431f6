/* SPDX-License-Identifier: MIT */
/*
 * Completion scripts for three shells. The tables hold no quote, dollar, backquote, bracket or
 * backslash in names and choices, so that only meanings have to be quoted.
 */
#include "cli/help.h"

/* `text` between single quotes, for a POSIX shell (as '\'') or for fish (as \'). */
static void
quoted(struct buf *b, struct str text, struct str quote)
{
	buf_char(b, '\'');
	for (ptrdiff_t i = 0; i < text.len; i++) {
		if (text.at[i] == '\'')
			buf_add(b, quote);
		else
			buf_char(b, text.at[i]);
	}
	buf_char(b, '\'');
}

/* The words that an operand such as "bash|zsh|fish" or "[1|5]" may be; none for PATH and the like.
 */
static bool
operand_words(struct arena *a, enum command_id command, struct str *words)
{
	struct buf b = {.arena = a};
	struct buf parts = {.arena = a};
	struct str operands = command_row(command)->operands, word;
	for (ptrdiff_t i = 0; i < operands.len; i++)
		buf_char(&parts, str_find(S("[] "), operands.at[i]) >= 0 ? '|' : operands.at[i]);
	struct str rest = buf_str(&parts);
	while (str_cut(&rest, '|', &word)) {
		bool literal = word.len > 0;
		for (ptrdiff_t i = 0; i < word.len; i++)
			literal = literal && word.at[i] >= 'a' && word.at[i] <= 'z';
		if (literal)
			buf_format(&b, "%s%.*s", b.len ? " " : "", STR(word));
	}
	if (command == COMMAND_help) {
		for (int i = 0; i < COMMAND_COUNT; i++) {
			struct str name = command_row((enum command_id)i)->name;
			if (!command_is_hidden((enum command_id)i))
				buf_format(&b, "%s%.*s", b.len ? " " : "", STR(name));
		}
	}
	*words = buf_str(&b);
	return b.len > 0;
}

static bool
takes_path(enum command_id command)
{
	struct str operands = command_row(command)->operands;
	return str_search(operands, S("PATH")) >= 0 || str_search(operands, S("FILE")) >= 0 ||
	    str_search(operands, S("INTO")) >= 0;
}

/* Whether things of the workspace are named behind its path. */
static bool
takes_address(enum command_id command)
{
	struct str operands = command_row(command)->operands;
	return str_starts(operands, S("PATH ")) && !command_is_hidden(command);
}

/* "set|add|remove": the commands that do, with something between them. */
static void
address_commands(struct buf *b, char between)
{
	bool first = true;
	for (int i = 0; i < COMMAND_COUNT; i++) {
		if (!takes_address((enum command_id)i))
			continue;
		if (!first)
			buf_char(b, between);
		buf_add(b, command_row((enum command_id)i)->name);
		first = false;
	}
}

static void
all_commands(struct buf *b)
{
	for (int i = 0; i < COMMAND_COUNT; i++) {
		struct str name = command_row((enum command_id)i)->name;
		if (!command_is_hidden((enum command_id)i))
			buf_format(b, "%s%.*s", i ? " " : "", STR(name));
	}
}

static void
option_words(struct buf *b, int command)
{
	bool first = true;
	for (int i = 0; i < OPTION_COUNT; i++) {
		const struct option_row *row = option_row((enum option)i);
		if (command < 0 ? !row->everywhere : !option_fits(row, (enum command_id)command))
			continue;
		buf_format(b, "%s--%.*s", first ? "" : " ", STR(row->name));
		first = false;
	}
}

static void
bash_values(struct buf *b, enum command_id command)
{
	for (int i = 0; i < OPTION_COUNT; i++) {
		const struct option_row *row = option_row((enum option)i);
		if (!option_fits(row, command) || row->kind == ARGUMENT_FLAG)
			continue;
		struct str name = command_row(command)->name;
		struct buf both = {.arena = b->arena};
		buf_format(&both, "%.*s:--%.*s", STR(name), STR(row->name));
		if (row->letter != '\0')
			buf_format(&both, "|%.*s:-%c", STR(name), row->letter);
		buf_format(b, "\t%.*s)\n\t\t", STR(buf_str(&both)));
		if (row->choices.len > 0)
			buf_format(
			    b, "COMPREPLY=($(compgen -W '%.*s' -- \"$word\"))", STR(row->choices));
		else if (row->kind == ARGUMENT_FOLDER)
			buf_add(
			    b, S("compopt -o filenames; COMPREPLY=($(compgen -d -- \"$word\"))"));
		else if (row->kind == ARGUMENT_FILE)
			buf_add(
			    b, S("compopt -o filenames; COMPREPLY=($(compgen -f -- \"$word\"))"));
		else if (row->kind == ARGUMENT_MAP)
			buf_add(b, S("_desirepath_words maps"));
		else if (row->kind == ARGUMENT_PERSONA || row->kind == ARGUMENT_PERSONAS)
			buf_add(b, S("_desirepath_words personas"));
		else
			buf_add(b, S("COMPREPLY=()"));
		buf_add(b, S("\n\t\treturn ;;\n"));
	}
}

static struct str
bash_script(struct arena *a)
{
	struct buf b = {.arena = a};
	buf_add(&b,
	    S("# bash completion for desirepath\n"
	      "# Ids of the file or folder on the line, or of this folder, into COMPREPLY.\n"
	      "_desirepath_words() {\n"
	      "\tlocal i path=. id\n"
	      "\tfor ((i = ${#COMP_WORDS[@]} - 1; i > 1; i--)); do\n"
	      "\t\tif [[ $i != \"$COMP_CWORD\" && -e ${COMP_WORDS[i]} &&\n"
	      "\t\t\t${COMP_WORDS[i-1]} != -[oO] && ${COMP_WORDS[i-1]} != --output* ]]; then\n"
	      "\t\t\tpath=${COMP_WORDS[i]}; break\n"
	      "\t\tfi\n"
	      "\tdone\n"
	      "\twhile IFS= read -r id; do\n"
	      "\t\tif [[ $id == \"$word\"* ]]; then COMPREPLY+=(\"$id\"); fi\n"
	      "\tdone < <(\"${COMP_WORDS[0]}\" __complete \"$1\" -- \"$path\" 2>/dev/null)\n"
	      "}\n"
	      "_desirepath() {\n"
	      "\tlocal word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]}\n"
	      "\tlocal command= options operands= i\n"
	      "\tif [[ $word == = ]]; then word=; fi\n"
	      "\tif [[ $before == = ]]; then before=${COMP_WORDS[COMP_CWORD-2]}; fi\n"
	      "\tfor ((i = 1; i < COMP_CWORD; i++)); do\n"
	      "\t\tif [[ ${COMP_WORDS[i]} != -* && ${COMP_WORDS[i-1]} != --color ]]; then\n"
	      "\t\t\tcommand=${COMP_WORDS[i]}; break\n"
	      "\t\tfi\n"
	      "\tdone\n"
	      "\tcase $command:$before in\n"));
	for (int i = 0; i < COMMAND_COUNT; i++) {
		if (!command_is_hidden((enum command_id)i))
			bash_values(&b, (enum command_id)i);
	}
	buf_add(&b, S("\tesac\n\tcase $command in\n"));
	for (int i = 0; i < COMMAND_COUNT; i++) {
		if (command_is_hidden((enum command_id)i))
			continue;
		struct str words, name = command_row((enum command_id)i)->name;
		buf_format(&b, "\t%.*s) options='", STR(name));
		option_words(&b, i);
		buf_char(&b, '\'');
		if (operand_words(a, (enum command_id)i, &words))
			buf_format(&b, " operands='%.*s'", STR(words));
		buf_add(&b, S(" ;;\n"));
	}
	buf_add(&b, S("\t*) options='"));
	option_words(&b, -1);
	buf_add(&b, S("' operands='"));
	all_commands(&b);
	buf_add(&b,
	    S("' ;;\n"
	      "\tesac\n"
	      "\tif [[ $word == -* ]]; then\n"
	      "\t\tCOMPREPLY=($(compgen -W \"$options\" -- \"$word\"))\n"
	      "\telse\n"
	      "\t\tCOMPREPLY=($(compgen -W \"$operands\" -- \"$word\"))\n"
	      "\t\tif [[ $command == show ]]; then _desirepath_words show; fi\n"
	      "\t\tif [[ $command == explain ]]; then _desirepath_words codes; fi\n"
	      "\t\tcase $command in\n"
	      "\t\t"));
	address_commands(&b, '|');
	buf_add(&b,
	    S(")\n"
	      "\t\t\tif ((COMP_CWORD > i + 1)); then\n"
	      "\t\t\t\tlocal kind=addresses\n"
	      "\t\t\t\tif [[ $command == add ]]; then kind=add; fi\n"
	      "\t\t\t\t_desirepath_words $kind; return\n"
	      "\t\t\tfi ;;\n"
	      "\t\tesac\n"
	      "\t\tif [[ -n $command && $command != explain ]]; then\n"
	      "\t\t\tcompopt -o filenames; COMPREPLY+=($(compgen -f -- \"$word\"))\n"
	      "\t\tfi\n"
	      "\tfi\n"
	      "}\n"
	      "complete -F _desirepath desirepath\n"));
	return buf_str(&b);
}

/* zsh: a colon ends a description, a bracket the text behind an option. */
static struct str
zsh_text(struct arena *a, struct str text)
{
	struct buf b = {.arena = a};
	for (ptrdiff_t i = 0; i < text.len; i++) {
		if (str_find(S(":[]\\"), text.at[i]) >= 0)
			buf_char(&b, '\\');
		buf_char(&b, text.at[i]);
	}
	return buf_str(&b);
}

static void
zsh_option(struct buf *b, const struct option_row *row)
{
	struct buf spec = {.arena = b->arena};
	struct str meaning = zsh_text(b->arena, row->meaning);
	buf_format(&spec, "[%.*s]", STR(meaning));
	if (row->kind != ARGUMENT_FLAG) {
		buf_format(&spec, ":%.*s:", STR(row->argument));
		if (row->choices.len > 0)
			buf_format(&spec, "(%.*s)", STR(row->choices));
		else if (row->kind == ARGUMENT_FILE)
			buf_add(&spec, S("_files"));
		else if (row->kind == ARGUMENT_FOLDER)
			buf_add(&spec, S("_files -/"));
	}
	const char *times = row->kind == ARGUMENT_PERSONAS ? "*" : "";
	struct str name = str_format(b->arena, "%s--%.*s%s%.*s", times, STR(row->name),
	    row->kind == ARGUMENT_FLAG ? "" : "=", STR(buf_str(&spec)));
	buf_add(b, S(" \\\n\t\t\t"));
	quoted(b, name, S("'\\''"));
	if (row->letter == '\0')
		return;
	buf_add(b, S(" \\\n\t\t\t"));
	quoted(b,
	    str_format(b->arena, "%s-%c%s%.*s", times, row->letter,
		row->kind == ARGUMENT_FLAG ? "" : "+", STR(buf_str(&spec))),
	    S("'\\''"));
}

static void
zsh_command(struct buf *b, enum command_id command)
{
	struct str words, name = command_row(command)->name;
	buf_format(b, "\t%.*s)\n\t\t_arguments -s", STR(name));
	for (int i = 0; i < OPTION_COUNT; i++) {
		const struct option_row *row = option_row((enum option)i);
		if (option_fits(row, command))
			zsh_option(b, row);
	}
	bool literal = operand_words(b->arena, command, &words);
	if (literal && !takes_address(command))
		buf_format(b, " \\\n\t\t\t'1:word:(%.*s)'", STR(words));
	if (takes_address(command))
		buf_add(
		    b, S(" \\\n\t\t\t'1:path:_files' \\\n\t\t\t'*:address:_desirepath_addresses'"));
	else if (takes_path(command))
		buf_add(b, S(" \\\n\t\t\t'*:path:_files'"));
	buf_add(b, S(" ;;\n"));
}

static struct str
zsh_script(struct arena *a)
{
	struct buf b = {.arena = a};
	buf_add(&b,
	    S("#compdef desirepath\n"
	      "# zsh completion for desirepath\n"
	      "_desirepath_addresses() {\n"
	      "\tlocal word where=. kind=addresses\n"
	      "\tlocal -a ids\n"
	      "\tif [[ $words[1] == add ]]; then kind=add; fi\n"
	      "\tfor word in ${(Q)words[2,CURRENT-1]}; do\n"
	      "\t\tif [[ -e $word ]]; then where=$word; break; fi\n"
	      "\tdone\n"
	      "\tids=(${(f)\"$(desirepath __complete $kind -- $where 2>/dev/null)\"})\n"
	      "\tcompadd -a ids\n"
	      "}\n"
	      "_desirepath() {\n"
	      "\tlocal -a commands=(\n"));
	for (int i = 0; i < COMMAND_COUNT; i++) {
		const struct command_row *row = command_row((enum command_id)i);
		if (command_is_hidden((enum command_id)i))
			continue;
		struct str meaning = zsh_text(a, row->meaning);
		buf_add(&b, S("\t\t"));
		quoted(&b, str_format(a, "%.*s:%.*s", STR(row->name), STR(meaning)), S("'\\''"));
		buf_char(&b, '\n');
	}
	buf_add(&b,
	    S("\t)\n"
	      "\tif ((CURRENT == 2)); then\n"
	      "\t\t_describe command commands\n"
	      "\t\treturn\n"
	      "\tfi\n"
	      "\tlocal command=$words[2]\n"
	      "\tshift words\n"
	      "\t((CURRENT--))\n"
	      "\tcase $command in\n"));
	for (int i = 0; i < COMMAND_COUNT; i++) {
		if (!command_is_hidden((enum command_id)i))
			zsh_command(&b, (enum command_id)i);
	}
	buf_add(&b,
	    S("\tesac\n"
	      "}\n"
	      "if [[ $funcstack[1] == _desirepath ]]; then\n"
	      "\t_desirepath \"$@\"\n"
	      "else\n"
	      "\tcompdef _desirepath desirepath\n"
	      "fi\n"));
	return buf_str(&b);
}

static void
fish_line(struct buf *b, struct str condition, struct str rest, struct str meaning)
{
	buf_format(b, "complete -c desirepath -n '%.*s' %.*s", STR(condition), STR(rest));
	if (meaning.len > 0) {
		buf_add(b, S(" -d "));
		quoted(b, meaning, S("\\'"));
	}
	buf_char(b, '\n');
}

static void
fish_option(struct buf *b, struct str condition, const struct option_row *row)
{
	struct buf rest = {.arena = b->arena};
	buf_format(&rest, "-l %.*s", STR(row->name));
	if (row->letter != '\0')
		buf_format(&rest, " -s %c", row->letter);
	if (row->choices.len > 0)
		buf_format(&rest, " -x -a '%.*s'", STR(row->choices));
	else if (row->kind == ARGUMENT_FILE)
		buf_add(&rest, S(" -r -F"));
	else if (row->kind == ARGUMENT_FOLDER)
		buf_add(&rest, S(" -x -a '(__fish_complete_directories)'"));
	else if (row->kind != ARGUMENT_FLAG)
		buf_add(&rest, S(" -x"));
	fish_line(b, condition, buf_str(&rest), row->meaning);
}

static struct str
fish_script(struct arena *a)
{
	struct buf b = {.arena = a};
	buf_add(&b,
	    S("# fish completion for desirepath\n"
	      "function __desirepath_addresses\n"
	      "\tset -l where .\n"
	      "\tfor word in (commandline -opc)[3..-1]\n"
	      "\t\tif test -e \"$word\"; set where $word; break; end\n"
	      "\tend\n"
	      "\tdesirepath __complete addresses -- $where 2>/dev/null\n"
	      "end\n"
	      "complete -c desirepath -f\n"));
	for (int i = 0; i < COMMAND_COUNT; i++) {
		const struct command_row *row = command_row((enum command_id)i);
		if (!command_is_hidden((enum command_id)i))
			fish_line(&b, S("__fish_use_subcommand"),
			    str_format(a, "-a %.*s", STR(row->name)), row->meaning);
	}
	for (int k = 0; k < OPTION_COUNT; k++) {
		const struct option_row *row = option_row((enum option)k);
		if (row->everywhere) {
			fish_option(&b, S("true"), row);
			continue;
		}
		struct buf where = {.arena = a};
		buf_add(&where, S("__fish_seen_subcommand_from"));
		for (int i = 0; i < COMMAND_COUNT; i++) {
			if (option_fits(row, (enum command_id)i))
				buf_format(
				    &where, " %.*s", STR(command_row((enum command_id)i)->name));
		}
		fish_option(&b, buf_str(&where), row);
	}
	struct buf where = {.arena = a};
	buf_add(&where, S("__fish_seen_subcommand_from "));
	address_commands(&where, ' ');
	fish_line(&b, buf_str(&where), S("-a '(__desirepath_addresses)'"), (struct str){0});
	for (int i = 0; i < COMMAND_COUNT; i++) {
		struct str words, name = command_row((enum command_id)i)->name;
		struct str seen = str_format(a, "__fish_seen_subcommand_from %.*s", STR(name));
		if (command_is_hidden((enum command_id)i))
			continue;
		if (operand_words(a, (enum command_id)i, &words))
			fish_line(
			    &b, seen, str_format(a, "-a '%.*s'", STR(words)), (struct str){0});
		if (takes_path((enum command_id)i))
			fish_line(&b, seen, S("-F"), (struct str){0});
	}
	return buf_str(&b);
}

struct str
completion_script(struct arena *a, enum shell shell)
{
	switch (shell) {
	case SHELL_BASH: return bash_script(a);
	case SHELL_ZSH: return zsh_script(a);
	case SHELL_FISH: return fish_script(a);
	}
	return (struct str){0};
}
