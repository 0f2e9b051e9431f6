/* SPDX-License-Identifier: MIT */
#include "tests/edit/value.h"

#include "base/map.h"

#include <string.h>
#include <yaml.h>

/* ---- from events ---- */

struct builder {
	struct arena *arena;
	struct stream *stream;
	struct value *open; /* the innermost collection */
	struct str_map anchors;
	VEC(struct value *) anchored;
};

static struct str
copied(struct arena *a, const yaml_char_t *z)
{
	return z != NULL ? str_copy(a, str_of((const char *)z)) : (struct str){0};
}

static struct value *
new_value(
    struct builder *b, enum value_kind kind, const yaml_char_t *anchor, const yaml_char_t *tag)
{
	struct value *v = NEW(b->arena, struct value);
	v->kind = kind;
	v->anchor = copied(b->arena, anchor);
	v->tag = copied(b->arena, tag);
	v->parent = b->open;
	if (b->open != NULL)
		VEC_PUSH(b->arena, &b->open->below, v);
	else
		VEC_PUSH(b->arena, &b->stream->documents, v);
	if (v->anchor.len > 0) {
		*str_map_at(&b->anchors, v->anchor) = b->anchored.count;
		VEC_PUSH(b->arena, &b->anchored, v);
	}
	return v;
}

static void
take(struct builder *b, const yaml_event_t *e)
{
	struct value *v;
	switch (e->type) {
	case YAML_DOCUMENT_START_EVENT: b->anchors = (struct str_map){.arena = b->arena}; break;
	case YAML_SCALAR_EVENT:
		v = new_value(b, VALUE_SCALAR, e->data.scalar.anchor, e->data.scalar.tag);
		v->plain = e->data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
		v->text = str_copy(b->arena,
		    (struct str){
			(const char *)e->data.scalar.value, (ptrdiff_t)e->data.scalar.length});
		break;
	case YAML_SEQUENCE_START_EVENT:
		b->open = new_value(
		    b, VALUE_SEQUENCE, e->data.sequence_start.anchor, e->data.sequence_start.tag);
		break;
	case YAML_MAPPING_START_EVENT:
		b->open = new_value(
		    b, VALUE_MAPPING, e->data.mapping_start.anchor, e->data.mapping_start.tag);
		break;
	case YAML_SEQUENCE_END_EVENT:
	case YAML_MAPPING_END_EVENT: b->open = b->open->parent; break;
	case YAML_ALIAS_EVENT:
		v = new_value(b, VALUE_ALIAS, NULL, NULL);
		v->text = copied(b->arena, e->data.alias.anchor);
		ptrdiff_t i = str_map_get(&b->anchors, v->text);
		v->target = i >= 0 ? b->anchored.at[i] : NULL;
		break;
	case YAML_NO_EVENT:
	case YAML_STREAM_START_EVENT:
	case YAML_STREAM_END_EVENT:
	case YAML_DOCUMENT_END_EVENT: break;
	}
}

bool
value_read(struct arena *a, struct str text, struct stream *stream)
{
	struct builder b = {.arena = a, .stream = stream, .anchors = {.arena = a}};
	yaml_parser_t parser;
	bool fine = true, ended = false;
	*stream = (struct stream){0};
	yaml_parser_initialize(&parser);
	yaml_parser_set_input_string(
	    &parser, (const unsigned char *)(text.len > 0 ? text.at : ""), (size_t)text.len);
	while (fine && !ended) {
		yaml_event_t event;
		fine = yaml_parser_parse(&parser, &event);
		if (!fine)
			break;
		take(&b, &event);
		ended = event.type == YAML_STREAM_END_EVENT;
		yaml_event_delete(&event);
	}
	yaml_parser_delete(&parser);
	stream->synthetic = fine && stream->documents.count == 0;
	if (stream->synthetic)
		new_value(&b, VALUE_SCALAR, NULL, NULL)->plain = true;
	return fine;
}

/* ---- what others take for a number, a date, ... ---- */

static bool
is_one_of(struct str text, const char *words)
{
	struct str rest = str_of(words), word;
	while (str_cut(&rest, ' ', &word)) {
		if (str_eq(word, text))
			return true;
	}
	return false;
}

/* Only characters of a set, and at least one digit at the start or behind a sign or a dot. */
static bool
looks_numeric(struct str t)
{
	struct str rest = t;
	if (rest.len > 0 && (rest.at[0] == '-' || rest.at[0] == '+'))
		rest = str_from(rest, 1);
	if (rest.len > 0 && rest.at[0] == '.')
		rest = str_from(rest, 1);
	if (rest.len == 0 || !is_digit(rest.at[0]))
		return false;
	bool prefixed =
	    str_starts(rest, S("0x")) || str_starts(rest, S("0o")) || str_starts(rest, S("0b"));
	for (ptrdiff_t i = prefixed ? 2 : 0; i < rest.len; i++) {
		const char *set = prefixed ? "0123456789abcdefABCDEF_" : "0123456789_.eE+-:";
		if (strchr(set, rest.at[i]) == NULL)
			return false;
	}
	return true;
}

/* Narrow forms only: what is not surely typed is not held against the editor. */
static bool
is_number(struct str t)
{
	if (!looks_numeric(t))
		return false;
	struct str rest = t.at[0] == '-' || t.at[0] == '+' ? str_from(t, 1) : t;
	if (rest.len > 2 && rest.at[0] == '0' && strchr("xo", rest.at[1]) != NULL) {
		bool hexadecimal = rest.at[1] == 'x';
		for (ptrdiff_t i = 2; i < rest.len; i++) {
			if (!hexadecimal && (rest.at[i] < '0' || rest.at[i] > '7'))
				return false;
		}
		return rest.at[2] != '_';
	}
	ptrdiff_t i = 0, digits = 0;
	while (i < rest.len && is_digit(rest.at[i]))
		i++, digits++;
	if (i < rest.len && rest.at[i] == '.') {
		i++;
		while (i < rest.len && is_digit(rest.at[i]))
			i++, digits++;
	}
	if (digits > 0 && i < rest.len && (rest.at[i] == 'e' || rest.at[i] == 'E')) {
		i++;
		if (i < rest.len && (rest.at[i] == '+' || rest.at[i] == '-'))
			i++;
		if (i == rest.len)
			return false;
		while (i < rest.len && is_digit(rest.at[i]))
			i++;
	}
	return digits > 0 && i == rest.len;
}

static bool
is_date(struct str t)
{
	if (t.len != 10 || t.at[4] != '-' || t.at[7] != '-')
		return false;
	for (int i = 0; i < 10; i++) {
		if (i != 4 && i != 7 && !is_digit(t.at[i]))
			return false;
	}
	return true;
}

static bool
is_sixties(struct str t)
{
	bool colon = false;
	if (t.len < 3 || t.at[0] < '1' || t.at[0] > '9')
		return false;
	for (ptrdiff_t i = 0; i < t.len; i++) {
		if (t.at[i] != ':') {
			if (!is_digit(t.at[i]))
				return false;
			continue;
		}
		colon = true;
		bool two = i + 2 < t.len && t.at[i + 1] >= '0' && t.at[i + 1] <= '5' &&
		    is_digit(t.at[i + 2]) && (i + 3 == t.len || t.at[i + 3] == ':');
		if (!two)
			return false;
	}
	return colon;
}

bool
is_typed_text(struct str text)
{
	return text.len == 0 ||
	    is_one_of(text,
		"~ null Null NULL y Y yes Yes YES n N no No NO true True TRUE false False FALSE on "
		"On "
		"ON off Off OFF = << .inf .Inf .INF -.inf -.Inf -.INF +.inf .nan .NaN .NAN") ||
	    is_number(text) || is_date(text) || is_sixties(text);
}

/* ---- edits ---- */

static struct value *
value_at(const struct stream *s, const struct tree *tree, const struct node *n)
{
	if (n->parent == NULL) {
		for (ptrdiff_t i = 0; i < tree->document_count; i++) {
			if (tree->documents[i].root == n)
				return s->documents.at[i];
		}
		return NULL;
	}
	struct value *above = value_at(s, tree, n->parent);
	ptrdiff_t i = 0;
	for (const struct node *p = n->previous; p != NULL; p = p->previous)
		i++;
	return above->below.at[i];
}

static struct value *
of_draft(struct arena *a, const struct draft *d, struct value *parent)
{
	struct value *v = NEW(a, struct value);
	v->kind = d->kind == NODE_MAPPING ? VALUE_MAPPING
	    : d->kind == NODE_SEQUENCE    ? VALUE_SEQUENCE
					  : VALUE_SCALAR;
	v->wish = d->typed ? WISH_TYPED : WISH_STRING;
	v->text = d->text;
	v->parent = parent;
	for (const struct draft *item = d->first; item != NULL; item = item->next)
		VEC_PUSH(a, &v->below, of_draft(a, item, v));
	return v;
}

static ptrdiff_t
number_in(const struct value *v)
{
	ptrdiff_t i = 0;
	while (v->parent->below.at[i] != v)
		i++;
	return i;
}

static void
put_at(struct arena *a, struct value *parent, ptrdiff_t at, struct value *v)
{
	VEC_PUSH(a, &parent->below, NULL);
	for (ptrdiff_t i = parent->below.count - 1; i > at; i--)
		parent->below.at[i] = parent->below.at[i - 1];
	parent->below.at[at] = v;
	v->parent = parent;
}

static struct value *
take_at(struct value *parent, ptrdiff_t at)
{
	struct value *v = parent->below.at[at];
	for (ptrdiff_t i = at; i + 1 < parent->below.count; i++)
		parent->below.at[i] = parent->below.at[i + 1];
	parent->below.count--;
	return v;
}

static bool
has_key(const struct value *mapping, struct str text, const struct value *other)
{
	for (ptrdiff_t i = 0; i < mapping->below.count; i += 2) {
		const struct value *key = mapping->below.at[i];
		if (key != other && key->kind == VALUE_SCALAR && str_eq(key->text, text))
			return true;
	}
	return false;
}

static void
put_in(struct arena *a, struct value *v, const struct edit *e)
{
	bool pair = e->verb == EDIT_ADD;
	ptrdiff_t width = pair ? 2 : 1, at = v->below.count;
	if (v->kind == VALUE_SCALAR) {
		v->kind = pair ? VALUE_MAPPING : VALUE_SEQUENCE;
		v->text = (struct str){0};
	}
	if (e->position >= 0)
		at = e->position * width;
	if (pair)
		put_at(a, v, at++, of_draft(a, e->key, v));
	put_at(a, v, at, of_draft(a, e->value, v));
}

static void
move(struct arena *a, struct value *v, const struct edit *e)
{
	struct value *parent = v->parent, *second = NULL;
	bool pair = parent->kind == VALUE_MAPPING;
	ptrdiff_t from = number_in(v), to = e->position * (pair ? 2 : 1);
	take_at(parent, from);
	if (pair)
		second = take_at(parent, from);
	put_at(a, parent, to, v);
	if (pair)
		put_at(a, parent, to + 1, second);
}

static void
replace(struct arena *a, struct value *v, const struct draft *d)
{
	struct value *fresh = of_draft(a, d, v->parent);
	v->kind = fresh->kind;
	v->wish = fresh->wish;
	v->text = fresh->text;
	v->below.count = 0;
	v->any_tag = true;
	for (ptrdiff_t i = 0; i < fresh->below.count; i++)
		put_at(a, v, i, fresh->below.at[i]);
}

struct names {
	struct str_map map;
	struct arena *arena;
	VEC(struct value *) list;
};

static bool
aliases_hold(struct names *n, const struct value *v)
{
	if (v->kind == VALUE_ALIAS) {
		ptrdiff_t i = str_map_get(&n->map, v->text);
		return (i >= 0 ? n->list.at[i] : NULL) == v->target;
	}
	if (v->anchor.len > 0) {
		*str_map_at(&n->map, v->anchor) = n->list.count;
		VEC_PUSH(n->arena, &n->list, (struct value *)(uintptr_t)v);
	}
	for (ptrdiff_t i = 0; i < v->below.count; i++) {
		if (!aliases_hold(n, v->below.at[i]))
			return false;
	}
	return true;
}

bool
value_edit(struct arena *a, struct stream *stream, const struct tree *tree, const struct edit *e,
    const char **why)
{
	struct value *v = value_at(stream, tree, e->at), *root = v;
	bool doubled =
	    (e->verb == EDIT_ADD && v->kind == VALUE_MAPPING && has_key(v, e->key->text, NULL)) ||
	    (e->verb == EDIT_RENAME && has_key(v->parent, e->key->text, v));
	*why = doubled ? "a key twice" : NULL;
	switch (e->verb) {
	case EDIT_SET:
		v->text = e->value->text;
		v->wish = e->value->typed ? WISH_TYPED : WISH_STRING;
		break;
	case EDIT_RENAME:
		v->text = e->key->text;
		v->wish = e->key->typed ? WISH_TYPED : WISH_STRING;
		break;
	case EDIT_REPLACE: replace(a, v, e->value); break;
	case EDIT_ADD:
	case EDIT_INSERT: put_in(a, v, e); break;
	case EDIT_DELETE: {
		ptrdiff_t at = number_in(v);
		take_at(v->parent, at);
		if (v->parent->kind == VALUE_MAPPING)
			take_at(v->parent, at);
		break;
	}
	case EDIT_MOVE: move(a, v, e); break;
	}
	while (root->parent != NULL)
		root = root->parent;
	struct names names = {.map = {.arena = a}, .arena = a};
	if (!aliases_hold(&names, root))
		*why = "an alias that would mean something else";
	return *why == NULL;
}

/* ---- comparison ---- */

static bool
is_prefixed(struct str number)
{
	return str_find(number, 'x') >= 0 || str_find(number, 'o') >= 0 || number.at[0] == '+' ||
	    (number.len > 1 && number.at[0] == '0');
}

static bool
is_null_word(struct str text)
{
	return is_one_of(text, "~ null");
}

static const char *
scalar_differs(const struct value *e, const struct value *g)
{
	bool both_null = e->wish == WISH_TYPED && is_null_word(e->text) && is_null_word(g->text);
	if (!str_eq(e->text, g->text) && !both_null)
		return "the text of a scalar";
	if (g->tag.len > 0 && !str_eq(g->tag, S("!")))
		return NULL;
	bool typed = g->plain && is_typed_text(g->text) && g->tag.len == 0;
	bool was = e->plain && is_typed_text(e->text) && e->tag.len == 0;
	switch (e->wish) {
	case WISH_AS_BEFORE: return typed == was ? NULL : "the type of a scalar";
	case WISH_STRING: return typed ? "a string that others read as something else" : NULL;
	case WISH_TYPED: break;
	}
	/* JSON has no other bare words, and its keys stand in quotes. */
	bool is_key =
	    g->parent != NULL && g->parent->kind == VALUE_MAPPING && number_in(g) % 2 == 0;
	bool bare =
	    (is_number(e->text) && !is_prefixed(e->text)) || is_one_of(e->text, "true false null");
	return bare && !is_key && !typed ? "a bare word in quotes" : NULL;
}

static const char *
differs(struct value *e, struct value *g)
{
	e->twin = g;
	if (e->kind != g->kind)
		return "the kind of a node";
	if (!str_eq(e->anchor, g->anchor))
		return "an anchor";
	if (!str_eq(e->tag, g->tag) && !(e->any_tag && g->tag.len == 0))
		return "a tag";
	if (e->kind == VALUE_SCALAR)
		return scalar_differs(e, g);
	if (e->kind == VALUE_ALIAS)
		return str_eq(e->text, g->text) ? NULL : "the name of an alias";
	if (e->below.count != g->below.count)
		return "the number of entries";
	const char *what = NULL;
	for (ptrdiff_t i = 0; i < e->below.count && what == NULL; i++)
		what = differs(e->below.at[i], g->below.at[i]);
	return what;
}

static bool
targets_agree(const struct value *e)
{
	if (e->kind == VALUE_ALIAS)
		return e->twin->target == (e->target != NULL ? e->target->twin : NULL);
	for (ptrdiff_t i = 0; i < e->below.count; i++) {
		if (!targets_agree(e->below.at[i]))
			return false;
	}
	return true;
}

const char *
value_differs(const struct stream *expected, const struct stream *got)
{
	if (expected->documents.count != got->documents.count)
		return "the number of documents";
	const char *what = NULL;
	for (ptrdiff_t i = 0; i < expected->documents.count && what == NULL; i++) {
		what = differs(expected->documents.at[i], got->documents.at[i]);
		if (what == NULL && !targets_agree(expected->documents.at[i]))
			what = "what an alias means";
	}
	return what;
}

/* ---- as lines ---- */

static void
dump_text(struct buf *b, struct str text)
{
	for (ptrdiff_t i = 0; i < text.len; i++) {
		unsigned char c = (unsigned char)text.at[i];
		if (c < ' ' || c == '\\' || c == 0x7f)
			buf_format(b, "\\%02x", c);
		else
			buf_char(b, text.at[i]);
	}
}

static void
dump(struct buf *b, const struct value *v)
{
	static const char *const names[] = {"=VAL", "+SEQ", "+MAP", "=ALI"};
	buf_add(b, str_of(names[v->kind]));
	if (v->anchor.len > 0)
		buf_format(b, " &%.*s", STR(v->anchor));
	if (v->kind == VALUE_SCALAR || v->kind == VALUE_ALIAS) {
		buf_add(b, S(" :"));
		dump_text(b, v->text);
	}
	buf_char(b, '\n');
	for (ptrdiff_t i = 0; i < v->below.count; i++)
		dump(b, v->below.at[i]);
	if (v->kind == VALUE_SEQUENCE || v->kind == VALUE_MAPPING)
		buf_add(b, S("-\n"));
}

void
value_dump(struct buf *b, const struct stream *stream)
{
	for (ptrdiff_t i = 0; i < stream->documents.count && !stream->synthetic; i++) {
		buf_add(b, S("+DOC\n"));
		dump(b, stream->documents.at[i]);
	}
}
