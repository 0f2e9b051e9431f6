/* SPDX-License-Identifier: MIT */
#ifndef TUI_EVENT_H
#define TUI_EVENT_H
#include "base/arena.h"
#include "base/str.h"

#include <stdint.h>

/* What happens to the program from outside. */
enum event_kind {
	EVENT_KEY,               /* `key` */
	EVENT_PASTE,             /* `text`, as it came */
	EVENT_CLICK,             /* row, column, twice */
	EVENT_WHEEL,             /* by: -1 up, 1 down */
	EVENT_RESIZE,
	EVENT_LOOK,              /* files may have changed */
	EVENT_BACK,              /* after a stop: the terminal is ours again */
	EVENT_GONE               /* terminal or session are ended: `signal`, or 0 */
};

/* A character, or one of these. */
enum key {
	KEY_FIRST = 0x110000,
#define KEY(id, name) KEY_##id,
#include "tui/key.def"
#undef KEY
	KEY_END_OF_LIST
};
enum { CTRL_MASK = 0x1f };
#define CTRL(letter) ((letter)&CTRL_MASK)

struct event {
	enum event_kind kind;
	int32_t key;
	struct str text;
	int row, column, by, signal;
	bool twice;
};

/* "<Down>", "<C-z>", "a" of a text such as "a<Down><C-z>"; *rest moves behind it. False: no key. */
bool key_read(struct str *rest, int32_t *key);
/* As the hints and the help name it: "Down", "Ctrl-Z", "a". */
struct str key_words(struct arena *a, int32_t key);
/* As key_read takes it. */
struct str key_notation(struct arena *a, int32_t key);
#endif
