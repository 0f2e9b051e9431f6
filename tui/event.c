/* SPDX-License-Identifier: MIT */
/* The notation of keys: in the table of commands, in the file of keys, in scripts. */
#include "tui/event.h"
#include "base/buf.h"
#include "base/utf8.h"

struct key_row {
	int32_t key;
	struct str name;
};

static const struct key_row rows[] = {
#define KEY(id, name) {KEY_##id, S_INIT(name)},
#include "tui/key.def"
#undef KEY
};

static const struct key_row *
row_of(int32_t key)
{
	for (ptrdiff_t i = 0; i < COUNT_OF(rows); i++) {
		if (rows[i].key == key)
			return &rows[i];
	}
	return NULL;
}

static bool
read_name(struct str name, int32_t *key)
{
	for (ptrdiff_t i = 0; i < COUNT_OF(rows); i++) {
		if (str_eq(rows[i].name, name)) {
			*key = rows[i].key;
			return true;
		}
	}
	if (str_eq(name, S("lt")) || str_eq(name, S("Space"))) {
		*key = name.len == 2 ? '<' : ' ';
		return true;
	}
	bool control =
	    name.len == 3 && str_starts(name, S("C-")) && name.at[2] >= 'a' && name.at[2] <= 'z';
	*key = control ? CTRL(name.at[2]) : 0;
	return control;
}

bool
key_read(struct str *rest, int32_t *key)
{
	ptrdiff_t end = rest->len > 1 && rest->at[0] == '<' ? str_find(*rest, '>') : -1;
	if (end > 1 && read_name(str_from(str_upto(*rest, end), 1), key)) {
		*rest = str_from(*rest, end + 1);
		return true;
	}
	*key = utf8_next(rest);
	return *key >= 0;
}

static struct str
character(struct arena *a, int32_t key)
{
	char bytes[4];
	int len = utf8_put(key, bytes);
	return str_copy(a, (struct str){bytes, len});
}

struct str
key_words(struct arena *a, int32_t key)
{
	const struct key_row *row = row_of(key);
	if (key == KEY_back_tab)
		return S("Shift-Tab");
	if (key == KEY_new_line)
		return S("Alt-Enter");
	if (row != NULL)
		return row->name;
	if (key > 0 && key < ' ')
		return str_format(a, "Ctrl-%c", '@' + (int)key);
	return key == ' ' ? S("Space") : character(a, key);
}

struct str
key_notation(struct arena *a, int32_t key)
{
	const struct key_row *row = row_of(key);
	if (row != NULL)
		return str_format(a, "<%.*s>", STR(row->name));
	if (key > 0 && key < ' ')
		return str_format(a, "<C-%c>", '`' + (int)key);
	return key == '<' ? S("<lt>") : key == ' ' ? S("<Space>") : character(a, key);
}
