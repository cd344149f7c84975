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

        count += note->kind == NOTE_EXPECT && timeline_means(timeline, note)
            && !timeline_expect(timeline, note, &found);
    }
    return count;
}

/* ---- Notes ---- */

/* The first note of `step` or a later one. */
static size_t note_from(const struct timeline *timeline, uint32_t step)
{
    return ops_first_note(timeline->ops, course_from(&timeline->course, step));
}

/* The first step whose notes of that kind are about another future. A question is about
 * the operation after its step, so that the last step before a change has none. */
static uint32_t meant_until(const struct timeline *timeline, enum note_kind kind)
{
    uint32_t leaves = timeline->leaves;

    if (kind == NOTE_MARK || kind == NOTE_STOP)
        return UINT32_MAX;
    if (timeline->edits_done > 0 && timeline->in_place < leaves - 1)
        leaves = timeline->in_place + 1;
    return leaves - (kind == NOTE_ASK);
}

bool timeline_means(const struct timeline *timeline, const struct note *note)
{
    return note->step < meant_until(timeline, (enum note_kind)note->kind);
}

size_t timeline_notes(const struct timeline *timeline, uint32_t step, size_t *first)
{
    *first = note_from(timeline, step);
    if (step > timeline->in_place)
        return 0;
    return note_from(timeline, step + 1) - *first;
}

bool timeline_note_step(const struct timeline *timeline, size_t index, uint32_t *step)
{
    uint32_t at;

    if (index >= ops_note_count(timeline->ops))
        return false;
    at = course_step(&timeline->course, ops_note(timeline->ops, index)->step);
    if (at > timeline->in_place)
        return false;
    *step = at;
    return true;
}

bool timeline_first_note(const struct timeline *timeline, enum note_kind kind, uint32_t from,
                         uint32_t *step)
{
    size_t first = ops_next_note(timeline->ops, kind, note_from(timeline, from));

    return first < ops_note_count(timeline->ops)
        && timeline_means(timeline, ops_note(timeline->ops, first))
        && timeline_note_step(timeline, first, step);
}

bool timeline_next_note(const struct timeline *timeline, enum note_kind kind, uint32_t *step)
{
    return timeline_first_note(timeline, kind, timeline->step + 1, step);
}

bool timeline_previous_note(const struct timeline *timeline, enum note_kind kind, uint32_t *step)
{
    bool in_place = timeline->step <= timeline->in_place;
    size_t before = note_from(timeline, in_place ? timeline->step : timeline->in_place + 1);
    size_t meant = ops_first_note(timeline->ops, meant_until(timeline, kind));

    before = before < meant ? before : meant;
    return timeline_note_step(timeline, ops_previous_note(timeline->ops, kind, before), step);
}

bool timeline_next_failed(const struct timeline *timeline, uint32_t from, uint32_t *step)
{
    const struct failed *failed = timeline->own.failed;
    size_t low = 0, high = timeline->own.failed_count;

    if (from == 0 && timeline->failed > 0) {
        *step = 0;
        return true;
    }
    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (failed[middle].step < from)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == timeline->own.failed_count || failed[low].step > timeline->in_place)
        return false;
    *step = failed[low].step;
    return true;
}

bool timeline_mark(const struct timeline *timeline, const char *text, uint32_t *step)
{
    const struct ops *ops = timeline->ops;
    size_t at = ops_next_note(ops, NOTE_MARK, 0);

    while (timeline_note_step(timeline, at, step)) {
        if (strcmp(ops_text(ops, ops_note(ops, at)->text, NULL), text) == 0)
            return true;
        at = ops_next_note(ops, NOTE_MARK, at + 1);
    }
    return false;
}
