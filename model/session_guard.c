/* SPDX-License-Identifier: MIT */
/*
 * The edge of a session, where memory may run out. A step goes through desk, history, journal and
 * disk, each of which does all or nothing, but the row of them cannot be gone back without memory.
 * So the session ends there as if the process had died, and the rest lives on: every file is whole,
 * and the journal has what was handed in. Whoever opens the session again finds it.
 */
#include "model/session_priv.h"

static const struct str why_ended = {"memory ran out; it must be opened again",
    sizeof "memory ran out; it must be opened again" - 1};

static void
jump_out(void *context)
{
	struct session *s = context;
	if (s->out != NULL)
		longjmp(*s->out, 1);
}

struct session *
session_new(struct arena *a)
{
	struct session *s = NEW(a, struct session);
	s->arena = arena_new_in(a);
	arena_on_no_memory(s->arena, jump_out, s);
	return s;
}

/* The rooms, the journal, the history, all that is open or locked: each ends with the arena. */
static struct session_report
end(struct session *s)
{
	struct arena *all = s->arena;
	s->out = NULL;
	arena_free(all);
	*s = (struct session){.ended = true};
	return (struct session_report){.state = SESSION_REFUSED, .why = why_ended};
}

struct session_report
session_guard(struct session *s, session_work work, const struct session_call *call)
{
	jmp_buf out;
	if (s->ended)
		return (struct session_report){.state = SESSION_REFUSED, .why = why_ended};
	if (setjmp(out) != 0)
		return end(s);
	s->out = &out;
	struct session_report r = work(s, call);
	s->out = NULL;
	return r;
}

bool
session_has_ended(const struct session *s)
{
	return s->ended;
}
