/* launch.h: a program started as a group of its own, in a folder of its own, with three
 * or four open files and next to no environment; and ended with all of its group. */
#ifndef MEMS_JUDGE_LAUNCH_H
#define MEMS_JUDGE_LAUNCH_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

struct launch {
    const char *program;
    char *const *words;    /* argv */
    const char *folder;    /* where it stands, and its HOME and TMPDIR */
    int out, err;          /* what it prints goes there */
    int talk;              /* its DRIVEN_TALK; -1: none */
    bool search, compiler; /* along PATH; under the limits of a compiler */
};

/* 0, or what errno would be; whether the program could be run shows when it ends, with
 * status LAUNCH_FAILED. */
#define LAUNCH_FAILED 127
int launch_start(const struct launch *launch, pid_t *pid);

/* Whether it has ended by itself; it is to be ended with launch_end all the same. */
bool launch_ended(pid_t pid);

/* Kills what is left of the group and waits for `pid`; its wait status, -1: unknown. */
int launch_end(pid_t pid);

/* Milliseconds of a clock that only goes forward. */
int64_t launch_now(void);

#endif
