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

/* The HOLE was joined of up to three parts, at whose ends it says where they
 * were: `left` is what lay before the block. */
static void undo_release(mems_heap *heap, const struct mems_decision *decision)
{
    struct chain *chain = &heap->chain;
    uint64_t left = decision->address - mems_chain_segment(chain, decision->segment)->start;
    mems_index_hole_went(&heap->index, chain, decision->segment);
    if (decision->did & MEMS_DID_JOIN_RIGHT) {
        uint32_t right = mems_chain_split(chain, decision->segment, left + decision->size);
        mems_index_hole_appeared(&heap->index, chain, right);
    }
    if (decision->did & MEMS_DID_JOIN_LEFT) {
        uint32_t before = mems_chain_split_low(chain, decision->segment, left);
        mems_index_hole_appeared(&heap->index, chain, before);
    }
    mems_chain_occupy(chain, decision->segment, decision->waste);
}

/* The decision with its segment, which may have another record by now. */
static struct mems_decision located(const mems_heap *heap, const struct mems_decision *decision)
{
    struct mems_decision known = *decision;
    known.segment = mems_index_segment_at(&heap->index, &heap->chain, decision->address);
    return known;
}

uint32_t mems_heap_undo(mems_heap *heap, const struct mems_decision *decision)
{
    struct mems_decision known = located(heap, decision);
    if (known.did & MEMS_DID_FREE) {
        undo_release(heap, &known);
        return known.segment;
    }
    undo_place(heap, &known);
    return MEMS_NONE;
}

uint32_t mems_heap_redo(mems_heap *heap, const struct mems_decision *decision)
{
    if ((decision->did & (MEMS_DID_FREE | MEMS_DID_NODE)) == MEMS_DID_NODE) {
        mems_chain_show(&heap->chain, decision->node);
        mems_index_node_appeared(&heap->index, &heap->chain, decision->node);
    }
    struct mems_decision known = located(heap, decision);
    if (known.did & MEMS_DID_FREE) {
        mems_decide_release(heap, &known);
        return MEMS_NONE;
    }
    mems_decide_place(heap, &known);
    return known.segment;
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
