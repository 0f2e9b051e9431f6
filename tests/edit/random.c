/* SPDX-License-Identifier: MIT */
/*
 * Random edits, each held to a second opinion (value.c): what the new text means, that no comment
 * is lost but those of what was deleted, that a word for a word changes one line, that nothing
 * beyond the neighbours is touched, and that a chain of edits can be undone to the byte.
 *
 *     random [--seed N] [-n EDITS] [--keep FOLDER] [FILE|FOLDER]...
 *
 * Texts are generated; files that are named take part, too. What is wrong is written into the
 * folder build/edit-wrong (before, after, and what was done), and the exit status is 1. --keep
 * writes one of hundred results there, for another parser to read.
 */
#include "base/file.h"
#include "base/map.h"
#include "base/utf8.h"
#include "model/edit.h"
#include "model/edit_priv.h"
#include "model/path.h"
#include "tests/edit/generate.h"
#include "tests/edit/value.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

enum { LONGEST_CHAIN = 30, LARGEST = 16 << 20, MOST_REASONS = 400, MOST_WRONG = 20 };

static const char *const verb_names[] = {"set", "rep", "add", "ins", "del", "move", "ren"};
enum { VERB_COUNT = COUNT_OF(verb_names) };

struct reason {
	struct str text;
	long count;
};

struct run {
	struct arena *arena; /* as long as the run */
	struct chance chance;
	uint64_t seed;
	struct str *files; /* texts of named files */
	ptrdiff_t file_count;
	const char *keep;
	bool show_detached;
	long attached, detached;
	long wanted, ran, best, other, refused, undone, chains, texts, unparsed, wrong, kept;
	long by_verb[VERB_COUNT], lost, pure_insertions, insertions, skipped_files;
	struct reason reasons[MOST_REASONS];
	int reason_count;
};

/* One edit as it is checked. */
struct trial {
	struct run *run;
	struct arena *arena;
	struct str name, text;
	const struct tree *tree;
	struct edit edit;
	struct edit_result result;
};

/* ---- what was wrong ---- */

static void
write_out(struct trial *t, const char *what, const char *ending, struct str text)
{
	bool changed;
	struct str error;
	struct str path = str_format(t->arena, "build/edit-wrong/%ld-%s", t->run->wrong, ending);
	(void)what;
	file_write(t->arena, str_z(t->arena, path), text, &changed, &error);
}

static struct str
described(struct trial *t, const char *what)
{
	const struct edit *e = &t->edit;
	struct str way = path_of(t->arena, t->tree, e->at);
	struct buf b = {.arena = t->arena}, shown = {.arena = t->arena};
	struct looks looks = looks_of(t->text, t->tree);
	looks.json = true;
	struct emit_place place = {.flow = true, .column = -1};
	if (e->key != NULL)
		emit_flow(&shown, &looks, e->key, place);
	buf_add(&shown, S(" "));
	if (e->value != NULL)
		emit_flow(&shown, &looks, e->value, place);
	buf_format(&b, "%s\n%s %.*s (byte %u) position %td: %.*s\ncandidate %d, splice at %u\n",
	    what, verb_names[e->verb], STR(way), (unsigned)e->at->start, e->position,
	    STR(buf_str(&shown)), t->result.candidate, (unsigned)t->result.splice.at);
	buf_format(&b, "from %.*s\n", STR(t->name));
	if (e->lines.len > 0)
		buf_format(&b, "lines at column %td:\n%.*s\n", e->lines_column, STR(e->lines));
	return buf_str(&b);
}

static void
is_wrong(struct trial *t, const char *what)
{
	struct run *r = t->run;
	if (++r->wrong > MOST_WRONG)
		return;
	struct str error, words = described(t, what);
	file_make_folder("build/edit-wrong", &error);
	write_out(t, what, "before.yaml.in", t->text);
	write_out(t, what, "after.yaml.in", t->result.text);
	write_out(t, what, "said", words);
	printf("WRONG %ld: %.*s\n", r->wrong, STR(words));
}

/* ---- the edit ---- */

static int
children(const struct node *n)
{
	return n->kind == NODE_SEQUENCE || n->kind == NODE_MAPPING ? n->count : 0;
}

static const struct node *
child_at(const struct node *n, int i)
{
	const struct node *c = n->first;
	while (i-- > 0)
		c = c->next;
	return c;
}

/* Any node, the deep ones as often as the others. */
static const struct node *
any_node(struct run *r, const struct tree *tree)
{
	const struct node *n = tree->documents[below(&r->chance, (int)tree->document_count)].root;
	while (children(n) > 0 && !one_in(&r->chance, 6))
		n = child_at(n, below(&r->chance, children(n)));
	return n;
}

static bool
choose_entry(struct run *r, const struct node *n, struct edit *e)
{
	if (n->parent == NULL)
		return false;
	e->at = n->parent->kind == NODE_MAPPING && !n->is_key ? n->previous : n;
	if (e->verb == EDIT_RENAME)
		return n->parent->kind == NODE_MAPPING && e->at->kind == NODE_SCALAR;
	int count = (int)node_entries(n->parent);
	e->position = below(&r->chance, count);
	if (e->verb == EDIT_MOVE && one_in(&r->chance, 2))
		e->position = node_number(e->at) + (one_in(&r->chance, 2) ? 1 : -1);
	return e->verb != EDIT_MOVE || (e->position >= 0 && e->position < count && count > 1);
}

/* Words that mean the same wherever they stand. */
static bool
is_portable(const struct node *n)
{
	if (n->anchor.len > 0 || n->tag.len > 0 || n->kind == NODE_ALIAS)
		return false;
	for (const struct node *c = n->first; c != NULL; c = c->next) {
		if (!is_portable(c))
			return false;
	}
	return true;
}

/* Sometimes lines of another entry, as they stand, are what is put in. */
static void
carry_lines(struct trial *t)
{
	struct run *r = t->run;
	struct edit *e = &t->edit;
	const struct node *n = any_node(r, t->tree);
	bool pair = e->verb == EDIT_ADD;
	if (n->parent == NULL || n->parent->kind != (pair ? NODE_MAPPING : NODE_SEQUENCE) ||
	    node_in_flow(e->at) || e->at->style == STYLE_FLOW)
		return;
	const struct node *value = pair && n->is_key ? n->next : n, *entry = path_entry(value);
	bool fits =
	    is_portable(entry) && is_portable(value) && (!pair || entry->kind == NODE_SCALAR);
	ptrdiff_t column;
	struct str lines = fits ? edit_lines(t->text, t->tree, entry, &column) : S("");
	if (lines.len == 0)
		return;
	e->lines = lines;
	e->lines_column = column;
	e->value = draft_of(t->arena, value);
	if (pair)
		e->key = draft_of(t->arena, entry);
}

static bool
choose_collection(struct trial *t, const struct node *n)
{
	struct run *r = t->run;
	struct edit *e = &t->edit;
	enum node_kind kind = e->verb == EDIT_ADD ? NODE_MAPPING : NODE_SEQUENCE;
	while (n->parent != NULL && (n->is_key || (n->kind != kind && !n->is_null)))
		n = n->parent;
	if (n->kind != kind && !n->is_null)
		return false;
	e->at = n;
	int most = children(n) / (kind == NODE_MAPPING ? 2 : 1);
	e->position = one_in(&r->chance, 2) ? EDIT_LAST : below(&r->chance, most + 1);
	if (one_in(&r->chance, 5))
		carry_lines(t);
	return true;
}

static bool
choose(struct trial *t)
{
	static const enum edit_verb verbs[] = {EDIT_SET, EDIT_SET, EDIT_SET, EDIT_SET, EDIT_REPLACE,
	    EDIT_REPLACE, EDIT_ADD, EDIT_ADD, EDIT_ADD, EDIT_INSERT, EDIT_INSERT, EDIT_INSERT,
	    EDIT_DELETE, EDIT_DELETE, EDIT_MOVE, EDIT_MOVE, EDIT_MOVE, EDIT_RENAME};
	struct run *r = t->run;
	struct arena *a = t->arena;
	struct edit *e = &t->edit;
	const struct node *n = any_node(r, t->tree);
	*e = (struct edit){.verb = verbs[below(&r->chance, (int)COUNT_OF(verbs))], .at = n};
	struct str key = one_in(&r->chance, 2) ? str_format(a, "new%d", below(&r->chance, 1000))
					       : generate_scalar(a, &r->chance)->text;
	e->key = one_in(&r->chance, 9) ? draft_typed(a, key) : draft_text(a, key);
	e->value =
	    e->verb == EDIT_SET ? generate_scalar(a, &r->chance) : generate_value(a, &r->chance, 3);
	switch (e->verb) {
	case EDIT_SET: return n->kind == NODE_SCALAR && !n->is_key;
	case EDIT_REPLACE: return !n->is_key && (children(n) == 0 || one_in(&r->chance, 2));
	case EDIT_ADD:
	case EDIT_INSERT: return choose_collection(t, n);
	case EDIT_DELETE:
		return (children(n) == 0 || one_in(&r->chance, 2)) && choose_entry(r, n, e);
	case EDIT_MOVE:
	case EDIT_RENAME: break;
	}
	return choose_entry(r, n, e);
}

/* ---- comments ---- */

/* Blanks at the end of a comment say nothing. */
static struct str
comment_text(struct str text, struct span s)
{
	return str_trim((struct str){text.at + s.start, s.end - s.start});
}

static uint32_t
entry_end(const struct node *entry)
{
	bool pair = entry->is_key && entry->parent != NULL && entry->parent->kind == NODE_MAPPING;
	const struct node *last = pair ? entry->next : entry;
	return last->end;
}

static uint32_t
entry_start(const struct node *entry)
{
	return entry->indicator != NO_OFFSET && entry->indicator < entry->start ? entry->indicator
										: entry->start;
}

static const struct node *
entry_before(const struct node *entry)
{
	bool pair = entry->parent->kind == NODE_MAPPING;
	return pair && entry->previous != NULL ? entry->previous->previous : entry->previous;
}

static const struct node *
entry_behind(const struct node *entry)
{
	return entry->parent->kind == NODE_MAPPING ? entry->next->next : entry->next;
}

/* Characters between the start of the line and this byte. */
static int
column_at(struct str text, uint32_t at)
{
	uint32_t start = line_start(text, at);
	return (int)utf8_count((struct str){text.at + start, at - start});
}

/* Behind the line on which a collection is announced: its key, its dash, its marker. */
static uint32_t
behind_head(const struct trial *t, const struct node *n)
{
	uint32_t head = n->indicator != NO_OFFSET ? n->indicator : n->start;
	/* What begins on that line is inside. */
	if (n->parent != NULL)
		return n->content < line_end(t->text, head) ? n->content : line_end(t->text, head);
	for (ptrdiff_t i = 0; i < t->tree->document_count; i++) {
		const struct document *d = &t->tree->documents[i];
		if (d->root == n)
			head = d->explicit_start ? d->content : i > 0 ? d[-1].end : 0;
	}
	return head;
}

/*
 * What may lose its comments: the deleted entry with the gap above it from the last blank line on,
 * and below it what is deeper; the inside of what is replaced.
 */
static struct span
may_lose(const struct trial *t)
{
	const struct edit *e = &t->edit;
	const struct node *at = e->at;
	uint32_t len = (uint32_t)t->text.len;
	if (e->verb == EDIT_REPLACE && (at->kind == NODE_SEQUENCE || at->kind == NODE_MAPPING))
		return (struct span){
		    behind_head(t, at), at->loose_end > at->end ? at->loose_end : at->end};
	if (e->verb != EDIT_DELETE)
		return (struct span){0};
	const struct node *before = entry_before(at), *behind = entry_behind(at);
	int own = column_at(t->text, entry_start(at));
	uint32_t start =
	    before != NULL ? line_end(t->text, entry_end(before)) : behind_head(t, at->parent);
	uint32_t end = entry_end(at) < len ? entry_end(at) : len;
	if (at->parent->style == STYLE_FLOW) {
		/* A comment behind the comma belongs to the entry before the comma. */
		end = behind != NULL ? entry_start(behind) : at->parent->end;
		return (struct span){start, end};
	}
	uint32_t line = line_start(t->text, entry_start(at));
	for (uint32_t above = line; line > start; line = above) {
		above = line_start(t->text, line - 1);
		if (above >= line || line_is_blank(t->text, above))
			break;
	}
	start = line > start ? line : start;
	start = entry_start(at) < start ? entry_start(at) : start;
	end = line_end(t->text, end);
	for (uint32_t next = line_next(t->text, end); next < len; next = line_next(t->text, next)) {
		int column = line_comment(t->text, t->tree, next);
		if (!line_is_blank(t->text, next) && column <= own)
			break;
		end = line_end(t->text, next);
	}
	return (struct span){start, end};
}

static void
count_comments(struct str_map *counts, struct str text, const struct tree *tree, ptrdiff_t by)
{
	for (ptrdiff_t i = 0; i < tree->comment_count; i++) {
		struct str c = comment_text(text, tree->comments[i]);
		ptrdiff_t *count = str_map_at(counts, c);
		*count = (*count < 0 ? 1000000 : *count) + by;
	}
}

static void
check_comments(struct trial *t)
{
	struct str_map counts = {.arena = t->arena};
	struct span free = may_lose(t);
	count_comments(&counts, t->text, t->tree, 1);
	count_comments(&counts, t->result.text, &t->result.tree, -1);
	for (ptrdiff_t i = 0; i < t->tree->comment_count; i++) {
		struct span s = t->tree->comments[i];
		ptrdiff_t *count = str_map_at(&counts, comment_text(t->text, s));
		if (*count > 1000000 && s.start >= free.start && s.end <= free.end)
			--*count;
	}
	bool lost = false;
	for (ptrdiff_t i = 0; i < t->tree->comment_count && !lost; i++) {
		struct span s = t->tree->comments[i];
		lost = str_map_get(&counts, comment_text(t->text, s)) > 1000000;
	}
	t->run->lost += lost;
	if (lost)
		is_wrong(t, "a comment is lost");
	bool carried = t->edit.lines.len > 0;
	for (ptrdiff_t i = 0; i < t->result.tree.comment_count && !lost && !carried; i++) {
		struct span s = t->result.tree.comments[i];
		lost = str_map_get(&counts, comment_text(t->result.text, s)) < 1000000;
		if (lost)
			is_wrong(t, "a comment came from nowhere");
	}
}

/* What a comment says something about: what stands before it on its line, or the next line. */
struct attached {
	struct str line;
	bool behind;
};

static struct attached
attached_to(struct str text, const struct tree *tree, struct span comment)
{
	uint32_t start = line_start(text, comment.start);
	struct str before = str_trim((struct str){text.at + start, comment.start - start});
	if (before.len > 0)
		return (struct attached){before, true};
	uint32_t next = start;
	while (line_comment(text, tree, next) >= 0 && line_next(text, next) > next)
		next = line_next(text, next);
	uint32_t end = line_end(text, next);
	return (struct attached){str_trim((struct str){text.at + next, end - next}), false};
}

/* The comments above the first entry of a document belong to the document. */
static bool
is_header(const struct tree *tree, uint32_t at)
{
	for (ptrdiff_t i = 0; i < tree->document_count; i++) {
		const struct document *d = &tree->documents[i];
		if (at < d->root->content && (i == 0 || at >= d[-1].root->end))
			return true;
	}
	return false;
}

/* Whether a comment on a line of its own stands in the column of the next line. */
static bool
is_aligned(struct str text, uint32_t comment)
{
	uint32_t next = line_next(text, comment), start = next;
	while (next < text.len && text.at[next] == ' ')
		next++;
	return comment - line_start(text, comment) == next - start;
}

static bool
holds_line(struct str text, struct str wanted)
{
	struct str line;
	while (str_line(&text, &line)) {
		if (str_eq(str_trim(line), wanted))
			return true;
	}
	return false;
}

/* Comments whose line is there as before, but elsewhere. */
static void
check_attachment(struct trial *t)
{
	struct str_map places = {.arena = t->arena};
	const struct tree *old = t->tree, *new = &t->result.tree;
	for (ptrdiff_t i = 0; i < new->comment_count; i++)
		*str_map_at(&places, comment_text(t->result.text, new->comments[i])) = i;
	for (ptrdiff_t i = 0; i < old->comment_count; i++) {
		ptrdiff_t at = str_map_get(&places, comment_text(t->text, old->comments[i]));
		if (at < 0)
			continue;
		struct attached was = attached_to(t->text, old, old->comments[i]);
		struct attached is = attached_to(t->result.text, new, new->comments[at]);
		t->run->attached++;
		uint32_t start = old->comments[i].start;
		if (is_header(old, start) || (!was.behind && !is_aligned(t->text, start)))
			continue;
		if (was.behind &&
		    line_start(t->text, start) == line_start(t->text, t->edit.at->end))
			continue;
		if (was.line.len == 0 || (was.behind == is.behind && str_eq(was.line, is.line)))
			continue;
		if (!holds_line(t->result.text, was.line))
			continue;
		t->run->detached++;
		if (t->run->show_detached)
			is_wrong(t,
			    str_z(t->arena,
				str_format(t->arena, "a comment left its line: %.*s",
				    STR(comment_text(t->text, old->comments[i])))));
		return;
	}
}

/* ---- lines ---- */

static ptrdiff_t
lines_in(struct str text)
{
	ptrdiff_t count = 0;
	struct str line;
	while (str_line(&text, &line))
		count++;
	return count;
}

static bool
is_one_line(const struct trial *t, const struct node *n)
{
	uint32_t start = line_start(t->text, n->start);
	return n->style != STYLE_LITERAL && n->style != STYLE_FOLDED &&
	    line_start(t->text, n->end) == start && n->indicator != NO_OFFSET;
}

static bool
has_break(struct str s)
{
	return str_find(s, '\n') >= 0 || str_find(s, '\r') >= 0;
}

static void
check_one_line(struct trial *t)
{
	const struct splice *s = &t->result.splice;
	const struct node *at = t->edit.at;
	if (t->edit.verb != EDIT_SET && t->edit.verb != EDIT_RENAME)
		return;
	const struct draft *d = t->edit.verb == EDIT_SET ? t->edit.value : t->edit.key;
	if (splice_is_empty(*s) || !is_one_line(t, at) || has_break(d->text) || at->explicit_key)
		return;
	if (has_break(s->removed) || has_break(s->inserted) ||
	    lines_in(t->text) != lines_in(t->result.text))
		is_wrong(t, "a word for a word changes more than its line");
	else if (line_start(t->text, s->at) != line_start(t->text, at->content))
		is_wrong(t, "a word for a word changes another line");
}

/* An edit of an entry touches its neighbours at most. */
static void
check_reach(struct trial *t)
{
	const struct edit *e = &t->edit;
	const struct splice *s = &t->result.splice;
	const struct node *collection = e->at;
	if (e->verb != EDIT_ADD && e->verb != EDIT_INSERT && e->at->parent != NULL)
		collection = e->at->parent;
	if (splice_is_empty(*s))
		return;
	/* The one thing that may change further up: a block text at the end of the file. */
	if (!has_break(str_from(t->text, t->text.len - (t->text.len > 0))))
		return;
	const struct node *key = path_key(collection);
	uint32_t from = key != NULL ? key->start : collection->start;
	if (collection->parent != NULL && collection->indicator < from)
		from = collection->indicator;
	uint32_t to =
	    collection->loose_end > collection->end ? collection->loose_end : collection->end;
	/* The start of a new line may be what the next one begins with, too. */
	to = line_end(t->text, line_next(t->text, line_end(t->text, to)));
	if (collection->parent == NULL)
		return;
	if (s->at + 3 < line_start(t->text, from) || s->at + s->removed.len > to)
		is_wrong(t, "something far away is changed");
}

/* ---- one edit ---- */

static void
tally(struct run *r, struct str why)
{
	/* What stands in quotes differs from one refusal to the next. */
	struct buf b = {.arena = r->arena};
	for (ptrdiff_t i = 0; i < why.len; i++) {
		char c = why.at[i];
		bool name = (c == '\'' || c == '*' || c == '&') && i + 1 < why.len;
		buf_char(&b, c);
		ptrdiff_t end = name ? str_find(str_from(why, i + 1), c == '\'' ? '\'' : ' ') : -1;
		if (end >= 0)
			i += end;
	}
	struct str text = buf_str(&b);
	for (int i = 0; i < r->reason_count; i++) {
		if (str_eq(r->reasons[i].text, text)) {
			r->reasons[i].count++;
			return;
		}
	}
	if (r->reason_count < MOST_REASONS)
		r->reasons[r->reason_count++] = (struct reason){text, 1};
}

static void
check_meaning(struct trial *t)
{
	struct stream expected, got;
	const char *why, *what = NULL;
	if (!value_read(t->arena, t->text, &expected))
		return;
	bool legal = value_edit(t->arena, &expected, t->tree, &t->edit, &why);
	if (!legal)
		is_wrong(t, why);
	else if (!value_read(t->arena, t->result.text, &got))
		is_wrong(t, "the new text is no YAML");
	else if ((what = value_differs(&expected, &got)) != NULL)
		is_wrong(t, what);
}

static void
check_splice(struct trial *t)
{
	struct str again;
	if (!splice_apply(t->arena, t->text, t->result.splice, &again) ||
	    !str_eq(again, t->result.text))
		is_wrong(t, "the splice does not make the new text");
}

static void
count_insertion(struct trial *t)
{
	bool inserts = (t->edit.verb == EDIT_ADD || t->edit.verb == EDIT_INSERT) &&
	    t->edit.at->style == STYLE_BLOCK && t->edit.at->count > 0;
	t->run->insertions += inserts;
	t->run->pure_insertions += inserts && t->result.splice.removed.len == 0;
}

static void
keep_text(struct trial *t, const char *name, struct str text)
{
	struct stream stream;
	struct buf b = {.arena = t->arena};
	struct str error;
	bool changed;
	const char *path = str_z(
	    t->arena, str_format(t->arena, "%s/%ld.%s.yaml.in", t->run->keep, t->run->kept, name));
	if (!value_read(t->arena, text, &stream))
		return;
	value_dump(&b, &stream);
	file_write(t->arena, path, text, &changed, &error);
	path = str_z(
	    t->arena, str_format(t->arena, "%s/%ld.%s.events", t->run->keep, t->run->kept, name));
	file_write(t->arena, path, buf_str(&b), &changed, &error);
}

/* One of so many results is kept for another parser, with the text that it was made of. */
static void
keep_some(struct trial *t)
{
	enum { EVERY = 50 };
	if (t->run->keep == NULL || t->run->ran % EVERY != 0)
		return;
	keep_text(t, "before", t->text);
	keep_text(t, "after", t->result.text);
	t->run->kept++;
}

/* False: nothing was changed. */
static bool
try_edit(struct trial *t)
{
	struct run *r = t->run;
	edit_apply(t->arena, t->text, t->tree, &t->edit, &t->result);
	if (!t->result.done) {
		r->refused++;
		tally(r, t->result.why);
		return false;
	}
	r->ran++;
	r->by_verb[t->edit.verb]++;
	r->best += t->result.candidate == 0;
	r->other += t->result.candidate > 0;
	long wrong = r->wrong;
	check_splice(t);
	check_meaning(t);
	if (r->wrong == wrong)
		check_comments(t);
	if (r->wrong == wrong)
		check_attachment(t);
	if (r->wrong == wrong)
		check_one_line(t);
	if (r->wrong == wrong)
		check_reach(t);
	count_insertion(t);
	keep_some(t);
	return r->wrong == wrong;
}

/* ---- a chain of edits, and its way back ---- */

static void
walk_back(struct trial *t, struct str first, const struct splice *splices, int count)
{
	struct str text = t->text;
	bool fine = true;
	for (int i = count - 1; fine && i >= 0; i--)
		fine = splice_apply(t->arena, text, splice_reverse(splices[i]), &text);
	t->run->chains++;
	t->run->undone += fine && str_eq(text, first);
	if (!fine || !str_eq(text, first))
		is_wrong(t, "the chain cannot be undone");
}

static void
try_chain(struct run *r, struct arena *a, struct str name, struct str first)
{
	struct splice splices[LONGEST_CHAIN];
	struct yaml_error error;
	struct tree tree;
	int length = 1 + below(&r->chance, first.len > 100000 ? 3 : LONGEST_CHAIN), done = 0;
	struct trial t = {.run = r, .arena = a, .name = name, .text = first, .tree = &tree};
	r->texts++;
	if (!yaml_parse(a, first, &tree, &error)) {
		r->unparsed++;
		return;
	}
	for (int tries = 0; done < length && tries < 4 * length; tries++) {
		if (!choose(&t))
			continue;
		if (try_edit(&t)) {
			splices[done++] = t.result.splice;
			t.text = t.result.text;
			tree = t.result.tree;
		} else if (t.result.done) {
			break;
		}
	}
	if (done > 0)
		walk_back(&t, first, splices, done);
}

static void
try_text(struct run *r, uint64_t number)
{
	struct arena *a = arena_new();
	r->chance.state = r->seed * 0x100000001b3u + number * 0x9e3779b1u;
	struct str name = str_format(
	    a, "seed %llu, text %llu", (unsigned long long)r->seed, (unsigned long long)number);
	struct str text;
	if (r->file_count > 0 && one_in(&r->chance, 2))
		text = r->files[below(&r->chance, (int)r->file_count)];
	else
		text = generate_text(a, &r->chance);
	try_chain(r, a, name, generate_dress(a, &r->chance, text));
	arena_free(a);
}

/* ---- does the second opinion see anything? ---- */

/* Two texts that mean the same, or do not. */
struct sight {
	const char *one, *other;
	bool differ;
};
static const struct sight sights[] = {
    {"a: 1\n", "{a: 1} # c\n", false},
    {"a: x\n", "\"a\": 'x'\n", false},
    {"a: 1\n", "a: '1'\n", true},
    {"a: x\n", "a: y\n", true},
    {"a: x\n", "b: x\n", true},
    {"a: !t x\n", "a: x\n", true},
    {"a: &p x\n", "a: x\n", true},
    {"- a\n- b\n", "- b\n- a\n", true},
    {"- a\n", "- a\n-\n", true},
    {"a: []\n", "a: {}\n", true},
    {"a:\n", "a: ''\n", true},
    {"a: |\n  x\n", "a: |-\n  x\n", true},
    {"- &p 1\n- &p 1\n- *p\n", "- &p 1\n- &p 1\n- *p\n", false},
    {"--- a\n", "--- a\n--- b\n", true},
    {"a: yes\n", "a: 'yes'\n", true},
    {"a: 2026-03-04\n", "a: \"2026-03-04\"\n", true},
};

static bool
sees_differences(struct run *r)
{
	bool all = true;
	for (ptrdiff_t i = 0; i < COUNT_OF(sights); i++) {
		struct stream one, other;
		bool read = value_read(r->arena, str_of(sights[i].one), &one) &&
		    value_read(r->arena, str_of(sights[i].other), &other);
		bool differ = read && value_differs(&one, &other) != NULL;
		if (read && differ == sights[i].differ)
			continue;
		printf("the second opinion is blind: %s%s", sights[i].one, sights[i].other);
		all = false;
	}
	return all;
}

/* ---- files ---- */

struct files {
	struct arena *arena;
	VEC(struct str) list;
};

static void
add_path(struct files *f, const char *path)
{
	struct dirent **entries;
	struct str text, error;
	if (!file_is_folder(path)) {
		if (file_read(f->arena, path, LARGEST, &text, &error))
			VEC_PUSH(f->arena, &f->list, text);
		return;
	}
	int count = scandir(path, &entries, NULL, alphasort);
	for (int i = 0; i < count; i++) {
		if (entries[i]->d_name[0] != '.')
			add_path(f,
			    str_z(
				f->arena, str_format(f->arena, "%s/%s", path, entries[i]->d_name)));
		free(entries[i]);
	}
	if (count >= 0)
		free(entries);
}

static int
by_count(const void *a, const void *b)
{
	const struct reason *x = a, *y = b;
	return (x->count < y->count) - (x->count > y->count);
}

static void
print_statistics(struct run *r)
{
	printf("%ld texts (%ld no YAML), %ld edits ran:", r->texts, r->unparsed, r->ran);
	for (int i = 0; i < VERB_COUNT; i++)
		printf(" %s %ld", verb_names[i], r->by_verb[i]);
	printf("\nbest candidate %ld, other candidate %ld, refused %ld\n", r->best, r->other,
	    r->refused);
	printf("insertions into a block that only add %ld of %ld; chains undone to the byte %ld of "
	       "%ld\n",
	    r->pure_insertions, r->insertions, r->undone, r->chains);
	printf("comments that stand by another line than before %ld of %ld\n", r->detached,
	    r->attached);
	printf("comments lost %ld, wrong %ld\n", r->lost, r->wrong);
	qsort(r->reasons, (size_t)r->reason_count, sizeof r->reasons[0], by_count);
	for (int i = 0; i < r->reason_count && i < 25; i++)
		printf("  refused %6ld: %.*s\n", r->reasons[i].count, STR(r->reasons[i].text));
	printf("%d passed, %d failed\n", r->wrong == 0 && r->ran > 0, r->wrong > 0 || r->ran == 0);
}

int
main(int argc, char **argv)
{
	struct arena *a = arena_new();
	struct files files = {.arena = a};
	struct run r = {.arena = a, .seed = 1, .wanted = 2000};
	for (int i = 1; i < argc; i++) {
		const char *value = i + 1 < argc ? argv[i + 1] : "";
		if (strcmp(argv[i], "--seed") == 0)
			r.seed = strtoull(value, NULL, 10), i++;
		else if (strcmp(argv[i], "-n") == 0)
			r.wanted = atol(value), i++;
		else if (strcmp(argv[i], "--keep") == 0)
			r.keep = value, i++;
		else if (strcmp(argv[i], "--attached") == 0)
			r.show_detached = true;
		else
			add_path(&files, argv[i]);
	}
	r.files = files.list.at;
	r.file_count = files.list.count;
	printf("seed %llu, %td files\n", (unsigned long long)r.seed, r.file_count);
	bool sees = sees_differences(&r);
	for (uint64_t i = 0;
	     sees && r.ran < r.wanted && r.wrong < MOST_WRONG && i < (uint64_t)r.wanted; i++)
		try_text(&r, i);
	print_statistics(&r);
	arena_free(a);
	return r.wrong > 0 || r.ran == 0;
}
