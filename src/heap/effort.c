/* effort.c: the steps that the index takes to choose a HOLE, counted: the
 * searches of search_template.h and best.c gone through without their hints and
 * the fresh HOLE, and nothing chosen. Bounds may be mended, as by any search. Levels
 * that only nodes needed which are undone now do not count. */
#include "private.h"

#define NOWHERE UINT64_MAX
#define LANES MEMS_LANES
#define LEAST (MEMS_TREE_ROOM / 4) /* entries of a node of the tree of sizes: a quarter */

/* Steps so far, and whether a bound on the way was too high and has been lowered. */
struct effort {
    uint64_t steps;
    bool mended;
};

/* A bound is not higher than that. */
static void mend(struct effort *effort, int32_t *bound, int32_t most)
{
    effort->mended |= most < *bound; /* one that stopped counting may stay */
    *bound = most;
}

/* The first entry from `lane` on that is `want` or more; LANES when none is. */
static unsigned fitting(const int32_t *group, unsigned lane, int32_t want)
{
    while (lane < LANES && group[lane] < want)
        lane++;
    return lane;
}

static int32_t largest(const int32_t *group)
{
    int32_t most = 0;
    for (unsigned lane = 0; lane < LANES; lane++)
        most = group[lane] > most ? group[lane] : most;
    return most;
}

/* The last granule; the highest level that is needed over all of them. */
static uint64_t last_of(const mems_heap *heap)
{
    return mems_granule(&heap->index.granules, mems_chain_end(&heap->chain) - 1);
}

static unsigned top_of(const mems_heap *heap)
{
    return mems_bounds_top(last_of(heap) + 1);
}

/* The first granule at or after `at` whose bound is `want` or more. */
static uint64_t climb(const mems_heap *heap, uint64_t at, int32_t want, struct effort *effort)
{
    const struct index *index = &heap->index;
    const struct bounds *bounds = &index->bounds;
    unsigned level = 0, top = top_of(heap);
    for (;;) {
        const int32_t *group =
            mems_bounds_group(bounds, &index->granules, level, at / LANES);
        unsigned lane = fitting(group, at % LANES, want);
        effort->steps++;
        if (lane < LANES) {
            at += lane - at % LANES;
            if (level-- == 0)
                return at;
            at *= LANES;
            continue;
        }
        if (level == top)
            return NOWHERE;
        if (at % LANES == 0) /* perhaps it was led here in vain */
            mend(effort, mems_bounds_level(bounds, level + 1) + at / LANES, largest(group));
        at += LANES - at % LANES; /* the next group: what is above it knows */
        while (at % LANES == 0) {
            if (level++ == top)
                return NOWHERE;
            at /= LANES;
        }
    }
}

static bool looks_from(const mems_heap *heap, uint64_t g, uint64_t size, struct effort *effort)
{
    const struct granules *granules = &heap->index.granules;
    uint64_t most, last = last_of(heap);
    for (; g <= last; g++) {
        g = climb(heap, g, mems_bound(size), effort);
        if (g == NOWHERE)
            return false;
        uint32_t first = *mems_granule_first(granules, g) - 1;
        effort->steps++;
        if (mems_granule_fit(&heap->chain, first, mems_granule_end(granules, g), size, &most) !=
            MEMS_NONE)
            return true;
        mend(effort, mems_granule_bound(granules, g), mems_bound(most));
    }
    return false;
}

/* From an address of the heap on, in whose granule it looks first, and then from
 * the start. */
static void look_from(const mems_heap *heap, uint64_t size, uint64_t from, struct effort *effort)
{
    const struct granules *granules = &heap->index.granules;
    uint64_t most, g = mems_granule(granules, from), end = mems_granule_end(granules, g);
    uint32_t s = *mems_granule_first(granules, g) - 1;
    while (s != MEMS_NONE && mems_chain_segment(&heap->chain, s)->start < from)
        s = mems_granule_next(&heap->chain, mems_chain_segment(&heap->chain, s), end);
    effort->steps++;
    if (mems_granule_fit(&heap->chain, s, end, size, &most) == MEMS_NONE &&
        !looks_from(heap, g + 1, size, effort))
        looks_from(heap, 0, size, effort);
}

/* At most: the word of the size, the word that says which words have any, that
 * word; or the tree of the large sizes, of which there may be as many as HOLEs. A
 * node of it is a quarter full at least, and its root has 2 entries. */
static uint64_t steps_best(const mems_heap *heap, uint64_t size)
{
    uint64_t levels = 1;
    for (uint64_t keys = 2 * LEAST; keys <= mems_chain_holes(&heap->chain); keys *= LEAST)
        levels++;
    if (size >= MEMS_BEST_SMALL)
        return levels;
    return levels > 1 ? 2 + levels : 3;
}

/* From the rover or the start, by the bounds as they are. */
static struct effort effort_along(const mems_heap *heap, uint64_t size)
{
    struct effort effort = {0, false};
    if (heap->options.policy == MEMS_NEXT_FIT && heap->rover < mems_chain_end(&heap->chain))
        look_from(heap, size, heap->rover, &effort);
    else
        looks_from(heap, 0, size, &effort);
    return effort;
}

/* A count mends the bounds that lead it astray, of one level more each time, which
 * nobody but searches can see. When none does any more, what is counted follows
 * from the chains alone. (It may count as many once more before it counts fewer.) */
static uint64_t steps_tidy(mems_heap *heap, uint64_t size)
{
    struct effort effort;
    mems_index_settle(&heap->index);
    do
        effort = effort_along(heap, size);
    while (effort.mended);
    return effort.steps;
}

uint64_t mems_heap_search_steps(const mems_heap *heap, uint64_t size)
{
    if (heap->chain.count == 0 || heap->is_doubted)
        return 0;
    if (heap->options.policy == MEMS_BEST_FIT)
        return steps_best(heap, size);
    if (heap->options.policy == MEMS_WORST_FIT)
        return top_of(heap) + 2; /* a group of each level, and the granule */
    return steps_tidy((mems_heap *)(uintptr_t)heap, size);
}
