/* decide.c: decisions undone and done again, and what those are told who keep
 * account of every segment. */
#include "decide.h"

/* ---- Telling ---- */

static void hole_appeared(mems_heap *heap, uint64_t start, uint64_t end, uint32_t at)
{
    if (start < end)
        mems_best_appeared(&heap->best, start, end - start, at);
}

static void hole_went(mems_heap *heap, uint64_t start, uint64_t end)
{
    if (start < end)
        mems_best_went(&heap->best, start, end - start);
}

/* The blocks in which the segments of a move begin, before and after it. */
static void touch(mems_heap *heap, const struct move *move)
{
    mems_map_touch(&heap->map, move->left - heap->chain.start);
    mems_map_touch(&heap->map, move->start - heap->chain.start);
    if (move->end < move->right)
        mems_map_touch(&heap->map, move->end - heap->chain.start);
}

void mems_decide_tell_carved(mems_heap *heap, const struct move *move)
{
    if (heap->options.sums) {
        touch(heap, move);
        mems_map_occupied(&heap->map, move->start - heap->chain.start, move->end - move->start,
                          move->waste, move->left == move->start, move->end < move->right);
    }
    if (!heap->is_sorted)
        return;
    hole_went(heap, move->left, move->right);
    hole_appeared(heap, move->left, move->start, move->hole);
    hole_appeared(heap, move->end, move->right, move->rest);
}

void mems_decide_tell_joined(mems_heap *heap, const struct move *move)
{
    if (heap->options.sums) {
        touch(heap, move);
        mems_map_vacated(&heap->map, move->start - heap->chain.start, move->end - move->start,
                         move->waste, move->left == move->start, move->end < move->right);
    }
    if (!heap->is_sorted)
        return;
    hole_went(heap, move->left, move->start);
    hole_went(heap, move->end, move->right);
    hole_appeared(heap, move->left, move->right, move->hole);
}

void mems_decide_node_appeared(mems_heap *heap, uint32_t n)
{
    const struct node *node = mems_chain_node(&heap->chain, n);
    mems_index_node_appeared(&heap->index, &heap->chain, n);
    if (heap->options.sums) {
        mems_map_touch(&heap->map, node->start - heap->chain.start);
        mems_map_appeared(&heap->map, node->start - heap->chain.start, MEMS_HOLE, node->size, 0);
    }
    if (heap->is_sorted)
        hole_appeared(heap, node->start, node->start + node->size, node->first);
}

/* ---- Back and forth ---- */

static uint64_t end_of(const mems_heap *heap, uint32_t at)
{
    return mems_segment_end(&heap->chain, mems_chain_segment(&heap->chain, at));
}

static uint32_t segment_at(const mems_heap *heap, uint64_t address)
{
    return mems_granules_at(&heap->index.granules, &heap->chain, address);
}

static struct move move_of(const struct mems_decision *decision)
{
    uint64_t start = decision->address, end = start + decision->size;
    return (struct move){.left = start, .start = start, .end = end, .right = end,
                         .waste = decision->waste, .hole = MEMS_NONE, .block = MEMS_NONE,
                         .rest = MEMS_NONE};
}

/* Of a fresh HOLE the part with the lowest address stays fresh. Others keep bounds
 * that may be too high now: lowering them is for searches. */
static void carve(mems_heap *heap, struct move *move)
{
    struct index *index = &heap->index;
    bool is_fresh = !mems_fresh_is_none(&index->fresh) && index->fresh.start == move->left;
    mems_decide_carve(heap, move);
    if (is_fresh && move->left == move->start) {
        index->fresh.start = move->end;
        index->fresh.hole = move->rest;
    } else if (is_fresh) {
        index->fresh.end = move->start;
        if (move->rest != MEMS_NONE)
            mems_index_hole_appeared(index, move->end, move->right - move->end);
    } else if (move->rest != MEMS_NONE) {
        mems_index_rest_appeared(index, move->end, move->right - move->end);
    }
    if (mems_decide_tells(heap))
        mems_decide_tell_carved(heap, move);
}

/* The block of the decision becomes a HOLE and joins the one before it if `left`,
 * the one after it if `right`. */
static void vacate(mems_heap *heap, struct mems_decision *decision, bool left, bool right)
{
    struct move move = move_of(decision);
    move.block = segment_at(heap, move.start);
    const struct segment *block = mems_chain_segment(&heap->chain, move.block);
    if (right)
        move.right = end_of(heap, block->next);
    if (left)
        move.left = mems_chain_segment(&heap->chain, block->prev)->start;
    decision->left = move.start - move.left;
    decision->right = move.right - move.end;
    mems_decide_vacate(heap, &move);
    struct fresh made = mems_decide_fresh(&move);
    if (mems_fresh_is_apart(&heap->index.fresh, &made))
        mems_index_settle(&heap->index);
    heap->index.fresh = made;
    if (mems_decide_tells(heap))
        mems_decide_tell_joined(heap, &move);
}

/* The last node, all one HOLE again, leaves the main chain; a hidden one comes back to
 * its tail. */
static void hide(mems_heap *heap, uint32_t n)
{
    const struct node *node = mems_chain_node(&heap->chain, n);
    if (heap->options.sums) { /* `best` knows nothing while decisions are undone */
        mems_map_touch(&heap->map, node->start - heap->chain.start);
        mems_map_went(&heap->map, node->start - heap->chain.start, MEMS_HOLE, node->size, 0);
    }
    mems_index_node_goes(&heap->index, &heap->chain, n);
    mems_chain_hide(&heap->chain, n);
}

static void show(mems_heap *heap, uint32_t n)
{
    mems_chain_show(&heap->chain, n);
    mems_decide_node_appeared(heap, n);
}

static void undo_place(mems_heap *heap, struct mems_decision *decision)
{
    vacate(heap, decision, false, decision->did & MEMS_DID_SPLIT);
    heap->rover = decision->rover;
    if (decision->did & MEMS_DID_NODE)
        hide(heap, decision->node);
}

/* The block comes out of the HOLE around it again; its record. */
static uint32_t undo_release(mems_heap *heap, struct mems_decision *decision)
{
    struct move move = move_of(decision);
    move.hole = decision->did & MEMS_DID_JOIN_LEFT
                    ? mems_granules_find(&heap->index.granules, &heap->chain, move.start)
                    : segment_at(heap, move.start);
    move.left = mems_chain_segment(&heap->chain, move.hole)->start;
    move.right = end_of(heap, move.hole);
    decision->left = move.start - move.left;
    decision->right = move.right - move.end;
    carve(heap, &move);
    return move.block;
}

uint32_t mems_heap_undo(mems_heap *heap, struct mems_decision *decision)
{
    mems_decide_unsort(heap);
    if (decision->did & MEMS_DID_FREE)
        return undo_release(heap, decision);
    undo_place(heap, decision);
    return MEMS_NONE;
}

static uint32_t redo_place(mems_heap *heap, struct mems_decision *decision)
{
    struct move move = move_of(decision);
    if (decision->did & MEMS_DID_NODE)
        show(heap, decision->node);
    move.hole = segment_at(heap, move.start);
    move.right = end_of(heap, move.hole);
    decision->left = 0;
    decision->right = move.right - move.end;
    carve(heap, &move);
    heap->rover = move.end;
    return move.block;
}

uint32_t mems_heap_redo(mems_heap *heap, struct mems_decision *decision)
{
    mems_decide_unsort(heap);
    if ((decision->did & MEMS_DID_FREE) == 0)
        return redo_place(heap, decision);
    vacate(heap, decision, decision->did & MEMS_DID_JOIN_LEFT,
           decision->did & MEMS_DID_JOIN_RIGHT);
    return MEMS_NONE;
}

/* ---- Many at once ---- */

/* Is the segment at the other end of a link a HOLE, if there is one? */
static bool is_hole(const struct chain *chain, uint32_t link)
{
    return !mems_chain_is_end(link) &&
           mems_extent_is_hole(mems_chain_segment(chain, link)->extent);
}

void mems_heap_leave(mems_heap *heap, struct mems_decision *block)
{
    const struct chain *chain = &heap->chain;
    mems_decide_unsort(heap);
    const struct segment *segment = mems_chain_segment(chain, segment_at(heap, block->address));
    bool left = is_hole(chain, segment->prev), right = is_hole(chain, segment->next);
    block->did = MEMS_DID_FREE;
    vacate(heap, block, left, right);
}

uint32_t mems_heap_enter(mems_heap *heap, struct mems_decision *block)
{
    mems_decide_unsort(heap);
    block->did = MEMS_DID_FREE | MEMS_DID_JOIN_LEFT;
    return undo_release(heap, block);
}

void mems_heap_reach(mems_heap *heap, const uint32_t *nodes, uint32_t count, uint64_t rover)
{
    mems_decide_unsort(heap);
    while (heap->chain.count > count)
        hide(heap, heap->chain.last);
    while (heap->chain.count < count)
        show(heap, nodes[heap->chain.count]);
    heap->rover = rover;
}

/* The row of the granule that holds the address, or NULL. */
static const struct row *row_at(const mems_heap *heap, uint64_t address)
{
    const struct granules *granules = &heap->index.granules;
    uint64_t row = mems_granule(granules, address) / MEMS_LANES;
    return row < granules->rows.bytes / sizeof(struct row) ? mems_granule_row(granules, row)
                                                           : NULL;
}

void mems_heap_fetch(const mems_heap *heap, uint64_t soon, uint64_t later)
{
    const struct row *far = row_at(heap, later), *near = row_at(heap, soon);
    if (far != NULL) {
        __builtin_prefetch(far->first, 1);
        __builtin_prefetch(far->bound, 1);
    }
    if (far != NULL && heap->options.sums)
        __builtin_prefetch(
            mems_map_cell(&heap->map, (later - heap->chain.start) / MEMS_MAP_CELL), 1);
    uint32_t first = 0;
    if (near != NULL)
        first = near->first[mems_granule(&heap->index.granules, soon) % MEMS_LANES];
    if (first != 0)
        __builtin_prefetch(mems_chain_segment(&heap->chain, first - 1), 1);
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
