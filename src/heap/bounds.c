/* bounds.c: see bounds.h. */
#include "bounds.h"

#include <string.h>

static uint64_t groups(uint64_t entries)
{
    return entries / MEMS_LANES + (entries % MEMS_LANES != 0);
}

static void drop_hints(struct bounds *bounds)
{
    for (unsigned i = 0; i < MEMS_LANES; i++) {
        bounds->hints.size[i] = MEMS_BOUND_MAX;
        bounds->hints.from[i] = 0;
    }
}

void mems_bounds_open(struct bounds *bounds, size_t page_size)
{
    memset(bounds, 0, sizeof *bounds);
    for (unsigned level = 0; level < MEMS_BOUND_LEVELS; level++)
        mems_flat_open(&bounds->levels[level], page_size);
    mems_flat_open_in(&bounds->levels[1], page_size, bounds->few, sizeof bounds->few);
    mems_flat_open_in(&bounds->levels[2], page_size, bounds->fewer, sizeof bounds->fewer);
    drop_hints(bounds);
}

void mems_bounds_close(struct bounds *bounds)
{
    for (unsigned level = 0; level < MEMS_BOUND_LEVELS; level++)
        mems_flat_close(&bounds->levels[level]);
}

bool mems_bounds_stock(struct bounds *bounds, uint64_t granules)
{
    unsigned level = 1;
    for (uint64_t count = groups(granules); level == 1 || count > 1; count = groups(count)) {
        uint64_t bytes = groups(count) * MEMS_LANES * sizeof(int32_t);
        if (!mems_flat_stock(&bounds->levels[level++], bytes))
            return false;
    }
    return true;
}

static int32_t largest(const int32_t group[MEMS_LANES])
{
    int32_t found = group[0];
    for (unsigned i = 1; i < MEMS_LANES; i++)
        found = group[i] > found ? group[i] : found;
    return found;
}

unsigned mems_bounds_top(uint64_t granules)
{
    unsigned top = 0;
    for (uint64_t count = granules; count > MEMS_LANES; top++)
        count = groups(count);
    return top;
}

/* The level above a single group begins with that group's largest. */
void mems_bounds_reach(struct bounds *bounds, const struct granules *leaves, uint64_t granules)
{
    if (granules <= bounds->reach)
        return;
    bounds->reach = granules;
    for (unsigned top = mems_bounds_top(granules); bounds->top < top; bounds->top++)
        *mems_bounds_level(bounds, bounds->top + 1) =
            largest(mems_bounds_group(bounds, leaves, bounds->top, 0));
}

/* Clears a group and what is below it, where anything is: below a bound of 0 nothing is,
 * so that pages never touched stay so. */
static void clear_group(struct bounds *bounds, unsigned level, uint64_t group)
{
    int32_t *entries = mems_bounds_level(bounds, level) + group * MEMS_LANES;
    for (unsigned i = 0; i < MEMS_LANES; i++) {
        if (entries[i] == 0)
            continue;
        if (level > 1)
            clear_group(bounds, level - 1, group * MEMS_LANES + i);
        entries[i] = 0;
    }
}

void mems_bounds_clear(struct bounds *bounds)
{
    if (bounds->top > 0)
        clear_group(bounds, bounds->top, 0);
    drop_hints(bounds);
}

void mems_bounds_laid(struct bounds *bounds, uint64_t row, uint64_t rows)
{
    uint64_t end = groups(row + rows);
    for (uint64_t group = row / MEMS_LANES; group < end && bounds->top > 1; group++) {
        int32_t size = largest(mems_bounds_level(bounds, 1) + group * MEMS_LANES);
        mems_bounds_raise_from(bounds, 2, mems_bounds_level(bounds, 2) + group, group, size);
    }
}

/* ---- Checking ---- */

bool mems_bounds_sound(const struct bounds *bounds, const struct granules *leaves,
                       uint64_t granules)
{
    uint64_t count = granules;
    for (unsigned level = 0; level < bounds->top; level++) {
        const int32_t *above = mems_bounds_level(bounds, level + 1);
        count = groups(count);
        for (uint64_t i = 0; i < count; i++)
            if (mems_lanes_exceed(mems_bounds_group(bounds, leaves, level, i), above[i]))
                return false;
    }
    return count <= MEMS_LANES;
}

static bool hints_allow(const struct hints *hints, uint64_t g, uint64_t size)
{
    for (unsigned i = 0; i < MEMS_LANES; i++)
        if (hints->from[i] != 0 && (uint64_t)hints->size[i] <= size &&
            (uint64_t)hints->from[i] > g)
            return false;
    return true;
}

bool mems_hints_sound(const struct hints *hints, const struct granules *leaves,
                      const struct chain *chain, uint64_t unknown)
{
    uint32_t s = mems_chain_node(chain, chain->first)->first;
    while (s != MEMS_NONE) {
        const struct segment *segment = mems_chain_segment(chain, s);
        if (segment->kind == MEMS_HOLE && segment->start != unknown &&
            !hints_allow(hints, mems_granule(leaves, segment->start),
                         mems_segment_size(chain, segment)))
            return false;
        s = mems_chain_after(chain, segment);
    }
    return true;
}
