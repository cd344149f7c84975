/* decide.h: carries decisions out. There are two moves, each the other's inverse:
 * a block is carved out of a HOLE, whose rests on both sides stay HOLEs; and a
 * block becomes a HOLE and joins those beside it. Records must be stocked.
 *
 * Joining, the HOLE at the lower address takes the others in and keeps its
 * record. Records are given back and taken in opposite orders, so that going
 * back and forth needs no memory. O(1): all that changes lies beside the block. */
#ifndef MEMS_HEAP_DECIDE_H
#define MEMS_HEAP_DECIDE_H

#include "private.h"

#include <stdint.h>

/* A block, and the HOLE that it is carved out of or becomes. */
struct move {
    uint64_t left, start, end, right; /* HOLE [left, right), block [start, end) */
    uint32_t waste;
    uint32_t hole;  /* the HOLE's record, which the part at the lowest address keeps */
    uint32_t block; /* the block's */
    uint32_t rest;  /* carved: of the HOLE after the block, or MEMS_NONE */
};

/* Those who keep account of every segment are told (sums, HOLEs by size). */
void mems_decide_tell_carved(mems_heap *heap, const struct move *move);
void mems_decide_tell_joined(mems_heap *heap, const struct move *move);

/* A node came to the tail of the main chain, all one HOLE: the indexes are told. */
void mems_decide_node_appeared(mems_heap *heap, uint32_t node);

/* From now on `best` knows every HOLE. false without memory; it forgets all. */
bool mems_decide_sort(mems_heap *heap);
void mems_decide_unsort(mems_heap *heap);

/* ---- The two moves ---- */

/* Sets move->block and move->rest. The HOLE's bounds stay as they are; the rest
 * has none yet. */
static inline void mems_decide_carve(mems_heap *heap, struct move *move)
{
    struct chain *chain = &heap->chain;
    struct granules *granules = &heap->index.granules;
    uint64_t g = mems_granule(granules, move->start);
    move->block = move->hole;
    move->rest = MEMS_NONE;
    if (move->left < move->start) {
        move->block = mems_chain_split(chain, move->hole, move->start);
        mems_granules_add(granules, move->block, g, mems_granule(granules, move->left));
    }
    if (move->end < move->right) {
        move->rest = mems_chain_split(chain, move->block, move->end);
        mems_granules_add(granules, move->rest, mems_granule(granules, move->end), g);
    }
    mems_chain_occupy(chain, move->block, move->start, move->end - move->start, move->waste);
}

/* The HOLE `at`, which starts in granule g, takes in the one after it, from `start` to
 * `end`. */
static inline void mems_decide_join(mems_heap *heap, uint32_t at, uint64_t g, uint64_t start,
                                    uint64_t end)
{
    struct chain *chain = &heap->chain;
    struct granules *granules = &heap->index.granules;
    const struct segment *gone = mems_chain_segment(chain, mems_chain_segment(chain, at)->next);
    mems_granules_remove(granules, chain, gone, mems_granule(granules, start), g, end);
    mems_chain_join(chain, at);
}

/* Sets move->hole. This HOLE has no bound yet. */
static inline void mems_decide_vacate(mems_heap *heap, struct move *move)
{
    struct chain *chain = &heap->chain;
    const struct granules *granules = &heap->index.granules;
    move->hole = move->block;
    mems_chain_vacate(chain, move->block, move->start, move->end - move->start, move->waste);
    if (move->end < move->right)
        mems_decide_join(heap, move->block, mems_granule(granules, move->start), move->end,
                         move->right);
    if (move->left < move->start) {
        move->hole = mems_chain_segment(chain, move->block)->prev;
        mems_decide_join(heap, move->hole, mems_granule(granules, move->left), move->start,
                         move->right);
    }
}

/* The HOLE that a block became. */
static inline struct fresh mems_decide_fresh(const struct move *move)
{
    return (struct fresh){.start = move->left, .end = move->right, .hole = move->hole};
}

/* Is someone to be told of every segment? */
static inline bool mems_decide_tells(const mems_heap *heap)
{
    return heap->is_sorted || heap->options.sums;
}

#endif
