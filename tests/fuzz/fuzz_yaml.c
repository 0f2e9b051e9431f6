/* SPDX-License-Identifier: MIT */
/*
 * Arbitrary bytes through yaml_parse and syntax_parse. Whatever comes in, spans of nodes must be
 * nested, ordered and within the text, comments must begin with # and stand outside of values, no
 * alias may lead back to a node that holds it, and findings must lie within the text.
 */
#include "model/syntax.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define MUST(condition)                                                                            \
	do {                                                                                       \
		if (!(condition))                                                                  \
			abort();                                                                   \
	} while (0)

struct walk {
	struct str text;
	const struct tree *tree;
	ptrdiff_t comment, nodes;
	uint32_t at; /* where the last leaf ended */
};

static void
check_span(const struct walk *w, const struct node *n)
{
	MUST(n->start <= n->properties_end && n->properties_end <= n->content);
	MUST(n->content <= n->end && n->end <= n->loose_end && n->loose_end <= w->text.len);
	MUST(!n->is_null || n->content == n->end);
	MUST(n->indicator == NO_OFFSET || n->indicator <= n->start);
	MUST((n->properties_end == n->start) == (n->anchor.len == 0 && n->tag.len == 0));
	MUST(n->column <= n->content);
	const struct node *p = n->parent;
	if (p == NULL)
		return;
	MUST(p->content <= n->start && n->end <= p->end);
	MUST(n->previous == NULL || n->previous->end <= n->start);
	MUST(n->next == NULL || n->next->previous == n);
	MUST(n->next != NULL || p->last == n);
	if (n->indicator != NO_OFFSET) {
		MUST(n->indicator >= p->content);
		MUST(n->previous == NULL || n->previous->end <= n->indicator);
	}
}

static void
check_leaf(struct walk *w, const struct node *n)
{
	while (w->comment < w->tree->comment_count &&
	    w->tree->comments[w->comment].start < n->content) {
		struct span c = w->tree->comments[w->comment++];
		MUST(c.start >= w->at && c.end <= n->content);
	}
	bool block = n->style == STYLE_LITERAL || n->style == STYLE_FOLDED;
	while (block && w->comment < w->tree->comment_count &&
	    w->tree->comments[w->comment].start < n->end)
		w->comment++;
	MUST(n->content >= w->at);
	w->at = n->end;
}

static void
check_node(struct walk *w, const struct node *n)
{
	w->nodes++;
	check_span(w, n);
	const struct node *real = node_real(n);
	MUST(real->kind != NODE_ALIAS || real->target == NULL);
	for (const struct node *p = n->parent; n->kind == NODE_ALIAS && p != NULL; p = p->parent)
		MUST(p != n->target);
	if (n->kind == NODE_SCALAR || n->kind == NODE_ALIAS)
		check_leaf(w, n);
	int32_t count = 0;
	for (const struct node *c = n->first; c != NULL; c = c->next) {
		MUST(c->parent == n);
		MUST(c->is_key == (n->kind == NODE_MAPPING && count % 2 == 0));
		check_node(w, c);
		count++;
	}
	MUST(count == n->count && (n->kind != NODE_MAPPING || count % 2 == 0));
}

static void
check_tree(struct str text, const struct tree *tree)
{
	struct walk w = {.text = text, .tree = tree};
	MUST(tree->document_count > 0);
	for (ptrdiff_t i = 0; i < tree->document_count; i++) {
		const struct document *d = &tree->documents[i];
		MUST(d->start <= d->content && d->content <= d->root->start);
		MUST(d->root->end <= d->end && d->end <= text.len);
		check_node(&w, d->root);
	}
	MUST(w.nodes == tree->node_count);
	uint32_t at = 0;
	for (ptrdiff_t i = 0; i < tree->comment_count; i++) {
		struct span c = tree->comments[i];
		MUST(c.start >= at && c.end <= text.len && text.at[c.start] == '#');
		at = c.end;
	}
}

static void
check_findings(struct arena *a, struct source *s, const struct diags *d)
{
	for (ptrdiff_t i = 0; i < d->list.count; i++) {
		const struct diag *f = &d->list.at[i];
		MUST(f->at.source == 7 && f->width >= 1 && f->message.len > 0);
		MUST(f->at.offset <= s->parsed.len);
		struct position p = source_position(a, s, f->at.offset);
		MUST(p.line >= 1 && p.line <= s->line_count && p.column >= 1);
		source_line(a, s, p.line);
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *a = arena_new();
	/* An exact copy, so that the sanitizer sees every step beyond the end. */
	char *bytes = malloc(size ? size : 1);
	if (size > 0)
		memcpy(bytes, data, size);
	struct source s = {.path = S("fuzz"), .text = {bytes, (ptrdiff_t)size}};
	struct tree tree;
	struct yaml_error error;
	bool fine = yaml_parse(a, s.text, &tree, &error);
	check_tree(s.text, &tree);
	MUST(fine == (error.trouble == YAML_FINE));
	MUST(error.offset <= size);
	struct diags d = {.arena = a};
	if (syntax_parse(a, &s, 7, &d, &tree))
		check_tree(s.parsed, &tree);
	else
		MUST(tree.document_count == 0 && d.list.count > 0);
	diags_sort(&d);
	check_findings(a, &s, &d);
	free(bytes);
	arena_free(a);
	return 0;
}
