/* SPDX-License-Identifier: MIT */
/*
 * One edit: is it possible at all, which splices might do it, and which of them does exactly what
 * is meant. The tree of the caller is only read; what is meant is told by a plan beside it.
 */
#include "model/edit.h"

#include "base/map.h"
#include "base/utf8.h"
#include "model/edit_priv.h"

enum { LONGEST_KEY = 900, DEEPEST = 64 };

static bool
ends_in_blank(struct str s)
{
	char last = s.len > 0 ? s.at[s.len - 1] : ' ';
	return is_blank(last) || last == '\n' || last == '\r';
}

void
edit_try(struct edit_job *job, struct candidate c)
{
	/* libyaml lets a comment stand right behind a value; nothing is written so. */
	if (!ends_in_blank(c.text) && comment_in(job->tree, c.end, c.end + 1) != NULL)
		c.text = str_format(job->arena, "%.*s ", STR(c.text));
	for (ptrdiff_t i = 0; i < job->list.count; i++) {
		const struct candidate *other = &job->list.at[i];
		if (other->at == c.at && other->end == c.end && str_eq(other->text, c.text))
			return;
	}
	VEC_PUSH(job->arena, &job->list, c);
}

void
edit_refuse(struct edit_job *job, const char *format, ...)
{
	struct buf b = {.arena = job->arena};
	va_list args;
	va_start(args, format);
	buf_format_list(&b, format, args);
	va_end(args);
	job->refusal = buf_str(&b);
}

/* ---- what a draft must be ---- */

static bool
has_key(struct str_map *seen, const struct draft *key)
{
	ptrdiff_t *at = str_map_at(seen, key->text);
	bool had = *at >= 0;
	*at = 1;
	return had;
}

static bool
is_fit_key(struct edit_job *job, const struct draft *key)
{
	if (key->kind != NODE_SCALAR)
		edit_refuse(job, "a key must be a text");
	else if (key->text.len > LONGEST_KEY)
		edit_refuse(job, "a key cannot be longer than %d bytes", LONGEST_KEY);
	else if (utf8_bad(key->text) >= 0)
		edit_refuse(job, "the key is not UTF-8");
	else
		return true;
	return false;
}

/* Also its depth: what is written is read again by functions that call themselves. */
static bool
is_fit(struct edit_job *job, const struct draft *d, int depth)
{
	if (depth > DEEPEST) {
		edit_refuse(job, "the new value has more than %d levels", DEEPEST);
		return false;
	}
	if (d->kind == NODE_SCALAR && utf8_bad(d->text) >= 0) {
		edit_refuse(job, "the new text is not UTF-8");
		return false;
	}
	if (d->kind == NODE_ALIAS) {
		edit_refuse(job, "the alias *%.*s in it cannot be written out", STR(d->text));
		return false;
	}
	struct str_map seen = {.arena = job->arena};
	bool is_key = d->kind == NODE_MAPPING;
	for (const struct draft *k = d->first; k != NULL; k = k->next) {
		if (is_key && !is_fit_key(job, k))
			return false;
		if (is_key && has_key(&seen, k)) {
			edit_refuse(
			    job, "the key '%.*s' stands twice in the new value", STR(k->text));
			return false;
		}
		if (!is_key && !is_fit(job, k, depth + 1))
			return false;
		is_key = d->kind == NODE_MAPPING && !is_key;
	}
	return true;
}

static bool
has_fit_value(struct edit_job *job)
{
	const struct draft *value = job->edit->value;
	if (value == NULL) {
		edit_refuse(job, "there is no new value");
		return false;
	}
	return is_fit(job, value, 0);
}

/* ---- set and replace ---- */

static bool
is_core_tag(struct str tag)
{
	return str_starts(tag, S("!!"));
}

/* A tag stays; the new value must be something that it can stand before. */
static bool
fits_tag(struct edit_job *job, const struct node *at, const struct draft *value)
{
	if (at->tag.len == 0)
		return true;
	bool scalars = at->kind == NODE_SCALAR && value->kind == NODE_SCALAR;
	bool is_string = str_eq(at->tag, S("!!str"));
	bool is_null = str_eq(at->tag, S("!!null"));
	if (scalars && !is_null && (is_string || value->typed || !is_core_tag(at->tag)))
		return true;
	edit_refuse(
	    job, "the value is tagged %.*s, and the new one does not fit that tag", STR(at->tag));
	return false;
}

static bool
is_value(struct edit_job *job, const struct node *at)
{
	if (at->is_key)
		edit_refuse(job, "this is a key: it can be renamed, not given a value");
	return !at->is_key;
}

static void
plan_set(struct edit_job *job, bool any)
{
	const struct edit *e = job->edit;
	if (!is_value(job, e->at) || !has_fit_value(job) || !fits_tag(job, e->at, e->value))
		return;
	bool was_single = e->at->kind == NODE_SCALAR || e->at->kind == NODE_ALIAS;
	if (!any && !was_single)
		edit_refuse(job, "a %s stands here, not a single value",
		    e->at->kind == NODE_MAPPING ? "mapping" : "list");
	else if (!any && e->value->kind != NODE_SCALAR)
		edit_refuse(job, "the new value is more than a single one");
	if (job->refusal.len > 0)
		return;
	job->plan = (struct plan){.kind = PLAN_PUT, .at = e->at, .value = e->value};
	if (e->at->kind == NODE_SCALAR && e->value->kind == NODE_SCALAR)
		edit_set(job);
	else
		edit_replace(job, e->at, e->value);
}

/* ---- add and insert ---- */

static bool
is_nothing(const struct node *n)
{
	if (n->kind != NODE_SCALAR)
		return (n->kind == NODE_SEQUENCE || n->kind == NODE_MAPPING) && n->count == 0;
	return n->is_null ||
	    (n->style == STYLE_PLAIN &&
		(str_eq(n->value, S("~")) || str_eq(n->value, S("null")) ||
		    str_eq(n->value, S("Null")) || str_eq(n->value, S("NULL"))));
}

static const char *
shape_name(const struct node *n)
{
	return n->kind == NODE_MAPPING ? "a mapping"
	    : n->kind == NODE_SEQUENCE ? "a list"
				       : "a text";
}

static bool
can_take(struct edit_job *job, const struct node *at, bool pair)
{
	enum node_kind wanted = pair ? NODE_MAPPING : NODE_SEQUENCE;
	if (!is_value(job, at))
		return false;
	if (at->kind == NODE_ALIAS)
		edit_refuse(job, "*%.*s stands here, an alias of another place: change it there",
		    STR(at->value));
	else if (at->lone_pair)
		edit_refuse(job, "a single pair in a list in brackets cannot take another");
	else if (at->kind != wanted && !is_nothing(at))
		edit_refuse(job, "%s stands here, which takes no %s", shape_name(at),
		    pair ? "keys" : "items");
	else if (at->kind != wanted && at->tag.len > 0)
		edit_refuse(job, "the value is tagged %.*s, and a %s does not fit that tag",
		    STR(at->tag), pair ? "mapping" : "list");
	return job->refusal.len == 0;
}

static bool
is_free_key(struct edit_job *job, const struct node *mapping, const struct node *but,
    const struct draft *key)
{
	if (mapping->kind != NODE_MAPPING)
		return true;
	for (const struct node *k = mapping->first; k != NULL; k = k->next->next) {
		if (k == but || k->kind != NODE_SCALAR || !str_eq(k->value, key->text))
			continue;
		edit_refuse(job, "the key '%.*s' is already there", STR(key->text));
		return false;
	}
	return true;
}

static struct draft *
copy_draft(struct arena *a, const struct draft *d)
{
	struct draft *copy = NEW(a, struct draft);
	*copy = *d;
	copy->next = NULL;
	return copy;
}

/* A collection whose only entry is the one that is added. */
static const struct draft *
collection_of_one(struct edit_job *job)
{
	struct draft *d = NEW(job->arena, struct draft);
	const struct edit *e = job->edit;
	d->kind = e->verb == EDIT_ADD ? NODE_MAPPING : NODE_SEQUENCE;
	d->last = d->first = copy_draft(job->arena, e->verb == EDIT_ADD ? e->key : e->value);
	if (e->verb == EDIT_ADD)
		d->last = d->first->next = copy_draft(job->arena, e->value);
	d->count = e->verb == EDIT_ADD ? 2 : 1;
	return d;
}

static void
fill_nothing(struct edit_job *job)
{
	const struct node *at = job->edit->at;
	bool collection = at->kind != NODE_SCALAR;
	const struct draft *value = collection_of_one(job);
	bool same_kind = collection && at->kind == value->kind;
	bool has_comment = collection && comment_in(job->tree, at->content, at->end) != NULL;
	job->plan = (struct plan){.kind = PLAN_PUT, .at = at, .value = value};
	if (same_kind && (has_comment || node_in_flow(at))) {
		bool pair = job->edit->verb == EDIT_ADD;
		job->plan = (struct plan){.kind = PLAN_ADD,
		    .at = at,
		    .key = pair ? job->edit->key : NULL,
		    .value = job->edit->value};
		edit_flow_insert(job);
		return;
	}
	edit_replace(job, at, value);
}

static bool
is_place(struct edit_job *job, ptrdiff_t position, ptrdiff_t last)
{
	if (position >= 0 && position <= last)
		return true;
	edit_refuse(job, "there is no place number %td, only 0 to %td", position, last);
	return false;
}

static void
plan_add(struct edit_job *job)
{
	const struct edit *e = job->edit;
	bool pair = e->verb == EDIT_ADD;
	if (!can_take(job, e->at, pair) || !has_fit_value(job))
		return;
	if (pair && e->key == NULL)
		edit_refuse(job, "there is no key");
	else if (pair)
		(void)(is_fit_key(job, e->key) && is_free_key(job, e->at, NULL, e->key));
	if (job->refusal.len > 0 || !edit_carry(job))
		return;
	ptrdiff_t count = is_nothing(e->at) ? 0 : node_entries(e->at);
	ptrdiff_t position = e->position == EDIT_LAST ? count : e->position;
	if (!is_place(job, position, count))
		return;
	bool in_brackets = node_in_flow(e->at) || (count > 0 && e->at->style == STYLE_FLOW);
	if (job->carried.text.len > 0 && in_brackets) {
		edit_refuse(job, "lines cannot be put between brackets");
		return;
	}
	if (count == 0) {
		fill_nothing(job);
		return;
	}
	job->plan = (struct plan){.kind = PLAN_ADD,
	    .at = e->at,
	    .to = position,
	    .key = pair ? e->key : NULL,
	    .value = e->value};
	if (e->at->style == STYLE_FLOW)
		edit_flow_insert(job);
	else
		edit_block_insert(job);
}

/* ---- delete, move, rename ---- */

/* The collection of the entry that is meant, or NULL. */
static const struct node *
collection_of(struct edit_job *job, const struct node *entry)
{
	const struct node *p = entry->parent;
	if (p == NULL)
		edit_refuse(job, "this is a whole document, not an entry of one");
	else if (p->kind == NODE_MAPPING && !entry->is_key)
		edit_refuse(job, "this is a value; its key is the entry");
	return job->refusal.len > 0 ? NULL : p;
}

static void
plan_delete(struct edit_job *job)
{
	const struct node *c = collection_of(job, job->edit->at);
	if (c == NULL)
		return;
	if (c->lone_pair) {
		edit_refuse(job, "a single pair in a list in brackets goes only with its item");
		return;
	}
	job->plan = (struct plan){.kind = PLAN_DROP, .at = c, .from = node_number(job->edit->at)};
	if (c->style == STYLE_FLOW)
		edit_flow_delete(job);
	else
		edit_block_delete(job);
}

static void
plan_move(struct edit_job *job)
{
	const struct node *c = collection_of(job, job->edit->at);
	if (c == NULL)
		return;
	ptrdiff_t last = node_entries(c) - 1, to = job->edit->position;
	to = to == EDIT_LAST ? last : to;
	if (!is_place(job, to, last))
		return;
	ptrdiff_t from = node_number(job->edit->at);
	job->plan = (struct plan){.kind = PLAN_SHIFT, .at = c, .from = from, .to = to};
	if (from == to)
		edit_try(job, (struct candidate){.text = S("")});
	else if (c->style == STYLE_FLOW)
		edit_flow_move(job);
	else
		edit_block_move(job);
}

static void
plan_rename(struct edit_job *job)
{
	const struct edit *e = job->edit;
	const struct node *c = collection_of(job, e->at);
	if (c == NULL)
		return;
	if (!e->at->is_key)
		edit_refuse(job, "this is an item of a list, which has no key");
	else if (e->key == NULL)
		edit_refuse(job, "there is no new key");
	else if (e->at->kind != NODE_SCALAR)
		edit_refuse(job, "the key is not a text");
	else if (e->at->tag.len > 0)
		edit_refuse(job, "the key is tagged %.*s", STR(e->at->tag));
	else
		(void)(is_fit_key(job, e->key) && is_free_key(job, c, e->at, e->key));
	if (job->refusal.len > 0)
		return;
	job->plan = (struct plan){.kind = PLAN_PUT, .at = e->at, .value = e->key};
	edit_rename(job);
}

static void
plan(struct edit_job *job)
{
	switch (job->edit->verb) {
	case EDIT_SET: plan_set(job, false); break;
	case EDIT_REPLACE: plan_set(job, true); break;
	case EDIT_ADD:
	case EDIT_INSERT: plan_add(job); break;
	case EDIT_DELETE: plan_delete(job); break;
	case EDIT_MOVE: plan_move(job); break;
	case EDIT_RENAME: plan_rename(job); break;
	}
}

/* ---- trying ---- */

static struct str
fault_words(struct arena *a, enum fault fault, struct str detail)
{
	switch (fault) {
	case FAULT_LIMIT: return str_format(a, "it would be over a limit: %.*s", STR(detail));
	case FAULT_ALIAS:
		return str_format(
		    a, "the alias *%.*s would not mean the same any more", STR(detail));
	case FAULT_COMMENT: return S("a comment would be lost");
	case FAULT_NONE:
	case FAULT_UNREADABLE:
	case FAULT_DIFFERENT:
	case FAULT_LAX: break;
	}
	return S("there is no way to write this here that leaves all else as it is");
}

/* Which of two faults says more: an alias that breaks does so however the change is written. */
static int
weight(enum fault fault)
{
	static const int weights[] = {
	    [FAULT_LIMIT] = 3, [FAULT_ALIAS] = 2, [FAULT_COMMENT] = 1, [FAULT_LAX] = 0};
	return weights[fault];
}

static void
try_all(struct edit_job *job, struct edit_result *result)
{
	enum fault worst = FAULT_NONE;
	struct str detail = {0};
	for (ptrdiff_t i = 0; i < job->list.count; i++) {
		struct arena_mark mark = arena_mark(job->arena);
		struct edit_result tried = {0};
		enum fault fault = edit_verify(job, &job->list.at[i], &tried);
		if (fault == FAULT_NONE) {
			*result = tried;
			result->done = true;
			result->candidate = (int)i;
			return;
		}
		if (i == 0 || weight(fault) > weight(worst)) {
			worst = fault;
			detail = tried.why;
		}
		arena_release(job->arena, mark);
	}
	result->why = fault_words(job->arena, worst, detail);
}

void
edit_apply(struct arena *a, struct str text, const struct tree *tree, const struct edit *edit,
    struct edit_result *result)
{
	struct edit_job job = {.arena = a, .text = text, .tree = tree, .edit = edit};
	*result = (struct edit_result){0};
	job.looks = looks_of(text, tree);
	plan(&job);
	if (job.refusal.len > 0)
		result->why = job.refusal;
	else
		try_all(&job, result);
}

struct str
edit_lines(struct str text, const struct tree *tree, const struct node *entry, ptrdiff_t *column)
{
	*column = 0;
	const struct node *c = entry->parent;
	if (c == NULL || c->style != STYLE_BLOCK || (c->kind == NODE_MAPPING && !entry->is_key))
		return (struct str){0};
	struct extent x = extent_of(text, tree, entry);
	if (x.is_inline)
		return (struct str){0};
	*column = c->column;
	return str_from(str_upto(text, x.tail), x.lead);
}
