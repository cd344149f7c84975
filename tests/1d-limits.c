/* 1d-limits.c: the allocator's table of promises on the explicit heap: what is
 * refused, what is found, what options do. A test is named after its row. */
#include "heaps.h"

#include <string.h>

#define PAGE (page_sizes[_i])

/* The operation fails with that error and nothing can be seen to change. */
#define REFUSED(heap, operation, error)               \
    do {                                              \
        struct dump before_ = {0}, after_ = {0};      \
        dump_take(&before_, heap);                    \
        ck_assert_int_eq(operation, error);           \
        dump_take(&after_, heap);                     \
        ck_assert(dump_equal(&before_, &after_));     \
        assert_sound(heap);                           \
        dump_drop(&before_);                          \
        dump_drop(&after_);                           \
    } while (0)

START_TEST(malloc_of_0_changes_nothing)
{
    mems_heap *heap = open_heap(PAGE, MEMS_FIRST_FIT);
    REFUSED(heap, mems_heap_malloc(heap, 0, NULL), MEMS_ZERO_SIZE);
    take(heap, 10);
    REFUSED(heap, mems_heap_malloc(heap, 0, NULL), MEMS_ZERO_SIZE);
    close_sound(heap);
}
END_TEST

START_TEST(sizes_that_no_address_space_holds_are_refused)
{
    mems_heap *heap = open_heap(PAGE, MEMS_FIRST_FIT);
    take(heap, 10);
    REFUSED(heap, mems_heap_malloc(heap, UINT64_MAX, NULL), MEMS_TOO_LARGE);
    REFUSED(heap, mems_heap_malloc(heap, UINTPTR_MAX, NULL), MEMS_TOO_LARGE);
    REFUSED(heap, mems_heap_malloc(heap, UINTPTR_MAX - 999, NULL), MEMS_TOO_LARGE);
    REFUSED(heap, mems_heap_malloc(heap, UINTPTR_MAX - 1000, NULL), MEMS_TOO_LARGE);
    REFUSED(heap, mems_heap_malloc(heap, UINTPTR_MAX / 2, NULL), MEMS_TOO_LARGE);
    REFUSED(heap, mems_heap_malloc(heap, (UINT64_C(1) << 48) - 500, NULL), MEMS_TOO_LARGE);
    REFUSED(heap, mems_heap_malloc(heap, UINT64_C(255) << 40, NULL), MEMS_NO_MEMORY);
    ck_assert_uint_ne(take(heap, 10), NO_BLOCK);
    close_sound(heap);
    struct mems_options options = mems_options_default();
    options.page_size = PAGE;
    options.align = 4096;
    ck_assert_int_eq(mems_heap_open(&heap, &options), MEMS_OK);
    REFUSED(heap, mems_heap_malloc(heap, UINTPTR_MAX, NULL), MEMS_TOO_LARGE);
    REFUSED(heap, mems_heap_malloc(heap, UINTPTR_MAX - 4094, NULL), MEMS_TOO_LARGE);
    close_sound(heap);
}
END_TEST

START_TEST(three_gibibytes_in_one_request)
{
    const uint64_t size = UINT64_C(3) << 30;
    struct mems_decision made;
    void *first, *last;
    mems_heap *heap = open_heap(PAGE, MEMS_FIRST_FIT);
    ck_assert_int_eq(mems_heap_malloc(heap, size, &made), MEMS_OK);
    ck_assert_int_eq(mems_heap_get(heap, made.address, &first), MEMS_OK);
    ck_assert_int_eq(mems_heap_get(heap, made.address + size - 1, &last), MEMS_OK);
    ck_assert_uint_eq((uintptr_t)last - (uintptr_t)first, size - 1);
    *(unsigned char *)first = 1;
    *(unsigned char *)last = 2;
    give(heap, made.address);
    ck_assert_uint_ge(mems_heap_largest_hole(heap), size);
    close_sound(heap);
}
END_TEST

START_TEST(wrong_frees_change_nothing_and_say_why)
{
    mems_heap *heap = open_heap(PAGE, MEMS_FIRST_FIT);
    REFUSED(heap, mems_heap_free(heap, 1000, NULL), MEMS_OUTSIDE);
    uint64_t block = take(heap, 3 * (uint64_t)PAGE), other = take(heap, 10);
    REFUSED(heap, mems_heap_free(heap, block + 1, NULL), MEMS_INNER_ADDRESS);
    REFUSED(heap, mems_heap_free(heap, block + 3 * (uint64_t)PAGE - 1, NULL),
            MEMS_INNER_ADDRESS);
    REFUSED(heap, mems_heap_free(heap, 0, NULL), MEMS_OUTSIDE);
    REFUSED(heap, mems_heap_free(heap, 999, NULL), MEMS_OUTSIDE);
    struct mems_node last;
    ck_assert(mems_node_last(heap, &last));
    REFUSED(heap, mems_heap_free(heap, last.start + last.size, NULL), MEMS_OUTSIDE);
    REFUSED(heap, mems_heap_free(heap, UINT64_MAX, NULL), MEMS_OUTSIDE);
    give(heap, block);
    REFUSED(heap, mems_heap_free(heap, block, NULL), MEMS_ALREADY_FREE);
    REFUSED(heap, mems_heap_free(heap, block + 1, NULL), MEMS_ALREADY_FREE);
    give(heap, other);
    close_sound(heap);
}
END_TEST

START_TEST(get_of_inner_address_is_base_plus_offset)
{
    void *base, *inner;
    mems_heap *heap = roomy_heap(PAGE, MEMS_FIRST_FIT);
    take(heap, 100);
    uint64_t block = take(heap, 300);
    ck_assert_int_eq(mems_heap_get(heap, block, &base), MEMS_OK);
    for (uint64_t offset = 0; offset < 300; offset++) {
        must(mems_heap_get(heap, block + offset, &inner) == MEMS_OK);
        must((unsigned char *)inner == (unsigned char *)base + offset);
    }
    close_sound(heap);
}
END_TEST

/* Every byte of every block gets its own value, then all are read again. */
START_TEST(every_byte_of_every_block_is_reachable)
{
    mems_heap *heap = open_heap(PAGE, MEMS_FIRST_FIT);
    struct random random = random_stream(3);
    uint64_t blocks[60], sizes[60];
    for (int i = 0; i < 60; i++) {
        sizes[i] = 1 + random_below(&random, 1500);
        blocks[i] = take(heap, sizes[i]);
    }
    for (int pass = 0; pass < 2; pass++) {
        for (int i = 0; i < 60; i++) {
            for (uint64_t b = 0; b < sizes[i]; b++) {
                void *physical;
                must(mems_heap_get(heap, blocks[i] + b, &physical) == MEMS_OK);
                unsigned char *byte = physical, value = (unsigned char)(7 * i + (int)(b % 251));
                if (pass == 0)
                    *byte = value;
                must(*byte == value);
            }
        }
    }
    close_sound(heap);
}
END_TEST

START_TEST(get_in_a_hole_or_outside_is_null)
{
    void *physical = &physical;
    mems_heap *heap = roomy_heap(PAGE, MEMS_FIRST_FIT);
    ck_assert_int_eq(mems_heap_get(heap, 1000, &physical), MEMS_ALREADY_FREE);
    ck_assert_ptr_null(physical);
    physical = &physical;
    ck_assert_int_eq(mems_heap_get(heap, 999, &physical), MEMS_OUTSIDE);
    ck_assert_ptr_null(physical);
    physical = &physical;
    ck_assert_int_eq(mems_heap_get(heap, 1000 + 1000 * (uint64_t)PAGE, &physical), MEMS_OUTSIDE);
    ck_assert_ptr_null(physical);
    ck_assert_int_eq(mems_heap_get(heap, 0, &physical), MEMS_OUTSIDE);
    close_sound(heap);
}
END_TEST

START_TEST(walks_go_over_all_of_it_both_ways)
{
    mems_heap *heap = open_heap(PAGE, MEMS_FIRST_FIT);
    struct mems_node node, same;
    struct mems_segment at, seen = {0};
    ck_assert(!mems_node_first(heap, &node));
    ck_assert(!mems_node_last(heap, &node));
    ck_assert(!mems_node_index(heap, 0, &node));
    for (int i = 0; i < 5; i++)
        give(heap, take(heap, (uint64_t)PAGE * (unsigned)(i + 1)));
    for (int i = 0; i < 6; i++)
        take(heap, 1);
    uint64_t index = 0, address = 1000;
    for (bool more = mems_node_first(heap, &node); more; more = mems_node_next(heap, &node)) {
        ck_assert(mems_node_index(heap, index, &same));
        ck_assert_uint_eq(same.record, node.record);
        ck_assert_uint_eq(node.index, index++);
        uint64_t segments = 0;
        for (bool one = mems_segment_first(heap, &node, &at); one;
             one = mems_segment_next(heap, &at)) {
            ck_assert_uint_eq(at.start, address);
            ck_assert_uint_eq(at.node, node.index);
            address += at.size;
            segments++;
            struct mems_segment before = at;
            ck_assert_int_eq(mems_segment_before(heap, &before), segments > 1);
            if (segments > 1)
                ck_assert_uint_eq(before.record, seen.record);
            ck_assert(mems_segment_at(heap, at.start + at.size - 1, &seen));
            ck_assert_uint_eq(seen.record, at.record);
        }
        struct mems_usage usage = mems_heap_usage(heap, node.start, node.start + node.size);
        ck_assert_uint_eq(segments, usage.blocks + usage.holes);
    }
    ck_assert_uint_eq(index, mems_heap_totals(heap).nodes);
    ck_assert(!mems_node_index(heap, index, &node));
    ck_assert(!mems_node_index(heap, UINT64_C(1) << 32, &node));
    close_sound(heap);
}
END_TEST

/* ---- Once, not for every page size ---- */

START_TEST(wrong_options_are_refused)
{
    const struct mems_options good = mems_options_default();
    struct mems_options bad;
    mems_heap *heap = (mems_heap *)&bad;
#define REFUSED_OPTION(field, value, error)                         \
    do {                                                            \
        bad = good;                                                 \
        bad.field = value;                                          \
        ck_assert_int_eq(mems_heap_open(&heap, &bad), error);       \
        ck_assert_ptr_null(heap);                                   \
    } while (0)
    REFUSED_OPTION(page_size, 0, MEMS_BAD_PAGE_SIZE);
    REFUSED_OPTION(page_size, ((size_t)1 << 30) + 1, MEMS_BAD_PAGE_SIZE);
    REFUSED_OPTION(page_size, SIZE_MAX, MEMS_BAD_PAGE_SIZE);
    REFUSED_OPTION(start, 0, MEMS_BAD_START);
    REFUSED_OPTION(start, (UINT64_C(1) << 40) + 1, MEMS_BAD_START);
    REFUSED_OPTION(align, 0, MEMS_BAD_ALIGNMENT);
    REFUSED_OPTION(align, 3, MEMS_BAD_ALIGNMENT);
    REFUSED_OPTION(align, 8192, MEMS_BAD_ALIGNMENT);
    REFUSED_OPTION(policy, (enum mems_policy)MEMS_POLICIES, MEMS_BAD_POLICY);
    mems_heap_close(NULL);
}
END_TEST

START_TEST(defaults_are_as_promised)
{
    mems_heap *heap;
    ck_assert_int_eq(mems_heap_open(&heap, NULL), MEMS_OK);
    struct mems_options options = mems_heap_options(heap);
    ck_assert_uint_eq(options.page_size, 4096);
    ck_assert_uint_eq(options.start, 1000);
    ck_assert_uint_eq(options.align, 1);
    ck_assert_int_eq(options.policy, MEMS_FIRST_FIT);
    ck_assert(options.join);
    ck_assert_uint_eq(options.place, 0);
    close_sound(heap);
}
END_TEST

START_TEST(largest_page_size_works)
{
    mems_heap *heap = open_heap((size_t)1 << 30, MEMS_FIRST_FIT);
    ck_assert_uint_eq(take(heap, 1), 1000);
    ck_assert_uint_eq(take(heap, UINT64_C(1) << 30), 1000 + (UINT64_C(1) << 30));
    ck_assert_uint_eq(mems_heap_totals(heap).pages, 2);
    /* For a granule 8 bytes and a bit, for sixteen of them 4 bytes, and a little above. */
    ck_assert_uint_le(mems_heap_totals(heap).records, (UINT64_C(2) << 30) * 132 / 1000);
    close_sound(heap);
}
END_TEST

/* A search that ends in the last 64 bytes of the space, where a HOLE was, goes no
 * further: what lies behind a full table of rows is a user's bytes here. */
START_TEST(search_ends_where_the_space_does)
{
    const uint64_t space = UINT64_C(512) << 20; /* its rows are 64 MiB, all that is reserved */
    mems_heap *heap = open_heap(4096, MEMS_FIRST_FIT);
    void *bytes;
    ck_assert_int_eq(mems_heap_get(heap, take(heap, 4096), &bytes), MEMS_OK);
    memset(bytes, 0x7f, 4096);
    take(heap, space - 4096 - 64 - 4);
    uint64_t before = take(heap, 4), last = take(heap, 30);
    take(heap, 14); /* of the last 64 bytes a HOLE of 20 is left */
    ck_assert_int_eq(mems_heap_free(heap, last, NULL), MEMS_OK);
    ck_assert_int_eq(mems_heap_free(heap, before, NULL), MEMS_OK);
    ck_assert_uint_eq(take(heap, 34), before);
    ck_assert_uint_eq(take(heap, 25), 1000 + space);
    close_sound(heap);
}
END_TEST

START_TEST(nodes_lie_where_they_are_asked_to)
{
    const uintptr_t place = 0x4d454d530000;
    struct mems_options options = mems_options_default();
    mems_heap *heap;
    uintptr_t end = place;
    options.place = place;
    for (int round = 0; round < 2; round++) {
        end = place;
        ck_assert_int_eq(mems_heap_open(&heap, &options), MEMS_OK);
        for (unsigned i = 0; i < 300; i++) {
            struct mems_node node;
            ck_assert_uint_ne(take(heap, 4096 * (1 + i % 3)), NO_BLOCK);
            ck_assert(mems_node_last(heap, &node));
            uintptr_t gap = (uintptr_t)node.physical - end;
            ck_assert_uint_le(gap, 2 << 20);
            if (i > 0 && i <= 256)
                ck_assert_uint_ge(gap, 1 << 20);
            if (i == 0 || i > 256)
                ck_assert_uint_eq(gap, 0);
            end = (uintptr_t)node.physical + node.size;
        }
        close_sound(heap);
    }
}
END_TEST

START_TEST(place_that_is_taken_or_impossible_does_no_harm)
{
    const uintptr_t places[] = {1, 0x1000, UINTPTR_MAX, UINTPTR_MAX - 4095, UINTPTR_MAX / 2};
    for (size_t i = 0; i < 5; i++) {
        struct mems_options options = mems_options_default();
        mems_heap *one, *two;
        options.place = places[i];
        ck_assert_int_eq(mems_heap_open(&one, &options), MEMS_OK);
        options.place = 0x4d454d530000;
        ck_assert_int_eq(mems_heap_open(&two, &options), MEMS_OK);
        for (int n = 0; n < 5; n++) {
            ck_assert_uint_ne(take(one, 4096), NO_BLOCK);
            ck_assert_uint_ne(take(two, 4096), NO_BLOCK);
        }
        close_sound(one);
        close_sound(two);
    }
}
END_TEST

START_TEST(texts_are_there_for_every_number)
{
    for (int error = -1; error < 20; error++)
        ck_assert_uint_gt(strlen(mems_error_text((enum mems_error)error)), 0);
    for (int fault = -1; fault < 20; fault++)
        ck_assert_uint_gt(strlen(mems_fault_text((enum mems_fault)fault)), 0);
    ck_assert_str_eq(mems_error_text(MEMS_BAD_POLICY),
                     "the policy must be first, next, best or worst");
    ck_assert_str_eq(mems_fault_text(MEMS_SOUND), "every invariant holds");
    ck_assert_str_eq(mems_policy_name(MEMS_FIRST_FIT), "first");
    ck_assert_str_eq(mems_policy_name(MEMS_NEXT_FIT), "next");
    ck_assert_str_eq(mems_policy_name(MEMS_BEST_FIT), "best");
    ck_assert_str_eq(mems_policy_name(MEMS_WORST_FIT), "worst");
    ck_assert_str_eq(mems_policy_name((enum mems_policy)77), "unknown");
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("heap: limits");
    TCase *cases = tcase_create("every page size");
    const TTest *const for_every_page_size[] = {
        malloc_of_0_changes_nothing,
        sizes_that_no_address_space_holds_are_refused,
        three_gibibytes_in_one_request,
        wrong_frees_change_nothing_and_say_why,
        get_of_inner_address_is_base_plus_offset,
        every_byte_of_every_block_is_reachable,
        get_in_a_hole_or_outside_is_null,
        walks_go_over_all_of_it_both_ways,
    };
    tcase_set_timeout(cases, 120);
    for (size_t i = 0; i < sizeof for_every_page_size / sizeof *for_every_page_size; i++)
        tcase_add_loop_test(cases, for_every_page_size[i], 0, (int)page_size_count);
    suite_add_tcase(suite, cases);
    TCase *once = tcase_create("once");
    tcase_set_timeout(once, 120);
    tcase_add_test(once, wrong_options_are_refused);
    tcase_add_test(once, defaults_are_as_promised);
    tcase_add_test(once, largest_page_size_works);
    tcase_add_test(once, search_ends_where_the_space_does);
    tcase_add_test(once, nodes_lie_where_they_are_asked_to);
    tcase_add_test(once, place_that_is_taken_or_impossible_does_no_harm);
    tcase_add_test(once, texts_are_there_for_every_number);
    suite_add_tcase(suite, once);
    return run_seeded(suite);
}
