/* SPDX-License-Identifier: MIT */
/* A frame as a picture, for documentation: the characters of a terminal, set in a fixed face. */
#include "base/buf.h"
#include "tui/grid.h"

enum { CELL_WIDTH = 9, CELL_HEIGHT = 19 };

static void
add_escaped(struct buf *b, struct str s)
{
	for (ptrdiff_t i = 0; i < s.len; i++) {
		switch (s.at[i]) {
		case '<': buf_add(b, S("&lt;")); break;
		case '>': buf_add(b, S("&gt;")); break;
		case '&': buf_add(b, S("&amp;")); break;
		case '"': buf_add(b, S("&quot;")); break;
		default: buf_char(b, s.at[i]);
		}
	}
}

static const char *
ink(unsigned char role)
{
	switch ((enum role)role) {
	case ROLE_good: return "#2e7d32";
	case ROLE_fair:
	case ROLE_warn: return "#8a6100";
	case ROLE_bad:
	case ROLE_worst:
	case ROLE_error: return "#b3261e";
	case ROLE_idea: return "#00677d";
	case ROLE_changed: return "#7b1fa2";
	case ROLE_faint:
	case ROLE_frame: return "#5f6368";
	default: return "#202124";
	}
}

static bool
is_reverse(unsigned char role)
{
	return role == ROLE_selected || role == ROLE_here || role == ROLE_carried;
}

static bool
is_bold(unsigned char role)
{
	return role == ROLE_title || role == ROLE_key || role == ROLE_state || role == ROLE_worst;
}

struct str
grid_dump_svg(struct arena *a, const struct grid *g)
{
	struct buf b = {.arena = a};
	int width = g->columns * CELL_WIDTH + 16, height = g->rows * CELL_HEIGHT + 16;
	buf_format(&b,
	    "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d "
	    "%d\" "
	    "font-family=\"DejaVu Sans Mono, monospace\" font-size=\"15\">\n"
	    "<rect width=\"100%%\" height=\"100%%\" fill=\"#ffffff\"/>\n",
	    width, height, width, height);
	for (int row = 0; row < g->rows; row++) {
		for (int column = 0; column < g->columns; column++) {
			const struct cell *c = grid_at(g, row, column);
			int x = 8 + column * CELL_WIDTH, y = 8 + row * CELL_HEIGHT;
			bool reverse = is_reverse(c->role);
			if (reverse)
				buf_format(&b,
				    "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" "
				    "fill=\"#202124\"/>\n",
				    x, y, CELL_WIDTH, CELL_HEIGHT);
			if (c->text.len == 0 || c->covered)
				continue;
			buf_format(&b, "<text x=\"%d\" y=\"%d\" fill=\"%s\"%s>", x, y + 14,
			    reverse ? "#ffffff" : ink(c->role),
			    is_bold(c->role) ? " font-weight=\"bold\"" : "");
			add_escaped(&b, c->text);
			buf_add(&b, S("</text>\n"));
		}
	}
	buf_add(&b, S("</svg>\n"));
	return buf_str(&b);
}
