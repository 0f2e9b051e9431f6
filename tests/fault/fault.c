/* SPDX-License-Identifier: MIT */
#include "tests/fault/fault.h"

#include <signal.h>
#include <unistd.h>

const char *
fault_call_name(enum disk_call call)
{
	static const char *const names[] = {
#define CALL(result, name, parameters, arguments) #name,
#include "base/disk.def"
#undef CALL
	    "none",
	};
	return names[call];
}

bool
fault_changes(enum disk_call call)
{
	switch (call) {
	case CALL_write:
	case CALL_pwrite:
	case CALL_truncate:
	case CALL_reserve:
	case CALL_sync:
	case CALL_sync_data:
	case CALL_rename:
	case CALL_rename_new:
	case CALL_exchange:
	case CALL_unlink:
	case CALL_make_folder:
	case CALL_set_mode:
	case CALL_set_owner:
	case CALL_copy_attributes: return true;
	default: return false;
	}
}

/* What was opened must be closed, so neither of these can do its work and say that it did not. */
static bool
can_lose_answer(enum disk_call call)
{
	return fault_changes(call) || call == CALL_close;
}

enum answer { HAND_ON, REFUSED, HAND_ON_AND_REFUSE };

static enum answer
answer(struct fault *f, enum disk_call call)
{
	long number = ++f->calls;
	bool later = f->kind == FAULT_REFUSE_FROM_HERE && number > f->at && fault_changes(call);
	if (f->at == 0 || (number != f->at && !later))
		return HAND_ON;
	if (number == f->at)
		f->hit = call;
	switch (f->kind) {
	case FAULT_NONE: return HAND_ON;
	case FAULT_KILL: kill(getpid(), SIGKILL); return HAND_ON;
	case FAULT_REFUSE:
	case FAULT_REFUSE_FROM_HERE:
		/* Also a close that fails closes the file: that is how the system does it. */
		return call == CALL_close ? HAND_ON_AND_REFUSE : REFUSED;
	case FAULT_LOST_ANSWER: return can_lose_answer(call) ? HAND_ON_AND_REFUSE : HAND_ON;
	case FAULT_SHORT: return HAND_ON;
	}
	return HAND_ON;
}

#define CALL(result, name, parameters, arguments)                                                  \
	static result fault_##name parameters                                                      \
	{                                                                                          \
		struct fault *f = d->context;                                                      \
		d = layer_inner(d);                                                                \
		switch (answer(f, CALL_##name)) {                                                  \
		case HAND_ON: break;                                                               \
		case REFUSED: return f->error;                                                     \
		case HAND_ON_AND_REFUSE: (void)d->name arguments; return f->error;                 \
		}                                                                                  \
		return d->name arguments;                                                          \
	}
#include "base/disk.def"
#undef CALL

static bool
is_short(const struct fault *f)
{
	return f->kind == FAULT_SHORT && f->calls + 1 == f->at;
}

static ptrdiff_t
write_some(const struct disk *d, int fd, const void *from, ptrdiff_t count)
{
	struct fault *f = d->context;
	return fault_write(d, fd, from, is_short(f) ? (count + 1) / 2 : count);
}

static ptrdiff_t
pwrite_some(const struct disk *d, int fd, const void *from, ptrdiff_t count, long long at)
{
	struct fault *f = d->context;
	return fault_pwrite(d, fd, from, is_short(f) ? (count + 1) / 2 : count, at);
}

static ptrdiff_t
pread_some(const struct disk *d, int fd, void *to, ptrdiff_t most, long long at)
{
	struct fault *f = d->context;
	return fault_pread(d, fd, to, is_short(f) ? (most + 1) / 2 : most, at);
}

void
fault_begin(struct fault *f, const struct disk *inner, enum fault_kind kind, long at, int error)
{
	*f = (struct fault){.kind = kind, .at = at, .error = error, .hit = CALLS};
	layer_begin(&f->layer, f, inner);
#define CALL(result, name, parameters, arguments) f->layer.disk.name = fault_##name;
#include "base/disk.def"
#undef CALL
	f->layer.disk.write = write_some;
	f->layer.disk.pwrite = pwrite_some;
	f->layer.disk.pread = pread_some;
}
