/* SPDX-License-Identifier: MIT */
#ifndef TUI_APP_PRIV_H
#define TUI_APP_PRIV_H
#include "tui/command.h"
#include "tui/popup.h"
#include "tui/view.h"

/* What app.c and the commands share. */
#endif
