/* expect.c: notes, and whether expectations hold. Notes are those of the
 * steps that are in place: before the first fork. */
#include "inside.h"

#include <string.h>

static bool is_live(const struct timeline *timeline, uint32_t name)
{
    uint64_t address;

    return timeline_find(timeline, name, &address);
}

/* The present step's operation changed nothing, and says why. */
static bool failed(const struct timeline *timeline)
{
    struct event event = timeline_event(timeline, timeline->step);

    switch (event.outcome) {
    case OUTCOME_NONE:
    case OUTCOME_DONE:
    case OUTCOME_NOTHING:
        return false;
    default:
        return !event.has_malloc && !event.has_free;
    }
}

/* The number that an expectation is about. */
static uint64_t measure(const struct timeline *timeline, enum expect_kind kind)
{
    struct mems_totals totals = mems_heap_totals(timeline->heap);

    switch (kind) {
    case EXPECT_HOLES: return totals.holes;
    case EXPECT_BLOCKS: return totals.blocks;
    case EXPECT_NODES: return totals.nodes;
    case EXPECT_PAGES: return totals.pages;
    case EXPECT_USED: return totals.process;
    case EXPECT_UNUSED: return totals.hole;
    default: return mems_heap_largest_hole(timeline->heap);
    }
}

bool timeline_expect(const struct timeline *timeline, const struct note *note, uint64_t *found)
{
    *found = 0;
    switch ((enum expect_kind)note->expect) {
    case EXPECT_AT:
        return timeline_find(timeline, note->name, found) && *found == note->value;
    case EXPECT_GONE:
        return !is_live(timeline, note->name);
    case EXPECT_FAILS:
        return failed(timeline);
    default:
        *found = measure(timeline, (enum expect_kind)note->expect);
        return *found == note->value;
    }
}

uint32_t timeline_count_failed(const struct timeline *timeline)
{
    uint32_t count = 0;
    uint64_t found;
    size_t first, notes = timeline_notes(timeline, timeline->step, &first);

    for (size_t i = first; i < first + notes; i++) {
        const struct note *note = ops_note(timeline->ops, i);

        count += note->kind == NOTE_EXPECT && !timeline_expect(timeline, note, &found);
    }
    return count;
}

/* ---- Notes ---- */

size_t timeline_notes(const struct timeline *timeline, uint32_t step, size_t *first)
{
    *first = ops_first_note(timeline->ops, step);
    if (step > timeline->in_place)
        return 0;
    return ops_first_note(timeline->ops, step + 1) - *first;
}

bool timeline_next_note(const struct timeline *timeline, enum note_kind kind, uint32_t *step)
{
    size_t count = ops_note_count(timeline->ops);

    for (size_t i = ops_first_note(timeline->ops, timeline->step + 1); i < count; i++) {
        const struct note *note = ops_note(timeline->ops, i);

        if (note->step > timeline->in_place)
            return false;
        if (note->kind == kind) {
            *step = note->step;
            return true;
        }
    }
    return false;
}

bool timeline_previous_note(const struct timeline *timeline, enum note_kind kind, uint32_t *step)
{
    for (size_t i = ops_first_note(timeline->ops, timeline->step); i-- > 0;) {
        const struct note *note = ops_note(timeline->ops, i);

        if (note->kind == kind && note->step <= timeline->in_place) {
            *step = note->step;
            return true;
        }
    }
    return false;
}

bool timeline_mark(const struct timeline *timeline, const char *text, uint32_t *step)
{
    size_t count = ops_note_count(timeline->ops);

    for (size_t i = 0; i < count; i++) {
        const struct note *note = ops_note(timeline->ops, i);

        if (note->step > timeline->in_place)
            return false;
        if (note->kind == NOTE_MARK
            && strcmp(ops_text(timeline->ops, note->text, NULL), text) == 0) {
            *step = note->step;
            return true;
        }
    }
    return false;
}
