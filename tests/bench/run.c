/* SPDX-License-Identifier: MIT */
/*
 * Runs a command some times and prints the median of its CPU time in milliseconds and its largest
 * memory in MB: run TIMES COMMAND... Children that the command waited for are counted. Its output
 * goes to /dev/null.
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

enum { MOST = 99 };

static int
by_size(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;
	return (x > y) - (x < y);
}

static double
milliseconds(struct timeval t)
{
	return (double)t.tv_sec * 1e3 + (double)t.tv_usec / 1e3;
}

static _Noreturn void
become(char **command)
{
	int null = open("/dev/null", O_RDWR);
	dup2(null, STDIN_FILENO);
	dup2(null, STDOUT_FILENO);
	dup2(null, STDERR_FILENO);
	execvp(command[0], command);
	_exit(127);
}

int
main(int argc, char **argv)
{
	int times = argc > 2 ? atoi(argv[1]) : 0;
	if (times < 1 || times > MOST) {
		fprintf(stderr, "usage: run TIMES COMMAND...\n");
		return 2;
	}
	double cpu[MOST], memory = 0;
	for (int i = 0; i < times; i++) {
		pid_t pid = fork();
		if (pid < 0)
			return 2;
		if (pid == 0)
			become(argv + 2);
		int status;
		struct rusage use;
		if (wait4(pid, &status, 0, &use) < 0)
			return 2;
		if (!WIFEXITED(status) || WEXITSTATUS(status) > 1) {
			fprintf(stderr, "run: %s failed\n", argv[2]);
			return 1;
		}
		cpu[i] = milliseconds(use.ru_utime) + milliseconds(use.ru_stime);
		double used = (double)use.ru_maxrss / 1024;
		memory = used > memory ? used : memory;
	}
	qsort(cpu, (size_t)times, sizeof cpu[0], by_size);
	printf("%.2f %.1f\n", cpu[times / 2], memory);
	return 0;
}
