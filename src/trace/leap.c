/* leap.c: many known steps at once, by what they come to. Most blocks that a program
 * takes it gives back soon, so of the steps between two moments most cancel out; and
 * where a heap joins, its blocks and nodes say where its HOLEs are. So the steps are
 * looked through backward, each free strikes out what made its block, and what is left
 * over on either side leaves the heap and enters it. */
#include "inside.h"

#include <stdlib.h>
#include <string.h>

#define LEAP_MOST (UINT32_C(1) << 18) /* steps at once: a long way is several leaps */
#define STRUCK_WORDS (LEAP_MOST / 64)
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
    bool strikes = frees && entry->earlier > leap->low;
    uint32_t made = strikes ? entry->earlier - leap->low - 1 : 0;

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

/* Steps whose blocks are those that they placed, or else those that they freed. */
struct part {
    const uint32_t *steps;
    uint32_t count;
    bool placed;
};

/* Where the i-th of the blocks begins; past the last, nowhere. */
static uint64_t place(const struct timeline *timeline, const struct part *part, uint32_t i)
{
    const struct entry *entry;

    if (i >= part->count)
        return 0;
    entry = &timeline->own.entries[part->steps[i] - 1];
    return part->placed ? entry->made : entry->gone;
}

/* The i-th block; memory is asked for those to come. */
static struct mems_decision block_of(const struct timeline *timeline, const struct part *part,
                                     uint32_t i)
{
    mems_heap_fetch(timeline->heap, place(timeline, part, i + SOON),
                    place(timeline, part, i + LATER));
    return part->placed ? timeline_placed(timeline, part->steps[i])
                        : timeline_released(timeline, part->steps[i]);
}

static void leave(struct timeline *timeline, struct part part)
{
    for (uint32_t i = 0; i < part.count; i++) {
        struct mems_decision block = block_of(timeline, &part, i);

        mems_heap_leave(timeline->heap, &block);
        census_count(&timeline->census, &block, 1);
    }
}

static void enter(struct timeline *timeline, struct part part)
{
    for (uint32_t i = 0; i < part.count; i++) {
        struct mems_decision block = block_of(timeline, &part, i);
        const struct entry *entry = &timeline->own.entries[part.steps[i] - 1];
        uint32_t record = mems_heap_enter(timeline->heap, &block);

        census_count(&timeline->census, &block, UINT32_MAX);
        timeline->makers[record] = part.placed ? entry_maker(entry, part.steps[i])
                                               : entry_gone_maker(entry);
    }
}

/* Counts HOLEs as large as the nodes from number `from` on, or counts them off. */
static void count_nodes(struct timeline *timeline, size_t from, uint32_t sign)
{
    struct mems_node node;

    for (size_t i = from; mems_node_index(timeline->heap, i, &node); i++)
        timeline->census.holes[class_of(node.size)] += sign;
}

/* The nodes are those of `step`, and so are the bytes that were written in them. */
static void reach(struct timeline *timeline, const struct leap *leap, uint32_t step)
{
    bool back = step == leap->low;
    struct journal *own = &timeline->own;
    size_t written = back ? own->written - leap->writes : own->written + leap->writes;
    size_t shown = back ? own->shown - leap->nodes : own->shown + leap->nodes;

    if (back) { /* while they have their nodes */
        timeline_carry(timeline, written);
        count_nodes(timeline, shown, UINT32_MAX);
    }
    mems_heap_reach(timeline->heap, own->nodes, (uint32_t)shown,
                    timeline_rover_before(timeline, step + 1));
    if (!back) {
        count_nodes(timeline, own->shown, 1);
        timeline_carry(timeline, written);
    }
    own->shown = shown;
}

static void set_policy(struct timeline *timeline, const struct leap *leap, uint32_t step)
{
    if (leap->last_policy == 0 || timeline->policy_held)
        return;
    mems_heap_set_policy(timeline->heap, step == leap->low
        ? (enum mems_policy)timeline->own.entries[leap->first_policy - 1].earlier
        : (enum mems_policy)timeline_op(timeline, leap->last_policy).size);
}

/* Makes room for what is collected; all of it is of no step. */
static bool reserve(struct timeline *timeline, struct leap *leap)
{
    const size_t steps = LEAP_MOST + 1; /* one is written and not counted */

    if (timeline->leap == NULL)
        timeline->leap = malloc(STRUCK_WORDS * sizeof *leap->struck
                                + 2 * steps * sizeof *leap->freed);
    if (timeline->leap == NULL)
        return false;
    leap->struck = timeline->leap;
    leap->freed = (uint32_t *)(leap->struck + STRUCK_WORDS);
    leap->placed = leap->freed + steps;
    memset(leap->struck, 0, STRUCK_WORDS * sizeof *leap->struck);
    return true;
}

static bool leap_to(struct timeline *timeline, uint32_t step)
{
    bool back = step < timeline->step;
    struct leap leap = {.low = back ? step : timeline->step,
                        .high = back ? timeline->step : step};
    struct part freed, placed;

    if (!reserve(timeline, &leap))
        return false;
    look_through(timeline, &leap);
    freed = (struct part){leap.freed, leap.freed_count, false};
    placed = (struct part){leap.placed, leap.placed_count, true};
    leave(timeline, back ? placed : freed);
    reach(timeline, &leap, step);
    enter(timeline, back ? freed : placed);
    set_policy(timeline, &leap, step);
    timeline->step = step;
    return true;
}

/* The step itself, or one as near it as a leap comes. */
static uint32_t within_reach(uint32_t from, uint32_t step)
{
    if (step < from)
        return from - step > LEAP_MOST ? from - LEAP_MOST : step;
    return step - from > LEAP_MOST ? from + LEAP_MOST : step;
}

bool timeline_leap(struct timeline *timeline, uint32_t step)
{
    if (!timeline->options.join)
        return false;
    while (timeline->step != step) /* room once reserved stays */
        if (!leap_to(timeline, within_reach(timeline->step, step)))
            return false;
    return true;
}
