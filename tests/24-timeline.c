/* 24-timeline.c: what comes of each operation, names and their blocks, written
 * bytes and looking back, on small workloads. */
#include "trace_text.h"
#include "run.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

static void check_outcome(const struct timeline *timeline, uint32_t step, enum outcome outcome,
                          uint64_t address)
{
    struct event event = timeline_event(timeline, step);

    ck_assert_msg(event.outcome == outcome, "step %u: outcome %d", step, event.outcome);
    ck_assert_msg(event.address == address, "step %u: address %llu", step,
                  (unsigned long long)event.address);
}

/* ---- Outcomes ---- */

START_TEST(malloc_and_free)
{
    struct timeline *timeline = at_end_of("malloc A 100\nmalloc B 0\nmalloc C 18446744073709551615\n"
                                    "free A\nfree A\nfree B\nfree C\nfree Z\nfree @0\n");
    struct event event = timeline_event(timeline, 3);

    check_outcome(timeline, 1, OUTCOME_DONE, 1000);
    check_outcome(timeline, 2, OUTCOME_NULL, 0);
    check_outcome(timeline, 3, OUTCOME_NO_MEMORY, 0);
    ck_assert_int_eq(event.error, MEMS_TOO_LARGE);
    check_outcome(timeline, 4, OUTCOME_DONE, 1000);
    check_outcome(timeline, 5, OUTCOME_DEAD, 1000);
    check_outcome(timeline, 6, OUTCOME_NOTHING, 0);
    check_outcome(timeline, 7, OUTCOME_NOTHING, 0);
    check_outcome(timeline, 8, OUTCOME_UNKNOWN, 0);
    check_outcome(timeline, 9, OUTCOME_NOTHING, 0);
    event = timeline_event(timeline, 4);
    ck_assert(event.has_free && !event.has_malloc);
    ck_assert(event.free.did & MEMS_DID_JOIN_RIGHT);
    event = timeline_event(timeline, 1);
    ck_assert(event.has_malloc && !event.has_free && !event.renamed);
    ck_assert(event.malloc.did & MEMS_DID_NODE);
    check_outcome(timeline, 0, OUTCOME_NONE, 0);
    close_both(timeline);
}
END_TEST

START_TEST(free_by_address)
{
    struct timeline *timeline = at_end_of("malloc A 10\nmalloc B 10\nfree A+4\nfree @1000+10\nfree B\n"
                                    "free @0x3f2\nfree @99\nfree A+18446744073709551615\n");

    check_outcome(timeline, 3, OUTCOME_ERROR, 1004);
    ck_assert_int_eq(timeline_event(timeline, 3).error, MEMS_INNER_ADDRESS);
    check_outcome(timeline, 4, OUTCOME_DONE, 1010);
    check_outcome(timeline, 5, OUTCOME_DEAD, 1010);
    check_outcome(timeline, 6, OUTCOME_ERROR, 1010);
    ck_assert_int_eq(timeline_event(timeline, 6).error, MEMS_ALREADY_FREE);
    check_outcome(timeline, 7, OUTCOME_ERROR, 99);
    ck_assert_int_eq(timeline_event(timeline, 7).error, MEMS_OUTSIDE);
    check_outcome(timeline, 8, OUTCOME_ERROR, UINT64_MAX);
    check_name(timeline, "A", 1000);
    check_name(timeline, "B", 0);
    timeline_seek(timeline, 3);
    check_name(timeline, "B", 1010);
    close_both(timeline);
}
END_TEST

/* malloc to a live name: the old block leaks, and freeing it by its address
 * leaves the name alone. */
START_TEST(names_are_bound_anew)
{
    struct timeline *timeline = at_end_of("a 1 100\na 1 50\nfree @1000\nf 1\na 1 100\na 1 0\nf 1\n");

    ck_assert(timeline_event(timeline, 2).renamed);
    check_outcome(timeline, 2, OUTCOME_DONE, 1100);
    check_outcome(timeline, 3, OUTCOME_DONE, 1000);
    check_outcome(timeline, 4, OUTCOME_DONE, 1100);
    ck_assert(!timeline_event(timeline, 5).renamed);
    ck_assert(timeline_event(timeline, 6).renamed);
    check_outcome(timeline, 7, OUTCOME_NOTHING, 0);
    timeline_seek(timeline, 3);
    check_name(timeline, "1", 1100);
    timeline_seek(timeline, 1);
    check_name(timeline, "1", 1000);
    timeline_seek(timeline, 0);
    check_name(timeline, "1", 0);
    close_both(timeline);
}
END_TEST

START_TEST(realloc_moves)
{
    struct timeline *timeline = at_end_of("realloc A 100\nrealloc A 200\nfree A\nrealloc A 10\n"
                                    "realloc A 0\nfree A\nmalloc B 0\nrealloc B 5\n"
                                    "realloc B 18446744073709551615\nrealloc C 0\n");
    struct event event;

    check_outcome(timeline, 1, OUTCOME_DONE, 1000);
    check_outcome(timeline, 2, OUTCOME_DONE, 1100);
    event = timeline_event(timeline, 2);
    ck_assert(event.has_malloc && event.has_free && !event.renamed);
    ck_assert_uint_eq(event.free.address, 1000);
    check_outcome(timeline, 3, OUTCOME_DONE, 1100);
    check_outcome(timeline, 4, OUTCOME_DONE, 1000);
    check_outcome(timeline, 5, OUTCOME_NULL, 1000);
    event = timeline_event(timeline, 5);
    ck_assert(!event.has_malloc && event.has_free);
    check_outcome(timeline, 6, OUTCOME_NOTHING, 0);
    check_outcome(timeline, 8, OUTCOME_DONE, 1000);
    check_outcome(timeline, 9, OUTCOME_NO_MEMORY, 1000);
    check_outcome(timeline, 10, OUTCOME_NULL, 0);
    check_name(timeline, "B", 1000);
    ck_assert_uint_eq(mems_heap_totals(timeline_heap(timeline)).blocks, 1);
    close_both(timeline);
}
END_TEST

START_TEST(get_translates)
{
    struct timeline *timeline = at_end_of("malloc A 10\nget A+9\nget A+10\nget @1000\nget Z\nfree A\n"
                                    "get A\nget @5\nmalloc B 0\nget B\n");

    check_outcome(timeline, 2, OUTCOME_DONE, 1009);
    check_outcome(timeline, 3, OUTCOME_ERROR, 1010);
    check_outcome(timeline, 4, OUTCOME_DONE, 1000);
    check_outcome(timeline, 5, OUTCOME_UNKNOWN, 0);
    check_outcome(timeline, 7, OUTCOME_DEAD, 1000);
    check_outcome(timeline, 8, OUTCOME_ERROR, 5);
    ck_assert_int_eq(timeline_event(timeline, 8).error, MEMS_OUTSIDE);
    check_outcome(timeline, 10, OUTCOME_ERROR, 0);
    close_both(timeline);
}
END_TEST

START_TEST(policy_switches_there_and_back)
{
    struct timeline *timeline = at_end_of("policy best\nmalloc A 1\npolicy worst\npolicy next\n");
    const mems_heap *heap = timeline_heap(timeline);

    ck_assert_int_eq(mems_heap_options(heap).policy, MEMS_NEXT_FIT);
    timeline_back(timeline);
    ck_assert_int_eq(mems_heap_options(heap).policy, MEMS_WORST_FIT);
    timeline_back(timeline);
    ck_assert_int_eq(mems_heap_options(heap).policy, MEMS_BEST_FIT);
    timeline_forward(timeline);
    ck_assert_int_eq(mems_heap_options(heap).policy, MEMS_WORST_FIT);
    close_both(timeline);
}
END_TEST

/* ---- Bytes ---- */

START_TEST(write_and_go_back)
{
    static const char zeros[16];
    struct timeline *timeline = at_end_of("malloc A 8\nwrite A \"abcdefgh\"\nwrite A+2 0x31323334\n"
                                    "write A+5 1\nwrite A+8 \"x\"\nfree A\nwrite A 1\n"
                                    "malloc B 16\nwrite B+1 \"\"\n");
    int32_t value = 0x31323334;
    char expected[8] = "abcdefgh";

    check_outcome(timeline, 4, OUTCOME_PAST_END, 1005);
    check_outcome(timeline, 5, OUTCOME_ERROR, 1008);
    check_outcome(timeline, 7, OUTCOME_DEAD, 1000);
    check_outcome(timeline, 9, OUTCOME_DONE, 1001);
    memcpy(expected + 2, &value, sizeof value);
    check_bytes(timeline, 1000, expected, 8); /* B lies where A lay: memory is real */
    timeline_seek(timeline, 3);
    check_bytes(timeline, 1000, expected, 8);
    timeline_seek(timeline, 2);
    check_bytes(timeline, 1000, "abcdefgh", 8);
    timeline_seek(timeline, 1);
    check_bytes(timeline, 1000, zeros, 8);
    timeline_seek(timeline, 9);
    check_bytes(timeline, 1000, expected, 8);
    close_both(timeline);
}
END_TEST

/* Shrinking and growing, to fresh memory and to memory written before. */
START_TEST(realloc_copies)
{
    struct timeline *timeline = at_end_of("malloc G 40\nwrite G \"gggggggggggggggggggggggggggggggggggggggg\"\n"
                                    "malloc A 8\nwrite A+2 \"abc\"\nfree G\n"
                                    "realloc A 20\nrealloc A 4\nrealloc A 30\n");

    timeline_seek(timeline, 6);
    check_name(timeline, "A", 1000);
    check_bytes(timeline, 1000, "\0\0abc\0\0\0gggggggggggg", 20);
    timeline_seek(timeline, 7);
    check_name(timeline, "A", 1020);
    check_bytes(timeline, 1020, "\0\0ab", 4);
    timeline_seek(timeline, 8);
    check_name(timeline, "A", 1024);
    check_bytes(timeline, 1024, "\0\0abgggggggg", 12);
    timeline_seek(timeline, 5);
    check_name(timeline, "A", 1040);
    check_bytes(timeline, 1040, "\0\0abc\0\0", 8);
    close_both(timeline);
}
END_TEST

/* The whole of a large block is not copied for a few written bytes; and where
 * too much would have to be logged, the step is refused and nothing changes. */
START_TEST(copies_are_bounded)
{
    struct timeline *timeline = at_end_of("malloc A 300M\nwrite A 1\nrealloc A 301M\n");

    check_bytes(timeline, timeline_event(timeline, 3).address, "\1\0\0\0\0", 5);
    close_both(timeline);
    timeline = timeline_of(ops_of("malloc A 300M\nwrite A 1\nwrite A+314572000 1\n"
                                 "realloc A 301M\n"));
    ck_assert_uint_eq(timeline_seek(timeline, 4), 3);
    ck_assert_int_eq(mems_heap_check(timeline_heap(timeline), NULL), MEMS_SOUND);
    ck_assert_uint_eq(mems_heap_totals(timeline_heap(timeline)).nodes, 1);
    check_name(timeline, "A", 1000);
    ck_assert(!timeline_forward(timeline));
    ck_assert_uint_eq(timeline_known(timeline), 3);
    close_both(timeline);
}
END_TEST

/* ---- Going ---- */

START_TEST(steps_are_clamped)
{
    struct timeline *timeline = timeline_of(ops_of("malloc A 1\nfree A\n"));

    ck_assert(!timeline_back(timeline));
    ck_assert_uint_eq(timeline_end(timeline), 2);
    ck_assert_uint_eq(timeline_known(timeline), 0);
    ck_assert_uint_eq(timeline_seek(timeline, 1), 1);
    ck_assert_uint_eq(timeline_known(timeline), 1);
    ck_assert_uint_eq(timeline_seek(timeline, 1000), 2);
    ck_assert(!timeline_forward(timeline));
    ck_assert(timeline_back(timeline));
    ck_assert_uint_eq(timeline_step(timeline), 1);
    ck_assert_uint_eq(timeline_known(timeline), 2);
    ck_assert_int_eq(timeline_op(timeline, 0).kind, OP_START);
    ck_assert_int_eq(timeline_op(timeline, 2).kind, OP_FREE);
    close_both(timeline);
}
END_TEST

START_TEST(makers_and_names)
{
    struct timeline *timeline = at_end_of("malloc A 10\nmalloc B 10\nfree A\nrealloc B 20\n");
    struct mems_segment segment;

    ck_assert(mems_segment_at(timeline_heap(timeline), 1020, &segment));
    ck_assert_uint_eq(timeline_maker(timeline, &segment), 4);
    ck_assert_uint_eq(timeline_name(timeline, &segment), name_of(timeline_ops(timeline), "B"));
    ck_assert(mems_segment_at(timeline_heap(timeline), 1000, &segment));
    ck_assert_uint_eq(timeline_maker(timeline, &segment), 0);
    ck_assert_uint_eq(timeline_name(timeline, &segment), NO_NAME);
    timeline_seek(timeline, 2);
    ck_assert(mems_segment_at(timeline_heap(timeline), 1015, &segment));
    ck_assert_uint_eq(timeline_maker(timeline, &segment), 2);
    close_both(timeline);
}
END_TEST

START_TEST(touched_looks_back)
{
    struct timeline *timeline = at_end_of("malloc A 10\nmalloc B 10\nget A\nfree A\nmalloc C 4000\n");

    ck_assert_uint_eq(timeline_touched(timeline, 1010, 10, 100), 2);
    ck_assert_uint_eq(timeline_touched(timeline, 1000, 10, 100), 4);
    ck_assert_uint_eq(timeline_touched(timeline, 1020, 1, 100), 5);
    ck_assert_uint_eq(timeline_touched(timeline, 1010, 10, 3), 0);
    ck_assert_uint_eq(timeline_touched(timeline, 900, 100, 100), 0);
    ck_assert_uint_eq(timeline_touched(timeline, 900, 101, 100), 4);
    ck_assert_uint_eq(timeline_touched(timeline, 5096, 10, 100), 0);
    timeline_seek(timeline, 1);
    ck_assert_uint_eq(timeline_touched(timeline, 1010, 4086, 100), 1); /* the rest behind A */
    ck_assert_uint_eq(timeline_touched(timeline, 1011, 4085, 100), 0);
    close_both(timeline);
}
END_TEST

START_TEST(history_shares_steps)
{
    struct timeline *timeline = at_end_of("malloc A 100\nfree A\nmalloc B 5000\nmalloc C 50\n");
    struct sample samples[10];
    size_t known;

    timeline_history(timeline, samples, 2, &known);
    ck_assert_uint_eq(known, 2);
    ck_assert_uint_eq(samples[0].mapped, 4096);
    ck_assert_uint_eq(samples[0].process, 100);
    ck_assert_uint_eq(samples[1].mapped, 12288);
    ck_assert_uint_eq(samples[1].process, 5050);
    timeline_history(timeline, samples, 10, &known);
    ck_assert_uint_eq(known, 10);
    ck_assert_uint_eq(samples[1].mapped, 0);
    ck_assert_uint_eq(samples[2].process, 100);
    ck_assert_uint_eq(samples[3].process, 100);
    ck_assert_uint_eq(samples[4].process, 0);
    ck_assert_uint_eq(samples[9].process, 5050);
    close_both(timeline);
}
END_TEST

START_TEST(bad_options_are_refused)
{
    struct ops *ops = ops_open();
    struct mems_options options = mems_options_default();
    struct timeline *timeline;

    options.page_size = 0;
    ck_assert_int_eq(timeline_open(&timeline, ops, &options), MEMS_BAD_PAGE_SIZE);
    ck_assert_ptr_null(timeline);
    timeline_close(timeline);
    ops_close(ops);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("timeline");
    TCase *cases = tcase_create("timeline");

    tcase_set_timeout(cases, 60);
    tcase_add_test(cases, malloc_and_free);
    tcase_add_test(cases, free_by_address);
    tcase_add_test(cases, names_are_bound_anew);
    tcase_add_test(cases, realloc_moves);
    tcase_add_test(cases, get_translates);
    tcase_add_test(cases, policy_switches_there_and_back);
    tcase_add_test(cases, write_and_go_back);
    tcase_add_test(cases, realloc_copies);
    tcase_add_test(cases, copies_are_bounded);
    tcase_add_test(cases, steps_are_clamped);
    tcase_add_test(cases, makers_and_names);
    tcase_add_test(cases, touched_looks_back);
    tcase_add_test(cases, history_shares_steps);
    tcase_add_test(cases, bad_options_are_refused);
    suite_add_tcase(suite, cases);
    return run_suite(suite);
}
