/* edit.c: forks. Edits are a stack: those in effect, and above them those that
 * were undone. Each keeps the rest of the journal that is not in effect, and
 * undoing or redoing one exchanges the two rests at its position. */
#include "inside.h"

#include "array.h"

/* Nothing will lead to this rest any more: newest first, the heap may unmap
 * the nodes that it keeps hidden for it. */
static void drop(struct timeline *timeline, struct edit *edit)
{
    for (size_t i = edit->other.decision_count; i-- > 0;)
        mems_heap_forget(timeline->heap, &edit->other.decisions[i]);
    journal_close(&edit->other);
}

/* The edit that now comes to be, over those that were undone. */
static void push(struct timeline *timeline, struct edit edit)
{
    while (timeline->edit_count > timeline->edits_done)
        drop(timeline, &timeline->edits[--timeline->edit_count]);
    timeline->edits[timeline->edits_done++] = edit;
    timeline->edit_count++;
}

bool timeline_edit(struct timeline *timeline, uint32_t op)
{
    struct edit edit = {timeline->step, timeline->end, timeline->in_place, {.count = 0}};
    struct edit *edits = array_grow(timeline->edits, &timeline->edits_room,
                                    timeline->edit_count + 1, sizeof *edits);

    if (edits == NULL)
        return false;
    timeline->edits = edits;
    if (!journal_cut(&timeline->journal, timeline->step, timeline->written, &edit.other))
        return false;
    if (!timeline_put(timeline, op)) {
        journal_join(&timeline->journal, &edit.other);
        return false;
    }
    timeline->end = timeline->step;
    if (timeline->in_place > edit.position)
        timeline->in_place = edit.position;
    push(timeline, edit);
    return true;
}

/* Goes to the edit's position and puts the other rest in place. false without
 * memory: nothing changed. */
static bool exchange(struct timeline *timeline, struct edit *edit)
{
    struct journal *journal = &timeline->journal, rest = {.count = 0};
    uint32_t step = timeline->step, end = timeline->end, in_place = timeline->in_place;

    timeline_seek(timeline, edit->position);
    if (!journal_cut(journal, edit->position, timeline->written, &rest)) {
        timeline_seek(timeline, step);
        return false;
    }
    journal_join(journal, &edit->other);
    edit->other = rest;
    timeline->end = edit->end;
    timeline->in_place = edit->in_place;
    edit->end = end;
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
