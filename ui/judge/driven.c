/* driven.c: calls a student's functions, one after the other, as it is asked. What they
 * print is flushed before each answer, so that it is known which call printed it. */
#include "driven.h"

#include "course.h"
#include "fence.h"

#include <dlfcn.h>
#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef void plain_call(void);

struct course {
    plain_call *init, *finish, *print_stats;
    void *(*malloc)(size_t size);
    void (*free)(void *address);
    void *(*get)(void *address);
    unsigned long (*page_size)(void);
};

/* ---- Loading ---- */

/* The function, by the name that the build gave it, or its own; in *at. */
static bool find(void *library, const char *name, bool needed, void *at)
{
    char word[64];
    void *found;

    snprintf(word, sizeof word, "mems_judged_%s", name);
    found = dlsym(library, word);
    snprintf(word, sizeof word, "mems_%s", name);
    if (found == NULL)
        found = dlsym(library, word);
    memcpy(at, &found, sizeof found); /* an object pointer as a function's */
    if (found == NULL && needed)
        fprintf(stderr, "%s is not there\n", word);
    return found != NULL || !needed;
}

static struct course load(const char *path)
{
    struct course course;
    void *library = dlopen(path, RTLD_NOW | RTLD_LOCAL);

    if (library == NULL) {
        fprintf(stderr, "%s\n", dlerror());
        _exit(DRIVEN_NOT_LOADED);
    }
    if (!find(library, "init", true, &course.init) ||
        !find(library, "finish", true, &course.finish) ||
        !find(library, "malloc", true, &course.malloc) ||
        !find(library, "free", true, &course.free) ||
        !find(library, "get", true, &course.get) ||
        !find(library, "print_stats", true, &course.print_stats) ||
        !find(library, "page_size", false, &course.page_size))
        _exit(DRIVEN_NO_FUNCTION);
    return course;
}

/* ---- Bytes ---- */

static unsigned char pattern(uint64_t seed, uint64_t at)
{
    uint64_t mixed = (seed + 1) * UINT64_C(0x9E3779B97F4A7C15) + at * UINT64_C(0xBF58476D1CE4E5B9);

    return (unsigned char)(mixed >> 56);
}

/* Byte `at`, or the next one of those that are written: of a large block its ends. */
static uint64_t written_at(uint64_t at, uint64_t size)
{
    return size > 2 * COURSE_END && at >= COURSE_END && at < size - COURSE_END ? size - COURSE_END
                                                                                : at;
}

static void fill(unsigned char *bytes, uint64_t size, uint64_t seed)
{
    for (uint64_t at = 0; at < size; at = written_at(at + 1, size))
        bytes[at] = pattern(seed, at);
}

static uint64_t look(const unsigned char *bytes, uint64_t size, uint64_t seed)
{
    for (uint64_t at = 0; at < size; at = written_at(at + 1, size))
        if (bytes[at] != pattern(seed, at))
            return at;
    return size;
}

/* ---- Calls ---- */

static uint64_t call(const struct course *course, const struct course_ask *ask)
{
    void *address = (void *)(uintptr_t)ask->a;

    switch ((enum course_call)ask->call) {
    case COURSE_HELLO:
        return course->page_size != NULL ? course->page_size() : 0;
    case COURSE_INIT:
        course->init();
        break;
    case COURSE_FINISH:
        course->finish();
        break;
    case COURSE_MALLOC:
        return (uintptr_t)course->malloc((size_t)ask->a);
    case COURSE_FREE:
        course->free(address);
        break;
    case COURSE_GET:
        return (uintptr_t)course->get(address);
    case COURSE_STATS:
        course->print_stats();
        break;
    case COURSE_FILL:
        fill(address, ask->b, ask->seed);
        break;
    case COURSE_LOOK:
        return look(address, ask->b, ask->seed);
    case COURSE_CALLS:
        break;
    }
    return 0;
}

static bool take(void *bytes, size_t size)
{
    char *at = bytes;

    while (size > 0) {
        ssize_t got = read(DRIVEN_TALK, at, size);

        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return false;
        at += got;
        size -= (size_t)got;
    }
    return true;
}

_Noreturn void driven_main(const char *path)
{
    struct course_ask ask;
    struct course course;

    fence_self();
    course = load(path);
    while (take(&ask, sizeof ask)) {
        struct course_answer answer = {.number = ask.number, .value = call(&course, &ask)};

        fflush(stdout);
        if (write(DRIVEN_TALK, &answer, sizeof answer) != (ssize_t)sizeof answer)
            break;
    }
    _exit(DRIVEN_LOST);
}
