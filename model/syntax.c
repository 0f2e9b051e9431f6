/* SPDX-License-Identifier: MIT */
/*
 * One file: parse, and if libyaml refuses it mend a copy and parse that; then look for what libyaml
 * accepted though it was not meant. A fine file is parsed once, into the caller's arena.
 */
#include "model/syntax_priv.h"

static bool
parse_mended(struct arena *a, struct source *source, struct mending *m, struct yaml_error first,
    struct tree *tree)
{
	struct str mended = mend(m, source->text, first);
	mending_finish(m);
	struct yaml_error error;
	if (mended.at == NULL)
		return false;
	source->parsed = str_copy(a, mended);
	return yaml_parse(a, source->parsed, tree, &error);
}

bool
syntax_parse(
    struct arena *a, struct source *source, uint32_t number, struct diags *d, struct tree *tree)
{
	struct arena *work = arena_new_in(a);
	struct arena_mark mark = arena_mark(a);
	struct yaml_error error;
	source->parsed = source->text;
	if (yaml_parse(a, source->text, tree, &error)) {
		arena_free(work);
		find_silent(source->text, tree, number, NULL, d);
		return true;
	}
	*tree = (struct tree){0};
	error.problem = str_copy(work, error.problem);
	arena_release(a, mark);
	if (error.trouble != YAML_SYNTAX) {
		error.problem = str_copy(d->arena, error.problem);
		report_bytes(source->text, number, error, d);
		arena_free(work);
		return false;
	}
	struct mending m = {.arena = work, .d = d, .number = number};
	bool fine = parse_mended(a, source, &m, error, tree);
	if (fine)
		find_silent(source->parsed, tree, number, &m, d);
	else
		*tree = (struct tree){0};
	arena_free(work);
	return fine;
}

void
syntax_mends(struct str text, struct mends *mends)
{
	struct arena *work = arena_new(), *words = arena_new();
	struct tree tree;
	struct yaml_error error;
	if (!yaml_parse(work, text, &tree, &error) && error.trouble == YAML_SYNTAX) {
		struct diags ignored = {.arena = words};
		error.problem = str_copy(words, error.problem);
		struct mending m = {.arena = work, .d = &ignored, .mends = mends};
		mend(&m, text, error);
	}
	arena_free(work);
	arena_free(words);
}
