/* SPDX-License-Identifier: MIT */
/*
 * Syncing beside the work. The thread sleeps until the first record that is not synced, then until
 * that one is as old as it may get: with nothing to do it never wakes. One sync is under way at a
 * time. A disk that failed once to sync is not asked again for the same bytes: the kernel calls
 * them clean then, and a second answer would be a lie.
 */
#include "model/journal_priv.h"

#include <errno.h>
#include <signal.h>
#include <time.h>

static long long
now_ms(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (long long)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

void
journal_open_sync(struct journal *j)
{
	pthread_condattr_t attributes;
	pthread_condattr_init(&attributes);
	pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
	pthread_cond_init(&j->changed, &attributes);
	pthread_condattr_destroy(&attributes);
	pthread_mutex_init(&j->mutex, NULL);
}

void
journal_note_written(struct journal *j, long long bytes)
{
	pthread_mutex_lock(&j->mutex);
	bool first = j->written == j->synced;
	j->written += (unsigned long long)bytes;
	if (first) {
		j->first_unsynced = now_ms();
		pthread_cond_broadcast(&j->changed);
	}
	pthread_mutex_unlock(&j->mutex);
}

static int
sync_file(const struct journal *j, int fd, bool folder_too)
{
	int result = j->disk->sync_data(j->disk, fd);
	if (result >= 0 && folder_too)
		result = disk_sync_folder(j->disk, j->folder_z);
	return result;
}

/* The mutex is held before and after, not while the disk works. */
static void
sync_once(struct journal *j)
{
	unsigned long long upto = j->written;
	int fd = j->syncing = j->out.fd;
	bool folder_too = !j->folder_synced;
	j->syncing_since = now_ms();
	pthread_mutex_unlock(&j->mutex);
	int result = sync_file(j, fd, folder_too);
	pthread_mutex_lock(&j->mutex);
	j->syncing = -1;
	j->folder_synced = j->folder_synced || result >= 0;
	if (result < 0 && j->sync_error == 0)
		j->sync_error = result;
	if (upto > j->synced)
		j->synced = upto;
	if (j->written != j->synced)
		j->first_unsynced = j->syncing_since;
	if (j->close_old)
		(void)j->disk->close(j->disk, fd);
	j->close_old = false;
	pthread_cond_broadcast(&j->changed);
}

static void
wait_until(struct journal *j, long long ms)
{
	struct timespec until = {.tv_sec = (time_t)(ms / 1000), .tv_nsec = ms % 1000 * 1000000};
	pthread_cond_timedwait(&j->changed, &j->mutex, &until);
}

static void *
keep_syncing(void *context)
{
	struct journal *j = context;
	pthread_mutex_lock(&j->mutex);
	while (!j->quit) {
		long long due = j->first_unsynced + j->most_ms;
		if (j->written == j->synced || j->syncing >= 0)
			pthread_cond_wait(&j->changed, &j->mutex);
		else if (now_ms() < due)
			wait_until(j, due);
		else
			sync_once(j);
	}
	pthread_mutex_unlock(&j->mutex);
	return NULL;
}

/* Signals are for the thread that can do something about them. */
bool
journal_start_syncing(struct journal *j, int most_ms)
{
	if (j->running)
		return true;
	sigset_t all, before;
	sigfillset(&all);
	j->most_ms = most_ms;
	pthread_sigmask(SIG_SETMASK, &all, &before);
	j->running = pthread_create(&j->thread, NULL, keep_syncing, j) == 0;
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	return j->running;
}

bool
journal_sync(struct journal *j, struct str *error)
{
	pthread_mutex_lock(&j->mutex);
	while (j->syncing >= 0)
		pthread_cond_wait(&j->changed, &j->mutex);
	if (j->written != j->synced)
		sync_once(j);
	int result = j->sync_error;
	pthread_mutex_unlock(&j->mutex);
	if (result < 0)
		*error = str_format(
		    j->arena, "the disk does not keep the journal: %.*s", STR(disk_words(result)));
	return result >= 0;
}

struct str
journal_trouble(struct journal *j, struct arena *a)
{
	enum { LONG_MS = 1000 };
	pthread_mutex_lock(&j->mutex);
	int why = j->out.error != 0 ? j->out.error : j->sync_error;
	bool stalled = j->syncing >= 0 && now_ms() - j->syncing_since > LONG_MS;
	pthread_mutex_unlock(&j->mutex);
	if (why < 0)
		return str_format(a, "the journal is not complete: %.*s", STR(disk_words(why)));
	return stalled ? S("the disk has not answered for more than a second") : S("");
}

void
journal_change_file(struct journal *j, const struct journal_stream *s)
{
	pthread_mutex_lock(&j->mutex);
	int old = j->out.fd;
	bool busy = j->syncing == old;
	j->out = *s;
	j->close_old = busy;
	j->synced = j->written; /* it is synced, but for its name */
	j->written++;
	j->first_unsynced = now_ms();
	pthread_cond_broadcast(&j->changed);
	j->folder_synced = false;
	pthread_mutex_unlock(&j->mutex);
	if (!busy)
		(void)j->disk->close(j->disk, old);
}

void
journal_close_sync(struct journal *j)
{
	pthread_mutex_lock(&j->mutex);
	j->quit = true;
	pthread_cond_broadcast(&j->changed);
	pthread_mutex_unlock(&j->mutex);
	if (j->running)
		pthread_join(j->thread, NULL);
	j->running = false;
	pthread_mutex_lock(&j->mutex);
	if (j->out.fd >= 0 && j->written != j->synced)
		sync_once(j);
	pthread_mutex_unlock(&j->mutex);
	pthread_cond_destroy(&j->changed);
	pthread_mutex_destroy(&j->mutex);
}
