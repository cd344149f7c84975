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
    options.sums = true;
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
    return mems_chain_node(&heap->chain, mems_pages_number(&heap->index.pages, index));
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
    do {                                                                \
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

/* The same of a field of few bits of a segment. */
#define BREAK_BITS(heap, which, field, bits, wrong, fault, where)      \
    do {                                                                \
        uint64_t at_ = 99;                                               \
        struct segment *segment_ = (which), right_ = *segment_;        \
        segment_->field = (wrong) & ((UINT64_C(1) << (bits)) - 1);       \
        ck_assert_str_eq(mems_fault_text(mems_heap_check(heap, &at_)),   \
                         mems_fault_text(fault));                        \
        ck_assert_int_eq((int)at_, where);                               \
        *segment_ = right_;                                              \
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
    BREAK(heap, hole->next, MEMS_NONE, MEMS_SEGMENT_LINK, 1);
    BREAK(heap, hole->next, MEMS_END | heap->chain.first, MEMS_SEGMENT_LINK, 1);
    BREAK(heap, hole->next, hole->prev, MEMS_SEGMENT_TILE, 1);
    BREAK(heap, hole->next, MEMS_END | heap->chain.last, MEMS_SEGMENT_LINK, 1);
    BREAK(heap, node_number(heap, 1)->first, MEMS_END | 1, MEMS_SEGMENT_LINK, 1);
    BREAK(heap, node_number(heap, 1)->first, 4000, MEMS_SEGMENT_LINK, 1);
    BREAK(heap, block->prev, MEMS_NONE, MEMS_SEGMENT_LINK, 1);
    struct segment *low = segment_number(heap, 1, 0), *other = segment_number(heap, 2, 0);
    BREAK_BITS(heap, hole, start, 51, hole->start + 2000U, MEMS_SEGMENT_TILE, 1);
    BREAK_BITS(heap, hole, start, 51, block->start + 8U, MEMS_SEGMENT_TILE, 1);
    BREAK_BITS(heap, hole, start, 51, 5095U, MEMS_SEGMENT_TILE, 1);
    BREAK_BITS(heap, low, start, 51, 5097U, MEMS_SEGMENT_TILE, 1);
    BREAK_BITS(heap, hole, start, 51, 5096U, MEMS_SEGMENT_EMPTY, 1);
    BREAK_BITS(heap, hole, waste, 12, 1U, MEMS_SEGMENT_WASTE, 1);
    BREAK_BITS(heap, block, waste, 12, 8U, MEMS_SEGMENT_WASTE, 1);
    BREAK_BITS(heap, low, kind, 1, MEMS_HOLE, MEMS_SEGMENT_WASTE, 1);
    BREAK_BITS(heap, block, kind, 1, MEMS_HOLE, MEMS_HOLES_ADJOIN, 1);
    BREAK_BITS(heap, other, kind, 1, MEMS_HOLE, MEMS_HOLES_ADJOIN, 2);
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
    mems_heap_close(heap);
}
END_TEST

START_TEST(lost_records)
{
    mems_heap *heap = sound_heap();
    struct chain *chain = &heap->chain;
    struct node *hidden = mems_chain_node(chain, chain->hidden);
    uint32_t *slot = mems_pool_slot(&chain->segments, chain->segments.top);
    ck_assert_uint_ne(chain->segments.top, MEMS_NONE);
    BREAK(heap, chain->segments.top, MEMS_NONE, MEMS_RECORDS_LOST, 2);
    BREAK(heap, chain->segments.virgin, chain->segments.virgin + 1, MEMS_RECORDS_LOST, 2);
    BREAK(heap, chain->nodes.virgin, chain->nodes.virgin + 1, MEMS_RECORDS_LOST, 2);
    BREAK(heap, slot[MEMS_SLOT_MARK], 0, MEMS_RECORDS_LOST, 2);
    BREAK(heap, slot[MEMS_SLOT_BELOW], chain->segments.top, MEMS_RECORDS_LOST, 2);
    BREAK(heap, chain->hidden, 1000, MEMS_RECORDS_LOST, 2);
    BREAK(heap, chain->hidden, MEMS_NONE, MEMS_NODE_LINK, 2);
    BREAK(heap, hidden->hidden, false, MEMS_NODE_LINK, 2);
    BREAK(heap, hidden->prev, chain->first, MEMS_NODE_LINK, 2);
    BREAK(heap, hidden->physical, NULL, MEMS_NODE_LINK, 2);
    BREAK(heap, chain->hidden_count, 2, MEMS_NODE_LINK, 2);
    mems_heap_close(heap);
}
END_TEST

#define DIFFERS(field, wrong, where) BREAK(heap, field, wrong, MEMS_INDEX_DIFFERS, where)

START_TEST(tables_that_differ)
{
    mems_heap *heap = sound_heap();
    struct granules *granules = &heap->index.granules;
    struct pages *pages = &heap->index.pages;
    uint64_t g = mems_granule(granules, segment_number(heap, 1, 1)->start);
    uint32_t *first = mems_granule_first(granules, g);
    DIFFERS(*first, 0, 1);
    DIFFERS(*first, *first + 1, 1);
    DIFFERS(mems_granule_first(granules, g + 1)[0], *first, 1);
    DIFFERS(mems_granule_first(granules, mems_granule(granules, 13287))[0], 1, 2);
    DIFFERS(*(uint64_t *)(void *)granules->bits[0].start, 0, 2);
    DIFFERS(*(uint64_t *)(void *)granules->bits[0].start, UINT64_MAX, 2);
    DIFFERS(((uint32_t *)(void *)pages->cells.start)[1], 1, 1);
    DIFFERS(((uint32_t *)(void *)pages->cells.start)[1], 0, 1);
    DIFFERS(((uint32_t *)(void *)pages->order.start)[1], 0, 1);
    mems_heap_close(heap);
}
END_TEST

START_TEST(bounds_that_are_too_low)
{
    mems_heap *heap = sound_heap();
    struct granules *granules = &heap->index.granules;
    struct bounds *bounds = &heap->index.bounds;
    const struct segment *hole = segment_number(heap, 1, 1);
    uint64_t g = mems_granule(granules, hole->start);
    int32_t size = (int32_t)mems_segment_size(&heap->chain, hole);
    int32_t *leaf = mems_granule_bound(granules, g);
    int32_t *above = mems_bounds_level(bounds, 1) + g / MEMS_LANES;
    ck_assert_int_eq(*leaf, size);
    ck_assert_uint_gt(bounds->top, 0);
    DIFFERS(*leaf, size - 1, 1);
    DIFFERS(*above, size - 1, 2);
    mems_bounds_raise(bounds, granules, g, 1 << 20); /* too high is allowed */
    assert_sound(heap);
    *leaf = size;
    assert_sound(heap);
    struct hints *hints = &bounds->hints;
    hints->size[3] = size;
    DIFFERS(hints->from[3], (int32_t)g + 1, 2);
    hints->from[3] = (int32_t)g;
    assert_sound(heap);
    mems_heap_close(heap);
}
END_TEST

/* The hole that a free made last needs no bound, but it must be one. */
START_TEST(fresh_hole_that_is_none)
{
    mems_heap *heap = sound_heap();
    struct fresh *fresh = &heap->index.fresh;
    const struct segment *block = segment_number(heap, 1, 0);
    ck_assert_uint_eq(fresh->start, fresh->end); /* an undone node takes it along */
    ck_assert_int_eq(mems_heap_free(heap, block->start, NULL), MEMS_OK);
    ck_assert_uint_eq(fresh->start, 5096);
    ck_assert_uint_eq(fresh->end, 5096 + 1008 + 1000);
    assert_sound(heap);
    DIFFERS(fresh->start, fresh->start + 1, 1);
    DIFFERS(fresh->end, fresh->end - 1, 2);
    DIFFERS(fresh->hole, fresh->hole + 1, 2);
    fresh->end = fresh->start; /* forgotten, so bounds are too low */
    ck_assert_int_eq(mems_heap_check(heap, NULL), MEMS_INDEX_DIFFERS);
    mems_heap_close(heap);
}
END_TEST

START_TEST(sums_that_differ)
{
    mems_heap *heap = sound_heap();
    mems_map_appeared(&heap->map, 4096, MEMS_PROCESS, 10, 0);
    ck_assert_int_eq(mems_heap_check(heap, NULL), MEMS_INDEX_DIFFERS);
    mems_map_went(&heap->map, 4096, MEMS_PROCESS, 10, 0);
    assert_sound(heap);
    mems_heap_close(heap);
}
END_TEST

START_TEST(holes_by_size_that_differ)
{
    mems_heap *heap = sound_heap();
    ck_assert_int_eq(mems_heap_set_policy(heap, MEMS_BEST_FIT), MEMS_OK);
    ck_assert_int_eq(mems_heap_malloc(heap, 100, NULL), MEMS_OK);
    assert_sound(heap);
    uint64_t size = mems_heap_largest_hole(heap);
    mems_best_appeared(&heap->best, 5096, size, 1);
    ck_assert_int_eq(mems_heap_check(heap, NULL), MEMS_INDEX_DIFFERS);
    mems_best_went(&heap->best, 5096, size);
    assert_sound(heap);
    DIFFERS(heap->is_sorted, false, 2);
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
    tcase_add_test(cases, tables_that_differ);
    tcase_add_test(cases, bounds_that_are_too_low);
    tcase_add_test(cases, fresh_hole_that_is_none);
    tcase_add_test(cases, sums_that_differ);
    tcase_add_test(cases, holes_by_size_that_differ);
    suite_add_tcase(suite, cases);
    return run_seeded(suite);
}
