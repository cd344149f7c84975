/* edit.c: forks. Edits are a stack: those in effect, and above them those that
 * were undone. Each keeps the typed steps that are not in effect, and undoing
 * or redoing one exchanges them with those after its position. The workload's
 * own steps stay known in every future. */
#include "inside.h"

#include "array.h"

/* Nothing will lead to these steps any more: newest first, the heap may unmap
 * the nodes that it keeps hidden for them. */
static void drop(struct timeline *timeline, struct edit *edit)
{
    struct journal *other = &edit->other;
    size_t node = other->node_count;

    for (size_t i = other->count; i-- > 0 && node > 0;) {
        struct mems_decision decision = {.address = other->entries[i].made, .did = MEMS_DID_NODE};

        if (!(other->entries[i].did & MEMS_DID_NODE))
            continue;
        decision.node = other->nodes[--node];
        mems_heap_forget(timeline->heap, &decision);
    }
    journal_close(other);
}

/* The edit that now comes to be, over those that were undone. */
static void push(struct timeline *timeline, struct edit edit)
{
    while (timeline->edit_count > timeline->edits_done)
        drop(timeline, &timeline->edits[--timeline->edit_count]);
    timeline->edits[timeline->edits_done++] = edit;
    timeline->edit_count++;
}

/* How many typed steps there are up to `step`. */
static size_t typed_until(const struct timeline *timeline, uint32_t step)
{
    return timeline_is_own(timeline, step) ? 0 : step - timeline->in_place;
}

bool timeline_edit(struct timeline *timeline, uint32_t op)
{
    struct edit edit = {timeline->step, timeline->in_place, {.count = 0}};
    struct edit *edits = array_grow(timeline->edits, &timeline->edits_room,
                                    timeline->edit_count + 1, sizeof *edits);

    if (edits == NULL)
        return false;
    timeline->edits = edits;
    if (!journal_cut(&timeline->typed, typed_until(timeline, edit.position), &edit.other))
        return false;
    if (timeline->in_place > edit.position)
        timeline->in_place = edit.position;
    if (!timeline_put(timeline, op)) {
        timeline->in_place = edit.in_place;
        journal_join(&timeline->typed, &edit.other);
        return false;
    }
    push(timeline, edit);
    return true;
}

/* Goes to the edit's position and puts the other steps after it. false without
 * memory: nothing changed. */
static bool exchange(struct timeline *timeline, struct edit *edit)
{
    struct journal rest = {.count = 0};
    uint32_t step = timeline->step, in_place = timeline->in_place;

    timeline_seek(timeline, edit->position);
    if (!journal_cut(&timeline->typed, typed_until(timeline, edit->position), &rest)) {
        timeline_seek(timeline, step);
        return false;
    }
    journal_join(&timeline->typed, &edit->other);
    edit->other = rest;
    timeline->in_place = edit->in_place;
    edit->in_place = in_place;
    return true;
}

bool timeline_undo_edit(struct timeline *timeline)
{
    if (timeline->edits_done == 0
        || !exchange(timeline, &timeline->edits[timeline->edits_done - 1]))
        return false;
    timeline->edits_done--;
    return true;
}

bool timeline_redo_edit(struct timeline *timeline)
{
    if (timeline->edits_done == timeline->edit_count
        || !exchange(timeline, &timeline->edits[timeline->edits_done]))
        return false;
    timeline->edits_done++;
    timeline_replay(timeline);
    return true;
}

size_t timeline_edits(const struct timeline *timeline)
{
    return timeline->edits_done;
}
