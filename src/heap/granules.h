/* granules.h: which segment lies at an address.
 *
 * Virtual space is dense, so a flat table has an entry for each granule of 64
 * bytes of it: the first segment that starts there. What starts in a granule
 * follows in the chain. Sixteen granules are a row; a row also has the bounds
 * of its granules (bounds.h), so that both are at hand together. Bits say in which
 * granules any segment starts, so that the nearest is found from anywhere. */
#ifndef MEMS_HEAP_GRANULES_H
#define MEMS_HEAP_GRANULES_H

#include "chain.h"
#include "flat.h"
#include "lanes.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define MEMS_GRANULE 64   /* bytes */
#define MEMS_BIT_LEVELS 7 /* 64^7 granules are all there can be */
#define MEMS_SMALL (UINT64_C(256) << 10) /* tables of so much space are parts of the heap */

struct row {
    uint32_t first[MEMS_LANES]; /* 1 + the first segment that starts there, or 0 */
    int32_t bound[MEMS_LANES];  /* no HOLE that starts there is larger (bounds.h) */
};

_Static_assert(sizeof(struct row) == 128, "two lines of the cache");

struct granules {
    struct flat rows;
    struct flat bits[MEMS_BIT_LEVELS]; /* level 0: a bit a granule with a start; level l + 1:
                                          a bit a word of level l that is not 0 */
    uint64_t start;  /* the address where granule 0 begins */
    unsigned levels; /* of bits: the last has one word */
    uint64_t few[MEMS_SMALL / MEMS_GRANULE / 64]; /* the bits while there are so few, */
    uint64_t top[MEMS_BIT_LEVELS];                /* and the one word above them */
};

void mems_granules_open(struct granules *granules, uint64_t start, size_t page_size);
void mems_granules_close(struct granules *granules);

/* Makes room for granules up to the address `end`. */
bool mems_granules_stock(struct granules *granules, uint64_t end);

/* They now reach up to `end`, and once were stocked so far. */
void mems_granules_reach(struct granules *granules, uint64_t end);

/* `count` words of level 0 from `word` on were laid anew: the levels above follow. */
void mems_granules_laid(struct granules *granules, uint64_t word, uint64_t count);

/* May any of these words, fewer than 64 that have their bits in one word of level 1, be
 * other than 0? Reads no word of level 0. */
bool mems_granules_used(const struct granules *granules, uint64_t word, uint64_t count);

/* A word of level 0 was 0 and is not; it is 0 now. */
void mems_granules_mark_above(struct granules *granules, uint64_t word);
void mems_granules_unmark_above(struct granules *granules, uint64_t word);

/* The segment that holds `address`, which must be in the chain. */
uint32_t mems_granules_find(const struct granules *granules, const struct chain *chain,
                            uint64_t address);

/* Where the search for it begins: the first segment of the last granule, up to
 * that of `address`, in which any starts. Reads no segment. */
uint32_t mems_granules_near(const struct granules *granules, uint64_t address);

/* A node appeared, all one HOLE; it goes, and is one HOLE. It is the last. */
void mems_granules_add_node(struct granules *granules, const struct node *node);
void mems_granules_remove_node(struct granules *granules, const struct node *node);

/* Do the tables say what the chains do, and is no bound of a granule too low, but
 * for the HOLE at the address `unknown`? The chains must be sound. */
bool mems_granules_sound(const struct granules *granules, const struct chain *chain,
                         uint64_t unknown, struct mems_flaw *flaw);

/* ---- Granules ---- */

static inline uint64_t mems_granule(const struct granules *granules, uint64_t address)
{
    return (address - granules->start) / MEMS_GRANULE;
}

/* First address past granule g. */
static inline uint64_t mems_granule_end(const struct granules *granules, uint64_t g)
{
    return granules->start + (g + 1) * MEMS_GRANULE;
}

static inline struct row *mems_granule_row(const struct granules *granules, uint64_t row)
{
    return (struct row *)(void *)granules->rows.start + row;
}

static inline uint32_t *mems_granule_first(const struct granules *granules, uint64_t g)
{
    /* A row begins 2 * MEMS_LANES such words after the one before it: said so, it takes
     * fewer steps to get there. */
    return (uint32_t *)(void *)granules->rows.start + (g + g / MEMS_LANES * MEMS_LANES);
}

static inline int32_t *mems_granule_bound(const struct granules *granules, uint64_t g)
{
    return (int32_t *)mems_granule_first(granules, g) + MEMS_LANES; /* bounds follow firsts */
}

/* The word of level 0 with the bits of granule g and of those about it. */
static inline uint64_t *mems_granule_bits(const struct granules *granules, uint64_t g)
{
    return (uint64_t *)(void *)granules->bits[0].start + g / 64;
}

/* A segment starts in granule g; none does. */
static inline void mems_granules_mark(struct granules *granules, uint64_t g)
{
    uint64_t *word = mems_granule_bits(granules, g), before = *word;
    *word = before | UINT64_C(1) << g % 64;
    if (before == 0)
        mems_granules_mark_above(granules, g / 64);
}

static inline void mems_granules_unmark(struct granules *granules, uint64_t g)
{
    uint64_t *word = mems_granule_bits(granules, g);
    *word &= ~(UINT64_C(1) << g % 64);
    if (*word == 0)
        mems_granules_unmark_above(granules, g / 64);
}

/* The segment after `segment`, if it too starts below `end`; else MEMS_NONE. */
static inline uint32_t mems_granule_next(const struct chain *chain, const struct segment *segment,
                                         uint64_t end)
{
    uint32_t next = segment->next;
    if (mems_chain_is_end(next)) {
        const struct node *node = mems_chain_owner(chain, next);
        if (node->start + node->size >= end || node->next == MEMS_NONE)
            return MEMS_NONE;
        next = mems_chain_node(chain, node->next)->first;
    }
    return mems_extent_start(mems_chain_segment(chain, next)->extent) < end ? next : MEMS_NONE;
}

/* The first HOLE of `size` bytes or more from segment s on that starts below
 * `end`, or MEMS_NONE; then *most is the largest of them. */
static inline uint32_t mems_granule_fit(const struct chain *chain, uint32_t s, uint64_t end,
                                        uint64_t size, uint64_t *most)
{
    *most = 0;
    while (s != MEMS_NONE) {
        const struct segment *segment = mems_chain_segment(chain, s);
        uint64_t extent = segment->extent, next = mems_segment_end(chain, segment);
        if (mems_extent_is_hole(extent)) {
            uint64_t bytes = next - extent;
            if (bytes >= size)
                return s;
            *most = bytes > *most ? bytes : *most;
        }
        s = next < end ? mems_chain_after(chain, segment) : MEMS_NONE;
    }
    return MEMS_NONE;
}

/* The segment that holds `address`, where bits lead to it and to no end of a sub-chain,
 * or NULL: then it takes mems_granules_find. The first segment that starts in the granule
 * of the address, or in one after it, starts at the address or before it, and then that
 * one, or one soon after it, holds the address; or else the segment before it does.
 * (Pointers, since records' numbers take steps to become those.) */
static inline const struct segment *mems_granules_look(const struct granules *granules,
                                                       const struct chain *chain,
                                                       uint64_t address)
{
    uint64_t g = (address - chain->start) / MEMS_GRANULE;
    uint64_t bits = *mems_granule_bits(granules, g) >> g % 64;
    if (bits == 0)
        return NULL;
    g += (uint64_t)__builtin_ctzll(bits);
    const struct segment *segments = mems_chain_segment(chain, 0);
    const struct segment *segment = segments + *mems_granule_first(granules, g) - 1;
    if (mems_extent_start(segment->extent) > address)
        return mems_chain_is_end(segment->prev) ? NULL : segments + segment->prev;
    while (!mems_chain_is_end(segment->next)) {
        const struct segment *next = segments + segment->next;
        if (mems_extent_start(next->extent) > address)
            return segment;
        segment = next;
    }
    return NULL;
}

/* The segment that begins at `address`, or MEMS_NONE. */
static inline uint32_t mems_granules_at(const struct granules *granules,
                                        const struct chain *chain, uint64_t address)
{
    uint32_t s = *mems_granule_first(granules, mems_granule(granules, address)) - 1;
    while (s != MEMS_NONE) {
        const struct segment *segment = mems_chain_segment(chain, s);
        uint64_t start = mems_extent_start(segment->extent);
        if (start >= address)
            return start == address ? s : MEMS_NONE;
        s = mems_chain_after(chain, segment);
    }
    return MEMS_NONE;
}

/* A segment starts in granule g now; the one before it starts in `before`. */
static inline void mems_granules_add(struct granules *granules, uint32_t segment, uint64_t g,
                                     uint64_t before)
{
    if (g == before)
        return;
    *mems_granule_first(granules, g) = segment + 1;
    mems_granules_mark(granules, g);
}

/* `segment`, which starts in granule g and ends at `end`, goes; the one before it
 * starts in `before`. It must still be linked. */
static inline void mems_granules_remove(struct granules *granules, const struct chain *chain,
                                        const struct segment *segment, uint64_t g,
                                        uint64_t before, uint64_t end)
{
    if (g == before)
        return;
    uint32_t next = MEMS_NONE;
    if (mems_granule(granules, end) == g) /* what follows may be the first there now */
        next = mems_chain_after(chain, segment);
    *mems_granule_first(granules, g) = next + 1;
    if (next != MEMS_NONE)
        return;
    *mems_granule_bound(granules, g) = 0; /* nothing starts there */
    mems_granules_unmark(granules, g);
}

#endif
