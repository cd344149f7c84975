/* walk.c: the chains, an address, totals, for looking. Nothing here changes
 * the heap; what a caller gets is a copy that names its record. */
#include "private.h"

static bool copy_node(const mems_heap *heap, uint32_t record, struct mems_node *at)
{
    if (record == MEMS_NONE)
        return false;
    const struct node *node = mems_chain_node(&heap->chain, record);
    *at = (struct mems_node){
        .index = node->index, .start = node->start, .size = node->size,
        .pages = node->size / heap->options.page_size, .physical = node->physical,
        .record = record,
    };
    return true;
}

static bool copy_segment(const mems_heap *heap, uint32_t record, struct mems_segment *at)
{
    if (record == MEMS_NONE)
        return false;
    const struct segment *segment = mems_chain_segment(&heap->chain, record);
    *at = (struct mems_segment){
        .start = segment->start, .size = segment->size,
        .kind = segment->kind == MEMS_HOLE ? MEMS_HOLE : MEMS_PROCESS, .waste = segment->waste,
        .node = mems_chain_node(&heap->chain, segment->node)->index, .record = record,
    };
    return true;
}

bool mems_node_first(const mems_heap *heap, struct mems_node *at)
{
    return copy_node(heap, heap->chain.first, at);
}

bool mems_node_next(const mems_heap *heap, struct mems_node *at)
{
    return copy_node(heap, mems_chain_node(&heap->chain, at->record)->next, at);
}

bool mems_node_last(const mems_heap *heap, struct mems_node *at)
{
    return copy_node(heap, heap->chain.last, at);
}

bool mems_node_at(const mems_heap *heap, uint64_t address, struct mems_node *at)
{
    return copy_node(heap, mems_index_node_at(&heap->index, &heap->chain, address), at);
}

bool mems_node_index(const mems_heap *heap, uint64_t index, struct mems_node *at)
{
    if (index >= heap->index.count)
        return false;
    return copy_node(heap, mems_index_node(&heap->index, (uint32_t)index), at);
}

bool mems_segment_first(const mems_heap *heap, const struct mems_node *node,
                        struct mems_segment *at)
{
    return copy_segment(heap, mems_chain_node(&heap->chain, node->record)->first, at);
}

bool mems_segment_next(const mems_heap *heap, struct mems_segment *at)
{
    return copy_segment(heap, mems_chain_segment(&heap->chain, at->record)->next, at);
}

bool mems_segment_before(const mems_heap *heap, struct mems_segment *at)
{
    return copy_segment(heap, mems_chain_segment(&heap->chain, at->record)->prev, at);
}

bool mems_segment_at(const mems_heap *heap, uint64_t address, struct mems_segment *at)
{
    return copy_segment(heap, mems_index_segment_at(&heap->index, &heap->chain, address), at);
}

enum mems_error mems_heap_get(const mems_heap *heap, uint64_t address, void **physical)
{
    *physical = NULL;
    uint32_t at = mems_index_segment_at(&heap->index, &heap->chain, address);
    if (at == MEMS_NONE)
        return MEMS_OUTSIDE;
    const struct segment *segment = mems_chain_segment(&heap->chain, at);
    if (segment->kind == MEMS_HOLE)
        return MEMS_ALREADY_FREE;
    const struct node *node = mems_chain_node(&heap->chain, segment->node);
    *physical = (unsigned char *)node->physical + (address - node->start);
    return MEMS_OK;
}

struct mems_totals mems_heap_totals(const mems_heap *heap)
{
    const struct chain *chain = &heap->chain;
    uint64_t largest_node =
        chain->last == MEMS_NONE ? 0 : mems_chain_node(chain, chain->last)->largest;
    return (struct mems_totals){
        .nodes = chain->count, .pages = chain->mapped / heap->options.page_size,
        .mapped = chain->mapped, .process = chain->process, .waste = chain->waste,
        .hole = chain->mapped - chain->process, .blocks = chain->blocks, .holes = chain->holes,
        .records = heap->bytes + chain->nodes.bytes + chain->segments.bytes +
                   heap->index.entries.bytes + heap->index.groups.bytes,
        .largest_node = largest_node,
    };
}

static uint64_t earlier(uint64_t a, uint64_t b)
{
    return a < b ? a : b;
}

/* Adds the segment, of which [from, to) is looked at. */
static void add_up(struct mems_usage *usage, const struct segment *segment, uint64_t from,
                   uint64_t to)
{
    if (segment->kind == MEMS_HOLE) {
        usage->holes++;
        return;
    }
    usage->blocks++;
    usage->process += earlier(segment->start + segment->size, to) -
                      (segment->start < from ? from : segment->start);
    usage->waste += segment->start < from ? 0 : segment->waste;
}

struct mems_usage mems_heap_usage(const mems_heap *heap, uint64_t from, uint64_t to)
{
    const struct chain *chain = &heap->chain;
    struct mems_usage usage = {0};
    from = from < chain->start ? chain->start : from;
    to = earlier(to, mems_chain_end(chain));
    if (from >= to)
        return usage;
    uint32_t s = mems_index_segment_at(&heap->index, chain, from);
    uint32_t n = mems_chain_segment(chain, s)->node;
    while (mems_chain_segment(chain, s)->start < to) {
        add_up(&usage, mems_chain_segment(chain, s), from, to);
        s = mems_chain_segment(chain, s)->next;
        if (s != MEMS_NONE)
            continue;
        n = mems_chain_node(chain, n)->next;
        if (n == MEMS_NONE)
            break;
        s = mems_chain_node(chain, n)->first;
    }
    return usage;
}

uint64_t mems_heap_largest_hole(const mems_heap *heap)
{
    return mems_index_largest(&heap->index, &heap->chain);
}

uint64_t mems_heap_rover(const mems_heap *heap)
{
    return heap->rover;
}
