/* student.h: a student's functions in a process of their own, as seen from outside.
 *
 * Every call has a time within which it must be answered, and what it prints is bounded.
 * However the process ends, `end` tells it in words, and nothing of it is left. */
#ifndef MEMS_JUDGE_STUDENT_H
#define MEMS_JUDGE_STUDENT_H

#include "course.h"

#include "printed.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

enum student_state {
    STUDENT_ALIVE,
    STUDENT_CRASHED,     /* a signal ended it */
    STUDENT_HUNG,        /* no answer in time */
    STUDENT_EXITED,      /* it called exit */
    STUDENT_FLOODED,     /* it printed too much */
    STUDENT_LOST,        /* the answer was none: a descriptor was closed or written to */
    STUDENT_FAILED,      /* it could not be started or loaded */
    STUDENT_STOPPED      /* the person pressed Ctrl-C */
};

#define STUDENT_PRINTS (1u << 20)        /* bytes that one call may print */
#define STUDENT_SAID 256

struct student {
    enum student_state state;
    char end[200];            /* how it ended: "crashed (Segmentation fault)" */
    pid_t pid;
    int talk, out, err;
    uint32_t number;
    unsigned patience;        /* milliseconds for a call */
    char *printed;            /* by the last call, on standard output */
    size_t length, room;
    char said[STUDENT_SAID];  /* the last of what it printed on standard error */
    size_t said_length;
    bool (*interrupted)(void); /* asked now and then; may be NULL */
};

/* Starts it, on the library at `path`, in `folder`. Also when it could not be started
 * it ends with student_close. */
void student_open(struct student *student, const char *path, const char *folder,
                  unsigned patience, bool (*interrupted)(void));
void student_close(struct student *student);

/* One call. false: there is no answer, and no more will come; student->end says why. */
bool student_ask(struct student *student, enum course_call call, uint64_t a, uint64_t b,
                 uint32_t seed, uint64_t *value);

/* Asks for its statistics and reads them; *readable false: nothing in what it printed
 * is a node. false as of student_ask. */
bool student_stats(struct student *student, struct printed *printed, bool *readable);

#endif
