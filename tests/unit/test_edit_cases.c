/* SPDX-License-Identifier: MIT */
/*
 * What a careful person would type: tests/edit/CASE holds in.yaml, the operations on it (ops), and
 * what the file is to be afterwards to the byte (want.yaml), or words of the refusal (refused.txt).
 * All of it is written by hand. A case in plain LF is held to the same outcome with CRLF, with CR
 * and behind a byte-order mark; the splice between the two texts must lead back to the first.
 */
#include "base/buf.h"
#include "base/file.h"
#include "model/script.h"

#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static const char folder[] = "tests/edit";

static const char *
path_in(struct arena *a, const char *name, const char *file)
{
	return str_z(a, str_format(a, "%s/%s/%s", folder, name, file));
}

static bool
read_file(struct arena *a, const char *name, const char *file, struct str *text)
{
	struct str error;
	bool there = file_read(a, path_in(a, name, file), 1 << 20, text, &error);
	if (there && text->at == NULL)
		*text = S("");
	return there;
}

/* ---- the same text in other dress ---- */

enum dress { AS_IT_IS, WITH_CRLF, WITH_CR, WITH_BOM, DRESS_COUNT };
static const char *const dress_names[] = {"as it is", "CRLF", "CR", "BOM"};

static struct str
dressed(struct arena *a, struct str text, enum dress dress)
{
	struct buf b = {.arena = a};
	if (dress == WITH_BOM)
		buf_add(&b, S("\xef\xbb\xbf"));
	for (ptrdiff_t i = 0; i < text.len; i++) {
		bool end = text.at[i] == '\n' && (dress == WITH_CRLF || dress == WITH_CR);
		if (end)
			buf_char(&b, '\r');
		if (!end || dress == WITH_CRLF)
			buf_char(&b, text.at[i]);
	}
	return b.len > 0 ? buf_str(&b) : S("");
}

static bool
is_plain_dress(struct str text)
{
	return str_find(text, '\r') < 0 && !str_starts(text, S("\xef\xbb\xbf"));
}

/* ---- one case ---- */

struct case_files {
	struct str in, ops, want, refused;
	bool is_refused;
};

static void
load(struct arena *a, const char *name, struct case_files *f)
{
	*f = (struct case_files){0};
	if (!read_file(a, name, "in.yaml", &f->in) && !read_file(a, name, "in.yaml.in", &f->in))
		fail_msg("%s has no in.yaml", name);
	if (!read_file(a, name, "ops", &f->ops))
		fail_msg("%s has no ops", name);
	bool wanted = read_file(a, name, "want.yaml", &f->want) ||
	    read_file(a, name, "want.yaml.in", &f->want);
	f->is_refused = read_file(a, name, "refused.txt", &f->refused);
	if (wanted == f->is_refused)
		fail_msg("%s has neither or both of want.yaml and refused.txt", name);
}

static void
show_difference(struct arena *a, struct str want, struct str got)
{
	struct str line, mine;
	ptrdiff_t number = 0;
	print_message("--- got, all of it:\n%.*s", STR(got));
	while (str_line(&want, &line)) {
		number++;
		if (!str_line(&got, &mine))
			mine = S("(no more lines)");
		if (!str_eq(line, mine)) {
			print_message("line %td: want '%.*s'\n         got  '%.*s'\n", number,
			    STR(line), STR(mine));
			return;
		}
	}
	(void)a;
	print_message("the line breaks differ, or lines are too many\n");
}

static void
expect_refusal(const char *name, const struct case_files *f, bool fine, struct str why)
{
	struct str word, words = f->refused;
	if (fine)
		fail_msg("%s is not refused", name);
	while (str_line(&words, &word)) {
		if (str_search(why, word) < 0)
			fail_msg(
			    "%s: refused with '%.*s', without '%.*s'", name, STR(why), STR(word));
	}
}

static void
expect_way_back(struct arena *a, const char *name, struct str before, struct str after)
{
	struct str back;
	struct splice s = splice_between(before, after);
	if (!splice_apply(a, after, splice_reverse(s), &back) || !str_eq(back, before))
		fail_msg("%s: the reverse splice does not lead back", name);
}

static void
try_case(struct arena *a, const char *name, const struct case_files *f, enum dress dress)
{
	struct script script;
	struct str why, hint, in = dressed(a, f->in, dress);
	bool read = script_read(a, S("ops"), f->ops, &script, &why, &hint);
	if (!read && !f->is_refused)
		fail_msg("%s: %.*s", name, STR(why));
	struct desk *d = desk_open(a, 0);
	int file = desk_put(d, S("in.yaml"), in);
	bool fine = read && script_run(d, file, &script);
	why = read ? d->why : why;
	struct str got = str_copy(a, d->files.at[file]->text);
	desk_close(d);
	if (f->is_refused) {
		expect_refusal(name, f, fine, why);
		return;
	}
	if (!fine)
		fail_msg("%s (%s) is refused: %.*s", name, dress_names[dress], STR(why));
	struct str want = dressed(a, f->want, dress);
	if (!str_eq(got, want)) {
		show_difference(a, want, got);
		fail_msg("%s (%s)", name, dress_names[dress]);
	}
	expect_way_back(a, name, in, got);
}

static void
holds(void **state)
{
	const char *name = *state;
	struct arena *a = arena_new();
	struct case_files f;
	load(a, name, &f);
	bool all = is_plain_dress(f.in) && access(path_in(a, name, "one-dress"), F_OK) != 0;
	for (int dress = 0; dress < (all ? DRESS_COUNT : 1); dress++)
		try_case(a, name, &f, (enum dress)dress);
	arena_free(a);
}

/* ---- all cases ---- */

static int
is_case(const struct dirent *entry)
{
	return entry->d_name[0] != '.' && strchr(entry->d_name, '.') == NULL;
}

int
main(int argc, char **argv)
{
	struct dirent **entries;
	struct arena *a = arena_new();
	int count = scandir(folder, &entries, is_case, alphasort), kept = 0;
	if (count <= 0) {
		fprintf(stderr, "no cases in %s\n", folder);
		return 1;
	}
	struct CMUnitTest *tests = NEW_N(a, struct CMUnitTest, count);
	for (int i = 0; i < count; i++) {
		char *name = str_z(a, str_of(entries[i]->d_name));
		free(entries[i]);
		if (argc < 2 || strstr(name, argv[1]) != NULL)
			tests[kept++] = (struct CMUnitTest){name, holds, NULL, NULL, name};
	}
	free(entries);
	int failed = _cmocka_run_group_tests("edit", tests, (size_t)kept, NULL, NULL);
	arena_free(a);
	return failed;
}
