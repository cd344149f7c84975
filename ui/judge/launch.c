/* launch.c: between fork and exec nothing is done but system calls. */
#include "launch.h"

#include "course.h"
#include "fence.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#if defined __linux__
#include <sys/syscall.h>
#endif

#define OPEN_MOST 4096 /* descriptors that are closed one by one */
#define PATH_ROOM 4096

/* All but those that are wanted, whoever opened them. */
static void close_others(int talk)
{
    int from = STDERR_FILENO + 1;

    if (talk >= 0) {
        for (int i = from; i < DRIVEN_TALK; i++)
            close(i);
        from = DRIVEN_TALK + 1;
    }
#if defined __linux__ && defined SYS_close_range
    if (syscall(SYS_close_range, (unsigned)from, ~0u, 0) == 0)
        return;
#endif
    for (int i = from; i < OPEN_MOST; i++)
        close(i);
}

static void unblock_signals(void)
{
    sigset_t none;

    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    for (int i = 1; i < 32; i++)
        signal(i, SIG_DFL);
}

static _Noreturn void become(const struct launch *launch, char *const *environment)
{
    int nothing = open("/dev/null", O_RDONLY);

    setsid();
    unblock_signals();
    if (chdir(launch->folder) != 0 || nothing < 0 || dup2(nothing, STDIN_FILENO) < 0 ||
        dup2(launch->out, STDOUT_FILENO) < 0 || dup2(launch->err, STDERR_FILENO) < 0 ||
        (launch->talk >= 0 && dup2(launch->talk, DRIVEN_TALK) < 0))
        _exit(LAUNCH_FAILED);
    close_others(launch->talk);
    if (launch->compiler)
        fence_compiler();
    if (launch->search)
        execvpe(launch->program, launch->words, environment);
    else
        execve(launch->program, launch->words, environment);
    _exit(LAUNCH_FAILED);
}

int launch_start(const struct launch *launch, pid_t *pid)
{
    const char *path = getenv("PATH");
    char where[PATH_ROOM], home[PATH_ROOM], folder[PATH_ROOM];
    char *environment[] = {where, home, folder, (char[]){"LC_ALL=C"}, NULL};

    snprintf(where, sizeof where, "PATH=%s", path != NULL ? path : "/usr/bin:/bin");
    snprintf(home, sizeof home, "HOME=%s", launch->folder);
    snprintf(folder, sizeof folder, "TMPDIR=%s", launch->folder);
    fflush(NULL);
    *pid = fork();
    if (*pid == 0)
        become(launch, environment);
    if (*pid < 0)
        return errno;
    return 0;
}

bool launch_ended(pid_t pid)
{
    siginfo_t info = {0};

    return waitid(P_PID, (id_t)pid, &info, WEXITED | WNOHANG | WNOWAIT) != 0 || info.si_pid == pid;
}

/* While the process is not yet waited for, its number is nobody else's. */
int launch_end(pid_t pid)
{
    siginfo_t info;
    int status;

    kill(-pid, SIGKILL);
    kill(pid, SIGKILL);
    while (waitid(P_PID, (id_t)pid, &info, WEXITED | WNOWAIT) != 0 && errno == EINTR)
        ;
    kill(-pid, SIGKILL); /* those that it started meanwhile */
    while (waitpid(pid, &status, 0) < 0)
        if (errno != EINTR)
            return -1;
    return status;
}

int64_t launch_now(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}
