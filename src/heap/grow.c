/* grow.c: a new node: its memory, and room for it in every table, before anything
 * changes. A node has an mmap of its own, or with options.ahead, unless it is
 * large, a part of a piece that was filled ahead. */
#include "grow.h"

#include "decide.h"
#include "os.h"

#define ADDRESS_MAX (UINTPTR_MAX < MEMS_ADDRESS_MAX ? UINTPTR_MAX : MEMS_ADDRESS_MAX)

/* Larger nodes are not filled ahead: most of one may never be touched. */
#define FILLED_MAX (UINT64_C(16) << 20)

/* Nodes are wanted this far apart, so that a student sees that two mmaps need
 * not adjoin. Only the first ones: mappings that adjoin merge in the kernel into
 * one region, those that do not count against its limit of about 65,530. */
#define PLACE_STEP (UINT64_C(1) << 20)
#define PLACED_APART 256

static uint64_t round_up(uint64_t n, uint64_t unit)
{
    uint64_t rest = n % unit;
    return rest == 0 ? n : n + (unit - rest);
}

/* Moves the wish for the next mapping past one of `bytes` bytes: it only ever
 * grows, so that no address is used for two nodes of one heap. */
static void move_place(mems_heap *heap, uint64_t bytes)
{
    uint64_t step = round_up(bytes, mems_os_page());
    if (heap->placed++ < PLACED_APART)
        step = round_up(bytes + PLACE_STEP, PLACE_STEP);
    if (heap->place == 0)
        return;
    heap->place = heap->place > UINTPTR_MAX - step ? 0 : heap->place + (uintptr_t)step;
}

static bool stock_records(mems_heap *heap)
{
    return mems_pool_stock(&heap->chain.segments, 2) && mems_pool_stock(&heap->chain.nodes, 1);
}

/* Room for a node that ends at `end`. */
static bool stock_tables(mems_heap *heap, uint64_t end)
{
    return mems_index_stock(&heap->index, &heap->chain, end) &&
           (!heap->options.sums || mems_map_stock(&heap->map, end - heap->chain.start));
}

/* An mmap for one node. The tables are as large as the node is, so they come
 * second. */
static void *map_alone(mems_heap *heap, uint64_t bytes, uint64_t end)
{
    bool filled = heap->options.ahead && bytes <= FILLED_MAX;
    void *physical = filled ? mems_os_map_filled((size_t)bytes, heap->place)
                            : mems_os_map((size_t)bytes, heap->place);
    if (physical == NULL)
        return NULL;
    if (!stock_tables(heap, end)) {
        mems_os_unmap(physical, (size_t)bytes);
        return NULL;
    }
    move_place(heap, bytes);
    return physical;
}

static void *cut_ahead(mems_heap *heap, uint64_t bytes, uint64_t end)
{
    uint64_t mapped;
    if (!stock_tables(heap, end) ||
        !mems_pieces_stock(&heap->pieces, bytes, heap->place, &mapped))
        return NULL;
    if (mapped > 0)
        move_place(heap, mapped);
    return mems_pieces_cut(&heap->pieces, bytes);
}

enum mems_error mems_grow(mems_heap *heap, uint64_t size)
{
    struct chain *chain = &heap->chain;
    uint64_t page = heap->options.page_size, end = mems_chain_end(chain);
    uint64_t pages = size / page + (size % page != 0);
    if (pages > (ADDRESS_MAX - end) / page)
        return MEMS_TOO_LARGE;
    uint64_t bytes = pages * page;
    bool cut = heap->options.ahead && bytes <= MEMS_PIECE_MAX / 4;
    if (!stock_records(heap))
        return MEMS_NO_MEMORY;
    void *physical = cut ? cut_ahead(heap, bytes, end + bytes)
                         : map_alone(heap, bytes, end + bytes);
    if (physical == NULL)
        return MEMS_NO_MEMORY;
    uint32_t node = mems_chain_append(chain, bytes, physical);
    mems_chain_node(chain, node)->borrowed = cut;
    mems_decide_node_appeared(heap, node);
    return MEMS_OK;
}
