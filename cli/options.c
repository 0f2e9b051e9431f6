/* SPDX-License-Identifier: MIT */
/*
 * getopt's habits, read from the tables: -q -v or -qv, -o FILE or -oFILE, --to FORMAT or
 * --to=FORMAT. Nothing is abbreviated and nothing unknown is passed over. A value that begins with
 * -- must be written behind =, so that a forgotten value does not swallow the next option.
 */
#include "cli/options.h"

#include "cli/cli.h"
#include "cli/suggest.h"

#include <stdlib.h>

enum { MANY = 1 << 20 };

static const struct command_row commands[] = {
#define COMMAND(id, name, operands, least, most, meaning)                                          \
	{S_INIT(name), S_INIT(operands), least, most, S_INIT(meaning), cmd_##id},
#define EXAMPLE(id, typed, meaning)
#include "cli/command.def"
#undef COMMAND
#undef EXAMPLE
};

static const struct example_row examples[] = {
#define COMMAND(id, name, operands, least, most, meaning)
#define EXAMPLE(id, typed, meaning) {COMMAND_##id, S_INIT(typed), S_INIT(meaning)},
#include "cli/command.def"
#undef COMMAND
#undef EXAMPLE
};

#define FOR(command) (1u << COMMAND_##command)
#define EVERYWHERE (~0u)
static const struct option_row option_table[] = {
#define OPTION(id, commands, name, letter, argument, kind, choices, meaning)                       \
	{(commands), (commands) == EVERYWHERE, S_INIT(name), letter, S_INIT(argument),             \
	    ARGUMENT_##kind, S_INIT(choices), S_INIT(meaning)},
#include "cli/option.def"
#undef OPTION
};

const struct command_row *
command_row(enum command_id command)
{
	return &commands[command];
}

bool
command_is_hidden(enum command_id command)
{
	return str_starts(commands[command].name, S("__"));
}

int
command_find(struct str name)
{
	for (int i = 0; i < COMMAND_COUNT; i++) {
		if (str_eq(commands[i].name, name))
			return i;
	}
	return -1;
}

const struct example_row *
example_rows(ptrdiff_t *count)
{
	*count = COUNT_OF(examples);
	return examples;
}

const struct option_row *
option_row(enum option option)
{
	return &option_table[option];
}

bool
option_fits(const struct option_row *row, enum command_id command)
{
	return row->commands >> command & 1;
}

struct str
option_choice(const struct option_row *row, int i)
{
	struct str rest = row->choices, word = {0};
	for (int k = 0; k <= i; k++) {
		if (rest.len == 0 || !str_cut(&rest, ' ', &word))
			return (struct str){0};
	}
	return word;
}

/* One call being read. */
struct parse {
	struct arena *arena;
	const struct str *words;
	ptrdiff_t count, next;
	struct options *options;
	struct usage_error *error;
};

static bool
refuse(struct parse *p, struct str message, struct str hint)
{
	*p->error = (struct usage_error){message, hint};
	return false;
}

static bool
is_known_here(const struct parse *p, const struct option_row *row)
{
	int command = p->options->command;
	return command < 0 ? row->everywhere : option_fits(row, (enum command_id)command);
}

static struct str
command_hint(const struct parse *p)
{
	if (p->options->command < 0)
		return S("`desirepath help` lists the commands");
	struct str name = commands[p->options->command].name;
	return str_format(p->arena, "`desirepath help %.*s` lists its options", STR(name));
}

/* A name that another command knows is not misspelt: say where it belongs. */
static struct str
owners_of(struct arena *a, struct str name)
{
	struct buf b = {.arena = a};
	for (int c = 0; c < COMMAND_COUNT; c++) {
		for (int i = 0; i < OPTION_COUNT; i++) {
			const struct option_row *row = &option_table[i];
			if (!str_eq(row->name, name) || !option_fits(row, (enum command_id)c))
				continue;
			buf_format(&b, "%s'%.*s'", b.len ? ", " : "", STR(commands[c].name));
			break;
		}
	}
	return buf_str(&b);
}

static bool
unknown_option(struct parse *p, struct str dashes, struct str name)
{
	int command = p->options->command;
	struct str of =
	    command < 0 ? S("") : str_format(p->arena, " of '%.*s'", STR(commands[command].name));
	struct str message = str_format(
	    p->arena, "'%.*s%.*s' is not an option%.*s", STR(dashes), STR(name), STR(of));
	struct str owners = owners_of(p->arena, name);
	if (dashes.len == 2 && owners.len > 0)
		return refuse(p, message,
		    str_format(p->arena, "it stands behind the command: %.*s", STR(owners)));
	struct words known = {0};
	for (int i = 0; i < OPTION_COUNT && dashes.len == 2; i++) {
		const struct option_row *row = &option_table[i];
		if (is_known_here(p, row))
			VEC_PUSH(
			    p->arena, &known.list, str_format(p->arena, "--%.*s", STR(row->name)));
	}
	struct str typed = str_format(p->arena, "--%.*s", STR(name));
	struct str hint = suggest(p->arena, typed, &known);
	return refuse(p, message, hint.len ? hint : command_hint(p));
}

static struct str
shown(struct arena *a, const struct option_row *row)
{
	return str_format(a, "--%.*s", STR(row->name));
}

static bool
bad_choice(struct parse *p, const struct option_row *row, struct str word)
{
	struct words known = {0};
	struct buf all = {.arena = p->arena};
	for (int i = 0; option_choice(row, i).len > 0; i++) {
		struct str choice = option_choice(row, i);
		VEC_PUSH(p->arena, &known.list, choice);
		buf_format(&all, "%s%.*s", i ? ", " : "", STR(choice));
	}
	struct str near = suggest(p->arena, word, &known);
	struct str hint = near.len ? near : str_format(p->arena, "one of %.*s", STR(buf_str(&all)));
	return refuse(p,
	    str_format(p->arena, "'%.*s' is not a %s for %.*s", STR(word),
		row->kind == ARGUMENT_CHOICES ? "name" : "word", STR(shown(p->arena, row))),
	    hint);
}

static int
choice_find(const struct option_row *row, struct str word)
{
	struct str choice;
	for (int i = 0; (choice = option_choice(row, i)).len > 0; i++) {
		if (str_eq(choice, word))
			return i;
	}
	return -1;
}

static bool
read_choices(struct parse *p, const struct option_row *row, struct option_value *v)
{
	struct str rest = v->text, word;
	while (str_cut(&rest, ',', &word)) {
		int i = choice_find(row, str_trim(word));
		if (i < 0)
			return bad_choice(p, row, str_trim(word));
		v->chosen |= 1u << i;
	}
	return true;
}

/* Digits, perhaps with one point between or before them. */
static bool
read_number(struct arena *a, struct str text, double *number)
{
	ptrdiff_t digits = 0, points = 0;
	for (ptrdiff_t i = 0; i < text.len; i++) {
		digits += is_digit(text.at[i]);
		points += text.at[i] == '.';
	}
	bool fits = digits > 0 && digits <= 15 && points <= 1 && digits + points == text.len;
	if (fits)
		*number = strtod(str_z(a, text), NULL);
	return fits;
}

static bool
read_percent(struct parse *p, const struct option_row *row, struct option_value *v)
{
	struct str text = str_trim(v->text);
	bool percent = str_ends(text, S("%"));
	if (percent)
		text = str_trim(str_upto(text, text.len - 1));
	if (read_number(p->arena, text, &v->number)) {
		v->number = percent ? v->number / 100 : v->number;
		if (v->number <= 1)
			return true;
	}
	return refuse(p,
	    str_format(p->arena, "'%.*s' is not a limit for %.*s", STR(v->text),
		STR(shown(p->arena, row))),
	    S("write it from 0% to 100%, or from 0 to 1"));
}

static bool
read_whole(struct parse *p, const struct option_row *row, struct option_value *v)
{
	if (str_find(v->text, '.') < 0 && read_number(p->arena, v->text, &v->number))
		return true;
	return refuse(p,
	    str_format(p->arena, "'%.*s' is not a whole number for %.*s", STR(v->text),
		STR(shown(p->arena, row))),
	    (struct str){0});
}

static bool
take_value(struct parse *p, enum option option, struct str text)
{
	const struct option_row *row = &option_table[option];
	struct option_value *v = &p->options->at[option];
	v->given = true;
	v->text = text;
	if (text.len == 0 && row->kind != ARGUMENT_FLAG)
		return refuse(p,
		    str_format(p->arena, "%.*s needs a value", STR(shown(p->arena, row))),
		    command_hint(p));
	switch (row->kind) {
	case ARGUMENT_CHOICE:
		v->choice = choice_find(row, text);
		return v->choice >= 0 || bad_choice(p, row, text);
	case ARGUMENT_CHOICES: return read_choices(p, row, v);
	case ARGUMENT_PERCENT: return read_percent(p, row, v);
	case ARGUMENT_WHOLE: return read_whole(p, row, v);
	case ARGUMENT_PERSONAS: VEC_PUSH(p->arena, &v->list, text); return true;
	case ARGUMENT_FLAG:
	case ARGUMENT_TEXT:
	case ARGUMENT_DATE:
	case ARGUMENT_FILE:
	case ARGUMENT_FOLDER:
	case ARGUMENT_MAP:
	case ARGUMENT_PERSONA: return true;
	}
	return true;
}

static bool
take_next_word(struct parse *p, enum option option)
{
	bool there = p->next < p->count && !str_starts(p->words[p->next], S("--"));
	return take_value(p, option, there ? p->words[p->next++] : (struct str){0});
}

static bool
take_long(struct parse *p, struct str word)
{
	ptrdiff_t equals = str_find(word, '=');
	struct str name = str_from(equals < 0 ? word : str_upto(word, equals), 2);
	for (int i = 0; i < OPTION_COUNT; i++) {
		const struct option_row *row = &option_table[i];
		if (!str_eq(row->name, name) || !is_known_here(p, row))
			continue;
		if (row->kind == ARGUMENT_FLAG && equals >= 0)
			return refuse(p, str_format(p->arena, "--%.*s takes no value", STR(name)),
			    (struct str){0});
		if (row->kind == ARGUMENT_FLAG)
			return take_value(p, (enum option)i, (struct str){0});
		return equals < 0 ? take_next_word(p, (enum option)i)
				  : take_value(p, (enum option)i, str_from(word, equals + 1));
	}
	return unknown_option(p, S("--"), name);
}

static int
letter_find(const struct parse *p, char letter)
{
	for (int i = 0; i < OPTION_COUNT; i++) {
		const struct option_row *row = &option_table[i];
		if (row->letter == letter && letter != '\0' && is_known_here(p, row))
			return i;
	}
	return -1;
}

static bool
take_letters(struct parse *p, struct str word)
{
	for (ptrdiff_t i = 1; i < word.len; i++) {
		int found = letter_find(p, word.at[i]);
		if (found < 0)
			return unknown_option(p, S("-"), str_from(word, i));
		if (option_table[found].kind == ARGUMENT_FLAG) {
			take_value(p, (enum option)found, (struct str){0});
			continue;
		}
		struct str behind = str_from(word, i + 1);
		return behind.len > 0 ? take_value(p, (enum option)found, behind)
				      : take_next_word(p, (enum option)found);
	}
	return true;
}

static bool
take_command(struct parse *p, struct str word)
{
	p->options->command = command_find(word);
	if (p->options->command >= 0)
		return true;
	/* A file or folder by itself: no command has a dot or a slash in its name. */
	if (str_find(word, '.') >= 0 || str_find(word, '/') >= 0) {
		p->options->command = COMMAND_open;
		VEC_PUSH(p->arena, &p->options->operands, word);
		return true;
	}
	p->options->unknown = word;
	struct words known = {0};
	for (int i = 0; i < COMMAND_COUNT; i++) {
		if (!command_is_hidden((enum command_id)i))
			VEC_PUSH(p->arena, &known.list, commands[i].name);
	}
	struct str hint = suggest(p->arena, word, &known);
	return refuse(p, str_format(p->arena, "there is no command '%.*s'", STR(word)),
	    hint.len ? hint : command_hint(p));
}

static bool
take_operand(struct parse *p, struct str word)
{
	if (p->options->command < 0)
		return take_command(p, word);
	VEC_PUSH(p->arena, &p->options->operands, word);
	return true;
}

static bool
is_option(struct str word)
{
	return word.len > 1 && word.at[0] == '-' && !is_digit(word.at[1]) && !is_blank(word.at[1]);
}

static bool
is_name_of_option(int command, struct str word)
{
	for (int i = 0; i < OPTION_COUNT; i++) {
		const struct option_row *row = option_row((enum option)i);
		if (str_eq(row->name, word) && option_fits(row, (enum command_id)command))
			return true;
	}
	return false;
}

/* The word for operand `number` in the usage. */
static struct str
operand_name(const struct command_row *row, ptrdiff_t number)
{
	struct str rest = row->operands, name = {0};
	for (ptrdiff_t i = 0; i <= number && str_cut(&rest, ' ', &name); i++)
		;
	return name;
}

static bool
count_operands(struct parse *p)
{
	const struct options *o = p->options;
	if (o->command < 0 || o->at[OPTION_help].given || o->at[OPTION_version].given)
		return true;
	const struct command_row *row = &commands[o->command];
	struct str usage = str_format(p->arena, "it is used as: desirepath %.*s%s%.*s",
	    STR(row->name), row->operands.len ? " " : "", STR(row->operands));
	if (o->operands.count > row->most) {
		struct str word = o->operands.at[row->most];
		bool option = is_name_of_option(o->command, word);
		return refuse(p,
		    str_format(p->arena, "'%.*s' has no use for '%.*s'", STR(row->name), STR(word)),
		    option ? str_format(p->arena, "did you mean --%.*s?", STR(word)) : usage);
	}
	if (o->operands.count < row->least)
		return refuse(p,
		    str_format(p->arena, "'%.*s' lacks its %.*s", STR(row->name),
			STR(operand_name(row, o->operands.count))),
		    usage);
	return true;
}

bool
options_parse(struct arena *a, const struct str *words, ptrdiff_t count, struct options *o,
    struct usage_error *error)
{
	*o = (struct options){.command = -1};
	*error = (struct usage_error){0};
	struct parse p = {a, words, count, 0, o, error};
	bool ended = false, fine = true;
	while (fine && p.next < count) {
		struct str word = words[p.next++];
		if (ended || !is_option(word))
			fine = take_operand(&p, word);
		else if (str_eq(word, S("--")))
			ended = true;
		else if (str_starts(word, S("--")))
			fine = take_long(&p, word);
		else
			fine = take_letters(&p, word);
	}
	return fine && count_operands(&p);
}
