/* bounds.h: where the large HOLEs are: a tree of bounds, sixteen below each.
 *
 * A leaf belongs to a granule: no HOLE that starts there is larger. An entry
 * above is at least the largest of the sixteen below it. Bounds may be too high,
 * never too low, but for the one HOLE that is fresh (index.h): what a search does
 * not enter cannot fit, and one that enters in vain lowers the bound. They stop
 * counting at MEMS_BOUND_MAX: there a search must look for itself.
 *
 * Beside the tree stand hints: nothing of `size` bytes or more begins below
 * granule `from`. A search starts at the best of them and leaves a better one. */
#ifndef MEMS_HEAP_BOUNDS_H
#define MEMS_HEAP_BOUNDS_H

#include "flat.h"
#include "granules.h"
#include "lanes.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define MEMS_BOUND_MAX INT32_MAX
#define MEMS_BOUND_LEVELS 12 /* 16^11 granules are more than there can be */

struct hints {
    int32_t size[MEMS_LANES]; /* MEMS_BOUND_MAX: not used, and `from` is 0 */
    int32_t from[MEMS_LANES]; /* a granule: where it is too far, one before it */
} __attribute__((aligned(64)));

struct bounds {
    struct hints hints;
    int32_t few[MEMS_SMALL / MEMS_GRANULE / MEMS_LANES]; /* level 1 while it is so small, */
    int32_t fewer[MEMS_LANES];                           /* and level 2: groups are aligned */
    struct flat levels[MEMS_BOUND_LEVELS]; /* int32_t each; 0 is not used: see struct row */
    unsigned top;                          /* the highest level, */
    uint64_t reach;                        /* over all granules there ever were */
};

void mems_bounds_open(struct bounds *bounds, size_t page_size);
void mems_bounds_close(struct bounds *bounds);

/* The level whose entries are all in one group, over so many granules. */
unsigned mems_bounds_top(uint64_t granules);

/* Makes room for `granules` granules; they reach so far now, and once were
 * stocked. */
bool mems_bounds_stock(struct bounds *bounds, uint64_t granules);
void mems_bounds_reach(struct bounds *bounds, const struct granules *leaves, uint64_t granules);

/* For laying everything anew. First all levels above the leaves are cleared, as far as
 * there is anything, and hints dropped. Level 1 has an entry for each row, or there is
 * none; when some rows have theirs, they are told, and the levels above follow. */
void mems_bounds_clear(struct bounds *bounds);
static inline int32_t *mems_bounds_first(const struct bounds *bounds);
void mems_bounds_laid(struct bounds *bounds, uint64_t row, uint64_t rows);

/* Is no entry lower than one below it? Is no hint too high? They need not know the
 * HOLE at the address `unknown`. */
bool mems_bounds_sound(const struct bounds *bounds, const struct granules *leaves,
                       uint64_t granules);
bool mems_hints_sound(const struct hints *hints, const struct granules *leaves,
                      const struct chain *chain, uint64_t unknown);

static inline int32_t mems_bound(uint64_t size)
{
    return size < MEMS_BOUND_MAX ? (int32_t)size : MEMS_BOUND_MAX;
}

static inline int32_t *mems_bounds_level(const struct bounds *bounds, unsigned level)
{
    return (int32_t *)(void *)bounds->levels[level].start;
}

static inline int32_t *mems_bounds_first(const struct bounds *bounds)
{
    return bounds->top > 0 ? mems_bounds_level(bounds, 1) : NULL;
}

/* The sixteen entries of a group, at the leaves' level and above. */
static inline int32_t *mems_bounds_group(const struct bounds *bounds,
                                         const struct granules *leaves, unsigned level,
                                         uint64_t group)
{
    if (level == 0)
        return mems_granule_row(leaves, group)->bound;
    return mems_bounds_level(bounds, level) + group * MEMS_LANES;
}

/* The entry at `level`, which is number i there, and those above it are `size` or more. */
static inline void mems_bounds_raise_from(const struct bounds *bounds, unsigned level,
                                          int32_t *entry, uint64_t i, int32_t size)
{
    for (; *entry < size; entry = mems_bounds_level(bounds, level) + i) {
        *entry = size;
        if (level++ == bounds->top)
            return;
        i /= MEMS_LANES;
    }
}

/* A HOLE of `size` bytes starts in granule g: no bound is lower. */
static inline void mems_bounds_raise(const struct bounds *bounds, const struct granules *leaves,
                                     uint64_t g, int32_t size)
{
    mems_bounds_raise_from(bounds, 0, mems_granule_bound(leaves, g), g, size);
}

/* The hint of a size: by its two leading bits, small sizes as if they were 8 more. */
static inline unsigned mems_hint_of(uint64_t size)
{
    uint64_t least = size | 8; /* 8 to 11 have the first hint, 12 to 15 the second */
    unsigned below = (63 ^ (unsigned)__builtin_clzll(least)) - 1; /* the two leading bits */
    unsigned number = 2 * below + (unsigned)(least >> below) - 6;
    return number < MEMS_LANES ? number : MEMS_LANES - 1;
}

/* A HOLE of `size` bytes in granule g was not there before: hints that say
 * otherwise are lowered. */
static inline void mems_hints_lower(struct hints *hints, uint64_t g, int32_t size)
{
    if (g <= INT32_MAX)
        mems_lanes_lower(hints->size, size, hints->from, (int32_t)g);
}

#endif
