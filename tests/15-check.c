/* 15-check.c: mems_heap_check names every fault: each is made by hand in a
 * sound heap, found, and mended. */
#include "private.h"

#include "heaps.h"

/* Three nodes; the second holds P H P and the third P H. One node hidden, a few
 * records given back. */
static mems_heap *sound_heap(void)
{
    mems_heap *heap;
    struct mems_decision undone;
    struct mems_options options = mems_options_default();
    options.align = 8;
    ck_assert_int_eq(mems_heap_open(&heap, &options), MEMS_OK);
    const uint64_t sizes[] = {4096, 1001, 999, 2088, 4000, 20};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++)
        ck_assert_int_eq(mems_heap_malloc(heap, sizes[i], NULL), MEMS_OK);
    ck_assert_int_eq(mems_heap_free(heap, 5096 + 1008, NULL), MEMS_OK);
    ck_assert_int_eq(mems_heap_free(heap, 5096 + 4096 + 4000, NULL), MEMS_OK);
    ck_assert_int_eq(mems_heap_malloc(heap, 10000, &undone), MEMS_OK);
    mems_heap_undo(heap, &undone);
    assert_sound(heap);
    return heap;
}

static struct node *node_number(const mems_heap *heap, uint32_t index)
{
    return mems_chain_node(&heap->chain, mems_index_node(&heap->index, index));
}

static struct segment *segment_number(const mems_heap *heap, uint32_t node, int number)
{
    uint32_t at = node_number(heap, node)->first;
    while (number-- > 0)
        at = mems_chain_segment(&heap->chain, at)->next;
    return mems_chain_segment(&heap->chain, at);
}

/* Sets a field wrong, expects the fault at the node, and mends it. */
#define BREAK(heap, field, wrong, fault, where)                          \
    do {                                                                 \
        uint64_t at_ = 99;                                               \
        __typeof__(field) right_ = (field);                              \
        (field) = (__typeof__(field))(wrong);                            \
        ck_assert_str_eq(mems_fault_text(mems_heap_check(heap, &at_)),   \
                         mems_fault_text(fault));                        \
        ck_assert_int_eq((int)at_, where);                               \
        ck_assert_int_eq(mems_heap_check(heap, NULL), fault);            \
        (field) = right_;                                                \
        assert_sound(heap);                                              \
    } while (0)

START_TEST(broken_main_chain)
{
    mems_heap *heap = sound_heap();
    struct node *node = node_number(heap, 1);
    BREAK(heap, node->prev, MEMS_NONE, MEMS_NODE_LINK, 1);
    BREAK(heap, node->next, MEMS_NONE, MEMS_NODE_LINK, 1);
    BREAK(heap, node->next, 1000, MEMS_NODE_LINK, 2);
    BREAK(heap, node->index, 2, MEMS_NODE_LINK, 1);
    BREAK(heap, node->hidden, true, MEMS_NODE_LINK, 1);
    BREAK(heap, heap->chain.last, heap->chain.first, MEMS_NODE_LINK, 2);
    BREAK(heap, node->start, node->start + 1, MEMS_NODE_ADDRESS, 1);
    BREAK(heap, node->size, node->size + 1, MEMS_NODE_SIZE, 1);
    BREAK(heap, node->size, 0, MEMS_NODE_SIZE, 1);
    BREAK(heap, node->physical, NULL, MEMS_NODE_SIZE, 1);
    mems_heap_close(heap);
}
END_TEST

START_TEST(broken_sub_chain)
{
    mems_heap *heap = sound_heap();
    struct segment *hole = segment_number(heap, 1, 1);
    struct segment *block = segment_number(heap, 1, 2);
    BREAK(heap, hole->prev, MEMS_NONE, MEMS_SEGMENT_LINK, 1);
    BREAK(heap, hole->next, 4000, MEMS_SEGMENT_LINK, 1);
    BREAK(heap, hole->next, hole->prev, MEMS_SEGMENT_LINK, 1);
    BREAK(heap, hole->node, heap->chain.first, MEMS_SEGMENT_LINK, 1);
    BREAK(heap, hole->kind, 7, MEMS_SEGMENT_LINK, 1);
    BREAK(heap, node_number(heap, 1)->last, node_number(heap, 1)->first, MEMS_SEGMENT_LINK, 1);
    BREAK(heap, block->prev, MEMS_NONE, MEMS_SEGMENT_LINK, 1);
    BREAK(heap, hole->next, MEMS_NONE, MEMS_SEGMENT_LINK, 1);
    BREAK(heap, hole->start, hole->start + 8, MEMS_SEGMENT_TILE, 1);
    BREAK(heap, hole->size, hole->size + 8, MEMS_SEGMENT_TILE, 1);
    BREAK(heap, hole->size, UINT64_MAX, MEMS_SEGMENT_TILE, 1);
    BREAK(heap, hole->size, 0, MEMS_SEGMENT_EMPTY, 1);
    BREAK(heap, hole->waste, 1, MEMS_SEGMENT_WASTE, 1);
    BREAK(heap, block->waste, 8, MEMS_SEGMENT_WASTE, 1);
    BREAK(heap, block->kind, MEMS_HOLE, MEMS_HOLES_ADJOIN, 1);
    mems_heap_close(heap);
}
END_TEST

START_TEST(broken_books)
{
    mems_heap *heap = sound_heap();
    struct node *node = node_number(heap, 1);
    struct chain *chain = &heap->chain;
    BREAK(heap, node->largest, node->largest + 1, MEMS_HEAP_BOOKS, 1);
    BREAK(heap, chain->count, chain->count + 1, MEMS_HEAP_BOOKS, 2);
    BREAK(heap, chain->mapped, chain->mapped + 4096, MEMS_HEAP_BOOKS, 2);
    BREAK(heap, chain->process, chain->process + 1, MEMS_HEAP_BOOKS, 2);
    BREAK(heap, chain->waste, chain->waste + 1, MEMS_HEAP_BOOKS, 2);
    BREAK(heap, chain->blocks, chain->blocks + 1, MEMS_HEAP_BOOKS, 2);
    BREAK(heap, chain->holes, chain->holes + 1, MEMS_HEAP_BOOKS, 2);
    mems_heap_close(heap);
}
END_TEST

START_TEST(lost_records)
{
    mems_heap *heap = sound_heap();
    struct chain *chain = &heap->chain;
    struct node *hidden = mems_chain_node(chain, chain->hidden);
    struct free_slot *slot = mems_pool_slot(&chain->segments, chain->segments.top);
    ck_assert_uint_ne(chain->segments.top, MEMS_NONE);
    BREAK(heap, chain->segments.top, MEMS_NONE, MEMS_RECORDS_LOST, 2);
    BREAK(heap, chain->segments.virgin, chain->segments.virgin + 1, MEMS_RECORDS_LOST, 2);
    BREAK(heap, chain->nodes.virgin, chain->nodes.virgin + 1, MEMS_RECORDS_LOST, 2);
    BREAK(heap, slot->mark, 0, MEMS_RECORDS_LOST, 2);
    BREAK(heap, slot->below, chain->segments.top, MEMS_RECORDS_LOST, 2);
    BREAK(heap, chain->hidden, 1000, MEMS_RECORDS_LOST, 2);
    BREAK(heap, chain->hidden, MEMS_NONE, MEMS_NODE_LINK, 2);
    BREAK(heap, hidden->hidden, false, MEMS_NODE_LINK, 2);
    BREAK(heap, hidden->prev, chain->first, MEMS_NODE_LINK, 2);
    BREAK(heap, hidden->physical, NULL, MEMS_NODE_LINK, 2);
    BREAK(heap, chain->hidden_count, 2, MEMS_NODE_LINK, 2);
    mems_heap_close(heap);
}
END_TEST

START_TEST(index_that_differs)
{
    mems_heap *heap = sound_heap();
    struct entry *entry = mems_pool_slot(&heap->index.entries, 1);
    BREAK(heap, entry->at_most, 100, MEMS_INDEX_DIFFERS, 1);
    BREAK(heap, entry->record, heap->chain.first, MEMS_INDEX_DIFFERS, 1);
    BREAK(heap, entry->start, 5095, MEMS_INDEX_DIFFERS, 1);
    BREAK(heap, heap->index.count, 2, MEMS_INDEX_DIFFERS, 2);
    mems_heap_close(heap);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("heap: check");
    TCase *cases = tcase_create("check");
    tcase_add_test(cases, broken_main_chain);
    tcase_add_test(cases, broken_sub_chain);
    tcase_add_test(cases, broken_books);
    tcase_add_test(cases, lost_records);
    tcase_add_test(cases, index_that_differs);
    suite_add_tcase(suite, cases);
    return run_seeded(suite);
}
