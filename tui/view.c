/* SPDX-License-Identifier: MIT */
#include "tui/view.h"

#include "tui/command.h"

static const struct view *const views[] = {
#define SCREEN(id, title) &view_##id,
#include "tui/screen.def"
#undef SCREEN
};
static const struct str titles[] = {
#define SCREEN(id, title) S_INIT(title),
#include "tui/screen.def"
#undef SCREEN
};

const struct view *
view_of(enum screen screen)
{
	return views[screen];
}

struct str
view_title(enum screen screen)
{
	return titles[screen];
}

/* The words of the line of hints: the name of the command, or what it means on this screen. */
struct str
view_hint(enum screen screen, enum command_of_screen command)
{
	static const struct {
		enum screen screen;
		enum command_of_screen command;
		struct str words;
	} own[] = {
	    {SCREEN_home, DO_add, S_INIT("add a persona or map")},
	    {SCREEN_journey, DO_open, S_INIT("edit")},
	    {SCREEN_journey, DO_add, S_INIT("add to this")},
	    {SCREEN_journey, DO_insert_step, S_INIT("insert step")},
	    {SCREEN_check, DO_open, S_INIT("go there")},
	    {SCREEN_gaps, DO_open, S_INIT("why")},
	};
	for (ptrdiff_t i = 0; i < COUNT_OF(own); i++) {
		if (own[i].screen == screen && own[i].command == command)
			return own[i].words;
	}
	return command_at(command)->name;
}
