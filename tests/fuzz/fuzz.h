/* SPDX-License-Identifier: MIT */
#ifndef TESTS_FUZZ_FUZZ_H
#define TESTS_FUZZ_FUZZ_H
#include "base/str.h"

#include <stddef.h>
#include <stdint.h>

/* What libFuzzer and tests/fuzz/driver.c call with every input. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Stop at once, saying which promise was broken. */
#define MUST(promise) ((promise) ? (void)0 : broken_promise(#promise, __FILE__, __LINE__))
_Noreturn void broken_promise(const char *promise, const char *file, int line);

/* What may go to a terminal: valid UTF-8, and nothing invisible but line breaks. */
void must_be_safe_to_print(struct str text);
#endif
