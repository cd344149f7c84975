/* checkpoint.h: whole states of the heap, kept at some steps of the workload,
 * so that no step is far from one. What a block of virtual space holds is kept once,
 * as long as it does not change from one state to the next. All states together
 * stay within a number of bytes: past it they are thinned out, and new ones come
 * more seldom. */
#ifndef MEMS_TRACE_CHECKPOINT_H
#define MEMS_TRACE_CHECKPOINT_H

#include "census.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What it costs to load a segment of a state, to leap over a step, and to carry a
 * write over, against one another. */
#define SEGMENT_COST 1u
#define STEP_COST 5u
#define WRITE_COST 18u

/* Segments that may be packed to take a state, for each step since the one before. */
#define PACKED_A_STEP 8u

/* What a block of virtual space holds, in one state or in several. */
struct content {
    uint32_t block;         /* its number */
    uint32_t users;         /* states */
    uint32_t segment_count, word_count;
    uint32_t makers[];      /* of the segments, as in the timeline, 0 for a HOLE; and
                               behind them the words, for mems_heap_load */
};

struct checkpoint {
    uint32_t step;
    enum mems_policy policy;
    uint64_t rover;
    bool tip;               /* of the last step known then: gives way to the next one */
    uint32_t node_count;    /* of the nodes that the journal knows */
    uint32_t segment_count;
    size_t written;         /* of the journal's writes: those up to `step` */
    struct census census;
    struct content **contents; /* of the blocks that have any, in order */
    size_t content_count;
};

struct checkpoints {
    struct checkpoint *list; /* in order of their steps */
    size_t count, room;
    struct mems_packed *packed; /* of a block of the heap, while one is taken */
    const uint16_t **words;  /* room for as many as any of them has contents */
    size_t words_room;
    uint64_t packed_count;   /* segments that were packed to take the last one */
    uint32_t steps;          /* from one to the next, at least */
    size_t bytes, bytes_most;
};

void checkpoints_close(struct checkpoints *all);

/* Whether one should be taken, so many steps after the one before: when that took
 * much, because much had changed, it pays to wait. */
static inline bool checkpoints_due(const struct checkpoints *all, uint32_t since)
{
    return since >= all->steps && (uint64_t)since * PACKED_A_STEP >= all->packed_count;
}

/* Takes one of the heap as it is, past all others; `like` has its step and counts,
 * `makers` are by record. Without memory there is none, which is no error. */
void checkpoints_take(struct checkpoints *all, mems_heap *heap, struct checkpoint like,
                      const uint32_t *makers);

/* Makes the heap as it was at one of them, and sets the makers of its blocks, by
 * record. The heap has the first of `nodes`, which are all that the journal knows. */
void checkpoints_load(const struct checkpoints *all, const struct checkpoint *at,
                      mems_heap *heap, const uint32_t *nodes, uint32_t *makers);

/* The newest one at `step` or before, the oldest one at `step` or after; NULL:
 * none. O(log n). */
const struct checkpoint *checkpoints_before(const struct checkpoints *all, uint32_t step);
const struct checkpoint *checkpoints_after(const struct checkpoints *all, uint32_t step);

#endif
