/* source.h: a workload, opened and read: from a file, a lesson by its short
 * name, or standard input; packed or not. */
#ifndef MEMS_UI_SOURCE_H
#define MEMS_UI_SOURCE_H

#include "intake.h"
#include "lessons.h"
#include "ops.h"
#include "unpack.h"
#include "workload.h"

#include <stdbool.h>

struct source {
    struct ops *ops;          /* what is read so far, and good */
    char *path;               /* as messages name it */
    char *title;              /* as the screen does */
    char *lesson;             /* the short name of the lesson that it is; NULL: it is a file */
    bool from_stdin;
    struct problems problems; /* found so far */
    struct intake intake;
    struct unpack *unpack;
    struct workload *workload;
};

/* `name` is a file, "-", or, when there is no such file, the name of a lesson.
 * true: end it with source_close; nothing is read yet. false: `why` says why. */
bool source_begin(struct source *source, const char *name, char *why, size_t size);

/* Reads on for `milliseconds` at most, waiting for bytes if need be. */
enum workload_state source_go_on(struct source *source, unsigned milliseconds);

/* Reads all the rest, with a bar: `progress`: at once. Ctrl-C ends the program
 * and says so. false: there are problems. */
bool source_finish(struct source *source, bool progress);

/* Prints all that is wrong, and `after`: what became of the rest. */
void source_complain(const struct source *source, const char *after);

/* The first problem in one line, for a screen that is open. */
void source_problem(const struct source *source, char *out, size_t size);

/* Begins and finishes, and prints what is wrong. */
bool source_open(struct source *source, const char *name, bool progress);

void source_close(struct source *source);

#endif
