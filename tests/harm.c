/* harm.c: a heap broken on purpose: a field of a record, a book or an index is
 * changed, and can be mended. Made for the heap of HARMED_WORKLOAD. */
#include "private.h"

#include "harm.h"

#include <string.h>

static struct node *node_number(const mems_heap *heap, uint32_t index)
{
    return mems_chain_node(&heap->chain, mems_pages_number(&heap->index.pages, index));
}

static struct segment *segment_number(const mems_heap *heap, uint32_t node, int number)
{
    uint32_t at = node_number(heap, node)->first;
    while (number-- > 0)
        at = mems_chain_segment(&heap->chain, at)->next;
    return mems_chain_segment(&heap->chain, at);
}

/* Each finds the bytes that it changes, and says to what. */
#define HARM(name, lvalue, value)                                        \
    static void *name(mems_heap *heap, size_t *size, uint64_t *wrong)  \
    {                                                                   \
        *size = sizeof(lvalue);                                          \
        *wrong = (uint64_t)(value);                                      \
        return &(lvalue);                                                \
    }

HARM(link_back, segment_number(heap, 1, 1)->prev, MEMS_NONE)
HARM(link_on_to_nowhere, segment_number(heap, 1, 0)->next, 4000)
HARM(link_in_a_circle, segment_number(heap, 1, 1)->next, node_number(heap, 1)->first)
HARM(first_is_none, node_number(heap, 1)->first, 4000)
HARM(start_too_low, segment_number(heap, 0, 1)->extent, 1500)
HARM(start_beyond, segment_number(heap, 0, 1)->extent, 90000)
HARM(kind, segment_number(heap, 0, 2)->extent, segment_number(heap, 0, 2)->start)
HARM(node_link, node_number(heap, 1)->next, 77)
HARM(node_circle, node_number(heap, 2)->next, heap->chain.first)
HARM(node_size, node_number(heap, 1)->size, 5000)
HARM(node_start, node_number(heap, 1)->start, 6000)
HARM(blocks, heap->chain.blocks, 9)
HARM(in_use, heap->chain.process, heap->chain.process + 1)
HARM(free_records, heap->chain.segments.virgin, heap->chain.segments.virgin + 1)
HARM(index_entry, *mems_granule_first(&heap->index.granules, mems_granule(&heap->index.granules, 2000)), 1)
HARM(index_garbage, *mems_granule_first(&heap->index.granules, mems_granule(&heap->index.granules, 2000)), 700000)
HARM(index_bound, *mems_granule_bound(&heap->index.granules, mems_granule(&heap->index.granules, 2000)), 7)
HARM(page_table, ((uint32_t *)(void *)heap->index.pages.order.start)[1], 2)
HARM(sums, mems_map_cell(&heap->map, 2)->holes, 5)

static void put(void *at, uint64_t value, size_t size)
{
    uint32_t word = (uint32_t)value;
    uint16_t half = (uint16_t)value;
    if (size == sizeof value)
        memcpy(at, &value, size);
    else
        memcpy(at, size == sizeof word ? (void *)&word : (void *)&half, size);
}

typedef void *harm_place(mems_heap *heap, size_t *size, uint64_t *wrong);

static const struct { struct harm harm; harm_place *place; } list[] = {
    {{"link-back", 1, 9096, "its link back leads to nothing, not to the segment at 5096"}, link_back},
    {{"link-on", 1, 5096, "its link on leads to record 4000, which is none"}, link_on_to_nowhere},
    {{"circle", 1, 9096, "it ends at 5096, where the next one begins"}, link_in_a_circle},
    {{"first", 1, 5096, "the sub-chain begins with record 4000, which is none"}, first_is_none},
    {{"start-low", 0, 1500, "a walk finds 15000 bytes in use, the books say 15500"}, start_too_low},
    {{"start-beyond", 0, 1000, "it ends at 90000"}, start_beyond},
    {{"kind", 0, 2800, "so is the segment before it, at 2000"}, kind},
    {{"node-link", 2, 9192, "the link to this node leads to record 77, which is none"}, node_link},
    {{"node-circle", 3, 13288, "its link back does not lead to the node before"}, node_circle},
    {{"node-size", 1, 5096, "it has 5000 B, and a page 4096"}, node_size},
    {{"node-start", 1, 5096, "the node there begins at 6000"}, node_start},
    {{"blocks", 0, 0, "a walk finds 5 blocks, the books say 9"}, blocks},
    {{"in-use", 0, 0, "bytes in use, the books say"}, in_use},
    {{"records", 0, 0, "the records in use are not those of the chains"}, free_records},
    {{"index", 0, 2000, "the table of segments leads to another one"}, index_entry},
    {{"index-garbage", 0, 2000, "the table of segments leads to another one"}, index_garbage},
    {{"bound", 0, 2000, "the index takes this HOLE for smaller than it is"}, index_bound},
    {{"page-table", 1, 5096, "the table of nodes has another at its number"}, page_table},
    {{"sums", 0, 2024, "the sums of the 512 bytes from there on are wrong"}, sums},
};

const int harm_count = (int)(sizeof list / sizeof *list);

const struct harm *harm_number(int number)
{
    return &list[number].harm;
}

struct wound harm_do(const mems_heap *heap, int number)
{
    struct wound wound;
    uint64_t wrong;
    wound.at = list[number].place((mems_heap *)(uintptr_t)heap, &wound.size, &wrong);
    memcpy(&wound.right, wound.at, wound.size);
    put(wound.at, wrong, wound.size);
    return wound;
}

void harm_mend(mems_heap *heap, const struct wound *wound)
{
    memcpy(wound->at, &wound->right, wound->size);
    mems_heap_doubt(heap, false);
}
