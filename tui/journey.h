/* SPDX-License-Identifier: MIT */
#ifndef TUI_JOURNEY_H
#define TUI_JOURNEY_H
#include "tui/app.h"

/* The map that the focus is on, as a table; made anew for each event and each frame. */
struct lane_shown {
	enum lane lane;
	int field, at;           /* at: the lane of the sheet, or -1: nothing stands in it yet */
	struct str title;
};
struct lanes {
	VEC(struct lane_shown) list;
};
struct journey {
	bool made;
	int map, step, column;   /* step: of the version; column: of the sheet, -1 when it has none */
	struct sheet sheet;
	struct lanes lanes;
};
/* False: there is no map. */
bool journey_make(struct app *app, struct journey *j);
struct lanes journey_lanes(struct app *app, struct journey *j);
/* The selected lane; fills j->lanes. */
const struct lane_shown *journey_lane(struct app *app, struct journey *j);
#endif
