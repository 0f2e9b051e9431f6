/* SPDX-License-Identifier: MIT */
/*
 * Requests and answers are a length and that many bytes; before an answer stands whether it is one.
 * One is under way at a time, so neither side can wait for the other for ever; a request that hangs
 * is ended by its alarm, and shows as the end of the stream.
 */
#include "export/worker.h"

#include "base/buf.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdint.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

struct worker {
	int most;
	unsigned seconds;
	worker_answer *answer;
	void *context;
	pid_t process; /* 0: none */
	int to, from;
	int answered;
};

struct header {
	int64_t length, fine;
};

static bool
put(int fd, const void *bytes, ptrdiff_t count)
{
	for (const char *at = bytes; count > 0;) {
		ssize_t n = write(fd, at, (size_t)count);
		if (n < 0 && errno != EINTR)
			return false;
		at += n > 0 ? n : 0;
		count -= n > 0 ? n : 0;
	}
	return true;
}

static bool
get(int fd, void *bytes, ptrdiff_t count)
{
	for (char *at = bytes; count > 0;) {
		ssize_t n = read(fd, at, (size_t)count);
		if (n == 0 || (n < 0 && errno != EINTR))
			return false;
		at += n > 0 ? n : 0;
		count -= n > 0 ? n : 0;
	}
	return true;
}

static bool
put_message(int fd, bool fine, struct str text)
{
	const struct header header = {.length = text.len, .fine = fine ? 1 : 0};
	return put(fd, &header, (ptrdiff_t)sizeof header) && put(fd, text.at, text.len);
}

static bool
get_message(int fd, struct arena *a, bool *fine, struct str *text)
{
	struct header header;
	if (!get(fd, &header, (ptrdiff_t)sizeof header) || header.length < 0)
		return false;
	char *bytes = NEW_N(a, char, header.length);
	*text = (struct str){bytes, header.length};
	*fine = header.fine != 0;
	return get(fd, bytes, header.length);
}

static bool
answer_one(const struct worker *w, int in, int out)
{
	struct arena *a = arena_new();
	struct str request, text = {0}, error = {0};
	bool fine;
	if (!get_message(in, a, &fine, &request))
		return false;
	alarm(w->seconds);
	fine = w->answer(w->context, a, request, &text, &error);
	alarm(0);
	bool sent = put_message(out, fine, fine ? text : error);
	arena_free(a);
	return sent;
}

static _Noreturn void
be_worker(const struct worker *w, int in, int out)
{
	static const int signals[] = {SIGALRM, SIGINT, SIGTERM, SIGHUP, SIGPIPE, SIGSEGV, SIGABRT};
	for (ptrdiff_t i = 0; i < COUNT_OF(signals); i++)
		signal(signals[i], SIG_DFL);
	int null = open("/dev/null", O_RDWR);
	for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
		dup2(null, fd);
	while (answer_one(w, in, out))
		continue;
	_exit(0);
}

static void
stop(struct worker *w)
{
	if (w->process <= 0)
		return;
	close(w->to);
	close(w->from);
	while (waitpid(w->process, NULL, 0) < 0 && errno == EINTR)
		continue;
	w->process = 0;
}

static bool
start(struct worker *w)
{
	int requests[2], answers[2];
	if (pipe(requests) != 0)
		return false;
	if (pipe(answers) != 0) {
		close(requests[0]);
		close(requests[1]);
		return false;
	}
	w->process = fork();
	if (w->process == 0) {
		close(requests[1]);
		close(answers[0]);
		be_worker(w, requests[0], answers[1]);
	}
	close(requests[0]);
	close(answers[1]);
	w->to = requests[1];
	w->from = answers[0];
	w->answered = 0;
	if (w->process > 0)
		return true;
	close(w->to);
	close(w->from);
	return false;
}

struct worker *
worker_new(struct arena *a, int most, unsigned seconds, worker_answer *answer, void *context)
{
	struct worker *w = NEW(a, struct worker);
	*w =
	    (struct worker){.most = most, .seconds = seconds, .answer = answer, .context = context};
	return w;
}

/* A worker that died would otherwise end the program by SIGPIPE. */
static bool
send_request(const struct worker *w, struct str request)
{
	struct sigaction ignore = {.sa_handler = SIG_IGN}, before;
	sigaction(SIGPIPE, &ignore, &before);
	bool sent = put_message(w->to, true, request);
	sigaction(SIGPIPE, &before, NULL);
	return sent;
}

bool
worker_ask(
    struct worker *w, struct arena *a, struct str request, struct str *out, struct str *error)
{
	if (w->process > 0 && w->answered >= w->most)
		stop(w);
	if (w->process <= 0 && !start(w)) {
		*error = str_of(strerror(errno));
		return false;
	}
	bool fine = false;
	struct str text;
	w->answered++;
	if (!send_request(w, request) || !get_message(w->from, a, &fine, &text)) {
		stop(w);
		*error = S("the drawing library crashed or took too long");
		return false;
	}
	*(fine ? out : error) = text;
	return fine;
}

void
worker_free(struct worker *w)
{
	stop(w);
}
