/* SPDX-License-Identifier: MIT */
#ifndef EXPORT_CHILD_H
#define EXPORT_CHILD_H
#include "base/arena.h"
#include "base/str.h"

/*
 * Work in a child process, with limits, so that a library that crashes, hangs, leaks or writes to
 * the terminal costs one output and nothing else.
 */
struct child_limits {
	unsigned seconds;        /* of waiting, and of processor time */
	ptrdiff_t memory;        /* bytes of address space more than now; 0: no limit */
};

/* Does the work. False with *error set when it failed. Everything is taken from the arena. */
typedef bool child_work(void *context, struct arena *a, struct str *out, struct str *error);

/* Runs work(context) in a child; its result is copied into the arena. */
bool child_run(struct arena *a, const struct child_limits *limits, child_work *work, void *context,
    struct str *out, struct str *error);
#endif
