/* replay.c: known steps undone and done again, each part of a step in the
 * opposite order of the other way. Neither can fail. */
#include "inside.h"

static struct binding *binding_of(struct timeline *timeline, const struct entry *entry)
{
    return &timeline->bindings[ops_at(timeline->ops, entry->op).name];
}

void timeline_replay(struct timeline *timeline)
{
    const struct entry *entry = timeline_entry(timeline, ++timeline->step);
    const struct mems_decision *decision = &timeline->journal.decisions[entry->decision];
    struct op op = ops_at(timeline->ops, entry->op);

    if (op.kind == OP_POLICY)
        mems_heap_set_policy(timeline->heap, (enum mems_policy)op.size);
    if (entry->flags & ENTRY_MALLOC) {
        mems_heap_redo(timeline->heap, decision);
        timeline->makers[decision->segment] = timeline->step;
    }
    if (entry->flags & ENTRY_WROTE)
        timeline_rewrite(timeline, entry);
    if (entry->flags & ENTRY_FREE)
        mems_heap_redo(timeline->heap, entry->flags & ENTRY_MALLOC ? decision + 1 : decision);
    if (entry->flags & ENTRY_KILLED)
        timeline->bindings[timeline_name_made(timeline, entry->maker)].bound = BOUND_DEAD;
    if (entry->flags & ENTRY_BOUND)
        *binding_of(timeline, entry) = (struct binding){
            timeline->step, entry->flags & ENTRY_MALLOC ? BOUND_LIVE : BOUND_NULL };
}

void timeline_unplay(struct timeline *timeline)
{
    const struct entry *entry = timeline_entry(timeline, timeline->step--);
    const struct mems_decision *decision = &timeline->journal.decisions[entry->decision];
    const struct mems_decision *freed = entry->flags & ENTRY_MALLOC ? decision + 1 : decision;

    if (entry->flags & ENTRY_BOUND)
        *binding_of(timeline, entry) = (struct binding){entry->before, entry->bound};
    if (entry->flags & ENTRY_KILLED)
        timeline->bindings[timeline_name_made(timeline, entry->maker)].bound = BOUND_LIVE;
    if (entry->flags & ENTRY_FREE) {
        mems_heap_undo(timeline->heap, freed);
        timeline->makers[freed->segment] = entry->maker;
    }
    if (entry->flags & ENTRY_WROTE)
        timeline_unwrite(timeline);
    if (entry->flags & ENTRY_MALLOC)
        mems_heap_undo(timeline->heap, decision);
    if (ops_at(timeline->ops, entry->op).kind == OP_POLICY)
        mems_heap_set_policy(timeline->heap, (enum mems_policy)entry->before);
}
