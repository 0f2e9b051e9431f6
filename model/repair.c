/* SPDX-License-Identifier: MIT */
/*
 * Repairs are tried, never trusted: all of a round at once, and where that goes wrong in halves,
 * until each is known to take its finding away and to bring no other. What is compared are lines
 * and codes, for a repair keeps all lines where they are; it may move columns.
 */
#include "model/repair_priv.h"

#include "base/map.h"

#include <stdlib.h>

/*
 * What is wrong in a state of the texts. A file that is beyond mending is not read at all, and what
 * is wrong below its last finding is not known.
 */
struct tally {
	struct str_map counts; /* "file:line:code" to how often */
	struct arena *arena;
	ptrdiff_t *known; /* by file: the last line that is; 0: all of it */
	bool unread;      /* there is such a file: what others refer to is not known either */
};

struct repairing {
	struct desk *d;
	struct arena *arena; /* of this repair */
	int only;
	struct repairs *repairs;
	struct str *texts; /* of the desk's files, as repaired so far */
	struct tally tally;
	ptrdiff_t patience; /* bytes that may still be read */
	bool progress;
	struct str_map failed; /* what was tried in vain since the last success of its round */
};

bool
repair_concerns(enum diag_code code)
{
	return diag_row(code)->level == LEVEL_ERROR || code == DIAG_colon_space_text ||
	    code == DIAG_hash_cuts || code == DIAG_step_detail_first || code == DIAG_item_empty;
}

static bool
is_asked_for(int only, enum diag_code code)
{
	return only < 0 || str_eq(diag_row((enum diag_code)only)->code, diag_row(code)->code);
}

static struct str
tally_key(struct arena *a, int file, ptrdiff_t line, int code)
{
	return str_format(a, "%d:%td:%d", file, line, code);
}

static ptrdiff_t *
tally_at(struct tally *t, struct str key)
{
	ptrdiff_t *count = str_map_at(&t->counts, key);
	*count = *count < 0 ? 0 : *count;
	return count;
}

static int
file_of_source(const struct repairing *r, uint32_t source)
{
	for (int i = 0; i < (int)r->d->files.count; i++) {
		if (r->texts[i].at != NULL && source-- == 0)
			return i;
	}
	return 0;
}

/* Read these texts; the findings live in `a`. */
static void
read_texts(struct repairing *r, struct arena *a, const struct str *texts, struct workspace *ws)
{
	ptrdiff_t all = r->d->files.count, count = 0;
	struct source *sources = NEW_N(a, struct source, all + 1);
	for (ptrdiff_t i = 0; i < all; i++) {
		if (texts[i].at == NULL)
			continue;
		sources[count++] =
		    (struct source){.path = r->d->files.at[i]->path, .text = texts[i]};
		r->patience -= texts[i].len;
	}
	workspace_read(a, sources, count, r->d->today, ws);
}

/* Nobody could read it, mended or not. Then the parser has said something about it. */
static bool
is_unread(const struct workspace *ws, uint32_t source)
{
	const struct source *s = &ws->sources[source];
	bool said = false;
	for (ptrdiff_t i = 0; i < ws->diags.list.count && !said; i++) {
		const struct diag *f = &ws->diags.list.at[i];
		said = f->at.source == source && diag_row(f->code)->level == LEVEL_ERROR;
	}
	if (!said)
		return false;
	struct arena *a = arena_new();
	struct tree tree;
	struct yaml_error error;
	bool unread = s->parsed.at == s->text.at && !yaml_parse(a, s->text, &tree, &error);
	arena_free(a);
	return unread;
}

static void
note_unread(const struct repairing *r, const struct workspace *ws, struct tally *t)
{
	t->known = NEW_N(ws->arena, ptrdiff_t, r->d->files.count + 1);
	for (uint32_t i = 0; i < (uint32_t)ws->source_count; i++) {
		if (!is_unread(ws, i))
			continue;
		ptrdiff_t *known = &t->known[file_of_source(r, i)];
		*known = 1;
		t->unread = true;
		for (ptrdiff_t k = 0; k < ws->diags.list.count; k++) {
			const struct diag *f = &ws->diags.list.at[k];
			ptrdiff_t line = f->at.source == i ? workspace_position(ws, f->at).line : 0;
			*known = line > *known ? line : *known;
		}
	}
}

static void
count_findings(const struct repairing *r, const struct workspace *ws, struct tally *t)
{
	*t = (struct tally){.counts = {.arena = ws->arena}, .arena = ws->arena};
	note_unread(r, ws, t);
	for (ptrdiff_t i = 0; i < ws->diags.list.count; i++) {
		const struct diag *f = &ws->diags.list.at[i];
		if (!repair_concerns(f->code))
			continue;
		ptrdiff_t line = f->whole_file ? 0 : workspace_position(ws, f->at).line;
		int file = file_of_source(r, f->at.source);
		++*tally_at(t, tally_key(ws->arena, file, line, (int)f->code));
	}
}

/* Whether a finding could have been told before, had it been there. */
static bool
was_known(const struct tally *before, struct str key)
{
	struct str file, line, code;
	if (!before->unread)
		return true;
	str_cut(&key, ':', &file);
	str_cut(&key, ':', &line);
	code = key;
	int number = atoi(file.at);
	ptrdiff_t known = before->known[number];
	return known > 0 && atol(line.at) <= known && atoi(code.at) < DIAG_key_twice;
}

/* Every finding that was to go is gone, and there is none that was not there. */
static bool
is_better(struct repairing *r, const struct fix_list *fixes, struct tally *after)
{
	struct arena *a = after->arena;
	struct tally wanted = {.counts = {.arena = a}, .arena = a};
	for (ptrdiff_t i = 0; i < r->tally.counts.capacity; i++) {
		const struct map_entry *e = &r->tally.counts.entries[i];
		if (e->used)
			*tally_at(&wanted, e->key) = e->value;
	}
	for (ptrdiff_t i = 0; i < fixes->count; i++) {
		const struct fix *f = &fixes->at[i];
		struct str key = tally_key(a, f->file, f->line, (int)f->code);
		/* A finding that only followed from another one is not told. */
		if (f->applied && f->finding && str_map_get(&r->tally.counts, key) > 0)
			--*tally_at(&wanted, key);
	}
	for (ptrdiff_t i = 0; i < after->counts.capacity; i++) {
		const struct map_entry *e = &after->counts.entries[i];
		if (e->used && e->value > *tally_at(&wanted, e->key) &&
		    was_known(&r->tally, e->key))
			return false;
	}
	for (ptrdiff_t i = 0; i < wanted.counts.capacity; i++) {
		const struct map_entry *e = &wanted.counts.entries[i];
		if (e->used && e->value < 0)
			return false;
	}
	return true;
}

static void
keep(struct repairing *r, const struct fix_list *fixes, struct str *texts, struct tally *after)
{
	for (ptrdiff_t i = 0; i < fixes->count; i++) {
		const struct fix *f = &fixes->at[i];
		if (!f->applied)
			continue;
		VEC_PUSH(r->d->arena, &r->repairs->made,
		    (struct repair){.code = f->code,
			.path = r->d->files.at[f->file]->path,
			.line = f->line,
			.before = fix_words(r->d->arena, f, false),
			.after = fix_words(r->d->arena, f, true)});
	}
	for (ptrdiff_t i = 0; i < r->d->files.count; i++) {
		if (texts[i].at != NULL && !str_eq(texts[i], r->texts[i]))
			r->texts[i] = str_copy(r->arena, texts[i]);
	}
	struct tally copy = {
	    .counts = {.arena = r->arena}, .arena = r->arena, .unread = after->unread};
	copy.known = NEW_N(r->arena, ptrdiff_t, r->d->files.count + 1);
	for (ptrdiff_t i = 0; i < r->d->files.count; i++)
		copy.known[i] = after->known[i];
	for (ptrdiff_t i = 0; i < after->counts.capacity; i++) {
		const struct map_entry *e = &after->counts.entries[i];
		if (e->used)
			*tally_at(&copy, str_copy(r->arena, e->key)) = e->value;
	}
	r->tally = copy;
	r->progress = true;
}

/* Whether a fix is of a finding that was not there before. */
static bool
is_new(const struct repairing *r, const struct tally *now, const struct fix *f)
{
	struct str key = tally_key(now->arena, f->file, f->line, (int)f->code);
	return !f->finding || str_map_get(&now->counts, key) > str_map_get(&r->tally.counts, key);
}

/* All that is offered in this state of the texts. */
static void
collect(struct repairing *r, const struct workspace *ws, const struct str *texts,
    struct fix_list *fixes)
{
	struct arena *a = ws->arena;
	struct fix_list all = {0};
	for (int i = 0; i < (int)r->d->files.count; i++) {
		if (texts[i].at != NULL)
			fixes_of_mending(a, i, texts[i], &all);
	}
	for (ptrdiff_t i = 0; i < ws->diags.list.count; i++) {
		const struct diag *f = &ws->diags.list.at[i];
		fix_of_finding(a, ws, f, file_of_source(r, f->at.source), &all);
	}
	for (ptrdiff_t i = 0; i < all.count; i++) {
		if (is_asked_for(r->only, all.at[i].code))
			VEC_PUSH(a, fixes, all.at[i]);
	}
}

/* Make these and see. *now: the workspace that comes out, in `a`; NULL when none could be made. */
static bool
try_once(struct repairing *r, struct arena *a, struct fix_list *fixes, struct str *texts,
    struct workspace *now, struct tally *after)
{
	for (ptrdiff_t i = 0; i < r->d->files.count; i++)
		texts[i] = r->texts[i];
	*now = (struct workspace){0};
	if (r->patience <= 0 || !fixes_apply(a, fixes, texts))
		return false;
	read_texts(r, a, texts, now);
	count_findings(r, now, after);
	if (!is_better(r, fixes, after))
		return false;
	keep(r, fixes, texts, after);
	return true;
}

/* A repair that brings findings which can be repaired, too: `takes:5` below a sentence without id.
 */
static bool
try_chain(struct repairing *r, struct fix first)
{
	enum { LONGEST = 4 };
	struct arena *a = arena_new();
	struct str *texts = NEW_N(a, struct str, r->d->files.count + 1);
	struct fix_list fixes = {0};
	VEC_PUSH(a, &fixes, first);
	bool fine = false;
	for (int i = 0; i < LONGEST && !fine; i++) {
		struct workspace now;
		struct tally after;
		ptrdiff_t count = fixes.count;
		fine = try_once(r, a, &fixes, texts, &now, &after);
		if (fine || now.arena == NULL)
			break;
		struct fix_list offered = {0};
		collect(r, &now, texts, &offered);
		for (ptrdiff_t k = 0; k < offered.count; k++) {
			if (is_new(r, &after, &offered.at[k]))
				VEC_PUSH(a, &fixes, offered.at[k]);
		}
		if (fixes.count == count)
			break;
	}
	arena_free(a);
	return fine;
}

static struct str
failed_key(struct arena *a, const struct fix *f)
{
	return str_format(
	    a, "%d:%td:%d:%.*s", f->file, f->line, (int)f->code, STR(fix_words(a, f, true)));
}

static void
try_one(struct repairing *r, const struct fix *f)
{
	if (!try_chain(r, *f))
		*str_map_at(&r->failed, failed_key(r->arena, f)) = 1;
}

/* Whether a line of this fix has a finding afterwards that it had not, or not so often. */
static bool
is_suspect(const struct repairing *r, const struct tally *after, const struct fix *f)
{
	for (ptrdiff_t i = -1; i < f->lines.count; i++) {
		ptrdiff_t line = i < 0 ? f->line : f->lines.at[i].line + 1;
		for (int code = 0; code < DIAG_COUNT; code++) {
			struct str key = tally_key(after->arena, f->file, line, code);
			ptrdiff_t then = str_map_get(&r->tally.counts, key);
			ptrdiff_t now = str_map_get(&after->counts, key);
			bool stays = code == (int)f->code && f->finding && now >= then;
			if (now > 0 && (now > then || stays))
				return true;
		}
	}
	return false;
}

/* The suspects behind the others; how many others there are. */
static ptrdiff_t
part_suspects(const struct repairing *r, const struct tally *after, struct fix_list *fixes)
{
	struct fix *suspects = NEW_N(after->arena, struct fix, fixes->count);
	ptrdiff_t count = 0, others = 0;
	for (ptrdiff_t i = 0; i < fixes->count; i++) {
		if (is_suspect(r, after, &fixes->at[i]))
			suspects[count++] = fixes->at[i];
		else
			fixes->at[others++] = fixes->at[i];
	}
	for (ptrdiff_t i = 0; i < count; i++)
		fixes->at[others + i] = suspects[i];
	return others;
}

/*
 * Try all of these. Where something goes wrong, those first that look innocent, and the others one
 * by one; where nobody or everybody is suspect, one half and then the other.
 */
static void
try_fixes(struct repairing *r, struct fix_list fixes)
{
	if (fixes.count == 0 || r->patience <= 0)
		return;
	if (fixes.count == 1) {
		try_one(r, &fixes.at[0]);
		return;
	}
	struct arena *a = arena_new();
	struct str *texts = NEW_N(a, struct str, r->d->files.count + 1);
	struct workspace now;
	struct tally after;
	bool fine = try_once(r, a, &fixes, texts, &now, &after);
	ptrdiff_t others = fine || now.arena == NULL ? 0 : part_suspects(r, &after, &fixes);
	arena_free(a);
	if (fine)
		return;
	bool parted = others > 0 && others < fixes.count;
	ptrdiff_t first = parted ? others : fixes.count / 2;
	try_fixes(r, (struct fix_list){.at = fixes.at, .count = first});
	if (!parted)
		try_fixes(
		    r, (struct fix_list){.at = fixes.at + first, .count = fixes.count - first});
	for (ptrdiff_t i = first; parted && i < fixes.count; i++)
		try_one(r, &fixes.at[i]);
}

/* One look at the texts: what is offered there, and was not tried in vain, is tried. */
static void
repair_round(struct repairing *r)
{
	struct arena *a = arena_new();
	struct workspace ws = {0};
	struct fix_list offered = {0}, fixes = {0};
	read_texts(r, a, r->texts, &ws);
	collect(r, &ws, r->texts, &offered);
	for (ptrdiff_t i = 0; i < offered.count; i++) {
		if (str_map_get(&r->failed, failed_key(a, &offered.at[i])) < 0)
			VEC_PUSH(a, &fixes, offered.at[i]);
	}
	r->progress = false;
	try_fixes(r, fixes);
	arena_free(a);
}

/* Rounds until nothing more is offered; then what failed once more, for much may have changed. */
static void
repair_in_rounds(struct repairing *r)
{
	enum { MOST_ROUNDS = 400, MOST_PASSES = 3 };
	int rounds = 0;
	for (int pass = 0; pass < MOST_PASSES; pass++) {
		bool any = false;
		r->failed = (struct str_map){.arena = r->arena};
		do {
			repair_round(r);
			any = any || r->progress;
		} while (r->progress && r->patience > 0 && rounds++ < MOST_ROUNDS);
		if (!any)
			return;
	}
}

static ptrdiff_t
count_left(struct repairing *r)
{
	ptrdiff_t left = 0;
	struct arena *a = arena_new();
	struct workspace ws = {0};
	read_texts(r, a, r->texts, &ws);
	for (ptrdiff_t i = 0; i < ws.diags.list.count; i++) {
		enum diag_code code = ws.diags.list.at[i].code;
		left += repair_concerns(code) && is_asked_for(r->only, code);
	}
	arena_free(a);
	return left;
}

static void
put_back(struct repairing *r)
{
	for (int i = 0; i < (int)r->d->files.count; i++) {
		const struct desk_file *f = r->d->files.at[i];
		if (r->texts[i].at != NULL && !str_eq(r->texts[i], f->text))
			desk_replace_broken(r->d, i, r->texts[i]);
	}
}

static int
in_order(const void *left, const void *right)
{
	const struct repair *x = left, *y = right;
	int order = str_cmp(x->path, y->path);
	if (order != 0)
		return order;
	return x->line != y->line ? (x->line < y->line ? -1 : 1) : str_cmp(x->after, y->after);
}

bool
repair_all(struct desk *d, int only, struct repairs *repairs)
{
	enum { PATIENCE = 64 << 20, SHARE = 64 };
	*repairs = (struct repairs){0};
	struct repairing r = {.d = d,
	    .arena = arena_new(),
	    .only = only,
	    .repairs = repairs,
	    .patience = PATIENCE,
	    .progress = true};
	r.texts = NEW_N(r.arena, struct str, d->files.count + 1);
	ptrdiff_t size = 0;
	for (ptrdiff_t i = 0; i < d->files.count; i++) {
		r.texts[i] = d->files.at[i]->text;
		size += r.texts[i].len;
	}
	/* A large text is read a few times at least. */
	r.patience = r.patience < size * SHARE ? size * SHARE : r.patience;
	struct arena *a = arena_new();
	struct workspace ws = {0};
	struct tally first;
	read_texts(&r, a, r.texts, &ws);
	count_findings(&r, &ws, &first);
	r.tally = first;
	repair_in_rounds(&r);
	arena_free(a);
	repairs->left = count_left(&r);
	if (repairs->made.count > 1)
		qsort(repairs->made.at, (size_t)repairs->made.count, sizeof *repairs->made.at,
		    in_order);
	put_back(&r);
	arena_free(r.arena);
	return true;
}
