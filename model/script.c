/* SPDX-License-Identifier: MIT */
/*
 * A script is read whole before anything is done, so that a slip of the pen in the last line costs
 * nothing. Ways are looked up when their turn comes: each operation sees what those before it left.
 */
#include "model/script.h"

#include "base/utf8.h"
#include "model/edit_priv.h"
#include "model/path.h"

/* ---- reading ---- */

struct script_reader {
	struct arena *arena;
	struct script *script;
	struct str line, rest; /* rest: what of the line is not read yet */
	ptrdiff_t number;      /* of the line */
	struct str error, hint;
};

static const struct script_form forms[] = {
#define OPERATION(verb, name, operands, usage, meaning)                                            \
	{S_INIT(name), EDIT_##verb, S_INIT(operands), S_INIT(usage), S_INIT(meaning)},
#include "model/script.def"
#undef OPERATION
};

const struct script_form *
script_forms(ptrdiff_t *count)
{
	*count = COUNT_OF(forms);
	return forms;
}

static ptrdiff_t
column_of(struct str line, struct str rest)
{
	return utf8_count(str_upto(line, line.len - rest.len)) + 1;
}

static struct str
placed(struct arena *a, struct str name, ptrdiff_t line, ptrdiff_t column, struct str why)
{
	return str_format(a, "%.*s:%td:%td: %.*s", STR(name), line, column, STR(why));
}

/* The mistake is where r->rest begins. */
static bool
wrong(struct script_reader *r, struct str why)
{
	ptrdiff_t column = column_of(r->line, r->rest);
	r->error = placed(r->arena, r->script->name, r->number, column, why);
	return false;
}

static void
pass_blanks(struct script_reader *r)
{
	while (r->rest.len > 0 && is_blank(r->rest.at[0]))
		r->rest = str_from(r->rest, 1);
}

/* What stands up to the next blank; nothing of it is taken yet. */
static struct str
next_word(const struct script_reader *r)
{
	ptrdiff_t end = 0;
	while (end < r->rest.len && !is_blank(r->rest.at[end]))
		end++;
	return str_upto(r->rest, end);
}

static bool
read_draft(struct script_reader *r, struct draft **d)
{
	struct str why = {0};
	if (!draft_read(r->arena, &r->rest, d, &why))
		return wrong(r, why);
	if (r->rest.len > 0 && !is_blank(r->rest.at[0]))
		return wrong(r, S("a blank is missing"));
	return true;
}

static bool
read_path(struct script_reader *r, struct script_operation *o)
{
	o->line = r->number;
	o->column = column_of(r->line, r->rest);
	o->path = next_word(r);
	struct str start = r->rest;
	if (o->path.len == 0)
		return wrong(r, S("the way to a node is missing"));
	if (o->path.at[0] == '"') {
		struct draft *d;
		if (!read_draft(r, &d))
			return false;
		o->path = d->text;
	} else {
		r->rest = str_from(r->rest, o->path.len);
	}
	if (o->path.len > 0 && (o->path.at[0] == '/' || o->path.at[0] == '@'))
		return true;
	r->rest = start;
	return wrong(r, S("the way to a node begins with / or @"));
}

static bool
read_scalar(struct script_reader *r, const struct draft **to, struct str other)
{
	struct draft *d;
	struct str start = r->rest;
	if (!read_draft(r, &d))
		return false;
	*to = d;
	if (d->kind == NODE_SCALAR)
		return true;
	r->rest = start;
	return wrong(r, other);
}

static bool
read_number(struct script_reader *r, ptrdiff_t *number)
{
	enum { MOST = 9 };
	struct str word = next_word(r);
	bool fine = word.len > 0 && word.len <= MOST;
	*number = 0;
	for (ptrdiff_t i = 0; fine && i < word.len; i++) {
		fine = is_digit(word.at[i]);
		*number = *number * 10 + (word.at[i] - '0');
	}
	if (!fine)
		return wrong(r, S("a number is missing, counted from 0"));
	r->rest = str_from(r->rest, word.len);
	return true;
}

/* Behind `at` and `to`. */
static bool
read_number_behind(struct script_reader *r, struct str word, ptrdiff_t *number)
{
	r->rest = str_from(r->rest, word.len);
	pass_blanks(r);
	return read_number(r, number);
}

static bool
read_place(struct script_reader *r, struct script_operation *o)
{
	o->position = EDIT_LAST;
	if (!str_eq(next_word(r), S("at")))
		return true;
	return read_number_behind(r, S("at"), &o->position);
}

static bool
read_item_number(struct script_reader *r, struct script_operation *o)
{
	o->position = EDIT_LAST;
	if (!str_eq(next_word(r), S("-")))
		return read_number(r, &o->position);
	r->rest = str_from(r->rest, 1);
	return true;
}

static bool
read_move(struct script_reader *r, struct script_operation *o)
{
	struct str word = next_word(r);
	if (str_eq(word, S("to"))) {
		o->move = SCRIPT_TO;
		return read_number_behind(r, word, &o->position);
	}
	if (!str_eq(word, S("up")) && !str_eq(word, S("down")))
		return wrong(r, S("here stands up, down, or to and a number"));
	o->move = str_eq(word, S("up")) ? SCRIPT_UP : SCRIPT_DOWN;
	r->rest = str_from(r->rest, word.len);
	return true;
}

static bool
read_operand(struct script_reader *r, char operand, struct script_operation *o)
{
	struct draft *value;
	switch (operand) {
	case 'p': return read_path(r, o);
	case 'k': return read_scalar(r, &o->key, S("a key is a text, not a list or a mapping"));
	case 's':
		return read_scalar(
		    r, &o->value, S("'set' takes a text; 'rep' puts anything in place"));
	case 'a': return read_place(r, o);
	case 'n': return read_item_number(r, o);
	case 'm': return read_move(r, o);
	default: break;
	}
	bool fine = read_draft(r, &value);
	o->value = fine ? value : NULL;
	return fine;
}

static const struct script_form *
find_form(struct str name)
{
	for (ptrdiff_t i = 0; i < COUNT_OF(forms); i++) {
		if (str_eq(forms[i].name, name))
			return &forms[i];
	}
	return NULL;
}

static bool
unknown(struct script_reader *r, struct str name)
{
	struct buf b = {.arena = r->arena};
	buf_add(&b, S("there are"));
	for (ptrdiff_t i = 0; i < COUNT_OF(forms); i++)
		buf_format(&b, "%s %.*s", i > 0 ? "," : "", STR(forms[i].name));
	r->hint = buf_str(&b);
	return wrong(r, str_format(r->arena, "there is no operation '%.*s'", STR(name)));
}

static bool
read_line(struct script_reader *r)
{
	struct script_operation o = {.position = EDIT_LAST};
	struct str name = next_word(r);
	const struct script_form *form = find_form(name);
	if (form == NULL)
		return unknown(r, name);
	r->rest = str_from(r->rest, name.len);
	o.verb = form->verb;
	r->hint = form->usage;
	for (ptrdiff_t i = 0; i < form->operands.len; i++) {
		pass_blanks(r);
		if (!read_operand(r, form->operands.at[i], &o))
			return false;
	}
	pass_blanks(r);
	if (r->rest.len > 0) {
		r->hint = S("a text with blanks stands in double quotes");
		struct str more = next_word(r);
		return wrong(
		    r, str_format(r->arena, "nothing may stand here, but '%.*s' does", STR(more)));
	}
	VEC_PUSH(r->arena, &r->script->operations, o);
	return true;
}

static bool
read_lines(struct script_reader *r, struct str text)
{
	while (str_line(&text, &r->line)) {
		r->number++;
		r->rest = r->line;
		ptrdiff_t bad = utf8_bad(r->line);
		if (bad >= 0) {
			r->rest = str_from(r->line, bad);
			return wrong(r, S("this is not UTF-8"));
		}
		pass_blanks(r);
		if (r->rest.len > 0 && r->rest.at[0] != '#' && !read_line(r))
			return false;
	}
	return true;
}

bool
script_read(struct arena *a, struct str name, struct str text, struct script *script,
    struct str *error, struct str *hint)
{
	struct script_reader r = {.arena = a, .script = script};
	*script = (struct script){.name = name};
	bool fine = read_lines(&r, str_from(text, str_starts(text, S("\xef\xbb\xbf")) ? 3 : 0));
	*error = r.error;
	*hint = r.hint;
	return fine;
}

/* ---- carrying out ---- */

static bool
say(struct str *why, struct str text)
{
	*why = text;
	return false;
}

/*
 * What stands below an alias stands elsewhere, too: who changes it means both, or only this one.
 * Nobody can know, so it is said where the text is.
 */
static bool
crosses_alias(struct arena *a, const struct tree *tree, struct str path, const struct node *n,
    struct str *why)
{
	struct str ignored, real = path_of(a, tree, n);
	for (ptrdiff_t i = 0; i < path.len; i++) {
		const struct node *above =
		    path.at[i] == '/' ? path_find(a, tree, str_upto(path, i), &ignored) : NULL;
		if (above == NULL || above->kind != NODE_ALIAS)
			continue;
		*why = str_format(a, "'%.*s' is an alias of '&%.*s'; what it stands for is at %.*s",
		    STR(str_upto(path, i)), STR(above->value), STR(real));
		return true;
	}
	return false;
}

/* The collection into which an entry is put, or the scalar that gets a value, stands there. */
static bool
is_written(struct arena *a, const struct tree *tree, const struct node *n, struct str *why)
{
	if (n->kind != NODE_ALIAS)
		return true;
	if (n->target == NULL)
		return say(
		    why, str_format(a, "there is no '&%.*s' above this alias", STR(n->value)));
	struct str real = path_of(a, tree, n->target);
	return say(why,
	    str_format(
		a, "'*%.*s' is an alias; what it stands for is at %.*s", STR(n->value), STR(real)));
}

static bool
position_of_move(const struct script_operation *o, const struct node *entry, struct str *why,
    ptrdiff_t *position)
{
	ptrdiff_t last = node_entries(entry->parent) - 1, number = node_number(entry);
	*position = o->move == SCRIPT_UP ? number - 1
	    : o->move == SCRIPT_DOWN     ? number + 1
					 : o->position;
	if (*position < 0)
		return say(why, S("it is the first already"));
	if (*position > last && o->move == SCRIPT_DOWN)
		return say(why, S("it is the last already"));
	if (*position > last)
		return say(why, S("there are not so many entries"));
	return true;
}

static bool
aim(struct arena *a, const struct tree *tree, const struct script_operation *o,
    const struct node *n, struct edit *e, struct str *why)
{
	*e = (struct edit){.verb = o->verb, .at = n, .key = o->key, .value = o->value};
	switch (o->verb) {
	case EDIT_ADD:
	case EDIT_INSERT: e->position = o->position; return is_written(a, tree, n, why);
	case EDIT_SET: return is_written(a, tree, n, why);
	case EDIT_REPLACE: return true;
	case EDIT_DELETE:
	case EDIT_MOVE:
	case EDIT_RENAME: break;
	}
	if (n->parent == NULL)
		return say(why, S("this is the whole document, not an entry of something"));
	if (o->verb == EDIT_RENAME && path_key(n) == NULL)
		return say(why, S("an item of a list has no key"));
	e->at = path_entry(n);
	return o->verb != EDIT_MOVE || position_of_move(o, e->at, why, &e->position);
}

/* False with *why, or after desk_edit with d->why. */
static bool
run_one(
    struct desk *d, int file, struct arena *room, const struct script_operation *o, struct str *why)
{
	const struct desk_file *f = d->files.at[file];
	struct edit e;
	const struct node *n = path_find(room, &f->tree, o->path, why);
	if (n == NULL || crosses_alias(room, &f->tree, o->path, n, why))
		return false;
	if (!aim(room, &f->tree, o, n, &e, why))
		return false;
	if (desk_edit(d, file, &e))
		return true;
	return say(why, d->why);
}

bool
script_run(struct desk *d, int file, const struct script *script)
{
	const struct desk_file *f = d->files.at[file];
	if (!f->parsed)
		return desk_refuse(d, S("desirepath check says what is wrong"),
		    "'%.*s' cannot be read as YAML, so nothing in it is changed", STR(f->path));
	struct arena *room = arena_new();
	bool fine = true;
	for (ptrdiff_t i = 0; fine && i < script->operations.count; i++) {
		const struct script_operation *o = &script->operations.at[i];
		struct str why = {0};
		struct arena_mark mark = arena_mark(room);
		fine = run_one(d, file, room, o, &why);
		if (!fine) {
			why = placed(room, script->name, o->line, o->column, why);
			desk_refuse(d, (struct str){0}, "%.*s", STR(why));
		}
		arena_release(room, mark);
	}
	arena_free(room);
	return fine;
}
