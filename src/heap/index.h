/* index.h: finds things in the chains quickly. It never decides: what it
 * answers is what a plain walk of the chains would answer.
 *
 * The heap tells it of every node, segment and HOLE that comes or goes. */
#ifndef MEMS_HEAP_INDEX_H
#define MEMS_HEAP_INDEX_H

#include "bounds.h"
#include "chain.h"
#include "granules.h"
#include "pages.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct search;

struct index {
    struct granules granules;    /* the segment at an address */
    struct bounds bounds;        /* the lowest HOLE of a size, the largest of all */
    struct pages pages;          /* the node at an address */
    const struct search *search; /* searches for this machine */
};

void mems_index_open(struct index *index, uint64_t start, size_t page_size);
void mems_index_close(struct index *index);

/* Bytes stocked. */
uint64_t mems_index_bytes(const struct index *index);

/* Makes room for one more node, which will end at the address `end`. */
bool mems_index_stock(struct index *index, const struct chain *chain, uint64_t end);

/* A node appeared at the tail with its one HOLE; the last one is about to go,
 * which is one HOLE again. */
void mems_index_node_appeared(struct index *index, const struct chain *chain, uint32_t node);
void mems_index_node_goes(struct index *index, const struct chain *chain, uint32_t node);

/* The HOLE of `size` bytes or more with the lowest address at or after `from`,
 * then the lowest of all; the largest, lowest among equals. MEMS_NONE when none
 * fits. They mend bounds, so `index` changes. */
uint32_t mems_index_next(struct index *index, const struct chain *chain, uint64_t size,
                         uint64_t from);
uint32_t mems_index_largest(struct index *index, const struct chain *chain);

/* The node, the segment that holds `address`, or MEMS_NONE. */
uint32_t mems_index_node_at(const struct index *index, const struct chain *chain,
                            uint64_t address);
uint32_t mems_index_segment_at(const struct index *index, const struct chain *chain,
                               uint64_t address);

/* Agrees it with the chains? O(segments + space). */
bool mems_index_sound(const struct index *index, const struct chain *chain, uint64_t *node);

/* These are in search.h: the lowest HOLE, from the best hint on; the bound of
 * granule g is lowered, and those above it. */
uint32_t mems_search_lowest(struct index *index, const struct chain *chain, uint64_t size);
void mems_search_lower(struct index *index, uint64_t g, int32_t bound);

/* The HOLE of `size` bytes or more with the lowest address, or MEMS_NONE. Mostly
 * it is where the last one of about that size was: the hint says that nothing is
 * below. */
static inline uint32_t mems_index_lowest(struct index *index, const struct chain *chain,
                                         uint64_t size)
{
    const struct hints *hints = &index->bounds.hints;
    unsigned i = mems_hint_of(size);
    uint64_t g = (uint64_t)hints->from[i], most;
    if (chain->count > 0 && (uint64_t)hints->size[i] <= size &&
        *mems_granule_bound(&index->granules, g) >= mems_bound(size)) {
        uint32_t first = *mems_granule_first(&index->granules, g) - 1;
        uint64_t end = mems_granule_end(&index->granules, g);
        uint32_t found = mems_granule_fit(chain, first, end, size, &most);
        if (found != MEMS_NONE)
            return found;
    }
    return mems_search_lowest(index, chain, size);
}

/* ---- Changes ---- */

/* A HOLE of `size` bytes at `address` appeared or grew. */
static inline void mems_index_hole_appeared(struct index *index, uint64_t address,
                                            uint64_t size)
{
    uint64_t g = mems_granule(&index->granules, address);
    mems_bounds_raise(&index->bounds, &index->granules, g, mems_bound(size));
    mems_hints_lower(&index->bounds.hints, g, mems_bound(size));
}

/* The rest of a HOLE that a block was placed in: nothing larger than what was
 * there before, so hints stay true. */
static inline void mems_index_rest_appeared(struct index *index, uint64_t address,
                                            uint64_t size)
{
    uint64_t g = mems_granule(&index->granules, address);
    mems_bounds_raise(&index->bounds, &index->granules, g, mems_bound(size));
}

/* A block [start, end) was placed in a HOLE that ended at `hole_end`; it has the
 * HOLE's record `at`. A rest is told apart. Where the rest is almost as large,
 * bounds above the granule stay: one that is a little too high hardly costs
 * anything, and a large HOLE that is used up bit by bit would lower them each
 * time; unless they are wanted `exact`, for the largest of all. */
static inline void mems_index_hole_taken(struct index *index, const struct chain *chain,
                                         uint32_t at, uint64_t start, uint64_t end,
                                         uint64_t hole_end, bool exact)
{
    const struct granules *granules = &index->granules;
    uint64_t g = mems_granule(granules, start), size = hole_end - start;
    int32_t *bound = mems_granule_bound(granules, g);
    if (*bound != mems_bound(size))
        return;
    uint64_t most = 0; /* bytes of what else starts in the granule */
    uint64_t granule_end = mems_granule_end(granules, g);
    bool is_alone = *mems_granule_first(granules, g) == at + 1;
    if (!is_alone || hole_end < granule_end)
        most = mems_granule_largest(granules, chain, g);
    else if (end < granule_end)
        most = hole_end - end;
    if (exact || end - start > size / 4)
        mems_search_lower(index, g, mems_bound(most));
    else
        *bound = mems_bound(most);
}

/* All rows up to `end` were laid anew, with their marks, and the bounds above
 * them: what stands above those follows, and no hint is left. */
void mems_index_laid(struct index *index, uint64_t end);

#endif
