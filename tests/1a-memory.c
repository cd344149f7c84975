/* 1a-memory.c: what the heap takes from the system and gives back: whole pages,
 * all of them returned, no more and more for steady work; and what it does when
 * the system refuses. */
#include "mems.h"

#include "heaps.h"
#include "maps.h"

#include <errno.h>
#include <stdio.h>

#define LIVE_MAX 1000
#define NODES_MANY 70000 /* more than the regions a process may have */

struct blocks {
    uint64_t live[LIVE_MAX];
    size_t count;
};

/* On pages of some sizes, memory is taken ahead: by far fewer mmaps. */
static bool takes_ahead(size_t page)
{
    return page == 1 || page == 2048 || page == 8192;
}

static mems_heap *open_on(size_t page, uint64_t number)
{
    mems_heap *heap = NULL;
    struct mems_options options = mems_options_default();
    options.page_size = page;
    options.policy = (enum mems_policy)(number % MEMS_POLICIES);
    options.join = number % 3 != 0;
    options.ahead = takes_ahead(page);
    return mems_heap_open(&heap, &options) == MEMS_OK ? heap : NULL;
}

static uint64_t random_size(struct random *random, size_t page)
{
    return random_below(random, 5) == 0 ? 1 + random_below(random, 4 * page)
                                        : 1 + random_below(random, 1 + page / 4);
}

/* One malloc or free; false when the system refused and nothing changed. */
static bool operate(mems_heap *heap, struct blocks *blocks, struct random *random)
{
    struct mems_decision made;
    struct dump before = {0}, after = {0};
    bool is_free = random_below(random, 100) < 35 || blocks->count == LIVE_MAX;
    if (blocks->count > 0 && is_free) {
        size_t which = random_below(random, blocks->count);
        must(mems_heap_free(heap, blocks->live[which], NULL) == MEMS_OK);
        blocks->live[which] = blocks->live[--blocks->count];
        return true;
    }
    uint64_t size = random_size(random, mems_heap_options(heap).page_size);
    uint64_t refused = maps.refused;
    bool near = maps.calls + 300 > maps.refuse_from && maps.calls <= maps.refuse_to;
    if (near)
        dump_take(&before, heap);
    enum mems_error error = mems_heap_malloc(heap, size, &made);
    must(error != MEMS_NO_MEMORY || maps.refused > refused); /* less may do */
    if (error != MEMS_NO_MEMORY) {
        must(error == MEMS_OK);
        blocks->live[blocks->count++] = made.address;
    } else {
        dump_take(&after, heap);
        must(near && dump_equal(&before, &after));
    }
    dump_drop(&before);
    dump_drop(&after);
    return error == MEMS_OK;
}

/* A long run in which mmaps from..to are refused; false when it had fewer. */
static bool run_refused(size_t page, uint64_t from, uint64_t to, uint64_t count)
{
    struct random random = random_stream(from % 7);
    struct blocks blocks = {.count = 0};
    uint64_t refusals = 0, refused = 0;
    maps_reset(page);
    maps.refuse_from = from;
    maps.refuse_to = to;
    mems_heap *heap = open_on(page, from);
    if (heap == NULL) {
        must(from == 1 && maps.alive == 0);
        maps.refuse_to = 0;
        heap = open_on(page, from);
        must(heap != NULL);
    }
    for (uint64_t i = 0; i < count; i++) {
        refusals += !operate(heap, &blocks, &random);
        if (i % 32 == 0 || maps.refused > refused)
            assert_sound(heap);
        refused = maps.refused;
    }
    must(refusals == 0 || maps.refused > 0);
    bool reached = maps.refused > 0;
    close_sound(heap);
    must(maps.alive == 0 && maps.wrong == 0 && maps.odd == 0);
    return reached;
}

START_TEST(nth_mmap_refused)
{
    const size_t pages[] = {100, 4096, 65536};
    uint64_t count = operations(500000) / 250;
    uint64_t n = 1;
    while (run_refused(pages[_i], n, n, count))
        n++;
    ck_assert_uint_gt(n, count / 50);
    printf("page %zu: each of %d mmaps refused once\n", pages[_i], (int)n - 1);
}
END_TEST

START_TEST(mmaps_refused_for_a_while)
{
    for (uint64_t n = 1; n < 40; n++) {
        size_t page = page_sizes[n % page_size_count];
        must(run_refused(page, n, n + n % 9, 1000) || takes_ahead(page));
    }
}
END_TEST

START_TEST(all_mmaps_refused_from_some_time_on)
{
    for (uint64_t n = 2; n < 40; n++) {
        size_t page = page_sizes[n % page_size_count];
        must(run_refused(page, n, UINT64_MAX, 1000) || takes_ahead(page));
    }
}
END_TEST

START_TEST(course_functions_say_enomem)
{
    int failed = 0;
    for (uint64_t n = 1; n < 60; n++) {
        maps_reset(PAGE_SIZE);
        maps.refuse_from = maps.refuse_to = n;
        errno = 0;
        mems_init();
        ck_assert_int_eq(errno, n == 1 ? ENOMEM : 0);
        int nulls = 0;
        for (size_t i = 0; i < 100; i++) {
            errno = 0;
            void *block = mems_malloc(PAGE_SIZE);
            must((block == NULL) == (errno == ENOMEM));
            nulls += block == NULL;
            must(block == NULL || mems_get(block) != NULL);
        }
        ck_assert_int_le(nulls, n > 1); /* init failed instead, and malloc started the heap;
                                           or less memory was enough for records */
        failed += nulls;
        mems_finish();
        ck_assert_uint_eq(maps.alive, 0);
        ck_assert_uint_eq(maps.odd, 0);
    }
    ck_assert_int_gt(failed, 40);
}
END_TEST

/* Blocks in use, some undone and hidden, some of those forgotten. */
START_TEST(everything_mapped_is_unmapped)
{
    struct random random = random_stream((uint64_t)_i);
    static struct mems_decision made[3000];
    struct blocks blocks = {.count = 0};
    size_t page = page_sizes[_i];
    maps_reset(page);
    mems_heap *heap = open_on(page, 4);
    for (int i = 0; i < 1000; i++)
        must(operate(heap, &blocks, &random));
    struct mems_totals totals = mems_heap_totals(heap);
    ck_assert_uint_le(totals.mapped + totals.records, maps.bytes);
    for (int i = 0; i < 3000; i++)
        must(mems_heap_malloc(heap, random_size(&random, page), &made[i]) == MEMS_OK);
    for (int i = 3000; i-- > 0;)
        mems_heap_undo(heap, &made[i]);
    uint64_t alive = maps.alive;
    ck_assert_uint_eq(mems_heap_totals(heap).mapped, totals.mapped);
    for (int i = 0; i < 1500; i++)
        mems_heap_forget(heap, &made[i]);
    ck_assert(maps.alive < alive || takes_ahead(page));
    close_sound(heap);
    ck_assert_uint_eq(maps.alive, 0);
    ck_assert_uint_eq(maps.bytes, 0);
    ck_assert_uint_eq(maps.wrong, 0);
    ck_assert_uint_eq(maps.odd, 0);
    ck_assert_uint_gt(maps.calls, 15);
}
END_TEST

START_TEST(forgetting_unmaps_what_was_hidden_and_nothing_else)
{
    struct mems_decision made[4];
    maps_reset(4096);
    mems_heap *heap = open_on(4096, 4);
    for (int i = 0; i < 4; i++)
        mems_heap_malloc(heap, 4096, &made[i]);
    uint64_t alive = maps.alive;
    mems_heap_forget(heap, &made[3]); /* not undone: nothing */
    ck_assert_uint_eq(maps.alive, alive);
    for (int i = 3; i > 0; i--)
        mems_heap_undo(heap, &made[i]);
    mems_heap_forget(heap, &made[2]);
    mems_heap_forget(heap, &made[2]); /* twice: nothing */
    mems_heap_forget(heap, &made[0]); /* not undone: nothing */
    ck_assert_uint_eq(maps.alive, alive - 1);
    mems_heap_forget(heap, &made[3]);
    mems_heap_forget(heap, &made[1]);
    ck_assert_uint_eq(maps.alive, alive - 3);
    ck_assert_uint_eq(mems_heap_totals(heap).nodes, 1);
    close_sound(heap);
    ck_assert_uint_eq(maps.alive, 0);
}
END_TEST

START_TEST(steady_work_does_not_grow)
{
    struct random random = random_stream(1);
    static uint64_t live[LIVE_MAX];
    uint64_t pairs = operations(1000000), early = pairs / 2 < 20000 ? pairs / 2 : 20000;
    uint64_t records = 0;
    maps_reset(4096);
    mems_heap *heap = open_on(4096, 4);
    for (size_t i = 0; i < LIVE_MAX; i++)
        live[i] = take(heap, 1 + random_below(&random, 400));
    for (uint64_t i = 0; i < pairs; i++) {
        struct mems_decision made;
        size_t which = random_below(&random, LIVE_MAX);
        must(mems_heap_free(heap, live[which], NULL) == MEMS_OK);
        must(mems_heap_malloc(heap, 1 + random_below(&random, 400), &made) == MEMS_OK);
        live[which] = made.address;
        if (i == early)
            records = mems_heap_totals(heap).records;
    }
    struct mems_totals totals = mems_heap_totals(heap);
    ck_assert_uint_eq(totals.blocks, LIVE_MAX);
    ck_assert_uint_le(totals.records, records);
    ck_assert_uint_le(totals.records, 200 << 10);
    printf("%d pairs: %d bytes of records\n", (int)pairs, (int)totals.records);
    close_sound(heap);
}
END_TEST

/* Nodes that adjoin merge in the kernel into one region, so there may be more
 * of them than regions. */
START_TEST(more_nodes_than_regions)
{
    uint64_t count = operations(NODES_MANY);
    struct mems_options options = mems_options_default();
    mems_heap *heap;
    count = count < NODES_MANY ? count : NODES_MANY;
    options.place = _i == 0 ? 0 : 0x4d454d530000;
    maps_reset(4096);
    must(mems_heap_open(&heap, &options) == MEMS_OK);
    for (uint64_t i = 0; i < count; i++)
        must(take(heap, 4096) == 1000 + 4096 * i);
    for (uint64_t i = 0; i < count; i += 2)
        give(heap, 1000 + 4096 * i);
    close_sound(heap);
    ck_assert_uint_eq(maps.alive, 0);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("heap: memory");
    TCase *cases = tcase_create("memory");
    tcase_set_timeout(cases, 120);
    tcase_add_loop_test(cases, nth_mmap_refused, 0, 3);
    tcase_add_test(cases, mmaps_refused_for_a_while);
    tcase_add_test(cases, all_mmaps_refused_from_some_time_on);
    tcase_add_test(cases, course_functions_say_enomem);
    tcase_add_loop_test(cases, everything_mapped_is_unmapped, 0, (int)page_size_count);
    tcase_add_test(cases, forgetting_unmaps_what_was_hidden_and_nothing_else);
    tcase_add_test(cases, steady_work_does_not_grow);
    tcase_add_loop_test(cases, more_nodes_than_regions, 0, 2);
    suite_add_tcase(suite, cases);
    return run_seeded(suite);
}
