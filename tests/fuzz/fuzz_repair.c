/* SPDX-License-Identifier: MIT */
/*
 * Any bytes as a file that `fix` is to mend: afterwards there are no more mistakes than before,
 * each repair is of a line that is there, and what was mended stays so.
 */
#include "model/repair.h"
#include "tests/fuzz/fuzz.h"

enum { TODAY = 20779, MOST_BYTES = 4096 };

static ptrdiff_t
count_errors(struct desk *d)
{
	return diags_count(&desk_workspace(d)->diags, LEVEL_ERROR);
}

static void
mend(struct arena *a, struct str text)
{
	struct desk *d = desk_open(a, TODAY);
	struct repairs first, second;
	desk_put(d, S("a.yaml"), text);
	ptrdiff_t before = count_errors(d);
	MUST(repair_all(d, -1, &first));
	MUST(count_errors(d) <= before);
	MUST((first.made.count == 0) == str_eq(d->files.at[0]->text, d->files.at[0]->before));
	for (ptrdiff_t i = 0; i < first.made.count; i++)
		MUST(first.made.at[i].line > 0);
	struct str mended = str_copy(a, d->files.at[0]->text);
	MUST(repair_all(d, -1, &second));
	MUST(second.made.count == 0 && str_eq(mended, d->files.at[0]->text));
	desk_close(d);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *a = arena_new();
	mend(a, str_upto((struct str){(const char *)data, (ptrdiff_t)size}, MOST_BYTES));
	arena_free(a);
	return 0;
}
