/* SPDX-License-Identifier: MIT */
/*
 * What a process leaves beside a file when it dies in the middle of a save. Two kinds of names:
 *
 *   .NAME.SSSSSSSS.tmp                    text that was being written: never in place, nobody's
 * work .NAME.SSSSSSSS-BEFORE-AFTER.tmp       from just before the exchange on: it bears the new
 * text, or whatever was found in the place of the old one
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
#include <limits.h>
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
keep_aside(struct save *s, const char *target, const char *path, struct str text)
{
	enum { TRIES = 16 };
	/* The beginning of all names beside it, without its dot at the front. */
	struct str prefix = beside_prefix(s->arena, target);
	ptrdiff_t slash = prefix.len;
	while (slash > 0 && prefix.at[slash - 1] != '/')
		slash--;
	unsigned digits = (unsigned)beside_hash(text);
	const char *kept = path;
	int result = -EEXIST;
	for (unsigned i = 0; i < TRIES && result == -EEXIST; i++) {
		kept = str_format(s->arena, "%.*s%.*skept-%08x", STR(str_upto(prefix, slash)),
		    STR(str_from(prefix, slash + 1)), digits + i)
			   .at;
		result = rename_to_new(s->disk, path, kept);
	}
	s->note = str_format(s->arena, "a version of '%s' that somebody else wrote is kept in '%s'",
	    target, result == 0 ? kept : path);
	(void)disk_sync_folder(s->disk, beside_folder(s->arena, target));
}

/* The locked left-over, or -1 when it is alive, or gone, or not a plain file. */
static int
open_left_over(struct save *s, const char *path)
{
	const struct disk *d = s->disk;
	int fd = d->open(d, path, O_RDWR | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0);
	if (fd < 0)
		return -1;
	struct stat st;
	if (d->fstat(d, fd, &st) == 0 && S_ISREG(st.st_mode) &&
	    d->lock(d, fd, DISK_WRITE_LOCK, 0) == 0 && is_file_at(s, path, &st))
		return fd;
	(void)d->close(d, fd);
	return -1;
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
	(void)disk_sync_folder(d, beside_folder(s->arena, item->real));
	struct str out;
	if (text_at(s, path, &out) == 0 && beside_hash(out) == after)
		(void)d->unlink(d, path);
	else
		keep_aside(s, item->real, path, out);
	return true;
}

static bool
tend_aside(struct save *s, struct item *item, const char *path, uint64_t before, uint64_t after)
{
	const struct disk *d = s->disk;
	int fd = open_left_over(s, path);
	if (fd < 0)
		return false;
	struct str text, here = {0};
	int result = disk_read_all(d, s->arena, fd, STORE_LARGEST, &text);
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
			keep_aside(s, item->real, path, text);
	}
	(void)d->close(d, fd);
	return back;
}

static void
drop_unfinished(struct save *s, const char *path)
{
	int fd = open_left_over(s, path);
	if (fd < 0)
		return;
	(void)s->disk->unlink(s->disk, path);
	(void)s->disk->close(s->disk, fd);
}

bool
tend_left_overs(struct save *s, struct item *item)
{
	/* Without the lock nobody can say who is alive. */
	if (item->fd >= 0 && (!item->locked || item->read_only != 0))
		return false;
	const char *folder = beside_folder(s->arena, item->real);
	struct str prefix = beside_prefix(s->arena, item->real);
	const char *slash = strrchr(prefix.at, '/');
	struct str beginning = str_of(slash + 1);
	struct str *names;
	ptrdiff_t count;
	if (s->disk->list(s->disk, s->arena, folder, &names, &count) != 0)
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

void
clear_away(struct save *s, struct item *item, const char *path)
{
	const struct store_file *f = item->file;
	struct str text;
	int result = text_at(s, path, &text);
	if (result < 0)
		result = text_at(s, path, &text);
	bool known = result == 0 &&
	    ((f->before.at != NULL && str_eq(text, f->before)) ||
		(f->after.at != NULL && str_eq(text, f->after)));
	if (known)
		(void)s->disk->unlink(s->disk, path);
	else if (result == 0)
		keep_aside(s, item->real, path, text);
	/* What cannot be read stays: the next save of this file looks at it again. */
}
