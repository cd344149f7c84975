/* look.c: what a timeline knows: the events of known steps, and the blocks of
 * the present one. Nothing here changes it. */
#include "timeline.h"

#include "inside.h"

struct op timeline_op(const struct timeline *timeline, uint32_t step)
{
    return ops_at(timeline->ops, timeline_op_of(timeline, step));
}

/* The virtual address that an operation on a place meant, at its step. */
static uint64_t meant(const struct timeline *timeline, struct op op, const struct entry *entry)
{
    uint64_t base = 0;

    if (entry->flags & ENTRY_FREE)
        return entry->gone;
    if (op.name != NO_NAME && (entry->bound == BOUND_LIVE || entry->bound == BOUND_DEAD))
        base = timeline_made(timeline, entry->earlier);
    return op.offset > UINT64_MAX - base ? UINT64_MAX : base + op.offset;
}

/* ---- Decisions ---- */

uint32_t timeline_failed_at(const struct timeline *timeline, uint32_t step)
{
    const struct failed *failed = timeline->own.failed;
    size_t low = 0, high = timeline->own.failed_count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (failed[middle].step < step)
            low = middle + 1;
        else
            high = middle;
    }
    return low < timeline->own.failed_count && failed[low].step == step
               && timeline_is_own(timeline, step) ? failed[low].count : 0;
}

static void add_size(const struct timeline *timeline, struct mems_decision *decision,
                     uint64_t asked)
{
    decision->size = timeline_rounded(timeline, asked);
    decision->waste = (uint32_t)(decision->size - asked);
}

/* What the heap tells of the decisions of the present step alone: the free
 * came last, so the HOLE around its block is what it made; the rest behind a
 * placed block is as it was unless that free joined it. */
static void add_news(const struct timeline *timeline, struct event *event)
{
    struct mems_segment at;

    if (event->has_free && mems_segment_at(timeline->heap, event->free.address, &at)) {
        event->free.segment = at.record;
        event->free.left = event->free.address - at.start;
        event->free.right = at.size - event->free.left - event->free.size;
    }
    if (!event->has_malloc)
        return;
    event->malloc.rover = timeline_rover_before(timeline, timeline->step);
    if (!mems_segment_at(timeline->heap, event->malloc.address, &at))
        return;
    event->malloc.segment = at.record;
    if (!(event->malloc.did & MEMS_DID_SPLIT) || !mems_segment_next(timeline->heap, &at))
        return;
    event->malloc.right = at.size;
    if (event->has_free && event->free.address - at.start < at.size)
        event->malloc.right = event->free.address - at.start;
}

static void add_decisions(const struct timeline *timeline, uint32_t step, struct event *event)
{
    const struct entry *entry = timeline_entry(timeline, step);

    event->has_malloc = entry->flags & ENTRY_MALLOC;
    event->has_free = entry->flags & ENTRY_FREE;
    if (event->has_malloc) {
        event->malloc.address = entry->made;
        event->malloc.did = entry->did & (MEMS_DID_NODE | MEMS_DID_SPLIT);
        add_size(timeline, &event->malloc, timeline_asked(timeline, step));
    }
    if (event->has_free) {
        event->free.address = entry->gone;
        event->free.did =
            (entry->did & (MEMS_DID_JOIN_LEFT | MEMS_DID_JOIN_RIGHT)) | MEMS_DID_FREE;
        add_size(timeline, &event->free, timeline_asked(timeline, entry->earlier));
    }
    if (step == timeline->step)
        add_news(timeline, event);
}

struct event timeline_event(const struct timeline *timeline, uint32_t step)
{
    struct event event = {.outcome = OUTCOME_NONE, .expectations_failed = timeline->failed};
    const struct entry *entry;
    struct op op;

    if (step == 0 || step > timeline_known(timeline))
        return event;
    entry = timeline_entry(timeline, step);
    op = timeline_op(timeline, step);
    event.op = timeline_op_of(timeline, step);
    event.outcome = (enum outcome)entry->outcome;
    event.error = (enum mems_error)entry->error;
    event.renamed = entry->flags & ENTRY_RENAMED;
    event.expectations_failed = timeline_failed_at(timeline, step);
    add_decisions(timeline, step, &event);
    if (event.has_malloc)
        event.address = event.malloc.address;
    else if (op.kind != OP_MALLOC)
        event.address = meant(timeline, op, entry);
    return event;
}

struct timeline_bytes timeline_bytes(const struct timeline *timeline)
{
    return (struct timeline_bytes){
        .steps = journal_bytes(&timeline->own) + journal_bytes(&timeline->typed)
                 + timeline->history.count * sizeof *timeline->history.list,
        .states = timeline->kept.bytes,
        .state_count = timeline->kept.count,
    };
}

/* ---- Blocks ---- */

uint32_t timeline_maker(const struct timeline *timeline, const struct mems_segment *segment)
{
    if (segment->kind == MEMS_HOLE || segment->record >= timeline->maker_count)
        return 0;
    return timeline->makers[segment->record] & MAKER_STEP;
}

unsigned timeline_tint(const struct timeline *timeline, const struct mems_segment *segment)
{
    if (segment->kind == MEMS_HOLE || segment->record >= timeline->maker_count)
        return 0;
    return timeline->makers[segment->record] >> MAKER_STEP_BITS;
}

uint32_t timeline_name(const struct timeline *timeline, const struct mems_segment *segment)
{
    uint32_t maker = timeline_maker(timeline, segment);

    return maker == 0 ? NO_NAME : timeline_op(timeline, maker).name;
}
