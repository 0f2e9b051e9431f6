/* SPDX-License-Identifier: MIT */
/*
 * The terminal through curses: the only file that includes it, and the only one with something
 * writable of the whole process, because signals have no other way to be heard. Invariant: between
 * enter and leave the terminal is ours; whatever ends the program gives it back first.
 */
#include "tui/term.h"

#include "base/buf.h"
#include "base/utf8.h"

#include <curses.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>
#include <wchar.h>
/* Last, for it makes macros of plain words. */
#include <term.h>
#undef columns
#undef lines

/* curses has these names in upper case; ours stand in event.h. */

enum { ESC_DELAY = 50, BURST = 4096 };

struct term_of_curses {
	struct terminal term;
	SCREEN *screen;
	enum terminal_theme theme;
	struct termios before; /* what the shell had */
	int watched;           /* a file descriptor, or -1 */
	bool mouse;
	int rows, columns; /* of the last frame */
	attr_t looks[ROLE_COUNT];
	short pairs[ROLE_COUNT];
};

/* ---- signals ---- */

static int wake[2] = {-1, -1};
static volatile sig_atomic_t heard_end, heard_resize;
static struct termios terminal_before;
static const char reset_bytes[] =
    "\033[?1006l\033[?1000l\033[?2004l\033[0m\033[?1049l\033[?25h\r\n";

static void
hear(int signal)
{
	int kept = errno;
	if (signal == SIGWINCH)
		heard_resize = 1;
	else
		heard_end = signal;
	ssize_t ignored = write(wake[1], "!", 1);
	(void)ignored;
	errno = kept;
}

/* Nothing can be trusted here but plain calls with bytes prepared before. */
static void
die(int signal)
{
	ssize_t ignored = write(STDOUT_FILENO, reset_bytes, sizeof reset_bytes - 1);
	(void)ignored;
	tcsetattr(STDIN_FILENO, TCSANOW, &terminal_before);
	struct sigaction plain = {.sa_handler = SIG_DFL};
	sigaction(signal, &plain, NULL);
	raise(signal);
}

static void
listen(void)
{
	static const int ends[] = {SIGHUP, SIGTERM, SIGINT, SIGQUIT, SIGWINCH};
	static const int crashes[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT};
	static char stack[1 << 15];
	stack_t own = {.ss_sp = stack, .ss_size = sizeof stack};
	sigaltstack(&own, NULL);
	for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++) {
		struct sigaction a = {.sa_handler = hear};
		sigaction(ends[i], &a, NULL);
	}
	for (size_t i = 0; i < sizeof crashes / sizeof crashes[0]; i++) {
		struct sigaction a = {
		    .sa_handler = die, .sa_flags = SA_ONSTACK | (int)SA_RESETHAND};
		sigaction(crashes[i], &a, NULL);
	}
}

/* ---- looks ---- */

enum {
	RED = 1,
	GREEN = 2,
	YELLOW = 3,
	MAGENTA = 5,
	CYAN = 6,
	COLOUR_MASK = 7,
	BOLD = 1 << 3,
	DIM = 1 << 4,
	REVERSE = 1 << 5,
	UNDERLINE = 1 << 6
};
struct look {
	int colour, high, mono;
};
static const struct look looks[] = {
#define ROLE(id, letter, colour, high, mono, meaning) {colour, high, mono},
#include "tui/role.def"
#undef ROLE
};

static void
choose_looks(struct term_of_curses *t)
{
	bool colour = t->theme != THEME_MONO && has_colors();
	if (colour) {
		start_color();
		use_default_colors();
	}
	for (short c = 1; colour && c < 8; c++)
		init_pair(c, c, -1);
	for (int i = 0; i < ROLE_COUNT; i++) {
		int look = !colour           ? looks[i].mono
		    : t->theme == THEME_HIGH ? looks[i].high
					     : looks[i].colour;
		t->looks[i] = (look & BOLD ? A_BOLD : 0u) | (look & DIM ? A_DIM : 0u) |
		    (look & REVERSE ? A_REVERSE : 0u) | (look & UNDERLINE ? A_UNDERLINE : 0u);
		t->pairs[i] = colour ? (short)(look & COLOUR_MASK) : 0;
	}
}

/* ---- entering and leaving ---- */

static void
put_string(const char *s)
{
	ssize_t ignored = write(STDOUT_FILENO, s, strlen(s));
	(void)ignored;
}

static void
term_set_mouse(struct terminal *term, bool on)
{
	struct term_of_curses *t = (struct term_of_curses *)term;
	t->mouse = on;
	mousemask(on ? BUTTON1_CLICKED | BUTTON1_PRESSED | BUTTON1_DOUBLE_CLICKED |
		    BUTTON4_PRESSED | BUTTON5_PRESSED
		     : 0,
	    NULL);
}

static void
define_keys(void)
{
	/* Both ways in which terminals send the arrows, pastes, and a line break with Alt. */
	static const struct {
		const char *bytes;
		int code;
	} more[] = {{"\033[A", KEY_UP}, {"\033[B", KEY_DOWN}, {"\033[C", KEY_RIGHT},
	    {"\033[D", KEY_LEFT}, {"\033OA", KEY_UP}, {"\033OB", KEY_DOWN}, {"\033OC", KEY_RIGHT},
	    {"\033OD", KEY_LEFT}, {"\033[H", KEY_HOME}, {"\033[F", KEY_END}, {"\033OH", KEY_HOME},
	    {"\033OF", KEY_END}, {"\033[1~", KEY_HOME}, {"\033[4~", KEY_END}, {"\033[3~", KEY_DC},
	    {"\033[5~", KEY_PPAGE}, {"\033[6~", KEY_NPAGE}, {"\033[Z", KEY_BTAB},
	    {"\033[200~", KEY_MAX - 1}, {"\033[201~", KEY_MAX - 2}, {"\033\r", KEY_MAX - 3},
	    {"\033\n", KEY_MAX - 3}};
	for (size_t i = 0; i < sizeof more / sizeof more[0]; i++)
		define_key(more[i].bytes, more[i].code);
}

static void
take(struct term_of_curses *t)
{
	raw();
	noecho();
	nonl();
	keypad(stdscr, TRUE);
	nodelay(stdscr, TRUE);
	define_keys();
	choose_looks(t);
	term_set_mouse(&t->term, t->mouse);
	put_string("\033[?2004h");
}

static void
term_leave(struct terminal *term)
{
	(void)term;
	put_string("\033[?2004l");
	endwin();
}

static void
term_enter(struct terminal *term)
{
	struct term_of_curses *t = (struct term_of_curses *)term;
	reset_prog_mode();
	clearok(stdscr, TRUE);
	refresh();
	take(t);
}

static void
term_close(struct terminal *term)
{
	struct term_of_curses *t = (struct term_of_curses *)term;
	term_leave(term);
	tcsetattr(STDIN_FILENO, TCSANOW, &t->before);
	delscreen(t->screen);
}

/* ---- showing ---- */

static void
put_cell(const struct term_of_curses *t, int row, int column, const struct cell *c)
{
	wchar_t wide[CCHARW_MAX + 1] = {L' '};
	struct str rest = c->text;
	int32_t character;
	for (int n = 0; n < CCHARW_MAX && (character = utf8_next(&rest)) >= 0; n++)
		wide[n] = (wchar_t)character;
	cchar_t cell;
	/* A cluster that curses does not take as one cell is shown as its first character. */
	if (setcchar(&cell, wide, t->looks[c->role], t->pairs[c->role], NULL) == ERR) {
		wide[1] = 0;
		if (setcchar(&cell, wide, t->looks[c->role], t->pairs[c->role], NULL) == ERR)
			return;
	}
	mvadd_wch(row, column, &cell);
}

static void
term_put(struct terminal *term, const struct grid *g)
{
	struct term_of_curses *t = (struct term_of_curses *)term;
	if (g->rows != t->rows || g->columns != t->columns)
		clearok(stdscr, TRUE);
	t->rows = g->rows;
	t->columns = g->columns;
	for (int row = 0; row < g->rows; row++) {
		for (int column = 0; column < g->columns; column++) {
			const struct cell *c = grid_at(g, row, column);
			if (!c->covered)
				put_cell(t, row, column, c);
		}
	}
	move(g->cursor_row, g->cursor_column);
	refresh();
}

static void
term_size(struct terminal *term, int *rows, int *columns)
{
	(void)term;
	*rows = LINES;
	*columns = COLS;
}

/* ---- events ---- */

static int32_t
key_of(int code)
{
	switch (code) {
	case KEY_UP: return KEY_up;
	case KEY_DOWN: return KEY_down;
	case KEY_LEFT: return KEY_left;
	case KEY_RIGHT: return KEY_right;
	case KEY_HOME: return KEY_home;
	case KEY_END: return KEY_end;
	case KEY_PPAGE: return KEY_page_up;
	case KEY_NPAGE: return KEY_page_down;
	case KEY_ENTER: return KEY_enter;
	case KEY_BACKSPACE: return KEY_backspace;
	case KEY_DC: return KEY_delete;
	case KEY_BTAB: return KEY_back_tab;
	case KEY_F(1): return KEY_f1;
	case KEY_MAX - 3: return KEY_new_line;
#ifdef KEY_SUSPEND
	case KEY_SUSPEND: return CTRL('Z');
#endif
	default: return 0;
	}
}

static int32_t
key_of_character(wint_t c)
{
	switch (c) {
	case '\r': return KEY_enter;
	case '\t': return KEY_tab;
	case 27: return KEY_esc;
	case 8:
	case 127: return KEY_backspace;
	default: return (int32_t)c;
	}
}

/* An escape sequence that nobody defined: swallowed to its end. True: it was one. */
static bool
swallow(void)
{
	wint_t c;
	int kind = get_wch(&c);
	if (kind == ERR)
		return false;
	if (c != '[' && c != 'O') {
		unget_wch((wchar_t)c);
		return false;
	}
	while (get_wch(&c) != ERR) {
		if (c >= '@' && c <= '~')
			break;
	}
	return true;
}

static void
read_paste(struct arena *a, struct event *event)
{
	struct buf b = {.arena = a};
	char bytes[4] = {0};
	wint_t c;
	for (int idle = 0; idle < 20;) {
		int kind = get_wch(&c);
		if (kind == ERR) {
			poll(NULL, 0, 10);
			idle++;
			continue;
		}
		idle = 0;
		if (kind == KEY_CODE_YES && c == KEY_MAX - 2)
			break;
		if (kind == OK)
			buf_add(&b, (struct str){bytes, utf8_put((int32_t)c, bytes)});
	}
	*event = (struct event){.kind = EVENT_PASTE, .text = buf_str(&b)};
}

static bool
read_mouse(struct event *event)
{
	MEVENT m;
	if (getmouse(&m) == ERR)
		return false;
	*event = (struct event){.kind = EVENT_CLICK, .row = m.y, .column = m.x};
	event->twice = m.bstate & BUTTON1_DOUBLE_CLICKED;
	if (m.bstate & (BUTTON4_PRESSED | BUTTON5_PRESSED)) {
		event->kind = EVENT_WHEEL;
		event->by = m.bstate & BUTTON4_PRESSED ? -1 : 1;
	}
	return true;
}

static bool
read_event(struct arena *a, struct event *event)
{
	wint_t c;
	int kind = get_wch(&c);
	if (kind == ERR)
		return false;
	if (kind == KEY_CODE_YES && c == KEY_MOUSE)
		return read_mouse(event);
	if (kind == KEY_CODE_YES && c == KEY_RESIZE) {
		*event = (struct event){.kind = EVENT_RESIZE};
		return true;
	}
	if (kind == KEY_CODE_YES && c == KEY_MAX - 1) {
		read_paste(a, event);
		return true;
	}
	int32_t key = kind == KEY_CODE_YES ? key_of((int)c) : key_of_character(c);
	if (key == KEY_esc && swallow())
		return false;
	*event = (struct event){.kind = EVENT_KEY, .key = key};
	return key != 0;
}

static void
drain(int fd)
{
	char bytes[BURST];
	while (read(fd, bytes, sizeof bytes) == (ssize_t)sizeof bytes)
		;
}

static bool
heard(struct event *event)
{
	if (heard_end) {
		*event = (struct event){.kind = EVENT_GONE, .signal = heard_end};
		return true;
	}
	if (!heard_resize)
		return false;
	heard_resize = 0;
	endwin();
	refresh();
	*event = (struct event){.kind = EVENT_RESIZE};
	return true;
}

static bool
term_next(struct terminal *term, struct arena *a, int wait_ms, struct event *event)
{
	struct term_of_curses *t = (struct term_of_curses *)term;
	for (;;) {
		if (heard(event) || read_event(a, event))
			return true;
		struct pollfd fds[] = {{.fd = STDIN_FILENO, .events = POLLIN},
		    {.fd = wake[0], .events = POLLIN}, {.fd = t->watched, .events = POLLIN}};
		int n = poll(fds, 3, wait_ms);
		if (n == 0)
			return false;
		if (fds[1].revents)
			drain(wake[0]);
		if (n > 0 && fds[2].revents) {
			drain(t->watched);
			*event = (struct event){.kind = EVENT_LOOK};
			return true;
		}
		/* Input that is ready and yet gives nothing: the terminal is gone. */
		if (n > 0 && fds[0].revents & (POLLHUP | POLLERR | POLLNVAL)) {
			*event = (struct event){.kind = EVENT_GONE};
			return true;
		}
	}
}

/* ---- the clipboard ---- */

static void
add_base64(struct buf *b, struct str s)
{
	static const char digits[] =
	    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	for (ptrdiff_t i = 0; i < s.len; i += 3) {
		unsigned bits = 0;
		for (ptrdiff_t k = 0; k < 3; k++)
			bits = bits << 8 | (i + k < s.len ? (unsigned char)s.at[i + k] : 0u);
		for (int k = 0; k < 4; k++)
			buf_char(b, k <= s.len - i ? digits[bits >> (18 - 6 * k) & 63] : '=');
	}
}

static bool
term_copy(struct terminal *term, struct str text)
{
	(void)term;
	struct arena *a = arena_new();
	struct buf b = {.arena = a};
	buf_add(&b, S("\033]52;c;"));
	add_base64(&b, text);
	buf_char(&b, '\a');
	ssize_t written = write(STDOUT_FILENO, b.at, (size_t)b.len);
	bool whole = written == b.len;
	arena_free(a);
	return whole;
}

void
terminal_watch(struct terminal *t, int fd)
{
	((struct term_of_curses *)t)->watched = fd;
}

static const struct terminal_calls calls = {
    .put = term_put,
    .next = term_next,
    .size = term_size,
    .leave = term_leave,
    .enter = term_enter,
    .copy = term_copy,
    .set_mouse = term_set_mouse,
    .close = term_close,
};

struct terminal *
terminal_curses(struct arena *a, const struct terminal_args *args, struct str *why)
{
	struct term_of_curses *t = NEW(a, struct term_of_curses);
	t->term = (struct terminal){&calls, args->unicode};
	t->theme = args->theme;
	t->watched = -1;
	t->mouse = true;
	if (tcgetattr(STDIN_FILENO, &t->before) != 0 || !isatty(STDOUT_FILENO)) {
		*why = S("this is no terminal");
		return NULL;
	}
	terminal_before = t->before;
	if (pipe2(wake, O_NONBLOCK | O_CLOEXEC) != 0) {
		*why = S("no pipe can be had");
		return NULL;
	}
	if (!args->esc_delay_given)
		set_escdelay(ESC_DELAY);
	t->screen = newterm(NULL, stdout, stdin);
	if (t->screen == NULL || tigetstr("cup") == NULL || tigetstr("cup") == (char *)-1) {
		*why = S("this terminal cannot place the cursor, or is not known");
		if (t->screen != NULL)
			endwin();
		return NULL;
	}
	listen();
	take(t);
	return &t->term;
}
