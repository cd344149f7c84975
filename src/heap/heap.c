/* heap.c: a heap's life, and malloc and free on it.
 *
 * An operation first checks, then stocks every record it may need, then maps;
 * only then does it change anything, and from there nothing can fail. What it
 * does to the chains is done in decide.c, the same way for the first time and
 * for every time after. */
#include "private.h"

#include "os.h"
#include "decide.h"

#define PAGE_SIZE_MAX (UINT64_C(1) << 30)
#define START_MAX (UINT64_C(1) << 40)
#define ALIGN_MAX 4096

/* Nodes are wanted this far apart, so that a student sees that two mmaps need
 * not adjoin. Only the first ones: mappings that adjoin merge in the kernel into
 * one region, those that do not count against its limit of about 65,530. */
#define PLACE_STEP (UINT64_C(1) << 20)
#define PLACED_APART 256

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
    mems_index_open(&opened->index, wanted.page_size);
    *heap = opened;
    return MEMS_OK;
}

void mems_heap_close(mems_heap *heap)
{
    if (heap == NULL)
        return;
    mems_chain_close(&heap->chain);
    mems_index_close(&heap->index);
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
    return MEMS_OK;
}

/* ---- Malloc ---- */

static uint32_t choose(mems_heap *heap, uint64_t size)
{
    switch (heap->options.policy) {
    case MEMS_NEXT_FIT:
        return mems_index_next(&heap->index, &heap->chain, size, heap->rover);
    case MEMS_BEST_FIT:
        return mems_index_best(&heap->index, &heap->chain, size);
    case MEMS_WORST_FIT:
        return mems_index_worst(&heap->index, &heap->chain, size);
    case MEMS_FIRST_FIT:
    default:
        return mems_index_lowest(&heap->index, &heap->chain, size);
    }
}

static bool stock(mems_heap *heap)
{
    return mems_chain_stock(&heap->chain) && mems_index_stock(&heap->index);
}

/* Moves the wish for the next node past one of `bytes` bytes: it only ever
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

/* Maps a node in which `size` bytes fit; its HOLE is *segment. */
static enum mems_error grow(mems_heap *heap, uint64_t size, uint32_t *segment)
{
    uint64_t page = heap->options.page_size;
    uint64_t room = UINTPTR_MAX - mems_chain_end(&heap->chain);
    uint64_t pages = size / page + (size % page != 0);
    if (pages > room / page)
        return MEMS_TOO_LARGE;
    uint64_t bytes = pages * page;
    void *physical = mems_os_map((size_t)bytes, heap->place);
    if (physical == NULL)
        return MEMS_NO_MEMORY;
    move_place(heap, bytes);
    uint32_t node = mems_chain_append(&heap->chain, bytes, physical);
    *segment = mems_chain_node(&heap->chain, node)->first;
    mems_index_node_appeared(&heap->index, &heap->chain, node);
    return MEMS_OK;
}

enum mems_error mems_heap_malloc(mems_heap *heap, uint64_t size, struct mems_decision *decision)
{
    if (size == 0)
        return MEMS_ZERO_SIZE;
    uint32_t waste = (uint32_t)((0 - size) & (heap->options.align - 1));
    if (size > UINTPTR_MAX - waste)
        return MEMS_TOO_LARGE;
    uint64_t need = size + waste;
    if (!stock(heap))
        return MEMS_NO_MEMORY;
    struct mems_decision made = {.size = need, .waste = waste, .rover = heap->rover};
    made.segment = choose(heap, need);
    if (made.segment == MEMS_NONE) {
        enum mems_error error = grow(heap, need, &made.segment);
        if (error != MEMS_OK)
            return error;
        made.did = MEMS_DID_NODE;
    }
    const struct segment *hole = mems_chain_segment(&heap->chain, made.segment);
    made.address = hole->start;
    made.node = hole->node;
    made.right = hole->size - need;
    if (made.right > 0)
        made.did |= MEMS_DID_SPLIT;
    mems_decide_place(heap, &made);
    if (decision != NULL)
        *decision = made;
    return MEMS_OK;
}

/* ---- Free ---- */

/* The block that begins at `address`. */
static enum mems_error find_block(const mems_heap *heap, uint64_t address, uint32_t *segment)
{
    *segment = mems_index_segment_at(&heap->index, &heap->chain, address);
    if (*segment == MEMS_NONE)
        return MEMS_OUTSIDE;
    const struct segment *found = mems_chain_segment(&heap->chain, *segment);
    if (found->kind == MEMS_HOLE)
        return MEMS_ALREADY_FREE;
    return found->start == address ? MEMS_OK : MEMS_INNER_ADDRESS;
}

/* Bytes of the HOLE at `segment`; 0 when there is none or it is not joined. */
static uint64_t hole_bytes(const mems_heap *heap, uint32_t segment)
{
    if (!heap->options.join || segment == MEMS_NONE)
        return 0;
    const struct segment *neighbour = mems_chain_segment(&heap->chain, segment);
    return neighbour->kind == MEMS_HOLE ? neighbour->size : 0;
}

enum mems_error mems_heap_free(mems_heap *heap, uint64_t address, struct mems_decision *decision)
{
    uint32_t at;
    enum mems_error error = find_block(heap, address, &at);
    if (error != MEMS_OK)
        return error;
    const struct segment *block = mems_chain_segment(&heap->chain, at);
    struct mems_decision made = {
        .address = address, .size = block->size, .waste = block->waste,
        .left = hole_bytes(heap, block->prev), .right = hole_bytes(heap, block->next),
        .did = MEMS_DID_FREE, .node = block->node, .segment = at,
    };
    if (made.left > 0)
        made.did |= MEMS_DID_JOIN_LEFT;
    if (made.right > 0)
        made.did |= MEMS_DID_JOIN_RIGHT;
    mems_decide_release(heap, &made);
    if (decision != NULL)
        *decision = made;
    return MEMS_OK;
}
