/* request.h: what the bench asks of a child process, and what that answers. The
 * two are the same program, so the answer is passed as it lies in memory. */
#ifndef MEMS_BENCH_REQUEST_H
#define MEMS_BENCH_REQUEST_H

#include "mems/heap.h"

#include <stdbool.h>
#include <stdint.h>

/* Who hands out the memory. */
enum allocator {
    ALLOCATOR_NONE,   /* calls that do nothing: what the loop itself costs */
    ALLOCATOR_C,      /* malloc and free, whoever provides them */
    ALLOCATOR_HEAP,   /* mems/heap.h */
    ALLOCATOR_NAIVE,  /* naive.h */
    ALLOCATOR_BOTH    /* the last two side by side, compared; nothing is timed */
};
#define ALLOCATORS (ALLOCATOR_BOTH + 1)

#define LIBRARY_SIZE 256

struct request {
    enum allocator allocator;
    enum mems_policy policy;    /* ALLOCATOR_HEAP, _NAIVE, _BOTH */
    bool ahead;                 /* ALLOCATOR_HEAP: mems_options.ahead */
    bool touch;                 /* write a byte in every line of 64 bytes */
    unsigned warm;              /* passes after the first, at least */
    uint32_t budget;            /* milliseconds after which a pass is cut */
    char library[LIBRARY_SIZE]; /* that provides malloc; "": the C library */
};

enum answer_state {
    ANSWER_GOOD,
    ANSWER_NOT_INSTALLED,  /* the library is not there */
    ANSWER_FAILED          /* no memory for the books, an option refused */
};

struct answer {
    uint32_t state;        /* enum answer_state */
    bool cut;              /* the first pass was stopped by its budget */
    bool differs;          /* ALLOCATOR_BOTH: at operation `done` */
    uint64_t done;         /* operations of the first pass, timed ones */
    double cold;           /* ns an operation, processor time: the first pass */
    double warm;           /* the mean of later ones; 0: there were none */
    uint64_t refused;      /* requests that got no memory in the first pass */
    uint64_t mapped;       /* ALLOCATOR_HEAP: bytes of the nodes after it */
    uint64_t records;      /*                 bytes of its own books */
    uint64_t segments;     /*                 most segments at once */
    int64_t resident;      /* bytes by which resident memory grew, at most; -1: unknown */
};

#endif
