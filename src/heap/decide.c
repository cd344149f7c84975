/* decide.c: decisions carried out, undone and done again.
 *
 * A block keeps its record through a free: it is the block that takes the
 * HOLEs beside it in, so decision.segment names the right segment on both
 * sides of every step and each step costs O(1). Every undo does the inverse
 * moves in the opposite order, so that records taken come back with the same
 * numbers (pool.h), and nothing needs memory that it did not have before. */
#include "decide.h"

/* ---- Forward ---- */

void mems_decide_place(mems_heap *heap, const struct mems_decision *decision)
{
    struct chain *chain = &heap->chain;
    mems_index_hole_went(&heap->index, chain, decision->segment);
    if (decision->did & MEMS_DID_SPLIT) {
        uint32_t rest = mems_chain_split(chain, decision->segment, decision->size);
        mems_index_hole_appeared(&heap->index, chain, rest);
    }
    mems_chain_occupy(chain, decision->segment, decision->waste);
    heap->rover = decision->address + decision->size;
}

void mems_decide_release(mems_heap *heap, const struct mems_decision *decision)
{
    struct chain *chain = &heap->chain;
    const struct segment *block = mems_chain_segment(chain, decision->segment);
    mems_chain_vacate(chain, decision->segment);
    if (decision->did & MEMS_DID_JOIN_LEFT) {
        mems_index_hole_went(&heap->index, chain, block->prev);
        mems_chain_join_before(chain, decision->segment);
    }
    if (decision->did & MEMS_DID_JOIN_RIGHT) {
        mems_index_hole_went(&heap->index, chain, block->next);
        mems_chain_join_next(chain, decision->segment);
    }
    mems_index_hole_appeared(&heap->index, chain, decision->segment);
}

/* ---- Back ---- */

static void undo_place(mems_heap *heap, const struct mems_decision *decision)
{
    struct chain *chain = &heap->chain;
    const struct segment *block = mems_chain_segment(chain, decision->segment);
    mems_chain_vacate(chain, decision->segment);
    if (decision->did & MEMS_DID_SPLIT) {
        mems_index_hole_went(&heap->index, chain, block->next);
        mems_chain_join_next(chain, decision->segment);
    }
    if (decision->did & MEMS_DID_NODE) {
        mems_index_node_went(&heap->index);
        mems_chain_hide(chain, decision->node);
    } else {
        mems_index_hole_appeared(&heap->index, chain, decision->segment);
    }
    heap->rover = decision->rover;
}

static void undo_release(mems_heap *heap, const struct mems_decision *decision)
{
    struct chain *chain = &heap->chain;
    mems_index_hole_went(&heap->index, chain, decision->segment);
    if (decision->did & MEMS_DID_JOIN_RIGHT) {
        uint32_t right =
            mems_chain_split(chain, decision->segment, decision->left + decision->size);
        mems_index_hole_appeared(&heap->index, chain, right);
    }
    if (decision->did & MEMS_DID_JOIN_LEFT) {
        uint32_t left = mems_chain_split_low(chain, decision->segment, decision->left);
        mems_index_hole_appeared(&heap->index, chain, left);
    }
    mems_chain_occupy(chain, decision->segment, decision->waste);
}

void mems_heap_undo(mems_heap *heap, const struct mems_decision *decision)
{
    if (decision->did & MEMS_DID_FREE)
        undo_release(heap, decision);
    else
        undo_place(heap, decision);
}

void mems_heap_redo(mems_heap *heap, const struct mems_decision *decision)
{
    if (decision->did & MEMS_DID_FREE) {
        mems_decide_release(heap, decision);
        return;
    }
    if (decision->did & MEMS_DID_NODE) {
        mems_chain_show(&heap->chain, decision->node);
        mems_index_node_appeared(&heap->index, &heap->chain, decision->node);
    }
    mems_decide_place(heap, decision);
}

void mems_heap_forget(mems_heap *heap, const struct mems_decision *decision)
{
    if ((decision->did & (MEMS_DID_NODE | MEMS_DID_FREE)) != MEMS_DID_NODE ||
        !mems_pool_is_taken(&heap->chain.nodes, decision->node))
        return;
    const struct node *node = mems_chain_node(&heap->chain, decision->node);
    if (node->hidden && node->start == decision->address)
        mems_chain_drop(&heap->chain, decision->node);
}
