/* plain.c: looking at chains that may be broken, by their links alone. A node
 * must begin where the one before it ends, and so must a segment: addresses
 * only grow, so no circle of links is walked twice. */
#include "plain.h"

static uint64_t earlier(uint64_t a, uint64_t b)
{
    return a < b ? a : b;
}

/* ---- Nodes ---- */

/* The node of this record, if it is one that can stand there. */
static bool take_node(const mems_heap *heap, uint32_t record, uint64_t index, uint64_t start,
                      struct mems_node *at)
{
    const struct chain *chain = &heap->chain;
    if (record == MEMS_NONE || !mems_pool_is_taken(&chain->nodes, record))
        return false;
    const struct node *node = mems_chain_node(chain, record);
    if (node->index != index || node->start != start || node->hidden || node->physical == NULL ||
        node->size == 0 || node->size % heap->options.page_size != 0 ||
        node->size > MEMS_ADDRESS_MAX - start)
        return false;
    *at = (struct mems_node){
        .index = node->index, .start = start, .size = node->size,
        .pages = node->size / heap->options.page_size, .physical = node->physical,
        .record = record,
    };
    return true;
}

bool mems_plain_node_next(const mems_heap *heap, struct mems_node *at)
{
    return take_node(heap, mems_chain_node(&heap->chain, at->record)->next,
                     (uint64_t)at->index + 1, at->start + at->size, at);
}

bool mems_plain_node_number(const mems_heap *heap, uint64_t index, struct mems_node *at)
{
    struct mems_node node;
    bool more = take_node(heap, heap->chain.first, 0, heap->options.start, &node);
    while (more && node.index < index)
        more = mems_plain_node_next(heap, &node);
    if (more)
        *at = node;
    return more;
}

bool mems_plain_node_at(const mems_heap *heap, uint64_t address, struct mems_node *at)
{
    struct mems_node node;
    bool more = mems_plain_node_number(heap, 0, &node) && address >= node.start;
    while (more && address - node.start >= node.size)
        more = mems_plain_node_next(heap, &node);
    if (more)
        *at = node;
    return more;
}

bool mems_plain_node_last(const mems_heap *heap, struct mems_node *at)
{
    if (!mems_plain_node_number(heap, 0, at))
        return false;
    while (mems_plain_node_next(heap, at))
        continue;
    return true;
}

/* ---- Segments ---- */

/* Where a segment ends, by its link on; 0: nowhere that makes sense. */
static uint64_t end_of(const struct chain *chain, const struct segment *segment, uint32_t index)
{
    if (!mems_chain_is_end(segment->next))
        return mems_pool_is_taken(&chain->segments, segment->next)
                   ? mems_chain_segment(chain, segment->next)->start
                   : 0;
    uint32_t n = segment->next & ~MEMS_END;
    if (!mems_pool_is_taken(&chain->nodes, n) || mems_chain_node(chain, n)->index != index)
        return 0;
    return mems_chain_node(chain, n)->start + mems_chain_node(chain, n)->size;
}

/* The segment of this record in node number `node`, if it is one that can stand there. */
static bool take_segment(const mems_heap *heap, uint32_t record, uint32_t node, uint64_t start,
                         struct mems_segment *at)
{
    const struct chain *chain = &heap->chain;
    if (mems_chain_is_end(record) || !mems_pool_is_taken(&chain->segments, record))
        return false;
    const struct segment *segment = mems_chain_segment(chain, record);
    uint64_t end = end_of(chain, segment, node);
    if (segment->start != start || end <= start)
        return false;
    *at = (struct mems_segment){
        .start = start, .size = end - start,
        .kind = segment->kind == MEMS_HOLE ? MEMS_HOLE : MEMS_PROCESS,
        .waste = (uint32_t)earlier(segment->waste, end - start), .node = node, .record = record,
    };
    return true;
}

bool mems_plain_segment_first(const mems_heap *heap, const struct mems_node *node,
                              struct mems_segment *at)
{
    return take_segment(heap, mems_chain_node(&heap->chain, node->record)->first, node->index,
                        node->start, at);
}

bool mems_plain_segment_next(const mems_heap *heap, struct mems_segment *at)
{
    return take_segment(heap, mems_chain_segment(&heap->chain, at->record)->next, at->node,
                        at->start + at->size, at);
}

bool mems_plain_segment_before(const mems_heap *heap, struct mems_segment *at)
{
    const struct chain *chain = &heap->chain;
    uint32_t prev = mems_chain_segment(chain, at->record)->prev;
    if (mems_chain_is_end(prev) || !mems_pool_is_taken(&chain->segments, prev) ||
        mems_chain_segment(chain, prev)->next != at->record)
        return false;
    return take_segment(heap, prev, at->node, mems_chain_segment(chain, prev)->start, at);
}

bool mems_plain_segment_at(const mems_heap *heap, uint64_t address, struct mems_segment *at)
{
    struct mems_node node;
    struct mems_segment segment;
    bool more = mems_plain_node_at(heap, address, &node) &&
                mems_plain_segment_first(heap, &node, &segment);
    while (more && address - segment.start >= segment.size)
        more = mems_plain_segment_next(heap, &segment);
    if (more)
        *at = segment;
    return more;
}

/* ---- Sums ---- */

/* Adds what a segment has in [from, to) of it. */
static void add_part(struct mems_usage *usage, const struct mems_segment *segment, uint64_t from,
                     uint64_t to)
{
    uint64_t low = segment->start < from ? from : segment->start;
    uint64_t high = earlier(segment->start + segment->size, to);
    if (low >= high)
        return;
    usage->holes += segment->kind == MEMS_HOLE;
    usage->blocks += segment->kind == MEMS_PROCESS;
    usage->process += segment->kind == MEMS_PROCESS ? high - low : 0;
    usage->waste += low == segment->start ? earlier(segment->waste, high - low) : 0;
}

struct mems_usage mems_plain_usage(const mems_heap *heap, uint64_t from, uint64_t to)
{
    struct mems_usage usage = {0};
    struct mems_node node;
    struct mems_segment at;
    from = from < heap->options.start ? heap->options.start : from;
    bool more = mems_plain_node_at(heap, from, &node);
    for (; more && node.start < to; more = mems_plain_node_next(heap, &node)) {
        uint64_t end = earlier(node.start + node.size, to);
        bool one = mems_plain_segment_first(heap, &node, &at);
        for (; one && at.start < end; one = mems_plain_segment_next(heap, &at))
            add_part(&usage, &at, from, end);
    }
    return usage;
}

struct holes { uint64_t bytes, largest; };

/* What no walk comes to is neither in use nor a HOLE. */
static struct holes holes_of(const mems_heap *heap)
{
    struct holes holes = {0};
    struct mems_node node;
    struct mems_segment at;
    for (bool more = mems_plain_node_number(heap, 0, &node); more;
         more = mems_plain_node_next(heap, &node)) {
        bool one = mems_plain_segment_first(heap, &node, &at);
        for (; one && at.start - node.start < node.size; one = mems_plain_segment_next(heap, &at))
            if (at.kind == MEMS_HOLE) {
                holes.bytes += earlier(at.size, node.start + node.size - at.start);
                holes.largest = at.size > holes.largest ? at.size : holes.largest;
            }
    }
    return holes;
}

struct mems_totals mems_plain_totals(const mems_heap *heap)
{
    struct mems_totals totals = {0};
    struct mems_usage usage = mems_plain_usage(heap, 0, UINT64_MAX);
    struct mems_node node;
    for (bool more = mems_plain_node_number(heap, 0, &node); more;
         more = mems_plain_node_next(heap, &node)) {
        totals.nodes++;
        totals.pages += node.pages;
        totals.mapped += node.size;
        totals.largest_node = node.size > totals.largest_node ? node.size : totals.largest_node;
    }
    totals.process = usage.process;
    totals.waste = usage.waste;
    totals.hole = holes_of(heap).bytes;
    totals.blocks = usage.blocks;
    totals.holes = usage.holes;
    return totals;
}

uint64_t mems_plain_largest_hole(const mems_heap *heap)
{
    return holes_of(heap).largest;
}
