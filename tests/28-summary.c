/* 28-summary.c: what a run came to, counted: kinds, outcomes, leaks, peaks and
 * expectations; and fragmentation against its formula. */
#include "summary.h"
#include "workload.h"
#include "run.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct run {
    struct ops *ops;
    struct timeline *timeline;
    struct summary summary;
};

static struct run run_text(const char *text)
{
    struct run run = {0};
    struct problems problems = {0};
    FILE *in = fmemopen((char *)(uintptr_t)text, strlen(text), "r");
    ck_assert_ptr_nonnull(in);
    run.ops = ops_open();
    ck_assert_ptr_nonnull(run.ops);
    ck_assert_msg(workload_read(run.ops, in, &problems, NULL, NULL), "%s", problems.list[0].what);
    fclose(in);
    ck_assert_int_eq(timeline_open(&run.timeline, run.ops, ops_options_view(run.ops)), MEMS_OK);
    do
        summary_add(&run.summary, run.timeline);
    while (timeline_forward(run.timeline));
    ck_assert_uint_eq(timeline_step(run.timeline), timeline_end(run.timeline));
    return run;
}

static void run_close(struct run *run)
{
    timeline_close(run->timeline);
    ops_close(run->ops);
}

START_TEST(counts)
{
    struct run run = run_text("malloc A 1000\nmalloc B 500\nmalloc A 10\nmalloc Z 0\nget B+3\n"
                              "write B 7\nwrite B+498 7\nfree B\nfree B\nfree nobody\n"
                              "realloc A 5000\npolicy best\nfree @1\n");
    const struct summary *summary = &run.summary;
    ck_assert_uint_eq(summary->kinds[OP_MALLOC], 4);
    ck_assert_uint_eq(summary->kinds[OP_FREE], 4);
    ck_assert_uint_eq(summary->kinds[OP_REALLOC], 1);
    ck_assert_uint_eq(summary->kinds[OP_GET], 1);
    ck_assert_uint_eq(summary->kinds[OP_WRITE], 2);
    ck_assert_uint_eq(summary->kinds[OP_POLICY], 1);
    ck_assert_uint_eq(summary->kinds[OP_START], 0);
    ck_assert_uint_eq(summary->outcomes[OUTCOME_NULL], 1);
    ck_assert_uint_eq(summary->outcomes[OUTCOME_PAST_END], 1);
    ck_assert_uint_eq(summary->outcomes[OUTCOME_DEAD], 1);
    ck_assert_uint_eq(summary->outcomes[OUTCOME_UNKNOWN], 1);
    ck_assert_uint_eq(summary->outcomes[OUTCOME_ERROR], 1);
    ck_assert_uint_eq(summary->outcomes[OUTCOME_DONE], 8);
    ck_assert_uint_eq(summary->renamed, 1);
    ck_assert_uint_eq(summary->nodes_made, 2);
    run_close(&run);
}
END_TEST

START_TEST(splits_and_joins)
{
    struct run run = run_text("malloc A 1000\nmalloc B 1000\nmalloc C 2096\nfree A\nfree C\n"
                              "free B\nmalloc D 4096\n");
    ck_assert_uint_eq(run.summary.splits, 2); /* C and D fit exactly */
    ck_assert_uint_eq(run.summary.joins, 2);  /* B joins on both sides */
    ck_assert_uint_eq(run.summary.nodes_made, 1);
    run_close(&run);
}
END_TEST

START_TEST(peaks)
{
    struct run run = run_text("malloc A 3000\nmalloc B 1000\nfree A\nmalloc C 100\nfree B\n"
                              "malloc D 3900\n");
    ck_assert_uint_eq(run.summary.process.bytes, 4000);
    ck_assert_uint_eq(run.summary.process.step, 2);
    ck_assert_uint_eq(run.summary.mapped.bytes, 4096);
    ck_assert_uint_eq(run.summary.mapped.step, 1);
    run_close(&run);
    run = run_text("");
    ck_assert_uint_eq(run.summary.mapped.bytes, 0);
    ck_assert_uint_eq(run.summary.outcomes[OUTCOME_DONE], 0);
    run_close(&run);
}
END_TEST

static void check_found(const struct run *run, size_t note, const char *wanted)
{
    char found[64];
    size_t length = summary_found(run->timeline, ops_note(run->ops, note), found, sizeof found);
    ck_assert_str_eq(found, wanted);
    ck_assert_uint_eq(length, strlen(wanted));
}

START_TEST(expectations)
{
    struct run run = run_text("expect nodes 0\nmalloc A 1000\nexpect A at 1000\nmalloc B 10\n"
                              "expect A at 999\nexpect A gone\nexpect C at 5\nexpect holes 7\n"
                              "expect fails\nexpect largest 3086\n");
    ck_assert_uint_eq(run.summary.expectations, 8);
    ck_assert_uint_eq(run.summary.failed, 5);
    check_found(&run, 2, "it at 1000");
    check_found(&run, 3, "it at 1000");
    check_found(&run, 4, "no such block");
    check_found(&run, 5, "1");
    check_found(&run, 6, "that it was done");
    char little[4];
    ck_assert_uint_eq(summary_found(run.timeline, ops_note(run.ops, 2), little, sizeof little), 3);
    ck_assert_str_eq(little, "it ");
    run_close(&run);
}
END_TEST

START_TEST(fragmentation)
{
    ck_assert_uint_eq(summary_fragmentation(0, 0), 0);
    ck_assert_uint_eq(summary_fragmentation(100, 100), 0);
    ck_assert_uint_eq(summary_fragmentation(2096, 496), 763);
    ck_assert_uint_eq(summary_fragmentation(3, 1), 667);
    ck_assert_uint_eq(summary_fragmentation(2000, 1999), 1); /* 0.0005 rounds up */
    ck_assert_uint_eq(summary_fragmentation(5000, 1), 999); /* some, but never all */
    ck_assert_uint_eq(summary_fragmentation(5000, 4999), 1); /* and never none */
    ck_assert_uint_eq(summary_fragmentation(5000, 0), 1000);
    ck_assert_uint_eq(summary_fragmentation(UINT64_MAX, 1), 999);
    ck_assert_uint_eq(summary_fragmentation(UINT64_MAX, UINT64_MAX / 2 + 1), 500);
    ck_assert_uint_eq(summary_fragmentation(UINT64_MAX / 4096 + 1, 1), 999);
}
END_TEST

START_TEST(words)
{
    for (int kind = OP_MALLOC; kind < OP_KINDS; kind++)
        ck_assert_uint_gt(strlen(summary_kind((enum op_kind)kind)), 0);
    for (int outcome = OUTCOME_NONE; outcome < OUTCOMES; outcome++)
        ck_assert_uint_gt(strlen(summary_outcome((enum outcome)outcome)), 0);
    ck_assert_str_eq(summary_kind(OP_START), "");
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("summary");
    TCase *cases = tcase_create("summary");
    tcase_add_test(cases, counts);
    tcase_add_test(cases, splits_and_joins);
    tcase_add_test(cases, peaks);
    tcase_add_test(cases, expectations);
    tcase_add_test(cases, fragmentation);
    tcase_add_test(cases, words);
    suite_add_tcase(suite, cases);
    return run_suite(suite);
}
