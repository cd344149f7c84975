/* lockstep.h: one workload through a student's functions and through a heap of ours, one
 * operation after the other, until it ends or they first differ. */
#ifndef MEMS_JUDGE_LOCKSTEP_H
#define MEMS_JUDGE_LOCKSTEP_H

#include "ops.h"
#include "printed.h"
#include "student.h"

/* X(name, "word for JSON") */
#define TROUBLES(X) \
    X(NONE, "none") \
    X(ADDRESS, "address") \
    X(NULL, "null") \
    X(NOT_NULL, "not-null") \
    X(OVERLAP, "overlap") \
    X(LOOKUP, "lookup") \
    X(BYTES, "lost-bytes") \
    X(CHAINS, "chains") \
    X(CHANGED, "changed") \
    X(GROWTH, "growth") \
    X(STATISTICS, "statistics") \
    X(CRASH, "crash") \
    X(HANG, "hang") \
    X(EXIT, "exit") \
    X(FLOOD, "flood") \
    X(DESCRIPTOR, "descriptor") \
    X(FAILED, "failed") \
    X(STOPPED, "stopped")

enum trouble {
#define X(name, word) TROUBLE_##name,
    TROUBLES(X)
#undef X
    TROUBLE_COUNT
};

const char *trouble_word(enum trouble trouble);

enum { THEIRS, OURS, SIDES };

struct moment_name { uint64_t start; uint32_t name; }; /* for ops_name */

/* Both layouts after an operation. */
struct moment {
    uint32_t step;
    bool readable;                    /* theirs could be read */
    struct printed sides[SIDES];
    struct moment_name *names[SIDES]; /* of live blocks, `count` of them */
    size_t name_count;
};

#define MOMENTS 256      /* at most, the last ones */
#define MOMENT_SEGMENTS 4096 /* a layout of more is kept only where they differ */

struct finding {
    enum trouble trouble;
    uint32_t step;               /* the operation, 1 and up, where they differ; else the last */
    uint32_t steps;              /* operations of the workload */
    uint32_t skipped;            /* of those, what the course's functions cannot do */
    uint32_t since;              /* CHAINS: the last step at which they were alike */
    bool unseen;                 /* chains were to be compared, and theirs could not be read */
    bool cut;                    /* no more time, or no more memory than a child may have */
    char words[400];             /* what is wrong, in sentences; "" without trouble */
    struct moment *moments;
    size_t moment_count;
};

struct lockstep {
    const struct ops *ops;
    unsigned checks;             /* CHECK_ bits of exercises.h */
    size_t page;                 /* bytes in a page of ours */
    uint64_t start;              /* our first address, in place of the workload's */
    unsigned seconds;            /* for all of it */
    uint32_t look_from;          /* chains are compared after each step behind this one, too */
};

/* Runs it; `student` was opened and nothing was asked of it. The finding ends with
 * finding_close, before the ops do. */
void lockstep_run(const struct lockstep *lockstep, struct student *student,
                  struct finding *finding);
void finding_close(struct finding *finding);

#endif
