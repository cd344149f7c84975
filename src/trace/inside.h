/* inside.h: what a timeline is made of, shared by its parts: stepping
 * (timeline.c), operations put to the heap (put.c), undone and done again
 * (replay.c), many of them at once (leap.c), going far (seek.c), names (bind.c),
 * written bytes (bytes.c), forks (edit.c), looking back (history.c), notes and
 * expectations (expect.c).
 *
 * A path is steps of the workload's own future up to in_place, and after a
 * fork the steps that were typed. `own` holds all known steps of the former,
 * whatever was typed, and is never cut; `typed` holds those of the latter.
 * Steps of the workload's own future are its operations in order, or, of a
 * branch, those of its course. */
#ifndef MEMS_TRACE_INSIDE_H
#define MEMS_TRACE_INSIDE_H

#include "checkpoint.h"
#include "journal.h"
#include "timeline.h"

#define HISTORY_MAX 8192 /* spans kept */

/* The numbers over the steps of a span: the most of each, the step that first had it,
 * and all of them added up; no sum passes 2^64, since all are below 2^48 and a span has
 * 2^16 steps at most. */
struct span {
    struct numbers most, sum;
    uint32_t at[NUMBERS];
};

/* All known steps, in spans that double when there are too many. */
struct history {
    struct span *list;   /* list[i]: of steps i << shift ... */
    size_t count, room;
    unsigned shift;      /* span is 1 << shift */
};

/* A fork: at `position`, what is typed after it and `other` change places. */
struct edit {
    uint32_t position;
    uint32_t in_place;     /* of the timeline, when `other` is its rest */
    struct journal other;
};

/* A block's maker: its step, and its tint above that. */
#define MAKER_STEP_BITS 29
#define MAKER_STEP ((UINT32_C(1) << MAKER_STEP_BITS) - 1)

struct timeline {
    mems_heap *heap;
    struct mems_options options; /* of the heap; the policy is that of step 0 */
    bool policy_held;         /* operations do not change it */
    struct ops *ops;
    uint32_t step;            /* where we stand */
    struct course course;     /* of a branch, and the first of its steps that is changed: */
    uint32_t leaves;          /* all before it are the workload's */
    uint32_t workload;        /* the workload's last operation */
    uint32_t in_place;        /* the last step that is the workload's own */
    uint32_t failed;          /* expectations of step 0 */
    struct journal own, typed;
    struct history history;   /* of `own` */
    struct span cut;          /* what a fork left of one of its spans, ... */
    uint32_t cut_at;          /* ... up to this step; 0: that is not known */
    unsigned cut_shift;       /* when spans were as long as this */
    struct checkpoints kept;  /* of `own` */
    uint32_t *last;           /* by name: the last step of `own` that bound it */
    size_t last_count, last_room;
    uint32_t *makers;         /* by segment record, of the blocks of the present */
    size_t maker_count, makers_room;
    struct numbers own_now;   /* after the last step of `own` */
    size_t own_segments;      /* there are then */
    struct census census;     /* of the present step */
    uint64_t *leap;           /* room for what a leap collects, or NULL */
    uint64_t low, high;       /* no byte outside was ever written: those are 0 */
    struct edit *edits;       /* those in effect, then those undone */
    size_t edits_done, edit_count, edits_room;
};

/* ---- Steps of the present path ---- */

static inline bool timeline_is_own(const struct timeline *timeline, uint32_t step)
{
    return step <= timeline->in_place;
}

static inline struct journal *timeline_journal(struct timeline *timeline, uint32_t step)
{
    return timeline_is_own(timeline, step) ? &timeline->own : &timeline->typed;
}

static inline const struct entry *timeline_entry(const struct timeline *timeline, uint32_t step)
{
    if (timeline_is_own(timeline, step))
        return &timeline->own.entries[step - 1];
    return &timeline->typed.entries[step - timeline->in_place - 1];
}

/* The index of the operation of a step of `own`. */
static inline uint32_t timeline_own_op(const struct timeline *timeline, uint32_t step)
{
    return step < timeline->leaves ? step : course_op(&timeline->course, step);
}

/* The index of a step's operation. */
static inline uint32_t timeline_op_of(const struct timeline *timeline, uint32_t step)
{
    if (timeline_is_own(timeline, step))
        return timeline_own_op(timeline, step);
    return timeline->typed.typed[step - timeline->in_place - 1].op;
}

/* The virtual address of the block that a step made. */
static inline uint64_t timeline_made(const struct timeline *timeline, uint32_t step)
{
    return timeline_entry(timeline, step)->made;
}

/* Bytes that were asked for, of the block that a step made, and those it has. */
static inline uint64_t timeline_asked(const struct timeline *timeline, uint32_t step)
{
    return ops_size(timeline->ops, timeline_op_of(timeline, step));
}

static inline uint64_t timeline_rounded(const struct timeline *timeline, uint64_t size)
{
    uint64_t mask = timeline->options.align - 1;

    return (size + mask) & ~mask;
}

/* Bytes of the node that a block of that size needs. */
static inline uint64_t timeline_paged(const struct timeline *timeline, uint64_t size)
{
    uint64_t page = timeline->options.page_size;

    return (size + page - 1) / page * page;
}

/* Bytes of the block that a step freed. The entry of a plain free has them, so
 * that the maker's operation, which may be far away in memory, is not read. */
static inline uint64_t timeline_freed(const struct timeline *timeline, const struct entry *entry)
{
    return entry->flags & ENTRY_MALLOC
        ? timeline_rounded(timeline, timeline_asked(timeline, entry->earlier)) : entry->made;
}

/* The makers of the block that an entry placed, of the one that it freed. */
static inline uint32_t entry_maker(const struct entry *entry, uint32_t step)
{
    return step | (uint32_t)entry->tint << MAKER_STEP_BITS;
}

static inline uint32_t entry_gone_maker(const struct entry *entry)
{
    return entry->earlier | (uint32_t)entry->gone_tint << MAKER_STEP_BITS;
}

/* Whether `bytes` bytes from `from` on have a byte of the range. */
static inline bool timeline_meets(uint64_t from, uint64_t bytes, uint64_t start, uint64_t size)
{
    return from < start ? start - from < bytes : from - start < size;
}

/* ---- Parts ---- */

/* Puts the operation to the heap, for the first time, as the step after the
 * present one, which is the last known. false without memory: nothing changed. */
bool timeline_put(struct timeline *timeline, uint32_t op);

/* The step after the present one again; the present one undone. */
void timeline_replay(struct timeline *timeline);
void timeline_unplay(struct timeline *timeline);

/* What the heap decided in a step that placed a block, in one that freed one, but for
 * node and rover. */
struct mems_decision timeline_placed(const struct timeline *timeline, uint32_t step);
struct mems_decision timeline_released(const struct timeline *timeline, uint32_t step);

/* Goes from a step of `own` to another by what the steps between come to (leap.c). false,
 * and nothing happened: the heap does not join, or there is no memory. O(steps), but a
 * fraction of what walking costs. */
bool timeline_leap(struct timeline *timeline, uint32_t step);

/* Where the rover stood before a step. O(steps since the last malloc). */
uint64_t timeline_rover_before(const struct timeline *timeline, uint32_t step);

/* Takes a checkpoint of the present step, the last of `own`, if one is due. */
void timeline_keep_state(struct timeline *timeline);

/* What a name stands for at the present step, and the step that bound it. */
struct binding {
    uint32_t step;
    enum bound bound;
    uint32_t maker; /* BOUND_LIVE: the step again, and the tint above it */
};
struct binding timeline_binding(const struct timeline *timeline, uint32_t name);

/* Room for a span more; the numbers of the next step of `own`. */
bool history_reserve(struct history *history);
void history_add(struct history *history, uint32_t step, const struct numbers *now);

/* A span that has another step; two that adjoin, the later one into the earlier. */
void span_add(struct span *span, uint32_t step, const struct numbers *now);
void span_join(struct span *span, const struct span *later);

/* Whether the step placed or freed a byte of the range, or left it as a HOLE behind
 * the block it placed: what timeline_touched looks for (history.c). */
bool timeline_touches(const struct timeline *timeline, uint32_t step, uint64_t start,
                      uint64_t size);

/* Expectations of a step that failed when it was first reached (look.c). */
uint32_t timeline_failed_at(const struct timeline *timeline, uint32_t step);

/* Expectations of the present step that do not hold (expect.c). */
uint32_t timeline_count_failed(const struct timeline *timeline);

/* ---- Bytes (bytes.c) ---- */

/* Writes at `address`, in a block, after logging what was there, for the step
 * after the present one. false without memory. */
bool timeline_write(struct timeline *timeline, uint64_t address, const void *bytes, size_t size);

/* Copies the first `size` bytes of a block to another, as far as anything was
 * ever written there. *wrote: whether it was. false without memory. */
bool timeline_copy(struct timeline *timeline, uint64_t to, uint64_t from, uint64_t size,
                   bool *wrote);

/* What an OP_WRITE writes; `value` is room for an int. */
const void *timeline_value(const struct timeline *timeline, const struct op *op, int32_t *value,
                           size_t *size);

/* The write that a step has, done again and undone. */
void timeline_rewrite(struct timeline *timeline, uint32_t step);
void timeline_unwrite(struct timeline *timeline, uint32_t step);

/* Does writes of `own` or undoes them, and nothing else of their steps, until
 * the first `written` are done. The heap must have the nodes of them all. */
void timeline_carry(struct timeline *timeline, size_t written);

#endif
