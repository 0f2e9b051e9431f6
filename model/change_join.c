/* SPDX-License-Identifier: MIT */
/*
 * Putting a file back into another: sections the other lacks as they stand, entries behind those it
 * has, lists at the end of lists. Every entry brings its lines along, and the comments that stand
 * between entries go with the next one, so that none is lost.
 */
#include "base/buf.h"
#include "model/change.h"
#include "model/meaning.h"
#include "model/path.h"

struct joining {
	struct desk *d;
	int from, into;
	uint32_t covered; /* comments before this byte have been taken along */
};

/* ---- places, for refusals ---- */

static ptrdiff_t
line_of(struct str text, uint32_t offset)
{
	ptrdiff_t line = 1;
	struct str rest = str_upto(text, offset), one;
	while (str_line(&rest, &one))
		line += rest.len > 0 || text.at[offset - 1] == '\n';
	return line;
}

static struct str
place_of(struct joining *j, int file, const struct node *n)
{
	const struct desk_file *f = j->d->files.at[file];
	return str_format(
	    j->d->arena, "%.*s:%td", STR(f->path), line_of(f->text, path_entry(n)->start));
}

static bool
refuse_twice(struct joining *j, const struct node *there, const struct node *here)
{
	struct str first = place_of(j, j->into, there), second = place_of(j, j->from, here);
	return desk_refuse(j->d, S("keep one of the two, then join"),
	    "'%.*s' stands in both files, at %.*s and at %.*s", STR(path_key(here)->value),
	    STR(first), STR(second));
}

/* ---- lines and comments to take along ---- */

static void
add_comment(struct buf *b, struct str text, struct span comment, ptrdiff_t column)
{
	buf_fill(b, ' ', column);
	buf_add(b, str_from(str_upto(text, comment.end), comment.start));
	buf_char(b, '\n');
}

/* Comments from j->covered up to `end` that stand between entries, or on the line of a section. */
static void
add_comments(struct joining *j, struct buf *b, uint32_t end, ptrdiff_t column)
{
	const struct desk_file *f = j->d->files.at[j->from];
	for (ptrdiff_t i = 0; i < f->tree.comment_count; i++) {
		struct span comment = f->tree.comments[i];
		if (comment.start >= j->covered && comment.start < end)
			add_comment(b, f->text, comment, column);
	}
	j->covered = end > j->covered ? end : j->covered;
}

/* The whole lines of an entry, with all comments above it that belong to nothing else. */
static struct str
lines_to_take(struct joining *j, const struct node *entry, ptrdiff_t *column)
{
	const struct desk_file *f = j->d->files.at[j->from];
	struct str lines = edit_lines(f->text, &f->tree, entry, column);
	struct buf b = {.arena = j->d->arena};
	if (lines.len == 0)
		return lines;
	add_comments(j, &b, (uint32_t)(lines.at - f->text.at), *column);
	buf_add(&b, lines);
	j->covered = (uint32_t)(lines.at - f->text.at + lines.len);
	return buf_str(&b);
}

/* ---- entries ---- */

static bool
put(struct joining *j, const struct node *collection, const struct node *entry, ptrdiff_t position)
{
	struct arena *a = j->d->arena;
	bool pair = entry->is_key;
	struct edit e = {.verb = pair ? EDIT_ADD : EDIT_INSERT,
	    .at = collection,
	    .position = position,
	    .key = pair ? draft_of(a, entry) : NULL,
	    .value = draft_of(a, pair ? entry->next : entry)};
	if (e.value == NULL || (pair && e.key == NULL))
		return desk_refuse(j->d, S("desirepath check says which"),
		    "'%.*s' holds an alias to nothing, or too much",
		    STR(place_of(j, j->from, entry)));
	e.lines = lines_to_take(j, entry, &e.lines_column);
	return desk_edit(j->d, j->into, &e);
}

static const struct node *
find_again(struct joining *j, struct str path)
{
	struct str ignored = {0};
	return path_find(j->d->arena, &j->d->files.at[j->into]->tree, path, &ignored);
}

static struct str
path_into(struct joining *j, const struct node *n)
{
	return path_of(j->d->arena, &j->d->files.at[j->into]->tree, n);
}

static bool
join_lists(struct joining *j, struct str into, const struct node *list)
{
	for (const struct node *item = list->first; item != NULL; item = item->next) {
		const struct node *there = find_again(j, into);
		if (!put(j, there, item, EDIT_LAST))
			return false;
	}
	return true;
}

/* A key of workspace or framing that both have: lists join, anything else is said twice. */
static bool
join_values(struct joining *j, const struct node *there, const struct node *here)
{
	const struct node *real = node_real(there), *list = node_real(here);
	if (real->kind != NODE_SEQUENCE || list->kind != NODE_SEQUENCE)
		return refuse_twice(j, there, here);
	return join_lists(j, path_into(j, there), list);
}

static bool
is_union(struct str section)
{
	return str_eq(section, S("workspace")) || str_eq(section, S("framing"));
}

static bool
join_mappings(struct joining *j, struct str into, const struct node *section, struct str name)
{
	for (const struct node *k = section->first; k != NULL; k = k->next->next) {
		const struct node *there = find_again(j, into);
		const struct node *same = path_value(there, k->value);
		if (same != NULL && !is_union(name))
			return refuse_twice(j, same, k->next);
		bool fine =
		    same != NULL ? join_values(j, same, k->next) : put(j, there, k, EDIT_LAST);
		if (!fine)
			return false;
	}
	return true;
}

/* `workspace: HR` and a mapping in the other file: the title becomes a key. */
static bool
join_title(struct joining *j, const struct node *there, const struct node *here)
{
	struct arena *a = j->d->arena;
	const struct node *real = node_real(there), *other = node_real(here);
	if (real->kind == NODE_MAPPING) {
		const struct node *title = path_value(real, S("title"));
		if (title != NULL)
			return refuse_twice(j, title, here);
		return desk_edit(j->d, j->into,
		    &(struct edit){.verb = EDIT_ADD,
			.at = real,
			.position = 0,
			.key = draft_text(a, S("title")),
			.value = draft_of(a, other)});
	}
	if (path_value(other, S("title")) != NULL || other->kind != NODE_MAPPING)
		return refuse_twice(j, there, here);
	struct draft *mapping = draft_mapping(a);
	draft_add(mapping, draft_text(a, S("title")));
	draft_add(mapping, draft_of(a, real));
	struct str path = path_into(j, there);
	struct edit e = {.verb = EDIT_REPLACE, .at = there, .value = mapping};
	return desk_edit(j->d, j->into, &e) && join_mappings(j, path, other, S("workspace"));
}

static bool
is_nothing(const struct node *n)
{
	return n->kind == NODE_SCALAR && n->is_null;
}

/* A section that both files have. */
static bool
join_section(struct joining *j, const struct node *there, const struct node *key)
{
	const struct node *real = node_real(there), *here = node_real(key->next);
	struct str name = key->value;
	if (is_nothing(here))
		return true;
	if (str_eq(name, S("format")) && real->kind == NODE_SCALAR && here->kind == NODE_SCALAR &&
	    str_eq(real->value, here->value))
		return true;
	bool known = schema_find(OWN_TOP, name) != NULL;
	bool collection = here->kind != NODE_SCALAR;
	if (known && collection && (is_nothing(real) || real->kind == here->kind)) {
		struct str path = path_into(j, there);
		return here->kind == NODE_SEQUENCE ? join_lists(j, path, here)
						   : join_mappings(j, path, here, name);
	}
	if (str_eq(name, S("workspace")) && real->kind != NODE_SEQUENCE &&
	    here->kind != NODE_SEQUENCE)
		return join_title(j, there, key->next);
	return refuse_twice(j, there, key->next);
}

/* ---- sections ---- */

/* Sections stand in the order of the schema; those of others behind them. */
static int
rank_of(struct str section)
{
	const struct schema_row *row = schema_find(OWN_TOP, section);
	return row != NULL ? (int)row->field : FIELD_COUNT;
}

static ptrdiff_t
position_in(const struct node *root, struct str section)
{
	ptrdiff_t position = 0, number = 0;
	for (const struct node *k = root->first; k != NULL; k = k->next->next) {
		number++;
		if (rank_of(k->value) <= rank_of(section))
			position = number;
	}
	return position;
}

static const struct node *
section_into(struct joining *j, struct str name)
{
	const struct tree *tree = &j->d->files.at[j->into]->tree;
	for (ptrdiff_t i = 0; i < tree->document_count; i++) {
		const struct node *value = path_value(tree->documents[i].root, name);
		if (value != NULL)
			return value;
	}
	return NULL;
}

static bool
join_root(struct joining *j, const struct node *root)
{
	for (const struct node *k = root->first; k != NULL; k = k->next->next) {
		const struct node *there = section_into(j, k->value);
		const struct tree *tree = &j->d->files.at[j->into]->tree;
		const struct node *into = node_real(tree->documents[0].root);
		bool fine = there != NULL
		    ? join_section(j, there, k)
		    : put(j, into, k,
			  into->kind == NODE_MAPPING ? position_in(into, k->value) : EDIT_LAST);
		if (!fine)
			return false;
	}
	return true;
}

/* ---- the whole ---- */

static int
file_named(struct desk *d, struct str path)
{
	for (int i = 0; i < (int)d->files.count; i++) {
		if (d->files.at[i]->text.at != NULL && str_eq(d->files.at[i]->path, path))
			return i;
	}
	return -1;
}

static bool
is_ready(struct desk *d, int file, struct str path)
{
	if (file < 0)
		return desk_refuse(d, (struct str){0}, "there is no file '%.*s'", STR(path));
	if (!d->files.at[file]->parsed)
		return desk_refuse(d, S("desirepath check says what is wrong"),
		    "'%.*s' cannot be read as YAML, so it is not joined", STR(path));
	return true;
}

/* Comments below the last entry, and in a file that holds nothing else, at the end of the other. */
static bool
add_last_comments(struct joining *j)
{
	struct desk *d = j->d;
	const struct desk_file *into = d->files.at[j->into];
	struct buf rest = {.arena = d->arena}, b = {.arena = d->arena};
	add_comments(j, &rest, UINT32_MAX, 0);
	if (rest.len == 0)
		return true;
	buf_add(&b, into->text);
	if (b.len > 0 && b.at[b.len - 1] != '\n')
		buf_char(&b, '\n');
	buf_add(&b, buf_str(&rest));
	return desk_replace(d, j->into, buf_str(&b));
}

static ptrdiff_t
count_comments(const struct desk *d, int file)
{
	return d->files.at[file]->tree.comment_count;
}

bool
change_join(struct desk *d, struct str from, struct str into)
{
	struct joining j = {.d = d, .from = file_named(d, from), .into = file_named(d, into)};
	if (!is_ready(d, j.from, from) || !is_ready(d, j.into, into))
		return false;
	if (j.from == j.into)
		return desk_refuse(d, S("name the file to take from, then the one to put it into"),
		    "'%.*s' cannot be joined to itself", STR(from));
	const struct tree *tree = &d->files.at[j.from]->tree;
	struct str meaning = meaning_of(d->arena, desk_workspace(d));
	ptrdiff_t comments = count_comments(d, j.from) + count_comments(d, j.into);
	for (ptrdiff_t i = 0; i < tree->document_count; i++) {
		const struct node *root = node_real(tree->documents[i].root);
		if (root->kind == NODE_MAPPING && !join_root(&j, root))
			return false;
		if (root->kind != NODE_MAPPING && !is_nothing(root))
			return desk_refuse(
			    d, (struct str){0}, "'%.*s' has no sections to join", STR(from));
	}
	if (!add_last_comments(&j))
		return false;
	if (count_comments(d, j.into) < comments)
		return desk_refuse(d, S("comments within brackets have no place there: move them"),
		    "a comment of '%.*s' would be lost", STR(from));
	if (!desk_replace(d, j.from, (struct str){0}))
		return false;
	if (str_eq(meaning_of(d->arena, desk_workspace(d)), meaning))
		return true;
	return desk_refuse(d, S("an alias, or an order that matters, keeps them apart"),
	    "joining them would change what they mean");
}
