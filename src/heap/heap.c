/* heap.c: a heap's life, and malloc and free on it.
 *
 * An operation first checks, then stocks every record it may need, then maps;
 * only then does it change anything, and from there nothing can fail. What it
 * does to the chains is done in decide.c, the same way for the first time and
 * for every time after. */
#include "private.h"

#include "decide.h"
#include "machine.h"
#include "os.h"

#define PAGE_SIZE_MAX (UINT64_C(1) << 30)
#define START_MAX (UINT64_C(1) << 40)
#define ALIGN_MAX 4096

struct mems_options mems_options_default(void)
{
    return (struct mems_options){.page_size = 4096, .start = 1000, .align = 1,
                                 .policy = MEMS_FIRST_FIT, .join = true, .place = 0,
                                 .sums = false, .ahead = false};
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
    mems_heap *opened = (mems_heap *)mems_os_map(bytes, 0);
    if (opened == NULL)
        return MEMS_NO_MEMORY;
    opened->options = wanted;
    opened->bytes = bytes;
    opened->machine = mems_machine_number(0);
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

/* ---- Operations: operate_template.h ---- */

enum mems_error mems_heap_malloc(mems_heap *heap, uint64_t size, struct mems_decision *decision)
{
    return heap->machine->place(heap, size, decision);
}

enum mems_error mems_heap_free(mems_heap *heap, uint64_t address, struct mems_decision *decision)
{
    return heap->machine->release(heap, address, decision);
}
