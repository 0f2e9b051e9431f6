/* SPDX-License-Identifier: MIT */
/* Any notes: what `new --from` makes of them is a workspace without an error, and keeps the words.
 */
#include "cli/notes.h"
#include "model/workspace.h"
#include "tests/fuzz/fuzz.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *a = arena_new();
	struct str text = str_copy(a, (struct str){(const char *)data, (ptrdiff_t)size});
	struct str yaml = {0};
	struct notes_problem problem = {0};
	if (notes_to_yaml(a, S("notes.txt"), text, &yaml, &problem)) {
		struct source *source = NEW(a, struct source);
		*source = (struct source){.path = S("notes.yaml"), .text = yaml};
		struct workspace ws = {0};
		workspace_read(a, source, 1, 20779, &ws);
		MUST(diags_count(&ws.diags, LEVEL_ERROR) == 0);
		MUST(ws.map_count >= 1 || ws.note_count >= 1);
	} else {
		MUST(problem.message.len > 0);
	}
	arena_free(a);
	return 0;
}
