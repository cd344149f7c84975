/* 26-expect.c: expectations, captions, chapters and stops, and which steps
 * they belong to, before and after a fork. */
#include "trace_text.h"
#include "run.h"

#include <check.h>
#include <stdlib.h>

/* Whether all expectations of a workload hold; how many do not. */
static uint32_t failures(const char *text)
{
    struct timeline *timeline = timeline_of(ops_of(text));
    uint32_t end = timeline_seek(timeline, UINT32_MAX), failed = 0;

    for (uint32_t step = 0; step <= end; step++)
        failed += timeline_event(timeline, step).expectations_failed;
    close_both(timeline);
    return failed;
}

START_TEST(expectations_hold)
{
    ck_assert_uint_eq(failures("expect pages 0\nexpect blocks 0\n"
                               "malloc A 1000\nexpect A at 1000\nexpect A at 0x3e8\n"
                               "malloc B 2000\nmalloc C 500\nfree B\nexpect B gone\nexpect Z gone\n"
                               "expect holes 2\nexpect blocks 2\nexpect nodes 1\nexpect pages 1\n"
                               "expect used 1500\nexpect unused 2596\nexpect largest 2000\n"
                               "malloc D 10K\nexpect nodes 2\nexpect pages 4\n"), 0);
}
END_TEST

START_TEST(expectations_fail)
{
    ck_assert_uint_eq(failures("expect pages 1\n"), 1);
    ck_assert_uint_eq(failures("malloc A 10\nexpect A at 1001\n"), 1);
    ck_assert_uint_eq(failures("expect A at 1000\n"), 1);
    ck_assert_uint_eq(failures("malloc A 10\nexpect A gone\n"), 1);
    ck_assert_uint_eq(failures("malloc A 10\nexpect holes 0\nexpect blocks 0\nexpect nodes 0\n"
                               "expect pages 0\nexpect used 0\nexpect unused 0\n"
                               "expect largest 0\n"), 7);
}
END_TEST

/* fails: nothing changed, and the outcome says why. */
START_TEST(operations_fail)
{
    ck_assert_uint_eq(failures("malloc A 0\nexpect fails\nmalloc A 18446744073709551615\n"
                               "expect fails\nfree Z\nexpect fails\nmalloc A 5\nfree A+1\n"
                               "expect fails\nget A+5\nexpect fails\nwrite A+2 1\nexpect fails\n"
                               "free A\nfree A\nexpect fails\nget A\nexpect fails\n"), 0);
    ck_assert_uint_eq(failures("expect fails\nmalloc A 5\nexpect fails\nget A\nexpect fails\n"
                               "realloc A 0\nexpect fails\nfree A\nexpect fails\n"
                               "policy best\nexpect fails\n"), 6);
}
END_TEST

START_TEST(what_was_found)
{
    struct timeline *timeline =
        timeline_of(ops_of("malloc A 10\nexpect A at 5\nexpect holes 7\nexpect A gone\n"));
    const struct ops *ops = timeline_ops(timeline);
    uint64_t found;

    ck_assert(!timeline_expect(timeline, ops_note(ops, 0), &found));
    ck_assert_uint_eq(found, 0);
    timeline_forward(timeline);
    ck_assert(!timeline_expect(timeline, ops_note(ops, 0), &found));
    ck_assert_uint_eq(found, 1000);
    ck_assert(!timeline_expect(timeline, ops_note(ops, 1), &found));
    ck_assert_uint_eq(found, 1);
    ck_assert(!timeline_expect(timeline, ops_note(ops, 2), &found));
    close_both(timeline);
}
END_TEST

/* ---- Notes ---- */

static const char chapters[] = "mark start\nsay \"at once\"\nmalloc A 1\nmark one\nstop\n"
                               "malloc B 1\nmalloc C 1\nmark \"two words\"\nfree A\nstop\n";

static void check_next(const struct timeline *timeline, enum note_kind kind, uint32_t expected)
{
    uint32_t step = 99;

    ck_assert(timeline_next_note(timeline, kind, &step) == (expected != 99));
    ck_assert_uint_eq(step, expected);
}

static void check_previous(const struct timeline *timeline, enum note_kind kind, uint32_t expected)
{
    uint32_t step = 99;

    ck_assert(timeline_previous_note(timeline, kind, &step) == (expected != 99));
    ck_assert_uint_eq(step, expected);
}

START_TEST(notes_of_a_step)
{
    struct timeline *timeline = timeline_of(ops_of(chapters));
    size_t first;

    ck_assert_uint_eq(timeline_notes(timeline, 0, &first), 2);
    ck_assert_uint_eq(first, 0);
    ck_assert_uint_eq(timeline_notes(timeline, 1, &first), 2);
    ck_assert_uint_eq(first, 2);
    ck_assert_uint_eq(timeline_notes(timeline, 2, &first), 0);
    ck_assert_uint_eq(timeline_notes(timeline, 4, &first), 1);
    close_both(timeline);
}
END_TEST

START_TEST(chapters_are_found)
{
    struct timeline *timeline = timeline_of(ops_of(chapters));
    uint32_t step;

    check_next(timeline, NOTE_MARK, 1);
    check_previous(timeline, NOTE_MARK, 99);
    timeline_seek(timeline, 2);
    check_next(timeline, NOTE_MARK, 3);
    check_previous(timeline, NOTE_MARK, 1);
    check_next(timeline, NOTE_STOP, 4);
    check_previous(timeline, NOTE_SAY, 0);
    timeline_seek(timeline, 4);
    check_next(timeline, NOTE_STOP, 99);
    check_previous(timeline, NOTE_STOP, 1);
    ck_assert(timeline_mark(timeline, "start", &step) && step == 0);
    ck_assert(timeline_mark(timeline, "two words", &step) && step == 3);
    ck_assert(!timeline_mark(timeline, "two", &step));
    close_both(timeline);
}
END_TEST

/* After a fork the workload's later notes are away, and come back with it. */
START_TEST(forks_have_no_notes)
{
    struct timeline *timeline = timeline_of(ops_of(chapters));
    size_t first;
    uint32_t step;

    timeline_seek(timeline, 2);
    type(timeline, "malloc X 1");
    type(timeline, "malloc Y 1");
    ck_assert_uint_eq(timeline_notes(timeline, 3, &first), 0);
    ck_assert_uint_eq(timeline_notes(timeline, 4, &first), 0);
    ck_assert(!timeline_mark(timeline, "two words", &step));
    check_next(timeline, NOTE_STOP, 99);
    check_previous(timeline, NOTE_MARK, 1);
    timeline_seek(timeline, 0);
    check_next(timeline, NOTE_MARK, 1);
    type(timeline, "malloc Z 1");
    check_previous(timeline, NOTE_MARK, 0);
    check_next(timeline, NOTE_MARK, 99);
    ck_assert(!timeline_mark(timeline, "one", &step));
    while (timeline_undo_edit(timeline))
        ;
    ck_assert_uint_eq(timeline_step(timeline), 2);
    check_next(timeline, NOTE_MARK, 3);
    ck_assert_uint_eq(timeline_notes(timeline, 4, &first), 1);
    close_both(timeline);
}
END_TEST

static void check_failed(const struct timeline *timeline, uint32_t from, uint32_t expected)
{
    uint32_t step = 99;

    ck_assert(timeline_next_failed(timeline, from, &step) == (expected != 99));
    ck_assert_uint_eq(step, expected);
}

START_TEST(failures_are_found)
{
    struct timeline *timeline =
        timeline_of(ops_of("expect pages 1\nmalloc A 1\nexpect pages 1\nmalloc B 1\n"
                           "expect pages 2\nfree A\nfree B\nexpect pages 3\n"));

    check_failed(timeline, 0, 0);
    check_failed(timeline, 1, 99);
    timeline_seek(timeline, 3);
    check_failed(timeline, 1, 2);
    check_failed(timeline, 3, 99);
    timeline_seek(timeline, 4);
    timeline_seek(timeline, 1);
    check_failed(timeline, 2, 2);
    check_failed(timeline, 3, 4);
    type(timeline, "malloc X 1"); /* what failed later is away */
    check_failed(timeline, 1, 99);
    ck_assert(timeline_undo_edit(timeline));
    check_failed(timeline, 1, 2);
    close_both(timeline);
}
END_TEST

/* Failures are counted when a step is first reached, and stay. */
START_TEST(failures_are_counted_once)
{
    struct timeline *timeline = timeline_of(ops_of("malloc A 1\nexpect A at 7\nexpect pages 1\n"
                                                   "expect holes 3\nfree A\nexpect holes 2\n"));

    ck_assert_uint_eq(timeline_event(timeline, 1).expectations_failed, 0);
    timeline_seek(timeline, 2);
    timeline_seek(timeline, 0);
    ck_assert_uint_eq(timeline_event(timeline, 0).expectations_failed, 0);
    ck_assert_uint_eq(timeline_event(timeline, 1).expectations_failed, 2);
    ck_assert_uint_eq(timeline_event(timeline, 2).expectations_failed, 1);
    type(timeline, "malloc Q 1");
    ck_assert_uint_eq(timeline_event(timeline, 1).expectations_failed, 0);
    close_both(timeline);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("expect");
    TCase *cases = tcase_create("expect");

    tcase_add_test(cases, expectations_hold);
    tcase_add_test(cases, expectations_fail);
    tcase_add_test(cases, operations_fail);
    tcase_add_test(cases, what_was_found);
    tcase_add_test(cases, notes_of_a_step);
    tcase_add_test(cases, chapters_are_found);
    tcase_add_test(cases, forks_have_no_notes);
    tcase_add_test(cases, failures_are_found);
    tcase_add_test(cases, failures_are_counted_once);
    suite_add_tcase(suite, cases);
    return run_suite(suite);
}
