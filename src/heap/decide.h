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

/* The HOLE `at`, which starts at `start`, keeps what is below `address`. */
static inline uint32_t mems_decide_split(mems_heap *heap, uint32_t at, uint64_t start,
                                         uint64_t address)
{
    uint32_t added = mems_chain_split(&heap->chain, at, address);
    mems_granules_add(&heap->index.granules, added, address, start);
    return added;
}

/* The HOLE `at`, which starts at `start`, takes in the one after it. */
static inline void mems_decide_join(mems_heap *heap, uint32_t at, uint64_t start)
{
    struct chain *chain = &heap->chain;
    const struct segment *gone =
        mems_chain_segment(chain, mems_chain_segment(chain, at)->next);
    mems_granules_remove(&heap->index.granules, chain, gone, start);
    mems_chain_join(chain, at);
}

/* Sets move->block. The HOLE's bounds stay as they are. */
static inline void mems_decide_carve(mems_heap *heap, struct move *move)
{
    move->block = move->hole;
    if (move->left < move->start)
        move->block = mems_decide_split(heap, move->hole, move->left, move->start);
    if (move->end < move->right) {
        mems_decide_split(heap, move->block, move->start, move->end);
        mems_index_rest_appeared(&heap->index, move->end, move->right - move->end);
    }
    mems_chain_occupy(&heap->chain, move->block, move->start, move->end - move->start,
                      move->waste);
    if (heap->is_sorted || heap->options.sums)
        mems_decide_tell_carved(heap, move);
}

/* Sets move->hole. */
static inline void mems_decide_vacate(mems_heap *heap, struct move *move)
{
    move->hole = move->block;
    mems_chain_vacate(&heap->chain, move->block, move->start, move->end - move->start,
                      move->waste);
    if (move->end < move->right)
        mems_decide_join(heap, move->block, move->start);
    if (move->left < move->start) {
        move->hole = mems_chain_segment(&heap->chain, move->block)->prev;
        mems_decide_join(heap, move->hole, move->left);
    }
    mems_index_hole_appeared(&heap->index, move->left, move->right - move->left);
    if (heap->is_sorted || heap->options.sums)
        mems_decide_tell_joined(heap, move);
}

/* A block is placed for the first time, at the low end of a HOLE. */
static inline void mems_decide_place(mems_heap *heap, struct move *move)
{
    mems_decide_carve(heap, move);
    mems_index_hole_taken(&heap->index, &heap->chain, move->hole, move->start, move->end,
                          move->right, heap->options.policy == MEMS_WORST_FIT);
    heap->rover = move->end;
}

#endif
