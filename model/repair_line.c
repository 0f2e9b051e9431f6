/* SPDX-License-Identifier: MIT */
/*
 * Repairs as lines. Lines are compared without the blanks at their ends, which mending may add and
 * which stay as the user typed them.
 */
#include "model/repair_priv.h"

#include "base/utf8.h"

/* A text cut into lines, to put some of them back together otherwise. */
struct lines {
	struct str mark; /* the byte-order mark */
	struct str *line, *line_break;
	ptrdiff_t count;
};

static ptrdiff_t
bare_length(struct str line)
{
	ptrdiff_t len = line.len;
	while (len > 0 && is_blank(line.at[len - 1]))
		len--;
	return len;
}

static struct str
bare(struct str line)
{
	return str_upto(line, bare_length(line));
}

static struct lines
cut_lines(struct arena *a, struct str text)
{
	struct lines l = {.mark = str_upto(text, str_starts(text, S("\xef\xbb\xbf")) ? 3 : 0)};
	text = str_from(text, l.mark.len);
	struct str rest = text, line;
	while (str_line(&rest, &line))
		l.count++;
	l.line = NEW_N(a, struct str, l.count + 1);
	l.line_break = NEW_N(a, struct str, l.count + 1);
	rest = text;
	for (ptrdiff_t i = 0; str_line(&rest, &line); i++) {
		const char *end = line.at + line.len;
		const char *next = rest.len > 0 ? rest.at : text.at + text.len;
		l.line[i] = line;
		l.line_break[i] = (struct str){end, next - end};
	}
	return l;
}

static struct str
join_lines(struct arena *a, const struct lines *l)
{
	struct buf b = {.arena = a};
	buf_add(&b, l->mark);
	for (ptrdiff_t i = 0; i < l->count; i++) {
		buf_add(&b, l->line[i]);
		buf_add(&b, l->line_break[i]);
	}
	return b.len > 0 ? buf_str(&b) : S("");
}

static bool
is_as_expected(const struct lines *l, const struct fix *f)
{
	for (ptrdiff_t i = 0; i < f->lines.count; i++) {
		const struct mended_line *m = &f->lines.at[i];
		if (m->line >= l->count || !str_eq(bare(l->line[m->line]), bare(m->before)))
			return false;
	}
	return f->lines.count > 0;
}

static void
put_lines(struct arena *a, struct lines *l, const struct fix *f)
{
	for (ptrdiff_t i = 0; i < f->lines.count; i++) {
		const struct mended_line *m = &f->lines.at[i];
		struct str blanks = str_from(l->line[m->line], bare_length(l->line[m->line]));
		l->line[m->line] = str_format(a, "%.*s%.*s", STR(bare(m->after)), STR(blanks));
	}
}

bool
fixes_apply(struct arena *a, struct fix_list *fixes, struct str *texts)
{
	bool any = false;
	int files = 0;
	for (ptrdiff_t i = 0; i < fixes->count; i++) {
		fixes->at[i].applied = false;
		files = fixes->at[i].file >= files ? fixes->at[i].file + 1 : files;
	}
	bool *done = NEW_N(a, bool, files + 1);
	for (ptrdiff_t i = 0; i < fixes->count; i++) {
		int file = fixes->at[i].file;
		if (done[file])
			continue;
		done[file] = true;
		struct lines l = cut_lines(a, texts[file]);
		for (ptrdiff_t k = i; k < fixes->count; k++) {
			struct fix *f = &fixes->at[k];
			f->applied = f->applied || (f->file == file && is_as_expected(&l, f));
			if (f->file == file && f->applied)
				put_lines(a, &l, f);
			any = any || f->applied;
		}
		texts[file] = join_lines(a, &l);
	}
	return any;
}

void
fixes_of_mending(struct arena *a, int file, struct str text, struct fix_list *fixes)
{
	struct mends mends = {.arena = a};
	syntax_mends(text, &mends);
	for (ptrdiff_t i = 0; i < mends.list.count; i++) {
		const struct mend *m = &mends.list.at[i];
		if (!m->sure || m->lines.count == 0)
			continue;
		struct fix f = {.file = file,
		    .code = m->code >= 0 ? (enum diag_code)m->code : DIAG_quote_it,
		    .line = (m->code >= 0 ? m->line : m->lines.at[0].line) + 1,
		    .finding = m->code >= 0};
		for (ptrdiff_t k = 0; k < m->lines.count; k++) {
			const struct mended_line *line = &m->lines.at[k];
			if (!str_eq(bare(line->before), bare(line->after)))
				VEC_PUSH(a, &f.lines, *line);
		}
		VEC_PUSH(a, fixes, f);
	}
}

/* Bytes of `count` characters. */
static uint32_t
bytes_of(struct str text, ptrdiff_t count)
{
	struct str rest = text;
	while (count-- > 0 && rest.len > 0)
		utf8_next(&rest);
	return (uint32_t)(text.len - rest.len);
}

/* A word in place of a quoted one stays quoted: `{"chanel":"chat"}`. */
static struct str
quoted_alike(struct arena *a, const struct diag *f, struct str old)
{
	bool quoted = old.len > 0 && (old.at[0] == '"' || old.at[0] == '\'');
	if (f->code != DIAG_key_unknown || !quoted)
		return f->meant.text;
	return str_format(a, "%c%.*s%c", old.at[0], STR(f->meant.text), old.at[0]);
}

void
fix_of_finding(struct arena *a, const struct workspace *ws, const struct diag *f, int file,
    struct fix_list *fixes)
{
	if (f->meant.text.len == 0 || f->whole_file)
		return;
	struct source *s = &ws->sources[f->at.source];
	struct correction c = f->meant;
	if (c.to == 0) {
		c.from = f->at.offset;
		c.to = c.from + bytes_of(str_from(s->parsed, c.from), f->width);
	}
	struct position at = source_position(a, s, c.from);
	ptrdiff_t start = c.from, end = c.from;
	while (start > 0 && s->parsed.at[start - 1] != '\n' && s->parsed.at[start - 1] != '\r')
		start--;
	while (end < s->parsed.len && s->parsed.at[end] != '\n' && s->parsed.at[end] != '\r')
		end++;
	if (start == 0 && str_starts(s->parsed, S("\xef\xbb\xbf")))
		start = 3;
	struct str line = str_from(str_upto(s->parsed, end), start);
	if (c.to > end || c.from < start)
		return;
	struct str old = str_from(str_upto(s->parsed, c.to), c.from);
	struct str after = str_format(a, "%.*s%.*s%.*s", STR(str_upto(line, c.from - start)),
	    STR(quoted_alike(a, f, old)), STR(str_from(line, c.to - start)));
	struct fix fix = {.file = file,
	    .code = f->code,
	    .line = workspace_position(ws, f->at).line,
	    .finding = true};
	VEC_PUSH(a, &fix.lines, (struct mended_line){at.line - 1, line, after});
	VEC_PUSH(a, fixes, fix);
}

struct str
fix_words(struct arena *a, const struct fix *f, bool after)
{
	struct buf b = {.arena = a};
	for (ptrdiff_t i = 0; i < f->lines.count; i++) {
		const struct mended_line *m = &f->lines.at[i];
		if (i > 0)
			buf_char(&b, '\n');
		buf_add(&b, bare(after ? m->after : m->before));
	}
	return b.len > 0 ? buf_str(&b) : S("");
}
