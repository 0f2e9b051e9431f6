/* SPDX-License-Identifier: MIT */
/*
 * Arbitrary bytes as a journal. Inputs that begin with the first line of a journal are read as they
 * are; of all others each line is a record, put into a journal with lengths and checksums that are
 * right, so that what lies behind the checksums is reached. What is read agrees with itself: undo
 * leads to the first texts, redo to the present ones, and a prefix never says more than the whole.
 *
 * A line: its first character is the kind (letters of `kinds`), then the payload, where ~HH is a
 * byte and ~. ends a text, which gets its length before it.
 */
#include "model/journal_priv.h"

#include "tests/fuzz/fuzz.h"

#include <string.h>

static const char kinds[] = "?ofcurds";

static int
hex(char c)
{
	return is_digit(c) ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : 0;
}

static struct str
payload_of(struct arena *a, struct str line)
{
	struct buf all = {.arena = a}, text = {.arena = a};
	for (ptrdiff_t i = 0; i < line.len; i++) {
		bool tilde = line.at[i] == '~' && i + 1 < line.len;
		if (tilde && line.at[i + 1] == '.') {
			record_put(&all, (uint64_t)text.len, 4);
			buf_add(&all, buf_str(&text));
			text.len = 0;
			i++;
		} else if (tilde && i + 2 < line.len) {
			int byte = hex(line.at[i + 1]) * 16 + hex(line.at[i + 2]);
			buf_add(&all, buf_str(&text));
			text.len = 0;
			buf_char(&all, (char)byte);
			i += 2;
		} else {
			buf_char(&text, line.at[i]);
		}
	}
	buf_add(&all, buf_str(&text));
	return buf_str(&all);
}

static struct str
journal_of(struct arena *a, struct str input)
{
	struct buf all = {.arena = a};
	struct record_chain chain = {0};
	struct who who = {S("user"), S("host"), S("boot"), 1, 2};
	struct buf owner = record_owner(a, S("/w"), &who);
	struct str line;
	buf_add(&all, S(JOURNAL_MAGIC));
	buf_add(&all, record_end(&owner, &chain, 1));
	while (str_cut(&input, '\n', &line)) {
		const char *kind =
		    line.len > 0 ? memchr(kinds, line.at[0], sizeof kinds - 1) : NULL;
		struct str payload = payload_of(a, str_from(line, 1));
		int number = kind != NULL ? (int)(kind - kinds) : 0;
		struct buf record = record_begin(a, (enum record_kind)number, payload.len);
		buf_add(&record, payload);
		buf_add(&all, record_end(&record, &chain, 1));
	}
	return buf_str(&all);
}

static void
check_found(struct journal_found *f, struct str bytes)
{
	if (!f->readable) {
		MUST(f->history == NULL && f->trouble.len > 0);
		return;
	}
	struct history *h = f->history;
	MUST(f->torn >= 0 && f->torn < bytes.len);
	MUST(h->done >= 0 && h->done <= h->commands.count);
	MUST(f->unsaved >= 0 && f->saved == (f->unsaved == 0));
	ptrdiff_t done = h->done;
	while (history_next_redo(h) != NULL)
		MUST(history_redo(h));
	while (h->done > done)
		MUST(history_undo(h) || history_next_undo(h) == NULL ||
		    h->commands.at[h->done - 1].foreign);
	for (ptrdiff_t i = h->done; i > 0 && history_undo(h); i--)
		continue;
	if (h->done > 0)
		return;
	for (ptrdiff_t i = 0; i < h->files.count; i++)
		MUST(str_eq(h->files.at[i].now, h->files.at[i].first));
}

/* Foreign commands stay when ours are undone, so the way back is not the way there. */
static bool
has_foreign(const struct history *h)
{
	for (ptrdiff_t i = 0; i < h->commands.count; i++) {
		if (h->commands.at[i].foreign)
			return true;
	}
	return false;
}

static void
check_prefix(struct arena *a, struct str bytes, const struct journal_found *whole)
{
	struct journal_found part = {0};
	journal_read(a, str_upto(bytes, bytes.len / 2), &part);
	if (part.readable)
		MUST(whole->readable && part.history->files.count <= whole->history->files.count);
	history_free(part.history);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	if (size > 60000)
		return 0;
	struct arena *a = arena_new();
	struct str input = {(const char *)data, (ptrdiff_t)size};
	bool as_it_is = str_starts(input, S("desirepath journal"));
	struct str bytes = as_it_is ? str_copy(a, input) : journal_of(a, input);
	struct journal_found f = {0};
	journal_read(a, bytes, &f);
	check_prefix(a, bytes, &f);
	if (!f.readable || !has_foreign(f.history))
		check_found(&f, bytes);
	arena_free(a);
	return 0;
}
