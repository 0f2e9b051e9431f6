/* SPDX-License-Identifier: MIT */
/*
 * The redesign becomes what is. Until now its steps leaned on today's: what they took over silently
 * is written out first, whole steps and single facts, with the comments beside them. Only then do
 * the versions change places. At the end the new process is read and compared with what the
 * redesign meant.
 */
#include "model/change.h"

#include "base/utf8.h"
#include "model/change_priv.h"
#include "model/emit.h"
#include "model/identity.h"
#include "model/meaning.h"
#include "model/path.h"
#include "model/value.h"

/* Something of today's that is put into the redesign: its lines, and what they mean. */
struct copied {
	struct str name; /* of a key; empty for a whole step */
	struct draft *value;
	struct str lines;
	ptrdiff_t column;
	bool flow;
	bool said; /* nothing is to be put in: the words say it */
};

/* What one step of the redesign needs. */
struct lean {
	struct str path; /* of its item */
	bool whole;      /* it is as it is today: the step of today in its place */
	struct copied step;
	struct str text; /* words of today that it has not, or empty */
	VEC(struct copied) facts;
	bool cuts_next; /* today's `next` leads to steps that are gone, too: `next` then */
	struct copied next;
	VEC(struct str) idle; /* keys that go: fits, and those that only cleared something */
};

struct adoption {
	struct desk *d;
	struct listing to_be, actual;
	int map, file;
	VEC(struct lean) leans;
};

static const struct map *
map_of(const struct adoption *a)
{
	return &desk_workspace(a->d)->maps[a->map];
}

static const struct node *
find(struct adoption *a, struct str path)
{
	struct str ignored = {0};
	return path_find(a->d->arena, &a->d->files.at[a->file]->tree, path, &ignored);
}

static struct str
path_to(struct adoption *a, const struct node *n)
{
	return path_of(a->d->arena, &a->d->files.at[a->file]->tree, n);
}

/* A draft is a view of the text, and the text goes with the next edit. */
static struct draft *
keep_draft(struct arena *a, const struct draft *d)
{
	struct draft *copy = NEW(a, struct draft);
	if (d == NULL)
		return NULL;
	*copy = (struct draft){.kind = d->kind, .typed = d->typed};
	copy->text = str_copy(a, d->text);
	for (const struct draft *part = d->first; part != NULL; part = part->next)
		draft_add(copy, keep_draft(a, part));
	return copy;
}

static struct copied
copy_entry(struct adoption *a, const struct node *entry)
{
	const struct desk_file *f = a->d->files.at[a->file];
	const struct node *value = entry->is_key ? entry->next : entry;
	struct copied c = {
	    .name = entry->is_key ? str_copy(a->d->arena, entry->value) : (struct str){0},
	    .value = keep_draft(a->d->arena, draft_of(a->d->arena, value)),
	    .flow = value->style == STYLE_FLOW};
	c.lines = edit_lines(f->text, &f->tree, entry, &c.column);
	if (c.lines.len > 0)
		c.lines = str_copy(a->d->arena, c.lines);
	return c;
}

/* ---- what each step takes over ---- */

static bool
is_within(const struct node *n, struct place at)
{
	return at.offset >= n->start && at.offset <= n->end;
}

/* The detail of that field that stands in today's item, or NULL. */
static const struct detail *
taken_over(const struct entry *e, const struct node *today, int field)
{
	for (int i = 0; i < e->detail_count; i++) {
		if (e->details[i].field == field && is_within(today, e->details[i].at))
			return &e->details[i];
	}
	return NULL;
}

static bool
has_fact(const struct lean *l, struct str name)
{
	for (ptrdiff_t i = 0; i < l->facts.count; i++) {
		if (str_eq(l->facts.at[i].name, name))
			return true;
	}
	return false;
}

/* A value that stands in today's words or in a range of times, as a key of its own. */
static void
say_fact(struct adoption *a, struct lean *l, const struct detail *d)
{
	struct arena *arena = a->d->arena;
	enum field field = (enum field)d->field;
	struct str words = value_words(arena, field, false, &d->value);
	VEC_PUSH(arena, &l->facts,
	    (struct copied){.name = schema_row(field)->name, .value = draft_typed(arena, words)});
}

/* What of `next` leads to a step that the version still has; the others lead nowhere. */
static struct value
next_within(struct arena *a, const struct version *v, const struct value *next)
{
	struct str *kept = NEW_N(a, struct str, next->names.count + 1);
	ptrdiff_t count = 0;
	for (ptrdiff_t i = 0; i < next->names.count; i++) {
		bool there = false;
		for (int k = 0; k < v->step_count; k++)
			there = there || str_eq(v->steps[k].entry.id, next->names.at[i]);
		if (there)
			kept[count++] = next->names.at[i];
	}
	struct value within = *next;
	within.names.at = kept;
	within.names.count = count;
	return within;
}

/* `next` without the steps that are gone; where nothing is left, the way goes on below. */
static bool
cut_next(struct adoption *a, const struct value *next, struct copied *fact)
{
	struct arena *arena = a->d->arena;
	struct value within = next_within(arena, &map_of(a)->to_be[0].version, next);
	struct draft *list = draft_sequence(arena);
	for (ptrdiff_t i = 0; i < within.names.count; i++)
		draft_add(list, draft_text(arena, str_copy(arena, within.names.at[i])));
	bool none = within.names.count == 0;
	*fact = (struct copied){
	    .name = S("next"), .value = none ? NULL : list, .flow = true, .said = none};
	return within.names.count < next->names.count;
}

static void
lean_on_next(struct adoption *a, struct lean *l, const struct value *next, const struct node *value)
{
	struct copied fact;
	if (!cut_next(a, next, &fact))
		fact = copy_entry(a, path_entry(value));
	VEC_PUSH(a->d->arena, &l->facts, fact);
}

static bool
same_spot(const struct detail *x, const struct detail *y)
{
	return x != NULL && y != NULL && x->at.offset == y->at.offset;
}

static void
lean_on_fact(struct adoption *a, struct lean *l, const struct entry *e, const struct node *today,
    const struct detail *d)
{
	struct str name = field_name(desk_workspace(a->d), d->field);
	const struct node *value = path_value(today, name);
	const struct node *clock = path_value(today, S("at"));
	const struct detail *at = taken_over(e, today, FIELD_at);
	const struct detail *takes = taken_over(e, today, FIELD_takes);
	if (has_fact(l, name))
		return;
	if (d->field == FIELD_takes && value == NULL && clock != NULL && same_spot(at, takes))
		return; /* it comes with `at: 7:45-11:30` */
	bool range = d->field == FIELD_at && value != NULL && !same_spot(at, takes) &&
	    value->kind == NODE_SCALAR && str_find(value->value, '-') > 0;
	if (value == NULL || range)
		say_fact(a, l, d);
	else if (d->field == FIELD_next && d->value.kind == VALUE_NAMES)
		lean_on_next(a, l, &d->value, value);
	else
		VEC_PUSH(a->d->arena, &l->facts, copy_entry(a, path_entry(value)));
}

/* Words of today for `- sign-in:`; with the clock time in them where that is taken over, too. */
static void
lean_on_words(struct adoption *a, struct lean *l, const struct step *s, const struct entry *today,
    const struct node *item, const struct node *today_item)
{
	const struct node *mine = item->kind == NODE_MAPPING ? item->first->next : NULL;
	if (mine == NULL || !mine->is_null)
		return;
	const struct node *theirs =
	    today_item->kind == NODE_MAPPING ? today_item->first->next : today_item;
	const struct detail *at = taken_over(&s->entry, today_item, FIELD_at);
	const struct detail *takes = taken_over(&s->entry, today_item, FIELD_takes);
	bool clock = at != NULL && path_value(today_item, S("at")) == NULL;
	bool both = !clock || same_spot(at, takes) || path_value(today_item, S("takes")) != NULL ||
	    taken_over(today, today_item, FIELD_takes) == NULL;
	bool whole = clock && both && theirs->kind == NODE_SCALAR;
	l->text = str_copy(a->d->arena, whole ? str_trim(theirs->value) : today->text);
	if (!whole)
		return;
	VEC_PUSH(a->d->arena, &l->facts, (struct copied){.name = S("at"), .said = true});
	if (same_spot(at, takes))
		VEC_PUSH(a->d->arena, &l->facts, (struct copied){.name = S("takes"), .said = true});
}

static void
note_idle(struct adoption *a, struct lean *l, const struct node *item)
{
	if (item->kind != NODE_MAPPING)
		return;
	for (const struct node *k = item->first->next->next; k != NULL; k = k->next->next) {
		bool clears = k->next->kind == NODE_SCALAR && k->next->is_null &&
		    schema_find(OWN_STEP, k->value) != NULL;
		if (clears || str_eq(k->value, S("fits")))
			VEC_PUSH(a->d->arena, &l->idle, str_copy(a->d->arena, k->value));
	}
}

/* The same scalar, or the same id and text and nothing else: there is nothing to bring over. */
static bool
says_the_same(const struct node *x, const struct node *y)
{
	if (x->kind != y->kind || x->count != y->count)
		return false;
	if (x->kind == NODE_SCALAR)
		return str_eq(x->value, y->value);
	return x->kind == NODE_MAPPING && x->count == 2 && says_the_same(x->first, y->first) &&
	    says_the_same(x->first->next, y->first->next);
}

static bool
look_at_step(struct adoption *a, int index, struct str list_path)
{
	struct desk *d = a->d;
	struct located item, today;
	if (!change_item(d, a->to_be, index, &item))
		return false;
	struct lean l = {.path = path_to(a, item.node)};
	if (!str_starts(l.path, list_path))
		return desk_refuse(d, S("write the steps out"),
		    "a step of the redesign stands elsewhere and is only named by an alias");
	const struct step *s = &map_of(a)->to_be[0].version.steps[index];
	if (s->today >= 0) {
		if (!change_item(d, a->actual, s->today, &today))
			return false;
		const struct entry *old = &map_of(a)->actual.steps[s->today].entry;
		l.whole = !s->changed && !says_the_same(item.node, today.node);
		l.step = copy_entry(a, today.node);
		const struct value *next = entry_get(&s->entry, FIELD_next);
		l.cuts_next = l.whole && next != NULL && next->kind == VALUE_NAMES &&
		    cut_next(a, next, &l.next);
		if (s->changed)
			lean_on_words(a, &l, s, old, item.node, today.node);
		for (int i = 0; s->changed && i < s->entry.detail_count; i++) {
			if (is_within(today.node, s->entry.details[i].at))
				lean_on_fact(a, &l, &s->entry, today.node, &s->entry.details[i]);
		}
	}
	if (!l.whole)
		note_idle(a, &l, item.node);
	VEC_PUSH(d->arena, &a->leans, l);
	return true;
}

/* A changed step that is still a sentence gets its id, for it will have details of its own. */
static bool
open_steps(struct adoption *a)
{
	int count = listing_count(desk_workspace(a->d), a->to_be);
	for (int i = 0; i < count; i++) {
		const struct step *s = &map_of(a)->to_be[0].version.steps[i];
		struct str id;
		if (s->today >= 0 && s->changed && !s->entry.own_id &&
		    !change_open_step(a->d, a->to_be, i, &id))
			return false;
	}
	return true;
}

/* ---- writing it out ---- */

static bool
add_fact(struct adoption *a, const struct lean *l, const struct copied *fact)
{
	const struct node *item = find(a, l->path);
	struct located at = {a->file, item};
	if (fact->value == NULL)
		return fact->said ||
		    desk_refuse(a->d, S("write it out"), "'%.*s' holds an alias to nothing",
			STR(fact->name));
	if (fact->lines.len == 0 && fact->flow)
		return change_add_flow(a->d, at, fact->name, fact->value);
	struct edit e = {.verb = EDIT_ADD,
	    .at = item,
	    .position = change_position(a->d, at, fact->name),
	    .key = draft_text(a->d->arena, fact->name),
	    .value = fact->value,
	    .lines = fact->lines,
	    .lines_column = fact->column};
	if (desk_edit(a->d, a->file, &e))
		return true;
	e.at = find(a, l->path);
	e.lines = (struct str){0};
	return desk_edit(a->d, a->file, &e);
}

/* Comments of the lines of an entry, each on a line of its own at a column. */
static void
keep_comments(struct adoption *a, struct buf *b, const struct node *item, ptrdiff_t column)
{
	const struct desk_file *f = a->d->files.at[a->file];
	ptrdiff_t ignored;
	struct str lines = edit_lines(f->text, &f->tree, item, &ignored);
	ptrdiff_t start = lines.at - f->text.at, end = start + lines.len;
	for (ptrdiff_t i = 0; lines.len > 0 && i < f->tree.comment_count; i++) {
		struct span c = f->tree.comments[i];
		if (c.start < start || c.start >= end)
			continue;
		buf_fill(b, ' ', column);
		buf_add(b, str_from(str_upto(f->text, c.end), c.start));
		buf_char(b, '\n');
	}
}

static ptrdiff_t
number_of(const struct node *item)
{
	ptrdiff_t number = 0;
	for (const struct node *n = item->previous; n != NULL; n = n->previous)
		number++;
	return number;
}

static bool
put_whole_step(struct adoption *a, const struct lean *l)
{
	const struct node *item = find(a, l->path);
	struct buf lines = {.arena = a->d->arena};
	if (l->step.value == NULL)
		return desk_refuse(a->d, S("write it out"), "a step holds an alias to nothing");
	keep_comments(a, &lines, item, l->step.column);
	if (l->step.lines.len > 0)
		buf_add(&lines, l->step.lines);
	else
		lines.len = 0;
	struct edit e = {.verb = EDIT_INSERT,
	    .at = item->parent,
	    .position = number_of(item),
	    .value = l->step.value,
	    .lines = buf_str(&lines),
	    .lines_column = l->step.column};
	bool done = desk_edit(a->d, a->file, &e);
	if (!done) {
		item = find(a, l->path);
		return desk_edit(a->d, a->file,
		    &(struct edit){.verb = EDIT_REPLACE, .at = item, .value = l->step.value});
	}
	item = find(a, l->path)->next;
	return desk_edit(a->d, a->file, &(struct edit){.verb = EDIT_DELETE, .at = item});
}

static bool
put_next(struct adoption *a, const struct lean *l)
{
	struct located next = {a->file, path_value(find(a, l->path), S("next"))};
	if (next.node == NULL)
		return true;
	return l->next.said ? change_delete(a->d, next)
			    : change_put_flow(a->d, next, l->next.value);
}

static bool
write_out(struct adoption *a, const struct lean *l)
{
	if (l->whole)
		return put_whole_step(a, l) && (!l->cuts_next || put_next(a, l));
	if (l->text.len > 0) {
		struct located text = {a->file, find(a, l->path)->first->next};
		if (!change_put(a->d, text, draft_text(a->d->arena, l->text)))
			return false;
	}
	for (ptrdiff_t i = 0; i < l->idle.count; i++) {
		const struct node *value = path_value(find(a, l->path), l->idle.at[i]);
		struct located key = {a->file, value};
		if (value != NULL && !change_delete(a->d, key))
			return false;
	}
	for (ptrdiff_t i = 0; i < l->facts.count; i++) {
		if (!add_fact(a, l, &l->facts.at[i]))
			return false;
	}
	return true;
}

/* ---- wishes about what is gone ---- */

static bool
is_kept(const struct map *m, int step)
{
	const struct version *v = &m->to_be[0].version;
	for (int i = 0; i < v->step_count; i++) {
		if (v->steps[i].today == step)
			return true;
	}
	return false;
}

/* The step of today that the redesign no longer has and that a wish asks for by its id, or -1. */
static int
asked_and_gone(const struct map *m, const struct wish *w)
{
	if (!w->bare && !w->drop)
		return -1;
	for (int i = 0; i < m->actual.step_count; i++) {
		const struct entry *e = &m->actual.steps[i].entry;
		if (e->own_id && str_eq(e->id, w->entry.id))
			return is_kept(m, i) ? -1 : i;
	}
	return -1;
}

/*
 * What somebody would drop is dropped: that wish is met and goes. What somebody wants as it was is
 * from now on a step that nobody offers, so its words are written.
 */
static bool
settle_wish(struct adoption *a, struct listing wishes, int index)
{
	struct desk *d = a->d;
	const struct map *m = map_of(a);
	const struct wish *w = &map_wishes(m, wishes.persona)->wishes[index];
	int gone = asked_and_gone(m, w);
	struct located item;
	if (gone < 0)
		return true;
	bool drop = w->drop;
	struct str id = str_copy(d->arena, w->entry.id);
	struct str text = str_copy(d->arena, m->actual.steps[gone].entry.text);
	if (!change_item(d, wishes, index, &item))
		return false;
	if (drop)
		return change_delete(d, item);
	if (item.node->kind == NODE_SCALAR)
		return change_add_words(d, item, id, text);
	item.node = item.node->first->next;
	return change_put(d, item, draft_text(d->arena, text));
}

static bool
settle_wishes(struct adoption *a)
{
	int lists = map_of(a)->wishlist_count;
	for (int i = 0; i < lists; i++) {
		struct listing l = {a->map, ADDRESS_WISH, map_of(a)->wishlists[i].persona};
		for (int w = listing_count(desk_workspace(a->d), l) - 1; w >= 0; w--) {
			if (!settle_wish(a, l, w))
				return false;
		}
	}
	return true;
}

/* ---- fits ---- */

/* A wish that an added step meets under another id: from now on they bear one id. */
struct meeting {
	int persona, wish; /* the number of the wish in the list */
	struct str step;   /* id */
};
struct meetings {
	VEC(struct meeting) list;
};

static int
wish_named(const struct map *m, int persona, struct str id)
{
	const struct wishlist *list = persona >= 0 ? map_wishes(m, persona) : NULL;
	for (int i = 0; list != NULL && i < list->wish_count; i++) {
		if (str_eq(list->wishes[i].entry.id, id))
			return i;
	}
	return -1;
}

static void
note_meetings(struct adoption *a, const struct step *s, struct meetings *meetings)
{
	const struct workspace *ws = desk_workspace(a->d);
	const struct value *fits = entry_get(&s->entry, FIELD_fits);
	struct arena *arena = a->d->arena;
	for (ptrdiff_t i = 0; fits != NULL && fits->kind == VALUE_NAMES && i < fits->names.count;
	     i++) {
		struct str name = fits->names.at[i];
		ptrdiff_t dot = str_find(name, '.');
		int persona = dot > 0 ? workspace_persona(ws, str_upto(name, dot)) : -1;
		struct str id = str_from(name, dot + 1);
		int wish = wish_named(map_of(a), persona, id);
		struct meeting meeting = {persona, wish, str_copy(arena, s->entry.id)};
		if (wish >= 0 && s->today < 0)
			VEC_PUSH(arena, &meetings->list, meeting);
	}
}

/* Equal words pair them already, and so does an id that both bear. */
static bool
keep_meeting(struct adoption *a, const struct meeting *meeting)
{
	struct listing l = {a->map, ADDRESS_WISH, meeting->persona};
	const struct entry *wish = listing_entry(desk_workspace(a->d), l, meeting->wish);
	return str_eq(wish->id, meeting->step) ||
	    change_link_item(a->d, l, meeting->wish, meeting->step);
}

/* ---- the versions change places ---- */

/* The lines of `actual:` with the date in place of the key, deeper by `by`. */
static struct str
dated_lines(struct adoption *a, const struct node *key, struct str date, int by, ptrdiff_t *column)
{
	const struct desk_file *f = a->d->files.at[a->file];
	struct str lines = edit_lines(f->text, &f->tree, key, column), line;
	struct buf dated = {.arena = a->d->arena}, b = {.arena = a->d->arena};
	if (lines.len == 0)
		return lines;
	ptrdiff_t at = f->text.at + key->start - lines.at;
	buf_add(&dated, str_upto(lines, at));
	buf_add(&dated, date);
	buf_add(&dated, str_from(lines, at + (ptrdiff_t)(key->end - key->start)));
	struct str rest = buf_str(&dated);
	while (str_line(&rest, &line)) {
		buf_fill(&b, ' ', line.len > 0 ? by : 0);
		buf_add(&b, line);
		buf_char(&b, '\n');
	}
	return buf_str(&b);
}

static struct str
as_first_past(struct adoption *a, struct str lines, ptrdiff_t column)
{
	struct buf b = {.arena = a->d->arena};
	if (lines.len == 0)
		return lines;
	buf_fill(&b, ' ', column);
	buf_add(&b, S("before:\n"));
	buf_add(&b, lines);
	return buf_str(&b);
}

static bool
keep_past(struct adoption *a, struct str map_path, struct str date)
{
	struct desk *d = a->d;
	struct arena *arena = d->arena;
	const struct desk_file *f = d->files.at[a->file];
	const struct node *map = find(a, map_path), *value = path_value(map, S("actual"));
	const struct node *before = path_value(map, S("before"));
	if (before != NULL && path_value(before, date) != NULL)
		return desk_refuse(d, S("give another day with --date"),
		    "there is an earlier process of %.*s already", STR(date));
	struct looks looks = looks_of(f->text, &f->tree);
	struct edit e = {.verb = EDIT_ADD, .at = before, .position = EDIT_LAST};
	bool first = before == NULL;
	e.lines = dated_lines(a, path_key(value), date, first ? looks.step : 0, &e.lines_column);
	e.key = draft_typed(arena, date);
	struct draft *old = draft_of(arena, value);
	e.value = old;
	if (old == NULL)
		return desk_refuse(d, S("desirepath check says which"),
		    "today's process holds an alias to nothing");
	if (first) {
		struct draft *past = draft_mapping(arena);
		draft_add(past, draft_typed(arena, date));
		draft_add(past, old);
		e.lines = as_first_past(a, e.lines, e.lines_column);
		e.key = draft_text(arena, S("before"));
		e.value = past;
		e.at = map;
		e.position = change_position(d, (struct located){a->file, map}, S("before"));
	}
	return desk_edit(d, a->file, &e);
}

static bool
change_places(struct adoption *a, struct str map_path, struct str date)
{
	struct desk *d = a->d;
	const struct node *actual = path_value(find(a, map_path), S("actual"));
	ptrdiff_t number = -1;
	if (actual != NULL) {
		number = number_of(path_key(actual)) / 2;
		if (!keep_past(a, map_path, date))
			return false;
		actual = path_value(find(a, map_path), S("actual"));
		if (!change_delete(d, (struct located){a->file, actual}))
			return false;
	}
	const struct node *key = path_key(path_value(find(a, map_path), S("to-be")));
	if (!change_rename_key(d, (struct located){a->file, key}, S("actual")))
		return false;
	key = path_key(path_value(find(a, map_path), S("actual")));
	if (number < 0 || number_of(key) / 2 == number)
		return true;
	return desk_edit(
	    d, a->file, &(struct edit){.verb = EDIT_MOVE, .at = key, .position = number});
}

/* ---- the whole ---- */

/* What a process means apart from ids, from whose wish it met and from empty values. */
static struct str
plain_meaning(struct arena *a, const struct workspace *ws, const struct version *version)
{
	struct version v = *version;
	v.steps = NEW_N(a, struct step, v.step_count + 1);
	for (int i = 0; i < v.step_count; i++) {
		struct entry e = version->steps[i].entry;
		struct detail *kept = NEW_N(a, struct detail, e.detail_count + 1);
		int count = 0;
		for (int k = 0; k < e.detail_count; k++) {
			struct detail d = e.details[k];
			bool next = d.field == FIELD_next && d.value.kind == VALUE_NAMES &&
			    d.value.names.count > 0;
			if (next)
				d.value = next_within(a, version, &d.value);
			if (d.field != FIELD_fits && d.value.kind != VALUE_EMPTY &&
			    !(next && d.value.names.count == 0))
				kept[count++] = d;
		}
		e.details = kept;
		e.detail_count = count;
		e.own_id = false;
		e.id = (struct str){0};
		e.text = utf8_fold(a, e.text);
		v.steps[i] = version->steps[i];
		v.steps[i].entry = e;
	}
	return meaning_of_version(a, ws, &v);
}

static bool
can_adopt(struct desk *d, const struct map *m)
{
	struct str id = m->entry.id;
	if (m->to_be_count == 0)
		return desk_refuse(d, S("write the redesign below to-be:"),
		    "'%.*s' has no to-be that could become today", STR(id));
	if (m->to_be[0].persona != FOR_ALL)
		return desk_refuse(d,
		    S("write one to-be; `only:` says who meets a step, and a value may differ by "
		      "persona"),
		    "the to-be of '%.*s' differs by persona, and today's process is one for all",
		    STR(id));
	return true;
}

static bool
adopt(struct adoption *a, struct str date)
{
	struct desk *d = a->d;
	struct located map;
	struct meetings meetings = {0};
	if (!open_steps(a) || !settle_wishes(a) || !change_map_key(d, a->map, &map))
		return false;
	a->file = map.file;
	struct str map_path = path_to(a, map.node->next);
	const struct workspace *ws = desk_workspace(d);
	const struct version *v = &map_of(a)->to_be[0].version;
	struct str meaning = str_copy(d->arena, plain_meaning(d->arena, ws, v));
	struct str list_path = str_format(d->arena, "%.*s/to-be", STR(map_path));
	for (int i = 0; i < v->step_count; i++) {
		note_meetings(a, &v->steps[i], &meetings);
		if (!look_at_step(a, i, list_path))
			return false;
	}
	for (ptrdiff_t i = 0; i < a->leans.count; i++) {
		if (!write_out(a, &a->leans.at[i]))
			return false;
	}
	if (!change_places(a, map_path, date))
		return false;
	for (ptrdiff_t i = 0; i < meetings.list.count; i++) {
		if (!keep_meeting(a, &meetings.list.at[i]))
			return false;
	}
	ws = desk_workspace(d);
	if (str_eq(meaning, plain_meaning(d->arena, ws, &ws->maps[a->map].actual)))
		return true;
	return desk_refuse(d, S("write the steps of to-be out, then adopt it"),
	    "the redesign of '%.*s' would not mean the same as today's process",
	    STR(ws->maps[a->map].entry.id));
}

bool
change_adopt(struct desk *d, struct str map, struct str date)
{
	struct address address;
	int day;
	if (!address_read(d, map, &address))
		return false;
	if (address.kind != ADDRESS_MAP)
		return desk_refuse(
		    d, (struct str){0}, "'%.*s' is no scenario or journey", STR(map));
	if (!date_parse(date, false, &day))
		return desk_refuse(
		    d, S("write it like 2026-03-04"), "'%.*s' is not a date", STR(date));
	if (!can_adopt(d, &desk_workspace(d)->maps[address.map]))
		return false;
	struct adoption a = {.d = d,
	    .map = address.map,
	    .to_be = {address.map, ADDRESS_TO_BE, FOR_ALL},
	    .actual = {address.map, ADDRESS_ACTUAL, FOR_ALL}};
	struct change_guard guard = change_begin(d);
	return change_end(d, &guard, adopt(&a, date));
}
