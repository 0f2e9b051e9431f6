/* SPDX-License-Identifier: MIT */
/* A row without a function does not link; a key twice on one screen is found by a test. */
#include "tui/command.h"

#define ON(screen) (1u << SCREEN_##screen)
#define ANYWHERE ((1u << SCREEN_COUNT) - 1)

/* Commands and heads of groups as they stand in the table; `run` is NULL in a head. */
static const struct command_row table[] = {
#define GROUP(title) {.name = S_INIT(title)},
#define COMMAND(id, name, where, keys, argument, hint, help)                                       \
	{DO_##id, S_INIT(name), where, S_INIT(keys), ARGUMENT_##argument, hint, S_INIT(help),      \
	    do_##id},
#include "tui/command.def"
#undef COMMAND
#undef GROUP
};

const struct command_row *
command_at(enum command_of_screen id)
{
	for (ptrdiff_t i = id; i < COUNT_OF(table); i++) {
		if (table[i].run != NULL && table[i].id == id)
			return &table[i];
	}
	return NULL;
}

struct str
command_group(enum command_of_screen id)
{
	const struct command_row *row = command_at(id);
	while (row->run != NULL)
		row--;
	return row->name;
}

bool
command_is_on(enum command_of_screen id, enum screen screen)
{
	return command_at(id)->screens & 1u << screen;
}

enum command_of_screen
command_named(struct str name)
{
	for (ptrdiff_t i = 0; i < COUNT_OF(table); i++) {
		if (table[i].run != NULL && str_eq(table[i].name, name))
			return table[i].id;
	}
	return DO_COUNT;
}

/* ---- keys ---- */

/* Keys with blanks between them. False: something there is no key. */
static bool
read_keys(struct arena *a, struct str text, struct key_set *set)
{
	struct str word;
	while (str_cut(&text, ' ', &word)) {
		int32_t key;
		if (word.len == 0)
			continue;
		if (!key_read(&word, &key) || word.len > 0)
			return false;
		VEC_PUSH(a, &set->list, key);
	}
	return true;
}

void
keys_default(struct keys *k, struct arena *a)
{
	*k = (struct keys){.arena = a};
	for (ptrdiff_t i = 0; i < COUNT_OF(table); i++) {
		if (table[i].run != NULL)
			read_keys(a, table[i].keys, &k->of[table[i].id]);
	}
}

int
keys_command(const struct keys *k, enum screen screen, int32_t key)
{
	for (int id = 0; id < DO_COUNT; id++) {
		if (!command_is_on((enum command_of_screen)id, screen))
			continue;
		for (ptrdiff_t i = 0; i < k->of[id].list.count; i++) {
			if (k->of[id].list.at[i] == key)
				return id;
		}
	}
	return -1;
}

struct str
keys_name(struct arena *a, const struct keys *k, enum command_of_screen id)
{
	return k->of[id].list.count > 0 ? key_words(a, k->of[id].list.at[0]) : (struct str){0};
}

/* Another command of one of the same screens that has the key already. */
static int
rival(const struct keys *k, enum command_of_screen id, int32_t key)
{
	for (int other = 0; other < DO_COUNT; other++) {
		bool meets =
		    command_at(id)->screens & command_at((enum command_of_screen)other)->screens;
		for (ptrdiff_t i = 0; other != (int)id && meets && i < k->of[other].list.count;
		     i++) {
			if (k->of[other].list.at[i] == key)
				return other;
		}
	}
	return -1;
}

static bool
read_line(struct keys *k, struct str line, struct str *error)
{
	struct str rest = line, name;
	str_cut(&rest, ':', &name);
	enum command_of_screen id = command_named(str_trim(name));
	struct key_set set = {0};
	if (id == DO_COUNT) {
		*error = str_format(k->arena, "there is no command '%.*s'", STR(str_trim(name)));
		return false;
	}
	if (!read_keys(k->arena, str_trim(rest), &set)) {
		*error = str_format(k->arena, "'%.*s' is not a key", STR(str_trim(rest)));
		return false;
	}
	k->of[id] = set;
	return true;
}

bool
keys_read(struct keys *k, struct str text, struct str *error)
{
	struct keys changed = *k;
	struct str line, why;
	for (int number = 1; str_line(&text, &line); number++) {
		struct str said = str_trim(line);
		if (said.len == 0 || said.at[0] == '#')
			continue;
		if (!read_line(&changed, said, &why)) {
			*error = str_format(k->arena, "line %d: %.*s", number, STR(why));
			return false;
		}
	}
	for (int id = 0; id < DO_COUNT; id++) {
		for (ptrdiff_t i = 0; i < changed.of[id].list.count; i++) {
			int32_t key = changed.of[id].list.at[i];
			int other = rival(&changed, (enum command_of_screen)id, key);
			if (other < 0)
				continue;
			*error = str_format(k->arena, "the key %.*s is for '%.*s' and '%.*s'",
			    STR(key_words(k->arena, key)),
			    STR(command_at((enum command_of_screen)id)->name),
			    STR(command_at((enum command_of_screen)other)->name));
			return false;
		}
	}
	*k = changed;
	return true;
}
