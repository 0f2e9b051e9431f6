/* SPDX-License-Identifier: MIT */
#include "export/escape.h"

#include <string.h>

/* A backslash would end the attribute early in a DOT file. */
struct str
escape_backslash(struct arena *a, struct str text)
{
	struct buf out = {.arena = a};
	for (ptrdiff_t i = 0; i < text.len; i++) {
		if (text.at[i] == '\\')
			buf_add(&out, S("＼"));
		else
			buf_char(&out, text.at[i]);
	}
	return buf_str(&out);
}

/* Text inside an HTML label: expat reads it, then \N and \G would be replaced in it. */
void
escape_html(struct buf *out, struct str text)
{
	for (ptrdiff_t i = 0; i < text.len; i++) {
		switch (text.at[i]) {
		case '<': buf_add(out, S("&lt;")); break;
		case '>': buf_add(out, S("&gt;")); break;
		case '&': buf_add(out, S("&amp;")); break;
		case '"': buf_add(out, S("&quot;")); break;
		case '\\': buf_add(out, S("&#92;&#92;")); break;
		default: buf_char(out, text.at[i]);
		}
	}
}

/*
 * Names and titles: Graphviz keeps what looks like an entity, so there must be no bare one, and
 * forgets names that begin with a percent sign when it reads a file.
 */
const char *
escape_name(struct arena *a, struct str text)
{
	struct buf out = {.arena = a};
	text = escape_backslash(a, text);
	for (ptrdiff_t i = 0; i < text.len; i++) {
		if (i == 0 && text.at[i] == '%')
			buf_add(&out, S("％"));
		else if (text.at[i] == '&')
			buf_add(&out, S("&amp;"));
		else
			buf_char(&out, text.at[i] == '\n' ? ' ' : text.at[i]);
	}
	return str_z(a, buf_str(&out));
}

/* Only what can stand in an id or a class. */
const char *
escape_token(struct arena *a, struct str text)
{
	char *z = str_z(a, text);
	for (char *c = z; *c != '\0'; c++) {
		bool fits = is_digit(*c) || (*c >= 'a' && *c <= 'z') || (*c >= 'A' && *c <= 'Z') ||
		    *c == '-' || *c == '_' || *c == ' ';
		*c = fits ? *c : '-';
	}
	return z;
}

/* Relative, #id, http, https and mailto; everything unusual percent-encoded. Else empty. */
const char *
escape_link(struct arena *a, struct str href)
{
	static const char hex[] = "0123456789ABCDEF";
	ptrdiff_t colon = str_find(href, ':');
	ptrdiff_t slash = str_find(href, '/');
	bool scheme = colon >= 0 && (slash < 0 || colon < slash);
	bool known = str_starts(href, S("http://")) || str_starts(href, S("https://")) ||
	    str_starts(href, S("mailto:"));
	struct buf out = {.arena = a};
	if (href.len == 0 || (scheme && !known) || str_starts(href, S("//")))
		return "";
	for (ptrdiff_t i = 0; i < href.len; i++) {
		unsigned char c = (unsigned char)href.at[i];
		bool plain = is_digit((char)c) || (c >= 'a' && c <= 'z') ||
		    (c >= 'A' && c <= 'Z') ||
		    (c < 0x80 && c > ' ' && strchr("-._~/:?#=@,;+%", c) != NULL);
		if (plain)
			buf_char(&out, (char)c);
		else
			buf_format(&out, "%%%c%c", hex[c >> 4], hex[c & 15]);
	}
	return str_z(a, buf_str(&out));
}

/* \N and the like are replaced in a tooltip, even behind a doubled backslash, and entities read. */
const char *
escape_tooltip(struct arena *a, struct str text)
{
	struct buf out = {.arena = a};
	for (ptrdiff_t i = 0; i < text.len; i++) {
		if (text.at[i] == '\\')
			buf_add(&out, S("＼"));
		else if (text.at[i] == '&')
			buf_add(&out, S("&amp;"));
		else
			buf_char(&out, text.at[i]);
	}
	return str_z(a, buf_str(&out));
}
