/* look.c: what a timeline knows: the events of known steps, and the blocks of
 * the present one. Nothing here changes it. */
#include "timeline.h"

#include "inside.h"

struct op timeline_op(const struct timeline *timeline, uint32_t step)
{
    if (step == 0 || step > timeline->journal.count)
        return ops_at(timeline->ops, step);
    return ops_at(timeline->ops, timeline_entry(timeline, step)->op);
}

/* The virtual address that an operation on a place meant, at its step. */
static uint64_t meant(const struct timeline *timeline, const struct entry *entry)
{
    struct op op = ops_at(timeline->ops, entry->op);
    uint64_t base = 0;

    if (op.name != NO_NAME && (entry->bound == BOUND_LIVE || entry->bound == BOUND_DEAD))
        base = timeline_made(timeline, entry->before);
    return op.offset > UINT64_MAX - base ? UINT64_MAX : base + op.offset;
}

struct event timeline_event(const struct timeline *timeline, uint32_t step)
{
    struct event event = {.outcome = OUTCOME_NONE, .expectations_failed = timeline->failed};
    const struct mems_decision *decision;
    const struct entry *entry;

    if (step == 0 || step > timeline->journal.count)
        return event;
    entry = timeline_entry(timeline, step);
    decision = &timeline->journal.decisions[entry->decision];
    event.op = entry->op;
    event.outcome = (enum outcome)entry->outcome;
    event.error = (enum mems_error)entry->error;
    event.renamed = entry->flags & ENTRY_RENAMED;
    event.expectations_failed = entry->failed;
    event.has_malloc = entry->flags & ENTRY_MALLOC;
    event.has_free = entry->flags & ENTRY_FREE;
    if (event.has_malloc)
        event.malloc = *decision++;
    if (event.has_free)
        event.free = *decision;
    if (event.has_malloc)
        event.address = event.malloc.address;
    else if (ops_at(timeline->ops, entry->op).kind != OP_MALLOC)
        event.address = meant(timeline, entry);
    return event;
}

uint32_t timeline_maker(const struct timeline *timeline, const struct mems_segment *segment)
{
    if (segment->kind == MEMS_HOLE || segment->record >= timeline->maker_count)
        return 0;
    return timeline->makers[segment->record];
}

unsigned timeline_tint(const struct timeline *timeline, const struct mems_segment *segment)
{
    uint32_t maker = timeline_maker(timeline, segment);

    return maker == 0 ? 0 : timeline_entry(timeline, maker)->tint;
}

uint32_t timeline_name(const struct timeline *timeline, const struct mems_segment *segment)
{
    uint32_t maker = timeline_maker(timeline, segment);

    return maker == 0 ? NO_NAME : timeline_name_made(timeline, maker);
}

bool timeline_find(const struct timeline *timeline, uint32_t name, uint64_t *address)
{
    if (name >= timeline->binding_count || timeline->bindings[name].bound != BOUND_LIVE)
        return false;
    *address = timeline_made(timeline, timeline->bindings[name].step);
    return true;
}
