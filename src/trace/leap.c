/* leap.c: many known steps at once, by what they come to. Most blocks that a program
 * takes it gives back soon, so of the steps between two moments most cancel out; and
 * where a heap joins, its blocks and nodes say where its HOLEs are. So the steps are
 * looked through backward, each free strikes out what made its block, and what is left
 * over on either side leaves the heap and enters it. */
#include "inside.h"

#include "array.h"

#include <stdlib.h>
#include <string.h>

#define STRUCK_WORDS (LEAP_MOST / 64)
#define REGIONS 4096
#define SOON 8   /* blocks ahead, where memory is asked for a segment */
#define LATER 16 /* and for what leads to it */

_Static_assert(LEAP_MOST % 64 == 0, "a bit a step, in whole words");

/* The steps after `low` up to `high`: the same whichever way they are gone. */
struct leap {
    uint32_t low, high;
    uint64_t *struck;      /* a bit for each of them: it made a block that another freed */
    uint32_t *freed;       /* those that freed a block which was there at `low` */
    uint32_t *placed;      /* those that placed a block which is there at `high` */
    uint32_t freed_count, placed_count;
    uint32_t *sorted;      /* either of these */
    uint32_t nodes, writes;
    uint32_t first_policy; /* the first of them that set a policy, the last; or 0 */
    uint32_t last_policy;
};

/* ---- Looking through ---- */

/* Of the block that an entry made or freed no branch is foreseen: all that can be is
 * written, and counted or not. */
static void look_at(struct leap *leap, const struct entry *entry, uint32_t step)
{
    uint32_t bit = step - leap->low - 1;
    bool frees = (entry->flags & ENTRY_FREE) != 0, places = (entry->flags & ENTRY_MALLOC) != 0;
    bool strikes = frees && entry->maker > leap->low;
    uint32_t made = strikes ? entry->maker - leap->low - 1 : 0;

    leap->freed[leap->freed_count] = step;
    leap->freed_count += frees && !strikes;
    leap->struck[made / 64] |= (uint64_t)strikes << made % 64;
    leap->placed[leap->placed_count] = step;
    leap->placed_count += places && (leap->struck[bit / 64] >> bit % 64 & 1) == 0;
    leap->nodes += (entry->did & MEMS_DID_NODE) != 0;
    leap->writes += (entry->flags & ENTRY_WROTE) != 0;
}

static void look_through(const struct timeline *timeline, struct leap *leap)
{
    for (uint32_t step = leap->high; step > leap->low; step--) {
        const struct entry *entry = &timeline->own.entries[step - 1];

        look_at(leap, entry, step);
        if (entry->flags == 0 && timeline_op(timeline, step).kind == OP_POLICY) {
            leap->first_policy = step;
            if (leap->last_policy == 0)
                leap->last_policy = step;
        }
    }
}

/* ---- Carrying out ---- */

/* Where the block begins that a step placed, or freed. */
static uint64_t place_of(const struct timeline *timeline, uint32_t step, bool placed)
{
    const struct entry *entry = &timeline->own.entries[step - 1];

    return placed ? entry->made : entry->gone;
}

/* The same of the i-th; past the last, nowhere. */
static uint64_t place(const struct timeline *timeline, const uint32_t *steps, uint32_t count,
                      uint32_t i, bool placed)
{
    return i < count ? place_of(timeline, steps[i], placed) : 0;
}

/* The steps, those with blocks of a region of virtual space together, so that what lies
 * about one block is in the caches for the next. */
static const uint32_t *by_region(const struct timeline *timeline, struct leap *leap,
                                 const uint32_t *steps, uint32_t count, bool placed)
{
    uint64_t start = timeline->options.start, space = mems_heap_totals(timeline->heap).mapped;
    uint32_t ends[REGIONS] = {0};
    unsigned shift = 16;

    while (space >> shift >= REGIONS)
        shift++;
    for (uint32_t i = 0; i < count; i++)
        ends[place_of(timeline, steps[i], placed) - start >> shift]++;
    for (unsigned i = 1; i < REGIONS; i++)
        ends[i] += ends[i - 1];
    for (uint32_t i = count; i-- > 0;)
        leap->sorted[--ends[place_of(timeline, steps[i], placed) - start >> shift]] = steps[i];
    return leap->sorted;
}

static void fetch(const struct timeline *timeline, const uint32_t *steps, uint32_t count,
                  uint32_t i, bool placed)
{
    mems_heap_fetch(timeline->heap, place(timeline, steps, count, i + SOON, placed),
                    place(timeline, steps, count, i + LATER, placed));
}

/* The blocks that these steps placed, or freed, leave; enter. */
static void leave(struct timeline *timeline, struct leap *leap, const uint32_t *steps, uint32_t count, bool placed)
{
    steps = by_region(timeline, leap, steps, count, placed);
    for (uint32_t i = 0; i < count; i++) {
        struct mems_decision block = placed ? timeline_placed(timeline, steps[i])
                                            : timeline_released(timeline, steps[i]);

        fetch(timeline, steps, count, i, placed);
        mems_heap_leave(timeline->heap, &block);
        census_count(&timeline->census, &block, 1);
    }
}

static void enter(struct timeline *timeline, struct leap *leap, const uint32_t *steps, uint32_t count, bool placed)
{
    steps = by_region(timeline, leap, steps, count, placed);
    for (uint32_t i = 0; i < count; i++) {
        const struct entry *entry = &timeline->own.entries[steps[i] - 1];
        struct mems_decision block = placed ? timeline_placed(timeline, steps[i])
                                            : timeline_released(timeline, steps[i]);
        uint32_t record;

        fetch(timeline, steps, count, i, placed);
        record = mems_heap_enter(timeline->heap, &block);
        census_count(&timeline->census, &block, UINT32_MAX);
        timeline->makers[record] = placed ? entry_maker(entry, steps[i])
                                          : entry_gone_maker(entry);
    }
}

/* The nodes, and the bytes written in them, of `step`. */
static void reach(struct timeline *timeline, const struct leap *leap, uint32_t step, bool back)
{
    struct journal *own = &timeline->own;
    size_t written = back ? own->written - leap->writes : own->written + leap->writes;
    size_t count = back ? own->shown - leap->nodes : own->shown + leap->nodes;
    struct mems_node node;

    if (back)
        timeline_carry(timeline, written);
    for (size_t i = count; back && i < own->shown; i++)
        if (mems_node_index(timeline->heap, i, &node))
            timeline->census.holes[class_of(node.size)]--;
    mems_heap_reach(timeline->heap, own->nodes, (uint32_t)count,
                    timeline_rover_before(timeline, step + 1));
    for (size_t i = own->shown; !back && i < count; i++)
        if (mems_node_index(timeline->heap, i, &node))
            timeline->census.holes[class_of(node.size)]++;
    own->shown = count;
    timeline_carry(timeline, written);
}

static void set_policy(struct timeline *timeline, const struct leap *leap, bool back)
{
    if (leap->last_policy == 0 || timeline->policy_held)
        return;
    mems_heap_set_policy(timeline->heap, back
        ? (enum mems_policy)timeline->own.entries[leap->first_policy - 1].before
        : (enum mems_policy)timeline_op(timeline, leap->last_policy).size);
}

bool timeline_leap(struct timeline *timeline, uint32_t step)
{
    bool back = step < timeline->step;
    struct leap leap = {.low = back ? step : timeline->step,
                        .high = back ? timeline->step : step};
    uint32_t steps = leap.high - leap.low;

    if (!timeline->options.join)
        return false;
    if (timeline->leap == NULL
        && (timeline->leap = malloc(STRUCK_WORDS * sizeof(uint64_t)
                                    + 3 * (LEAP_MOST + 1) * sizeof(uint32_t))) == NULL)
        return false;
    leap.struck = timeline->leap;
    leap.freed = (uint32_t *)(leap.struck + STRUCK_WORDS);
    leap.placed = leap.freed + LEAP_MOST + 1;
    leap.sorted = leap.placed + LEAP_MOST + 1;
    memset(leap.struck, 0, (steps / 64 + 1) * sizeof *leap.struck);
    look_through(timeline, &leap);
    if (back)
        leave(timeline, &leap, leap.placed, leap.placed_count, true);
    else
        leave(timeline, &leap, leap.freed, leap.freed_count, false);
    reach(timeline, &leap, step, back);
    if (back)
        enter(timeline, &leap, leap.freed, leap.freed_count, false);
    else
        enter(timeline, &leap, leap.placed, leap.placed_count, true);
    set_policy(timeline, &leap, back);
    timeline->step = step;
    return true;
}
