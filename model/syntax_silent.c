/* SPDX-License-Identifier: MIT */
/*
 * What libyaml accepts without a word though somebody meant something else: a walk over the
 * finished tree in reading order. A finding here must be true of any YAML file; where it is a
 * matter of taste, nothing is said.
 */
#include "base/buf.h"
#include "base/map.h"
#include "base/utf8.h"
#include "model/syntax_priv.h"

#include <string.h>

enum { MOST_FINDINGS = 1000 };

struct silent {
	struct arena *arena, *work; /* for words that stay; for maps that do not */
	struct str text;
	const struct tree *tree;
	const struct mending *mending;
	uint32_t number;
	struct diags *d;
	ptrdiff_t comment;      /* the next one */
	struct str_map aliases; /* names that something refers to */
	ptrdiff_t most;         /* findings in the list */
};

/* ---- places ---- */

static bool
is_mended(const struct silent *s, uint32_t offset)
{
	const struct mending *m = s->mending;
	if (m == NULL)
		return false;
	ptrdiff_t low = 0, high = m->count;
	while (high - low > 1) {
		ptrdiff_t middle = low + (high - low) / 2;
		if (m->starts[middle] <= offset)
			low = middle;
		else
			high = middle;
	}
	return m->mended[low];
}

static bool
is_break(char c)
{
	return c == '\n' || c == '\r';
}

/* The line around an offset. */
static struct str
line_at(const struct silent *s, uint32_t offset)
{
	ptrdiff_t start = offset, end = offset;
	while (start > 0 && !is_break(s->text.at[start - 1]))
		start--;
	while (end < s->text.len && !is_break(s->text.at[end]))
		end++;
	return slice(s->text, start, end);
}

/* Where a short line is shown as corrected; too long ones are not. */
static bool
is_short(struct str line)
{
	return line.len <= 200;
}

static struct str
written(const struct silent *s, const struct node *n)
{
	return slice(s->text, n->content, n->end);
}

static struct diag *
add(struct silent *s, enum diag_code code, uint32_t from, uint32_t to, struct str message)
{
	ptrdiff_t width = utf8_count(slice(s->text, from, to));
	return diag_add(s->d, code, (struct place){s->number, from}, width, "%.*s", STR(message));
}

/* The line of `from` with other words for from..to, as a hint. */
static struct str
hint_with(struct silent *s, uint32_t from, uint32_t to, struct str words)
{
	struct str line = line_at(s, from);
	if (!is_short(line))
		return S("put the text in quotes");
	ptrdiff_t start = line.at - s->text.at;
	struct str before = str_upto(line, from - start), after = str_from(line, to - start);
	before = str_from(before, shape_of(line).indent);
	return str_format(
	    s->arena, "write `%.*s%.*s%.*s`", STR(before), STR(words), STR(str_trim(after)));
}

static bool
is_first_on_line(const struct silent *s, uint32_t offset)
{
	while (offset > 0 && is_blank(s->text.at[offset - 1]))
		offset--;
	return offset == 0 || is_break(s->text.at[offset - 1]);
}

/* ---- a text of several lines ---- */

static void
report_swallowed_item(struct silent *s, const struct node *n, uint32_t at)
{
	struct diag *f = add(s, DIAG_indent, at, at + 1,
	    str_format(s->arena, "this list item is read as part of the text '%.*s' above it",
		STR(shown(s->arena,
		    str_upto(written(s, n),
			str_find(written(s, n), '\n') > 0 ? str_find(written(s, n), '\n') : 0)))));
	const struct node *p = n->parent;
	if (p != NULL && p->kind == NODE_SEQUENCE)
		f->hint = str_format(
		    s->arena, "items stand under each other: begin it in column %u", p->column + 1);
	else
		f->hint = S("a key has a text or a list: make the text the first item");
}

static void
report_swallowed_key(struct silent *s, uint32_t at, struct str word, struct str line)
{
	uint32_t colon = at + (uint32_t)word.len;
	struct diag *f = add(s, DIAG_colon_space, colon, colon + 1,
	    str_format(s->arena, "a blank must follow the colon of '%.*s:'", STR(word)));
	f->hint = str_format(s->arena, "write `%.*s: %.*s`", STR(word),
	    STR(shown(s->arena, str_trim(str_from(line, word.len + 1)))));
}

/* A plain text goes on in lines that were meant as items or details. One finding for each text. */
static void
look_at_lines(struct silent *s, const struct node *n)
{
	struct str rest = written(s, n), line;
	str_line(&rest, &line);
	while (str_line(&rest, &line)) {
		struct shape shape = shape_of(line);
		uint32_t at = (uint32_t)(line.at - s->text.at + shape.indent);
		struct str body = str_from(line, shape.indent);
		struct str word = key_before_colon(body);
		if (shape.dash >= 0) {
			report_swallowed_item(s, n, at);
			return;
		}
		if (word.len > 0 && is_known_key(word)) {
			report_swallowed_key(s, at, word, body);
			return;
		}
	}
}

/* ---- one scalar ---- */

static void
look_at_odd_blank(struct silent *s, const struct node *n)
{
	struct str value = written(s, n);
	int len = odd_blank(value);
	if (len == 0 || !is_first_on_line(s, n->content))
		return;
	struct str rest = value;
	int32_t c = utf8_next(&rest);
	struct diag *f = add(s, DIAG_yaml_tab, n->content, n->content + (uint32_t)len,
	    c == 0xa0 ? S("a no-break space stands in the indentation")
		      : str_format(s->arena, "the character U+%04X stands in the indentation",
			    (unsigned)c));
	f->hint = S("use spaces");
}

static void
look_at_item(struct silent *s, const struct node *n)
{
	struct str value = n->value;
	const struct node *p = n->parent;
	if (!looks_like_key(value))
		return;
	struct str word = key_before_colon(value);
	if (p->style == STYLE_FLOW && !is_known_key(word))
		return;
	uint32_t colon = n->content + (uint32_t)word.len;
	struct diag *f = add(s, DIAG_colon_space_text, colon, colon + 1,
	    str_format(s->arena,
		"without a blank after the colon, '%.*s' is the beginning of a sentence, no key",
		STR(word)));
	f->hint = hint_with(s, colon, colon + 1, S(": "));
}

/* A word in braces without a value: `{channel:chat}`, `{a: Sign in, four systems}`. */
static void
look_at_entry(struct silent *s, const struct node *key)
{
	const struct node *value = key->next;
	if (key->style != STYLE_PLAIN || value == NULL || !value->is_null ||
	    value->indicator != NO_OFFSET || value->tag.len > 0 || value->anchor.len > 0)
		return;
	struct str word = key_before_colon(key->value);
	if (word.len > 0) {
		uint32_t colon = key->content + (uint32_t)word.len;
		struct diag *f = add(s, DIAG_colon_space, colon, colon + 1,
		    str_format(s->arena, "a blank must follow the colon of '%.*s:'", STR(word)));
		f->hint = hint_with(s, colon, colon + 1, S(": "));
		return;
	}
	const struct node *before = key->previous;
	if (before == NULL || before->kind != NODE_SCALAR || before->is_null ||
	    before->style != STYLE_PLAIN ||
	    (str_find(key->value, ' ') < 0 && str_find(before->value, ' ') < 0))
		return;
	struct diag *f = add(s, DIAG_flow_comma, key->content, key->end,
	    str_format(s->arena, "is '%.*s' the rest of the sentence before the comma?",
		STR(shown(s->arena, key->value))));
	struct str whole = slice(s->text, before->content, key->end);
	f->hint = hint_with(s, before->content, key->end, in_quotes(s->arena, whole));
}

/* `- ? what` */
static void
look_at_question(struct silent *s, const struct node *key)
{
	const struct node *map = key->parent, *value = key->next;
	if (!key->explicit_key || map->style != STYLE_BLOCK || map->count != 2 ||
	    key->style != STYLE_PLAIN || key->kind != NODE_SCALAR || value == NULL ||
	    !value->is_null || value->indicator != NO_OFFSET || map->parent == NULL ||
	    map->parent->kind != NODE_SEQUENCE || key->is_null)
		return;
	struct diag *f = add(s, DIAG_quote_it, key->indicator, key->end,
	    S("a text cannot begin with '? ' without quotes"));
	f->hint = hint_with(s, key->indicator, key->end,
	    in_quotes(s->arena, slice(s->text, key->indicator, key->end)));
}

/* `takes: >5` */
static void
look_at_block(struct silent *s, const struct node *n)
{
	struct str header = written(s, n);
	ptrdiff_t digit = 1 + (header.len > 1 && (header.at[1] == '-' || header.at[1] == '+'));
	if (n->value.len > 0 || n->style != STYLE_FOLDED || digit >= header.len ||
	    !is_digit(header.at[digit]))
		return;
	struct diag *f = add(s, DIAG_block_number, n->content, n->end,
	    S("'>' starts a block text, not a comparison"));
	f->hint = str_format(s->arena, "write `at least %.*s`", STR(str_from(header, digit)));
}

/* `- &co text` to which nothing refers: the word is gone from the text. */
static void
look_at_anchor(struct silent *s, const struct node *n)
{
	if (n->style != STYLE_PLAIN || str_map_get(&s->aliases, n->anchor) >= 0)
		return;
	struct diag *f = add(s, DIAG_quote_it, n->start, n->end,
	    str_format(s->arena, "'&%.*s' is a label here, not text, and nothing refers to it",
		STR(n->anchor)));
	f->hint =
	    hint_with(s, n->start, n->end, in_quotes(s->arena, slice(s->text, n->start, n->end)));
}

static void
look_at_alias(struct silent *s, const struct node *n)
{
	if (n->target != NULL)
		return;
	for (const struct node *p = n->parent; p != NULL; p = p->parent) {
		if (str_eq(p->anchor, n->value)) {
			add(s, DIAG_yaml_syntax, n->start, n->end,
			    str_format(s->arena, "'*%.*s' stands inside of what it refers to",
				STR(n->value)));
			return;
		}
	}
	struct diag *f = add(s, DIAG_quote_it, n->start, n->end,
	    str_format(s->arena, "'*%.*s' refers to a label '&%.*s', and there is none above",
		STR(n->value), STR(n->value)));
	f->hint = hint_with(s, n->start, n->end, in_quotes(s->arena, written(s, n)));
}

static void
look_at_scalar(struct silent *s, const struct node *n)
{
	const struct node *p = n->parent;
	if (n->style == STYLE_FOLDED)
		look_at_block(s, n);
	if (n->anchor.len > 0)
		look_at_anchor(s, n);
	if (n->style != STYLE_PLAIN || n->is_null)
		return;
	if ((unsigned char)n->value.at[0] >= 0xc2)
		look_at_odd_blank(s, n);
	if (n->value.at != s->text.at + n->content)
		look_at_lines(s, n);
	else if (p != NULL && p->kind == NODE_SEQUENCE)
		look_at_item(s, n);
}

/* ---- text cut by a # ---- */

static bool
has_letter(struct str s)
{
	int32_t c;
	while ((c = utf8_next(&s)) >= 0) {
		if (utf8_is_letter(c))
			return true;
	}
	return false;
}

/* Whether the comment cuts off what the leaf before it was meant to say. */
static bool
is_cut(const struct silent *s, const struct node *leaf, struct span comment)
{
	struct str body = slice(s->text, comment.start + 1, comment.end);
	struct str rest = body;
	int32_t first = utf8_next(&rest);
	if (!utf8_is_letter(first) && (first < '0' || first > '9'))
		return false;
	if (leaf->kind != NODE_SCALAR || leaf->style != STYLE_PLAIN || leaf->is_key)
		return false;
	if (leaf->is_null && (leaf->properties_end > leaf->start || leaf->indicator == NO_OFFSET))
		return false;
	/* `key: #what goes here` is a comment; `key: #urgent` and `- #1 first` are texts. */
	if (leaf->is_null && leaf->parent != NULL && leaf->parent->kind == NODE_MAPPING)
		return is_digit((char)first) || str_find(body, ' ') < 0;
	if (leaf->is_null)
		return true;
	return has_letter(leaf->value) && str_find(leaf->value, ' ') > 0;
}

static bool
is_on_one_line(const struct silent *s, uint32_t from, uint32_t to)
{
	for (uint32_t i = from; i < to; i++) {
		if (!is_blank(s->text.at[i]))
			return false;
	}
	return true;
}

static void
look_at_comment(struct silent *s, const struct node *leaf, struct span comment)
{
	if (!is_on_one_line(s, leaf->end, comment.start) || leaf->end == comment.start ||
	    !is_cut(s, leaf, comment) || is_mended(s, comment.start))
		return;
	struct diag *f = add(s, DIAG_hash_cuts, comment.start, comment.end,
	    S("the text from '#' on is a comment and not part of the text"));
	uint32_t from = leaf->is_null ? comment.start : leaf->content;
	f->hint = hint_with(
	    s, from, comment.end, in_quotes(s->arena, str_trim(slice(s->text, from, comment.end))));
}

/* The comments behind `leaf` and before the next one, which begins at `to`. */
static void
look_at_comments(struct silent *s, const struct node *leaf, uint32_t to)
{
	while (s->comment < s->tree->comment_count && s->tree->comments[s->comment].start < to) {
		struct span comment = s->tree->comments[s->comment++];
		if (leaf != NULL && comment.start >= leaf->end)
			look_at_comment(s, leaf, comment);
	}
}

/* ---- keys ---- */

static void
report_twice(struct silent *s, const struct node *key, const struct node *first)
{
	if (s->d->list.count >= s->most)
		return;
	if (is_mended(s, key->start) || str_eq(key->value, S("<<")))
		return;
	struct diag *f = add(s, DIAG_key_twice, key->content, key->end,
	    str_format(s->arena, "the key '%.*s' stands twice in one mapping",
		STR(shown(s->arena, key->value))));
	const struct node *item = key->parent->parent;
	bool is_id = item != NULL && item->kind == NODE_SEQUENCE && first == key->parent->first &&
	    is_known_key(key->value);
	f->hint = is_id ? S("the first pair of an item is its id and text: give it another id")
			: S("keep one of the two, or give the second another name");
	f->also = (struct place){s->number, first->content};
	f->also_says = S("first at");
}

static const struct node *
next_key(const struct node *key)
{
	return key->next != NULL ? key->next->next : NULL;
}

static bool
is_compared(const struct node *key)
{
	return node_real(key)->kind == NODE_SCALAR && !key->is_null;
}

static void
compare_all(struct silent *s, const struct node *mapping)
{
	for (const struct node *k = mapping->first; k != NULL; k = next_key(k)) {
		for (const struct node *e = mapping->first; e != k; e = next_key(e)) {
			if (e->value.len == k->value.len && is_compared(k) && is_compared(e) &&
			    str_eq(node_real(e)->value, node_real(k)->value)) {
				report_twice(s, k, e);
				break;
			}
		}
	}
}

static void
compare_by_map(struct silent *s, const struct node *mapping)
{
	struct arena_mark mark = arena_mark(s->work);
	struct str_map map = {.arena = s->work};
	VEC(const struct node *) keys = {0};
	for (const struct node *k = mapping->first; k != NULL; k = next_key(k)) {
		if (!is_compared(k))
			continue;
		ptrdiff_t *at = str_map_at(&map, node_real(k)->value);
		if (*at >= 0) {
			report_twice(s, k, keys.at[*at]);
			continue;
		}
		*at = keys.count;
		VEC_PUSH(s->work, &keys, k);
	}
	arena_release(s->work, mark);
}

static void
look_at_mapping(struct silent *s, const struct node *n)
{
	enum { FEW = 32 };
	if (n->count <= FEW)
		compare_all(s, n);
	else
		compare_by_map(s, n);
}

/* `prefers:{channel: chat}`, where YAML takes all before the last colon for the key. */
static void
look_at_glued(struct silent *s, const struct node *key)
{
	struct str word = key_before_colon(key->value);
	uint32_t colon = key->content + (uint32_t)word.len;
	if (word.len == 0 || key->style != STYLE_PLAIN ||
	    str_find(S("{["), s->text.at[colon + 1]) < 0)
		return;
	struct diag *f = add(s, DIAG_colon_space, colon, colon + 1,
	    str_format(s->arena, "a blank must follow the colon of '%.*s:'", STR(word)));
	f->hint = hint_with(s, colon, colon + 1, S(": "));
}

static void
look_at_key(struct silent *s, const struct node *key)
{
	if (key->kind == NODE_SCALAR && key->parent->style == STYLE_BLOCK)
		look_at_glued(s, key);
	if (key->explicit_key)
		look_at_question(s, key);
	if (key->kind == NODE_SCALAR && key->parent->style == STYLE_FLOW && !key->parent->lone_pair)
		look_at_entry(s, key);
}

static void
look_at(struct silent *s, const struct node *n)
{
	if (n->kind == NODE_MAPPING)
		look_at_mapping(s, n);
	if (s->mending != NULL && is_mended(s, n->start))
		return;
	if (n->is_key)
		look_at_key(s, n);
	if (n->kind == NODE_ALIAS)
		look_at_alias(s, n);
	else if (n->kind == NODE_SCALAR)
		look_at_scalar(s, n);
}

/* ---- the walk ---- */

static const struct node *
next_node(const struct node *n)
{
	if (n->first != NULL)
		return n->first;
	while (n != NULL && n->next == NULL)
		n = n->parent;
	return n != NULL ? n->next : NULL;
}

static void
find_aliases(struct silent *s)
{
	/* No alias without a star: most files have none. */
	if (memchr(s->text.at, '*', (size_t)s->text.len) == NULL)
		return;
	for (ptrdiff_t i = 0; i < s->tree->document_count; i++) {
		for (const struct node *n = s->tree->documents[i].root; n != NULL;
		     n = next_node(n)) {
			if (n->kind == NODE_ALIAS)
				*str_map_at(&s->aliases, n->value) = 0;
		}
	}
}

static void
add_to_hint(struct silent *s, struct diag *f)
{
	f->hint = str_format(
	    s->arena, "%.*s (there are more in this file: mend these first)", STR(f->hint));
}

void
find_silent(struct str text, const struct tree *tree, uint32_t number, const struct mending *m,
    struct diags *d)
{
	if (text.len == 0)
		return;
	struct silent s = {.arena = d->arena,
	    .work = arena_new_in(d->arena),
	    .text = text,
	    .tree = tree,
	    .mending = m,
	    .number = number,
	    .d = d};
	s.aliases.arena = s.work;
	find_aliases(&s);
	const struct node *leaf = NULL;
	s.most = d->list.count + MOST_FINDINGS;
	for (ptrdiff_t i = 0; i < tree->document_count; i++) {
		for (const struct node *n = tree->documents[i].root; n != NULL; n = next_node(n)) {
			if (d->list.count >= s.most)
				break;
			look_at(&s, n);
			if (n->first != NULL || n->kind == NODE_MAPPING || n->kind == NODE_SEQUENCE)
				continue;
			look_at_comments(&s, leaf, n->content);
			leaf = n;
		}
	}
	look_at_comments(&s, leaf, (uint32_t)text.len);
	if (d->list.count >= s.most)
		add_to_hint(&s, &d->list.at[d->list.count - 1]);
	arena_free(s.work);
}
