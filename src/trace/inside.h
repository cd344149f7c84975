/* inside.h: what a timeline is made of, shared by its parts: stepping
 * (timeline.c), operations put to the heap (put.c), undone and done again
 * (replay.c), written bytes (bytes.c), forks (edit.c), looking back
 * (history.c), notes and expectations (expect.c). */
#ifndef MEMS_TRACE_INSIDE_H
#define MEMS_TRACE_INSIDE_H

#include "journal.h"
#include "timeline.h"

struct binding {
    uint32_t step;  /* that bound the name */
    uint8_t bound;  /* enum bound */
};

/* A fork: at `position`, the journal's rest and this one change places. */
struct edit {
    uint32_t position;
    uint32_t end, in_place; /* of the timeline, when `other` is its rest */
    struct journal other;
};

struct timeline {
    mems_heap *heap;
    struct ops *ops;
    uint32_t step;            /* where we stand */
    uint32_t workload;        /* the workload's last operation */
    uint32_t end;             /* the last step there is */
    uint32_t in_place;        /* steps up to this one have the workload's operation
                                 of the same number, and its notes */
    uint32_t failed;          /* expectations of step 0 */
    struct journal journal;   /* of the known steps */
    struct binding *bindings; /* by name, at the present step */
    size_t binding_count, bindings_room;
    uint32_t *makers;         /* by segment record: the step that made the block */
    size_t maker_count, makers_room;
    size_t written;           /* writes of the journal that are done at this step */
    uint64_t low, high;       /* no byte outside was ever written: those are 0 */
    struct edit *edits;       /* those in effect, then those undone */
    size_t edits_done, edit_count, edits_room;
};

static inline const struct entry *timeline_entry(const struct timeline *timeline, uint32_t step)
{
    return &timeline->journal.entries[step - 1];
}

/* The virtual address of the block that a step made: its malloc comes first. */
static inline uint64_t timeline_made(const struct timeline *timeline, uint32_t step)
{
    return timeline->journal.decisions[timeline_entry(timeline, step)->decision].address;
}

static inline uint32_t timeline_name_made(const struct timeline *timeline, uint32_t step)
{
    return ops_at(timeline->ops, timeline_entry(timeline, step)->op).name;
}

/* Puts the operation to the heap, for the first time, as the step after the
 * present one, which is the last known. false without memory: nothing changed. */
bool timeline_put(struct timeline *timeline, uint32_t op);

/* The step after the present one again; the present one undone. */
void timeline_replay(struct timeline *timeline);
void timeline_unplay(struct timeline *timeline);

/* Expectations of the present step that do not hold (expect.c). */
uint32_t timeline_count_failed(const struct timeline *timeline);

/* ---- Bytes (bytes.c) ---- */

/* Writes at `address`, in a block, after logging what was there. false
 * without memory. */
bool timeline_write(struct timeline *timeline, uint64_t address, const void *bytes, size_t size);

/* Copies the first `size` bytes of a block to another, as far as anything was
 * ever written there. *wrote: whether it was. false without memory. */
bool timeline_copy(struct timeline *timeline, uint64_t to, uint64_t from, uint64_t size,
                   bool *wrote);

/* What an OP_WRITE writes; `value` is room for an int. */
const void *timeline_value(const struct timeline *timeline, const struct op *op, int32_t *value,
                           size_t *size);

/* The write that an entry has, done again and undone. */
void timeline_rewrite(struct timeline *timeline, const struct entry *entry);
void timeline_unwrite(struct timeline *timeline);

#endif
