/* checkpoint.h: whole states of the heap, kept at some steps of the workload,
 * so that no step is far from one: the larger the states, which take longer to
 * load, the fewer steps apart. All of them together stay within a number of
 * bytes: past it they are thinned out, and new ones come more seldom. */
#ifndef MEMS_TRACE_CHECKPOINT_H
#define MEMS_TRACE_CHECKPOINT_H

#include "mems/heap.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What it costs to load a segment of a state, to walk a step, and to carry a
 * write over, against one another. */
#define SEGMENT_COST 1u
#define STEP_COST 6u
#define WRITE_COST 12u

struct checkpoint {
    uint32_t step;
    enum mems_policy policy;
    uint64_t rover;
    bool tip;               /* of the last step known then: gives way to the next one */
    uint32_t node_count;    /* of the nodes that the journal knows */
    uint32_t segment_count;
    size_t word_count;
    size_t written;         /* of the journal's writes: those up to `step` */
    uint32_t *makers;       /* by segment in address order, as in the timeline */
    uint16_t *words;        /* for mems_heap_load */
};

struct checkpoints {
    struct checkpoint *list; /* in order of their steps */
    size_t count, room;
    uint16_t *words;         /* of the heap, while one is taken */
    size_t words_room;
    uint32_t *records;       /* of its segments, then */
    size_t records_room;
    uint32_t steps;          /* from one to the next, when there is nothing to load */
    size_t bytes, bytes_most;
};

void checkpoints_close(struct checkpoints *all);

/* Whether one should be taken of a state with so many segments, so many steps
 * after the one before, which are a quarter of all->steps at least: when loading
 * it and walking half of the way back cost as much as walking half of all->steps,
 * or sooner when it is small, taking 4 bytes for each of the steps. */
static inline bool checkpoints_due(const struct checkpoints *all, uint32_t since,
                                   uint64_t segments)
{
    return since > all->steps / 4
        && ((uint64_t)since * (STEP_COST / 2) + segments * SEGMENT_COST
                >= (uint64_t)all->steps * (STEP_COST / 2)
            || segments * 6 <= (uint64_t)since * 4);
}

/* Takes one of the heap as it is, past all others; `like` has its step and counts,
 * `makers` are by record. Without memory there is none, which is no error. */
void checkpoints_take(struct checkpoints *all, const mems_heap *heap, struct checkpoint like,
                      const uint32_t *makers);

/* The newest one at `step` or before, the oldest one at `step` or after; NULL:
 * none. O(log n). */
const struct checkpoint *checkpoints_before(const struct checkpoints *all, uint32_t step);
const struct checkpoint *checkpoints_after(const struct checkpoints *all, uint32_t step);

#endif
