/* SPDX-License-Identifier: MIT */
/*
 * Entries inside brackets. An entry has the comment behind it on its line and, where it begins a
 * line, the comment lines above it in its own column; they go where it goes. Commas belong to the
 * place, not to the entry.
 */
#include "model/edit_priv.h"

/* One entry in its place. */
struct slot {
	uint32_t lead;       /* of its comment lines; of its line; or its start */
	uint32_t start, end; /* the entry itself */
	uint32_t comma;      /* on the same line, or NO_OFFSET */
	uint32_t far_comma;  /* on a later line, or NO_OFFSET */
	uint32_t past, tail; /* behind that comma; behind the comment that follows */
	bool begins_line, ends_line;
};
struct slots {
	VEC(struct slot) list;
};

struct flow {
	struct edit_job *job;
	const struct node *collection;
	ptrdiff_t count;
	struct looks looks;
};

static struct str
piece(const struct flow *f, uint32_t from, uint32_t to)
{
	return str_from(str_upto(f->job->text, to), from);
}

static uint32_t
skip_blanks(struct str text, uint32_t at)
{
	while (at < text.len && is_blank(text.at[at]))
		at++;
	return at;
}

static bool
is_line_end(struct str text, uint32_t at)
{
	return at >= text.len || text.at[at] == '\n' || text.at[at] == '\r';
}

/* ---- where an entry stands ---- */

static uint32_t
later(uint32_t a, uint32_t b)
{
	return a > b ? a : b;
}

static uint32_t
end_of(const struct node *entry, const struct node *value)
{
	uint32_t end = later(later(entry->end, entry->properties_end), value->end);
	if (value != entry && value->indicator != NO_OFFSET)
		end = later(end, value->indicator + 1);
	return later(end, value->properties_end);
}

/* The comment lines directly above, in the column of the entry. */
static uint32_t
lead_of(const struct flow *f, uint32_t line, uint32_t start)
{
	struct str text = f->job->text;
	int column = (int)(start - line);
	while (line > f->collection->content) {
		uint32_t above = line_start(text, line - 1);
		if (above >= line || above <= f->collection->content ||
		    line_comment(text, f->job->tree, above) != column)
			break;
		line = above;
	}
	return line;
}

/* The comma of an entry that ends on an earlier line. */
static uint32_t
far_comma(const struct flow *f, uint32_t from)
{
	struct str text = f->job->text;
	for (uint32_t at = from; at < f->collection->end;) {
		if (text.at[at] == '#')
			at = line_end(text, at);
		else if (is_blank(text.at[at]) || is_line_end(text, at))
			at++;
		else
			return text.at[at] == ',' ? at : NO_OFFSET;
	}
	return NO_OFFSET;
}

static struct slot
slot_of(const struct flow *f, const struct node *entry)
{
	struct str text = f->job->text;
	bool pair = f->collection->kind == NODE_MAPPING;
	struct slot s = {.start = pair ? entry->indicator : entry->start,
	    .end = end_of(entry, pair ? entry->next : entry),
	    .comma = NO_OFFSET,
	    .far_comma = NO_OFFSET};
	uint32_t line = line_before(text, s.start), after = skip_blanks(text, s.end);
	if (after < f->collection->end && text.at[after] == ',')
		s.comma = after;
	s.past = s.tail = s.comma != NO_OFFSET ? s.comma + 1 : s.end;
	after = skip_blanks(text, s.past);
	const struct span *comment = comment_in(f->job->tree, after, after + 1);
	if (comment != NULL && after < f->collection->end)
		s.tail = comment->end;
	if (s.comma == NO_OFFSET)
		s.far_comma = far_comma(f, s.tail);
	s.ends_line = is_line_end(text, skip_blanks(text, s.tail));
	s.begins_line = line != NO_OFFSET && line > f->collection->content;
	s.lead = s.begins_line ? lead_of(f, line, s.start) : s.start;
	return s;
}

static struct slot
slot_at(const struct flow *f, ptrdiff_t number)
{
	return slot_of(f, node_entry(f->collection, number));
}

/* ---- how entries look there ---- */

static struct str
indentation(const struct flow *f, const struct slot *s)
{
	uint32_t line = line_start(f->job->text, s->start);
	return piece(f, line, skip_blanks(f->job->text, line));
}

/* What stands between the first two entries, when that is a comma and blanks. */
static struct str
separator(const struct flow *f)
{
	if (f->count >= 2) {
		struct slot first = slot_at(f, 0), second = slot_at(f, 1);
		struct str between = piece(f, first.end, second.start);
		if (str_eq(str_trim(between), S(",")) && str_find(between, '\n') < 0 &&
		    str_find(between, '\r') < 0)
			return between;
	}
	return emit_comma(&f->looks);
}

static struct flow
flow_of(struct edit_job *job, const struct node *collection)
{
	struct flow f = {.job = job,
	    .collection = collection,
	    .count = node_entries(collection),
	    .looks = looks_near(job, collection, collection->content)};
	f.looks.json = f.looks.json || looks_json_around(collection);
	struct str colon = {0};
	const struct node *key = collection->kind == NODE_MAPPING ? collection->first : NULL;
	for (; key != NULL && colon.len == 0; key = key->next->next)
		colon = emit_colon(job->text, key);
	if (colon.len > 0)
		f.looks.colon = colon;
	return f;
}

static struct str
new_entry(const struct flow *f)
{
	const struct edit *edit = f->job->edit;
	struct buf b = {.arena = f->job->arena};
	if (f->collection->kind == NODE_MAPPING)
		emit_flow_pair(&b, &f->looks, edit->key, edit->value);
	else
		emit_flow(&b, &f->looks, edit->value, (struct emit_place){.flow = true});
	if (b.len == 0)
		buf_add(&b, S("null"));
	return buf_str(&b);
}

/*
 * `{k: }`, `[? ]` and `[!t ]` end with a mark that needs a blank behind it: without one libyaml
 * refuses the colon, the tag takes a bracket or comma in, and others take the question mark for
 * text.
 */
static bool
needs_blank(const struct flow *f, uint32_t end, char next)
{
	struct str text = f->job->text;
	if (end < 2 || str_find(S(",]}"), next) < 0)
		return false;
	uint32_t word = end;
	while (word > 0 && str_find(S(" \t\r\n,[{"), text.at[word - 1]) < 0)
		word--;
	bool question = word == end - 1 && text.at[word] == '?';
	bool tag = word < end && text.at[word] == '!';
	return question || tag || text.at[end - 1] == ':';
}

static void
try_text(const struct flow *f, uint32_t at, uint32_t end, const struct buf *b, struct span owned)
{
	struct buf apart = {.arena = f->job->arena};
	struct str text = f->job->text;
	char next = b->len > 0 ? b->at[0] : end < text.len ? text.at[end] : '\n';
	if (needs_blank(f, at, next))
		buf_char(&apart, ' ');
	buf_add(&apart, buf_str(b));
	edit_try(f->job,
	    (struct candidate){.at = at, .end = end, .text = buf_str(&apart), .owned = {owned}});
}

/* ---- a new entry ---- */

static void
insert_alone(const struct flow *f, struct str entry)
{
	uint32_t first = f->collection->content + 1, last = f->collection->end - 1;
	struct buf b = {.arena = f->job->arena};
	buf_add(&b, entry);
	if (comment_in(f->job->tree, first, last) == NULL) {
		try_text(f, first, last, &b, (struct span){0});
		return;
	}
	if (first < last && f->job->text.at[first] == '#')
		buf_char(&b, ' ');
	try_text(f, first, first, &b, (struct span){0});
}

static void
insert_first(const struct flow *f, struct str entry)
{
	struct slot next = slot_at(f, 0);
	struct buf line = {.arena = f->job->arena}, b = {.arena = f->job->arena};
	if (next.begins_line && (next.ends_line || f->count == 1)) {
		buf_add(&line, indentation(f, &next));
		buf_add(&line, entry);
		buf_char(&line, ',');
		buf_add(&line, f->looks.line_break);
		try_text(f, next.lead, next.lead, &line, (struct span){0});
	}
	buf_add(&b, entry);
	buf_add(&b, separator(f));
	try_text(f, next.start, next.start, &b, (struct span){0});
}

/* Whether what follows `before` gets a line: it has one to itself, or would but for the bracket. */
static bool
is_by_lines(const struct flow *f, const struct slot *before, ptrdiff_t number)
{
	if (!before->begins_line || before->ends_line)
		return before->begins_line;
	if (number < f->count || number < 2)
		return false;
	struct slot one_more = slot_at(f, number - 2);
	return number == 2 || one_more.begins_line;
}

static void
insert_line(const struct flow *f, struct str entry, const struct slot *before)
{
	struct buf b = {.arena = f->job->arena};
	bool comma = before->comma != NO_OFFSET;
	if (!comma)
		buf_char(&b, ',');
	buf_add(&b, piece(f, before->end, before->tail));
	buf_add(&b, f->looks.line_break);
	buf_add(&b, indentation(f, before));
	buf_add(&b, entry);
	if (comma)
		buf_char(&b, ',');
	try_text(f, before->end, before->tail, &b, (struct span){0});
}

static void
insert_behind(const struct flow *f, struct str entry, ptrdiff_t number)
{
	struct slot before = slot_at(f, number - 1);
	if (is_by_lines(f, &before, number))
		insert_line(f, entry, &before);
	struct buf b = {.arena = f->job->arena};
	buf_add(&b, separator(f));
	buf_add(&b, entry);
	try_text(f, before.end, before.end, &b, (struct span){0});
}

void
edit_flow_insert(struct edit_job *job)
{
	struct flow f = flow_of(job, job->edit->at);
	ptrdiff_t number = job->edit->position;
	if (number < 0 || number > f.count)
		number = f.count;
	struct str entry = new_entry(&f);
	if (f.count == 0)
		insert_alone(&f, entry);
	else if (number == 0)
		insert_first(&f, entry);
	else
		insert_behind(&f, entry, number);
}

/* ---- without an entry ---- */

static void
cut(const struct flow *f, const struct slot *s, uint32_t at, uint32_t end, struct str left)
{
	struct buf b = {.arena = f->job->arena};
	buf_add(&b, left);
	try_text(f, at, end, &b, (struct span){s->lead, s->tail});
}

static bool
has_other_comment(const struct flow *f, const struct slot *s, uint32_t from, uint32_t to)
{
	const struct tree *tree = f->job->tree;
	return comment_in(tree, from, s->lead) != NULL || comment_in(tree, s->tail, to) != NULL;
}

static void
delete_only(const struct flow *f, const struct slot *s)
{
	uint32_t first = f->collection->content + 1, last = f->collection->end - 1;
	if (!has_other_comment(f, s, first, last))
		cut(f, s, first, last, S(""));
	else if (s->begins_line && s->ends_line)
		cut(f, s, s->lead, line_next(f->job->text, s->tail), S(""));
	cut(f, s, s->start, s->past, S(""));
}

/* Its lines; with the last entry, the comma before it. */
static void
delete_lines(const struct flow *f, const struct slot *s, const struct slot *before)
{
	uint32_t end = line_next(f->job->text, s->tail);
	bool comma = before != NULL && before->comma != NO_OFFSET && s->comma == NO_OFFSET;
	if (comma)
		cut(f, s, before->comma, end, piece(f, before->comma + 1, s->lead));
	else
		cut(f, s, s->lead, end, S(""));
}

/* The comma begins the line of the entry. */
static void
delete_line_of_comma(const struct flow *f, const struct slot *s, uint32_t comma)
{
	struct str text = f->job->text;
	if (comma == NO_OFFSET || !s->ends_line)
		return;
	uint32_t line = line_start(text, comma);
	if (skip_blanks(text, line) == comma && line_start(text, s->start) == line)
		cut(f, s, line, line_next(text, s->tail), S(""));
}

static void
delete_inner(const struct flow *f, const struct slot *s, ptrdiff_t number)
{
	struct slot next = slot_at(f, number + 1);
	if (number > 0)
		delete_line_of_comma(f, s, slot_at(f, number - 1).far_comma);
	if (s->ends_line && !s->begins_line && number > 0)
		cut(f, s, slot_at(f, number - 1).past, s->tail, S(""));
	if (comment_in(f->job->tree, s->tail, next.start) == NULL)
		cut(f, s, s->start, next.start, S(""));
	cut(f, s, s->start, s->tail, S(""));
}

static void
delete_last(const struct flow *f, const struct slot *s, const struct slot *before)
{
	if (s->comma != NO_OFFSET) {
		cut(f, s, before->past, s->tail, S(""));
		return;
	}
	if (comment_in(f->job->tree, before->end, s->lead) == NULL)
		cut(f, s, before->end, s->end, S(""));
	delete_line_of_comma(f, s, before->far_comma);
	if (before->far_comma != NO_OFFSET)
		cut(f, s, before->far_comma, s->end, piece(f, before->far_comma + 1, s->lead));
	if (before->comma == NO_OFFSET)
		return;
	struct buf left = {.arena = f->job->arena};
	buf_add(&left, piece(f, before->comma + 1, s->lead));
	if (s->begins_line)
		buf_add(&left, indentation(f, s));
	cut(f, s, before->comma, s->end, buf_str(&left));
}

void
edit_flow_delete(struct edit_job *job)
{
	const struct node *entry = job->edit->at;
	struct flow f = flow_of(job, entry->parent);
	ptrdiff_t number = node_number(entry);
	struct slot s = slot_of(&f, entry), before = {0};
	if (f.count == 1) {
		delete_only(&f, &s);
		return;
	}
	bool last = number == f.count - 1;
	if (number > 0)
		before = slot_at(&f, number - 1);
	if (s.begins_line && s.ends_line)
		delete_lines(&f, &s, last ? &before : NULL);
	if (last)
		delete_last(&f, &s, &before);
	else
		delete_inner(&f, &s, number);
}

/* ---- in another order ---- */

/* The entry alone: what stands around it stays. */
static struct slot
bare(struct slot s)
{
	s.lead = s.start;
	s.past = s.tail = s.end;
	s.comma = NO_OFFSET;
	return s;
}

/* A comment must not swallow what stands behind the place on its line. */
static void
add_break(const struct flow *f, struct buf *b, const struct slot *place)
{
	uint32_t line = line_start(f->job->text, place->start);
	buf_add(b, f->looks.line_break);
	buf_fill(b, ' ', (ptrdiff_t)(place->start - line));
}

static void
add_moved(const struct flow *f, struct buf *b, const struct slot *place, const struct slot *s)
{
	struct str text = f->job->text;
	buf_add(b, piece(f, s->lead, s->start));
	buf_add(b, piece(f, s->start, s->end));
	struct str gap =
	    piece(f, place->end, place->comma != NO_OFFSET ? place->comma + 1 : place->end);
	char next = gap.len > 0 ? gap.at[0] : place->end < text.len ? text.at[place->end] : '\n';
	if (needs_blank(f, s->end, next))
		buf_char(b, ' ');
	buf_add(b, gap);
	buf_add(b, piece(f, s->past, s->tail));
	if (s->tail > s->past && !is_line_end(text, skip_blanks(text, place->tail)))
		add_break(f, b, place);
}

static void
try_order(const struct flow *f, const struct slots *slots, ptrdiff_t from, ptrdiff_t to)
{
	struct buf b = {.arena = f->job->arena};
	const struct slot *at = slots->list.at;
	ptrdiff_t count = slots->list.count;
	for (ptrdiff_t i = 0; i < count; i++) {
		ptrdiff_t which = from < to ? i + 1 : i - 1;
		if (i == to)
			which = from;
		add_moved(f, &b, &at[i], &at[which]);
		if (i + 1 < count)
			buf_add(&b, piece(f, at[i].tail, at[i + 1].lead));
	}
	try_text(f, at[0].lead, at[count - 1].tail, &b, (struct span){0});
}

void
edit_flow_move(struct edit_job *job)
{
	const struct node *entry = job->edit->at;
	struct flow f = flow_of(job, entry->parent);
	ptrdiff_t from = node_number(entry), to = job->edit->position;
	if (to < 0 || to >= f.count)
		to = f.count - 1;
	if (from == to)
		return;
	ptrdiff_t low = from < to ? from : to, high = from < to ? to : from;
	struct slots slots = {0}, alone = {0};
	const struct node *n = node_entry(f.collection, low);
	bool pairs = f.collection->kind == NODE_MAPPING, lines = true;
	for (ptrdiff_t i = low; i <= high; i++, n = pairs ? n->next->next : n->next) {
		struct slot s = slot_of(&f, n);
		lines = lines && s.begins_line;
		VEC_PUSH(job->arena, &slots.list, s);
		VEC_PUSH(job->arena, &alone.list, bare(s));
	}
	for (ptrdiff_t i = 0; i < slots.list.count && !lines; i++)
		slots.list.at[i].lead = slots.list.at[i].start;
	try_order(&f, &slots, from - low, to - low);
	try_order(&f, &alone, from - low, to - low);
}
