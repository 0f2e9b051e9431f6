/* SPDX-License-Identifier: MIT */
/* A file that is not read at all: its bytes are no UTF-8, or it is over a limit. */
#include "base/utf8.h"
#include "model/prescan.h"
#include "model/syntax_priv.h"

static unsigned char
byte_at(struct str text, ptrdiff_t i)
{
	return i >= 0 && i < text.len ? (unsigned char)text.at[i] : 0;
}

/* Two bytes per character: by the mark, or by a NUL in every second place. */
static bool
is_utf16(struct str text)
{
	unsigned char first = byte_at(text, 0), second = byte_at(text, 1);
	if ((first == 0xff && second == 0xfe) || (first == 0xfe && second == 0xff))
		return true;
	if (text.len < 4)
		return false;
	bool little = second == 0 && byte_at(text, 3) == 0 && first != 0;
	bool big = first == 0 && byte_at(text, 2) == 0 && second != 0;
	return little || big;
}

/* What 0x80 to 0x9f mean in Windows-1252; the others are as in Unicode, five mean nothing. */
static int32_t
windows_character(unsigned char byte)
{
	static const uint16_t upper[32] = {0x20ac, 0, 0x201a, 0x192, 0x201e, 0x2026, 0x2020, 0x2021,
	    0x2c6, 0x2030, 0x160, 0x2039, 0x152, 0, 0x17d, 0, 0, 0x2018, 0x2019, 0x201c, 0x201d,
	    0x2022, 0x2013, 0x2014, 0x2dc, 0x2122, 0x161, 0x203a, 0x153, 0, 0x17e, 0x178};
	return byte >= 0x80 && byte < 0xa0 ? upper[byte - 0x80] : byte;
}

/* All bytes above ASCII mean something in Windows-1252, and none of them are UTF-8. */
static bool
is_windows_1252(struct str text)
{
	for (ptrdiff_t i = 0; i < text.len; i++) {
		unsigned char b = byte_at(text, i);
		if (b < 0x80)
			continue;
		ptrdiff_t len = b >= 0xf0 ? 4 : b >= 0xe0 ? 3 : 2;
		if (windows_character(b) == 0 || utf8_bad(slice(text, i, i + len)) < 0)
			return false;
	}
	return true;
}

static void
report_bad_byte(struct str text, struct diags *d, struct diag *f)
{
	unsigned char b = byte_at(text, f->at.offset);
	if (is_windows_1252(text)) {
		char bytes[4];
		int len = utf8_put(windows_character(b), bytes);
		f->message = str_format(d->arena,
		    "the byte 0x%02X is not UTF-8; the file looks like Windows-1252, where it is "
		    "'%.*s'",
		    b, len, bytes);
		f->hint =
		    S("save the file as UTF-8; on a command line: iconv -f WINDOWS-1252 -t UTF-8");
		return;
	}
	f->message =
	    str_format(d->arena, "the byte 0x%02X is not UTF-8: the file is damaged here", b);
	f->hint = S("type the character anew and save the file as UTF-8");
}

static void
report_control(struct str text, struct diags *d, struct diag *f)
{
	struct str rest = str_from(text, f->at.offset);
	int32_t c = utf8_next(&rest);
	f->message =
	    str_format(d->arena, "the control character U+%04X cannot stand in YAML", (unsigned)c);
	f->hint = S("delete it; it is often left over from copying");
}

static void
report_encoding(struct str text, struct diags *d, struct diag *f)
{
	if (is_utf16(text)) {
		f->at.offset = 0;
		f->message = S("the file is UTF-16, two bytes for each character");
		f->hint = S("save it as UTF-8; on a command line: iconv -f UTF-16 -t UTF-8");
		return;
	}
	if (utf8_bad(str_upto(str_from(text, f->at.offset), 4)) == 0)
		report_bad_byte(text, d, f);
	else
		report_control(text, d, f);
}

void
report_bytes(struct str text, uint32_t number, struct yaml_error error, struct diags *d)
{
	bool limit = error.trouble == YAML_LIMIT;
	struct diag *f = diag_add(d, limit ? DIAG_yaml_limit : DIAG_yaml_encoding,
	    (struct place){number, error.offset}, 1, "over the limit of %.*s", STR(error.problem));
	f->whole_file = limit && text.len > LIMIT_FILE;
	if (limit)
		f->hint = S("split the file, or take out what is not meant to be here");
	else
		report_encoding(text, d, f);
}
