/* student.c: asks, and while it waits for the answer takes in what is printed, so that
 * neither side can block the other. */
#include "student.h"

#include "launch.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "driven.h"

#define GLANCE 50 /* milliseconds between two looks at the clock */
#define SETTLE 500 /* and until a process that hung up has ended */

/* ---- Starting ---- */

static bool pipe_of(int *own, int *other)
{
    int ends[2];

    if (pipe2(ends, O_CLOEXEC) != 0)
        return false;
    *own = ends[0];
    *other = ends[1];
    return fcntl(*own, F_SETFL, O_NONBLOCK) == 0;
}

static bool talk_of(int *own, int *other)
{
    int ends[2];

    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
        return false;
    *own = ends[0];
    *other = ends[1];
    return true;
}

static void close_if(int *file)
{
    if (*file >= 0)
        close(*file);
    *file = -1;
}

static void end_as(struct student *student, enum student_state state, const char *end)
{
    student->state = state;
    snprintf(student->end, sizeof student->end, "%s", end);
}

void student_open(struct student *student, const char *path, const char *folder,
                  unsigned patience, bool (*interrupted)(void))
{
    char words[2][16] = {"judge", DRIVEN_WORD};
    char *own_words[] = {(char[]){"mems"}, words[0], words[1], (char *)(uintptr_t)path, NULL};
    struct launch launch = {.program = "/proc/self/exe", .words = own_words, .folder = folder,
                            .out = -1, .err = -1, .talk = -1};
    int error = 0;

    *student = (struct student){.talk = -1, .out = -1, .err = -1, .patience = patience,
                                .interrupted = interrupted};
    if (!pipe_of(&student->out, &launch.out) || !pipe_of(&student->err, &launch.err) ||
        !talk_of(&student->talk, &launch.talk))
        error = errno;
    else
        error = launch_start(&launch, &student->pid);
    if (error != 0) {
        student->pid = 0;
        end_as(student, STUDENT_FAILED, strerror(error));
    }
    close_if(&launch.out);
    close_if(&launch.err);
    close_if(&launch.talk);
}

void student_close(struct student *student)
{
    if (student->pid > 0)
        launch_end(student->pid);
    close_if(&student->talk);
    close_if(&student->out);
    close_if(&student->err);
    free(student->printed);
    student->printed = NULL;
    student->pid = 0;
}

/* ---- What it prints ---- */

/* false: it was too much, or there is no memory. */
static bool keep(struct student *student, const char *bytes, size_t size)
{
    if (student->length + size > STUDENT_PRINTS)
        return false;
    if (student->length + size > student->room) {
        size_t room = student->room == 0 ? 4096 : student->room * 2;
        char *more;

        while (room < student->length + size)
            room *= 2;
        more = realloc(student->printed, room);
        if (more == NULL)
            return false;
        student->printed = more;
        student->room = room;
    }
    memcpy(student->printed + student->length, bytes, size);
    student->length += size;
    return true;
}

static void remember(struct student *student, const char *bytes, size_t size)
{
    if (size > STUDENT_SAID / 2) {
        bytes += size - STUDENT_SAID / 2;
        size = STUDENT_SAID / 2;
    }
    if (student->said_length + size > STUDENT_SAID - 1) {
        size_t drop = student->said_length + size - (STUDENT_SAID - 1);

        memmove(student->said, student->said + drop, student->said_length - drop);
        student->said_length -= drop;
    }
    memcpy(student->said + student->said_length, bytes, size);
    student->said_length += size;
    student->said[student->said_length] = '\0';
}

/* Takes what is there, a bounded piece of it. false: too much. */
static bool take_printed(struct student *student)
{
    char bytes[16384];
    ssize_t got;

    if (student->err >= 0 && (got = read(student->err, bytes, sizeof bytes)) > 0)
        remember(student, bytes, (size_t)got);
    else if (student->err >= 0 && got == 0)
        close_if(&student->err);
    if (student->out < 0)
        return true;
    got = read(student->out, bytes, sizeof bytes);
    if (got == 0)
        close_if(&student->out);
    return got <= 0 || keep(student, bytes, (size_t)got);
}

/* All that was printed before an answer came is in the pipe by then. */
static bool take_rest(struct student *student)
{
    struct pollfd poller = {.fd = student->out, .events = POLLIN};

    while (student->out >= 0 && poll(&poller, 1, 0) > 0) {
        if (!take_printed(student))
            return false;
        poller.fd = student->out;
    }
    return true;
}

/* ---- How it ends ---- */

/* A process that hung up is given a moment to end by itself, which says why it did. */
static int status_of(struct student *student, bool *itself)
{
    int64_t deadline = launch_now() + SETTLE;
    int status;

    while (!launch_ended(student->pid) && launch_now() < deadline)
        poll(NULL, 0, 1);
    *itself = launch_ended(student->pid);
    status = launch_end(student->pid);
    student->pid = 0;
    return status;
}

static void tell_end(struct student *student)
{
    bool itself;
    int status = status_of(student, &itself);
    char text[160];

    take_printed(student);
    if (!itself)
        end_as(student, STUDENT_LOST, "closed a descriptor that is not its own");
    else if (WIFSIGNALED(status)) {
        snprintf(text, sizeof text, "crashed (%s)", strsignal(WTERMSIG(status)));
        end_as(student, STUDENT_CRASHED, text);
    } else if (WEXITSTATUS(status) == DRIVEN_NOT_LOADED ||
               WEXITSTATUS(status) == DRIVEN_NO_FUNCTION ||
               WEXITSTATUS(status) == LAUNCH_FAILED) {
        end_as(student, STUDENT_FAILED, "cannot be loaded");
    } else if (WEXITSTATUS(status) == DRIVEN_LOST) {
        end_as(student, STUDENT_LOST, "closed a descriptor that is not its own");
    } else {
        snprintf(text, sizeof text, "ended the program with status %d", WEXITSTATUS(status));
        end_as(student, STUDENT_EXITED, text);
    }
}

static void stop_as(struct student *student, enum student_state state, const char *end)
{
    if (student->pid > 0)
        launch_end(student->pid);
    student->pid = 0;
    end_as(student, state, end);
}

/* ---- Asking ---- */

enum heard { HEARD_ANSWER, HEARD_NOTHING, HEARD_END };

static enum heard listen_for(struct student *student, struct course_answer *answer, size_t *got)
{
    ssize_t more = recv(student->talk, (char *)answer + *got, sizeof *answer - *got, MSG_DONTWAIT);

    if (more == 0 || (more < 0 && errno != EAGAIN && errno != EINTR))
        return HEARD_END;
    *got += more > 0 ? (size_t)more : 0;
    if (*got < sizeof *answer)
        return HEARD_NOTHING;
    return HEARD_ANSWER;
}

/* Waits for the answer, or says how the process ended. */
static bool wait_answer(struct student *student, struct course_answer *answer)
{
    int64_t deadline = launch_now() + student->patience;
    size_t got = 0;
    char text[80];

    for (;;) {
        struct pollfd pollers[] = {{.fd = student->talk, .events = POLLIN},
                                   {.fd = student->out, .events = POLLIN},
                                   {.fd = student->err, .events = POLLIN}};

        poll(pollers, 3, GLANCE);
        if ((pollers[1].revents != 0 || pollers[2].revents != 0) && !take_printed(student)) {
            stop_as(student, STUDENT_FLOODED, "printed more than 1 MiB in one call");
            return false;
        }
        switch (listen_for(student, answer, &got)) {
        case HEARD_ANSWER:
            return true;
        case HEARD_END:
            tell_end(student);
            return false;
        case HEARD_NOTHING:
            break;
        }
        if (student->interrupted != NULL && student->interrupted()) {
            stop_as(student, STUDENT_STOPPED, "was stopped");
            return false;
        }
        if (launch_now() > deadline) {
            snprintf(text, sizeof text, "did not return within %g s", student->patience / 1000.0);
            stop_as(student, STUDENT_HUNG, text);
            return false;
        }
    }
}

bool student_ask(struct student *student, enum course_call call, uint64_t a, uint64_t b,
                 uint32_t seed, uint64_t *value)
{
    struct course_ask ask = {.number = ++student->number, .call = call, .seed = seed, .a = a,
                             .b = b};
    struct course_answer answer = {0};

    if (student->state != STUDENT_ALIVE)
        return false;
    student->length = 0;
    if (send(student->talk, &ask, sizeof ask, MSG_NOSIGNAL) != (ssize_t)sizeof ask) {
        tell_end(student);
        return false;
    }
    if (!wait_answer(student, &answer))
        return false;
    if (answer.number != ask.number) {
        stop_as(student, STUDENT_LOST, "wrote to a descriptor that is not its own");
        return false;
    }
    if (!take_rest(student)) {
        stop_as(student, STUDENT_FLOODED, "printed more than 1 MiB in one call");
        return false;
    }
    if (value != NULL)
        *value = answer.value;
    return true;
}

/* ---- Statistics ---- */

struct memory_stream {
    struct stream stream;
    const char *bytes;
    size_t left;
};

static ptrdiff_t read_memory(struct stream *stream, void *bytes, size_t size)
{
    struct memory_stream *memory = (struct memory_stream *)stream;
    size_t count = memory->left < size ? memory->left : size;

    if (count == 0)
        return STREAM_END;
    memcpy(bytes, memory->bytes, count);
    memory->bytes += count;
    memory->left -= count;
    return (ptrdiff_t)count;
}

bool student_stats(struct student *student, struct printed *printed, bool *readable)
{
    struct memory_stream memory = {.stream = {.read = read_memory}};
    struct printed_reader *reader;

    printed_clear(printed);
    *readable = false;
    if (!student_ask(student, COURSE_STATS, 0, 0, 0, NULL))
        return false;
    memory.bytes = student->printed;
    memory.left = student->length;
    reader = printed_open(&memory.stream);
    if (reader != NULL)
        *readable = printed_next(reader, printed) == PRINTED_ONE;
    printed_finish(reader);
    return true;
}
