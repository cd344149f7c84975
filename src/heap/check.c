/* check.c: every invariant derived again from the chains, trusting no book.
 *
 * Each walk is bounded by the records there are, so that broken links cannot
 * make it run for ever or read where nothing is. */
#include "private.h"

/* What a walk of the main chain adds up. */
struct sums {
    uint64_t nodes, mapped, process, waste, blocks, segments, largest_node;
};

/* A segment by itself, and against the one before it. */
static enum mems_fault check_segment(const mems_heap *heap, const struct segment *segment,
                                     uint64_t size, const struct segment *before)
{
    if (size == 0)
        return MEMS_SEGMENT_EMPTY;
    if (segment->kind == MEMS_HOLE
            ? segment->waste != 0
            : segment->waste >= heap->options.align || segment->waste >= size)
        return MEMS_SEGMENT_WASTE;
    if (before != NULL && heap->options.join && before->kind == MEMS_HOLE &&
        segment->kind == MEMS_HOLE)
        return MEMS_HOLES_ADJOIN;
    return MEMS_SOUND;
}

/* A link forward from a segment of node n: where the segment ends, in *end. */
static bool check_next(const struct chain *chain, uint32_t n, uint32_t next, uint64_t *end)
{
    const struct node *node = mems_chain_node(chain, n);
    if (next == (MEMS_END | n)) {
        *end = node->start + node->size;
        return true;
    }
    if (mems_chain_is_end(next) || !mems_pool_is_taken(&chain->segments, next))
        return false;
    *end = mems_chain_segment(chain, next)->start;
    return true;
}

/* The sub-chain of a node; its sums are added to *sums. */
static enum mems_fault check_sub_chain(const mems_heap *heap, uint32_t n, struct sums *sums)
{
    const struct chain *chain = &heap->chain;
    const struct node *node = mems_chain_node(chain, n);
    const struct segment *before = NULL;
    uint64_t at = node->start, node_end = node->start + node->size, end;
    uint32_t prev = MEMS_END | n, s = node->first;
    if (mems_chain_is_end(s) || !mems_pool_is_taken(&chain->segments, s))
        return MEMS_SEGMENT_LINK;
    while (!mems_chain_is_end(s)) {
        const struct segment *segment = mems_chain_segment(chain, s);
        if (segment->prev != prev || !check_next(chain, n, segment->next, &end))
            return MEMS_SEGMENT_LINK;
        if (segment->start != at || end < at || end > node_end)
            return MEMS_SEGMENT_TILE;
        enum mems_fault fault = check_segment(heap, segment, end - at, before);
        if (fault != MEMS_SOUND)
            return fault;
        sums->segments++;
        sums->blocks += segment->kind == MEMS_PROCESS;
        sums->process += segment->kind == MEMS_PROCESS ? end - at : 0;
        sums->waste += segment->waste;
        at = end;
        before = segment;
        prev = s;
        s = segment->next;
    }
    return MEMS_SOUND;
}

static enum mems_fault check_node(const mems_heap *heap, uint32_t n, struct sums *sums)
{
    const struct node *node = mems_chain_node(&heap->chain, n);
    struct sums here = {0};
    if (node->index != sums->nodes || node->hidden)
        return MEMS_NODE_LINK;
    if (node->start != heap->options.start + sums->mapped)
        return MEMS_NODE_ADDRESS;
    if (node->size == 0 || node->size % heap->options.page_size != 0 || node->physical == NULL ||
        node->size > MEMS_ADDRESS_MAX - node->start)
        return MEMS_NODE_SIZE;
    enum mems_fault fault = check_sub_chain(heap, n, &here);
    if (fault != MEMS_SOUND)
        return fault;
    sums->nodes++;
    sums->mapped += node->size;
    if (sums->largest_node < node->size)
        sums->largest_node = node->size;
    if (node->largest != sums->largest_node)
        return MEMS_HEAP_BOOKS;
    sums->process += here.process;
    sums->waste += here.waste;
    sums->blocks += here.blocks;
    sums->segments += here.segments;
    return MEMS_SOUND;
}

static enum mems_fault check_main_chain(const mems_heap *heap, struct sums *sums, uint64_t *at)
{
    const struct chain *chain = &heap->chain;
    uint32_t prev = MEMS_NONE;
    for (uint32_t n = chain->first; n != MEMS_NONE;) {
        *at = sums->nodes;
        if (!mems_pool_is_taken(&chain->nodes, n) || mems_chain_node(chain, n)->prev != prev)
            return MEMS_NODE_LINK;
        enum mems_fault fault = check_node(heap, n, sums);
        if (fault != MEMS_SOUND)
            return fault;
        prev = n;
        n = mems_chain_node(chain, n)->next;
    }
    return prev == chain->last ? MEMS_SOUND : MEMS_NODE_LINK;
}

/* Nodes that were undone: in the list that close unmaps, and nowhere else. */
static enum mems_fault check_hidden(const struct chain *chain)
{
    uint32_t prev = MEMS_NONE;
    uint64_t count = 0;
    for (uint32_t n = chain->hidden; n != MEMS_NONE; count++) {
        if (!mems_pool_is_taken(&chain->nodes, n))
            return MEMS_RECORDS_LOST;
        const struct node *node = mems_chain_node(chain, n);
        if (!node->hidden || node->prev != prev || node->physical == NULL)
            return MEMS_NODE_LINK;
        prev = n;
        n = node->next;
    }
    return count == chain->hidden_count ? MEMS_SOUND : MEMS_NODE_LINK;
}

static bool books_agree(const struct chain *chain, const struct sums *sums)
{
    return chain->count == sums->nodes && chain->mapped == sums->mapped &&
           chain->process == sums->process && chain->waste == sums->waste &&
           chain->blocks == sums->blocks;
}

static bool records_are_whole(const struct chain *chain, const struct sums *sums)
{
    return mems_pool_sound(&chain->nodes, sums->nodes + chain->hidden_count) &&
           mems_pool_sound(&chain->segments, sums->segments);
}

/* The sums are those of the chains, cell by cell. */
static bool sums_agree(const mems_heap *heap)
{
    const struct chain *chain = &heap->chain;
    uint64_t cells = (chain->mapped + MEMS_MAP_CELL - 1) / MEMS_MAP_CELL;
    uint32_t s = chain->count == 0 ? MEMS_NONE : mems_chain_node(chain, chain->first)->first;
    if (!heap->options.sums)
        return true;
    if (!mems_map_sound(&heap->map))
        return false;
    for (uint64_t cell = 0; cell < cells; cell++) {
        struct mems_usage sum = mems_map_sum(&heap->map, cell, cell + 1);
        uint64_t end = chain->start + (cell + 1) * MEMS_MAP_CELL;
        for (; s != MEMS_NONE && mems_chain_segment(chain, s)->start < end;
             s = mems_chain_after(chain, mems_chain_segment(chain, s))) {
            const struct segment *segment = mems_chain_segment(chain, s);
            bool is_block = segment->kind == MEMS_PROCESS;
            sum.process -= is_block ? mems_segment_size(chain, segment) : 0;
            sum.waste -= segment->waste;
            sum.blocks -= is_block;
            sum.holes -= !is_block;
        }
        if ((sum.process | sum.waste | sum.blocks | sum.holes) != 0)
            return false;
    }
    return true;
}

/* Everything that only makes finding fast, against the chains. */
static bool indexes_agree(const mems_heap *heap, uint64_t *at)
{
    const struct chain *chain = &heap->chain;
    if (!mems_index_sound(&heap->index, chain, at) || !mems_best_sound(&heap->best) ||
        heap->best.count != (heap->is_sorted ? mems_chain_holes(chain) : 0) || !sums_agree(heap))
        return false;
    uint32_t s = chain->count == 0 ? MEMS_NONE : mems_chain_node(chain, chain->first)->first;
    while (heap->is_sorted && s != MEMS_NONE) {
        const struct segment *segment = mems_chain_segment(chain, s);
        if (segment->kind == MEMS_HOLE &&
            !mems_best_has(&heap->best, segment->start, mems_segment_size(chain, segment), s))
            return false;
        s = mems_chain_after(chain, segment);
    }
    return true;
}

enum mems_fault mems_heap_check(const mems_heap *heap, uint64_t *node)
{
    const struct chain *chain = &heap->chain;
    struct sums sums = {0};
    uint64_t at = 0;
    enum mems_fault fault = check_main_chain(heap, &sums, &at);
    if (fault == MEMS_SOUND)
        fault = check_hidden(chain);
    if (fault == MEMS_SOUND && !books_agree(chain, &sums))
        fault = MEMS_HEAP_BOOKS;
    if (fault == MEMS_SOUND && !records_are_whole(chain, &sums))
        fault = MEMS_RECORDS_LOST;
    if (fault == MEMS_SOUND && !indexes_agree(heap, &at))
        fault = MEMS_INDEX_DIFFERS;
    if (fault != MEMS_SOUND && node != NULL)
        *node = at;
    return fault;
}
