/* SPDX-License-Identifier: MIT */
/*
 * The child writes one byte (did it work) and then its result or its reason into one pipe; what
 * libraries print on stderr comes back through another. It never returns into the caller's code: it
 * leaves by _exit, so that no buffer of the parent is written twice and no terminal is restored.
 */
#include "export/child.h"

#include "base/buf.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#if defined(__SANITIZE_ADDRESS__)
#define LIMIT_MEMORY false /* the sanitizer's shadow is far larger than any sensible limit */
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define LIMIT_MEMORY false
#endif
#endif
#ifndef LIMIT_MEMORY
#define LIMIT_MEMORY true
#endif

enum { LARGEST_FILE = 64 << 20, LARGEST_NOISE = 4096 };

static void
limit(int what, ptrdiff_t value)
{
	struct rlimit r;
	if (getrlimit((__rlimit_resource_t)what, &r) != 0)
		return;
	if (r.rlim_max == RLIM_INFINITY || (rlim_t)value < r.rlim_max)
		r.rlim_max = (rlim_t)value;
	r.rlim_cur = r.rlim_max;
	setrlimit((__rlimit_resource_t)what, &r);
}

/* Address space in use already, where the system tells: a debugger or checker may map a lot. */
static ptrdiff_t
mapped_already(void)
{
	char text[32] = {0};
	int fd = open("/proc/self/statm", O_RDONLY | O_CLOEXEC);
	ssize_t n = fd >= 0 ? read(fd, text, sizeof text - 1) : 0;
	if (fd >= 0)
		close(fd);
	return n > 0 ? (ptrdiff_t)strtoll(text, NULL, 10) * sysconf(_SC_PAGESIZE) : 0;
}

static void
set_limits(const struct child_limits *limits)
{
	static const int signals[] = {SIGALRM, SIGINT, SIGTERM, SIGHUP, SIGXCPU, SIGPIPE, SIGSEGV,
	    SIGABRT, SIGBUS, SIGFPE, SIGILL, SIGWINCH, SIGTSTP};
	for (ptrdiff_t i = 0; i < COUNT_OF(signals); i++)
		signal(signals[i], SIG_DFL);
	signal(SIGXFSZ, SIG_IGN);
	limit(RLIMIT_CORE, 0);
	limit(RLIMIT_CPU, (ptrdiff_t)limits->seconds);
	limit(RLIMIT_FSIZE, LARGEST_FILE);
	if (LIMIT_MEMORY && limits->memory > 0)
		limit(RLIMIT_AS, mapped_already() + limits->memory);
	alarm(limits->seconds);
}

static void
write_all(int fd, struct str s)
{
	while (s.len > 0) {
		ssize_t n = write(fd, s.at, (size_t)s.len);
		if (n < 0 && errno != EINTR)
			_exit(3);
		if (n > 0)
			s = str_from(s, n);
	}
}

static void
detach_streams(int noise)
{
	int null = open("/dev/null", O_RDWR);
	dup2(null, STDIN_FILENO);
	dup2(null, STDOUT_FILENO);
	dup2(noise, STDERR_FILENO);
}

static _Noreturn void
be_child(const struct child_limits *limits, child_work *work, void *context, int result, int noise)
{
	detach_streams(noise);
	set_limits(limits);
	struct str out = {0}, error = {0};
	struct arena *room = arena_new();
	bool fine = work(context, room, &out, &error);
	write_all(result, fine ? S("+") : S("-"));
	write_all(result, fine ? out : error);
	arena_free(room);
	_exit(0);
}

/* False at the end of the stream. */
static bool
read_some(int fd, struct buf *b, ptrdiff_t most)
{
	char bytes[1 << 14];
	ssize_t n = read(fd, bytes, sizeof bytes);
	if (n < 0)
		return errno == EINTR || errno == EAGAIN;
	struct str got = {bytes, n};
	buf_add(b, most > 0 ? str_upto(got, most - b->len) : got);
	return n > 0;
}

static void
read_both(int result, int noise, struct buf *out, struct buf *said)
{
	struct pollfd p[2] = {{.fd = result, .events = POLLIN}, {.fd = noise, .events = POLLIN}};
	while (p[0].fd >= 0 || p[1].fd >= 0) {
		if (poll(p, 2, -1) < 0 && errno != EINTR)
			return;
		if (p[0].fd >= 0 && p[0].revents != 0 && !read_some(result, out, 0))
			p[0].fd = -1;
		if (p[1].fd >= 0 && p[1].revents != 0 && !read_some(noise, said, LARGEST_NOISE))
			p[1].fd = -1;
	}
}

static struct str
death(struct arena *a, int status, const struct child_limits *limits)
{
	int why = WIFSIGNALED(status) ? WTERMSIG(status) : 0;
	if (why == SIGALRM || why == SIGXCPU || (why == SIGKILL && limits->seconds > 0))
		return str_format(a, "drawing took longer than %u seconds", limits->seconds);
	if (why != 0)
		return str_format(a, "the drawing library crashed (signal %d)", why);
	return S("the drawing library gave up");
}

static struct str
reason(struct arena *a, struct str what, struct str said)
{
	struct str line;
	said = str_trim(said);
	if (!str_line(&said, &line) || line.len == 0)
		return what;
	return str_format(a, "%.*s: %.*s", STR(what), STR(line));
}

static bool
collect(struct arena *a, const struct child_limits *limits, pid_t child, int result, int noise,
    struct str *out, struct str *error)
{
	struct buf got = {.arena = a}, said = {.arena = a};
	read_both(result, noise, &got, &said);
	int status = 0;
	while (waitpid(child, &status, 0) < 0 && errno == EINTR)
		continue;
	struct str text = buf_str(&got);
	bool whole = WIFEXITED(status) && WEXITSTATUS(status) == 0 && text.len > 0;
	if (!whole) {
		*error = reason(a, death(a, status, limits), buf_str(&said));
		return false;
	}
	*(text.at[0] == '+' ? out : error) = str_from(text, 1);
	return text.at[0] == '+';
}

static bool
open_pipes(int result[2], int noise[2])
{
	if (pipe(result) != 0)
		return false;
	if (pipe(noise) == 0)
		return true;
	close(result[0]);
	close(result[1]);
	return false;
}

bool
child_run(struct arena *a, const struct child_limits *limits, child_work *work, void *context,
    struct str *out, struct str *error)
{
	int result[2], noise[2];
	if (!open_pipes(result, noise)) {
		*error = str_of(strerror(errno));
		return false;
	}
	pid_t child = fork();
	if (child == 0) {
		close(result[0]);
		close(noise[0]);
		be_child(limits, work, context, result[1], noise[1]);
	}
	close(result[1]);
	close(noise[1]);
	bool fine = false;
	if (child < 0)
		*error = str_of(strerror(errno));
	else
		fine = collect(a, limits, child, result[0], noise[0], out, error);
	close(result[0]);
	close(noise[0]);
	return fine;
}
