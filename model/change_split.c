/* SPDX-License-Identifier: MIT */
/*
 * Splitting and joining are cut and paste of whole lines: an entry takes along its comments and its
 * looks. What both files mean together is compared before and after, so nothing can get lost on
 * the way without being noticed.
 */
#include "base/buf.h"
#include "model/change.h"
#include "model/emit.h"
#include "model/meaning.h"
#include "model/path.h"

/* One entry that is cut out: a pair of the root, or of a section. */
struct cut {
	int file;
	struct str section, key; /* key is empty: the whole section */
	struct str path;         /* of its value */
};

struct cutting {
	struct desk *d;
	VEC(struct cut) cuts;
};

static const struct str by_id[] = {S_INIT("personas"), S_INIT("scenarios"), S_INIT("journeys"),
    S_INIT("feedback"), S_INIT("indicators")};

static bool
is_by_id(struct str section)
{
	for (ptrdiff_t i = 0; i < COUNT_OF(by_id); i++) {
		if (str_eq(by_id[i], section))
			return true;
	}
	return false;
}

static const struct node *
root_mapping(const struct tree *tree, ptrdiff_t document)
{
	const struct node *root = node_real(tree->documents[document].root);
	return root->kind == NODE_MAPPING ? root : NULL;
}

/* ---- what is to be cut ---- */

/* `persona:nadia` asks below personas only, a bare word everywhere. */
static bool
is_asked_below(struct str kind, struct str section)
{
	static const struct {
		struct str kind, section;
	} kinds[] = {{S_INIT("persona"), S_INIT("personas")},
	    {S_INIT("scenario"), S_INIT("scenarios")}, {S_INIT("journey"), S_INIT("journeys")},
	    {S_INIT("map"), S_INIT("scenarios")}, {S_INIT("map"), S_INIT("journeys")},
	    {S_INIT("wave"), S_INIT("feedback")}, {S_INIT("indicator"), S_INIT("indicators")}};
	for (ptrdiff_t i = 0; i < COUNT_OF(kinds); i++) {
		if (str_eq(kinds[i].kind, kind) && str_eq(kinds[i].section, section))
			return true;
	}
	return kind.len == 0 && is_by_id(section);
}

static void
push_cut(struct cutting *c, int file, const struct node *value, struct str section, struct str key)
{
	struct arena *a = c->d->arena;
	struct cut cut = {.file = file,
	    .section = str_copy(a, section),
	    .key = str_copy(a, key),
	    .path = path_of(a, &c->d->files.at[file]->tree, value)};
	for (ptrdiff_t i = 0; i < c->cuts.count; i++) {
		const struct cut *before = &c->cuts.at[i];
		if (before->file == file && str_eq(before->path, cut.path))
			return;
	}
	VEC_PUSH(a, &c->cuts, cut);
}

/* Everything in one file that bears this name; how many things there are. */
static int
find_in_file(struct cutting *c, int file, struct str kind, struct str name)
{
	const struct tree *tree = &c->d->files.at[file]->tree;
	int count = 0;
	for (ptrdiff_t i = 0; i < tree->document_count; i++) {
		const struct node *root = root_mapping(tree, i);
		for (const struct node *k = root != NULL ? root->first : NULL; k != NULL;
		     k = k->next->next) {
			bool section = kind.len == 0 || str_eq(kind, S("section"));
			if (section && str_eq(k->value, name)) {
				push_cut(c, file, k->next, name, (struct str){0});
				count++;
			}
			const struct node *below =
			    is_asked_below(kind, k->value) ? path_value(k->next, name) : NULL;
			if (below != NULL) {
				push_cut(c, file, below, k->value, name);
				count++;
			}
		}
	}
	return count;
}

static bool
find_thing(struct cutting *c, struct str thing)
{
	struct desk *d = c->d;
	ptrdiff_t colon = str_find(thing, ':');
	struct str kind = colon > 0 ? str_upto(thing, colon) : (struct str){0};
	struct str name = colon > 0 ? str_from(thing, colon + 1) : thing;
	ptrdiff_t first = c->cuts.count;
	int count = 0;
	for (int i = 0; i < (int)d->files.count; i++) {
		if (d->files.at[i]->text.at == NULL)
			continue;
		if (!d->files.at[i]->parsed)
			return desk_refuse(d, S("desirepath check says what is wrong"),
			    "'%.*s' cannot be read as YAML, so nothing is cut out of it",
			    STR(d->files.at[i]->path));
		count += find_in_file(c, i, kind, name);
	}
	if (count == 0)
		return desk_refuse(d,
		    S("name personas, scenarios, journeys or sections, separated by commas"),
		    "there is no '%.*s' to cut out", STR(thing));
	bool same = true;
	for (ptrdiff_t i = first + 1; i < c->cuts.count; i++)
		same = same && str_eq(c->cuts.at[i].section, c->cuts.at[first].section);
	if (!same)
		return desk_refuse(d,
		    str_format(d->arena, "write persona:%.*s, map:%.*s or section:%.*s", STR(name),
			STR(name), STR(name)),
		    "'%.*s' is the name of two things", STR(name));
	return true;
}

/* ---- the new text ---- */

/* Whether a blank line stands above these lines of the text. */
static bool
has_blank_above(struct str text, struct str lines)
{
	ptrdiff_t at = lines.at - text.at;
	int breaks = 0;
	while (at > 0 && (text.at[at - 1] == '\n' || text.at[at - 1] == '\r')) {
		bool both = at > 1 && text.at[at - 1] == '\n' && text.at[at - 2] == '\r';
		at -= both ? 2 : 1;
		breaks++;
	}
	return breaks > 1;
}

static bool
ends_line(const struct buf *b)
{
	return b->len == 0 || b->at[b->len - 1] == '\n' || b->at[b->len - 1] == '\r';
}

/* The entry as it stands, or written anew where it shares its lines with others. */
static void
add_entry(struct buf *b, const struct desk_file *f, const struct looks *looks,
    const struct node *key, int column, bool first)
{
	ptrdiff_t ignored;
	struct str lines = edit_lines(f->text, &f->tree, key, &ignored);
	if (lines.len > 0) {
		if (!first && has_blank_above(f->text, lines))
			buf_add(b, looks->line_break);
		buf_add(b, lines);
	} else {
		struct draft *entry = draft_mapping(b->arena);
		draft_add(entry, draft_of(b->arena, key));
		draft_add(entry, draft_of(b->arena, key->next));
		buf_fill(b, ' ', column);
		emit_entries(b, looks, entry, column);
	}
	if (!ends_line(b))
		buf_add(b, looks->line_break);
}

static const struct node *
node_of_cut(struct desk *d, const struct cut *cut)
{
	struct str ignored = {0};
	return path_find(d->arena, &d->files.at[cut->file]->tree, cut->path, &ignored);
}

/* Column at which the entries of a section stand. */
static int
column_of(const struct node *key, const struct looks *looks)
{
	const struct node *section = key->parent;
	return section->style == STYLE_BLOCK ? (int)section->column : looks->step;
}

/* What is cut out of one section of one file, in the order of the file. */
static void
add_section(struct cutting *c, struct buf *b, int file, const struct node *section_key,
    const struct looks *looks)
{
	const struct desk_file *f = c->d->files.at[file];
	bool first = true;
	for (ptrdiff_t i = 0; i < c->cuts.count; i++) {
		const struct node *n = node_of_cut(c->d, &c->cuts.at[i]);
		if (c->cuts.at[i].file == file && n != NULL && n == section_key->next) {
			add_entry(b, f, looks, section_key, 0, b->len == 0);
			return;
		}
	}
	const struct node *section = node_real(section_key->next);
	if (section->kind != NODE_MAPPING)
		return;
	for (const struct node *k = section->first; k != NULL; k = k->next->next) {
		for (ptrdiff_t i = 0; i < c->cuts.count; i++) {
			if (c->cuts.at[i].file != file ||
			    node_of_cut(c->d, &c->cuts.at[i]) != k->next)
				continue;
			if (first && b->len > 0)
				buf_add(b, looks->line_break);
			if (first)
				buf_format(b, "%.*s:%.*s", STR(section_key->value),
				    STR(looks->line_break));
			add_entry(b, f, looks, k, column_of(k, looks), first);
			first = false;
		}
	}
}

static bool
is_started(const struct node *sections[], int count, struct str name)
{
	for (int i = 0; i < count; i++) {
		if (str_eq(sections[i]->value, name))
			return true;
	}
	return false;
}

/* All that is cut out, section by section; a section of two files or documents is written once. */
static bool
write_cuts(struct cutting *c, struct buf *b)
{
	enum { MOST_SECTIONS = 64 };
	const struct node *seen[MOST_SECTIONS];
	int count = 0;
	for (int i = 0; i < (int)c->d->files.count; i++) {
		const struct desk_file *f = c->d->files.at[i];
		for (ptrdiff_t k = 0; f->text.at != NULL && k < f->tree.document_count; k++) {
			const struct node *root = root_mapping(&f->tree, k);
			struct looks looks = looks_of(f->text, &f->tree);
			for (const struct node *s = root != NULL ? root->first : NULL; s != NULL;
			     s = s->next->next) {
				ptrdiff_t before = b->len;
				add_section(c, b, i, s, &looks);
				if (b->len == before)
					continue;
				if (count == MOST_SECTIONS || is_started(seen, count, s->value))
					return desk_refuse(c->d, S("cut out of one file at a time"),
					    "'%.*s' would stand twice in one file", STR(s->value));
				seen[count++] = s;
			}
		}
	}
	return true;
}

/* ---- the old texts ---- */

static bool
delete_cut(struct desk *d, const struct cut *cut)
{
	const struct node *value = node_of_cut(d, cut);
	if (value == NULL)
		return true; /* gone with its section */
	const struct node *key = path_key(value);
	if (cut->key.len > 0 && key->parent->count == 2 && path_key(key->parent) != NULL)
		key = path_key(key->parent);
	return desk_edit(d, cut->file, &(struct edit){.verb = EDIT_DELETE, .at = key});
}

static bool
leaves_something(struct desk *d, int file)
{
	const struct tree *tree = &d->files.at[file]->tree;
	for (ptrdiff_t i = 0; i < tree->document_count; i++) {
		const struct node *root = root_mapping(tree, i);
		if (root != NULL && root->count > 0)
			return true;
	}
	return false;
}

static bool
is_known_file(const struct desk *d, struct str path)
{
	for (ptrdiff_t i = 0; i < d->files.count; i++) {
		if (d->files.at[i]->text.at != NULL && str_eq(d->files.at[i]->path, path))
			return true;
	}
	return false;
}

/* The same meaning as before, read from all files together. */
static bool
means_the_same(struct desk *d, struct str meaning, const char *what)
{
	const struct workspace *ws = desk_workspace(d);
	if (str_eq(meaning_of(d->arena, ws), meaning))
		return true;
	return desk_refuse(d, S("an alias, or an order that matters, binds them together"),
	    "%s would change what the files mean", what);
}

/* What is written anew elsewhere: an alias to nothing has no meaning to write. */
static bool
can_be_written(struct cutting *c)
{
	for (ptrdiff_t i = 0; i < c->cuts.count; i++) {
		const struct node *n = node_of_cut(c->d, &c->cuts.at[i]);
		if (n == NULL || draft_of(c->d->arena, n) == NULL)
			return desk_refuse(c->d, S("desirepath check says which"),
			    "'%.*s' holds an alias to nothing, or too much",
			    STR(c->cuts.at[i].section));
	}
	return true;
}

static ptrdiff_t
count_comments(const struct desk *d)
{
	ptrdiff_t count = 0;
	for (ptrdiff_t i = 0; i < d->files.count; i++)
		count += d->files.at[i]->tree.comment_count;
	return count;
}

/* A document of several that holds nothing any more goes with its `---`, unless it has comments. */
static bool
drop_empty_document(struct desk *d, int file, ptrdiff_t number)
{
	const struct desk_file *f = d->files.at[file];
	const struct document *documents = f->tree.documents;
	const struct node *root = documents[number].root;
	bool last = number + 1 == f->tree.document_count;
	uint32_t start = documents[number].start;
	uint32_t end = last ? (uint32_t)f->text.len : documents[number + 1].start;
	if (f->tree.document_count < 2 || root->kind != NODE_MAPPING || root->count > 0)
		return true;
	for (ptrdiff_t i = 0; i < f->tree.comment_count; i++) {
		if (f->tree.comments[i].start >= start && f->tree.comments[i].start < end)
			return true;
	}
	struct buf b = {.arena = d->arena};
	buf_add(&b, str_upto(f->text, start));
	buf_add(&b, str_from(f->text, end));
	return desk_replace(d, file, buf_str(&b));
}

static bool
drop_empty_documents(struct cutting *c)
{
	for (ptrdiff_t i = 0; i < c->cuts.count; i++) {
		int file = c->cuts.at[i].file;
		ptrdiff_t count = c->d->files.at[file]->tree.document_count;
		for (ptrdiff_t k = count - 1; k >= 0; k--) {
			if (!drop_empty_document(c->d, file, k))
				return false;
		}
	}
	return true;
}

static bool
leave_something(struct cutting *c)
{
	for (ptrdiff_t i = 0; i < c->cuts.count; i++) {
		int file = c->cuts.at[i].file;
		if (!leaves_something(c->d, file))
			return desk_refuse(c->d,
			    S("to have it under another name, rename the file"),
			    "nothing would be left in '%.*s'", STR(c->d->files.at[file]->path));
	}
	return true;
}

bool
change_split(struct desk *d, struct str things, struct str path)
{
	struct cutting c = {.d = d};
	struct str thing;
	if (is_known_file(d, path))
		return desk_refuse(d,
		    S("choose another name; `desirepath join` puts files together"),
		    "'%.*s' is there already", STR(path));
	while (str_cut(&things, ',', &thing)) {
		if (str_trim(thing).len > 0 && !find_thing(&c, str_trim(thing)))
			return false;
	}
	if (c.cuts.count == 0)
		return desk_refuse(d, S("name personas, maps or sections, separated by commas"),
		    "nothing is named that is to be cut out");
	struct str meaning = meaning_of(d->arena, desk_workspace(d));
	ptrdiff_t comments = count_comments(d);
	struct buf b = {.arena = d->arena};
	if (!can_be_written(&c) || !write_cuts(&c, &b))
		return false;
	for (ptrdiff_t i = 0; i < c.cuts.count; i++) {
		if (!delete_cut(d, &c.cuts.at[i]))
			return false;
	}
	if (!leave_something(&c) || !drop_empty_documents(&c))
		return false;
	int made = desk_create(d, path, buf_str(&b));
	if (!d->files.at[made]->parsed)
		return desk_refuse(
		    d, S("an alias binds them to the rest"), "what is cut out cannot stand alone");
	if (count_comments(d) < comments)
		return desk_refuse(d, S("comments within brackets have no place there: move them"),
		    "a comment would be lost");
	return means_the_same(d, meaning, "cutting this out");
}
