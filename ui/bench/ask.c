/* ask.c: starts a child, asks it, and waits no longer than it may take. */
#include "ask.h"

#include "child.h"
#include "clock.h"
#include "request.h"
#include "tape.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

#define GLANCE 100 /* milliseconds between two looks at the clock and at signals */

/* ---- The environment: the library is the one thing that is put first ---- */

static bool is_preload(const char *entry)
{
    return strncmp(entry, "LD_PRELOAD=", 11) == 0;
}

/* Ours without its LD_PRELOAD, and with the library's, which is put in `first`.
 * To be freed; NULL without memory. */
static char **environment(const char *library, char *first, size_t size)
{
    size_t count = 0, kept = 0;
    char **entries;

    while (environ[count] != NULL)
        count++;
    entries = malloc((count + 2) * sizeof *entries);
    if (entries == NULL)
        return NULL;
    for (size_t i = 0; i < count; i++)
        if (!is_preload(environ[i]))
            entries[kept++] = environ[i];
    if (library[0] != '\0') {
        snprintf(first, size, "LD_PRELOAD=%s", library);
        entries[kept++] = first;
    }
    entries[kept] = NULL;
    return entries;
}

/* ---- Starting ---- */

/* What the dynamic linker or a peer says is of no use to the reader. */
static int plan_files(posix_spawn_file_actions_t *files, int tape, int end)
{
    int error = posix_spawn_file_actions_addopen(files, STDIN_FILENO, "/dev/null", O_RDONLY, 0);

    if (error == 0)
        error = posix_spawn_file_actions_addopen(files, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    if (error == 0)
        error = posix_spawn_file_actions_addopen(files, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    if (error == 0)
        error = posix_spawn_file_actions_adddup2(files, tape, CHILD_TAPE);
    if (error == 0)
        error = posix_spawn_file_actions_adddup2(files, end, CHILD_SOCKET);
    return error;
}

/* 0, or what errno would be. Signals are not blocked in the child. */
static int start(const struct request *request, int tape, int end, pid_t *pid)
{
    char *words[] = {(char[]){"mems"}, (char[]){"bench"}, (char[]){CHILD_WORD}, NULL};
    char first[LIBRARY_SIZE + 16];
    char **entries = environment(request->library, first, sizeof first);
    posix_spawn_file_actions_t files;
    posix_spawnattr_t attributes;
    sigset_t none;
    int error;

    if (entries == NULL)
        return ENOMEM;
    sigemptyset(&none);
    error = posix_spawnattr_init(&attributes);
    if (error == 0) {
        error = posix_spawn_file_actions_init(&files);
        if (error == 0) {
            posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK);
            posix_spawnattr_setsigmask(&attributes, &none);
            error = plan_files(&files, tape, end);
            if (error == 0)
                error = posix_spawn(pid, "/proc/self/exe", &files, &attributes, words, entries);
            posix_spawn_file_actions_destroy(&files);
        }
        posix_spawnattr_destroy(&attributes);
    }
    free(entries);
    return error;
}

/* ---- Waiting ---- */

static bool signalled(const sigset_t *watched)
{
    sigset_t pending;

    sigpending(&pending);
    for (int i = 1; i < 32; i++)
        if (sigismember(&pending, i) == 1 && sigismember(watched, i) == 1)
            return true;
    return false;
}

enum waited { WAITED_ANSWER, WAITED_END, WAITED_TOO_LONG, WAITED_SIGNAL };

static enum waited wait_answer(int end, const sigset_t *watched, unsigned seconds,
                               struct answer *answer)
{
    int64_t deadline = clock_ms() + (int64_t)seconds * 1000;
    struct pollfd poller = {.fd = end, .events = POLLIN};

    for (;;) {
        if (signalled(watched))
            return WAITED_SIGNAL;
        if (clock_ms() > deadline)
            return WAITED_TOO_LONG;
        if (poll(&poller, 1, GLANCE) > 0)
            return recv(end, answer, sizeof *answer, MSG_WAITALL) == sizeof *answer
                       ? WAITED_ANSWER : WAITED_END;
    }
}

static void describe_end(int status, char *why, size_t size)
{
    if (WIFSIGNALED(status))
        snprintf(why, size, "crashed: %s", strsignal(WTERMSIG(status)));
    else
        snprintf(why, size, "ended without an answer, with status %d", WEXITSTATUS(status));
}

/* After the answer, or without one, nothing of the child is left. */
static enum asked finish(pid_t pid, enum waited waited, unsigned seconds, char *why, size_t size)
{
    int status = 0;

    if (waited != WAITED_END)
        kill(pid, SIGKILL);
    while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
        ;
    switch (waited) {
    case WAITED_ANSWER:
        return ASKED_GOOD;
    case WAITED_SIGNAL:
        return ASKED_INTERRUPTED;
    case WAITED_TOO_LONG:
        snprintf(why, size, "not done after %u s", seconds);
        break;
    case WAITED_END:
        if (WIFSIGNALED(status) && WTERMSIG(status) == SIGINT)
            return ASKED_INTERRUPTED;
        describe_end(status, why, size);
        break;
    }
    return ASKED_FAILED;
}

/* Two ends that talk; the other one's number is out of the way of a child's. */
static bool talk(int *own, int *other)
{
    int ends[2];

    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
        return false;
    *own = ends[0];
    *other = fcntl(ends[1], F_DUPFD_CLOEXEC, TAPE_FILE_LOWEST);
    close(ends[1]);
    if (*other < 0)
        close(ends[0]);
    return *other >= 0;
}

enum asked ask_child(const struct request *request, int tape, const sigset_t *watched,
                     unsigned seconds, struct answer *answer, char *why, size_t size)
{
    enum waited waited = WAITED_END;
    int own, other, error;
    pid_t pid;

    if (!talk(&own, &other)) {
        snprintf(why, size, "cannot be asked: %s", strerror(errno));
        return ASKED_FAILED;
    }
    error = start(request, tape, other, &pid);
    close(other);
    if (error != 0) {
        close(own);
        snprintf(why, size, "cannot be started: %s", strerror(error));
        return ASKED_FAILED;
    }
    if (send(own, request, sizeof *request, MSG_NOSIGNAL) == sizeof *request)
        waited = wait_answer(own, watched, seconds, answer);
    close(own);
    return finish(pid, waited, seconds, why, size);
}
