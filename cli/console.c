/* SPDX-License-Identifier: MIT */
/*
 * The only place that asks the environment and the clock. Only LC_CTYPE is taken from the locale:
 * numbers are read and written with a point everywhere.
 */
#include "cli/console.h"

#include "base/file.h"
#include "base/utf8.h"

#include <langinfo.h>
#include <limits.h>
#include <locale.h>
#include <pwd.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

enum { NARROWEST = 20, USUAL = 80, WIDEST = 10000 };

struct str
console_variable(const char *name)
{
	return str_of(getenv(name));
}

/* The locale that is asked for may not be installed, as in most containers; its name tells. */
static bool
names_utf8(void)
{
	static const char *const variables[] = {"LC_ALL", "LC_CTYPE", "LANG"};
	for (ptrdiff_t i = 0; i < COUNT_OF(variables); i++) {
		struct str value = console_variable(variables[i]);
		if (value.len == 0)
			continue;
		return str_search(value, S("UTF-8")) >= 0 || str_search(value, S("utf8")) >= 0 ||
		    str_search(value, S("UTF8")) >= 0 || str_search(value, S("utf-8")) >= 0;
	}
	return false;
}

static bool
speaks_utf8(void)
{
	if (setlocale(LC_CTYPE, "") == NULL)
		return names_utf8();
	return str_eq(str_of(nl_langinfo(CODESET)), S("UTF-8"));
}

static bool
wants_color(enum color_choice color, bool tty)
{
	if (color != COLOR_AUTO)
		return color == COLOR_ALWAYS;
	if (console_variable("NO_COLOR").len > 0)
		return false;
	struct str force = console_variable("CLICOLOR_FORCE");
	if (force.len > 0 && !str_eq(force, S("0")))
		return true;
	struct str term = console_variable("TERM");
	return tty && term.len > 0 && !str_eq(term, S("dumb"));
}

static int
width_of_terminal(void)
{
	struct str columns = console_variable("COLUMNS");
	long width = columns.len > 0 ? strtol(columns.at, NULL, 10) : 0;
	struct winsize size;
	if (width <= 0 && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0)
		width = size.ws_col;
	if (width <= 0)
		width = USUAL;
	return (int)(width < NARROWEST ? NARROWEST : width > WIDEST ? WIDEST : width);
}

static struct stream_style
style_of(int fd, enum color_choice color)
{
	bool tty = isatty(fd) == 1;
	return (struct stream_style){.tty = tty, .color = wants_color(color, tty)};
}

void
console_open(struct console *c, enum color_choice color)
{
	c->utf8 = speaks_utf8();
	c->out = style_of(STDOUT_FILENO, color);
	c->err = style_of(STDERR_FILENO, color);
	c->width = width_of_terminal();
}

static bool
day_of_seconds(struct str text, int *day)
{
	long long seconds = 0;
	for (ptrdiff_t i = 0; i < text.len; i++) {
		if (!is_digit(text.at[i]) || i >= 13)
			return false;
		seconds = seconds * 10 + (text.at[i] - '0');
	}
	*day = (int)(seconds / 86400);
	return true;
}

bool
console_today(int *day)
{
	struct str epoch = console_variable("SOURCE_DATE_EPOCH");
	if (epoch.len > 0)
		return day_of_seconds(epoch, day);
	time_t now = time(NULL);
	struct tm here;
	if (localtime_r(&now, &here) == NULL)
		return false;
	struct tm date = {.tm_year = here.tm_year, .tm_mon = here.tm_mon, .tm_mday = here.tm_mday};
	*day = (int)(timegm(&date) / 86400);
	return true;
}

/* ---- who, and where ---- */

static struct str
read_small(struct arena *a, const char *path)
{
	enum { SMALL = 1 << 16 };
	struct str text, ignored;
	return file_read(a, path, SMALL, &text, &ignored) ? str_trim(text) : (struct str){0};
}

/* Behind the name, which may hold anything and ends at the last parenthesis, it is the 20th word.
 */
static long long
start_of_process(struct arena *a)
{
	struct str stat = read_small(a, "/proc/self/stat"), word = {0};
	while (str_find(stat, ')') >= 0)
		stat = str_from(stat, str_find(stat, ')') + 1);
	for (int i = 0; i < 21; i++) {
		if (!str_cut(&stat, ' ', &word))
			return 0;
	}
	return word.len > 0 ? strtoll(str_z(a, word), NULL, 10) : 0;
}

static struct str
name_of_user(struct arena *a)
{
	const struct passwd *p = getpwuid(geteuid());
	return p != NULL ? str_copy(a, str_of(p->pw_name))
			 : str_format(a, "%lu", (unsigned long)geteuid());
}

struct who
console_who(struct arena *a)
{
	char *host = NEW_N(a, char, HOST_NAME_MAX + 2);
	gethostname(host, HOST_NAME_MAX + 1);
	return (struct who){
	    .user = name_of_user(a),
	    .host = str_of(host),
	    .boot = read_small(a, "/proc/sys/kernel/random/boot_id"),
	    .process = getpid(),
	    .process_started = start_of_process(a),
	};
}

/* A path that is not absolute counts as none: it would be another folder for every call. */
struct str
console_state_folder(struct arena *a)
{
	struct str state = console_variable("XDG_STATE_HOME"), home = console_variable("HOME");
	if (str_starts(state, S("/")))
		return str_format(a, "%.*s/desirepath", STR(state));
	if (str_starts(home, S("/")))
		return str_format(a, "%.*s/.local/state/desirepath", STR(home));
	return (struct str){0};
}

long long
console_now(void)
{
	return (long long)time(NULL);
}

struct str
console_time(struct arena *a, long long seconds)
{
	time_t then = (time_t)seconds;
	struct tm t;
	if (localtime_r(&then, &t) == NULL)
		return S("?");
	return str_format(a, "%04d-%02d-%02d %02d:%02d", t.tm_year + 1900, t.tm_mon + 1, t.tm_mday,
	    t.tm_hour, t.tm_min);
}
