/* decide.c: decisions carried out, undone and done again.
 *
 * Joining, the HOLE at the lower address takes the other in and keeps its
 * record. Every undo makes the inverse moves in the opposite order, so records
 * that were given back come back, and nothing needs memory that it did not have
 * before. Each step is O(1): what it changes lies beside the block. */
#include "decide.h"

/* ---- What the indexes are told ---- */

static inline void map_appeared(mems_heap *heap, uint64_t start, enum mems_kind kind,
                                uint64_t end, uint32_t waste)
{
    if (heap->options.sums)
        mems_map_appeared(&heap->map, start - heap->chain.start, kind, end - start, waste);
}

static inline void map_went(mems_heap *heap, uint64_t start, enum mems_kind kind, uint64_t end,
                            uint32_t waste)
{
    if (heap->options.sums)
        mems_map_went(&heap->map, start - heap->chain.start, kind, end - start, waste);
}

static inline void hole_appeared(mems_heap *heap, uint32_t at, uint64_t start, uint64_t end)
{
    mems_index_hole_appeared(&heap->index, start, end - start);
    map_appeared(heap, start, MEMS_HOLE, end, 0);
    if (heap->is_sorted)
        mems_best_appeared(&heap->best, start, end - start, at);
}

/* What is left of a HOLE that was larger. */
static inline void rest_appeared(mems_heap *heap, uint32_t at, uint64_t start, uint64_t end)
{
    mems_index_rest_appeared(&heap->index, start, end - start);
    map_appeared(heap, start, MEMS_HOLE, end, 0);
    if (heap->is_sorted)
        mems_best_appeared(&heap->best, start, end - start, at);
}

static inline void hole_went(mems_heap *heap, uint64_t start, uint64_t end)
{
    map_went(heap, start, MEMS_HOLE, end, 0);
    if (heap->is_sorted)
        mems_best_went(&heap->best, start, end - start);
}

void mems_decide_node_appeared(mems_heap *heap, uint32_t n)
{
    const struct node *node = mems_chain_node(&heap->chain, n);
    mems_index_node_appeared(&heap->index, &heap->chain, n);
    map_appeared(heap, node->start, MEMS_HOLE, node->start + node->size, 0);
    if (heap->is_sorted)
        mems_best_appeared(&heap->best, node->start, node->size, node->first);
}

/* ---- Parts ---- */

static inline uint64_t end_of(const mems_heap *heap, uint32_t at)
{
    return mems_segment_end(&heap->chain, mems_chain_segment(&heap->chain, at));
}

/* Splits the HOLE `at`, which starts at `start`; the new HOLE's record. */
static inline uint32_t split(mems_heap *heap, uint32_t at, uint64_t start, uint64_t address)
{
    uint32_t added = mems_chain_split(&heap->chain, at, address);
    mems_granules_add(&heap->index.granules, added, address, start);
    return added;
}

/* The HOLE `at`, which starts at `start`, takes in the one after it. */
static inline void join(mems_heap *heap, uint32_t at, uint64_t start)
{
    struct chain *chain = &heap->chain;
    const struct segment *gone =
        mems_chain_segment(chain, mems_chain_segment(chain, at)->next);
    mems_granules_remove(&heap->index.granules, chain, gone, start);
    mems_chain_join(chain, at);
}

static inline void occupy(mems_heap *heap, uint32_t at, const struct mems_decision *decision)
{
    uint64_t start = decision->address, end = start + decision->size;
    mems_chain_occupy(&heap->chain, at, decision->size, decision->waste);
    map_appeared(heap, start, MEMS_PROCESS, end, decision->waste);
}

static inline void vacate(mems_heap *heap, uint32_t at, const struct mems_decision *decision)
{
    uint64_t start = decision->address, end = start + decision->size;
    mems_chain_vacate(&heap->chain, at, decision->size);
    map_went(heap, start, MEMS_PROCESS, end, decision->waste);
}

/* ---- Forward ---- */

void mems_decide_place(mems_heap *heap, uint32_t at, uint64_t end,
                       const struct mems_decision *decision)
{
    uint64_t start = decision->address, block_end = start + decision->size;
    hole_went(heap, start, end);
    if (block_end < end)
        rest_appeared(heap, split(heap, at, start, block_end), block_end, end);
    occupy(heap, at, decision);
    heap->rover = block_end;
}

void mems_decide_release(mems_heap *heap, uint32_t at, const struct mems_decision *decision)
{
    struct chain *chain = &heap->chain;
    uint64_t start = decision->address, end = start + decision->size;
    vacate(heap, at, decision);
    if (decision->did & MEMS_DID_JOIN_RIGHT) {
        uint64_t right_end = end_of(heap, mems_chain_segment(chain, at)->next);
        hole_went(heap, end, right_end);
        join(heap, at, start);
        end = right_end;
    }
    if (decision->did & MEMS_DID_JOIN_LEFT) {
        at = mems_chain_segment(chain, at)->prev;
        uint64_t left = mems_chain_segment(chain, at)->start;
        hole_went(heap, left, start);
        join(heap, at, left);
        start = left;
    }
    hole_appeared(heap, at, start, end);
}

/* ---- Back ---- */

static void undo_place(mems_heap *heap, uint32_t at, const struct mems_decision *decision)
{
    struct chain *chain = &heap->chain;
    uint64_t start = decision->address;
    vacate(heap, at, decision);
    if (decision->did & MEMS_DID_SPLIT) {
        uint32_t rest = mems_chain_segment(chain, at)->next;
        hole_went(heap, start + decision->size, end_of(heap, rest));
        join(heap, at, start);
    }
    if (decision->did & MEMS_DID_NODE) {
        mems_index_node_goes(&heap->index, chain, decision->node);
        mems_chain_hide(chain, decision->node);
    } else {
        hole_appeared(heap, at, start, end_of(heap, at));
    }
    heap->rover = decision->rover;
}

/* The block comes out of the HOLE `at` again; the block's record. */
static uint32_t undo_release(mems_heap *heap, uint32_t at, const struct mems_decision *decision)
{
    uint64_t start = mems_chain_segment(&heap->chain, at)->start, end = end_of(heap, at);
    uint64_t address = decision->address, block_end = address + decision->size;
    hole_went(heap, start, end);
    if (decision->did & MEMS_DID_JOIN_LEFT) {
        uint32_t left = at;
        at = split(heap, left, start, address);
        rest_appeared(heap, left, start, address);
    }
    if (decision->did & MEMS_DID_JOIN_RIGHT)
        rest_appeared(heap, split(heap, at, address, block_end), block_end, end);
    occupy(heap, at, decision);
    return at;
}

static uint32_t segment_at(const mems_heap *heap, uint64_t address)
{
    return mems_granules_at(&heap->index.granules, &heap->chain, address);
}

uint32_t mems_heap_undo(mems_heap *heap, const struct mems_decision *decision)
{
    mems_decide_unsort(heap);
    if ((decision->did & MEMS_DID_FREE) == 0) {
        undo_place(heap, segment_at(heap, decision->address), decision);
        return MEMS_NONE;
    }
    uint32_t at = decision->did & MEMS_DID_JOIN_LEFT
                      ? mems_granules_find(&heap->index.granules, &heap->chain,
                                           decision->address)
                      : segment_at(heap, decision->address);
    return undo_release(heap, at, decision);
}

uint32_t mems_heap_redo(mems_heap *heap, const struct mems_decision *decision)
{
    struct chain *chain = &heap->chain;
    mems_decide_unsort(heap);
    if ((decision->did & (MEMS_DID_FREE | MEMS_DID_NODE)) == MEMS_DID_NODE) {
        mems_chain_show(chain, decision->node);
        mems_decide_node_appeared(heap, decision->node);
    }
    uint32_t at = segment_at(heap, decision->address);
    if (decision->did & MEMS_DID_FREE) {
        mems_decide_release(heap, at, decision);
        return MEMS_NONE;
    }
    mems_decide_place(heap, at, end_of(heap, at), decision);
    return at;
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

/* ---- By size ---- */

bool mems_decide_sort(mems_heap *heap)
{
    const struct chain *chain = &heap->chain;
    if (heap->is_sorted)
        return true;
    uint32_t s = chain->count == 0 ? MEMS_NONE : mems_chain_node(chain, chain->first)->first;
    while (s != MEMS_NONE) {
        const struct segment *segment = mems_chain_segment(chain, s);
        if (segment->kind == MEMS_HOLE) {
            if (!mems_best_stock(&heap->best, 1)) {
                mems_best_clear(&heap->best);
                return false;
            }
            mems_best_appeared(&heap->best, segment->start, mems_segment_size(chain, segment), s);
        }
        s = mems_chain_after(chain, segment);
    }
    heap->is_sorted = true;
    return true;
}

void mems_decide_unsort(mems_heap *heap)
{
    if (!heap->is_sorted)
        return;
    mems_best_clear(&heap->best);
    heap->is_sorted = false;
}
