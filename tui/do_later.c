/* SPDX-License-Identifier: MIT */
/* Commands of maps that ask for a second thing. */
#include "tui/app_priv.h"

static void
adopt_done(struct app *app, struct str text, void *context)
{
	(void)context;
	int map = app_map(app);
	if (map < 0)
		return;
	struct str id = app_workspace(app)->maps[map].entry.id;
	struct desk *d = app_begin(app);
	app_end(app, change_adopt(d, id, str_trim(text)), "the redesign of %.*s is today's way",
	    STR(id));
}

void
do_adopt(struct app *app)
{
	struct popup_prompt p = {.label = S("adopt as of (2026-03-04):"), .done = adopt_done};
	if (!app->read_only)
		popup_prompt(app, &p);
}
