/* SPDX-License-Identifier: MIT */
#ifndef EXPORT_WORKER_H
#define EXPORT_WORKER_H
#include "base/arena.h"
#include "base/str.h"

/*
 * A child process that answers requests one after the other, and is replaced by a fresh one after a
 * number of them, or when it died: so that what a library leaks does not add up. It sees the memory
 * of its parent as it was when it was started.
 */
struct worker;

/* Answers one request, in the child. Everything is taken from the arena, which ends with it. */
typedef bool worker_answer(
    void *context, struct arena *a, struct str request, struct str *out, struct str *error);

/* At most `most` requests per process, `seconds` each. */
struct worker *worker_new(
    struct arena *a, int most, unsigned seconds, worker_answer *answer, void *context);
bool worker_ask(struct worker *w, struct arena *a, struct str request, struct str *out,
    struct str *error);
void worker_free(struct worker *w);
#endif
