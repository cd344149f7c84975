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

/* The HOLE that a free made last has no bound and lowered no hint yet: the next
 * malloc often takes it away again. */
struct fresh {
    uint64_t start, end; /* equal: there is none */
    uint32_t hole;       /* its record */
};

struct index {
    struct granules granules;    /* the segment at an address */
    struct bounds bounds;        /* the lowest HOLE of a size, the largest of all */
    struct fresh fresh;          /* the one HOLE that bounds do not know */
    struct pages pages;          /* the node at an address */
};

void mems_index_open(struct index *index, uint64_t start, size_t page_size);
void mems_index_close(struct index *index);

/* Bytes taken from the system. */
uint64_t mems_index_bytes(const struct index *index);

/* Makes room for one more node, which will end at the address `end`. */
bool mems_index_stock(struct index *index, const struct chain *chain, uint64_t end);

/* A node appeared at the tail with its one HOLE; the last one is about to go,
 * which is one HOLE again. */
void mems_index_node_appeared(struct index *index, const struct chain *chain, uint32_t node);
void mems_index_node_goes(struct index *index, const struct chain *chain, uint32_t node);

/* The node, the segment that holds `address`, or MEMS_NONE. */
uint32_t mems_index_node_at(const struct index *index, const struct chain *chain,
                            uint64_t address);
uint32_t mems_index_segment_at(const struct index *index, const struct chain *chain,
                               uint64_t address);

/* Agrees it with the chains? O(segments + space). */
bool mems_index_sound(const struct index *index, const struct chain *chain,
                      struct mems_flaw *flaw);

/* ---- Changes ---- */

/* The rest of a HOLE that a block was placed in: nothing larger than what was
 * there before, so hints stay true. */
static inline void mems_index_rest_appeared(struct index *index, uint64_t address,
                                            uint64_t size)
{
    uint64_t g = mems_granule(&index->granules, address);
    mems_bounds_raise(&index->bounds, &index->granules, g, mems_bound(size));
}

/* A HOLE of `size` bytes at `address` appeared or grew. */
static inline void mems_index_hole_appeared(struct index *index, uint64_t address,
                                            uint64_t size)
{
    mems_index_rest_appeared(index, address, size);
    mems_hints_lower(&index->bounds.hints, mems_granule(&index->granules, address),
                     mems_bound(size));
}

static inline bool mems_fresh_is_none(const struct fresh *fresh)
{
    return fresh->start == fresh->end;
}

/* The address of the fresh HOLE, or 0. */
static inline uint64_t mems_index_unknown(const struct index *index)
{
    return mems_fresh_is_none(&index->fresh) ? 0 : index->fresh.start;
}

/* Bounds get to know the fresh HOLE. */
void mems_index_settle(struct index *index);

/* Is there a fresh HOLE that is no part of `made`? */
static inline bool mems_fresh_is_apart(const struct fresh *fresh, const struct fresh *made)
{
    return fresh->start != made->start && fresh->end != made->end && !mems_fresh_is_none(fresh);
}

/* All rows are to be laid anew: no HOLE is fresh, none has a bound above its row, and no
 * hint is left. */
void mems_index_clear(struct index *index);

#endif
