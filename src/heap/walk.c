/* walk.c: the chains, an address, totals, for looking. Nothing here changes
 * the heap; what a caller gets is a copy that names its record. */
#include "inlining.h"
#include "machine.h"
#include "plain.h"

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

/* `record` may be a link past an end, or MEMS_NONE. */
static bool copy_segment(const mems_heap *heap, uint32_t record, uint32_t node,
                         struct mems_segment *at)
{
    if (mems_chain_is_end(record))
        return false;
    const struct segment *segment = mems_chain_segment(&heap->chain, record);
    *at = (struct mems_segment){
        .start = segment->start, .size = mems_segment_size(&heap->chain, segment),
        .kind = segment->kind == MEMS_HOLE ? MEMS_HOLE : MEMS_PROCESS,
        .waste = (uint32_t)segment->waste,
        .node = node, .record = record,
    };
    return true;
}

bool mems_node_first(const mems_heap *heap, struct mems_node *at)
{
    if (heap->is_doubted)
        return mems_plain_node_number(heap, 0, at);
    return copy_node(heap, heap->chain.first, at);
}

bool mems_node_next(const mems_heap *heap, struct mems_node *at)
{
    if (heap->is_doubted)
        return mems_plain_node_next(heap, at);
    return copy_node(heap, mems_chain_node(&heap->chain, at->record)->next, at);
}

bool mems_node_last(const mems_heap *heap, struct mems_node *at)
{
    if (heap->is_doubted)
        return mems_plain_node_last(heap, at);
    return copy_node(heap, heap->chain.last, at);
}

bool mems_node_at(const mems_heap *heap, uint64_t address, struct mems_node *at)
{
    if (heap->is_doubted)
        return mems_plain_node_at(heap, address, at);
    return copy_node(heap, mems_index_node_at(&heap->index, &heap->chain, address), at);
}

bool mems_node_index(const mems_heap *heap, uint64_t index, struct mems_node *at)
{
    if (heap->is_doubted)
        return mems_plain_node_number(heap, index, at);
    if (index >= heap->chain.count)
        return false;
    return copy_node(heap, mems_pages_number(&heap->index.pages, (uint32_t)index), at);
}

bool mems_segment_first(const mems_heap *heap, const struct mems_node *node,
                        struct mems_segment *at)
{
    if (heap->is_doubted)
        return mems_plain_segment_first(heap, node, at);
    return copy_segment(heap, mems_chain_node(&heap->chain, node->record)->first,
                        node->index, at);
}

bool mems_segment_next(const mems_heap *heap, struct mems_segment *at)
{
    if (heap->is_doubted)
        return mems_plain_segment_next(heap, at);
    return copy_segment(heap, mems_chain_segment(&heap->chain, at->record)->next, at->node, at);
}

bool mems_segment_before(const mems_heap *heap, struct mems_segment *at)
{
    if (heap->is_doubted)
        return mems_plain_segment_before(heap, at);
    return copy_segment(heap, mems_chain_segment(&heap->chain, at->record)->prev, at->node, at);
}

bool mems_segment_at(const mems_heap *heap, uint64_t address, struct mems_segment *at)
{
    if (heap->is_doubted)
        return mems_plain_segment_at(heap, address, at);
    const struct chain *chain = &heap->chain;
    uint32_t n = mems_index_node_at(&heap->index, chain, address);
    if (n == MEMS_NONE)
        return false;
    uint32_t record = mems_granules_find(&heap->index.granules, chain, address);
    return copy_segment(heap, record, mems_chain_node(chain, n)->index, at);
}

/* The real place of `address`, which the segment holds. */
static inline enum mems_error translate(const mems_heap *heap, uint64_t address,
                                        const struct segment *segment, void **physical)
{
    const struct chain *chain = &heap->chain;
    if (mems_extent_is_hole(segment->extent)) {
        *physical = NULL;
        return MEMS_ALREADY_FREE;
    }
    const struct node *node =
        mems_chain_node(chain, mems_pages_find(&heap->index.pages, chain, address));
    *physical = (unsigned char *)node->physical + (address - node->start);
    return MEMS_OK;
}

/* The same, where finding the segment takes a walk. */
static MEMS_RARE enum mems_error translate_far(const mems_heap *heap, uint64_t address,
                                               void **physical)
{
    uint32_t s = mems_granules_find(&heap->index.granules, &heap->chain, address);
    return translate(heap, address, mems_chain_segment(&heap->chain, s), physical);
}

static MEMS_RARE enum mems_error plain_get(const mems_heap *heap, uint64_t address,
                                           void **physical)
{
    struct mems_node node;
    struct mems_segment segment;
    *physical = NULL;
    if (!mems_plain_node_at(heap, address, &node) ||
        !mems_plain_segment_at(heap, address, &segment))
        return MEMS_OUTSIDE;
    if (segment.kind == MEMS_HOLE)
        return MEMS_ALREADY_FREE;
    *physical = (unsigned char *)node.physical + (address - node.start);
    return MEMS_OK;
}

enum mems_error mems_heap_get(const mems_heap *heap, uint64_t address, void **physical)
{
    const struct chain *chain = &heap->chain;
    if (heap->is_doubted)
        return plain_get(heap, address, physical);
    if (address - chain->start >= chain->mapped) {
        *physical = NULL;
        return MEMS_OUTSIDE;
    }
    const struct segment *segment = mems_granules_look(&heap->index.granules, chain, address);
    if (segment == NULL)
        return translate_far(heap, address, physical);
    return translate(heap, address, segment, physical);
}

struct mems_totals mems_heap_totals(const mems_heap *heap)
{
    if (heap->is_doubted)
        return mems_plain_totals(heap);
    const struct chain *chain = &heap->chain;
    uint64_t largest_node =
        chain->last == MEMS_NONE
            ? 0 : mems_chain_node(chain, mems_chain_node(chain, chain->last)->largest)->size;
    return (struct mems_totals){
        .nodes = chain->count, .pages = chain->mapped / heap->options.page_size,
        .mapped = chain->mapped, .process = chain->process, .waste = chain->waste,
        .hole = chain->mapped - chain->process, .blocks = chain->blocks,
        .holes = mems_chain_holes(chain),
        .records = sizeof *heap + chain->nodes.slots.bytes + chain->segments.slots.bytes +
                   mems_index_bytes(&heap->index) + mems_best_bytes(&heap->best) +
                   mems_map_bytes(&heap->map) + heap->pieces.list.bytes,
        .largest_node = largest_node,
    };
}

/* Looking mends bounds, which nobody but searches can see. */
uint64_t mems_heap_largest_hole(const mems_heap *heap)
{
    if (heap->is_doubted)
        return mems_plain_largest_hole(heap);
    mems_heap *mended = (mems_heap *)(uintptr_t)heap;
    uint32_t at = heap->machine->largest(&mended->index, &heap->chain);
    return at == MEMS_NONE ? 0 : mems_segment_size(&heap->chain,
                                                   mems_chain_segment(&heap->chain, at));
}

uint64_t mems_heap_rover(const mems_heap *heap)
{
    return heap->rover;
}

void mems_heap_doubt(mems_heap *heap, bool doubt)
{
    heap->is_doubted = doubt;
}
