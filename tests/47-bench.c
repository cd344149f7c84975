/* 47-bench.c: what `mems bench` measures with: tapes, the naive walk beside the
 * heap, and the loops. No time is taken here. */
#include "churn.h"
#include "naive.h"
#include "replay.h"
#include "run.h"
#include "workload.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- Tapes ---- */

static struct ops *read_ops(const char *text)
{
    struct problems problems = {0};
    FILE *in = fmemopen((char *)(uintptr_t)text, strlen(text), "r");
    ck_assert_ptr_nonnull(in);
    struct ops *ops = ops_open();
    ck_assert_ptr_nonnull(ops);
    ck_assert_msg(workload_read(ops, in, &problems, NULL, NULL), "%s", problems.list[0].what);
    fclose(in);
    return ops;
}

static struct tape tape_of(const char *text, enum tape_result wanted)
{
    struct ops *ops = read_ops(text);
    struct tape tape;
    ck_assert(tape_open(&tape, "text"));
    ck_assert_int_eq(tape_ops(&tape, ops), wanted);
    ops_close(ops);
    return tape;
}

static void assert_word(const struct tape *tape, size_t i, enum tape_what what, uint32_t slot,
                        uint64_t size)
{
    ck_assert_uint_lt(i, tape->head.count);
    ck_assert_int_eq(tape_what(tape->words[i]), what);
    ck_assert_uint_eq(tape_slot(tape->words[i]), slot);
    ck_assert_uint_eq(tape_size(tape->words[i]), size);
}

START_TEST(records_a_workload)
{
    struct tape tape = tape_of("page 8192\nmalloc A 1000\nmalloc B 50\nfree A\nmalloc C 7\n"
                               "realloc B 60\nrealloc D 9\nrealloc D 0\nmalloc C 8\n",
                               TAPE_GOOD);
    ck_assert_uint_eq(tape.head.page_size, 8192);
    ck_assert_uint_eq(tape_options(&tape.head).page_size, 8192);
    ck_assert(tape_options(&tape.head).join);
    ck_assert_uint_eq(tape.head.count, 8);
    assert_word(&tape, 0, TAPE_MALLOC, 0, 1000);
    assert_word(&tape, 1, TAPE_MALLOC, 1, 50);
    assert_word(&tape, 2, TAPE_FREE, 0, 0);
    assert_word(&tape, 3, TAPE_MALLOC, 0, 7); /* the slot of A again */
    assert_word(&tape, 4, TAPE_REALLOC, 1, 60);
    assert_word(&tape, 5, TAPE_MALLOC, 2, 9); /* nothing was there to move */
    assert_word(&tape, 6, TAPE_FREE, 2, 0);
    assert_word(&tape, 7, TAPE_MALLOC, 2, 8); /* the old C stays live */
    ck_assert_uint_eq(tape.head.slots, 3);
    ck_assert_uint_eq(tape.head.peak_blocks, 3);
    ck_assert_uint_eq(tape.head.peak_bytes, 1050);
    ck_assert_uint_eq(tape.left_out, 0);
    tape_close(&tape);
}
END_TEST

START_TEST(leaves_out_what_is_no_block)
{
    struct tape tape = tape_of("malloc A 100\nmalloc Z 0\nfree Z\nfree N\nfree A+1\nfree @1000\n"
                               "get A\nwrite A 1\npolicy best\nrealloc N 0\nfree A\nfree A\n",
                               TAPE_GOOD);
    ck_assert_uint_eq(tape.head.count, 2);
    ck_assert_uint_eq(tape.left_out, 10);
    tape_close(&tape);
}
END_TEST

START_TEST(refuses_what_does_not_fit)
{
    struct tape tape = tape_of("malloc A 127G\nmalloc B 128G\n", TAPE_TOO_LARGE);
    ck_assert_uint_eq(tape.head.count, 1);
    assert_word(&tape, 0, TAPE_MALLOC, 0, UINT64_C(127) << 30);
    tape_close(&tape);
}
END_TEST

START_TEST(peak_of_a_move_has_both_blocks)
{
    struct tape tape = tape_of("malloc A 100\nrealloc A 200\nfree A\n", TAPE_GOOD);
    ck_assert_uint_eq(tape.head.peak_bytes, 300);
    ck_assert_uint_eq(tape.head.peak_blocks, 2);
    tape_close(&tape);
}
END_TEST

START_TEST(churn_is_the_same_everywhere)
{
    struct tape tape;
    ck_assert(churn_tape(&tape, 100, 50));
    ck_assert_str_eq(tape.name, "churn 100");
    ck_assert_uint_eq(tape.head.count, 100 + 2 * 100 + 2 * 50);
    ck_assert_uint_eq(tape.head.untimed, 100 + 2 * 100);
    ck_assert_uint_eq(tape.head.peak_blocks, 100);
    uint64_t sum = 0;
    for (size_t i = 0; i < tape.head.count; i++)
        sum = sum * 31 + tape.words[i];
    ck_assert_uint_eq(sum, UINT64_C(919582757853012402));
    tape_close(&tape);
    ck_assert(churn_queue(&tape, 3000, 1));
    ck_assert_str_eq(tape.name, "queue 3k");
    ck_assert_uint_eq(tape_slot(tape.words[3000]), 0);
    ck_assert_uint_eq(tape_slot(tape.words[3002]), 1);
    tape_close(&tape);
}
END_TEST

/* ---- The naive walk ---- */

static struct replay both(const struct tape *tape, const struct mems_options *options)
{
    struct replay replay = {.head = &tape->head, .words = tape->words,
                            .allocator = ALLOCATOR_BOTH};
    replay.where = calloc(tape->head.slots + 1, sizeof *replay.where);
    replay.naive = naive_open(options);
    ck_assert_ptr_nonnull(replay.where);
    ck_assert_ptr_nonnull(replay.naive);
    ck_assert_int_eq(mems_heap_open(&replay.heap, options), MEMS_OK);
    return replay;
}

static void replay_close(struct replay *replay)
{
    naive_close(replay->naive);
    mems_heap_close(replay->heap);
    free(replay->where);
}

START_TEST(naive_places_like_the_heap)
{
    struct mems_options options = mems_options_default();
    struct tape tape;
    struct replay replay;
    uint64_t done = 0;
    options.policy = (enum mems_policy)(_i % MEMS_POLICIES);
    options.page_size = _i / MEMS_POLICIES == 1 ? 100 : 4096;
    options.align = _i / MEMS_POLICIES == 2 ? 16 : 1;
    options.join = _i / MEMS_POLICIES != 3;
    ck_assert(churn_tape(&tape, 200, 3000));
    replay = both(&tape, &options);
    ck_assert(replay_both(&replay, 600000, &done));
    ck_assert_uint_eq(done, tape.head.count);
    ck_assert_int_eq(mems_heap_check(replay.heap, NULL), MEMS_SOUND);
    replay_clear(&replay);
    ck_assert(naive_is_like(replay.naive, replay.heap));
    ck_assert_uint_eq(mems_heap_totals(replay.heap).process, 0);
    replay_close(&replay);
    tape_close(&tape);
}
END_TEST

START_TEST(a_difference_is_found)
{
    struct mems_options options = mems_options_default();
    struct tape tape;
    struct replay replay;
    uint64_t done = 0;
    ck_assert(churn_tape(&tape, 100, 100));
    replay = both(&tape, &options);
    replay.naive->options.policy = MEMS_WORST_FIT;
    ck_assert(!replay_both(&replay, 600000, &done));
    ck_assert_uint_gt(done, 1);
    ck_assert_uint_lt(done, tape.head.count);
    ck_assert(!naive_is_like(replay.naive, replay.heap));
    replay_close(&replay);
    tape_close(&tape);
}
END_TEST

START_TEST(a_copy_is_alike_and_goes_on_alike)
{
    struct mems_options options = mems_options_default();
    struct tape tape;
    struct replay replay;
    uint64_t done = 0;
    options.policy = MEMS_NEXT_FIT;
    ck_assert(churn_tape(&tape, 100, 1000));
    replay = both(&tape, &options);
    ck_assert(replay_both(&replay, 600000, &done));
    struct naive *copy = naive_open(&options);
    ck_assert_ptr_nonnull(copy);
    ck_assert(naive_copy(copy, replay.heap));
    ck_assert(naive_is_like(copy, replay.heap));
    for (uint64_t slot = 0; slot < tape.head.slots; slot++) {
        uint64_t size = 10 + slot % 90;
        ck_assert(naive_free(copy, replay.where[slot]));
        ck_assert_int_eq(mems_heap_free(replay.heap, replay.where[slot], NULL), MEMS_OK);
        ck_assert_int_eq(mems_heap_malloc(replay.heap, size, NULL), MEMS_OK);
        ck_assert_uint_ne(naive_malloc(copy, size), 0);
        ck_assert(naive_is_like(copy, replay.heap));
    }
    naive_close(copy);
    replay_close(&replay);
    tape_close(&tape);
}
END_TEST

START_TEST(naive_refuses_what_the_heap_refuses)
{
    struct mems_options options = mems_options_default();
    struct naive *naive = naive_open(&options);
    ck_assert_ptr_nonnull(naive);
    ck_assert_uint_eq(naive_malloc(naive, 0), 0);
    ck_assert_uint_eq(naive_malloc(naive, UINT64_MAX), 0);
    ck_assert_uint_eq(naive_malloc(naive, 10), 1000);
    ck_assert(!naive_free(naive, 0));
    ck_assert(!naive_free(naive, 1001));
    ck_assert(!naive_free(naive, 1010));
    ck_assert(!naive_free(naive, 9999));
    unsigned char *byte = naive_get(naive, 1009);
    ck_assert_ptr_nonnull(byte);
    *byte = 7;
    ck_assert_ptr_eq(naive_get(naive, 1000), byte - 9);
    ck_assert_ptr_null(naive_get(naive, 1010));
    ck_assert_ptr_null(naive_get(naive, 999));
    ck_assert(naive_free(naive, 1000));
    ck_assert(!naive_free(naive, 1000));
    ck_assert_ptr_null(naive_get(naive, 1000));
    naive_close(naive);
    naive_close(NULL);
    options.align = 3;
    ck_assert_ptr_null(naive_open(&options));
}
END_TEST

/* ---- Loops ---- */

/* After a pass, the same blocks are live whoever gave them. */
START_TEST(every_allocator_plays_the_tape)
{
    struct tape tape = tape_of("malloc A 1000\nmalloc B 50\nfree A\nrealloc B 700\nmalloc C 7\n",
                               TAPE_GOOD);
    uint64_t where[4] = {0}, sizes[4] = {0};
    struct replay replay = {.head = &tape.head, .words = tape.words, .where = where,
                            .sizes = sizes, .touch = _i % 2 == 1,
                            .allocator = (enum allocator)(_i / 2)};
    struct mems_options options = mems_options_default();
    if (replay.allocator == ALLOCATOR_HEAP)
        ck_assert_int_eq(mems_heap_open(&replay.heap, &options), MEMS_OK);
    if (replay.allocator == ALLOCATOR_NAIVE)
        ck_assert_ptr_nonnull(replay.naive = naive_open(&options));
    for (int pass = 0; pass < 3; pass++) {
        struct pass played = replay_pass(&replay, 600000);
        ck_assert(!played.cut);
        ck_assert_uint_eq(played.done, 5);
        ck_assert_uint_eq(replay.refused, 0);
        ck_assert_uint_ne(where[0], 0); /* C, in the slot of A */
        ck_assert_uint_ne(where[1], 0);
        if (replay.heap != NULL)
            ck_assert_uint_eq(mems_heap_totals(replay.heap).process, 707);
        if (replay.touch)
            ck_assert_uint_eq(sizes[1], 700);
        replay_clear(&replay);
        ck_assert_uint_eq(where[0], 0);
        ck_assert_uint_eq(where[1], 0);
    }
    ck_assert_uint_eq(replay.segments, replay.heap != NULL ? 3 : 0);
    naive_close(replay.naive);
    mems_heap_close(replay.heap);
    tape_close(&tape);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("bench");
    TCase *cases = tcase_create("bench");
    tcase_set_timeout(cases, 60);
    tcase_add_test(cases, records_a_workload);
    tcase_add_test(cases, leaves_out_what_is_no_block);
    tcase_add_test(cases, refuses_what_does_not_fit);
    tcase_add_test(cases, peak_of_a_move_has_both_blocks);
    tcase_add_test(cases, churn_is_the_same_everywhere);
    tcase_add_loop_test(cases, naive_places_like_the_heap, 0, 4 * MEMS_POLICIES);
    tcase_add_test(cases, a_difference_is_found);
    tcase_add_test(cases, a_copy_is_alike_and_goes_on_alike);
    tcase_add_test(cases, naive_refuses_what_the_heap_refuses);
    tcase_add_loop_test(cases, every_allocator_plays_the_tape, 0, 2 * ALLOCATOR_BOTH);
    suite_add_tcase(suite, cases);
    return run_suite(suite);
}
