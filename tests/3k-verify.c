/* 3k-verify.c: a picture that cannot lie: chains, books and indexes are broken on
 * purpose, and the screen says so at that node, in every view, without an end to
 * walking; a cell that is drawn wrong is found. */
#include "private.h"

#include "app_stage.h"
#include "bars.h"
#include "compare.h"
#include "golden.h"
#include "paint.h"
#include "parts.h"
#include "require.h"
#include "run.h"

#include <stdlib.h>
#include <string.h>

#define THREE_NODES \
    "malloc A 1000\n" "malloc B 800\n" "malloc C 2000\n" "malloc D 4000\n" \
    "malloc E 1200\n" "malloc F 2500\n" "malloc G 6000\n" "free B\n" "free E\n"

static mems_heap *heap_of(const struct app_stage *stage)
{
    return (mems_heap *)(uintptr_t)timeline_heap(app_view(stage->app)->timeline);
}

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

/* A way to break a heap: a few bytes of it are changed. Returns where, of `size` bytes. */
struct harm {
    const char *name;
    void *(*at)(mems_heap *heap, size_t *size, uint64_t *wrong);
    uint64_t node, address; /* where it must be found; address 0: nowhere in particular */
    const char *says;
};

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

static const struct harm harms[] = {
    {"link-back", link_back, 1, 9096, "its link back leads to nothing, not to the segment at 5096"},
    {"link-on", link_on_to_nowhere, 1, 5096, "its link on leads to record 4000, which is none"},
    {"circle", link_in_a_circle, 1, 0, ""},
    {"first", first_is_none, 1, 5096, "the sub-chain begins with record 4000, which is none"},
    {"start-low", start_too_low, 0, 2000, "the segment there begins at 1500"},
    {"start-beyond", start_beyond, 0, 1000, "it ends at 90000"},
    {"kind", kind, 0, 2800, "so is the segment before it, at 2000"},
    {"node-link", node_link, 2, 9192, "the link to this node leads to record 77, which is none"},
    {"node-circle", node_circle, 0, 0, ""},
    {"node-size", node_size, 1, 5096, "it has 5000 B, and a page 4096"},
    {"node-start", node_start, 1, 5096, "the node there begins at 6000"},
    {"blocks", blocks, 0, 0, "a walk finds 5 blocks, the books say 9"},
    {"in-use", in_use, 0, 0, "bytes in use, the books say"},
    {"records", free_records, 0, 0, "the records in use are not those of the chains"},
    {"index", index_entry, 0, 2000, "the table of segments leads to another one"},
    {"index-garbage", index_garbage, 0, 2000, "the table of segments leads to another one"},
    {"bound", index_bound, 0, 2000, "the index takes this HOLE for smaller than it is"},
    {"page-table", page_table, 1, 5096, "the table of nodes has another at its number"},
    {"sums", sums, 0, 2024, "the sums of the 512 bytes from there on are wrong"},
};

#define HARMS (int)(sizeof harms / sizeof *harms)

static struct app_stage open_verifying(const char *workload)
{
    struct app_stage stage = app_stage_open(workload);
    app_verify(stage.app, true);
    app_do(stage.app, ACTION_END);
    return stage;
}

static bool frame_has(const struct app_stage *stage, const char *text)
{
    for (int y = 0; y < stage->frame.rows; y++)
        if (strstr(row_text(stage, y), text) != NULL)
            return true;
    return false;
}

int main(void);
