/* heap.c: a heap's life, and malloc and free on it.
 *
 * An operation first checks, then stocks every record it may need, then maps;
 * only then does it change anything, and from there nothing can fail. What it
 * does to the chains is done in decide.c, the same way for the first time and
 * for every time after. */
#include "private.h"

#include "decide.h"
#include "grow.h"
#include "os.h"
#include "search.h"

#define PAGE_SIZE_MAX (UINT64_C(1) << 30)
#define START_MAX (UINT64_C(1) << 40)
#define ALIGN_MAX 4096

struct mems_options mems_options_default(void)
{
    return (struct mems_options){.page_size = 4096, .start = 1000, .align = 1,
                                 .policy = MEMS_FIRST_FIT, .join = true, .place = 0};
}

static enum mems_error check_options(const struct mems_options *options)
{
    if (options->page_size < 1 || options->page_size > PAGE_SIZE_MAX)
        return MEMS_BAD_PAGE_SIZE;
    if (options->start < 1 || options->start > START_MAX || options->start > UINTPTR_MAX / 2)
        return MEMS_BAD_START;
    if (options->align < 1 || options->align > ALIGN_MAX ||
        (options->align & (options->align - 1)) != 0)
        return MEMS_BAD_ALIGNMENT;
    if ((unsigned)options->policy >= MEMS_POLICIES)
        return MEMS_BAD_POLICY;
    return MEMS_OK;
}

static uint64_t round_up(uint64_t n, uint64_t unit)
{
    uint64_t rest = n % unit;
    return rest == 0 ? n : n + (unit - rest);
}

/* ---- Life ---- */

enum mems_error mems_heap_open(mems_heap **heap, const struct mems_options *options)
{
    struct mems_options wanted = options != NULL ? *options : mems_options_default();
    *heap = NULL;
    enum mems_error error = check_options(&wanted);
    if (error != MEMS_OK)
        return error;
    size_t bytes = (size_t)round_up(sizeof **heap, wanted.page_size);
    mems_heap *opened = mems_os_map(bytes, 0);
    if (opened == NULL)
        return MEMS_NO_MEMORY;
    opened->options = wanted;
    opened->bytes = bytes;
    opened->rover = wanted.start;
    opened->place = wanted.place;
    mems_chain_open(&opened->chain, wanted.start, wanted.page_size);
    mems_index_open(&opened->index, wanted.start, wanted.page_size);
    mems_best_open(&opened->best, wanted.page_size);
    mems_map_open(&opened->map, wanted.page_size);
    mems_pieces_open(&opened->pieces, wanted.page_size);
    *heap = opened;
    return MEMS_OK;
}

void mems_heap_close(mems_heap *heap)
{
    if (heap == NULL)
        return;
    mems_chain_close(&heap->chain);
    mems_index_close(&heap->index);
    mems_best_close(&heap->best);
    mems_map_close(&heap->map);
    mems_pieces_close(&heap->pieces);
    mems_os_unmap(heap, heap->bytes);
}

struct mems_options mems_heap_options(const mems_heap *heap)
{
    return heap->options;
}

enum mems_error mems_heap_set_policy(mems_heap *heap, enum mems_policy policy)
{
    if ((unsigned)policy >= MEMS_POLICIES)
        return MEMS_BAD_POLICY;
    heap->options.policy = policy;
    if (policy != MEMS_BEST_FIT)
        mems_decide_unsort(heap);
    return MEMS_OK;
}

/* ---- Malloc ---- */

static uint32_t largest_that_fits(mems_heap *heap, uint64_t size)
{
    uint32_t at = mems_index_largest(&heap->index, &heap->chain);
    if (at == MEMS_NONE)
        return MEMS_NONE;
    const struct segment *largest = mems_chain_segment(&heap->chain, at);
    return mems_segment_size(&heap->chain, largest) >= size ? at : MEMS_NONE;
}

static uint32_t choose(mems_heap *heap, uint64_t size)
{
    switch (heap->options.policy) {
    case MEMS_NEXT_FIT:
        return mems_index_next(&heap->index, &heap->chain, size, heap->rover);
    case MEMS_BEST_FIT:
        return mems_best_find(&heap->best, size);
    case MEMS_WORST_FIT:
        return largest_that_fits(heap, size);
    case MEMS_FIRST_FIT:
    default:
        return mems_index_lowest(&heap->index, &heap->chain, size);
    }
}

/* What a malloc may need where a HOLE fits: a record for its rest. */
static bool stock(mems_heap *heap)
{
    if (!mems_pool_stock(&heap->chain.segments, 1))
        return false;
    return heap->options.policy != MEMS_BEST_FIT ||
           (mems_decide_sort(heap) && mems_best_stock(&heap->best, 2));
}

enum mems_error mems_heap_malloc(mems_heap *heap, uint64_t size, struct mems_decision *decision)
{
    if (size == 0)
        return MEMS_ZERO_SIZE;
    if (size > MEMS_ADDRESS_MAX)
        return MEMS_TOO_LARGE;
    uint32_t waste = (uint32_t)((0 - size) & (heap->options.align - 1));
    uint64_t need = size + waste, rover = heap->rover;
    uint32_t node = MEMS_NONE;
    if (!stock(heap))
        return MEMS_NO_MEMORY;
    uint32_t at = choose(heap, need);
    if (at == MEMS_NONE) {
        enum mems_error error = mems_grow(heap, need, &node);
        if (error != MEMS_OK)
            return error;
        at = mems_chain_node(&heap->chain, node)->first;
    }
    const struct segment *hole = mems_chain_segment(&heap->chain, at);
    uint64_t start = hole->start, end = mems_segment_end(&heap->chain, hole);
    uint64_t rest = end - start - need;
    struct move move = {.left = start, .start = start, .end = start + need, .right = end,
                        .waste = waste, .hole = at};
    mems_decide_place(heap, &move);
    if (decision != NULL)
        *decision = (struct mems_decision){
            .address = start, .size = need, .right = rest, .rover = rover, .waste = waste,
            .did = (uint8_t)((node == MEMS_NONE ? 0 : MEMS_DID_NODE) |
                             (rest == 0 ? 0 : MEMS_DID_SPLIT)),
            .node = node, .segment = at};
    return MEMS_OK;
}

/* ---- Free ---- */

/* Why no block begins at `address`. */
static enum mems_error why_not(const mems_heap *heap, uint64_t address)
{
    uint32_t at = mems_index_segment_at(&heap->index, &heap->chain, address);
    if (at == MEMS_NONE)
        return MEMS_OUTSIDE;
    return mems_chain_segment(&heap->chain, at)->kind == MEMS_HOLE ? MEMS_ALREADY_FREE
                                                                   : MEMS_INNER_ADDRESS;
}

/* The block that begins at `address`, or MEMS_NONE. */
static uint32_t find_block(const mems_heap *heap, uint64_t address)
{
    const struct chain *chain = &heap->chain;
    if (address - chain->start >= chain->mapped)
        return MEMS_NONE;
    uint32_t at = mems_granules_at(&heap->index.granules, chain, address);
    bool is_block = at != MEMS_NONE && mems_chain_segment(chain, at)->kind == MEMS_PROCESS;
    return is_block ? at : MEMS_NONE;
}

/* The HOLEs beside the block, which it joins. */
static inline void look_beside(const mems_heap *heap, const struct segment *block,
                               struct move *move)
{
    const struct chain *chain = &heap->chain;
    if (!mems_chain_is_end(block->next)) {
        const struct segment *right = mems_chain_segment(chain, block->next);
        if (right->kind == MEMS_HOLE)
            move->right = mems_segment_end(chain, right);
    }
    if (!mems_chain_is_end(block->prev)) {
        const struct segment *left = mems_chain_segment(chain, block->prev);
        if (left->kind == MEMS_HOLE)
            move->left = left->start;
    }
}

enum mems_error mems_heap_free(mems_heap *heap, uint64_t address, struct mems_decision *decision)
{
    uint32_t at = find_block(heap, address);
    if (at == MEMS_NONE)
        return why_not(heap, address);
    if (heap->is_sorted && !mems_best_stock(&heap->best, 1))
        mems_decide_unsort(heap); /* the next malloc needs it, and may fail */
    const struct segment *block = mems_chain_segment(&heap->chain, at);
    uint64_t end = mems_segment_end(&heap->chain, block);
    struct move move = {.left = address, .start = address, .end = end, .right = end,
                        .waste = block->waste, .block = at};
    if (heap->options.join)
        look_beside(heap, block, &move);
    mems_decide_vacate(heap, &move);
    if (decision != NULL)
        *decision = (struct mems_decision){
            .address = address, .size = end - address, .left = address - move.left,
            .right = move.right - end, .waste = move.waste,
            .did = (uint8_t)(MEMS_DID_FREE | (move.left < address ? MEMS_DID_JOIN_LEFT : 0) |
                             (end < move.right ? MEMS_DID_JOIN_RIGHT : 0)),
            .node = MEMS_NONE, .segment = move.hole};
    return MEMS_OK;
}
