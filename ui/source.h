/* source.h: a workload, opened and read: from a file, a lesson by its short
 * name, or standard input. */
#ifndef MEMS_UI_SOURCE_H
#define MEMS_UI_SOURCE_H

#include "lessons.h"
#include "ops.h"
#include "workload.h"

#include <stdbool.h>

struct source {
    struct ops *ops;
    char *path;              /* as messages name it */
    char *title;             /* as the screen does */
    bool from_stdin;
};

enum source_result {
    SOURCE_GOOD,
    SOURCE_PROBLEMS,         /* `problems` says what is wrong in it */
    SOURCE_FAILED            /* `why` says why it cannot be read */
};

/* `name` is a file, "-", or, when there is no such file, the name of a lesson.
 * SOURCE_GOOD: end it with source_close. `progress`: show the bar at once. */
enum source_result source_read(struct source *source, const char *name, bool progress,
                               struct problems *problems, char *why, size_t size);

/* The same, and prints what is wrong. */
bool source_open(struct source *source, const char *name, bool progress);

void source_close(struct source *source);

#endif
