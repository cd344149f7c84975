/* 18-heap.c: the allocator's table of promises on the explicit heap: where
 * blocks land and what a free does, each for all page sizes. A test is named
 * after its row. The table's other rows: 1d-limits.c, 19-mems.c. */
#include "heaps.h"

#include <inttypes.h>
#include <stdio.h>

/* A heap that begins with blocks of 10 bytes around HOLEs of these sizes, in
 * one node; the address of each HOLE is put in `holes`. */
static mems_heap *heap_with_holes(size_t page, enum mems_policy policy, const uint64_t *sizes,
                                  size_t count, uint64_t *holes)
{
    mems_heap *heap = roomy_heap(page, MEMS_FIRST_FIT);
    for (size_t i = 0; i < count; i++) {
        holes[i] = take(heap, sizes[i]);
        take(heap, 10);
    }
    uint64_t rest = mems_heap_largest_hole(heap);
    if (rest > 0)
        take(heap, rest);
    for (size_t i = 0; i < count; i++)
        give(heap, holes[i]);
    ck_assert_int_eq(mems_heap_set_policy(heap, policy), MEMS_OK);
    return heap;
}

/* The sub-chain that holds `address`, as "P10 H20 ". */
static void kinds(const mems_heap *heap, uint64_t address, char *out, size_t size)
{
    struct mems_node node;
    struct mems_segment at;
    size_t used = 0;
    ck_assert(mems_node_at(heap, address, &node));
    for (bool more = mems_segment_first(heap, &node, &at); more && used < size;
         more = mems_segment_next(heap, &at))
        used += (size_t)snprintf(out + used, size - used, "%c%" PRIu64 " ",
                                 at.kind == MEMS_HOLE ? 'H' : 'P', at.size);
}

#define PAGE (page_sizes[_i])

START_TEST(first_address_is_1000_or_the_option)
{
    mems_heap *heap = open_heap(PAGE, MEMS_FIRST_FIT);
    ck_assert_uint_eq(take(heap, 1), 1000);
    close_sound(heap);
    const uint64_t starts[] = {1, 4096, 12345, UINT64_C(1) << 40};
    for (size_t i = 0; i < 4; i++) {
        struct mems_options options = mems_options_default();
        options.page_size = PAGE;
        options.start = starts[i];
        ck_assert_int_eq(mems_heap_open(&heap, &options), MEMS_OK);
        ck_assert_uint_eq(mems_heap_rover(heap), starts[i]);
        ck_assert_uint_eq(take(heap, 1), starts[i]);
        close_sound(heap);
    }
}
END_TEST

START_TEST(ranges_print_end_inclusive)
{
    char text[1000], expected[1000];
    mems_heap *heap = open_heap(PAGE, MEMS_FIRST_FIT);
    take(heap, PAGE);
    stats_text(heap, text, sizeof text);
    snprintf(expected, sizeof expected,
             "----- MeMS SYSTEM STATS -----\n"
             "MAIN[1000:%zu]-> P[1000:%zu] <-> NULL\n"
             "Pages used:\t1\nSpace unused:\t0\nMain Chain Length:\t1\n"
             "Sub-chain Length array: [1, ]\n-----------------------------\n",
             PAGE + 999, PAGE + 999);
    ck_assert_str_eq(text, expected);
    close_sound(heap);
}
END_TEST

START_TEST(next_node_follows_the_last_page)
{
    mems_heap *heap = open_heap(PAGE, MEMS_FIRST_FIT);
    uint64_t expected = 1000;
    for (uint64_t n = 1; n <= 20; n++) {
        struct mems_node node;
        uint64_t size = n * PAGE - PAGE / 3;
        ck_assert_uint_eq(take(heap, size), expected);
        ck_assert(mems_node_last(heap, &node));
        ck_assert_uint_eq(node.start, expected);
        ck_assert_uint_eq(node.size, n * PAGE);
        ck_assert_uint_eq(node.pages, n);
        ck_assert_uint_eq(node.index, n - 1);
        expected += n * PAGE;
    }
    ck_assert_uint_eq(mems_heap_totals(heap).pages, 210);
    close_sound(heap);
}
END_TEST

START_TEST(first_fit_takes_the_oldest_node_and_the_lowest_address)
{
    uint64_t holes[3];
    mems_heap *heap =
        heap_with_holes(PAGE, MEMS_FIRST_FIT, (uint64_t[]){50, 100, 90}, 3, holes);
    give(heap, take(heap, 2000 * (uint64_t)PAGE)); /* a younger node, all HOLE */
    ck_assert_uint_eq(take(heap, 80), holes[1]);
    ck_assert_uint_eq(take(heap, 80), holes[2]);
    ck_assert_uint_eq(take(heap, 80), 1000 + 1000 * (uint64_t)PAGE);
    ck_assert_uint_eq(take(heap, 20), holes[0]);
    ck_assert_uint_eq(take(heap, 20), holes[0] + 20);
    ck_assert_uint_eq(take(heap, 20), holes[1] + 80);
    close_sound(heap);
}
END_TEST

START_TEST(best_fit_takes_the_smallest_and_the_lowest_among_equals)
{
    uint64_t holes[5];
    mems_heap *heap =
        heap_with_holes(PAGE, MEMS_BEST_FIT, (uint64_t[]){50, 100, 90, 90, 85}, 5, holes);
    ck_assert_uint_eq(take(heap, 86), holes[2]);
    ck_assert_uint_eq(take(heap, 86), holes[3]);
    ck_assert_uint_eq(take(heap, 86), holes[1]);
    ck_assert_uint_eq(take(heap, 85), holes[4]);
    ck_assert_uint_eq(take(heap, 4), holes[2] + 86);
    close_sound(heap);
}
END_TEST

START_TEST(worst_fit_takes_the_largest_and_the_lowest_among_equals)
{
    uint64_t holes[4];
    mems_heap *heap =
        heap_with_holes(PAGE, MEMS_WORST_FIT, (uint64_t[]){50, 100, 90, 100}, 4, holes);
    ck_assert_uint_eq(take(heap, 30), holes[1]);
    ck_assert_uint_eq(take(heap, 5), holes[3]);
    ck_assert_uint_eq(take(heap, 5), holes[3] + 5);
    ck_assert_uint_eq(take(heap, 30), holes[2]);
    close_sound(heap);
}
END_TEST

START_TEST(next_fit_looks_from_the_last_block_and_wraps_around_once)
{
    uint64_t holes[3];
    mems_heap *heap = heap_with_holes(PAGE, MEMS_NEXT_FIT, (uint64_t[]){60, 100, 80}, 3, holes);
    uint64_t far = take(heap, 3000 * (uint64_t)PAGE); /* no hole: a node; the rover is its end */
    ck_assert_uint_eq(mems_heap_rover(heap), far + 3000 * (uint64_t)PAGE);
    ck_assert_uint_eq(take(heap, 60), holes[0]); /* wraps around */
    ck_assert_uint_eq(mems_heap_rover(heap), holes[0] + 60);
    ck_assert_uint_eq(take(heap, 20), holes[1]); /* not the lowest: the next */
    ck_assert_uint_eq(take(heap, 70), holes[1] + 20);
    ck_assert_uint_eq(take(heap, 60), holes[2]);
    ck_assert_uint_eq(take(heap, 10), holes[2] + 60);
    ck_assert_uint_eq(take(heap, 10), holes[2] + 70);
    ck_assert_uint_eq(take(heap, 10), holes[1] + 90);
    give(heap, holes[1]); /* its HOLE begins before the rover */
    give(heap, holes[0]);
    ck_assert_uint_eq(take(heap, 5), holes[0]);
    close_sound(heap);
}
END_TEST

START_TEST(hole_that_begins_before_the_rover_comes_last)
{
    uint64_t holes[2];
    char chain[200];
    mems_heap *heap = heap_with_holes(PAGE, MEMS_NEXT_FIT, (uint64_t[]){100, 100}, 2, holes);
    uint64_t block = take(heap, 10);
    ck_assert_uint_eq(block, holes[0]);
    give(heap, block); /* the rover stands inside the HOLE now */
    ck_assert_uint_eq(mems_heap_rover(heap), holes[0] + 10);
    kinds(heap, 1000, chain, 12);
    ck_assert_str_eq(chain, "H100 P10 H1");
    ck_assert_uint_eq(take(heap, 100), holes[1]);
    ck_assert_uint_eq(take(heap, 100), holes[0]);
    close_sound(heap);
}
END_TEST

START_TEST(policy_changes_on_the_way)
{
    uint64_t holes[3];
    mems_heap *heap =
        heap_with_holes(PAGE, MEMS_FIRST_FIT, (uint64_t[]){50, 100, 40}, 3, holes);
    mems_heap_set_policy(heap, MEMS_BEST_FIT);
    ck_assert_int_eq(mems_heap_options(heap).policy, MEMS_BEST_FIT);
    ck_assert_uint_eq(take(heap, 35), holes[2]);
    mems_heap_set_policy(heap, MEMS_WORST_FIT);
    ck_assert_uint_eq(take(heap, 40), holes[1]);
    mems_heap_set_policy(heap, MEMS_NEXT_FIT); /* the rover was kept */
    ck_assert_uint_eq(take(heap, 5), holes[1] + 40);
    ck_assert_int_eq(mems_heap_set_policy(heap, (enum mems_policy)4), MEMS_BAD_POLICY);
    ck_assert_int_eq(mems_heap_options(heap).policy, MEMS_NEXT_FIT);
    close_sound(heap);
}
END_TEST

START_TEST(placing_is_at_the_low_end_and_any_rest_becomes_a_hole)
{
    uint64_t holes[2];
    char chain[40];
    mems_heap *heap =
        heap_with_holes(PAGE, MEMS_FIRST_FIT, (uint64_t[]){100, 50}, 2, holes);
    ck_assert_uint_eq(take(heap, 99), holes[0]);
    kinds(heap, 1000, chain, 16);
    ck_assert_str_eq(chain, "P99 H1 P10 H50 ");
    ck_assert_uint_eq(take(heap, 1), holes[0] + 99);
    kinds(heap, 1000, chain, 16);
    ck_assert_str_eq(chain, "P99 P1 P10 H50 ");
    close_sound(heap);
}
END_TEST

START_TEST(exact_fit_leaves_no_empty_hole)
{
    struct mems_decision made;
    mems_heap *heap = open_heap(PAGE, MEMS_FIRST_FIT);
    ck_assert_int_eq(mems_heap_malloc(heap, PAGE, &made), MEMS_OK);
    ck_assert_uint_eq(made.did, MEMS_DID_NODE);
    ck_assert_uint_eq(mems_heap_totals(heap).holes, 0);
    give(heap, 1000);
    ck_assert_int_eq(mems_heap_malloc(heap, PAGE, &made), MEMS_OK);
    ck_assert_uint_eq(made.did, 0);
    ck_assert_uint_eq(mems_heap_totals(heap).holes, 0);
    ck_assert_uint_eq(mems_heap_largest_hole(heap), 0);
    close_sound(heap);
}
END_TEST

START_TEST(no_hole_fits_maps_whole_pages_at_the_tail)
{
    mems_heap *heap = open_heap(PAGE, MEMS_FIRST_FIT);
    uint64_t page = PAGE;
    ck_assert_uint_eq(take(heap, page + 1), 1000);
    ck_assert_uint_eq(mems_heap_totals(heap).pages, 2);
    ck_assert_uint_eq(take(heap, page), 1000 + 2 * page); /* page - 1 are left */
    ck_assert_uint_eq(mems_heap_totals(heap).pages, 3);
    ck_assert_uint_eq(take(heap, 5 * page), 1000 + 3 * page);
    ck_assert_uint_eq(mems_heap_totals(heap).pages, 8);
    ck_assert_uint_eq(mems_heap_totals(heap).nodes, 3);
    ck_assert_uint_eq(mems_heap_totals(heap).hole, page - 1);
    close_sound(heap);
}
END_TEST

START_TEST(alignment_rounds_sizes_and_shows_the_waste)
{
    const size_t aligns[] = {1, 2, 8, 16, 4096};
    for (size_t i = 0; i < 5; i++) {
        mems_heap *heap;
        struct mems_options options = mems_options_default();
        uint64_t waste = 0;
        options.page_size = PAGE;
        options.align = aligns[i];
        ck_assert_int_eq(mems_heap_open(&heap, &options), MEMS_OK);
        for (uint64_t size = 1; size < 100; size += 7) {
            struct mems_decision made;
            struct mems_node node;
            struct mems_segment at;
            ck_assert_int_eq(mems_heap_malloc(heap, size, &made), MEMS_OK);
            ck_assert(mems_segment_at(heap, made.address, &at));
            ck_assert(mems_node_at(heap, made.address, &node));
            ck_assert_uint_eq(at.size % aligns[i], 0);
            ck_assert_uint_eq((at.start - node.start) % aligns[i], 0);
            ck_assert_uint_eq(at.size - at.waste, size);
            ck_assert_uint_lt(at.waste, aligns[i]);
            ck_assert_uint_eq(made.waste, at.waste);
            ck_assert_uint_eq(made.size, at.size);
            waste += at.waste;
        }
        ck_assert_uint_eq(mems_heap_totals(heap).waste, waste);
        close_sound(heap);
    }
}
END_TEST

START_TEST(freeing_joins_both_neighbours)
{
    char chain[80];
    mems_heap *heap = roomy_heap(PAGE, MEMS_FIRST_FIT);
    uint64_t blocks[5];
    for (int i = 0; i < 5; i++)
        blocks[i] = take(heap, 10);
    give(heap, blocks[0]);
    give(heap, blocks[2]);
    kinds(heap, 1000, chain, 21);
    ck_assert_str_eq(chain, "H10 P10 H10 P10 P10 ");
    give(heap, blocks[1]);
    kinds(heap, 1000, chain, 13);
    ck_assert_str_eq(chain, "H30 P10 P10 ");
    give(heap, blocks[3]);
    kinds(heap, 1000, chain, 9);
    ck_assert_str_eq(chain, "H40 P10 ");
    give(heap, blocks[4]);
    ck_assert_uint_eq(mems_heap_totals(heap).holes, 1);
    ck_assert_uint_eq(mems_heap_largest_hole(heap), 1000 * (uint64_t)PAGE);
    close_sound(heap);
}
END_TEST

START_TEST(freeing_never_joins_across_nodes)
{
    mems_heap *heap = open_heap(PAGE, MEMS_FIRST_FIT);
    uint64_t blocks[3];
    for (int i = 0; i < 3; i++)
        blocks[i] = take(heap, PAGE);
    for (int i = 0; i < 3; i++)
        give(heap, blocks[i]);
    ck_assert_uint_eq(mems_heap_totals(heap).nodes, 3);
    ck_assert_uint_eq(mems_heap_totals(heap).holes, 3);
    ck_assert_uint_eq(mems_heap_largest_hole(heap), PAGE);
    ck_assert_uint_eq(take(heap, (uint64_t)PAGE + 1), 1000 + 3 * (uint64_t)PAGE);
    close_sound(heap);
}
END_TEST

START_TEST(joining_is_an_option)
{
    mems_heap *heap;
    char chain[80];
    struct mems_options options = mems_options_default();
    options.page_size = PAGE;
    options.join = false;
    ck_assert_int_eq(mems_heap_open(&heap, &options), MEMS_OK);
    give(heap, take(heap, 100 * (uint64_t)PAGE));
    uint64_t first = take(heap, 10), second = take(heap, 10);
    give(heap, first);
    give(heap, second);
    kinds(heap, 1000, chain, 9);
    ck_assert_str_eq(chain, "H10 H10 ");
    ck_assert_uint_eq(take(heap, 5), first);
    kinds(heap, 1000, chain, 11);
    ck_assert_str_eq(chain, "P5 H5 H10 ");
    close_sound(heap);
}
END_TEST

START_TEST(node_that_is_all_hole_is_kept_and_reused)
{
    struct mems_node before, after;
    mems_heap *heap = open_heap(PAGE, MEMS_FIRST_FIT);
    give(heap, take(heap, 3 * (uint64_t)PAGE));
    ck_assert(mems_node_first(heap, &before));
    ck_assert_uint_eq(mems_heap_totals(heap).holes, 1);
    ck_assert_uint_eq(mems_heap_totals(heap).process, 0);
    ck_assert_uint_eq(take(heap, 3 * (uint64_t)PAGE), 1000);
    ck_assert(mems_node_first(heap, &after));
    ck_assert_ptr_eq(before.physical, after.physical);
    ck_assert_uint_eq(mems_heap_totals(heap).nodes, 1);
    close_sound(heap);
}
END_TEST

START_TEST(separate_heaps_are_independent)
{
    mems_heap *one = open_heap(PAGE, MEMS_FIRST_FIT);
    mems_heap *two = open_heap(PAGE, MEMS_BEST_FIT);
    ck_assert_uint_eq(take(one, 100), 1000);
    ck_assert_uint_eq(mems_heap_totals(two).nodes, 0);
    ck_assert_uint_eq(take(two, 100), 1000);
    give(one, 1000);
    ck_assert_uint_eq(mems_heap_totals(two).blocks, 1);
    close_sound(one);
    close_sound(two);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("heap: promises");
    TCase *cases = tcase_create("every page size");
    const TTest *const for_every_page_size[] = {
        first_address_is_1000_or_the_option,
        ranges_print_end_inclusive,
        next_node_follows_the_last_page,
        first_fit_takes_the_oldest_node_and_the_lowest_address,
        best_fit_takes_the_smallest_and_the_lowest_among_equals,
        worst_fit_takes_the_largest_and_the_lowest_among_equals,
        next_fit_looks_from_the_last_block_and_wraps_around_once,
        hole_that_begins_before_the_rover_comes_last,
        policy_changes_on_the_way,
        placing_is_at_the_low_end_and_any_rest_becomes_a_hole,
        exact_fit_leaves_no_empty_hole,
        no_hole_fits_maps_whole_pages_at_the_tail,
        alignment_rounds_sizes_and_shows_the_waste,
        freeing_joins_both_neighbours,
        freeing_never_joins_across_nodes,
        joining_is_an_option,
        node_that_is_all_hole_is_kept_and_reused,
        separate_heaps_are_independent,
    };
    tcase_set_timeout(cases, 120);
    for (size_t i = 0; i < sizeof for_every_page_size / sizeof *for_every_page_size; i++)
        tcase_add_loop_test(cases, for_every_page_size[i], 0, (int)page_size_count);
    suite_add_tcase(suite, cases);
    return run_seeded(suite);
}
