/* SPDX-License-Identifier: MIT */
/*
 * Changes for which no single edit stands: a list that moves one level deeper, a value that is to
 * be written in brackets. The bytes are replaced here, the text is read again, and it is taken only
 * when its tree is the old one but for the one node, with every comment still there.
 */
#include "model/change_priv.h"

#include "model/emit.h"
#include "model/path.h"

static bool
means(const struct node *n, const struct draft *d)
{
	if (n->kind != d->kind)
		return false;
	if (n->kind == NODE_SCALAR)
		return str_eq(n->value, d->text);
	const struct draft *part = d->first;
	for (const struct node *c = n->first; c != NULL; c = c->next, part = part->next) {
		if (part == NULL || !means(c, part))
			return false;
	}
	return part == NULL;
}

struct comparison {
	const struct node *target; /* of the old tree: what is replaced */
	const struct draft *meaning;
};

static bool
is_same_but(const struct node *x, const struct node *y, const struct comparison *c)
{
	if (x == c->target)
		return means(y, c->meaning) && str_eq(x->anchor, y->anchor);
	if (x->kind != y->kind || x->is_null != y->is_null || x->count != y->count ||
	    !str_eq(x->value, y->value) || !str_eq(x->anchor, y->anchor) || !str_eq(x->tag, y->tag))
		return false;
	const struct node *other = y->first;
	for (const struct node *n = x->first; n != NULL; n = n->next, other = other->next) {
		if (!is_same_but(n, other, c))
			return false;
	}
	return true;
}

static bool
are_same_comments(struct str x, const struct tree *xs, struct str y, const struct tree *ys)
{
	bool same = xs->comment_count == ys->comment_count;
	for (ptrdiff_t i = 0; same && i < xs->comment_count; i++) {
		struct span a = xs->comments[i], b = ys->comments[i];
		same = str_eq(
		    str_from(str_upto(x, a.end), a.start), str_from(str_upto(y, b.end), b.start));
	}
	return same;
}

static bool
is_faithful(
    const struct desk_file *f, struct str text, const struct tree *tree, const struct comparison *c)
{
	if (tree->document_count != f->tree.document_count ||
	    !are_same_comments(f->text, &f->tree, text, tree))
		return false;
	for (ptrdiff_t i = 0; i < tree->document_count; i++) {
		if (!is_same_but(f->tree.documents[i].root, tree->documents[i].root, c))
			return false;
	}
	return true;
}

bool
change_text(struct desk *d, int file, struct span span, struct str with, const struct node *target,
    const struct draft *meaning)
{
	const struct desk_file *f = d->files.at[file];
	struct buf b = {.arena = d->arena};
	struct tree tree = {0};
	struct yaml_error error = {0};
	buf_add(&b, str_upto(f->text, span.start));
	buf_add(&b, with);
	buf_add(&b, str_from(f->text, span.end));
	struct str text = buf_str(&b);
	struct comparison c = {target, meaning};
	if (!yaml_parse(d->arena, text, &tree, &error) || !is_faithful(f, text, &tree, &c))
		return desk_refuse(d, S("change it in an editor"),
		    "this cannot be written here without touching something else");
	return desk_replace(d, file, text);
}

/* ---- many scalars at once ---- */

struct many {
	const struct change_scalar *list; /* in the order of the text */
	ptrdiff_t count, next;
};

static bool
is_same_but_many(const struct node *x, const struct node *y, struct many *m)
{
	if (x->kind != y->kind || x->is_null != y->is_null || x->count != y->count ||
	    x->style != y->style || !str_eq(x->anchor, y->anchor) || !str_eq(x->tag, y->tag))
		return false;
	if (m->next < m->count && m->list[m->next].node == x)
		return str_eq(y->value, m->list[m->next++].text);
	if (!str_eq(x->value, y->value))
		return false;
	const struct node *other = y->first;
	for (const struct node *n = x->first; n != NULL; n = n->next, other = other->next) {
		if (!is_same_but_many(n, other, m))
			return false;
	}
	return true;
}

/* In the quotes that are there; false where that would need more thought. */
static bool
add_scalar(struct buf *b, const struct node *n, struct str text)
{
	struct emit_place place = {.flow = true, .key = n->is_key};
	bool quoted = n->style == STYLE_SINGLE || n->style == STYLE_DOUBLE;
	if ((!quoted && n->style != STYLE_PLAIN) || !emit_is_plain(text, place, false))
		return false;
	if (quoted)
		buf_char(b, n->style == STYLE_SINGLE ? '\'' : '"');
	buf_add(b, text);
	if (quoted)
		buf_char(b, n->style == STYLE_SINGLE ? '\'' : '"');
	return true;
}

bool
change_scalars(struct desk *d, int file, const struct change_scalar *list, ptrdiff_t count)
{
	const struct desk_file *f = d->files.at[file];
	struct buf b = {.arena = d->arena};
	uint32_t from = 0;
	for (ptrdiff_t i = 0; i < count; i++) {
		const struct node *n = list[i].node;
		if (n->kind != NODE_SCALAR || n->is_null || n->content < from)
			return false;
		buf_add(&b, str_from(str_upto(f->text, n->content), from));
		if (!add_scalar(&b, n, list[i].text))
			return false;
		from = n->end;
	}
	buf_add(&b, str_from(f->text, from));
	struct tree tree = {0};
	struct yaml_error error = {0};
	struct many m = {list, count, 0};
	bool same = f->parsed && yaml_parse(d->arena, buf_str(&b), &tree, &error) &&
	    tree.document_count == f->tree.document_count &&
	    are_same_comments(f->text, &f->tree, buf_str(&b), &tree);
	for (ptrdiff_t i = 0; same && i < tree.document_count; i++)
		same = is_same_but_many(f->tree.documents[i].root, tree.documents[i].root, &m);
	return same && m.next == count && desk_replace(d, file, buf_str(&b));
}

/* Quotes and a comment behind the text stay as they are when the id is put in front of it. */
bool
change_write_id(struct desk *d, struct located item, struct str id, struct str text)
{
	const struct node *n = item.node;
	struct draft *draft = change_item_draft(d->arena, id, text);
	bool bare = text.len == 0;
	bool line = n->kind == NODE_SCALAR && n->style != STYLE_LITERAL &&
	    n->style != STYLE_FOLDED && n->start == n->content && n->parent->style == STYLE_BLOCK &&
	    (bare || str_eq(n->value, text));
	if (!line || (bare && n->style != STYLE_PLAIN))
		return change_put(d, item, draft);
	uint32_t at = bare ? n->end : n->content;
	struct str with = bare ? S(":") : str_format(d->arena, "%.*s: ", STR(id));
	struct str why = d->why, hint = d->hint;
	if (change_text(d, item.file, (struct span){at, at}, with, n, draft))
		return true;
	d->why = why;
	d->hint = hint;
	return change_put(d, item, draft);
}

/* ---- one level deeper ---- */

static uint32_t
next_line(struct str text, uint32_t at)
{
	while (at < text.len && text.at[at] != '\n' && text.at[at] != '\r')
		at++;
	if (at + 1 < text.len && text.at[at] == '\r' && text.at[at + 1] == '\n')
		at++;
	return at < text.len ? at + 1 : at;
}

/* The lines, those that hold something `columns` further in. */
static void
add_deeper(struct buf *b, struct str lines, int columns)
{
	for (uint32_t at = 0; at < lines.len;) {
		uint32_t end = next_line(lines, at);
		struct str line = str_from(str_upto(lines, end), at);
		if (str_trim(line).len > 0)
			buf_fill(b, ' ', columns);
		buf_add(b, line);
		at = end;
	}
}

static void
add_pairs(struct buf *b, const struct looks *looks, const struct draft *mapping, int column)
{
	const struct draft *key = mapping == NULL ? NULL : mapping->first;
	for (; key != NULL; key = key->next->next) {
		buf_fill(b, ' ', column);
		emit_scalar(
		    b, looks, (struct emit_place){.key = true, .column = column}, key, STYLE_PLAIN);
		buf_char(b, ':');
		emit_behind(b, looks, key->next, column, false);
		buf_add(b, looks->line_break);
	}
}

/* `first` and then the inner key with what stood there. */
static struct draft *
wrapped(struct arena *a, const struct draft *first, struct str inner, const struct node *value)
{
	struct draft *all = draft_mapping(a);
	const struct draft *part = first == NULL ? NULL : first->first;
	for (; part != NULL; part = part->next) {
		struct draft *copy = NEW(a, struct draft);
		*copy = *part;
		draft_add(all, copy);
	}
	draft_add(all, draft_text(a, inner));
	draft_add(all, draft_of(a, value));
	return all;
}

/* The lines below the key, or an empty span when they do not stand on lines of their own. */
static struct span
lines_below(const struct desk_file *f, const struct node *key)
{
	ptrdiff_t column;
	struct str lines = edit_lines(f->text, &f->tree, key, &column);
	if (lines.len == 0)
		return (struct span){0};
	uint32_t start = next_line(f->text, key->end);
	uint32_t end = (uint32_t)(lines.at - f->text.at + lines.len);
	return (struct span){start, start <= key->next->start ? end : start};
}

bool
change_wrap(struct desk *d, struct located key, const struct draft *first, struct str inner)
{
	const struct desk_file *f = d->files.at[key.file];
	const struct node *value = key.node->next;
	struct draft *meaning = wrapped(d->arena, first, inner, value);
	struct span span =
	    value->style == STYLE_BLOCK ? lines_below(f, key.node) : (struct span){0};
	if (span.end <= span.start) {
		struct edit edit = {.verb = EDIT_REPLACE, .at = value, .value = meaning};
		return desk_edit(d, key.file, &edit);
	}
	struct looks looks = looks_of(f->text, &f->tree);
	int column = (int)key.node->column + looks.step;
	struct buf b = {.arena = d->arena};
	add_pairs(&b, &looks, first, column);
	buf_fill(&b, ' ', column);
	emit_scalar(&b, &looks, (struct emit_place){.key = true, .column = column},
	    draft_text(d->arena, inner), STYLE_PLAIN);
	buf_char(&b, ':');
	buf_add(&b, looks.line_break);
	add_deeper(&b, str_from(str_upto(f->text, span.end), span.start), looks.step);
	return change_text(d, key.file, span, buf_str(&b), value, meaning);
}

bool
change_add_to_stage(struct desk *d, struct located key, struct str name, const struct draft *value)
{
	const struct node *n = node_real(key.node->next);
	if (n != NULL && n->kind == NODE_SEQUENCE && n->count > 0) {
		struct draft *first = draft_mapping(d->arena);
		struct draft *copy = NEW(d->arena, struct draft);
		*copy = *value;
		draft_add(first, draft_text(d->arena, name));
		draft_add(first, copy);
		return change_wrap(d, key, first, S("steps"));
	}
	if (n != NULL && n->kind == NODE_SEQUENCE) {
		struct draft *all = draft_mapping(d->arena);
		struct draft *copy = NEW(d->arena, struct draft);
		*copy = *value;
		draft_add(all, draft_text(d->arena, name));
		draft_add(all, copy);
		return change_put(d, (struct located){key.file, n}, all);
	}
	return change_add_key(d, (struct located){key.file, n}, name, value);
}
