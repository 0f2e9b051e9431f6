/* SPDX-License-Identifier: MIT */
/* What the fuzz targets share: how a broken promise is reported, and what a printed text may hold.
 */
#include "tests/fuzz/fuzz.h"

#include "base/utf8.h"

#include <stdio.h>
#include <stdlib.h>

void
broken_promise(const char *promise, const char *file, int line)
{
	fprintf(stderr, "%s:%d: broken promise: %s\n", file, line, promise);
	abort();
}

void
must_be_safe_to_print(struct str text)
{
	MUST(utf8_bad(text) < 0);
	int32_t c;
	while ((c = utf8_next(&text)) >= 0) {
		bool joiner = c == 0x200c || c == 0x200d;
		MUST(c == '\n' || !utf8_is_control(c));
		MUST(joiner || !utf8_is_invisible(c));
	}
}
