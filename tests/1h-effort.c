/* 1h-effort.c: the steps that the index takes to choose: few, whatever there is
 * to look at, the same for the same chains, and asking changes no choice. */
#include "heaps.h"

#define BLOCKS 20000

static void fill(mems_heap *heap, uint64_t *blocks)
{
    for (int i = 0; i < BLOCKS; i++)
        blocks[i] = take(heap, 100);
}

/* Levels of sixteen over granules of 64 bytes. */
static uint64_t levels_of(const mems_heap *heap)
{
    uint64_t levels = 1;
    for (uint64_t n = (mems_heap_totals(heap).mapped + 63) / 64; n > 16; n = (n + 15) / 16)
        levels++;
    return levels;
}

START_TEST(nothing_mapped_needs_none)
{
    mems_heap *heap = open_heap(4096, (enum mems_policy)_i);
    ck_assert_uint_eq(mems_heap_search_steps(heap, 1), 0);
    close_sound(heap);
}
END_TEST

/* Ten thousand HOLEs of 100 bytes, then one of 1096 at the end. */
START_TEST(many_holes_need_few_steps)
{
    static uint64_t blocks[BLOCKS];
    mems_heap *heap = open_heap(4096, (enum mems_policy)_i);
    fill(heap, blocks);
    for (int i = 0; i < BLOCKS; i += 2)
        give(heap, blocks[i]);
    take(heap, 3000);
    uint64_t searches = _i == MEMS_NEXT_FIT ? 2 : 1; /* from the rover, then from the start */
    uint64_t most = searches * 2 * levels_of(heap) + 2;
    for (uint64_t size = 1; size <= 10000; size = size * 3 / 2 + 1) {
        uint64_t steps = mems_heap_search_steps(heap, size);
        ck_assert_uint_ge(steps, 1);
        ck_assert_uint_le(steps, most);
        ck_assert_uint_eq(mems_heap_search_steps(heap, size), steps);
    }
    close_sound(heap);
}
END_TEST

/* In one granule a group and the granule; far away, up and down the tree. */
START_TEST(first_fit_climbs_as_far_as_the_hole_is)
{
    static uint64_t blocks[BLOCKS];
    mems_heap *heap = open_heap(65536, MEMS_FIRST_FIT);
    fill(heap, blocks);
    uint64_t levels = levels_of(heap);
    give(heap, blocks[BLOCKS - 2]);
    ck_assert_uint_eq(mems_heap_search_steps(heap, 90), 2 * levels);
    ck_assert_uint_eq(mems_heap_search_steps(heap, 100000), levels);
    give(heap, blocks[0]);
    ck_assert_uint_eq(mems_heap_search_steps(heap, 100), 2);
    close_sound(heap);
}
END_TEST

START_TEST(next_fit_looks_where_the_rover_is)
{
    static uint64_t blocks[BLOCKS];
    mems_heap *heap = open_heap(65536, MEMS_NEXT_FIT);
    fill(heap, blocks);
    give(heap, blocks[0]);
    ck_assert_uint_eq(mems_heap_search_steps(heap, 1), 1); /* the rest of the last page */
    ck_assert_uint_gt(mems_heap_search_steps(heap, 100000), 1);
    close_sound(heap);
}
END_TEST

/* However the heap came to be so: by searches, or undone and done again. */
START_TEST(steps_follow_from_the_chains)
{
    static struct mems_decision done[2000];
    static uint64_t live[2000];
    struct random random = random_stream((uint64_t)_i + 100);
    mems_heap *heap = open_heap(4096, (enum mems_policy)_i);
    uint64_t steps[40];
    size_t count = 0;
    for (int i = 0; i < 2000; i++) {
        if (count > 0 && random_below(&random, 100) < 45) {
            size_t gone = random_below(&random, count);
            must(mems_heap_free(heap, live[gone], &done[i]) == MEMS_OK);
            live[gone] = live[--count];
        } else {
            must(mems_heap_malloc(heap, 1 + random_below(&random, 900), &done[i]) == MEMS_OK);
            live[count++] = done[i].address;
        }
    }
    for (uint64_t i = 0; i < 40; i++)
        steps[i] = mems_heap_search_steps(heap, 1 + i * 37);
    for (int i = 2000; i-- > 0;)
        mems_heap_undo(heap, &done[i]);
    for (int i = 0; i < 2000; i++)
        mems_heap_redo(heap, &done[i]);
    for (uint64_t i = 40; i-- > 0;)
        ck_assert_uint_eq(mems_heap_search_steps(heap, 1 + i * 37), steps[i]);
    close_sound(heap);
}
END_TEST

/* Once there were more nodes, and more levels over them. */
START_TEST(steps_forget_nodes_that_are_gone)
{
    static struct mems_decision done[400];
    mems_heap *heap = open_heap(4096, (enum mems_policy)_i);
    uint64_t steps[3];
    take(heap, 500);
    give(heap, take(heap, 100));
    for (uint64_t i = 0; i < 3; i++)
        steps[i] = mems_heap_search_steps(heap, 1 + i * 3000);
    for (int i = 0; i < 400; i++)
        must(mems_heap_malloc(heap, 3000, &done[i]) == MEMS_OK);
    for (int i = 400; i-- > 0;)
        mems_heap_undo(heap, &done[i]);
    for (uint64_t i = 0; i < 3; i++)
        ck_assert_uint_eq(mems_heap_search_steps(heap, 1 + i * 3000), steps[i]);
    close_sound(heap);
}
END_TEST

/* However many bounds lead astray when it is asked first. */
START_TEST(steps_are_the_same_when_asked_again)
{
    struct random random = random_stream((uint64_t)_i + 200);
    for (int round = 0; round < 300; round++) {
        mems_heap *heap = open_heap(7, (enum mems_policy)_i);
        struct mems_decision done[8];
        for (int i = 0; i < 8; i++) {
            uint64_t size = 1 + random_below(&random, 3000);
            must(mems_heap_malloc(heap, size, &done[i]) == MEMS_OK);
            if (i < 7 && random_below(&random, 2) == 0) {
                i++;
                must(mems_heap_free(heap, done[i - 1].address, &done[i]) == MEMS_OK);
            }
        }
        for (int i = 8; i-- > 2;)
            mems_heap_undo(heap, &done[i]);
        for (int i = 0; i < 6; i++) {
            uint64_t size = 1 + random_below(&random, 3000);
            uint64_t steps = mems_heap_search_steps(heap, size);
            must(mems_heap_search_steps(heap, size) == steps);
        }
        close_sound(heap);
    }
}
END_TEST

/* Bounds stop counting before 2 GiB: there none can be mended. */
START_TEST(sizes_past_all_bounds_take_steps)
{
    mems_heap *heap = open_heap(4096, (enum mems_policy)_i);
    give(heap, take(heap, UINT64_C(1) << 31));
    uint64_t steps = mems_heap_search_steps(heap, UINT64_C(3) << 30);
    ck_assert_uint_ge(steps, 1);
    ck_assert_uint_eq(mems_heap_search_steps(heap, UINT64_C(3) << 30), steps);
    mems_heap_close(heap);
}
END_TEST

/* The same operations on two heaps, of which one is asked all the time. */
START_TEST(asking_changes_no_choice)
{
    static uint64_t live[BLOCKS];
    struct random random = random_stream((uint64_t)_i);
    enum mems_policy policy = (enum mems_policy)(_i % MEMS_POLICIES);
    mems_heap *asked = open_heap(4096, policy), *left = open_heap(4096, policy);
    size_t count = 0;
    for (int i = 0; i < BLOCKS; i++) {
        uint64_t size = 1 + random_below(&random, random_below(&random, 4) ? 200 : 3000);
        mems_heap_search_steps(asked, size);
        if (count > 0 && random_below(&random, 100) < 48) {
            size_t gone = random_below(&random, count);
            give(asked, live[gone]);
            give(left, live[gone]);
            live[gone] = live[--count];
        } else {
            live[count] = take(asked, size);
            must(take(left, size) == live[count++]);
        }
    }
    close_sound(asked);
    close_sound(left);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("heap: effort");
    TCase *effort = tcase_create("effort");
    tcase_add_loop_test(effort, nothing_mapped_needs_none, 0, MEMS_POLICIES);
    tcase_add_loop_test(effort, many_holes_need_few_steps, 0, MEMS_POLICIES);
    tcase_add_test(effort, first_fit_climbs_as_far_as_the_hole_is);
    tcase_add_test(effort, next_fit_looks_where_the_rover_is);
    tcase_add_loop_test(effort, steps_follow_from_the_chains, 0, MEMS_POLICIES);
    tcase_add_loop_test(effort, steps_forget_nodes_that_are_gone, 0, MEMS_POLICIES);
    tcase_add_loop_test(effort, steps_are_the_same_when_asked_again, 0, MEMS_POLICIES);
    tcase_add_loop_test(effort, sizes_past_all_bounds_take_steps, 0, MEMS_POLICIES);
    tcase_add_loop_test(effort, asking_changes_no_choice, 0, 4 * MEMS_POLICIES);
    suite_add_tcase(suite, effort);
    return run_seeded(suite);
}
