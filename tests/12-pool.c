/* 12-pool.c: slots do not overlap or move, are used again newest first, and
 * takes and gives are exact inverses; tidied ones are used again in order. */
#include "pool.h"

#include "heaps.h"
#include "private.h"

#include <stdlib.h>
#include <string.h>

#define SLOTS 5000

static const size_t slot_sizes[] = {8, 24, 32, 96, 504};

/* Opens a pool for the i-th pair of slot size and page size. */
static bool pool_number(struct pool *pool, size_t i)
{
    size_t sizes = sizeof slot_sizes / sizeof *slot_sizes;
    if (i == sizes * page_size_count)
        return false;
    mems_pool_open(pool, slot_sizes[i % sizes], page_sizes[i / sizes]);
    return true;
}

static void take_in_order(struct pool *pool, uint32_t slots)
{
    for (uint32_t i = 0; i < slots; i++) {
        must(mems_pool_stock(pool, 1));
        must(mems_pool_take(pool) == i);
    }
}

START_TEST(slots_neither_overlap_nor_move)
{
    struct pool pool;
    void **places = calloc(SLOTS, sizeof *places);
    ck_assert_ptr_nonnull(places);
    for (size_t p = 0; pool_number(&pool, p); p++) {
        for (uint32_t i = 0; i < SLOTS; i++) {
            must(mems_pool_stock(&pool, 1) && mems_pool_take(&pool) == i);
            places[i] = mems_pool_slot(&pool, i);
            must((uintptr_t)places[i] % 8 == 0);
            memset(places[i], (int)(i & 0xff), pool.slot_size);
        }
        for (uint32_t i = 0; i < SLOTS; i++) {
            const unsigned char *bytes = mems_pool_slot(&pool, i);
            must(bytes == places[i]);
            must(all_bytes_are(bytes, pool.slot_size, (unsigned char)(i & 0xff)));
        }
        ck_assert_uint_eq(pool.slots.reserved % pool.slots.page_size, 0);
        mems_pool_close(&pool);
        ck_assert_uint_eq(pool.slots.bytes, 0);
    }
    free(places);
}
END_TEST

START_TEST(slot_given_back_last_is_taken_first)
{
    struct pool pool;
    mems_pool_open(&pool, 32, 4096);
    take_in_order(&pool, 10);
    mems_pool_give(&pool, 3);
    mems_pool_give(&pool, 9);
    mems_pool_give(&pool, 5);
    ck_assert(!mems_pool_is_taken(&pool, 9));
    ck_assert_uint_eq(mems_pool_take(&pool), 5);
    ck_assert_uint_eq(mems_pool_take(&pool), 9);
    ck_assert_uint_eq(mems_pool_take(&pool), 3);
    ck_assert(mems_pool_stock(&pool, 1));
    ck_assert_uint_eq(mems_pool_take(&pool), 10);
    mems_pool_close(&pool);
}
END_TEST

START_TEST(stocked_slots_need_no_more_pages)
{
    struct pool pool;
    for (size_t p = 0; pool_number(&pool, p); p++) {
        ck_assert(mems_pool_stock(&pool, SLOTS));
        uint64_t bytes = pool.slots.bytes;
        take_in_order(&pool, SLOTS);
        for (uint32_t i = 0; i < SLOTS; i += 2)
            mems_pool_give(&pool, i);
        ck_assert(mems_pool_stock(&pool, SLOTS / 2));
        ck_assert_uint_eq(pool.slots.bytes, bytes);
        mems_pool_close(&pool);
    }
}
END_TEST

/* A random run; then all of it back, and forth again with the same numbers. */
START_TEST(take_and_give_are_inverses)
{
    struct random random = random_stream(11);
    struct pool pool;
    static uint32_t slots[SLOTS], live[SLOTS];
    static bool took[SLOTS];
    uint32_t count = 0;
    mems_pool_open(&pool, 32, 100);
    for (size_t i = 0; i < SLOTS; i++) {
        took[i] = count == 0 || random_below(&random, 5) < 3;
        if (took[i]) {
            must(mems_pool_stock(&pool, 1));
            slots[i] = live[count++] = mems_pool_take(&pool);
        } else {
            uint32_t which = (uint32_t)random_below(&random, count);
            slots[i] = live[which];
            live[which] = live[--count];
            mems_pool_give(&pool, slots[i]);
        }
        must(mems_pool_sound(&pool, count));
    }
    for (int round = 0; round < 2; round++) {
        for (size_t i = SLOTS; i-- > 0;) {
            if (took[i])
                mems_pool_give(&pool, slots[i]);
            else
                must(mems_pool_take(&pool) == slots[i]);
        }
        ck_assert(mems_pool_sound(&pool, 0));
        for (size_t i = 0; i < SLOTS; i++) {
            if (took[i])
                must(mems_pool_take(&pool) == slots[i]);
            else
                mems_pool_give(&pool, slots[i]);
        }
        ck_assert(mems_pool_sound(&pool, count));
    }
    mems_pool_close(&pool);
}
END_TEST

/* Given back in a muddle, until most are; those come again in order, and the next time is
 * after most of them were taken. */
START_TEST(muddled_slots_are_tidied)
{
    struct pool pool;
    mems_pool_open(&pool, 16, 4096);
    while (pool.virgin < SLOTS || pool.virgin < pool.capacity)
        must(mems_pool_stock(&pool, 1) && mems_pool_take(&pool) + 1 == pool.virgin);
    uint32_t slots = pool.virgin, most = slots - slots / 8 + 1;
    for (uint32_t i = 0; i < most; i++) {
        ck_assert_uint_ne(pool.many, MEMS_NONE);
        mems_pool_give(&pool, (uint32_t)((uint64_t)i * 1000003 % slots));
        mems_pool_gave(&pool);
    }
    ck_assert_uint_eq(pool.many, MEMS_NONE);
    ck_assert(mems_pool_sound(&pool, slots - most));
    for (uint32_t i = 0, before = 0; i < most; i++) {
        uint32_t slot = mems_pool_take(&pool);
        must(i == 0 || slot > before);
        before = slot;
        mems_pool_took(&pool);
    }
    ck_assert_uint_eq(pool.many, slots - slots / 8);
    ck_assert(mems_pool_sound(&pool, slots));
    mems_pool_close(&pool);
}
END_TEST

/* A heap tidies its records: steps before that are undone and done again all the same. */
START_TEST(steps_over_tidied_records_are_undone)
{
    enum { BLOCKS = 8192 };
    static struct mems_decision made[3 * BLOCKS];
    struct dump full = {0}, end = {0}, now = {0};
    size_t blocks = 0, count;
    mems_heap *heap;
    ck_assert_int_eq(mems_heap_open(&heap, NULL), MEMS_OK);
    const struct pool *records = &heap->chain.segments;
    while (blocks < BLOCKS && (blocks < SLOTS || records->virgin < records->capacity))
        must(mems_heap_malloc(heap, 40, &made[blocks++]) == MEMS_OK);
    dump_take(&full, heap);
    for (count = blocks; count < 2 * blocks; count++) {
        uint64_t address = made[count * 1000003 % blocks].address;
        must(mems_heap_free(heap, address, &made[count]) == MEMS_OK);
    }
    ck_assert_uint_eq(records->many, MEMS_NONE); /* it was time */
    for (; count < 3 * blocks; count++)
        must(mems_heap_malloc(heap, 1 + count % 60, &made[count]) == MEMS_OK);
    dump_take(&end, heap);
    for (int round = 0; round < 2; round++) {
        while (count > blocks)
            mems_heap_undo(heap, &made[--count]);
        dump_take(&now, heap);
        ck_assert(dump_equal(&now, &full));
        assert_sound(heap);
        for (; count < 3 * blocks; count++)
            mems_heap_redo(heap, &made[count]);
        dump_take(&now, heap);
        ck_assert(dump_equal(&now, &end));
        assert_sound(heap);
    }
    dump_drop(&full);
    dump_drop(&end);
    dump_drop(&now);
    mems_heap_close(heap);
}
END_TEST

START_TEST(lost_and_doubled_slots_are_found)
{
    struct pool pool;
    mems_pool_open(&pool, 32, 4096);
    take_in_order(&pool, 6);
    mems_pool_give(&pool, 2);
    mems_pool_give(&pool, 4);
    ck_assert(mems_pool_sound(&pool, 4));
    ck_assert(!mems_pool_sound(&pool, 3)); /* one lost */
    ck_assert(!mems_pool_sound(&pool, 5)); /* one used twice */
    uint32_t *slot = mems_pool_slot(&pool, 2);
    slot[MEMS_SLOT_BELOW] = 4; /* a circle */
    ck_assert(!mems_pool_sound(&pool, 4));
    slot[MEMS_SLOT_BELOW] = 5; /* one that is taken */
    ck_assert(!mems_pool_sound(&pool, 4));
    slot[MEMS_SLOT_BELOW] = 1000; /* one that never was */
    ck_assert(!mems_pool_sound(&pool, 4));
    slot[MEMS_SLOT_BELOW] = MEMS_NONE;
    ck_assert(mems_pool_sound(&pool, 4));
    mems_pool_close(&pool);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("heap: pool");
    TCase *cases = tcase_create("pool");
    tcase_set_timeout(cases, 120);
    tcase_add_test(cases, slots_neither_overlap_nor_move);
    tcase_add_test(cases, slot_given_back_last_is_taken_first);
    tcase_add_test(cases, stocked_slots_need_no_more_pages);
    tcase_add_test(cases, take_and_give_are_inverses);
    tcase_add_test(cases, muddled_slots_are_tidied);
    tcase_add_test(cases, steps_over_tidied_records_are_undone);
    tcase_add_test(cases, lost_and_doubled_slots_are_found);
    suite_add_tcase(suite, cases);
    return run_seeded(suite);
}
