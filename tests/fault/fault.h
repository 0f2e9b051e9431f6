/* SPDX-License-Identifier: MIT */
#ifndef FAULT_FAULT_H
#define FAULT_FAULT_H
#include "tests/fault/layer.h"

/* A disk whose N-th call does not do what was asked. */
enum fault_kind {
	FAULT_NONE,
	FAULT_KILL,              /* the process ends before the call */
	FAULT_REFUSE,            /* the call is not carried out, and says so */
	FAULT_REFUSE_FROM_HERE,  /* nor is any after it that writes */
	FAULT_LOST_ANSWER,       /* the call is carried out, and says that it was not */
	FAULT_SHORT              /* half of it is written */
};

enum disk_call {
#define CALL(result, name, parameters, arguments) CALL_##name,
#include "base/disk.def"
#undef CALL
	CALLS
};

struct fault {
	struct layer layer;
	enum fault_kind kind;
	long at;                 /* which call, from 1 */
	int error;               /* -errno */
	long calls;              /* so far */
	enum disk_call hit;      /* the call it was; CALLS: it never came to that */
};

void fault_begin(struct fault *f, const struct disk *inner, enum fault_kind kind, long at, int error);
const char *fault_call_name(enum disk_call call);
/* Calls that change what is on the disk. */
bool fault_changes(enum disk_call call);
#endif
