/* replay.c: known steps undone and done again, each part of a step in the
 * opposite order of the other way. Neither can fail, nor searches: what the
 * heap needs to know stands in the entry and the operation. */
#include "inside.h"

#define LOOK 4096u /* steps looked at for a rover before checkpoints are asked */

/* ---- Decisions, as the heap takes them back ---- */

struct mems_decision timeline_placed(const struct timeline *timeline, uint32_t step)
{
    const struct entry *entry = timeline_entry(timeline, step);
    uint64_t asked = timeline_asked(timeline, step), size = timeline_rounded(timeline, asked);

    return (struct mems_decision){.address = entry->made, .size = size,
                                  .waste = (uint32_t)(size - asked),
                                  .did = entry->did & (MEMS_DID_NODE | MEMS_DID_SPLIT)};
}

/* The entry of a plain free has the size, so that the maker's operation, which
 * may be far away in memory, is looked at only for what alignment wasted. */
struct mems_decision timeline_released(const struct timeline *timeline, uint32_t step)
{
    const struct entry *entry = timeline_entry(timeline, step);
    struct mems_decision decision = {
        .address = entry->gone, .size = entry->made,
        .did = (entry->did & (MEMS_DID_JOIN_LEFT | MEMS_DID_JOIN_RIGHT)) | MEMS_DID_FREE };

    if (entry->flags & ENTRY_MALLOC || timeline->options.align > 1) {
        uint64_t asked = timeline_asked(timeline, entry->earlier);

        decision.size = timeline_rounded(timeline, asked);
        decision.waste = (uint32_t)(decision.size - asked);
    }
    return decision;
}

uint64_t timeline_rover_before(const struct timeline *timeline, uint32_t step)
{
    const struct checkpoint *kept = NULL;

    for (uint32_t at = step - 1; at > 0; at--) {
        if (timeline_entry(timeline, at)->flags & ENTRY_MALLOC)
            return timeline_made(timeline, at)
                + timeline_rounded(timeline, timeline_asked(timeline, at));
        if (step - at == LOOK && timeline_is_own(timeline, at))
            kept = checkpoints_before(&timeline->kept, at);
        if (kept != NULL && kept->step == at)
            return kept->rover;
    }
    return timeline->options.start;
}

/* ---- Forth ---- */

static void replay_malloc(struct timeline *timeline, uint32_t step, const struct entry *entry)
{
    struct mems_decision decision = timeline_placed(timeline, step);
    struct journal *journal = timeline_journal(timeline, step);
    uint32_t record;

    if (decision.did & MEMS_DID_NODE)
        decision.node = journal->nodes[journal->shown++];
    record = mems_heap_redo(timeline->heap, &decision);
    census_count(&timeline->census, &decision, 1);
    timeline->makers[record] = entry_maker(entry, step);
}

void timeline_replay(struct timeline *timeline)
{
    uint32_t step = ++timeline->step;
    const struct entry *entry = timeline_entry(timeline, step);

    if (entry->flags & ENTRY_MALLOC)
        replay_malloc(timeline, step, entry);
    if (entry->flags & ENTRY_WROTE)
        timeline_rewrite(timeline, step);
    if (entry->flags & ENTRY_FREE) {
        struct mems_decision decision = timeline_released(timeline, step);

        mems_heap_redo(timeline->heap, &decision);
        census_count(&timeline->census, &decision, 1);
    } else if (entry->flags == 0) {
        struct op op = timeline_op(timeline, step);

        if (op.kind == OP_POLICY && !timeline->policy_held)
            mems_heap_set_policy(timeline->heap, (enum mems_policy)op.size);
    }
}

/* ---- Back ---- */

static void unplay_malloc(struct timeline *timeline, uint32_t step)
{
    struct mems_decision decision = timeline_placed(timeline, step);
    struct journal *journal = timeline_journal(timeline, step);

    if (decision.did & MEMS_DID_NODE)
        decision.node = journal->nodes[--journal->shown];
    decision.rover = timeline_rover_before(timeline, step);
    mems_heap_undo(timeline->heap, &decision);
    census_count(&timeline->census, &decision, UINT32_MAX);
}

void timeline_unplay(struct timeline *timeline)
{
    uint32_t step = timeline->step--;
    const struct entry *entry = timeline_entry(timeline, step);

    if (entry->flags & ENTRY_FREE) {
        struct mems_decision decision = timeline_released(timeline, step);
        uint32_t record = mems_heap_undo(timeline->heap, &decision);

        census_count(&timeline->census, &decision, UINT32_MAX);
        timeline->makers[record] = entry_gone_maker(entry);
    }
    if (entry->flags & ENTRY_WROTE)
        timeline_unwrite(timeline, step);
    if (entry->flags & ENTRY_MALLOC)
        unplay_malloc(timeline, step);
    else if (entry->flags == 0 && !timeline->policy_held
             && timeline_op(timeline, step).kind == OP_POLICY)
        mems_heap_set_policy(timeline->heap, (enum mems_policy)entry->earlier);
}
