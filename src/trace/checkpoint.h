/* checkpoint.h: whole states of the heap, kept at some steps of the workload,
 * so that no step is far from one. All of them together stay within a number
 * of bytes: past it every second one goes, and new ones come half as often. */
#ifndef MEMS_TRACE_CHECKPOINT_H
#define MEMS_TRACE_CHECKPOINT_H

#include "mems/heap.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct checkpoint {
    uint32_t step;
    enum mems_policy policy;
    uint64_t rover;
    uint32_t node_count;    /* of the nodes that the journal knows */
    uint32_t segment_count;
    uint32_t large_count;
    size_t word_count;
    size_t written;         /* of the journal's writes: those up to `step` */
    uint32_t *makers;       /* by segment in address order, as in the timeline */
    struct large *large;    /* words that have more than 16 bits */
    uint16_t *words;        /* for mems_heap_load: their low halves */
};

struct large {
    uint32_t at, word;
};

struct checkpoints {
    struct checkpoint *list; /* in order of their steps */
    size_t count, room;
    uint32_t *words;         /* room for the words of any of them */
    size_t words_room;
    uint32_t *records;       /* of segments, while one is taken */
    size_t records_room;
    uint32_t interval;       /* steps from one to the next, at least */
    size_t bytes, bytes_most;
};

void checkpoints_close(struct checkpoints *all);

/* Whether one should be taken at a step past all others. */
static inline bool checkpoints_due(const struct checkpoints *all, uint32_t step)
{
    uint32_t last = all->count > 0 ? all->list[all->count - 1].step : 0;

    return step - last >= all->interval;
}

/* Takes one of the heap as it is; `like` has its step and counts, `makers` are
 * by record. Without memory there is none, which is no error. */
void checkpoints_take(struct checkpoints *all, const mems_heap *heap, struct checkpoint like,
                      const uint32_t *makers);

/* The words of one of them, valid until the next call. Cannot fail. O(words). */
const uint32_t *checkpoints_words(const struct checkpoints *all, const struct checkpoint *at);

/* The newest one at `step` or before, the oldest one at `step` or after; NULL:
 * none. O(log n). */
const struct checkpoint *checkpoints_before(const struct checkpoints *all, uint32_t step);
const struct checkpoint *checkpoints_after(const struct checkpoints *all, uint32_t step);

#endif
