/* SPDX-License-Identifier: MIT */
/*
 * libyaml's events become nodes that know their bytes. libyaml counts characters, gives loose ends
 * to block collections, says nothing about indicators and resolves no alias; all of that is settled
 * here, in one pass. Invariants: offsets never decrease in reading order, a node lies within its
 * parent, siblings do not overlap, and between two siblings there is nothing but white space,
 * comments and one indicator.
 */
#include "model/yaml.h"

#include "base/buf.h"
#include "base/map.h"
#include "model/prescan.h"

#include <string.h>
#include <yaml.h>

enum { LIMIT_DEPTH = 64, LIMIT_FLOW = 32, LIMIT_NODES = 2000000, LIMIT_SCALAR = 64 << 10 };
/* What else takes memory counts as nodes, so that hostile text cannot trade one for another. */
enum { DOCUMENT_WEIGHT = 2, ANCHOR_WEIGHT = 2 };

/* From libyaml's character index to a byte offset; it moves by small steps both ways. */
struct cursor {
	bool ascii;
	size_t index;
	uint32_t first, byte; /* first: behind the byte-order mark */
};

struct anchored {
	struct node *node;
	ptrdiff_t document;
};

/* What libyaml holds; given back also when the arena's hook leaves in the middle. */
struct library {
	yaml_parser_t parser;
	yaml_event_t event;
};

struct reader {
	struct arena *arena;
	struct str text;
	struct library *library;
	struct cursor cursor;
	struct yaml_error *error;

	struct node *parent; /* the innermost open collection */
	int depth, flow_depth;
	ptrdiff_t weight, node_count;
	uint32_t counted_at, counted_column;
	uint32_t seen; /* comments before this are collected */
	VEC(struct document) documents;
	VEC(struct span) comments;
	VEC(struct anchored) anchors;
	struct str_map by_name; /* into anchors, the latest of each name */
};

/* ---- positions ---- */

static bool
is_inside(unsigned char byte)
{
	return (byte & 0xc0) == 0x80;
}

/* Whether eight bytes are all ASCII. */
static bool
is_ascii_word(const unsigned char *at)
{
	uint64_t word;
	memcpy(&word, at, 8);
	return (word & 0x8080808080808080u) == 0;
}

static uint32_t
to_byte(struct reader *r, size_t index)
{
	struct cursor *c = &r->cursor;
	uint32_t len = (uint32_t)r->text.len;
	if (c->ascii)
		return index < len - c->first ? (uint32_t)index + c->first : len;
	const unsigned char *text = (const unsigned char *)r->text.at;
	while (index >= c->index + 8 && len - c->byte >= 8 && is_ascii_word(text + c->byte)) {
		c->index += 8;
		c->byte += 8;
	}
	for (; c->index < index && c->byte < len; c->index++) {
		c->byte++;
		while (c->byte < len && is_inside(text[c->byte]))
			c->byte++;
	}
	for (; c->index > index && c->byte > c->first; c->index--) {
		c->byte--;
		while (is_inside(text[c->byte]))
			c->byte--;
	}
	return c->byte;
}

static bool
is_all_ascii(struct str s)
{
	ptrdiff_t i = 0;
	while (i + 8 <= s.len && is_ascii_word((const unsigned char *)s.at + i))
		i += 8;
	for (; i < s.len; i++) {
		if ((unsigned char)s.at[i] >= 0x80)
			return false;
	}
	return true;
}

static char
char_at(const struct reader *r, uint32_t i)
{
	return i < r->text.len ? r->text.at[i] : '\0';
}

static int
break_at(const struct reader *r, uint32_t i)
{
	unsigned char c = (unsigned char)char_at(r, i);
	return c == '\n' ? 1 : c == '\r' || c >= 0xc2 ? yaml_break(str_from(r->text, i)) : 0;
}

static uint32_t
line_end(const struct reader *r, uint32_t i, uint32_t limit)
{
	while (i < limit && break_at(r, i) == 0)
		i++;
	return i;
}

/* The first offset from `i` on that is no blank, break or comment; at most `limit`. */
static uint32_t
skip_gap(const struct reader *r, uint32_t i, uint32_t limit)
{
	while (i < limit) {
		char c = r->text.at[i];
		if (c == ' ' || c == '\n' || c == '\t')
			i++;
		else if (c == '#')
			i = line_end(r, i, limit);
		else if (break_at(r, i) > 0)
			i += (uint32_t)break_at(r, i);
		else
			break;
	}
	return i < limit ? i : limit;
}

/* The offset of indicator `c` when it is the next thing after a gap, or NO_OFFSET. */
static uint32_t
find_indicator(const struct reader *r, uint32_t from, uint32_t limit, char c)
{
	uint32_t i = skip_gap(r, from, limit);
	return i < limit && r->text.at[i] == c ? i : NO_OFFSET;
}

/* Characters between an earlier offset, which stands in column `column`, and `to`. */
static uint32_t
column_of(const struct reader *r, uint32_t from, uint32_t column, uint32_t to)
{
	for (uint32_t i = from; i < to;) {
		int len = break_at(r, i);
		if (len > 0) {
			column = 0;
			i += (uint32_t)len;
			continue;
		}
		column += !is_inside((unsigned char)r->text.at[i]);
		i++;
	}
	return column;
}

/* ---- limits and comments ---- */

static bool
over_limit(struct reader *r, uint32_t at, struct str limit)
{
	*r->error = (struct yaml_error){YAML_LIMIT, at, NO_OFFSET, limit};
	return false;
}

static void
collect_comments(struct reader *r, uint32_t to)
{
	while (r->seen < to) {
		const char *hash = memchr(r->text.at + r->seen, '#', to - r->seen);
		if (hash == NULL)
			break;
		uint32_t start = (uint32_t)(hash - r->text.at);
		r->seen = line_end(r, start, to);
		VEC_PUSH(r->arena, &r->comments, (struct span){start, r->seen});
	}
	r->seen = to > r->seen ? to : r->seen;
}

/* ---- anchors ---- */

static bool
is_anchor_char(char c)
{
	return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
	    c == '-';
}

static void
remember_anchor(struct reader *r, struct node *n)
{
	*str_map_at(&r->by_name, n->anchor) = r->anchors.count;
	VEC_PUSH(r->arena, &r->anchors, (struct anchored){n, r->documents.count});
	r->weight += ANCHOR_WEIGHT;
}

/* What a name means here. A node that is still open holds the alias itself: no cycles. */
static struct node *
find_anchored(const struct reader *r, struct str name)
{
	ptrdiff_t i = str_map_get(&r->by_name, name);
	if (i < 0 || r->anchors.at[i].document != r->documents.count)
		return NULL;
	struct node *found = r->anchors.at[i].node;
	for (const struct node *n = r->parent; n != NULL; n = n->parent) {
		if (n == found)
			return NULL;
	}
	return found;
}

/* ---- spans of one node ---- */

static uint32_t
tag_end(const struct reader *r, uint32_t i, uint32_t limit)
{
	bool verbatim = char_at(r, i + 1) == '<';
	while (i < limit && !is_blank(r->text.at[i]) && break_at(r, i) == 0) {
		char c = r->text.at[i++];
		if (verbatim && c == '>')
			break;
		if (!verbatim && char_at(r, i) == ',')
			break;
	}
	return i;
}

/* Anchor and tag, which may stand on lines of their own. Returns where the value itself starts. */
static uint32_t
read_properties(struct reader *r, struct node *n, uint32_t limit)
{
	uint32_t i = n->start;
	while (i < limit && (r->text.at[i] == '&' || r->text.at[i] == '!')) {
		uint32_t start = i++;
		if (r->text.at[start] == '&') {
			while (i < limit && is_anchor_char(r->text.at[i]))
				i++;
			n->anchor = (struct str){r->text.at + start + 1, i - start - 1};
		} else {
			i = tag_end(r, start, limit);
			n->tag = (struct str){r->text.at + start, i - start};
		}
		n->properties_end = i;
		i = skip_gap(r, i, limit);
	}
	return i;
}

/* Offset before the line break that ends at `end`, not before `first`. */
static uint32_t
before_break(const struct reader *r, uint32_t first, uint32_t end)
{
	for (uint32_t len = 3; len > 0; len--) {
		if (end - first >= len && break_at(r, end - len) == (int)len)
			return end - len;
	}
	return end;
}

/* Spaces that a block text's lines are indented by, as libyaml decides it. */
static uint32_t
block_indent(const struct reader *r, const struct node *n, uint32_t body, uint32_t given)
{
	const struct node *p = n->parent;
	while (p != NULL && p->style == STYLE_FLOW)
		p = p->parent;
	if (given > 0)
		return p != NULL ? p->column + given : given;
	uint32_t most = p != NULL ? p->column + 1 : 1;
	for (uint32_t i = body; i < n->loose_end;) {
		uint32_t start = i;
		while (i < n->loose_end && r->text.at[i] == ' ')
			i++;
		most = i - start > most ? i - start : most;
		int len = break_at(r, i);
		if (len == 0)
			break;
		i += (uint32_t)len;
	}
	return most;
}

/* The tight end of a block text: trailing blank lines belong to it only with `+`. */
static void
trim_block_text(const struct reader *r, struct node *n)
{
	uint32_t i = n->content + 1, given = 0;
	bool keep = false;
	for (; i < n->loose_end; i++) {
		char c = r->text.at[i];
		if (c == '+')
			keep = true;
		else if (is_digit(c))
			given = (uint32_t)(c - '0');
		else if (c != '-')
			break;
	}
	n->end = i;
	uint32_t body = line_end(r, i, n->loose_end);
	body += (uint32_t)break_at(r, body);
	if (body >= n->loose_end)
		return;
	uint32_t indent = block_indent(r, n, body, given), end = n->loose_end;
	while (end > body) {
		uint32_t last = before_break(r, body, end), spaces = last;
		while (spaces > body && r->text.at[spaces - 1] == ' ')
			spaces--;
		bool is_empty = spaces == body || before_break(r, body, spaces) < spaces;
		if (keep || !is_empty || last - spaces > indent) {
			n->end = last;
			return;
		}
		end = spaces;
	}
}

static enum node_style
scalar_style(yaml_scalar_style_t style)
{
	switch (style) {
	case YAML_SINGLE_QUOTED_SCALAR_STYLE: return STYLE_SINGLE;
	case YAML_DOUBLE_QUOTED_SCALAR_STYLE: return STYLE_DOUBLE;
	case YAML_LITERAL_SCALAR_STYLE: return STYLE_LITERAL;
	case YAML_FOLDED_SCALAR_STYLE: return STYLE_FOLDED;
	case YAML_ANY_SCALAR_STYLE:
	case YAML_PLAIN_SCALAR_STYLE: break;
	}
	return STYLE_PLAIN;
}

/* A view of the text where its bytes are the value, else a copy. */
static struct str
scalar_value(struct reader *r, const struct node *n, const yaml_event_t *event)
{
	const char *decoded = (const char *)event->data.scalar.value;
	size_t len = event->data.scalar.length;
	uint32_t quote = n->style == STYLE_SINGLE || n->style == STYLE_DOUBLE;
	const char *written = r->text.at + n->content + quote;
	if (n->end - n->content == len + 2 * (size_t)quote && memcmp(written, decoded, len) == 0)
		return (struct str){written, (ptrdiff_t)len};
	char *copy = NEW_N(r->arena, char, (ptrdiff_t)len);
	memcpy(copy, decoded, len);
	return (struct str){copy, (ptrdiff_t)len};
}

static bool
fill_scalar(struct reader *r, struct node *n, const yaml_event_t *event)
{
	n->kind = NODE_SCALAR;
	n->style = scalar_style(event->data.scalar.style);
	if (event->data.scalar.length > LIMIT_SCALAR)
		return over_limit(r, n->start, S("64 KB in a text"));
	char first = char_at(r, n->start);
	if (n->start < n->end && (first == '&' || first == '!')) {
		n->content = read_properties(r, n, n->end);
		n->column = column_of(r, n->start, n->column, n->content);
	}
	n->is_null = n->style == STYLE_PLAIN && event->data.scalar.length == 0;
	if (n->is_null)
		n->content = n->end = n->properties_end;
	if (n->style == STYLE_LITERAL || n->style == STYLE_FOLDED)
		trim_block_text(r, n);
	n->value = n->is_null ? S("") : scalar_value(r, n, event);
	return true;
}

static void
fill_collection(struct reader *r, struct node *n, const yaml_event_t *event)
{
	bool sequence = event->type == YAML_SEQUENCE_START_EVENT;
	bool flow = sequence ? event->data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE
			     : event->data.mapping_start.style == YAML_FLOW_MAPPING_STYLE;
	bool has_properties = sequence
	    ? event->data.sequence_start.anchor != NULL || event->data.sequence_start.tag != NULL
	    : event->data.mapping_start.anchor != NULL || event->data.mapping_start.tag != NULL;
	n->kind = sequence ? NODE_SEQUENCE : NODE_MAPPING;
	n->style = flow ? STYLE_FLOW : STYLE_BLOCK;
	n->column = (uint32_t)event->end_mark.column;
	n->lone_pair = flow && !sequence && !has_properties &&
	    (n->end == n->start || char_at(r, n->end - 1) != '{');
	n->indentless = !flow && sequence && char_at(r, n->end) != '-';
	n->content = n->lone_pair ? n->start : n->end;
	if (n->lone_pair)
		n->column = (uint32_t)event->start_mark.column;
	else if (flow || n->indentless) {
		n->content--;
		n->column--;
	}
	if (has_properties)
		read_properties(r, n, n->content);
	n->end = n->content;
}

static void
fill_alias(struct reader *r, struct node *n)
{
	n->kind = NODE_ALIAS;
	n->value = (struct str){r->text.at + n->start + 1, n->end - n->start - 1};
	n->target = find_anchored(r, n->value);
}

/* ---- the node among its siblings ---- */

/* Characters before `at` on its line. Many values that are not written may end at one place. */
static uint32_t
column_at(struct reader *r, uint32_t at)
{
	if (at == r->counted_at)
		return r->counted_column;
	uint32_t column = 0, i = at;
	while (i > r->cursor.first && before_break(r, r->cursor.first, i) == i) {
		i--;
		column += !is_inside((unsigned char)r->text.at[i]);
	}
	r->counted_at = at;
	r->counted_column = column;
	return column;
}

/* libyaml puts a value that is not written at the next token; it belongs right behind the last. */
static void
move_null(struct reader *r, struct node *n, uint32_t to)
{
	if (!n->is_null || n->properties_end > n->start)
		return;
	uint32_t mark = n->start, between = 0, i = to;
	for (; i < mark && break_at(r, i) == 0; i++)
		between += !is_inside((unsigned char)r->text.at[i]);
	bool same_line = i >= mark && between <= n->column && mark < r->text.len;
	n->column = same_line ? n->column - between : column_at(r, to);
	n->start = n->properties_end = n->content = n->end = n->loose_end = to;
}

static void
place_key(struct reader *r, struct node *n, uint32_t from)
{
	const struct node *p = n->parent;
	if (p->style == STYLE_FLOW && n->previous != NULL) {
		uint32_t comma = find_indicator(r, from, n->start, ',');
		from = comma != NO_OFFSET ? comma + 1 : from;
	}
	uint32_t question = find_indicator(r, from, n->start, '?');
	n->is_key = true;
	n->explicit_key = question != NO_OFFSET;
	if (n->explicit_key)
		move_null(r, n, question + 1);
	n->indicator = n->explicit_key ? question : n->start;
}

static void
place_value(struct reader *r, struct node *n, uint32_t from)
{
	n->indicator = find_indicator(r, from, n->start, ':');
	move_null(r, n, n->indicator != NO_OFFSET ? n->indicator + 1 : from);
}

/* `from`: where the gap before the node starts. */
static void
place_node(struct reader *r, struct node *n)
{
	struct node *p = n->parent;
	bool in_brackets = p->style == STYLE_FLOW && !p->lone_pair;
	uint32_t from = n->previous != NULL ? n->previous->end : p->content + in_brackets;
	if (p->kind == NODE_MAPPING && p->count % 2 == 1)
		place_key(r, n, from);
	else if (p->kind == NODE_MAPPING)
		place_value(r, n, from);
	else if (p->style == STYLE_BLOCK)
		n->indicator = find_indicator(r, from, n->start, '-');
}

static void
link_node(struct reader *r, struct node *n)
{
	struct node *p = r->parent;
	n->parent = p;
	if (p == NULL) {
		r->documents.at[r->documents.count - 1].root = n;
		return;
	}
	n->previous = p->last;
	if (p->last != NULL)
		p->last->next = n;
	else
		p->first = n;
	p->last = n;
	p->count++;
}

static void
open_collection(struct reader *r, struct node *n)
{
	r->parent = n;
	r->depth++;
	r->flow_depth += n->style == STYLE_FLOW && !n->lone_pair;
}

static void
close_collection(struct reader *r, const yaml_event_t *event)
{
	struct node *n = r->parent;
	bool brackets = n->style == STYLE_FLOW && !n->lone_pair;
	n->loose_end = to_byte(r, brackets ? event->end_mark.index : event->start_mark.index);
	if (brackets)
		n->end = n->loose_end;
	else if (n->last != NULL)
		n->end = n->last->end;
	if (n->loose_end < n->end)
		n->loose_end = n->end;
	r->depth--;
	r->flow_depth -= brackets;
	r->parent = n->parent;
}

/* Comments are looked for in the gaps between the leaves, and in the first line of a block text. */
static void
pass_leaf(struct reader *r, const struct node *n)
{
	collect_comments(r, n->content);
	if (n->style == STYLE_LITERAL || n->style == STYLE_FOLDED)
		collect_comments(r, line_end(r, n->content, n->end));
	if (n->end > r->seen)
		r->seen = n->end;
}

static bool
is_within_limits(struct reader *r, const struct node *n)
{
	r->node_count++;
	if (++r->weight > LIMIT_NODES)
		return over_limit(r, n->start, S("2,000,000 nodes"));
	if (r->depth > LIMIT_DEPTH)
		return over_limit(r, n->start, S("64 levels"));
	if (r->flow_depth > LIMIT_FLOW)
		return over_limit(r, n->start, S("32 levels of brackets"));
	return true;
}

static bool
read_node(struct reader *r, const yaml_event_t *event)
{
	struct node *n = NEW(r->arena, struct node);
	n->start = n->properties_end = n->content = to_byte(r, event->start_mark.index);
	n->end = n->loose_end = to_byte(r, event->end_mark.index);
	n->column = (uint32_t)event->start_mark.column;
	n->indicator = NO_OFFSET;
	link_node(r, n);
	if (event->type == YAML_ALIAS_EVENT)
		fill_alias(r, n);
	else if (event->type != YAML_SCALAR_EVENT)
		fill_collection(r, n, event);
	else if (!fill_scalar(r, n, event))
		return false;
	if (n->parent != NULL)
		place_node(r, n);
	else
		move_null(r, n, r->documents.at[r->documents.count - 1].content);
	if (n->anchor.len > 0)
		remember_anchor(r, n);
	if (n->kind == NODE_SEQUENCE || n->kind == NODE_MAPPING)
		open_collection(r, n);
	else
		pass_leaf(r, n);
	return is_within_limits(r, n);
}

/* ---- documents ---- */

static struct node *
new_null(struct reader *r, uint32_t at)
{
	struct node *n = NEW(r->arena, struct node);
	*n = (struct node){.kind = NODE_SCALAR,
	    .is_null = true,
	    .start = at,
	    .properties_end = at,
	    .content = at,
	    .end = at,
	    .loose_end = at,
	    .indicator = NO_OFFSET,
	    .value = S("")};
	n->column = column_at(r, at);
	r->node_count++;
	return n;
}

static void
start_document(struct reader *r, uint32_t start, uint32_t content, bool explicit_start)
{
	struct document d = {NULL, start, content, content, explicit_start};
	VEC_PUSH(r->arena, &r->documents, d);
	r->weight += DOCUMENT_WEIGHT;
}

static void
end_document(struct reader *r, uint32_t end)
{
	struct document *d = &r->documents.at[r->documents.count - 1];
	if (d->root == NULL)
		d->root = new_null(r, d->content);
	d->end = end > d->end ? end : d->end;
	d->end = d->root->end > d->end ? d->root->end : d->end;
}

static bool
read_event(struct reader *r, const yaml_event_t *event)
{
	switch (event->type) {
	case YAML_DOCUMENT_START_EVENT:
		start_document(r, to_byte(r, event->start_mark.index),
		    to_byte(r, event->end_mark.index), !event->data.document_start.implicit);
		return true;
	case YAML_DOCUMENT_END_EVENT:
		end_document(r, to_byte(r, event->start_mark.index));
		return true;
	case YAML_SEQUENCE_END_EVENT:
	case YAML_MAPPING_END_EVENT: close_collection(r, event); return true;
	case YAML_ALIAS_EVENT:
	case YAML_SCALAR_EVENT:
	case YAML_SEQUENCE_START_EVENT:
	case YAML_MAPPING_START_EVENT: return read_node(r, event);
	case YAML_NO_EVENT:
	case YAML_STREAM_START_EVENT:
	case YAML_STREAM_END_EVENT: break;
	}
	return true;
}

/* What libyaml says about the text it refuses. */
static bool
refused(struct reader *r)
{
	const yaml_parser_t *p = &r->library->parser;
	if (p->error == YAML_MEMORY_ERROR)
		arena_no_memory(r->arena);
	struct yaml_error *e = r->error;
	*e = (struct yaml_error){YAML_SYNTAX, 0, NO_OFFSET, str_copy(r->arena, str_of(p->problem))};
	if (p->error == YAML_READER_ERROR) {
		e->trouble = YAML_ENCODING;
		e->offset = r->cursor.first + (uint32_t)p->problem_offset;
		return false;
	}
	e->offset = to_byte(r, p->problem_mark.index);
	if (p->context != NULL)
		e->context = to_byte(r, p->context_mark.index);
	return false;
}

static bool
read_stream(struct reader *r)
{
	for (;;) {
		yaml_event_t *event = &r->library->event;
		if (!yaml_parser_parse(&r->library->parser, event))
			return refused(r);
		bool ended = event->type == YAML_STREAM_END_EVENT;
		bool fine = read_event(r, event);
		yaml_event_delete(event);
		if (!fine || ended)
			return fine;
	}
}

/* After a refusal the open collections end with what they hold. */
static void
close_all(struct reader *r)
{
	for (struct node *n = r->parent; n != NULL; n = n->parent) {
		if (n->last != NULL && n->last->end > n->end)
			n->end = n->last->end;
		if (n->kind == NODE_MAPPING && n->count % 2 == 1) {
			struct node *value = new_null(r, n->end);
			value->parent = n;
			value->previous = n->last;
			n->last = n->last->next = value;
			n->count++;
		}
		n->loose_end = n->end;
	}
	if (r->documents.count > 0)
		end_document(r, 0);
}

static void
delete_library(void *context)
{
	struct library *l = context;
	yaml_event_delete(&l->event);
	yaml_parser_delete(&l->parser);
}

static bool
read_all(struct reader *r)
{
	r->library = NEW(r->arena, struct library);
	struct arena_end *held = arena_on_end(r->arena, delete_library, r->library);
	yaml_parser_t *parser = &r->library->parser;
	if (!yaml_parser_initialize(parser))
		arena_no_memory(r->arena);
	struct str body = str_from(r->text, r->cursor.first);
	yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING);
	yaml_parser_set_input_string(
	    parser, (const unsigned char *)(body.at ? body.at : ""), (size_t)body.len);
	bool fine = read_stream(r);
	arena_end(held);
	if (fine)
		collect_comments(r, (uint32_t)r->text.len);
	else
		close_all(r);
	if (r->documents.count == 0) {
		uint32_t end = fine ? (uint32_t)r->text.len : r->cursor.first;
		start_document(r, end, end, false);
		end_document(r, end);
	}
	return fine;
}

bool
yaml_parse(struct arena *a, struct str text, struct tree *tree, struct yaml_error *error)
{
	struct reader r = {.arena = a,
	    .text = text,
	    .error = error,
	    .counted_at = NO_OFFSET,
	    .by_name = {.arena = a}};
	*tree = (struct tree){0};
	*error = (struct yaml_error){.context = NO_OFFSET};
	r.cursor.first = r.cursor.byte = r.seen = str_starts(text, S("\xef\xbb\xbf")) ? 3 : 0;
	bool fine = prescan(text, error);
	if (fine) {
		r.cursor.ascii = is_all_ascii(str_from(text, r.cursor.first));
		fine = read_all(&r);
	} else {
		r.text.len = r.cursor.first < text.len ? r.cursor.first : text.len;
		start_document(&r, r.cursor.first, r.cursor.first, false);
		end_document(&r, r.cursor.first);
	}
	*tree = (struct tree){
	    r.documents.at, r.documents.count, r.node_count, r.comments.at, r.comments.count};
	return fine;
}

const struct node *
node_real(const struct node *n)
{
	while (n->kind == NODE_ALIAS && n->target != NULL)
		n = n->target;
	return n;
}
