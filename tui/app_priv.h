/* SPDX-License-Identifier: MIT */
#ifndef TUI_APP_PRIV_H
#define TUI_APP_PRIV_H
#include "tui/command.h"
#include "tui/popup.h"
#include "tui/view.h"

/* What app.c, the commands and the screens share. */

/* Go to the place that a finding is about, or show it where no screen has that place. */
void app_show_finding(struct app *app, int number);
/* "payslip@to-be.find.feel": the step that the focus is on; key may be empty. In app->frame. */
struct str app_step_address(struct app *app, struct str key);
struct str app_version_address(struct app *app); /* "payslip", "payslip@to-be" */
/* A value as it is written, without quotes; a list in brackets. Empty when it cannot be had. */
struct str app_source_text(struct app *app, struct place at);

/* Where a text goes when it is finished: `done` of app_write with such a context. */
struct written {
	struct str address, words; /* words: what the message calls it */
	bool again;                /* and the next one is asked for */
};
void app_value_written(struct app *app, struct str text, void *context);
void app_item_written(struct app *app, struct str text, void *context);
/* A look of the texts that are printed, on the screen. */
enum role app_role(enum text_role role);
#endif
