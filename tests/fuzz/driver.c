/* SPDX-License-Identifier: MIT */
/*
 * Runs a fuzz target without libFuzzer: first every seed as it is, then seeds changed by a
 * generator that always starts the same, so that a run can be repeated. No coverage is measured;
 * the changes are those that hurt parsers: cut, doubled, swapped, spliced from another seed, words
 * of the format, hostile bytes. An input that crashes or hangs is written to a file before the end.
 *
 *     fuzz_X [--seconds N] [--runs N] [--seed N] [--words FILE] [--crashes DIR] SEED...
 *
 * Seeds are files or folders; with --runs 0 they are only replayed.
 */
#include "base/buf.h"
#include "base/file.h"
#include "tests/fuzz/fuzz.h"

#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { LARGEST = 1 << 16, LONGEST_RUN = 10 };

struct texts {
	struct arena *arena;
	VEC(struct str) list;
};

/* For the signal handler: what is being tried, and where it goes when that ends badly. */
static struct {
	char bytes[LARGEST];
	size_t size;
	const char *folder;
	unsigned long number;
} now;

static uint64_t state = 1;

static uint64_t
random_number(void)
{
	state ^= state << 13;
	state ^= state >> 7;
	state ^= state << 17;
	return state;
}

static size_t
below(size_t limit)
{
	return limit ? (size_t)(random_number() % limit) : 0;
}

static void
add_file(struct texts *seeds, const char *path)
{
	struct str text, error;
	if (file_read(seeds->arena, path, LARGEST, &text, &error))
		VEC_PUSH(seeds->arena, &seeds->list, text);
}

static int
by_name(const struct dirent **a, const struct dirent **b)
{
	return strcmp((*a)->d_name, (*b)->d_name);
}

static void
add_path(struct texts *seeds, const char *path)
{
	struct dirent **entries;
	int count = file_is_folder(path) ? scandir(path, &entries, NULL, by_name) : -1;
	if (count < 0) {
		add_file(seeds, path);
		return;
	}
	for (int i = 0; i < count; i++) {
		const char *name = entries[i]->d_name;
		if (name[0] != '.')
			add_path(seeds, str_format(seeds->arena, "%s/%s", path, name).at);
		free(entries[i]);
	}
	free(entries);
}

/* The words of a libFuzzer dictionary: the text between the first and the last quote of a line. */
static void
add_words(struct texts *words, const char *path)
{
	struct str text, line, error;
	if (!file_read(words->arena, path, LARGEST, &text, &error))
		return;
	while (str_line(&text, &line)) {
		ptrdiff_t first = str_find(line, '"');
		if (first < 0 || line.at[0] == '#' || !str_ends(line, S("\"")))
			continue;
		struct str word = str_upto(str_from(line, first + 1), line.len - first - 2);
		VEC_PUSH(words->arena, &words->list, str_eq(word, S("\\x0a")) ? S("\n") : word);
	}
}

static void
replace(size_t at, size_t old, const char *bytes, size_t count)
{
	if (now.size - old + count > LARGEST)
		return;
	memmove(now.bytes + at + count, now.bytes + at + old, now.size - at - old);
	if (count > 0)
		memmove(now.bytes + at, bytes, count);
	now.size = now.size - old + count;
}

/* Where a line starts, somewhere. */
static size_t
line_start(void)
{
	size_t at = below(now.size + 1);
	while (at > 0 && now.bytes[at - 1] != '\n')
		at--;
	return at;
}

static size_t
line_length(size_t at)
{
	const char *end = at < now.size ? memchr(now.bytes + at, '\n', now.size - at) : NULL;
	return end ? (size_t)(end - now.bytes) - at + 1 : now.size - at;
}

static void
change_line(void)
{
	static char kept[LARGEST];
	size_t at = line_start(), length = line_length(at);
	memcpy(kept, now.bytes + at, length);
	switch (below(4)) {
	case 0: replace(at, length, "", 0); break;
	case 1: replace(at, 0, kept, length); break;
	case 2: replace(line_start(), 0, kept, length); break;
	default: replace(at, 0, "        ", 1 + below(8)); break;
	}
}

static void
change_once(const struct texts *seeds, const struct texts *words)
{
	static const char hostile[] = "\0\t\n\r \"'#:-[]{},&*!|>%@`?~\\\x1b\x7f\x80\xc2\xe2\xff<";
	size_t at = below(now.size + 1);
	size_t here = below(now.size - at < 20 ? now.size - at + 1 : 20);
	char byte = hostile[below(sizeof hostile - 1)];
	switch (below(9)) {
	case 0: replace(at, at < now.size, &byte, 1); break;
	case 1: replace(at, 0, &byte, 1); break;
	case 2: replace(at, here, "", 0); break;
	case 3:
		if (at < now.size)
			now.bytes[at] = (char)(now.bytes[at] ^ (1 << below(8)));
		break;
	case 4:
	case 5:
		if (words->list.count > 0) {
			struct str w = words->list.at[below((size_t)words->list.count)];
			replace(at, below(2) ? here : 0, w.at, (size_t)w.len);
		}
		break;
	case 6: {
		struct str other = seeds->list.at[below((size_t)seeds->list.count)];
		size_t from = below((size_t)other.len + 1);
		size_t count = below((size_t)other.len - from + 1) % 400;
		replace(at, here, other.at + from, count);
		break;
	}
	default: change_line(); break;
	}
}

static void
write_crash(int number)
{
	static const char hexadecimal[] = "0123456789abcdef";
	char path[4096];
	size_t length = strlen(now.folder);
	if (length < sizeof path - 32) {
		memcpy(path, now.folder, length);
		memcpy(path + length, "/crash-", 7);
		for (int i = 0; i < 8; i++)
			path[length + 7 + (size_t)i] = hexadecimal[now.number >> (28 - 4 * i) & 15];
		path[length + 15] = '\0';
		int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0644);
		ssize_t n = fd < 0 ? 0 : write(fd, now.bytes, now.size);
		n += write(STDERR_FILENO, path, strlen(path));
		n += write(STDERR_FILENO, "\n", n > 0);
	}
	signal(number, SIG_DFL);
	raise(number);
}

static void
run_once(void)
{
	now.number++;
	alarm(LONGEST_RUN);
	LLVMFuzzerTestOneInput((const uint8_t *)now.bytes, now.size);
}

static void
take_seed(struct str seed)
{
	now.size = (size_t)seed.len;
	if (now.size > 0)
		memcpy(now.bytes, seed.at, now.size);
}

int
main(int argc, char **argv)
{
	struct arena *a = arena_new();
	struct texts seeds = {.arena = a}, words = {.arena = a};
	long seconds = 10, runs = -1;
	now.folder = ".";
	for (int i = 1; i < argc; i++) {
		const char *value = i + 1 < argc ? argv[i + 1] : "";
		if (argv[i][0] != '-')
			add_path(&seeds, argv[i]);
		else if (strcmp(argv[i], "--seconds") == 0)
			seconds = atol(value), i++;
		else if (strcmp(argv[i], "--runs") == 0)
			runs = atol(value), i++;
		else if (strcmp(argv[i], "--seed") == 0)
			state = strtoull(value, NULL, 10) | 1, i++;
		else if (strcmp(argv[i], "--words") == 0)
			add_words(&words, value), i++;
		else if (strcmp(argv[i], "--crashes") == 0)
			now.folder = value, i++;
	}
	VEC_PUSH(a, &seeds.list, (struct str){0});
	static const int deadly[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT, SIGALRM};
	for (int i = 0; i < 6; i++)
		signal(deadly[i], write_crash);
	for (ptrdiff_t i = 0; i < seeds.list.count; i++) {
		take_seed(seeds.list.at[i]);
		run_once();
	}
	time_t end = time(NULL) + seconds;
	for (long i = 0; i != runs && time(NULL) < end; i++) {
		take_seed(seeds.list.at[below((size_t)seeds.list.count)]);
		for (size_t changes = 1 + below(6); changes > 0; changes--)
			change_once(&seeds, &words);
		run_once();
	}
	alarm(0);
	printf("%s: %lu inputs, %td of them seeds\n", argv[0], now.number, seeds.list.count);
	arena_free(a);
	return 0;
}
