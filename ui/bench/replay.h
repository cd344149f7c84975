/* replay.h: a tape played to an allocator: the loops that are timed. The same
 * loop is compiled for each, so that nothing but the allocator differs. */
#ifndef MEMS_BENCH_REPLAY_H
#define MEMS_BENCH_REPLAY_H

#include "naive.h"
#include "request.h"
#include "tape.h"

/* A tape in a child's memory, and where its blocks are. */
struct replay {
    const struct tape_head *head;
    const uint64_t *words;
    uint64_t *where;      /* by slot: an address, 0: no block */
    uint64_t *sizes;      /* by slot; only kept when touched */
    bool touch;
    enum allocator allocator;
    mems_heap *heap;      /* ALLOCATOR_HEAP, _BOTH */
    struct naive *naive;  /* ALLOCATOR_NAIVE, _BOTH */
    uint64_t refused;     /* requests that got no memory */
    uint64_t segments;    /* the most there were, looked at now and then */
};

struct pass {
    uint64_t done;        /* timed operations */
    double ns;            /* of the processor's time, for them */
    bool cut;
};

/* Plays the tape once. Blocks that are live then stay so. What is timed is cut
 * after `budget` ms. */
struct pass replay_pass(struct replay *replay, uint32_t budget);

/* Frees every block that is live. */
void replay_clear(struct replay *replay);

/* Plays it to the heap and the naive walk side by side; false: they placed the
 * operation after *done differently, or, in the end, their chains differ. */
bool replay_both(struct replay *replay, uint32_t budget, uint64_t *done);

#endif
