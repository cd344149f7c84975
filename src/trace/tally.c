/* tally.c: a step in HOLEs that came and went, read from its decisions and the
 * heap after it. Where one decision's HOLE is taken by the other (a realloc's
 * free joins the rest of its malloc), it comes and goes at the same place and
 * with the same size, so that sums over the list are right. */
#include "tally.h"

#include "inside.h"

/* A HOLE that the step made (+1) or that it took (-1). */
struct hole_change {
    uint64_t at, size;
    int by;
};

struct changes {
    struct hole_change list[5];
    int count;
};

static void change(struct changes *changes, uint64_t at, uint64_t size, int by)
{
    if (size > 0)
        changes->list[changes->count++] = (struct hole_change){at, size, by};
}

/* The free comes second: the HOLE around its block is what it made. */
static void change_freed(struct changes *changes, const mems_heap *heap, uint64_t address,
                         uint64_t size)
{
    struct mems_segment hole;
    uint64_t end = address + size;

    if (!mems_segment_at(heap, address, &hole))
        return;
    change(changes, hole.start, address - hole.start, -1);
    change(changes, end, hole.start + hole.size - end, -1);
    change(changes, hole.start, hole.size, 1);
}

/* Of the HOLE behind the block a free may have made a larger one since. */
static void change_placed(struct changes *changes, const struct timeline *timeline,
                          const struct entry *entry, uint64_t size)
{
    struct mems_segment at;
    uint64_t end = entry->made + size, rest = 0;

    if (entry->did & MEMS_DID_SPLIT && mems_segment_at(timeline->heap, end, &at)) {
        rest = at.size;
        if (entry->flags & ENTRY_FREE && entry->gone - at.start < at.size)
            rest = entry->gone - at.start;
    }
    if (!(entry->did & MEMS_DID_NODE))
        change(changes, entry->made, size + rest, -1);
    change(changes, end, rest, 1);
}

static struct changes changes_of(const struct timeline *timeline, const struct entry *entry)
{
    struct changes changes = {.count = 0};

    if (entry->flags & ENTRY_MALLOC)
        change_placed(&changes, timeline, entry,
                      timeline_rounded(timeline, timeline_asked(timeline, timeline->step)));
    if (entry->flags & ENTRY_FREE)
        change_freed(&changes, timeline->heap, entry->gone, timeline_freed(timeline, entry));
    return changes;
}

/* HOLEs before the step that began below `address`, of `now` there after it. */
static uint64_t before(const struct changes *changes, uint64_t now, uint64_t address)
{
    for (int i = 0; i < changes->count; i++)
        if (changes->list[i].at < address)
            now -= (uint64_t)(int64_t)changes->list[i].by;
    return now;
}

static uint64_t begun_below(const mems_heap *heap, const struct changes *changes,
                            uint64_t address)
{
    uint64_t start = mems_heap_options(heap).start;

    return before(changes, mems_heap_usage(heap, start, address).holes, address);
}

static uint64_t looked(const struct timeline *timeline, const struct entry *entry,
                       const struct changes *changes)
{
    const mems_heap *heap = timeline->heap;
    enum mems_policy policy = mems_heap_options(heap).policy;
    uint64_t all, below, rover;

    if (!(entry->flags & ENTRY_MALLOC))
        return 0;
    all = before(changes, mems_heap_totals(heap).holes, UINT64_MAX);
    if (entry->did & MEMS_DID_NODE || policy == MEMS_BEST_FIT || policy == MEMS_WORST_FIT)
        return all;
    below = begun_below(heap, changes, entry->made);
    if (policy == MEMS_FIRST_FIT)
        return below + 1;
    rover = timeline_rover_before(timeline, timeline->step);
    below -= begun_below(heap, changes, rover);
    return entry->made < rover ? all + below + 1 : below + 1;
}

struct tally tally_step(const struct timeline *timeline)
{
    struct tally tally = {.looked = 0};
    const struct entry *entry;
    struct changes changes;

    if (timeline->step == 0)
        return tally;
    entry = timeline_entry(timeline, timeline->step);
    changes = changes_of(timeline, entry);
    tally.looked = looked(timeline, entry, &changes);
    tally.failures = entry->outcome == OUTCOME_NO_MEMORY;
    for (int i = 0; i < changes.count; i++)
        if (changes.list[i].size < TALLY_SMALL)
            tally.small += (uint32_t)changes.list[i].by;
    return tally;
}

void tally_add(struct tally *tally, struct tally step)
{
    tally->looked += step.looked;
    tally->failures += step.failures;
    tally->small += step.small;
}

void tally_take(struct tally *tally, struct tally step)
{
    tally->looked -= step.looked;
    tally->failures -= step.failures;
    tally->small -= step.small;
}
