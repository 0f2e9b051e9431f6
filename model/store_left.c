/* SPDX-License-Identifier: MIT */
/*
 * What a process leaves beside a file when it dies in the middle of a save. Two kinds of names:
 *
 *   .NAME.SSSSSSSS.tmp
 *         text that was being written: never in place, nobody's work
 *   .NAME.SSSSSSSS-BEFORE-AFTER.tmp
 *         from just before the exchange on: the new text, or what was found in its place
 *
 * BEFORE and AFTER are hashes of what was expected there and of what was to come. What has one of
 * them may go: it was replaced knowingly, or its writer's journal has it. Anything else is
 * somebody's version that a process displaced and did not live to look at. It goes back, if the
 * place still holds what that process put there; else it is kept under a name that people see.
 * Nothing is touched that is locked: its maker is alive.
 */
#include "model/store_priv.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static uint64_t
hash_or_none(struct str text)
{
	return text.at == NULL ? 0 : beside_hash(text);
}

const char *
aside_name(struct save *s, const struct item *item)
{
	const struct store_file *f = item->file;
	struct str prefix = beside_prefix(s->arena, item->real);
	struct str serial =
	    str_format(s->arena, "%08x", (unsigned)((uint64_t)s->args->who.process * 0x9e3779b1u));
	if (item->beside.path != NULL)
		serial = str_upto(str_from(str_of(item->beside.path), prefix.len), 8);
	return str_format(s->arena, "%.*s%.*s-%016" PRIx64 "-%016" PRIx64 ".tmp", STR(prefix),
	    STR(serial), hash_or_none(f->before), hash_or_none(f->after))
	    .at;
}

static bool
read_hex(struct str digits, uint64_t *value)
{
	*value = 0;
	for (ptrdiff_t i = 0; i < digits.len; i++) {
		char c = digits.at[i];
		if (!is_digit(c) && !(c >= 'a' && c <= 'f'))
			return false;
		*value = *value << 4 | (uint64_t)(is_digit(c) ? c - '0' : c - 'a' + 10);
	}
	return true;
}

static bool
is_aside(struct str rest, uint64_t *before, uint64_t *after)
{
	enum { SERIAL = 8, HASH = 16, LEN = SERIAL + 1 + HASH + 1 + HASH + 4 };
	uint64_t serial;
	return rest.len == LEN && str_ends(rest, S(".tmp")) && rest.at[SERIAL] == '-' &&
	    rest.at[SERIAL + 1 + HASH] == '-' && read_hex(str_upto(rest, SERIAL), &serial) &&
	    read_hex(str_upto(str_from(rest, SERIAL + 1), HASH), before) &&
	    read_hex(str_upto(str_from(rest, SERIAL + HASH + 2), HASH), after);
}

void
keep_aside(struct save *s, const struct item *item, const char *path)
{
	enum { TRIES = 64 };
	/* The beginning of all names beside it, without its dot at the front; the serial after it.
	 */
	struct str prefix = beside_prefix(s->arena, item->real);
	ptrdiff_t name = (ptrdiff_t)strlen(item->folder) + (strcmp(item->folder, "/") != 0) + 1;
	unsigned long serial = strtoul(path + prefix.len, NULL, 16);
	char *kept = NEW_N(s->arena, char, prefix.len + 32);
	int result = -EEXIST;
	for (unsigned i = 0; i < TRIES && result == -EEXIST; i++) {
		(void)snprintf(kept, (size_t)prefix.len + 32, "%.*s%.*skept-%08x",
		    STR(str_upto(prefix, name - 1)), STR(str_from(prefix, name)),
		    (unsigned)serial + i);
		result = rename_to_new(s->disk, path, kept);
	}
	/* Another save has looked after it. */
	if (result == -ENOENT)
		return;
	add_note(s,
	    str_format(s->arena, "a version of '%s' that somebody else wrote is kept in '%s'",
		item->real, result == 0 ? kept : path));
	(void)disk_sync_folder(s->disk, item->folder);
}

/* The locked left-over, or NULL when it is alive, or gone, or not a plain file. */
static struct disk_file *
open_left_over(struct save *s, const char *path)
{
	const struct disk *d = s->disk;
	struct disk_file *f =
	    disk_open(s->arena, d, str_of(path), O_RDWR | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0);
	struct stat st;
	if (f->fd >= 0 && d->fstat(d, f->fd, &st) == 0 && S_ISREG(st.st_mode) &&
	    d->lock(d, f->fd, DISK_WRITE_LOCK, 0) == 0 && is_file_at(s, path, &st))
		return f;
	(void)disk_close(f);
	return NULL;
}

/* The place of a file that was displaced unseen; true when it is there again. */
static bool
bring_back(struct save *s, struct item *item, const char *path, uint64_t after)
{
	const struct disk *d = s->disk;
	if (item->fd < 0)
		return rename_to_new(d, path, item->real) == 0;
	if (d->exchange(d, path, item->real) != 0)
		return false;
	(void)disk_sync_folder(d, item->folder);
	struct str out;
	if (text_at(s, path, &out) == 0 && beside_hash(out) == after)
		(void)d->unlink(d, path);
	else
		keep_aside(s, item, path);
	return true;
}

static bool
tend_aside(struct save *s, struct item *item, const char *path, uint64_t before, uint64_t after)
{
	const struct disk *d = s->disk;
	struct disk_file *f = open_left_over(s, path);
	if (f == NULL)
		return false;
	struct str text, here = {0};
	int result = disk_read_all(d, s->arena, f->fd, STORE_LARGEST, &text);
	if (result == 0 && item->fd >= 0)
		result = disk_read_all(d, s->arena, item->fd, STORE_LARGEST, &here);
	bool back = false;
	if (result == 0) {
		uint64_t hash = beside_hash(text);
		if (hash == before || hash == after)
			(void)d->unlink(d, path);
		else if (hash_or_none(here) == after)
			back = bring_back(s, item, path, after);
		else
			keep_aside(s, item, path);
	}
	(void)disk_close(f);
	return back;
}

static void
drop_unfinished(struct save *s, const char *path)
{
	struct disk_file *f = open_left_over(s, path);
	if (f == NULL)
		return;
	(void)s->disk->unlink(s->disk, path);
	(void)disk_close(f);
}

bool
tend_left_overs(struct save *s, struct item *item)
{
	/* Without the lock nobody can say who is alive. */
	if (item->fd >= 0 && (!item->locked || item->read_only != 0))
		return false;
	struct str prefix = beside_prefix(s->arena, item->real);
	const char *slash = strrchr(prefix.at, '/');
	struct str beginning = str_of(slash + 1);
	struct str *names;
	ptrdiff_t count;
	if (s->disk->list(s->disk, s->arena, item->folder, &names, &count) != 0)
		return false;
	bool back = false;
	for (ptrdiff_t i = 0; i < count && !back; i++) {
		if (!str_starts(names[i], beginning))
			continue;
		struct str rest = str_from(names[i], beginning.len);
		const char *path = str_format(s->arena, "%.*s%.*s", STR(prefix), STR(rest)).at;
		uint64_t before, after;
		if (beside_is_ours(prefix, rest))
			drop_unfinished(s, path);
		else if (is_aside(rest, &before, &after))
			back = tend_aside(s, item, path, before, after);
	}
	return back;
}

/*
 * What was expected there may go only if the save took its place: after one that was taken back it
 * is a version like any other, which had a place when we came.
 */
void
clear_away(struct save *s, struct item *item)
{
	struct str after = item->file->after;
	int ours = item->seen ? 1 : 0;
	if (ours == 0 && after.at != NULL)
		ours = holds_at(s, item->aside, after);
	if (ours < 0)
		ours = holds_at(s, item->aside, after);
	if (ours > 0)
		(void)s->disk->unlink(s->disk, item->aside);
	else if (ours == 0)
		keep_aside(s, item, item->aside);
	/* What cannot be read stays: the next save of this file looks at it again. */
	item->aside = NULL;
}
