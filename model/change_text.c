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
