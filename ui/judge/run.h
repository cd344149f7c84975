/* run.h: the state of a run in lock-step, which its parts share. */
#ifndef MEMS_JUDGE_RUN_H
#define MEMS_JUDGE_RUN_H

#include "lockstep.h"
#include "ranges.h"

#include "mems/heap.h"

/* What is known of the block that a name stands for, live or not. */
struct block {
    uint64_t theirs, ours;      /* its addresses; 0: NULL */
    uint64_t size;
    uint64_t physical;
    uint32_t seed;              /* of the pattern in it */
    bool live;                  /* with its bytes written */
    bool given;                 /* and not freed yet, whatever else is wrong */
};

struct run {
    const struct lockstep *plan;
    struct student *student;
    struct finding *finding;
    mems_heap *heap;
    struct block *blocks;       /* by the numbers of names */
    size_t block_count;
    struct ranges virtual, physical; /* of live blocks of theirs; owners are names */
    struct printed theirs, ours, before;
    bool readable, asked;       /* theirs; and whether it is of the present step */
    uint64_t highest;           /* the end of their highest block */
    uint32_t step, seed;
    int64_t deadline;
};

/* Says what is wrong; returns false. */
bool run_fail(struct run *run, enum trouble trouble, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* Asks; false: the process ended, and the finding says how. `what` was being done, as
 * in "in mems_malloc". */
bool run_ask(struct run *run, enum course_call call, uint64_t a, uint64_t b, uint32_t seed,
             uint64_t *value, const char *what);

/* The name of a block, harmless, for sentences. */
#define RUN_NAME 40
const char *run_name(const struct run *run, uint32_t name, char out[RUN_NAME]);

/* Reads both layouts: their print, and ours. false: the process ended. */
bool run_print(struct run *run);

/* Compares them as the checks say. `refused`: the operation was to change nothing. */
bool run_compare(struct run *run, bool refused);

/* Keeps the present layouts as a moment, if there is memory. */
void run_keep(struct run *run);

#endif
